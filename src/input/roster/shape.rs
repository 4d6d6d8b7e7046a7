//! What a list looks like, without a word of it.
//!
//! In: a roster. Out: which column was taken for what, and rows by the shape of their cells: `Xxxxx Xxxxx`,
//! `99/99/9999`. Promise: of a cell no letter and no figure is told, only how many there are and of what
//! kind.

use super::{COLUMNS, Column, Roster, Row};
use crate::source::column_letters;

/// Most characters of a shape; more becomes an ellipsis.
const MOST_CHARACTERS: usize = 30;

impl Roster {
    /// Which columns were taken for what: `patient` from C, `surgeon` from D.
    pub fn columns_in_words(&self) -> String {
        let columns = COLUMNS.iter().filter_map(|known| {
            let letters: Vec<String> = self
                .columns
                .all(known.column)
                .map(|at| column_letters(at + 1))
                .collect();
            (!letters.is_empty())
                .then(|| format!("`{}` from column {}", known.name, letters.join(" and ")))
        });
        let columns: Vec<String> = columns.collect();
        columns.join(", ")
    }

    /// The first rows without a fault, each by the shapes of its cells.
    pub fn shapes(&self, rows: usize) -> Vec<String> {
        let good = self.rows.iter().filter(|row| !row.has_fault);
        good.take(rows).map(|row| self.shape_of(row)).collect()
    }

    fn shape_of(&self, row: &Row) -> String {
        let cells = COLUMNS.iter().filter_map(|known| {
            let shape = match known.column {
                Column::Appointment => row.appointment.map(|it| match (it.day, it.time) {
                    (Some(_), Some(_)) => "a day and a time".to_owned(),
                    (Some(_), None) => "a day".to_owned(),
                    (None, Some(_)) => "a time".to_owned(),
                    (None, None) => "a number".to_owned(),
                }),
                column => row.words(column).map(|words| format!("`{}`", shape(words))),
            };
            Some(format!("{} {}", known.name, shape?))
        });
        let cells: Vec<String> = cells.collect();
        format!("row {}: {}", row.number, cells.join(", "))
    }
}

/// Words with each capital as `X`, each other letter as `x`, each figure as `9`; the marks of letters are
/// left out, and characters stay.
fn shape(words: &str) -> String {
    let characters = words.chars().filter_map(|character| match character {
        _ if character.is_uppercase() => Some('X'),
        _ if unicode_normalization::char::is_combining_mark(character) => None,
        _ if character.is_alphabetic() => Some('x'),
        _ if character.is_numeric() => Some('9'),
        ' ' | '-' | '/' | '.' | ',' | ':' | '\'' | '–' | '(' | ')' => Some(character),
        _ if character.is_whitespace() => Some(' '),
        _ => Some('?'),
    });
    let mut shape: String = characters.clone().take(MOST_CHARACTERS).collect();
    if characters.count() > MOST_CHARACTERS {
        shape.push('…');
    }
    shape
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_shape_tells_no_letter() {
        for (words, expected) in [
            ("Anna Example", "Xxxx Xxxxxxx"),
            ("31/03/2026", "99/99/9999"),
            ("मीरा", "xx"),
            ("O'Brien, J.", "X'Xxxxx, X."),
            ("a@b\u{202e}", "x?x?"),
        ] {
            assert_eq!(shape(words), expected);
        }
        assert!(shape(&"a".repeat(100)).ends_with("x…"));
    }
}
