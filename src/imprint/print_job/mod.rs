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
mod plate;
mod properties;
mod shared;

use std::collections::BTreeMap;
use std::fmt;
use std::io::{self, Write};

use super::object::Value;
use super::rooms::{Pieces, content_in_rooms, renumber_pieces, resources_with};
use super::stock::packed;
use compact::CompactFile;
use plate::{CONTENT, CopyNumbers, EMPTY_PAGE, PAGES, PART, PlateRooms, RESOURCES, copy_sign};
pub use plate::{Plate, Which};
use properties::{properties, text_string, tool};
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
            Self::Unfit => formatter.write_str("the file is not of the form that a job is made of"),
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
                let filled = self.fill(rooms, first, values, page)?;
                for (number, value, stream) in filled {
                    let mut text = Vec::new();
                    value.write(&mut text);
                    match stream {
                        Some(stream) => self.file.put_stream(number, &text, &stream)?,
                        None => self.file.put(number, &text)?,
                    }
                }
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

    /// The objects of a copy that hold its values, in the rooms.
    fn fill(
        &mut self,
        rooms: &PlateRooms,
        first: usize,
        values: &mut Opened<'_>,
        page: usize,
    ) -> Result<Vec<(usize, Value, Option<Vec<u8>>)>, JobFault> {
        let sheet = known(values.tagged.sheet(page, rooms.rooms.len()))?;
        if known(sheet.page_value.get("MediaBox"))? != &rooms.media_box {
            return Err(JobFault::Unfit);
        }
        // Every tag of the values gets its number: the outermost those of the rooms'.
        let mut numbers: BTreeMap<usize, usize> = BTreeMap::new();
        numbers.insert(sheet.page, first + rooms.page);
        let mut tags = Vec::new();
        for (room, tag) in rooms.rooms.iter().zip(&sheet.tags) {
            numbers.insert(*tag, first + room.tag);
            let mut value = known(values.tagged.file.value(*tag))?;
            value.set("P", Value::Integer(0));
            tags.push((first + room.tag, value, Some(first + room.holder)));
        }
        let mut looked_at = 0;
        while let Some((_, value, _)) = tags.get(looked_at) {
            looked_at += 1;
            let mut leads_to = Vec::new();
            value.each_reference(&mut |object| leads_to.push(object));
            for object in leads_to {
                if numbers.contains_key(&object) {
                    continue;
                }
                let value = known(values.tagged.file.value(object))?;
                if !known(value.get("Type"))?.is_name("StructElem") {
                    return Err(JobFault::Unfit);
                }
                let number = self.file.reserve(1);
                numbers.insert(object, number);
                tags.push((number, value, None));
            }
        }

        let mut resources = sheet.resources.clone();
        self.shared
            .renumber(&mut self.file, values, &mut resources)?;
        let filled = filled(rooms, first, values, &sheet, tags, &numbers, &resources);
        known(filled)
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
            own_name.extend_from_slice(name.get(1..).unwrap_or_default());
            pairs.extend([Value::Plain(own_name), own(tag)]);
        }
        self.names.extend(put_leaf(&mut self.file, "Names", pairs)?);
        Ok(())
    }

    /// How many pages there are until now, empty ones and all.
    pub fn pages(&self) -> usize {
        self.pages
    }

    /// Ends the job, which is called by this title.
    ///
    /// # Errors
    /// [`JobFault::Write`], or [`JobFault::Unfit`] if there is no leaflet in it.
    pub fn finish(mut self, title: &str) -> Result<W, JobFault> {
        let language = known(self.language.take())?;
        let output_intents = known(self.output_intents.take())?;
        let page_tree = Value::dictionary([
            ("Type", Value::name("Pages")),
            ("Count", Value::number(self.pages)),
            ("Kids", references(std::mem::take(&mut self.page_nodes))),
        ]);
        self.file.put_value(self.page_tree, &page_tree)?;
        self.put_tags()?;
        let outlines = self.put_bookmarks()?;

        let name = self.file.name();
        let [metadata, info] = [0; 2].map(|_| self.file.reserve(1));
        let bytes = properties(title, &language, &name);
        let head = Value::dictionary([
            ("Type", Value::name("Metadata")),
            ("Subtype", Value::name("XML")),
            ("Length", Value::number(bytes.len())),
        ]);
        let mut text = Vec::new();
        head.write(&mut text);
        self.file.put_stream(metadata, &text, &bytes)?;
        let information = Value::dictionary([
            ("Title", text_string(title)),
            ("Creator", text_string(&tool())),
        ]);
        self.file.put_value(info, &information)?;

        let is_true = || Value::Plain(b"true".to_vec());
        let mut catalogue = Value::dictionary([
            ("Type", Value::name("Catalog")),
            ("Pages", Value::Reference(self.page_tree)),
            ("Metadata", Value::Reference(metadata)),
            ("OutputIntents", output_intents),
            ("Lang", text_string(&language)),
            ("StructTreeRoot", Value::Reference(self.tag_root)),
            ("MarkInfo", Value::dictionary([("Marked", is_true())])),
            (
                // What a print dialogue begins with: both sides, and the paper of each page.
                "ViewerPreferences",
                Value::dictionary([
                    ("DisplayDocTitle", is_true()),
                    ("Duplex", Value::name("DuplexFlipLongEdge")),
                    ("PickTrayByPDFSize", is_true()),
                ]),
            ),
        ]);
        if let Some(outlines) = outlines {
            catalogue.set("Outlines", Value::Reference(outlines));
            catalogue.set("PageMode", Value::name("UseOutlines"));
        }
        self.file.put_value(self.catalogue, &catalogue)?;

        // Both names of the file are of its contents: it has no earlier form.
        let own = || Value::Plain(format!("<{name}>").into_bytes());
        Ok(self.file.finish(vec![
            ("Root", Value::Reference(self.catalogue)),
            ("Info", Value::Reference(info)),
            ("ID", Value::Array(vec![own(), own()])),
        ])?)
    }

    /// The root of the tags and the tag that holds all leaflets.
    fn put_tags(&mut self) -> Result<(), JobFault> {
        let document = Value::dictionary([
            ("Type", Value::name("StructElem")),
            ("S", Value::name("Document")),
            ("P", Value::Reference(self.tag_root)),
            ("K", references(std::mem::take(&mut self.parts))),
        ]);
        self.file.put_value(self.document, &document)?;
        let kids = |leaves: &mut Vec<usize>| {
            let leaves = references(std::mem::take(leaves));
            Value::dictionary([("Kids", leaves)])
        };
        let mut root = Value::dictionary([
            ("Type", Value::name("StructTreeRoot")),
            ("K", references([self.document])),
            ("ParentTree", kids(&mut self.parents)),
            ("ParentTreeNextKey", Value::number(self.next_key)),
        ]);
        if !self.roles.is_empty() {
            let roles = std::mem::take(&mut self.roles);
            root.set("RoleMap", Value::Dictionary(roles.into_iter().collect()));
        }
        if !self.names.is_empty() {
            root.set("IDTree", kids(&mut self.names));
        }
        Ok(self.file.put_value(self.tag_root, &root)?)
    }

    /// The bookmarks; the number of what holds them, if there are any.
    fn put_bookmarks(&mut self) -> Result<Option<usize>, JobFault> {
        let bookmarks = std::mem::take(&mut self.bookmarks);
        if bookmarks.is_empty() {
            return Ok(None);
        }
        let root = self.file.reserve(1);
        let first = self.file.reserve(bookmarks.len());
        let last = first + bookmarks.len() - 1;
        for (number, (words, page)) in (first..).zip(&bookmarks) {
            let mut value = Value::dictionary([
                ("Parent", Value::Reference(root)),
                ("Title", text_string(words)),
                (
                    "Dest",
                    Value::Array(vec![Value::Reference(*page), Value::name("Fit")]),
                ),
            ]);
            if number > first {
                value.set("Prev", Value::Reference(number - 1));
            }
            if number < last {
                value.set("Next", Value::Reference(number + 1));
            }
            self.file.put_value(number, &value)?;
        }
        let outlines = Value::dictionary([
            ("Type", Value::name("Outlines")),
            ("First", Value::Reference(first)),
            ("Last", Value::Reference(last)),
            ("Count", Value::number(bookmarks.len())),
        ]);
        self.file.put_value(root, &outlines)?;
        Ok(Some(root))
    }
}

/// The objects of a copy that hold its values, with the numbers that everything has by now.
fn filled(
    rooms: &PlateRooms,
    first: usize,
    values: &Opened<'_>,
    sheet: &super::rooms::Sheet,
    tags: Vec<(usize, Value, Option<usize>)>,
    numbers: &BTreeMap<usize, usize>,
    resources: &Value,
) -> Option<Vec<(usize, Value, Option<Vec<u8>>)>> {
    let number = |object: usize| numbers.get(&object).copied();
    let pieces = Pieces::in_rooms(&rooms.rooms, rooms.owners.len(), sheet)?;
    let owners = rooms.owners.iter().map(|owner| first + owner);
    let mut owners: Vec<Value> = owners.map(Value::Reference).collect();
    owners.resize(pieces.on_page, Value::Integer(0));
    for (piece, owner) in sheet.owners.iter().enumerate() {
        let place = owners.get_mut(pieces.number(piece)?)?;
        *place = Value::Reference(number(owner.reference()?)?);
    }
    let content = sheet.page_value.get("Contents")?.reference()?;
    let content = values.tagged.file.unpacked(content)?;
    let content = content_in_rooms(&rooms.between, &content, resources, &pieces)?;
    let (head, content) = packed(&content)?;
    let resources = resources_with(&rooms.resources, resources, &Some)?;
    let mut filled = vec![
        (first + CONTENT, head, Some(content)),
        (first + RESOURCES, resources, None),
        (first + rooms.owners_list, Value::Array(owners), None),
    ];
    for (new, mut value, holder) in tags {
        renumber_pieces(&mut value, &|piece| pieces.number(piece))?;
        value.renumber(&number)?;
        if let Some(holder) = holder {
            value.set("P", Value::Reference(holder));
        }
        filled.push((new, value, None));
    }
    Some(filled)
}

/// A leaf of a tree of numbers or names, with the first and the last that it has; none without pairs.
fn put_leaf<W: Write>(
    file: &mut CompactFile<W>,
    kind: &str,
    pairs: Vec<Value>,
) -> Result<Option<usize>, JobFault> {
    let keys = pairs.iter().step_by(2);
    let (Some(first), Some(last)) = (keys.clone().next(), keys.last()) else {
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
