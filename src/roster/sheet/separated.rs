//! From text with separators to a sheet: CSV, TSV and what Excel makes of them.
//!
//! In: text. Out: its rows, each cell with its line and column. The separator is a comma, a semicolon,
//! a tab or an upright stroke, whichever divides the header into most columns and the rows into as many;
//! Excel's first line `sep=;` settles it. Quotes hold separators, line ends and doubled quotes, as in RFC 4180, with
//! space allowed round them. Promise: one pass, and no row is swallowed in silence: a quote that is not
//! closed is refused where it opens.

use super::{Filling, Place, Refusal, rule};

/// The separators that are found out; where two divide a text alike, the later one.
const SEPARATORS: [u8; 4] = [b'|', b'\t', b',', b';'];

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
        row.is_spaced = fields.iter().skip(1).any(|field| field.is_spaced(text));
        for (column, field) in fields.iter().enumerate() {
            let words = field.words(text);
            match field.kind {
                FieldKind::Plain | FieldKind::Quoted => {
                    filling.put_words(column, field.place, words)?;
                }
                FieldKind::QuotedWithQuotes => {
                    filling.put_words(column, field.place, &words.replace("\"\"", "\""))?;
                }
            }
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
    let sample = text.get(..end).unwrap_or_default();
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
        let (mut fields, mut widths) = (Vec::new(), Vec::new());
        // Where the sample ends inside a quote, the rows before it say enough.
        while let Ok(Some(_)) = records.next(&mut fields) {
            if !is_blank(&fields, sample) && !fields.is_empty() {
                widths.push(fields.len());
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
