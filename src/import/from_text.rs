//! Plain text: what blank lines, dots, numbers and the length of lines say.
//!
//! In: the text of a file, copied from a page perhaps. Out: its [`Page`]. A blank line ends a piece;
//! lines that begin with a dot, a dash or a number are items of a list, those further in belong to the
//! item above; a short line by itself without a full stop is a heading. All headings are of one level,
//! because nothing says which is below which. Promise: lines are joined only where they were broken to
//! fit a width, or go on with a small letter; every other line stays by itself.

use std::ops::Range;

use super::page::{Hint, Page, PageBuilder, Piece, PieceKind};
use super::page_words::{PageWords, words};

/// Most words of a heading. The longest of the first guide has seven.
const MAXIMUM_HEADING_WORDS: usize = 12;

/// Lines together that show at which width they were broken.
const LINES_THAT_SHOW_A_WIDTH: usize = 4;

/// Fewest signs of a line that was broken because the next word did not fit.
const BROKEN_LINE: usize = 40;

/// Signs that begin an item when a space follows.
const ITEM_SIGNS: &[char] = &[
    '•', '‣', '▪', '▫', '■', '□', '●', '○', '◦', '◆', '➢', '·', '-', '–', '—', '*', '+',
    '\u{f0b7}', '\u{f0a7}',
];

/// The level of every heading.
const LEVEL: u8 = 2;

/// A line of the text.
#[derive(Debug, Clone)]
struct Line<'t> {
    /// Its words without the sign of its item.
    words: &'t str,
    /// Their bytes.
    place: Range<usize>,
    /// The columns before its first sign; a tab is four.
    indent: usize,
    /// The sign that makes it an item.
    item: Option<ItemSign<'t>>,
}

/// What a line of a list begins with.
#[derive(Debug, Clone, Copy)]
pub(super) struct ItemSign<'t> {
    pub(super) sign: &'t str,
    pub(super) is_number: bool,
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
                Some(sign) if !is_numbered_heading(&group, sign, block, blocks.get(at + 1)) => {
                    let line_of_item = group.first().map_or(0, |line| line.indent);
                    let start = place_of(&group).start;
                    while lists.last().is_some_and(|(indent, is_number)| {
                        *indent > line_of_item
                            || (*indent == line_of_item && *is_number != sign.is_number)
                    }) {
                        lists.pop();
                        builder.end_list();
                    }
                    if lists
                        .last()
                        .is_none_or(|(indent, _)| *indent < line_of_item)
                    {
                        lists.push((line_of_item, sign.is_number));
                        builder.start_list(sign.is_number, start, None);
                    }
                    page.signs.push(sign.sign.to_owned());
                    builder.start_item(start, None);
                    builder.add(piece(PieceKind::Paragraph, &group));
                }
                sign => {
                    while lists.pop().is_some() {
                        builder.end_list();
                    }
                    page.signs.extend(sign.map(|sign| sign.sign.to_owned()));
                    let is_alone = block.len() == group.len() || sign.is_some();
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

/// The lines of the text between blank ones. Lines that are drawn of signs are signs.
fn blocks<'t>(text: &'t str, page: &mut Page) -> Vec<Vec<Line<'t>>> {
    let mut blocks = vec![Vec::new()];
    let mut at = 0;
    let mut before = "";
    for whole in text.split_inclusive(['\n', '\r', '\u{c}']) {
        let start = at;
        at += whole.len();
        // The second sign of a line's end ends no line again.
        if std::mem::replace(&mut before, whole).ends_with('\r') && whole == "\n" {
            continue;
        }
        let line = whole.trim_end();
        let is_drawn = !line.trim().is_empty()
            && line
                .chars()
                .all(|sign| sign.is_whitespace() || "-=_*~#".contains(sign));
        if is_drawn {
            page.signs.extend(words(line));
        }
        if is_drawn || line.trim().is_empty() {
            blocks.push(Vec::new());
            continue;
        }
        let indented = line.trim_start();
        let spaces = line.get(..line.len() - indented.len()).unwrap_or_default();
        let indent = spaces
            .chars()
            .map(|sign| if sign == '\t' { 4 } else { 1 })
            .sum();
        let item = item_sign(indented);
        let words = item.map_or(indented, |item| {
            indented
                .get(item.sign.len()..)
                .unwrap_or_default()
                .trim_start()
        });
        let words_start = start + line.len() - words.len();
        if let Some(block) = blocks.last_mut() {
            block.push(Line {
                words,
                place: words_start..start + line.len(),
                indent,
                item,
            });
        }
    }
    blocks.retain(|block| !block.is_empty());
    blocks
}

/// The sign that makes a line an item, if words follow it.
pub(super) fn item_sign(line: &str) -> Option<ItemSign<'_>> {
    let end = line.find(char::is_whitespace)?;
    let sign = line.get(..end)?;
    if line.get(end..)?.trim().is_empty() {
        return None;
    }
    let mut signs = sign.chars();
    if let (Some(only), None) = (signs.next(), signs.next())
        && ITEM_SIGNS.contains(&only)
    {
        return Some(ItemSign {
            sign,
            is_number: false,
        });
    }
    let number = sign.strip_suffix(['.', ')'])?;
    let number = number.strip_prefix('(').unwrap_or(number);
    let is_number = (1..=2).contains(&number.len()) && number.bytes().all(|b| b.is_ascii_digit());
    is_number.then_some(ItemSign {
        sign,
        is_number: true,
    })
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
    Piece {
        kind,
        words: PageWords::plain_words(&text.join(" ")),
        place: place_of(group),
        left: None,
        hint: Hint::None,
    }
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
    let first = line.chars().find(|sign| sign.is_alphanumeric());
    words(line).len() <= MAXIMUM_HEADING_WORDS
        && !line.ends_with(['.', ',', ';', ':', '!', '…'])
        && first.is_some_and(|sign| !sign.is_lowercase())
}

/// Whether an item is a heading with a number: the only item of its block, and no item follows.
fn is_numbered_heading(
    group: &[Line<'_>],
    sign: ItemSign<'_>,
    block: &[Line<'_>],
    next: Option<&Vec<Line<'_>>>,
) -> bool {
    let [line] = group else {
        return false;
    };
    sign.is_number
        && block.len() == 1
        && reads_as_heading(line.words)
        && next
            .and_then(|next| next.first())
            .is_some_and(|next| next.item.is_none() && next.indent <= line.indent)
}
