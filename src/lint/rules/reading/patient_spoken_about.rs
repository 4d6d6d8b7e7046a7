//! The reader is spoken about as "the patient" instead of to as "you".
//!
//! ## What it finds
//!
//! Each sentence that says "the patient", "the patients" or "a patient", and each that tells "patients" what
//! they should, must, may or will do. And a guide of at least 150 words in which "you" and "your" are fewer
//! than 2 in 100 words. Sentences about how many patients something happens to are left alone.
//!
//! ## Why it matters
//!
//! Readers of "the patient should fast" must first work out that this is an instruction, and for whom. "You"
//! makes this clear.
//!
//! ## Source
//!
//! PEMAT, item 21: the material addresses the user directly. NHS digital service manual: write as "you".
//! The share of 2 in 100 is ours.
//!
//! ## Example
//!
//! Patients should not eat for six hours before the operation.
//!
//! ## Write instead
//!
//! Do not eat for six hours before your operation.

use crate::base::diagnostic::{Severity, quoted};
use crate::base::invariant::PartOf;
use crate::lint::reading::is_read_in_sentences;
use crate::lint::{Check, Family, Findings, Harm, Rule, Subject};
use crate::reading::{sentences, words};

pub(in crate::lint) const RULE: Rule = Rule {
    name: "patient-spoken-about",
    family: Family::Reading,
    harm: Harm::Confusion,
    severity: Severity::Warning,
    languages: &["en"],
    file: include_str!("patient_spoken_about.rs"),
    check: Check::Guide(check),
};

/// Words before which "patients" are told what to do.
const INSTRUCTS: &[&str] = &[
    "are", "can", "cannot", "may", "must", "need", "ought", "shall", "should", "will",
];

/// Words behind "patients are" that make it an instruction.
const INSTRUCTED: &[&str] = &[
    "advised",
    "allowed",
    "asked",
    "encouraged",
    "expected",
    "instructed",
    "kept",
    "recommended",
    "reminded",
    "required",
    "requested",
    "told",
    "urged",
];

/// Words of address, and how few of 100 words are too few; the number is ours.
const ADDRESS: &[&str] = &[
    "you", "your", "yours", "yourself", "you're", "you'll", "you've",
];
const FEWEST_IN_A_HUNDRED: usize = 2;

/// Fewest words of a guide that is asked for words of address; ours.
const FEWEST_WORDS: usize = 150;

fn check(subject: &Subject<'_>, found: &mut Findings) {
    let (mut all, mut addressing) = (0_usize, 0_usize);
    let passages = subject.prose.all().iter();
    for passage in passages.filter(|passage| is_read_in_sentences(passage.kind)) {
        for sentence in sentences(&passage.text) {
            let sentence = passage.text.part(sentence.start..sentence.end);
            let small = small_words(sentence);
            all += small.len();
            addressing += small
                .iter()
                .filter(|word| ADDRESS.contains(&word.as_str()))
                .count();
            if let Some(words) = spoken_about(&small) {
                let message = format!("the reader is called {} here", quoted(&words));
                found
                    .tell(subject.place_of(sentence, passage.span), message)
                    .hint("speak to the reader: \"you\", \"your\"");
            }
        }
    }
    if all >= FEWEST_WORDS && addressing * 100 < all * FEWEST_IN_A_HUNDRED {
        let message = format!(
            "\"you\" and \"your\" are used {addressing} times in {all} words; a leaflet that \
             speaks to its reader uses them at least {FEWEST_IN_A_HUNDRED} times in 100"
        );
        found
            .tell_as(Severity::Advice, subject.title(), message)
            .hint("say what happens to you and what you can do, not what is done in general");
    }
}

fn small_words(sentence: &str) -> Vec<String> {
    let words = words(sentence);
    let small = words
        .iter()
        .map(|word| word.text.to_lowercase().replace('’', "'"));
    small.collect()
}

/// Whether what stands behind "a patient" shows that somebody is meant: `a patient beast` is none.
fn acts(next: &str) -> bool {
    let joins = [
        "", "and", "at", "can", "for", "in", "may", "must", "on", "or", "should", "to", "who",
        "will", "with",
    ];
    joins.contains(&next) || next.ends_with('s') || next.ends_with("ed")
}

/// The words by which the reader is spoken about, if so.
fn spoken_about(small: &[String]) -> Option<String> {
    let word = |at: usize| small.get(at).map_or("", String::as_str);
    (0..small.len()).find_map(|at| {
        let patient = word(at);
        if !matches!(patient, "patient" | "patients" | "patient's" | "patients'") {
            return None;
        }
        let before = at.checked_sub(1).map_or("", word);
        // `the patient leaflet`, `a patient guide`: a patient's paper.
        let paper = matches!(
            word(at + 1),
            "guide" | "leaflet" | "information" | "education" | "safety" | "portal" | "card"
        );
        let one = match before {
            "the" | "each" | "every" => !paper,
            "a" => !paper && acts(word(at + 1)),
            _ => false,
        };
        let instructed = matches!(word(at + 1), "are") && INSTRUCTED.contains(&word(at + 2))
            || word(at + 1) != "are" && INSTRUCTS.contains(&word(at + 1));
        let counted = matches!(
            before,
            "many" | "most" | "some" | "few" | "all" | "of" | "suitable" | "selected" | "other"
        );
        if one {
            Some(format!("{before} {patient}"))
        } else if patient == "patients" && instructed && !counted {
            Some(format!("{patient} {}", word(at + 1)))
        } else {
            None
        }
    })
}
