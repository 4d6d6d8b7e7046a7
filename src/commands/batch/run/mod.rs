//! Makes the leaflets of a plan and puts them into their folder.
//!
//! In: a [`Plan`], an open folder, a ledger. Out: files, a [`RowDone`] for each row as it is done, and a
//! [`Report`]. Promise: what was made before and is still there is left as it is; a stop is obeyed
//! within the few leaflets that are being made; a row that makes the program fail is told and no other
//! suffers for it. The files of several rows are made lasting together; with more threads than one, while
//! the next are set. Of a finished leaflet nothing is kept but a [`FileThere`].

mod worker;

use std::collections::HashSet;
use std::io;
use std::ops::ControlFlow;

use super::event::RowDone;
use super::plan::{Plan, PlannedRow};
use super::report::{Failed, FileThere, Report, RowState};
use crate::base::advice::{Advice, Control};
use crate::base::fingerprint::Fingerprint;
use crate::base::stop::Stop;
use crate::base::workers;
use crate::commands::output::ledger::{Entry, Ledger, Snapshot};
use crate::commands::output::{NewFile, OutputFolder, Readers, WriteProblem, folder};
use crate::pages::typeset::Engine;
use worker::{Worked, WorkedAs, key_of};

/// Most rows that are set together, and most files that the disk is waited for together.
const MOST_TOGETHER: usize = 16;

/// Rows that are set together where each needs a whole leaflet set, so that a stop is obeyed soon.
const WHOLE_TOGETHER: usize = 4;

/// How the leaflets of a plan are made.
pub(super) struct Run<'a> {
    /// The plan.
    pub(super) plan: &'a Plan,
    /// The rows of it that this run makes, by their place in [`Plan::rows`].
    pub(super) share: Vec<usize>,
    /// Where they go.
    pub(super) folder: &'a OutputFolder,
    /// Whether a leaflet that is there and was not made here is replaced.
    pub(super) force: bool,
    /// How many threads work.
    pub(super) threads: usize,
    /// By which the run is stopped.
    pub(super) stop: &'a Stop,
}

/// What became of the rows so far, and whoever hears of it.
struct Heard<'r, T> {
    plan: &'r Plan,
    rows: usize,
    done: usize,
    report: Report,
    told: T,
}

impl<T: FnMut(RowDone<'_>)> Heard<'_, T> {
    /// A row is done.
    fn tell(&mut self, row: usize, state: RowState, pages: usize) {
        self.done += 1;
        if let Some(planned) = self.plan.rows.get(row) {
            (self.told)(RowDone {
                row: planned.number(),
                state,
                file: self.plan.file(planned),
                pages,
                done: (self.done, self.rows),
            });
        }
        match state {
            RowState::Made => self.report.made += 1,
            RowState::Unchanged => self.report.unchanged += 1,
            RowState::Failed => {}
        }
    }

    fn failed(&mut self, failed: Failed) {
        let row = failed.row;
        self.report.failed.push(failed);
        self.tell(row, RowState::Failed, 0);
    }

    /// All is done that will be.
    fn finish(mut self) -> Report {
        let report = &mut self.report;
        report.is_stopped = report.made + report.unchanged + report.failed.len() < self.rows;
        report.files.sort_unstable_by_key(FileThere::row);
        report.failed.sort_by_key(|failed| failed.row);
        report.other_patient.sort_unstable();
        self.report
    }
}

impl Run<'_> {
    /// The leaflets in the folder that were made here, are as they were made, and are not of this list: an
    /// earlier list's, or those of rows that were left out. By name, in order.
    ///
    /// # Errors
    /// [`WriteProblem::Unreadable`]: then nobody knows.
    pub(super) fn strangers(&self, known: &Snapshot) -> Result<Vec<String>, WriteProblem> {
        let rows = self.plan.rows.iter();
        let files: HashSet<&str> = rows.map(|row| self.plan.file(row)).collect();
        let mut others = folder::leaflets_in(self.folder.path(), &[self.plan.format()])?;
        others.retain(|name| !files.contains(name.as_str()) && self.is_of_a_row(name, known));
        Ok(others)
    }

    /// Takes those leaflets away that [`Run::strangers`] named, as far as they are still as they were
    /// made; gives how many went.
    ///
    /// # Errors
    /// What the machine says.
    pub(super) fn prune(
        &self,
        strangers: &[String],
        known: &Snapshot,
    ) -> Result<usize, WriteProblem> {
        let mut gone = 0;
        for name in strangers {
            if self.is_of_a_row(name, known) {
                self.folder.remove(name)?;
                gone += 1;
            }
        }
        Ok(gone)
    }

    /// Whether a file of the folder was made here of a row, and is as it was made.
    fn is_of_a_row(&self, name: &str, known: &Snapshot) -> bool {
        let there = self.folder.read(name).ok().flatten();
        there.is_some_and(|there| known.made_of_a_row(&Fingerprint::of(&there.bytes)))
    }

    /// What goes into the leaflets of each guide besides the row. It reads every picture, so once.
    fn contents(&self) -> Vec<Fingerprint> {
        let guides = self.plan.guides.iter();
        guides.map(|guide| guide.ready.fingerprint()).collect()
    }

    /// What is in the folder of this run's rows, made before and unchanged; the others are told as
    /// failed. Nothing is made.
    pub(super) fn look(&self, known: &Snapshot) -> Report {
        let mut report = Report::default();
        let contents = self.contents();
        let missing = "its leaflet is missing, or is different from the one that would be made \
            today";
        for at in &self.share {
            let Some(row) = self.plan.rows.get(*at) else {
                continue;
            };
            let Some(guide) = self.plan.guides.get(row.guide()) else {
                continue;
            };
            let panel = guide.composed.panel(&self.plan.person(row));
            let key = key_of(self.plan.file(row), guide, &panel, Some(known));
            let there = contents
                .get(row.guide())
                .and_then(|content| self.there(row, &key, content, Some(known)));
            match there {
                Some(WorkedAs::There {
                    file, pages, bytes, ..
                }) => {
                    report.unchanged += 1;
                    report.files.push(FileThere::of(*at, file, pages, bytes));
                }
                _ => report.failed.push(Failed {
                    row: *at,
                    message: missing.to_owned(),
                    hint: Advice::naming(
                        "run the list without {} to make it, then join again",
                        &[Control::Join],
                    ),
                    is_machine: false,
                }),
            }
        }
        report
    }

    /// Makes the leaflets; `told` hears of each row when it is done.
    pub(super) fn run(
        &self,
        mut ledger: Option<&mut Ledger>,
        engine: &Engine,
        told: impl FnMut(RowDone<'_>) + Send,
    ) -> Report {
        let contents = self.contents();
        let known = ledger.as_deref().map(Ledger::snapshot);
        let mut heard = Heard {
            plan: self.plan,
            rows: self.share.len(),
            done: 0,
            report: Report {
                // All at once, because it grows to that anyhow, and growing takes half as much again.
                files: Vec::with_capacity(self.share.len()),
                ..Report::default()
            },
            told,
        };
        let mut waiting: Vec<Worked> = Vec::new();
        // Leaflets that were there without a line in the ledger.
        let mut recognised: Vec<Entry> = Vec::new();
        workers::each(
            self.threads,
            self.groups(),
            |rows| self.work(rows, &contents, known.as_ref(), engine),
            |worked| {
                for worked in worked {
                    if let Some(known) = &known {
                        recognised.extend(worked.recognised(known));
                    }
                    waiting.extend(heard_of(worked, &mut heard));
                }
                if waiting.len() >= MOST_TOGETHER {
                    self.write(&mut waiting, ledger.as_deref_mut(), &mut heard);
                }
                match self.stop.is_requested() {
                    true => ControlFlow::Break(()),
                    false => ControlFlow::Continue(()),
                }
            },
        );
        self.write(&mut waiting, ledger.as_deref_mut(), &mut heard);
        if let Some(ledger) = &mut ledger {
            // Without its line a leaflet is only compared again the next time.
            let _added = ledger.add(&recognised);
        }
        heard.finish()
    }

    /// The rows of the share in groups of one guide, and towards the end so small that all threads end
    /// together. Not smaller than a quarter: a group of one row takes as long as four rows of a large one.
    fn groups(&self) -> impl Iterator<Item = &[usize]> + Send {
        let guide_of = |row: &usize| self.plan.rows.get(*row).map(PlannedRow::guide);
        let mut rest = self.share.as_slice();
        std::iter::from_fn(move || {
            let guide = guide_of(rest.first()?);
            let is_whole = guide
                .and_then(|guide| self.plan.guides.get(guide))
                .is_some_and(|guide| guide.master.has_placeholders());
            let most = if is_whole {
                WHOLE_TOGETHER
            } else {
                MOST_TOGETHER
            };
            let even = match self.threads {
                0 | 1 => most,
                threads => rest.len() / threads,
            };
            let alike = rest.iter().take_while(|row| guide_of(row) == guide);
            let length = alike.take(even.clamp(most / 4, most)).count();
            let (group, others) = rest.split_at_checked(length)?;
            rest = others;
            Some(group)
        })
    }

    /// Whether the file of a row has these contents.
    fn holds(&self, row: usize, file: &Fingerprint) -> bool {
        let row = self.plan.rows.get(row);
        let there = row.and_then(|row| self.folder.read(self.plan.file(row)).ok()?);
        there.is_some_and(|there| Fingerprint::of(&there.bytes) == *file)
    }

    /// Writes what waits, all of it made lasting together.
    fn write<T: FnMut(RowDone<'_>)>(
        &self,
        waiting: &mut Vec<Worked>,
        mut ledger: Option<&mut Ledger>,
        heard: &mut Heard<'_, T>,
    ) {
        let group = std::mem::take(waiting);
        let files: Vec<NewFile<'_>> = group
            .iter()
            .filter_map(|worked| match &worked.result {
                WorkedAs::Ready {
                    printed, replaces, ..
                } => Some(NewFile {
                    name: self.plan.file(self.plan.rows.get(worked.row)?),
                    bytes: &printed.bytes,
                    replaces: *replaces,
                }),
                _ => None,
            })
            .collect();
        if files.is_empty() {
            return;
        }
        let fingerprints = group.iter().filter_map(|worked| match &worked.result {
            WorkedAs::Ready { file, .. } => Some(*file),
            _ => None,
        });
        let fingerprints: Vec<Fingerprint> = fingerprints.collect();
        let note = |are_ready: &[bool]| -> io::Result<()> {
            let Some(ledger) = &mut ledger else {
                return Ok(());
            };
            let ready = group.iter().zip(&fingerprints).zip(are_ready);
            let known = ledger.known();
            let entries: Vec<Entry> = ready
                .filter(|(_, is_ready)| **is_ready)
                .map(|((worked, file), _)| worked.entry(file, worked.pages(), known))
                .collect();
            ledger.add(&entries)
        };
        let written = self.folder.write(&files, Readers::OwnerOnly, note);
        for ((worked, file), written) in group.iter().zip(fingerprints).zip(written) {
            // Another run with rows of this list can have made it a moment ago.
            let written = match written {
                Err(WriteProblem::Exists(_)) if self.holds(worked.row, &file) => Ok(()),
                written => written,
            };
            match written {
                Ok(()) => {
                    let (pages, bytes) = (worked.pages(), worked.bytes());
                    let there = FileThere::of(worked.row, file, pages, bytes);
                    heard.report.files.push(there);
                    if worked.was_of_other() {
                        heard.report.other_patient.push(worked.row);
                    }
                    heard.tell(worked.row, RowState::Made, pages);
                }
                Err(problem) => {
                    heard.failed(Failed {
                        row: worked.row,
                        message: problem.without_path(),
                        hint: problem.hint_for_list(),
                        is_machine: true,
                    });
                }
            }
        }
    }
}

/// Takes down what became of a row, or gives it back if its leaflet is still to be written.
fn heard_of<T: FnMut(RowDone<'_>)>(worked: Worked, heard: &mut Heard<'_, T>) -> Option<Worked> {
    match worked.result {
        WorkedAs::Ready { .. } => return Some(worked),
        WorkedAs::There {
            file,
            pages,
            bytes,
            is_private,
            ..
        } => {
            heard.report.others_files += usize::from(!is_private);
            let there = FileThere::of(worked.row, file, pages, bytes);
            heard.report.files.push(there);
            heard.tell(worked.row, RowState::Unchanged, pages);
        }
        WorkedAs::Failed(failed) => heard.failed(failed),
    }
    None
}
