//! The guide does not say what the treatment is.
//!
//! ## What it finds
//!
//! A guide without a section whose role is `what it is` or `procedure`. In the profiles `india` and `uk`
//! this is an error.
//!
//! ## Why it matters
//!
//! Nobody can agree to something without knowing what will be done.
//!
//! ## Source
//!
//! Samira Kohli v. Prabha Manchanda (Supreme Court of India, 2008): nature and procedure of the treatment.
//! DISCERN, item 9.
//!
//! ## Example
//!
//! A leaflet that begins with how to prepare for the operation.
//!
//! ## Write instead
//!
//! A section "What is …?" with `roles: [what it is]`, in words that a neighbour would understand.

use crate::base::diagnostic::Severity;
use crate::lint::consent::{Element, tell_missing};
use crate::lint::{Check, Family, Findings, Harm, Rule, Subject};
use crate::model::guide::Role;

pub(in crate::lint) const RULE: Rule = Rule {
    name: "missing-nature",
    family: Family::Consent,
    harm: Harm::Ignorance,
    severity: Severity::Warning,
    languages: &[],
    file: include_str!("missing_nature.rs"),
    check: Check::Guide(check),
};

/// What is looked for.
const ELEMENT: Element = Element {
    what: "what the treatment is",
    roles: &[Role::WhatItIs, Role::Procedure],
    headings: &[
        "what happens during",
        "about the operation",
        "about the procedure",
        "about the treatment",
    ],
    words: &["what is", "what are"],
};

fn check(subject: &Subject<'_>, found: &mut Findings) {
    tell_missing(subject, &ELEMENT, found);
}
