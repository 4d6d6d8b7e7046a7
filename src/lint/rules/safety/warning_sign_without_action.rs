//! A warning sign that does not say what to do.
//!
//! ## What it finds
//!
//! A warning sign without `what_to_do:`, unless the paragraph or key point right before or after the signs says
//! it for all of them ("Call us at once if you notice:"), or the heading does ("When to call us"), or the sign
//! itself does ("Call us if you have a fever."). If no sign in a block says it, the finding is an error; if
//! only some signs do not say it, a warning. Words of other languages than English are known by their stems
//! only; if the program does not understand the words, it gives advice to look at them, not an error.
//!
//! ## Why it matters
//!
//! It is worse to know that something is wrong without knowing what to do than not to know it. At night people
//! wait until the morning, unless they are told to go.
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
//! `what_to_do:` with one action and one place: "Go to the emergency department now." The surgeon must say
//! which action is right.

use crate::base::diagnostic::{Severity, quoted};
use crate::lint::contacting;
use crate::lint::phrase::{Phrase, SplitText};
use crate::lint::{Check, Family, Findings, Harm, Rule, Subject};
use crate::model::guide::{Block, WarningSign, WarningSigns};

pub(in crate::lint) const RULE: Rule = Rule {
    name: "warning-sign-without-action",
    family: Family::Safety,
    harm: Harm::Danger,
    severity: Severity::Error,
    languages: &[],
    file: include_str!("warning_sign_without_action.rs"),
    check: Check::Guide(check),
};

/// What a text says that tells for all signs what to do.
const DEEDS: &[&str] = &[
    "call|phone|ring|telephone|contact|dial|tell|inform",
    "go|come|return|get|report to|back",
    "seek|get ?urgent|?immediate|?emergency|?medical help|attention|care|advice",
    "see a|your doctor|surgeon",
];

/// What a sign or a heading says that tells what to do: the deed and whom or where, because `the pain may come
/// back` tells nobody to come.
const OWN_DEEDS: &[&str] = &[
    "call|phone|ring|telephone|contact|dial|tell|inform|ask us|the|your|our|a|an|for|999|112|108|911|102|111|#|\
     someone|somebody|at|now|immediately",
    "go|come|return|get ?back|?straight to|in ?the|?a|?your|?our ?nearest hospital|a|clinic|ward|emergency|casualty|doctor|us|at",
    "come|go back|in at|if|immediately|now|straight",
    "seek|get|need ?urgent|?immediate|?emergency|?medical help|attention|care|advice",
    "see|visit a|your|the doctor|surgeon|gp|nurse|dentist|midwife|pharmacist",
    "stop taking|using",
    "call|need an|?the ambulance",
];

fn check(subject: &Subject<'_>, found: &mut Findings) {
    let reader = Reader {
        deeds: Phrase::all(DEEDS),
        own_deeds: Phrase::all(OWN_DEEDS),
        is_english: subject.language.tag.split('-').next() == Some("en"),
    };
    let sections = subject.guide.sections.iter();
    let sections = sections.map(|section| (Some(section.heading.text.as_str()), &section.blocks));
    for (heading, blocks) in [(None, &subject.guide.introduction)]
        .into_iter()
        .chain(sections)
    {
        let headed =
            heading.is_some_and(|heading| reader.says_what_to_do(&reader.own_deeds, heading));
        for (at, block) in blocks.iter().enumerate() {
            let Block::WarningSigns(warning) = block else {
                continue;
            };
            let before = at.checked_sub(1).and_then(|before| blocks.get(before));
            let beside = [before, blocks.get(at + 1)];
            let is_said = beside
                .into_iter()
                .flatten()
                .any(|block| reader.block_says_what_to_do(block));
            if !headed && !is_said {
                signs(warning, &reader, found);
            }
        }
    }
}

/// What reads whether words say what to do.
struct Reader {
    deeds: Vec<Phrase>,
    own_deeds: Vec<Phrase>,
    is_english: bool,
}

impl Reader {
    fn says_what_to_do(&self, deeds: &[Phrase], text: &str) -> bool {
        let split = SplitText::of(text);
        let mut deeds = deeds.iter();
        deeds.any(|deed| deed.is_in(&split, 0..split.count()))
            || !self.is_english && contacting::says_what_to_do(text)
    }

    /// Whether a block beside the signs says what to do. In other languages than English a text that leads
    /// into the signs with a colon is believed.
    fn block_says_what_to_do(&self, block: &Block) -> bool {
        let text = match block {
            Block::Paragraph(paragraph) => paragraph.text.plain(),
            Block::KeyPoint(point) => point.text.plain(),
            Block::Urgent(urgent) => urgent.text.plain(),
            Block::SubHeading(heading) => heading.heading.text.clone(),
            _ => return false,
        };
        let leads_in = !self.is_english && text.trim_end().ends_with([':', '：']);
        leads_in || self.says_what_to_do(&self.deeds, &text)
    }

    fn is_without_action(&self, sign: &WarningSign) -> bool {
        sign.what_to_do.is_none() && !self.says_what_to_do(&self.own_deeds, &sign.sign.plain())
    }
}

fn signs(warning: &WarningSigns, reader: &Reader, found: &mut Findings) {
    let without = || {
        let signs = warning.signs.iter();
        signs.filter(|sign| reader.is_without_action(sign))
    };
    let grave = |severity| {
        if reader.is_english {
            severity
        } else {
            Severity::Advice
        }
    };
    if without().count() == warning.signs.len() {
        let message = if reader.is_english {
            "no warning sign in this block says what to do"
        } else {
            "no warning sign in this block has `what_to_do:`; in this language the program cannot \
             tell whether the signs say it themselves"
        };
        found
            .tell_as(grave(Severity::Error), warning.span, message)
            .hint("add `what_to_do:` to each sign, or say it for all of them in a paragraph above");
        return;
    }
    for sign in without() {
        let message = format!("{} does not say what to do", quoted(&sign.sign.plain()));
        found
            .tell_as(grave(Severity::Warning), sign.sign.span, message)
            .hint("add `what_to_do:` below it");
    }
}
