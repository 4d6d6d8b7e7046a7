//! A guide with its brand and language, read and ready to be made into leaflets.
//!
//! In: an [`Order`], the content there is, and where texts are kept. Out: a [`ReadyGuide`], from which
//! a leaflet is made for everyone or for a person, as often as wanted. Promise: whoever has one has
//! read its files without a fault; files are read once, whatever number of leaflets follows.

use std::collections::BTreeMap;
use std::path::PathBuf;
use std::sync::Arc;

use super::facts::{PersonGiven, PersonRead};
use super::find::{Asked, find_guide};
use super::review::Review;
use super::texts::{self, PictureNames, Texts};
use super::{CONSTANT_DATE, Order, read};
use crate::base::advice::{Advice, Control};
use crate::base::diagnostic::{Diagnostic, Diagnostics, Severity, quoted, rule};
use crate::base::failure::Failure;
use crate::base::fingerprint::Fingerprint;
use crate::input::content::{
    Content, Folder, PictureProblem, PrintSize, darkest_colour, prepare_picture,
};
use crate::leaflet::format::Format;
use crate::leaflet::{Composed, Leaflet, PictureSource, Print, Properties, figure_size, logo_size};
use crate::lint::overdue;
use crate::model::brand::{Brand, Colour};
use crate::model::guide::{Absent, Block, Guide};
use crate::model::language::Language;
use crate::model::patient::Person;
use crate::pages::typeset::printable;
use crate::source::{SourceSet, Span};

/// Guide, brand and language of an order, as far as they could be read.
pub(super) struct Parts {
    asked: Asked,
    brand_folder: Folder,
    /// Of the three texts.
    texts: Fingerprint,
    /// Where the three texts lie, of those that are not built in.
    paths: Vec<PathBuf>,
    /// Whether a guide of the clinic's own is to be printed with the brand that is built in.
    has_foreign_brand: bool,
    guide: Option<Guide>,
    brand: Option<Brand>,
    language: Option<Language>,
}

impl Parts {
    /// Finds and reads them; faults go to `found`.
    pub(super) fn read(
        order: &Order,
        content: &Content,
        sources: &mut SourceSet,
        found: &mut Diagnostics,
    ) -> Result<Self, Failure> {
        let texts = Texts::beside(find_guide(order, content)?, order, content)?;
        Ok(Self::of(texts, sources, found))
    }

    /// Reads texts that were found; faults go to `found`.
    pub(super) fn of(texts: Texts, sources: &mut SourceSet, found: &mut Diagnostics) -> Self {
        let (sum, paths) = (texts.fingerprint(), texts.paths());
        let Texts {
            asked,
            brand_name,
            brand_file,
            ..
        } = texts;
        let has_foreign_brand = asked.file.path.is_some() && brand_file.path.is_none();
        let guide = read(&asked.file, sources, found, Guide::read);
        let brand = read(&brand_file, sources, found, |sources, file| {
            Brand::read(sources, file, &brand_name, &asked.language)
        });
        let language = read(&asked.language_file, sources, found, |sources, file| {
            Language::read(sources, file, &asked.language)
        });
        Self {
            asked,
            texts: sum,
            paths,
            has_foreign_brand,
            brand_folder: brand_file.beside,
            guide,
            brand,
            language,
        }
    }

    /// The guide, ready.
    ///
    /// # Errors
    /// [`Failure::Content`], if there is a fault in `found` or here.
    pub(super) fn opened(
        self,
        order: &Order,
        sources: &SourceSet,
        found: &mut Diagnostics,
    ) -> Result<ReadyGuide, Failure> {
        let ready = self.ready(order, sources, found);
        ready
            .filter(|_| !found.has_errors())
            .ok_or_else(|| Failure::Content(std::mem::take(found)))
    }

    /// Every file on disk that goes into a leaflet, as far as texts could be read: the texts, and the
    /// pictures they name, whether these are there or not.
    pub(super) fn files(&self) -> Vec<PathBuf> {
        let guide_folder = &self.asked.file.beside;
        let names = self.guide.iter().flat_map(Guide::pictures);
        let figures = names.filter_map(|name| guide_folder.picture_path(&name.text));
        let logo = self.brand.as_ref().and_then(|brand| brand.logo.as_ref());
        let logo = logo.and_then(|logo| self.brand_folder.picture_path(&logo.picture.text));
        let texts = self.paths.iter().cloned();
        texts.chain(figures).chain(logo).collect()
    }

    /// Reads a person's facts, as far as they do not need what could not be read.
    pub(super) fn person(&self, given: &PersonGiven) -> PersonRead {
        PersonRead::of(given, self.brand.as_ref(), self.language.as_ref())
    }

    /// The guide, ready; `None` if something could not be read. Then the pictures that can be looked
    /// for are, and faults of theirs go to `found` too.
    pub(super) fn ready(
        self,
        order: &Order,
        sources: &SourceSet,
        found: &mut Diagnostics,
    ) -> Option<ReadyGuide> {
        let (Some(guide), Some(brand), Some(language)) = (&self.guide, &self.brand, &self.language)
        else {
            self.check_pictures(order.print, found);
            return None;
        };
        found.append(printable::check(guide, brand, language, sources));
        let overdue = order.today.and_then(|today| overdue(guide, today));
        let is_under_review = overdue.is_some();
        if let Some(fault) = overdue.filter(|_| !order.allow_overdue) {
            found.push(
                fault.hint(
                    Advice::from("to make it anyway add ")
                        .control_with(Control::AllowOverdue, "REASON")
                        .words(", which prints that it is under review"),
                ),
            );
        }
        Some(ReadyGuide {
            guide: Arc::new(self.guide?),
            brand: Arc::new(self.brand?),
            language: Arc::new(self.language?),
            name: self.asked.name,
            texts: self.texts,
            paths: self.paths,
            guide_folder: self.asked.file.beside,
            brand_folder: self.brand_folder,
            has_foreign_brand: self.has_foreign_brand && order.brand.is_none(),
            print: order.print,
            format: order.format,
            properties: Properties {
                default_date: order.default_date.unwrap_or(CONSTANT_DATE),
                is_under_review,
            },
        })
    }

    /// The pictures that can be looked for although guide, brand or language has faults.
    fn check_pictures(&self, print: Print, found: &mut Diagnostics) {
        let (guide, brand) = (self.guide.as_ref(), self.brand.as_ref());
        let problem = |folder: &Folder, name: &str, room: PrintSize| {
            let bytes = folder.picture(name);
            bytes.and_then(|bytes| prepare_picture(&bytes, room)).err()
        };
        if let Some(logo) = brand.and_then(|brand| brand.logo.as_ref()) {
            let (name, place) = (&logo.picture.text, logo.picture.span);
            let problem = problem(&self.brand_folder, name, logo_size(&print.edition.measures));
            found.extend(problem.map(|problem| problem.told(name, place)));
        }
        // A guide may name one picture many times, and each is looked through once.
        let mut known: BTreeMap<&str, Option<PictureProblem>> = BTreeMap::new();
        for block in guide.into_iter().flat_map(Guide::blocks) {
            if let Block::Figure(figure) = block {
                let room = figure_size(figure, print);
                for one in &figure.pictures {
                    let (name, place) = (one.picture.text.as_str(), one.picture.span);
                    let problem = known
                        .entry(name)
                        .or_insert_with(|| problem(&self.asked.file.beside, name, room));
                    found.extend(problem.as_ref().map(|problem| problem.told(name, place)));
                }
            }
        }
    }
}

/// A guide with its brand and language, on one paper.
pub struct ReadyGuide {
    /// The guide's name.
    pub name: String,
    /// Its brand.
    pub brand: Arc<Brand>,
    /// Its language.
    pub language: Arc<Language>,
    /// The sheet it is printed on.
    pub print: Print,
    /// The format it is made in.
    pub format: &'static Format,
    texts: Fingerprint,
    paths: Vec<PathBuf>,
    guide: Arc<Guide>,
    guide_folder: Folder,
    brand_folder: Folder,
    has_foreign_brand: bool,
    properties: Properties,
}

impl Texts {
    /// Reads them; warnings go to `found`. The order is the one they were found by.
    ///
    /// # Errors
    /// [`Failure::Content`] with all that was found; the places are in `sources`.
    pub fn open(
        self,
        order: &Order,
        sources: &mut SourceSet,
        found: &mut Diagnostics,
    ) -> Result<ReadyGuide, Failure> {
        Parts::of(self, sources, found).opened(order, sources, found)
    }
}

impl ReadyGuide {
    /// Its next review, if it names one.
    pub fn review(&self) -> Option<Review> {
        Some(Review {
            due: self.guide().next_review?.date,
            guide: self.name.clone(),
            language: self.language.tag.clone(),
        })
    }

    /// Finds and reads the guide of an order; its person is not looked at. Warnings go to `found`.
    ///
    /// # Errors
    /// [`Failure`], with all that was found; the places are in `sources`.
    pub fn open(
        order: &Order,
        content: &Content,
        sources: &mut SourceSet,
        found: &mut Diagnostics,
    ) -> Result<Self, Failure> {
        Parts::read(order, content, sources, found)?.opened(order, sources, found)
    }

    /// Reads a person's facts.
    pub fn person(&self, given: &PersonGiven) -> PersonRead {
        PersonRead::of(given, Some(&self.brand), Some(&self.language))
    }

    /// What is the same in the leaflets of all people; `None` if `found` holds an error, from before or
    /// about its pictures, its reviewer or a phrase.
    pub fn compose(&self, found: &mut Diagnostics) -> Option<Composed> {
        let pictures = PictureSource {
            guide: &self.guide_folder,
            brand: &self.brand_folder,
        };
        Composed::compose(
            &self.guide,
            &self.brand,
            &self.language,
            self.print,
            pictures,
            self.properties,
            found,
        )
    }

    /// The leaflet for this person, or for everyone, where no more of the guide are wanted; `None` as
    /// from [`ReadyGuide::compose`].
    pub fn leaflet(&self, person: &Person, found: &mut Diagnostics) -> Option<Leaflet> {
        Some(self.compose(found)?.personalise(person))
    }

    /// Of everything that goes into its leaflets but the person: its texts and pictures, the paper, the
    /// date, and the program. Leaflets of one person and one fingerprint are the same to the byte.
    pub fn fingerprint(&self) -> Fingerprint {
        texts::input(
            self.texts,
            &self.name,
            &self.language.tag,
            (self.print, self.format),
            self.properties,
            self.pictures(),
        )
    }

    /// A sum of its texts alone.
    pub fn texts(&self) -> Fingerprint {
        self.texts
    }

    /// The names of its pictures, with which its fingerprint can be had without reading it again.
    pub fn picture_names(&self) -> PictureNames {
        let logo = self.brand.logo.as_ref();
        PictureNames {
            figures: self.figures().map(str::to_owned).collect(),
            logo: logo.map(|logo| logo.picture.text.clone()),
        }
    }

    /// Every file on disk that goes into its leaflets: texts and pictures. What is built in has none.
    pub fn files(&self) -> Vec<PathBuf> {
        let pictures = self.pictures();
        let mut files = self.paths.clone();
        files.extend(pictures.filter_map(|(folder, name)| folder.picture_path(name)));
        files
    }

    /// The pictures that the guide and the brand name, as often as they name them.
    fn pictures(&self) -> impl Iterator<Item = (&Folder, &str)> {
        let figures = self.figures().map(|name| (&self.guide_folder, name));
        let logo = self.brand.logo.as_ref();
        figures.chain(logo.map(|logo| (&self.brand_folder, logo.picture.text.as_str())))
    }

    fn figures(&self) -> impl Iterator<Item = &str> {
        self.guide.pictures().map(|name| name.text.as_str())
    }

    /// The version that the guide gives itself, if it gives one.
    pub fn version(&self) -> Option<&str> {
        self.guide.version.as_ref().map(|words| words.text.as_str())
    }

    /// Whether its leaflets say that they are under review: the day of the next review has passed.
    pub fn is_under_review(&self) -> bool {
        self.properties.is_under_review
    }

    /// The guide itself.
    pub fn guide(&self) -> &Guide {
        &self.guide
    }

    /// The guide's title.
    pub fn title(&self) -> &str {
        &self.guide.title.text
    }

    /// What there is to say of the guide to whoever prints it: of its language and brand, and prompts that
    /// were not filled in. What the guide does not give is for its authors.
    pub fn remarks_for_printing(&self) -> Diagnostics {
        let mut found = self.remarks_on_parts();
        found.extend(self.pale_logo());
        found.extend(prompts_left(&self.brand.prompts_left()));
        found.extend(prompts_left(&self.guide.prompts_left()));
        found
    }

    /// What there is to say of the guide when a leaflet was made: what is said to whoever prints it, and
    /// what it does not give.
    pub fn remarks(&self) -> Diagnostics {
        let mut found = self.remarks_for_printing();
        found.extend(absent(&self.guide, &self.brand));
        found
    }

    /// What there is to say of the language and of the brand, for this guide.
    pub fn remarks_on_parts(&self) -> Diagnostics {
        let mut found = self.language.remarks();
        if found.is_empty() {
            let words = self.guide.wording();
            let words = words.iter().map(|(_, words)| *words);
            found.extend(self.language.runs_against(words));
        }
        found.extend(self.foreign_brand());
        found
    }

    /// A note that another clinic's name is on a guide of the clinic's own.
    fn foreign_brand(&self) -> Option<Diagnostic> {
        if !self.has_foreign_brand {
            return None;
        }
        let name = quoted(&self.brand.name.text);
        let message = format!(
            "this leaflet is printed with the built-in brand: it shows the name {name}, not the \
             name of your clinic"
        );
        Some(
            Diagnostic::new(rule::BUILT_IN_BRAND, Severity::Note, None, message)
                .hint(
                    Advice::default()
                        .control_with(Control::New, "brand my-clinic")
                        .words(" creates a brand of your own, which is then used automatically"),
                )
                .hint(
                    Advice::from("if this brand is the right one, say so with ")
                        .control_with(Control::Brand, self.brand.id.as_str())
                        .words(" or in `leaflet.yaml`"),
                ),
        )
    }
}

impl ReadyGuide {
    /// That nobody will see the mark on white paper, if its darkest part is nearly white.
    fn pale_logo(&self) -> Option<Diagnostic> {
        let logo = self.brand.logo.as_ref()?;
        let bytes = self.brand_folder.picture(&logo.picture.text).ok()?;
        let [red, green, blue] = darkest_colour(&bytes)?;
        let darkest = Colour { red, green, blue };
        let contrast = darkest.contrast(Colour::WHITE);
        (contrast < MINIMUM_CONTRAST_OF_A_MARK).then(|| {
            Diagnostic::new(
                rule::LOW_CONTRAST,
                Severity::Warning,
                Some(logo.picture.span),
                format!(
                    "the logo can hardly be seen on white paper: its darkest colour, {darkest}, \
                     has a contrast of {:.1}:1",
                    (contrast * 10.0).floor() / 10.0
                ),
            )
            .hint(
                "use the logo for light backgrounds; clinics often have one for dark and one \
                for light backgrounds",
            )
        })
    }
}

/// The least contrast of a mark on paper: WCAG 2.2, success criterion 1.4.11, which leaves marks out, and
/// says for all other pictures what can be seen.
const MINIMUM_CONTRAST_OF_A_MARK: f64 = 3.0;

/// One warning for all prompts of a file that were not filled in, at the first.
fn prompts_left(left: &[Span]) -> Option<Diagnostic> {
    let first = left.first()?;
    let message = match left.len() {
        1 => "this text is still a prompt in brackets, and is printed exactly as it is".to_owned(),
        count => format!(
            "{count} texts are still prompts in brackets and are printed exactly as they are; \
             this is the first"
        ),
    };
    Some(
        Diagnostic::new(rule::PROMPT_LEFT, Severity::Warning, Some(*first), message)
            .hint("replace the brackets with your own words, or delete the line"),
    )
}

/// One note on what the guide does not give. What a patient needs when something goes wrong comes first.
fn absent(guide: &Guide, brand: &Brand) -> Option<Diagnostic> {
    let absent = guide.absent();
    if absent.is_empty() {
        return None;
    }
    let lacks_signs = absent.contains(&Absent::WarningSigns);
    let lacks_number = absent.contains(&Absent::Contacts) && brand.contacts.is_empty();
    let names: Vec<&str> = absent.into_iter().map(Absent::name).collect();
    let urgent = match (lacks_number, lacks_signs) {
        (true, true) => {
            "the leaflet says neither whom to call nor which warning signs to look for; the guide \
             does not give: "
        }
        (true, false) => "the leaflet does not say whom to call; the guide does not give: ",
        (false, true) => "the leaflet has no warning signs; the guide does not give: ",
        (false, false) => "the guide does not give: ",
    };
    Some(
        Diagnostic::new(
            rule::ABSENT,
            Severity::Note,
            None,
            format!("{urgent}{}", names.join(", ")),
        )
        .hint("the leaflet is made without this; nothing is printed in its place"),
    )
}
