//! Lines that are stretched to one length.
//!
//! ## What it finds
//!
//! Running text whose spaces are wider than the typeface has them in at least half of the full lines,
//! because both edges are straight.
//!
//! No guide can cause this, because the templates prevent it. The rule checks the templates themselves.
//!
//! ## Why it matters
//!
//! Spaces of different widths make white gaps that run down the page, and people with dyslexia lose the line.
//! If all lines have the same length, the eye does not find the right line again.
//!
//! ## Source
//!
//! UKAAF, Creating clear print and large print documents (G003, 2019), and RNIB: text is aligned to the
//! left, with a ragged edge.
//!
//! ## Example
//!
//! A paragraph as in a newspaper, straight on both sides.
//!
//! ## Write instead
//!
//! Text that begins at one edge and ends where its words end, as the program sets it.

use crate::base::diagnostic::Severity;
use crate::lint::pages::Pages;
use crate::lint::{Check, Family, Findings, Harm, Rule, Subject};
use crate::model::page_facts::PrintedRun;

pub(in crate::lint) const RULE: Rule = Rule {
    name: "justified-text",
    family: Family::Print,
    harm: Harm::Appearance,
    severity: Severity::Error,
    languages: &[],
    file: include_str!("justified_text.rs"),
    check: Check::Templates(check),
};

/// From how wide on, as a share of the typeface's own, a space is stretched.
const STRETCHED: f64 = 1.05;

fn check(subject: &Subject<'_>, pages: &Pages, found: &mut Findings) {
    let lines = pages.full_lines();
    let is_stretched = |run: &PrintedRun| run.widest_space > STRETCHED;
    let stretched = lines
        .iter()
        .filter(|line| line.runs.iter().any(is_stretched))
        .count();
    if stretched > 0 && 2 * stretched >= lines.len() {
        let message = format!(
            "{stretched} of {} full lines are stretched to one length",
            lines.len()
        );
        found
            .tell(subject.title(), message)
            .hint("this is a fault in the program: please report it");
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::lint::pages::by_hand::{found, line, pages, paragraph, run};

    #[test]
    fn it_fires_on_pages_made_by_hand() {
        let spaced = |widest_space| {
            let words = PrintedRun {
                widest_space,
                ..run("first words")
            };
            let lines = [50.0, 56.0, 62.0].map(|down| line(0, down, words.clone()));
            pages(1, vec![paragraph(lines.to_vec())])
        };
        let told = found(&RULE, &spaced(1.3));
        assert!(told[0].2.contains("2 of 2 full lines"), "{}", told[0].2);
        assert_eq!(found(&RULE, &spaced(1.0)), []);
    }
}
