//! The block `paragraph`, and how it is read. What authors are told of it:
//!
#![doc = include_str!("paragraph.md")]

use super::{Block, BlockKind};
use crate::model::guide::text::{Text, read_paragraphs};
use crate::source::{Node, Reading, ValueForm};

/// One paragraph.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Paragraph {
    /// Its words.
    pub text: Text,
}

pub(super) const KIND: BlockKind = BlockKind {
    name: "paragraph",
    documentation: include_str!("paragraph.md"),
    also_called: &["text", "para", "words", "p"],
    form: ValueForm::Text,
    read,
};

fn read(reading: &mut Reading<'_>, node: &Node) -> Vec<Block> {
    read_paragraphs(reading, node, KIND.name)
        .into_iter()
        .map(|text| Block::Paragraph(Paragraph { text }))
        .collect()
}
