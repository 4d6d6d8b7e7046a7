//! Whether something is at a path, and what its name is on the disk. Nothing is opened.

use std::path::{Path, PathBuf};

/// Whether anything is at a path: a file, a folder, or a link, even one that leads nowhere.
pub fn is_there(path: &Path) -> bool {
    path.symlink_metadata().is_ok()
}

/// Whether a folder is at a path, perhaps by a link.
pub fn is_folder(path: &Path) -> bool {
    path.is_dir()
}

/// A folder by its whole path, without links; `None` where there is none.
pub fn whole_path(folder: &Path) -> Option<PathBuf> {
    folder.canonicalize().ok()
}
