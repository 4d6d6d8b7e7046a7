//! Words in letters that lean.
//!
//! ## What it finds
//!
//! Words that are set in italics.
//!
//! No guide can cause this, because the templates prevent it. The rule checks the templates themselves.
//!
//! ## Why it matters
//!
//! Letters that lean are harder to tell apart, above all for people with dyslexia and poor sight.
//!
//! ## Source
//!
//! UKAAF, Creating clear print and large print documents (G003, 2019): no italics.
//!
//! ## Example
//!
//! A paragraph of advice in italics.
//!
//! ## Write instead
//!
//! Bold words for what matters: `**like this**`.

use crate::base::diagnostic::{Severity, quoted};
use crate::lint::pages::{Pages, place};
use crate::lint::{Check, Family, Findings, Harm, Rule, Subject};

pub(in crate::lint) const RULE: Rule = Rule {
    name: "leaning-letters",
    family: Family::Print,
    harm: Harm::Appearance,
    severity: Severity::Warning,
    languages: &[],
    file: include_str!("leaning_letters.rs"),
    check: Check::Templates(check),
};

fn check(subject: &Subject<'_>, pages: &Pages, found: &mut Findings) {
    for (part, page, run) in pages.runs().filter(|(_, _, run)| run.is_italic) {
        let message = format!("{} on page {page} leans", quoted(run.text.trim()));
        found
            .tell(place(subject, part, &run.text), message)
            .hint("this is a fault in the program: please report it");
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::lint::pages::by_hand::{found, line, pages, paragraph, run};
    use crate::model::page_facts::PrintedRun;

    #[test]
    fn it_fires_on_pages_made_by_hand() {
        let with = |is_italic| {
            let words = PrintedRun {
                is_italic,
                ..run("first words")
            };
            pages(1, vec![paragraph(vec![line(0, 50.0, words)])])
        };
        let told = found(&RULE, &with(true));
        assert_eq!((told.len(), told[0].1), (1, 6));
        assert_eq!(found(&RULE, &with(false)), []);
    }
}
