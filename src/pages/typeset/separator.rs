//! Sheets that part one leaflet of a print job from the next, for whoever hands them out.
//!
//! In: what each sheet says, and a leaflet whose look they take. Out: a document with a page for each.
//! Promise: no page depends on another; the words are printed and stand nowhere else. They have no
//! labels, so that no language need know them: a number in the outline of a sheet is how many pages
//! follow.

use serde_json::{Value, json};
use typst::foundations::Bytes;

use super::data::in_field;
use super::fit::Fit;
use super::widths::Widths;
use super::world::{LeafletWorld, Sheet};
use super::{Engine, Refusal, TypesetLeaflet, compile, data};
use crate::leaflet::direction;
use crate::leaflet::{Leaflet, Print};
use crate::model::language::Direction;
use crate::model::patient::Fact;

/// What a separator sheet says of the leaflet behind it.
#[derive(Clone)]
pub struct SeparatorWords {
    /// The row of the roster.
    pub row: usize,
    /// The list's own number of that row, which people know it by.
    pub serial: Option<u32>,
    /// When the patient comes.
    pub appointment: Option<String>,
    /// The patient's name.
    pub patient: Option<Fact>,
    /// The guide's title.
    pub guide: String,
    /// The name of the leaflet's language.
    pub language: String,
}

/// A separator sheet.
pub struct Separator<'a> {
    /// What it says.
    pub words: &'a SeparatorWords,
    /// How many pages the leaflet behind it has.
    pub pages: usize,
    /// What it is printed on.
    pub print: Print,
}

/// Sets separator sheets, each on a page, in the look of a leaflet.
///
/// # Errors
/// What the engine refuses, said again without quoting the words.
pub fn separators(
    sheets: &[Separator<'_>],
    look: &Leaflet,
    engine: &Engine,
) -> Result<TypesetLeaflet, Refusal> {
    let widths = Widths::of(&look.print.edition.measures);
    let fit = data::fit(&Fit::as_designed());
    let files = [
        (data::FIT_PATH.to_owned(), fit),
        (data::SEPARATORS_PATH.to_owned(), data(&widths, sheets)),
    ];
    let files = files.map(|(path, bytes)| (path, Bytes::new(bytes)));
    let files = files.into_iter().chain(data::look(look));
    let document = compile(&LeafletWorld::new(engine, Sheet::Separators, files))?;
    if document.pages().len() != sheets.len() {
        return Err(Refusal::internal());
    }
    Ok(TypesetLeaflet {
        document,
        files: Vec::new(),
    })
}

/// The data of separator sheets.
fn data(w: &Widths, sheets: &[Separator<'_>]) -> Vec<u8> {
    let line = |words: &str| {
        let own = direction::own_direction(words).unwrap_or(Direction::LeftToRight);
        json!({
            "words": in_field(w, &direction::running(words, own)),
            "right_to_left": own == Direction::RightToLeft,
        })
    };
    let sheets = sheets.iter().map(|sheet| {
        let words = sheet.words;
        json!({
            "width_mm": sheet.print.paper.width,
            "height_mm": sheet.print.paper.height,
            "number": words.serial.map_or(words.row, |serial| serial as usize).to_string(),
            "row": words.serial.map(|_| format!("({})", words.row)),
            "appointment": words.appointment.as_deref().map(line),
            "patient": words.patient.as_ref().map(|patient| line(patient.words())),
            "guide": line(&words.guide),
            "language": line(&words.language),
            "pages": sheet.pages.to_string(),
        })
    });
    Value::from_iter(sheets).to_string().into_bytes()
}
