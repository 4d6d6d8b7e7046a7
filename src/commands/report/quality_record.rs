//! The quality record of a guide: what a quality file needs to know of it, on one page, as a PDF.
//!
//! In: a guide that was checked, and the report it stands in. Out: the bytes of a PDF, PDF/UA-1 and
//! PDF/A-2a like a leaflet's. Promise: it says what was held against what, on which day, by which version
//! of the program, and what was found; what people attest stands in a box of its own, and what they must
//! judge is named; the same guide on the same day gives the same bytes. It is in English, the language of
//! the program's messages; the guide's own words stay in theirs.

use jiff::civil::Date;

use super::human::{HARDEST_GRADE_ASKED, LOWEST_GRADE_ASKED};
use super::tally::{Counts, FamilyTally, counted};
use super::{JUDGED_BY_PEOPLE, Report};
use crate::base::advice::{Advice, Control};
use crate::base::diagnostic::Diagnostics;
use crate::base::failure::Failure;
use crate::commands::check::CheckedGuide;
use crate::commands::make::{CONSTANT_DATE, ReadyGuide};
use crate::leaflet::{Piece, Words, direction};
use crate::model::guide::{ATTESTED, Day, Guide, Reviewer};
use crate::model::language::Direction;
use crate::model::patient::Person;
use crate::pages::export;
use crate::pages::typeset::{
    self, Engine, QualityRecordList, QualityRecordPart, QualityRecordWords,
};

/// Most characters of a text that an author wrote; more is cut with an ellipsis, so that the rest has
/// room on the page.
const MOST_CHARACTERS: usize = 110;

/// What stands where the guide gives nothing.
const NOT_GIVEN: &str = "not given";

/// The quality record of the report's one guide, as a PDF.
///
/// # Errors
/// [`Failure::Content`], if the guide cannot be set; [`Failure::Usage`], if the report is not of one guide
/// that could be read.
pub fn quality_record(report: &Report<'_>, engine: &Engine) -> Result<Vec<u8>, Failure> {
    let [guide] = report.guides else {
        return Err(not_of_one(report.guides.len()));
    };
    let Some(ready) = &guide.ready else {
        return Err(Failure::usage(
            "there is no quality record, because the guide cannot be read",
            vec!["correct the faults shown above, then run the command again".to_owned()],
        ));
    };
    let mut found = Diagnostics::new();
    let Some(mut look) = ready.leaflet(&Person::default(), &mut found) else {
        return Err(Failure::Content(found));
    };
    look.language = "en".to_owned();
    look.direction = Direction::LeftToRight;
    look.document_title = format!("Quality record: {}", ready.title());
    let words = words(guide, ready, report);
    let typeset = typeset::quality_record(&words, &look, engine)?;
    Ok(export::pdf(&typeset, document_date(report.terms.today))?)
}

/// Whether there can be a quality record of so many guides, asked before any of them is checked.
///
/// # Errors
/// [`Failure::Usage`], if it is not one.
pub fn check_quality_record(guides: usize) -> Result<(), Failure> {
    if guides == 1 {
        Ok(())
    } else {
        Err(not_of_one(guides))
    }
}

fn not_of_one(guides: usize) -> Failure {
    let guides = counted(guides, "guide is", "guides are");
    Failure::usage(
        format!("a quality record is about one guide, but {guides} to be checked"),
        vec![Advice::naming(
            "name one guide, and with {} one language",
            &[Control::Language],
        )],
    )
}

/// The date that PDF/A demands; a PDF names years by four digits (ISO 32000-1, 7.9.4).
fn document_date(today: Date) -> Date {
    if (1000..=9998).contains(&today.year()) {
        today
    } else {
        CONSTANT_DATE
    }
}

fn words(checked: &CheckedGuide, ready: &ReadyGuide, report: &Report<'_>) -> QualityRecordWords {
    let guide = ready.guide();
    let program = env!("CARGO_PKG_VERSION");
    let mut parts = vec![found(report), open(report)];
    parts.extend(grades(checked, ready));
    parts.push(attested(guide, ready));
    parts.push(judged(report));
    let primary = ready.language.tag.split('-').next().unwrap_or_default();
    QualityRecordWords {
        heading: "Quality record of a patient guide".to_owned(),
        title: own(ready.title(), ready),
        language: primary.to_owned(),
        facts: facts(checked, guide, ready, report),
        parts,
        foot: format!(
            "Made by leaflet {program}, as of {}. It says what was found, not that the guide is right.",
            report.terms.today
        ),
    }
}

/// Letters of a fingerprint that are printed, of 64: no two texts share so many.
const FINGERPRINT_LETTERS: usize = 32;

/// The beginning of a fingerprint in groups of four, as people compare it.
fn in_groups(sum: &str) -> String {
    let mut groups = String::new();
    for (at, letter) in sum.chars().take(FINGERPRINT_LETTERS).enumerate() {
        if at > 0 && at % 4 == 0 {
            groups.push(' ');
        }
        groups.push(letter);
    }
    groups
}

fn facts(
    checked: &CheckedGuide,
    guide: &Guide,
    ready: &ReadyGuide,
    report: &Report<'_>,
) -> Vec<(String, Words)> {
    let plain = |text: &str| Piece::plain(cut(text));
    let given = |text: Option<&str>| plain(text.unwrap_or(NOT_GIVEN));
    let date = |day: &Option<Day>| {
        let date = day.as_ref().map(|day| day.date.to_string());
        given(date.as_deref())
    };
    let words = |words: &Option<crate::model::guide::Words>| {
        given(words.as_ref().map(|words| words.text.as_str()))
    };
    let reviewer = match &guide.reviewer {
        None => plain(NOT_GIVEN),
        Some(Reviewer::AsWritten(name)) => own(&name.text, ready),
        Some(Reviewer::Person(id)) => {
            let person = ready.brand.person(&id.text);
            plain(person.map_or(id.text.as_str(), |person| person.name.text.as_str()))
        }
    };
    let sum = checked.fingerprint.as_deref().unwrap_or_default();
    let fingerprint = in_groups(sum);
    let sources = match guide.sources.len() {
        0 => "none given".to_owned(),
        count => count.to_string(),
    };
    let facts = [
        ("Code:", words(&guide.code)),
        ("Version:", words(&guide.version)),
        ("Reviewed by:", reviewer),
        ("Language:", plain(&ready.language.tag)),
        ("Reviewed on:", date(&guide.reviewed_on)),
        ("Next review:", date(&guide.next_review)),
        ("Sources:", plain(&sources)),
        ("Day of this check:", plain(&report.terms.today.to_string())),
        ("Fingerprint:", plain(&fingerprint)),
    ];
    facts
        .into_iter()
        .map(|(label, value)| (label.to_owned(), value))
        .collect()
}

/// What was held against what, how much was found, and of what nothing was.
fn found(report: &Report<'_>) -> QualityRecordPart {
    let profile = report.terms.profile;
    let mut against = format!(
        "Checked against {} (profile {}).",
        profile.demands, profile.name
    );
    if !report.terms.with_pages {
        against.push_str(" The pages were not set.");
    }
    let families = report.families();
    let named = |is_meant: &dyn Fn(&FamilyTally) -> bool| {
        let meant = families.iter().filter(|tally| is_meant(tally));
        meant.map(subject_of).collect::<Vec<_>>().join(", ")
    };
    let clean = named(&|tally| tally.was_checked && tally.counts.sum() == 0);
    let unseen = named(&|tally| !tally.was_checked);
    let mut counts = format!("{}.", report.counts().in_words());
    if !clean.is_empty() {
        counts.push_str(&format!(" Nothing was found about: {clean}."));
    }
    if !unseen.is_empty() {
        counts.push_str(&format!(" Not looked at: {unseen}."));
    }
    QualityRecordPart {
        heading: "What the program found".to_owned(),
        paragraphs: vec![Piece::plain(against), Piece::plain(counts)],
        items: Vec::new(),
        list: QualityRecordList::Whole,
        is_boxed: false,
    }
}

/// What the rules of a family are about, in a word or two for people.
fn subject_of(tally: &FamilyTally) -> &'static str {
    match tally.family {
        None => "whether the files can be read",
        Some(family) => family.name(),
    }
}

/// What must be corrected or looked at: each rule with what it found, the gravest first.
fn open(report: &Report<'_>) -> QualityRecordPart {
    let rules = report.rules();
    let items: Vec<Words> = rules
        .iter()
        .filter(|tally| tally.counts.errors + tally.counts.warnings > 0)
        .map(|tally| {
            let counts = Counts {
                errors: tally.counts.errors,
                warnings: tally.counts.warnings,
                ..Counts::default()
            };
            Piece::plain(cut(&unmarked(&format!(
                "{}: {}",
                counts.in_words(),
                tally.summary
            ))))
        })
        .collect();
    let counts = report.counts();
    let paragraph = match items.len() {
        0 => "None.".to_owned(),
        _ => format!(
            "{} and {}, the most severe first.",
            counted(counts.errors, "error", "errors"),
            counted(counts.warnings, "warning", "warnings")
        ),
    };
    QualityRecordPart {
        heading: "Open errors and warnings".to_owned(),
        paragraphs: vec![Piece::plain(paragraph)],
        items,
        list: QualityRecordList::Whole,
        is_boxed: false,
    }
}

/// A sentence without the quotes that mark a name on a screen.
fn unmarked(text: &str) -> String {
    text.replace('`', "")
}

/// How hard the words are; nothing where that cannot be calculated.
fn grades(checked: &CheckedGuide, ready: &ReadyGuide) -> Option<QualityRecordPart> {
    let grades = checked.grades.as_ref()?;
    let whole = format!(
        "The whole guide: {}. Asked for: {LOWEST_GRADE_ASKED:.0} to {HARDEST_GRADE_ASKED:.0}.",
        grades.whole
    );
    let sections = grades.sections.iter().map(|section| {
        let mut words = own(&section.heading, ready);
        // A range is not parted at the end of a line.
        let range = section.range.to_string().replace(' ', "\u{a0}");
        words.push(Piece::Words(format!(": {range}")));
        words
    });
    Some(QualityRecordPart {
        heading: "Years of school it takes to read".to_owned(),
        paragraphs: vec![Piece::plain(whole)],
        items: sections.collect(),
        list: QualityRecordList::Narrow,
        is_boxed: false,
    })
}

/// What people attest, and what nobody does.
fn attested(guide: &Guide, ready: &ReadyGuide) -> QualityRecordPart {
    let said = guide.attestations.iter().map(|one| {
        let mut words = Piece::plain(format!("{}: ", one.what.name()));
        words.extend(own(&one.by.text, ready));
        words.push(Piece::Words(format!(", {}", one.on.date)));
        words
    });
    let is_open = |what| !guide.attestations.iter().any(|one| one.what == what);
    let open = ATTESTED.iter().filter(|(_, what, _)| is_open(*what));
    let open: Vec<&str> = open.map(|(name, ..)| *name).collect();
    let paragraph = if open.is_empty() {
        Vec::new()
    } else {
        let line = format!(
            "Not yet judged by anybody, as far as the guide says: {}.",
            open.join(", ")
        );
        vec![Piece::plain(line)]
    };
    QualityRecordPart {
        heading: "What people attest".to_owned(),
        paragraphs: paragraph,
        items: said.collect(),
        list: QualityRecordList::Narrow,
        is_boxed: true,
    }
}

/// What the program did not judge.
fn judged(report: &Report<'_>) -> QualityRecordPart {
    let mut paragraphs = vec![Piece::plain(JUDGED_BY_PEOPLE)];
    let off: usize = report
        .guides
        .iter()
        .map(|guide| guide.switched_off.len())
        .sum();
    let silent: usize = report.guides.iter().map(|guide| guide.silent.len()).sum();
    if off > 0 {
        let off = counted(off, "rule is", "rules are");
        paragraphs.push(Piece::plain(format!("{off} switched off in the settings.")));
    }
    if silent > 0 {
        let silent = counted(silent, "rule", "rules");
        paragraphs.push(Piece::plain(format!("{silent} cannot read the language.")));
    }
    paragraphs.push(Piece::plain(
        "No rule looks at doses, or at left and right.",
    ));
    QualityRecordPart {
        heading: "What people must judge".to_owned(),
        paragraphs,
        items: Vec::new(),
        list: QualityRecordList::Whole,
        is_boxed: false,
    }
}

/// The guide's own words, on a page of English.
fn own(text: &str, ready: &ReadyGuide) -> Words {
    let words = direction::running(&cut(text), ready.language.direction);
    Piece::plain(match ready.language.direction {
        Direction::LeftToRight => words,
        Direction::RightToLeft => direction::right_to_left(&words),
    })
}

fn cut(text: &str) -> String {
    let mut kept: String = text.chars().take(MOST_CHARACTERS).collect();
    if text.chars().nth(MOST_CHARACTERS).is_some() {
        kept.push('…');
    }
    kept
}
