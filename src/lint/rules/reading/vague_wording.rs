//! Words that do not tell the patient anything definite.
//!
//! ## What it finds
//!
//! Wordings of our list, such as "good chance", "may be associated with", "in some cases" or "a few weeks",
//! each at its place.
//!
//! ## Why it matters
//!
//! Readers fill a vague word with their own hope or fear: of "common", which is meant for 1 to 10 in 100, many
//! think of half of all patients. A number means the same to everybody.
//!
//! ## Source
//!
//! NHS content guide, numbers and risk: do not write "good chance of recovery". Patient Information Forum: a
//! number beside every word of chance. The list is ours.
//!
//! ## Example
//!
//! There is a good chance of relief, and the approach may be associated with less pain.
//!
//! ## Write instead
//!
//! "The pain in the leg comes back in about 1 in 8 people." with the number that your sources give.

use crate::base::diagnostic::{Severity, quoted};
use crate::base::invariant::PartOf;
use crate::lint::reading::is_read_in_sentences;
use crate::lint::{Check, Family, Findings, Harm, Rule, Subject};
use crate::reading::vague_wordings_in;

pub(in crate::lint) const RULE: Rule = Rule {
    name: "vague-wording",
    family: Family::Reading,
    harm: Harm::Ignorance,
    severity: Severity::Advice,
    languages: &["en"],
    file: include_str!("vague_wording.rs"),
    check: Check::Guide(check),
};

fn check(subject: &Subject<'_>, found: &mut Findings) {
    let passages = subject.prose.all().iter();
    for passage in passages.filter(|passage| is_read_in_sentences(passage.kind)) {
        for (range, vague) in vague_wordings_in(&passage.text) {
            let written = passage.text.part(range);
            let message = format!(
                "{} can mean different things to different readers",
                quoted(written)
            );
            found
                .tell(subject.place_of(written, passage.span), message)
                .hint(vague.advice);
        }
    }
}
