//! A date that somebody typed for the panel.
//!
//! In: words. Out: the words to print. Promise: a date is never guessed; whatever could be two
//! different days is asked back.

use std::fmt;

use jiff::civil::Date;

use crate::language::Language;

/// Why a date cannot be printed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum DateProblem {
    /// Figures alone, in an order that nobody can be sure of.
    Ambiguous,
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
            Self::Ambiguous => "is written in figures that can be read as two different days",
            Self::NoSuchDay => "names a day that does not exist",
        })
    }
}

pub(super) fn read(words: &str, language: &Language) -> Result<String, DateProblem> {
    let in_figures = words.chars().all(|character| {
        character.is_ascii_digit() || character.is_whitespace() || "-/.,:".contains(character)
    });
    if !in_figures {
        return Ok(words.to_owned());
    }
    let parts: Vec<&str> = words.split('-').collect();
    if parts.len() != 3 || parts[0].len() != 4 {
        return Err(DateProblem::Ambiguous);
    }
    let number = |part: &str| part.parse::<i16>().map_err(|_| DateProblem::Ambiguous);
    let month = i8::try_from(number(parts[1])?).map_err(|_| DateProblem::NoSuchDay)?;
    let day = i8::try_from(number(parts[2])?).map_err(|_| DateProblem::NoSuchDay)?;
    let date = Date::new(number(parts[0])?, month, day).map_err(|_| DateProblem::NoSuchDay)?;
    Ok(language.format_date(date))
}
