//! One leaflet from beginning to end: find, read, check, personalise, typeset, export.
//!
//! In: an [`Order`]. Out: the finished PDF with everything there is to say about it, or a
//! [`Failure`] that tells faults of the content from faults of the command. Promise: nothing is
//! written here; all faults of guide, brand, language and person are found before it gives up; no
//! message quotes a personal fact.

use std::path::Path;

use jiff::civil::Date;

use crate::brand::Brand;
use crate::content::{Content, ContentProblem, Found};
use crate::diagnostic::{Diagnostic, Diagnostics, Severity, nearest};
use crate::export;
use crate::guide::{Absent, Guide};
use crate::language::Language;
use crate::leaflet::{self, PAPERS, Paper, PictureSource};
use crate::output::WriteProblem;
use crate::patient::{self, Fact, FactProblem, Person, ReadFact};
use crate::source::{FileId, SourceSet, Span};
use crate::typeset::{self, Refusal, Workshop, fonts, printable};

/// The date put into the properties of a leaflet whose guide has no date of review, when no other
/// is given: PDF/A demands one. It is never printed.
pub const CONSTANT_DATE: Date = Date::constant(2000, 1, 1);

/// The language of a leaflet when none is asked for.
const USUAL_LANGUAGE: &str = "en";

/// What leaflet to make.
#[derive(Debug, Clone)]
pub struct Order {
    /// A guide's name, or the path of a YAML file.
    pub guide: String,
    /// The language; `None` for the guide's only one, or else English.
    pub language: Option<String>,
    /// The brand; `None` for the only one.
    pub brand: Option<String>,
    /// The sheet.
    pub paper: &'static Paper,
    /// The person, as typed.
    pub person: PersonGiven,
    /// The document's date where the guide has no date of review; `None` for [`CONSTANT_DATE`].
    pub default_date: Option<Date>,
}

impl Order {
    /// A leaflet for everyone, on A4.
    pub fn new(guide: impl Into<String>) -> Self {
        Self {
            guide: guide.into(),
            language: None,
            brand: None,
            paper: &PAPERS[0],
            person: PersonGiven::default(),
            default_date: None,
        }
    }
}

/// A person as typed: nothing is checked yet.
#[derive(Clone, Default)]
pub struct PersonGiven {
    /// The patient's name.
    pub patient: Option<String>,
    /// The surgeon.
    pub surgeon: Option<SurgeonGiven>,
    /// The date on the leaflet.
    pub date: Option<String>,
    /// The date of the procedure.
    pub procedure_date: Option<String>,
    /// The level.
    pub level: Option<String>,
    /// The side.
    pub side: Option<String>,
    /// The reference number.
    pub reference: Option<String>,
}

impl std::fmt::Debug for PersonGiven {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        formatter.write_str("PersonGiven(•••)")
    }
}

/// A surgeon as typed.
#[derive(Clone)]
pub enum SurgeonGiven {
    /// One of the brand's people, by id.
    Listed(String),
    /// Somebody else, by name.
    Named(String),
}

/// A finished leaflet.
#[derive(Debug)]
pub struct Made {
    /// The PDF file.
    pub pdf: Vec<u8>,
    /// How many pages it has.
    pub pages: usize,
    /// Warnings and notes.
    pub diagnostics: Diagnostics,
    /// The name for its file, without ending: guide and language, and `personal` where it is.
    pub file_stem: String,
    /// Whether it is for one person's eyes.
    pub is_personal: bool,
}

/// Why there is no leaflet.
#[derive(Debug)]
pub enum Failure {
    /// The content has problems: everything that was found.
    Content(Diagnostics),
    /// The command was not understood, or the machine would not.
    Usage {
        /// One sentence: what is wrong.
        message: String,
        /// What to do next.
        hints: Vec<String>,
    },
}

impl Failure {
    /// A fault of the command or the machine.
    pub fn usage(message: impl Into<String>, hints: Vec<String>) -> Self {
        Self::Usage {
            message: message.into(),
            hints,
        }
    }
}

impl From<WriteProblem> for Failure {
    fn from(problem: WriteProblem) -> Self {
        Self::usage(problem.to_string(), vec![problem.hint().to_owned()])
    }
}

impl From<Refusal> for Failure {
    fn from(refusal: Refusal) -> Self {
        let mut diagnostic = Diagnostic::new("typesetting", Severity::Error, None, refusal.message);
        diagnostic.hints = refusal.hints;
        let mut diagnostics = Diagnostics::new();
        diagnostics.push(diagnostic);
        Self::Content(diagnostics)
    }
}

/// Makes the leaflet.
///
/// # Errors
/// [`Failure`]; the places of its diagnostics are in `sources`.
pub fn make(
    order: &Order,
    content: &Content,
    workshop: &Workshop,
    sources: &mut SourceSet,
) -> Result<Made, Failure> {
    let (guide_file, guide_name, language_tag) = find_guide(order, content)?;
    let language_file = content
        .language(&language_tag)
        .map_err(|problem| say("language", problem, "leaflet list languages"))?;
    let brand_name = brand_name(order.brand.as_deref(), content)?;
    let brand_file = find_brand(&brand_name, content)?;

    let mut found = Diagnostics::new();
    let guide = read(&guide_file, sources, &mut found, Guide::read);
    let brand = read(&brand_file, sources, &mut found, |sources, file| {
        Brand::read(sources, file, &brand_name)
    });
    let language = read(&language_file, sources, &mut found, |sources, file| {
        let (language, diagnostics) = Language::read(sources, file);
        (
            language.map(|language| {
                (
                    language,
                    Span {
                        file,
                        start: 0,
                        end: 0,
                    },
                )
            }),
            diagnostics,
        )
    });
    let (Some(guide), Some(brand), Some((language, language_place))) = (guide, brand, language)
    else {
        return Err(Failure::Content(found));
    };
    found.extend(printable::check(&guide, &brand, &language, language_place));
    let person = read_person(&order.person, &brand, &language, &mut found)?;
    let pictures = PictureSource {
        guide: &guide_file.beside,
        brand: &brand_file.beside,
    };
    let default_date = order.default_date.unwrap_or(CONSTANT_DATE);
    let leaflet = leaflet::personalise(
        &guide,
        &brand,
        &language,
        &person,
        order.paper,
        pictures,
        default_date,
        &mut found,
    );
    let Some(leaflet) = leaflet.filter(|_| !found.has_errors()) else {
        return Err(Failure::Content(found));
    };
    let pages = typeset::typeset(&leaflet, workshop)?;
    let pdf = export::pdf(&pages, leaflet.document_date)?;
    found.extend(absent(&guide));
    let is_personal = person.is_personal();
    let personal = if is_personal { "-personal" } else { "" };
    Ok(Made {
        pdf,
        pages: pages.pages(),
        diagnostics: found,
        file_stem: format!("{guide_name}-{language_tag}{personal}"),
        is_personal,
    })
}

/// Reads a brand alone, for a list of its people.
///
/// # Errors
/// [`Failure`], as in [`make`].
pub fn read_brand(
    brand: Option<&str>,
    content: &Content,
    sources: &mut SourceSet,
) -> Result<Brand, Failure> {
    let name = brand_name(brand, content)?;
    let file = find_brand(&name, content)?;
    let mut found = Diagnostics::new();
    read(&file, sources, &mut found, |sources, file| {
        Brand::read(sources, file, &name)
    })
    .filter(|_| !found.has_errors())
    .ok_or(Failure::Content(found))
}

/// The guide's file, the guide's name for a file name, and the language's tag.
fn find_guide(order: &Order, content: &Content) -> Result<(Found, String, String), Failure> {
    let path = Path::new(&order.guide);
    let is_path = order.guide.ends_with(".yaml")
        || order.guide.ends_with(".yml")
        || order.guide.contains(std::path::is_separator);
    if is_path {
        let found = Content::guide_at(path)
            .map_err(|problem| say("guide", problem, "leaflet list guides"))?;
        let stem = path
            .file_stem()
            .and_then(|stem| stem.to_str())
            .unwrap_or("guide");
        let named_by_language = content.languages().iter().any(|language| language == stem);
        let folder = path
            .parent()
            .and_then(Path::file_name)
            .and_then(|name| name.to_str());
        let name = if named_by_language {
            folder.unwrap_or("guide")
        } else {
            stem
        };
        let language = match &order.language {
            Some(language) => language.clone(),
            None if named_by_language => stem.to_owned(),
            None => USUAL_LANGUAGE.to_owned(),
        };
        return Ok((found, name.to_owned(), language));
    }
    let guides = content.guides();
    let language = match (&order.language, guides.get(&order.guide).map(Vec::as_slice)) {
        (Some(language), _) => language.clone(),
        (None, Some([only])) => only.clone(),
        (None, _) => USUAL_LANGUAGE.to_owned(),
    };
    let problem_of = if guides.contains_key(&order.guide) {
        "language"
    } else {
        "guide"
    };
    let found = content
        .guide(&order.guide, &language)
        .map_err(|problem| say(problem_of, problem, "leaflet list guides"))?;
    Ok((found, order.guide.clone(), language))
}

fn brand_name(asked: Option<&str>, content: &Content) -> Result<String, Failure> {
    asked
        .map(str::to_owned)
        .or_else(|| content.only_brand())
        .ok_or_else(|| {
            Failure::usage(
                "there are several brands, and none was named",
                vec![format!(
                    "add `--brand` with one of: {}",
                    content.brands().join(", ")
                )],
            )
        })
}

fn find_brand(name: &str, content: &Content) -> Result<Found, Failure> {
    content
        .brand(name)
        .map_err(|problem| say("brand", problem, "leaflet list brands"))
}

/// Reads a file; `None` if it is refused. What was found is added to `found`.
fn read<T>(
    file: &Found,
    sources: &mut SourceSet,
    found: &mut Diagnostics,
    reader: impl FnOnce(&SourceSet, FileId) -> (Option<T>, Diagnostics),
) -> Option<T> {
    match sources.add_bytes(file.name.as_str(), &file.bytes) {
        Ok(id) => {
            let (value, diagnostics) = reader(sources, id);
            found.extend(diagnostics);
            value
        }
        Err(diagnostic) => {
            found.push(diagnostic);
            None
        }
    }
}

/// What a content problem means to somebody who typed a name.
fn say(what: &str, problem: ContentProblem, list: &str) -> Failure {
    match problem {
        ContentProblem::Unknown { name, known } => {
            let known: Vec<&str> = known.iter().map(String::as_str).collect();
            Failure::usage(
                format!("there is no {what} `{name}`"),
                unknown_hints(&name, &known, list),
            )
        }
        ContentProblem::Unreadable { path, error } => Failure::usage(
            format!("`{}` cannot be read: {error}", path.display()),
            vec!["check the path and that you may read the file".to_owned()],
        ),
    }
}

fn unknown_hints(name: &str, known: &[&str], list: &str) -> Vec<String> {
    let near = nearest(name, known.iter().copied());
    let mut hints: Vec<String> = near
        .map(|near| format!("did you mean `{near}`?"))
        .into_iter()
        .collect();
    if !known.is_empty() && known.len() <= 12 {
        hints.push(format!("there are: {}", known.join(", ")));
    }
    hints.push(format!("`{list}` shows them all"));
    hints
}

/// Reads the person; faults of facts go to `found`, an unknown surgeon is a fault of the command.
fn read_person(
    given: &PersonGiven,
    brand: &Brand,
    language: &Language,
    found: &mut Diagnostics,
) -> Result<Person, Failure> {
    let mut fact = |what: &str, given: Option<&str>, is_date: bool| {
        let given = given?;
        let read = if is_date {
            patient::read_date(given, language)
        } else {
            patient::read_fact(given)
        };
        check_fact(what, read, found)
    };
    let surgeon = match &given.surgeon {
        None => None,
        Some(SurgeonGiven::Named(name)) => fact("the surgeon's name", Some(name), false),
        Some(SurgeonGiven::Listed(id)) => {
            let Some(person) = brand.person(id) else {
                let known: Vec<&str> = brand
                    .people
                    .iter()
                    .map(|person| person.id.text.as_str())
                    .collect();
                let mut hints = unknown_hints(id, &known, "leaflet list surgeons");
                hints.push("for somebody else, use `--surgeon-name`".to_owned());
                return Err(Failure::usage(
                    format!("the brand has no surgeon `{id}`"),
                    hints,
                ));
            };
            fact("the surgeon's name", Some(&person.name.text), false)
        }
    };
    Ok(Person {
        patient: fact("the patient's name", given.patient.as_deref(), false),
        surgeon,
        date: fact("the date", given.date.as_deref(), true),
        procedure_date: fact(
            "the date of the procedure",
            given.procedure_date.as_deref(),
            true,
        ),
        level: fact("the level", given.level.as_deref(), false),
        side: fact("the side", given.side.as_deref(), false),
        reference: fact("the reference", given.reference.as_deref(), false),
    })
}

/// A fact that can be printed; else what is wrong with it, without quoting it.
fn check_fact(
    what: &str,
    read: Result<ReadFact, FactProblem>,
    found: &mut Diagnostics,
) -> Option<Fact> {
    let ReadFact { fact, taken_out } = match read {
        Ok(read) => read,
        Err(problem) => {
            found.push(
                Diagnostic::new(
                    "unprintable-fact",
                    Severity::Error,
                    None,
                    format!("{what} {problem}"),
                )
                .hint(problem.hint()),
            );
            return None;
        }
    };
    if taken_out > 0 {
        let signs = if taken_out == 1 {
            "an invisible sign"
        } else {
            "invisible signs"
        };
        found.push(
            Diagnostic::new(
                "invisible-sign",
                Severity::Warning,
                None,
                format!("{what} came with {signs}, taken out before printing"),
            )
            .hint(
                "such signs come with copying and can turn letters round; check the printed line",
            ),
        );
    }
    if let Some(sign) = fonts::unprintable(fact.words()) {
        found.push(
            Diagnostic::new(
                "unprintable-fact",
                Severity::Error,
                None,
                format!("{what} holds a sign that no built-in typeface has ({})", sign.script()),
            )
            .hint("write it in a script that `leaflet list scripts` shows, Latin letters for instance"),
        );
        return None;
    }
    Some(fact)
}

/// One note on what the guide does not give.
fn absent(guide: &Guide) -> Option<Diagnostic> {
    let absent: Vec<&str> = guide.absent().into_iter().map(Absent::name).collect();
    if absent.is_empty() {
        return None;
    }
    Some(
        Diagnostic::new(
            "absent",
            Severity::Note,
            None,
            format!("the guide does not give: {}", absent.join(", ")),
        )
        .hint("the leaflet is made without them; nothing is printed in their place"),
    )
}
