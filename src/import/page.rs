//! A page as the readers of all formats give it: one stream of headings, paragraphs, lists and tables.
//!
//! In: what a reader of a format comes across, in order, told to a [`PageBuilder`]. Out: a [`Page`], in
//! which every piece has its place in the file. Promises: the builder takes any order of calls, because
//! real pages close what was never opened; lists stand in one another no deeper than
//! [`MAXIMUM_LIST_NESTING`], deeper ones join the list above; no word is dropped.

use std::ops::Range;

use super::page_words::PageWords;

/// Most lists in one another that are told apart. A guide has three; more are flattened later, and a
/// hostile page could nest a hundred thousand.
pub(super) const MAXIMUM_LIST_NESTING: usize = 16;

/// What was read of a page.
#[derive(Debug, Default)]
pub(super) struct Page {
    /// Its pieces, in order.
    pub(super) pieces: Vec<Piece>,
    /// All its words as a reader of the page sees them, gathered on a way of their own.
    pub(super) shown: String,
    /// Words that are signs of the page's form, such as the numbers and dots of lists.
    pub(super) signs: Vec<String>,
    /// What is in the file and is no word of the page: its name in the plural, and how many.
    pub(super) apart: Vec<(&'static str, usize)>,
    /// The language that the page names, as a tag.
    pub(super) language: Option<String>,
}

impl Page {
    /// Counts things that are in the file and are no words of the page.
    pub(super) fn count_apart(&mut self, plural: &'static str, more: usize) {
        match self.apart.iter_mut().find(|(name, _)| *name == plural) {
            Some((_, count)) => *count += more,
            None => self.apart.push((plural, more)),
        }
    }
}

/// One piece of a page.
#[derive(Debug, Clone)]
pub(super) struct Piece {
    pub(super) kind: PieceKind,
    /// Its words; of a list or table there are none here.
    pub(super) words: PageWords,
    /// Its bytes in the file's text.
    pub(super) place: Range<usize>,
    /// Set where the page itself says that it is no part of the text.
    pub(super) left: Option<LeftKind>,
    /// What the page's own names say of it.
    pub(super) hint: Hint,
}

/// The kinds of pieces.
#[derive(Debug, Clone)]
pub(super) enum PieceKind {
    /// A heading; 1 is the highest level.
    Heading(u8),
    /// What is pressed to see an answer, or a term that is explained.
    Term,
    /// A paragraph.
    Paragraph,
    /// A paragraph that is set apart.
    Quote,
    /// Words whose form is their own, such as a program's.
    Code,
    /// A list.
    List(PageList),
    /// A table.
    Table(PageTable),
}

/// A list.
#[derive(Debug, Clone, Default)]
pub(super) struct PageList {
    /// Whether its items are numbered.
    pub(super) is_numbered: bool,
    pub(super) items: Vec<PageItem>,
}

/// An item of a list.
#[derive(Debug, Clone, Default)]
pub(super) struct PageItem {
    pub(super) words: PageWords,
    pub(super) place: Range<usize>,
    /// What stands below its first words: lists and further paragraphs.
    pub(super) inner: Vec<Piece>,
}

/// A table.
#[derive(Debug, Clone, Default)]
pub(super) struct PageTable {
    /// Its rows; the cells of a row are as many as the page gives it.
    pub(super) rows: Vec<Vec<PageWords>>,
    /// Whether the first row names the columns.
    pub(super) has_head: bool,
    /// How many cells of the first row are heads.
    heads: usize,
}

/// What the page's own names say of a piece.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) enum Hint {
    /// Nothing.
    #[default]
    None,
    /// The few sentences that say it all.
    Summary,
    /// What kind of page it is.
    Category,
    /// Something to remember.
    KeyPoint,
    /// It stands in a head, which may be the website's or the text's.
    InHead,
}

/// What was left out of a guide, by what it was on the page.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum LeftKind {
    /// The website's head: names, mottos.
    PageHead,
    /// Links from page to page.
    Menu,
    /// A button.
    Button,
    /// A form.
    Form,
    /// Words about cookies.
    Cookies,
    /// Buttons that share the page.
    Sharing,
    /// The website's foot.
    PageFoot,
    /// Boxes beside the text.
    Aside,
    /// Windows that open over the page.
    Window,
    /// What readers of the page wrote below it.
    Comments,
    /// A picture, by its words for those who cannot see it.
    Picture,
    /// A picture's caption or credit.
    Caption,
    /// The day of the page.
    Day,
    /// Who wrote the page.
    Author,
    /// The name in the browser's tab.
    TabName,
    /// What stands before a Markdown text for a program.
    FrontMatter,
    /// The name above the column of points, which a comparison does not print.
    PointColumn,
}

impl LeftKind {
    /// What it was, for the author.
    pub(super) fn name(self) -> &'static str {
        match self {
            Self::PageHead => "head of the website",
            Self::Menu => "menu",
            Self::Button => "button",
            Self::Form => "form",
            Self::Cookies => "cookie notice",
            Self::Sharing => "share buttons",
            Self::PageFoot => "foot of the website",
            Self::Aside => "box beside the text",
            Self::Window => "window over the page",
            Self::Comments => "comments of readers",
            Self::Picture => "picture",
            Self::Caption => "caption of a picture",
            Self::Day => "day of the page",
            Self::Author => "author of the page",
            Self::TabName => "name in the browser's tab",
            Self::FrontMatter => "front matter",
            Self::PointColumn => "name of a table's first column",
        }
    }
}

/// Puts a page together.
#[derive(Debug, Default)]
pub(super) struct PageBuilder {
    pieces: Vec<Piece>,
    open: Vec<Open>,
    /// Lists begun beyond [`MAXIMUM_LIST_NESTING`], which are to be ended without effect.
    beyond: usize,
}

/// What is being put together.
#[derive(Debug)]
enum Open {
    List(PageList, Range<usize>, Option<LeftKind>),
    Item(PageItem),
    Table(PageTable, Range<usize>, Option<LeftKind>),
}

impl PageBuilder {
    /// Everything, whatever is still open.
    pub(super) fn finished(mut self) -> Vec<Piece> {
        while !self.open.is_empty() {
            self.end_innermost();
        }
        self.pieces
    }

    /// Begins a list.
    pub(super) fn start_list(&mut self, is_numbered: bool, at: usize, left: Option<LeftKind>) {
        if self.in_table() {
            return;
        }
        if self.lists() >= MAXIMUM_LIST_NESTING {
            self.beyond += 1;
            return;
        }
        // A list in a list belongs to the item before it.
        if let Some(Open::List(list, ..)) = self.open.last_mut() {
            let item = list.items.pop().unwrap_or_default();
            self.open.push(Open::Item(item));
        }
        let list = PageList {
            is_numbered,
            items: Vec::new(),
        };
        self.open.push(Open::List(list, at..at, left));
    }

    /// Ends the innermost list.
    pub(super) fn end_list(&mut self) {
        if self.beyond > 0 {
            self.beyond -= 1;
            return;
        }
        if self.in_table() {
            return;
        }
        while let Some(open) = self.open.last() {
            let is_list = matches!(open, Open::List(..));
            self.end_innermost();
            if is_list {
                break;
            }
        }
    }

    /// Begins an item; the one before it ends.
    pub(super) fn start_item(&mut self, at: usize, left: Option<LeftKind>) {
        if self.in_table() {
            return;
        }
        if matches!(self.open.last(), Some(Open::Item(_))) {
            self.end_innermost();
        }
        if self.open.is_empty() {
            self.start_list(false, at, left);
        }
        self.open.push(Open::Item(PageItem {
            place: at..at,
            ..PageItem::default()
        }));
    }

    /// Ends the innermost item.
    pub(super) fn end_item(&mut self) {
        if matches!(self.open.last(), Some(Open::Item(_))) {
            self.end_innermost();
        }
    }

    /// Begins a table. One inside another adds its rows to it.
    pub(super) fn start_table(&mut self, at: usize, left: Option<LeftKind>) {
        if !self.in_table() {
            let table = PageTable::default();
            self.open.push(Open::Table(table, at..at, left));
        }
    }

    /// Begins a row; `is_head` if it names the columns.
    pub(super) fn start_row(&mut self, is_head: bool) {
        if let Some(Open::Table(table, ..)) = self.open.last_mut() {
            table.has_head |= is_head && table.rows.is_empty();
            table.rows.push(Vec::new());
        }
    }

    /// Begins a cell; `is_head` if it names its column or row.
    pub(super) fn start_cell(&mut self, is_head: bool) {
        if let Some(Open::Table(table, ..)) = self.open.last_mut() {
            if table.rows.is_empty() {
                table.rows.push(Vec::new());
            }
            table.heads += usize::from(is_head && table.rows.len() == 1);
            if let Some(row) = table.rows.last_mut() {
                row.push(PageWords::default());
            }
        }
    }

    /// Ends the table.
    pub(super) fn end_table(&mut self) {
        if self.in_table() {
            self.end_innermost();
        }
    }

    /// Adds a piece with words; an empty one is nothing.
    pub(super) fn add(&mut self, piece: Piece) {
        if matches!(piece.kind, PieceKind::List(_) | PieceKind::Table(_)) {
            return self.put(piece.kind, piece.place, piece.left);
        }
        if piece.words.is_empty() {
            return;
        }
        match self.open.last_mut() {
            None => self.pieces.push(piece),
            Some(Open::Table(table, place, _)) => {
                place.end = place.end.max(piece.place.end);
                if piece.left == Some(LeftKind::Picture) {
                    self.pieces.push(piece);
                    return;
                }
                if table.rows.is_empty() {
                    table.rows.push(Vec::new());
                }
                if let Some(row) = table.rows.last_mut() {
                    if row.is_empty() {
                        row.push(PageWords::default());
                    }
                    if let Some(cell) = row.last_mut() {
                        cell.append(&piece.words);
                    }
                }
            }
            Some(Open::List(list, place, left)) => {
                place.end = place.end.max(piece.place.end);
                if piece.left.is_some() && *left != piece.left {
                    self.pieces.push(piece);
                    return;
                }
                list.items.push(PageItem {
                    words: piece.words,
                    place: piece.place,
                    inner: Vec::new(),
                });
            }
            Some(Open::Item(item)) => {
                item.place.end = item.place.end.max(piece.place.end);
                let is_text = matches!(piece.kind, PieceKind::Paragraph) && piece.left.is_none();
                if item.words.is_empty() && item.inner.is_empty() && is_text {
                    item.words = piece.words;
                } else {
                    item.inner.push(piece);
                }
            }
        }
    }

    fn in_table(&self) -> bool {
        matches!(self.open.last(), Some(Open::Table(..)))
    }

    fn lists(&self) -> usize {
        let lists = self.open.iter();
        lists.filter(|open| matches!(open, Open::List(..))).count()
    }

    fn end_innermost(&mut self) {
        match self.open.pop() {
            Some(Open::Item(item)) => {
                let is_empty = item.words.is_empty() && item.inner.is_empty();
                match self.open.last_mut() {
                    Some(Open::List(list, place, _)) if !is_empty => {
                        place.end = place.end.max(item.place.end);
                        list.items.push(item);
                    }
                    _ => {}
                }
            }
            Some(Open::List(list, place, left)) if !list.items.is_empty() => {
                self.put(PieceKind::List(list), place, left);
            }
            Some(Open::Table(mut table, place, left)) => {
                // A row of heads names the columns; one head before plain cells names its row.
                let first = table.rows.first().map_or(0, Vec::len);
                table.has_head |= first > 1 && table.heads == first;
                for cell in table.rows.iter_mut().flatten() {
                    *cell = std::mem::take(cell).finished();
                }
                table
                    .rows
                    .retain(|row| row.iter().any(|cell| !cell.is_empty()));
                if !table.rows.is_empty() {
                    self.put(PieceKind::Table(table), place, left);
                }
            }
            Some(Open::List(..)) | None => {}
        }
    }

    /// Puts a list or table where it belongs.
    fn put(&mut self, kind: PieceKind, place: Range<usize>, left: Option<LeftKind>) {
        let piece = Piece {
            kind,
            words: PageWords::default(),
            place,
            left,
            hint: Hint::None,
        };
        match self.open.last_mut() {
            Some(Open::Item(item)) => {
                item.place.end = item.place.end.max(piece.place.end);
                item.inner.push(piece);
            }
            Some(Open::List(list, ..)) => {
                list.items.push(PageItem {
                    place: piece.place.clone(),
                    inner: vec![piece],
                    ..PageItem::default()
                });
            }
            Some(Open::Table(..)) | None => self.pieces.push(piece),
        }
    }
}

impl Piece {
    /// All words of the piece, with those of its items or cells, in order.
    pub(super) fn all_words(&self) -> PageWords {
        let mut all = PageWords::default();
        self.gather(&mut all);
        all.finished()
    }

    fn gather(&self, all: &mut PageWords) {
        all.append(&self.words);
        match &self.kind {
            PieceKind::List(list) => {
                for item in &list.items {
                    all.append(&item.words);
                    for inner in &item.inner {
                        inner.gather(all);
                    }
                }
            }
            PieceKind::Table(table) => {
                for cell in table.rows.iter().flatten() {
                    all.append(cell);
                }
            }
            PieceKind::Heading(_)
            | PieceKind::Term
            | PieceKind::Paragraph
            | PieceKind::Quote
            | PieceKind::Code => {}
        }
    }
}
