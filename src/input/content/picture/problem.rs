//! Why a picture cannot be printed, in the author's words, and what to do next.
//!
//! In: nothing. Out: [`PictureProblem`], a sentence and a hint for each. Promise: the sentence is
//! about the author's file, never about a decoder; the hint can be followed with any picture or
//! drawing program.

use std::fmt;

use super::{MAXIMUM_PICTURE_MEMORY, MAXIMUM_PICTURES, MAXIMUM_PIXELS};
use crate::base::diagnostic::{Diagnostic, quoted, rule};
use crate::source::Span;

/// Deepest nesting of elements: drawing programs put groups some ten deep.
pub(super) const DEPTH: usize = 100;

/// Most elements of a drawing, each counted as often as it is drawn: a detailed anatomical drawing has some thousands.
pub(super) const ELEMENTS: usize = 50_000;

/// How words in a drawing are named.
pub(super) const WORDS: &str = "words as letters";

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
    /// The picture has too many pixels for the way it is stored, which has to be held whole: width,
    /// height and the way.
    TooManyAtOnce(u64, u64, &'static str),
    /// The leaflet holds as many other pictures as it may.
    TooManyPictures,
    /// With it the leaflet's pictures take more memory together than they may.
    TooMuchTogether,
    /// The bytes are those of a format that is not printed, named here.
    OtherFormat(&'static str),
    /// The bytes are no picture.
    NoPicture,
    /// The file of the format named here is cut off or damaged.
    Broken(&'static str),
    /// The JPEG file is of a kind that no program reads reliably, named here.
    RareJpeg(&'static str),
    /// The colour profile in the file of the format named here is damaged or too large.
    Profile(&'static str),
    /// The file of the format named here moves.
    Animated(&'static str),
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
    /// A number of the SVG file is so large that no page can hold it.
    TooLargeNumber,
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
            Self::Missing => "put the picture beside this file, or correct its name",
            Self::Outside => "put the picture into the folder of this file and give its name alone",
            Self::Unreadable(_) => "check that you may read the picture",
            Self::TooLarge(_) => "save the picture smaller, with 20 megabytes or less",
            Self::TooManyPixels(..) => {
                "save the picture smaller, with 40 million pixels or fewer and 30,000 or fewer on a \
                 side"
            }
            Self::TooManyAtOnce(..) => {
                "save the picture smaller, with 15 million pixels or fewer: it looks the same on \
                 paper"
            }
            Self::TooManyPictures => "leave pictures out, or make two guides of this one",
            Self::TooMuchTogether => {
                "save the largest pictures with half as many pixels on a side, photographs as JPEG, \
                 or leave pictures out"
            }
            Self::OtherFormat("HEIC") => {
                "open it in a picture program and save it as JPEG; a telephone can be set to take \
                 photographs as JPEG"
            }
            Self::OtherFormat("PDF" | "PostScript") => {
                "open it in a drawing program and save the picture as SVG or PNG"
            }
            Self::OtherFormat(_) | Self::NoPicture => {
                "open it in a picture program and save it again: a photograph as JPEG, anything else \
                 as PNG or SVG"
            }
            Self::Broken(_) => {
                "copy or download it again, or open it in a picture program and save it again"
            }
            Self::RareJpeg(_) => "open it in a picture program and save it again as plain JPEG",
            Self::Profile(_) => {
                "open it in a picture program and save it again in the colours of a screen (sRGB), \
                 without a colour profile"
            }
            Self::Animated(_) => "save one picture of it as PNG",
            Self::BrokenSvg(_) => "open it in a drawing program and save it again as SVG",
            Self::DocumentType => "save it as plain SVG, or delete the part `<!DOCTYPE …>`",
            Self::Holds(WORDS) => {
                "turn the words into paths in the drawing program, and say them in \
                 `alternative_text`"
            }
            Self::Holds(_) => "turn it into plain paths in the drawing program, or save it as PNG",
            Self::NamesAnother => "put everything into the picture itself, or save it as PNG",
            Self::TooManyElements | Self::TooDeep => "simplify the drawing, or save it as PNG",
            Self::TooLargeNumber => {
                "look in the drawing program for a form far outside the page and delete it, or save \
                 it as PNG"
            }
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
            Self::TooLarge(bytes) => {
                write!(formatter, "has {} megabytes", bytes.div_ceil(1 << 20))
            }
            Self::TooManyPixels(width, height) => {
                let million = width.saturating_mul(*height) / 1_000_000;
                write!(formatter, "has {width} by {height} pixels")?;
                if million > MAXIMUM_PIXELS / 1_000_000 {
                    write!(formatter, ", {million} million")?;
                }
                Ok(())
            }
            Self::TooManyAtOnce(width, height, way) => {
                write!(
                    formatter,
                    "has {width} by {height} pixels, too many for {way}"
                )
            }
            Self::TooManyPictures => write!(
                formatter,
                "is one more than the {MAXIMUM_PICTURES} a leaflet can hold"
            ),
            Self::TooMuchTogether => write!(
                formatter,
                "is too large beside the others: together the pictures would take more than {} \
                 megabytes of memory",
                MAXIMUM_PICTURE_MEMORY / 1_000_000
            ),
            Self::OtherFormat(name) => {
                let article = if name.starts_with(['A', 'I']) {
                    "an"
                } else {
                    "a"
                };
                write!(formatter, "is {article} {name} file")
            }
            Self::NoPicture => write!(formatter, "is no picture, or a broken one"),
            Self::Broken(name) => {
                write!(formatter, "is a {name} file that is cut off or damaged")
            }
            Self::RareJpeg(kind) => write!(formatter, "is a JPEG file of a rare kind ({kind})"),
            Self::Profile(name) => write!(
                formatter,
                "is a {name} file whose colour profile is damaged or too large"
            ),
            Self::Animated(name) => write!(formatter, "is an animated {name} file"),
            Self::BrokenSvg(line) => {
                write!(
                    formatter,
                    "is an SVG file that is broken in its line {line}"
                )
            }
            Self::DocumentType => write!(
                formatter,
                "is an SVG file with a document type that holds more than plain names"
            ),
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
                ELEMENTS
            ),
            Self::TooDeep => write!(
                formatter,
                "is an SVG file whose elements stand more than {} deep in one another",
                DEPTH
            ),
            Self::TooLargeNumber => write!(
                formatter,
                "is an SVG file with a number that is too large for a page"
            ),
            Self::NoSize => write!(formatter, "is an SVG file without a usable size"),
        }
    }
}
