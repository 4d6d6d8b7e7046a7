//! A finished leaflet with room for a panel, and the imprint of one panel into it.
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

use super::content::{RESOURCE_SIGN, marked_piece, renamed};
use super::file::{ENTRY, WrittenFile};
use super::object::{Value, write_number};

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

/// A finished leaflet with room for a panel.
pub struct Stock {
    /// The file's beginning and every object that is the same for all.
    constant: Vec<u8>,
    /// The table of objects: an entry for each number of the stock and of the two that were added.
    table: Vec<u8>,
    /// The number of the page, and its size in the words of the file.
    page: usize,
    media_box: Value,
    /// The page's resources, and their number.
    resources: Value,
    resources_number: usize,
    /// Whose the page's marked pieces are, and the object's number.
    owners: Vec<Value>,
    owners_number: usize,
    /// The tag that holds the mark's, its number, and where among its kids the mark's stands.
    holder: Value,
    holder_number: usize,
    holder_kid: usize,
    /// The number of the mark's tag, which the panel's content takes, and of its marked piece.
    mark_number: usize,
    mark_piece: usize,
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

/// The compression of what is printed anew: the engine's.
const LEVEL: u32 = 6;

impl Stock {
    /// Takes a finished leaflet apart. `page` is the page with the room, counted from 0; `mark` is what
    /// the room says instead of a panel.
    ///
    /// # Errors
    /// [`Unfit`], if the file is not of the form that is known.
    pub fn prepare(leaflet: &[u8], page: usize, mark: &str) -> Result<Self, Unfit> {
        Self::prepared(leaflet, page, mark).ok_or(Unfit)
    }

    /// Prints a panel into the leaflet: `panel` is a file of one page, which holds the panel where the
    /// room is and nothing else.
    ///
    /// # Errors
    /// [`Unfit`], if the panel is not of the form that is known.
    pub fn imprint(&self, panel: &[u8]) -> Result<Vec<u8>, Unfit> {
        self.imprinted(panel).ok_or(Unfit)
    }

    fn prepared(leaflet: &[u8], page: usize, mark: &str) -> Option<Self> {
        let file = WrittenFile::open(leaflet)?;
        let roots = file.roots()?;
        let page = *roots.pages.get(page)?;
        let mut page_value = file.value(page)?;
        let tags = file.value(roots.tags)?;
        let owners_number = file.owners(&tags, page_value.get("StructParents")?.count()?)?;
        let owners = file.value(owners_number)?.items()?.to_vec();

        let mark_number = find_mark(&file, mark)?;
        let mark_tag = file.value(mark_number)?;
        let [piece] = mark_tag.get("K")?.items()? else {
            return None;
        };
        let mark_piece = piece.count()?;
        let is_on_page = mark_tag.get("Pg")?.reference()? == page;
        let owns_it = owners.get(mark_piece)?.reference()? == mark_number;
        let owned = |owner: &&Value| owner.reference() == Some(mark_number);
        if !is_on_page || !owns_it || owners.iter().filter(owned).count() != 1 {
            return None;
        }
        let holder_number = mark_tag.get("P")?.reference()?;
        let holder = file.value(holder_number)?;
        let kids = holder.get("K")?.items()?;
        let holder_kid = kids
            .iter()
            .position(|kid| kid.reference() == Some(mark_number))?;

        let content_number = page_value.get("Contents")?.reference()?;
        let content = file.unpacked(content_number)?;
        let place = marked_piece(&content, mark_piece)?;
        // The part before the panel keeps the number of the whole content.
        let before_number = content_number;
        let [behind_number, resources_number] = [0, 1].map(|added| file.size() + added);

        // The properties name the file itself: the trailer's second identifier.
        let (properties_head, properties) = file.value_and_stream(roots.metadata)?;
        let properties = properties?.to_vec();
        let own_name = own_name(&file)?;
        let own_names = places_of(&properties, &own_name);
        if own_names.is_empty() {
            return None;
        }

        let resources = file.resolved(page_value.get("Resources")?)?;
        let colour_spaces = profiles(&file, &resources)?;
        let media_box = page_value.get("MediaBox")?.clone();
        page_value.set("Resources", Value::Reference(resources_number));
        let parts = [before_number, mark_number, behind_number].map(Value::Reference);
        page_value.set("Contents", Value::Array(parts.to_vec()));

        let mut stock = Self {
            constant: leaflet.get(file.head.clone())?.to_vec(),
            table: Vec::new(),
            page,
            media_box,
            resources,
            resources_number,
            owners,
            owners_number,
            holder,
            holder_number,
            holder_kid,
            mark_number,
            mark_piece,
            colour_spaces,
            properties,
            properties_head,
            properties_number: roots.metadata,
            own_names,
            trailer: file.trailer.clone(),
        };
        let mut starts = vec![0_usize; file.size() + 2];
        for number in 1..file.size() {
            let differs = [
                owners_number,
                holder_number,
                mark_number,
                roots.metadata,
                page,
                content_number,
            ];
            if !differs.contains(&number) {
                *starts.get_mut(number)? = stock.constant.len();
                stock.constant.extend_from_slice(file.raw(number)?);
            }
        }
        let mut put = |number: usize, value: &Value, stream: Option<&[u8]>| {
            if let Some(start) = starts.get_mut(number) {
                *start = stock.constant.len();
            }
            write_object(&mut stock.constant, number, value, stream);
        };
        put(page, &page_value, None);
        for (number, part) in [
            (before_number, content.get(..place.start)?),
            (behind_number, content.get(place.end..)?),
        ] {
            let (head, packed) = packed(part)?;
            put(number, &head, Some(&packed));
        }
        stock.table = table(&starts);
        Some(stock)
    }

    fn imprinted(&self, panel: &[u8]) -> Option<Vec<u8>> {
        let file = WrittenFile::open(panel)?;
        let roots = file.roots()?;
        let [panel_page] = roots.pages[..] else {
            return None;
        };
        let page = file.value(panel_page)?;
        if page.get("MediaBox")? != &self.media_box || page.get("Annots").is_some() {
            return None;
        }
        let tags = file.value(roots.tags)?;
        let only_known = tags.entries()?.iter().all(|(key, _)| {
            [&b"Type"[..], b"RoleMap", b"K", b"ParentTree", b"ParentTreeNextKey"]
                .contains(&key.as_slice())
        });
        let [document_number] = tags.get("K")?.items()? else {
            return None;
        };
        let document_number = document_number.reference()?;
        let document = file.value(document_number)?;
        let kids = document.get("K")?.items()?;
        let owners_number = file.owners(&tags, page.get("StructParents")?.count()?)?;
        let owners = file.value(owners_number)?;
        let owners = owners.items()?;
        if !only_known || owners.is_empty() {
            return None;
        }

        // Every object of the panel that is needed gets its number in the leaflet.
        let resources = file.resolved(page.get("Resources")?)?;
        let mut numbers: BTreeMap<usize, usize> = BTreeMap::new();
        numbers.insert(panel_page, self.page);
        numbers.insert(document_number, self.holder_number);
        self.share_colour_spaces(&file, &resources, &mut numbers)?;
        let first = self.resources_number + 1;
        let mut wanted = Wanted {
            file: &file,
            numbers,
            first,
            copied: Vec::new(),
        };
        let holds = |key: &str| resources.get(key).cloned();
        for part in [holds("Font"), holds("ColorSpace")].into_iter().flatten() {
            wanted.all_of(&part)?;
        }
        for kid in kids {
            wanted.all_of(kid)?;
        }
        let Wanted {
            numbers, copied, ..
        } = wanted;
        let number = |old: usize| numbers.get(&old).copied().unwrap_or_default();

        let content = file.unpacked(page.get("Contents")?.reference()?)?;
        let own_resources = resource_names(&resources)?;
        let first_piece = self.owners.len();
        let piece = |piece: usize| {
            let is_owned = piece < owners.len();
            is_owned.then_some(match piece.checked_sub(1) {
                None => self.mark_piece,
                Some(further) => first_piece + further,
            })
        };
        let content = renamed(&content, piece, |name| {
            own_resources.iter().any(|own| own == name)
        })?;

        let mut out = Vec::with_capacity(self.constant.len() + panel.len() + 8 * 1024);
        out.extend_from_slice(&self.constant);
        let mut anew: Vec<(usize, usize)> = Vec::with_capacity(8);
        let mut put = |out: &mut Vec<u8>, number: usize, value: &Value, stream: Option<&[u8]>| {
            anew.push((number, out.len()));
            write_object(out, number, value, stream);
        };
        let (head, packed) = packed(&content)?;
        put(&mut out, self.mark_number, &head, Some(&packed));
        put(
            &mut out,
            self.resources_number,
            &self.resources_with(&resources, &number)?,
            None,
        );
        let mut all_owners = self.owners.clone();
        for (at, owner) in owners.iter().enumerate() {
            let owner = Value::Reference(number(owner.reference()?));
            if at == 0 {
                *all_owners.get_mut(self.mark_piece)? = owner;
            } else {
                all_owners.push(owner);
            }
        }
        put(&mut out, self.owners_number, &Value::Array(all_owners), None);
        let mut holder = self.holder.clone();
        let mut holder_kids = holder.get("K")?.items()?.to_vec();
        let kids: Option<Vec<Value>> = kids
            .iter()
            .map(|kid| Some(Value::Reference(number(kid.reference()?))))
            .collect();
        holder_kids.splice(self.holder_kid..=self.holder_kid, kids?);
        holder.set("K", Value::Array(holder_kids));
        put(&mut out, self.holder_number, &holder, None);

        let own_name = self.name_of_copy(panel);
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
            value.renumber(&number);
            further.push(out.len());
            write_object(&mut out, number(old), &value, stream);
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

    /// The name that a copy has for itself: of what it is printed on, and what is printed.
    fn name_of_copy(&self, panel: &[u8]) -> String {
        let mut hasher = blake3::Hasher::new();
        hasher.update(&self.properties);
        hasher.update(panel);
        let mut name = hasher.finalize().to_hex().to_string();
        name.truncate(OWN_NAME);
        name
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

    /// The page's resources with the panel's, under names of their own.
    fn resources_with(&self, panel: &Value, number: &impl Fn(usize) -> usize) -> Option<Value> {
        let mut resources = self.resources.clone();
        for (kind, panel_value) in panel.entries()? {
            let kind = std::str::from_utf8(kind).ok()?;
            let Value::Dictionary(panel_entries) = panel_value else {
                continue;
            };
            let mut entries = match resources.get(kind) {
                Some(Value::Dictionary(entries)) => entries.clone(),
                Some(_) => return None,
                None => Vec::new(),
            };
            for (name, value) in panel_entries {
                let mut own_name = vec![RESOURCE_SIGN];
                own_name.extend_from_slice(name);
                let mut value = value.clone();
                value.renumber(number);
                entries.push((own_name, value));
            }
            resources.set(kind, Value::Dictionary(entries));
        }
        Some(resources)
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
    Some(
        entries
            .flatten()
            .map(|(name, _)| name.clone())
            .collect(),
    )
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
