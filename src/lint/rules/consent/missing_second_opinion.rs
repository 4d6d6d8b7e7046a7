//! The right to a second opinion is not mentioned.
//!
//! ## What it finds
//!
//! In the profile `india`: a guide without a section whose role is `second opinion`, in which (in English)
//! no sentence speaks of one.
//!
//! ## Why it matters
//!
//! Patients who do not know of the right think that asking would offend.
//!
//! ## Source
//!
//! Charter of Patients' Rights (India, 2021): the right to a second opinion.
//!
//! ## Example
//!
//! A leaflet that leaves the patient with one surgeon's word.
//!
//! ## Write instead
//!
//! "You have the right to ask another doctor. We will give you copies of your reports."

use crate::base::diagnostic::Severity;
use crate::lint::consent::{Element, INDIA, tell_missing};
use crate::lint::{Check, Family, Findings, Harm, Rule, Subject};
use crate::model::guide::Role;

pub(in crate::lint) const RULE: Rule = Rule {
    name: "missing-second-opinion",
    family: Family::Consent,
    harm: Harm::Ignorance,
    severity: Severity::Advice,
    languages: &[],
    file: include_str!("missing_second_opinion.rs"),
    check: Check::Guide(check),
};

/// What is looked for.
const ELEMENT: Element = Element {
    what: "that somebody else can be asked",
    roles: &[Role::SecondOpinion],
    headings: &["second opinion"],
    words: &[
        "second opinion",
        "another doctor",
        "another surgeon",
        "another specialist",
    ],
};

fn check(subject: &Subject<'_>, found: &mut Findings) {
    if subject.profile.name == INDIA {
        tell_missing(subject, &ELEMENT, found);
    }
}
