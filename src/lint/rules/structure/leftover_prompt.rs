//! A prompt in brackets that was not filled in.
//!
//! ## What it finds
//!
//! A text that is in square brackets from its first character to its last, as `leaflet new guide` and `leaflet
//! new brand` write them, in the guide or in the brand.
//!
//! ## Why it matters
//!
//! It is printed as it is. A patient who finds "[What may happen]" under the risks has not been told of them.
//!
//! ## Source
//!
//! Ours: the files that new guides and brands start from.
//!
//! ## Example
//!
//! `- risk: "[What else may happen]"`
//!
//! ## Write instead
//!
//! Your own words instead of the brackets and the words in them; or delete the line.

use std::collections::BTreeMap;

use crate::base::diagnostic::{Severity, quoted};
use crate::lint::{Check, Family, Findings, Harm, Rule, Subject};
use crate::model::guide::Words;
use crate::source::Span;

pub(in crate::lint) const RULE: Rule = Rule {
    name: "leftover-prompt",
    family: Family::Structure,
    harm: Harm::Exposure,
    severity: Severity::Error,
    languages: &[],
    file: include_str!("leftover_prompt.rs"),
    check: Check::Guide(check),
};

fn check(subject: &Subject<'_>, found: &mut Findings) {
    let passages = subject.prose.all().iter();
    let texts: BTreeMap<Span, &str> = passages
        .map(|passage| (passage.span, passage.text.as_str()))
        .collect();
    for span in subject.guide.prompts_left() {
        tell(span, texts.get(&span).copied().unwrap_or_default(), found);
    }
    for words in brand_words(subject) {
        if words.text.starts_with('[') && words.text.ends_with(']') {
            tell(words.span, &words.text, found);
        }
    }
}

/// The words of the brand that are printed.
fn brand_words<'a>(subject: &Subject<'a>) -> Vec<&'a Words> {
    let brand = subject.brand;
    let mut words = vec![&brand.name];
    words.extend(&brand.place);
    words.extend(&brand.tagline);
    words.extend(&brand.contacts);
    for person in &brand.people {
        words.push(&person.name);
        words.extend(&person.title);
        words.extend(&person.credentials);
    }
    words
}

fn tell(span: Span, words: &str, found: &mut Findings) {
    let what = if words.is_empty() {
        "this text".to_owned()
    } else {
        quoted(words)
    };
    found
        .tell(
            span,
            format!("{what} is still a prompt, and is printed as it is"),
        )
        .hint("replace the brackets with your own words, or delete the line");
}
