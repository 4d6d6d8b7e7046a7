//! Lines of more than 75 letters.
//!
//! ## What it finds
//!
//! The middle length of the full lines of running text, in letters and spaces, if it is more than 75.
//!
//! No guide can cause this, because the templates prevent it. The rule checks the templates themselves.
//!
//! ## Why it matters
//!
//! At the end of a long line the eye does not find the beginning of the next.
//!
//! ## Source
//!
//! RNIB, clear print: 60 to 70 letters a line. The rule reports lines of more than 75.
//!
//! ## Example
//!
//! Text that runs from edge to edge of the sheet.
//!
//! ## Write instead
//!
//! Text in a column, as the program sets it.

use crate::base::diagnostic::Severity;
use crate::lint::pages::Pages;
use crate::lint::{Check, Family, Findings, Harm, Rule, Subject};
use unicode_segmentation::UnicodeSegmentation;

pub(in crate::lint) const RULE: Rule = Rule {
    name: "long-lines",
    family: Family::Print,
    harm: Harm::Appearance,
    severity: Severity::Warning,
    languages: &[],
    file: include_str!("long_lines.rs"),
    check: Check::Templates(check),
};

/// Most letters of a line, spaces among them (RNIB, with five to spare).
const MOST_LETTERS: usize = 75;

fn check(subject: &Subject<'_>, pages: &Pages, found: &mut Findings) {
    let lines = pages.full_lines();
    let letters = lines
        .iter()
        .map(|line| line.text().trim_end().graphemes(true).count());
    let mut letters: Vec<usize> = letters.collect();
    letters.sort_unstable();
    let middle = letters.get(letters.len() / 2).copied().unwrap_or_default();
    let longest = letters.last().copied().unwrap_or_default();
    if middle > MOST_LETTERS {
        let message = format!(
            "a line of running text has {middle} letters in the middle and {longest} at most; more \
             than {MOST_LETTERS} are hard to follow"
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
        let of = |letters: usize| {
            let words = "a".repeat(letters);
            let lines = (0..9_u32).map(|at| line(0, 50.0 + 6.0 * f64::from(at), run(&words)));
            // The last line of a paragraph and a narrow column say nothing of the measure.
            let narrow = vec![line(0, 150.0, run("a")), line(0, 156.0, run("a"))];
            pages(1, vec![paragraph(lines.collect()), paragraph(narrow)])
        };
        let told = found(&RULE, &of(76));
        assert!(
            told[0].2.contains("76 letters in the middle"),
            "{}",
            told[0].2
        );
        assert_eq!(found(&RULE, &of(75)), []);
    }
}
