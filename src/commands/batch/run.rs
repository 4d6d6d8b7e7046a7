//! Makes the leaflets of a plan and puts them into their folder.
//!
//! In: a [`Plan`], an open folder, a ledger. Out: files, an [`Event`] for each row as it is done, and a
//! [`Report`]. Promise: what was made before and is still there is left as it is; a stop is obeyed
//! within the few leaflets that are being made; a row that makes the program fail is told and no other
//! suffers for it. The files of several rows are made lasting together; with more threads than one, while
//! the next are set. Of a finished leaflet nothing is kept but a [`FileThere`].

use std::collections::HashSet;
use std::io;
use std::ops::ControlFlow;
use std::sync::atomic::{AtomicBool, Ordering};

use super::plan::{Plan, PlannedGuide, PlannedRow};
use super::print::print_safely;
use crate::base::fingerprint::{Fingerprint, Pieces};
use crate::base::share::Share;
use crate::base::workers;
use crate::commands::output::ledger::{Entry, Ledger, Snapshot};
use crate::commands::output::{NewFile, OutputFolder, Readers, WriteProblem, folder};
use crate::leaflet::PanelField;
use crate::model::patient::{Fact, Person};
use crate::pages::press::Printed;
use crate::pages::typeset::Workshop;

/// Most rows that are set together, and most files that the disk is waited for together.
const MOST_TOGETHER: usize = 16;

/// Rows that are set together where each needs a whole leaflet set, so that a stop is obeyed soon.
const WHOLE_TOGETHER: usize = 4;

/// How the leaflets of a plan are made.
pub struct Run<'a> {
    /// The plan.
    pub plan: &'a Plan,
    /// The rows of it that this run makes, by their place in [`Plan::rows`].
    pub share: Vec<usize>,
    /// Where they go.
    pub folder: &'a OutputFolder,
    /// Whether a leaflet that is there and was not made here is replaced.
    pub force: bool,
    /// How many threads work.
    pub threads: usize,
    /// Set when the run is to stop.
    pub stop: &'a AtomicBool,
}

/// What became of a row.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum RowState {
    /// Its leaflet was made.
    Made,
    /// Its leaflet is there already, made before and the same.
    Unchanged,
    /// It could not be made or written.
    Failed,
}

/// A row is done.
#[derive(Debug)]
pub struct Event<'a> {
    /// The row's number in the list.
    pub row: usize,
    /// What became of it.
    pub state: RowState,
    /// The name of its file.
    pub file: &'a str,
    /// How many pages it has; 0 if it failed.
    pub pages: usize,
    /// Rows that are done, this one among them, and rows there are.
    pub done: (usize, usize),
}

/// Why a row failed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Failed {
    /// The row, by its place in [`Plan::rows`].
    pub row: usize,
    /// What went wrong, without a word of the list.
    pub message: String,
    /// What to do next.
    pub hint: String,
    /// Whether the machine would not, and the row is good.
    pub is_machine: bool,
}

/// What became of all rows.
#[derive(Debug, Default)]
pub struct Report {
    /// How many leaflets were made.
    pub made: usize,
    /// How many were there already.
    pub unchanged: usize,
    /// The rows that failed.
    pub failed: Vec<Failed>,
    /// What is in the folder now.
    pub files: Vec<FileThere>,
    /// The rows whose file held another patient's leaflet until now, by their place in [`Plan::rows`].
    pub other_patient: Vec<usize>,
    /// How many leaflets are somebody else's files, so that who may read them could not be seen to.
    pub others_files: usize,
    /// Whether the run was stopped before all were done.
    pub is_stopped: bool,
}

/// A leaflet that is in the folder. There is one for each row to the end, so that it is small.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct FileThere {
    /// Its fingerprint.
    pub file: Fingerprint,
    row: u32,
    pages: u32,
    bytes: u32,
}

impl FileThere {
    /// A leaflet has no four thousand million bytes, and a list not as many rows.
    fn of(row: usize, file: Fingerprint, pages: usize, bytes: usize) -> Self {
        let small = |number: usize| u32::try_from(number).unwrap_or(u32::MAX);
        Self {
            file,
            row: small(row),
            pages: small(pages),
            bytes: small(bytes),
        }
    }

    /// Its row, by its place in [`Plan::rows`].
    pub fn row(&self) -> usize {
        self.row as usize
    }

    /// Its pages.
    pub fn pages(&self) -> usize {
        self.pages as usize
    }

    /// Its bytes.
    pub fn bytes(&self) -> usize {
        self.bytes as usize
    }
}

/// What a worker gives back for a row.
struct Worked {
    row: usize,
    key: Fingerprint,
    content: Fingerprint,
    /// The patient, summed with the folder's key.
    patient: u64,
    result: WorkedAs,
}

enum WorkedAs {
    /// To be written.
    Ready {
        printed: Printed,
        file: Fingerprint,
        replaces: bool,
        /// Whether it replaces another patient's leaflet.
        was_of_other: bool,
    },
    /// There already; whether the ledger knows it.
    There {
        file: Fingerprint,
        pages: usize,
        bytes: usize,
        is_known: bool,
        /// Whether it is ours, and nobody else can read it.
        is_private: bool,
    },
    Failed(Failed),
}

/// The rows of a plan in the order in which shares take them one by one: that of a sum of what they ask
/// for, which does not depend on the list's order.
pub fn in_share_order(plan: &Plan) -> Vec<usize> {
    let rows = plan.rows.iter().enumerate();
    let mut order: Vec<(Fingerprint, usize)> =
        rows.map(|(at, row)| (sum_of(plan, row), at)).collect();
    order.sort_unstable();
    order.into_iter().map(|(_, at)| at).collect()
}

/// The rows of a plan that a share takes, in the list's order.
pub fn rows_of(plan: &Plan, share: Share) -> Vec<usize> {
    if share.is_whole() {
        return (0..plan.rows.len()).collect();
    }
    let order = in_share_order(plan).into_iter().enumerate();
    let taken = order.filter(|(position, _)| share.takes(*position));
    let mut rows: Vec<usize> = taken.map(|(_, at)| at).collect();
    rows.sort_unstable();
    rows
}

/// A sum of what a row asks for, without its place in the list.
fn sum_of(plan: &Plan, row: &PlannedRow) -> Fingerprint {
    let Some(guide) = plan.guides.get(row.guide()) else {
        return Pieces::new().finish();
    };
    let ready = &guide.ready;
    let mut pieces = Pieces::new()
        .with(&ready.name)
        .with(&ready.language.tag)
        .with(ready.print.name());
    for field in ready.panel(&plan.person(row)) {
        pieces = pieces.with(field.value);
    }
    pieces.finish()
}

impl Run<'_> {
    /// The leaflets in the folder that were made here, are as they were made, and are not of this list: an
    /// earlier list's, or those of rows that were left out. By name, in order.
    ///
    /// # Errors
    /// [`WriteProblem::Unreadable`]: then nobody knows.
    pub fn strangers(&self, known: &Snapshot) -> Result<Vec<String>, WriteProblem> {
        let rows = self.plan.rows.iter();
        let files: HashSet<&str> = rows.map(|row| self.plan.file(row)).collect();
        let mut others = folder::leaflets_in(self.folder.path())?;
        others.retain(|name| !files.contains(name.as_str()) && self.is_of_a_row(name, known));
        Ok(others)
    }

    /// Takes those leaflets away that [`Run::strangers`] named, as far as they are still as they were
    /// made; gives how many went.
    ///
    /// # Errors
    /// What the machine says.
    pub fn prune(&self, strangers: &[String], known: &Snapshot) -> Result<usize, WriteProblem> {
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
    pub fn look(&self, known: &Snapshot) -> Report {
        let mut report = Report::default();
        let contents = self.contents();
        let missing = "its leaflet is not there, or is not what would be made today";
        for at in &self.share {
            let Some(row) = self.plan.rows.get(*at) else {
                continue;
            };
            let Some(guide) = self.plan.guides.get(row.guide()) else {
                continue;
            };
            let panel = guide.ready.panel(&self.plan.person(row));
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
                    hint: "run the list without `--join` to make it, then join".to_owned(),
                    is_machine: false,
                }),
            }
        }
        report
    }

    /// Makes the leaflets; `told` hears of each row when it is done.
    pub fn run(
        &self,
        mut ledger: Option<&mut Ledger>,
        workshop: &Workshop,
        mut told: impl FnMut(&Event<'_>) + Send,
    ) -> Report {
        let contents = self.contents();
        let known = ledger.as_deref().map(Ledger::snapshot);
        let mut report = Report {
            // All at once, because it grows to that anyhow, and growing takes half as much again.
            files: Vec::with_capacity(self.share.len()),
            ..Report::default()
        };
        let mut waiting: Vec<Worked> = Vec::new();
        // Leaflets that were there without a line in the ledger.
        let mut recognised: Vec<Entry> = Vec::new();
        let mut done = 0;
        let mut tell = |report: &mut Report, worked: &Worked, state: RowState, pages: usize| {
            done += 1;
            if let Some(row) = self.plan.rows.get(worked.row) {
                told(&Event {
                    row: row.number(),
                    state,
                    file: self.plan.file(row),
                    pages,
                    done: (done, self.share.len()),
                });
            }
            match state {
                RowState::Made => report.made += 1,
                RowState::Unchanged => report.unchanged += 1,
                RowState::Failed => {}
            }
        };
        workers::each(
            self.threads,
            self.groups(),
            |rows| self.work(rows, &contents, known.as_ref(), workshop),
            |worked| {
                for worked in worked {
                    match &worked.result {
                        WorkedAs::Ready { .. } => waiting.push(worked),
                        WorkedAs::There {
                            file,
                            pages,
                            bytes,
                            is_known,
                            is_private,
                        } => {
                            if !is_known && let Some(known) = &known {
                                recognised.push(worked.entry(file, *pages, known));
                            }
                            report.others_files += usize::from(!is_private);
                            let there = FileThere::of(worked.row, *file, *pages, *bytes);
                            report.files.push(there);
                            tell(&mut report, &worked, RowState::Unchanged, *pages);
                        }
                        WorkedAs::Failed(failed) => {
                            report.failed.push(failed.clone());
                            tell(&mut report, &worked, RowState::Failed, 0);
                        }
                    }
                }
                if waiting.len() >= MOST_TOGETHER {
                    self.write(&mut waiting, ledger.as_deref_mut(), &mut report, &mut tell);
                }
                if self.stop.load(Ordering::Relaxed) {
                    ControlFlow::Break(())
                } else {
                    ControlFlow::Continue(())
                }
            },
        );
        self.write(&mut waiting, ledger.as_deref_mut(), &mut report, &mut tell);
        if let Some(ledger) = &mut ledger {
            // Without its line a leaflet is only compared again the next time.
            let _added = ledger.add(&recognised);
        }
        report.is_stopped = report.made + report.unchanged + report.failed.len() < self.share.len();
        report.files.sort_unstable_by_key(FileThere::row);
        report.failed.sort_by_key(|failed| failed.row);
        report.other_patient.sort_unstable();
        report
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

    /// Makes the leaflets of some rows of one guide, as far as they are not there.
    fn work(
        &self,
        rows: &[usize],
        contents: &[Fingerprint],
        known: Option<&Snapshot>,
        workshop: &Workshop,
    ) -> Vec<Worked> {
        let mut worked = Vec::with_capacity(rows.len());
        let mut to_print = Vec::new();
        for at in rows {
            let Some((row, guide)) = self
                .plan
                .rows
                .get(*at)
                .and_then(|row| Some((row, self.plan.guides.get(row.guide())?)))
            else {
                continue;
            };
            let content = contents.get(row.guide()).copied();
            let content = content.unwrap_or_else(|| guide.ready.fingerprint());
            let person = self.plan.person(row);
            let panel = guide.ready.panel(&person);
            let key = key_of(self.plan.file(row), guide, &panel, known);
            match self.there(row, &key, &content, known) {
                Some(result) => worked.push(Worked {
                    row: *at,
                    key,
                    content,
                    patient: patient_of(&person, known),
                    result,
                }),
                None => to_print.push((*at, row, guide, key, content, person, panel)),
            }
        }
        let Some((_, _, guide, ..)) = to_print.first() else {
            return worked;
        };
        let people: Vec<(&Person, &[PanelField])> = to_print
            .iter()
            .map(|(.., person, panel)| (person, panel.as_slice()))
            .collect();
        let printed = print_safely(guide, &people, workshop);
        for ((at, row, _, key, content, person, _), printed) in to_print.iter().zip(printed) {
            let patient = patient_of(person, known);
            let result = match printed {
                Ok(printed) => self.ready(*at, row, printed, patient, known),
                Err(refusal) => WorkedAs::Failed(Failed {
                    row: *at,
                    message: refusal.message,
                    hint: refusal.hints.into_iter().next().unwrap_or_default(),
                    is_machine: refusal.is_internal,
                }),
            };
            worked.push(Worked {
                row: *at,
                key: *key,
                content: *content,
                patient,
                result,
            });
        }
        worked
    }

    /// The leaflet that is there, if the ledger says that this very one was made and nobody changed it.
    fn there(
        &self,
        row: &PlannedRow,
        key: &Fingerprint,
        content: &Fingerprint,
        known: Option<&Snapshot>,
    ) -> Option<WorkedAs> {
        let made = known?.leaflet(key, content)?;
        let there = self.folder.read(self.plan.file(row)).ok()??;
        let file = Fingerprint::of(&there.bytes);
        (known?.sum_of(&file) == made.file).then(|| WorkedAs::There {
            file,
            pages: made.pages(),
            bytes: there.bytes.len(),
            is_known: true,
            is_private: there.keep_private(),
        })
    }

    /// A finished leaflet and what stands in its place: nothing, itself, an older one of ours, or
    /// something that is not to be touched.
    fn ready(
        &self,
        at: usize,
        row: &PlannedRow,
        printed: Printed,
        patient: u64,
        known: Option<&Snapshot>,
    ) -> WorkedAs {
        let failed = |message: String, hint: &str| {
            WorkedAs::Failed(Failed {
                row: at,
                message,
                hint: hint.to_owned(),
                is_machine: true,
            })
        };
        let file = Fingerprint::of(&printed.pdf);
        let there = match self.folder.read(self.plan.file(row)) {
            Ok(None) => {
                return WorkedAs::Ready {
                    printed,
                    file,
                    replaces: false,
                    was_of_other: false,
                };
            }
            Ok(Some(there)) => there,
            Err(problem) => return failed(problem.without_path(), problem.hint_for_list()),
        };
        let fingerprint = Fingerprint::of(&there.bytes);
        if fingerprint == file {
            return WorkedAs::There {
                file,
                pages: printed.pages,
                bytes: there.bytes.len(),
                is_known: false,
                is_private: there.keep_private(),
            };
        }
        // A print job that bears a row's name holds everybody's pages, and is wanted by somebody.
        let is_ours = known.is_some_and(|known| known.made_of_a_row(&fingerprint));
        let is_allowed = self.force && folder::is_leaflet(&there.bytes);
        if is_ours || is_allowed {
            let before = known.and_then(|known| known.person_of(&fingerprint));
            return WorkedAs::Ready {
                printed,
                file,
                replaces: true,
                was_of_other: before.is_some_and(|before| before != patient),
            };
        }
        if folder::is_leaflet(&there.bytes) {
            return failed(
                "a file of its leaflet's name is there, and it is none that was made here, or was \
                 changed since"
                    .to_owned(),
                "look at it; then take it away, or add `--force` to replace it",
            );
        }
        failed(
            "a file of its leaflet's name is there, and it is no PDF".to_owned(),
            "take it away; `--force` replaces leaflets only",
        )
    }

    /// Whether the file of a row has these contents.
    fn holds(&self, row: usize, file: &Fingerprint) -> bool {
        let row = self.plan.rows.get(row);
        let there = row.and_then(|row| self.folder.read(self.plan.file(row)).ok()?);
        there.is_some_and(|there| Fingerprint::of(&there.bytes) == *file)
    }

    /// Writes what waits, all of it made lasting together.
    fn write(
        &self,
        waiting: &mut Vec<Worked>,
        mut ledger: Option<&mut Ledger>,
        report: &mut Report,
        tell: &mut impl FnMut(&mut Report, &Worked, RowState, usize),
    ) {
        let group = std::mem::take(waiting);
        let files: Vec<NewFile<'_>> = group
            .iter()
            .filter_map(|worked| match &worked.result {
                WorkedAs::Ready {
                    printed, replaces, ..
                } => Some(NewFile {
                    name: self.plan.file(self.plan.rows.get(worked.row)?),
                    bytes: &printed.pdf,
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
                    report.files.push(there);
                    if worked.was_of_other() {
                        report.other_patient.push(worked.row);
                    }
                    tell(report, worked, RowState::Made, pages);
                }
                Err(problem) => {
                    report.failed.push(Failed {
                        row: worked.row,
                        message: problem.without_path(),
                        hint: problem.hint_for_list().to_owned(),
                        is_machine: true,
                    });
                    tell(report, worked, RowState::Failed, 0);
                }
            }
        }
    }
}

impl Worked {
    fn entry(&self, file: &Fingerprint, pages: usize, known: &Snapshot) -> Entry {
        Entry {
            row: self.key,
            content: self.content,
            file: known.sum_of(file),
            pages,
            person: self.patient,
        }
    }

    fn was_of_other(&self) -> bool {
        matches!(
            self.result,
            WorkedAs::Ready {
                was_of_other: true,
                ..
            }
        )
    }

    fn pages(&self) -> usize {
        match &self.result {
            WorkedAs::Ready { printed, .. } => printed.pages,
            WorkedAs::There { pages, .. } => *pages,
            WorkedAs::Failed(_) => 0,
        }
    }

    fn bytes(&self) -> usize {
        match &self.result {
            WorkedAs::Ready { printed, .. } => printed.pdf.len(),
            WorkedAs::There { bytes, .. } => *bytes,
            WorkedAs::Failed(_) => 0,
        }
    }
}

/// By what a patient is known again when a file changes: the name, summed with the folder's key.
fn patient_of(person: &Person, known: Option<&Snapshot>) -> u64 {
    let Some(known) = known else {
        return 0;
    };
    let name = person.patient.as_ref().map(Fact::words);
    let pieces = Pieces::keyed(known.key()).with("patient");
    pieces.with_optional(name).finish().number()
}

/// By what a row is known again: its file and everything its leaflet says of the person, summed with
/// the folder's key.
fn key_of(
    file: &str,
    guide: &PlannedGuide,
    panel: &[PanelField],
    known: Option<&Snapshot>,
) -> Fingerprint {
    let pieces = known.map_or_else(Pieces::new, |known| Pieces::keyed(known.key()));
    let mut pieces = pieces
        .with(file)
        .with(&guide.ready.name)
        .with(&guide.ready.language.tag)
        .with(guide.ready.print.name());
    for field in panel {
        pieces = pieces.with(&field.label).with(&field.value);
    }
    pieces.finish()
}
