//! Files whose words are never shown: the rosters, full of names.
//!
//! In: a name, and lines and columns. Out: spans that carry the line and the column themselves.
//! Promise: no word of such a file is kept in a [`SourceSet`], so that no message can draw one; a
//! place is calculated from the span alone, and a later place has a greater span.

use super::{FileId, Position, SourceFile, SourceSet, Span};

/// Columns that a span can tell apart; one further right counts as the last.
const COLUMNS: usize = 1 << 20;

/// What a private file is, which says how its places are told.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PrivateKind {
    /// A text: line and column, as an editor counts them.
    Text,
    /// A workbook: row and column, as a spreadsheet names them.
    Workbook,
}

impl SourceSet {
    /// Adds a file of which nothing but the name is kept.
    pub fn add_private(&mut self, name: impl Into<String>, kind: PrivateKind) -> FileId {
        let file = self.add(name, String::new());
        if let Some(added) = self.files.last_mut() {
            added.private = Some(kind);
        }
        file
    }
}

impl Span {
    /// A place in a private file: its line or row and its column, both from 1. Column 0 is the whole
    /// line, line 0 the whole file.
    pub fn in_private(file: FileId, line: usize, column: usize) -> Self {
        let start = line
            .saturating_mul(COLUMNS)
            .saturating_add(column.min(COLUMNS - 1));
        Self {
            file,
            start,
            end: start,
        }
    }
}

impl SourceFile {
    /// The file's name with the place, as it is told of a private file; `None` for any other.
    pub fn private_place(&self, start: usize) -> Option<String> {
        let (line, column) = (start / COLUMNS, start % COLUMNS);
        let name = self.name();
        Some(match self.private? {
            _ if line == 0 => name.to_owned(),
            PrivateKind::Text => format!("{name}:{line}:{}", column.max(1)),
            PrivateKind::Workbook if column == 0 => format!("{name}: row {line}"),
            PrivateKind::Workbook => {
                format!("{name}: row {line}, column {}", column_letters(column))
            }
        })
    }
}

/// Line and column of a span's byte; the first where none is meant.
pub(super) fn position(start: usize) -> Position {
    Position {
        line: (start / COLUMNS).max(1),
        column: (start % COLUMNS).max(1),
    }
}

/// A column's name in a spreadsheet, from its number: 1 is A, 27 is AA.
pub(crate) fn column_letters(column: usize) -> String {
    let mut letters = Vec::new();
    let mut left = column;
    while left > 0 {
        let digit = u8::try_from((left - 1) % 26).unwrap_or_default();
        letters.push(char::from(b'A' + digit));
        left = (left - 1) / 26;
    }
    letters.iter().rev().collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn places_are_told_as_the_kind_of_file_counts_them() {
        let mut sources = SourceSet::new();
        let text = sources.add_private("a.csv", PrivateKind::Text);
        let workbook = sources.add_private("a.xlsx", PrivateKind::Workbook);
        let told = |file, line, column| {
            let span = Span::in_private(file, line, column);
            sources.get(file).private_place(span.start).unwrap()
        };
        assert_eq!(told(text, 17, 24), "a.csv:17:24");
        assert_eq!(told(text, 17, 0), "a.csv:17:1");
        assert_eq!(told(text, 0, 0), "a.csv");
        assert_eq!(told(workbook, 17, 2), "a.xlsx: row 17, column B");
        assert_eq!(told(workbook, 17, 0), "a.xlsx: row 17");
        for (column, letters) in [
            (1, "A"),
            (26, "Z"),
            (27, "AA"),
            (702, "ZZ"),
            (16_384, "XFD"),
        ] {
            assert_eq!(column_letters(column), letters);
        }
        let ordinary = sources.add("a.yaml", "words");
        assert_eq!(sources.get(ordinary).private_place(0), None);
    }

    #[test]
    fn a_later_place_has_a_greater_span_and_gives_its_line_and_column() {
        let mut sources = SourceSet::new();
        let file = sources.add_private("a.csv", PrivateKind::Text);
        let places = [
            (0, 0),
            (1, 1),
            (1, 2),
            (1, 9_999_999),
            (2, 1),
            (20_000_000, 3),
        ];
        let spans = places.map(|(line, column)| Span::in_private(file, line, column));
        assert!(spans.is_sorted());
        assert_eq!(sources.position(spans[2]), (1, 2));
        assert_eq!(sources.position(spans[5]), (20_000_000, 3));
        assert_eq!(sources.end_position(spans[5]), (20_000_000, 3));
        assert_eq!(sources.position(spans[0]), (1, 1));
        assert_eq!(sources.position(spans[3]), (1, COLUMNS - 1));
    }
}
