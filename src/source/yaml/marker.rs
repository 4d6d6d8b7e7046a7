//! From the parser's line and column to bytes of the text it was given.
//!
//! The parser counts characters; everything else here counts bytes. Its events come nearly in the
//! order of the text, which keeps the walk from one place to the next short even on a line of two
//! megabytes.

use saphyr_parser::Marker;

/// Turns the parser's line and column into bytes of the copy.
///
/// The parser asks for places nearly in order, so the last answer is the start of the next walk;
/// lines of ASCII need no walk at all.
pub(super) struct Places<'t> {
    text: &'t str,
    line_starts: Vec<usize>,
    ascii: bool,
    last: (usize, usize, usize),
}

impl<'t> Places<'t> {
    pub(super) fn new(text: &'t str) -> Self {
        let line_starts = crate::source::line_starts(text);
        Self {
            text,
            line_starts,
            ascii: text.is_ascii(),
            last: (0, 0, 0),
        }
    }

    pub(super) fn byte(&mut self, marker: Marker) -> usize {
        let line = marker.line().max(1) - 1;
        let column = marker.col();
        let Some(start) = self.line_starts.get(line).copied() else {
            return self.text.len();
        };
        if self.ascii {
            return (start + column).min(self.text.len());
        }
        let (last_line, last_column, last_byte) = self.last;
        let (from_column, from_byte) = if last_line == line && last_column <= column {
            (last_column, last_byte)
        } else if last_line == line && last_column - column < column {
            return self.walk_back(line, last_column, last_byte, column);
        } else {
            (0, start)
        };
        let rest = self.text.get(from_byte..).unwrap_or_default();
        let walked = rest
            .char_indices()
            .nth(column - from_column)
            .map_or(rest.len(), |(offset, _)| offset);
        self.last = (line, column, from_byte + walked);
        from_byte + walked
    }

    fn walk_back(&mut self, line: usize, from: usize, from_byte: usize, column: usize) -> usize {
        let before = self.text.get(..from_byte).unwrap_or_default();
        let byte = before
            .char_indices()
            .rev()
            .nth((from - column).saturating_sub(1))
            .map_or(0, |(offset, _)| offset);
        self.last = (line, column, byte);
        byte
    }
}
