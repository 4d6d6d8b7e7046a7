//! The rows of a roster, read from the rows of its sheet.
//!
//! In: a sheet and where its columns stand. Out: a [`Row`] for each row of the sheet below the header,
//! with what is wrong with it reported. Promise: the cells of a row whose cells may have been shifted (a
//! separator too many, a line end in the middle) are not used at all, because a name would stand in
//! another's place.

use std::fmt;

use super::appointment::{Appointment, AppointmentRead};
use super::column::{self, Columns};
use super::date::{DateOrder, DayProblem, DayRead, read_day};
use super::fault::{Asked, CellFault, RowFault};
use super::header::Header;
use super::no_patient::Verdict;
use super::sheet::{Cell, Place, Sheet, SheetRow};
use super::sorting::{RowChoice, Sorting, Taken};
use super::{COLUMNS, Column, Roster};
use crate::diagnostic::{Diagnostics, Severity, rule};
use crate::source::PrivateKind;

/// What a row asks for, as it stands there; absent is what is empty.
#[derive(Clone)]
pub struct Row {
    /// Its number as a spreadsheet counts, the header's being mostly 1.
    pub number: usize,
    /// Where it begins.
    pub place: Place,
    /// Whether it has a fault, so that no leaflet can be made of it.
    pub has_fault: bool,
    /// The guide's name.
    pub guide: Option<String>,
    /// The patient's name.
    pub patient: Option<String>,
    /// The surgeon.
    pub surgeon: Option<String>,
    /// The language's tag.
    pub language: Option<String>,
    /// The edition.
    pub edition: Option<String>,
    /// When the patient comes.
    pub appointment: Option<Appointment>,
    /// The day of the procedure: as 2026-03-31, or with its month in words.
    pub procedure_date: Option<String>,
    /// The level.
    pub level: Option<String>,
    /// The side.
    pub side: Option<String>,
    /// The clinic's own number.
    pub reference: Option<String>,
    /// The name for the leaflet's file.
    pub output: Option<String>,
    /// Its place among the roster's rows.
    pub(super) index: usize,
    /// Whether its cells may stand in others' places, so that none is used.
    is_shifted: bool,
    /// The columns whose cells cannot be used; what is wrong with them was told.
    faulty: Vec<Column>,
}

impl fmt::Debug for Row {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "Row({}, •••)", self.number)
    }
}

impl Row {
    fn new(row: &SheetRow<'_>, index: usize) -> Self {
        Self {
            number: row.number(),
            place: row.place(),
            has_fault: false,
            guide: None,
            patient: None,
            surgeon: None,
            language: None,
            edition: None,
            appointment: None,
            procedure_date: None,
            level: None,
            side: None,
            reference: None,
            output: None,
            index,
            is_shifted: false,
            faulty: Vec::new(),
        }
    }

    /// Whether none of its cells is used, because they may stand in others' places.
    pub fn is_shifted(&self) -> bool {
        self.is_shifted
    }

    /// Whether a column's cell cannot be used, which was told: it is absent, and not empty.
    pub fn has_fault_in(&self, column: Column) -> bool {
        self.is_shifted || self.faulty.contains(&column)
    }

    /// Where the words of a column go; `None` for an appointment and a status, of which no words are kept.
    fn words_of(&mut self, column: Column) -> Option<&mut Option<String>> {
        Some(match column {
            Column::Guide => &mut self.guide,
            Column::Patient => &mut self.patient,
            Column::Surgeon => &mut self.surgeon,
            Column::Language => &mut self.language,
            Column::Edition => &mut self.edition,
            Column::Appointment | Column::Status => return None,
            Column::ProcedureDate => &mut self.procedure_date,
            Column::Level => &mut self.level,
            Column::Side => &mut self.side,
            Column::Reference => &mut self.reference,
            Column::Output => &mut self.output,
        })
    }
}

impl Roster {
    /// Reads all rows below the header.
    pub(super) fn read_rows(
        &mut self,
        sheet: &Sheet,
        header: &Header<'_>,
        dates: Option<DateOrder>,
        choice: RowChoice,
        found: &mut Diagnostics,
    ) {
        let shapes = Shapes::of(sheet, header);
        let mut covered = Covered::of(sheet, &self.columns);
        let (mut asked_days, mut asked_times) = (Asked::default(), Asked::default());
        let mut sorting = Sorting::new(sheet, &header.row, &self.columns, choice);
        let mut rows = sheet.rows().skip(header.index + 1).peekable();
        let mut above = None;
        while let Some(sheet_row) = rows.next() {
            let taken = sorting.take(&sheet_row, above.as_ref(), rows.peek());
            above = Some(sheet_row);
            let verdict = match taken {
                Taken::LeftOut => continue,
                Taken::Patient(verdict) => Some(verdict),
                Taken::BelowOtherTable => None,
            };
            let index = self.rows.len();
            let mut row = Row::new(&sheet_row, index);
            let place = row.place;
            self.places.extend(COLUMNS.iter().map(|known| {
                match (self.kind, self.columns.get(known.column)) {
                    (PrivateKind::Workbook, Some(column)) => Place {
                        line: place.line,
                        column: u32::try_from(column + 1).unwrap_or(0),
                    },
                    _ => place,
                }
            }));
            let problem = verdict.and_then(|_| shapes.fault(&sheet_row));
            if problem.is_some() || verdict.is_none() {
                found.extend(problem.map(|problem| {
                    let (message, hints) = (problem.message(), problem.hints());
                    self.row_fault(&row, rule::ROSTER_ROW, message, hints)
                }));
                row.has_fault = true;
                row.is_shifted = true;
                self.rows.push(row);
                continue;
            }
            let has_strikes = sheet_row.has_strikes();
            for known in COLUMNS {
                let Some(at) = self.columns.get(known.column) else {
                    continue;
                };
                let read = match sheet_row.cell(at) {
                    Some((place, cell)) => {
                        let here = index * COLUMNS.len() + known.column.index();
                        if let Some(kept) = self.places.get_mut(here) {
                            *kept = place;
                        }
                        let is_struck = has_strikes
                            && known.column.is_printed()
                            && sheet_row.is_cell_struck(at)
                            && !sheet_row.is_struck();
                        match known.column {
                            Column::Patient if verdict == Some(Verdict::NoName) => {
                                Err(CellFault::NoName.into())
                            }
                            _ if is_struck => Err(CellFault::Struck.into()),
                            _ => read_cell(&mut row, known.column, cell, dates),
                        }
                    }
                    None if covered.covers(known.column, row.number) => {
                        Err(CellFault::Merged.into())
                    }
                    None if known.column == Column::Patient => Err(CellFault::NoPatient.into()),
                    None => Ok(()),
                };
                if read.is_err() {
                    row.has_fault = true;
                    row.faulty.push(known.column);
                }
                match read {
                    Ok(()) => {}
                    Err(Problem::Asked(only)) => match known.column {
                        Column::Appointment => asked_times.take_down(index, only),
                        _ => asked_days.take_down(index, only),
                    },
                    Err(Problem::Fault(fault)) => {
                        let (rule, message, hints) = fault.told(dates);
                        let fault = self.fault(&row, known.column, rule, &message, &hints);
                        found.push(fault);
                    }
                }
            }
            self.rows.push(row);
        }
        found.extend(asked_days.told(self, Column::ProcedureDate));
        found.extend(asked_times.told(self, Column::Appointment));
        found.extend(self.mixed_appointments());
        sorting.tell(sheet, found);
        self.left_out = sorting.left_out();
        self.doubts = sorting.doubts();
        found.extend(column::nameless(sheet, &header.row, &shapes.nameless));
    }

    /// The warning of appointments some of which have a day and some have none.
    fn mixed_appointments(&self) -> Option<crate::diagnostic::Diagnostic> {
        let with_day = |row: &&Row| row.appointment.is_some_and(|it| it.day.is_some());
        let without = |row: &&Row| row.appointment.is_some_and(|it| it.day.is_none());
        self.rows.iter().find(with_day)?;
        let first = self.rows.iter().find(without)?;
        Some(self.told(
            first,
            Column::Appointment,
            Severity::Warning,
            rule::ROSTER_DATE,
            "is a time without a day, while other rows have a day: those without come behind the others",
            &["give every row a day and a time, or every row the time alone"],
        ))
    }
}

enum Problem {
    Asked(Option<DateOrder>),
    Fault(CellFault),
}

impl From<CellFault> for Problem {
    fn from(fault: CellFault) -> Self {
        Self::Fault(fault)
    }
}

fn read_cell(
    row: &mut Row,
    column: Column,
    cell: Cell<'_>,
    dates: Option<DateOrder>,
) -> Result<(), Problem> {
    if column == Column::Status {
        return Ok(());
    }
    if let Cell::Unreadable(why) = cell {
        return Err(CellFault::Unreadable(why).into());
    }
    if column == Column::Appointment {
        match Appointment::read(cell, dates) {
            AppointmentRead::Known(appointment) => row.appointment = Some(appointment),
            AppointmentRead::Asked(only) => return Err(Problem::Asked(only)),
            AppointmentRead::Problem(DayProblem::Unknown | DayProblem::OtherForm) => {
                return Err(CellFault::NoAppointment.into());
            }
            AppointmentRead::Problem(problem) => return Err(CellFault::Day(problem).into()),
        }
        return Ok(());
    }
    let words = match (cell, column) {
        (Cell::Text(words), _) if words.contains(char::REPLACEMENT_CHARACTER) => {
            return Err(CellFault::LostLetter.into());
        }
        (Cell::Text(words), Column::ProcedureDate) => match read_day(words, dates) {
            DayRead::Day(day) => day.to_string(),
            DayRead::InWords => words.to_owned(),
            DayRead::Asked(only) => return Err(Problem::Asked(only)),
            DayRead::Problem(problem) => return Err(CellFault::Day(problem).into()),
        },
        (Cell::Text(words), _) => words.to_owned(),
        (Cell::Day(day), Column::ProcedureDate) => day.to_string(),
        (Cell::Moment(_), Column::ProcedureDate) => {
            return Err(CellFault::Day(DayProblem::HasTime).into());
        }
        (Cell::Time(_), Column::ProcedureDate) => {
            return Err(CellFault::Day(DayProblem::Unknown).into());
        }
        _ => return Err(CellFault::IsDate.into()),
    };
    if let Some(place) = row.words_of(column) {
        *place = Some(words);
    }
    Ok(())
}

/// What the rows of a text look like beside its header.
struct Shapes {
    /// How many cells the header has; 0 in a workbook.
    width: usize,
    /// Whether every row has the same cells too many, all of them empty: then they mean nothing.
    is_wider_throughout: bool,
    /// Numbers of rows that look like one row broken in two.
    broken: Vec<usize>,
    /// Columns without a header that hold something below.
    nameless: Vec<usize>,
}

impl Shapes {
    fn of(sheet: &Sheet, header: &Header<'_>) -> Self {
        let (after, header) = (header.index + 1, &header.row);
        let width = header.fields();
        let mut has_header = [false; super::sheet::MAXIMUM_ROSTER_COLUMNS];
        for (column, _, _) in header.cells() {
            if let Some(named) = has_header.get_mut(column) {
                *named = true;
            }
        }
        let mut is_filled = [false; super::sheet::MAXIMUM_ROSTER_COLUMNS];
        let (mut widths, mut is_filled_beyond) = (Vec::new(), false);
        for row in sheet.rows().skip(after) {
            widths.push((row.number(), row.fields()));
            for (column, _, _) in row.cells() {
                is_filled_beyond |= width > 0 && column >= width;
                if let Some(filled) = is_filled.get_mut(column) {
                    *filled = true;
                }
            }
        }
        let first = widths.first().map_or(0, |(_, fields)| *fields);
        let is_even = widths.iter().all(|(_, fields)| *fields == first);
        let nameless = is_filled.iter().zip(has_header).enumerate();
        let nameless = nameless
            .filter(|(column, (filled, named))| {
                **filled && !named && (width == 0 || *column < width)
            })
            .map(|(column, _)| column)
            .collect();
        Self {
            width,
            is_wider_throughout: is_even && first > width && !is_filled_beyond,
            broken: broken_pairs(&widths, width),
            nameless,
        }
    }

    fn fault(&self, row: &SheetRow<'_>) -> Option<RowFault> {
        if row.is_misquoted() {
            return Some(RowFault::Misquoted);
        }
        // Empty cells behind the last mean nothing. Where a space stands behind a separator, they may be
        // pushed there by a name such as `Surname, Name`.
        let is_filled_beyond = || row.cells().any(|(column, _, _)| column >= self.width);
        if row.fields() > self.width
            && !self.is_wider_throughout
            && (row.is_spaced() || is_filled_beyond())
        {
            return Some(RowFault::TooManyCells);
        }
        let is_broken = self.broken.binary_search(&row.number()).is_ok();
        is_broken.then_some(RowFault::Broken)
    }
}

/// Rows too short that together with the next are exactly one row, where all short rows are such and
/// other rows are whole: a line end in a cell without quotes broke them.
fn broken_pairs(widths: &[(usize, usize)], width: usize) -> Vec<usize> {
    if !widths.iter().any(|(_, fields)| *fields == width) {
        return Vec::new();
    }
    let mut broken = Vec::new();
    let mut rows = widths.iter().filter(|(_, fields)| *fields < width);
    while let Some((first, cells)) = rows.next() {
        match rows.next() {
            Some((second, more)) if *second == first + 1 && cells + more == width + 1 => {
                broken.extend([*first, *second]);
            }
            _ => return Vec::new(),
        }
    }
    broken
}

/// Which rows of each column are covered by a merged cell that begins above or beside them.
struct Covered {
    /// For each column the rows covered, from the top, without overlap.
    rows: Vec<Vec<(usize, usize)>>,
    /// For each column the first of them that is not passed yet.
    next: Vec<usize>,
}

impl Covered {
    fn of(sheet: &Sheet, columns: &Columns) -> Self {
        let mut rows = Vec::new();
        for known in COLUMNS {
            let mut of_column: Vec<(usize, usize)> = Vec::new();
            if let Some(column) = columns.get(known.column) {
                for area in sheet.merged() {
                    let (first, last) = area.columns;
                    if (first..=last).contains(&column) {
                        // The cell at the top left is the one that holds the words.
                        let from = area.rows.0 + usize::from(column == first);
                        of_column.push((from, area.rows.1));
                    }
                }
            }
            of_column.sort_unstable();
            rows.push(of_column);
        }
        let next = vec![0; rows.len()];
        Self { rows, next }
    }

    /// Whether a cell is covered; rows are asked from the top.
    fn covers(&mut self, column: Column, row: usize) -> bool {
        let (Some(rows), Some(next)) = (
            self.rows.get(column.index()),
            self.next.get_mut(column.index()),
        ) else {
            return false;
        };
        while rows.get(*next).is_some_and(|(_, last)| *last < row) {
            *next += 1;
        }
        rows.get(*next).is_some_and(|(first, _)| *first <= row)
    }
}
