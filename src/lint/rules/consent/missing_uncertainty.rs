//! The guide does not say what nobody can know beforehand.
//!
//! ## What it finds
//!
//! A guide without a section whose role is `uncertainty`, in which (in English) no sentence says that
//! something is not known, varies or depends on the case.
//!
//! ## Why it matters
//!
//! Patients who were told that everything will be well feel betrayed if it is not.
//!
//! ## Source
//!
//! DISCERN, item 8: areas of uncertainty. CDC Clear Communication Index, item 11: what is known and not
//! known.
//!
//! ## Example
//!
//! "The operation relieves leg pain."
//!
//! ## Write instead
//!
//! "The operation does not help everyone, and nobody can say beforehand whom it helps." with figures where there
//! are any.

use crate::base::diagnostic::Severity;
use crate::lint::consent::{Element, tell_missing};
use crate::lint::{Check, Family, Findings, Harm, Rule, Subject};
use crate::model::guide::Role;

pub(in crate::lint) const RULE: Rule = Rule {
    name: "missing-uncertainty",
    family: Family::Consent,
    harm: Harm::Ignorance,
    severity: Severity::Warning,
    languages: &[],
    file: include_str!("missing_uncertainty.rs"),
    check: Check::Guide(check),
};

/// What is looked for.
const ELEMENT: Element = Element {
    what: "what nobody can predict",
    roles: &[Role::Uncertainty],
    headings: &["not known", "uncertain", "what nobody can"],
    words: &[
        "cannot be predicted",
        "no assurance",
        "cannot be sure",
        "nobody can say",
        "cannot predict",
        "not everyone",
        "not all",
        "may not",
        "no guarantee",
        "cannot be guaranteed",
        "depends on",
        "depend on",
        "not known",
        "uncertain",
        "varies",
        "vary",
    ],
};

fn check(subject: &Subject<'_>, found: &mut Findings) {
    tell_missing(subject, &ELEMENT, found);
}
