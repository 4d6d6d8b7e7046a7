//! The block `medicines`, and how it is read. What authors are told of it:
//!
#![doc = include_str!("medicines.md")]

use super::{Block, BlockKind, MAXIMUM_HEAD_CHARACTERS};
use crate::base::diagnostic::{Diagnostic, quoted, rule};
use crate::model::guide::optional_text;
use crate::model::guide::text::{Text, Words, read_words};
use crate::source::{FieldForm, MAXIMUM_PLAIN_CHARACTERS, MapForm, Node, Reading, Span, ValueForm};

/// Most medicines of one table: a page.
const MAXIMUM_MEDICINES: usize = 30;

/// The times of a day at which a medicine is taken, in their order; each is a name in a guide.
pub const TIMES_OF_DAY: [&str; 4] = ["morning", "midday", "evening", "night"];

/// Medicines by the time of day.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Medicines {
    /// Where it stands.
    pub span: Span,
    /// The medicines in order, at least one.
    pub medicines: Vec<Medicine>,
}

/// One medicine.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Medicine {
    /// What it is called.
    pub medicine: Words,
    /// What to take at each of [`TIMES_OF_DAY`], in words; `None` where nothing is said.
    pub at: [Option<Text>; TIMES_OF_DAY.len()],
    /// What more is said of it.
    pub note: Option<Text>,
}

impl Medicine {
    /// All that is said of it beside its name, in the order of print.
    pub fn texts(&self) -> impl Iterator<Item = &Text> {
        self.at.iter().flatten().chain(&self.note)
    }
}

/// The form of one medicine.
const MEDICINE: MapForm = MapForm {
    what: "a medicine",
    documentation: None,
    fields: &[
        FieldForm::needed(
            "medicine",
            ValueForm::Words {
                most: MAXIMUM_HEAD_CHARACTERS,
            },
        ),
        FieldForm::optional(TIMES_OF_DAY[0], ValueForm::Text),
        FieldForm::optional(TIMES_OF_DAY[1], ValueForm::Text),
        FieldForm::optional(TIMES_OF_DAY[2], ValueForm::Text),
        FieldForm::optional(TIMES_OF_DAY[3], ValueForm::Text),
        FieldForm::optional("note", ValueForm::Text),
    ],
};

pub(super) const KIND: BlockKind = BlockKind {
    name: "medicines",
    documentation: include_str!("medicines.md"),
    also_called: &[
        "medicine",
        "medication",
        "medications",
        "medicine table",
        "drugs",
        "tablets",
        "pills",
        "prescription",
        "doses",
    ],
    form: ValueForm::list(MAXIMUM_MEDICINES, &ValueForm::Map(&MEDICINE)),
    read,
};

fn read(reading: &mut Reading<'_>, node: &Node) -> Vec<Block> {
    let medicines = reading.each(node, KIND.name, MAXIMUM_MEDICINES, read_medicine);
    if medicines.is_empty() {
        return Vec::new();
    }
    vec![Block::Medicines(Medicines {
        span: node.span,
        medicines,
    })]
}

fn read_medicine(reading: &mut Reading<'_>, node: &Node) -> Option<Medicine> {
    let fields = reading.map(node, &MEDICINE)?;
    let medicine = reading.required(&fields, "medicine");
    let medicine = medicine.and_then(|node| read_name(reading, node));
    let at = TIMES_OF_DAY.map(|time| optional_text(reading, &fields, time));
    let note = optional_text(reading, &fields, "note");
    let says_nothing = TIMES_OF_DAY
        .iter()
        .chain(&["note"])
        .all(|name| fields.lacks(name));
    if says_nothing && let Some(medicine) = &medicine {
        reading.fault(
            Diagnostic::error(
                rule::MISSING_FIELD,
                reading.visible(medicine.span),
                format!(
                    "the medicine {} has no time of day and no `note`",
                    quoted(&medicine.text)
                ),
            )
            .hint(
                "add `morning:`, `midday:`, `evening:` or `night:` with what to take then, or a \
                 `note:`",
            )
            .hint("or delete this medicine"),
        );
    }
    Some(Medicine {
        medicine: medicine?,
        at,
        note,
    })
}

/// Reads the name of a medicine, which is the head of its row.
fn read_name(reading: &mut Reading<'_>, node: &Node) -> Option<Words> {
    let words = read_words(reading, node, "medicine")?;
    let characters = words.text.chars().count();
    if (MAXIMUM_HEAD_CHARACTERS + 1..=MAXIMUM_PLAIN_CHARACTERS).contains(&characters) {
        let fault = Diagnostic::error(
            rule::TEXT_TOO_LONG,
            reading.visible(node.span),
            format!(
                "this name of a medicine has {characters} characters; at most \
                 {MAXIMUM_HEAD_CHARACTERS} are allowed"
            ),
        );
        reading.fault(fault.hint("write only the name here, and the rest in `note`"));
    }
    Some(words)
}
