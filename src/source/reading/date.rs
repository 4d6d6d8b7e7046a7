//! Days of the calendar, written as 2026-03-31 and in no other way.
//!
//! 03/04/2026 is March in one country and April in another; a guide is read in both, so the form is
//! fixed and a wrong date is told apart from a wrong form. [`iso_date`] is the one parser of that
//! form: a date typed for a person's panel is read by it too.

use jiff::civil::Date;

use crate::diagnostic::{Diagnostic, quoted, rule};
use crate::source::{Node, Reading};

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
                    "`{what}` is {}, a day that is not in the calendar",
                    quoted(written)
                ),
            )
            .hint("look at the month (01 to 12) and at the day of that month"),
            IsoDate::OtherForm => Diagnostic::error(
                rule::WRONG_DATE,
                node.span,
                format!(
                    "`{what}` is {}, which is not a date in full",
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
