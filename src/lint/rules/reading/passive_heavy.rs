//! A section with sentences that do not say who does what.
//!
//! ## What it finds
//!
//! A section in which more than one sentence in three is in the passive voice, and at least three are: a form
//! of "be" with a participle, such as "is removed" or "will be given".
//!
//! ## Why it matters
//!
//! "The dressing should be changed" does not say who changes it. Patients ask what they have to do and what
//! is done for them, and an active sentence answers both in fewer words.
//!
//! ## Source
//!
//! PEMAT, item 5, and CDC Clear Communication Index, item 6: use the active voice. NHS digital service
//! manual, how we write. The share of one in three is ours.
//!
//! ## Example
//!
//! The wound is covered with a dressing, which should be changed after two days.
//!
//! ## Write instead
//!
//! The nurse covers your wound with a dressing. Change it after two days.

use crate::base::diagnostic::{Severity, quoted};
use crate::base::invariant::PartOf;
use crate::lint::reading::is_read_in_sentences;
use crate::lint::{Check, Family, Findings, Harm, Passage, Rule, Subject};
use crate::reading::{passives_in, sentences};
use crate::source::Span;

pub(in crate::lint) const RULE: Rule = Rule {
    name: "passive-heavy",
    family: Family::Reading,
    harm: Harm::Confusion,
    severity: Severity::Advice,
    languages: &["en"],
    file: include_str!("passive_heavy.rs"),
    check: Check::Guide(check),
};

/// Of how many sentences one may be passive; ours.
const ONE_IN: usize = 3;

/// Fewest passive sentences that are told; ours.
const FEWEST: usize = 3;

fn check(subject: &Subject<'_>, found: &mut Findings) {
    judge(subject.prose.opening(), subject.title(), found);
    for (at, section) in subject.guide.sections.iter().enumerate() {
        judge(subject.prose.of_section(at), section.heading.span, found);
    }
}

fn judge<'p>(passages: impl Iterator<Item = &'p Passage>, span: Span, found: &mut Findings) {
    let (mut all, mut passive) = (0, 0);
    let mut examples: Vec<String> = Vec::new();
    for passage in passages.filter(|passage| is_read_in_sentences(passage.kind)) {
        let passives = passives_in(&passage.text);
        for sentence in sentences(&passage.text) {
            all += 1;
            let mut inside = passives
                .iter()
                .filter(|range| (sentence.start..sentence.end).contains(&range.start));
            if let Some(range) = inside.next() {
                passive += 1;
                let example = passage.text.part(range.clone());
                if examples.len() < FEWEST {
                    examples.push(quoted(example));
                }
            }
        }
    }
    if passive >= FEWEST && passive * ONE_IN > all {
        let message = format!("{passive} of {all} sentences here do not say who acts");
        found
            .tell(span, message)
            .hint(format!("such as {}", examples.join(", ")))
            .hint("say who does it: the surgeon, the nurse, you");
    }
}
