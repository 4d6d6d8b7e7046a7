//! Plain text: what blank lines, dots, numbers and the length of lines say.
//!
//! In: the text of a file, copied from a page perhaps. Out: its [`Page`]. A blank line ends a piece;
//! lines that begin with a dot, a dash or a number are items of a list, those further in belong to the
//! item above; a short line by itself without a full stop is a heading. All headings are of one level,
//! because nothing says which is below which. Promise: lines are joined only where they were broken to
//! fit a width, or go on with a small letter; every other line stays by itself.

use std::ops::Range;

use super::list_marker::{self, Counting, MarkerKind, depth_by_look};
use super::page::{Page, PageBuilder, PageList, Piece, PieceKind};
use super::page_words::{PageWords, words};
use crate::base::invariant::PartOf;

/// Most words of a heading. The longest of the first guide has seven.
const MAXIMUM_HEADING_WORDS: usize = 12;

/// Lines together that show at which width they were broken.
const LINES_THAT_SHOW_A_WIDTH: usize = 4;

/// Fewest characters of a line that was broken because the next word did not fit.
const BROKEN_LINE: usize = 40;

/// Most markers of a block that are remembered for their look.
const MAXIMUM_LOOKS: usize = 8;

/// One more than the deepest that a marker stands below others by its look.
const DEEPEST_BY_LOOK: usize = 3;

/// The level of every heading.
const LEVEL: u8 = 2;

/// A line of the text.
#[derive(Debug, Clone)]
struct Line<'t> {
    /// Its words without the marker of its item.
    words: &'t str,
    /// Their bytes.
    place: Range<usize>,
    /// The columns before its first character; a tab is four.
    indent: usize,
    /// The marker that makes it an item.
    item: Option<ListMarker<'t>>,
}

/// What a line of a list begins with.
#[derive(Debug, Clone, Copy)]
struct ListMarker<'t> {
    marker: &'t str,
    /// The number that it counts to.
    number: Option<u32>,
    /// How much deeper it stands by its look than by its indent.
    depth: usize,
    is_cross: bool,
    /// The word that it stands at without a space.
    attached: Option<&'t str>,
}

impl ListMarker<'_> {
    fn is_number(&self) -> bool {
        self.number.is_some()
    }
}

/// Reads a plain text.
pub(super) fn read(text: &str) -> Page {
    let mut page = Page {
        shown: text.to_owned(),
        ..Page::default()
    };
    let blocks = blocks(text, &mut page);
    let width = wrapped_width(&blocks);
    let mut builder = PageBuilder::default();
    // The indents of the lists that are open.
    let mut lists: Vec<(usize, bool)> = Vec::new();
    for (at, block) in blocks.iter().enumerate() {
        let is_last = at + 1 == blocks.len();
        for group in joined(block, width) {
            match group.first().and_then(|line| line.item) {
                Some(marker) if !is_numbered_heading(&group, marker, block, blocks.get(at + 1)) => {
                    let indent = group.first().map_or(0, |line| line.indent);
                    let line_of_item = indent * DEEPEST_BY_LOOK + marker.depth;
                    let start = place_of(&group).start;
                    while lists.last().is_some_and(|(indent, is_number)| {
                        *indent > line_of_item
                            || (*indent == line_of_item && *is_number != marker.is_number())
                    }) {
                        lists.pop();
                        builder.end_list();
                    }
                    if lists
                        .last()
                        .is_none_or(|(indent, _)| *indent < line_of_item)
                    {
                        lists.push((line_of_item, marker.is_number()));
                        let list = PageList {
                            is_numbered: marker.is_number(),
                            first: marker.number.unwrap_or(1),
                            ..PageList::default()
                        };
                        builder.start_list(list, start, None);
                    }
                    take_marker(&mut page, marker, &group);
                    builder.start_item(start, None);
                    builder.add(piece(PieceKind::Paragraph, &group));
                }
                marker => {
                    while lists.pop().is_some() {
                        builder.end_list();
                    }
                    if let Some(marker) = marker {
                        take_marker(&mut page, marker, &group);
                    }
                    let is_alone = block.len() == group.len() || marker.is_some();
                    let kind = if is_heading(&group, block, is_alone) && !(is_last && at > 0) {
                        PieceKind::Heading(LEVEL)
                    } else {
                        PieceKind::Paragraph
                    };
                    builder.add(piece(kind, &group));
                }
            }
        }
    }
    page.pieces = builder.finished();
    page
}

/// The lines of the text between blank ones. Lines that are drawn with characters are markers.
fn blocks<'t>(text: &'t str, page: &mut Page) -> Vec<Vec<Line<'t>>> {
    let mut blocks = vec![Vec::new()];
    let mut at = 0;
    let mut before = "";
    for whole in text.split_inclusive(['\n', '\r', '\u{c}']) {
        let start = at;
        at += whole.len();
        // The second character of a line's end ends no line again.
        if std::mem::replace(&mut before, whole).ends_with('\r') && whole == "\n" {
            continue;
        }
        let line = whole.trim_end();
        let is_drawn = !line.trim().is_empty()
            && line
                .chars()
                .all(|character| character.is_whitespace() || "-=_*~#".contains(character));
        if is_drawn {
            page.markers.extend(words(line));
        }
        if is_drawn || line.trim().is_empty() {
            blocks.push(Vec::new());
            continue;
        }
        let indented = line.trim_start();
        let spaces = line.part(..line.len() - indented.len());
        let indent = spaces
            .chars()
            .map(|character| if character == '\t' { 4 } else { 1 })
            .sum();
        if let Some(block) = blocks.last_mut() {
            block.push(Line {
                words: indented,
                place: start + line.len() - indented.len()..start + line.len(),
                indent,
                item: None,
            });
        }
    }
    blocks.retain(|block| !block.is_empty());
    find_items(&mut blocks);
    blocks
}

/// Finds the lines that are items, and takes their markers off their words.
fn find_items(blocks: &mut [Vec<Line<'_>>]) {
    for block in blocks {
        let found: Vec<Option<list_marker::ListMarker<'_>>> = block
            .iter()
            .map(|line| list_marker::list_marker(line.words))
            .collect();
        let mut seen: Vec<&str> = Vec::new();
        for (at, line) in block.iter_mut().enumerate() {
            let Some(Some(marker)) = found.get(at) else {
                continue;
            };
            let before = at
                .checked_sub(1)
                .and_then(|at| found.get(at))
                .copied()
                .flatten();
            let behind = found.get(at + 1).copied().flatten();
            if !is_item(*marker, before, behind) {
                continue;
            }
            let words = line.words;
            let rest = words.part(marker.marker.len()..);
            line.item = Some(ListMarker {
                marker: marker.marker,
                number: match marker.kind {
                    MarkerKind::Number(_, value) => Some(value),
                    _ => None,
                },
                depth: depth_by_look(marker.marker, &seen),
                is_cross: marker.kind == MarkerKind::Cross,
                attached: marker
                    .is_attached
                    .then(|| words.split_whitespace().next())
                    .flatten(),
            });
            if seen.len() < MAXIMUM_LOOKS && !seen.contains(&marker.marker) {
                seen.push(marker.marker);
            }
            line.words = rest.trim_start();
            line.place.start = line.place.end - line.words.len();
        }
    }
}

/// Whether a line with a marker is an item, by the markers of its neighbours where the marker may be a word.
fn is_item(
    marker: list_marker::ListMarker<'_>,
    before: Option<list_marker::ListMarker<'_>>,
    behind: Option<list_marker::ListMarker<'_>>,
) -> bool {
    let neighbours = || before.iter().chain(&behind);
    match marker.kind {
        MarkerKind::Number(Counting::Digits(_), _) => !marker.is_attached,
        MarkerKind::Bullet => true,
        // Words follow a dash with a space only in a list.
        MarkerKind::Company
            if matches!(marker.marker, "-" | "–" | "—" | "*" | "+") && !marker.is_attached =>
        {
            true
        }
        MarkerKind::Company => neighbours().any(|other| {
            matches!(other.kind, MarkerKind::Bullet)
                || (matches!(other.kind, MarkerKind::Company)
                    && other.is_attached == marker.is_attached)
        }),
        MarkerKind::Symbol => {
            neighbours().any(|other| other.kind == MarkerKind::Symbol)
                || neighbours().any(|other| other.kind == MarkerKind::Bullet)
        }
        MarkerKind::Cross => neighbours().any(|other| {
            matches!(
                other.kind,
                MarkerKind::Symbol | MarkerKind::Bullet | MarkerKind::Cross
            )
        }),
        MarkerKind::Number(style, value) => neighbours().any(|other| {
            matches!(other.kind, MarkerKind::Number(..))
                && (list_marker::goes_on(other.kind, other.marker, style, value + 1)
                    || list_marker::goes_on(
                        other.kind,
                        other.marker,
                        style,
                        value.saturating_sub(1),
                    ))
        }),
    }
}

/// Counts the marker of a line among those of the page.
fn take_marker(page: &mut Page, marker: ListMarker<'_>, group: &[Line<'_>]) {
    match marker.attached {
        Some(whole) => {
            let kept = whole.strip_prefix(marker.marker).unwrap_or_default();
            page.cut.push((whole.to_owned(), kept.to_owned()));
        }
        None => page.markers.push(marker.marker.to_owned()),
    }
    if marker.is_cross {
        let words: Vec<&str> = group.iter().map(|line| line.words).collect();
        page.crosses.push((words.join(" "), place_of(group)));
    }
}

/// The width at which the text was broken into lines, if it was.
fn wrapped_width(blocks: &[Vec<Line<'_>>]) -> usize {
    let lines = blocks.iter().filter(|block| block.len() > 1).flatten();
    lines.map(length).max().unwrap_or_default()
}

fn length(line: &Line<'_>) -> usize {
    line.indent + line.words.chars().count()
}

/// The lines of a block, those together that are one: broken to fit a width, gone on with a small
/// letter, or further in than the item above.
fn joined<'t>(block: &[Line<'t>], width: usize) -> Vec<Vec<Line<'t>>> {
    // Many lines show by themselves how wide they were allowed to be.
    let own = block.iter().map(length).max().unwrap_or_default();
    let width = if block.len() >= LINES_THAT_SHOW_A_WIDTH {
        own
    } else {
        width
    };
    let mut groups: Vec<Vec<Line<'_>>> = Vec::new();
    for line in block {
        if let Some(group) = groups.last_mut()
            && line.item.is_none()
            && let (Some(first), Some(before)) = (group.first(), group.last())
        {
            let next = line.words.split_whitespace().next().unwrap_or_default();
            let did_not_fit = length(before) + 1 + next.chars().count() > width;
            let goes_on = next.chars().next().is_some_and(char::is_lowercase);
            let is_inside = first.item.is_some() && line.indent > first.indent;
            if (did_not_fit && length(before) > BROKEN_LINE) || goes_on || is_inside {
                group.push(line.clone());
                continue;
            }
        }
        groups.push(vec![line.clone()]);
    }
    groups
}

fn place_of(group: &[Line<'_>]) -> Range<usize> {
    let start = group.first().map_or(0, |line| line.place.start);
    start..group.last().map_or(start, |line| line.place.end)
}

fn piece(kind: PieceKind, group: &[Line<'_>]) -> Piece {
    let text: Vec<&str> = group.iter().map(|line| line.words).collect();
    Piece::new(
        kind,
        PageWords::plain_words(&text.join(" ")),
        place_of(group),
    )
}

/// Whether lines stand as a heading stands: a few words by themselves, without a full stop.
fn is_heading(group: &[Line<'_>], block: &[Line<'_>], is_alone: bool) -> bool {
    let [line] = group else {
        return false;
    };
    let is_first = block.first().is_some_and(|first| first.place == line.place);
    // A heading may stand right above its text, if that is longer.
    let is_above = is_first
        && block.get(1).is_some_and(|next| {
            next.item.is_some() || length(next) > 2 * length(line) || line.words.ends_with('?')
        });
    (is_alone || is_above) && reads_as_heading(line.words)
}

/// Whether a line has the form of a heading.
fn reads_as_heading(line: &str) -> bool {
    let first = line.chars().find(|character| character.is_alphanumeric());
    words(line).len() <= MAXIMUM_HEADING_WORDS
        && !line.ends_with(['.', ',', ';', ':', '!', '…'])
        && first.is_some_and(|character| !character.is_lowercase())
}

/// Whether an item is a heading with a number: the only item of its block, and no item follows.
fn is_numbered_heading(
    group: &[Line<'_>],
    marker: ListMarker<'_>,
    block: &[Line<'_>],
    next: Option<&Vec<Line<'_>>>,
) -> bool {
    let [line] = group else {
        return false;
    };
    marker.is_number()
        && block.len() == 1
        && reads_as_heading(line.words)
        && next
            .and_then(|next| next.first())
            .is_some_and(|next| next.item.is_none() && next.indent <= line.indent)
}
