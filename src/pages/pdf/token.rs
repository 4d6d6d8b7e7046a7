//! The words of a content stream and where they stand.
//!
//! In: the operators of a page as the engine writes them. Out: names, operators, numbers, strings and
//! brackets, each with its place. Promise: strings are whole; no input causes a panic; where the content is
//! broken, that is said and nothing more comes.

use std::ops::Range;

use super::object::{is_regular, is_space, string_length};
use crate::base::invariant::PartOf;

/// One word of a content stream and where it stands.
pub(crate) struct Token {
    pub(crate) kind: TokenKind,
    pub(crate) range: Range<usize>,
}

/// What a word is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum TokenKind {
    /// `/Name`.
    Name,
    /// An operator or a number.
    Word,
    /// A string, in round or angle brackets.
    String,
    /// Any other bracket.
    Other,
}

/// The words of a content stream, one after the other.
pub(crate) struct Tokens<'a> {
    bytes: &'a [u8],
    at: usize,
}

impl<'a> Tokens<'a> {
    /// Of this content.
    pub(crate) fn of(bytes: &'a [u8]) -> Self {
        Self { bytes, at: 0 }
    }
}

impl Iterator for Tokens<'_> {
    /// `None` within: the content is broken here.
    type Item = Option<Token>;

    fn next(&mut self) -> Option<Self::Item> {
        while self.bytes.get(self.at).copied().is_some_and(is_space) {
            self.at += 1;
        }
        let rest = self.bytes.get(self.at..)?;
        let (kind, length) = match rest.first()? {
            b'/' => {
                let name = rest.part(1..);
                let length = name.iter().take_while(|byte| is_regular(**byte)).count();
                (TokenKind::Name, length + 1)
            }
            // Both brackets of a dictionary at once, so that the second begins no string.
            first @ (b'<' | b'>') if rest.get(1) == Some(first) => (TokenKind::Other, 2),
            first @ (b'(' | b'<') => {
                let length = match first {
                    b'(' => string_length(rest),
                    _ => rest.iter().position(|byte| *byte == b'>').map(|at| at + 1),
                };
                let Some(length) = length else {
                    self.at = self.bytes.len();
                    return Some(None);
                };
                (TokenKind::String, length)
            }
            byte if is_regular(*byte) => {
                let length = rest.iter().take_while(|byte| is_regular(**byte)).count();
                (TokenKind::Word, length)
            }
            _ => (TokenKind::Other, 1),
        };
        let range = self.at..self.at + length;
        self.at = range.end;
        Some(Some(Token { kind, range }))
    }
}
