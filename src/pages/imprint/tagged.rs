//! A finished file of the engine, opened, with its tags sorted by the pages they begin on.
//!
//! In: the bytes of a PDF of one leaflet, or of many pages that have nothing to do with each other:
//! values of many people, separator sheets. Out: a [`TaggedFile`], from which pages are taken with
//! their own tags. Promise: nothing panics; what is not of the known form is `None`. ISO 32000-1, 14.7
//! says how tags, pages and the tree of parents belong together.

use std::collections::BTreeMap;

use super::slots::Sheet;
use crate::pages::pdf::file::WrittenFile;
use crate::pages::pdf::object::Value;

/// Deepest nesting of tags that is looked into. A leaflet's go ten deep.
const DEEPEST: usize = 40;

/// A file, opened, with what its tags say.
pub(super) struct TaggedFile<'a> {
    pub(super) file: WrittenFile<'a>,
    /// The pages' numbers, in their order.
    pub(super) pages: Vec<usize>,
    /// The root of the tags.
    pub(super) tags: Value,
    /// The tag that holds all others.
    pub(super) document: usize,
    /// The tags right below it, each with the page on which it begins, counted from 0.
    pub(super) kids: Vec<(usize, usize)>,
    /// Of each key of a page or an annotation, the object that says whose it is.
    pub(super) owners: BTreeMap<usize, usize>,
}

impl<'a> TaggedFile<'a> {
    /// Opens a file.
    pub(super) fn open(bytes: &'a [u8]) -> Option<Self> {
        let file = WrittenFile::open(bytes)?;
        let roots = file.roots()?;
        let tags = file.value(roots.tags)?;
        let [document] = tags.get("K")?.items()? else {
            return None;
        };
        let document = document.reference()?;
        let places: BTreeMap<usize, usize> =
            (0..).zip(&roots.pages).map(|(a, b)| (*b, a)).collect();
        let mut kids = Vec::new();
        let mut page = 0;
        for kid in file.value(document)?.get("K")?.items()? {
            let kid = kid.reference()?;
            // A tag without a word of its own stands where the one before it does.
            page = first_page(&file, kid, &places, DEEPEST).unwrap_or(page);
            kids.push((kid, page));
        }
        let mut owners = BTreeMap::new();
        let tree = file.resolved(tags.get("ParentTree")?)?;
        for pair in tree.get("Nums")?.items()?.chunks_exact(2) {
            let [key, owner] = pair else {
                return None;
            };
            owners.insert(key.count()?, owner.reference()?);
        }
        Some(Self {
            file,
            pages: roots.pages,
            tags,
            document,
            kids,
            owners,
        })
    }

    /// A page of values; `None` unless it has no annotations and so many tags, each a value's.
    pub(super) fn sheet(&self, page: usize, values: usize) -> Option<Sheet> {
        let own = self.kids.iter().filter(|(_, on)| *on == page);
        let tags: Vec<usize> = own.map(|(tag, _)| *tag).collect();
        let page = *self.pages.get(page)?;
        let page_value = self.file.value(page)?;
        let is_known = |key: &Vec<u8>| KNOWN_ROOT.contains(&key.as_slice());
        if page_value.get("Annots").is_some()
            || tags.len() != values
            || !self.tags.entries()?.iter().all(|(key, _)| is_known(key))
        {
            return None;
        }
        let owners = self
            .owners
            .get(&page_value.get("StructParents")?.count()?)?;
        let owners = self.file.value(*owners)?.items()?.to_vec();
        let resources = self.file.resolved(page_value.get("Resources")?)?;
        Some(Sheet {
            page,
            page_value,
            resources,
            tags,
            owners,
        })
    }
}

/// What the root of the values' tags may hold: nothing that belongs to the tags of a whole file.
const KNOWN_ROOT: [&[u8]; 5] = [
    b"Type",
    b"RoleMap",
    b"K",
    b"ParentTree",
    b"ParentTreeNextKey",
];

/// The page on which a tag's first words stand, by its place among the pages.
fn first_page(
    file: &WrittenFile<'_>,
    tag: usize,
    places: &BTreeMap<usize, usize>,
    deepest: usize,
) -> Option<usize> {
    let deepest = deepest.checked_sub(1)?;
    let value = file.value(tag)?;
    if let Some(page) = value.get("Pg") {
        return places.get(&page.reference()?).copied();
    }
    let kids = value.get("K")?.items()?.iter();
    kids.filter_map(Value::reference)
        .find_map(|kid| first_page(file, kid, places, deepest))
}
