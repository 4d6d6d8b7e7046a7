//! A review that has not happened yet.
//!
//! ## What it finds
//!
//! A guide with a `reviewed_on` that is later than today.
//!
//! ## Why it matters
//!
//! The day is printed. Patients and colleagues take it for the day on which somebody read the guide.
//!
//! ## Source
//!
//! NHS standard for creating health content: show the date on which the content was last checked.
//!
//! ## Example
//!
//! `reviewed_on: 2031-01-01`, read in 2027: mostly a slip in the year.
//!
//! ## Write instead
//!
//! The day on which the guide was reviewed.

use crate::base::advice::{Advice, Control};
use crate::base::diagnostic::Severity;
use crate::lint::{Check, Family, Findings, Harm, Rule, Subject};

pub(in crate::lint) const RULE: Rule = Rule {
    name: "review-in-future",
    family: Family::Governance,
    harm: Harm::Falsehood,
    severity: Severity::Error,
    languages: &[],
    file: include_str!("review_in_future.rs"),
    check: Check::Guide(check),
};

fn check(subject: &Subject<'_>, found: &mut Findings) {
    if let Some(reviewed) = subject.guide.reviewed_on
        && reviewed.date > subject.today
    {
        let message = format!(
            "the guide was reviewed on {}, and today is {}",
            reviewed.date, subject.today
        );
        found.tell(reviewed.span, message).hint(Advice::naming(
            "correct the date, or check with {} if the computer's date is wrong",
            &[Control::Today],
        ));
    }
}
