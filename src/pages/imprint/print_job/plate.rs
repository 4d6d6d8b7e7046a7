//! What the copies of a leaflet are printed from in a job.
//!
//! In: pages of an opened file, perhaps with rooms for values. Out: a [`Plate`], the text of every
//! object that a copy has of its own (pages, tags, owners of marked pieces, links), with gaps for what
//! differs from copy to copy, which is numbers alone. Promise: each reference in the text is to a shared
//! object or a gap. Why this shape: a leaflet has some two hundred tags, and five hundred leaflets a
//! hundred thousand; to fill in gaps costs little more than copying.

use std::collections::BTreeMap;
use std::io::Write;

use super::super::head::DRAWN;
use super::super::slots::{CutContent, PdfSlot};
use super::super::tagged::TaggedFile;
use super::anatomy::{Anatomy, SlotsPage, StandIn};
use super::compact::CompactFile;
use super::shared::{Opened, Shared};
use super::{JobFault, known};
use crate::base::invariant::PartOf;
use crate::pages::pdf::file::packed;
use crate::pages::pdf::object::{Value, write_number, write_reference};

/// What a leaflet's copies are printed from.
pub struct Plate {
    /// How many numbers of objects each copy takes.
    pub(super) numbers: usize,
    /// The objects of a copy, by their places among its numbers.
    objects: Vec<(usize, Pattern)>,
    /// The pages, by the places of their numbers.
    pub(super) pages: Vec<usize>,
    /// The size of the last page.
    pub(super) media_box: Value,
    /// The outermost tags, by the places of their numbers.
    pub(super) tags: Vec<usize>,
    /// For each key of a copy, the place of the object that says whose it is.
    pub(super) keys: Vec<usize>,
    /// The names of header cells, with the places of their tags, in the order of the names.
    pub(super) names: Vec<(Vec<u8>, usize)>,
    /// What the file's own kinds of tags stand for.
    pub(super) roles: Vec<(Vec<u8>, Value)>,
    pub(super) rooms: Option<PlateSlots>,
}

/// The place among a copy's numbers of the tag that holds all others of the leaflet.
pub(super) const PART: usize = 0;
/// The place of the node of the page tree that holds its pages.
pub(super) const PAGES: usize = 1;
/// The place of the empty page behind an odd number of pages.
pub(super) const EMPTY_PAGE: usize = 2;
/// The place of the content in its rooms.
pub(super) const CONTENT: usize = 3;
/// The place of what the page with rooms uses.
pub(super) const RESOURCES: usize = 4;
/// The place of the form that its heads draw.
pub(super) const HEAD: usize = 5;
/// How many places have a meaning of their own.
const FIXED: usize = 6;

/// The rooms for values on a plate. Objects are told by the places of their numbers.
pub(super) struct PlateSlots {
    pub(super) rooms: Vec<PdfSlot>,
    /// The page with the rooms.
    pub(super) page: usize,
    pub(super) media_box: Value,
    /// Whether the other pages' heads say whose leaflet it is.
    pub(super) has_head: bool,
    /// What the page uses, with numbers of the job.
    pub(super) resources: Value,
    /// The content between one room and the next.
    pub(super) between: Vec<Vec<u8>>,
    /// Whose the page's marked pieces are.
    pub(super) owners: Vec<usize>,
    /// The list of them.
    pub(super) owners_list: usize,
}

/// The pages of a file that a plate is made of.
pub enum Which<'a> {
    /// All.
    All,
    /// One, counted from 0, with the tags that begin on it.
    One(usize),
    /// All, with rooms for values on one.
    WithRooms {
        /// The page with the rooms, counted from 0.
        page: usize,
        /// What marks the rooms.
        marks: &'a [String],
        /// Whether every page but the first, which then has the rooms, says whose leaflet it is.
        has_head: bool,
    },
}

/// The rooms of an opened file, with its own numbers.
struct OpenSlots {
    page: usize,
    rooms: Vec<PdfSlot>,
    media_box: Value,
    has_head: bool,
    resources: Value,
    cut: CutContent,
    owners: Vec<Value>,
    owners_list: usize,
}

/// An object's text with gaps.
struct Pattern {
    text: Vec<u8>,
    gaps: Vec<(usize, Gap)>,
    stream: Option<Vec<u8>>,
}

/// What is filled into a text, copy by copy.
enum Gap {
    /// A reference to an object of the copy, by its place.
    Own(usize),
    /// A key of the copy, by its place.
    Key(usize),
    /// The copy's number, which makes the names of header cells its own.
    Copy,
}

/// The numbers of a copy.
#[derive(Clone, Copy)]
pub(super) struct CopyNumbers {
    /// Its first object's.
    pub(super) first: usize,
    /// Its first key.
    pub(super) first_key: usize,
    /// Its own among the copies.
    pub(super) copy: usize,
}

impl Plate {
    /// Makes a plate; what its copies share goes into the job at once.
    pub(super) fn make<W: Write>(
        file: &mut CompactFile<W>,
        shared: &mut Shared,
        opened: &mut Opened<'_>,
        which: &Which<'_>,
    ) -> Result<Self, JobFault> {
        let (wanted, mut rooms) = match which {
            Which::All => (0..opened.pages(), None),
            Which::One(page) => (*page..page.saturating_add(1), None),
            Which::WithRooms {
                page,
                marks,
                has_head,
            } => {
                let rooms = OpenSlots::find(&opened.tagged, *page, marks, *has_head);
                let rooms = known(rooms)?;
                (0..opened.pages(), Some(rooms))
            }
        };
        let rooms_page = match &mut rooms {
            Some(rooms) => Some(rooms.share(file, shared, opened)?),
            None => None,
        };
        let anatomy = known(Anatomy::of(&opened.tagged, wanted, rooms_page.as_ref()))?;

        let mut places: BTreeMap<usize, usize> = anatomy.own.keys().copied().zip(FIXED..).collect();
        places.insert(opened.tagged.document, PART);
        places.insert(anatomy.page_tree, PAGES);
        let place = |object: &usize| known(places.get(object).copied());
        let mut objects = Vec::with_capacity(anatomy.own.len());
        for (object, value) in &anatomy.own {
            if rooms.as_ref().is_some_and(|rooms| rooms.change(*object)) {
                continue;
            }
            let mut numbers = BTreeMap::new();
            let mut leads_to = Vec::new();
            value.each_reference(&mut |object| leads_to.push(object));
            for object in leads_to {
                if !places.contains_key(&object) && !anatomy.stand_ins.contains_key(&object) {
                    numbers.insert(object, shared.number(file, opened, object)?);
                }
            }
            let (_, stream) = known(opened.tagged.file.value_and_stream(*object))?;
            let pattern = Pattern {
                stream: stream.map(<[u8]>::to_vec),
                ..known(Pattern::of(value, &places, &anatomy.stand_ins, &numbers))?
            };
            objects.push((place(object)?, pattern));
        }

        let last_page = known(anatomy.pages.last().and_then(|page| anatomy.own.get(page)))?;
        let names = anatomy.names.iter();
        let names: Result<_, JobFault> = names
            .map(|(name, tag)| Ok((name.clone(), place(tag)?)))
            .collect();
        let roles = opened.tagged.tags.get("RoleMap").and_then(Value::entries);
        Ok(Self {
            numbers: FIXED + anatomy.own.len(),
            objects,
            pages: anatomy.pages.iter().map(place).collect::<Result<_, _>>()?,
            media_box: known(last_page.get("MediaBox"))?.clone(),
            tags: anatomy.tags.iter().map(place).collect::<Result<_, _>>()?,
            keys: anatomy.keys.iter().map(place).collect::<Result<_, _>>()?,
            names: names?,
            roles: roles.unwrap_or_default().to_vec(),
            rooms: match rooms {
                Some(rooms) => Some(rooms.placed(&places)?),
                None => None,
            },
        })
    }

    /// How many pages a copy has.
    pub fn pages(&self) -> usize {
        self.pages.len()
    }

    /// Writes the objects of a copy.
    pub(super) fn print<W: Write>(
        &self,
        file: &mut CompactFile<W>,
        numbers: CopyNumbers,
    ) -> Result<(), JobFault> {
        let mut text = Vec::new();
        for (place, pattern) in &self.objects {
            text.clear();
            known(pattern.fill(&mut text, numbers))?;
            let number = numbers.first + place;
            match &pattern.stream {
                Some(stream) => file.put_stream(number, &text, stream)?,
                None => file.put(number, &text)?,
            }
        }
        Ok(())
    }
}

impl OpenSlots {
    fn find(
        tagged: &TaggedFile<'_>,
        page: usize,
        marks: &[String],
        has_head: bool,
    ) -> Option<Self> {
        let file = &tagged.file;
        if has_head && (page != 0 || tagged.pages.len() < 2) {
            return None;
        }
        let page = *tagged.pages.get(page)?;
        let value = file.value(page)?;
        let owners_list = *tagged.owners.get(&value.get("StructParents")?.count()?)?;
        let owners = file.value(owners_list)?.items()?.to_vec();
        let rooms = marks.iter();
        let rooms: Option<Vec<PdfSlot>> = rooms
            .map(|mark| PdfSlot::find(file, mark, page, &owners))
            .collect();
        let rooms = rooms?;
        let content = file.unpacked(value.get("Contents")?.reference()?)?;
        Some(Self {
            page,
            media_box: value.get("MediaBox")?.clone(),
            has_head,
            resources: file.resolved(value.get("Resources")?)?,
            cut: CutContent::cut(&content, &rooms)?,
            rooms,
            owners,
            owners_list,
        })
    }

    /// Stores what all copies share: what the page uses, and its content before and behind the rooms.
    fn share<W: Write>(
        &mut self,
        file: &mut CompactFile<W>,
        shared: &mut Shared,
        opened: &mut Opened<'_>,
    ) -> Result<SlotsPage, JobFault> {
        shared.renumber(file, opened, &mut self.resources)?;
        let mut put = |bytes: &[u8]| {
            let (head, stream) = known(packed(bytes))?;
            let mut text = Vec::new();
            head.write(&mut text);
            shared.put(file, &text, Some(&stream))
        };
        let [before, behind] = [put(&self.cut.before)?, put(&self.cut.behind)?];
        let draws_head = if self.has_head {
            let head = Value::dictionary([("Length", Value::number(DRAWN.len()))]);
            let mut text = Vec::new();
            head.write(&mut text);
            Some(shared.put(file, &text, Some(DRAWN))?)
        } else {
            None
        };
        Ok(SlotsPage {
            page: self.page,
            media_box: self.media_box.clone(),
            before,
            behind,
            draws_head,
        })
    }

    /// Whether an object is written with the values.
    fn change(&self, object: usize) -> bool {
        object == self.owners_list || self.rooms.iter().any(|room| room.tag == object)
    }

    fn placed(self, places: &BTreeMap<usize, usize>) -> Result<PlateSlots, JobFault> {
        let place = |object: usize| known(places.get(&object).copied());
        let mut rooms = Vec::with_capacity(self.rooms.len());
        for room in self.rooms {
            rooms.push(PdfSlot {
                tag: place(room.tag)?,
                holder: place(room.holder)?,
                piece: room.piece,
            });
        }
        let owners = self.owners.iter();
        let owners = owners.map(|owner| place(known(owner.reference())?));
        Ok(PlateSlots {
            rooms,
            page: place(self.page)?,
            media_box: self.media_box,
            has_head: self.has_head,
            resources: self.resources,
            between: self.cut.between,
            owners: owners.collect::<Result<_, _>>()?,
            owners_list: place(self.owners_list)?,
        })
    }
}

impl Pattern {
    /// The text of a value; `None` if a reference is to nothing that is known.
    fn of(
        value: &Value,
        places: &BTreeMap<usize, usize>,
        stand_ins: &BTreeMap<usize, StandIn>,
        numbers: &BTreeMap<usize, usize>,
    ) -> Option<Self> {
        let mut text = Vec::new();
        let mut gaps = Vec::new();
        let mut are_known = true;
        value.write_with(&mut text, &mut |out, object| {
            let own = |place: usize| (out.len(), Gap::Own(place));
            match (places.get(&object), stand_ins.get(&object)) {
                (Some(place), _) => gaps.push(own(*place)),
                (None, Some(StandIn::Content)) => gaps.push(own(CONTENT)),
                (None, Some(StandIn::Resources)) => gaps.push(own(RESOURCES)),
                (None, Some(StandIn::Head)) => gaps.push(own(HEAD)),
                (None, Some(StandIn::Key(key))) => gaps.push((out.len(), Gap::Key(*key))),
                (None, Some(StandIn::Shared(number))) => write_reference(out, *number),
                (None, Some(StandIn::Name(name))) => {
                    out.push(b'(');
                    gaps.push((out.len(), Gap::Copy));
                    out.extend_from_slice(name.part(1..));
                }
                (None, None) => match numbers.get(&object) {
                    Some(number) => write_reference(out, *number),
                    None => are_known = false,
                },
            }
        });
        are_known.then_some(Self {
            text,
            gaps,
            stream: None,
        })
    }

    /// Fills the gaps for a copy.
    fn fill(&self, out: &mut Vec<u8>, numbers: CopyNumbers) -> Option<()> {
        let mut from = 0;
        for (at, gap) in &self.gaps {
            out.extend_from_slice(self.text.get(from..*at)?);
            from = *at;
            match gap {
                Gap::Own(place) => write_reference(out, numbers.first + place),
                Gap::Key(key) => write_number(out, numbers.first_key + key),
                Gap::Copy => out.extend_from_slice(&copy_sign(numbers.copy)),
            }
        }
        out.extend_from_slice(self.text.get(from..)?);
        Some(())
    }
}

/// What is put before the name of a header cell, so that no two leaflets have the same: as many figures
/// for each, so that the names keep the order of the copies.
pub(super) fn copy_sign(copy: usize) -> Vec<u8> {
    format!("{copy:08}-").into_bytes()
}
