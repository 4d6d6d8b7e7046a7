//! What holds for a command before its own work begins, of the process's folder: `commands::settings` with
//! the arguments of the command line.

use super::args::{ContentArguments, PrintArguments};
use super::terminal::Terminal;
use crate::base::diagnostic::Diagnostics;
use crate::base::failure::Failure;
use crate::commands::make::Order;
use crate::commands::project::Project;
use crate::commands::settings;
pub(super) use crate::commands::settings::check;
use crate::input::content::{Content, Workplace};
use crate::leaflet::Print;
use crate::source::SourceSet;

/// The settings of the working folder; none where it has no `leaflet.yaml`.
///
/// # Errors
/// As of [`settings::project`].
pub(super) fn project(sources: &mut SourceSet) -> Result<Project, Failure> {
    settings::project(&Workplace::of_process(), sources)
}

/// The content of the folder that an option or the settings name, or of `content` in the working
/// folder if there is one. What is never used of it is said at once, because it may be why a name is
/// not found.
///
/// # Errors
/// As of [`settings::content`].
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
    let said = arguments.content.as_deref();
    settings::content(&Workplace::of_process(), said, project)
}

/// The settings without what an option says instead, which need not be right in them; the rest is
/// looked through.
///
/// # Errors
/// As of [`settings::checked`].
pub(super) fn checked(
    project: Project,
    content: &Content,
    said: &ContentArguments,
    language: Option<&str>,
) -> Result<Project, Failure> {
    settings::checked(project, content, said.brand.is_some(), language.is_some())
}

/// What is printed: what options say, else what the settings say, else the usual.
pub(super) fn print(said: &PrintArguments, project: &Project) -> Print {
    settings::print(said.edition, said.paper, said.design, project)
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
