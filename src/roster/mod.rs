//! A roster: the clinic's list of today's patients, one row for each leaflet.
//!
//! In: a [`Sheet`](sheet::Sheet), the clinic's own headers, and the order of figures in dates. Out: a
//! [`Roster`] of rows, and everything that is wrong with them, told by row and column. A row with a
//! fault stays in the roster and is marked, so that asked, made and left out add up.
//!
//! Promises: nothing is guessed; every row is looked at, whatever is wrong with another; no message and
//! no type printed for debugging holds a word of a patient's. Whether words can be printed, and whether
//! a guide or a language exists, is not asked here.

mod appointment;
mod column;
mod date;
mod fault;
mod row;
pub mod sheet;

pub use appointment::Appointment;
pub use column::{COLUMNS, Column, ColumnNames, KnownColumn};
pub use date::{DATE_ORDERS, DateOrder};
pub use row::Row;

use column::Columns;
use sheet::{Place, Sheet};

use crate::diagnostic::{Diagnostic, Diagnostics, Severity, rule};
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
}

impl Roster {
    /// Reads the rows of a sheet: the roster, unless its header has faults or no row stands below it;
    /// and everything found.
    pub fn read(
        sheet: &Sheet,
        names: &ColumnNames,
        dates: Option<DateOrder>,
    ) -> (Option<Self>, Diagnostics) {
        let mut found = Diagnostics::new();
        let Some(header) = sheet.rows().next() else {
            found.push(empty(
                sheet.span(Place { line: 0, column: 0 }),
                "the roster holds nothing",
            ));
            return (None, found);
        };
        let Some(columns) = column::find(sheet, &header, names, &mut found) else {
            return (None, found);
        };
        if sheet.rows().len() < 2 {
            let span = sheet.span(header.place());
            found.push(empty(span, "no row stands below the header"));
            return (None, found);
        }
        let mut roster = Self {
            file: sheet.file(),
            kind: sheet.kind(),
            rows: Vec::new(),
            columns,
            places: Vec::new(),
        };
        roster.read_rows(sheet, dates, &mut found);
        (Some(roster), found)
    }

    /// All rows, those with a fault too.
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
        hints: &[&str],
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
        hints: &[&str],
    ) -> Diagnostic {
        let message = format!("row {}, column `{}` {message}", row.number, column.name());
        let mut told = Diagnostic::new(rule, severity, Some(self.span(row, column)), message);
        told.hints = hints.iter().map(|hint| (*hint).to_owned()).collect();
        told
    }

    /// What is wrong with a row: an error at its place, whose sentence begins with the row.
    pub fn row_fault(
        &self,
        row: &Row,
        rule: &'static str,
        message: &str,
        hints: &[&str],
    ) -> Diagnostic {
        let message = format!("row {} {message}", row.number);
        let mut told = Diagnostic::error(rule, row.place.span(self.file), message);
        told.hints = hints.iter().map(|hint| (*hint).to_owned()).collect();
        told
    }
}

fn empty(span: Span, message: &str) -> Diagnostic {
    Diagnostic::error(rule::ROSTER_EMPTY, span, message)
        .hint("is this the right file, and was it saved?")
        .hint("the first row names the columns, and each row below is a leaflet")
}
