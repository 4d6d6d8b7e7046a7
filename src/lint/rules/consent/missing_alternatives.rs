//! Other ways of treatment are not named.
//!
//! ## What it finds
//!
//! A guide without a section whose role is `alternatives` or `comparison`. In the profiles `india` and `uk`
//! this is an error.
//!
//! ## Why it matters
//!
//! To agree to one way a patient must know that there are others.
//!
//! ## Source
//!
//! Montgomery v. Lanarkshire Health Board (UK Supreme Court, 2015): reasonable alternatives. Samira Kohli v.
//! Prabha Manchanda (Supreme Court of India, 2008): alternatives. DISCERN, item 14.
//!
//! ## Example
//!
//! A leaflet on fusion that never names physiotherapy or decompression alone.
//!
//! ## Write instead
//!
//! A section with `roles: [alternatives]` that names each other way and says for whom it is.

use crate::base::diagnostic::Severity;
use crate::lint::consent::{Element, tell_missing};
use crate::lint::{Check, Family, Findings, Harm, Rule, Subject};
use crate::model::guide::Role;

pub(in crate::lint) const RULE: Rule = Rule {
    name: "missing-alternatives",
    family: Family::Consent,
    harm: Harm::Ignorance,
    severity: Severity::Warning,
    languages: &[],
    file: include_str!("missing_alternatives.rs"),
    check: Check::Guide(check),
};

/// What is looked for.
const ELEMENT: Element = Element {
    what: "what else could be done",
    roles: &[Role::Alternatives, Role::Comparison],
    headings: &[
        "alternative",
        "other treatment",
        "other option",
        "other choice",
        "other ways",
        "instead of surgery",
        "instead of the operation",
        "what else can",
        "other ways to treat",
    ],
    words: &[],
};

fn check(subject: &Subject<'_>, found: &mut Findings) {
    tell_missing(subject, &ELEMENT, found);
}
