//! What became of the rows of a run.
//!
//! In: nothing. Out: a [`Report`]. Promise: it is small, because there is one entry for each row to the end;
//! of a finished leaflet nothing is kept but a [`FileThere`].

use crate::base::advice::Advice;
use crate::base::fingerprint::Fingerprint;

/// What became of a row.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum RowState {
    /// Its leaflet was made.
    Made,
    /// Its leaflet is there already, made before and the same.
    Unchanged,
    /// It could not be made or written.
    Failed,
}

/// Why a row failed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Failed {
    /// The row, by its place in [`Plan::rows`](super::Plan::rows).
    pub(super) row: usize,
    /// What went wrong, without a word of the list.
    pub(super) message: String,
    /// What to do next.
    pub(super) hint: Advice,
    /// Whether the machine would not, and the row is good.
    pub(super) is_machine: bool,
}

/// What became of all rows.
#[derive(Debug, Default)]
pub(super) struct Report {
    /// How many leaflets were made.
    pub(super) made: usize,
    /// How many were there already.
    pub(super) unchanged: usize,
    /// The rows that failed.
    pub(super) failed: Vec<Failed>,
    /// What is in the folder now.
    pub(super) files: Vec<FileThere>,
    /// The rows whose file held another patient's leaflet until now, by their place in
    /// [`Plan::rows`](super::Plan::rows).
    pub(super) other_patient: Vec<usize>,
    /// How many leaflets are somebody else's files, so that who may read them could not be seen to.
    pub(super) others_files: usize,
    /// Whether the run was stopped before all were done.
    pub(super) is_stopped: bool,
}

/// A leaflet that is in the folder. There is one for each row to the end, so that it is small.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct FileThere {
    /// Its fingerprint.
    pub(super) file: Fingerprint,
    row: u32,
    pages: u32,
    bytes: u32,
}

impl FileThere {
    /// A leaflet has no four thousand million bytes, and a list not as many rows.
    pub(super) fn of(row: usize, file: Fingerprint, pages: usize, bytes: usize) -> Self {
        let small = |number: usize| u32::try_from(number).unwrap_or(u32::MAX);
        Self {
            file,
            row: small(row),
            pages: small(pages),
            bytes: small(bytes),
        }
    }

    /// Its row, by its place in [`Plan::rows`](super::Plan::rows).
    pub(super) fn row(&self) -> usize {
        self.row as usize
    }

    /// Its pages.
    pub(super) fn pages(&self) -> usize {
        self.pages as usize
    }

    /// Its bytes.
    pub(super) fn bytes(&self) -> usize {
        self.bytes as usize
    }
}
