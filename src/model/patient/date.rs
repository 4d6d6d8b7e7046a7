//! A date that somebody typed for the panel.
//!
//! In: words. Out: the words to print. Promise: a date is never guessed. Year, month and day with
//! hyphens are written as the language writes dates, and so is a day whose month stands in words of
//! English or of the language (`22-Nov-26`, `Tue, 31 March 2026`), so that all sheets of a list have one
//! form; other words stay as they were typed; a date in figures of any other form is asked back, because
//! 03/04 is two different days. Figures of any script, every kind of dash, and such a date inside a
//! sentence count alike.

use std::borrow::Cow;
use std::fmt;

use jiff::civil::{Date, Weekday};
use unicode_normalization::UnicodeNormalization;

use crate::base::invariant::PartOf;
use crate::model::language::Language;
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
    /// The weekday that stands there is not that of the day.
    OtherWeekday,
    /// A year of two figures that could be of two centuries.
    ShortYear,
    /// A time stands behind the day, as in the time stamps of programs.
    HasTime,
}

impl DateProblem {
    pub(super) fn hint(self) -> &'static str {
        match self {
            Self::OtherWeekday => {
                "check which of the two is right, and write the date without the weekday"
            }
            Self::ShortYear => "write the year with four digits",
            Self::HasTime => "write only the date, as in 2026-03-31",
            _ => {
                "write year, month and day, as in 2026-03-31, or the month in words, as in 31 March 2026"
            }
        }
    }
}

impl fmt::Display for DateProblem {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(match self {
            Self::OtherOrder => "is written in digits, but not in the order year, month and day",
            Self::OtherForm => {
                "is written in digits, but not as four, two and two digits with \
                hyphens"
            }
            Self::NoSuchDay => "is a date that does not exist",
            Self::OtherWeekday => "has a weekday that does not fit its date",
            Self::ShortYear => "has a year with two digits",
            Self::HasTime => "has a time after the date",
        })
    }
}

pub(super) fn read(words: &str, language: &Language) -> Result<String, DateProblem> {
    let months: Vec<&str> = language
        .months
        .iter()
        .map(|month| month.text.as_str())
        .collect();
    Ok(match understood(words, &months)? {
        Some(date) => language.format_date(date),
        None => words.to_owned(),
    })
}

/// The day that is written as 2026-03-31 or with its month in words; `None` for other words, which stay as
/// they were typed.
fn understood(words: &str, months: &[&str]) -> Result<Option<Date>, DateProblem> {
    match iso_date(words) {
        IsoDate::Day(date) => return Ok(Some(date)),
        IsoDate::NoSuchDay => return Err(DateProblem::NoSuchDay),
        IsoDate::OtherForm => {}
    }
    if let Some(day) = in_words(words, months, false)? {
        return Ok(Some(day));
    }
    if is_time_stamp(words) {
        return Err(DateProblem::HasTime);
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

/// Whether a day stands there as programs write it, with `T` and a time behind it.
fn is_time_stamp(words: &str) -> bool {
    let Some((day, time)) = words.split_once('T') else {
        return false;
    };
    iso_date(day) != IsoDate::OtherForm
        && time.starts_with(|character: char| character.is_ascii_digit())
}

/// The months in English, by which a day is known in any language's leaflet.
const MONTHS: [&str; 12] = [
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
];

const WEEKDAYS: [(&str, Weekday); 7] = [
    ("monday", Weekday::Monday),
    ("tuesday", Weekday::Tuesday),
    ("wednesday", Weekday::Wednesday),
    ("thursday", Weekday::Thursday),
    ("friday", Weekday::Friday),
    ("saturday", Weekday::Saturday),
    ("sunday", Weekday::Sunday),
];

/// Fewest letters of a month or a weekday that is cut short.
const FEWEST_LETTERS: usize = 3;

/// The day that words name with the month in letters, in English or in one of `months`: `31-Mar-2026`,
/// `22-Nov-26`, `March 31st, 2026`, `Tue, 31 Mar 2026`, `31 de marzo de 2026`. `None` for any other words;
/// a day without its year is one of them. Where two figures could be the year or the day, the day stands
/// first, unless the list's dates have the year first.
///
/// # Errors
/// [`DateProblem`] for a day that is not in the calendar or not on the weekday that stands with it, and for
/// a year of two figures beyond the window of [`year_of_two_figures`].
pub(crate) fn in_words(
    words: &str,
    months: &[&str],
    is_year_first: bool,
) -> Result<Option<Date>, DateProblem> {
    let words = figures_in_ascii(words);
    let (mut numbers, mut month, mut weekday) = (Vec::new(), None, None);
    for token in tokens(&words) {
        let Ok(token) = token else {
            return Ok(None);
        };
        if token.starts_with(|character: char| character.is_ascii_digit()) {
            numbers.push((token, month.is_some()));
            continue;
        }
        let token: String = token.nfc().collect::<String>().to_lowercase();
        if let Some(at) = month_named(&token, months) {
            if month.replace(at).is_some() {
                return Ok(None);
            }
        } else if let Some(day) = weekday_named(&token) {
            weekday = Some(day);
        } else if !matches!(
            token.as_str(),
            "st" | "nd" | "rd" | "th" | "er" | "º" | "of" | "the" | "de" | "del" | "den"
        ) {
            return Ok(None);
        }
    }
    let (Some(month), [first, second]) = (month, numbers.as_slice()) else {
        return Ok(None);
    };
    let (year, day) = match (first, second) {
        ((first, false), (second, true)) if first.len() == 4 => (*first, *second),
        ((first, false), (second, true)) if is_year_first && second.len() <= 2 => (*first, *second),
        ((first, _), (second, _)) => (*second, *first),
    };
    if day.len() > 2 {
        return Ok(None);
    }
    let year = match year.len() {
        4 => year.parse().ok(),
        2 => Some(
            year_of_two_figures(year.parse().unwrap_or(i16::MAX)).ok_or(DateProblem::ShortYear)?,
        ),
        _ => None,
    };
    let (Some(year), Ok(day)) = (year, day.parse()) else {
        return Ok(None);
    };
    let day = Date::new(year, month, day).map_err(|_| DateProblem::NoSuchDay)?;
    match weekday {
        Some(weekday) if weekday != day.weekday() => Err(DateProblem::OtherWeekday),
        _ => Ok(Some(day)),
    }
}

/// The year that two figures mean: 00 to 79 are of this century, and the others are not sure. A procedure
/// that a leaflet speaks of lies a few years around today.
pub(crate) fn year_of_two_figures(figures: i16) -> Option<i16> {
    (0..80).contains(&figures).then_some(2000 + figures)
}

/// Runs of figures, and runs of letters, between the characters that stand in dates; an error for another character.
fn tokens(words: &str) -> impl Iterator<Item = Result<&str, ()>> {
    let kind = |character: char| match character {
        _ if character.is_ascii_digit() => 1,
        _ if character.is_whitespace()
            || matches!(character, ',' | '.' | '-' | '/' | '\'' | '’') =>
        {
            0
        }
        '\u{2010}'..='\u{2015}' => 0,
        _ if character.is_ascii_punctuation() || character.is_control() => 3,
        _ => 2,
    };
    let mut rest = words;
    std::iter::from_fn(move || {
        rest = rest.trim_start_matches(|character| kind(character) == 0);
        let first = kind(rest.chars().next()?);
        if first == 3 {
            rest = "";
            return Some(Err(()));
        }
        let end = rest
            .find(|character| kind(character) != first)
            .unwrap_or(rest.len());
        let (token, behind) = rest.split_at(end);
        rest = behind;
        Some(Ok(token))
    })
}

/// The month of a name, or of its first letters where no other month has them.
fn month_named(name: &str, months: &[&str]) -> Option<i8> {
    let own: Vec<String> = months
        .iter()
        .map(|month| month.nfc().collect::<String>().to_lowercase())
        .collect();
    let whole = |at: &(usize, &str)| at.1 == name;
    let begins =
        |at: &(usize, &str)| name.chars().count() >= FEWEST_LETTERS && at.1.starts_with(name);
    let every = || {
        let english = MONTHS.iter().copied().enumerate();
        english.chain(own.iter().map(String::as_str).enumerate())
    };
    let mut found = every().find(whole).map(|(at, _)| at);
    if found.is_none() {
        let mut meant = every().filter(begins).map(|(at, _)| at);
        let first = meant.next()?;
        found = meant.all(|other| other == first).then_some(first);
    }
    i8::try_from(found? + 1).ok()
}

fn weekday_named(name: &str) -> Option<Weekday> {
    let is_long_enough = name.len() >= FEWEST_LETTERS;
    let mut days = WEEKDAYS.iter();
    let found = days.find(|(day, _)| is_long_enough && day.starts_with(name));
    found.map(|(_, day)| *day)
}

/// Words with the figures of other scripts as ASCII ones: ३१/०३/२०२६ is 31/03/2026.
pub(crate) fn figures_in_ascii(words: &str) -> Cow<'_, str> {
    if words.is_ascii() {
        return Cow::Borrowed(words);
    }
    words.chars().map(ascii_figure).collect()
}

/// A decimal figure of another script as an ASCII one; any other character as it is.
fn ascii_figure(character: char) -> char {
    /// The noughts of the scripts that leaflets are printed in, and of full width; nine follow each.
    const NOUGHTS: [u32; 18] = [
        0x660, 0x6f0, 0x7c0, 0x966, 0x9e6, 0xa66, 0xae6, 0xb66, 0xbe6, 0xc66, 0xce6, 0xd66, 0xde6,
        0xe50, 0xed0, 0xf20, 0x1040, 0xff10,
    ];
    let code = u32::from(character);
    let mut noughts = NOUGHTS.iter();
    let nought = noughts.find(|nought| (**nought..**nought + 10).contains(&code));
    let figure = nought.and_then(|nought| char::from_digit(code - nought, 10));
    figure.unwrap_or(character)
}

/// The problem of figures that are no ISO date: whether at least the year stands first.
fn other_form(figures: &str) -> DateProblem {
    let first = figures
        .chars()
        .take_while(|character| character.is_numeric());
    match first.count() {
        4 => DateProblem::OtherForm,
        _ => DateProblem::OtherOrder,
    }
}

/// Every group of three numbers with strokes, points or dashes between them, as in `on 03/04/2026`.
fn date_groups(words: &str) -> Vec<&str> {
    let numbers = numbers(words);
    let joined = |before: &(usize, usize), behind: &(usize, usize)| {
        let between = words.part(before.1..behind.0);
        let mut characters = between.trim().chars();
        characters.next().is_some_and(divides_dates) && characters.next().is_none()
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
    for (at, character) in words
        .char_indices()
        .filter(|(_, character)| character.is_numeric())
    {
        let end = at + character.len_utf8();
        match numbers.last_mut() {
            Some((_, last_end)) if *last_end == at => *last_end = end,
            _ => numbers.push((at, end)),
        }
    }
    numbers
}

/// Strokes, points and dashes, which stand between the parts of a date in figures.
fn divides_dates(character: char) -> bool {
    matches!(
        character,
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
        let text = include_str!("../../../content/languages/en.yaml");
        let file = sources.add("en.yaml", text);
        let (language, _) = Language::read(&sources, file, "en");
        read(words, &language.unwrap())
    }

    #[test]
    fn iso_dates_and_dates_in_words_are_accepted() {
        for (typed, printed) in [
            ("2026-03-31", "31 March 2026"),
            ("31 March 2026", "31 March 2026"),
            ("22-Nov-26", "22 November 2026"),
            ("2-apr-2026", "2 April 2026"),
            ("Tue, 31 Mar 2026", "31 March 2026"),
            ("March 31st, 2026", "31 March 2026"),
            ("31MAR2026", "31 March 2026"),
            ("2026 March 31", "31 March 2026"),
            ("३१ March २०२६", "31 March 2026"),
            ("31 March", "31 March"),
            ("31 Marzo 2026", "31 Marzo 2026"),
            ("2 May or 3 May 2026", "2 May or 3 May 2026"),
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
    fn months_of_the_language_are_known_beside_the_english_ones() {
        let months = [
            "janvier", "février", "mars", "avril", "mai", "juin", "juillet", "août",
        ];
        let day = |words| in_words(words, &months, false);
        let date = jiff::civil::date;
        assert_eq!(day("1er mars 2026"), Ok(Some(date(2026, 3, 1))));
        assert_eq!(day("3 FÉVRIER 2026"), Ok(Some(date(2026, 2, 3))));
        assert_eq!(day("3 juil. 2026"), Ok(Some(date(2026, 7, 3))));
        assert_eq!(day("3 jui 2026"), Ok(None), "it could be two months");
        assert_eq!(day("3 mar 2026"), Ok(Some(date(2026, 3, 3))));
        assert_eq!(
            in_words("26-Nov-22", &[], true),
            Ok(Some(date(2026, 11, 22)))
        );
        assert_eq!(
            in_words("26-Nov-22", &[], false),
            Ok(Some(date(2022, 11, 26)))
        );
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
        for (typed, problem) in [
            ("Monday 31 March 2026", DateProblem::OtherWeekday),
            ("5 November 99", DateProblem::ShortYear),
            ("30 February 2026", DateProblem::NoSuchDay),
            ("2026-11-22T09:30:00+05:30", DateProblem::HasTime),
        ] {
            assert_eq!(read_in_english(typed), Err(problem), "{typed}");
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
