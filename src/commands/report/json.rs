//! The report as one JSON document, whose schema is [`SCHEMA`].
//!
//! Everything that the other forms tell stands in it. New names may come; those that are there stay, and
//! [`VERSION`] grows when one changes its meaning. Characters that a terminal might obey are written as
//! escapes.

use std::io::{self, Write};

use serde_json::{Value, json};

use super::tally::{Counts, FORM, family_of};
use super::{Finding, Report, is_read, pieces};
use crate::commands::check::{CheckedGuide, ReadingGrades};
use crate::lint::Family;
use crate::source::messages::json::words_of;

/// Version of the document's form.
pub const VERSION: u32 = 1;

/// The schema of the document (JSON Schema, draft 2020-12).
pub const SCHEMA: &str = include_str!("../../../assets/schemas/check-report.schema.json");

/// Writes the document.
///
/// # Errors
/// What the writer says.
pub(super) fn write(report: &Report<'_>, out: &mut dyn Write) -> io::Result<()> {
    let terms = report.terms;
    let families = report.families().into_iter().map(|tally| {
        json!({
            "name": tally.name(),
            "question": tally.question(),
            "looked": tally.was_checked,
            "counts": counts(&tally.counts),
        })
    });
    let helps = report.helps().into_iter().map(|help| {
        json!({ "rule": help.rule, "summary": help.summary, "counts": counts(&help.counts) })
    });
    let document = json!({
        "version": VERSION,
        "program": { "name": env!("CARGO_PKG_NAME"), "version": env!("CARGO_PKG_VERSION") },
        "profile": { "name": terms.profile.name, "demands": terms.profile.demands },
        "today": terms.today.to_string(),
        "strict": terms.is_strict,
        "pages_set": terms.with_pages,
        "failed": report.has_failed(),
        "result": report.result().name(),
        "counts": counts(&report.counts()),
        "families": families.collect::<Vec<_>>(),
        "help_first": helps.collect::<Vec<_>>(),
        "guides": null,
        "findings": null,
        "not_listed": report.beyond,
    });
    let guides = report.guides.iter().map(guide);
    let findings = report.told().map(|one| finding(one, report));
    let lists: Vec<pieces::List<'_>> = vec![
        ("guides", Box::new(guides)),
        ("findings", Box::new(findings)),
    ];
    pieces::write(&document, lists, out)
}

fn counts(counts: &Counts) -> Value {
    json!({
        "error": counts.errors,
        "warning": counts.warnings,
        "advice": counts.advice,
        "note": counts.notes,
    })
}

fn guide(guide: &CheckedGuide) -> Value {
    let switched_off = guide.switched_off.iter();
    let switched_off = switched_off.map(|off| json!({ "rule": off.rule, "reason": off.reason }));
    let attestations = guide.attestations.iter().flatten();
    let attestations = attestations.map(|one| {
        json!({
            "what": one.what.name(), "by": one.by.text, "on": one.on.date.to_string(),
        })
    });
    json!({
        "name": guide.name,
        "language": guide.language,
        "title": guide.title,
        "read": is_read(guide),
        "fingerprint": guide.fingerprint,
        "counts": counts(&Counts::of(guide.found.iter())),
        "reading_grades": guide.grades.as_ref().map(grades),
        "switched_off": switched_off.collect::<Vec<_>>(),
        "silent": guide.silent,
        "attestations": attestations.collect::<Vec<_>>(),
    })
}

fn grades(grades: &ReadingGrades) -> Value {
    let sections = grades.sections.iter().map(
        |section| json!({ "heading": section.heading, "low": section.range.low, "high": section.range.high }),
    );
    json!({
        "whole": { "low": grades.whole.low, "high": grades.whole.high },
        "sections": sections.collect::<Vec<_>>(),
    })
}

fn finding(finding: &Finding<'_>, report: &Report<'_>) -> Value {
    let found = finding.diagnostic;
    let span = found.span;
    let file = span.map(|span| report.name_of_file(report.sources.get(span.file).name()));
    let start = span.map(|span| report.sources.position(span));
    let end = span.map(|span| report.sources.end_position(span));
    json!({
        "rule": found.rule,
        "family": family_of(found.rule).map_or(FORM, Family::name),
        "severity": found.severity.name(),
        "file": file,
        "line": start.map(|place| place.0),
        "column": start.map(|place| place.1),
        "end_line": end.map(|place| place.0),
        "end_column": end.map(|place| place.1),
        "message": found.message,
        "hints": words_of(&found.hints),
        "guides": finding.guides,
    })
}
