//! `leaflet watch`: the leaflet of a guide follows what its author saves.
//!
//! In: a guide, and the options of `leaflet make` that are not about a person, because whoever is
//! writing has no patient before them. Out: the leaflet's path on standard output when it is first
//! written, and for each time something was saved one line with what changed, below what `leaflet check`
//! newly finds. Promise: no save is lost, also one that comes while pages are set; while the content has faults they are told and the last good
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
use super::environment::{source_date, today};
use super::input::{STANDARD_INPUT, STANDARD_OUTPUT};
use super::made::{note_odd_ending, opened};
use super::outcome::Outcome;
use super::settings;
use super::terminal::{Terminal, report, told_path};
use crate::base::diagnostic::{Diagnostics, Severity, harmless};
use crate::base::failure::Failure;
use crate::base::invariant::Certain;
use crate::commands::check::{self, Judgement};
use crate::commands::make::{Made, Order, PersonGiven, SurgeonGiven, make_naming};
use crate::commands::output::{self, FileKind, OwnFile, Readers, Target, WriteProblem};
use crate::input::content::{self, Change, Content, Sightings};
use crate::lint::{Profile, Selection};
use crate::pages::typeset::Workshop;
use crate::source::SourceSet;

/// Between two looks. With what follows a save and a leaflet of the usual size it stays far under a
/// second; a look at the files of the first guide takes less than a hundredth of it.
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
    let begun = looked_through(arguments).and_then(|()| source_date());
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
        told: Told::new(),
        unwritten: None,
    };
    let round = watch.read_and_make();
    if let Err(failure) = &round.made
        && failure.advice().is_some()
    {
        return report(failure, &round.sources, terminal);
    }
    if let Err(failure) = watch.deliver(round, &BTreeSet::new()) {
        return report(&failure, &SourceSet::new(), terminal);
    }
    watch.go_on()
}

/// Refuses what cannot be watched, before any work is done.
fn looked_through(arguments: &WatchArguments) -> Result<(), Failure> {
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
    Ok(output::check_free(path, FileKind::PDF, arguments.force)?)
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
    /// What was told of the last good leaflet, and how often.
    told: Told,
    /// A leaflet that could not be written yet, and how many looks ago.
    unwritten: Option<(Made, usize)>,
}

/// The last leaflet without a fault.
struct Good {
    file: OwnFile,
    stem: String,
    pages: usize,
}

/// What tells one finding from another, wherever its line went meanwhile: rule, sentence, file.
type Finding = (&'static str, String, String);

/// Findings, and how often each stands there.
type Told = BTreeMap<Finding, usize>;

/// Everything read once, and the leaflet made of it.
struct Round {
    sources: SourceSet,
    unused: Diagnostics,
    made: Result<Guide, Failure>,
}

/// A leaflet, and what its guide is checked with.
struct Guide {
    leaflet: Made,
    order: Order,
    content: Content,
    judgement: Judgement,
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
        let (mut sources, mut unused) = (SourceSet::new(), Diagnostics::new());
        let mut files = BTreeSet::new();
        let made = catch_unwind(AssertUnwindSafe(|| {
            self.made(&mut sources, &mut unused, &mut files)
        }));
        let made = made.unwrap_or_else(|_| {
            Err(Failure::caught(vec![
                "the leaflet of before stays; please report the guide and the options you used"
                    .to_owned(),
            ]))
        });
        let round = Round {
            sources,
            unused,
            made,
        };
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
    ) -> Result<Guide, Failure> {
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
        let today = today(&arguments.today);
        let judgement = Judgement {
            profile: project.profile.unwrap_or_else(Profile::usual),
            today,
            most_pages: project.most_pages,
            selection: Selection {
                settings: std::mem::take(&mut project.rules),
                ..Selection::default()
            },
            with_pages: true,
        };
        let guide = &arguments.guide;
        let order = Order {
            person,
            default_date: self.default_date,
            // Whoever is at work on a guide may well be reviewing it: the leaflet says so.
            today: Some(today),
            allow_overdue: true,
            ..settings::order(
                guide,
                language,
                &arguments.content,
                &arguments.print,
                project,
            )
        };
        let leaflet = make_naming(&order, &content, &self.workshop, sources, files)?;
        Ok(Guide {
            leaflet,
            order,
            content,
            judgement,
        })
    }

    /// Writes the leaflet if there is one, checks the guide, and tells what was found.
    ///
    /// # Errors
    /// [`Failure`], if the leaflet cannot be written or opened.
    fn deliver(&mut self, mut round: Round, changed: &BTreeSet<PathBuf>) -> Result<(), Failure> {
        self.unwritten = None;
        let guide = match round.made {
            Ok(guide) => guide,
            Err(failure) => {
                self.terminal.diagnostics(&round.unused, &round.sources);
                report(&failure, &round.sources, self.terminal);
                self.say_kept(changed);
                return Ok(());
            }
        };
        let is_first = self.good.is_none();
        // The leaflet first: its author waits for it.
        let event = self.put(&guide.leaflet);
        let mut found = guide.leaflet.diagnostics.clone();
        found.append(round.unused);
        let checked = self.checked(&guide, &mut round.sources);
        let news = self.tell_new(&[found, checked], &round.sources);
        match event {
            Ok(event) => self.say(event, is_first, changed, &news),
            Err(problem) => {
                let failure = self.not_written(&problem);
                if may_pass(&problem) {
                    self.unwritten = Some((guide.leaflet, 0));
                }
                return Err(failure);
            }
        }
        match &self.good {
            Some(good) if is_first && self.arguments.open => opened(good.file.path()),
            _ => Ok(()),
        }
    }

    /// What `leaflet check` finds in the guide; nothing where it cannot look.
    fn checked(&self, guide: &Guide, sources: &mut SourceSet) -> Diagnostics {
        let Guide {
            order,
            content,
            judgement,
            ..
        } = guide;
        let orders = std::slice::from_ref(order);
        let checked = catch_unwind(AssertUnwindSafe(|| {
            check::check(orders, judgement, content, &self.workshop, sources)
        }));
        let mut found = Diagnostics::new();
        // A file may have gone since the leaflet was made; the next look finds it.
        for guide in checked.into_iter().flatten().flatten() {
            found.append(guide.found);
        }
        found
    }

    /// Tells, a line each, what was not told of the last good leaflet. What one collection says and a
    /// later one too is counted once.
    fn tell_new(&mut self, collections: &[Diagnostics], sources: &SourceSet) -> News {
        let mut before = std::mem::take(&mut self.told);
        let mut news = News::default();
        let mut new = Diagnostics::new();
        for collection in collections {
            let mut here = Told::new();
            for one in collection.iter() {
                let file = one.span.map(|span| sources.get(span.file).name());
                let file = file.unwrap_or_default().to_owned();
                let finding = (one.rule, one.message.clone(), file);
                if self.told.contains_key(&finding) {
                    continue;
                }
                *news.counts.entry(one.severity).or_default() += 1;
                match before.get_mut(&finding) {
                    Some(count) if *count > 0 => *count -= 1,
                    _ => new.push(one.clone()),
                }
                *here.entry(finding).or_default() += 1;
            }
            self.told.append(&mut here);
        }
        news.new = new.len();
        news.gone = before.into_values().sum();
        self.tell_shortly(&new, sources);
        news
    }

    /// Tells findings, a line each.
    fn tell_shortly(&self, found: &Diagnostics, sources: &SourceSet) {
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

    /// Puts a leaflet where it belongs.
    fn put(&mut self, made: &Made) -> Result<Event, WriteProblem> {
        let named = self.arguments.output.as_ref();
        let stem = &made.file_stem;
        if let Some(good) = &mut self.good
            && (named.is_some() || good.stem == *stem)
        {
            let is_there = good.file.has(made.file());
            match if is_there {
                Ok(())
            } else {
                good.file.replace(made.file())
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
            None => OwnFile::found(folder, stem, made.file()),
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
                let paths = output::write(&target, FileKind::PDF, &made.files, Readers::AsUsual)?;
                let path = paths.into_iter().next().certain();
                (OwnFile::written(path, made.file()), Event::Made)
            }
        };
        // A reader of standard output that went away is no reason to stop.
        let _told = told_path(own.path());
        if named.is_some() && self.good.is_none() {
            note_odd_ending(&[own.path().to_owned()], FileKind::PDF, self.terminal);
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
        Failure::system(problem.to_string(), hints)
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
            Ok(event) => self.say(event, is_first, &BTreeSet::new(), &News::default()),
            Err(problem) if may_pass(&problem) => self.unwritten = Some((made, 0)),
            Err(problem) => {
                let failure = self.not_written(&problem);
                report(&failure, &SourceSet::new(), self.terminal);
            }
        }
    }

    /// Says in one line what came of a change.
    fn say(&self, event: Event, is_first: bool, changed: &BTreeSet<PathBuf>, news: &News) {
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
        let pages = counted(good.pages, "page", "pages");
        let what = if is_first {
            "; save the guide to make it anew, press Ctrl-C to end".to_owned()
        } else {
            what_changed(changed)
        };
        self.line(&format!("{begun} {pages}{}{what}", news.told(is_first)));
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

/// What was found in a guide, against the time before.
#[derive(Debug, Default)]
struct News {
    counts: BTreeMap<Severity, usize>,
    new: usize,
    gone: usize,
}

impl News {
    /// How many findings there are, and how many of them came and went.
    fn told(&self, is_first: bool) -> String {
        let mut parts: Vec<String> = self
            .counts
            .iter()
            .map(|(severity, count)| match severity {
                Severity::Error => counted(*count, "error", "errors"),
                Severity::Warning => counted(*count, "warning", "warnings"),
                Severity::Advice => counted(*count, "piece of advice", "pieces of advice"),
                Severity::Note => counted(*count, "note", "notes"),
            })
            .collect();
        if !is_first {
            let changes = [(self.new, "new"), (self.gone, "gone")];
            let changes = changes.iter().filter(|(count, _)| *count > 0);
            parts.extend(changes.map(|(count, what)| format!("{count} {what}")));
        }
        parts.iter().map(|part| format!(", {part}")).collect()
    }
}

/// A number with its word.
fn counted(count: usize, one: &str, more: &str) -> String {
    let word = if count == 1 { one } else { more };
    format!("{count} {word}")
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
