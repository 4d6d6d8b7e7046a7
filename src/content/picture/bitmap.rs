//! A PNG file, looked through to its end.
//!
//! In: the bytes. Out: nothing, or why it cannot be printed. Promise: the number of pixels is known
//! before anything is decoded, and rows are decoded one at a time, so that a small file cannot ask
//! for much memory; a file that is cut off or damaged anywhere is found here.

use std::io::Cursor;

use png::{Decoder, DecodingError, Limits, Transformations};

use super::{MAXIMUM_PIXELS, PictureProblem};

/// Most bytes the decoder may hold at once: a row of the widest honest picture takes a thousandth.
const DECODER_BYTES: usize = 64 * 1024 * 1024;

pub(super) fn check(bytes: &[u8]) -> Result<(), PictureProblem> {
    let limits = Limits {
        bytes: DECODER_BYTES,
    };
    let mut decoder = Decoder::new_with_limits(Cursor::new(bytes), limits);
    decoder.set_ignore_text_chunk(true);
    // As the engine reads it, so that a missing palette is found.
    decoder.set_transformations(Transformations::EXPAND);
    let header = decoder
        .read_header_info()
        .map_err(|_| PictureProblem::BrokenPng)?;
    let (width, height) = (u64::from(header.width), u64::from(header.height));
    if width.saturating_mul(height) > MAXIMUM_PIXELS {
        return Err(PictureProblem::TooManyPixels(width, height));
    }
    let problem = |error| match error {
        DecodingError::LimitsExceeded => PictureProblem::TooManyPixels(width, height),
        _ => PictureProblem::BrokenPng,
    };
    let mut reader = decoder.read_info().map_err(problem)?;
    if reader.info().animation_control.is_some() {
        return Err(PictureProblem::Animated);
    }
    // The decoder passes over a profile that is broken or grows too large; the engine does not.
    if reader.info().icc_profile.is_none() && has_profile(bytes) {
        return Err(PictureProblem::Profile);
    }
    while reader.next_row().map_err(problem)?.is_some() {}
    reader.finish().map_err(problem)
}

/// Whether a colour profile stands before the dots: chunks are a length, a name, as many bytes, and
/// a checksum, after a signature of eight bytes (ISO/IEC 15948, 5.3).
fn has_profile(bytes: &[u8]) -> bool {
    let mut rest = bytes.get(8..).unwrap_or_default();
    while let Some((head, behind)) = rest.split_at_checked(8) {
        let (length, name) = head.split_at(4);
        if name == b"iCCP" {
            return true;
        }
        let length = length.try_into().map_or(u32::MAX, u32::from_be_bytes);
        let after = usize::try_from(length)
            .ok()
            .and_then(|length| length.checked_add(4));
        match after.and_then(|after| behind.get(after..)) {
            Some(next) if name != b"IDAT" => rest = next,
            _ => return false,
        }
    }
    false
}

#[cfg(test)]
mod tests {
    use super::*;

    fn checksum(bytes: &[u8]) -> [u8; 4] {
        let mut sum = u32::MAX;
        for byte in bytes {
            sum ^= u32::from(*byte);
            for _ in 0..8 {
                sum = (sum >> 1) ^ (0xedb8_8320 & (sum & 1).wrapping_neg());
            }
        }
        (!sum).to_be_bytes()
    }

    /// The picture with a chunk behind its header, which takes 25 bytes after the signature.
    fn with_chunk(mut picture: Vec<u8>, name: &[u8; 4], content: &[u8]) -> Vec<u8> {
        let named = [name.as_slice(), content].concat();
        let mut chunk = u32::try_from(content.len()).unwrap().to_be_bytes().to_vec();
        chunk.extend_from_slice(&named);
        chunk.extend_from_slice(&checksum(&named));
        picture.splice(33..33, chunk);
        picture
    }

    fn picture(side: u32, frames: Option<u32>) -> Vec<u8> {
        let mut bytes = Vec::new();
        let mut encoder = png::Encoder::new(&mut bytes, side, side);
        encoder.set_color(png::ColorType::Rgb);
        if let Some(frames) = frames {
            encoder.set_animated(frames, 0).unwrap();
        }
        let mut writer = encoder.write_header().unwrap();
        let dots: Vec<u8> = (0..side * side * 3)
            .map(|at| (at * 37 % 251) as u8)
            .collect();
        for _ in 0..frames.unwrap_or(1) {
            writer.write_image_data(&dots).unwrap();
        }
        writer.finish().unwrap();
        bytes
    }

    #[test]
    fn a_whole_picture_passes() {
        assert_eq!(check(&picture(40, None)), Ok(()));
        let shelf = include_bytes!("../../../examples/every-block/guides/every-block/shelf.png");
        assert_eq!(check(shelf), Ok(()));
    }

    #[test]
    fn a_picture_cut_off_anywhere_is_refused() {
        let whole = picture(20, None);
        for length in 8..whole.len() {
            assert!(check(&whole[..length]).is_err(), "{length}");
        }
    }

    #[test]
    fn a_damaged_picture_is_refused() {
        let mut damaged = picture(40, None);
        let middle = damaged.len() / 2;
        damaged[middle] ^= 0x55;
        assert_eq!(check(&damaged), Err(PictureProblem::BrokenPng));
    }

    #[test]
    fn an_animated_picture_is_refused() {
        assert_eq!(check(&picture(4, Some(2))), Err(PictureProblem::Animated));
    }

    #[test]
    fn a_missing_palette_and_a_broken_profile_are_refused() {
        let mut palette = picture(4, None);
        // The kind of colour stands at the end of the header: 3 is a palette.
        palette[25] = 3;
        let sum = checksum(&palette[12..29]);
        palette[29..33].copy_from_slice(&sum);
        assert_eq!(check(&palette), Err(PictureProblem::BrokenPng));
        let profile = with_chunk(picture(4, None), b"iCCP", b"name\0\0junk");
        assert_eq!(check(&profile), Err(PictureProblem::Profile));
        let dots = with_chunk(picture(4, None), b"pHYs", &[0, 0, 1, 0, 0, 0, 1, 0, 1]);
        assert_eq!(check(&dots), Ok(()));
    }

    #[test]
    fn too_many_pixels_are_refused_before_decoding() {
        let mut bytes = picture(4, None);
        // The header: length, name, then width and height, and at its end the checksum.
        bytes[16..20].copy_from_slice(&50_000_u32.to_be_bytes());
        bytes[20..24].copy_from_slice(&50_000_u32.to_be_bytes());
        let sum = checksum(&bytes[12..29]);
        bytes[29..33].copy_from_slice(&sum);
        assert_eq!(
            check(&bytes),
            Err(PictureProblem::TooManyPixels(50_000, 50_000))
        );
    }
}
