//! The leaflet through the HTML layout of the newest printpdf.
//!
//! In and out: see `way`. Promise: all the words, marked up and styled, in Noto Sans; the patient's
//! name in the typeface of its script; no typeface of the machine is looked for. In a loop the parsed
//! typefaces are kept, as the crate advises. What the crate cannot do is left undone: it tags nothing, and its
//! shaping panics at some names, which is told as a leaflet that could not be made.

use std::collections::BTreeMap;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use leaflet_benches_way::{Document, PANEL_MARK, Patient, Problem, STYLE_MARK, Way};
use printpdf::html::{SharedFontPool, build_font_pool};
use printpdf::{Base64OrRaw, GeneratePdfOptions, PdfDocument, PdfSaveOptions};

static STYLE: &str = include_str!("../../../ways/printpdf.css");

/// What the style calls the typefaces; a family here has one weight.
const REGULAR: &str = "body-regular";
const BOLD: &str = "body-bold";
const NAME: &str = "name-bold";

struct Printpdf {
    document: Document,
    page: String,
    patients: Vec<Patient>,
    body: Patient,
    /// The typefaces of a script, by the face of its names, read when they are first needed.
    fonts: BTreeMap<PathBuf, Fonts>,
}

struct Fonts {
    faces: BTreeMap<String, Base64OrRaw>,
    pool: SharedFontPool,
}

impl Way for Printpdf {
    fn open(work: &Path, patients: Vec<Patient>) -> Result<Self, Problem> {
        let page = std::fs::read_to_string(work.join("document.html"))?;
        Ok(Self {
            document: leaflet_benches_way::document(work)?,
            page: page.replace(STYLE_MARK, &format!("<style>{STYLE}</style>")),
            patients,
            body: leaflet_benches_way::body_face(work)?,
            fonts: BTreeMap::new(),
        })
    }

    fn make(&mut self, patient: usize) -> Result<Vec<u8>, Problem> {
        let patient = &self.patients[patient];
        if !self.fonts.contains_key(&patient.bold) {
            let read = Fonts::read(&self.body, patient)?;
            self.fonts.insert(patient.bold.clone(), read);
        }
        let fonts = &self.fonts[&patient.bold];
        let options = GeneratePdfOptions {
            margin_top: Some(22.0),
            margin_right: Some(21.0),
            margin_bottom: Some(20.0),
            margin_left: Some(21.0),
            show_page_numbers: Some(true),
            header_text: Some(self.document.title.clone()),
            footer_text: Some(self.document.foot.clone()),
            skip_first_page: Some(false),
            ..GeneratePdfOptions::default()
        };
        let page = self.page.replace(PANEL_MARK, &patient.panel_markup);
        let layout = AssertUnwindSafe(|| {
            PdfDocument::from_html_with_cache(
                &page,
                &BTreeMap::new(),
                &fonts.faces,
                &options,
                &mut Vec::new(),
                Some(fonts.pool.clone()),
            )
        });
        let Ok(laid_out) = catch_unwind(layout) else {
            // What a panic left behind is not used again.
            let face = patient.bold.clone();
            self.fonts.remove(&face);
            return Err("the layout panicked".into());
        };
        let mut pdf = laid_out?;
        pdf.metadata.info.document_title = self.document.title.clone();
        Ok(pdf.save(&PdfSaveOptions::default(), &mut Vec::new()))
    }
}

impl Fonts {
    fn read(body: &Patient, patient: &Patient) -> Result<Self, Problem> {
        let mut faces = BTreeMap::new();
        for (name, path) in [
            (REGULAR, &body.regular),
            (BOLD, &body.bold),
            (NAME, &patient.bold),
        ] {
            faces.insert(name.to_owned(), std::fs::read(path)?);
        }
        Ok(Self {
            // An empty list of families: none of the machine's.
            pool: build_font_pool(&faces, Some(&[])),
            faces: faces
                .into_iter()
                .map(|(name, bytes)| (name, Base64OrRaw::Raw(bytes)))
                .collect(),
        })
    }
}

fn main() -> ExitCode {
    // A panic is told as an answer.
    std::panic::set_hook(Box::new(|_| {}));
    leaflet_benches_way::run::<Printpdf>()
}
