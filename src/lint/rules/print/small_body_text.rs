//! Running text that is smaller than 12 points.
//!
//! ## What it finds
//!
//! The size in which most of the running text is set, if it is less than 12 points.
//!
//! No guide can cause this, because the templates prevent it. The rule checks the templates themselves.
//!
//! ## Why it matters
//!
//! Many patients are old, or see badly without the glasses they left at home. Below 12 points they give up.
//!
//! ## Source
//!
//! UKAAF, Creating clear print and large print documents (G003, 2019), and RNIB: 12 points at least, 14 are
//! better. For large print the least is 16.
//!
//! ## Example
//!
//! A leaflet in 9 points, so that it fits on one sheet.
//!
//! ## Write instead
//!
//! Fewer words: leave out what the patient need not know, or make a second leaflet of it.

use crate::base::diagnostic::Severity;
use crate::lint::pages::Pages;
use crate::lint::{Check, Family, Findings, Harm, Rule, Subject};

pub(in crate::lint) const RULE: Rule = Rule {
    name: "small-body-text",
    family: Family::Print,
    harm: Harm::Confusion,
    severity: Severity::Error,
    languages: &[],
    file: include_str!("small_body_text.rs"),
    check: Check::Templates(check),
};

/// Least size of running text, in points (UKAAF G003, 2019).
const LEAST_POINTS: f64 = 12.0;

fn check(subject: &Subject<'_>, pages: &Pages, found: &mut Findings) {
    if let Some(size) = pages.body_size().filter(|size| *size < LEAST_POINTS) {
        let message =
            format!("the running text is set in {size} points; it needs at least {LEAST_POINTS}");
        found.tell(subject.title(), message).hint(
            "this is a fault in the program: please report it, and print nothing from this \
                version",
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
        let sized = |size| {
            let words = PrintedRun {
                size,
                ..run("first words")
            };
            pages(1, vec![paragraph(vec![line(0, 50.0, words)])])
        };
        let told = found(&RULE, &sized(11.5));
        assert_eq!(told[0].1, 1);
        assert!(told[0].2.contains("set in 11.5 points"), "{}", told[0].2);
        assert_eq!(found(&RULE, &sized(12.0)), []);
    }
}
