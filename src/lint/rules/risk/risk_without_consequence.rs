//! Risks that do not say what they lead to.
//!
//! ## What it finds
//!
//! A `risks` list in which risks have no `leads_to`, and whose own words do not say it either: one finding
//! for each list.
//!
//! ## Why it matters
//!
//! "Dural tear" frightens or says nothing. "A leak that mostly heals by itself, with headache for some days"
//! informs.
//!
//! ## Source
//!
//! CDC Clear Communication Index, item 18: the nature of the risk is explained. ISSiS (Spine 2011;36:2333):
//! complication, leading to, odds.
//!
//! ## Example
//!
//! `- risk: Dural tear.`
//!
//! ## Write instead
//!
//! `- risk: Dural tear.` with `leads_to:` and what the patient would notice and what would be done.

use crate::diagnostic::Severity;
use crate::guide::{Block, Risk};
use crate::lint::{Family, Findings, Look, Rule, Subject};

pub(in crate::lint) const RULE: Rule = Rule {
    name: "risk-without-consequence",
    family: Family::Risk,
    severity: Severity::Warning,
    languages: &[],
    file: include_str!("risk_without_consequence.rs"),
    look: Look::Guide(look),
};

/// Words after which a risk's own sentence says what it leads to (English).
const LEADS: &[&str] = &[
    "which may",
    "which can",
    "which might",
    "that may",
    "that can",
    "leading to",
    "leads to",
    "may lead",
    "can lead",
    "may need",
    "may mean",
    "may cause",
    "can cause",
    "causing",
    "so that",
    "requiring",
    "needing",
    "where ",
];

fn look(subject: &Subject<'_>, found: &mut Findings) {
    for block in subject.guide.blocks() {
        let Block::Risks(list) = block else {
            continue;
        };
        let without = list.risks.iter().filter(|risk| !says_more(risk)).count();
        if without > 0 {
            let message = format!(
                "{without} of the {} risks here do not say what they would mean for the patient",
                list.risks.len()
            );
            found
                .tell(list.span, message)
                .hint("add `leads_to:` to each, such as `leads_to: A few days more in hospital`");
        }
    }
}

fn says_more(risk: &Risk) -> bool {
    let words = risk.risk.plain().to_lowercase();
    risk.leads_to.is_some() || LEADS.iter().any(|lead| words.contains(lead))
}
