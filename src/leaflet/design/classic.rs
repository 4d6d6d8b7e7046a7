//! The classic design: rules in the brand's colour, white ground, one tinted panel.

use super::Design;

/// The design.
pub static CLASSIC: Design = Design {
    name: "classic",
    masthead_rule: 1.6,
    hairline: 0.6,
    hairline_lighter: 55.0,
    summary_bar: 3.0,
    strong_rule: 1.2,
    key_point_bar: 2.4,
    warning_frame: 2.4,
    warning_corner: 1.2,
    tick_box_frame: 1.0,
    tick_box_corner: 0.8,
};
