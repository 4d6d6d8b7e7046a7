//! The clinic design: the look of a letter from the hospital, with the title on white under a rule.

use super::{Design, Ground};

/// The design.
pub static CLINIC: Design = Design {
    purpose: "like a letter from the hospital: the title on white under a rule",
    title: Ground::Plain,
    urgent: Ground::Filled,
    numeral: Ground::Framed,
    has_tints: true,
    masthead_rule: 1.6,
    hairline: 0.6,
    hairline_lighter: 55.0,
    strong_rule: 1.2,
    frame: 0.75,
    corner: 0.0,
    key_point_bar: 2.4,
    warning_frame: 2.4,
    numeral_ring: 1.2,
    tick_box_frame: 1.0,
    tick_box_corner: 0.8,
};
