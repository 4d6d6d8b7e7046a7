//! Sentences that hide who acts: the passive voice of English.
//!
//! In: a text. Out: where each passive stands. Found is a form of *be* with a participle behind it
//! (`is removed`, `will not usually be given`, `are being kept`), or, in a question, with its
//! subject between (`Are screws always used?`).
//!
//! Not found on purpose: *get* with a participle, participles that stand alone, and participles
//! that tell a state of the patient and no deed of another (`you are tired`). A passive is no
//! fault in itself, which is why only the share of a whole text is judged.

use std::ops::Range;
use std::sync::LazyLock;

use super::list::{WordList, listed};
use super::{Word, sentences, words};

/// The lists of words, for people to read and correct.
const TABLE: &str = include_str!("words/passive.tsv");

/// Forms of *be*, with those joined to a pronoun. `it's` may be *it has* and is left out.
static BE: WordList = LazyLock::new(|| listed(TABLE, "be"));

/// Participles that do not end with -ed.
static IRREGULAR_PARTICIPLES: WordList = LazyLock::new(|| listed(TABLE, "irregular_participles"));

/// Words that end with -ed and are no participle, or tell a state rather than a deed.
static NO_DEED: WordList = LazyLock::new(|| listed(TABLE, "no_deed"));

/// Words that may stand between *be* and the participle, besides those that end with -ly.
static BETWEEN: WordList = LazyLock::new(|| listed(TABLE, "between"));

/// Most words between *be* and the participle.
const MOST_BETWEEN: usize = 4;

/// Most words of the subject of a question, between *be* and the participle.
const MOST_OF_A_SUBJECT: usize = 7;

/// The byte ranges of the passives of a text, from *be* to the participle, in order.
pub fn passives_in(text: &str) -> Vec<Range<usize>> {
    let mut found = Vec::new();
    for sentence in sentences(text) {
        let Some(sentence_text) = text.get(sentence.start..sentence.end) else {
            continue;
        };
        let words = words(sentence_text);
        let question = sentence_text
            .trim_end_matches(['”', '"', '’', ')'])
            .ends_with('?');
        let mut from = 0;
        while let Some(be) = next_be(&words, from) {
            let participle = participle_behind(&words, be, question && be <= 2);
            from = be + 1;
            if let Some(participle) = participle {
                from = participle + 1;
                if let (Some(first), Some(last)) = (words.get(be), words.get(participle)) {
                    found.push(sentence.start + first.start..sentence.start + last.end);
                }
            }
        }
    }
    found
}

fn next_be(words: &[Word<'_>], from: usize) -> Option<usize> {
    let rest = words.iter().enumerate().skip(from);
    let mut be = rest.filter(|(_, word)| BE.contains(&small(word).as_str()));
    be.next().map(|(at, _)| at)
}

fn participle_behind(words: &[Word<'_>], be: usize, question: bool) -> Option<usize> {
    let most = if question {
        MOST_OF_A_SUBJECT
    } else {
        MOST_BETWEEN
    };
    for (at, word) in words.iter().enumerate().skip(be + 1).take(most + 1) {
        let word = small(word);
        if is_participle(&word) {
            // `is a limited operation`: an article before it makes it an adjective.
            let previous = words.get(at - 1).map(small).unwrap_or_default();
            let article = ["a", "an", "the", "your", "some", "any", "of", "with", "for"];
            if article.contains(&previous.as_str()) {
                return None;
            }
            return Some(at);
        }
        let may_stand = BETWEEN.contains(&word.as_str()) || word.ends_with("ly");
        let ends_subject = [
            "that", "which", "who", "if", "when", "where", "because", "to",
        ];
        let in_subject = question && !ends_subject.contains(&word.as_str());
        if !may_stand && !in_subject {
            return None;
        }
    }
    None
}

fn is_participle(word: &str) -> bool {
    if NO_DEED.contains(&word) || word.ends_with("eed") {
        return false;
    }
    let regular = word.len() > 3 && word.ends_with("ed");
    // `re-taken`, `self-made`
    let last = word.rsplit('-').next().unwrap_or(word);
    regular || IRREGULAR_PARTICIPLES.contains(&last)
}

fn small(word: &Word<'_>) -> String {
    word.text.to_lowercase().replace('’', "'")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(text: &str) -> Vec<&str> {
        passives_in(text)
            .into_iter()
            .map(|range| &text[range])
            .collect()
    }

    #[test]
    fn passives_are_found_where_they_stand() {
        assert_eq!(
            found("The disc is removed and the wound is then carefully closed."),
            ["is removed", "is then carefully closed"]
        );
        assert_eq!(found("You will not usually be given food."), ["be given"]);
        assert_eq!(found("The bones are being held still."), ["are being held"]);
        assert_eq!(found("Rest. Blood was taken."), ["was taken"]);
        assert_eq!(
            found("Are screws and rods always used?"),
            ["Are screws and rods always used"]
        );
        assert_eq!(found("You’re seen by a nurse."), ["You’re seen"]);
        assert_eq!(found("It can’t be done."), ["be done"]);
    }

    #[test]
    fn what_hides_nobody_is_left() {
        for text in [
            "You are tired and worried.",
            "The surgeon removes the disc.",
            "It is a limited operation.",
            "Your leg is red.",
            "There is no need to worry.",
            "The nurse is in the room and has removed it.",
            "Is it safe to drive?",
            "We have closed the wound.",
            "",
        ] {
            assert!(found(text).is_empty(), "{text}");
        }
    }
}
