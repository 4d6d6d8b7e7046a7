//! Guides and languages by the words that people use for them.
//!
//! In: words of a list, a command or the settings, and the content there is. Out: the guide's name or the
//! language's tag, if exactly one is meant. Promise: nothing is guessed: capitals, spaces, hyphens and
//! underscores count for nothing, and a title must be whole; where two guides have one title, neither is
//! taken.

use std::collections::BTreeMap;

use unicode_normalization::UnicodeNormalization;

use crate::input::content::Content;
use crate::model::guide::Guide;
use crate::source::SourceSet;

/// Names of languages in English and in themselves, beside the tags by which content is filed.
const LANGUAGES: &[(&str, &[&str])] = &[
    ("ar", &["arabic", "العربية"]),
    ("as", &["assamese", "অসমীয়া"]),
    ("bn", &["bengali", "bangla", "বাংলা"]),
    ("de", &["german", "deutsch"]),
    ("en", &["english"]),
    ("es", &["spanish", "español"]),
    ("fa", &["persian", "farsi", "فارسی"]),
    ("fr", &["french", "français"]),
    ("gu", &["gujarati", "ગુજરાતી"]),
    ("he", &["hebrew", "עברית"]),
    ("hi", &["hindi", "हिन्दी", "हिंदी"]),
    ("it", &["italian", "italiano"]),
    ("kn", &["kannada", "ಕನ್ನಡ"]),
    ("ml", &["malayalam", "മലയാളം"]),
    ("mr", &["marathi", "मराठी"]),
    ("ne", &["nepali", "नेपाली"]),
    ("or", &["odia", "oriya", "ଓଡ଼ିଆ"]),
    ("pa", &["punjabi", "panjabi", "ਪੰਜਾਬੀ"]),
    ("pl", &["polish", "polski"]),
    ("pt", &["portuguese", "português"]),
    ("ta", &["tamil", "தமிழ்"]),
    ("te", &["telugu", "తెలుగు"]),
    ("ur", &["urdu", "اردو"]),
];

/// The guides there are, by what people call them.
#[derive(Debug, Default)]
pub struct GuideNames {
    /// Each name and title in the form in which it is compared; `None` for what two guides are called.
    guides: BTreeMap<String, Option<String>>,
}

impl GuideNames {
    /// Of the content: each guide's name, and its title in every language that can be read.
    pub fn of(content: &Content) -> Self {
        let mut names = Self::default();
        let guides = content.guides();
        let mut sources = SourceSet::new();
        for (guide, languages) in &guides {
            for language in languages {
                if let Some(title) = title(content, guide, language, &mut sources) {
                    names.add(&title, guide);
                }
            }
        }
        // A guide's own name wins over another's title.
        for guide in guides.keys() {
            names.guides.insert(form(guide), Some(guide.clone()));
        }
        names
    }

    fn add(&mut self, words: &str, guide: &str) {
        self.guides
            .entry(form(words))
            .and_modify(|known| {
                if known.as_deref() != Some(guide) {
                    *known = None;
                }
            })
            .or_insert_with(|| Some(guide.to_owned()));
    }

    /// The guide that these words mean.
    pub fn named(&self, words: &str) -> Option<&str> {
        self.guides.get(&form(words))?.as_deref()
    }
}

/// A guide's title, in English where it can be read in English, else in the first of its languages that can
/// be read.
pub fn title_of(guide: &str, languages: &[String], content: &Content) -> Option<String> {
    let mut sources = SourceSet::new();
    let english = languages.iter().filter(|tag| *tag == "en");
    let others = languages.iter().filter(|tag| *tag != "en");
    let mut all = english.chain(others);
    all.find_map(|language| title(content, guide, language, &mut sources))
}

fn title(
    content: &Content,
    guide: &str,
    language: &str,
    sources: &mut SourceSet,
) -> Option<String> {
    let found = content.guide(guide, language).ok()?;
    let file = sources.add_bytes(found.name, &found.bytes).ok()?;
    let (read, _) = Guide::read(sources, file);
    read.map(|guide| guide.title.text)
}

/// The tag among those there are that these words mean: in other letters, by its name, or with a country
/// where there is none for that country.
pub fn language_named<'t>(words: &str, tags: &'t [String]) -> Option<&'t str> {
    let form = form(words);
    let tag_of = |wanted: &str| {
        let mut tags = tags.iter();
        tags.find(|tag| self::form(tag) == wanted)
            .map(String::as_str)
    };
    let named = || {
        let (tag, _) = LANGUAGES.iter().find(|(_, names)| {
            let mut names = names.iter();
            names.any(|name| self::form(name) == form)
        })?;
        tag_of(tag)
    };
    let without_country = || {
        let (language, country) = form.split_once(' ')?;
        let is_country = country.len() == 2 && country.bytes().all(|it| it.is_ascii_lowercase());
        tag_of(language).filter(|_| is_country)
    };
    tag_of(&form).or_else(named).or_else(without_country)
}

/// Words as they are compared: composed, in small letters, one space for everything that is neither letter
/// nor figure.
fn form(words: &str) -> String {
    let small: String = words.nfc().flat_map(char::to_lowercase).collect();
    let parts = small.split(|character: char| {
        character.is_whitespace()
            || character.is_ascii_punctuation()
            || matches!(character, '\u{2010}'..='\u{206f}')
    });
    let parts: Vec<&str> = parts.filter(|part| !part.is_empty()).collect();
    parts.join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn languages_are_known_by_the_words_that_people_use() {
        let tags = ["en", "hi", "pt-BR", "pt"].map(str::to_owned);
        for (words, tag) in [
            ("EN", Some("en")),
            ("English", Some("en")),
            (" hindi ", Some("hi")),
            ("हिंदी", Some("hi")),
            ("en-IN", Some("en")),
            ("en_GB", Some("en")),
            ("PT-br", Some("pt-BR")),
            ("Portuguese", Some("pt")),
            ("Tamil", None),
            ("en-x-odd", None),
            ("", None),
        ] {
            assert_eq!(language_named(words, &tags), tag, "{words}");
        }
    }

    #[test]
    fn two_guides_of_one_title_are_found_by_their_names_alone() {
        let mut names = GuideNames::default();
        names.add("The Knee", "knee");
        names.add("The knee!", "knee");
        names.add("The hip", "hip");
        names.add("The  Hip", "hip-old");
        assert_eq!(names.named("the KNEE"), Some("knee"));
        assert_eq!(names.named("The hip"), None);
        assert_eq!(names.named("elbow"), None);
    }
}
