//! What can be said of finished pages, without the engine's types: what rules of print look at.
//!
//! In: nothing; whoever lays pages out or reads files back fills these values. Out: plain values.
//! Lengths across and down a page are millimetres from its upper left corner, sizes of type are points. Pages are
//! counted from 0. Everything stands in reading order.

use crate::model::brand::Colour;

/// What is on the pages of a leaflet.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct PageFacts {
    /// The pages.
    pub pages: Vec<PrintedPage>,
    /// Everything that is in letters, paragraph by paragraph; head and foot are among them, once a page.
    pub paragraphs: Vec<PrintedParagraph>,
    /// The pictures.
    pub pictures: Vec<PrintedPicture>,
}

/// One page.
#[derive(Debug, Clone, PartialEq)]
pub struct PrintedPage {
    /// Its width in millimetres.
    pub width: f64,
    /// Its height in millimetres.
    pub height: f64,
    /// How much of the height that text can take is used, from 0 to 1.
    pub filled: f64,
}

/// Where something stands in the leaflet.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Part {
    /// Above the first block: the clinic, the title, the key message, the quiet line, the panel.
    Opening,
    /// The heading of the guide's section with this number, counted from 0.
    SectionHeading(usize),
    /// The guide's block with this number, in the order of [`crate::model::guide::Guide::blocks`], from 0.
    Block(usize),
    /// Behind the guide's last block: the patient's own questions, and what is said of the leaflet.
    Closing,
    /// The head of a page.
    Head,
    /// The foot of a page.
    Foot,
}

impl Part {
    /// Whether it is neither head nor foot.
    pub fn is_body(self) -> bool {
        !matches!(self, Self::Head | Self::Foot)
    }
}

/// What a paragraph is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ParagraphKind {
    /// Running text.
    Text,
    /// A heading of this level, 1 for the title.
    Heading(usize),
    /// The numeral or dot before an item of a list.
    Marker,
    /// Words in a cell of a table.
    Cell,
    /// Anything else: head, foot, the words under a picture.
    Other,
}

/// Words that are set as one: a paragraph, a heading, a marker.
#[derive(Debug, Clone, PartialEq)]
pub struct PrintedParagraph {
    /// Where it stands.
    pub part: Part,
    /// What it is.
    pub kind: ParagraphKind,
    /// Which item of its block it belongs to, if it stands in a list: items are counted from 0 over the
    /// whole block, nested ones where they are met, and a nested one is named instead of the outer.
    pub item: Option<usize>,
    /// Its lines, at least one.
    pub lines: Vec<PrintedLine>,
}

impl PrintedParagraph {
    /// Its words.
    pub fn text(&self) -> String {
        self.lines.iter().map(PrintedLine::text).collect()
    }

    /// The page of its first line.
    pub fn page(&self) -> usize {
        self.lines.first().map_or(0, |line| line.page)
    }

    /// The lines that run up to the end of the column: all but the last.
    pub fn full_lines(&self) -> &[PrintedLine] {
        self.lines.split_last().map_or(&[], |(_, full)| full)
    }
}

/// One line.
#[derive(Debug, Clone, PartialEq)]
pub struct PrintedLine {
    /// Its page.
    pub page: usize,
    /// Where its first letter begins, or its last if it runs from right to left.
    pub left: f64,
    /// Where the letters end on the other side.
    pub right: f64,
    /// How far down its letters stand.
    pub baseline: f64,
    /// Its words, in pieces that look alike.
    pub runs: Vec<PrintedRun>,
}

impl PrintedLine {
    /// Its words; a line that another follows ends with the space between them.
    pub fn text(&self) -> String {
        self.runs.iter().map(|run| run.text.as_str()).collect()
    }

    /// The size of its largest letters, in points.
    pub fn size(&self) -> f64 {
        self.runs.iter().map(|run| run.size).fold(0.0, f64::max)
    }
}

/// Words of a line that look alike.
#[derive(Debug, Clone, PartialEq)]
pub struct PrintedRun {
    /// The words.
    pub text: String,
    /// The size of the type in points.
    pub size: f64,
    /// Whether it is raised or lowered: then it is small for a reason.
    pub is_shifted: bool,
    /// The typeface's family.
    pub family: String,
    /// How bold it is: 400 is regular, 700 bold.
    pub weight: u16,
    /// Whether the letters lean.
    pub is_italic: bool,
    /// Whether it is underlined and no link.
    pub is_underlined: bool,
    /// The colour of the letters.
    pub colour: Colour,
    /// The colour on which they stand.
    pub ground: Colour,
    /// How many characters have no shape in the typeface.
    pub missing: usize,
    /// How wide its widest space is, as a share of the typeface's own space; 0 where it has none.
    pub widest_space: f64,
}

/// A picture.
#[derive(Debug, Clone, PartialEq)]
pub struct PrintedPicture {
    /// Where it stands.
    pub part: Part,
    /// Its page.
    pub page: usize,
    /// Pixels across; `None` for a drawing, which is sharp at any size.
    pub pixels: Option<u32>,
    /// How wide it is printed, in millimetres.
    pub width: f64,
    /// How far down the page its lower edge is.
    pub bottom: f64,
}

impl PrintedPicture {
    /// How many pixels are printed on an inch; `None` for a drawing.
    pub fn pixels_per_inch(&self) -> Option<f64> {
        self.pixels
            .map(|pixels| f64::from(pixels) / (self.width / MILLIMETRES_IN_AN_INCH))
    }
}

/// By definition.
pub const MILLIMETRES_IN_AN_INCH: f64 = 25.4;

/// A point is the 72nd part of an inch.
pub const POINTS_IN_A_MILLIMETRE: f64 = 72.0 / MILLIMETRES_IN_AN_INCH;

/// A text that the leaflet has to say.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ExpectedText {
    /// Where it stands.
    pub part: Part,
    /// Its words, without marks.
    pub text: String,
}

/// What one tag that stands by itself says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ReadPiece {
    /// The tag's name, such as `P`, `H2` or `Lbl`.
    pub tag: String,
    /// The page on which it begins, counted from 0, if it says so.
    pub page: Option<usize>,
    /// Its words; of a picture, its alternative text.
    pub text: String,
}
