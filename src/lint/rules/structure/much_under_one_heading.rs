//! More than 200 words under one heading.
//!
//! ## What it finds
//!
//! More than 200 words between one heading and the next. Headings are those of sections, sub-headings and
//! questions; warning signs stand in a frame with a heading of its own. The text before the first section is
//! counted too, without the key message.
//!
//! ## Why it matters
//!
//! People look for one answer and read from heading to heading. They do not search a page of text without
//! headings; they put it away.
//!
//! ## Source
//!
//! PEMAT, item on headed portions of text, and CDC Clear Communication Index on headed chunks; the
//! figure of 200 words is ours.
//!
//! ## Example
//!
//! "Recovery" with 320 words: hospital, home, work and sport in one.
//!
//! ## Write instead
//!
//! `sub_heading:` for each part: "In hospital", "The first weeks at home", "Work and sport".

use crate::base::diagnostic::{Severity, quoted};
use crate::lint::{Check, Family, Findings, Harm, Passage, PassageKind, Rule, Subject};
use crate::source::Span;

pub(in crate::lint) const RULE: Rule = Rule {
    name: "much-under-one-heading",
    family: Family::Structure,
    harm: Harm::Confusion,
    severity: Severity::Warning,
    languages: &[],
    file: include_str!("much_under_one_heading.rs"),
    check: Check::Guide(check),
};

/// Most words under a heading; the figure is ours.
const MOST_WORDS: usize = 200;

/// A heading with the words under it.
struct Part<'a> {
    place: Span,
    heading: Option<&'a str>,
    section: Option<usize>,
    words: usize,
}

fn check(subject: &Subject<'_>, found: &mut Findings) {
    let mut part = Part {
        place: subject.title(),
        heading: None,
        section: None,
        words: 0,
    };
    for passage in subject.prose.all() {
        let is_head = matches!(
            passage.kind,
            PassageKind::Heading | PassageKind::SubHeading | PassageKind::Question
        );
        if is_head {
            tell(&part, found);
            part = Part {
                place: passage.span,
                heading: Some(&passage.text),
                section: passage.section,
                words: 0,
            };
        } else if passage.section == part.section && counts(passage) {
            part.words += words(&passage.text);
        }
    }
    tell(&part, found);
}

/// Whether the words of a passage stand under the heading before it.
fn counts(passage: &Passage) -> bool {
    let kind = passage.kind;
    let is_text = kind.is_running_text() || matches!(kind, PassageKind::Step | PassageKind::Point);
    let is_apart = kind == PassageKind::Summary || kind.warns();
    is_text && !is_apart
}

fn words(text: &str) -> usize {
    let words = text.split_whitespace();
    words
        .filter(|word| word.contains(char::is_alphanumeric))
        .count()
}

fn tell(part: &Part<'_>, found: &mut Findings) {
    let words = part.words;
    if words <= MOST_WORDS {
        return;
    }
    let under = match part.heading {
        Some(heading) => format!("under {}", quoted(heading)),
        None => "before the first heading".to_owned(),
    };
    let message = format!(
        "there are {words} words {under}; patients seldom read more than {MOST_WORDS} to \
            the end"
    );
    let told = found.tell(part.place, message);
    if part.heading.is_some() {
        told.hint(
            "divide them with `sub_heading:` where the subject changes, or leave out what \
            is least important",
        );
    } else {
        told.hint("move explanations into separate sections with their own headings");
    }
}
