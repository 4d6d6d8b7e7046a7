//! A word that is broken at the end of a line.
//!
//! ## What it finds
//!
//! A word of which a part stands at the end of a line and the rest at the beginning of the next. It happens
//! to words that are longer than a line, such as an address without spaces.
//!
//! ## Why it matters
//!
//! Half a word is read as a word. People who read slowly, or in a language that is not their first, lose
//! the sentence.
//!
//! ## Source
//!
//! UKAAF, Creating clear print and large print documents (G003, 2019): words are not split.
//!
//! ## Example
//!
//! An internet address of 90 letters in the middle of a paragraph.
//!
//! ## Write instead
//!
//! A link with words of its own: `[our page about going home](https://…)`.

use crate::base::diagnostic::{Severity, quoted};
use crate::lint::pages::{Pages, place};
use crate::lint::{Check, Family, Findings, Harm, Rule, Subject};

pub(in crate::lint) const RULE: Rule = Rule {
    name: "split-word",
    family: Family::Print,
    harm: Harm::Confusion,
    severity: Severity::Warning,
    languages: &[],
    file: include_str!("split_word.rs"),
    check: Check::Pages(check),
};

fn check(subject: &Subject<'_>, pages: &Pages, found: &mut Findings) {
    for paragraph in pages
        .facts
        .paragraphs
        .iter()
        .filter(|one| one.part.is_body())
    {
        let next = paragraph.lines.iter().skip(1);
        let split = paragraph.lines.iter().zip(next).find_map(|(line, next)| {
            let (before, behind) = (visible(&line.text()), visible(&next.text()));
            let is_split = before.ends_with(is_in_word) && behind.starts_with(is_in_word);
            is_split.then_some((before, line))
        });
        if let Some((before, line)) = split {
            let half = before.split_whitespace().last().unwrap_or_default();
            let message = format!(
                "a word is broken after {} at the end of a line on page {}",
                quoted(half),
                line.page + 1
            );
            found
                .tell(place(subject, paragraph.part, half), message)
                .hint("use a shorter word; for an address, use a link with its own words");
        }
    }
}

/// Letters and figures, and the hyphen, behind which a word goes on.
fn is_in_word(character: char) -> bool {
    character.is_alphanumeric() || character == '-'
}

/// A line without the characters that only say where it may be broken.
fn visible(line: &str) -> String {
    line.replace(['\u{200b}', '\u{2068}', '\u{2069}'], "")
}
