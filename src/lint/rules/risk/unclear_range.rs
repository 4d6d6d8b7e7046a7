//! A range written with a dash.
//!
//! ## What it finds
//!
//! Two numbers with a dash between them before a word of what is counted, such as 3-4 weeks. Levels such as
//! L4–L5 are not reported.
//!
//! ## Why it matters
//!
//! A dash is read as minus or not at all, by screen readers too: "3 4 weeks".
//!
//! ## Source
//!
//! NHS content guide: "to" for ranges.
//!
//! ## Example
//!
//! "You can drive after 3-4 weeks."
//!
//! ## Write instead
//!
//! "You can drive after 3 to 4 weeks."

use crate::base::diagnostic::Severity;
use crate::base::diagnostic::quoted;
use crate::base::invariant::PartOf;
use crate::lint::{Check, Family, Findings, Harm, Rule, Subject};

pub(in crate::lint) const RULE: Rule = Rule {
    name: "unclear-range",
    family: Family::Risk,
    harm: Harm::Falsehood,
    severity: Severity::Warning,
    languages: &["en"],
    file: include_str!("unclear_range.rs"),
    check: Check::Guide(check),
};

fn check(subject: &Subject<'_>, found: &mut Findings) {
    for passage in subject.prose.running_text() {
        for words in ranges_in(&passage.text) {
            found
                .tell(
                    subject.place_of(words, passage.span),
                    format!("the range {} is written with a dash", quoted(words)),
                )
                .hint(format!(
                    "write `{}`",
                    words.replace(['-', '–', '—'], " to ")
                ));
        }
    }
}

/// Two numbers with a dash between them, before a word of what is counted. Levels such as L4–L5, years and
/// telephone numbers are none.
fn ranges_in(text: &str) -> Vec<&str> {
    let mut found = Vec::new();
    for (at, dash) in text.char_indices() {
        if !matches!(dash, '-' | '–' | '—') {
            continue;
        }
        let before = text.part(..at);
        let behind = text.part(at + dash.len_utf8()..);
        let digits_before = before
            .chars()
            .rev()
            .take_while(char::is_ascii_digit)
            .count();
        let digits_behind = behind.chars().take_while(char::is_ascii_digit).count();
        let is_number = |digits: usize| (1..=3).contains(&digits);
        let start = at - digits_before;
        let end = at + dash.len_utf8() + digits_behind;
        let stands_alone = before
            .chars()
            .rev()
            .nth(digits_before)
            .is_none_or(|character| character.is_whitespace() || character == '(');
        let rest = text.part(end..);
        let counts = rest.trim_start().starts_with(char::is_alphabetic) && rest.starts_with(' ');
        if is_number(digits_before) && is_number(digits_behind) && stands_alone && counts {
            found.extend(text.get(start..end));
        }
    }
    found
}
