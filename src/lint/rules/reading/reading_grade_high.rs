//! A guide or section that needs more years of school than many patients have.
//!
//! ## What it finds
//!
//! English text whose Flesch–Kincaid grade is above 8 (a warning) or above 10 (an error), for the whole
//! guide and for each section of at least 50 words. The message gives a range and not one number: its lower
//! end is from the Flesch–Kincaid formula, its upper end from SMOG, and both allow for syllables that were
//! counted wrongly. No formula knows your patients; a low grade does not prove that a text is understood.
//!
//! ## Why it matters
//!
//! A grade is the years of schooling that a text asks for. Many adults read at grade 6 to 8, and everybody
//! reads worse when worried or in pain.
//!
//! ## Source
//!
//! American Medical Association: at most grade 6; National Institutes of Health: grade 7 to 8 (both in
//! Clinical Orthopaedics and Related Research 2017;475:1936). The limit of 10 is ours. CMS toolkit, part 7:
//! report a grade as a range.
//!
//! ## Example
//!
//! Surgical intervention is generally considered when conservative management has not produced satisfactory
//! improvement over a period of several months.
//!
//! ## Write instead
//!
//! We think about surgery if other treatment has not helped you for some months.

use crate::base::diagnostic::{Severity, quoted};
use crate::lint::reading::{FEWEST_WORDS_GRADED, ReadingPart, reading_of_parts, reading_of_whole};
use crate::lint::{Check, Family, Findings, Harm, Rule, Subject};
use crate::reading::Measures;

pub(in crate::lint) const RULE: Rule = Rule {
    name: "reading-grade-high",
    family: Family::Reading,
    harm: Harm::Confusion,
    severity: Severity::Warning,
    languages: &["en"],
    file: include_str!("reading_grade_high.rs"),
    check: Check::Guide(check),
};

/// Grade above which a text is hard for many patients (NIH: 7 to 8).
const HARD: f64 = 8.0;

/// Grade above which a text is too hard for a leaflet; ours.
const TOO_HARD: f64 = 10.0;

fn check(subject: &Subject<'_>, found: &mut Findings) {
    let whole = reading_of_whole(subject);
    judge(&whole, "the guide as a whole", found);
    for part in reading_of_parts(subject) {
        let name = match part.section {
            Some(_) => format!("the section {}", quoted(&part.heading)),
            None => "the beginning, before the first section,".to_owned(),
        };
        judge(&part, &name, found);
    }
}

fn judge(part: &ReadingPart, name: &str, found: &mut Findings) {
    let measures = part.text;
    let (Some(grade), Some(range)) = (measures.flesch_kincaid_grade(), measures.grades()) else {
        return;
    };
    if measures.words < FEWEST_WORDS_GRADED || grade <= HARD {
        return;
    }
    let (severity, limit) = if grade > TOO_HARD {
        (Severity::Error, TOO_HARD)
    } else {
        (Severity::Warning, HARD)
    };
    let message = format!(
        "{name} needs school grade {range} to read; above {limit:.0} is hard for many \
            patients"
    );
    found
        .tell_as(severity, part.span, message)
        .hint(what_makes_it_hard(&measures))
        .hint(
            "write sentences of about 15 words, with words of one or two syllables; aim for \
            grade 6",
        );
}

/// The two things that a grade is made of, as they are here.
fn what_makes_it_hard(measures: &Measures) -> String {
    let sentence = measures.words_a_sentence().unwrap_or_default();
    let long = f64::from(measures.words_of_three_syllables) / f64::from(measures.words.max(1));
    format!(
        "its sentences have {sentence:.0} words on average, and {:.0} words in 100 have three or more \
         syllables",
        long * 100.0
    )
}
