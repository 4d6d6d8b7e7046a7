//! Many leaflets in one file for the printer, one after the other.
//!
//! In: finished files of the engine ([`Opened`]): leaflets, leaflets with rooms for values, and sheets
//! of values or of separators for many people together. Out: one PDF. Promise: each copy begins on a
//! front side, is drawn and tagged as its single file is, and has a bookmark; whatever leaflets have in
//! common is stored once; the file says PDF/UA-1 and PDF/A-2a, and the tests let others judge that; the
//! same copies give the same bytes. Memory holds the plates and a few bytes an object.
//!
//! Why this shape: five hundred leaflets differ in a few words of a first page. So a leaflet becomes a
//! [`Plate`] once, which knows what a copy has of its own, and a copy is that text with other numbers,
//! and values in its rooms. The values of all come from one file of many pages, so that the letters of
//! their typefaces are stored once. Left out are the bookmarks and properties of the single leaflets.

mod anatomy;
mod compact;
mod ending;
mod filled;
mod places;
mod plate;
mod properties;
mod shared;

use std::collections::BTreeMap;
use std::fmt;
use std::io::{self, Write};

use crate::base::invariant::PartOf;
use crate::pages::pdf::object::Value;
use compact::CompactFile;
use filled::fill;
use plate::{CopyNumbers, EMPTY_PAGE, PAGES, PART, copy_sign};
pub use plate::{Plate, Which};
use properties::text_string;
pub use shared::Opened;
use shared::Shared;

/// Why a leaflet cannot be taken into a job, or the job not be written.
#[derive(Debug)]
pub enum JobFault {
    /// A file is not of the form that is known. A leaflet whose values cannot be printed into its rooms
    /// can still be taken in whole.
    Unfit,
    /// The file could not be written.
    Write(io::Error),
}

impl fmt::Display for JobFault {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Unfit => formatter.write_str(
                "the file does not have the structure that a print \
                job needs",
            ),
            Self::Write(problem) => problem.fmt(formatter),
        }
    }
}

impl std::error::Error for JobFault {}

impl From<io::Error> for JobFault {
    fn from(problem: io::Error) -> Self {
        Self::Write(problem)
    }
}

/// What was found, or the fault that there is no such thing.
fn known<T>(found: Option<T>) -> Result<T, JobFault> {
    found.ok_or(JobFault::Unfit)
}

/// One copy in a job.
pub struct JobCopy<'a> {
    /// Its language, for instance `en` (BCP 47).
    pub language: &'a str,
    /// What its bookmark says, if it has one.
    pub bookmark: Option<&'a str>,
}

/// A job in the making.
pub struct PrintJob<W: Write> {
    file: CompactFile<W>,
    shared: Shared,
    /// Numbers of what is written at the end: the catalogue, the page tree's root, the root of the tags
    /// and the tag that holds all leaflets.
    catalogue: usize,
    page_tree: usize,
    tag_root: usize,
    document: usize,
    /// What the colours of all leaflets mean.
    output_intents: Option<Value>,
    /// The first leaflet's language.
    language: Option<String>,
    /// How many pages there are.
    pages: usize,
    page_nodes: Vec<usize>,
    parts: Vec<usize>,
    /// The leaves of the tree of parents, and the next key.
    parents: Vec<usize>,
    next_key: usize,
    /// The leaves of the tree of header cells' names.
    names: Vec<usize>,
    roles: BTreeMap<Vec<u8>, Value>,
    /// What each bookmark says, and the page that it leads to.
    bookmarks: Vec<(String, usize)>,
}

impl<W: Write> PrintJob<W> {
    /// Begins a job.
    ///
    /// # Errors
    /// [`JobFault::Write`].
    pub fn begin(out: W) -> Result<Self, JobFault> {
        let mut file = CompactFile::begin(out)?;
        let [catalogue, page_tree, tag_root, document] = [0; 4].map(|_| file.reserve(1));
        Ok(Self {
            file,
            shared: Shared::default(),
            catalogue,
            page_tree,
            tag_root,
            document,
            output_intents: None,
            language: None,
            pages: 0,
            page_nodes: Vec::new(),
            parts: Vec::new(),
            parents: Vec::new(),
            next_key: 0,
            names: Vec::new(),
            roles: BTreeMap::new(),
            bookmarks: Vec::new(),
        })
    }

    /// Makes a plate of pages of a file; what its copies will share is stored now.
    ///
    /// # Errors
    /// [`JobFault`].
    pub fn plate(&mut self, opened: &mut Opened<'_>, which: &Which<'_>) -> Result<Plate, JobFault> {
        let plate = Plate::make(&mut self.file, &mut self.shared, opened, which)?;
        for (kind, role) in &plate.roles {
            let known = self
                .roles
                .entry(kind.clone())
                .or_insert_with(|| role.clone());
            if known != role {
                return Err(JobFault::Unfit);
            }
        }
        if self.output_intents.is_none() {
            let file = &opened.tagged.file;
            let root = file.trailer.get("Root").and_then(Value::reference);
            let root = root.and_then(|root| file.value(root));
            let mut intents = known(root.and_then(|root| root.get("OutputIntents").cloned()))?;
            self.shared.renumber(&mut self.file, opened, &mut intents)?;
            self.output_intents = Some(intents);
        }
        Ok(plate)
    }

    /// Adds a copy, with the values of this page of a file of values, if the plate has rooms for them.
    /// Says on which page of the job it begins, counted from 1.
    ///
    /// # Errors
    /// [`JobFault`]; with [`JobFault::Unfit`], nothing was added.
    pub fn add(
        &mut self,
        plate: &Plate,
        values: Option<(&mut Opened<'_>, usize)>,
        copy: &JobCopy<'_>,
    ) -> Result<usize, JobFault> {
        let first = self.file.reserve(plate.numbers);
        let numbers = CopyNumbers {
            first,
            first_key: self.next_key,
            copy: self.parts.len(),
        };
        match (&plate.rooms, values) {
            (Some(rooms), Some((values, page))) => {
                fill(&mut self.file, &mut self.shared, rooms, first, values, page)?;
            }
            (None, None) => {}
            _ => return Err(JobFault::Unfit),
        }
        plate.print(&mut self.file, numbers)?;
        self.put_pages(plate, first)?;
        self.put_part(plate, first, copy.language)?;
        self.put_keys(plate, numbers)?;
        if let (Some(words), Some(page)) = (copy.bookmark, plate.pages.first()) {
            self.bookmarks.push((words.to_owned(), first + page));
        }
        let begins = self.pages + 1;
        self.pages += plate.pages.len().next_multiple_of(2);
        self.language
            .get_or_insert_with(|| copy.language.to_owned());
        Ok(begins)
    }

    /// The copy's node of the page tree, and an empty page where its last is a front side.
    fn put_pages(&mut self, plate: &Plate, first: usize) -> Result<(), JobFault> {
        let mut pages: Vec<usize> = plate.pages.iter().map(|page| first + page).collect();
        let node = first + PAGES;
        if pages.len() % 2 == 1 {
            pages.push(first + EMPTY_PAGE);
            let empty = Value::dictionary([
                ("Type", Value::name("Page")),
                ("Resources", Value::dictionary([])),
                ("MediaBox", plate.media_box.clone()),
                ("Parent", Value::Reference(node)),
            ]);
            self.file.put_value(first + EMPTY_PAGE, &empty)?;
        }
        let value = Value::dictionary([
            ("Type", Value::name("Pages")),
            ("Parent", Value::Reference(self.page_tree)),
            ("Count", Value::number(pages.len())),
            ("Kids", references(pages)),
        ]);
        self.file.put_value(node, &value)?;
        self.page_nodes.push(node);
        Ok(())
    }

    /// The tag that holds all others of the copy.
    fn put_part(&mut self, plate: &Plate, first: usize, language: &str) -> Result<(), JobFault> {
        let part = Value::dictionary([
            ("Type", Value::name("StructElem")),
            ("S", Value::name("Part")),
            ("P", Value::Reference(self.document)),
            ("Lang", text_string(language)),
            ("K", references(plate.tags.iter().map(|tag| first + tag))),
        ]);
        self.file.put_value(first + PART, &part)?;
        self.parts.push(first + PART);
        Ok(())
    }

    /// The copy's leaves of the tree of parents and of the tree of names.
    fn put_keys(&mut self, plate: &Plate, numbers: CopyNumbers) -> Result<(), JobFault> {
        let own = |place: &usize| Value::Reference(numbers.first + place);
        let mut pairs = Vec::with_capacity(plate.keys.len() * 2);
        for (key, owner) in (self.next_key..).zip(&plate.keys) {
            pairs.extend([Value::number(key), own(owner)]);
        }
        self.next_key += plate.keys.len();
        self.parents
            .extend(put_leaf(&mut self.file, "Nums", pairs)?);

        let mut pairs = Vec::with_capacity(plate.names.len() * 2);
        for (name, tag) in &plate.names {
            let mut own_name = vec![b'('];
            own_name.extend(copy_sign(numbers.copy));
            own_name.extend_from_slice(name.part(1..));
            pairs.extend([Value::Plain(own_name), own(tag)]);
        }
        self.names.extend(put_leaf(&mut self.file, "Names", pairs)?);
        Ok(())
    }

    /// How many pages there are until now, empty ones and all.
    pub fn pages(&self) -> usize {
        self.pages
    }
}

/// A leaf of a tree of numbers or names, with the first and the last that it has; none without pairs.
fn put_leaf<W: Write>(
    file: &mut CompactFile<W>,
    kind: &str,
    pairs: Vec<Value>,
) -> Result<Option<usize>, JobFault> {
    let mut keys = pairs.iter().step_by(2);
    let (Some(first), Some(last)) = (keys.clone().next(), keys.next_back()) else {
        return Ok(None);
    };
    let limits = Value::Array(vec![first.clone(), last.clone()]);
    let number = file.reserve(1);
    let leaf = Value::dictionary([("Limits", limits), (kind, Value::Array(pairs))]);
    file.put_value(number, &leaf)?;
    Ok(Some(number))
}

fn references(numbers: impl IntoIterator<Item = usize>) -> Value {
    Value::Array(numbers.into_iter().map(Value::Reference).collect())
}
