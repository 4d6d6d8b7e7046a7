//! The quality record of a guide: one page for the quality file, which says what was held against what.
//!
//! In: what it says, and a leaflet whose look it takes. Out: a document of one page. Promise: the running
//! text is never smaller than that of a leaflet; what was found stands whole; what else is too much for the
//! page is left off its lists, and a last line of each says how much; only where that is not enough a second
//! page follows. A character without a shape in any typeface becomes a question mark, for
//! a sentence may quote whatever a guide holds.

use serde_json::json;
use typst::foundations::Bytes;

use super::data::{all, cell, in_field, words};
use super::fit::Fit;
use super::fonts::unprintable;
use super::widths::Widths;
use super::world::{LeafletWorld, Sheet};
use super::{Engine, Refusal, TypesetLeaflet, compile, data};
use crate::leaflet::direction::{self, is_unseen};
use crate::leaflet::{Leaflet, Piece, Words};
use crate::model::language::Direction;

/// What a quality record says.
#[derive(Debug, Clone)]
pub struct QualityRecordWords {
    /// What the sheet is.
    pub heading: String,
    /// The guide's title.
    pub title: Words,
    /// The primary tag of the guide's language.
    pub language: String,
    /// What is known of the guide: a label and what stands behind it.
    pub facts: Vec<(String, Words)>,
    /// What was found, and what people attest.
    pub parts: Vec<QualityRecordPart>,
    /// The line at the foot.
    pub foot: String,
}

/// A headed part of a quality record.
#[derive(Debug, Clone)]
pub struct QualityRecordPart {
    /// Its heading.
    pub heading: String,
    /// Paragraphs under it.
    pub paragraphs: Vec<Words>,
    /// The list under those.
    pub items: Vec<Words>,
    /// How the list stands.
    pub list: QualityRecordList,
    /// Whether the part is set apart in a box.
    pub is_boxed: bool,
}

/// How a list of a quality record stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum QualityRecordList {
    /// In two columns, all of it.
    Whole,
    /// In two columns, as much of it as there is room for.
    Narrow,
}

/// Most items of a list that may be cut, as they are tried, the most first.
const ITEMS_TRIED: &[usize] = &[24, 20, 16, 12, 8, 6, 4, 2, 0];

/// Sets a quality record, in the look of a leaflet.
///
/// # Errors
/// What the engine refuses, said again without quoting the words.
pub fn quality_record(
    words: &QualityRecordWords,
    look: &Leaflet,
    engine: &Engine,
) -> Result<TypesetLeaflet, Refusal> {
    let pictures = look
        .pictures
        .iter()
        .map(|picture| (picture.path.clone(), Bytes::new(picture.bytes.clone())));
    let widths = Widths::of(&look.print.edition.measures);
    let fit = data::fit(&Fit::as_designed());
    let files = [
        (data::FIT_PATH.to_owned(), fit),
        (data::QUALITY_RECORD_PATH.to_owned(), Vec::new()),
    ];
    let files = files.map(|(path, bytes)| (path, Bytes::new(bytes)));
    let files = files.into_iter().chain(data::look(look));
    let mut world = LeafletWorld::new(engine, Sheet::QualityRecord, files.chain(pictures));
    let mut set = None;
    for most in ITEMS_TRIED {
        let tried = shortened(words, *most);
        world.replace(data::QUALITY_RECORD_PATH, Bytes::new(data(&widths, &tried)));
        let document = compile(&world)?;
        let is_one_page = document.pages().len() == 1;
        set = Some(document);
        if is_one_page {
            break;
        }
    }
    Ok(TypesetLeaflet {
        document: set.ok_or_else(|| Refusal::internal())?,
        files: Vec::new(),
    })
}

/// The same with at most so many items in lists that may be cut, in characters that can be printed.
fn shortened(words: &QualityRecordWords, narrow: usize) -> QualityRecordWords {
    let parts = words.parts.iter().map(|part| {
        let most = match part.list {
            QualityRecordList::Whole => part.items.len(),
            QualityRecordList::Narrow => narrow,
        };
        let left = part.items.len().saturating_sub(most);
        let mut items: Vec<Words> = part.items.iter().take(most).map(printable).collect();
        if left > 0 && !items.is_empty() {
            items.push(Piece::plain(format!("{left} more, shown by the check")));
        }
        QualityRecordPart {
            heading: part.heading.clone(),
            paragraphs: part.paragraphs.iter().map(printable).collect(),
            items,
            ..*part
        }
    });
    let facts = words.facts.iter();
    QualityRecordWords {
        heading: words.heading.clone(),
        title: printable(&words.title),
        language: words.language.clone(),
        facts: facts
            .map(|(label, value)| (label.clone(), printable(value)))
            .collect(),
        parts: parts.collect(),
        foot: words.foot.clone(),
    }
}

/// Words in which every character has a shape.
fn printable(words: &Words) -> Words {
    let safe = |text: &str| -> String {
        let characters = text.chars();
        characters
            .map(
                |character| match unprintable(character.encode_utf8(&mut [0; 4])) {
                    Some(_) if !is_unseen(character) => '?',
                    _ => character,
                },
            )
            .collect()
    };
    let pieces = words.iter().map(|piece| match piece {
        Piece::Words(text) => Piece::Words(safe(text)),
        other => other.clone(),
    });
    // The page is in English, whatever it quotes.
    let mut words: Words = pieces.collect();
    direction::isolate(&mut words, Direction::LeftToRight);
    words
}

/// The data of a quality record.
fn data(w: &Widths, quality_record: &QualityRecordWords) -> Vec<u8> {
    let plain = |text: &str| in_field(w, text);
    let facts = quality_record.facts.iter();
    let facts =
        facts.map(|(label, value)| json!({ "label": plain(label), "value": cell(w, value) }));
    let parts = quality_record.parts.iter().map(|part| {
        json!({
            "heading": plain(&part.heading),
            "paragraphs": all(w, &part.paragraphs),
            "items": part.items.iter().map(|one| cell(w, one)).collect::<Vec<_>>(),
            "boxed": part.is_boxed,
        })
    });
    let value = json!({
        "heading": plain(&quality_record.heading),
        "title": words(w, &quality_record.title),
        "language": quality_record.language,
        "facts": facts.collect::<Vec<_>>(),
        "parts": parts.collect::<Vec<_>>(),
        "foot": plain(&quality_record.foot),
    });
    value.to_string().into_bytes()
}
