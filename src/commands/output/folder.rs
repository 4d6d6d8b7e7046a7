//! A folder of leaflets: many files, each whole or absent, made lasting together.
//!
//! In: a folder, and groups of files for it. Out: the files. Promise: a file gets its name when all of
//! it is on the disk; two runs of the same work never write into a folder at once; what a killed run
//! left half-made is taken away by the next run of the same work, and by no other; a file that is there
//! is replaced only where the caller says that it may be. Why this shape: waiting for the disk takes
//! longer than making a leaflet, and one wait for a group costs little more than one for a file.
//!
//! What is not a leaflet (files in the making, the lock, the ledger and its key) lies in one hidden
//! folder inside (`super::private`), which `leaflet purge` takes away.

use std::fs::File;
use std::io::{self, Read, Write};
use std::path::{Path, PathBuf};

use super::atomic::{flush_folder, hold_back_interruption, make_folder};
use super::draft::{self, Draft};
use super::hidden::{KEY, LEDGER};
use super::private::{PrivateFolder, make_private};
use super::system::{self, OpenFor, Standing};
use super::{Readers, WriteProblem};
use crate::leaflet::format::Format;

/// The hidden folder.
const HIDDEN: &str = ".leaflet";

/// The share of a run that makes everything.
pub const WHOLE: &str = "whole";

/// What locks and files in the making begin with, before the share.
const LOCK: &str = "lock-";
const PART: &str = "part-";

/// A folder that this run alone writes its share of leaflets into.
pub struct OutputFolder {
    path: PathBuf,
    hidden: PrivateFolder,
    /// What files in the making of this share begin with.
    prefix: String,
    /// Held as long as this lives; the system lets go of it when the program ends, however it ends.
    _lock: File,
}

/// A leaflet that is in the folder.
pub struct LeafletThere {
    /// Its bytes.
    pub bytes: Vec<u8>,
    file: File,
}

impl LeafletThere {
    /// Keeps others out of it, where it is ours and they are not kept out; `false` if that cannot be done
    /// because it is somebody else's.
    pub fn keep_private(&self) -> bool {
        match self.file.metadata().map(|it| system::standing(&it)) {
            Ok(Standing::Private) => true,
            Ok(Standing::Wide) => {
                make_private(&self.file);
                true
            }
            Ok(Standing::Foreign) | Err(_) => false,
        }
    }
}

/// A file for the folder.
pub struct NewFile<'a> {
    /// Its name in the folder; it holds no separator.
    pub name: &'a str,
    /// Its bytes.
    pub bytes: &'a [u8],
    /// Whether a file of this name is replaced.
    pub replaces: bool,
}

impl OutputFolder {
    /// Opens a folder, which is made if it is not there, for one share of the work, and takes away what
    /// a killed run of the same share left half-made. `share` is part of hidden files' names.
    ///
    /// # Errors
    /// [`WriteProblem::Busy`], if another run of the share is at work; [`WriteProblem::NotOurs`]; or what
    /// the machine says.
    pub fn open(path: &Path, share: &str) -> Result<Self, WriteProblem> {
        let machine = |error| WriteProblem::Machine(path.to_owned(), error);
        if path.symlink_metadata().is_ok() && !path.is_dir() {
            return Err(WriteProblem::NotAFolder(path.to_owned()));
        }
        make_folder(path).map_err(machine)?;
        let hidden = PrivateFolder::open_or_make(&path.join(HIDDEN))?;
        let Some(lock) = hidden.lock(&format!("{LOCK}{share}"))? else {
            return Err(WriteProblem::Busy(path.to_owned()));
        };
        let folder = Self {
            path: path.to_owned(),
            prefix: format!("{PART}{share}-"),
            hidden,
            _lock: lock,
        };
        folder.sweep(share)?;
        draft::sweep(path);
        Ok(folder)
    }

    /// Opens a folder as [`OutputFolder::open`] does, and makes none.
    ///
    /// # Errors
    /// [`WriteProblem::NoFolder`], if it is not there; and those of [`OutputFolder::open`].
    pub fn open_made(path: &Path, share: &str) -> Result<Self, WriteProblem> {
        match path.metadata() {
            Err(error) if error.kind() == io::ErrorKind::NotFound => {
                Err(WriteProblem::NoFolder(path.to_owned()))
            }
            _ => Self::open(path, share),
        }
    }

    /// The folder.
    pub fn path(&self) -> &Path {
        &self.path
    }

    /// Where the ledger and its key lie.
    pub fn hidden(&self) -> &Path {
        self.hidden.path()
    }

    /// The folder in which they lie.
    pub(super) fn private(&self) -> &PrivateFolder {
        &self.hidden
    }

    /// Whether the file system lets others reach the ledger and its key although it was told not to.
    pub fn is_open_to_others(&self) -> bool {
        self.hidden.is_open_to_others()
    }

    /// The file of this name; `None` if there is none.
    ///
    /// # Errors
    /// What stands there is no file, or cannot be read.
    pub fn read(&self, name: &str) -> Result<Option<LeafletThere>, WriteProblem> {
        read_there(&self.path, name).map_err(|problem| match problem {
            WriteProblem::Unreadable(path, error) => WriteProblem::Machine(path, error),
            other => other,
        })
    }

    /// Puts a hidden file into its place, whole, instead of the one that is there.
    ///
    /// # Errors
    /// What the machine says.
    pub fn write_hidden(&self, name: &str, bytes: &[u8]) -> io::Result<()> {
        self.hidden.write(name, bytes, &self.prefix)
    }

    /// Takes a file of the folder away.
    ///
    /// # Errors
    /// What the machine says; that there is none is no error.
    pub fn remove(&self, name: &str) -> Result<(), WriteProblem> {
        let path = self.path.join(name);
        match std::fs::remove_file(&path) {
            Err(error) if error.kind() != io::ErrorKind::NotFound => {
                Err(WriteProblem::NotRemoved(path, error))
            }
            _ => {
                flush_folder(&self.path);
                Ok(())
            }
        }
    }

    /// Puts the bytes of each file on the disk, calls `before_naming` when all of them are there, and
    /// then gives each its name. The results are in the order of the files; one that fails does not
    /// hinder the others.
    pub fn write(
        &self,
        files: &[NewFile<'_>],
        readers: Readers,
        before_naming: impl FnOnce(&[bool]) -> io::Result<()>,
    ) -> Vec<Result<(), WriteProblem>> {
        let _whole = hold_back_interruption();
        let mut ready: Vec<Result<Draft, WriteProblem>> = files
            .iter()
            .map(|file| {
                self.made_ready(file, readers)
                    .map_err(|error| WriteProblem::Machine(self.path.join(file.name), error))
            })
            .collect();
        for (file, ready) in files.iter().zip(&mut ready) {
            let flushed = ready.as_mut().map(|ready| ready.file().sync_all());
            if let Ok(Err(error)) = flushed {
                *ready = Err(WriteProblem::Machine(self.path.join(file.name), error));
            }
        }
        let are_ready: Vec<bool> = ready.iter().map(Result::is_ok).collect();
        if let Err(error) = before_naming(&are_ready) {
            let message = error.to_string();
            let kind = error.kind();
            return ready
                .into_iter()
                .map(|ready| {
                    ready.and_then(|_| {
                        let error = io::Error::new(kind, message.clone());
                        Err(WriteProblem::Machine(self.hidden().to_owned(), error))
                    })
                })
                .collect();
        }
        let placed = files
            .iter()
            .zip(ready)
            .map(|(file, ready)| self.place(file, ready?))
            .collect();
        flush_folder(&self.path);
        placed
    }

    fn made_ready(&self, file: &NewFile<'_>, readers: Readers) -> io::Result<Draft> {
        let mut ready = self.hidden.draft(&self.prefix, readers)?;
        ready.file().write_all(file.bytes)?;
        Ok(ready)
    }

    fn place(&self, file: &NewFile<'_>, ready: Draft) -> Result<(), WriteProblem> {
        let path = self.path.join(file.name);
        match ready.place(&path, file.replaces) {
            Ok(()) => Ok(()),
            Err(error) if error.kind() == io::ErrorKind::AlreadyExists => {
                Err(WriteProblem::Exists(path))
            }
            Err(error) => Err(WriteProblem::Machine(path, error)),
        }
    }

    /// Takes away what a killed run of this share left half-made; a run of all shares, what killed runs
    /// of shares left that are not at work. A share leaves the others alone: it would have to hold their
    /// locks for a moment, and they could begin in that very moment.
    fn sweep(&self, share: &str) -> Result<(), WriteProblem> {
        for name in self.hidden.names()? {
            let is_left = name.starts_with(&self.prefix)
                || (share == WHOLE
                    && (name.starts_with(KEY_IN_THE_MAKING) || self.is_orphan(&name)));
            if is_left {
                match self.hidden.remove(&name) {
                    // No run leaves a folder; it is in nobody's way.
                    Err(WriteProblem::NotRemoved(_, error))
                        if error.kind() == io::ErrorKind::IsADirectory => {}
                    removed => removed?,
                }
            }
        }
        Ok(())
    }

    /// Whether a file in the making belongs to a share that nobody is at work on.
    fn is_orphan(&self, name: &str) -> bool {
        let share = name.strip_prefix(PART);
        let share = share.and_then(|rest| Some(rest.rsplit_once('-')?.0));
        share.is_some_and(|share| {
            let lock = self
                .hidden
                .open_file(&format!("{LOCK}{share}"), OpenFor::Reading);
            lock.is_ok_and(|lock| lock.try_lock().is_ok())
        })
    }
}

/// What a key's file began with until it was whole, in earlier versions.
const KEY_IN_THE_MAKING: &str = "key-";

/// The bytes of a file of this name in a folder of leaflets; `None` if there is none.
///
/// # Errors
/// What stands there is no file, or cannot be read.
pub fn read_leaflet(folder: &Path, name: &str) -> Result<Option<Vec<u8>>, WriteProblem> {
    Ok(read_there(folder, name)?.map(|there| there.bytes))
}

fn read_there(folder: &Path, name: &str) -> Result<Option<LeafletThere>, WriteProblem> {
    let path = folder.join(name);
    let mut file = match system::open_file(&path, OpenFor::Reading) {
        Ok(file) => file,
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(None),
        Err(error) if system::is_no_file(&error) => return Err(WriteProblem::NotAFile(path)),
        Err(error) => return Err(WriteProblem::Unreadable(path, error)),
    };
    let mut bytes = Vec::new();
    match file.read_to_end(&mut bytes) {
        Ok(_) => Ok(Some(LeafletThere { bytes, file })),
        Err(error) => Err(WriteProblem::Unreadable(path, error)),
    }
}

/// The names of the files of these formats in a folder of leaflets, in order; none where there is no folder.
///
/// # Errors
/// [`WriteProblem::Unreadable`].
pub fn leaflets_in(folder: &Path, formats: &[&Format]) -> Result<Vec<String>, WriteProblem> {
    let unreadable = |error| WriteProblem::Unreadable(folder.to_owned(), error);
    let names = names_in(folder).map_err(unreadable)?;
    Ok(names
        .into_iter()
        .filter(|name| {
            let mut formats = formats.iter();
            formats.any(|format| name.ends_with(&format!(".{}", format.ending())))
        })
        .collect())
}

/// The names of the hidden files of a folder of leaflets, in order; none where there is no such folder,
/// or none of ours.
///
/// # Errors
/// [`WriteProblem::Unreadable`].
pub fn hidden_names(folder: &Path) -> Result<Vec<String>, WriteProblem> {
    hidden_of(folder)?.map_or_else(|| Ok(Vec::new()), |hidden| hidden.names())
}

/// The hidden files of a folder of leaflets whose names begin so, in the order of names; none where
/// there is no such folder, or none of ours: what somebody else says was made here counts for nothing.
///
/// # Errors
/// [`WriteProblem::Unreadable`], or a file there is none of ours.
pub fn hidden_beginning(
    folder: &Path,
    beginning: &str,
) -> Result<Vec<(String, Vec<u8>)>, WriteProblem> {
    let Some(hidden) = hidden_of(folder)? else {
        return Ok(Vec::new());
    };
    let names = hidden.names()?.into_iter();
    let mut files = Vec::new();
    for name in names.filter(|name| name.starts_with(beginning)) {
        let bytes = hidden.read(&name)?;
        files.extend(bytes.map(|bytes| (name, bytes)));
    }
    Ok(files)
}

fn hidden_of(folder: &Path) -> Result<Option<PrivateFolder>, WriteProblem> {
    match PrivateFolder::open(&folder.join(HIDDEN)) {
        Err(WriteProblem::NotOurs(..)) => Ok(None),
        Err(WriteProblem::Machine(path, error)) => Err(WriteProblem::Unreadable(path, error)),
        opened => opened,
    }
}

/// Whether a list's leaflets were made into a folder: then patients' names are among its files.
///
/// # Errors
/// [`WriteProblem::Unreadable`].
pub fn holds_a_list(folder: &Path) -> Result<bool, WriteProblem> {
    let names = hidden_names(folder)?;
    let mut names = names.iter();
    Ok(names.any(|name| name == KEY || name.starts_with(LEDGER) || is_lock_of_a_list(name)))
}

/// The locks of lists are called after their shares alone.
fn is_lock_of_a_list(name: &str) -> bool {
    name.strip_prefix(LOCK).is_some_and(|share| {
        share == WHOLE || share.starts_with(|character: char| character.is_ascii_digit())
    })
}

/// What runs left in a folder and in its hidden folder that nobody is at work on: whoever is interested in
/// patients would find their words there.
///
/// # Errors
/// The folder cannot be read.
pub fn left_in(folder: &Path) -> Result<Vec<PathBuf>, WriteProblem> {
    let unreadable = |error| WriteProblem::Unreadable(folder.to_owned(), error);
    let mut left = draft::left_in(folder).map_err(unreadable)?;
    if let Some(hidden) = hidden_of(folder)? {
        let parts = hidden.names()?.into_iter();
        let parts = parts.filter(|name| name.starts_with(PART));
        let parts = parts.map(|name| hidden.path_of(&name));
        left.extend(parts.filter(|path| draft::taken_if_left(path).is_some()));
    }
    Ok(left)
}

/// The names of the files that lie where this file lies, in order.
///
/// # Errors
/// [`WriteProblem::Unreadable`].
pub fn files_beside(place: &Path) -> Result<Vec<String>, WriteProblem> {
    let folder = super::place::folder_of(place);
    names_in(folder).map_err(|error| WriteProblem::Unreadable(folder.to_owned(), error))
}

/// Takes a file away.
///
/// # Errors
/// [`WriteProblem::NotRemoved`].
pub fn remove(path: &Path) -> Result<(), WriteProblem> {
    std::fs::remove_file(path).map_err(|error| WriteProblem::NotRemoved(path.to_owned(), error))?;
    flush_folder(super::place::folder_of(path));
    Ok(())
}

/// The names of all files in a folder that are UTF-8, in order; none where there is no folder.
fn names_in(folder: &Path) -> io::Result<Vec<String>> {
    let entries = match std::fs::read_dir(folder) {
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(Vec::new()),
        entries => entries?,
    };
    let mut names = Vec::new();
    for entry in entries {
        let entry = entry?;
        if entry.file_type()?.is_file() {
            names.extend(entry.file_name().into_string().ok());
        }
    }
    names.sort();
    Ok(names)
}

/// Whether these bytes are a leaflet's in this format, or none at all, which `--force` may replace: a guide that a
/// slip named is neither.
pub fn is_leaflet(bytes: &[u8], format: &Format) -> bool {
    bytes.is_empty() || format.is_of(bytes)
}

/// What [`purge`] took away.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Purged {
    /// Whether there was a ledger.
    pub had_ledger: bool,
    /// How many files that runs had left half-made.
    pub half_made: usize,
}

/// Takes the hidden folder of a folder of leaflets away, with everything in it, and what killed runs left
/// half-made beside it; the leaflets stay.
///
/// # Errors
/// [`WriteProblem::Busy`], if a run is at work there; or what the machine says.
pub fn purge(path: &Path) -> Result<Purged, WriteProblem> {
    match path.metadata() {
        Ok(metadata) if !metadata.is_dir() => {
            return Err(WriteProblem::NotAFolder(path.to_owned()));
        }
        Err(error) if error.kind() == io::ErrorKind::NotFound => {
            return Err(WriteProblem::NoFolder(path.to_owned()));
        }
        Ok(_) | Err(_) => {}
    }
    let half_made = left_in(path)?.len();
    draft::sweep(path);
    let Some(hidden) = PrivateFolder::open(&path.join(HIDDEN))? else {
        return Ok(Purged {
            had_ledger: false,
            half_made,
        });
    };
    // All are held until the rest is gone, so that no run begins in between.
    let mut locks = Vec::new();
    let names = hidden.names()?;
    for name in names.iter().filter(|name| name.starts_with(LOCK)) {
        match hidden.lock(name)? {
            Some(lock) => locks.push((name, lock)),
            None => return Err(WriteProblem::Busy(path.to_owned())),
        }
    }
    for name in names.iter().filter(|name| !name.starts_with(LOCK)) {
        hidden.remove(name)?;
    }
    // What is open cannot be taken away on every system.
    for (name, lock) in locks {
        drop(lock);
        hidden.remove(name)?;
    }
    let path = hidden.path().to_owned();
    drop(hidden);
    std::fs::remove_dir(&path).map_err(|error| WriteProblem::NotRemoved(path, error))?;
    Ok(Purged {
        had_ledger: true,
        half_made,
    })
}
