//! Headings, paragraphs, and questions with their answers.
//!
//! In: one such piece. Out: a section, a sub-heading, a block or a part of an answer. Promise: where a rule
//! guesses, the block carries a remark.

use std::ops::Range;

use super::before::can_be_plain;
use super::{Asking, Recogniser, STRONG_HEADING_WORDS, is_long};
use crate::input::import::cues;
use crate::input::import::draft::{DraftKind, DraftSection, Guessed};
use crate::input::import::page::Hint;
use crate::input::import::page_words::PageWords;
use crate::model::guide::block::MAXIMUM_ANSWER_PARAGRAPHS;
use crate::source::MAXIMUM_TEXT_CHARACTERS;

/// Most words of a piece without a full stop that is told as not understood.
const FRAGMENT_WORDS: usize = 6;

/// Why a person should look at a heading that is only set in strong words.
pub(super) const STRONG_HEADING: &str = "bold words on their own, so taken as a heading";

/// Most words of a paragraph that is taken for a question.
const QUESTION_WORDS: usize = 25;

/// Labels before a question and before its answer.
const QUESTION_LABELS: &[&str] = &["q:", "q.", "question:"];

const ANSWER_LABELS: &[&str] = &["a:", "a.", "answer:"];

/// The label that words begin with, if it is one of these, and the words behind it.
fn behind_label(words: &PageWords, labels: &[&str]) -> Option<(String, PageWords)> {
    let joined = words.joined();
    let (first, rest) = joined.split_once(' ')?;
    let is_label = labels.contains(&first.to_lowercase().as_str()) && !rest.trim().is_empty();
    is_label.then(|| (first.to_owned(), words.part(first.len()..usize::MAX)))
}

/// The words in parts that are short enough for a text each, divided between words.
fn parts_of(words: PageWords) -> Vec<PageWords> {
    if !is_long(&words) {
        return vec![words];
    }
    let joined = words.joined();
    let most = MAXIMUM_TEXT_CHARACTERS / 4;
    let mut parts = Vec::new();
    let mut start = 0;
    let mut last_space = None;
    for (at, character) in joined.char_indices() {
        if character == ' ' {
            if at - start > most
                && let Some(space) = last_space.replace(at)
                && space > start
            {
                parts.push(words.part(start..space));
                start = space;
            } else {
                last_space = Some(at);
            }
        }
    }
    parts.push(words.part(start..joined.len()));
    parts.retain(|part| !part.is_empty());
    parts
}

impl Recogniser {
    pub(super) fn heading(
        &mut self,
        level: u8,
        words: PageWords,
        place: Range<usize>,
        check: Option<&'static str>,
    ) {
        let plain = words.plain();
        if !can_be_plain(&words) {
            self.not_understood(
                "a heading with special characters or too many words, kept as a paragraph",
                &plain,
                &place,
            );
            return self.running(words, place, DraftKind::Paragraph, None);
        }
        if let Some((label, question)) = behind_label(&words, QUESTION_LABELS) {
            self.draft.markers.push(label);
            return self.ask(question, place, None);
        }
        let is_question = plain.ends_with('?');
        let may_ask = level > self.section_level || !self.has_deeper_headings;
        if self.is_about_questions && is_question && may_ask {
            return self.ask(words, place, None);
        }
        self.end_answer();
        // A heading with no section above it begins one, whatever headings come later.
        let begins_section = level <= self.section_level
            || level <= self.level_here
            || self.draft.sections.is_empty();
        if !begins_section {
            self.is_about_questions |= cues::is_about_questions(&plain);
            self.below = Some(plain.clone());
            return self.put(DraftKind::SubHeading(plain), check, place);
        }
        self.level_here = level;
        self.counted = None;
        self.lead = None;
        self.below = None;
        self.is_about_questions = cues::is_about_questions(&plain);
        self.draft.sections.push(DraftSection {
            roles: cues::roles(&plain),
            heading: Some(plain),
            check,
            blocks: Vec::new(),
            place,
        });
    }

    /// What is pressed to see an answer, or a term that is explained.
    pub(super) fn term(&mut self, words: PageWords, place: Range<usize>) {
        if words.plain().ends_with('?') && can_be_plain(&words) {
            return self.ask(words, place, None);
        }
        let level = self.section_level.saturating_add(1);
        self.heading(level, words, place, None);
    }

    pub(super) fn paragraph(&mut self, words: PageWords, place: Range<usize>, hint: Hint) {
        let plain = words.plain();
        if let Some((label, question)) = behind_label(&words, QUESTION_LABELS)
            && can_be_plain(&question)
        {
            self.draft.markers.push(label);
            return self.ask(question, place, None);
        }
        if self.asking.is_some()
            && let Some((label, answer)) = behind_label(&words, ANSWER_LABELS)
        {
            self.draft.markers.push(label);
            return self.running(answer, place, DraftKind::Paragraph, None);
        }
        let count = words.count();
        let may_ask = self.is_about_questions && plain.ends_with('?') && can_be_plain(&words);
        if may_ask && count <= QUESTION_WORDS && !words.is_strong() {
            return self.ask(words, place, Some("a paragraph with a question mark"));
        }
        let ends_as_sentence =
            plain.ends_with(['.', '!', '”', '"', '…', ')', ':', ';', '।', '۔', '。']);
        if words.is_strong() && can_be_plain(&words) {
            if plain.ends_with('?') && self.is_about_questions {
                return self.ask(words, place, Some("bold words with a question mark"));
            }
            if count <= STRONG_HEADING_WORDS && !ends_as_sentence {
                self.end_answer();
                self.below = Some(plain.clone());
                return self.put(DraftKind::SubHeading(plain), Some(STRONG_HEADING), place);
            }
        }
        if self.draft.summary.is_none() && hint == Hint::Summary && self.is_in_introduction() {
            self.draft.summary = Some(Guessed {
                value: words,
                is_guess: false,
            });
            return;
        }
        if self.asking.is_none() {
            let is_key = hint == Hint::KeyPoint || cues::is_key_point(&plain);
            if is_key || (words.is_strong() && plain.ends_with('.')) {
                let check = Some("words that stand out, so taken as a key point");
                let words = words.without_strong();
                return self.running(words, place, DraftKind::KeyPoint, check);
            }
            if count <= FRAGMENT_WORDS && !ends_as_sentence && !plain.ends_with('?') {
                self.not_understood("kept as a paragraph", &plain, &place);
            }
        }
        self.running(words, place, DraftKind::Paragraph, None);
        self.lead = Some(plain);
    }

    fn is_in_introduction(&self) -> bool {
        self.draft.sections.is_empty()
    }

    /// Running words: part of an answer, or a block; in parts where they are too long for one.
    pub(super) fn running(
        &mut self,
        words: PageWords,
        place: Range<usize>,
        kind: impl Fn(PageWords) -> DraftKind,
        check: Option<&'static str>,
    ) {
        let parts = parts_of(words);
        if parts.len() > 1 {
            let first = parts.first().map(PageWords::plain).unwrap_or_default();
            self.not_understood(
                "divided, because it is longer than a text can be",
                &first,
                &place,
            );
        }
        for part in parts {
            match &mut self.asking {
                Some(asking) if asking.answer.len() < MAXIMUM_ANSWER_PARAGRAPHS => {
                    asking.answer.push(part);
                }
                _ => {
                    self.end_answer();
                    self.put(kind(part), check, place.clone());
                }
            }
        }
    }

    fn ask(&mut self, question: PageWords, place: Range<usize>, check: Option<&'static str>) {
        self.end_answer();
        self.asking = Some(Asking {
            question,
            answer: Vec::new(),
            place,
            check,
        });
    }

    /// Ends the answer that is being gathered. A question without one stays as a heading.
    pub(super) fn end_answer(&mut self) {
        let Some(asking) = self.asking.take() else {
            return;
        };
        let question = asking.question.plain();
        let kind = if asking.answer.is_empty() {
            self.below = Some(question.clone());
            DraftKind::SubHeading(question)
        } else {
            DraftKind::Question {
                question,
                answer: asking.answer,
            }
        };
        self.put(kind, asking.check, asking.place);
    }
}
