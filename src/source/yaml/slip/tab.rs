//! Tabs where YAML wants spaces.
//!
//! Goes from the place where the parser stopped to a fault at every line that begins with a tab, and
//! to edits that put spaces there. How many spaces a tab stood for only the author's editor knows;
//! the width with which the parser comes furthest is taken.

use super::super::build::{Stop, reach};
use super::super::mend::{Copy, Edit};
use super::Slip;
use super::line::{Line, lines_back};
use crate::base::diagnostic::{Diagnostic, rule};

/// Widths in spaces that are tried for a tab, the most usual first.
const TAB_WIDTHS: [usize; 6] = [2, 4, 8, 3, 1, 0];

/// Longest text for which all tab widths are tried; a longer one takes the first.
const TRIED_BYTES: usize = 512 * 1024;

/// Most lines with tabs that are reported.
const TAB_LINES: usize = 200;

/// A tab in the indentation, or behind a colon or dash.
///
/// A tab further up is looked at too: the parser may take it for a space and stumble later only.
pub(super) fn tab(copy: &Copy, line: &Line<'_>, stop: &Stop) -> Option<Slip> {
    let text = copy.text();
    let said_tab = stop.said.contains("tab");
    let is_indented_by_tab =
        |line: &Line<'_>| !line.is_blank() && line.indentation().contains('\t');
    let far_away =
        || said_tab && !line.text.contains('\t') && Line::all(text).any(|l| is_indented_by_tab(&l));
    if lines_back(text, stop.at).any(|l| is_indented_by_tab(&l)) || far_away() {
        let mut faults = Vec::new();
        let mut tabs = Vec::new();
        for line in Line::all(text) {
            let indentation = line.indentation();
            let Some(first) = indentation.find('\t') else {
                continue;
            };
            if !is_indented_by_tab(&line) {
                continue;
            }
            if faults.len() < TAB_LINES {
                let start = line.start + first;
                faults.push(
                    Diagnostic::error(
                        rule::TAB,
                        copy.span(start, start + 1),
                        "this line begins with a tab, but YAML needs spaces",
                    )
                    .hint("replace the tab with spaces, as many as in the lines next to it")
                    .hint(
                        "most editors can do this for you: look for `indent with spaces`, or \
                        use `.editorconfig`",
                    ),
                );
            }
            tabs.extend(
                indentation
                    .match_indices('\t')
                    .map(|(at, _)| line.start + at),
            );
        }
        let widths: &[usize] = if text.len() > TRIED_BYTES {
            &[2]
        } else {
            &TAB_WIDTHS
        };
        let edits = |width: usize| -> Vec<Edit> {
            tabs.iter()
                .map(|at| Edit::replace(*at, *at + 1, " ".repeat(width)))
                .collect()
        };
        // The width that lets the parser come furthest, measured in places of the file.
        let mut best: Option<(usize, usize)> = None;
        for width in widths {
            let mut tried = copy.clone();
            tried.apply(edits(*width), false);
            let reached = reach(tried.text());
            let reached = tried.span(reached, reached).start;
            if best.is_none_or(|(furthest, _)| reached > furthest) {
                best = Some((reached, *width));
            }
        }
        let width = best.map_or(2, |(_, width)| width);
        return Some(Slip {
            faults,
            edits: edits(width),
            loses_lines: false,
        });
    }
    if !said_tab && !stop.said.contains("valid YAML whitespace") {
        return None;
    }
    let before = text.get(line.start..stop.at).unwrap_or_default();
    let at = match before.rfind('\t') {
        Some(at) => line.start + at,
        None => line.start + line.text.find('\t')?,
    };
    Some(Slip::mended(
        Diagnostic::error(
            rule::TAB,
            copy.span(at, at + 1),
            "there is a tab here, but YAML needs a space",
        )
        .hint("replace the tab with one space"),
        vec![Edit::blank(at, at + 1)],
    ))
}
