//! Risks that do not say what they lead to.
//!
//! ## What it finds
//!
//! A `risks` list in which risks have no `leads_to`, and whose own words do not say it either: one finding
//! for each list.
//!
//! ## Why it matters
//!
//! "Dural tear" frightens patients or means nothing to them. "A leak that mostly heals by itself, with headache
//! for some days" informs.
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
//! `risk: A tear in the lining round the nerves.` with `leads_to: A headache for some days, and mostly a rest in
//! bed.`: what the patient would notice, and what would be done.

use crate::base::diagnostic::Severity;
use crate::lint::{Check, Family, Findings, Harm, Rule, Subject};
use crate::model::guide::{Block, Risk};

pub(in crate::lint) const RULE: Rule = Rule {
    name: "risk-without-consequence",
    family: Family::Risk,
    harm: Harm::Ignorance,
    severity: Severity::Warning,
    languages: &[],
    file: include_str!("risk_without_consequence.rs"),
    check: Check::Guide(check),
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

fn check(subject: &Subject<'_>, found: &mut Findings) {
    for block in subject.guide.blocks() {
        let Block::Risks(list) = block else {
            continue;
        };
        let without = list.risks.iter().filter(|risk| !says_more(risk)).count();
        if without > 0 {
            let message = match (without, list.risks.len()) {
                (1, 1) => {
                    "the risk here does not say what it would mean for the patient".to_owned()
                }
                (1, all) => format!(
                    "1 of the {all} risks here does not say what it would mean for the patient"
                ),
                (without, all) if without == all => {
                    format!("none of the {all} risks here says what it would mean for the patient")
                }
                (without, all) => format!(
                    "{without} of the {all} risks here do not say what they would mean for the patient"
                ),
            };
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
