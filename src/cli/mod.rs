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
mod doctor;
mod environment;
mod explain;
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
mod watch;

use std::ffi::OsString;
use std::process::ExitCode;

use clap::error::{ContextKind, ContextValue, ErrorKind};
use clap::{CommandFactory, FromArgMatches, ValueEnum};

use crate::base::failure::Failure;
use crate::base::invariant::keep_places_of_failures;
use args::{Arguments, Command, MessageFormat};
use interruption::Interruption;
pub use outcome::Outcome;
use terminal::Terminal;

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
    if let Some(outcome) = refused_form(&arguments, terminal) {
        return outcome.into();
    }
    keep_memory_off_the_disk();
    let interruption = Interruption::listen();
    keep_places_of_failures();
    let outcome = std::panic::catch_unwind(|| match &arguments.command {
        Command::Make(arguments) => make::make(arguments, terminal),
        Command::Watch(arguments) => watch::watch(arguments, terminal),
        Command::Batch(arguments) => batch::batch(arguments, terminal, &interruption),
        Command::Purge(arguments) => purge::purge(arguments, terminal),
        Command::Build(arguments) => build::build(arguments, terminal),
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
    outcome
        .unwrap_or_else(|_| {
            let hint = "nothing was written; please report the guide and the options you used, \
                        without any patient's data";
            let failure = Failure::caught(vec![hint.to_owned()]);
            if let Some(advice) = failure.advice() {
                terminal.error(advice.message.clone(), advice.hints.clone());
            }
            Outcome::UsageOrMachine
        })
        .into()
}

/// Words that people take for commands, and what they want.
const MEANT: &[(&[&str], &str)] = &[
    (
        &["print", "printing", "job"],
        "print the PDF as any other; `leaflet batch LIST --combined print.pdf` makes one file of all leaflets \
         of a list",
    ),
    (
        &["create", "generate", "pdf", "leaflet", "patient"],
        "`leaflet make GUIDE` makes a leaflet, and `leaflet batch LIST` one for each patient of a list",
    ),
    (
        &["guides", "brands", "languages", "surgeons", "ls"],
        "`leaflet list guides` lists them; so do `list brands`, `list languages` and `list surgeons`",
    ),
    (
        &["patients", "excel", "csv", "merge", "run"],
        "`leaflet batch LIST` makes a leaflet for each patient of a list",
    ),
    (
        &["lint", "validate", "test", "verify"],
        "`leaflet check` looks at guides",
    ),
    (
        &["init", "setup", "start", "settings", "config"],
        "`leaflet new project` writes the settings of a folder",
    ),
];

/// Refuses a form of findings where a command has none.
fn refused_form(arguments: &Arguments, terminal: Terminal) -> Option<Outcome> {
    let form = arguments.message_format;
    if !form.is_of_findings() || matches!(arguments.command, Command::Check(_)) {
        return None;
    }
    terminal.error(
        format!(
            "the form `{}` is for the findings of `leaflet check`, and this command has none",
            form.name()
        ),
        vec![
            "leave `--message-format` out, or take `human`, `short`, `json` or `github`".to_owned(),
        ],
    );
    Some(Outcome::UsageOrMachine)
}

/// Says what was not understood. A stray word may be half of somebody's name: it is not repeated.
fn usage(error: &clap::Error, terminal: Terminal) -> Outcome {
    let is_help = matches!(
        error.kind(),
        ErrorKind::DisplayHelp
            | ErrorKind::DisplayVersion
            | ErrorKind::DisplayHelpOnMissingArgumentOrSubcommand
    );
    let stray = error.kind() == ErrorKind::UnknownArgument
        && matches!(
            error.get(ContextKind::InvalidArg),
            Some(ContextValue::String(word)) if !word.starts_with('-')
        );
    if stray {
        terminal.error(
            "there is a word too many on the command line",
            vec![
                "put quotes round a name of several words: --patient \"Sample Patient\"".to_owned(),
            ],
        );
        return Outcome::UsageOrMachine;
    }
    // So may a word that looks like an option, or a slip of one; what was meant can be said all the same.
    if error.kind() == ErrorKind::UnknownArgument {
        let mut hints = Vec::new();
        if let Some(ContextValue::String(meant)) = error.get(ContextKind::SuggestedArg) {
            hints.push(format!("did you mean `{meant}`?"));
        }
        hints.push(
            "put quotes round a name of several words: --patient \"Sample Patient\"".to_owned(),
        );
        hints.push("`leaflet help COMMAND` shows the options of a command".to_owned());
        terminal.error(
            "there is an option on the command line that is not known",
            hints,
        );
        return Outcome::UsageOrMachine;
    }
    if error.kind() == ErrorKind::InvalidSubcommand
        && let Some(ContextValue::String(word)) = error.get(ContextKind::InvalidSubcommand)
        && let Some((_, hint)) = MEANT
            .iter()
            .find(|(words, _)| words.contains(&word.as_str()))
    {
        terminal.error(
            format!("there is no command `{word}`"),
            vec![(*hint).to_owned()],
        );
        return Outcome::UsageOrMachine;
    }
    if !is_help && terminal.format.of_messages() != MessageFormat::Human {
        let (message, hints) = parts(&error.render().to_string());
        terminal.error(message, hints);
        return Outcome::UsageOrMachine;
    }
    let is_asked_for =
        is_help && error.kind() != ErrorKind::DisplayHelpOnMissingArgumentOrSubcommand;
    Terminal::usage(&error.render(), is_asked_for);
    if is_asked_for {
        Outcome::Done
    } else {
        Outcome::UsageOrMachine
    }
}

/// The form of messages, looked up before the command line is understood, because what is not
/// understood is to be told in that form too.
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
        let mut forms = MessageFormat::value_variants().iter().copied();
        if let Some(form) = forms.find(|form| Some(form.name()) == name) {
            return form;
        }
    }
    MessageFormat::Human
}

/// The sentence and the hints of a message of the command line reader: its paragraphs, each on one
/// line.
fn parts(text: &str) -> (String, Vec<String>) {
    let mut paragraphs = text.split("\n\n").map(|paragraph| {
        let words: Vec<&str> = paragraph.split_whitespace().collect();
        words.join(" ")
    });
    let message = paragraphs.next().unwrap_or_default();
    let message = message.strip_prefix("error: ").unwrap_or(&message);
    let hints = paragraphs
        .filter(|paragraph| !paragraph.is_empty())
        .map(|paragraph| {
            paragraph
                .strip_prefix("tip: ")
                .unwrap_or(&paragraph)
                .to_owned()
        });
    (message.to_owned(), hints.collect())
}

/// Asks the system for no image of the memory on the disk should the program break down: names of
/// patients may stand in it. What a system does that has no such limit is its own affair.
fn keep_memory_off_the_disk() {
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_form_of_messages_is_a_form_of_reports() {
        let names: Vec<&str> = MessageFormat::value_variants()
            .iter()
            .map(|form| form.name())
            .collect();
        let forms: Vec<&str> = crate::commands::report::FORMS
            .iter()
            .map(|form| form.name)
            .collect();
        assert_eq!(names, forms);
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
