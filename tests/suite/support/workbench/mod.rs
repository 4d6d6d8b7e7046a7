//! A workbench: a folder of its own in which a test puts files and runs the built program.
//!
//! *What goes in and comes out*: files, arguments, standard input and environment go in; exit code,
//! words and the files that were made come out, with assertions that can be chained.
//! *What it promises*: the program sees an environment that holds only what the test gave it (and
//! PATH, HOME, LC_ALL and TZ with fixed values), so the machine it runs on does not change the
//! answer; a run that takes too long is ended and fails the test.
//! *Why this shape*: the program is tested as a clinic runs it, from outside; a failed assertion
//! prints all that the run said.

mod finished;
mod run;
mod running;

#[cfg(test)]
mod tests;

use std::collections::BTreeMap;
use std::ffi::OsStr;
use std::path::Path;

use tempfile::TempDir;

use super::pdf_reading::FinishedPdf;

pub(crate) use finished::Finished;
pub(crate) use run::Run;
pub(crate) use running::Running;

/// A folder for one test; it vanishes with the value.
pub(crate) struct Workbench {
    folder: TempDir,
}

impl Workbench {
    /// An empty workbench.
    pub(crate) fn new() -> Workbench {
        let folder = tempfile::Builder::new().prefix("leaflet-test-").tempdir();
        Workbench {
            folder: folder.expect("a temporary folder can be made"),
        }
    }

    /// The workbench's folder.
    pub(crate) fn path(&self) -> &Path {
        self.folder.path()
    }

    /// Puts a file with these words there, and its folders where needed.
    pub(crate) fn with_file(self, name: &str, words: impl AsRef<[u8]>) -> Workbench {
        self.put(name, words);
        self
    }

    /// Puts a file there, as `with_file` does, later in the test.
    pub(crate) fn put(&self, name: &str, words: impl AsRef<[u8]>) {
        let path = self.path().join(name);
        if let Some(folder) = path.parent() {
            std::fs::create_dir_all(folder).expect("a folder can be made");
        }
        std::fs::write(&path, words).expect("a file can be written");
    }

    /// Puts a folder there.
    pub(crate) fn with_folder(self, name: &str) -> Workbench {
        std::fs::create_dir_all(self.path().join(name)).expect("a folder can be made");
        self
    }

    /// The bytes of a file there; a file that is not there fails the test.
    #[track_caller]
    pub(crate) fn bytes(&self, name: &str) -> Vec<u8> {
        match std::fs::read(self.path().join(name)) {
            Ok(bytes) => bytes,
            Err(error) => panic!(
                "{name} cannot be read: {error}; there is {:?}",
                self.files()
            ),
        }
    }

    /// A finished PDF there, opened.
    #[track_caller]
    pub(crate) fn pdf(&self, name: &str) -> FinishedPdf {
        FinishedPdf::read(self.bytes(name))
    }

    /// The names of all files there, sorted, with `/` between folders.
    pub(crate) fn files(&self) -> Vec<String> {
        self.contents().into_keys().collect()
    }

    /// Prepares a run of the built program with these arguments.
    pub(crate) fn leaflet<A: AsRef<OsStr>>(
        &self,
        arguments: impl IntoIterator<Item = A>,
    ) -> Run<'_> {
        self.program(env!("CARGO_BIN_EXE_leaflet")).with(arguments)
    }

    /// Prepares a run of any other program.
    pub(crate) fn program(&self, program: impl AsRef<OsStr>) -> Run<'_> {
        Run::of(self, program.as_ref())
    }

    fn contents(&self) -> BTreeMap<String, Vec<u8>> {
        let mut contents = BTreeMap::new();
        let mut folders = vec![self.path().to_owned()];
        while let Some(folder) = folders.pop() {
            for entry in std::fs::read_dir(&folder).into_iter().flatten().flatten() {
                let path = entry.path();
                if entry.file_type().is_ok_and(|kind| kind.is_dir()) {
                    folders.push(path);
                    continue;
                }
                let name = path.strip_prefix(self.path()).unwrap_or(&path);
                let name = name.to_string_lossy().replace('\\', "/");
                // A pipe that nobody writes to would be waited for.
                let is_pipe = path.metadata().is_ok_and(|it| !it.is_file());
                let bytes = match is_pipe {
                    true => Vec::new(),
                    false => std::fs::read(&path).unwrap_or_default(),
                };
                contents.insert(name, bytes);
            }
        }
        contents
    }
}
