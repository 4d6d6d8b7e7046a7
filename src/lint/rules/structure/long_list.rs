//! A list of more than seven points.
//!
//! ## What it finds
//!
//! Bullets, procedure steps, moments of a timeline, things to prepare at one time, things to do or not to do,
//! risks, benefits or warning signs of which more than seven follow each other. Bullets inside a bullet are a
//! list of their own.
//!
//! ## Why it matters
//!
//! Nobody remembers more than about seven points. In a long list, the middle is not read.
//!
//! ## Source
//!
//! CDC Clear Communication Index, item 8: a list of more than seven points that is not divided fails.
//!
//! ## Example
//!
//! Twelve bullets under "What to bring".
//!
//! ## Write instead
//!
//! Two lists with a sub-heading each, "Papers" and "Clothes"; or leave out what matters least.

use crate::base::diagnostic::Severity;
use crate::lint::{Check, Family, Findings, Harm, Rule, Subject};
use crate::model::guide::{Block, Bullet};
use crate::source::Span;

pub(in crate::lint) const RULE: Rule = Rule {
    name: "long-list",
    family: Family::Structure,
    harm: Harm::Confusion,
    severity: Severity::Warning,
    languages: &[],
    file: include_str!("long_list.rs"),
    check: Check::Guide(check),
};

/// Most points of a list (CDC Clear Communication Index, item 8).
const MOST_POINTS: usize = 7;

fn check(subject: &Subject<'_>, found: &mut Findings) {
    for block in subject.guide.blocks() {
        match block {
            Block::Bullets(bullets) => bullets_of(&bullets.bullets, bullets.span, found),
            Block::ProcedureSteps(steps) => tell("steps", steps.steps.len(), steps.span, found),
            Block::Risks(risks) => tell("risks", risks.risks.len(), risks.span, found),
            Block::WarningSigns(warning) => {
                tell("warning signs", warning.signs.len(), warning.span, found);
            }
            Block::Prepare(prepare) => {
                for preparation in &prepare.preparations {
                    let span = preparation
                        .to_do
                        .first()
                        .map_or(prepare.span, |text| text.span);
                    tell(
                        "things to prepare at one time",
                        preparation.to_do.len(),
                        span,
                        found,
                    );
                }
            }
            Block::DoAndDont(lists) => {
                for (what, list) in [
                    ("things to do", &lists.to_do),
                    ("things not to do", &lists.not_to_do),
                ] {
                    let span = list.first().map_or(lists.span, |text| text.span);
                    tell(what, list.len(), span, found);
                }
            }
            Block::Timeline(timeline) => {
                tell("moments", timeline.moments.len(), timeline.span, found);
            }
            Block::Benefits(list) => tell("benefits", list.benefits.len(), list.span, found),
            Block::Paragraph(_)
            | Block::Comparison(_)
            | Block::Figure(_)
            | Block::KeyPoint(_)
            | Block::Urgent(_)
            | Block::AtAGlance(_)
            | Block::Medicines(_)
            | Block::Terms(_)
            | Block::Question(_)
            | Block::Contact(_)
            | Block::SubHeading(_) => {}
        }
    }
}

fn bullets_of(bullets: &[Bullet], span: Span, found: &mut Findings) {
    tell("bullets", bullets.len(), span, found);
    for bullet in bullets.iter().filter(|bullet| !bullet.bullets.is_empty()) {
        bullets_of(&bullet.bullets, bullet.text.span, found);
    }
}

fn tell(what: &str, points: usize, span: Span, found: &mut Findings) {
    if points > MOST_POINTS {
        let message =
            format!("this list has {points} {what}; more than {MOST_POINTS} are hard to remember");
        found
            .tell(span, message)
            .hint("divide it with a sub-heading, or group the bullets under other bullets");
    }
}
