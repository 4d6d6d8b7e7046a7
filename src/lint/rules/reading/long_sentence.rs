//! A sentence of more than twenty words.
//!
//! ## What it finds
//!
//! Each sentence of running text with more than 20 words. It works in every language whose words are parted
//! by spaces, also in Hindi or Arabic; a hyphenated word and a number count as one word.
//!
//! ## Why it matters
//!
//! At the end of a long sentence its beginning is forgotten, most of all by someone who is ill, tired or
//! reading in a second language.
//!
//! ## Source
//!
//! NHS digital service manual, how we write: at most 20 words. Advances in Surgical and Medical Sciences
//! Research 2023;5:e1: sentences of 15 words at most took leaflets from grade 9.8 to 6.4, together with
//! shorter words.
//!
//! ## Example
//!
//! Because the operation permanently changes how the spine moves, the decision balances expected benefit against
//! the risks that are listed above and those of doing nothing.
//!
//! ## Write instead
//!
//! The operation changes how your spine moves, for good. So weigh what it may do for you against its risks.
//! Weigh what happens without it too.

use crate::base::diagnostic::{Severity, quoted};
use crate::base::invariant::PartOf;
use crate::lint::{Check, Family, Findings, Harm, Rule, Subject};
use crate::reading::{allows_counting, allows_counting_sentences, sentences, words};

pub(in crate::lint) const RULE: Rule = Rule {
    name: "long-sentence",
    family: Family::Reading,
    harm: Harm::Confusion,
    severity: Severity::Warning,
    languages: &[],
    file: include_str!("long_sentence.rs"),
    check: Check::Guide(check),
};

/// Most words of a sentence (NHS digital service manual).
const MOST_WORDS: usize = 20;

fn check(subject: &Subject<'_>, found: &mut Findings) {
    let tag = &subject.language.tag;
    if !allows_counting(tag) || !allows_counting_sentences(tag) {
        return;
    }
    for passage in subject.prose.running_text() {
        for sentence in sentences(&passage.text) {
            let sentence = passage.text.part(sentence.start..sentence.end);
            let count = words(sentence).len();
            if count > MOST_WORDS {
                let message = format!(
                    "this sentence has {count} words; more than {MOST_WORDS} are hard to follow: {}",
                    quoted(sentence)
                );
                found
                    .tell(subject.place_of(sentence, passage.span), message)
                    .hint("divide it into two or three sentences, each with one thought");
            }
        }
    }
}
