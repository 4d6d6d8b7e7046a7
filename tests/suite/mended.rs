//! The mended copy of the first guide: it passes every rule but those that its README lists, it adds no
//! figure and no medical word, it loses none, and nobody can take it for a leaflet of a clinic.
//!
//! Whether it still says the same, sentence by sentence, people must judge.

use std::collections::BTreeSet;
use std::path::Path;

use crate::support::workbench::Workbench;

const CONTENT: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/examples/mended-spinal-fusion");
const README: &str = include_str!("../../examples/mended-spinal-fusion/README.md");
const MENDED: &str =
    include_str!("../../examples/mended-spinal-fusion/guides/mended-spinal-fusion/en.yaml");
const FIRST: &str = include_str!("../../content/guides/minimally-invasive-spinal-fusion/en.yaml");
const MEDICAL_TERMS: &str = include_str!("../../src/reading/words/medical_terms.tsv");

/// The rules of the README's tables.
fn listed() -> BTreeSet<String> {
    let rows = README.lines().filter_map(|line| line.strip_prefix("| `"));
    let rules = rows.filter_map(|row| row.split_once('`'));
    rules.map(|(rule, _)| rule.to_owned()).collect()
}

/// The rules that find something in it.
fn found(profile: &str) -> BTreeSet<String> {
    let bench = Workbench::new();
    let run = bench
        .leaflet(["check", "mended-spinal-fusion", "--content", CONTENT])
        .with(["--profile", profile, "--today", "2026-11-25"])
        .with(["--message-format", "json"])
        .run();
    let report: serde_json::Value =
        serde_json::from_slice(run.exits_with(1).output_bytes()).unwrap();
    assert_eq!(report["pages_set"], true);
    let findings = report["findings"].as_array().unwrap();
    let rules = findings
        .iter()
        .map(|finding| finding["rule"].as_str().unwrap());
    rules.map(str::to_owned).collect()
}

#[test]
fn every_rule_is_satisfied_but_those_that_the_readme_lists() {
    for profile in ["generic", "india"] {
        assert_eq!(found(profile), listed(), "profile {profile}");
    }
}

/// A guide's words in small letters, one blank between two, without the comments of its file.
fn text(guide: &str) -> String {
    let lines = guide
        .lines()
        .filter(|line| !line.trim_start().starts_with('#'));
    let words: Vec<&str> = lines.flat_map(str::split_whitespace).collect();
    words.join(" ").to_lowercase()
}

/// Whether a term stands in a text, as a word of its own or in the plural.
fn stands_in(text: &str, term: &str) -> bool {
    let term = term.to_lowercase();
    let is_of_word = |sign: char| sign.is_alphanumeric() || sign == '-';
    text.match_indices(&term).any(|(at, _)| {
        let behind = &text[at + term.len()..];
        let behind = behind.strip_prefix('s').unwrap_or(behind);
        !text[..at].ends_with(is_of_word) && !behind.starts_with(is_of_word)
    })
}

/// The medical words of a guide, each by the first spelling of its entry in the list.
fn medical_words(guide: &str) -> BTreeSet<&'static str> {
    let text = text(guide);
    let entries = MEDICAL_TERMS.lines().filter(|line| !line.starts_with('#'));
    let entries = entries.filter_map(|line| line.split('\t').next());
    entries
        .filter(|entry| entry.split("; ").any(|term| stands_in(&text, term)))
        .collect()
}

#[test]
fn no_medical_word_is_lost_and_none_is_new() {
    let first = medical_words(FIRST);
    assert!(first.len() > 15, "{first:?}");
    assert_eq!(medical_words(MENDED), first);
}

#[test]
fn no_figure_and_no_name_is_in_it() {
    let text = text(MENDED);
    assert!(!text.contains(|sign: char| sign.is_numeric()), "{text}");
    for word in ["bhavuk", "garg", "hospital", "delhi", "aiims"] {
        assert!(!text.contains(word), "{word}");
    }
}

#[test]
fn every_page_says_what_it_is() {
    let mark = "editing example without clinical approval";
    let head: Vec<&str> = MENDED
        .lines()
        .take_while(|line| line.starts_with('#'))
        .collect();
    assert!(head.join(" ").to_lowercase().contains(mark));
    let bench = Workbench::new();
    bench
        .leaflet(["make", "mended-spinal-fusion", "--content", CONTENT])
        .run()
        .succeeds();
    let pdf = bench.pdf("mended-spinal-fusion-en.pdf");
    let pages = pdf.page_sizes().len();
    let shown = pdf.text_in_content_order().to_lowercase();
    let shown = shown.split_whitespace().collect::<Vec<_>>().join(" ");
    // In the foot and in the running head of every page but the first, which says it in its title.
    assert!(
        pages > 1 && shown.matches("editing example").count() >= 2 * pages,
        "{shown}"
    );
    assert!(shown.contains(mark) && shown.contains("not for patients"));
}

#[test]
fn it_is_kept_apart_from_the_clinics_own_content() {
    assert!(
        Path::new(CONTENT)
            .join("guides/mended-spinal-fusion/en.yaml")
            .is_file()
    );
    let bench = Workbench::new();
    let run = bench.leaflet(["list", "guides"]).run();
    run.succeeds().never_says("mended");
}
