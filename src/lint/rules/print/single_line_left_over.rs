//! One line of a paragraph alone on a page.
//!
//! ## What it finds
//!
//! A paragraph of which a single line stands at the foot of a page, or at the head of the next.
//!
//! No guide can cause this, because the templates prevent it. The rule checks the templates themselves.
//!
//! ## Why it matters
//!
//! A line alone is overlooked, and its sentence is not understood.
//!
//! ## Source
//!
//! A rule of typesetting of every house (widows and orphans); the bound of one line is the usual one.
//!
//! ## Example
//!
//! The last line of a paragraph as the first of page 3.
//!
//! ## Write instead
//!
//! Two lines at least on either side; the program moves a line along.

use crate::base::diagnostic::Severity;
use crate::lint::pages::{Pages, place};
use crate::lint::{Check, Family, Findings, Harm, Rule, Subject};

pub(in crate::lint) const RULE: Rule = Rule {
    name: "single-line-left-over",
    family: Family::Print,
    harm: Harm::Appearance,
    severity: Severity::Warning,
    languages: &[],
    file: include_str!("single_line_left_over.rs"),
    check: Check::Templates(check),
};

fn check(subject: &Subject<'_>, pages: &Pages, found: &mut Findings) {
    for paragraph in pages.running_text() {
        let pieces: Vec<_> = paragraph
            .lines
            .chunk_by(|line, next| line.page == next.page)
            .collect();
        let [first, .., last] = pieces.as_slice() else {
            continue;
        };
        let alone = [(first, "foot"), (last, "head")]
            .into_iter()
            .find_map(|(piece, end)| {
                let [line] = piece else { return None };
                Some((line, end))
            });
        if let Some((line, end)) = alone {
            let place = place(subject, paragraph.part, &line.text());
            let message = format!(
                "one line of this paragraph is alone at the {end} of page {}",
                line.page + 1
            );
            found
                .tell(place, message)
                .hint("shorten the paragraph by a line, or the text before it");
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::lint::pages::by_hand::{found, line, pages, paragraph, run};

    #[test]
    fn it_fires_on_pages_made_by_hand() {
        let split = |on_first: u32, on_second: u32| {
            let on = |page, lines| {
                let down = if page == 0 { 250.0 } else { 30.0 };
                (0..lines).map(move |at| line(page, down + 6.0 * f64::from(at), run("first words")))
            };
            pages(
                2,
                vec![paragraph(on(0, on_first).chain(on(1, on_second)).collect())],
            )
        };
        let at_foot = found(&RULE, &split(1, 3));
        assert!(at_foot[0].2.contains("foot of page 1"), "{}", at_foot[0].2);
        let at_head = found(&RULE, &split(3, 1));
        assert!(at_head[0].2.contains("head of page 2"), "{}", at_head[0].2);
        assert_eq!(at_head[0].1, 6);
        for sound in [split(2, 2), split(1, 0), split(0, 1)] {
            assert_eq!(found(&RULE, &sound), []);
        }
    }
}
