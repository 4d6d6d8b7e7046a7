//! The block `timeline`, and how it is read. What authors are told of it:
//!
#![doc = include_str!("timeline.md")]

use super::{Block, BlockKind};
use crate::base::diagnostic::rule;
use crate::model::guide::icon::{ICONS, Icon};
use crate::model::guide::text::{Text, read_text};
use crate::source::{FieldForm, MapForm, Node, Reading, Span, ValueForm, names_of};

/// Most moments of one timeline: two pages.
const MAXIMUM_MOMENTS: usize = 30;

/// What happens when.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Timeline {
    /// Where it stands.
    pub span: Span,
    /// The moments in the author's order, at least one.
    pub moments: Vec<Moment>,
}

/// One moment.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Moment {
    /// When, in the author's words.
    pub when: Text,
    /// What happens then.
    pub what: Text,
    /// A drawing that repeats it.
    pub icon: Option<&'static Icon>,
}

/// The form of one moment.
const MOMENT: MapForm = MapForm {
    what: "a moment of a timeline",
    documentation: None,
    fields: &[
        FieldForm::needed("when", ValueForm::Text),
        FieldForm::needed("what", ValueForm::Text),
        FieldForm::optional("icon", ValueForm::Choice(|| names_of(ICONS))),
    ],
};

pub(super) const KIND: BlockKind = BlockKind {
    name: "timeline",
    documentation: include_str!("timeline.md"),
    also_called: &[
        "time line",
        "schedule",
        "calendar",
        "journey",
        "milestones",
        "course",
    ],
    form: ValueForm::list(MAXIMUM_MOMENTS, &ValueForm::Map(&MOMENT)),
    read,
};

fn read(reading: &mut Reading<'_>, node: &Node) -> Vec<Block> {
    let moments = reading.each(node, KIND.name, MAXIMUM_MOMENTS, read_moment);
    if moments.is_empty() {
        return Vec::new();
    }
    vec![Block::Timeline(Timeline {
        span: node.span,
        moments,
    })]
}

fn read_moment(reading: &mut Reading<'_>, node: &Node) -> Option<Moment> {
    let fields = reading.map(node, &MOMENT)?;
    let when = reading.required(&fields, "when");
    let when = when.and_then(|node| read_text(reading, node, "when"));
    let what = reading.required(&fields, "what");
    let what = what.and_then(|node| read_text(reading, node, "what"));
    let icon = reading.optional(&fields, "icon");
    let icon = icon.and_then(|node| reading.choice(node, "icon", rule::UNKNOWN_CHOICE, ICONS));
    Some(Moment {
        when: when?,
        what: what?,
        icon,
    })
}
