//! The print job of a list: which rows it holds, and how its files get their names.
//!
//! In: a planned list, and what became of its rows. Out: files for the printer. Promise: a stop leaves no
//! file behind and is told; a file that is there is replaced only if it is a print job that was made here,
//! or by force, and never if it is a row's leaflet; a job of some rows does not replace the job of all
//! unasked; what is left of an earlier, longer job is told, because yesterday's patients are in it.

use std::collections::BTreeSet;
use std::path::Path;

use super::event::Event;
use super::job;
use super::options::Settled;
use super::plan::{Plan, PlannedRow};
use super::remarks;
use super::report::{FileThere, Report};
use crate::base::advice::{Advice, Control};
use crate::base::diagnostic::quoted_path;
use crate::base::failure::Failure;
use crate::base::stop::Stop;
use crate::base::workers;
use crate::commands::output::ledger::{Kind, Ledger};
use crate::commands::output::{
    self, FileBefore, FileKind, GrowingFile, Readers, WriteProblem, folder,
};
use crate::pages::press::JobProblem;
use crate::pages::typeset::Engine;

/// The print job of a list.
pub(super) struct PrintJob<'a> {
    /// What was asked for.
    pub(super) settled: &'a Settled<'a>,
    /// The list.
    pub(super) plan: &'a Plan,
    /// What leaflets are set with.
    pub(super) engine: &'a Engine,
    /// How many threads may work.
    pub(super) threads: usize,
    /// By which it is stopped.
    pub(super) stop: &'a Stop,
}

impl PrintJob<'_> {
    /// The rows of the job: those whose leaflets are in the folder, in the order of the appointments. One
    /// that could not be made was told, and does not hold up the others. None where no job is asked for:
    /// sorting a long list takes memory.
    pub(super) fn rows(&self, report: &Report) -> Vec<usize> {
        if self.settled.options.job.path.is_none() {
            return Vec::new();
        }
        let there: BTreeSet<usize> = report.files.iter().map(FileThere::row).collect();
        let mut rows = job::in_appointment_order(self.plan);
        rows.retain(|at| there.contains(at));
        rows
    }

    /// The rows that are to be printed again.
    pub(super) fn rows_again(&self, text: &str) -> Result<Vec<usize>, Failure> {
        let example = "write row numbers as the list counts them, such as `17-19` or `4,17-19`";
        let ranges = job::read_rows(text).map_err(|part| {
            Failure::usage(
                format!("`{part}` is not a row or a range of rows"),
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
                        "rows are counted as in a spreadsheet: the header is usually row 1"
                            .to_owned(),
                    ],
                ));
            }
        }
        Ok(rows)
    }

    /// Whether the job's files may be written, as far as that can be known before they are made.
    pub(super) fn check(&self, rows: usize, ledger: Option<&Ledger>) -> Result<(), Failure> {
        let Some(given) = &self.settled.options.job.path else {
            return Ok(());
        };
        for part in 0..rows.div_ceil(self.settled.most_in_job(rows)).max(1) {
            let path = job::file_of_part(given, part);
            if let Some(before) =
                output::file_before(&path).map_err(|problem| self.not_printed(problem))?
            {
                // A file that nobody knows can still turn out to be this very job.
                match self.may_replace(&path, &before, ledger) {
                    Err(Refused::Unknown) | Ok(()) => {}
                    Err(refused) => return Err(self.refusal(refused, &path)),
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
        tell: &mut (dyn FnMut(Event<'_>) + Send),
    ) -> Result<bool, Failure> {
        let Some(given) = &self.settled.options.job.path else {
            return Ok(true);
        };
        let mut parts = 0;
        for rows in rows.chunks(self.settled.most_in_job(rows.len())) {
            let path = job::file_of_part(given, parts);
            if !self.print_part(&path, rows, ledger.as_deref_mut())? {
                return Ok(false);
            }
            tell(Event::Printed(self.settled.named(&path)));
            parts += 1;
        }
        self.see_to_further_parts(given, parts, ledger.as_deref(), tell)?;
        Ok(true)
    }

    /// Prints one file; `false` if it was stopped, and there is none.
    fn print_part(
        &self,
        path: &Path,
        rows: &[usize],
        ledger: Option<&mut Ledger>,
    ) -> Result<bool, Failure> {
        let mut file = GrowingFile::begin(path, Readers::OwnerOnly)
            .map_err(|problem| self.not_printed(problem))?;
        let has_separators = self.settled.options.job.has_separators;
        let (plan, engine, stop) = (self.plan, self.engine, self.stop);
        let print = || job::print_rows(plan, rows, has_separators, stop, engine, &mut file);
        let printed = workers::divided(self.threads, print);
        let report = match printed {
            Ok(Some(report)) => report,
            Ok(None) => return Ok(false),
            Err(JobProblem::Write(error)) => {
                return Err(self.not_printed(WriteProblem::Machine(path.to_owned(), error)));
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
        let sum = file
            .complete()
            .map_err(|problem| self.not_printed(problem))?;
        let before = output::file_before(path).map_err(|problem| self.not_printed(problem))?;
        let is_there = before.as_ref().is_some_and(|before| before.sum == sum);
        if let Some(before) = before.as_ref().filter(|_| !is_there) {
            let may = self.may_replace(path, before, ledger.as_deref());
            may.map_err(|refused| self.refusal(refused, path))?;
        }
        if let Some(ledger) = ledger {
            let noted = ledger.add_job(self.kind(), &sum, report.pages);
            noted.map_err(|error| {
                self.not_printed(WriteProblem::Machine(ledger.path().to_owned(), error))
            })?;
        }
        if is_there {
            output::keep_private(path);
        } else {
            file.place(before.is_some())
                .map_err(|problem| self.not_printed(problem))?;
        }
        Ok(true)
    }

    /// What kind of job this is.
    fn kind(&self) -> Kind {
        match self.settled.options.job.rows_again {
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
                FileKind::PDF,
            ))),
            _ if self.settled.options.force => Ok(()),
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
        tell: &mut (dyn FnMut(Event<'_>) + Send),
    ) -> Result<(), Failure> {
        // Gone; kept and known as jobs; kept and not known.
        let (mut gone, mut jobs, mut others) = (Vec::new(), Vec::new(), Vec::new());
        let beside = folder::files_beside(given).map_err(|problem| self.not_printed(problem))?;
        for path in job::further_parts(given, parts, &beside) {
            let Ok(Some(before)) = output::file_before(&path) else {
                continue;
            };
            let known = ledger.and_then(|ledger| ledger.known().kind(&before.sum));
            let is_job = matches!(known, Some(Kind::Job | Kind::JobOfSome));
            let named = self.settled.named(&path).to_owned();
            if is_job && self.settled.options.force {
                folder::remove(&path).map_err(|problem| self.not_printed(problem))?;
                gone.push(named);
            } else if before.is_leaflet && is_job {
                jobs.push(named);
            } else if before.is_leaflet {
                others.push(named);
            }
        }
        let told = [
            remarks::parts_gone(&gone),
            remarks::parts_kept(&jobs, true),
            remarks::parts_kept(&others, false),
        ];
        for remarks in told.iter().filter(|remarks| !remarks.is_empty()) {
            tell(Event::Remarks(remarks));
        }
        Ok(())
    }

    /// Why the job may not take a file's place, with what to do.
    fn refusal(&self, refused: Refused, path: &Path) -> Failure {
        let path = quoted_path(self.settled.named(path));
        match refused {
            Refused::Leaflet => Failure::usage(
                format!("{path} is the leaflet of one patient, so a print job does not replace it"),
                vec![Advice::naming("give {} another name", &[Control::PrintJob])],
            ),
            Refused::WholeJob => Failure::usage(
                format!(
                    "{path} is the print job of the whole list, so a print job of some of its \
                     rows does not replace it"
                ),
                vec![
                    Advice::naming(
                        "give {} another name when you print rows again",
                        &[Control::PrintJob],
                    ),
                    Advice::naming(
                        "or add {} if you no longer need the whole print job",
                        &[Control::Force],
                    ),
                ],
            ),
            Refused::Unknown => Failure::usage(
                format!(
                    "{path} already exists, and it is not a print job that was made here, or it \
                     was changed later"
                ),
                vec![Advice::naming(
                    "look at it; then add {} to replace it, or give {} another name",
                    &[Control::Force, Control::PrintJob],
                )],
            ),
            Refused::Problem(problem) => self.not_printed(problem),
        }
    }

    /// Why the print job could not be written, with what to do.
    fn not_printed(&self, problem: WriteProblem) -> Failure {
        self.settled.not_written_as(problem, Control::PrintJob)
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
