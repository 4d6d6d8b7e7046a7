//! All words of a file of Word, gathered on another way than its pieces.
//!
//! In: the trees and the styles. Out: the words in one text, those that a reader of the page reads and
//! those that are deleted, hidden, struck out, remarks, heads and feet of pages. Promise: no list, table
//! or form is understood here, only where one word ends; so that a piece which is lost there is missed
//! here.

use std::collections::BTreeMap;

use roxmltree::Node;

use super::body::{boxes, chosen, described, is_note, symbol, words_of};
use super::parts::{Trees, child, is};
use super::styles::Styles;
use crate::input::import::page::LeftKind;

/// The words of all parts.
pub(super) fn shown(trees: &Trees<'_>, styles: &Styles) -> String {
    let mut gathered = Gathered {
        styles,
        marks: &trees.marks,
        text: String::new(),
        gone: String::new(),
        apart: Vec::new(),
        last: None,
    };
    let parts = trees
        .headers
        .iter()
        .chain(&trees.footers)
        .chain(&trees.comments);
    let parts = parts.map(|part| part.root_element());
    for part in parts.chain(child(trees.document.root_element(), "body")) {
        gathered.all(part, None, None);
    }
    // Notes are told where the text names them; those that it does not name are not in it.
    let named = |reference: &str| -> Vec<String> {
        let nodes = trees.document.descendants();
        let named = nodes.filter(|node| is(*node, reference) && is_walked(*node));
        named
            .filter_map(|node| super::parts::attribute(node, "id"))
            .map(str::to_owned)
            .collect()
    };
    for (part, reference) in [
        (&trees.footnotes, "footnoteReference"),
        (&trees.endnotes, "endnoteReference"),
    ] {
        let named = named(reference);
        for note in part.iter().flat_map(|part| part.root_element().children()) {
            let id = super::parts::attribute(note, "id");
            let times = named
                .iter()
                .filter(|name| Some(name.as_str()) == id)
                .count();
            for _ in 0..if is_note(note) { times } else { 0 } {
                gathered.all(note, None, None);
            }
        }
    }
    let mut text = gathered.text;
    for more in gathered.apart.iter().chain([&gathered.gone]) {
        text.push(' ');
        text.push_str(more);
    }
    text
}

/// Whether an element is in none of the forms that are not chosen.
fn is_walked(node: Node<'_, '_>) -> bool {
    node.ancestors().all(|around| {
        !is(around, "Fallback")
            || around
                .parent()
                .is_none_or(|alternatives| chosen(alternatives) == Some(around))
    })
}

struct Gathered<'s> {
    styles: &'s Styles,
    /// The marks of notes, as in [`Trees`].
    marks: &'s BTreeMap<(bool, String), String>,
    text: String,
    gone: String,
    /// The words of text boxes.
    apart: Vec<String>,
    /// Why the words that came last are left out.
    last: Option<LeftKind>,
}

impl Gathered<'_> {
    fn push(&mut self, words: &str, gone: Option<LeftKind>) {
        match gone {
            None => self.text.push_str(words),
            Some(_) => {
                if self.last != gone {
                    self.gone.push(' ');
                }
                self.gone.push_str(words);
            }
        }
        self.last = gone;
    }

    /// Ends the word that is being gathered.
    fn part(&mut self) {
        self.text.push(' ');
        self.gone.push(' ');
        self.last = None;
    }

    fn all(&mut self, node: Node<'_, '_>, paragraph: Option<Node<'_, '_>>, gone: Option<LeftKind>) {
        let mut paragraph = paragraph;
        let mut gone = gone;
        match node.tag_name().name() {
            "p" | "tc" => {
                self.part();
                paragraph = child(node, "pPr");
            }
            "pPr" | "rPr" | "instrText" | "delInstrText" | "sdtPr" | "tblPr" | "tcPr" | "trPr" => {
                return;
            }
            "del" | "moveFrom" => gone = Some(LeftKind::Deleted),
            "r" => gone = gone.or_else(|| self.styles.gone(paragraph, child(node, "rPr"))),
            "t" | "delText" => {
                return self.push(&words_of(node).1, gone);
            }
            "br" | "cr" if gone.is_none() => return self.part(),
            "br" | "cr" | "tab" | "ptab" => return self.push(" ", gone),
            "noBreakHyphen" => return self.push("\u{2011}", gone),
            "softHyphen" => return self.push("\u{ad}", gone),
            "sym" => {
                if let Some((_, seen)) = symbol(node) {
                    self.push(&seen, gone);
                }
                return;
            }
            name @ ("footnoteReference" | "endnoteReference") => {
                let id = super::parts::attribute(node, "id").unwrap_or_default();
                let key = (name == "endnoteReference", id.to_owned());
                if let Some(mark) = self.marks.get(&key).filter(|_| gone.is_none()) {
                    self.push(" ", None);
                    self.push(mark, None);
                }
                return;
            }
            "ruby" => {
                for name in ["rubyBase", "rt"] {
                    if let Some(part) = child(node, name) {
                        self.all(part, paragraph, gone);
                        self.push(" ", gone);
                    }
                }
                return;
            }
            "drawing" | "pict" | "object" => return self.drawn(node),
            "AlternateContent" => {
                let Some(chosen) = chosen(node) else {
                    return;
                };
                let is_in_run = node.parent().is_some_and(|parent| is(parent, "r"));
                if is_in_run {
                    return self.drawn(chosen);
                }
                return self.all(chosen, paragraph, gone);
            }
            _ => {}
        }
        for inner in node.children().filter(Node::is_element) {
            self.all(inner, paragraph, gone);
        }
        if is(node, "p") {
            self.part();
        }
    }

    fn drawn(&mut self, node: Node<'_, '_>) {
        for words in described(node) {
            self.apart.push(words.to_owned());
        }
        for content in boxes(node) {
            let mut inner = Gathered {
                styles: self.styles,
                marks: self.marks,
                text: String::new(),
                gone: String::new(),
                apart: Vec::new(),
                last: None,
            };
            inner.all(content, None, None);
            self.apart.push(inner.text);
            self.apart.push(inner.gone);
            self.apart.append(&mut inner.apart);
        }
    }
}
