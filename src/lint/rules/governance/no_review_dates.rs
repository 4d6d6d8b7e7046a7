//! No date of the last review, or of the next.
//!
//! ## What it finds
//!
//! A guide without `reviewed_on` or without `next_review`.
//!
//! ## Why it matters
//!
//! Without a date nobody can tell whether a leaflet found in a drawer is still right, and nothing reminds
//! the clinic to look.
//!
//! ## Source
//!
//! NHS standard for creating health content: show the date last checked and the next check. DISCERN, item 5.
//!
//! ## Example
//!
//! A leaflet that says "Updated" and no day.
//!
//! ## Write instead
//!
//! `reviewed_on: 2026-11-01` and `next_review: 2027-11-01`, with the days on which it was and will be
//! reviewed.

use crate::base::diagnostic::Severity;
use crate::lint::{Check, Family, Findings, Harm, Rule, Subject};

pub(in crate::lint) const RULE: Rule = Rule {
    name: "no-review-dates",
    family: Family::Governance,
    harm: Harm::Disorder,
    severity: Severity::Error,
    languages: &[],
    file: include_str!("no_review_dates.rs"),
    check: Check::Guide(check),
};

fn check(subject: &Subject<'_>, found: &mut Findings) {
    if subject.guide.reviewed_on.is_none() || subject.guide.next_review.is_none() {
        found
            .tell(
                subject.title(),
                "the guide does not say when it was reviewed and when the next review is",
            )
            .hint(
                "write the dates as `reviewed_on: year-month-day` and `next_review: \
                 year-month-day`",
            );
    }
}
