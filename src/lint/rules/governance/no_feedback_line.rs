//! Readers are not asked what they think.
//!
//! ## What it finds
//!
//! A guide without `feedback`.
//!
//! ## Why it matters
//!
//! Only those who read a leaflet can say what was hard to understand. The quality marks for health
//! information ask for a way to tell.
//!
//! ## Source
//!
//! PIF TICK, criterion 8 (feedback); NHS standard for creating health content.
//!
//! ## Example
//!
//! A leaflet that ends with the list of sources.
//!
//! ## Write instead
//!
//! `feedback: "Tell us what was hard to understand: leaflets@clinic.example"`. An address or a telephone number
//! of the clinic is correct there.

use crate::base::diagnostic::Severity;
use crate::lint::{Check, Family, Findings, Harm, Rule, Subject};

pub(in crate::lint) const RULE: Rule = Rule {
    name: "no-feedback-line",
    family: Family::Governance,
    harm: Harm::Disorder,
    severity: Severity::Warning,
    languages: &[],
    file: include_str!("no_feedback_line.rs"),
    check: Check::Guide(check),
};

fn check(subject: &Subject<'_>, found: &mut Findings) {
    if subject.guide.feedback.is_none() {
        found
            .tell(subject.title(), "the guide does not say how readers can tell what they think of it")
            .hint("add `feedback:` with a sentence and an address or number; it is printed at the end");
    }
}
