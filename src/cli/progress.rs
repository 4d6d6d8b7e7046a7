//! How far a list is: a bar with rate and time left on a terminal, plain lines elsewhere, an object a
//! leaflet for machines, and nothing under `--quiet`.

use std::io::IsTerminal;

use indicatif::{ProgressBar, ProgressDrawTarget, ProgressState, ProgressStyle};
use serde_json::json;

use super::args::MessageFormat;
use super::terminal::Terminal;
use crate::commands::batch::{RowDone, RowState};

/// A list of fewer leaflets is done before anybody reads a line about it.
const WORTH_LINES: usize = 200;

/// Plain lines that a list gets.
const LINES: usize = 10;

/// Tells how far a list is.
pub(super) struct Progress {
    terminal: Terminal,
    bar: Option<ProgressBar>,
    lines: usize,
}

impl Progress {
    /// Of a list of so many leaflets.
    pub(super) fn new(count: usize, terminal: Terminal) -> Self {
        let is_shown = !terminal.quiet && terminal.format == MessageFormat::Human;
        let has_bar = is_shown && std::io::stderr().is_terminal();
        let bar = has_bar.then(|| {
            let bar =
                ProgressBar::with_draw_target(Some(count as u64), ProgressDrawTarget::stderr());
            let style = ProgressStyle::with_template(
                "{bar:30} {pos} of {len} leaflets, {rate} a second, {eta} left",
            );
            let style = style.unwrap_or_else(|_| ProgressStyle::default_bar());
            // What stands behind a colon of a key is a colour, and not a number of decimals.
            let rate = |state: &ProgressState, out: &mut dyn std::fmt::Write| {
                let _told = write!(out, "{:.0}", state.per_sec());
            };
            bar.with_style(style.with_key("rate", rate))
        });
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
            bar.set_position(done as u64);
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
            bar.finish_and_clear();
        }
    }
}
