//! Where words of a text stand in its file.
//!
//! In: a file, words as they are read, and the place of the text that holds them. Out: the place of the
//! very words. A text in YAML may run over lines, be set in, quoted, and hold marks of strong words and
//! links; so the words are looked for character by character, and what stands between two characters that follow each
//! other is passed over if it is white space or a mark.

use crate::base::invariant::PartOf;
use crate::source::{SourceFile, Span};

/// The place of `words` inside `within`; `within` itself if they do not stand there so.
pub(super) fn of_words(file: &SourceFile, words: &str, within: Span) -> Span {
    let text = file.slice(within.start, within.end);
    let wanted: Vec<char> = words
        .chars()
        .filter(|character| !character.is_whitespace())
        .collect();
    let Some(first) = wanted.first() else {
        return within;
    };
    for (start, _) in text.match_indices(*first) {
        let behind = text.part(start..);
        if let Some(length) = length_of(behind, &wanted) {
            return Span {
                file: within.file,
                start: within.start + start,
                end: within.start + start + length,
            };
        }
    }
    within
}

/// How many bytes of a text these characters take from its start; `None` if it does not begin with them.
fn length_of(text: &str, wanted: &[char]) -> Option<usize> {
    let mut left = wanted.iter();
    let mut next = left.next()?;
    for (at, character) in text.char_indices() {
        if character == *next {
            match left.next() {
                Some(further) => next = further,
                None => return Some(at + character.len_utf8()),
            }
        } else if !(character.is_whitespace() || matches!(character, '*' | '^' | '~' | '\\')) {
            return None;
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::source::SourceSet;

    #[test]
    fn words_are_found_over_lines_and_marks() {
        let text = "a: >-\n  One **two\n  three** four.\n  Five.\n";
        let mut sources = SourceSet::new();
        let file = sources.add("a", text);
        let within = Span {
            file,
            start: 3,
            end: text.len(),
        };
        let file = sources.get(file);
        let found = of_words(file, "two three four.", within);
        assert_eq!(&text[found.start..found.end], "two\n  three** four.");
        let found = of_words(file, "Five.", within);
        assert_eq!(&text[found.start..found.end], "Five.");
        assert_eq!(of_words(file, "six", within), within);
        assert_eq!(of_words(file, " ", within), within);
    }
}
