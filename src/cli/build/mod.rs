//! `leaflet build`: the clinic's guides become a folder of leaflets for everyone.
//!
//! In: the options. Out: the paths of the leaflets that were made, or under `--check` a line for each that is
//! not as it would be made. Promise: everything else that is said goes to standard error; what is said of one
//! place is said once, however many leaflets it concerns.

mod look;
mod once;

use std::path::Path;

use once::Once;
use serde_json::{Value, json};

use crate::base::advice::{Advice, Control};
use crate::base::diagnostic::{Diagnostic, Severity, rule};
use crate::base::failure::Failure;
use crate::base::share::Share;
use crate::base::workers;
use crate::cli::args::{BuildArguments, MessageFormat};
use crate::cli::environment::{source_date, today};
use crate::cli::interruption::Interruption;
use crate::cli::outcome::Outcome;
use crate::cli::terminal::{Terminal, report, shown, told, told_path};
use crate::commands::library::{
    BuiltState, CheckReport, Event, LibraryEvent, LibraryOrder, LibraryOutcome, LibraryWork,
    Orphan, Report, run,
};
use crate::input::content::Workplace;
use crate::source::SourceSet;

/// Builds the library, or looks at it.
pub(in crate::cli) fn build(
    arguments: &BuildArguments,
    terminal: Terminal,
    interruption: &Interruption,
) -> Outcome {
    let mut sources = SourceSet::new();
    let mut said = Said::new(terminal, arguments.check);
    let outcome = order(arguments, interruption)
        .and_then(|order| run(&order, &mut sources, &mut |event| said.hear(&event)));
    match outcome {
        Ok(LibraryOutcome::Made { report, .. }) => made(&report),
        Ok(LibraryOutcome::Looked { report, orphaned }) => looked(&report, orphaned),
        Err(failure) => report(&failure, &sources, terminal),
    }
}

/// What the options ask for.
fn order(arguments: &BuildArguments, interruption: &Interruption) -> Result<LibraryOrder, Failure> {
    Ok(LibraryOrder {
        workplace: Workplace::of_process(),
        content: arguments.content.content.clone(),
        brand: arguments.content.brand.clone(),
        edition: arguments.edition,
        format: arguments.format,
        folder: arguments.output_dir.clone(),
        work: match arguments.check {
            true => LibraryWork::Look,
            false => LibraryWork::Make {
                force: arguments.force,
                prune: arguments.prune,
                manifest: arguments.manifest.clone(),
                rules: arguments.deps.clone(),
            },
        },
        share: arguments.shard.unwrap_or(Share::WHOLE),
        threads: arguments.jobs.map_or_else(workers::processors, usize::from),
        today: today(&arguments.today),
        default_date: source_date()?,
        stop: interruption.stop().clone(),
    })
}

fn made(report: &Report) -> Outcome {
    match report {
        Report {
            machine_failed: true,
            ..
        } => Outcome::UsageOrMachine,
        Report { failed: 0, .. } => Outcome::Done,
        _ => Outcome::ContentHasProblems,
    }
}

fn looked(report: &CheckReport, orphaned: usize) -> Outcome {
    if report.machine_failed {
        Outcome::UsageOrMachine
    } else if report.is_fresh() && orphaned == 0 {
        Outcome::Done
    } else {
        Outcome::ContentHasProblems
    }
}

/// What is said of the library.
struct Said {
    terminal: Terminal,
    /// Whether the library is only looked at.
    looks: bool,
    once: Once,
    /// The result of a look, so far.
    lines: String,
}

impl Said {
    fn new(terminal: Terminal, looks: bool) -> Self {
        Self {
            terminal,
            looks,
            once: Once::new(terminal),
            lines: String::new(),
        }
    }

    fn hear(&mut self, event: &LibraryEvent<'_>) -> Result<(), Failure> {
        match event {
            LibraryEvent::Found(found, sources) => self.terminal.diagnostics(found, sources),
            LibraryEvent::Leaflet(event, path) => return self.leaflet(event, path),
            LibraryEvent::Finding(finding, content, path) => self.finding(finding, content, path),
            LibraryEvent::Orphan(_, path, _) if self.looks => {
                let line = self.line("orphaned", path, "no guide belongs to it", None);
                self.lines.push_str(&line);
            }
            LibraryEvent::Orphan(orphan, path, prune) => self.orphan(orphan, path, *prune),
            LibraryEvent::Done(LibraryOutcome::Made { report, pruned }) => {
                self.sum_up(report, *pruned);
            }
            LibraryEvent::Done(LibraryOutcome::Looked { report, orphaned }) => {
                told(self.lines.as_bytes())?;
                self.sum_up_look(report, *orphaned);
            }
            LibraryEvent::ReviewDue(due) => self.terminal.diagnostic((*due).clone()),
        }
        Ok(())
    }

    /// Says what became of a leaflet.
    fn leaflet(&mut self, event: &Event<'_>, path: &Path) -> Result<(), Failure> {
        let leaflet = event.leaflet;
        self.once.found(&leaflet.file, event.found, event.sources);
        let state = match event.state {
            BuiltState::Made => "made",
            BuiltState::Unchanged => "unchanged",
            BuiltState::Failed(failure) => {
                self.once.failure(&leaflet.file, failure, event.sources);
                "failed"
            }
        };
        self.for_machines(&json!({
            "event": state,
            "file": path.display().to_string(),
            "guide": leaflet.guide,
            "language": leaflet.language,
            "edition": leaflet.print.name(),
            "pages": event.pages,
        }));
        match event.state {
            BuiltState::Made => told_path(path),
            _ => Ok(()),
        }
    }

    /// Names a leaflet that no guide makes any more.
    fn orphan(&self, orphan: &Orphan, path: &Path, prune: bool) {
        let hint = if orphan.is_ours {
            Advice::naming("{} takes it away", &[Control::PruneLibrary])
        } else if prune {
            "it is not known as a leaflet of the library, or it was changed; delete it yourself \
             if nobody needs it"
                .into()
        } else {
            "delete it if nobody needs it".into()
        };
        let message = format!(
            "{} does not belong to any guide of the library",
            shown(path)
        );
        let told = Diagnostic::new(rule::ORPHAN, Severity::Note, None, message);
        self.terminal.diagnostic(told.hint(hint));
    }

    fn sum_up(&self, report: &Report, pruned: usize) {
        let (made, unchanged, failed) = (report.made, report.unchanged, report.failed);
        if self.terminal.format == MessageFormat::Json {
            self.for_machines(&json!({
                "event": "summary",
                "asked": made + unchanged + failed,
                "made": made,
                "unchanged": unchanged,
                "failed": failed,
                "pruned": pruned,
            }));
            return;
        }
        let mut message = format!("{made} made, {unchanged} unchanged");
        if failed > 0 {
            message.push_str(&format!(", {failed} failed"));
        }
        if pruned > 0 {
            message.push_str(&format!(", {pruned} deleted"));
        }
        self.summary(&message, failed > 0);
    }

    fn summary(&self, message: &str, is_grave: bool) {
        let severity = if is_grave {
            Severity::Warning
        } else {
            Severity::Note
        };
        let told = Diagnostic::new(rule::LIST_DONE, severity, None, message);
        self.terminal.diagnostic(told);
    }

    fn for_machines(&self, event: &Value) {
        if self.terminal.format == MessageFormat::Json && !self.terminal.quiet {
            self.terminal.event(event);
        }
    }
}
