//! Lists and maps in brackets that are not closed.
//!
//! Looks back from where the parser stopped for the line whose brackets are still open, and closes
//! them where that list most likely ends.

use super::super::MAXIMUM_DEPTH;
use super::super::build::{Stop, deep_nesting};
use super::super::mend::{Copy, Edit};
use super::line::{Line, lines_back};
use super::{BYTES_LOOKED_AHEAD, Slip};
use crate::base::diagnostic::{Diagnostic, rule};

/// A list or map in brackets that is still open at the end of the line where the parser stopped.
pub(super) fn unclosed_bracket(copy: &Copy, here: &Line<'_>, stop: &Stop) -> Option<Slip> {
    let text = copy.text();
    let mut lines = lines_back(text, stop.at).filter(|line| line.value().starts_with(['[', '{']));
    let (line, open) = lines.find_map(|line| {
        let at = line.start + line.value_start();
        let open = open_brackets(text.get(at..here.end.min(at + BYTES_LOOKED_AHEAD))?);
        (at <= stop.at && !open.is_empty()).then_some((line, open))
    })?;
    let at = line.start + line.value_start();
    if open.len() > MAXIMUM_DEPTH {
        return Some(Slip::final_fault(deep_nesting(copy.span(at, at + 1))));
    }
    // Lines with names of their own are no part of the list: then it ends in its first line.
    let last = lines_back(text, stop.at)
        .take_while(|above| above.start > line.start)
        .filter(|above| above.start < here.start || here.start == line.start)
        .find(|above| !above.is_blank() && !above.has_name())
        .unwrap_or(line);
    let missing: String = open.iter().rev().collect();
    let opening = line.value().chars().next()?;
    Some(Slip::mended(
        Diagnostic::error(
            rule::UNCLOSED_BRACKET,
            copy.span(at, at + 1),
            format!("the bracket `{opening}` opened here is not closed"),
        )
        .hint(format!("put `{missing}` at the end"))
        .hint(format!(
            "if this is a text that begins with `{opening}`, put it in quotes"
        )),
        vec![Edit::replace(
            last.start + last.text.trim_end().len(),
            last.end,
            missing,
        )],
    ))
}

/// The brackets that close those left open by the first list or map of a text; none once it ended.
fn open_brackets(text: &str) -> Vec<char> {
    let mut open = Vec::new();
    for character in text.chars() {
        match character {
            '[' => open.push(']'),
            '{' => open.push('}'),
            ']' | '}' if open.last() == Some(&character) => {
                open.pop();
                if open.is_empty() {
                    break;
                }
            }
            _ => {}
        }
        if open.len() > MAXIMUM_DEPTH {
            break;
        }
    }
    open
}
