//! The block `question`, and how it is read. What authors are told of it:
//!
#![doc = include_str!("question.md")]

use super::{Block, BlockKind};
use crate::guide::text::{Text, Words, read_text, read_words};
use crate::source::{FieldForm, MapForm, Node, NodeKind, Reading, Span, ValueForm};

/// Most paragraphs of one answer; a longer one is a section of its own.
pub const MAXIMUM_ANSWER_PARAGRAPHS: usize = 20;

/// A question and its answer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Question {
    /// Where it stands.
    pub span: Span,
    /// The question.
    pub question: Words,
    /// The paragraphs of the answer, at least one.
    pub answer: Vec<Text>,
}

/// The form of a question.
const QUESTION: MapForm = MapForm {
    what: "a question",
    documentation: None,
    fields: &[
        FieldForm::needed("question", ValueForm::WORDS),
        FieldForm::needed(
            "answer",
            ValueForm::Either(&[
                ValueForm::Text,
                ValueForm::list(MAXIMUM_ANSWER_PARAGRAPHS, &ValueForm::Text),
            ]),
        ),
    ],
};

pub(super) const KIND: BlockKind = BlockKind {
    name: "question",
    documentation: include_str!("question.md"),
    also_called: &[
        "faq",
        "q&a",
        "qa",
        "questions",
        "frequently asked questions",
        "answer",
    ],
    form: ValueForm::Map(&QUESTION),
    read,
};

fn read(reading: &mut Reading<'_>, node: &Node) -> Vec<Block> {
    read_question(reading, node)
        .into_iter()
        .map(Block::Question)
        .collect()
}

fn read_question(reading: &mut Reading<'_>, node: &Node) -> Option<Question> {
    let fields = reading.map(node, &QUESTION)?;
    let question = reading.required(&fields, "question");
    let question = question.and_then(|node| read_words(reading, node, "question"));
    let answer = reading.required(&fields, "answer")?;
    let answer = if matches!(answer.kind, NodeKind::List(_)) {
        reading.each(
            answer,
            "answer",
            MAXIMUM_ANSWER_PARAGRAPHS,
            |reading, item| read_text(reading, item, "answer"),
        )
    } else {
        vec![read_text(reading, answer, "answer")?]
    };
    Some(Question {
        span: node.span,
        question: question?,
        answer,
    })
}
