//! Page pictures: draws a finished page inside the test process and compares it with a stored one.
//!
//! *What goes in and comes out*: the bytes of a PDF, a page and a resolution go in; a grey `Picture`
//! comes out, which can be cut and compared with a PNG under `tests/references/`.
//! *What it promises*: the same file gives the same picture on every machine, up to the small
//! tolerance below; with UPDATE set, the reference is written and the test fails once, so that a
//! person looks at it; a reference is never larger than 20 KiB.
//! *Why this shape*: what a person sees is the only proof for scripts that text readers spell
//! wrongly, and grey is how most leaflets are printed.

use std::io::Cursor;
use std::path::Path;

use hayro::hayro_interpret::InterpreterSettings;
use hayro::hayro_syntax::Pdf;
use hayro::vello_cpu::color::palette::css::WHITE;
use hayro::{RenderCache, RenderSettings, render};

use super::snapshots::{accepts_changes, references};

/// How far a dot's grey may differ before it counts as different: processors round the coverage of
/// an edge a little differently.
const DOT_TOLERANCE: u8 = 24;

/// The share of dots that may be different, in a thousand. A wrong letter in a cut of one line
/// changes ten times as many.
const DIFFERENT_IN_A_THOUSAND: usize = 2;

/// The largest reference that may be stored, in bytes.
const LARGEST_REFERENCE: usize = 28 * 1024;

/// A grey picture, from the top left dot in rows; 0 is black.
#[derive(Clone)]
pub(crate) struct Picture {
    /// Dots in a row.
    pub(crate) width: usize,
    /// Rows.
    pub(crate) height: usize,
    /// One byte for each dot.
    pub(crate) dots: Vec<u8>,
    dots_per_point: f32,
}

/// Draws one page, counted from 1.
#[track_caller]
pub(crate) fn picture_of_page(pdf: &[u8], page: usize, dots_per_inch: f32) -> Picture {
    let Ok(pdf) = Pdf::new(pdf.to_vec()) else {
        panic!("the file cannot be drawn")
    };
    let pages = pdf.pages();
    let Some(found) = pages.get(page.wrapping_sub(1)) else {
        panic!("there is no page {page}, only {}", pages.len());
    };
    // A point is 1/72 inch.
    let scale = dots_per_inch / 72.0;
    let settings = RenderSettings {
        x_scale: scale,
        y_scale: scale,
        bg_color: WHITE,
        ..Default::default()
    };
    let drawn = render(
        found,
        &RenderCache::new(),
        &InterpreterSettings::default(),
        &settings,
    );
    // Grey as an office printer makes it: the luma weights of ITU-R BT.601, in thousandths.
    let grey = |red: u8, green: u8, blue: u8| {
        let sum = 299 * u32::from(red) + 587 * u32::from(green) + 114 * u32::from(blue);
        (sum / 1000) as u8
    };
    Picture {
        width: usize::from(drawn.width()),
        height: usize::from(drawn.height()),
        dots: drawn
            .data()
            .iter()
            .map(|dot| grey(dot.r, dot.g, dot.b))
            .collect(),
        dots_per_point: scale,
    }
}

impl Picture {
    /// Cuts out an area: left, top, width and height in points from the page's top left corner.
    #[track_caller]
    pub(crate) fn cut(&self, area: [f32; 4]) -> Picture {
        let [left, top, width, height] =
            area.map(|length| (length * self.dots_per_point).round() as usize);
        assert!(
            width > 0 && height > 0 && left + width <= self.width && top + height <= self.height,
            "the area {area:?} does not lie on the page"
        );
        let rows = self.dots.chunks_exact(self.width).skip(top).take(height);
        let dots = rows
            .flat_map(|row| row[left..left + width].iter().copied())
            .collect();
        Picture {
            width,
            height,
            dots,
            dots_per_point: self.dots_per_point,
        }
    }

    /// Cuts away what is white around the picture, but for a margin of some dots.
    #[track_caller]
    pub(crate) fn trimmed(&self, margin: usize) -> Picture {
        let is_ink = |dot: &u8| *dot < 250;
        let row = |row: usize| {
            self.dots[row * self.width..][..self.width]
                .iter()
                .any(is_ink)
        };
        let column = |column: usize| {
            let dots = self.dots.iter().skip(column).step_by(self.width);
            dots.clone().any(is_ink)
        };
        let ends = |length: usize, has_ink: &dyn Fn(usize) -> bool| {
            let first = (0..length).find(|at| has_ink(*at));
            let last = (0..length).rev().find(|at| has_ink(*at));
            let (Some(first), Some(last)) = (first, last) else {
                panic!("the picture is white")
            };
            (
                first.saturating_sub(margin),
                (last + 1 + margin).min(length),
            )
        };
        let (top, bottom) = ends(self.height, &row);
        let (left, right) = ends(self.width, &column);
        let rows = self
            .dots
            .chunks_exact(self.width)
            .skip(top)
            .take(bottom - top);
        Picture {
            width: right - left,
            height: bottom - top,
            dots: rows
                .flat_map(|row| row[left..right].iter().copied())
                .collect(),
            dots_per_point: self.dots_per_point,
        }
    }

    /// The share of dots that are darker than half, between 0 and 1.
    pub(crate) fn share_of_ink(&self) -> f32 {
        let dark = self.dots.iter().filter(|dot| **dot < 128).count();
        dark as f32 / self.dots.len() as f32
    }

    /// How many dots differ visibly from those of another picture; all of them if the sizes differ.
    pub(crate) fn difference(&self, other: &Picture) -> usize {
        if (self.width, self.height) != (other.width, other.height) {
            return self.dots.len().max(other.dots.len());
        }
        let pairs = self.dots.iter().zip(&other.dots);
        pairs
            .filter(|(ours, theirs)| ours.abs_diff(**theirs) > DOT_TOLERANCE)
            .count()
    }

    /// Demands that the picture looks like `tests/references/<name>.png`.
    #[track_caller]
    pub(crate) fn looks_like(&self, name: &str) {
        self.looks_like_file(&references().join(name).with_extension("png"));
    }

    /// Demands that the picture looks like the PNG of this path.
    #[track_caller]
    pub(crate) fn looks_like_file(&self, reference: &Path) {
        let name = reference.file_name().expect("a reference has a name");
        let found = std::fs::read(reference)
            .ok()
            .map(|bytes| Picture::from_png(&bytes));
        let allowed = self.dots.len() * DIFFERENT_IN_A_THOUSAND / 1000;
        let different = found.map(|found| self.difference(&found));
        if different.is_some_and(|different| different <= allowed) {
            return;
        }
        if accepts_changes() {
            self.write(reference);
            panic!(
                "{} was written; look at it and run the tests again",
                reference.display()
            );
        }
        let actual = Path::new(env!("CARGO_TARGET_TMPDIR")).join(name);
        self.write(&actual);
        match different {
            None => panic!(
                "there is no reference {}; the page looks like {}; set UPDATE=1 to accept it",
                reference.display(),
                actual.display()
            ),
            Some(different) => panic!(
                "{different} of {} dots differ from {}; the page looks like {}; \
                 set UPDATE=1 to accept it",
                self.dots.len(),
                reference.display(),
                actual.display()
            ),
        }
    }

    #[track_caller]
    fn write(&self, path: &Path) {
        let bytes = self.to_png();
        assert!(
            bytes.len() <= LARGEST_REFERENCE,
            "the picture has {} bytes; cut it or lower the resolution to stay under \
             {LARGEST_REFERENCE}",
            bytes.len()
        );
        if let Some(folder) = path.parent() {
            std::fs::create_dir_all(folder).expect("a folder can be made");
        }
        std::fs::write(path, bytes).expect("a picture can be written");
    }

    /// The picture as a PNG.
    pub(crate) fn to_png(&self) -> Vec<u8> {
        let mut bytes = Vec::new();
        let size = |length: usize| u32::try_from(length).expect("a picture is small");
        let mut encoder = png::Encoder::new(&mut bytes, size(self.width), size(self.height));
        encoder.set_color(png::ColorType::Grayscale);
        encoder.set_depth(png::BitDepth::Eight);
        encoder.set_compression(png::Compression::High);
        let mut writer = encoder.write_header().expect("a PNG can be begun");
        writer
            .write_image_data(&self.dots)
            .expect("a PNG can be written");
        writer.finish().expect("a PNG can be finished");
        bytes
    }

    #[track_caller]
    fn from_png(bytes: &[u8]) -> Picture {
        let mut reader = png::Decoder::new(Cursor::new(bytes))
            .read_info()
            .expect("a PNG");
        let mut dots = vec![0; reader.output_buffer_size().expect("a picture is small")];
        let read = reader.next_frame(&mut dots).expect("a PNG has a picture");
        assert_eq!(
            read.color_type,
            png::ColorType::Grayscale,
            "references are grey"
        );
        dots.truncate(read.buffer_size());
        Picture {
            width: read.width as usize,
            height: read.height as usize,
            dots,
            dots_per_point: 1.0,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::sample;
    use super::*;

    #[test]
    fn a_page_is_drawn_and_looks_like_its_reference() {
        let page = picture_of_page(sample::PDF, 1, 60.0);
        // A4 at 60 dots an inch, part dots left off.
        assert_eq!((page.width, page.height), (496, 701));
        assert!(
            (0.01..0.2).contains(&page.share_of_ink()),
            "{}",
            page.share_of_ink()
        );
        page.cut([60.0, 60.0, 200.0, 60.0])
            .looks_like("sample-heading");
    }

    #[test]
    fn a_picture_survives_its_file_and_another_one_differs() {
        let first = picture_of_page(sample::PDF, 1, 40.0);
        let second = picture_of_page(sample::PDF, 2, 40.0);
        assert_eq!(first.difference(&Picture::from_png(&first.to_png())), 0);
        assert!(first.difference(&second) > first.dots.len() / 100);
        assert_eq!(
            first.difference(&first.cut([0.0, 0.0, 90.0, 90.0])),
            first.dots.len()
        );
    }

    #[test]
    #[should_panic(expected = "there is no reference")]
    fn a_picture_without_a_reference_fails() {
        if accepts_changes() {
            panic!("there is no reference to be made for this test");
        }
        picture_of_page(sample::PDF, 1, 20.0).looks_like("never-stored");
    }
}
