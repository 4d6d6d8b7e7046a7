//! A roster: the clinic's list of today's patients, one row for each leaflet.
//!
//! In: a [`Sheet`], the clinic's own headers, and the order of figures in dates. Out: a
//! [`Roster`] of rows, and everything that is wrong with them, told by row and column. A row with a
//! fault stays in the roster and is marked, and rows that are no patients are counted, so that asked, made
//! and left out add up.
//!
//! Promises: nothing is guessed; every row is looked at, whatever is wrong with another; no message and
//! no type printed for debugging holds a word of a patient's. Whether words can be printed, and whether
//! a guide or a language exists, is not asked here.

mod appointment;
mod cell;
mod column;
mod column_header;
mod date;
mod fault;
mod header;
mod name;
mod no_patient;
mod row;
mod row_numbers;
mod safe;
mod shape;
pub mod sheet;
mod sorting;
mod together;
mod words;

pub use appointment::Appointment;
pub use column::{COLUMNS, Column, ColumnNames, KnownColumn, headers_documentation};
pub use date::{DATE_ORDERS, DateOrder};
pub use row::Row;
pub use row_numbers::rows_in_words;
pub use sorting::{DOUBTS, Doubt, RowChoice};
pub use together::told_together;

use cell::CellReading;
use column::Columns;
pub use sheet::Place;
use sheet::Sheet;

use crate::base::advice::Advice;
use crate::base::diagnostic::{Diagnostic, Diagnostics, Severity, quoted, rule};
use crate::source::{FileId, PrivateKind, Span};

/// The rows of a roster, in its order.
#[derive(Debug)]
pub struct Roster {
    file: FileId,
    kind: PrivateKind,
    rows: Vec<Row>,
    columns: Columns,
    /// Where each column of each row stands, [`COLUMNS`] of them for each row.
    places: Vec<Place>,
    /// How many rows below the header were left out.
    left_out: usize,
    /// Rows that people would not expect, by reason, by their numbers.
    doubts: Vec<(Doubt, Vec<usize>)>,
}

impl Roster {
    /// Reads the rows of a sheet: the roster, unless its header has faults or no row stands below it;
    /// and everything found. `repairs` says whether garbled letters are put right where that is exact.
    pub fn read(
        sheet: &Sheet,
        names: &ColumnNames,
        dates: Option<DateOrder>,
        repairs: bool,
    ) -> (Option<Self>, Diagnostics) {
        Self::read_chosen(sheet, names, dates, repairs, RowChoice::default())
    }

    /// The same, of the rows that are chosen.
    pub fn read_chosen(
        sheet: &Sheet,
        names: &ColumnNames,
        dates: Option<DateOrder>,
        repairs: bool,
        choice: RowChoice,
    ) -> (Option<Self>, Diagnostics) {
        let reading = CellReading { dates, repairs };
        let mut found = Diagnostics::new();
        let header = match header::find(sheet, names, choice.header_row) {
            Ok(Some(header)) => header,
            Ok(None) => {
                let span = sheet.span(Place { line: 0, column: 0 });
                found.push(empty(span, "the list is empty"));
                return (None, found);
            }
            Err(fault) => {
                found.push(fault);
                return (None, found);
            }
        };
        found.extend(header::above(sheet, &header));
        let Some(mut columns) = column::find(sheet, &header.row, names, &mut found) else {
            return (None, found);
        };
        sorting::hidden_columns(sheet, &mut columns, choice, header.row.place(), &mut found);
        if sheet.rows().len() < header.index + 2 {
            let span = sheet.span(header.row.place());
            found.push(empty(span, "the list has no rows below the header"));
            return (None, found);
        }
        let mut roster = Self {
            file: sheet.file(),
            kind: sheet.kind(),
            // All at once, because growing takes half as much again, in pieces that stay.
            rows: Vec::with_capacity(sheet.rows().len()),
            columns,
            places: Vec::with_capacity(sheet.rows().len() * COLUMNS.len()),
            left_out: 0,
            doubts: Vec::new(),
        };
        roster.read_rows(sheet, &header, reading, choice, &mut found);
        (Some(roster), found)
    }

    /// How many rows below the header were left out, because they are no patients or are not to be seen.
    pub fn left_out(&self) -> usize {
        self.left_out
    }

    /// The rows that were read and that people would not expect, by reason, each by its number.
    pub fn doubts(&self) -> &[(Doubt, Vec<usize>)] {
        &self.doubts
    }

    /// All rows of patients, those with a fault too.
    pub fn rows(&self) -> &[Row] {
        &self.rows
    }

    /// All rows by appointment; those without one, last, in the roster's order.
    pub fn in_appointment_order(&self) -> Vec<&Row> {
        let mut rows: Vec<&Row> = self.rows.iter().collect();
        rows.sort_by_key(|row| {
            let order = row.appointment.as_ref().map(Appointment::order);
            (order.is_none(), order)
        });
        rows
    }

    /// Whether the roster has a column.
    pub fn has(&self, column: Column) -> bool {
        self.columns.get(column).is_some()
    }

    /// The file, as it is known to the `SourceSet`.
    pub fn file(&self) -> FileId {
        self.file
    }

    /// Whether it is a text or a workbook.
    pub fn kind(&self) -> PrivateKind {
        self.kind
    }

    /// Where a cell stands, or its row where the cell or the column is not there.
    pub fn span(&self, row: &Row, column: Column) -> Span {
        let place = self.places.get(row.index * COLUMNS.len() + column.index());
        place.copied().unwrap_or(row.place).span(self.file)
    }

    /// What is wrong with a cell: an error at its place, whose sentence begins with row and column. The
    /// message goes on from there, as in `is empty`.
    pub fn fault(
        &self,
        row: &Row,
        column: Column,
        rule: &'static str,
        message: &str,
        hints: &[impl Clone + Into<Advice>],
    ) -> Diagnostic {
        self.told(row, column, Severity::Error, rule, message, hints)
    }

    /// The same of any severity.
    pub fn told(
        &self,
        row: &Row,
        column: Column,
        severity: Severity,
        rule: &'static str,
        message: &str,
        hints: &[impl Clone + Into<Advice>],
    ) -> Diagnostic {
        let column_name = quoted(self.columns.header(column));
        let message = format!("row {}, column {column_name} {message}", row.number);
        let mut told = Diagnostic::new(rule, severity, Some(self.span(row, column)), message);
        told.hints = hints.iter().cloned().map(Into::into).collect();
        told
    }

    /// How a column is headed in the list, as it may be told: by a header that is known or set.
    pub fn header(&self, column: Column) -> &str {
        self.columns.header(column)
    }

    /// What is wrong with a cell in one of several columns that make a fact.
    fn cell_fault(
        &self,
        row: &Row,
        column: Column,
        at: usize,
        rule: &'static str,
        message: &str,
        hints: &[impl Clone + Into<Advice>],
    ) -> Diagnostic {
        let part = self.columns.name().iter().find(|part| part.index == at);
        let Some(part) = part.filter(|_| column == Column::PATIENT) else {
            return self.fault(row, column, rule, message, hints);
        };
        let name = quoted(&part.header);
        let message = format!("row {}, column {name} {message}", row.number);
        let span = self.span(row, column);
        let mut told = Diagnostic::new(rule, Severity::Error, Some(span), message);
        told.hints = hints.iter().cloned().map(Into::into).collect();
        told
    }

    /// What is told once of a column in several rows, by their places in the roster, at the first of them;
    /// `None` of no rows.
    fn told_once(
        &self,
        rows: &[usize],
        column: Column,
        severity: Severity,
        rule: &'static str,
        message: &str,
        hints: &[impl Clone + Into<Advice>],
    ) -> Option<Diagnostic> {
        let first = self.rows.get(*rows.first()?)?;
        let numbers: Vec<usize> = rows
            .iter()
            .filter_map(|at| self.rows.get(*at))
            .map(|row| row.number)
            .collect();
        let name = quoted(self.columns.header(column));
        let message = format!("{}, column {name}: {message}", rows_in_words(&numbers));
        let mut told = Diagnostic::new(rule, severity, Some(self.span(first, column)), message);
        told.hints = hints.iter().cloned().map(Into::into).collect();
        Some(told)
    }

    /// What is wrong with a row: an error at its place, whose sentence begins with the row.
    pub fn row_fault(
        &self,
        row: &Row,
        rule: &'static str,
        message: &str,
        hints: &[impl Clone + Into<Advice>],
    ) -> Diagnostic {
        row_fault(row.number, row.place.span(self.file), rule, message, hints)
    }
}

/// What is wrong with the row of this number that stands here: an error whose sentence begins with the
/// row. The message goes on from there.
pub fn row_fault(
    number: usize,
    place: Span,
    rule: &'static str,
    message: &str,
    hints: &[impl Clone + Into<Advice>],
) -> Diagnostic {
    let mut told = Diagnostic::error(rule, place, format!("row {number} {message}"));
    told.hints = hints.iter().cloned().map(Into::into).collect();
    told
}

fn empty(span: Span, message: &str) -> Diagnostic {
    Diagnostic::error(rule::ROSTER_EMPTY, span, message)
        .hint("is this the right file, and was it saved?")
        .hint("the first row must name the columns; each row below it is for one leaflet")
}

#[cfg(test)]
mod tests {
    use super::sheet::SheetOptions;
    use super::*;
    use crate::model::fact::FactName;
    use crate::model::guide::Words;
    use crate::source::SourceSet;

    fn read(
        text: &str,
        headers: &[(Column, &str)],
        dates: Option<DateOrder>,
    ) -> (Option<Roster>, Vec<String>, SourceSet) {
        let mut sources = SourceSet::new();
        let settings = sources.add("leaflet.yaml", "columns:\n  patient: Naam\n");
        let mut names = ColumnNames::default();
        for (column, header) in headers {
            let text = (*header).to_owned();
            let span = Span {
                file: settings,
                start: 0,
                end: 1,
            };
            names.set(*column, Words { text, span });
        }
        let options = SheetOptions::default();
        let sheet = Sheet::read("list.csv", text.as_bytes(), &options, &mut sources).unwrap();
        let (roster, found) = Roster::read(&sheet, &names, dates, false);
        let told = found.iter().map(|told| told.message.clone()).collect();
        (roster, told, sources)
    }

    fn patients(roster: Option<Roster>) -> Vec<String> {
        let roster = roster.unwrap();
        let patients = roster
            .rows()
            .iter()
            .map(|row| row.facts[FactName::Patient].clone());
        patients.map(Option::unwrap_or_default).collect()
    }

    #[test]
    fn the_clinics_own_headers_win_over_those_that_are_known() {
        let own = [(Column::PATIENT, "Naam "), (Column::REFERENCE, "patient")];
        let (roster, told, _) = read("PATIENT;naam\n0012;Anna\n", &own, None);
        assert_eq!(told, Vec::<String>::new());
        let roster = roster.unwrap();
        assert_eq!(
            roster.rows()[0].facts[FactName::Patient].as_deref(),
            Some("Anna")
        );
        assert_eq!(
            roster.rows()[0].facts[FactName::Reference].as_deref(),
            Some("0012")
        );
        let settled = [(Column::PATIENT, "full name")];
        let (roster, told, _) = read("name,full name\nAnna,Anna M\n", &settled, None);
        assert_eq!(told, ["the column `name` is unknown and is not used"]);
        assert_eq!(patients(roster), ["Anna M"]);
        // Again in the middle of the list, too.
        let settled = [(Column::PATIENT, "Naam"), (Column::Appointment, "Samay")];
        let text = "Samay,Naam\n09:00,Anna\nSamay,Naam\n09:10,Berta\nNaam,Samay\nClara,9:20\n";
        let (roster, told, _) = read(text, &settled, None);
        assert_eq!(patients(roster), ["Anna", "Berta", ""]);
        assert_eq!(
            told,
            [
                "row 3 is left out: the header again",
                "in row 5 another table with other columns begins: row 6 is not used"
            ]
        );
        // Below a title, too.
        let settled = [(Column::PATIENT, "Naam"), (Column::Appointment, "Samay")];
        let text = "OPD list,,\n\nSamay,Naam,Kramank\n09:00,Anna,1\n";
        let (roster, told, _) = read(text, &settled, None);
        assert_eq!(patients(roster), ["Anna"]);
        assert_eq!(
            told,
            [
                "row 1 is above the header in row 3 and is not a patient",
                "the column C is unknown and is not used"
            ]
        );
    }

    #[test]
    fn a_header_that_is_set_and_not_there_is_a_fault_unless_the_known_one_is() {
        let own = [(Column::SURGEON, "Arzt")];
        let (roster, told, _) = read("patient,doctor\nAnna,garg\n", &own, None);
        assert_eq!(told, Vec::<String>::new());
        assert_eq!(patients(roster), ["Anna"]);
        let (roster, told, sources) = read("patient,Artz\nAnna,garg\n", &own, None);
        assert_eq!(patients(roster), ["Anna"], "a list may do without it");
        assert_eq!(
            told,
            [
                "no column of the list has the header `Arzt`, which is set for `surgeon`",
                "the column B is unknown and is not used"
            ]
        );
        let own = [(Column::PATIENT, "Naam")];
        let (roster, told, _) = read("Nam,ward\nAnna,4\n", &own, None);
        assert!(roster.is_none());
        assert_eq!(told.len(), 1, "{told:?}");
        assert!(!format!("{sources:?}").contains("garg"));
    }

    #[test]
    fn a_header_of_a_name_that_is_set_and_not_there_is_a_fault() {
        let own = [(Column::PATIENT, "Vorname"), (Column::PATIENT, "Nachname")];
        let (roster, told, _) = read("Vorname,Ort\nAnna,a\n", &own, None);
        assert!(roster.is_none());
        assert_eq!(
            told,
            [
                "no column of the list has the header `Nachname`, which is set for `patient`",
                "the columns A and B are unknown and are not used",
            ]
        );
    }

    #[test]
    fn a_name_is_put_together_in_the_order_of_the_settings() {
        let own = [(Column::PATIENT, "Nachname"), (Column::PATIENT, "Vorname")];
        let (roster, told, _) = read("Vorname,Nachname\nAnna,Muster\n,Beispiel\n", &own, None);
        assert_eq!(told, Vec::<String>::new());
        assert_eq!(patients(roster), ["Muster Anna", "Beispiel"]);
    }

    #[test]
    fn rows_come_in_the_order_of_appointments_and_those_without_one_last() {
        let text = "patient,appointment\nAnna,\nBerta,10:00\nClara,9:30\nDora,\nEva,9:30\n";
        let (roster, _, _) = read(text, &[], None);
        let roster = roster.unwrap();
        let order: Vec<usize> = roster
            .in_appointment_order()
            .iter()
            .map(|row| row.number)
            .collect();
        assert_eq!(order, [4, 6, 3, 2, 5]);
    }

    #[test]
    fn a_fault_found_later_is_told_at_its_cell_or_its_row() {
        let (roster, _, sources) = read("guide,patient\n\nfusion,Anna\n,Berta\n", &[], None);
        let roster = roster.unwrap();
        let row = &roster.rows()[0];
        let told = roster.fault(
            row,
            Column::Guide,
            rule::ROSTER_CELL,
            "is odd",
            &["mend it"],
        );
        assert_eq!(told.message, "row 3, column `guide` is odd");
        assert_eq!(told.hints, ["mend it".into()]);
        assert_eq!(told.span.map(|span| sources.position(span)), Some((3, 1)));
        let place = |row: usize, column| sources.position(roster.span(&roster.rows()[row], column));
        assert_eq!(place(0, Column::PATIENT), (3, 8));
        assert_eq!(
            place(1, Column::Guide),
            (4, 1),
            "an empty cell is told at its row"
        );
        assert_eq!(place(1, Column::Fact(FactName::Side)), (4, 1));
        let told = roster.row_fault(row, rule::ROSTER_ROW, "is odd", &[""; 0]);
        assert_eq!(told.message, "row 3 is odd");
        assert!(roster.has(Column::Guide) && !roster.has(Column::Fact(FactName::Side)));
    }

    #[test]
    fn nothing_shows_a_patients_words_for_debugging() {
        let (roster, _, sources) = read("patient,appointment\nAnna,9:30\n", &[], None);
        let shown = format!("{roster:?} {sources:?}");
        assert!(
            !shown.contains("Anna") && !shown.contains("9:30") && !shown.contains("09:30"),
            "{shown}"
        );
    }
}
