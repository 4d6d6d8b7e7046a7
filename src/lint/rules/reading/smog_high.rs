//! A guide with so many long words that only people with much schooling can read it.
//!
//! ## What it finds
//!
//! An English guide whose SMOG grade is above 14, with headings and list items each taken as a sentence, as
//! the NHS prepares a text. The message gives a range. A guide of fewer than 30 sentences is shorter than
//! SMOG is made for; its grade is rough, which the message says. Sections are too short for SMOG; their
//! grade is in `reading-grade-high`.
//!
//! ## Why it matters
//!
//! SMOG counts the words of three or more syllables. At 14 to 16 only about one adult in five in the
//! United Kingdom can be expected to follow a text; at 10 to 11 it is three in four.
//!
//! ## Source
//!
//! NHS digital service manual, readability of health content: first correct texts above 14. McLaughlin 1969,
//! Journal of Reading 12:639, for the formula.
//!
//! ## Example
//!
//! Recurrence of symptoms is possible, particularly where degenerative changes subsequently progress.
//!
//! ## Write instead
//!
//! The pain may come back, most of all if the wear in your back goes on.

use crate::base::diagnostic::Severity;
use crate::lint::reading::{FEWEST_WORDS_GRADED, reading_of_whole};
use crate::lint::{Check, Family, Findings, Harm, Rule, Subject};
use crate::reading::SMOG_SENTENCES;

pub(in crate::lint) const RULE: Rule = Rule {
    name: "smog-high",
    family: Family::Reading,
    harm: Harm::Confusion,
    severity: Severity::Warning,
    languages: &["en"],
    file: include_str!("smog_high.rs"),
    check: Check::Guide(check),
};

/// Grade above which the NHS asks for a text to be put right first.
const HIGH: f64 = 14.0;

fn check(subject: &Subject<'_>, found: &mut Findings) {
    let measures = reading_of_whole(subject).prepared;
    let (Some(grade), Some(range)) = (measures.smog_grade(), measures.smog_range()) else {
        return;
    };
    if measures.words < FEWEST_WORDS_GRADED || grade <= HIGH {
        return;
    }
    let rough = if measures.smog_is_rough() {
        format!("; this is rough, as the guide has fewer than {SMOG_SENTENCES} sentences")
    } else {
        String::new()
    };
    let message = format!(
        "the guide's SMOG grade is {range}, and above {HIGH:.0} only about one adult in five can follow{rough}"
    );
    found
        .tell(subject.title(), message)
        .hint(format!(
            "{} of its {} words have three or more syllables; `long-word` names the worst of them",
            measures.words_of_three_syllables, measures.words
        ))
        .hint("replace long words with short ones, and explain those that must stay");
}
