//! Tables: which of them only lay a page out, and what the others say.
//!
//! In: a [`PageTable`]. Out: its cells in order, where it lays out; else a [`Grid`], in which a cell that
//! takes several rows stands in each of them, and each column has its head; and of a grid a comparison,
//! risks with how often they occur, or rows whose cells are named by their column. Promise: a cell is
//! never parted from the row and column that it stands in; what is said more than once because a table
//! says it once for many is marked as said again.

use super::cues;
use super::list_marker::{MarkerKind, list_marker};
use super::page::{PageCell, PageItem, PageList, PageTable, Piece, PieceKind};
use super::page_words::PageWords;
use crate::model::guide::block::{MAXIMUM_FREQUENCY, MAXIMUM_HEAD_CHARACTERS, MAXIMUM_ROWS};

/// Most columns of a table that are told apart.
const MAXIMUM_COLUMNS: usize = 40;

/// Most rows that one cell is carried down.
const MAXIMUM_DOWN: usize = 100;

/// Fewest lines in a cell of a table without heads that make it a layout.
const LINES_OF_LAYOUT: usize = 3;

/// A cell in a grid.
#[derive(Debug, Clone)]
pub(super) struct GridCell {
    pub(super) words: PageWords,
    /// The same in its lines: paragraphs and items of lists.
    pub(super) parts: Vec<PageWords>,
    /// Its first column, and how many it takes.
    pub(super) column: usize,
    pub(super) across: usize,
    /// Whether the page says it in a row above.
    pub(super) is_again: bool,
}

/// The head of a column.
#[derive(Debug, Clone, Default)]
pub(super) struct Head {
    pub(super) words: PageWords,
    /// For each of its words whether a column before it says it too, from one cell above both.
    pub(super) is_again: Vec<bool>,
}

/// A table with every cell in its place.
#[derive(Debug, Default)]
pub(super) struct Grid {
    /// The words of the heads of the columns; none where there are no heads.
    pub(super) heads: Vec<Head>,
    pub(super) rows: Vec<Vec<GridCell>>,
}

/// Whether a table only lays the page out: it has no heads, and one column, or cells that hold what
/// pages hold.
pub(super) fn is_layout(table: &PageTable) -> bool {
    if table.is_layout {
        return true;
    }
    let cells = || table.rows.iter().flat_map(|row| &row.cells);
    let has_heads = cells().any(|cell| cell.is_head) || table.rows.iter().any(|row| row.is_head);
    if has_heads || has_strong_head(table) {
        return false;
    }
    let has_columns = table.rows.iter().any(|row| row.cells.len() > 1);
    !has_columns || cells().any(is_page)
}

/// Whether a cell holds what pages hold: headings, tables, lists or several lines.
fn is_page(cell: &PageCell) -> bool {
    let pieces = || cell.pieces.iter().filter(|piece| piece.left.is_none());
    pieces().count() >= LINES_OF_LAYOUT
        || pieces().any(|piece| {
            matches!(
                piece.kind,
                PieceKind::Heading(_) | PieceKind::Table(_) | PieceKind::List(_)
            )
        })
}

/// Whether the first row stands out and the others do not.
fn has_strong_head(table: &PageTable) -> bool {
    let is_strong = |cells: &[PageCell]| {
        let mut words = cells
            .iter()
            .map(PageCell::kept_words)
            .filter(|words| !words.is_empty());
        let first = words.next();
        first.is_some_and(|first| first.is_strong()) && words.all(|words| words.is_strong())
    };
    let Some((first, rows)) = table.rows.split_first() else {
        return false;
    };
    first.cells.len() > 1
        && !rows.is_empty()
        && is_strong(&first.cells)
        && !rows.iter().any(|row| is_strong(&row.cells))
}

/// The pieces of each cell, row by row.
pub(super) fn cells_in_order(table: PageTable) -> Vec<Vec<Piece>> {
    let rows = table.rows.into_iter();
    let cells = rows.flat_map(|row| row.cells);
    cells.map(|cell| cell.pieces).collect()
}

/// The list that a table of two columns draws, the first of which holds nothing but dots, pictures or
/// numbers; with the signs that were taken off. Else the table as it was.
pub(super) fn list_in_two_columns(table: PageTable) -> Result<(PageList, Vec<String>), PageTable> {
    let mut markers = Vec::new();
    let mut first = None;
    let mut is_list = !table.rows.is_empty();
    for row in &table.rows {
        let [marker, words] = row.cells.as_slice() else {
            is_list = false;
            break;
        };
        let marker = marker.words().plain();
        // A sign by itself is read as if a word followed.
        let line = format!("{marker} x");
        let kind = list_marker(&line).filter(|found| found.marker == marker);
        let kind = kind.map(|found| found.kind);
        is_list &= !row.is_head
            && !words.words().is_empty()
            && (marker.is_empty() || kind.is_some_and(|kind| kind != MarkerKind::Cross));
        if let Some(kind) = kind {
            first = first.or(Some(kind));
            markers.push(marker);
        }
    }
    // Empty cells alone draw no list: rows of it bear a sign or were drawn by a picture.
    if !is_list || first.is_none() {
        return Err(table);
    }
    let (is_numbered, number) = match first {
        Some(MarkerKind::Number(_, value)) => (true, value),
        _ => (false, 1),
    };
    let items = table.rows.into_iter().filter_map(|mut row| {
        let mut cell = row.cells.pop()?;
        let place = cell.pieces.first().map(|piece| piece.place.clone());
        let mut item = PageItem {
            place: place.unwrap_or_default(),
            ..PageItem::default()
        };
        let begins_with_words =
            |piece: &Piece| matches!(piece.kind, PieceKind::Paragraph) && piece.left.is_none();
        if cell.pieces.first().is_some_and(begins_with_words) {
            item.words = cell.pieces.remove(0).words;
            item.inner = cell.pieces;
        } else {
            item.words = cell.words();
        }
        Some(item)
    });
    let list = PageList {
        is_numbered,
        first: number,
        items: items.collect(),
        ..PageList::default()
    };
    Ok((list, markers))
}

impl Head {
    fn add(&mut self, words: &PageWords, is_again: bool) {
        if words.is_empty() {
            return;
        }
        if self.words.is_empty() {
            self.words = words.clone();
        } else {
            self.words.append(words);
        }
        let more = std::iter::repeat_n(is_again, words.count());
        self.is_again.extend(more);
    }
}

impl Grid {
    /// The grid of a table.
    pub(super) fn of(table: &PageTable) -> Self {
        let is_strong_head = has_strong_head(table);
        let mut rows: Vec<(bool, Vec<GridCell>)> = Vec::new();
        // Cells that are carried down: rows still to fill, and the cell.
        let mut carried: Vec<(usize, GridCell)> = Vec::new();
        for (number, row) in table.rows.iter().enumerate() {
            let is_head = row.is_head
                || (number == 0 && is_strong_head)
                || (row.cells.len() > 1 && row.cells.iter().all(|cell| cell.is_head))
                || (number > 0
                    && rows.last().is_some_and(|(is_head, _)| *is_head)
                    && !row.cells.is_empty()
                    && row.cells.iter().all(|cell| cell.is_head));
            let mut cells: Vec<GridCell> = Vec::new();
            let mut column = 0;
            let mut next: Vec<(usize, GridCell)> = Vec::new();
            let mut waiting = std::mem::take(&mut carried).into_iter().peekable();
            let mut own = row.cells.iter().peekable();
            while own.peek().is_some() || waiting.peek().is_some() {
                if let Some((left, cell)) =
                    waiting.next_if(|(_, cell)| cell.column <= column || own.peek().is_none())
                {
                    column = cell.column + cell.across;
                    if left > 1 {
                        next.push((left - 1, cell.clone()));
                    }
                    cells.push(cell);
                    continue;
                }
                let Some(cell) = own.next() else {
                    continue;
                };
                let words = cell.words();
                let across = cell.across.clamp(1, MAXIMUM_COLUMNS);
                let cell_in_grid = GridCell {
                    words,
                    parts: cell.parts(),
                    column,
                    across,
                    is_again: false,
                };
                let down = cell.down.clamp(1, MAXIMUM_DOWN);
                if down > 1 && !cell_in_grid.words.is_empty() && !is_head {
                    let again = GridCell {
                        is_again: true,
                        ..cell_in_grid.clone()
                    };
                    next.push((down - 1, again));
                } else if down > 1 {
                    let empty = GridCell {
                        words: PageWords::default(),
                        parts: Vec::new(),
                        ..cell_in_grid.clone()
                    };
                    next.push((down - 1, empty));
                }
                column += across;
                cells.push(cell_in_grid);
            }
            carried = next;
            carried.sort_by_key(|(_, cell)| cell.column);
            let is_said = cells
                .iter()
                .any(|cell| !cell.words.is_empty() && !cell.is_again);
            if is_said {
                rows.push((is_head, cells));
            }
        }
        Self::with_heads(rows)
    }

    fn with_heads(rows: Vec<(bool, Vec<GridCell>)>) -> Self {
        let heads_end = rows.iter().take_while(|(is_head, _)| *is_head).count();
        // A table of heads alone has none.
        let heads_end = if heads_end == rows.len() {
            0
        } else {
            heads_end
        };
        let mut rows = rows.into_iter().map(|(_, cells)| cells);
        let head_rows: Vec<Vec<GridCell>> = rows.by_ref().take(heads_end).collect();
        let mut grid = Self {
            rows: rows.collect(),
            ..Self::default()
        };
        for cells in &head_rows {
            for cell in cells {
                let end = (cell.column + cell.across).min(MAXIMUM_COLUMNS);
                for column in cell.column..end {
                    while grid.heads.len() <= column {
                        grid.heads.push(Head::default());
                    }
                    if let Some(head) = grid.heads.get_mut(column) {
                        head.add(&cell.words, column > cell.column);
                    }
                }
            }
        }
        for head in &mut grid.heads {
            let words = std::mem::take(&mut head.words);
            head.words = words.finished().without_strong();
        }
        grid
    }

    fn has_shared_heads(&self) -> bool {
        self.heads.iter().any(|head| head.is_again.contains(&true))
    }

    /// The first words, for whoever tells of the table.
    pub(super) fn first_words(&self) -> String {
        let mut cells = self.rows.iter().flatten();
        let first = cells.find(|cell| !cell.words.is_empty());
        first.map(|cell| cell.words.plain()).unwrap_or_default()
    }

    /// How many columns there are.
    pub(super) fn columns(&self) -> usize {
        let ends = self
            .rows
            .iter()
            .flatten()
            .map(|cell| cell.column + cell.across);
        ends.max().unwrap_or_default().max(self.heads.len())
    }

    /// Whether every cell stands in one column, and there is one in each.
    pub(super) fn is_full(&self) -> bool {
        let columns = self.columns();
        self.rows.iter().all(|row| {
            row.len() == columns
                && row
                    .iter()
                    .all(|cell| cell.across == 1 && !cell.words.is_empty())
        })
    }

    /// Whether it is a comparison of two or three ways.
    pub(super) fn is_comparison(&self, is_head: &dyn Fn(&PageWords) -> bool) -> bool {
        let columns = self.columns();
        let fits = |words: &PageWords| {
            !words.is_empty()
                && words.plain().chars().count() <= MAXIMUM_HEAD_CHARACTERS
                && is_head(words)
        };
        (3..=4).contains(&columns)
            && self.heads.len() == columns
            && self.heads.iter().skip(1).all(|head| fits(&head.words))
            && !self.has_shared_heads()
            && (1..=MAXIMUM_ROWS).contains(&self.rows.len())
            && self.is_full()
            && self
                .rows
                .iter()
                .all(|row| row.first().is_some_and(|cell| fits(&cell.words)))
    }

    /// The columns of risks, of how often they occur, and of what they lead to, where a table holds
    /// those and nothing else. `is_below_risks` is whether it stands below words about risks.
    pub(super) fn risk_columns(&self, is_below_risks: bool) -> Option<RiskColumns> {
        let columns = self.columns();
        if !(2..=3).contains(&columns) || self.heads.len() != columns {
            return None;
        }
        let names: Vec<String> = self
            .heads
            .iter()
            .map(|head| cues::flat(&head.words.plain()))
            .collect();
        let holds = |name: &str, words: &[&str]| words.iter().any(|word| name.contains(word));
        let often = names.iter().position(|name| holds(name, HOW_OFTEN));
        let first = names.first()?;
        let names_risk = cues::speaks_of_harm(first) || holds(first, MAY_HAPPEN);
        if !(names_risk || (is_below_risks && often.is_some())) || often == Some(0) {
            return None;
        }
        let leads_to = (1..columns).find(|column| {
            Some(*column) != often && names.get(*column).is_some_and(|name| holds(name, LEADS_TO))
        });
        let known = usize::from(often.is_some()) + usize::from(leads_to.is_some());
        let has_risks = self.rows.iter().all(|row| {
            let is_single = row.iter().all(|cell| cell.across == 1);
            is_single
                && row
                    .first()
                    .is_some_and(|cell| cell.column == 0 && !cell.words.is_empty())
        });
        (known + 1 == columns && has_risks && !self.has_shared_heads())
            .then_some(RiskColumns { often, leads_to })
    }

    /// The cell of a row in a column.
    pub(super) fn cell(row: &[GridCell], column: usize) -> Option<&GridCell> {
        let mut cells = row.iter();
        cells.find(|cell| cell.column == column && !cell.words.is_empty())
    }
}

/// Where a table of risks has which column.
#[derive(Debug, Clone, Copy)]
pub(super) struct RiskColumns {
    pub(super) often: Option<usize>,
    pub(super) leads_to: Option<usize>,
}

/// Words in the head of a column that says how often something happens.
const HOW_OFTEN: &[&str] = &[
    " how often ",
    " how common ",
    " how likely ",
    " frequency ",
    " chance ",
    " chances ",
    " likelihood ",
    " probability ",
    " rate ",
    " incidence ",
    " occurs in ",
    " happens in ",
    " number of people ",
    " how many ",
];

/// Words in the head of a column of risks.
const MAY_HAPPEN: &[&str] = &[
    " what may happen ",
    " what can happen ",
    " what might happen ",
    " problem ",
    " problems ",
    " harm ",
    " harms ",
    " adverse ",
];

/// Words in the head of a column that says what a risk leads to.
const LEADS_TO: &[&str] = &[
    " leads to ",
    " lead to ",
    " may mean ",
    " what it means ",
    " what happens ",
    " consequence ",
    " consequences ",
    " effect ",
    " effects ",
    " result ",
    " treatment ",
    " what we do ",
    " what is done ",
    " explanation ",
    " what it is ",
    " description ",
    " details ",
];

/// The number of a frequency that a guide can say: `1 in 1,000`.
pub(super) fn one_in(written: &str) -> Option<u32> {
    let number = written.trim().strip_prefix("1 in ")?;
    let digits: String = number.chars().filter(char::is_ascii_digit).collect();
    let is_number = number
        .bytes()
        .all(|byte| byte.is_ascii_digit() || byte == b',')
        && number.starts_with(|character: char| ('1'..='9').contains(&character));
    // Commas are left to whoever reads the guide; only the two usual ways pass there.
    let groups: Vec<&str> = number.split(',').collect();
    let is_grouped = groups.len() == 1
        || (groups.first().is_some_and(|first| first.len() <= 3)
            && groups.iter().skip(1).all(|group| group.len() == 3));
    let value: u32 = digits.parse().ok()?;
    (is_number && is_grouped && value <= MAXIMUM_FREQUENCY).then_some(value)
}
