//! A point set apart from the text.
//!
//! ```yaml
//! - key_point: Do not drive for **two weeks**.
//! ```

use super::{Block, BlockKind};
use crate::guide::text::{Text, read_text};
use crate::source::{Node, Reading};

/// A point set apart.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct KeyPoint {
    /// Its words.
    pub text: Text,
}

pub(super) const KIND: BlockKind = BlockKind {
    name: "key_point",
    summary: "a point set apart from the text",
    example: "- key_point: Do not drive for **two weeks**.\n",
    read,
};

fn read(reading: &mut Reading<'_>, node: &Node) -> Vec<Block> {
    let text = read_text(reading, node, KIND.name);
    text.into_iter()
        .map(|text| Block::KeyPoint(KeyPoint { text }))
        .collect()
}
