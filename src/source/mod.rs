//! Text files and the places in them.
//!
//! Bytes of guides, brands and languages go in; out come [`SourceFile`]s held by one [`SourceSet`],
//! [`Span`]s that name a place in them, and (from `yaml`) a small tree in which every value knows
//! its place. Nothing here knows what a guide is.
//!
//! Promises: no input causes a panic; time and memory grow with the length of the file only; a
//! byte-order mark and the three kinds of line ending are accepted and never shift a column.
//! Files are kept for the whole run, because a message about them is drawn at the very end; of many files
//! nothing but the lines that messages speak of ([`SourceSet::keep_lines`]).

mod bracketed;
mod foreign;
mod form;
mod kept_lines;
pub mod messages;
mod plain;
mod private;
mod reading;
mod spaces;
mod value_places;
mod yaml;

pub use crate::base::span::{FileId, Position, Span};
pub use bracketed::bracketed;
pub(crate) use form::{FieldForm, KindForm, KindsForm, MapForm, ValueForm, WrittenForm};
pub(crate) use plain::plain_value;
pub use private::PrivateKind;
pub(crate) use private::column_letters;

pub use form::MAXIMUM_PLAIN_CHARACTERS;
pub(crate) use reading::{
    Fields, ISO_DATE, IsoDate, Reading, WHOLE_GUIDE, folded, is_foldable_space, is_null, iso_date,
    names_of, unusual_space,
};
pub(crate) use spaces::{is_unusual_space, space_beside};
pub(crate) use yaml::{Entry, Node, NodeKind, Scalar, ScalarStyle};
pub use yaml::{
    MAXIMUM_BRACKETS, MAXIMUM_BYTES_PARSED, MAXIMUM_DEPTH, MAXIMUM_NODES, MAXIMUM_TEXT_CHARACTERS,
};

use crate::base::diagnostic::{Diagnostic, rule};
use foreign::{Foreign, not_a_text};
use kept_lines::KeptLines;

/// Most bytes a guide, brand or language file may have: 2 MiB.
///
/// A book of 300 pages is about 600 KiB of text, so an honest guide stays far below; beyond this
/// the layout engine needs gigabytes of memory (a 4.8 MB paragraph took 0.9 GB when measured).
pub const MAXIMUM_FILE_BYTES: usize = 2 * 1024 * 1024;

/// Distance in bytes between two entries of the table that turns a byte into a character count.
///
/// Counting at most this many bytes for each question keeps a file of one endless line cheap,
/// while the table of the largest file has 2,048 entries only.
const CHARACTER_TABLE_STEP: usize = 1024;

/// One text file as it was read, with the name under which its author knows it.
#[derive(Debug, Clone, Default)]
pub struct SourceFile {
    name: String,
    text: String,
    /// Byte at which each line starts; the first is 0.
    line_starts: Vec<usize>,
    /// Characters before byte `n * CHARACTER_TABLE_STEP`.
    characters_before: Vec<usize>,
    /// Set for a file that is never shown: then there is no text, and places are reckoned.
    private: Option<PrivateKind>,
    /// Set for a file of which only some lines are kept: then there is no other text.
    kept: Option<KeptLines>,
}

impl SourceFile {
    fn new(name: String, text: String) -> Self {
        let line_starts = line_starts(&text);
        let mut characters_before = vec![0];
        let mut characters = 0;
        for chunk in text.as_bytes().chunks(CHARACTER_TABLE_STEP) {
            characters += count_characters(chunk);
            characters_before.push(characters);
        }
        Self {
            name,
            text,
            line_starts,
            characters_before,
            private: None,
            kept: None,
        }
    }

    /// The file's name as shown to the author.
    pub fn name(&self) -> &str {
        &self.name
    }

    /// The whole text, without a byte-order mark; empty where only some lines are kept.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// The text between two bytes; empty when they do not bound a piece of this text.
    pub fn slice(&self, start: usize, end: usize) -> &str {
        match &self.kept {
            Some(kept) => kept.slice(start, end),
            None => self.text.get(start..end).unwrap_or_default(),
        }
    }

    /// The line (from 1) and column (in characters, from 1) of a byte.
    ///
    /// A byte behind the end counts as the end; one inside a character counts as that character.
    pub fn position(&self, byte: usize) -> Position {
        if self.private.is_some() {
            return private::position(byte);
        }
        if let Some(kept) = &self.kept {
            return kept.position(byte);
        }
        let byte = byte.min(self.text.len());
        let line = self
            .line_starts
            .partition_point(|start| *start <= byte)
            .max(1);
        let start = self.line_starts.get(line - 1).copied().unwrap_or_default();
        let column = self
            .characters_until(byte)
            .saturating_sub(self.characters_until(start))
            + 1;
        Position { line, column }
    }

    /// The bytes of the line that holds `byte`, without its line ending.
    pub fn line_range(&self, byte: usize) -> std::ops::Range<usize> {
        if let Some(kept) = &self.kept {
            return kept.line_range(byte);
        }
        let line = self.position(byte).line;
        let start = self.line_starts.get(line - 1).copied().unwrap_or_default();
        let end = self
            .line_starts
            .get(line)
            .copied()
            .unwrap_or(self.text.len());
        start..start + self.slice(start, end).trim_end_matches(['\n', '\r']).len()
    }

    fn characters_until(&self, byte: usize) -> usize {
        let step = byte / CHARACTER_TABLE_STEP;
        let before = self
            .characters_before
            .get(step)
            .copied()
            .unwrap_or_default();
        let rest = self
            .text
            .as_bytes()
            .get(step * CHARACTER_TABLE_STEP..byte)
            .unwrap_or_default();
        let inside = self
            .text
            .as_bytes()
            .get(byte)
            .is_some_and(|next| is_continuation(*next));
        before + count_characters(rest) - usize::from(inside && byte > 0)
    }
}

/// All files of one run.
#[derive(Debug, Clone, Default)]
pub struct SourceSet {
    files: Vec<SourceFile>,
    /// What a foreign [`FileId`] gives: a file without a name and without text.
    nothing: SourceFile,
}

impl SourceSet {
    /// An empty set.
    pub fn new() -> Self {
        Self::default()
    }

    /// Adds a text; a byte-order mark at its start is taken off.
    pub fn add(&mut self, name: impl Into<String>, text: impl Into<String>) -> FileId {
        let mut text: String = text.into();
        if text.starts_with('\u{feff}') {
            text.drain(..'\u{feff}'.len_utf8());
        }
        self.files.push(SourceFile::new(name.into(), text));
        // A run reads a handful of files; the number cannot reach the limit of u32.
        FileId(u32::try_from(self.files.len() - 1).unwrap_or(u32::MAX))
    }

    /// Adds a file that should be YAML, as bytes.
    ///
    /// # Errors
    ///
    /// A [`Diagnostic`] with its place when the file is a document of another program, such as Word or a
    /// browser, and otherwise those of [`Self::add_bytes`].
    pub fn add_yaml(
        &mut self,
        name: impl Into<String>,
        bytes: &[u8],
    ) -> Result<FileId, Diagnostic> {
        let name = name.into();
        if let Some(kind) = Foreign::of(bytes) {
            let hint = kind.hint(&name);
            let file = self.add(name, String::new());
            return Err(not_a_text(start_of(file), kind, hint));
        }
        self.add_bytes(name, bytes)
    }

    /// Adds a file as bytes.
    ///
    /// # Errors
    ///
    /// A [`Diagnostic`] with its place when the file is larger than [`MAXIMUM_FILE_BYTES`], is
    /// UTF-16 or UTF-32, or holds a byte that is not UTF-8. What can be shown of the file is kept in the
    /// set, so that the message can be drawn with its line.
    pub fn add_bytes(
        &mut self,
        name: impl Into<String>,
        bytes: &[u8],
    ) -> Result<FileId, Diagnostic> {
        let name = name.into();
        if bytes.len() > MAXIMUM_FILE_BYTES {
            let file = self.add(name, String::new());
            return Err(too_large(start_of(file)));
        }
        if is_utf32(bytes) {
            let file = self.add(name, String::new());
            return Err(Diagnostic::error(
                rule::NOT_UTF8,
                start_of(file),
                "this file is saved as UTF-32, not as UTF-8",
            )
            .hint(SAVE_AS_UTF8));
        }
        if let Some(order) = utf16_order(bytes) {
            let units: Vec<u16> = bytes
                .chunks_exact(2)
                .map(|pair| match order {
                    ByteOrder::LittleFirst => u16::from_le_bytes([pair[0], pair[1]]),
                    ByteOrder::BigFirst => u16::from_be_bytes([pair[0], pair[1]]),
                })
                .collect();
            let file = self.add(name, String::from_utf16_lossy(&units));
            return Err(Diagnostic::error(
                rule::NOT_UTF8,
                start_of(file),
                "this file is saved as UTF-16, not as UTF-8",
            )
            .hint(SAVE_AS_UTF8));
        }
        match std::str::from_utf8(bytes) {
            Ok(text) => Ok(self.add(name, text)),
            Err(error) => {
                let byte_order_mark = if bytes.starts_with(b"\xEF\xBB\xBF") {
                    3
                } else {
                    0
                };
                let offset = error.valid_up_to();
                let byte = bytes.get(offset).copied().unwrap_or_default();
                let file = self.add(name, String::from_utf8_lossy(bytes));
                let start = offset.saturating_sub(byte_order_mark);
                let end = start + char::REPLACEMENT_CHARACTER.len_utf8();
                let line = self.get(file).position(start).line;
                Err(Diagnostic::error(
                    rule::NOT_UTF8,
                    Span { file, start, end },
                    format!(
                        "this file is not UTF-8: line {line} contains the byte 0x{byte:02X} (byte \
                         {} of the file), which is not a letter in UTF-8",
                        offset + 1
                    ),
                )
                .hint(SAVE_AS_UTF8)
                .hint("then check that the letter at this place is still the right one"))
            }
        }
    }

    /// How many files there are.
    pub fn len(&self) -> usize {
        self.files.len()
    }

    /// Whether there is no file.
    pub fn is_empty(&self) -> bool {
        self.files.is_empty()
    }

    /// Keeps of the files behind the first so many nothing but the lines on which these places begin and
    /// end: what is drawn of those places stays the same, and the other text is let go of.
    pub fn keep_lines(&mut self, first: usize, places: impl IntoIterator<Item = Span>) {
        let mut kept: Vec<KeptLines> = self
            .files
            .iter()
            .skip(first)
            .map(|file| KeptLines::of(file.text.len()))
            .collect();
        for place in places {
            let at = (place.file.0 as usize).checked_sub(first);
            if let Some(lines) = at.and_then(|at| kept.get_mut(at)) {
                let file = self.get(place.file);
                lines.keep(file, place.start);
                lines.keep(file, place.end);
            }
        }
        for (file, lines) in self.files.iter_mut().skip(first).zip(kept) {
            if file.private.is_none() && file.kept.is_none() {
                file.kept = Some(lines);
                file.text = String::new();
                file.line_starts = Vec::new();
                file.characters_before = Vec::new();
            }
        }
    }

    /// The file of an id; an empty one when the id belongs to another set.
    pub fn get(&self, file: FileId) -> &SourceFile {
        self.files.get(file.0 as usize).unwrap_or(&self.nothing)
    }

    /// Line and column, both from 1, the column in characters, of the start of a span.
    pub fn position(&self, span: Span) -> (usize, usize) {
        let position = self.get(span.file).position(span.start);
        (position.line, position.column)
    }

    /// Line and column, both from 1, of the first character behind a span.
    pub fn end_position(&self, span: Span) -> (usize, usize) {
        let position = self.get(span.file).position(span.end.max(span.start));
        (position.line, position.column)
    }
}

/// The place before the first character of a file.
fn start_of(file: FileId) -> Span {
    Span {
        file,
        start: 0,
        end: 0,
    }
}

/// The refusal of a file that is too long. Its length is not told: it was not read to its end.
fn too_large(span: Span) -> Diagnostic {
    Diagnostic::error(
        rule::FILE_TOO_LARGE,
        span,
        format!(
            "this file has more than {} MiB, the most that the program reads",
            MAXIMUM_FILE_BYTES / (1024 * 1024)
        ),
    )
    .hint("a guide contains only text; pictures are separate files in the same folder")
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum ByteOrder {
    LittleFirst,
    BigFirst,
}

/// What to do with a text in another encoding.
const SAVE_AS_UTF8: &str = "save the file as UTF-8: in Notepad, `Save as`, then `Encoding: UTF-8`";

/// Tells UTF-32 by its byte-order mark, or without one by the three zero bytes beside each Latin letter.
fn is_utf32(bytes: &[u8]) -> bool {
    match bytes {
        [0xFF, 0xFE, 0, 0, ..] | [0, 0, 0xFE, 0xFF, ..] => true,
        [first, 0, 0, 0, second, 0, 0, 0, ..] | [0, 0, 0, first, 0, 0, 0, second, ..] => {
            *first != 0 && *second != 0
        }
        _ => false,
    }
}

/// Tells UTF-16 by its byte-order mark, or without one by the zero byte beside each Latin letter.
fn utf16_order(bytes: &[u8]) -> Option<ByteOrder> {
    match bytes {
        [0xFF, 0xFE, ..] => Some(ByteOrder::LittleFirst),
        [0xFE, 0xFF, ..] => Some(ByteOrder::BigFirst),
        [first, 0, second, 0, ..] if *first != 0 && *second != 0 => Some(ByteOrder::LittleFirst),
        [0, first, 0, second, ..] if *first != 0 && *second != 0 => Some(ByteOrder::BigFirst),
        _ => None,
    }
}

/// Where lines start: behind a line feed, and behind a carriage return that stands alone.
fn line_starts(text: &str) -> Vec<usize> {
    let bytes = text.as_bytes();
    let mut starts = vec![0];
    for (at, byte) in bytes.iter().enumerate() {
        if *byte == b'\n' || (*byte == b'\r' && bytes.get(at + 1) != Some(&b'\n')) {
            starts.push(at + 1);
        }
    }
    starts
}

fn is_continuation(byte: u8) -> bool {
    byte & 0b1100_0000 == 0b1000_0000
}

fn count_characters(bytes: &[u8]) -> usize {
    bytes.iter().filter(|byte| !is_continuation(**byte)).count()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_count_characters_and_ignore_the_byte_order_mark() {
        let mut sources = SourceSet::new();
        let file = sources.add("a", "\u{feff}titel: é\r\nनाम: x\rlast");
        assert_eq!(
            sources.position(Span {
                file,
                start: 0,
                end: 1
            }),
            (1, 1)
        );
        assert_eq!(
            sources.position(Span {
                file,
                start: 7,
                end: 9
            }),
            (1, 8)
        );
        assert_eq!(
            sources.end_position(Span {
                file,
                start: 7,
                end: 9
            }),
            (1, 9)
        );
        let text = sources.get(file).text().to_owned();
        let x = text.find('x').unwrap();
        assert_eq!(
            sources.position(Span {
                file,
                start: x,
                end: x
            }),
            (2, 6)
        );
        let last = text.find("last").unwrap();
        assert_eq!(
            sources.position(Span {
                file,
                start: last,
                end: last
            }),
            (3, 1)
        );
        assert_eq!(sources.get(file).line_range(0), 0..9);
    }

    #[test]
    fn columns_are_right_on_a_very_long_line() {
        let mut sources = SourceSet::new();
        let file = sources.add("a", "é".repeat(5000));
        for characters in [0, 1, 511, 512, 513, 1024, 4999] {
            let start = characters * 2;
            assert_eq!(
                sources.position(Span {
                    file,
                    start,
                    end: start
                }),
                (1, characters + 1)
            );
        }
        assert_eq!(
            sources.position(Span {
                file,
                start: 1023,
                end: 1023
            }),
            (1, 512)
        );
    }

    #[test]
    fn bytes_that_are_not_utf8_are_named_with_their_place() {
        let mut sources = SourceSet::new();
        let fault = sources
            .add_bytes("a", b"\xEF\xBB\xBFa: b\nc: d\x92s")
            .unwrap_err();
        assert_eq!(fault.rule, rule::NOT_UTF8);
        assert_eq!(fault.span.map(|span| sources.position(span)), Some((2, 5)));
        assert!(fault.message.contains("0x92"), "{}", fault.message);
        assert!(
            fault.message.contains("byte 13 of the file"),
            "{}",
            fault.message
        );
    }

    #[test]
    fn utf16_is_named_as_such_with_and_without_its_mark() {
        for bytes in [
            &b"\xFF\xFEt\0i\0"[..],
            b"\xFE\xFF\0t\0i",
            b"t\0i\0t\0",
            b"\0t\0i",
        ] {
            let fault = SourceSet::new().add_bytes("a", bytes).unwrap_err();
            assert!(fault.message.contains("UTF-16"), "{}", fault.message);
        }
    }

    #[test]
    fn files_of_other_programs_are_named() {
        for (bytes, name) in [
            (&b"PK\x03\x04\x14\0"[..], "Word document"),
            (b"%PDF-1.7\n", "a PDF"),
            (b"\xD0\xCF\x11\xE0\xA1", "old version of Word"),
        ] {
            let fault = SourceSet::new().add_yaml("a", bytes).unwrap_err();
            assert_eq!(fault.rule, rule::NOT_A_TEXT);
            assert!(fault.message.contains(name), "{}", fault.message);
        }
    }

    #[test]
    fn a_file_over_the_limit_is_refused() {
        let fault = SourceSet::new().add_bytes("a", &vec![b'a'; MAXIMUM_FILE_BYTES + 1]);
        assert_eq!(fault.unwrap_err().rule, rule::FILE_TOO_LARGE);
    }
}
