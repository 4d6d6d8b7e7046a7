//! How far a list is: a bar with rate and time left on a terminal, plain lines elsewhere, an object a
//! leaflet for machines, and nothing under `--quiet`.

use serde_json::json;

use super::args::MessageFormat;
use super::host::Bar;
use super::terminal::Terminal;
use crate::commands::batch::{RowDone, RowState};

/// A list of fewer leaflets is done before anybody reads a line about it.
const WORTH_LINES: usize = 200;

/// Plain lines that a list gets.
const LINES: usize = 10;

/// Tells how far a list is.
pub(super) struct Progress {
    terminal: Terminal,
    bar: Option<Bar>,
    lines: usize,
}

impl Progress {
    /// Of a list of so many leaflets.
    pub(super) fn new(count: usize, terminal: Terminal) -> Self {
        let is_shown = !terminal.quiet && terminal.format == MessageFormat::Human;
        let bar = is_shown.then(|| Bar::of(count)).flatten();
        Self {
            terminal,
            bar,
            lines: 0,
        }
    }

    /// A row is done.
    pub(super) fn tell(&mut self, event: &RowDone<'_>) {
        if self.terminal.format == MessageFormat::Json && !self.terminal.quiet {
            self.terminal.event(&json!({
                "event": match event.state {
                    RowState::Made => "made",
                    RowState::Unchanged => "unchanged",
                    RowState::Failed => "failed",
                },
                "row": event.row,
                "file": event.file,
                "pages": event.pages,
            }));
            return;
        }
        let (done, count) = event.done;
        if let Some(bar) = &self.bar {
            bar.set(done);
        } else if !self.terminal.quiet && count >= WORTH_LINES && done * LINES / count > self.lines
        {
            self.lines = done * LINES / count;
            if done < count {
                self.terminal
                    .line(&format!("{done} of {count} leaflets done"));
            }
        }
    }

    /// All is done: the bar goes.
    pub(super) fn end(&self) {
        if let Some(bar) = &self.bar {
            bar.end();
        }
    }
}
