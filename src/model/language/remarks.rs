//! What there is to say of a language that reads without a fault.
//!
//! In: a language, and the words that are printed with it. Out: warnings. Promise: a phrase that is rightly
//! the same as in English is not told: one without a letter, and in languages of Latin letters a single
//! word, such as `Version` or `Code`, unless most of the file is still English.

use std::sync::LazyLock;

use unicode_bidi::{BidiClass, bidi_class};
use unicode_script::{Script, UnicodeScript};

use super::{Direction, Language, PROMPTS, SO_MANY_IN, conventions};
use crate::base::advice::{Advice, Control};
use crate::base::diagnostic::{Diagnostic, Diagnostics, Severity, rule};
use crate::model::guide::Words;
use crate::source::{SourceSet, Span};

/// The built-in English, with which a new language begins.
static ENGLISH: LazyLock<Option<Language>> = LazyLock::new(|| {
    let mut sources = SourceSet::new();
    let file = sources.add(
        "en.yaml",
        include_str!("../../../content/languages/en.yaml"),
    );
    Language::read(&sources, file, "en").0
});

/// The words of a language, each with the name of its line; phrases by their names.
fn named(language: &Language) -> Vec<(String, &Words)> {
    let phrases = language.phrases.iter();
    let phrases = phrases.map(|(phrase, words)| (phrase.key(), words));
    let so_many_in = language.so_many_in.iter();
    let so_many_in = so_many_in.map(|words| (SO_MANY_IN, words));
    let mut phrases: Vec<_> = phrases.chain(so_many_in).collect();
    phrases.sort_by_key(|(key, _)| *key);
    let phrases = phrases.into_iter();
    let phrases = phrases.map(|(key, words)| (key.to_owned(), words));
    let prompts = language.prompts.iter();
    let prompts = prompts.map(|words| (PROMPTS.to_owned(), words));
    let neutral = language.neutral.iter();
    let neutral = neutral.map(|(key, words)| (format!("neutral {}", key.name()), words));
    phrases.chain(prompts).chain(neutral).collect()
}

/// A phrase without its variables.
fn without_variables(phrase: &str) -> String {
    let mut words = String::new();
    let mut rest = phrase;
    while let Some((before, _, behind)) = super::next_variable(rest) {
        words.push_str(before);
        words.push(' ');
        rest = behind;
    }
    words.push_str(rest);
    words
}

fn is_in_latin_letters(text: &str) -> bool {
    let mut scripts = text.chars().map(|character| character.script());
    scripts.any(|script| script == Script::Latin)
}

impl Language {
    /// What is wrong with it although it can be printed: phrases that are still English, and a direction
    /// that its tag contradicts.
    pub fn remarks(&self) -> Diagnostics {
        let mut found = Diagnostics::new();
        found.extend(self.wrong_direction());
        found.extend(self.english_left());
        found
    }

    /// Whether words of a guide run against the direction of the language.
    pub fn runs_against<'a>(&self, words: impl Iterator<Item = &'a str>) -> Option<Diagnostic> {
        let (mut to_right, mut to_left) = (0_usize, 0_usize);
        for character in words.flat_map(str::chars) {
            match bidi_class(character) {
                BidiClass::L => to_right += 1,
                BidiClass::R | BidiClass::AL => to_left += 1,
                _ => {}
            }
        }
        let (is_against, letters) = match self.direction {
            Direction::LeftToRight => (to_left > to_right, "right to left"),
            Direction::RightToLeft => (to_right > to_left, "left to right"),
        };
        if !is_against {
            return None;
        }
        let (now, then) = match self.direction {
            Direction::LeftToRight => ("left-to-right", "right-to-left"),
            Direction::RightToLeft => ("right-to-left", "left-to-right"),
        };
        let tag = &self.tag;
        Some(
            self.warning(
                rule::AGAINST_DIRECTION,
                self.direction_span,
                format!(
                    "most letters of the guide are written from {letters}, but its language \
                     `{tag}` says `direction: {now}`"
                ),
            )
            .hint(
                Advice::from(format!(
                    "write `direction: {then}` in the language's file, or name the language that \
                     the guide is written in with "
                ))
                .control(Control::Language),
            ),
        )
    }

    fn warning(&self, rule: &'static str, place: Span, message: String) -> Diagnostic {
        Diagnostic::new(rule, Severity::Warning, Some(place), message)
    }

    /// A direction that is not the tag's.
    fn wrong_direction(&self) -> Option<Diagnostic> {
        let usual = conventions(&self.tag).direction;
        if usual == self.direction {
            return None;
        }
        let usual = match usual {
            Direction::LeftToRight => "left-to-right",
            Direction::RightToLeft => "right-to-left",
        };
        let tag = &self.tag;
        // Its own words know better than its tag: a language may be written in another script.
        let words: Vec<&str> = named(self)
            .into_iter()
            .map(|(_, words)| words.text.as_str())
            .collect();
        let fits = self.runs_against(words.into_iter()).is_none();
        if fits && !self.is_mostly_english() {
            return None;
        }
        Some(
            self.warning(
                rule::AGAINST_DIRECTION,
                self.direction_span,
                format!("the language `{tag}` is written in the other direction"),
            )
            .hint(format!("write `direction: {usual}`")),
        )
    }

    /// Names of lines that say the very words of English, with their places.
    fn same_as_english(&self) -> Vec<(String, &Words)> {
        let is_english = self.tag == "en" || self.tag.starts_with("en-");
        let Some(english) = ENGLISH.as_ref().filter(|_| !is_english) else {
            return Vec::new();
        };
        let said = named(english);
        let same = named(self).into_iter().filter(|(name, words)| {
            let has_letters = is_in_latin_letters(&without_variables(&words.text));
            has_letters
                && said
                    .iter()
                    .any(|(known, said)| known == name && said.text == words.text)
        });
        same.collect()
    }

    fn is_mostly_english(&self) -> bool {
        2 * self.same_as_english().len() > named(self).len()
    }

    /// One warning for all phrases that are still the English ones, at the first.
    fn english_left(&self) -> Option<Diagnostic> {
        let same = self.same_as_english();
        let is_mostly_english = self.is_mostly_english();
        // A language of other letters has no word in common with English.
        let all = named(self);
        let own = all.iter().filter(|(name, words)| {
            !same
                .iter()
                .any(|(known, one)| known == name && one.span == words.span)
        });
        let (latin, other) = own.fold((0_usize, 0_usize), |(latin, other), (_, words)| {
            let words = without_variables(&words.text);
            match (
                is_in_latin_letters(&words),
                words.chars().any(char::is_alphabetic),
            ) {
                (true, _) => (latin + 1, other),
                (false, true) => (latin, other + 1),
                (false, false) => (latin, other),
            }
        });
        let is_told = |words: &Words| {
            let count = without_variables(&words.text).split_whitespace().count();
            is_mostly_english || other > latin || count > 1
        };
        let left: Vec<(String, &Words)> = same
            .into_iter()
            .filter(|(_, words)| is_told(words))
            .collect();
        let mut names: Vec<String> = Vec::new();
        for (name, _) in &left {
            let name = format!("`{name}`");
            if !names.contains(&name) {
                names.push(name);
            }
        }
        let english = ENGLISH.as_ref()?;
        let months = self.months.iter().zip(&english.months);
        let months = months
            .filter(|(own, english)| own.text == english.text)
            .count();
        // In languages of Latin letters some months have the same name.
        if !self.tag.starts_with("en") && (months > 6 || (months > 0 && other > latin)) {
            names.push("`months`".to_owned());
        }
        let first = left
            .iter()
            .map(|(_, words)| words.span)
            .min_by_key(|span| span.start);
        let place = first.or_else(|| self.months.first().map(|month| month.span))?;
        if names.is_empty() {
            return None;
        }
        let tag = &self.tag;
        let message = if let [name] = names.as_slice() {
            format!("{name} of the language `{tag}` is still in English, and is printed in English")
        } else {
            let count = names.len();
            let names = names.join(", ");
            format!(
                "{count} texts of the language `{tag}` are still in English, and are printed in \
                 English: {names}"
            )
        };
        Some(
            self.warning(rule::STILL_ENGLISH, place, message)
                .hint("translate each of them, after its colon in the language's file"),
        )
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn told(tag: &str, change: impl Fn(&str) -> String) -> Vec<String> {
        let english = include_str!("../../../content/languages/en.yaml");
        let text = change(&english.replacen("tag: en ", &format!("tag: {tag} "), 1));
        let mut sources = SourceSet::new();
        let file = sources.add("x.yaml", text);
        let (language, faults) = Language::read(&sources, file, tag);
        assert!(faults.is_empty());
        let remarks = language.unwrap().remarks();
        remarks.iter().map(|one| one.message.clone()).collect()
    }

    /// Every phrase said anew by these letters in the place of its own.
    fn said_anew(text: &str, letter: &str) -> String {
        let mut is_phrase = false;
        let lines = text.lines().map(|line| {
            is_phrase |= line.starts_with("months:");
            let is_header = line.ends_with(':') || line.starts_with("number_grouping");
            if !is_phrase || is_header || line.trim_start().starts_with('#') || line.contains(">-")
            {
                return line.to_owned();
            }
            let line = line.split(" #").next().unwrap_or_default();
            let (head, words) = line
                .split_once(": ")
                .or_else(|| line.split_once("- "))
                .unwrap_or(("", line));
            let mark = if line.trim_start().starts_with('-') {
                "- "
            } else {
                ": "
            };
            let mut inside = false;
            let words: String = words
                .chars()
                .map(|character| {
                    inside = (inside || character == '{') && character != '}';
                    if character.is_ascii_alphabetic() && !inside {
                        letter.to_owned()
                    } else {
                        character.to_string()
                    }
                })
                .collect();
            if head.is_empty() {
                format!("    {}", words.trim())
            } else {
                format!("{head}{mark}{words}")
            }
        });
        lines.map(|line| line + "\n").collect()
    }

    #[test]
    fn a_copy_of_english_is_told_and_english_is_not() {
        assert_eq!(told("en", str::to_owned), Vec::<String>::new());
        assert_eq!(told("en-IN", str::to_owned), Vec::<String>::new());
        let of_a_copy = told("hi", str::to_owned);
        assert_eq!(of_a_copy.len(), 1);
        assert!(of_a_copy[0].contains("`contact_hours`") && of_a_copy[0].contains("`months`"));
        assert!(!of_a_copy[0].contains("`list_separator`"));
        let of_urdu = told("ur", str::to_owned);
        assert!(
            of_urdu[0].contains("is written in the other direction"),
            "{of_urdu:?}"
        );
    }

    #[test]
    fn what_is_left_is_named_and_what_is_rightly_equal_is_not() {
        assert_eq!(
            told("hi", |text| said_anew(text, "अ")),
            Vec::<String>::new()
        );
        let left = |text: &str| {
            said_anew(text, "अ").replace("contact_hours: अअअअअ", "contact_hours: Hours")
        };
        assert_eq!(
            told("hi", left),
            ["`contact_hours` of the language `hi` is still in English, and is printed in English"]
        );
        // A German leaflet has a version and a code too.
        let german = |text: &str| {
            said_anew(text, "ö").replace("\"ööööööö {version}\"", "\"Version {version}\"")
        };
        assert_eq!(told("de", german), Vec::<String>::new());
        let two = |text: &str| {
            said_anew(text, "ö").replace(
                "warning_signs: ööööööö ööööö",
                "warning_signs: Warning signs",
            )
        };
        assert_eq!(
            told("de", two),
            ["`warning_signs` of the language `de` is still in English, and is printed in English"]
        );
    }

    #[test]
    fn letters_that_run_against_the_language_are_told() {
        let english = ENGLISH.as_ref().unwrap();
        assert!(
            english
                .runs_against(["one two", "واحد"].into_iter())
                .is_none()
        );
        let told = english
            .runs_against(["واحد اثنان ثلاثة x"].into_iter())
            .unwrap();
        assert!(
            told.message.contains("are written from right to left"),
            "{}",
            told.message
        );
    }
}
