//! Rows whose leaflets differ in nothing that is printed.
//!
//! In: a [`Plan`]. Out: the rows that are alike, group by group. Promise: two patients of one name and with
//! the same facts are found, and so is one patient who stands in the list twice; nothing is decided about
//! them. When they come and what their files are called is no difference: it is on no sheet.

use super::plan::{Plan, PlannedRow};
use crate::fingerprint::{Fingerprint, Pieces};
use crate::patient::Fact;

/// The rows that are alike, by their places in [`Plan::rows`]: each group in the list's order, the groups in
/// that of their first rows. Rows without a patient's name are for everyone, and left out.
pub(super) fn twins(plan: &Plan) -> Vec<Vec<usize>> {
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
    let patient = person.patient.as_ref()?;
    let facts = [
        &person.surgeon,
        &person.date,
        &person.procedure_date,
        &person.level,
        &person.side,
        &person.reference,
    ];
    let guide = row.guide().to_le_bytes();
    let mut pieces = Pieces::new().with(guide).with(patient.words());
    for fact in facts {
        pieces = pieces.with_optional(fact.as_ref().map(Fact::words));
    }
    Some(pieces.finish())
}
