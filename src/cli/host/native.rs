//! Linux, macOS, Windows. What goes in and comes out is said in the folder's `mod.rs`.

use std::fmt::Write;
use std::io::IsTerminal;
use std::path::Path;

use indicatif::{ProgressBar, ProgressDrawTarget, ProgressState, ProgressStyle};

use super::NothingOpens;

/// Calls `then` when the program is interrupted, told to end, or its terminal goes away (SIGINT, SIGTERM,
/// SIGHUP). Where that cannot be had, the system ends the program by itself.
pub(in super::super) fn on_signal(then: impl FnMut() + Send + 'static) {
    // Without a handler only the tidy exit code is missing.
    let _set = ctrlc::set_handler(then);
}

/// Asks the system for no image of the memory on the disk should the program break down: names of
/// patients may stand in it. What a system does that has no such limit is its own affair.
pub(in super::super) fn keep_memory_off_the_disk() {
    #[cfg(unix)]
    {
        use rustix::process::{Resource, Rlimit, setrlimit};
        let nothing = Rlimit {
            current: Some(0),
            maximum: Some(0),
        };
        // Lowering one's own limit is always allowed.
        let _lowered = setrlimit(Resource::Core, nothing);
    }
}

/// Opens a file in the program that the computer opens such files with, and does not wait for it.
pub(in super::super) fn open(path: &Path) -> Result<(), NothingOpens> {
    open::that_detached(path).map_err(|_| NothingOpens)
}

/// A bar on the terminal, with rate and time left.
pub(in super::super) struct Bar(ProgressBar);

impl Bar {
    /// Of so many leaflets; `None` where standard error is no terminal.
    pub(in super::super) fn of(count: usize) -> Option<Self> {
        if !std::io::stderr().is_terminal() {
            return None;
        }
        let bar = ProgressBar::with_draw_target(Some(count as u64), ProgressDrawTarget::stderr());
        let style = ProgressStyle::with_template(
            "{bar:30} {pos} of {len} leaflets, {rate} a second, {eta} left",
        );
        let style = style.unwrap_or_else(|_| ProgressStyle::default_bar());
        // What stands behind a colon of a key is a colour, and not a number of decimals.
        let rate = |state: &ProgressState, out: &mut dyn Write| {
            let _told = write!(out, "{:.0}", state.per_sec());
        };
        Some(Self(bar.with_style(style.with_key("rate", rate))))
    }

    /// So many are done.
    pub(in super::super) fn set(&self, done: usize) {
        self.0.set_position(done as u64);
    }

    /// Takes the bar away.
    pub(in super::super) fn end(&self) {
        self.0.finish_and_clear();
    }
}
