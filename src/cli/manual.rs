//! `leaflet man`: the manual pages, made of the same words as the help.
//!
//! In: a command, or a folder. Out: one page on standard output, or all of them as files, of which
//! either every one is written or none. Promise: options, examples and exit codes are those of the
//! help, taken from the same place, so that the two cannot differ; the date is left out, because the
//! same program makes the same pages every time.

use std::path::{Path, PathBuf};

use clap::{Command, CommandFactory};
use clap_mangen::Man;
use clap_mangen::roff::{Roff, bold, roman};

use super::args::{Arguments, ManArguments};
use super::outcome::Outcome;
use super::terminal::{Terminal, harmless_path, report};
use crate::base::advice::Advice;
use crate::base::diagnostic::nearest;
use crate::base::failure::Failure;
use crate::commands::output::{self, WriteProblem};
use crate::source::SourceSet;

/// The files that the program reads, with what each is for.
const FILES: &[(&str, &str)] = &[
    (
        "leaflet.yaml",
        "Settings of the folder the program is started in: content folder, brand, language, paper \
         and surgeon. `leaflet explain project` explains them. An option on the command line is \
         used instead of its setting.",
    ),
    (
        "content/",
        "The clinic's own guides, brands and languages; they are used instead of built-in ones \
         with the same name. It is in the folder the program is started in, unless --content or \
         leaflet.yaml names another.",
    ),
    (
        "content/guides/NAME/LANGUAGE.yaml",
        "A guide in one language, with its pictures next to it.",
    ),
    (
        "content/brands/NAME/brand.yaml",
        "A brand, with its logo next to it.",
    ),
    (
        "content/languages/LANGUAGE.yaml",
        "The phrases of a language.",
    ),
    (
        "content/guide.schema.json, content/brand.schema.json, project.schema.json",
        "A description of these files, for an editor that knows YAML; `leaflet schema` writes \
         them.",
    ),
];

/// The variables of the environment that the program looks at.
const ENVIRONMENT: &[(&str, &str)] = &[
    ("NO_COLOR", "If it is set, messages have no colour."),
    (
        "CLICOLOR, CLICOLOR_FORCE",
        "0 in the first turns colour off; 1 in the second turns it on even if there is no \
         terminal.",
    ),
    (
        "SOURCE_DATE_EPOCH",
        "Seconds since 1970: the date in the properties of a leaflet if its guide gives no review \
         date. It is never printed.",
    ),
];

/// Prints a page, or writes all of them.
pub(super) fn manual(arguments: &ManArguments, terminal: Terminal) -> Outcome {
    let mut program = Arguments::command().disable_help_subcommand(true);
    program.build();
    let done = match &arguments.output_dir {
        Some(folder) => write_all(&program, folder, terminal),
        None => find(&program, &arguments.command)
            .and_then(|command| page(command, &program))
            .map(|page| terminal.print_bytes(&page)),
    };
    done.unwrap_or_else(|failure| report(&failure, &SourceSet::new(), terminal))
}

/// The command that some words name, the program itself for none.
fn find<'a>(program: &'a Command, words: &[String]) -> Result<&'a Command, Failure> {
    let mut command = program;
    for word in words {
        let Some(inner) = command.find_subcommand(word) else {
            let known: Vec<&str> = command.get_subcommands().map(Command::get_name).collect();
            let mut hints: Vec<String> = nearest(word, known.iter().copied())
                .map(|meant| format!("did you mean `{meant}`?"))
                .into_iter()
                .collect();
            hints.push(if known.is_empty() {
                format!("`{}` has no commands of its own", command.get_name())
            } else {
                format!("there are: {}", known.join(", "))
            });
            return Err(Failure::usage("there is no command with this name", hints));
        };
        command = inner;
    }
    Ok(command)
}

fn write_all(program: &Command, folder: &Path, terminal: Terminal) -> Result<Outcome, Failure> {
    let mut files = Vec::new();
    let mut commands = vec![program];
    while let Some(command) = commands.pop() {
        let name = Man::new(command.clone()).get_filename();
        files.push((folder.join(name), page(command, program)?));
        commands.extend(command.get_subcommands());
    }
    files.sort();
    output::write_new(&files).map_err(|problem| {
        let hint = match problem {
            WriteProblem::Exists(_) => {
                "give a folder that has no manual pages with this name".into()
            }
            WriteProblem::NotAFolder(_) => problem.hint(),
            _ => "check that you are allowed to write there, then run the command again".into(),
        };
        problem.failure(hint)
    })?;
    let paths: String = files
        .iter()
        .map(|(path, _): &(PathBuf, Vec<u8>)| format!("{}\n", harmless_path(path)))
        .collect();
    Ok(terminal.print(&paths))
}

/// One page.
fn page(command: &Command, program: &Command) -> Result<Vec<u8>, Failure> {
    let name = command.get_display_name().unwrap_or(command.get_name());
    let man = Man::new(command.clone());
    // Written by hand, because an empty date is left out by the library, and all behind it moves.
    let mut page = format!(
        ".TH {} 1 \"\" \"leaflet {}\" \"Leaflets for patients\"\n",
        name.to_uppercase(),
        env!("CARGO_PKG_VERSION")
    )
    .into_bytes();
    let rendered = man
        .render_name_section(&mut page)
        .and_then(|()| man.render_synopsis_section(&mut page))
        .and_then(|()| man.render_description_section(&mut page))
        .and_then(|()| man.render_options_section(&mut page))
        .and_then(|()| match command.has_subcommands() {
            true => man.render_subcommands_section(&mut page),
            false => Ok(()),
        })
        .and_then(|()| further_sections(command, program).to_writer(&mut page));
    rendered.map_err(|error| {
        Failure::program(
            format!("the manual page could not be made: {error}"),
            Vec::<Advice>::new(),
        )
    })?;
    Ok(page)
}

/// What the help says below the options, and what holds for every command.
fn further_sections(command: &Command, program: &Command) -> Roff {
    let mut roff = Roff::new();
    let own = help_parts(command);
    let general = help_parts(program);
    let exit_codes = general
        .iter()
        .filter(|(heading, _)| *heading == "Exit codes");
    let is_program = command.get_name() == program.get_name();
    let parts = own.iter().chain(exit_codes.filter(|_| !is_program));
    for (heading, lines) in parts {
        match *heading {
            "" => roff.control("SH", ["NOTES"]),
            "Exit codes" => roff.control("SH", ["EXIT STATUS"]),
            heading => roff.control("SH", [heading.to_uppercase().as_str()]),
        };
        if heading.is_empty() {
            roff.text([roman(lines.join(" "))]);
            continue;
        }
        roff.control("nf", []);
        for line in lines {
            roff.text([roman(line.as_str())]);
        }
        roff.control("fi", []);
    }
    for (heading, entries) in [("FILES", FILES), ("ENVIRONMENT", ENVIRONMENT)] {
        roff.control("SH", [heading]);
        for (name, text) in entries {
            roff.control("TP", []);
            roff.text([bold(*name)]);
            roff.text([roman(*text)]);
        }
    }
    if !is_program {
        roff.control("SH", ["SEE ALSO"]);
        roff.text([bold("leaflet"), roman("(1)")]);
    }
    roff
}

/// The paragraphs that the help of a command ends with: the heading of each, and its lines. Words
/// without a heading have none.
fn help_parts(command: &Command) -> Vec<(&'static str, Vec<String>)> {
    const HEADINGS: &[&str] = &["Examples", "Exit codes", "Where to put it"];
    let help = command.get_after_help().map(ToString::to_string);
    let help = help.unwrap_or_default();
    let parts = help.split("\n\n").filter(|part| !part.is_empty());
    parts
        .map(|part| {
            let lines: Vec<String> = part.lines().map(|line| line.trim().to_owned()).collect();
            let first = lines.first().map(|line| line.trim_end_matches(':'));
            match HEADINGS.iter().find(|heading| first == Some(**heading)) {
                Some(heading) => (*heading, lines.into_iter().skip(1).collect()),
                None => ("", lines),
            }
        })
        .collect()
}
