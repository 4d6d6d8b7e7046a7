//! Too long a time from one review to the next.
//!
//! ## What it finds
//!
//! More than 36 months between `reviewed_on` and `next_review`.
//!
//! ## Why it matters
//!
//! If experts do not read a leaflet for a long time, it may tell patients things that are no longer true.
//!
//! ## Source
//!
//! NHS Ayrshire & Arran, consent policy: leaflets are reviewed at least every three years.
//!
//! ## Example
//!
//! `reviewed_on: 2026-01-01` and `next_review: 2031-01-01`.
//!
//! ## Write instead
//!
//! A `next_review` at most three years after `reviewed_on`, such as `reviewed_on: 2026-01-01` and
//! `next_review: 2028-01-01`.

use jiff::ToSpan;

use crate::base::diagnostic::Severity;
use crate::lint::{Check, Family, Findings, Harm, Rule, Subject};

pub(in crate::lint) const RULE: Rule = Rule {
    name: "long-review-interval",
    family: Family::Governance,
    harm: Harm::Disorder,
    severity: Severity::Warning,
    languages: &[],
    file: include_str!("long_review_interval.rs"),
    check: Check::Guide(check),
};

/// Longest time between reviews, in months (NHS Ayrshire & Arran).
const MOST_MONTHS: i32 = 36;

fn check(subject: &Subject<'_>, found: &mut Findings) {
    let guide = subject.guide;
    let (Some(reviewed), Some(next)) = (guide.reviewed_on, guide.next_review) else {
        return;
    };
    let is_beyond = |months: i32| {
        let last = reviewed.date.checked_add(months.months());
        last.is_ok_and(|last| next.date > last)
    };
    if !is_beyond(MOST_MONTHS) {
        return;
    }
    let message = format!(
        "the next review is on {}, more than {MOST_MONTHS} months after the last, which was on {}",
        next.date, reviewed.date
    );
    found
        .tell(next.span, message)
        .hint("choose an earlier date, at most three years after the review");
}
