//! Lists: steps, risks, warning signs, questions or plain points.
//!
//! In: a list of a page. Out: the block that its words and the words above it ask for. Promise: each item
//! stands once, in its order; what is nested deeper than a guide allows is told.

use std::ops::Range;

use super::{Recogniser, is_long};
use crate::base::diagnostic::{quoted, rule};
use crate::base::invariant::PartOf;
use crate::input::import::cues::{self, ListOf};
use crate::input::import::draft::{DraftBlock, DraftBullet, DraftKind, DraftRisk, DraftStep};
use crate::input::import::list_marker::{MarkerKind, is_drawn, list_marker};
use crate::input::import::page::{PageItem, PageList, PieceKind};
use crate::input::import::page_words::PageWords;
use crate::model::guide::block::{
    MAXIMUM_BULLET_DEPTH, MAXIMUM_BULLETS, MAXIMUM_RISKS, MAXIMUM_SIGNS, MAXIMUM_STEPS,
};
use crate::reading::sentences;
use crate::source::MAXIMUM_TEXT_CHARACTERS;

/// Why a person should look at lines that the page marks with a cross.
pub(super) const CROSSED: &str =
    "here the page has a cross in front of a line, which may mean `do not`: say it in words";

/// Most paragraphs between two parts of a numbered list that belong to the step before them.
const BETWEEN_STEPS: usize = 2;

/// Most words of the sentence that a step begins with.
const LEAD_IN_WORDS: usize = 8;

pub(super) fn items(list: PageList) -> Vec<PageWords> {
    list.items.into_iter().map(|item| item.words).collect()
}

/// The words of all items, those inside others behind them.
fn all_items(list: &PageList) -> Vec<PageWords> {
    let mut all = Vec::new();
    for item in &list.items {
        if !item.words.is_empty() {
            all.push(item.words.clone());
        }
        for piece in &item.inner {
            match &piece.kind {
                PieceKind::List(list) => all.extend(all_items(list)),
                _ => all.push(piece.all_words()),
            }
        }
    }
    all
}

fn has_long_text(list: &PageList) -> bool {
    list.items.iter().any(|item| {
        let whole: usize = item
            .inner
            .iter()
            .map(|piece| piece.all_words().plain().len())
            .sum();
        is_long(&item.words) || whole > MAXIMUM_TEXT_CHARACTERS / 2
    })
}

/// Whether what stands inside the items is nothing but lists.
fn has_lists_only(list: &PageList) -> bool {
    let mut inner = list.items.iter().flat_map(|item| &item.inner).peekable();
    inner.peek().is_some()
        && inner.all(|piece| match &piece.kind {
            PieceKind::List(list) => list.items.iter().all(|item| item.inner.is_empty()),
            _ => false,
        })
}

fn has_lists(list: &PageList) -> bool {
    let mut inner = list.items.iter().flat_map(|item| &item.inner);
    inner.any(|piece| !matches!(piece.kind, PieceKind::Paragraph))
}

pub(super) fn first_words(list: &PageList) -> String {
    let mut all = list.items.iter().flat_map(|item| {
        let inner = item.inner.iter().map(|piece| piece.all_words().plain());
        [item.words.plain()].into_iter().chain(inner)
    });
    all.find(|words| !words.is_empty()).unwrap_or_default()
}

/// Bullets of a list that stands at this depth.
pub(super) fn bullets(list: &PageList, depth: usize, flattened: &mut bool) -> Vec<DraftBullet> {
    let mut made: Vec<DraftBullet> = Vec::new();
    for item in &list.items {
        let mut words = item.words.clone();
        let mut inner = Vec::new();
        for piece in &item.inner {
            match &piece.kind {
                PieceKind::List(list) => inner.extend(bullets(list, depth + 1, flattened)),
                kind => {
                    *flattened |= !matches!(kind, PieceKind::Paragraph);
                    let more = piece.all_words();
                    match inner.is_empty() {
                        true => words.append(&more),
                        false => inner.push(DraftBullet {
                            words: more,
                            bullets: Vec::new(),
                        }),
                    }
                }
            }
        }
        let words = words.finished();
        *flattened |= inner.len() > MAXIMUM_BULLETS;
        if words.is_empty() || depth >= MAXIMUM_BULLET_DEPTH || inner.len() > MAXIMUM_BULLETS {
            *flattened |= !inner.is_empty();
            if !words.is_empty() {
                made.push(DraftBullet {
                    words,
                    bullets: Vec::new(),
                });
            }
            made.extend(inner);
        } else {
            made.push(DraftBullet {
                words,
                bullets: inner,
            });
        }
    }
    made
}

/// The steps of a numbered list, each with the words it begins with where those are strong, or where
/// every step begins with a short sentence.
fn steps(list: PageList) -> Vec<DraftStep> {
    let all: Vec<PageWords> = list
        .items
        .into_iter()
        .map(|item| {
            let mut words = item.words;
            for piece in &item.inner {
                words.append(&piece.all_words());
            }
            words.finished()
        })
        .collect();
    let begin_with_sentence =
        all.len() > 1 && all.iter().all(|words| first_sentence(words).is_some());
    all.into_iter()
        .map(|words| {
            let joined = words.joined();
            let strong = words.strong_beginning();
            let (strong_part, rest) = joined.split_at_checked(strong).unwrap_or((&joined, ""));
            let is_parted =
                strong_part.ends_with(char::is_whitespace) || rest.starts_with(char::is_whitespace);
            let end = if strong > 0 && is_parted && !rest.trim().is_empty() {
                Some(strong)
            } else if begin_with_sentence {
                first_sentence(&words)
            } else {
                None
            };
            match end {
                Some(end) => DraftStep {
                    step: words.part(0..end).without_strong(),
                    text: Some(words.part(end..joined.len())),
                },
                None if words.is_strong() => DraftStep {
                    step: words.without_strong(),
                    text: None,
                },
                None => DraftStep {
                    step: words,
                    text: None,
                },
            }
        })
        .collect()
}

/// Where the first sentence ends, in bytes of the joined words, if it is short and more follows.
fn first_sentence(words: &PageWords) -> Option<usize> {
    let joined = words.joined();
    let first = sentences(&joined).first().map(|sentence| sentence.end);
    let mut at = 0;
    for (number, word) in joined.split_inclusive(' ').enumerate() {
        let bare = word.trim();
        let end = at + word.trim_end().len();
        at += word.len();
        // A colon leads in as well: `Washing: use warm water.`
        let ends = first.is_some_and(|first| first <= end) || bare.ends_with(':');
        let is_initial = bare.chars().count() == 2;
        if ends && !is_initial && number < LEAD_IN_WORDS && at < joined.len() {
            return Some(at);
        }
        if number >= LEAD_IN_WORDS {
            return None;
        }
    }
    None
}

impl Recogniser {
    pub(super) fn list(&mut self, mut list: PageList, place: Range<usize>) {
        self.end_answer();
        self.leave_inside(&mut list);
        self.take_markers(&mut list);
        if list.items.is_empty() {
            return;
        }
        let mut check_of_signs = "a list below words about signs that need help at once";
        if self.list_of() == Some(ListOf::WarningSigns) && has_lists_only(&list) {
            // A sign that holds signs is as urgent as they are.
            let words = all_items(&list);
            check_of_signs = "a list of signs that need help at once, with lists inside it, which \
                became one list";
            list.items = words.into_iter().map(PageItem::of).collect();
        }
        let is_flat = list.items.iter().all(|item| item.inner.is_empty());
        let is_long = has_long_text(&list);
        let below = self.list_of();
        match below {
            _ if is_long => {
                self.not_understood(
                    "a list with a very long text, kept as paragraphs",
                    &first_words(&list),
                    &place,
                );
                for words in all_items(&list) {
                    self.running(words, place.clone(), DraftKind::Paragraph, None);
                }
            }
            Some(ListOf::Risks) if is_flat => {
                let check = Some("a list below words about risks");
                let risks: Vec<DraftRisk> = items(list).into_iter().map(DraftRisk::new).collect();
                for risks in risks.chunks(MAXIMUM_RISKS) {
                    self.put(DraftKind::Risks(risks.to_vec()), check, place.clone());
                }
            }
            Some(ListOf::WarningSigns) if is_flat => {
                let check = Some(check_of_signs);
                for signs in items(list).chunks(MAXIMUM_SIGNS) {
                    self.put(
                        DraftKind::WarningSigns(signs.to_vec()),
                        check,
                        place.clone(),
                    );
                }
            }
            _ if list.is_numbered && list.items.len() <= MAXIMUM_STEPS && !has_lists(&list) => {
                self.steps(list, place);
            }
            _ => {
                if below == Some(ListOf::Risks) {
                    self.not_understood(
                        "a list of risks that contains other things too, kept as bullets",
                        &first_words(&list),
                        &place,
                    );
                } else if list.is_numbered {
                    self.not_understood(
                        "numbered steps that contain lists, or too many steps, kept as bullets",
                        &first_words(&list),
                        &place,
                    );
                }
                let mut flattened = false;
                let bullets = bullets(&list, 1, &mut flattened);
                if flattened {
                    self.not_understood(
                        "lists nested very deep, or with more than words in them, made simpler",
                        &first_words(&list),
                        &place,
                    );
                }
                self.put_bullets(bullets, None, &place);
            }
        }
    }

    /// Steps, or the rest of those before, where the page counts on.
    fn steps(&mut self, list: PageList, place: Range<usize>) {
        let (first, is_uneven) = (list.first, list.is_uneven);
        let words = first_words(&list);
        let count = u32::try_from(list.items.len()).unwrap_or(u32::MAX);
        let mut steps = steps(list);
        let goes_on = first > 1 && self.counted == Some(first);
        if goes_on && let Some(before) = self.steps_before(steps.len()) {
            before.append(&mut steps);
            self.lead = None;
            self.counted = Some(first.saturating_add(count));
            return;
        }
        if first != 1 || is_uneven {
            self.notice(
                rule::IMPORT_NOT_UNDERSTOOD,
                format!(
                    "the numbers of this list start at {first} on the page{} and at 1 in the \
                     guide: {}",
                    if is_uneven { " or leap," } else { "" },
                    quoted(&words)
                ),
                Some("if the text refers to a step by its number, write this in other words"),
                &place,
            );
        }
        self.put(DraftKind::Steps(steps), None, place);
        self.counted = Some(first.saturating_add(count));
    }

    /// The steps that stand right before, perhaps with a few paragraphs behind them, which become a part
    /// of the last step; if there is room for so many more.
    fn steps_before(&mut self, more: usize) -> Option<&mut Vec<DraftStep>> {
        let blocks = match self.draft.sections.last_mut() {
            Some(section) => &mut section.blocks,
            None => &mut self.draft.introduction,
        };
        let behind = blocks
            .iter()
            .rev()
            .take_while(|block| matches!(block.kind, DraftKind::Paragraph(_)))
            .count();
        let at = blocks.len().checked_sub(behind + 1)?;
        let has_room = match &blocks.get(at)?.kind {
            DraftKind::Steps(steps) => steps.len() + more <= MAXIMUM_STEPS,
            _ => false,
        };
        let is_short = |block: &DraftBlock| match &block.kind {
            DraftKind::Paragraph(words) => !is_long(words),
            _ => false,
        };
        if !has_room || behind > BETWEEN_STEPS || !blocks.iter().skip(at + 1).all(is_short) {
            return None;
        }
        let between = blocks.split_off(at + 1);
        let block = blocks.last_mut()?;
        let DraftKind::Steps(steps) = &mut block.kind else {
            return None;
        };
        for one in between {
            block.check = Some("text between two parts of a numbered list was added to its step");
            if let (DraftKind::Paragraph(words), Some(step)) = (one.kind, steps.last_mut()) {
                match &mut step.text {
                    Some(text) => text.append(&words),
                    None => step.text = Some(words),
                }
                let text = step.text.take();
                step.text = text.map(PageWords::finished);
            }
        }
        Some(steps)
    }

    /// Tells of a line that the page marks with a cross.
    pub(super) fn crossed(&mut self, words: &str, place: &Range<usize>) {
        self.crosses.insert(place.start);
        self.notice(
            rule::IMPORT_NOT_UNDERSTOOD,
            format!(
                "the page has a cross in front of this line, which may mean `do not`: {}",
                quoted(words)
            ),
            Some("say in words what the cross means; the cross itself was removed"),
            place,
        );
    }

    pub(super) fn put_bullets(
        &mut self,
        bullets: Vec<DraftBullet>,
        check: Option<&'static str>,
        place: &Range<usize>,
    ) {
        let bullets = self.bullets_without_markers(bullets, place);
        for bullets in bullets.chunks(MAXIMUM_BULLETS) {
            self.put(DraftKind::Bullets(bullets.to_vec()), check, place.clone());
        }
    }

    /// What the list here holds, by the words right above it, else by the nearest heading.
    pub(super) fn list_of(&self) -> Option<ListOf> {
        if let Some(found) = self.lead.as_deref().and_then(cues::list_behind) {
            return Some(found);
        }
        let section = self.draft.sections.last();
        let heading = section.and_then(|section| section.heading.as_deref());
        let nearest = self.below.as_deref().or(heading)?;
        cues::list_below(nearest)
    }

    /// Leaves out what the page itself takes out of a list.
    fn leave_inside(&mut self, list: &mut PageList) {
        for item in &mut list.items {
            let inner = std::mem::take(&mut item.inner);
            for mut piece in inner {
                let plain = piece.words.plain();
                let left = piece.left.or_else(|| cues::website_line(&plain));
                if let Some(kind) = left {
                    let words = piece.all_words().plain();
                    self.leave(kind, &words, &piece.place);
                    continue;
                }
                if let PieceKind::List(inner) = &mut piece.kind {
                    self.leave_inside(inner);
                }
                item.inner.push(piece);
            }
        }
        list.items
            .retain(|item| !item.words.is_empty() || !item.inner.is_empty());
    }

    /// Takes off the signs of bullets that the page wrote before the words of its items.
    fn take_markers(&mut self, list: &mut PageList) {
        for item in &mut list.items {
            item.words = self.without_markers(&item.words, &item.place);
            for piece in &mut item.inner {
                if let PieceKind::List(inner) = &mut piece.kind {
                    self.take_markers(inner);
                }
            }
        }
        list.items
            .retain(|item| !item.words.is_empty() || !item.inner.is_empty());
    }

    /// The words without the signs of bullets before them.
    fn without_markers(&mut self, words: &PageWords, place: &Range<usize>) -> PageWords {
        let joined = words.joined();
        let is_dot = |character: char| {
            let mut text = [0; 4];
            let character: &str = character.encode_utf8(&mut text);
            list_marker(&format!("{character} x")).is_some_and(|found| {
                matches!(
                    found.kind,
                    MarkerKind::Bullet | MarkerKind::Symbol | MarkerKind::Cross
                )
            })
        };
        let is_character = |character: char| {
            character.is_whitespace()
                || (!character.is_ascii()
                    && (is_drawn(character) || character == '\u{fe0f}' || is_dot(character)))
        };
        let behind = joined.trim_start_matches(is_character);
        let end = joined.len() - behind.len();
        let taken = joined.part(..end);
        let is_cross = |found: &str| {
            list_marker(&format!("{found} x")).is_some_and(|found| found.kind == MarkerKind::Cross)
        };
        if taken.split_whitespace().any(is_cross) {
            self.crossed(behind, place);
        }
        let mut characters: Vec<&str> = taken.split_whitespace().collect();
        // The last sign may stand at the word behind it without a space.
        if !taken.ends_with(char::is_whitespace)
            && let Some(kept) = behind.split_whitespace().next()
            && let Some(last) = characters.pop()
        {
            let cut = (format!("{last}{kept}"), kept.to_owned());
            self.draft.cut.push(cut);
        }
        let characters = characters.into_iter().map(str::to_owned);
        self.draft.markers.extend(characters);
        words.part(end..joined.len())
    }

    /// Bullets without signs of bullets before their words.
    fn bullets_without_markers(
        &mut self,
        bullets: Vec<DraftBullet>,
        place: &Range<usize>,
    ) -> Vec<DraftBullet> {
        let mut made = Vec::new();
        for bullet in bullets {
            let words = self.without_markers(&bullet.words, place);
            let inner = self.bullets_without_markers(bullet.bullets, place);
            if words.is_empty() {
                made.extend(inner);
            } else {
                made.push(DraftBullet {
                    words,
                    bullets: inner,
                });
            }
        }
        made
    }
}
