//! What files and folders look like now, so that whoever waits for a change sees it.
//!
//! In: paths, again and again. Out: which of them look different from the last time. Promise: a text
//! is known by what it holds, not by its date; what is not there is a state too, so that a file
//! which comes, goes, or is put in the place of another is seen; nothing is kept open, so that no
//! editor is in the way of itself; a pipe or a device is never opened.
//!
//! Why this shape: the system could tell of changes by itself, but folders on a network, of a virtual
//! machine or kept in step with a cloud give no such events, nobody can find out that they will not,
//! and an event is bound to a file that an editor may have put another in the place of. To look costs
//! little: a leaflet is made of a handful of files. A text is opened each time, because that makes a
//! network folder ask its server; its date alone may be an old answer.

use std::collections::{BTreeMap, BTreeSet};
use std::io::{ErrorKind, Read};
use std::path::{Path, PathBuf};
use std::time::{Duration, UNIX_EPOCH};

use super::PICTURE_BYTES;
use crate::base::fingerprint::{Fingerprint, Pieces};

/// Most bytes of a file that is read at each look. Texts are smaller (the first guide has 30,000); a
/// larger file, which is a picture, is read when its length or date is another.
const READ_EACH_TIME: u64 = 256 * 1024;

/// How something looked.
#[derive(Debug, Clone, PartialEq, Eq)]
enum FileState {
    /// Nothing is there.
    Missing,
    /// The machine does not let us see it, or it is neither file nor folder.
    Hidden,
    /// A folder with files of these names.
    Folder(Fingerprint),
    /// A file.
    File(File),
}

/// How a file looked.
#[derive(Debug, Clone, PartialEq, Eq)]
struct File {
    length: u64,
    /// Since 1970, where the file system keeps dates.
    modified: Option<Duration>,
    holds: Fingerprint,
}

/// A change that was seen.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Change {
    /// What looks different.
    pub path: PathBuf,
    /// Whether it was there and is not any more.
    pub is_gone: bool,
}

/// How things looked the last time.
#[derive(Debug, Default)]
pub struct WatchedFiles {
    known: BTreeMap<PathBuf, FileState>,
}

impl WatchedFiles {
    /// Nothing was looked at yet.
    pub fn new() -> Self {
        Self::default()
    }

    /// Looks at these paths, and at no other ones any more. Gives those that look different from the
    /// last time, in the order of their names; one that was not looked at before is no change.
    pub fn look(&mut self, paths: &BTreeSet<PathBuf>) -> Vec<Change> {
        let mut changes = Vec::new();
        let mut now = BTreeMap::new();
        for path in paths {
            let before = self.known.get(path);
            let state = look_at(path, before);
            if before.is_some_and(|before| !state.is_like(before)) {
                changes.push(Change {
                    path: path.clone(),
                    is_gone: state == FileState::Missing,
                });
            }
            now.insert(path.clone(), state);
        }
        self.known = now;
        changes
    }

    /// Whether all of these were looked at the last time.
    pub fn know(&self, paths: &BTreeSet<PathBuf>) -> bool {
        paths.iter().all(|path| self.known.contains_key(path))
    }
}

impl FileState {
    /// Whether nothing changed: a file with another date that holds the same is the same.
    fn is_like(&self, other: &Self) -> bool {
        match (self, other) {
            (Self::File(one), Self::File(other)) => one.holds == other.holds,
            (one, other) => one == other,
        }
    }
}

fn look_at(path: &Path, before: Option<&FileState>) -> FileState {
    let seen = match path.metadata() {
        Ok(metadata) if metadata.is_dir() => names_in(path).map(FileState::Folder),
        Ok(metadata) if metadata.is_file() => file(path, before).map(FileState::File),
        Ok(_) => return FileState::Hidden,
        Err(error) => Err(error),
    };
    seen.unwrap_or_else(|error| match error.kind() {
        ErrorKind::NotFound => FileState::Missing,
        _ => FileState::Hidden,
    })
}

fn file(path: &Path, before: Option<&FileState>) -> std::io::Result<File> {
    let mut file = std::fs::File::open(path)?;
    let metadata = file.metadata()?;
    let length = metadata.len();
    let modified = metadata.modified().ok();
    let modified = modified.and_then(|moment| moment.duration_since(UNIX_EPOCH).ok());
    if let Some(FileState::File(before)) = before
        && length > READ_EACH_TIME
        && (before.length, before.modified) == (length, modified)
    {
        return Ok(before.clone());
    }
    let mut bytes = Vec::new();
    // What is longer than a picture may be is refused whatever it holds.
    file.by_ref()
        .take(PICTURE_BYTES + 1)
        .read_to_end(&mut bytes)?;
    Ok(File {
        length,
        modified,
        holds: Fingerprint::of(&bytes),
    })
}

/// A sum of the names in a folder that content can have: folders and YAML files. What editors put
/// beside a file while it is saved is none of these.
fn names_in(folder: &Path) -> std::io::Result<Fingerprint> {
    let mut names = BTreeSet::new();
    for entry in std::fs::read_dir(folder)? {
        let entry = entry?;
        let Ok(name) = entry.file_name().into_string() else {
            continue;
        };
        let is_yaml = [".yaml", ".yml"]
            .iter()
            .any(|ending| name.ends_with(ending));
        let may_be_folder = || !entry.file_type().is_ok_and(|kind| kind.is_file());
        if !name.starts_with('.') && (is_yaml || may_be_folder()) {
            names.insert(name);
        }
    }
    let pieces = Pieces::new();
    let all = names
        .iter()
        .fold(pieces, |pieces, name| pieces.with(name.as_bytes()));
    Ok(all.finish())
}

#[cfg(test)]
#[expect(
    clippy::disallowed_methods,
    reason = "a test writes and renames files as other programs do"
)]
mod tests {
    use super::*;

    /// What changed, as file names; those that are gone with a minus sign.
    fn changed(watched: &mut WatchedFiles, paths: &BTreeSet<PathBuf>) -> String {
        let names = watched.look(paths).into_iter().map(|change| {
            let name = change.path.file_name().unwrap().to_string_lossy();
            format!("{}{name}", if change.is_gone { "-" } else { "" })
        });
        names.collect::<Vec<_>>().join(" ")
    }

    #[test]
    fn what_comes_goes_and_changes_is_seen_once() {
        let folder = tempfile::tempdir().unwrap();
        let at = |name: &str| folder.path().join(name);
        let paths: BTreeSet<PathBuf> = ["a.yaml", "b.yaml", "sub"].map(at).into();
        let write = |name: &str, text: &str| std::fs::write(at(name), text).unwrap();
        write("a.yaml", "one");
        let mut watched = WatchedFiles::new();
        assert!(!watched.know(&paths));
        assert_eq!(changed(&mut watched, &paths), "");
        assert!(watched.know(&paths));
        write("a.yaml", "two");
        assert_eq!(changed(&mut watched, &paths), "a.yaml");
        assert_eq!(changed(&mut watched, &paths), "");
        // Saved without a change.
        write("a.yaml", "two");
        assert_eq!(changed(&mut watched, &paths), "");
        write("b.yaml", "new");
        std::fs::create_dir(at("sub")).unwrap();
        assert_eq!(changed(&mut watched, &paths), "b.yaml sub");
        // Another file in its place.
        write("temporary", "three");
        std::fs::rename(at("temporary"), at("a.yaml")).unwrap();
        std::fs::remove_file(at("b.yaml")).unwrap();
        assert_eq!(changed(&mut watched, &paths), "a.yaml -b.yaml");
        // Of a folder only names count that content can have.
        write("sub/.hi.yaml.swp", "");
        write("sub/notes.txt", "");
        assert_eq!(changed(&mut watched, &paths), "");
        write("sub/hi.yaml", "");
        assert_eq!(changed(&mut watched, &paths), "sub");
    }

    #[test]
    fn a_large_file_is_read_when_its_date_or_length_is_another() {
        let folder = tempfile::tempdir().unwrap();
        let picture = folder.path().join("picture.png");
        let paths = BTreeSet::from([picture.clone()]);
        let length = usize::try_from(READ_EACH_TIME).unwrap() + 1;
        let write = |byte: u8, day: u64| {
            std::fs::write(&picture, vec![byte; length]).unwrap();
            let file = std::fs::File::options()
                .append(true)
                .open(&picture)
                .unwrap();
            let date = UNIX_EPOCH + Duration::from_secs(day * 86_400);
            file.set_modified(date).unwrap();
        };
        write(1, 1);
        let mut watched = WatchedFiles::new();
        watched.look(&paths);
        write(1, 2);
        assert_eq!(changed(&mut watched, &paths), "");
        write(2, 3);
        assert_eq!(changed(&mut watched, &paths), "picture.png");
        // Not read: neither date nor length changed.
        write(3, 3);
        assert_eq!(changed(&mut watched, &paths), "");
    }
}
