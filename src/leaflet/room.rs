//! The room that pictures are given on the page.
//!
//! In: what a picture is for, and the paper. Out: the largest width and height it is printed at.
//! Promise: these are the measures of the templates (`style.typ`, `furniture.typ`); a test of the
//! repository compares them. They stand here too, because a picture is brought down to the dots that
//! are printed before the templates see it.

use super::Paper;
use crate::input::content::Room;
use crate::model::guide::FigureWidth;

/// The width of the text and of the column that hangs beside it, in millimetres.
const TEXT_WIDTH: f64 = 144.0;
const HANG: f64 = 24.0;

/// What lies on the sheet above and below the text, in millimetres.
const MARGINS: f64 = 22.0 + 20.0;

/// The room of the mark in the head of the first page.
pub const LOGO_ROOM: Room = Room {
    width: 45.0,
    height: 15.0,
};

/// The room of a figure: as wide as its class says and up to half a page tall.
pub fn figure_room(width: FigureWidth, paper: &Paper) -> Room {
    Room {
        width: match width {
            FigureWidth::Column => TEXT_WIDTH,
            FigureWidth::Full => TEXT_WIDTH + HANG,
        },
        height: (paper.height - MARGINS) / 2.0,
    }
}
