//! An abbreviation that is used before it is explained.
//!
//! ## What it finds
//!
//! Each abbreviation in capitals whose long form does not stand with it at its first place, as in "deep vein
//! thrombosis (DVT)" or "DVT (deep vein thrombosis)". Left out are abbreviations that are better known than
//! what they stand for, such as MRI, CT, X-ray, GP and NHS; levels of the spine, such as L4; stages, such as
//! IIIA or T2N0; patterns of dates and times, such as DD/MM/YYYY; what a `terms` block explains; and words in
//! capitals for emphasis.
//!
//! ## Why it matters
//!
//! An abbreviation is a word that a patient cannot even look up. Readers who do not understand the first one
//! think that the leaflet is not meant for them.
//!
//! ## Source
//!
//! CDC Clear Communication Index, item 7: terms are explained when they are first used. NHS content guide:
//! spell out an abbreviation at first use unless it is better known than its long form.
//!
//! ## Example
//!
//! Stockings help to prevent DVT.
//!
//! ## Write instead
//!
//! Stockings help to prevent a blood clot in the leg (deep vein thrombosis, DVT).

use std::collections::btree_map::Entry;
use std::collections::{BTreeMap, BTreeSet};

use crate::base::diagnostic::{Severity, quoted};
use crate::base::invariant::PartOf;
use crate::lint::{Check, Family, Findings, Harm, Passage, PassageKind, Rule, Subject};
use crate::reading::{Word, is_known_abbreviation, medical_term, words};

pub(in crate::lint) const RULE: Rule = Rule {
    name: "acronym-before-expansion",
    family: Family::Reading,
    harm: Harm::Confusion,
    severity: Severity::Warning,
    languages: &["en"],
    file: include_str!("acronym_before_expansion.rs"),
    check: Check::Guide(check),
};

/// Most characters of an abbreviation; longer runs of capitals are words.
const MOST_CHARACTERS: usize = 12;

/// Words that are set in capitals for emphasis.
const EMPHASISED: &[&str] = &[
    "ALL", "ALWAYS", "AND", "ANY", "ARE", "ASK", "AT", "BE", "BEFORE", "AFTER", "BOTH", "CALL",
    "CAN", "DO", "DON'T", "EACH", "EVERY", "FOR", "HELP", "IF", "IN", "IS", "MAY", "MORE", "MUST",
    "NEVER", "NO", "NONE", "NOT", "NOW", "OFF", "ON", "ONCE", "ONE", "ONLY", "OR", "PLEASE",
    "STOP", "THE", "THEN", "TO", "TWO", "URGENT", "WARNING", "WHAT", "WHEN", "WILL", "WITH", "YES",
    "YOU", "YOUR",
];

/// How many bytes beside an abbreviation are searched for its long form.
const BESIDE: usize = 200;

/// An abbreviation of the guide.
struct Abbreviation<'p> {
    /// The passage of its first place, and the word there.
    passage: &'p Passage,
    word: &'p str,
    /// Which abbreviation of the guide it is.
    order: usize,
    spelt_out: SpeltOut,
}

/// Where the long form of an abbreviation stands.
#[derive(PartialEq, Eq)]
enum SpeltOut {
    AtFirst,
    Later,
    Never,
}

fn check(subject: &Subject<'_>, found: &mut Findings) {
    // A list of words explained is there to be looked up.
    let explained = subject.prose.all().iter();
    let explained: BTreeSet<&str> = explained
        .filter(|passage| passage.kind == PassageKind::Term)
        .flat_map(|passage| words(&passage.text))
        .map(|word| bare(word.text))
        .collect();
    let mut list: BTreeMap<&str, Abbreviation<'_>> = BTreeMap::new();
    let passages = subject.prose.all().iter();
    for passage in passages.filter(|passage| passage.kind.is_read()) {
        // A line all in capitals has no abbreviations that can be told from its words.
        if !passage.text.contains(char::is_lowercase) {
            continue;
        }
        for word in words(&passage.text) {
            let name = bare(word.text);
            if !is_abbreviation(name) || explained.contains(name) {
                continue;
            }
            let order = list.len();
            let spelt_out = |when| {
                if is_spelt_out(&passage.text, word) {
                    when
                } else {
                    SpeltOut::Never
                }
            };
            match list.entry(name) {
                Entry::Vacant(place) => {
                    place.insert(Abbreviation {
                        passage,
                        word: word.text,
                        order,
                        spelt_out: spelt_out(SpeltOut::AtFirst),
                    });
                }
                Entry::Occupied(mut known) => {
                    let known = known.get_mut();
                    if known.spelt_out == SpeltOut::Never {
                        known.spelt_out = spelt_out(SpeltOut::Later);
                    }
                }
            }
        }
    }
    let mut list: Vec<(&str, Abbreviation<'_>)> = list.into_iter().collect();
    list.sort_by_key(|(_, abbreviation)| abbreviation.order);
    for (name, abbreviation) in &list {
        tell(subject, name, abbreviation, found);
    }
}

fn tell(subject: &Subject<'_>, name: &str, abbreviation: &Abbreviation<'_>, found: &mut Findings) {
    let message = match abbreviation.spelt_out {
        SpeltOut::AtFirst => return,
        SpeltOut::Later => format!("{} is used here, but explained only later", quoted(name)),
        SpeltOut::Never => format!("{} is never explained", quoted(name)),
    };
    let place = subject.place_of(abbreviation.word, abbreviation.passage.span);
    let told = found.tell(place, message);
    if abbreviation.spelt_out == SpeltOut::Later {
        told.hint("move its explanation here, where it is first used");
    } else if let Some(term) = medical_term(name) {
        told.hint(format!(
            "say what it is, for example `({})`",
            term.explanation
        ));
    } else {
        told.hint(format!(
            "write the long form, with {} in brackets after it",
            quoted(name)
        ));
    }
}

/// An abbreviation without the ending of its plural or genitive.
fn bare(word: &str) -> &str {
    let stem = word.strip_suffix("’s").or_else(|| word.strip_suffix("'s"));
    let stem = stem.unwrap_or(word);
    stem.strip_suffix('s').unwrap_or(stem)
}

fn is_abbreviation(word: &str) -> bool {
    let capitals = word
        .chars()
        .filter(|character| character.is_uppercase())
        .count();
    let small = word
        .chars()
        .filter(|character| character.is_lowercase())
        .count();
    capitals >= 2
        && capitals > small
        && word.chars().count() <= MOST_CHARACTERS
        && !word.contains('.')
        && !EMPHASISED.contains(&word)
        && !is_stage(word)
        && !is_pattern(word)
        && !is_known_abbreviation(word)
        && !word.split('-').all(is_known_abbreviation)
}

/// A stage or grade: a Roman number with a letter (`IIIA`), or tumour, nodes and spread (`T2N0M0`).
fn is_stage(word: &str) -> bool {
    let roman = word.trim_end_matches(|character: char| character.is_ascii_digit());
    let roman = roman
        .strip_suffix(['A', 'B', 'C', 'D', 'a', 'b', 'c', 'd'])
        .unwrap_or(roman);
    let is_roman = !roman.is_empty()
        && roman
            .chars()
            .all(|character| matches!(character, 'I' | 'V' | 'X'));
    let mut rest = word;
    let mut parts = 0;
    while let Some(behind) = rest
        .trim_start_matches(['p', 'c'])
        .strip_prefix(['T', 'N', 'M', 'G', 'R'])
    {
        let behind =
            behind.strip_prefix(|character: char| character.is_ascii_digit() || character == 'X');
        let Some(behind) = behind else { break };
        rest = behind.trim_start_matches(['a', 'b', 'c', 'd']);
        parts += 1;
    }
    is_roman || parts > 0 && rest.is_empty()
}

/// A pattern to fill in, of one letter: `DD`, `MM`, `YYYY`, `HH`.
fn is_pattern(word: &str) -> bool {
    let mut letters = word.chars();
    let first = letters.next();
    matches!(first, Some('D' | 'M' | 'Y' | 'H' | 'S' | 'X'))
        && letters.all(|letter| Some(letter) == first)
}

/// Words behind an abbreviation that begin its explanation.
const EXPLAINS_BEHIND: &[&str] = &[
    "stands for",
    "means",
    "is short for",
    "is the short",
    ", short for",
    ", which stands for",
    ", which means",
    ", which is",
    ", that is",
    "is a ",
    "is an ",
    "is the ",
    ", a ",
    ", an ",
];

/// Whether the long form stands with the abbreviation: `deep vein thrombosis (DVT)`, `(deep vein
/// thrombosis, DVT)`, `DVT (deep vein thrombosis)`, `DVT is short for`, `called DVT`.
fn is_spelt_out(text: &str, word: Word<'_>) -> bool {
    let before = text.part(..word.start);
    let behind = text.part(word.end..);
    let far = before
        .char_indices()
        .rev()
        .nth(BESIDE)
        .map_or(0, |(at, _)| at);
    let near_before = before.part(far..);
    let near = behind
        .char_indices()
        .nth(BESIDE)
        .map_or(behind.len(), |(at, _)| at);
    let behind = behind.part(..near);
    let is_open = near_before.rfind('(') > near_before.rfind(')');
    let closes = behind
        .trim_start_matches(['s', '’', '\'', '"', '”'])
        .starts_with(')');
    if is_open && closes {
        return true;
    }
    let behind = behind.trim_start();
    let in_brackets = behind
        .strip_prefix('(')
        .and_then(|rest| rest.split(')').next());
    if in_brackets.is_some_and(|inside| words(inside).len() >= 2) {
        return true;
    }
    let before = near_before.trim_end();
    EXPLAINS_BEHIND
        .iter()
        .any(|start| behind.starts_with(start))
        || before.ends_with("called")
        || before.ends_with("known as")
}
