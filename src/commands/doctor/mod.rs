//! Whether leaflets can be made here, what was found, and what to do.
//!
//! In: [`DoctorOptions`]. Out: a [`Page`] with a line for each thing that was looked at: the program, the
//! settings, the content, the folders leaflets go to. Promise: it looks at everything even where something is
//! in the way; it changes nothing and leaves nothing; it names no person, and no path but those that somebody
//! named and those of content. What only a front knows, such as its environment, the front adds.
//!
//! To look at a further thing, write a function that adds its [`Line`]s, and call it in [`examine`].

mod content;
mod folders;
mod guides;
mod page;

use std::path::PathBuf;

use jiff::civil::Date;

pub use page::{Line, Mark, Page, State};

use crate::base::advice::{Advice, Control};
use crate::base::failure::Failure;
use crate::commands::make::{Order, make};
use crate::commands::report::counted;
use crate::input::content::{Content, Workplace};
use crate::pages::typeset::Engine;
use crate::pages::typeset::fonts::FAMILIES;
use crate::source::SourceSet;
use page::in_short;

/// Most lines about things of one sort, so that the page stays one.
const LINES_OF_A_SORT: usize = 20;

/// Where to look.
#[derive(Debug, Clone)]
pub struct DoctorOptions {
    /// The folder in which one works.
    pub workplace: Workplace,
    /// The content folder; `None` for the one of the settings, or the usual one.
    pub content: Option<PathBuf>,
    /// The brand; `None` for the one of the settings, or the only one.
    pub brand: Option<String>,
    /// The folder for the leaflets; `None` for the one of the settings, or the usual one.
    pub output_folder: Option<PathBuf>,
    /// The day that counts as today.
    pub today: Date,
}

/// Looks at everything but the front.
pub fn examine(options: &DoctorOptions) -> Page {
    let mut page = Page::default();
    program(&mut page);
    trial(&mut page);
    scripts(&mut page);
    let project = content::project(options, &mut page);
    if let Some(content) = content::content_found(options, project.as_ref(), &mut page) {
        let project = project.clone().unwrap_or_default();
        content::languages(&content, &mut page);
        let brand = content::brands(options, &project, &content, &mut page);
        guides::guides(options, &project, &content, brand, &mut page);
        guides::reviews_due(options, &project, &content, &mut page);
    }
    folders::folders(options, project.as_ref(), &mut page);
    page
}

/// The command that lists all of a sort.
fn listing(sort: &str) -> Advice {
    Advice::default().control_with(Control::List, sort)
}

/// The command that checks all guides.
fn checking() -> Advice {
    Advice::default().control(Control::Check)
}

/// What to say of the rest of a sort; `None` if all were told.
fn more(count: usize) -> Option<String> {
    let rest = count.saturating_sub(LINES_OF_A_SORT);
    (rest > 0).then(|| format!("and {rest} more"))
}

fn program(page: &mut Page) {
    let (system, processor) = (std::env::consts::OS, std::env::consts::ARCH);
    let version = env!("CARGO_PKG_VERSION");
    page.ok(
        "program",
        format!("leaflet {version}, for {system} on {processor}"),
    );
}

/// A leaflet of a guide that is built in, made and thrown away.
fn trial(page: &mut Page) {
    let content = Content::default();
    let Some((guide, _)) = content.guides().pop_first() else {
        return;
    };
    let (order, engine) = (Order::new(guide), Engine::new());
    match make(&order, &content, &engine, &mut SourceSet::new()) {
        Ok(made) => {
            let pages = counted(made.pages, "page", "pages");
            let size = made.file().len().div_ceil(1_000);
            let message = format!("a leaflet of the built-in guide was made: {pages}, {size} KB");
            page.ok("trial", message);
        }
        Err(failure) => {
            let message = match (&failure, failure.explanation()) {
                (_, Some(advice)) => advice.message.clone(),
                (Failure::Content(found), _) => in_short("the built-in guide", found).0,
                _ => String::new(),
            };
            let hint = "install the program again; this copy is damaged".into();
            page.system_fault("trial", message, vec![hint]);
        }
    }
}

fn scripts(page: &mut Page) {
    let scripts: Vec<&str> = FAMILIES
        .iter()
        .flat_map(|family| family.scripts)
        .copied()
        .collect();
    let families = counted(FAMILIES.len(), "typeface is", "typefaces are");
    page.ok(
        "scripts",
        format!(
            "{families} built in, and the computer's own fonts are never used; guides and names \
             can be printed in {}",
            scripts.join(", ")
        ),
    );
}
