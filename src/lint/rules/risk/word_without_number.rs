//! A word such as rare without a number beside it.
//!
//! ## What it finds
//!
//! Words for how often something happens (common, rare, unlikely, a small risk and others) in a sentence
//! that speaks of a risk and holds no figure. In the profiles `india` and `uk` this is an error.
//!
//! ## Why it matters
//!
//! Each reader imagines a different number for the word, usually far too large or too small.
//!
//! ## Source
//!
//! Patient Information Forum: numbers beside words. Readers took "common" for 45 in 100 where 1 to 10 in 100
//! was meant (European bands).
//!
//! ## Example
//!
//! "Infection is rare."
//!
//! ## Write instead
//!
//! "Infection is rare: it happens to about 1 in 2,000 people." with a figure that has a source.

use crate::base::diagnostic::Severity;
use crate::base::diagnostic::quoted;
use crate::base::invariant::PartOf;
use crate::lint::odds::{frequency_words_in, odds_in, speaks_of_risk};
use crate::lint::{Check, Family, Findings, Harm, PassageKind, Rule, Subject};
use crate::model::guide::Role;
use crate::reading::sentences;

pub(in crate::lint) const RULE: Rule = Rule {
    name: "word-without-number",
    family: Family::Risk,
    harm: Harm::Ignorance,
    severity: Severity::Warning,
    languages: &["en"],
    file: include_str!("word_without_number.rs"),
    check: Check::Guide(check),
};

fn check(subject: &Subject<'_>, found: &mut Findings) {
    for passage in subject.prose.running_text() {
        let is_of_risks = matches!(passage.kind, PassageKind::Risk | PassageKind::LeadsTo)
            || passage
                .section
                .and_then(|section| subject.guide.sections.get(section))
                .is_some_and(|section| section.roles.contains(&Role::Risks));
        for sentence in sentences(&passage.text) {
            let text = passage.text.part(sentence.start..sentence.end);
            if !odds_in(text).is_empty() || !(is_of_risks || speaks_of_risk(text)) {
                continue;
            }
            for word in frequency_words_in(text) {
                let words = text.part(word.range);
                let place = subject.place_of(text, passage.span);
                found
                    .tell(
                        subject.place_of(words, place),
                        format!("{} does not say how often", quoted(words)),
                    )
                    .hint(
                        "put a number next to the word: “rare (1 in 2,000 people)”, with its \
                         source",
                    );
            }
        }
    }
}
