//! Risks are not named.
//!
//! ## What it finds
//!
//! A guide without a section whose role is `risks`, without a `risks` block and, in English, without a heading,
//! sub-heading or question about risks, side effects or complications. In the profiles `india` and `uk` this
//! is an error.
//!
//! ## Why it matters
//!
//! The law requires it, and patients who have an unexpected complication lose their trust.
//!
//! ## Source
//!
//! Samira Kohli v. Prabha Manchanda (Supreme Court of India, 2008): an outline of substantial risks.
//! Montgomery v. Lanarkshire Health Board (UK Supreme Court, 2015): material risks. DISCERN, item 11.
//!
//! ## Example
//!
//! A leaflet that describes only benefits.
//!
//! ## Write instead
//!
//! A section with `roles: [risks]` and a `risks` block: what may happen, what it leads to, how often.

use crate::base::diagnostic::Severity;
use crate::lint::consent::{Element, tell_missing};
use crate::lint::{Check, Family, Findings, Harm, Rule, Subject};
use crate::model::guide::Role;

pub(in crate::lint) const RULE: Rule = Rule {
    name: "missing-risks",
    family: Family::Consent,
    harm: Harm::Ignorance,
    severity: Severity::Warning,
    languages: &[],
    file: include_str!("missing_risks.rs"),
    check: Check::Guide(check),
};

/// What is looked for.
const ELEMENT: Element = Element {
    what: "what harm the treatment may do",
    roles: &[Role::Risks],
    headings: &[
        "risk",
        "side effect",
        "complication",
        "what can go wrong",
        "what could go wrong",
        "what may go wrong",
        "possible problem",
        "harm",
        "danger",
        "problems after",
    ],
    words: &[],
};

fn check(subject: &Subject<'_>, found: &mut Findings) {
    tell_missing(subject, &ELEMENT, found);
}
