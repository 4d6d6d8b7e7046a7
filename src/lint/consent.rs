//! What a patient must know to agree, and how a guide is asked whether it says so.
//!
//! In: an [`Element`], such as the benefits. Out: at most one finding. A section's role is believed: whether
//! the section says what its role promises, people must judge. Words are looked for in English only, and
//! they never replace a role that the law asks for; they make the finding lighter, or, where no role is
//! usual, unnecessary. Room for the patient's own questions (DISCERN 15) needs no rule: every leaflet ends with it.

use super::{Findings, PassageKind, Subject};
use crate::base::diagnostic::Severity;
use crate::base::invariant::PartOf;
use crate::model::guide::{Block, Role};

/// The name of the profile for India.
pub(super) const INDIA: &str = "india";

/// The profiles of countries whose courts ask for informed consent.
const CONSENT: &[&str] = &[INDIA, "uk"];

/// Something that a patient must know to agree.
pub(super) struct Element {
    /// What it is, as the end of a sentence.
    pub(super) what: &'static str,
    /// The roles of sections that say it, the usual one first.
    pub(super) roles: &'static [Role],
    /// Words of headings, sub-headings and questions below which it is said, whatever role their section has.
    pub(super) headings: &'static [&'static str],
    /// Words of sentences that say it outside such a section.
    pub(super) words: &'static [&'static str],
}

/// Whether a heading, a sub-heading or a question holds one of these words; in English only.
fn is_headed(subject: &Subject<'_>, words: &'static [&'static str]) -> bool {
    if words.is_empty() || !subject.language.tag.starts_with("en") {
        return false;
    }
    let mut passages = subject.prose.all().iter().filter(|passage| {
        matches!(
            passage.kind,
            PassageKind::Heading | PassageKind::SubHeading | PassageKind::Question
        )
    });
    passages.any(|passage| {
        let text = passage.text.to_lowercase();
        words
            .iter()
            .any(|word| place_of_word(&text, word).is_some())
    })
}

/// Roles for which a sentence in another section does as well as a section of its own.
const SAID_ANYWHERE: &[Role] = &[
    Role::Purpose,
    Role::Uncertainty,
    Role::Costs,
    Role::SecondOpinion,
];

/// Elements that the courts name: without them a guide does not do for consent.
const COURTS_ASK: &[Role] = &[
    Role::WhatItIs,
    Role::Benefits,
    Role::Risks,
    Role::Alternatives,
    Role::NoTreatment,
    Role::Recovery,
];

/// Tells that an element is missing, if it is.
pub(super) fn tell_missing(subject: &Subject<'_>, element: &Element, found: &mut Findings) {
    let Some(usual) = element.roles.first() else {
        return;
    };
    let has_section = element
        .roles
        .iter()
        .any(|role| subject.sections(*role).next().is_some());
    let mut blocks = subject.guide.blocks();
    let has_list = blocks.any(|block| match usual {
        Role::Risks => matches!(block, Block::Risks(_)),
        Role::Benefits => matches!(block, Block::Benefits(_)),
        _ => false,
    });
    if has_section || has_list {
        return;
    }
    if is_headed(subject, element.headings) {
        return;
    }
    let elsewhere = said_elsewhere(subject, element.words);
    if elsewhere.is_some() && SAID_ANYWHERE.contains(usual) {
        return;
    }
    let is_asked = CONSENT.contains(&subject.profile.name) && COURTS_ASK.contains(usual);
    let hint = format!("add a section with the role `{}`", usual.name());
    match elsewhere {
        Some((span, words)) => {
            let span = subject.place_of(words.trim(), span);
            found
                .tell_as(
                    if is_asked {
                        Severity::Warning
                    } else {
                        Severity::Advice
                    },
                    span,
                    format!(
                        "{} is mentioned here, but no section is about it",
                        element.what
                    ),
                )
                .hint(hint)
                .hint("or give this role to the section that is about it");
        }
        None => {
            let message = format!("the guide does not say {}", element.what);
            let told = if is_asked {
                found.tell_as(Severity::Error, subject.title(), message)
            } else {
                found.tell(subject.title(), message)
            };
            told.hint(hint)
                .hint("or give that role to the section that says it");
        }
    }
}

/// The first passage with one of these words, and the word; in English only.
fn said_elsewhere(
    subject: &Subject<'_>,
    words: &'static [&'static str],
) -> Option<(crate::source::Span, String)> {
    if !subject.language.tag.starts_with("en") {
        return None;
    }
    subject.prose.all().iter().find_map(|passage| {
        let text = passage.text.to_lowercase();
        let (start, found) = words
            .iter()
            .find_map(|word| Some((place_of_word(&text, word.trim())?, word.trim())))?;
        let as_written = passage.text.get(start..start + found.len());
        Some((
            passage.span,
            as_written.unwrap_or(passage.text.as_str()).to_owned(),
        ))
    })
}

/// Where a word or phrase stands in a text in small letters, by itself or in the plural: `fee` is no part of
/// `feel`.
fn place_of_word(text: &str, word: &str) -> Option<usize> {
    let places = text.match_indices(word).map(|(start, _)| start);
    let mut whole = places.filter(|start| {
        let before = text.get(..*start).and_then(|before| before.chars().last());
        let behind = text.part(start + word.len()..);
        let rest: String = behind
            .chars()
            .take_while(|character| character.is_alphanumeric())
            .collect();
        !before.is_some_and(char::is_alphanumeric) && matches!(rest.as_str(), "" | "s" | "es" | "d")
    });
    whole.next()
}

#[cfg(test)]
mod tests {
    use super::place_of_word;

    #[test]
    fn a_word_is_no_part_of_another() {
        assert_eq!(place_of_word("ask for the fees", "fee"), Some(12));
        assert_eq!(place_of_word("how you feel", "fee"), None);
        assert_eq!(place_of_word("do not allow it", "not all"), None);
        assert_eq!(place_of_word("not all, not allow", "not all"), Some(0));
    }
}
