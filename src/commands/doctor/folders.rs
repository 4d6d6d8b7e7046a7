//! Whether files can be written where leaflets go, and what broken-off runs left there.
//!
//! In: the folder in which one works, and the folders that options and settings name. Out: lines of the page.
//! Promise: a trial leaves nothing behind; files that a killed run left are named by their paths and not opened.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use super::page::Page;
use super::{DoctorOptions, LINES_OF_A_SORT, more};
use crate::base::advice::{Advice, Control};
use crate::base::diagnostic::{harmless_path, quoted_path};
use crate::commands::batch::PATIENTS_FOLDER;
use crate::commands::library::USUAL_FOLDER;
use crate::commands::output;
use crate::commands::project::Project;
use crate::input::content::{self, Workplace};

/// Whether files can be written where leaflets go.
pub(super) fn folders(options: &DoctorOptions, project: Option<&Project>, page: &mut Page) {
    let workplace = &options.workplace;
    match output::try_writing(&workplace.path(Path::new("."))) {
        Ok(()) => page.ok("folders", "files can be written in the working folder"),
        Err(error) => page.system_fault(
            "folders",
            format!(
                "no file can be written in the working folder: {}",
                error.kind()
            ),
            vec![Advice::naming(
                "go to a folder of your own, or give the leaflet a name with {}",
                &[Control::Output],
            )],
        ),
    }
    let set = project.and_then(|project| project.output.as_ref());
    let named = options.output_folder.clone();
    let named = named.or_else(|| set.map(|words| PathBuf::from(&words.text)));
    let usual = PathBuf::from(USUAL_FOLDER);
    let known = [
        PathBuf::from("."),
        PathBuf::from(PATIENTS_FOLDER),
        usual.clone(),
    ];
    let looked_at: BTreeSet<PathBuf> = known.into_iter().chain(named.clone()).collect();
    looked_at
        .iter()
        .for_each(|folder| left_behind(folder, workplace, page));
    let usual = content::is_folder(&workplace.path(&usual)).then_some(usual);
    let Some(folder) = named.or(usual) else {
        return;
    };
    let shown = format!("`{}`", folder.display());
    let mut folders = folder.ancestors().map(|folder| {
        if folder.as_os_str().is_empty() {
            Path::new(".")
        } else {
            folder
        }
    });
    // The first that is there, as it is made below that one.
    let there = folders.find(|folder| content::is_there(&workplace.path(folder)));
    let there = there.unwrap_or(Path::new("."));
    if !content::is_folder(&workplace.path(there)) {
        let hints = vec!["choose another folder, or move or delete what is there".into()];
        page.system_fault("folders", format!("{shown} is not a folder"), hints);
        return;
    }
    match output::try_writing(&workplace.path(there)) {
        Ok(()) if there == folder => {
            page.ok("folders", format!("files can be written in {shown}"));
        }
        Ok(()) => page.ok(
            "folders",
            format!("{shown} does not exist yet; the command that needs it creates it"),
        ),
        Err(error) => page.system_fault(
            "folders",
            format!("no file can be written in {shown}: {}", error.kind()),
            vec![Advice::naming(
                "with {}, choose a folder that you are allowed to write to",
                &[Control::OutputFolder],
            )],
        ),
    }
}

/// The command that takes away what was left in a folder.
fn purging(folder: &Path) -> Advice {
    Advice::default().control_with(Control::Purge, harmless_path(folder))
}

/// What broken-off runs left in a folder, which may hold patients' words.
fn left_behind(folder: &Path, workplace: &Workplace, page: &mut Page) {
    // A folder that cannot be read is told where it is needed.
    let left = output::folder::left_in(&workplace.path(folder)).unwrap_or_default();
    for path in left.iter().take(LINES_OF_A_SORT) {
        let path = workplace.named(path);
        let path = quoted_path(path.strip_prefix(".").unwrap_or(path));
        page.look(
            "folders",
            format!("an interrupted run left {path}; it may contain a patient's data"),
            purging(folder).words(" takes it away"),
        );
    }
    if let Some(more) = more(left.len()) {
        page.look(
            "folders",
            format!("{more} such files in {}", quoted_path(folder)),
            purging(folder).words(" takes them away"),
        );
    }
}
