//! A finished leaflet with room for values, and the imprint of one person's into it.
//!
//! In: files of the engine. Out: files. The module above says what is promised. The stock is taken
//! apart once: what never changes is one run of bytes with its table of objects, ready to be copied;
//! the five objects that differ (the page's resources, the owners of its marked pieces, the tag that
//! holds the panel's, the properties, and the panel's content in the place of the mark's tag) are kept
//! as values and written behind it, with the form that the heads draw, then whatever the panel brings along.

use std::collections::BTreeMap;
use std::fmt;

use super::head::{DRAWN, form, resources_with_head};
use super::slots::{
    CutContent, PdfSlot, Pieces, content_in_slots, renumber_pieces, resources_with,
};
use super::tagged::TaggedFile;
use crate::base::fingerprint::{Beginning, Fingerprint};
use crate::pages::pdf::file::{
    ENTRY, WrittenFile, entry, packed, table, write_ending, write_object,
};
use crate::pages::pdf::object::{Value, is_space};

/// Why a panel cannot be printed into a leaflet in this way. It says nothing about the leaflet: the
/// whole can still be set for the person.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Unfit;

impl fmt::Display for Unfit {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(
            "the file does not have the structure that is needed to print a panel \
            into it",
        )
    }
}

impl std::error::Error for Unfit {}

/// A finished leaflet with room for the values of a panel.
pub struct Stock {
    /// The file's beginning and every object that is the same for all.
    constant: Vec<u8>,
    beginning: Beginning,
    /// The table of objects: an entry for each number of the stock and of those that were added.
    table: Vec<u8>,
    /// The page's number, and its size in the words of the file.
    page: usize,
    media_box: Value,
    /// The number of the form that says in the heads whose leaflet it is, if there are heads.
    head: Option<usize>,
    /// The rooms, in their order.
    rooms: Vec<PdfSlot>,
    /// The page's content between one room and the next.
    between: Vec<Vec<u8>>,
    /// The number of the content from the first room to the last, which is written again.
    content_number: usize,
    /// The page's resources, and their number.
    resources: Value,
    resources_number: usize,
    /// The first number that no object of the stock has.
    first_free: usize,
    /// Whose the page's marked pieces are, and the object's number.
    owners: Vec<Value>,
    owners_number: usize,
    /// Colour profiles by their bytes, with the number of the colour space that uses each.
    colour_spaces: Vec<(Vec<u8>, usize)>,
    /// The properties, their number, and where the name of this very file stands in them.
    properties: Vec<u8>,
    properties_head: Value,
    properties_number: usize,
    own_names: Vec<usize>,
    trailer: Value,
}

/// Bytes of the name that a file has for itself: those of the engine's, so that lengths stay.
const OWN_NAME: usize = 24;

impl Stock {
    /// Takes a finished leaflet apart. `page` is the page with the rooms, counted from 0; `marks` are
    /// what the rooms say instead of values, in the order in which they stand. With a head, every page but
    /// the first, which then has the rooms, says whose leaflet it is.
    ///
    /// # Errors
    /// [`Unfit`], if the file is not of the form that is known.
    pub fn prepare(
        leaflet: &[u8],
        page: usize,
        marks: &[String],
        has_head: bool,
    ) -> Result<Self, Unfit> {
        Self::prepared(leaflet, page, marks, has_head).ok_or(Unfit)
    }

    /// Prints values into the leaflet: `values` is a file of one page, which holds them where the rooms
    /// are and nothing else, each as one tag; where the leaflet has heads, what they say stands before the values.
    ///
    /// # Errors
    /// [`Unfit`], if the file is not of the form that is known.
    pub fn imprint(&self, values: &[u8]) -> Result<Vec<u8>, Unfit> {
        self.imprinted(values).ok_or(Unfit)
    }

    /// The fingerprint of what was printed into this leaflet.
    pub fn fingerprint(&self, printed: &[u8]) -> Fingerprint {
        self.beginning.fingerprint(printed)
    }

    fn prepared(leaflet: &[u8], page: usize, marks: &[String], has_head: bool) -> Option<Self> {
        let file = WrittenFile::open(leaflet)?;
        let roots = file.roots()?;
        let with_heads: &[usize] = match roots.pages.split_first() {
            Some((_, others)) if has_head && page == 0 && !others.is_empty() => others,
            _ if has_head => return None,
            _ => &[],
        };
        let page = *roots.pages.get(page)?;
        let mut page_value = file.value(page)?;
        let tags = file.value(roots.tags)?;
        let owners_number = file.owners(&tags, page_value.get("StructParents")?.count()?)?;
        let owners = file.value(owners_number)?.items()?.to_vec();
        let rooms: Option<Vec<PdfSlot>> = marks
            .iter()
            .map(|mark| PdfSlot::find(&file, mark, page, &owners))
            .collect();
        let rooms = rooms?;

        // The content, cut at the rooms, which stand in it in their order.
        let before_number = page_value.get("Contents")?.reference()?;
        let [behind_number, content_number] = [0, 1].map(|added| file.size() + added);
        let mut first_free = file.size() + 2;
        let CutContent {
            before,
            between,
            behind,
        } = CutContent::cut(&file.unpacked(before_number)?, &rooms)?;

        // The properties name the file itself: the trailer's second identifier.
        let (properties_head, properties) = file.value_and_stream(roots.metadata)?;
        let properties = properties?.to_vec();
        let own_names = places_of(&properties, &own_name(&file)?);
        if own_names.is_empty() {
            return None;
        }

        // The page's resources are written again in their own place, if they are the page's alone: else
        // an object would stay behind that nothing leads to.
        let earlier_resources = page_value.get("Resources")?.clone();
        let resources = file.resolved(&earlier_resources)?;
        let resources_number = match earlier_resources.reference() {
            Some(number) if file.users(number) == [page] => number,
            _ => {
                first_free += 1;
                first_free - 1
            }
        };
        let media_box = page_value.get("MediaBox")?.clone();
        page_value.set("Resources", Value::Reference(resources_number));
        let contents = [before_number, content_number, behind_number].map(Value::Reference);
        page_value.set("Contents", Value::Array(contents.to_vec()));

        let mut heads = Heads::default();
        if has_head {
            let numbers = [first_free, first_free + 1];
            first_free += 2;
            heads = Heads::of(&file, with_heads, &media_box, numbers)?;
        }

        let mut constant = leaflet.get(file.head.clone())?.to_vec();
        let mut starts = vec![0_usize; first_free];
        let mut differs = vec![
            owners_number,
            roots.metadata,
            page,
            before_number,
            resources_number,
        ];
        differs.extend(rooms.iter().map(|room| room.tag));
        differs.extend(heads.changed.iter().map(|(number, _)| *number));
        for number in 1..file.size() {
            if !differs.contains(&number) {
                *starts.get_mut(number)? = constant.len();
                constant.extend_from_slice(file.raw(number)?);
            }
        }
        let (before_head, before) = packed(&before)?;
        let (behind_head, behind) = packed(&behind)?;
        for (number, value, stream) in [
            (page, &page_value, None),
            (before_number, &before_head, Some(before.as_slice())),
            (behind_number, &behind_head, Some(behind.as_slice())),
        ] {
            *starts.get_mut(number)? = constant.len();
            write_object(&mut constant, number, value, stream);
        }
        for (number, value) in &heads.changed {
            *starts.get_mut(*number)? = constant.len();
            write_object(&mut constant, *number, value, None);
        }
        if let Some(number) = heads.content {
            *starts.get_mut(number)? = constant.len();
            let head = Value::dictionary([("Length", Value::number(DRAWN.len()))]);
            write_object(&mut constant, number, &head, Some(DRAWN));
        }
        Some(Self {
            head: heads.form,
            beginning: Beginning::of(&constant),
            constant,
            table: table(&starts),
            page,
            media_box,
            rooms,
            between,
            content_number,
            colour_spaces: profiles(&file, &resources)?,
            resources,
            resources_number,
            first_free,
            owners,
            owners_number,
            properties,
            properties_head,
            properties_number: roots.metadata,
            own_names,
            trailer: file.trailer.clone(),
        })
    }

    fn imprinted(&self, values: &[u8]) -> Option<Vec<u8>> {
        let values_file = TaggedFile::open(values)?;
        let file = &values_file.file;
        let sheet = values_file.sheet(0, self.rooms.len())?;
        if values_file.pages.len() != 1 || sheet.page_value.get("MediaBox")? != &self.media_box {
            return None;
        }

        // Every object that is needed gets its number in the leaflet: a value's tag that of its room's.
        let mut numbers: BTreeMap<usize, usize> = BTreeMap::new();
        numbers.insert(sheet.page, self.page);
        self.share_colour_spaces(file, &sheet.resources, &mut numbers)?;
        for (room, tag) in self.rooms.iter().zip(&sheet.tags) {
            numbers.insert(*tag, room.tag);
        }
        let mut wanted = Wanted {
            file,
            numbers,
            first: self.first_free,
            copied: Vec::new(),
        };
        for key in ["Font", "ColorSpace"] {
            if let Some(part) = sheet.resources.get(key) {
                wanted.all_of(part)?;
            }
        }
        let mut tags = Vec::with_capacity(sheet.tags.len());
        for (room, tag) in self.rooms.iter().zip(&sheet.tags) {
            let mut value = file.value(*tag)?;
            value.set("P", Value::Reference(room.holder));
            wanted.all_of(value.get("K")?)?;
            tags.push((room.tag, value));
        }
        let Wanted {
            numbers, copied, ..
        } = wanted;
        // What has no number would be written as 0, which is no object: so each is looked up first.
        let number = |old: usize| numbers.get(&old).copied();

        let pieces = Pieces::in_slots(&self.rooms, self.owners.len(), &sheet)?;
        let piece = |old: usize| pieces.number(old);
        let mut owners = self.owners.clone();
        owners.resize(pieces.on_page, Value::Integer(0));
        for (old, owner) in sheet.owners.iter().enumerate() {
            *owners.get_mut(piece(old)?)? = Value::Reference(number(owner.reference()?)?);
        }
        let content = file.unpacked(sheet.page_value.get("Contents")?.reference()?)?;
        let (before, content) =
            content_in_slots(&self.between, &content, &sheet.resources, &pieces)?;

        let mut out = Vec::with_capacity(self.constant.len() + values.len() + 8 * 1024);
        out.extend_from_slice(&self.constant);
        let mut anew: Vec<(usize, usize)> = Vec::with_capacity(16);
        let mut put = |out: &mut Vec<u8>, number: usize, value: &Value, stream: Option<&[u8]>| {
            anew.push((number, out.len()));
            write_object(out, number, value, stream);
        };
        let (head, content) = packed(&content)?;
        put(&mut out, self.content_number, &head, Some(&content));
        let resources = resources_with(&self.resources, &sheet.resources, &number)?;
        put(&mut out, self.resources_number, &resources, None);
        put(&mut out, self.owners_number, &Value::Array(owners), None);
        match self.head {
            Some(head) => {
                let (value, bytes) = form(before, &sheet.resources, &number, &self.media_box)?;
                put(&mut out, head, &value, Some(&bytes));
            }
            None if before.iter().copied().all(is_space) => {}
            None => return None,
        }
        for (new, mut value) in tags {
            renumber_pieces(&mut value, &piece)?;
            let holder = value.get("P")?.clone();
            value.set("P", Value::Integer(0));
            value.renumber(&number)?;
            value.set("P", holder);
            put(&mut out, new, &value, None);
        }
        let own_name = self.name_of_copy(file)?;
        let mut properties = self.properties.clone();
        for place in &self.own_names {
            properties
                .get_mut(*place..place + OWN_NAME)?
                .copy_from_slice(own_name.as_bytes());
        }
        put(
            &mut out,
            self.properties_number,
            &self.properties_head,
            Some(&properties),
        );
        let mut further = Vec::with_capacity(copied.len());
        for old in copied {
            let (mut value, stream) = file.value_and_stream(old)?;
            renumber_pieces(&mut value, &piece)?;
            value.renumber(&number)?;
            further.push(out.len());
            write_object(&mut out, number(old)?, &value, stream);
        }
        self.finish(&mut out, &anew, &further, &own_name)?;
        Some(out)
    }

    /// Writes the table of objects and the trailer.
    fn finish(
        &self,
        out: &mut Vec<u8>,
        anew: &[(usize, usize)],
        further: &[usize],
        own_name: &str,
    ) -> Option<()> {
        let mut table = self.table.clone();
        for (number, start) in anew {
            let place = number * ENTRY;
            table
                .get_mut(place..place + ENTRY)?
                .copy_from_slice(&entry(*start));
        }
        for start in further {
            table.extend_from_slice(&entry(*start));
        }
        let mut trailer = self.trailer.clone();
        let first = trailer.get("ID")?.items()?.first()?.clone();
        let own = Value::Plain(format!("({own_name})").into_bytes());
        trailer.set("ID", Value::Array(vec![first, own]));
        write_ending(out, &table, trailer);
        Some(())
    }

    /// The name that a copy has for itself: of what it is printed on, and of the name that the engine
    /// gave what is printed, which is a sum of all of it.
    fn name_of_copy(&self, values: &WrittenFile<'_>) -> Option<String> {
        let mut hasher = blake3::Hasher::new();
        hasher.update(&self.properties);
        hasher.update(&own_name(values)?);
        let mut name = hasher.finalize().to_hex().to_string();
        name.truncate(OWN_NAME);
        Some(name)
    }

    /// Gives the panel's colour spaces the numbers of the leaflet's, where both have the same profile.
    fn share_colour_spaces(
        &self,
        file: &WrittenFile<'_>,
        resources: &Value,
        numbers: &mut BTreeMap<usize, usize>,
    ) -> Option<()> {
        for (profile, number) in profiles(file, resources)? {
            let shared = self.colour_spaces.iter().find(|(own, _)| *own == profile);
            if let Some((_, own)) = shared {
                numbers.insert(number, *own);
            }
        }
        Some(())
    }
}

/// The pages of a leaflet whose heads say whose it is.
#[derive(Default)]
struct Heads {
    /// The numbers of the form and of the content that draws it.
    form: Option<usize>,
    content: Option<usize>,
    /// The pages and their resources, which lead to the form.
    changed: Vec<(usize, Value)>,
}

impl Heads {
    /// These pages, which must be of this size; the numbers are those of the form and of what draws it.
    fn of(
        file: &WrittenFile<'_>,
        pages: &[usize],
        media_box: &Value,
        [form, content]: [usize; 2],
    ) -> Option<Self> {
        let mut changed = Vec::with_capacity(pages.len() * 2);
        for page in pages {
            let mut value = file.value(*page)?;
            if value.get("MediaBox")? != media_box {
                return None;
            }
            let own_content = Value::Reference(value.get("Contents")?.reference()?);
            let drawn = vec![Value::Reference(content), own_content];
            value.set("Contents", Value::Array(drawn));
            let resources = value.get("Resources")?.clone();
            let with_head =
                resources_with_head(&file.resolved(&resources)?, Value::Reference(form))?;
            match resources.reference() {
                // Written again in its own place, which no other page may need as it was.
                Some(number) if file.users(number) == [*page] => changed.push((number, with_head)),
                Some(_) => return None,
                None => value.set("Resources", with_head),
            }
            changed.push((*page, value));
        }
        Some(Self {
            form: Some(form),
            content: Some(content),
            changed,
        })
    }
}

/// The objects of a panel that go into the leaflet, found by following what refers to what.
struct Wanted<'a> {
    file: &'a WrittenFile<'a>,
    /// The number in the leaflet of each object that has one.
    numbers: BTreeMap<usize, usize>,
    /// The first number that is free in the leaflet.
    first: usize,
    /// The objects to copy, in the order of their new numbers.
    copied: Vec<usize>,
}

impl Wanted<'_> {
    /// Adds everything that a value leads to.
    fn all_of(&mut self, value: &Value) -> Option<()> {
        let mut open = Vec::new();
        value.each_reference(&mut |number| open.push(number));
        open.reverse();
        while let Some(number) = open.pop() {
            if self.numbers.contains_key(&number) {
                continue;
            }
            self.numbers.insert(number, self.first + self.copied.len());
            self.copied.push(number);
            let from = open.len();
            let value = self.file.value(number)?;
            // The root of the tags, the catalogue and the page tree belong to the whole file.
            let is_root = ["Pages", "Catalog", "StructTreeRoot"];
            if let Some(kind) = value.get("Type")
                && is_root.iter().any(|root| kind.is_name(root))
            {
                return None;
            }
            value.each_reference(&mut |number| open.push(number));
            open.get_mut(from..)?.reverse();
        }
        Some(())
    }
}

/// The name a file has for itself, without its brackets.
fn own_name(file: &WrittenFile<'_>) -> Option<Vec<u8>> {
    let [_, Value::Plain(own)] = file.trailer.get("ID")?.items()? else {
        return None;
    };
    let name = own.strip_prefix(b"(")?.strip_suffix(b")")?;
    (name.len() == OWN_NAME).then(|| name.to_vec())
}

fn places_of(bytes: &[u8], wanted: &[u8]) -> Vec<usize> {
    let windows = bytes.windows(wanted.len()).enumerate();
    windows
        .filter(|(_, window)| *window == wanted)
        .map(|(at, _)| at)
        .collect()
}

/// The profiles of a page's colour spaces, with the number of each space.
fn profiles(file: &WrittenFile<'_>, resources: &Value) -> Option<Vec<(Vec<u8>, usize)>> {
    let mut found = Vec::new();
    let Some(spaces) = resources.get("ColorSpace").and_then(Value::entries) else {
        return Some(found);
    };
    for (_, space) in spaces {
        let number = space.reference()?;
        if let [kind, profile] = file.value(number)?.items()?
            && kind.is_name("ICCBased")
        {
            found.push((file.body(profile.reference()?)?.to_vec(), number));
        }
    }
    Some(found)
}
