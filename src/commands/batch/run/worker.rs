//! Makes the leaflets of some rows, as far as they are not there.
//!
//! In: rows of one guide, and what the ledger knows. Out: for each row its leaflet, ready to be written, or what
//! is there in its place. Promise: nothing is written here, so that several threads work at once; a leaflet that
//! is there is left if it is the very one that would be made.

use super::super::plan::{PlannedGuide, PlannedRow};
use super::super::print::print_safely;
use super::super::report::Failed;
use super::Run;
use crate::base::advice::{Advice, Control};
use crate::base::fingerprint::{Fingerprint, Pieces};
use crate::commands::output::folder;
use crate::commands::output::ledger::{Entry, Snapshot};
use crate::leaflet::PanelField;
use crate::model::fact::FactName;
use crate::model::patient::Person;
use crate::pages::press::Printed;
use crate::pages::typeset::Engine;

/// What a worker gives back for a row.
pub(super) struct Worked {
    pub(super) row: usize,
    pub(super) key: Fingerprint,
    pub(super) content: Fingerprint,
    /// The patient, summed with the folder's key.
    pub(super) patient: u64,
    pub(super) result: WorkedAs,
}

pub(super) enum WorkedAs {
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

impl Run<'_> {
    /// Makes the leaflets of some rows of one guide, as far as they are not there.
    pub(super) fn work(
        &self,
        rows: &[usize],
        contents: &[Fingerprint],
        known: Option<&Snapshot>,
        engine: &Engine,
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
            let panel = guide.composed.panel(&person);
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
        let printed = print_safely(guide, &people, engine);
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
    pub(super) fn there(
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
    pub(super) fn ready(
        &self,
        at: usize,
        row: &PlannedRow,
        printed: Printed,
        patient: u64,
        known: Option<&Snapshot>,
    ) -> WorkedAs {
        let failed = |message: String, hint: Advice| {
            WorkedAs::Failed(Failed {
                row: at,
                message,
                hint,
                is_machine: true,
            })
        };
        let file = printed.fingerprint;
        let format = self.plan.format();
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
        let is_allowed = self.force && folder::is_leaflet(&there.bytes, format);
        if is_ours || is_allowed {
            let before = known.and_then(|known| known.person_of(&fingerprint));
            return WorkedAs::Ready {
                printed,
                file,
                replaces: true,
                was_of_other: before.is_some_and(|before| before != patient),
            };
        }
        if folder::is_leaflet(&there.bytes, format) {
            return failed(
                "a file with the name of its leaflet already exists, and it was not made here or \
                 was changed later"
                    .to_owned(),
                Advice::naming(
                    "look at it; then delete it, or add {} to replace it",
                    &[Control::Force],
                ),
            );
        }
        failed(
            format!(
                "a file with the name of its leaflet already exists, and it is not a {}",
                format.called
            ),
            Advice::naming(
                "move or delete it; {} replaces leaflets only",
                &[Control::Force],
            ),
        )
    }
}

impl Worked {
    pub(super) fn entry(&self, file: &Fingerprint, pages: usize, known: &Snapshot) -> Entry {
        Entry {
            row: self.key,
            content: self.content,
            file: known.sum_of(file),
            pages,
            person: self.patient,
        }
    }

    pub(super) fn was_of_other(&self) -> bool {
        matches!(
            self.result,
            WorkedAs::Ready {
                was_of_other: true,
                ..
            }
        )
    }

    pub(super) fn pages(&self) -> usize {
        match &self.result {
            WorkedAs::Ready { printed, .. } => printed.pages,
            WorkedAs::There { pages, .. } => *pages,
            WorkedAs::Failed(_) => 0,
        }
    }

    pub(super) fn bytes(&self) -> usize {
        match &self.result {
            WorkedAs::Ready { printed, .. } => printed.bytes.len(),
            WorkedAs::There { bytes, .. } => *bytes,
            WorkedAs::Failed(_) => 0,
        }
    }

    /// The line of a leaflet that is there and that the ledger does not know.
    pub(super) fn recognised(&self, known: &Snapshot) -> Option<Entry> {
        match &self.result {
            WorkedAs::There {
                file,
                pages,
                is_known: false,
                ..
            } => Some(self.entry(file, *pages, known)),
            _ => None,
        }
    }
}

/// By what a patient is known again when a file changes: the name, summed with the folder's key.
fn patient_of(person: &Person, known: Option<&Snapshot>) -> u64 {
    let Some(known) = known else {
        return 0;
    };
    let name = person.words(FactName::Patient);
    let pieces = Pieces::keyed(known.key()).with("patient");
    pieces.with_optional(name).finish().number()
}

/// By what a row is known again: its file and everything its leaflet says of the person, summed with
/// the folder's key.
pub(super) fn key_of(
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
