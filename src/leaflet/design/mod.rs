//! The designs a leaflet can wear: rules, frames and tints, apart from its measures.
//!
//! In: nothing. Out: for each design its values, which the templates read as `/design.json`. Promise: every design
//! goes with every edition; a design says how strong a rule is and not how large a letter, and nothing that it draws
//! is told by colour alone. Lengths are points where the field does not say otherwise.

mod classic;

use serde_json::{Value, json};

pub use classic::CLASSIC;

/// Every design.
pub static DESIGNS: &[&Design] = &[&CLASSIC];

/// A design.
#[derive(Debug, PartialEq)]
pub struct Design {
    /// Its name.
    pub name: &'static str,
    /// The rule under the masthead.
    pub masthead_rule: f64,
    /// Fine rules.
    pub hairline: f64,
    /// How much lighter than the brand's colour fine rules are, in per cent.
    pub hairline_lighter: f64,
    /// The bar beside the summary.
    pub summary_bar: f64,
    /// The rule over the personal panel and under the heads of tables.
    pub strong_rule: f64,
    /// The bar beside a key point.
    pub key_point_bar: f64,
    /// The frame of warning signs.
    pub warning_frame: f64,
    /// How round its corners are: millimetres.
    pub warning_corner: f64,
    /// The frame of a tick box.
    pub tick_box_frame: f64,
    /// How round its corners are: millimetres.
    pub tick_box_corner: f64,
}

impl Design {
    /// The design as the templates read it.
    pub fn to_json(&self) -> Value {
        json!({
            "masthead_rule": self.masthead_rule,
            "hairline": self.hairline,
            "hairline_lighter": self.hairline_lighter,
            "summary_bar": self.summary_bar,
            "strong_rule": self.strong_rule,
            "key_point_bar": self.key_point_bar,
            "warning_frame": self.warning_frame,
            "warning_corner": self.warning_corner,
            "tick_box_frame": self.tick_box_frame,
            "tick_box_corner": self.tick_box_corner,
        })
    }
}
