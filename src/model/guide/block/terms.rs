//! The block `terms`, and how it is read. What authors are told of it:
//!
#![doc = include_str!("terms.md")]

use super::{Block, BlockKind, MAXIMUM_HEAD_CHARACTERS};
use crate::base::diagnostic::{Diagnostic, rule};
use crate::model::guide::text::{Text, Words, read_text, read_words};
use crate::source::{FieldForm, MAXIMUM_PLAIN_CHARACTERS, MapForm, Node, Reading, Span, ValueForm};

/// Most words explained in one list: two pages.
pub const MAXIMUM_TERMS: usize = 50;

/// Words explained.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Terms {
    /// Where it stands.
    pub span: Span,
    /// The words in the author's order, at least one.
    pub terms: Vec<Term>,
}

/// One word explained.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Term {
    /// The word, or a few that belong together.
    pub term: Words,
    /// What it means.
    pub meaning: Text,
}

/// The form of one word explained.
const TERM: MapForm = MapForm {
    what: "a term",
    documentation: None,
    fields: &[
        FieldForm::needed(
            "term",
            ValueForm::Words {
                most: MAXIMUM_HEAD_CHARACTERS,
            },
        ),
        FieldForm::needed("meaning", ValueForm::Text),
    ],
};

pub(super) const KIND: BlockKind = BlockKind {
    name: "terms",
    documentation: include_str!("terms.md"),
    also_called: &[
        "glossary",
        "definitions",
        "words explained",
        "word list",
        "dictionary",
        "vocabulary",
    ],
    form: ValueForm::list(MAXIMUM_TERMS, &ValueForm::Map(&TERM)),
    read,
};

fn read(reading: &mut Reading<'_>, node: &Node) -> Vec<Block> {
    let terms = reading.each(node, KIND.name, MAXIMUM_TERMS, read_term);
    if terms.is_empty() {
        return Vec::new();
    }
    vec![Block::Terms(Terms {
        span: node.span,
        terms,
    })]
}

fn read_term(reading: &mut Reading<'_>, node: &Node) -> Option<Term> {
    let fields = reading.map(node, &TERM)?;
    let term = reading.required(&fields, "term");
    let term = term.and_then(|node| read_name(reading, node));
    let meaning = reading.required(&fields, "meaning");
    let meaning = meaning.and_then(|node| read_text(reading, node, "meaning"));
    Some(Term {
        term: term?,
        meaning: meaning?,
    })
}

fn read_name(reading: &mut Reading<'_>, node: &Node) -> Option<Words> {
    let words = read_words(reading, node, "term")?;
    let characters = words.text.chars().count();
    if (MAXIMUM_HEAD_CHARACTERS + 1..=MAXIMUM_PLAIN_CHARACTERS).contains(&characters) {
        let fault = Diagnostic::error(
            rule::TEXT_TOO_LONG,
            reading.visible(node.span),
            format!(
                "this term has {characters} characters; at most {MAXIMUM_HEAD_CHARACTERS} are \
                 allowed"
            ),
        );
        reading.fault(fault.hint("write only the word here, and what it means in `meaning`"));
    }
    Some(words)
}
