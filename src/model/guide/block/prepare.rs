//! The block `prepare`, and how it is read. What authors are told of it:
//!
#![doc = include_str!("prepare.md")]

use super::{Block, BlockKind, texts};
use crate::model::guide::optional_text;
use crate::model::guide::text::Text;
use crate::source::{FieldForm, MapForm, Node, Reading, Span, ValueForm};

/// Most times of one checklist; more are a calendar.
const MAXIMUM_TIMES: usize = 20;

/// Most things to do at one time: half a page.
const MAXIMUM_THINGS: usize = 20;

/// A checklist of preparations.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Prepare {
    /// Where it stands.
    pub span: Span,
    /// The preparations in order, at least one.
    pub preparations: Vec<Preparation>,
}

/// What is to be done at one time.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Preparation {
    /// When, in the author's words.
    pub when: Option<Text>,
    /// What to do, at least one thing.
    pub to_do: Vec<Text>,
}

/// The form of what is to be done at one time.
const PREPARATION: MapForm = MapForm {
    what: "a preparation",
    documentation: None,
    fields: &[
        FieldForm::optional("when", ValueForm::Text),
        FieldForm::needed(
            "to_do",
            ValueForm::Either(&[
                ValueForm::Text,
                ValueForm::list(MAXIMUM_THINGS, &ValueForm::Text),
            ]),
        ),
    ],
};

pub(super) const KIND: BlockKind = BlockKind {
    name: "prepare",
    documentation: include_str!("prepare.md"),
    also_called: &[
        "preparation",
        "preparations",
        "to do",
        "todo",
        "before the operation",
        "getting ready",
        "check list",
    ],
    form: ValueForm::list(MAXIMUM_TIMES, &ValueForm::Map(&PREPARATION)),
    read,
};

fn read(reading: &mut Reading<'_>, node: &Node) -> Vec<Block> {
    let preparations = reading.each(node, KIND.name, MAXIMUM_TIMES, read_preparation);
    if preparations.is_empty() {
        return Vec::new();
    }
    vec![Block::Prepare(Prepare {
        span: node.span,
        preparations,
    })]
}

fn read_preparation(reading: &mut Reading<'_>, node: &Node) -> Option<Preparation> {
    let fields = reading.map(node, &PREPARATION)?;
    let when = optional_text(reading, &fields, "when");
    let to_do = reading.required(&fields, "to_do")?;
    let to_do = texts(reading, to_do, "to_do", MAXIMUM_THINGS);
    (!to_do.is_empty()).then_some(Preparation { when, to_do })
}
