//! The day of the next review has passed.
//!
//! ## What it finds
//!
//! A guide with a `next_review` that is earlier than today. `leaflet make` and `leaflet batch` refuse such a
//! guide too, unless you give `--allow-overdue` with a reason; then every page of the leaflet says that it is
//! under review.
//!
//! ## Why it matters
//!
//! Operations, implants and figures change. A patient cannot see that a leaflet was right five years ago.
//!
//! ## Source
//!
//! NHS standard for creating health content: a planned review cycle, and the date of the next check shown.
//! That an overdue leaflet is stopped is our own rule.
//!
//! ## Example
//!
//! `next_review: 2024-06-30`, read in 2027.
//!
//! ## Write instead
//!
//! Ask an expert to read the guide again; then write the day as `reviewed_on` and the day of the next review as
//! `next_review`.

use jiff::civil::Date;

use crate::base::diagnostic::{Diagnostic, Severity};
use crate::lint::{Check, Family, Findings, Harm, Rule, Subject};
use crate::model::guide::Guide;

pub(in crate::lint) const RULE: Rule = Rule {
    name: "review-overdue",
    family: Family::Governance,
    harm: Harm::Falsehood,
    severity: Severity::Error,
    languages: &[],
    file: include_str!("review_overdue.rs"),
    check: Check::Guide(check),
};

fn check(subject: &Subject<'_>, found: &mut Findings) {
    if let Some(overdue) = overdue(subject.guide, subject.today)
        && let Some(span) = overdue.span
    {
        let mut told = found.tell(span, overdue.message);
        for hint in overdue.hints {
            told = told.hint(hint);
        }
    }
}

/// The name of this rule, by which its fault is known again.
pub const OVERDUE: &str = RULE.name;

/// The fault of a guide whose review is overdue on a day, if it is.
pub fn overdue(guide: &Guide, today: Date) -> Option<Diagnostic> {
    let due = guide.next_review.filter(|due| due.date < today)?;
    let message = format!(
        "the guide should have been reviewed by {}, and today is {today}",
        due.date
    );
    Some(
        Diagnostic::error(RULE.name, due.span, message)
            .hint("have it reviewed, then write the new `reviewed_on` and `next_review`"),
    )
}
