//! Warning signs on an inner page.
//!
//! ## What it finds
//!
//! A leaflet of three pages or more with a `warning_signs` or `urgent` block, where no such block stands whole on the
//! first page or on the last. The real pages are looked at, those of the leaflet for everyone. Where the last
//! pages hold only what the program sets behind the guide (room for questions, sources, contacts), the last
//! page of the guide's own words counts as well.
//!
//! ## Why it matters
//!
//! People who are frightened at night do not read a whole leaflet. They see the first and the last page without
//! opening it; on inner pages they have to search.
//!
//! ## Source
//!
//! The rule is ours: red flags stand in a frame, on the first page or the last.
//!
//! ## Example
//!
//! Six pages, and the signs that must not wait in the middle of page 4.
//!
//! ## Write instead
//!
//! Move the section with the signs to the front, before the long ones, or make it the last one.

use std::collections::BTreeMap;

use crate::base::diagnostic::Severity;
use crate::lint::pages::Pages;
use crate::lint::{Check, Family, Findings, Harm, Rule, Subject};
use crate::model::page_facts::Part;

pub(in crate::lint) const RULE: Rule = Rule {
    name: "hidden-warning-signs",
    family: Family::Safety,
    harm: Harm::Danger,
    severity: Severity::Warning,
    languages: &[],
    file: include_str!("hidden_warning_signs.rs"),
    check: Check::Pages(check),
};

fn check(subject: &Subject<'_>, pages: &Pages, found: &mut Findings) {
    let count = pages.facts.pages.len();
    let paragraphs = pages.facts.paragraphs.iter();
    let own_words = paragraphs.filter(|one| one.part.is_body() && one.part != Part::Closing);
    let own_pages = own_words.flat_map(|one| &one.lines).map(|line| line.page);
    let last_of_guide = own_pages.max().unwrap_or_default();
    // The first page and the last of each block of signs, counted from 0.
    let mut places: BTreeMap<usize, (usize, usize)> = BTreeMap::new();
    for (number, block) in subject.guide.blocks().enumerate() {
        if !block.warns() {
            continue;
        }
        let paragraphs = pages.facts.paragraphs.iter();
        let own = paragraphs.filter(|one| one.part == Part::Block(number));
        for line in own.flat_map(|one| &one.lines) {
            let (first, last) = places.entry(number).or_insert((line.page, line.page));
            *first = line.page.min(*first);
            *last = line.page.max(*last);
        }
    }
    let is_seen =
        |(first, last): &(usize, usize)| first == last && [0, last_of_guide].contains(first);
    if places.values().any(is_seen) {
        return;
    }
    let Some((number, (first, last))) = places.first_key_value() else {
        return;
    };
    if let Some(block) = subject.guide.blocks().nth(*number) {
        let place = if first == last {
            format!("on page {}", first + 1)
        } else {
            format!("on pages {} to {}", first + 1, last + 1)
        };
        found
            .tell(
                block.span(),
                format!("the warning signs are {place} of {count}, where they are hard to find"),
            )
            .hint(
                "move their section so that all of them are on the first page, or make it the \
                last section",
            );
    }
}
