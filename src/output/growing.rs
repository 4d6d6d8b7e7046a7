//! One large file that is written as it grows, and gets its name when it is whole.
//!
//! In: a path, then bytes. Out: the file. Promise: until it is whole it lies beside its place under a
//! name of its own, which is always the same for one place: what a killed run leaves there, the next run
//! writes over. What is in it is summed on the way, so that it can be told from an older file without
//! reading it again.

use std::fs::File;
use std::io::{self, BufWriter, Write};
use std::path::{Path, PathBuf};

use super::atomic::{flush_folder, folder_of, hold_back_interruption};
use super::{Readers, WriteProblem};
use crate::fingerprint::{Fingerprint, Pieces};

/// A file in the making. Dropped before it is finished, it is gone.
pub struct GrowingFile {
    place: PathBuf,
    beside: PathBuf,
    file: BufWriter<File>,
    sum: Option<Pieces>,
    is_named: bool,
}

impl GrowingFile {
    /// Begins a file for this place.
    ///
    /// # Errors
    /// The folder is missing, something that is no file stands there, or the machine would not.
    #[expect(
        clippy::disallowed_methods,
        reason = "the file gets its name when it is whole"
    )]
    pub fn begin(place: &Path, readers: Readers) -> Result<Self, WriteProblem> {
        let folder = folder_of(place);
        if !folder.is_dir() {
            return Err(WriteProblem::NoFolder(folder.to_owned()));
        }
        let name = place.file_name().and_then(|name| name.to_str());
        let Some(name) = name.filter(|_| !place.is_dir()) else {
            return Err(WriteProblem::NotAFile(place.to_owned()));
        };
        let beside = folder.join(format!(".{name}.part"));
        let machine = |error| WriteProblem::Machine(place.to_owned(), error);
        match std::fs::remove_file(&beside) {
            Err(error) if error.kind() != io::ErrorKind::NotFound => return Err(machine(error)),
            _ => {}
        }
        let mut options = std::fs::OpenOptions::new();
        options.write(true).create_new(true);
        #[cfg(unix)]
        if readers == Readers::OwnerOnly {
            std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
        }
        let file = options.open(&beside).map_err(machine)?;
        Ok(Self {
            place: place.to_owned(),
            beside,
            file: BufWriter::with_capacity(1 << 16, file),
            sum: Some(Pieces::new()),
            is_named: false,
        })
    }

    /// Puts the whole file on the disk and says what is in it.
    ///
    /// # Errors
    /// The machine would not.
    pub fn complete(&mut self) -> Result<Fingerprint, WriteProblem> {
        let machine = |error| WriteProblem::Machine(self.place.clone(), error);
        self.file.flush().map_err(machine)?;
        self.file.get_ref().sync_all().map_err(machine)?;
        Ok(self.sum.take().unwrap_or_default().finish())
    }

    /// Gives the file its name, in place of another if that may be.
    ///
    /// # Errors
    /// [`WriteProblem::Exists`], or the machine would not.
    #[expect(
        clippy::disallowed_methods,
        reason = "this is where a finished file is put in its place"
    )]
    pub fn place(mut self, replaces: bool) -> Result<(), WriteProblem> {
        let _whole = hold_back_interruption();
        let machine = |error| WriteProblem::Machine(self.place.clone(), error);
        if !replaces && self.place.symlink_metadata().is_ok() {
            return Err(WriteProblem::Exists(self.place.clone()));
        }
        std::fs::rename(&self.beside, &self.place).map_err(machine)?;
        flush_folder(folder_of(&self.place));
        self.is_named = true;
        Ok(())
    }

    /// What stands at the place, summed as this file is; `None` if nothing does.
    ///
    /// # Errors
    /// It is no file, or cannot be read.
    pub fn there(&self) -> Result<Option<(Fingerprint, bool)>, WriteProblem> {
        let machine = |error| WriteProblem::Machine(self.place.clone(), error);
        match self.place.symlink_metadata() {
            Err(_) => Ok(None),
            Ok(metadata) if !metadata.is_file() => Err(WriteProblem::NotAFile(self.place.clone())),
            Ok(_) => {
                let bytes = std::fs::read(&self.place).map_err(machine)?;
                let sum = Pieces::new().continued(&bytes).finish();
                Ok(Some((sum, super::folder::is_leaflet(&bytes))))
            }
        }
    }
}

impl Write for GrowingFile {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        let written = self.file.write(bytes)?;
        let taken = bytes.get(..written).unwrap_or_default();
        self.sum = self.sum.take().map(|sum| sum.continued(taken));
        Ok(written)
    }

    fn flush(&mut self) -> io::Result<()> {
        self.file.flush()
    }
}

impl Drop for GrowingFile {
    fn drop(&mut self) {
        if !self.is_named {
            let _gone = std::fs::remove_file(&self.beside);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_is_whole_or_absent() {
        let folder = tempfile::tempdir().unwrap();
        let place = folder.path().join("job.pdf");
        let write = |text: &str, replaces: bool| {
            let mut file = GrowingFile::begin(&place, Readers::OwnerOnly).unwrap();
            file.write_all(text.as_bytes()).unwrap();
            assert!(!place.exists() || std::fs::read_to_string(&place).unwrap() != text);
            let sum = file.complete().unwrap();
            file.place(replaces).map(|()| sum)
        };
        let first = write("one", false).unwrap();
        assert!(matches!(write("two", false), Err(WriteProblem::Exists(_))));
        assert_eq!(std::fs::read_to_string(&place).unwrap(), "one");
        let second = write("two", true).unwrap();
        assert_ne!(first, second);
        let file = GrowingFile::begin(&place, Readers::OwnerOnly).unwrap();
        assert_eq!(file.there().unwrap(), Some((second, false)));
        drop(file);
        assert_eq!(std::fs::read_dir(folder.path()).unwrap().count(), 1);
    }
}
