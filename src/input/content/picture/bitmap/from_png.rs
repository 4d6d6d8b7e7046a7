//! A PNG file, read.
//!
//! In: the bytes and the room. Out: the picture, brought down to size. Promise: the number of pixels
//! is known before anything is decoded, and rows are decoded one at a time, so that a small file
//! cannot ask for much memory; a file that is cut off or damaged anywhere is found here.

use std::io::Cursor;

use png::{BitDepth, ColorType, Decoder, DecodingError, Limits, Transformations};

use super::super::{PictureProblem, PrintSize};
use super::reduce::Reducer;
use super::{Read, Samples, check_bytes, check_size, orientation};

const BROKEN: PictureProblem = PictureProblem::Broken("PNG");

/// Most bytes the decoder may hold beside the rows: the largest honest profile takes a third.
const DECODER_BYTES: usize = 8 * 1024 * 1024;

pub(super) fn read(bytes: &[u8], room: PrintSize) -> Result<Read, PictureProblem> {
    let limits = Limits {
        bytes: DECODER_BYTES,
    };
    let mut decoder = Decoder::new_with_limits(Cursor::new(bytes), limits);
    decoder.set_ignore_text_chunk(true);
    // Palettes become colours, single bits become bytes, a see-through colour becomes alpha.
    decoder.set_transformations(Transformations::EXPAND);
    let header = decoder.read_header_info().map_err(|_| BROKEN)?;
    let (width, height) = (header.width, header.height);
    let is_interlaced = header.interlaced;
    check_size(width, height)?;
    let mut reader = decoder.read_info().map_err(problem)?;
    if reader.info().animation_control.is_some() {
        return Err(PictureProblem::Animated("PNG"));
    }
    // The decoder passes over a profile that is broken or grows too large.
    let profile = reader.info().icc_profile.as_deref().map(<[u8]>::to_vec);
    if profile.is_none() && chunk(bytes, b"iCCP").is_some() {
        return Err(PictureProblem::Profile("PNG"));
    }
    let (colours, depth) = reader.output_color_type();
    let samples = match colours {
        ColorType::Grayscale => Samples::Grey,
        ColorType::GrayscaleAlpha => Samples::GreyAlpha,
        ColorType::Rgb => Samples::Rgb,
        ColorType::Rgba => Samples::RgbAlpha,
        ColorType::Indexed => return Err(BROKEN),
    };
    let orientation = orientation(chunk(bytes, b"eXIf"));
    let mut reducer = Reducer::new(width, height, samples, orientation, room);
    let mut take = |row: &[u8]| match depth {
        BitDepth::Sixteen => reducer.take_words(row),
        _ => reducer.take_bytes(row),
    };
    if is_interlaced {
        // Its rows come in seven passes, so the whole has to be there before the first is known.
        let bytes_per_sample = if depth == BitDepth::Sixteen { 2 } else { 1 };
        let bytes_per_pixel = samples.count() * bytes_per_sample;
        check_bytes(
            width,
            height,
            bytes_per_pixel as u64,
            "an interlaced PNG file",
        )?;
        let row = width as usize * bytes_per_pixel;
        let mut pixels = vec![0; row * height as usize];
        reader.next_frame(&mut pixels).map_err(problem)?;
        pixels.chunks_exact(row.max(1)).for_each(&mut take);
    } else {
        while let Some(row) = reader.next_row().map_err(problem)? {
            take(row.data());
        }
    }
    reader.finish().map_err(problem)?;
    Ok(Read {
        pixels: reducer.finish().ok_or(BROKEN)?,
        orientation,
        profile,
        is_photograph: false,
    })
}

fn problem(error: DecodingError) -> PictureProblem {
    match error {
        DecodingError::LimitsExceeded => PictureProblem::Profile("PNG"),
        _ => BROKEN,
    }
}

/// The content of the first chunk of a name: chunks are a length, a name, as many bytes, and a
/// checksum, after a signature of eight bytes (ISO/IEC 15948, 5.3).
fn chunk<'a>(bytes: &'a [u8], wanted: &[u8; 4]) -> Option<&'a [u8]> {
    let mut rest = bytes.get(8..)?;
    loop {
        let (head, behind) = rest.split_at_checked(8)?;
        let (length, name) = head.split_at(4);
        let length = u32::from_be_bytes(length.try_into().ok()?) as usize;
        if name == wanted {
            return behind.get(..length);
        }
        rest = behind.get(length.checked_add(4)?..)?;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const ROOM: PrintSize = PrintSize {
        width: 144.0,
        height: 127.5,
    };

    fn check(bytes: &[u8]) -> Result<(), PictureProblem> {
        read(bytes, ROOM).map(|_| ())
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
        let shelf =
            include_bytes!("../../../../../examples/every-block/guides/every-block/shelf.png");
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
        assert_eq!(check(&damaged), Err(BROKEN));
    }

    #[test]
    fn an_animated_picture_is_refused() {
        assert_eq!(
            check(&picture(4, Some(2))),
            Err(PictureProblem::Animated("PNG"))
        );
    }
}
