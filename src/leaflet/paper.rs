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

impl Paper {
    /// The sheet of leaflets of which nobody says otherwise.
    pub fn usual() -> &'static Self {
        &PAPERS[0]
    }

    /// Whether it is that one.
    pub fn is_usual(&self) -> bool {
        self.name == Self::usual().name
    }

    /// The sheet of a name, in letters of any case.
    pub fn named(name: &str) -> Option<&'static Self> {
        PAPERS
            .iter()
            .find(|paper| paper.name.eq_ignore_ascii_case(name))
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
