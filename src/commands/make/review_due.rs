//! Which guides are to be reviewed soon: said before the day on which no leaflet of them is made any more.
//!
//! In: the next reviews of the guides of a command, and the day that counts as today. Out: one warning,
//! which a command gives last. Promise: the day after never comes unannounced: from sixty days on, or as many
//! as `warn_before_review` in `leaflet.yaml` says, every command that makes or judges leaflets warns.

use jiff::civil::Date;

use super::Review;
use crate::base::advice::{Advice, Control};
use crate::base::diagnostic::{Diagnostic, Severity, quoted, rule};

/// Most guides that are named in one line.
const NAMED: usize = 5;

/// A warning of the reviews that are due within so many days, the nearest first; `None` where nothing is due.
/// Those that have passed are told as faults where a guide is judged.
pub fn review_due(
    reviews: impl IntoIterator<Item = Review>,
    today: Date,
    days_before: u32,
) -> Option<Diagnostic> {
    let is_due = |review: &Review| {
        u32::try_from(review.days_from(today)).is_ok_and(|days| days <= days_before)
    };
    let mut due: Vec<Review> = reviews.into_iter().filter(is_due).collect();
    due.sort();
    due.dedup();
    let first = due.first()?;
    let days = in_days(first.days_from(today));
    let message = match due.as_slice() {
        [one] => format!(
            "the review of {} is due {days}, by {}; after that day no leaflet is made from it",
            named(one),
            one.due
        ),
        several => {
            let named: Vec<String> = several
                .iter()
                .take(NAMED)
                .map(|review| format!("{} by {}", named(review), review.due))
                .collect();
            let more = match several.len().saturating_sub(NAMED) {
                0 => String::new(),
                more => format!(", and {more} more"),
            };
            format!(
                "{} guides are due for review, the first {days}: {}{more}; after its review day, \
                 no leaflet is made from a guide",
                several.len(),
                named.join(", ")
            )
        }
    };
    let hint = Advice::from(
        "ask somebody with the right knowledge to read it again, then write the new `reviewed_on` \
         and `next_review`; ",
    )
    .control_with(Control::List, "guides")
    .words(" shows all days");
    Some(Diagnostic::new(rule::REVIEW_DUE, Severity::Warning, None, message).hint(hint))
}

fn named(review: &Review) -> String {
    format!("{} ({})", quoted(&review.guide), review.language)
}

/// How long it is until a day: `today`, `in 1 day`, `in 12 days`.
pub fn in_days(days: i32) -> String {
    match days {
        0 => "today".to_owned(),
        1 => "in 1 day".to_owned(),
        _ => format!("in {days} days"),
    }
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    fn review(guide: &str, due: Date) -> Review {
        Review {
            due,
            guide: guide.to_owned(),
            language: "en".to_owned(),
        }
    }

    #[test]
    fn what_is_due_soon_is_one_sentence_the_nearest_first() {
        let today = date(2026, 12, 1);
        let told = |reviews: Vec<Review>| review_due(reviews, today, 60).map(|due| due.message);
        assert_eq!(told(vec![review("a", date(2027, 1, 31))]), None, "61 days");
        assert_eq!(
            told(vec![review("a", date(2026, 11, 30))]),
            None,
            "that has passed"
        );
        assert_eq!(
            told(vec![review("a", date(2027, 1, 30))]).unwrap(),
            "the review of `a` (en) is due in 60 days, by 2027-01-30; after that day no leaflet \
             is made from it"
        );
        assert_eq!(
            told(vec![review("a", today)]).unwrap(),
            "the review of `a` (en) is due today, by 2026-12-01; after that day no leaflet is \
             made from it"
        );
        let several = vec![
            review("b", date(2026, 12, 30)),
            review("a", date(2026, 12, 2)),
            review("a", date(2026, 12, 2)),
        ];
        assert_eq!(
            told(several).unwrap(),
            "2 guides are due for review, the first in 1 day: `a` (en) by 2026-12-02, `b` (en) by \
             2026-12-30; after its review day, no leaflet is made from a guide"
        );
        let many = (1..=9)
            .map(|day| review("a", date(2026, 12, day + 1)))
            .collect();
        assert!(told(many).unwrap().contains(", and 4 more; "));
    }
}
