//! `leaflet list`: what there is to choose from, one a line, on standard output.

use std::fmt::Write;

use super::args::{ListArguments, Listed};
use super::outcome::Outcome;
use super::terminal::Terminal;
use crate::content::Content;
use crate::diagnostic::Diagnostics;
use crate::guide;
use crate::make::{self, Failure};
use crate::source::SourceSet;
use crate::typeset::fonts::FAMILIES;

/// Prints the list.
pub(super) fn list(arguments: &ListArguments, terminal: Terminal) -> Outcome {
    let content = match super::make::content_folder(arguments.content.content.as_deref(), terminal)
    {
        Ok(content) => content,
        Err(failure) => return super::make::report(&failure, &SourceSet::new(), terminal),
    };
    let mut text = String::new();
    let written = match arguments.what {
        Listed::Guides => content
            .guides()
            .iter()
            .try_for_each(|(guide, languages)| writeln!(text, "{guide}\t{}", languages.join(" "))),
        Listed::Brands => lines(&mut text, &content.brands()),
        Listed::Languages => return languages(&content, terminal),
        Listed::Surgeons => {
            return surgeons(arguments.content.brand.as_deref(), &content, terminal);
        }
        Listed::Blocks => guide::KINDS.iter().try_for_each(|kind| {
            writeln!(text, "{}: {}\n", kind.name, kind.summary)?;
            kind.example
                .lines()
                .try_for_each(|line| writeln!(text, "    {line}"))?;
            writeln!(text)
        }),
        Listed::Fonts => FAMILIES.iter().try_for_each(|family| {
            writeln!(text, "{}\t{}", family.name, family.scripts.join(", "))
        }),
        Listed::Scripts => FAMILIES
            .iter()
            .flat_map(|family| family.scripts)
            .try_for_each(|script| writeln!(text, "{script}")),
    };
    match written {
        Ok(()) => print(&text, terminal),
        Err(_) => Outcome::UsageOrMachine,
    }
}

fn lines(text: &mut String, names: &[String]) -> std::fmt::Result {
    names.iter().try_for_each(|name| writeln!(text, "{name}"))
}

/// Tags and names; a language with faults is listed by its tag, and its faults are told.
fn languages(content: &Content, terminal: Terminal) -> Outcome {
    let mut sources = SourceSet::new();
    let mut found = Diagnostics::new();
    match make::read_languages(content, &mut sources, &mut found) {
        Ok(languages) => {
            let text: String = languages
                .iter()
                .map(|(tag, name)| match name {
                    Some(name) => format!("{tag}\t{name}\n"),
                    None => format!("{tag}\n"),
                })
                .collect();
            terminal.diagnostics(&found, &sources);
            match print(&text, terminal) {
                Outcome::Done if found.has_errors() => Outcome::ContentHasProblems,
                outcome => outcome,
            }
        }
        Err(failure) => super::make::report(&failure, &sources, terminal),
    }
}

fn surgeons(brand: Option<&str>, content: &Content, terminal: Terminal) -> Outcome {
    let mut sources = SourceSet::new();
    match make::read_brand(brand, content, &mut sources) {
        Ok(brand) => {
            let text: String = brand
                .people
                .iter()
                .map(|person| format!("{}\t{}\n", person.id.text, person.name.text))
                .collect();
            print(&text, terminal)
        }
        Err(failure) => super::make::report(&failure, &sources, terminal),
    }
}

fn print(text: &str, terminal: Terminal) -> Outcome {
    match Terminal::result(text.as_bytes()) {
        Ok(()) => Outcome::Done,
        Err(error) => {
            let failure = Failure::usage(
                format!("standard output could not be written: {error}"),
                Vec::new(),
            );
            super::make::report(&failure, &SourceSet::new(), terminal)
        }
    }
}
