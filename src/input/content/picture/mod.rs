//! Turns the bytes of a picture file into what is printed.
//!
//! In: the bytes of a file and the room the picture is given on the page. Out: the bytes the engine
//! is given, or why the picture cannot be printed. Promise: what the bytes are decides, not the
//! file's ending; the size is read before anything is decoded; the whole file is looked through, so
//! that a picture that passes here does not fail when the pages are set; of a picture made of pixels
//! nothing but the pixels goes on, upright, in the colours of a screen (sRGB) and with at most
//! [`DOTS_PER_INCH`] at the size it is printed. Why this shape: a photograph carries the place it was
//! taken at, names and remarks, and the engine would copy it whole into the file for the patient.

mod bitmap;
mod darkest;
mod document_type;
mod drawing;
mod problem;

pub use darkest::darkest_colour;
pub use problem::PictureProblem;

/// Most pixels of a picture: an A4 page at 400 dots an inch has 15 million; a small file can
/// otherwise ask for gigabytes.
pub const MAXIMUM_PIXELS: u64 = 40_000_000;

/// Most pixels on one side, because rows are held whole. A sheet of A0 at 600 dots an inch has 28,000.
pub const MAXIMUM_SIDE: u64 = 30_000;

/// Most different pictures in one leaflet: two on each of twenty pages.
pub const MAXIMUM_PICTURES: usize = 40;

/// Most bytes of memory the pictures of one leaflet may take together while it is made: with the
/// program itself they stay under 300 megabytes.
pub const MAXIMUM_PICTURE_MEMORY: u64 = 230_000_000;

/// How often the engine holds the bytes of a picture file, at the most: as it is given them, packed
/// anew, and in the finished file while that grows (measured in November 2026 with 20 and 39 large
/// pictures, plain and full of grain).
const COPIES: u64 = 5;

/// Most dots an inch at the size the picture is printed: no reader sees more on an office printer.
pub const DOTS_PER_INCH: f64 = 300.0;

/// The room a picture is given on the page, in millimetres; it takes as much of it as its shape
/// allows.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct PrintSize {
    /// The widest it may be.
    pub width: f64,
    /// The tallest it may be.
    pub height: f64,
}

impl PrintSize {
    /// The width in millimetres at which a picture of this shape is printed.
    pub fn printed_width(self, width: u32, height: u32) -> f64 {
        self.width
            .min(self.height * f64::from(width) / f64::from(height.max(1)))
    }

    /// PrintSize enough for both.
    pub fn or_larger(self, other: Self) -> Self {
        Self {
            width: self.width.max(other.width),
            height: self.height.max(other.height),
        }
    }
}

/// A format the engine is given.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PictureFormat {
    /// Portable Network Graphics.
    Png,
    /// JPEG File Interchange Format.
    Jpeg,
    /// Scalable Vector Graphics.
    Svg,
}

impl PictureFormat {
    /// The usual ending of such a file, without the dot.
    pub fn ending(self) -> &'static str {
        match self {
            Self::Png => "png",
            Self::Jpeg => "jpg",
            Self::Svg => "svg",
        }
    }
}

/// A picture, ready to print.
#[derive(Debug, Clone, PartialEq)]
pub struct PreparedPicture {
    /// The file the engine is given.
    pub bytes: Vec<u8>,
    /// What the file is.
    pub format: PictureFormat,
    /// Bytes of memory it takes while the leaflet is made: its pixels unpacked, and its file as often
    /// as the engine holds it.
    pub memory: u64,
}

impl PreparedPicture {
    fn new(bytes: Vec<u8>, format: PictureFormat, unpacked: u64) -> Self {
        let memory = unpacked + bytes.len() as u64 * COPIES;
        Self {
            bytes,
            format,
            memory,
        }
    }
}

#[cfg(test)]
thread_local! {
    /// How often this thread has prepared a picture.
    pub(crate) static PREPARED: std::cell::Cell<usize> = const { std::cell::Cell::new(0) };
}

/// Makes of a picture file what is printed in the room it is given.
///
/// # Errors
/// [`PictureProblem`], if it is none that can be printed.
pub fn prepare_picture(bytes: &[u8], room: PrintSize) -> Result<PreparedPicture, PictureProblem> {
    #[cfg(test)]
    PREPARED.set(PREPARED.get() + 1);
    if let Some(file) = bitmap::FileFormat::of(bytes) {
        // A decoder is other people's code, and a file can be made to find its fault.
        let prepared = std::panic::catch_unwind(|| bitmap::prepare(bytes, file, room));
        return prepared.unwrap_or(Err(PictureProblem::Broken(file.name())));
    }
    if let Some(name) = other_format(bytes) {
        return Err(PictureProblem::OtherFormat(name));
    }
    let text = std::str::from_utf8(bytes).map_err(|_| PictureProblem::NoPicture)?;
    let text = text.trim_start_matches('\u{feff}');
    if text.trim_start().starts_with('<') && text.contains("<svg") {
        let drawing = drawing::read(text)?.into_owned();
        return Ok(PreparedPicture::new(
            drawing.into_bytes(),
            PictureFormat::Svg,
            0,
        ));
    }
    Err(PictureProblem::NoPicture)
}

/// The name of a format that is known and not printed.
fn other_format(bytes: &[u8]) -> Option<&'static str> {
    const STARTS: &[(&[u8], &str)] = &[
        (b"GIF8", "GIF"),
        (b"BM", "BMP"),
        (b"II*\0", "TIFF"),
        (b"MM\0*", "TIFF"),
        (b"II+\0", "TIFF"),
        (b"MM\0+", "TIFF"),
        (b"\0\0\0\x0cjP  \r\n\x87\n", "JPEG 2000"),
        (b"\xff\x4f\xff\x51", "JPEG 2000"),
        (b"\0\0\0\x0cJXL \r\n\x87\n", "JPEG XL"),
        (b"\xff\x0a", "JPEG XL"),
        (b"\0\0\x01\0", "ICO"),
        (b"8BPS", "Photoshop"),
        (b"%PDF", "PDF"),
        (b"%!PS", "PostScript"),
        (b"\x1f\x8b", "compressed"),
        (b"PK\x03\x04", "ZIP or Office"),
    ];
    // What stands after `ftyp` names the kind of an ISO base media file (ISO/IEC 14496-12, 4.3).
    const BRANDS: &[(&[u8], &str)] = &[
        (b"avif", "AVIF"),
        (b"avis", "AVIF"),
        (b"heic", "HEIC"),
        (b"heix", "HEIC"),
        (b"heim", "HEIC"),
        (b"heis", "HEIC"),
        (b"hevc", "HEIC"),
        (b"hevx", "HEIC"),
        (b"mif1", "HEIC"),
        (b"msf1", "HEIC"),
    ];
    if bytes.get(4..8) == Some(b"ftyp") {
        let brand = bytes.get(8..12).unwrap_or_default();
        let known = BRANDS.iter().find(|(known, _)| *known == brand);
        return Some(known.map_or("video", |(_, name)| *name));
    }
    let known = STARTS.iter().find(|(start, _)| bytes.starts_with(start));
    known.map(|(_, name)| *name)
}

#[cfg(test)]
mod tests {
    use super::*;

    const ROOM: PrintSize = PrintSize {
        width: 144.0,
        height: 127.5,
    };

    fn problem(bytes: &[u8]) -> PictureProblem {
        prepare_picture(bytes, ROOM).unwrap_err()
    }

    #[test]
    fn the_bytes_decide() {
        let drawing =
            b"<?xml version='1.0'?><svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 1 1'/>";
        let prepared = prepare_picture(drawing, ROOM).unwrap();
        assert_eq!(prepared.format, PictureFormat::Svg);
        assert_eq!(problem(b"\xff\xd8\xff\xe0"), PictureProblem::Broken("JPEG"));
        assert_eq!(problem(b""), PictureProblem::NoPicture);
        assert_eq!(problem(b"<html></html>"), PictureProblem::NoPicture);
    }

    #[test]
    fn formats_that_are_not_printed_are_named() {
        for (bytes, name) in [
            (b"GIF89a".as_slice(), "GIF"),
            (b"BM\x36\0\0\0", "BMP"),
            (b"II*\0\x08\0\0\0", "TIFF"),
            (b"\0\0\0\x18ftypheic\0\0\0\0", "HEIC"),
            (b"\0\0\0\x18ftypavif\0\0\0\0", "AVIF"),
            (b"\0\0\0\x18ftypisom\0\0\0\0", "video"),
            (b"\0\0\0\x0cjP  \r\n\x87\n", "JPEG 2000"),
            (b"\xff\x0a\xfa", "JPEG XL"),
            (b"%PDF-1.7", "PDF"),
            (b"RIFF\0\0\0\0WAVE", "WAVE"),
        ] {
            let expected = if name == "WAVE" {
                PictureProblem::NoPicture
            } else {
                PictureProblem::OtherFormat(name)
            };
            assert_eq!(problem(bytes), expected, "{name}");
        }
    }

    #[test]
    fn a_picture_is_as_wide_as_its_room_allows() {
        assert!((ROOM.printed_width(200, 100) - 144.0).abs() < 1e-9);
        assert!((ROOM.printed_width(100, 200) - 63.75).abs() < 1e-9);
    }
}
