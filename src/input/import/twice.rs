//! Parts of a page that stand in it twice: once for telephones and once for screens.
//!
//! In: the pieces of a page. Out: where a part begins that the page holds already, with how many words
//! it has. Promises: nothing is taken away, because a page may say a thing twice with reason; a line
//! that comes again by itself is no part; time grows with the number of pieces.

use std::collections::BTreeMap;

use super::page::{Notice, Page, Piece};
use crate::base::diagnostic::{quoted, rule};

/// Fewest words and pieces of a part.
const WORDS: usize = 12;
const PIECES: usize = 2;

/// Tells of the parts that stand twice.
pub(super) fn tell(page: &mut Page) {
    let pieces: Vec<&Piece> = page
        .pieces
        .iter()
        .filter(|one| one.left.is_none())
        .collect();
    let mut before: BTreeMap<String, usize> = BTreeMap::new();
    // The part that is being followed: where it begins, where it stood first, and its words.
    let mut open: Option<(usize, usize, usize)> = None;
    let mut found = Vec::new();
    for (at, piece) in pieces.iter().enumerate() {
        let words = piece.all_words();
        let count = words.count();
        let text = words.plain().to_lowercase();
        let first = before.get(&text).copied();
        if let Some((start, stood, all)) = open {
            if first == Some(stood + (at - start)) {
                open = Some((start, stood, all + count));
            } else {
                found.push((start, at, all));
                open = first.map(|stood| (at, stood, count));
            }
        } else {
            open = first.map(|stood| (at, stood, count));
        }
        before.insert(text, at);
    }
    if let Some((start, _, all)) = open {
        found.push((start, pieces.len(), all));
    }
    let mut notices = Vec::new();
    for (start, end, count) in found {
        if end - start < PIECES || count < WORDS {
            continue;
        }
        if let Some(piece) = pieces.get(start) {
            notices.push(Notice {
                rule: rule::IMPORT_NOT_UNDERSTOOD,
                message: format!(
                    "this part is on the page twice ({count} words from here): {}",
                    quoted(&piece.all_words().plain())
                ),
                hint: Some(
                    "pages often contain one text for phones and one for large screens: delete \
                     one of them from the draft",
                ),
                place: piece.place.clone(),
            });
        }
    }
    page.notices.extend(notices);
}
