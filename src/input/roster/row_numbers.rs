//! Numbers of rows in a sentence, so that many are told at once.
//!
//! In: numbers of rows. Out: words. Promise: the words stay short, however many rows there are; they
//! hold numbers alone.

use std::collections::BTreeSet;

/// Rows by number, those in a row together: `rows 3, 7 to 9 and 12`; of very many the first.
pub fn rows_in_words(rows: &[usize]) -> String {
    /// Most pieces that are told.
    const MOST_PIECES: usize = 30;

    let rows: BTreeSet<usize> = rows.iter().copied().collect();
    let mut pieces: Vec<(usize, usize)> = Vec::new();
    for row in &rows {
        match pieces.last_mut() {
            Some((_, last)) if *last + 1 == *row => *last = *row,
            _ => pieces.push((*row, *row)),
        }
    }
    let told = pieces.iter().take(MOST_PIECES);
    let count: usize = told.clone().map(|(first, last)| last - first + 1).sum();
    let mut words: Vec<String> = told
        .map(|(first, last)| match last - first {
            0 => first.to_string(),
            1 => format!("{first}, {last}"),
            _ => format!("{first} to {last}"),
        })
        .collect();
    let last = match rows.len() - count {
        0 if words.len() > 1 => words.pop(),
        0 => None,
        others => Some(format!("{others} more")),
    };
    let which = if rows.len() == 1 { "row" } else { "rows" };
    match last {
        Some(last) => format!("{which} {} and {last}", words.join(", ")),
        None => format!("{which} {}", words.join(", ")),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rows_that_follow_each_other_are_told_together() {
        for (rows, words) in [
            (&[][..], "rows "),
            (&[7], "row 7"),
            (&[8, 7], "rows 7, 8"),
            (&[3, 9, 7, 8], "rows 3 and 7 to 9"),
            (&[2, 4, 5, 12], "rows 2, 4, 5 and 12"),
        ] {
            assert_eq!(rows_in_words(rows), words);
        }
        let many: Vec<usize> = (1..=200).map(|row| row * 2).collect();
        let words = rows_in_words(&many);
        assert!(words.ends_with(", 58, 60 and 170 more"), "{words}");
    }
}
