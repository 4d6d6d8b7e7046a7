//! The block `key_point`, and how it is read. What authors are told of it:
//!
#![doc = include_str!("key_point.md")]

use super::{Block, BlockKind};
use crate::model::guide::text::{Text, read_text};
use crate::source::{Node, Reading, ValueForm};

/// A point set apart.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct KeyPoint {
    /// Its words.
    pub text: Text,
}

pub(super) const KIND: BlockKind = BlockKind {
    name: "key_point",
    documentation: include_str!("key_point.md"),
    also_called: &[
        "note",
        "callout",
        "box",
        "important",
        "remember",
        "tip",
        "info",
        "highlight",
        "key message",
    ],
    form: ValueForm::Text,
    read,
};

fn read(reading: &mut Reading<'_>, node: &Node) -> Vec<Block> {
    let text = read_text(reading, node, KIND.name);
    text.into_iter()
        .map(|text| Block::KeyPoint(KeyPoint { text }))
        .collect()
}
