//! What was found in a guide, against the time before.
//!
//! In: what was found now, and what was told of the last good leaflet. Out: what is new, and how much there is
//! and went. Promise: a finding whose line moved is the same.

use std::collections::BTreeMap;

use crate::base::diagnostic::{Diagnostics, Severity};
use crate::source::SourceSet;

/// What tells one finding from another, wherever its line went meanwhile: rule, sentence, file.
type Finding = (&'static str, String, String);

/// Findings, and how often each stands there.
pub(super) type FindingCounts = BTreeMap<Finding, usize>;

/// How many findings there are, and how many of them came and went.
#[derive(Debug, Default)]
pub struct News {
    /// How many there are, by how grave they are.
    pub counts: BTreeMap<Severity, usize>,
    /// How many came.
    pub new: usize,
    /// How many went.
    pub gone: usize,
}

/// What was not told before, which `told` then is. What one collection says and a later one too is counted
/// once.
pub(super) fn compared(
    told: &mut FindingCounts,
    collections: &[Diagnostics],
    sources: &SourceSet,
) -> (News, Diagnostics) {
    let mut before = std::mem::take(told);
    let mut news = News::default();
    let mut new = Diagnostics::new();
    for collection in collections {
        let mut here = FindingCounts::new();
        for one in collection.iter() {
            let file = one.span.map(|span| sources.get(span.file).name());
            let file = file.unwrap_or_default().to_owned();
            let finding = (one.rule, one.message.clone(), file);
            if told.contains_key(&finding) {
                continue;
            }
            *news.counts.entry(one.severity).or_default() += 1;
            match before.get_mut(&finding) {
                Some(count) if *count > 0 => *count -= 1,
                _ => new.push(one.clone()),
            }
            *here.entry(finding).or_default() += 1;
        }
        told.append(&mut here);
    }
    news.new = new.len();
    news.gone = before.into_values().sum();
    (news, new)
}
