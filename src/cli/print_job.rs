//! The print job of `leaflet batch`: which rows it holds, and how its files get their names.
//!
//! In: a planned list, and what became of its rows. Out: files for the printer. Promise: a stop leaves no
//! file behind and is told; a file that is there is replaced only if it is a print job that was made here,
//! or by `--force`, and never if it is a row's leaflet; a job of some rows does not replace the job of all
//! unasked; what is left of an earlier, longer job is told, because yesterday's patients are in it.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::sync::atomic::AtomicBool;

use super::args::BatchArguments;
use super::terminal::{Terminal, shown, told_path};
use crate::base::diagnostic::rule;
use crate::base::failure::Failure;
use crate::base::workers;
use crate::commands::batch::{FileThere, Plan, PlannedRow, Report, job};
use crate::commands::output::ledger::{Kind, Ledger};
use crate::commands::output::{
    self, FileBefore, FileKind, GrowingFile, Readers, WriteProblem, folder,
};
use crate::pages::press::JobProblem;
use crate::pages::typeset::Workshop;

/// The print job of a list.
pub(super) struct PrintJob<'a> {
    /// What was asked for.
    pub(super) arguments: &'a BatchArguments,
    /// The list.
    pub(super) plan: &'a Plan,
    /// What leaflets are set with.
    pub(super) workshop: &'a Workshop,
    /// How many threads may work.
    pub(super) threads: usize,
    /// Set when the program is to stop.
    pub(super) stop: &'a AtomicBool,
}

impl PrintJob<'_> {
    /// The rows of the job: those whose leaflets are in the folder, in the order of the appointments. One
    /// that could not be made was told, and does not hold up the others. None where no job is asked for:
    /// sorting a long list takes memory.
    pub(super) fn rows(&self, report: &Report) -> Vec<usize> {
        if self.arguments.job.combined.is_none() {
            return Vec::new();
        }
        let there: BTreeSet<usize> = report.files.iter().map(FileThere::row).collect();
        let mut rows = job::in_appointment_order(self.plan);
        rows.retain(|at| there.contains(at));
        rows
    }

    /// The rows that are to be printed again.
    pub(super) fn rows_again(&self, text: &str) -> Result<Vec<usize>, Failure> {
        let example = "write numbers of rows as the list counts them, such as `17-19` or `4,17-19`";
        let ranges = job::read_rows(text).map_err(|part| {
            Failure::usage(
                format!("`{part}` is no row and no range of rows"),
                vec![example.to_owned()],
            )
        })?;
        let is_asked = |number: usize| {
            let mut ranges = ranges.iter();
            ranges.any(|(first, last)| (*first..=*last).contains(&number))
        };
        let mut rows = job::in_appointment_order(self.plan);
        rows.retain(|at| {
            self.plan
                .rows
                .get(*at)
                .is_some_and(|row| is_asked(row.number()))
        });
        for (first, last) in &ranges {
            let mut numbers = self.plan.rows.iter().map(PlannedRow::number);
            if !numbers.any(|number| (*first..=*last).contains(&number)) {
                return Err(Failure::usage(
                    format!("the list has no leaflet in the rows {first} to {last}"),
                    vec![
                        "rows are counted as a spreadsheet counts them: the header is mostly row 1"
                            .to_owned(),
                    ],
                ));
            }
        }
        Ok(rows)
    }

    /// Most leaflets in one file.
    fn most(&self, rows: usize) -> usize {
        let most = self.arguments.job.combined_max;
        let most = most.and_then(|most| usize::try_from(most).ok());
        most.unwrap_or(rows).max(1)
    }

    /// Whether the job's files may be written, as far as that can be known before they are made.
    pub(super) fn check(&self, rows: usize, ledger: Option<&Ledger>) -> Result<(), Failure> {
        let Some(given) = &self.arguments.job.combined else {
            return Ok(());
        };
        for part in 0..rows.div_ceil(self.most(rows)).max(1) {
            let path = job::file_of_part(given, part);
            if let Some(before) = output::file_before(&path).map_err(not_printed)? {
                // A file that nobody knows can still turn out to be this very job.
                match self.may_replace(&path, &before, ledger) {
                    Err(Refused::Unknown) | Ok(()) => {}
                    Err(refused) => return Err(refused.failure(&path)),
                }
            }
        }
        Ok(())
    }

    /// Prints the job, in as many files as it needs, and says where they are; `false` if it was stopped
    /// before the last.
    pub(super) fn print(
        &self,
        rows: &[usize],
        mut ledger: Option<&mut Ledger>,
        terminal: Terminal,
    ) -> Result<bool, Failure> {
        let Some(given) = &self.arguments.job.combined else {
            return Ok(true);
        };
        let mut parts = 0;
        for rows in rows.chunks(self.most(rows.len())) {
            let path = job::file_of_part(given, parts);
            if !self.print_part(&path, rows, ledger.as_deref_mut())? {
                return Ok(false);
            }
            told_path(&path)?;
            parts += 1;
        }
        self.see_to_further_parts(given, parts, ledger.as_deref(), terminal)?;
        Ok(true)
    }

    /// Prints one file; `false` if it was stopped, and there is none.
    fn print_part(
        &self,
        path: &Path,
        rows: &[usize],
        ledger: Option<&mut Ledger>,
    ) -> Result<bool, Failure> {
        let mut file = GrowingFile::begin(path, Readers::OwnerOnly).map_err(not_printed)?;
        let has_separators = self.arguments.job.separator_sheets;
        let print = || {
            let (stop, workshop) = (self.stop, self.workshop);
            job::print_rows(self.plan, rows, has_separators, stop, workshop, &mut file)
        };
        let printed = workers::divided(self.threads, print);
        let report = match printed {
            Ok(Some(report)) => report,
            Ok(None) => return Ok(false),
            Err(JobProblem::Write(error)) => {
                return Err(not_printed(WriteProblem::Machine(path.to_owned(), error)));
            }
            Err(JobProblem::Refused { leaflet, refusal }) => {
                let row = rows.get(leaflet).and_then(|at| self.plan.rows.get(*at));
                let number = row.map_or(0, PlannedRow::number);
                return Err(Failure::usage(
                    format!("the print job stopped at row {number}: {refusal}"),
                    refusal.hints,
                ));
            }
        };
        let sum = file.complete().map_err(not_printed)?;
        let before = output::file_before(path).map_err(not_printed)?;
        let is_there = before.as_ref().is_some_and(|before| before.sum == sum);
        if let Some(before) = before.as_ref().filter(|_| !is_there) {
            let may = self.may_replace(path, before, ledger.as_deref());
            may.map_err(|refused| refused.failure(path))?;
        }
        if let Some(ledger) = ledger {
            let noted = ledger.add_job(self.kind(), &sum, report.pages);
            noted.map_err(|error| {
                not_printed(WriteProblem::Machine(ledger.path().to_owned(), error))
            })?;
        }
        if is_there {
            output::keep_private(path);
        } else {
            file.place(before.is_some()).map_err(not_printed)?;
        }
        Ok(true)
    }

    /// What kind of job this is.
    fn kind(&self) -> Kind {
        match self.arguments.job.reprint {
            Some(_) => Kind::JobOfSome,
            None => Kind::Job,
        }
    }

    /// Whether the job may take the place of the file that is there.
    fn may_replace(
        &self,
        path: &Path,
        before: &FileBefore,
        ledger: Option<&Ledger>,
    ) -> Result<(), Refused> {
        let known = ledger.and_then(|ledger| ledger.known().kind(&before.sum));
        match (known, self.kind()) {
            (Some(Kind::Leaflet | Kind::Earlier), _) => Err(Refused::Leaflet),
            (Some(Kind::JobOfSome), _) | (Some(Kind::Job), Kind::Job) => Ok(()),
            _ if !before.is_leaflet => Err(Refused::Problem(WriteProblem::OtherKind(
                path.to_owned(),
                FileKind::Pdf,
            ))),
            _ if self.arguments.force => Ok(()),
            (Some(Kind::Job), _) => Err(Refused::WholeJob),
            (None, _) => Err(Refused::Unknown),
        }
    }

    /// Tells of files that are numbered like parts of this job and lie behind its last, or takes those away
    /// that are surely ours.
    fn see_to_further_parts(
        &self,
        given: &Path,
        parts: usize,
        ledger: Option<&Ledger>,
        terminal: Terminal,
    ) -> Result<(), Failure> {
        let (mut gone, mut kept) = (Vec::new(), Vec::new());
        let beside = folder::files_beside(given).map_err(not_printed)?;
        for path in job::further_parts(given, parts, &beside) {
            let Ok(Some(before)) = output::file_before(&path) else {
                continue;
            };
            let known = ledger.and_then(|ledger| ledger.known().kind(&before.sum));
            let is_job = matches!(known, Some(Kind::Job | Kind::JobOfSome));
            if is_job && self.arguments.force {
                folder::remove(&path).map_err(not_printed)?;
                gone.push(path);
            } else if before.is_leaflet {
                kept.push((path, is_job));
            }
        }
        if !gone.is_empty() {
            let message = format!(
                "taken away, as a part of an earlier print job: {}",
                named(&gone)
            );
            terminal.note(rule::OTHER_PARTS, &message, Vec::new());
        }
        for (is_job, hint) in [
            (
                true,
                "add `--force` to take them away, or take them away yourself",
            ),
            (
                false,
                "they are not known as print jobs that were made here: look at them",
            ),
        ] {
            let kept = kept.iter().filter(|(_, is)| *is == is_job);
            let kept: Vec<PathBuf> = kept.map(|(path, _)| path.clone()).collect();
            if !kept.is_empty() {
                terminal.warning(
                    rule::OTHER_PARTS,
                    &format!(
                        "numbered like parts of this print job, but not of it: {}",
                        named(&kept)
                    ),
                    vec![
                        "they may hold an earlier list's patients; do not print them with this job"
                            .to_owned(),
                        hint.to_owned(),
                    ],
                );
            }
        }
        Ok(())
    }
}

/// Why a print job may not take a file's place.
enum Refused {
    /// It is one patient's leaflet.
    Leaflet,
    /// It is the job of the whole list, and this is one of some rows.
    WholeJob,
    /// Nobody knows who made it.
    Unknown,
    /// Something else.
    Problem(WriteProblem),
}

impl Refused {
    fn failure(self, path: &Path) -> Failure {
        let path = shown(path);
        match self {
            Self::Leaflet => Failure::usage(
                format!("{path} is the leaflet of one patient; a print job does not replace it"),
                vec!["give `--combined` another name".to_owned()],
            ),
            Self::WholeJob => Failure::usage(
                format!("{path} is the print job of the whole list; some of its rows do not replace it"),
                vec![
                    "give `--combined` another name for the rows that are printed again".to_owned(),
                    "or add `--force`, if the whole job is not needed any more".to_owned(),
                ],
            ),
            Self::Unknown => Failure::usage(
                format!(
                    "{path} is there, and it is no print job that was made here, or was changed since"
                ),
                vec![
                    "look at it; then add `--force` to replace it, or give `--combined` another name"
                        .to_owned(),
                ],
            ),
            Self::Problem(problem) => not_printed(problem),
        }
    }
}

/// Why the print job could not be written, with what to do.
pub(super) fn not_printed(problem: WriteProblem) -> Failure {
    Failure::system(problem.to_string(), vec![problem.hint_naming("--combined")])
}

/// The names of files, as they are told.
fn named(paths: &[PathBuf]) -> String {
    let names: Vec<String> = paths.iter().map(|path| shown(path)).collect();
    names.join(", ")
}
