//! A clinic's list: one leaflet for each row, all checked before the first page is set.
//!
//! In: a roster, read. Out: a [`Plan`], and from it a folder of leaflets with a [`Report`]. Promise:
//! asked = made + unchanged + failed + left out, whatever happens; one row that fails never stops the others; each
//! leaflet is, to the byte, what `make` gives for that row; no message, log or hidden file holds a word
//! of the list.
//!
//! What repeats is done once: guides are read once, stock is set once ([`crate::pages::press`]), the disk is
//! waited for once for many files ([`crate::commands::output::folder`]).

pub mod job;
mod kept;
mod plan;
mod print;
mod run;
mod twins;

pub use crate::input::roster::rows_in_words;
pub use plan::{Defaults, Plan, PlannedGuide, PlannedRow};
pub use run::{Event, Failed, FileThere, Report, RowState, Run, in_share_order, rows_of};
