//! A share of the work: the second of four, say, so that several machines can each do one.
//!
//! In: `I/N` as typed. Out: a [`Share`], which says whether it takes a piece of work by its position.
//! Promise: the shares of one count take every position exactly once, and no two differ by more than
//! one piece. Why this shape: whoever shares something out puts it in an order that all shares agree on
//! without asking each other, such as that of the fingerprints of names; nothing else is needed.

use std::fmt;
use std::num::NonZeroU32;
use std::str::FromStr;

/// Most shares that work is divided into.
pub const MOST_SHARES: u32 = 10_000;

/// One of the shares that work is divided into.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Share {
    /// Which one, from 1.
    index: NonZeroU32,
    /// How many there are.
    count: NonZeroU32,
}

impl Share {
    /// All of the work: the one share of one.
    pub const WHOLE: Self = Self {
        index: NonZeroU32::MIN,
        count: NonZeroU32::MIN,
    };

    /// Which share it is, from 1.
    pub fn index(self) -> u32 {
        self.index.get()
    }

    /// How many shares there are.
    pub fn count(self) -> u32 {
        self.count.get()
    }

    /// Whether it is all of the work.
    pub fn is_whole(self) -> bool {
        self == Self::WHOLE
    }

    /// Its name, as part of the names of files: `2-of-4`.
    pub fn name(self) -> String {
        format!("{}-of-{}", self.index, self.count)
    }

    /// Whether the piece of work at this position, from 0, is one of this share's.
    pub fn takes(self, position: usize) -> bool {
        let remainder = position as u64 % u64::from(self.count());
        remainder == u64::from(self.index() - 1)
    }
}

impl fmt::Display for Share {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "{}/{}", self.index, self.count)
    }
}

impl FromStr for Share {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        let number = |part: &str| {
            let digits = part.bytes().all(|byte| byte.is_ascii_digit());
            part.parse::<NonZeroU32>().ok().filter(|_| digits)
        };
        let parts = text.split_once('/');
        let parts = parts.and_then(|(index, count)| Some((number(index)?, number(count)?)));
        match parts {
            None => Err("write a share as `2/4`: the second of four".to_owned()),
            Some((_, count)) if count.get() > MOST_SHARES => {
                Err(format!("there can be at most {MOST_SHARES} shares"))
            }
            Some((index, count)) if index > count => Err(format!(
                "there is no share {index} of {count}; shares are counted from 1 to {count}"
            )),
            Some((index, count)) => Ok(Self { index, count }),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_position_is_taken_by_one_share_alone() {
        for count in [1, 2, 3, 7, 100] {
            let shares: Vec<Share> = (1..=count)
                .map(|index| format!("{index}/{count}").parse().unwrap())
                .collect();
            for position in 0..250 {
                let takers = shares.iter().filter(|share| share.takes(position)).count();
                assert_eq!(takers, 1, "{position} of {count}");
            }
            let taken = |share: &Share| (0..250).filter(|position| share.takes(*position)).count();
            let most = shares.iter().map(taken).max().unwrap();
            let fewest = shares.iter().map(taken).min().unwrap();
            assert!(most - fewest <= 1, "{fewest} to {most} of {count}");
        }
    }

    #[test]
    fn a_share_is_read_as_it_is_shown() {
        for (text, name) in [
            ("1/1", "1-of-1"),
            ("2/4", "2-of-4"),
            ("400/400", "400-of-400"),
        ] {
            let share: Share = text.parse().unwrap();
            assert_eq!(share.to_string(), text);
            assert_eq!(share.name(), name);
            assert_eq!(share.is_whole(), text == "1/1");
        }
        for (text, said) in [
            ("0/4", "write a share as"),
            ("1/0", "write a share as"),
            ("5/4", "counted from 1 to 4"),
            ("1", "write a share as"),
            ("", "write a share as"),
            ("/", "write a share as"),
            ("1/2/3", "write a share as"),
            ("+1/2", "write a share as"),
            (" 1/2", "write a share as"),
            ("-1/2", "write a share as"),
            ("1/10001", "at most"),
            ("1/99999999999", "write a share as"),
        ] {
            let fault = text.parse::<Share>().unwrap_err();
            assert!(fault.contains(said), "{text}: {fault}");
        }
    }
}
