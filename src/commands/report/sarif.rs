//! The report as SARIF 2.1.0 (OASIS), which services that gather findings of many programs read.
//!
//! One run; its rules are those of the program with their documentation, and the kinds of faults of form
//! that were found. Files are told from the working folder, never from the root of the disk, with
//! columns in characters. A rule that the settings switch off is told with its reason as overridden.

use std::collections::BTreeSet;
use std::io::{self, Write};

use serde_json::{Value, json};

use super::tally::{FORM, family_of};
use super::{Finding, Report, pieces};
use crate::base::diagnostic::{Severity, rule as faults};
use crate::lint::{Family, RULES, Rule};

/// Where the form is described: the schema of the standard.
const SARIF_SCHEMA: &str =
    "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json";

/// Writes the document.
///
/// # Errors
/// What the writer says.
pub(super) fn write(report: &Report<'_>, out: &mut dyn Write) -> io::Result<()> {
    let faults = faults_found(report);
    let names: Vec<&str> = RULES.iter().map(|rule| rule.name).collect();
    let names: Vec<&str> = names.into_iter().chain(faults.iter().copied()).collect();
    let place_of = |rule: &str| names.iter().position(|name| *name == rule);
    let mut rules: Vec<Value> = RULES.iter().map(rule).collect();
    rules.extend(faults.iter().map(|name| fault(name)));
    let results = report.told().map(|one| {
        let mut result = result(one, report);
        result["ruleIndex"] = json!(place_of(one.diagnostic.rule));
        result
    });
    let document = json!({
        "$schema": SARIF_SCHEMA,
        "version": "2.1.0",
        "runs": [{
            "tool": { "driver": {
                "name": "leaflet",
                "version": env!("CARGO_PKG_VERSION"),
                "semanticVersion": env!("CARGO_PKG_VERSION"),
                "rules": rules,
            } },
            "columnKind": "unicodeCodePoints",
            "invocations": [{
                "executionSuccessful": true,
                "ruleConfigurationOverrides": overrides(report, &place_of),
            }],
            "results": null,
            "properties": {
                "profile": report.terms.profile.name,
                "today": report.terms.today.to_string(),
                "notListed": report.beyond,
                "result": report.result().name(),
            },
        }],
    });
    pieces::write(&document, vec![("results", Box::new(results))], out)
}

/// The kinds of faults of form that were found, by name.
fn faults_found(report: &Report<'_>) -> BTreeSet<&'static str> {
    let rules = report.told().map(|finding| finding.diagnostic.rule);
    rules.filter(|name| Rule::named(name).is_none()).collect()
}

fn rule(rule: &Rule) -> Value {
    let documentation = rule.documentation();
    json!({
        "id": rule.name,
        "shortDescription": { "text": format!("{}.", rule.summary()) },
        "help": { "text": documentation, "markdown": documentation },
        "defaultConfiguration": { "level": level(rule.severity) },
        "properties": { "tags": [rule.family.name()] },
    })
}

fn fault(name: &str) -> Value {
    let known = faults::RULES.iter().find(|fault| fault.name == name);
    let explanation = known.map_or(name, |fault| fault.explanation);
    json!({
        "id": name,
        "shortDescription": { "text": explanation },
        "properties": { "tags": [FORM] },
    })
}

/// The rules that are switched off, each once for each reason.
fn overrides(report: &Report<'_>, place_of: &dyn Fn(&str) -> Option<usize>) -> Vec<Value> {
    let off = report.guides.iter().flat_map(|guide| &guide.switched_off);
    let off: BTreeSet<(&str, &str)> = off.map(|off| (off.rule, off.reason.as_str())).collect();
    let values = off.into_iter().map(|(rule, reason)| {
        json!({
            "descriptor": { "id": rule, "index": place_of(rule) },
            "configuration": { "enabled": false, "properties": { "reason": reason } },
        })
    });
    values.collect()
}

fn result(finding: &Finding<'_>, report: &Report<'_>) -> Value {
    let found = finding.diagnostic;
    let hints = found.hints.iter().map(|hint| format!("\n{hint}"));
    let text: String = std::iter::once(found.message.clone())
        .chain(hints)
        .collect();
    let locations: Vec<Value> = found
        .span
        .map(|span| {
            let name = report.name_of_file(report.sources.get(span.file).name());
            let (line, column) = report.sources.position(span);
            let (end_line, end_column) = report.sources.end_position(span);
            json!({ "physicalLocation": {
                "artifactLocation": { "uri": uri(&name) },
                "region": {
                    "startLine": line, "startColumn": column,
                    "endLine": end_line, "endColumn": end_column,
                },
            } })
        })
        .into_iter()
        .collect();
    let guides = finding.guides.iter();
    let guides = guides.filter_map(|at| report.guides.get(*at));
    json!({
        "ruleId": found.rule,
        "level": level(found.severity),
        "message": { "text": text },
        "locations": locations,
        "properties": {
            "family": family_of(found.rule).map_or(FORM, Family::name),
            "severity": found.severity.name(),
            "guides": guides.map(super::called).collect::<Vec<_>>(),
        },
    })
}

fn level(severity: Severity) -> &'static str {
    match severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
        Severity::Advice | Severity::Note => "note",
    }
}

/// A file's name as a relative reference (RFC 3986, 4.2): every byte but letters, digits and `-._~/` is
/// written as a percent sign and two digits.
fn uri(name: &str) -> String {
    let mut uri = String::new();
    for byte in name.bytes() {
        if byte.is_ascii_alphanumeric() || b"-._~/".contains(&byte) {
            uri.push(char::from(byte));
        } else {
            uri.push_str(&format!("%{byte:02X}"));
        }
    }
    uri
}
