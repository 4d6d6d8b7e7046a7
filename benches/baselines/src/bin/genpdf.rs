//! The leaflet through genpdf 0.2, which stands on printpdf 0.3.
//!
//! In and out: see `way`. Promise: all the words, with head and foot on every page, in Noto Sans; the
//! patient's name in the typeface of its script. What the crate cannot do is left undone: it does not
//! join or reorder letters, puts whole typefaces into the file (four for each family, though regular
//! and italic are the same here), tags nothing, and does not know how many pages there will be, so
//! that "of 5" takes a pass of its own.

use std::cell::Cell;
use std::collections::HashMap;
use std::io;
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::rc::Rc;

use genpdf::elements::{
    Break, FramedElement, LinearLayout, OrderedList, Paragraph, StyledElement, UnorderedList,
};
use genpdf::fonts::{Font, FontData, FontFamily};
use genpdf::render::Area;
use genpdf::style::{Color, Style};
use genpdf::{Context, Element, Margins, Mm, PageDecorator, Position};
use leaflet_benches_way::{Document, Part, Patient, Problem, Way};

/// Noto Sans, in the measured folder's list of faces, is told by its file.
const BODY_FACE: &str = "NotoSans-Regular.ttf";

const MARGIN: i32 = 20;
const BODY_SIZE: u8 = 12;
const SMALL_SIZE: u8 = 10;
const BRAND: Color = Color::Rgb(0x0b, 0x4f, 0x58);

struct Genpdf {
    document: Document,
    patients: Vec<Patient>,
    body: FontFamily<FontData>,
    /// The families of the names, by their regular face, read when they are first needed.
    families: HashMap<PathBuf, FontFamily<FontData>>,
}

impl Way for Genpdf {
    fn open(work: &Path, patients: Vec<Patient>) -> Result<Self, Problem> {
        let body = leaflet_benches_way::body_face(work)?;
        Ok(Self {
            document: leaflet_benches_way::document(work)?,
            patients,
            body: family(&body.regular, &body.bold)?,
            families: HashMap::new(),
        })
    }

    fn make(&mut self, patient: usize) -> Result<Vec<u8>, Problem> {
        let patient = self.patients[patient].clone();
        let family_of_name = if patient.regular.ends_with(BODY_FACE) {
            None
        } else if let Some(known) = self.families.get(&patient.regular) {
            Some(known.clone())
        } else {
            let read = family(&patient.regular, &patient.bold)?;
            self.families.insert(patient.regular.clone(), read.clone());
            Some(read)
        };
        let pages = Rc::new(Cell::new(0));
        let set = |pages: Rc<Cell<usize>>, total: usize| {
            let mut pdf = genpdf::Document::new(self.body.clone());
            let name_font = family_of_name
                .clone()
                .map(|family| pdf.add_font_family(family));
            fill(&mut pdf, &self.document, &patient, name_font);
            pdf.set_page_decorator(HeadAndFoot {
                title: self.document.title.clone(),
                foot: self.document.foot.clone(),
                page_of: self.document.page_of.clone(),
                total,
                page: pages,
            });
            pdf
        };
        set(Rc::clone(&pages), 0).render(io::sink()).map_err(said)?;
        let total = pages.replace(0);
        let mut bytes = Vec::new();
        set(pages, total).render(&mut bytes).map_err(said)?;
        Ok(bytes)
    }
}

fn said(error: genpdf::error::Error) -> Problem {
    error.to_string().into()
}

fn family(regular: &Path, bold: &Path) -> Result<FontFamily<FontData>, Problem> {
    let read = |path: &Path| FontData::new(std::fs::read(path)?, None).map_err(said);
    let (regular, bold) = (read(regular)?, read(bold)?);
    Ok(FontFamily {
        italic: regular.clone(),
        bold_italic: bold.clone(),
        regular,
        bold,
    })
}

/// Puts all words of the leaflet into the document.
fn fill(
    pdf: &mut genpdf::Document,
    words: &Document,
    patient: &Patient,
    name: Option<FontFamily<Font>>,
) {
    pdf.set_title(&words.title);
    pdf.set_font_size(BODY_SIZE);
    pdf.set_line_spacing(1.2);
    let small = Style::new().with_font_size(SMALL_SIZE);
    let bold = Style::new().bold();
    pdf.push(styled(
        &words.clinic,
        bold.with_font_size(15).with_color(BRAND),
    ));
    pdf.push(styled(&words.tagline, small));
    for line in &words.masthead_person {
        pdf.push(styled(line, small));
    }
    pdf.push(Break::new(0.6));
    pdf.push(styled(&words.category, bold.with_color(BRAND)));
    pdf.push(styled(
        &words.title,
        bold.with_font_size(26).with_color(BRAND),
    ));
    pdf.push(Break::new(0.4));
    pdf.push(styled(&words.summary, Style::new().with_font_size(14)));
    pdf.push(Break::new(0.4));
    pdf.push(styled(&words.quiet, small));
    pdf.push(Break::new(0.4));
    let mut panel = LinearLayout::vertical();
    for (label, value) in &patient.panel {
        panel.push(styled(label, small));
        let family = name.filter(|_| *value == patient.name);
        let style = family.map_or(bold, |family| bold.with_font_family(family));
        panel.push(styled(value, style));
    }
    pdf.push(FramedElement::new(panel.padded(Margins::all(4))));
    pdf.push(Break::new(0.6));
    for part in &words.parts {
        push(pdf, part);
    }
}

fn push(pdf: &mut genpdf::Document, part: &Part) {
    let bold = Style::new().bold();
    match part {
        Part::Heading(level, words) => {
            let size = if *level == 2 { 17 } else { 13 };
            pdf.push(Break::new(0.5));
            pdf.push(styled(words, bold.with_font_size(size).with_color(BRAND)));
        }
        Part::Paragraph(words) => pdf.push(Paragraph::new(words.as_str())),
        Part::Bullets(items) => {
            let mut list = UnorderedList::new();
            for words in items {
                list.push(Paragraph::new(words.as_str()).padded(Margins::trbl(0, 0, 1, 0)));
            }
            pdf.push(list);
        }
        Part::Steps(steps) => {
            let mut list = OrderedList::new();
            for (step, text) in steps {
                let mut words = Paragraph::default();
                words.push_styled(format!("{step} "), bold);
                words.push(text.as_str());
                list.push(words.padded(Margins::trbl(0, 0, 1, 0)));
            }
            pdf.push(list);
        }
    }
    pdf.push(Break::new(0.4));
}

/// A paragraph whose lines are as high as its letters need.
fn styled(words: &str, style: Style) -> StyledElement<Paragraph> {
    Paragraph::new(words).styled(style)
}

/// The margins, the title on every page but the first, and the foot.
struct HeadAndFoot {
    title: String,
    foot: String,
    page_of: String,
    /// How many pages there will be, as the pass before counted them.
    total: usize,
    page: Rc<Cell<usize>>,
}

impl PageDecorator for HeadAndFoot {
    fn decorate_page<'a>(
        &mut self,
        context: &Context,
        mut area: Area<'a>,
        style: Style,
    ) -> Result<Area<'a>, genpdf::error::Error> {
        self.page.set(self.page.get() + 1);
        let small = style.with_font_size(SMALL_SIZE);
        let fonts = &context.font_cache;
        area.add_margins(Margins::all(MARGIN));
        if self.page.get() > 1 {
            area.print_str(fonts, Position::new(0, -8), small, &self.title)?;
        }
        let page_words = self
            .page_of
            .replace("{page}", &self.page.get().to_string())
            .replace("{pages}", &self.total.to_string());
        let width = small.str_width(fonts, &page_words);
        let foot_line = area.size().height - small.line_height(fonts);
        area.print_str(fonts, Position::new(0, foot_line), small, &self.foot)?;
        let right = Position::new(area.size().width - width, foot_line);
        area.print_str(fonts, right, small, page_words)?;
        area.set_height(area.size().height - Mm::from(10));
        Ok(area)
    }
}

fn main() -> ExitCode {
    leaflet_benches_way::run::<Genpdf>()
}
