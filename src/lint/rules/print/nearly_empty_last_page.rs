//! A last page with hardly anything on it.
//!
//! ## What it finds
//!
//! A leaflet of two pages and more whose last is filled to less than a fifth.
//!
//! ## Why it matters
//!
//! A few lines alone on a sheet look as if a page is missing, and are lost more easily. Each print needs one
//! more sheet.
//!
//! ## Source
//!
//! Requests of those who print from templates (a trailing page is the commonest complaint). The bound is
//! our own; the program tries to stay above it.
//!
//! Most guides cannot cause it: the program draws the text a little closer, or gives less room for
//! questions, before it lets it happen.
//!
//! ## Example
//!
//! Page 5 holds the last two lines about the leaflet.
//!
//! ## Write instead
//!
//! A few words less before it: one paragraph is mostly enough.

use crate::base::diagnostic::Severity;
use crate::lint::pages::Pages;
use crate::lint::{Check, Family, Findings, Harm, Rule, Subject};

pub(in crate::lint) const RULE: Rule = Rule {
    name: "nearly-empty-last-page",
    family: Family::Print,
    harm: Harm::Appearance,
    severity: Severity::Warning,
    languages: &[],
    file: include_str!("nearly_empty_last_page.rs"),
    check: Check::Pages(check),
};

/// Least share of the last page that is filled.
const LEAST_FILLED: f64 = 0.2;

fn check(subject: &Subject<'_>, pages: &Pages, found: &mut Findings) {
    let [_, .., last] = pages.facts.pages.as_slice() else {
        return;
    };
    if last.filled < LEAST_FILLED {
        let message = format!(
            "the last page, page {}, is only {} % full",
            pages.facts.pages.len(),
            (last.filled * 100.0).round()
        );
        found
            .tell(subject.title(), message)
            .hint("leave out a paragraph to save the page");
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::lint::pages::by_hand::{found, pages};

    #[test]
    fn it_fires_on_pages_made_by_hand() {
        let ending = |count, filled| {
            let mut pages = pages(count, Vec::new());
            if let Some(last) = pages.facts.pages.last_mut() {
                last.filled = filled;
            }
            pages
        };
        let told = found(&RULE, &ending(5, 0.08));
        assert!(
            told[0].2.contains("page 5, is only 8 % full"),
            "{}",
            told[0].2
        );
        assert_eq!(found(&RULE, &ending(5, 0.2)), []);
        assert_eq!(found(&RULE, &ending(1, 0.08)), []);
    }
}
