//! Why there is no result: one case for each of the five situations in which a command ends without one.
//!
//! In: what went wrong, where it went wrong. Out: a [`Failure`]. Promise: the situations are told apart where
//! they arise, so that no front has to guess an exit code or a next step from words.

use crate::base::advice::Advice;
use crate::base::diagnostic::{Diagnostic, Diagnostics, Severity, rule};
use crate::base::invariant::place_of_failure;

/// Why there is no result.
#[derive(Debug)]
pub enum Failure {
    /// The content has problems: everything that was found. Its authors can mend them.
    Content(Diagnostics),
    /// What was asked for cannot be done: an option, a name or the settings are wrong.
    Usage(Explanation),
    /// The computer did not do it: a file cannot be read or written, another run is at work.
    System(Explanation),
    /// A mistake of the program.
    Program(Explanation),
    /// Whoever runs it stopped it. What there is to say was said.
    Interrupted,
}

/// What is wrong, and what to do next.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Explanation {
    /// One sentence: what is wrong.
    pub message: String,
    /// What a front may say behind the sentence, because it is about one of its controls.
    pub remark: Option<Advice>,
    /// What to do next, most useful first.
    pub hints: Vec<Advice>,
}

impl Failure {
    /// What was asked for cannot be done.
    pub fn usage(message: impl Into<String>, hints: Vec<impl Into<Advice>>) -> Self {
        Self::Usage(Explanation::new(message, hints))
    }

    /// The computer did not do it.
    pub fn system(message: impl Into<String>, hints: Vec<impl Into<Advice>>) -> Self {
        Self::System(Explanation::new(message, hints))
    }

    /// A mistake of the program that was just caught, with its place in the code where that is known.
    pub fn caught(mut hints: Vec<String>) -> Self {
        let place = place_of_failure();
        hints.extend(place.map(|place| format!("the place in the program is {place}")));
        Self::program("the program failed unexpectedly", hints)
    }

    /// A mistake of the program.
    pub fn program(message: impl Into<String>, hints: Vec<impl Into<Advice>>) -> Self {
        Self::Program(Explanation::new(message, hints))
    }

    /// What is wrong, where it is neither the content nor an interruption.
    pub fn explanation(&self) -> Option<&Explanation> {
        match self {
            Self::Usage(explanation) | Self::System(explanation) | Self::Program(explanation) => {
                Some(explanation)
            }
            Self::Content(_) | Self::Interrupted => None,
        }
    }

    /// The same with one more thing to do next, where it is neither the content nor an interruption.
    #[must_use]
    pub fn hint(self, hint: impl Into<Advice>) -> Self {
        self.explained(|explanation| explanation.hints.push(hint.into()))
    }

    /// The same with its explanation changed, if it has one.
    #[must_use]
    pub fn explained(mut self, change: impl FnOnce(&mut Explanation)) -> Self {
        match &mut self {
            Self::Usage(explanation) | Self::System(explanation) | Self::Program(explanation) => {
                change(explanation)
            }
            Self::Content(_) | Self::Interrupted => {}
        }
        self
    }
}

impl Explanation {
    /// What is wrong, and what to do next.
    pub fn new(message: impl Into<String>, hints: Vec<impl Into<Advice>>) -> Self {
        Self {
            message: message.into(),
            remark: None,
            hints: hints.into_iter().map(Into::into).collect(),
        }
    }

    /// The same as something to tell of a guide or a list.
    pub fn into_diagnostic(self) -> Diagnostic {
        let mut told = Diagnostic::new(rule::USAGE, Severity::Error, None, self.message);
        told.hints = self.hints;
        told
    }
}
