//! The same thing answered in two ways.
//!
//! ## What it finds
//!
//! A risk that is listed twice with different figures, in every language. In English also: a question that
//! is asked twice and answered once with yes and once with no, or with figures that do not fit each other;
//! and an answer, a key point or the key message that says the same sentence as a section with another
//! figure. "6 weeks" fits "42 days", "6 to 8 weeks" and "at least 4 weeks"; it does not fit "12 weeks".
//!
//! ## Why it matters
//!
//! Patients compare. If there are two numbers, they believe the one that they hope for, but trust neither.
//!
//! ## Source
//!
//! The rule is ours. It is careful: it does not compare what it does not understand.
//!
//! ## Example
//!
//! "You can drive after 2 weeks" under Recovery, and "You can drive after 6 weeks" among the questions.
//!
//! ## Write instead
//!
//! One figure at both places, with its source; or say what makes the difference: "after an operation on one
//! level", "after an operation on several".

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;
use std::sync::LazyLock;

use crate::base::diagnostic::{Severity, quoted};
use crate::lint::phrase::SplitText;
use crate::lint::{Check, Family, Findings, Harm, Passage, PassageKind, Rule, Subject};
use crate::model::guide::{Block, HowOften, Risk};
use crate::reading::{WordList, listed};
use crate::source::Span;

pub(in crate::lint) const RULE: Rule = Rule {
    name: "contradictory-answers",
    family: Family::Structure,
    harm: Harm::Falsehood,
    severity: Severity::Warning,
    languages: &[],
    file: include_str!("contradictory_answers.rs"),
    check: Check::Guide(check),
};

/// Fewest words beside the figure by which two sentences are known to speak of the same.
const FEWEST_SHARED_WORDS: usize = 2;

/// Most sentences about the same that a further one is compared with.
const MOST_STATEMENTS: usize = 20;

/// The lists of words, for people to read and correct.
const TABLE: &str = include_str!("../../../reading/words/figures.tsv");

/// Words that do not say what a sentence is about.
static EMPTY_WORDS: WordList = LazyLock::new(|| listed(TABLE, "empty_words"));

/// Words for numbers, in the order of the numbers, from one.
static NUMBERS: WordList = LazyLock::new(|| listed(TABLE, "numbers"));

/// Units with what they measure and how many of its smallest they hold: seconds, millimetres, milligrams,
/// millilitres, and shares of one. A month counts as 30 days and a year as 365.
const UNITS: &[(&str, Kind, f64)] = &[
    ("minute", Kind::Time, 60.0),
    ("minutes", Kind::Time, 60.0),
    ("hour", Kind::Time, 3_600.0),
    ("hours", Kind::Time, 3_600.0),
    ("day", Kind::Time, 86_400.0),
    ("days", Kind::Time, 86_400.0),
    ("night", Kind::Time, 86_400.0),
    ("nights", Kind::Time, 86_400.0),
    ("week", Kind::Time, 604_800.0),
    ("weeks", Kind::Time, 604_800.0),
    ("month", Kind::Time, 2_592_000.0),
    ("months", Kind::Time, 2_592_000.0),
    ("year", Kind::Time, 31_536_000.0),
    ("years", Kind::Time, 31_536_000.0),
    ("mm", Kind::Length, 1.0),
    ("cm", Kind::Length, 10.0),
    ("m", Kind::Length, 1_000.0),
    ("km", Kind::Length, 1_000_000.0),
    ("mg", Kind::Weight, 1.0),
    ("g", Kind::Weight, 1_000.0),
    ("kg", Kind::Weight, 1_000_000.0),
    ("ml", Kind::Volume, 1.0),
    ("litre", Kind::Volume, 1_000.0),
    ("litres", Kind::Volume, 1_000.0),
    ("%", Kind::Share, 0.01),
    ("percent", Kind::Share, 0.01),
];

/// How far two figures may differ and still be called the same: a month is not exactly four weeks.
const TOLERANCE: f64 = 0.12;

/// What a figure measures.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Kind {
    Time,
    Length,
    Weight,
    Volume,
    Share,
}

/// A figure of a sentence: from the least to the most it allows.
#[derive(Debug, Clone, Copy, PartialEq)]
struct Figure {
    kind: Kind,
    least: f64,
    most: f64,
}

impl Figure {
    /// Whether both can be true.
    fn fits(&self, other: &Self) -> bool {
        let slack = 1.0 + TOLERANCE;
        self.kind != other.kind
            || self.least <= other.most * slack && other.least <= self.most * slack
    }
}

/// A sentence that can be compared: what it is about, and its only figure of each kind.
struct Statement<'a> {
    place: Span,
    words: &'a str,
    about: BTreeSet<String>,
    figures: Vec<Figure>,
    /// The question it answers.
    question: Option<&'a str>,
    /// Whether it stands where what sections say is said again.
    repeats: bool,
}

/// How a question was answered.
struct Answered {
    /// `yes` or `no`, where the answer begins so.
    yes_or_no: Option<String>,
    figures: Vec<Figure>,
}

fn check(subject: &Subject<'_>, found: &mut Findings) {
    risks(subject, found);
    if subject.language.tag.split('-').next() == Some("en") {
        questions(subject, found);
        sentences(subject, found);
    }
}

/// Risks of the same words with different figures.
fn risks(subject: &Subject<'_>, found: &mut Findings) {
    let mut known: BTreeMap<String, &Risk> = BTreeMap::new();
    let blocks = subject.guide.blocks();
    for block in blocks {
        let Block::Risks(list) = block else {
            continue;
        };
        for risk in &list.risks {
            let text = risk.risk.plain();
            let split = SplitText::of(&text);
            let words: Vec<&str> = (0..split.count()).map(|at| split.word(at)).collect();
            let Some(often) = risk.how_often else {
                continue;
            };
            let earlier = known.entry(words.join(" ")).or_insert(risk);
            if let Some(other) = earlier.how_often
                && !other.frequency.is_equal_to(often.frequency)
            {
                let shown = |how_often: HowOften| {
                    let number = |number| subject.language.format_number(number);
                    how_often.frequency.in_english(number)
                };
                let message = format!(
                    "{} happens to {} here, but to {} earlier in the guide",
                    quoted(&text),
                    shown(often),
                    shown(other)
                );
                found
                    .tell_as(Severity::Error, often.span, message)
                    .hint("check which of the two has a source, and list the risk only once");
            }
        }
    }
}

/// Questions of the same words with different answers.
fn questions(subject: &Subject<'_>, found: &mut Findings) {
    let mut known: BTreeMap<(BTreeSet<String>, bool), Answered> = BTreeMap::new();
    for block in subject.guide.blocks() {
        let Block::Question(question) = block else {
            continue;
        };
        let asked = SplitText::of(&question.question.text);
        // "Will it work?" and "Can I work?" differ in nothing else than in whom they ask about.
        let is_of_patient =
            (0..asked.count()).any(|at| ["i", "me", "my", "you", "your"].contains(&asked.word(at)));
        let about = (about(&asked, 0..asked.count()), is_of_patient);
        let answer = question.answer_texts();
        let answer: Vec<String> = answer.iter().map(|text| text.plain()).collect();
        let answer = answer.join(" ");
        let split = SplitText::of(&answer);
        let figures = figures(&split, 0..split.count());
        let answered = Answered {
            yes_or_no: Some(split.word(0).to_owned()).filter(|word| word == "yes" || word == "no"),
            figures,
        };
        if about.0.is_empty() {
            continue;
        }
        let Some(earlier) = known.get(&about) else {
            known.insert(about, answered);
            continue;
        };
        let differ = match (&answered.yes_or_no, &earlier.yes_or_no) {
            (Some(one), Some(other)) if one != other => true,
            _ => contradict(&answered.figures, &earlier.figures),
        };
        if differ {
            let message = format!(
                "{} is answered differently here and earlier in the guide",
                quoted(&question.question.text)
            );
            found
                .tell(question.question.span, message)
                .hint("answer it only once, or say in the two questions what the difference is");
        }
    }
}

/// Sentences about the same with different figures, one of them where sections are said again.
fn sentences(subject: &Subject<'_>, found: &mut Findings) {
    let texts: Vec<(&Passage, Option<&str>, SplitText<'_>)> = comparable(subject);
    let mut known: BTreeMap<BTreeSet<String>, Vec<Statement<'_>>> = BTreeMap::new();
    for (passage, question, split) in &texts {
        for sentence in split.sentences() {
            let statement = statement(passage, *question, split, sentence);
            if statement.figures.is_empty() || statement.about.len() < FEWEST_SHARED_WORDS {
                continue;
            }
            let others = known.entry(statement.about.clone()).or_default();
            if let Some(other) = others.iter().find(|other| differ(other, &statement)) {
                let message = format!(
                    "{} does not agree with what the guide said before: {}",
                    quoted(statement.words),
                    quoted(other.words)
                );
                found
                    .tell(subject.place_of(statement.words, statement.place), message)
                    .hint("say the same in both places, or say what the difference is");
            }
            if others.len() < MOST_STATEMENTS {
                others.push(statement);
            }
        }
    }
}

/// The passages whose sentences are compared, with the question they answer. Cells of a table and what
/// stands under a sub-heading are true of one case only, and are left out.
fn comparable<'a>(subject: &'a Subject<'_>) -> Vec<(&'a Passage, Option<&'a str>, SplitText<'a>)> {
    let mut texts = Vec::new();
    let mut question = None;
    let mut under_sub_heading = false;
    for passage in subject.prose.all() {
        match passage.kind {
            PassageKind::Heading => under_sub_heading = false,
            PassageKind::SubHeading => under_sub_heading = true,
            PassageKind::Question => question = Some(passage.text.as_str()),
            PassageKind::Summary
            | PassageKind::Paragraph
            | PassageKind::KeyPoint
            | PassageKind::Urgent
            | PassageKind::Bullet
            | PassageKind::StepText
            | PassageKind::Answer
                if !under_sub_heading =>
            {
                let asked = question.filter(|_| passage.kind == PassageKind::Answer);
                texts.push((passage, asked, SplitText::of(&passage.text)));
            }
            _ => {}
        }
    }
    texts
}

fn statement<'a>(
    passage: &Passage,
    question: Option<&'a str>,
    split: &SplitText<'a>,
    sentence: Range<usize>,
) -> Statement<'a> {
    Statement {
        place: passage.span,
        words: split.written(sentence.clone()),
        about: about(split, sentence.clone()),
        figures: figures(split, sentence),
        question,
        repeats: matches!(
            passage.kind,
            PassageKind::Summary
                | PassageKind::KeyPoint
                | PassageKind::Urgent
                | PassageKind::Answer
        ),
    }
}

/// Whether two statements about the same cannot both be true.
fn differ(one: &Statement<'_>, other: &Statement<'_>) -> bool {
    let asked = |statement: &Statement<'_>| {
        let split = SplitText::of(statement.question.unwrap_or_default());
        about(&split, 0..split.count())
    };
    // Answers to two questions are compared by `questions`; an answer beside a section only if the
    // question brings no condition of its own.
    let are_two_answers = one.question.is_some() && other.question.is_some();
    let brings_condition = [one, other]
        .into_iter()
        .any(|statement| !asked(statement).is_subset(&statement.about));
    (one.repeats || other.repeats)
        && !are_two_answers
        && !brings_condition
        && contradict(&one.figures, &other.figures)
}

/// Whether of figures of the same kind none fit.
fn contradict(one: &[Figure], other: &[Figure]) -> bool {
    one.iter()
        .any(|figure| other.iter().any(|second| !figure.fits(second)))
}

/// What a sentence is about: its words without those that say nothing and without its figures.
fn about(split: &SplitText<'_>, sentence: Range<usize>) -> BTreeSet<String> {
    let mut about = BTreeSet::new();
    let mut at = sentence.start;
    while at < sentence.end {
        if let Some((_, end)) = figure_at(split, at, sentence.end) {
            at = end;
            continue;
        }
        let word = split.word(at);
        if !EMPTY_WORDS.contains(&word) {
            let is_plural = word.len() > 3 && word.ends_with('s') && !word.ends_with("ss");
            let stem = if is_plural {
                word.trim_end_matches('s')
            } else {
                word
            };
            about.insert(stem.to_owned());
        }
        at += 1;
    }
    about
}

/// The figures of a sentence; of a kind that stands in it twice none, because it is not known which of the
/// two a figure elsewhere is to be compared with.
fn figures(split: &SplitText<'_>, sentence: Range<usize>) -> Vec<Figure> {
    let mut figures: Vec<Figure> = Vec::new();
    let mut at = sentence.start;
    while at < sentence.end {
        match figure_at(split, at, sentence.end) {
            Some((figure, end)) => {
                figures.push(figure);
                at = end;
            }
            None => at += 1,
        }
    }
    let kinds: Vec<Kind> = figures.iter().map(|figure| figure.kind).collect();
    figures.retain(|figure| kinds.iter().filter(|kind| **kind == figure.kind).count() == 1);
    figures
}

/// The figure that begins at a word, and the word behind it: `6 weeks`, `6 to 8 weeks`, `1 in 100`.
fn figure_at(split: &SplitText<'_>, at: usize, end: usize) -> Option<(Figure, usize)> {
    let first = number(split.word(at))?;
    if split.word(at + 1) == "in"
        && at + 2 < end
        && let Some(all) = number(split.word(at + 2)).filter(|all| *all >= first && *all > 1.0)
    {
        let share = first / all;
        let figure = Figure {
            kind: Kind::Share,
            least: share,
            most: share,
        };
        return Some((figure, at + 3));
    }
    let (last, mut next) = match split.word(at + 1) {
        "to" | "or" | "and" => {
            number(split.word(at + 2)).map_or((first, at + 1), |last| (last, at + 3))
        }
        word => number(word).map_or((first, at + 1), |last| (last, at + 2)),
    };
    if split.word(next) == "full" || split.word(next) == "whole" {
        next += 1;
    }
    let (_, kind, factor) = UNITS.iter().find(|(unit, ..)| *unit == split.word(next))?;
    if next >= end {
        return None;
    }
    let (least, most) = bounds(split, at, next, first.min(last), first.max(last));
    let figure = Figure {
        kind: *kind,
        least: least * factor,
        most: most * factor,
    };
    Some((figure, next + 1))
}

/// What "at least", "up to" and their like make of a figure.
fn bounds(split: &SplitText<'_>, at: usize, unit: usize, least: f64, most: f64) -> (f64, f64) {
    let before =
        [at.checked_sub(2), at.checked_sub(1)].map(|at| at.map_or("", |at| split.word(at)));
    match before {
        ["at", "least"] | ["more", "than"] | ["longer", "than"] => (least, f64::INFINITY),
        [_, "over" | "from" | "minimum"] => (least, f64::INFINITY),
        ["up", "to"]
        | ["at", "most"]
        | ["less" | "fewer", "than"]
        | [_, "within" | "under" | "below"] => (0.0, most),
        _ => match [split.word(unit + 1), split.word(unit + 2)] {
            ["or", "more" | "longer"] | ["and", "more"] => (least, f64::INFINITY),
            ["or", "less" | "fewer"] => (0.0, most),
            _ => (least, most),
        },
    }
}

fn number(word: &str) -> Option<f64> {
    let spelt = NUMBERS.iter().zip(1_u32..).find(|(name, _)| **name == word);
    spelt.map(|(_, value)| f64::from(value)).or_else(|| {
        let is_number = word.starts_with(|character: char| character.is_ascii_digit());
        let plain = word.replace(',', "");
        plain
            .parse()
            .ok()
            .filter(|value: &f64| is_number && value.is_finite())
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn only(text: &str) -> Figure {
        let split = SplitText::of(text);
        let found = figures(&split, 0..split.count());
        assert_eq!(found.len(), 1, "{text}: {found:?}");
        found[0]
    }

    #[test]
    fn figures_fit_that_say_the_same_in_other_words() {
        for (one, other, fit) in [
            ("6 weeks", "42 days", true),
            ("six weeks", "6 to 8 weeks", true),
            ("6-8 weeks", "7 weeks", true),
            ("at least 4 weeks", "12 weeks", true),
            ("within 6 weeks", "2 weeks", true),
            ("1 month", "4 weeks", true),
            ("1 in 100", "1 %", true),
            ("5 kg", "5 weeks", true),
            ("6 weeks", "12 weeks", false),
            ("1 in 100", "1 in 1,000", false),
            ("up to 2 weeks", "6 to 8 weeks", false),
            ("at least 6 weeks", "2 weeks", false),
        ] {
            assert_eq!(only(one).fits(&only(other)), fit, "{one} / {other}");
            assert_eq!(only(other).fits(&only(one)), fit, "{other} / {one}");
        }
    }

    #[test]
    fn what_has_no_unit_or_stands_twice_is_no_figure() {
        for text in ["Week 6", "L4 to L5", "2 weeks or 6 weeks after", "in 2019"] {
            let split = SplitText::of(text);
            assert!(figures(&split, 0..split.count()).is_empty(), "{text}");
        }
    }
}
