//! No version.
//!
//! ## What it finds
//!
//! A guide without `version`.
//!
//! ## Why it matters
//!
//! The consent form should say which version of the leaflet the patient was given; without a number it
//! cannot.
//!
//! ## Source
//!
//! NHS Ayrshire & Arran, consent policy: recording the version and date of the leaflet on the consent form
//! is essential.
//!
//! ## Example
//!
//! A leaflet that was changed three times, and looks the same each time.
//!
//! ## Write instead
//!
//! `version: "3"`, in whatever way the clinic counts.

use crate::base::diagnostic::Severity;
use crate::lint::{Check, Family, Findings, Harm, Rule, Subject};

pub(in crate::lint) const RULE: Rule = Rule {
    name: "no-version",
    family: Family::Governance,
    harm: Harm::Disorder,
    severity: Severity::Error,
    languages: &[],
    file: include_str!("no_version.rs"),
    check: Check::Guide(check),
};

fn check(subject: &Subject<'_>, found: &mut Findings) {
    if subject.guide.version.is_none() {
        found
            .tell(subject.title(), "the guide has no version")
            .hint("give it one, such as `version: \"1\"`, and increase it with every change");
    }
}
