//! Lists that their headings name beyond doubt: what to do and what not to do, and words explained.
//!
//! In: the draft when all pieces were taken. Out: the same, in which two lists below `Do` and `Don't` are one block,
//! and the entries below `Glossary` are terms. Promise: no word goes; labels that the block says by its form are
//! told among the markers. Where one entry does not fit, everything stays as it is: a list under "Do's and don'ts"
//! without a label of its own is not taken apart, and a timeline, a checklist or a table of medicines is not guessed.

use crate::input::import::draft::{Draft, DraftBlock, DraftBullet, DraftKind, DraftTerm};
use crate::input::import::page_words::{PageWords, words};
use crate::model::guide::block::{MAXIMUM_DEEDS, MAXIMUM_HEAD_CHARACTERS, MAXIMUM_TERMS};
use crate::model::guide::holds_no_marks;

/// Labels of a list of what to do.
const DO: &[&str] = &["do", "dos", "do's", "the dos", "the do's"];

/// Labels of a list of what not to do.
const DONT: &[&str] = &[
    "don't",
    "dont",
    "don'ts",
    "donts",
    "do not",
    "the donts",
    "the don'ts",
];

/// Headings of words explained.
const GLOSSARY: &[&str] = &[
    "glossary",
    "glossary of terms",
    "glossary of medical terms",
    "words explained",
    "medical words explained",
    "terms explained",
    "medical terms explained",
    "explanation of terms",
    "jargon buster",
];

/// Why a person should look at what was put into one block.
const TWO_LISTS: &str = "two lists below words for what to do and what not to do";
const BELOW_GLOSSARY: &str = "words and their meanings below the heading of a glossary";

/// Most words of a term; before a colon that is farther away stands a sentence.
const TERM_WORDS: usize = 8;

/// Fewest terms of a glossary that is recognised.
const FEWEST_TERMS: usize = 2;

/// Puts such lists into the blocks that are made for them.
pub(super) fn name_lists(draft: &mut Draft) {
    let mut markers = Vec::new();
    let mut cut = Vec::new();
    for section in &mut draft.sections {
        let is_glossary = section
            .heading
            .as_deref()
            .is_some_and(|heading| is_one_of(heading, GLOSSARY));
        if is_glossary {
            explain_words(&mut section.blocks, &mut cut);
        }
    }
    let sections = draft.sections.iter_mut().map(|section| &mut section.blocks);
    for blocks in sections.chain([&mut draft.introduction]) {
        join_do_and_dont(blocks, &mut markers);
    }
    draft.markers.extend(markers);
    draft.cut.extend(cut);
}

/// Whether a label or heading is one of these, whatever its capitals, apostrophes and stops.
fn is_one_of(label: &str, known: &[&str]) -> bool {
    let label = label.to_lowercase().replace(['’', '‘', '`'], "'");
    let label = label.trim_end_matches([':', '.', '…', '!', ' ']).trim();
    known.contains(&label)
}

/// The words of a block that can be a label: a heading inside a section, or a line with a colon.
fn label(block: &DraftBlock) -> Option<String> {
    match &block.kind {
        DraftKind::SubHeading(words) => Some(words.clone()),
        DraftKind::Paragraph(words) => Some(words.plain()).filter(|words| words.ends_with(':')),
        _ => None,
    }
}

/// The items of a list that holds no other and has few enough.
fn flat_items(block: &DraftBlock) -> Option<Vec<PageWords>> {
    let DraftKind::Bullets(bullets) = &block.kind else {
        return None;
    };
    let is_flat = bullets.iter().all(|bullet| bullet.bullets.is_empty());
    (is_flat && bullets.len() <= MAXIMUM_DEEDS)
        .then(|| bullets.iter().map(|bullet| bullet.words.clone()).collect())
}

/// Joins a list below `Do` and the one below `Don't` right behind it.
fn join_do_and_dont(blocks: &mut Vec<DraftBlock>, markers: &mut Vec<String>) {
    let mut at = 0;
    while let Some(rest) = blocks.get(at..).filter(|rest| !rest.is_empty()) {
        if let Some((block, labels)) = do_and_dont(rest) {
            markers.extend(labels.iter().flat_map(|label| words(label)));
            blocks.splice(at..at + 4, [block]);
        }
        at += 1;
    }
}

/// The block that the first four become, and the two labels, if they are such lists.
fn do_and_dont(blocks: &[DraftBlock]) -> Option<(DraftBlock, [String; 2])> {
    let [first, to_do, second, not_to_do, ..] = blocks else {
        return None;
    };
    let labels = [label(first)?, label(second)?];
    let [first_label, second_label] = &labels;
    if !is_one_of(first_label, DO) || !is_one_of(second_label, DONT) {
        return None;
    }
    let block = DraftBlock {
        kind: DraftKind::DoAndDont {
            to_do: flat_items(to_do)?,
            not_to_do: flat_items(not_to_do)?,
        },
        check: not_to_do.check.or(to_do.check).or(Some(TWO_LISTS)),
        place: first.place.start..not_to_do.place.end.max(first.place.start),
    };
    Some((block, labels))
}

/// Turns the entries below the heading of a glossary into terms, if each of them is one; paragraphs before the first
/// entry stay.
fn explain_words(blocks: &mut Vec<DraftBlock>, cut: &mut Vec<(String, String)>) {
    let is_lead = |block: &&DraftBlock| matches!(&block.kind, DraftKind::Paragraph(words) if entry(words).is_none());
    let leads = blocks.iter().take_while(is_lead).count();
    let Some(entries) = blocks.get(leads..) else {
        return;
    };
    let mut terms = Vec::new();
    let mut cuts = Vec::new();
    let mut heading: Option<&str> = None;
    for block in entries {
        let is_known = match (&block.kind, heading.take()) {
            (DraftKind::SubHeading(words), None) if can_be_term(words) => {
                heading = Some(words);
                true
            }
            (DraftKind::Paragraph(words), Some(term)) => {
                terms.push(DraftTerm {
                    term: term.to_owned(),
                    meaning: words.clone(),
                });
                true
            }
            (DraftKind::Paragraph(words), None) => add(words, &mut terms, &mut cuts),
            (DraftKind::Bullets(bullets), None) => {
                let mut all = bullets.iter();
                all.all(|DraftBullet { words, bullets }| {
                    bullets.is_empty() && add(words, &mut terms, &mut cuts)
                })
            }
            _ => false,
        };
        if !is_known {
            return;
        }
    }
    if heading.is_some() || !(FEWEST_TERMS..=MAXIMUM_TERMS).contains(&terms.len()) {
        return;
    }
    let place = match (entries.first(), entries.last()) {
        (Some(first), Some(last)) => first.place.start..last.place.end.max(first.place.start),
        _ => return,
    };
    blocks.truncate(leads);
    blocks.push(DraftBlock {
        kind: DraftKind::Terms(terms),
        check: Some(BELOW_GLOSSARY),
        place,
    });
    cut.extend(cuts);
}

/// Adds the entry that words are; says whether they are one.
fn add(words: &PageWords, terms: &mut Vec<DraftTerm>, cuts: &mut Vec<(String, String)>) -> bool {
    let Some((term, cut)) = entry(words) else {
        return false;
    };
    terms.push(term);
    cuts.push(cut);
    true
}

/// A term and its meaning behind a colon, and the word that loses the colon.
fn entry(words: &PageWords) -> Option<(DraftTerm, (String, String))> {
    let joined = words.joined();
    let colon = joined.find(": ")?;
    let term = words.part(0..colon).plain();
    let meaning = words.part(colon + 1..joined.len());
    if !can_be_term(&term) || meaning.is_empty() {
        return None;
    }
    let last = term.split_whitespace().next_back()?;
    let cut = (format!("{last}:"), last.to_owned());
    Some((DraftTerm { term, meaning }, cut))
}

fn can_be_term(term: &str) -> bool {
    let count = words(term).len();
    (1..=TERM_WORDS).contains(&count)
        && term.chars().count() <= MAXIMUM_HEAD_CHARACTERS
        && holds_no_marks(term)
        && !term.ends_with(['.', '?', '!', ' '])
}
