//! Lists for machines: what was made, as JSON, and schemas.
//!
//! In: a text and a path. Out: the file. Promise: an earlier list of the same kind is replaced, because it
//! is this program's own; any other file is kept, or replaced only by force if it is JSON at all. How a
//! list of ours begins and ends tells it: a program's package file or a page's data begin with a bracket
//! too.

use std::fs::File;
use std::io::{self, Read, Seek, SeekFrom};
use std::path::Path;

use super::place;
use super::system::{self, OpenFor};
use super::{FileKind, Readers, WriteProblem, atomic};

/// Bytes of a file's beginning and end that are looked at.
const LOOKED_AT: u64 = 1024;

/// The kinds of lists.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ListKind {
    /// What was made, of a list of patients or of the library. Each names the program.
    Manifest,
    /// The schema of a file.
    Schema,
}

impl ListKind {
    /// Whether a file that begins and ends so is of the kind, whatever its version.
    fn is(self, beginning: &str, end: &str) -> bool {
        let has = |mark: &str| beginning.contains(mark) || end.contains(mark);
        match self {
            Self::Manifest => has("\n  \"leaflets\": [") && has("\n  \"program\": \"leaflet "),
            Self::Schema => {
                has("Made by `leaflet schema`")
                    || has("What `leaflet check --message-format json` writes")
            }
        }
    }
}

/// Writes a list, whole, in place of an earlier one of its kind; by force in place of any JSON.
///
/// # Errors
/// [`WriteProblem`].
pub fn write_list(
    path: &Path,
    kind: ListKind,
    text: &str,
    readers: Readers,
    force: bool,
) -> Result<(), WriteProblem> {
    let is_there = check_list(path, kind, force)?;
    atomic::write_all(&[(path, text.as_bytes())], readers, is_there)
}

/// Whether a list may be written here, asked before any work is done; gives whether it replaces one.
///
/// # Errors
/// [`WriteProblem`].
pub fn check_list(path: &Path, kind: ListKind, force: bool) -> Result<bool, WriteProblem> {
    let unreadable = |error| WriteProblem::Unreadable(path.to_owned(), error);
    let mut file = match system::open_file(path, OpenFor::Reading) {
        Ok(file) => file,
        Err(error) if error.kind() == io::ErrorKind::NotFound => {
            let folder = place::folder_of(path);
            return match folder.is_dir() {
                true => Ok(false),
                false => Err(WriteProblem::NoFolder(folder.to_owned())),
            };
        }
        Err(error) if system::is_no_file(&error) || path.is_dir() => {
            return Err(WriteProblem::NotAFile(path.to_owned()));
        }
        Err(error) => return Err(unreadable(error)),
    };
    let [beginning, end] = ends_of(&mut file).map_err(unreadable)?;
    let is_json = beginning.trim_start().starts_with('{');
    if beginning.is_empty() || (is_json && kind.is(&beginning, &end)) {
        Ok(true)
    } else if !is_json {
        Err(WriteProblem::OtherKind(path.to_owned(), FileKind::Json))
    } else if force {
        Ok(true)
    } else {
        Err(WriteProblem::OtherList(path.to_owned()))
    }
}

/// How a file begins and ends.
fn ends_of(file: &mut File) -> io::Result<[String; 2]> {
    let text = |file: &mut File| {
        let mut bytes = Vec::new();
        file.take(LOOKED_AT).read_to_end(&mut bytes)?;
        Ok::<_, io::Error>(String::from_utf8_lossy(&bytes).into_owned())
    };
    let beginning = text(file)?;
    let length = file.metadata()?.len();
    file.seek(SeekFrom::Start(length.saturating_sub(LOOKED_AT)))?;
    Ok([beginning, text(file)?])
}

#[cfg(test)]
#[expect(
    clippy::disallowed_methods,
    reason = "a test puts files where others might"
)]
mod tests {
    use super::*;

    #[test]
    fn only_lists_of_ours_are_replaced() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("a.json");
        let ours = "{\n  \"leaflets\": [],\n  \"program\": \"leaflet 0.0.1\"\n}\n";
        let write = |force| write_list(&path, ListKind::Manifest, ours, Readers::AsUsual, force);
        write(false).unwrap();
        write(false).unwrap();
        for (other, by_force) in [
            ("{\n  \"name\": \"page\", \"leaflets\": []\n}\n", true),
            ("{}", true),
            ("a list of mine", false),
            ("%PDF-1.7", false),
        ] {
            std::fs::write(&path, other).unwrap();
            let refused = write(false).unwrap_err();
            let is_json = matches!(refused, WriteProblem::OtherList(_));
            assert_eq!(is_json, by_force, "{other}");
            assert_eq!(std::fs::read_to_string(&path).unwrap(), other);
            assert_eq!(write(true).is_ok(), by_force, "{other}");
        }
        std::fs::write(&path, "").unwrap();
        write(false).unwrap();
        assert_eq!(std::fs::read_to_string(&path).unwrap(), ours);
    }

    #[test]
    fn every_schema_is_known_as_one() {
        use crate::commands::schema::{Described, text};

        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("a.json");
        let schemas = [Described::Guide, Described::Brand, Described::Project].map(text);
        for schema in schemas
            .iter()
            .map(String::as_str)
            .chain([crate::commands::report::SCHEMA])
        {
            std::fs::write(&path, schema).unwrap();
            check_list(&path, ListKind::Schema, false).unwrap();
            let other = check_list(&path, ListKind::Manifest, false);
            assert!(matches!(other, Err(WriteProblem::OtherList(_))));
        }
    }
}
