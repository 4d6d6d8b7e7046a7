//! A placeholder of another program that nobody filled in.
//!
//! ## What it finds
//!
//! Text that looks like a placeholder of a letter program, a mail merge or a template: `<<NAME>>`, `«Name»`,
//! `%NAME%`, `${name}`, `[patient name]`, `XXXX`, `XX/XX/XXXX`, "lorem ipsum", "TODO", "TBC", and the error
//! values of a spreadsheet. The placeholders of this program, such as `{surgeon}`, are not reported.
//!
//! ## Why it matters
//!
//! It is printed as it is. "Dear [patient name]" tells a patient that the sheet was meant for somebody else;
//! and if one fact was not filled in, another fact may belong to the patient before.
//!
//! ## Source
//!
//! The rule is ours. The forms are those of letter programs that clinics use, and of Word and Excel.
//!
//! ## Example
//!
//! `Your surgeon is <<CONSULTANT>>.`
//!
//! ## Write instead
//!
//! The words themselves; or, for what differs from patient to patient, a placeholder of this program:
//! `{patient}`, `{surgeon}`, `{date}`, `{procedure_date}`, `{level}`, `{side}`, `{reference}`.

use std::collections::BTreeSet;
use std::ops::Range;

use crate::base::diagnostic::{Severity, quoted};
use crate::base::invariant::PartOf;
use crate::lint::{Check, Family, Findings, Harm, Rule, Subject};
use crate::model::guide::Words;
use crate::source::Span;

pub(in crate::lint) const RULE: Rule = Rule {
    name: "leftover-placeholder",
    family: Family::Privacy,
    harm: Harm::Exposure,
    severity: Severity::Error,
    languages: &[],
    file: include_str!("leftover_placeholder.rs"),
    check: Check::Guide(check),
};

/// Characters that open and close a placeholder, and what its name is like between them.
const PAIRS: &[(&str, &str, Name)] = &[
    ("<<", ">>", Name::Any),
    ("{{", "}}", Name::Any),
    ("${", "}", Name::Any),
    ("«", "»", Name::JoinedOrLarge),
    ("<", ">", Name::Large),
    ("%", "%", Name::Large),
];

/// What the name of a placeholder is like between characters that have other uses too.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Name {
    /// Any word.
    Any,
    /// Capitals.
    Large,
    /// Capitals, or words joined with an underscore; others may be a quotation.
    JoinedOrLarge,
}

/// Longest name of a placeholder, in characters.
const LONGEST_NAME: usize = 40;

/// Words of which one stands in brackets that somebody was to fill in.
const BRACKETED: &[&str] = &[
    "name",
    "patient",
    "surgeon",
    "consultant",
    "doctor",
    "hospital",
    "clinic",
    "ward",
    "date",
    "insert",
    "enter",
    "add",
    "your",
    "phone",
    "telephone",
    "number",
    "address",
    "email",
    "tbc",
    "xxx",
    "logo",
];

/// Words that stand for something to come; in capitals, because "todo" and "tbc" are words elsewhere.
const TO_COME: &[&str] = &["TODO", "TBC", "TBD", "FIXME", "MERGEFIELD", "PLACEHOLDER"];

/// What programs print where a value is missing.
const MISSING: &[&str] = &[
    "#REF!",
    "#NAME?",
    "#N/A",
    "#VALUE!",
    "[object Object]",
    "&lt;&lt;",
];

fn check(subject: &Subject<'_>, found: &mut Findings) {
    let prompts: BTreeSet<Span> = subject.guide.prompts_left().into_iter().collect();
    for passage in subject.prose.all() {
        if !prompts.contains(&passage.span) {
            text(subject, &passage.text, passage.span, found);
        }
    }
    for words in brand_words(subject) {
        if !(words.text.starts_with('[') && words.text.ends_with(']')) {
            text(subject, &words.text, words.span, found);
        }
    }
}

/// The words of the brand that are printed.
fn brand_words<'a>(subject: &Subject<'a>) -> Vec<&'a Words> {
    let brand = subject.brand;
    let mut words = vec![&brand.name];
    words.extend(&brand.place);
    words.extend(&brand.tagline);
    words.extend(&brand.contacts);
    for person in &brand.people {
        words.push(&person.name);
        words.extend(&person.title);
        words.extend(&person.credentials);
    }
    words
}

fn text(subject: &Subject<'_>, text: &str, span: Span, found: &mut Findings) {
    for place in placeholders(text) {
        let words = text.part(place);
        found
            .tell(
                subject.place_of(words, span),
                format!(
                    "{} looks like a placeholder that nobody filled in",
                    quoted(words)
                ),
            )
            .hint("write the words that belong here")
            .hint(
                "for facts that differ from patient to patient, write `{surgeon}`, `{date}` and \
                 so on",
            );
    }
}

/// The places that look like placeholders, in order.
fn placeholders(text: &str) -> Vec<Range<usize>> {
    let mut places: Vec<Range<usize>> = Vec::new();
    let mut add = |place: Range<usize>| {
        let is_known = places
            .iter()
            .any(|other: &Range<usize>| place.start < other.end && other.start < place.end);
        if !is_known && places.len() < 100 {
            places.push(place);
        }
    };
    for (open, close, kind) in PAIRS {
        for place in between(text, open, close, |name| is_name(name, *kind)) {
            add(place);
        }
    }
    for place in between(text, "[", "]", is_to_be_filled_in) {
        add(place);
    }
    for missing in MISSING {
        for (at, found) in text.match_indices(missing) {
            add(at..at + found.len());
        }
    }
    for (at, word) in words(text) {
        let is_crossed =
            word.len() >= 4 && word.chars().all(|character| matches!(character, 'X' | 'x'));
        if is_crossed || TO_COME.contains(&word) {
            add(at..at + word.len());
        }
    }
    let lower = text.to_ascii_lowercase();
    for (at, found) in lower.match_indices("lorem ipsum") {
        add(at..at + found.len());
    }
    places.sort_by_key(|place| place.start);
    places
}

/// The ranges from an opening to the next closing character whose inside fits.
fn between(text: &str, open: &str, close: &str, fits: impl Fn(&str) -> bool) -> Vec<Range<usize>> {
    let mut ranges = Vec::new();
    for (at, _) in text.match_indices(open) {
        let from = at + open.len();
        let behind = text.part(from..);
        let reach: usize = behind
            .chars()
            .take(LONGEST_NAME + close.chars().count())
            .map(char::len_utf8)
            .sum();
        let near = behind.part(..reach);
        if let Some(inside) = near.find(close).and_then(|end| near.get(..end))
            && fits(inside)
        {
            ranges.push(at..from + inside.len() + close.len());
        }
    }
    ranges
}

/// Whether this is the name of a placeholder: letters, digits and what joins them.
fn is_name(name: &str, kind: Name) -> bool {
    let is_joined = name
        .chars()
        .all(|character| character.is_alphanumeric() || matches!(character, '_' | '-' | '.'));
    let is_large = name.len() > 1 && !name.contains(char::is_lowercase);
    let fits = match kind {
        Name::Any => true,
        Name::Large => is_large,
        Name::JoinedOrLarge => is_large || name.contains('_'),
    };
    name.starts_with(char::is_alphabetic) && is_joined && fits
}

/// Whether words in brackets were to be filled in: few, and one of them says with what.
fn is_to_be_filled_in(inside: &str) -> bool {
    let lower = inside.to_lowercase();
    let mut words = lower.split([' ', '_', '-', '/', '\'', '’']);
    words.clone().count() <= 5 && words.any(|word| BRACKETED.contains(&word))
}

/// The runs of letters, with the byte at which each begins.
fn words(text: &str) -> Vec<(usize, &str)> {
    let mut words = Vec::new();
    let mut at = 0;
    for word in text.split(|character: char| !character.is_alphanumeric()) {
        if !word.is_empty() {
            words.push((at, word));
        }
        at += word.len();
        at += text
            .get(at..)
            .and_then(|behind| behind.chars().next())
            .map_or(0, char::len_utf8);
    }
    words
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(text: &str) -> Vec<&str> {
        placeholders(text)
            .into_iter()
            .map(|range| &text[range])
            .collect()
    }

    #[test]
    fn placeholders_of_other_programs_are_found() {
        for (text, expected) in [
            ("Dear <<NAME>>,", "<<NAME>>"),
            ("Dear «First_Name»,", "«First_Name»"),
            ("Dear %NAME%,", "%NAME%"),
            ("Dear ${name},", "${name}"),
            ("Dear {{name}},", "{{name}}"),
            ("Dear <NAME>,", "<NAME>"),
            ("Dear [patient name],", "[patient name]"),
            ("Call [insert ward’s number].", "[insert ward’s number]"),
            ("Call XXXX now", "XXXX"),
            ("Lorem ipsum dolor", "Lorem ipsum"),
            ("The dose is TBC.", "TBC"),
            ("It costs #REF! rupees", "#REF!"),
        ] {
            assert_eq!(found(text), [expected], "{text}");
        }
    }

    #[test]
    fn ordinary_characters_are_none() {
        for text in [
            "50% to 60% of people",
            "a < b and c > d",
            "« Bonjour », dit-elle",
            "«Hallo»",
            "[see below]",
            "XXL and XL",
            "{surgeon} and {patient}",
            "todo el mundo",
            "xx",
            "5 % VAT 5 %",
            "the X-ray [1]",
            "<p>",
        ] {
            assert!(found(text).is_empty(), "{text}: {:?}", found(text));
        }
    }

    #[test]
    fn hostile_texts_take_linear_time() {
        for piece in ["<", "[", "%", "«", "X ", "<<a", "[name] "] {
            placeholders(&piece.repeat(5_000));
        }
    }
}
