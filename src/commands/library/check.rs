//! Looks whether the library is what would be made, and writes nothing.
//!
//! In: the same [`Build`] that would make it. Out: a [`Finding`] for each leaflet that is not as it would
//! be made. Promise: with a record or without one the answer is the same; the record only saves
//! typesetting.

use std::ops::ControlFlow;

use super::build::{Build, Why};
use super::plan::PlannedLeaflet;
use super::record::KnownRecords;
use crate::base::diagnostic::{Diagnostics, Severity};
use crate::base::failure::Failure;
use crate::lint::OVERDUE;
use crate::source::SourceSet;

/// What is wrong with a leaflet of the library.
#[derive(Debug)]
pub enum LeafletState {
    /// It is not there.
    Missing,
    /// It is another than the one that would be made, for this reason.
    Stale(&'static str),
    /// Its guide is right, and its review is overdue.
    Overdue(Failure),
    /// It cannot be made, or its file cannot be read.
    Faulty(Failure),
}

/// A leaflet that is not as it would be made.
pub struct Finding<'a> {
    /// The leaflet.
    pub leaflet: &'a PlannedLeaflet,
    /// What is wrong.
    pub verdict: LeafletState,
    /// What there is to say of its guide.
    pub found: Diagnostics,
    /// Where that stands.
    pub sources: SourceSet,
}

/// What was found.
#[derive(Debug, Default, Clone, Copy, PartialEq, Eq)]
pub struct CheckReport {
    /// How many leaflets are as they would be made.
    pub fresh: usize,
    /// How many are others.
    pub stale: usize,
    /// How many are not there.
    pub missing: usize,
    /// How many are of a guide whose review is overdue.
    pub overdue: usize,
    /// How many cannot be made.
    pub faulty: usize,
    /// Whether one of them could not because the machine would not.
    pub machine_failed: bool,
}

impl CheckReport {
    /// Whether every leaflet is as it would be made.
    pub fn is_fresh(&self) -> bool {
        self.stale + self.missing + self.overdue + self.faulty == 0
    }
}

impl Build<'_> {
    /// Looks at every leaflet; `told` hears of each that is not as it would be made, in the plan's order.
    pub(super) fn check(
        &self,
        known: &KnownRecords,
        mut told: impl FnMut(Finding<'_>) + Send,
    ) -> CheckReport {
        let mut report = CheckReport::default();
        self.each(known, |worked| {
            let verdict = match worked.result {
                Ok(seen) => match seen.due {
                    None => {
                        report.fresh += 1;
                        return ControlFlow::Continue(());
                    }
                    Some((Why::Missing, _)) => LeafletState::Missing,
                    Some((why, _)) => LeafletState::Stale(reason(why)),
                },
                Err(failure) if is_overdue(&failure) => LeafletState::Overdue(failure),
                Err(failure) => LeafletState::Faulty(failure),
            };
            match &verdict {
                LeafletState::Missing => report.missing += 1,
                LeafletState::Stale(_) => report.stale += 1,
                LeafletState::Overdue(_) => report.overdue += 1,
                LeafletState::Faulty(failure) => {
                    report.faulty += 1;
                    report.machine_failed |= failure.explanation().is_some();
                }
            }
            told(Finding {
                leaflet: worked.leaflet,
                verdict,
                found: worked.found,
                sources: worked.sources,
            });
            ControlFlow::Continue(())
        });
        report
    }
}

/// Whether nothing is wrong but that the review is overdue.
fn is_overdue(failure: &Failure) -> bool {
    let Failure::Content(found) = failure else {
        return false;
    };
    let mut errors = found.iter().filter(|one| one.severity == Severity::Error);
    errors.next().is_some_and(|one| one.rule == OVERDUE) && errors.all(|one| one.rule == OVERDUE)
}

fn reason(why: Why) -> &'static str {
    match why {
        Why::Missing => "it does not exist",
        Why::Outdated => {
            "its guide, brand, pictures, language or settings, or the program, changed after it \
             was made"
        }
        Why::Edited => "the file was changed after it was made",
        Why::Unknown => "it is different from what would be made now",
    }
}
