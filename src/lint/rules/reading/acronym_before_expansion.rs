//! An abbreviation that is used before it is spelt out.
//!
//! ## What it finds
//!
//! Each abbreviation in capitals whose long form does not stand with it at its first place, as in "deep vein
//! thrombosis (DVT)" or "DVT (deep vein thrombosis)". Left out are abbreviations that are better known than
//! what they stand for, such as MRI, CT, X-ray, GP and NHS; levels of the spine, such as L4; and words that
//! are set in capitals for emphasis.
//!
//! ## Why it matters
//!
//! An abbreviation is a word that a patient cannot even look up. Who meets the first one and cannot read it
//! takes the leaflet for one that is not meant for them.
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

use std::collections::BTreeSet;

use crate::diagnostic::{Severity, quoted};
use crate::lint::{Family, Findings, Look, Passage, Rule, Subject};
use crate::reading::{Word, is_known_abbreviation, medical_term, words};

pub(in crate::lint) const RULE: Rule = Rule {
    name: "acronym-before-expansion",
    family: Family::Reading,
    severity: Severity::Warning,
    languages: &["en"],
    file: include_str!("acronym_before_expansion.rs"),
    look: Look::Guide(look),
};

/// Most signs of an abbreviation; longer runs of capitals are words.
const MOST_SIGNS: usize = 12;

/// Words that are set in capitals for emphasis.
const EMPHASISED: &[&str] = &[
    "ALL", "ALWAYS", "AND", "ANY", "ARE", "ASK", "AT", "BE", "BEFORE", "AFTER", "BOTH", "CALL",
    "CAN", "DO", "DON'T", "EACH", "EVERY", "FOR", "HELP", "IF", "IN", "IS", "MAY", "MORE", "MUST",
    "NEVER", "NO", "NONE", "NOT", "NOW", "OFF", "ON", "ONCE", "ONE", "ONLY", "OR", "PLEASE",
    "STOP", "THE", "THEN", "TO", "TWO", "URGENT", "WARNING", "WHAT", "WHEN", "WILL", "WITH", "YES",
    "YOU", "YOUR",
];

fn look(subject: &Subject<'_>, found: &mut Findings) {
    let mut seen = BTreeSet::new();
    let passages = subject.prose.all().iter();
    for passage in passages.filter(|passage| passage.kind.is_read()) {
        let words = words(&passage.text);
        if !passage.text.contains(char::is_lowercase) {
            continue;
        }
        for (at, word) in words.iter().enumerate() {
            let bare = bare(word.text);
            if !is_abbreviation(bare) || !seen.insert(bare.to_owned()) {
                continue;
            }
            if is_spelt_out(passage, &words, at) {
                continue;
            }
            let later = spelt_out_later(subject, passage, bare);
            let message = if later {
                format!("{} is used here and spelt out only later", quoted(bare))
            } else {
                format!("{} is never spelt out", quoted(bare))
            };
            let hint = match medical_term(bare) {
                Some(term) => format!("say what it is, for example `({})`", term.explanation),
                None => format!(
                    "write the long form, and {} in brackets behind it",
                    quoted(bare)
                ),
            };
            let told = found.tell(subject.place_of(word.text, passage.span), message);
            let told = told.hint(hint);
            if later {
                told.hint("move the explanation here, to the first place");
            }
        }
    }
}

/// An abbreviation without the ending of its plural or genitive.
fn bare(word: &str) -> &str {
    let stem = word.strip_suffix("’s").or_else(|| word.strip_suffix("'s"));
    let stem = stem.unwrap_or(word);
    stem.strip_suffix('s').unwrap_or(stem)
}

fn is_abbreviation(word: &str) -> bool {
    let capitals = word.chars().filter(|sign| sign.is_uppercase()).count();
    let small = word.chars().filter(|sign| sign.is_lowercase()).count();
    capitals >= 2
        && capitals > small
        && word.chars().count() <= MOST_SIGNS
        && !word.contains('.')
        && !EMPHASISED.contains(&word)
        && !is_known_abbreviation(word)
        && !word.split('-').all(is_known_abbreviation)
}

/// Whether the long form stands with the abbreviation: before it, with the abbreviation in brackets or
/// behind it in brackets or after words that explain.
fn is_spelt_out(passage: &Passage, in_passage: &[Word<'_>], at: usize) -> bool {
    let Some(word) = in_passage.get(at) else {
        return false;
    };
    let before = passage.text.get(..word.start).unwrap_or_default();
    let behind = passage.text.get(word.end..).unwrap_or_default();
    // `deep vein thrombosis (DVT)`, `(deep vein thrombosis, DVT)`: words before it inside or before the
    // bracket.
    let opened = before
        .rfind('(')
        .filter(|open| !before.get(*open..).unwrap_or_default().contains(')'));
    let closes = behind
        .trim_start_matches(['s', '’', '\'', '"', '”'])
        .starts_with(')');
    if opened.is_some() && closes && at >= 1 {
        return true;
    }
    let behind = behind.trim_start();
    let in_brackets = behind
        .strip_prefix('(')
        .and_then(|rest| rest.split(')').next());
    if in_brackets.is_some_and(|inside| words(inside).len() >= 2) {
        return true;
    }
    let explains = [
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
    explains.iter().any(|start| behind.starts_with(start))
        || before.trim_end().ends_with("called")
        || before.trim_end().ends_with("known as")
}

/// Whether a passage behind this one spells the abbreviation out.
fn spelt_out_later(subject: &Subject<'_>, from: &Passage, abbreviation: &str) -> bool {
    let passages = subject.prose.all().iter();
    let mut behind = passages.skip_while(|passage| *passage != from).skip(1);
    behind.any(|passage| {
        let words = words(&passage.text);
        let mut places = (0..words.len()).filter(|at| {
            let word = words.get(*at);
            word.is_some_and(|word| bare(word.text) == abbreviation)
        });
        places.any(|at| is_spelt_out(passage, &words, at))
    })
}
