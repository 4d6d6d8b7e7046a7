//! A date that somebody typed for the panel.
//!
//! In: words. Out: the words to print. Promise: a date is never guessed. Year, month and day with
//! hyphens are written as the language writes dates; a date with its month in words stays as it was
//! typed; a date in figures of any other form is asked back, because 03/04 is two different days.
//! Figures of any script, every kind of dash, and such a date inside a sentence count alike.

use std::fmt;

use jiff::civil::Date;

use crate::language::Language;
use crate::source::{IsoDate, iso_date};

/// Why a date cannot be printed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum DateProblem {
    /// Figures alone, in an order that nobody can be sure of.
    OtherOrder,
    /// Figures that begin with a year, but not with two hyphens between three full numbers.
    OtherForm,
    /// Written like an ISO date, but there is no such day.
    NoSuchDay,
}

impl DateProblem {
    pub(super) fn hint(self) -> &'static str {
        "write year, month and day, as in 2026-03-31, or the month in words, as in 31 March 2026"
    }
}

impl fmt::Display for DateProblem {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(match self {
            Self::OtherOrder => "is written in figures in another order than year, month and day",
            Self::OtherForm => "is written in figures, but not as four, two and two with hyphens",
            Self::NoSuchDay => "names a day that does not exist",
        })
    }
}

pub(super) fn read(words: &str, language: &Language) -> Result<String, DateProblem> {
    Ok(match understood(words)? {
        Some(date) => language.format_date(date),
        None => words.to_owned(),
    })
}

/// The day that is written as 2026-03-31; `None` for one whose month stands in words, which stays as
/// it was typed.
pub(crate) fn understood(words: &str) -> Result<Option<Date>, DateProblem> {
    match iso_date(words) {
        IsoDate::Day(date) => return Ok(Some(date)),
        IsoDate::NoSuchDay => return Err(DateProblem::NoSuchDay),
        IsoDate::OtherForm => {}
    }
    let has_words = words.chars().any(char::is_alphabetic);
    let has_figures = words.chars().any(char::is_numeric);
    if has_figures && !has_words {
        return Err(other_form(words));
    }
    for group in date_groups(words) {
        match iso_date(group) {
            IsoDate::Day(_) => {}
            IsoDate::NoSuchDay => return Err(DateProblem::NoSuchDay),
            IsoDate::OtherForm => return Err(other_form(group)),
        }
    }
    Ok(None)
}

/// The problem of figures that are no ISO date: whether at least the year stands first.
fn other_form(figures: &str) -> DateProblem {
    let first = figures.chars().take_while(|sign| sign.is_numeric());
    match first.count() {
        4 => DateProblem::OtherForm,
        _ => DateProblem::OtherOrder,
    }
}

/// Every group of three numbers with strokes, points or dashes between them, as in `on 03/04/2026`.
fn date_groups(words: &str) -> Vec<&str> {
    let numbers = numbers(words);
    let joined = |before: &(usize, usize), behind: &(usize, usize)| {
        let between = words.get(before.1..behind.0).unwrap_or_default();
        let mut signs = between.trim().chars();
        signs.next().is_some_and(divides_dates) && signs.next().is_none()
    };
    numbers
        .windows(3)
        .filter_map(|three| match three {
            [first, second, third] if joined(first, second) && joined(second, third) => {
                words.get(first.0..third.1)
            }
            _ => None,
        })
        .collect()
}

/// Where runs of figures stand, as bytes.
fn numbers(words: &str) -> Vec<(usize, usize)> {
    let mut numbers: Vec<(usize, usize)> = Vec::new();
    for (at, sign) in words.char_indices().filter(|(_, sign)| sign.is_numeric()) {
        let end = at + sign.len_utf8();
        match numbers.last_mut() {
            Some((_, last_end)) if *last_end == at => *last_end = end,
            _ => numbers.push((at, end)),
        }
    }
    numbers
}

/// Strokes, points and dashes, which stand between the parts of a date in figures.
fn divides_dates(sign: char) -> bool {
    matches!(
        sign,
        '/' | '\\'
            | '.'
            | '-'
            | '_'
            | '·'
            | '\u{2044}'
            | '\u{2215}'
            | '\u{ff0f}'
            | '\u{ff0e}'
            | '\u{60d}'
            | '\u{6d4}'
            | '\u{58a}'
            | '\u{5be}'
            | '\u{2010}'
            ..='\u{2015}' | '\u{2043}' | '\u{2212}' | '\u{fe58}' | '\u{fe63}' | '\u{ff0d}'
    )
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::source::SourceSet;

    fn read_in_english(words: &str) -> Result<String, DateProblem> {
        let mut sources = SourceSet::new();
        let text = include_str!("../../content/languages/en.yaml");
        let file = sources.add("en.yaml", text);
        let (language, _) = Language::read(&sources, file, "en");
        read(words, &language.unwrap())
    }

    #[test]
    fn iso_dates_and_dates_in_words_are_accepted() {
        for (typed, printed) in [
            ("2026-03-31", "31 March 2026"),
            ("31 March 2026", "31 March 2026"),
            ("next Monday, 9.30", "next Monday, 9.30"),
            ("3–5 March 2026", "3–5 March 2026"),
            ("३ अप्रैल २०२६", "३ अप्रैल २०२६"),
            ("Tuesday 2026-03-31", "Tuesday 2026-03-31"),
            ("________", "________"),
        ] {
            assert_eq!(read_in_english(typed).as_deref(), Ok(printed));
        }
    }

    #[test]
    fn figures_in_another_order_are_asked_back() {
        for typed in [
            "03/04/2026",
            "०३/०४/२०२६",
            "٠٣/٠٤/٢٠٢٦",
            "03–04–2026",
            "03−04−2026",
            "3. 4. 2026",
            "on 03/04/2026",
            "on ०३/०४/२०२६ at ten",
            "Monday 3-4-26",
            "3 4 26",
            "20260304",
        ] {
            assert_eq!(
                read_in_english(typed),
                Err(DateProblem::OtherOrder),
                "{typed}"
            );
        }
        for typed in ["2026/03/04", "2026–03–04", "2026-3-4", "on 2026/03/04"] {
            assert_eq!(
                read_in_english(typed),
                Err(DateProblem::OtherForm),
                "{typed}"
            );
        }
        for typed in ["0000-03-04", "2026-02-30", "Monday 2026-02-30"] {
            assert_eq!(
                read_in_english(typed),
                Err(DateProblem::NoSuchDay),
                "{typed}"
            );
        }
    }
}
