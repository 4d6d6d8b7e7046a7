//! How often something happens, as sentences say it: `1 in 100`, `3 out of 1,000`, `5 %`; and the words for
//! it: `common`, `rare`.
//!
//! In: English text. Out: each figure with its place, form and chance, each frequency word with the band
//! of chances that it stands for. Years, ranges of days and other numbers are none: a figure needs `in`,
//! `out of`, `of every` or `per` and a second number that is larger, or a percent sign.
//!
//! The bands are those of the European Commission's guideline on the summary of product characteristics
//! (2009): very common, at least 1 in 10; common, at least 1 in 100; uncommon, at least 1 in 1,000; rare, at
//! least 1 in 10,000; very rare, less.

use std::ops::Range;
use std::sync::LazyLock;

use crate::base::invariant::PartOf;
use crate::reading::{WordList, listed};

/// A figure that says how often something happens.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Odds {
    /// Its place in the text, in bytes.
    pub(super) range: Range<usize>,
    /// How it is said.
    pub(super) form: OddsForm,
    /// The chance, 0 to 1.
    pub(super) chance: f64,
    /// Whether a number of it has decimals.
    pub(super) has_decimals: bool,
    /// Which side of the chance is meant.
    pub(super) bound: Bound,
    /// The two numbers of it; `None` for per cent.
    pub(super) ratio: Option<(f64, f64)>,
}

/// Which side of a chance a sentence means.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Bound {
    /// The chance itself.
    About,
    /// At most this chance: `up to 1 in 10`, `fewer than 1 in 10`, `1 to 10 in 1,000`.
    AtMost,
    /// At least this chance: `more than 1 in 10`.
    AtLeast,
}

impl FrequencyWord {
    /// Whether the word cannot mean this chance. Where two bands meet both words are right, because the
    /// published scales differ there; a bound is wrong only if nothing on its side has this name.
    pub(super) fn contradicts(&self, chance: f64, bound: Bound) -> bool {
        let Some((from, below)) = self.band else {
            return false;
        };
        match bound {
            Bound::About => chance < from * 0.999 || chance > below * 1.001,
            Bound::AtMost => chance <= from * 1.001 && from > 0.0,
            Bound::AtLeast => chance >= below * 0.999,
        }
    }
}

/// How a figure is said.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum OddsForm {
    /// As `1 in` so many.
    OneIn,
    /// As so many in this many.
    In(u64),
    /// As per cent.
    PerCent,
}

impl OddsForm {
    /// The form, as one would write it.
    pub(super) fn in_words(self) -> String {
        match self {
            Self::OneIn => "`1 in …`".to_owned(),
            Self::In(whole) => format!("`… in {whole}`"),
            Self::PerCent => "per cent".to_owned(),
        }
    }
}

/// A word for how often something happens.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct FrequencyWord {
    /// Its place in the text, in bytes.
    pub(super) range: Range<usize>,
    /// The band it stands for: chances from, and below; `None` for a word without one.
    pub(super) band: Option<(f64, f64)>,
}

/// Words with their bands; longer ones first, because they hold the shorter.
const WORDS: &[(&str, Option<(f64, f64)>)] = &[
    ("very common", Some((0.1, 1.1))),
    ("very rare", Some((0.0, 0.0001))),
    ("very rarely", Some((0.0, 0.0001))),
    ("uncommon", Some((0.001, 0.01))),
    ("uncommonly", Some((0.001, 0.01))),
    ("common", Some((0.01, 0.1))),
    ("commonly", Some((0.01, 0.1))),
    ("rare", Some((0.0001, 0.001))),
    ("rarely", Some((0.0001, 0.001))),
    ("frequent", None),
    ("frequently", None),
    ("infrequent", None),
    ("infrequently", None),
    ("occasional", None),
    ("occasionally", None),
    ("unlikely", None),
    ("small risk", None),
    ("small chance", None),
    ("slight risk", None),
    ("low risk", None),
    ("high risk", None),
    ("higher risk", None),
    ("good chance", None),
    ("high chance", None),
];

/// The lists of words, for people to read and correct.
const TABLE: &str = include_str!("../reading/words/odds.tsv");

/// Words after `common` and `rare` with which they say nothing of how often something happens to a patient.
static NOT_OF_RISKS: WordList = LazyLock::new(|| listed(TABLE, "not_of_risks"));

/// Words before a frequency word with which it compares, asks or denies, and says no frequency.
static COMPARING: WordList = LazyLock::new(|| listed(TABLE, "comparing"));

/// Words behind a number of `… in N` with which it counts doses, hours or lengths and no people.
static NO_PEOPLE: WordList = LazyLock::new(|| listed(TABLE, "no_people"));

/// Words near a percent sign with which it tells no chance: strength, weight, saturation.
static NO_CHANCE: WordList = LazyLock::new(|| listed(TABLE, "no_chance"));

/// Words before a figure with which it is the most or the least.
static AT_MOST: WordList = LazyLock::new(|| listed(TABLE, "at_most"));
static AT_LEAST: WordList = LazyLock::new(|| listed(TABLE, "at_least"));

/// A piece of a text: a run of letters, a number, or one other character.
struct Token<'t> {
    range: Range<usize>,
    text: &'t str,
    number: Option<f64>,
}

/// The figures of a text.
pub(super) fn odds_in(text: &str) -> Vec<Odds> {
    let tokens = tokens(text);
    let mut found = Vec::new();
    let mut at = 0;
    while let Some(token) = tokens.get(at) {
        let Some(part) = token.number else {
            at += 1;
            continue;
        };
        let has_decimals = token.text.contains('.');
        let word = |ahead: usize| {
            tokens
                .get(at + ahead)
                .map(|token| token.text.to_lowercase())
        };
        let per_cent = match (word(1).as_deref(), word(2).as_deref()) {
            (Some("%" | "percent"), _) => Some(1),
            (Some("per"), Some("cent")) => Some(2),
            _ => None,
        };
        if let Some(ahead) = per_cent
            && let Some(last) = tokens.get(at + ahead)
        {
            if !is_no_chance(&tokens, at, at + ahead) {
                found.push(Odds {
                    range: token.range.start..last.range.end,
                    form: OddsForm::PerCent,
                    chance: part / 100.0,
                    has_decimals,
                    bound: bound(text, token.range.start),
                    ratio: None,
                });
            }
            at += ahead + 1;
            continue;
        }
        let between = match (word(1).as_deref(), word(2).as_deref()) {
            (Some("in" | "per"), Some("every" | "each")) => Some(3),
            (Some("out" | "in"), Some("of")) | (Some("of"), Some("every" | "each")) => Some(3),
            (Some("in" | "per"), _) => Some(2),
            // `1 person in 10`, `9 people out of 10`.
            (
                Some("person" | "people" | "patient" | "patients" | "men" | "women" | "children"),
                Some("in"),
            ) => match word(3).as_deref() {
                Some("every" | "each") => Some(4),
                _ => Some(3),
            },
            (
                Some("person" | "people" | "patient" | "patients" | "men" | "women" | "children"),
                Some("out"),
            ) => Some(4),
            _ => None,
        };
        let whole = between.and_then(|ahead| tokens.get(at + ahead));
        let counts_no_people = between
            .and_then(|ahead| word(ahead + 1))
            .is_some_and(|word| NO_PEOPLE.contains(&word.as_str()));
        if let Some(whole_token) = whole
            && let Some(whole) = whole_token.number
            && is_whole(part, whole, whole_token.text)
            && !counts_no_people
        {
            let form = if (part - 1.0).abs() < f64::EPSILON {
                OddsForm::OneIn
            } else {
                // A whole number below the largest that is read.
                OddsForm::In(whole as u64)
            };
            found.push(Odds {
                range: token.range.start..whole_token.range.end,
                form,
                chance: part / whole,
                has_decimals: has_decimals || whole_token.text.contains('.'),
                bound: bound(text, token.range.start),
                ratio: Some((part, whole)),
            });
            at += between.unwrap_or(1) + 1;
            continue;
        }
        at += 1;
    }
    found
}

/// Which side of a figure the words before it mean.
fn bound(text: &str, start: usize) -> Bound {
    let before = text.part(..start).to_lowercase();
    let before = before.trim_end().trim_end_matches(['(', '~']).trim_end();
    let before = before
        .strip_suffix("about")
        .or_else(|| before.strip_suffix("around"))
        .unwrap_or(before)
        .trim_end();
    let ends = |words: &[&str]| {
        words.iter().any(|words| {
            let rest = before.strip_suffix(words);
            rest.is_some_and(|rest| !rest.ends_with(char::is_alphanumeric))
        })
    };
    // `1 to 10 in 1,000`: the second number is the most.
    let is_range = before
        .strip_suffix("to")
        .or_else(|| before.strip_suffix(['-', '–']))
        .or_else(|| before.strip_suffix("and"))
        .is_some_and(|rest| {
            rest.trim_end()
                .ends_with(|character: char| character.is_ascii_digit())
        });
    if ends(&AT_MOST) || is_range {
        Bound::AtMost
    } else if ends(&AT_LEAST) {
        Bound::AtLeast
    } else {
        Bound::About
    }
}

/// Whether a percent sign tells a strength, a weight or a price and no chance.
fn is_no_chance(tokens: &[Token<'_>], number: usize, character: usize) -> bool {
    let is_listed = |at: usize| {
        tokens
            .get(at)
            .is_some_and(|token| NO_CHANCE.contains(&token.text.to_lowercase().as_str()))
    };
    (character + 1..character + 5).any(is_listed)
        || (number.saturating_sub(3)..number).any(is_listed)
}

/// Whether the second number is what the first is counted of: larger, whole, and no year.
fn is_whole(part: f64, whole: f64, written: &str) -> bool {
    let is_year = (1900.0..2100.0).contains(&whole) && !written.contains(',');
    whole > part && (2.0..=1e9).contains(&whole) && whole.fract() == 0.0 && !is_year
}

/// The words for how often something happens.
pub(super) fn frequency_words_in(text: &str) -> Vec<FrequencyWord> {
    let lower = text.to_lowercase();
    if lower.len() != text.len() {
        // Letters whose small form is longer: places would not be those of the text.
        return Vec::new();
    }
    let is_letter = |character: Option<char>| {
        character.is_some_and(|character| character.is_alphabetic() || character == '-')
    };
    let mut found: Vec<FrequencyWord> = Vec::new();
    for (word, band) in WORDS {
        for (start, _) in lower.match_indices(word) {
            let end = start + word.len();
            let before = lower.get(..start).and_then(|before| before.chars().last());
            let behind = lower.part(end..);
            let next = behind.split_whitespace().next().unwrap_or_default();
            let next = next.trim_matches(|character: char| !character.is_alphabetic());
            let is_inside =
                |other: &FrequencyWord| other.range.start < end && start < other.range.end;
            let previous = lower.part(..start);
            let previous = previous.split_whitespace().next_back().unwrap_or_default();
            let is_other_sense = NOT_OF_RISKS.contains(&next)
                || COMPARING
                    .contains(&previous.trim_matches(|character: char| !character.is_alphabetic()))
                || lower
                    .get(..start)
                    .is_some_and(|before| before.ends_with("in "));
            if is_letter(before)
                || is_letter(behind.chars().next())
                || is_other_sense
                || found.iter().any(is_inside)
            {
                continue;
            }
            found.push(FrequencyWord {
                range: start..end,
                band: *band,
            });
        }
    }
    found.sort_by_key(|word| word.range.start);
    found
}

/// Words that make a sentence one about risks.
static RISK_WORDS: WordList = LazyLock::new(|| listed(TABLE, "risk_words"));

/// Whether a sentence speaks of a risk.
pub(super) fn speaks_of_risk(sentence: &str) -> bool {
    let lower = sentence.to_lowercase();
    RISK_WORDS.iter().any(|word| lower.contains(word))
}

fn tokens(text: &str) -> Vec<Token<'_>> {
    let mut tokens = Vec::new();
    let mut characters = text.char_indices().peekable();
    while let Some((start, character)) = characters.next() {
        if character.is_whitespace() {
            continue;
        }
        let mut end = start + character.len_utf8();
        let is_number = character.is_ascii_digit();
        if character.is_alphanumeric() {
            while let Some((at, next)) = characters.peek().copied() {
                let rest = text.part(at + next.len_utf8()..);
                let digit_follows = rest.starts_with(|character: char| character.is_ascii_digit());
                let goes_on = if is_number {
                    next.is_ascii_digit() || (matches!(next, '.' | ',') && digit_follows)
                } else {
                    next.is_alphanumeric()
                };
                if !goes_on {
                    break;
                }
                end = at + next.len_utf8();
                characters.next();
            }
        }
        let text = text.part(start..end);
        tokens.push(Token {
            range: start..end,
            text,
            number: if is_number {
                text.replace(',', "").parse().ok()
            } else {
                number_word(text)
            },
        });
    }
    tokens
}

/// The number that a word stands for.
fn number_word(word: &str) -> Option<f64> {
    let words = [
        ("one", 1.0),
        ("two", 2.0),
        ("three", 3.0),
        ("four", 4.0),
        ("five", 5.0),
        ("six", 6.0),
        ("seven", 7.0),
        ("eight", 8.0),
        ("nine", 9.0),
        ("ten", 10.0),
        ("twenty", 20.0),
        ("fifty", 50.0),
        ("hundred", 100.0),
        ("thousand", 1000.0),
    ];
    let word = word.to_lowercase();
    let known = words.iter().find(|(known, _)| *known == word);
    known.map(|(_, number)| *number)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn figures_are_found_with_their_forms() {
        for (text, form, chance) in [
            ("About 1 in 100 people", OddsForm::OneIn, 0.01),
            ("one in ten", OddsForm::OneIn, 0.1),
            ("3 out of 1,000 patients", OddsForm::In(1000), 0.003),
            ("5 in every 100", OddsForm::In(100), 0.05),
            ("in 14.3% of cases", OddsForm::PerCent, 0.143),
            ("2 per cent", OddsForm::PerCent, 0.02),
            ("4 per 10,000", OddsForm::In(10_000), 0.0004),
        ] {
            let found = odds_in(text);
            assert_eq!(found.len(), 1, "{text}: {found:?}");
            assert_eq!(found[0].form, form, "{text}");
            assert!((found[0].chance - chance).abs() < 1e-9, "{text}");
        }
        for text in [
            "in 2024",
            "3 in 2019",
            "5 to 6 weeks",
            "L4 to L5",
            "one of your nurses",
            "2 in 1",
            "Dial 112.",
        ] {
            assert_eq!(odds_in(text), [], "{text}");
        }
        assert!(odds_in("14.3 %")[0].has_decimals);
    }

    #[test]
    fn frequency_words_are_found_where_they_speak_of_risks() {
        let band = |text: &str| frequency_words_in(text).first().and_then(|word| word.band);
        assert_eq!(band("Infection is common."), Some((0.01, 0.1)));
        assert_eq!(band("Very common: pain"), Some((0.1, 1.1)));
        assert_eq!(band("It is uncommon."), Some((0.001, 0.01)));
        for text in [
            "Common reasons include",
            "have this in common",
            "uncommonness",
            "a rarely used way",
        ] {
            assert_eq!(frequency_words_in(text), [], "{text}");
        }
        assert_eq!(
            frequency_words_in("There is a small risk, rarely death.").len(),
            2
        );
    }
}
