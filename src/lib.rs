//! Turns a structured treatment guide into a branded, accessible, printable patient leaflet.
//!
//! Data flows one way:
//!
//! 1. [`input`] finds a guide, a brand and a language; [`source`] keeps their text and places.
//! 2. [`model`] reads them into types, with every fault.
//! 3. [`leaflet`] makes one leaflet of them: [`leaflet::Composed`].
//! 4. [`pages`] sets it on pages and writes them as a file's bytes: [`pages::typeset`], [`pages::export`].
//! 5. [`commands`] runs all of this for a command, and puts the bytes where they belong: [`commands::make`],
//!    [`commands::batch`], [`commands::output`].
//!
//! [`cli`] is the program around it; [`base`] holds what all rooms stand on. [`reading`] counts sentences and
//! syllables, and [`lint`] holds a guide against what patients, the law and the printer need.
//!
//! ```
//! use leaflet::input::content::Content;
//! use leaflet::commands::make::{self, Order};
//! use leaflet::source::SourceSet;
//! use leaflet::pages::typeset::Engine;
//!
//! let order = Order::new("minimally-invasive-spinal-fusion");
//! let made = make::make(&order, &Content::default(), &Engine::new(), &mut SourceSet::new());
//! assert!(made.is_ok_and(|made| made.file().starts_with(b"%PDF-1.7")));
//! ```

pub mod base;
#[cfg(feature = "cli")]
pub mod cli;
pub mod commands;
pub mod input;
pub mod leaflet;
pub mod lint;
pub mod model;
pub mod pages;
pub mod reading;
pub mod source;
