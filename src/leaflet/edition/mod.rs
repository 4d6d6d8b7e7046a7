//! The editions a leaflet is made in: one file an edition, and one line in [`EDITIONS`].
//!
//! In: nothing. Out: for each edition its name, its purpose, its measures, which parts and blocks it carries, how
//! its pages lie on sheets, and the formats it comes in. Promise: whoever makes, names or remembers a leaflet asks [`Print`], so that two editions are never taken for one another. The usual print is the
//! one whose name stands in no file's name.

mod measures;
mod standard;

pub use measures::{ARABIC_LARGER, Measures, RIGHT_TO_LEFT_NARROWER};

use super::format::Format;
use super::part::Part;
use super::{PAPERS, Paper};
use crate::model::brand::Brand;
use crate::model::design::{CLEAR, Design};

/// Every edition; the first is the usual one.
pub static EDITIONS: &[&Edition] = &[&standard::STANDARD];

/// An edition.
#[derive(Debug, PartialEq)]
pub struct Edition {
    /// The name a user gives; it stands in names of files.
    pub name: &'static str,
    /// What it is for, in a few words.
    pub purpose: &'static str,
    /// Everything of page and type.
    pub measures: Measures,
    /// What it carries.
    pub selection: Selection,
    /// How its pages lie on sheets.
    pub imposition: Imposition,
    /// The formats it comes in.
    pub formats: &'static [&'static Format],
}

/// Which parts and blocks an edition carries.
#[derive(Debug, PartialEq)]
pub struct Selection {
    /// The parts, in their order.
    pub parts: &'static [Part],
    /// Kinds of blocks that it leaves out on purpose, by name.
    pub left_out: &'static [&'static str],
}

/// How pages lie on sheets.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Imposition {
    /// Each page on a side of its own, in reading order.
    PageByPage,
}

/// What is printed: an edition on a sheet.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Print {
    /// The edition.
    pub edition: &'static Edition,
    /// The sheet.
    pub paper: &'static Paper,
    /// The design that was asked for; without it, the brand's.
    pub design: Option<&'static Design>,
}

impl Print {
    /// What is printed if nobody says otherwise.
    pub fn usual() -> Self {
        Self {
            edition: EDITIONS.first().map_or(&standard::STANDARD, |first| first),
            paper: Paper::usual(),
            design: None,
        }
    }

    /// The usual edition on a sheet.
    pub fn on(paper: &'static Paper) -> Self {
        Self {
            paper,
            ..Self::usual()
        }
    }

    /// Every edition on every sheet.
    pub fn all() -> impl Iterator<Item = Self> {
        EDITIONS.iter().flat_map(|edition| {
            PAPERS.iter().map(|paper| Self {
                edition,
                paper,
                design: None,
            })
        })
    }

    /// What it is known by, wherever leaflets are told apart: names of files, ledgers, fingerprints. The usual
    /// edition is known by its sheet alone, as before there was another; others by their name, and by their sheet
    /// where that is not the usual one.
    pub fn name(self) -> String {
        match (self.edition.is_usual(), self.paper.is_usual()) {
            (true, _) => self.paper.name.to_owned(),
            (false, true) => self.edition.name.to_owned(),
            (false, false) => format!("{}-{}", self.edition.name, self.paper.name),
        }
    }

    /// Whether it is the usual one.
    pub fn is_usual(self) -> bool {
        self.edition.is_usual() && self.paper.is_usual()
    }

    /// The design of leaflets of a brand: what was asked for, else the brand's own, else the usual one.
    pub fn design(self, brand: &Brand) -> &'static Design {
        self.design.or(brand.design).unwrap_or(&CLEAR)
    }

    /// The height of a page's text: millimetres.
    pub fn text_height(self) -> f64 {
        self.edition.measures.text_height(self.paper)
    }
}

impl Edition {
    /// The edition of a name, in letters of any case.
    pub fn named(name: &str) -> Option<&'static Self> {
        EDITIONS
            .iter()
            .copied()
            .find(|edition| edition.name.eq_ignore_ascii_case(name))
    }

    /// Whether it is the usual one.
    pub fn is_usual(&self) -> bool {
        EDITIONS
            .first()
            .is_some_and(|usual| usual.name == self.name)
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;

    #[test]
    fn one_print_is_the_usual_one_and_no_two_share_a_name() {
        assert_eq!(Print::all().filter(|print| print.is_usual()).count(), 1);
        let names: Vec<String> = Print::all().map(Print::name).collect();
        let different: BTreeSet<&String> = names.iter().collect();
        assert_eq!(different.len(), names.len());
        // An edition is never taken for a sheet.
        for edition in EDITIONS {
            assert!(PAPERS.iter().all(|paper| paper.name != edition.name));
        }
    }

    #[test]
    fn measures_keep_to_clear_print() {
        for edition in EDITIONS {
            let measures = &edition.measures;
            assert!(measures.body >= 12.0, "{}", edition.name);
            for size in [measures.small, measures.head, measures.table_head] {
                assert!(size >= 10.0, "{}", edition.name);
            }
            for paper in PAPERS {
                assert!(measures.full_width() + 2.0 * 12.0 <= paper.width);
            }
        }
    }
}
