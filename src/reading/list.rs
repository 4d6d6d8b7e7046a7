//! The lists of words, read from their tables.
//!
//! In: a table that is part of the program: one entry a line, fields parted by tabs, lines that
//! begin with `#` for the reader only. Out: the fields of each entry. A line with another number of
//! fields is left out here and refused by the tests of each list. A table may hold several lists, each
//! under a name; a name that it does not have ends the work, so that no rule goes without its words.

use std::sync::LazyLock;

use crate::base::invariant::Certain;

/// The entries of a table that have exactly `N` fields.
pub(super) fn rows<const N: usize>(table: &str) -> impl Iterator<Item = [&str; N]> {
    let lines = table
        .lines()
        .filter(|line| !line.is_empty() && !line.starts_with('#'));
    lines.filter_map(|line| {
        let mut fields = line.split('\t').map(str::trim);
        let mut row = [""; N];
        for place in &mut row {
            *place = fields.next()?;
        }
        fields.next().is_none().then_some(row)
    })
}

/// The words of one of several lists in a table, read when they are first asked for.
pub type WordList = LazyLock<Vec<&'static str>>;

/// The words of a list, by its name: of each line of that name, what is parted by `; `.
pub fn listed(table: &'static str, name: &str) -> Vec<&'static str> {
    let lines = rows::<2>(table).filter(|[known, _]| *known == name);
    let words: Vec<&str> = lines.flat_map(|[_, words]| words.split("; ")).collect();
    (!words.is_empty()).then_some(words).certain()
}

/// Lines of a table that hold an entry, whatever their number of fields.
#[cfg(test)]
pub(super) fn lines_with_entries(table: &str) -> usize {
    table
        .lines()
        .filter(|line| !line.is_empty() && !line.starts_with('#'))
        .count()
}

#[cfg(test)]
mod tests {
    use super::*;

    const TABLES: [&str; 6] = [
        include_str!("words/denials.tsv"),
        include_str!("words/figures.tsv"),
        include_str!("words/odds.tsv"),
        include_str!("words/passive.tsv"),
        include_str!("words/promises.tsv"),
        include_str!("words/sentences.tsv"),
    ];

    #[test]
    fn every_line_of_the_lists_has_a_name_and_words_that_are_there_once() {
        for table in TABLES {
            assert_eq!(rows::<2>(table).count(), lines_with_entries(table));
            for [name, _] in rows::<2>(table) {
                let mut words = listed(table, name);
                assert!(
                    words
                        .iter()
                        .all(|word| word.trim() == *word && !word.is_empty())
                );
                let count = words.len();
                words.sort_unstable();
                words.dedup();
                assert_eq!(words.len(), count, "{name}");
            }
        }
    }
}
