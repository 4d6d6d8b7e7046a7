//! A picture with too few dots for the size it is printed in.
//!
//! ## What it finds
//!
//! A photograph or scan that has less than 200 dots to the inch as wide as it stands on the page. Drawings
//! (SVG) are sharp at any size.
//!
//! ## Why it matters
//!
//! The patient sees a blur where there should be a scar, a screw or a hand that holds a syringe.
//!
//! ## Source
//!
//! The usual demand of printers is 300 dots to the inch for photographs; below 200 the eye sees it at
//! reading distance.
//!
//! ## Example
//!
//! A picture taken from a website, 600 dots wide, across the whole page: 91 dots to the inch.
//!
//! ## Write instead
//!
//! The picture as the camera gave it; or the same picture in the text column, which is narrower.

use crate::base::diagnostic::Severity;
use crate::lint::pages::{Pages, place};
use crate::lint::{Check, Family, Findings, Harm, Rule, Subject};
use crate::model::page_facts::MILLIMETRES_IN_AN_INCH;

pub(in crate::lint) const RULE: Rule = Rule {
    name: "coarse-picture",
    family: Family::Print,
    harm: Harm::Appearance,
    severity: Severity::Warning,
    languages: &[],
    file: include_str!("coarse_picture.rs"),
    check: Check::Pages(check),
};

/// Least dots to the inch.
const LEAST_DOTS: f64 = 200.0;

fn check(subject: &Subject<'_>, pages: &Pages, found: &mut Findings) {
    for picture in &pages.facts.pictures {
        let Some(dots) = picture.pixels_per_inch().filter(|dots| *dots < LEAST_DOTS) else {
            continue;
        };
        let needed = (picture.width / MILLIMETRES_IN_AN_INCH * LEAST_DOTS).ceil();
        let message = format!(
            "this picture is printed {} mm wide on page {} with {} dots per inch; it needs at \
             least {LEAST_DOTS}",
            picture.width.round(),
            picture.page + 1,
            dots.floor()
        );
        found
            .tell(place(subject, picture.part, ""), message)
            .hint(format!("use a picture that is at least {needed} dots wide"));
    }
}
