//! What a workbook's number is: figures, a day, or a time.
//!
//! In: the number as it is stored, and the number format of its cell. Out: what the spreadsheet shows,
//! as words, day or time; or why that is not certain. Promise: figures are never changed: a format is
//! imitated only where all its figures are the number's own: noughts in front, decimals, and words or
//! characters before, between and behind them, which clinics' numbers have (`"MRN "00000`, `000-000`).

use jiff::ToSpan;
use jiff::civil::{Date, DateTime, Time, date};

use super::Unreadable;
use crate::source::{IsoDate, iso_date};

/// What a number format makes of a number.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) enum Form {
    /// Its plain figures.
    #[default]
    Plain,
    /// At least so many figures before the point and exactly so many behind it.
    Figures(usize, usize),
    /// Its figures among words or characters.
    Among(Box<[Piece]>),
    /// A day, a time, or both.
    DayOrTime,
    /// A length of time, or something else that is not the figures.
    Other,
}

/// A piece of a format that shows figures among words.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Piece {
    /// These words.
    Words(String),
    /// The place of a figure, with a nought where there is none or without.
    Figure { is_needed: bool },
    /// All figures, as they are without a format.
    All,
}

/// The days that a workbook counts from.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Epoch {
    /// 1 is 1 January 1900, with the day 29 February 1900 that never was.
    Of1900,
    /// 0 is 1 January 1904.
    Of1904,
}

/// What a cell with a number shows.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Shown {
    Words(String),
    Day(Date),
    Moment(DateTime),
    Time(Time),
    Unreadable(Unreadable),
}

/// Most significant figures that a spreadsheet keeps.
const KEPT_FIGURES: usize = 15;

impl Form {
    /// The form of one of the formats that every workbook knows by number (ECMA-376, 18.8.30).
    pub(super) fn built_in(number: u32) -> Self {
        match number {
            0 | 49 => Self::Plain,
            1 => Self::Figures(1, 0),
            2 => Self::Figures(1, 2),
            14..=22 | 27..=36 | 45 | 47 | 50..=58 => Self::DayOrTime,
            _ => Self::Other,
        }
    }

    /// The form of a format's own code, such as `00000` or `dd/mm/yyyy`.
    pub(super) fn of_code(code: &str) -> Self {
        let bare = without_words(code);
        let first = bare.split(';').next().unwrap_or_default().trim();
        if first.is_empty() || first == "@" || first.eq_ignore_ascii_case("general") {
            return if bare.trim() == code.trim() {
                Self::Plain
            } else {
                among(code).map_or(Self::Other, Self::Among)
            };
        }
        let is_zeros = |part: &str| part.bytes().all(|character| character == b'0');
        let (whole, decimals) = first.split_once('.').unwrap_or((first, ""));
        if !whole.is_empty() && is_zeros(whole) && is_zeros(decimals) && bare == code {
            return Self::Figures(whole.len(), decimals.len());
        }
        // A length of time stands in square brackets; so do colours and countries, with other letters.
        let elapsed = ["[h", "[m", "[s"]
            .iter()
            .any(|part| first.to_lowercase().contains(part));
        let letters = in_brackets_left_out(first).to_lowercase();
        if !elapsed
            && letters
                .replace("general", "")
                .contains(['y', 'd', 'm', 'h', 's'])
        {
            return Self::DayOrTime;
        }
        among(code).map_or(Self::Other, Self::Among)
    }
}

/// The pieces of a format that shows all figures of a whole number among words; `None` of any other.
fn among(code: &str) -> Option<Box<[Piece]>> {
    let mut pieces: Vec<Piece> = Vec::new();
    let mut characters = code.chars();
    let words = |pieces: &mut Vec<Piece>, character: char| match pieces.last_mut() {
        Some(Piece::Words(words)) => words.push(character),
        _ => pieces.push(Piece::Words(character.to_string())),
    };
    while let Some(character) = characters.next() {
        match character {
            ';' => break,
            '"' => {
                for quoted in characters
                    .by_ref()
                    .take_while(|character| *character != '"')
                {
                    words(&mut pieces, quoted);
                }
            }
            '\\' => words(&mut pieces, characters.next()?),
            // As wide as the next character.
            '_' => {
                characters.next()?;
                words(&mut pieces, ' ');
            }
            '0' | '#' => pieces.push(Piece::Figure {
                is_needed: character == '0',
            }),
            // A colour or a country, and no condition and no currency.
            '[' => {
                let inside: String = characters
                    .by_ref()
                    .take_while(|character| *character != ']')
                    .collect();
                let is_country = inside.starts_with("$-");
                if !is_country && !inside.chars().all(char::is_alphabetic) {
                    return None;
                }
            }
            ' ' | '-' | '(' | ')' | '+' | ':' => words(&mut pieces, character),
            'G' | 'g' => {
                for expected in "eneral".chars() {
                    characters
                        .next()
                        .filter(|it| it.eq_ignore_ascii_case(&expected))?;
                }
                pieces.push(Piece::All);
            }
            _ => return None,
        }
    }
    let all = pieces.iter().filter(|piece| **piece == Piece::All).count();
    let figures = pieces
        .iter()
        .filter(|piece| matches!(piece, Piece::Figure { .. }))
        .count();
    let is_right = matches!((all, figures), (1, 0) | (0, 1..));
    is_right.then(|| pieces.into_boxed_slice())
}

/// A whole number among words: its last figure stands in the last place, and those that are too many in
/// the first.
fn shown_among(number: f64, pieces: &[Piece]) -> Option<String> {
    let Shown::Words(figures) = plain(number) else {
        return None;
    };
    let places = pieces
        .iter()
        .filter(|it| matches!(it, Piece::Figure { .. }))
        .count();
    if number < 0.0 || places > 0 && figures.contains('.') {
        return None;
    }
    let mut shown = String::new();
    let mut left = places;
    for piece in pieces {
        match piece {
            Piece::Words(words) => shown.push_str(words),
            Piece::All => shown.push_str(&figures),
            Piece::Figure { is_needed } => {
                let from = figures.len().checked_sub(left);
                left -= 1;
                let to = figures.len() - left;
                // The first place takes all that is before its own figure.
                let from = if left + 1 == places {
                    from.map(|_| 0)
                } else {
                    from
                };
                match from.and_then(|from| figures.get(from..to)) {
                    Some("0") if !is_needed && number == 0.0 => {}
                    Some(figure) => shown.push_str(figure),
                    None if *is_needed => shown.push('0'),
                    None => {}
                }
            }
        }
    }
    Some(shown.trim().to_owned()).filter(|shown| shown.contains(|it: char| it.is_ascii_digit()))
}

/// What a number shows in a form.
pub(super) fn shown(stored: &str, form: &Form, epoch: Epoch) -> Shown {
    let Ok(number) = stored.trim().parse::<f64>() else {
        return Shown::Unreadable(Unreadable::NumberForm);
    };
    if !number.is_finite() {
        return Shown::Unreadable(Unreadable::NumberForm);
    }
    match form {
        Form::DayOrTime => day_or_time(number, epoch),
        Form::Other => Shown::Unreadable(Unreadable::NumberForm),
        Form::Plain => plain(number),
        Form::Among(pieces) => match shown_among(number, pieces) {
            Some(words) => Shown::Words(words),
            None => Shown::Unreadable(Unreadable::NumberForm),
        },
        Form::Figures(whole, decimals) => {
            let (whole, decimals) = (*whole, *decimals);
            let words = format!("{number:.decimals$}");
            if number < 0.0 || words.len() > KEPT_FIGURES + 1 {
                return Shown::Unreadable(Unreadable::NumberForm);
            }
            let point = usize::from(decimals > 0);
            Shown::Words(format!(
                "{words:0>width$}",
                width = whole + point + decimals
            ))
        }
    }
}

/// The figures of a number without a form: at most those that a spreadsheet keeps, so that 0.1 + 0.2
/// is 0.3 here too.
fn plain(number: f64) -> Shown {
    if number.abs() >= 1e15 {
        return Shown::Unreadable(Unreadable::TooManyFigures);
    }
    if number != 0.0 && number.abs() < 1e-9 {
        return Shown::Unreadable(Unreadable::NumberForm);
    }
    // Figures before the point, of which a number below one has none that count.
    let whole = format!("{:.0}", number.abs().trunc()).len();
    let decimals = KEPT_FIGURES.saturating_sub(whole);
    let words = format!("{number:.decimals$}");
    if !words.contains('.') {
        return Shown::Words(words);
    }
    let words = words.trim_end_matches('0').trim_end_matches('.');
    Shown::Words(if words == "-0" { "0" } else { words }.to_owned())
}

fn day_or_time(number: f64, epoch: Epoch) -> Shown {
    let none = Shown::Unreadable(Unreadable::NoDayOrTime);
    if !(0.0..2_958_466.0).contains(&number) {
        return none;
    }
    let seconds = whole(number * 86_400.0);
    let (days, seconds) = (seconds / 86_400, seconds % 86_400);
    let time = Time::midnight().wrapping_add(seconds.seconds());
    if days == 0 {
        return match (seconds, epoch) {
            (0, Epoch::Of1904) => Shown::Day(date(1904, 1, 1)),
            _ => Shown::Time(time),
        };
    }
    let start = match (epoch, days) {
        (Epoch::Of1904, _) => date(1904, 1, 1),
        (Epoch::Of1900, 1..=59) => date(1899, 12, 31),
        (Epoch::Of1900, 60) => return none,
        (Epoch::Of1900, _) => date(1899, 12, 30),
    };
    match start.checked_add(days.days()) {
        Ok(day) if seconds == 0 => Shown::Day(day),
        Ok(day) => Shown::Moment(day.to_datetime(time)),
        Err(_) => none,
    }
}

/// A day or a moment, written as `2026-03-31` or `2026-03-31T09:30:00`.
pub(super) fn iso(stored: &str) -> Shown {
    let none = Shown::Unreadable(Unreadable::NoDayOrTime);
    let stored = stored.trim();
    let (day, time) = stored.split_once(['T', ' ']).unwrap_or((stored, ""));
    let IsoDate::Day(day) = iso_date(day) else {
        return none;
    };
    let time = time.trim_end_matches('Z');
    let parts: Vec<f64> = time
        .split(':')
        .filter_map(|part| part.parse().ok())
        .collect();
    let seconds = match parts.as_slice() {
        [] if time.is_empty() => 0.0,
        [hours, minutes] => hours * 3_600.0 + minutes * 60.0,
        [hours, minutes, seconds] => hours * 3_600.0 + minutes * 60.0 + seconds,
        _ => return none,
    };
    if !(0.0..86_400.0).contains(&seconds) {
        return none;
    }
    match day
        .to_datetime(Time::midnight())
        .checked_add(whole(seconds).seconds())
    {
        Ok(moment) if moment.time() == Time::midnight() => Shown::Day(moment.date()),
        Ok(moment) => Shown::Moment(moment),
        Err(_) => none,
    }
}

/// A time of day, written as the length of time since midnight: `PT09H30M00S`.
pub(super) fn clock(stored: &str) -> Shown {
    let none = Shown::Unreadable(Unreadable::NoDayOrTime);
    let Some(mut left) = stored.trim().strip_prefix("PT") else {
        return none;
    };
    if left.is_empty() {
        return none;
    }
    let mut seconds = 0.0;
    for (unit, length) in [('H', 3_600.0), ('M', 60.0), ('S', 1.0)] {
        if let Some((number, rest)) = left.split_once(unit) {
            let Ok(number) = number.parse::<f64>() else {
                return none;
            };
            seconds += number * length;
            left = rest;
        }
    }
    if !left.is_empty() || !(0.0..86_399.5).contains(&seconds) {
        return none;
    }
    Shown::Time(Time::midnight().wrapping_add(whole(seconds).seconds()))
}

/// Whole seconds: a time is stored as a fraction that is next to never exact.
#[expect(
    clippy::cast_possible_truncation,
    reason = "callers look that the number is within the days of the calendar"
)]
fn whole(seconds: f64) -> i64 {
    seconds.round() as i64
}

/// A format's code without the words in it: in quotes, or one character behind a backslash, an underscore
/// or a star.
fn without_words(code: &str) -> String {
    let mut bare = String::new();
    let (mut quoted, mut characters) = (false, code.chars());
    while let Some(character) = characters.next() {
        match character {
            '"' => quoted = !quoted,
            _ if quoted => {}
            '\\' | '_' | '*' => {
                let _passed_over = characters.next();
            }
            _ => bare.push(character),
        }
    }
    bare
}

fn in_brackets_left_out(code: &str) -> String {
    let mut inside = false;
    let kept = code.chars().filter(|character| {
        inside = (inside || *character == '[') && *character != ']';
        !inside && *character != ']'
    });
    kept.collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn words(stored: &str, form: Form) -> String {
        match shown(stored, &form, Epoch::Of1900) {
            Shown::Words(words) => words,
            other => format!("{other:?}"),
        }
    }

    #[test]
    fn figures_are_those_of_the_spreadsheet() {
        for (stored, expected) in [
            ("12", "12"),
            ("12.0", "12"),
            ("0", "0"),
            ("-0", "0"),
            ("-3", "-3"),
            ("1.5", "1.5"),
            ("0.30000000000000004", "0.3"),
            ("123456789012345", "123456789012345"),
            ("1E3", "1000"),
            ("9.45", "9.45"),
            ("1234567890.12345678", "1234567890.12346"),
        ] {
            assert_eq!(words(stored, Form::Plain), expected, "{stored}");
        }
        assert_eq!(words("1E15", Form::Plain), "Unreadable(TooManyFigures)");
        assert_eq!(words("1E-20", Form::Plain), "Unreadable(NumberForm)");
        assert_eq!(words("NaN", Form::Plain), "Unreadable(NumberForm)");
        assert_eq!(words("1e999", Form::Plain), "Unreadable(NumberForm)");
    }

    #[test]
    fn noughts_in_front_and_decimals_are_kept() {
        assert_eq!(words("123", Form::of_code("00000")), "00123");
        assert_eq!(words("1.5", Form::of_code("0.00")), "1.50");
        assert_eq!(words("7", Form::built_in(2)), "7.00");
        assert_eq!(
            words("123", Form::of_code("#,##0")),
            "Unreadable(NumberForm)"
        );
        assert_eq!(words("12", Form::of_code("General")), "12");
        assert_eq!(words("12", Form::of_code("@")), "12");
        assert_eq!(words("0.5", Form::of_code("0%")), "Unreadable(NumberForm)");
    }

    #[test]
    fn figures_among_words_are_those_that_are_seen() {
        for (stored, code, expected) in [
            ("123", "\"MRN \"00000", "MRN 00123"),
            ("123", "\"UH-\"General", "UH-123"),
            ("12.5", "General\" kg\"", "12.5 kg"),
            ("123456", "000-000", "123-456"),
            ("1234567", "000\\-000", "1234-567"),
            ("7", "00 00", "00 07"),
            ("7", "#", "7"),
            ("7", "[Red]0000;[Blue]-0000", "0007"),
            ("7", "0_)", "7"),
            ("26000123", "00\"/\"000000", "26/000123"),
        ] {
            assert_eq!(words(stored, Form::of_code(code)), expected, "{code}");
        }
        for (stored, code) in [
            ("0", "#"),
            ("1.5", "\"MRN\"000"),
            ("-7", "\"MRN\"000"),
            ("1234", "#,##0\" Rs\""),
            ("7", "[>5]000;0"),
            ("7", "[$€-407]0"),
            ("0.07", "0%"),
            ("7", "0\"A\"General"),
            ("7", "\"word\""),
        ] {
            assert_eq!(
                words(stored, Form::of_code(code)),
                "Unreadable(NumberForm)",
                "{code}"
            );
        }
    }

    #[test]
    fn codes_of_days_and_times_are_known() {
        for code in [
            "dd/mm/yyyy",
            "yyyy\\-mm\\-dd",
            "h:mm AM/PM",
            "[$-409]d-mmm-yy;@",
            "d. mmmm yyyy",
            "[Red]hh:mm",
            "m\"M\"d\"D\";@",
        ] {
            assert_eq!(Form::of_code(code), Form::DayOrTime, "{code}");
        }
        for code in ["[h]:mm", "[mm]:ss", "[$€-407]0", "0.0E+00", "# ?/?"] {
            assert_eq!(Form::of_code(code), Form::Other, "{code}");
        }
    }

    #[test]
    fn days_and_times_in_words_of_the_standard_are_read() {
        let day = date(2026, 3, 31);
        assert_eq!(iso("2026-03-31"), Shown::Day(day));
        assert_eq!(iso("2026-03-31T00:00:00"), Shown::Day(day));
        assert_eq!(iso("2026-03-30T23:59:59.9999"), Shown::Day(day));
        assert_eq!(
            iso("2026-03-31T09:30:00Z"),
            Shown::Moment(day.at(9, 30, 0, 0))
        );
        assert_eq!(
            clock("PT09H30M00S"),
            Shown::Time(jiff::civil::time(9, 30, 0, 0))
        );
        assert_eq!(
            clock("PT9H30M"),
            Shown::Time(jiff::civil::time(9, 30, 0, 0))
        );
        for wrong in [
            "",
            "2026-02-30",
            "31/03/2026",
            "2026-03-31T25:00:00",
            "2026-03-31Tx",
        ] {
            assert_eq!(
                iso(wrong),
                Shown::Unreadable(Unreadable::NoDayOrTime),
                "{wrong}"
            );
        }
        for wrong in ["PT25H00M00S", "P1D", "PT", "PTxH", "PT23H59M59.9S"] {
            assert_eq!(
                clock(wrong),
                Shown::Unreadable(Unreadable::NoDayOrTime),
                "{wrong}"
            );
        }
    }

    #[test]
    fn days_and_times_of_both_epochs_are_right() {
        let read = |number, epoch| shown(number, &Form::DayOrTime, epoch);
        assert_eq!(read("46112", Epoch::Of1900), Shown::Day(date(2026, 3, 31)));
        assert_eq!(read("44650", Epoch::Of1904), Shown::Day(date(2026, 3, 31)));
        assert_eq!(read("1", Epoch::Of1900), Shown::Day(date(1900, 1, 1)));
        assert_eq!(read("59", Epoch::Of1900), Shown::Day(date(1900, 2, 28)));
        assert_eq!(
            read("60", Epoch::Of1900),
            Shown::Unreadable(Unreadable::NoDayOrTime)
        );
        assert_eq!(read("61", Epoch::Of1900), Shown::Day(date(1900, 3, 1)));
        assert_eq!(
            read("0.395833333333333", Epoch::Of1900),
            Shown::Time(jiff::civil::time(9, 30, 0, 0))
        );
        assert_eq!(
            read("46112.395833333336", Epoch::Of1900),
            Shown::Moment(date(2026, 3, 31).at(9, 30, 0, 0))
        );
        assert_eq!(
            read("46111.999999999", Epoch::Of1900),
            Shown::Day(date(2026, 3, 31))
        );
        for outside in ["-1", "2958466", "1e300"] {
            assert_eq!(
                read(outside, Epoch::Of1900),
                Shown::Unreadable(Unreadable::NoDayOrTime)
            );
        }
    }
}
