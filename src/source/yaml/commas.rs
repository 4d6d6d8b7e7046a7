//! Commas inside numbers in lists in brackets: `[5,000 units, none]` is three items and not two.
//!
//! In: the text of a file and its tree. Out: a fault for each comma that parts two items without quotes
//! between two digits. Promise: a list whose items are parted by a comma and a space passes, whatever they
//! are, and so does a place of two numbers; lists with a dash for each item have no such commas.

use super::{Node, NodeKind, ScalarStyle};
use crate::base::diagnostic::{Diagnostic, quoted, rule};
use crate::source::{SourceFile, Span};

/// The name of a place, whose value is two numbers and nothing else: `at: [30,55]`.
const PLACE: &str = "at";

/// The faults of a tree, in the order of the file.
pub(super) fn faults(source: &SourceFile, root: &Node) -> Vec<Diagnostic> {
    let mut found = Vec::new();
    let mut left = vec![root];
    while let Some(node) = left.pop() {
        match &node.kind {
            NodeKind::List(list) => {
                for pair in list.items.windows(2) {
                    if let [one, next] = pair {
                        found.extend(fault(source, one, next));
                    }
                }
                left.extend(list.items.iter().rev());
            }
            NodeKind::Map(map) => {
                let entries = map.entries.iter().rev();
                let entries = entries.filter(|entry| entry.key != PLACE);
                left.extend(entries.map(|entry| &entry.value));
            }
            NodeKind::Scalar(_) | NodeKind::Refused => {}
        }
    }
    found.sort_by_key(|fault| fault.span.map(|span| span.start));
    found
}

fn fault(source: &SourceFile, one: &Node, next: &Node) -> Option<Diagnostic> {
    let is_plain = |node: &Node| matches!(&node.kind, NodeKind::Scalar(scalar) if scalar.style == ScalarStyle::Plain);
    let is_digit = |character: Option<char>| character.is_some_and(char::is_numeric);
    let words = |node: &Node| source.slice(node.span.start, node.span.end);
    let is_one_number = is_plain(one)
        && is_plain(next)
        && source.slice(one.span.end, next.span.start) == ","
        && is_digit(words(one).chars().next_back())
        && is_digit(words(next).chars().next());
    is_one_number.then(|| {
        let span = Span {
            end: next.span.end,
            ..one.span
        };
        let whole = source.slice(span.start, span.end);
        Diagnostic::error(
            rule::NEEDS_QUOTES,
            span,
            format!(
                "the comma in {} divides it into two items of the list",
                quoted(whole)
            ),
        )
        .hint(format!("put it in quotes: \"{whole}\""))
        .hint("if these are two items, write a space after the comma")
    })
}
