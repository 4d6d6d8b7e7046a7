//! `leaflet batch` as a program: lists as a clinic writes them, and everything that can go wrong.
//!
//! Here is what all of these tests stand on: lists, the guide they ask for, what is in a folder, and the
//! numbers that the program tells at its end. Patients' words begin with `Qx`, so that they can be
//! looked for.

mod again;
mod apart;
mod broken_off;
mod failing_calls;
mod hidden_folder;
mod in_process;
mod kinds;
mod left_behind;
mod list;
mod machine;
mod morning;
mod names;
mod places;
mod settled;
mod shares;
mod values;

use std::collections::BTreeMap;
use std::os::unix::fs::MetadataExt;
use std::path::Path;

use crate::support::workbench::{Finished, Workbench};

/// The clinic's own guide: small, so that many leaflets of it are made soon.
fn guide(words: &str) -> String {
    format!(
        "title: The knee\nsections:\n  - heading: What\n    roles: [other]\n    blocks:\n      - paragraph: {words}\n"
    )
}

/// A workbench with two small guides, `knee` and `hip`.
fn bench() -> Workbench {
    Workbench::new()
        .with_file("content/guides/knee/en.yaml", guide("About the knee."))
        .with_file("content/guides/hip/en.yaml", guide("About the hip."))
}

/// A list of so many patients, all different, who ask for `knee` and `hip` in turn; their rows are
/// counted from 2.
fn list(rows: usize) -> String {
    let mut list = "guide,patient,level,side\n".to_owned();
    for row in 0..rows {
        list.push_str(&line(row + 2));
    }
    list
}

/// A row of [`list`].
fn line(row: usize) -> String {
    let guide = if row.is_multiple_of(2) { "knee" } else { "hip" };
    format!("{guide},Qx{row} Example,L{},left\n", row % 5 + 1)
}

/// The name that a row of [`list`] gets.
fn name(row: usize) -> String {
    let guide = if row.is_multiple_of(2) { "knee" } else { "hip" };
    format!("{row:04}-{guide}-en.pdf")
}

/// The paths of so many rows of [`list`] in a folder, as they are told.
fn paths(folder: &str, rows: std::ops::RangeInclusive<usize>) -> String {
    rows.map(|row| format!("{folder}/{}\n", name(row)))
        .collect()
}

/// A file as it lies in a folder: its bytes, which file it is, and when it was changed.
#[derive(Clone, PartialEq, Eq)]
struct Lying {
    bytes: Vec<u8>,
    number: u64,
    changed: (i64, i64),
    mode: u32,
}

/// What lies in a folder beside the hidden one, by name.
fn lying(folder: &Path) -> BTreeMap<String, Lying> {
    let mut files = BTreeMap::new();
    for entry in std::fs::read_dir(folder).into_iter().flatten().flatten() {
        let metadata = entry.metadata().unwrap();
        let name = entry.file_name().into_string().unwrap();
        if metadata.is_file() {
            let lying = Lying {
                bytes: std::fs::read(entry.path()).unwrap(),
                number: metadata.ino(),
                changed: (metadata.mtime(), metadata.mtime_nsec()),
                mode: metadata.mode() & 0o777,
            };
            files.insert(name, lying);
        } else {
            assert_eq!(name, ".leaflet", "something else lies in the folder");
        }
    }
    files
}

/// The bytes alone.
fn bytes(folder: &Path) -> BTreeMap<String, Vec<u8>> {
    let files = lying(folder).into_iter();
    files.map(|(name, lying)| (name, lying.bytes)).collect()
}

/// The names of those that are not as they were, or were not there.
fn changed(before: &BTreeMap<String, Lying>, after: &BTreeMap<String, Lying>) -> Vec<String> {
    let names = after
        .iter()
        .filter(|(name, lying)| before.get(*name) != Some(lying));
    names.map(|(name, _)| name.clone()).collect()
}

/// What lies in the hidden folder.
fn hidden(folder: &Path) -> Vec<String> {
    let entries = std::fs::read_dir(folder.join(".leaflet"));
    let entries = entries.into_iter().flatten().flatten();
    let mut names: Vec<String> = entries
        .map(|entry| entry.file_name().into_string().unwrap())
        .collect();
    names.sort();
    names
}

/// The numbers at the end of a run with `--message-format json`, which must add up.
#[track_caller]
fn numbers(run: &Finished<'_>) -> serde_json::Value {
    let told = run.errors().lines();
    let told = told.filter_map(|line| serde_json::from_str::<serde_json::Value>(line).ok());
    let summaries: Vec<_> = told.filter(|line| line["event"] == "summary").collect();
    assert_eq!(summaries.len(), 1, "{}", run.errors());
    let summary = &summaries[0];
    let number = |key: &str| summary[key].as_u64().unwrap();
    assert_eq!(
        number("asked"),
        ["made", "unchanged", "failed", "left_out", "not_begun"]
            .map(number)
            .iter()
            .sum::<u64>(),
        "{summary}"
    );
    summary.clone()
}

/// Demands that a row of the words ends so, as `3 asked for: …` does.
#[track_caller]
fn ends(run: &Finished<'_>, words: &str) {
    run.errors_have(&format!("[list-done]: {words}\n"));
}
