//! Warning signs in the middle of ordinary text.
//!
//! ## What it finds
//!
//! A sentence that asks for urgent help ("seek urgent medical attention …"), or that names a sign such as
//! fever, chest pain, sudden weakness or loss of bladder or bowel control and says to call or to come, in a
//! paragraph, a bullet or an answer. In a guide without a `warning_signs` or `urgent` block this is an error. If
//! there is such a block that does not name the sign, it is a warning. If the block names the sign, nothing is
//! reported.
//!
//! ## Why it matters
//!
//! The sentence that may save a patient's bladder is read only by people who read that paragraph to its end. In
//! a separate frame everybody finds it.
//!
//! ## Source
//!
//! The rule is ours. It was made for a guide of this program, whose red flags were one sentence in its
//! paragraph that is hardest to read.
//!
//! ## Example
//!
//! "Seek urgent medical attention for sudden severe weakness, or loss of bladder or bowel control", in a
//! paragraph on second opinions.
//!
//! ## Write instead
//!
//! The same sentence as an `urgent` block, word for word. Or several signs as a `warning_signs` block: each
//! sign as `sign:`, what the sentence asks for as `what_to_do:`. Nothing needs to be added to it.

use std::ops::Range;

use crate::base::diagnostic::{Severity, quoted};
use crate::lint::phrase::{Phrase, SplitText};
use crate::lint::{Check, Family, Findings, Harm, PassageKind, Rule, Subject};

pub(in crate::lint) const RULE: Rule = Rule {
    name: "buried-warning-signs",
    family: Family::Safety,
    harm: Harm::Danger,
    severity: Severity::Error,
    languages: &["en"],
    file: include_str!("buried_warning_signs.rs"),
    check: Check::Guide(check),
};

/// What asks for urgent help, with or without a sign.
const URGENT: &[&str] = &[
    "seek|get|need|needs ?an urgent|emergency|immediate|prompt medical|help|attention|care|advice|treatment|review",
    "seek|get medical help|attention|care|advice immediately|urgently|now|at|straight|right",
    "urgent|immediate|emergency medical attention|help|care|advice",
    "call|phone|ring|dial an|999|112|108|911|102 ambulance|?immediately|?now|?if|?at",
    "call|phone|ring|contact|tell|inform|see … immediately|urgently|straightaway",
    "call|phone|ring|contact|tell|inform|see … at once",
    "call|phone|ring|contact|tell|inform|see … straight|right away",
    "call|phone|ring|contact|tell|inform … without delay",
    "let … know immediately|urgently",
    "let … know at|straight|right once|away",
    "go|come|get … to ?the ?your ?nearest emergency|casualty",
    "go|come ?straight to ?the ?your ?nearest a e",
];

/// What says to call or to come, where a sign is named beside it.
const DEEDS: &[&str] = &[
    "call|phone|ring|contact|tell|inform|report|consult",
    "let us|them|me|someone|somebody know",
    "let … team|doctor|nurse|surgeon|ward|staff know",
    "go|come|return|get back|to|in ?to ?the ?your ?nearest hospital|emergency|casualty|ward|clinic",
    "see|visit a|your|the doctor|gp|surgeon",
    "seek medical|help|advice|attention",
];

/// Signs that must not wait, in a few words.
const SIGNS: &[&str] = &[
    "fever|fevers|feverish",
    "high|raised temperature",
    "temperature above|over|of",
    "shivering|chills|rigors",
    "chest pain|pains|tightness",
    "short|shortness of breath",
    "breathless|breathlessness",
    "difficulty|trouble breathing",
    "sudden|new|severe|increasing|worsening … weakness|numbness",
    "weakness|numbness … worse|worsening|increasing",
    "saddle numbness|anaesthesia",
    "numbness … groin|bottom|genitals|buttocks|saddle",
    "loss|lose|losing|lost … control|bladder|bowel|bowels",
    "cannot|can't|unable … pass urine",
    "difficulty|trouble|problems … passing urine",
    "severe|sudden|worsening|increasing headache",
    "severe|sudden|increasing|worsening … pain",
    "calf pain|swelling|swells",
    "pain|swelling|redness … calf|calves",
    "swollen ?and ?painful leg|calf",
    "wound … red|redness|pus|discharge|leak*|ooz*|weep*|open*|smell*|swollen|hot",
    "redness|pus|discharge|oozing … wound|incision",
    "heavy|uncontrolled bleeding",
    "bleeding … stop",
    "collapse|collapses|faint|fainting",
    "seizure|seizures|fit",
];

/// What a sentence is about that tells when not to come for the operation, and not when to be afraid.
const BEFORE: &[&str] = &[
    "before ?the ?your operation|surgery|procedure|admission|appointment",
    "day of ?the ?your operation|surgery|procedure",
];

fn check(subject: &Subject<'_>, found: &mut Findings) {
    let tables = [URGENT, DEEDS, SIGNS, BEFORE].map(Phrase::all);
    let [urgent, deeds, signs, before] = &tables;
    let boxed: Vec<String> = subject
        .prose
        .all()
        .iter()
        .filter(|passage| matches!(passage.kind, PassageKind::WarningSign | PassageKind::Urgent))
        .map(|passage| passage.text.clone())
        .collect();
    let boxed: Vec<SplitText<'_>> = boxed.iter().map(|text| SplitText::of(text)).collect();
    let signs: Vec<(&Phrase, bool)> = signs
        .iter()
        .map(|sign| {
            let mut boxed = boxed.iter();
            (sign, boxed.any(|text| sign.is_in(text, 0..text.count())))
        })
        .collect();
    for passage in subject.prose.all() {
        if !matches!(
            passage.kind,
            PassageKind::Paragraph
                | PassageKind::Bullet
                | PassageKind::StepText
                | PassageKind::Answer
                | PassageKind::KeyPoint
        ) {
            continue;
        }
        let split = SplitText::of(&passage.text);
        for sentence in split.sentences() {
            let has = |phrases: &[Phrase]| any(phrases, &split, &sentence);
            let mut named = signs
                .iter()
                .filter(|(sign, _)| sign.is_in(&split, sentence.clone()))
                .peekable();
            let is_told = if named.peek().is_none() {
                boxed.is_empty() && has(urgent)
            } else {
                (has(urgent) || has(deeds)) && !named.all(|(_, is_boxed)| *is_boxed)
            };
            if is_told && !has(before) && !split.is_question(&sentence) {
                let words = split.written(sentence.clone());
                let message = format!(
                    "these warning signs are inside ordinary text: {}",
                    quoted(words)
                );
                let severity = if boxed.is_empty() {
                    Severity::Error
                } else {
                    Severity::Warning
                };
                found
                    .tell_as(severity, subject.place_of(words, passage.span), message)
                    .hint("put the sentence into an `urgent` block, as it is; or the signs into a `warning_signs` block, each with `sign:` and `what_to_do:`");
            }
        }
    }
}

fn any(phrases: &[Phrase], split: &SplitText<'_>, sentence: &Range<usize>) -> bool {
    phrases
        .iter()
        .any(|phrase| phrase.is_in(split, sentence.clone()))
}
