//! The guide does not say what the treatment is for.
//!
//! ## What it finds
//!
//! A guide without a section whose role is `purpose`, in which (in English) no sentence speaks of an aim, a
//! purpose or a goal either.
//!
//! ## Why it matters
//!
//! Patients weigh what they will go through against what it is for.
//!
//! ## Source
//!
//! Samira Kohli v. Prabha Manchanda (Supreme Court of India, 2008): purpose of the treatment. CDC Clear
//! Communication Index, item 1.
//!
//! ## Example
//!
//! A leaflet that describes the operation and never says why it is done.
//!
//! ## Write instead
//!
//! A sentence such as "The aim of the operation is less pain when you walk.", or a section with
//! `roles: [purpose]`.

use crate::base::diagnostic::Severity;
use crate::lint::consent::{Element, tell_missing};
use crate::lint::{Check, Family, Findings, Harm, Rule, Subject};
use crate::model::guide::Role;

pub(in crate::lint) const RULE: Rule = Rule {
    name: "missing-purpose",
    family: Family::Consent,
    harm: Harm::Ignorance,
    severity: Severity::Warning,
    languages: &[],
    file: include_str!("missing_purpose.rs"),
    check: Check::Guide(check),
};

/// What is looked for.
const ELEMENT: Element = Element {
    what: "what the treatment is for",
    roles: &[Role::Purpose],
    headings: &[
        "why",
        "purpose",
        "aim",
        "what is it for",
        "reason for",
        "reasons for",
    ],
    words: &[
        " aim",
        " purpose",
        " goal",
        "in order to",
        "to relieve",
        "to treat",
        " intended to",
    ],
};

fn check(subject: &Subject<'_>, found: &mut Findings) {
    tell_missing(subject, &ELEMENT, found);
}
