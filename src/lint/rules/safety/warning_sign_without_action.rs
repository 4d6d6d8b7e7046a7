//! A warning sign that does not say what to do.
//!
//! ## What it finds
//!
//! A warning sign without `what_to_do:`, unless the paragraph or key point right before or after the signs
//! says it for all of them ("Call us at once if you notice:"). Where no sign of a block has it the finding
//! is an error, where single ones lack it a warning.
//!
//! ## Why it matters
//!
//! To know that something is wrong and not what to do is worse than not to know it. At night people wait
//! until the morning, unless they are told to go.
//!
//! ## Source
//!
//! The rule is ours; PEMAT, items 20 to 22, asks for the action and for each of its steps.
//!
//! ## Example
//!
//! `- sign: You cannot hold your water.` and nothing below it.
//!
//! ## Write instead
//!
//! `what_to_do:` with one deed and one place: "Go to the emergency department now." Which deed it is, is
//! for the surgeon to say.

use crate::diagnostic::{Severity, quoted};
use crate::guide::{Block, WarningSigns};
use crate::lint::phrase::{Phrase, SplitText};
use crate::lint::{Family, Findings, Look, Rule, Subject};

pub(in crate::lint) const RULE: Rule = Rule {
    name: "warning-sign-without-action",
    family: Family::Safety,
    severity: Severity::Error,
    languages: &[],
    file: include_str!("warning_sign_without_action.rs"),
    look: Look::Guide(look),
};

/// What a text says that tells for all signs what to do.
const DEEDS: &[&str] = &[
    "call|phone|ring|telephone|contact|dial|tell|inform",
    "go|come|return|get|report to|back",
    "seek|get ?urgent|?immediate|?emergency|?medical help|attention|care|advice",
    "see a|your doctor|surgeon",
];

fn look(subject: &Subject<'_>, found: &mut Findings) {
    let deeds = Phrase::all(DEEDS);
    let is_english = subject.language.tag.split('-').next() == Some("en");
    let sections = subject.guide.sections.iter().map(|section| &section.blocks);
    for blocks in [&subject.guide.introduction].into_iter().chain(sections) {
        for (at, block) in blocks.iter().enumerate() {
            let Block::WarningSigns(warning) = block else {
                continue;
            };
            let before = at.checked_sub(1).and_then(|before| blocks.get(before));
            let beside = [before, blocks.get(at + 1)];
            if !beside
                .into_iter()
                .flatten()
                .any(|block| says_what_to_do(block, &deeds, is_english))
            {
                signs(warning, found);
            }
        }
    }
}

/// Whether a block beside the signs says what to do. In other languages than English its words are not
/// read: there a text that leads into the signs with a colon is believed.
fn says_what_to_do(block: &Block, deeds: &[Phrase], is_english: bool) -> bool {
    let text = match block {
        Block::Paragraph(paragraph) => paragraph.text.plain(),
        Block::KeyPoint(point) => point.text.plain(),
        _ => return false,
    };
    let split = SplitText::of(&text);
    let says = deeds
        .iter()
        .any(|deed| deed.is_in(&split, 0..split.count()));
    says || !is_english && text.trim_end().ends_with([':', '：'])
}

fn signs(warning: &WarningSigns, found: &mut Findings) {
    let without = || {
        warning
            .signs
            .iter()
            .filter(|sign| sign.what_to_do.is_none())
    };
    if without().count() == warning.signs.len() {
        found
            .tell(
                warning.span,
                "no warning sign of this block says what to do",
            )
            .hint("add `what_to_do:` to each sign, or say it for all in a paragraph before them");
        return;
    }
    for sign in without() {
        let message = format!(
            "{} does not say what to do then",
            quoted(&sign.sign.plain())
        );
        found
            .tell_as(Severity::Warning, sign.sign.span, message)
            .hint("add `what_to_do:` below it");
    }
}
