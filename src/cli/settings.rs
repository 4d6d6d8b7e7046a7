//! What holds for a command before its own work begins: the settings of the working folder, and the
//! clinic's content. Options win over `leaflet.yaml`, here and nowhere else.

use std::path::Path;

use super::args::{ContentArguments, PrintArguments};
use super::terminal::Terminal;
use crate::base::diagnostic::{Diagnostic, Diagnostics, Severity, rule};
use crate::base::failure::{Advice, Failure};
use crate::commands::make::Order;
use crate::commands::project::Project;
use crate::input::content::{Content, ContentProblem, Workplace};
use crate::leaflet::Print;
use crate::model::guide::Words;
use crate::source::SourceSet;

/// The settings of the working folder; none where it has no `leaflet.yaml`.
///
/// # Errors
/// [`Failure::Content`] with every fault of the file, or that it cannot be read.
pub(super) fn project(sources: &mut SourceSet) -> Result<Project, Failure> {
    let Some(file) = Workplace::of_process().project_file()? else {
        return Ok(Project::default());
    };
    let (project, found) = match sources.add_yaml(file.name, &file.bytes) {
        Ok(id) => Project::read(sources, id),
        Err(fault) => {
            let mut found = Diagnostics::new();
            found.push(fault);
            (None, found)
        }
    };
    project.ok_or(Failure::Content(found))
}

/// The content of the folder that an option or the settings name, or of `content` in the working
/// folder if there is one. What is never used of it is said at once, because it may be why a name is
/// not found.
///
/// # Errors
/// [`Failure`]: the folder cannot be had. What the settings name is told at its place.
pub(super) fn content(
    arguments: &ContentArguments,
    project: &Project,
    terminal: Terminal,
) -> Result<Content, Failure> {
    let (content, unused) = content_and_unused(arguments, project)?;
    terminal.diagnostics(&unused, &SourceSet::new());
    Ok(content)
}

/// The content as [`content()`] gives it, and what is never used of it.
///
/// # Errors
/// As of [`content()`].
pub(super) fn content_and_unused(
    arguments: &ContentArguments,
    project: &Project,
) -> Result<(Content, Diagnostics), Failure> {
    let content = match (&arguments.content, &project.content) {
        (Some(folder), _) => Content::open(Some(folder))?,
        (None, Some(words)) => Content::open(Some(Path::new(&words.text)))
            .map_err(|problem| set_wrongly(words, problem))?,
        (None, None) => Content::open(None)?,
    };
    let mut unused = Diagnostics::new();
    unused.extend(content.unused().iter().map(|unused| {
        let message = unused.message.as_str();
        Diagnostic::new(rule::UNUSED_CONTENT, Severity::Warning, None, message)
            .hint(unused.hint.as_str())
    }));
    Ok((content, unused))
}

/// What is wrong with the content folder that the settings name.
fn set_wrongly(words: &Words, problem: ContentProblem) -> Failure {
    let is_missing = matches!(problem, ContentProblem::NoFolder(_));
    let failure = Failure::from(problem);
    let Some(Advice { message, hints }) = failure.advice() else {
        return failure;
    };
    let mut fault = Diagnostic::error(rule::WRONG_FOLDER, words.span, message.as_str());
    fault.hints = if is_missing {
        vec!["correct the name, make the folder, or delete the line".to_owned()]
    } else {
        hints.clone()
    };
    let mut found = Diagnostics::new();
    found.push(fault);
    Failure::Content(found)
}

/// The settings without what an option says instead, which need not be right in them; the rest is
/// looked through.
///
/// # Errors
/// As of [`check`].
pub(super) fn checked(
    mut project: Project,
    content: &Content,
    said: &ContentArguments,
    language: Option<&str>,
) -> Result<Project, Failure> {
    project.brand = project.brand.filter(|_| said.brand.is_none());
    project.language = project.language.filter(|_| language.is_none());
    check(&project, content)?;
    Ok(project)
}

/// What is printed: what options say, else what the settings say, else the usual.
pub(super) fn print(said: &PrintArguments, project: &Project) -> Print {
    let set = project.print();
    Print {
        edition: said.edition.unwrap_or(set.edition),
        paper: said.paper.unwrap_or(set.paper),
    }
}

/// The leaflet for everyone that options and settings ask for.
pub(super) fn order(
    guide: &str,
    language: Option<&str>,
    said: &ContentArguments,
    said_print: &PrintArguments,
    project: Project,
) -> Order {
    let brand = said.brand.clone();
    let print = print(said_print, &project);
    Order {
        language: language.map(str::to_owned),
        set_language: project.language.map(|words| words.text),
        brand: brand.or(project.brand.map(|words| words.text)),
        print,
        ..Order::new(guide)
    }
}

/// Refuses settings that name a brand or language which does not exist.
///
/// # Errors
/// [`Failure::Content`] with the places.
pub(super) fn check(project: &Project, content: &Content) -> Result<(), Failure> {
    let found = project.check(content);
    if found.is_empty() {
        Ok(())
    } else {
        Err(Failure::Content(found))
    }
}
