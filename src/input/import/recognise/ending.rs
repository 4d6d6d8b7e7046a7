//! What is left to do when all pieces were taken.
//!
//! In: the draft. Out: the same with its summary, and with sections that hold nothing closed. Promise: no
//! word goes.

use std::ops::Range;

use super::Recogniser;
use crate::input::import::draft::{Draft, DraftBlock, DraftKind, DraftSection, Guessed};
use crate::input::import::page_words::PageWords;
use crate::model::guide::Role;
use crate::reading::sentences;

/// Most words of a paragraph that is taken for the summary, and most full stops in it.
const SUMMARY_WORDS: usize = 60;

const SUMMARY_SENTENCES: usize = 3;

impl Recogniser {
    pub(super) fn finished(mut self) -> Draft {
        self.end_answer();
        self.take_summary();
        self.close_headings();
        self.draft.left.sort_by_key(|left| left.place.start);
        self.draft
    }

    /// Takes the first of several paragraphs before the first heading for the summary, if it is short.
    fn take_summary(&mut self) {
        if self.draft.summary.is_some() || self.draft.sections.is_empty() {
            return;
        }
        let is_short = |block: &DraftBlock| match &block.kind {
            DraftKind::Paragraph(words) => {
                let plain = words.plain();
                words.count() <= SUMMARY_WORDS
                    && plain.ends_with('.')
                    && sentences(&plain).len() <= SUMMARY_SENTENCES
            }
            _ => false,
        };
        let blocks = &mut self.draft.introduction;
        let second = blocks.get(1).map(|block| &block.kind);
        if blocks.first().is_some_and(is_short)
            && matches!(second, Some(DraftKind::Paragraph(_)))
            && let DraftKind::Paragraph(words) = blocks.remove(0).kind
        {
            self.draft.summary = Some(Guessed {
                value: words,
                is_guess: true,
            });
        }
    }

    /// Headings under which nothing stands become paragraphs, because a guide cannot hold them.
    fn close_headings(&mut self) {
        let mut notices = Vec::new();
        let mut lone = |words: &str, place: &Range<usize>| {
            notices.push((words.to_owned(), place.clone()));
            DraftBlock {
                kind: DraftKind::Paragraph(PageWords::plain_words(words)),
                check: None,
                place: place.clone(),
            }
        };
        let draft = &mut self.draft;
        let all = draft.sections.iter_mut().map(|section| &mut section.blocks);
        for blocks in all.chain([&mut draft.introduction]) {
            for at in 0..blocks.len() {
                let is_next_heading = blocks
                    .get(at + 1)
                    .is_none_or(|block| matches!(block.kind, DraftKind::SubHeading(_)));
                if let Some(block) = blocks.get_mut(at)
                    && let DraftKind::SubHeading(words) = &block.kind
                    && is_next_heading
                {
                    *block = lone(words, &block.place);
                }
            }
        }
        let mut sections: Vec<DraftSection> = Vec::new();
        for section in std::mem::take(&mut draft.sections) {
            if !section.blocks.is_empty() {
                sections.push(section);
                continue;
            }
            let block = lone(&section.heading.unwrap_or_default(), &section.place);
            match sections.last_mut() {
                Some(before) => before.blocks.push(block),
                None => draft.introduction.push(block),
            }
        }
        if sections.is_empty() {
            let mut blocks = std::mem::take(&mut draft.introduction);
            if blocks.is_empty()
                && let Some(summary) = draft.summary.take()
            {
                blocks.push(DraftBlock {
                    kind: DraftKind::Paragraph(summary.value),
                    check: None,
                    place: 0..0,
                });
            }
            if !blocks.is_empty() {
                sections.push(DraftSection {
                    heading: None,
                    roles: vec![Role::Other],
                    check: None,
                    blocks,
                    place: 0..0,
                });
            }
        }
        draft.sections = sections;
        for (words, place) in notices {
            self.not_understood(
                "a heading with nothing below it, kept as a paragraph",
                &words,
                &place,
            );
        }
    }
}
