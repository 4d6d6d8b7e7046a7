//! What holds for a command before its own work begins: the settings of the folder in which one works, and
//! the clinic's content.
//!
//! In: a [`Workplace`], and what options say. Out: [`Project`], [`Content`], what is printed. Promise: what
//! options say wins over `leaflet.yaml`; what `leaflet.yaml` says wrongly is told at its place.

use std::path::Path;

use crate::base::diagnostic::{Diagnostic, Diagnostics, Severity, rule};
use crate::base::failure::{Explanation, Failure};
use crate::commands::project::Project;
use crate::input::content::{Content, ContentProblem, Workplace};
use crate::leaflet::{Edition, Paper, Print};
use crate::model::design::Design;
use crate::model::guide::Words;
use crate::source::SourceSet;

/// The settings of the folder; none where it has no `leaflet.yaml`.
///
/// # Errors
/// [`Failure::Content`] with every fault of the file, or that it cannot be read.
pub fn project(workplace: &Workplace, sources: &mut SourceSet) -> Result<Project, Failure> {
    let Some(file) = workplace.project_file()? else {
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

/// The content of the folder that an option or the settings name, or of `content` in the folder in which
/// one works if there is one; and what is never used of it, which may be why a name is not found.
///
/// # Errors
/// [`Failure`]: the folder cannot be had. What the settings name is told at its place.
pub fn content(
    workplace: &Workplace,
    said: Option<&Path>,
    project: &Project,
) -> Result<(Content, Diagnostics), Failure> {
    let content = match (said, &project.content) {
        (Some(folder), _) => Content::open_in(workplace, Some(folder))?,
        (None, Some(words)) => Content::open_in(workplace, Some(Path::new(&words.text)))
            .map_err(|problem| set_wrongly(words, problem))?,
        (None, None) => Content::open_in(workplace, None)?,
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
    let Some(Explanation { message, hints, .. }) = failure.explanation() else {
        return failure;
    };
    let mut fault = Diagnostic::error(rule::WRONG_FOLDER, words.span, message.as_str());
    fault.hints = if is_missing {
        vec!["correct the name, make the folder, or delete the line".into()]
    } else {
        hints.clone()
    };
    let mut found = Diagnostics::new();
    found.push(fault);
    Failure::Content(found)
}

/// The settings without what an option says instead, which need not be right in them; the rest is looked
/// through.
///
/// # Errors
/// As of [`check`].
pub fn checked(
    mut project: Project,
    content: &Content,
    says_brand: bool,
    says_language: bool,
) -> Result<Project, Failure> {
    project.brand = project.brand.filter(|_| !says_brand);
    project.language = project.language.filter(|_| !says_language);
    check(&project, content)?;
    Ok(project)
}

/// Refuses settings that name a brand or language which does not exist.
///
/// # Errors
/// [`Failure::Content`] with the places.
pub fn check(project: &Project, content: &Content) -> Result<(), Failure> {
    let found = project.check(content);
    match found.is_empty() {
        true => Ok(()),
        false => Err(Failure::Content(found)),
    }
}

/// What is printed: what options say, else what the settings say, else the usual.
pub fn print(
    edition: Option<&'static Edition>,
    paper: Option<&'static Paper>,
    design: Option<&'static Design>,
    project: &Project,
) -> Print {
    let set = project.print();
    Print {
        design: design.or(set.design),
        edition: edition.unwrap_or(set.edition),
        paper: paper.unwrap_or(set.paper),
    }
}
