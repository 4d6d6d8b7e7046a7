//! A leaflet that this run wrote, and may therefore write again in its place.
//!
//! In: its path and bytes; later, other bytes. Out: the file, whole, with the new ones. Promise: what
//! somebody else put there meanwhile is kept, and told; a file that was taken away comes back.

use std::io::{ErrorKind, Read};
use std::path::{Path, PathBuf};

use super::system::{self, OpenFor};
use super::{FileKind, Readers, WriteProblem, atomic};
use crate::base::fingerprint::Fingerprint;

/// A file of ours.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OwnFile {
    path: PathBuf,
    length: u64,
    holds: Fingerprint,
}

impl OwnFile {
    /// The file that was written with these bytes.
    pub fn written(path: PathBuf, bytes: &[u8]) -> Self {
        Self {
            path,
            length: bytes.len() as u64,
            holds: Fingerprint::of(bytes),
        }
    }

    /// The leaflet of this name, without its ending, in a folder, if it holds these very bytes already:
    /// then nobody loses anything when it is written again.
    pub fn found(folder: &Path, stem: &str, bytes: &[u8]) -> Option<Self> {
        let path = folder.join(format!("{stem}.{}", FileKind::PDF.ending()));
        let own = Self::written(super::tidy(&path), bytes);
        own.is_unchanged().ok()?.then_some(own)
    }

    /// Where it is.
    pub fn path(&self) -> &Path {
        &self.path
    }

    /// Whether the file is there and holds these bytes.
    pub fn has(&self, bytes: &[u8]) -> bool {
        self.holds == Fingerprint::of(bytes) && matches!(self.is_unchanged(), Ok(true))
    }

    /// Writes these bytes in place of the ones before.
    ///
    /// # Errors
    /// [`WriteProblem`]: the file is as it was then. [`WriteProblem::Exists`]: it holds what this run
    /// did not write.
    pub fn replace(&mut self, bytes: &[u8]) -> Result<(), WriteProblem> {
        let is_ours = match self.is_unchanged() {
            Ok(true) => true,
            Ok(false) => return Err(WriteProblem::Exists(self.path.clone())),
            Err(error) if error.kind() == ErrorKind::NotFound => false,
            Err(error) => return Err(WriteProblem::Unreadable(self.path.clone(), error)),
        };
        atomic::write_all(&[(&self.path, bytes)], Readers::AsUsual, is_ours)?;
        *self = Self::written(std::mem::take(&mut self.path), bytes);
        Ok(())
    }

    /// Whether the file holds what was written.
    fn is_unchanged(&self) -> std::io::Result<bool> {
        // A link is none of ours, and not followed.
        let mut file = match system::open_file(&self.path, OpenFor::Reading) {
            Err(error) if system::is_no_file(&error) => return Ok(false),
            opened => opened?,
        };
        if file.metadata()?.len() != self.length {
            return Ok(false);
        }
        let mut bytes = Vec::new();
        file.read_to_end(&mut bytes)?;
        Ok(Fingerprint::of(&bytes) == self.holds)
    }
}

#[cfg(test)]
#[expect(
    clippy::disallowed_methods,
    reason = "a test writes and renames files as other programs do"
)]
mod tests {
    use super::*;

    #[test]
    fn only_what_was_written_is_replaced() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("knee-en.pdf");
        let read = || std::fs::read_to_string(&path).unwrap();
        std::fs::write(&path, "one").unwrap();
        assert_eq!(OwnFile::found(folder.path(), "knee-en", b"two"), None);
        assert_eq!(OwnFile::found(folder.path(), "hip-en", b"one"), None);
        let mut own = OwnFile::found(folder.path(), "knee-en", b"one").unwrap();
        own.replace(b"three").unwrap();
        assert_eq!(read(), "three");
        assert!(own.has(b"three") && !own.has(b"one"));
        std::fs::remove_file(&path).unwrap();
        assert!(!own.has(b"three"));
        own.replace(b"four").unwrap();
        assert_eq!(read(), "four");
        for other in ["else", "something longer"] {
            std::fs::write(&path, other).unwrap();
            let refused = own.replace(b"five");
            assert!(matches!(refused, Err(WriteProblem::Exists(_))));
            assert_eq!(read(), other);
        }
        assert_eq!(std::fs::read_dir(folder.path()).unwrap().count(), 1);
    }
}
