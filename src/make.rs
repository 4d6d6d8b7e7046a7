//! One leaflet from beginning to end: find, read, check, personalise, typeset, export.
//!
//! In: an [`Order`]. Out: the finished PDF with everything there is to say about it, or a
//! [`Failure`] that tells faults of the content from faults of the command. Promise: nothing is
//! written here; one run tells all faults of guide, brand, language, person and pictures that can be
//! found (the pictures of a guide are looked for once the guide itself has no fault, a date is read
//! in full once the language has none); no message quotes a personal fact.

use std::collections::BTreeMap;
use std::path::Path;

use jiff::civil::Date;

use crate::brand::{Brand, unknown_person};
use crate::content::{
    Content, ContentProblem, Folder, Found, PictureProblem, Room, is_language_tag, prepare_picture,
};
use crate::diagnostic::{Diagnostic, Diagnostics, Severity, nearest, rule};
use crate::guide::{Absent, Block, Guide, Words};
use crate::language::Language;
use crate::leaflet::{self, LOGO_ROOM, PAPERS, Paper, PictureSource, figure_room};
use crate::output::WriteProblem;
use crate::patient::{self, Fact, FactProblem, Person, ReadFact};
use crate::press::{self, Master};
use crate::source::{FileId, SourceSet};
use crate::typeset::{Refusal, Workshop, fonts, printable};

/// The date put into the properties of a leaflet whose guide has no date of review, when no other
/// is given: PDF/A demands one. It is never printed.
pub const CONSTANT_DATE: Date = Date::constant(2000, 1, 1);

/// The language of a leaflet when none is asked for.
pub const USUAL_LANGUAGE: &str = "en";

/// What leaflet to make.
#[derive(Debug, Clone)]
pub struct Order {
    /// A guide's name, the path of a guide's file, or that of a folder that holds `<language>.yaml`.
    pub guide: String,
    /// The guide's own bytes, where it comes from no file; its pictures are those of the working
    /// folder then.
    pub guide_text: Option<Vec<u8>>,
    /// The language; `None` for the one the file is named after, [`Order::set_language`], the
    /// guide's only one, or else English.
    pub language: Option<String>,
    /// The language that the settings of the working folder name.
    pub set_language: Option<String>,
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
            guide_text: None,
            language: None,
            set_language: None,
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
    /// One of the brand's people, as the settings of the working folder name them.
    Set(Words),
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

impl From<ContentProblem> for Failure {
    fn from(problem: ContentProblem) -> Self {
        say("file", problem, "leaflet list guides")
    }
}

impl From<Refusal> for Failure {
    fn from(refusal: Refusal) -> Self {
        if refusal.is_internal {
            return Self::usage(refusal.message, refusal.hints);
        }
        let mut diagnostic =
            Diagnostic::new(rule::TYPESETTING, Severity::Error, None, refusal.message);
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
    let asked = find_guide(order, content)?;
    let brand_name = brand_name(order.brand.as_deref(), content)?;
    let brand_file = find_brand(&brand_name, content)?;

    let mut found = Diagnostics::new();
    let guide = read(&asked.file, sources, &mut found, Guide::read);
    let brand = read(&brand_file, sources, &mut found, |sources, file| {
        Brand::read(sources, file, &brand_name)
    });
    let language = read(
        &asked.language_file,
        sources,
        &mut found,
        |sources, file| Language::read(sources, file, &asked.language),
    );
    let pictures = PictureSource {
        guide: &asked.file.beside,
        brand: &brand_file.beside,
    };
    let person = read_person(&order.person, brand.as_ref(), language.as_ref(), &mut found)?;
    let (guide, brand, language) = match (guide, brand, language) {
        (Some(guide), Some(brand), Some(language)) => (guide, brand, language),
        (guide, brand, _) => {
            check_pictures(
                guide.as_ref(),
                brand.as_ref(),
                order.paper,
                pictures,
                &mut found,
            );
            return Err(Failure::Content(found));
        }
    };
    found.append(printable::check(&guide, &brand, &language, sources));
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
    let Some(leaflet) = leaflet else {
        return Err(Failure::Content(found));
    };
    let printed = if leaflet.has_placeholders {
        press::print_whole(&leaflet, workshop)?
    } else {
        let panel = leaflet.panel.clone();
        Master::new(leaflet).print(panel, workshop)?
    };
    found.extend(prompts_left(&guide));
    found.extend(absent(&guide));
    let is_personal = person.is_personal();
    let personal = if is_personal { "-personal" } else { "" };
    Ok(Made {
        pdf: printed.pdf,
        pages: printed.pages,
        diagnostics: found,
        file_stem: format!("{}-{}{personal}", asked.name, asked.language),
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

/// Reads every language's name, for a list: the tag with the name, which is `None` where the
/// language has faults, which are then in `found`.
///
/// # Errors
/// [`Failure`], if a file cannot be read.
pub fn read_languages(
    content: &Content,
    sources: &mut SourceSet,
    found: &mut Diagnostics,
) -> Result<Vec<(String, Option<String>)>, Failure> {
    let mut languages = Vec::new();
    for tag in content.languages() {
        let file = content.language(&tag)?;
        let language = read(&file, sources, found, |sources, file| {
            Language::read(sources, file, &tag)
        });
        languages.push((tag, language.map(|language| language.name)));
    }
    Ok(languages)
}

/// The pictures that can be looked for although guide, brand or language has faults.
fn check_pictures(
    guide: Option<&Guide>,
    brand: Option<&Brand>,
    paper: &Paper,
    source: PictureSource<'_>,
    found: &mut Diagnostics,
) {
    let problem = |folder: &Folder, name: &str, room: Room| {
        let bytes = folder.picture(name);
        bytes.and_then(|bytes| prepare_picture(&bytes, room)).err()
    };
    if let Some(logo) = brand.and_then(|brand| brand.logo.as_ref()) {
        let (name, place) = (&logo.picture.text, logo.picture.span);
        let problem = problem(source.brand, name, LOGO_ROOM);
        found.extend(problem.map(|problem| problem.told(name, place)));
    }
    // A guide may name one picture many times, and each is looked through once.
    let mut known: BTreeMap<&str, Option<PictureProblem>> = BTreeMap::new();
    for block in guide.into_iter().flat_map(Guide::blocks) {
        if let Block::Figure(figure) = block {
            let (name, place) = (figure.picture.text.as_str(), figure.picture.span);
            let room = figure_room(figure.width, paper);
            let problem = known
                .entry(name)
                .or_insert_with(|| problem(source.guide, name, room));
            found.extend(problem.as_ref().map(|problem| problem.told(name, place)));
        }
    }
}

/// What an order asks for, found.
struct Asked {
    /// The guide's file.
    file: Found,
    /// The guide's name, for the leaflet's file name.
    name: String,
    /// The language's tag.
    language: String,
    /// The language's file.
    language_file: Found,
}

/// Finds guide and language. A folder that holds a guide is taken before a name, so that whoever
/// works beside it gets that one; a name is taken before a file without ending.
fn find_guide(order: &Order, content: &Content) -> Result<Asked, Failure> {
    if let Some(bytes) = &order.guide_text {
        let language = language_of(order, &[]);
        return Ok(Asked {
            language_file: find_language(&language, content)?,
            file: Content::guide_given(bytes.clone()),
            name: "guide".to_owned(),
            language,
        });
    }
    let path = Path::new(&order.guide);
    let is_known = content.guides().contains_key(&order.guide);
    match Content::languages_in(path)? {
        Some(written) if !written.is_empty() => return guide_in_folder(order, &written, content),
        Some(_) if !is_known => {
            return Err(Failure::usage(
                format!("the folder `{}` holds no guide", order.guide),
                vec![
                    "a guide's file is named after its language, for example `en.yaml`".to_owned(),
                    "`leaflet list guides` shows the guides that have a name".to_owned(),
                ],
            ));
        }
        Some(_) | None => {}
    }
    let is_path = path.symlink_metadata().is_ok()
        || order.guide.ends_with(".yaml")
        || order.guide.ends_with(".yml")
        || order.guide.contains(std::path::is_separator);
    if is_path && !is_known {
        guide_in_file(order, content)
    } else {
        guide_by_name(order, content)
    }
}

fn guide_by_name(order: &Order, content: &Content) -> Result<Asked, Failure> {
    let say_guide = |problem| say("guide", problem, "leaflet list guides");
    let guides = content.guides();
    let Some(written) = guides.get(&order.guide) else {
        return Err(say_guide(ContentProblem::Unknown {
            name: order.guide.clone(),
            known: guides.into_keys().collect(),
        }));
    };
    let language = language_of(order, written);
    Ok(Asked {
        language_file: find_language(&language, content)?,
        file: content
            .guide(&order.guide, &language)
            .map_err(|problem| of_set_language(order, say_guide(problem)))?,
        name: order.guide.clone(),
        language,
    })
}

fn guide_in_folder(order: &Order, written: &[String], content: &Content) -> Result<Asked, Failure> {
    let folder = Path::new(&order.guide);
    let name = folder_name(folder);
    let language = language_of(order, written);
    let language_file = find_language(&language, content)?;
    if !written.contains(&language) {
        let problem = ContentProblem::NotWritten {
            guide: name,
            language,
            written: written.to_vec(),
        };
        return Err(of_set_language(order, problem.into()));
    }
    Ok(Asked {
        file: Content::guide_at(&folder.join(format!("{language}.yaml")))?,
        name,
        language,
        language_file,
    })
}

fn guide_in_file(order: &Order, content: &Content) -> Result<Asked, Failure> {
    let path = Path::new(&order.guide);
    let file = Content::guide_at(path)?;
    let stem = path.file_stem().and_then(|stem| stem.to_str());
    let stem = stem.unwrap_or("guide");
    let named_after = is_language_tag(stem).then_some(stem);
    let language = match (&order.language, named_after) {
        (Some(asked), Some(written)) if asked != written => {
            // `acl.yaml` may be a guide about a ligament; `en.yaml` is surely one in English.
            if content.languages().iter().any(|known| known == written) {
                return Err(Failure::usage(
                    format!("the guide `{}` is not written in `{asked}`", order.guide),
                    vec![
                        format!("its name says that it is written in `{written}`"),
                        "give the file of the other language, or leave `--language` out".to_owned(),
                    ],
                ));
            }
            asked.as_str()
        }
        (Some(asked), _) => asked,
        (None, Some(written)) => written,
        (None, None) => order.set_language.as_deref().unwrap_or(USUAL_LANGUAGE),
    };
    let is_of_its_name = named_after == Some(language);
    let language_file = find_language(language, content).map_err(|failure| match failure {
        Failure::Usage { message, mut hints } if is_of_its_name && order.language.is_none() => {
            hints.push(format!(
                "the file is named `{stem}`, like a language; if `{stem}` is none, name the \
                 guide's language with `--language`"
            ));
            Failure::Usage { message, hints }
        }
        other => other,
    })?;
    Ok(Asked {
        file,
        name: if is_of_its_name {
            folder_name(path.parent().unwrap_or(Path::new("")))
        } else {
            stem.to_owned()
        },
        language: language.to_owned(),
        language_file,
    })
}

/// The language that was asked for or set, or the only one, or the usual one.
fn language_of(order: &Order, written: &[String]) -> String {
    match (
        order.language.as_ref().or(order.set_language.as_ref()),
        written,
    ) {
        (Some(language), _) => language.clone(),
        (None, [only]) => only.clone(),
        (None, _) => USUAL_LANGUAGE.to_owned(),
    }
}

/// The same failure, and where its language comes from if no option named it.
fn of_set_language(order: &Order, failure: Failure) -> Failure {
    match failure {
        Failure::Usage { message, mut hints }
            if order.language.is_none() && order.set_language.is_some() =>
        {
            hints.insert(
                0,
                "`leaflet.yaml` sets this language; `--language` asks for another".to_owned(),
            );
            Failure::Usage { message, hints }
        }
        other => other,
    }
}

fn find_language(tag: &str, content: &Content) -> Result<Found, Failure> {
    content
        .language(tag)
        .map_err(|problem| say("language", problem, "leaflet list languages"))
}

/// A folder's name; where the path does not show it (`.`, `..`, nothing), its real one.
fn folder_name(folder: &Path) -> String {
    let here = Path::new(".");
    let folder = if folder.as_os_str().is_empty() {
        here
    } else {
        folder
    };
    let real = folder.canonicalize().ok();
    let name = folder
        .file_name()
        .or_else(|| real.as_deref().and_then(Path::file_name));
    name.and_then(|name| name.to_str())
        .unwrap_or("guide")
        .to_owned()
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
            found.append(diagnostics);
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
        ContentProblem::NotWritten {
            guide,
            language,
            written,
        } => Failure::usage(
            format!("the guide `{guide}` is not written in `{language}`"),
            vec![
                format!("it is written in: {}", written.join(", ")),
                "`leaflet list guides` shows the languages of every guide".to_owned(),
            ],
        ),
        ContentProblem::Unreadable { path, error } => Failure::usage(
            format!("`{}` cannot be read: {error}", path.display()),
            vec!["check the path and that you may read it".to_owned()],
        ),
        ContentProblem::LeadsOut(path) => Failure::usage(
            format!("`{}` leads out of the content folder", path.display()),
            vec!["copy what the link leads to into the content folder".to_owned()],
        ),
        ContentProblem::NoFolder(path) => Failure::usage(
            format!("there is no folder `{}`", path.display()),
            vec!["check the name given with `--content`, or leave the option out".to_owned()],
        ),
        ContentProblem::NotAFolder(path) => Failure::usage(
            format!("`{}` is a file, not a folder", path.display()),
            vec![CONTENT_FOLDER.to_owned()],
        ),
        ContentProblem::NoContent(path) => Failure::usage(
            format!(
                "the folder `{}` holds no guides, brands or languages",
                path.display()
            ),
            vec![CONTENT_FOLDER.to_owned()],
        ),
    }
}

/// What a content folder is.
const CONTENT_FOLDER: &str =
    "a content folder holds one or more of the folders `guides`, `brands` and `languages`";

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

/// Reads the person; faults of facts go to `found`. An unknown surgeon is a fault of the command,
/// told with the others if there are any. What needs a brand or language with faults is left out;
/// there is no leaflet then.
fn read_person(
    given: &PersonGiven,
    brand: Option<&Brand>,
    language: Option<&Language>,
    found: &mut Diagnostics,
) -> Result<Person, Failure> {
    let mut unknown = None;
    let surgeon = match (&given.surgeon, brand) {
        (None, _) | (Some(SurgeonGiven::Listed(_) | SurgeonGiven::Set(_)), None) => None,
        (Some(SurgeonGiven::Named(name)), _) => Some(name.as_str()),
        (Some(SurgeonGiven::Listed(id)), Some(brand)) => {
            let person = brand.person(id);
            if person.is_none() {
                unknown = Some(unknown_surgeon(id, brand));
            }
            person.map(|person| person.name.text.as_str())
        }
        (Some(SurgeonGiven::Set(words)), Some(brand)) => {
            let person = brand.person(&words.text);
            if person.is_none() {
                let fault = unknown_person(&words.text, words.span, &brand.people);
                found.push(fault.hint("or name another with `--surgeon`"));
            }
            person.map(|person| person.name.text.as_str())
        }
    };
    let mut fact = |what: &str, given: Option<&str>, is_date: bool| {
        let given = given?;
        let read = match language {
            Some(language) if is_date => patient::read_date(given, language),
            _ => patient::read_fact(given),
        };
        check_fact(what, read, found)
    };
    let person = Person {
        patient: fact("the patient's name", given.patient.as_deref(), false),
        surgeon: fact("the surgeon's name", surgeon, false),
        date: fact("the date", given.date.as_deref(), true),
        procedure_date: fact(
            "the date of the procedure",
            given.procedure_date.as_deref(),
            true,
        ),
        level: fact("the level", given.level.as_deref(), false),
        side: fact("the side", given.side.as_deref(), false),
        reference: fact("the reference", given.reference.as_deref(), false),
    };
    if let Some((message, hints)) = unknown {
        if !found.has_errors() {
            return Err(Failure::usage(message, hints));
        }
        let mut diagnostic = Diagnostic::new(rule::USAGE, Severity::Error, None, message);
        diagnostic.hints = hints;
        found.push(diagnostic);
    }
    Ok(person)
}

/// What is said of a surgeon the brand does not list. What was typed may be somebody's name: it is
/// said again only if it looks like an id.
fn unknown_surgeon(id: &str, brand: &Brand) -> (String, Vec<String>) {
    let known: Vec<&str> = brand
        .people
        .iter()
        .map(|person| person.id.text.as_str())
        .collect();
    let mut hints = unknown_hints(id, &known, "leaflet list surgeons");
    hints.push("for somebody else, use `--surgeon-name`".to_owned());
    let looks_like_an_id = id
        .chars()
        .all(|sign| sign.is_ascii_lowercase() || sign.is_ascii_digit() || sign == '-');
    let message = if looks_like_an_id {
        format!("the brand has no surgeon `{id}`")
    } else {
        "the brand has no surgeon of this id".to_owned()
    };
    (message, hints)
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
                    rule::UNPRINTABLE_FACT,
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
                rule::INVISIBLE_SIGN,
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
                rule::UNPRINTABLE_FACT,
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

/// One warning for all prompts that were not filled in, at the first.
fn prompts_left(guide: &Guide) -> Option<Diagnostic> {
    let left = guide.prompts_left();
    let first = left.first()?;
    let message = match left.len() {
        1 => "this text is still a prompt in brackets, and is printed as it stands".to_owned(),
        count => format!(
            "{count} texts are still prompts in brackets, this one first, and are printed as they stand"
        ),
    };
    Some(
        Diagnostic::new(rule::PROMPT_LEFT, Severity::Warning, Some(*first), message)
            .hint("put your own words in place of the brackets, or delete the line"),
    )
}

/// One note on what the guide does not give.
fn absent(guide: &Guide) -> Option<Diagnostic> {
    let absent: Vec<&str> = guide.absent().into_iter().map(Absent::name).collect();
    if absent.is_empty() {
        return None;
    }
    Some(
        Diagnostic::new(
            rule::ABSENT,
            Severity::Note,
            None,
            format!("the guide does not give: {}", absent.join(", ")),
        )
        .hint("the leaflet is made without them; nothing is printed in their place"),
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_fault_of_the_program_is_no_fault_of_the_content() {
        assert!(matches!(
            Failure::from(Refusal::internal()),
            Failure::Usage { .. }
        ));
        let refusal = Refusal {
            is_internal: false,
            ..Refusal::internal()
        };
        assert!(matches!(Failure::from(refusal), Failure::Content(_)));
    }
}
