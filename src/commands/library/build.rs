//! Makes the leaflets of the library that are not there as they would be made.
//!
//! In: planned leaflets and what is known of the folder. Out: the files, an [`Event`] for each leaflet in
//! the plan's order, and a [`Report`]. Promise: a leaflet whose inputs and file have the fingerprints of
//! the record is not typeset; any other is made and compared with what is there, so that equal bytes are
//! taken for ours and left alone; a file that is not ours is kept.
//!
//! Why this shape: threads read, fingerprint and typeset; the one that called writes groups of files
//! ([`crate::commands::output::folder`]), puts results in order and keeps the record, so that nothing is locked.

use std::collections::{BTreeMap, BTreeSet};
use std::io;
use std::ops::ControlFlow;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::{Path, PathBuf};
use std::sync::OnceLock;

use jiff::civil::Date;

use super::plan::PlannedLeaflet;
use super::record::{Entry, KnownRecords, OwnRecord, record_name};
use crate::base::advice::{Advice, Control};
use crate::base::diagnostic::{Diagnostic, Diagnostics, Severity, rule};
use crate::base::failure::Failure;
use crate::base::fingerprint::{Fingerprint, Pieces};
use crate::base::share::Share;
use crate::base::workers;
use crate::commands::make::{Order, PictureNames, ReadyGuide, Texts};
use crate::commands::output::{FileKind, NewFile, OutputFolder, Readers, WriteProblem, folder};
use crate::input::content::Content;
use crate::leaflet::format::MadeFrom;
use crate::model::fact::FactName;
use crate::model::patient::Person;
use crate::pages::press::{self, Printed};
use crate::pages::typeset::Engine;
use crate::source::SourceSet;

/// Files that are waited for together.
const GROUP: usize = 16;

/// Leaflets that wait at the most until the files of a group are written.
const WAITING: usize = 256;

/// What is to be built.
pub(super) struct Build<'a> {
    /// The leaflets, in the plan's order.
    pub leaflets: Vec<&'a PlannedLeaflet>,
    /// Where their guides are.
    pub content: &'a Content,
    /// The brand; `None` for the only one.
    pub brand: Option<String>,
    /// The surgeon that the settings name, as on every leaflet; nobody else is in it.
    pub person: Person,
    /// The document's date where a guide has no date of review.
    pub default_date: Option<Date>,
    /// The day that counts as today: a guide whose review is overdue is not made.
    pub today: Option<Date>,
    /// The folder of the library.
    pub folder: PathBuf,
    /// Whether a PDF that is not ours is replaced.
    pub force: bool,
    /// How many leaflets are made at the same time.
    pub threads: usize,
}

/// What became of a leaflet.
#[derive(Debug)]
pub enum BuiltState {
    /// It was made and written.
    Made,
    /// It was there, as it would be made.
    Unchanged,
    /// It could not be made or written.
    Failed(Failure),
}

/// A leaflet is done.
pub struct Event<'a> {
    /// The leaflet.
    pub leaflet: &'a PlannedLeaflet,
    /// What became of it.
    pub state: &'a BuiltState,
    /// How many pages it has, if it is there.
    pub pages: Option<usize>,
    /// What there is to say of its guide.
    pub found: &'a Diagnostics,
    /// Where that stands, and a fault too.
    pub sources: &'a SourceSet,
}

/// A leaflet that is there, as it would be made.
#[derive(Debug, Clone, PartialEq)]
pub struct Shelved {
    /// The leaflet.
    pub leaflet: PlannedLeaflet,
    /// The version that the guide gives itself.
    pub version: Option<String>,
    /// Everything that went into it.
    pub input: Fingerprint,
    /// Its file.
    pub output: Fingerprint,
    /// Its pages.
    pub pages: usize,
    /// The bytes of its file.
    pub bytes: usize,
}

/// What became of the library.
#[derive(Debug, Default)]
pub struct Report {
    /// How many leaflets were made.
    pub made: usize,
    /// How many were there.
    pub unchanged: usize,
    /// How many failed.
    pub failed: usize,
    /// Whether one of them failed because the machine would not.
    pub machine_failed: bool,
    /// Every leaflet that is there as it would be made.
    pub shelved: Vec<Shelved>,
    /// The files that each leaflet is made of, as far as they could be found out.
    pub made_of: Vec<(PlannedLeaflet, Vec<PathBuf>)>,
}

/// A leaflet that was looked at, and made if it was not there as it would be made.
pub(super) struct Worked<'a> {
    at: usize,
    pub(super) leaflet: &'a PlannedLeaflet,
    pub(super) found: Diagnostics,
    pub(super) sources: SourceSet,
    files: Vec<PathBuf>,
    pub(super) result: Result<Seen, Failure>,
}

/// A leaflet and its file.
pub(super) struct Seen {
    entry: Entry,
    bytes: usize,
    /// The new file, and why it is needed; `None` if the file that is there is the one.
    pub(super) due: Option<(Why, Vec<u8>)>,
}

/// Why a file is not as it would be made.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Why {
    /// It is not there.
    Missing,
    /// It was made by us, from other inputs.
    Outdated,
    /// It was made by us, and somebody changed it.
    Edited,
    /// Nobody knows who made it.
    Unknown,
}

impl<'a> Build<'a> {
    /// Makes what has to be made. `told` hears of each leaflet in order; when it breaks off, nothing more
    /// is begun.
    pub(super) fn run(
        &self,
        into: &OutputFolder,
        share: Share,
        known: &KnownRecords,
        own: &mut OwnRecord,
        told: impl FnMut(&Event<'_>) -> ControlFlow<()> + Send,
    ) -> Report {
        let mut writing = Writing {
            build: self,
            into,
            record: record_name(share),
            own,
            report: Report::default(),
            waiting: Vec::new(),
            told,
        };
        self.each(known, |worked| writing.take(worked));
        let _last = writing.flush();
        writing.report
    }

    /// Looks at every leaflet, and makes those whose files are not known to be right; hands them over in
    /// their order.
    pub(super) fn each(
        &self,
        known: &KnownRecords,
        mut take: impl FnMut(Worked<'a>) -> ControlFlow<()> + Send,
    ) {
        // Nothing is set up for typesetting unless something is typeset.
        let engine = OnceLock::new();
        let mut early = BTreeMap::new();
        let mut next = 0;
        workers::each(
            self.threads,
            self.leaflets.iter().copied().enumerate(),
            |(at, leaflet)| self.work(at, leaflet, known, &engine),
            |worked| {
                early.insert(worked.at, worked);
                while let Some(worked) = early.remove(&next) {
                    next += 1;
                    take(worked)?;
                }
                ControlFlow::Continue(())
            },
        );
    }

    fn work(
        &self,
        at: usize,
        leaflet: &'a PlannedLeaflet,
        known: &KnownRecords,
        engine: &OnceLock<Engine>,
    ) -> Worked<'a> {
        let mut worked = Worked {
            at,
            leaflet,
            found: Diagnostics::new(),
            sources: SourceSet::new(),
            files: Vec::new(),
            result: Err(internal()),
        };
        // One guide that is too much for the program must not take the others along.
        let seen = catch_unwind(AssertUnwindSafe(|| {
            let (found, sources) = (&mut worked.found, &mut worked.sources);
            self.seen(leaflet, known, engine, sources, found, &mut worked.files)
        }));
        worked.result = seen.unwrap_or_else(|_| Err(internal()));
        worked
    }

    fn seen(
        &self,
        leaflet: &PlannedLeaflet,
        known: &KnownRecords,
        engine: &OnceLock<Engine>,
        sources: &mut SourceSet,
        found: &mut Diagnostics,
        files: &mut Vec<PathBuf>,
    ) -> Result<Seen, Failure> {
        if let Some(other) = &leaflet.same_as {
            return Err(same_file(&leaflet.file, other));
        }
        let mut order = Order::new(leaflet.guide.as_str());
        order.language = Some(leaflet.language.clone());
        order.brand.clone_from(&self.brand);
        order.print = leaflet.print;
        order.format = leaflet.format;
        order.default_date = self.default_date;
        order.today = self.today;
        let texts = Texts::named(&order, self.content)?;
        *files = texts.files(&PictureNames::default());
        let there = folder::read_leaflet(&self.folder, &leaflet.file).map_err(write_failure)?;
        let there_sum = there.as_deref().map(Fingerprint::of);
        // One that was made before its guide fell due is looked at again, for the fault that says so.
        let is_overdue = self.today.is_some_and(|today| texts.is_overdue(today));
        if let Some((bytes, output)) = there.as_ref().zip(there_sum)
            && !is_overdue
            && let Some(entry) =
                known.current(&leaflet.file, output, texts.fingerprint(), |pictures| {
                    self.input(texts.fingerprint_with(pictures))
                })
        {
            *files = texts.files(&entry.pictures);
            return Ok(Seen {
                entry: entry.clone(),
                bytes: bytes.len(),
                due: None,
            });
        }
        let ready = texts.open(&order, sources, found)?;
        *files = ready.files();
        // Before the leaflet is made: what changes meanwhile is then seen the next time.
        let input = self.input(ready.fingerprint());
        let Printed {
            bytes,
            pages,
            fingerprint: output,
        } = self.printed(&ready, engine, found)?;
        let why = match there_sum {
            None => Some(Why::Missing),
            Some(there) if there == output => None,
            Some(there) if known.made(&leaflet.file, there) => Some(Why::Outdated),
            Some(_) if known.has(&leaflet.file) => Some(Why::Edited),
            Some(_) => Some(Why::Unknown),
        };
        Ok(Seen {
            entry: Entry {
                input,
                output,
                pages,
                texts: ready.texts(),
                pictures: ready.picture_names(),
                version: ready.version().map(str::to_owned),
            },
            bytes: bytes.len(),
            due: why.map(|why| (why, bytes)),
        })
    }

    /// Everything that goes into a leaflet.
    fn input(&self, guide: Fingerprint) -> Fingerprint {
        Pieces::new()
            .with(guide.bytes())
            .with_optional(self.person.words(FactName::Surgeon))
            .finish()
    }

    /// The leaflet for everyone, as `make` prints it; what there is to say of the guide goes to `found`.
    fn printed(
        &self,
        ready: &ReadyGuide,
        engine: &OnceLock<Engine>,
        found: &mut Diagnostics,
    ) -> Result<Printed, Failure> {
        let Some(leaflet) = ready.leaflet(&self.person, found) else {
            return Err(Failure::Content(std::mem::take(found)));
        };
        let format = ready.format;
        let printed = if let MadeFrom::Elements(_) = format.made_from {
            // Nothing is set up for typesetting where nothing is typeset.
            press::make_whole(&leaflet, format, &Engine::new())?
        } else {
            press::print(leaflet, engine.get_or_init(Engine::new))?
        };
        found.append(ready.remarks());
        Ok(printed)
    }
}

/// Puts files into the folder, in groups, and tells of the leaflets in order.
struct Writing<'a, T> {
    build: &'a Build<'a>,
    into: &'a OutputFolder,
    record: String,
    own: &'a mut OwnRecord,
    report: Report,
    waiting: Vec<Worked<'a>>,
    told: T,
}

impl<'a, T: FnMut(&Event<'_>) -> ControlFlow<()>> Writing<'a, T> {
    fn take(&mut self, mut worked: Worked<'a>) -> ControlFlow<()> {
        if let Ok(seen) = &worked.result
            && let Some((why, _)) = &seen.due
            && let Err(problem) = self.may_write(worked.leaflet, *why)
        {
            worked.result = Err(write_failure(problem));
        }
        self.waiting.push(worked);
        let due = self.waiting.iter().filter(|worked| worked.is_due()).count();
        if due == 0 || due >= GROUP || self.waiting.len() >= WAITING {
            self.flush()
        } else {
            ControlFlow::Continue(())
        }
    }

    /// Whether a file may be written where another may be.
    fn may_write(&self, leaflet: &PlannedLeaflet, why: Why) -> Result<(), WriteProblem> {
        let path = || self.build.folder.join(&leaflet.file);
        match why {
            Why::Missing => return Ok(()),
            Why::Unknown if !self.build.force => return Err(WriteProblem::Exists(path())),
            Why::Unknown | Why::Outdated | Why::Edited => {}
        }
        let there = folder::read_leaflet(&self.build.folder, &leaflet.file)?;
        if there.is_none_or(|bytes| folder::is_leaflet(&bytes, leaflet.format)) {
            Ok(())
        } else {
            Err(WriteProblem::OtherKind(
                path(),
                FileKind::Leaflet(leaflet.format),
            ))
        }
    }

    /// Writes the files that wait, after the record that says that they are ours, and tells of all
    /// leaflets that wait.
    fn flush(&mut self) -> ControlFlow<()> {
        let waiting = std::mem::take(&mut self.waiting);
        let due: Vec<(&Worked<'_>, &Seen, Why, &[u8])> = waiting
            .iter()
            .filter_map(|worked| {
                let seen = worked.result.as_ref().ok()?;
                let (why, bytes) = seen.due.as_ref()?;
                Some((worked, seen, *why, bytes.as_slice()))
            })
            .collect();
        let files: Vec<NewFile<'_>> = due
            .iter()
            .map(|(worked, _, why, bytes)| NewFile {
                name: &worked.leaflet.file,
                bytes,
                replaces: *why != Why::Missing,
            })
            .collect();
        // A leaflet that was there and was not known as ours is ours from now on.
        for worked in &waiting {
            if let Ok(seen) = &worked.result
                && seen.due.is_none()
            {
                self.own.set(&worked.leaflet.file, seen.entry.clone());
            }
        }
        let written = if files.is_empty() {
            Vec::new()
        } else {
            let (into, record, own) = (self.into, &self.record, &mut *self.own);
            into.write(&files, Readers::AsUsual, |are_ready| {
                for ((worked, seen, ..), is_ready) in due.iter().zip(are_ready) {
                    if *is_ready {
                        own.set(&worked.leaflet.file, seen.entry.clone());
                    }
                }
                write_record(into, record, own)
            })
        };
        let mut written = written.into_iter();
        for worked in waiting {
            let was_due = worked.is_due();
            let problem = if was_due {
                written.next().and_then(Result::err)
            } else {
                None
            };
            self.tell(worked, was_due, problem)?;
        }
        ControlFlow::Continue(())
    }

    fn tell(
        &mut self,
        worked: Worked<'_>,
        was_due: bool,
        problem: Option<WriteProblem>,
    ) -> ControlFlow<()> {
        let Worked {
            leaflet,
            found,
            sources,
            files,
            result,
            ..
        } = worked;
        let (state, pages) = match (result, problem) {
            (Ok(_), Some(problem)) => (BuiltState::Failed(write_failure(problem)), None),
            (Err(failure), _) => (BuiltState::Failed(failure), None),
            (Ok(seen), None) => {
                let pages = seen.entry.pages;
                self.report.shelved.push(seen.shelved(leaflet));
                let state = if was_due {
                    BuiltState::Made
                } else {
                    BuiltState::Unchanged
                };
                (state, Some(pages))
            }
        };
        match &state {
            BuiltState::Made => self.report.made += 1,
            BuiltState::Unchanged => self.report.unchanged += 1,
            BuiltState::Failed(failure) => {
                self.report.failed += 1;
                self.report.machine_failed |= failure.explanation().is_some();
            }
        }
        self.report.made_of.push((leaflet.clone(), files));
        (self.told)(&Event {
            leaflet,
            state: &state,
            pages,
            found: &found,
            sources: &sources,
        })
    }
}

impl OwnRecord {
    /// Writes what is said, if it is not what is there.
    ///
    /// # Errors
    /// What the machine says.
    pub(super) fn save(&mut self, into: &OutputFolder, share: Share) -> Result<(), WriteProblem> {
        let name = record_name(share);
        write_record(into, &name, self)
            .map_err(|error| WriteProblem::Machine(into.hidden().join(name), error))
    }
}

fn write_record(into: &OutputFolder, name: &str, own: &mut OwnRecord) -> io::Result<()> {
    match own.text() {
        Some(text) => into.write_hidden(name, text.as_bytes()),
        None => Ok(()),
    }
}

impl Worked<'_> {
    fn is_due(&self) -> bool {
        self.result.as_ref().is_ok_and(|seen| seen.due.is_some())
    }
}

impl Seen {
    fn shelved(self, leaflet: &PlannedLeaflet) -> Shelved {
        Shelved {
            leaflet: leaflet.clone(),
            version: self.entry.version,
            input: self.entry.input,
            output: self.entry.output,
            pages: self.entry.pages,
            bytes: self.bytes,
        }
    }
}

/// A file of the library that could not be read or written, with what to do.
pub(super) fn write_failure(problem: WriteProblem) -> Failure {
    let hint = match &problem {
        WriteProblem::Exists(_) => Advice::naming(
            "it is not known as a leaflet of the library: add {} to replace it, or delete it",
            &[Control::Force],
        ),
        WriteProblem::OtherKind(..) | WriteProblem::NotAFile(_) => Advice::naming(
            "move or delete it, or choose another folder with {}",
            &[Control::OutputFolder],
        ),
        WriteProblem::Machine(_, error)
            if matches!(
                error.kind(),
                io::ErrorKind::PermissionDenied | io::ErrorKind::ReadOnlyFilesystem
            ) =>
        {
            Advice::naming(
                "with {}, choose a folder that you are allowed to write to",
                &[Control::OutputFolder],
            )
        }
        WriteProblem::Machine(_, error) if error.kind() == io::ErrorKind::InvalidFilename => {
            "give the guide a shorter or simpler name".into()
        }
        other => other.hint(),
    };
    problem.failure(hint)
}

fn same_file(file: &str, other: &str) -> Failure {
    // Said in one order, so that it is said once.
    let (one, other) = if file < other {
        (file, other)
    } else {
        (other, file)
    };
    let message = if one == other {
        format!("two leaflets would get the name `{one}`")
    } else {
        format!("on some computers, `{one}` and `{other}` would be the same file")
    };
    let mut found = Diagnostics::new();
    found.push(
        Diagnostic::new(rule::SAME_FILE, Severity::Error, None, message)
            .hint("rename the folder of one of the guides"),
    );
    Failure::Content(found)
}

/// What failed in a way it should not.
fn internal() -> Failure {
    Failure::caught(vec!["please report the guide".to_owned()])
}

/// Takes what this share says of files that are neither wanted nor there out of its record.
pub(super) fn forget_gone(own: &mut OwnRecord, wanted: &BTreeSet<&str>, folder: &Path) {
    for file in own.files() {
        let is_gone = || matches!(folder::read_leaflet(folder, &file), Ok(None));
        if !wanted.contains(file.as_str()) && is_gone() {
            own.forget(&file);
        }
    }
}
