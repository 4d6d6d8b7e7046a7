//! Days and times as clinics write them.
//!
//! In: the words of a cell, and the order of figures if somebody said it. Out: a day, a time, or why it
//! is neither. Promise: nothing is guessed: 03/04/2026 is two different days until the order is said, and
//! then every date of the roster is read in that order and no other.

use jiff::civil::{Date, Time};

use crate::patient::{DateProblem, understood_date};
use crate::source::{IsoDate, iso_date};

/// In which order the figures of a date stand.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum DateOrder {
    /// As in 31/03/2026.
    DayFirst,
    /// As in 03/31/2026.
    MonthFirst,
    /// As in 2026/3/31.
    YearFirst,
}

/// All orders, with the words that choose them on the command line.
pub const DATE_ORDERS: &[(&str, DateOrder)] = &[
    ("day-first", DateOrder::DayFirst),
    ("month-first", DateOrder::MonthFirst),
    ("year-first", DateOrder::YearFirst),
];

/// What the words of a date say.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum DayRead {
    /// A day.
    Day(Date),
    /// A date whose month stands in words, which stays as it was typed.
    InWords,
    /// Figures whose order is not said; and the only order in which they can be a day, if there is one.
    Asked(Option<DateOrder>),
    /// No day.
    Problem(DayProblem),
}

/// Why words are no day.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum DayProblem {
    /// A day that is not in the calendar.
    NoSuchDay,
    /// No day in the order that was said.
    OtherOrder(DateOrder),
    /// A year of two figures.
    ShortYear,
    /// Figures that are no three numbers.
    OtherForm,
    /// Another time of the day than midnight.
    HasTime,
    /// Nothing that can be understood.
    Unknown,
}

/// Reads a date.
pub(super) fn read_day(words: &str, order: Option<DateOrder>) -> DayRead {
    let words = words.trim();
    if let Some((day, time)) = apart(words) {
        return match time {
            time if time == Time::midnight() => read_day(day, order),
            _ => DayRead::Problem(DayProblem::HasTime),
        };
    }
    match iso_date(words) {
        IsoDate::Day(day) => return DayRead::Day(day),
        IsoDate::NoSuchDay => return DayRead::Problem(DayProblem::NoSuchDay),
        IsoDate::OtherForm => {}
    }
    if let Some(figures) = three_numbers(words) {
        return read_figures(figures, order);
    }
    match understood_date(words) {
        Ok(Some(day)) => DayRead::Day(day),
        Ok(None) => DayRead::InWords,
        Err(DateProblem::NoSuchDay) => DayRead::Problem(DayProblem::NoSuchDay),
        Err(_) => DayRead::Problem(DayProblem::OtherForm),
    }
}

/// Reads a time of day: `9:30`, `09.30`, `9h30`, `9:30 pm`, `9 am`; seconds may follow.
pub(super) fn read_time(words: &str) -> Option<Time> {
    let words = words
        .trim()
        .to_lowercase()
        .replace(['\u{a0}', '\u{202f}'], " ");
    let letters_at = words.find(|sign: char| sign.is_alphabetic() && sign != 'h');
    let (figures, half) = words.split_at(letters_at.unwrap_or(words.len()));
    let half = half.replace(['.', ' '], "");
    let half = match half.as_str() {
        "" | "uhr" => None,
        "am" => Some(0),
        "pm" => Some(12),
        _ => return None,
    };
    let figures = without_fraction(figures.trim().trim_end_matches('h').trim_end());
    let parts: Vec<&str> = figures.split([':', '.', 'h']).collect();
    let numbers: Vec<i8> = parts
        .iter()
        .enumerate()
        .map(|(index, part)| {
            let is_right = part.bytes().all(|sign| sign.is_ascii_digit())
                && (part.len() == 2 || (index == 0 && part.len() == 1));
            is_right.then(|| part.parse().ok()).flatten()
        })
        .collect::<Option<_>>()?;
    let (hour, minute, second) = match (numbers.as_slice(), half) {
        ([hour], Some(_)) => (*hour, 0, 0),
        ([hour, minute], _) => (*hour, *minute, 0),
        ([hour, minute, second], _) => (*hour, *minute, *second),
        _ => return None,
    };
    let hour = match half {
        None => hour,
        Some(half) if (1..=12).contains(&hour) => hour % 12 + half,
        Some(_) => return None,
    };
    Time::new(hour, minute, second, 0).ok()
}

/// A time without the fraction of a second that databases write: `09:30:00.000`.
fn without_fraction(figures: &str) -> &str {
    match figures.rsplit_once('.') {
        Some((whole, fraction))
            if whole.matches(':').count() == 2
                && fraction.bytes().all(|it| it.is_ascii_digit()) =>
        {
            whole
        }
        _ => figures,
    }
}

/// A date and the time behind it, as in `2026-03-31 09:30` and `31/03/2026, 9:30 am`.
pub(super) fn apart(words: &str) -> Option<(&str, Time)> {
    let words = words.trim();
    let end = words.find(|sign: char| sign.is_whitespace() || matches!(sign, 'T' | ','))?;
    let (day, rest) = words.split_at(end);
    if iso_date(day) == IsoDate::OtherForm && three_numbers(day).is_none() {
        return None;
    }
    let time =
        rest.trim_start_matches(|sign: char| sign.is_whitespace() || matches!(sign, 'T' | ','));
    Some((day, read_time(time)?))
}

/// Three numbers with one stroke, point, hyphen or space between them: each with how many figures it has.
fn three_numbers(words: &str) -> Option<[(i16, usize); 3]> {
    let words = words.trim_end_matches('.');
    let mut parts = words
        .split(|sign: char| matches!(sign, '/' | '.' | '-' | '\u{2010}'..='\u{2015}'))
        .map(str::trim);
    let mut number = || {
        let part = parts.next()?;
        let is_right = (1..=4).contains(&part.len()) && part.bytes().all(|it| it.is_ascii_digit());
        Some((is_right.then(|| part.parse().ok()).flatten()?, part.len()))
    };
    let three = [number()?, number()?, number()?];
    parts.next().is_none().then_some(three)
}

fn read_figures(figures: [(i16, usize); 3], order: Option<DateOrder>) -> DayRead {
    let [first, _, third] = figures;
    if first.1 != 4 && third.1 != 4 {
        return DayRead::Problem(DayProblem::ShortYear);
    }
    if let Some(order) = order {
        return match in_order(figures, order) {
            Some(day) => DayRead::Day(day),
            None => DayRead::Problem(DayProblem::OtherOrder(order)),
        };
    }
    let mut possible = DATE_ORDERS
        .iter()
        .map(|(_, order)| *order)
        .filter(|order| in_order(figures, *order).is_some());
    match (possible.next(), possible.next()) {
        (None, _) => DayRead::Problem(DayProblem::NoSuchDay),
        (only, None) => DayRead::Asked(only),
        _ => DayRead::Asked(None),
    }
}

/// The day that three numbers are in an order; the year has four figures.
fn in_order(figures: [(i16, usize); 3], order: DateOrder) -> Option<Date> {
    let [first, second, third] = figures;
    let (year, month, day) = match order {
        DateOrder::DayFirst => (third, second, first),
        DateOrder::MonthFirst => (third, first, second),
        DateOrder::YearFirst => (first, second, third),
    };
    if year.1 != 4 || year.0 == 0 {
        return None;
    }
    let month = i8::try_from(month.0).ok()?;
    let day = i8::try_from(day.0).ok()?;
    Date::new(year.0, month, day).ok()
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::{date, time};

    const DAY: Option<DateOrder> = Some(DateOrder::DayFirst);
    const MONTH: Option<DateOrder> = Some(DateOrder::MonthFirst);
    const YEAR: Option<DateOrder> = Some(DateOrder::YearFirst);

    #[test]
    fn iso_days_and_months_in_words_need_no_order() {
        let day = DayRead::Day(date(2026, 3, 31));
        for order in [None, DAY, MONTH, YEAR] {
            for words in [
                "2026-03-31",
                " 2026-03-31 ",
                "2026-03-31 00:00:00",
                "2026-03-31T00:00",
                "2026-03-31 00:00:00.000",
            ] {
                assert_eq!(read_day(words, order), day, "{words}");
            }
            assert_eq!(read_day("31 March 2026", order), DayRead::InWords);
            assert_eq!(read_day("३ अप्रैल २०२६", order), DayRead::InWords);
        }
    }

    #[test]
    fn figures_are_asked_back_until_their_order_is_said() {
        assert_eq!(read_day("03/04/2026", None), DayRead::Asked(None));
        assert_eq!(read_day("31.03.2026", None), DayRead::Asked(DAY));
        assert_eq!(read_day("3-31-2026", None), DayRead::Asked(MONTH));
        assert_eq!(read_day("2026/3/4", None), DayRead::Asked(YEAR));
        for (words, order, expected) in [
            ("03/04/2026", DAY, date(2026, 4, 3)),
            ("03/04/2026", MONTH, date(2026, 3, 4)),
            ("3. 4. 2026.", DAY, date(2026, 4, 3)),
            ("31–03–2026", DAY, date(2026, 3, 31)),
            ("2026/3/4", YEAR, date(2026, 3, 4)),
            ("31/03/2026 00:00", DAY, date(2026, 3, 31)),
        ] {
            assert_eq!(read_day(words, order), DayRead::Day(expected), "{words}");
        }
    }

    #[test]
    fn what_is_no_day_in_the_order_that_was_said_is_a_problem() {
        use DayProblem::*;
        for (words, order, problem) in [
            ("31/03/2026", MONTH, OtherOrder(DateOrder::MonthFirst)),
            ("03/31/2026", DAY, OtherOrder(DateOrder::DayFirst)),
            ("2026/03/31", DAY, OtherOrder(DateOrder::DayFirst)),
            ("31/03/2026", YEAR, OtherOrder(DateOrder::YearFirst)),
            ("03/04/26", DAY, ShortYear),
            ("03/04/26", None, ShortYear),
            ("03/04/26", YEAR, ShortYear),
            ("32/13/2026", None, NoSuchDay),
            ("2026-02-30", DAY, NoSuchDay),
            ("20260331", DAY, OtherForm),
            ("०३/०४/२०२६", DAY, OtherForm),
            ("2026-03-31 09:30", None, HasTime),
            ("03/04/2026 09:30", DAY, HasTime),
            ("on 03/04/2026", DAY, OtherForm),
            ("03/04", DAY, OtherForm),
        ] {
            assert_eq!(
                read_day(words, order),
                DayRead::Problem(problem),
                "{words} {order:?}"
            );
        }
    }

    #[test]
    fn times_are_read_in_their_usual_forms_and_no_other() {
        for (words, expected) in [
            ("9:30", time(9, 30, 0, 0)),
            ("09.30", time(9, 30, 0, 0)),
            ("9h30", time(9, 30, 0, 0)),
            ("09:30 h", time(9, 30, 0, 0)),
            ("9.30 Uhr", time(9, 30, 0, 0)),
            ("09:30:15", time(9, 30, 15, 0)),
            ("09:30:15.997", time(9, 30, 15, 0)),
            ("9:30 AM", time(9, 30, 0, 0)),
            ("9:30\u{202f}p.m.", time(21, 30, 0, 0)),
            ("12 am", time(0, 0, 0, 0)),
            ("12:05pm", time(12, 5, 0, 0)),
            ("23:59", time(23, 59, 0, 0)),
        ] {
            assert_eq!(read_time(words), Some(expected), "{words}");
        }
        for words in [
            "",
            "9",
            "930",
            "0930",
            "9.5",
            "9:3",
            "24:00",
            "9:60",
            "13:00 pm",
            "0 am",
            "noon",
            "9:30 x",
            "9:30-10:00",
            "9:30:00:00",
            "-9:30",
            "+9:30",
            "९:३०",
        ] {
            assert_eq!(read_time(words), None, "{words}");
        }
    }

    #[test]
    fn a_day_and_a_time_come_apart() {
        assert_eq!(
            apart("2026-03-31T09:30:00"),
            Some(("2026-03-31", time(9, 30, 0, 0)))
        );
        assert_eq!(
            apart("31/03/2026, 9:30 am"),
            Some(("31/03/2026", time(9, 30, 0, 0)))
        );
        assert_eq!(apart("31 March 2026 9:30"), None);
        assert_eq!(apart("9:30 am"), None);
    }
}
