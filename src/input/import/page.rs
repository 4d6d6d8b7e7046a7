//! A page as the readers of all formats give it: one stream of headings, paragraphs, lists and tables.
//!
//! In: what a reader of a format comes across, in order, told to a [`PageBuilder`]. Out: a [`Page`], in
//! which every piece has its place in the file. Promises: the builder takes any order of calls, because
//! real pages close what was never opened; lists stand in one another no deeper than
//! [`MAXIMUM_LIST_NESTING`], deeper ones join the list above; a cell of a table holds pieces as a page
//! does, because old pages are laid out by tables; no word is dropped.

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
    /// Words that are markers of the page's form, such as the numbers and dots of lists.
    pub(super) markers: Vec<String>,
    /// Words of which a part is such a marker: the word, and what is kept of it.
    pub(super) cut: Vec<(String, String)>,
    /// Words in two parts that are one: both parts, and the whole.
    pub(super) joined: Vec<([String; 2], String)>,
    /// Lines that the page marks with a cross, and where they stand.
    pub(super) crosses: Vec<(String, Range<usize>)>,
    /// What a person should look at.
    pub(super) notices: Vec<Notice>,
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

/// Something to look at.
#[derive(Debug)]
pub(super) struct Notice {
    /// One of the rules of importing.
    pub(super) rule: &'static str,
    pub(super) message: String,
    pub(super) hint: Option<&'static str>,
    pub(super) place: Range<usize>,
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
    /// How it stands on its line.
    pub(super) line: Line,
}

/// How a piece stands on its line.
#[derive(Debug, Clone, Default)]
pub(super) struct Line {
    /// Whether only a broken line parts it from the piece before it.
    pub(super) is_joint: bool,
    /// Whether the author broke that line.
    pub(super) is_broken: bool,
    /// Whether it is the first line of an item of a list.
    pub(super) is_first_of_item: bool,
    /// The picture that stands before its words, by a sum of its name.
    pub(super) picture: Option<u64>,
    /// How deep it stands in a list of a writing program, from 1.
    pub(super) depth: Option<u8>,
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
#[derive(Debug, Clone)]
pub(super) struct PageList {
    /// Whether its items are numbered.
    pub(super) is_numbered: bool,
    /// The number of its first item.
    pub(super) first: u32,
    /// Whether its numbers do not simply count on.
    pub(super) is_uneven: bool,
    /// What the page calls the list that this one is a part of.
    pub(super) family: Option<String>,
    /// How deep it stands in that list, from 0.
    pub(super) depth: u8,
    pub(super) items: Vec<PageItem>,
}

impl Default for PageList {
    fn default() -> Self {
        Self {
            is_numbered: false,
            first: 1,
            is_uneven: false,
            family: None,
            depth: 0,
            items: Vec::new(),
        }
    }
}

/// An item of a list.
#[derive(Debug, Clone, Default)]
pub(super) struct PageItem {
    pub(super) words: PageWords,
    pub(super) place: Range<usize>,
    /// What stands below its first words: lists and further paragraphs.
    pub(super) inner: Vec<Piece>,
    /// How deep it stands, where the page says so beside its form.
    pub(super) depth: u8,
    /// Whether it is numbered, where that differs from its list.
    pub(super) is_numbered: bool,
}

impl PageItem {
    /// An item of words alone.
    pub(super) fn of(words: PageWords) -> Self {
        Self {
            words,
            ..Self::default()
        }
    }
}

/// A table.
#[derive(Debug, Clone, Default)]
pub(super) struct PageTable {
    /// Its rows; the cells of a row are as many as the page gives it.
    pub(super) rows: Vec<PageRow>,
    /// Whether the page says that it only lays out.
    pub(super) is_layout: bool,
    /// What stands in it and in none of its cells.
    before: Vec<Piece>,
}

impl PageTable {
    /// Whether a cell has words.
    pub(super) fn has_words(&self) -> bool {
        let mut cells = self.rows.iter().flat_map(|row| &row.cells);
        cells.any(|cell| !cell.words().is_empty())
    }
}

/// A row of a table.
#[derive(Debug, Clone, Default)]
pub(super) struct PageRow {
    /// Whether it names the columns.
    pub(super) is_head: bool,
    pub(super) cells: Vec<PageCell>,
}

/// A cell of a table.
#[derive(Debug, Clone)]
pub(super) struct PageCell {
    pub(super) pieces: Vec<Piece>,
    /// Whether it names its column or row.
    pub(super) is_head: bool,
    /// Columns and rows that it takes, at least one each.
    pub(super) across: usize,
    pub(super) down: usize,
}

impl Default for PageCell {
    fn default() -> Self {
        Self {
            pieces: Vec::new(),
            is_head: false,
            across: 1,
            down: 1,
        }
    }
}

impl PageCell {
    /// Its words in one line, without those that are left out.
    pub(super) fn kept_words(&self) -> PageWords {
        let mut all = PageWords::default();
        for piece in self.pieces.iter().filter(|piece| piece.left.is_none()) {
            piece.gather(&mut all);
        }
        all.finished()
    }

    /// Its words in its lines: paragraphs and items of lists.
    pub(super) fn parts(&self) -> Vec<PageWords> {
        let mut parts = Vec::new();
        for piece in &self.pieces {
            piece.lines(&mut parts);
        }
        parts.retain(|part| !part.is_empty());
        parts
    }

    /// Its words in one line.
    pub(super) fn words(&self) -> PageWords {
        let mut all = PageWords::default();
        for piece in &self.pieces {
            piece.gather(&mut all);
        }
        all.finished()
    }
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
    /// A heading that the page only sets in strong words.
    Strong,
}

/// What was left out of a guide, by what it was on the page.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum LeftKind {
    /// The website's head: names, mottos.
    PageHead,
    /// What stands at the head or foot of every page of paper.
    PaperHead,
    PaperFoot,
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
    /// Words that were deleted while the program kept track of changes.
    Deleted,
    /// Words that are hidden on the page.
    Hidden,
    /// Words with a line through them.
    Struck,
    /// What somebody remarked in the margin.
    Remark,
}

impl LeftKind {
    /// What it was, for the author.
    pub(super) fn name(self) -> &'static str {
        match self {
            Self::PageHead => "header of the website",
            Self::PaperHead => "header of the pages",
            Self::PaperFoot => "footer of the pages",
            Self::Menu => "menu",
            Self::Button => "button",
            Self::Form => "form",
            Self::Cookies => "cookie notice",
            Self::Sharing => "share buttons",
            Self::PageFoot => "footer of the website",
            Self::Aside => "box next to the text",
            Self::Window => "window over the page",
            Self::Comments => "comments of readers",
            Self::Picture => "picture",
            Self::Caption => "caption of a picture",
            Self::Day => "date of the page",
            Self::Author => "author of the page",
            Self::TabName => "name in the browser's tab",
            Self::FrontMatter => "front matter",
            Self::PointColumn => "name of a table's first column",
            Self::Deleted => "deleted words (tracked changes)",
            Self::Hidden => "hidden words",
            Self::Struck => "struck-out words",
            Self::Remark => "comment in the margin",
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
    Cell(PageCell, Range<usize>),
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
    pub(super) fn start_list(&mut self, list: PageList, at: usize, left: Option<LeftKind>) {
        if self.is_between_cells() {
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
        self.open.push(Open::List(list, at..at, left));
    }

    /// Ends the innermost list.
    pub(super) fn end_list(&mut self) {
        if self.beyond > 0 {
            self.beyond -= 1;
            return;
        }
        if let Some(at) = self.innermost(|open| matches!(open, Open::List(..))) {
            self.end_through(at);
        }
    }

    /// Begins an item; the one before it ends.
    pub(super) fn start_item(&mut self, at: usize, left: Option<LeftKind>) {
        if self.is_between_cells() {
            return;
        }
        if matches!(self.open.last(), Some(Open::Item(_))) {
            self.end_innermost();
        }
        if matches!(self.open.last(), None | Some(Open::Cell(..))) {
            self.start_list(PageList::default(), at, left);
        }
        self.open.push(Open::Item(PageItem {
            place: at..at,
            ..PageItem::default()
        }));
    }

    /// Says of the item just begun how deep it stands and which number it has.
    pub(super) fn describe_item(&mut self, depth: u8, value: Option<u32>) {
        let Some((Open::Item(item), before)) = self.open.split_last_mut() else {
            return;
        };
        item.depth = depth;
        if let Some(Open::List(list, ..)) = before.last_mut() {
            item.is_numbered = list.is_numbered;
            let number = u32::try_from(list.items.len()).unwrap_or(u32::MAX);
            match value {
                Some(value) if list.items.is_empty() => list.first = value,
                Some(value) => list.is_uneven |= value != list.first.saturating_add(number),
                None => {}
            }
        }
    }

    /// Says of the item that is open which number the page draws before it.
    pub(super) fn number_item(&mut self, value: u32) {
        let at = self.innermost(|open| matches!(open, Open::List(..)));
        if let Some(Open::List(list, ..)) = at.and_then(|at| self.open.get_mut(at))
            && list.is_numbered
        {
            let number = u32::try_from(list.items.len()).unwrap_or(u32::MAX);
            if list.items.is_empty() {
                list.first = value;
            } else {
                list.is_uneven |= value != list.first.saturating_add(number);
            }
        }
    }

    /// Ends the innermost item.
    pub(super) fn end_item(&mut self) {
        if matches!(self.open.last(), Some(Open::Item(_))) {
            self.end_innermost();
        }
    }

    /// Begins a table.
    pub(super) fn start_table(&mut self, at: usize, left: Option<LeftKind>) {
        if !self.is_between_cells() {
            let table = PageTable::default();
            self.open.push(Open::Table(table, at..at, left));
        }
    }

    /// Says of the table just begun that it only lays out.
    pub(super) fn table_is_layout(&mut self) {
        if let Some(Open::Table(table, ..)) = self.open.last_mut() {
            table.is_layout = true;
        }
    }

    /// Begins a row; `is_head` if it names the columns.
    pub(super) fn start_row(&mut self, is_head: bool) {
        self.end_cell();
        if let Some(Open::Table(table, ..)) = self.open.last_mut() {
            table.rows.push(PageRow {
                is_head,
                cells: Vec::new(),
            });
        }
    }

    /// Begins a cell.
    pub(super) fn start_cell(&mut self, cell: PageCell, at: usize) {
        self.end_cell();
        if self.is_between_cells() {
            self.open.push(Open::Cell(cell, at..at));
        }
    }

    /// Ends the cell that is open in the innermost table, and what stands open in it.
    pub(super) fn end_cell(&mut self) {
        let cell = self
            .open
            .iter()
            .rposition(|open| matches!(open, Open::Cell(..) | Open::Table(..)));
        if let Some(at) = cell
            && matches!(self.open.get(at), Some(Open::Cell(..)))
        {
            self.end_through(at);
        }
    }

    /// Ends the innermost table.
    pub(super) fn end_table(&mut self) {
        let table = self
            .open
            .iter()
            .rposition(|open| matches!(open, Open::Table(..)));
        if let Some(at) = table {
            self.end_through(at);
        }
    }

    /// Adds a piece with words; an empty one is nothing.
    pub(super) fn add(&mut self, piece: Piece) {
        if matches!(piece.kind, PieceKind::List(_) | PieceKind::Table(_)) {
            return self.put(piece);
        }
        if piece.words.is_empty() {
            return;
        }
        match self.open.last_mut() {
            None => self.pieces.push(piece),
            Some(Open::Table(table, place, _)) => {
                place.end = place.end.max(piece.place.end);
                table.before.push(piece);
            }
            Some(Open::Cell(cell, place)) => {
                place.end = place.end.max(piece.place.end);
                // Most cells hold one line, and a table may hold very many cells.
                if cell.pieces.is_empty() {
                    cell.pieces.reserve_exact(1);
                }
                cell.pieces.push(piece);
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
                    ..PageItem::default()
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

    /// Whether words here would stand in a table and in none of its cells.
    fn is_between_cells(&self) -> bool {
        matches!(self.open.last(), Some(Open::Table(..)))
    }

    /// The innermost of a kind that stands in no other cell.
    fn innermost(&self, is_wanted: fn(&Open) -> bool) -> Option<usize> {
        for (at, open) in self.open.iter().enumerate().rev() {
            if is_wanted(open) {
                return Some(at);
            }
            if matches!(open, Open::Cell(..) | Open::Table(..)) {
                return None;
            }
        }
        None
    }

    fn lists(&self) -> usize {
        let lists = self.open.iter();
        lists.filter(|open| matches!(open, Open::List(..))).count()
    }

    fn end_through(&mut self, at: usize) {
        while self.open.len() > at {
            self.end_innermost();
        }
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
                self.put(Piece {
                    left,
                    ..Piece::new(PieceKind::List(list), PageWords::default(), place)
                });
            }
            Some(Open::Cell(cell, within)) => {
                if let Some(Open::Table(table, place, _)) = self.open.last_mut() {
                    place.end = place.end.max(within.end);
                    if table.rows.is_empty() {
                        table.rows.push(PageRow::default());
                    }
                    if let Some(row) = table.rows.last_mut() {
                        row.cells.push(cell);
                    }
                }
            }
            Some(Open::Table(mut table, place, left)) => {
                for piece in std::mem::take(&mut table.before) {
                    self.put(piece);
                }
                let mut cells = table.rows.iter().flat_map(|row| &row.cells);
                if cells.any(|cell| !cell.pieces.is_empty()) {
                    self.put(Piece {
                        left,
                        ..Piece::new(PieceKind::Table(table), PageWords::default(), place)
                    });
                }
            }
            Some(Open::List(..)) | None => {}
        }
    }

    /// Puts a piece where it belongs.
    fn put(&mut self, piece: Piece) {
        match self.open.last_mut() {
            Some(Open::Item(item)) => {
                item.place.end = item.place.end.max(piece.place.end);
                item.inner.push(piece);
            }
            Some(Open::Cell(cell, place)) => {
                place.end = place.end.max(piece.place.end);
                cell.pieces.push(piece);
            }
            Some(Open::Table(table, ..)) => table.before.push(piece),
            Some(Open::List(list, ..)) => {
                list.items.push(PageItem {
                    place: piece.place.clone(),
                    inner: vec![piece],
                    ..PageItem::default()
                });
            }
            None => self.pieces.push(piece),
        }
    }
}

impl Piece {
    /// A piece of which nothing more is known.
    pub(super) fn new(kind: PieceKind, words: PageWords, place: Range<usize>) -> Self {
        Self {
            kind,
            words,
            place,
            left: None,
            hint: Hint::None,
            line: Line::default(),
        }
    }

    /// All words of the piece, with those of its items or cells, in order.
    pub(super) fn all_words(&self) -> PageWords {
        let mut all = PageWords::default();
        self.gather(&mut all);
        all.finished()
    }

    /// Adds all words, those of each paragraph, item and cell by themselves.
    fn lines(&self, all: &mut Vec<PageWords>) {
        all.push(self.words.clone());
        match &self.kind {
            PieceKind::List(list) => {
                for item in &list.items {
                    all.push(item.words.clone());
                    for inner in &item.inner {
                        inner.lines(all);
                    }
                }
            }
            PieceKind::Table(table) => {
                let cells = table.rows.iter().flat_map(|row| &row.cells);
                for piece in table
                    .before
                    .iter()
                    .chain(cells.flat_map(|cell| &cell.pieces))
                {
                    piece.lines(all);
                }
            }
            _ => {}
        }
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
                let pieces = table.before.iter();
                let cells = table.rows.iter().flat_map(|row| &row.cells);
                for piece in pieces.chain(cells.flat_map(|cell| &cell.pieces)) {
                    piece.gather(all);
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
