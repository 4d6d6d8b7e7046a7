//! The pages of a leaflet, set and measured for the rules that look at print.
//!
//! In: a leaflet for everyone. Out: [`Pages`], in plain facts. Promise: the very pages and the very file that
//! `leaflet make` gives are measured.

use crate::leaflet::Leaflet;
use crate::lint::Pages;
use crate::pages::export;
use crate::pages::imprint::readback::read_back;
use crate::pages::typeset::inspect::{expected, inspect};
use crate::pages::typeset::{Engine, Refusal, typeset};

/// Sets a leaflet for everyone, finishes its file, and measures both.
///
/// # Errors
/// What the engine or the standards refuse.
pub fn measure(leaflet: &Leaflet, engine: &Engine) -> Result<Pages, Refusal> {
    let pages = typeset(leaflet, engine)?;
    let pdf = export::pdf(&pages, leaflet.document_date)?;
    Ok(Pages {
        facts: inspect(&pages, leaflet),
        expected: expected(leaflet),
        read_back: read_back(&pdf),
    })
}
