//! What is said of guides that are to be reviewed: soon, or overdue.

use jiff::civil::Date;

use super::args::ReviewArguments;
use super::terminal::Terminal;
use crate::base::diagnostic::{quoted, rule};
use crate::commands::make::{Review, review_due};
use crate::commands::project::Project;

/// From how many days on it is warned; 0 for the day itself alone.
pub(super) fn days_before(project: &Project) -> u32 {
    project.days_before_review()
}

/// Warns of the reviews that are due within so many days; those that have passed are told as faults.
pub(super) fn tell_due(
    reviews: impl IntoIterator<Item = Review>,
    today: Date,
    days_before: u32,
    terminal: Terminal,
) {
    if let Some(due) = review_due(reviews, today, days_before) {
        terminal.diagnostic(due);
    }
}

/// Says that leaflets were made of a guide whose review is overdue, and for what reason.
pub(super) fn tell_overdue(review: &ReviewArguments, is_under_review: bool, terminal: Terminal) {
    if let Some(reason) = review.allow_overdue.as_deref().filter(|_| is_under_review) {
        terminal.warning(
            rule::UNDER_REVIEW,
            &format!(
                "the review is overdue; the leaflet is made anyway, for this reason: {}",
                quoted(reason)
            ),
            vec!["every page says that the leaflet is under review".to_owned()],
        );
    }
}
