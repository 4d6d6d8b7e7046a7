//! Paths in messages: a name may hold characters that a terminal or a build's log obeys.
//!
//! In: a path. Out: how it is shown. Promise: nothing in it reaches a terminal as a command, and a reader can still
//! tell which file is meant.

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
