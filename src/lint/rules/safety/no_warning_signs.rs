//! A guide without warning signs.
//!
//! ## What it finds
//!
//! A guide without a `warning_signs` block and without an `urgent` block. Signs that are written as ordinary text
//! do not count; the rule `buried-warning-signs` finds them.
//!
//! ## Why it matters
//!
//! The patient who has a fever on the third night looks for one thing: whether this is a reason to call. In a
//! frame with a thick edge they find it in seconds; in a paragraph they do not find it.
//!
//! ## Source
//!
//! The rule is ours: red flags stand in a frame, with what to do and a number to call.
//!
//! ## Example
//!
//! A guide with the sections "Recovery" and "Questions", and no word on when to call.
//!
//! ## Write instead
//!
//! A section with the role `when to seek help` and in it `warning_signs:`, each with `sign:` and `what_to_do:`.
//! The surgeon must say which signs these are.

use crate::base::advice::{Advice, Control};
use crate::base::diagnostic::Severity;
use crate::lint::{Check, Family, Findings, Harm, Rule, Subject};
use crate::model::guide::Block;

pub(in crate::lint) const RULE: Rule = Rule {
    name: "no-warning-signs",
    family: Family::Safety,
    harm: Harm::Danger,
    severity: Severity::Error,
    languages: &[],
    file: include_str!("no_warning_signs.rs"),
    check: Check::Guide(check),
};

fn check(subject: &Subject<'_>, found: &mut Findings) {
    let mut blocks = subject.guide.blocks();
    if !blocks.any(Block::warns) {
        found
            .tell(
                subject.title(),
                "no `warning_signs` or `urgent` block says which signs need help at once",
            )
            .hint(
                Advice::from("add `warning_signs:` with a `sign:` and its `what_to_do:`; ")
                    .control_with(Control::Explain, "warning_signs"),
            )
            .hint("ask the surgeon which signs these are for this treatment");
    }
}
