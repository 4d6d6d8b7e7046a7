//! Why there is no result: one case for each of the five situations in which a command ends without one.
//!
//! In: what went wrong, where it went wrong. Out: a [`Failure`]. Promise: the situations are told apart where
//! they arise, so that no front has to guess an exit code or a next step from words.

use crate::base::diagnostic::{Diagnostic, Diagnostics, Severity, rule};
use crate::base::invariant::place_of_failure;

/// Why there is no result.
#[derive(Debug)]
pub enum Failure {
    /// The content has problems: everything that was found. Its authors can mend them.
    Content(Diagnostics),
    /// What was asked for cannot be done: an option, a name or the settings are wrong.
    Usage(Advice),
    /// The computer did not do it: a file cannot be read or written, another run is at work.
    System(Advice),
    /// A mistake of the program.
    Program(Advice),
    /// Whoever runs it stopped it. What there is to say was said.
    Interrupted,
}

/// What is wrong, and what to do next.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Advice {
    /// One sentence: what is wrong.
    pub message: String,
    /// What to do next, most useful first.
    pub hints: Vec<String>,
}

impl Failure {
    /// What was asked for cannot be done.
    pub fn usage(message: impl Into<String>, hints: Vec<String>) -> Self {
        Self::Usage(Advice::new(message, hints))
    }

    /// The computer did not do it.
    pub fn system(message: impl Into<String>, hints: Vec<String>) -> Self {
        Self::System(Advice::new(message, hints))
    }

    /// A mistake of the program that was just caught, with its place in the code where that is known.
    pub fn caught(mut hints: Vec<String>) -> Self {
        let place = place_of_failure();
        hints.extend(place.map(|place| format!("the place in the program is {place}")));
        Self::program("the program failed in a way it should not", hints)
    }

    /// A mistake of the program.
    pub fn program(message: impl Into<String>, hints: Vec<String>) -> Self {
        Self::Program(Advice::new(message, hints))
    }

    /// What is wrong, where it is neither the content nor an interruption.
    pub fn advice(&self) -> Option<&Advice> {
        match self {
            Self::Usage(advice) | Self::System(advice) | Self::Program(advice) => Some(advice),
            Self::Content(_) | Self::Interrupted => None,
        }
    }

    /// The same with its advice changed, if it has one.
    #[must_use]
    pub fn advised(mut self, change: impl FnOnce(&mut Advice)) -> Self {
        match &mut self {
            Self::Usage(advice) | Self::System(advice) | Self::Program(advice) => change(advice),
            Self::Content(_) | Self::Interrupted => {}
        }
        self
    }
}

impl Advice {
    fn new(message: impl Into<String>, hints: Vec<String>) -> Self {
        Self {
            message: message.into(),
            hints,
        }
    }

    /// The same as something to tell of a guide or a list.
    pub fn into_diagnostic(self) -> Diagnostic {
        let mut told = Diagnostic::new(rule::USAGE, Severity::Error, None, self.message);
        told.hints = self.hints;
        told
    }
}
