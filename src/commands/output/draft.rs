//! A file before it has its name, and what to do with those that a killed run left.
//!
//! In: a folder, bytes, then a place. Out: the file at its place. Promise: where the system has files
//! without a name, a draft is one, so that nothing is left of it however the program ends; elsewhere it
//! lies under a name of this run's own, is locked as long as its run lives, and is taken away when the
//! program is interrupted, or by the next run that writes into the folder. A draft never takes the place
//! of a file that it was not told to replace.

use std::collections::BTreeSet;
use std::fs::{File, TryLockError};
use std::io;
use std::path::{Path, PathBuf};
use std::sync::{Mutex, PoisonError};

use tempfile::TempPath;

use super::Readers;
use super::place::folder_of;

use super::random;
use super::system::{self, OpenFor, Standing};

/// What the names of our files in the making begin and end with, outside the hidden folder.
const BEGINNING: &str = ".leaflet-";
const ENDING: &str = ".part";

/// What the names of locks end with; they begin like those of drafts.
const LOCK_ENDING: &str = ".lock";

/// Names tried for a draft before giving up: each is new by chance.
const TRIES: usize = 16;

/// Files that bear a name and are to go when the program is interrupted.
static NAMED: Mutex<BTreeSet<PathBuf>> = Mutex::new(BTreeSet::new());

/// A file in the making. Dropped before it is placed, it is gone.
pub(super) struct Draft {
    file: File,
    lies: Lies,
    /// The folder in which it may bear a name of its own for a moment, and what that begins with.
    beside: PathBuf,
    prefix: String,
}

/// Where a draft lies.
enum Lies {
    /// Nowhere: it has no name.
    Nowhere,
    /// Under a name of its own.
    Under(Named),
}

/// A name that goes with its guard, and when the program is interrupted.
struct Named(Option<TempPath>);

impl Named {
    fn new(path: TempPath) -> Self {
        named().insert(path.to_path_buf());
        Self(Some(path))
    }

    /// Gives the name away.
    fn take(&mut self) -> Option<TempPath> {
        let path = self.0.take();
        if let Some(path) = &path {
            named().remove(path.as_ref() as &Path);
        }
        path
    }
}

impl Drop for Named {
    fn drop(&mut self) {
        drop(self.take());
    }
}

fn named() -> std::sync::MutexGuard<'static, BTreeSet<PathBuf>> {
    NAMED.lock().unwrap_or_else(PoisonError::into_inner)
}

/// Takes away what is in the making and bears a name. Whoever ends the program on an interruption calls
/// it last.
pub fn abandon() {
    for path in std::mem::take(&mut *named()) {
        let _gone = std::fs::remove_file(path);
    }
}

impl Draft {
    /// Begins a file for a place in this folder.
    pub(super) fn beside(place: &Path, readers: Readers) -> io::Result<Self> {
        Self::begin(folder_of(place), BEGINNING, readers)
    }

    /// Begins a file in a folder; where it has to bear a name, that begins so.
    pub(super) fn begin(folder: &Path, prefix: &str, readers: Readers) -> io::Result<Self> {
        let Some(file) = system::unnamed::begin(folder, mode(readers))? else {
            return Self::named(folder, prefix, readers);
        };
        lock(&file);
        Ok(Self {
            file,
            lies: Lies::Nowhere,
            beside: folder.to_owned(),
            prefix: prefix.to_owned(),
        })
    }

    /// Begins a file that lies under a name of its own.
    fn named(folder: &Path, prefix: &str, readers: Readers) -> io::Result<Self> {
        for _ in 0..TRIES {
            let mut builder = tempfile::Builder::new();
            builder.prefix(prefix).suffix(ENDING);
            set_readers(&mut builder, readers);
            let (file, path) = builder.tempfile_in(folder)?.into_parts();
            let name = Named::new(path);
            lock(&file);
            // Before it was locked, another run may have taken it for one that nobody holds.
            if is_at(&file, name.0.as_deref()) {
                return Ok(Self {
                    file,
                    lies: Lies::Under(name),
                    beside: folder.to_owned(),
                    prefix: prefix.to_owned(),
                });
            }
        }
        Err(io::ErrorKind::AlreadyExists.into())
    }

    /// The file.
    pub(super) fn file(&mut self) -> &mut File {
        &mut self.file
    }

    /// Gives the file its name; in place of another, if it may replace one.
    ///
    /// # Errors
    /// What the machine says; [`io::ErrorKind::AlreadyExists`], if something is there and may not be
    /// replaced.
    pub(super) fn place(mut self, place: &Path, replaces: bool) -> io::Result<()> {
        let name = match &mut self.lies {
            Lies::Nowhere if !replaces => return system::unnamed::name_it(&self.file, place),
            Lies::Nowhere => self.name_for_a_moment()?,
            Lies::Under(name) => std::mem::replace(name, Named(None)),
        };
        let mut name = name;
        let Some(path) = name.take() else {
            return Err(io::ErrorKind::NotFound.into());
        };
        let placed = if replaces {
            path.persist(place)
        } else {
            path.persist_noclobber(place)
        };
        placed.map_err(|failure| failure.error)
    }

    /// Only a file with a name can replace another.
    fn name_for_a_moment(&self) -> io::Result<Named> {
        for _ in 0..TRIES {
            let name = format!("{}{}{ENDING}", self.prefix, random::name()?);
            let path = self.beside.join(name);
            match system::unnamed::name_it(&self.file, &path) {
                Err(error) if error.kind() == io::ErrorKind::AlreadyExists => {}
                Err(error) => return Err(error),
                Ok(()) => return TempPath::try_from_path(path).map(Named::new),
            }
        }
        Err(io::ErrorKind::AlreadyExists.into())
    }
}

/// Holds a file as long as it is open, so that no other run takes it for one that was left. Some file
/// systems have no locks: there a draft of another run may be taken away, which then fails and says so.
pub(super) fn lock(file: &File) {
    let _held = file.try_lock();
}

/// Whether the name still leads to this very file; where a system cannot say, it is taken to.
fn is_at(file: &File, path: Option<&Path>) -> bool {
    let there = path.and_then(|path| path.symlink_metadata().ok());
    let both = file.metadata().ok().zip(there);
    !cfg!(unix) || both.is_some_and(|(one, other)| system::is_same_file(&one, &other))
}

/// The mode of a file with these readers; the system takes the umask off.
pub(super) fn mode(readers: Readers) -> u32 {
    match readers {
        Readers::AsUsual => 0o666,
        Readers::OwnerOnly => 0o600,
    }
}

/// The names of what runs left in a folder and nobody holds: files in the making of ours, and locks.
///
/// # Errors
/// The folder cannot be read.
pub(super) fn left_in(folder: &Path) -> io::Result<Vec<PathBuf>> {
    Ok(held_by_nobody(folder)?
        .into_iter()
        .map(|(path, _)| path)
        .collect())
}

/// Takes away what killed runs left in a folder; what a run at work holds stays. That it cannot be done
/// hinders nothing.
pub(super) fn sweep(folder: &Path) {
    // The lock on each is held until it is gone, so that nobody begins to use it in between.
    for (path, _held) in held_by_nobody(folder).unwrap_or_default() {
        let _gone = std::fs::remove_file(path);
    }
}

fn held_by_nobody(folder: &Path) -> io::Result<Vec<(PathBuf, File)>> {
    let mut left = Vec::new();
    for entry in std::fs::read_dir(folder)? {
        let entry = entry?;
        let name = entry.file_name();
        let is_ours = name.to_str().is_some_and(|name| {
            name.starts_with(BEGINNING) && (name.ends_with(ENDING) || name.ends_with(LOCK_ENDING))
        });
        if is_ours {
            let path = entry.path();
            left.extend(taken_if_left(&path).map(|file| (path, file)));
        }
    }
    left.sort_by(|one, other| one.0.cmp(&other.0));
    Ok(left)
}

/// Opens and locks a file of our own that nobody holds.
pub(super) fn taken_if_left(path: &Path) -> Option<File> {
    let file = system::open_file(path, OpenFor::Reading).ok()?;
    let is_ours = system::standing(&file.metadata().ok()?) != Standing::Foreign;
    (is_ours && file.try_lock().is_ok()).then_some(file)
}

/// A place that this run alone writes.
pub struct PlaceLock {
    path: PathBuf,
    /// Held as long as this lives; the system lets go of it when the program ends, however it ends.
    file: Option<File>,
}

impl PlaceLock {
    /// Takes the lock of a place; `None` if another run has it. Where it cannot be had for another reason
    /// (a file system without locks, somebody else's file in its place) the run goes on without: a file is
    /// whole and replaces nothing unasked all the same.
    ///
    /// # Errors
    /// What the machine says.
    pub(super) fn take(place: &Path) -> io::Result<Option<Self>> {
        let path = folder_of(place).join(lock_name(place));
        for _ in 0..TRIES {
            let file = match system::open_file(&path, OpenFor::Locking) {
                Ok(file) => file,
                Err(error) if error.kind() == io::ErrorKind::NotFound => return Err(error),
                Err(_) => return Ok(Some(Self { path, file: None })),
            };
            if system::standing(&file.metadata()?) == Standing::Foreign {
                return Ok(Some(Self { path, file: None }));
            }
            match file.try_lock() {
                Err(TryLockError::WouldBlock) => return Ok(None),
                Err(TryLockError::Error(_)) => return Ok(Some(Self { path, file: None })),
                // The run before takes its lock away when it ends, and this may be that one.
                Ok(()) if !is_at(&file, Some(&path)) => {}
                Ok(()) => {
                    named().insert(path.clone());
                    return Ok(Some(Self {
                        path,
                        file: Some(file),
                    }));
                }
            }
        }
        Ok(None)
    }
}

impl Drop for PlaceLock {
    fn drop(&mut self) {
        if self.file.is_some() {
            named().remove(&self.path);
            let _gone = std::fs::remove_file(&self.path);
        }
    }
}

/// The name of the lock of a place: a short sum of the file's name, so that it fits beside names of any
/// length, and the same for names that some system takes for one.
fn lock_name(place: &Path) -> String {
    let name = super::place::folded(&place.file_name().unwrap_or_default().to_string_lossy());
    let sum = crate::base::fingerprint::Fingerprint::of(name.as_bytes()).number();
    format!("{BEGINNING}{sum:016x}{LOCK_ENDING}")
}

#[cfg(unix)]
pub(super) fn set_readers(builder: &mut tempfile::Builder<'_, '_>, readers: Readers) {
    use std::os::unix::fs::PermissionsExt;

    // The system takes the umask off 0666, as for any file a program makes.
    let mode = mode(readers);
    builder.permissions(std::fs::Permissions::from_mode(mode));
}

#[cfg(not(unix))]
pub(super) fn set_readers(_builder: &mut tempfile::Builder<'_, '_>, _readers: Readers) {}

#[cfg(test)]
#[expect(
    clippy::disallowed_methods,
    reason = "a test leaves files as killed runs do"
)]
mod tests {
    use std::io::Write;

    use super::*;

    fn names(folder: &Path) -> Vec<String> {
        let entries = std::fs::read_dir(folder).unwrap();
        let mut names: Vec<String> = entries
            .map(|entry| entry.unwrap().file_name().into_string().unwrap())
            .collect();
        names.sort();
        names
    }

    /// Begins a draft without a name, where the system has such, or with one.
    fn begin(folder: &Path, is_named: bool) -> Draft {
        let begun = match is_named {
            true => Draft::named(folder, BEGINNING, Readers::OwnerOnly),
            false => Draft::begin(folder, BEGINNING, Readers::OwnerOnly),
        };
        begun.unwrap()
    }

    #[test]
    fn a_draft_with_a_name_and_one_without_end_alike() {
        let folder = tempfile::tempdir().unwrap();
        let place = folder.path().join("a.pdf");
        for is_named in [false, true] {
            let write = |words: &str, replaces: bool| {
                let mut draft = begin(folder.path(), is_named);
                draft.file().write_all(words.as_bytes()).unwrap();
                draft.place(&place, replaces)
            };
            write("first", false).unwrap();
            let refused = write("second", false).unwrap_err();
            assert_eq!(refused.kind(), io::ErrorKind::AlreadyExists);
            assert_eq!(std::fs::read(&place).unwrap(), b"first");
            assert_eq!(names(folder.path()), ["a.pdf"]);
            write("third", true).unwrap();
            assert_eq!(std::fs::read(&place).unwrap(), b"third");
            assert_eq!(names(folder.path()), ["a.pdf"]);
            drop(begin(folder.path(), is_named));
            assert_eq!(names(folder.path()), ["a.pdf"]);
            std::fs::remove_file(&place).unwrap();
        }
    }

    #[test]
    fn what_nobody_holds_is_swept_and_what_is_at_work_stays() {
        let folder = tempfile::tempdir().unwrap();
        let at_work = Draft::named(folder.path(), BEGINNING, Readers::OwnerOnly).unwrap();
        let lock = PlaceLock::take(&folder.path().join("job.pdf")).unwrap();
        let before = names(folder.path());
        assert_eq!(before.len(), 2);
        for left in [".leaflet-aBc123.part", ".leaflet-0123456789abcdef.lock"] {
            std::fs::write(folder.path().join(left), "Qx half").unwrap();
        }
        let others = [".job.pdf.part", "leaflet-a.part", ".leaflet-notes.txt"];
        for other in others {
            std::fs::write(folder.path().join(other), "somebody's").unwrap();
        }
        assert_eq!(left_in(folder.path()).unwrap().len(), 2);
        sweep(folder.path());
        let mut kept: Vec<String> = before;
        kept.extend(others.map(str::to_owned));
        kept.sort();
        assert_eq!(names(folder.path()), kept);
        drop((at_work, lock));
        assert_eq!(names(folder.path()).len(), others.len());
    }

    #[test]
    fn a_place_is_locked_once_and_under_all_its_names() {
        let folder = tempfile::tempdir().unwrap();
        let place = folder.path().join("job.pdf");
        let first = PlaceLock::take(&place).unwrap().unwrap();
        assert!(PlaceLock::take(&place).unwrap().is_none());
        let capitals = folder.path().join("JOB.pdf");
        assert!(PlaceLock::take(&capitals).unwrap().is_none());
        assert!(
            PlaceLock::take(&folder.path().join("b.pdf"))
                .unwrap()
                .is_some()
        );
        drop(first);
        assert!(PlaceLock::take(&place).unwrap().is_some());
        assert_eq!(names(folder.path()), Vec::<String>::new());
        assert!(PlaceLock::take(&folder.path().join("nowhere/a.pdf")).is_err());
    }

    #[cfg(unix)]
    #[test]
    fn a_lock_that_cannot_be_had_holds_nobody_up() {
        let folder = tempfile::tempdir().unwrap();
        let place = folder.path().join("job.pdf");
        let lock = folder.path().join(lock_name(&place));
        let elsewhere = folder.path().join("elsewhere");
        std::os::unix::fs::symlink(&elsewhere, &lock).unwrap();
        assert!(PlaceLock::take(&place).unwrap().is_some());
        assert!(!elsewhere.exists() && lock.is_symlink());
    }
}
