//! What a cell says: words to use, nothing, or a fault.
//!
//! In: a filled cell, and which column it stands in. Out: its words as they are to be used, with what was
//! noticed on the way. Promise: what is no value is never used. What decides is [`no_value`] for cells that
//! are filled and empty all the same, and [`garbled`] for letters that were changed; a column decides only
//! what becomes of it:
//!
//! | column | garbled | a lost value (`#REF!`, `####`, `1.2E+11`) | what programs write for nothing |
//! |---|---|---|---|
//! | patient | fault | fault | fault |
//! | guide, language, edition, output | fault | fault: the usual one would take its place | as empty |
//! | surgeon | fault | left out, and the usual surgeon too | as empty |
//! | procedure date, level, side, reference | fault | left out | left out |
//! | appointment | costs the order of the row and nothing else ||

use super::Column;
use super::date::{DateOrder, DayProblem, DayRead, read_day};
use super::fault::CellFault;
use super::sheet::{Cell, Unreadable};
use crate::model::fact::FactKind;
use crate::model::patient::garbled::{Garbled, garbled, repaired};
use crate::model::patient::no_value::{self, NoValue, is_no_day};

/// What a cell says.
#[derive(Debug, Default)]
pub(super) struct Said {
    /// The words to use; `None` as if it were empty.
    pub(super) words: Option<String>,
    /// What was noticed and is to be told.
    pub(super) noticed: Option<Noticed>,
}

/// What is noticed of a cell that is used or left out, told once for all rows of its column.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Noticed {
    /// It is no value, and nothing is printed.
    NoValue(NoValue),
    /// Letters were mended.
    Repaired(Garbled),
    /// The apostrophe by which a spreadsheet keeps figures from being changed was taken off.
    Apostrophe,
    /// The decimals `.0` that a program puts behind a whole number were taken off.
    Decimals,
    /// A time behind a day is not printed.
    TimeLeftOut,
    /// One of two parts of a name is empty.
    HalfName,
}

impl Noticed {
    /// The sentence behind `rows 3 and 4, column …: `.
    pub(super) fn message(self, column: Column) -> String {
        match self {
            Self::NoValue(none) => {
                let becomes = match column {
                    Column::SURGEON if none.is_lost() => "no surgeon will be printed",
                    _ if is_chosen_by(column) => "the cell counts as empty",
                    _ => "nothing will be printed for it",
                };
                format!("{}; {becomes}", none.words())
            }
            Self::Repaired(Garbled::Entities) => {
                "letters in the code of web pages were repaired, because of `--repair-encoding`"
                    .to_owned()
            }
            Self::Repaired(_) => {
                "letters read in a wrong encoding were repaired, because of `--repair-encoding`"
                    .to_owned()
            }
            Self::Apostrophe => {
                "the apostrophe in front of the digits comes from the spreadsheet and is left out"
                    .to_owned()
            }
            Self::Decimals => {
                "`.0` after a whole number was added by a program and is left out".to_owned()
            }
            Self::TimeLeftOut => "the time after the date is not printed".to_owned(),
            Self::HalfName => {
                "one of the columns of the name is empty, so the name is printed without it"
                    .to_owned()
            }
        }
    }

    pub(super) fn hint(self) -> &'static str {
        match self {
            Self::NoValue(none) => none.hint(),
            Self::Repaired(_) => "check the printed words of these rows",
            Self::Apostrophe => "check the printed digits",
            Self::Decimals => {
                "a number that began with zeros may have lost them: set the column to `Text` \
                 before you export the list"
            }
            Self::TimeLeftOut => "a time belongs in the column `appointment`",
            Self::HalfName => "write the missing part into the list, if the patient has one",
        }
    }
}

/// What is read into cells besides what stands there.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct CellReading {
    /// The order of figures in dates.
    pub(super) dates: Option<DateOrder>,
    /// Whether garbled letters are mended where that is exact.
    pub(super) repairs: bool,
}

/// Why a cell cannot be used.
pub(super) enum Problem {
    /// Figures of a date whose order must be said.
    Asked(Option<DateOrder>),
    /// A fault.
    Fault(CellFault),
}

impl From<CellFault> for Problem {
    fn from(fault: CellFault) -> Self {
        Self::Fault(fault)
    }
}

/// Columns that choose what is printed: where they are empty, the usual is taken.
fn is_chosen_by(column: Column) -> bool {
    matches!(
        column,
        Column::Guide
            | Column::Language
            | Column::Edition
            | Column::Paper
            | Column::Output
            | Column::SURGEON
    )
}

/// What becomes of a cell that holds no value.
fn without_value(none: NoValue, column: Column) -> Result<Said, Problem> {
    match column {
        Column::PATIENT => Err(CellFault::NoValue(none).into()),
        Column::Guide | Column::Language | Column::Edition | Column::Paper | Column::Output
            if none.is_lost() =>
        {
            Err(CellFault::NoValue(none).into())
        }
        _ => Ok(Said {
            words: None,
            noticed: Some(Noticed::NoValue(none)),
        }),
    }
}

/// Reads a cell of any column but that of appointments.
pub(super) fn read(
    cell: Cell<'_>,
    column: Column,
    shows_other_letters: bool,
    reading: CellReading,
) -> Result<Said, Problem> {
    match cell {
        Cell::Unreadable(why) => match lost_value(why) {
            Some(none) => without_value(none, column),
            None => Err(CellFault::Unreadable(why).into()),
        },
        Cell::Text(words) => read_text(words, column, shows_other_letters, reading),
        _ if column.fact_kind() != Some(FactKind::Day) => Err(CellFault::IsDate.into()),
        Cell::Day(day) if is_no_day(day) => without_value(NoValue::Nothing, column),
        Cell::Moment(moment) if is_no_day(moment.date()) => without_value(NoValue::Nothing, column),
        Cell::Day(day) => Ok(Said {
            words: Some(day.to_string()),
            noticed: None,
        }),
        Cell::Moment(moment) => Ok(Said {
            words: Some(moment.date().to_string()),
            noticed: Some(Noticed::TimeLeftOut),
        }),
        // Nought in the form of a day is the day before the first.
        Cell::Time(time) if time == jiff::civil::Time::midnight() => {
            without_value(NoValue::Nothing, column)
        }
        Cell::Time(_) => Err(CellFault::Day(DayProblem::Unknown).into()),
    }
}

/// A workbook's own ways to lose a value.
fn lost_value(why: Unreadable) -> Option<NoValue> {
    match why {
        Unreadable::ErrorValue => Some(NoValue::SpreadsheetError),
        Unreadable::TooManyFigures => Some(NoValue::Rounded),
        Unreadable::NoDayOrTime => Some(NoValue::Hashes),
        _ => None,
    }
}

fn read_text(
    words: &str,
    column: Column,
    shows_other_letters: bool,
    reading: CellReading,
) -> Result<Said, Problem> {
    let is_printed = !matches!(
        column,
        Column::Guide | Column::Language | Column::Edition | Column::Paper | Column::Output
    );
    if is_printed && shows_other_letters && is_drawn_over(words) {
        return Err(CellFault::Garbled(Garbled::Typeface).into());
    }
    let kind = column.fact_kind();
    let is_name = kind.is_some_and(FactKind::is_name);
    let mut words = words.to_owned();
    let mut noticed = None;
    let none = |words: &str| match column {
        Column::PATIENT => no_value::in_name(words),
        Column::SURGEON => no_value::in_surgeon(words),
        _ => no_value::in_fact(words),
    };
    // The question mark of an error such as `#NAME?` is no lost letter.
    if let Some(lost) = none(&words).filter(|none| none.is_lost()) {
        return without_value(lost, column);
    }
    if let Some(kind) = garbled(&words, is_name) {
        // A single question mark in place of the surgeon is nobody's lost letter.
        if column == Column::SURGEON && words == "?" {
            return without_value(NoValue::Nothing, column);
        }
        let mended = repaired(&words).filter(|_| reading.repairs);
        let mended = mended.filter(|mended| garbled(mended, is_name).is_none());
        match mended {
            Some(mended) => words = mended.trim().to_owned(),
            None if kind.can_be_repaired() && repaired(&words).is_some() && !reading.repairs => {
                return Err(CellFault::Repairable(kind).into());
            }
            None => return Err(CellFault::Garbled(kind).into()),
        }
        noticed = Some(Noticed::Repaired(kind));
    }
    if let Some(none) = none(&words) {
        return without_value(none, column);
    }
    // 4-5 that a spreadsheet made a date of, and showed in its own form.
    if matches!(kind, Some(FactKind::Words | FactKind::Number)) && is_made_a_date(&words) {
        return Err(CellFault::IsDate.into());
    }
    if let Some(plain) = without_apostrophe(&words, column) {
        words = plain.to_owned();
        noticed = noticed.or(Some(Noticed::Apostrophe));
        if let Some(none) = no_value::in_fact(&words) {
            return without_value(none, column);
        }
    }
    if kind == Some(FactKind::Day) {
        words = match read_day(&words, reading.dates) {
            DayRead::Day(day) | DayRead::DayAndTime(day) if is_no_day(day) => {
                return without_value(NoValue::Nothing, column);
            }
            DayRead::Day(day) => day.to_string(),
            DayRead::DayAndTime(day) => {
                noticed = Some(Noticed::TimeLeftOut);
                day.to_string()
            }
            DayRead::InWords => words,
            DayRead::Asked(only) => return Err(Problem::Asked(only)),
            DayRead::Problem(problem) => return Err(CellFault::Day(problem).into()),
        };
    }
    Ok(Said {
        words: Some(words),
        noticed,
    })
}

/// Whether words are a day and a month, or a month and a year, as Excel shows what it took for a date:
/// `4-May`, `May-26`.
fn is_made_a_date(words: &str) -> bool {
    const MONTHS: [&str; 12] = [
        "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec",
    ];
    let is_figures =
        |part: &str| (1..=2).contains(&part.len()) && part.bytes().all(|it| it.is_ascii_digit());
    words.split_once('-').is_some_and(|(first, second)| {
        (is_figures(first) && MONTHS.contains(&second))
            || (MONTHS.contains(&first) && is_figures(second))
    })
}

/// Whether a typeface of another script would draw other letters over these: Latin letters and symbols. Figures
/// look the same in most, and words that are in Unicode are drawn in another typeface anyway.
fn is_drawn_over(words: &str) -> bool {
    words.chars().any(|character| {
        character.is_ascii_alphabetic() || ('\u{a1}'..='\u{ff}').contains(&character)
    }) && words.chars().all(|character| {
        u32::from(character) < 0x250 || ('\u{2010}'..='\u{2122}').contains(&character)
    })
}

/// Figures without the apostrophe that a spreadsheet sets before them: `'00123`. A name may begin with one.
fn without_apostrophe(words: &str, column: Column) -> Option<&str> {
    let plain = words.strip_prefix(['\'', '’', '`'])?;
    let mut characters = plain.chars();
    let first = characters.next()?;
    match column.fact_kind() {
        Some(FactKind::Patient | FactKind::Surgeon) => None,
        Some(FactKind::Number) => {
            (first.is_alphanumeric() || matches!(first, '+' | '-' | '=' | '@')).then_some(plain)
        }
        _ => {
            let is_signed = matches!(first, '+' | '-' | '=');
            let is_figure =
                first.is_numeric() || is_signed && characters.next().is_some_and(char::is_numeric);
            is_figure.then_some(plain)
        }
    }
}

/// A whole number without the decimals that programs put behind it: 1001 of `1001.0`.
pub(super) fn without_decimals(words: &str) -> Option<&str> {
    let (whole, decimals) = words.split_once('.')?;
    let are_figures = !whole.is_empty() && whole.bytes().all(|it| it.is_ascii_digit());
    let are_noughts = !decimals.is_empty() && decimals.bytes().all(|it| it == b'0');
    (are_figures && are_noughts).then_some(whole)
}

/// Whether words are a number with decimals that say something.
pub(super) fn has_decimals(words: &str) -> bool {
    words.split_once('.').is_some_and(|(whole, decimals)| {
        let are_figures =
            |part: &str| !part.is_empty() && part.bytes().all(|it| it.is_ascii_digit());
        are_figures(whole) && are_figures(decimals) && decimals.bytes().any(|it| it != b'0')
    })
}

/// Most figures of a list's own number of a row.
const SERIAL_FIGURES: usize = 8;

/// The list's own number of a row, as `7`, `007`, `7.` or `7)`; `None` for anything else, which names no
/// file and is no fault, for it is printed on no leaflet.
pub(super) fn serial(cell: Cell<'_>) -> Option<String> {
    let Cell::Text(words) = cell else {
        return None;
    };
    let figures = words.trim_end_matches(['.', ')']).trim_end();
    let is_number = (1..=SERIAL_FIGURES).contains(&figures.len())
        && figures.bytes().all(|character| character.is_ascii_digit());
    is_number.then(|| figures.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::fact::FactName;

    /// `word` used, `-` nothing, `!` a fault; with what is noticed.
    fn said(words: &str, column: Column) -> String {
        let reading = CellReading {
            dates: Some(DateOrder::DayFirst),
            repairs: false,
        };
        match read(Cell::Text(words), column, false, reading) {
            Ok(Said { words, noticed }) => {
                let words = words.unwrap_or_else(|| "-".to_owned());
                noticed.map_or(words.clone(), |noticed| format!("{words} {noticed:?}"))
            }
            Err(Problem::Asked(_)) => "?".to_owned(),
            Err(Problem::Fault(_)) => "!".to_owned(),
        }
    }

    #[test]
    fn each_column_does_with_what_is_no_value_what_harms_nobody() {
        use Column::*;
        let lost = "- NoValue(SpreadsheetError)";
        let nothing = "- NoValue(Nothing)";
        for (words, column, expected) in [
            ("#N/A", Fact(FactName::Patient), "!"),
            ("#N/A", Guide, "!"),
            ("#N/A", Language, "!"),
            ("#N/A", Fact(FactName::Surgeon), lost),
            ("#NAME?", Fact(FactName::Surgeon), lost),
            ("#N/A", Fact(FactName::Side), lost),
            ("null", Fact(FactName::Patient), "!"),
            ("Null", Fact(FactName::Patient), "Null"),
            ("null", Guide, nothing),
            ("null", Fact(FactName::Surgeon), nothing),
            ("Nil", Fact(FactName::Side), nothing),
            (
                "########",
                Fact(FactName::ProcedureDate),
                "- NoValue(Hashes)",
            ),
            ("00-00-0000", Fact(FactName::ProcedureDate), nothing),
            ("1970-01-01", Fact(FactName::ProcedureDate), nothing),
            ("01/01/1900", Fact(FactName::ProcedureDate), nothing),
            (
                "1.23457E+11",
                Fact(FactName::Reference),
                "- NoValue(Rounded)",
            ),
            ("'00123", Fact(FactName::Reference), "00123 Apostrophe"),
            ("'MRN1", Fact(FactName::Reference), "MRN1 Apostrophe"),
            (
                "'31/03/2026",
                Fact(FactName::ProcedureDate),
                "2026-03-31 Apostrophe",
            ),
            ("'Abd Muster", Fact(FactName::Patient), "'Abd Muster"),
            ("'t Muster", Fact(FactName::Surgeon), "'t Muster"),
            ("JosÃ©", Fact(FactName::Patient), "!"),
            ("lÃ©ft", Fact(FactName::Side), "!"),
            ("????", Fact(FactName::Side), "!"),
            ("?", Fact(FactName::Surgeon), nothing),
            ("l?nks", Fact(FactName::Side), "!"),
            ("?", Fact(FactName::Side), nothing),
            ("Anna ?", Fact(FactName::Patient), "!"),
            (
                "2026-11-22T09:30:00+05:30",
                Fact(FactName::ProcedureDate),
                "2026-11-22 TimeLeftOut",
            ),
            ("2026-11-22T18:30:00Z", Fact(FactName::ProcedureDate), "!"),
            (
                "2026-11-22T00:00:00.000Z",
                Fact(FactName::ProcedureDate),
                "2026-11-22",
            ),
            ("22-Nov-26", Fact(FactName::ProcedureDate), "2026-11-22"),
            ("22/11/26", Fact(FactName::ProcedureDate), "2026-11-22"),
            ("Mon 22 Nov 2026", Fact(FactName::ProcedureDate), "!"),
            ("in spring", Fact(FactName::ProcedureDate), "in spring"),
        ] {
            assert_eq!(said(words, column), expected, "{words} {column:?}");
        }
    }

    #[test]
    fn a_typeface_counts_only_where_it_draws_over_latin_letters() {
        let typeface = |words: &str| {
            let read = read(
                Cell::Text(words),
                Column::PATIENT,
                true,
                CellReading::default(),
            );
            matches!(
                read,
                Err(Problem::Fault(CellFault::Garbled(Garbled::Typeface)))
            )
        };
        assert!(typeface("uewuk jksxh") && typeface("ueÙkk"));
        assert!(!typeface("नमूना रोगी") && !typeface("नमूना (A)"));
        let number = read(
            Cell::Text("1001"),
            Column::REFERENCE,
            true,
            CellReading::default(),
        );
        assert!(number.is_ok());
    }

    #[test]
    fn letters_are_mended_only_where_it_was_asked_for() {
        let reading = CellReading {
            dates: None,
            repairs: true,
        };
        let mended = |words| match read(Cell::Text(words), Column::PATIENT, false, reading) {
            Ok(said) => said.words,
            Err(_) => None,
        };
        assert_eq!(mended("JosÃ© Prueba").as_deref(), Some("José Prueba"));
        assert_eq!(mended("O&#39;Muster").as_deref(), Some("O'Muster"));
        assert_eq!(mended("José JosÃ©"), None);
        assert_eq!(
            mended("&lt;b&gt;Anna"),
            None,
            "mended words are judged again"
        );
    }

    #[test]
    fn decimals_of_programs_are_known() {
        assert_eq!(without_decimals("1001.0"), Some("1001"));
        assert_eq!(without_decimals("1001.50"), None);
        assert_eq!(without_decimals("A1.0"), None);
        assert!(has_decimals("12.1") && !has_decimals("12.0") && !has_decimals("12"));
    }
}
