//! The block `contact`, and how it is read. What authors are told of it:
//!
#![doc = include_str!("contact.md")]

use super::{Block, BlockKind};
use crate::base::diagnostic::{Diagnostic, quoted, rule};
use crate::model::guide::link::{EMAIL, WEBSITE, is_email, website_problem};
use crate::model::guide::optional_words;
use crate::model::guide::text::{Text, Words, read_lines_of_text, read_lines_of_words, read_words};
use crate::source::{FieldForm, MapForm, Node, Reading, Span, ValueForm};

/// Somebody to call or write to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Contact {
    /// Where it stands.
    pub span: Span,
    /// Who it is.
    pub name: Words,
    /// The telephone number, as it is printed; several lines where the author wrote several.
    pub telephone: Vec<Words>,
    /// The email address.
    pub email: Option<Words>,
    /// The website's address, with `https://` or `http://`.
    pub website: Option<Words>,
    /// When somebody answers, line by line.
    pub hours: Vec<Words>,
    /// Anything else, such as an address, line by line.
    pub note: Vec<Text>,
}

/// The form of a contact, as a block and among the contacts of a guide.
pub(crate) const CONTACT: MapForm = MapForm {
    what: "a contact",
    documentation: Some(include_str!("contact.md")),
    fields: &[
        FieldForm::needed("name", ValueForm::WORDS),
        FieldForm::optional("telephone", ValueForm::WORDS),
        FieldForm::optional("email", ValueForm::Written(&EMAIL)),
        FieldForm::optional("website", ValueForm::Written(&WEBSITE)),
        FieldForm::optional("hours", ValueForm::WORDS),
        FieldForm::optional("note", ValueForm::Text),
    ],
};

pub(super) const KIND: BlockKind = BlockKind {
    name: "contact",
    documentation: include_str!("contact.md"),
    also_called: &[
        "telephone",
        "phone",
        "address",
        "email",
        "who to call",
        "call",
        "help line",
    ],
    form: ValueForm::Map(&CONTACT),
    read,
};

fn read(reading: &mut Reading<'_>, node: &Node) -> Vec<Block> {
    read_contact(reading, node)
        .into_iter()
        .map(Block::Contact)
        .collect()
}

/// Reads a contact.
pub(crate) fn read_contact(reading: &mut Reading<'_>, node: &Node) -> Option<Contact> {
    let fields = reading.map(node, &CONTACT)?;
    let name = reading.required(&fields, "name");
    let name = name.and_then(|node| read_words(reading, node, "name"));
    let telephone = reading.optional(&fields, "telephone");
    let telephone = telephone
        .map(|node| read_lines_of_words(reading, node, "telephone"))
        .unwrap_or_default();
    let email = optional_words(reading, &fields, "email");
    if let Some(email) = email.as_ref().filter(|email| !is_email(&email.text)) {
        reading.fault(
            Diagnostic::error(
                rule::WRONG_EMAIL,
                email.span,
                format!("{} is not an email address", quoted(&email.text)),
            )
            .hint("write it as `name@example.org`, with letters a to z, digits, and . - _ +"),
        );
    }
    let website = optional_words(reading, &fields, "website");
    if let Some(website) = &website
        && let Some(problem) = website_problem(&website.text)
    {
        reading.fault(
            Diagnostic::error(
                rule::WRONG_LINK,
                website.span,
                format!("the address {} {}", quoted(&website.text), problem.message),
            )
            .hint(problem.hint),
        );
    }
    let hours = reading.optional(&fields, "hours");
    let hours = hours
        .map(|node| read_lines_of_words(reading, node, "hours"))
        .unwrap_or_default();
    let note = reading.optional(&fields, "note");
    let note = note
        .map(|node| read_lines_of_text(reading, node, "note"))
        .unwrap_or_default();
    Some(Contact {
        span: node.span,
        name: name?,
        telephone,
        email,
        website,
        hours,
        note,
    })
}
