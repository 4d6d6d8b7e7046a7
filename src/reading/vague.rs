//! Wordings that tell a patient nothing certain.
//!
//! In: an English text. Out: where such a wording stands, and what is asked of the author. The
//! table is `words/vague.tsv`, ours. Guidance for patients' texts (the NHS content guide on
//! numbers and risk, the Patient Information Forum on communicating risk) asks for a number beside
//! a word of chance, because readers take `common` or `good chance` for anything from 1 in 100 to
//! 9 in 10.

use std::ops::Range;
use std::sync::LazyLock;

use super::list::rows;
use super::words;

/// A wording that says nothing certain.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct VagueWording {
    /// The wording, in small letters.
    pub wording: &'static str,
    /// What to write instead, as advice to the author.
    pub advice: &'static str,
}

const TABLE: &str = include_str!("words/vague.tsv");

static VAGUE: LazyLock<Vec<VagueWording>> = LazyLock::new(|| {
    let mut list: Vec<VagueWording> = rows::<2>(TABLE)
        .flat_map(|[advice, wordings]| {
            let wordings = wordings.split("; ");
            wordings.map(move |wording| VagueWording { wording, advice })
        })
        .collect();
    list.sort_by_key(|vague| vague.wording);
    list
});

/// Most words of a wording in the table.
const MOST_WORDS: usize = 6;

/// Every vague wording, in the order of the alphabet.
pub fn vague_wordings() -> &'static [VagueWording] {
    &VAGUE
}

/// Where vague wordings stand in a text, in order; of two that begin together the longer.
pub fn vague_wordings_in(text: &str) -> Vec<(Range<usize>, VagueWording)> {
    let words = words(text);
    let small: Vec<String> = words
        .iter()
        .map(|word| word.text.to_lowercase().replace('’', "'"))
        .collect();
    let mut found = Vec::new();
    let mut at = 0;
    while at < small.len() {
        let longest = (1..=MOST_WORDS).rev().find_map(|count| {
            let phrase = small.get(at..at + count)?.join(" ");
            let place = VAGUE.binary_search_by_key(&phrase.as_str(), |vague| vague.wording);
            let vague = place.ok().and_then(|place| VAGUE.get(place))?;
            let (first, last) = (words.get(at)?, words.get(at + count - 1)?);
            // A stop or comma inside parts the wording.
            let inside = text.get(first.start..last.end)?;
            (inside.split_whitespace().count() == count && !inside.contains([',', '.', ';', ':']))
                .then_some((count, first.start..last.end, *vague))
        });
        if let Some((count, range, vague)) = longest {
            found.push((range, vague));
            at += count;
        } else {
            at += 1;
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::reading::list::lines_with_entries;

    #[test]
    fn vague_wordings_are_found_where_they_stand() {
        let text = "There is a good chance of relief. It may be associated with pain.";
        let found: Vec<&str> = vague_wordings_in(text)
            .into_iter()
            .map(|(range, _)| &text[range])
            .collect();
        assert_eq!(found, ["good chance", "may be associated with"]);
        assert!(vague_wordings_in("About 1 in 20 people have pain.").is_empty());
        assert!(vague_wordings_in("That is good. Chance decides.").is_empty());
    }

    #[test]
    fn every_line_is_an_entry_once() {
        assert_eq!(rows::<2>(TABLE).count(), lines_with_entries(TABLE));
        assert!(vague_wordings().len() >= 60, "{}", vague_wordings().len());
        for pair in vague_wordings().windows(2) {
            assert!(pair[0].wording < pair[1].wording, "{pair:?}");
        }
        for vague in vague_wordings() {
            assert!(vague.wording.split(' ').count() <= MOST_WORDS, "{vague:?}");
            assert_eq!(vague.wording, vague.wording.to_lowercase());
        }
    }
}
