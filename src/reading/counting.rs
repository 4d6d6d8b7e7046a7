//! Which languages can be counted.
//!
//! In: a language tag such as `hi` or `pt-BR`. Out: whether its words stand between spaces, and
//! whether its sentences end with a character that [`super::sentences`] knows. The answer is kept by
//! language and not found in the text, so that one English name in a Thai guide changes nothing.

/// Languages that write no space between words: Chinese, Japanese, Thai, Lao, Khmer, Burmese,
/// Shan and Tibetan; and Vietnamese, which writes a space between syllables.
const WITHOUT_WORD_SPACES: &[&str] = &[
    "bo", "cmn", "ja", "km", "lo", "my", "shn", "th", "vi", "wuu", "yue", "zh",
];

/// Languages that end a sentence with a space only, as Thai and Lao do, or whose characters are not
/// among those that are known.
const WITHOUT_SENTENCE_CHARACTERS: &[&str] = &["bo", "lo", "shn", "th"];

/// Whether the words of a language can be counted by the spaces between them.
///
/// True for every language but the few that write no such spaces, so also for Hindi, Marathi,
/// Arabic and Urdu. A count is then right, but it is not worth the same: a language that joins
/// many endings to a word, such as Tamil or Finnish, needs fewer words for the same sentence.
pub fn allows_counting(tag: &str) -> bool {
    !WITHOUT_WORD_SPACES.contains(&primary(tag).as_str())
}

/// Whether the sentences of a language end with a character that is known here.
pub fn allows_counting_sentences(tag: &str) -> bool {
    !WITHOUT_SENTENCE_CHARACTERS.contains(&primary(tag).as_str())
}

/// Whether a tag is that of English, of whichever country.
pub fn is_english(tag: &str) -> bool {
    primary(tag) == "en"
}

/// The language of a tag, without its script and country.
fn primary(tag: &str) -> String {
    let first = tag.split(['-', '_']).next().unwrap_or_default();
    first.to_ascii_lowercase()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn languages_with_spaces_can_be_counted() {
        for tag in ["en", "en-IN", "hi", "mr", "ar", "ur", "ta", "pt-BR", "HI"] {
            assert!(allows_counting(tag), "{tag}");
            assert!(allows_counting_sentences(tag), "{tag}");
        }
        for tag in ["th", "lo", "ja", "zh-Hans", "my", "vi"] {
            assert!(!allows_counting(tag), "{tag}");
        }
        assert!(allows_counting_sentences("ja"), "it has its own full stop");
        assert!(!allows_counting_sentences("th"));
        assert!(is_english("en-GB") && is_english("en") && !is_english("enm"));
    }
}
