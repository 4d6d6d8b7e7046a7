//! Numbers of chance that are written in several ways.
//!
//! ## What it finds
//!
//! Figures of chance in more than one form: per cent, `1 in …`, or so many in a hundred or a thousand: one
//! finding where each further form begins. Figures with one denominator ("9 in 10", "1 in 10") are one form,
//! and so are a figure and the same in brackets behind it ("3 in 100 (3%)").
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

use crate::base::diagnostic::Severity;
use crate::base::invariant::PartOf;
use crate::lint::odds::{Odds, OddsForm, odds_in};
use crate::lint::{Check, Family, Findings, Harm, Rule, Subject};
use crate::model::guide::{Block, Frequency};
use crate::source::Span;

pub(in crate::lint) const RULE: Rule = Rule {
    name: "mixed-denominators",
    family: Family::Risk,
    harm: Harm::Ignorance,
    severity: Severity::Warning,
    languages: &["en"],
    file: include_str!("mixed_denominators.rs"),
    check: Check::Guide(check),
};

/// A figure of the guide: its place, how it is said, and of how many.
struct Figure {
    span: Span,
    form: OddsForm,
    part: f64,
    whole: Option<f64>,
}

fn check(subject: &Subject<'_>, found: &mut Findings) {
    let mut figures: Vec<Figure> = Vec::new();
    for passage in subject.prose.running_text() {
        let all = odds_in(&passage.text);
        for (at, odds) in all.iter().enumerate() {
            let before = at.checked_sub(1).and_then(|before| all.get(before));
            if before.is_some_and(|before| is_said_again(&passage.text, before, odds)) {
                continue;
            }
            let words = passage.text.part(odds.range.clone());
            figures.push(Figure {
                span: subject.place_of(words, passage.span),
                form: odds.form,
                part: odds.ratio.map_or(0.0, |(part, _)| part),
                whole: odds.ratio.map(|(_, whole)| whole),
            });
        }
    }
    for block in subject.guide.blocks() {
        if let Block::Risks(list) = block {
            let risks = list.risks.iter().filter_map(|risk| risk.how_often);
            figures.extend(risks.map(|how_often| {
                let (part, whole) = how_often.frequency.fraction();
                let (form, whole) = match how_often.frequency {
                    Frequency::OneIn(_) => (OddsForm::OneIn, Some(whole as f64)),
                    Frequency::SoManyIn { whole, .. } => {
                        (OddsForm::In(whole.into()), Some(f64::from(whole)))
                    }
                    Frequency::PerCent(_) => (OddsForm::PerCent, None),
                };
                Figure {
                    span: how_often.span,
                    form,
                    part: part as f64,
                    whole,
                }
            }));
        }
    }
    figures.sort_by_key(|figure| figure.span.start);
    let Some(first) = figures.first() else {
        return;
    };
    if figures
        .iter()
        .all(|figure| figure.whole.is_some() && figure.whole == first.whole)
    {
        return;
    }
    // `9 in 10 …, 1 in 10 not`: the other side of a figure is the figure.
    let is_other_side = |figure: &Figure| {
        let others = figures.iter();
        let mut others = others.filter(|other| other.form == OddsForm::OneIn);
        others.any(|other| {
            other.whole == figure.whole
                && figure
                    .whole
                    .is_some_and(|whole| (figure.part + 1.0 - whole).abs() < 0.001)
        })
    };
    // `4 in 100` and `1 in 100` are counted of the same number.
    let of_whole = |figure: &Figure| {
        let others = figures.iter();
        let mut others = others.filter(|other| matches!(other.form, OddsForm::In(_)));
        others
            .find(|other| other.whole == figure.whole && !is_other_side(other))
            .map(|other| other.form)
    };
    let form = |figure: &Figure| match figure.form {
        _ if is_other_side(figure) => OddsForm::OneIn,
        OddsForm::OneIn => of_whole(figure).unwrap_or(OddsForm::OneIn),
        form => form,
    };
    let first = form(first);
    let mut told: Vec<OddsForm> = vec![first];
    for figure in &figures {
        let form = form(figure);
        if !told.contains(&form) {
            told.push(form);
            let message = format!(
                "this number is written as {}, but earlier ones are written as {}",
                form.in_words(),
                first.in_words()
            );
            found
                .tell(figure.span, message)
                .hint("write all numbers in the same way, so that they can be compared");
        }
    }
}

/// Whether a figure only says the one before it in another way: `3 in 100 (3%)`.
fn is_said_again(text: &str, before: &Odds, this: &Odds) -> bool {
    let between = text
        .get(before.range.end..this.range.start)
        .unwrap_or_default();
    let is_in_brackets = between
        .rfind('(')
        .is_some_and(|open| !between.part(open..).contains(')'));
    let is_near = between.split_whitespace().count() <= 3;
    let is_same = (before.chance - this.chance).abs() <= 0.051 * before.chance.max(this.chance);
    let is_joined = is_in_brackets
        || between.trim() == "or"
        || between.trim() == ","
        || between.contains("that is");
    is_joined && is_near && is_same
}
