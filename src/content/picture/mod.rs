//! What kind of picture some bytes are, and whether it can be printed.
//!
//! In: the bytes of a file. Out: its format, or why it cannot be printed. Promise: what the bytes
//! are decides, not the file's ending; the size is read before anything is decoded; the whole file
//! is looked through, so that a picture that passes here does not fail when the pages are set.

mod bitmap;
mod drawing;

use std::fmt;

use crate::diagnostic::{Diagnostic, quoted, rule};
use crate::source::Span;

/// Most pixels of a picture: an A4 page at 400 dots an inch has 15 million; a small file can
/// otherwise ask for gigabytes.
pub(super) const MAXIMUM_PIXELS: u64 = 40_000_000;

/// A format that is printed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PictureFormat {
    /// Portable Network Graphics.
    Png,
    /// Scalable Vector Graphics.
    Svg,
}

impl PictureFormat {
    /// The usual ending of such a file, without the dot.
    pub fn ending(self) -> &'static str {
        match self {
            Self::Png => "png",
            Self::Svg => "svg",
        }
    }
}

/// Why a picture cannot be printed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum PictureProblem {
    /// There is no such file.
    Missing,
    /// The name, or a link it goes through, leads out of the folder.
    Outside,
    /// The machine would not read it.
    Unreadable(String),
    /// The file has too many bytes.
    TooLarge(u64),
    /// The picture has too many pixels: width and height.
    TooManyPixels(u64, u64),
    /// The bytes are those of a format that is not printed, named here.
    OtherFormat(&'static str),
    /// The bytes are no picture.
    NoPicture,
    /// The PNG file is cut off or damaged.
    BrokenPng,
    /// The PNG file's colour profile is damaged or too large.
    Profile,
    /// The PNG file moves.
    Animated,
    /// The SVG file cannot be read as XML; the line, from 1, where it went wrong.
    BrokenSvg(u32),
    /// The SVG file begins with a document type, which can hold entities.
    DocumentType,
    /// The SVG file holds something that is not printed faithfully, named here.
    Holds(&'static str),
    /// The SVG file names another file or an address.
    NamesAnother,
    /// The SVG file has too many elements.
    TooManyElements,
    /// The elements of the SVG file stand too deep in one another.
    TooDeep,
    /// The SVG file says neither its size nor its view box, or an impossible one.
    NoSize,
}

impl PictureProblem {
    /// What is told to the author of the file that names the picture.
    pub fn told(&self, picture: &str, place: Span) -> Diagnostic {
        let message = format!("the picture {} {self}", quoted(picture));
        Diagnostic::error(rule::PICTURE, place, message).hint(self.hint())
    }

    /// What to do next.
    pub fn hint(&self) -> String {
        match self {
            Self::Missing => "put the picture beside this file, or mend its name",
            Self::Outside => "put the picture into the folder of this file and give its name alone",
            Self::Unreadable(_) => "check that you may read the picture",
            Self::TooLarge(_) => "save the picture smaller, with 20 megabytes or less",
            Self::TooManyPixels(..) => "save the picture smaller, with 40 million pixels or fewer",
            Self::OtherFormat(_) | Self::NoPicture => {
                "open it in a drawing program and save it as PNG or SVG"
            }
            Self::BrokenPng => "copy or download it anew, or save it anew as PNG",
            Self::Profile => "save it anew as PNG, without a colour profile",
            Self::Animated => "save one picture of it as PNG",
            Self::BrokenSvg(_) => "open it in a drawing program and save it anew as SVG",
            Self::DocumentType => "save it as plain SVG, or delete the part `<!DOCTYPE …>`",
            Self::Holds(drawing::WORDS) => {
                "turn the words into paths in the drawing program, and say them in \
                 `alternative_text`"
            }
            Self::Holds(_) => "turn it into plain paths in the drawing program, or save it as PNG",
            Self::NamesAnother => "put everything into the picture itself, or save it as PNG",
            Self::TooManyElements | Self::TooDeep => "simplify the drawing, or save it as PNG",
            Self::NoSize => {
                "save it with a page size, so that its first element has `viewBox`, or `width` and \
                 `height`"
            }
        }
        .to_owned()
    }
}

impl fmt::Display for PictureProblem {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Missing => write!(formatter, "is not there"),
            Self::Outside => write!(formatter, "is outside the folder of this file"),
            Self::Unreadable(error) => write!(formatter, "cannot be read: {error}"),
            Self::TooLarge(bytes) => write!(formatter, "has {} megabytes", bytes >> 20),
            Self::TooManyPixels(width, height) => {
                write!(formatter, "has {width} by {height} pixels")
            }
            Self::OtherFormat(name) => write!(formatter, "is a {name} file"),
            Self::NoPicture => write!(formatter, "is no picture, or a broken one"),
            Self::BrokenPng => write!(formatter, "is a PNG file that is cut off or damaged"),
            Self::Profile => write!(
                formatter,
                "is a PNG file whose colour profile is damaged or too large"
            ),
            Self::Animated => write!(formatter, "is an animated PNG file"),
            Self::BrokenSvg(line) => {
                write!(
                    formatter,
                    "is an SVG file that is broken in its line {line}"
                )
            }
            Self::DocumentType => write!(formatter, "is an SVG file with a document type"),
            Self::Holds(what) => write!(formatter, "is an SVG file that holds {what}"),
            Self::NamesAnother => {
                write!(
                    formatter,
                    "is an SVG file that names another file or address"
                )
            }
            Self::TooManyElements => write!(
                formatter,
                "is an SVG file of more than {} elements",
                drawing::ELEMENTS
            ),
            Self::TooDeep => write!(
                formatter,
                "is an SVG file whose elements stand more than {} deep in one another",
                drawing::DEPTH
            ),
            Self::NoSize => write!(formatter, "is an SVG file without a usable size"),
        }
    }
}

/// Tells what picture the bytes are, and looks the whole of it through.
///
/// # Errors
/// [`PictureProblem`], if it is none that can be printed.
pub fn check_picture(bytes: &[u8]) -> Result<PictureFormat, PictureProblem> {
    const OTHERS: &[(&[u8], &str)] = &[
        (b"\xff\xd8\xff", "JPEG"),
        (b"GIF8", "GIF"),
        (b"BM", "BMP"),
        (b"II*\0", "TIFF"),
        (b"MM\0*", "TIFF"),
        (b"RIFF", "WebP"),
        (b"%PDF", "PDF"),
        (b"%!PS", "PostScript"),
        (b"\x1f\x8b", "compressed"),
    ];
    if bytes.starts_with(b"\x89PNG\r\n\x1a\n") {
        return bitmap::check(bytes).map(|()| PictureFormat::Png);
    }
    if let Some((_, name)) = OTHERS.iter().find(|(start, _)| bytes.starts_with(start)) {
        return Err(PictureProblem::OtherFormat(name));
    }
    if bytes.get(4..8) == Some(b"ftyp") {
        return Err(PictureProblem::OtherFormat("HEIC"));
    }
    let text = std::str::from_utf8(bytes).map_err(|_| PictureProblem::NoPicture)?;
    let text = text.trim_start_matches('\u{feff}');
    if text.trim_start().starts_with('<') && text.contains("<svg") {
        return drawing::check(text).map(|()| PictureFormat::Svg);
    }
    Err(PictureProblem::NoPicture)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_bytes_decide() {
        assert_eq!(
            check_picture(
                b"<?xml version='1.0'?><svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 1 1'/>"
            ),
            Ok(PictureFormat::Svg)
        );
        assert_eq!(
            check_picture(b"\xff\xd8\xff\xe0"),
            Err(PictureProblem::OtherFormat("JPEG"))
        );
        assert_eq!(check_picture(b""), Err(PictureProblem::NoPicture));
        assert_eq!(
            check_picture(b"<html></html>"),
            Err(PictureProblem::NoPicture)
        );
    }
}
