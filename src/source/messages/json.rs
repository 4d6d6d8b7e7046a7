//! Diagnostics for machines: one JSON object a line.
//!
//! Fields, always all of them: `version` (of this form, now 1), `rule`, `severity`, `file`, `line`,
//! `column`, `end_line`, `end_column` (from 1, columns in characters, the end exclusive; null
//! without a place), `message`, `hints`. New fields may come; these stay. Where there are more than
//! are written, a last line of the rule `not-shown` says how many. Control characters that JSON would
//! let through are written as escapes, so that a terminal can show the lines too.

use std::fmt::Write as _;

use serde_json::json;

use crate::base::advice::Advice;
use crate::base::diagnostic::{Diagnostic, Diagnostics, MAXIMUM_SHOWN, Severity, harmless, rule};
use crate::source::SourceSet;

/// Version of the line form; it grows when a field changes its meaning.
pub const VERSION: u32 = 1;

/// All diagnostics in file order, each on a line of its own; at most [`MAXIMUM_SHOWN`], then a line
/// that says how many more there are.
pub fn render(diagnostics: &Diagnostics, sources: &SourceSet) -> String {
    let mut lines = String::new();
    for diagnostic in diagnostics.iter().take(MAXIMUM_SHOWN) {
        push_line(&mut lines, diagnostic, sources);
    }
    let more = diagnostics.not_shown();
    if more > 0 {
        let message = format!("{more} more were found and are not shown");
        let last = Diagnostic::new(rule::NOT_SHOWN, Severity::Note, None, message);
        push_line(&mut lines, &last, sources);
    }
    lines
}

fn push_line(lines: &mut String, diagnostic: &Diagnostic, sources: &SourceSet) {
    lines.push_str(&escaped(&object(diagnostic, sources).to_string()));
    lines.push('\n');
}

/// Hints as texts.
pub(crate) fn words_of(hints: &[Advice]) -> Vec<String> {
    hints.iter().map(Advice::to_string).collect()
}

/// JSON with every character that a terminal might obey written as an escape; line ends stay.
pub(crate) fn escaped(json: &str) -> String {
    let mut escaped = String::with_capacity(json.len());
    for character in json.chars() {
        if character == '\n' || character == harmless(character) {
            escaped.push(character);
        } else {
            let mut units = [0; 2];
            for unit in character.encode_utf16(&mut units) {
                // Writing to a string cannot fail.
                let _ = write!(escaped, "\\u{unit:04x}");
            }
        }
    }
    escaped
}

fn object(diagnostic: &Diagnostic, sources: &SourceSet) -> serde_json::Value {
    let file = diagnostic.span.map(|span| sources.get(span.file).name());
    let start = diagnostic.span.map(|span| sources.position(span));
    let end = diagnostic.span.map(|span| sources.end_position(span));
    json!({
        "version": VERSION,
        "rule": diagnostic.rule,
        "severity": diagnostic.severity.name(),
        "file": file,
        "line": start.map(|place| place.0),
        "column": start.map(|place| place.1),
        "end_line": end.map(|place| place.0),
        "end_column": end.map(|place| place.1),
        "message": diagnostic.message,
        "hints": words_of(&diagnostic.hints),
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::source::Span;

    #[test]
    fn a_line_holds_every_field_and_no_raw_control_character() {
        let mut sources = SourceSet::new();
        let file = sources.add("guide\u{9b}.yaml", "a\né: x\n");
        let mut found = Diagnostics::new();
        let span = Span {
            file,
            start: 2,
            end: 4,
        };
        found.push(Diagnostic::error(rule::TAB, span, "odd \u{202e}\u{1b}").hint("do this"));
        let line = render(&found, &sources);
        assert!(
            line.trim_end()
                .chars()
                .all(|character| character == harmless(character))
        );
        let value: serde_json::Value = serde_json::from_str(&line).unwrap();
        assert_eq!(value["line"], 2);
        assert_eq!(value["column"], 1);
        assert_eq!(value["end_column"], 2);
        assert_eq!(value["file"], "guide\u{9b}.yaml");
        assert_eq!(value["message"], "odd \u{202e}\u{1b}");
        assert_eq!(value["hints"][0], "do this");
        assert_eq!(value["version"], 1);
    }
    #[test]
    fn a_last_line_says_how_many_are_not_written() {
        let mut found = Diagnostics::new();
        for number in 0..MAXIMUM_SHOWN + 7 {
            let message = number.to_string();
            found.push(Diagnostic::new(rule::TAB, Severity::Error, None, message));
        }
        let lines = render(&found, &SourceSet::new());
        assert_eq!(lines.lines().count(), MAXIMUM_SHOWN + 1);
        let last: serde_json::Value = serde_json::from_str(lines.lines().last().unwrap()).unwrap();
        assert_eq!(last["rule"], rule::NOT_SHOWN);
        assert_eq!(last["message"], "7 more were found and are not shown");
    }
}
