//! A heading inside a section.
//!
//! ```yaml
//! - sub_heading: At home
//! ```
//!
//! It must be followed by a block that is no sub-heading, so that no heading stands over nothing.
//! Its level comes from its place; an author never chooses it.

use super::{Block, BlockKind};
use crate::guide::text::{Words, read_words};
use crate::source::{Node, Reading};

/// A heading inside a section.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SubHeading {
    /// Its words.
    pub heading: Words,
}

pub(super) const KIND: BlockKind = BlockKind {
    name: "sub_heading",
    summary: "a heading inside a section, with at least one block after it",
    example: "- sub_heading: At home\n",
    read,
};

fn read(reading: &mut Reading<'_>, node: &Node) -> Vec<Block> {
    let heading = read_words(reading, node, KIND.name);
    heading
        .into_iter()
        .map(|heading| Block::SubHeading(SubHeading { heading }))
        .collect()
}
