//! What the parser says → what the author did, and how to read on.
//!
//! Takes the copy and the place where the parser stopped; gives the faults in an author's words and
//! the edits that let the next parsing go on behind them. The parser's own sentences ("mapping
//! values are not allowed in this context") are never shown. The line itself says more than they
//! do, so it is looked at first: what its value begins with, whether a quote or bracket opened
//! there is closed, where it begins. Only then the sentence decides.

mod brackets;
mod characters;
mod indentation;
mod line;
mod names;
mod quotes;
mod tab;

use super::build::{Stop, deep_nesting, directive};
use super::mend::{Copy, Edit};
use crate::base::diagnostic::{Diagnostic, quoted, rule};
use brackets::unclosed_bracket;
use characters::needs_quotes;
use indentation::indentation;
use line::{Line, lines_back};
use names::{colon, missing_colon};
use quotes::{escape, unclosed_quote, words_after_quote};
use tab::tab;

/// Most bytes looked ahead for a closing quote; a longer text is refused anyway.
const BYTES_LOOKED_AHEAD: usize = super::MAXIMUM_TEXT_CHARACTERS * 4;

/// An explained stop.
#[derive(Debug)]
pub(super) struct Slip {
    /// At least one fault, in the places of the file.
    pub(super) faults: Vec<Diagnostic>,
    /// What mends the copy; empty when nothing does.
    pub(super) edits: Vec<Edit>,
    /// Whether the edits take words out, so that fields may be missing by our doing.
    pub(super) loses_lines: bool,
}

impl Slip {
    fn mended(fault: Diagnostic, edits: Vec<Edit>) -> Self {
        Self {
            faults: vec![fault],
            edits,
            loses_lines: false,
        }
    }

    fn final_fault(fault: Diagnostic) -> Self {
        Self::mended(fault, Vec::new())
    }
}

/// Explains why the parser stopped.
pub(super) fn explain(copy: &Copy, stop: &Stop) -> Slip {
    let text = copy.text();
    let line = Line::at(text, stop.at);
    let said = stop.said.as_str();
    if said.contains("recursion limit") {
        let place = copy.span(stop.at, stop.at + 1);
        return Slip::final_fault(deep_nesting(place));
    }
    if let Some(slip) = tab(copy, &line, stop) {
        return slip;
    }
    let culprits = [
        unclosed_quote,
        escape,
        needs_quotes,
        words_after_quote,
        unclosed_bracket,
    ];
    if let Some(slip) = culprits
        .iter()
        .find_map(|culprit| culprit(copy, &line, stop))
    {
        return slip;
    }
    if said.contains("mapping values are not allowed") || said.contains("illegal placement of ':'")
    {
        return colon(copy, &line, stop);
    }
    if said.contains("comment intercepting") {
        let at = text.get(stop.at..line.end).and_then(|rest| rest.find('#'));
        let at = stop.at + at.unwrap_or_default();
        return Slip::mended(
            Diagnostic::error(
                rule::NEEDS_QUOTES,
                copy.span(at, at + 1),
                "a `#` after a space begins a comment, but the text continues in the next line",
            )
            .hint("if the `#` belongs to the text, put the whole text in quotes")
            .hint("if it is a comment, move it to a separate line above the text"),
            vec![Edit::replace(at, at + 1, ";")],
        );
    }
    if said.contains("simple key") {
        return missing_colon(copy, stop);
    }
    if said.contains("directive") || said.contains("TAG") || said.contains("<document start>") {
        let lines = lines_back(text, stop.at);
        let line = lines.take(2).find(|line| line.text.starts_with('%'));
        let line = line.unwrap_or(Line::at(text, stop.at));
        return Slip::mended(
            directive(copy.span(line.start, line.end)),
            vec![Edit::blank(line.start, line.end)],
        );
    }
    if said.contains("expected key")
        || said.contains("indentation")
        || said.contains("'-' indicator")
        || said.contains("sequence entries are not allowed")
        || said.contains("wrongly indented")
    {
        return indentation(copy, &line, stop);
    }
    unknown(copy, &line, stop)
}

/// A stop that none of the above explains.
fn unknown(copy: &Copy, line: &Line<'_>, stop: &Stop) -> Slip {
    let text = copy.text();
    let length = text
        .get(stop.at..)
        .and_then(|rest| rest.chars().next())
        .map_or(0, char::len_utf8);
    let at = stop.at.clamp(line.start, line.end.max(line.start));
    let length = if at == stop.at { length } else { 0 };
    let words = text.get(line.start..line.end).unwrap_or_default().trim();
    let message = if words.is_empty() {
        "the file cannot be read as YAML up to this place".to_owned()
    } else {
        format!("this line cannot be read as YAML: {}", quoted(words))
    };
    Slip::final_fault(
        Diagnostic::error(rule::YAML_SYNTAX, copy.span(at, at + length), message)
            .hint(
                "look in this line and the one above for a missing quote, colon, space or bracket",
            )
            .hint("when in doubt, put the text in double quotes"),
    )
}
