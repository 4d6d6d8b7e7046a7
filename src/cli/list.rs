//! `leaflet list`: what there is to choose from, one a line, on standard output.

use std::fmt::Write;

use jiff::civil::Date;

use super::args::{ListArguments, Listed};
use super::environment::today;
use super::outcome::Outcome;
use super::settings;
use super::terminal::{Terminal, report};
use crate::base::diagnostic::{Diagnostics, harmless};
use crate::commands::make::{self, in_days, reviews};
use crate::commands::project::Project;
use crate::input::content::Content;
use crate::leaflet::EDITIONS;
use crate::model::design::DESIGNS;
use crate::model::guide;
use crate::pages::typeset::fonts::FAMILIES;
use crate::source::SourceSet;

/// Prints the list.
pub(super) fn list(arguments: &ListArguments, terminal: Terminal) -> Outcome {
    let mut sources = SourceSet::new();
    let opened = settings::project(&mut sources).and_then(|project| {
        let content = settings::content(&arguments.content, &project, terminal)?;
        Ok((project, content))
    });
    let (project, content) = match opened {
        Ok(opened) => opened,
        Err(failure) => return report(&failure, &sources, terminal),
    };
    let mut text = String::new();
    let written = match arguments.what {
        Listed::Guides => guides(&mut text, &content, today(&arguments.today)),
        Listed::Brands => lines(&mut text, &content.brands()),
        Listed::Languages => return languages(&content, terminal),
        Listed::Surgeons => {
            let named = arguments.content.brand.as_deref();
            return surgeons(named, &project, &content, sources, terminal);
        }
        Listed::Blocks => blocks(&mut text),
        Listed::Fonts => FAMILIES.iter().try_for_each(|family| {
            writeln!(text, "{}\t{}", family.name, family.scripts.join(", "))
        }),
        Listed::Editions => EDITIONS
            .iter()
            .try_for_each(|edition| writeln!(text, "{}\t{}", edition.name, edition.purpose)),
        Listed::Designs => DESIGNS
            .iter()
            .try_for_each(|(name, design)| writeln!(text, "{name}\t{}", design.purpose)),
        Listed::Scripts => FAMILIES
            .iter()
            .flat_map(|family| family.scripts)
            .try_for_each(|script| writeln!(text, "{script}")),
    };
    match written {
        Ok(()) => terminal.print(&text),
        Err(_) => Outcome::UsageOrMachine,
    }
}

/// Every guide with its languages, its title, and how many days it is to its next review where it names one.
fn guides(text: &mut String, content: &Content, today: Date) -> std::fmt::Result {
    content.guides().iter().try_for_each(|(guide, languages)| {
        let title = make::title_of(guide, languages, content).unwrap_or_default();
        let title: String = title.chars().map(harmless).collect();
        write!(text, "{guide}\t{}\t{title}", languages.join(" "))?;
        let named = languages
            .iter()
            .map(|language| (guide.as_str(), language.as_str()));
        let told: Vec<String> = reviews(named, content)
            .iter()
            .map(|review| {
                let language = match languages.len() {
                    1 => String::new(),
                    _ => format!("{}: ", review.language),
                };
                match review.days_from(today) {
                    days if days < 0 => format!("{language}review overdue since {}", review.due),
                    days => format!("{language}review {}, by {}", in_days(days), review.due),
                }
            })
            .collect();
        match told.as_slice() {
            [] => writeln!(text),
            told => writeln!(text, "\t{}", told.join("; ")),
        }
    })
}

fn lines(text: &mut String, names: &[String]) -> std::fmt::Result {
    names.iter().try_for_each(|name| writeln!(text, "{name}"))
}

/// Every kind of block with its example, and where such blocks stand in a guide.
fn blocks(text: &mut String) -> std::fmt::Result {
    for kind in guide::KINDS {
        writeln!(text, "{}: {}\n", kind.name, kind.summary())?;
        for line in kind.example().lines() {
            writeln!(text, "    {line}")?;
        }
        writeln!(text)?;
    }
    writeln!(text, "{SKELETON}")
}

/// Where blocks stand in a guide.
const SKELETON: &str = "\
Blocks go under the headings of a guide, indented like this:

    title: \"[Name of the treatment]\"
    sections:
      - heading: \"[What is the treatment?]\"
        roles: [what it is]
        blocks:
          - paragraph: \"[What is done]\"

`leaflet new guide NAME` writes a whole guide to begin with; `leaflet explain` says more about each kind.";

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
            match terminal.print(&text) {
                Outcome::Done if found.has_errors() => Outcome::ContentHasProblems,
                outcome => outcome,
            }
        }
        Err(failure) => report(&failure, &sources, terminal),
    }
}

/// The people of the brand that is named, set, or the only one.
fn surgeons(
    named: Option<&str>,
    project: &Project,
    content: &Content,
    mut sources: SourceSet,
    terminal: Terminal,
) -> Outcome {
    let set = Project {
        brand: project.brand.clone().filter(|_| named.is_none()),
        ..Project::default()
    };
    let brand = named.or(set.brand.as_ref().map(|words| words.text.as_str()));
    let read = settings::check(&set, content)
        .and_then(|()| make::read_brand(brand, content, &mut sources));
    match read {
        Ok(brand) => {
            let text: String = brand
                .people
                .iter()
                .map(|person| format!("{}\t{}\n", person.id.text, person.name.text))
                .collect();
            terminal.print(&text)
        }
        Err(failure) => report(&failure, &sources, terminal),
    }
}
