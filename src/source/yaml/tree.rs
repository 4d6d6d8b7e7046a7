//! The located tree: what a YAML file says, with places, and nothing of what it means.
//!
//! Nodes keep the order of the file, the quoting of each text, doubled keys (they have been
//! reported already), and whether a list or map was read to its end. Places are those of the file
//! as the author wrote it. The tree owns its strings; it is dropped once the guide is decoded.

use crate::source::Span;

/// A value and its place.
#[derive(Debug, Clone)]
pub(crate) struct Node {
    pub(crate) span: Span,
    pub(crate) kind: NodeKind,
}

/// What a value is.
#[derive(Debug, Clone)]
pub(crate) enum NodeKind {
    /// A text, number or nothing at all: YAML without a schema knows only words.
    Scalar(Scalar),
    /// A list.
    List(List),
    /// Names with values.
    Map(Map),
    /// A value that was reported and given up; decoding says nothing more about it.
    Refused,
}

/// A text as YAML gives it: unescaped and folded, else untouched.
#[derive(Debug, Clone)]
pub(crate) struct Scalar {
    pub(crate) value: String,
    pub(crate) style: ScalarStyle,
}

/// How a text was written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum ScalarStyle {
    /// Without quotes.
    Plain,
    /// In single or double quotes.
    Quoted,
    /// After `|`: line ends are kept.
    Literal,
    /// After `>`: line ends are folded.
    Folded,
}

impl Scalar {
    /// Whether the author wrote nothing, or one of YAML's words for nothing.
    pub(crate) fn is_null(&self) -> bool {
        self.style == ScalarStyle::Plain
            && matches!(self.value.as_str(), "" | "~" | "null" | "Null" | "NULL")
    }
}

/// A list in its order.
#[derive(Debug, Clone)]
pub(crate) struct List {
    pub(crate) items: Vec<Node>,
    /// False when reading stopped inside it.
    pub(crate) complete: bool,
}

/// A map in its order, doubled names kept.
#[derive(Debug, Clone)]
pub(crate) struct Map {
    pub(crate) entries: Vec<Entry>,
    /// False when reading stopped inside it, or a line of it could not be read.
    pub(crate) complete: bool,
}

/// A name with its value.
#[derive(Debug, Clone)]
pub(crate) struct Entry {
    pub(crate) key_span: Span,
    pub(crate) key: String,
    pub(crate) value: Node,
}
