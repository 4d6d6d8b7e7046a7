//! Days of the calendar, written as 2026-03-31 and in no other way.
//!
//! 03/04/2026 is March in one country and April in another; a guide is read in both, so the form is
//! fixed and a wrong date is told apart from a wrong form. [`iso_date`] is the one parser of that
//! form: a date typed for a person's panel is read by it too.

use jiff::civil::Date;

use crate::base::diagnostic::{Diagnostic, quoted, rule};
use crate::source::{Node, Reading, WrittenForm};

/// The form of such a date: the days of the calendar, leap years looked at.
pub(crate) const ISO_DATE: WrittenForm = WrittenForm {
    pattern: concat!(
        // Any year but 0000.
        "^(?:(?:[1-9][0-9]{3}|0[1-9][0-9]{2}|00[1-9][0-9]|000[1-9])-",
        "(?:(?:0[13578]|1[02])-(?:0[1-9]|[12][0-9]|3[01])",
        "|(?:0[469]|11)-(?:0[1-9]|[12][0-9]|30)",
        "|02-(?:0[1-9]|1[0-9]|2[0-8]))",
        // Years that 4 divides and 100 does not, then those that 400 divides.
        "|(?:[0-9]{2}(?:0[48]|[2468][048]|[13579][26])",
        "|(?:0[48]|[2468][048]|[13579][26])00)-02-29)$"
    ),
    most: 10,
    may_look_like_a_number: false,
    hint: "write year, month and day with hyphens, for example 2026-03-31",
};

/// What a text is as a date of the form 2026-03-31.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum IsoDate {
    /// A day of the calendar, of the year 1 or later.
    Day(Date),
    /// Written in that form, but there is no such day.
    NoSuchDay,
    /// Not written in that form.
    OtherForm,
}

impl Reading<'_> {
    /// A day of the calendar, written as 2026-03-31.
    pub(crate) fn date(&mut self, node: &Node, what: &str) -> Option<Date> {
        let scalar = self.scalar(node, what)?;
        let written = scalar.value.trim();
        let fault = match iso_date(written) {
            IsoDate::Day(date) => return Some(date),
            IsoDate::NoSuchDay => Diagnostic::error(
                rule::WRONG_DATE,
                node.span,
                format!(
                    "`{what}` is {}, a date that does not exist",
                    quoted(written)
                ),
            )
            .hint("check the month (01 to 12) and the day of that month"),
            IsoDate::OtherForm => Diagnostic::error(
                rule::WRONG_DATE,
                node.span,
                format!(
                    "`{what}` is {}, which is not a complete date",
                    quoted(written)
                ),
            )
            .hint("write year, month and day with hyphens, for example 2026-03-31"),
        };
        self.fault(fault);
        None
    }
}

/// Reads four figures, a hyphen, two figures, a hyphen and two figures, and nothing else.
pub(crate) fn iso_date(written: &str) -> IsoDate {
    let has_form = written.len() == 10
        && written.bytes().enumerate().all(|(at, byte)| match at {
            4 | 7 => byte == b'-',
            _ => byte.is_ascii_digit(),
        });
    if !has_form {
        return IsoDate::OtherForm;
    }
    let number = |from: usize, to: usize| {
        let digits = written.get(from..to).unwrap_or_default();
        digits.parse::<i16>().unwrap_or_default()
    };
    let day = || {
        let month = i8::try_from(number(5, 7)).ok()?;
        let day = i8::try_from(number(8, 10)).ok()?;
        Date::new(number(0, 4), month, day).ok()
    };
    match day().filter(|date| date.year() > 0) {
        Some(date) => IsoDate::Day(date),
        None => IsoDate::NoSuchDay,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_pattern_knows_the_same_days() {
        let pattern = regex::Regex::new(ISO_DATE.pattern).unwrap();
        let years = [
            0, 1, 4, 10, 96, 100, 400, 999, 1000, 1900, 2000, 2024, 2026, 2100, 9996, 9999,
        ];
        for year in years {
            for (month, day) in (0..14).flat_map(|month| (0..33).map(move |day| (month, day))) {
                let date = format!("{year:04}-{month:02}-{day:02}");
                let is_day = matches!(iso_date(&date), IsoDate::Day(_));
                assert_eq!(pattern.is_match(&date), is_day, "{date}");
            }
        }
        for wrong in [
            "2026-3-1",
            "31/03/2026",
            "2026-03-31 ",
            "12026-03-31",
            "2026-03-311",
            "",
        ] {
            assert!(!pattern.is_match(wrong), "{wrong}");
        }
    }

    #[test]
    fn only_real_days_in_full_form_are_dates() {
        assert!(matches!(iso_date("2026-03-31"), IsoDate::Day(_)));
        for wrong in ["2026-02-30", "2026-13-01", "2026-00-01", "0000-01-01"] {
            assert_eq!(iso_date(wrong), IsoDate::NoSuchDay, "{wrong}");
        }
        for wrong in [
            "31/03/2026",
            "2026-3-1",
            "20260331",
            "٢٠٢٦-٠٣-٣١",
            "2026-03-31 ",
        ] {
            assert_eq!(iso_date(wrong), IsoDate::OtherForm, "{wrong}");
        }
    }
}
