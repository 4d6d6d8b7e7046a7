//! Events of the YAML parser → the located tree.
//!
//! Takes a (mended) copy and the file it stands for; gives the root, the faults that a tree has
//! whatever it means (aliases, tags, doubled keys, limits, curly quotes, escaped control
//! characters), and where the parser had to stop, if it did. The loop pulls one event at a time and
//! stops at the first limit, so that no bomb is ever held in memory.

use std::collections::HashSet;

use saphyr_parser::{Event, Marker, Parser, ScalarStyle as ParserStyle};

use super::mend::{Copy, SHIELD};
use super::tree::{Entry, List, Map, Node, NodeKind, Scalar, ScalarStyle};
use super::{
    MAXIMUM_CONTROL_CHARACTERS, MAXIMUM_DEPTH, MAXIMUM_NODES, MAXIMUM_TEXT_CHARACTERS, REST_NOT_READ, control_character,
};
use crate::diagnostic::{Diagnostic, forbidden, quoted, rule};
use crate::source::{SourceFile, Span};

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
    List { span: Span, items: Vec<Node> },
    Map { span: Span, entries: Vec<Entry>, seen: HashSet<String>, key: Option<Key> },
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
                stop = Some(Stop { at, said: error.info().to_owned() });
                cut = true;
                break;
            }
        }
    }
    if cut {
        builder.close_all();
    }
    Built { root: builder.root, faults: builder.faults, stop }
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
                self.value(Node { span, kind: NodeKind::Refused })
            }
            Event::Scalar(value, style, anchor, tag) => {
                self.anchor_or_tag(anchor, tag.is_some(), span);
                self.scalar(&value, style, start, span)
            }
            Event::SequenceStart(anchor, tag) => {
                self.anchor_or_tag(anchor, tag.is_some(), span);
                let span = Span { end: span.start, ..span };
                self.open_collection(Open::List { span, items: Vec::new() }, span)
            }
            Event::MappingStart(anchor, tag) => {
                self.anchor_or_tag(anchor, tag.is_some(), span);
                let span = Span { end: span.start, ..span };
                let map =
                    Open::Map { span, entries: Vec::new(), seen: HashSet::new(), key: None };
                self.open_collection(map, span)
            }
            Event::SequenceEnd | Event::MappingEnd => self.close(true, span.end),
        }
    }

    fn start_document(&mut self, span: Span) -> bool {
        if self.root.is_none() {
            return true;
        }
        self.faults.push(
            Diagnostic::error(
                rule::SECOND_DOCUMENT,
                span,
                "a second document begins here; a file holds one only",
            )
            .hint("delete the line `---`, or move what follows to a file of its own")
            .hint("nothing after this line was read"),
        );
        false
    }

    fn alias(&mut self, span: Span) {
        let written = self.source.slice(span.start, span.end);
        self.faults.push(
            Diagnostic::error(
                rule::ALIAS,
                span,
                format!("{} is a YAML alias, which is not used here", quoted(written)),
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
            let place = Span { file: span.file, start, end: start + word.len() };
            if word.starts_with('&') {
                self.faults.push(
                    Diagnostic::error(
                        rule::ALIAS,
                        place,
                        format!("{} is a YAML anchor, which is not used here", quoted(word)),
                    )
                    .hint("delete it, and write the words out wherever they are needed")
                    .hint("if the text is meant to begin with `&`, put it in quotes"),
                );
            } else if word.starts_with('!') {
                self.faults.push(
                    Diagnostic::error(
                        rule::TAG,
                        place,
                        format!("{} is a YAML tag, which is not used here", quoted(word)),
                    )
                    .hint("delete it; everything here is read as the words you write")
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

    fn scalar(&mut self, value: &str, style: ParserStyle, start: usize, span: Span) -> bool {
        let style_here = match style {
            ParserStyle::Plain => ScalarStyle::Plain,
            ParserStyle::SingleQuoted | ParserStyle::DoubleQuoted => ScalarStyle::Quoted,
            ParserStyle::Literal => ScalarStyle::Literal,
            ParserStyle::Folded => ScalarStyle::Folded,
        };
        let shielded = self.copy.text().get(start..).is_some_and(|text| text.starts_with(SHIELD));
        let value = if shielded { value.strip_prefix(SHIELD).unwrap_or(value) } else { value };
        let span = self.trimmed(span, style_here);

        if value.len() > MAXIMUM_TEXT_CHARACTERS
            && value.chars().nth(MAXIMUM_TEXT_CHARACTERS).is_some()
        {
            let characters = value.chars().count();
            self.faults.push(
                Diagnostic::error(
                    rule::TEXT_TOO_LONG,
                    span,
                    format!(
                        "this text has {characters} characters; at most \
                         {MAXIMUM_TEXT_CHARACTERS} are allowed"
                    ),
                )
                .hint("divide it into several paragraphs"),
            );
            return self.value(Node { span, kind: NodeKind::Refused });
        }
        let mut value = value.to_owned();
        if style == ParserStyle::DoubleQuoted && value.contains(|c| forbidden(c).is_some()) {
            self.escaped_control_characters(&value, span);
            value.retain(|character| forbidden(character).is_none());
        }
        if style == ParserStyle::Plain {
            self.curly_quotes(&value, span);
        }
        let scalar = Scalar { value, style: style_here };
        self.value(Node { span, kind: NodeKind::Scalar(scalar) })
    }

    /// Cuts line ends and spaces off the end of a text's place.
    fn trimmed(&self, span: Span, style: ScalarStyle) -> Span {
        if style == ScalarStyle::Quoted {
            return span;
        }
        let written = self.source.slice(span.start, span.end);
        Span { end: span.start + written.trim_end().len(), ..span }
    }

    fn escaped_control_characters(&mut self, value: &str, span: Span) {
        let written = self.source.slice(span.start, span.end);
        let mut escapes = written.char_indices().filter_map(|(at, character)| {
            (character == '\\').then_some(at)
        });
        let mut behind_escape = 0;
        for character in value.chars() {
            if self.control_characters >= MAXIMUM_CONTROL_CHARACTERS {
                return;
            }
            let Some(reason) = forbidden(character) else { continue };
            // The escapes of a text come in the order of its characters; the next one that could
            // have made this character is the one to show.
            let place = escapes.by_ref().find_map(|at| {
                if at < behind_escape {
                    return None;
                }
                let (length, makes) = escape_at(written.get(at..).unwrap_or_default());
                behind_escape = at + length;
                (makes == Some(character)).then_some(Span {
                    file: span.file,
                    start: span.start + at,
                    end: span.start + at + length,
                })
            });
            self.control_characters += 1;
            let fault = control_character(place.unwrap_or(span), character, reason);
            self.faults.push(fault);
        }
    }

    /// A plain text that is wholly enclosed in curly quotes was meant to be quoted.
    fn curly_quotes(&mut self, value: &str, span: Span) {
        let Some(open) = value.chars().next() else { return };
        let closing: &[char] = match open {
            '“' | '”' | '„' | '‟' => &['“', '”', '"'],
            '‘' | '’' | '‚' | '‛' => &['‘', '’', '\''],
            _ => return,
        };
        let inside = value.get(open.len_utf8()..).unwrap_or_default();
        if !inside.ends_with(closing) || inside.chars().filter(|c| closing.contains(c)).count() > 1 {
            return;
        }
        let place = Span { end: span.start + open.len_utf8(), ..span };
        self.faults.push(
            Diagnostic::error(
                rule::CURLY_QUOTES,
                place,
                format!("{} stands in curly quotes, which YAML does not know", quoted(value)),
            )
            .hint("use straight quotes: \"…\"")
            .hint("if the curly quotes shall be printed, put straight quotes round them: \"“…”\""),
        );
    }

    fn open_collection(&mut self, collection: Open, span: Span) -> bool {
        if !self.count(span) {
            return false;
        }
        if self.open.len() >= MAXIMUM_DEPTH {
            let place = Span { end: span.start + 1, ..span };
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

    fn strange_key(&mut self, span: Span) {
        let place = Span { end: span.start + 1, ..span };
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
                    format!("this file holds more than {MAXIMUM_NODES} names, texts and lists"),
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
            Some(Open::Map { entries, seen, key, .. }) => match key.take() {
                Some(name) => {
                    entries.push(Entry { key_span: name.span, key: name.name, value: node });
                }
                None => {
                    let name = match node.kind {
                        NodeKind::Scalar(scalar) => scalar.value,
                        NodeKind::List(_) | NodeKind::Map(_) | NodeKind::Refused => String::new(),
                    };
                    let doubled = !name.is_empty() && !seen.insert(name.clone());
                    let first = if doubled {
                        entries.iter().find(|entry| entry.key == name).map(|entry| entry.key_span)
                    } else {
                        None
                    };
                    *key = Some(Key { span: node_span, name });
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
                let end = items.last().map_or(end, |item| item.span.end).max(span.start);
                let span = Span { end, ..span };
                Node { span, kind: NodeKind::List(List { items, complete }) }
            }
            Some(Open::Map { span, entries, .. }) => {
                let end = entries.last().map_or(end, |entry| entry.value.span.end).max(span.start);
                let span = Span { end, ..span };
                Node { span, kind: NodeKind::Map(Map { entries, complete: complete_map }) }
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

/// The fault of lists and maps that stand too deep in one another.
pub(super) fn deep_nesting(place: Span) -> Diagnostic {
    Diagnostic::error(
        rule::DEEP_NESTING,
        place,
        format!("lists and maps stand more than {MAXIMUM_DEPTH} deep in one another here"),
    )
    .hint("look for brackets that are not closed, or for lines that begin too far in")
}

fn duplicate_key(source: &SourceFile, span: Span, name: &str, first: Option<Span>) -> Diagnostic {
    let fault = Diagnostic::error(
        rule::DUPLICATE_KEY,
        span,
        format!("{} stands here a second time", quoted(name)),
    );
    let fault = match first {
        Some(first) => {
            let line = source.position(first.start).line;
            fault.hint(format!("it stands first in line {line}; keep one of the two"))
        }
        None => fault,
    };
    fault.hint("if two things of the same kind are meant, make a list of them")
}

/// Length in bytes of the escape at the start of `text`, and the character it makes.
fn escape_at(text: &str) -> (usize, Option<char>) {
    let digits = match text.as_bytes().get(1) {
        Some(b'0') => return (2, Some('\0')),
        Some(b'a') => return (2, Some('\u{7}')),
        Some(b'b') => return (2, Some('\u{8}')),
        Some(b'v') => return (2, Some('\u{b}')),
        Some(b'f') => return (2, Some('\u{c}')),
        Some(b'e') => return (2, Some('\u{1b}')),
        Some(b'N') => return (2, Some('\u{85}')),
        Some(b'x') => 2,
        Some(b'u') => 4,
        Some(b'U') => 8,
        _ => return (2, None),
    };
    let code = text.get(2..2 + digits).and_then(|digits| u32::from_str_radix(digits, 16).ok());
    (2 + digits, code.and_then(char::from_u32))
}

/// Turns the parser's line and column into bytes of the copy.
///
/// The parser asks for places nearly in order, so the last answer is the start of the next walk;
/// lines of ASCII need no walk at all.
struct Places<'t> {
    text: &'t str,
    line_starts: Vec<usize>,
    ascii: bool,
    last: (usize, usize, usize),
}

impl<'t> Places<'t> {
    fn new(text: &'t str) -> Self {
        let line_starts = crate::source::line_starts(text);
        Self { text, line_starts, ascii: text.is_ascii(), last: (0, 0, 0) }
    }

    fn byte(&mut self, marker: Marker) -> usize {
        let line = marker.line().max(1) - 1;
        let column = marker.col();
        let Some(start) = self.line_starts.get(line).copied() else { return self.text.len() };
        if self.ascii {
            return (start + column).min(self.text.len());
        }
        let (last_line, last_column, last_byte) = self.last;
        let (from_column, from_byte) = if last_line == line && last_column <= column {
            (last_column, last_byte)
        } else if last_line == line && last_column - column < column {
            return self.walk_back(line, last_column, last_byte, column);
        } else {
            (0, start)
        };
        let rest = self.text.get(from_byte..).unwrap_or_default();
        let walked = rest
            .char_indices()
            .nth(column - from_column)
            .map_or(rest.len(), |(offset, _)| offset);
        self.last = (line, column, from_byte + walked);
        from_byte + walked
    }

    fn walk_back(&mut self, line: usize, from: usize, from_byte: usize, column: usize) -> usize {
        let before = self.text.get(..from_byte).unwrap_or_default();
        let byte = before
            .char_indices()
            .rev()
            .nth((from - column).saturating_sub(1))
            .map_or(0, |(offset, _)| offset);
        self.last = (line, column, byte);
        byte
    }
}
