//! `leaflet batch`: a list of patients becomes a folder of leaflets.
//!
//! In: arguments. Out: what [`make_list`] tells, on the terminal. It decides nothing about the list.

use std::path::Path;

use super::args::{BatchArguments, MessageFormat};
use super::environment::{source_date, today};
use super::input::STANDARD_INPUT;
use super::interruption::Interruption;
use super::outcome::Outcome;
use super::progress::Progress;
use super::review::{tell_due, tell_overdue};
use super::summary;
use super::terminal::{Terminal, harmless_path, report, told, told_path};
use crate::base::failure::Failure;
use crate::commands::batch::{
    Call, End, Event, JobOptions, Leaflets, ListSource, NamingOptions, Options, ReadingOptions,
    WorkPart, make_list,
};
use crate::commands::project;
use crate::input::content::Workplace;
use crate::input::roster::{DATE_ORDERS, told_together};
use crate::source::SourceSet;

/// Most paths that are printed to a terminal, where more would push what is to be read off the screen.
const PATHS_ON_TERMINAL: usize = 30;

/// Bytes of lines that are printed together.
const LINES_TOGETHER: usize = 16_000;

/// Makes the leaflets of a list.
pub(super) fn batch(
    arguments: &BatchArguments,
    terminal: Terminal,
    interruption: &Interruption,
) -> Outcome {
    let mut sources = SourceSet::new();
    let options = match options(arguments) {
        Ok(options) => options,
        Err(failure) => return report(&failure, &sources, terminal),
    };
    let mut front = Front {
        arguments,
        terminal,
        interruption,
        progress: None,
        told: Ok(()),
    };
    let workplace = Workplace::of_process();
    let call = Call {
        workplace: &workplace,
        stop: interruption.stop(),
    };
    let made = make_list(options, &call, &mut sources, &mut |event| front.hear(event));
    // What could not be printed is told before what could not be written.
    let ended = front.told.and(made.ended);
    let outcome = match ended {
        Ok((end, _)) => outcome_of(end),
        Err(failure) => report(&failure, &sources, terminal),
    };
    if let Some(untouched) = &made.untouched {
        summary::tell_untouched(untouched, terminal);
    }
    let days = made
        .warn_before_review
        .unwrap_or(project::USUAL_DAYS_BEFORE_REVIEW);
    tell_due(made.reviews, today(&arguments.review.today), days, terminal);
    outcome
}

fn outcome_of(end: End) -> Outcome {
    match end {
        End::Done => Outcome::Done,
        End::ContentHasProblems => Outcome::ContentHasProblems,
        End::SystemFailed => Outcome::UsageOrMachine,
        End::Stopped => Outcome::Interrupted,
    }
}

/// What the arguments ask of the list.
fn options(arguments: &BatchArguments) -> Result<Options<'static>, Failure> {
    let mut list = ListSource::file(&arguments.roster);
    if arguments.roster == Path::new(STANDARD_INPUT) {
        list.stream = Some(("standard input", Box::new(std::io::stdin())));
    }
    let reading = &arguments.reading;
    let dates = reading.dates.as_deref().and_then(|asked| {
        let known = DATE_ORDERS.iter().find(|(name, _)| *name == asked);
        known.map(|(_, order)| *order)
    });
    let (naming, job) = (&arguments.naming, &arguments.job);
    Ok(Options {
        folder: arguments.output_dir.clone(),
        content: arguments.content.content.clone(),
        brand: arguments.content.brand.clone(),
        guide: arguments.guide.clone(),
        language: arguments.language.clone(),
        edition: arguments.print.edition,
        paper: arguments.print.paper,
        design: arguments.print.design,
        format: arguments.format,
        surgeon: arguments.surgeon.clone(),
        date: arguments.date.clone(),
        default_date: source_date()?,
        allow_overdue: arguments.review.allow_overdue.is_some(),
        is_rehearsal: arguments.dry_run,
        is_strict: arguments.strict,
        force: arguments.force,
        prune: arguments.prune,
        has_ledger: !arguments.no_ledger,
        threads: arguments.jobs.map(usize::from),
        manifest: arguments.manifest.clone(),
        has_sums: arguments.sums_in_manifest,
        reading: ReadingOptions {
            encoding: reading.encoding.clone(),
            sheet: reading.sheet.clone(),
            dates,
            header_row: reading.header_row,
            visible_only: reading.visible_only,
            repair_encoding: reading.repair_encoding,
        },
        naming: NamingOptions {
            pattern: naming.name.clone(),
            allow_references: naming.references_in_names,
            allow_patients: naming.patients_in_names,
        },
        job: JobOptions {
            path: job.combined.clone(),
            most: job.combined_max,
            has_separators: job.separator_sheets,
            rows_again: job.reprint.clone(),
        },
        part: match arguments.sharing.shard {
            Some(share) => WorkPart::Share(share),
            None if arguments.sharing.join => WorkPart::Join,
            None => WorkPart::Whole,
        },
        ..Options::of(list, today(&arguments.review.today))
    })
}

/// Puts events into words.
struct Front<'a> {
    arguments: &'a BatchArguments,
    terminal: Terminal,
    interruption: &'a Interruption,
    progress: Option<Progress>,
    /// What came of printing results.
    told: Result<(), Failure>,
}

impl Front<'_> {
    fn hear(&mut self, event: Event<'_>) {
        let terminal = self.terminal;
        match event {
            Event::List(found, sources) if terminal.format == MessageFormat::Human => {
                terminal.diagnostics(&told_together(found), sources);
            }
            Event::List(found, sources) => terminal.diagnostics(found, sources),
            Event::Remarks(found) => terminal.diagnostics(found, &SourceSet::new()),
            Event::UnderReview => tell_overdue(&self.arguments.review, true, terminal),
            Event::Stoppable => {
                let _stop = self.interruption.stop_by_itself();
            }
            Event::Begun { rows } => self.progress = Some(Progress::new(rows, terminal)),
            Event::Row(row) => {
                if let Some(progress) = &mut self.progress {
                    progress.tell(&row);
                }
            }
            Event::RowsEnded => {
                if let Some(progress) = self.progress.take() {
                    progress.end();
                }
            }
            Event::NotMade(rows, sources) => {
                terminal.diagnostics(&summary::not_made(rows, terminal), sources);
            }
            Event::Leaflets(leaflets) => self.keep(tell_paths(leaflets)),
            Event::Printed(path) => self.keep(told_path(path)),
            // Where the paths are all there is to see and could not be printed, only that is told.
            Event::Summary(_) if self.arguments.dry_run && self.told.is_err() => {}
            Event::Summary(numbers) => summary::tell(numbers, terminal),
        }
    }

    /// Keeps the first failure of printing.
    fn keep(&mut self, told: Result<(), Failure>) {
        if self.told.is_ok() {
            self.told = told;
        }
    }
}

/// Prints the paths of leaflets, some at a time: all of them to programs and files.
fn tell_paths(leaflets: Leaflets<'_>) -> Result<(), Failure> {
    let mut lines = String::new();
    let most = match Terminal::shows_results() {
        true => PATHS_ON_TERMINAL,
        false => usize::MAX,
    };
    let Leaflets { folder, names } = leaflets;
    for name in (&mut *names).take(most) {
        lines.push_str(&format!("{}\n", harmless_path(&folder.join(name))));
        if lines.len() >= LINES_TOGETHER {
            told(lines.as_bytes())?;
            lines.clear();
        }
    }
    let more = names.count();
    if more > 0 {
        let folder = harmless_path(folder);
        lines.push_str(&format!("and {more} more in {folder}\n"));
    }
    told(lines.as_bytes())
}
