//! No reviewer is named.
//!
//! ## What it finds
//!
//! A guide without `reviewed_by`.
//!
//! ## Why it matters
//!
//! Patients trust a text if a named person is responsible for it; and colleagues know whom to ask.
//!
//! ## Source
//!
//! NHS standard for creating health content: clinical review by a named person.
//!
//! ## Example
//!
//! A leaflet that nobody has signed.
//!
//! ## Write instead
//!
//! `reviewed_by: { person: a-sample }` for one of the brand's people, or a name with its role.

use crate::base::diagnostic::Severity;
use crate::lint::{Check, Family, Findings, Harm, Rule, Subject};

pub(in crate::lint) const RULE: Rule = Rule {
    name: "no-reviewer",
    family: Family::Governance,
    harm: Harm::Disorder,
    severity: Severity::Error,
    languages: &[],
    file: include_str!("no_reviewer.rs"),
    check: Check::Guide(check),
};

fn check(subject: &Subject<'_>, found: &mut Findings) {
    if subject.guide.reviewer.is_none() {
        found
            .tell(subject.title(), "the guide does not say who reviewed it")
            .hint("write `reviewed_by` with the name and the role of the reviewer");
    }
}
