//! The block `at_a_glance`, and how it is read. What authors are told of it:
//!
#![doc = include_str!("at_a_glance.md")]

use super::{Block, BlockKind};
use crate::base::diagnostic::{Diagnostic, rule};
use crate::model::guide::icon::{ICONS, Icon};
use crate::model::guide::text::{Words, read_words};
use crate::source::{
    FieldForm, MAXIMUM_PLAIN_CHARACTERS, MapForm, Node, NodeKind, Reading, Span, ValueForm,
    names_of,
};

/// Most facts of one block; more are no glance.
const MAXIMUM_FACTS: usize = 6;

/// Fewest facts of one block; one is a key point.
const MINIMUM_FACTS: usize = 2;

/// Most characters of a label, and of what it says: four lines of a cell.
const MAXIMUM_FACT_CHARACTERS: usize = 80;

/// Facts to see at a glance.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AtAGlance {
    /// Where it stands.
    pub span: Span,
    /// The facts in order, two to six.
    pub facts: Vec<GlanceFact>,
}

/// One fact.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct GlanceFact {
    /// What it is about.
    pub label: Words,
    /// The fact.
    pub words: Words,
    /// A drawing that repeats it.
    pub icon: Option<&'static Icon>,
}

/// The form of a label, and of what it says.
const SHORT: ValueForm = ValueForm::Words {
    most: MAXIMUM_FACT_CHARACTERS,
};

/// The form of one fact.
const FACT: MapForm = MapForm {
    what: "a fact at a glance",
    documentation: None,
    fields: &[
        FieldForm::needed("label", SHORT),
        FieldForm::needed("words", SHORT),
        FieldForm::optional("icon", ValueForm::Choice(|| names_of(ICONS))),
    ],
};

pub(super) const KIND: BlockKind = BlockKind {
    name: "at_a_glance",
    documentation: include_str!("at_a_glance.md"),
    also_called: &[
        "glance",
        "key facts",
        "facts",
        "quick facts",
        "fact box",
        "in short",
        "overview",
    ],
    form: ValueForm::List {
        least: MINIMUM_FACTS,
        most: MAXIMUM_FACTS,
        once: false,
        item: &ValueForm::Map(&FACT),
    },
    read,
};

fn read(reading: &mut Reading<'_>, node: &Node) -> Vec<Block> {
    let is_single =
        matches!(&node.kind, NodeKind::List(list) if list.complete && list.items.len() == 1);
    if is_single {
        let fault = Diagnostic::error(
            rule::TOO_FEW_FACTS,
            reading.visible(node.span),
            format!("`at_a_glance` has {MINIMUM_FACTS} to {MAXIMUM_FACTS} facts, found 1"),
        );
        reading.fault(fault.hint("add a second fact, or write this one as a `key_point`"));
    }
    let facts = reading.each(node, KIND.name, MAXIMUM_FACTS, read_fact);
    if facts.is_empty() {
        return Vec::new();
    }
    vec![Block::AtAGlance(AtAGlance {
        span: node.span,
        facts,
    })]
}

fn read_fact(reading: &mut Reading<'_>, node: &Node) -> Option<GlanceFact> {
    let fields = reading.map(node, &FACT)?;
    let label = reading.required(&fields, "label");
    let label = label.and_then(|node| read_short(reading, node, "label"));
    let words = reading.required(&fields, "words");
    let words = words.and_then(|node| read_short(reading, node, "words"));
    let icon = reading.optional(&fields, "icon");
    let icon = icon.and_then(|node| reading.choice(node, "icon", rule::UNKNOWN_CHOICE, ICONS));
    Some(GlanceFact {
        label: label?,
        words: words?,
        icon,
    })
}

fn read_short(reading: &mut Reading<'_>, node: &Node, what: &str) -> Option<Words> {
    let words = read_words(reading, node, what)?;
    let characters = words.text.chars().count();
    if (MAXIMUM_FACT_CHARACTERS + 1..=MAXIMUM_PLAIN_CHARACTERS).contains(&characters) {
        let fault = Diagnostic::error(
            rule::TEXT_TOO_LONG,
            reading.visible(node.span),
            format!(
                "this `{what}` of a fact has {characters} characters; at most {MAXIMUM_FACT_CHARACTERS} are \
                 allowed"
            ),
        );
        reading.fault(fault.hint("say it in a few words here, and the rest in a paragraph"));
    }
    Some(words)
}
