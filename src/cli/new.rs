//! `leaflet new`: a commented file to begin with, and what to do next.
//!
//! In: what is to be begun, and its name. Out: the path of the file on standard output, the next
//! commands on standard error; beside the content, if it is not there yet, the schema by which an
//! editor helps to write such files. Promise: the file is whole or absent, and none that is there is ever
//! changed or hidden: a name that is built in is refused, because an empty guide would win over it.

use std::path::{Path, PathBuf};

use super::args::{Named, NewArguments, NewFile};
use super::outcome::Outcome;
use super::settings;
use super::terminal::{Terminal, harmless_path};
use crate::content::{self, Content, ContentProblem, is_language_tag};
use crate::diagnostic::{quoted, rule};
use crate::make::{Failure, USUAL_LANGUAGE};
use crate::output::{self, WriteProblem};
use crate::schema::{self, Described};
use crate::source::SourceSet;
use crate::starter::{self, Starter};

/// What is to be written.
struct Plan {
    path: PathBuf,
    text: String,
    /// The schema that a remark of the file names, and where it stands.
    schema: Option<(PathBuf, Described)>,
    /// What to do with it, in half a sentence that the next commands end.
    first: &'static str,
    /// What to do next, the most useful first.
    next: Vec<String>,
}

/// What to do with a file of prompts.
const BRACKETS: &str = "put your own words in place of the brackets; then go on with";

/// Writes the file and says where it is.
pub(super) fn new(arguments: &NewArguments, terminal: Terminal) -> Outcome {
    let mut sources = SourceSet::new();
    let written = planned(arguments, &mut sources).and_then(|plan| {
        let mut files = vec![(plan.path.clone(), plan.text.clone().into_bytes())];
        // The schema is for every file of its kind; one that is there serves the new file too.
        if let Some((path, described)) = &plan.schema
            && path.symlink_metadata().is_err()
        {
            files.push((path.clone(), schema::text(*described).into_bytes()));
        }
        output::write_new(&files).map_err(|problem| not_written(&problem))?;
        Ok(plan)
    });
    match written {
        Ok(plan) => {
            terminal.note(rule::NEXT_STEP, plan.first, plan.next);
            terminal.print(&format!("{}\n", harmless_path(&plan.path)))
        }
        Err(failure) => super::make::report(&failure, &sources, terminal),
    }
}

fn planned(arguments: &NewArguments, sources: &mut SourceSet) -> Result<Plan, Failure> {
    match &arguments.file {
        NewFile::Guide(guide) => {
            let place = Place::of(&guide.named, sources)?;
            plan_guide(&place, guide.language.as_deref())
        }
        NewFile::Brand(named) => plan_brand(&Place::of(named, sources)?),
        NewFile::Language(named) => plan_language(&Place::of(named, sources)?),
        NewFile::Project => Ok(Plan {
            path: PathBuf::from(content::PROJECT_FILE),
            text: starter::text(Starter::Project, ""),
            schema: Some((
                PathBuf::from(Described::Project.file_name()),
                Described::Project,
            )),
            first: "everything in it is switched off; switch on what you need",
            next: vec!["`leaflet explain project` shows the file again".to_owned()],
        }),
    }
}

/// Where a file of the content folder goes, and what is there.
struct Place<'a> {
    /// The name of the guide, brand or language.
    name: &'a str,
    /// The content folder.
    folder: PathBuf,
    /// What it holds, and what is built in.
    known: Content,
    /// The language that the settings name.
    set_language: Option<String>,
    /// What the next commands need so that they find the file.
    option: String,
}

impl<'a> Place<'a> {
    fn of(named: &'a Named, sources: &mut SourceSet) -> Result<Self, Failure> {
        let project = settings::project(sources)?;
        let set = project.content.map(|words| PathBuf::from(words.text));
        let folder = named
            .content
            .clone()
            .or(set)
            .unwrap_or_else(|| PathBuf::from(content::FOLDER));
        let known = match Content::open(Some(&folder)) {
            // A folder that is not there yet, or is empty yet, is what this command is for.
            Err(ContentProblem::NoFolder(_) | ContentProblem::NoContent(_)) => {
                Ok(Content::default())
            }
            opened => opened,
        }?;
        Ok(Self {
            name: &named.name,
            folder,
            known,
            set_language: project.language.map(|words| words.text),
            option: named.content.as_deref().map_or(String::new(), |folder| {
                format!(" --content {}", shell_word(&folder.display().to_string()))
            }),
        })
    }
}

impl Place<'_> {
    /// The schema of a file of the content folder, which stands at the top of it.
    fn schema(&self, described: Described) -> (PathBuf, Described) {
        (self.folder.join(described.file_name()), described)
    }
}

fn plan_guide(place: &Place<'_>, language: Option<&str>) -> Result<Plan, Failure> {
    let Place {
        name,
        known,
        option,
        ..
    } = place;
    check_name("guide", name)?;
    let usual = place.set_language.as_deref().unwrap_or(USUAL_LANGUAGE);
    let language = language.unwrap_or(usual);
    check_tag(language)?;
    let written = known.guides().remove(*name).unwrap_or_default();
    let path = place
        .folder
        .join("guides")
        .join(name)
        .join(format!("{language}.yaml"));
    check_free(
        "guide",
        name,
        &path,
        written.iter().any(|one| one == language),
    )?;
    let mut next = Vec::new();
    if !known.languages().iter().any(|one| one == language) {
        next.push(format!("`leaflet new language {language}{option}`"));
    }
    // A guide in one language is made in that one, unless the settings name another.
    let is_found = language == usual || (written.is_empty() && place.set_language.is_none());
    let in_language = if is_found {
        String::new()
    } else {
        format!(" --language {language}")
    };
    next.push(format!("`leaflet make {name}{in_language}{option}`"));
    next.push("`leaflet explain`, which tells of every kind of block".to_owned());
    if known.brands() == Content::default().brands() {
        next.push(format!(
            "`leaflet new brand my-clinic{option}`, which puts your clinic's name on it"
        ));
    }
    Ok(Plan {
        path,
        text: starter::text(Starter::Guide, name),
        schema: Some(place.schema(Described::Guide)),
        first: BRACKETS,
        next,
    })
}

fn plan_brand(place: &Place<'_>) -> Result<Plan, Failure> {
    let Place { name, option, .. } = place;
    check_name("brand", name)?;
    let path = place.folder.join("brands").join(name).join("brand.yaml");
    let is_known = place.known.brands().iter().any(|one| one == name);
    check_free("brand", name, &path, is_known)?;
    Ok(Plan {
        path,
        text: starter::text(Starter::Brand, name),
        schema: Some(place.schema(Described::Brand)),
        first: BRACKETS,
        next: vec![
            format!("`leaflet make GUIDE --brand {name}{option}`"),
            format!("a line `brand: {name}` in `leaflet.yaml`, to use it always"),
        ],
    })
}

fn plan_language(place: &Place<'_>) -> Result<Plan, Failure> {
    let Place { name, option, .. } = place;
    check_tag(name)?;
    let path = place.folder.join("languages").join(format!("{name}.yaml"));
    let is_known = place.known.languages().iter().any(|one| one == name);
    check_free("language", name, &path, is_known)?;
    Ok(Plan {
        path,
        text: starter::text(Starter::Language, name),
        schema: None,
        first: "say each phrase anew behind its colon; then go on with",
        next: vec![
            format!("`leaflet new guide NAME --language {name}{option}`"),
            format!("`leaflet make NAME --language {name}{option}`"),
        ],
    })
}

/// Refuses a name that files and commands could not bear.
fn check_name(what: &str, name: &str) -> Result<(), Failure> {
    let Some(problem) = starter::name_problem(name) else {
        return Ok(());
    };
    let better = starter::better_name(name);
    let mut hints: Vec<String> = better
        .map(|better| format!("for example `leaflet new {what} {better}`"))
        .into_iter()
        .collect();
    hints.push(
        "a name is made of small letters a to z, digits, and hyphens between them; it is typed in \
         commands and becomes the name of a folder"
            .to_owned(),
    );
    Err(Failure::usage(
        format!("the name {} {problem}", quoted(name)),
        hints,
    ))
}

/// Refuses a word that is no language tag, or that files could not bear as their name.
fn check_tag(tag: &str) -> Result<(), Failure> {
    if starter::is_reserved(tag) {
        return Err(Failure::usage(
            format!(
                "the tag {} means a device to some computers, which could not open the file",
                quoted(tag)
            ),
            vec!["choose another tag, for example one with the country behind a hyphen".to_owned()],
        ));
    }
    if is_language_tag(tag) {
        return Ok(());
    }
    Err(Failure::usage(
        format!("{} is no language tag", quoted(tag)),
        vec!["write the tag of BCP 47, for example `hi`, `ur` or `pt-BR`".to_owned()],
    ))
}

/// Refuses a file that is there, and a name that is built in.
fn check_free(what: &str, name: &str, path: &Path, is_known: bool) -> Result<(), Failure> {
    if path.symlink_metadata().is_ok() {
        return Err(not_written(&WriteProblem::Exists(path.to_owned())));
    }
    if is_known {
        return Err(Failure::usage(
            format!("the {what} `{name}` is built in"),
            vec![
                "choose another name; an empty file of this one would be used instead of it"
                    .to_owned(),
            ],
        ));
    }
    Ok(())
}

pub(super) fn not_written(problem: &WriteProblem) -> Failure {
    let hint = match problem {
        WriteProblem::Exists(_) => {
            "it is kept as it is: go on writing in it, or choose another name"
        }
        WriteProblem::NotAFolder(_) => problem.hint(),
        _ => "check that you may write there, then run the command again",
    };
    Failure::usage(problem.to_string(), vec![hint.to_owned()])
}

/// A word as it is typed in a shell: quoted where it is not plain.
pub(super) fn shell_word(word: &str) -> String {
    let is_plain = |sign: char| sign.is_alphanumeric() || "/._-+,:@".contains(sign);
    if !word.is_empty() && word.chars().all(is_plain) {
        word.to_owned()
    } else {
        format!("'{}'", word.replace('\'', "'\\''"))
    }
}
