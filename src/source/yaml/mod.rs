//! YAML text → a small tree in which every value knows its place.
//!
//! [`read`] takes a file of a `SourceSet` and gives its root node and every fault of form: control
//! characters, tabs, quotes, colons, aliases, tags, doubled keys, limits. The folder is the only
//! place that names the YAML crate, whose parser hands out events and expands nothing.
//!
//! A parser stops at its first fault. Here each common slip is reported, mended in a copy of the
//! text (`mend`), and the copy is parsed again, so that one run finds the faults behind it too; the
//! file is refused all the same. What cannot be mended is reported with the hint that the rest was
//! not read, and the collections still open there are marked incomplete, so that nobody is told of
//! a missing field which merely was not reached.
//!
//! Promises: no panic, no recursion deeper than [`MAXIMUM_DEPTH`], time bounded by
//! [`MAXIMUM_BYTES_PARSED`] however often the copy is mended.

mod build;
mod commas;
mod conflict;
mod dash;
mod marker;
mod mend;
mod slip;
mod tree;

pub(crate) use tree::{Entry, List, Map, Node, NodeKind, Scalar, ScalarStyle};

use std::collections::HashSet;

use super::{FileId, MAXIMUM_FILE_BYTES, SourceSet, Span, start_of, too_large};
use crate::base::advice::{Advice, Control};
use crate::base::diagnostic::{Diagnostic, Diagnostics, forbidden, rule};
use mend::Copy;

/// Deepest nesting of lists and maps. The deepest guide that means something has 11 levels (bullets
/// three deep in a section); 16 leaves room and keeps every recursion here shallow.
pub const MAXIMUM_DEPTH: usize = 16;

/// Most values (texts, lists, maps and names) in one file. A guide of 40 pages has about 1,500;
/// 20,000 keeps the tree below 10 MB.
pub const MAXIMUM_NODES: usize = 20_000;

/// Most characters of one text: four dense pages. The layout engine slows down far beyond this
/// length, and no reader wants such a paragraph.
pub const MAXIMUM_TEXT_CHARACTERS: usize = 20_000;

/// Most commas and brackets in one file. The parser keeps all of a bracketed list in memory before
/// it hands out the first word; this bounds that memory to some 40 MB, ten times what the commas of
/// the longest honest text need.
pub const MAXIMUM_BRACKETS: usize = 200_000;

/// Most bytes parsed in one reading, all mended copies together: four times the largest file, which
/// takes about a third of a second. A guide of 40 pages can be mended forty times within it.
pub const MAXIMUM_BYTES_PARSED: usize = 4 * MAXIMUM_FILE_BYTES;

/// Most slips mended in one reading; nobody mends more in one go.
const MAXIMUM_MENDED: usize = 100;

/// Most control characters reported for one file.
const MAXIMUM_CONTROL_CHARACTERS: usize = 100;

/// The hint given where reading stopped.
pub(super) const REST_NOT_READ: &str =
    "the rest of the file was not read; correct this first, then run again";

/// Reads a file into its root node; `None` when it holds nothing that can be decoded.
///
/// Faults go to `diagnostics`. An empty file is a fault of the rule `empty-guide`.
pub(crate) fn read(
    sources: &SourceSet,
    file: FileId,
    diagnostics: &mut Diagnostics,
) -> Option<Node> {
    let source = sources.get(file);
    let text = source.text();
    let start = start_of(file);
    if text.len() > MAXIMUM_FILE_BYTES {
        diagnostics.push(too_large(start));
        return None;
    }
    if let Some(marks) = conflict::fault(file, text) {
        diagnostics.push(marks);
        return None;
    }
    let mut copy = Copy::new(file, text);
    report_control_characters(&mut copy, diagnostics);
    if let Some((at, _)) = text
        .match_indices([',', '[', ']', '{', '}'])
        .nth(MAXIMUM_BRACKETS)
    {
        diagnostics.push(
            Diagnostic::error(
                rule::TOO_MANY_NODES,
                Span {
                    file,
                    start: at,
                    end: at + 1,
                },
                format!("this file contains more than {MAXIMUM_BRACKETS} commas and brackets"),
            )
            .hint("nothing in this file was read; a guide is text, not a table of data"),
        );
        return None;
    }

    dash::mend_unusual_spaces(&mut copy, diagnostics);
    let mut parsed = 0;
    let mut mended = 0;
    let mut slips: Vec<Diagnostic> = Vec::new();
    let mut places = HashSet::new();
    let built = loop {
        parsed += copy.text().len();
        let built = build::build(&copy, source);
        let Some(stop) = &built.stop else { break built };
        let slip = slip::explain(&copy, stop);
        mended += 1;
        let may_go_on = mended < MAXIMUM_MENDED
            && parsed + copy.text().len() <= MAXIMUM_BYTES_PARSED
            && !slip.edits.is_empty();
        // A second fault at one place comes of the mending, not of the author.
        slips.extend(
            slip.faults
                .into_iter()
                .filter(|fault| fault.span.is_none_or(|span| places.insert(span.start))),
        );
        if !may_go_on {
            if let Some(last) = slips.last_mut() {
                last.hints.push(REST_NOT_READ.into());
            }
            break built;
        }
        copy.apply(slip.edits, slip.loses_lines);
    };
    diagnostics.extend(slips);
    diagnostics.extend(
        built
            .faults
            .into_iter()
            .filter(|fault| fault.span.is_none_or(|span| !places.contains(&span.start))),
    );
    if let Some(root) = &built.root {
        diagnostics.extend(commas::faults(source, root));
    }
    if built.root.is_none() && built.stop.is_none() {
        diagnostics.push(
            Diagnostic::error(
                rule::EMPTY_GUIDE,
                start,
                "this file is empty: it contains no words",
            )
            .hint(
                Advice::from("begin with a line such as `title: …`; ")
                    .control_with(Control::Explain, "guide")
                    .words(" shows what can follow"),
            ),
        );
    }
    built.root
}

/// Reports characters that may not be printed, and blanks them in the copy so that the rest reads.
fn report_control_characters(copy: &mut Copy, diagnostics: &mut Diagnostics) {
    let mut found = 0;
    for (at, character) in copy.text().char_indices() {
        let Some(reason) = forbidden(character) else {
            continue;
        };
        if found < MAXIMUM_CONTROL_CHARACTERS {
            let span = copy.span(at, at + character.len_utf8());
            diagnostics.push(control_character(span, character, reason));
        }
        found += 1;
    }
    if found > 0 {
        copy.blank_characters(|character| forbidden(character).is_some());
    }
}

/// The fault of a character that may not be printed.
fn control_character(span: Span, character: char, reason: &str) -> Diagnostic {
    let code = character as u32;
    Diagnostic::error(
        rule::CONTROL_CHARACTER,
        span,
        format!("there is the character U+{code:04X} here, {reason}"),
    )
    .hint(match character {
        char::REPLACEMENT_CHARACTER => {
            "type the letter that was lost, and check the text around \
            it"
        }
        _ => "delete it; it often comes with text copied from a web page or a PDF",
    })
}

#[cfg(test)]
mod tests;
