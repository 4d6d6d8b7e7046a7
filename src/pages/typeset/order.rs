//! Puts pieces of words that run from right to left into the order in which they are read.
//!
//! In: finished pages. Out: the same pages, to the dot, whose pieces stand in another order. Promise:
//! nothing moves on the paper; words that run from left to right stay as they are; without Arabic letters
//! nothing is touched.
//!
//! Why: the engine sets a run of words in one piece for each typeface and each height over the line, and
//! writes these pieces from left to right. Of a run from right to left the last is then read aloud first:
//! a bracket, a percent sign or a vowel mark is such a piece of its own. And each piece of a letter with
//! its marks says the whole letter, so that it would be heard twice; here each says its own part.

use crate::base::invariant::PartOf;
use std::collections::BTreeSet;

use typst::layout::{Abs, Frame, FrameItem, Point};
use typst::syntax::Span;
use typst::text::TextItem;
use typst_layout::{Page, PagedDocument};
use unicode_bidi::{BidiClass, bidi_class};
use unicode_normalization::char::is_combining_mark;

/// How far two pieces may be apart that were set side by side, in points: what adding lengths loses.
const NEAR: f64 = 0.001;

/// The same document, with all runs in reading order.
pub(super) fn in_reading_order(document: PagedDocument) -> PagedDocument {
    let mut spans = BTreeSet::new();
    for page in document.pages() {
        find_spans(&page.frame, &mut spans);
    }
    if spans.is_empty() {
        return document;
    }
    let pages = document.pages().iter().map(|page| {
        let mut page: Page = page.clone();
        put_in_order(&mut page.frame, &spans);
        page
    });
    let info = typst::model::Document::info(&document).clone();
    PagedDocument::new(pages.collect(), info)
}

fn is_right_to_left(text: &str) -> bool {
    let is_letter = |character| matches!(bidi_class(character), BidiClass::R | BidiClass::AL);
    !text.is_ascii() && text.chars().any(is_letter)
}

/// The place in a template that a piece was written by, as a number.
fn span_of(text: &TextItem) -> Option<u64> {
    let place = |span: Span| span.into_raw().get();
    let mut spans = text.glyphs.iter().map(|glyph| place(glyph.span.0));
    let first = spans.next()?;
    spans.all(|span| span == first).then_some(first)
}

/// Finds the places in the templates by which Arabic letters are written.
fn find_spans(frame: &Frame, spans: &mut BTreeSet<u64>) {
    for (_, item) in frame.items() {
        match item {
            FrameItem::Group(group) => find_spans(&group.frame, spans),
            FrameItem::Text(text) if is_right_to_left(&text.text) => {
                spans.extend(span_of(text));
            }
            _ => {}
        }
    }
}

fn put_in_order(frame: &mut Frame, spans: &BTreeSet<u64>) {
    let has_work =
        |(_, item): &(_, FrameItem)| matches!(item, FrameItem::Group(_) | FrameItem::Text(_));
    if !frame.items().any(has_work) {
        return;
    }
    let mut items: Vec<(Point, FrameItem)> = frame.items().cloned().collect();
    for (_, item) in &mut items {
        if let FrameItem::Group(group) = item {
            put_in_order(&mut group.frame, spans);
        }
    }
    for run in runs(&items, spans) {
        turn(&mut items, &run);
    }
    put_spaces_behind(&mut items);
    frame.clear();
    frame.push_multiple(items);
}

/// Puts the space at a line's end behind its words. Where words that run from left to right end a line from
/// right to left, the space stands to their left on the paper, and the engine writes it before them.
fn put_spaces_behind(items: &mut [(Point, FrameItem)]) {
    /// The places in the template's string where a piece begins and ends.
    fn range(text: &TextItem) -> Option<(u64, usize, usize)> {
        let span = span_of(text)?;
        let (first, last) = (text.glyphs.first()?, text.glyphs.last()?);
        let end = usize::from(last.span.1) + last.range().len();
        Some((span, usize::from(first.span.1), end))
    }
    let texts: Vec<usize> = items
        .iter()
        .enumerate()
        .filter(|(_, (_, item))| matches!(item, FrameItem::Text(_)))
        .map(|(index, _)| index)
        .collect();
    for (number, space) in texts.iter().enumerate() {
        let Some((_, FrameItem::Text(blank))) = items.get(*space) else {
            continue;
        };
        if !blank.text.chars().all(char::is_whitespace) {
            continue;
        }
        let Some((span, start, _)) = range(blank) else {
            continue;
        };
        let words = texts.iter().skip(number + 1).find(|index| {
            let text = items.get(**index).map(|(_, item)| item);
            matches!(text, Some(FrameItem::Text(text))
                if range(text).is_some_and(|(other, _, end)| (other, end) == (span, start)))
        });
        if let Some(between) = words.and_then(|words| items.get_mut(*space..=*words)) {
            between.rotate_left(1);
        }
    }
}

/// Pieces of one run each, as their places among the items: written by one place in the templates, and set
/// one behind the other from left to right. What runs from right to left and was set as a piece by itself
/// stands to the left of the piece before it.
fn runs(items: &[(Point, FrameItem)], spans: &BTreeSet<u64>) -> Vec<Vec<usize>> {
    let mut runs = Vec::new();
    let mut open: Option<(Vec<usize>, u64, Abs)> = None;
    for (index, (place, item)) in items.iter().enumerate() {
        match item {
            // Lines under words are drawn between them.
            FrameItem::Shape(..) => continue,
            FrameItem::Text(text) => {
                let span = span_of(text).filter(|span| spans.contains(span));
                let end = place.x + text.width();
                match (&mut open, span) {
                    (Some((run, known, at)), Some(span))
                        if *known == span && (place.x - *at).to_pt().abs() < NEAR =>
                    {
                        run.push(index);
                        *at = end;
                        continue;
                    }
                    (_, span) => {
                        runs.extend(open.take().map(|(run, ..)| run));
                        open = span.map(|span| (vec![index], span, end));
                    }
                }
            }
            _ => runs.extend(open.take().map(|(run, ..)| run)),
        }
    }
    runs.extend(open.map(|(run, ..)| run));
    runs.retain(|run| run.len() > 1);
    runs
}

/// Turns the order of a run's pieces round, and deals the words of a letter with its marks out to them.
fn turn(items: &mut [(Point, FrameItem)], run: &[usize]) {
    let mut pieces: Vec<(Point, TextItem)> = Vec::with_capacity(run.len());
    for index in run.iter().rev() {
        if let Some((place, FrameItem::Text(text))) = items.get(*index) {
            pieces.push((*place, text.clone()));
        }
    }
    let has_letters = pieces.iter().any(|(_, text)| is_right_to_left(&text.text));
    if pieces.len() != run.len() || !has_letters {
        return;
    }
    deal_out(&mut pieces);
    for (index, (place, text)) in run.iter().zip(pieces) {
        if let Some(item) = items.get_mut(*index) {
            *item = (place, FrameItem::Text(text));
        }
    }
}

/// The words of a glyph.
fn words_of(text: &TextItem, glyph: usize) -> &str {
    let range = text.glyphs.get(glyph).map(|glyph| glyph.range());
    range
        .and_then(|range| text.text.get(range))
        .unwrap_or_default()
}

/// Gives each mark that is a piece of its own its own part of the letter's words, which until then both
/// pieces say whole. Where the parts cannot be told apart, both go on to say it.
fn deal_out(pieces: &mut [(Point, TextItem)]) {
    let mut at = 0;
    while at < pieces.len() {
        let Some((_, letter)) = pieces.get(at) else {
            return;
        };
        // The last glyph that is read is the first of the line.
        let words = words_of(letter, 0).to_owned();
        let is_mark = |text: &TextItem| {
            text.width().to_pt() < NEAR
                && !text.glyphs.is_empty()
                && (0..text.glyphs.len()).all(|glyph| words_of(text, glyph) == words)
        };
        let behind = pieces.iter().skip(at + 1);
        let marks = behind.take_while(|(_, text)| is_mark(text)).count();
        let characters: Vec<char> = words.chars().collect();
        let last_letter = characters
            .iter()
            .rposition(|character| !is_combining_mark(*character));
        let first_mark = last_letter.map_or(0, |at| at + 1);
        if marks > 0 && first_mark > 0 && characters.len() - first_mark >= marks {
            // The letter keeps the marks that are drawn with it.
            let kept = characters.len() - marks;
            let is_alone = pieces.get(at).is_some_and(|(_, text)| {
                (1..text.glyphs.len()).all(|glyph| words_of(text, glyph) != words)
            });
            let kept = if is_alone { first_mark } else { kept };
            if let Some((_, letter)) = pieces.get_mut(at) {
                say_instead(
                    letter,
                    &words,
                    &characters.iter().take(kept).collect::<String>(),
                );
            }
            for number in 0..marks {
                let from = kept + number;
                let to = if number + 1 == marks {
                    characters.len()
                } else {
                    from + 1
                };
                let own: String = characters.iter().take(to).skip(from).collect();
                if let Some((_, mark)) = pieces.get_mut(at + 1 + number) {
                    say_instead(mark, &words, &own);
                }
            }
        }
        at += marks + 1;
    }
}

/// Gives the glyphs at the end of a piece that say `words` other words.
fn say_instead(text: &mut TextItem, words: &str, instead: &str) {
    let Some(kept) = text.text.strip_suffix(words).map(str::len) else {
        return;
    };
    let mut whole = text.text.part(..kept).to_owned();
    whole.push_str(instead);
    let (Ok(start), Ok(end)) = (u16::try_from(kept), u16::try_from(whole.len())) else {
        return;
    };
    for glyph in &mut text.glyphs {
        if usize::from(glyph.range.start) == kept {
            glyph.range = start..end;
        }
    }
    text.text = whole.into();
}
