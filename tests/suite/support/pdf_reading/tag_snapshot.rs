//! Writes the tag tree as text, for snapshots that a person can read.
//!
//! *What goes in and comes out*: an element goes in, lines come out, one for each element, with its
//! attributes, alternative text, addresses and words.
//! *What it promises*: words that are broken into lines on the page are joined; nothing in the text
//! depends on numbers inside the file.
//! *Why this shape*: a change of tagging is then a change of one line.

use std::fmt::Write;

use super::{Element, Node};

impl Element {
    /// The tree as text, one line an element, two spaces a level. An element that holds only words
    /// has them on its line; words beside other elements have a line of their own.
    pub(crate) fn to_snapshot(&self) -> String {
        let mut snapshot = String::new();
        for element in self.elements() {
            element.write_snapshot(0, &mut snapshot);
        }
        snapshot
    }

    fn write_snapshot(&self, depth: usize, into: &mut String) {
        let mut line = format!("{:indent$}{}", "", self.role, indent = depth * 2);
        for (key, value) in &self.attributes {
            let _ = write!(line, " {}={value}", key.to_lowercase());
        }
        if let Some(language) = &self.language {
            let _ = write!(line, " lang={language}");
        }
        if let Some(alternative) = &self.alternative_text {
            let _ = write!(line, " alt={alternative:?}");
        }
        if let Some(actual) = &self.actual_text {
            let _ = write!(line, " actual={actual:?}");
        }
        for address in self.own_addresses() {
            let _ = write!(line, " -> {address}");
        }
        let groups = self.groups();
        if let [Group::Words(words)] = groups.as_slice() {
            let _ = write!(line, " \"{words}\"");
            into.push_str(&line);
            into.push('\n');
            return;
        }
        into.push_str(&line);
        into.push('\n');
        for group in groups {
            match group {
                Group::Words(words) => {
                    let _ = writeln!(into, "{:indent$}\"{words}\"", "", indent = depth * 2 + 2);
                }
                Group::Element(element) => element.write_snapshot(depth + 1, into),
            }
        }
    }

    fn own_addresses(&self) -> impl Iterator<Item = &str> {
        self.children.iter().filter_map(|child| match child {
            Node::Object {
                address: Some(address),
                ..
            } => Some(address.as_str()),
            Node::Object { address: None, .. } => Some("(inside the file)"),
            Node::Element(_) | Node::Words { .. } => None,
        })
    }

    /// The children with neighbouring words joined, because lines are broken where they are broken.
    fn groups(&self) -> Vec<Group<'_>> {
        let mut groups: Vec<Group<'_>> = Vec::new();
        for child in &self.children {
            match child {
                Node::Element(element) => groups.push(Group::Element(element)),
                // A drawing has no words.
                Node::Words { text, .. } if text.is_empty() => {}
                Node::Words { text, .. } => match groups.last_mut() {
                    Some(Group::Words(words)) => words.push_str(text),
                    _ => groups.push(Group::Words(text.clone())),
                },
                Node::Object { .. } => {}
            }
        }
        groups
    }
}

enum Group<'a> {
    Words(String),
    Element(&'a Element),
}
