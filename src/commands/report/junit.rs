//! The report as JUnit XML, which build machines show as tests.
//!
//! A suite is a guide, a case is a rule that looked at it, and a case fails where the rule found what
//! makes the check fail: errors, and with `--strict` warnings. What else a rule found stands in the case's
//! `system-out`; a rule that is switched off or cannot read the language is a skipped case with the
//! reason. Faults of form are cases too, named for the fault. All findings of a case stand in its one
//! `failure`, a line each, because several readers show the first only.
//!
//! Promise: the elements and attributes are those of the schema that the xUnit plugin of Jenkins uses;
//! there are no times in it, so that the same guide gives the same file.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::io;

use super::tally::{FORM, counted, family_of};
use super::{Report, called};
use crate::base::diagnostic::{Diagnostic, harmless};
use crate::commands::check::CheckedGuide;
use crate::lint::{Family, Harm, RULES};
use crate::source::messages::short;

/// Where a case stands among others: by the harm of its rule, then by its place in the manual.
type Place = (Option<Harm>, Option<usize>);

/// What became of a rule.
enum Case<'a> {
    Looked(Vec<&'a Diagnostic>),
    Skipped(String),
}

/// Writes the document, a guide after the other.
///
/// # Errors
/// What the writer says.
pub(super) fn write(report: &Report<'_>, out: &mut dyn io::Write) -> io::Result<()> {
    let (mut tests, mut failures) = (0, 0);
    for guide in report.guides {
        let (_, own_tests, own_failures, ..) = suite(report, guide);
        tests += own_tests;
        failures += own_failures;
    }
    let mut xml = String::from("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n");
    // Writing to a string cannot fail.
    let _ = writeln!(
        xml,
        "<testsuites name=\"leaflet check\" tests=\"{tests}\" failures=\"{failures}\" errors=\"0\">"
    );
    out.write_all(xml.as_bytes())?;
    for guide in report.guides {
        let (name, tests, failures, skipped, cases) = suite(report, guide);
        let mut xml = String::new();
        let _ = writeln!(
            xml,
            "  <testsuite name=\"{}\" tests=\"{tests}\" failures=\"{failures}\" errors=\"0\" \
             skipped=\"{skipped}\">",
            attribute(&name)
        );
        let properties = [
            ("profile", report.terms.profile.name.to_owned()),
            ("today", report.terms.today.to_string()),
        ];
        let _ = writeln!(xml, "    <properties>");
        for (name, value) in properties {
            let value = attribute(&value);
            let _ = writeln!(xml, "      <property name=\"{name}\" value=\"{value}\"/>");
        }
        let _ = writeln!(xml, "    </properties>");
        xml.push_str(&cases);
        let _ = writeln!(xml, "  </testsuite>");
        out.write_all(xml.as_bytes())?;
    }
    out.write_all(b"</testsuites>\n")
}

/// The cases of a guide: its name, how many there are, fail and are skipped, and the elements.
fn suite(report: &Report<'_>, guide: &CheckedGuide) -> (String, usize, usize, usize, String) {
    let mut cases: BTreeMap<(Place, &str), Case<'_>> = BTreeMap::new();
    let place = |rule: &str| {
        // Faults of form come first, then what may harm the patient most.
        let known = RULES.iter().position(|known| known.name == rule);
        let rule = known.and_then(|place| RULES.get(place));
        (rule.map(|rule| rule.harm), known)
    };
    for rule in guide.rules_run.iter().copied() {
        cases.insert((place(rule), rule), Case::Looked(Vec::new()));
    }
    for off in &guide.switched_off {
        let reason = format!("switched off: {}", off.reason);
        cases.insert((place(off.rule), off.rule), Case::Skipped(reason));
    }
    for rule in guide.silent.iter().copied() {
        let reason = format!("it cannot read the language `{}`", guide.language);
        cases.insert((place(rule), rule), Case::Skipped(reason));
    }
    for found in guide.found.iter() {
        if report.terms.errors_only && !report.fails(found.severity) {
            continue;
        }
        let key = (place(found.rule), found.rule);
        let case = cases.entry(key).or_insert_with(|| Case::Looked(Vec::new()));
        if let Case::Looked(findings) = case {
            findings.push(found);
        }
    }
    let (mut failures, mut skipped, mut xml) = (0, 0, String::new());
    for ((_, rule), case) in &cases {
        let family = family_of(rule).map_or(FORM, Family::name);
        let _ = write!(
            xml,
            "    <testcase classname=\"leaflet.{family}\" name=\"{}\"",
            attribute(rule)
        );
        match case {
            Case::Skipped(reason) => {
                skipped += 1;
                let reason = attribute(reason);
                let _ = writeln!(xml, ">\n      <skipped message=\"{reason}\"/>");
            }
            Case::Looked(findings) if findings.is_empty() => {
                xml.push_str("/>\n");
                continue;
            }
            Case::Looked(findings) => {
                let (grave, light): (Vec<&Diagnostic>, Vec<&Diagnostic>) = findings
                    .iter()
                    .copied()
                    .partition(|one| report.fails(one.severity));
                xml.push_str(">\n");
                if let Some(first) = grave.first() {
                    failures += 1;
                    let more = match grave.len() {
                        1 => String::new(),
                        count => format!(" (and {})", counted(count - 1, "other", "others")),
                    };
                    let message = attribute(&format!("{}{more}", first.message));
                    let _ = writeln!(
                        xml,
                        "      <failure type=\"{}\" message=\"{message}\">{}</failure>",
                        first.severity.name(),
                        lines(&grave, report)
                    );
                }
                if !light.is_empty() {
                    let lines = lines(&light, report);
                    let _ = writeln!(xml, "      <system-out>{lines}</system-out>");
                }
            }
        }
        xml.push_str("    </testcase>\n");
    }
    (called(guide), cases.len(), failures, skipped, xml)
}

/// Findings with their hints, a line each.
fn lines(findings: &[&Diagnostic], report: &Report<'_>) -> String {
    let mut lines = String::new();
    for finding in findings {
        lines.push_str(&escaped(&short::line(finding, report.sources)));
        for hint in &finding.hints {
            lines.push_str(&format!("  hint: {}\n", attribute(&hint.to_string())));
        }
    }
    lines
}

/// Words as they may stand between the quotes of an attribute, on one line.
fn attribute(words: &str) -> String {
    let words: String = words.chars().map(harmless).collect();
    escaped(&words)
}

fn escaped(words: &str) -> String {
    quick_xml::escape::escape(words).into_owned()
}
