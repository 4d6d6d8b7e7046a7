//! A procedure step that continues on the next page.
//!
//! ## What it finds
//!
//! A step of the procedure whose words stand on two pages.
//!
//! ## Why it matters
//!
//! People follow a step with a finger on the page. When they turn the page they lose the place, and may leave
//! out half a step.
//!
//! ## Source
//!
//! Requests of those who print instructions from clinic systems; found after layout in none of the products
//! we know.
//!
//! ## Example
//!
//! Step 4 begins in the last lines of page 2 and ends on page 3.
//!
//! ## Write instead
//!
//! A shorter step. The program keeps a step on one page as long as it takes less than half of it, so that
//! what is split is a long step: make two of it.

use std::collections::{BTreeMap, BTreeSet};

use crate::base::diagnostic::Severity;
use crate::lint::pages::Pages;
use crate::lint::{Check, Family, Findings, Harm, Rule, Subject};
use crate::model::guide::Block;
use crate::model::page_facts::Part;

pub(in crate::lint) const RULE: Rule = Rule {
    name: "split-step",
    family: Family::Print,
    harm: Harm::Confusion,
    severity: Severity::Warning,
    languages: &[],
    file: include_str!("split_step.rs"),
    check: Check::Pages(check),
};

fn check(subject: &Subject<'_>, pages: &Pages, found: &mut Findings) {
    let mut told = BTreeSet::new();
    for (number, block) in subject.guide.blocks().enumerate() {
        let Block::ProcedureSteps(steps) = block else {
            continue;
        };
        let words = pages
            .running_text()
            .filter(|one| one.part == Part::Block(number));
        let mut began: BTreeMap<usize, usize> = BTreeMap::new();
        for (item, line) in words
            .filter_map(|one| Some((one.item?, &one.lines)))
            .flat_map(|(item, lines)| lines.iter().map(move |line| (item, line)))
        {
            let page = *began.entry(item).or_insert(line.page);
            if page != line.page && told.insert((number, item)) {
                let step = steps.steps.get(item);
                let place = step.map_or(steps.span, |step| step.step.span);
                let message = format!(
                    "step {} begins on page {} and ends on page {}",
                    item + 1,
                    page + 1,
                    line.page + 1
                );
                found
                    .tell(place, message)
                    .hint("make two steps of it, or say it in fewer words");
            }
        }
    }
}
