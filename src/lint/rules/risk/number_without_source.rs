//! A figure that does not say where it comes from.
//!
//! ## What it finds
//!
//! A `how_often` without `source` in a guide without `sources`; in an English guide without `sources` every
//! figure of chance in the text. A source without a year is a warning.
//!
//! ## Why it matters
//!
//! Figures differ by hospital and year. A number without a source cannot be checked, and may be invented.
//!
//! ## Source
//!
//! That each number has a source and a date is our own rule. DISCERN, items 4 and 5: sources, and when the
//! information was produced.
//!
//! ## Example
//!
//! `how_often: 1 in 50`
//!
//! ## Write instead
//!
//! `how_often: 1 in 50` and `source: Our own results, 2021 to 2025`.

use crate::base::diagnostic::Severity;
use crate::base::diagnostic::quoted;
use crate::base::invariant::PartOf;
use crate::lint::odds::odds_in;
use crate::lint::{Check, Family, Findings, Harm, PassageKind, Rule, Subject};
use crate::model::guide::Block;

pub(in crate::lint) const RULE: Rule = Rule {
    name: "number-without-source",
    family: Family::Risk,
    harm: Harm::Ignorance,
    severity: Severity::Error,
    languages: &[],
    file: include_str!("number_without_source.rs"),
    check: Check::Guide(check),
};

fn check(subject: &Subject<'_>, found: &mut Findings) {
    let has_sources = !subject.guide.sources.is_empty();
    for block in subject.guide.blocks() {
        let Block::Risks(list) = block else {
            continue;
        };
        for risk in &list.risks {
            let (Some(how_often), source) = (risk.how_often, &risk.source) else {
                continue;
            };
            match source {
                None if !has_sources => {
                    found
                        .tell(how_often.span, "this number has no source")
                        .hint(
                            "add `source:` with author and year, or say whose results these are \
                            and from which years",
                        );
                }
                Some(source) if !holds_a_year(&source.plain()) => {
                    let message = format!("the source {} names no year", quoted(&source.plain()));
                    found
                        .tell_as(Severity::Warning, source.span, message)
                        .hint("add the year, or the years in which the patients were counted");
                }
                None | Some(_) => {}
            }
        }
    }
    if has_sources || !subject.language.tag.starts_with("en") {
        return;
    }
    for passage in subject.prose.running_text() {
        let is_figure_of_its_own = passage.kind == PassageKind::Risk;
        for odds in odds_in(&passage.text) {
            let words = passage.text.part(odds.range);
            if !(is_figure_of_its_own && holds_a_year(&passage.text)) {
                let message = format!("the number {} has no source", quoted(words));
                found
                    .tell(subject.place_of(words, passage.span), message)
                    .hint("name its source under the guide's `sources:`, with author and year");
            }
        }
    }
}

/// Whether a text holds a year from 1950 on.
fn holds_a_year(text: &str) -> bool {
    text.split(|character: char| !character.is_ascii_digit())
        .filter(|digits| digits.len() == 4)
        .filter_map(|digits| digits.parse::<u32>().ok())
        .any(|year| (1950..2100).contains(&year))
}
