//! Nothing points to the expected cost.
//!
//! ## What it finds
//!
//! In the profile `india`: a guide without a section whose role is `costs`, in which (in English) no
//! sentence speaks of costs, fees or an estimate.
//!
//! ## Why it matters
//!
//! Many families in India pay themselves, and must know before they agree.
//!
//! ## Source
//!
//! Charter of Patients' Rights (India, 2021): the right to know the expected cost. NABH, PRE.6.
//!
//! ## Example
//!
//! A leaflet on an operation that does not say who can tell the price.
//!
//! ## Write instead
//!
//! A sentence such as "Ask the billing desk for a written estimate before you decide".

use crate::base::diagnostic::Severity;
use crate::lint::consent::{Element, INDIA, tell_missing};
use crate::lint::{Check, Family, Findings, Harm, Rule, Subject};
use crate::model::guide::Role;

pub(in crate::lint) const RULE: Rule = Rule {
    name: "missing-costs",
    family: Family::Consent,
    harm: Harm::Ignorance,
    severity: Severity::Advice,
    languages: &[],
    file: include_str!("missing_costs.rs"),
    check: Check::Guide(check),
};

/// What is looked for.
const ELEMENT: Element = Element {
    what: "what it costs, or who can say so",
    roles: &[Role::Costs],
    headings: &["cost", "price", "fee"],
    words: &["cost", "fee", "price", "estimate", " bill", "insurance"],
};

fn check(subject: &Subject<'_>, found: &mut Findings) {
    if subject.profile.name == INDIA {
        tell_missing(subject, &ELEMENT, found);
    }
}
