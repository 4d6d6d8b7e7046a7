//! Which objects of a file belong to each copy of a leaflet, and which all copies can share.
//!
//! In: an opened file and which of its pages are wanted. Out: an [`Anatomy`]. Promise: whatever leads
//! back to a page or a tag is the copy's own, everything else can be shared; what is not of the known
//! form is `None`. Numbers that are none of the file's stand in the values for what differs from copy
//! to copy and is no reference: keys in the tree of parents, names of header cells.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

use super::super::head::resources_with_head;
use super::super::tagged::TaggedFile;
use crate::pages::pdf::object::Value;

/// The objects of a leaflet that each copy has of its own.
pub(super) struct Anatomy {
    /// The wanted pages, in their order.
    pub(super) pages: Vec<usize>,
    /// The outermost tags of those pages.
    pub(super) tags: Vec<usize>,
    /// The page tree's root, which holds the pages.
    pub(super) page_tree: usize,
    /// The objects with their values, stand-ins and all.
    pub(super) own: BTreeMap<usize, Value>,
    /// For each key, the object that says whose a page's pieces or an annotation are.
    pub(super) keys: Vec<usize>,
    /// The names of header cells, each with its tag.
    pub(super) names: Vec<(Vec<u8>, usize)>,
    /// What the numbers stand for that are none of the file's.
    pub(super) stand_ins: BTreeMap<usize, StandIn>,
    /// The next such number.
    next: usize,
}

/// What stands in a value as if it were a reference.
#[derive(Clone)]
pub(super) enum StandIn {
    /// The key with this place among a copy's.
    Key(usize),
    /// The name of a header cell.
    Name(Vec<u8>),
    /// An object of the job.
    Shared(usize),
    /// The content of the rooms.
    Content,
    /// What the page with the rooms uses.
    Resources,
    /// The form that the heads draw.
    Head,
}

/// The page with rooms for values and its size, and the numbers in the job of its content before and behind
/// them, and of what draws the heads of the other pages.
pub(super) struct SlotsPage {
    pub(super) page: usize,
    pub(super) media_box: Value,
    pub(super) before: usize,
    pub(super) behind: usize,
    pub(super) draws_head: Option<usize>,
}

/// What the root of a leaflet's tags may hold.
const KNOWN_ROOT: [&str; 6] = [
    "Type",
    "RoleMap",
    "K",
    "ParentTree",
    "ParentTreeNextKey",
    "IDTree",
];

/// What the tag that holds all others may say: it is written again.
const KNOWN_DOCUMENT: [&str; 4] = ["Type", "S", "P", "K"];

/// What the catalogue may lead to: named destinations, for one, would have to be told apart.
const KNOWN_CATALOGUE: [&str; 9] = [
    "Type",
    "Pages",
    "Metadata",
    "OutputIntents",
    "Lang",
    "StructTreeRoot",
    "MarkInfo",
    "ViewerPreferences",
    "Outlines",
];

fn has_only(value: &Value, known: &[&str]) -> bool {
    let entries = value.entries().unwrap_or_default();
    let is_known = |key: &[u8]| known.iter().any(|known| known.as_bytes() == key);
    entries.iter().all(|(key, _)| is_known(key))
}

impl Anatomy {
    /// Looks at these pages of a file.
    pub(super) fn of(
        tagged: &TaggedFile<'_>,
        wanted: Range<usize>,
        rooms: Option<&SlotsPage>,
    ) -> Option<Self> {
        let file = &tagged.file;
        let catalogue = file.value(file.trailer.get("Root")?.reference()?)?;
        if !has_only(&catalogue, &KNOWN_CATALOGUE)
            || !has_only(&tagged.tags, &KNOWN_ROOT)
            || !has_only(&file.value(tagged.document)?, &KNOWN_DOCUMENT)
        {
            return None;
        }
        let pages = tagged.pages.get(wanted.clone())?.to_vec();
        let tags = tagged.kids.iter().filter(|(_, page)| wanted.contains(page));
        let tags: Vec<usize> = tags.map(|(tag, _)| *tag).collect();
        let mut anatomy = Self {
            tags,
            page_tree: catalogue.get("Pages")?.reference()?,
            own: BTreeMap::new(),
            keys: Vec::new(),
            names: Vec::new(),
            stand_ins: BTreeMap::new(),
            next: file.size(),
            pages,
        };
        let mut open: Vec<usize> = anatomy.pages.iter().chain(&anatomy.tags).copied().collect();
        // All that is reached, and then what of it leads back.
        while let Some(object) = open.pop() {
            let ends_here = object == tagged.document || object == anatomy.page_tree;
            if ends_here || anatomy.own.contains_key(&object) {
                continue;
            }
            let mut value = file.value(object)?;
            let is_unwanted = value.get("Type").is_some_and(|kind| kind.is_name("Page"))
                && !anatomy.pages.contains(&object);
            if is_unwanted {
                return None;
            }
            if let Some(rooms) = rooms {
                if rooms.page == object {
                    anatomy.make_room(&mut value, rooms);
                } else if anatomy.pages.contains(&object) {
                    anatomy.draw_head(tagged, &mut value, rooms)?;
                }
            }
            anatomy.replace_key(tagged, &mut value, &mut open)?;
            anatomy.replace_names(&mut value, object)?;
            value.each_reference(&mut |number| {
                if number < file.size() {
                    open.push(number);
                }
            });
            anatomy.own.insert(object, value);
        }
        anatomy.names.sort();
        anatomy.keep_what_leads_back(tagged.document);
        Some(anatomy)
    }

    fn stand_in(&mut self, what: StandIn) -> Value {
        let number = self.next;
        self.next += 1;
        self.stand_ins.insert(number, what);
        Value::Reference(number)
    }

    /// Gives the page with the rooms what differs from copy to copy.
    fn make_room(&mut self, page: &mut Value, rooms: &SlotsPage) {
        let contents = [
            StandIn::Shared(rooms.before),
            StandIn::Content,
            StandIn::Shared(rooms.behind),
        ];
        let contents = contents.map(|part| self.stand_in(part));
        page.set("Contents", Value::Array(contents.to_vec()));
        let resources = self.stand_in(StandIn::Resources);
        page.set("Resources", resources);
    }

    /// Lets another page draw the form of the heads, if there is one.
    fn draw_head(
        &mut self,
        tagged: &TaggedFile<'_>,
        page: &mut Value,
        rooms: &SlotsPage,
    ) -> Option<()> {
        let Some(draws) = rooms.draws_head else {
            return Some(());
        };
        if page.get("MediaBox")? != &rooms.media_box {
            return None;
        }
        let own_content = Value::Reference(page.get("Contents")?.reference()?);
        let draws = self.stand_in(StandIn::Shared(draws));
        page.set("Contents", Value::Array(vec![draws, own_content]));
        let resources = tagged.file.resolved(page.get("Resources")?)?;
        let form = self.stand_in(StandIn::Head);
        page.set("Resources", resources_with_head(&resources, form)?);
        Some(())
    }

    /// The key of a page or an annotation in the tree of parents.
    fn replace_key(
        &mut self,
        tagged: &TaggedFile<'_>,
        value: &mut Value,
        open: &mut Vec<usize>,
    ) -> Option<()> {
        for name in ["StructParents", "StructParent"] {
            if let Some(key) = value.get(name) {
                let owners = *tagged.owners.get(&key.count()?)?;
                let key = self.stand_in(StandIn::Key(self.keys.len()));
                self.keys.push(owners);
                open.push(owners);
                value.set(name, key);
            }
        }
        Some(())
    }

    /// The name of a header cell, and the names of those that a cell belongs to.
    fn replace_names(&mut self, value: &mut Value, object: usize) -> Option<()> {
        if !value
            .get("Type")
            .is_some_and(|kind| kind.is_name("StructElem"))
        {
            return Some(());
        }
        if let Some(Value::Plain(name)) = value.get("ID").cloned() {
            self.names.push((name.clone(), object));
            let name = self.stand_in(StandIn::Name(name));
            value.set("ID", name);
        }
        let Some(attributes) = value.get("A").cloned() else {
            return Some(());
        };
        let Value::Array(mut attributes) = attributes else {
            return None;
        };
        for owner in &mut attributes {
            if let Some(Value::Array(mut names)) = owner.get("Headers").cloned() {
                for name in &mut names {
                    let Value::Plain(own) = name else {
                        return None;
                    };
                    *name = self.stand_in(StandIn::Name(own.clone()));
                }
                owner.set("Headers", Value::Array(names));
            }
        }
        value.set("A", Value::Array(attributes));
        Some(())
    }

    /// Leaves out what can be shared.
    fn keep_what_leads_back(&mut self, document: usize) {
        let mut own: BTreeSet<usize> = BTreeSet::from([document, self.page_tree]);
        own.extend(self.pages.iter().chain(&self.keys));
        loop {
            let before = own.len();
            for (object, value) in &self.own {
                let mut is_own = false;
                value.each_reference(&mut |number| {
                    let differs = match self.stand_ins.get(&number) {
                        Some(what) => !matches!(what, StandIn::Shared(_)),
                        None => own.contains(&number),
                    };
                    is_own |= differs;
                });
                if is_own {
                    own.insert(*object);
                }
            }
            if own.len() == before {
                break;
            }
        }
        self.own.retain(|object, _| own.contains(object));
    }
}
