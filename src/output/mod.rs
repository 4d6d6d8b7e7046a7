//! Where a finished leaflet goes: one file that is whole or absent.
//!
//! In: bytes and a [`Target`]. Out: the path that was written. Promise: the bytes are written
//! beside the target, flushed and renamed, so that nobody ever sees half a leaflet; a file that is
//! there is not overwritten unless told, and never if it is no PDF; a link is not followed; a
//! personal leaflet can be read by its owner only, from its first byte on.

mod atomic;

use std::fmt;
use std::io::{self, Read};
use std::path::{Path, PathBuf};

pub use atomic::hold_back_interruption;

/// Where a leaflet is to be written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Target {
    /// This file; `overwrite` says whether an existing one may be replaced.
    File {
        /// The file.
        path: PathBuf,
        /// Whether an existing file is replaced.
        overwrite: bool,
    },
    /// A file of this name, without its ending, in a folder; taken names get `-2`, `-3` and so on.
    Free {
        /// The folder.
        folder: PathBuf,
        /// The name without `.pdf`.
        stem: String,
    },
}

/// Who may read the file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Readers {
    /// Whoever the machine's settings (the umask) allow.
    AsUsual,
    /// The owner alone: mode 0600.
    OwnerOnly,
}

/// Why a leaflet could not be written.
#[derive(Debug)]
pub enum WriteProblem {
    /// The file is there already.
    Exists(PathBuf),
    /// The file is there, is to be replaced, and is no PDF.
    NoPdf(PathBuf),
    /// Something that is no file stands at the path.
    NotAFile(PathBuf),
    /// The folder is missing.
    NoFolder(PathBuf),
    /// The machine would not.
    Machine(PathBuf, io::Error),
}

impl WriteProblem {
    /// What to do next.
    pub fn hint(&self) -> &'static str {
        match self {
            Self::Exists(_) => "add `--force` to replace it, or give another name with `-o`",
            Self::NoPdf(_) => "give another name with `-o`, or take the file away first",
            Self::NotAFile(_) => "give the name of a file with `-o`, or `-o -` for standard output",
            Self::NoFolder(_) => "make the folder first, or give another with `-o`",
            Self::Machine(_, error) => match error.kind() {
                io::ErrorKind::PermissionDenied | io::ErrorKind::ReadOnlyFilesystem => {
                    "choose a folder you may write to with `-o`"
                }
                io::ErrorKind::StorageFull | io::ErrorKind::QuotaExceeded => {
                    "free some space on the disk, then run the command again"
                }
                io::ErrorKind::InvalidFilename => "give a shorter or simpler name with `-o`",
                _ => "check the folder, then run the command again",
            },
        }
    }
}

impl fmt::Display for WriteProblem {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Exists(path) => write!(formatter, "`{}` is there already", path.display()),
            Self::NoPdf(path) => write!(
                formatter,
                "`{}` is no PDF; --force replaces leaflets only",
                path.display()
            ),
            Self::NotAFile(path) => {
                write!(
                    formatter,
                    "`{}` is a folder, a link or a device",
                    path.display()
                )
            }
            Self::NoFolder(path) => write!(formatter, "there is no folder `{}`", path.display()),
            Self::Machine(path, error) => {
                write!(
                    formatter,
                    "`{}` could not be written: {error}",
                    path.display()
                )
            }
        }
    }
}

impl std::error::Error for WriteProblem {}

/// Names tried before giving up, so that a folder full of leaflets cannot keep us for ever.
const FREE_NAMES: u32 = 10_000;

/// Writes the bytes; gives the path they have then.
///
/// # Errors
/// [`WriteProblem`]; then nothing was written and nothing is left behind.
pub fn write(target: &Target, bytes: &[u8], readers: Readers) -> Result<PathBuf, WriteProblem> {
    match target {
        Target::File { path, overwrite } => {
            check_free(path, *overwrite)?;
            atomic::write(path, bytes, readers, *overwrite)?;
            Ok(path.clone())
        }
        Target::Free { folder, stem } => {
            for number in 1..=FREE_NAMES {
                let name = match number {
                    1 => format!("{stem}.pdf"),
                    _ => format!("{stem}-{number}.pdf"),
                };
                let path = folder.join(name);
                if path.symlink_metadata().is_ok() {
                    continue;
                }
                match atomic::write(&path, bytes, readers, false) {
                    // Somebody else took the name a moment ago.
                    Err(WriteProblem::Exists(_)) => {}
                    Err(problem) => return Err(problem),
                    Ok(()) => return Ok(tidy(&path)),
                }
            }
            Err(WriteProblem::Exists(folder.join(format!("{stem}.pdf"))))
        }
    }
}

/// Writes a file that is not there yet, and makes the folders it stands in.
///
/// # Errors
/// [`WriteProblem`]; then nothing was written, and no folder that was made for it stays.
pub fn write_new(path: &Path, bytes: &[u8]) -> Result<(), WriteProblem> {
    if path.symlink_metadata().is_ok() {
        return Err(WriteProblem::Exists(path.to_owned()));
    }
    let is_missing =
        |folder: &&Path| !folder.as_os_str().is_empty() && folder.symlink_metadata().is_err();
    let missing: Vec<&Path> = path.ancestors().skip(1).take_while(is_missing).collect();
    let made = match path.parent() {
        Some(folder) if !folder.as_os_str().is_empty() => std::fs::create_dir_all(folder),
        _ => Ok(()),
    };
    let written = made
        .map_err(|error| WriteProblem::Machine(path.to_owned(), error))
        .and_then(|()| atomic::write(path, bytes, Readers::AsUsual, false));
    if written.is_err() {
        for folder in missing {
            // Only an empty folder goes; one that somebody else put a file into stays.
            let _gone = std::fs::remove_dir(folder);
        }
    }
    written
}

/// Writes files that are not there yet, all of them or none.
///
/// # Errors
/// [`WriteProblem`] of the first that could not be written; then none of them stays.
pub fn write_all_new(files: &[(PathBuf, Vec<u8>)]) -> Result<(), WriteProblem> {
    for (path, _) in files {
        if path.symlink_metadata().is_ok() {
            return Err(WriteProblem::Exists(path.clone()));
        }
    }
    for (at, (path, bytes)) in files.iter().enumerate() {
        if let Err(problem) = write_new(path, bytes) {
            for (written, _) in files.iter().take(at) {
                // What cannot be taken away either is whole, and nothing more can be done.
                let _gone = std::fs::remove_file(written);
            }
            return Err(problem);
        }
    }
    Ok(())
}

/// Whether a file may be written here, asked before any work is done.
///
/// # Errors
/// [`WriteProblem::Exists`], [`WriteProblem::NoPdf`], [`WriteProblem::NotAFile`],
/// [`WriteProblem::NoFolder`], or [`WriteProblem::Machine`] if the file there cannot be read.
pub fn check_free(path: &Path, overwrite: bool) -> Result<(), WriteProblem> {
    match path.symlink_metadata() {
        Ok(metadata) if !metadata.is_file() => Err(WriteProblem::NotAFile(path.to_owned())),
        Ok(_) if !overwrite => Err(WriteProblem::Exists(path.to_owned())),
        Ok(_) => match is_replaceable(path) {
            Ok(true) => Ok(()),
            Ok(false) => Err(WriteProblem::NoPdf(path.to_owned())),
            Err(error) => Err(WriteProblem::Machine(path.to_owned(), error)),
        },
        Err(_) => match path.parent() {
            Some(folder) if !folder.as_os_str().is_empty() && !folder.is_dir() => {
                Err(WriteProblem::NoFolder(folder.to_owned()))
            }
            _ => Ok(()),
        },
    }
}

/// Whether a file is a PDF or empty: a guide named by a slip is neither.
fn is_replaceable(path: &Path) -> io::Result<bool> {
    const BEGINNING: &[u8] = b"%PDF-";
    let mut beginning = Vec::new();
    std::fs::File::open(path)?
        .take(BEGINNING.len() as u64)
        .read_to_end(&mut beginning)?;
    Ok(beginning.is_empty() || beginning == BEGINNING)
}

/// The path without a leading `./`.
fn tidy(path: &Path) -> PathBuf {
    path.strip_prefix(".").unwrap_or(path).to_owned()
}
