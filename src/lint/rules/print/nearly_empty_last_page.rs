//! A last page with hardly anything on it.
//!
//! ## What it finds
//!
//! A leaflet of two pages and more whose last is filled to less than a fifth; or to less than a third, where it is
//! the only page of its sheet. It says by how many lines the text must become shorter.
//!
//! ## Why it matters
//!
//! A few lines alone on a sheet look as if a page is missing, and are lost more easily. Each print needs one
//! more sheet.
//!
//! ## Source
//!
//! Requests of those who print from templates (a trailing page is the commonest complaint). The bounds are
//! our own; the program tries to stay above them.
//!
//! Most guides cannot cause it: the program draws the text a little closer, or gives less room for
//! questions, before it lets it happen.
//!
//! ## Example
//!
//! Page 5 holds the last two lines about the leaflet, and the back of its sheet is empty.
//!
//! ## Write instead
//!
//! A shorter text before it: one paragraph is usually enough.

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

/// The same where the page costs a sheet, on paper that is printed on both sides.
const LEAST_FILLED_OF_A_SHEET: f64 = 1.0 / 3.0;

fn check(subject: &Subject<'_>, pages: &Pages, found: &mut Findings) {
    let [_, .., last] = pages.facts.pages.as_slice() else {
        return;
    };
    let count = pages.facts.pages.len();
    let is_own_sheet = !count.is_multiple_of(2);
    let least = if is_own_sheet {
        LEAST_FILLED_OF_A_SHEET
    } else {
        LEAST_FILLED
    };
    if last.filled >= least {
        return;
    }
    let paragraphs = pages.facts.paragraphs.iter();
    let body = paragraphs.filter(|paragraph| paragraph.part.is_body());
    let on_last = body.flat_map(|paragraph| &paragraph.lines);
    let lines = on_last.filter(|line| line.page + 1 == count).count();
    let percent = (last.filled * 100.0).round();
    let message = match lines {
        0 => format!("the last page, page {count}, is only {percent} % full"),
        1 => format!("the last page, page {count}, is only {percent} % full, with one line"),
        _ => format!("the last page, page {count}, is only {percent} % full, with {lines} lines"),
    };
    let saved = if is_own_sheet {
        "a sheet of paper"
    } else {
        "the page"
    };
    let hint = match lines {
        0 => format!("leave out a paragraph to save {saved}"),
        1 => format!("make the text one line shorter to save {saved}"),
        _ => format!("make the text {lines} lines shorter to save {saved}"),
    };
    found.tell(subject.title(), message).hint(hint);
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::lint::pages::by_hand::{found, line, pages, paragraph, run};

    #[test]
    fn it_counts_the_lines_that_would_save_a_sheet() {
        let words = |page| vec![line(page, 40.0, run("words"))];
        let mut pages = pages(3, vec![paragraph(words(1)), paragraph(words(2))]);
        pages.facts.paragraphs.push(paragraph(words(2)));
        if let Some(last) = pages.facts.pages.last_mut() {
            last.filled = 0.08;
        }
        let told = found(&RULE, &pages);
        assert_eq!(
            told[0].2,
            "the last page, page 3, is only 8 % full, with 2 lines"
        );
    }

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
        // The fifth page has a sheet of its own, the fourth is a back.
        assert_eq!(found(&RULE, &ending(5, 0.3)).len(), 1);
        assert_eq!(found(&RULE, &ending(5, 0.34)), []);
        assert_eq!(found(&RULE, &ending(4, 0.2)), []);
        assert_eq!(found(&RULE, &ending(1, 0.08)), []);
    }
}
