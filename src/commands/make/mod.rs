//! One leaflet from beginning to end: find, read, check, personalise, typeset, export.
//!
//! In: an [`Order`]. Out: the files of the leaflet with everything there is to say about it, or a
//! [`Failure`] that tells faults of the content from faults of the command. Promise: nothing is
//! written here; one run tells all faults of guide, brand, language, person and pictures that can be
//! found (the pictures of a guide are looked for once the guide itself has no fault, a date is read
//! in full once the language has none); no message quotes a personal fact.

mod facts;
mod find;
mod named;
mod ready;
mod review;
mod review_due;
mod texts;

use std::collections::BTreeSet;
use std::path::PathBuf;

use jiff::civil::Date;

pub(crate) use facts::looks_like_an_id;
pub use facts::{PersonGiven, PersonRead, SurgeonGiven};
pub use find::say as content_failure;
pub use named::{GuideNames, language_named, title_of};
pub use ready::ReadyGuide;
pub use review::{Review, reviews};
pub use review_due::{in_days, review_due};
pub use texts::{PictureNames, Texts};

use crate::base::diagnostic::{Diagnostic, Diagnostics, Severity, harmless, rule};
use crate::base::failure::Failure;
use crate::commands::output::WriteProblem;
use crate::input::content::{Content, ContentProblem, Found};
use crate::leaflet::Print;
use crate::leaflet::format::Format;
use crate::model::brand::Brand;
use crate::model::language::Language;
use crate::model::patient::Person;
use crate::pages::typeset::{self, Engine, Refusal};
use crate::pages::{export, press};
use crate::source::{FileId, SourceSet};
use find::{brand_name, find_brand, say};
use ready::Parts;

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
    /// The edition and its sheet.
    pub print: Print,
    /// The format it is made in.
    pub format: &'static Format,
    /// Dots an inch, where that is one of pictures.
    pub dots_per_inch: u16,
    /// The person, as typed.
    pub person: PersonGiven,
    /// The document's date where the guide has no date of review; `None` for [`CONSTANT_DATE`].
    pub default_date: Option<Date>,
    /// The day that counts as today, on which a guide whose review is overdue is refused; `None` where
    /// that is not looked at.
    pub today: Option<Date>,
    /// Whether one is made anyway, with the words that it is under review.
    pub allow_overdue: bool,
}

impl Order {
    /// A leaflet for everyone, in the usual edition on the usual sheet, in the usual format.
    pub fn new(guide: impl Into<String>) -> Self {
        Self {
            guide: guide.into(),
            guide_text: None,
            language: None,
            set_language: None,
            brand: None,
            print: Print::usual(),
            format: Format::usual(),
            dots_per_inch: export::USUAL_DOTS,
            person: PersonGiven::default(),
            default_date: None,
            today: None,
            allow_overdue: false,
        }
    }
}

impl Order {
    /// Refuses a format that the edition does not come in.
    fn check_format(&self) -> Result<(), Failure> {
        let (edition, format) = (self.print.edition, self.format);
        if edition.formats.contains(&format) {
            return Ok(());
        }
        let formats: Vec<&str> = edition.formats.iter().map(|format| format.name).collect();
        Err(Failure::usage(
            format!(
                "the edition `{}` cannot be made as {}",
                edition.name, format.name
            ),
            vec![format!("it comes as: {}", formats.join(", "))],
        ))
    }
}

/// A finished leaflet.
#[derive(Debug)]
pub struct Made {
    /// The bytes of its files: one, or where the format has one for each page as many; never none.
    pub files: Vec<Vec<u8>>,
    /// How many pages it has; 0 where the format has none.
    pub pages: usize,
    /// Warnings and notes.
    pub diagnostics: Diagnostics,
    /// The name for its file, without ending: guide and language, the edition where it is not the usual one,
    /// and `personal` where it is.
    pub file_stem: String,
    /// Whether it is for one person's eyes.
    pub is_personal: bool,
    /// Whether it says that it is under review.
    pub is_under_review: bool,
    /// The next review of its guide, if it names one.
    pub review: Option<Review>,
}

impl Made {
    /// The first of its files, which is the only one in most formats.
    pub fn file(&self) -> &[u8] {
        self.files.first().map_or(&[], Vec::as_slice)
    }
}

/// The name of a guide as part of a file's name: a guide may be given by a path that holds characters which a
/// terminal or a build's log obeys.
fn plain_stem(name: &str) -> String {
    let plain = |character| {
        if harmless(character) == character {
            character
        } else {
            '-'
        }
    };
    name.chars().map(plain).collect()
}

impl From<WriteProblem> for Failure {
    fn from(problem: WriteProblem) -> Self {
        problem.failure(problem.hint())
    }
}

impl From<ContentProblem> for Failure {
    fn from(problem: ContentProblem) -> Self {
        say("file", problem, "guides")
    }
}

impl From<Refusal> for Failure {
    fn from(refusal: Refusal) -> Self {
        if refusal.is_internal {
            return Self::program(refusal.message, refusal.hints);
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
    engine: &Engine,
    sources: &mut SourceSet,
) -> Result<Made, Failure> {
    make_naming(order, content, engine, sources, &mut BTreeSet::new())
}

/// Makes the leaflet as [`make`] does, and puts every file on disk that goes into it into `files`, as far
/// as it could be found out, whether there is a leaflet or not: one that is missing is named too.
///
/// # Errors
/// As of [`make`].
pub fn make_naming(
    order: &Order,
    content: &Content,
    engine: &Engine,
    sources: &mut SourceSet,
    files: &mut BTreeSet<PathBuf>,
) -> Result<Made, Failure> {
    let mut found = Diagnostics::new();
    let parts = Parts::read(order, content, sources, &mut found)?;
    files.extend(parts.files());
    let (person, unknown_surgeon) = parts.person(&order.person).told(&mut found);
    if let Some(unknown) = unknown_surgeon {
        return Err(Failure::Usage(unknown));
    }
    let Some(ready) = parts.ready(order, sources, &mut found) else {
        return Err(Failure::Content(found));
    };
    let Some(leaflet) = ready.leaflet(&person, &mut found) else {
        return Err(Failure::Content(found));
    };
    let is_personal = person.is_personal();
    check_person(order.format, is_personal)?;
    let finished = press::finished(leaflet, order.format, order.dots_per_inch, engine)?;
    found.append(ready.remarks());
    let personal = if is_personal { "-personal" } else { "" };
    Ok(Made {
        files: finished.files,
        pages: finished.pages,
        diagnostics: found,
        file_stem: format!(
            "{}-{}{}{personal}",
            plain_stem(&ready.name),
            ready.language.tag,
            match order.print.edition {
                edition if edition.is_usual() => String::new(),
                edition => format!("-{}", edition.name),
            }
        ),
        is_personal,
        is_under_review: ready.is_under_review(),
        review: ready.review(),
    })
}

/// Refuses a format that is not for a patient's words.
fn check_person(format: &Format, is_personal: bool) -> Result<(), Failure> {
    if is_personal && !format.may_be_personal {
        return Err(Failure::usage(
            format!(
                "a leaflet for one patient cannot be made as {}",
                format.name
            ),
            vec!["leave the patient out, or choose another format".to_owned()],
        ));
    }
    Ok(())
}

/// What the engine is given for the leaflet for everyone that is ordered, by its path there.
///
/// # Errors
/// As of [`make`], but for what the engine refuses.
pub fn engine_files(
    order: &Order,
    content: &Content,
    sources: &mut SourceSet,
) -> Result<Vec<(String, Vec<u8>)>, Failure> {
    let mut found = Diagnostics::new();
    let ready = ReadyGuide::open(order, content, sources, &mut found)?;
    let leaflet = ready.leaflet(&Person::default(), &mut found);
    let leaflet = leaflet.ok_or(Failure::Content(found))?;
    Ok(typeset::engine_files(&leaflet))
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
        Brand::read(sources, file, &name, USUAL_LANGUAGE)
    })
    .filter(|_| !found.has_errors())
    .ok_or(Failure::Content(found))
}

/// Reads every language's name, for a list: the tag with the name, which is `None` where the
/// language has faults, which are then in `found`, as are warnings of languages that can be read.
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
        if let Some(language) = &language {
            found.append(language.remarks());
        }
        languages.push((tag, language.map(|language| language.name)));
    }
    Ok(languages)
}

/// Reads a file; `None` if it is refused. What was found is added to `found`.
fn read<T>(
    file: &Found,
    sources: &mut SourceSet,
    found: &mut Diagnostics,
    reader: impl FnOnce(&SourceSet, FileId) -> (Option<T>, Diagnostics),
) -> Option<T> {
    match sources.add_yaml(file.name.as_str(), &file.bytes) {
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_fault_of_the_program_is_no_fault_of_the_content() {
        assert!(matches!(
            Failure::from(Refusal::internal()),
            Failure::Program(_)
        ));
        let refusal = Refusal {
            is_internal: false,
            ..Refusal::internal()
        };
        assert!(matches!(Failure::from(refusal), Failure::Content(_)));
    }
}
