//! A percentage with decimals.
//!
//! ## What it finds
//!
//! Per cent with a decimal point, such as 14.3 %.
//!
//! ## Why it matters
//!
//! Many readers read the decimals of a percentage as whole numbers, or skip them.
//!
//! ## Source
//!
//! NHS content guide: "1 in 7", not 14.3 %.
//!
//! ## Example
//!
//! "It happens in 14.3% of operations."
//!
//! ## Write instead
//!
//! "It happens in about 1 in 7 operations."

use crate::base::diagnostic::Severity;
use crate::base::diagnostic::quoted;
use crate::base::invariant::PartOf;
use crate::lint::odds::{OddsForm, odds_in};
use crate::lint::{Check, Family, Findings, Harm, Rule, Subject};

pub(in crate::lint) const RULE: Rule = Rule {
    name: "decimal-percentage",
    family: Family::Risk,
    harm: Harm::Ignorance,
    severity: Severity::Warning,
    languages: &["en"],
    file: include_str!("decimal_percentage.rs"),
    check: Check::Guide(check),
};

fn check(subject: &Subject<'_>, found: &mut Findings) {
    for passage in subject.prose.running_text() {
        for odds in odds_in(&passage.text) {
            if odds.form != OddsForm::PerCent || !odds.has_decimals {
                continue;
            }
            let words = passage.text.part(odds.range);
            let told = found.tell(
                subject.place_of(words, passage.span),
                format!("{} has decimals", quoted(words)),
            );
            let one_in = (1.0 / odds.chance).round();
            if one_in.is_finite() && one_in >= 2.0 {
                told.hint(format!(
                    "about 1 in {one_in}; write it this way if the source allows it"
                ));
            } else {
                told.hint("write it as `1 in …`, or as a whole number in 1,000");
            }
        }
    }
}
