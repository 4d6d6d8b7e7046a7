//! Which row of a sheet is its header.
//!
//! In: the rows of a sheet, the clinic's own headers, and the row that was said. Out: the header's row and
//! those above it, which hold a title or facts; or why that cannot be known. Promise: a row that may be a
//! patient's is never passed over: where one stands above the header, or the list lies on its side, or the
//! line end behind the header is lost, that is a fault. No message holds a word of the sheet.

use super::column::is_known;
use super::safe::{is_safe, plain};
use super::sheet::{Cell, Sheet, SheetRow};
use super::{ColumnNames, row_fault, words};
use crate::base::advice::{Advice, Control};
use crate::base::diagnostic::{Diagnostic, Severity, rule};
use crate::base::invariant::PartOf;
use crate::input::roster::rows_in_words;

/// Most rows that are looked at for the header.
const LOOKED_AT: usize = 40;

/// Rows below the header to which those above it are compared.
const COMPARED: usize = 30;

/// The header of a sheet.
pub(super) struct Header<'s> {
    /// Its row.
    pub(super) row: SheetRow<'s>,
    /// Its place among the rows of the sheet.
    pub(super) index: usize,
}

/// Finds the header; `None` if the sheet has no row. What may be wrong with it as a header, that its
/// columns tell.
///
/// # Errors
/// A [`Diagnostic`]: the row that was said is not there, or a row above may be a patient's.
pub(super) fn find<'s>(
    sheet: &'s Sheet,
    names: &ColumnNames,
    said: Option<usize>,
) -> Result<Option<Header<'s>>, Diagnostic> {
    if let Some(said) = said {
        let mut rows = sheet.rows().enumerate();
        let found = rows.find(|(_, row)| row.number() == said);
        let Some((index, row)) = found else {
            return Err(no_such_row(sheet, said));
        };
        return Ok(Some(Header { row, index }));
    }
    let rows: Vec<SheetRow<'s>> = sheet.rows().take(LOOKED_AT).collect();
    let Some(first) = rows.first() else {
        return Ok(None);
    };
    if let Some(fault) = on_its_side(sheet, &rows, names) {
        return Err(fault);
    }
    let scores = rows.iter().map(|row| Score::of(row, names));
    let scores: Vec<Score> = scores.collect();
    let of_several = scores
        .iter()
        .position(|score| score.has_patient && score.known > 1);
    // A row that knows the patient's column alone may hold a fact: of several the widest, and the first.
    let of_one = scores
        .iter()
        .enumerate()
        .filter(|(_, score)| score.has_patient);
    let widest = of_one.clone().map(|(_, score)| score.filled).max();
    let of_one = of_one
        .clone()
        .find(|(_, score)| Some(score.filled) == widest)
        .map(|(index, _)| index);
    let Some(index) = of_several.or(of_one) else {
        return Ok(Some(Header {
            row: *first,
            index: 0,
        }));
    };
    let Some(row) = rows.get(index).copied() else {
        return Ok(None);
    };
    let above = rows.part(..index);
    let below: Vec<SheetRow<'s>> = sheet.rows().skip(index + 1).take(COMPARED).collect();
    if let Some(patient) = above
        .iter()
        .find(|above| is_like_those_below(above, &row, &below))
    {
        return Err(patient_above(sheet, patient, &row));
    }
    if let Some(fault) = lost_line_end(sheet, &row, names, &below) {
        return Err(fault);
    }
    Ok(Some(Header { row, index }))
}

/// The note that rows above the header are passed over.
pub(super) fn above(sheet: &Sheet, header: &Header<'_>) -> Option<Diagnostic> {
    let rows = sheet.rows().take(header.index);
    let numbers: Vec<usize> = rows.map(|row| row.number()).collect();
    let first = sheet.rows().next().filter(|_| !numbers.is_empty())?;
    let are = if numbers.len() == 1 { "is" } else { "are" };
    let message = format!(
        "{} {are} above the header in row {} and {}",
        rows_in_words(&numbers),
        header.row.number(),
        if numbers.len() == 1 {
            "is not a patient"
        } else {
            "are not patients"
        }
    );
    let span = sheet.span(first.place());
    Some(
        Diagnostic::new(rule::ABOVE_HEADER, Severity::Note, Some(span), message).hint(
            Advice::naming(
                "if another row is the header, give {} and the number of that row",
                &[Control::HeaderRow],
            ),
        ),
    )
}

/// How much of a row is known of headers.
struct Score {
    has_patient: bool,
    known: usize,
    filled: usize,
}

impl Score {
    fn of(row: &SheetRow<'_>, names: &ColumnNames) -> Self {
        let mut score = Self {
            has_patient: false,
            known: 0,
            filled: row.filled(),
        };
        let mut is_first_label = false;
        for (place, (_, _, cell)) in row.cells().enumerate() {
            let Cell::Text(text) = cell else {
                continue;
            };
            if let Some(of_patient) = is_known(text, names) {
                score.known += 1;
                score.has_patient |= of_patient;
                is_first_label |= place == 0 && text.trim_end().ends_with(':');
            }
        }
        // `Name:` and a value is a fact above a list.
        if is_first_label && score.known < 2 {
            score.has_patient = false;
        }
        score
    }
}

/// What the words of a cell are made of.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Made {
    Figures,
    Parted,
    Words,
}

fn made(cell: Cell<'_>) -> Made {
    match cell {
        Cell::Text(words) if words.contains(char::is_alphabetic) => Made::Words,
        Cell::Text(words) if words.contains([':', '/', '-']) => Made::Parted,
        Cell::Text(_) => Made::Figures,
        Cell::Day(_) | Cell::Moment(_) | Cell::Time(_) => Made::Parted,
        Cell::Unreadable(_) => Made::Words,
    }
}

/// Whether a row above the header holds in each cell what those below hold there, and as many cells.
fn is_like_those_below(
    above: &SheetRow<'_>,
    header: &SheetRow<'_>,
    below: &[SheetRow<'_>],
) -> bool {
    let usual = below
        .iter()
        .map(SheetRow::filled)
        .filter(|filled| *filled > 1);
    let fewest = usual.min().unwrap_or(usize::MAX);
    let is_label = |cell: Cell<'_>| match cell {
        Cell::Text(words) => {
            let label = words
                .split_once([':', '：'])
                .map_or(words, |(label, _)| label);
            let has_colon = label.len() < words.len();
            let label = plain(label);
            has_colon && label.contains(char::is_alphabetic)
                || words::LABELS.contains(&label.as_str())
        }
        _ => false,
    };
    above.filled() > 1
        && above.filled() >= fewest
        && above.filled() <= header.filled()
        && !above.cells().any(|(_, _, cell)| is_label(cell))
        && above.cells().all(|(column, _, cell)| {
            let mut there = below.iter().filter_map(|row| row.cell(column));
            there.any(|(_, other)| made(other) == made(cell))
        })
}

/// The fault of a list whose columns stand in rows: the first cells of its rows are headers.
fn on_its_side(sheet: &Sheet, rows: &[SheetRow<'_>], names: &ColumnNames) -> Option<Diagnostic> {
    let first_row = rows.first()?;
    let (column, _, _) = first_row.cells().next()?;
    let (mut known, mut patients) = (0, 0);
    for row in rows {
        let Some((_, Cell::Text(text))) = row.cell(column) else {
            return None;
        };
        match is_known(text, names) {
            Some(of_patient) => {
                known += 1;
                patients += usize::from(of_patient);
            }
            None if is_safe(&plain(text)) => {}
            None => return None,
        }
        // A header has another known word beside the first.
        let others = row.cells().filter(|(at, _, _)| *at != column);
        let mut others = others.filter_map(|(_, _, cell)| match cell {
            Cell::Text(text) => Some(text),
            _ => None,
        });
        if others.any(|text| is_known(text, names).is_some()) {
            return None;
        }
    }
    let is_wide = rows.iter().any(|row| row.filled() > 1);
    (known > 1 && patients == 1 && is_wide).then(|| {
        Diagnostic::error(
            rule::ROSTER_COLUMNS,
            sheet.span(first_row.place()),
            "rows and columns of the list are swapped: the names of the columns are in the first \
             column, and each patient has a column",
        )
        .hint("in Excel: copy the list, then `Paste Special` with `Transpose`, and save that")
        .hint("the first row must name the columns; each row below it is for one leaflet")
    })
}

/// The fault of a header behind which the line end is lost, so that the first patient stands in it.
fn lost_line_end(
    sheet: &Sheet,
    header: &SheetRow<'_>,
    names: &ColumnNames,
    below: &[SheetRow<'_>],
) -> Option<Diagnostic> {
    let width = below.iter().map(SheetRow::fields).max()?;
    if header.fields() <= width {
        return None;
    }
    // The cell in which the two rows meet begins with a header and goes on.
    let meets = |text: &str| {
        let words = plain(text);
        let mut ends = words.match_indices(' ').map(|(at, _)| at);
        is_known(text, names).is_none()
            && !is_safe(&words)
            && ends.any(|at| {
                let begin = words.part(..at);
                is_known(begin, names).is_some() || is_safe(begin)
            })
    };
    let cells = header.cells().skip(width.saturating_sub(1));
    let mut texts = cells.filter_map(|(_, _, cell)| match cell {
        Cell::Text(text) => Some(text),
        _ => None,
    });
    let first = texts.next()?;
    let rest_is_known = texts.all(|text| is_known(text, names).is_some() || is_safe(&plain(text)));
    (meets(first) && !rest_is_known).then(|| {
        row_fault(
            header.number(),
            sheet.span(header.place()),
            rule::ROSTER_COLUMNS,
            "names the columns and continues with a patient: the line break between them is \
             missing",
            &["begin a new line after the last header"],
        )
    })
}

fn no_such_row(sheet: &Sheet, said: usize) -> Diagnostic {
    let place = super::Place { line: 0, column: 0 };
    Diagnostic::error(
        rule::ROSTER_COLUMNS,
        sheet.span(place),
        format!("row {said}, which you gave as the header, is empty"),
    )
    .hint("count the rows as Excel does, including empty rows: the first is row 1")
}

fn patient_above(sheet: &Sheet, patient: &SheetRow<'_>, header: &SheetRow<'_>) -> Diagnostic {
    row_fault(
        patient.number(),
        sheet.span(patient.place()),
        rule::ROSTER_COLUMNS,
        &format!(
            "is above the header in row {}, but looks like a patient's row",
            header.number()
        ),
        &[
            Advice::from(
                "move the header above all patients; it may have moved when the list was sorted",
            ),
            Advice::from("or, if the row above the header is not a patient, add ")
                .control_with(Control::HeaderRow, header.number().to_string()),
        ],
    )
}
