//! Words that hardly stand out from their ground.
//!
//! ## What it finds
//!
//! Words whose colour and ground have a contrast of less than 4.5 to 1, as they are printed in colour; and
//! as a warning those that fall below it on a black-and-white printer.
//!
//! No guide can cause this, because the templates prevent it. The rule checks the templates themselves. A brand
//! with such colours is refused when it is read.
//!
//! ## Why it matters
//!
//! Pale words are lost to old eyes, in poor light, and on a copy.
//!
//! ## Source
//!
//! WCAG 2.2, success criterion 1.4.3, level AA: 4.5 to 1. The check in grey is our own: most clinics print
//! in black.
//!
//! ## Example
//!
//! Grey words on a tinted box.
//!
//! ## Write instead
//!
//! Black on white, and a dark brand colour for headings.

use std::collections::BTreeSet;

use crate::base::diagnostic::Severity;
use crate::lint::pages::{Pages, place, tenths};
use crate::lint::{Check, Family, Findings, Harm, Rule, Subject};
use crate::model::brand::MINIMUM_CONTRAST;

pub(in crate::lint) const RULE: Rule = Rule {
    name: "pale-words",
    family: Family::Print,
    harm: Harm::Confusion,
    severity: Severity::Error,
    languages: &[],
    file: include_str!("pale_words.rs"),
    check: Check::Pages(check),
};

fn check(subject: &Subject<'_>, pages: &Pages, found: &mut Findings) {
    let mut seen = BTreeSet::new();
    for (part, page, run) in pages
        .runs()
        .filter(|(_, _, run)| !run.text.trim().is_empty())
    {
        let (words, ground) = (run.colour, run.ground);
        if !seen.insert((words.to_string(), ground.to_string())) {
            continue;
        }
        let in_colour = words.contrast(ground);
        let in_grey = words.grey().contrast(ground.grey());
        let (severity, contrast, how) = if in_colour < MINIMUM_CONTRAST {
            (Severity::Error, in_colour, "")
        } else if in_grey < MINIMUM_CONTRAST {
            (Severity::Warning, in_grey, " once printed in grey")
        } else {
            continue;
        };
        let message = format!(
            "words in {words} on {ground} have a contrast of {} to 1{how}, first on page {page}; \
             they need at least {MINIMUM_CONTRAST}",
            tenths(contrast)
        );
        found
            .tell_as(severity, place(subject, part, &run.text), message)
            .hint("give the brand a darker colour");
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::lint::pages::by_hand::{found, line, pages, paragraph, run};
    use crate::model::brand::Colour;
    use crate::model::page_facts::PrintedRun;

    #[test]
    fn it_fires_on_pages_made_by_hand() {
        let on = |words: &str, ground: &str| {
            let words = PrintedRun {
                colour: Colour::parse(words).unwrap(),
                ground: Colour::parse(ground).unwrap(),
                ..run("first words")
            };
            pages(1, vec![paragraph(vec![line(0, 50.0, words)])])
        };
        let pale = found(&RULE, &on("#777777", "#ffffff"));
        assert_eq!((pale[0].0, pale[0].1), (Severity::Error, 6));
        // A green and a brown that a printer without colours makes nearly the same grey.
        let grey = found(&RULE, &on("#03f509", "#6b4f5a"));
        assert_eq!(grey[0].0, Severity::Warning);
        assert!(
            grey[0].2.contains("2.3 to 1 once printed in grey"),
            "{}",
            grey[0].2
        );
        assert_eq!(found(&RULE, &on("#767676", "#ffffff")), []);
    }
}
