//! A word that is explained twice.
//!
//! ## What it finds
//!
//! A term of a `terms` block that stands in the guide's `terms` blocks already, whatever its capitals.
//!
//! ## Why it matters
//!
//! Readers who find two meanings of a word do not know which one to trust, and later only one of the two is
//! corrected.
//!
//! ## Source
//!
//! The rule is ours.
//!
//! ## Example
//!
//! "Vertebra" among the words of the first section, and "vertebra" again in the list at the end.
//!
//! ## Write instead
//!
//! One entry with all that there is to say.

use std::collections::BTreeSet;

use crate::base::diagnostic::{Severity, quoted};
use crate::lint::phrase::SplitText;
use crate::lint::{Check, Family, Findings, Harm, Rule, Subject};
use crate::model::guide::Block;

pub(in crate::lint) const RULE: Rule = Rule {
    name: "doubled-term",
    family: Family::Structure,
    harm: Harm::Confusion,
    severity: Severity::Warning,
    languages: &[],
    file: include_str!("doubled_term.rs"),
    check: Check::Guide(check),
};

fn check(subject: &Subject<'_>, found: &mut Findings) {
    let mut known = BTreeSet::new();
    for block in subject.guide.blocks() {
        let Block::Terms(terms) = block else {
            continue;
        };
        for term in &terms.terms {
            let split = SplitText::of(&term.term.text);
            let words: Vec<String> = (0..split.count())
                .map(|at| split.word(at).to_owned())
                .collect();
            if !words.is_empty() && !known.insert(words) {
                let message = format!("{} is explained twice", quoted(&term.term.text));
                found
                    .tell(term.term.span, message)
                    .hint("keep one of the two, with all that there is to say");
            }
        }
    }
}
