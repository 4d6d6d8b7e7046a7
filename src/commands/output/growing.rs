//! One large file that is written as it grows, and gets its name when it is whole.
//!
//! In: a path, then bytes. Out: the file. Promise: until it is whole it is a draft ([`super::draft`]) of
//! this run's own, so that two runs never write into one file; one run at a time has a place; nothing is
//! left of a run that ends before its file is whole. What is in it is summed on the way, so that it can be
//! told from an older file without reading it again.

use std::fs::File;
use std::io::{self, BufWriter, Read, Write};
use std::path::{Path, PathBuf};

use super::atomic::{flush_folder, hold_back_interruption};
use super::draft::{self, Draft};
use super::place::folder_of;
use super::system::{self, OpenFor};
use super::{Readers, WriteProblem};
use crate::base::fingerprint::{Fingerprint, Pieces};
use crate::base::invariant::{Certain, PartOf};
use crate::leaflet::format::PDF;

/// Bytes of a file that are read together.
const READ_TOGETHER: usize = 1 << 16;

/// A file in the making. Dropped before it is finished, it is gone.
pub struct GrowingFile {
    place: PathBuf,
    draft: BufWriter<DraftFile>,
    sum: Option<Pieces>,
}

/// What stands at the place of a file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FileBefore {
    /// Its sum.
    pub sum: Fingerprint,
    /// Whether it is a PDF, or empty.
    pub is_leaflet: bool,
}

/// A draft as something that can be written to.
struct DraftFile(Draft);

impl Write for DraftFile {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.0.file().write(bytes)
    }

    fn flush(&mut self) -> io::Result<()> {
        self.0.file().flush()
    }
}

impl GrowingFile {
    /// Begins a file for this place, and takes away what killed runs left beside it.
    ///
    /// # Errors
    /// The folder is missing, something that is no file stands there, or the system refuses.
    pub fn begin(place: &Path, readers: Readers) -> Result<Self, WriteProblem> {
        let folder = folder_of(place);
        if !folder.is_dir() {
            return Err(WriteProblem::NoFolder(folder.to_owned()));
        }
        if place.file_name().is_none() || place.is_dir() {
            return Err(WriteProblem::NotAFile(place.to_owned()));
        }
        draft::sweep(folder);
        let machine = |error| WriteProblem::Machine(place.to_owned(), error);
        let draft = Draft::beside(place, readers).map_err(machine)?;
        Ok(Self {
            place: place.to_owned(),
            draft: BufWriter::with_capacity(1 << 16, DraftFile(draft)),
            sum: Some(Pieces::new()),
        })
    }

    /// Puts the whole file on the disk and says what is in it.
    ///
    /// # Errors
    /// The machine would not.
    pub fn complete(&mut self) -> Result<Fingerprint, WriteProblem> {
        let machine = |error| WriteProblem::Machine(self.place.clone(), error);
        self.draft.flush().map_err(machine)?;
        let file: &mut File = self.draft.get_mut().0.file();
        file.sync_all().map_err(machine)?;
        Ok(self.sum.take().certain().finish())
    }

    /// Gives the file its name, in place of another if that may be.
    ///
    /// # Errors
    /// [`WriteProblem::Exists`], or the system refuses.
    pub fn place(self, replaces: bool) -> Result<(), WriteProblem> {
        let _whole = hold_back_interruption();
        let Self { place, draft, .. } = self;
        let draft = draft.into_inner().map_err(io::IntoInnerError::into_error);
        let placed = draft.and_then(|DraftFile(draft)| draft.place(&place, replaces));
        match placed {
            Err(error) if error.kind() == io::ErrorKind::AlreadyExists => {
                Err(WriteProblem::Exists(place))
            }
            Err(error) => Err(WriteProblem::Machine(place, error)),
            Ok(()) => {
                flush_folder(folder_of(&place));
                Ok(())
            }
        }
    }
}

/// What stands at a place, summed as a growing file is; `None` if nothing does.
///
/// # Errors
/// It is no file, or cannot be read.
pub fn file_before(place: &Path) -> Result<Option<FileBefore>, WriteProblem> {
    let machine = |error| WriteProblem::Unreadable(place.to_owned(), error);
    let mut file = match system::open_file(place, OpenFor::Reading) {
        Ok(file) => file,
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(None),
        Err(error) if system::is_no_file(&error) => {
            return Err(WriteProblem::NotAFile(place.to_owned()));
        }
        Err(error) if error.kind() == io::ErrorKind::InvalidFilename => {
            return Err(WriteProblem::Machine(place.to_owned(), error));
        }
        Err(error) => return Err(machine(error)),
    };
    let mut sum = Pieces::new();
    let mut is_leaflet = None;
    let mut bytes = vec![0; READ_TOGETHER];
    loop {
        let read = file.read(&mut bytes).map_err(machine)?;
        let piece = bytes.part(..read);
        // The first bytes tell; a file of none is empty.
        let is_leaflet = *is_leaflet.get_or_insert_with(|| super::folder::is_leaflet(piece, &PDF));
        if read == 0 {
            return Ok(Some(FileBefore {
                sum: sum.finish(),
                is_leaflet,
            }));
        }
        sum = sum.continued(piece);
    }
}

/// Keeps others out of the file at a place, if it is ours.
pub fn keep_private(place: &Path) {
    if let Ok(file) = system::open_file(place, OpenFor::Reading) {
        let metadata = file.metadata();
        if metadata.is_ok_and(|it| system::standing(&it) == system::Standing::Wide) {
            super::private::make_private(&file);
        }
    }
}

impl Write for GrowingFile {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        let written = self.draft.write(bytes)?;
        let taken = bytes.part(..written);
        self.sum = self.sum.take().map(|sum| sum.continued(taken));
        Ok(written)
    }

    fn flush(&mut self) -> io::Result<()> {
        self.draft.flush()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn two_runs_never_write_into_one_file() {
        let folder = tempfile::tempdir().unwrap();
        let place = folder.path().join("job.pdf");
        let begin = || GrowingFile::begin(&place, Readers::OwnerOnly).unwrap();
        let (mut one, mut other) = (begin(), begin());
        one.write_all(b"one, whole").unwrap();
        other.write_all(b"other").unwrap();
        one.complete().unwrap();
        one.place(false).unwrap();
        assert_eq!(std::fs::read_to_string(&place).unwrap(), "one, whole");
        other.complete().unwrap();
        assert!(matches!(other.place(false), Err(WriteProblem::Exists(_))));
        assert_eq!(std::fs::read_to_string(&place).unwrap(), "one, whole");
    }

    #[test]
    fn a_name_may_be_as_long_as_the_system_lets_it() {
        let folder = tempfile::tempdir().unwrap();
        let place = folder.path().join(format!("{}.pdf", "j".repeat(251)));
        for replaces in [false, true] {
            let mut file = GrowingFile::begin(&place, Readers::OwnerOnly).unwrap();
            file.write_all(b"job").unwrap();
            file.complete().unwrap();
            file.place(replaces).unwrap();
        }
        assert_eq!(std::fs::read(&place).unwrap(), b"job");
    }

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
        let before = file_before(&place).unwrap().unwrap();
        assert_eq!((before.sum, before.is_leaflet), (second, false));
        drop(GrowingFile::begin(&place, Readers::OwnerOnly).unwrap());
        assert_eq!(file_before(&folder.path().join("none")).unwrap(), None);
        assert_eq!(std::fs::read_dir(folder.path()).unwrap().count(), 1);
    }
}
