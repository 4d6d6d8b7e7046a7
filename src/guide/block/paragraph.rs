//! A paragraph of running text.
//!
//! ```yaml
//! - paragraph: >-
//!     Most people go home **the same day**. Write the text over as many lines as you like.
//!
//!     A blank line begins a new paragraph.
//! ```
//!
//! A text with blank lines becomes several blocks, so that whoever prints them never meets a
//! paragraph inside a paragraph.

use super::{Block, BlockKind};
use crate::guide::text::{Text, read_paragraphs};
use crate::source::{Node, Reading};

/// One paragraph.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Paragraph {
    /// Its words.
    pub text: Text,
}

pub(super) const KIND: BlockKind = BlockKind {
    name: "paragraph",
    summary: "running text; a blank line begins a new paragraph",
    example: "\
- paragraph: >-
    Most people go home **the same day**. Write the text over as many lines as you like.

    A blank line begins a new paragraph.
",
    read,
};

fn read(reading: &mut Reading<'_>, node: &Node) -> Vec<Block> {
    read_paragraphs(reading, node, KIND.name)
        .into_iter()
        .map(|text| Block::Paragraph(Paragraph { text }))
        .collect()
}
