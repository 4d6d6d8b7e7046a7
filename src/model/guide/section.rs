//! A headed part of a guide, and the roles it can have. What authors are told of it:
//!
#![doc = include_str!("section.md")]
//!
//! It goes from a map with `heading`, `roles` and `blocks` to a [`Section`]. The heading is plain,
//! because it also becomes a bookmark; its level is not the author's concern. Roles come from a
//! closed list, so that a later check can ask whether a guide covers what informed consent needs.

use super::block::{BLOCKS, Block, read_blocks};
use super::empty::without_content;
use super::text::{Words, read_words};
use crate::base::diagnostic::{Diagnostic, rule};
use crate::source::{FieldForm, MapForm, Node, NodeKind, Reading, ValueForm, names_of};

/// What authors are told of a section, in Markdown.
pub const SECTION_DOCUMENTATION: &str = include_str!("section.md");

/// Most roles a section can name: all of them.
const MAXIMUM_ROLES: usize = ROLES.len();

/// The form of a section.
pub(super) const SECTION: MapForm = MapForm {
    what: "a section",
    documentation: Some(SECTION_DOCUMENTATION),
    fields: &[
        FieldForm::needed("heading", ValueForm::WORDS),
        FieldForm::needed("roles", ValueForm::Either(&[ROLE, ROLE_LIST])),
        FieldForm::needed("blocks", BLOCKS),
    ],
};

/// The form of the list of roles.
const ROLE_LIST: ValueForm = ValueForm::List {
    least: 1,
    most: MAXIMUM_ROLES,
    once: true,
    item: &ROLE,
};

/// The form of a role.
const ROLE: ValueForm = ValueForm::Choice(|| names_of(ROLES));

/// A part of a guide under one heading.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Section {
    /// The heading.
    pub heading: Words,
    /// What the section is for; at least one, none twice.
    pub roles: Vec<Role>,
    /// What stands under the heading; at least one block.
    pub blocks: Vec<Block>,
}

/// What a section is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Role {
    /// What the procedure or illness is.
    WhatItIs,
    /// For whom it comes into question.
    Candidates,
    /// How it is done.
    Procedure,
    /// How it compares with another way.
    Comparison,
    /// What good it may do.
    Benefits,
    /// What harm it may do.
    Risks,
    /// What else could be done.
    Alternatives,
    /// What happens if nothing is done.
    NoTreatment,
    /// What comes afterwards.
    Recovery,
    /// When to call or come.
    WhenToSeekHelp,
    /// What it is for.
    Purpose,
    /// What nobody can say beforehand.
    Uncertainty,
    /// What to ask.
    Questions,
    /// What it costs, or who says so.
    Costs,
    /// That somebody else can be asked.
    SecondOpinion,
    /// Anything else.
    Other,
}

/// Every role with the words by which a guide names it.
pub const ROLES: &[(&str, Role)] = &[
    ("what it is", Role::WhatItIs),
    ("candidates", Role::Candidates),
    ("procedure", Role::Procedure),
    ("comparison", Role::Comparison),
    ("benefits", Role::Benefits),
    ("risks", Role::Risks),
    ("alternatives", Role::Alternatives),
    ("no treatment", Role::NoTreatment),
    ("recovery", Role::Recovery),
    ("when to seek help", Role::WhenToSeekHelp),
    ("purpose", Role::Purpose),
    ("uncertainty", Role::Uncertainty),
    ("questions", Role::Questions),
    ("costs", Role::Costs),
    ("second opinion", Role::SecondOpinion),
    ("other", Role::Other),
];

impl Role {
    /// The words by which a guide names the role.
    pub fn name(self) -> &'static str {
        ROLES
            .iter()
            .find(|(_, role)| *role == self)
            .map_or("other", |(name, _)| name)
    }
}

/// Reads one section.
pub(super) fn read_section(reading: &mut Reading<'_>, node: &Node) -> Option<Section> {
    let fields = reading.map(node, &SECTION)?;
    let heading = reading.required(&fields, "heading");
    let heading = heading.and_then(|node| read_words(reading, node, "heading"));
    let roles = reading.required_choice(&fields, "roles", "roles: […]", ROLES);
    let roles = roles
        .map(|node| read_roles(reading, node))
        .unwrap_or_default();
    let place = fields.key_span("heading");
    let title = heading
        .as_ref()
        .map(|words| words.text.as_str())
        .unwrap_or_default();
    let blocks = match fields.entries().iter().find(|entry| entry.key == "blocks") {
        Some(entry) => read_blocks(reading, &entry.value, Some((place, title))),
        None => {
            if fields.lacks("blocks") {
                reading.fault(without_content(place, title));
            }
            Vec::new()
        }
    };
    Some(Section {
        heading: heading?,
        roles,
        blocks,
    })
}

fn read_roles(reading: &mut Reading<'_>, node: &Node) -> Vec<Role> {
    // One role needs no brackets.
    if matches!(node.kind, NodeKind::Scalar(_)) {
        let role = reading.choice(node, "roles", rule::UNKNOWN_ROLE, ROLES);
        return role.into_iter().collect();
    }
    let Some(list) = reading.items(node, "roles", MAXIMUM_ROLES) else {
        return Vec::new();
    };
    let mut roles = Vec::new();
    for item in &list.items {
        let Some(role) = reading.choice(item, "roles", rule::UNKNOWN_ROLE, ROLES) else {
            continue;
        };
        if roles.contains(&role) {
            reading.fault(
                Diagnostic::error(
                    rule::DOUBLED_ROLE,
                    item.span,
                    format!("the role `{}` is given twice here", role.name()),
                )
                .hint("delete one of the two"),
            );
        }
        roles.push(role);
    }
    roles
}
