//! A folder of leaflets: many files, each whole or absent, made lasting together.
//!
//! In: a folder, and groups of files for it. Out: the files. Promise: a file gets its name when all of
//! it is on the disk; two runs of the same work never write into a folder at once; what a killed run
//! left half-made is taken away by the next run of the same work, and by no other; a file that is there
//! is replaced only where the caller says that it may be. Why this shape: waiting for the disk takes
//! longer than making a leaflet, and one wait for a group costs little more than one for a file.
//!
//! What is not a leaflet (files in the making, the lock, the ledger and its key) lies in one hidden
//! folder inside, which `leaflet purge` takes away.

use std::fs::{File, TryLockError};
use std::io::{self, Read, Write};
use std::path::{Path, PathBuf};

use tempfile::NamedTempFile;

use super::atomic::{flush_folder, hold_back_interruption, set_readers};
use super::ledger::KEY_IN_THE_MAKING;
use super::{FileKind, Readers, WriteProblem};

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
    hidden: PathBuf,
    /// What files in the making of this share begin with.
    prefix: String,
    /// Held as long as this lives; the system lets go of it when the program ends, however it ends.
    _lock: File,
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
    /// [`WriteProblem::Busy`], if another run of the share is at work; or what the machine says.
    pub fn open(path: &Path, share: &str) -> Result<Self, WriteProblem> {
        let machine = |at: &Path| {
            let at = at.to_owned();
            move |error| WriteProblem::Machine(at, error)
        };
        if path.symlink_metadata().is_ok() && !path.is_dir() {
            return Err(WriteProblem::NotAFolder(path.to_owned()));
        }
        std::fs::create_dir_all(path).map_err(machine(path))?;
        let hidden = path.join(HIDDEN);
        let stands_there = hidden.symlink_metadata();
        if stands_there.is_ok_and(|metadata| !metadata.is_dir()) {
            return Err(WriteProblem::NotAFolder(hidden));
        }
        make_private_folder(&hidden).map_err(machine(&hidden))?;
        let lock_path = hidden.join(format!("{LOCK}{share}"));
        let lock = open_private(&lock_path).map_err(machine(&lock_path))?;
        match lock.try_lock() {
            Ok(()) => {}
            Err(TryLockError::WouldBlock) => return Err(WriteProblem::Busy(path.to_owned())),
            // Some file systems have no locks; one run at a time is then the clinic's to see to.
            Err(TryLockError::Error(error)) if error.kind() == io::ErrorKind::Unsupported => {}
            Err(TryLockError::Error(error)) => return Err(machine(&lock_path)(error)),
        }
        let folder = Self {
            path: path.to_owned(),
            prefix: format!("{PART}{share}-"),
            hidden,
            _lock: lock,
        };
        folder.sweep(share).map_err(machine(&folder.hidden))?;
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
        &self.hidden
    }

    /// The bytes of a file of this name; `None` if there is none.
    ///
    /// # Errors
    /// What stands there is no file, or cannot be read.
    pub fn read(&self, name: &str) -> Result<Option<Vec<u8>>, WriteProblem> {
        read_leaflet(&self.path, name).map_err(|problem| match problem {
            WriteProblem::Unreadable(path, error) => WriteProblem::Machine(path, error),
            other => other,
        })
    }

    /// Puts a hidden file into its place, whole, instead of the one that is there.
    ///
    /// # Errors
    /// What the machine says.
    pub fn write_hidden(&self, name: &str, bytes: &[u8]) -> io::Result<()> {
        let mut builder = tempfile::Builder::new();
        builder.prefix(&self.prefix).suffix("");
        set_readers(&mut builder, Readers::AsUsual);
        let mut ready = builder.tempfile_in(&self.hidden)?;
        ready.write_all(bytes)?;
        ready.as_file().sync_all()?;
        ready.persist(self.hidden.join(name))?;
        flush_folder(&self.hidden);
        Ok(())
    }

    /// Takes a file of the folder away.
    ///
    /// # Errors
    /// What the machine says; that there is none is no error.
    pub fn remove(&self, name: &str) -> Result<(), WriteProblem> {
        let path = self.path.join(name);
        match std::fs::remove_file(&path) {
            Err(error) if error.kind() != io::ErrorKind::NotFound => {
                Err(WriteProblem::Machine(path, error))
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
        let mut ready: Vec<Result<NamedTempFile, WriteProblem>> = files
            .iter()
            .map(|file| {
                self.made_ready(file, readers)
                    .map_err(|error| WriteProblem::Machine(self.path.join(file.name), error))
            })
            .collect();
        for (file, ready) in files.iter().zip(&mut ready) {
            let flushed = ready.as_ref().map(|ready| ready.as_file().sync_all());
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
                        Err(WriteProblem::Machine(self.hidden.clone(), error))
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

    fn made_ready(&self, file: &NewFile<'_>, readers: Readers) -> io::Result<NamedTempFile> {
        let mut builder = tempfile::Builder::new();
        builder.prefix(&self.prefix).suffix("");
        set_readers(&mut builder, readers);
        let mut ready = builder.tempfile_in(&self.hidden)?;
        ready.write_all(file.bytes)?;
        Ok(ready)
    }

    fn place(&self, file: &NewFile<'_>, ready: NamedTempFile) -> Result<(), WriteProblem> {
        let path = self.path.join(file.name);
        let placed = if file.replaces {
            ready.persist(&path)
        } else {
            ready.persist_noclobber(&path)
        };
        match placed {
            Ok(_) => Ok(()),
            Err(failure) if failure.error.kind() == io::ErrorKind::AlreadyExists => {
                Err(WriteProblem::Exists(path))
            }
            Err(failure) => Err(WriteProblem::Machine(path, failure.error)),
        }
    }

    /// Takes away what a killed run of this share left half-made; a run of all shares, what killed runs
    /// of shares left that are not at work. A share leaves the others alone: it would have to hold their
    /// locks for a moment, and they could begin in that very moment.
    fn sweep(&self, share: &str) -> io::Result<()> {
        for entry in std::fs::read_dir(&self.hidden)? {
            let entry = entry?;
            let name = entry.file_name();
            let Some(name) = name.to_str() else {
                continue;
            };
            let is_left = name.starts_with(&self.prefix)
                || (share == WHOLE
                    && (name.starts_with(KEY_IN_THE_MAKING) || self.is_orphan(name)));
            if is_left {
                std::fs::remove_file(entry.path())?;
            }
        }
        Ok(())
    }

    /// Whether a file in the making belongs to a share that nobody is at work on.
    fn is_orphan(&self, name: &str) -> bool {
        let share = name.strip_prefix(PART);
        let share = share.and_then(|rest| Some(rest.rsplit_once('-')?.0));
        share.is_some_and(|share| {
            let lock = File::open(self.hidden.join(format!("{LOCK}{share}")));
            lock.is_ok_and(|lock| lock.try_lock().is_ok())
        })
    }
}

/// The bytes of a file of this name in a folder of leaflets; `None` if there is none.
///
/// # Errors
/// What stands there is no file, or cannot be read.
pub fn read_leaflet(folder: &Path, name: &str) -> Result<Option<Vec<u8>>, WriteProblem> {
    let path = folder.join(name);
    let unreadable = |path, error| WriteProblem::Unreadable(path, error);
    match path.symlink_metadata() {
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(None),
        Err(error) => Err(unreadable(path, error)),
        Ok(metadata) if !metadata.is_file() => Err(WriteProblem::NotAFile(path)),
        Ok(_) => std::fs::read(&path)
            .map(Some)
            .map_err(|error| unreadable(path, error)),
    }
}

/// The names of the PDF files in a folder of leaflets, in order; none where there is no folder.
///
/// # Errors
/// [`WriteProblem::Unreadable`].
pub fn leaflets_in(folder: &Path) -> Result<Vec<String>, WriteProblem> {
    let unreadable = |error| WriteProblem::Unreadable(folder.to_owned(), error);
    let ending = format!(".{}", FileKind::Pdf.ending());
    let names = names_in(folder).map_err(unreadable)?;
    Ok(names
        .into_iter()
        .filter(|name| name.ends_with(&ending))
        .collect())
}

/// The names of the hidden files of a folder of leaflets, in order; none where there is no such folder.
///
/// # Errors
/// [`WriteProblem::Unreadable`].
pub fn hidden_names(folder: &Path) -> Result<Vec<String>, WriteProblem> {
    let hidden = folder.join(HIDDEN);
    names_in(&hidden).map_err(|error| WriteProblem::Unreadable(hidden, error))
}

/// The hidden files of a folder of leaflets whose names begin so, in the order of names; none where
/// there is no such folder.
///
/// # Errors
/// [`WriteProblem::Unreadable`].
pub fn hidden_beginning(
    folder: &Path,
    beginning: &str,
) -> Result<Vec<(String, Vec<u8>)>, WriteProblem> {
    let hidden = folder.join(HIDDEN);
    let mut files = Vec::new();
    let names = hidden_names(folder)?;
    for name in names.into_iter().filter(|name| name.starts_with(beginning)) {
        let path = hidden.join(&name);
        match read_hidden(&path) {
            Ok(bytes) => files.extend(bytes.map(|bytes| (name, bytes))),
            Err(error) => return Err(WriteProblem::Unreadable(path, error)),
        }
    }
    Ok(files)
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

/// Whether these bytes are a leaflet's, or none at all, which `--force` may replace: a guide that a
/// slip named is neither.
pub fn is_leaflet(bytes: &[u8]) -> bool {
    bytes.is_empty() || bytes.starts_with(FileKind::Pdf.beginning())
}

/// Takes the hidden folder of a folder of leaflets away, with everything in it; the leaflets stay.
/// Gives whether there was one.
///
/// # Errors
/// [`WriteProblem::Busy`], if a run is at work there; or what the machine says.
pub fn purge(path: &Path) -> Result<bool, WriteProblem> {
    match path.metadata() {
        Ok(metadata) if !metadata.is_dir() => {
            return Err(WriteProblem::NotAFolder(path.to_owned()));
        }
        Err(error) if error.kind() == io::ErrorKind::NotFound => {
            return Err(WriteProblem::NoFolder(path.to_owned()));
        }
        Ok(_) | Err(_) => {}
    }
    let hidden = path.join(HIDDEN);
    let machine = |error| WriteProblem::Machine(hidden.clone(), error);
    match hidden.symlink_metadata() {
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(false),
        Err(error) => return Err(machine(error)),
        Ok(metadata) if !metadata.is_dir() => return Err(WriteProblem::NotAFolder(hidden)),
        Ok(_) => {}
    }
    // Held until all is gone, so that no run begins in between.
    let mut locks = Vec::new();
    for entry in std::fs::read_dir(&hidden).map_err(machine)? {
        let entry = entry.map_err(machine)?;
        let is_lock = entry.file_name().to_string_lossy().starts_with(LOCK);
        if is_lock {
            let lock = File::open(entry.path()).map_err(machine)?;
            if matches!(lock.try_lock(), Err(TryLockError::WouldBlock)) {
                return Err(WriteProblem::Busy(path.to_owned()));
            }
            locks.push(lock);
        }
    }
    std::fs::remove_dir_all(&hidden).map_err(machine)?;
    Ok(true)
}

/// A file to add to, that only its owner can read; made if it is not there.
#[expect(
    clippy::disallowed_methods,
    reason = "what grows line by line, or is empty and only locked, cannot be half there"
)]
pub(super) fn open_private(path: &Path) -> io::Result<File> {
    let mut options = std::fs::OpenOptions::new();
    options.create(true).append(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    options.open(path)
}

/// Reads a hidden file; `None` if there is none.
///
/// # Errors
/// What the machine says.
pub fn read_hidden(path: &Path) -> io::Result<Option<Vec<u8>>> {
    let mut bytes = Vec::new();
    match File::open(path) {
        Ok(mut file) => {
            file.read_to_end(&mut bytes)?;
            Ok(Some(bytes))
        }
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(None),
        Err(error) => Err(error),
    }
}

#[cfg(unix)]
fn make_private_folder(path: &Path) -> io::Result<()> {
    use std::os::unix::fs::DirBuilderExt;

    match std::fs::DirBuilder::new().mode(0o700).create(path) {
        Err(error) if error.kind() == io::ErrorKind::AlreadyExists && path.is_dir() => Ok(()),
        made => made,
    }
}

#[cfg(not(unix))]
fn make_private_folder(path: &Path) -> io::Result<()> {
    std::fs::create_dir_all(path)
}
