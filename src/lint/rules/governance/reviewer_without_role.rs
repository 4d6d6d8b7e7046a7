//! A reviewer whose role is not said.
//!
//! ## What it finds
//!
//! A reviewer who is one of the brand's people without a `title`, or a name that stands alone, with nothing
//! after a comma or in brackets.
//!
//! ## Why it matters
//!
//! A name says nothing to those who do not know the person. "Consultant spinal surgeon" does.
//!
//! ## Source
//!
//! NHS standard for creating health content: the reviewer is named with the role.
//!
//! ## Example
//!
//! `reviewed_by: Dr. A. Sample`
//!
//! ## Write instead
//!
//! `reviewed_by: Dr. A. Sample, consultant spinal surgeon`, or `{ person: a-sample }` with the `title` in the
//! brand.

use crate::diagnostic::{Severity, quoted};
use crate::guide::Reviewer;
use crate::lint::{Family, Findings, Look, Rule, Subject};

pub(in crate::lint) const RULE: Rule = Rule {
    name: "reviewer-without-role",
    family: Family::Governance,
    severity: Severity::Warning,
    languages: &[],
    file: include_str!("reviewer_without_role.rs"),
    look: Look::Guide(look),
};

fn look(subject: &Subject<'_>, found: &mut Findings) {
    let (name, span) = match &subject.guide.reviewer {
        Some(Reviewer::AsWritten(name)) if !name.text.contains([',', '(', '،', '、', '–', '—']) => {
            (&name.text, name.span)
        }
        Some(Reviewer::Person(id)) => match subject.brand.person(&id.text) {
            Some(person) if person.title.is_none() => (&person.name.text, id.span),
            _ => return,
        },
        Some(Reviewer::AsWritten(_)) | None => return,
    };
    found
        .tell(
            span,
            format!("the reviewer {} is named without a role", quoted(name)),
        )
        .hint("add the role after a comma, or name one of the brand's people who has a `title`");
}
