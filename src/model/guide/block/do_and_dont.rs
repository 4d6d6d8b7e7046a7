//! The block `do_and_dont`, and how it is read. What authors are told of it:
//!
#![doc = include_str!("do_and_dont.md")]

use super::{Block, BlockKind, texts};
use crate::model::guide::text::Text;
use crate::source::{FieldForm, MapForm, Node, Reading, Span, ValueForm};

/// Most things in either list; more are not remembered, and the two would not fit on a page.
pub const MAXIMUM_DEEDS: usize = 15;

/// What to do, and what not to do.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DoAndDont {
    /// Where it stands.
    pub span: Span,
    /// What to do, at least one thing.
    pub to_do: Vec<Text>,
    /// What not to do, at least one thing.
    pub not_to_do: Vec<Text>,
}

/// The form of each list.
const LIST: ValueForm = ValueForm::Either(&[
    ValueForm::Text,
    ValueForm::list(MAXIMUM_DEEDS, &ValueForm::Text),
]);

/// The form of the two lists.
const LISTS: MapForm = MapForm {
    what: "a block of what to do and what not to do",
    documentation: None,
    fields: &[
        FieldForm::needed("do", LIST),
        FieldForm::needed("dont", LIST),
    ],
};

pub(super) const KIND: BlockKind = BlockKind {
    name: "do_and_dont",
    documentation: include_str!("do_and_dont.md"),
    also_called: &[
        "dos and donts",
        "dos and don'ts",
        "do's and don'ts",
        "do and don't",
        "do and do not",
        "allowed",
        "not allowed",
        "avoid",
    ],
    form: ValueForm::Map(&LISTS),
    read,
};

fn read(reading: &mut Reading<'_>, node: &Node) -> Vec<Block> {
    read_lists(reading, node)
        .into_iter()
        .map(Block::DoAndDont)
        .collect()
}

fn read_lists(reading: &mut Reading<'_>, node: &Node) -> Option<DoAndDont> {
    let fields = reading.map(node, &LISTS)?;
    let to_do = reading.required(&fields, "do");
    let to_do = to_do.map(|node| texts(reading, node, "do", MAXIMUM_DEEDS));
    let not_to_do = reading.required(&fields, "dont");
    let not_to_do = not_to_do.map(|node| texts(reading, node, "dont", MAXIMUM_DEEDS));
    Some(DoAndDont {
        span: node.span,
        to_do: to_do.filter(|list| !list.is_empty())?,
        not_to_do: not_to_do.filter(|list| !list.is_empty())?,
    })
}
