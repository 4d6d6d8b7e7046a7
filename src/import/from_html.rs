//! Web pages: from the signs of HTML to the one stream of pieces.
//!
//! In: the text of a file. Out: its [`Page`]. The tokens are those of the HTML standard, from a crate
//! that knows its eighty states; what is made of them is ours and needs no tree: a stack of the elements
//! that are open, and a [`PageBuilder`] that bears what real pages do. Promises: one pass, so that time
//! grows with the length of the file; no more than [`MAXIMUM_OPEN_ELEMENTS`] are kept open, whatever a
//! page nests; words of scripts, styles and the like are no words of the page, and are counted apart.
//!
//! Which parts are the website's and not the text's, pages say themselves: by elements (`nav`, `footer`)
//! and by the names of their classes. Where the names would take the whole text, because somebody calls
//! the text a banner, the page is read once more without heeding them. Hidden words are kept: answers
//! that open when they are pressed are hidden too.

use std::ops::Range;
use std::rc::Rc;

use html5gum::{DefaultEmitter, StartTag, Token, Tokenizer};

use super::from_text::item_sign;
use super::page::{Hint, LeftKind, Page, PageBuilder, Piece, PieceKind};
use super::page_words::{PageWords, Shift, Style, words};

/// Most elements that are kept open at once. Pages of editors that nest one box in another reach forty.
const MAXIMUM_OPEN_ELEMENTS: usize = 100;

/// Longest address of a link that is kept whole; a guide takes none that is longer.
const MAXIMUM_ADDRESS_BYTES: usize = 2_000;

/// Elements that begin and end on lines of their own.
const BLOCKS: &[&str] = &[
    "address",
    "article",
    "aside",
    "blockquote",
    "body",
    "button",
    "caption",
    "center",
    "dd",
    "details",
    "dialog",
    "dir",
    "div",
    "dl",
    "dt",
    "fieldset",
    "figcaption",
    "figure",
    "footer",
    "form",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "head",
    "header",
    "hgroup",
    "hr",
    "html",
    "legend",
    "li",
    "main",
    "menu",
    "nav",
    "ol",
    "optgroup",
    "option",
    "p",
    "pre",
    "search",
    "section",
    "select",
    "summary",
    "svg",
    "table",
    "tbody",
    "td",
    "textarea",
    "tfoot",
    "th",
    "thead",
    "title",
    "tr",
    "ul",
    "xmp",
];

/// Elements without an end.
const VOIDS: &[&str] = &[
    "area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "param", "source",
    "track", "wbr",
];

/// Elements whose words are no words of the page, each with its name in the plural.
const APART: &[(&str, &str)] = &[
    ("script", "scripts"),
    ("style", "styles"),
    ("template", "templates"),
    ("noscript", "texts for browsers without scripts"),
    ("iframe", "frames"),
    ("noembed", "texts for old browsers"),
    ("noframes", "texts for old browsers"),
];

/// What comments are called where things apart are counted.
const COMMENTS: &str = "comments";

/// What pictures are called that have no words for those who cannot see them.
pub(super) const SILENT_PICTURES: &str = "pictures without words";

/// Elements that belong to the website.
const LEFT_ELEMENTS: &[(&str, LeftKind)] = &[
    ("nav", LeftKind::Menu),
    ("footer", LeftKind::PageFoot),
    ("aside", LeftKind::Aside),
    ("form", LeftKind::Form),
    ("select", LeftKind::Form),
    ("textarea", LeftKind::Form),
    ("search", LeftKind::Form),
    ("dialog", LeftKind::Aside),
    ("button", LeftKind::Button),
    ("title", LeftKind::TabName),
    ("figcaption", LeftKind::Caption),
    ("svg", LeftKind::Picture),
];

/// What the roles of elements say (WAI-ARIA 1.2, landmark roles).
const LEFT_ROLES: &[(&str, LeftKind)] = &[
    ("navigation", LeftKind::Menu),
    ("contentinfo", LeftKind::PageFoot),
    ("search", LeftKind::Form),
    ("dialog", LeftKind::Aside),
    ("button", LeftKind::Button),
];

/// Parts of the names of classes by which pages mark what is the website's.
const LEFT_NAMES: &[(&str, LeftKind)] = &[
    ("nav", LeftKind::Menu),
    ("navbar", LeftKind::Menu),
    ("navigation", LeftKind::Menu),
    ("menu", LeftKind::Menu),
    ("breadcrumb", LeftKind::Menu),
    ("breadcrumbs", LeftKind::Menu),
    ("pagination", LeftKind::Menu),
    ("skip", LeftKind::Menu),
    ("toc", LeftKind::Menu),
    ("footer", LeftKind::PageFoot),
    ("copyright", LeftKind::PageFoot),
    ("sidebar", LeftKind::Aside),
    ("related", LeftKind::Aside),
    ("popup", LeftKind::Aside),
    ("modal", LeftKind::Aside),
    ("advert", LeftKind::Aside),
    ("advertisement", LeftKind::Aside),
    ("newsletter", LeftKind::Form),
    ("cookie", LeftKind::Cookies),
    ("cookies", LeftKind::Cookies),
    ("share", LeftKind::Sharing),
    ("sharing", LeftKind::Sharing),
    ("social", LeftKind::Sharing),
    ("btn", LeftKind::Button),
    ("cta", LeftKind::Button),
    ("caption", LeftKind::Caption),
    ("credit", LeftKind::Caption),
];

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

/// Reads a web page.
pub(super) fn read(text: &str) -> Page {
    let heeding = Walk::over(text, true);
    let kept = |page: &Page| {
        let pieces = page.pieces.iter();
        let kept = pieces.filter(|piece| piece.left.is_none());
        kept.map(|piece| piece.all_words().count()).sum::<usize>()
    };
    let all = words(&heeding.shown).len();
    // A text of which nine words in ten were the website's is none.
    if all > 0 && kept(&heeding) * 10 < all {
        let whole = Walk::over(text, false);
        if kept(&whole) > 2 * kept(&heeding) {
            return whole;
        }
    }
    heeding
}

fn tokens(text: &str) -> impl Iterator<Item = Token<usize>> {
    let mut emitter = DefaultEmitter::<usize>::new_with_span();
    emitter.naively_switch_states(true);
    // Reading from a text cannot fail.
    Tokenizer::new_with_emitter(text, emitter).flatten()
}

/// An element that is open.
struct Element {
    name: String,
    /// Whether it begins and ends on lines of its own.
    is_block: bool,
    left: Option<LeftKind>,
    hint: Hint,
    /// What it does to the style of words in it.
    strong: bool,
    shift: Shift,
    address: Option<Rc<str>>,
    /// Whether it is the page's text, or stands in it.
    in_text: bool,
}

struct Walk {
    page: Page,
    builder: PageBuilder,
    open: Vec<Element>,
    /// The lines since the last block began or ended that are complete, the words of the next line, and
    /// the bytes of them all.
    lines: Vec<PageWords>,
    words: PageWords,
    place: Option<Range<usize>>,
    /// Elements apart that are open.
    apart: usize,
    /// Whether a line was broken and nothing followed yet.
    behind_break: bool,
    heeds_names: bool,
}

impl Walk {
    fn over(text: &str, heeds_names: bool) -> Page {
        let mut walk = Self {
            page: Page::default(),
            builder: PageBuilder::default(),
            open: Vec::new(),
            lines: Vec::new(),
            words: PageWords::default(),
            place: None,
            apart: 0,
            behind_break: false,
            heeds_names,
        };
        let mut seam = Seam::default();
        for token in tokens(text) {
            if seam.parts(&token) && walk.apart == 0 {
                walk.push(" ", 0..0);
            }
            match &token {
                Token::StartTag(tag) => walk.start(tag),
                Token::EndTag(tag) => walk.end(&name_of(&tag.name)),
                Token::String(string) => {
                    if walk.apart == 0 {
                        let words = String::from_utf8_lossy(&string.value);
                        let place = string.span.start..string.span.end.max(string.span.start);
                        walk.push(&words, place);
                    }
                }
                Token::Comment(_) => walk.page.count_apart(COMMENTS, 1),
                Token::Doctype(_) | Token::Error(_) => {}
            }
        }
        walk.flush();
        while !walk.open.is_empty() {
            walk.close_innermost();
        }
        walk.page.pieces = walk.builder.finished();
        walk.page.shown = shown(text);
        walk.page
    }

    fn push(&mut self, words: &str, place: Range<usize>) {
        if words.trim().is_empty() {
            self.words.push(words, &Style::default());
            return;
        }
        self.behind_break = false;
        let style = self.style();
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
            "br" if self.behind_break => self.flush(),
            "br" => {
                let line = std::mem::take(&mut self.words).finished();
                self.lines.push(line);
                self.behind_break = true;
                return;
            }
            "img" => return self.picture(tag),
            "html" => self.page.language = attribute(tag, "lang").filter(|tag| !tag.is_empty()),
            _ => {}
        }
        if !BLOCKS.contains(&name.as_str()) {
            if !VOIDS.contains(&name.as_str()) {
                self.open_element(tag, name);
            }
            return;
        }
        self.flush();
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
            "ul" | "menu" | "dir" => self.builder.start_list(false, at, left),
            "ol" => self.builder.start_list(true, at, left),
            "li" => self.builder.start_item(at, left),
            "table" => self.builder.start_table(at, left),
            "tr" => {
                let is_head = self.open.iter().any(|element| element.name == "thead");
                self.builder.start_row(is_head);
            }
            "td" => self.builder.start_cell(false),
            "th" => self.builder.start_cell(true),
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
        let (left, hint) = self.meaning(tag, &name, in_text);
        self.open.push(Element {
            strong: matches!(name.as_str(), "b" | "strong"),
            shift: match name.as_str() {
                "sup" => Shift::Raised,
                "sub" => Shift::Lowered,
                _ => Shift::None,
            },
            address: (name == "a").then(|| address_of(tag)).flatten(),
            is_block: BLOCKS.contains(&name.as_str()),
            name,
            left,
            hint,
            in_text,
        });
        true
    }

    /// What an element says of the words in it.
    fn meaning(
        &self,
        tag: &StartTag<usize>,
        name: &str,
        in_text: bool,
    ) -> (Option<LeftKind>, Hint) {
        let outer = self.open.last().map(|element| element.hint);
        let outer = outer
            .filter(|hint| *hint == Hint::InHead)
            .unwrap_or_default();
        if matches!(name, "html" | "body" | "main" | "article") {
            return (None, Hint::None);
        }
        let classes = attribute(tag, "class").unwrap_or_default().to_lowercase();
        let id = attribute(tag, "id").unwrap_or_default().to_lowercase();
        let whole = || classes.split_whitespace().chain([id.as_str()]);
        let parts = || whole().flat_map(|name| name.split(['-', '_']));
        let hint = HINT_NAMES
            .iter()
            .find(|(hinting, _)| classes.split_whitespace().any(|class| class == *hinting))
            .map(|(_, hint)| *hint);
        let role = attribute(tag, "role").unwrap_or_default();
        if let Some(hint) = hint.filter(|_| self.heeds_names) {
            return (None, hint);
        }
        let in_heading = self.heading_level().is_some() || self.find(&["summary"], &[]).is_some();
        let by = |list: &[(&str, LeftKind)], word: &str| {
            list.iter()
                .find(|(known, _)| *known == word)
                .map(|(_, kind)| *kind)
        };
        let left = by(LEFT_ELEMENTS, name)
            .or_else(|| by(LEFT_ROLES, &role))
            .or_else(|| {
                let mut kinds = parts().filter_map(|part| by(LEFT_NAMES, part));
                kinds.next().filter(|_| self.heeds_names)
            });
        // The question of an answer that opens is often a button, and so is the heading of a part.
        let left = left.filter(|kind| !(in_heading && *kind == LeftKind::Button));
        let is_head = !in_text
            && (name == "header"
                || role == "banner"
                || (self.heeds_names && parts().any(|part| part == "header" || part == "banner")));
        (left, if is_head { Hint::InHead } else { outer })
    }

    fn picture(&mut self, tag: &StartTag<usize>) {
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
        let hint = self.open.last().map(|element| element.hint);
        self.builder.add(Piece {
            kind,
            words,
            place,
            left,
            hint: hint.unwrap_or_default(),
        });
    }

    /// Ends the words of a block.
    fn flush(&mut self) {
        self.behind_break = false;
        let mut lines = std::mem::take(&mut self.lines);
        lines.push(std::mem::take(&mut self.words).finished());
        lines.retain(|line| !line.is_empty());
        let place = self.place.take().unwrap_or_default();
        if self.heading_level().is_none() {
            lines = self.listed(lines, &place);
        }
        let mut words = PageWords::default();
        for line in &lines {
            words.append(line);
        }
        let words = words.finished();
        if words.is_empty() {
            return;
        }
        let left = self.left();
        let innermost = self.innermost_block().and_then(|at| self.open.get(at));
        let innermost = innermost.map(|element| element.name.as_str());
        let plain = words.plain();
        let kind = match innermost {
            _ if self.heading_level().is_some() => {
                PieceKind::Heading(self.heading_level().unwrap_or(6))
            }
            Some("summary" | "dt") => PieceKind::Term,
            // What is pressed to see an answer.
            _ if left == Some(LeftKind::Button) && plain.ends_with('?') => PieceKind::Term,
            Some("blockquote") => PieceKind::Quote,
            Some("pre" | "xmp") => PieceKind::Code,
            Some("p") if self.find(&["blockquote"], &[]).is_some() => PieceKind::Quote,
            _ => PieceKind::Paragraph,
        };
        let is_question = matches!(kind, PieceKind::Term) && left == Some(LeftKind::Button);
        self.builder_add(kind, words, place, left.filter(|_| !is_question));
    }

    /// Makes a list of lines that begin with dots, dashes or numbers; gives the lines before it.
    fn listed(&mut self, mut lines: Vec<PageWords>, place: &Range<usize>) -> Vec<PageWords> {
        let is_item = |line: &PageWords| item_sign(&line.joined()).is_some();
        let first = lines.iter().position(is_item).unwrap_or(lines.len());
        let items = lines.split_off(first);
        if items.len() < 2 || !items.iter().all(is_item) {
            lines.extend(items);
            return lines;
        }
        let left = self.left();
        let mut before = PageWords::default();
        for line in lines {
            before.append(&line);
        }
        self.builder_add(PieceKind::Paragraph, before.finished(), place.clone(), left);
        let joined = items.first().map(PageWords::joined).unwrap_or_default();
        let is_numbered = item_sign(&joined).is_some_and(|item| item.is_number);
        self.builder.start_list(is_numbered, place.start, left);
        for item in items {
            let joined = item.joined();
            let sign = item_sign(&joined).map_or("", |item| item.sign);
            self.page.signs.push(sign.to_owned());
            self.builder.start_item(place.start, left);
            let words = item.part(sign.len()..joined.len());
            self.builder_add(PieceKind::Paragraph, words, place.clone(), left);
        }
        self.builder.end_list();
        Vec::new()
    }

    /// What the open elements say of words here: the innermost that says something.
    fn left(&self) -> Option<LeftKind> {
        self.open.iter().rev().find_map(|element| element.left)
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

/// Where words of neighbouring elements would run into one another, though a browser draws them apart:
/// `5 min read</span><span>Reviewed by`.
#[derive(Default)]
struct Seam {
    is_open: bool,
}

impl Seam {
    /// Takes the next token; whether a space stands before it.
    fn parts(&mut self, token: &Token<usize>) -> bool {
        let was_open = std::mem::take(&mut self.is_open);
        match token {
            Token::EndTag(tag) => {
                self.is_open = matches!(name_of(&tag.name).as_str(), "span" | "a");
                false
            }
            Token::StartTag(tag) => was_open && matches!(name_of(&tag.name).as_str(), "span" | "a"),
            _ => false,
        }
    }
}

/// The words of a page as its reader sees them, and the words of its pictures: gathered on another way
/// than the pieces, so that the one can be held against the other.
pub(super) fn shown(text: &str) -> String {
    let mut shown = String::new();
    let mut pictures = String::new();
    let mut apart = 0_usize;
    let mut seam = Seam::default();
    for token in tokens(text) {
        if seam.parts(&token) && apart == 0 {
            shown.push(' ');
        }
        let (name, is_end) = match &token {
            Token::StartTag(tag) => (name_of(&tag.name), false),
            Token::EndTag(tag) => (name_of(&tag.name), true),
            Token::String(string) if apart == 0 => {
                shown.push_str(&String::from_utf8_lossy(&string.value));
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
        } else if apart == 0 && (name == "br" || BLOCKS.contains(&name.as_str())) {
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

fn name_of(name: &[u8]) -> String {
    String::from_utf8_lossy(name).to_ascii_lowercase()
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

fn attribute(tag: &StartTag<usize>, name: &str) -> Option<String> {
    let value = tag.attributes.get(name.as_bytes())?;
    Some(String::from_utf8_lossy(value).trim().to_owned())
}
