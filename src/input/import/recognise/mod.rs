//! From the pieces of a page to the draft of a guide.
//!
//! In: a [`Page`]. Out: a [`Draft`] in which every word of the page stands once: in the guide, among
//! what was left out, or among the markers. Promises: the order of the text is kept; nothing is said in
//! other words; where a rule here guesses, the block carries a remark for the author, and what no rule
//! knows becomes a paragraph and is told. The rules are those an author would go by: a numbered list is
//! steps, a list below words about risks is risks, a heading with a question mark among the frequently
//! asked questions is a question.

mod before;
mod ending;
mod labelled;
mod list;
mod running;
mod table;
mod title;
mod worded;

use std::collections::BTreeSet;
use std::ops::Range;

use super::draft::{Draft, DraftBlock, DraftKind, Guessed, Left};
use super::labels;
use super::page::{Hint, LeftKind, Notice, Page, Piece, PieceKind};
use super::page_words::PageWords;
use crate::base::diagnostic::{quoted, rule};
use crate::source::MAXIMUM_TEXT_CHARACTERS;
use before::{
    mark_website_lines, promote_strong_lines, take_marks_of_heading, what_patients_may_miss,
};
use list::CROSSED;
use running::STRONG_HEADING;
use title::{HEAD_LINE_WORDS, TitlePlace, find_title, is_category};

/// Most words of a heading that is only set in strong words.
const STRONG_HEADING_WORDS: usize = 12;

/// Recognises the parts of a page.
pub(super) fn recognise(mut page: Page) -> Draft {
    let mut pieces = std::mem::take(&mut page.pieces);
    for piece in &mut pieces {
        take_marks_of_heading(piece, &mut page);
    }
    let mut recogniser = Recogniser {
        draft: Draft {
            markers: page.markers,
            cut: page.cut,
            joined: page.joined,
            notices: page.notices,
            ..Draft::default()
        },
        crosses: BTreeSet::new(),
        counted: None,
        section_level: 1,
        level_here: 0,
        has_deeper_headings: false,
        is_about_questions: false,
        asking: None,
        lead: None,
        below: None,
        is_before_title: false,
    };
    for (words, place) in page.crosses {
        recogniser.crossed(&words, &place);
    }
    mark_website_lines(&mut pieces);
    promote_strong_lines(&mut pieces);
    recogniser.read(pieces);
    let mut draft = recogniser.finished();
    worded::name_lists(&mut draft);
    draft
}

/// A question whose answer is being gathered.
struct Asking {
    question: PageWords,
    answer: Vec<PageWords>,
    place: Range<usize>,
    check: Option<&'static str>,
}

struct Recogniser {
    draft: Draft,
    /// The level of headings that begin a section.
    section_level: u8,
    /// The level of the heading of this section.
    level_here: u8,
    /// Whether there are headings below that level.
    has_deeper_headings: bool,
    is_about_questions: bool,
    asking: Option<Asking>,
    /// The paragraph right before this piece.
    lead: Option<String>,
    /// The last sub-heading of the section.
    below: Option<String>,
    is_before_title: bool,
    /// Where lines begin that the page marks with a cross.
    crosses: BTreeSet<usize>,
    /// The number that goes on behind the last steps of this section.
    counted: Option<u32>,
}

fn is_long(words: &PageWords) -> bool {
    // Every character may need a backslash before it.
    words.plain().len() > MAXIMUM_TEXT_CHARACTERS / 2
}

impl Recogniser {
    fn read(&mut self, pieces: Vec<Piece>) {
        let title = find_title(&pieces);
        let body = match &title {
            Some(TitlePlace::Piece { at, .. }) => at + 1,
            _ => 0,
        };
        let levels = pieces
            .iter()
            .skip(body)
            .filter_map(|piece| match piece.kind {
                PieceKind::Heading(level) if piece.left.is_none() => Some(level),
                _ => None,
            });
        let levels: Vec<u8> = levels.collect();
        self.section_level = levels.iter().min().copied().unwrap_or(1);
        self.has_deeper_headings = levels.iter().any(|level| *level > self.section_level);
        self.is_before_title = body > 0;
        let category = pieces
            .iter()
            .take(body.saturating_sub(1))
            .rposition(|piece| piece.left.is_none())
            .filter(|at| pieces.get(*at).is_some_and(is_category));
        for (at, piece) in pieces.into_iter().enumerate() {
            match &title {
                Some(TitlePlace::Piece { at: here, is_guess }) if at == *here => {
                    self.draft.title = Some(Guessed {
                        value: piece.words.plain(),
                        is_guess: *is_guess,
                    });
                    self.is_before_title = false;
                }
                Some(TitlePlace::Tab { at: here }) if at == *here => self.title_of_tab(&piece),
                _ if category == Some(at) => {
                    self.draft.category = Some(Guessed {
                        value: piece.words.plain(),
                        is_guess: piece.hint != Hint::Category,
                    });
                }
                _ => self.piece(piece),
            }
        }
    }

    fn leave(&mut self, kind: LeftKind, words: &str, place: &Range<usize>) {
        let words = words.trim();
        if !words.is_empty() {
            self.draft.left.push(Left {
                kind,
                words: words.to_owned(),
                place: place.clone(),
                holds: what_patients_may_miss(kind, words),
            });
        }
    }

    fn notice(
        &mut self,
        rule: &'static str,
        message: String,
        hint: Option<&'static str>,
        place: &Range<usize>,
    ) {
        self.draft.notices.push(Notice {
            rule,
            message,
            hint,
            place: place.clone(),
        });
    }

    fn not_understood(&mut self, what: &str, words: &str, place: &Range<usize>) {
        let message = match words.trim() {
            "" => what.to_owned(),
            words => format!("{what}: {}", quoted(words)),
        };
        self.notice(
            rule::IMPORT_NOT_UNDERSTOOD,
            message,
            Some("look at it in the draft, and turn it into the right kind of block"),
            place,
        );
    }

    fn piece(&mut self, piece: Piece) {
        if let Some(kind) = piece.left {
            let words = piece.all_words().plain();
            return self.leave(kind, &words, &piece.place);
        }
        let plain = piece.words.plain();
        let has_own_words = !matches!(piece.kind, PieceKind::List(_) | PieceKind::Table(_));
        if has_own_words
            && !matches!(piece.kind, PieceKind::Code)
            && let Some(parts) = labels::read(&plain)
            && self.labelled(parts, &piece)
        {
            return;
        }
        if self.is_before_title && has_own_words {
            if piece.words.count() <= HEAD_LINE_WORDS && !plain.ends_with('.') {
                return self.leave(LeftKind::PageHead, &plain, &piece.place);
            }
            self.not_understood(
                "kept, although it comes before the title",
                &plain,
                &piece.place,
            );
        }
        let Piece {
            kind,
            words,
            place,
            hint,
            ..
        } = piece;
        match kind {
            PieceKind::Heading(level) => {
                let check = (hint == Hint::Strong).then_some(STRONG_HEADING);
                self.heading(level, words, place, check);
            }
            PieceKind::Term => self.term(words, place),
            PieceKind::Paragraph => self.paragraph(words, place, hint),
            PieceKind::Quote => {
                let check = Some("separate from the text on the page, so taken as a key point");
                self.running(words, place, DraftKind::KeyPoint, check);
            }
            PieceKind::Code => {
                self.end_answer();
                let plain = words.plain();
                self.not_understood("kept as a paragraph", &plain, &place);
                self.running(words, place, DraftKind::Paragraph, None);
            }
            PieceKind::List(list) => self.list(list, place),
            PieceKind::Table(table) => self.table(table, place),
        }
    }

    /// Adds a block where the text is.
    fn put(&mut self, kind: DraftKind, check: Option<&'static str>, place: Range<usize>) {
        self.lead = None;
        let is_crossed = self
            .crosses
            .range(place.start..place.end.max(place.start + 1));
        let check = if is_crossed.count() > 0 {
            Some(CROSSED)
        } else {
            check
        };
        let blocks = match self.draft.sections.last_mut() {
            Some(section) => &mut section.blocks,
            None => &mut self.draft.introduction,
        };
        blocks.push(DraftBlock { kind, check, place });
    }
}
