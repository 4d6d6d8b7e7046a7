//! Where a file's pictures stand: a folder on disk or in the program.
//!
//! In: a picture's name, as a guide or brand gives it. Out: its bytes, or why they cannot be had.
//! Promise: no name and no link leads out of the folder the file belongs to.

use std::path::PathBuf;

use super::{EMBEDDED, PICTURE_BYTES, PictureProblem, is_plain_name, leads_out, read_at_most};

/// A folder on disk or in the program.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Folder {
    /// On disk.
    Disk {
        /// The folder.
        folder: PathBuf,
        /// The folder that no link may lead out of: the content folder, or the folder itself.
        within: PathBuf,
    },
    /// In the program, relative to the embedded content.
    Embedded(String),
}

impl Folder {
    /// Where a picture lies that a file of this folder names; `None` if it is built in, or the name
    /// leads out of the folder.
    pub fn picture_path(&self, name: &str) -> Option<PathBuf> {
        match self {
            Self::Disk { folder, .. } if !names_elsewhere(name) => Some(folder.join(name)),
            _ => None,
        }
    }

    /// The bytes of a picture that a file of this folder names.
    ///
    /// # Errors
    /// [`PictureProblem`].
    pub fn picture(&self, name: &str) -> Result<Vec<u8>, PictureProblem> {
        if names_elsewhere(name) {
            return Err(PictureProblem::Outside);
        }
        match self {
            Self::Embedded(folder) => EMBEDDED
                .get_file(format!("{folder}/{name}"))
                .map(|file| file.contents().to_vec())
                .ok_or(PictureProblem::Missing),
            Self::Disk { folder, within } => {
                let path = folder.join(name);
                let metadata = path.metadata().map_err(|error| match error.kind() {
                    std::io::ErrorKind::NotFound => PictureProblem::Missing,
                    _ => PictureProblem::Unreadable(error.to_string()),
                })?;
                if leads_out(&path, within) {
                    return Err(PictureProblem::Outside);
                }
                if !metadata.is_file() {
                    return Err(PictureProblem::Missing);
                }
                if metadata.len() > PICTURE_BYTES {
                    return Err(PictureProblem::TooLarge(metadata.len()));
                }
                read_at_most(&path, PICTURE_BYTES)
                    .map_err(|error| PictureProblem::Unreadable(error.to_string()))
            }
        }
    }
}

/// Whether a picture's name leads out of its folder.
fn names_elsewhere(name: &str) -> bool {
    name.contains('\\') || !name.split('/').all(is_plain_name)
}

#[cfg(test)]
mod tests {
    use std::path::Path;

    use super::*;

    #[test]
    fn no_picture_name_leads_out_of_the_folder() {
        let folder = Folder::Disk {
            folder: Path::new("src").to_owned(),
            within: Path::new("src").to_owned(),
        };
        for name in [
            "../Cargo.toml",
            "/etc/passwd",
            "..",
            "a/../../Cargo.toml",
            "C:\\x",
        ] {
            assert_eq!(folder.picture(name), Err(PictureProblem::Outside), "{name}");
            assert_eq!(folder.picture_path(name), None, "{name}");
        }
    }
}
