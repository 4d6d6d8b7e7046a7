//! `leaflet watch`: the leaflet of a guide follows what its author saves.
//!
//! In: the options. Out: the leaflet's path on standard output when it is first written, and for each save one
//! line with what changed, below what `leaflet check` newly finds. Promise: what `commands::watch` promises; it
//! ends when it is interrupted, at once, and never in the middle of a file.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use serde_json::json;

use super::args::{MessageFormat, WatchArguments};
use super::environment::{source_date, today};
use super::input::{STANDARD_INPUT, STANDARD_OUTPUT};
use super::interruption::Interruption;
use super::made::{note_odd_ending, opened};
use super::outcome::Outcome;
use super::terminal::{Terminal, harmless_path, report, told_path};
use crate::base::diagnostic::{Diagnostics, Severity};
use crate::base::failure::Failure;
use crate::commands::output::FileKind;
use crate::commands::report::counted;
use crate::commands::watch::{self, News, WatchEvent, WatchOptions, check_output};
use crate::input::content::Workplace;
use crate::source::SourceSet;

/// Most names of changed files in one line.
const NAMES_TOLD: usize = 3;

/// Makes the leaflet again and again; gives an outcome only where there is nothing to wait for.
pub(super) fn watch(
    arguments: &WatchArguments,
    terminal: Terminal,
    interruption: &Interruption,
) -> Outcome {
    let watched = looked_through(arguments)
        .and_then(|()| source_date())
        .and_then(|default_date| {
            let options = WatchOptions {
                workplace: Workplace::of_process(),
                guide: arguments.guide.clone(),
                language: arguments.language.clone(),
                content: arguments.content.content.clone(),
                brand: arguments.content.brand.clone(),
                edition: arguments.print.edition,
                paper: arguments.print.paper,
                design: arguments.print.design,
                output: arguments.output.clone(),
                force: arguments.force,
                today: &|| today(&arguments.today),
                default_date,
            };
            let opens = arguments.open;
            let teller = Teller { terminal, opens };
            let hear = &mut |event: WatchEvent<'_>| teller.hear(&event);
            watch::watch(&options, interruption.stop(), hear)
        });
    match watched {
        Ok(()) => Outcome::Interrupted,
        Err(failure) => report(&failure, &SourceSet::new(), terminal),
    }
}

/// Refuses what cannot be watched, before any work is done.
fn looked_through(arguments: &WatchArguments) -> Result<(), Failure> {
    if arguments.guide == STANDARD_INPUT {
        return Err(Failure::usage(
            "a guide on standard input is read once and cannot be watched",
            vec!["save it as a file, and give the file's path"],
        ));
    }
    let Some(path) = arguments.output.as_deref() else {
        return Ok(());
    };
    if path == Path::new(STANDARD_OUTPUT) {
        return Err(Failure::usage(
            "a watched leaflet is made again and again, so it needs a file",
            vec!["name it with `-o`, for example `-o draft.pdf`"],
        ));
    }
    check_output(&Workplace::of_process(), path, arguments.force)
}

/// Tells what becomes of the leaflet.
struct Teller {
    terminal: Terminal,
    /// Whether the first leaflet is opened.
    opens: bool,
}

impl Teller {
    fn hear(&self, event: &WatchEvent<'_>) -> Result<(), Failure> {
        match event {
            WatchEvent::Found(found, sources) => self.terminal.diagnostics(found, sources),
            WatchEvent::New(found, sources) => self.shortly(found, sources),
            WatchEvent::Failed(failure, sources) => drop(report(failure, sources, self.terminal)),
            WatchEvent::Written(path, is_first_named) => {
                // A reader of standard output that went away is no reason to stop.
                let _told = told_path(path);
                if *is_first_named {
                    note_odd_ending(&[path.to_path_buf()], FileKind::PDF, self.terminal);
                }
            }
            WatchEvent::Leaflet {
                is_first,
                is_made,
                file,
                pages,
                changed,
                news,
            } => {
                if self.terminal.format == MessageFormat::Json {
                    let name = if *is_made { "made" } else { "unchanged" };
                    self.event(name, Some((file, *pages)), changed);
                } else {
                    self.leaflet((*is_first, *is_made), *pages, changed, news);
                }
            }
            WatchEvent::Kept { last, changed } => self.kept(*last, changed),
            WatchEvent::First(path) if self.opens => return opened(path),
            WatchEvent::First(_) => {}
        }
        Ok(())
    }

    /// Tells findings, a line each.
    fn shortly(&self, found: &Diagnostics, sources: &SourceSet) {
        let format = match self.terminal.format {
            MessageFormat::Human => MessageFormat::Short,
            other => other,
        };
        let terminal = Terminal {
            format,
            ..self.terminal
        };
        terminal.diagnostics(found, sources);
    }

    /// Says in one line what came of a change.
    fn leaflet(
        &self,
        (is_first, is_made): (bool, bool),
        pages: usize,
        changed: &BTreeSet<PathBuf>,
        news: &News,
    ) {
        let begun = match (is_first, is_made) {
            (true, _) => "watching; the leaflet has",
            (false, true) => "made again,",
            (false, false) => "the leaflet has not changed,",
        };
        let pages = counted(pages, "page", "pages");
        let what = if is_first {
            "; save the guide to make it again, press Ctrl-C to end".to_owned()
        } else {
            what_changed(changed)
        };
        let news = in_words(news, is_first);
        self.line(&format!("{begun} {pages}{news}{what}"));
    }

    /// Says that there is no new leaflet, and which one stays.
    fn kept(&self, last: Option<(&Path, usize)>, changed: &BTreeSet<PathBuf>) {
        if self.terminal.format == MessageFormat::Json {
            self.event("kept", last, changed);
            return;
        }
        let what = what_changed(changed);
        self.line(&match last {
            Some((path, _)) => {
                let path = harmless_path(path);
                format!("not made again: the last good leaflet, {path}, is kept{what}")
            }
            None => "no leaflet yet: it is made as soon as the guide is saved without a fault"
                .to_owned(),
        });
    }

    fn line(&self, text: &str) {
        if !self.terminal.quiet {
            self.terminal.line(text);
        }
    }

    /// What happened, for machines.
    fn event(&self, name: &str, leaflet: Option<(&Path, usize)>, changed: &BTreeSet<PathBuf>) {
        if self.terminal.quiet {
            return;
        }
        let changed = changed.iter().map(|path| path.display().to_string());
        self.terminal.event(&json!({
            "event": name,
            "file": leaflet.map(|(file, _)| file.display().to_string()),
            "pages": leaflet.map(|(_, pages)| pages),
            "changed": changed.collect::<Vec<_>>(),
        }));
    }
}

/// How many findings there are, and how many of them came and went.
fn in_words(news: &News, is_first: bool) -> String {
    let counts = news.counts.iter().map(|(severity, count)| match severity {
        Severity::Error => counted(*count, "error", "errors"),
        Severity::Warning => counted(*count, "warning", "warnings"),
        Severity::Advice => counted(*count, "piece of advice", "pieces of advice"),
        Severity::Note => counted(*count, "note", "notes"),
    });
    let mut parts: Vec<String> = counts.collect();
    if !is_first {
        let changes = [(news.new, "new"), (news.gone, "gone")];
        let changes = changes.iter().filter(|(count, _)| *count > 0);
        parts.extend(changes.map(|(count, what)| format!("{count} {what}")));
    }
    parts.iter().map(|part| format!(", {part}")).collect()
}

/// The end of a line: the first few names of what changed.
fn what_changed(changed: &BTreeSet<PathBuf>) -> String {
    if changed.is_empty() {
        return String::new();
    }
    let names = changed.iter().take(NAMES_TOLD);
    let names: Vec<String> = names.map(|path| harmless_path(path)).collect();
    let more = match changed.len().saturating_sub(NAMES_TOLD) {
        0 => String::new(),
        more => format!(" and {more} more"),
    };
    format!("; changed: {}{more}", names.join(", "))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_names_the_first_few_of_what_changed() {
        let paths = |count| -> BTreeSet<PathBuf> {
            (0..count)
                .map(|number| PathBuf::from(format!("{number}\u{1b}.yaml")))
                .collect()
        };
        assert_eq!(what_changed(&paths(0)), "");
        assert_eq!(what_changed(&paths(1)), "; changed: 0␛.yaml");
        assert_eq!(
            what_changed(&paths(5)),
            "; changed: 0␛.yaml, 1␛.yaml, 2␛.yaml and 2 more"
        );
    }
}
