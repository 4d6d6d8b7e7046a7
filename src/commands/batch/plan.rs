//! What a list asks for: each good row with its guide, its person and its file's name.
//!
//! In: rows that were looked at ([`super::planning`]). Out: a [`Plan`]. Promise: whose leaflet a row is and what
//! its file is called is had again as the list said it; no message holds a word of the list.
//!
//! What a row costs: the roster itself is let go of when it is planned, before the first page is set. A
//! planned row takes at most 112 bytes, and what is its own of words (the patient's name, the reference,
//! the file's name: some 75 bytes) stands with that of all others in one text ([`super::string_pool`]). With the
//! share and the report (52 bytes) that is a quarter of a kilobyte, 2.4 megabytes for ten thousand rows.

use super::string_pool::{PooledWords, StringPool};
use crate::base::advice::{Advice, Control};
use crate::base::diagnostic::{Diagnostic, rule};
use crate::base::invariant::Certain;
use crate::commands::file_names::NamePattern;
use crate::commands::make::{Order, ReadyGuide, SurgeonGiven};
use crate::input::roster::{Appointment, Doubt, Place, row_fault};
use crate::leaflet::Composed;
use crate::leaflet::format::Format;
use crate::model::fact::Facts;
use crate::model::patient::{Fact, Person};
use crate::pages::press::Master;
use crate::source::{FileId, Span};

/// What holds for every row that does not say otherwise.
pub struct Defaults {
    /// The guide, brand, language, paper and dates: an order without a person.
    pub order: Order,
    /// Whether the command names a guide; else the order's is not looked at.
    pub has_guide: bool,
    /// The surgeon of the command or of the settings.
    pub surgeon: Option<SurgeonGiven>,
    /// The date on every leaflet, as typed.
    pub date: Option<String>,
    /// How files are named.
    pub names: NamePattern,
}

/// A guide in one language and edition, ready to be printed for the rows that ask for it.
pub struct PlannedGuide {
    /// The guide.
    pub ready: ReadyGuide,
    /// What is the same in the leaflets of all people.
    pub composed: Composed,
    /// Its leaflet without a person.
    pub master: Master,
}

impl PlannedGuide {
    pub(super) fn new(ready: ReadyGuide, composed: Composed) -> Self {
        Self {
            master: Master::new(composed.personalise(&Person::default())),
            composed,
            ready,
        }
    }
}

/// A row that can be made. Whose leaflet it is and what its file is called, [`Plan::person`] and
/// [`Plan::file`] say.
pub struct PlannedRow {
    /// When the patient comes.
    pub appointment: Option<Appointment>,
    pub(super) place: Place,
    pub(super) number: u32,
    /// The list's own number.
    pub(super) serial: Option<u32>,
    pub(super) guide: u32,
    pub(super) facts: Facts<PooledWords>,
    pub(super) file: Option<PooledWords>,
}

impl PlannedRow {
    /// Its number in the list.
    pub fn number(&self) -> usize {
        self.number as usize
    }

    /// The list's own number of it, if the list has a column of such numbers.
    pub fn serial(&self) -> Option<u32> {
        self.serial
    }

    /// Its guide, by its place in [`Plan::guides`].
    pub fn guide(&self) -> usize {
        self.guide as usize
    }
}

/// What is to be made.
pub struct Plan {
    /// The list's file, as it is known to the `SourceSet`.
    pub(super) list: FileId,
    pub(super) wording: StringPool,
    /// The guides that rows ask for.
    pub guides: Vec<PlannedGuide>,
    /// The good rows, in the list's order.
    pub rows: Vec<PlannedRow>,
    /// How many rows the list has below its header.
    pub asked: usize,
    /// How many of them were left out, because they are no patients or are not to be seen.
    pub left_out: usize,
    /// The good rows that people would not expect, by reason, each by its number.
    pub doubts: Vec<(Doubt, Vec<usize>)>,
    /// Whether two rows would write one file: then nothing may be written.
    pub has_collisions: bool,
}

impl Plan {
    /// The format of its leaflets, which is one for a list.
    pub fn format(&self) -> &'static Format {
        let first = self.guides.first();
        first.map_or(Format::usual(), |guide| guide.ready.format)
    }

    /// How many rows have a fault, so that they are not planned.
    pub fn bad(&self) -> usize {
        self.asked - self.left_out - self.rows.len()
    }

    /// Those of some rows that are planned.
    pub(super) fn made_of(&self, doubts: &[(Doubt, Vec<usize>)]) -> Vec<(Doubt, Vec<usize>)> {
        let is_planned = |number: &usize| {
            let found = self.rows.binary_search_by_key(number, PlannedRow::number);
            found.is_ok()
        };
        let planned = doubts.iter().map(|(doubt, rows)| {
            let rows = rows.iter().copied().filter(is_planned).collect();
            (*doubt, rows)
        });
        planned
            .filter(|(_, rows): &(_, Vec<usize>)| !rows.is_empty())
            .collect()
    }

    /// Whose leaflet a row asks for.
    pub fn person(&self, row: &PlannedRow) -> Person {
        let words = |fact: &PooledWords| Fact::again(self.wording.words(*fact));
        Person {
            facts: row.facts.map(|_, fact| Some(words(fact))),
        }
    }

    /// The name of a row's file, with ending.
    pub fn file(&self, row: &PlannedRow) -> &str {
        self.wording.words(row.file.certain())
    }

    /// Where a row begins in the list.
    pub fn span(&self, row: &PlannedRow) -> Span {
        row.place.span(self.list)
    }

    /// What is wrong with a row: an error at its place, whose sentence begins with the row.
    pub fn row_fault(
        &self,
        row: &PlannedRow,
        rule: &'static str,
        message: &str,
        hints: &[impl Clone + Into<Advice>],
    ) -> Diagnostic {
        row_fault(row.number(), self.span(row), rule, message, hints)
    }

    /// The fault of rows that would write one file, at the first.
    pub(super) fn told_alike(&self, alike: &[usize]) -> Option<Diagnostic> {
        let mut rows = alike.iter().filter_map(|at| self.rows.get(*at));
        let first = rows.next()?;
        let others: Vec<String> = rows.map(|row| row.number.to_string()).collect();
        let message = format!(
            "would get the same file name as row {}, so nothing is written",
            others.join(", ")
        );
        Some(self.row_fault(
            first,
            rule::ROSTER_OUTPUT,
            &message,
            &[Advice::naming(
                "put `{row}` into the pattern of {}, or give each row its own file name",
                &[Control::NamePattern],
            )],
        ))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::commands::batch::report::FileThere;

    #[test]
    fn a_row_costs_what_is_said() {
        assert!(size_of::<PlannedRow>() <= 112);
        // And its place in the share.
        assert!(size_of::<FileThere>() + size_of::<usize>() <= 52);
    }
}
