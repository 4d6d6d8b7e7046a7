//! Two sections that say the same.
//!
//! ## What it finds
//!
//! Two sections with the same heading, whatever its capitals and stops; and two sections of at least 20
//! words of which four out of five runs of three words are the same.
//!
//! ## Why it matters
//!
//! Readers who find a heading twice do not know which section to trust, and later only one of the two is
//! corrected. It also makes the leaflet longer, and longer leaflets are read less.
//!
//! ## Source
//!
//! The rule is ours. The share of four in five was chosen so that two sections of the same form on
//! different subjects are not taken for one.
//!
//! ## Example
//!
//! "Risks" after the benefits, and "Risks" again before the questions.
//!
//! ## Write instead
//!
//! One section with all that was said in the two, or two headings that tell them apart: "Risks of the
//! operation", "Risks of being put to sleep".

use std::collections::BTreeMap;

use crate::base::diagnostic::{Severity, quoted};
use crate::lint::phrase::SplitText;
use crate::lint::{Check, Family, Findings, Harm, PassageKind, Rule, Subject};

pub(in crate::lint) const RULE: Rule = Rule {
    name: "doubled-section",
    family: Family::Structure,
    harm: Harm::Confusion,
    severity: Severity::Warning,
    languages: &[],
    file: include_str!("doubled_section.rs"),
    check: Check::Guide(check),
};

/// Fewest words of a section that is compared by its text; shorter ones are alike by chance.
const FEWEST_WORDS: usize = 20;

/// From how many hundredths of the same runs two texts are the same; the figure is ours.
const SAME_HUNDREDTHS: usize = 80;

/// Three words that follow each other, by their numbers.
type Run = (usize, usize, usize);

fn check(subject: &Subject<'_>, found: &mut Findings) {
    let mut numbers = BTreeMap::new();
    let sections: Vec<(String, Vec<Run>)> = (0..subject.guide.sections.len())
        .map(|at| of_section(subject, at, &mut numbers))
        .collect();
    for (at, ((heading, runs), section)) in sections.iter().zip(&subject.guide.sections).enumerate()
    {
        let earlier = || sections.iter().zip(&subject.guide.sections).take(at);
        let written = quoted(&section.heading.text);
        if !heading.is_empty() && earlier().any(|((other, _), _)| other == heading) {
            found
                .tell(
                    section.heading.span,
                    format!("two sections have the heading {written}"),
                )
                .hint("join the two, or give them different headings");
        } else if let Some((_, other)) = earlier().find(|((_, other), _)| are_alike(other, runs)) {
            let other = quoted(&other.heading.text);
            found
                .tell(
                    section.heading.span,
                    format!("{written} says nearly the same as {other}"),
                )
                .hint("keep one of the two");
        }
    }
}

/// The heading of a section as it is compared, and the runs of its text, sorted.
fn of_section(
    subject: &Subject<'_>,
    at: usize,
    numbers: &mut BTreeMap<String, usize>,
) -> (String, Vec<Run>) {
    let mut heading = String::new();
    let mut words = Vec::new();
    for passage in subject.prose.of_section(at) {
        let split = SplitText::of(&passage.text);
        for word in (0..split.count()).map(|at| split.word(at)) {
            if passage.kind == PassageKind::Heading {
                heading.push_str(word);
                heading.push(' ');
                continue;
            }
            let next = numbers.len();
            words.push(*numbers.entry(word.to_owned()).or_insert(next));
        }
    }
    let mut runs = Vec::new();
    if words.len() >= FEWEST_WORDS {
        let triples = words
            .iter()
            .zip(words.iter().skip(1))
            .zip(words.iter().skip(2));
        runs.extend(triples.map(|((one, two), three)| (*one, *two, *three)));
        runs.sort_unstable();
        runs.dedup();
    }
    (heading, runs)
}

/// Whether two sorted lists hold mostly the same.
fn are_alike(one: &[Run], other: &[Run]) -> bool {
    let (fewer, more) = (one.len().min(other.len()), one.len().max(other.len()));
    if fewer == 0 || fewer * 100 < more * SAME_HUNDREDTHS {
        return false;
    }
    let (mut left, mut right) = (one.iter().peekable(), other.iter().peekable());
    let mut same = 0;
    while let (Some(first), Some(second)) = (left.peek(), right.peek()) {
        let order = first.cmp(second);
        same += usize::from(order.is_eq());
        if order.is_le() {
            left.next();
        }
        if order.is_ge() {
            right.next();
        }
    }
    let all = one.len() + other.len() - same;
    same * 100 >= all * SAME_HUNDREDTHS
}
