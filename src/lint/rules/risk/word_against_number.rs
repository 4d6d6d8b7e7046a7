//! A word that does not mean the number beside it.
//!
//! ## What it finds
//!
//! A word with a band (very common, common, uncommon, rare, very rare) beside a figure outside that band, in
//! one sentence or in one risk with its `how_often`. The wording of package leaflets is right: "common (up to 1
//! in 10 people)", "uncommon (may affect up to 1 in 100 people)", "very common (may affect more than 1 in 10)".
//! Sentences with several such words or numbers are not checked.
//!
//! ## Why it matters
//!
//! Two readers understand two different risks, and one of them is wrong.
//!
//! ## Source
//!
//! European Commission, guideline on the summary of product characteristics (2009): very common at least 1
//! in 10, common at least 1 in 100, uncommon at least 1 in 1,000, rare at least 1 in 10,000.
//!
//! ## Example
//!
//! "Infection is rare (1 in 50)."
//!
//! ## Write instead
//!
//! "Infection is common (1 in 50).", or the figure alone.

use crate::base::diagnostic::Severity;
use crate::base::diagnostic::quoted;
use crate::base::invariant::PartOf;
use crate::lint::odds::{Bound, FrequencyWord, frequency_words_in, odds_in};
use crate::lint::{Check, Family, Findings, Harm, Rule, Subject};
use crate::model::guide::Block;
use crate::reading::sentences;
use crate::source::Span;

pub(in crate::lint) const RULE: Rule = Rule {
    name: "word-against-number",
    family: Family::Risk,
    harm: Harm::Falsehood,
    severity: Severity::Error,
    languages: &["en"],
    file: include_str!("word_against_number.rs"),
    check: Check::Guide(check),
};

fn check(subject: &Subject<'_>, found: &mut Findings) {
    for passage in subject.prose.running_text() {
        for sentence in sentences(&passage.text) {
            let text = passage.text.part(sentence.start..sentence.end);
            // With several words or figures nobody can tell which belongs to which.
            if let ([word], [odds]) = (&*frequency_words_in(text), &*odds_in(text)) {
                let figure = text.part(odds.range.clone());
                compare(
                    subject,
                    text,
                    word,
                    (odds.chance, odds.bound),
                    figure,
                    passage.span,
                    found,
                );
            }
        }
    }
    for block in subject.guide.blocks() {
        let Block::Risks(list) = block else {
            continue;
        };
        for risk in &list.risks {
            let text = risk.risk.plain();
            if let (Some(often), [word]) = (risk.how_often, &*frequency_words_in(&text)) {
                let figure = often.frequency.in_english(|number| number.to_string());
                let chance = (often.frequency.chance(), Bound::About);
                compare(subject, &text, word, chance, &figure, risk.risk.span, found);
            }
        }
    }
}

fn compare(
    subject: &Subject<'_>,
    text: &str,
    word: &FrequencyWord,
    (chance, bound): (f64, Bound),
    figure: &str,
    span: Span,
    found: &mut Findings,
) {
    if !word.contradicts(chance, bound) {
        return;
    }
    let words = text.part(word.range.clone());
    let place = subject.place_of(words, subject.place_of(text, span));
    found
        .tell(
            place,
            format!(
                "{} does not fit the number next to it, {}",
                quoted(words),
                quoted(figure)
            ),
        )
        .hint(format!("1 in … means: {}", bands()))
        .hint("correct the word or the number, or leave the word out");
}

/// What each word means, in one line.
fn bands() -> &'static str {
    "up to 10 very common, 100 common, 1,000 uncommon, 10,000 rare, beyond that very rare"
}
