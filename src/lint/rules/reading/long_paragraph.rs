//! A paragraph of more than three sentences.
//!
//! ## What it finds
//!
//! A paragraph, answer, point or bullet with more than 3 sentences, in every language whose sentences end with
//! a sign. A few short instructions are not a long paragraph: below 30 words nothing is reported, if words can
//! be counted in the language.
//!
//! ## Why it matters
//!
//! A block of text looks like work. Readers who find reading hard do not begin it, and those who do lose
//! their place in it.
//!
//! ## Source
//!
//! NHS digital service manual, how we write: at most three sentences in a paragraph. The bound of words is
//! ours: two sentences of usual length.
//!
//! ## Example
//!
//! Five sentences about the days after the operation in one paragraph.
//!
//! ## Write instead
//!
//! One paragraph about the day of the operation and one about going home; or bullets, one for each thing to
//! do.

use crate::base::diagnostic::Severity;
use crate::lint::{Check, Family, Findings, Harm, PassageKind, Rule, Subject};
use crate::reading::{allows_counting, allows_counting_sentences, sentences, words};

pub(in crate::lint) const RULE: Rule = Rule {
    name: "long-paragraph",
    family: Family::Reading,
    harm: Harm::Confusion,
    severity: Severity::Warning,
    languages: &[],
    file: include_str!("long_paragraph.rs"),
    check: Check::Guide(check),
};

/// Most sentences of a paragraph (NHS digital service manual).
const MOST_SENTENCES: usize = 3;

/// Fewest words of a paragraph that looks like work; ours.
const FEWEST_WORDS: usize = 30;

fn check(subject: &Subject<'_>, found: &mut Findings) {
    if !allows_counting_sentences(&subject.language.tag) {
        return;
    }
    let has_words = allows_counting(&subject.language.tag);
    for passage in subject.prose.running_text() {
        let count = sentences(&passage.text).len();
        let is_short = has_words && words(&passage.text).len() < FEWEST_WORDS;
        if count > MOST_SENTENCES && !is_short {
            let what = name(passage.kind);
            let message = format!(
                "this {what} has {count} sentences; more than {MOST_SENTENCES} are hard to read"
            );
            found
                .tell(passage.span, message)
                .hint("divide it where a new thought begins, or turn it into bullets");
        }
    }
}

fn name(kind: PassageKind) -> &'static str {
    match kind {
        PassageKind::Summary => "summary",
        PassageKind::KeyPoint => "key point",
        PassageKind::Urgent => "urgent sentence",
        PassageKind::Bullet => "bullet",
        PassageKind::StepText => "step",
        PassageKind::Answer => "answer",
        PassageKind::Cell => "cell",
        PassageKind::Caption => "caption",
        PassageKind::WarningSign | PassageKind::WhatToDo => "warning sign",
        PassageKind::Risk | PassageKind::LeadsTo => "risk",
        PassageKind::Preparation => "thing to prepare",
        PassageKind::ToDo | PassageKind::NotToDo => "thing to do or not to do",
        PassageKind::MomentText => "moment of the timeline",
        PassageKind::MedicineNote => "note on a medicine",
        PassageKind::Benefit => "benefit",
        PassageKind::Meaning => "meaning of a term",
        _ => "paragraph",
    }
}
