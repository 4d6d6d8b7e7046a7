//! What there is to say of a list beside its rows: of its folder, of files that were there before, of names.
//!
//! In: what was found out. Out: warnings and notes without a place. Promise: files are named as far as their
//! names say nothing but a number, a guide and a language; a row is named by its number.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use crate::base::advice::{Advice, Control};
use crate::base::diagnostic::{Diagnostic, Diagnostics, Severity, quoted_path, rule};
use crate::commands::output::WriteProblem;
use crate::input::roster::rows_in_words;

/// Most files that a message names.
const NAMED: usize = 20;

/// Where there is nothing to do.
const NO_HINTS: &[&str] = &[];

fn note(rule: &'static str, message: String, hints: &[impl Clone + Into<Advice>]) -> Diagnostics {
    remark(rule, Severity::Note, message, hints)
}

fn warning(
    rule: &'static str,
    message: String,
    hints: &[impl Clone + Into<Advice>],
) -> Diagnostics {
    remark(rule, Severity::Warning, message, hints)
}

fn remark(
    rule: &'static str,
    severity: Severity,
    message: String,
    hints: &[impl Clone + Into<Advice>],
) -> Diagnostics {
    let told = Diagnostic::new(rule, severity, None, message);
    let told = hints
        .iter()
        .fold(told, |told, hint| told.hint(hint.clone()));
    let mut remarks = Diagnostics::new();
    remarks.push(told);
    remarks
}

/// `1 leaflet`, `12 leaflets`.
pub fn leaflets(count: usize) -> String {
    match count {
        1 => "1 leaflet".to_owned(),
        _ => format!("{count} leaflets"),
    }
}

/// Something personal stands in the names of files, as was allowed.
pub(super) fn names_hold(what: &str) -> Diagnostics {
    let message = format!("the {what} is part of the file names");
    let hint = "everybody who sees the folder can read it";
    warning(rule::NAMES_IN_NAMES, message, &[hint])
}

/// The list names no guide, and there is one only.
pub(super) fn only_guide(only: &str) -> Diagnostics {
    let message =
        format!("the list does not name a guide, so the only guide that exists is used: `{only}`");
    note(rule::ONLY_GUIDE, message, NO_HINTS)
}

/// The file system keeps nobody out, where it was told to.
pub(super) fn open_to_others(folder: &Path) -> Diagnostics {
    let message = format!(
        "{} is on a drive that does not store who may read a file",
        quoted_path(folder)
    );
    let hint =
        "everybody who can open the drive can read the leaflets; choose a folder of your own";
    warning(rule::READ_BY_OTHERS, message, &[hint])
}

/// The folder lies inside a folder of git, and is kept out of it from now on.
pub(super) fn kept_from_git(folder: &Path) -> Diagnostics {
    let message = format!(
        "{} is inside a git folder; a file `.gitignore` keeps the leaflets out of git",
        quoted_path(folder)
    );
    let hint = Advice::from("keep the print job and the manifest in that folder too, for example ")
        .control_with(Control::PrintJob, "patients/print.pdf");
    note(rule::KEPT_FROM_GIT, message, &[hint])
}

/// Leaflets of other lists are in the folder: whoever prints the folder would print them.
pub(super) fn strangers(files: &[String], guides: &BTreeMap<String, Vec<String>>) -> Diagnostics {
    let message = match files.len() {
        0 => return Diagnostics::new(),
        1 => "the folder also contains a leaflet that was made here and does not belong to this \
             list"
            .to_owned(),
        count => format!(
            "the folder also contains {count} leaflets that were made here and do not belong to \
             this list"
        ),
    };
    warning(
        rule::OTHER_LEAFLETS,
        format!("{message}: {}", named(files, guides)),
        &[
            Advice::from(
                "they belong to an earlier list, or to rows that now have a fault; do not print \
                 or send them with this list",
            ),
            Advice::naming(
                "{} deletes them; use a separate folder for each list to keep them apart: {}",
                &[Control::Prune, Control::OutputFolder],
            ),
        ],
    )
}

/// Nobody knows which leaflets of other lists are in the folder, and none are taken away.
pub(super) fn unknown_strangers(problem: &WriteProblem) -> Diagnostics {
    warning(
        rule::OTHER_LEAFLETS,
        format!("the folder may also contain leaflets that do not belong to this list: {problem}"),
        &["look through the folder before you print or send everything in it"],
    )
}

/// The names of files, as far as a message holds them: those that say nothing but a number, a guide and a
/// language. A name that a list gave may hold a word of a patient's.
fn named(files: &[String], guides: &BTreeMap<String, Vec<String>>) -> String {
    let is_plain = |name: &&String| {
        let behind = name.trim_start_matches(|character: char| character.is_ascii_digit());
        let behind = behind.strip_prefix('-').unwrap_or_default();
        behind.len() < name.len()
            && guides
                .keys()
                .any(|guide| behind.starts_with(guide.as_str()))
    };
    let plain: Vec<&String> = files.iter().filter(is_plain).collect();
    let names = plain.iter().take(NAMED);
    let mut named: Vec<String> = names.map(|name| quoted_path(Path::new(name))).collect();
    let beyond = plain.len().saturating_sub(NAMED);
    if beyond > 0 {
        named.push(format!("{beyond} more"));
    }
    let given = files.len() - plain.len();
    if given > 0 {
        named.push(format!("{given} with a name that a list gave"));
    }
    named.join(", ")
}

/// Leaflets of earlier lists were taken away.
pub(super) fn pruned(count: usize) -> Diagnostics {
    if count == 0 {
        return Diagnostics::new();
    }
    let message = format!("{} of earlier lists deleted", leaflets(count));
    note(rule::OTHER_LEAFLETS, message, NO_HINTS)
}

/// In these rows a file held another patient's leaflet until now: a row that was put in between moves all
/// that follow, and whoever printed the file before has the other patient's.
pub(super) fn other_patients(rows: &[usize]) -> Diagnostics {
    let files = match rows.len() {
        0 => return Diagnostics::new(),
        1 => "the file",
        _ => "the files",
    };
    let rows = rows_in_words(rows);
    let message = format!("{files} of {rows} contained another patient's leaflet until now");
    let hint =
        "copies that were printed or sent before are not for the patient who is in that row now";
    warning(rule::OTHER_PATIENT, message, &[hint])
}

/// Somebody else may see to who reads these leaflets.
pub(super) fn files_of_others(count: usize) -> Diagnostics {
    if count == 0 {
        return Diagnostics::new();
    }
    let message = format!(
        "{} in the folder belong to another user of this computer, who can read them",
        leaflets(count)
    );
    let hint = "delete them, or make the list in a folder of your own";
    warning(rule::READ_BY_OTHERS, message, &[hint])
}

/// The print job was stopped.
pub(super) fn job_stopped() -> Diagnostics {
    let message = "stopped; the print job was not written".to_owned();
    let hint = "run the same command again to print it";
    warning(rule::LIST_DONE, message, &[hint])
}

/// Parts of an earlier print job were taken away.
pub(super) fn parts_gone(parts: &[PathBuf]) -> Diagnostics {
    if parts.is_empty() {
        return Diagnostics::new();
    }
    let message = format!(
        "deleted, because it was part of an earlier print job: {}",
        paths(parts)
    );
    note(rule::OTHER_PARTS, message, NO_HINTS)
}

/// Files are numbered like parts of the print job and are not of it; whether they are known as parts of an
/// earlier one.
pub(super) fn parts_kept(parts: &[PathBuf], are_jobs: bool) -> Diagnostics {
    if parts.is_empty() {
        return Diagnostics::new();
    }
    let message = format!(
        "these files are numbered like parts of this print job, but do not belong to it: {}",
        paths(parts)
    );
    let hint = match are_jobs {
        true => Advice::naming(
            "add {} to delete them, or delete them yourself",
            &[Control::Force],
        ),
        false => "they are not known as print jobs made here: look at them".into(),
    };
    let danger = Advice::from(
        "they may contain patients of an earlier list; do not print them with this \
            job",
    );
    warning(rule::OTHER_PARTS, message, &[danger, hint])
}

/// The names of files, as they are told.
fn paths(paths: &[PathBuf]) -> String {
    let names: Vec<String> = paths.iter().map(|path| quoted_path(path)).collect();
    names.join(", ")
}
