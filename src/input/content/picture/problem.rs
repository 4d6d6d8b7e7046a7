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
            Self::Missing => "put the picture next to this file, or correct its name",
            Self::Outside => "put the picture into the folder of this file and give only its name",
            Self::Unreadable(_) => "check that you are allowed to read the picture",
            Self::TooLarge(_) => "save a smaller copy of the picture, with at most 20 megabytes",
            Self::TooManyPixels(..) => {
                "save a smaller copy of the picture, with at most 40 million pixels and at most \
                 30,000 on each side"
            }
            Self::TooManyAtOnce(..) => {
                "save a smaller copy of the picture, with at most 15 million pixels: it looks the \
                 same on paper"
            }
            Self::TooManyPictures => "leave some pictures out, or divide this guide into two",
            Self::TooMuchTogether => {
                "save the largest pictures with half as many pixels on each side, and photographs \
                 as JPEG; or leave some pictures out"
            }
            Self::OtherFormat("HEIC") => {
                "open it in a picture program and save it as JPEG; in the settings of a phone you \
                 can choose JPEG for photographs"
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
            Self::Animated(_) => "save a single picture from it as PNG",
            Self::BrokenSvg(_) => "open it in a drawing program and save it again as SVG",
            Self::DocumentType => "save it as plain SVG, or delete the part `<!DOCTYPE …>`",
            Self::Holds(WORDS) => {
                "turn the words into paths in the drawing program, and repeat them in \
                 `alternative_text`"
            }
            Self::Holds(_) => "turn it into plain paths in the drawing program, or save it as PNG",
            Self::NamesAnother => "embed everything in the picture itself, or save it as PNG",
            Self::TooManyElements | Self::TooDeep => "simplify the drawing, or save it as PNG",
            Self::TooLargeNumber => {
                "in the drawing program, look for a shape far outside the page and delete it, or \
                 save the drawing as PNG"
            }
            Self::NoSize => {
                "save it with a page size, so that its first element has a `viewBox`, or a \
                 `width` and a `height`"
            }
        }
        .to_owned()
    }
}

impl fmt::Display for PictureProblem {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Missing => write!(formatter, "does not exist"),
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
                "is one more than the {MAXIMUM_PICTURES} pictures that a leaflet can contain"
            ),
            Self::TooMuchTogether => write!(
                formatter,
                "is too large in addition to the others: together the pictures would need more \
                 than {} megabytes of memory",
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
            Self::NoPicture => write!(formatter, "is not a picture, or is a damaged one"),
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
                write!(formatter, "is an SVG file that is damaged in line {line}")
            }
            Self::DocumentType => write!(
                formatter,
                "is an SVG file with a document type that contains more than plain names"
            ),
            Self::Holds(what) => write!(formatter, "is an SVG file that contains {what}"),
            Self::NamesAnother => {
                write!(
                    formatter,
                    "is an SVG file that refers to another file or address"
                )
            }
            Self::TooManyElements => write!(
                formatter,
                "is an SVG file with more than {} elements",
                ELEMENTS
            ),
            Self::TooDeep => write!(
                formatter,
                "is an SVG file with elements nested more than {} levels deep",
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
