//! How a command ends when it is interrupted, told to end, or its terminal goes away (SIGINT, SIGTERM, SIGHUP).
//!
//! In: the system's signals. Out: a [`Stop`] for a command that ends by itself; for all others the end of
//! the program with 130. Promise: never in the middle of a file, which finds its place first; whoever asks
//! a second time need not wait for the command.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use super::{host, outcome};
use crate::base::stop::Stop;
use crate::commands::output;

/// What the system's signals ask of the command that runs.
#[derive(Debug, Clone, Default)]
pub(super) struct Interruption {
    stop: Stop,
    /// Whether the command looks at `stop` and ends by itself.
    ends_by_itself: Arc<AtomicBool>,
}

impl Interruption {
    /// Listens to the system's signals from now on.
    pub(super) fn listen() -> Self {
        let interruption = Self::default();
        let heard = interruption.clone();
        host::on_signal(move || heard.hear());
        interruption
    }

    /// By which the command is asked to stop, if it looks at it.
    pub(super) fn stop(&self) -> &Stop {
        &self.stop
    }

    /// The stop of a command that looks at it and ends by itself within a second from now on.
    pub(super) fn stop_by_itself(&self) -> &Stop {
        self.ends_by_itself.store(true, Ordering::Relaxed);
        &self.stop
    }

    #[expect(
        clippy::disallowed_methods,
        reason = "a signal ends the program from a thread of its own, which cannot return to main; the \
                  lock it holds sees to it that no file is in the making"
    )]
    fn hear(&self) {
        let is_first = self.stop.request();
        if is_first && self.ends_by_itself.load(Ordering::Relaxed) {
            return;
        }
        let _whole = output::hold_back_interruption();
        output::abandon();
        std::process::exit(i32::from(outcome::INTERRUPTED));
    }
}
