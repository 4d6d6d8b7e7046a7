//! A language: every fixed phrase of a leaflet, and how dates and numbers are written.
//!
//! [`Language::read`] takes `content/languages/<tag>.yaml` and gives the typed language, or every
//! fault in it. A [`Language`] in hand is whole: each [`Phrase`] is there and holds exactly its
//! variables, each placeholder has its neutral wording, and the year has twelve months. A new language
//! is a new file; a new phrase is a line in `phrase.rs`, and every language file is then refused until it
//! has the phrase.

mod conventions;
pub(crate) mod phrase;
mod remarks;
mod tag;

use std::collections::BTreeMap;

use jiff::civil::Date;
use unicode_normalization::UnicodeNormalization;

pub use conventions::{Conventions, conventions};
pub use phrase::{PHRASES, Phrase, Phrases};
pub use tag::is_language_tag;

use crate::base::diagnostic::{Diagnostic, Diagnostics, quoted, rule};
use crate::base::invariant::Certain;
use crate::model::fact::{FACTS, FactName};
use crate::model::guide::{Words, list, read_words};
use crate::source::{Fields, FileId, Node, NodeKind, Reading, SourceSet, Span, folded};

/// The key of the one phrase that a language's file may lack: how a figure such as 3 in 100 is said. What
/// needs it says so where it is needed.
pub const SO_MANY_IN: &str = "so_many_in";

/// The variables of that phrase.
const SO_MANY_IN_VARIABLES: &[&str] = &["count", "number"];

/// The key of the one phrase that is a list: the prompts above the patient's own lines.
pub const PROMPTS: &str = "your_questions_prompts";

/// Most prompts above the lines for the patient's questions.
pub const MAXIMUM_PROMPTS: usize = 8;

/// Months of the calendar.
const MONTHS: usize = 12;

/// The variables of a written date.
const DATE_VARIABLES: &[&str] = &["day", "month", "year"];

/// The names a language's file may hold at its outermost level.
const FIELDS: &[&str] = &[
    "tag",
    "name",
    "direction",
    "date",
    "months",
    "digits",
    "number_grouping",
    "phrases",
    "neutral",
];

/// Which way lines of writing run.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Direction {
    /// As in English or Hindi.
    LeftToRight,
    /// As in Urdu or Arabic.
    RightToLeft,
}

/// A language, whole.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Language {
    /// The language tag (BCP 47), for instance `en` or `pt-BR`.
    pub tag: String,
    /// The language's name in the language itself.
    pub name: String,
    /// Which way its lines run.
    pub direction: Direction,
    /// Where its file says so.
    direction_span: Span,
    /// Its ten figures from nought to nine; `None` for 0 to 9.
    pub digits: Option<Words>,
    /// How a date is written: a text with `{day}`, `{month}` and `{year}`.
    pub date_form: Words,
    /// The twelve months, as they stand in a date.
    pub months: Vec<Words>,
    /// What stands between thousands; empty for nothing.
    pub number_grouping: Words,
    /// Every phrase, with its variables in braces.
    pub phrases: Phrases<Words>,
    /// How a figure such as 3 in 100 is said, with its variables in braces.
    pub so_many_in: Option<Words>,
    /// The prompts above the patient's own lines.
    pub prompts: Vec<Words>,
    /// For each placeholder the words printed when the fact is not given.
    neutral: BTreeMap<FactName, Words>,
}

impl Language {
    /// Reads a language; `asked` is the tag it was asked for by, the name of its file.
    ///
    /// Gives the language, unless there are faults, and everything found, in file order.
    pub fn read(sources: &SourceSet, file: FileId, asked: &str) -> (Option<Self>, Diagnostics) {
        let (mut reading, root) = Reading::open(sources, file);
        let language = root.and_then(|root| {
            let fields = reading.fields(&root, "a language", FIELDS)?;
            read_language(&mut reading, &fields, asked)
        });
        reading.close(language)
    }

    /// A date as the language writes it.
    pub fn format_date(&self, date: Date) -> String {
        let month = usize::from(date.month().unsigned_abs());
        let month = month.checked_sub(1).and_then(|at| self.months.get(at));
        let month = &month.certain().text;
        let mut written = String::new();
        let mut rest = self.date_form.text.as_str();
        // Variables are filled from left to right, so that a month's name is never looked into.
        while let Some((before, variable, behind)) = next_variable(rest) {
            written.push_str(before);
            match variable {
                "day" => written.push_str(&self.figures(&date.day().to_string())),
                "month" => written.push_str(month),
                "year" => written.push_str(&self.figures(&date.year().to_string())),
                _ => {}
            }
            rest = behind;
        }
        written.push_str(rest);
        written
    }

    /// What is printed for a placeholder where the fact is not given.
    pub fn neutral(&self, fact: FactName) -> &str {
        &self.neutral.get(&fact).certain().text
    }

    /// All words that can be printed, with their places.
    pub fn wording(&self) -> impl Iterator<Item = &Words> {
        [&self.date_form, &self.number_grouping]
            .into_iter()
            .chain(&self.months)
            .chain(&self.digits)
            .chain(self.phrases.iter().map(|(_, phrase)| phrase))
            .chain(&self.so_many_in)
            .chain(&self.prompts)
            .chain(self.neutral.values())
    }

    /// A whole number with the language's character between thousands.
    pub fn format_number(&self, number: u64) -> String {
        let digits = number.to_string();
        let mut written = String::with_capacity(digits.len() * 2);
        for (at, digit) in digits.chars().enumerate() {
            if at > 0 && (digits.len() - at).is_multiple_of(3) {
                written.push_str(&self.number_grouping.text);
            }
            written.push(digit);
        }
        self.figures(&written)
    }

    /// A number in the language's own figures; other characters stay.
    pub fn figures(&self, number: &str) -> String {
        let Some(digits) = &self.digits else {
            return number.to_owned();
        };
        let own: Vec<char> = digits.text.chars().collect();
        let figure = |character: char| {
            let value = character
                .to_digit(10)
                .and_then(|value| usize::try_from(value).ok());
            value.and_then(|value| own.get(value)).copied()
        };
        number
            .chars()
            .map(|character| figure(character).unwrap_or(character))
            .collect()
    }
}

fn read_language(reading: &mut Reading<'_>, fields: &Fields<'_>, asked: &str) -> Option<Language> {
    let tag = reading.required(fields, "tag");
    let tag = tag.and_then(|node| read_tag(reading, node, asked));
    let name = reading.required(fields, "name");
    let name = name.and_then(|node| read_words(reading, node, "name"));
    let direction = reading.required(fields, "direction");
    let direction_span = direction.map(|node| node.span);
    let direction = direction.and_then(|node| {
        let choices = [
            ("left-to-right", Direction::LeftToRight),
            ("right-to-left", Direction::RightToLeft),
        ];
        reading.choice(node, "direction", rule::UNKNOWN_CHOICE, &choices)
    });
    let date_form = reading.required(fields, "date");
    let date_form = date_form.and_then(|node| read_phrase(reading, node, "date", DATE_VARIABLES));
    let months = reading.required(fields, "months");
    let months = months.and_then(|node| read_months(reading, node));
    let digits = reading.optional(fields, "digits");
    let digits = digits.and_then(|node| read_digits(reading, node));
    let number_grouping = reading.required(fields, "number_grouping");
    let number_grouping = number_grouping.and_then(|node| read_grouping(reading, node));
    let (phrases, so_many_in, prompts) = read_phrases(reading, fields);
    let neutral = read_neutral(reading, fields);
    Some(Language {
        tag: tag?,
        name: name?.text,
        direction: direction?,
        direction_span: direction_span?,
        digits,
        date_form: date_form?,
        months: months?,
        number_grouping: number_grouping?,
        phrases: phrases.whole()?,
        so_many_in,
        prompts,
        neutral,
    })
}

fn read_tag(reading: &mut Reading<'_>, node: &Node, asked: &str) -> Option<String> {
    let words = read_words(reading, node, "tag")?;
    let mut parts = words.text.split('-');
    let first = parts.next().unwrap_or_default();
    let is_tag = (2..=3).contains(&first.len())
        && first.bytes().all(|b| b.is_ascii_lowercase())
        && parts.all(|part| {
            (2..=8).contains(&part.len()) && part.bytes().all(|b| b.is_ascii_alphanumeric())
        });
    if !is_tag {
        reading.fault(
            Diagnostic::error(
                rule::WRONG_LANGUAGE_TAG,
                node.span,
                format!("{} is not a language tag", quoted(&words.text)),
            )
            .hint(
                "write a language tag as BCP 47 defines it, for example `en`, `hi`, `ur` or \
                `pt-BR`",
            ),
        );
        return None;
    }
    if words.text != asked {
        reading.fault(
            Diagnostic::error(
                rule::WRONG_LANGUAGE_TAG,
                node.span,
                format!(
                    "the tag is {}, but the file name belongs to `{asked}`",
                    quoted(&words.text)
                ),
            )
            .hint(format!(
                "write `tag: {asked}`, or give the file the name `{}.yaml`",
                words.text
            )),
        );
        return None;
    }
    Some(words.text)
}

fn read_months(reading: &mut Reading<'_>, node: &Node) -> Option<Vec<Words>> {
    let months = reading.items(node, "months", MONTHS)?;
    if months.complete && months.items.len() < MONTHS && !months.items.is_empty() {
        let found = months.items.len();
        let span = reading.visible(node.span);
        reading.fault(
            Diagnostic::error(
                rule::WRONG_MONTHS,
                span,
                format!("`months` names {found} months, but a year has {MONTHS}"),
            )
            .hint("name all twelve in their order, as they are written in a date"),
        );
    }
    let names = months.items.iter().take(MONTHS);
    Some(
        names
            .filter_map(|item| read_words(reading, item, "months"))
            .collect(),
    )
}

/// Reads ten figures.
fn read_digits(reading: &mut Reading<'_>, node: &Node) -> Option<Words> {
    let words = read_words(reading, node, "digits")?;
    let characters: Vec<char> = words.text.chars().collect();
    let doubled = characters
        .iter()
        .enumerate()
        .any(|(at, character)| characters.iter().take(at).any(|one| one == character));
    if characters.len() != 10
        || doubled
        || !characters.iter().all(|character| character.is_numeric())
    {
        reading.fault(
            Diagnostic::error(
                rule::WRONG_PHRASE,
                node.span,
                format!(
                    "`digits` is {}, but it must be the ten digits of the language",
                    quoted(&words.text)
                ),
            )
            .hint(
                "write the digits from zero to nine in quotes and without spaces, such as \
                 \"٠١٢٣٤٥٦٧٨٩\", or delete the line to print 0 to 9",
            ),
        );
        return None;
    }
    Some(words)
}

fn read_grouping(reading: &mut Reading<'_>, node: &Node) -> Option<Words> {
    // A space between thousands, or nothing at all, is right in many languages.
    match &node.kind {
        NodeKind::Scalar(scalar) if scalar.value.chars().count() <= 1 => Some(Words {
            span: node.span,
            text: scalar.value.clone(),
        }),
        NodeKind::Scalar(_) | NodeKind::List(_) | NodeKind::Map(_) | NodeKind::Refused => {
            let words = read_words(reading, node, "number_grouping")?;
            reading.fault(
                Diagnostic::error(
                    rule::WRONG_PHRASE,
                    node.span,
                    format!(
                        "`number_grouping` is {}, but it must be one character or nothing",
                        quoted(&words.text)
                    ),
                )
                .hint(
                    "write the character that separates thousands in quotes, such as \",\" or \
                    \" \" or \"\"",
                ),
            );
            None
        }
    }
}

/// A phrase as written: outer spaces in quotes are kept, line ends are folded.
fn read_phrase(
    reading: &mut Reading<'_>,
    node: &Node,
    key: &str,
    variables: &[&str],
) -> Option<Words> {
    let scalar = reading.scalar(node, key)?;
    let phrase: String = if scalar.value.contains(['\n', '\r']) {
        folded(&scalar.value)
    } else {
        scalar.value.nfc().collect()
    };
    for variable in variables {
        let count = phrase.matches(&format!("{{{variable}}}")).count();
        if count != 1 {
            let often = if count == 0 {
                "does not hold"
            } else {
                "contains more than once"
            };
            reading.fault(
                Diagnostic::error(
                    rule::WRONG_PHRASE,
                    node.span,
                    format!("`{key}` {often} `{{{variable}}}`"),
                )
                .hint(format!(
                    "put `{{{variable}}}` once, at the place of the value"
                )),
            );
        }
    }
    let mut rest = phrase.as_str();
    while let Some((_, variable, behind)) = next_variable(rest) {
        if !variables.contains(&variable) {
            let known: Vec<String> = variables
                .iter()
                .map(|variable| format!("`{{{variable}}}`"))
                .collect();
            let fault = Diagnostic::error(
                rule::WRONG_PHRASE,
                node.span,
                format!(
                    "`{key}` contains {}, which is not known here",
                    quoted(&format!("{{{variable}}}"))
                ),
            );
            reading.fault(if known.is_empty() {
                fault.hint("this phrase has no variables: delete the braces")
            } else {
                fault.hint(format!("its variables are {}", known.join(", ")))
            });
        }
        rest = behind;
    }
    Some(Words {
        span: node.span,
        text: phrase,
    })
}

/// The text before the first `{word}`, the word, and what follows it.
fn next_variable(text: &str) -> Option<(&str, &str, &str)> {
    let (before, rest) = text.split_once('{')?;
    let (variable, behind) = rest.split_once('}')?;
    Some((before, variable, behind))
}

fn read_phrases(
    reading: &mut Reading<'_>,
    fields: &Fields<'_>,
) -> (Phrases<Option<Words>>, Option<Words>, Vec<Words>) {
    let keys = PHRASES.iter().map(|phrase| phrase.key());
    let keys: Vec<&str> = keys.chain([SO_MANY_IN, PROMPTS]).collect();
    let node = reading.required(fields, "phrases");
    let Some(fields) = node.and_then(|node| reading.fields(node, "the list of phrases", &keys))
    else {
        return (Phrases::each(|_| None), None, Vec::new());
    };
    let phrases = Phrases::each(|phrase| {
        let node = reading.required(&fields, phrase.key())?;
        read_phrase(reading, node, phrase.key(), phrase.variables())
    });
    let so_many_in = reading.optional(&fields, SO_MANY_IN);
    let so_many_in =
        so_many_in.and_then(|node| read_phrase(reading, node, SO_MANY_IN, SO_MANY_IN_VARIABLES));
    let _ = reading.required(&fields, PROMPTS);
    let prompts = list(
        reading,
        &fields,
        PROMPTS,
        MAXIMUM_PROMPTS,
        |reading, item| read_words(reading, item, PROMPTS),
    );
    (phrases, so_many_in, prompts)
}

fn read_neutral(reading: &mut Reading<'_>, fields: &Fields<'_>) -> BTreeMap<FactName, Words> {
    let names: Vec<&str> = FACTS.iter().map(|entry| entry.name).collect();
    let node = reading.required(fields, "neutral");
    let Some(fields) = node.and_then(|node| reading.fields(node, "the neutral wording", &names))
    else {
        return BTreeMap::new();
    };
    let mut neutral = BTreeMap::new();
    for entry in FACTS {
        let node = reading.required(&fields, entry.name);
        if let Some(words) = node.and_then(|node| read_words(reading, node, entry.name)) {
            neutral.insert(entry.fact, words);
        }
    }
    neutral
}

#[cfg(test)]
mod tests {
    use super::*;

    const ENGLISH: &str = include_str!("../../../content/languages/en.yaml");

    fn read(text: &str) -> (Option<Language>, Vec<String>) {
        let mut sources = SourceSet::new();
        let file = sources.add("en.yaml", text);
        let (language, found) = Language::read(&sources, file, "en");
        let shown = found
            .iter()
            .map(|one| {
                let (line, column) = one.span.map(|s| sources.position(s)).unwrap_or_default();
                format!("{line}:{column} {}", one.rule)
            })
            .collect();
        (language, shown)
    }

    fn without(line_start: &str) -> String {
        let kept = ENGLISH.lines().filter(|line| !line.starts_with(line_start));
        kept.collect::<Vec<_>>().join("\n")
    }

    #[test]
    fn english_is_whole() {
        let (language, faults) = read(ENGLISH);
        assert_eq!(faults, Vec::<String>::new());
        let language = language.unwrap();
        assert!(language.so_many_in.is_some());
        assert_eq!(language.neutral.len(), FACTS.len());
        assert_eq!(language.phrases[Phrase::ListSeparator].text, ", ");
        assert_eq!(
            language.format_date(jiff::civil::date(2026, 3, 31)),
            "31 March 2026"
        );
        assert_eq!(language.format_number(1_000), "1,000");
        assert_eq!(language.format_number(10_000_000), "10,000,000");
        assert_eq!(language.format_number(7), "7");
    }

    #[test]
    fn what_is_missing_or_strange_is_named() {
        assert!(read(&without("  key_point:")).1[0].ends_with("missing-field"));
        assert!(read(&without("  surgeon:")).1[0].ends_with("missing-field"));
        let (without_optional, faults) = read(&without("  so_many_in:"));
        assert!(without_optional.is_some() && faults.is_empty());
        assert!(read(&without("  - March")).1[0].ends_with("wrong-months"));
        let lacks = ENGLISH.replace("Page {page} of {pages}", "Page {page} of {all}");
        let faults = read(&lacks).1;
        assert_eq!(faults.len(), 2, "one lacks, one is not known: {faults:?}");
        assert!(faults.iter().all(|fault| fault.ends_with("wrong-phrase")));
        let unknown = ENGLISH.replace("  key_point: Key", "  keypoint: Key");
        assert_eq!(
            read(&unknown).1.len(),
            1,
            "a misspelt phrase is not missing as well"
        );
        assert!(read(&ENGLISH.replace("tag: en ", "tag: English ")).1[0].contains("tag"));
        let other = read(&ENGLISH.replace("tag: en ", "tag: hi "));
        assert!(other.0.is_none() && other.1[0].ends_with("wrong-language-tag"));
        assert!(read(&ENGLISH.replace("left-to-right ", "ltr ")).1[0].contains("unknown-choice"));
    }
}
