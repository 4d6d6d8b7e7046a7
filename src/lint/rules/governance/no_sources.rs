//! No sources.
//!
//! ## What it finds
//!
//! A guide without `sources`.
//!
//! ## Why it matters
//!
//! A reader who wants to know more, and a reviewer who must check a figure, both need to know where the
//! facts come from.
//!
//! ## Source
//!
//! DISCERN, item 4: is it clear what sources of information were used? Some hospitals keep the list on a
//! form instead of printing it; then switch the rule off and give that as the reason.
//!
//! ## Example
//!
//! A leaflet with figures, and nothing that says whose they are.
//!
//! ## Write instead
//!
//! `sources:` with one line for each: author, title, year, such as `- Sample Joint Register, annual report,
//! 2025.`

use crate::base::diagnostic::Severity;
use crate::lint::{Check, Family, Findings, Harm, Rule, Subject};

pub(in crate::lint) const RULE: Rule = Rule {
    name: "no-sources",
    family: Family::Governance,
    harm: Harm::Disorder,
    severity: Severity::Warning,
    languages: &[],
    file: include_str!("no_sources.rs"),
    check: Check::Guide(check),
};

fn check(subject: &Subject<'_>, found: &mut Findings) {
    if subject.guide.sources.is_empty() {
        found
            .tell(subject.title(), "the guide names no sources")
            .hint("list them under `sources:`, each with author, title and year");
    }
}
