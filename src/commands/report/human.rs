//! The report for people at a terminal: of several guides a line each, the worst first; the findings with
//! their lines drawn, the gravest first; then a summary that whoever never programmed can read.
//!
//! The summary says, in this order: what was held against what; how hard the words are, as a small bar
//! chart; how much was found, question by question; what would help most first; what was not looked at
//! and why; what people must judge; and in its last line what came of it. Equal findings of several guides
//! are drawn once, with the list of the guides. Promise: no line of it is wider than [`WIDTH`] columns but for a
//! word that is wider by itself; without drawn characters it is ASCII but for the author's own words.

use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};

use unicode_segmentation::UnicodeSegmentation;

use super::tally::{Counts, counted};
use super::{CheckResult, Finding, JUDGED_BY_PEOPLE, Report, TextStyle, called, is_read};
use crate::base::diagnostic::{MAXIMUM_SHOWN, Severity, harmless};
use crate::base::invariant::Certain;
use crate::commands::check::{CheckedGuide, ReadingGrades};
use crate::model::guide::ATTESTED;
use crate::reading::GradeRange;
use crate::source::messages::human;

/// Columns of the summary: those of a terminal as it opens.
const WIDTH: usize = 80;

/// The lowest reading grade that is asked for, in years of school (American Medical Association: at most
/// grade 6).
pub const LOWEST_GRADE_ASKED: f64 = 6.0;

/// The highest reading grade that is asked for, in years of school (National Institutes of Health: grade 7
/// to 8).
pub const HARDEST_GRADE_ASKED: f64 = 8.0;

/// What is asked for, as a range.
const ASKED: GradeRange = GradeRange {
    low: LOWEST_GRADE_ASKED,
    high: HARDEST_GRADE_ASKED,
};

/// The end of the chart's scale, in years of school; what is harder is drawn up to it.
const SCALE: usize = 18;

/// Columns of the chart for a year of school.
const YEAR: usize = 2;

/// Columns of a heading in the chart.
const HEADING: usize = 27;

/// Most sections of a guide that are drawn; more fill more than a screen.
const MOST_SECTIONS: usize = 40;

/// Most guides of which every section is drawn; of more, each guide is a line.
const MOST_GUIDES_IN_FULL: usize = 3;

/// The text.
pub(super) fn write(report: &Report<'_>, style: TextStyle) -> String {
    let mut text = String::new();
    if !report.terms.errors_only {
        text.push_str(&table(report));
    }
    text.push_str(&findings(report, style));
    if report.terms.errors_only {
        return text;
    }
    let summary = [
        headline(report),
        reading(report, style),
        questions(report),
        helps(report),
        left_out(report),
        judgements(report),
        result(report),
    ];
    let parts: Vec<String> = summary
        .into_iter()
        .filter(|part| !part.is_empty())
        .collect();
    text.push_str(&parts.join("\n"));
    text
}

/// Findings that say the same of several guides: the first, and the others.
struct Alike<'r, 'd> {
    first: &'r Finding<'d>,
    others: Vec<&'r Finding<'d>>,
}

/// Most guides or places that are named behind a finding; more are counted.
const MOST_PLACES: usize = 12;

/// The findings with their lines drawn, the gravest first.
fn findings(report: &Report<'_>, style: TextStyle) -> String {
    let mut groups: Vec<Alike<'_, '_>> = Vec::new();
    let mut known: BTreeMap<(&str, Severity, &str), Vec<usize>> = BTreeMap::new();
    for finding in report.told() {
        let found = finding.diagnostic;
        let key = (found.rule, found.severity, found.message.as_str());
        let alike = known.entry(key).or_default();
        // Two places in one guide are two things to mend.
        let is_elsewhere = |at: &&usize| {
            groups.get(**at).is_some_and(|group| {
                let mut all = std::iter::once(&group.first).chain(&group.others);
                all.all(|one| {
                    one.guides
                        .iter()
                        .all(|guide| !finding.guides.contains(guide))
                })
            })
        };
        let group = alike.iter().find(is_elsewhere).copied();
        if let Some(at) = group {
            if let Some(group) = groups.get_mut(at) {
                group.others.push(finding);
            }
        } else {
            alike.push(groups.len());
            groups.push(Alike {
                first: finding,
                others: Vec::new(),
            });
        }
    }
    let mut text = String::new();
    for group in groups.iter().take(MAXIMUM_SHOWN) {
        text.push_str(&human::one(
            group.first.diagnostic,
            report.sources,
            style.colour,
        ));
        text.push_str(&also(report, group));
        text.push('\n');
    }
    let more = groups.len().saturating_sub(MAXIMUM_SHOWN) + report.beyond;
    if more > 0 {
        text.push_str(&format!("and {more} more, not shown\n\n"));
    }
    text
}

/// The other guides with which a finding stands, with their lines.
fn also(report: &Report<'_>, group: &Alike<'_, '_>) -> String {
    let named = |at: &usize| report.guides.get(*at).map(called).certain();
    // A brand's finding stands with many guides at one place.
    let mut places: Vec<String> = group.first.guides.iter().skip(1).map(named).collect();
    for other in &group.others {
        let names: Vec<String> = other.guides.iter().map(named).collect();
        let names = names.join(", ");
        let span = other.diagnostic.span;
        places.push(match span.map(|span| report.sources.position(span)) {
            Some((line, _)) => format!("{names} line {line}"),
            None => names,
        });
    }
    if places.is_empty() {
        return String::new();
    }
    let all = places.len();
    let told = places
        .into_iter()
        .take(MOST_PLACES)
        .collect::<Vec<_>>()
        .join("; ");
    let more = match all.saturating_sub(MOST_PLACES) {
        0 => String::new(),
        more => format!("; and {}", counted(more, "guide more", "guides more")),
    };
    let guides = counted(all, "other guide", "other guides");
    wrapped(
        "  = ",
        "    ",
        &format!("the same in {guides}: {told}{more}"),
    )
}

/// A line a guide with its counts, the worst first; nothing where there is one guide only.
fn table(report: &Report<'_>) -> String {
    if report.guides.len() < 2 {
        return String::new();
    }
    let mut rows: Vec<(bool, Counts, String)> = report
        .guides
        .iter()
        .map(|guide| {
            (
                is_read(guide),
                Counts::of(guide.found.iter()),
                called(guide),
            )
        })
        .collect();
    rows.sort_by(|one, other| {
        let key = |row: &(bool, Counts, String)| {
            let counts = row.1;
            (
                row.0,
                Reverse((counts.errors, counts.warnings, counts.advice)),
            )
        };
        key(one).cmp(&key(other)).then_with(|| one.2.cmp(&other.2))
    });
    let mut text = heading("The guides, the worst first");
    text.push_str("  errors  warnings  advice\n");
    for (is_read, counts, name) in rows {
        let remark = if is_read {
            ""
        } else {
            ": cannot be read or set"
        };
        let room = WIDTH - 28 - columns(remark);
        let name = cut(&name, room);
        text.push_str(&format!(
            "  {:>6}  {:>8}  {:>6}  {name}{remark}\n",
            counts.errors, counts.warnings, counts.advice
        ));
    }
    text.push('\n');
    text
}

/// What came of it, and the exit code that says so.
pub(super) fn result_line(report: &Report<'_>) -> String {
    let all = report.guides.len();
    let with = |severity: Severity| {
        let guides = report.guides.iter();
        let has = |guide: &&CheckedGuide| guide.found.iter().any(|one| one.severity == severity);
        guides.filter(has).count()
    };
    let of = |some: usize| match all {
        1 => "the guide".to_owned(),
        all => format!("{some} of {all} guides"),
    };
    match report.result() {
        CheckResult::NotReadable => format!(
            "Result: {} could not be read or set, so not all of it was checked. Correct that \
             first (exit code 1).",
            of(report.unreadable())
        ),
        CheckResult::Errors => format!(
            "Result: everything was read; errors were found in {} (exit code 1).",
            of(with(Severity::Error))
        ),
        CheckResult::Warnings => format!(
            "Result: everything was read; warnings were found in {}, which --strict counts as errors \
             (exit code 1).",
            of(with(Severity::Warning))
        ),
        CheckResult::NoErrors => {
            "Result: everything was read, and no errors were found (exit code 0).".to_owned()
        }
    }
}

/// The same as the last lines of the report.
fn result(report: &Report<'_>) -> String {
    wrapped("", "", &result_line(report))
}

/// What was held against what, and what came of it.
fn headline(report: &Report<'_>) -> String {
    let mut text = wrapped("", "", &report.headline());
    let demands = format!(
        "The profile `{}` asks for {}.",
        report.terms.profile.name, report.terms.profile.demands
    );
    text.push_str(&wrapped("", "", &demands));
    if !report.terms.with_pages {
        text.push_str("The pages were not set, so their appearance was not checked.\n");
    }
    text
}

/// How hard the words are.
fn reading(report: &Report<'_>, style: TextStyle) -> String {
    let known: Vec<(&CheckedGuide, &ReadingGrades)> = report
        .guides
        .iter()
        .filter_map(|guide| Some((guide, guide.grades.as_ref()?)))
        .collect();
    if known.is_empty() {
        return String::new();
    }
    let mut text = heading("How many years of school it takes to read");
    text.push_str(&scale());
    text.push_str(&bar("what is asked for", ASKED, style));
    if known.len() > MOST_GUIDES_IN_FULL {
        for (guide, grades) in known {
            text.push_str(&bar(&called(guide), grades.whole, style));
        }
    } else {
        for (guide, grades) in &known {
            if known.len() > 1 {
                text.push_str(&format!("  {}\n", cut(&called(guide), WIDTH - 2)));
            }
            for section in grades.sections.iter().take(MOST_SECTIONS) {
                text.push_str(&bar(&section.heading, section.range, style));
            }
            let more = grades.sections.len().saturating_sub(MOST_SECTIONS);
            if more > 0 {
                let more = counted(more, "section more", "sections more");
                text.push_str(&format!("  and {more}\n"));
            }
            text.push_str(&bar("the whole guide", grades.whole, style));
        }
    }
    let asked = "The full part of a bar is the lowest result of the formulas, the light part the \
        highest. No formula is exact.";
    text.push_str(&wrapped("  ", "  ", asked));
    text
}

/// The years over the chart, each above its column.
fn scale() -> String {
    let mut line = String::new();
    for year in (0..=SCALE).step_by(YEARS_BETWEEN_NUMBERS) {
        let at = 2 + HEADING + 1 + RANGE + 1 + year * YEAR;
        line.push_str(&" ".repeat(at.saturating_sub(line.len())));
        line.push_str(&year.to_string());
    }
    line.push('\n');
    line
}

/// Years of school from one number over the chart to the next.
const YEARS_BETWEEN_NUMBERS: usize = 2;

/// Columns of a range in words, such as `10 to 12`.
const RANGE: usize = 8;

/// One row of the chart.
fn bar(words: &str, range: GradeRange, style: TextStyle) -> String {
    let (full, light, mark) = if style.drawn {
        ('█', '░', '│')
    } else {
        ('#', '=', '|')
    };
    let column = |years: f64| (years.clamp(0.0, SCALE as f64) * YEAR as f64).round() as usize;
    let (low, high) = (column(range.low), column(range.high));
    let (first, last) = (column(LOWEST_GRADE_ASKED), column(HARDEST_GRADE_ASKED));
    let drawn: String = (0..SCALE * YEAR + 1)
        .map(|at| match at {
            at if at < low => full,
            at if at < high => light,
            at if at == first || at == last => mark,
            _ => ' ',
        })
        .collect();
    let words = padded(&cut(words, HEADING), HEADING);
    let line = format!(
        "  {words} {:>width$} {drawn}",
        range.to_string(),
        width = RANGE
    );
    format!("{}\n", line.trim_end())
}

/// How much was found, question by question.
fn questions(report: &Report<'_>) -> String {
    let mut text = heading("What was found");
    for tally in report.families() {
        let counts = if tally.counts.sum() > 0 {
            tally.counts.in_words()
        } else if tally.was_checked {
            "nothing".to_owned()
        } else {
            "not looked at".to_owned()
        };
        let question = tally.question();
        text.push_str(&wrapped("  ", "      ", &format!("{question} {counts}")));
    }
    text
}

/// What would help most first.
fn helps(report: &Report<'_>) -> String {
    let helps = report.helps();
    if helps.is_empty() {
        return String::new();
    }
    let mut text = heading("What would help most first");
    for (number, help) in (1..).zip(&helps) {
        let summary = help.summary;
        let counts = help.counts.in_words();
        let line = format!(
            "{summary}: {counts}; `leaflet explain {}` says more",
            help.rule
        );
        text.push_str(&wrapped(&format!("  {number}. "), "     ", &line));
    }
    text
}

/// The rules that did not look, and why.
fn left_out(report: &Report<'_>) -> String {
    let mut off: BTreeSet<(&str, &str)> = BTreeSet::new();
    let mut silent: BTreeMap<&str, Vec<&str>> = BTreeMap::new();
    for guide in report.guides {
        for one in &guide.switched_off {
            off.insert((one.rule, one.reason.as_str()));
        }
        for rule in &guide.silent {
            let rules = silent.entry(guide.language.as_str()).or_default();
            if !rules.contains(rule) {
                rules.push(rule);
            }
        }
    }
    let mut text = String::new();
    if !off.is_empty() {
        text.push_str(&heading("Switched off in leaflet.yaml"));
        for (rule, reason) in off {
            let line = format!("{rule}: {reason}");
            text.push_str(&wrapped("  ", "    ", &line));
        }
    }
    for (language, rules) in silent {
        if !text.is_empty() {
            text.push('\n');
        }
        let title = format!("Not checked, because the rules cannot read `{language}`");
        text.push_str(&heading(&title));
        text.push_str(&wrapped("  ", "  ", &rules.join(", ")));
    }
    text
}

/// What people must judge, and what they say in the guides that they judged.
fn judgements(report: &Report<'_>) -> String {
    let mut text = heading("What people must judge");
    text.push_str(&wrapped("  ", "  ", JUDGED_BY_PEOPLE));
    for guide in report.guides {
        let Some(attestations) = &guide.attestations else {
            continue;
        };
        let what = match report.guides.len() {
            1 => "The guide".to_owned(),
            _ => called(guide),
        };
        if attestations.is_empty() {
            let line = format!("{what} does not say that anybody has judged it.");
            text.push_str(&wrapped("  ", "    ", &line));
            continue;
        }
        for one in attestations {
            let line = format!(
                "{what}: {} judged by {} on {}",
                one.what.name(),
                one.by.text,
                one.on.date
            );
            text.push_str(&wrapped("  ", "    ", &line));
        }
        let is_open = |what| !attestations.iter().any(|one| one.what == what);
        let open = ATTESTED.iter().filter(|(_, what, _)| is_open(*what));
        let open: Vec<&str> = open.map(|(name, ..)| *name).collect();
        if !open.is_empty() {
            let line = format!(
                "{what}: not yet judged, as far as the guide says: {}",
                open.join(", ")
            );
            text.push_str(&wrapped("  ", "    ", &line));
        }
    }
    text
}

impl Report<'_> {
    /// What was held against what, and how much was found, in a line.
    pub(super) fn headline(&self) -> String {
        let guides = counted(self.guides.len(), "guide", "guides");
        let beyond = match self.beyond {
            0 => String::new(),
            beyond => format!(", and {beyond} more that are not counted"),
        };
        format!(
            "{guides} checked against the profile `{}` as of {}: {}{beyond}",
            self.terms.profile.name,
            self.terms.today,
            self.counts().in_words()
        )
    }
}

fn heading(words: &str) -> String {
    format!("{words}\n")
}

/// Words on lines of [`WIDTH`] columns at most, the first behind `first`, the others behind `others`.
fn wrapped(first: &str, others: &str, words: &str) -> String {
    let mut text = String::from(first);
    let (mut used, mut is_begun) = (columns(first), false);
    for word in words.split_whitespace() {
        let word: String = word.chars().map(harmless).collect();
        let width = columns(&word);
        if is_begun && used + 1 + width > WIDTH {
            text.push('\n');
            text.push_str(others);
            (used, is_begun) = (columns(others), false);
        }
        if is_begun {
            text.push(' ');
            used += 1;
        }
        text.push_str(&word);
        used += width;
        is_begun = true;
    }
    text.push('\n');
    text
}

/// Words on one line of so many columns at most, with an ellipsis where some are cut off.
fn cut(words: &str, most: usize) -> String {
    let words: String = words.chars().map(harmless).collect();
    if columns(&words) <= most {
        return words;
    }
    let kept: String = words.graphemes(true).take(most.saturating_sub(3)).collect();
    format!("{}...", kept.trim_end())
}

fn padded(words: &str, width: usize) -> String {
    let missing = width.saturating_sub(columns(words));
    format!("{words}{}", " ".repeat(missing))
}

/// Columns of a text, reckoned as one for what is read as one letter.
fn columns(words: &str) -> usize {
    words.graphemes(true).count()
}
