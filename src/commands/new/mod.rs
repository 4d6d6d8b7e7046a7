//! Begins a guide, a brand, a language or the settings of a folder with a commented file.
//!
//! In: what is to be begun, and its name. Out: the files, and what to do next; beside the content, if it is not
//! there yet, the schema by which an editor helps to write such files. Promise: the files are whole or absent,
//! and none that is there is ever changed or hidden: a name that is built in is refused, because an empty guide
//! would win over it, unless the new file begins with a text that is there.

mod checks;
mod copy;
mod guide;

use std::path::{Path, PathBuf};

use crate::base::advice::Advice;
use crate::base::diagnostic::{Diagnostics, quoted};
use crate::base::failure::Failure;
use crate::commands::output;
use crate::commands::schema::{self, Described};
use crate::commands::settings;
use crate::commands::starter::{self, Starter};
use crate::input::content::{self, Content, ContentProblem, Folder, Found, Workplace};
use crate::source::{FileId, SourceSet};
pub use checks::not_written;

/// What is to be begun, and where.
pub struct NewOptions<'a> {
    /// The folder in which one works.
    pub workplace: Workplace,
    /// The content folder; `None` for the one of the settings, or the usual one.
    pub content: Option<PathBuf>,
    /// What is begun.
    pub file: NewFile,
    /// How the front calls a command: such calls stand in the new file and among the next steps.
    pub word: Wording<'a>,
}

/// A file that is begun.
#[derive(Debug, Clone)]
pub enum NewFile {
    /// A guide.
    Guide {
        /// Its name.
        name: String,
        /// Its language.
        language: Option<String>,
        /// The guide whose text it begins with.
        from: Option<String>,
    },
    /// A brand.
    Brand {
        /// Its name.
        name: String,
        /// The brand whose text it begins with.
        from: Option<String>,
    },
    /// A language.
    Language {
        /// Its tag.
        tag: String,
        /// The language whose text it begins with.
        from: Option<String>,
    },
    /// The settings of the folder.
    Project,
}

/// A command that is called next.
#[derive(Debug, Clone, Copy)]
pub enum Call<'a> {
    /// Make a leaflet of a guide, in a language or in a brand if these are named.
    Make {
        /// The guide.
        guide: &'a str,
        /// The language.
        language: Option<&'a str>,
        /// The brand.
        brand: Option<&'a str>,
    },
    /// Begin a guide in a language.
    NewGuide {
        /// The guide.
        name: &'a str,
        /// The language.
        language: &'a str,
    },
    /// Begin a language.
    NewLanguage(&'a str),
    /// Begin a brand.
    NewBrand(&'a str),
}

/// How a front calls a command.
pub type Wording<'a> = &'a dyn Fn(Call<'_>) -> String;

/// What was begun.
#[derive(Debug)]
pub struct Begun {
    /// The new file.
    pub path: PathBuf,
    /// What to do with it, in half a sentence that the next steps end.
    pub first: &'static str,
    /// What to do next, the most useful first.
    pub next: Vec<Advice>,
}

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
    next: Vec<Advice>,
}

/// What to do with a file of prompts.
const BRACKETS: &str = "replace the brackets with your own words; then continue with";

/// What to do with words of another language in brackets.
const REPLACE_BRACKETS: &str =
    "replace the words in brackets, and remove the brackets; then continue with";

/// What to do with a text that was there.
const COPIED: &str = "the text is a copy; change what is different for you, then continue with";

/// Writes the files.
///
/// # Errors
/// [`Failure`]; then nothing was written.
pub fn begin(options: &NewOptions<'_>, sources: &mut SourceSet) -> Result<Begun, Failure> {
    let plan = planned(options, sources)?;
    let mut files = vec![(plan.path.clone(), plan.text.into_bytes())];
    // A picture that is there already belongs to a guide beside this one, and serves both.
    let pictures = plan.pictures.into_iter();
    files.extend(pictures.filter(|(path, _)| !content::is_there(path)));
    // The schema is for every file of its kind; one that is there serves the new file too.
    if let Some((path, described)) = plan.schema
        && !content::is_there(&path)
    {
        files.push((path, schema::text(described).into_bytes()));
    }
    output::write_new(&files).map_err(|problem| not_written(&problem))?;
    Ok(Begun {
        path: options.workplace.named(&plan.path).to_owned(),
        first: plan.first,
        next: plan.next,
    })
}

fn planned(options: &NewOptions<'_>, sources: &mut SourceSet) -> Result<Plan, Failure> {
    match &options.file {
        NewFile::Guide {
            name,
            language,
            from,
        } => {
            let place = Place::of(options, name, sources)?;
            guide::plan(&place, language.as_deref(), from.as_deref(), sources)
        }
        NewFile::Brand { name, from } => {
            let place = Place::of(options, name, sources)?;
            copy::plan_brand(&place, from.as_deref(), sources)
        }
        NewFile::Language { tag, from } => {
            let place = Place::of(options, tag, sources)?;
            copy::plan_language(&place, from.as_deref())
        }
        NewFile::Project => {
            let described = Described::Project;
            let at = |name: &str| options.workplace.path(name.as_ref());
            Ok(Plan {
                path: at(content::PROJECT_FILE),
                text: starter::text(Starter::Project, ""),
                pictures: Vec::new(),
                schema: Some((at(described.file_name()), described)),
                first: "all settings in it are switched off; switch on what you need",
                next: vec![Advice::explaining("project", " shows the file again")],
            })
        }
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
    /// How the front calls a command.
    word: Wording<'a>,
}

impl<'a> Place<'a> {
    fn of(
        options: &'a NewOptions<'_>,
        name: &'a str,
        sources: &mut SourceSet,
    ) -> Result<Self, Failure> {
        let project = settings::project(&options.workplace, sources)?;
        let set = project.content.map(|words| PathBuf::from(words.text));
        let folder = options
            .content
            .clone()
            .or(set)
            .unwrap_or_else(|| PathBuf::from(content::FOLDER));
        let known = match Content::open_in(&options.workplace, Some(&folder)) {
            // A folder that is not there yet, or is empty yet, is what this command is for.
            Err(ContentProblem::NoFolder(_) | ContentProblem::NoContent(_)) => {
                Ok(Content::embedded_in(&options.workplace))
            }
            opened => opened,
        }?;
        Ok(Self {
            name,
            folder: options.workplace.path(&folder),
            known,
            set_language: project.language.map(|words| words.text),
            word: options.word,
        })
    }
}

impl Place<'_> {
    /// The schema of a file of the content folder, which stands at the top of it.
    fn schema(&self, described: Described) -> (PathBuf, Described) {
        (self.folder.join(described.file_name()), described)
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
