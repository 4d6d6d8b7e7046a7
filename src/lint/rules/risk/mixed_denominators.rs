//! Figures told in several ways.
//!
//! ## What it finds
//!
//! Figures of chance in more than one form: per cent, `1 in …`, or so many in a hundred or a thousand: one
//! finding where each further form begins.
//!
//! ## Why it matters
//!
//! Which is more, 3 in 1,000 or 1 in 250? Most readers cannot say, and some will compare the wrong numbers.
//!
//! ## Source
//!
//! CDC Clear Communication Index, item 17: the same denominator. NHS content guide: no mixed formats.
//!
//! ## Example
//!
//! "Infection: 1 in 50. Bleeding: 3 %."
//!
//! ## Write instead
//!
//! "Infection: 1 in 50. Bleeding: 1 in 33.", or both in 100.

use crate::diagnostic::Severity;
use crate::guide::Block;
use crate::lint::odds::{OddsForm, odds_in};
use crate::lint::{Family, Findings, Look, Rule, Subject};
use crate::source::Span;

pub(in crate::lint) const RULE: Rule = Rule {
    name: "mixed-denominators",
    family: Family::Risk,
    severity: Severity::Warning,
    languages: &["en"],
    file: include_str!("mixed_denominators.rs"),
    look: Look::Guide(look),
};

fn look(subject: &Subject<'_>, found: &mut Findings) {
    let mut forms: Vec<(Span, OddsForm)> = Vec::new();
    for passage in subject.prose.running_text() {
        for odds in odds_in(&passage.text) {
            let words = passage.text.get(odds.range).unwrap_or_default();
            forms.push((subject.place_of(words, passage.span), odds.form));
        }
    }
    for block in subject.guide.blocks() {
        if let Block::Risks(list) = block {
            let figures = list.risks.iter().filter_map(|risk| risk.how_often);
            forms.extend(figures.map(|how_often| (how_often.span, OddsForm::OneIn)));
        }
    }
    forms.sort_by_key(|(span, _)| span.start);
    let Some((_, first)) = forms.first().copied() else {
        return;
    };
    let mut told: Vec<OddsForm> = vec![first];
    for (span, form) in forms {
        if !told.contains(&form) {
            told.push(form);
            let message = format!(
                "a figure as {} stands here, and earlier ones are told as {}",
                form.in_words(),
                first.in_words()
            );
            found
                .tell(span, message)
                .hint("tell all figures in one way, so that they can be compared");
        }
    }
}
