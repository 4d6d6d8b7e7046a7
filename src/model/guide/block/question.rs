//! The block `question`, and how it is read. What authors are told of it:
//!
#![doc = include_str!("question.md")]

use super::{Block, BlockKind, Bullet, bullets, paragraph, procedure_steps, read_block};
use crate::base::diagnostic::{Diagnostic, quoted, rule};
use crate::model::guide::text::{Text, Words, read_paragraphs, read_words};
use crate::source::{
    FieldForm, KindForm, KindsForm, MapForm, Node, NodeKind, Reading, Span, ValueForm, is_null,
};

/// Most items of one answer; a longer one is a section of its own.
pub const MAXIMUM_ANSWER_PARAGRAPHS: usize = 20;

/// A question and its answer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Question {
    /// Where it stands.
    pub span: Span,
    /// The question.
    pub question: Words,
    /// The answer, at least one block: paragraphs, bulleted lists and steps, and no other kind.
    pub answer: Vec<Block>,
}

impl Question {
    /// The texts of the answer in their order, those of its lists among them.
    pub fn answer_texts(&self) -> Vec<&Text> {
        fn bullets<'a>(list: &'a [Bullet], texts: &mut Vec<&'a Text>) {
            for bullet in list {
                texts.push(&bullet.text);
                bullets(&bullet.bullets, texts);
            }
        }
        let mut texts = Vec::new();
        for block in &self.answer {
            match block {
                Block::Paragraph(paragraph) => texts.push(&paragraph.text),
                Block::Bullets(list) => bullets(&list.bullets, &mut texts),
                Block::ProcedureSteps(steps) => {
                    for step in &steps.steps {
                        texts.extend([&step.step].into_iter().chain(&step.text));
                    }
                }
                // The reader lets no other kind into an answer.
                Block::Risks(_)
                | Block::Comparison(_)
                | Block::Figure(_)
                | Block::WarningSigns(_)
                | Block::KeyPoint(_)
                | Block::Urgent(_)
                | Block::AtAGlance(_)
                | Block::Prepare(_)
                | Block::DoAndDont(_)
                | Block::Timeline(_)
                | Block::Medicines(_)
                | Block::Benefits(_)
                | Block::Terms(_)
                | Block::Question(_)
                | Block::Contact(_)
                | Block::SubHeading(_) => {}
            }
        }
        texts
    }
}

/// The kinds of blocks that may stand in an answer.
const ANSWER_KINDS: [&BlockKind; 3] = [&paragraph::KIND, &bullets::KIND, &procedure_steps::KIND];

/// What an item of an answer may be beside a text.
const ANSWER_BLOCK: KindsForm = KindsForm {
    name: "part of an answer",
    kinds: || {
        let kinds = ANSWER_KINDS.iter().map(|kind| KindForm {
            name: kind.name,
            value: kind.form,
            documentation: kind.documentation,
            example: kind.example(),
        });
        kinds.collect()
    },
};

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
                ValueForm::OneOf(&ANSWER_BLOCK),
                ValueForm::list(
                    MAXIMUM_ANSWER_PARAGRAPHS,
                    &ValueForm::Either(&[ValueForm::Text, ValueForm::OneOf(&ANSWER_BLOCK)]),
                ),
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
        let parts = reading.each(
            answer,
            "answer",
            MAXIMUM_ANSWER_PARAGRAPHS,
            |reading, item| Some(read_part(reading, item)),
        );
        parts.concat()
    } else {
        read_part(reading, answer)
    };
    Some(Question {
        span: node.span,
        question: question?,
        answer,
    })
}

/// Reads an item of an answer: a text, in which a blank line begins a new paragraph, or a list.
fn read_part(reading: &mut Reading<'_>, node: &Node) -> Vec<Block> {
    let NodeKind::Map(map) = &node.kind else {
        return read_texts(reading, node);
    };
    let is_block = |name: &str| BlockKind::named(name).is_some();
    let holds_list = |node: &Node| matches!(node.kind, NodeKind::List(_));
    match map.entries.as_slice() {
        [entry] if ANSWER_KINDS.iter().any(|kind| kind.name == entry.key) => {
            read_block(reading, entry)
        }
        [entry] if is_block(&entry.key) => {
            reading.fault(
                Diagnostic::error(
                    rule::WRONG_BLOCK,
                    entry.key_span,
                    format!("{} is not allowed in an answer", quoted(&entry.key)),
                )
                .hint(AN_ANSWER_HOLDS)
                .hint("put it after the question, as a separate block"),
            );
            Vec::new()
        }
        // `Please bring:` with bullets under it.
        [entry] if holds_list(&entry.value) || is_null(&entry.value) => {
            let meant = BlockKind::meant_by(&entry.key);
            let meant =
                meant.filter(|meant| ANSWER_KINDS.iter().any(|kind| kind.name == meant.name));
            if let Some(meant) = meant.filter(|_| holds_list(&entry.value)) {
                let span = reading.visible(entry.key_span);
                reading.fault(
                    Diagnostic::error(
                        rule::UNKNOWN_BLOCK,
                        span,
                        format!("{} cannot be part of an answer", quoted(&entry.key)),
                    )
                    .hint(format!("did you mean `{}`?", meant.name))
                    .hint(AN_ANSWER_HOLDS),
                );
            } else if holds_list(&entry.value) {
                let span = reading.visible(entry.key_span);
                reading.fault(
                    Diagnostic::error(
                        rule::BULLET_COLON,
                        span,
                        format!(
                            "the text {} ends with a colon and has a list under it",
                            quoted(&entry.key)
                        ),
                    )
                    .hint(
                        "make two items in the answer: the text in quotes, `- \"…:\"`, and below \
                         it the list, `- bullets:`",
                    ),
                );
            } else {
                reading.colon_slip(entry);
            }
            Vec::new()
        }
        [first, ..] if map.entries.iter().any(|entry| is_block(&entry.key)) => {
            let list = map.entries.iter().find(|entry| is_block(&entry.key));
            let list = list.unwrap_or(first);
            reading.fault(
                Diagnostic::error(
                    rule::WRONG_BLOCK,
                    list.key_span,
                    format!("{} needs its own dash in an answer", quoted(&list.key)),
                )
                .hint(format!(
                    "begin each part of the answer with a dash: `- \"…\"` for a text, and below \
                     it `- {}:`",
                    list.key
                )),
            );
            Vec::new()
        }
        _ => read_texts(reading, node),
    }
}

/// What an answer may hold, for hints.
const AN_ANSWER_HOLDS: &str = "an answer can contain texts, `bullets:` and `procedure_steps:`";

fn read_texts(reading: &mut Reading<'_>, node: &Node) -> Vec<Block> {
    read_paragraphs(reading, node, "answer")
        .into_iter()
        .map(|text| Block::Paragraph(super::Paragraph { text }))
        .collect()
}
