//! A place in a source file.
//!
//! A [`Span`] is a file and a range of bytes; a [`Position`] is what a person sees: line and
//! column. Spans are kept small and copied freely, because every word of a guide carries one;
//! positions are worked out by `SourceSet` only for the few places that are shown.

/// Names one file of a `SourceSet`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct FileId(pub(crate) u32);

/// A range of bytes in one file; `end` is the first byte behind it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Span {
    /// The file.
    pub file: FileId,
    /// First byte.
    pub start: usize,
    /// First byte behind the range; equal to `start` for a place without width.
    pub end: usize,
}

/// Line and column as an editor shows them, both from 1, the column counted in characters.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Position {
    /// Line, from 1.
    pub line: usize,
    /// Column in characters, from 1.
    pub column: usize,
}
