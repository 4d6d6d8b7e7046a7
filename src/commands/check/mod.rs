//! Guides opened, set on pages, and held against the rules: what `leaflet check` does.
//!
//! In: which guides, and how they are judged. Out: a [`CheckedGuide`] for each, in the order in which they
//! were asked for. Promise: a guide that cannot be found, read or set has the faults that say so, and does not
//! keep the others from being checked; a brand's findings stand with every guide that wears it; nothing is
//! written. Of several guides nothing is kept but what the report says of them: their text but for the lines
//! with findings, and the guides as they were read, are let go of one by one.

mod pages;

pub use pages::measure;

use jiff::civil::Date;

use crate::base::diagnostic::{Diagnostic, Diagnostics, Severity, rule};
use crate::base::failure::Failure;
use crate::base::fingerprint::Fingerprint;
use crate::commands::make::{Order, ReadyGuide, Review};
use crate::input::content::Content;
use crate::lint::{self, Checked, Pages, Profile, Selection, Subject, SwitchedOff};
use crate::model::guide::Attestation;
use crate::model::patient::Person;
use crate::pages::typeset::Engine;
use crate::reading::{self, GradeRange};
use crate::source::SourceSet;

/// How guides are judged.
pub struct CheckOptions {
    /// By whose demands.
    pub profile: &'static Profile,
    /// On which day.
    pub today: Date,
    /// Most pages of a leaflet, where the settings say it.
    pub most_pages: Option<usize>,
    /// Which rules look.
    pub selection: Selection,
    /// Whether the pages are set, for the rules that look at them.
    pub with_pages: bool,
}

/// A guide that was checked.
pub struct CheckedGuide {
    /// Its name.
    pub name: String,
    /// Its language's tag; empty where the guide could not be found.
    pub language: String,
    /// Its title; `None` where it could not be read.
    pub title: Option<String>,
    /// Everything found: faults of form, or else what the rules found.
    pub found: Diagnostics,
    /// The rules that the settings switch off.
    pub switched_off: Vec<SwitchedOff>,
    /// Rules that cannot look at a guide in this language.
    pub silent: Vec<&'static str>,
    /// The rules that looked.
    pub rules_run: Vec<&'static str>,
    /// How hard its words are; `None` where that cannot be calculated.
    pub grades: Option<ReadingGrades>,
    /// The fingerprint of its file: the BLAKE3 sum of its text. Whoever holds a quality record or a report can tell
    /// by it whether a file is the very text that was checked, even where it has no version. `None` where the
    /// guide could not be read.
    pub fingerprint: Option<String>,
    /// What people have judged of it; `None` where it could not be read.
    pub attestations: Option<Vec<Attestation>>,
    /// Its next review, if it names one.
    pub review: Option<Review>,
    /// The guide itself with its brand and language; `None` where it could not be read, and where several
    /// guides are checked.
    pub ready: Option<ReadyGuide>,
}

/// How many years of school a guide asks for.
#[derive(Debug, Clone, PartialEq)]
pub struct ReadingGrades {
    /// Of the whole guide.
    pub whole: GradeRange,
    /// Of each section that holds a word, in the guide's order.
    pub sections: Vec<SectionGrade>,
}

/// How many years of school a section asks for.
#[derive(Debug, Clone, PartialEq)]
pub struct SectionGrade {
    /// The section's heading.
    pub heading: String,
    /// Between which years the formulas are.
    pub range: GradeRange,
}

/// Checks the guides of these orders; their persons are not looked at.
pub fn check(
    orders: &[Order],
    check_options: &CheckOptions,
    content: &Content,
    engine: &Engine,
    sources: &mut SourceSet,
) -> Result<Vec<CheckedGuide>, Failure> {
    let mut checked = Vec::new();
    let mut refused: Option<Failure> = None;
    let mut has_looked = false;
    for order in orders {
        let files = sources.len();
        match check_one(order, check_options, content, engine, sources) {
            Ok(mut guide) => {
                has_looked = true;
                if orders.len() > 1 {
                    guide.ready = None;
                    guide.found.shrink();
                    let places = guide.found.iter().filter_map(|found| found.span);
                    sources.keep_lines(files, places);
                }
                checked.push(guide);
            }
            Err(failure) => match failure.explanation() {
                Some(advice) => {
                    let mut found = Diagnostics::new();
                    found.push(advice.clone().into_diagnostic());
                    checked.push(not_read(order, found));
                    refused.get_or_insert(failure);
                }
                None => return Err(failure),
            },
        }
    }
    // Where no guide at all could be opened, the command is at fault, and not a guide.
    match refused {
        Some(failure) if !has_looked => Err(failure),
        _ => Ok(checked),
    }
}

/// A guide of which nothing is known but what keeps it from being read.
fn not_read(order: &Order, found: Diagnostics) -> CheckedGuide {
    CheckedGuide {
        name: order.guide.clone(),
        language: order.language.clone().unwrap_or_default(),
        title: None,
        found,
        switched_off: Vec::new(),
        silent: Vec::new(),
        rules_run: Vec::new(),
        grades: None,
        fingerprint: None,
        attestations: None,
        review: None,
        ready: None,
    }
}

fn check_one(
    order: &Order,
    check_options: &CheckOptions,
    content: &Content,
    engine: &Engine,
    sources: &mut SourceSet,
) -> Result<CheckedGuide, Failure> {
    let mut found = Diagnostics::new();
    let ready = match ReadyGuide::open(order, content, sources, &mut found) {
        Ok(ready) => ready,
        Err(Failure::Content(faults)) => {
            return Ok(not_read(order, faults));
        }
        Err(failure) => return Err(failure),
    };
    let pages = if check_options.with_pages {
        set_pages(&ready, engine, &mut found)?
    } else {
        None
    };
    let subject = Subject::new(
        ready.guide(),
        &ready.brand,
        &ready.language,
        check_options.profile,
        check_options.today,
        sources,
    )
    .with_most_pages(check_options.most_pages);
    let grades = grades(&subject);
    let Checked {
        found: findings,
        switched_off,
        silent,
        rules_run,
    } = lint::check(&subject, pages.as_ref(), &check_options.selection);
    found.append(findings);
    found.append(ready.remarks_on_parts());
    let text = sources.get(ready.guide().span.file).text();
    Ok(CheckedGuide {
        fingerprint: Some(Fingerprint::of(text.as_bytes()).to_string()),
        attestations: Some(ready.guide().attestations.clone()),
        review: ready.review(),
        title: Some(ready.title().to_owned()),
        language: ready.language.tag.clone(),
        name: ready.name.clone(),
        found,
        switched_off,
        silent,
        rules_run,
        grades,
        ready: Some(ready),
    })
}

/// How hard the words of a guide are, counted as the rules count them; `None` where its language has no
/// formula.
fn grades(subject: &Subject<'_>) -> Option<ReadingGrades> {
    if !reading::is_english(&subject.language.tag) {
        return None;
    }
    let parts = lint::reading_of_parts(subject).into_iter();
    let sections = parts.filter(|part| part.section.is_some());
    let sections = sections.filter_map(|part| {
        Some(SectionGrade {
            range: part.text.grades()?,
            heading: part.heading,
        })
    });
    Some(ReadingGrades {
        whole: lint::reading_of_whole(subject).text.grades()?,
        sections: sections.collect(),
    })
}

/// The pages of a guide for everyone; `None` where they cannot be set, which `found` then says.
fn set_pages(
    ready: &ReadyGuide,
    engine: &Engine,
    found: &mut Diagnostics,
) -> Result<Option<Pages>, Failure> {
    let Some(leaflet) = ready.leaflet(&Person::default(), found) else {
        return Ok(None);
    };
    match measure(&leaflet, engine) {
        Ok(pages) => Ok(Some(pages)),
        Err(refusal) if refusal.is_internal => Err(refusal.into()),
        Err(refusal) => {
            let mut fault =
                Diagnostic::new(rule::TYPESETTING, Severity::Error, None, refusal.message);
            fault.hints = refusal.hints;
            found.push(fault);
            Ok(None)
        }
    }
}
