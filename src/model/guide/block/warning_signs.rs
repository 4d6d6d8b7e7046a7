//! The block `warning_signs`, and how it is read. What authors are told of it:
//!
#![doc = include_str!("warning_signs.md")]

use super::{Block, BlockKind};
use crate::model::guide::optional_text;
use crate::model::guide::text::{Text, read_text};
use crate::source::{FieldForm, MapForm, Node, Reading, Span, ValueForm};

/// Most signs in one list: a page; more would hide the ones that matter.
pub const MAXIMUM_SIGNS: usize = 30;

/// A list of warning signs.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct WarningSigns {
    /// Where it stands.
    pub span: Span,
    /// The signs in order, at least one.
    pub signs: Vec<WarningSign>,
}

/// One warning sign.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct WarningSign {
    /// What the patient notices.
    pub sign: Text,
    /// What to do then.
    pub what_to_do: Option<Text>,
}

/// The form of one sign.
const SIGN: MapForm = MapForm {
    what: "a warning sign",
    documentation: None,
    fields: &[
        FieldForm::needed("sign", ValueForm::Text),
        FieldForm::optional("what_to_do", ValueForm::Text),
    ],
};

pub(super) const KIND: BlockKind = BlockKind {
    name: "warning_signs",
    documentation: include_str!("warning_signs.md"),
    also_called: &[
        "warnings",
        "red flags",
        "emergency",
        "alarm",
        "danger signs",
        "alert",
    ],
    form: ValueForm::list(MAXIMUM_SIGNS, &ValueForm::Map(&SIGN)),
    read,
};

fn read(reading: &mut Reading<'_>, node: &Node) -> Vec<Block> {
    let signs = reading.each(node, KIND.name, MAXIMUM_SIGNS, read_sign);
    if signs.is_empty() {
        return Vec::new();
    }
    vec![Block::WarningSigns(WarningSigns {
        span: node.span,
        signs,
    })]
}

fn read_sign(reading: &mut Reading<'_>, node: &Node) -> Option<WarningSign> {
    let fields = reading.map(node, &SIGN)?;
    let sign = reading.required(&fields, "sign");
    let sign = sign.and_then(|node| read_text(reading, node, "sign"));
    let what_to_do = optional_text(reading, &fields, "what_to_do");
    Some(WarningSign {
        sign: sign?,
        what_to_do,
    })
}
