//! Writes down what the measured ways are given, so that none of them reads our guides but ours.
//!
//! In: a folder to fill, the repository, and the built program. Out, in the folder: `patients.json`
//! (the invented names of the tests, mixed), `body.json` (the typeface of all other words),
//! `document.json` (the words of the leaflet),
//! `document.html` (the same, marked up), `engine/common/` (the files that our typesetting gave the
//! engine for all patients), `engine/N/` (those for patient N that are not the same for all),
//! `project/` (the templates, and the files of the first patient among them, as the Python binding of
//! the engine wants them) and `pdf.json` (what the file says of itself); in its folder `roster` the same
//! for the people of the roster, and rosters. Promise: everything is taken from the leaflet that our
//! own library makes of the guide.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, ExitCode};
use std::sync::Arc;

use include_dir::{Dir, include_dir};
use leaflet::base::diagnostic::Diagnostics;
use leaflet::commands::make::CONSTANT_DATE;
use leaflet::input::content::{Content, Found};
use leaflet::leaflet::{Composed, Leaflet, PictureSource, Print, Properties};
use leaflet::model::brand::Brand;
use leaflet::model::fact::FactName;
use leaflet::model::guide::Guide;
use leaflet::model::language::Language;
use leaflet::model::patient::{Fact, FactProblem, Person, ReadFact, read_date, read_fact};
use leaflet::pages::typeset::fonts::{FAMILIES, Family};
use leaflet::pages::typeset::{Engine, typeset};
use leaflet::source::{FileId, SourceSet};
use leaflet_benches::people::{Invented, People};
use leaflet_benches::words::{document, marked_up, panel_markup};
use leaflet_benches::{
    GUIDE, LANGUAGE, LONG_ROSTER_ROWS, PRINT_JOB_ROWS, ROSTER_FOLDER, ROSTER_ROWS,
    SHORT_ROSTER_ROWS, SURGEON, roster_file,
};
use leaflet_benches_way::{Patient, Problem};

static TEMPLATES: Dir<'_> = include_dir!("$CARGO_MANIFEST_DIR/../src/pages/typeset/templates");

/// The name of the first patient, whose leaflet is measured as a process and judged: two scripts on
/// a page, and letters that must be joined.
const FIRST: &str = "क्ष्मालक्ष्मी ज्ञानेश्वरी";

/// Every how many lines of the list of names the next is taken: the list is sorted by script, and no
/// script should be measured in one stretch.
const STEP: usize = 7;

fn main() -> ExitCode {
    let arguments: Vec<PathBuf> = std::env::args_os().skip(1).map(PathBuf::from).collect();
    let done = match &arguments[..] {
        [work, repository, program] => prepare(work, repository, program),
        _ => Err("usage: bench-prepare WORK REPOSITORY PROGRAM".into()),
    };
    match done {
        Ok(()) => ExitCode::SUCCESS,
        Err(problem) => {
            leaflet_benches_way::complain(&problem);
            ExitCode::FAILURE
        }
    }
}

fn prepare(work: &Path, repository: &Path, program: &Path) -> Result<(), Problem> {
    let preparation = Preparation {
        repository,
        // The program signs a file with what it calls itself.
        creator: String::from_utf8(Command::new(program).arg("--version").output()?.stdout)?,
        read: Read::new()?,
        engine: Engine::new(),
    };
    let names = names(repository)?;
    let named = names
        .iter()
        .map(|(script, name)| Ok((family(script)?, preparation.read.named(name)?)))
        .collect::<Result<Vec<_>, Problem>>()?;
    preparation.write(work, &named)?;

    let people = People::read()?;
    let folder = work.join(ROSTER_FOLDER);
    let rostered = (0..ROSTER_ROWS)
        .map(|place| {
            let invented = people.person(place)?;
            let person = preparation.read.rostered(&invented)?;
            Ok((family(invented.script)?, person))
        })
        .collect::<Result<Vec<_>, Problem>>()?;
    preparation.write(&folder, &rostered)?;
    for rows in [
        SHORT_ROSTER_ROWS,
        PRINT_JOB_ROWS,
        ROSTER_ROWS,
        LONG_ROSTER_ROWS,
    ] {
        put(
            &folder.join(roster_file(rows)),
            people.roster(rows)?.as_bytes(),
        )?;
    }
    Ok(())
}

/// What everything is written down with.
struct Preparation<'a> {
    repository: &'a Path,
    creator: String,
    read: Read,
    engine: Engine,
}

impl Preparation<'_> {
    /// Fills a folder with what the ways need for these people.
    fn write(&self, work: &Path, people: &[(&Family, Person)]) -> Result<(), Problem> {
        let mut given = Vec::new();
        let mut patients = Vec::new();
        let mut first = None;
        for (family, person) in people {
            let leaflet = self.read.leaflet(person);
            let pages = typeset(&leaflet, &self.engine)?;
            let files: Vec<(String, Vec<u8>)> = pages
                .files()
                .map(|(path, bytes)| (path.to_owned(), bytes.to_vec()))
                .collect();
            given.push(files);
            patients.push(self.patient(family, person, &leaflet)?);
            first.get_or_insert(leaflet);
        }
        let leaflet = first.ok_or("there are no patients")?;
        for (path, bytes) in templates(&TEMPLATES) {
            put(&work.join("project").join(path), bytes)?;
        }
        for (path, bytes) in &given[0] {
            put(&work.join(format!("project{path}")), bytes)?;
        }
        // What is the same for all is written once, so that no way has to keep or copy it for each.
        let is_common = |file: &(String, Vec<u8>)| given.iter().all(|files| files.contains(file));
        let (common, own): (Vec<_>, Vec<_>) = given[0].iter().partition(|file| is_common(file));
        if !common.iter().any(|(path, _)| path == "/leaflet.json") {
            return Err(
                "the guide names the patient in its text, and the other ways cannot".into(),
            );
        }
        for (path, bytes) in common {
            put(&work.join(format!("engine/common{path}")), bytes)?;
        }
        for (number, files) in given.iter().enumerate() {
            for (path, bytes) in files {
                if own.iter().any(|(other, _)| other == path) {
                    put(&work.join(format!("engine/{number}{path}")), bytes)?;
                }
            }
        }
        self.write_words(work, &leaflet, &patients)
    }

    /// The words of the leaflet and of its people, and what its file says of itself.
    fn write_words(
        &self,
        work: &Path,
        leaflet: &Leaflet,
        patients: &[Patient],
    ) -> Result<(), Problem> {
        let document = document(leaflet);
        let page = marked_up(&document, &leaflet.document_title);
        put(&work.join("document.html"), page.as_bytes())?;
        put(
            &work.join("document.json"),
            &serde_json::to_vec_pretty(&document)?,
        )?;
        put(
            &work.join("patients.json"),
            &serde_json::to_vec_pretty(patients)?,
        )?;
        let body = in_family(self.repository, &FAMILIES[0])?;
        put(&work.join("body.json"), &serde_json::to_vec_pretty(&body)?)?;
        let about = serde_json::json!({
            "creator": self.creator.trim(),
            "year": leaflet.document_date.year(),
            "month": leaflet.document_date.month(),
            "day": leaflet.document_date.day(),
        });
        put(&work.join("pdf.json"), &serde_json::to_vec(&about)?)
    }

    fn patient(
        &self,
        family: &Family,
        person: &Person,
        leaflet: &Leaflet,
    ) -> Result<Patient, Problem> {
        let name = person
            .words(FactName::Patient)
            .ok_or("a patient has no name")?;
        let panel: Vec<(String, String)> = leaflet
            .panel
            .iter()
            .map(|field| (field.label.clone(), field.value.clone()))
            .collect();
        Ok(Patient {
            name: name.to_owned(),
            panel_markup: panel_markup(&panel),
            panel,
            ..in_family(self.repository, family)?
        })
    }
}

fn put(path: &Path, bytes: &[u8]) -> Result<(), Problem> {
    if let Some(folder) = path.parent() {
        fs::create_dir_all(folder)?;
    }
    Ok(fs::write(path, bytes)?)
}

fn templates(folder: &Dir<'static>) -> Vec<(&'static Path, &'static [u8])> {
    let files = folder.files().map(|file| (file.path(), file.contents()));
    files.chain(folder.dirs().flat_map(templates)).collect()
}

/// The names of the tests with their scripts, mixed.
fn names(repository: &Path) -> Result<Vec<(String, String)>, Problem> {
    let list = fs::read_to_string(repository.join("tests/fixtures/names.tsv"))?;
    let names: Vec<(&str, &str)> = list
        .lines()
        .filter(|line| !line.starts_with('#'))
        .filter_map(|line| line.split_once('\t'))
        .collect();
    let first = names
        .iter()
        .position(|(_, name)| *name == FIRST)
        .ok_or("the first patient's name is not in the list")?;
    if names.len().is_multiple_of(STEP) {
        return Err("mixing would take some names twice: choose another step".into());
    }
    Ok((0..names.len())
        .map(|place| names[(first + place * STEP) % names.len()])
        .map(|(script, name)| (script.to_owned(), name.to_owned()))
        .collect())
}

/// The typefaces for a script.
fn family(script: &str) -> Result<&'static Family, Problem> {
    FAMILIES
        .iter()
        .find(|family| family.scripts.iter().any(|known| known.starts_with(script)))
        .ok_or_else(|| format!("no typeface is there for {script}").into())
}

/// Nobody yet, in a typeface.
fn in_family(repository: &Path, family: &Family) -> Result<Patient, Problem> {
    Ok(Patient {
        name: String::new(),
        regular: face(repository, family, "Regular")?,
        bold: face(repository, family, "Bold")?,
        panel: Vec::new(),
        panel_markup: String::new(),
    })
}

fn face(repository: &Path, family: &Family, weight: &str) -> Result<PathBuf, Problem> {
    let folder = repository.join("fonts").join(family.folder);
    for entry in fs::read_dir(folder)? {
        let path = entry?.path();
        let name = path.file_name().unwrap_or_default().to_string_lossy();
        if name.ends_with(&format!("-{weight}.ttf")) {
            return Ok(path);
        }
    }
    Err(format!("{} has no face {weight}", family.name).into())
}

/// The guide, the brand and the language, read, and the leaflet that they make for everyone.
struct Read {
    brand: Arc<Brand>,
    language: Arc<Language>,
    composed: Composed,
}

impl Read {
    fn new() -> Result<Self, Problem> {
        let content = Content::default();
        let brand_name = content.only_brand().ok_or("there is more than one brand")?;
        let file = |found: Result<Found, _>| {
            found.map_err(|_| Problem::from("a built-in file is missing"))
        };
        let guide_file = file(content.guide(GUIDE, LANGUAGE))?;
        let brand_file = file(content.brand(&brand_name))?;
        let language_file = file(content.language(LANGUAGE))?;
        let mut sources = SourceSet::new();
        let guide = Arc::new(read(&mut sources, &guide_file, Guide::read)?);
        let brand = read(&mut sources, &brand_file, |sources, file| {
            Brand::read(sources, file, &brand_name, LANGUAGE)
        })?;
        let language = read(&mut sources, &language_file, |sources, file| {
            Language::read(sources, file, LANGUAGE)
        })?;
        let (brand, language) = (Arc::new(brand), Arc::new(language));
        let composed = Composed::compose(
            &guide,
            &brand,
            &language,
            Print::usual(),
            PictureSource {
                guide: &guide_file.beside,
                brand: &brand_file.beside,
            },
            Properties {
                default_date: CONSTANT_DATE,
                is_under_review: false,
            },
            &mut Diagnostics::new(),
        )
        .ok_or("the leaflet has problems")?;
        Ok(Self {
            brand,
            language,
            composed,
        })
    }

    /// A patient of whom nothing but the name and the surgeon is given.
    fn named(&self, name: &str) -> Result<Person, Problem> {
        let surgeon = self
            .brand
            .person(SURGEON)
            .ok_or("there is no such surgeon")?;
        let mut person = Person::default();
        person.facts[FactName::Patient] = fact(read_fact(name))?;
        person.facts[FactName::Surgeon] = fact(read_fact(&surgeon.name.text))?;
        Ok(person)
    }

    /// A patient as in the roster; an empty cell is no fact.
    fn rostered(&self, invented: &Invented) -> Result<Person, Problem> {
        let cell = |words: &str| match words {
            "" => Ok(None),
            words => fact(read_fact(words)),
        };
        let mut person = self.named(&invented.name)?;
        person.facts[FactName::ProcedureDate] =
            fact(read_date(&invented.procedure_date, &self.language))?;
        person.facts[FactName::Level] = cell(invented.level)?;
        person.facts[FactName::Side] = cell(invented.side)?;
        person.facts[FactName::Reference] = cell(&invented.reference)?;
        Ok(person)
    }

    /// The leaflet of one person.
    fn leaflet(&self, person: &Person) -> Leaflet {
        self.composed.personalise(person)
    }
}

fn fact(read: Result<ReadFact, FactProblem>) -> Result<Option<Fact>, Problem> {
    read.map(|read| Some(read.fact))
        .map_err(|problem| problem.to_string().into())
}

fn read<T>(
    sources: &mut SourceSet,
    found: &Found,
    reader: impl FnOnce(&SourceSet, FileId) -> (Option<T>, Diagnostics),
) -> Result<T, Problem> {
    let file = sources.add(&found.name, std::str::from_utf8(&found.bytes)?);
    reader(sources, file)
        .0
        .ok_or_else(|| format!("{} has problems", found.name).into())
}
