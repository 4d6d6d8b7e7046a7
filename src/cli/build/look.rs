//! What `leaflet build --check` says: a line for each leaflet that is not as it would be made.
//!
//! In: findings, as they come. Out: lines for people, or objects for programs. Promise: it decides nothing; what
//! is fresh and what is not was judged in `commands::library`.

use std::path::Path;

use serde_json::json;

use super::Said;
use crate::cli::args::MessageFormat;
use crate::cli::environment::working_folder;
use crate::cli::terminal::harmless_path;
use crate::commands::library::{CheckReport, Finding, LeafletState, PlannedLeaflet};
use crate::input::content::Content;
use crate::source::messages::github;

impl Said {
    /// A leaflet that is not as it would be made: a line for later, and now what is wrong with its guide.
    pub(super) fn finding(&mut self, finding: &Finding<'_>, content: &Content, path: &Path) {
        let file = &finding.leaflet.file;
        let (verdict, why) = match &finding.verdict {
            LeafletState::Missing => ("missing", "it does not exist"),
            LeafletState::Stale(why) => ("stale", *why),
            LeafletState::Faulty(_) => ("faulty", "it cannot be made or read"),
            LeafletState::Overdue(_) => ("overdue", "the review of its guide is overdue"),
        };
        if let LeafletState::Faulty(failure) | LeafletState::Overdue(failure) = &finding.verdict {
            self.once.found(file, &finding.found, &finding.sources);
            self.once.failure(file, failure, &finding.sources);
        }
        let line = self.line(verdict, path, why, Some((finding.leaflet, content)));
        self.lines.push_str(&line);
    }

    pub(super) fn line(
        &self,
        verdict: &str,
        path: &Path,
        why: &str,
        guide: Option<(&PlannedLeaflet, &Content)>,
    ) -> String {
        let path = harmless_path(path);
        match self.terminal.format {
            MessageFormat::Json => {
                let object = json!({ "verdict": verdict, "file": path, "why": why });
                format!("{object}\n")
            }
            MessageFormat::Github => {
                let marked = guide.and_then(|(leaflet, content)| guide_file(leaflet, content));
                let words = format!("{path}: {why}");
                github::verdict(marked.as_deref(), verdict, &words)
            }
            _ => format!("{verdict}\t{path}\t{why}\n"),
        }
    }

    /// Says how many leaflets are how.
    pub(super) fn sum_up_look(&self, report: &CheckReport, orphaned: usize) {
        if self.terminal.format == MessageFormat::Json {
            self.for_machines(&json!({
                "event": "summary",
                "fresh": report.fresh,
                "stale": report.stale,
                "missing": report.missing,
                "overdue": report.overdue,
                "faulty": report.faulty,
                "orphaned": orphaned,
            }));
            return;
        }
        let counts = [
            (report.stale, "stale"),
            (report.missing, "missing"),
            (report.overdue, "overdue"),
            (report.faulty, "faulty"),
            (orphaned, "orphaned"),
        ];
        let mut message = format!("{} fresh", report.fresh);
        for (count, word) in counts.into_iter().filter(|(count, _)| *count > 0) {
            message.push_str(&format!(", {count} {word}"));
        }
        self.summary(&message, !(report.is_fresh() && orphaned == 0));
    }
}

/// The file of a leaflet's guide, as it is called from the working folder; `None` for a built-in guide.
fn guide_file(leaflet: &PlannedLeaflet, content: &Content) -> Option<String> {
    let found = content.guide(&leaflet.guide, &leaflet.language).ok()?;
    let path = found.path?;
    let folder = working_folder();
    let inside = folder
        .as_deref()
        .and_then(|folder| path.strip_prefix(folder).ok());
    let path = inside.unwrap_or(&path);
    (!path.is_absolute()).then(|| path.display().to_string().replace('\\', "/"))
}
