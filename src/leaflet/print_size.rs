//! The room that pictures are given on the page.
//!
//! In: what a picture is for, and what is printed. Out: the largest width and height it is printed at. Why here: a
//! picture is brought down to the dots that are printed before the templates see it.

use super::{Measures, Print};
use crate::input::content::PrintSize;
use crate::model::guide::FigureWidth;

/// The room of the mark in the head of the first page.
pub fn logo_size(measures: &Measures) -> PrintSize {
    PrintSize {
        width: measures.logo_width,
        height: measures.logo_height,
    }
}

/// The room of a figure: as wide as its class says and up to half a page tall.
pub fn figure_size(width: FigureWidth, print: Print) -> PrintSize {
    let measures = &print.edition.measures;
    PrintSize {
        width: match width {
            FigureWidth::Column => measures.column,
            FigureWidth::Full => measures.full_width(),
        },
        height: print.text_height() / 2.0,
    }
}
