//! Sets a leaflet on pages.
//!
//! What goes in: a [`Leaflet`] and a [`Engine`], which is built once and shared by a batch. What
//! comes out: a [`TypesetLeaflet`], finished pages. Promise: the words of a leaflet reach the
//! templates as data and are never read as code; nothing outside the leaflet is read. Only this
//! folder and `export/` name the layout engine, so that another engine would change these alone.

mod data;
mod fit;
pub mod fonts;
mod head_line;
pub mod inspect;
mod order;
mod panel;
pub mod printable;
pub mod problems;
mod quality_record;
mod separator;
mod text_width;
mod widths;
mod world;

use typst::foundations::Bytes;
use typst_layout::PagedDocument;

pub use panel::{PanelSetter, Slots, TypesetValues, ValueSizes, slot_mark};
pub use problems::Refusal;
pub use quality_record::{
    QualityRecordList, QualityRecordPart, QualityRecordWords, quality_record,
};
pub use separator::{Separator, SeparatorWords, separators};
pub use world::Engine;

use crate::leaflet::{Leaflet, PanelField};
use fit::{Fit, Outline};
use world::{LeafletWorld, Sheet};

/// Finished pages, ready to be exported.
pub struct TypesetLeaflet {
    pub(crate) document: PagedDocument,
    files: Vec<(String, Bytes)>,
}

impl TypesetLeaflet {
    /// How many pages there are.
    pub fn pages(&self) -> usize {
        self.document.pages().len()
    }

    /// What the engine was given beside the templates, by its path there: the leaflet's data, how
    /// its pages are filled, and its pictures. With these the engine alone makes the same pages, for
    /// whoever looks for a fault in a template or measures what our own part costs (`benches/`).
    pub fn files(&self) -> impl Iterator<Item = (&str, &[u8])> {
        self.files
            .iter()
            .map(|(path, bytes)| (path.as_str(), bytes.as_slice()))
    }
}

/// What the look of every leaflet depends on and is built in: typefaces and templates.
pub fn built_in_parts() -> impl Iterator<Item = &'static [u8]> {
    let templates = world::templates().map(|(_, text)| text);
    templates.chain(fonts::faces())
}

/// All that the engine is given for a leaflet for everyone, by its path there: templates and data, for whoever looks
/// for a fault in a template with the engine's own program. The pages are filled as designed.
pub fn engine_files(leaflet: &Leaflet) -> Vec<(String, Vec<u8>)> {
    let templates = world::templates().map(|(path, text)| (path.to_owned(), text.to_vec()));
    let look = data::look(leaflet).map(|(path, bytes)| (path, bytes.to_vec()));
    let pictures = leaflet.pictures.iter();
    let pictures = pictures.map(|picture| (picture.path.clone(), picture.bytes.to_vec()));
    let rest = [
        (data::FIT_PATH.to_owned(), data::fit(&Fit::as_designed())),
        (data::PERSON_PATH.to_owned(), data::person(leaflet)),
    ];
    templates.chain(look).chain(pictures).chain(rest).collect()
}

/// How many documents old a cached result of the engine may grow. Without this a batch grows by
/// 0.9 MB a document; with 0 every document starts cold.
const CACHE_AGE: usize = 10;

/// Sets the leaflet on pages.
///
/// The pages are looked at, and where another plan of them is better, set again by that; `fit` says how.
///
/// # Errors
/// What the engine refuses, said again without quoting the leaflet's words.
pub fn typeset(leaflet: &Leaflet, engine: &Engine) -> Result<TypesetLeaflet, Refusal> {
    set_pages(leaflet, &leaflet.panel, data::person(leaflet), engine)
}

fn set_pages(
    leaflet: &Leaflet,
    panel: &[PanelField],
    person: Vec<u8>,
    engine: &Engine,
) -> Result<TypesetLeaflet, Refusal> {
    // What earlier leaflets left behind; the first finds nothing to do.
    comemo::evict(CACHE_AGE);
    let mut world = world_of(leaflet, person, engine);
    let (document, fit) = fit::best(&Outline::of(leaflet, panel), |fit| lay_out(&mut world, fit))?;
    world.replace(data::FIT_PATH, Bytes::new(data::fit(&fit)));
    let files = world.into_files();
    Ok(TypesetLeaflet { document, files })
}

/// All that the engine is given for a leaflet, with this data of the person; how the pages are filled is not said yet.
fn world_of<'e>(leaflet: &Leaflet, person: Vec<u8>, engine: &'e Engine) -> LeafletWorld<'e> {
    let pictures = leaflet
        .pictures
        .iter()
        .map(|picture| (picture.path.clone(), Bytes::new(picture.bytes.clone())));
    let data = [
        (data::FIT_PATH.to_owned(), Bytes::new(Vec::new())),
        (data::PERSON_PATH.to_owned(), Bytes::new(person)),
    ];
    LeafletWorld::new(
        engine,
        Sheet::Leaflet,
        pictures.chain(data::look(leaflet)).chain(data),
    )
}

fn lay_out(world: &mut LeafletWorld<'_>, fit: &Fit) -> Result<PagedDocument, Refusal> {
    world.replace(data::FIT_PATH, Bytes::new(data::fit(fit)));
    compile(world)
}

fn compile(world: &LeafletWorld<'_>) -> Result<PagedDocument, Refusal> {
    let result = typst::compile::<PagedDocument>(world);
    let document = result
        .output
        .map_err(|faults| problems::say_again_with_place(&faults, world))?;
    Ok(order::in_reading_order(document))
}
