//! Text snapshots: compares a text with the one that a person has accepted.
//!
//! *What goes in and comes out*: a name and a text go in; the test passes when
//! `tests/references/<name>.txt` holds the same text, else it fails and shows the lines that differ.
//! *What it promises*: with UPDATE set, the text is written and the test fails once, so that a person
//! looks at it; without it nothing is written.
//! *Why this shape*: one switch accepts texts and pictures alike, and the change is then reviewed in
//! the version control as a change of lines.

use std::path::{Path, PathBuf};

/// The folder of all accepted texts and pictures.
pub(crate) fn references() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/references")
}

/// Whether this run accepts what it sees.
pub(crate) fn accepts_changes() -> bool {
    std::env::var_os("UPDATE").is_some_and(|value| !value.is_empty())
}

/// Demands that a text is the one in `tests/references/<name>.txt`, line ends aside.
#[track_caller]
pub(crate) fn assert_reads_like(name: &str, actual: &str) {
    let path = references().join(format!("{name}.txt"));
    let accepted = std::fs::read_to_string(&path)
        .unwrap_or_default()
        .replace("\r\n", "\n");
    let actual = format!("{}\n", actual.trim_end());
    if actual == accepted {
        return;
    }
    if accepts_changes() {
        std::fs::create_dir_all(references()).expect("a folder can be made");
        std::fs::write(&path, actual).expect("a text can be written");
        panic!(
            "{} was written; look at it and run the tests again",
            path.display()
        );
    }
    panic!(
        "the text is not the one in {}; set UPDATE=1 to accept it:\n{}",
        path.display(),
        changed_lines(&accepted, &actual)
    );
}

/// Demands that a part of a document, between two remarks of which the first names it, is this text.
#[track_caller]
pub(crate) fn assert_made_part(file: &str, name: &str, made: &str) {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join(file);
    let document = std::fs::read_to_string(&path).unwrap();
    let opening = format!("<!-- made by a test from here: {name} -->\n");
    let (before, rest) = document.split_once(&opening).unwrap();
    let (_, behind) = rest.split_once("<!-- to here -->").unwrap();
    let expected = format!("{before}{opening}{made}\n<!-- to here -->{behind}");
    if document == expected {
        return;
    }
    assert!(
        accepts_changes(),
        "{file} says something else than {name}; set UPDATE=1 to write it again"
    );
    std::fs::write(&path, expected).unwrap();
    panic!("{file} was written; look at it and run the tests again");
}

/// The lines between the first and the last difference, old ones with a minus, new with a plus.
fn changed_lines(accepted: &str, actual: &str) -> String {
    let old: Vec<&str> = accepted.lines().collect();
    let new: Vec<&str> = actual.lines().collect();
    let same_start = old
        .iter()
        .zip(&new)
        .take_while(|(old, new)| old == new)
        .count();
    let rest = old.len().min(new.len()) - same_start;
    let backwards = old.iter().rev().zip(new.iter().rev());
    let same_end = backwards
        .take(rest)
        .take_while(|(old, new)| old == new)
        .count();
    let mut told = format!("(from line {})\n", same_start + 1);
    for line in &old[same_start..old.len() - same_end] {
        told.push_str(&format!("- {line}\n"));
    }
    for line in &new[same_start..new.len() - same_end] {
        told.push_str(&format!("+ {line}\n"));
    }
    told
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_the_lines_that_differ_are_shown() {
        let told = changed_lines("one\ntwo\nthree\nfour\n", "one\n2\nthree\nfour\n");
        assert_eq!(told, "(from line 2)\n- two\n+ 2\n");
        assert_eq!(
            changed_lines("one\n", "one\ntwo\n"),
            "(from line 2)\n+ two\n"
        );
        assert_eq!(
            changed_lines("one\none\n", "one\n"),
            "(from line 2)\n- one\n"
        );
    }
}
