//! What `leaflet check` found, told: to people, to editors and build machines, and for the quality file.
//!
//! In: the guides that were checked, and by what they were judged. Out: one text in the form that was
//! asked for. Promise: every form tells of the same findings, the gravest first: faults that keep a guide from
//! being read, then errors, warnings and advice, and of each those that may harm the patient most; each once
//! although it may stand with several guides (a brand's finding with every guide that wears it); what people
//! attest is told apart from what the program found; no form says that a guide is good, only what was found
//! when it was held against what.
//!
//! Why this shape: each form is a file with one function, and a line in [`REPORT_FORMATS`]. What all of them count,
//! rank and put into words stands in `tally`. People are told equal findings of several guides in one go, with
//! the list of the guides; machines are told every place.

mod github;
mod human;
mod json;
mod junit;
mod pieces;
mod quality_record;
mod sarif;
mod short;
mod tally;

#[cfg(test)]
mod tests;

use std::collections::BTreeMap;
use std::io::{self, Write};
use std::path::{Path, PathBuf};

use jiff::civil::Date;

pub use human::{HARDEST_GRADE_ASKED, LOWEST_GRADE_ASKED};
pub use json::{SCHEMA, VERSION};
pub use quality_record::{check_quality_record, quality_record};
pub use tally::counted;
pub use tally::{Counts, FamilyTally, Help, RuleTally};

use crate::base::diagnostic::{Diagnostic, Severity};
use crate::commands::check::CheckedGuide;
use crate::lint::{Harm, Profile, RULES, Rule};
use crate::source::SourceSet;

/// What no program can judge.
pub const JUDGED_BY_PEOPLE: &str = "A program cannot tell whether a guide is right, fair and well \
    translated, whether its pictures are described correctly, and whether patients understand it.";

/// By what the guides were judged, and what is told.
pub struct Terms {
    /// By whose demands.
    pub profile: &'static Profile,
    /// On which day.
    pub today: Date,
    /// Whether warnings count as errors do.
    pub is_strict: bool,
    /// Whether errors alone are told, without a summary.
    pub errors_only: bool,
    /// Whether the pages were set.
    pub with_pages: bool,
    /// The working folder, to which the names of files are told; as they are without it.
    pub folder: Option<PathBuf>,
}

/// How a text for people may look.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct TextStyle {
    /// Whether it may have colours.
    pub colour: bool,
    /// Whether it may have drawn characters beside those of ASCII.
    pub drawn: bool,
}

/// A form of a report.
pub struct ReportFormat {
    /// Its name, as it is typed.
    pub name: &'static str,
    /// The function that writes it, piece by piece where it grows with the guides.
    pub write: fn(&Report<'_>, TextStyle, &mut dyn Write) -> io::Result<()>,
}

/// Every form.
pub const REPORT_FORMATS: &[ReportFormat] = &[
    ReportFormat {
        name: "human",
        write: |report, style, out| out.write_all(human::write(report, style).as_bytes()),
    },
    ReportFormat {
        name: "short",
        write: |report, _, out| out.write_all(short::write(report).as_bytes()),
    },
    ReportFormat {
        name: "json",
        write: |report, _, out| json::write(report, out),
    },
    ReportFormat {
        name: "github",
        write: |report, _, out| out.write_all(github::write(report).as_bytes()),
    },
    ReportFormat {
        name: "junit",
        write: |report, _, out| junit::write(report, out),
    },
    ReportFormat {
        name: "sarif",
        write: |report, _, out| sarif::write(report, out),
    },
];

/// What came of a check.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum CheckResult {
    /// A guide could not be read or set: the rules did not see it.
    NotReadable,
    /// The rules found errors.
    Errors,
    /// They found warnings, which count as errors.
    Warnings,
    /// They found no errors.
    NoErrors,
}

impl CheckResult {
    /// Its name for programs.
    pub fn name(self) -> &'static str {
        match self {
            Self::NotReadable => "not-readable",
            Self::Errors => "errors",
            Self::Warnings => "warnings",
            Self::NoErrors => "no-errors",
        }
    }
}

/// How grave a finding is, beside others: the less, the graver.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
struct Gravity {
    /// What keeps a guide from being read comes first, because nothing else was looked at.
    is_of_a_rule: bool,
    severity: Severity,
    harm: Option<Harm>,
    place_in_the_manual: usize,
}

impl Gravity {
    fn of(found: &Diagnostic) -> Self {
        let rule = Rule::named(found.rule);
        let place = RULES.iter().position(|rule| rule.name == found.rule);
        Self {
            is_of_a_rule: rule.is_some() || found.severity != Severity::Error,
            severity: found.severity,
            harm: rule.map(|rule| rule.harm),
            place_in_the_manual: place.unwrap_or_default(),
        }
    }
}

/// Whether the rules could look at a guide, and at its pages where those were to be set.
fn is_read(guide: &CheckedGuide) -> bool {
    let mut found = guide.found.iter();
    !found.any(|one| one.severity == Severity::Error && Rule::named(one.rule).is_none())
}

/// A finding, and the guides with which it stands.
pub struct Finding<'a> {
    /// What was found.
    pub diagnostic: &'a Diagnostic,
    /// The places of the guides in [`Report::guides`].
    pub guides: Vec<usize>,
}

/// What was found, ready to be told.
pub struct Report<'a> {
    /// By what the guides were judged.
    pub terms: &'a Terms,
    /// The guides, in the order in which they were asked for.
    pub guides: &'a [CheckedGuide],
    /// The files that the findings speak of.
    pub sources: &'a SourceSet,
    /// All findings, the gravest first, each once.
    pub findings: Vec<Finding<'a>>,
    /// How many were found beyond those that are kept.
    pub beyond: usize,
}

impl<'a> Report<'a> {
    /// Brings together what was found in the guides.
    pub fn new(terms: &'a Terms, guides: &'a [CheckedGuide], sources: &'a SourceSet) -> Self {
        // By the file's name: a brand is read once for each guide that wears it.
        type Key<'k> = (Option<(&'k str, usize)>, &'static str, &'k str);
        let mut known: BTreeMap<Key<'a>, Finding<'a>> = BTreeMap::new();
        let mut beyond = 0;
        for (at, guide) in guides.iter().enumerate() {
            let mut kept = 0;
            for diagnostic in guide.found.iter() {
                kept += 1;
                let place = diagnostic
                    .span
                    .map(|span| (sources.get(span.file).name(), span.start));
                let key = (place, diagnostic.rule, diagnostic.message.as_str());
                let finding = known.entry(key).or_insert_with(|| Finding {
                    diagnostic,
                    guides: Vec::new(),
                });
                if finding.guides.last() != Some(&at) {
                    finding.guides.push(at);
                }
            }
            beyond += guide.found.len().saturating_sub(kept);
        }
        // A stable sort: of findings that are equally grave the order of files and lines remains.
        let mut findings: Vec<Finding<'a>> = known.into_values().collect();
        findings.sort_by_key(|finding| Gravity::of(finding.diagnostic));
        Self {
            terms,
            guides,
            sources,
            findings,
            beyond,
        }
    }

    /// What came of the check, in one word: the reason for the program's exit code.
    pub fn result(&self) -> CheckResult {
        let has = |severity| {
            let mut findings = self.findings.iter();
            findings.any(|finding| finding.diagnostic.severity == severity)
        };
        if self.unreadable() > 0 {
            CheckResult::NotReadable
        } else if has(Severity::Error) || self.beyond > 0 {
            CheckResult::Errors
        } else if self.terms.is_strict && has(Severity::Warning) {
            CheckResult::Warnings
        } else {
            CheckResult::NoErrors
        }
    }

    /// How many guides could not be read, or not be set.
    pub fn unreadable(&self) -> usize {
        self.guides.iter().filter(|guide| !is_read(guide)).count()
    }

    /// Whether a finding of this severity makes the check fail.
    pub fn fails(&self, severity: Severity) -> bool {
        match severity {
            Severity::Error => true,
            Severity::Warning => self.terms.is_strict,
            Severity::Advice | Severity::Note => false,
        }
    }

    /// Whether the check fails.
    pub fn has_failed(&self) -> bool {
        let mut findings = self.findings.iter();
        // What is beyond those that are kept was not looked at again: it is not called good.
        self.beyond > 0 || findings.any(|finding| self.fails(finding.diagnostic.severity))
    }

    /// The findings that are told.
    fn told(&self) -> impl Iterator<Item = &Finding<'a>> {
        let errors_only = self.terms.errors_only;
        let findings = self.findings.iter();
        findings
            .filter(move |finding| !errors_only || finding.diagnostic.severity == Severity::Error)
    }

    /// The name of a file as it is told to machines: from the working folder where it lies in it, and
    /// never from the root of the disk.
    fn name_of_file(&self, name: &str) -> String {
        let path = Path::new(name);
        let inside = self.terms.folder.as_deref();
        let inside = inside.and_then(|folder| path.strip_prefix(folder).ok());
        let told = match inside {
            Some(inside) => inside.to_str(),
            None if path.is_absolute() => path.file_name().and_then(|name| name.to_str()),
            None => Some(name),
        };
        let told = told.unwrap_or(name).replace('\\', "/");
        told.strip_prefix("./").unwrap_or(&told).to_owned()
    }
}

/// A guide as it is called where several stand together: its name and its language.
fn called(guide: &CheckedGuide) -> String {
    if guide.language.is_empty() {
        guide.name.clone()
    } else {
        format!("{} ({})", guide.name, guide.language)
    }
}
