//! Which rows of a list get a leaflet, and what is told of the others.
//!
//! In: the rows below the header, what is said of them in the workbook, and how they are to be chosen. Out:
//! each row as a patient's or left out, and one message for each reason, with all its rows. Promise: every
//! row is counted; none is left out in silence; what people do not see or have crossed out is told, and is
//! read like the rest unless only what is to be seen is wanted.

use std::collections::BTreeMap;

use super::column::Columns;
use super::no_patient::{Judge, NoPatient, RowKind, is_away_alone, is_not_coming};
use super::row_numbers::rows_in_words;
use super::sheet::{Cell, Place, Sheet, SheetRow};
use super::{COLUMNS, Column};
use crate::base::advice::{Advice, Control};
use crate::base::diagnostic::{Diagnostic, Diagnostics, Severity, rule};
use crate::source::column_letters;

/// How the rows of a list are chosen.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct RowChoice {
    /// The number of the header's row, if it was said.
    pub header_row: Option<usize>,
    /// Whether hidden, filtered and struck-out rows, rows of patients who do not come, and hidden columns
    /// are left out.
    pub visible_only: bool,
    /// Whether what is left out or not to be seen is a fault.
    pub is_strict: bool,
}

/// Why people would not expect a leaflet for a row, though it has a patient.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Doubt {
    /// The workbook hides the row, or a filter does.
    Hidden,
    /// Its name, or all of it, is struck out.
    Struck,
    /// Its status says that the patient does not come.
    NotComing,
}

/// All doubts.
pub const DOUBTS: [Doubt; 3] = [Doubt::Hidden, Doubt::Struck, Doubt::NotComing];

impl Doubt {
    /// What rows are, behind `row 3 is` or `rows 3 and 4 are`.
    pub fn words(self) -> &'static str {
        match self {
            Self::Hidden => "hidden in the workbook",
            Self::Struck => "struck out in the workbook",
            Self::NotComing => "cancelled or not attended, as the list says",
        }
    }

    /// Its name for machines.
    pub fn name(self) -> &'static str {
        match self {
            Self::Hidden => "hidden",
            Self::Struck => "struck_out",
            Self::NotComing => "not_coming",
        }
    }

    fn rule(self) -> &'static str {
        match self {
            Self::Hidden => rule::HIDDEN_ROWS,
            Self::Struck => rule::STRUCK_ROWS,
            Self::NotComing => rule::NOT_COMING,
        }
    }
}

/// What becomes of a row.
pub(super) enum Taken {
    /// It is a patient's.
    Patient(RowKind),
    /// It is a patient's, and nothing of it can be used: it stands below another header.
    BelowOtherTable,
    /// It is left out, which is told at the end.
    LeftOut,
}

/// Rows of one reason: where the first stands, and their numbers.
type Rows = (Place, Vec<usize>);

/// Sorts the rows of a list, one after the other.
pub(super) struct Sorting<'s> {
    judge: Judge<'s>,
    choice: RowChoice,
    name: Option<usize>,
    status: Option<usize>,
    no_patients: BTreeMap<NoPatient, Rows>,
    doubts: BTreeMap<Doubt, Rows>,
    alone: Option<Rows>,
    /// The row of another header, and the rows below it.
    other_table: Option<(usize, Rows)>,
    left_out: usize,
}

impl<'s> Sorting<'s> {
    pub(super) fn new(
        sheet: &'s Sheet,
        header: &SheetRow<'s>,
        columns: &Columns,
        choice: RowChoice,
    ) -> Self {
        Self {
            judge: Judge::new(sheet, header, columns),
            choice,
            name: columns.get(Column::PATIENT),
            status: columns.get(Column::Status),
            no_patients: BTreeMap::new(),
            doubts: BTreeMap::new(),
            alone: None,
            other_table: None,
            left_out: 0,
        }
    }

    /// Sorts a row that stands between two others.
    pub(super) fn take(
        &mut self,
        row: &SheetRow<'s>,
        above: Option<&SheetRow<'s>>,
        below: Option<&SheetRow<'s>>,
    ) -> Taken {
        let verdict = self.judge.of(row, above, below);
        let at = |rows: &mut Rows| rows.1.push(row.number());
        match verdict {
            RowKind::OtherTable if self.other_table.is_none() => {
                let none = (row.place(), Vec::new());
                self.other_table = Some((row.number(), none));
                self.left_out += 1;
                return Taken::LeftOut;
            }
            RowKind::OtherTable | RowKind::No(NoPatient::HeaderAgain)
                if self.other_table.is_some() =>
            {
                self.leave_out(NoPatient::HeaderAgain, row);
                return Taken::LeftOut;
            }
            RowKind::No(why) => {
                self.leave_out(why, row);
                return Taken::LeftOut;
            }
            _ => {}
        }
        if let Some((_, rows)) = &mut self.other_table {
            at(rows);
            return Taken::BelowOtherTable;
        }
        if let Some(doubt) = self.doubt(row) {
            at(self
                .doubts
                .entry(doubt)
                .or_insert_with(|| (row.place(), Vec::new())));
            if self.choice.visible_only {
                self.left_out += 1;
                return Taken::LeftOut;
            }
        }
        if verdict == RowKind::NameAlone {
            at(self.alone.get_or_insert_with(|| (row.place(), Vec::new())));
        }
        Taken::Patient(verdict)
    }

    fn leave_out(&mut self, why: NoPatient, row: &SheetRow<'_>) {
        self.left_out += 1;
        let rows = self.no_patients.entry(why);
        rows.or_insert_with(|| (row.place(), Vec::new()))
            .1
            .push(row.number());
    }

    fn doubt(&self, row: &SheetRow<'_>) -> Option<Doubt> {
        let status = self.status.and_then(|column| row.cell(column));
        let is_away = matches!(status, Some((_, Cell::Text(words))) if is_not_coming(words))
            || row.cells().any(|(column, _, cell)| {
                !self.judge.is_known(column)
                    && matches!(cell, Cell::Text(words) if is_away_alone(words))
            });
        let is_name_struck = self.name.is_some_and(|column| row.is_cell_struck(column));
        match () {
            () if row.is_hidden() => Some(Doubt::Hidden),
            () if is_name_struck || row.is_struck() => Some(Doubt::Struck),
            () if is_away => Some(Doubt::NotComing),
            () => None,
        }
    }

    /// How many rows were left out.
    pub(super) fn left_out(&self) -> usize {
        self.left_out
    }

    /// The rows that were not left out, and that people would not expect, by reason.
    pub(super) fn doubts(&self) -> Vec<(Doubt, Vec<usize>)> {
        if self.choice.visible_only {
            return Vec::new();
        }
        let doubts = self.doubts.iter();
        doubts
            .map(|(doubt, (_, rows))| (*doubt, rows.clone()))
            .collect()
    }

    /// Tells what was left out and what is doubtful.
    pub(super) fn tell(&self, sheet: &Sheet, found: &mut Diagnostics) {
        let grave = match self.choice.is_strict {
            true => Severity::Error,
            false => Severity::Warning,
        };
        for (why, (place, rows)) in &self.no_patients {
            let message = format!("{} left out: {}", are(rows), why.words());
            let mut told =
                Diagnostic::new(rule::NO_PATIENT, grave, Some(sheet.span(*place)), message);
            if *why == NoPatient::Heading {
                told = told.hint(
                    "the words of a heading, such as a doctor or a day, are not printed on the \
                     leaflets below it: write them into a separate column",
                );
            }
            found.push(told.hint(match self.choice.is_strict {
                true => Advice::naming("delete rows that are not patients; without {} they are \
                    left out, with a message", &[Control::Strict]),
                false => "if one of them is a patient, fill in what the other rows have, such as the reference".into(),
            }));
        }
        for (doubt, (place, rows)) in &self.doubts {
            let (severity, message, hint) = match self.choice.visible_only {
                true => (
                    Severity::Note,
                    format!("{} left out: {}", are(rows), doubt.words()),
                    Advice::naming(
                        "this is because of {}, or of `visible_only` in `leaflet.yaml`",
                        &[Control::VisibleOnly],
                    ),
                ),
                false => (
                    grave,
                    format!(
                        "{} {}, but {} read like the others",
                        are(rows),
                        doubt.words(),
                        if rows.len() == 1 { "is" } else { "are" }
                    ),
                    Advice::naming(
                        "delete the rows that should have no leaflet; or add {} to leave them out",
                        &[Control::VisibleOnly],
                    ),
                ),
            };
            let span = sheet.span(*place);
            found.push(Diagnostic::new(doubt.rule(), severity, Some(span), message).hint(hint));
        }
        if let Some((place, rows)) = &self.alone {
            let hold = if rows.len() == 1 {
                "contains"
            } else {
                "contain"
            };
            let message = format!(
                "{} {hold} only a name, but the other rows contain more",
                rows_in_words(rows)
            );
            let span = sheet.span(*place);
            let told = Diagnostic::new(rule::NAME_ALONE, Severity::Warning, Some(span), message);
            found.push(told.hint("check whether it is a patient; a leaflet is made anyway"));
        }
        if let Some((header, (place, rows))) = &self.other_table {
            let message = format!(
                "in row {header} another table with other columns begins: {} not used",
                are(rows)
            );
            let told = Diagnostic::error(rule::ROSTER_ROW, sheet.span(*place), message);
            found.push(told.hint("put each table on its own sheet or into its own file"));
        }
    }
}

fn are(rows: &[usize]) -> String {
    let are = if rows.len() == 1 { "is" } else { "are" };
    format!("{} {are}", rows_in_words(rows))
}

/// Tells of hidden columns that are used; where only what is to be seen is wanted, they are taken out.
pub(super) fn hidden_columns(
    sheet: &Sheet,
    columns: &mut Columns,
    choice: RowChoice,
    place: Place,
    found: &mut Diagnostics,
) {
    for known in COLUMNS {
        let Some(at) = columns
            .get(known.column)
            .filter(|at| sheet.is_column_hidden(*at))
        else {
            continue;
        };
        let letters = column_letters(at + 1);
        let name = known.name;
        let is_out = choice.visible_only && known.column != Column::PATIENT;
        let (severity, message, hint) = match (is_out, choice.is_strict) {
            (true, _) => (
                Severity::Note,
                format!("column {letters}, `{name}`, is left out: hidden in the workbook"),
                Advice::naming(
                    "this is because of {}, or of `visible_only` in `leaflet.yaml`",
                    &[Control::VisibleOnly],
                ),
            ),
            (false, is_strict) => (
                if is_strict {
                    Severity::Error
                } else {
                    Severity::Warning
                },
                format!(
                    "column {letters}, `{name}`, is hidden in the workbook, but is read like the \
                     others"
                ),
                Advice::naming(
                    "show it and check it; or add {} to leave out hidden columns",
                    &[Control::VisibleOnly],
                ),
            ),
        };
        if is_out {
            columns.take_out(known.column);
        }
        let span = sheet.span(place);
        let told = Diagnostic::new(rule::HIDDEN_COLUMNS, severity, Some(span), message);
        found.push(told.hint(hint));
    }
}
