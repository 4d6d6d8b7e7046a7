//! From the plan of a list to its files.
//!
//! In: a plan, and what is asked. Out: leaflets, a manifest, a print job, and what became of the rows.
//! Promise: nothing is written before it is known that all of it may be; what became of the rows is told
//! whatever becomes of manifest and print job.

use super::Call;
use super::event::{End, Event, Leaflets, NotMade, Summary, SummaryOf};
use super::manifest;
use super::opening::Opened;
use super::options::{Settled, WorkPart};
use super::places;
use super::plan::{Plan, PlannedRow};
use super::print_job::PrintJob;
use super::remarks;
use super::report::{FileThere, Report};
use super::run::Run;
use super::share::{rows_of, shares_of};
use crate::base::advice::{Advice, Control};
use crate::base::diagnostic::Diagnostics;
use crate::base::failure::Failure;
use crate::base::share::Share;
use crate::base::workers;
use crate::commands::output::ledger::Ledger;
use crate::commands::output::{self, ListKind, OutputFolder, PlaceLock, Readers, folder};
use crate::pages::typeset::Engine;
use crate::source::SourceSet;

/// How it ended, and its numbers.
type Ended = Result<(End, Option<Summary>), Failure>;

/// A list that is being made.
pub(super) struct Making<'a, 't> {
    pub(super) opened: &'a Opened,
    pub(super) settled: &'a Settled<'a>,
    pub(super) call: &'a Call<'a>,
    pub(super) sources: &'a SourceSet,
    pub(super) tell: &'t mut (dyn FnMut(Event<'_>) + Send),
}

/// Where files go, held for this work alone.
struct Ground {
    ledger: Option<Ledger>,
    folder: OutputFolder,
    _locks: Vec<PlaceLock>,
}

impl Making<'_, '_> {
    /// Makes the list, or only looks at it; `on_begin` is called when the folder is there to be written into.
    pub(super) fn make(mut self, on_begin: impl FnOnce()) -> Ended {
        let (plan, options) = (&self.opened.plan, &self.settled.options);
        if plan.has_collisions || (options.is_strict && self.opened.has_faults) {
            return Ok(self.held_back());
        }
        places::refuse_library(self.settled, self.opened.library.as_deref())?;
        places::check(self.settled, plan)?;
        if options.is_rehearsal {
            return Ok(self.rehearse());
        }
        if plan.rows.is_empty() {
            return Ok(self.held_back());
        }
        places::check_manifest(self.settled, true)?;
        let share = options.part.share();
        let mut ground = self.ground(on_begin)?;
        (self.tell)(Event::Stoppable);
        let run = Run {
            plan,
            share: rows_of(plan, share),
            folder: &ground.folder,
            force: options.force,
            threads: options.threads.unwrap_or_else(workers::processors),
            stop: self.call.stop,
        };
        let engine = Engine::new();
        let job = PrintJob {
            settled: self.settled,
            plan,
            engine: &engine,
            threads: run.threads,
            stop: run.stop,
        };
        if let Some(rows) = &options.job.rows_again {
            let rows = job.rows_again(rows)?;
            job.check(rows.len(), ground.ledger.as_ref())?;
            let is_done = job.print(&rows, ground.ledger.as_mut(), self.tell)?;
            return self.printed(is_done).map(|()| (End::Done, None));
        }
        if share.is_whole() {
            job.check(plan.rows.len(), ground.ledger.as_ref())?;
        }
        self.run(&run, &job, ground.ledger.as_mut())
    }

    /// Opens the folder, takes the places of print job and manifest, and opens the ledger.
    fn ground(&mut self, on_begin: impl FnOnce()) -> Result<Ground, Failure> {
        let settled = self.settled;
        let options = &settled.options;
        let name = match options.part {
            WorkPart::Share(share) if !share.is_whole() => share.name(),
            _ => folder::WHOLE.to_owned(),
        };
        let folder = match options.part.is_join() {
            true => OutputFolder::open_made(&settled.folder, &name),
            false => OutputFolder::open(&settled.folder, &name),
        };
        let folder = folder.map_err(|problem| settled.not_written(problem))?;
        on_begin();
        // A link to the folder leads somewhere only now.
        places::check(settled, &self.opened.plan)?;
        places::check_manifest(settled, false)?;
        let mut locks = Vec::new();
        for (option, path) in [
            (Control::PrintJob, &options.job.path),
            (Control::Manifest, &options.manifest),
        ] {
            if let Some(path) = path {
                let lock = output::lock_place(path);
                locks.push(lock.map_err(|problem| settled.not_written_as(problem, option))?);
            }
        }
        let named = settled.named(&settled.folder);
        if folder.is_open_to_others() {
            self.remark(remarks::open_to_others(named));
        }
        let is_kept = output::keep_from_git(&settled.folder);
        if is_kept.map_err(|problem| settled.not_written(problem))? {
            self.remark(remarks::kept_from_git(named));
        }
        let ledger = match options.has_ledger {
            false => None,
            true => {
                let ledger = Ledger::open(&folder, &name);
                Some(ledger.map_err(|problem| settled.not_written(problem))?)
            }
        };
        Ok(Ground {
            ledger,
            folder,
            _locks: locks,
        })
    }

    /// Makes the leaflets, or looks which are there, and then what is made of all of them.
    fn run(mut self, run: &Run<'_>, job: &PrintJob<'_>, mut ledger: Option<&mut Ledger>) -> Ended {
        let (plan, options) = (&self.opened.plan, &self.settled.options);
        let share = options.part.share();
        let strangers = match &ledger {
            Some(ledger) if share.is_whole() => match run.strangers(ledger.known()) {
                Ok(strangers) => strangers,
                Err(problem) => {
                    self.remark(remarks::unknown_strangers(&problem));
                    Vec::new()
                }
            },
            _ => Vec::new(),
        };
        let is_join = options.part.is_join();
        let report = match &ledger {
            Some(ledger) if is_join => {
                let mut report = run.look(&ledger.snapshot());
                name_shares(&mut report, plan, ledger.shares());
                report
            }
            _ => self.make_rows(run, ledger.as_deref_mut(), job.engine),
        };
        let missing = not_made(&report, plan);
        if !missing.is_empty() {
            (self.tell)(Event::NotMade(&missing, self.sources));
        }
        let is_whole = !(report.is_stopped || is_join && !report.failed.is_empty());
        self.tell_others(run, &report, &strangers, ledger.as_deref(), is_whole)?;
        let rows = report.files.iter().map(FileThere::row);
        self.tell_leaflets(rows);
        let mut written = Ok(());
        let mut is_printed = Ok(true);
        if is_whole {
            written = self.write_manifest(&report);
            is_printed = job.print(&job.rows(&report), ledger, self.tell);
        }
        let of = match is_join {
            true => SummaryOf::Joined,
            false => SummaryOf::Made,
        };
        let summary = summary_of(of, plan, share, run.share.len(), &report);
        (self.tell)(Event::Summary(&summary));
        written?;
        self.printed(is_printed?)?;
        // What is wrong with rows is nobody's share: the join says it once more, and ends accordingly.
        let has_faults = self.opened.has_faults && share.is_whole();
        Ok((end(&report, has_faults), Some(summary)))
    }

    fn make_rows(&mut self, run: &Run<'_>, ledger: Option<&mut Ledger>, engine: &Engine) -> Report {
        let rows = run.share.len();
        (self.tell)(Event::Begun { rows });
        let report = run.run(ledger, engine, |row| (self.tell)(Event::Row(row)));
        (self.tell)(Event::RowsEnded);
        report
    }

    /// What is told of files of other lists, other patients and other users; those of other lists are taken
    /// away where that was asked for and the list is whole.
    fn tell_others(
        &mut self,
        run: &Run<'_>,
        report: &Report,
        strangers: &[String],
        ledger: Option<&Ledger>,
        is_whole: bool,
    ) -> Result<(), Failure> {
        match ledger {
            Some(ledger) if self.settled.options.prune && is_whole => {
                let gone = run.prune(strangers, ledger.known());
                let gone = gone.map_err(|problem| self.settled.not_written(problem))?;
                self.remark(remarks::pruned(gone));
            }
            _ => {
                let guides = self.opened.content.guides();
                self.remark(remarks::strangers(strangers, &guides));
            }
        }
        let others = report.other_patient.iter();
        let others = others.filter_map(|at| self.opened.plan.rows.get(*at));
        let others: Vec<usize> = others.map(PlannedRow::number).collect();
        self.remark(remarks::other_patients(&others));
        self.remark(remarks::files_of_others(report.others_files));
        Ok(())
    }

    fn write_manifest(&self, report: &Report) -> Result<(), Failure> {
        let options = &self.settled.options;
        let Some(path) = &options.manifest else {
            return Ok(());
        };
        let text = manifest::text(report, &self.opened.plan, options.has_sums);
        let (kind, readers) = (ListKind::Manifest, Readers::OwnerOnly);
        let written = output::write_list(path, kind, &text, readers, options.force);
        written.map_err(|problem| self.settled.not_written_as(problem, Control::Manifest))
    }

    /// Says that the print job was stopped, if it was.
    fn printed(&mut self, is_done: bool) -> Result<(), Failure> {
        if is_done {
            return Ok(());
        }
        self.remark(remarks::job_stopped());
        Err(Failure::Interrupted)
    }

    /// Says what would be made.
    fn rehearse(&mut self) -> (End, Option<Summary>) {
        let share = self.settled.options.part.share();
        let rows = rows_of(&self.opened.plan, share);
        self.tell_leaflets(rows.iter().copied());
        let (plan, nothing) = (&self.opened.plan, Report::default());
        let summary = summary_of(SummaryOf::Rehearsal, plan, share, rows.len(), &nothing);
        (self.tell)(Event::Summary(&summary));
        let end = match self.opened.has_faults {
            true => End::ContentHasProblems,
            false => End::Done,
        };
        (end, Some(summary))
    }

    /// Says that nothing was made, because rows have faults.
    fn held_back(&mut self) -> (End, Option<Summary>) {
        let plan = &self.opened.plan;
        let of = SummaryOf::HeldBack {
            has_collisions: plan.has_collisions,
        };
        let (share, rows) = (Share::WHOLE, plan.rows.len());
        let summary = summary_of(of, plan, share, rows, &Report::default());
        (self.tell)(Event::Summary(&summary));
        (End::ContentHasProblems, Some(summary))
    }

    /// Says where the leaflets of these rows are.
    fn tell_leaflets(&mut self, rows: impl Iterator<Item = usize>) {
        let plan = &self.opened.plan;
        let rows = rows.filter_map(|at| plan.rows.get(at));
        (self.tell)(Event::Leaflets(Leaflets {
            folder: self.settled.named(&self.settled.folder),
            names: &mut rows.map(|row| plan.file(row)),
        }));
    }

    fn remark(&mut self, remarks: Diagnostics) {
        if !remarks.is_empty() {
            (self.tell)(Event::Remarks(&remarks));
        }
    }
}

/// How a list ended.
fn end(report: &Report, has_faults: bool) -> End {
    if report.is_stopped {
        End::Stopped
    } else if report.failed.iter().any(|failed| failed.is_machine) {
        End::SystemFailed
    } else if has_faults || !report.failed.is_empty() {
        End::ContentHasProblems
    } else {
        End::Done
    }
}

/// The numbers of a list, or of a share of it that has so many good rows. What else the list has is nobody's
/// share.
fn summary_of(of: SummaryOf, plan: &Plan, share: Share, rows: usize, report: &Report) -> Summary {
    let (bad, left_out) = match share.is_whole() {
        true => (plan.bad(), plan.left_out),
        false => (0, 0),
    };
    let asked = rows + bad + left_out;
    let failed = report.failed.len() + bad;
    let done = report.made + report.unchanged + failed + left_out;
    Summary {
        of,
        asked,
        made: report.made,
        unchanged: report.unchanged,
        failed,
        left_out,
        not_begun: asked.saturating_sub(done),
        is_stopped: report.is_stopped,
        doubts: plan.doubts.clone(),
    }
}

/// The rows that failed, by their numbers.
fn not_made(report: &Report, plan: &Plan) -> Vec<NotMade> {
    let failed = report.failed.iter().filter_map(|failed| {
        let row = plan.rows.get(failed.row)?;
        Some(NotMade {
            row: row.number(),
            place: plan.span(row),
            message: failed.message.clone(),
            hint: failed.hint.clone(),
        })
    });
    failed.collect()
}

/// Says to which share each missing leaflet belongs, where the ledgers say how many shares there are.
fn name_shares(report: &mut Report, plan: &Plan, ledgers: &[String]) {
    let Some((shares, count)) = shares_of(plan, ledgers) else {
        return;
    };
    for failed in &mut report.failed {
        if let Some(share) = shares.get(failed.row) {
            failed.hint = Advice::from("run its share again, ")
                .control_with(Control::Share, format!("{share}/{count}"))
                .words(", then join");
        }
    }
}
