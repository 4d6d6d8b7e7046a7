//! A finished leaflet with room for values, and the imprint of one person's into it.
//!
//! In: files of the engine. Out: files. The module above says what is promised. The stock is taken
//! apart once: what never changes is one run of bytes with its table of objects, ready to be copied;
//! the five objects that differ (the page's resources, the owners of its marked pieces, the tag that
//! holds the panel's, the properties, and the panel's content in the place of the mark's tag) are kept
//! as values and written behind it, then whatever the panel brings along.

use std::collections::BTreeMap;
use std::fmt;
use std::io::Write;

use flate2::Compression;
use flate2::write::ZlibEncoder;

use super::content::{RESOURCE_SIGN, marked_piece, renamed_parts};
use super::file::{ENTRY, WrittenFile};
use super::object::{Value, is_space, write_number};

/// Why a panel cannot be printed into a leaflet in this way. It says nothing about the leaflet: the
/// whole can still be set for the person.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Unfit;

impl fmt::Display for Unfit {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("the file is not of the form that a panel can be printed into")
    }
}

impl std::error::Error for Unfit {}

/// A finished leaflet with room for the values of a panel.
pub struct Stock {
    /// The file's beginning and every object that is the same for all.
    constant: Vec<u8>,
    /// The table of objects: an entry for each number of the stock and of those that were added.
    table: Vec<u8>,
    /// The page's number, and its size in the words of the file.
    page: usize,
    media_box: Value,
    /// The rooms, in their order.
    rooms: Vec<Room>,
    /// The page's content between one room and the next.
    between: Vec<Vec<u8>>,
    /// The number of the content from the first room to the last, which is written anew.
    content_number: usize,
    /// The page's resources, and their number.
    resources: Value,
    resources_number: usize,
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

/// The room for one value.
struct Room {
    /// The number of its tag, which the value's takes.
    tag: usize,
    /// The tag that holds it.
    holder: usize,
    /// The number of its marked piece, which the value's first takes.
    piece: usize,
}

/// Bytes of the name that a file has for itself: those of the engine's, so that lengths stay.
const OWN_NAME: usize = 24;

/// The compression of what is printed anew: the engine's.
const LEVEL: u32 = 6;

impl Stock {
    /// Takes a finished leaflet apart. `page` is the page with the rooms, counted from 0; `marks` are
    /// what the rooms say instead of values, in the order in which they stand.
    ///
    /// # Errors
    /// [`Unfit`], if the file is not of the form that is known.
    pub fn prepare(leaflet: &[u8], page: usize, marks: &[String]) -> Result<Self, Unfit> {
        Self::prepared(leaflet, page, marks).ok_or(Unfit)
    }

    /// Prints values into the leaflet: `values` is a file of one page, which holds them where the rooms
    /// are and nothing else, each as one tag.
    ///
    /// # Errors
    /// [`Unfit`], if the file is not of the form that is known.
    pub fn imprint(&self, values: &[u8]) -> Result<Vec<u8>, Unfit> {
        self.imprinted(values).ok_or(Unfit)
    }

    fn prepared(leaflet: &[u8], page: usize, marks: &[String]) -> Option<Self> {
        let file = WrittenFile::open(leaflet)?;
        let roots = file.roots()?;
        let page = *roots.pages.get(page)?;
        let mut page_value = file.value(page)?;
        let tags = file.value(roots.tags)?;
        let owners_number = file.owners(&tags, page_value.get("StructParents")?.count()?)?;
        let owners = file.value(owners_number)?.items()?.to_vec();
        let rooms: Option<Vec<Room>> = marks
            .iter()
            .map(|mark| Room::find(&file, mark, page, &owners))
            .collect();
        let rooms = rooms?;

        // The content, cut at the rooms, which stand in it in their order.
        let before_number = page_value.get("Contents")?.reference()?;
        let [behind_number, content_number, resources_number] =
            [0, 1, 2].map(|added| file.size() + added);
        let content = file.unpacked(before_number)?;
        let mut parts = Vec::with_capacity(rooms.len() + 1);
        let mut from = 0;
        for room in &rooms {
            let place = marked_piece(&content, room.piece)?;
            parts.push(content.get(from..place.start)?);
            from = place.end;
        }
        let behind = content.get(from..)?;
        let (before, between) = parts.split_first()?;

        // The properties name the file itself: the trailer's second identifier.
        let (properties_head, properties) = file.value_and_stream(roots.metadata)?;
        let properties = properties?.to_vec();
        let own_names = places_of(&properties, &own_name(&file)?);
        if own_names.is_empty() {
            return None;
        }

        let resources = file.resolved(page_value.get("Resources")?)?;
        let media_box = page_value.get("MediaBox")?.clone();
        page_value.set("Resources", Value::Reference(resources_number));
        let contents = [before_number, content_number, behind_number].map(Value::Reference);
        page_value.set("Contents", Value::Array(contents.to_vec()));

        let mut constant = leaflet.get(file.head.clone())?.to_vec();
        let mut starts = vec![0_usize; file.size() + 3];
        let mut differs = vec![owners_number, roots.metadata, page, before_number];
        differs.extend(rooms.iter().map(|room| room.tag));
        for number in 1..file.size() {
            if !differs.contains(&number) {
                *starts.get_mut(number)? = constant.len();
                constant.extend_from_slice(file.raw(number)?);
            }
        }
        let (before_head, before) = packed(before)?;
        let (behind_head, behind) = packed(behind)?;
        for (number, value, stream) in [
            (page, &page_value, None),
            (before_number, &before_head, Some(before.as_slice())),
            (behind_number, &behind_head, Some(behind.as_slice())),
        ] {
            *starts.get_mut(number)? = constant.len();
            write_object(&mut constant, number, value, stream);
        }
        Some(Self {
            constant,
            table: table(&starts),
            page,
            media_box,
            rooms,
            between: between.iter().map(|part| part.to_vec()).collect(),
            content_number,
            colour_spaces: profiles(&file, &resources)?,
            resources,
            resources_number,
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
        let file = WrittenFile::open(values)?;
        let sheet = Sheet::open(&file, self.rooms.len())?;
        if sheet.page_value.get("MediaBox")? != &self.media_box {
            return None;
        }

        // Every object that is needed gets its number in the leaflet: a value's tag that of its room's.
        let mut numbers: BTreeMap<usize, usize> = BTreeMap::new();
        numbers.insert(sheet.page, self.page);
        self.share_colour_spaces(&file, &sheet.resources, &mut numbers)?;
        for (room, tag) in self.rooms.iter().zip(&sheet.tags) {
            numbers.insert(*tag, room.tag);
        }
        let mut wanted = Wanted {
            file: &file,
            numbers,
            first: self.resources_number + 1,
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

        // A value's first piece takes the number of its room's; what is more goes behind the page's.
        let mut owners = self.owners.clone();
        let mut pieces: Vec<usize> = Vec::with_capacity(sheet.owners.len());
        let mut firsts: Vec<usize> = Vec::with_capacity(self.rooms.len());
        let mut rooms = self.rooms.iter().zip(&sheet.tags).peekable();
        for (piece, owner) in sheet.owners.iter().enumerate() {
            let owner = owner.reference()?;
            let new_owner = Value::Reference(number(owner)?);
            // Only the tag itself can be the first that owns a piece of it: a value is one paragraph.
            if let Some((room, _)) = rooms.next_if(|(_, tag)| **tag == owner) {
                firsts.push(piece);
                pieces.push(room.piece);
                *owners.get_mut(room.piece)? = new_owner;
            } else {
                pieces.push(owners.len());
                owners.push(new_owner);
            }
        }
        if rooms.next().is_some() {
            return None;
        }
        let piece = |old: usize| pieces.get(old).copied();
        let content = self.content(&file, &sheet, &firsts, &piece)?;

        let mut out = Vec::with_capacity(self.constant.len() + values.len() + 8 * 1024);
        out.extend_from_slice(&self.constant);
        let mut anew: Vec<(usize, usize)> = Vec::with_capacity(16);
        let mut put = |out: &mut Vec<u8>, number: usize, value: &Value, stream: Option<&[u8]>| {
            anew.push((number, out.len()));
            write_object(out, number, value, stream);
        };
        let (head, content) = packed(&content)?;
        put(&mut out, self.content_number, &head, Some(&content));
        let resources = self.resources_with(&sheet.resources, &number)?;
        put(&mut out, self.resources_number, &resources, None);
        put(&mut out, self.owners_number, &Value::Array(owners), None);
        for (new, mut value) in tags {
            renumber_pieces(&mut value, &piece)?;
            let holder = value.get("P")?.clone();
            value.set("P", Value::Integer(0));
            value.renumber(&number)?;
            value.set("P", holder);
            put(&mut out, new, &value, None);
        }
        let own_name = self.name_of_copy(&file)?;
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

    /// The page's content from the first room to the last, with the values in the rooms.
    fn content(
        &self,
        file: &WrittenFile<'_>,
        sheet: &Sheet,
        firsts: &[usize],
        piece: &impl Fn(usize) -> Option<usize>,
    ) -> Option<Vec<u8>> {
        let content = file.unpacked(sheet.page_value.get("Contents")?.reference()?)?;
        let names = resource_names(&sheet.resources)?;
        let parts = renamed_parts(
            &content,
            piece,
            |old| firsts.contains(&old),
            |name| names.iter().any(|own| own == name),
        )?;
        let (nothing, parts) = parts.split_first()?;
        if parts.len() != self.rooms.len() || !nothing.iter().copied().all(is_space) {
            return None;
        }
        let mut whole = Vec::with_capacity(content.len() * 2);
        for (at, part) in parts.iter().enumerate() {
            whole.extend_from_slice(part);
            if let Some(between) = self.between.get(at) {
                whole.push(b'\n');
                whole.extend_from_slice(between);
                whole.push(b'\n');
            }
        }
        Some(whole)
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
        let size = table.len() / ENTRY;
        let start = out.len();
        out.extend_from_slice(b"xref\n0 ");
        write_number(out, size);
        out.push(b'\n');
        out.extend_from_slice(&table);
        let mut trailer = self.trailer.clone();
        trailer.set("Size", Value::number(size));
        let first = trailer.get("ID")?.items()?.first()?.clone();
        let own = Value::Plain(format!("({own_name})").into_bytes());
        trailer.set("ID", Value::Array(vec![first, own]));
        out.extend_from_slice(b"trailer\n");
        trailer.write(out);
        out.extend_from_slice(b"\nstartxref\n");
        write_number(out, start);
        out.extend_from_slice(b"\n%%EOF");
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

    /// The page's resources with those of the values, under names of their own.
    fn resources_with(
        &self,
        sheet: &Value,
        number: &impl Fn(usize) -> Option<usize>,
    ) -> Option<Value> {
        let mut resources = self.resources.clone();
        for (kind, own) in sheet.entries()? {
            let kind = std::str::from_utf8(kind).ok()?;
            let Value::Dictionary(own_entries) = own else {
                continue;
            };
            let mut entries = match resources.get(kind) {
                Some(Value::Dictionary(entries)) => entries.clone(),
                Some(_) => return None,
                None => Vec::new(),
            };
            for (name, value) in own_entries {
                let mut own_name = vec![RESOURCE_SIGN];
                own_name.extend_from_slice(name);
                let mut value = value.clone();
                value.renumber(number)?;
                entries.push((own_name, value));
            }
            resources.set(kind, Value::Dictionary(entries));
        }
        Some(resources)
    }
}

/// A file of one page that holds values and nothing else, opened.
struct Sheet {
    page: usize,
    page_value: Value,
    resources: Value,
    /// The tag of each value.
    tags: Vec<usize>,
    /// Whose the page's marked pieces are.
    owners: Vec<Value>,
}

impl Sheet {
    /// `None` unless it has one page without annotations, and so many tags, each a value's.
    fn open(file: &WrittenFile<'_>, values: usize) -> Option<Self> {
        let roots = file.roots()?;
        let [page] = roots.pages[..] else {
            return None;
        };
        let page_value = file.value(page)?;
        let tags = file.value(roots.tags)?;
        let is_known = |key: &Vec<u8>| KNOWN_ROOT.contains(&key.as_slice());
        if page_value.get("Annots").is_some()
            || !tags.entries()?.iter().all(|(key, _)| is_known(key))
        {
            return None;
        }
        let [document] = tags.get("K")?.items()? else {
            return None;
        };
        let document = file.value(document.reference()?)?;
        let kids: Option<Vec<usize>> = document
            .get("K")?
            .items()?
            .iter()
            .map(Value::reference)
            .collect();
        let owners = file.owners(&tags, page_value.get("StructParents")?.count()?)?;
        let owners = file.value(owners)?.items()?.to_vec();
        let resources = file.resolved(page_value.get("Resources")?)?;
        Some(Self {
            page,
            page_value,
            resources,
            tags: kids.filter(|kids| kids.len() == values)?,
            owners,
        })
    }
}

/// What the root of a sheet's tags may hold: nothing that belongs to the tags of a whole file.
const KNOWN_ROOT: [&[u8]; 5] = [
    b"Type",
    b"RoleMap",
    b"K",
    b"ParentTree",
    b"ParentTreeNextKey",
];

impl Room {
    /// The room with this mark: one tag on the page, with one marked piece that is its own.
    fn find(file: &WrittenFile<'_>, mark: &str, page: usize, owners: &[Value]) -> Option<Self> {
        let tag = find_mark(file, mark)?;
        let value = file.value(tag)?;
        let [piece] = value.get("K")?.items()? else {
            return None;
        };
        let piece = piece.count()?;
        let owned = |owner: &&Value| owner.reference() == Some(tag);
        let is_alone = value.get("Pg")?.reference()? == page
            && owners.get(piece)?.reference()? == tag
            && owners.iter().filter(owned).count() == 1;
        let holder = value.get("P")?.reference()?;
        is_alone.then_some(Self { tag, holder, piece })
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

/// The tag whose alternative text is the mark, if there is exactly one.
fn find_mark(file: &WrittenFile<'_>, mark: &str) -> Option<usize> {
    let written = format!("({mark})");
    let mut found = None;
    for number in 1..file.size() {
        let is_tag = file
            .body(number)?
            .starts_with(b"<</Type/StructElem/S/Figure");
        if is_tag && file.value(number)?.get("Alt") == Some(&Value::Plain(written.clone().into())) {
            if found.is_some() {
                return None;
            }
            found = Some(number);
        }
    }
    found
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

/// The names under which a page knows its fonts, colour spaces and whatever else.
fn resource_names(resources: &Value) -> Option<Vec<Vec<u8>>> {
    let kinds = resources.entries()?.iter();
    let entries = kinds.filter_map(|(_, value)| value.entries());
    Some(entries.flatten().map(|(name, _)| name.clone()).collect())
}

/// Gives the marked pieces that a tag owns their numbers on the leaflet's page.
fn renumber_pieces(value: &mut Value, piece: &impl Fn(usize) -> Option<usize>) -> Option<()> {
    let is_tag = value
        .get("Type")
        .is_some_and(|kind| kind.is_name("StructElem"));
    let Value::Dictionary(entries) = value else {
        return Some(());
    };
    if !is_tag {
        return Some(());
    }
    for (key, value) in entries {
        if key != b"K" {
            continue;
        }
        let Value::Array(kids) = value else {
            return None;
        };
        for kid in kids {
            match kid {
                Value::Integer(number) => {
                    *kid = Value::number(piece(usize::try_from(*number).ok()?)?);
                }
                Value::Reference(_) => {}
                // A piece on another page, or an annotation: a panel has neither.
                _ => return None,
            }
        }
    }
    Some(())
}

/// A stream's dictionary and its packed bytes.
fn packed(bytes: &[u8]) -> Option<(Value, Vec<u8>)> {
    let mut encoder = ZlibEncoder::new(Vec::new(), Compression::new(LEVEL));
    encoder.write_all(bytes).ok()?;
    let packed = encoder.finish().ok()?;
    let head = Value::dictionary([
        ("Length", Value::number(packed.len())),
        ("Filter", Value::name("FlateDecode")),
    ]);
    Some((head, packed))
}

fn write_object(out: &mut Vec<u8>, number: usize, value: &Value, stream: Option<&[u8]>) {
    write_number(out, number);
    out.extend_from_slice(b" 0 obj\n");
    value.write(out);
    if let Some(stream) = stream {
        out.extend_from_slice(b"\nstream\n");
        out.extend_from_slice(stream);
        out.extend_from_slice(b"\nendstream");
    }
    out.extend_from_slice(b"\nendobj\n\n");
}

/// The table of objects that begin at these bytes; number 0 is the head of the free ones.
fn table(starts: &[usize]) -> Vec<u8> {
    let mut table = Vec::with_capacity(starts.len() * ENTRY);
    table.extend_from_slice(b"0000000000 65535 f \n");
    for start in starts.iter().skip(1) {
        table.extend_from_slice(&entry(*start));
    }
    table
}

/// An entry of the table of objects.
fn entry(start: usize) -> [u8; ENTRY] {
    let mut entry = *b"0000000000 00000 n \n";
    let mut start = start;
    for place in entry.iter_mut().take(10).rev() {
        *place = b'0' + u8::try_from(start % 10).unwrap_or_default();
        start /= 10;
    }
    entry
}
