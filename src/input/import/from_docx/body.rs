//! From the body of a file of Word to pieces.
//!
//! In: the trees of its parts and its styles. Out: the pieces in the order of reading, and the text by
//! which their places are told. Promise: every element with words is either walked or told: what is
//! deleted, hidden, struck out or a remark stands among what is left out, at its paragraph.

use std::collections::{BTreeMap, BTreeSet};
use std::rc::Rc;

use roxmltree::Node;

use super::WordFile;
use super::parts::{Trees, attribute, child, counted, is, value};
use super::styles::{Form, InList, Styles};
use crate::input::import::from_html::SILENT_PICTURES;
use crate::input::import::page::{
    LeftKind, Line, Page, PageBuilder, PageCell, PageList, Piece, PieceKind,
};
use crate::input::import::page_words::{PageWords, Shift, Style};
use crate::input::import::typeface::{Turned, Typeface};

/// The walk over the parts.
pub(super) struct Walk<'a, 't> {
    styles: &'a Styles,
    trees: &'a Trees<'t>,
    text: String,
    page: Page,
    builder: PageBuilder,
    /// The lists that are open, outermost first.
    lists: Vec<InList>,
    /// The next number of each level of each form of lists.
    numbers: BTreeMap<(String, u8), u32>,
    /// Lists that began with a number of their own.
    begun: BTreeSet<(String, u8)>,
    /// Labels of items that are words, and marks before notes, which no paragraph holds.
    drawn: String,
    /// Notes and boxes that wait for the end of the list or table that they belong to.
    waiting: Vec<Waiting<'a, 't>>,
    /// The mark of the note whose first words come next.
    mark: Option<String>,
    /// How many tables, notes and boxes are open.
    tables: usize,
    apart: usize,
    /// What stood in paragraphs whose end was deleted, and goes on in the next.
    carried: Option<Paragraph<'a, 't>>,
    /// Why all that is walked now is left out.
    left: Option<LeftKind>,
    /// What was turned of signs in typefaces of signs.
    turned: Turned,
}

/// What stands apart and is walked later.
struct Waiting<'a, 't> {
    content: Node<'a, 't>,
    mark: Option<String>,
    left: Option<LeftKind>,
}

/// What a paragraph is made of.
#[derive(Default)]
struct Paragraph<'a, 't> {
    /// Its lines; the last is being filled.
    lines: Vec<PageWords>,
    /// What stands in it and is no part of the text, in its order.
    gone: Vec<(LeftKind, String)>,
    /// Text boxes that are fixed to it.
    boxes: Vec<Node<'a, 't>>,
    /// Its notes, each by whether it stands at the end of the text, its id, and why it is left out.
    notes: Vec<(bool, String, Option<LeftKind>)>,
    /// Whether words of the text came last, and not words that are left out.
    ends_in_text: bool,
}

impl Paragraph<'_, '_> {
    fn push(&mut self, words: &str, style: &Style) {
        self.ends_in_text = true;
        match self.lines.last_mut() {
            Some(line) => line.push(words, style),
            None => {
                let mut line = PageWords::default();
                line.push(words, style);
                self.lines.push(line);
            }
        }
    }

    /// Adds words that are left out; those that follow one another are told together.
    fn leave(&mut self, kind: LeftKind, words: &str) {
        let goes_on = !std::mem::take(&mut self.ends_in_text) && kind != LeftKind::Picture;
        match self.gone.last_mut() {
            Some((last, before)) if goes_on && *last == kind => {
                before.push_str(words);
            }
            _ => self.gone.push((kind, words.to_owned())),
        }
    }
}

/// What holds for words by the elements around them.
#[derive(Clone, Default)]
struct Around {
    address: Option<Rc<str>>,
    gone: Option<LeftKind>,
}

impl<'a, 't> Walk<'a, 't> {
    pub(super) fn new(styles: &'a Styles, trees: &'a Trees<'t>) -> Self {
        Self {
            styles,
            trees,
            text: String::new(),
            page: Page::default(),
            builder: PageBuilder::default(),
            lists: Vec::new(),
            numbers: BTreeMap::new(),
            begun: BTreeSet::new(),
            drawn: String::new(),
            waiting: Vec::new(),
            mark: None,
            tables: 0,
            apart: 0,
            carried: None,
            left: None,
            turned: Turned::default(),
        }
    }

    /// The heads of pages, the body, the feet, and the remarks in the margin.
    pub(super) fn whole_file(&mut self) {
        let trees = self.trees;
        for header in &trees.headers {
            self.left_out(LeftKind::PaperHead, header.root_element());
        }
        if let Some(body) = child(trees.document.root_element(), "body") {
            self.blocks(body);
        }
        self.end_lists();
        self.walk_waiting();
        for footer in &trees.footers {
            self.left_out(LeftKind::PaperFoot, footer.root_element());
        }
        if let Some(comments) = &trees.comments {
            for comment in comments.root_element().children() {
                self.left_out(LeftKind::Remark, comment);
            }
        }
        self.walk_waiting();
    }

    pub(super) fn finished(self) -> WordFile {
        let mut page = self.page;
        page.pieces = self.builder.finished();
        page.notices.extend(self.turned.notice());
        page.shown = self.drawn;
        WordFile {
            text: self.text,
            page,
        }
    }

    /// Walks a part of which nothing enters the guide.
    fn left_out(&mut self, kind: LeftKind, node: Node<'a, 't>) {
        let before = self.left.replace(kind);
        self.blocks(node);
        self.end_lists();
        self.left = before;
    }

    /// Paragraphs and tables.
    fn blocks(&mut self, parent: Node<'a, 't>) {
        for node in parent.children().filter(Node::is_element) {
            match node.tag_name().name() {
                "p" => self.paragraph(node),
                "tbl" => self.table(node),
                "sdt" => {
                    let Some(content) = child(node, "sdtContent") else {
                        continue;
                    };
                    if is_table_of_contents(node) {
                        self.left_out(LeftKind::Menu, content);
                    } else {
                        self.blocks(content);
                    }
                }
                "del" | "moveFrom" => self.left_out(LeftKind::Deleted, node),
                "AlternateContent" => {
                    if let Some(chosen) = chosen(node) {
                        self.blocks(chosen);
                    }
                }
                "ins" | "moveTo" | "customXml" | "smartTag" => self.blocks(node),
                _ => {}
            }
        }
    }

    fn paragraph(&mut self, node: Node<'a, 't>) {
        let properties = child(node, "pPr");
        let mut paragraph = self.carried.take().unwrap_or_default();
        self.runs(node, properties, &Around::default(), &mut paragraph);
        let of_mark = properties.and_then(|properties| child(properties, "rPr"));
        let is_end_deleted = of_mark.is_some_and(|of_mark| {
            child(of_mark, "del").is_some() || child(of_mark, "moveFrom").is_some()
        });
        if is_end_deleted
            && node
                .next_sibling_element()
                .is_some_and(|next| is(next, "p"))
        {
            // Both are one paragraph, of the second's form.
            if !paragraph.lines.is_empty() {
                paragraph.push(" ", &Style::default());
            }
            self.carried = Some(paragraph);
            return;
        }
        let form = self.styles.form(properties);
        let is_heading = matches!(form, Form::Title | Form::Heading(_));
        let lines: Vec<PageWords> = std::mem::take(&mut paragraph.lines)
            .into_iter()
            .map(PageWords::finished)
            .filter(|line| !line.is_empty())
            .collect();
        let mut before = None;
        let item = self.styles.in_list(properties).filter(|_| !is_heading);
        if !lines.is_empty() {
            let goes_on = item.is_some() || (form == Form::ListContinued && !self.lists.is_empty());
            if !goes_on {
                self.end_lists();
                self.walk_waiting();
            }
            before = item.as_ref().and_then(|item| {
                let label = self.start_item(item.clone(), self.text.len());
                label.map(|label| PageWords::plain_words(&label))
            });
        }
        let at = self.text.len();
        let mut lines = if is_heading {
            in_one_line(lines)
        } else {
            lines
        };
        if !lines.is_empty()
            && let Some(mark) = self.mark.take()
        {
            let mut raised = PageWords::default();
            let style = Style {
                shift: Shift::Raised,
                ..Style::default()
            };
            raised.push(&mark, &style);
            before = Some(raised);
        }
        if let (Some(mut before), Some(first)) = (before, lines.first_mut()) {
            self.drawn.push(' ');
            self.drawn.push_str(&before.plain());
            before.append(first);
            *first = before.finished();
        }
        let ends_open = lines
            .last()
            .is_some_and(|line| line.without_raised().ends_with(':'));
        if item.is_some_and(|item| item.is_crossed())
            && self.left.is_none()
            && let Some(first) = lines.first()
        {
            self.page.crosses.push((first.plain(), at..at + 1));
        }
        for (number, words) in lines.into_iter().enumerate() {
            let start = self.text.len();
            self.text.push_str(&words.plain());
            let place = start..self.text.len();
            self.text.push('\n');
            let (kind, left) = match form {
                _ if self.left.is_some() => (PieceKind::Paragraph, self.left),
                Form::Title => (PieceKind::Heading(1), None),
                Form::Heading(level) => (PieceKind::Heading(level), None),
                Form::Quote => (PieceKind::Quote, None),
                Form::Left(kind) => (PieceKind::Paragraph, Some(kind)),
                Form::Plain | Form::ListContinued => (PieceKind::Paragraph, None),
            };
            self.builder.add(Piece {
                left,
                line: Line {
                    is_joint: number > 0,
                    is_broken: number > 0,
                    ..Line::default()
                },
                ..Piece::new(kind, words, place)
            });
        }
        let place = at..self.text.len().max(at + 1) - 1;
        for (kind, words) in paragraph.gone {
            self.builder.add(Piece {
                left: self.left.or(Some(kind)),
                ..Piece::new(
                    PieceKind::Paragraph,
                    PageWords::plain_words(&words),
                    place.clone(),
                )
            });
        }
        for (is_at_end, id, gone) in paragraph.notes {
            if let Some(content) = self.note(is_at_end, &id) {
                let mark = self.trees.marks.get(&(is_at_end, id)).cloned();
                self.waiting.push(Waiting {
                    content,
                    mark: mark.filter(|_| gone.is_none()),
                    left: self.left.or(gone),
                });
            }
        }
        for content in paragraph.boxes {
            self.waiting.push(Waiting {
                content,
                mark: None,
                left: self.left,
            });
        }
        // A list or table may follow, and belongs to the words before it.
        if self.lists.is_empty() && !is_heading && !ends_open {
            self.walk_waiting();
        }
    }

    /// Walks notes and boxes, each with lists of its own, where no list or table is open.
    fn walk_waiting(&mut self) {
        if self.tables > 0 || self.apart > 0 {
            return;
        }
        while !self.waiting.is_empty() {
            for waiting in std::mem::take(&mut self.waiting) {
                self.apart += 1;
                let left = std::mem::replace(&mut self.left, waiting.left);
                let lists = std::mem::take(&mut self.lists);
                self.mark = waiting.mark;
                self.blocks(waiting.content);
                self.end_lists();
                self.mark = None;
                self.lists = lists;
                self.left = left;
                self.apart -= 1;
            }
        }
    }

    fn note(&self, is_at_end: bool, id: &str) -> Option<Node<'a, 't>> {
        let trees = self.trees;
        let part = if is_at_end {
            trees.endnotes.as_ref()
        } else {
            trees.footnotes.as_ref()
        };
        let mut notes = part?.root_element().children();
        notes.find(|note| is_note(*note) && attribute(*note, "id") == Some(id))
    }

    /// The words of a paragraph, and what stands among them.
    fn runs(
        &mut self,
        parent: Node<'a, 't>,
        properties: Option<Node<'a, 't>>,
        around: &Around,
        paragraph: &mut Paragraph<'a, 't>,
    ) {
        for node in parent.children().filter(Node::is_element) {
            match node.tag_name().name() {
                "r" => self.run(node, properties, around, paragraph),
                "del" | "moveFrom" => {
                    let around = Around {
                        gone: Some(LeftKind::Deleted),
                        ..around.clone()
                    };
                    self.runs(node, properties, &around, paragraph);
                }
                "hyperlink" => {
                    let address = attribute(node, "id").and_then(|id| self.trees.links.get(id));
                    let around = Around {
                        address: address.map(|address| address.as_str().into()),
                        ..around.clone()
                    };
                    self.runs(node, properties, &around, paragraph);
                }
                "AlternateContent" => {
                    if let Some(chosen) = chosen(node) {
                        self.runs(chosen, properties, around, paragraph);
                    }
                }
                "pPr" => {}
                // Formulas are words here; all else only stands around words.
                "t" => self.words(words_of(node), around, &Style::default(), paragraph),
                _ => self.runs(node, properties, around, paragraph),
            }
        }
    }

    /// Takes words, as they are written and as they are seen.
    fn words(
        &mut self,
        (written, words): (String, String),
        around: &Around,
        style: &Style,
        paragraph: &mut Paragraph<'a, 't>,
    ) {
        match around.gone {
            Some(kind) => paragraph.leave(kind, &words),
            None => {
                let at = self.text.len();
                self.turned.add(&written, &words, at..at);
                paragraph.push(&words, style);
            }
        }
    }

    fn run(
        &mut self,
        run: Node<'a, 't>,
        of_paragraph: Option<Node<'a, 't>>,
        around: &Around,
        paragraph: &mut Paragraph<'a, 't>,
    ) {
        let properties = child(run, "rPr");
        let gone = around
            .gone
            .or_else(|| self.styles.gone(of_paragraph, properties));
        let around = Around {
            gone,
            ..around.clone()
        };
        let style = Style {
            strong: self.styles.is_strong(of_paragraph, properties),
            address: around.address.clone(),
            shift: match value(properties, "vertAlign") {
                Some("superscript") => Shift::Raised,
                Some("subscript") => Shift::Lowered,
                _ => Shift::None,
            },
        };
        for node in run.children().filter(Node::is_element) {
            let character = match node.tag_name().name() {
                "t" | "delText" => {
                    self.words(words_of(node), &around, &style, paragraph);
                    continue;
                }
                "br" | "cr" if around.gone.is_none() => {
                    paragraph.ends_in_text = true;
                    paragraph.lines.push(PageWords::default());
                    continue;
                }
                "br" | "cr" | "tab" | "ptab" => ' ',
                "noBreakHyphen" => '\u{2011}',
                "softHyphen" => '\u{ad}',
                "sym" => {
                    if let Some(character) = symbol(node) {
                        self.words(character, &around, &style, paragraph);
                    }
                    continue;
                }
                "footnoteReference" | "endnoteReference" => {
                    let is_at_end = is(node, "endnoteReference");
                    let id = attribute(node, "id").unwrap_or_default();
                    let key = (is_at_end, id.to_owned());
                    if around.gone.is_none()
                        && let Some(mark) = self.trees.marks.get(&key)
                    {
                        // It would be read as a part of the number or word before it.
                        paragraph.push("\u{a0}", &Style::default());
                        let raised = Style {
                            shift: Shift::Raised,
                            strong: style.strong,
                            ..Style::default()
                        };
                        paragraph.push(mark, &raised);
                    }
                    paragraph.notes.push((is_at_end, key.1, around.gone));
                    continue;
                }
                "ruby" => {
                    // The words, and those that stand above them.
                    let style = Style::default();
                    for name in ["rubyBase", "rt"] {
                        if let Some(part) = child(node, name) {
                            self.runs(part, of_paragraph, &around, paragraph);
                            self.words((" ".into(), " ".into()), &around, &style, paragraph);
                        }
                    }
                    continue;
                }
                "drawing" | "pict" | "object" => {
                    self.drawn(node, paragraph);
                    continue;
                }
                "AlternateContent" => {
                    if let Some(chosen) = chosen(node) {
                        self.drawn(chosen, paragraph);
                    }
                    continue;
                }
                _ => continue,
            };
            let character = character.to_string();
            match around.gone {
                Some(kind) => paragraph.leave(kind, &character),
                None => paragraph.push(&character, &style),
            }
        }
    }

    /// Text boxes and pictures.
    fn drawn(&mut self, node: Node<'a, 't>, paragraph: &mut Paragraph<'a, 't>) {
        let mut has_box = false;
        for content in boxes(node) {
            has_box = true;
            paragraph.boxes.push(content);
        }
        let told = described(node);
        if told.is_empty() && !has_box {
            self.page.count_apart(SILENT_PICTURES, 1);
        }
        for words in told {
            paragraph.leave(LeftKind::Picture, words);
        }
    }

    /// Begins an item; gives its label where that is words.
    fn start_item(&mut self, item: InList, at: usize) -> Option<String> {
        while let Some(open) = self.lists.last() {
            let is_other = open.level > item.level
                || (open.level == item.level
                    && (open.is_numbered != item.is_numbered
                        || (item.is_numbered && open.list != item.list)
                        || (!item.is_numbered && !open.is_drawn_like(&item))));
            if !is_other {
                break;
            }
            self.builder.end_list();
            self.lists.pop();
        }
        let deeper = (item.form.clone(), item.level + 1)..=(item.form.clone(), u8::MAX);
        let ended: Vec<(String, u8)> = self
            .numbers
            .range(deeper)
            .map(|(key, _)| key.clone())
            .collect();
        for key in ended {
            self.numbers.remove(&key);
        }
        let key = (item.form.clone(), item.level);
        if let Some(begun) = item.begun
            && self.begun.insert((item.list.clone(), item.level))
        {
            self.numbers.insert(key.clone(), begun);
        }
        let number = self.numbers.entry(key).or_insert(item.first);
        let first = *number;
        *number = number.saturating_add(1);
        let label = item.has_words().then(|| self.label(&item));
        let is_numbered = item.is_numbered && label.is_none();
        if self.lists.last().is_none_or(|open| open.level < item.level) {
            let list = PageList {
                is_numbered,
                first: if is_numbered { first } else { 1 },
                ..PageList::default()
            };
            self.builder.start_list(list, at, self.left);
            self.lists.push(item);
        }
        self.builder.start_item(at, self.left);
        label
    }

    /// The label of the item just begun, with its numbers.
    fn label(&self, item: &InList) -> String {
        let mut label = String::new();
        let mut characters = item.label.chars().peekable();
        while let Some(character) = characters.next() {
            let level = characters
                .peek()
                .and_then(|character| character.to_digit(10));
            let level = level.filter(|level| character == '%' && *level > 0);
            let level = level.and_then(|level| u8::try_from(level - 1).ok());
            let Some(level) = level else {
                label.push(character);
                continue;
            };
            characters.next();
            let (counting, first) = self.styles.counting(&item.form, level).unwrap_or(("", 1));
            let next = self.numbers.get(&(item.form.clone(), level));
            let number = next.map_or(first, |next| next.saturating_sub(1));
            label.push_str(&counted(number, counting));
        }
        label
    }

    fn end_lists(&mut self) {
        for _ in self.lists.drain(..) {
            self.builder.end_list();
        }
    }

    fn table(&mut self, table: Node<'a, 't>) {
        self.end_lists();
        self.tables += 1;
        let before = self.left;
        let rows = rows_of(table);
        if before.is_none() {
            self.builder.start_table(self.text.len(), None);
        }
        for (at, row) in rows.iter().enumerate() {
            let properties = child(row.node, "trPr");
            let is_deleted =
                properties.is_some_and(|properties| child(properties, "del").is_some());
            self.left = before.or(is_deleted.then_some(LeftKind::Deleted));
            let says_head =
                properties.is_some_and(|properties| child(properties, "tblHeader").is_some());
            if before.is_none() {
                let is_head =
                    says_head || (at == 0 && rows.len() > 1 && self.is_strong_row(row.node));
                self.builder.start_row(is_head);
            }
            for cell in &row.cells {
                if cell.goes_on {
                    // A cell that is merged with the one above holds an empty paragraph.
                    continue;
                }
                if before.is_none() {
                    let described = PageCell {
                        across: cell.across,
                        down: cells_down(&rows, at, cell.column),
                        ..PageCell::default()
                    };
                    self.builder.start_cell(described, self.text.len());
                }
                self.blocks(cell.node);
                self.end_lists();
                if before.is_none() {
                    self.builder.end_cell();
                }
            }
        }
        self.left = before;
        if before.is_none() {
            self.builder.end_table();
        }
        self.tables -= 1;
        self.walk_waiting();
    }

    /// Whether all words of a row are strong, as those of a head are.
    fn is_strong_row(&self, row: Node<'a, 't>) -> bool {
        let mut runs = row.descendants().filter(|node| is(*node, "r"));
        runs.all(|run| {
            let has_words = run.children().any(|node| {
                is(node, "t") && node.text().is_some_and(|text| !text.trim().is_empty())
            });
            let mut around = run.ancestors();
            let paragraph = around.find(|node| is(*node, "p"));
            let of_paragraph = paragraph.and_then(|paragraph| child(paragraph, "pPr"));
            !has_words || self.styles.is_strong(of_paragraph, child(run, "rPr"))
        })
    }
}

/// A row of a table.
struct Row<'a, 't> {
    node: Node<'a, 't>,
    cells: Vec<Cell<'a, 't>>,
}

/// A cell, with the column that it begins in.
struct Cell<'a, 't> {
    node: Node<'a, 't>,
    column: usize,
    across: usize,
    goes_on: bool,
}

/// Columns of Word's largest table.
const COLUMNS: usize = 63;

fn rows_of<'a, 't>(table: Node<'a, 't>) -> Vec<Row<'a, 't>> {
    let mut rows = Vec::new();
    for node in within(table, "tr") {
        let mut cells = Vec::new();
        let mut column: usize = 0;
        for cell in within(node, "tc") {
            let properties = child(cell, "tcPr");
            let across = value(properties, "gridSpan").and_then(|across| across.parse().ok());
            let across = across.unwrap_or(1).clamp(1, COLUMNS);
            let merged = properties.and_then(|properties| child(properties, "vMerge"));
            let goes_on = merged.is_some_and(|merged| attribute(merged, "val") != Some("restart"));
            // Words in it would be lost; Word shows none, and other programs may.
            let is_empty = !cell.descendants().any(|node| {
                let has_words = || node.text().is_some_and(|text| !text.trim().is_empty());
                ((is(node, "t") || is(node, "delText")) && has_words())
                    || ["drawing", "pict", "object", "sym", "footnoteReference"]
                        .iter()
                        .any(|name| is(node, name))
            });
            cells.push(Cell {
                node: cell,
                column,
                across,
                goes_on: goes_on && is_empty,
            });
            column = column.saturating_add(across);
        }
        rows.push(Row { node, cells });
    }
    rows
}

/// How many rows a cell takes: its own, and those below in which it goes on.
fn cells_down(rows: &[Row<'_, '_>], row: usize, column: usize) -> usize {
    let below = rows.get(row + 1..).unwrap_or_default().iter();
    let goes_on = |row: &&Row<'_, '_>| {
        let mut cells = row.cells.iter();
        cells.any(|cell| cell.column == column && cell.goes_on)
    };
    1 + below.take_while(goes_on).count()
}

/// The elements of a name inside of another, through what only stands around them.
fn within<'a, 't>(parent: Node<'a, 't>, name: &str) -> Vec<Node<'a, 't>> {
    let mut found = Vec::new();
    for node in parent.children().filter(Node::is_element) {
        match node.tag_name().name() {
            own if own == name => found.push(node),
            "sdt" | "sdtContent" | "ins" | "customXml" | "moveTo" | "del" | "moveFrom" => {
                found.extend(within(node, name));
            }
            _ => {}
        }
    }
    found
}

/// Of two forms of the same thing, the one that today's Word shows.
pub(super) fn chosen<'a, 't>(node: Node<'a, 't>) -> Option<Node<'a, 't>> {
    child(node, "Choice").or_else(|| child(node, "Fallback"))
}

/// Whether a note is one of the text, and not a line between text and notes.
pub(super) fn is_note(node: Node<'_, '_>) -> bool {
    (is(node, "footnote") || is(node, "endnote"))
        && attribute(node, "type").is_none_or(|kind| kind == "normal")
}

/// The sign of `<w:sym w:font="Symbol" w:char="F0B3"/>` as it is written, and as it is seen.
pub(super) fn symbol(node: Node<'_, '_>) -> Option<(String, String)> {
    let code = u32::from_str_radix(attribute(node, "char")?, 16).ok()?;
    let written = char::from_u32(code)?.to_string();
    let typeface = attribute(node, "font").and_then(Typeface::named);
    let seen = typeface.map(|typeface| typeface.seen(&written).into_owned());
    Some((written.clone(), seen.unwrap_or(written)))
}

/// The words of `<w:t>` as they are written, and as they are seen in the typeface of their run.
pub(super) fn words_of(node: Node<'_, '_>) -> (String, String) {
    let written: String = node.children().filter_map(|text| text.text()).collect();
    let properties = node.parent().and_then(|run| child(run, "rPr"));
    let fonts = properties.and_then(|properties| child(properties, "rFonts"));
    let named = |fonts| attribute(fonts, "ascii").or_else(|| attribute(fonts, "hAnsi"));
    let typeface = fonts.and_then(named).and_then(Typeface::named);
    let seen = typeface.map(|typeface| typeface.seen(&written).into_owned());
    (written.clone(), seen.unwrap_or(written))
}

/// The text boxes in a drawing, outermost only.
pub(super) fn boxes<'a, 't>(node: Node<'a, 't>) -> Vec<Node<'a, 't>> {
    let mut found = Vec::new();
    let mut next = vec![node];
    while let Some(node) = next.pop() {
        if is(node, "txbxContent") {
            found.push(node);
        } else if is(node, "AlternateContent") {
            next.extend(chosen(node));
        } else {
            next.extend(node.children().filter(Node::is_element).rev());
        }
    }
    found
}

/// The words for those who cannot see it, of each picture in a drawing.
pub(super) fn described<'a>(node: Node<'a, '_>) -> Vec<&'a str> {
    let mut found = Vec::new();
    let mut next = vec![node];
    while let Some(node) = next.pop() {
        if is(node, "txbxContent") {
            continue;
        }
        if is(node, "docPr") {
            let words = attribute(node, "descr").unwrap_or_default();
            if !words.trim().is_empty() {
                found.push(words);
            }
        }
        if is(node, "AlternateContent") {
            next.extend(chosen(node));
        } else {
            next.extend(node.children().filter(Node::is_element).rev());
        }
    }
    found
}

/// Whether a part that Word fills is its table of contents.
fn is_table_of_contents(node: Node<'_, '_>) -> bool {
    let properties = child(node, "sdtPr");
    let part = properties.and_then(|properties| child(properties, "docPartObj"));
    value(part, "docPartGallery") == Some("Table of Contents")
}

/// The lines of a heading are one.
fn in_one_line(lines: Vec<PageWords>) -> Vec<PageWords> {
    let mut all = PageWords::default();
    for line in &lines {
        all.append(line);
    }
    let all = all.finished().without_strong();
    if all.is_empty() {
        Vec::new()
    } else {
        vec![all]
    }
}
