//! The rows of a roster, read from the rows of its sheet.
//!
//! In: a sheet and where its columns stand. Out: a [`Row`] for each row of the sheet below the header,
//! with what is wrong with it reported. Promise: the cells of a row whose cells may have been shifted (a
//! separator too many, a line end in the middle) are not used at all, because a name would stand in
//! another's place.

use std::collections::BTreeMap;
use std::fmt;

use super::appointment::{Appointment, Appointments};
use super::cell::{self, CellReading, Noticed, Problem};
use super::column::{self, Columns};
use super::date::{day_in_spreadsheets_form, is_in_figures, is_plain_order};
use super::fault::{Asked, CellFault, RowFault};
use super::header::Header;
use super::name::{self, NamePart, PartKind};
use super::no_patient::{RowKind, says_not_coming};
use super::sheet::{Cell, Place, Sheet, SheetRow};
use super::sorting::{RowChoice, Sorting, Taken};
use super::{COLUMNS, Column, Roster};
use crate::base::diagnostic::{Diagnostic, Diagnostics, Severity, rule};
use crate::model::fact::{FactName, Facts};
use crate::model::patient::no_value::{self, NoValue};
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
    /// The language's tag.
    pub language: Option<String>,
    /// The edition.
    pub edition: Option<String>,
    /// The sheet of paper.
    pub paper: Option<String>,
    /// When the patient comes.
    pub appointment: Option<Appointment>,
    /// The person's facts; a day as 2026-03-31, or with its month in words.
    pub facts: Facts<String>,
    /// The name for the leaflet's file.
    pub output: Option<String>,
    /// The list's own number of the row, where it is figures alone.
    pub serial: Option<String>,
    /// Its place among the roster's rows.
    pub(super) index: usize,
    /// Whether its cells may stand in others' places, so that none is used.
    is_shifted: bool,
    /// The columns whose cells cannot be used; what is wrong with them was told.
    faulty: Vec<Column>,
    /// Whether the surgeon stood there and is lost, so that nobody else may take the place.
    is_surgeon_lost: bool,
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
            language: None,
            edition: None,
            paper: None,
            appointment: None,
            facts: Facts::default(),
            output: None,
            serial: None,
            index,
            is_shifted: false,
            faulty: Vec::new(),
            is_surgeon_lost: false,
        }
    }

    /// Whether a surgeon stood in the list and is lost: then the usual surgeon is not this row's.
    pub fn is_surgeon_lost(&self) -> bool {
        self.is_surgeon_lost
    }

    /// Whether none of its cells is used, because they may stand in others' places.
    pub fn is_shifted(&self) -> bool {
        self.is_shifted
    }

    /// Whether a column's cell cannot be used, which was told: it is absent, and not empty.
    pub fn has_fault_in(&self, column: Column) -> bool {
        self.is_shifted || self.faulty.contains(&column)
    }

    /// The words of a column, if it has some and they are kept.
    pub(super) fn words(&self, column: Column) -> Option<&str> {
        let words = match column {
            Column::Guide => &self.guide,
            Column::Language => &self.language,
            Column::Edition => &self.edition,
            Column::Paper => &self.paper,
            Column::Appointment | Column::Status => &None,
            Column::Fact(fact) => &self.facts[fact],
            Column::Output => &self.output,
            Column::Serial => &self.serial,
        };
        words.as_deref()
    }

    /// Where the words of a column go; `None` for an appointment, which is no words.
    fn words_of(&mut self, column: Column) -> Option<&mut Option<String>> {
        Some(match column {
            Column::Guide => &mut self.guide,
            Column::Language => &mut self.language,
            Column::Edition => &mut self.edition,
            Column::Paper => &mut self.paper,
            Column::Appointment | Column::Status => return None,
            Column::Fact(fact) => &mut self.facts[fact],
            Column::Output => &mut self.output,
            Column::Serial => &mut self.serial,
        })
    }
}

impl Roster {
    /// Reads all rows below the header.
    pub(super) fn read_rows(
        &mut self,
        sheet: &Sheet,
        header: &Header<'_>,
        reading: CellReading,
        choice: RowChoice,
        found: &mut Diagnostics,
    ) {
        let shapes = Shapes::of(sheet, header);
        let mut covered = Covered::of(sheet, &self.columns);
        let mut reader = Reader::new(reading);
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
                reader.appointments.hear(std::iter::empty(), reading.dates);
                self.rows.push(row);
                continue;
            }
            let appointment = self.columns.all(Column::Appointment);
            let cells = appointment
                .filter_map(|at| sheet_row.cell(at))
                .map(|(_, cell)| cell);
            reader.appointments.hear(cells, reading.dates);
            let has_strikes = sheet_row.has_strikes() && !sheet_row.is_struck();
            for known in COLUMNS {
                let Some(at) = self.columns.get(known.column) else {
                    continue;
                };
                let is_struck =
                    has_strikes && known.column.is_printed() && sheet_row.is_cell_struck(at);
                if let Some((place, _)) = sheet_row.cell(at) {
                    let here = index * COLUMNS.len() + known.column.index();
                    if let Some(kept) = self.places.get_mut(here) {
                        *kept = place;
                    }
                }
                let read = match known.column {
                    Column::Appointment | Column::Status => continue,
                    Column::Serial => {
                        let cell = sheet_row.cell(at).map(|(_, cell)| cell);
                        row.serial = cell.and_then(cell::serial);
                        continue;
                    }
                    _ if is_struck => Err((at, CellFault::Struck.into())),
                    Column::PATIENT if self.columns.name().len() > 1 => {
                        reader.name(&mut row, &sheet_row, self.columns.name())
                    }
                    _ if sheet_row.cell(at).is_some() => {
                        reader.cell(&mut row, &sheet_row, known.column, at)
                    }
                    _ if covered.covers(known.column, row.number) => {
                        Err((at, CellFault::Merged.into()))
                    }
                    Column::PATIENT => Err((at, CellFault::NoPatient.into())),
                    _ => Ok(()),
                };
                let read = match (known.column, read) {
                    (Column::PATIENT, Ok(())) => {
                        match name_fault(verdict, row.facts[FactName::Patient].as_deref()) {
                            Some(fault) => {
                                row.facts[FactName::Patient] = None;
                                Err((at, fault.into()))
                            }
                            None => Ok(()),
                        }
                    }
                    (_, read) => read,
                };
                let Err((at, problem)) = read else {
                    continue;
                };
                row.has_fault = true;
                row.faulty.push(known.column);
                match problem {
                    Problem::Asked(only) => reader.asked.take_down(index, only),
                    Problem::Fault(fault) => {
                        let (rule, message, hints) = fault.told(reading.dates);
                        found.push(self.cell_fault(&row, known.column, at, rule, &message, &hints));
                    }
                }
            }
            self.rows.push(row);
        }
        self.settle(reader, found);
        sorting.tell(sheet, found);
        self.left_out = sorting.left_out();
        self.doubts = sorting.doubts();
        found.extend(column::nameless(sheet, &header.row, &shapes.nameless));
    }

    /// Does what can be done only when all rows are known, and tells what is told once for many rows.
    fn settle(&mut self, mut reader: Reader, found: &mut Diagnostics) {
        match self.swapped_days(&reader.days) {
            Some(swapped) => found.push(swapped),
            None => found.extend(reader.asked.told(self, Column::PROCEDURE_DATE)),
        }
        self.take_decimals_off(&mut reader);
        let (appointments, remarks) = reader.appointments.resolve();
        for (row, appointment) in self.rows.iter_mut().zip(appointments) {
            row.appointment = appointment;
        }
        for (remark, rows) in remarks {
            let hints = [remark.hint()];
            let (column, rule) = (Column::Appointment, rule::ROSTER_DATE);
            found.extend(self.told_once(
                &rows,
                column,
                Severity::Warning,
                rule,
                remark.message(),
                &hints,
            ));
        }
        for ((column, noticed), rows) in reader.noticed {
            let (rule, message) = (rule::ROSTER_CELL, noticed.message(column));
            let hints = &[noticed.hint()];
            found.extend(self.told_once(&rows, column, Severity::Warning, rule, &message, hints));
        }
    }

    /// The fault of a column of days in which some are a spreadsheet's own and others are words in figures.
    /// A spreadsheet with another country's order makes 4 March of 03/04 and leaves 31/03 as it is; so none
    /// of these days is sure, and all their rows have a fault.
    fn swapped_days(&mut self, days: &[(usize, DayKind)]) -> Option<Diagnostic> {
        let has = |kind: DayKind| days.iter().any(|(_, of)| *of == kind);
        let in_words = has(DayKind::PlainFigures) || has(DayKind::OpenFigures);
        // In a text the dates of a spreadsheet are words too: what gives them away is that all of them could
        // be exchanged, and none of the others.
        let in_text = has(DayKind::SpreadsheetsForm)
            && has(DayKind::PlainFigures)
            && !has(DayKind::OpenFigures)
            && !has(DayKind::LateInMonth);
        let is_mixed = has(DayKind::Spreadsheets) && in_words;
        if !is_mixed && !in_text {
            return None;
        }
        let rows: Vec<usize> = days.iter().map(|(row, _)| *row).collect();
        for at in &rows {
            let Some(row) = self.rows.get_mut(*at) else {
                continue;
            };
            row.facts[FactName::ProcedureDate] = None;
            row.has_fault = true;
            if !row.faulty.contains(&Column::PROCEDURE_DATE) {
                row.faulty.push(Column::PROCEDURE_DATE);
            }
        }
        self.told_once(
            &rows,
            Column::PROCEDURE_DATE,
            Severity::Error,
            rule::ROSTER_DATE,
            "some of these cells are real dates of a spreadsheet and others are text, so day and \
             month may be swapped in some",
            &[
                "a spreadsheet reads 03/04/2026 as a date in the order of its own country, but \
                 leaves 31/03/2026 as text if there is no month 31 in that order",
                "export the list again from the system it comes from; or set the whole column to \
                 `Text` and write each date as 2026-03-31",
            ],
        )
    }

    /// Takes the decimals off that a program put behind whole numbers, unless some of the column's say
    /// something.
    fn take_decimals_off(&mut self, reader: &mut Reader) {
        let references = || {
            self.rows
                .iter()
                .filter_map(|row| row.facts[FactName::Reference].as_deref())
        };
        if references().any(cell::has_decimals) {
            return;
        }
        let mut changed = Vec::new();
        for (at, row) in self.rows.iter_mut().enumerate() {
            let whole = row.facts[FactName::Reference]
                .as_deref()
                .and_then(cell::without_decimals);
            if let Some(whole) = whole.map(str::to_owned) {
                row.facts[FactName::Reference] = Some(whole);
                changed.push(at);
            }
        }
        if !changed.is_empty() {
            let key = (Column::REFERENCE, Noticed::Decimals);
            reader.noticed.insert(key, changed);
        }
    }
}

/// What is wrong with a name, by the row around it or by its words.
fn name_fault(verdict: Option<RowKind>, name: Option<&str>) -> Option<CellFault> {
    match verdict {
        _ if name.is_some_and(no_value::is_other_fact) => {
            Some(CellFault::NoValue(NoValue::OtherFact))
        }
        Some(RowKind::NoName) => Some(CellFault::NoName),
        Some(RowKind::BesideLabel) => Some(CellFault::BesideLabel),
        _ if name.is_some_and(says_not_coming) => Some(CellFault::NotComing),
        _ => None,
    }
}

/// What is gathered while rows are read.
struct Reader {
    reading: CellReading,
    appointments: Appointments,
    /// Days of procedures whose order must be said.
    asked: Asked,
    /// How the day of the procedure is written, by row.
    days: Vec<(usize, DayKind)>,
    /// The rows of what is told once.
    noticed: BTreeMap<(Column, Noticed), Vec<usize>>,
}

/// How a day is written.
#[derive(Clone, Copy, PartialEq, Eq)]
enum DayKind {
    /// As a date of a workbook.
    Spreadsheets,
    /// In the words by which a spreadsheet shows its own dates, day and month could be exchanged.
    SpreadsheetsForm,
    /// The same on a day after the twelfth.
    LateInMonth,
    /// In figures of which one is above twelve, so that it can be no month.
    PlainFigures,
    /// In figures that could be read in two orders.
    OpenFigures,
    Other,
}

impl DayKind {
    fn of(cell: Cell<'_>) -> Self {
        match cell {
            Cell::Day(_) | Cell::Moment(_) => Self::Spreadsheets,
            Cell::Text(words) if is_in_figures(words) => match is_plain_order(words) {
                true => Self::PlainFigures,
                false => Self::OpenFigures,
            },
            Cell::Text(words) => match day_in_spreadsheets_form(words) {
                Some(..=12) => Self::SpreadsheetsForm,
                Some(_) => Self::LateInMonth,
                None => Self::Other,
            },
            _ => Self::Other,
        }
    }
}

/// A problem, and the column of the sheet in which it stands.
type Placed = (usize, Problem);

impl Reader {
    fn new(reading: CellReading) -> Self {
        Self {
            reading,
            appointments: Appointments::default(),
            asked: Asked::default(),
            days: Vec::new(),
            noticed: BTreeMap::new(),
        }
    }

    fn notice(&mut self, row: &Row, column: Column, noticed: Noticed) {
        let rows = self.noticed.entry((column, noticed)).or_default();
        if rows.last() != Some(&row.index) {
            rows.push(row.index);
        }
    }

    /// What a filled cell says.
    fn said(
        &mut self,
        row: &Row,
        sheet_row: &SheetRow<'_>,
        column: Column,
        at: usize,
    ) -> Result<Option<String>, Placed> {
        let Some((_, cell)) = sheet_row.cell(at) else {
            return Ok(None);
        };
        let shows_other_letters = sheet_row.shows_other_letters(at);
        let said = cell::read(cell, column, shows_other_letters, self.reading);
        let said = said.map_err(|problem| (at, problem))?;
        if let Some(noticed) = said.noticed {
            self.notice(row, column, noticed);
        }
        Ok(said.words)
    }

    /// Reads a filled cell of any column but those of the appointment.
    fn cell(
        &mut self,
        row: &mut Row,
        sheet_row: &SheetRow<'_>,
        column: Column,
        at: usize,
    ) -> Result<(), Placed> {
        if column == Column::PROCEDURE_DATE
            && let Some((_, cell)) = sheet_row.cell(at)
        {
            self.days.push((row.index, DayKind::of(cell)));
        }
        let words = self.said(row, sheet_row, column, at)?;
        if column == Column::SURGEON && words.is_none() {
            let lost =
                |noticed: &Noticed| matches!(noticed, Noticed::NoValue(none) if none.is_lost());
            let mut noticed = self
                .noticed
                .iter()
                .filter(|((of, noticed), _)| *of == column && lost(noticed));
            row.is_surgeon_lost = noticed.any(|(_, rows)| rows.last() == Some(&row.index));
        }
        if let Some(place) = row.words_of(column) {
            *place = words;
        }
        Ok(())
    }

    /// Puts the name together of its columns; an empty part leaves no space.
    fn name(
        &mut self,
        row: &mut Row,
        sheet_row: &SheetRow<'_>,
        parts: &[NamePart],
    ) -> Result<(), Placed> {
        let first = parts.first().map_or(0, |part| part.index);
        let mut words: Vec<(PartKind, String)> = Vec::new();
        let mut is_half = false;
        for part in parts {
            // A dash or a point is how lists say that a part is not there.
            let is_empty = match sheet_row.cell(part.index) {
                Some((_, Cell::Text(words))) => {
                    !words.chars().any(char::is_alphanumeric) && !words.contains('?')
                }
                Some(_) => false,
                None => true,
            };
            let said = match is_empty {
                true => None,
                false => self.said(row, sheet_row, Column::PATIENT, part.index)?,
            };
            match said {
                Some(said) => words.push((part.kind, said)),
                None => is_half |= part.is_half(),
            }
        }
        let of = |kind: PartKind| {
            let found = words.iter().find(|(of, _)| *of == kind);
            found.map(|(_, words)| words.as_str())
        };
        // Where `Name` holds the surname too, it is the whole name.
        let is_doubled = match (of(PartKind::MaybeWhole), of(PartKind::Family)) {
            (Some(name), Some(family)) => name::is_with_family(name, family),
            _ => false,
        };
        let kept: Vec<&str> = words
            .iter()
            .filter(|(kind, _)| !(is_doubled && *kind == PartKind::Family))
            .map(|(_, words)| words.as_str())
            .collect();
        if words.iter().all(|(kind, _)| *kind == PartKind::Title) {
            return Err((first, CellFault::NoPatient.into()));
        }
        // A title that the name begins with too is said once.
        let mut whole = kept.join(" ");
        if let (Some(PartKind::Title), [title, rest @ ..]) =
            (words.first().map(|(kind, _)| *kind), kept.as_slice())
            && name::begins_with_title(rest.first().copied().unwrap_or_default(), title)
        {
            whole = rest.join(" ");
        }
        row.facts[FactName::Patient] = Some(whole);
        if is_half {
            self.notice(row, Column::PATIENT, Noticed::HalfName);
        }
        Ok(())
    }
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
