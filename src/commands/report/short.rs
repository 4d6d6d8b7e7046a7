//! The report for editors and `grep`: a line a finding, and nothing else.

use super::Report;
use crate::base::diagnostic::MAXIMUM_SHOWN;
use crate::source::messages::short;

/// The lines; at most [`MAXIMUM_SHOWN`], then one that says how many more there are.
pub(super) fn write(report: &Report<'_>) -> String {
    let told: Vec<_> = report.told().collect();
    let shown = told.iter().take(MAXIMUM_SHOWN);
    let mut lines: String = shown
        .map(|finding| short::line(finding.diagnostic, report.sources))
        .collect();
    let more = told.len().saturating_sub(MAXIMUM_SHOWN) + report.beyond;
    if let Some(more) = short::not_shown(more) {
        lines.push_str(&short::line(&more, report.sources));
    }
    lines
}
