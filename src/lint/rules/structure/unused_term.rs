//! A word that is explained and never used.
//!
//! ## What it finds
//!
//! A term of a `terms` block that stands nowhere else in the guide. Other endings of its words count as the
//! same, such as the plural; of a term with brackets, what stands before or in them is enough.
//!
//! ## Why it matters
//!
//! Each entry that nobody needs makes the list longer, and the words that readers look for harder to find.
//!
//! ## Source
//!
//! The rule is ours.
//!
//! ## Example
//!
//! "Laminectomy" in the list of words, in a guide that says "taking away the roof over the nerve" throughout.
//!
//! ## Write instead
//!
//! A list of the words that the guide uses, and no others.

use crate::base::diagnostic::{Severity, quoted};
use crate::lint::phrase::SplitText;
use crate::lint::{Check, Family, Findings, Harm, PassageKind, Rule, Subject};
use crate::model::guide::Block;

pub(in crate::lint) const RULE: Rule = Rule {
    name: "unused-term",
    family: Family::Structure,
    harm: Harm::Confusion,
    severity: Severity::Advice,
    languages: &[],
    file: include_str!("unused_term.rs"),
    check: Check::Guide(check),
};

/// How many characters at the end of a word its endings may differ in.
const ENDING: usize = 2;

/// Fewest characters of a word without its ending.
const STEM: usize = 3;

fn check(subject: &Subject<'_>, found: &mut Findings) {
    // A term that stands in the meaning of another one is used there.
    let passages = subject.prose.all().iter();
    let passages: Vec<(String, SplitText<'_>)> = passages
        .filter(|passage| passage.kind != PassageKind::Term)
        .map(|passage| (passage.text.to_lowercase(), SplitText::of(&passage.text)))
        .collect();
    let meanings: Vec<&str> = subject
        .prose
        .all()
        .iter()
        .filter(|passage| passage.kind != PassageKind::Term)
        .map(|passage| passage.text.as_str())
        .collect();
    for block in subject.guide.blocks() {
        let Block::Terms(terms) = block else {
            continue;
        };
        for term in &terms.terms {
            let own = term.meaning.plain();
            let mut others = passages
                .iter()
                .zip(&meanings)
                .filter(|(_, text)| **text != own)
                .map(|(passage, _)| passage);
            let names: Vec<&str> = term
                .term
                .text
                .split(['(', ')', '/', '（', '）'])
                .map(str::trim)
                .filter(|name| !name.is_empty())
                .collect();
            let is_used = others.any(|(text, split)| {
                names
                    .iter()
                    .any(|name| text.contains(&name.to_lowercase()) || stands_in(name, split))
            });
            if !is_used {
                let message = format!(
                    "{} is explained here, but the guide does not use it",
                    quoted(&term.term.text)
                );
                found
                    .tell(term.term.span, message)
                    .hint("leave it out, or use the word where the guide speaks of it");
            }
        }
    }
}

/// Whether the words of a name stand in a text one after the other, whatever their endings.
fn stands_in(name: &str, text: &SplitText<'_>) -> bool {
    let name = SplitText::of(name);
    let count = name.count();
    count > 0
        && (0..text.count())
            .any(|at| (0..count).all(|word| are_one_word(name.word(word), text.word(at + word))))
}

/// Whether two words are the same but for their endings.
fn are_one_word(one: &str, other: &str) -> bool {
    let characters = one.chars().count();
    let stem = characters.saturating_sub(ENDING).max(STEM);
    one == other
        || (characters > STEM && other.starts_with(&one.chars().take(stem).collect::<String>()))
}
