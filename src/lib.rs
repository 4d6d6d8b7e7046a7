//! Turns a structured treatment guide into a branded, accessible, printable patient leaflet.
//!
//! Data flows one way:
//!
//! 1. [`content`] finds a guide, a brand and a language; [`source`] keeps their text and places.
//! 2. [`guide`], [`brand`], [`language`] and [`patient`] read them into types, with every fault.
//! 3. [`leaflet`] makes one leaflet of them: [`leaflet::personalise`].
//! 4. [`typeset`] sets it on pages: [`typeset::typeset`].
//! 5. [`export`] writes the pages as a file's bytes: [`export::pdf`].
//! 6. [`output`] puts the bytes where they belong: [`output::write`].
//!
//! [`make`] runs 1 to 5; [`cli`] is the program around it; [`diagnostic`] is what authors are told.
//! [`starter`] holds the files authors begin with, [`explain`] what they can look up, and [`project`]
//! the settings of a working folder; [`schema`] tells editors what these files hold. [`roster`] reads a
//! clinic's list of patients. [`library`] makes every guide for everyone, where it changed. [`lint`] holds a
//! guide against what patients, the law and the printer need, and [`check`] does so with every guide that is
//! asked for; [`report`] tells what was found. [`import`] makes drafts of guides of saved pages.
//!
//! ```
//! use leaflet::content::Content;
//! use leaflet::make::{self, Order};
//! use leaflet::source::SourceSet;
//! use leaflet::typeset::Workshop;
//!
//! let order = Order::new("minimally-invasive-spinal-fusion");
//! let made = make::make(&order, &Content::default(), &Workshop::new(), &mut SourceSet::new());
//! assert!(made.is_ok_and(|made| made.pdf.starts_with(b"%PDF-1.7")));
//! ```

pub mod batch;
pub mod brand;
pub mod check;
pub mod cli;
pub mod content;
pub mod diagnostic;
pub mod explain;
pub mod export;
pub mod failure;
pub mod file_names;
pub mod fingerprint;
pub mod guide;
pub mod import;
pub mod imprint;
pub mod language;
pub mod leaflet;
pub mod library;
pub mod lint;
pub mod make;
pub mod messages;
pub mod output;
pub mod page_facts;
pub mod patient;
mod pdf;
pub mod press;
pub mod project;
pub mod reading;
pub mod report;
pub mod roster;
pub mod schema;
pub mod share;
pub mod source;
pub mod span;
pub mod starter;
pub mod typeset;
pub mod workers;
