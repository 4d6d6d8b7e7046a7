//! `leaflet new`: a commented file to begin with, and what to do next.
//!
//! In: what is to be begun, and its name. Out: the path of the file on standard output, the next
//! commands on standard error; beside the content, if it is not there yet, the schema by which an
//! editor helps to write such files. Promise: the file is whole or absent, and none that is there is ever
//! changed or hidden: a name that is built in is refused, because an empty guide would win over it,
//! unless the new file begins with a text that is there (`--from`).

use std::path::{Path, PathBuf};

use super::args::{Named, NewArguments, NewFile, NewGuide};
use super::outcome::Outcome;
use super::settings;
use super::terminal::{Terminal, harmless_path, report};
use crate::base::diagnostic::{Diagnostics, quoted, rule};
use crate::base::failure::Failure;
use crate::commands::make::{USUAL_LANGUAGE, content_failure};
use crate::commands::output::{self, WriteProblem};
use crate::commands::schema::{self, Described};
use crate::commands::starter::{self, Starter};
use crate::input::content::{self, Content, ContentProblem, Folder, Found};
use crate::model::brand::Brand;
use crate::model::guide::{Block, Guide};
use crate::model::language::is_language_tag;
use crate::source::{FileId, SourceSet, bracketed};

/// What is to be written.
struct Plan {
    path: PathBuf,
    text: String,
    /// The pictures that the text names, with their bytes.
    pictures: Vec<(PathBuf, Vec<u8>)>,
    /// The schema that a remark of the file names, and where it stands.
    schema: Option<(PathBuf, Described)>,
    /// What to do with it, in half a sentence that the next commands end.
    first: &'static str,
    /// What to do next, the most useful first.
    next: Vec<String>,
}

/// What to do with a file of prompts.
const BRACKETS: &str = "put your own words in place of the brackets; then go on with";

/// What to do with words of another language in brackets.
const SAY_ANEW: &str = "say the words in brackets anew, and take the brackets off; then go on with";

/// What to do with a text that was there.
const COPIED: &str = "the text is that of another; change what is yours, and then go on with";

/// Writes the file and says where it is.
pub(super) fn new(arguments: &NewArguments, terminal: Terminal) -> Outcome {
    let mut sources = SourceSet::new();
    let written = planned(arguments, &mut sources).and_then(|plan| {
        let mut files = vec![(plan.path.clone(), plan.text.clone().into_bytes())];
        // A picture that is there already belongs to a guide beside this one, and serves both.
        let pictures = plan.pictures.iter();
        files.extend(
            pictures
                .filter(|(path, _)| path.symlink_metadata().is_err())
                .cloned(),
        );
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
        Err(failure) => report(&failure, &sources, terminal),
    }
}

fn planned(arguments: &NewArguments, sources: &mut SourceSet) -> Result<Plan, Failure> {
    match &arguments.file {
        NewFile::Guide(guide) => {
            let place = Place::of(&guide.named, sources)?;
            plan_guide(&place, guide, sources)
        }
        NewFile::Brand(copy) => {
            let place = Place::of(&copy.named, sources)?;
            plan_brand(&place, copy.from.as_deref(), sources)
        }
        NewFile::Language(copy) => {
            let place = Place::of(&copy.named, sources)?;
            plan_language(&place, copy.from.as_deref())
        }
        NewFile::Project => Ok(Plan {
            path: PathBuf::from(content::PROJECT_FILE),
            text: starter::text(Starter::Project, ""),
            pictures: Vec::new(),
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

fn plan_guide(
    place: &Place<'_>,
    arguments: &NewGuide,
    sources: &mut SourceSet,
) -> Result<Plan, Failure> {
    let Place {
        name,
        known,
        option,
        ..
    } = place;
    check_name("guide", name)?;
    let usual = place.set_language.as_deref().unwrap_or(USUAL_LANGUAGE);
    let language = arguments.language.as_deref().unwrap_or(usual);
    check_tag(language)?;
    let written = known.guides().remove(*name).unwrap_or_default();
    let folder = place.folder.join("guides").join(name);
    let path = folder.join(format!("{language}.yaml"));
    let is_known = written.iter().any(|one| one == language);
    check_free("guide", name, &path, is_known && arguments.from.is_none())?;
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
    let make = format!("leaflet make {name}{in_language}{option}");
    next.push(format!("`{make}`"));
    // What it begins with: the text that is named, else the guide's own in another language.
    let from = match arguments.from.as_deref() {
        Some(from) => Some(from),
        None => (!written.is_empty()).then_some(*name),
    };
    let begun = from
        .map(|from| Beginning::of(place, from, language, usual, &folder, sources))
        .transpose()?;
    let (text, pictures, first) = match begun {
        Some(begun) => {
            let text = starter::continued(&begun.text, name, &begun.opening, &make);
            next.extend(begun.claims());
            let first = match begun.is_bracketed {
                true => SAY_ANEW,
                false => COPIED,
            };
            (text, begun.pictures, first)
        }
        None => {
            let text = starter::text(Starter::Guide, name).replacen(
                &format!("leaflet make {name}\n"),
                &format!("{make}\n"),
                1,
            );
            (text, Vec::new(), BRACKETS)
        }
    };
    next.push("`leaflet explain`, which tells of every kind of block".to_owned());
    if known.brands() == Content::default().brands() {
        next.push(format!(
            "`leaflet new brand my-clinic{option}`, which puts your clinic's name on it"
        ));
    }
    Ok(Plan {
        path,
        text,
        pictures,
        schema: Some(place.schema(Described::Guide)),
        first,
        next,
    })
}

/// What a guide begins with that is not a starter.
struct Beginning {
    text: String,
    /// Where the text comes from, in half a sentence.
    opening: String,
    /// Whether its texts stand in brackets, because they are to be said in another language.
    is_bracketed: bool,
    pictures: Vec<(PathBuf, Vec<u8>)>,
}

/// Names of a guide under which no words stand that are said anew in another language.
const NO_WORDS: &[&str] = &[
    "roles",
    "picture",
    "width",
    "how_often",
    "telephone",
    "email",
    "website",
    "code",
    "version",
    "reviewed_on",
    "next_review",
    "reviewed_by",
    "reading_minutes",
    "attestations",
    "sources",
    "source",
];

impl Beginning {
    /// The text of the guide `from`, for a file in this language in this folder: the one in the language
    /// itself if there is one, else the usual one, else the first.
    fn of(
        place: &Place<'_>,
        from: &str,
        language: &str,
        usual: &str,
        folder: &Path,
        sources: &mut SourceSet,
    ) -> Result<Self, Failure> {
        let written = place.known.guides().remove(from).unwrap_or_default();
        let is_written = |tag: &&str| written.iter().any(|one| one == tag);
        let found_in = [language, usual, USUAL_LANGUAGE]
            .into_iter()
            .find(is_written)
            .or(written.first().map(String::as_str))
            .unwrap_or(language);
        let found = place
            .known
            .guide(from, found_in)
            .map_err(|problem| content_failure("guide", problem, "leaflet list guides"))?;
        let is_built_in = found.path.is_none();
        let file = added(sources, &found)?;
        let (guide, faults) = Guide::read(sources, file);
        let guide = guide.ok_or(Failure::Content(faults))?;
        let is_bracketed = found_in != language;
        let text = if is_bracketed {
            bracketed(sources, file, NO_WORDS)
        } else {
            None
        };
        let text = text.unwrap_or_else(|| sources.get(file).text().to_owned());
        let text = if is_built_in {
            starter::without_opening(&text)
        } else {
            &text
        };
        let opening = match (is_bracketed, from == place.name) {
            (true, true) => {
                format!("in `{language}`; its words in brackets are still those of `{found_in}`")
            }
            (true, false) => format!(
                "in `{language}`, begun with the guide `{from}`; its words in brackets are still those \
                 of `{found_in}`"
            ),
            (false, _) => format!("begun with the text of the guide `{from}`"),
        };
        let pictures = guide.blocks().filter_map(|block| match block {
            Block::Figure(figure) => Some(figure.picture.text.as_str()),
            _ => None,
        });
        let pictures = copied(&found.beside, pictures, folder)?;
        Ok(Self {
            text: text.to_owned(),
            opening,
            is_bracketed,
            pictures,
        })
    }

    /// That somebody else's review is no review of this text, if the text names one.
    fn claims(&self) -> Option<String> {
        let names = [
            "reviewed_by",
            "reviewed_on",
            "next_review",
            "attestations",
            "code",
            "version",
        ];
        let has = |name: &&&str| {
            let begins = |line: &str| line.starts_with(&format!("{name}:"));
            self.text.lines().any(begins)
        };
        let there: Vec<String> = names
            .iter()
            .filter(has)
            .map(|name| format!("`{name}`"))
            .collect();
        (!there.is_empty()).then(|| {
            format!(
                "a look at {}: what stands there is said of the other text, and not of this one",
                there.join(", ")
            )
        })
    }
}

/// Puts a file that was found among the sources.
fn added(sources: &mut SourceSet, found: &Found) -> Result<FileId, Failure> {
    sources
        .add_yaml(found.name.as_str(), &found.bytes)
        .map_err(|fault| {
            let mut faults = Diagnostics::new();
            faults.push(fault);
            Failure::Content(faults)
        })
}

/// Pictures of a folder, for another: each with its new place.
fn copied<'n>(
    beside: &Folder,
    names: impl Iterator<Item = &'n str>,
    folder: &Path,
) -> Result<Vec<(PathBuf, Vec<u8>)>, Failure> {
    let mut pictures: Vec<(PathBuf, Vec<u8>)> = Vec::new();
    for name in names {
        let path = folder.join(name);
        if pictures.iter().any(|(known, _)| *known == path) {
            continue;
        }
        let bytes = beside.picture(name).map_err(|problem| {
            Failure::usage(
                format!("the picture {} {problem}", quoted(name)),
                vec![problem.hint()],
            )
        })?;
        pictures.push((path, bytes));
    }
    Ok(pictures)
}

fn plan_brand(
    place: &Place<'_>,
    from: Option<&str>,
    sources: &mut SourceSet,
) -> Result<Plan, Failure> {
    let Place { name, option, .. } = place;
    check_name("brand", name)?;
    let folder = place.folder.join("brands").join(name);
    let path = folder.join("brand.yaml");
    let is_known = place.known.brands().iter().any(|one| one == name);
    check_free("brand", name, &path, is_known && from.is_none())?;
    let make = format!("leaflet make GUIDE --brand {name}{option}");
    let (text, pictures, first) = match from {
        Some(from) => {
            let found = place
                .known
                .brand(from)
                .map_err(|problem| content_failure("brand", problem, "leaflet list brands"))?;
            let file = added(sources, &found)?;
            let (brand, faults) = Brand::read(sources, file, from, USUAL_LANGUAGE);
            let brand = brand.ok_or(Failure::Content(faults))?;
            let text = sources.get(file).text();
            let text = if found.path.is_none() {
                starter::without_opening(text)
            } else {
                text
            };
            let opening = format!("begun with the brand `{from}`");
            let text = starter::continued_brand(text, name, &opening, &make);
            let logo = brand.logo.iter().map(|logo| logo.picture.text.as_str());
            (text, copied(&found.beside, logo, &folder)?, COPIED)
        }
        None => (starter::text(Starter::Brand, name), Vec::new(), BRACKETS),
    };
    Ok(Plan {
        path,
        text,
        pictures,
        schema: Some(place.schema(Described::Brand)),
        first,
        next: vec![
            format!("`{make}`"),
            format!("a line `brand: {name}` in `leaflet.yaml`, to use it always"),
        ],
    })
}

fn plan_language(place: &Place<'_>, from: Option<&str>) -> Result<Plan, Failure> {
    let Place { name, option, .. } = place;
    check_tag(name)?;
    let path = place.folder.join("languages").join(format!("{name}.yaml"));
    let is_known = place.known.languages().iter().any(|one| one == name);
    check_free("language", name, &path, is_known && from.is_none())?;
    let next = vec![
        format!("`leaflet new guide NAME --language {name}{option}`"),
        format!("`leaflet make NAME --language {name}{option}`"),
    ];
    // English is what every language begins with.
    let other = from.filter(|from| *from == place.name || *from != USUAL_LANGUAGE);
    let (text, first) = match other {
        Some(from) => {
            let found = place.known.language(from).map_err(|problem| {
                content_failure("language", problem, "leaflet list languages")
            })?;
            let text = String::from_utf8(found.bytes).map_err(|_| {
                Failure::usage(
                    format!("`{}` is no text in UTF-8", found.name),
                    vec!["`leaflet doctor` says what is wrong with it".to_owned()],
                )
            })?;
            let text = starter::language_from(&text, from, name);
            let first = if from == place.name {
                "change the phrases you would like to say otherwise; then go on with"
            } else {
                SAY_PHRASES_ANEW
            };
            (text, first)
        }
        None => (starter::text(Starter::Language, name), SAY_PHRASES_ANEW),
    };
    Ok(Plan {
        path,
        text,
        pictures: Vec::new(),
        schema: None,
        first,
        next,
    })
}

/// What to do with the phrases of another language.
const SAY_PHRASES_ANEW: &str = "say each phrase anew behind its colon; then go on with";

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
                format!(
                    "to change it, begin with its text: `leaflet new {what} {name} --from {name}`"
                ),
                "or choose another name; an empty file of this one would be used instead of it"
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
    Failure::system(problem.to_string(), vec![hint.to_owned()])
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
