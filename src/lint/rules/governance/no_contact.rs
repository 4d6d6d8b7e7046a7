//! Nobody to call or write to.
//!
//! ## What it finds
//!
//! A guide without `contacts` and without a contact in a section, if the brand has no `contacts` either.
//!
//! ## Why it matters
//!
//! After the operation questions come at night and at home. A leaflet without a number leaves the patient
//! alone with them.
//!
//! ## Source
//!
//! The consent leaflets of EIDO Healthcare carry the clinic's own logo and contact details. That a leaflet
//! without them is refused is our own rule.
//!
//! ## Example
//!
//! "Contact us if you are worried", and no number.
//!
//! ## Write instead
//!
//! `contacts:` with the ward or clinic, its telephone number, and the hours in which somebody answers, here or
//! in the brand.

use crate::base::diagnostic::Severity;
use crate::lint::{Check, Family, Findings, Harm, Rule, Subject};
use crate::model::guide::Absent;

pub(in crate::lint) const RULE: Rule = Rule {
    name: "no-contact",
    family: Family::Governance,
    harm: Harm::Danger,
    severity: Severity::Error,
    languages: &[],
    file: include_str!("no_contact.rs"),
    check: Check::Guide(check),
};

fn check(subject: &Subject<'_>, found: &mut Findings) {
    if subject.guide.absent().contains(&Absent::Contacts) && subject.brand.contacts.is_empty() {
        found
            .tell(
                subject.title(),
                "the leaflet does not say whom to call or write to",
            )
            .hint(
                "add `contacts:` to the guide, or to the brand if all leaflets have the same \
                contacts",
            );
    }
}
