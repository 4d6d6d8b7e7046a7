//! The report for people at a terminal: the findings with their lines drawn, then a summary that whoever
//! never programmed can read.
//!
//! The summary says, in this order: what was held against what; how hard the words are, as a small bar
//! chart; how much was found, question by question; what would help most first; what was not looked at
//! and why; and what people must judge. Promise: no line of it is wider than [`WIDTH`] columns but for a
//! word that is wider by itself; without drawn signs it is ASCII but for the author's own words.

use std::collections::{BTreeMap, BTreeSet};

use unicode_segmentation::UnicodeSegmentation;

use super::tally::counted;
use super::{Dress, JUDGED_BY_PEOPLE, Report, called};
use crate::check::{CheckedGuide, ReadingGrades};
use crate::diagnostic::{Diagnostics, harmless, human};
use crate::guide::ATTESTED;
use crate::reading::GradeRange;

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
pub(super) fn write(report: &Report<'_>, dress: Dress) -> String {
    let mut found = Diagnostics::new();
    found.extend(report.told().map(|finding| finding.diagnostic.clone()));
    let mut text = human::render(&found, report.sources, dress.colour);
    if report.terms.errors_only {
        return text;
    }
    let summary = [
        headline(report),
        reading(report, dress),
        questions(report),
        helps(report),
        left_out(report),
        judgements(report),
    ];
    let parts: Vec<String> = summary
        .into_iter()
        .filter(|part| !part.is_empty())
        .collect();
    text.push_str(&parts.join("\n"));
    text
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
        text.push_str("The pages were not set, so nothing is said of how they look.\n");
    }
    text
}

/// How hard the words are.
fn reading(report: &Report<'_>, dress: Dress) -> String {
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
    text.push_str(&bar("what is asked for", ASKED, dress));
    if known.len() > MOST_GUIDES_IN_FULL {
        for (guide, grades) in known {
            text.push_str(&bar(&called(guide), grades.whole, dress));
        }
    } else {
        for (guide, grades) in &known {
            if known.len() > 1 {
                text.push_str(&format!("  {}\n", cut(&called(guide), WIDTH - 2)));
            }
            for section in grades.sections.iter().take(MOST_SECTIONS) {
                text.push_str(&bar(&section.heading, section.range, dress));
            }
            let more = grades.sections.len().saturating_sub(MOST_SECTIONS);
            if more > 0 {
                let more = counted(more, "section more", "sections more");
                text.push_str(&format!("  and {more}\n"));
            }
            text.push_str(&bar("the whole guide", grades.whole, dress));
        }
    }
    let asked = "A bar ends where the formulas do: its full part is the least that they give, its light \
                 part the most. None of them is exact.";
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
fn bar(words: &str, range: GradeRange, dress: Dress) -> String {
    let (full, light, mark) = if dress.drawn {
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
        } else if tally.looked {
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
        let title = format!("Not looked for, because the rules cannot read `{language}`");
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
        let Some(ready) = &guide.ready else { continue };
        let attestations = &ready.guide().attestations;
        let what = match report.guides.len() {
            1 => "The guide".to_owned(),
            _ => called(guide),
        };
        if attestations.is_empty() {
            let line = format!("{what} does not say that anybody judged it.");
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
            let line = format!("{what}: not said to be judged: {}", open.join(", "));
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
            "{guides} held against the demands of the profile `{}` as of {}: {}{beyond}",
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
