//! Some lines of a file, kept where the rest of it is let go of.
//!
//! In: a file, and bytes whose lines are wanted. Out: those lines, and the places in them, as the whole file
//! gives them. Promise: of a byte on no kept line a place is told that may be wrong, and nothing panics.

use std::collections::BTreeMap;
use std::ops::Range;

use super::{Position, SourceFile, count_characters, is_continuation};

/// Lines of a file, by the byte at which they start.
#[derive(Debug, Clone, Default)]
pub(super) struct KeptLines {
    /// Bytes of the whole file.
    length: usize,
    lines: BTreeMap<usize, KeptLine>,
}

#[derive(Debug, Clone)]
struct KeptLine {
    /// From 1.
    number: usize,
    /// With its line end.
    text: Box<str>,
}

impl KeptLines {
    /// No line yet of a file of so many bytes.
    pub(super) fn of(length: usize) -> Self {
        Self {
            length,
            lines: BTreeMap::new(),
        }
    }

    /// Keeps the line that holds a byte of the whole file.
    pub(super) fn keep(&mut self, file: &SourceFile, byte: usize) {
        let number = file.position(byte).line;
        let start = file.line_starts.get(number - 1);
        let start = start.copied().unwrap_or_default();
        let end = file.line_starts.get(number);
        let end = end.copied().unwrap_or(file.text.len());
        self.lines.entry(start).or_insert_with(|| KeptLine {
            number,
            text: file.slice(start, end).into(),
        });
    }

    /// As [`SourceFile::position`].
    pub(super) fn position(&self, byte: usize) -> Position {
        let byte = byte.min(self.length);
        let Some((start, line)) = self.line_of(byte) else {
            return Position { line: 1, column: 1 };
        };
        let bytes = line.text.as_bytes();
        let at = (byte - start).min(bytes.len());
        let inside = at > 0 && bytes.get(at).is_some_and(|next| is_continuation(*next));
        let before = count_characters(bytes.get(..at).unwrap_or_default());
        Position {
            line: line.number,
            column: before.saturating_sub(usize::from(inside)) + 1,
        }
    }

    /// As [`SourceFile::line_range`].
    pub(super) fn line_range(&self, byte: usize) -> Range<usize> {
        let Some((start, line)) = self.line_of(byte.min(self.length)) else {
            return 0..0;
        };
        start..start + line.text.trim_end_matches(['\n', '\r']).len()
    }

    /// As [`SourceFile::slice`], within a line.
    pub(super) fn slice(&self, start: usize, end: usize) -> &str {
        let piece = self.line_of(start).and_then(|(line_start, line)| {
            let end = end.checked_sub(line_start)?;
            line.text.get(start - line_start..end)
        });
        piece.unwrap_or_default()
    }

    /// The last kept line that starts at this byte or before it, and where it starts.
    fn line_of(&self, byte: usize) -> Option<(usize, &KeptLine)> {
        let (start, line) = self.lines.range(..=byte).next_back()?;
        Some((*start, line))
    }
}

#[cfg(test)]
mod tests {
    use super::super::{SourceSet, Span};
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn kept_lines_say_what_the_whole_file_says(
            text in "[aé\u{928}\u{93e}\u{1f600} \n\r]{0,80}",
            bounds in proptest::collection::vec((0_usize..200, 0_usize..20), 0..6),
        ) {
            let mut whole = SourceSet::new();
            let before = whole.add("before", "stays\nwhole");
            let file = whole.add("a", text);
            let places: Vec<Span> = bounds
                .into_iter()
                .map(|(start, length)| Span { file, start, end: start + length })
                .collect();
            let mut reduced = whole.clone();
            reduced.keep_lines(1, places.iter().copied());
            prop_assert_eq!(reduced.get(before).text(), "stays\nwhole");
            prop_assert_eq!(reduced.get(file).text(), "");
            for place in places {
                prop_assert_eq!(reduced.position(place), whole.position(place));
                prop_assert_eq!(reduced.end_position(place), whole.end_position(place));
                let (kept, all) = (reduced.get(file), whole.get(file));
                let line = all.line_range(place.start);
                prop_assert_eq!(kept.line_range(place.start), line.clone());
                prop_assert_eq!(kept.slice(line.start, line.end), all.slice(line.start, line.end));
            }
        }
    }
}
