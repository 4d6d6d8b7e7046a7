//! Too long a time from one review to the next.
//!
//! ## What it finds
//!
//! More than 36 months between `reviewed_on` and `next_review`; with more than 12 months it advises a
//! shorter time.
//!
//! ## Why it matters
//!
//! The longer a leaflet stands unread by those who know, the likelier it tells patients what is no longer so.
//!
//! ## Source
//!
//! NHS Ayrshire & Arran, consent policy: leaflets are reviewed at least every three years. EIDO Healthcare
//! reviews its leaflets at least every year.
//!
//! ## Example
//!
//! `reviewed_on: 2026-01-01` and `next_review: 2031-01-01`.
//!
//! ## Write instead
//!
//! A `next_review` at most three years after `reviewed_on`, better one.

use jiff::ToSpan;

use crate::diagnostic::Severity;
use crate::lint::{Family, Findings, Look, Rule, Subject};

pub(in crate::lint) const RULE: Rule = Rule {
    name: "long-review-interval",
    family: Family::Governance,
    severity: Severity::Warning,
    languages: &[],
    file: include_str!("long_review_interval.rs"),
    look: Look::Guide(look),
};

/// Longest time between reviews, in months (NHS Ayrshire & Arran).
const MOST_MONTHS: i32 = 36;

/// The time that the producers of leaflets keep to, in months (EIDO Healthcare).
const GOOD_MONTHS: i32 = 12;

fn look(subject: &Subject<'_>, found: &mut Findings) {
    let guide = subject.guide;
    let (Some(reviewed), Some(next)) = (guide.reviewed_on, guide.next_review) else {
        return;
    };
    let is_beyond = |months: i32| {
        let last = reviewed.date.checked_add(months.months());
        last.is_ok_and(|last| next.date > last)
    };
    let (severity, months) = if is_beyond(MOST_MONTHS) {
        (Severity::Warning, MOST_MONTHS)
    } else if is_beyond(GOOD_MONTHS) {
        (Severity::Advice, GOOD_MONTHS)
    } else {
        return;
    };
    let message = format!(
        "the next review is on {}, more than {months} months after the last, which was on {}",
        next.date, reviewed.date
    );
    found.tell_as(severity, next.span, message).hint(
        "name an earlier day; a year is what careful producers keep to, three years the most",
    );
}
