//! Risks without a figure.
//!
//! ## What it finds
//!
//! A `risks` list in which risks have neither `how_often` nor a figure in their words: one finding for each
//! list. In the profiles `india` and `uk` this is an error.
//!
//! ## Why it matters
//!
//! "Infection" may mean one patient in ten or one in ten thousand. Without a number nobody can weigh a risk.
//!
//! ## Source
//!
//! Patient Information Forum: numbers beside words. Readers took "common" for 45 in 100 where 1 to 10 in 100
//! was meant (European bands). ISSiS, the international surgical information sheet for the spine (Spine
//! 2011;36:2333), prints odds for every complication.
//!
//! ## Example
//!
//! `- risk: Infection.`
//!
//! ## Write instead
//!
//! `risk: An infection of the wound.` with `how_often: 1 in 50` and `source: Our own results, 2021 to 2025`: the
//! figure from the surgeon's own results or from a paper.

use crate::base::diagnostic::Severity;
use crate::lint::odds::odds_in;
use crate::lint::{Check, Family, Findings, Harm, Rule, Subject};
use crate::model::guide::Block;

pub(in crate::lint) const RULE: Rule = Rule {
    name: "risk-without-number",
    family: Family::Risk,
    harm: Harm::Ignorance,
    severity: Severity::Warning,
    languages: &[],
    file: include_str!("risk_without_number.rs"),
    check: Check::Guide(check),
};

fn check(subject: &Subject<'_>, found: &mut Findings) {
    for block in subject.guide.blocks() {
        let Block::Risks(list) = block else {
            continue;
        };
        let without = list
            .risks
            .iter()
            .filter(|risk| risk.how_often.is_none() && odds_in(&risk.risk.plain()).is_empty());
        let (without, all) = (without.count(), list.risks.len());
        if without == 0 {
            continue;
        }
        let message = match without {
            _ if without == all => "no risk in this list says how often it happens".to_owned(),
            1 => format!("1 of the {all} risks here does not say how often it happens"),
            _ => format!("{without} of the {all} risks here do not say how often they happen"),
        };
        found
            .tell(list.span, message)
            .hint(
                "add `how_often: 1 in …` with its `source` to each risk for which there is a \
                number",
            )
            .hint("the program never invents a number; the surgeon's own results are good enough");
    }
}
