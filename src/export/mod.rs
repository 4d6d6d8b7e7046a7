//! What file a typeset leaflet becomes.
//!
//! In: finished pages. Out: the bytes of a file. An output form is one file in this folder.

mod pdf;

pub use pdf::pdf;
