//! A medical term that is used before it is explained.
//!
//! ## What it finds
//!
//! The first place of each term of our list of medical words at which nothing explains it: no brackets with
//! it, no "which means", "that is", "where …", "called" or "known as" beside it, and no sentence of the kind
//! "a … is …" or "… means …" about it. The explanation has to stand at the first place or before it, or in the
//! summary, or the term in a `terms` block. Terms of the treatment's own name, words that nearly everybody knows and abbreviations are left
//! out.
//!
//! ## Why it matters
//!
//! Readers skip a word that they do not know, and miss what the sentence says. They rarely find an explanation
//! that comes later.
//!
//! ## Source
//!
//! PEMAT, item 4: medical terms are used only to make readers familiar with them, and are defined. CDC Clear
//! Communication Index, item 7. The list and its plain explanations are ours; they are suggestions that the
//! clinic judges.
//!
//! ## Example
//!
//! A dural tear is one of the risks.
//!
//! ## Write instead
//!
//! One of the risks is a tear in the lining round the nerves (a dural tear).

use std::collections::BTreeSet;
use std::ops::Range;

use crate::base::diagnostic::{Severity, quoted};
use crate::base::invariant::PartOf;
use crate::lint::reading::is_read_in_sentences;
use crate::lint::{Check, Family, Findings, Harm, PassageKind, Rule, Subject};
use crate::reading::{is_known_abbreviation, medical_terms_in};

pub(in crate::lint) const RULE: Rule = Rule {
    name: "undefined-medical-term",
    family: Family::Reading,
    harm: Harm::Confusion,
    severity: Severity::Warning,
    languages: &["en"],
    file: include_str!("undefined_medical_term.rs"),
    check: Check::Guide(check),
};

/// Words that begin an explanation behind a term.
const EXPLAINS_BEHIND: &[&str] = &[
    ", where ",
    ", which ",
    ", meaning ",
    ", that is",
    ", i.e.",
    ", a ",
    ", an ",
    ", the ",
    ", when ",
    ", or ",
    ", also ",
    " means ",
    " is when ",
    " is where ",
    " is a ",
    " is an ",
    " is the ",
    " are the ",
    " refers to ",
    ": ",
    " – ",
    " — ",
    " - ",
    " permanently joins",
];

/// Those that begin one also where a word or two stand between.
const EXPLAINS_SURELY: &[&str] = &[
    ", where ",
    ", which means ",
    ", which is ",
    ", meaning ",
    ", that is",
    ", i.e.",
];

/// Most words between a term and its explanation.
const MOST_WORDS_BETWEEN: usize = 2;

/// Words that end an explanation before a term.
const EXPLAINS_BEFORE: &[&str] = &[
    "called",
    "known as",
    "named",
    "termed",
    "called a",
    "called an",
    "called the",
    "known as a",
    "known as the",
    "medical name",
    "medical word for this is",
    "name for this is",
];

fn check(subject: &Subject<'_>, found: &mut Findings) {
    let names = std::iter::once(&subject.guide.title).chain(&subject.guide.also_known_as);
    let names: Vec<&str> = names.map(|name| name.text.as_str()).collect();
    let mut settled: BTreeSet<&str> = names
        .iter()
        .flat_map(|name| terms_and_their_words(name))
        .collect();
    // What the summary says the treatment is explains the words it says it of.
    let summaries = subject.prose.all().iter();
    for summary in summaries.filter(|passage| passage.kind == PassageKind::Summary) {
        for (range, term) in medical_terms_in(&summary.text) {
            if is_explained(&summary.text, range) {
                settled.insert(term.term);
            }
        }
    }
    // A list of words explained is there to be looked up.
    let terms = subject.prose.all().iter();
    for term in terms.filter(|passage| passage.kind == PassageKind::Term) {
        settled.extend(terms_and_their_words(&term.text));
    }
    let passages = subject.prose.all().iter();
    for passage in passages.filter(|passage| is_read_in_sentences(passage.kind)) {
        for (range, term) in medical_terms_in(&passage.text) {
            let written = passage.text.part(range.clone());
            let is_abbreviation = written
                .chars()
                .filter(|character| character.is_uppercase())
                .count()
                >= 2;
            if is_abbreviation || is_known_abbreviation(written) || !settled.insert(term.term) {
                continue;
            }
            if is_explained(&passage.text, range) {
                settled.extend(terms_and_their_words(written));
                continue;
            }
            let message = format!("{} is used here but not explained", quoted(written));
            found
                .tell(subject.place_of(written, passage.span), message)
                .hint(format!(
                    "explain it in brackets, for example `({})`",
                    term.explanation
                ))
                .hint(
                    "or use only the plain words; the clinic must judge whether they mean the \
                    same",
                );
        }
    }
}

/// The terms of a few words and those of each word by itself: who has read of a `slipped disc` has read of a
/// disc.
fn terms_and_their_words(words: &str) -> Vec<&'static str> {
    let single = words.split(' ').flat_map(medical_terms_in);
    let all = medical_terms_in(words).into_iter().chain(single);
    all.map(|(_, term)| term.term).collect()
}

/// Beginnings of what is said of a term in a sentence that says what it is.
const DEFINES: &[&str] = &[
    " is when ",
    " is where ",
    " is a ",
    " is an ",
    " is the ",
    " are the ",
    " are small ",
    " is one ",
    " means ",
    " happens when ",
    " helps ",
];

fn is_explained(text: &str, range: Range<usize>) -> bool {
    let before = text.part(..range.start);
    let behind = text.part(range.end..);
    // The term stands in brackets behind plain words.
    let open = before.rfind('(');
    let in_brackets = open.is_some_and(|open| !before.part(open..).contains(')'));
    let closes = behind.find(')').is_some_and(|close| {
        let inside = behind.part(..close);
        !inside.contains('(')
    });
    let plain_before = open.is_some_and(|open| {
        let outside = before.part(..open);
        outside.contains(char::is_alphabetic)
    });
    if in_brackets && closes && plain_before {
        return true;
    }
    let begins = EXPLAINS_BEHIND
        .iter()
        .any(|start| behind.starts_with(start));
    // `Spinal stenosis surgery is a …`: a word or two of the name may stand between.
    let defines = (0..=MOST_WORDS_BETWEEN).any(|count| {
        let behind = without_words(behind, count);
        DEFINES.iter().any(|start| behind.starts_with(start))
    });
    let begins = begins || defines;
    // `Adjacent-segment problems, where …`: the noun of the term may stand between.
    let explained_behind = (0..=MOST_WORDS_BETWEEN).any(|count| {
        let behind = without_words(behind, count);
        let surely = EXPLAINS_SURELY
            .iter()
            .any(|start| behind.starts_with(start));
        surely || behind.trim_start().starts_with('(')
    });
    let before = before
        .trim_end()
        .trim_end_matches(['“', '‘', '"', '\''])
        .trim_end();
    let ends = EXPLAINS_BEFORE.iter().any(|end| before.ends_with(end));
    begins || explained_behind || ends
}

/// A text without its first words, if it begins with so many and nothing but spaces parts them.
fn without_words(text: &str, count: usize) -> &str {
    let mut rest = text;
    for _ in 0..count {
        let word = rest.trim_start_matches(' ');
        rest = word
            .trim_start_matches(|character: char| character.is_alphanumeric() || character == '-');
    }
    rest
}
