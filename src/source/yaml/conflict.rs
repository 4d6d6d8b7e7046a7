//! The marks that git leaves in a file where two people changed the same lines.
//!
//! In: the text of a file. Out: one fault at the first mark, if both the mark that opens and the one that
//! closes are there. Promise: a line of equal characters alone, which authors draw under a heading, is none.

use crate::base::diagnostic::{Diagnostic, rule};
use crate::source::{FileId, Span};

/// The fault of a file in which git marked two versions.
pub(super) fn fault(file: FileId, text: &str) -> Option<Diagnostic> {
    let mut at = 0;
    let mut first = None;
    let mut opened = 0;
    let mut closed = 0;
    for line in text.split_inclusive(['\n', '\r']) {
        let is_mark = |character: &str| {
            // Set in, they stand in a text of several lines, and would be printed.
            let behind = line.trim_start_matches([' ', '\t']).strip_prefix(character);
            behind.is_some_and(|behind| behind.is_empty() || behind.starts_with([' ', '\n', '\r']))
        };
        if is_mark("<<<<<<<") {
            opened += 1;
            first.get_or_insert(Span {
                file,
                start: at,
                end: at + line.trim_end().len(),
            });
        } else if is_mark(">>>>>>>") && closed < opened {
            closed += 1;
        }
        at += line.len();
    }
    let place = first.filter(|_| closed > 0)?;
    let message = "here git has marked two versions of the same lines, one below the other";
    let message = match closed {
        1 => message.to_owned(),
        2 => format!("{message}, and at one more place in the file"),
        count => format!("{message}, and at {} more places in the file", count - 1),
    };
    Some(
        Diagnostic::error(rule::CONFLICT_MARKS, place, message)
            .hint(
                "keep the right lines of the two versions; delete the other lines, and the lines \
                 that begin with `<<<<<<<`, `=======` and `>>>>>>>`",
            )
            .hint(super::REST_NOT_READ),
    )
}
