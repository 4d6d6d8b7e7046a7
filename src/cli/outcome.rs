//! How the program ends: four exit codes, and what each means.

use std::process::ExitCode;

/// What came of a command.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Outcome {
    /// Done.
    Done,
    /// The content has problems: a guide, a brand, a language, or a fact that cannot be printed.
    ContentHasProblems,
    /// The command was not understood, or could not be carried out.
    UsageOrMachine,
    /// It was stopped by whoever runs it, and ended tidily.
    Interrupted,
}

/// The exit code of a program that was interrupted, by whatever signal: 128 and the number of SIGINT.
pub(super) const INTERRUPTED: u8 = 130;

impl From<Outcome> for ExitCode {
    fn from(outcome: Outcome) -> Self {
        Self::from(match outcome {
            Outcome::Done => 0,
            Outcome::ContentHasProblems => 1,
            Outcome::UsageOrMachine => 2,
            Outcome::Interrupted => INTERRUPTED,
        })
    }
}
