//! Warning signs without a number to call.
//!
//! ## What it finds
//!
//! A guide with warning signs in which no telephone number can be found: not in its contacts, not in a
//! contact block, not in the brand's contacts, not in the section of the signs.
//!
//! ## Why it matters
//!
//! "Call us at once" needs a number on the same sheet. People who have to look for it call later, or not at
//! all.
//!
//! ## Source
//!
//! The rule is ours; PEMAT, items 20 to 22: the action is broken down into steps that can be taken.
//!
//! ## Example
//!
//! "Call the ward at once", and no `contacts:` in guide or brand.
//!
//! ## Write instead
//!
//! `contacts:` in the guide, with `name:`, `telephone:` and the `hours:` at which somebody answers, and an
//! emergency number for the other hours.

use crate::base::diagnostic::Severity;
use crate::lint::{Check, Family, Findings, Harm, Rule, Subject};
use crate::model::guide::{Block, Contact, Run, Section, Text};

pub(in crate::lint) const RULE: Rule = Rule {
    name: "warning-signs-without-number",
    family: Family::Safety,
    harm: Harm::Danger,
    severity: Severity::Error,
    languages: &[],
    file: include_str!("warning_signs_without_number.rs"),
    check: Check::Guide(check),
};

/// Fewest digits of a telephone number that is no emergency number: those of a small exchange.
const FEWEST_DIGITS: usize = 5;

/// Emergency numbers of three digits: 112 in most countries and in India, 108 and 102 for an ambulance in
/// India, 999 and 111 in the United Kingdom, 911 in North America, 000 in Australia.
const EMERGENCY_NUMBERS: &[&str] = &["112", "108", "102", "999", "111", "911", "000"];

fn check(subject: &Subject<'_>, found: &mut Findings) {
    let guide = subject.guide;
    let Some(first) = guide.blocks().find(|block| block.warns()) else {
        return;
    };
    let in_blocks = guide.blocks().filter_map(|block| match block {
        Block::Contact(contact) => Some(contact),
        _ => None,
    });
    let has_number = |contact: &Contact| !contact.telephone.is_empty();
    let in_contacts = guide.contacts.iter().chain(in_blocks).any(has_number);
    let in_brand = subject
        .brand
        .contacts
        .iter()
        .any(|line| holds_number(&line.text));
    let is_called = |section: &Section| section.blocks.iter().any(Block::warns);
    let beside = guide.sections.iter().enumerate().any(|(at, section)| {
        let mut passages = subject.prose.of_section(at);
        is_called(section) && passages.any(|passage| holds_number(&passage.text))
    });
    let in_signs = guide.introduction.iter().any(Block::warns)
        && subject
            .prose
            .opening()
            .any(|passage| passage.kind.warns() && holds_number(&passage.text));
    if !(in_contacts || in_brand || beside || in_signs || has_telephone_link(guide.blocks())) {
        found
            .tell(
                first.span(),
                "these warning signs have no number to call, neither in the guide nor in the brand",
            )
            .hint("add `contacts:` with `telephone:` to the guide, or a `contact` block below the signs")
            .hint("ask the clinic which number is answered at night");
    }
}

/// Whether a text holds a telephone number: an emergency number, or digits that belong together.
fn holds_number(text: &str) -> bool {
    let mut digits = String::new();
    for sign in text.chars().chain(['|']) {
        match sign {
            '0'..='9' => digits.push(sign),
            ' ' | '\u{a0}' | '-' | '(' | ')' | '+' | '/' | '–' => {}
            _ => {
                let is_emergency = EMERGENCY_NUMBERS.contains(&digits.as_str());
                if is_emergency || digits.len() >= FEWEST_DIGITS {
                    return true;
                }
                digits.clear();
            }
        }
    }
    false
}

/// Whether words of the warning signs lead to a telephone.
fn has_telephone_link<'a>(blocks: impl Iterator<Item = &'a Block>) -> bool {
    let mut texts = blocks.flat_map(|block| match block {
        Block::WarningSigns(warning) => {
            let signs = warning.signs.iter();
            signs
                .flat_map(|sign| [Some(&sign.sign), sign.what_to_do.as_ref()])
                .flatten()
                .collect()
        }
        Block::Urgent(urgent) => vec![&urgent.text],
        _ => Vec::new(),
    });
    texts.any(leads_to_telephone)
}

fn leads_to_telephone(text: &Text) -> bool {
    fn any(runs: &[Run]) -> bool {
        runs.iter().any(|run| match run {
            Run::Link { address, .. } => address.starts_with("tel:"),
            Run::Strong(inner) => any(inner),
            _ => false,
        })
    }
    any(&text.runs)
}
