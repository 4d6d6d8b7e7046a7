//! What a page holds once it is read: pieces of text, glyphs, pictures, and the marks around them.
//!
//! *What is here*: plain values without behaviour of their own; `contents` fills them.
//! *What it promises*: all lengths are points, measured from the page's lower left corner; everything
//! stands in the order in which it is drawn.
//! *Why this shape*: tests look at these values, and the way they were read does not concern them.

use std::collections::BTreeMap;

use lopdf::ObjectId;

/// What the marks around a piece of a page say about it.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Mark {
    /// Content that belongs to the tag tree by its number in one stream.
    Content {
        /// The page or form whose stream holds it.
        stream: ObjectId,
        /// The marked content number, unique in that stream.
        number: i64,
    },
    /// An artifact; its kind is `header`, `footer`, `layout`, `background` or `artifact`.
    Artifact {
        /// The kind in lower case.
        kind: String,
    },
    /// No mark at all, which an accessible file must not have.
    None,
}

/// The text of one marked piece.
#[derive(Debug, Clone)]
pub(crate) struct Piece {
    /// What the marks say.
    pub(crate) mark: Mark,
    /// The language named at the mark, if one is.
    pub(crate) language: Option<String>,
    /// The words in reading order.
    pub(crate) text: String,
}

/// One glyph, placed. All lengths are points, measured from the page's lower left corner.
#[derive(Debug, Clone)]
pub(crate) struct Glyph {
    /// The letters it stands for; empty for a later glyph of a cluster with one ActualText.
    pub(crate) text: String,
    /// Where its advance begins.
    pub(crate) left: f32,
    /// Where its advance ends.
    pub(crate) right: f32,
    /// The height of its baseline.
    pub(crate) baseline: f32,
    /// The font's size as it is drawn.
    pub(crate) size: f32,
    /// The font's name, prefix of the subset included.
    pub(crate) font: String,
    /// What the marks around it say.
    pub(crate) mark: Mark,
    pub(super) blank: bool,
}

impl Glyph {
    /// Whether the glyph is a space, which has no ink and may hang into a margin.
    pub(crate) fn is_blank(&self) -> bool {
        self.blank
    }

    /// Whether the glyph belongs to the content, and not to an artifact.
    pub(crate) fn is_content(&self) -> bool {
        matches!(self.mark, Mark::Content { .. })
    }
}

/// A picture made of pixels, placed.
#[derive(Debug, Clone, Copy)]
pub(crate) struct PlacedPicture {
    /// The picture's object.
    pub(crate) object: ObjectId,
    /// Its width on the page in points.
    pub(crate) width: f32,
    /// Its height on the page in points.
    pub(crate) height: f32,
}

/// What stands on one page.
pub(crate) struct PageContents {
    /// The page's number, counted from 1.
    pub(crate) number: usize,
    /// The page's object.
    pub(crate) id: ObjectId,
    /// The page's width in points.
    pub(crate) width: f32,
    /// The page's height in points.
    pub(crate) height: f32,
    /// The pieces of text in the order in which they are drawn.
    pub(crate) pieces: Vec<Piece>,
    /// The glyphs in the order in which they are drawn.
    pub(crate) glyphs: Vec<Glyph>,
    /// The mark around each picture made of pixels, in the order in which they are drawn.
    pub(crate) pictures: Vec<Mark>,
    /// Those of them that are objects of their own, with their size.
    pub(crate) placed: Vec<PlacedPicture>,
    /// How often each marked content number is opened, for each stream.
    pub(crate) openings: BTreeMap<(ObjectId, i64), usize>,
    /// What is wrong with the nesting of the marks, in sentences.
    pub(crate) faults_of_nesting: Vec<String>,
}
