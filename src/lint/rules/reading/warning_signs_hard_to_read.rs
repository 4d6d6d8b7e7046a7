//! Warning signs that are harder to read than the rest of the guide.
//!
//! ## What it finds
//!
//! The boxes of warning signs together, or, where there is none, the sections whose role is `when to seek
//! help`, if their Flesch–Kincaid grade is above grade 6 and more than half a grade above the whole guide's.
//! Half a grade is what counting syllables can be wrong by. Fewer than 30 words are not graded.
//!
//! ## Why it matters
//!
//! People read these lines in pain, at night, at home. They must be the easiest lines of the leaflet, but they
//! are often the hardest.
//!
//! ## Source
//!
//! Ours. In the first guide of this project the warning signs stood in the hardest section, six grades above
//! the easiest.
//!
//! ## Example
//!
//! Seek urgent medical attention for sudden severe weakness, or loss of bladder or bowel control.
//!
//! ## Write instead
//!
//! Go to a hospital now if your legs suddenly get weak, or if you cannot hold your pee or poo.

use crate::base::diagnostic::Severity;
use crate::lint::reading::{is_read_in_sentences, reading_of_whole, warning_passages};
use crate::lint::{Check, Family, Findings, Harm, Rule, Subject};
use crate::reading::Measures;

pub(in crate::lint) const RULE: Rule = Rule {
    name: "warning-signs-hard-to-read",
    family: Family::Reading,
    harm: Harm::Confusion,
    severity: Severity::Error,
    languages: &["en"],
    file: include_str!("warning_signs_hard_to_read.rs"),
    check: Check::Guide(check),
};

/// Grade up to which warning signs are easy enough, whatever the rest is (American Medical Association).
const EASY: f64 = 6.0;

/// By how much the two grades can differ through counting alone.
const WITHIN_COUNTING: f64 = 0.5;

/// Fewest words that are graded; ours.
const FEWEST_WORDS: u32 = 30;

fn check(subject: &Subject<'_>, found: &mut Findings) {
    let (Some(span), passages) = warning_passages(subject, &subject.prose) else {
        return;
    };
    let texts = passages
        .iter()
        .filter(|passage| is_read_in_sentences(passage.kind))
        .map(|passage| passage.text.as_str());
    let signs = Measures::of_units(texts);
    let whole = reading_of_whole(subject).text;
    let (Some(grade), Some(whole_grade)) =
        (signs.flesch_kincaid_grade(), whole.flesch_kincaid_grade())
    else {
        return;
    };
    if signs.words < FEWEST_WORDS || grade <= EASY || grade <= whole_grade + WITHIN_COUNTING {
        return;
    }
    let (Some(range), Some(whole_range)) = (signs.grades(), whole.grades()) else {
        return;
    };
    let message = format!(
        "the warning signs need school grade {range} to read, the whole guide {whole_range}; they \
         must be the easiest part"
    );
    found
        .tell(span, message)
        .hint(
            "write one sign on each line, in the words that a relative would use on the \
            telephone",
        )
        .hint("say what to do in one short sentence: whom to call, where to go");
}
