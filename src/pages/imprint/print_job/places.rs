//! Where each object of a file is, kept in few bytes.
//!
//! In: numbers of objects as they are given out, and where each is put. Out: all places in the order of the
//! numbers. Promise: what was marked is had again, in whichever order it was marked; a number that never was
//! is free. Why this shape: a job of a hundred thousand leaflets has thirty million objects. Nearly all are
//! packed in the order of their numbers, so that one place says those of many that follow. Only the last
//! numbers, which are still being put, are kept one by one.

use std::collections::{BTreeMap, VecDeque};

/// Numbers below the highest that was put which are kept one by one: more than a leaflet of a hundred pages
/// has. One that is put later than that takes a few bytes more.
const KEPT_OPEN: usize = 1 << 15;

/// Where an object is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Place {
    /// Nowhere.
    Free,
    /// At this byte of the file.
    At(u64),
    /// Among the objects that are packed together in this one, at this place.
    In(u32, u32),
}

/// The places of all objects, by their numbers from 0.
#[derive(Default)]
pub(super) struct Places {
    /// Those of the lowest numbers, in runs.
    settled: Runs,
    /// How many these are.
    settled_count: usize,
    /// The others.
    open: VecDeque<Place>,
    /// What became known of the lowest numbers when they were settled.
    late: BTreeMap<usize, Place>,
    /// The highest number that was put.
    highest: usize,
}

/// Places in runs: each is a number of few bytes that says the kind and how many, and where the first is,
/// told from the one before it.
#[derive(Default)]
struct Runs {
    bytes: Vec<u8>,
    before: Before,
    /// The last run, which may still grow: its first place, and how many it has.
    last: Option<(Place, u64)>,
}

/// What the numbers of a run are told from.
#[derive(Default, Clone, Copy)]
struct Before {
    start: u64,
    stream: u32,
}

impl Places {
    /// How many numbers were given out.
    pub(super) fn count(&self) -> usize {
        self.settled_count + self.open.len()
    }

    /// Gives out so many numbers, one after the other; the first is returned.
    pub(super) fn reserve(&mut self, count: usize) -> usize {
        let first = self.count();
        self.open.resize(self.open.len() + count, Place::Free);
        first
    }

    /// Says where an object is, whose number was given out.
    pub(super) fn mark(&mut self, number: usize, place: Place) {
        let Some(at) = number.checked_sub(self.settled_count) else {
            self.late.insert(number, place);
            return;
        };
        let Some(found) = self.open.get_mut(at) else {
            return;
        };
        *found = place;
        self.highest = self.highest.max(number);
        while self.settled_count + KEPT_OPEN < self.highest {
            let Some(place) = self.open.pop_front() else {
                return;
            };
            self.settled.push(place);
            self.settled_count += 1;
        }
    }

    /// All places, from number 0.
    pub(super) fn iter(&self) -> impl Iterator<Item = Place> {
        let places = self.settled.iter().chain(self.open.iter().copied());
        let mut late = self.late.iter().peekable();
        places.enumerate().map(move |(number, place)| {
            let known = late.next_if(|(known, _)| **known == number);
            known.map_or(place, |(_, place)| *place)
        })
    }
}

impl Place {
    /// The place so many behind this one in a run; `None` where a run has no second.
    fn behind(self, count: u64) -> Option<Self> {
        match self {
            Self::Free => Some(Self::Free),
            Self::At(_) => None,
            Self::In(stream, index) => {
                let index = index.checked_add(u32::try_from(count).ok()?)?;
                Some(Self::In(stream, index))
            }
        }
    }
}

impl Runs {
    fn push(&mut self, place: Place) {
        match &mut self.last {
            Some((first, count)) if first.behind(*count) == Some(place) => *count += 1,
            _ => {
                if let Some((first, count)) = self.last.replace((place, 1)) {
                    self.close(first, count);
                }
            }
        }
    }

    /// Writes a run.
    fn close(&mut self, first: Place, count: u64) {
        let mut head = |kind: u64| write_few(&mut self.bytes, (count << 2) | kind);
        match first {
            Place::Free => head(0),
            Place::At(start) => {
                head(1);
                write_few(
                    &mut self.bytes,
                    folded(start.wrapping_sub(self.before.start)),
                );
                self.before.start = start;
            }
            Place::In(stream, index) => {
                head(2);
                let further = i64::from(stream) - i64::from(self.before.stream);
                write_few(&mut self.bytes, folded(further.cast_unsigned()));
                write_few(&mut self.bytes, u64::from(index));
                self.before.stream = stream;
            }
        }
    }

    fn iter(&self) -> impl Iterator<Item = Place> {
        let mut rest = self.bytes.as_slice();
        let mut before = Before::default();
        let closed = std::iter::from_fn(move || read_run(&mut rest, &mut before));
        closed
            .chain(self.last)
            .flat_map(|(first, count)| (0..count).map(move |at| first.behind(at).unwrap_or(first)))
    }
}

/// Reads a run off the front; `None` at the end.
fn read_run(bytes: &mut &[u8], before: &mut Before) -> Option<(Place, u64)> {
    let head = read_few(bytes)?;
    let first = match head & 3 {
        0 => Place::Free,
        1 => {
            before.start = before.start.wrapping_add(unfolded(read_few(bytes)?));
            Place::At(before.start)
        }
        _ => {
            let further = unfolded(read_few(bytes)?).cast_signed();
            let stream = i64::from(before.stream).wrapping_add(further);
            before.stream = u32::try_from(stream).ok()?;
            Place::In(before.stream, u32::try_from(read_few(bytes)?).ok()?)
        }
    };
    Some((first, head >> 2))
}

/// A number with its sign in the lowest bit, so that small ones below zero are small too.
fn folded(number: u64) -> u64 {
    (number << 1) ^ (number.cast_signed() >> 63).cast_unsigned()
}

fn unfolded(number: u64) -> u64 {
    (number >> 1) ^ (number & 1).wrapping_neg()
}

/// Writes a number in as few bytes as it needs, seven bits in each.
fn write_few(bytes: &mut Vec<u8>, mut number: u64) {
    while number >= 0x80 {
        bytes.push((number & 0x7f) as u8 | 0x80);
        number >>= 7;
    }
    bytes.push(number as u8);
}

fn read_few(bytes: &mut &[u8]) -> Option<u64> {
    let (mut number, mut shift) = (0, 0);
    loop {
        let (byte, rest) = bytes.split_first()?;
        *bytes = rest;
        number |= u64::from(byte & 0x7f).checked_shl(shift)?;
        if *byte < 0x80 {
            return Some(number);
        }
        shift += 7;
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn any_place() -> impl Strategy<Value = Place> {
        prop_oneof![
            Just(Place::Free),
            any::<u64>().prop_map(Place::At),
            (0_u64..3_000_000).prop_map(Place::At),
            (any::<u32>(), any::<u32>()).prop_map(|(stream, index)| Place::In(stream, index)),
            (0_u32..4, 0_u32..4).prop_map(|(stream, index)| Place::In(stream, index)),
        ]
    }

    proptest! {
        #[test]
        fn runs_give_back_what_was_put_in(places in proptest::collection::vec(any_place(), 0..200)) {
            let mut runs = Runs::default();
            for place in &places {
                runs.push(*place);
            }
            prop_assert_eq!(runs.iter().collect::<Vec<_>>(), places);
        }

        #[test]
        fn places_are_had_again_in_whichever_order_they_were_marked(
            marks in proptest::collection::vec((0_usize..5 * KEPT_OPEN, any_place()), 0..60),
        ) {
            let mut places = Places::default();
            assert_eq!(places.reserve(5 * KEPT_OPEN), 0);
            let mut expected = vec![Place::Free; 5 * KEPT_OPEN];
            for (number, place) in marks {
                places.mark(number, place);
                expected[number] = place;
            }
            prop_assert_eq!(places.count(), expected.len());
            prop_assert!(places.iter().eq(expected));
        }
    }

    #[test]
    fn a_million_objects_in_a_row_take_few_bytes() {
        let mut places = Places::default();
        for leaflet in 0..4_000_u32 {
            let first = places.reserve(250);
            places.mark(first, Place::At(u64::from(leaflet) * 9_000));
            for index in 1..250 {
                places.mark(first + index as usize, Place::In(leaflet, index));
            }
        }
        assert_eq!(places.count(), 1_000_000);
        assert!(places.settled.bytes.len() < 4_000 * 16);
        assert!(places.open.len() <= KEPT_OPEN + 250 && places.late.is_empty());
    }
}
