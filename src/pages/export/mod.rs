//! What file a typeset leaflet becomes.
//!
//! In: finished pages, or for pictures the finished PDF. Out: the bytes of files. An output form is one file in this folder.

mod pdf;
mod png;
mod text_layer;
mod viewer;

pub use pdf::{pdf, pdf_of_values};
pub use png::{FEWEST_DOTS, MOST_DOTS, USUAL_DOTS, png};
pub(in crate::pages) use viewer::print_preferences;
