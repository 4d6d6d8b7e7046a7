//! Lists that a page draws and does not name: lines that begin with the same marker, the paragraphs of
//! Word's lists, the lists of Google's texts that stand beside each other though one belongs into the
//! other; and tables that only lay a page out.
//!
//! In: the pieces of a page, with what is known of the line each stands on. Out: the same words, in
//! lists. Promises: one line with a dash is no list, neighbours that count or bear one marker are; a marker
//! that is taken off is among the page's markers; lines that were only broken to fit are one paragraph
//! again; each piece is looked at once, so that time grows with the page.

use super::list_marker::{
    Counting, ListMarker, MarkerKind, depth_by_look, goes_on, is_drawn, list_marker,
};
use super::page::{
    Hint, LeftKind, Line, MAXIMUM_LIST_NESTING, Page, PageItem, PageList, Piece, PieceKind,
};
use super::page_words::PageWords;
use super::tables;
use crate::base::invariant::PartOf;

/// Puts the lists of a page together.
pub(super) fn put_together(page: &mut Page) {
    let pieces = std::mem::take(&mut page.pieces);
    let mut shaping = Shaping::default();
    page.pieces = shaping.all(pieces);
    page.markers.extend(shaping.markers);
    page.cut.extend(shaping.cut);
    page.crosses.extend(shaping.crosses);
}

#[derive(Default)]
struct Shaping {
    markers: Vec<String>,
    cut: Vec<(String, String)>,
    crosses: Vec<(String, std::ops::Range<usize>)>,
}

/// What makes a piece an item.
#[derive(Debug, Clone)]
struct Mark {
    /// The bytes of the marker, its text and its kind; `None` for a picture or a paragraph of Word.
    marker: Option<(String, MarkerKind, bool)>,
    picture: Option<u64>,
    /// The depth that the page itself tells, from 1.
    depth: Option<u8>,
}

/// A level of the list that is being put together.
struct Level {
    /// What its items begin with; a picture or nothing has no kind.
    kind: Option<MarkerKind>,
    marker: String,
    /// The number that goes on.
    next: u32,
    first: u32,
    depth: Option<u8>,
    items: Vec<PageItem>,
}

impl Shaping {
    fn all(&mut self, pieces: Vec<Piece>) -> Vec<Piece> {
        let pieces = self.inner(pieces);
        // Pictures, and what was deleted or hidden in lines, stand beside the lines and part none of them.
        let is_beside = |piece: &Piece| {
            matches!(
                piece.left,
                Some(
                    LeftKind::Picture
                        | LeftKind::Deleted
                        | LeftKind::Hidden
                        | LeftKind::Struck
                        | LeftKind::Remark
                )
            )
        };
        let (beside, pieces): (Vec<Piece>, Vec<Piece>) = pieces.into_iter().partition(is_beside);
        let pieces = join_families(pieces);
        let mut marks: Vec<Option<Mark>> = pieces.iter().map(mark_of).collect();
        let pieces = lists_of_broken_lines(pieces, &mut marks);
        let mut made: Vec<Piece> = Vec::new();
        let mut at = 0;
        let mut pieces: Vec<Option<Piece>> = pieces.into_iter().map(Some).collect();
        while at < pieces.len() {
            let end = run_end(&pieces, &marks, at);
            if end > at {
                let run: Vec<Piece> = pieces
                    .get_mut(at..end)
                    .unwrap_or_default()
                    .iter_mut()
                    .filter_map(Option::take)
                    .collect();
                let list = self.list(run, marks.part(at..end));
                made.push(list);
                at = end;
                continue;
            }
            if let Some(piece) = pieces.get_mut(at).and_then(Option::take) {
                let piece = self.without_decoration(piece);
                match made.last_mut() {
                    Some(before) if goes_on_in_line(before, &piece) => {
                        before.words.append(&piece.words);
                        before.place.end = before.place.end.max(piece.place.end);
                    }
                    _ => made.push(piece),
                }
            }
            at += 1;
        }
        for piece in &mut made {
            let words = std::mem::take(&mut piece.words);
            piece.words = words.finished();
        }
        made.extend(beside);
        made
    }

    /// Shapes what stands inside of pieces, and takes tables apart that only lay out.
    fn inner(&mut self, pieces: Vec<Piece>) -> Vec<Piece> {
        let mut made = Vec::with_capacity(pieces.len());
        for mut piece in pieces {
            match piece.kind {
                PieceKind::List(mut list) => {
                    for item in &mut list.items {
                        self.item(item);
                    }
                    piece.kind = PieceKind::List(nested(list));
                    made.extend(without_headings_and_tables(piece));
                }
                PieceKind::Table(table) if tables::is_layout(&table) => {
                    for mut cell in tables::cells_in_order(table) {
                        if cell.iter().all(is_link_inside) {
                            for link in &mut cell {
                                link.left = link.left.or(Some(LeftKind::Menu));
                            }
                        }
                        let left = piece.left;
                        for one in &mut cell {
                            one.left = one.left.or(left);
                        }
                        made.extend(self.all(cell));
                    }
                }
                PieceKind::Table(mut table) => {
                    let mut left = Vec::new();
                    for cell in table.rows.iter_mut().flat_map(|row| &mut row.cells) {
                        let pieces = std::mem::take(&mut cell.pieces);
                        cell.pieces = self.all(pieces);
                        take_left(&mut cell.pieces, &mut left);
                    }
                    match tables::list_in_two_columns(table) {
                        Ok((list, markers)) => {
                            self.markers.extend(markers);
                            piece.kind = PieceKind::List(list);
                        }
                        Err(table) => piece.kind = PieceKind::Table(table),
                    }
                    let is_empty =
                        matches!(&piece.kind, PieceKind::Table(table) if !table.has_words());
                    if !is_empty {
                        made.push(piece);
                    }
                    made.extend(left);
                }
                _ => made.push(piece),
            }
        }
        made
    }

    /// Shapes the lines of an item.
    fn item(&mut self, item: &mut PageItem) {
        let inner = std::mem::take(&mut item.inner);
        let mut pieces = Vec::with_capacity(inner.len() + 1);
        if !item.words.is_empty() {
            let words = std::mem::take(&mut item.words);
            // The marker before the first words of an item is the item's own, whoever wrote it.
            pieces.push(Piece {
                line: Line {
                    is_first_of_item: true,
                    ..Line::default()
                },
                ..Piece::new(PieceKind::Paragraph, words, item.place.clone())
            });
        }
        pieces.extend(inner);
        let mut pieces = self.all(pieces).into_iter().peekable();
        let is_text =
            |piece: &Piece| matches!(piece.kind, PieceKind::Paragraph) && piece.left.is_none();
        if let Some(first) = pieces.next_if(is_text) {
            item.words = first.words;
        }
        item.inner = pieces.collect();
    }

    /// A list of a run of lines.
    fn list(&mut self, run: Vec<Piece>, marks: &[Option<Mark>]) -> Piece {
        let place = match (run.first(), run.last()) {
            (Some(first), Some(last)) => first.place.start..last.place.end,
            _ => 0..0,
        };
        let left = run.first().and_then(|piece| piece.left);
        let mut levels: Vec<Level> = Vec::new();
        let mut seen: Vec<String> = Vec::new();
        for (piece, mark) in run.into_iter().zip(marks) {
            let Some(mark) = mark else {
                // A line that goes on.
                if let Some(item) = levels.last_mut().and_then(|level| level.items.last_mut()) {
                    continue_item(item, piece);
                }
                continue;
            };
            if mark.marker.is_none() && mark.picture.is_none() && !levels.is_empty() {
                // A further paragraph of Word's item.
                if let Some(item) = levels.last_mut().and_then(|level| level.items.last_mut()) {
                    continue_item(item, piece);
                }
                continue;
            }
            let words = self.without_marker(&piece.words, mark, &piece.place);
            let marker = mark
                .marker
                .as_ref()
                .map_or("", |(marker, ..)| marker.as_str());
            let by_look = {
                let before: Vec<&str> = seen.iter().map(String::as_str).collect();
                depth_by_look(marker, &before)
            };
            open_level(&mut levels, mark, marker, by_look);
            if seen.len() < 8 && !seen.iter().any(|seen| seen == marker) {
                seen.push(marker.to_owned());
            }
            if let Some(level) = levels.last_mut() {
                level.items.push(PageItem {
                    words,
                    place: piece.place,
                    ..PageItem::default()
                });
            }
        }
        while levels.len() > 1 {
            close_level(&mut levels);
        }
        let kind = levels.pop().map(Level::list).unwrap_or_default();
        Piece {
            left,
            ..Piece::new(PieceKind::List(kind), PageWords::default(), place)
        }
    }

    /// The words of an item without its marker, which goes among the markers.
    fn without_marker(
        &mut self,
        words: &PageWords,
        mark: &Mark,
        place: &std::ops::Range<usize>,
    ) -> PageWords {
        let Some((marker, kind, is_attached)) = &mark.marker else {
            return words.clone();
        };
        let joined = words.joined();
        let start = joined.find(marker.as_str()).unwrap_or_default() + marker.len();
        let rest = words.part(start..joined.len());
        if *kind == MarkerKind::Cross {
            self.crosses.push((rest.plain(), place.clone()));
        }
        if *is_attached {
            let whole = joined.split_whitespace().next().unwrap_or_default();
            let kept = whole.strip_prefix(marker.as_str()).unwrap_or_default();
            self.cut.push((whole.to_owned(), kept.to_owned()));
        } else {
            self.markers.push(marker.clone());
        }
        rest
    }

    /// A heading or paragraph without the markers that were drawn before it for their looks.
    fn without_decoration(&mut self, mut piece: Piece) -> Piece {
        let has_words = matches!(
            piece.kind,
            PieceKind::Heading(_) | PieceKind::Term | PieceKind::Paragraph
        );
        if !has_words || piece.left.is_some() || piece.line.is_first_of_item {
            return piece;
        }
        let joined = piece.words.joined();
        let Some(ListMarker {
            marker,
            kind,
            is_attached,
        }) = list_marker(&joined)
        else {
            return piece;
        };
        let is_decoration = match kind {
            MarkerKind::Symbol | MarkerKind::Cross => true,
            MarkerKind::Bullet => marker.chars().all(is_drawn),
            MarkerKind::Company | MarkerKind::Number(..) => false,
        };
        if !is_decoration {
            return piece;
        }
        let warns = marker.contains(['⚠', '❗', '❕', '‼', '🛑', '🚨', '🔴']);
        if warns && matches!(piece.kind, PieceKind::Paragraph) && piece.hint == Hint::None {
            piece.hint = Hint::KeyPoint;
        }
        let mark = Mark {
            marker: Some((marker.to_owned(), kind, is_attached)),
            picture: None,
            depth: None,
        };
        piece.words = self.without_marker(&piece.words.clone(), &mark, &piece.place);
        piece
    }
}

/// What makes a piece an item, if anything does.
fn mark_of(piece: &Piece) -> Option<Mark> {
    if !matches!(piece.kind, PieceKind::Paragraph) || piece.line.is_first_of_item {
        return None;
    }
    if piece.left.is_some() {
        return None;
    }
    let joined = piece.words.joined();
    let depth = piece.line.depth;
    let found = list_marker(&joined);
    let marker = match found {
        Some(found) => Some((found.marker.to_owned(), found.kind, found.is_attached)),
        // In a list of Word any single marker before the words is its bullet.
        None if depth.is_some() => {
            let first = joined.split(char::is_whitespace).next().unwrap_or_default();
            let is_single = first.chars().count() == 1
                && first.len() < joined.len()
                && !first.starts_with(char::is_alphanumeric);
            is_single.then(|| (first.to_owned(), MarkerKind::Bullet, false))
        }
        None => None,
    };
    let has_mark = marker.is_some() || depth.is_some() || piece.line.picture.is_some();
    has_mark.then_some(Mark {
        marker,
        picture: piece.line.picture,
        depth,
    })
}

/// Where the run of items ends that begins here; where it begins if there is none.
fn run_end(pieces: &[Option<Piece>], marks: &[Option<Mark>], start: usize) -> usize {
    let Some(Some(first)) = marks.get(start) else {
        return start;
    };
    let left = pieces
        .get(start)
        .and_then(Option::as_ref)
        .and_then(|piece| piece.left);
    // The levels of counting that are open: their ways and their next numbers.
    let mut counting: Vec<(Counting, u32, String)> = Vec::new();
    let mut items = 0;
    let mut end = start;
    let mut at = start;
    while let Some(mark) = marks.get(at) {
        let Some(piece) = pieces.get(at).and_then(Option::as_ref) else {
            break;
        };
        if piece.left != left {
            break;
        }
        let Some(mark) = mark else {
            // A line below an item that goes on with a small letter is the item's.
            let is_rest = items > 0
                && piece.line.is_joint
                && matches!(piece.kind, PieceKind::Paragraph)
                && piece.words.joined().starts_with(char::is_lowercase);
            if !is_rest {
                break;
            }
            at += 1;
            continue;
        };
        if items > 0 && !goes_with(first, mark, &counting) {
            break;
        }
        if let Some((marker, MarkerKind::Number(style, value), _)) = &mark.marker {
            let is_word = mark.depth.is_some();
            let known = counting
                .iter()
                .rposition(|(style, next, _)| goes_on_with(mark, *style, *next));
            match known {
                Some(level) => {
                    counting.truncate(level + 1);
                    if let Some((_, next, last)) = counting.last_mut() {
                        *next += 1;
                        last.clone_from(marker);
                    }
                }
                None if counting.len() < MAXIMUM_LIST_NESTING
                    && (items == 0 || *value == 1 || is_word) =>
                {
                    counting.push((*style, value + 1, marker.clone()));
                }
                None => break,
            }
        }
        items += 1;
        at += 1;
        end = at;
    }
    let is_list = match &first.marker {
        _ if first.depth.is_some() => first.marker.is_some() || items > 1,
        Some((_, MarkerKind::Bullet, _)) => true,
        _ => items > 1,
    };
    if is_list { end } else { start }
}

fn goes_on_with(mark: &Mark, style: Counting, next: u32) -> bool {
    let marker = mark.marker.as_ref();
    marker.is_some_and(|(marker, kind, _)| goes_on(*kind, marker, style, next))
}

/// Whether an item belongs to the list that another one began.
fn goes_with(first: &Mark, mark: &Mark, counting: &[(Counting, u32, String)]) -> bool {
    if first.depth.is_some() || mark.depth.is_some() {
        return first.depth.is_some() == mark.depth.is_some();
    }
    match (&first.marker, &mark.marker) {
        (None, None) => first.picture == mark.picture,
        (Some(_), None) | (None, Some(_)) => false,
        (Some((one, first_kind, _)), Some((other, kind, _))) => match (first_kind, kind) {
            (MarkerKind::Number(..), MarkerKind::Number(_, value)) => {
                *value == 1
                    || counting
                        .iter()
                        .any(|(style, next, _)| goes_on_with(mark, *style, *next))
            }
            // Dots between numbers stand inside the numbers.
            (MarkerKind::Number(..), MarkerKind::Bullet) => true,
            (MarkerKind::Number(..), MarkerKind::Company) => other != "o",
            (MarkerKind::Bullet, MarkerKind::Bullet) => true,
            (MarkerKind::Bullet, MarkerKind::Company) => {
                one == other || matches!(other.as_str(), "o" | "§" | "ü" | "Ø" | "-" | "–")
            }
            (MarkerKind::Company, MarkerKind::Bullet) => !matches!(one.as_str(), "-" | "–" | "*"),
            (MarkerKind::Company, MarkerKind::Company) => {
                one == other || (is_letter(one) && is_letter(other))
            }
            (MarkerKind::Symbol, MarkerKind::Symbol) => same_look(one, other),
            (MarkerKind::Cross, MarkerKind::Cross) => true,
            _ => false,
        },
    }
}

/// Whether a marker is a letter that is a bullet in another typeface.
fn is_letter(marker: &str) -> bool {
    marker.starts_with(char::is_alphabetic) || matches!(marker, "§" | "×" | "¨" | "¤")
}

/// Whether two drawn markers are one, whatever look is chosen for them.
fn same_look(one: &str, other: &str) -> bool {
    let bare = |character: &str| {
        character
            .trim_end_matches(['\u{fe0e}', '\u{fe0f}'])
            .to_owned()
    };
    bare(one) == bare(other)
}

/// Opens or goes back to the level on which an item stands.
fn open_level(levels: &mut Vec<Level>, mark: &Mark, marker: &str, by_look: usize) {
    let kind = mark.marker.as_ref().map(|(_, kind, _)| *kind);
    let new = |depth| Level {
        kind,
        marker: marker.to_owned(),
        next: match kind {
            Some(MarkerKind::Number(_, value)) => value + 1,
            _ => 0,
        },
        first: match kind {
            Some(MarkerKind::Number(_, value)) => value,
            _ => 1,
        },
        depth,
        items: Vec::new(),
    };
    if levels.is_empty() {
        return levels.push(new(mark.depth));
    }
    if mark.depth.is_some() {
        while levels.len() > 1 && levels.last().is_some_and(|level| level.depth > mark.depth) {
            close_level(levels);
        }
        if levels.last().is_some_and(|level| level.depth < mark.depth)
            && levels.len() < MAXIMUM_LIST_NESTING
        {
            levels.push(new(mark.depth));
        } else if let Some(level) = levels.last_mut() {
            level.next += 1;
        }
        return;
    }
    let known = match kind {
        Some(MarkerKind::Number(..)) => levels.iter().rposition(|level| match level.kind {
            Some(MarkerKind::Number(style, _)) => goes_on_with(mark, style, level.next),
            _ => false,
        }),
        _ if by_look > 0 => levels.iter().rposition(|level| level.marker == marker),
        _ => levels.iter().rposition(|level| {
            !matches!(level.kind, Some(MarkerKind::Number(..)))
                && depth_by_look(&level.marker, &["•", "o"]) == depth_by_look(marker, &["•", "o"])
        }),
    };
    // A letter that is a bullet in a list of other such letters is no deeper.
    let is_beside = by_look == 0 && !matches!(kind, Some(MarkerKind::Number(..)));
    let known = known.or_else(|| {
        let first_is_number = levels
            .first()
            .is_some_and(|level| matches!(level.kind, Some(MarkerKind::Number(..))));
        (is_beside && !first_is_number).then_some(0)
    });
    match known {
        Some(level) => {
            while levels.len() > level + 1 {
                close_level(levels);
            }
            if let Some(level) = levels.last_mut() {
                level.next += 1;
            }
        }
        None if levels.len() < MAXIMUM_LIST_NESTING => levels.push(new(None)),
        None => {}
    }
}

/// Puts the innermost level below the last item of the one around it.
fn close_level(levels: &mut Vec<Level>) {
    let Some(level) = levels.pop() else {
        return;
    };
    let Some(outer) = levels.last_mut() else {
        return;
    };
    let list = level.list();
    let place = match (list.items.first(), list.items.last()) {
        (Some(first), Some(last)) => first.place.start..last.place.end,
        _ => 0..0,
    };
    let piece = Piece::new(PieceKind::List(list), PageWords::default(), place);
    match outer.items.last_mut() {
        Some(item) => item.inner.push(piece),
        None => outer.items.push(PageItem {
            place: piece.place.clone(),
            inner: vec![piece],
            ..PageItem::default()
        }),
    }
}

impl Level {
    fn list(self) -> PageList {
        PageList {
            is_numbered: matches!(self.kind, Some(MarkerKind::Number(..))),
            first: self.first,
            items: self.items,
            ..PageList::default()
        }
    }
}

fn continue_item(item: &mut PageItem, piece: Piece) {
    item.place.end = item.place.end.max(piece.place.end);
    if piece.line.is_joint && item.inner.is_empty() {
        item.words.append(&piece.words);
        let words = std::mem::take(&mut item.words);
        item.words = words.finished();
    } else {
        item.inner.push(piece);
    }
}

/// A list without the headings that stand in it as items, which writing programs number so, and without
/// the tables in its items: each stands behind the items before it, as it would elsewhere.
fn without_headings_and_tables(piece: Piece) -> Vec<Piece> {
    let is_table = |piece: &Piece| matches!(piece.kind, PieceKind::Table(_));
    let Piece {
        kind: PieceKind::List(mut list),
        place,
        left: None,
        hint,
        line,
        ..
    } = piece
    else {
        return vec![piece];
    };
    let are_names = list.items.len() > 1 && list.items.iter().all(|item| kept(item).count() == 1);
    let is_parted = list
        .items
        .iter()
        .any(|item| (!are_names && is_heading_item(item)) || kept(item).any(is_table));
    let whole = |list: PageList, place: std::ops::Range<usize>| Piece {
        hint,
        line: line.clone(),
        ..Piece::new(PieceKind::List(list), PageWords::default(), place)
    };
    if !is_parted {
        return vec![whole(list, place)];
    }
    let mut made = Vec::new();
    let items = std::mem::take(&mut list.items);
    let mut part = list.clone();
    let close = |part: &mut PageList, next: u32, made: &mut Vec<Piece>| {
        let items = std::mem::take(&mut part.items);
        if let (Some(first), Some(last)) = (items.first(), items.last()) {
            let place = first.place.start..last.place.end;
            made.push(whole(
                PageList {
                    items,
                    ..part.clone()
                },
                place,
            ));
        }
        part.first = next;
    };
    for (number, mut item) in items.into_iter().enumerate() {
        let number = u32::try_from(number).unwrap_or(u32::MAX);
        let next = list.first.saturating_add(number).saturating_add(1);
        if !are_names && is_heading_item(&item) {
            close(&mut part, next, &mut made);
            made.append(&mut item.inner);
            continue;
        }
        let table = item.inner.iter().position(is_table);
        let behind = table.map(|at| item.inner.split_off(at));
        if !item.words.is_empty() || !item.inner.is_empty() {
            part.items.push(item);
        }
        if let Some(behind) = behind {
            close(&mut part, next, &mut made);
            made.extend(behind);
        }
    }
    close(&mut part, 1, &mut made);
    made
}

/// What stands inside an item and is not left out.
fn kept(item: &PageItem) -> impl Iterator<Item = &Piece> {
    item.inner.iter().filter(|piece| piece.left.is_none())
}

/// Whether an item holds nothing but a heading, and perhaps lists and tables below it.
fn is_heading_item(item: &PageItem) -> bool {
    let mut inner = kept(item);
    let is_heading = |piece: &Piece| matches!(piece.kind, PieceKind::Heading(_));
    item.words.is_empty()
        && inner.next().is_some_and(is_heading)
        && inner.all(|piece| {
            is_heading(piece) || matches!(piece.kind, PieceKind::List(_) | PieceKind::Table(_))
        })
}

/// Fewest lines that the author broke, and most words of each, that are no sentence broken to fit.
const BROKEN_LINES: usize = 2;
const WORDS_OF_BROKEN_LINE: usize = 10;

/// Lines that their author broke, as they were: those behind a line with a colon are a list, others stand
/// by themselves, because words that run together may say something else.
fn lists_of_broken_lines(pieces: Vec<Piece>, marks: &mut Vec<Option<Mark>>) -> Vec<Piece> {
    if !pieces.iter().any(|piece| piece.line.is_broken) {
        return pieces;
    }
    let old = std::mem::take(marks);
    let mut made: Vec<Piece> = Vec::with_capacity(pieces.len());
    let mut rest = pieces.into_iter().zip(old).peekable();
    while let Some((first, mark)) = rest.next() {
        let mut lines = vec![(first, mark)];
        while let Some(line) = rest.next_if(|(piece, _)| piece.line.is_broken) {
            lines.push(line);
        }
        let (is_list, is_apart) = what_lines_are(&lines);
        if is_list {
            let mut lines = lines.into_iter();
            if let Some((lead, mark)) = lines.next() {
                made.push(lead);
                marks.push(mark);
            }
            let items: Vec<PageItem> = lines
                .map(|(line, _)| PageItem {
                    words: line.words,
                    place: line.place,
                    ..PageItem::default()
                })
                .collect();
            let place = match (items.first(), items.last()) {
                (Some(first), Some(last)) => first.place.start..last.place.end,
                _ => 0..0,
            };
            let list = PageList {
                items,
                ..PageList::default()
            };
            made.push(Piece::new(
                PieceKind::List(list),
                PageWords::default(),
                place,
            ));
            marks.push(None);
            continue;
        }
        for (mut line, mark) in lines {
            line.line.is_joint &= !is_apart;
            made.push(line);
            marks.push(mark);
        }
    }
    made
}

/// Whether lines that were broken are a list behind their first, and whether each stands by itself.
fn what_lines_are(lines: &[(Piece, Option<Mark>)]) -> (bool, bool) {
    let is_plain = |(piece, mark): &(Piece, Option<Mark>)| {
        matches!(piece.kind, PieceKind::Paragraph) && piece.left.is_none() && mark.is_none()
    };
    let is_short = |(piece, _): &(Piece, Option<Mark>)| {
        piece.words.count() <= WORDS_OF_BROKEN_LINE && !piece.words.plain().ends_with('-')
    };
    // A line in the middle of a sentence goes on in the next.
    let ends_open =
        |(piece, _): &(Piece, Option<Mark>)| !piece.words.plain().ends_with(['.', '!', '?']);
    let Some((lead, items)) = lines.split_first() else {
        return (false, false);
    };
    let goes_on =
        |(piece, _): &(Piece, Option<Mark>)| piece.words.joined().starts_with(char::is_lowercase);
    let is_lead = lead.0.words.without_raised().ends_with(':');
    let least = if is_lead || items.iter().any(goes_on) {
        BROKEN_LINES
    } else {
        1
    };
    if items.len() < least || !lines.iter().all(is_plain) || !items.iter().all(is_short) {
        return (false, false);
    }
    let closed = items.iter().filter(|line| !ends_open(line)).count();
    let is_even = closed == 0
        || closed == items.len()
        || items
            .last()
            .is_some_and(|line| closed == 1 && !ends_open(line));
    if is_lead {
        return (is_even, false);
    }
    (
        false,
        closed <= 1 && is_even && is_short(lead) && ends_open(lead),
    )
}

/// Takes what is left out of the pieces of a cell, from its lists too: the words of a cell are those that
/// enter the guide.
fn take_left(pieces: &mut Vec<Piece>, left: &mut Vec<Piece>) {
    for mut piece in std::mem::take(pieces) {
        if piece.left.is_some() {
            left.push(piece);
            continue;
        }
        if let PieceKind::List(list) = &mut piece.kind {
            for item in &mut list.items {
                take_left(&mut item.inner, left);
            }
            list.items
                .retain(|item| !item.words.is_empty() || !item.inner.is_empty());
            if list.items.is_empty() {
                continue;
            }
        }
        pieces.push(piece);
    }
}

/// Whether a line only goes on the one before it.
fn goes_on_in_line(before: &Piece, piece: &Piece) -> bool {
    piece.line.is_joint
        && before.left == piece.left
        && matches!(
            (&before.kind, &piece.kind),
            (PieceKind::Paragraph, PieceKind::Paragraph)
                | (PieceKind::Quote, PieceKind::Quote)
                | (PieceKind::Code, PieceKind::Code)
        )
}

/// Whether a piece is nothing but links inside the website.
fn is_link_inside(piece: &Piece) -> bool {
    let words = piece.all_words();
    words.is_empty()
        || (words.is_link()
            && words.runs().iter().all(|run| {
                let address = run.style.address.as_deref().unwrap_or("#");
                !address.contains(':')
            }))
}

/// Joins neighbouring lists that a page calls parts of one.
fn join_families(pieces: Vec<Piece>) -> Vec<Piece> {
    let mut made: Vec<Piece> = Vec::with_capacity(pieces.len());
    let mut joined = false;
    for mut piece in pieces {
        if let PieceKind::List(list) = &mut piece.kind
            && list.family.is_some()
        {
            for item in &mut list.items {
                item.depth = item.depth.max(list.depth);
            }
            if let Some(before) = made.last_mut()
                && before.left == piece.left
                && let PieceKind::List(one) = &mut before.kind
                && one.family == list.family
            {
                let numbered = list.is_numbered;
                let items = std::mem::take(&mut list.items);
                one.items.extend(items.into_iter().map(|item| PageItem {
                    is_numbered: numbered,
                    ..item
                }));
                before.place.end = before.place.end.max(piece.place.end);
                joined = true;
                continue;
            }
        }
        made.push(piece);
    }
    if joined {
        for piece in &mut made {
            if let PieceKind::List(list) = &mut piece.kind {
                let list = std::mem::take(list);
                piece.kind = PieceKind::List(nested(list));
            }
        }
    }
    made
}

/// A list whose items say how deep they stand, as lists in lists.
fn nested(mut list: PageList) -> PageList {
    let least = list.items.iter().map(|item| item.depth).min().unwrap_or(0);
    if list.items.iter().all(|item| item.depth == least) {
        return list;
    }
    let items = std::mem::take(&mut list.items);
    let mut levels: Vec<(u8, PageList)> = vec![(
        least,
        PageList {
            items: Vec::new(),
            ..list
        },
    )];
    for item in items {
        let depth = item.depth;
        while levels.len() > 1 && levels.last().is_some_and(|(level, _)| *level > depth) {
            close_nested(&mut levels);
        }
        if levels.last().is_some_and(|(level, _)| *level < depth)
            && levels.len() < MAXIMUM_LIST_NESTING
        {
            let inner = PageList {
                is_numbered: item.is_numbered,
                ..PageList::default()
            };
            levels.push((depth, inner));
        }
        if let Some((_, list)) = levels.last_mut() {
            list.items.push(PageItem { depth: 0, ..item });
        }
    }
    while levels.len() > 1 {
        close_nested(&mut levels);
    }
    levels.pop().map(|(_, list)| list).unwrap_or_default()
}

fn close_nested(levels: &mut Vec<(u8, PageList)>) {
    let Some((_, list)) = levels.pop() else {
        return;
    };
    let place = match (list.items.first(), list.items.last()) {
        (Some(first), Some(last)) => first.place.start..last.place.end,
        _ => 0..0,
    };
    let piece = Piece::new(PieceKind::List(list), PageWords::default(), place);
    if let Some((_, outer)) = levels.last_mut() {
        match outer.items.last_mut() {
            Some(item) => item.inner.push(piece),
            None => outer.items.push(PageItem {
                place: piece.place.clone(),
                inner: vec![piece],
                ..PageItem::default()
            }),
        }
    }
}
