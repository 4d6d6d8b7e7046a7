//! What can be wrong with a row or a cell, in words that never repeat it.
//!
//! In: the kind of fault. Out: the rest of the sentence that begins with row and column, and what to do
//! next. Promise: no kind of fault carries a word of a cell, so that none can be told.

use super::appointment::say_order;
use super::date::{DATE_ORDERS, DateOrder, DayProblem};
use super::sheet::{MAXIMUM_CELL_CHARACTERS, Unreadable};
use super::{Column, Roster};
use crate::base::advice::{Advice, Control};
use crate::base::diagnostic::{Diagnostic, rule};
use crate::base::invariant::Certain;
use crate::model::patient::garbled::Garbled;
use crate::model::patient::no_value::NoValue;

const ISO_HINT: &str = "write year, month and day, as in 2026-03-31";

/// Why the cells of a row cannot be used.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum RowFault {
    /// Words behind a closing quote.
    Misquoted,
    /// More cells than the header has.
    TooManyCells,
    /// One row that stands on two lines.
    Broken,
}

impl RowFault {
    pub(super) fn message(self) -> &'static str {
        match self {
            Self::Misquoted => "has words after the closing quote of a cell",
            Self::TooManyCells => "has more cells than the header",
            Self::Broken => "and the row next to it are too short; together they look like one row",
        }
    }

    pub(super) fn hints(self) -> &'static [&'static str] {
        match self {
            Self::Misquoted => &["write a quote inside a cell twice: \"\""],
            Self::TooManyCells => &[
                "put a cell that contains the separator, such as `Surname, Name`, in quotes: \"…, \
                 …\"",
            ],
            Self::Broken => {
                &["put a cell that contains a line break in quotes; or join the two lines"]
            }
        }
    }
}

/// Why a cell cannot be used.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum CellFault {
    /// The sheet could not read it.
    Unreadable(Unreadable),
    /// No patient.
    NoPatient,
    /// Something that is no name.
    NoName,
    /// A name in a row that has words in the place of its number.
    BesideLabel,
    /// A name that says that the patient does not come.
    NotComing,
    /// Words that are struck out.
    Struck,
    /// Covered by a merged cell.
    Merged,
    /// Letters that were changed on their way.
    Garbled(Garbled),
    /// The same, which `--repair-encoding` can mend.
    Repairable(Garbled),
    /// No value where one is needed.
    NoValue(NoValue),
    /// A date where words are expected.
    IsDate,
    /// No day.
    Day(DayProblem),
}

impl CellFault {
    /// Rule, rest of the sentence, hints.
    pub(super) fn told(self, dates: Option<DateOrder>) -> (&'static str, String, Vec<Advice>) {
        let (message, hint) = match self {
            Self::Unreadable(why) => return of_unreadable(why),
            Self::Day(problem) => return of_day(problem, dates),
            Self::NoPatient => ("is empty", "write the patient's name, or delete the row"),
            Self::NoName => (
                "contains no name, although other cells of the row belong to a patient",
                "write the patient's name; if the row is not for a patient, empty its other cells",
            ),
            Self::BesideLabel => (
                "may not be a patient: the row has words where its number should be",
                "write the row's number if it is a patient, or delete the row",
            ),
            Self::NotComing => (
                "says that the patient does not come",
                "delete the row; or, if the patient comes, write only the name",
            ),
            Self::Struck => (
                "is struck out in the workbook, but the rest of the row is not",
                "delete what is no longer right, or remove the strike-out line",
            ),
            Self::Merged => (
                "is empty: it is merged with another cell, and only the first of the merged cells \
                 contains the words",
                "unmerge the cells and fill in each one",
            ),
            Self::Garbled(kind) => (kind.message(), kind.hint()),
            Self::Repairable(kind) => {
                let hints = vec![
                    kind.hint().into(),
                    Advice::naming(
                        "or add {}: here the program is certain of the right letters",
                        &[Control::RepairEncoding],
                    ),
                ];
                return (rule::ROSTER_CELL, kind.message().to_owned(), hints);
            }
            Self::NoValue(none) => {
                let message = format!("contains {}", none.words());
                return (
                    rule::ROSTER_CELL,
                    message,
                    vec![none.hint_for_name().into()],
                );
            }
            Self::IsDate => (
                "is a date or a time",
                "a spreadsheet turns text such as 4-5 into a date: set the column to `Text` and \
                 type it again",
            ),
        };
        (rule::ROSTER_CELL, message.to_owned(), vec![hint.into()])
    }
}

fn of_unreadable(why: Unreadable) -> (&'static str, String, Vec<Advice>) {
    let as_text = "set the column to `Text` and type it again";
    let (message, hint) = match why {
        Unreadable::ErrorValue => (
            "is a formula with an error",
            "correct the formula, or type the value instead",
        ),
        Unreadable::NotCalculated => (
            "is a formula without a stored value",
            "open the workbook in Excel or LibreOffice, so that it calculates the formula, and \
             save it",
        ),
        Unreadable::Formula => (
            "begins with an equals sign, like a formula",
            "save the list with values instead of formulas; or delete the equals sign",
        ),
        Unreadable::TooLong => {
            return (
                rule::ROSTER_CELL,
                format!("has more than {MAXIMUM_CELL_CHARACTERS} characters"),
                vec!["shorten it; a cell should contain a name or a few words".into()],
            );
        }
        Unreadable::NumberForm => (
            "is a number that is displayed in a format other than its plain digits",
            as_text,
        ),
        Unreadable::TooManyFigures => (
            "is a number with more than 15 digits, but the workbook stores only 15 of them",
            as_text,
        ),
        Unreadable::NoDayOrTime => ("is not a date or time that exists", ISO_HINT),
        Unreadable::PartlyStruck => (
            "has words that are partly struck out",
            "delete the words that are struck out, so that only the words to be printed remain",
        ),
    };
    (rule::ROSTER_CELL, message.to_owned(), vec![hint.into()])
}

fn of_day(problem: DayProblem, dates: Option<DateOrder>) -> (&'static str, String, Vec<Advice>) {
    let (message, hint) = match problem {
        DayProblem::NoSuchDay => (
            "is a date that does not exist".to_owned(),
            "check the month, and the day of that month",
        ),
        DayProblem::OtherOrder(order) => (
            format!("is not a date if it is read {}, as you chose", order.name()),
            ISO_HINT,
        ),
        DayProblem::ShortYear => (
            "has a year with two digits, so it is not clear which century is meant".to_owned(),
            "write the year with four digits",
        ),
        DayProblem::OtherWeekday => (
            "has a weekday that does not fit its date".to_owned(),
            "check which of the two is right, and write the date without the weekday",
        ),
        DayProblem::WorldTime => (
            "is in Greenwich time, so the date may be different from the date here".to_owned(),
            ISO_HINT,
        ),
        DayProblem::OtherForm | DayProblem::Unknown => (
            "is not a date that the program understands".to_owned(),
            ISO_HINT,
        ),
    };
    let mut hints = vec![hint.into()];
    if matches!(problem, DayProblem::OtherForm | DayProblem::Unknown) && dates.is_none() {
        hints.push("or the month in words, as in 31 March 2026".into());
    }
    (rule::ROSTER_DATE, message, hints)
}

impl DateOrder {
    /// The word that chooses it on the command line.
    pub fn name(self) -> &'static str {
        let known = DATE_ORDERS.iter().find(|(_, order)| *order == self);
        known.certain().0
    }
}

/// The dates of one column whose order must be said: asked once, at the first of them.
#[derive(Debug, Default)]
pub(super) struct Asked {
    /// Index of the first row, and how many there are.
    first: Option<usize>,
    rows: usize,
    /// A row that can be read in one order only, for each order.
    evidence: [Option<usize>; DATE_ORDERS.len()],
}

impl Asked {
    pub(super) fn take_down(&mut self, row: usize, only: Option<DateOrder>) {
        self.first.get_or_insert(row);
        self.rows += 1;
        if let Some(order) = only {
            let at = DATE_ORDERS.iter().position(|(_, known)| *known == order);
            if let Some(evidence) = at.and_then(|at| self.evidence.get_mut(at)) {
                evidence.get_or_insert(row);
            }
        }
    }

    pub(super) fn told(&self, roster: &Roster, column: Column) -> Option<Diagnostic> {
        let first = roster.rows().get(self.first?)?;
        let question = "is a date in digits, and it is not clear which number is the day and \
            which the month";
        let message = match self.rows {
            1 => question.to_owned(),
            rows => format!("{question}; this is also true of {} more below", rows - 1),
        };
        let told = roster.fault(first, column, rule::ROSTER_DATE, &message, &[""; 0]);
        let told = told.hint(say_order());
        let mut sure = DATE_ORDERS
            .iter()
            .zip(self.evidence)
            .filter_map(|((name, _), row)| Some((*name, roster.rows().get(row?)?.number)));
        let told = match (sure.next(), sure.next()) {
            (Some((name, row)), None) => {
                told.hint(format!("the date in row {row} can be read only as {name}"))
            }
            (Some((name, row)), Some((other, second))) => told.hint(format!(
                "the rows do not agree: row {row} can be read only as {name}, row {second} only \
                 as {other}"
            )),
            _ => told,
        };
        Some(told.hint("or write year, month and day in the list, as in 2026-03-31"))
    }
}
