//! A section in which there is nothing to read.
//!
//! ## What it finds
//!
//! A section that holds only pictures, with sub-headings or without, or whose texts are nothing but dashes
//! and dots.
//!
//! ## Why it matters
//!
//! A heading promises an answer. People who cannot see the picture, or have a poor copy of it, do not find one.
//!
//! ## Source
//!
//! WCAG 2.2, 1.1.1 and 2.4.6: headings describe what stands below them, and information is not given by a
//! picture alone. That a section needs words is our reading of it.
//!
//! ## Example
//!
//! "How the operation is done", and below it a drawing and no word.
//!
//! ## Write instead
//!
//! A sentence that says what the drawing shows and what it means for the patient; or move the picture into
//! the section that it explains.

use crate::base::diagnostic::{Severity, quoted};
use crate::lint::{Check, Family, Findings, Harm, PassageKind, Rule, Subject};
use crate::model::guide::{Block, Section};

pub(in crate::lint) const RULE: Rule = Rule {
    name: "empty-section",
    family: Family::Structure,
    harm: Harm::Ignorance,
    severity: Severity::Warning,
    languages: &[],
    file: include_str!("empty_section.rs"),
    check: Check::Guide(check),
};

fn check(subject: &Subject<'_>, found: &mut Findings) {
    for (at, section) in subject.guide.sections.iter().enumerate() {
        let heading = quoted(&section.heading.text);
        if has_only_pictures(section) {
            found
                .tell(
                    section.heading.span,
                    format!("{heading} has a picture below it and nothing to read"),
                )
                .hint(
                    "say in a paragraph what the picture shows and what it means for the patient",
                );
            continue;
        }
        let mut texts = subject
            .prose
            .of_section(at)
            .filter(|passage| passage.kind != PassageKind::Heading);
        if !texts.any(|passage| passage.text.contains(char::is_alphanumeric)) {
            found
                .tell(
                    section.heading.span,
                    format!("there is no text below {heading}"),
                )
                .hint("write the section, or delete its heading");
        }
    }
}

fn has_only_pictures(section: &Section) -> bool {
    let mut blocks = section.blocks.iter();
    blocks.all(|block| matches!(block, Block::Figure(_) | Block::SubHeading(_)))
}
