//! Paths in messages: a name may hold signs that a terminal or a build's log obeys.

use std::path::Path;

use super::harmless;

/// The name of a file or folder as a terminal and a build's log can show it.
pub fn harmless_path(path: &Path) -> String {
    path.to_string_lossy().chars().map(harmless).collect()
}

/// A path in a sentence.
pub fn quoted_path(path: &Path) -> String {
    format!("`{}`", harmless_path(path))
}
