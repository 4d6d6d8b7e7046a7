//! Plainer words for long ones.
//!
//! In: an English word or phrase of a guide. Out: what could be written instead, from our own table
//! `words/plainer.tsv`. A suggestion is never made in the text itself: a clinician must judge
//! whether the plain word says the same.
//!
//! The table's wording and choice are ours. The idea of most entries is found in lists that plain
//! language guides publish; which of them it follows is said by [`Idea`].

use std::collections::BTreeMap;
use std::ops::Range;
use std::sync::LazyLock;

use super::list::rows;
use super::words;

/// What a long word could be replaced with.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Plainer {
    /// Plainer words, the best first; never empty.
    pub instead: Vec<&'static str>,
    /// Which guidance the idea follows.
    pub source: Idea,
}

/// Where the idea of a suggestion comes from. The words are ours in every case.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Idea {
    /// Words of offices and reports, as in the Plain English Campaign's "A to Z of alternative
    /// words".
    PlainEnglish,
    /// Words of health care, as in the NHS content guide's health writing and the CDC's "Everyday
    /// words for public health communication".
    HealthWriting,
}

impl Idea {
    /// The guidance's name, as it is shown.
    pub fn name(self) -> &'static str {
        match self {
            Self::PlainEnglish => {
                "the idea of the Plain English Campaign's A to Z of alternative words"
            }
            Self::HealthWriting => "the idea of the NHS content guide and the CDC's Everyday Words",
        }
    }
}

const TABLE: &str = include_str!("words/plainer.tsv");

static PLAINER: LazyLock<BTreeMap<&'static str, Plainer>> = LazyLock::new(|| {
    let mut list = BTreeMap::new();
    for [idea, written, instead] in rows::<3>(TABLE) {
        let entry = Plainer {
            instead: instead.split("; ").collect(),
            source: if idea == "health" {
                Idea::HealthWriting
            } else {
                Idea::PlainEnglish
            },
        };
        for form in written.split("; ") {
            list.insert(form, entry.clone());
        }
    }
    list
});

/// Most words of a phrase in the table.
const MOST_WORDS_OF_A_PHRASE: usize = 6;

/// Longest text that is looked up, in bytes; no entry is as long.
const LONGEST_PHRASE_BYTES: usize = 80;

/// Plainer words for a word or phrase, in whatever case, and for its plural and its other forms
/// (`utilised` finds `utilise`; the suggestion is not bent with it).
pub fn plainer(written: &str) -> Option<&'static Plainer> {
    entry_of(written).map(|(_, plainer)| plainer)
}

fn entry_of(written: &str) -> Option<(&'static str, &'static Plainer)> {
    if written.len() > LONGEST_PHRASE_BYTES {
        return None;
    }
    let plain = written.to_lowercase().replace('’', "'");
    let forms = base_forms(&plain);
    let mut entries = forms
        .iter()
        .filter_map(|form| PLAINER.get_key_value(form.as_str()));
    entries.next().map(|(form, plainer)| (*form, plainer))
}

/// Every word and phrase that has plainer ones, in the order of the alphabet.
pub fn plainer_words() -> impl Iterator<Item = (&'static str, &'static Plainer)> {
    PLAINER.iter().map(|(written, plainer)| (*written, plainer))
}

/// A word or phrase of a text that has plainer ones.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LongWord {
    /// Where it stands in the text, in bytes.
    pub range: Range<usize>,
    /// The form of it that is in the table: the same for `utilise` and `utilised`.
    pub entry: &'static str,
    /// What could be written instead.
    pub plainer: &'static Plainer,
}

/// The words and phrases of a text that have plainer ones, in order. Where a phrase and a word of it
/// both have, the phrase is given.
pub fn plainer_words_in(text: &str) -> Vec<LongWord> {
    let words = words(text);
    let mut found = Vec::new();
    let mut at = 0;
    while let Some(first) = words.get(at) {
        let longest = (1..=MOST_WORDS_OF_A_PHRASE).rev().find_map(|count| {
            let last = words.get(at + count - 1)?;
            let phrase = text.get(first.start..last.end)?;
            let is_whole = count == 1 || phrase.split(' ').count() == count;
            let (entry, plainer) = is_whole.then(|| entry_of(phrase)).flatten()?;
            let word = LongWord {
                range: first.start..last.end,
                entry,
                plainer,
            };
            Some((count, word))
        });
        if let Some((count, word)) = longest {
            found.push(word);
            at += count;
        } else {
            at += 1;
        }
    }
    found
}

/// A word as written and what it may be a form of, nearest first.
pub(super) fn base_forms(word: &str) -> Vec<String> {
    let mut forms = vec![word.to_owned()];
    let endings: &[(&str, &[&str])] = &[
        ("'s", &[""]),
        ("ies", &["y"]),
        ("es", &["e", "", "is"]),
        ("s", &[""]),
        ("ied", &["y"]),
        ("ed", &["e", ""]),
        ("ying", &["y"]),
        ("ing", &["e", ""]),
    ];
    for (ending, instead) in endings {
        if let Some(stem) = word.strip_suffix(ending).filter(|stem| stem.len() > 2) {
            forms.extend(instead.iter().map(|end| format!("{stem}{end}")));
            // `stopped`, `permitting`: the consonant was doubled.
            let mut letters = stem.chars().rev();
            let last = letters.next();
            if ending.ends_with(['d', 'g']) && last.is_some() && last == letters.next() {
                forms.extend(
                    stem.char_indices()
                        .last()
                        .and_then(|(at, _)| stem.get(..at))
                        .map(str::to_owned),
                );
            }
        }
    }
    forms
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::reading::list::lines_with_entries;
    use crate::reading::syllables;

    fn instead(written: &str) -> &'static str {
        plainer(written).map_or("", |plainer| plainer.instead[0])
    }

    #[test]
    fn words_and_their_forms_are_found() {
        assert_eq!(instead("utilise"), "use");
        assert_eq!(instead("Utilized"), "use");
        assert_eq!(instead("prior to"), "before");
        assert_eq!(instead("complications"), instead("complication"));
        assert_eq!(instead("Vertebrae"), "bones of the spine");
        assert_eq!(instead("commencing"), "start");
        assert_eq!(instead("patient"), "");
        assert_eq!(instead(""), "");
    }

    #[test]
    fn a_phrase_is_found_before_its_words() {
        let text = "Prior to surgery, in the event of pain you may commence it.";
        let found: Vec<&str> = plainer_words_in(text)
            .into_iter()
            .map(|found| &text[found.range])
            .collect();
        assert_eq!(found, ["Prior to", "in the event of", "commence"]);
        let parted = plainer_words_in("prior, to");
        assert_eq!(parted.len(), 1);
        assert_eq!(parted[0].range, 0..5, "a comma parts the phrase");
    }

    #[test]
    fn every_line_is_an_entry_and_says_something_easier() {
        assert_eq!(rows::<3>(TABLE).count(), lines_with_entries(TABLE));
        assert!(
            rows::<3>(TABLE).count() >= 450,
            "{}",
            rows::<3>(TABLE).count()
        );
        let mut forms = 0;
        for [idea, written, instead] in rows::<3>(TABLE) {
            assert!(["general", "health"].contains(&idea), "{written}: {idea}");
            assert!(!instead.is_empty() && !written.is_empty());
            for form in written.split("; ") {
                forms += 1;
                assert_eq!(form, form.to_lowercase(), "{form}");
                assert!(form.split(' ').count() <= MOST_WORDS_OF_A_PHRASE, "{form}");
                assert_ne!(form, instead);
                // Easier: fewer words, a shorter longest word, or one of three syllables at most.
                let hardest =
                    |text: &str| words(text).iter().map(|word| syllables(word.text)).max();
                let first = instead.split("; ").next().unwrap();
                let fewer = words(first).len() < words(form).len();
                let easier = fewer || hardest(first) < hardest(form) || hardest(first) <= Some(3);
                assert!(easier, "{form}: {first}");
            }
        }
        assert_eq!(forms, plainer_words().count(), "a word stands in two lines");
    }
}
