//! What a list says while it is worked on, and what comes of it.
//!
//! In: nothing. Out: [`Event`]s one by one, and an [`Outcome`] at the end. Promise: no event is needed to know
//! what came of the list; asked = made + unchanged + failed + left out + not begun; rows are told by their
//! number, and nothing holds a word of the list. Why events and not a report alone: a list takes minutes, and
//! whoever waits wants to see how far it is and what is wrong with it.

use std::path::{Path, PathBuf};

use super::report::RowState;
use crate::base::advice::Advice;
use crate::base::diagnostic::Diagnostics;
use crate::base::failure::Failure;
use crate::base::span::Span;
use crate::commands::make::Review;
use crate::input::roster::Doubt;
use crate::source::SourceSet;

/// Something happened.
pub enum Event<'a> {
    /// What there is to say of the list and of the guides it asks for, of each row by itself; the places are
    /// in the sources.
    List(&'a Diagnostics, &'a SourceSet),
    /// What there is to say of content, folder and files.
    Remarks(&'a Diagnostics),
    /// Leaflets are made of a guide whose review is overdue.
    UnderReview,
    /// From now on a stop is obeyed within a second.
    Stoppable,
    /// The leaflets of so many rows are made now; each of these rows is told when it is done.
    Begun {
        /// How many there are.
        rows: usize,
    },
    /// A row is done.
    Row(RowDone<'a>),
    /// All rows are done that will be.
    RowsEnded,
    /// The rows whose leaflets were not made; the places are in the sources.
    NotMade(&'a [NotMade], &'a SourceSet),
    /// The leaflets that are in the folder, or that would be made.
    Leaflets(Leaflets<'a>),
    /// A file of the print job is there.
    Printed(&'a Path),
    /// What became of the list. A print job or a list of the leaflets that could not be written is told by
    /// the outcome.
    Summary(&'a Summary),
}

/// A row is done.
#[derive(Debug)]
pub struct RowDone<'a> {
    /// The row's number in the list.
    pub row: usize,
    /// What became of it.
    pub state: RowState,
    /// The name of its file.
    pub file: &'a str,
    /// How many pages it has; 0 if it failed.
    pub pages: usize,
    /// Rows that are done, this one among them, and rows there are.
    pub done: (usize, usize),
}

/// A row whose leaflet was not made.
#[derive(Debug, Clone)]
pub struct NotMade {
    /// The row's number in the list.
    pub row: usize,
    /// Where it begins in the list.
    pub place: Span,
    /// What went wrong, without a word of the list.
    pub message: String,
    /// What to do next.
    pub hint: Advice,
}

/// Leaflets of a folder.
pub struct Leaflets<'a> {
    /// The folder, as it was named.
    pub folder: &'a Path,
    /// The names of their files, in the list's order.
    pub names: &'a mut dyn Iterator<Item = &'a str>,
}

/// Which list it is that a [`Summary`] sums up.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum SummaryOf {
    /// One of which nothing was made, because rows have faults.
    HeldBack {
        /// Whether that is because rows share the name of a file.
        has_collisions: bool,
    },
    /// One that was only looked at.
    Rehearsal,
    /// One whose leaflets were made.
    Made,
    /// One whose shares were put together: nothing is made, and what failed is missing.
    Joined,
}

/// What became of the rows of a list, or of a share of it.
#[derive(Debug, Clone)]
pub struct Summary {
    /// Which list it is.
    pub of: SummaryOf,
    /// Rows below the header.
    pub asked: usize,
    /// Leaflets that were made.
    pub made: usize,
    /// Leaflets that were there already.
    pub unchanged: usize,
    /// Rows with a fault, and rows whose leaflets could not be made.
    pub failed: usize,
    /// Rows that are no patients, or are not to be seen.
    pub left_out: usize,
    /// Rows that were not begun.
    pub not_begun: usize,
    /// Whether the work was stopped.
    pub is_stopped: bool,
    /// Good rows that people would not expect, by reason, each by its number.
    pub doubts: Vec<(Doubt, Vec<usize>)>,
}

/// How a list ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum End {
    /// All of it was done.
    Done,
    /// Rows have faults, or guides that they ask for.
    ContentHasProblems,
    /// Leaflets of good rows could not be made or written.
    SystemFailed,
    /// It was stopped.
    Stopped,
}

/// What came of a list.
#[derive(Debug)]
pub struct Outcome {
    /// How it ended, with its summary where rows were planned; or why there is nothing.
    pub ended: Result<(End, Option<Summary>), Failure>,
    /// What is still in the folder where nothing was made of the list because of its faults.
    pub untouched: Option<Untouched>,
    /// The reviews of the guides that rows ask for.
    pub reviews: Vec<Review>,
    /// From how many days before a review on it is warned of it, if the settings say.
    pub warn_before_review: Option<u32>,
}

/// Files of an earlier list, where nothing was made of this one: whoever prints the folder prints them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Untouched {
    /// The folder, as it was named.
    pub folder: PathBuf,
    /// How many leaflets are in it.
    pub leaflets: usize,
    /// The print job, if it is there.
    pub job: Option<PathBuf>,
}
