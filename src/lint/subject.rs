//! What the rules look at.

use jiff::civil::Date;

use super::{Profile, Prose, place};
use crate::model::brand::Brand;
use crate::model::guide::{Guide, Role, Section};
use crate::model::language::Language;
use crate::source::{SourceSet, Span};

/// Most pages of a leaflet, where nobody says otherwise: two sheets printed on both sides.
const USUAL_MOST_PAGES: usize = 4;

/// A guide, and everything that rules ask beside it.
pub struct Subject<'a> {
    /// The guide.
    pub guide: &'a Guide,
    /// Its brand.
    pub brand: &'a Brand,
    /// Its language.
    pub language: &'a Language,
    /// By whose demands it is judged.
    pub profile: &'static Profile,
    /// The day on which it is judged.
    pub today: Date,
    /// Most pages that its leaflet may have.
    pub most_pages: usize,
    /// The guide's words, passage by passage.
    pub prose: Prose,
    sources: &'a SourceSet,
}

impl<'a> Subject<'a> {
    /// A guide with its brand and language, judged on a day by a profile.
    pub fn new(
        guide: &'a Guide,
        brand: &'a Brand,
        language: &'a Language,
        profile: &'static Profile,
        today: Date,
        sources: &'a SourceSet,
    ) -> Self {
        Self {
            guide,
            brand,
            language,
            profile,
            today,
            most_pages: USUAL_MOST_PAGES,
            prose: Prose::of(guide),
            sources,
        }
    }

    /// The same, with so many pages at most where that is said.
    pub fn with_most_pages(self, most_pages: Option<usize>) -> Self {
        Self {
            most_pages: most_pages.unwrap_or(self.most_pages),
            ..self
        }
    }

    /// The place of these words within a place of the file, to the letter where they can be found; else
    /// the whole place. Line ends, spaces and marks of strong words between them do not matter.
    pub fn place_of(&self, words: &str, within: Span) -> Span {
        place::of_words(self.sources.get(within.file), words, within)
    }

    /// How the words of a place are written in its file.
    pub fn written(&self, place: Span) -> &str {
        self.sources.get(place.file).slice(place.start, place.end)
    }

    /// The guide's title, which is the place of whatever is true of the guide as a whole.
    pub fn title(&self) -> Span {
        self.guide.title.span
    }

    /// The sections of a role.
    pub fn sections(&self, role: Role) -> impl Iterator<Item = &'a Section> {
        let sections = self.guide.sections.iter();
        sections.filter(move |section| section.roles.contains(&role))
    }
}
