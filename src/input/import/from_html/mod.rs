//! Web pages: from the tags of HTML to the one stream of pieces.
//!
//! In: the text of a file. Out: its [`Page`]. The tokens are those of the HTML standard, from a crate
//! that knows its eighty states; what is made of them is ours and needs no tree: a stack of the elements
//! that are open, and a [`PageBuilder`] that bears what real pages do. Promises: one pass, so that time
//! grows with the length of the file; no more than `MAXIMUM_OPEN_ELEMENTS` are kept open, whatever a
//! page nests; words of scripts, styles and the like are no words of the page, and are counted apart.
//!
//! Which parts are the website's and not the text's, pages say themselves: by elements (`nav`, `footer`)
//! and by the names of their classes. What they say is held against what stands in such a part
//! (`furniture`); therefore a page is read twice, first to look and then to take. Where the names would
//! still take the whole text, the page is read once more without heeding them. Hidden parts are kept:
//! answers that open when they are pressed are hidden too; hidden words in a sentence are not. What is pressed to open a part is the heading
//! of that part, and the name on a tab is the heading of what the tab shows.

mod elements;
mod look;
mod meaning;
mod seam;
mod text;

use std::collections::BTreeSet;
use std::ops::Range;

use html5gum::{StartTag, Token};

use super::dress::{Dressing, Sheet, TokenRole};
use super::html_tokens::{APART, BLOCKS, Seen, attribute, holds, name_of, plain_tokens};
use super::page::{LeftKind, Page, PageBuilder};
use super::page_words::{PageWords, words};
use super::typeface::{Turned, Typeface};
use elements::Element;
use look::{Look, Looking};
use seam::{Parting, Seam};

/// What comments are called where things apart are counted.
const COMMENTS: &str = "comments";

/// What pictures are called that have no words for those who cannot see them.
pub(super) const SILENT_PICTURES: &str = "pictures without words";

/// Reads a web page.
pub(super) fn read(text: &str) -> Page {
    let sheet = Sheet::of_page(text);
    let looked = Look::at(text, &sheet, true);
    let heeding = Walk::over(text, &sheet, true, looked);
    let kept = |page: &Page| {
        let pieces = page.pieces.iter();
        let kept = pieces.filter(|piece| piece.left.is_none());
        kept.map(|piece| piece.all_words().count()).sum::<usize>()
    };
    let all = words(&heeding.shown).len();
    // A text of which nine words in ten were the website's is none.
    if all > 0 && kept(&heeding) * 10 < all {
        let whole = Walk::over(text, &sheet, false, Look::at(text, &sheet, false));
        if kept(&whole) > 2 * kept(&heeding) {
            return whole;
        }
    }
    heeding
}

/// The tokens of a page, with the words in typefaces of symbols as they are seen.
fn tokens(text: &str) -> impl Iterator<Item = Token<usize>> {
    tokens_told(text, |_, _, _| ())
}

/// The same; of words in typefaces of symbols `tell` is told how they are written, how they are seen, and where.
fn tokens_told(
    text: &str,
    mut tell: impl FnMut(&str, &str, Range<usize>),
) -> impl Iterator<Item = Token<usize>> {
    let mut typefaces = Seen::new(typeface_of);
    let is_plain = !names_characters(text);
    plain_tokens(text).map(move |mut token| {
        if is_plain {
            return token;
        }
        typefaces.pass(&token);
        if let (Token::String(string), Some(typeface)) = (&mut token, typefaces.innermost()) {
            let words = String::from_utf8_lossy(&string.value);
            let seen = typeface.seen(&words);
            let place = string.span.start..string.span.end.max(string.span.start);
            tell(&words, &seen, place);
            string.value = seen.into_owned().into_bytes().into();
        }
        token
    })
}

/// Whether a page names a typeface of symbols anywhere; most name none.
fn names_characters(text: &str) -> bool {
    holds(text, "symbol") || holds(text, "wingdings")
}

/// What was turned of a page.
fn turned(text: &str) -> Turned {
    let mut turned = Turned::default();
    if names_characters(text) {
        tokens_told(text, |written, seen, place| {
            turned.add(written, seen, place)
        })
        .for_each(drop);
    }
    turned
}

/// What an element says of the typeface of its words; `None` if it says nothing.
fn typeface_of(tag: &StartTag<usize>, _name: &str) -> Option<Option<Typeface>> {
    let said = attribute(tag, "style").and_then(|style| Typeface::of_style(&style));
    said.or_else(|| {
        let face = attribute(tag, "face")?;
        Some(Typeface::named(face.split(',').next().unwrap_or_default()))
    })
}

struct Walk<'s> {
    /// The rules of the page's own styles.
    sheet: &'s Sheet,
    page: Page,
    builder: PageBuilder,
    open: Vec<Element>,
    /// The lines since the last block began or ended that are complete, each with the picture before it;
    /// the words of the next line with its picture; and the bytes of them all.
    lines: Vec<(PageWords, Option<u64>)>,
    words: PageWords,
    line_picture: Option<u64>,
    place: Option<Range<usize>>,
    /// Words of the block that are left out, each with its place.
    gone: Vec<(LeftKind, String, Range<usize>)>,
    /// Whether words of the text came last, and not words that are left out.
    ends_in_text: bool,
    /// How the words here are shown.
    dress: TokenRole,
    /// Elements apart that are open.
    apart: usize,
    /// Whether a line was broken and nothing followed yet.
    behind_break: bool,
    heeds_names: bool,
    /// What a first reading found, or what this one finds if it is the first.
    looked: Look,
    looking: Option<Looking>,
    /// Suspect parts that were met.
    parts: usize,
    /// The level of the last heading, and that of parts that are pressed to open.
    level: u8,
    level_of_pressed: Option<u8>,
    /// Parts that have got the words of their tab as a heading, and the tabs whose words were taken: each
    /// once, though a page may have two parts of one name, or a tab twice.
    headed_by_tab: BTreeSet<String>,
    tabs_taken: BTreeSet<String>,
}

/// The words of a page as its reader sees them, and the words of its pictures: gathered on another way
/// than the pieces, so that the one can be held against the other.
pub(super) fn shown(text: &str) -> String {
    let mut shown = String::new();
    let mut pictures = String::new();
    let mut apart = 0_usize;
    let mut seam = Seam::default();
    let sheet = Sheet::of_page(text);
    let mut dressing = Dressing::new(&sheet);
    for token in tokens(text) {
        let dress = dressing.pass(&token);
        if seam.parting(&token) != Parting::None && apart == 0 {
            shown.push(' ');
        }
        let (name, is_end) = match &token {
            Token::StartTag(tag) => (name_of(&tag.name), false),
            Token::EndTag(tag) => (name_of(&tag.name), true),
            Token::String(string) if apart == 0 => {
                let words = String::from_utf8_lossy(&string.value);
                let (before, behind) = match dress {
                    TokenRole::Plain => ("", ""),
                    TokenRole::Gone(_) | TokenRole::Label => (" ", " "),
                    TokenRole::Mark { is_of_note: true } => ("", " "),
                    TokenRole::Mark { is_of_note: false } => (" ", ""),
                };
                let gathered = match dress {
                    TokenRole::Gone(_) => &mut pictures,
                    _ => &mut shown,
                };
                gathered.push_str(before);
                gathered.push_str(&words);
                gathered.push_str(behind);
                continue;
            }
            _ => continue,
        };
        if APART.iter().any(|(known, _)| *known == name) {
            apart = if is_end {
                apart.saturating_sub(1)
            } else {
                apart + 1
            };
        } else if apart == 0
            && (BLOCKS.contains(&name.as_str())
                || (name == "br" && !matches!(dress, TokenRole::Gone(_))))
        {
            shown.push(' ');
        } else if apart == 0
            && let Token::StartTag(tag) = &token
            && name == "img"
        {
            // The words of a picture stand apart from those around it.
            pictures.push(' ');
            pictures.push_str(&attribute(tag, "alt").unwrap_or_default());
        }
    }
    shown.push_str(&pictures);
    shown
}

impl<'s> Walk<'s> {
    fn new(sheet: &'s Sheet, heeds_names: bool, looked: Option<Look>) -> Self {
        Self {
            sheet,
            page: Page::default(),
            builder: PageBuilder::default(),
            open: Vec::new(),
            lines: Vec::new(),
            words: PageWords::default(),
            line_picture: None,
            place: None,
            gone: Vec::new(),
            ends_in_text: false,
            dress: TokenRole::Plain,
            apart: 0,
            behind_break: false,
            heeds_names,
            looking: looked.is_none().then(Looking::default),
            looked: looked.unwrap_or_default(),
            parts: 0,
            level: 1,
            level_of_pressed: None,
            headed_by_tab: BTreeSet::new(),
            tabs_taken: BTreeSet::new(),
        }
    }

    fn take_all(&mut self, text: &str) {
        let mut seam = Seam::default();
        let mut dressing = Dressing::new(self.sheet);
        for token in tokens(text) {
            self.dress = dressing.pass(&token);
            match seam.parting(&token) {
                _ if self.apart > 0 => {}
                Parting::None => {}
                Parting::Space => self.push(" ", 0..0),
                Parting::Break => self.flush(),
            }
            match &token {
                Token::StartTag(tag) => self.start(tag),
                Token::EndTag(tag) => self.end(&name_of(&tag.name)),
                Token::String(string) => {
                    if self.apart == 0 {
                        let words = String::from_utf8_lossy(&string.value);
                        let place = string.span.start..string.span.end.max(string.span.start);
                        self.take_words(&words, place);
                    }
                }
                Token::Comment(_) => self.page.count_apart(COMMENTS, 1),
                Token::Doctype(_) | Token::Error(_) => {}
            }
        }
        self.flush();
        while !self.open.is_empty() {
            self.close_innermost();
        }
    }

    fn over(text: &str, sheet: &'s Sheet, heeds_names: bool, looked: Look) -> Page {
        let mut walk = Self::new(sheet, heeds_names, Some(looked));
        walk.take_all(text);
        walk.page.pieces = walk.builder.finished();
        walk.page.shown = shown(text);
        walk.page.notices.extend(turned(text).notice());
        walk.page
    }
}

/// What an element says of the words in it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Treatment {
    /// Nothing.
    Silent,
    /// They are left out.
    Left(LeftKind),
    /// They are text, whatever stands around.
    Text,
}

/// What an element is pressed for.
#[derive(Debug, Clone, PartialEq, Eq)]
enum Pressed {
    /// Nothing, or something on the website.
    Nothing,
    /// To open the part behind it, whose heading it is.
    Part,
    /// To show the part of this name.
    Tab(String),
}

fn is_heading(name: &str) -> bool {
    matches!(name, "h1" | "h2" | "h3" | "h4" | "h5" | "h6")
}
