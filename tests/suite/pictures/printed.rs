//! Reads the pictures of a finished file back: their dots, their size on the paper, how often each is
//! stored.
//!
//! *What goes in and comes out*: a finished file goes in; its pictures in the order in which they are
//! drawn come out. *What it promises*: nothing is asked of the program; size and dots are what a
//! printer would be sent. *Why this shape*: what counts is the paper, not what was meant.

use image::RgbaImage;
use lopdf::{Document, Object, Stream};

use crate::support::pdf_reading::{FinishedPdf, name_in, plain_bytes};

/// A picture as it is printed.
pub(super) struct Printed {
    /// Its dots, from the top left; grey ones have three like colours.
    pub(super) dots: RgbaImage,
    /// Whether it is stored with one sample a dot.
    pub(super) is_grey: bool,
    /// Whether it is stored as a JPEG.
    pub(super) is_jpeg: bool,
    /// Dots an inch across and down.
    pub(super) dots_per_inch: (f64, f64),
    /// Millimetres across and down.
    pub(super) millimetres: (f64, f64),
}

impl Printed {
    /// The colours in the middle of the four quarters: upper left, upper right, lower left, lower
    /// right.
    pub(super) fn corners(&self) -> [[u8; 4]; 4] {
        let (width, height) = self.dots.dimensions();
        let at = |x: u32, y: u32| self.dots.get_pixel(width * x / 4, height * y / 4).0;
        [at(1, 1), at(3, 1), at(1, 3), at(3, 3)]
    }
}

/// The pictures that are drawn.
pub(super) fn printed(pdf: &FinishedPdf) -> Vec<Printed> {
    let placed = pdf.pages.iter().flat_map(|page| &page.placed);
    placed
        .map(|placed| {
            let stream = pdf.document.get_object(placed.object).unwrap();
            let stream = stream.as_stream().unwrap();
            let (dots, count) = dots(&pdf.document, stream);
            let inches = [placed.width, placed.height].map(|points| f64::from(points) / 72.0);
            Printed {
                is_grey: count == 1,
                is_jpeg: name_in(&stream.dict, b"Filter") == b"DCTDecode",
                dots_per_inch: (
                    f64::from(dots.width()) / inches[0],
                    f64::from(dots.height()) / inches[1],
                ),
                millimetres: (inches[0] * 25.4, inches[1] * 25.4),
                dots,
            }
        })
        .collect()
}

/// How many pictures made of dots are stored, without their masks.
pub(super) fn stored_pictures(pdf: &FinishedPdf) -> usize {
    let pictures = pdf.document.objects.values().filter_map(|object| {
        let stream = object.as_stream().ok()?;
        (name_in(&stream.dict, b"Subtype") == b"Image").then_some(stream)
    });
    let masks = pictures
        .clone()
        .filter(|picture| picture.dict.has(b"SMask"));
    pictures.count() - masks.count()
}

fn number(stream: &Stream, key: &[u8]) -> u32 {
    u32::try_from(stream.dict.get(key).unwrap().as_i64().unwrap()).unwrap()
}

/// A stream's dots, and how many samples each has.
fn dots(document: &Document, stream: &Stream) -> (RgbaImage, usize) {
    let (width, height) = (number(stream, b"Width"), number(stream, b"Height"));
    let (samples, count) = if name_in(&stream.dict, b"Filter") == b"DCTDecode" {
        let picture = image::load_from_memory(&stream.content).unwrap();
        assert_eq!((picture.width(), picture.height()), (width, height));
        let count = usize::from(picture.color().channel_count());
        (picture.into_bytes(), count)
    } else {
        let samples = plain_bytes(stream);
        let count = samples.len() / (width * height) as usize;
        (samples, count)
    };
    let mask = stream.dict.get(b"SMask").ok().map(|mask| {
        let mask = mask.as_reference().unwrap();
        let mask = document
            .get_object(mask)
            .and_then(Object::as_stream)
            .unwrap();
        assert_eq!(number(mask, b"Width"), width);
        plain_bytes(mask)
    });
    let dots = RgbaImage::from_fn(width, height, |x, y| {
        let at = (y * width + x) as usize;
        let dot = &samples[at * count..][..count];
        let [red, green, blue] = if count == 1 {
            [dot[0]; 3]
        } else {
            [dot[0], dot[1], dot[2]]
        };
        image::Rgba([red, green, blue, mask.as_ref().map_or(255, |mask| mask[at])])
    });
    (dots, count)
}
