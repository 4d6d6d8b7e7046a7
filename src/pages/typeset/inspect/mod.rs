//! Looks at finished pages, and says in plain facts what is on them.
//!
//! In: a [`TypesetLeaflet`] and the [`Leaflet`] it was set from. Out: [`PageFacts`]: every line with its
//! place, its letters' look and the block of the guide that it belongs to, and the pictures. Promise:
//! nothing is guessed from the guide; what is told was set so. No type of the engine comes out.
//!
//! Why this shape: the engine keeps in its pages where each element begins and ends, because the tags of
//! the PDF are made of that. One walk over the pages in their order, with a list of what is open, gives
//! paragraphs and lists without a second layout. Which block of the guide is meant, the templates say with
//! marks that print nothing (`BLOCK`, `SECTION`, `OPENING`, `CLOSING`).

mod expected;

use typst::foundations::{Content, StyleChain, Value};
use typst::introspection::{Location, MetadataElem, Tag};
use typst::layout::{Frame, FrameItem, GridCell, Point, Size};
use typst::model::{FigureCaption, HeadingElem, LinkMarker, ParElem, TableCell};
use typst::pdf::{ArtifactElem, PdfMarkerTag, PdfMarkerTagKind};
use typst::text::{FontStyle, SubElem, SuperElem, TextItem, UnderlineElem};
use typst::visualize::{Image, ImageKind, Paint, Shape};

pub use expected::expected;

use super::TypesetLeaflet;
use super::fit::filled;
use crate::base::invariant::PartOf;
use crate::leaflet::{Leaflet, Measures};
use crate::model::brand::Colour;
use crate::model::page_facts::{
    POINTS_IN_A_MILLIMETRE, PageFacts, ParagraphKind, Part, PrintedLine, PrintedPage,
    PrintedParagraph, PrintedPicture, PrintedRun,
};

/// The mark before a block; its value is the block's number in the guide.
const BLOCK: &str = "guide-block";
/// The mark before the heading of a section; its value is the section's number.
const SECTION: &str = "guide-section";
/// The mark before the panel that says whom to call.
const OPENING: &str = "guide-opening";
/// The mark before the room for questions, and before what there is to say of the leaflet.
const CLOSING: &str = "guide-closing";

/// Says what is on the pages.
pub fn inspect(pages: &TypesetLeaflet, leaflet: &Leaflet) -> PageFacts {
    let mut walk = Walk {
        measures: &leaflet.print.edition.measures,
        facts: PageFacts::default(),
        part: Part::Opening,
        items: 0,
        open: Vec::new(),
        loose: None,
        grounds: Vec::new(),
    };
    for page in pages.document.pages() {
        let frame = &page.frame;
        walk.facts.pages.push(PrintedPage {
            width: frame.width().to_mm(),
            height: frame.height().to_mm(),
            filled: filled(frame, leaflet.print),
        });
        walk.grounds.clear();
        walk.frame(frame, Point::zero());
    }
    walk.facts
}

/// An element that has begun and not ended.
struct Open {
    place: Location,
    what: Opened,
    /// The paragraph that its words became, once it had some.
    paragraph: Option<usize>,
}

/// What has begun.
enum Opened {
    /// Something that holds words of its own.
    Holder(ParagraphKind),
    /// An item of a list, by its number.
    Item(usize),
    /// Head, foot, or something that only the eye needs.
    Artifact,
    Link,
    Underline,
    /// Raised or lowered words.
    Shifted,
    Other,
}

/// A piece of ground that words may stand on.
struct Ground {
    upper_left: Point,
    lower_right: Point,
    colour: Colour,
}

struct Walk {
    measures: &'static Measures,
    facts: PageFacts,
    part: Part,
    /// How many items of lists have begun in this part.
    items: usize,
    open: Vec<Open>,
    /// The paragraph of words that stand in no element.
    loose: Option<usize>,
    grounds: Vec<Ground>,
}

impl Walk {
    fn frame(&mut self, frame: &Frame, origin: Point) {
        for (position, item) in frame.items() {
            let at = origin + *position;
            match item {
                FrameItem::Group(group) => {
                    let moved = Point::new(group.transform.tx, group.transform.ty);
                    self.frame(&group.frame, at + moved);
                }
                FrameItem::Text(text) => self.text(text, at),
                FrameItem::Shape(shape, _) => self.shape(shape, at),
                FrameItem::Image(image, size, _) => self.image(image, at, *size),
                FrameItem::Tag(Tag::Start(element, _)) => self.begin(element),
                FrameItem::Tag(Tag::End(place, ..)) => {
                    self.loose = None;
                    if let Some(at) = self.open.iter().rposition(|open| open.place == *place) {
                        self.open.remove(at);
                    }
                }
                FrameItem::Link(..) => {}
            }
        }
    }

    fn page(&self) -> usize {
        self.facts.pages.len().saturating_sub(1)
    }

    fn begin(&mut self, element: &Content) {
        self.loose = None;
        let Some(place) = element.location() else {
            return;
        };
        let holder = Opened::Holder;
        let what = if element.is::<ParElem>() {
            holder(ParagraphKind::Text)
        } else if let Some(heading) = element.to_packed::<HeadingElem>() {
            let level = heading.resolve_level(StyleChain::default()).get();
            holder(ParagraphKind::Heading(level))
        } else if let Some(marker) = element.to_packed::<PdfMarkerTag>() {
            match marker.kind {
                PdfMarkerTagKind::ListItemLabel => holder(ParagraphKind::Marker),
                PdfMarkerTagKind::ListItemBody => {
                    self.items += 1;
                    Opened::Item(self.items - 1)
                }
                _ => Opened::Other,
            }
        } else if element.is::<TableCell>() {
            holder(ParagraphKind::Cell)
        } else if element.is::<FigureCaption>() || element.is::<GridCell>() {
            holder(ParagraphKind::Other)
        } else if element.is::<ArtifactElem>() {
            Opened::Artifact
        } else if element.is::<LinkMarker>() {
            Opened::Link
        } else if element.is::<UnderlineElem>() {
            Opened::Underline
        } else if element.is::<SuperElem>() || element.is::<SubElem>() {
            Opened::Shifted
        } else {
            self.mark(element);
            Opened::Other
        };
        self.open.push(Open {
            place,
            what,
            paragraph: None,
        });
    }

    /// Takes a mark of the templates, if this is one.
    fn mark(&mut self, element: &Content) {
        let (Some(label), Some(mark)) = (element.label(), element.to_packed::<MetadataElem>())
        else {
            return;
        };
        let number = match mark.value {
            Value::Int(number) => usize::try_from(number).unwrap_or_default(),
            _ => 0,
        };
        self.part = match label.resolve().as_str() {
            BLOCK => Part::Block(number),
            SECTION => Part::SectionHeading(number),
            OPENING => Part::Opening,
            CLOSING => Part::Closing,
            _ => return,
        };
        self.items = 0;
    }

    fn shape(&mut self, shape: &Shape, at: Point) {
        if let Some(colour) = shape.fill.as_ref().and_then(colour_of) {
            let bounds = shape.geometry.bbox(None);
            self.grounds.push(Ground {
                upper_left: at + bounds.min,
                lower_right: at + bounds.max,
                colour,
            });
        }
    }

    fn image(&mut self, image: &Image, at: Point, size: Size) {
        let pixels = match image.kind() {
            ImageKind::Raster(picture) => Some(picture.width()),
            ImageKind::Svg(_) | ImageKind::Pdf(_) => None,
        };
        let picture = PrintedPicture {
            part: self.part,
            page: self.page(),
            pixels,
            width: size.x.to_mm(),
            bottom: (at.y + size.y).to_mm(),
        };
        self.facts.pictures.push(picture);
    }

    fn text(&mut self, text: &TextItem, at: Point) {
        let (left, right) = ink(text);
        let run = PrintedRun {
            text: text.text.to_string(),
            size: text.size.to_pt(),
            is_shifted: self.is_open(|what| matches!(what, Opened::Shifted)),
            family: text.font.font().info().family.as_str().to_owned(),
            weight: text.font.font().info().variant.weight.to_number(),
            is_italic: text.font.font().info().variant.style != FontStyle::Normal,
            is_underlined: self.is_open(|what| matches!(what, Opened::Underline))
                && !self.is_open(|what| matches!(what, Opened::Link)),
            colour: colour_of(&text.fill).unwrap_or(BLACK),
            ground: self.ground(Point::new(
                at.x + text.width() / 2.0,
                at.y - text.size / 4.0,
            )),
            missing: text.glyphs.iter().filter(|glyph| glyph.id == 0).count(),
            widest_space: widest_space(text),
        };
        let line = PrintedLine {
            page: self.page(),
            left: at.x.to_mm() + left,
            right: at.x.to_mm() + right,
            baseline: at.y.to_mm(),
            runs: vec![run],
        };
        if let Some(paragraph) = self.paragraph(line.baseline) {
            add_line(&mut paragraph.lines, line);
        }
    }

    fn is_open(&self, is_it: impl Fn(&Opened) -> bool) -> bool {
        self.open.iter().any(|open| is_it(&open.what))
    }

    /// The colour that was laid last at a point.
    fn ground(&self, at: Point) -> Colour {
        let holds = |ground: &&Ground| {
            let (from, to) = (ground.upper_left, ground.lower_right);
            from.x <= at.x && at.x <= to.x && from.y <= at.y && at.y <= to.y
        };
        let found = self.grounds.iter().rev().find(holds);
        found.map_or(Colour::WHITE, |ground| ground.colour)
    }

    /// The paragraph that words belong to which stand so far down the page: that of the innermost
    /// element that can hold words.
    fn paragraph(&mut self, baseline: f64) -> Option<&mut PrintedParagraph> {
        let artifact = self
            .open
            .iter()
            .rposition(|open| matches!(open.what, Opened::Artifact));
        let inner = artifact.unwrap_or_default();
        let mut open = self.open.iter().enumerate().skip(inner).rev();
        let holder = open.find_map(|(at, open)| match open.what {
            Opened::Holder(kind) => Some((at, kind)),
            _ => None,
        });
        let known = match holder {
            Some((at, _)) => self.open.get(at).and_then(|open| open.paragraph),
            None => self.loose,
        };
        let index = known.unwrap_or(self.facts.paragraphs.len());
        if known.is_none() {
            let part = match artifact {
                Some(_) if baseline < self.measures.top_margin => Part::Head,
                Some(_) if self.is_below_text(baseline) => Part::Foot,
                _ => self.part,
            };
            let item = self.open.iter().rev().find_map(|open| match open.what {
                Opened::Item(number) => Some(number),
                _ => None,
            });
            self.facts.paragraphs.push(PrintedParagraph {
                part,
                kind: holder.map_or(ParagraphKind::Other, |(_, kind)| kind),
                item: item.filter(|_| artifact.is_none()),
                lines: Vec::new(),
            });
            match holder.and_then(|(at, _)| self.open.get_mut(at)) {
                Some(open) => open.paragraph = Some(index),
                None => self.loose = Some(index),
            }
        }
        self.facts.paragraphs.get_mut(index)
    }

    fn is_below_text(&self, baseline: f64) -> bool {
        let page = self.facts.pages.last();
        page.is_some_and(|page| baseline > page.height - self.measures.bottom_margin)
    }
}

/// Adds a piece to the line it stands on, or begins a new one.
fn add_line(lines: &mut Vec<PrintedLine>, mut piece: PrintedLine) {
    match lines.last_mut() {
        Some(line) if is_same_line(line, &piece) => {
            if piece.size() > line.size() {
                line.baseline = piece.baseline;
            }
            line.left = line.left.min(piece.left);
            line.right = line.right.max(piece.right);
            line.runs.append(&mut piece.runs);
        }
        _ => lines.push(piece),
    }
}

/// Raised and lowered words are less than half a letter's size off the line; the next line is more.
fn is_same_line(line: &PrintedLine, piece: &PrintedLine) -> bool {
    let half = line.size().max(piece.size()) / 2.0 / POINTS_IN_A_MILLIMETRE;
    line.page == piece.page && (line.baseline - piece.baseline).abs() < half
}

const BLACK: Colour = Colour {
    red: 0,
    green: 0,
    blue: 0,
};

/// Where the letters begin and end, in millimetres from where the text begins: without the spaces at
/// both ends, which leave no ink.
fn ink(text: &TextItem) -> (f64, f64) {
    let is_space = |glyph: &&typst::text::Glyph| {
        let characters = text.text.part(glyph.range());
        characters.chars().all(char::is_whitespace)
    };
    let wide = |glyph: &typst::text::Glyph| glyph.x_advance.at(text.size).to_mm();
    let before: f64 = text.glyphs.iter().take_while(is_space).map(wide).sum();
    let behind: f64 = text
        .glyphs
        .iter()
        .rev()
        .take_while(is_space)
        .map(wide)
        .sum();
    let width = text.width().to_mm();
    (before.min(width), (width - behind).max(0.0))
}

/// The widest space, as a share of the space that the typeface has.
fn widest_space(text: &TextItem) -> f64 {
    let spaces = text.glyphs.iter().filter_map(|glyph| {
        let own = text.font.x_advance(glyph.id)?.get();
        let is_space = text.text.get(glyph.range()) == Some(" ") && own > 0.0;
        is_space.then(|| glyph.x_advance.get() / own)
    });
    spaces.fold(0.0, f64::max)
}

/// A colour that is the same everywhere.
fn colour_of(paint: &Paint) -> Option<Colour> {
    let Paint::Solid(colour) = paint else {
        return None;
    };
    let [red, green, blue, _] = colour.to_vec4_u8();
    Some(Colour { red, green, blue })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::base::diagnostic::Diagnostics;
    use crate::commands::make::{Order, PersonGiven, ReadyGuide};
    use crate::input::content::Content;
    use crate::pages::typeset::{Engine, typeset};
    use crate::source::SourceSet;
    use std::path::Path;

    /// A guide's leaflet for everyone, and what is on its pages.
    fn inspected(guide: &str, content: Option<&str>) -> (Leaflet, PageFacts) {
        let content = Content::open(content.map(Path::new)).unwrap();
        let (mut sources, mut found) = (SourceSet::new(), Diagnostics::new());
        let order = Order::new(guide);
        let ready = ReadyGuide::open(&order, &content, &mut sources, &mut found).unwrap();
        let person = ready.person(&PersonGiven::default()).person;
        let leaflet = ready.leaflet(&person, &mut found).unwrap();
        let pages = typeset(&leaflet, &Engine::new()).unwrap();
        let facts = inspect(&pages, &leaflet);
        (leaflet, facts)
    }

    fn paragraphs(facts: &PageFacts, part: Part) -> Vec<&PrintedParagraph> {
        let paragraphs = facts.paragraphs.iter();
        paragraphs.filter(|one| one.part == part).collect()
    }

    #[test]
    fn every_word_is_found_in_the_part_it_belongs_to() {
        for (guide, content) in [
            ("minimally-invasive-spinal-fusion", None),
            ("every-block", Some("examples/every-block")),
        ] {
            let (leaflet, facts) = inspected(guide, content);
            let is_picture = |text: &str| {
                let blocks = leaflet.introduction.iter();
                let sections = leaflet.sections.iter();
                blocks
                    .chain(sections.flat_map(|section| &section.blocks))
                    .any(|block| match block {
                        crate::leaflet::LeafletBlock::Figure { pictures, .. } => {
                            pictures.iter().any(|one| one.alternative_text == text)
                        }
                        _ => false,
                    })
            };
            for text in expected(&leaflet) {
                let printed = paragraphs(&facts, text.part);
                let is_there = printed.iter().any(|one| one.text().contains(&text.text));
                assert_ne!(is_there, is_picture(&text.text), "{text:?}");
            }
        }
    }

    #[test]
    fn lines_have_their_place_and_look() {
        let (_, facts) = inspected("minimally-invasive-spinal-fusion", None);
        let title = paragraphs(&facts, Part::Opening);
        let title = title
            .iter()
            .find(|one| one.kind == ParagraphKind::Heading(1));
        let title = &title.unwrap().lines;
        assert_eq!(title[1].text().trim_end(), "Spinal Fusion:");
        assert_eq!(title[2].text(), "A Patient Guide");
        assert_eq!((title[0].size(), title[2].size()), (26.0, 26.0));
        assert_eq!(title[0].runs[0].colour, Colour::WHITE);
        assert_eq!(title[0].runs[0].ground, Colour::parse("#0b4f58").unwrap());
        assert_eq!(title[0].runs[0].weight, 700);
        let body = &paragraphs(&facts, Part::Block(1))[0].lines;
        // The text column: 154 mm wide, 34 mm from the edge of the sheet, 16.7 points a line.
        assert!(body.len() > 5);
        for (line, next) in body.iter().zip(&body[1..]) {
            assert!((line.left - 34.0).abs() < 0.1 && line.right < 188.1);
            assert!((next.baseline - line.baseline - 5.90).abs() < 0.02);
        }
        let run = &body[0].runs[0];
        assert_eq!((run.size, run.weight, run.missing), (12.0, 400, 0));
        assert!((run.widest_space - 1.0).abs() < 0.01);
        assert_eq!((run.is_italic, run.is_underlined), (false, false));
        let feet = paragraphs(&facts, Part::Foot);
        assert_eq!(feet.len(), 2 * facts.pages.len());
        assert!(
            facts
                .pages
                .iter()
                .all(|page| page.filled > 0.7 && page.filled <= 1.0)
        );
    }

    #[test]
    fn lists_tables_and_grounds_are_told_apart() {
        let (_, facts) = inspected("every-block", Some("examples/every-block"));
        let items = |part| -> Vec<Option<usize>> {
            let all = paragraphs(&facts, part);
            let texts = all.iter().filter(|one| one.kind == ParagraphKind::Text);
            texts.map(|one| one.item).collect()
        };
        // Bullets inside bullets, then steps whose text follows their lead-in on one line.
        let bullets: Vec<Option<usize>> = (0..7).map(Some).collect();
        assert_eq!(items(Part::Block(9)), bullets);
        let steps = [0, 1, 2, 3].map(Some);
        assert_eq!(items(Part::Block(14)), steps);
        let table = paragraphs(&facts, Part::Block(19));
        assert_eq!(table[0].kind, ParagraphKind::Cell);
        let key_point = &paragraphs(&facts, Part::Block(2))[1].lines[0].runs[0];
        assert_eq!(key_point.ground, Colour::parse("#eeeef6").unwrap());
        let raised = paragraphs(&facts, Part::Block(3))[0].lines[0].runs.iter();
        assert_eq!(raised.filter(|run| run.is_shifted).count(), 3);
        // 1,200 pixels across 166 mm, and drawings.
        let shelf = facts
            .pictures
            .iter()
            .find(|picture| picture.part == Part::Block(15));
        let dots = shelf.unwrap().pixels_per_inch().unwrap();
        assert!((dots - 183.6).abs() < 0.1);
        let drawing = &facts.pictures[0];
        assert_eq!((drawing.part, drawing.pixels), (Part::Opening, None));
    }

    #[test]
    fn the_next_line_is_no_raised_word() {
        let run = |size| PrintedRun {
            text: "a".to_owned(),
            size,
            is_shifted: false,
            family: String::new(),
            weight: 400,
            is_italic: false,
            is_underlined: false,
            colour: BLACK,
            ground: Colour::WHITE,
            missing: 0,
            widest_space: 0.0,
        };
        let piece = |baseline, size| PrintedLine {
            page: 0,
            left: 0.0,
            right: 1.0,
            baseline,
            runs: vec![run(size)],
        };
        let mut lines = Vec::new();
        // 12 points are 4.2 mm.
        for (baseline, size) in [(8.6, 7.0), (10.0, 12.0), (8.6, 12.0), (14.2, 12.0)] {
            add_line(&mut lines, piece(baseline, size));
        }
        let baselines: Vec<(f64, usize)> = lines
            .iter()
            .map(|line| (line.baseline, line.runs.len()))
            .collect();
        assert_eq!(baselines, [(10.0, 3), (14.2, 1)]);
    }
}
