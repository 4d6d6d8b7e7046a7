//! The block `urgent`, and how it is read. What authors are told of it:
//!
#![doc = include_str!("urgent.md")]

use super::{Block, BlockKind};
use crate::model::guide::text::{Text, read_text};
use crate::source::{Node, Reading, ValueForm};

/// A sentence in the box that nobody misses.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Urgent {
    /// Its words.
    pub text: Text,
}

pub(super) const KIND: BlockKind = BlockKind {
    name: "urgent",
    documentation: include_str!("urgent.md"),
    also_called: &["get help", "seek help", "call now", "at once", "red box"],
    form: ValueForm::Text,
    read,
};

fn read(reading: &mut Reading<'_>, node: &Node) -> Vec<Block> {
    let text = read_text(reading, node, KIND.name);
    text.into_iter()
        .map(|text| Block::Urgent(Urgent { text }))
        .collect()
}
