//! The person a leaflet is for: the few facts its panel shows and its placeholders ask for.
//!
//! In: what was typed or read. Out: a [`Person`], each fact fit to print. Promise: a fact prints
//! exactly as given (NFC, outer space trimmed); invisible characters that copying brings along and that
//! reorder text are taken out and reported; other control characters are refused. No message of
//! this module quotes a fact, and none of its types shows one when it is printed for debugging.

mod date;
pub(crate) mod entity;
pub mod garbled;
pub mod no_value;

use std::fmt;

use unicode_bidi::{BidiClass, bidi_class};
use unicode_normalization::UnicodeNormalization;

pub use date::DateProblem;
pub(crate) use date::{figures_in_ascii, in_words as date_in_words, year_of_two_figures};
use garbled::{Garbled, garbled};
use no_value::NoValue;

use crate::model::fact::{FactKind, FactName, Facts};
use crate::model::language::Language;

/// Most characters of one fact: far longer than any name; more is a file given by mistake.
pub const MAXIMUM_CHARACTERS: usize = 4_000;

/// One personal fact, fit to print.
#[derive(Clone, PartialEq, Eq)]
pub struct Fact(String);

impl Fact {
    /// A fact that was read before, from the words that it gave.
    pub(crate) fn again(words: &str) -> Self {
        Self(words.to_owned())
    }

    /// The words to print.
    pub fn words(&self) -> &str {
        &self.0
    }

    /// Whether its first strong letter runs from right to left.
    pub fn is_right_to_left(&self) -> bool {
        self.0
            .chars()
            .map(bidi_class)
            .find(|class| matches!(class, BidiClass::L | BidiClass::R | BidiClass::AL))
            .is_some_and(|class| class != BidiClass::L)
    }
}

impl fmt::Debug for Fact {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("Fact(•••)")
    }
}

/// A fact, and how many invisible characters were taken out of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ReadFact {
    /// The fact.
    pub fact: Fact,
    /// Invisible characters taken out.
    pub taken_out: usize,
}

/// Why a fact cannot be printed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum FactProblem {
    /// Nothing is left of it.
    Empty,
    /// It holds a control character; the number is its code point.
    ControlCharacter(u32),
    /// It is longer than [`MAXIMUM_CHARACTERS`].
    TooLong(usize),
    /// A date that cannot be understood in one way only.
    Date(DateProblem),
    /// Letters were changed on their way.
    Garbled(Garbled),
    /// It is no value; whether it is to be a name.
    NoValue(NoValue, FactKind),
}

impl FactProblem {
    /// What to do next.
    pub fn hint(&self) -> String {
        match self {
            Self::Empty => "leave the option out if there is nothing to print".to_owned(),
            Self::ControlCharacter(0x0a | 0x0d) => "give it on one line".to_owned(),
            Self::ControlCharacter(_) => {
                "type it again: the character is invisible and comes from copied text".to_owned()
            }
            Self::TooLong(_) => {
                format!("shorten it to {MAXIMUM_CHARACTERS} characters or fewer")
            }
            Self::Date(problem) => problem.hint().to_owned(),
            Self::Garbled(garbled) => garbled.hint().to_owned(),
            Self::NoValue(none, FactKind::Patient) => none.hint_for_name().to_owned(),
            Self::NoValue(none, _) => none.hint().to_owned(),
        }
    }
}

impl fmt::Display for FactProblem {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Empty => write!(formatter, "is empty"),
            Self::ControlCharacter(0x0a | 0x0d) => write!(formatter, "has more than one line"),
            Self::ControlCharacter(code) => {
                write!(formatter, "contains a control character (U+{code:04X})")
            }
            Self::TooLong(characters) => {
                write!(formatter, "has {characters} characters")
            }
            Self::Date(problem) => problem.fmt(formatter),
            Self::Garbled(garbled) => formatter.write_str(garbled.message()),
            Self::NoValue(none, _) => write!(formatter, "contains {}", none.words()),
        }
    }
}

/// Looks whether a fact that somebody typed or exported is fit to be read: neither garbled nor what
/// programs write where there is nothing.
///
/// # Errors
/// [`FactProblem`], without the words.
pub fn check_value(given: &str, kind: FactKind) -> Result<(), FactProblem> {
    let none = match kind {
        FactKind::Patient => no_value::in_name(given),
        _ => no_value::in_fact(given),
    };
    // The question mark of an error such as `#NAME?` is no lost letter.
    let is_lost = none.is_some_and(NoValue::is_lost);
    if let Some(garbled) = garbled(given, kind.is_name())
        && !is_lost
    {
        return Err(FactProblem::Garbled(garbled));
    }
    // That nothing is left of a fact is told in words of its own.
    match none {
        Some(none) if !given.trim().is_empty() => Err(FactProblem::NoValue(none, kind)),
        _ => Ok(()),
    }
}

/// Reads one fact.
///
/// # Errors
/// [`FactProblem`], without the words.
pub fn read_fact(given: &str) -> Result<ReadFact, FactProblem> {
    let mut taken_out = 0;
    let visible: String = given
        .chars()
        .filter(|character| {
            let invisible = is_invisible(*character);
            taken_out += usize::from(invisible);
            !invisible
        })
        .nfc()
        .collect();
    let words = visible.trim();
    if let Some(control) = words.chars().find(|character| is_refused(*character)) {
        return Err(FactProblem::ControlCharacter(u32::from(control)));
    }
    if words.is_empty() {
        return Err(FactProblem::Empty);
    }
    let characters = words.chars().count();
    if characters > MAXIMUM_CHARACTERS {
        return Err(FactProblem::TooLong(characters));
    }
    Ok(ReadFact {
        fact: Fact(words.to_owned()),
        taken_out,
    })
}

/// Reads a date: an ISO date is written as the language writes dates; a date in words stays as it
/// is; a date in figures alone is refused, because 03/04 is two different days.
///
/// # Errors
/// [`FactProblem`], without the words.
pub fn read_date(given: &str, language: &Language) -> Result<ReadFact, FactProblem> {
    let read = read_fact(given)?;
    let words = date::read(read.fact.words(), language).map_err(FactProblem::Date)?;
    Ok(ReadFact {
        fact: Fact(words),
        ..read
    })
}

/// Bidirectional controls and other characters without a shape, which come with copy and paste. The
/// joiners U+200C and U+200D are letters' business in Indic and Persian writing and stay.
fn is_invisible(character: char) -> bool {
    matches!(character,
        '\u{061c}' | '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}'
        | '\u{200b}' | '\u{2060}' | '\u{feff}' | '\u{00ad}')
}

/// Control characters, line ends and code points that are no characters.
fn is_refused(character: char) -> bool {
    let code = u32::from(character);
    character.is_control()
        || matches!(character, '\u{2028}' | '\u{2029}')
        || code & 0xfffe == 0xfffe
        || (0xfdd0..=0xfdef).contains(&code)
}

/// The person a leaflet is for. Every fact is optional and independent.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Person {
    /// The facts that are given.
    pub facts: Facts<Fact>,
}

impl Person {
    /// The words of a fact, if it is given.
    pub fn words(&self, fact: FactName) -> Option<&str> {
        self.facts[fact].as_ref().map(Fact::words)
    }

    /// Whether anything personal is given: then the leaflet is for one person's eyes.
    ///
    /// A surgeon alone is not: a clinic prints such leaflets for the rack.
    pub fn is_personal(&self) -> bool {
        self.facts
            .iter()
            .any(|(fact, _)| fact.kind() != FactKind::Surgeon)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_fact_is_composed_and_trimmed_and_otherwise_untouched() {
        let read = read_fact("  Jose\u{301}  #panic(\"x\") ").unwrap();
        assert_eq!(read.fact.words(), "José  #panic(\"x\")");
        assert_eq!(read.taken_out, 0);
    }

    #[test]
    fn characters_that_reorder_text_are_taken_out_and_joiners_stay() {
        let read = read_fact("a\u{202e}b\u{2066}c\u{200d}").unwrap();
        assert_eq!((read.fact.words(), read.taken_out), ("abc\u{200d}", 2));
    }

    #[test]
    fn controls_and_nothing_are_refused() {
        assert_eq!(read_fact("a\0b"), Err(FactProblem::ControlCharacter(0)));
        assert_eq!(read_fact("a\nb"), Err(FactProblem::ControlCharacter(10)));
        assert_eq!(
            read_fact("a\u{fffe}"),
            Err(FactProblem::ControlCharacter(0xfffe))
        );
        assert_eq!(read_fact(" \u{202e} "), Err(FactProblem::Empty));
    }

    #[test]
    fn the_first_strong_letter_gives_the_direction() {
        assert!(read_fact("1 محمد").unwrap().fact.is_right_to_left());
        assert!(!read_fact("1 Anna محمد").unwrap().fact.is_right_to_left());
    }

    #[test]
    fn debugging_shows_no_words() {
        assert_eq!(
            format!("{:?}", read_fact("secret").unwrap().fact),
            "Fact(•••)"
        );
    }
}
