//! A WebP file, read.
//!
//! In: the bytes and the room. Out: the picture, brought down to size. Promise: size, movement and
//! the way it is stored are known before anything is decoded; a file shorter than it says is refused,
//! and one whose picture has another size than the file says, because the decoder would first unpack
//! it and then compare.

use std::io::Cursor;

use image::codecs::webp::WebPDecoder;
use image::{ColorType, ImageDecoder, Limits};

use super::super::{PictureProblem, PrintSize};
use super::reduce::Reducer;
use super::{DECODER_BYTES, Read, Samples, check_bytes, check_size, orientation};

const BROKEN: PictureProblem = PictureProblem::Broken("WebP");

pub(super) fn read(bytes: &[u8], room: PrintSize) -> Result<Read, PictureProblem> {
    let pieces = pieces(bytes).ok_or(BROKEN)?;
    let piece = |name: &[u8; 4]| {
        let found = pieces.iter().find(|(found, _)| *found == name);
        found.map(|(_, content)| *content)
    };
    let mut decoder = WebPDecoder::new(Cursor::new(bytes)).map_err(|_| BROKEN)?;
    let (width, height) = decoder.dimensions();
    check_size(width, height)?;
    if decoder.has_animation() {
        return Err(PictureProblem::Animated("WebP"));
    }
    // The decoder takes the first of these too.
    let stored = pieces.iter().find_map(|(name, content)| match *name {
        b"VP8 " => Some((true, lossy_size(content)?)),
        b"VP8L" => Some((false, lossless_size(content)?)),
        _ => None,
    });
    let (is_lossy, stored_size) = stored.ok_or(BROKEN)?;
    if stored_size != (width, height) {
        return Err(BROKEN);
    }
    let samples = match decoder.color_type() {
        ColorType::Rgb8 => Samples::Rgb,
        ColorType::Rgba8 => Samples::RgbAlpha,
        _ => return Err(BROKEN),
    };
    // What stands beside the pixels while they are decoded: brightness and colours; alpha, which is
    // first unpacked as if it had four samples; or all four samples.
    let (beside, way) = match (is_lossy, samples.has_alpha()) {
        (true, false) => (2, "a WebP file"),
        (true, true) => (7, "a WebP file with alpha"),
        (false, _) => (4, "a lossless WebP file"),
    };
    let bytes_per_pixel = samples.count() as u64 + beside;
    check_bytes(width, height, bytes_per_pixel, way)?;
    let mut limits = Limits::default();
    limits.max_alloc = Some(DECODER_BYTES);
    decoder.set_limits(limits).map_err(|_| BROKEN)?;
    let orientation = orientation(piece(b"EXIF"));
    let mut pixels = vec![0; width as usize * height as usize * samples.count()];
    decoder.read_image(&mut pixels).map_err(|_| BROKEN)?;
    let mut reducer = Reducer::new(width, height, samples, orientation, room);
    for row in pixels.chunks_exact(width as usize * samples.count()) {
        reducer.take_bytes(row);
    }
    Ok(Read {
        pixels: reducer.finish().ok_or(BROKEN)?,
        orientation,
        profile: piece(b"ICCP").map(<[u8]>::to_vec),
        is_photograph: is_lossy,
    })
}

/// Width and height of a lossy picture, 14 bits each behind three bytes and a mark of three (RFC 6386,
/// 9.1).
fn lossy_size(content: &[u8]) -> Option<(u32, u32)> {
    let &[x0, x1, y0, y1] = content.get(6..)?.first_chunk()?;
    let side = |low, high| u32::from(u16::from_le_bytes([low, high]) & 0x3fff);
    Some((side(x0, x1), side(y0, y1)))
}

/// Width and height of a lossless picture, each less one in 14 bits behind a mark of one byte (RFC
/// 9649, 3.4).
fn lossless_size(content: &[u8]) -> Option<(u32, u32)> {
    let bits = u32::from_le_bytes(*content.get(1..)?.first_chunk()?);
    Some(((bits & 0x3fff) + 1, (bits >> 14 & 0x3fff) + 1))
}

/// The pieces of the file: a name, a length, as many bytes, and one more where the length is odd
/// (RFC 9649, 2.3). `None` if the file is shorter than it says.
fn pieces(bytes: &[u8]) -> Option<Vec<(&[u8], &[u8])>> {
    let length = bytes.get(4..8)?.try_into().map(u32::from_le_bytes).ok()?;
    let mut rest = bytes.get(8..)?.get(..length as usize)?.get(4..)?;
    let mut pieces = Vec::new();
    while let Some((head, behind)) = rest.split_at_checked(8) {
        let (name, length) = head.split_at(4);
        let length = u32::from_le_bytes(length.try_into().ok()?) as usize;
        pieces.push((name, behind.get(..length)?));
        rest = behind.get(length + length % 2..).unwrap_or_default();
    }
    Some(pieces)
}
