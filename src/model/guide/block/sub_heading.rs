//! The block `sub_heading`, and how it is read. What authors are told of it:
//!
#![doc = include_str!("sub_heading.md")]

use super::{Block, BlockKind};
use crate::model::guide::text::{Words, read_words};
use crate::source::{Node, Reading, ValueForm};

/// A heading inside a section.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SubHeading {
    /// Its words.
    pub heading: Words,
}

pub(super) const KIND: BlockKind = BlockKind {
    name: "sub_heading",
    documentation: include_str!("sub_heading.md"),
    also_called: &[
        "heading",
        "title",
        "subtitle",
        "header",
        "subsection",
        "h2",
        "h3",
    ],
    form: ValueForm::WORDS,
    read,
};

fn read(reading: &mut Reading<'_>, node: &Node) -> Vec<Block> {
    let heading = read_words(reading, node, KIND.name);
    heading
        .into_iter()
        .map(|heading| Block::SubHeading(SubHeading { heading }))
        .collect()
}
