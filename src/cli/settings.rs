//! What holds for a command before its own work begins: the settings of the working folder, and the
//! clinic's content. Options win over `leaflet.yaml`, here and nowhere else.

use std::path::Path;

use super::args::ContentArguments;
use super::terminal::Terminal;
use crate::content::{self, Content, ContentProblem};
use crate::diagnostic::{Diagnostic, Diagnostics, Severity, rule};
use crate::guide::Words;
use crate::make::Failure;
use crate::project::Project;
use crate::source::SourceSet;

/// The settings of the working folder; none where it has no `leaflet.yaml`.
///
/// # Errors
/// [`Failure::Content`] with every fault of the file, or that it cannot be read.
pub(super) fn project(sources: &mut SourceSet) -> Result<Project, Failure> {
    let Some(file) = content::project_file()? else {
        return Ok(Project::default());
    };
    let (project, found) = match sources.add_bytes(file.name, &file.bytes) {
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
    terminal.diagnostics(&unused, &SourceSet::new());
    Ok(content)
}

/// What is wrong with the content folder that the settings name.
fn set_wrongly(words: &Words, problem: ContentProblem) -> Failure {
    let is_missing = matches!(problem, ContentProblem::NoFolder(_));
    match Failure::from(problem) {
        Failure::Usage { message, hints } => {
            let mut fault = Diagnostic::error(rule::WRONG_FOLDER, words.span, message);
            fault.hints = if is_missing {
                vec!["correct the name, make the folder, or delete the line".to_owned()]
            } else {
                hints
            };
            let mut found = Diagnostics::new();
            found.push(fault);
            Failure::Content(found)
        }
        told => told,
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
