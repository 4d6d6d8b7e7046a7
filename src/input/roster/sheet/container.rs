//! The archive that a workbook is, opened with care.
//!
//! In: the bytes of a ZIP archive. Out: its parts, one at a time, as XML to be read. Promises: what the
//! archive says of its own sizes is not believed; all parts that are read unpack to
//! [`MAXIMUM_UNPACKED_BYTES`](super::MAXIMUM_UNPACKED_BYTES) together and no more, and nothing is
//! unpacked before it is read. Names of parts count alike in any case, as they do in Excel.

use std::collections::BTreeMap;
use std::io::{Cursor, Read};

use zip::ZipArchive;

use super::damaged::{SAVE_ALONE, damaged};
use super::xml::{Allowance, Part};
use super::{MAXIMUM_WORKBOOK_PARTS, Refusal, rule};

/// How each entry of an archive's directory begins (PKWARE's APPNOTE, 4.3.12).
const DIRECTORY_ENTRY: &[u8] = b"PK\x01\x02";

/// Most bytes of a part that only says what kind of document it is.
const SHORT: u64 = 200;

pub(super) struct Container<'b> {
    archive: ZipArchive<Cursor<&'b [u8]>>,
    /// Names in small letters, and their places in the archive.
    names: BTreeMap<String, usize>,
    /// How much may still be read.
    left: Allowance,
}

impl<'b> Container<'b> {
    pub(super) fn open(bytes: &'b [u8]) -> Result<Self, Refusal> {
        // Counted before the archive is opened, because each entry takes memory there.
        let entries = bytes
            .windows(DIRECTORY_ENTRY.len())
            .filter(|window| *window == DIRECTORY_ENTRY);
        if entries.count() > MAXIMUM_WORKBOOK_PARTS {
            return Err(Refusal::new(
                rule::ROSTER_TOO_LARGE,
                format!(
                    "the archive has more than {MAXIMUM_WORKBOOK_PARTS} parts, the most that \
                    a workbook can have"
                ),
            )
            .hint(SAVE_ALONE));
        }
        let archive = ZipArchive::new(Cursor::new(bytes)).map_err(|_| damaged())?;
        let names = archive.file_names().enumerate();
        let names = names
            .filter_map(|(index, name)| Some((name.ok()?.replace('\\', "/").to_lowercase(), index)))
            .collect();
        Ok(Self {
            archive,
            names,
            left: Allowance::new(),
        })
    }

    pub(super) fn has(&self, name: &str) -> bool {
        self.names.contains_key(&name.to_lowercase())
    }

    pub(super) fn has_folder(&self, folder: &str) -> bool {
        self.names.keys().any(|name| name.starts_with(folder))
    }

    pub(super) fn has_ending(&self, ending: &str) -> bool {
        self.names.keys().any(|name| name.ends_with(ending))
    }

    /// The beginning of a small part; `None` if there is none of the name.
    pub(super) fn short_text(&mut self, name: &str) -> Result<Option<String>, Refusal> {
        let Some(index) = self.names.get(&name.to_lowercase()) else {
            return Ok(None);
        };
        let mut text = Vec::new();
        let part = self.archive.by_index(*index).map_err(|_| damaged())?;
        part.take(SHORT)
            .read_to_end(&mut text)
            .map_err(|_| damaged())?;
        Ok(Some(String::from_utf8_lossy(&text).trim().to_owned()))
    }

    /// A part, to be read as XML; `None` if there is none of the name.
    pub(super) fn part(&mut self, name: &str) -> Result<Option<Part<'_>>, Refusal> {
        let Some(index) = self.names.get(&name.to_lowercase()) else {
            return Ok(None);
        };
        let part = self.archive.by_index(*index).map_err(|_| damaged())?;
        Ok(Some(Part::new(Box::new(part), &self.left)))
    }

    /// A part that must be there.
    pub(super) fn needed(&mut self, name: &str) -> Result<Part<'_>, Refusal> {
        self.part(name)?.ok_or_else(damaged)
    }
}
