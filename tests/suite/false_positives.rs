//! Five texts that were written like leaflets, forms and papers, and not for the rules: every finding in
//! them was judged by reading, and the table of the judgements is complete.
//!
//! A rule that finds something new there, or no longer finds what it did, fails the test: somebody must
//! read the place and put a line into the table, or take one out. The verdicts are people's.

use std::collections::BTreeMap;
use std::path::Path;

use crate::support::workbench::Workbench;

const TABLE: &str = include_str!("../fixtures/false-positives/README.md");
const BRANDS: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/examples/every-block");

/// Where something is found: the text, the line and the rule.
type Finding = (String, u64, String);

/// The rows of the table: text, line, rule, verdict, reason.
fn rows() -> Vec<Vec<String>> {
    let rows = TABLE.lines().filter(|line| line.contains(".yaml` |"));
    rows.map(|row| {
        let cells = row.trim_matches('|').split('|');
        cells.map(|cell| cell.trim().replace('`', "")).collect()
    })
    .collect()
}

/// How often each finding stands in the table.
fn judged() -> BTreeMap<Finding, usize> {
    let mut judged = BTreeMap::new();
    for row in rows() {
        let [text, line, rule, verdict, reason] = row.as_slice() else {
            panic!("not five cells: {row:?}");
        };
        assert!(["true", "false"].contains(&verdict.as_str()), "{row:?}");
        assert!(!reason.is_empty(), "{row:?}");
        *judged
            .entry((text.clone(), line.parse().unwrap(), rule.clone()))
            .or_default() += 1;
    }
    judged
}

/// How often each finding is made, by every rule, with the pages set.
fn found() -> BTreeMap<Finding, usize> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/false-positives");
    let mut texts: Vec<_> = std::fs::read_dir(folder)
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .filter(|path| {
            path.extension()
                .is_some_and(|extension| extension == "yaml")
        })
        .collect();
    texts.sort();
    assert_eq!(texts.len(), 5);
    let bench = Workbench::new();
    let run = bench
        .leaflet(["check", "--profile", "india", "--today", "2026-11-25"])
        .with(["--content", BRANDS, "--brand", "sample-clinic"])
        .with(["--message-format", "json"])
        .with(&texts)
        .run();
    let report: serde_json::Value =
        serde_json::from_slice(run.exits_with(1).output_bytes()).unwrap();
    assert_eq!(
        (&report["pages_set"], &report["not_listed"]),
        (&true.into(), &0.into())
    );
    let mut found = BTreeMap::new();
    for finding in report["findings"].as_array().unwrap() {
        let file = finding["file"].as_str().unwrap();
        let name = file.rsplit('/').next().unwrap().to_owned();
        let line = finding["line"].as_u64().unwrap();
        let rule = finding["rule"].as_str().unwrap().to_owned();
        *found.entry((name, line, rule)).or_default() += 1;
    }
    found
}

#[test]
fn every_finding_in_the_five_texts_was_judged_by_reading() {
    let (found, judged) = (found(), judged());
    let unlike = |one: &BTreeMap<Finding, usize>, other: &BTreeMap<Finding, usize>| {
        let more = one
            .iter()
            .filter(|(finding, times)| other.get(finding) != Some(times));
        more.map(|(finding, times)| format!("{finding:?} {times} times"))
            .collect::<Vec<_>>()
    };
    assert!(
        found == judged,
        "found and not judged so: {:#?}\njudged and not found so: {:#?}",
        unlike(&found, &judged),
        unlike(&judged, &found)
    );
}

#[test]
fn the_totals_are_those_of_the_rows() {
    let rows = rows();
    let wrong = rows.iter().filter(|row| row[3] == "false").count();
    let total = format!("{} findings, of them {wrong} false", rows.len());
    assert!(TABLE.contains(&total), "the table says not: {total}");
}
