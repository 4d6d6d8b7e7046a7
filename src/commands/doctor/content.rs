//! Whether the settings, the content, the languages and the brands can be read.
//!
//! In: what `doctor` is asked. Out: lines of its page, and what later looks need. Promise: one that cannot be read is
//! told with what to do, and the looks that do not need it go on.

use super::page::{Mark, Page};
use super::{DoctorOptions, LINES_OF_A_SORT, checking, listing, more};
use crate::base::advice::{Advice, Control};
use crate::base::diagnostic::{Diagnostics, quoted};
use crate::base::failure::Failure;
use crate::commands::make::{PersonGiven, PersonRead, SurgeonGiven, read_brand, read_languages};
use crate::commands::project::Project;
use crate::commands::report::counted;
use crate::commands::settings;
use crate::input::content::Content;
use crate::model::brand::Brand;
use crate::source::SourceSet;

/// The settings; `None` where they cannot be read.
pub(super) fn project(options: &DoctorOptions, page: &mut Page) -> Option<Project> {
    let is_there = !matches!(options.workplace.project_file(), Ok(None));
    match settings::project(&options.workplace, &mut SourceSet::new()) {
        Ok(project) => {
            page.ok(
                "settings",
                if is_there {
                    "`leaflet.yaml` can be read"
                } else {
                    "there is no `leaflet.yaml` in this folder; it is not needed"
                },
            );
            Some(project)
        }
        Err(failure) => {
            page.failure("settings", "`leaflet.yaml`", failure, listing("guides"));
            None
        }
    }
}

/// The content, and what is never used of it; `None` where it cannot be had.
pub(super) fn content_found(
    options: &DoctorOptions,
    project: Option<&Project>,
    page: &mut Page,
) -> Option<Content> {
    if project.is_none() && options.content.is_none() {
        // Where content is to be looked for is not known.
        return None;
    }
    let nothing_set = Project::default();
    let project = project.unwrap_or(&nothing_set);
    let (content, unused) =
        match settings::content(&options.workplace, options.content.as_deref(), project) {
            Ok(found) => found,
            Err(failure) => {
                page.failure("content", "`leaflet.yaml`", failure, listing("guides"));
                return None;
            }
        };
    match content.own_folder() {
        Some(folder) => {
            let guides = counted(
                content.own_guides().len(),
                "guide made by the clinic",
                "guides made by the clinic",
            );
            let folder = folder.display();
            page.ok(
                "content",
                format!("the folder `{folder}` contains {guides}"),
            );
        }
        None => page.ok(
            "content",
            "the clinic has no content folder of its own; the built-in content is used",
        ),
    }
    for one in unused.iter().take(LINES_OF_A_SORT) {
        page.add(
            Mark::Look,
            "content",
            one.message.clone(),
            one.hints.clone(),
        );
    }
    if let Some(more) = more(unused.len()) {
        let hint = listing("guides").words(" names them all");
        page.look("content", format!("{more} files that are not used"), hint);
    }
    Some(content)
}

pub(super) fn languages(content: &Content, page: &mut Page) {
    let (mut sources, mut found) = (SourceSet::new(), Diagnostics::new());
    match read_languages(content, &mut sources, &mut found) {
        Ok(languages) => {
            let tags: Vec<&str> = languages.iter().map(|(tag, _)| tag.as_str()).collect();
            let wrong: Vec<&str> = languages
                .iter()
                .filter(|(_, name)| name.is_none())
                .map(|(tag, _)| tag.as_str())
                .collect();
            if wrong.is_empty() {
                page.ok(
                    "languages",
                    format!("read without a fault: {}", tags.join(", ")),
                );
                for one in found.iter() {
                    page.look(
                        "languages",
                        one.message.clone(),
                        Advice::joined(&one.hints, "; "),
                    );
                }
            } else {
                let what = format!("the text in {}", wrong.join(", "));
                let failure = Failure::Content(found);
                page.failure("languages", &what, failure, listing("languages"));
            }
        }
        Err(failure) => page.failure("languages", "", failure, listing("languages")),
    }
}

/// Reads every brand; gives the one that leaflets wear when none is named, or else the first.
pub(super) fn brands(
    options: &DoctorOptions,
    project: &Project,
    content: &Content,
    page: &mut Page,
) -> Option<Brand> {
    let strange = settings::checked(project.clone(), content, options.brand.is_some(), false);
    if let Err(failure) = strange {
        page.failure("settings", "`leaflet.yaml`", failure, checking());
    }
    let set = project.brand.as_ref().map(|words| &words.text);
    let chosen = options.brand.as_ref().or(set).cloned();
    let chosen = chosen.or_else(|| content.only_brand());
    let mut names = content.brands();
    // One that is asked for and does not exist is told like one that cannot be read.
    if let Some(asked) = &options.brand
        && !names.contains(asked)
    {
        names.push(asked.clone());
    }
    let mut read = Vec::new();
    for name in &names {
        match read_brand(Some(name), content, &mut SourceSet::new()) {
            Ok(brand) => read.push((name, brand)),
            Err(failure) => {
                let command =
                    Advice::default().control_of(Control::ListOfBrand, ["surgeons", name.as_str()]);
                page.failure(
                    "brands",
                    &format!("the brand {}", quoted(name)),
                    failure,
                    command,
                );
            }
        }
    }
    let known: Vec<&str> = read.iter().map(|(name, _)| name.as_str()).collect();
    if !known.is_empty() {
        page.ok(
            "brands",
            format!("read without a fault: {}", known.join(", ")),
        );
    }
    if chosen.is_none() {
        page.look(
            "brands",
            "there are several, and no one is chosen",
            Advice::naming(
                "name one with `brand:` in `leaflet.yaml`, or with {} in each command",
                &[Control::Brand],
            ),
        );
    }
    let is_chosen = |name: &str| chosen.as_ref().is_none_or(|chosen| chosen == name);
    let (_, brand) = read.into_iter().find(|(name, _)| is_chosen(name))?;
    let given = PersonGiven {
        surgeon: project.surgeon.clone().map(SurgeonGiven::Set),
        ..PersonGiven::default()
    };
    let mut said = Diagnostics::new();
    let surgeon = PersonRead::of(&given, Some(&brand), None);
    said.extend(surgeon.found.into_iter().map(|(_, found)| found));
    if said.has_errors() {
        let failure = Failure::Content(said);
        page.failure("settings", "`leaflet.yaml`", failure, checking());
    }
    Some(brand)
}
