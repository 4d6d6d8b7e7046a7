//! A reading time that does not fit the length of the text.
//!
//! ## What it finds
//!
//! `reading_minutes` that are fewer than the words need at 238 words a minute, or more than twice as many as
//! the program calculates, at 175 words a minute. In languages without spaces between words nothing is
//! reported.
//!
//! ## Why it matters
//!
//! The time is printed under the title. Readers who expect five minutes but need eight stop before the risks;
//! readers who see two hours do not begin.
//!
//! ## Source
//!
//! Brysbaert, Journal of Memory and Language 2019;109:104047: adults read 238 words a minute on average, most
//! of them 175 to 300.
//!
//! ## Example
//!
//! `reading_minutes: 5` in a guide of 1,400 words.
//!
//! ## Write instead
//!
//! Nothing: without `reading_minutes` the program calculates the time itself.

use crate::base::diagnostic::Severity;
use crate::lint::{Check, Family, Findings, Harm, Rule, Subject};
use crate::model::guide::reading_minutes;
use crate::reading::allows_counting;

pub(in crate::lint) const RULE: Rule = Rule {
    name: "wrong-reading-time",
    family: Family::Structure,
    harm: Harm::Falsehood,
    severity: Severity::Warning,
    languages: &[],
    file: include_str!("wrong_reading_time.rs"),
    check: Check::Guide(check),
};

/// Words that adults read in a minute, on average (Brysbaert 2019).
const AVERAGE_WORDS_A_MINUTE: f64 = 238.0;

/// How many times the reckoned minutes are too many.
const TOO_MANY_TIMES: u32 = 2;

fn check(subject: &Subject<'_>, found: &mut Findings) {
    let Some(given) = subject.guide.reading_minutes else {
        return;
    };
    if !allows_counting(&subject.language.tag) {
        return;
    }
    let reckoned = reading_minutes(subject.guide);
    let wording = subject.guide.wording();
    let words: usize = wording
        .iter()
        .map(|(_, text)| text.split_whitespace().count())
        .sum();
    let quickest = words as f64 / AVERAGE_WORDS_A_MINUTE;
    let is_too_few = f64::from(given) < quickest.round();
    let is_too_many = given > reckoned.saturating_mul(TOO_MANY_TIMES).saturating_add(1);
    if !is_too_few && !is_too_many {
        return;
    }
    let minutes = |count: u32| match count {
        1 => "1 minute".to_owned(),
        count => format!("{count} minutes"),
    };
    let message = format!(
        "the reading time is given as {}, but the text takes about {}",
        minutes(given),
        minutes(reckoned)
    );
    found
        .tell(subject.title(), message)
        .hint("leave `reading_minutes` out: the program calculates it from the words");
}
