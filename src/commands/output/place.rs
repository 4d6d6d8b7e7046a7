//! Where a file is to stand, so that two names of one place are known as one.
//!
//! In: paths. Out: a [`Place`] that equals another if any system may take the two for one file. Promise:
//! links, relative paths, capitals and composed letters do not hide that; a folder that is not there yet
//! has a place too. Names that only some systems take for one are always taken for one: a refusal costs a
//! new name, a mistake costs a patient's leaflet.

use std::path::{Component, Path, PathBuf};

use unicode_normalization::UnicodeNormalization;

use super::system;

/// A place for a file.
#[derive(Debug, Clone)]
pub struct Place {
    /// The nearest folder that is there, by its true name.
    folder: PathBuf,
    /// The folders below it that are not there yet, and the file; folded.
    below: Vec<String>,
}

impl Place {
    /// The place that a path leads to.
    pub fn of(path: &Path) -> Self {
        // A file that is there tells its own true name: on Windows it may be asked for by a short one. The
        // last name is not followed if it is a link, because a file takes the link's place.
        let mut below = vec![path.file_name().map_or_else(String::new, |name| {
            folded(&true_name(path).unwrap_or_else(|| name.to_string_lossy().into_owned()))
        })];
        let mut folder = folder_of(path).to_owned();
        // Steps up behind folders that are not there.
        let mut up = 0_usize;
        loop {
            if let Ok(there) = folder.canonicalize() {
                below.reverse();
                let above = there.ancestors().nth(up).unwrap_or(&there);
                return Self {
                    folder: above.to_owned(),
                    below,
                };
            }
            match folder.components().next_back() {
                Some(Component::Normal(_)) if up > 0 => up -= 1,
                Some(Component::Normal(name)) => below.push(folded(&name.to_string_lossy())),
                Some(Component::ParentDir) => up += 1,
                Some(Component::CurDir) => {}
                _ => {
                    below.reverse();
                    return Self { folder, below };
                }
            }
            folder = folder_of(&folder).to_owned();
        }
    }

    /// Whether this is a file of this name in that folder.
    pub fn is_in(&self, folder: &Self, name: &str) -> bool {
        let [inner @ .., own] = self.below.as_slice() else {
            return false;
        };
        *own == folded(name) && inner == folder.below && is_one_folder(&self.folder, &folder.folder)
    }

    /// Whether the two are one.
    pub fn is(&self, other: &Self) -> bool {
        self.below == other.below && is_one_folder(&self.folder, &other.folder)
    }

    /// The place of a folder, with which [`Place::is_in`] compares.
    pub fn of_folder(folder: &Path) -> Self {
        let mut place = Self::of(&folder.join("file"));
        place.below.pop();
        place
    }
}

/// A name as it lies in its folder, where a system lets a file be asked for by another one.
#[cfg(windows)]
fn true_name(path: &Path) -> Option<String> {
    if path.symlink_metadata().ok()?.is_symlink() {
        return None;
    }
    let path = path.canonicalize().ok()?;
    Some(path.file_name()?.to_string_lossy().into_owned())
}

#[cfg(not(windows))]
fn true_name(_: &Path) -> Option<String> {
    None
}

fn is_one_folder(one: &Path, other: &Path) -> bool {
    if folded(&one.to_string_lossy()) == folded(&other.to_string_lossy()) {
        return true;
    }
    let both = one.metadata().ok().zip(other.metadata().ok());
    both.is_some_and(|(one, other)| system::is_same_file(&one, &other))
}

/// A name as the system folds it that folds most: without capitals, composed, without points and spaces at
/// its end.
pub fn folded(name: &str) -> String {
    let folded = name.nfkc().collect::<String>().to_lowercase();
    let folded: String = folded.nfc().collect();
    folded.trim_end_matches(['.', ' ']).to_owned()
}

/// The folder a file stands in.
pub(super) fn folder_of(path: &Path) -> &Path {
    match path.parent() {
        Some(folder) if !folder.as_os_str().is_empty() => folder,
        _ => Path::new("."),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_place_is_known_by_all_its_names() {
        let top = tempfile::tempdir().unwrap();
        let top = top.path();
        std::fs::create_dir_all(top.join("today/inner")).unwrap();
        let folder = Place::of_folder(&top.join("today"));
        let is = |path: &str| Place::of(&top.join(path)).is_in(&folder, "0002-knee-en.pdf");
        assert!(is("today/0002-knee-en.pdf"));
        assert!(is("today/inner/../0002-KNEE-en.PDF"));
        assert!(is("today/./0002-knee-en.pdf."));
        assert!(!is("today/0003-knee-en.pdf") && !is("0002-knee-en.pdf"));
        assert!(!is("today/inner/0002-knee-en.pdf"));
        assert!(Place::of(&top.join("new/a.json")).is(&Place::of(&top.join("NEW/A.json"))));
        let new = Place::of_folder(&top.join("new"));
        assert!(Place::of(&top.join("new/a.json")).is_in(&new, "a.json"));
        assert!(Place::of(&top.join("new/../other/../new/a.json")).is_in(&new, "a.json"));
        assert!(!Place::of(&top.join("new/b/a.json")).is_in(&new, "a.json"));
        #[cfg(unix)]
        {
            std::os::unix::fs::symlink("today", top.join("link")).unwrap();
            assert!(is("link/0002-knee-en.pdf"));
        }
    }
}
