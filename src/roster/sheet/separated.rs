//! From text with separators to a sheet: CSV, TSV and what Excel makes of them.
//!
//! In: text. Out: its rows, each cell with its line and column. The separator is a comma, a semicolon
//! or a tab, whichever divides the header into most columns and the rows into as many; Excel's first
//! line `sep=;` settles it. Quotes hold separators, line ends and doubled quotes, as in RFC 4180, with
//! space allowed round them. Promise: one pass, and no row is swallowed in silence: a quote that is not
//! closed is refused where it opens.

use super::{Filling, Place, Refusal, Unreadable, Value, rule};

/// The separators that are found out.
const SEPARATORS: [u8; 3] = [b'\t', b';', b','];

/// How much of a text is looked at to find its separator: rows, and bytes.
const SAMPLE: (usize, usize) = (50, 200_000);

pub(super) fn read(text: &str, filling: &mut Filling) -> Result<(), Refusal> {
    let (text, first_line, said) = after_said_separator(text);
    let separator = said.unwrap_or_else(|| likely_separator(text));
    let mut records = Records::new(text, separator, first_line);
    let mut fields = Vec::new();
    let mut number = 0;
    while let Some(record) = records.next(&mut fields)? {
        number += 1;
        if is_blank(&fields, text) {
            continue;
        }
        let row = filling.begin_row(number, record.place)?;
        row.fields = u32::try_from(fields.len()).unwrap_or(u32::MAX);
        row.is_misquoted = record.is_misquoted;
        for (column, field) in fields.iter().enumerate() {
            let words = field.words(text);
            match field.kind {
                FieldKind::Plain => put_plain(filling, column, field.place, words)?,
                FieldKind::Quoted => filling.put_words(column, field.place, words)?,
                FieldKind::QuotedWithQuotes => {
                    filling.put_words(column, field.place, &words.replace("\"\"", "\""))?;
                }
            }
        }
    }
    Ok(())
}

/// Puts a cell without quotes; one that begins with an equals sign is a formula, unless it is the one
/// by which programs keep Excel from changing figures: `="00123"`.
fn put_plain(
    filling: &mut Filling,
    column: usize,
    place: Place,
    words: &str,
) -> Result<(), Refusal> {
    let words = words.trim();
    let Some(formula) = words.strip_prefix('=') else {
        return filling.put_words(column, place, words);
    };
    let inner = formula
        .strip_prefix('"')
        .and_then(|rest| rest.strip_suffix('"'));
    match inner.filter(|inner| !inner.contains('"')) {
        Some(inner) => filling.put_words(column, place, inner),
        None => filling.put(column, place, Value::Unreadable(Unreadable::Formula)),
    }
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
fn likely_separator(text: &str) -> u8 {
    let mut end = text.len().min(SAMPLE.1);
    while !text.is_char_boundary(end) {
        end -= 1;
    }
    let sample = text.get(..end).unwrap_or_default();
    let counted = SEPARATORS.map(|separator| {
        let mut records = Records::new(sample, separator, 1);
        let (mut fields, mut widths) = (Vec::new(), Vec::new());
        // Where the sample ends inside a quote, the rows before it say enough.
        while let Ok(Some(_)) = records.next(&mut fields) {
            if !is_blank(&fields, sample) {
                widths.push(fields.len());
            }
            if widths.len() >= SAMPLE.0 {
                break;
            }
        }
        let first = widths.first().copied().unwrap_or_default();
        let alike = widths.iter().filter(|width| **width == first).count();
        let most = widths.iter().max().copied().unwrap_or_default();
        (first, if first > 1 { alike } else { most }, separator)
    });
    counted
        .into_iter()
        .max()
        .map_or(b',', |(_, _, separator)| separator)
}

/// Whether a row holds nothing but space and separators, whichever is the separator here.
fn is_blank(fields: &[Field], text: &str) -> bool {
    let nothing = |sign: char| {
        sign.is_whitespace() || u8::try_from(sign).is_ok_and(|byte| SEPARATORS.contains(&byte))
    };
    fields
        .iter()
        .all(|field| field.words(text).chars().all(nothing))
}

/// One row as it was written.
struct Record {
    place: Place,
    is_misquoted: bool,
}

/// One cell as it was written: its words between `start` and `end`.
struct Field {
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
        text.get(self.start..self.end).unwrap_or_default()
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
    fn next(&mut self, fields: &mut Vec<Field>) -> Result<Option<Record>, Refusal> {
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
    fn field(&mut self, fields: &mut Vec<Field>) -> Result<bool, Refusal> {
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
            fields.push(Field {
                start,
                end: self.at,
                kind: FieldKind::Plain,
                place,
            });
            return Ok(false);
        }
        self.quoted(fields)
    }

    fn quoted(&mut self, fields: &mut Vec<Field>) -> Result<bool, Refusal> {
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
        let is_misquoted = !self
            .text
            .get(behind..self.at)
            .unwrap_or_default()
            .trim()
            .is_empty();
        if is_misquoted && self.line > opened {
            return Err(unclosed(place));
        }
        fields.push(Field {
            start,
            end,
            kind,
            place,
        });
        Ok(is_misquoted)
    }

    /// Where a cell without quotes ends.
    fn end_of_plain(&self, from: usize) -> usize {
        let rest = self.bytes.get(from..).unwrap_or_default();
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
        let more = self.text.get(from..self.at).unwrap_or_default().chars();
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
        "a quote opens here and is not closed, so that the rows behind it cannot be told apart",
    )
    .at(place)
    .hint("close it behind the cell's words; a quote inside a cell is written twice: \"\"")
}
