//! Words of a block that are printed smaller than the running text.
//!
//! ## What it finds
//!
//! Words of the guide that stand in smaller letters than its paragraphs. They are reported once, at the first of them.
//!
//! No guide can cause this, because the templates prevent it. The rule checks the templates themselves.
//!
//! ## Why it matters
//!
//! Readers think that small letters are less important, and people with poor sight cannot read them.
//!
//! ## Source
//!
//! UKAAF, Creating clear print and large print documents (G003, 2019): labels, captions and page numbers as
//! large as the text.
//!
//! ## Example
//!
//! The sentence under a picture, in smaller letters than the text beside it.
//!
//! ## Write instead
//!
//! All words as large as the text, as the program sets them.

use crate::base::diagnostic::Severity;
use crate::lint::pages::{Pages, place, tenths};
use crate::lint::{Check, Family, Findings, Harm, Rule, Subject};
use crate::model::page_facts::Part;

pub(in crate::lint) const RULE: Rule = Rule {
    name: "small-text",
    family: Family::Print,
    harm: Harm::Appearance,
    severity: Severity::Advice,
    languages: &[],
    file: include_str!("small_text.rs"),
    check: Check::Templates(check),
};

fn check(subject: &Subject<'_>, pages: &Pages, found: &mut Findings) {
    let Some(body) = pages.body_size() else {
        return;
    };
    let small = pages.runs().filter(|(part, _, run)| {
        let is_small = !run.is_shifted && tenths(run.size) < body;
        is_small && matches!(part, Part::Block(_)) && is_of_the_guide(pages, *part, &run.text)
    });
    let (mut letters, mut smallest, mut first) = (0, body, None);
    for (part, page, run) in small {
        letters += run.text.chars().count();
        smallest = smallest.min(tenths(run.size));
        first.get_or_insert((part, page, run.text.as_str()));
    }
    if let Some((part, page, words)) = first {
        let message = format!(
            "{letters} letters are printed smaller than the running text of {body} points, down to \
             {smallest}; these on page {page} are the first"
        );
        found
            .tell(place(subject, part, words), message)
            .hint("this is a fault in the program: please report it");
    }
}

/// Whether words are the guide's own, and no label that the program sets beside them.
fn is_of_the_guide(pages: &Pages, part: Part, words: &str) -> bool {
    let mut texts = pages.expected.iter().filter(|one| one.part == part);
    texts.any(|one| one.text.contains(words.trim()))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::lint::pages::by_hand::{found, line, pages, paragraph, run};
    use crate::model::page_facts::{ExpectedText, PrintedRun};

    #[test]
    fn it_fires_on_pages_made_by_hand() {
        let sized = |size| {
            let words = PrintedRun {
                size,
                ..run("a few words")
            };
            let text = "the text that most of the page is made of";
            let mut pages = pages(
                1,
                vec![
                    paragraph(vec![line(0, 50.0, run(text))]),
                    paragraph(vec![line(0, 60.0, words)]),
                ],
            );
            pages.expected = vec![ExpectedText {
                part: Part::Block(0),
                text: format!("{text} a few words"),
            }];
            pages
        };
        let told = found(&RULE, &sized(10.5));
        assert!(told[0].2.contains("down to 10.5"), "{}", told[0].2);
        assert_eq!(found(&RULE, &sized(12.0)), []);
    }
}
