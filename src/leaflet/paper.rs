//! The sheets a leaflet can be printed on.
//!
//! In: nothing. Out: the sizes. Adding one is a line in [`PAPERS`] and its name on the command line.

/// A sheet of paper, upright.
#[derive(Debug, PartialEq)]
pub struct Paper {
    /// The name a user gives.
    pub name: &'static str,
    /// Its width in millimetres.
    pub width: f64,
    /// Its height in millimetres.
    pub height: f64,
}

/// What lies on the sheet above the text, in millimetres; the templates' margin.
pub const TOP_MARGIN: f64 = 22.0;

/// What lies on the sheet below the text, in millimetres; the templates' margin.
pub const BOTTOM_MARGIN: f64 = 20.0;

impl Paper {
    /// The height of a page's text, in millimetres.
    pub fn text_height(&self) -> f64 {
        self.height - TOP_MARGIN - BOTTOM_MARGIN
    }
}

/// Every sheet (ISO 216 A4; ANSI/ASME Y14.1 A, called Letter).
pub const PAPERS: &[Paper] = &[
    Paper {
        name: "a4",
        width: 210.0,
        height: 297.0,
    },
    Paper {
        name: "letter",
        width: 215.9,
        height: 279.4,
    },
];
