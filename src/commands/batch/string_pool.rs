//! The words of a list, kept close together.
//!
//! In: words, one after the other. Out: for each a [`PooledWords`], by which they are looked up. Promise: words
//! come back as they were given; [`StringPool`] is never shown for debugging.
//!
//! Why this shape: a list of ten thousand rows is to take no more memory than one of a hundred, and a
//! piece of memory for each word costs more than most words are long, and lies between others when it is
//! given back. So all words are one text, what repeats from row to row is in it once, and a word is a
//! place in it of eight bytes.

use crate::base::invariant::PartOf;
use std::collections::BTreeMap;
use std::num::NonZeroU32;

/// Most different words that are looked for when some come again: surgeons, days, levels and sides of a
/// list are fewer. What is not found is only kept once more.
const MOST_REPEATED: usize = 2_000;

/// Bytes of its own that a row mostly has: a name, a reference, a file's name. More only takes longer.
const USUAL_BYTES: usize = 100;

/// Where words are; never empty.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) struct PooledWords {
    start: u32,
    bytes: NonZeroU32,
}

/// Words, as they are being kept.
pub(super) struct PoolBuilder {
    words: String,
    repeated: BTreeMap<Box<str>, PooledWords>,
}

/// Words that are kept.
pub(super) struct StringPool(Box<str>);

/// All words together are more than a place can say: four thousand million bytes. The limits of a list
/// are far below it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct TooManyWords;

impl PoolBuilder {
    /// For so many rows.
    pub(super) fn for_rows(rows: usize) -> Self {
        Self {
            words: String::with_capacity(rows * USUAL_BYTES),
            repeated: BTreeMap::new(),
        }
    }

    /// Keeps words that are one row's alone; `None` of no words.
    pub(super) fn keep(&mut self, words: &str) -> Result<Option<PooledWords>, TooManyWords> {
        let start = u32::try_from(self.words.len()).map_err(|_| TooManyWords)?;
        let bytes = u32::try_from(words.len()).map_err(|_| TooManyWords)?;
        self.words.push_str(words);
        Ok(NonZeroU32::new(bytes).map(|bytes| PooledWords { start, bytes }))
    }

    /// Keeps words that other rows may have too.
    pub(super) fn keep_repeated(
        &mut self,
        words: &str,
    ) -> Result<Option<PooledWords>, TooManyWords> {
        if let Some(known) = self.repeated.get(words) {
            return Ok(Some(*known));
        }
        let kept = self.keep(words)?;
        if let Some(kept) = kept
            && self.repeated.len() < MOST_REPEATED
        {
            self.repeated.insert(words.into(), kept);
        }
        Ok(kept)
    }

    /// All is kept.
    pub(super) fn finish(self) -> StringPool {
        StringPool(self.words.into_boxed_str())
    }
}

impl StringPool {
    /// Words that were kept here.
    pub(super) fn words(&self, kept: PooledWords) -> &str {
        let start = usize::try_from(kept.start).unwrap_or(usize::MAX);
        let bytes = usize::try_from(kept.bytes.get()).unwrap_or(usize::MAX);
        self.0.part(start..start.saturating_add(bytes))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_had_again_and_what_repeats_is_there_once() {
        let mut keeping = PoolBuilder::for_rows(1);
        let anna = keeping.keep("Anna").unwrap().unwrap();
        let level = keeping.keep_repeated("L4–L5").unwrap().unwrap();
        let name = keeping.keep("नमूना").unwrap().unwrap();
        assert!(keeping.keep_repeated("L4–L5").unwrap() == Some(level));
        assert!(keeping.keep("").unwrap().is_none());
        let wording = keeping.finish();
        assert_eq!(wording.words(anna), "Anna");
        assert_eq!(wording.words(level), "L4–L5");
        assert_eq!(wording.words(name), "नमूना");
        assert_eq!(wording.0.len(), "AnnaL4–L5नमूना".len());
    }

    #[test]
    fn a_place_is_eight_bytes_and_no_place_none_more() {
        assert_eq!(size_of::<Option<PooledWords>>(), 8);
    }
}
