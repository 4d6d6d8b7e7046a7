//! A guide that begins without its key message.
//!
//! ## What it finds
//!
//! A guide without `summary:` and without a `key_point` in its introduction: its beginning does not give the
//! key message in one or two sentences.
//!
//! ## Why it matters
//!
//! Many people read the beginning and nothing else. They do not remember what is not said there in a clear
//! place.
//!
//! ## Source
//!
//! CDC Clear Communication Index, items 1 to 3 and 10; PEMAT, item 11.
//!
//! ## Example
//!
//! A guide that opens with a paragraph on the anatomy of the spine.
//!
//! ## Write instead
//!
//! `summary: >-` with what the treatment is and what it is for, in one or two short sentences.

use crate::base::diagnostic::Severity;
use crate::lint::{Check, Family, Findings, Harm, Rule, Subject};
use crate::model::guide::Block;

pub(in crate::lint) const RULE: Rule = Rule {
    name: "no-key-message",
    family: Family::Structure,
    harm: Harm::Confusion,
    severity: Severity::Warning,
    languages: &[],
    file: include_str!("no_key_message.rs"),
    check: Check::Guide(check),
};

fn check(subject: &Subject<'_>, found: &mut Findings) {
    let mut introduction = subject.guide.introduction.iter();
    let has_point = introduction.any(|block| matches!(block, Block::KeyPoint(_)));
    if subject.guide.summary.is_none() && !has_point {
        found
            .tell(
                subject.title(),
                "the beginning does not give the key message in one or two sentences",
            )
            .hint("add `summary:` with the one message that every patient must know");
    }
}
