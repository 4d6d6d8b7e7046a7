//! What is said where the command line is not understood.
//!
//! In: what the reader of the command line refuses. Out: a message in the form that was asked for. Promise: a
//! stray word, which may be half of somebody's name, is not repeated.

use clap::error::{ContextKind, ContextValue, ErrorKind};

use super::args::MessageFormat;
use super::outcome::Outcome;
use super::terminal::Terminal;

/// Words that people take for commands, and what they want.
const MEANT: &[(&[&str], &str)] = &[
    (
        &["print", "printing", "job"],
        "print the PDF like any other PDF; `leaflet batch LIST --combined print.pdf` makes one \
         file with all leaflets of a list",
    ),
    (
        &["create", "generate", "pdf", "leaflet", "patient"],
        "`leaflet make GUIDE` makes a leaflet, and `leaflet batch LIST` one for each patient of a list",
    ),
    (
        &["guides", "brands", "languages", "surgeons", "ls"],
        "`leaflet list guides` lists the guides; there are also `list brands`, `list languages` \
         and `list surgeons`",
    ),
    (
        &["patients", "excel", "csv", "merge", "run"],
        "`leaflet batch LIST` makes a leaflet for each patient of a list",
    ),
    (
        &["lint", "validate", "test", "verify"],
        "`leaflet check` checks guides",
    ),
    (
        &["init", "setup", "start", "settings", "config"],
        "`leaflet new project` writes the settings of a folder",
    ),
];

/// Says what was not understood. A stray word may be half of somebody's name: it is not repeated.
pub(super) fn usage(error: &clap::Error, terminal: Terminal) -> Outcome {
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
            "the command line has one word too many",
            vec![
                "put quotes around a name of several words: --patient \"Sample Patient\""
                    .to_owned(),
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
            "put quotes around a name of several words: --patient \"Sample Patient\"".to_owned(),
        );
        hints.push("`leaflet help COMMAND` shows the options of a command".to_owned());
        terminal.error("the command line has an unknown option", hints);
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
