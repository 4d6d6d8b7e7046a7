//! What follows when a leaflet is made: a word on its name, and opening it.

use std::path::{Path, PathBuf};

use super::host::{self, NothingOpens};
use super::terminal::Terminal;
use crate::base::diagnostic::rule;
use crate::base::failure::Failure;
use crate::commands::output::FileKind;

/// Says so where a name that was given does not say what the file is.
pub(super) fn note_odd_ending(paths: &[PathBuf], kind: FileKind, terminal: Terminal) {
    let ending = kind.ending();
    if !paths.iter().all(|path| kind.is_ending_of(path)) {
        terminal.note(
            rule::ODD_ENDING,
            &format!("the file name given with `-o` does not end in `.{ending}`"),
            vec![format!(
                "end the name in `.{ending}`, so that every computer knows how to open the file"
            )],
        );
    }
}

/// Opens a file in the program that the computer opens such files with, and does not wait for it.
pub(super) fn opened(path: &Path) -> Result<(), Failure> {
    host::open(path).map_err(|NothingOpens| {
        Failure::system(
            "the leaflet was made, but this computer has no program to open it",
            vec![format!("open `{}` yourself", path.display())],
        )
    })
}
