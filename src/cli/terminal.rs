//! The only file that prints: results to standard output, talk to standard error.
//!
//! In: paths, lists, diagnostics. Out: text in the form that was asked for. Promise: nothing but
//! results reaches standard output; a reader that went away is no error; colour only where a
//! terminal wants it (NO_COLOR, CLICOLOR and CLICOLOR_FORCE are kept to).

use std::io::{self, BufWriter, IsTerminal, Write};
use std::path::Path;

use super::args::MessageFormat;
use super::controls;
use super::outcome::Outcome;
use crate::base::advice::Advice;
use crate::base::diagnostic::{Diagnostic, Diagnostics, Severity, rule};
pub(super) use crate::base::diagnostic::{harmless_path, quoted_path as shown};
use crate::base::failure::{Explanation, Failure};
use crate::base::invariant::Certain;
use crate::commands::report::{REPORT_FORMATS, Report, TextStyle};
use crate::source::SourceSet;

/// How to talk.
#[derive(Debug, Clone, Copy)]
pub(super) struct Terminal {
    /// The form of messages.
    pub(super) format: MessageFormat,
    /// Whether only errors are said.
    pub(super) quiet: bool,
}

impl Terminal {
    /// Whether results are read by a person on a terminal, and not by a program.
    pub(super) fn shows_results() -> bool {
        io::stdout().is_terminal()
    }

    /// Prints what was found: all of it, or under `--quiet` the errors alone.
    pub(super) fn diagnostics(self, diagnostics: &Diagnostics, sources: &SourceSet) {
        let mut shown = diagnostics.clone().worded(&controls::name);
        if self.quiet {
            let is_error = |found: &&Diagnostic| found.severity == Severity::Error;
            let errors: Vec<_> = shown.iter().filter(is_error).cloned().collect();
            shown = Diagnostics::new();
            shown.extend(errors);
        }
        if shown.is_empty() {
            return;
        }
        let stderr = io::stderr();
        let text = match self.format.of_messages() {
            MessageFormat::Short => crate::source::messages::short::render(&shown, sources),
            MessageFormat::Json => crate::source::messages::json::render(&shown, sources),
            MessageFormat::Github => crate::source::messages::github::render(&shown, sources),
            MessageFormat::Human | MessageFormat::Junit | MessageFormat::Sarif => {
                let colour = anstream::AutoStream::choice(&stderr) != anstream::ColorChoice::Never;
                crate::source::messages::human::render(&shown, sources, colour)
            }
        };
        let _told = stderr.lock().write_all(text.as_bytes());
    }

    /// Prints a report as a result, on standard output.
    ///
    /// # Errors
    /// [`Failure::System`], if standard output cannot be written.
    pub(super) fn report(self, report: &Report<'_>) -> Result<(), Failure> {
        let stdout = io::stdout();
        let colour = anstream::AutoStream::choice(&stdout) != anstream::ColorChoice::Never;
        let style = TextStyle {
            colour,
            drawn: colour && shows_utf8(),
        };
        let name = self.format.name();
        let form = REPORT_FORMATS.iter().find(|form| form.name == name);
        let mut out = BufWriter::new(stdout.lock());
        let written = (form.certain().write)(report, style, &mut out);
        or_gone(written.and_then(|()| out.flush())).map_err(|error| not_told(&error))
    }

    /// Prints an error that concerns no file.
    pub(super) fn error(self, message: impl Into<String>, hints: Vec<String>) {
        let told = Diagnostic::new(rule::USAGE, Severity::Error, None, message);
        self.diagnostic(hints.into_iter().fold(told, Diagnostic::hint));
    }

    /// Prints something that concerns no file.
    pub(super) fn diagnostic(self, diagnostic: Diagnostic) {
        let mut found = Diagnostics::new();
        found.push(diagnostic);
        self.diagnostics(&found, &SourceSet::new());
    }

    /// Prints what is wrong and what to do next.
    pub(super) fn explained(self, mut explanation: Explanation) {
        if let Some(remark) = explanation.remark.take() {
            let remark = remark.worded(|control, _| controls::typed(control).to_owned());
            explanation.message.push_str(&format!("; {remark}"));
        }
        self.diagnostic(explanation.into_diagnostic());
    }

    /// Prints a warning that concerns no file.
    pub(super) fn warning(self, rule: &'static str, message: &str, hints: Vec<String>) {
        let told = Diagnostic::new(rule, Severity::Warning, None, message);
        self.diagnostic(hints.into_iter().fold(told, Diagnostic::hint));
    }

    /// Prints one line about how far the work is.
    pub(super) fn line(self, text: &str) {
        let _told = writeln!(io::stderr().lock(), "{text}");
    }

    /// Prints what happened, for machines: one object a line.
    pub(super) fn event(self, event: &serde_json::Value) {
        let _told = writeln!(io::stderr().lock(), "{event}");
    }

    /// Prints a note that concerns no file.
    pub(super) fn note(self, rule: &'static str, message: &str, hints: Vec<String>) {
        let told = Diagnostic::new(rule, Severity::Note, None, message);
        self.diagnostic(hints.into_iter().fold(told, Diagnostic::hint));
    }

    /// Prints a result that is a text; says so where that cannot be done.
    pub(super) fn print(self, text: &str) -> Outcome {
        self.print_bytes(text.as_bytes())
    }

    /// Prints a result as `print` does.
    pub(super) fn print_bytes(self, bytes: &[u8]) -> Outcome {
        match Self::result(bytes) {
            Ok(()) => Outcome::Done,
            Err(error) => {
                let message = format!("standard output could not be written: {error}");
                self.error(message, Vec::new());
                Outcome::UsageOrMachine
            }
        }
    }

    /// Prints help or a usage message in the words of the command line reader; help that was asked
    /// for is a result.
    pub(super) fn usage(text: &clap::builder::StyledStr, is_result: bool) {
        let _told = if is_result {
            write!(anstream::stdout(), "{}", text.ansi())
        } else {
            write!(anstream::stderr(), "{}", text.ansi())
        };
    }

    /// Prints a result; a reader that went away is no error.
    ///
    /// # Errors
    /// Any other fault of standard output.
    pub(super) fn result(bytes: &[u8]) -> io::Result<()> {
        let mut stdout = io::stdout().lock();
        or_gone(stdout.write_all(bytes).and_then(|()| stdout.flush()))
    }
}

/// What came of writing a result, where a reader that went away is no error.
fn or_gone(written: io::Result<()>) -> io::Result<()> {
    match written {
        Err(error) if error.kind() == io::ErrorKind::BrokenPipe => Ok(()),
        result => result,
    }
}

/// Prints the path of a file that was made, as a result.
///
/// # Errors
/// [`Failure::System`], if standard output cannot be written.
pub(super) fn told_path(path: &Path) -> Result<(), Failure> {
    told(format!("{}\n", harmless_path(path)).as_bytes())
}

/// Whether the terminal shows more than ASCII, as the environment says (POSIX: the first of the three
/// that is set counts).
#[expect(
    clippy::disallowed_methods,
    reason = "the command line is where the environment is read"
)]
fn shows_utf8() -> bool {
    let set = ["LC_ALL", "LC_CTYPE", "LANG"]
        .into_iter()
        .filter_map(std::env::var_os)
        .find(|value| !value.is_empty());
    let named = set.map(|value| value.to_string_lossy().to_lowercase());
    named.is_some_and(|name| name.contains("utf-8") || name.contains("utf8"))
}

pub(super) fn told(result: &[u8]) -> Result<(), Failure> {
    Terminal::result(result).map_err(|error| not_told(&error))
}

/// The failure of writing a result to standard output.
fn not_told(error: &io::Error) -> Failure {
    Failure::system(
        format!("standard output could not be written: {error}"),
        Vec::<Advice>::new(),
    )
}

/// Prints why there is no leaflet.
pub(super) fn report(failure: &Failure, sources: &SourceSet, terminal: Terminal) -> Outcome {
    match failure {
        Failure::Content(diagnostics) => {
            terminal.diagnostics(diagnostics, sources);
            Outcome::ContentHasProblems
        }
        Failure::Usage(explanation)
        | Failure::System(explanation)
        | Failure::Program(explanation) => {
            terminal.explained(explanation.clone());
            Outcome::UsageOrMachine
        }
        Failure::Interrupted => Outcome::Interrupted,
    }
}
