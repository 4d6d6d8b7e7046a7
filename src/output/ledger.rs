//! What was made in a folder of leaflets, so that a broken-off run is finished and not begun again.
//!
//! In: fingerprints. Out: an answer whether a leaflet is made already, and whether a file is ours.
//! Promise: no word of a person enters it: a row is known by a sum with a secret key, which only the
//! folder's owner can read, so that nobody finds out by trying who was on the list. A line that a
//! sudden end cut off is passed over. An entry is on the disk before its file gets its name.
//!
//! A line has five parts: the row, what went into the leaflet besides the row, the program's version, the
//! finished file, and its pages. Each share of the work writes a ledger of its own and reads all.

use std::collections::HashMap;
use std::fs::File;
use std::io::{self, Write};
use std::path::Path;

use super::folder::{open_private, read_hidden};
use super::{OutputFolder, WriteProblem};
use crate::fingerprint::{Fingerprint, Pieces};

/// What the first line says.
const HEAD: &str = "leaflet ledger 1";

/// What ledgers' names begin with, and what the key is called.
const LEDGER: &str = "ledger-";
const KEY: &str = "key";

/// What the key's file begins with until it is whole.
pub(super) const KEY_IN_THE_MAKING: &str = "key-";

/// A leaflet that was made.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Entry {
    /// The row, with the key.
    pub row: Fingerprint,
    /// What went into the leaflet besides the row.
    pub content: Fingerprint,
    /// The finished file.
    pub file: Fingerprint,
    /// Its pages.
    pub pages: usize,
}

/// What ledgers said when they were opened: for many readers at once, while new lines are added.
#[derive(Clone)]
pub struct Snapshot {
    key: [u8; 32],
    /// By row and content: another share's ledger can hold an older leaflet of the same row.
    entries: HashMap<(Fingerprint, Fingerprint), Entry>,
    /// The finished files; whether each is a row's leaflet, and no print job.
    files: HashMap<Fingerprint, bool>,
}

/// The ledgers of a folder.
pub struct Ledger {
    known: Snapshot,
    shares: Vec<String>,
    own: File,
    own_path: std::path::PathBuf,
}

impl Ledger {
    /// Opens the ledgers of a folder, and begins or goes on with the one of this share.
    ///
    /// # Errors
    /// What the machine says.
    pub fn open(folder: &OutputFolder, share: &str) -> Result<Self, WriteProblem> {
        let machine = |path: &Path| {
            let path = path.to_owned();
            move |error| WriteProblem::Machine(path, error)
        };
        let hidden = folder.hidden();
        let key = key(hidden)?;
        let own_path = hidden.join(format!("{LEDGER}{share}"));
        let own = open_private(&own_path).map_err(machine(&own_path))?;
        let mut ledger = Self {
            known: Snapshot {
                key,
                entries: HashMap::new(),
                files: HashMap::new(),
            },
            shares: Vec::new(),
            own,
            own_path,
        };
        for entry in std::fs::read_dir(hidden).map_err(machine(hidden))? {
            let path = entry.map_err(machine(hidden))?.path();
            let name = path.file_name().and_then(|name| name.to_str());
            if let Some(share) = name.and_then(|name| name.strip_prefix(LEDGER)) {
                ledger.shares.push(share.to_owned());
                let bytes = read_hidden(&path).map_err(machine(&path))?;
                ledger
                    .known
                    .take_in(&String::from_utf8_lossy(&bytes.unwrap_or_default()));
            }
        }
        Ok(ledger)
    }

    /// A sum that stands for a file which is no row's: the print job.
    pub fn key_of_file(&self, name: &str) -> Fingerprint {
        Pieces::keyed(&self.known.key)
            .with("print job")
            .with(name)
            .finish()
    }

    /// Whether a file of these contents was made here, now or before.
    pub fn made(&self, file: &Fingerprint) -> bool {
        self.known.made(file)
    }

    /// The shares that have a ledger here, by name.
    pub fn shares(&self) -> &[String] {
        &self.shares
    }

    /// What the ledgers said when they were opened.
    pub fn known(&self) -> &Snapshot {
        &self.known
    }

    /// What the ledgers said when they were opened, to keep.
    pub fn snapshot(&self) -> Snapshot {
        self.known.clone()
    }

    /// Adds entries, and waits until they are on the disk.
    ///
    /// # Errors
    /// What the machine says.
    pub fn add(&mut self, entries: &[Entry]) -> io::Result<()> {
        if entries.is_empty() {
            return Ok(());
        }
        // A line that a sudden end cut off must not run into the first.
        let mut text = String::from("\n");
        if self.own.metadata()?.len() == 0 {
            text = format!("{HEAD}\n");
        }
        for entry in entries {
            let version = env!("CARGO_PKG_VERSION");
            let Entry {
                row,
                content,
                file,
                pages,
            } = entry;
            text.push_str(&format!("{row} {content} {version} {file} {pages}\n"));
        }
        self.own.write_all(text.as_bytes())?;
        self.own.sync_data()?;
        Ok(())
    }

    /// Where this share's ledger is.
    pub fn path(&self) -> &Path {
        &self.own_path
    }
}

impl Snapshot {
    fn take_in(&mut self, text: &str) {
        for line in text.lines() {
            if let Some(entry) = read_line(line) {
                // A print job has no content but its own bytes.
                self.files.insert(entry.file, entry.content != entry.file);
                self.entries.insert((entry.row, entry.content), entry);
            }
        }
    }

    /// The key with which rows are summed.
    pub fn key(&self) -> &[u8; 32] {
        &self.key
    }

    /// What was made of a row with this content.
    pub fn entry(&self, row: &Fingerprint, content: &Fingerprint) -> Option<&Entry> {
        self.entries.get(&(*row, *content))
    }

    /// Whether a file of these contents was made here.
    pub fn made(&self, file: &Fingerprint) -> bool {
        self.files.contains_key(file)
    }

    /// Whether a file of these contents was made here of a row, and is no print job.
    pub fn made_of_a_row(&self, file: &Fingerprint) -> bool {
        self.files.get(file) == Some(&true)
    }
}

fn read_line(line: &str) -> Option<Entry> {
    let mut parts = line.split(' ');
    let mut part = || parts.next();
    let row = Fingerprint::read(part()?)?;
    let content = Fingerprint::read(part()?)?;
    let _version = part()?;
    let file = Fingerprint::read(part()?)?;
    let pages = part()?.parse().ok()?;
    part().is_none().then_some(Entry {
        row,
        content,
        file,
        pages,
    })
}

/// The folder's key; made when there is none. Two shares that begin at once end up with one key.
fn key(hidden: &Path) -> Result<[u8; 32], WriteProblem> {
    let path = hidden.join(KEY);
    let machine = |error| WriteProblem::Machine(path.clone(), error);
    let read = |bytes: Vec<u8>| {
        let key = <[u8; 32]>::try_from(bytes.as_slice());
        key.map_err(|_| WriteProblem::NoKey(path.clone()))
    };
    if let Some(bytes) = read_hidden(&path).map_err(machine)? {
        return read(bytes);
    }
    let mut key = [0; 32];
    getrandom::fill(&mut key).map_err(|error| machine(io::Error::other(error.to_string())))?;
    // The builder's own mode is the owner's alone.
    let file = tempfile::Builder::new()
        .prefix(KEY_IN_THE_MAKING)
        .tempfile_in(hidden);
    let mut file = file.map_err(machine)?;
    file.write_all(&key).map_err(machine)?;
    file.as_file().sync_all().map_err(machine)?;
    match file.persist_noclobber(&path) {
        Ok(_) => Ok(key),
        Err(failure) if failure.error.kind() == io::ErrorKind::AlreadyExists => {
            read(read_hidden(&path).map_err(machine)?.unwrap_or_default())
        }
        Err(failure) => Err(machine(failure.error)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn entry(name: &str) -> Entry {
        Entry {
            row: Fingerprint::of(name.as_bytes()),
            content: Fingerprint::of(b"content"),
            file: Fingerprint::of(&[name.as_bytes(), b"file"].concat()),
            pages: 6,
        }
    }

    fn has(known: &Snapshot, name: &str) -> bool {
        let entry = entry(name);
        known.entry(&entry.row, &entry.content) == Some(&entry)
    }

    #[test]
    fn an_older_line_of_another_share_does_not_hide_a_newer_one() {
        let place = tempfile::tempdir().unwrap();
        let old = Entry {
            content: Fingerprint::of(b"before"),
            ..entry("a")
        };
        for (share, entry) in [("1-of-2", old), ("2-of-2", entry("a")), ("whole", old)] {
            let folder = OutputFolder::open(place.path(), share).unwrap();
            Ledger::open(&folder, share).unwrap().add(&[entry]).unwrap();
        }
        let folder = OutputFolder::open(place.path(), "whole").unwrap();
        let known = Ledger::open(&folder, "whole").unwrap().snapshot();
        assert!(has(&known, "a"));
        assert_eq!(known.entry(&old.row, &old.content), Some(&old));
    }

    #[test]
    fn what_was_added_is_there_the_next_time_and_for_other_shares() {
        let place = tempfile::tempdir().unwrap();
        let one = OutputFolder::open(place.path(), "1-of-2").unwrap();
        let mut ledger = Ledger::open(&one, "1-of-2").unwrap();
        ledger.add(&[entry("a"), entry("b")]).unwrap();
        ledger.add(&[entry("c")]).unwrap();
        let two = OutputFolder::open(place.path(), "2-of-2").unwrap();
        let other = Ledger::open(&two, "2-of-2").unwrap();
        assert_eq!(other.snapshot().key(), ledger.snapshot().key());
        let other = other.snapshot();
        for name in ["a", "b", "c"] {
            assert_eq!(
                other.entry(&entry(name).row, &entry(name).content),
                Some(&entry(name))
            );
            assert!(other.made(&entry(name).file));
        }
        assert_eq!(other.entry(&entry("d").row, &entry("d").content), None);
    }

    #[test]
    fn a_line_that_was_cut_off_is_passed_over() {
        let place = tempfile::tempdir().unwrap();
        let folder = OutputFolder::open(place.path(), "all").unwrap();
        let mut ledger = Ledger::open(&folder, "all").unwrap();
        ledger.add(&[entry("a"), entry("b")]).unwrap();
        let path = ledger.path().to_owned();
        drop(ledger);
        let text = std::fs::read(&path).unwrap();
        let file = File::options().write(true).open(&path).unwrap();
        file.set_len(text.len() as u64 - 30).unwrap();
        let mut ledger = Ledger::open(&folder, "all").unwrap();
        assert!(has(&ledger.snapshot(), "a"));
        assert!(!has(&ledger.snapshot(), "b"));
        ledger.add(&[entry("b")]).unwrap();
        drop(ledger);
        let ledger = Ledger::open(&folder, "all").unwrap().snapshot();
        assert!(has(&ledger, "b"));
    }
}
