//! A leaflet: one guide in one brand and language, on one paper, perhaps for one patient.
//!
//! What goes in: a read guide, brand and language, through [`Composed::compose`], and for each leaflet a person. What comes out:
//! a [`Leaflet`], everything the typesetter needs and nothing more. Promise: it holds no
//! placeholder, no missing phrase and no unread picture; whoever has one can typeset it. The
//! personal panel stands apart from the rest, so that a batch can hold the rest constant.

mod carried;
mod compose;
pub mod direction;
mod edition;
mod element;
pub mod format;
mod paper;
mod part;
mod personalise;
mod pictures;
mod print_size;
mod qr;
mod squares;

use std::sync::Arc;

use jiff::civil::Date;

pub use compose::{Composed, Properties};
pub use edition::{
    ARABIC_LARGER, EDITIONS, Edition, Imposition, Measures, Print, RIGHT_TO_LEFT_NARROWER,
    Selection,
};
pub use element::{Element, Marks, elements};
pub use paper::{PAPERS, Paper};
pub use part::Part;
pub use pictures::PictureSource;
pub use print_size::{figure_size, logo_size};

use crate::model::brand::Colours;
use crate::model::design::Design;
use crate::model::guide::{FigureWidth, Icon, LabelSide};
use crate::model::language::{Direction, Phrases};

/// Between the parts of one line.
pub(crate) const SEPARATOR: &str = " · ";

/// Running text, ready to print: what runs against its line stands in isolates, see [`direction`].
pub type Words = Vec<Piece>;

/// A piece of running text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Piece {
    /// Words as they are.
    Words(String),
    /// Words that are stressed.
    Strong(Vec<Piece>),
    /// Words that lead to an address.
    Link {
        /// Where the link leads.
        address: String,
        /// What is printed.
        words: String,
    },
    /// Raised words.
    Superscript(String),
    /// Lowered words.
    Subscript(String),
}

impl Piece {
    /// Plain words as running text.
    pub fn plain(text: impl Into<String>) -> Words {
        vec![Self::Words(text.into())]
    }
}

/// A leaflet, ready to typeset.
#[derive(Debug, Clone)]
pub struct Leaflet {
    /// The language tag, for instance `en` (BCP 47).
    pub language: String,
    /// The direction in which lines run.
    pub direction: Direction,
    /// The language's ten figures; `None` for 0 to 9.
    pub digits: Option<String>,
    /// The language's fixed phrases.
    pub phrases: Phrases<String>,
    /// The prompts above the lines for the patient's own questions.
    pub prompts: Vec<String>,
    /// The sheet it is printed on.
    pub print: Print,
    /// How it looks.
    pub design: &'static Design,
    /// Who gives it out.
    pub masthead: Masthead,
    /// The guide's title, for the document's properties.
    pub document_title: String,
    /// The clinic, for the document's properties.
    pub author: String,
    /// The date of the document that PDF/A asks for; it is never printed.
    pub document_date: Date,
    /// The title.
    pub title: Words,
    /// A drawing beside the title, which says nothing that the title does not.
    pub cover: Option<&'static Icon>,
    /// The line under the title.
    pub subtitle: Option<Words>,
    /// The line over the title.
    pub category: Option<Words>,
    /// The key message.
    pub summary: Option<Words>,
    /// The quiet line: reading time, reviewer, other names, code and dates, as far as given.
    pub quiet: Vec<Words>,
    /// What stands in every foot: clinic, the number to call if there is one, code and version.
    pub foot: Vec<Words>,
    /// How many of these are always there, also where not all have room: clinic and number.
    pub foot_kept: usize,
    /// What stands before the first section.
    pub introduction: Vec<LeafletBlock>,
    /// The sections, in the guide's order.
    pub sections: Vec<LeafletSection>,
    /// How readers can say what they think of the leaflet.
    pub about: Vec<Words>,
    /// Where the guide's facts come from.
    pub sources: Vec<Words>,
    /// Whom to call or write to: the guide's contacts and the clinic's.
    pub contacts: Vec<LeafletContact>,
    /// Lines that stand with the contacts.
    pub closing: Vec<Words>,
    /// The QR code of the clinic's website, if the brand asks for one.
    pub qr_code: Option<LeafletCode>,
    /// The personal panel: empty on a leaflet for everyone.
    pub panel: Vec<PanelField>,
    /// Whether the words outside the panel depend on the person: the guide has a placeholder.
    pub has_placeholders: bool,
    /// The pictures, each once.
    pub pictures: Vec<Picture>,
}

/// The head of the first page.
#[derive(Debug, Clone)]
pub struct Masthead {
    /// The clinic's name and place.
    pub name: Words,
    /// The line under it.
    pub tagline: Option<Words>,
    /// The brand's colours.
    pub colours: Colours,
    /// The mark: its picture's path in [`Leaflet::pictures`] and its alternative text.
    pub logo: Option<(String, String)>,
    /// The person named beside the clinic, and the lines under the name.
    pub person: Option<(Words, Vec<Words>)>,
}

/// A headed part of the leaflet.
#[derive(Debug, Clone)]
pub struct LeafletSection {
    /// The heading, always of level 2: the title alone is level 1.
    pub heading: Words,
    /// What stands under it.
    pub blocks: Vec<LeafletBlock>,
}

/// One block of a leaflet; see the guide's blocks for what each is.
#[derive(Debug, Clone)]
pub enum LeafletBlock {
    /// A paragraph; `leads` if it leads into the list or figure after it and must stay with it.
    Paragraph {
        /// Its words.
        text: Words,
        /// Whether it stays with the next block.
        leads: bool,
    },
    /// A bulleted list.
    Bullets(Vec<LeafletBullet>),
    /// Numbered steps: the bold lead-in, and the text if there is one.
    ProcedureSteps(Vec<(Words, Option<Words>)>),
    /// The checklist of risks.
    Risks(Vec<LeafletRisk>),
    /// A table: a comparison of two or three things, or what is said of each point.
    Comparison {
        /// The head of the column of points.
        first_column: Words,
        /// What is compared.
        columns: Vec<Words>,
        /// The points, each with a cell a column; `None` for one that says nothing.
        rows: Vec<(Words, Vec<Option<Words>>)>,
    },
    /// A picture, or two side by side.
    Figure {
        /// The pictures.
        pictures: Vec<LeafletPicture>,
        /// The line under it, which is read first.
        caption: Option<Words>,
        /// How wide it stands.
        width: FigureWidth,
    },
    /// Signs that need action: the sign, and what to do.
    WarningSigns {
        /// The level of its heading.
        level: u8,
        /// The signs.
        signs: Vec<(Words, Option<Words>)>,
    },
    /// Facts to see at a glance.
    AtAGlance {
        /// The level of its heading.
        level: u8,
        /// The facts.
        facts: Vec<LeafletGlanceFact>,
    },
    /// A checklist of preparations: when, where it is said, and the things to do then.
    Prepare(Vec<(Option<Words>, Vec<Words>)>),
    /// What to do, and what not to do.
    DoAndDont {
        /// The level of the two headings.
        level: u8,
        /// What to do.
        to_do: Vec<Words>,
        /// What not to do.
        not_to_do: Vec<Words>,
    },
    /// What happens when.
    Timeline(Vec<LeafletMoment>),
    /// A table of medicines by the time of day.
    Medicines {
        /// The head of each column: over the names, and over each time of day of which anything is said.
        head: Vec<Words>,
        /// Whether the last column holds notes.
        has_notes: bool,
        /// The medicines, each with a cell a column; `None` for one that says nothing.
        rows: Vec<(Words, Vec<Option<Words>>)>,
    },
    /// The list of benefits.
    Benefits(Vec<Words>),
    /// Words explained, each with its meaning.
    Terms(Vec<(Words, Words)>),
    /// A sentence that nobody may miss.
    Urgent {
        /// The level of its heading.
        level: u8,
        /// Its words.
        text: Words,
    },
    /// A point set apart.
    KeyPoint(Words),
    /// A question and its answer.
    Question {
        /// The level of its heading.
        level: u8,
        /// The question.
        question: Words,
        /// The answer: paragraphs, bulleted lists and steps.
        answer: Vec<LeafletBlock>,
    },
    /// Somebody to call or write to.
    Contact(LeafletContact),
    /// A heading inside a section.
    SubHeading {
        /// Its level.
        level: u8,
        /// Its words.
        heading: Words,
    },
    /// A block of a kind that looks like nothing but its elements, in every format.
    Elements(Vec<Element>),
}

/// One entry of a bulleted list.
#[derive(Debug, Clone)]
pub struct LeafletBullet {
    /// Its words.
    pub text: Words,
    /// The list inside it.
    pub bullets: Vec<LeafletBullet>,
}

/// A picture of a figure.
#[derive(Debug, Clone)]
pub struct LeafletPicture {
    /// The picture's path in [`Leaflet::pictures`].
    pub picture: String,
    /// What it shows, for those who do not see it.
    pub alternative_text: String,
    /// The words over it, where two stand side by side.
    pub heading: Option<Words>,
    /// The labels beside it, which are read after it.
    pub labels: Vec<LeafletLabel>,
}

impl LeafletPicture {
    /// A picture with nothing over or beside it.
    pub fn alone(picture: impl Into<String>, alternative_text: impl Into<String>) -> Self {
        Self {
            picture: picture.into(),
            alternative_text: alternative_text.into(),
            heading: None,
            labels: Vec::new(),
        }
    }
}

/// Words beside a picture that name a place in it.
#[derive(Debug, Clone)]
pub struct LeafletLabel {
    /// The words.
    pub words: Words,
    /// The place: how far from the left and from the top, in per cent of the picture.
    pub at: [u8; 2],
    /// On which side of the picture they stand.
    pub side: LabelSide,
}

/// One fact to see at a glance.
#[derive(Debug, Clone)]
pub struct LeafletGlanceFact {
    /// What it is about.
    pub label: Words,
    /// The fact.
    pub words: Words,
    /// A drawing that repeats it.
    pub icon: Option<&'static Icon>,
}

/// One moment of a timeline.
#[derive(Debug, Clone)]
pub struct LeafletMoment {
    /// When.
    pub when: Words,
    /// What happens then.
    pub what: Words,
    /// A drawing that repeats it.
    pub icon: Option<&'static Icon>,
}

/// One risk.
#[derive(Debug, Clone)]
pub struct LeafletRisk {
    /// What may happen.
    pub risk: Words,
    /// What it may lead to.
    pub leads_to: Option<Words>,
    /// How often, where the author says so.
    pub how_often: Option<Words>,
    /// Where the figure comes from.
    pub source: Option<Words>,
    /// The squares that show the figure, where the author asks for them.
    pub squares: Option<LeafletSquares>,
}

/// Squares that show a figure. In text they are left out, because they say what the figure says.
#[derive(Debug, Clone)]
pub struct LeafletSquares {
    /// The drawing's path in [`Leaflet::pictures`].
    pub picture: String,
    /// How wide it is printed: millimetres.
    pub width: f64,
    /// The figure, in the words in which it is printed.
    pub alternative_text: String,
}

impl LeafletRisk {
    /// Whether a figure stands in any of these. Where none does, the leaflet has no column for them: it would look like
    /// a form that somebody forgot to fill in.
    pub fn have_figures(risks: &[Self]) -> bool {
        risks.iter().any(|risk| risk.how_often.is_some())
    }
}

/// Somebody to call or write to.
#[derive(Debug, Clone)]
pub struct LeafletContact {
    /// Who it is; empty for the clinic's own lines.
    pub name: Words,
    /// The ways, one a line.
    pub lines: Vec<Words>,
    /// The level of its heading, which is its name.
    pub level: u8,
}

/// The QR code of a web address.
#[derive(Debug, Clone)]
pub struct LeafletCode {
    /// The drawing's path in [`Leaflet::pictures`].
    pub picture: String,
    /// Its width with the white edge round it: millimetres.
    pub width: f64,
    /// The address, which stands beside it.
    pub address: Words,
}

/// One field of the personal panel. It holds personal data.
#[derive(Clone)]
pub struct PanelField {
    /// The label, from the language.
    pub label: String,
    /// What was given.
    pub value: String,
    /// Whether it may take two places, as a name does.
    pub wide: bool,
    /// Whether its first strong letter runs from right to left.
    pub right_to_left: bool,
    /// The same words for a line of the leaflet's direction, if every page's head says them: the patient's name and
    /// the reference.
    pub in_head: Option<String>,
}

/// The words of this panel that the heads of the pages say; empty where they say none.
pub fn words_in_head(panel: &[PanelField]) -> String {
    let words = panel.iter().filter_map(|field| field.in_head.as_deref());
    words.collect::<Vec<_>>().join(HEAD_SEPARATOR)
}

/// Between the patient's name and the reference.
const HEAD_SEPARATOR: &str = " · ";

impl std::fmt::Debug for PanelField {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        formatter
            .debug_struct("PanelField")
            .field("label", &self.label)
            .finish_non_exhaustive()
    }
}

/// A picture as the engine is given it.
#[derive(Debug, Clone)]
pub struct Picture {
    /// The path inside the engine's world, with the ending of the picture's true format.
    pub path: String,
    /// The picture file.
    pub bytes: Arc<[u8]>,
}
