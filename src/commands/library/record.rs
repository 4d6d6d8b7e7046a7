//! What was made into the library's folder: which inputs gave which file.
//!
//! In: the hidden files that say so, one for the whole and one for each share. Out: whether a file is
//! what its inputs give, and whether it is ours. Promise: an entry is on the disk before its file gets
//! its name; a line that cannot be read is passed over, which costs time and nothing else, because the
//! leaflet is made again then and compared. A line is a JSON object; nobody's facts are in it.

use std::collections::BTreeMap;
use std::path::Path;

use serde_json::{Value, json};

use crate::base::fingerprint::Fingerprint;
use crate::base::share::Share;
use crate::commands::make::PictureNames;
use crate::commands::output::{WriteProblem, folder};

/// What the names of the hidden files begin with; the file of the whole is called so.
const RECORD: &str = "library";

/// The first line.
const HEAD: &str = "{\"leaflet-library\":1}";

/// The name of the hidden file of a share.
pub(super) fn record_name(share: Share) -> String {
    if share.is_whole() {
        RECORD.to_owned()
    } else {
        format!("{RECORD}-{}", share.name())
    }
}

/// The name under which a share locks the folder and begins its files in the making.
pub(super) fn lock_name(share: Share) -> String {
    format!("{RECORD}-{}", share.name())
}

/// A leaflet that was made.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Entry {
    /// Everything that went into it.
    pub(super) input: Fingerprint,
    /// Its file.
    pub(super) output: Fingerprint,
    /// Its pages.
    pub(super) pages: usize,
    /// The texts alone, out of what went into it.
    pub(super) texts: Fingerprint,
    /// The names of the pictures that these texts hold.
    pub(super) pictures: PictureNames,
    /// The version that the guide gives itself.
    pub(super) version: Option<String>,
}

/// Whether a hidden file of this name is the library's: its record, its lock, or one in the making.
pub(super) fn is_of_library(name: &str) -> bool {
    ["", "lock-", "part-"].iter().any(|kind| {
        name.strip_prefix(kind)
            .is_some_and(|rest| rest.starts_with(RECORD))
    })
}

/// Whether a folder with these hidden files is one that the library was made into.
pub fn is_made_by_build(hidden: &[String]) -> bool {
    hidden.iter().any(|name| is_of_library(name))
}

/// What all hidden files together said when they were read.
#[derive(Debug, Default)]
pub(super) struct KnownRecords {
    entries: BTreeMap<String, Vec<Entry>>,
}

/// What the hidden file of this share says, and shall say.
#[derive(Debug, Default)]
pub(super) struct OwnRecord {
    entries: BTreeMap<String, Entry>,
    is_changed: bool,
}

/// What the hidden files of a folder say, given by name and bytes.
pub(super) fn read(files: &[(String, Vec<u8>)], share: Share) -> (KnownRecords, OwnRecord) {
    let mut known = KnownRecords::default();
    let mut own = OwnRecord::default();
    let own_name = record_name(share);
    for (name, bytes) in files {
        let is_record = name
            .strip_prefix(RECORD)
            .is_some_and(|rest| rest.is_empty() || rest.starts_with('-'));
        if !is_record {
            continue;
        }
        for line in String::from_utf8_lossy(bytes).lines() {
            let Some((file, entry)) = read_line(line) else {
                continue;
            };
            if *name == own_name {
                own.entries.insert(file.clone(), entry.clone());
            }
            known.entries.entry(file).or_default().push(entry);
        }
    }
    (known, own)
}

impl KnownRecords {
    /// Reads what the hidden files of a folder say, and what this share's file says.
    ///
    /// # Errors
    /// A hidden file is there and cannot be read.
    pub(super) fn of_folder(
        folder: &Path,
        share: Share,
    ) -> Result<(Self, OwnRecord), WriteProblem> {
        let files = folder::hidden_beginning(folder, RECORD)?;
        Ok(read(&files, share))
    }

    /// What is said of a file of these contents, if its inputs are still the same; `input` gives their
    /// sum, for texts that hold pictures of these names.
    pub(super) fn current(
        &self,
        file: &str,
        output: Fingerprint,
        texts: Fingerprint,
        input: impl Fn(&PictureNames) -> Fingerprint,
    ) -> Option<&Entry> {
        self.of(file)
            .filter(|entry| entry.output == output && entry.texts == texts)
            .find(|entry| entry.input == input(&entry.pictures))
    }

    /// Whether a file of this name is the library's.
    pub(super) fn has(&self, file: &str) -> bool {
        self.entries.contains_key(file)
    }

    /// Whether a file of this name was made with these very contents.
    pub(super) fn made(&self, file: &str, output: Fingerprint) -> bool {
        self.of(file).any(|entry| entry.output == output)
    }

    fn of(&self, file: &str) -> impl Iterator<Item = &Entry> {
        self.entries.get(file).into_iter().flatten()
    }
}

impl OwnRecord {
    /// Sets what is said of a file.
    pub(super) fn set(&mut self, file: &str, entry: Entry) {
        if self.entries.get(file) != Some(&entry) {
            self.entries.insert(file.to_owned(), entry);
            self.is_changed = true;
        }
    }

    /// Says nothing of a file any more.
    pub(super) fn forget(&mut self, file: &str) {
        self.is_changed |= self.entries.remove(file).is_some();
    }

    /// The files of which something is said.
    pub(super) fn files(&self) -> Vec<String> {
        self.entries.keys().cloned().collect()
    }

    /// The text to write, if it is another than the one that was read or written last.
    pub(super) fn text(&mut self) -> Option<String> {
        if !std::mem::take(&mut self.is_changed) {
            return None;
        }
        let mut text = format!("{HEAD}\n");
        for (file, entry) in &self.entries {
            let line = json!({
                "file": file,
                "input": entry.input.to_string(),
                "output": entry.output.to_string(),
                "pages": entry.pages,
                "texts": entry.texts.to_string(),
                "figures": entry.pictures.figures,
                "logo": entry.pictures.logo,
                "version": entry.version,
            });
            text.push_str(&format!("{line}\n"));
        }
        Some(text)
    }
}

fn read_line(line: &str) -> Option<(String, Entry)> {
    let value: Value = serde_json::from_str(line).ok()?;
    let text = |name: &str| value.get(name)?.as_str();
    let entry = Entry {
        input: Fingerprint::read(text("input")?)?,
        output: Fingerprint::read(text("output")?)?,
        pages: usize::try_from(value.get("pages")?.as_u64()?).ok()?,
        texts: Fingerprint::read(text("texts")?)?,
        pictures: PictureNames {
            figures: texts_of(value.get("figures")?)?,
            logo: text("logo").map(str::to_owned),
        },
        version: text("version").map(str::to_owned),
    };
    Some((text("file")?.to_owned(), entry))
}

fn texts_of(list: &Value) -> Option<Vec<String>> {
    let items = list.as_array()?.iter();
    items.map(|item| item.as_str().map(str::to_owned)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn entry(name: &str) -> Entry {
        Entry {
            input: Fingerprint::of(name.as_bytes()),
            output: Fingerprint::of(&[name.as_bytes(), b"file"].concat()),
            pages: 6,
            texts: Fingerprint::of(b"texts"),
            pictures: PictureNames {
                figures: vec!["one.png".to_owned(), "two.png".to_owned()],
                logo: Some("mark.svg".to_owned()),
            },
            version: None,
        }
    }

    /// Whether a file of these contents is known as made of this.
    fn is_current(
        known: &KnownRecords,
        file: &str,
        input: Fingerprint,
        output: Fingerprint,
    ) -> bool {
        let texts = Fingerprint::of(b"texts");
        let entry = known.current(file, output, texts, |pictures| {
            assert_eq!(pictures, &entry("a").pictures);
            input
        });
        let other = known.current(file, output, Fingerprint::of(b"other"), |_| input);
        assert_eq!(other, None);
        entry.is_some()
    }

    #[test]
    fn what_is_written_is_read_and_broken_lines_are_passed_over() {
        let mut own = OwnRecord::default();
        assert_eq!(own.text(), None);
        own.set("a-en.pdf", entry("a"));
        own.set("a \"b\"\n-en.pdf", entry("b"));
        let text = own.text().unwrap();
        assert_eq!(own.text(), None);
        let broken = format!("<<<<<<< ours\n{text}=======\n{{\"file\":\"c-en.pdf\",\"inp");
        let files = [
            ("library".to_owned(), broken.into_bytes()),
            ("librarian".to_owned(), text.clone().into_bytes()),
        ];
        let (known, mut own) = read(&files, Share::WHOLE);
        let a = entry("a");
        assert!(is_current(&known, "a-en.pdf", a.input, a.output));
        assert!(!is_current(&known, "a-en.pdf", a.input, a.input));
        assert!(!is_current(&known, "a-en.pdf", a.output, a.output));
        assert!(known.made("a \"b\"\n-en.pdf", entry("b").output));
        assert!(known.has("a-en.pdf") && !known.has("c-en.pdf"));
        assert_eq!(own.text(), None);
        own.set("a-en.pdf", a.clone());
        assert_eq!(own.text(), None);
        own.forget("a-en.pdf");
        assert!(
            own.text()
                .is_some_and(|text| !text.contains("\"a-en.pdf\""))
        );
    }

    #[test]
    fn shares_read_each_other_and_write_their_own() {
        let text = |name: &str, of: &str| {
            let mut own = OwnRecord::default();
            own.set(name, entry(of));
            own.text().unwrap().into_bytes()
        };
        let files = [
            ("library-1-of-2".to_owned(), text("a-en.pdf", "a")),
            ("library-2-of-2".to_owned(), text("b-en.pdf", "b")),
            ("library".to_owned(), text("a-en.pdf", "old")),
        ];
        let (known, own) = read(&files, "2/2".parse().unwrap());
        assert_eq!(own.files(), ["b-en.pdf"]);
        for of in ["a", "old"] {
            let entry = entry(of);
            assert!(is_current(&known, "a-en.pdf", entry.input, entry.output));
        }
        let (input, output) = (entry("a").input, entry("old").output);
        assert!(!is_current(&known, "a-en.pdf", input, output));
    }

    #[test]
    fn no_share_sweeps_what_another_is_making() {
        let names: Vec<String> = ["1/1", "1/10", "1/100", "10/100", "2/10"]
            .iter()
            .map(|share| lock_name(share.parse().unwrap()) + "-")
            .collect();
        for one in &names {
            let like = names.iter().filter(|other| other.starts_with(one.as_str()));
            assert_eq!(like.count(), 1, "{one}");
        }
    }
}
