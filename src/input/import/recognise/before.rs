//! What is seen of a page before its pieces are taken one by one.
//!
//! In: all pieces. Out: the same, with the marks of notes taken off headings, lines that are only strong
//! made headings, and lines of the website told apart. Promise: no word goes; what is taken off a heading
//! stands among the signs.

use std::collections::BTreeSet;

use super::STRONG_HEADING_WORDS;
use crate::base::invariant::PartOf;
use crate::input::import::page::{Hint, LeftKind, Page, PageItem, PageList, Piece, PieceKind};
use crate::input::import::page_words::PageWords;
use crate::input::import::{cues, labels};
use crate::model::guide::holds_no_marks;
use crate::source::MAXIMUM_PLAIN_CHARACTERS;

/// Fewest words of a line that tells somebody to get help: "Emergency? Call 999".
const COMMAND_WORDS: usize = 3;

/// Fewest words of an item that is a sentence and no name of a page.
const SENTENCE_WORDS: usize = 5;

/// Takes the marks of notes off a heading, which cannot raise them.
pub(super) fn take_marks_of_heading(piece: &mut Piece, page: &mut Page) {
    let is_heading = match piece.kind {
        PieceKind::Heading(_) | PieceKind::Term => true,
        PieceKind::Paragraph => piece.words.is_strong(),
        _ => false,
    };
    let marks = piece.words.marks();
    if !is_heading || marks.is_empty() || piece.left.is_some() {
        return;
    }
    let joined = piece.words.joined();
    for bytes in &marks {
        let before = joined.part(..bytes.start);
        let mark = joined.part(bytes.clone()).trim();
        let behind = joined.part(bytes.end..);
        let rest = behind.split(char::is_whitespace).next().unwrap_or_default();
        if rest.is_empty() {
            page.markers.push(mark.to_owned());
        } else {
            // What stands right behind the mark goes to the word before it.
            let word = before.split_whitespace().next_back().unwrap_or_default();
            let whole = format!("{word}{rest}");
            page.joined
                .push(([word.to_owned(), format!("{mark}{rest}")], whole));
        }
    }
    piece.words = piece.words.without(&marks);
}

/// Makes headings of strong lines on a page that has no others.
pub(super) fn promote_strong_lines(pieces: &mut [Piece]) {
    let has_headings = pieces
        .iter()
        .any(|piece| piece.left.is_none() && matches!(piece.kind, PieceKind::Heading(2..)));
    let first = pieces
        .iter()
        .filter(|piece| matches!(piece.kind, PieceKind::Heading(1)) && piece.left.is_none())
        .count();
    if has_headings || first > 1 {
        return;
    }
    let is_strong_line = |piece: &Piece| {
        let plain = piece.words.plain();
        matches!(piece.kind, PieceKind::Paragraph)
            && piece.left.is_none()
            && piece.words.is_strong()
            && piece.words.count() <= STRONG_HEADING_WORDS
            && can_be_plain(&piece.words)
            && !plain.ends_with(['.', ',', ';', '!'])
            && !cues::is_key_point(&plain)
            && labels::read(&plain).is_none()
    };
    let strong: Vec<bool> = pieces.iter().map(is_strong_line).collect();
    for (at, piece) in pieces.iter_mut().enumerate() {
        // What stands right above another strong line heads nothing.
        let is_above = strong.get(at + 1).is_some_and(|next| !next);
        if strong.get(at).copied().unwrap_or_default() && is_above {
            piece.kind = PieceKind::Heading(2);
            piece.words = piece.words.without_strong();
            piece.hint = Hint::Strong;
        }
    }
}

/// Marks what is the website's by its words.
pub(super) fn mark_website_lines(pieces: &mut [Piece]) {
    let headings: BTreeSet<String> = pieces
        .iter()
        .filter(|piece| matches!(piece.kind, PieceKind::Heading(_) | PieceKind::Term))
        .map(|piece| piece.words.plain().to_lowercase())
        .collect();
    for piece in pieces.iter_mut().filter(|piece| piece.left.is_none()) {
        piece.left = match &piece.kind {
            PieceKind::List(list) => website_list(list, &headings),
            PieceKind::Table(_) | PieceKind::Code => None,
            PieceKind::Heading(_) | PieceKind::Term | PieceKind::Paragraph | PieceKind::Quote => {
                cues::website_line(&piece.words.plain())
            }
        };
    }
}

/// What a list is if it is the website's: links inside the website, or the headings of this page.
fn website_list(list: &PageList, headings: &BTreeSet<String>) -> Option<LeftKind> {
    let items: Vec<&PageItem> = list.items.iter().collect();
    let is_inside = |item: &PageItem| {
        item.words.is_link()
            && item.inner.iter().all(|piece| {
                matches!(&piece.kind, PieceKind::List(list) if website_list(list, headings).is_some())
            })
            && item.words.runs().iter().all(|run| {
                let address = run.style.address.as_deref().unwrap_or("#");
                !address.contains("://") && !address.starts_with("mailto:") && !address.starts_with("tel:")
            })
    };
    // Whole sentences are key points, wherever they lead to.
    let is_said = |item: &PageItem| {
        let plain = item.words.plain();
        plain.ends_with(['.', '!']) && item.words.count() >= SENTENCE_WORDS
    };
    if items.iter().any(|item| is_said(item)) {
        return None;
    }
    if items.iter().all(|item| is_inside(item)) {
        return Some(LeftKind::Menu);
    }
    let names_heading = |item: &&PageItem| {
        item.inner.is_empty() && headings.contains(&item.words.plain().to_lowercase())
    };
    if items.len() > 1 && items.iter().all(names_heading) {
        return Some(LeftKind::Menu);
    }
    let lines: Option<Vec<LeftKind>> = items
        .iter()
        .map(|item| {
            let is_plain = item.inner.is_empty();
            cues::website_line(&item.words.plain()).filter(|_| is_plain)
        })
        .collect();
    lines?.first().copied()
}

/// What words that are left out speak of, where a patient may miss it. Names of other pages, such as
/// "Risks" in a menu, are none of it.
pub(super) fn what_patients_may_miss(kind: LeftKind, words: &str) -> Option<&'static str> {
    let count = words.split_whitespace().count();
    let is_sentence = count >= SENTENCE_WORDS;
    match kind {
        LeftKind::TabName | LeftKind::PointColumn | LeftKind::FrontMatter => None,
        _ if count >= COMMAND_WORDS && cues::warns(words) => Some("when to get help"),
        LeftKind::Menu | LeftKind::PageFoot | LeftKind::Sharing | LeftKind::Button => None,
        _ if is_sentence && cues::speaks_of_harm(words) => Some("risks"),
        _ => None,
    }
}

/// Whether words can be a title, a heading or a name in a guide.
pub(super) fn can_be_plain(words: &PageWords) -> bool {
    let plain = words.plain();
    plain.chars().count() <= MAXIMUM_PLAIN_CHARACTERS && holds_no_marks(&plain)
}
