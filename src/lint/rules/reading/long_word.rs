//! Long words that could be replaced with plainer ones.
//!
//! ## What it finds
//!
//! In a guide that reads above school grade 8: the words and phrases of three or more syllables that cost it
//! most, each once, at its first place, with plainer words from a list of our own. A word counts with its
//! syllables each time it is used. At most 10 are reported, those with the most syllables in all. Left out are
//! words that nearly everybody knows, such as "suitable", "regular" or "pharmacy"; the words of the treatment's
//! own name; a word that stands alone in brackets behind plainer ones; and medical terms, which
//! `undefined-medical-term` asks to be explained. A guide that reads easily may hold a long word here and
//! there.
//!
//! ## Why it matters
//!
//! Words of three or more syllables are what makes a leaflet hard, more than anything else. Replacing them
//! takes nothing away. Whether the plain word says the same is for the clinic to judge.
//!
//! ## Source
//!
//! Advances in Surgical and Medical Sciences Research 2023;5:e1: replacing words of three or more syllables
//! and shortening sentences took knee leaflets from grade 9.8 to 6.4. The list's ideas are those of the Plain
//! English Campaign's A to Z of alternative words, the NHS content guide and the CDC's Everyday Words for
//! public health communication; its choice and wording are ours.
//!
//! ## Example
//!
//! The implants are utilised to facilitate stabilisation.
//!
//! ## Write instead
//!
//! The screws and rods help to hold the bones steady.

use std::collections::BTreeMap;
use std::ops::Range;

use crate::base::diagnostic::{Severity, quoted};
use crate::base::invariant::PartOf;
use crate::lint::reading::{is_read_in_sentences, reading_of_whole};
use crate::lint::{Check, Family, Findings, Harm, Rule, Subject};
use crate::reading::{LongWord, medical_term, plainer_words_in, syllables, words};
use crate::source::Span;

pub(in crate::lint) const RULE: Rule = Rule {
    name: "long-word",
    family: Family::Reading,
    harm: Harm::Confusion,
    severity: Severity::Advice,
    languages: &["en"],
    file: include_str!("long_word.rs"),
    check: Check::Guide(check),
};

/// Syllables from which a word is long.
const LONG: u32 = 3;

/// Most words that are told, so that the report stays readable; ours.
const MOST_TOLD: usize = 10;

/// Grade up to which a guide is easy enough for its long words to stay (NIH: 7 to 8).
const EASY: f64 = 8.0;

/// Most plainer words that a hint names.
const MOST_SUGGESTED: usize = 3;

/// A long word of the guide, over all its places.
struct Cost {
    word: LongWord,
    written: String,
    first: Span,
    syllables: u32,
    times: u32,
}

fn check(subject: &Subject<'_>, found: &mut Findings) {
    let grade = reading_of_whole(subject).text.flesch_kincaid_grade();
    if grade.is_none_or(|grade| grade <= EASY) {
        return;
    }
    let names = std::iter::once(&subject.guide.title).chain(&subject.guide.also_known_as);
    let names: Vec<&str> = names
        .flat_map(|name| plainer_words_in(&name.text))
        .map(|word| word.entry)
        .collect();
    let mut costs: BTreeMap<&str, Cost> = BTreeMap::new();
    let passages = subject.prose.all().iter();
    for passage in passages.filter(|passage| is_read_in_sentences(passage.kind)) {
        for word in plainer_words_in(&passage.text) {
            let written = passage.text.part(word.range.clone());
            let count = words(written).iter().map(|word| syllables(word.text)).max();
            let count = count.unwrap_or_default();
            let is_term = medical_term(written).is_some();
            let stands_beside = is_in_brackets(&passage.text, &word.range);
            if count < LONG || is_term || stands_beside || names.contains(&word.entry) {
                continue;
            }
            let cost = costs.entry(word.entry).or_insert_with(|| Cost {
                written: written.to_owned(),
                first: passage.span,
                syllables: count,
                times: 0,
                word,
            });
            cost.times = cost.times.saturating_add(1);
        }
    }
    let mut costliest: Vec<Cost> = costs.into_values().collect();
    costliest.sort_by_key(|cost| std::cmp::Reverse(cost.syllables.saturating_mul(cost.times)));
    for cost in costliest.iter().take(MOST_TOLD) {
        let often = match cost.times {
            1 => String::new(),
            times => format!(" and is used {times} times here"),
        };
        let message = format!(
            "{} has {} syllables{often}",
            quoted(&cost.written),
            cost.syllables
        );
        let plainer = cost.word.plainer;
        let instead: Vec<String> = plainer
            .instead
            .iter()
            .take(MOST_SUGGESTED)
            .map(|instead| quoted(instead))
            .collect();
        found
            .tell(subject.place_of(&cost.written, cost.first), message)
            .hint(format!("plainer could be {}", instead.join(" or ")));
    }
}

/// Whether a word stands alone in brackets: the plain words stand before it, and it is there to be known again.
fn is_in_brackets(text: &str, range: &Range<usize>) -> bool {
    let before = text.part(..range.start);
    let behind = text.part(range.end..);
    before.ends_with('(') && behind.starts_with(')')
}
