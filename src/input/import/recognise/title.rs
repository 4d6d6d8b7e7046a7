//! The title of a page.
//!
//! In: the pieces of a page and what its tab says. Out: the piece that is the title. Promise: a title is
//! one of the page's own lines; where the tab alone has one, that is told.

use super::before::can_be_plain;
use super::{Recogniser, STRONG_HEADING_WORDS};
use crate::input::import::draft::Guessed;
use crate::input::import::page::{Hint, LeftKind, Piece, PieceKind};
use crate::input::import::page_words::{PageWords, words};
use crate::input::import::{cues, labels};
use crate::model::guide::Role;

/// Most words of a line before the title that is taken for the website's.
pub(super) const HEAD_LINE_WORDS: usize = 20;

/// Most lines before the first sentence that are looked at for a title.
const MAXIMUM_TITLE_CANDIDATES: usize = 8;

/// What programs call a page in the browser's tab that has no name.
const NO_TITLES: &[&str] = &[
    "- no title specified",
    "no title specified",
    "untitled",
    "untitled document",
];

/// Where the title is.
pub(super) enum TitlePlace {
    /// A heading.
    Piece { at: usize, is_guess: bool },
    /// The first part of the name in the browser's tab.
    Tab { at: usize },
}

pub(super) fn find_title(pieces: &[Piece]) -> Option<TitlePlace> {
    let can_be = |piece: &Piece| piece.left.is_none() && can_be_plain(&piece.words);
    let highest = |is_wanted: &dyn Fn(&Piece) -> bool| {
        pieces.iter().position(|piece| {
            matches!(piece.kind, PieceKind::Heading(1)) && can_be(piece) && is_wanted(piece)
        })
    };
    if let Some(at) = highest(&|piece| piece.hint != Hint::InHead).or_else(|| highest(&|_| true)) {
        if let Some(at) = strong_title(pieces, at) {
            return Some(TitlePlace::Piece { at, is_guess: true });
        }
        return Some(TitlePlace::Piece {
            at,
            is_guess: false,
        });
    }
    let is_tab = |piece: &Piece| {
        piece.left == Some(LeftKind::TabName)
            && can_be_plain(&piece.words)
            && !NO_TITLES.contains(&piece.words.plain().to_lowercase().as_str())
    };
    if let Some(at) = pieces.iter().position(is_tab) {
        return Some(TitlePlace::Tab { at });
    }
    // Without a first heading the title is a short line before the first sentence.
    let is_sentence = |piece: &Piece| {
        let plain = piece.words.plain();
        piece.left.is_none()
            && !matches!(piece.kind, PieceKind::Heading(_))
            && (piece.words.count() > HEAD_LINE_WORDS || plain.ends_with(['.', ':']))
    };
    let end = pieces.iter().position(is_sentence).unwrap_or(pieces.len());
    let candidates: Vec<usize> = pieces
        .iter()
        .take(end)
        .enumerate()
        .filter(|(_, piece)| {
            let plain = piece.words.plain();
            can_be(piece)
                && matches!(piece.kind, PieceKind::Heading(_))
                && !plain.ends_with('?')
                && !plain.contains(['·', '|', '›', '»', '/'])
                && !cues::is_about_questions(&plain)
                && labels::read(&plain).is_none()
        })
        .map(|(at, _)| at)
        .collect();
    // The name of a clinic above the title comes again now and then, the title's words all the time.
    let later = |at: usize| -> String {
        let pieces = pieces.iter().skip(at + 1);
        let texts = pieces.map(|piece| piece.all_words().plain().to_lowercase());
        texts.map(|text| text + "\n").collect()
    };
    let mut best: Option<(usize, usize)> = None;
    // All but a few lines before the first sentence are of no title.
    for at in candidates.into_iter().take(MAXIMUM_TITLE_CANDIDATES) {
        let often = pieces
            .get(at)
            .map_or(0, |piece| how_often(&piece.words, &later(at)));
        if best.is_none_or(|(_, most)| often > most) {
            best = Some((at, often));
        }
    }
    let (at, _) = best?;
    Some(TitlePlace::Piece { at, is_guess: true })
}

/// The strong line with which a page begins, right above the first of several highest headings, where that heading names a part of
/// every leaflet: writing programs set titles so.
fn strong_title(pieces: &[Piece], heading: usize) -> Option<usize> {
    let kept = |piece: &&Piece| piece.left.is_none();
    let headings = pieces.iter().filter(kept);
    let headings = headings.filter(|piece| matches!(piece.kind, PieceKind::Heading(1)));
    let first = pieces.get(heading)?;
    let at = pieces.iter().position(|piece| piece.left.is_none())?;
    let line = pieces.get(at)?;
    // A line below the title may stand between.
    let is_next = pieces
        .iter()
        .skip(at + 1)
        .filter(kept)
        .take(2)
        .any(|next| next.place == first.place);
    let is_title = matches!(line.kind, PieceKind::Paragraph)
        && line.words.is_strong()
        && line.words.count() <= STRONG_HEADING_WORDS
        && can_be_plain(&line.words)
        && !line.words.plain().ends_with(['.', ':', ',', ';', '!', '?']);
    let is_part = cues::roles(&first.words.plain()) != [Role::Other];
    (headings.count() > 1 && at < heading && is_next && is_title && is_part).then_some(at)
}

/// How often the longer words of a piece come in a text in small letters, on an average of hundredths.
pub(super) fn how_often(words_of_piece: &PageWords, text: &str) -> usize {
    let long: Vec<String> = words(&words_of_piece.plain().to_lowercase())
        .into_iter()
        .map(|word| {
            word.trim_matches(|character: char| !character.is_alphanumeric())
                .to_owned()
        })
        .filter(|word| word.chars().count() > 3)
        .collect();
    let found: usize = long
        .iter()
        .map(|word| text.matches(word.as_str()).count())
        .sum();
    found * 100 / long.len().max(1)
}

pub(super) fn is_category(piece: &Piece) -> bool {
    let plain = piece.words.plain();
    matches!(piece.kind, PieceKind::Heading(_) | PieceKind::Paragraph)
        && can_be_plain(&piece.words)
        && (piece.hint == Hint::Category || cues::is_category(&plain))
}

impl Recogniser {
    /// Takes the first part of the name in the browser's tab for the title.
    pub(super) fn title_of_tab(&mut self, piece: &Piece) {
        let plain = piece.words.plain();
        let ends = [" | ", " – ", " — ", " - ", " · ", " » "];
        let end = ends.iter().filter_map(|end| plain.find(end)).min();
        let (title, rest) = plain.split_at(end.unwrap_or(plain.len()));
        self.draft.title = Some(Guessed {
            value: title.to_owned(),
            is_guess: true,
        });
        self.leave(LeftKind::TabName, rest, &piece.place);
    }
}
