//! Lines that are too close together.
//!
//! ## What it finds
//!
//! Lines of one paragraph whose distance is less than 1.2 times the size of their letters.
//!
//! No guide can cause this, because the templates prevent it. The rule checks the templates themselves.
//!
//! ## Why it matters
//!
//! If lines are close together, the eye slips from one line to the next.
//!
//! ## Source
//!
//! RNIB, clear print: space between the lines of at least 1.5 to 2 times the space between words; the bound
//! of 1.2 sizes is our own.
//!
//! ## Example
//!
//! Letters of 12 points on lines 13 points apart.
//!
//! ## Write instead
//!
//! Letters of 12 points on lines of 14.4 points and more; the program sets 16.6.

use crate::base::diagnostic::Severity;
use crate::lint::pages::{Pages, place};
use crate::lint::{Check, Family, Findings, Harm, Rule, Subject};
use crate::model::page_facts::POINTS_IN_A_MILLIMETRE;

pub(in crate::lint) const RULE: Rule = Rule {
    name: "tight-leading",
    family: Family::Print,
    harm: Harm::Appearance,
    severity: Severity::Warning,
    languages: &[],
    file: include_str!("tight_leading.rs"),
    check: Check::Templates(check),
};

/// Least distance from line to line, as a share of the letters' size.
const LEAST_DISTANCE: f64 = 1.2;

fn check(subject: &Subject<'_>, pages: &Pages, found: &mut Findings) {
    for paragraph in pages.running_text() {
        let next = paragraph.lines.iter().skip(1);
        let tight = paragraph.lines.iter().zip(next).find_map(|(line, next)| {
            let points = (next.baseline - line.baseline) * POINTS_IN_A_MILLIMETRE;
            let share = (points / line.size() * 100.0).round() / 100.0;
            let is_tight = line.page == next.page && share < LEAST_DISTANCE;
            is_tight.then_some((share, line))
        });
        if let Some((share, line)) = tight {
            let place = place(subject, paragraph.part, &line.text());
            let message = format!(
                "two lines on page {} are {share} times the size of their letters apart; they \
                 need at least {LEAST_DISTANCE}",
                line.page + 1
            );
            found
                .tell(place, message)
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
        // 12 points are 4.23 mm.
        let apart = |millimetres: f64| {
            let first = line(0, 50.0, run("first words"));
            let second = line(0, 50.0 + millimetres, run("more"));
            pages(1, vec![paragraph(vec![first, second])])
        };
        let told = found(&RULE, &apart(4.9));
        assert_eq!(told[0].1, 6);
        assert!(told[0].2.contains("are 1.16 times"), "{}", told[0].2);
        assert_eq!(found(&RULE, &apart(5.1)), []);
    }
}
