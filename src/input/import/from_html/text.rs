//! Words and pictures between the tags.
//!
//! In: the words of a page as they come. Out: pieces, with the style that the open elements give them.
//! Promise: words that are left out are kept with the reason.

use std::ops::Range;
use std::rc::Rc;

use html5gum::StartTag;

use super::meaning::Names;
use super::{Pressed, SILENT_PICTURES, Treatment, Walk, is_heading};
use crate::base::diagnostic::{quoted, rule};
use crate::input::import::cues;
use crate::input::import::dress::TokenRole;
use crate::input::import::html_tokens::attribute;
use crate::input::import::list_marker::{MarkerKind, list_marker};
use crate::input::import::page::{LeftKind, Line, Notice, Piece, PieceKind};
use crate::input::import::page_words::{PageWords, Shift, Style};

/// Longest address of a link that is kept whole; a guide takes none that is longer.
const MAXIMUM_ADDRESS_BYTES: usize = 2_000;

/// Tells of words in a sentence that the page hides.
fn hidden_words(words: &str, place: &Range<usize>) -> Notice {
    Notice {
        rule: rule::IMPORT_NOT_UNDERSTOOD,
        message: format!(
            "these words are in the middle of a sentence but hidden on the page, so they were \
             left out: {}",
            quoted(words.trim())
        ),
        hint: Some(
            "if patients should read them, copy them from the end of the draft to the right place",
        ),
        place: place.clone(),
    }
}

/// Whether an element draws a small picture: a letter of a typeface of pictures, or a drawing.
pub(super) fn is_icon(tag: &StartTag<usize>, name: &str) -> bool {
    name == "svg"
        || (matches!(name, "i" | "span")
            && Names::of(tag).has(&[
                "fa",
                "fas",
                "far",
                "fal",
                "icon",
                "glyphicon",
                "bi",
                "dashicons",
            ]))
}

/// A sum by which the names of pictures are told apart (FNV-1a).
pub(super) fn sum_of(name: &str) -> u64 {
    name.bytes().fold(0xcbf2_9ce4_8422_2325, |sum, byte| {
        (sum ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3)
    })
}

/// The address of a link; one longer than any address only begins, with the sign of what is left out.
pub(super) fn address_of(tag: &StartTag<usize>) -> Option<Rc<str>> {
    let address = attribute(tag, "href")?;
    if address.len() <= MAXIMUM_ADDRESS_BYTES {
        return Some(address.into());
    }
    let beginning: String = address.chars().take(100).collect();
    Some((beginning + "…").into())
}

impl<'s> Walk<'s> {
    /// Takes words as the page shows them.
    pub(super) fn take_words(&mut self, words: &str, place: Range<usize>) {
        match self.dress {
            TokenRole::Plain => self.push(words, place),
            TokenRole::Gone(kind) => self.leave(kind, words, place),
            TokenRole::Label => {
                if !self.take_label(words.trim()) {
                    self.push(" ", place.clone());
                    self.push(words, place.clone());
                    self.push(" ", place);
                }
            }
            TokenRole::Mark { is_of_note } => {
                // A mark would be read as a part of the number or word before it.
                if !is_of_note {
                    self.push("\u{a0}", place.clone());
                }
                self.push_shifted(words.trim(), place.clone(), Some(Shift::Raised));
                if is_of_note || words.ends_with(char::is_whitespace) {
                    self.push(" ", place);
                }
            }
        }
    }

    /// Leaves words out; those that follow one another are told together.
    fn leave(&mut self, kind: LeftKind, words: &str, place: Range<usize>) {
        let goes_on = !std::mem::take(&mut self.ends_in_text);
        match self.gone.last_mut() {
            Some((last, before, within)) if goes_on && *last == kind => {
                before.push(' ');
                before.push_str(words);
                within.end = within.end.max(place.end);
            }
            _ if words.trim().is_empty() => {}
            _ => self.gone.push((kind, words.to_owned(), place)),
        }
    }

    /// Takes the label of an item that the page holds as words, if it is a number or a dot before the
    /// item's first words; a tick or a cross says something and stays, apart from the words.
    fn take_label(&mut self, label: &str) -> bool {
        let is_first = self.words.is_empty()
            && self.lines.is_empty()
            && self.find(&["li"], &["table"]).is_some();
        let line = format!("{label} x");
        let found = list_marker(&line).filter(|found| is_first && found.marker == label);
        let Some(found) = found else {
            return false;
        };
        match found.kind {
            MarkerKind::Symbol | MarkerKind::Cross => return false,
            MarkerKind::Number(_, value) => self.builder.number_item(value),
            MarkerKind::Bullet | MarkerKind::Company => {}
        }
        self.page.markers.push(label.to_owned());
        true
    }

    pub(super) fn push(&mut self, words: &str, place: Range<usize>) {
        self.push_shifted(words, place, None);
    }

    fn push_shifted(&mut self, words: &str, place: Range<usize>, shift: Option<Shift>) {
        if words.trim().is_empty() {
            self.words.push(words, &Style::default());
            return;
        }
        self.behind_break = false;
        self.ends_in_text = true;
        let mut style = self.style();
        style.shift = shift.unwrap_or(style.shift);
        self.words.push(words, &style);
        let begun = self.place.as_ref().map(|begun| begun.start);
        self.place = Some(begun.unwrap_or(place.start)..place.end);
    }

    pub(super) fn style(&self) -> Style {
        let mut style = Style::default();
        for element in &self.open {
            style.strong |= element.strong;
            if element.shift != Shift::None {
                style.shift = element.shift;
            }
            if element.address.is_some() {
                style.address = element.address.clone();
            }
        }
        // A heading is strong by itself.
        style.strong &= self.heading_level().is_none();
        style
    }

    pub(super) fn picture(&mut self, tag: &StartTag<usize>) {
        if self.words.is_empty() {
            self.line_picture = attribute(tag, "src").map(|name| sum_of(&name));
        }
        let words = attribute(tag, "alt").unwrap_or_default();
        let words = PageWords::plain_words(&words);
        if words.is_empty() {
            self.page.count_apart(SILENT_PICTURES, 1);
        }
        self.builder_add(
            PieceKind::Paragraph,
            words,
            tag.span.start..tag.span.end,
            Some(LeftKind::Picture),
        );
    }

    pub(super) fn builder_add(
        &mut self,
        kind: PieceKind,
        words: PageWords,
        place: Range<usize>,
        left: Option<LeftKind>,
    ) {
        self.builder_add_line(kind, words, place, left, Line::default());
    }

    fn builder_add_line(
        &mut self,
        kind: PieceKind,
        words: PageWords,
        place: Range<usize>,
        left: Option<LeftKind>,
        line: Line,
    ) {
        let hint = self.open.last().map(|element| element.hint);
        self.builder.add(Piece {
            left,
            hint: hint.unwrap_or_default(),
            line,
            ..Piece::new(kind, words, place)
        });
    }

    /// Ends the words of a block. What is left out of it is told behind it.
    pub(super) fn flush(&mut self) {
        let mut gone = std::mem::take(&mut self.gone);
        self.ends_in_text = false;
        let has_words =
            !self.words.is_empty() || self.lines.iter().any(|(line, _)| !line.is_empty());
        if !has_words && gone.iter().all(|(kind, ..)| *kind == LeftKind::Hidden) {
            // A whole line is hidden until something is pressed.
            for (_, words, place) in gone.drain(..) {
                self.push(&words, place.clone());
                self.push(" ", place);
            }
        }
        self.flush_words();
        self.ends_in_text = false;
        for (kind, words, place) in gone {
            if self.looking.is_none() {
                if kind == LeftKind::Hidden && self.left().is_none() {
                    self.page.notices.push(hidden_words(&words, &place));
                }
                let words = PageWords::plain_words(&words);
                self.builder_add(PieceKind::Paragraph, words, place, Some(kind));
            }
        }
    }

    fn flush_words(&mut self) {
        self.behind_break = false;
        let mut lines = std::mem::take(&mut self.lines);
        let last = std::mem::take(&mut self.words).finished();
        lines.push((last, self.line_picture.take()));
        lines.retain(|(line, _)| !line.is_empty());
        let place = self.place.take().unwrap_or_default();
        let mut words = PageWords::default();
        for (line, _) in &lines {
            words.append(line);
        }
        let words = words.finished();
        if words.is_empty() {
            return;
        }
        let pressed = self.open.iter().rev().map(|element| &element.pressed);
        let mut pressed = pressed.filter(|pressed| **pressed != Pressed::Nothing);
        let pressed = pressed.next().cloned();
        let left = self.left();
        if self.looking.is_some() {
            return self.look(&words, pressed.as_ref());
        }
        if let Some(Pressed::Tab(shown)) = &pressed
            && self.looked.tabs.get(shown) == Some(&words)
            && self.tabs_taken.insert(shown.clone())
        {
            // It stands where the tab leads to.
            return;
        }
        let innermost = self.innermost_block().and_then(|at| self.open.get(at));
        let word = innermost.map(|element| element.word).unwrap_or_default();
        let innermost = innermost.map(|element| element.name.clone());
        let plain = words.plain();
        let is_pressed = pressed == Some(Pressed::Part)
            && matches!(left, None | Some(LeftKind::Button | LeftKind::Form))
            && cues::website_line(&plain).is_none();
        let kind = match innermost.as_deref() {
            _ if self.heading_level().is_some() => {
                let level = self.heading_level().unwrap_or(6);
                self.note_level(level, pressed.is_some());
                PieceKind::Heading(level)
            }
            _ if word.heading().is_some() => {
                let level = word.heading().unwrap_or(1);
                self.note_level(level, false);
                PieceKind::Heading(level)
            }
            _ if is_pressed && plain.ends_with('?') && self.looked.asks_only => PieceKind::Term,
            _ if is_pressed => PieceKind::Heading(self.level_of_what_is_pressed()),
            Some("dt") => PieceKind::Term,
            // What is pressed to see an answer.
            _ if left == Some(LeftKind::Button) && plain.ends_with('?') => PieceKind::Term,
            Some("blockquote") => PieceKind::Quote,
            Some("pre" | "xmp") => PieceKind::Code,
            Some("p") if self.find(&["blockquote"], &[]).is_some() => PieceKind::Quote,
            _ => PieceKind::Paragraph,
        };
        let is_question = matches!(kind, PieceKind::Term) && left == Some(LeftKind::Button);
        let left = left.filter(|_| !is_question && !is_pressed);
        let left = left.or_else(|| word.left());
        let is_one = lines.len() < 2 || !matches!(kind, PieceKind::Paragraph | PieceKind::Quote);
        if is_one {
            let line = Line {
                picture: lines.first().and_then(|(_, picture)| *picture),
                depth: word.depth(),
                ..Line::default()
            };
            return self.builder_add_line(kind, words, place, left, line);
        }
        for (number, (words, picture)) in lines.into_iter().enumerate() {
            let line = Line {
                is_joint: number > 0,
                is_broken: number > 0,
                picture,
                depth: word.depth(),
                ..Line::default()
            };
            self.builder_add_line(kind.clone(), words, place.clone(), left, line);
        }
    }

    /// What the open elements say of words here: the innermost that says something.
    pub(super) fn left(&self) -> Option<LeftKind> {
        let said = self.open.iter().rev().map(|element| element.left);
        match said.into_iter().find(|left| *left != Treatment::Silent)? {
            Treatment::Left(kind) => Some(kind),
            Treatment::Silent | Treatment::Text => None,
        }
    }

    pub(super) fn in_text(&self) -> bool {
        self.open.last().is_some_and(|element| element.in_text)
    }

    pub(super) fn heading_level(&self) -> Option<u8> {
        let headings = self.open.iter().rev();
        let name = headings
            .map(|element| &element.name)
            .find(|name| is_heading(name))?;
        let digit = name.as_bytes().get(1)?;
        Some(digit.saturating_sub(b'0'))
    }
}
