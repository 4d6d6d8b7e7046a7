//! A character without a shape.
//!
//! ## What it finds
//!
//! Characters that stand on the page as an empty box, because no built-in typeface has them.
//!
//! No guide can cause it: a text with such a character is refused when it is read. The rule holds the templates
//! themselves to account.
//!
//! ## Why it matters
//!
//! The patient sees a box where a word should be.
//!
//! ## Source
//!
//! PDF/UA-1 (ISO 14289-1), 7.21.8: no character without a shape.
//!
//! ## Example
//!
//! A Chinese name in a leaflet whose typefaces hold no Chinese.
//!
//! ## Write instead
//!
//! The name in Latin letters.

use crate::base::advice::{Advice, Control};
use crate::base::diagnostic::{Severity, quoted};
use crate::lint::pages::{Pages, place};
use crate::lint::{Check, Family, Findings, Harm, Rule, Subject};

pub(in crate::lint) const RULE: Rule = Rule {
    name: "missing-glyph",
    family: Family::Print,
    harm: Harm::Danger,
    severity: Severity::Error,
    languages: &[],
    file: include_str!("missing_glyph.rs"),
    check: Check::Pages(check),
};

fn check(subject: &Subject<'_>, pages: &Pages, found: &mut Findings) {
    for (part, page, run) in pages.runs().filter(|(_, _, run)| run.missing > 0) {
        let message = format!(
            "{} of the characters in {} on page {page} cannot be displayed",
            run.missing,
            quoted(run.text.trim())
        );
        found.tell(place(subject, part, &run.text), message).hint(
            Advice::from("write these words in letters that ")
                .control_with(Control::List, "scripts")
                .words(" names"),
        );
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::lint::pages::by_hand::{found, line, pages, paragraph, run};
    use crate::model::page_facts::PrintedRun;

    #[test]
    fn it_fires_on_pages_made_by_hand() {
        let with = |missing| {
            let words = PrintedRun {
                missing,
                ..run("first words")
            };
            pages(1, vec![paragraph(vec![line(0, 50.0, words)])])
        };
        let told = found(&RULE, &with(2));
        assert_eq!((told.len(), told[0].1), (1, 6));
        assert_eq!(found(&RULE, &with(0)), []);
    }
}
