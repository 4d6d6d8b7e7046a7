//! Days and times as clinics write them.
//!
//! In: the words of a cell, and the order of figures if somebody said it. Out: a day, a time, or why it
//! is neither. Promise: nothing is guessed: 03/04/2026 is two different days until the order is said, and
//! then every date of the roster is read in that order and no other.

use std::borrow::Cow;

use jiff::civil::{Date, Time};

use crate::base::invariant::PartOf;
use crate::model::patient::{DateProblem, date_in_words, figures_in_ascii, year_of_two_figures};
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
    /// A day with a time of day behind it.
    DayAndTime(Date),
    /// A date whose month stands in words that are not known here, which stays as it was typed.
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
    /// A year of two figures that may be of two centuries.
    ShortYear,
    /// A weekday that is not that of the day.
    OtherWeekday,
    /// Figures that are no three numbers.
    OtherForm,
    /// A time in world time, whose day may be another one here.
    WorldTime,
    /// Nothing that can be understood.
    Unknown,
}

impl From<DateProblem> for DayProblem {
    fn from(problem: DateProblem) -> Self {
        match problem {
            DateProblem::NoSuchDay => Self::NoSuchDay,
            DateProblem::OtherWeekday => Self::OtherWeekday,
            DateProblem::ShortYear => Self::ShortYear,
            _ => Self::OtherForm,
        }
    }
}

/// Reads a date.
pub(super) fn read_day(words: &str, order: Option<DateOrder>) -> DayRead {
    let words = figures_in_ascii(words.trim());
    let (day, clock) = match apart(&words) {
        Some((day, clock)) => (day, Some(clock)),
        None => (words.as_ref(), None),
    };
    let read = read_day_alone(day, order);
    match (read, clock) {
        (DayRead::Day(_), Some(clock)) if clock.is_world_time && clock.time != Time::midnight() => {
            DayRead::Problem(DayProblem::WorldTime)
        }
        (DayRead::Day(day), Some(clock)) if clock.time != Time::midnight() => {
            DayRead::DayAndTime(day)
        }
        _ => read,
    }
}

fn read_day_alone(words: &str, order: Option<DateOrder>) -> DayRead {
    let words = words.trim();
    match iso_date(words) {
        IsoDate::Day(day) => return DayRead::Day(day),
        IsoDate::NoSuchDay => return DayRead::Problem(DayProblem::NoSuchDay),
        IsoDate::OtherForm => {}
    }
    if let Some(figures) = three_numbers(words) {
        return read_figures(figures, order);
    }
    if let Some(day) = eight_figures(words) {
        return DayRead::Day(day);
    }
    match date_in_words(words, &[], order == Some(DateOrder::YearFirst)) {
        Ok(Some(day)) => DayRead::Day(day),
        Err(problem) => DayRead::Problem(problem.into()),
        // What stands there may be a day in the guide's own language: it is read with that language.
        Ok(None) if words.chars().any(char::is_alphabetic) => DayRead::InWords,
        Ok(None) => DayRead::Problem(DayProblem::OtherForm),
    }
}

/// Whether words are a date in figures with strokes, points or hyphens that does not begin with its year:
/// one that a spreadsheet with another country's settings would read in another order, or not at all.
pub(super) fn is_in_figures(words: &str) -> bool {
    let words = figures_in_ascii(words.trim());
    let day = apart(&words).map_or(words.as_ref(), |(day, _)| day);
    three_numbers(day).is_some_and(|[first, _, _]| first.1 < 4)
}

/// Whether day and month of such a date can be told apart, because one of them is above twelve.
pub(super) fn is_plain_order(words: &str) -> bool {
    let words = figures_in_ascii(words.trim());
    let day = apart(&words).map_or(words.as_ref(), |(day, _)| day);
    three_numbers(day).is_some_and(|[first, second, _]| first.0 > 12 || second.0 > 12)
}

/// The day of the month, where a date is written as a spreadsheet shows its own where nobody chose another
/// form: `4-Mar-26`.
pub(super) fn day_in_spreadsheets_form(words: &str) -> Option<u8> {
    let mut parts = words.trim().split('-');
    let (day, month, year) = (parts.next()?, parts.next()?, parts.next()?);
    let is_number = |part: &str| part.bytes().all(|it| it.is_ascii_digit());
    let is_form = parts.next().is_none()
        && matches!(day.len(), 1 | 2)
        && month.len() == 3
        && month.bytes().all(|it| it.is_ascii_alphabetic())
        && matches!(year.len(), 2 | 4)
        && is_number(year);
    is_form.then(|| day.parse().ok()).flatten()
}

/// A time of day, and what was said with it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Clock {
    pub(super) time: Time,
    /// Whether it is said which half of the day is meant, by `am`, `pm` or an hour from 13 on.
    pub(super) is_half_said: bool,
    /// Whether it is the time of Greenwich, as programs write it with `Z`.
    pub(super) is_world_time: bool,
}

/// Reads a time of day: `9:30`, `09.30`, `9h30`, `9:30 pm`, `9 am`, `noon`; seconds and a time zone may
/// follow. Of a span, such as `09:30 - 09:45`, the beginning.
pub(super) fn read_clock(words: &str) -> Option<Clock> {
    let words = figures_in_ascii(words.trim()).to_lowercase();
    let words = words.replace(['\u{a0}', '\u{202f}'], " ");
    let words = words
        .trim_start_matches("at ")
        .trim_start_matches("um ")
        .trim();
    one_clock(words).or_else(|| beginning_of_span(words))
}

/// The beginning of a span: `9:30-9:45`, `09.30 to 10.00`, `11:30 - 12:15 pm`.
fn beginning_of_span(words: &str) -> Option<Clock> {
    const BETWEEN: &[&str] = &[
        "-", "\u{2010}", "\u{2011}", "–", "—", " to ", " bis ", " till ", " until ",
    ];
    let (from, to) = BETWEEN
        .iter()
        .find_map(|between| words.split_once(between))?;
    let (from, to) = (from.trim(), to.trim());
    let end = one_clock(to)?;
    let half = ["am", "pm", "a.m.", "p.m."]
        .into_iter()
        .find(|half| to.ends_with(half));
    if let Some(begin) = one_clock(from) {
        let Some(half) = half.filter(|_| !begin.is_half_said) else {
            return Some(begin);
        };
        // `9:30 - 10:00 pm` is in one half; `11:30 - 12:15 pm` begins in the other.
        let same = one_clock(&format!("{from} {half}"))?;
        let other = if half.starts_with('a') { "pm" } else { "am" };
        return match same.time <= end.time {
            true => Some(same),
            false => one_clock(&format!("{from} {other}")),
        };
    }
    // `9-10 am`
    let same = one_clock(&format!("{from} {}", half?))?;
    (same.time <= end.time).then_some(same)
}

fn one_clock(words: &str) -> Option<Clock> {
    let (words, is_world_time) = without_zone(words);
    if matches!(words, "noon" | "12 noon" | "midday" | "12:00 noon") {
        return Some(Clock {
            time: Time::constant(12, 0, 0, 0),
            is_half_said: true,
            is_world_time,
        });
    }
    let letters_at = words.find(|character: char| character.is_alphabetic() && character != 'h');
    let (figures, half) = words.split_at(letters_at.unwrap_or(words.len()));
    let half = half.replace(['.', ' '], "");
    let half = match half.as_str() {
        "" | "uhr" | "hrs" | "hr" | "hours" => None,
        "am" => Some(0),
        "pm" => Some(12),
        _ => return None,
    };
    let figures = figures.trim().trim_end_matches("hrs");
    let figures = without_fraction(figures.trim_end_matches('h').trim_end());
    let parts: Vec<&str> = figures.split([':', '.', 'h']).collect();
    let numbers: Vec<i8> = parts
        .iter()
        .enumerate()
        .map(|(index, part)| {
            let is_right = part.bytes().all(|character| character.is_ascii_digit())
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
    let is_half_said = half.is_some() || hour > 12 || hour == 0;
    let hour = match half {
        None => hour,
        Some(half) if (1..=12).contains(&hour) => hour % 12 + half,
        // `14:30 pm` says it twice.
        Some(12) if (13..=23).contains(&hour) => hour,
        Some(_) => return None,
    };
    Some(Clock {
        time: Time::new(hour, minute, second, 0).ok()?,
        is_half_said,
        is_world_time,
    })
}

/// A time without its zone, and whether that is the one of Greenwich: `09:30Z`, `09:30:00+05:30`,
/// `09:30:00 gmt+0530 (…)`.
fn without_zone(words: &str) -> (&str, bool) {
    let words = words.split(" gmt+").next().unwrap_or(words);
    let words = words.split(" gmt-").next().unwrap_or(words).trim();
    for zone in ["z", " utc", " gmt"] {
        if let Some(time) = words.strip_suffix(zone)
            && time.ends_with(|character: char| character.is_ascii_digit())
        {
            return (time.trim(), true);
        }
    }
    if let Some(at) = words.rfind(['+', '-']) {
        let (time, zone) = words.split_at(at);
        let digits = zone.part(1..).replace(':', "");
        let is_zone = matches!(digits.len(), 2 | 4) && digits.bytes().all(|it| it.is_ascii_digit());
        // `09:30-10:00` is a span: only behind seconds a hyphen begins a zone.
        if is_zone && time.matches(':').count() == 2 {
            return (time.trim(), digits.bytes().all(|it| it == b'0'));
        }
    }
    (words, false)
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

/// Most characters of words that hold a day and a time; longer ones are neither.
const LONGEST: usize = 80;

/// A date and the time behind or before it, as in `2026-03-31T09:30`, `31/03/2026, 9:30 am`,
/// `31 March 2026 at 9:30` and `9:30 31/03/2026`.
pub(super) fn apart(words: &str) -> Option<(&str, Clock)> {
    let words = words.trim();
    if words.len() > LONGEST {
        return None;
    }
    let divides = |character: char| character.is_whitespace() || matches!(character, 'T' | ',');
    for (at, character) in words
        .char_indices()
        .filter(|(_, character)| divides(*character))
    {
        let (before, behind) = words.split_at(at);
        let behind = behind.part(character.len_utf8()..);
        let behind = behind
            .trim_start_matches(|character: char| character.is_whitespace() || character == ',');
        let before = before
            .trim_end_matches(|character: char| character.is_whitespace() || character == ',');
        let before = before.strip_suffix(" at").unwrap_or(before);
        if character == 'T' && !before.ends_with(|character: char| character.is_ascii_digit()) {
            continue;
        }
        if looks_like_a_day(before)
            && let Some(clock) = read_clock(behind)
        {
            return Some((before, clock));
        }
        if character != 'T'
            && looks_like_a_day(behind)
            && let Some(clock) = read_clock(before)
        {
            return Some((behind, clock));
        }
    }
    None
}

fn looks_like_a_day(words: &str) -> bool {
    iso_date(words) != IsoDate::OtherForm
        || three_numbers(words).is_some()
        || !matches!(date_in_words(words, &[], false), Ok(None))
}

/// Three numbers with one stroke, point, hyphen or space between them: each with how many figures it has.
fn three_numbers(words: &str) -> Option<[(i16, usize); 3]> {
    let words = words.trim_end_matches('.');
    let mut parts = words
        .split(|character: char| matches!(character, '/' | '.' | '-' | '\u{2010}'..='\u{2015}'))
        .map(str::trim);
    let mut number = || {
        let part = parts.next()?;
        let is_right = (1..=4).contains(&part.len()) && part.bytes().all(|it| it.is_ascii_digit());
        Some((is_right.then(|| part.parse().ok()).flatten()?, part.len()))
    };
    let three = [number()?, number()?, number()?];
    parts.next().is_none().then_some(three)
}

/// Eight figures that are year, month and day, as databases write them: 20260331. Read in another order
/// they would be a year before 1900 or a month after the twelfth.
fn eight_figures(words: &str) -> Option<Date> {
    if words.len() != 8 || !words.bytes().all(|it| it.is_ascii_digit()) {
        return None;
    }
    let year: i16 = words.get(..4)?.parse().ok()?;
    let (month, day) = (
        words.get(4..6)?.parse().ok()?,
        words.get(6..)?.parse().ok()?,
    );
    (1900..2100)
        .contains(&year)
        .then(|| Date::new(year, month, day).ok())
        .flatten()
}

fn read_figures(figures: [(i16, usize); 3], order: Option<DateOrder>) -> DayRead {
    let [first, _, third] = figures;
    if first.1 != 4 && third.1 != 4 {
        let is_short = first.1 == 2 || third.1 == 2;
        return match order {
            _ if !is_short => DayRead::Problem(DayProblem::OtherForm),
            Some(order) => match in_order(figures, order) {
                Ok(Some(day)) => DayRead::Day(day),
                Ok(None) => DayRead::Problem(DayProblem::OtherOrder(order)),
                Err(problem) => DayRead::Problem(problem),
            },
            None => DayRead::Asked(None),
        };
    }
    if let Some(order) = order {
        return match in_order(figures, order) {
            Ok(Some(day)) => DayRead::Day(day),
            _ => DayRead::Problem(DayProblem::OtherOrder(order)),
        };
    }
    let mut possible = DATE_ORDERS
        .iter()
        .map(|(_, order)| *order)
        .filter(|order| matches!(in_order(figures, *order), Ok(Some(_))));
    match (possible.next(), possible.next()) {
        (None, _) => DayRead::Problem(DayProblem::NoSuchDay),
        (only, None) => DayRead::Asked(only),
        _ => DayRead::Asked(None),
    }
}

/// The day that three numbers are in an order; the year has four figures, or two of the window.
fn in_order(figures: [(i16, usize); 3], order: DateOrder) -> Result<Option<Date>, DayProblem> {
    let [first, second, third] = figures;
    let (year, month, day) = match order {
        DateOrder::DayFirst => (third, second, first),
        DateOrder::MonthFirst => (third, first, second),
        DateOrder::YearFirst => (first, second, third),
    };
    let is_whole = first.1 == 4 || third.1 == 4;
    let year = match year.1 {
        4 if year.0 > 0 => year.0,
        2 if !is_whole => year_of_two_figures(year.0).ok_or(DayProblem::ShortYear)?,
        _ => return Ok(None),
    };
    let (Ok(month), Ok(day)) = (i8::try_from(month.0), i8::try_from(day.0)) else {
        return Ok(None);
    };
    Ok(Date::new(year, month, day).ok())
}

/// The words of a day without what surrounds it, for two days that are to be compared as words.
pub(super) fn day_as_written(words: &str) -> Cow<'_, str> {
    match apart(words) {
        Some((day, _)) => Cow::Owned(day.trim().to_owned()),
        None => Cow::Borrowed(words.trim()),
    }
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
            for words in [
                "31 March 2026",
                "31-Mar-26",
                "Tue, 31 Mar 2026",
                "20260331",
                "31 Mar 2026 0:00",
            ] {
                if order != YEAR || words != "31-Mar-26" {
                    assert_eq!(read_day(words, order), day, "{words}");
                }
            }
            assert_eq!(read_day("३ अप्रैल २०२६", order), DayRead::InWords);
            assert_eq!(read_day("on 03/04/2026", order), DayRead::InWords);
            for words in [
                "2026-03-31 09:30",
                "31 March 2026, 9:30 am",
                "2026-03-31T09:30:00.000+05:30",
            ] {
                let moment = DayRead::DayAndTime(date(2026, 3, 31));
                assert_eq!(read_day(words, order), moment, "{words}");
            }
            let world = DayRead::Problem(DayProblem::WorldTime);
            assert_eq!(read_day("2026-03-30T18:30:00Z", order), world);
            assert_eq!(
                read_day(
                    "Tue Mar 31 2026 00:00:00 GMT+0530 (India Standard Time)",
                    order
                ),
                day
            );
        }
    }

    #[test]
    fn figures_are_asked_back_until_their_order_is_said() {
        assert_eq!(read_day("03/04/2026", None), DayRead::Asked(None));
        assert_eq!(read_day("31.03.2026", None), DayRead::Asked(DAY));
        assert_eq!(read_day("3-31-2026", None), DayRead::Asked(MONTH));
        assert_eq!(read_day("2026/3/4", None), DayRead::Asked(YEAR));
        assert_eq!(read_day("03/04/26", None), DayRead::Asked(None));
        assert_eq!(read_day("०३/०४/२०२६", None), DayRead::Asked(None));
        for (words, order, expected) in [
            ("03/04/2026", DAY, date(2026, 4, 3)),
            ("03/04/2026", MONTH, date(2026, 3, 4)),
            ("3. 4. 2026.", DAY, date(2026, 4, 3)),
            ("31–03–2026", DAY, date(2026, 3, 31)),
            ("2026/3/4", YEAR, date(2026, 3, 4)),
            ("31/03/2026 00:00", DAY, date(2026, 3, 31)),
            ("०३/०४/२०२६", DAY, date(2026, 4, 3)),
            ("03/04/26", DAY, date(2026, 4, 3)),
            ("03/04/26", MONTH, date(2026, 3, 4)),
            ("26-04-03", YEAR, date(2026, 4, 3)),
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
            ("03/04/85", DAY, ShortYear),
            ("31/04/26", DAY, OtherOrder(DateOrder::DayFirst)),
            ("3/4/6", DAY, OtherForm),
            ("32/13/2026", None, NoSuchDay),
            ("2026-02-30", DAY, NoSuchDay),
            ("31032026", DAY, OtherForm),
            ("45982", DAY, OtherForm),
            ("Monday 31 March 2026", DAY, OtherWeekday),
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
            ("noon", time(12, 0, 0, 0)),
            ("९:३०", time(9, 30, 0, 0)),
            ("09:30:00+05:30", time(9, 30, 0, 0)),
            ("09:30:00.000Z", time(9, 30, 0, 0)),
            ("14:30 pm", time(14, 30, 0, 0)),
            ("9:30-10:00", time(9, 30, 0, 0)),
            ("09:30 – 09:45", time(9, 30, 0, 0)),
            ("9:30 to 10:00 PM", time(21, 30, 0, 0)),
            ("11:30 - 12:15 PM", time(11, 30, 0, 0)),
            ("11 am - 1 pm", time(11, 0, 0, 0)),
            ("at 9:30", time(9, 30, 0, 0)),
        ] {
            let time = read_clock(words).map(|clock| clock.time);
            assert_eq!(time, Some(expected), "{words}");
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
            "13:00 am",
            "0 am",
            "9:30 x",
            "9:30:00:00",
            "-9:30",
            "+9:30",
            "9-10",
            "2026-03-31",
        ] {
            assert_eq!(read_clock(words), None, "{words}");
        }
    }

    #[test]
    fn a_spreadsheets_own_form_is_known() {
        assert_eq!(day_in_spreadsheets_form("4-Mar-26"), Some(4));
        assert_eq!(day_in_spreadsheets_form("22-Nov-2026"), Some(22));
        for words in [
            "4 Mar 26",
            "04/03/26",
            "4-March-26",
            "2026-03-04",
            "4-Mar-26-1",
        ] {
            assert_eq!(day_in_spreadsheets_form(words), None, "{words}");
        }
        assert!(is_in_figures("31/03/2026") && is_in_figures("3.4.26 9:30"));
        assert!(!is_in_figures("2026-03-31") && !is_in_figures("31 March 2026"));
        assert!(is_plain_order("31/03/2026") && !is_plain_order("03/04/2026"));
    }

    proptest::proptest! {
        #[test]
        fn any_words_are_read_or_refused(words in "\\PC{0,30}|[0-9:./ TZapm-]{0,24}") {
            for order in [None, DAY, MONTH, YEAR] {
                let _read = (read_day(&words, order), read_clock(&words));
            }
        }

        #[test]
        fn a_day_is_the_same_in_every_form(days in 0..40_000_i32) {
            use jiff::ToSpan as _;
            let day = date(2000, 1, 1).checked_add((days % 29_000).days()).unwrap();
            let months = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];
            let month = months[usize::try_from(day.month()).unwrap() - 1];
            let (y, m, d) = (day.year(), day.month(), day.day());
            for words in [
                format!("{y:04}-{m:02}-{d:02}"),
                format!("{y:04}{m:02}{d:02}"),
                format!("{d}/{m}/{y}"),
                format!("{d:02}.{m:02}.{:02}", y % 100),
                format!("{d}-{month}-{:02}", y % 100),
                format!("{month} {d}, {y}"),
                format!("{y:04}-{m:02}-{d:02}T00:00:00+05:30"),
            ] {
                proptest::prop_assert_eq!(read_day(&words, DAY), DayRead::Day(day), "{}", words);
            }
        }
    }

    #[test]
    fn a_day_and_a_time_come_apart() {
        for (words, day) in [
            ("2026-03-31T09:30:00", "2026-03-31"),
            ("31/03/2026, 9:30 am", "31/03/2026"),
            ("31 March 2026 9:30", "31 March 2026"),
            ("Tue, 31 March 2026 at 9:30", "Tue, 31 March 2026"),
            ("9:30 31/03/2026", "31/03/2026"),
            ("31/03/2026 09:30 - 09:45", "31/03/2026"),
        ] {
            let found = apart(words).map(|(day, clock)| (day, clock.time));
            assert_eq!(found, Some((day, time(9, 30, 0, 0))), "{words}");
        }
        assert_eq!(apart("9:30 am"), None);
        assert_eq!(apart("31 March 2026"), None);
    }
}
