//! Our own way in a loop: the library with one engine, as a batch uses it.
//!
//! In and out: see `way`. Promise: each leaflet goes through everything that the program does with
//! one: guide, brand and language are read and checked anew, the pages are looked at. Only the
//! writing is plain, as for all ways. The program itself, and not this, is measured as a process.

use std::path::Path;
use std::process::ExitCode;

use leaflet::commands::make::{self, Order, PersonGiven, SurgeonGiven};
use leaflet::input::content::Content;
use leaflet::model::fact::FactName;
use leaflet::pages::typeset::Engine;
use leaflet::source::SourceSet;
use leaflet_benches::{GUIDE, SURGEON};
use leaflet_benches_way::{Patient, Problem, Way};

struct Library {
    patients: Vec<Patient>,
    content: Content,
    engine: Engine,
}

impl Way for Library {
    fn open(_work: &Path, patients: Vec<Patient>) -> Result<Self, Problem> {
        Ok(Self {
            patients,
            content: Content::default(),
            engine: Engine::new(),
        })
    }

    fn make(&mut self, patient: usize) -> Result<Vec<u8>, Problem> {
        let mut order = Order::new(GUIDE);
        order.person = PersonGiven::default()
            .with(FactName::Patient, self.patients[patient].name.as_str())
            .with_surgeon(SurgeonGiven::Listed(SURGEON.to_owned()));
        make::make(&order, &self.content, &self.engine, &mut SourceSet::new())
            .map(|made| made.file().to_vec())
            .map_err(|failure| match failure.explanation() {
                Some(explanation) => explanation.message.as_str().into(),
                None => "the content has problems".into(),
            })
    }
}

fn main() -> ExitCode {
    leaflet_benches_way::run::<Library>()
}
