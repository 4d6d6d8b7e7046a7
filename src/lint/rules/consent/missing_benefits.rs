//! Benefits are not named.
//!
//! ## What it finds
//!
//! A guide without a section whose role is `benefits` and without a `benefits` block. In the profiles `india`
//! and `uk` this is an error.
//!
//! ## Why it matters
//!
//! Patients who know only the risks cannot choose.
//!
//! ## Source
//!
//! Samira Kohli v. Prabha Manchanda (Supreme Court of India, 2008): benefits. DISCERN, item 10. BRAN:
//! benefits, risks, alternatives, nothing.
//!
//! ## Example
//!
//! A leaflet with a list of complications and nothing about the benefits.
//!
//! ## Write instead
//!
//! A section with `roles: [benefits]` that says what may become better, for how many, as far as that is
//! known.

use crate::base::diagnostic::Severity;
use crate::lint::consent::{Element, tell_missing};
use crate::lint::{Check, Family, Findings, Harm, Rule, Subject};
use crate::model::guide::Role;

pub(in crate::lint) const RULE: Rule = Rule {
    name: "missing-benefits",
    family: Family::Consent,
    harm: Harm::Ignorance,
    severity: Severity::Warning,
    languages: &[],
    file: include_str!("missing_benefits.rs"),
    check: Check::Guide(check),
};

/// What is looked for.
const ELEMENT: Element = Element {
    what: "how the treatment may help",
    roles: &[Role::Benefits],
    headings: &[
        "benefit",
        "advantage",
        "how it may help",
        "how can it help",
        "how it helps",
        "what good",
        "how will it help",
    ],
    words: &[],
};

fn check(subject: &Subject<'_>, found: &mut Findings) {
    tell_missing(subject, &ELEMENT, found);
}
