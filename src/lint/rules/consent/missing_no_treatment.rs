//! The guide does not say what happens if nothing is done.
//!
//! ## What it finds
//!
//! A guide without a section whose role is `no treatment`. If (in English) a sentence in another section
//! mentions it, the finding is only advice: give it its own heading. In the profiles `india` and `uk` it is an
//! error.
//!
//! ## Why it matters
//!
//! Doing nothing is always one of the options, often a good one, and patients find it the hardest question to
//! ask.
//!
//! ## Source
//!
//! Samira Kohli v. Prabha Manchanda (Supreme Court of India, 2008): adverse consequences of refusing.
//! DISCERN, item 12. IPDAS 2.3. BRAN.
//!
//! ## Example
//!
//! A section "Alternatives" that lists two other operations.
//!
//! ## Write instead
//!
//! A section "What if I do nothing?" with `roles: [no treatment]`.

use crate::base::diagnostic::Severity;
use crate::lint::consent::{Element, tell_missing};
use crate::lint::{Check, Family, Findings, Harm, Rule, Subject};
use crate::model::guide::Role;

pub(in crate::lint) const RULE: Rule = Rule {
    name: "missing-no-treatment",
    family: Family::Consent,
    harm: Harm::Ignorance,
    severity: Severity::Warning,
    languages: &[],
    file: include_str!("missing_no_treatment.rs"),
    check: Check::Guide(check),
};

/// What is looked for.
const ELEMENT: Element = Element {
    what: "what happens if nothing is done",
    roles: &[Role::NoTreatment],
    headings: &[
        "if i do nothing",
        "if you do nothing",
        "without treatment",
        "without surgery",
        "without the operation",
        "no treatment",
        "if nothing is done",
        "doing nothing",
        "not having",
        "if you decide not to",
        "if i decide not to",
        "don't have",
    ],
    words: &[
        "if nothing is done",
        "do nothing",
        "doing nothing",
        "no treatment",
        "without treatment",
        "without surgery",
        "decide against",
        "not to have",
    ],
};

fn check(subject: &Subject<'_>, found: &mut Findings) {
    tell_missing(subject, &ELEMENT, found);
}
