//! The hidden folder of a folder of leaflets: what is ours alone, or nothing.
//!
//! In: a folder. Out: its hidden folder, open. Promise: it is believed only if it is a real folder of this
//! user's that nobody else reaches, and a file in it only if it is a plain file of this user's; ours that
//! others reach are made private. Anything else is refused with the reason: whoever can put a folder there
//! could otherwise read who was on a list, or have a file elsewhere written to. Nothing in it is waited for.
//!
//! A file system without owners and modes, such as a memory stick's, cannot keep others out; that is no
//! reason to refuse, because nobody can do better there, and is said ([`PrivateFolder::is_open_to_others`]).

use std::fs::{File, TryLockError};
use std::io::{self, Read, Write};
use std::path::{Path, PathBuf};

use super::WriteProblem;
use super::atomic::flush_folder;
use super::draft::{Draft, lock};
use super::random;
use super::system::{self, HeldFolder, OpenFor, Standing};

/// What keeps a file or folder from being believed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum NotOurs {
    /// It belongs to another user of the computer.
    Owner,
    /// It is a link, a pipe, a device, or a folder where a file should be.
    Kind,
}

impl NotOurs {
    /// The reason, in a sentence that begins with the path.
    pub(super) fn words(self) -> &'static str {
        match self {
            Self::Owner => {
                "belongs to another user of this computer, so the program does not use \
                it"
            }
            Self::Kind => {
                "is a link or something else that this program did not make, so the program does \
                 not use it"
            }
        }
    }
}

/// The hidden folder, held open.
pub(super) struct PrivateFolder {
    held: HeldFolder,
    is_open_to_others: bool,
}

impl PrivateFolder {
    /// Opens the hidden folder, and makes it if it is not there.
    pub(super) fn open_or_make(path: &Path) -> Result<Self, WriteProblem> {
        let machine = |error| WriteProblem::Machine(path.to_owned(), error);
        if let Some(folder) = Self::open(path)? {
            return Ok(folder);
        }
        match HeldFolder::make(path) {
            Err(error) if error.kind() != io::ErrorKind::AlreadyExists => {
                return Err(machine(error));
            }
            _ => {}
        }
        if let Some(parent) = path.parent() {
            flush_folder(parent);
        }
        Self::open(path)?.ok_or_else(|| machine(io::ErrorKind::NotFound.into()))
    }

    /// Opens the hidden folder; `None` if there is none.
    pub(super) fn open(path: &Path) -> Result<Option<Self>, WriteProblem> {
        let machine = |error| WriteProblem::Machine(path.to_owned(), error);
        let not_ours = |why| Err(WriteProblem::NotOurs(path.to_owned(), why));
        let held = match HeldFolder::open(path) {
            Ok(held) => held,
            Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(None),
            Err(error) if is_no_folder(&error) => return not_ours(NotOurs::Kind),
            Err(error) => return Err(machine(error)),
        };
        let standing = |held: &HeldFolder| held.metadata().map(|it| system::standing(&it));
        let is_open_to_others = match standing(&held).map_err(machine)? {
            Standing::Foreign => return not_ours(NotOurs::Owner),
            Standing::Private => false,
            Standing::Wide => {
                let _narrowed = held.narrow();
                standing(&held).map_err(machine)? == Standing::Wide
            }
        };
        Ok(Some(Self {
            held,
            is_open_to_others,
        }))
    }

    /// Whether the file system lets others reach it although it was told not to.
    pub(super) fn is_open_to_others(&self) -> bool {
        self.is_open_to_others
    }

    /// Where it is.
    pub(super) fn path(&self) -> &Path {
        self.held.path()
    }

    /// The names of everything in it that are Unicode, in order.
    pub(super) fn names(&self) -> Result<Vec<String>, WriteProblem> {
        let unreadable = |error| WriteProblem::Unreadable(self.path().to_owned(), error);
        self.held.names().map_err(unreadable)
    }

    /// Opens a plain file of ours, and makes it private if it is not.
    pub(super) fn open_file(&self, name: &str, open: OpenFor) -> Result<File, WriteProblem> {
        let path = || self.path_of(name);
        let machine = |error| match open {
            OpenFor::Reading => WriteProblem::Unreadable(path(), error),
            _ => WriteProblem::Machine(path(), error),
        };
        let file = match self.held.open_file(name, open) {
            Ok(file) => file,
            Err(error) if system::is_no_file(&error) || is_a_folder(&error) => {
                return Err(WriteProblem::NotOurs(path(), NotOurs::Kind));
            }
            Err(error) => return Err(machine(error)),
        };
        match system::standing(&file.metadata().map_err(machine)?) {
            Standing::Private => {}
            Standing::Wide => make_private(&file),
            Standing::Foreign => return Err(WriteProblem::NotOurs(path(), NotOurs::Owner)),
        }
        Ok(file)
    }

    /// Reads a file; `None` if there is none.
    pub(super) fn read(&self, name: &str) -> Result<Option<Vec<u8>>, WriteProblem> {
        let mut file = match self.open_file(name, OpenFor::Reading) {
            Err(WriteProblem::Unreadable(_, error)) if error.kind() == io::ErrorKind::NotFound => {
                return Ok(None);
            }
            opened => opened?,
        };
        let mut bytes = Vec::new();
        match file.read_to_end(&mut bytes) {
            Ok(_) => Ok(Some(bytes)),
            Err(error) => Err(WriteProblem::Unreadable(self.path_of(name), error)),
        }
    }

    /// Writes a file whole, in place of the one that is there; under a name that begins so until then.
    pub(super) fn write(&self, name: &str, bytes: &[u8], prefix: &str) -> io::Result<()> {
        let part = format!("{prefix}{}", random::name()?);
        let mut file = self.held.open_file(&part, OpenFor::Making)?;
        lock(&file);
        let written = file
            .write_all(bytes)
            .and_then(|()| file.sync_all())
            .and_then(|()| self.held.rename(&part, name));
        if written.is_err() {
            let _gone = self.held.remove(&part);
        }
        self.held.flush();
        written
    }

    /// Writes a file whole that is not there yet; under a name that begins so until then.
    pub(super) fn write_new(&self, name: &str, bytes: &[u8], prefix: &str) -> io::Result<()> {
        let mut draft = self.draft(prefix, super::Readers::OwnerOnly)?;
        draft.file().write_all(bytes)?;
        draft.file().sync_all()?;
        draft.place(&self.path_of(name), false)?;
        self.held.flush();
        Ok(())
    }

    /// A file in the making for the folder outside; where it has to bear a name, that begins so.
    pub(super) fn draft(&self, prefix: &str, readers: super::Readers) -> io::Result<Draft> {
        Draft::begin(self.path(), prefix, readers)
    }

    /// Takes a file away.
    pub(super) fn remove(&self, name: &str) -> Result<(), WriteProblem> {
        match self.held.remove(name) {
            Err(error) if error.kind() != io::ErrorKind::NotFound => {
                Err(WriteProblem::NotRemoved(self.path_of(name), error))
            }
            _ => Ok(()),
        }
    }

    /// Takes the lock of this name; `None` if another run has it.
    pub(super) fn lock(&self, name: &str) -> Result<Option<File>, WriteProblem> {
        let file = self.open_file(name, OpenFor::Locking)?;
        match file.try_lock() {
            Ok(()) => Ok(Some(file)),
            Err(TryLockError::WouldBlock) => Ok(None),
            // Some file systems have no locks; one run at a time is then the clinic's to see to.
            Err(TryLockError::Error(error)) if error.kind() == io::ErrorKind::Unsupported => {
                Ok(Some(file))
            }
            Err(TryLockError::Error(error)) => {
                Err(WriteProblem::Machine(self.path_of(name), error))
            }
        }
    }

    /// Makes the names in it lasting.
    pub(super) fn flush(&self) {
        self.held.flush();
    }

    /// The path of a file in it.
    pub(super) fn path_of(&self, name: &str) -> PathBuf {
        self.path().join(name)
    }
}

/// Keeps others out of a file of ours. A file system without modes cannot; nobody can do better there.
pub(super) fn make_private(file: &File) {
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        let _narrowed = file.set_permissions(std::fs::Permissions::from_mode(0o600));
    }
    #[cfg(not(unix))]
    let _ = file;
}

/// Whether an error says that what stands there is no folder.
fn is_no_folder(error: &io::Error) -> bool {
    error.kind() == io::ErrorKind::NotADirectory || system::is_no_file(error)
}

fn is_a_folder(error: &io::Error) -> bool {
    error.kind() == io::ErrorKind::IsADirectory
}
