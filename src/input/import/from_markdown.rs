//! Markdown: from CommonMark, with tables, to the one stream of pieces.
//!
//! In: the text of a file. Out: its [`Page`]. The marks are read by a crate that follows CommonMark;
//! HTML inside the text is read as HTML is. Promise: what the marks say is kept, the marks themselves
//! (`#`, stars, addresses of links) are no words of the page; a line that Markdown takes for the address
//! of a link, though it is none, is kept as words.

use std::ops::Range;
use std::rc::Rc;

use pulldown_cmark::{CodeBlockKind, Event, HeadingLevel, Options, Parser, Tag, TagEnd};

use super::from_html;
use super::page::{LeftKind, Page, PageBuilder, PageCell, PageList, Piece, PieceKind};
use super::page_words::{PageWords, Style};
use crate::base::invariant::PartOf;
use crate::model::guide::link_problem;

/// Reads a Markdown text.
pub(super) fn read(text: &str) -> Page {
    let mut walk = Walk {
        page: Page::default(),
        builder: PageBuilder::default(),
        open: Vec::new(),
        words: PageWords::default(),
        place: None,
        gathered: None,
        is_joint: false,
        is_broken: false,
        struck: Vec::new(),
        in_struck_html: 0,
    };
    for (event, place) in parser(text).into_offset_iter() {
        walk.take(event, place);
    }
    walk.flush();
    let kept = definitions(text).into_iter().map(|place| {
        let words = text.part(place.clone());
        Piece::new(PieceKind::Code, PageWords::plain_words(words), place)
    });
    let mut kept = kept.peekable();
    for piece in walk.builder.finished() {
        while let Some(before) = kept.next_if(|kept| kept.place.start < piece.place.start) {
            walk.page.pieces.push(before);
        }
        walk.page.pieces.push(piece);
    }
    walk.page.pieces.extend(kept);
    walk.page.shown = shown(text);
    walk.page
}

fn parser(text: &str) -> Parser<'_> {
    let options = Options::ENABLE_TABLES
        | Options::ENABLE_TASKLISTS
        | Options::ENABLE_STRIKETHROUGH
        | Options::ENABLE_YAML_STYLE_METADATA_BLOCKS;
    Parser::new_ext(text, options)
}

/// The bytes of lines that Markdown takes for the address of a link, though it is none: `[Note]: rest`.
/// They are what no block of the text holds.
fn definitions(text: &str) -> Vec<Range<usize>> {
    let mut gaps = Vec::new();
    let (mut end, mut depth) = (0, 0_usize);
    for (event, place) in parser(text).into_offset_iter() {
        if depth == 0 && place.start > end {
            gaps.push(end..place.start);
        }
        match event {
            Event::Start(_) => depth += 1,
            Event::End(_) => depth = depth.saturating_sub(1),
            _ => {}
        }
        end = end.max(place.end);
    }
    gaps.push(end..text.len());
    let parser = parser(text);
    let in_blocks = parser.reference_definitions().iter();
    let in_blocks = in_blocks.map(|(_, definition)| definition.span.clone());
    let outside: Vec<Range<usize>> = in_blocks
        .filter(|place| !gaps.iter().any(|gap| gap.contains(&place.start)))
        .collect();
    gaps.extend(outside);
    gaps.sort_by_key(|place| place.start);
    let mut kept = Vec::new();
    for gap in gaps {
        let mut at = gap.start;
        for line in text.get(gap).unwrap_or_default().split_inclusive('\n') {
            if !line.trim().is_empty() && !is_address_line(line) {
                kept.push(at..at + line.len());
            }
            at += line.len();
        }
    }
    kept
}

/// Whether a line gives a name to an address: `[page]: https://www.example.org`.
fn is_address_line(line: &str) -> bool {
    let behind = line
        .trim()
        .strip_prefix('[')
        .and_then(|line| line.split_once("]:"));
    behind.is_some_and(|(_, address)| {
        let address = address.trim().trim_start_matches('<').trim_end_matches('>');
        !address.is_empty()
            && !address.contains(char::is_whitespace)
            && (link_problem(address).is_none() || address.contains(['/', '.', '#', '@']))
    })
}

/// What words stand in.
#[derive(Debug, Clone, PartialEq, Eq)]
enum Inside {
    Heading(u8),
    Quote,
    Code,
    Item,
    Cell,
    FrontMatter,
    Strong,
    Link(Rc<str>),
    Picture,
    Struck,
    Other,
}

struct Walk {
    page: Page,
    builder: PageBuilder,
    open: Vec<Inside>,
    words: PageWords,
    place: Option<Range<usize>>,
    /// The HTML, or the words of a picture, that are being gathered.
    gathered: Option<String>,
    /// Whether only a broken line parts the next words from those before.
    is_joint: bool,
    /// Whether the author broke that line, and not the width of a window.
    is_broken: bool,
    /// Words of the block that are crossed out, each with its place.
    struck: Vec<(String, Range<usize>)>,
    /// Elements of HTML among the words that are open and cross them out.
    in_struck_html: usize,
}

impl Walk {
    fn take(&mut self, event: Event<'_>, place: Range<usize>) {
        match event {
            Event::Start(tag) => self.start(tag, &place),
            Event::End(tag) => self.end(tag, &place),
            Event::Text(words) | Event::Code(words) => self.push(&words, place),
            Event::InlineMath(words) | Event::DisplayMath(words) => self.push(&words, place),
            Event::FootnoteReference(words) => self.push(&words, place),
            Event::SoftBreak => self.end_line(place, false),
            Event::HardBreak => self.end_line(place, true),
            Event::Html(html) => {
                self.gathered.get_or_insert_default().push_str(&html);
            }
            // Of HTML among words only the elements are told here; their words come as words.
            Event::InlineHtml(html) => {
                self.in_struck_html = struck_behind(self.in_struck_html, &html);
                if is_break(&html) {
                    self.end_line(place, true);
                }
            }
            Event::Rule => self.flush(),
            Event::TaskListMarker(_) => {}
        }
    }

    fn start(&mut self, tag: Tag<'_>, place: &Range<usize>) {
        let at = place.start;
        let inside = match tag {
            Tag::Strong => Inside::Strong,
            Tag::Strikethrough => Inside::Struck,
            Tag::Emphasis | Tag::Superscript | Tag::Subscript => Inside::Other,
            Tag::Link { dest_url, .. } => Inside::Link(dest_url.as_ref().into()),
            Tag::Image { .. } => {
                if let Some(gathered) = &mut self.gathered {
                    gathered.push(' ');
                }
                Inside::Picture
            }
            block => {
                self.flush();
                match block {
                    Tag::Heading { level, .. } => Inside::Heading(level_of(level)),
                    Tag::BlockQuote(_) => Inside::Quote,
                    Tag::CodeBlock(CodeBlockKind::Fenced(_) | CodeBlockKind::Indented) => {
                        Inside::Code
                    }
                    Tag::List(number) => {
                        let list = PageList {
                            is_numbered: number.is_some(),
                            first: number.and_then(|first| first.try_into().ok()).unwrap_or(1),
                            ..PageList::default()
                        };
                        self.builder.start_list(list, at, None);
                        Inside::Other
                    }
                    Tag::Item => {
                        self.builder.start_item(at, None);
                        Inside::Item
                    }
                    Tag::Table(_) => {
                        self.builder.start_table(at, None);
                        Inside::Other
                    }
                    Tag::TableHead => {
                        self.builder.start_row(true);
                        Inside::Other
                    }
                    Tag::TableRow => {
                        self.builder.start_row(false);
                        Inside::Other
                    }
                    Tag::TableCell => {
                        self.builder.start_cell(PageCell::default(), at);
                        Inside::Cell
                    }
                    Tag::MetadataBlock(_) => Inside::FrontMatter,
                    _ => Inside::Other,
                }
            }
        };
        self.open.push(inside);
    }

    fn end(&mut self, tag: TagEnd, place: &Range<usize>) {
        match tag {
            TagEnd::Image => self.end_picture(place.clone()),
            TagEnd::Strong
            | TagEnd::Emphasis
            | TagEnd::Strikethrough
            | TagEnd::Superscript
            | TagEnd::Subscript
            | TagEnd::Link => {}
            TagEnd::HtmlBlock => self.end_html(place),
            TagEnd::MetadataBlock(_) => self.end_front_matter(place.start),
            _ => self.flush(),
        }
        if ends_block(tag) {
            self.in_struck_html = 0;
        }
        match tag {
            TagEnd::List(_) => self.builder.end_list(),
            TagEnd::Item => self.builder.end_item(),
            TagEnd::TableCell => self.builder.end_cell(),
            TagEnd::Table => self.builder.end_table(),
            _ => {}
        }
        self.open.pop();
    }

    fn push(&mut self, words: &str, place: Range<usize>) {
        let mut style = Style::default();
        for inside in &self.open {
            match inside {
                Inside::Strong => style.strong = true,
                Inside::Link(address) => style.address = Some(address.clone()),
                _ => {}
            }
        }
        style.strong &= !self
            .open
            .iter()
            .any(|one| matches!(one, Inside::Heading(_)));
        if self.open.contains(&Inside::Picture) {
            // The words of a picture stand apart from those around it.
            self.gathered.get_or_insert_default().push_str(words);
            return;
        }
        if self.open.contains(&Inside::Struck) || self.in_struck_html > 0 {
            self.struck.push((words.to_owned(), place));
            return;
        }
        self.words.push(words, &style);
        let begun = self.place.as_ref().map(|begun| begun.start);
        self.place = Some(begun.unwrap_or(place.start)..place.end);
    }

    fn end_picture(&mut self, place: Range<usize>) {
        let words = self.gathered.take().unwrap_or_default();
        if words.trim().is_empty() {
            self.page.count_apart(from_html::SILENT_PICTURES, 1);
        }
        self.add(
            PieceKind::Paragraph,
            PageWords::plain_words(&words),
            place,
            Some(LeftKind::Picture),
        );
    }

    fn end_html(&mut self, place: &Range<usize>) {
        let Some(html) = self.gathered.take() else {
            return;
        };
        let inner = from_html::read(&html);
        for piece in inner.pieces {
            self.builder.add(Piece {
                place: place.clone(),
                ..piece
            });
        }
        self.page.markers.extend(inner.markers);
        for (name, count) in inner.apart {
            self.page.count_apart(name, count);
        }
    }

    /// What stands before the text for a program is left out.
    fn end_front_matter(&mut self, at: usize) {
        let words = std::mem::take(&mut self.words).finished();
        let place = self.place.take().unwrap_or(at..at);
        self.add(
            PieceKind::Paragraph,
            words,
            place,
            Some(LeftKind::FrontMatter),
        );
    }

    /// Ends a line that the text breaks; what follows goes on in the same block.
    fn end_line(&mut self, place: Range<usize>, is_broken: bool) {
        if self.open.contains(&Inside::Picture) {
            return self.push(" ", place);
        }
        let is_one_line = |one: &Inside| matches!(one, Inside::Heading(_) | Inside::Code);
        if self.open.iter().any(is_one_line) {
            // Words before and behind it are two, though what is struck out may stand between.
            self.words.push(" ", &Style::default());
            return;
        }
        let had_words = self.place.is_some();
        self.flush();
        self.is_joint = had_words;
        self.is_broken = had_words && is_broken;
    }

    fn flush(&mut self) {
        self.flush_words();
        for (words, place) in std::mem::take(&mut self.struck) {
            let words = PageWords::plain_words(&words);
            self.add(PieceKind::Paragraph, words, place, Some(LeftKind::Struck));
        }
    }

    fn flush_words(&mut self) {
        let is_joint = std::mem::take(&mut self.is_joint);
        let is_broken = std::mem::take(&mut self.is_broken);
        let words = std::mem::take(&mut self.words).finished();
        let Some(place) = self.place.take() else {
            return;
        };
        let innermost = self.open.iter().rev().find(|inside| {
            !matches!(
                inside,
                Inside::Strong | Inside::Link(_) | Inside::Struck | Inside::Other
            )
        });
        let kind = match innermost {
            Some(Inside::Heading(level)) => PieceKind::Heading(*level),
            Some(Inside::Quote) => PieceKind::Quote,
            Some(Inside::Code) => PieceKind::Code,
            _ => PieceKind::Paragraph,
        };
        let mut piece = Piece::new(kind, words, place);
        piece.line.is_joint = is_joint;
        piece.line.is_broken = is_broken;
        self.builder.add(piece);
    }

    fn add(
        &mut self,
        kind: PieceKind,
        words: PageWords,
        place: Range<usize>,
        left: Option<LeftKind>,
    ) {
        self.builder.add(Piece {
            left,
            ..Piece::new(kind, words, place)
        });
    }
}

fn level_of(level: HeadingLevel) -> u8 {
    match level {
        HeadingLevel::H1 => 1,
        HeadingLevel::H2 => 2,
        HeadingLevel::H3 => 3,
        HeadingLevel::H4 => 4,
        HeadingLevel::H5 => 5,
        HeadingLevel::H6 => 6,
    }
}

fn is_break(html: &str) -> bool {
    html.to_ascii_lowercase().starts_with("<br")
}

/// How many elements that cross words out are open behind a piece of HTML among words.
fn struck_behind(open: usize, html: &str) -> usize {
    let html = html.trim().to_ascii_lowercase();
    let names = |start: &str, name: &str| {
        let behind = html
            .strip_prefix(start)
            .and_then(|rest| rest.strip_prefix(name));
        behind.is_some_and(|behind| behind.starts_with(['>', ' ', '\n']))
    };
    let is_one = |start: &str| ["del", "s", "strike"].iter().any(|name| names(start, name));
    match () {
        () if is_one("</") => open.saturating_sub(1),
        () if is_one("<") => open + 1,
        () => open,
    }
}

/// The words of a text as its reader sees them, gathered on another way than the pieces.
fn shown(text: &str) -> String {
    let (mut shown, mut pictures, mut html) = (String::new(), String::new(), String::new());
    let mut in_pictures = 0_usize;
    let (mut in_struck, mut in_struck_html) = (0_usize, 0_usize);
    let mut struck = String::new();
    for event in parser(text) {
        match &event {
            Event::Start(Tag::Strikethrough) => in_struck += 1,
            Event::End(TagEnd::Strikethrough) => in_struck = in_struck.saturating_sub(1),
            Event::InlineHtml(html) => in_struck_html = struck_behind(in_struck_html, html),
            Event::End(end) if ends_block(*end) => in_struck_html = 0,
            _ => {}
        }
        match event {
            Event::Start(Tag::Image { .. }) => {
                pictures.push(' ');
                in_pictures += 1;
            }
            Event::End(TagEnd::Image) => {
                pictures.push(' ');
                in_pictures = in_pictures.saturating_sub(1);
            }
            Event::Start(Tag::Strong | Tag::Emphasis | Tag::Strikethrough | Tag::Link { .. })
            | Event::End(
                TagEnd::Strong | TagEnd::Emphasis | TagEnd::Strikethrough | TagEnd::Link,
            )
            | Event::TaskListMarker(_) => {}
            Event::End(TagEnd::HtmlBlock) => {
                shown.push(' ');
                shown.push_str(&from_html::shown(&std::mem::take(&mut html)));
                shown.push(' ');
            }
            Event::Start(_) | Event::End(_) | Event::Rule => shown.push(' '),
            Event::SoftBreak | Event::HardBreak if in_pictures > 0 => pictures.push(' '),
            Event::SoftBreak | Event::HardBreak => shown.push(' '),
            Event::Html(words) => html.push_str(&words),
            Event::InlineHtml(words) if is_break(&words) && in_pictures == 0 => shown.push(' '),
            Event::InlineHtml(words) if is_break(&words) => pictures.push(' '),
            Event::InlineHtml(_) => {}
            Event::Text(words)
            | Event::Code(words)
            | Event::InlineMath(words)
            | Event::DisplayMath(words)
            | Event::FootnoteReference(words) => {
                if in_pictures > 0 {
                    pictures.push_str(&words);
                } else if in_struck + in_struck_html > 0 {
                    struck.push(' ');
                    struck.push_str(&words);
                } else {
                    shown.push_str(&words);
                }
            }
        }
    }
    for line in definitions(text) {
        shown.push(' ');
        shown.push_str(text.part(line));
    }
    shown.push_str(&pictures);
    shown.push(' ');
    shown.push_str(&struck);
    shown
}

/// Whether a tag ends words that stand on lines of their own.
fn ends_block(end: TagEnd) -> bool {
    !matches!(
        end,
        TagEnd::Strong
            | TagEnd::Emphasis
            | TagEnd::Strikethrough
            | TagEnd::Superscript
            | TagEnd::Subscript
            | TagEnd::Link
            | TagEnd::Image
    )
}
