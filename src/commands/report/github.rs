//! The report for a build on GitHub: a command a finding, which marks the line in the changed files.

use super::Report;
use super::human::result_line;
use crate::base::diagnostic::MAXIMUM_SHOWN;
use crate::source::messages::{github, short};

/// The commands; at most [`MAXIMUM_SHOWN`], then one that says how many more there are, and a line for
/// the log.
pub(super) fn write(report: &Report<'_>) -> String {
    let name = |name: &str| report.name_of_file(name);
    let told: Vec<_> = report.told().collect();
    let shown = told.iter().take(MAXIMUM_SHOWN);
    let mut lines: String = shown
        .map(|finding| github::line(finding.diagnostic, report.sources, &name))
        .collect();
    let more = told.len().saturating_sub(MAXIMUM_SHOWN) + report.beyond;
    if let Some(more) = short::not_shown(more) {
        lines.push_str(&github::line(&more, report.sources, &name));
    }
    if !report.terms.errors_only {
        lines.push_str(&format!("{}\n{}\n", report.headline(), result_line(report)));
    }
    lines
}
