//! Where a list's files are to stand: that none takes another's place.
//!
//! In: the options and the plan. Out: nothing, or why nothing is written. Promise: before anything is
//! written it is known that neither the print job nor the manifest would take the place of a patient's
//! leaflet, of each other or of the list itself, by whatever name the system knows that place.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use super::args::BatchArguments;
use super::terminal::shown;
use crate::base::failure::Failure;
use crate::commands::batch::{Plan, job};
use crate::commands::output::place::{Place, folded};

/// Refuses names by which two files would be one.
///
/// # Errors
/// [`Failure::Usage`].
pub(super) fn check(arguments: &BatchArguments, plan: &Plan) -> Result<(), Failure> {
    let lists = lists(arguments, plan.rows.len());
    let roster = Place::of(&arguments.roster);
    let folder = Place::of_folder(&arguments.output_dir);
    // By the folded name in the folder of leaflets: which option named it.
    let mut in_folder = BTreeMap::new();
    let mut before: Vec<(&'static str, Place)> = Vec::new();
    for (option, path) in &lists {
        let place = Place::of(path);
        if place.is(&roster) {
            return Err(taken(option, path, "the list of patients itself"));
        }
        if before
            .iter()
            .any(|(other, taken)| other != option && taken.is(&place))
        {
            return Err(taken(option, path, "the print job of `--combined`"));
        }
        if let Some(name) = path.file_name() {
            let name = folded(&name.to_string_lossy());
            if place.is_in(&folder, &name) {
                in_folder.insert(name, (*option, path));
            }
        }
        // Parts differ by their numbers, so that the first stands for all where they are many.
        if before.len() < MOST_COMPARED {
            before.push((option, place));
        }
    }
    if in_folder.is_empty() {
        return Ok(());
    }
    for row in &plan.rows {
        if let Some((option, path)) = in_folder.get(&folded(plan.file(row))) {
            let whose = format!("the leaflet of row {}", row.number());
            return Err(taken(option, path, &whose));
        }
    }
    Ok(())
}

/// Parts of a print job that are compared with the manifest.
const MOST_COMPARED: usize = 1_000;

/// The files beside the leaflets, each with the option that names it.
fn lists(arguments: &BatchArguments, rows: usize) -> Vec<(&'static str, PathBuf)> {
    let mut lists = Vec::new();
    if let Some(given) = &arguments.job.combined {
        let most = arguments.job.combined_max;
        let most = most.and_then(|most| usize::try_from(most).ok());
        let parts = rows.div_ceil(most.unwrap_or(rows).max(1)).max(1);
        let parts = (0..parts).map(|part| ("--combined", job::file_of_part(given, part)));
        lists.extend(parts);
    }
    lists.extend(arguments.manifest.clone().map(|path| ("--manifest", path)));
    lists
}

fn taken(option: &str, path: &Path, by_whom: &str) -> Failure {
    Failure::usage(
        format!(
            "{} is the place of {by_whom}, so nothing is written",
            shown(path)
        ),
        vec![format!("give `{option}` another name")],
    )
}
