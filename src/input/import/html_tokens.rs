//! What the readers of HTML share: kinds of elements, attributes, and how words are seen.
//!
//! In: tokens of a page. Out: small answers. Promise: an element that is never closed ends with what it stands in.

use html5gum::{DefaultEmitter, EndTag, StartTag, Token, Tokenizer};

/// Elements without an end.
pub(super) const VOIDS: &[&str] = &[
    "area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "param", "source",
    "track", "wbr",
];

/// Most elements that are kept open inside the first that changes how its words are seen.
pub(super) const MAXIMUM_OPEN_INSIDE: usize = 100;

/// Elements that begin and end on lines of their own.
pub(super) const BLOCKS: &[&str] = &[
    "address",
    "article",
    "aside",
    "blockquote",
    "body",
    "button",
    "caption",
    "center",
    "dd",
    "details",
    "dialog",
    "dir",
    "div",
    "dl",
    "dt",
    "fieldset",
    "figcaption",
    "figure",
    "footer",
    "form",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "head",
    "header",
    "hgroup",
    "hr",
    "html",
    "label",
    "legend",
    "li",
    "main",
    "menu",
    "nav",
    "ol",
    "optgroup",
    "option",
    "p",
    "pre",
    "search",
    "section",
    "select",
    "summary",
    "svg",
    "table",
    "tbody",
    "td",
    "textarea",
    "tfoot",
    "th",
    "thead",
    "title",
    "tr",
    "ul",
    "xmp",
];

/// Elements whose words are no words of the page, each with its name in the plural.
pub(super) const APART: &[(&str, &str)] = &[
    ("script", "scripts"),
    ("style", "styles"),
    ("template", "templates"),
    ("noscript", "texts for browsers without scripts"),
    ("iframe", "frames"),
    ("noembed", "texts for old browsers"),
    ("noframes", "texts for old browsers"),
];

/// How words are seen: the elements that are open from the first that changes it on, each with what holds
/// inside it.
pub(super) struct Seen<'s, T> {
    open: Vec<(String, Option<T>)>,
    of: Says<'s, T>,
}

/// What an element says; `None` if what holds around it holds inside too.
type Says<'s, T> = Box<dyn Fn(&StartTag<usize>, &str) -> Option<Option<T>> + 's>;

impl<'s, T: Copy> Seen<'s, T> {
    pub(super) fn new(of: impl Fn(&StartTag<usize>, &str) -> Option<Option<T>> + 's) -> Self {
        Self {
            open: Vec::new(),
            of: Box::new(of),
        }
    }

    pub(super) fn innermost(&self) -> Option<T> {
        self.open.last().and_then(|(_, inside)| *inside)
    }

    pub(super) fn pass(&mut self, token: &Token<usize>) {
        if let Token::StartTag(StartTag { name, .. }) | Token::EndTag(EndTag { name, .. }) = token {
            self.pass_named(token, &name_of(name));
        }
    }

    /// The same for the token of an element whose name is known.
    pub(super) fn pass_named(&mut self, token: &Token<usize>, name: &str) {
        match token {
            Token::StartTag(tag) => {
                if tag.self_closing || VOIDS.contains(&name) {
                    return;
                }
                let inside = (self.of)(tag, name).unwrap_or(self.innermost());
                let is_one = inside.is_some() || !self.open.is_empty();
                if is_one && self.open.len() < MAXIMUM_OPEN_INSIDE {
                    self.open.push((name.to_owned(), inside));
                }
            }
            Token::EndTag(_) if !self.open.is_empty() => {
                match self.open.iter().rposition(|(open, _)| *open == name) {
                    Some(at) => self.open.truncate(at),
                    // The end of a paragraph ends what was left open in it.
                    None if BLOCKS.contains(&name) => self.open.clear(),
                    None => {}
                }
            }
            _ => {}
        }
    }
}

pub(super) fn attribute(tag: &StartTag<usize>, name: &str) -> Option<String> {
    let value = tag.attributes.get(name.as_bytes())?;
    Some(String::from_utf8_lossy(value).trim().to_owned())
}

/// Whether a page holds these letters, small or capital.
pub(super) fn holds(text: &str, letters: &str) -> bool {
    let mut parts = text.as_bytes().windows(letters.len());
    parts.any(|part| part.eq_ignore_ascii_case(letters.as_bytes()))
}

pub(super) fn name_of(name: &[u8]) -> String {
    String::from_utf8_lossy(name).to_ascii_lowercase()
}

pub(super) fn plain_tokens(text: &str) -> impl Iterator<Item = Token<usize>> {
    let mut emitter = DefaultEmitter::<usize>::new_with_span();
    emitter.naively_switch_states(true);
    // Reading from a text cannot fail.
    Tokenizer::new_with_emitter(text, emitter).flatten()
}
