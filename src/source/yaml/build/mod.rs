//! Events of the YAML parser → the located tree.
//!
//! Takes a (mended) copy and the file it stands for; gives the root, the faults that a tree has
//! whatever it means (aliases, tags, doubled keys, limits, curly quotes, escaped control
//! characters), and where the parser had to stop, if it did. The loop pulls one event at a time and
//! stops at the first limit, so that no bomb is ever held in memory.

mod list_in_text;
mod scalar;

use std::collections::HashSet;

use saphyr_parser::{Event, Parser};

use super::marker::Places;
use super::mend::Copy;
use super::tree::{Entry, List, Map, Node, NodeKind};
use super::{MAXIMUM_DEPTH, MAXIMUM_NODES, REST_NOT_READ};
use crate::base::diagnostic::{Diagnostic, quoted, rule};
use crate::source::{SourceFile, Span};

/// Most directives reported for one file.
const MAXIMUM_DIRECTIVES: usize = 20;

/// Where the parser could not go on, in bytes of the copy, and what it said.
#[derive(Debug, Clone)]
pub(super) struct Stop {
    pub(super) at: usize,
    pub(super) said: String,
}

/// How many bytes of a text can be parsed before a fault of syntax.
pub(super) fn reach(text: &str) -> usize {
    let mut places = Places::new(text);
    let mut parser = Parser::new_from_str(text);
    while let Some(next) = parser.next_event() {
        if let Err(error) = next {
            return places.byte(*error.marker());
        }
    }
    text.len()
}

/// What came of one parsing.
#[derive(Debug)]
pub(super) struct Built {
    pub(super) root: Option<Node>,
    pub(super) faults: Vec<Diagnostic>,
    pub(super) stop: Option<Stop>,
}

/// A list or map that is still being read.
enum Open {
    List {
        span: Span,
        items: Vec<Node>,
    },
    Map {
        span: Span,
        entries: Vec<Entry>,
        seen: HashSet<String>,
        key: Option<Key>,
    },
}

/// A name that waits for its value.
struct Key {
    span: Span,
    name: String,
}

struct Builder<'c> {
    copy: &'c Copy,
    source: &'c SourceFile,
    places: Places<'c>,
    open: Vec<Open>,
    root: Option<Node>,
    faults: Vec<Diagnostic>,
    nodes: usize,
    /// Escaped control characters reported so far.
    control_characters: usize,
}

/// Parses the copy once.
pub(super) fn build(copy: &Copy, source: &SourceFile) -> Built {
    let mut builder = Builder {
        copy,
        source,
        places: Places::new(copy.text()),
        open: Vec::new(),
        root: None,
        faults: Vec::new(),
        nodes: 0,
        control_characters: 0,
    };
    let mut parser = Parser::new_from_str(copy.text());
    let mut stop = None;
    let mut cut = false;
    while let Some(next) = parser.next_event() {
        match next {
            Ok((event, span)) => {
                let start = builder.places.byte(span.start);
                let end = builder.places.byte(span.end).max(start);
                if !builder.take(event, start, end) {
                    cut = true;
                    break;
                }
            }
            Err(error) => {
                let at = builder.places.byte(*error.marker());
                stop = Some(Stop {
                    at,
                    said: error.info().to_owned(),
                });
                cut = true;
                break;
            }
        }
    }
    if cut {
        builder.close_all();
    }
    Built {
        root: builder.root,
        faults: builder.faults,
        stop,
    }
}

impl Builder<'_> {
    /// Takes one event; false when nothing more is to be read.
    fn take(&mut self, event: Event<'_>, start: usize, end: usize) -> bool {
        let span = self.copy.span(start, end);
        match event {
            Event::Nothing | Event::StreamStart | Event::StreamEnd | Event::DocumentEnd => true,
            Event::DocumentStart(_) => self.start_document(span),
            Event::Alias(_) => {
                self.alias(span);
                self.value(Node {
                    span,
                    kind: NodeKind::Refused,
                })
            }
            Event::Scalar(value, style, anchor, tag) => {
                self.anchor_or_tag(anchor, tag.is_some(), span);
                self.scalar(&value, style, start, span)
            }
            Event::SequenceStart(anchor, tag) => {
                self.anchor_or_tag(anchor, tag.is_some(), span);
                let span = Span {
                    end: span.start,
                    ..span
                };
                self.open_collection(
                    Open::List {
                        span,
                        items: Vec::new(),
                    },
                    span,
                )
            }
            Event::MappingStart(anchor, tag) => {
                self.anchor_or_tag(anchor, tag.is_some(), span);
                let span = Span {
                    end: span.start,
                    ..span
                };
                let map = Open::Map {
                    span,
                    entries: Vec::new(),
                    seen: HashSet::new(),
                    key: None,
                };
                self.open_collection(map, span)
            }
            Event::SequenceEnd | Event::MappingEnd => self.close(true, span.end),
        }
    }

    fn start_document(&mut self, span: Span) -> bool {
        if self.root.is_none() {
            self.directives(span);
            return true;
        }
        self.faults.push(
            Diagnostic::error(
                rule::SECOND_DOCUMENT,
                span,
                "a second document begins here, but a file can contain only one",
            )
            .hint("delete the line `---`, or move what follows to a separate file")
            .hint("nothing after this line was read"),
        );
        false
    }

    /// Reports the lines before a document that begin with `%`.
    fn directives(&mut self, document: Span) {
        let before = self.source.slice(0, document.start);
        let mut start = 0;
        for line in before.split(['\n', '\r']) {
            if line.starts_with('%') && self.faults.len() < MAXIMUM_DIRECTIVES {
                let place = Span {
                    start,
                    end: start + line.len(),
                    ..document
                };
                self.faults.push(directive(place));
            }
            start += line.len() + 1;
        }
    }

    fn alias(&mut self, span: Span) {
        let written = self.source.slice(span.start, span.end);
        self.faults.push(
            Diagnostic::error(
                rule::ALIAS,
                span,
                format!(
                    "{} is a YAML alias, which is not allowed here",
                    quoted(written)
                ),
            )
            .hint("write the words out at this place")
            .hint("if the text is meant to begin with `*`, put it in quotes"),
        );
    }

    fn anchor_or_tag(&mut self, anchor: usize, tagged: bool, span: Span) {
        if anchor == 0 && !tagged {
            return;
        }
        // The event begins at the first of anchor and tag; both may stand before one value.
        let mut rest = self.source.slice(span.start, self.source.text().len());
        let mut start = span.start;
        for _ in 0..2 {
            let word_end = rest.find(char::is_whitespace).unwrap_or(rest.len());
            let word = rest.get(..word_end).unwrap_or_default();
            let place = Span {
                file: span.file,
                start,
                end: start + word.len(),
            };
            if word.starts_with('&') {
                self.faults.push(
                    Diagnostic::error(
                        rule::ALIAS,
                        place,
                        format!(
                            "{} is a YAML anchor, which is not allowed here",
                            quoted(word)
                        ),
                    )
                    .hint("delete it, and write the words out wherever they are needed")
                    .hint("if the text is meant to begin with `&`, put it in quotes"),
                );
            } else if word == "!!str" {
                // It says that a text is a text, as everything here is.
            } else if word.starts_with('!') {
                self.faults.push(
                    Diagnostic::error(
                        rule::TAG,
                        place,
                        format!("{} is a YAML tag, which is not allowed here", quoted(word)),
                    )
                    .hint("delete it; everything here is read exactly as you write it")
                    .hint("if the text is meant to begin with `!`, put it in quotes"),
                );
            } else {
                break;
            }
            let behind = rest.get(word_end..).unwrap_or_default();
            let blank = behind.len() - behind.trim_start_matches([' ', '\t']).len();
            start += word_end + blank;
            rest = behind.get(blank..).unwrap_or_default();
        }
    }

    fn open_collection(&mut self, collection: Open, span: Span) -> bool {
        if !self.count(span) {
            return false;
        }
        if self.open.len() >= MAXIMUM_DEPTH {
            let place = self.first_character(span);
            self.faults.push(deep_nesting(place).hint(REST_NOT_READ));
            return false;
        }
        if let Some(Open::Map { key, .. }) = self.open.last()
            && key.is_none()
        {
            self.strange_key(span);
        }
        self.open.push(collection);
        true
    }

    fn first_character(&self, span: Span) -> Span {
        let rest = self.source.slice(span.start, self.source.text().len());
        Span {
            end: span.start + rest.chars().next().map_or(0, char::len_utf8),
            ..span
        }
    }

    fn strange_key(&mut self, span: Span) {
        let place = self.first_character(span);
        self.faults.push(
            Diagnostic::error(
                rule::WRONG_TYPE,
                place,
                "a name is expected here, found a list or map in its place",
            )
            .hint("if this is a text that begins with `{`, `[` or `?`, put it in quotes"),
        );
    }

    /// Counts a value; false when there are too many.
    fn count(&mut self, span: Span) -> bool {
        self.nodes += 1;
        if self.nodes <= MAXIMUM_NODES {
            return true;
        }
        if self.nodes == MAXIMUM_NODES + 1 {
            self.faults.push(
                Diagnostic::error(
                    rule::TOO_MANY_NODES,
                    span,
                    format!("this file contains more than {MAXIMUM_NODES} names, texts and lists"),
                )
                .hint("divide it into several guides")
                .hint(REST_NOT_READ),
            );
        }
        false
    }

    /// Puts a finished value where it belongs.
    fn value(&mut self, node: Node) -> bool {
        if matches!(node.kind, NodeKind::Scalar(_) | NodeKind::Refused) && !self.count(node.span) {
            return false;
        }
        self.place_node(node);
        true
    }

    fn place_node(&mut self, node: Node) {
        let node_span = node.span;
        match self.open.last_mut() {
            None => {
                if self.root.is_none() && !is_nothing(&node) {
                    self.root = Some(node);
                }
            }
            Some(Open::List { items, .. }) => items.push(node),
            Some(Open::Map {
                entries, seen, key, ..
            }) => match key.take() {
                Some(name) => {
                    entries.push(Entry {
                        key_span: name.span,
                        key: name.name,
                        value: node,
                    });
                }
                None => {
                    let name = match node.kind {
                        NodeKind::Scalar(scalar) => scalar.value,
                        NodeKind::List(_) | NodeKind::Map(_) | NodeKind::Refused => String::new(),
                    };
                    let doubled = !name.is_empty() && !seen.insert(name.clone());
                    let first = if doubled {
                        entries
                            .iter()
                            .find(|entry| entry.key == name)
                            .map(|entry| entry.key_span)
                    } else {
                        None
                    };
                    *key = Some(Key {
                        span: node_span,
                        name,
                    });
                    if let (true, Some(Key { name, .. })) = (doubled, key) {
                        let fault = duplicate_key(self.source, node_span, name, first);
                        self.faults.push(fault);
                    }
                }
            },
        }
    }

    fn close(&mut self, complete: bool, end: usize) -> bool {
        let complete_map = complete && !self.copy.loses_lines();
        let node = match self.open.pop() {
            None => return true,
            Some(Open::List { span, items }) => {
                let end = items
                    .last()
                    .map_or(end, |item| item.span.end)
                    .max(span.start);
                let span = Span { end, ..span };
                Node {
                    span,
                    kind: NodeKind::List(List { items, complete }),
                }
            }
            Some(Open::Map { span, entries, .. }) => {
                let end = entries
                    .last()
                    .map_or(end, |entry| entry.value.span.end)
                    .max(span.start);
                let span = Span { end, ..span };
                Node {
                    span,
                    kind: NodeKind::Map(Map {
                        entries,
                        complete: complete_map,
                    }),
                }
            }
        };
        self.place_node(node);
        true
    }

    /// Closes everything that is open where reading stopped.
    fn close_all(&mut self) {
        while !self.open.is_empty() {
            self.close(false, 0);
        }
    }
}

/// Whether a whole document says nothing.
fn is_nothing(node: &Node) -> bool {
    matches!(&node.kind, NodeKind::Scalar(scalar) if scalar.is_null())
}

/// The fault of a line that instructs YAML itself.
pub(super) fn directive(place: Span) -> Diagnostic {
    Diagnostic::error(
        rule::DIRECTIVE,
        place,
        "lines that begin with `%` are instructions to YAML, which are not allowed here",
    )
    .hint("delete the line; if it is a text that begins with `%`, put it in quotes")
}

/// The fault of lists and maps that stand too deep in one another.
pub(super) fn deep_nesting(place: Span) -> Diagnostic {
    Diagnostic::error(
        rule::DEEP_NESTING,
        place,
        format!("lists and maps are nested more than {MAXIMUM_DEPTH} levels deep here"),
    )
    .hint("look for brackets that are not closed, or for lines that are indented too far")
}

fn duplicate_key(source: &SourceFile, span: Span, name: &str, first: Option<Span>) -> Diagnostic {
    let fault = Diagnostic::error(
        rule::DUPLICATE_KEY,
        span,
        format!("{} is written twice here", quoted(name)),
    );
    let fault = match first {
        Some(first) => {
            let line = source.position(first.start).line;
            fault.hint(format!(
                "it was first written in line {line}; keep one of the two"
            ))
        }
        None => fault,
    };
    fault.hint("if you mean two things of the same kind, write them as a list")
}
