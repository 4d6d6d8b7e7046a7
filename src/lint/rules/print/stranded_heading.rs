//! A heading at the foot of a page, with its text on the next page.
//!
//! ## What it finds
//!
//! A heading with nothing below it on its page, although the leaflet continues.
//!
//! No guide can cause this, because the templates prevent it. The rule checks the templates themselves.
//!
//! ## Why it matters
//!
//! The patient reads a heading with nothing under it, and on the next page a text without a heading.
//!
//! ## Source
//!
//! A rule of typesetting of every house; users of word processors and of web printing ask for it again and
//! again.
//!
//! ## Example
//!
//! "Possible risks" as the last line of page 2.
//!
//! ## Write instead
//!
//! A heading with two lines of its text at least; the program moves it to the next page.

use crate::base::diagnostic::{Severity, quoted};
use crate::lint::pages::{Pages, place};
use crate::lint::{Check, Family, Findings, Harm, Rule, Subject};
use crate::model::page_facts::ParagraphKind;

pub(in crate::lint) const RULE: Rule = Rule {
    name: "stranded-heading",
    family: Family::Print,
    harm: Harm::Appearance,
    severity: Severity::Warning,
    languages: &[],
    file: include_str!("stranded_heading.rs"),
    check: Check::Templates(check),
};

fn check(subject: &Subject<'_>, pages: &Pages, found: &mut Findings) {
    let facts = &pages.facts;
    let body = || facts.paragraphs.iter().filter(|one| one.part.is_body());
    for heading in body().filter(|one| matches!(one.kind, ParagraphKind::Heading(_))) {
        let Some(last) = heading.lines.last() else {
            continue;
        };
        let is_last_page = last.page + 1 == facts.pages.len();
        let is_lower = |page: usize, down: f64| page == last.page && down > last.baseline;
        let has_words = body()
            .flat_map(|one| &one.lines)
            .any(|line| is_lower(line.page, line.baseline));
        let has_picture = facts
            .pictures
            .iter()
            .any(|picture| is_lower(picture.page, picture.bottom));
        if !(is_last_page || has_words || has_picture) {
            let text = heading.text();
            let message = format!(
                "the heading {} is the last line of page {}, but its text begins on the next page",
                quoted(text.trim()),
                last.page + 1
            );
            found
                .tell(place(subject, heading.part, &text), message)
                .hint("make the text before it one line shorter or longer");
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::lint::pages::by_hand::{found, line, pages, paragraph, run};
    use crate::model::page_facts::{Part, PrintedParagraph};

    #[test]
    fn it_fires_on_pages_made_by_hand() {
        let heading = PrintedParagraph {
            part: Part::SectionHeading(0),
            kind: ParagraphKind::Heading(2),
            ..paragraph(vec![line(0, 270.0, run("B"))])
        };
        let foot = PrintedParagraph {
            part: Part::Foot,
            ..paragraph(vec![line(0, 285.0, run("Page 1 of 2"))])
        };
        let text = |page, down| paragraph(vec![line(page, down, run("first words"))]);
        let stranded = pages(2, vec![heading.clone(), foot.clone(), text(1, 30.0)]);
        let told = found(&RULE, &stranded);
        assert_eq!((told.len(), told[0].1), (1, 3));
        assert!(
            told[0].2.contains("`B` is the last line of page 1"),
            "{}",
            told[0].2
        );
        let followed = pages(2, vec![heading, text(0, 276.0), foot, text(1, 30.0)]);
        assert_eq!(found(&RULE, &followed), []);
    }
}
