//! The designs a leaflet can wear: grounds, rules and frames, apart from its measures.
//!
//! In: nothing. Out: for each design its values, which the templates read as `/design.json`. Promise: every design
//! goes with every edition; a design says how strong a rule is and not how large a letter, and nothing that it draws
//! is told by colour alone. Lengths are points where the field does not say otherwise.

mod clear;
mod clinic;
mod low_ink;

use serde_json::{Value, json};

pub use clear::CLEAR;
pub use clinic::CLINIC;
pub use low_ink::LOW_INK;

/// Every design; the first is the usual one.
pub const DESIGNS: &[(&str, &Design)] = &[
    ("clear", &CLEAR),
    ("clinic", &CLINIC),
    ("low-ink", &LOW_INK),
];

/// A design.
#[derive(Debug, PartialEq)]
pub struct Design {
    /// What it is for, for `leaflet list designs`.
    pub purpose: &'static str,
    /// How the title stands.
    pub title: Ground,
    /// How the sentence that must not be missed stands.
    pub urgent: Ground,
    /// How the numerals of procedure steps stand.
    pub numeral: Ground,
    /// Whether grounds in the brand's tint are printed.
    pub has_tints: bool,
    /// The rule under the masthead; 0 for none.
    pub masthead_rule: f64,
    /// Fine rules.
    pub hairline: f64,
    /// How much lighter than the brand's colour fine rules are, in per cent.
    pub hairline_lighter: f64,
    /// The rule under the heads of tables.
    pub strong_rule: f64,
    /// The frames of panels.
    pub frame: f64,
    /// How round the corners of panels are: millimetres.
    pub corner: f64,
    /// The bar beside a key point.
    pub key_point_bar: f64,
    /// The frame of warning signs.
    pub warning_frame: f64,
    /// The ring round the numeral of a procedure step.
    pub numeral_ring: f64,
    /// The frame of a tick box.
    pub tick_box_frame: f64,
    /// How round its corners are: millimetres.
    pub tick_box_corner: f64,
}

// The values are constants, and none is no number.
impl Eq for Design {}

/// What words of weight stand on.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Ground {
    /// White words on a ground of colour.
    Filled,
    /// Words in a frame.
    Framed,
    /// Words on the white of the page.
    Plain,
}

impl Ground {
    fn name(self) -> &'static str {
        match self {
            Self::Filled => "filled",
            Self::Framed => "framed",
            Self::Plain => "plain",
        }
    }
}

impl Design {
    /// The design of a name, in letters of any case.
    pub fn named(name: &str) -> Option<&'static Self> {
        let mut designs = DESIGNS.iter();
        designs
            .find(|(known, _)| known.eq_ignore_ascii_case(name))
            .map(|(_, design)| *design)
    }

    /// The design as the templates read it.
    pub fn to_json(&self) -> Value {
        json!({
            "title": self.title.name(),
            "urgent": self.urgent.name(),
            "numeral": self.numeral.name(),
            "has_tints": self.has_tints,
            "masthead_rule": self.masthead_rule,
            "hairline": self.hairline,
            "hairline_lighter": self.hairline_lighter,
            "strong_rule": self.strong_rule,
            "frame": self.frame,
            "corner": self.corner,
            "key_point_bar": self.key_point_bar,
            "warning_frame": self.warning_frame,
            "numeral_ring": self.numeral_ring,
            "tick_box_frame": self.tick_box_frame,
            "tick_box_corner": self.tick_box_corner,
        })
    }
}
