//! More than three words in capitals.
//!
//! ## What it finds
//!
//! Four words and more in capital letters that follow each other, anywhere in the guide. An abbreviation
//! counts as a word.
//!
//! ## Why it matters
//!
//! People recognise words by their shape, but in capitals all words have the same shape. They are slower to
//! read and look like shouting.
//!
//! ## Source
//!
//! UKAAF, Creating clear print and large print documents (G003, 2019): no blocks of capitals. The bound of
//! three words is our own.
//!
//! ## Example
//!
//! "DO NOT EAT OR DRINK after midnight"
//!
//! ## Write instead
//!
//! "**Do not eat or drink** after midnight"; stars make words bold.

use crate::base::diagnostic::{Severity, quoted};
use crate::lint::{Check, Family, Findings, Harm, Rule, Subject};

pub(in crate::lint) const RULE: Rule = Rule {
    name: "long-capitals",
    family: Family::Print,
    harm: Harm::Confusion,
    severity: Severity::Warning,
    languages: &[],
    file: include_str!("long_capitals.rs"),
    check: Check::Guide(check),
};

/// Most words in capitals that follow each other.
const MOST_WORDS: usize = 3;

fn check(subject: &Subject<'_>, found: &mut Findings) {
    for passage in subject.prose.all() {
        if let Some(words) = first_block_of_capitals(&passage.text) {
            let message = format!("{} is a block of capitals", quoted(&words));
            found
                .tell(subject.place_of(&words, passage.span), message)
                .hint("write small letters, and stars around the words to make them bold");
        }
    }
}

/// The first words in capitals that are more than may follow each other.
fn first_block_of_capitals(text: &str) -> Option<String> {
    let words: Vec<&str> = text.split_whitespace().collect();
    let blocks = words.chunk_by(|_, next| !is_small(next));
    let capitals = |block: &&[&str]| block.iter().filter(|word| is_capital(word)).count();
    let block = blocks
        .map(|block| match block {
            // What a block begins with may be the small word before it.
            [first, rest @ ..] if is_small(first) => rest,
            block => block,
        })
        .find(|block| capitals(block) > MOST_WORDS)?;
    Some(block.join(" "))
}

/// Whether a word has a small letter: figures, characters and letters of scripts without capitals have none.
fn is_small(word: &str) -> bool {
    word.chars().any(char::is_lowercase)
}

/// Whether a word is of capitals: a single one is none, as in "I" and "A".
fn is_capital(word: &str) -> bool {
    !is_small(word)
        && word
            .chars()
            .filter(|character| character.is_uppercase())
            .count()
            > 1
}

#[cfg(test)]
mod tests {
    use super::*;
    #[test]
    fn blocks_of_capitals_are_found_between_small_words() {
        let found = |text| first_block_of_capitals(text);
        assert_eq!(
            found("please DO NOT EAT OR DRINK 6 hours before").as_deref(),
            Some("DO NOT EAT OR DRINK 6")
        );
        for sound in [
            "MRI, CT and X-ray",
            "A B C D E",
            "NHS UK MRI",
            "रोगी नमूना रोगी नमूना",
            "",
        ] {
            assert_eq!(found(sound), None, "{sound}");
        }
        assert_eq!(
            found("CALL THE NURSE NOW").as_deref(),
            Some("CALL THE NURSE NOW")
        );
    }
}
