//! A date that can mean two different days.
//!
//! ## What it finds
//!
//! Dates in figures, such as 06/08/2026; in English also months cut short behind a day, such as 6 Aug.
//!
//! ## Why it matters
//!
//! 06/08 is in June for some readers and in August for others. A missed appointment may be the least of it.
//!
//! ## Source
//!
//! NHS content guide: dates as "6 August 2018".
//!
//! ## Example
//!
//! "Stop the tablets on 06/08/2026."
//!
//! ## Write instead
//!
//! "Stop the tablets on 6 August 2026."

use crate::base::diagnostic::Severity;
use crate::base::diagnostic::quoted;
use crate::lint::{Check, Family, Findings, Harm, Rule, Subject};

pub(in crate::lint) const RULE: Rule = Rule {
    name: "unclear-date",
    family: Family::Risk,
    harm: Harm::Falsehood,
    severity: Severity::Warning,
    languages: &[],
    file: include_str!("unclear_date.rs"),
    check: Check::Guide(check),
};

/// Short names of months (English).
const SHORT_MONTHS: &[&str] = &[
    "jan", "feb", "mar", "apr", "jun", "jul", "aug", "sep", "sept", "oct", "nov", "dec",
];

fn check(subject: &Subject<'_>, found: &mut Findings) {
    let is_english = subject.language.tag.starts_with("en");
    for passage in subject.prose.running_text() {
        let mut previous = "";
        for word in passage.text.split_whitespace() {
            let plain = word.trim_matches(|character: char| !character.is_alphanumeric());
            let is_month = is_english && SHORT_MONTHS.contains(&plain.to_lowercase().as_str());
            let follows_day = !previous.is_empty()
                && previous.len() <= 2
                && previous.bytes().all(|byte| byte.is_ascii_digit());
            if is_date(plain) {
                found
                    .tell(
                        subject.place_of(plain, passage.span),
                        format!("{} can mean two different dates", quoted(plain)),
                    )
                    .hint("write the month as a word: 6 August 2026");
            } else if is_month && follows_day {
                let words = format!("{previous} {plain}");
                found
                    .tell(
                        subject.place_of(&words, passage.span),
                        format!("the month in {} is abbreviated", quoted(&words)),
                    )
                    .hint("write the month in full: 6 August 2026");
            }
            previous = plain;
        }
    }
}

/// Whether a word is three numbers with the same character between them, the last of them a year.
fn is_date(word: &str) -> bool {
    ['/', '-', '.'].into_iter().any(|character| {
        let parts: Vec<&str> = word.split(character).collect();
        let [day, month, year] = parts.as_slice() else {
            return false;
        };
        let number = |part: &str, most: usize| {
            (1..=most).contains(&part.len()) && part.bytes().all(|byte| byte.is_ascii_digit())
        };
        let is_year = year.len() == 4 || (year.len() == 2 && character == '/');
        number(day, 2) && number(month, 2) && number(year, 4) && is_year
    })
}
