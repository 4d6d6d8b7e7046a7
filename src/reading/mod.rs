//! How hard a text is to read.
//!
//! In: plain text, without any marks of a guide. Out: its [`sentences`], [`words`] and
//! [`syllables`], the counts of a whole guide or of a part ([`Measures`]) and the reading grades
//! made of them; and, from lists that are ours, which words are long and could be plainer
//! ([`plainer`]), which need explaining ([`medical_terms_in`]), which say nothing certain
//! ([`vague_wordings_in`]), and where a sentence hides who acts ([`passives_in`]).
//!
//! Nothing here knows a guide, a file or a message, so every figure can be tested with a text and a
//! number. What the figures promise:
//!
//! - A grade is never one exact number. The formulas were fitted on school texts, and syllables are
//!   counted by rules, so each result is a [`GradeRange`]; [`Measures`] says how it is made.
//! - Syllables, grades and word lists are for English. Sentences and words can be counted in every
//!   language that [`allows_counting`] admits.
//! - Time and memory grow with the length of the text only, and no text is refused.
//!
//! The lists are kept as tables in `words/`, one entry a line, so that a clinician can read and
//! correct them without knowing Rust. They name where their ideas come from; their wording is ours.

mod counting;
mod list;
mod measure;
mod medical;
mod passive;
mod plain;
mod sentence;
mod syllable;
#[cfg(test)]
mod tests;
mod vague;
mod word;

pub use counting::{allows_counting, allows_counting_sentences, is_english};
pub use list::{WordList, listed};
pub use measure::{GradeRange, Measures, SMOG_SENTENCES, SMOG_STANDARD_ERROR, SYLLABLE_ERROR};
pub use medical::{
    MedicalTerm, is_known_abbreviation, medical_term, medical_terms, medical_terms_in,
};
pub use passive::passives_in;
pub use plain::{Idea, LongWord, Plainer, plainer, plainer_words, plainer_words_in};
pub use sentence::{Sentence, sentences};
pub use syllable::syllables;
pub use vague::{VagueWording, vague_wordings, vague_wordings_in};
pub use word::{Word, words};
