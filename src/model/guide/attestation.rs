//! What people have judged of a guide, and no program can: `attestations`.
//!
//! From a map with `what`, `by` and `on` to an [`Attestation`]. It is not printed on the leaflet; the report
//! of `leaflet check` shows it apart from what the program found. What can be attested is a closed list, so
//! that a report can say what nobody has judged yet.

use super::text::{Words, read_words};
use super::{Day, read_day};
use crate::base::diagnostic::rule;
use crate::base::invariant::Certain;
use crate::source::{FieldForm, ISO_DATE, MapForm, Node, Reading, ValueForm};

/// Most attestations of a guide: each kind by several people.
pub const MAXIMUM_ATTESTATIONS: usize = 50;

/// The form of an attestation.
pub(super) const ATTESTATION: MapForm = MapForm {
    what: "an attestation",
    documentation: None,
    fields: &[
        FieldForm::needed("what", ValueForm::Choice(attested_names)),
        FieldForm::needed("by", ValueForm::WORDS),
        FieldForm::needed("on", ValueForm::Written(&ISO_DATE)),
    ],
};

fn attested_names() -> Vec<&'static str> {
    ATTESTED.iter().map(|(name, ..)| *name).collect()
}

/// That somebody has judged something of a guide.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Attestation {
    /// What was judged.
    pub what: Attested,
    /// Who judged it.
    pub by: Words,
    /// On which day.
    pub on: Day,
}

/// What only people can judge.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Attested {
    /// The facts are right and up to date.
    Accuracy,
    /// Benefits and risks, and the other ways, are put fairly.
    Balance,
    /// Patients have read it and said in their words what it means.
    TestedWithPatients,
    /// The translation says what the first text says.
    Translation,
    /// The words for those who do not see the pictures say what the pictures show.
    AlternativeTexts,
}

/// Everything that can be attested: the words by which a guide names it, and the question that was
/// answered with yes.
pub const ATTESTED: &[(&str, Attested, &str)] = &[
    (
        "accuracy",
        Attested::Accuracy,
        "Are the facts right and up to date?",
    ),
    (
        "balance",
        Attested::Balance,
        "Are benefits, risks and other ways put fairly?",
    ),
    (
        "tested with patients",
        Attested::TestedWithPatients,
        "Have patients read it and said in their own words what it means?",
    ),
    (
        "translation",
        Attested::Translation,
        "Does the translation say what the first text says?",
    ),
    (
        "alternative texts",
        Attested::AlternativeTexts,
        "Do the words for those who do not see the pictures say what they show?",
    ),
];

impl Attested {
    /// The words by which a guide names it.
    pub fn name(self) -> &'static str {
        let known = ATTESTED.iter().find(|(_, attested, _)| *attested == self);
        known.certain().0
    }
}

/// Reads one attestation.
pub(super) fn read_attestation(reading: &mut Reading<'_>, node: &Node) -> Option<Attestation> {
    let fields = reading.map(node, &ATTESTATION)?;
    let known: Vec<(&str, Attested)> = ATTESTED
        .iter()
        .map(|(name, attested, _)| (*name, *attested))
        .collect();
    let what = reading.required(&fields, "what");
    let what = what.and_then(|node| reading.choice(node, "what", rule::UNKNOWN_CHOICE, &known));
    let by = reading.required(&fields, "by");
    let by = by.and_then(|node| read_words(reading, node, "by"));
    let on = reading.required(&fields, "on");
    let on = on.and_then(|node| read_day(reading, node, "on"));
    Some(Attestation {
        what: what?,
        by: by?,
        on: on?,
    })
}
