//! Where a list's files are to stand: that none takes another's place.
//!
//! In: what is asked, and the plan. Out: nothing, or why nothing is written. Promise: before anything is
//! written it is known that neither the print job nor the manifest would take the place of a patient's
//! leaflet, of each other or of the list itself, by whatever name the system knows that place; and that no
//! patient's leaflet goes among those for everyone.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use super::job;
use super::options::Settled;
use super::plan::Plan;
use crate::base::advice::{Advice, Control};
use crate::base::diagnostic::quoted_path;
use crate::base::failure::Failure;
use crate::commands::library::is_made_by_build;
use crate::commands::output::place::{Place, folded};
use crate::commands::output::{self, ListKind, WriteProblem, folder};

/// Refuses names by which two files would be one.
///
/// # Errors
/// [`Failure::Usage`].
pub(super) fn check(settled: &Settled<'_>, plan: &Plan) -> Result<(), Failure> {
    let taken = |named: Control, path: &Path, by_whom: &str| {
        let path = quoted_path(settled.named(path));
        Failure::usage(
            format!("{path} is needed for {by_whom}, so nothing is written"),
            vec![Advice::naming("give {} another name", &[named])],
        )
    };
    let lists = lists(settled, plan.rows.len());
    let roster = Place::of(&settled.workplace.path(&settled.options.list.path));
    let folder = Place::of_folder(&settled.folder);
    // By the folded name in the folder of leaflets: which control named it.
    let mut in_folder = BTreeMap::new();
    let mut before: Vec<(Control, Place)> = Vec::new();
    for (named, path) in &lists {
        let place = Place::of(path);
        if place.is(&roster) {
            return Err(taken(*named, path, "the list of patients"));
        }
        if before
            .iter()
            .any(|(other, taken)| other != named && taken.is(&place))
        {
            return Err(taken(*named, path, "the print job of `--combined`"));
        }
        if let Some(name) = path.file_name() {
            let name = folded(&name.to_string_lossy());
            if place.is_in(&folder, &name) {
                in_folder.insert(name, (*named, path));
            }
        }
        // Parts differ by their numbers, so that the first stands for all where they are many.
        if before.len() < MOST_COMPARED {
            before.push((*named, place));
        }
    }
    if in_folder.is_empty() {
        return Ok(());
    }
    for row in &plan.rows {
        if let Some((named, path)) = in_folder.get(&folded(plan.file(row))) {
            let whose = format!("the leaflet of row {}", row.number());
            return Err(taken(*named, path, &whose));
        }
    }
    Ok(())
}

/// Parts of a print job that are compared with the manifest.
const MOST_COMPARED: usize = 1_000;

/// The files beside the leaflets, each with the control that names it.
fn lists(settled: &Settled<'_>, rows: usize) -> Vec<(Control, PathBuf)> {
    let mut lists = Vec::new();
    let options = &settled.options;
    if let Some(given) = &options.job.path {
        let parts = rows.div_ceil(settled.most_in_job(rows)).max(1);
        let parts = (0..parts).map(|part| (Control::PrintJob, job::file_of_part(given, part)));
        lists.extend(parts);
    }
    lists.extend(
        options
            .manifest
            .clone()
            .map(|path| (Control::Manifest, path)),
    );
    lists
}

/// Whether the manifest may be written. It may stand in the folder of the leaflets, which need not be there
/// yet: `before` that is made, only this is no reason to refuse it.
///
/// # Errors
/// [`Failure::System`].
pub(super) fn check_manifest(settled: &Settled<'_>, before: bool) -> Result<(), Failure> {
    let Some(path) = &settled.options.manifest else {
        return Ok(());
    };
    match output::check_list(path, ListKind::Manifest, settled.options.force) {
        Err(WriteProblem::NoFolder(_)) if before && is_inside(path, &settled.folder) => Ok(()),
        Err(problem) => Err(settled.not_written_as(problem, Control::Manifest)),
        Ok(_) => Ok(()),
    }
}

/// Whether a file stands in this very folder.
fn is_inside(path: &Path, folder: &Path) -> bool {
    let name = path.file_name().unwrap_or_default().to_string_lossy();
    Place::of(path).is_in(&Place::of_folder(folder), &name)
}

/// Refuses the folder of the library, which the settings may name: what is for everyone is mailed, put on a
/// page or committed, and a patient's leaflet would go with it.
///
/// # Errors
/// [`Failure::Usage`]; or [`Failure::System`], if the folder cannot be looked at.
pub(super) fn refuse_library(settled: &Settled<'_>, set: Option<&str>) -> Result<(), Failure> {
    let folder = &settled.folder;
    let names = folder::hidden_names(folder).map_err(|problem| settled.not_written(problem))?;
    let is_set = set.is_some_and(|set| {
        let set = Place::of_folder(&settled.workplace.path(Path::new(set)));
        Place::of(&folder.join("file")).is_in(&set, "file")
    });
    let why = if is_made_by_build(&names) {
        "contains leaflets for everyone, made by `leaflet build`"
    } else if is_set {
        "is the folder for leaflets for everyone, set as `output` in `leaflet.yaml`"
    } else {
        return Ok(());
    };
    let folder = quoted_path(settled.named(folder));
    Err(Failure::usage(
        format!("{folder} {why}; patients' leaflets are not made there"),
        vec![
            Advice::from(
                "leaflets for everyone are passed on to others, and a patient's name would be \
                 passed on with them",
            ),
            Advice::naming(
                "name another folder with {}; without it the leaflets go to `patients`",
                &[Control::OutputFolder],
            ),
        ],
    ))
}
