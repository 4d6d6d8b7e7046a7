//! What kind of picture some bytes are.
//!
//! In: the bytes of a file. Out: its format, or why it cannot be printed. Promise: what the bytes
//! are decides, not the file's ending; the size is read before anything is decoded.

use std::fmt;

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
    /// The name leads out of the folder.
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
}

impl PictureProblem {
    /// What to do next.
    pub fn hint(&self) -> String {
        match self {
            Self::Missing => "put the picture beside this file, or mend its name".to_owned(),
            Self::Outside => {
                "put the picture into the folder of this file and give its name alone".to_owned()
            }
            Self::Unreadable(_) => "check that you may read the picture".to_owned(),
            Self::TooLarge(_) => "save the picture smaller, with 20 megabytes or less".to_owned(),
            Self::TooManyPixels(..) => {
                "save the picture smaller, with 40 million pixels or fewer".to_owned()
            }
            Self::OtherFormat(_) | Self::NoPicture => {
                "open it in a drawing program and save it as PNG or SVG".to_owned()
            }
        }
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
        }
    }
}

/// Tells what picture the bytes are.
///
/// # Errors
/// [`PictureProblem`], if it is none that can be printed.
pub fn recognise(bytes: &[u8]) -> Result<PictureFormat, PictureProblem> {
    const OTHERS: &[(&[u8], &str)] = &[
        (b"\xff\xd8\xff", "JPEG"),
        (b"GIF8", "GIF"),
        (b"BM", "BMP"),
        (b"II*\0", "TIFF"),
        (b"MM\0*", "TIFF"),
        (b"RIFF", "WebP"),
        (b"%PDF", "PDF"),
        (b"%!PS", "PostScript"),
    ];
    if bytes.starts_with(b"\x89PNG\r\n\x1a\n") {
        let side = |at: usize| {
            let bytes = bytes
                .get(at..at + 4)
                .and_then(|bytes| bytes.try_into().ok());
            bytes
                .map(|bytes| u64::from(u32::from_be_bytes(bytes)))
                .ok_or(PictureProblem::NoPicture)
        };
        let (width, height) = (side(16)?, side(20)?);
        return match width.checked_mul(height) {
            Some(0) => Err(PictureProblem::NoPicture),
            Some(pixels) if pixels <= MAXIMUM_PIXELS => Ok(PictureFormat::Png),
            _ => Err(PictureProblem::TooManyPixels(width, height)),
        };
    }
    if let Some((_, name)) = OTHERS.iter().find(|(start, _)| bytes.starts_with(start)) {
        return Err(PictureProblem::OtherFormat(name));
    }
    if bytes.get(4..8) == Some(b"ftyp") {
        return Err(PictureProblem::OtherFormat("HEIC"));
    }
    let text = std::str::from_utf8(bytes).map_err(|_| PictureProblem::NoPicture)?;
    let start = text.trim_start_matches('\u{feff}').trim_start();
    if start.starts_with('<') && text.contains("<svg") {
        return Ok(PictureFormat::Svg);
    }
    Err(PictureProblem::NoPicture)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_bytes_decide() {
        assert_eq!(
            recognise(b"<?xml version='1.0'?><svg/>"),
            Ok(PictureFormat::Svg)
        );
        assert_eq!(
            recognise(b"\xff\xd8\xff\xe0"),
            Err(PictureProblem::OtherFormat("JPEG"))
        );
        assert_eq!(recognise(b""), Err(PictureProblem::NoPicture));
        let mut png = b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR".to_vec();
        png.extend(50_000_u32.to_be_bytes());
        png.extend(50_000_u32.to_be_bytes());
        assert_eq!(
            recognise(&png),
            Err(PictureProblem::TooManyPixels(50_000, 50_000))
        );
    }
}
