//! The account of words: what was in the page is in the guide, among what was left out, or among markers.
//!
//! In: the words of the page as its reader sees them, gathered on a way of their own; the guide, read
//! back from the file that is to be written; what was left out; markers. Out: the numbers, or the words
//! that are missing or too many. Promise: words are held against words, not numbers against numbers, so
//! that a word lost and another doubled never make up for each other.

use std::collections::{BTreeMap, BTreeSet};

use super::draft::{Draft, DraftKind};
use super::page_words::words;
use super::write::{HEADING_PROMPT, TITLE_PROMPT, with_commas};
use crate::model::guide::{Block, Guide};

/// How many words there are, and where they went.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Account {
    /// Words of the page.
    pub page: usize,
    /// Of these in the guide.
    pub guide: usize,
    /// Of these left out and listed.
    pub left: usize,
    /// Of these markers and labels that the guide says by its form.
    pub markers: usize,
    /// Words that the guide says more often than the page, because a table says them once for several
    /// cells; they are not counted among the words of the guide.
    pub again: usize,
}

/// Words that do not balance.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Imbalance {
    /// Words of the page that are nowhere.
    pub(super) missing: Vec<String>,
    /// Words that are not of the page.
    pub(super) added: Vec<String>,
}

impl Account {
    /// Balances the words of a page.
    pub(super) fn balance(shown: &str, draft: &Draft, guide: &Guide) -> Result<Self, Imbalance> {
        let page_words = words(shown);
        let in_guide = guide_words(draft, guide);
        let left: Vec<String> = draft
            .left
            .iter()
            .flat_map(|left| words(&left.words))
            .collect();
        let account = Self {
            page: page_words.len(),
            guide: in_guide.len().saturating_sub(draft.again.len()),
            left: left.len(),
            // Of a broken word the page has two and the guide one.
            markers: draft.markers.len() + draft.joined.len(),
            again: draft.again.len(),
        };
        // One for every word of the page, one off for every word that was found again.
        let mut open: BTreeMap<String, i64> = BTreeMap::new();
        for word in &page_words {
            *open.entry(word.clone()).or_default() += 1;
        }
        let bare = |word: &str| normal(word.trim_end_matches([':', ',']));
        let known: BTreeSet<String> = page_words.iter().map(|word| bare(word)).collect();
        // What is said again must have been said once.
        let mut invented = Vec::new();
        for word in &draft.again {
            if !known.contains(&bare(word)) {
                invented.push(word.clone());
            }
            *open.entry(normal(word)).or_default() += 1;
        }
        for (parts, whole) in &draft.joined {
            for part in parts {
                *open.entry(normal(part)).or_default() -= 1;
            }
            *open.entry(normal(whole)).or_default() += 1;
        }
        for (whole, kept) in &draft.cut {
            *open.entry(normal(whole)).or_default() -= 1;
            *open.entry(normal(kept)).or_default() += 1;
        }
        let markers = draft.markers.iter().map(|marker| normal(marker));
        for word in in_guide.into_iter().chain(left).chain(markers) {
            *open.entry(word).or_default() -= 1;
        }
        let of = |is_wanted: fn(i64) -> bool| -> Vec<String> {
            let wanted = open.iter().filter(|(_, count)| is_wanted(**count));
            wanted.map(|(word, _)| word.clone()).collect()
        };
        let (missing, mut added) = (of(|count| count > 0), of(|count| count < 0));
        added.extend(invented);
        if missing.is_empty() && added.is_empty() {
            Ok(account)
        } else {
            Err(Imbalance { missing, added })
        }
    }

    /// The account in a sentence without a full stop.
    pub fn sentence(&self) -> String {
        let mut sentence = format!(
            "{} words in the page = {} in the guide + {} left out and listed + {} characters and \
             labels",
            with_commas(self.page),
            with_commas(self.guide),
            with_commas(self.left),
            with_commas(self.markers),
        );
        if self.again > 0 {
            let again = with_commas(self.again);
            sentence.push_str(&format!(
                "; the guide repeats {again} of them: heads and cells of tables, at each cell \
                 that they belong to"
            ));
        }
        sentence
    }
}

/// A word as [`words`] gives it.
fn normal(word: &str) -> String {
    words(word).concat()
}

/// The words of a guide, read back; prompts are none of the page's.
fn guide_words(draft: &Draft, guide: &Guide) -> Vec<String> {
    let mut all = Vec::new();
    let wording = guide.wording();
    for text in wording.chunk_by(|(one, _), (other, _)| one == other) {
        let text: String = text.iter().map(|(_, words)| *words).collect();
        let is_prompt = (draft.title.is_none() && text == TITLE_PROMPT)
            || (text == HEADING_PROMPT && draft.sections.iter().any(|one| one.heading.is_none()));
        if !is_prompt {
            all.extend(words(&text));
        }
    }
    all.extend(guide.reading_minutes.map(|minutes| minutes.to_string()));
    all.extend(frequencies(draft, guide));
    all
}

/// The words that say how often risks happen, as the draft writes them: a guide keeps figures of them.
/// They count only where the guide has as many.
fn frequencies(draft: &Draft, guide: &Guide) -> Vec<String> {
    let in_sections = guide.sections.iter().flat_map(|section| &section.blocks);
    let blocks = guide.introduction.iter().chain(in_sections);
    let read = blocks.map(|block| match block {
        Block::Risks(risks) => {
            let risks = risks.risks.iter();
            risks.filter(|risk| risk.how_often.is_some()).count()
        }
        _ => 0,
    });
    let in_sections = draft.sections.iter().flat_map(|section| &section.blocks);
    let blocks = draft.introduction.iter().chain(in_sections);
    let written: Vec<&str> = blocks
        .filter_map(|block| match &block.kind {
            DraftKind::Risks(risks) => Some(risks),
            _ => None,
        })
        .flatten()
        .filter_map(|risk| risk.how_often.as_deref())
        .collect();
    if read.sum::<usize>() != written.len() {
        return Vec::new();
    }
    written.into_iter().flat_map(words).collect()
}

#[cfg(test)]
mod tests {
    use super::super::draft::Left;
    use super::super::page::LeftKind;
    use super::*;
    use crate::source::SourceSet;

    fn balance(shown: &str, draft: &Draft) -> Result<Account, Imbalance> {
        let yaml = "title: A b\nsections:\n  - heading: C\n    roles: [other]\n    blocks:\n      - \
                    paragraph: d **e**f\n";
        let mut sources = SourceSet::new();
        let file = sources.add("guide", yaml);
        let (guide, _) = Guide::read(&sources, file);
        Account::balance(shown, draft, &guide.unwrap())
    }

    #[test]
    fn every_word_is_asked_after() {
        let mut draft = Draft {
            title: Some(super::super::draft::Guessed {
                value: "A b".to_owned(),
                is_guess: false,
            }),
            ..Draft::default()
        };
        let account = balance("A b C d ef", &draft).unwrap();
        assert_eq!((account.page, account.guide), (5, 5));
        // One word lost and another doubled are as many, and yet do not balance.
        let imbalance = balance("A b C d g", &draft).unwrap_err();
        assert_eq!(
            (imbalance.missing, imbalance.added),
            (vec!["g".to_owned()], vec!["ef".to_owned()])
        );
        draft.left.push(Left {
            kind: LeftKind::Menu,
            words: "g h".to_owned(),
            place: 0..0,
            holds: None,
        });
        draft.markers.push("1.".to_owned());
        draft.cut.push(("d,".to_owned(), "d".to_owned()));
        let account = balance("1. A b C d, ef g h", &draft).unwrap();
        assert_eq!(
            account.sentence(),
            "8 words in the page = 5 in the guide + 2 left out and listed + 1 characters and \
             labels"
        );
        assert!(balance("A b C d, ef g h", &draft).is_err());
    }
}
