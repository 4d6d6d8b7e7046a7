//! The command line: options in, calls to the library, words out. It decides nothing about content.
//!
//! In: the arguments. Out: an exit code. Promise: a panic becomes a plain sentence and exit code 2,
//! without the words that were being printed; a signal that ends programs ends it at once with 130,
//! but never in the middle of a file.

mod args;
mod batch;
mod build;
mod check;
mod completions;
mod controls;
mod doctor;
mod environment;
mod explain;
mod host;
mod import;
mod input;
mod interruption;
mod licences;
mod list;
mod made;
mod make;
mod manual;
mod new;
mod outcome;
mod person;
mod progress;
mod purge;
mod review;
mod schema;
mod settings;
mod summary;
mod terminal;
mod usage;
mod watch;

use std::ffi::OsString;
use std::process::ExitCode;

use clap::{CommandFactory, FromArgMatches, ValueEnum};

use crate::base::failure::Failure;
use crate::base::invariant::keep_places_of_failures;
use crate::source::SourceSet;
use args::{Arguments, Command, MessageFormat};
use interruption::Interruption;
pub use outcome::Outcome;
use terminal::Terminal;
use usage::usage;

/// Runs the program.
pub fn run(arguments: impl IntoIterator<Item = OsString>) -> ExitCode {
    let arguments: Vec<OsString> = arguments.into_iter().collect();
    let terminal = Terminal {
        format: message_format(&arguments),
        quiet: false,
    };
    let parsed = Arguments::command()
        .try_get_matches_from(arguments)
        .and_then(|matches| Arguments::from_arg_matches(&matches));
    let arguments = match parsed {
        Ok(arguments) => arguments,
        Err(error) => return usage(&error, terminal).into(),
    };
    let terminal = Terminal {
        format: arguments.message_format,
        quiet: arguments.quiet,
    };
    if let Some(outcome) = refused_format(&arguments, terminal) {
        return outcome.into();
    }
    host::keep_memory_off_the_disk();
    let interruption = Interruption::listen();
    keep_places_of_failures(move || {
        // Where a panic ends the program at once (WebAssembly), this is the last moment for a word.
        if cfg!(panic = "abort") {
            broken_down(terminal);
        }
    });
    let outcome = std::panic::catch_unwind(|| match &arguments.command {
        Command::Make(arguments) => make::make(arguments, terminal),
        Command::Watch(arguments) => watch::watch(arguments, terminal, &interruption),
        Command::Batch(arguments) => batch::batch(arguments, terminal, &interruption),
        Command::Purge(arguments) => purge::purge(arguments, terminal),
        Command::Build(arguments) => build::build(arguments, terminal, &interruption),
        Command::Check(arguments) => check::check(arguments, terminal),
        Command::List(arguments) => list::list(arguments, terminal),
        Command::Explain(arguments) => explain::explain(arguments, terminal),
        Command::New(arguments) => new::new(arguments, terminal),
        Command::Schema(arguments) => schema::schema(arguments, terminal),
        Command::Doctor(arguments) => doctor::doctor(arguments, terminal),
        Command::Import(arguments) => import::import(arguments, terminal),
        Command::Completions(arguments) => completions::completions(arguments.shell, terminal),
        Command::Man(arguments) => manual::manual(arguments, terminal),
        Command::Licences => licences::licences(terminal),
    });
    outcome.unwrap_or_else(|_| broken_down(terminal)).into()
}

/// Says that the program is at fault, without the words that were being printed.
fn broken_down(terminal: Terminal) -> Outcome {
    let hint = "nothing was written; please report the guide and the options you used, \
                without any patient's data";
    let failure = Failure::caught(vec![hint.to_owned()]);
    terminal::report(&failure, &SourceSet::new(), terminal)
}

/// Refuses a format of findings where a command has none.
fn refused_format(arguments: &Arguments, terminal: Terminal) -> Option<Outcome> {
    let format = arguments.message_format;
    if !format.is_of_findings() || matches!(arguments.command, Command::Check(_)) {
        return None;
    }
    terminal.error(
        format!(
            "the format `{}` is for the findings of `leaflet check`, and this command has none",
            format.name()
        ),
        vec![
            "leave `--message-format` out, or take `human`, `short`, `json` or `github`".to_owned(),
        ],
    );
    Some(Outcome::UsageOrMachine)
}

/// The format of messages, looked up before the command line is understood, because what is not
/// understood is to be told in that format too.
fn message_format(arguments: &[OsString]) -> MessageFormat {
    const OPTION: &str = "--message-format";
    let mut options = arguments.iter().take_while(|word| *word != "--");
    while let Some(word) = options.next() {
        let word = word.to_str().unwrap_or_default();
        let name = match word.strip_prefix(OPTION) {
            Some("") => options.next().and_then(|name| name.to_str()),
            Some(behind) => behind.strip_prefix('='),
            None => None,
        };
        let mut formats = MessageFormat::value_variants().iter().copied();
        if let Some(format) = formats.find(|format| Some(format.name()) == name) {
            return format;
        }
    }
    MessageFormat::Human
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_format_of_messages_is_a_format_of_reports() {
        let names: Vec<&str> = MessageFormat::value_variants()
            .iter()
            .map(|format| format.name())
            .collect();
        let formats: Vec<&str> = crate::commands::report::REPORT_FORMATS
            .iter()
            .map(|format| format.name)
            .collect();
        assert_eq!(names, formats);
        for name in names {
            let words = ["leaflet", "make", "--message-format", name].map(OsString::from);
            assert_eq!(message_format(&words).name(), name);
        }
    }

    #[test]
    fn the_options_are_sound() {
        Arguments::command().debug_assert();
    }
}
