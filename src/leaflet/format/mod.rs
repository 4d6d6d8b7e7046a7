//! The formats a leaflet comes in: one file a format, and one line in [`FORMATS`].
//!
//! In: nothing; a format's file gives its values. Out: for each format its name, the endings of its files, its media
//! type, how one of its files is known, whether it may carry a patient's words, whether a leaflet is one file of it
//! or one a page, and what it is made from. Promise: whoever makes, names or replaces a leaflet's file asks here, so
//! that a new format is known everywhere at once.
//!
//! Why here, below the engine: a format that is made from a leaflet's elements needs nothing else, and brings how it
//! is written with it. What is made from pages is made where pages are ([`crate::pages::press::finished`]).

mod pdf;
mod png;
mod text;

use std::path::Path;

pub use pdf::PDF;
pub use png::PNG;
pub use text::{TEXT, text};

use super::Leaflet;

/// Every format; the first is the usual one.
pub static FORMATS: &[&Format] = &[&PDF, &PNG, &TEXT];

/// A format.
#[derive(Debug)]
pub struct Format {
    /// The name a user gives.
    pub name: &'static str,
    /// What people call a file of it, behind "no" or "a".
    pub called: &'static str,
    /// What it is for, in a few words.
    pub purpose: &'static str,
    /// How names of its files end, without the dot, the usual ending first.
    pub endings: &'static [&'static str],
    /// How a file of it is named, for whoever gave a name that no format has.
    pub naming: &'static str,
    /// Its media type (RFC 6838).
    pub media_type: &'static str,
    /// How a file is known to be one.
    pub known_by: KnownBy,
    /// Whether it may carry a patient's words.
    pub may_be_personal: bool,
    /// How many files a leaflet is.
    pub files: Files,
    /// What it is made from.
    pub made_from: MadeFrom,
}

/// How a file is known to be one of a format. What is none is never replaced.
#[derive(Debug, Clone, Copy)]
pub enum KnownBy {
    /// By the bytes it begins with.
    Beginning(&'static [u8]),
    /// By all that it holds.
    Whole(fn(&[u8]) -> bool),
}

/// How many files a leaflet is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Files {
    /// One.
    One,
    /// One for each page.
    EachPage,
}

/// What a format is made from.
#[derive(Debug, Clone, Copy)]
pub enum MadeFrom {
    /// The pages that the engine sets, as one PDF.
    Pages,
    /// The pages of that PDF, as pictures.
    Pictures,
    /// The leaflet's elements, without the engine; this writes the file.
    Elements(fn(&Leaflet) -> Vec<u8>),
}

impl Format {
    /// The format of a leaflet of which nobody says otherwise.
    pub fn usual() -> &'static Self {
        FORMATS.first().copied().unwrap_or(&PDF)
    }

    /// Whether it is that one.
    pub fn is_usual(&self) -> bool {
        self == Self::usual()
    }

    /// The format of a name, in letters of any case.
    pub fn named(name: &str) -> Option<&'static Self> {
        let mut formats = FORMATS.iter().copied();
        formats.find(|format| format.name.eq_ignore_ascii_case(name))
    }

    /// The format that the ending of a file's name stands for.
    pub fn of_path(path: &Path) -> Option<&'static Self> {
        let mut formats = FORMATS.iter().copied();
        formats.find(|format| format.is_ending_of(path))
    }

    /// The usual ending of its files, without the dot.
    pub fn ending(&self) -> &'static str {
        self.endings.first().copied().unwrap_or(self.name)
    }

    /// Whether the name of a file ends as this format's do, in letters of any case.
    pub fn is_ending_of(&self, path: &Path) -> bool {
        let ending = path.extension().and_then(|ending| ending.to_str());
        ending.is_some_and(|ending| {
            let mut endings = self.endings.iter();
            endings.any(|known| known.eq_ignore_ascii_case(ending))
        })
    }

    /// Whether these are the bytes of a file of this format.
    pub fn is_of(&self, bytes: &[u8]) -> bool {
        match self.known_by {
            KnownBy::Beginning(beginning) => bytes.starts_with(beginning),
            KnownBy::Whole(is_one) => is_one(bytes),
        }
    }

    /// Whether a leaflet of a list can be made in it: one file, which may carry a patient's words.
    pub fn fits_a_list(&self) -> bool {
        self.may_be_personal && self.fits_a_library()
    }

    /// Whether a leaflet of a library can be made in it: one file.
    pub fn fits_a_library(&self) -> bool {
        self.files == Files::One
    }
}

/// A name of a file without the ending of a format, if it has one: what stands before it is the name of a leaflet.
pub fn without_ending(name: &str) -> &str {
    let endings = FORMATS.iter().flat_map(|format| format.endings);
    let mut stems = endings.filter_map(|ending| name.strip_suffix(ending)?.strip_suffix('.'));
    stems.next().unwrap_or(name)
}

impl PartialEq for Format {
    fn eq(&self, other: &Self) -> bool {
        self.name == other.name
    }
}

impl Eq for Format {}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;

    #[test]
    fn formats_are_told_apart_by_name_and_by_ending() {
        let names: BTreeSet<&str> = FORMATS.iter().map(|format| format.name).collect();
        assert_eq!(names.len(), FORMATS.len());
        let endings: Vec<&str> = FORMATS
            .iter()
            .flat_map(|one| one.endings)
            .copied()
            .collect();
        let different: BTreeSet<&&str> = endings.iter().collect();
        assert_eq!(different.len(), endings.len());
        for format in FORMATS {
            assert!(!format.endings.is_empty() && format.media_type.contains('/'));
            assert_eq!(Format::named(&format.name.to_uppercase()), Some(*format));
            for ending in format.endings {
                let name = format!("a.b.{ending}");
                assert_eq!(Format::of_path(Path::new(&name)), Some(*format));
                assert_eq!(without_ending(&name), "a.b");
            }
        }
        assert_eq!(Format::of_path(Path::new("a.pdf.gz")), None);
        assert_eq!(without_ending("pdf"), "pdf");
        assert!(Format::usual().is_usual() && Format::usual().fits_a_list());
    }
}
