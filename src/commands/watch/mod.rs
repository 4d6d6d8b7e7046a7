//! The leaflet of a guide follows what its author saves.
//!
//! In: [`WatchOptions`]. Out: the leaflet's file, and a [`WatchEvent`] for each thing that there is to tell of a
//! save. Promise: no save is lost, also one that comes while pages are set; while the content has faults they
//! are told and the last good leaflet stays; only a leaflet that this call wrote is replaced. It ends when it is
//! asked to stop, within a second.
//!
//! Why this shape: what was looked at is looked at again, and everything is read anew where something
//! changed, in the way `leaflet make` reads it; so there is no second way to be wrong. How a change is
//! seen, and why the system is not asked to tell it, stands in `content/watched_files.rs`.

mod news;
mod place;
mod reading;

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};
use std::time::Duration;

use jiff::civil::Date;

pub use news::News;

use crate::base::diagnostic::Diagnostics;
use crate::base::failure::Failure;
use crate::base::stop::Stop;
use crate::commands::make::Made;
use crate::commands::output::{self, FileKind, OwnFile};
use crate::input::content::{Change, PROJECT_FILE, WatchedFiles, Workplace};
use crate::leaflet::{Edition, Paper};
use crate::model::design::Design;
use crate::pages::typeset::Engine;
use crate::source::SourceSet;
use news::FindingCounts;
use place::may_pass;
use reading::Round;

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

/// What is watched. What is absent is as the settings of the folder say, or as usual; nobody has a patient
/// before them who writes a guide.
pub struct WatchOptions<'a> {
    /// The folder in which one works.
    pub workplace: Workplace,
    /// The guide: its name, or a path.
    pub guide: String,
    /// The language.
    pub language: Option<String>,
    /// The content folder.
    pub content: Option<PathBuf>,
    /// The brand.
    pub brand: Option<String>,
    /// The edition.
    pub edition: Option<&'static Edition>,
    /// The sheet.
    pub paper: Option<&'static Paper>,
    /// The design; `None` for the brand's.
    pub design: Option<&'static Design>,
    /// The leaflet's file; `None` for one named after guide and language.
    pub output: Option<PathBuf>,
    /// Whether that file is replaced if it is there at the beginning.
    pub force: bool,
    /// The day that counts as today, asked for at each save.
    pub today: &'a dyn Fn() -> Date,
    /// The document's date where a guide has no date of review.
    pub default_date: Option<Date>,
}

/// Something to tell.
pub enum WatchEvent<'a> {
    /// What was found in a guide of which no leaflet can be made.
    Found(&'a Diagnostics, &'a SourceSet),
    /// What was not found in the last good leaflet.
    New(&'a Diagnostics, &'a SourceSet),
    /// Something went wrong, and the watching goes on.
    Failed(&'a Failure, &'a SourceSet),
    /// The leaflet has a file that it did not have before; whether it was named, and is the first.
    Written(&'a Path, bool),
    /// What came of a save: the leaflet.
    Leaflet {
        /// Whether it is the first.
        is_first: bool,
        /// Whether it is another than before.
        is_made: bool,
        /// Its file.
        file: &'a Path,
        /// Its pages.
        pages: usize,
        /// The files that changed.
        changed: &'a BTreeSet<PathBuf>,
        /// What was found, against the time before.
        news: &'a News,
    },
    /// What came of a save: no leaflet; the last good one, with its pages, stays.
    Kept {
        /// The file and the pages of the last good leaflet.
        last: Option<(&'a Path, usize)>,
        /// The files that changed.
        changed: &'a BTreeSet<PathBuf>,
    },
    /// The first leaflet is there, and told.
    First(&'a Path),
}

/// Hears of events; where it fails on the first leaflet, the watching ends.
pub type Hearer<'h> = &'h mut dyn FnMut(WatchEvent<'_>) -> Result<(), Failure>;

/// Makes the leaflet, and makes it again whenever something changed, until it is asked to stop.
///
/// # Errors
/// [`Failure`]: there is nothing to wait for.
pub fn watch(options: &WatchOptions<'_>, stop: &Stop, hear: Hearer<'_>) -> Result<(), Failure> {
    let mut watch = Watch {
        options,
        hear,
        engine: Engine::new(),
        watched: WatchedFiles::new(),
        places: BTreeSet::from([options.workplace.path(Path::new(PROJECT_FILE))]),
        files: BTreeSet::new(),
        paths: BTreeSet::new(),
        good: None,
        told: FindingCounts::new(),
        unwritten: None,
    };
    let round = watch.read_and_make();
    match round.made {
        Err(failure) if failure.explanation().is_some() => return Err(failure),
        _ => watch.deliver(round, &BTreeSet::new())?,
    }
    watch.go_on(stop);
    Ok(())
}

/// Whether the leaflet's file may be written, asked before any work is done. The path is one of this folder.
///
/// # Errors
/// [`Failure::System`].
pub fn check_output(workplace: &Workplace, path: &Path, force: bool) -> Result<(), Failure> {
    let path = workplace.path(path);
    Ok(output::check_free(&path, FileKind::PDF, force)?)
}

/// A guide that is watched.
struct Watch<'a> {
    options: &'a WatchOptions<'a>,
    hear: Hearer<'a>,
    engine: Engine,
    watched: WatchedFiles,
    /// The settings' file, and where content stands or may come to stand.
    places: BTreeSet<PathBuf>,
    /// What the last good leaflet was made of.
    files: BTreeSet<PathBuf>,
    /// All that is looked at.
    paths: BTreeSet<PathBuf>,
    good: Option<Good>,
    /// What was told of the last good leaflet, and how often.
    told: FindingCounts,
    /// A leaflet that could not be written yet, and how many looks ago.
    unwritten: Option<(Made, usize)>,
}

/// The last leaflet without a fault.
struct Good {
    file: OwnFile,
    stem: String,
    pages: usize,
}

impl Watch<'_> {
    /// Waits for changes and makes the leaflet anew.
    fn go_on(&mut self, stop: &Stop) {
        while !stop.is_requested() {
            std::thread::sleep(PAUSE);
            let changes = self.watched.look(&self.paths);
            if changes.is_empty() {
                self.try_again();
                continue;
            }
            let changed = self.settled(changes);
            let round = self.read_and_make();
            if let Err(failure) = self.deliver(round, &changed) {
                self.tell(WatchEvent::Failed(&failure, &SourceSet::new()));
            }
        }
    }

    /// Tells of something that the watching goes on after in any case.
    fn tell(&mut self, event: WatchEvent<'_>) {
        let _heard = (self.hear)(event);
    }

    /// Waits until nothing changes any more and nothing is away, but not for ever. Gives all that
    /// changed.
    fn settled(&mut self, changes: Vec<Change>) -> BTreeSet<PathBuf> {
        let with_state = |change: Change| (change.path, change.is_gone);
        let mut changed: BTreeMap<PathBuf, bool> = changes.into_iter().map(with_state).collect();
        for _ in 0..MOST_SETTLING_LOOKS {
            std::thread::sleep(SETTLING);
            let more = self.watched.look(&self.paths);
            let is_still = more.is_empty();
            changed.extend(more.into_iter().map(with_state));
            if is_still && !changed.values().any(|is_gone| *is_gone) {
                break;
            }
        }
        let named = |path: PathBuf| self.options.workplace.named(&path).to_owned();
        changed.into_keys().map(named).collect()
    }

    /// Writes the leaflet if there is one, checks the guide, and tells what was found.
    ///
    /// # Errors
    /// [`Failure`], if the leaflet cannot be written, or whoever hears of it fails.
    fn deliver(&mut self, mut round: Round, changed: &BTreeSet<PathBuf>) -> Result<(), Failure> {
        self.unwritten = None;
        let guide = match round.made {
            Ok(guide) => guide,
            Err(failure) => {
                self.tell(WatchEvent::Found(&round.unused, &round.sources));
                self.tell(WatchEvent::Failed(&failure, &round.sources));
                let last = self.good.as_ref();
                let last = last.map(|good| (good.file.path().to_owned(), good.pages));
                let last = last.as_ref().map(|(file, pages)| (file.as_path(), *pages));
                self.tell(WatchEvent::Kept { last, changed });
                return Ok(());
            }
        };
        let is_first = self.good.is_none();
        // The leaflet first: its author waits for it.
        let put = self.put(&guide.leaflet);
        let mut found = guide.leaflet.diagnostics.clone();
        found.append(round.unused);
        let checked = self.checked(&guide, &mut round.sources);
        let (news, new) = news::compared(&mut self.told, &[found, checked], &round.sources);
        self.tell(WatchEvent::New(&new, &round.sources));
        match put {
            Ok(is_made) => self.tell_leaflet(is_made, is_first, changed, &news),
            Err(problem) => {
                let failure = self.not_written(&problem);
                if may_pass(&problem) {
                    self.unwritten = Some((guide.leaflet, 0));
                }
                return Err(failure);
            }
        }
        match &self.good {
            Some(good) if is_first => (self.hear)(WatchEvent::First(good.file.path())),
            _ => Ok(()),
        }
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
            Ok(is_made) => {
                self.tell_leaflet(is_made, is_first, &BTreeSet::new(), &News::default());
            }
            Err(problem) if may_pass(&problem) => self.unwritten = Some((made, 0)),
            Err(problem) => {
                let failure = self.not_written(&problem);
                self.tell(WatchEvent::Failed(&failure, &SourceSet::new()));
            }
        }
    }

    fn tell_leaflet(
        &mut self,
        is_made: bool,
        is_first: bool,
        changed: &BTreeSet<PathBuf>,
        news: &News,
    ) {
        if let Some(good) = &self.good {
            let _heard = (self.hear)(WatchEvent::Leaflet {
                is_first,
                is_made,
                file: good.file.path(),
                pages: good.pages,
                changed,
                news,
            });
        }
    }
}
