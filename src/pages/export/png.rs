//! Pages of a finished PDF as pictures, to look at before printing.
//!
//! In: the bytes of a PDF file and dots an inch. Out: one PNG file a page. Promise: what is drawn is
//! the finished file, as a reader of PDF draws it, and not the pages before they were written; the
//! pictures hold no words about the leaflet, and the same file gives the same pictures.

use std::io::Write;

use hayro::hayro_interpret::InterpreterSettings;
use hayro::hayro_syntax::Pdf;
use hayro::vello_cpu::Pixmap;
use hayro::vello_cpu::color::palette::css::WHITE;
use hayro::{RenderCache, RenderSettings, render};

use crate::pages::typeset::Refusal;

/// Fewest and most dots an inch: below, no letter can be told from another; above, no screen shows
/// them, and a page of A4 takes more than 60 megabytes while it is drawn.
pub const FEWEST_DOTS: u16 = 20;
/// See [`FEWEST_DOTS`].
pub const MOST_DOTS: u16 = 400;
/// Dots an inch when none are asked for: a page of A4 fills the height of a large screen.
pub const USUAL_DOTS: u16 = 110;

/// Points in an inch (ISO 32000-1, 8.3.2.3), and millimetres in one.
const POINTS_PER_INCH: f32 = 72.0;
const INCHES_PER_METRE: f32 = 1000.0 / 25.4;

/// Draws every page on white.
///
/// # Errors
/// [`Refusal`], if the file cannot be drawn, which does not happen to a file of [`super::pdf()`].
pub fn png(pdf: &[u8], dots_per_inch: u16) -> Result<Vec<Vec<u8>>, Refusal> {
    let pdf = Pdf::new(pdf.to_vec()).map_err(|_| Refusal::internal())?;
    let dots_per_inch = f32::from(dots_per_inch);
    let settings = RenderSettings {
        x_scale: dots_per_inch / POINTS_PER_INCH,
        y_scale: dots_per_inch / POINTS_PER_INCH,
        bg_color: WHITE,
        ..RenderSettings::default()
    };
    let cache = RenderCache::new();
    let interpreter = InterpreterSettings::default();
    let pages = pdf.pages().iter();
    pages
        .map(|page| {
            let drawn = render(page, &cache, &interpreter, &settings);
            encode(&drawn, dots_per_inch).map_err(|_| Refusal::internal())
        })
        .collect()
}

/// The picture as a PNG file that says how large it is to be printed.
fn encode(drawn: &Pixmap, dots_per_inch: f32) -> Result<Vec<u8>, png::EncodingError> {
    let dots_per_metre = (dots_per_inch * INCHES_PER_METRE).round() as u32;
    let mut file = Vec::new();
    let (width, height) = (u32::from(drawn.width()), u32::from(drawn.height()));
    let mut encoder = png::Encoder::new(&mut file, width, height);
    encoder.set_color(png::ColorType::Rgb);
    encoder.set_pixel_dims(Some(png::PixelDimensions {
        xppu: dots_per_metre,
        yppu: dots_per_metre,
        unit: png::Unit::Meter,
    }));
    // The page is drawn on white, so that no dot is transparent.
    let mut writer = encoder.write_header()?;
    let mut stream = writer.stream_writer()?;
    for row in drawn.data().chunks_exact(usize::from(drawn.width())) {
        let dots = row.iter().flat_map(|dot| [dot.r, dot.g, dot.b]);
        stream.write_all(&dots.collect::<Vec<u8>>())?;
    }
    stream.finish()?;
    writer.finish()?;
    Ok(file)
}
