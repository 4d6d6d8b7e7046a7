//! The block `benefits`, and how it is read. What authors are told of it:
//!
#![doc = include_str!("benefits.md")]

use super::{Block, BlockKind, MAXIMUM_RISKS};
use crate::model::guide::text::{Text, read_text};
use crate::source::{Node, Reading, Span, ValueForm};

/// Most benefits in one list: as many as risks.
const MAXIMUM_BENEFITS: usize = MAXIMUM_RISKS;

/// A list of benefits.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Benefits {
    /// Where it stands.
    pub span: Span,
    /// The benefits in order, at least one.
    pub benefits: Vec<Text>,
}

pub(super) const KIND: BlockKind = BlockKind {
    name: "benefits",
    documentation: include_str!("benefits.md"),
    also_called: &["benefit", "advantages", "gains", "pros", "good", "hopes"],
    form: ValueForm::list(MAXIMUM_BENEFITS, &ValueForm::Text),
    read,
};

fn read(reading: &mut Reading<'_>, node: &Node) -> Vec<Block> {
    let benefits = reading.each(node, KIND.name, MAXIMUM_BENEFITS, |reading, item| {
        read_text(reading, item, "benefit")
    });
    if benefits.is_empty() {
        return Vec::new();
    }
    vec![Block::Benefits(Benefits {
        span: node.span,
        benefits,
    })]
}
