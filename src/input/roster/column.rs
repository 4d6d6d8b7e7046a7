//! The columns of a roster, and which of them a header names.
//!
//! In: the header's row, and the clinic's own names from `leaflet.yaml`. Out: where each column stands,
//! and what is wrong with the header. [`COLUMNS`] is the one list of columns and of the names by which
//! they are known. Promise: nothing is guessed: two columns of patients are a fault; of two headers for a
//! column that may be absent the plainer one counts, and the other is named and not used; a column that is
//! not known is named and not used. A header's words are quoted only where the row is surely a header,
//! because the first row of a list without one holds a patient.

use unicode_normalization::UnicodeNormalization;

use super::column_header::Header;
use super::name::{self, NamePart};
use super::sheet::{Cell, Sheet, SheetRow};
use crate::base::advice::{Advice, Control};
use crate::base::diagnostic::{Diagnostic, Diagnostics, Severity, nearest, quoted, rule};
use crate::base::invariant::{Certain, PartOf};
use crate::model::fact::{FACTS, FactKind, FactName};
use crate::model::guide::Words;
use crate::source::column_letters;

/// What a column of a roster holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Column {
    /// The guide's name.
    Guide,
    /// A personal fact.
    Fact(FactName),
    /// The language's tag.
    Language,
    /// The edition.
    Edition,
    /// The sheet of paper.
    Paper,
    /// When the patient comes, for the order of the print job.
    Appointment,
    /// The name for the leaflet's file.
    Output,
    /// Whether the patient comes: booked, cancelled, did not attend.
    Status,
    /// The list's own number of the row.
    Serial,
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
pub const COLUMNS: &[KnownColumn] = &ALL;

/// What stands before the facts that say who it is.
const FIRST: &[KnownColumn] = &[known(
    Column::Guide,
    "guide",
    &["guide name", "leaflet", "leaflet name"],
)];

/// What stands between the facts that say who it is, and the others.
const BETWEEN: &[KnownColumn] = &[
    known(
        Column::Language,
        "language",
        &["lang", "leaflet language", "preferred language", "भाषा"],
    ),
    known(Column::Edition, "edition", &["leaflet edition"]),
    known(Column::Paper, "paper", &["paper size", "sheet"]),
    known(
        Column::Appointment,
        "appointment",
        &[
            "appt",
            "appointment date and time",
            "appointment date time",
            "appointment datetime",
            "appt date time",
            "date and time",
            "date time",
            "datetime",
            "scheduled for",
            "appointment date",
            "appt date",
            "date of appointment",
            "appointment day",
            "visit date",
            "date of visit",
            "opd date",
            "clinic date",
            "consultation date",
            "scheduled date",
            "slot date",
            "appointment time",
            "appt time",
            "time of appointment",
            "time",
            "slot",
            "slot time",
            "time slot",
            "timeslot",
            "slot no",
            "slot number",
            "visit time",
            "opd time",
            "clinic time",
            "consultation time",
            "scheduled time",
            "reporting time",
            "समय",
            "start time",
            "start",
        ],
    ),
];

/// What stands behind all facts.
const LAST: &[KnownColumn] = &[
    known(
        Column::Output,
        "output",
        &["output file", "file name", "filename"],
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
    known(
        Column::Serial,
        "serial",
        &[
            "serial no",
            "serial number",
            "s no",
            "sno",
            "sr",
            "sr no",
            "srno",
            "sr number",
            "sl",
            "sl no",
            "slno",
            "sl number",
            "token",
            "token no",
            "token number",
            "queue no",
            "lfd nr",
            "no",
            "nr",
            "क्र",
            "क्र सं",
            "क्रम",
            "क्रम सं",
            "क्रम संख्या",
            "क्रमांक",
            "क्रमाङ्क",
            "अ क्र",
        ],
    ),
];

/// The facts for which a list can have a column.
const FACT_COLUMNS: usize = {
    let (mut count, mut at) = (0, 0);
    while at < FACTS.len() {
        count += !FACTS[at].headers.is_empty() as usize;
        at += 1;
    }
    count
};

const ALL: [KnownColumn; FIRST.len() + BETWEEN.len() + LAST.len() + FACT_COLUMNS] = {
    let mut all = [FIRST[0]; FIRST.len() + BETWEEN.len() + LAST.len() + FACT_COLUMNS];
    let mut count = put_all(&mut all, 0, FIRST);
    let mut at = 0;
    while at < FACTS.len() {
        if let [name, also_called @ ..] = FACTS[at].headers {
            all[count] = known(Column::Fact(FACTS[at].fact), name, also_called);
            count += 1;
        }
        if matches!(FACTS[at].kind, FactKind::Surgeon) {
            count = put_all(&mut all, count, BETWEEN);
        }
        at += 1;
    }
    put_all(&mut all, count, LAST);
    all
};

/// Puts some columns into their places from here on; gives the next place.
const fn put_all(all: &mut [KnownColumn], mut count: usize, some: &[KnownColumn]) -> usize {
    let mut at = 0;
    while at < some.len() {
        all[count] = some[at];
        count += 1;
        at += 1;
    }
    count
}

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

/// Every column with the headers by which it is known, as a list in Markdown. Capitals, points, hyphens and
/// underscores in a header count for nothing.
pub fn headers_documentation() -> String {
    COLUMNS
        .iter()
        .map(|known| match known.also_called {
            [] => format!("- `{}`\n", known.name),
            others => format!("- `{}`, also {}\n", known.name, others.join(", ")),
        })
        .collect()
}

impl Column {
    /// The patient's name.
    pub const PATIENT: Self = Self::Fact(FactName::Patient);
    /// The surgeon: a person's id in the brand, or a name.
    pub const SURGEON: Self = Self::Fact(FactName::Surgeon);
    /// The day of the procedure.
    pub const PROCEDURE_DATE: Self = Self::Fact(FactName::ProcedureDate);
    /// The clinic's own number.
    pub const REFERENCE: Self = Self::Fact(FactName::Reference);

    /// What its cells hold, if that is a personal fact.
    pub(super) fn fact_kind(self) -> Option<FactKind> {
        match self {
            Self::Fact(fact) => Some(fact.kind()),
            _ => None,
        }
    }

    /// Its own name.
    pub fn name(self) -> &'static str {
        let known = COLUMNS.iter().find(|known| known.column == self);
        known.certain().name
    }

    /// Its place among [`COLUMNS`].
    pub(super) fn index(self) -> usize {
        let place = COLUMNS.iter().position(|known| known.column == self);
        place.unwrap_or(COLUMNS.len())
    }

    /// Whether its cells are printed, or choose what is printed.
    pub(super) fn is_printed(self) -> bool {
        !matches!(
            self,
            Self::PATIENT | Self::Appointment | Self::Output | Self::Status | Self::Serial
        )
    }
}

/// The clinic's own headers, from `leaflet.yaml`.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct ColumnNames {
    headers: Vec<(Column, Words)>,
}

impl ColumnNames {
    /// Says by which header a column is known. More than one for a column are put together, in this order.
    pub fn set(&mut self, column: Column, header: Words) {
        self.headers.push((column, header));
    }

    /// The header that is set for a column, the first where there are several.
    pub fn header(&self, column: Column) -> Option<&Words> {
        self.headers(column).next()
    }

    /// All headers that are set for a column.
    pub fn headers(&self, column: Column) -> impl Iterator<Item = &Words> {
        let set = self.headers.iter();
        set.filter(move |(of, _)| *of == column)
            .map(|(_, header)| header)
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
#[derive(Debug, Clone, Default)]
pub(super) struct Columns {
    /// The first place of each.
    at: [Option<usize>; COLUMNS.len()],
    /// How each is headed in the list, where that is known: by one of our names or by the settings, so that
    /// no patient's words can stand there.
    headers: [Option<String>; COLUMNS.len()],
    /// Of what the patient's name is put together.
    name: Vec<NamePart>,
    /// All columns of the appointment.
    appointment: Vec<usize>,
}

impl Columns {
    pub(super) fn get(&self, column: Column) -> Option<usize> {
        self.at.get(column.index()).copied().flatten()
    }

    /// Everywhere that a column stands.
    pub(super) fn all(&self, column: Column) -> impl Iterator<Item = usize> + use<> {
        let several: Vec<usize> = match column {
            Column::PATIENT => self.name.iter().map(|part| part.index).collect(),
            Column::Appointment => self.appointment.clone(),
            _ => self.get(column).into_iter().collect(),
        };
        several.into_iter()
    }

    /// Of what the patient's name is put together, in its order.
    pub(super) fn name(&self) -> &[NamePart] {
        &self.name
    }

    /// How a column is headed in the list, or its own name.
    pub(super) fn header(&self, column: Column) -> &str {
        let header = self.headers.get(column.index()).and_then(Option::as_deref);
        header.unwrap_or(column.name())
    }

    fn put(&mut self, column: Column, header: &Header) {
        if let Some(place) = self.at.get_mut(column.index()) {
            *place = Some(header.index);
        }
        if let Some(kept) = self.headers.get_mut(column.index()) {
            *kept = Some(header.words.clone());
        }
    }

    /// Takes a column out, as if the list had none.
    pub(super) fn take_out(&mut self, column: Column) {
        if let Some(place) = self.at.get_mut(column.index()) {
            *place = None;
        }
        if column == Column::Appointment {
            self.appointment.clear();
        }
    }

    fn is_used(&self, index: usize) -> bool {
        COLUMNS
            .iter()
            .any(|known| self.all(known.column).any(|at| at == index))
    }

    fn count(&self) -> usize {
        self.at.iter().flatten().count()
    }
}

/// Finds the columns by the header's row; `None` if the roster cannot be used.
pub(super) fn find(
    sheet: &Sheet,
    row: &SheetRow<'_>,
    names: &ColumnNames,
    found: &mut Diagnostics,
) -> Option<Columns> {
    let mut headers = headers(row);
    let mut finding = Finding {
        sheet,
        row,
        names,
        headers: &headers,
        columns: Columns::default(),
        is_right: true,
        told: Vec::new(),
        missing: Vec::new(),
        has_part: false,
    };
    for known in COLUMNS {
        match known.column {
            Column::PATIENT => finding.find_name(known, found),
            Column::Appointment => finding.find_appointment(known, found),
            _ => finding.find_one(known, found),
        }
    }
    let Finding {
        columns,
        mut is_right,
        told,
        missing,
        has_part,
        ..
    } = finding;
    if columns.count() == 0 && is_right && !has_part {
        found.push(no_header(sheet, row));
        return None;
    }
    for (known, set) in missing {
        let is_needed = known.column == Column::PATIENT;
        is_right &= !is_needed;
        found.push(missing_header(known, set, is_needed));
    }
    // A list without a header may hold one of our words by chance, but hardly two.
    let is_header = columns.get(Column::PATIENT).is_some() || columns.count() > 1;
    if is_right && columns.get(Column::PATIENT).is_none() {
        is_right = false;
        found.push(no_patient(sheet, row, &headers));
    }
    headers.retain(|header| !columns.is_used(header.index) && !told.contains(&header.index));
    found.extend(unknown(sheet, &headers, &columns, is_header));
    is_right.then_some(columns)
}

/// The columns of a header in the making.
struct Finding<'f, 's> {
    sheet: &'s Sheet,
    row: &'f SheetRow<'s>,
    names: &'f ColumnNames,
    headers: &'f [Header],
    columns: Columns,
    is_right: bool,
    /// Places of headers of which all was said.
    told: Vec<usize>,
    /// Headers that are set and not there.
    missing: Vec<(&'static KnownColumn, &'f Words)>,
    /// Whether of several headers that are set for a column some are there.
    has_part: bool,
}

impl<'f> Finding<'f, '_> {
    /// The headers that the settings name for a column; none where not all of them are there.
    fn set(&mut self, known: &'static KnownColumn) -> Vec<&'f Header> {
        let mut meant: Vec<&Header> = Vec::new();
        for set in self.names.headers(known.column) {
            let form = plain(&set.text);
            let before = meant.len();
            meant.extend(self.headers.iter().filter(|header| header.plain == form));
            if meant.len() == before {
                self.missing.push((known, set));
            }
        }
        if self.missing.iter().any(|(of, _)| of.column == known.column) {
            self.has_part |= !meant.is_empty();
            meant.clear();
        }
        meant
    }

    /// The headers that mean a column by one of our names, with how plainly each says it, from 0.
    fn own(&self, known: &KnownColumn) -> Vec<(usize, &'f Header)> {
        let headers = self.headers.iter().filter_map(|header| {
            let rank = rank(known, &header.plain)?;
            (!self.names.is_taken(&header.plain, known.column)).then_some((rank, header))
        });
        let mut own: Vec<(usize, &Header)> = headers.collect();
        own.sort_by_key(|(rank, header)| (*rank, header.index));
        own
    }

    /// Takes back that a set header is missing: a column of our own name stands in its place.
    fn is_found(&mut self, column: Column) {
        self.missing.retain(|(of, _)| of.column != column);
    }

    /// A column that stands in one place. Of several headers that mean it, the plainest is used.
    fn find_one(&mut self, known: &'static KnownColumn, found: &mut Diagnostics) {
        let set = self.set(known);
        let meant: Vec<(usize, &Header)> = match set.is_empty() {
            false => set.into_iter().map(|header| (0, header)).collect(),
            true => self.own(known),
        };
        if let Some(used) = self.plainest(known, &meant, found) {
            self.is_found(known.column);
            self.columns.put(known.column, used);
        }
    }

    /// The header that says most plainly what a column is; the others are told as not used. Where two say it
    /// in the same words and their cells differ, nobody can know which is meant, and none is used.
    fn plainest(
        &mut self,
        known: &KnownColumn,
        meant: &[(usize, &'f Header)],
        found: &mut Diagnostics,
    ) -> Option<&'f Header> {
        let (rank, first) = meant.first()?;
        let others = meant.part(1..);
        if others.is_empty() {
            return Some(first);
        }
        self.told
            .extend(others.iter().map(|(_, header)| header.index));
        let mut alike = others.iter().filter(|(other, _)| other == rank);
        let differs = alike.find(|(_, header)| !self.agree(first.index, header.index));
        if let Some((_, second)) = differs {
            self.told.push(first.index);
            found.push(two_alike(self.sheet, known, first, second));
            return None;
        }
        found.push(second_of(self.sheet, known, first, others));
        Some(first)
    }

    /// Whether two columns never say two different things.
    fn agree(&self, first: usize, second: usize) -> bool {
        let below = self
            .sheet
            .rows()
            .filter(|row| row.number() > self.row.number());
        let mut below = below;
        below.all(|row| match (row.cell(first), row.cell(second)) {
            (Some((_, first)), Some((_, second))) => first == second,
            _ => true,
        })
    }

    /// The columns of the patient's name.
    fn find_name(&mut self, known: &'static KnownColumn, found: &mut Diagnostics) {
        let set = self.set(known);
        if !set.is_empty() {
            let parts = set.iter().map(|header| NamePart::set(header));
            self.columns.name = parts.collect();
            if let Some(first) = set.first() {
                self.columns.put(Column::PATIENT, first);
            }
            return;
        }
        let whole: Vec<&Header> = self
            .own(known)
            .into_iter()
            .map(|(_, header)| header)
            .collect();
        let is_free = |header: &&Header| !self.names.is_taken(&header.plain, Column::PATIENT);
        let free: Vec<&Header> = self.headers.iter().filter(is_free).collect();
        match name::parts(self.sheet, self.row, &whole, &free) {
            name::Found::Parts(parts) => {
                self.is_found(Column::PATIENT);
                let first = parts.first().map(|part| part.index);
                let header = self
                    .headers
                    .iter()
                    .find(|header| Some(header.index) == first);
                if let Some(header) = header {
                    self.columns.put(Column::PATIENT, header);
                }
                self.columns.name = parts;
            }
            name::Found::Two(first, second) => {
                self.is_right = false;
                self.is_found(Column::PATIENT);
                self.told.extend(whole.iter().map(|header| header.index));
                let (first, second) = match first.index < second.index {
                    true => (first, second),
                    false => (second, first),
                };
                found.push(doubled(self.sheet, known, first, second));
            }
            name::Found::None => {}
        }
    }

    /// The columns of the appointment: a day and a time may stand apart.
    fn find_appointment(&mut self, known: &'static KnownColumn, found: &mut Diagnostics) {
        let set = self.set(known);
        let meant = if set.is_empty() {
            let mut own = self.own(known);
            let has_day = own
                .iter()
                .any(|(_, header)| When::of(&header.plain) == When::Day);
            let date = self.headers.iter().find(|header| header.plain == "date");
            // A day without a word of what it is the day of is the appointment's beside a time, and nothing
            // where it stands alone.
            if let (false, false, Some(date)) = (has_day, own.is_empty(), date)
                && !self.names.is_taken(&date.plain, Column::Appointment)
            {
                own.push((usize::MAX, date));
            }
            let mut used = Vec::new();
            for when in [When::Both, When::Day, When::Time] {
                let kind = own
                    .iter()
                    .filter(|(_, header)| When::of(&header.plain) == when);
                let kind: Vec<(usize, &Header)> = kind.copied().collect();
                used.extend(self.plainest(known, &kind, found));
            }
            used
        } else {
            set
        };
        if let Some(first) = meant.first() {
            self.is_found(Column::Appointment);
            self.columns.put(Column::Appointment, first);
        }
        self.columns.appointment = meant.iter().map(|header| header.index).collect();
    }
}

/// What a header of an appointment promises.
#[derive(Clone, Copy, PartialEq, Eq)]
enum When {
    Both,
    Day,
    Time,
}

impl When {
    fn of(plain_header: &str) -> Self {
        let words: Vec<&str> = plain_header.split(' ').collect();
        let has = |names: &[&str]| words.iter().any(|word| names.contains(word));
        match (has(&["date", "day"]), has(&["time"])) {
            (true, false) => Self::Day,
            (false, true) => Self::Time,
            (false, false) if has(&["slot", "start", "timeslot"]) => Self::Time,
            _ => Self::Both,
        }
    }
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
    let part = || name::is_part(&form).then_some(Column::PATIENT);
    column.or_else(part).map(|column| column == Column::PATIENT)
}

/// The warning of columns without a header that hold something, which is not used.
pub(super) fn nameless(sheet: &Sheet, row: &SheetRow<'_>, filled: &[usize]) -> Option<Diagnostic> {
    let letters: Vec<String> = filled
        .iter()
        .map(|index| column_letters(index + 1))
        .collect();
    let (first, rest) = letters.split_first()?;
    let message = match rest {
        [] => format!("column {first} has no header, so its cells are not used"),
        _ => format!(
            "the columns {} have no header, so their cells are not used",
            listed(&letters)
        ),
    };
    let span = sheet.span(row.place());
    Some(
        Diagnostic::new(rule::UNKNOWN_COLUMN, Severity::Warning, Some(span), message)
            .hint("write what the column contains into its header cell, or empty the column"),
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
    rank(known, plain_header).is_some()
}

/// How plainly a header says a column: 0 for its own name, then the others in their order. Behind them come
/// headers with something in brackets behind the name: `Time (24 h)`.
fn rank(known: &KnownColumn, plain_header: &str) -> Option<usize> {
    let of = |header: &str| {
        if header == known.name {
            return Some(0);
        }
        let found = known.also_called.iter().position(|name| *name == header);
        found.map(|at| at + 1)
    };
    of(plain_header).or_else(|| {
        let (name, _) = plain_header.split_once(['(', '['])?;
        let at = of(name.trim_end())?;
        Some(known.also_called.len() + 1 + at)
    })
}

/// A header as it is compared: composed, in small letters, one space for spaces, underscores, hyphens,
/// points and line ends, nothing at its ends that is neither letter nor figure.
fn plain(header: &str) -> String {
    let composed: String = header.nfc().collect::<String>().to_lowercase();
    let composed = composed.replace(['’', 'ʼ'], "'");
    let parts = composed.split(|character: char| {
        character.is_whitespace()
            || matches!(
                character,
                '_' | '-' | '.' | '\u{2010}'..='\u{2015}' | '\u{feff}' | '\u{200b}'
            )
    });
    // Letters with points between them are one word: `O.P.D. Date`, `M.R.N.`.
    let mut words: Vec<String> = Vec::new();
    let mut is_letters = false;
    for part in parts.filter(|part| !part.is_empty()) {
        let is_letter = part.len() == 1 && part.bytes().all(|it| it.is_ascii_alphabetic());
        match words.last_mut() {
            Some(last) if is_letter && is_letters => last.push_str(part),
            _ => words.push(part.to_owned()),
        }
        is_letters = is_letter;
    }
    let joined = words.join(" ");
    joined.trim_matches([':', '*', '#', ' ', '"']).to_owned()
}

/// The fault, or for a column that may be absent the warning, of a header that is set and not there.
fn missing_header(known: &KnownColumn, set: &Words, is_needed: bool) -> Diagnostic {
    let severity = if is_needed {
        Severity::Error
    } else {
        Severity::Warning
    };
    let message = format!(
        "no column of the list has the header {}, which is set for `{}`",
        quoted(&set.text),
        known.name
    );
    let told = Diagnostic::new(rule::ROSTER_COLUMNS, severity, Some(set.span), message);
    match is_needed {
        true => told.hint("write it exactly as in the header row of the list, or delete the line"),
        false => told.hint(format!(
            "this list is read without `{}`; if the list has this column, write the header \
             exactly as in the list",
            known.name
        )),
    }
}

/// The warning of headers that mean the same as one that says it more plainly.
fn second_of(
    sheet: &Sheet,
    known: &KnownColumn,
    used: &Header,
    others: &[(usize, &Header)],
) -> Diagnostic {
    let names: Vec<String> = others
        .iter()
        .map(|(_, header)| quoted(&header.words))
        .collect();
    let (are, not) = match names.len() {
        1 => ("the column", "is not used"),
        _ => ("the columns", "are not used"),
    };
    let message = format!(
        "{} is used as `{}`, so {are} {} {not}",
        quoted(&used.words),
        known.name,
        listed(&names)
    );
    let place = others
        .first()
        .map_or(used.place, |(_, header)| header.place);
    let span = Some(sheet.span(place));
    Diagnostic::new(rule::UNKNOWN_COLUMN, Severity::Warning, span, message)
        .hint(which_one(known.name))
}

/// The warning of two columns with one header and different cells.
fn two_alike(sheet: &Sheet, known: &KnownColumn, first: &Header, second: &Header) -> Diagnostic {
    let message = format!(
        "the columns {} and {} both have the header {} but different contents, so neither is used \
         as `{}`",
        column_letters(first.index + 1),
        column_letters(second.index + 1),
        quoted(&second.words),
        known.name
    );
    let span = Some(sheet.span(second.place));
    Diagnostic::new(rule::ROSTER_COLUMNS, Severity::Warning, span, message)
        .hint("give one of the two columns another header, or delete that column")
}

fn which_one(name: &str) -> String {
    format!(
        "if another one is meant, say so in `leaflet.yaml`: under `columns:`, `{name}:` and its header"
    )
}

fn doubled(sheet: &Sheet, known: &KnownColumn, first: &Header, second: &Header) -> Diagnostic {
    let name = known.name;
    Diagnostic::error(
        rule::ROSTER_COLUMNS,
        sheet.span(second.place),
        format!(
            "the columns {} and {} both have a header that means `{name}`",
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
            "row {} does not name any known column, so it is not the header",
            row.number()
        ),
    );
    told.hint(Advice::naming(
        "one row must name the columns; if it is another row, give {} and its number",
        &[Control::HeaderRow],
    ))
    .hint(known_names())
    .hint(own_names())
}

fn no_patient(sheet: &Sheet, row: &SheetRow<'_>, headers: &[Header]) -> Diagnostic {
    let told = Diagnostic::error(
        rule::ROSTER_COLUMNS,
        sheet.span(row.place()),
        "no column has the header `patient`",
    );
    let parts = name::parts_by_header(headers);
    let told = match parts.as_slice() {
        [] => told,
        parts => told.hint(format!(
            "{} is only a part of a name; name all its columns in `leaflet.yaml` under \
             `columns:`, for example `patient: [First Name, Last Name]`",
            listed(
                &parts
                    .iter()
                    .map(|header| quoted(&header.words))
                    .collect::<Vec<_>>()
            )
        )),
    };
    told.hint(known_names()).hint(own_names())
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
    let is_safe = |header: &Header| super::safe::is_safe(&super::safe::plain(&header.words));
    let may_quote = is_header && (columns.count() > 1 || unknown.iter().all(is_safe));
    let names: Vec<String> = unknown
        .iter()
        .map(|header| match may_quote && is_safe(header) {
            true => quoted(&header.words),
            false => column_letters(header.index + 1),
        })
        .collect();
    let message = match names.as_slice() {
        [name] => format!("the column {name} is unknown and is not used"),
        _ => format!(
            "the columns {} are unknown and are not used",
            listed(&names)
        ),
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
        assert_eq!(plain("O.P.D. Date"), "opd date");
        assert_eq!(plain("M. R. N."), "mrn");
        assert_eq!(plain("S. No."), "s no");
        assert_eq!(plain("UHID/MRN No."), "uhid/mrn no");
    }
}
