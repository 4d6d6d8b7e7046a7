//! The folder in which one works: where relative paths begin.
//!
//! In: a folder, or none for the process's own. Out: for each path that was named, the one that the system
//! takes; and back again, for messages. Promise: nothing but this decides where a relative path begins, so that
//! two pieces of work in one process can have a folder each. In the process's own folder paths stay, letter for
//! letter, as they were named.

use std::io::ErrorKind;
use std::path::{Path, PathBuf};

use super::{Content, ContentProblem, Found, PROJECT_FILE};

/// The folder in which one works.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Workplace {
    /// Empty for the process's own.
    folder: PathBuf,
}

impl Workplace {
    /// The folder in which the process was started.
    pub fn of_process() -> Self {
        Self::default()
    }

    /// Another folder.
    pub fn at(folder: impl Into<PathBuf>) -> Self {
        Self {
            folder: folder.into(),
        }
    }

    /// Where a path leads that was named here.
    pub fn path(&self, named: &Path) -> PathBuf {
        self.folder.join(named)
    }

    /// A path as it is named here: without the folder at its beginning.
    pub fn named<'p>(&self, path: &'p Path) -> &'p Path {
        if self.folder.as_os_str().is_empty() {
            return path;
        }
        match path.strip_prefix(&self.folder) {
            Ok(named) if named.as_os_str().is_empty() => Path::new("."),
            Ok(named) => named,
            Err(_) => path,
        }
    }

    /// The settings' file of the folder, if there is one.
    ///
    /// # Errors
    /// [`ContentProblem::Unreadable`]: it is there and cannot be read, or is no file.
    pub fn project_file(&self) -> Result<Option<Found>, ContentProblem> {
        let named = Path::new(PROJECT_FILE);
        let path = self.path(named);
        if path
            .symlink_metadata()
            .is_err_and(|error| error.kind() == ErrorKind::NotFound)
        {
            return Ok(None);
        }
        let unusable = match path.metadata() {
            // A pipe would keep us waiting for ever.
            Ok(metadata) if !metadata.is_file() => Some("it is not a file"),
            Err(error) if error.kind() == ErrorKind::NotFound => {
                Some("it is a link to something that does not exist")
            }
            _ => None,
        };
        if let Some(said) = unusable {
            return Err(ContentProblem::Unreadable {
                path: named.to_owned(),
                error: std::io::Error::other(said),
            });
        }
        Content::guide_at(self, named).map(Some)
    }

    /// Reads a file that is no content, such as a roster or a page to import, and one byte more than is
    /// allowed at the most, so that a longer one is known.
    ///
    /// # Errors
    /// [`ContentProblem::Unreadable`].
    pub fn read_whole(&self, named: &Path, most: usize) -> Result<Vec<u8>, ContentProblem> {
        let read = super::read_at_most(&self.path(named), most as u64 + 1);
        read.map_err(|error| ContentProblem::Unreadable {
            path: named.to_owned(),
            error,
        })
    }

    /// The names of lists in the folder in which this one was looked for, in order.
    pub fn lists_beside(&self, named: &Path) -> Vec<String> {
        let path = self.path(named);
        let folder = path
            .parent()
            .filter(|folder| !folder.as_os_str().is_empty());
        let entries = std::fs::read_dir(folder.unwrap_or(Path::new(".")));
        let names = entries.into_iter().flatten().flatten().take(MOST_NAMES);
        let names = names.filter_map(|entry| entry.file_name().into_string().ok());
        let mut names: Vec<String> = names.filter(|name| is_list(name)).collect();
        names.sort();
        names
    }
}

/// Most names of lists that are looked at.
const MOST_NAMES: usize = 1_000;

/// Whether a file's name is that of a list, and not that of a mark which a program leaves beside one.
fn is_list(name: &str) -> bool {
    let name = name.to_lowercase();
    !name.starts_with(['~', '.'])
        && [".csv", ".tsv", ".xlsx", ".ods"]
            .iter()
            .any(|ending| name.ends_with(ending))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn in_the_processs_folder_paths_stay_as_they_were_named() {
        let here = Workplace::of_process();
        for named in ["list.csv", "./a/../list.csv", "/tmp/list.csv"] {
            assert_eq!(here.path(Path::new(named)), Path::new(named));
            assert_eq!(here.named(Path::new(named)).to_str(), Some(named));
        }
    }

    #[test]
    fn elsewhere_they_begin_there_and_are_told_as_they_were_named() {
        let there = Workplace::at("/clinic");
        let path = there.path(Path::new("today/list.csv"));
        assert_eq!(path, Path::new("/clinic/today/list.csv"));
        assert_eq!(there.named(&path), Path::new("today/list.csv"));
        assert_eq!(there.named(Path::new("/clinic")), Path::new("."));
        let whole = Path::new("/tmp/list.csv");
        assert_eq!(
            (there.path(whole).as_path(), there.named(whole)),
            (whole, whole)
        );
    }
}
