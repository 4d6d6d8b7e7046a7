//! Marks of another text format that are printed as they are.
//!
//! ## What it finds
//!
//! One star or one line below round words (`*now*`, `_now_`, `__now__`), number signs before a heading (`##
//! After`), words between back quotes, words that are crossed out (`~~500~~`), tags of web pages (`<b>`,
//! `<br>`) and their code for characters (`&nbsp;`, `&ge;`, `&#8805;`). Characters after a backslash are meant
//! to be printed, so they are not reported.
//!
//! ## Why it matters
//!
//! A guide uses only few marks, and these are not among them. The patient reads "Do \*not\* drive" with the
//! stars, and the important word does not stand out.
//!
//! ## Source
//!
//! Ours: the habits of Markdown and of web pages, from which texts are copied.
//!
//! ## Example
//!
//! `- paragraph: Do *not* drive on the day.`
//!
//! ## Write instead
//!
//! `- paragraph: Do **not** drive on the day.`

use std::ops::Range;

use crate::base::diagnostic::{Severity, quoted};
use crate::base::invariant::PartOf;
use crate::lint::{Check, Family, Findings, Harm, Rule, Subject};
use crate::model::patient::entity;
use crate::source::Span;

pub(in crate::lint) const RULE: Rule = Rule {
    name: "leftover-markup",
    family: Family::Structure,
    severity: Severity::Warning,
    harm: Harm::Falsehood,
    languages: &[],
    file: include_str!("leftover_markup.rs"),
    check: Check::Guide(check),
};

/// Tags of web pages that come along with copied text.
const TAGS: &[&str] = &[
    "a",
    "b",
    "blockquote",
    "br",
    "center",
    "code",
    "div",
    "em",
    "font",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "hr",
    "i",
    "img",
    "li",
    "ol",
    "p",
    "pre",
    "small",
    "span",
    "strong",
    "sub",
    "sup",
    "table",
    "td",
    "th",
    "tr",
    "u",
    "ul",
];

/// Longest name for a character in the code of web pages: `&thetasym;`.
const LONGEST_NAME: usize = 10;

/// Longest run of words between two marks, in bytes: a sentence or two.
const LONGEST: usize = 200;

/// Most that is told of one text.
const MOST: usize = 20;

/// What was left, and what to write instead.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Leftover {
    place: Range<usize>,
    hint: String,
}

fn check(subject: &Subject<'_>, found: &mut Findings) {
    for passage in subject.prose.all() {
        // One `~` lowers words, so that crossed-out ones are found in the file only.
        for place in between(subject.written(passage.span), "~~")
            .into_iter()
            .take(MOST)
        {
            let span = Span {
                start: passage.span.start + place.start,
                end: passage.span.start + place.end,
                ..passage.span
            };
            let words = quoted(subject.written(span));
            found
                .tell(
                    span,
                    format!("{words} is printed without being crossed out"),
                )
                .hint("delete the words that are no longer right, with their marks");
        }
        for leftover in leftovers(&passage.text).into_iter().take(MOST) {
            let words = passage.text.part(leftover.place);
            let place = subject.place_of(words, passage.span);
            // Characters behind a backslash are meant to be printed.
            let with_character_before = Span {
                start: place.start.saturating_sub(1),
                ..place
            };
            if subject.written(with_character_before).contains('\\') {
                continue;
            }
            found
                .tell(
                    place,
                    format!("{} is printed with its marks", quoted(words)),
                )
                .hint(leftover.hint);
        }
    }
}

/// What is left of other ways of writing, in the order of the text.
fn leftovers(text: &str) -> Vec<Leftover> {
    let mut found = Vec::new();
    found.extend(heading(text));
    for (mark, hint) in [
        ("__", "for bold words write two stars on each side: `**…**`"),
        ("*", "for bold words write two stars on each side: `**…**`"),
        ("_", "for bold words write two stars on each side: `**…**`"),
        ("`", "delete the back quotes"),
    ] {
        for place in between(text, mark) {
            let is_known = |known: &Leftover| known.place.contains(&place.start);
            if !found.iter().any(is_known) {
                let hint = hint.to_owned();
                found.push(Leftover { place, hint });
            }
        }
    }
    found.extend(tags(text));
    found.extend(entities(text));
    found.sort_by_key(|leftover| leftover.place.start);
    found
}

/// Characters in the code of web pages: `&ge;`, `&#8805;`, `&#x2265;`.
fn entities(text: &str) -> Vec<Leftover> {
    let mut found = Vec::new();
    for (start, _) in text.match_indices('&') {
        let rest = text.part(start..);
        let mut bytes = rest.bytes().take(LONGEST_NAME + 1);
        let Some(length) = bytes.position(|byte| byte == b';') else {
            continue;
        };
        let code = rest.part(..=length);
        let Some(character) = entity::without_entities(code).filter(|character| character != code)
        else {
            continue;
        };
        let hint = match character.trim().is_empty() {
            true => "write a space instead".to_owned(),
            false => format!("write {character} instead"),
        };
        found.push(Leftover {
            place: start..start + code.len(),
            hint,
        });
    }
    found
}

/// Number signs before a heading.
fn heading(text: &str) -> Option<Leftover> {
    let words = text.trim_start_matches('#');
    let characters = text.len() - words.len();
    let begins = words.strip_prefix(' ')?.chars().next()?;
    ((2..=6).contains(&characters) && begins.is_alphanumeric()).then(|| Leftover {
        place: 0..characters,
        hint: "make it a block of its own, `- sub_heading: …`, or the `heading:` of a section"
            .to_owned(),
    })
}

/// Words between two equal marks that touch them and nothing else.
fn between(text: &str, mark: &str) -> Vec<Range<usize>> {
    let mut found = Vec::new();
    let mut from = 0;
    let is_of_word = |character: char| character.is_alphanumeric();
    while let Some(at) = text.get(from..).and_then(|rest| rest.find(mark)) {
        let start = from + at;
        let inside = start + mark.len();
        from = inside;
        let before = text[..start].chars().next_back();
        let first = text[inside..].chars().next();
        let can_open = !before.is_some_and(|character| {
            is_of_word(character) || mark.ends_with(character) || character == '/'
        }) && first.is_some_and(is_of_word);
        if !can_open {
            continue;
        }
        let end = text[inside..].match_indices(mark).find_map(|(length, _)| {
            let close = inside + length;
            let last = text[..close].chars().next_back();
            let behind = text[close + mark.len()..].chars().next();
            let closes = last.is_some_and(|character| !character.is_whitespace())
                && !behind
                    .is_some_and(|character| is_of_word(character) || mark.ends_with(character));
            (closes && length <= LONGEST).then_some(close + mark.len())
        });
        if let Some(end) = end {
            found.push(start..end);
            from = end;
        }
    }
    found
}

/// Tags of web pages.
fn tags(text: &str) -> Vec<Leftover> {
    let mut found = Vec::new();
    for (start, _) in text.match_indices('<') {
        let rest = &text[start..];
        let Some(length) = rest.find('>').filter(|length| *length <= LONGEST) else {
            continue;
        };
        let inside = rest[1..length]
            .trim_start_matches('/')
            .trim_end_matches('/');
        let name: String = inside
            .chars()
            .take_while(char::is_ascii_alphanumeric)
            .collect();
        let behind = inside[name.len()..].chars().next();
        let is_tag = TAGS.contains(&name.to_ascii_lowercase().as_str())
            && behind.is_none_or(char::is_whitespace);
        if is_tag {
            found.push(Leftover {
                place: start..start + length + 1,
                hint: "delete the tag; for bold words write two stars on each side: `**…**`"
                    .to_owned(),
            });
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(text: &str) -> Vec<&str> {
        leftovers(text)
            .into_iter()
            .map(|leftover| &text[leftover.place])
            .collect()
    }

    #[test]
    fn marks_of_other_ways_of_writing_are_found() {
        for (text, expected) in [
            ("Do *not* drive.", vec!["*not*"]),
            ("*Please note* this", vec!["*Please note*"]),
            ("Do __not__ lift, use _care_.", vec!["__not__", "_care_"]),
            ("## After", vec!["##"]),
            ("see `code` here", vec!["`code`"]),
            ("a <b>bold</b> word<br/>", vec!["<b>", "</b>", "<br/>"]),
            ("<p class=\"x\">Rest", vec!["<p class=\"x\">"]),
            ("5&nbsp;mg &amp; rest", vec!["&nbsp;", "&amp;"]),
            (
                "&ge; 38, &#8805; 38, &#x2265; 38, &micro;g &frac12;",
                vec!["&ge;", "&#8805;", "&#x2265;", "&micro;", "&frac12;"],
            ),
            ("(*now*)", vec!["*now*"]),
        ] {
            assert_eq!(found(text), expected, "{text}");
        }
    }

    #[test]
    fn characters_that_mean_themselves_are_left_alone() {
        for text in [
            "2 * 3 = 6 and 4 * 5",
            "from 10 % * (see below)",
            "a footnote* and another*",
            "*see the note",
            "Name: ______ Date: ______",
            "https://example.org/a_b_c and file_name_x",
            "bed #7, # 4",
            "temperature <38 or >39",
            "p < 0.05 and n > 100",
            "R&D; and Q&A",
            "it’s ``",
            "",
        ] {
            assert_eq!(found(text), Vec::<&str>::new(), "{text}");
        }
    }
}
