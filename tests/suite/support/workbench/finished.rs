//! One run that has ended, and what a test may demand of it.
//!
//! *What goes in and comes out*: exit code, words and files go in; demands that hold, or a failed test
//! that shows all the run said, come out.
//! *What it promises*: files are compared by name and bytes with those before the run, in the whole
//! workbench, so that a file left behind is seen wherever it is.
//! *Why this shape*: each demand returns the run, so that a test reads as one sentence.

use std::collections::BTreeMap;
use std::ffi::OsString;
use std::time::Duration;

use super::Workbench;

/// A run that has ended.
pub(crate) struct Finished<'a> {
    pub(super) arguments: Vec<OsString>,
    pub(super) code: Option<i32>,
    pub(super) output: Vec<u8>,
    pub(super) errors: String,
    pub(super) took: Duration,
    pub(super) worked: Duration,
    pub(super) peak_memory: usize,
    pub(super) bench: &'a Workbench,
    pub(super) before: BTreeMap<String, Vec<u8>>,
}

impl Finished<'_> {
    /// The exit code; none when a signal ended the program.
    pub(crate) fn code(&self) -> Option<i32> {
        self.code
    }

    /// The bytes on standard output.
    pub(crate) fn output_bytes(&self) -> &[u8] {
        &self.output
    }

    /// The words on standard output.
    pub(crate) fn output(&self) -> String {
        String::from_utf8_lossy(&self.output).into_owned()
    }

    /// The words on standard error.
    pub(crate) fn errors(&self) -> &str {
        &self.errors
    }

    /// How long the run took.
    pub(crate) fn took(&self) -> Duration {
        self.took
    }

    /// The most memory that was seen in use, in bytes; 0 where the system does not say. It is looked
    /// up every few milliseconds, so a short peak just before the end can be missed.
    pub(crate) fn peak_memory(&self) -> usize {
        self.peak_memory
    }

    /// The files that are there now and were not, or not with these bytes, before the run.
    pub(crate) fn made(&self) -> Vec<String> {
        let now = self.bench.contents();
        now.into_iter()
            .filter(|(name, bytes)| self.before.get(name) != Some(bytes))
            .map(|(name, _)| name)
            .collect()
    }

    /// Demands exit code 0.
    #[track_caller]
    pub(crate) fn succeeds(&self) -> &Self {
        self.exits_with(0)
    }

    /// Demands this exit code.
    #[track_caller]
    pub(crate) fn exits_with(&self, code: i32) -> &Self {
        self.demand(
            self.code == Some(code),
            &format!("exit code {code} was expected"),
        )
    }

    /// Demands exactly these words on standard output.
    #[track_caller]
    pub(crate) fn output_is(&self, words: &str) -> &Self {
        self.demand(
            self.output() == words,
            &format!("the output was expected to be {words:?}"),
        )
    }

    /// Demands these words somewhere on standard output.
    #[track_caller]
    pub(crate) fn output_has(&self, words: &str) -> &Self {
        let holds = self.output().contains(words);
        self.demand(holds, &format!("the output was expected to have {words:?}"))
    }

    /// Demands exactly these words on standard error.
    #[track_caller]
    pub(crate) fn errors_are(&self, words: &str) -> &Self {
        self.demand(
            self.errors == words,
            &format!("the errors were expected to be {words:?}"),
        )
    }

    /// Demands these words somewhere on standard error.
    #[track_caller]
    pub(crate) fn errors_have(&self, words: &str) -> &Self {
        let holds = self.errors.contains(words);
        self.demand(
            holds,
            &format!("the errors were expected to have {words:?}"),
        )
    }

    /// Demands that these words are nowhere in what the program said.
    #[track_caller]
    pub(crate) fn never_says(&self, words: &str) -> &Self {
        let says = self.errors.contains(words) || self.output().contains(words);
        self.demand(!says, &format!("{words:?} was not expected to be said"))
    }

    /// Demands that exactly these files were made or changed, in any order.
    #[track_caller]
    pub(crate) fn makes(&self, names: &[&str]) -> &Self {
        let made = self.made();
        let mut expected: Vec<&str> = names.to_vec();
        expected.sort_unstable();
        self.demand(
            made == expected,
            &format!("{expected:?} were expected, made were {made:?}"),
        )
    }

    /// Demands that no file was made, changed or taken away.
    #[track_caller]
    pub(crate) fn makes_nothing(&self) -> &Self {
        let same = self.bench.contents() == self.before;
        self.demand(
            same,
            &format!(
                "no file was expected to change; made were {:?}",
                self.made()
            ),
        )
    }

    /// Demands that the run stayed under this much memory, in MiB, and this processor time: what else the machine does
    /// at that moment does not count, but no run may take ten times as long on the clock either.
    #[track_caller]
    pub(crate) fn stays_under(&self, mebibytes: usize, time: Duration) -> &Self {
        let used = self.peak_memory / (1024 * 1024);
        self.demand(
            used < mebibytes,
            &format!("{used} MiB were used, {mebibytes} are allowed"),
        )
        .demand(
            self.worked < time,
            &format!("it worked for {:?}, {time:?} are allowed", self.worked),
        )
        .demand(
            self.took < 10 * time,
            &format!("it took {:?}, and {time:?} of work are allowed", self.took),
        )
    }

    #[track_caller]
    fn demand(&self, holds: bool, words: &str) -> &Self {
        assert!(
            holds,
            "{words}\n  arguments: {:?}\n  exit code: {:?}\n  output:\n{}\n  errors:\n{}",
            self.arguments,
            self.code,
            self.output(),
            self.errors
        );
        self
    }
}
