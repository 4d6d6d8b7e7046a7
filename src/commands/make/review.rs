//! When a guide is to be reviewed next.
//!
//! In: a guide, read or as it lies in its file. Out: the day of its next review, if it names one. Promise:
//! nothing here asks what day it is, and nothing is refused: that a day has passed is found where a guide is
//! judged. Why a file is looked through for one line: a library of hundreds of guides is told what falls due
//! without one of them being read.

use jiff::civil::Date;

use crate::input::content::Content;
use crate::source::{IsoDate, iso_date};

/// The next review of a guide in a language.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Review {
    /// The day by which it is to be reviewed; leaflets are made up to its end.
    pub due: Date,
    /// The guide's name.
    pub guide: String,
    /// The language's tag.
    pub language: String,
}

impl Review {
    /// How many days it is from another day to that of the review; below nought when it has passed.
    pub fn days_from(&self, today: Date) -> i32 {
        // The calendar has less than four million days.
        (self.due - today).get_days()
    }
}

/// The next reviews of these guides, each named with its language; those that cannot be had or name none are
/// left out.
pub fn reviews<'n>(
    guides: impl IntoIterator<Item = (&'n str, &'n str)>,
    content: &Content,
) -> Vec<Review> {
    let reviews = guides.into_iter().filter_map(|(guide, language)| {
        let found = content.guide(guide, language).ok()?;
        Some(Review {
            due: due_in(&found.bytes)?,
            guide: guide.to_owned(),
            language: language.to_owned(),
        })
    });
    reviews.collect()
}

/// The day of the next review that the text of a guide names on a line of its own, not set in.
pub(super) fn due_in(bytes: &[u8]) -> Option<Date> {
    let text = std::str::from_utf8(bytes).ok()?;
    let text = text.trim_start_matches('\u{feff}');
    text.lines().find_map(|line| {
        let value = line
            .strip_prefix("next_review")?
            .trim_start()
            .strip_prefix(':')?;
        let value = value.split(" #").next().unwrap_or_default();
        match iso_date(value.trim().trim_matches(['"', '\''])) {
            IsoDate::Day(day) => Some(day),
            _ => None,
        }
    })
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    #[test]
    fn the_day_of_the_next_review_is_found_without_reading_the_guide() {
        let day = Some(date(2026, 6, 30));
        for text in [
            "title: A\nnext_review: 2026-06-30\n",
            "\u{feff}next_review: '2026-06-30' # by the author\r\ntitle: A\r\n",
            "next_review : \"2026-06-30\"",
        ] {
            assert_eq!(due_in(text.as_bytes()), day, "{text}");
        }
        for text in [
            "",
            "title: A\n  next_review: 2026-06-30\n",
            "next_review: soon",
            "next_reviews: 2026-06-30",
        ] {
            assert_eq!(due_in(text.as_bytes()), None, "{text}");
        }
        assert_eq!(due_in(b"next_review: 2026-06-30\xff"), None);
    }

    #[test]
    fn days_are_counted_over_months_and_years() {
        let review = Review {
            due: date(2027, 1, 1),
            guide: "knee".to_owned(),
            language: "en".to_owned(),
        };
        for (today, days) in [
            (date(2026, 12, 31), 1),
            (date(2027, 1, 1), 0),
            (date(2027, 1, 2), -1),
            (date(2026, 1, 1), 365),
        ] {
            assert_eq!(review.days_from(today), days, "{today}");
        }
    }
}
