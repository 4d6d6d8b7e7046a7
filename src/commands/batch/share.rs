//! Which rows of a plan a share of the work takes.
//!
//! In: a [`Plan`] and a [`Share`]. Out: rows. Promise: it depends on what rows ask for and not on the list's
//! order, so that shares need not know of each other.

use super::plan::{Plan, PlannedRow};
use crate::base::fingerprint::{Fingerprint, Pieces};
use crate::base::share::Share;

/// The rows of a plan in the order in which shares take them one by one: that of a sum of what they ask
/// for, which does not depend on the list's order.
pub(super) fn in_share_order(plan: &Plan) -> Vec<usize> {
    let rows = plan.rows.iter().enumerate();
    let mut order: Vec<(Fingerprint, usize)> =
        rows.map(|(at, row)| (sum_of(plan, row), at)).collect();
    order.sort_unstable();
    order.into_iter().map(|(_, at)| at).collect()
}

/// The rows of a plan that a share takes, in the list's order.
pub(super) fn rows_of(plan: &Plan, share: Share) -> Vec<usize> {
    if share.is_whole() {
        return (0..plan.rows.len()).collect();
    }
    let order = in_share_order(plan).into_iter().enumerate();
    let taken = order.filter(|(position, _)| share.takes(*position));
    let mut rows: Vec<usize> = taken.map(|(_, at)| at).collect();
    rows.sort_unstable();
    rows
}

/// To which share each row belongs, by its place in the plan, where the ledgers' names say how many shares
/// there are.
pub(super) fn shares_of(plan: &Plan, ledgers: &[String]) -> Option<(Vec<u32>, u32)> {
    let counts = ledgers.iter().filter_map(|name| {
        let (_, count) = name.split_once("-of-")?;
        count.parse::<u32>().ok()
    });
    let count = counts.max().filter(|count| *count > 0)?;
    let order = in_share_order(plan);
    let mut shares = vec![0; order.len()];
    for (at, share) in order.into_iter().zip((1..=count).cycle()) {
        if let Some(place) = shares.get_mut(at) {
            *place = share;
        }
    }
    Some((shares, count))
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
    for field in guide.composed.panel(&plan.person(row)) {
        pieces = pieces.with(field.value);
    }
    pieces.finish()
}
