//! Brings a picture down to the pixels that are printed, row by row.
//!
//! In: the size of a picture and of its room, then its rows from the top. Out: the picture, no larger
//! than is printed, with 16 bits a sample. Promise: a picture that needs no reduction keeps every
//! sample; only a few rows of the large picture are held; a see-through pixel gives no colour to its
//! neighbours. Why this shape: each row is added to the few rows of the result it has a part in, so
//! the large picture need not be there as a whole. The filter is Lanczos' with three lobes, which
//! keeps fine lines sharp and does not let them flicker.

use std::collections::VecDeque;

use super::super::{DOTS_PER_INCH, PrintSize};
use super::{Samples, is_turned};
use image::metadata::Orientation;

/// Half the width of the filter, in pixels of the result.
const LOBES: f64 = 3.0;

const MILLIMETRES_PER_INCH: f64 = 25.4;

/// The largest sample.
const FULL: f32 = 65_535.0;

/// A picture that is no larger than it is printed.
pub(super) struct Reduced {
    pub(super) width: u32,
    pub(super) height: u32,
    pub(super) samples: Samples,
    /// Rows from the top, from 0 to 65,535.
    pub(super) values: Vec<u16>,
}

/// Takes rows and gives the reduced picture.
pub(super) struct Reducer {
    samples: Samples,
    width: usize,
    height: u32,
    result_width: u32,
    result_height: u32,
    /// How each pixel of a row of the result is made of a large row.
    columns: Vec<Share>,
    /// How each row of the result is made of large rows.
    lines: Vec<Share>,
    /// Rows of the result that further large rows have a part in, with their place.
    open: VecDeque<(usize, Vec<f32>)>,
    spare: Vec<Vec<f32>>,
    opened: usize,
    taken: usize,
    row: Vec<f32>,
    narrow: Vec<f32>,
    values: Vec<u16>,
}

/// The part that some neighbours have in a pixel of the result.
struct Share {
    first: usize,
    weights: Vec<f32>,
}

impl Reducer {
    pub(super) fn new(
        width: u32,
        height: u32,
        samples: Samples,
        orientation: Orientation,
        room: PrintSize,
    ) -> Self {
        let (result_width, result_height) = printed_pixels(width, height, orientation, room);
        let count = samples.count();
        let size = result_width as usize * result_height as usize * count;
        let is_reduced = result_width < width || result_height < height;
        let (columns, lines) = if is_reduced {
            (shares(width, result_width), shares(height, result_height))
        } else {
            (Vec::new(), Vec::new())
        };
        Self {
            samples,
            width: width as usize,
            height,
            result_width,
            result_height,
            columns,
            lines,
            open: VecDeque::new(),
            spare: Vec::new(),
            opened: 0,
            taken: 0,
            row: Vec::new(),
            narrow: Vec::new(),
            values: Vec::with_capacity(size),
        }
    }

    fn is_reducing(&self) -> bool {
        !self.lines.is_empty()
    }

    /// The next row, a byte for each sample.
    pub(super) fn take_bytes(&mut self, row: &[u8]) {
        let row = row.iter().take(self.width * self.samples.count());
        if self.is_reducing() {
            self.row.clear();
            self.row
                .extend(row.map(|sample| f32::from(*sample) * 257.0));
            self.take_row();
        } else {
            self.values
                .extend(row.map(|sample| u16::from(*sample) * 257));
        }
    }

    /// The next row, two bytes for each sample, the greater first.
    pub(super) fn take_words(&mut self, row: &[u8]) {
        let row = row
            .chunks_exact(2)
            .map(|pair| u16::from_be_bytes([pair[0], pair[1]]))
            .take(self.width * self.samples.count());
        if self.is_reducing() {
            self.row.clear();
            self.row.extend(row.map(f32::from));
            self.take_row();
        } else {
            self.values.extend(row);
        }
    }

    fn take_row(&mut self) {
        if self.samples.has_alpha() {
            for pixel in self.row.chunks_exact_mut(self.samples.count()) {
                if let Some((alpha, colours)) = pixel.split_last_mut() {
                    let part = *alpha / FULL;
                    colours.iter_mut().for_each(|colour| *colour *= part);
                }
            }
        }
        while self
            .lines
            .get(self.opened)
            .is_some_and(|line| line.first <= self.taken)
        {
            let mut sums = self.spare.pop().unwrap_or_default();
            sums.clear();
            sums.resize(self.row.len(), 0.0);
            self.open.push_back((self.opened, sums));
            self.opened += 1;
        }
        for (line, sums) in &mut self.open {
            let share = &self.lines[*line];
            if let Some(weight) = share.weights.get(self.taken - share.first) {
                for (sum, sample) in sums.iter_mut().zip(&self.row) {
                    *sum += weight * sample;
                }
            }
        }
        self.taken += 1;
        while let Some((line, _)) = self.open.front() {
            let share = &self.lines[*line];
            if share.first + share.weights.len() > self.taken {
                break;
            }
            if let Some((_, sums)) = self.open.pop_front() {
                self.narrow_row(&sums);
                self.spare.push(sums);
            }
        }
    }

    /// Makes a row of the result from one that is still as wide as the large picture.
    fn narrow_row(&mut self, sums: &[f32]) {
        self.narrow.clear();
        match self.samples.count() {
            1 => narrow::<1>(sums, &self.columns, &mut self.narrow),
            2 => narrow::<2>(sums, &self.columns, &mut self.narrow),
            3 => narrow::<3>(sums, &self.columns, &mut self.narrow),
            _ => narrow::<4>(sums, &self.columns, &mut self.narrow),
        }
        if self.samples.has_alpha() {
            for pixel in self.narrow.chunks_exact_mut(self.samples.count()) {
                if let Some((alpha, colours)) = pixel.split_last_mut() {
                    let part = if *alpha > 0.5 { FULL / *alpha } else { 0.0 };
                    colours.iter_mut().for_each(|colour| *colour *= part);
                }
            }
        }
        let rounded = self.narrow.iter().map(|value| rounded(*value));
        self.values.extend(rounded);
    }

    /// The result; `None` if rows were missing.
    pub(super) fn finish(self) -> Option<Reduced> {
        let size = self.result_width as usize * self.result_height as usize * self.samples.count();
        let is_whole = !self.is_reducing() || self.taken == self.height as usize;
        (is_whole && self.values.len() == size).then_some(Reduced {
            width: self.result_width,
            height: self.result_height,
            samples: self.samples,
            values: self.values,
        })
    }
}

fn rounded(value: f32) -> u16 {
    (value + 0.5).clamp(0.0, FULL) as u16
}

fn narrow<const COUNT: usize>(row: &[f32], columns: &[Share], result: &mut Vec<f32>) {
    let (pixels, _) = row.as_chunks::<COUNT>();
    for share in columns {
        let pixels = &pixels[share.first..share.first + share.weights.len()];
        let mut sums = [0.0_f32; COUNT];
        for (at, pixel) in pixels.iter().enumerate() {
            let weight = share.weights[at];
            for sample in 0..COUNT {
                sums[sample] += weight * pixel[sample];
            }
        }
        result.extend_from_slice(&sums);
    }
}

/// The pixels of a picture as it lies in its file, brought down to what is printed of it upright;
/// never more than it has.
fn printed_pixels(
    width: u32,
    height: u32,
    orientation: Orientation,
    room: PrintSize,
) -> (u32, u32) {
    let (across, down) = if is_turned(orientation) {
        (height, width)
    } else {
        (width, height)
    };
    let printed = room.printed_width(across, down);
    let printed_height = printed * f64::from(down) / f64::from(across.max(1));
    // Rounded down, so that neither side has more dots than it may.
    let most = |millimetres: f64, pixels: u32| -> u32 {
        let dots = (millimetres / MILLIMETRES_PER_INCH * DOTS_PER_INCH + 1e-6).floor();
        (dots.max(1.0) as u32).min(pixels)
    };
    let (across, down) = (most(printed, across), most(printed_height, down));
    if is_turned(orientation) {
        (down, across)
    } else {
        (across, down)
    }
}

/// The part that each of `from` pixels in a line has in each of `to` pixels, which are no more.
fn shares(from: u32, to: u32) -> Vec<Share> {
    let ratio = f64::from(from) / f64::from(to);
    let reach = LOBES * ratio;
    let last = f64::from(from) - 1.0;
    (0..to)
        .map(|at| {
            let middle = (f64::from(at) + 0.5) * ratio - 0.5;
            let first = (middle - reach).ceil().max(0.0);
            let end = (middle + reach).floor().min(last);
            let weights: Vec<f64> = (first as u32..=end as u32)
                .map(|from| lanczos((f64::from(from) - middle) / ratio))
                .collect();
            let sum: f64 = weights.iter().sum();
            Share {
                first: first as usize,
                weights: weights.iter().map(|weight| (weight / sum) as f32).collect(),
            }
        })
        .collect()
}

fn lanczos(at: f64) -> f64 {
    if at.abs() < 1e-9 {
        return 1.0;
    }
    if at.abs() >= LOBES {
        return 0.0;
    }
    let turn = std::f64::consts::PI * at;
    LOBES * turn.sin() * (turn / LOBES).sin() / (turn * turn)
}

#[cfg(test)]
mod tests {
    use super::*;

    const ROOM: PrintSize = PrintSize {
        width: 25.4,
        height: 12.7,
    };

    fn reduced(width: u32, height: u32, samples: Samples, row: impl Fn(u32) -> Vec<u8>) -> Reduced {
        let upright = Orientation::NoTransforms;
        let mut reducer = Reducer::new(width, height, samples, upright, ROOM);
        for line in 0..height {
            reducer.take_bytes(&row(line));
        }
        reducer.finish().unwrap()
    }

    #[test]
    fn a_small_picture_keeps_every_sample() {
        let kept = reduced(300, 150, Samples::Grey, |line| vec![line as u8; 300]);
        assert_eq!((kept.width, kept.height), (300, 150));
        assert_eq!(kept.values[299], 0);
        assert_eq!(kept.values[300], 257);
    }

    #[test]
    fn a_large_picture_is_brought_down_to_the_dots_that_are_printed() {
        for (width, height, expected) in [
            (3000, 1500, (300, 150)),
            (1500, 1500, (150, 150)),
            (301, 20, (300, 19)),
            (900, 1, (300, 1)),
            (20, 1500, (2, 150)),
        ] {
            let row = vec![200; width as usize * 3];
            let small = reduced(width, height, Samples::Rgb, |_| row.clone());
            assert_eq!((small.width, small.height), expected);
            assert!(small.values.iter().all(|value| *value == 200 * 257));
        }
    }

    #[test]
    fn a_turned_picture_is_measured_upright() {
        let turned = printed_pixels(3000, 1500, Orientation::Rotate90, ROOM);
        assert_eq!(turned, (150, 75));
    }

    #[test]
    fn an_edge_stays_where_it_is() {
        let row: Vec<u8> = (0..3000)
            .map(|at| if at < 1500 { 0 } else { 255 })
            .collect();
        let small = reduced(3000, 1500, Samples::Grey, |_| row.clone());
        let line = &small.values[..300];
        assert!(line[..146].iter().all(|value| *value < 2_000));
        assert!(line[154..].iter().all(|value| *value > 63_000));
    }

    #[test]
    fn what_is_not_seen_gives_no_colour() {
        // Red dots on see-through green.
        let row: Vec<u8> = (0..3000)
            .flat_map(|at| {
                if at / 7 % 2 == 0 {
                    [255, 0, 0, 255]
                } else {
                    [0, 255, 0, 0]
                }
            })
            .collect();
        let small = reduced(3000, 1500, Samples::RgbAlpha, |_| row.clone());
        for pixel in small.values.chunks_exact(4).filter(|pixel| pixel[3] > 655) {
            assert!(pixel[0] > 65_000 && pixel[1] < 500, "{pixel:?}");
        }
    }

    #[test]
    fn missing_rows_are_noticed() {
        let upright = Orientation::NoTransforms;
        for size in [30, 3000] {
            let mut reducer = Reducer::new(size, size, Samples::Grey, upright, ROOM);
            for _ in 1..size {
                reducer.take_bytes(&vec![0; size as usize]);
            }
            assert!(reducer.finish().is_none());
        }
    }
}
