//! The words of a text.
//!
//! In: a text of any script. Out: the byte range of each word. What counts as one word decides
//! every grade, so it is written down here:
//!
//! - Letters, digits and the marks on them stand together, whatever their script.
//! - An apostrophe between letters belongs to the word: `don’t`, `surgeon’s`.
//! - A hyphen between letters or digits belongs to the word: `follow-up` is one word, as McLaughlin
//!   (1969) counts it and as most programs do. Its syllables are those of its parts together. A
//!   dash between words, with or without spaces, parts them; `L4–L5` is two.
//! - A stop or comma between digits belongs to the number: `2.5`, `1,343`. A number is one word.
//! - A stop behind single letters joins them: `e.g`, `U.S`, `a.m` are one word each.
//! - `/`, `&` and every other character part words.

use unicode_normalization::char::is_combining_mark;

/// A word and where it stands, in bytes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Word<'t> {
    /// Where its first byte stands in the text.
    pub start: usize,
    /// Where its last byte ends.
    pub end: usize,
    /// The word as written.
    pub text: &'t str,
}

/// The words of a text, in order.
pub fn words(text: &str) -> Vec<Word<'_>> {
    let mut found = Vec::new();
    let mut start: Option<usize> = None;
    let mut before = ' ';
    // Letters since the word began, or since the last stop in it.
    let mut letters = 0_usize;
    let mut characters = text.char_indices().peekable();
    while let Some((at, character)) = characters.next() {
        let behind = characters.peek().map_or(' ', |(_, character)| *character);
        let inside =
            is_letter(character) || (start.is_some() && joins(before, character, behind, letters));
        match (inside, start) {
            (true, None) if character.is_alphanumeric() => start = Some(at),
            (false, Some(begin)) => {
                push(text, begin, at, &mut found);
                start = None;
            }
            _ => {}
        }
        letters = match start {
            Some(_) if character != '.' => letters.saturating_add(1),
            _ => 0,
        };
        before = character;
    }
    if let Some(begin) = start {
        push(text, begin, text.len(), &mut found);
    }
    found
}

fn push<'t>(text: &'t str, start: usize, end: usize, found: &mut Vec<Word<'t>>) {
    if let Some(word) = text.get(start..end) {
        found.push(Word {
            start,
            end,
            text: word,
        });
    }
}

/// A letter, a digit, a mark on a letter, or a character that only says how letters join.
fn is_letter(character: char) -> bool {
    const JOINERS: [char; 2] = ['\u{200c}', '\u{200d}'];
    character.is_alphanumeric() || is_combining_mark(character) || JOINERS.contains(&character)
}

fn joins(before: char, character: char, behind: char, letters: usize) -> bool {
    match character {
        '\'' | '’' => is_letter(before) && behind.is_alphabetic(),
        '-' | '\u{2010}' | '\u{2011}' => is_letter(before) && behind.is_alphanumeric(),
        '.' if before.is_alphabetic() => letters == 1 && behind.is_alphabetic(),
        '.' | ',' => before.is_numeric() && behind.is_numeric(),
        // A soft hyphen only says where a word may be parted.
        '\u{ad}' => true,
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn list(text: &str) -> Vec<&str> {
        words(text).iter().map(|word| word.text).collect()
    }

    #[test]
    fn what_is_one_word_is_as_documented() {
        assert_eq!(
            list("Don’t lift the surgeon's follow-up X-ray."),
            ["Don’t", "lift", "the", "surgeon's", "follow-up", "X-ray"]
        );
        assert_eq!(
            list("L4–L5 — 2.5 cm, 1,343"),
            ["L4", "L5", "2.5", "cm", "1,343"]
        );
        assert_eq!(
            list("E.g. at 8 a.m. in the U.S. (www.nhs.uk)"),
            [
                "E.g", "at", "8", "a.m", "in", "the", "U.S", "www", "nhs", "uk"
            ]
        );
        assert_eq!(list("heart/lung, 5."), ["heart", "lung", "5"]);
        assert_eq!(list("‘quoted’ - “said”"), ["quoted", "said"]);
        assert_eq!(list(" ... - ’ "), Vec::<&str>::new());
        assert_eq!(list(""), Vec::<&str>::new());
    }

    #[test]
    fn marks_and_joiners_belong_to_the_word() {
        assert_eq!(list("रीढ़ की हड्डी।"), ["रीढ़", "की", "हड्डी"]);
        assert_eq!(list("العمود الفقري؟"), ["العمود", "الفقري"]);
        assert_eq!(list("ریڑھ کی ہڈی۔"), ["ریڑھ", "کی", "ہڈی"]);
    }

    #[test]
    fn places_are_those_of_the_text() {
        let text = "Zürich, über 3";
        for word in words(text) {
            assert_eq!(&text[word.start..word.end], word.text);
        }
    }
}
