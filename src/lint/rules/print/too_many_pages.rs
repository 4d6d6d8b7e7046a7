//! A leaflet with more pages than patients read.
//!
//! ## What it finds
//!
//! How many pages the leaflet for everyone has, if they are more than four: two sheets printed on both
//! sides. `most_pages:` in `leaflet.yaml` allows a clinic's leaflets more, or fewer.
//!
//! ## Why it matters
//!
//! Patients put a long leaflet aside. They forget most of what they hear once, and remember what is short.
//!
//! ## Source
//!
//! International Spinal Surgery Information Sheet (Spine 2011;36:2333): two pages, which 86 % of patients
//! found just right. The bound of four is our own.
//!
//! ## Example
//!
//! Six pages, of which two say how surgeons decide between techniques.
//!
//! ## Write instead
//!
//! What this patient needs for this decision. Background information belongs in a second leaflet, or on a
//! website that the leaflet names.

use crate::base::diagnostic::{Severity, quoted};
use crate::lint::pages::Pages;
use crate::lint::{Check, Family, Findings, Harm, Rule, Subject};
use crate::model::page_facts::Part;

pub(in crate::lint) const RULE: Rule = Rule {
    name: "too-many-pages",
    family: Family::Print,
    harm: Harm::Confusion,
    severity: Severity::Warning,
    languages: &[],
    file: include_str!("too_many_pages.rs"),
    check: Check::Pages(check),
};

fn check(subject: &Subject<'_>, pages: &Pages, found: &mut Findings) {
    let count = pages.facts.pages.len();
    let most = subject.most_pages;
    if count > most {
        let message = format!(
            "the leaflet has {count} pages; patients seldom read more than \
            {most}"
        );
        let mut told = found.tell(subject.title(), message);
        if let Some((heading, lines)) = longest_section(subject, pages) {
            told = told.hint(format!(
                "the longest section is {}, with {lines} lines",
                quoted(heading)
            ));
        }
        told.hint(
            "leave out what a patient does not need for the decision, or move it to a second \
             leaflet",
        );
    }
}

/// The heading of the section that takes most lines, and how many.
fn longest_section<'a>(subject: &Subject<'a>, pages: &Pages) -> Option<(&'a str, usize)> {
    let mut first = subject.guide.introduction.len();
    let mut longest: Option<(&str, usize)> = None;
    for section in &subject.guide.sections {
        let blocks = first..first + section.blocks.len();
        first = blocks.end;
        let paragraphs = pages.facts.paragraphs.iter();
        let own = paragraphs.filter(|one| match one.part {
            Part::Block(number) => blocks.contains(&number),
            _ => false,
        });
        let lines = own.map(|one| one.lines.len()).sum();
        if longest.is_none_or(|(_, most)| lines > most) {
            longest = Some((section.heading.text.as_str(), lines));
        }
    }
    longest
}
