//! `leaflet watch`: the leaflet of a guide follows what its author saves.
//!
//! In: a guide, and the options of `leaflet make` that are not about a person, because whoever is
//! writing has no patient before them. Out: the leaflet's path on standard output when it is first
//! written, and one line for each time something was saved, with what changed. Promise: no save is lost,
//! also one that comes while pages are set; while the content has faults they are told and the last good
//! leaflet stays; only a leaflet that this run wrote is replaced. It ends when it is interrupted, at
//! once, and never in the middle of a file.
//!
//! Why this shape: what was looked at is looked at again, and everything is read anew where something
//! changed, in the way `leaflet make` reads it; so there is no second way to be wrong. How a change is
//! seen, and why the system is not asked to tell it, stands in `content/sighting.rs`.

use std::collections::{BTreeMap, BTreeSet};
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::{Path, PathBuf};
use std::time::Duration;

use jiff::civil::Date;
use serde_json::json;

use super::args::{MessageFormat, WatchArguments};
use super::make::{
    STANDARD_INPUT, STANDARD_OUTPUT, note_odd_ending, opened, report, source_date, told,
};
use super::outcome::Outcome;
use super::settings;
use super::terminal::Terminal;
use crate::content::{self, Change, Sightings};
use crate::diagnostic::{Diagnostic, Diagnostics, harmless};
use crate::make::{Failure, Made, Order, PersonGiven, SurgeonGiven, make_naming};
use crate::output::{self, FileKind, OwnFile, Readers, Target, WriteProblem};
use crate::source::SourceSet;
use crate::typeset::Workshop;

/// Between two looks. With what follows a save and a leaflet of the usual size it stays far under a
/// second; a look at the files of the first guide takes a thousandth of it.
const PAUSE: Duration = Duration::from_millis(200);

/// Between two looks while things are still changing.
const SETTLING: Duration = Duration::from_millis(50);

/// Most looks while things are still changing: half a second. An editor that deletes a file before it
/// writes it anew is quicker; what is written all the time is not waited for longer.
const MOST_SETTLING_LOOKS: usize = 10;

/// After so many looks a leaflet that could not be written is tried again: two seconds.
const LOOKS_UNTIL_ANOTHER_TRY: usize = 10;

/// Most names of changed files in one line.
const NAMES_TOLD: usize = 3;

/// Most times in a row that a leaflet is made because what it is made of was not known before.
const MOST_FIRST_READINGS: usize = 3;

/// Makes the leaflet, and makes it again whenever something changed. Gives an outcome only where there
/// is nothing to wait for.
pub(super) fn watch(arguments: &WatchArguments, terminal: Terminal) -> Outcome {
    let begun = check(arguments).and_then(|()| source_date());
    let default_date = match begun {
        Ok(default_date) => default_date,
        Err(failure) => return report(&failure, &SourceSet::new(), terminal),
    };
    let mut watch = Watch {
        arguments,
        terminal,
        default_date,
        workshop: Workshop::new(),
        sightings: Sightings::new(),
        places: BTreeSet::from([PathBuf::from(content::PROJECT_FILE)]),
        files: BTreeSet::new(),
        paths: BTreeSet::new(),
        good: None,
        remarks: BTreeSet::new(),
        unwritten: None,
    };
    let round = watch.read_and_make();
    if let Err(failure @ Failure::Usage { .. }) = &round.made {
        return report(failure, &round.sources, terminal);
    }
    if let Err(failure) = watch.deliver(round, &BTreeSet::new()) {
        return report(&failure, &SourceSet::new(), terminal);
    }
    watch.go_on()
}

/// Refuses what cannot be watched, before any work is done.
fn check(arguments: &WatchArguments) -> Result<(), Failure> {
    if arguments.guide == STANDARD_INPUT {
        return Err(Failure::usage(
            "a guide on standard input is read once and cannot be watched",
            vec!["save it as a file, and give the file's path".to_owned()],
        ));
    }
    let Some(path) = arguments.output.as_deref() else {
        return Ok(());
    };
    if path == Path::new(STANDARD_OUTPUT) {
        return Err(Failure::usage(
            "a leaflet that is made again and again needs a file",
            vec!["name it with `-o`, for example `-o draft.pdf`".to_owned()],
        ));
    }
    Ok(output::check_free(path, FileKind::Pdf, arguments.force)?)
}

/// A guide that is watched.
struct Watch<'a> {
    arguments: &'a WatchArguments,
    terminal: Terminal,
    default_date: Option<Date>,
    workshop: Workshop,
    sightings: Sightings,
    /// The settings' file, and where content stands or may come to stand.
    places: BTreeSet<PathBuf>,
    /// What the last good leaflet was made of.
    files: BTreeSet<PathBuf>,
    /// All that is looked at.
    paths: BTreeSet<PathBuf>,
    good: Option<Good>,
    /// Warnings and notes that were told of the last good leaflet.
    remarks: BTreeSet<Remark>,
    /// A leaflet that could not be written yet, and how many looks ago.
    unwritten: Option<(Made, usize)>,
}

/// The last leaflet without a fault.
struct Good {
    file: OwnFile,
    stem: String,
    pages: usize,
}

/// What tells one warning or note from another, wherever its line went meanwhile: rule, sentence, file.
type Remark = (&'static str, String, String);

/// Everything read once, and the leaflet made of it.
struct Round {
    sources: SourceSet,
    unused: Diagnostics,
    made: Result<Made, Failure>,
}

impl Watch<'_> {
    /// Waits for changes and makes the leaflet anew, until the program is interrupted.
    fn go_on(mut self) -> ! {
        loop {
            std::thread::sleep(PAUSE);
            let changes = self.sightings.look(&self.paths);
            if changes.is_empty() {
                self.try_again();
                continue;
            }
            let changed = self.settled(changes);
            let round = self.read_and_make();
            if let Err(failure) = self.deliver(round, &changed) {
                report(&failure, &SourceSet::new(), self.terminal);
            }
        }
    }

    /// Waits until nothing changes any more and nothing is away, but not for ever. Gives all that
    /// changed.
    fn settled(&mut self, changes: Vec<Change>) -> BTreeSet<PathBuf> {
        let with_state = |change: Change| (change.path, change.is_gone);
        let mut changed: BTreeMap<PathBuf, bool> = changes.into_iter().map(with_state).collect();
        for _ in 0..MOST_SETTLING_LOOKS {
            std::thread::sleep(SETTLING);
            let more = self.sightings.look(&self.paths);
            let is_still = more.is_empty();
            changed.extend(more.into_iter().map(with_state));
            if is_still && !changed.values().any(|is_gone| *is_gone) {
                break;
            }
        }
        changed.into_keys().collect()
    }

    /// Reads everything and makes the leaflet. What turned out to belong to it may have changed before
    /// it was looked at, so that it is read once more then.
    fn read_and_make(&mut self) -> Round {
        let mut round = self.read_and_make_once();
        for _ in 0..MOST_FIRST_READINGS {
            if self.sightings.know(&self.paths) {
                break;
            }
            self.sightings.look(&self.paths);
            round = self.read_and_make_once();
        }
        round
    }

    fn read_and_make_once(&mut self) -> Round {
        let mut round = Round {
            sources: SourceSet::new(),
            unused: Diagnostics::new(),
            made: Err(Failure::usage(
                "the program failed in a way it should not",
                vec![
                    "the leaflet of before stays; please report the guide and the options you used"
                        .to_owned(),
                ],
            )),
        };
        let mut files = BTreeSet::new();
        let made = catch_unwind(AssertUnwindSafe(|| {
            self.made(&mut round.sources, &mut round.unused, &mut files)
        }));
        if let Ok(made) = made {
            round.made = made;
        }
        self.paths = self.places.iter().chain(&files).cloned().collect();
        if round.made.is_ok() {
            self.files = files;
        } else {
            // What the fault keeps from being found is looked at all the same.
            self.paths.extend(self.files.iter().cloned());
        }
        round
    }

    /// One leaflet from the settings to its bytes, as `leaflet make` has it.
    fn made(
        &mut self,
        sources: &mut SourceSet,
        unused: &mut Diagnostics,
        files: &mut BTreeSet<PathBuf>,
    ) -> Result<Made, Failure> {
        let arguments = self.arguments;
        let project = settings::project(sources)?;
        let set_folder = project.content.as_ref().map(|words| Path::new(&words.text));
        let folder = arguments.content.content.as_deref().or(set_folder);
        let folder = folder.unwrap_or(Path::new(content::FOLDER));
        self.places = content::places(folder, &arguments.guide);
        self.places.insert(PathBuf::from(content::PROJECT_FILE));
        let (content, not_used) = settings::content_and_unused(&arguments.content, &project)?;
        unused.append(not_used);
        let language = arguments.language.as_deref();
        let mut project = settings::checked(project, &content, &arguments.content, language)?;
        let person = PersonGiven {
            surgeon: project.surgeon.take().map(SurgeonGiven::Set),
            ..PersonGiven::default()
        };
        let (guide, paper) = (&arguments.guide, arguments.paper);
        let order = Order {
            person,
            default_date: self.default_date,
            ..settings::order(guide, language, &arguments.content, paper, project)
        };
        make_naming(&order, &content, &self.workshop, sources, files)
    }

    /// Tells what was found, and writes the leaflet if there is one.
    ///
    /// # Errors
    /// [`Failure`], if the leaflet cannot be written.
    fn deliver(&mut self, round: Round, changed: &BTreeSet<PathBuf>) -> Result<(), Failure> {
        match round.made {
            Ok(mut made) => {
                let mut found = std::mem::take(&mut made.diagnostics);
                found.append(round.unused);
                let as_before = self.tell_new(&found, &round.sources);
                self.unwritten = None;
                self.write(made, changed, as_before)
            }
            Err(failure) => {
                self.terminal.diagnostics(&round.unused, &round.sources);
                report(&failure, &round.sources, self.terminal);
                self.unwritten = None;
                self.say_kept(changed);
                Ok(())
            }
        }
    }

    /// Tells warnings and notes that were not told of the last good leaflet; gives how many were.
    fn tell_new(&mut self, found: &Diagnostics, sources: &SourceSet) -> usize {
        let remark = |found: &Diagnostic| {
            let file = found.span.map(|span| sources.get(span.file).name());
            let file = file.unwrap_or_default().to_owned();
            (found.rule, found.message.clone(), file)
        };
        let mut new = Diagnostics::new();
        let is_new = |found: &&Diagnostic| !self.remarks.contains(&remark(found));
        new.extend(found.iter().filter(is_new).cloned());
        self.terminal.diagnostics(&new, sources);
        self.remarks = found.iter().map(remark).collect();
        found.len() - new.len()
    }

    /// Writes a leaflet in place of the last good one, or for the first time.
    fn write(
        &mut self,
        made: Made,
        changed: &BTreeSet<PathBuf>,
        as_before: usize,
    ) -> Result<(), Failure> {
        let is_first = self.good.is_none();
        let event = match self.put(&made) {
            Ok(event) => event,
            Err(problem) => {
                let failure = self.not_written(&problem);
                if may_pass(&problem) {
                    self.unwritten = Some((made, 0));
                }
                return Err(failure);
            }
        };
        self.say(event, is_first, changed, as_before);
        match &self.good {
            Some(good) if is_first && self.arguments.open => opened(good.file.path()),
            _ => Ok(()),
        }
    }

    /// Puts a leaflet where it belongs.
    fn put(&mut self, made: &Made) -> Result<Event, WriteProblem> {
        let named = self.arguments.output.as_ref();
        let stem = &made.file_stem;
        if let Some(good) = &mut self.good
            && (named.is_some() || good.stem == *stem)
        {
            let is_there = good.file.has(&made.pdf);
            match if is_there {
                Ok(())
            } else {
                good.file.replace(&made.pdf)
            } {
                Ok(()) => {
                    good.pages = made.pages;
                    return Ok(if is_there {
                        Event::Unchanged
                    } else {
                        Event::Made
                    });
                }
                // Somebody put another file there. It is kept, and the leaflet gets a name of its own,
                // unless the file may be replaced.
                Err(WriteProblem::Exists(_)) if named.is_none() || self.arguments.force => {}
                Err(problem) => return Err(problem),
            }
        }
        let folder = Path::new(".");
        let own = match named {
            Some(_) => None,
            None => OwnFile::found(folder, stem, &made.pdf),
        };
        let (own, event) = match own {
            Some(own) => (own, Event::Unchanged),
            None => {
                let target = match named {
                    Some(path) => Target::File {
                        path: path.clone(),
                        overwrite: self.arguments.force,
                    },
                    None => Target::Free {
                        folder: folder.to_owned(),
                        stem: stem.clone(),
                    },
                };
                let files = std::slice::from_ref(&made.pdf);
                let paths = output::write(&target, FileKind::Pdf, files, Readers::AsUsual)?;
                let path = paths.into_iter().next().unwrap_or_default();
                (OwnFile::written(path, &made.pdf), Event::Made)
            }
        };
        // A reader of standard output that went away is no reason to stop.
        let _told = told(format!("{}\n", own.path().display()).as_bytes());
        if named.is_some() && self.good.is_none() {
            note_odd_ending(&[own.path().to_owned()], FileKind::Pdf, self.terminal);
        }
        self.good = Some(Good {
            file: own,
            stem: stem.clone(),
            pages: made.pages,
        });
        Ok(event)
    }

    /// Why a leaflet could not be written, and what to do while it is still watched.
    fn not_written(&self, problem: &WriteProblem) -> Failure {
        let mut hints = vec![problem.hint().to_owned()];
        if may_pass(problem) && self.good.is_some() {
            let hint = "if another program shows the leaflet, close it there: the leaflet is \
                        written as soon as that can be done";
            hints.insert(0, hint.to_owned());
        }
        Failure::usage(problem.to_string(), hints)
    }

    /// Tries once more, after a while, to write what could not be written; says so only if it could.
    fn try_again(&mut self) {
        let Some((made, looks)) = self.unwritten.take() else {
            return;
        };
        if looks + 1 < LOOKS_UNTIL_ANOTHER_TRY {
            self.unwritten = Some((made, looks + 1));
            return;
        }
        let is_first = self.good.is_none();
        match self.put(&made) {
            Ok(event) => self.say(event, is_first, &BTreeSet::new(), 0),
            Err(problem) if may_pass(&problem) => self.unwritten = Some((made, 0)),
            Err(problem) => {
                let failure = self.not_written(&problem);
                report(&failure, &SourceSet::new(), self.terminal);
            }
        }
    }

    /// Says in one line what came of a change.
    fn say(&self, event: Event, is_first: bool, changed: &BTreeSet<PathBuf>, as_before: usize) {
        let Some(good) = &self.good else {
            return;
        };
        if self.is_for_machines() {
            self.event(event.name(), changed);
            return;
        }
        let begun = match (is_first, event) {
            (true, _) => "watching; the leaflet has",
            (false, Event::Made) => "made anew,",
            (false, Event::Unchanged) => "the leaflet is as it was,",
        };
        let pages = match good.pages {
            1 => "1 page".to_owned(),
            pages => format!("{pages} pages"),
        };
        let remarks = match as_before {
            0 => String::new(),
            1 => ", 1 remark as before".to_owned(),
            count => format!(", {count} remarks as before"),
        };
        let what = if is_first {
            "; save the guide to make it anew, press Ctrl-C to end".to_owned()
        } else {
            what_changed(changed)
        };
        self.line(&format!("{begun} {pages}{remarks}{what}"));
    }

    /// Says that there is no new leaflet, and which one stays.
    fn say_kept(&self, changed: &BTreeSet<PathBuf>) {
        if self.is_for_machines() {
            self.event("kept", changed);
            return;
        }
        let what = what_changed(changed);
        self.line(&match &self.good {
            Some(good) => {
                let path = shown(good.file.path());
                format!("not made anew: the last good leaflet, {path}, stays{what}")
            }
            None => "no leaflet yet: it is made when the guide is saved without a fault".to_owned(),
        });
    }

    fn is_for_machines(&self) -> bool {
        self.terminal.format == MessageFormat::Json
    }

    fn line(&self, text: &str) {
        if !self.terminal.quiet {
            self.terminal.line(text);
        }
    }

    /// What happened, for machines.
    fn event(&self, name: &str, changed: &BTreeSet<PathBuf>) {
        if self.terminal.quiet {
            return;
        }
        let paths: Vec<String> = changed
            .iter()
            .map(|path| path.display().to_string())
            .collect();
        self.terminal.event(&json!({
            "event": name,
            "file": self.good.as_ref().map(|good| good.file.path().display().to_string()),
            "pages": self.good.as_ref().map(|good| good.pages),
            "changed": paths,
        }));
    }
}

/// What came of a change without a fault.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Event {
    /// The leaflet was written.
    Made,
    /// It holds these very bytes already.
    Unchanged,
}

impl Event {
    /// Its name for machines.
    fn name(self) -> &'static str {
        match self {
            Self::Made => "made",
            Self::Unchanged => "unchanged",
        }
    }
}

/// Whether it may be possible later to write what could not be written: the leaflet is open in another
/// program, its folder is away, the disk is full.
fn may_pass(problem: &WriteProblem) -> bool {
    matches!(
        problem,
        WriteProblem::Machine(..) | WriteProblem::NoFolder(_) | WriteProblem::Unreadable(..)
    )
}

/// The end of a line: the first few names of what changed.
fn what_changed(changed: &BTreeSet<PathBuf>) -> String {
    if changed.is_empty() {
        return String::new();
    }
    let names: Vec<String> = changed
        .iter()
        .take(NAMES_TOLD)
        .map(|path| shown(path))
        .collect();
    let more = match changed.len().saturating_sub(NAMES_TOLD) {
        0 => String::new(),
        more => format!(" and {more} more"),
    };
    format!("; changed: {}{more}", names.join(", "))
}

/// A path as it is told: harmless to the terminal.
fn shown(path: &Path) -> String {
    path.display().to_string().chars().map(harmless).collect()
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
