//! The engine's pages with whole syllables in their runs of shapes.
//!
//! In: finished pages. Out: pages that look the same. Promise: where the engine broke a run because a
//! character does not stand on the line (કુ), and so told the syllable once for each part, there is one run;
//! where a syllable needs an invisible shape that says its marks ([`super::deal`]), there is one, which
//! takes no room; what only allows a line to end (U+200B, in addresses) is no shape any more, so that an
//! address is copied as it is dialled.
//!
//! Why here and not in the finished file: only the pages know which shapes belong to one syllable.

use std::borrow::Cow;
use std::collections::HashMap;

use typst::layout::{Abs, Em, Frame, FrameItem, GroupItem, Point};
use typst::model::Document;
use typst::text::{FontInstance, Glyph, TextItem};
use typst_layout::{Page, PagedDocument};

use super::deal::Dealer;

/// What allows a line to end and is not seen. Every typeface of ours has a shape for it: none at all.
const BLANK: char = '\u{200b}';

/// How far two parts of one run may stand from where the other ends, in points: nothing but what is lost
/// in reckoning.
const REACH: f64 = 1e-6;

/// The pages with whole runs; `None` where nothing is to be changed.
pub(in crate::pages::export) fn joined_runs(document: &PagedDocument) -> Option<PagedDocument> {
    let mut runs = Runs::default();
    let frames: Vec<Option<Frame>> = document
        .pages()
        .iter()
        .map(|page| runs.frame(&page.frame))
        .collect();
    if frames.iter().all(Option::is_none) {
        return None;
    }
    let pages = document.pages().iter().zip(frames);
    let pages = pages.map(|(page, frame)| Page {
        frame: frame.unwrap_or_else(|| page.frame.clone()),
        ..page.clone()
    });
    Some(PagedDocument::new(pages.collect(), document.info().clone()))
}

/// What is known of the runs of one document.
#[derive(Default)]
struct Runs {
    /// The invisible shape of each typeface, if it has one.
    blanks: HashMap<FontInstance, Option<u16>>,
}

impl Runs {
    /// A frame with whole runs; `None` where nothing is to be changed.
    fn frame(&mut self, frame: &Frame) -> Option<Frame> {
        let mut items: Vec<(Point, Cow<'_, FrameItem>)> = Vec::new();
        let mut is_changed = false;
        for (place, item) in frame.items() {
            match item {
                FrameItem::Group(group) => {
                    if let Some(frame) = self.frame(&group.frame) {
                        let group = GroupItem {
                            frame,
                            ..group.clone()
                        };
                        items.push((*place, Cow::Owned(FrameItem::Group(group))));
                        is_changed = true;
                        continue;
                    }
                }
                FrameItem::Text(text) => {
                    if let Some((first_place, first)) = items.last_mut()
                        && let FrameItem::Text(first_text) = first.as_ref()
                        && let Some(joined) = joined((*first_place, first_text), (*place, text))
                    {
                        *first = Cow::Owned(FrameItem::Text(joined));
                        is_changed = true;
                        continue;
                    }
                }
                _ => {}
            }
            items.push((*place, Cow::Borrowed(item)));
        }
        for (_, item) in &mut items {
            if let FrameItem::Text(text) = item.as_ref()
                && let Some(text) = self.with_blanks(text)
            {
                *item = Cow::Owned(FrameItem::Text(text));
                is_changed = true;
            }
        }
        if !is_changed {
            return None;
        }
        let mut changed = Frame::new(frame.size(), frame.kind());
        if frame.has_baseline() {
            changed.set_baseline(frame.baseline());
        }
        let is_seen = |item: &FrameItem| match item {
            FrameItem::Text(text) => !text.glyphs.is_empty(),
            _ => true,
        };
        let items = items.into_iter().filter(|(_, item)| is_seen(item));
        changed.push_multiple(items.map(|(place, item)| (place, item.into_owned())));
        Some(changed)
    }

    /// A run with the invisible shapes that it needs and without those that it has; `None` where nothing
    /// is to be changed.
    fn with_blanks(&mut self, text: &TextItem) -> Option<TextItem> {
        let blank = *self
            .blanks
            .entry(text.font.clone())
            .or_insert_with_key(blank_of);
        let is_address = text
            .text
            .chars()
            .any(|letter| letter.is_ascii_alphanumeric());
        let is_reversed = is_reversed(&text.glyphs);
        let mut glyphs = Vec::with_capacity(text.glyphs.len() + 8);
        for shapes in text.glyphs.chunk_by(|one, next| one.range == next.range) {
            let syllable = shapes
                .first()
                .and_then(|glyph| text.text.get(glyph.range()))?;
            if is_address
                && syllable.chars().all(|letter| letter == BLANK)
                && shapes.iter().all(|glyph| glyph.x_advance == Em::zero())
            {
                continue;
            }
            let with_room = shapes.iter().map(|glyph| has_room(&text.font, glyph.id));
            let with_room: Vec<bool> = with_room.collect();
            let own = blank
                // Joined Latin letters (ffi) are left as they are: readers know them.
                .filter(|_| {
                    !is_reversed && !syllable.is_ascii() && syllable.chars().nth(1).is_some()
                })
                .and_then(|_| Dealer::shared(|dealer| dealer.with_blanks(syllable, &with_room)));
            let (Some(blank), Some(own)) = (blank, own) else {
                glyphs.extend_from_slice(shapes);
                continue;
            };
            let mut shapes = shapes.iter();
            let mut last = shapes.as_slice().first()?;
            for is_own in own {
                if is_own {
                    last = shapes.next()?;
                    glyphs.push(last.clone());
                } else {
                    glyphs.push(Glyph {
                        id: blank,
                        x_advance: Em::zero(),
                        x_offset: Em::zero(),
                        ..last.clone()
                    });
                }
            }
        }
        (glyphs.len() != text.glyphs.len()).then(|| TextItem {
            glyphs,
            ..text.clone()
        })
    }
}

/// Whether shapes stand from the last letter to the first. The engine says so of such a run to whoever reads
/// the file (`ReversedChars`), and takes it for another one as soon as two shapes say the same letters:
/// then all its letters would be read from the wrong end.
fn is_reversed(glyphs: &[Glyph]) -> bool {
    glyphs.len() > 1
        && glyphs
            .windows(2)
            .all(|pair| matches!(pair, [one, next] if one.range.start >= next.range.end))
}

/// Two parts of a run as one, if a syllable goes from the first into the second.
fn joined(
    (place, first): (Point, &TextItem),
    (next_place, next): (Point, &TextItem),
) -> Option<TextItem> {
    let (end, begin) = (first.glyphs.last()?, next.glyphs.first()?);
    let (syllable, again) = (first.text.get(end.range())?, next.text.get(begin.range())?);
    let is_one_run = end.span == begin.span
        && syllable == again
        && first.font == next.font
        && first.size == next.size
        && (next_place.x - place.x - first.width()).abs() <= Abs::pt(REACH)
        && first.fill == next.fill
        && first.stroke == next.stroke
        && (first.lang, first.region) == (next.lang, next.region);
    if !is_one_run {
        return None;
    }
    // The second part's words follow those of the first, or in a run from right to left come before.
    let (text, first_from, next_from) =
        if end.range().end == first.text.len() && begin.range.start == 0 {
            let from = end.range().start;
            (format!("{}{}", first.text.get(..from)?, next.text), 0, from)
        } else if end.range.start == 0 && begin.range().end == next.text.len() {
            let from = begin.range().start;
            (format!("{}{}", next.text.get(..from)?, first.text), from, 0)
        } else {
            return None;
        };
    // What stands higher or lower than the first part does so as a shape.
    let rise = Em::new((place.y - next_place.y) / first.size);
    let shapes = |glyphs: &[Glyph], from: usize, rise: Em| -> Option<Vec<Glyph>> {
        let shape = |glyph: &Glyph| {
            Some(Glyph {
                range: u16::try_from(glyph.range().start + from).ok()?
                    ..u16::try_from(glyph.range().end + from).ok()?,
                y_offset: glyph.y_offset + rise,
                ..glyph.clone()
            })
        };
        glyphs.iter().map(shape).collect()
    };
    let mut glyphs = shapes(&first.glyphs, first_from, Em::zero())?;
    glyphs.extend(shapes(&next.glyphs, next_from, rise)?);
    Some(TextItem {
        text: text.into(),
        glyphs,
        ..first.clone()
    })
}

/// The typeface's shape of what is not seen.
fn blank_of(font: &FontInstance) -> Option<u16> {
    let blank = font.ttf().glyph_index(BLANK)?.0;
    (!has_room(font, blank)).then_some(blank)
}

/// Whether the typeface gives a shape room on the line.
fn has_room(font: &FontInstance, glyph: u16) -> bool {
    font.x_advance(glyph)
        .is_none_or(|advance| advance != Em::zero())
}
