//! No code.
//!
//! ## What it finds
//!
//! A guide without `code`.
//!
//! ## Why it matters
//!
//! A short code on every page says which leaflet a loose sheet belongs to, and lets the consent form and the
//! stock list name it.
//!
//! ## Source
//!
//! NHS Ayrshire & Arran, consent policy: leaflets carry codes, which are recorded. NHS trusts print codes
//! such as "PIF 1357".
//!
//! ## Example
//!
//! A page of instructions without any mark of the leaflet it comes from.
//!
//! ## Write instead
//!
//! `code: SPINE-01`, in whatever way the clinic names its papers.

use crate::base::diagnostic::Severity;
use crate::lint::{Check, Family, Findings, Harm, Rule, Subject};

pub(in crate::lint) const RULE: Rule = Rule {
    name: "no-code",
    family: Family::Governance,
    harm: Harm::Disorder,
    severity: Severity::Error,
    languages: &[],
    file: include_str!("no_code.rs"),
    check: Check::Guide(check),
};

fn check(subject: &Subject<'_>, found: &mut Findings) {
    if subject.guide.code.is_none() {
        found.tell(subject.title(), "the guide has no code").hint(
            "give it the clinic's own code, such as `code: SPINE-01`; it is printed on \
                every page",
        );
    }
}
