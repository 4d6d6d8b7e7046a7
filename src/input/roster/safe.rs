//! Words in the form in which they are compared, and whether they can be told without telling of a person.

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

use super::words;

/// Whether every word of a header, in the form in which it is compared, is one of headers and of nobody's
/// name, so that it can be told.
pub(super) fn is_safe(words: &str) -> bool {
    let is_of_headers = |word: &str| words::OF_HEADERS.contains(&word);
    let is_number = |word: &str| word.chars().all(|character| character.is_ascii_digit());
    words.len() < 60
        && words
            .split(' ')
            .all(|word| is_of_headers(word) || is_number(word))
        && words.split(' ').any(is_of_headers)
}

/// Words as they are compared here: composed, in small letters, one space for everything that is neither
/// letter, figure nor the mark of a letter.
pub(super) fn plain(words: &str) -> String {
    let composed = words.nfc().flat_map(char::to_lowercase);
    let mut plain = String::with_capacity(words.len());
    for character in composed {
        match character {
            '\u{200c}' | '\u{200d}' | '\u{feff}' => {}
            '’' | 'ʼ' => plain.push('\''),
            '\'' => plain.push(character),
            _ if character.is_alphanumeric() || is_combining_mark(character) => {
                plain.push(character)
            }
            _ if plain.ends_with(' ') => {}
            _ => plain.push(' '),
        }
    }
    plain.trim().to_owned()
}
