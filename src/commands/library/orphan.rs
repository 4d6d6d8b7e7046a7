//! Leaflets in the library's folder that no guide makes any more.
//!
//! In: the names of the files that are there, those that the library has, and what is known. Out: the
//! [`Orphan`]s. Promise: only what the record proves to be ours, to the byte, may be taken away. A file
//! that is named as leaflets are is told too, so that a folder without a record, such as a fresh clone,
//! shows what is left over; but not in a folder that a list's leaflets are made into as well, and any
//! other file is the clinic's own business and is never named.

use std::collections::BTreeSet;
use std::path::Path;

use super::record::{KnownRecords, is_of_library};
use crate::base::fingerprint::Fingerprint;
use crate::commands::output::{WriteProblem, folder};
use crate::commands::starter;
use crate::leaflet::Print;
use crate::leaflet::format::{Format, without_ending};

/// A leaflet that no guide makes any more.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Orphan {
    /// The name of its file.
    pub file: String,
    /// Whether it is proved to be the library's, and unchanged.
    pub is_ours: bool,
}

/// The orphans of a folder that are files of these formats, in the order of their names.
///
/// # Errors
/// The folder cannot be read.
pub(super) fn orphans(
    folder: &Path,
    wanted: &BTreeSet<&str>,
    languages: &[String],
    known: &KnownRecords,
    formats: &[&Format],
) -> Result<Vec<Orphan>, WriteProblem> {
    let is_alone = folder::hidden_names(folder)?
        .iter()
        .all(|name| is_of_library(name));
    let mut orphans = Vec::new();
    for file in folder::leaflets_in(folder, formats)? {
        let is_known = known.has(&file);
        let is_leaflet = is_known || (is_alone && is_named_so(&file, languages));
        if wanted.contains(file.as_str()) || !is_leaflet {
            continue;
        }
        let bytes = if is_known {
            folder::read_leaflet(folder, &file)?
        } else {
            None
        };
        let is_ours = bytes.is_some_and(|bytes| known.made(&file, Fingerprint::of(&bytes)));
        orphans.push(Orphan { file, is_ours });
    }
    Ok(orphans)
}

/// Whether a file is named as the library names leaflets in the usual format, in one of these languages. A file of
/// another format can be anybody's, whatever its name.
fn is_named_so(file: &str, languages: &[String]) -> bool {
    let usual = Format::usual();
    let stem = without_ending(file);
    if !file.ends_with(&format!(".{}", usual.ending())) {
        return false;
    }
    let mut stems = vec![stem];
    stems.extend(Print::all().filter_map(|print| {
        let rest = stem.strip_suffix(&print.name())?;
        rest.strip_suffix('-')
    }));
    stems.iter().any(|stem| {
        languages.iter().any(|language| {
            let guide = stem.strip_suffix(language.as_str());
            let guide = guide.and_then(|rest| rest.strip_suffix('-'));
            guide.is_some_and(|guide| starter::name_problem(guide).is_none())
        })
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_names_of_leaflets_are_taken_for_leaflets() {
        let languages = ["en".to_owned(), "pt-BR".to_owned()];
        for (file, expected) in [
            ("knee-en.pdf", true),
            ("knee-replacement-pt-BR-letter.pdf", true),
            ("knee-hi.pdf", false),
            ("knee-en-personal.pdf", false),
            ("Knee Replacement-en.pdf", false),
            ("en.pdf", false),
            ("-en.pdf", false),
            ("knee-en.txt", false),
            ("report.pdf", false),
        ] {
            assert_eq!(is_named_so(file, &languages), expected, "{file}");
        }
    }
}
