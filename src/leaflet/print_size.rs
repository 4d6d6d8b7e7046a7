//! The room that pictures are given on the page.
//!
//! In: what a picture is for, and what is printed. Out: the largest width and height it is printed at. Why here: a
//! picture is brought down to the dots that are printed before the templates see it.

use super::{Measures, Print};
use crate::input::content::PrintSize;
use crate::model::guide::{Figure, FigureWidth};

/// The room of the mark in the head of the first page.
pub fn logo_size(measures: &Measures) -> PrintSize {
    PrintSize {
        width: measures.logo_width,
        height: measures.logo_height,
    }
}

/// The room of a picture of a figure: as wide as its class says, or half of that beside another, and up to half a
/// page tall.
pub fn figure_size(figure: &Figure, print: Print) -> PrintSize {
    let measures = &print.edition.measures;
    let width = match figure.width {
        FigureWidth::Column => measures.column,
        FigureWidth::Full => measures.full_width(),
    };
    let beside = u8::try_from(figure.pictures.len()).unwrap_or(u8::MAX);
    PrintSize {
        width: width / f64::from(beside.max(1)),
        height: print.text_height() / 2.0,
    }
}
