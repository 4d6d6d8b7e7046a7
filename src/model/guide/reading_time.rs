//! How long a guide takes to read, where its author does not say.
//!
//! In: a guide. Out: whole minutes, at least one. The rate is a documented constant, so
//! that the same guide always says the same.

use super::Guide;

/// Words read silently in a minute by an adult reading English non-fiction: 238, the mean of 190
/// studies (Brysbaert 2019, Journal of Memory and Language 109, 104047). A worried reader of an
/// unfamiliar subject is slower: the lower end of that study's range for most adults, 175, is used.
pub const WORDS_A_MINUTE: usize = 175;

/// Whole minutes it takes to read a guide, rounded up, at least 1.
pub fn reading_minutes(guide: &Guide) -> u32 {
    minutes(
        guide
            .wording()
            .iter()
            .map(|(_, text)| text.split_whitespace().count())
            .sum(),
    )
}

fn minutes(words: usize) -> u32 {
    u32::try_from(words.div_ceil(WORDS_A_MINUTE))
        .unwrap_or(u32::MAX)
        .max(1)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn minutes_are_rounded_up_and_never_nothing() {
        assert_eq!(minutes(0), 1);
        assert_eq!(minutes(WORDS_A_MINUTE), 1);
        assert_eq!(minutes(WORDS_A_MINUTE + 1), 2);
    }
}
