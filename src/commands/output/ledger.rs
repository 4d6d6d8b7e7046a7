//! What was made in a folder of leaflets, so that a broken-off run is finished and not begun again.
//!
//! In: fingerprints. Out: an answer whether a leaflet is made already, whether a file is ours, and whether
//! it was another patient's. Promise: no word of a person enters it, and nothing by which somebody without
//! the key finds out by trying who was on the list: rows, people and finished files are known by sums with
//! a secret key, which only the folder's owner can read. A line is sealed as a whole: what was put together
//! from other lines, or by somebody without the key, is passed over, and so is a line that a sudden end cut
//! off. An entry is on the disk before its file gets its name; what is known is not written again.
//!
//! A line has eight parts: the kind of file, the row, what went into the leaflet besides the row, the
//! program's version, the finished file, its pages, the person, and the seal. Each share of the work writes
//! a ledger of its own and reads all.
//!
//! The earlier form was not sealed and held plain sums. Its lines still say that a file is ours, so that
//! it may be replaced; that a leaflet is the right one they say no more, so that it is made once again and
//! compared. Such a ledger is written again in today's form when its share opens it.

use std::collections::HashMap;
use std::fs::File;
use std::io::{self, Write};
use std::path::{Path, PathBuf};

use super::hidden::{KEY, LEDGER};
use super::private::PrivateFolder;
use super::random;
use super::system::{self, OpenFor};
use super::{OutputFolder, WriteProblem};
use crate::base::fingerprint::{Fingerprint, Pieces};

/// What the first line says, today and in the earlier form.
const HEAD: &str = "leaflet ledger 2";
const EARLIER_HEAD: &str = "leaflet ledger 1";

/// What a hidden file's name begins with until it is whole.
const IN_THE_MAKING: &str = "key-";

/// What stands in a line where there is nothing to say.
const NOTHING: &str = "-";

/// Bytes of the key.
type Key = [u8; 32];

/// A finished file, summed with the key.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct FileSum(Fingerprint);

/// What kind of file was made.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// A row's leaflet.
    Leaflet,
    /// A print job of a whole list.
    Job,
    /// A print job of some of its rows.
    JobOfSome,
    /// A row's leaflet, as a ledger of the earlier form says: a file of ours, and nothing more.
    Earlier,
}

/// The kinds with their words.
const KINDS: [(&str, Kind); 4] = [
    ("leaflet", Kind::Leaflet),
    ("job", Kind::Job),
    ("job-of-some", Kind::JobOfSome),
    ("earlier", Kind::Earlier),
];

/// A leaflet that was made.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Entry {
    /// The row, with the key.
    pub row: Fingerprint,
    /// What went into the leaflet besides the row.
    pub content: Fingerprint,
    /// The finished file.
    pub file: FileSum,
    /// Its pages.
    pub pages: usize,
    /// Whose it is, with the key.
    pub person: u64,
}

/// What is known of a row's leaflet.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Made {
    /// The finished file.
    pub file: FileSum,
    pages: u32,
}

impl Made {
    /// Its pages.
    pub fn pages(&self) -> usize {
        self.pages as usize
    }
}

/// What ledgers said when they were opened: for many readers at once, while new lines are added.
#[derive(Clone)]
pub struct Snapshot {
    key: Key,
    /// By row and content: another share's ledger can hold an older leaflet of the same row.
    leaflets: HashMap<(Fingerprint, Fingerprint), Made>,
    /// The finished files, each with its kind and whose it is.
    files: HashMap<FileSum, (Kind, Option<u64>)>,
}

/// The ledgers of a folder.
pub struct Ledger {
    known: Snapshot,
    shares: Vec<String>,
    own: File,
    own_path: PathBuf,
}

/// A line, read or to be written.
struct Line {
    kind: Kind,
    /// The row and the content, of a leaflet.
    leaflet: Option<(Fingerprint, Fingerprint)>,
    file: FileSum,
    pages: u32,
    person: Option<u64>,
}

impl Ledger {
    /// Opens the ledgers of a folder, and begins or goes on with the one of this share.
    ///
    /// # Errors
    /// What the machine says; a file there is none of ours.
    pub fn open(folder: &OutputFolder, share: &str) -> Result<Self, WriteProblem> {
        let hidden = folder.private();
        let mut known = Snapshot {
            key: key(hidden)?,
            leaflets: HashMap::new(),
            files: HashMap::new(),
        };
        let own_name = format!("{LEDGER}{share}");
        let mut shares = vec![share.to_owned()];
        for name in hidden.names()? {
            let Some(of) = name.strip_prefix(LEDGER) else {
                continue;
            };
            let bytes = hidden.read(&name)?.unwrap_or_default();
            let text = String::from_utf8_lossy(&bytes);
            let is_earlier = text.starts_with(EARLIER_HEAD);
            let lines = known.take_in(&text, is_earlier);
            if of != share {
                shares.push(of.to_owned());
            } else if is_earlier || has_other_names(hidden, &name)? {
                // Another name of the file must not see what is added to it.
                let anew = known.written(&lines);
                let written = hidden.write(&name, anew.as_bytes(), IN_THE_MAKING);
                written.map_err(|error| WriteProblem::Machine(hidden.path_of(&name), error))?;
            }
        }
        let own = hidden.open_file(&own_name, OpenFor::Adding)?;
        hidden.flush();
        Ok(Self {
            known,
            shares,
            own,
            own_path: hidden.path_of(&own_name),
        })
    }

    /// The shares that have a ledger here, by name.
    pub fn shares(&self) -> &[String] {
        &self.shares
    }

    /// What the ledgers said when they were opened, and what was added since.
    pub fn known(&self) -> &Snapshot {
        &self.known
    }

    /// What is known now, to keep.
    pub fn snapshot(&self) -> Snapshot {
        self.known.clone()
    }

    /// Adds leaflets, and waits until they are on the disk.
    ///
    /// # Errors
    /// What the machine says.
    pub fn add(&mut self, entries: &[Entry]) -> io::Result<()> {
        let lines = entries.iter().map(|entry| Line {
            kind: Kind::Leaflet,
            leaflet: Some((entry.row, entry.content)),
            file: entry.file,
            pages: small(entry.pages),
            person: Some(entry.person),
        });
        self.add_lines(lines.collect())
    }

    /// Adds a print job, and waits until it is on the disk.
    ///
    /// # Errors
    /// What the machine says.
    pub fn add_job(&mut self, kind: Kind, file: &Fingerprint, pages: usize) -> io::Result<()> {
        self.add_lines(vec![Line {
            kind,
            leaflet: None,
            file: self.known.sum_of(file),
            pages: small(pages),
            person: None,
        }])
    }

    fn add_lines(&mut self, mut lines: Vec<Line>) -> io::Result<()> {
        lines.retain(|line| !self.known.has(line));
        if lines.is_empty() {
            return Ok(());
        }
        // A line that a sudden end cut off must not run into the first.
        let mut text = String::from("\n");
        if self.own.metadata()?.len() == 0 {
            text = format!("{HEAD}\n");
        }
        for line in &lines {
            text.push_str(&line.written(&self.known.key));
        }
        self.own.write_all(text.as_bytes())?;
        self.own.sync_data()?;
        for line in lines {
            self.known.take(&line);
        }
        Ok(())
    }

    /// Where this share's ledger is.
    pub fn path(&self) -> &Path {
        &self.own_path
    }
}

impl Snapshot {
    /// Takes in what a ledger says; gives the lines that hold.
    fn take_in(&mut self, text: &str, is_earlier: bool) -> Vec<Line> {
        let mut lines = Vec::new();
        for line in text.lines() {
            let read = match is_earlier {
                true => self.read_earlier(line),
                false => Line::read(line, &self.key),
            };
            if let Some(line) = read {
                self.take(&line);
                lines.push(line);
            }
        }
        lines
    }

    fn take(&mut self, line: &Line) {
        if let Some(of) = line.leaflet {
            let (file, pages) = (line.file, line.pages);
            self.leaflets.insert(of, Made { file, pages });
        }
        self.files.insert(line.file, (line.kind, line.person));
    }

    /// Whether a line would say nothing new.
    fn has(&self, line: &Line) -> bool {
        let is_known = self.files.get(&line.file) == Some(&(line.kind, line.person));
        let made = line.leaflet.map(|of| self.leaflets.get(&of));
        is_known && made.is_none_or(|made| made.is_some_and(|made| made.file == line.file))
    }

    /// A line of the earlier form: row, content, version, file, pages; plain sums. A print job had no
    /// content but its own bytes.
    fn read_earlier(&self, line: &str) -> Option<Line> {
        let parts: Vec<&str> = line.split(' ').collect();
        let [_row, content, _version, file, pages] = parts.as_slice() else {
            return None;
        };
        Some(Line {
            kind: if content == file {
                Kind::Job
            } else {
                Kind::Earlier
            },
            leaflet: None,
            file: self.sum_of(&Fingerprint::read(file)?),
            pages: pages.parse().ok()?,
            person: None,
        })
    }

    /// A ledger that holds these lines.
    fn written(&self, lines: &[Line]) -> String {
        let mut text = format!("{HEAD}\n");
        for line in lines {
            text.push_str(&line.written(&self.key));
        }
        text
    }

    /// The key with which rows are summed.
    pub fn key(&self) -> &Key {
        &self.key
    }

    /// A finished file as ledgers know it.
    pub fn sum_of(&self, file: &Fingerprint) -> FileSum {
        let pieces = Pieces::keyed(&self.key).with("finished file");
        FileSum(pieces.with(file.bytes()).finish())
    }

    /// What was made of a row with this content.
    pub fn leaflet(&self, row: &Fingerprint, content: &Fingerprint) -> Option<&Made> {
        self.leaflets.get(&(*row, *content))
    }

    /// What kind of file these contents are, if it was made here.
    pub fn kind(&self, file: &Fingerprint) -> Option<Kind> {
        self.files.get(&self.sum_of(file)).map(|(kind, _)| *kind)
    }

    /// Whether a file of these contents was made here of a row, and is no print job.
    pub fn made_of_a_row(&self, file: &Fingerprint) -> bool {
        matches!(self.kind(file), Some(Kind::Leaflet | Kind::Earlier))
    }

    /// Whose leaflet a file of these contents is, as far as that is known.
    pub fn person_of(&self, file: &Fingerprint) -> Option<u64> {
        self.files.get(&self.sum_of(file))?.1
    }
}

impl Line {
    fn read(line: &str, key: &Key) -> Option<Self> {
        let (said, seal) = line.rsplit_once(' ')?;
        if seal_of(said, key).to_string() != seal {
            return None;
        }
        let parts: Vec<&str> = said.split(' ').collect();
        let [kind, row, content, _version, file, pages, person] = parts.as_slice() else {
            return None;
        };
        let (_, kind) = KINDS.iter().find(|(word, _)| word == kind)?;
        Some(Self {
            kind: *kind,
            leaflet: match (*row, *content) {
                (NOTHING, NOTHING) => None,
                _ => Some((Fingerprint::read(row)?, Fingerprint::read(content)?)),
            },
            file: FileSum(Fingerprint::read(file)?),
            pages: pages.parse().ok()?,
            person: match *person {
                NOTHING => None,
                person => Some(u64::from_str_radix(person, 16).ok()?),
            },
        })
    }

    /// The line with its seal and its end.
    fn written(&self, key: &Key) -> String {
        let words = KINDS.iter().find(|(_, kind)| *kind == self.kind);
        let kind = words.map_or(NOTHING, |(word, _)| word);
        let version = env!("CARGO_PKG_VERSION");
        let (row, content) = match self.leaflet {
            Some((row, content)) => (row.to_string(), content.to_string()),
            None => (NOTHING.to_owned(), NOTHING.to_owned()),
        };
        let (file, pages) = (self.file.0, self.pages);
        let person = self.person.map(|person| format!("{person:016x}"));
        let person = person.as_deref().unwrap_or(NOTHING);
        let said = format!("{kind} {row} {content} {version} {file} {pages} {person}");
        let seal = seal_of(&said, key);
        format!("{said} {seal}\n")
    }
}

/// The sum that only the key's owner can give a line.
fn seal_of(said: &str, key: &Key) -> Fingerprint {
    Pieces::keyed(key).with("ledger line").with(said).finish()
}

/// A leaflet has no four thousand million pages.
fn small(pages: usize) -> u32 {
    u32::try_from(pages).unwrap_or(u32::MAX)
}

/// Whether a file is known by another name too, as a copy made of links leaves it.
fn has_other_names(hidden: &PrivateFolder, name: &str) -> Result<bool, WriteProblem> {
    let file = hidden.open_file(name, OpenFor::Reading)?;
    Ok(file.metadata().is_ok_and(|it| system::has_other_names(&it)))
}

/// The folder's key; made when there is none. Two shares that begin at once end up with one key.
fn key(hidden: &PrivateFolder) -> Result<Key, WriteProblem> {
    let read = |bytes: Vec<u8>| {
        let key = Key::try_from(bytes.as_slice());
        key.map_err(|_| WriteProblem::NoKey(hidden.path_of(KEY)))
    };
    if let Some(bytes) = hidden.read(KEY)? {
        return read(bytes);
    }
    let machine = |error| WriteProblem::Machine(hidden.path_of(KEY), error);
    let key = random::bytes().map_err(machine)?;
    match hidden.write_new(KEY, &key, IN_THE_MAKING) {
        Ok(()) => Ok(key),
        Err(error) if error.kind() == io::ErrorKind::AlreadyExists => {
            read(hidden.read(KEY)?.unwrap_or_default())
        }
        Err(error) => Err(machine(error)),
    }
}

#[cfg(test)]
#[expect(
    clippy::disallowed_methods,
    reason = "a test changes ledgers as others might"
)]
mod tests {
    use super::*;

    fn entry(known: &Snapshot, name: &str) -> Entry {
        Entry {
            row: Fingerprint::of(name.as_bytes()),
            content: Fingerprint::of(b"content"),
            file: known.sum_of(&finished(name)),
            pages: 6,
            person: 7,
        }
    }

    /// The finished file of a row.
    fn finished(name: &str) -> Fingerprint {
        Fingerprint::of(&[name.as_bytes(), b"file"].concat())
    }

    fn has(known: &Snapshot, name: &str) -> bool {
        let entry = entry(known, name);
        let made = known.leaflet(&entry.row, &entry.content);
        made.is_some_and(|made| made.file == entry.file && made.pages() == entry.pages)
            && known.person_of(&finished(name)) == Some(entry.person)
    }

    fn open(place: &tempfile::TempDir, share: &str) -> Ledger {
        let folder = OutputFolder::open(place.path(), share).unwrap();
        Ledger::open(&folder, share).unwrap()
    }

    fn add(ledger: &mut Ledger, names: &[&str]) {
        let known = ledger.snapshot();
        let entries: Vec<Entry> = names.iter().map(|name| entry(&known, name)).collect();
        ledger.add(&entries).unwrap();
    }

    #[test]
    fn an_older_line_of_another_share_does_not_hide_a_newer_one() {
        let place = tempfile::tempdir().unwrap();
        let content = Fingerprint::of(b"before");
        for (share, is_old) in [("1-of-2", true), ("2-of-2", false), ("whole", true)] {
            let mut ledger = open(&place, share);
            let now = entry(ledger.known(), "a");
            let old = Entry { content, ..now };
            ledger.add(&[if is_old { old } else { now }]).unwrap();
        }
        let known = open(&place, "whole").snapshot();
        assert!(has(&known, "a"));
        assert!(known.leaflet(&entry(&known, "a").row, &content).is_some());
    }

    #[test]
    fn what_was_added_is_there_the_next_time_and_for_other_shares() {
        let place = tempfile::tempdir().unwrap();
        let mut ledger = open(&place, "1-of-2");
        add(&mut ledger, &["a", "b"]);
        add(&mut ledger, &["c"]);
        let other = open(&place, "2-of-2").snapshot();
        assert_eq!(other.key(), ledger.snapshot().key());
        for name in ["a", "b", "c"] {
            assert!(has(&other, name) && other.made_of_a_row(&finished(name)));
        }
        assert!(!has(&other, "d"));
    }

    #[test]
    fn a_line_that_was_cut_off_is_passed_over() {
        let place = tempfile::tempdir().unwrap();
        let mut ledger = open(&place, "all");
        add(&mut ledger, &["a", "b"]);
        let path = ledger.path().to_owned();
        drop(ledger);
        let text = std::fs::read(&path).unwrap();
        let file = File::options().write(true).open(&path).unwrap();
        file.set_len(text.len() as u64 - 30).unwrap();
        let mut ledger = open(&place, "all");
        assert!(has(&ledger.snapshot(), "a"));
        assert!(!has(&ledger.snapshot(), "b"));
        add(&mut ledger, &["b"]);
        drop(ledger);
        assert!(has(&open(&place, "all").snapshot(), "b"));
    }

    #[test]
    fn what_is_known_is_not_written_again() {
        let place = tempfile::tempdir().unwrap();
        let job = finished("job");
        let mut length = None;
        for _ in 0..3 {
            let mut ledger = open(&place, "all");
            add(&mut ledger, &["a", "b"]);
            add(&mut ledger, &["b", "a"]);
            ledger.add_job(Kind::Job, &job, 12).unwrap();
            let is = std::fs::metadata(ledger.path()).unwrap().len();
            assert_eq!(*length.get_or_insert(is), is);
        }
        assert_eq!(open(&place, "all").known().kind(&job), Some(Kind::Job));
    }

    #[test]
    fn lines_that_were_put_together_or_sealed_by_nobody_are_passed_over() {
        let place = tempfile::tempdir().unwrap();
        let mut ledger = open(&place, "all");
        add(&mut ledger, &["a", "b"]);
        let path = ledger.path().to_owned();
        drop(ledger);
        let text = std::fs::read_to_string(&path).unwrap();
        let lines: Vec<Vec<&str>> = text
            .lines()
            .skip(1)
            .map(|line| line.split(' ').collect())
            .collect();
        assert_eq!(lines.len(), 2);
        // Each part of one line that is another's in the other.
        for part in 0..lines[0].len() {
            if lines[0][part] == lines[1][part] {
                continue;
            }
            let mut exchanged = lines.clone();
            (exchanged[0][part], exchanged[1][part]) = (lines[1][part], lines[0][part]);
            let exchanged: Vec<String> = exchanged.iter().map(|line| line.join(" ")).collect();
            std::fs::write(&path, format!("{HEAD}\n{}\n", exchanged.join("\n"))).unwrap();
            let known = open(&place, "all").snapshot();
            for name in ["a", "b"] {
                assert!(!has(&known, name), "part {part}");
                assert_eq!(known.kind(&finished(name)), None, "part {part}");
            }
        }
        // Whole lines in another order are as good.
        let turned = format!("{HEAD}\n{}\n{}\n", lines[1].join(" "), lines[0].join(" "));
        std::fs::write(&path, turned).unwrap();
        let known = open(&place, "all").snapshot();
        assert!(has(&known, "a") && has(&known, "b"));
        // The key of another folder seals nothing here.
        std::fs::write(path.with_file_name(KEY), [9; 32]).unwrap();
        assert!(!has(&open(&place, "all").snapshot(), "a"));
    }

    #[test]
    fn nobody_without_the_key_finds_a_file_in_it() {
        let place = tempfile::tempdir().unwrap();
        let mut ledger = open(&place, "all");
        add(&mut ledger, &["a"]);
        ledger
            .add_job(Kind::JobOfSome, &finished("job"), 6)
            .unwrap();
        let text = std::fs::read_to_string(ledger.path()).unwrap();
        assert!(text.starts_with(HEAD));
        for name in ["a", "job"] {
            assert!(!text.contains(&finished(name).to_string()));
        }
    }

    #[test]
    fn the_earlier_form_says_what_is_ours_and_is_written_anew() {
        let place = tempfile::tempdir().unwrap();
        let path = open(&place, "all").path().to_owned();
        let [a, job, row] = ["a", "job", "row"].map(finished);
        let content = Fingerprint::of(b"content");
        let earlier = format!(
            "{EARLIER_HEAD}\n{row} {content} 0.1.0 {a} 6\n\n{row} {job} 0.1.0 {job} 12\nnoise\n"
        );
        std::fs::write(&path, earlier).unwrap();
        for _ in 0..2 {
            let known = open(&place, "all").snapshot();
            assert_eq!(known.kind(&a), Some(Kind::Earlier));
            assert_eq!(known.kind(&job), Some(Kind::Job));
            assert!(known.made_of_a_row(&a) && !known.made_of_a_row(&job));
            assert_eq!(known.leaflet(&row, &content), None);
            assert_eq!(known.person_of(&a), None);
            let text = std::fs::read_to_string(&path).unwrap();
            assert!(text.starts_with(HEAD) && !text.contains(&a.to_string()));
        }
        // Once it was made again and found equal, it is known like any other.
        let mut ledger = open(&place, "all");
        add(&mut ledger, &["a"]);
        drop(ledger);
        assert!(has(&open(&place, "all").snapshot(), "a"));
    }

    #[cfg(unix)]
    #[test]
    fn another_name_of_the_ledger_does_not_see_what_is_added() {
        let place = tempfile::tempdir().unwrap();
        let mut ledger = open(&place, "all");
        add(&mut ledger, &["a"]);
        let path = ledger.path().to_owned();
        drop(ledger);
        let copy = place.path().join("copy");
        std::fs::hard_link(&path, &copy).unwrap();
        let before = std::fs::read(&copy).unwrap();
        let mut ledger = open(&place, "all");
        assert!(has(ledger.known(), "a"));
        add(&mut ledger, &["b"]);
        drop(ledger);
        assert_eq!(std::fs::read(&copy).unwrap(), before);
        let known = open(&place, "all").snapshot();
        assert!(has(&known, "a") && has(&known, "b"));
    }
}
