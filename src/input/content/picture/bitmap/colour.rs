//! Puts a picture into the colours of a screen.
//!
//! In: reduced samples and perhaps the profile that says what they mean. Out: a picture in sRGB
//! (IEC 61966-2-1) or grey, 8 bits a sample. Promise: the profile itself, which can hold names, does
//! not go on; a profile for another kind of samples is passed over; inks without a profile are mixed
//! by the plain rule that each ink takes away its light. Chunks of a PNG that only tell its gamma are
//! not heeded: programs do not agree on them, and browsers pass them over.

use image::{DynamicImage, ImageBuffer};
use moxcms::{ColorProfile, DataColorSpace, Layout, ParsingOptions, TransformOptions};

use super::Samples;
use super::reduce::Reduced;

/// Largest profile that is read: those of printing inks have two or three million bytes.
const PROFILE_BYTES: usize = 8 * 1024 * 1024;

/// The picture in the colours of a screen; fails if the profile is damaged or too large.
pub(super) fn for_screen(picture: Reduced, profile: Option<&[u8]>) -> Result<DynamicImage, ()> {
    let samples = picture.samples;
    let (colours, alpha) = split_alpha(picture.values, samples);
    let converted = match profile {
        Some(profile) => convert(&colours, samples, profile)?,
        None => None,
    };
    let is_grey = matches!(samples, Samples::Grey | Samples::GreyAlpha);
    let colours = match converted {
        Some(converted) => converted,
        None if samples == Samples::Inks => mixed(&colours),
        None => colours,
    };
    let colours = colours.into_iter().map(to_byte);
    let (width, height) = (picture.width, picture.height);
    // What hides nothing is left out.
    let alpha = alpha.filter(|alpha| alpha.iter().any(|part| *part != u16::MAX));
    let made = match (is_grey, alpha) {
        (true, None) => {
            ImageBuffer::from_raw(width, height, colours.collect()).map(DynamicImage::ImageLuma8)
        }
        (true, Some(alpha)) => {
            let joined = joined::<1>(colours, alpha);
            ImageBuffer::from_raw(width, height, joined).map(DynamicImage::ImageLumaA8)
        }
        (false, None) => {
            ImageBuffer::from_raw(width, height, colours.collect()).map(DynamicImage::ImageRgb8)
        }
        (false, Some(alpha)) => {
            let joined = joined::<3>(colours, alpha);
            ImageBuffer::from_raw(width, height, joined).map(DynamicImage::ImageRgba8)
        }
    };
    made.ok_or(())
}

/// The samples without alpha, and the alpha alone.
fn split_alpha(values: Vec<u16>, samples: Samples) -> (Vec<u16>, Option<Vec<u16>>) {
    if !samples.has_alpha() {
        return (values, None);
    }
    let pixels = || values.chunks_exact(samples.count());
    let colours = pixels().flat_map(|pixel| pixel[..pixel.len() - 1].iter().copied());
    let alpha = pixels().filter_map(|pixel| pixel.last().copied());
    (colours.collect(), Some(alpha.collect()))
}

fn joined<const COLOURS: usize>(mut colours: impl Iterator<Item = u8>, alpha: Vec<u16>) -> Vec<u8> {
    let mut joined = Vec::with_capacity(alpha.len() * (COLOURS + 1));
    for part in alpha {
        joined.extend(colours.by_ref().take(COLOURS));
        joined.push(to_byte(part));
    }
    joined
}

fn to_byte(value: u16) -> u8 {
    ((u32::from(value) + 128) / 257) as u8
}

/// Inks mixed by the plain rule: paper less ink, less black.
fn mixed(inks: &[u16]) -> Vec<u16> {
    let full = u32::from(u16::MAX);
    let left = |ink: u16| full - u32::from(ink);
    inks.chunks_exact(4)
        .flat_map(|pixel| {
            let light = |ink: u16| ((left(ink) * left(pixel[3]) + full / 2) / full) as u16;
            [light(pixel[0]), light(pixel[1]), light(pixel[2])]
        })
        .collect()
}

/// The colours by their profile: three samples a pixel, or one for grey. `None` if the profile is one
/// for other samples; fails if it cannot be read.
fn convert(colours: &[u16], samples: Samples, profile: &[u8]) -> Result<Option<Vec<u16>>, ()> {
    let options = ParsingOptions {
        max_profile_size: PROFILE_BYTES,
        ..ParsingOptions::default()
    };
    let profile = ColorProfile::new_from_slice_with_options(profile, options).map_err(|_| ())?;
    let (layout, count) = match (samples, profile.color_space) {
        (Samples::Grey | Samples::GreyAlpha, DataColorSpace::Gray) => (Layout::Gray, 1),
        (Samples::Rgb | Samples::RgbAlpha, DataColorSpace::Rgb) => (Layout::Rgb, 3),
        // Inks are laid out like three colours and alpha.
        (Samples::Inks, DataColorSpace::Cmyk) => (Layout::Rgba, 4),
        _ => return Ok(None),
    };
    let screen = ColorProfile::new_srgb();
    let transform = profile
        .create_transform_16bit(layout, &screen, Layout::Rgb, TransformOptions::default())
        .map_err(|_| ())?;
    let mut converted = vec![0; colours.len() / count * 3];
    transform
        .transform(colours, &mut converted)
        .map_err(|_| ())?;
    if count == 1 {
        converted = converted.chunks_exact(3).map(|pixel| pixel[1]).collect();
    }
    Ok(Some(converted))
}
