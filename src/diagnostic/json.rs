//! Diagnostics for machines: one JSON object a line.
//!
//! Fields, always all of them: `version` (of this form, now 1), `rule`, `severity`, `file`, `line`,
//! `column`, `end_line`, `end_column` (from 1, columns in characters, the end exclusive; null
//! without a place), `message`, `hints`. New fields may come; these stay. Control characters that
//! JSON would let through are written as escapes, so that a terminal can show the lines too.

use std::fmt::Write as _;

use serde_json::json;

use super::{Diagnostic, Diagnostics, MAXIMUM_SHOWN, harmless};
use crate::source::SourceSet;

/// Version of the line form; it grows when a field changes its meaning.
pub const VERSION: u32 = 1;

/// All diagnostics in file order, each on a line of its own; at most [`MAXIMUM_SHOWN`].
pub fn render(diagnostics: &Diagnostics, sources: &SourceSet) -> String {
    let mut lines = String::new();
    for diagnostic in diagnostics.iter().take(MAXIMUM_SHOWN) {
        let line = object(diagnostic, sources).to_string();
        for character in line.chars() {
            if character == harmless(character) {
                lines.push(character);
            } else {
                let mut units = [0; 2];
                for unit in character.encode_utf16(&mut units) {
                    // Writing to a string cannot fail.
                    let _ = write!(lines, "\\u{unit:04x}");
                }
            }
        }
        lines.push('\n');
    }
    lines
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
        "hints": diagnostic.hints,
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diagnostic::rule;
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
}
