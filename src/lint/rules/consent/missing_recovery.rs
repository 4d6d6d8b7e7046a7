//! The guide does not say what comes after the treatment.
//!
//! ## What it finds
//!
//! A guide without a section whose role is `recovery`. In the profiles `india` and `uk` this is an error.
//!
//! ## Why it matters
//!
//! Work, driving, help at home: what comes afterwards decides for many whether and when they agree.
//!
//! ## Source
//!
//! The practice of consent leaflets; effect of the treatment in Samira Kohli v. Prabha Manchanda (2008).
//!
//! ## Example
//!
//! A leaflet that ends with closing the wound.
//!
//! ## Write instead
//!
//! A section with `roles: [recovery]`: the first days, work, driving, what helps, when to be seen again.

use crate::base::diagnostic::Severity;
use crate::lint::consent::{Element, tell_missing};
use crate::lint::{Check, Family, Findings, Harm, Rule, Subject};
use crate::model::guide::Role;

pub(in crate::lint) const RULE: Rule = Rule {
    name: "missing-recovery",
    family: Family::Consent,
    harm: Harm::Ignorance,
    severity: Severity::Warning,
    languages: &[],
    file: include_str!("missing_recovery.rs"),
    check: Check::Guide(check),
};

/// What is looked for.
const ELEMENT: Element = Element {
    what: "what comes afterwards",
    roles: &[Role::Recovery],
    headings: &[
        "recovery",
        "recovering",
        "after the operation",
        "after your operation",
        "after surgery",
        "after the procedure",
        "after treatment",
        "afterwards",
        "going home",
        "back at home",
        "at home",
        "getting better",
        "aftercare",
    ],
    words: &[],
};

fn check(subject: &Subject<'_>, found: &mut Findings) {
    tell_missing(subject, &ELEMENT, found);
}
