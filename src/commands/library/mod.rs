//! The library: every guide of the clinic as a leaflet for everyone, made again only where it changed.
//!
//! In: the content, and what the settings ask for. Out: a [`LibraryPlan`], and from it a folder of
//! leaflets with a [`Report`], or a list of what is not as it would be made. Promise: asked = made +
//! unchanged + failed; a leaflet is, to the byte, what `make` gives; what is left alone was proved to be
//! right by fingerprints of bytes, never by a file's time; one guide that fails never stops the others;
//! nothing that this program did not write is replaced or taken away without being asked for.

mod build;
mod check;
mod listing;
mod orphan;
mod plan;
mod record;
mod rules;
mod run;

pub use build::{BuiltState, Event, Report, Shelved};
pub use check::{CheckReport, Finding, LeafletState};
use listing::listing;
pub use orphan::Orphan;
pub use plan::{LibraryPlan, PlannedLeaflet};
pub use record::is_made_by_build;
use rules::rules;
pub use run::{Hearer, LibraryEvent, LibraryOrder, LibraryOutcome, LibraryWork, run};

/// The folder of the library where nobody names another.
pub const USUAL_FOLDER: &str = "leaflets";
