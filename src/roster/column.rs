//! The columns of a roster, and which of them a header names.
//!
//! In: the header's row, and the clinic's own names from `leaflet.yaml`. Out: where each column stands,
//! and what is wrong with the header. [`COLUMNS`] is the one list of columns and of the names by which
//! they are known. Promise: nothing is guessed: two headers for one column are a fault; a column that is
//! not known is named and not used. A header's words are quoted only where the row is surely a header,
//! because the first row of a list without one holds a patient.

use unicode_normalization::UnicodeNormalization;

use super::sheet::{Cell, Place, Sheet, SheetRow};
use crate::diagnostic::{Diagnostic, Diagnostics, Severity, nearest, quoted, rule};
use crate::guide::Words;
use crate::source::column_letters;

/// What a column of a roster holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Column {
    /// The guide's name.
    Guide,
    /// The patient's name.
    Patient,
    /// The surgeon: a person's id in the brand, or a name.
    Surgeon,
    /// The language's tag.
    Language,
    /// The edition.
    Edition,
    /// When the patient comes, for the order of the print job.
    Appointment,
    /// The day of the procedure.
    ProcedureDate,
    /// The level of the spine, or another place.
    Level,
    /// The side.
    Side,
    /// The clinic's own number.
    Reference,
    /// The name for the leaflet's file.
    Output,
    /// Whether the patient comes: booked, cancelled, did not attend.
    Status,
}

/// A column and its names.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct KnownColumn {
    /// The column.
    pub column: Column,
    /// Its own name.
    pub name: &'static str,
    /// Other headers that mean the same.
    pub also_called: &'static [&'static str],
}

/// Every column, in the order of the manual.
pub const COLUMNS: &[KnownColumn] = &[
    known(
        Column::Guide,
        "guide",
        &["guide name", "leaflet", "leaflet name"],
    ),
    known(
        Column::Patient,
        "patient",
        &[
            "patient name",
            "name of patient",
            "patient's name",
            "full name",
            "name",
        ],
    ),
    known(
        Column::Surgeon,
        "surgeon",
        &[
            "surgeon name",
            "name of surgeon",
            "operating surgeon",
            "consultant",
            "doctor",
        ],
    ),
    known(Column::Language, "language", &["lang", "leaflet language"]),
    known(Column::Edition, "edition", &["leaflet edition"]),
    known(
        Column::Appointment,
        "appointment",
        &[
            "appointment time",
            "appointment date",
            "appt",
            "appt time",
            "time",
            "slot",
        ],
    ),
    known(
        Column::ProcedureDate,
        "procedure date",
        &[
            "date of procedure",
            "operation date",
            "date of operation",
            "surgery date",
            "date of surgery",
            "op date",
        ],
    ),
    known(Column::Level, "level", &["levels", "spinal level"]),
    known(Column::Side, "side", &["laterality"]),
    known(
        Column::Reference,
        "reference",
        &[
            "reference number",
            "ref",
            "ref no",
            "mrn",
            "uhid",
            "hospital number",
            "hospital no",
            "patient id",
            "patient number",
        ],
    ),
    known(
        Column::Output,
        "output",
        &["output file", "file name", "filename", "file"],
    ),
    known(
        Column::Status,
        "status",
        &[
            "appointment status",
            "appt status",
            "booking status",
            "visit status",
            "patient status",
            "attendance",
            "attendance status",
            "स्थिति",
        ],
    ),
];

const fn known(
    column: Column,
    name: &'static str,
    also_called: &'static [&'static str],
) -> KnownColumn {
    KnownColumn {
        column,
        name,
        also_called,
    }
}

impl Column {
    /// Its own name.
    pub fn name(self) -> &'static str {
        COLUMNS
            .iter()
            .find(|known| known.column == self)
            .map_or("", |known| known.name)
    }

    pub(super) fn index(self) -> usize {
        self as usize
    }

    /// Whether its cells are printed, or choose what is printed.
    pub(super) fn is_printed(self) -> bool {
        !matches!(
            self,
            Self::Patient | Self::Appointment | Self::Output | Self::Status
        )
    }
}

/// The clinic's own headers, from `leaflet.yaml`.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct ColumnNames {
    headers: Vec<(Column, Words)>,
}

impl ColumnNames {
    /// Says by which header a column is known.
    pub fn set(&mut self, column: Column, header: Words) {
        self.headers.push((column, header));
    }

    /// The header that is set for a column.
    pub fn header(&self, column: Column) -> Option<&Words> {
        let mut set = self.headers.iter();
        set.find(|(of, _)| *of == column).map(|(_, header)| header)
    }

    /// The column for which a header is set, however it is written.
    pub fn column(&self, header: &str) -> Option<Column> {
        let header = plain(header);
        let mut set = self.headers.iter();
        set.find(|(_, set)| plain(&set.text) == header)
            .map(|(of, _)| *of)
    }

    /// Whether a header is set for a column other than this one.
    fn is_taken(&self, plain_header: &str, column: Column) -> bool {
        self.headers
            .iter()
            .any(|(of, header)| *of != column && plain(&header.text) == plain_header)
    }
}

/// Where each column stands in the sheet.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Columns([Option<usize>; COLUMNS.len()]);

impl Columns {
    pub(super) fn get(&self, column: Column) -> Option<usize> {
        self.0.get(column.index()).copied().flatten()
    }

    /// Everywhere that a column stands.
    pub(super) fn all(&self, column: Column) -> impl Iterator<Item = usize> + use<> {
        self.get(column).into_iter()
    }

    /// Takes a column out, as if the list had none.
    pub(super) fn take_out(&mut self, column: Column) {
        if let Some(place) = self.0.get_mut(column.index()) {
            *place = None;
        }
    }

    fn is_used(&self, index: usize) -> bool {
        self.0.contains(&Some(index))
    }

    fn count(&self) -> usize {
        self.0.iter().flatten().count()
    }
}

/// A cell of the header.
struct Header {
    index: usize,
    place: Place,
    /// The words, where there are words.
    words: String,
    plain: String,
}

/// Finds the columns by the header's row; `None` if the roster cannot be used.
pub(super) fn find(
    sheet: &Sheet,
    row: &SheetRow<'_>,
    names: &ColumnNames,
    found: &mut Diagnostics,
) -> Option<Columns> {
    let mut headers = headers(row);
    let mut columns = Columns::default();
    let mut is_right = true;
    let (mut missing, mut twice) = (Vec::new(), Vec::new());
    for known in COLUMNS {
        let by_setting = names.header(known.column);
        let own = |header: &&Header| {
            is_called(known, &header.plain) && !names.is_taken(&header.plain, known.column)
        };
        let mut meant: Vec<&Header> = by_setting.map_or_else(Vec::new, |set| {
            let set = plain(&set.text);
            headers
                .iter()
                .filter(|header| header.plain == set)
                .collect()
        });
        if meant.is_empty() {
            meant = headers.iter().filter(own).collect();
        }
        match (meant.as_slice(), by_setting) {
            ([], Some(set)) => missing.push((known, set)),
            ([], None) => {}
            ([header], _) => {
                if let Some(place) = columns.0.get_mut(known.column.index()) {
                    *place = Some(header.index);
                }
            }
            ([first, second, ..], _) => {
                is_right = false;
                twice.extend(meant.iter().map(|header| header.index));
                found.push(doubled(sheet, known, first, second));
            }
        }
    }
    if columns.count() == 0 && is_right {
        found.push(no_header(sheet, row));
        return None;
    }
    let has_unknown = headers.len() > columns.count() + twice.len();
    for (known, set) in missing {
        // A setting is for all lists of the clinic, and not each of them has every column.
        let severity = match known.column {
            Column::Patient => Severity::Error,
            _ if has_unknown => Severity::Warning,
            _ => Severity::Note,
        };
        is_right &= severity != Severity::Error;
        let message = format!(
            "no column of the roster is headed {}, which is set for `{}`",
            quoted(&set.text),
            known.name
        );
        found.push(
            Diagnostic::new(rule::ROSTER_COLUMNS, severity, Some(set.span), message).hint(
                "if this list has that column, write its header into the settings as it stands in the list",
            ),
        );
    }
    // A list without a header may hold one of our words by chance, but hardly two.
    let is_header = columns.get(Column::Patient).is_some() || columns.count() > 1;
    if is_right && columns.get(Column::Patient).is_none() {
        is_right = false;
        found.push(no_patient(sheet, row));
    }
    headers.retain(|header| !columns.is_used(header.index) && !twice.contains(&header.index));
    found.extend(unknown(sheet, &headers, &columns, is_header));
    is_right.then_some(columns)
}

/// Whether a header is known, by the clinic's own names or by ours: whether it is the patient's.
pub(super) fn is_known(header: &str, names: &ColumnNames) -> Option<bool> {
    if header.len() > 200 {
        return None;
    }
    let form = plain(header);
    let column = names.column(header).or_else(|| {
        let mut known = COLUMNS.iter();
        known
            .find(|known| is_called(known, &form) && !names.is_taken(&form, known.column))
            .map(|known| known.column)
    });
    column.map(|column| column == Column::Patient)
}

/// The warning of columns without a header that hold something, which is not used.
pub(super) fn nameless(sheet: &Sheet, row: &SheetRow<'_>, filled: &[usize]) -> Option<Diagnostic> {
    let letters: Vec<String> = filled
        .iter()
        .map(|index| column_letters(index + 1))
        .collect();
    let (first, rest) = letters.split_first()?;
    let message = match rest {
        [] => format!("column {first} has no header; what stands below is not used"),
        _ => format!(
            "the columns {} have no header; what stands below is not used",
            listed(&letters)
        ),
    };
    let span = sheet.span(row.place());
    Some(
        Diagnostic::new(rule::UNKNOWN_COLUMN, Severity::Warning, Some(span), message)
            .hint("write what the column holds into its first row, or empty the column"),
    )
}

fn headers(row: &SheetRow<'_>) -> Vec<Header> {
    row.cells()
        .map(|(index, place, cell)| {
            let words = match cell {
                Cell::Text(words) => words,
                _ => "",
            };
            Header {
                index,
                place,
                words: words.to_owned(),
                plain: plain(words),
            }
        })
        .collect()
}

fn is_called(known: &KnownColumn, plain_header: &str) -> bool {
    plain_header == known.name || known.also_called.contains(&plain_header)
}

/// A header as it is compared: composed, in small letters, one space for spaces, underscores, hyphens,
/// points and line ends, nothing at its ends that is neither letter nor figure.
fn plain(header: &str) -> String {
    let composed: String = header.nfc().collect::<String>().to_lowercase();
    let composed = composed.replace(['’', 'ʼ'], "'");
    let parts = composed.split(|sign: char| {
        sign.is_whitespace()
            || matches!(
                sign,
                '_' | '-' | '.' | '\u{2010}'..='\u{2015}' | '\u{feff}' | '\u{200b}'
            )
    });
    let parts: Vec<&str> = parts.filter(|part| !part.is_empty()).collect();
    let joined = parts.join(" ");
    joined.trim_matches([':', '*', '#', ' ', '"']).to_owned()
}

fn doubled(sheet: &Sheet, known: &KnownColumn, first: &Header, second: &Header) -> Diagnostic {
    let name = known.name;
    Diagnostic::error(
        rule::ROSTER_COLUMNS,
        sheet.span(second.place),
        format!(
            "the columns {} and {} are both headed as `{name}`",
            column_letters(first.index + 1),
            column_letters(second.index + 1)
        ),
    )
    .hint("change or delete one of the two headers")
    .hint(format!(
        "or say in `leaflet.yaml` which one is meant: under `columns:`, `{name}:` and the header"
    ))
}

fn no_header(sheet: &Sheet, row: &SheetRow<'_>) -> Diagnostic {
    let told = Diagnostic::error(
        rule::ROSTER_COLUMNS,
        sheet.span(row.place()),
        format!(
            "row {} names no column that is known, so it is no header",
            row.number()
        ),
    );
    told.hint("a row must name the columns; if another one does, say `--header-row` and its number")
        .hint(known_names())
        .hint(own_names())
}

fn no_patient(sheet: &Sheet, row: &SheetRow<'_>) -> Diagnostic {
    Diagnostic::error(
        rule::ROSTER_COLUMNS,
        sheet.span(row.place()),
        "no column is headed `patient`",
    )
    .hint(known_names())
    .hint(own_names())
}

fn known_names() -> String {
    let names: Vec<String> = COLUMNS
        .iter()
        .map(|known| format!("`{}`", known.name))
        .collect();
    format!("the columns are {}, in any order", names.join(", "))
}

fn own_names() -> String {
    "other headers can be set in `leaflet.yaml`: under `columns:`, `patient:` and the header"
        .to_owned()
}

/// The warning of columns that are not known: one for all of them. A header is quoted only where all its
/// words are those of headers; in a row of which only one column is known, only where all headers are so:
/// the list may lie on its side.
fn unknown(
    sheet: &Sheet,
    unknown: &[Header],
    columns: &Columns,
    is_header: bool,
) -> Option<Diagnostic> {
    let first = unknown.first()?;
    let is_safe =
        |header: &Header| super::header::is_safe(&super::no_patient::plain(&header.words));
    let may_quote = is_header && (columns.count() > 1 || unknown.iter().all(is_safe));
    let names: Vec<String> = unknown
        .iter()
        .map(|header| match may_quote && is_safe(header) {
            true => quoted(&header.words),
            false => column_letters(header.index + 1),
        })
        .collect();
    let message = match names.as_slice() {
        [name] => format!("the column {name} is not known and not used"),
        _ => format!("the columns {} are not known and not used", listed(&names)),
    };
    let span = sheet.span(first.place);
    let mut told = Diagnostic::new(rule::UNKNOWN_COLUMN, Severity::Warning, Some(span), message);
    if is_header {
        let free = COLUMNS
            .iter()
            .filter(|known| columns.get(known.column).is_none());
        let free: Vec<&str> = free.map(|known| known.name).collect();
        for (header, name) in unknown.iter().zip(&names).take(TOLD) {
            if let Some(meant) = slip_of(&header.words, &free) {
                told = told.hint(format!("did you mean `{meant}` by {}?", by(header, name)));
            }
        }
    }
    Some(told.hint(own_names()))
}

/// A header as it is told: quoted, or by its letter.
fn by(header: &Header, name: &str) -> String {
    match name == column_letters(header.index + 1) {
        true => format!("column {name}"),
        false => name.to_owned(),
    }
}

/// The column of which a header is a slip of the pen. A word that is only a part of a column's name is
/// none: `procedure` is no `procedure date`, and `date` says of nobody when the procedure is.
fn slip_of<'k>(header: &str, free: &[&'k str]) -> Option<&'k str> {
    let meant = nearest(header, free.iter().copied())?;
    let form = |words: &str| plain(words).replace(' ', "");
    let (header, name) = (form(header), form(meant));
    (header == name || !header.contains(&name) && !name.contains(&header)).then_some(meant)
}

/// Most columns that are named in one sentence.
const TOLD: usize = 10;

fn listed(names: &[String]) -> String {
    match names {
        _ if names.len() > TOLD => {
            let told = names.iter().take(TOLD).map(String::as_str);
            let told: Vec<&str> = told.collect();
            format!("{} and {} more", told.join(", "), names.len() - TOLD)
        }
        [before @ .., last] if !before.is_empty() => format!("{} and {last}", before.join(", ")),
        _ => names.concat(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_column_stands_at_its_index_and_no_name_means_two() {
        let mut seen = std::collections::BTreeSet::new();
        for (index, known) in COLUMNS.iter().enumerate() {
            assert_eq!(known.column.index(), index, "{}", known.name);
            assert_eq!(known.column.name(), known.name);
            for name in known.also_called.iter().chain([&known.name]) {
                assert!(seen.insert(*name), "{name}");
                assert_eq!(plain(name), *name, "a name must be in its plain form");
            }
        }
    }

    #[test]
    fn headers_count_alike_however_they_are_written() {
        for header in [
            "procedure date",
            "Procedure Date",
            " PROCEDURE_DATE ",
            "procedure-date:",
            "Procedure\u{a0}date *",
            "procedure\ndate",
            "\u{feff}procedure date",
        ] {
            assert_eq!(plain(header), "procedure date", "{header:?}");
        }
        assert_eq!(plain("Patient’s name"), "patient's name");
        assert_eq!(plain("Pre\u{301}nom"), plain("prénom"));
        assert_eq!(plain("Ref. No."), "ref no");
    }
}
