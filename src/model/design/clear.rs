//! The clear design: the title white on the brand's colour, all other panels in thin frames on white.

use super::{Design, Ground};

/// The design.
pub static CLEAR: Design = Design {
    purpose: "the title on the clinic's colour, panels in thin frames",
    title: Ground::Filled,
    urgent: Ground::Filled,
    numeral: Ground::Filled,
    has_tints: true,
    masthead_rule: 0.0,
    hairline: 0.75,
    hairline_lighter: 35.0,
    strong_rule: 1.2,
    frame: 1.0,
    corner: 2.5,
    key_point_bar: 2.4,
    warning_frame: 2.4,
    numeral_ring: 1.5,
    tick_box_frame: 1.0,
    tick_box_corner: 0.8,
};
