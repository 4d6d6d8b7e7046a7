//! Risks without benefits, or benefits without risks.
//!
//! ## What it finds
//!
//! A guide that has a section with the role `risks` but no section with the role `benefits`, or the other way
//! round.
//!
//! ## Why it matters
//!
//! Risks alone frighten, and benefits alone tempt. Neither informs.
//!
//! ## Source
//!
//! CDC Clear Communication Index, item 19: both risks and benefits. DISCERN, items 10 and 11.
//!
//! ## Example
//!
//! "Benefits of keyhole surgery", and no word on what may go wrong.
//!
//! ## Write instead
//!
//! Both, in sections next to each other, with numbers of the same kind.

use crate::base::diagnostic::Severity;
use crate::lint::{Check, Family, Findings, Harm, Rule, Subject};
use crate::model::guide::Role;

pub(in crate::lint) const RULE: Rule = Rule {
    name: "unbalanced-risks",
    family: Family::Consent,
    harm: Harm::Ignorance,
    severity: Severity::Warning,
    languages: &[],
    file: include_str!("unbalanced_risks.rs"),
    check: Check::Guide(check),
};

fn check(subject: &Subject<'_>, found: &mut Findings) {
    let has = |role: Role| subject.sections(role).next();
    match (has(Role::Benefits), has(Role::Risks)) {
        (None, Some(risks)) => {
            found
                .tell(
                    risks.heading.span,
                    "risks are described, but benefits are not",
                )
                .hint(
                    "add a section with the role `benefits`, or give this role to the section \
                    that describes them",
                );
        }
        (Some(benefits), None) => {
            found
                .tell(
                    benefits.heading.span,
                    "benefits are described, but risks are not",
                )
                .hint("add a section with the role `risks` and a `risks` block");
        }
        (Some(_), Some(_)) | (None, None) => {}
    }
}
