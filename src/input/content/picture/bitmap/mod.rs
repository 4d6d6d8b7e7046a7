//! A picture made of pixels: read, brought down to size, put into the colours of a screen, turned
//! upright and written again.
//!
//! In: the bytes of a PNG, JPEG or WebP file and its room on the page. Out: a small clean PNG or
//! JPEG. Promise: nothing of the file but its pixels goes on: no profile, place, name, remark or
//! byte after the end; 300 megabytes are enough for the largest picture that is accepted; the same
//! file gives the same bytes. Why this shape: rows go through [`reduce`] one at a time, so that a
//! large picture is never held a second time, and what remains is small enough to be worked on with
//! all its depth. PNG and JPEG are read with the crates under `image` and not through it, because
//! `image` reads a PNG only whole, prints grey where a JPEG is cut off, and keeps no inks.

mod colour;
mod from_jpeg;
mod from_png;
mod from_webp;
mod reduce;

use image::codecs::jpeg::JpegEncoder;
use image::codecs::png::{CompressionType, FilterType, PngEncoder};
use image::metadata::Orientation;

use super::{
    MAXIMUM_PIXELS, MAXIMUM_SIDE, PictureFormat, PictureProblem, PreparedPicture, PrintSize,
};
use reduce::Reduced;

/// Most bytes a decoder may need at once. With the program itself and the file it stays under 300
/// megabytes.
const DECODER_BYTES: u64 = 200_000_000;

/// Quality of a photograph that is written again, of 100. At 90, without thinning out the colours, a
/// JPEG of quality 92 moved 0.4 to 0.7 dB further from its scene; 95 takes a third more bytes for half
/// of that (November 2026, two pictures of 1.3 and 1.9 million pixels).
const PHOTOGRAPH_QUALITY: u8 = 90;

/// A format of pictures made of pixels that is accepted.
#[derive(Debug, Clone, Copy)]
pub(super) enum FileFormat {
    Png,
    Jpeg,
    WebP,
}

impl FileFormat {
    /// The format that the first bytes tell.
    pub(super) fn of(bytes: &[u8]) -> Option<Self> {
        if bytes.starts_with(b"\x89PNG\r\n\x1a\n") {
            Some(Self::Png)
        } else if bytes.starts_with(b"\xff\xd8\xff") {
            Some(Self::Jpeg)
        } else if bytes.starts_with(b"RIFF") && bytes.get(8..12) == Some(b"WEBP") {
            Some(Self::WebP)
        } else {
            None
        }
    }

    pub(super) fn name(self) -> &'static str {
        match self {
            Self::Png => "PNG",
            Self::Jpeg => "JPEG",
            Self::WebP => "WebP",
        }
    }
}

/// What the samples of a pixel are.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Samples {
    Grey,
    GreyAlpha,
    Rgb,
    RgbAlpha,
    /// Cyan, magenta, yellow and black; 0 is no ink.
    Inks,
}

impl Samples {
    fn count(self) -> usize {
        match self {
            Self::Grey => 1,
            Self::GreyAlpha => 2,
            Self::Rgb => 3,
            Self::RgbAlpha | Self::Inks => 4,
        }
    }

    fn has_alpha(self) -> bool {
        matches!(self, Self::GreyAlpha | Self::RgbAlpha)
    }
}

/// A picture that was read and is no larger than it is printed.
struct Read {
    pixels: Reduced,
    orientation: Orientation,
    /// The colour profile that says what the samples mean (ICC.1).
    profile: Option<Vec<u8>>,
    /// Whether it comes from a format that gives up detail for size, as photographs do.
    is_photograph: bool,
}

pub(super) fn prepare(
    bytes: &[u8],
    file: FileFormat,
    room: PrintSize,
) -> Result<PreparedPicture, PictureProblem> {
    let read = match file {
        FileFormat::Png => from_png::read(bytes, room)?,
        FileFormat::Jpeg => from_jpeg::read(bytes, room)?,
        FileFormat::WebP => from_webp::read(bytes, room)?,
    };
    let mut picture = colour::for_screen(read.pixels, read.profile.as_deref())
        .map_err(|()| PictureProblem::Profile(file.name()))?;
    picture.apply_orientation(read.orientation);
    let is_photograph = read.is_photograph && !picture.color().has_alpha();
    let mut written = Vec::new();
    let done = if is_photograph {
        picture.write_with_encoder(JpegEncoder::new_with_quality(
            &mut written,
            PHOTOGRAPH_QUALITY,
        ))
    } else {
        // The engine takes it apart again, so no time is spent on making it small.
        picture.write_with_encoder(PngEncoder::new_with_quality(
            &mut written,
            CompressionType::Fast,
            FilterType::Adaptive,
        ))
    };
    done.map_err(|_| PictureProblem::Broken(file.name()))?;
    let format = if is_photograph {
        PictureFormat::Jpeg
    } else {
        PictureFormat::Png
    };
    let unpacked = picture.as_bytes().len() as u64;
    Ok(PreparedPicture::new(written, format, unpacked))
}

/// Refuses a picture of too many pixels, known from its header.
fn check_size(width: u32, height: u32) -> Result<(), PictureProblem> {
    let (width, height) = (u64::from(width), u64::from(height));
    if width.max(height) > MAXIMUM_SIDE || width * height > MAXIMUM_PIXELS {
        return Err(PictureProblem::TooManyPixels(width, height));
    }
    Ok(())
}

/// Refuses a picture that would take too much memory while it is read, in a way named here.
fn check_bytes(
    width: u32,
    height: u32,
    bytes_per_pixel: u64,
    way: &'static str,
) -> Result<(), PictureProblem> {
    let (width, height) = (u64::from(width), u64::from(height));
    if width * height * bytes_per_pixel > DECODER_BYTES {
        return Err(PictureProblem::TooManyAtOnce(width, height, way));
    }
    Ok(())
}

/// Which way up a camera held the picture (Exif 2.32, tag 274). What cannot be read says nothing.
fn orientation(exif: Option<&[u8]>) -> Orientation {
    let exif = exif.map(|exif| exif.strip_prefix(b"Exif\0\0").unwrap_or(exif));
    exif.and_then(Orientation::from_exif_chunk)
        .unwrap_or(Orientation::NoTransforms)
}

/// Whether turning upright makes the width the height.
fn is_turned(orientation: Orientation) -> bool {
    matches!(
        orientation,
        Orientation::Rotate90
            | Orientation::Rotate270
            | Orientation::Rotate90FlipH
            | Orientation::Rotate270FlipH
    )
}
