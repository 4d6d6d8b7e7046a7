//! The sentences of a text.
//!
//! In: a text of any script, a paragraph or an item of a list. Out: the byte range of each
//! sentence, without the spaces around it. Rules, in the order in which they are asked:
//!
//! - `.` `!` `?` `…` and the full stops of other scripts end a sentence; a semicolon, a colon and a
//!   line end do not, an empty line does. Quotation marks and brackets that close right behind the
//!   stop belong to the sentence.
//! - A stop inside a word or number (`2.5`, `e.g.`, `www.nhs.uk`) ends nothing.
//! - A stop behind an abbreviation of [`NEVER_LAST`], an initial (`J. Smith`) or the number of a
//!   list (`1. Eat`) ends nothing; behind one of [`PERHAPS_LAST`] it ends the sentence only if the
//!   next word begins with a capital.
//! - Where the next word begins with a small letter, nothing ends: the abbreviation is one that is
//!   not known, or the question was quoted (`“Why?” she asked`).
//!
//! A text without any stop is one sentence, and characters without a word are none.

use std::sync::LazyLock;

use super::list::{WordList, listed};
use crate::base::invariant::PartOf;

/// A sentence of a text, in bytes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Sentence {
    /// Where its first byte stands.
    pub start: usize,
    /// Where its last byte ends: behind its stop and what closes with it.
    pub end: usize,
}

/// The lists of words, for people to read and correct.
const TABLE: &str = include_str!("words/sentences.tsv");

/// Abbreviations that something always follows, in small letters and without their last stop.
static NEVER_LAST: WordList = LazyLock::new(|| listed(TABLE, "never_last"));

/// Abbreviations that may also stand at the end of a sentence.
static PERHAPS_LAST: WordList = LazyLock::new(|| listed(TABLE, "perhaps_last"));

/// Abbreviations only before a number (`No. 5`, `p. 3`, `Jan. 4`): otherwise they are words.
static BEFORE_A_NUMBER: WordList = LazyLock::new(|| listed(TABLE, "before_a_number"));

/// Words whose letter is a name and no initial: `vitamin C. Take it with food.`
static NAMED_BY_A_LETTER: WordList = LazyLock::new(|| listed(TABLE, "named_by_a_letter"));

/// Longest abbreviation that is looked up, in bytes; a longer run of letters is a word.
const ABBREVIATION_BYTES: usize = 48;

/// The sentences of a text, in order.
pub fn sentences(text: &str) -> Vec<Sentence> {
    let mut found = Vec::new();
    let mut start = 0;
    let mut characters = text.char_indices().peekable();
    while let Some((at, character)) = characters.next() {
        if at == start && character.is_whitespace() {
            start += character.len_utf8();
            continue;
        }
        if character == '\n' {
            // An empty line: another line end with nothing but spaces before it.
            let rest = text.part(at + 1..);
            let blank = rest.trim_start_matches([' ', '\t', '\r']);
            if blank.starts_with('\n') {
                push(text, start, at, &mut found);
                start = at;
            }
            continue;
        }
        let Some(kind) = Stop::of(character) else {
            continue;
        };
        // The whole run of stops, and what closes behind it.
        let mut end = at + character.len_utf8();
        let mut dots = usize::from(character == '.');
        while let Some((next, more)) = characters.next_if(|(_, more)| Stop::of(*more).is_some()) {
            dots += usize::from(more == '.');
            end = next + more.len_utf8();
        }
        let stopped = end;
        while let Some((next, closing)) = characters.next_if(|(_, character)| closes(*character)) {
            end = next + closing.len_utf8();
        }
        let before = text.part(start..at);
        let behind = text.part(end..);
        let lone_dot = dots == 1 && stopped == at + 1;
        if ends(kind, before, behind, lone_dot) {
            push(text, start, end, &mut found);
            start = end;
        }
    }
    push(text, start, text.len(), &mut found);
    found
}

/// What kind of full stop a character is.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Stop {
    /// `.`, which has other uses.
    Dot,
    /// `!`, `?` and dots that trail off, and their like in scripts with spaces.
    Spaced,
    /// A full stop of a script in which no space need follow.
    Certain,
}

impl Stop {
    fn of(character: char) -> Option<Self> {
        match character {
            '.' => Some(Self::Dot),
            '!' | '?' | '…' | '‽' | '؟' | '۔' | '։' | '።' | '፧' => Some(Self::Spaced),
            '।' | '॥' | '。' | '．' | '！' | '？' | '｡' | '။' | '។' | '៕' => {
                Some(Self::Certain)
            }
            _ => None,
        }
    }
}

fn closes(character: char) -> bool {
    matches!(
        character,
        '"' | '\'' | '”' | '’' | '»' | '›' | ')' | ']' | '}' | '」' | '』' | '）'
    )
}

fn opens(character: char) -> bool {
    matches!(
        character,
        '"' | '\''
            | '“'
            | '‘'
            | '«'
            | '‹'
            | '('
            | '['
            | '{'
            | '¿'
            | '¡'
            | '*'
            | '•'
            | '–'
            | '—'
            | '-'
    )
}

fn ends(kind: Stop, before: &str, behind: &str, lone_dot: bool) -> bool {
    if kind == Stop::Certain || behind.trim_start().is_empty() {
        return true;
    }
    if !behind.starts_with(char::is_whitespace) {
        return false;
    }
    let next = behind
        .trim_start_matches(|character: char| character.is_whitespace() || opens(character))
        .chars()
        .next();
    if next.is_some_and(char::is_lowercase) {
        return false;
    }
    if !lone_dot {
        return true;
    }
    let token = token_before(before);
    let token_lower = token.to_lowercase();
    let letters = token
        .chars()
        .filter(|character| character.is_alphabetic())
        .count();
    let is_number = !token.is_empty() && token.chars().all(|character| character.is_ascii_digit());
    if is_number && before == token {
        return false;
    }
    if NEVER_LAST.contains(&token_lower.as_str()) {
        return false;
    }
    if BEFORE_A_NUMBER.contains(&token_lower.as_str()) && next.is_some_and(char::is_numeric) {
        return false;
    }
    if PERHAPS_LAST.contains(&token_lower.as_str()) {
        return next.is_some_and(char::is_uppercase);
    }
    let one_letter = letters == 1 && token.chars().count() <= 2;
    let initials = token.contains('.') && token.split('.').all(|part| part.chars().count() == 1);
    if (one_letter && !token.contains(char::is_numeric)) || initials {
        return !is_initial(token, before);
    }
    true
}

/// Whether a lone letter before a stop begins a name, as in `J. Smith` or `Dr. B. Garg`.
fn is_initial(token: &str, before: &str) -> bool {
    if !token
        .chars()
        .all(|character| character == '.' || !character.is_lowercase())
    {
        return false;
    }
    let head = before.part(..before.len() - token.len());
    let previous = token_before(head.trim_end().trim_end_matches('.'));
    let lower = previous.to_lowercase();
    let named = NAMED_BY_A_LETTER.contains(&lower.as_str());
    let is_name = previous.is_empty() || !previous.starts_with(char::is_lowercase);
    is_name && !named
}

/// The run of letters, digits and dots at the end of a text, if it is short.
fn token_before(text: &str) -> &str {
    let mut start = text.len();
    for (at, character) in text.char_indices().rev() {
        let inside = !character.is_whitespace() && !opens(character) && character != '/';
        if !inside || text.len() - at > ABBREVIATION_BYTES {
            break;
        }
        start = at;
    }
    text.part(start..)
}

/// Keeps a range as a sentence, without the spaces around it, if there is a word in it.
fn push(text: &str, start: usize, end: usize, found: &mut Vec<Sentence>) {
    let Some(range) = text.get(start..end) else {
        return;
    };
    if !range.contains(char::is_alphanumeric) {
        return;
    }
    let leading = range.len() - range.trim_start().len();
    let trailing = range.len() - range.trim_end().len();
    found.push(Sentence {
        start: start + leading,
        end: end - trailing,
    });
}

#[cfg(test)]
mod tests {
    use super::*;

    fn list(text: &str) -> Vec<&str> {
        let ranges = sentences(text);
        ranges
            .iter()
            .map(|range| &text[range.start..range.end])
            .collect()
    }

    #[track_caller]
    fn same(expected: &[&str]) {
        assert_eq!(list(&expected.join(" ")), expected);
    }

    #[test]
    fn ordinary_sentences_are_parted() {
        same(&[
            "You may go home.",
            "Can I drive?",
            "No!",
            "Rest; do not lift; walk.",
        ]);
        assert_eq!(list("no stop at all"), ["no stop at all"]);
        assert_eq!(list("  One.  \n Two.  "), ["One.", "Two."]);
        assert_eq!(list("A heading\n\nA text"), ["A heading", "A text"]);
        assert_eq!(list("a line\nand its rest."), ["a line\nand its rest."]);
        assert!(list(" ... – ! ").is_empty());
        assert!(list("").is_empty());
    }

    #[test]
    fn abbreviations_end_nothing() {
        same(&["Dr. Garg and Prof. B. Rao saw St. John.", "They agreed."]);
        same(&[
            "Take a drink, e.g. water, i.e. no milk, at 8 a.m. with food.",
            "Rest.",
        ]);
        same(&[
            "Come at 8 a.m.",
            "Bring your list, pens, etc.",
            "Then wait.",
        ]);
        same(&[
            "Surgery vs. Physiotherapy is compared on p. 3 and in No. 5.",
            "No.",
            "It is not.",
        ]);
        same(&[
            "J. K. Smith operates.",
            "So do I.",
            "Vitamin C.",
            "Take it.",
        ]);
        same(&[
            "Mr. A. Khan has an M.D. from the U.K. and works here.",
            "He is in.",
        ]);
        same(&[
            "approx. 2.5 cm at L4–L5 (see www.nhs.uk) is cut.",
            "It heals.",
        ]);
        assert_eq!(list("1. Eat. 2. Drink."), ["1. Eat.", "2. Drink."]);
        same(&["You need it for 5.", "Days pass."]);
    }

    #[test]
    fn what_closes_behind_the_stop_belongs_to_the_sentence() {
        same(&[
            "“Why me?” she asked.",
            "He said “Rest.”",
            "(It helps.)",
            "Good [really.]",
            "Yes.",
        ]);
        same(&["Well... maybe not.", "So…", "Then go."]);
        same(&["Really?!", "Yes."]);
    }

    #[test]
    fn other_scripts_have_their_own_stops() {
        same(&["यह एक ऑपरेशन है।", "क्या दर्द होगा?", "डॉ. शर्मा बताएँगे।"]);
        assert_eq!(list("पहला।दूसरा॥"), ["पहला।", "दूसरा॥"]);
        same(&["शस्त्रक्रिया लहान आहे.", "डॉ. पाटील सांगतील."]);
        same(&["هل هذا مؤلم؟", "نعم."]);
        same(&["یہ ایک آپریشن ہے۔", "کیا درد ہوگا؟"]);
        assert_eq!(
            list("手術です。痛みは？はい。"),
            ["手術です。", "痛みは？", "はい。"]
        );
    }

    #[test]
    fn hostile_texts_take_linear_time() {
        for piece in [".", "a.", "?!", "A. ", "\n", "(", "(.) ", "1. "] {
            let text = piece.repeat(200_000);
            assert!(sentences(&text).len() <= 200_001);
        }
    }
}
