//! From text with separators to a sheet: CSV, TSV and what Excel makes of them.
//!
//! In: text. Out: its rows, each cell with its line and column. The separator is a comma, a semicolon,
//! a tab or an upright stroke, whichever divides the header into most columns and the rows into as many;
//! Excel's first line `sep=;` settles it. Quotes hold separators, line ends and doubled quotes, as in RFC 4180, with
//! space allowed round them. Promise: one pass, and no row is swallowed in silence: a quote that is not
//! closed is refused where it opens. Of a row, no more cells are kept than there may be columns, and one
//! to refuse it by; the others are counted.

use std::borrow::Cow;

use super::{Filling, MAXIMUM_ROSTER_COLUMNS, Place, Refusal, rule, without_formula};
use crate::base::invariant::PartOf;

/// The separators that are found out; where two divide a text alike, the later one.
const SEPARATORS: [u8; 4] = [b'|', b'\t', b',', b';'];

/// How much of a text is looked at to find its separator: rows, and bytes.
const SAMPLE: (usize, usize) = (50, 200_000);

pub(super) fn read(text: &str, filling: &mut Filling) -> Result<(), Refusal> {
    let (text, first_line, said) = after_said_separator(text);
    let separator = said.unwrap_or_else(|| likely_separator(text));
    let mut records = Records::new(text, separator, first_line);
    let mut fields = Fields::default();
    let mut number = 0;
    while let Some(record) = records.next(&mut fields)? {
        number += 1;
        if fields.are_blank {
            continue;
        }
        let row = filling.begin_row(number, record.place)?;
        row.fields = u32::try_from(fields.count).unwrap_or(u32::MAX);
        row.is_misquoted = record.is_misquoted;
        row.is_spaced = fields.are_spaced;
        for field in &fields.kept {
            filling.put_words(field.column, field.place, &field.said(text))?;
        }
    }
    Ok(())
}

/// The text behind a first line like `sep=;`, the line on which it begins, and the separator.
fn after_said_separator(text: &str) -> (&str, u32, Option<u8>) {
    let said = text
        .get(..4)
        .filter(|start| start.eq_ignore_ascii_case("sep="));
    if let (Some(_), Some(separator)) = (said, text.as_bytes().get(4)) {
        for end in ["\r\n", "\n", "\r"] {
            if SEPARATORS.contains(separator)
                && let Some(rest) = text.get(5..).and_then(|rest| rest.strip_prefix(end))
            {
                return (rest, 2, Some(*separator));
            }
        }
    }
    (text, 1, None)
}

/// The separator that divides the first row into most cells, and most of the next rows into as many.
/// Where the first row is divided as no other, or not at all, it may be a title: then the one that divides
/// most rows alike.
fn likely_separator(text: &str) -> u8 {
    let mut end = text.len().min(SAMPLE.1);
    while !text.is_char_boundary(end) {
        end -= 1;
    }
    let sample = text.part(..end);
    let counted = SEPARATORS.map(|separator| (Widths::of(sample, separator), separator));
    // Of equals the last is taken.
    let by_first = counted.iter().max_by_key(|(widths, _)| widths.by_first());
    let by_most = counted.iter().max_by_key(|(widths, _)| widths.most_alike);
    match by_first {
        Some((widths, separator)) if widths.first > 1 && (widths.alike > 1 || widths.rows < 3) => {
            *separator
        }
        _ => by_most.map_or(b',', |(_, separator)| *separator),
    }
}

/// How a separator divides the rows of a text.
struct Widths {
    rows: usize,
    /// Cells of the first row, and rows that have as many.
    first: usize,
    alike: usize,
    /// Most cells of a row.
    most: usize,
    /// Cells that the rows of one width have together, beyond one each: the most of any width.
    most_alike: usize,
}

impl Widths {
    fn of(sample: &str, separator: u8) -> Self {
        let mut records = Records::new(sample, separator, 1);
        let (mut fields, mut widths) = (Fields::default(), Vec::new());
        // Where the sample ends inside a quote, the rows before it say enough.
        while let Ok(Some(_)) = records.next(&mut fields) {
            if !fields.are_blank {
                widths.push(fields.count);
            }
            if widths.len() >= SAMPLE.0 {
                break;
            }
        }
        let count = |of: usize| widths.iter().filter(|width| **width == of).count();
        let first = widths.first().copied().unwrap_or_default();
        let together = widths.iter().map(|width| (width - 1) * count(*width));
        Self {
            rows: widths.len(),
            first,
            alike: count(first),
            most: widths.iter().max().copied().unwrap_or_default(),
            most_alike: together.max().unwrap_or_default(),
        }
    }

    fn by_first(&self) -> (usize, usize) {
        let alike = if self.first > 1 {
            self.alike
        } else {
            self.most
        };
        (self.first, alike)
    }
}

/// One row as it was written.
struct Record {
    place: Place,
    is_misquoted: bool,
}

/// The cells of one row, from the left.
struct Fields {
    /// Those that are read: as many as there may be columns, and the first filled one further right.
    kept: Vec<Field>,
    /// How many were written.
    count: usize,
    /// Whether they hold nothing but space and separators, whichever is the separator here.
    are_blank: bool,
    /// Whether any but the first holds words behind a space, without quotes.
    are_spaced: bool,
}

impl Default for Fields {
    fn default() -> Self {
        Self {
            kept: Vec::new(),
            count: 0,
            are_blank: true,
            are_spaced: false,
        }
    }
}

impl Fields {
    fn clear(&mut self) {
        self.kept.clear();
        (self.count, self.are_blank, self.are_spaced) = (0, true, false);
    }

    /// Adds a cell: its words between `start` and `end`.
    fn add(&mut self, text: &str, (start, end): (usize, usize), kind: FieldKind, place: Place) {
        let field = Field {
            column: self.count,
            start,
            end,
            kind,
            place,
        };
        self.count += 1;
        self.are_blank &= field.is_blank(text);
        self.are_spaced |= field.column > 0 && field.is_spaced(text);
        let has_room = self.kept.len() < MAXIMUM_ROSTER_COLUMNS;
        let is_first_beyond = self.kept.len() == MAXIMUM_ROSTER_COLUMNS;
        if has_room || (is_first_beyond && field.is_filled(text)) {
            self.kept.push(field);
        }
    }
}

/// One cell as it was written: its words between `start` and `end`.
struct Field {
    /// From 0.
    column: usize,
    start: usize,
    end: usize,
    kind: FieldKind,
    place: Place,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum FieldKind {
    Plain,
    Quoted,
    /// Quoted, with doubled quotes inside.
    QuotedWithQuotes,
}

impl Field {
    fn words<'t>(&self, text: &'t str) -> &'t str {
        text.part(self.start..self.end)
    }

    /// Its words with quotes as they are meant.
    fn said<'t>(&self, text: &'t str) -> Cow<'t, str> {
        let words = self.words(text);
        match self.kind {
            FieldKind::Plain | FieldKind::Quoted => Cow::Borrowed(words),
            FieldKind::QuotedWithQuotes => Cow::Owned(words.replace("\"\"", "\"")),
        }
    }

    fn is_blank(&self, text: &str) -> bool {
        let nothing = |character: char| {
            character.is_whitespace()
                || u8::try_from(character).is_ok_and(|byte| SEPARATORS.contains(&byte))
        };
        self.words(text).chars().all(nothing)
    }

    /// Whether it becomes a cell: a formula of no words does not.
    fn is_filled(&self, text: &str) -> bool {
        let words = self.said(text);
        without_formula(words.trim()).is_none_or(|words| !words.is_empty())
    }

    /// Whether it holds words behind a space, without quotes.
    fn is_spaced(&self, text: &str) -> bool {
        let words = self.words(text);
        self.kind == FieldKind::Plain && words.starts_with(' ') && !words.trim().is_empty()
    }
}

struct Records<'t> {
    text: &'t str,
    bytes: &'t [u8],
    separator: u8,
    at: usize,
    line: u32,
    /// Byte up to which characters of this line are counted, and their number.
    counted: (usize, u32),
}

impl<'t> Records<'t> {
    fn new(text: &'t str, separator: u8, line: u32) -> Self {
        Self {
            text,
            bytes: text.as_bytes(),
            separator,
            at: 0,
            line,
            counted: (0, 0),
        }
    }

    /// The next row, its cells in `fields`; `None` behind the last.
    fn next(&mut self, fields: &mut Fields) -> Result<Option<Record>, Refusal> {
        fields.clear();
        if self.at >= self.bytes.len() {
            return Ok(None);
        }
        let mut record = Record {
            place: self.place(),
            is_misquoted: false,
        };
        loop {
            record.is_misquoted |= self.field(fields)?;
            match self.bytes.get(self.at) {
                Some(byte) if *byte == self.separator => self.at += 1,
                _ => {
                    self.line_end();
                    return Ok(Some(record));
                }
            }
        }
    }

    /// Reads one cell; says whether words stand behind its closing quote.
    fn field(&mut self, fields: &mut Fields) -> Result<bool, Refusal> {
        let start = self.at;
        while matches!(self.bytes.get(self.at), Some(b' ' | b'\t'))
            && self.bytes.get(self.at) != Some(&self.separator)
        {
            self.at += 1;
        }
        if self.bytes.get(self.at) != Some(&b'"') {
            self.at = start;
            let place = self.place();
            self.at = self.end_of_plain(start);
            fields.add(self.text, (start, self.at), FieldKind::Plain, place);
            return Ok(false);
        }
        self.quoted(fields)
    }

    fn quoted(&mut self, fields: &mut Fields) -> Result<bool, Refusal> {
        let place = self.place();
        let opened = self.line;
        self.at += 1;
        let start = self.at;
        let mut kind = FieldKind::Quoted;
        let end = loop {
            match self.bytes.get(self.at) {
                None => return Err(unclosed(place)),
                Some(b'"') if self.bytes.get(self.at + 1) == Some(&b'"') => {
                    kind = FieldKind::QuotedWithQuotes;
                    self.at += 2;
                }
                Some(b'"') => break self.at,
                Some(b'\n' | b'\r') => self.line_end(),
                Some(_) => self.at += 1,
            }
        };
        self.at += 1;
        let behind = self.at;
        self.at = self.end_of_plain(behind);
        let is_misquoted = !self.text.part(behind..self.at).trim().is_empty();
        if is_misquoted && self.line > opened {
            return Err(unclosed(place));
        }
        fields.add(self.text, (start, end), kind, place);
        Ok(is_misquoted)
    }

    /// Where a cell without quotes ends.
    fn end_of_plain(&self, from: usize) -> usize {
        let rest = self.bytes.part(from..);
        let length = rest
            .iter()
            .position(|byte| *byte == self.separator || matches!(byte, b'\n' | b'\r'));
        from + length.unwrap_or(rest.len())
    }

    /// Steps over a line end, if one is here.
    fn line_end(&mut self) {
        let length = match (self.bytes.get(self.at), self.bytes.get(self.at + 1)) {
            (Some(b'\r'), Some(b'\n')) => 2,
            (Some(b'\r' | b'\n'), _) => 1,
            _ => return,
        };
        self.at += length;
        self.line = self.line.saturating_add(1);
        self.counted = (self.at, 0);
    }

    /// Line and column of where the reading is, the column in characters.
    fn place(&mut self) -> Place {
        let (from, before) = self.counted;
        let more = self.text.part(from..self.at).chars();
        let column = before.saturating_add(u32::try_from(more.count()).unwrap_or(u32::MAX));
        self.counted = (self.at, column);
        Place {
            line: self.line,
            column: column.saturating_add(1),
        }
    }
}

fn unclosed(place: Place) -> Refusal {
    Refusal::new(
        rule::ROSTER_QUOTE,
        "a quote opens here and is not closed, so the program cannot separate the rows after it",
    )
    .at(place)
    .hint("close it after the words of the cell; write a quote inside a cell twice: \"\"")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn of_a_wide_row_the_first_filled_cell_too_far_right_is_kept_and_all_are_counted() {
        let empty = ",".repeat(5_000);
        for (text, kept, count, last) in [
            (format!("a{empty}"), 200, 5_001, 199),
            (format!("a{empty}b,c"), 201, 5_002, 5_000),
            (format!("a{empty}=\"\", \"\",\" b\",c"), 201, 5_004, 5_002),
        ] {
            let mut fields = Fields::default();
            let mut records = Records::new(&text, b',', 1);
            assert!(
                records
                    .next(&mut fields)
                    .is_ok_and(|record| record.is_some())
            );
            assert_eq!((fields.kept.len(), fields.count), (kept, count));
            assert_eq!(fields.kept.last().map(|field| field.column), Some(last));
            assert!(!fields.are_blank);
        }
    }
}
