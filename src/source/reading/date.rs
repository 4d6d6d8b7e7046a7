//! Days of the calendar, written as 2026-03-31 and in no other way.
//!
//! 03/04/2026 is March in one country and April in another; a guide is read in both, so the form is
//! fixed and a wrong date is told apart from a wrong form.

use crate::diagnostic::{Diagnostic, quoted, rule};
use crate::source::{Node, Reading};

impl Reading<'_> {
    /// A day of the calendar, written as 2026-03-31.
    pub(crate) fn date(&mut self, node: &Node, what: &str) -> Option<jiff::civil::Date> {
        let scalar = self.scalar(node, what)?;
        let written = scalar.value.trim();
        let date = parse_date(written);
        if date.is_none() {
            let fault = if has_date_form(written) {
                Diagnostic::error(
                    rule::WRONG_DATE,
                    node.span,
                    format!(
                        "`{what}` is {}, a day that is not in the calendar",
                        quoted(written)
                    ),
                )
                .hint("look at the month (01 to 12) and at the day of that month")
            } else {
                Diagnostic::error(
                    rule::WRONG_DATE,
                    node.span,
                    format!(
                        "`{what}` is {}, which is not a date in full",
                        quoted(written)
                    ),
                )
                .hint("write year, month and day with hyphens, for example 2026-03-31")
            };
            self.fault(fault);
        }
        date
    }
}

fn has_date_form(written: &str) -> bool {
    let bytes = written.as_bytes();
    bytes.len() == 10
        && bytes.iter().enumerate().all(|(at, byte)| match at {
            4 | 7 => *byte == b'-',
            _ => byte.is_ascii_digit(),
        })
}

fn parse_date(written: &str) -> Option<jiff::civil::Date> {
    if !has_date_form(written) {
        return None;
    }
    let year = written.get(..4)?.parse().ok()?;
    let month = written.get(5..7)?.parse().ok()?;
    let day = written.get(8..)?.parse().ok()?;
    jiff::civil::Date::new(year, month, day)
        .ok()
        .filter(|date| date.year() > 0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_real_days_in_full_form_are_dates() {
        assert!(parse_date("2026-03-31").is_some());
        for wrong in [
            "2026-02-30",
            "31/03/2026",
            "2026-3-1",
            "20260331",
            "2026-13-01",
            "0000-01-01",
        ] {
            assert!(parse_date(wrong).is_none(), "{wrong}");
        }
    }
}
