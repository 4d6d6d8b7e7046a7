//! The print job of `leaflet batch`: which rows it holds, and how its files get their names.
//!
//! In: a planned list, and what became of its rows. Out: files for the printer. Promise: a stop leaves no
//! file behind and is told; a file that is there is replaced only if it was made here, or by `--force`.

use std::collections::BTreeSet;
use std::path::Path;
use std::sync::atomic::AtomicBool;

use super::args::BatchArguments;
use super::make::told;
use crate::batch::{FileThere, Plan, PlannedRow, Report, job};
use crate::make::Failure;
use crate::output::ledger::{Entry, Ledger};
use crate::output::{GrowingFile, Readers, WriteProblem};
use crate::press::JobProblem;
use crate::typeset::Workshop;
use crate::workers;

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

    /// Prints the job, in as many files as it needs, and says where they are; `false` if it was stopped
    /// before the last.
    pub(super) fn print(
        &self,
        rows: &[usize],
        mut ledger: Option<&mut Ledger>,
    ) -> Result<bool, Failure> {
        let Some(given) = &self.arguments.job.combined else {
            return Ok(true);
        };
        let most = self.arguments.job.combined_max;
        let most = most.and_then(|most| usize::try_from(most).ok());
        let most = most.unwrap_or(rows.len()).max(1);
        for (part, rows) in rows.chunks(most).enumerate() {
            let path = job::file_of_part(given, part);
            if !self.print_part(&path, rows, ledger.as_deref_mut())? {
                return Ok(false);
            }
            told(format!("{}\n", path.display()).as_bytes())?;
        }
        Ok(true)
    }

    /// Prints one file; `false` if it was stopped, and there is none.
    fn print_part(
        &self,
        path: &Path,
        rows: &[usize],
        ledger: Option<&mut Ledger>,
    ) -> Result<bool, Failure> {
        let mut file = GrowingFile::begin(path, Readers::OwnerOnly)?;
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
                return Err(WriteProblem::Machine(path.to_owned(), error).into());
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
        let sum = file.complete()?;
        let (is_there, replaces) = match file.there()? {
            None => (false, false),
            Some((there, _)) if there == sum => (true, true),
            Some((there, is_leaflet)) => {
                let is_ours = ledger.as_deref().is_some_and(|ledger| ledger.made(&there));
                (false, is_ours || self.arguments.force && is_leaflet)
            }
        };
        if let Some(ledger) = ledger {
            let entry = Entry {
                row: ledger.key_of_file(&path.to_string_lossy()),
                content: sum,
                file: sum,
                pages: report.pages,
            };
            let noted = ledger.add(&[entry]);
            noted.map_err(|error| WriteProblem::Machine(ledger.path().to_owned(), error))?;
        }
        if !is_there {
            file.place(replaces)?;
        }
        Ok(true)
    }
}
