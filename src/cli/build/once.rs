//! What is said of the guides of a library, so that it is said once, however many leaflets it concerns.
//!
//! In: what was found in guide after guide. Out: the part of it that was not told yet. Promise: a fault of a text that
//! many leaflets are made of is told with the first of them and with no other.

use std::collections::BTreeSet;

use crate::base::diagnostic::{Diagnostics, Severity, rule};
use crate::base::failure::{Explanation, Failure};
use crate::cli::terminal::Terminal;
use crate::source::SourceSet;

/// What was said.
pub(super) struct Once {
    terminal: Terminal,
    said: BTreeSet<(&'static str, String, String)>,
}

impl Once {
    pub(super) fn new(terminal: Terminal) -> Self {
        Self {
            terminal,
            said: BTreeSet::new(),
        }
    }

    /// Says why there is no leaflet of this file.
    pub(super) fn failure(&mut self, file: &str, failure: &Failure, sources: &SourceSet) {
        if let Failure::Content(found) = failure {
            self.found(file, found, sources);
        }
        if let Some(explanation) = failure.explanation() {
            let message = match &explanation.message {
                message if message.contains(file) => message.clone(),
                message => format!("{file}: {message}"),
            };
            self.terminal.explained(Explanation {
                message,
                ..explanation.clone()
            });
        }
    }

    /// Says errors and warnings; notes are for whoever writes the guide, and `make` tells them.
    pub(super) fn found(&mut self, file: &str, found: &Diagnostics, sources: &SourceSet) {
        let mut news = Diagnostics::new();
        for one in found.iter().filter(|one| one.severity != Severity::Note) {
            let mut one = one.clone();
            let place = match one.span {
                Some(span) => {
                    let (line, column) = sources.position(span);
                    format!("{}:{line}:{column}", sources.get(span.file).name())
                }
                None if one.rule == rule::SAME_FILE => String::new(),
                None => {
                    one.message = format!("{file}: {}", one.message);
                    String::new()
                }
            };
            if self.said.insert((one.rule, one.message.clone(), place)) {
                news.push(one);
            }
        }
        self.terminal.diagnostics(&news, sources);
    }
}
