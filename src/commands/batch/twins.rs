//! Rows whose leaflets differ in nothing that is printed.
//!
//! In: a [`Plan`]. Out: the rows that are alike, group by group. Promise: two patients of one name and with
//! the same facts are found, and so is one patient who stands in the list twice; nothing is decided about
//! them. When they come and what their files are called is no difference: it is on no sheet.

use super::plan::{Plan, PlannedRow};
use super::rows_in_words;
use crate::base::diagnostic::{Diagnostic, Severity, rule};
use crate::base::fingerprint::{Fingerprint, Pieces};
use crate::model::fact::{FACTS, FactName};

/// Groups of rows with the same sheet are told one by one up to this many.
const TWINS_ONE_BY_ONE: usize = 10;

impl Plan {
    /// The notes of rows that get the same sheet, at the first of each group.
    pub fn told_twins(&self) -> Vec<Diagnostic> {
        let groups = twins(self);
        let beyond = groups.len().saturating_sub(TWINS_ONE_BY_ONE);
        let told = groups.iter().take(TWINS_ONE_BY_ONE).filter_map(|alike| {
            let rows = alike.iter().filter_map(|at| self.rows.get(*at));
            let rows: Vec<&PlannedRow> = rows.collect();
            let numbers: Vec<usize> = rows.iter().map(|row| row.number()).collect();
            let message = format!(
                "{} get the same leaflet: the same name and the same facts",
                rows_in_words(&numbers)
            );
            let (rule, place) = (rule::TWINS, Some(self.span(rows.first()?)));
            let hint = "if they are different patients, give each a reference, so that nobody \
                gets another patient's leaflet; if it is one patient, delete a row";
            Some(Diagnostic::new(rule, Severity::Note, place, message).hint(hint))
        });
        let mut told: Vec<Diagnostic> = told.collect();
        if beyond > 0 {
            let message = format!("in {beyond} more groups, all rows get the same leaflet");
            told.push(Diagnostic::new(rule::TWINS, Severity::Note, None, message));
        }
        told
    }
}

/// The rows that are alike, by their places in [`Plan::rows`]: each group in the list's order, the groups in
/// that of their first rows. Rows without a patient's name are for everyone, and left out.
fn twins(plan: &Plan) -> Vec<Vec<usize>> {
    let rows = plan.rows.iter().enumerate();
    // Sums in the place of words, which would be many small pieces of memory.
    let mut sums: Vec<(Fingerprint, usize)> = rows
        .filter_map(|(at, row)| Some((printed(plan, row)?, at)))
        .collect();
    sums.sort_unstable();
    let alike = sums.chunk_by(|(one, _), (other, _)| one == other);
    let mut groups: Vec<Vec<usize>> = alike
        .filter(|alike| alike.len() > 1)
        .map(|alike| alike.iter().map(|(_, at)| *at).collect())
        .collect();
    groups.sort();
    groups
}

/// A sum of all that is printed for a row; `None` without a patient.
fn printed(plan: &Plan, row: &PlannedRow) -> Option<Fingerprint> {
    let person = plan.person(row);
    let patient = person.words(FactName::Patient)?;
    let mut pieces = Pieces::new().with(row.guide().to_le_bytes()).with(patient);
    for entry in FACTS {
        if entry.fact != FactName::Patient {
            pieces = pieces.with_optional(person.words(entry.fact));
        }
    }
    Some(pieces.finish())
}
