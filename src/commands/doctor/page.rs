//! What was found, a line for each thing that was looked at.
//!
//! In: findings, failures. Out: a [`Page`]. Promise: the gravest fault decides its [`State`].

use crate::base::advice::{Advice, Control};
use crate::base::diagnostic::{Diagnostics, Severity};
use crate::base::failure::{Explanation, Failure};
use crate::commands::report::counted;

/// How it is with a thing.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Mark {
    /// Nothing to do.
    Ok,
    /// Somebody should look at it; leaflets can be made.
    Look,
    /// It keeps leaflets from being made.
    Fault,
}

impl Mark {
    /// Its word.
    pub fn name(self) -> &'static str {
        match self {
            Self::Ok => "ok",
            Self::Look => "look",
            Self::Fault => "fault",
        }
    }
}

/// What was found of one thing.
#[derive(Debug)]
pub struct Line {
    /// How it is with it.
    pub mark: Mark,
    /// What it is about.
    pub topic: &'static str,
    /// What was found.
    pub message: String,
    /// What to do.
    pub hints: Vec<Advice>,
}

/// What is in the way of making leaflets, the gravest of all that was found.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum State {
    /// Nothing.
    #[default]
    Fine,
    /// Faults of what people wrote.
    ContentFaults,
    /// The computer, or a name that was given.
    SystemFaults,
}

/// All that was found so far.
#[derive(Debug, Default)]
pub struct Page {
    /// What was found of each thing, in order.
    pub lines: Vec<Line>,
    /// What is in the way.
    pub state: State,
}

impl Page {
    /// Adds what was found of a thing.
    pub fn add(&mut self, mark: Mark, topic: &'static str, message: String, hints: Vec<Advice>) {
        self.lines.push(Line {
            mark,
            topic,
            message,
            hints,
        });
    }

    /// A thing of which nothing is to be done.
    pub fn ok(&mut self, topic: &'static str, message: impl Into<String>) {
        self.add(Mark::Ok, topic, message.into(), Vec::new());
    }

    /// A thing at which somebody should look.
    pub fn look(
        &mut self,
        topic: &'static str,
        message: impl Into<String>,
        hint: impl Into<Advice>,
    ) {
        self.add(Mark::Look, topic, message.into(), vec![hint.into()]);
    }

    /// A fault of what people wrote.
    pub(super) fn content_fault(
        &mut self,
        topic: &'static str,
        message: String,
        hints: Vec<Advice>,
    ) {
        self.add(Mark::Fault, topic, message, hints);
        if self.state == State::Fine {
            self.state = State::ContentFaults;
        }
    }

    /// A fault of the computer, or of a name that was given.
    pub(super) fn system_fault(
        &mut self,
        topic: &'static str,
        message: String,
        hints: Vec<Advice>,
    ) {
        self.add(Mark::Fault, topic, message, hints);
        self.state = State::SystemFaults;
    }

    /// Why something cannot be had: what is wrong with `what`, and by which control all of it is told.
    pub fn failure(&mut self, topic: &'static str, what: &str, failure: Failure, tells: Advice) {
        match failure {
            Failure::Content(found) => {
                let (message, mut hints) = in_short(what, &found);
                hints.push(tells.words(" shows each with its place"));
                self.content_fault(topic, message, hints);
            }
            Failure::Usage(Explanation { message, hints, .. })
            | Failure::System(Explanation { message, hints, .. })
            | Failure::Program(Explanation { message, hints, .. }) => {
                self.system_fault(topic, message, hints);
            }
            Failure::Interrupted => {}
        }
    }

    /// The last line: whether leaflets can be made.
    pub fn sum_up(&mut self) {
        match self.state {
            State::Fine => self.ok("summary", "leaflets can be made here"),
            _ => self.add(
                Mark::Fault,
                "summary",
                "something prevents leaflets from being made".to_owned(),
                vec![Advice::naming(
                    "correct what is marked `fault`, then run {} again",
                    &[Control::Doctor],
                )],
            ),
        }
    }
}

/// How many faults something has, with the first of them and what to do about it.
pub(super) fn in_short(what: &str, found: &Diagnostics) -> (String, Vec<Advice>) {
    let errors = found.iter().filter(|one| one.severity == Severity::Error);
    let errors: Vec<_> = errors.collect();
    let count = counted(errors.len(), "fault", "faults");
    match errors.first() {
        Some(first) => (
            format!("{what} has {count}: {}", first.message),
            first.hints.iter().take(1).cloned().collect(),
        ),
        None => (format!("{what} has {count}"), Vec::new()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_gravest_fault_decides_how_it_ends() {
        let mut page = Page::default();
        page.look("a", "b", "c");
        assert_eq!(page.state, State::Fine);
        page.content_fault("a", "b".to_owned(), Vec::new());
        assert_eq!(page.state, State::ContentFaults);
        page.system_fault("a", "b".to_owned(), Vec::new());
        page.content_fault("a", "b".to_owned(), Vec::new());
        assert_eq!(page.state, State::SystemFaults);
    }
}
