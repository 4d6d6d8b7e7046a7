//! Lines that begin at different places.
//!
//! ## What it finds
//!
//! A paragraph of running text of three lines and more whose lines do not begin under each other.
//!
//! No guide can cause this, because the templates prevent it. The rule checks the templates themselves.
//!
//! ## Why it matters
//!
//! The eye goes back to where the last line began, but the next line does not begin there.
//!
//! ## Source
//!
//! UKAAF, Creating clear print and large print documents (G003, 2019): text is aligned to the left (to the
//! right in Urdu).
//!
//! ## Example
//!
//! A paragraph that is centred like a poem.
//!
//! ## Write instead
//!
//! Lines that all begin at the same edge, as the program sets them.

use crate::base::diagnostic::Severity;
use crate::lint::pages::{Pages, place};
use crate::lint::{Check, Family, Findings, Harm, Rule, Subject};
use crate::model::language::Direction;

pub(in crate::lint) const RULE: Rule = Rule {
    name: "centred-text",
    family: Family::Print,
    harm: Harm::Appearance,
    severity: Severity::Error,
    languages: &[],
    file: include_str!("centred_text.rs"),
    check: Check::Templates(check),
};

/// How far the beginnings of lines may lie apart, in millimetres: letters have different edges.
const MOST_APART: f64 = 1.0;

/// A paragraph of fewer lines says nothing of how it is set.
const LEAST_LINES: usize = 3;

fn check(subject: &Subject<'_>, pages: &Pages, found: &mut Findings) {
    for paragraph in pages
        .running_text()
        .filter(|one| one.lines.len() >= LEAST_LINES)
    {
        let beginnings = paragraph
            .lines
            .iter()
            .map(|line| match subject.language.direction {
                Direction::LeftToRight => line.left,
                Direction::RightToLeft => line.right,
            });
        let (first, last) = beginnings.fold((f64::MAX, f64::MIN), |(first, last), at| {
            (first.min(at), last.max(at))
        });
        if last - first > MOST_APART {
            let message = format!(
                "the lines of this paragraph on page {} begin at different places",
                paragraph.page() + 1
            );
            found
                .tell(place(subject, paragraph.part, &paragraph.text()), message)
                .hint("this is a fault in the program: please report it");
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::lint::pages::by_hand::{found, line, pages, paragraph, run};

    #[test]
    fn it_fires_on_pages_made_by_hand() {
        let shifted = |by: f64| {
            let mut lines = [50.0, 56.0, 62.0].map(|down| line(0, down, run("first words")));
            lines[1].left += by;
            pages(1, vec![paragraph(lines.to_vec())])
        };
        let told = found(&RULE, &shifted(4.0));
        assert_eq!((told.len(), told[0].1), (1, 6));
        assert_eq!(found(&RULE, &shifted(0.3)), []);
    }
}
