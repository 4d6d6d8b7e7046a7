//! Web pages: from the signs of HTML to the one stream of pieces.
//!
//! In: the text of a file. Out: its [`Page`]. The tokens are those of the HTML standard, from a crate
//! that knows its eighty states; what is made of them is ours and needs no tree: a stack of the elements
//! that are open, and a [`PageBuilder`] that bears what real pages do. Promises: one pass, so that time
//! grows with the length of the file; no more than [`MAXIMUM_OPEN_ELEMENTS`] are kept open, whatever a
//! page nests; words of scripts, styles and the like are no words of the page, and are counted apart.
//!
//! Which parts are the website's and not the text's, pages say themselves: by elements (`nav`, `footer`)
//! and by the names of their classes. What they say is held against what stands in such a part
//! (`furniture`); therefore a page is read twice, first to look and then to take. Where the names would
//! still take the whole text, the page is read once more without heeding them. Hidden parts are kept:
//! answers that open when they are pressed are hidden too; hidden words in a sentence are not. What is pressed to open a part is the heading
//! of that part, and the name on a tab is the heading of what the tab shows.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;
use std::rc::Rc;

use html5gum::{StartTag, Token};

use super::cues;
use super::dress::{Dress, Dressing, Sheet};
use super::furniture::{self, Evidence, Form, Part};
use super::html_tokens::{APART, BLOCKS, Seen, VOIDS, attribute, holds, name_of, plain_tokens};
use super::item_sign::{SignKind, item_sign};
use super::page::{
    Hint, LeftKind, Line, Notice, Page, PageBuilder, PageCell, PageList, Piece, PieceKind,
};
use super::page_words::{PageWords, Shift, Style, words};
use super::typeface::{Turned, Typeface};
use super::word_page::WordClass;
use crate::base::diagnostic::{quoted, rule};

/// Most elements that are kept open at once. Pages of editors that nest one box in another reach forty.
const MAXIMUM_OPEN_ELEMENTS: usize = 100;

/// Longest address of a link that is kept whole; a guide takes none that is longer.
const MAXIMUM_ADDRESS_BYTES: usize = 2_000;

/// What comments are called where things apart are counted.
const COMMENTS: &str = "comments";

/// What pictures are called that have no words for those who cannot see them.
pub(super) const SILENT_PICTURES: &str = "pictures without words";

/// Names of classes that say what a text is.
const HINT_NAMES: &[(&str, Hint)] = &[
    ("lead", Hint::Summary),
    ("lede", Hint::Summary),
    ("standfirst", Hint::Summary),
    ("summary", Hint::Summary),
    ("excerpt", Hint::Summary),
    ("category", Hint::Category),
    ("eyebrow", Hint::Category),
    ("kicker", Hint::Category),
    ("callout", Hint::KeyPoint),
    ("key-point", Hint::KeyPoint),
    ("key-message", Hint::KeyPoint),
    ("takeaway", Hint::KeyPoint),
    ("important", Hint::KeyPoint),
];

/// Words in the names of classes by which what is pressed to open a part is known.
const PRESSED_NAMES: &[&str] = &[
    "accordion",
    "collapsible",
    "expander",
    "collapse",
    "toggle",
    "faq",
];

/// Words in the names of classes of heads of such parts.
const HEAD_NAMES: &[&str] = &[
    "header", "heading", "title", "trigger", "button", "btn", "summary", "head",
];

/// Words in the names of classes of what opens a menu and no part of the text.
const MENU_NAMES: &[&str] = &[
    "menu", "nav", "navbar", "search", "dropdown", "share", "cookie",
];

/// Most tabs whose words are kept.
const MAXIMUM_TABS: usize = 500;

/// Most names of parts of a page that are kept, for the tabs that lead there.
const MAXIMUM_NAMES_OF_PARTS: usize = 20_000;

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

/// The tokens of a page, with the words in typefaces of signs as they are seen.
fn tokens(text: &str) -> impl Iterator<Item = Token<usize>> {
    tokens_told(text, |_, _, _| ())
}

/// The same; of words in typefaces of signs `tell` is told how they are written, how they are seen, and where.
fn tokens_told(
    text: &str,
    mut tell: impl FnMut(&str, &str, Range<usize>),
) -> impl Iterator<Item = Token<usize>> {
    let mut typefaces = Seen::new(typeface_of);
    let is_plain = !names_signs(text);
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

/// Whether a page names a typeface of signs anywhere; most name none.
fn names_signs(text: &str) -> bool {
    holds(text, "symbol") || holds(text, "wingdings")
}

/// What was turned of a page.
fn turned(text: &str) -> Turned {
    let mut turned = Turned::default();
    if names_signs(text) {
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

/// What a first reading of a page found out.
#[derive(Debug, Default)]
struct Look {
    /// Whether each suspect part is text, in the order in which they begin.
    verdicts: Vec<bool>,
    /// The words of tabs, by the names of what they show.
    tabs: BTreeMap<String, PageWords>,
    /// Whether everything that is pressed is a question.
    asks_only: bool,
}

impl Look {
    fn at(text: &str, sheet: &Sheet, heeds_names: bool) -> Self {
        let mut walk = Walk::new(sheet, heeds_names, None);
        walk.take_all(text);
        let mut looking = walk.looking.take().unwrap_or_default();
        // A tab gives its name to what it shows only where that is there and has no heading yet.
        let headed = std::mem::take(&mut looking.headed);
        let shown = std::mem::take(&mut looking.shown);
        looking
            .tabs
            .retain(|name, _| shown.contains(name) && !headed.contains(name));
        Self {
            verdicts: furniture::verdicts(looking.parts, looking.all),
            tabs: looking.tabs,
            asks_only: looking.presses == looking.questions,
        }
    }
}

/// What a first reading gathers.
#[derive(Debug, Default)]
struct Looking {
    parts: Vec<Part>,
    /// What stands in no suspect part.
    all: Evidence,
    tabs: BTreeMap<String, PageWords>,
    /// The names of parts that are there, and those that begin with a heading.
    shown: BTreeSet<String>,
    headed: BTreeSet<String>,
    /// Parts whose first words were not met yet.
    begun: Vec<String>,
    /// How many things are pressed, and how many of them are questions.
    presses: usize,
    questions: usize,
}

/// An element that is open.
struct Element {
    name: String,
    /// Whether it begins and ends on lines of its own.
    is_block: bool,
    left: Verdict,
    /// The suspect part that it is, and what it is suspected to be.
    part: Option<(usize, LeftKind)>,
    /// What it is pressed for.
    pressed: Pressed,
    /// Whether it is the head of a part that opens.
    is_head_of_part: bool,
    /// What Word calls the paragraph.
    word: WordClass,
    hint: Hint,
    /// What it does to the style of words in it.
    strong: bool,
    shift: Shift,
    address: Option<Rc<str>>,
    /// Whether it is the page's text, or stands in it.
    in_text: bool,
}

/// What an element says of the words in it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Verdict {
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
    dress: Dress,
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
            dress: Dress::Plain,
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

    /// Takes words as the page shows them.
    fn take_words(&mut self, words: &str, place: Range<usize>) {
        match self.dress {
            Dress::Plain => self.push(words, place),
            Dress::Gone(kind) => self.leave(kind, words, place),
            Dress::Label => {
                if !self.take_label(words.trim()) {
                    self.push(" ", place.clone());
                    self.push(words, place.clone());
                    self.push(" ", place);
                }
            }
            Dress::Mark { is_of_note } => {
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
        let found = item_sign(&line).filter(|found| is_first && found.sign == label);
        let Some(found) = found else {
            return false;
        };
        match found.kind {
            SignKind::Symbol | SignKind::Cross => return false,
            SignKind::Number(_, value) => self.builder.number_item(value),
            SignKind::Bullet | SignKind::Company => {}
        }
        self.page.signs.push(label.to_owned());
        true
    }

    fn push(&mut self, words: &str, place: Range<usize>) {
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

    fn style(&self) -> Style {
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

    fn start(&mut self, tag: &StartTag<usize>) {
        let name = name_of(&tag.name);
        if let Some((_, plural)) = APART.iter().find(|(apart, _)| *apart == name) {
            self.page.count_apart(plural, 1);
            self.apart += 1;
            return;
        }
        if self.apart > 0 {
            return;
        }
        let at = tag.span.start;
        match name.as_str() {
            "br" if matches!(self.dress, Dress::Gone(_)) => return,
            "br" if self.behind_break => self.flush(),
            "br" => {
                let line = std::mem::take(&mut self.words).finished();
                self.lines.push((line, self.line_picture.take()));
                self.behind_break = true;
                return;
            }
            "img" => return self.picture(tag),
            "html" => self.page.language = attribute(tag, "lang").filter(|tag| !tag.is_empty()),
            _ => {}
        }
        if self.words.is_empty() && is_icon(tag, &name) {
            self.line_picture = Some(sum_of(&Names::of(tag).classes));
        }
        if !BLOCKS.contains(&name.as_str()) {
            if !VOIDS.contains(&name.as_str()) {
                self.open_element(tag, name);
            }
            return;
        }
        let picture = self.line_picture.filter(|_| name == "svg");
        self.flush();
        self.line_picture = picture;
        self.close_implied(&name);
        if VOIDS.contains(&name.as_str()) {
            return;
        }
        let is_kept = self.open_element(tag, name.clone());
        if !is_kept {
            return;
        }
        let left = self.left();
        match name.as_str() {
            "ul" | "menu" | "dir" | "ol" => {
                self.builder
                    .start_list(list_of(tag, name == "ol"), at, left);
            }
            "li" => {
                self.builder.start_item(at, left);
                let value = attribute(tag, "value").and_then(|value| value.parse().ok());
                self.builder.describe_item(depth_of_item(tag), value);
            }
            "table" => {
                self.builder.start_table(at, left);
                let role = attribute(tag, "role").unwrap_or_default();
                if matches!(role.as_str(), "presentation" | "none") {
                    self.builder.table_is_layout();
                }
            }
            "tr" => {
                let is_head = self.open.iter().any(|element| element.name == "thead");
                self.builder.start_row(is_head);
            }
            "td" | "th" => {
                let number = |name| attribute(tag, name).and_then(|number| number.parse().ok());
                let cell = PageCell {
                    is_head: name == "th",
                    across: number("colspan").unwrap_or(1),
                    down: number("rowspan").unwrap_or(1),
                    ..PageCell::default()
                };
                self.builder.start_cell(cell, at);
            }
            _ => {}
        }
    }

    /// Ends what a new element ends without saying so.
    fn close_implied(&mut self, name: &str) {
        let (closed, limits): (&[&str], &[&str]) = match name {
            "li" => (&["li"], &["ul", "ol", "menu", "dir", "table"]),
            "dt" | "dd" => (&["dt", "dd"], &["dl", "table"]),
            "tr" => (&["tr"], &["table"]),
            "td" | "th" => (&["td", "th"], &["tr", "table"]),
            "tbody" | "thead" | "tfoot" => (&["tbody", "thead", "tfoot"], &["table"]),
            "option" => (&["option"], &["select"]),
            _ => (&[], &[]),
        };
        if let Some(found) = self.find(closed, limits) {
            self.close_through(found);
        }
        if let Some(found) = self.innermost_block()
            && self
                .open
                .get(found)
                .is_some_and(|element| element.name == "p")
        {
            self.close_through(found);
        }
    }

    fn end(&mut self, name: &str) {
        if let Some((_, _)) = APART.iter().find(|(apart, _)| *apart == name) {
            self.apart = self.apart.saturating_sub(1);
            return;
        }
        if self.apart > 0 {
            return;
        }
        let is_block = BLOCKS.contains(&name);
        if is_block {
            self.flush();
        }
        let found = if is_heading(name) {
            self.find(&["h1", "h2", "h3", "h4", "h5", "h6"], &["table", "li"])
        } else if !is_block {
            let found = self.find(&[name], &[]);
            let block = self.innermost_block();
            found.filter(|found| block.is_none_or(|block| *found > block))
        } else if matches!(name, "table" | "td" | "th" | "tr") {
            self.find(&[name], &[])
        } else {
            self.find(&[name], &["table", "td", "th"])
        };
        if let Some(found) = found {
            self.close_through(found);
        }
    }

    /// The innermost open element of these names, unless one of the limits stands within.
    fn find(&self, names: &[&str], limits: &[&str]) -> Option<usize> {
        for (at, element) in self.open.iter().enumerate().rev() {
            if names.contains(&element.name.as_str()) {
                return Some(at);
            }
            if limits.contains(&element.name.as_str()) {
                return None;
            }
        }
        None
    }

    fn innermost_block(&self) -> Option<usize> {
        self.open.iter().rposition(|element| element.is_block)
    }

    fn close_through(&mut self, at: usize) {
        while self.open.len() > at {
            self.close_innermost();
        }
    }

    fn close_innermost(&mut self) {
        let Some(element) = self.open.pop() else {
            return;
        };
        match element.name.as_str() {
            "ul" | "ol" | "menu" | "dir" => self.builder.end_list(),
            "li" => self.builder.end_item(),
            "td" | "th" => self.builder.end_cell(),
            "table" => self.builder.end_table(),
            _ => {}
        }
    }

    /// Keeps an element open; gives whether there was room for it.
    fn open_element(&mut self, tag: &StartTag<usize>, name: String) -> bool {
        if tag.self_closing && name == "svg" {
            return false;
        }
        if self.open.len() >= MAXIMUM_OPEN_ELEMENTS {
            return false;
        }
        let in_text = self.in_text() || matches!(name.as_str(), "main" | "article");
        let is_block = BLOCKS.contains(&name.as_str());
        let meaning = self.meaning(tag, &name, in_text);
        let names = Names::of(tag);
        let pressed = self.pressed_for(tag, &name, &names);
        let is_head_of_part = names.is_head_of_part();
        let shown = names.id.clone();
        let is_paragraph = name == "p";
        self.open.push(Element {
            strong: matches!(name.as_str(), "b" | "strong"),
            shift: self.sheet.shift(tag, &name),
            address: (name == "a").then(|| address_of(tag)).flatten(),
            is_block,
            name,
            left: meaning.left,
            part: meaning.part,
            hint: meaning.hint,
            pressed,
            is_head_of_part,
            word: if is_paragraph && attribute(tag, "class").as_deref() == Some("Title") {
                // What LibreOffice calls a title.
                WordClass::Title
            } else {
                WordClass::of(&names.classes, attribute(tag, "style").as_deref())
            },
            in_text,
        });
        if is_block && !shown.is_empty() {
            self.begin_shown(shown, tag.span.start);
        }
        true
    }

    /// Begins what a tab shows, with the tab's name as its heading.
    fn begin_shown(&mut self, name: String, at: usize) {
        if let Some(looking) = &mut self.looking {
            if looking.shown.len() < MAXIMUM_NAMES_OF_PARTS {
                looking.shown.insert(name.clone());
                looking.begun.push(name);
            }
        } else if let Some(words) = self.looked.tabs.get(&name).cloned()
            && self.headed_by_tab.insert(name)
        {
            let level = self.level_of_what_is_pressed();
            self.builder_add(PieceKind::Heading(level), words, at..at, None);
        }
    }

    /// What an element is pressed for, by its attributes and its place.
    fn pressed_for(&self, tag: &StartTag<usize>, name: &str, names: &Names) -> Pressed {
        if is_heading(name) && names.has(PRESSED_NAMES) {
            return Pressed::Part;
        }
        if is_heading(name) || matches!(name, "html" | "body" | "input") {
            return Pressed::Nothing;
        }
        let is_in_menu = matches!(
            self.left(),
            Some(LeftKind::Menu | LeftKind::PageFoot | LeftKind::Sharing | LeftKind::Cookies)
        );
        if let Some(shown) = shown_by_tab(tag) {
            return Pressed::Tab(shown);
        }
        if name == "summary" {
            return Pressed::Part;
        }
        if is_in_menu || names.has(MENU_NAMES) || attribute(tag, "aria-haspopup").is_some() {
            return Pressed::Nothing;
        }
        let role = attribute(tag, "role").unwrap_or_default();
        let is_button = name == "button" || role == "button";
        let is_link = name == "a";
        let opens = opens_a_part(tag) && (is_button || is_link || self.stands_for_itself(name));
        let is_named = names.has(PRESSED_NAMES)
            && (is_button
                || (names.has(HEAD_NAMES) && matches!(name, "div" | "a" | "span" | "dt")));
        let in_head = is_button
            && self
                .open
                .iter()
                .rev()
                .take(3)
                .any(|one| one.is_head_of_part);
        // The label of a box that is ticked to open a part, outside of any form.
        let is_label = name == "label"
            && attribute(tag, "for").is_some()
            && self.find(&["form", "fieldset"], &[]).is_none();
        if opens || is_named || in_head || is_label {
            Pressed::Part
        } else {
            Pressed::Nothing
        }
    }

    /// Whether an element among words may be pressed as a whole line.
    fn stands_for_itself(&self, name: &str) -> bool {
        BLOCKS.contains(&name) || (self.words.is_empty() && self.lines.is_empty())
    }

    /// The level of the headings that are pressed: that of the first of them, as long as no higher
    /// heading begins another part of the page.
    fn level_of_what_is_pressed(&mut self) -> u8 {
        let below = self.level.saturating_add(1).min(6);
        *self.level_of_pressed.get_or_insert(below)
    }

    /// What an element says of the words in it.
    fn meaning(&mut self, tag: &StartTag<usize>, name: &str, in_text: bool) -> Meaning {
        let outer = self.open.last().map(|element| element.hint);
        let outer = outer
            .filter(|hint| *hint == Hint::InHead)
            .unwrap_or_default();
        let silent = |hint| Meaning {
            left: Verdict::Silent,
            part: None,
            hint,
        };
        if matches!(name, "html" | "body" | "main" | "article") {
            return silent(Hint::None);
        }
        let classes = attribute(tag, "class").unwrap_or_default().to_lowercase();
        let id = attribute(tag, "id").unwrap_or_default().to_lowercase();
        let role = attribute(tag, "role").unwrap_or_default();
        let hint = HINT_NAMES
            .iter()
            .find(|(hinting, _)| classes.split_whitespace().any(|class| class == *hinting))
            .map(|(_, hint)| *hint);
        if furniture::is_alert(&role) {
            return Meaning {
                left: Verdict::Text,
                ..silent(hint.unwrap_or_default())
            };
        }
        if let Some(hint) = hint.filter(|_| self.heeds_names) {
            return silent(hint);
        }
        let parts = || {
            let names = classes.split_whitespace().chain([id.as_str()]);
            names.flat_map(|name| name.split(['-', '_']))
        };
        let is_head = !in_text
            && (name == "header"
                || role == "banner"
                || (self.heeds_names && parts().any(|part| part == "header" || part == "banner")));
        let hint = if is_head { Hint::InHead } else { outer };
        // A heading is the text's, whatever it is called, and so is what stands in it.
        let in_heading = is_heading(name)
            || name == "summary"
            || self.heading_level().is_some()
            || self.find(&["summary"], &[]).is_some();
        if in_heading {
            return silent(hint);
        }
        let claim = furniture::claim(name, &role, &classes, &id, in_text, self.heeds_names);
        let Some(claim) = claim else {
            return silent(hint);
        };
        // The head and the body of a window are parts of it.
        let around = self.open.iter().rev().find_map(|element| element.part);
        let is_inner = claim.kind == LeftKind::Window
            && claim.is_by_name()
            && around.is_some_and(|(_, kind)| kind == claim.kind);
        if is_inner {
            return silent(hint);
        }
        let part = self.parts;
        self.parts += 1;
        if let Some(looking) = &mut self.looking {
            let outer = around.map(|(part, _)| part);
            looking.parts.push(Part {
                claim,
                outer,
                evidence: Evidence::default(),
            });
        }
        let is_text = self.looked.verdicts.get(part).copied().unwrap_or_default();
        Meaning {
            left: if is_text {
                Verdict::Silent
            } else {
                Verdict::Left(claim.kind)
            },
            part: Some((part, claim.kind)),
            hint,
        }
    }

    fn picture(&mut self, tag: &StartTag<usize>) {
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

    fn builder_add(
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
    fn flush(&mut self) {
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

    /// Remembers the level of a heading.
    fn note_level(&mut self, level: u8, is_pressed: bool) {
        self.level = level;
        if is_pressed {
            self.level_of_pressed = Some(level);
        } else if self
            .level_of_pressed
            .is_some_and(|pressed| level <= pressed)
        {
            self.level_of_pressed = None;
        }
    }

    /// Takes a piece as evidence for the parts that it stands in.
    fn look(&mut self, words: &PageWords, pressed: Option<&Pressed>) {
        let is_heading = self.heading_level().is_some();
        let form = if is_heading || pressed == Some(&Pressed::Part) {
            Form::Heading
        } else if self.find(&["li"], &["table"]).is_some() {
            Form::Item
        } else {
            Form::Running
        };
        let plain = words.plain();
        let part = self.open.iter().rev().find_map(|element| element.part);
        let (count, is_link) = (words.count(), words.is_link());
        let evidence = match part {
            Some(_) => Evidence::of(form, &plain, count, is_link),
            None => Evidence::of_text(form, count, is_link),
        };
        let Some(looking) = &mut self.looking else {
            return;
        };
        let begun = std::mem::take(&mut looking.begun);
        if is_heading {
            looking.headed.extend(begun);
        }
        match pressed {
            Some(Pressed::Tab(shown)) => {
                if looking.tabs.len() < MAXIMUM_TABS && !looking.tabs.contains_key(shown) {
                    looking.tabs.insert(shown.clone(), words.clone());
                }
                return;
            }
            Some(Pressed::Part) if !is_heading => {
                looking.presses += 1;
                looking.questions += usize::from(plain.ends_with('?'));
            }
            _ => {}
        }
        match part.and_then(|(part, _)| looking.parts.get_mut(part)) {
            Some(part) => part.evidence.add(&evidence),
            None => looking.all.add(&evidence),
        }
    }

    /// What the open elements say of words here: the innermost that says something.
    fn left(&self) -> Option<LeftKind> {
        let said = self.open.iter().rev().map(|element| element.left);
        match said.into_iter().find(|left| *left != Verdict::Silent)? {
            Verdict::Left(kind) => Some(kind),
            Verdict::Silent | Verdict::Text => None,
        }
    }

    fn in_text(&self) -> bool {
        self.open.last().is_some_and(|element| element.in_text)
    }

    fn heading_level(&self) -> Option<u8> {
        let headings = self.open.iter().rev();
        let name = headings
            .map(|element| &element.name)
            .find(|name| is_heading(name))?;
        let digit = name.as_bytes().get(1)?;
        Some(digit.saturating_sub(b'0'))
    }
}

/// Tells of words in a sentence that the page hides.
fn hidden_words(words: &str, place: &Range<usize>) -> Notice {
    Notice {
        rule: rule::IMPORT_NOT_UNDERSTOOD,
        message: format!(
            "the page hides these words in the middle of a sentence, and they were left out: {}",
            quoted(words.trim())
        ),
        hint: Some(
            "if patients should read them, copy them from the end of the draft to their place",
        ),
        place: place.clone(),
    }
}

/// What an element says of the words in it, and which suspect part it is.
struct Meaning {
    left: Verdict,
    part: Option<(usize, LeftKind)>,
    hint: Hint,
}

/// The names of an element.
struct Names {
    classes: String,
    id: String,
}

impl Names {
    fn of(tag: &StartTag<usize>) -> Self {
        Self {
            classes: attribute(tag, "class").unwrap_or_default().to_lowercase(),
            id: attribute(tag, "id").unwrap_or_default(),
        }
    }

    /// Whether one of these words is part of a class.
    fn has(&self, words: &[&str]) -> bool {
        let classes = self.classes.split_whitespace();
        let mut parts = classes.flat_map(|class| class.split(['-', '_']));
        parts.any(|part| words.contains(&part))
    }

    /// Whether a class names the head of a part that opens: `accordion-header`, `card-header`.
    fn is_head_of_part(&self) -> bool {
        self.classes.split_whitespace().any(|class| {
            let parts = || class.split(['-', '_']);
            parts().any(|part| HEAD_NAMES.contains(&part))
                && parts()
                    .any(|part| PRESSED_NAMES.contains(&part) || matches!(part, "card" | "panel"))
        })
    }
}

/// What a tab shows, by the tab's attributes.
fn shown_by_tab(tag: &StartTag<usize>) -> Option<String> {
    let toggle = attribute(tag, "data-toggle").or_else(|| attribute(tag, "data-bs-toggle"));
    let is_tab = attribute(tag, "role").as_deref() == Some("tab")
        || matches!(toggle.as_deref(), Some("tab" | "pill"));
    if !is_tab {
        return None;
    }
    let names = ["aria-controls", "data-bs-target", "data-target", "href"];
    let mut shown = names.iter().filter_map(|name| attribute(tag, name));
    let shown = shown.find_map(|name| {
        let name = name.trim_start_matches('#');
        let is_name = !name.is_empty() && !name.contains(char::is_whitespace);
        is_name.then(|| name.to_owned())
    })?;
    Some(shown)
}

/// Whether an element says that pressing it opens a part of the page.
fn opens_a_part(tag: &StartTag<usize>) -> bool {
    let toggle = attribute(tag, "data-toggle").or_else(|| attribute(tag, "data-bs-toggle"));
    attribute(tag, "aria-expanded").is_some() || toggle.as_deref() == Some("collapse")
}

/// What stands between a token and the one before it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Parting {
    None,
    /// A space.
    Space,
    /// The end of a line.
    Break,
}

/// Where words of neighbouring elements would run into one another, though a browser draws them apart:
/// `5 min read</span><span>Reviewed by`, and the names of tabs and of parts that are pressed to open.
#[derive(Default)]
struct Seam {
    is_open: bool,
    /// Whether words came since the last line began.
    has_words: bool,
    /// The name of an element that is pressed, and how many of that name are open.
    pressed: Option<(String, usize)>,
}

impl Seam {
    /// Takes the next token and says what stands before it.
    fn parting(&mut self, token: &Token<usize>) -> Parting {
        let was_open = std::mem::take(&mut self.is_open);
        match token {
            Token::EndTag(tag) => {
                let name = name_of(&tag.name);
                self.has_words &= !begins_line(&name);
                self.is_open = matches!(name.as_str(), "span" | "a");
                if let Some((pressed, open)) = &mut self.pressed
                    && *pressed == name
                {
                    *open -= 1;
                    if *open == 0 {
                        self.pressed = None;
                    }
                    self.has_words = false;
                    return Parting::Break;
                }
                Parting::None
            }
            Token::StartTag(tag) => {
                let name = name_of(&tag.name);
                self.has_words &= !begins_line(&name);
                let is_beside = matches!(name.as_str(), "span" | "a");
                if let Some((pressed, open)) = &mut self.pressed
                    && *pressed == name
                {
                    *open += 1;
                } else if self.pressed.is_none()
                    && is_beside
                    && !self.has_words
                    && (shown_by_tab(tag).is_some() || opens_a_part(tag))
                {
                    self.pressed = Some((name, 1));
                    return Parting::Break;
                }
                if was_open && is_beside {
                    Parting::Space
                } else {
                    Parting::None
                }
            }
            Token::String(string) => {
                self.has_words |= !string.value.iter().all(u8::is_ascii_whitespace);
                Parting::None
            }
            _ => Parting::None,
        }
    }
}

/// Whether an element begins a line where it begins, and another where it ends.
fn begins_line(name: &str) -> bool {
    name == "br" || BLOCKS.contains(&name)
}

/// A list, by what its element says of it.
fn list_of(tag: &StartTag<usize>, is_numbered: bool) -> PageList {
    let classes = attribute(tag, "class").unwrap_or_default();
    // Google's texts call the parts of a list by one name and their depth: `lst-kix_abc-1`.
    let google = classes.split_whitespace().find_map(|class| {
        let (family, depth) = class.strip_prefix("lst-kix_")?.rsplit_once('-')?;
        Some((family.to_owned(), depth.parse::<u8>().ok()?))
    });
    let (family, depth) = match google {
        Some((family, depth)) => (Some(family), depth),
        // Word's own page editor puts every item into a list of its own.
        None if classes.contains("ListStyle") => (Some("word".to_owned()), 0),
        None => (None, 0),
    };
    PageList {
        is_numbered,
        first: attribute(tag, "start")
            .and_then(|start| start.parse().ok())
            .unwrap_or(1),
        is_uneven: attribute(tag, "reversed").is_some(),
        family,
        depth,
        items: Vec::new(),
    }
}

/// How deep an item says that it stands, beside its place in lists.
fn depth_of_item(tag: &StartTag<usize>) -> u8 {
    let level = attribute(tag, "aria-level").or_else(|| attribute(tag, "data-aria-level"));
    if let Some(level) = level.and_then(|level| level.parse::<u8>().ok()) {
        return level;
    }
    let classes = attribute(tag, "class").unwrap_or_default();
    let mut indents = classes
        .split_whitespace()
        .filter_map(|class| class.strip_prefix("ql-indent-")?.parse::<u8>().ok());
    indents.next().unwrap_or_default()
}

/// Whether an element draws a small picture: a letter of a typeface of pictures, or a drawing.
fn is_icon(tag: &StartTag<usize>, name: &str) -> bool {
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
fn sum_of(name: &str) -> u64 {
    name.bytes().fold(0xcbf2_9ce4_8422_2325, |sum, byte| {
        (sum ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3)
    })
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
                    Dress::Plain => ("", ""),
                    Dress::Gone(_) | Dress::Label => (" ", " "),
                    Dress::Mark { is_of_note: true } => ("", " "),
                    Dress::Mark { is_of_note: false } => (" ", ""),
                };
                let gathered = match dress {
                    Dress::Gone(_) => &mut pictures,
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
                || (name == "br" && !matches!(dress, Dress::Gone(_))))
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

fn is_heading(name: &str) -> bool {
    matches!(name, "h1" | "h2" | "h3" | "h4" | "h5" | "h6")
}

/// The address of a link; one longer than any address only begins, with the sign of what is left out.
fn address_of(tag: &StartTag<usize>) -> Option<Rc<str>> {
    let address = attribute(tag, "href")?;
    if address.len() <= MAXIMUM_ADDRESS_BYTES {
        return Some(address.into());
    }
    let beginning: String = address.chars().take(100).collect();
    Some((beginning + "…").into())
}
