//! A JPEG file, read.
//!
//! In: the bytes and the room. Out: the picture, brought down to size. Promise: the file is walked
//! through to its end mark before anything is decoded, so that its size, kind and wholeness are
//! known; the decoder is given the picture alone, without remarks, previews or what stands behind the
//! end. Why this shape: what a camera, a program or a person adds stands in segments of their own,
//! and of those three are needed: which way up, what the colours mean, and whether inks are told
//! the other way round.

use zune_jpeg::JpegDecoder;
use zune_jpeg::zune_core::bytestream::ZCursor;
use zune_jpeg::zune_core::colorspace::ColorSpace;
use zune_jpeg::zune_core::options::DecoderOptions;

use super::super::{PictureProblem, PrintSize};
use super::reduce::{Reduced, Reducer};
use super::{Read, Samples, check_bytes, check_size, orientation};

const BROKEN: PictureProblem = PictureProblem::Broken("JPEG");

/// Most passes over one picture: programs make ten; each costs the time of the whole picture.
const PASSES: usize = 64;

/// Marks of segments (ISO/IEC 10918-1, table B.1).
mod mark {
    pub(super) const PROGRESSIVE: u8 = 0xc2;
    pub(super) const START_OF_FILE: u8 = 0xd8;
    pub(super) const END_OF_FILE: u8 = 0xd9;
    pub(super) const START_OF_PASS: u8 = 0xda;
    pub(super) const REMARK: u8 = 0xfe;
    /// What cameras and programs add.
    pub(super) const EXIF: u8 = 0xe1;
    pub(super) const PROFILE: u8 = 0xe2;
    pub(super) const ADOBE: u8 = 0xee;
}

pub(super) fn read(bytes: &[u8], room: PrintSize) -> Result<Read, PictureProblem> {
    let file = File::read(bytes)?;
    let orientation = orientation(file.exif);
    let profile = file.profile()?;
    let frame = file.frame.ok_or(BROKEN)?;
    let (width, height) = (frame.width, frame.height);
    check_size(width, height)?;
    let samples = match frame.parts.len() {
        1 => Samples::Grey,
        3 => Samples::Rgb,
        4 => Samples::Inks,
        _ => return Err(PictureProblem::RareJpeg("an odd number of colours")),
    };
    // All waves of all colours are held, two bytes for each, where a picture comes in passes.
    let waves = if file.passes > 1 || frame.is_progressive {
        2 * frame.samples_per_pixel()
    } else {
        0
    };
    let bytes_per_pixel = samples.count() as u64 + waves;
    check_bytes(width, height, bytes_per_pixel, "a progressive JPEG file")?;
    // Samples that stand for colours as they are are asked for as if nothing were to be done.
    let wanted = match (samples, file.adobe) {
        (Samples::Grey, _) => ColorSpace::Luma,
        (Samples::Inks, _) => ColorSpace::CMYK,
        (_, Some(0)) if frame.parts != *b"RGB" => ColorSpace::YCbCr,
        _ => ColorSpace::RGB,
    };
    let options = DecoderOptions::default()
        .set_strict_mode(true)
        .set_max_width(width as usize)
        .set_max_height(height as usize)
        .jpeg_set_max_scans(PASSES)
        .jpeg_set_out_colorspace(wanted);
    let mut decoder = JpegDecoder::new_with_options(ZCursor::new(&file.picture), options);
    let pixels = decoder.decode().map_err(|_| BROKEN)?;
    let row = width as usize * samples.count();
    if pixels.len() != row * height as usize {
        return Err(BROKEN);
    }
    let mut reducer = Reducer::new(width, height, samples, orientation, room);
    for row in pixels.chunks_exact(row) {
        reducer.take_bytes(row);
    }
    let mut pixels = reducer.finish().ok_or(BROKEN)?;
    if samples == Samples::Inks {
        settle_inks(&mut pixels, file.adobe);
    }
    Ok(Read {
        pixels,
        orientation,
        profile,
        is_photograph: true,
    })
}

/// Makes 0 mean no ink. Adobe's programs, and all that leave its mark, write inks the other way
/// round; with its mark 2, three of them stand as brightness and two colours.
fn settle_inks(picture: &mut Reduced, adobe: Option<u8>) {
    let full = f32::from(u16::MAX);
    let middle = full / 2.0 + 0.5;
    if adobe == Some(2) {
        for pixel in picture.values.chunks_exact_mut(4) {
            let bright = f32::from(pixel[0]);
            let (blue, red) = (f32::from(pixel[1]) - middle, f32::from(pixel[2]) - middle);
            // ITU-T T.871, 7.
            let colours = [
                bright + 1.402 * red,
                bright - 0.344_136 * blue - 0.714_136 * red,
                bright + 1.772 * blue,
            ];
            for (ink, colour) in pixel.iter_mut().zip(colours) {
                *ink = (full - colour + 0.5).clamp(0.0, full) as u16;
            }
        }
    }
    if adobe.is_some() {
        for ink in &mut picture.values {
            *ink = u16::MAX - *ink;
        }
    }
}

/// What the file says of its picture before it comes.
struct Frame {
    width: u32,
    height: u32,
    is_progressive: bool,
    /// The letter or number of each colour.
    parts: Vec<u8>,
    /// How many samples of each colour stand across and down where the others have fewer.
    density: Vec<(u64, u64)>,
}

impl Frame {
    fn read(mark: u8, content: &[u8]) -> Option<Self> {
        let (&[_, y1, y0, x1, x0, count], parts) = content.split_first_chunk()?;
        let parts = parts.get(..usize::from(count) * 3)?.chunks_exact(3);
        Some(Self {
            width: u32::from(u16::from_be_bytes([x1, x0])),
            height: u32::from(u16::from_be_bytes([y1, y0])),
            is_progressive: mark == mark::PROGRESSIVE,
            parts: parts.clone().map(|part| part[0]).collect(),
            density: parts
                .map(|part| (u64::from(part[1] >> 4), u64::from(part[1] & 15)))
                .collect(),
        })
    }

    /// Samples of all colours for one pixel, rounded up.
    fn samples_per_pixel(&self) -> u64 {
        let across = self.density.iter().map(|(across, _)| *across).max();
        let down = self.density.iter().map(|(_, down)| *down).max();
        let whole = across.unwrap_or(1).max(1) * down.unwrap_or(1).max(1);
        let samples: u64 = self
            .density
            .iter()
            .map(|(across, down)| across * down)
            .sum();
        samples.div_ceil(whole)
    }
}

/// A file, walked through to its end mark.
struct File<'a> {
    /// The segments that make up the picture, and no others.
    picture: Vec<u8>,
    frame: Option<Frame>,
    passes: usize,
    exif: Option<&'a [u8]>,
    /// The parts of the colour profile: number, how many there are, content.
    profile: Vec<(u8, u8, &'a [u8])>,
    /// How Adobe's mark says that colours are told: 0 as they are, 1 and 2 as brightness and two
    /// colours.
    adobe: Option<u8>,
}

impl<'a> File<'a> {
    fn read(bytes: &'a [u8]) -> Result<Self, PictureProblem> {
        let mut file = Self {
            picture: Vec::with_capacity(bytes.len()),
            frame: None,
            passes: 0,
            exif: None,
            profile: Vec::new(),
            adobe: None,
        };
        file.picture.extend([0xff, mark::START_OF_FILE]);
        let mut rest = bytes.get(2..).ok_or(BROKEN)?;
        loop {
            // Marks may be filled up with any number of 0xff.
            let at = rest.iter().position(|byte| *byte == 0xff).ok_or(BROKEN)?;
            rest = &rest[at..];
            let at = rest.iter().position(|byte| *byte != 0xff).ok_or(BROKEN)?;
            let mark = rest[at];
            rest = &rest[at + 1..];
            if mark == mark::END_OF_FILE {
                file.picture.extend([0xff, mark::END_OF_FILE]);
                return Ok(file);
            }
            // A nought, and marks without content, do not stand between segments.
            if matches!(mark, 0x00 | 0x01 | 0xd0..=0xd8) {
                continue;
            }
            let (length, _) = rest.split_first_chunk().ok_or(BROKEN)?;
            let length = usize::from(u16::from_be_bytes(*length));
            let (segment, behind) = rest.split_at_checked(length).ok_or(BROKEN)?;
            let content = segment.get(2..).ok_or(BROKEN)?;
            rest = behind;
            if !file.note(mark, content)? {
                continue;
            }
            file.picture.extend([0xff, mark]);
            file.picture.extend_from_slice(segment);
            if mark == mark::START_OF_PASS {
                let (pass, behind) = rest.split_at(end_of_pass(rest).ok_or(BROKEN)?);
                file.picture.extend_from_slice(pass);
                rest = behind;
            }
        }
    }

    /// Notes what a segment says; gives whether it is part of the picture.
    fn note(&mut self, mark: u8, content: &'a [u8]) -> Result<bool, PictureProblem> {
        match mark {
            0xc0..=0xc2 => {
                if content.first() != Some(&8) {
                    return Err(PictureProblem::RareJpeg("12 bits"));
                }
                if self.frame.is_some() {
                    return Err(BROKEN);
                }
                self.frame = Some(Frame::read(mark, content).ok_or(BROKEN)?);
            }
            0xc3 => return Err(PictureProblem::RareJpeg("lossless")),
            0xc9..=0xcf => {
                return Err(PictureProblem::RareJpeg("arithmetic coding"));
            }
            0xc5..=0xc7 | 0xde | 0xf7 => return Err(PictureProblem::RareJpeg("several sizes")),
            mark::START_OF_PASS => {
                self.passes += 1;
                if self.passes > PASSES {
                    return Err(PictureProblem::RareJpeg("very many passes"));
                }
            }
            mark::EXIF if self.exif.is_none() => {
                self.exif = Some(content).filter(|content| content.starts_with(b"Exif\0\0"));
                return Ok(false);
            }
            mark::PROFILE => {
                let part = content.strip_prefix(b"ICC_PROFILE\0");
                if let Some((&[number, of], content)) = part.and_then(<[u8]>::split_first_chunk) {
                    self.profile.push((number, of, content));
                }
                return Ok(false);
            }
            mark::ADOBE => {
                if content.starts_with(b"Adobe") {
                    self.adobe = content.get(11).copied();
                }
                return Ok(false);
            }
            0xe0..=0xef | 0xf0..=0xfd | mark::REMARK => return Ok(false),
            _ => {}
        }
        Ok(true)
    }

    /// The colour profile, put together of its parts (ICC.1, B.4).
    fn profile(&self) -> Result<Option<Vec<u8>>, PictureProblem> {
        let mut parts = self.profile.clone();
        parts.sort_by_key(|(number, _, _)| *number);
        let is_whole = parts.iter().zip(1_usize..).all(|((number, of, _), place)| {
            usize::from(*number) == place && usize::from(*of) == parts.len()
        });
        if !is_whole {
            return Err(PictureProblem::Profile("JPEG"));
        }
        let content: Vec<u8> = parts
            .iter()
            .flat_map(|(_, _, part)| *part)
            .copied()
            .collect();
        Ok((!content.is_empty()).then_some(content))
    }
}

/// Where the next mark stands behind the samples of a pass: not a nought, which says that 0xff is a
/// sample, nor a mark that only divides the pass.
fn end_of_pass(bytes: &[u8]) -> Option<usize> {
    let mut at = 0;
    loop {
        at += bytes.get(at..)?.iter().position(|byte| *byte == 0xff)?;
        match bytes.get(at + 1)? {
            0x00 | 0xd0..=0xd7 => at += 2,
            0xff => at += 1,
            _ => return Some(at),
        }
    }
}
