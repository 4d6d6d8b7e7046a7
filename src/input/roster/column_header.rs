//! A cell of the row that names the columns.

use super::sheet::Place;

/// A cell of the header.
pub(super) struct Header {
    pub(super) index: usize,
    pub(super) place: Place,
    /// The words, where there are words.
    pub(super) words: String,
    pub(super) plain: String,
}
