//! The reading measures of a guide and its parts: what the rules of the reading family and the summary
//! share.
//!
//! In: a guide's prose. Out: for the guide and for each part of it two counts. The *text* is what a patient
//! reads in sentences: paragraphs, points, answers and the questions they answer, each ending a sentence.
//! The *prepared text* holds the headings and lead-ins too, each ending a sentence, which is what the
//! guidance of the NHS on readability asks for before SMOG is reckoned. Names, labels of tables and sources
//! are in neither. The figures mean something in English only: ask [`crate::reading::is_english`] first.

use super::{Passage, PassageKind, Prose, Subject};
use crate::guide::{Block, Role};
use crate::reading::Measures;
use crate::source::Span;

/// Fewest words of a part that is graded: below that one long word moves the grade by more than one.
pub const FEWEST_WORDS_GRADED: u32 = 50;

/// What is counted of a guide or of a part of it.
#[derive(Debug, Clone, PartialEq)]
pub struct ReadingPart {
    /// The part's heading; the guide's title for the whole and for what stands before the first section.
    pub heading: String,
    /// Where that stands.
    pub span: Span,
    /// The section, by its place among the guide's; `None` before the first and for the whole.
    pub section: Option<usize>,
    /// The text that a patient reads in sentences.
    pub text: Measures,
    /// The same with headings and lead-ins, each ending a sentence.
    pub prepared: Measures,
}

/// The whole guide's counts.
pub fn reading_of_whole(subject: &Subject<'_>) -> ReadingPart {
    let title = &subject.guide.title;
    part(&title.text, title.span, None, subject.prose.all().iter())
}

/// The counts of each part, in order: what stands before the first section, if anything, and each section.
pub fn reading_of_parts(subject: &Subject<'_>) -> Vec<ReadingPart> {
    let title = &subject.guide.title;
    let opening = part(&title.text, title.span, None, subject.prose.opening());
    let sections = subject.guide.sections.iter().enumerate();
    let sections = sections.map(|(at, section)| {
        let heading = &section.heading;
        let passages = subject.prose.of_section(at);
        part(&heading.text, heading.span, Some(at), passages)
    });
    let parts = std::iter::once(opening).chain(sections);
    parts.filter(|part| part.text.words > 0).collect()
}

fn part<'p>(
    heading: &str,
    span: Span,
    section: Option<usize>,
    passages: impl Iterator<Item = &'p Passage>,
) -> ReadingPart {
    let (mut text, mut prepared) = (Measures::default(), Measures::default());
    for passage in passages.filter(|passage| passage.kind.is_read()) {
        let measures = Measures::of_unit(&passage.text);
        prepared += measures;
        if is_read_in_sentences(passage.kind) {
            text += measures;
        }
    }
    ReadingPart {
        heading: heading.to_owned(),
        span,
        section,
        text,
        prepared,
    }
}

/// Running text, and questions, which are sentences too.
pub(super) fn is_read_in_sentences(kind: PassageKind) -> bool {
    kind.is_running_text() || kind == PassageKind::Question
}

/// The passages that say when to seek help, with the place of their box or heading: the boxes of warning
/// signs, and, where there is none, the sections of that role. Empty where there is neither.
pub(super) fn warning_passages<'p>(
    subject: &Subject<'_>,
    prose: &'p Prose,
) -> (Option<Span>, Vec<&'p Passage>) {
    let is_box = |block: &&Block| matches!(block, Block::WarningSigns(_));
    let first_box = subject.guide.blocks().find(is_box);
    if let Some(Block::WarningSigns(warning)) = first_box {
        let is_warning = |passage: &&Passage| {
            matches!(
                passage.kind,
                PassageKind::WarningSign | PassageKind::WhatToDo
            )
        };
        return (
            Some(warning.span),
            prose.all().iter().filter(is_warning).collect(),
        );
    }
    let mut span = None;
    let mut passages = Vec::new();
    for (at, section) in subject.guide.sections.iter().enumerate() {
        if section.roles.contains(&Role::WhenToSeekHelp) {
            span = span.or(Some(section.heading.span));
            passages.extend(prose.of_section(at));
        }
    }
    (span, passages)
}
