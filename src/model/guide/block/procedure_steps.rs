//! The block `procedure_steps`, and how it is read. What authors are told of it:
//!
#![doc = include_str!("procedure_steps.md")]

use super::{Block, BlockKind};
use crate::model::guide::optional_text;
use crate::model::guide::text::{Text, read_text};
use crate::source::{FieldForm, MapForm, Node, Reading, Span, ValueForm};

/// Most steps in one list; more is a manual, not a leaflet.
pub const MAXIMUM_STEPS: usize = 50;

/// A list of steps.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ProcedureSteps {
    /// Where it stands.
    pub span: Span,
    /// The steps in order, at least one.
    pub steps: Vec<ProcedureStep>,
}

/// One step.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ProcedureStep {
    /// The bold lead-in.
    pub step: Text,
    /// What more is said of it.
    pub text: Option<Text>,
}

/// The form of one step.
const STEP: MapForm = MapForm {
    what: "a step",
    documentation: None,
    fields: &[
        FieldForm::needed("step", ValueForm::Text),
        FieldForm::optional("text", ValueForm::Text),
    ],
};

pub(super) const KIND: BlockKind = BlockKind {
    name: "procedure_steps",
    documentation: include_str!("procedure_steps.md"),
    also_called: &[
        "steps",
        "numbered",
        "numbered list",
        "ordered list",
        "ol",
        "numbers",
        "sequence",
        "stages",
    ],
    form: ValueForm::list(MAXIMUM_STEPS, &ValueForm::Map(&STEP)),
    read,
};

fn read(reading: &mut Reading<'_>, node: &Node) -> Vec<Block> {
    let steps = reading.each(node, KIND.name, MAXIMUM_STEPS, read_step);
    if steps.is_empty() {
        return Vec::new();
    }
    vec![Block::ProcedureSteps(ProcedureSteps {
        span: node.span,
        steps,
    })]
}

fn read_step(reading: &mut Reading<'_>, node: &Node) -> Option<ProcedureStep> {
    let fields = reading.map(node, &STEP)?;
    let step = reading.required(&fields, "step");
    let step = step.and_then(|node| read_text(reading, node, "step"));
    let text = optional_text(reading, &fields, "text");
    Some(ProcedureStep { step: step?, text })
}
