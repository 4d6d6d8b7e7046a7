//! The low-ink design: frames and rules alone, for printers with little toner and for copies of copies.
//!
//! No area of more than 1 cm² is filled; the mark, pictures and icons are the clinic's and stay as they are.

use super::{Design, Ground};

/// The design.
pub static LOW_INK: Design = Design {
    purpose: "frames and rules alone: little ink, and clear on a copy of a copy",
    title: Ground::Framed,
    urgent: Ground::Framed,
    numeral: Ground::Framed,
    has_tints: false,
    masthead_rule: 0.0,
    hairline: 0.75,
    hairline_lighter: 20.0,
    strong_rule: 1.2,
    frame: 1.2,
    corner: 2.5,
    key_point_bar: 2.4,
    warning_frame: 2.4,
    numeral_ring: 1.2,
    tick_box_frame: 1.0,
    tick_box_corner: 0.8,
};
