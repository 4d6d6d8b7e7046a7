//! A file with its texts in square brackets, as prompts for whoever says them anew in another language.
//!
//! In: a file of ours, and under which names no words stand. Out: the file's text, in which each other
//! text stands in brackets from end to end, as `leaflet new` writes prompts; `None` if the file has a
//! fault. Promise: nothing else of the file changes, remarks and line ends included; a text that stands in
//! brackets already stays as it is. Why this shape: a prompt that is left is told of, and a text in the wrong
//! language is not.

use super::yaml::{self, Node, NodeKind, Scalar, ScalarStyle};
use super::{FileId, SourceSet};
use crate::base::diagnostic::Diagnostics;

/// What is put in, and where.
type Insertion = (usize, &'static str);

/// The text of a file with its texts in brackets; those under `kept` names stay.
pub fn bracketed(sources: &SourceSet, file: FileId, kept: &[&str]) -> Option<String> {
    let mut diagnostics = Diagnostics::new();
    let root = yaml::read(sources, file, &mut diagnostics)?;
    if diagnostics.has_errors() {
        return None;
    }
    let text = sources.get(file).text();
    let mut insertions: Vec<Insertion> = Vec::new();
    of_node(&root, text, kept, &mut insertions);
    insertions.sort_by_key(|(at, _)| *at);
    let mut written = String::with_capacity(text.len() + insertions.len() * 2);
    let mut done = 0;
    for (at, character) in insertions {
        written.push_str(text.get(done..at)?);
        written.push_str(character);
        done = at;
    }
    written.push_str(text.get(done..)?);
    Some(written)
}

fn of_node(node: &Node, text: &str, kept: &[&str], insertions: &mut Vec<Insertion>) {
    match &node.kind {
        NodeKind::Scalar(scalar) if !scalar.is_null() => {
            of_scalar(node, scalar, text, insertions);
        }
        NodeKind::Scalar(_) | NodeKind::Refused => {}
        NodeKind::List(list) => {
            for item in &list.items {
                of_node(item, text, kept, insertions);
            }
        }
        NodeKind::Map(map) => {
            for entry in &map.entries {
                if !kept.contains(&entry.key.as_str()) {
                    of_node(&entry.value, text, kept, insertions);
                }
            }
        }
    }
}

fn of_scalar(node: &Node, scalar: &Scalar, text: &str, insertions: &mut Vec<Insertion>) {
    let (start, end) = (node.span.start, node.span.end);
    let written = text.get(start..end).unwrap_or_default();
    let value = scalar.value.trim();
    if value.is_empty() || (value.starts_with('[') && value.ends_with(']')) {
        return;
    }
    match scalar.style {
        ScalarStyle::Plain => {
            insertions.push((start, "\"["));
            for (at, _) in written.match_indices(['"', '\\']) {
                insertions.push((start + at, "\\"));
            }
            insertions.push((end, "]\""));
        }
        ScalarStyle::Quoted => {
            insertions.push((start + 1, "["));
            insertions.push((end.saturating_sub(1), "]"));
        }
        // Behind `|` each line is by itself; behind `>` a blank line parts the texts.
        ScalarStyle::Literal | ScalarStyle::Folded => {
            let mut at = start;
            let mut open_end = None;
            for line in written.split_inclusive('\n') {
                let words = line.trim();
                let first = at + (line.len() - line.trim_start().len());
                at += line.len();
                if words.is_empty() {
                    insertions.extend(open_end.take().map(|end| (end, "]")));
                    continue;
                }
                if scalar.style == ScalarStyle::Literal {
                    insertions.extend(open_end.take().map(|end| (end, "]")));
                }
                if open_end.is_none() {
                    insertions.push((first, "["));
                }
                open_end = Some(first + words.len());
            }
            insertions.extend(open_end.map(|end| (end, "]")));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_text_stands_in_brackets_and_nothing_else_changes() {
        let text = "# a remark\ntitle: Knee \"new\"  # here\ncode: A-1\nsummary: >-\n  One line\n  and \
                    another.\n\n  A second paragraph.\nnote: |\n  Room 1\n  Town\nlist:\n  - 'it''s'\n  - \
                    \"b: c\"\n  - \"[left]\"\n  - [x, y z]\nplain: over\n  two lines\n";
        let mut sources = SourceSet::new();
        let file = sources.add("a", text);
        let expected = "# a remark\ntitle: \"[Knee \\\"new\\\"]\"  # here\ncode: A-1\nsummary: >-\n  [One \
                        line\n  and another.]\n\n  [A second paragraph.]\nnote: |\n  [Room 1]\n  \
                        [Town]\nlist:\n  - '[it''s]'\n  - \"[b: c]\"\n  - \"[left]\"\n  - [\"[x]\", \
                        \"[y z]\"]\nplain: \"[over\n  two lines]\"\n";
        let found = bracketed(&sources, file, &["code"]).unwrap();
        assert_eq!(found, expected);
        // It reads, and doing it again changes nothing.
        let again = sources.add("b", found.clone());
        assert_eq!(
            bracketed(&sources, again, &["code"]).unwrap().len(),
            found.len()
        );
    }

    #[test]
    fn a_file_with_a_fault_gives_nothing() {
        let mut sources = SourceSet::new();
        let file = sources.add("a", "title: \"open\n");
        assert_eq!(bracketed(&sources, file, &[]), None);
    }
}
