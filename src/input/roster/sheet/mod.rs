//! From the bytes of a clinic's list to a sheet of cells.
//!
//! In: the bytes of a CSV, TSV, XLSX or ODS file. Out: a [`Sheet`], whose rows know their number and
//! whose cells are words, days or times, each with its place; or one [`Diagnostic`] that says why the
//! file cannot be used. What kind of file it is, its bytes say. Nothing here knows what a column means.
//!
//! Promises: no input causes a panic; time and memory are bounded by the limits below, whatever a file
//! says of itself; no message and no type printed for debugging holds a word of a cell or the name of
//! a sheet.

mod choice;
mod container;
mod damaged;
mod encoding;
mod kind;
mod number;
mod ods;
mod separated;
mod strike;
mod typeface;
mod xlsx;
mod xml;

use std::collections::BTreeSet;
use std::fmt;

use jiff::civil::{Date, DateTime, Time};

pub use encoding::Encoding;
use kind::Kind;
use number::Shown;

use crate::base::advice::Advice;
use crate::base::diagnostic::{Diagnostic, Severity, rule};
use crate::base::invariant::PartOf;
use crate::source::{FileId, PrivateKind, SourceSet, Span};

/// Most bytes of a roster's file. A hundred thousand rows with every column are about 12 million as
/// text and 6 million as a workbook.
pub const MAXIMUM_ROSTER_BYTES: usize = 20_000_000;

/// Most bytes that are unpacked from a workbook, of all its parts that are read. A hundred thousand
/// rows of eleven columns are about 60 million in XLSX and 140 million in ODS.
pub const MAXIMUM_UNPACKED_BYTES: usize = 160_000_000;

/// Most parts of a workbook: Excel makes some ten and one for each sheet and picture.
pub const MAXIMUM_WORKBOOK_PARTS: usize = 10_000;

/// Most rows below the header. A clinic has hundreds a day.
pub const MAXIMUM_ROSTER_ROWS: usize = 100_000;

/// Most columns: something further right was put there by mistake.
pub const MAXIMUM_ROSTER_COLUMNS: usize = 200;

/// Most cells that hold something: fifteen in each of the most rows.
pub const MAXIMUM_ROSTER_CELLS: usize = 1_500_000;

/// Most characters of one cell; more is a file pasted into it.
pub const MAXIMUM_CELL_CHARACTERS: usize = 20_000;

/// Most bytes of words in all cells together, so that one long text in many cells cannot take the
/// memory.
pub const MAXIMUM_ROSTER_TEXT_BYTES: usize = 40_000_000;

/// What must be said about a file that does not say it itself.
#[derive(Debug, Clone, Copy, Default)]
pub struct SheetOptions<'o> {
    /// The encoding of a text that is not Unicode.
    pub encoding: Option<Encoding>,
    /// The sheet of a workbook: its name, or its number among those to be seen, from 1.
    pub sheet: Option<&'o str>,
}

/// The filled cells of one sheet, row by row.
pub struct Sheet {
    file: FileId,
    kind: PrivateKind,
    /// The words of all cells, one behind the other.
    words: String,
    /// Cells whose typeface draws other letters than those that are stored: row and column, from 0.
    other_letters: BTreeSet<(usize, usize)>,
    cells: Vec<CellRecord>,
    rows: Vec<RowRecord>,
    merged: Vec<Merged>,
    /// First and last of columns that the workbook hides, from 0.
    hidden_columns: Vec<(usize, usize)>,
}

/// What a cell holds.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Cell<'s> {
    /// Words, outer space taken off; never empty.
    Text(&'s str),
    /// A day.
    Day(Date),
    /// A day with a time.
    Moment(DateTime),
    /// A time of any day.
    Time(Time),
    /// Something that cannot be used.
    Unreadable(Unreadable),
}

/// Why a cell cannot be used.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Unreadable {
    /// A formula that gave an error.
    ErrorValue,
    /// A formula whose value is not stored.
    NotCalculated,
    /// A formula in a text file, where values are expected.
    Formula,
    /// More than [`MAXIMUM_CELL_CHARACTERS`].
    TooLong,
    /// A number in a form of its own, which is not the same as its figures.
    NumberForm,
    /// A number of more figures than a workbook keeps.
    TooManyFigures,
    /// A length of time, or a day outside the calendar.
    NoDayOrTime,
    /// Words of which a part is struck out.
    PartlyStruck,
}

/// A row: its number, and its filled cells from left to right.
#[derive(Clone, Copy)]
pub struct SheetRow<'s> {
    sheet: &'s Sheet,
    /// Its place among the filled rows.
    index: usize,
    record: RowRecord,
    cells: &'s [CellRecord],
}

/// Cells that a workbook shows as one. Only the first at the top left holds something.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Merged {
    /// First and last row, from 1.
    pub rows: (usize, usize),
    /// First and last column, from 0.
    pub columns: (usize, usize),
}

/// A place as it is told: line and column of a text, row and column of a workbook, from 1.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Place {
    /// The line or row.
    pub line: u32,
    /// The column; 0 for the whole line.
    pub column: u32,
}

#[derive(Clone, Copy)]
struct CellRecord {
    /// From 0; two bytes, because there are a million cells.
    column: u16,
    /// Whether all its words are struck out.
    is_struck: bool,
    place: Place,
    value: Value,
}

/// A value, its words by their place in [`Sheet::words`].
#[derive(Clone, Copy)]
enum Value {
    Text { start: u32, end: u32 },
    Day(Date),
    Moment(DateTime),
    Time(Time),
    Unreadable(Unreadable),
}

#[derive(Debug, Clone, Copy)]
struct RowRecord {
    number: u32,
    place: Place,
    /// Index of its first cell.
    first_cell: usize,
    /// How many cells were written, filled or not; 0 in a workbook, which does not say.
    fields: u32,
    is_hidden: bool,
    /// Whether words stand behind the closing quote of a cell, so that nobody can tell its end.
    is_misquoted: bool,
    /// Whether a space stands behind a separator of a text.
    is_spaced: bool,
}

/// Why a file cannot be used, and where, before it has a place of its own.
#[derive(Debug)]
struct Refusal {
    rule: &'static str,
    message: String,
    hints: Vec<Advice>,
    place: Place,
}

impl Sheet {
    /// Reads a file. Its name is put into `sources`, and nothing of its words.
    ///
    /// # Errors
    /// A [`Diagnostic`] that says why the file cannot be used.
    pub fn read(
        name: &str,
        bytes: &[u8],
        options: &SheetOptions<'_>,
        sources: &mut SourceSet,
    ) -> Result<Self, Diagnostic> {
        let kind = if bytes.len() > MAXIMUM_ROSTER_BYTES {
            Err(too_large_file())
        } else {
            Kind::of(bytes)
        };
        let shown = match kind {
            Ok(Kind::Text) => PrivateKind::Text,
            _ => PrivateKind::Workbook,
        };
        let file = sources.add_private(name, shown);
        let mut filling = Filling::new(file, shown);
        let read = kind.and_then(|kind| match kind {
            Kind::Text => {
                let text = encoding::decode(bytes, options.encoding)?;
                separated::read(&text, &mut filling)
            }
            Kind::Xlsx => xlsx::read(bytes, options.sheet, &mut filling),
            Kind::Ods => ods::read(bytes, options.sheet, &mut filling),
        });
        match read {
            Ok(()) => Ok(filling.sheet),
            Err(refusal) => Err(refusal.told(file)),
        }
    }

    /// The file, as it is known to the [`SourceSet`].
    pub fn file(&self) -> FileId {
        self.file
    }

    /// Whether it is a text or a workbook.
    pub fn kind(&self) -> PrivateKind {
        self.kind
    }

    /// The rows with at least one filled cell, from the top.
    pub fn rows(&self) -> impl ExactSizeIterator<Item = SheetRow<'_>> {
        self.rows.iter().enumerate().map(|(index, record)| {
            let next = self.rows.get(index + 1);
            let end = next.map_or(self.cells.len(), |next| next.first_cell);
            SheetRow {
                sheet: self,
                index,
                record: *record,
                cells: self.cells.part(record.first_cell..end),
            }
        })
    }

    /// The cells that are merged.
    pub fn merged(&self) -> &[Merged] {
        &self.merged
    }

    /// Whether the workbook hides a column, counted from 0.
    pub fn is_column_hidden(&self, column: usize) -> bool {
        let mut hidden = self.hidden_columns.iter();
        hidden.any(|(first, last)| (*first..=*last).contains(&column))
    }

    /// The span of a place in this file.
    pub fn span(&self, place: Place) -> Span {
        place.span(self.file)
    }
}

impl fmt::Debug for Sheet {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "Sheet({} rows, •••)", self.rows.len())
    }
}

impl fmt::Debug for Cell<'_> {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("Cell(•••)")
    }
}

impl fmt::Debug for SheetRow<'_> {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "SheetRow({}, •••)", self.record.number)
    }
}

impl<'s> SheetRow<'s> {
    /// Its number as a spreadsheet counts, from 1; blank rows count.
    pub fn number(&self) -> usize {
        self.record.number as usize
    }

    /// Where it begins.
    pub fn place(&self) -> Place {
        self.record.place
    }

    /// How many cells a text has in this row, filled or not; 0 in a workbook.
    pub fn fields(&self) -> usize {
        self.record.fields as usize
    }

    /// Whether the workbook hides it.
    pub fn is_hidden(&self) -> bool {
        self.record.is_hidden
    }

    /// Whether words stand behind the closing quote of a cell.
    pub fn is_misquoted(&self) -> bool {
        self.record.is_misquoted
    }

    /// Whether a space stands behind a separator, as where a name is written `Surname, Name`.
    pub fn is_spaced(&self) -> bool {
        self.record.is_spaced
    }

    /// How many of its cells are filled.
    pub fn filled(&self) -> usize {
        self.cells.len()
    }

    /// Whether the words of every filled cell are struck out.
    pub fn is_struck(&self) -> bool {
        !self.cells.is_empty() && self.cells.iter().all(|cell| cell.is_struck)
    }

    /// Whether the words of any cell are struck out.
    pub fn has_strikes(&self) -> bool {
        self.cells.iter().any(|cell| cell.is_struck)
    }

    /// Whether the words of one cell are struck out.
    pub fn is_cell_struck(&self, column: usize) -> bool {
        let at = self.position(column);
        let cell = self.cells.get(at);
        cell.is_some_and(|cell| usize::from(cell.column) == column && cell.is_struck)
    }

    fn position(&self, column: usize) -> usize {
        self.cells
            .partition_point(|cell| usize::from(cell.column) < column)
    }

    /// Whether the typeface of one cell draws other letters than those that are stored, so that its words
    /// are not those that the workbook shows.
    pub fn shows_other_letters(&self, column: usize) -> bool {
        let sheet = self.sheet;
        !sheet.other_letters.is_empty() && sheet.other_letters.contains(&(self.index, column))
    }

    /// The filled cells: column, from 0; place; what it holds.
    pub fn cells(&self) -> impl Iterator<Item = (usize, Place, Cell<'s>)> {
        let sheet = self.sheet;
        self.cells.iter().map(|record| {
            let cell = match record.value {
                Value::Text { start, end } => {
                    Cell::Text(sheet.words.part(start as usize..end as usize))
                }
                Value::Day(day) => Cell::Day(day),
                Value::Moment(moment) => Cell::Moment(moment),
                Value::Time(time) => Cell::Time(time),
                Value::Unreadable(why) => Cell::Unreadable(why),
            };
            (usize::from(record.column), record.place, cell)
        })
    }

    /// One cell with its place; `None` if it is empty.
    pub fn cell(&self, column: usize) -> Option<(Place, Cell<'s>)> {
        let at = self.position(column);
        let from = Self {
            cells: self.cells.part(at..),
            ..*self
        };
        let (found, place, cell) = from.cells().next()?;
        (found == column).then_some((place, cell))
    }
}

impl Place {
    const FILE: Self = Self { line: 0, column: 0 };

    fn line(line: u32) -> Self {
        Self { line, column: 0 }
    }

    /// The span of this place in a file.
    pub fn span(self, file: FileId) -> Span {
        Span::in_private(file, self.line as usize, self.column as usize)
    }
}

/// A sheet in the making: everything goes in through here, so that no limit can be passed.
struct Filling {
    sheet: Sheet,
    /// Whether the words of the cell that is put in next are struck out.
    is_struck: bool,
    /// Whether the typeface of the cell that is put in next draws other letters.
    draws_other_letters: bool,
}

impl Filling {
    fn new(file: FileId, kind: PrivateKind) -> Self {
        Self {
            sheet: Sheet {
                file,
                kind,
                words: String::new(),
                other_letters: BTreeSet::new(),
                cells: Vec::new(),
                rows: Vec::new(),
                merged: Vec::new(),
                hidden_columns: Vec::new(),
            },
            is_struck: false,
            draws_other_letters: false,
        }
    }

    /// Begins a row with its first filled cell. Rows come from the top.
    fn begin_row(&mut self, number: u32, place: Place) -> Result<&mut RowRecord, Refusal> {
        if self.sheet.rows.len() > MAXIMUM_ROSTER_ROWS {
            return Err(Refusal::new(
                rule::ROSTER_TOO_LARGE,
                format!(
                    "the list has more than {MAXIMUM_ROSTER_ROWS} rows, the most that the program \
                     reads"
                ),
            )
            .at(place)
            .hint("divide it into several files, each with the header row")
            .hint("or delete the rows that need no leaflet"));
        }
        let at = self.sheet.rows.len();
        self.sheet.rows.push(RowRecord {
            number,
            place,
            first_cell: self.sheet.cells.len(),
            fields: 0,
            is_hidden: false,
            is_misquoted: false,
            is_spaced: false,
        });
        self.sheet
            .rows
            .get_mut(at)
            .ok_or_else(|| Refusal::new(rule::ROSTER_TOO_LARGE, "the list has too many rows"))
    }

    /// Puts words into the last row; those of nothing but space are no cell, and those that begin with an
    /// equals sign are a formula, in quotes too: no name and no number begins so.
    fn put_words(&mut self, column: usize, place: Place, words: &str) -> Result<(), Refusal> {
        let Some(words) = without_formula(words.trim()) else {
            return self.put(column, place, Value::Unreadable(Unreadable::Formula));
        };
        if words.is_empty() {
            return Ok(());
        }
        if is_too_long(words) {
            return self.put(column, place, Value::Unreadable(Unreadable::TooLong));
        }
        let start = self.sheet.words.len();
        let end = start + words.len();
        if end > MAXIMUM_ROSTER_TEXT_BYTES {
            return Err(Refusal::new(
                rule::ROSTER_TOO_LARGE,
                format!(
                    "together the cells contain more than {MAXIMUM_ROSTER_TEXT_BYTES} bytes of \
                     text, the most that the program reads"
                ),
            )
            .at(place)
            .hint("divide the list, or delete the columns that are not needed"));
        }
        self.sheet.words.push_str(words);
        let bound = |at| u32::try_from(at).unwrap_or(u32::MAX);
        let (start, end) = (bound(start), bound(end));
        self.put(column, place, Value::Text { start, end })
    }

    /// Puts what a cell of a workbook shows into the last row.
    fn put_shown(&mut self, column: usize, place: Place, shown: &Shown) -> Result<(), Refusal> {
        let value = match shown {
            Shown::Words(words) => return self.put_words(column, place, words),
            Shown::Day(day) => Value::Day(*day),
            Shown::Moment(moment) => Value::Moment(*moment),
            Shown::Time(time) => Value::Time(*time),
            Shown::Unreadable(why) => Value::Unreadable(*why),
        };
        self.put(column, place, value)
    }

    fn put(&mut self, column: usize, place: Place, value: Value) -> Result<(), Refusal> {
        if column >= MAXIMUM_ROSTER_COLUMNS {
            return Err(Refusal::new(
                rule::ROSTER_TOO_LARGE,
                format!(
                    "column {} is not empty, but the program reads at most \
                     {MAXIMUM_ROSTER_COLUMNS} columns",
                    column + 1
                ),
            )
            .at(place)
            .hint("delete the columns that are not needed"));
        }
        if self.sheet.cells.len() >= MAXIMUM_ROSTER_CELLS {
            return Err(Refusal::new(
                rule::ROSTER_TOO_LARGE,
                format!(
                    "the list has more than {MAXIMUM_ROSTER_CELLS} filled cells, the most that \
                     the program reads"
                ),
            )
            .at(place)
            .hint("divide it, or delete the columns that are not needed"));
        }
        if self.draws_other_letters {
            let row = self.sheet.rows.len().saturating_sub(1);
            self.sheet.other_letters.insert((row, column));
        }
        self.sheet.cells.push(CellRecord {
            column: u16::try_from(column).unwrap_or(u16::MAX),
            is_struck: self.is_struck,
            place,
            value,
        });
        Ok(())
    }

    /// Takes down columns that are hidden. Of more pieces than columns that are read none matters.
    fn hide_columns(&mut self, first: usize, last: usize) {
        if first < MAXIMUM_ROSTER_COLUMNS
            && self.sheet.hidden_columns.len() < MAXIMUM_ROSTER_COLUMNS
        {
            self.sheet.hidden_columns.push((first, last));
        }
    }
}

/// Words without the formula by which programs keep Excel from changing figures, `="00123"`; `None` of
/// another formula.
fn without_formula(words: &str) -> Option<&str> {
    let Some(formula) = words.strip_prefix('=') else {
        return Some(words);
    };
    let inner = formula.strip_prefix('"')?.strip_suffix('"')?;
    (!inner.contains('"')).then(|| inner.trim())
}

impl Refusal {
    fn new(rule: &'static str, message: impl Into<String>) -> Self {
        Self {
            rule,
            message: message.into(),
            hints: Vec::new(),
            place: Place::FILE,
        }
    }

    fn at(mut self, place: Place) -> Self {
        self.place = place;
        self
    }

    fn hint(mut self, hint: impl Into<Advice>) -> Self {
        self.hints.push(hint.into());
        self
    }

    fn told(self, file: FileId) -> Diagnostic {
        let span = self.place.span(file);
        let mut told = Diagnostic::new(self.rule, Severity::Error, Some(span), self.message);
        told.hints = self.hints;
        told
    }
}

fn is_too_long(words: &str) -> bool {
    words.len() > MAXIMUM_CELL_CHARACTERS && words.chars().nth(MAXIMUM_CELL_CHARACTERS).is_some()
}

fn too_large_file() -> Refusal {
    Refusal::new(
        rule::ROSTER_TOO_LARGE,
        format!(
            "the file has more than {MAXIMUM_ROSTER_BYTES} bytes, the most that the program \
            reads"
        ),
    )
    .hint("a list of patients has one row for each leaflet; is this the right file?")
    .hint("save only the list, without pictures and other sheets")
}
