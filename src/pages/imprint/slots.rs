//! The rooms for values on a leaflet's page, and the values of one person that go into them.
//!
//! In: a leaflet with marked rooms, opened, and a page of values ([`super::tagged`]). Out: where the
//! rooms are, the page's content cut at them, and content, resources and numbers of marked pieces with
//! the values in their places. Promise: what is not exactly of the known form is `None`. Why a file of
//! its own: a single leaflet and a print job put values into rooms in the same way.

use std::collections::BTreeSet;

use super::content::{RESOURCE_CHARACTER, marked_piece, renamed_parts};
use crate::pages::pdf::file::WrittenFile;
use crate::pages::pdf::object::Value;

/// The room for one value.
pub(super) struct PdfSlot {
    /// The number of its tag, which the value's takes.
    pub(super) tag: usize,
    /// The tag that holds it.
    pub(super) holder: usize,
    /// The number of its marked piece, which the value's first takes.
    pub(super) piece: usize,
}

impl PdfSlot {
    /// The room with this mark: one tag on the page, with one marked piece that is its own.
    pub(super) fn find(
        file: &WrittenFile<'_>,
        mark: &str,
        page: usize,
        owners: &[Value],
    ) -> Option<Self> {
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

/// The content of the page with the rooms, without what marks them.
pub(super) struct CutContent {
    /// What stands before the first room.
    pub(super) before: Vec<u8>,
    /// What stands between one room and the next.
    pub(super) between: Vec<Vec<u8>>,
    /// What stands behind the last.
    pub(super) behind: Vec<u8>,
}

impl CutContent {
    /// Cuts a page's content at the rooms, which stand in it in their order.
    pub(super) fn cut(content: &[u8], rooms: &[PdfSlot]) -> Option<Self> {
        let mut parts = Vec::with_capacity(rooms.len() + 1);
        let mut from = 0;
        for room in rooms {
            let place = marked_piece(content, room.piece)?;
            parts.push(content.get(from..place.start)?.to_vec());
            from = place.end;
        }
        let behind = content.get(from..)?.to_vec();
        let mut parts = parts.into_iter();
        Some(Self {
            before: parts.next()?,
            between: parts.collect(),
            behind,
        })
    }
}

/// One page that holds values and nothing else.
pub(super) struct Sheet {
    /// The page's number.
    pub(super) page: usize,
    /// The page itself.
    pub(super) page_value: Value,
    /// What its content uses.
    pub(super) resources: Value,
    /// The tag of each value.
    pub(super) tags: Vec<usize>,
    /// Whose the page's marked pieces are.
    pub(super) owners: Vec<Value>,
}

/// The numbers that a sheet's marked pieces have on the leaflet's page.
pub(super) struct Pieces {
    numbers: Vec<usize>,
    /// The first piece of each value, by its number on the sheet.
    firsts: BTreeSet<usize>,
    /// How many marked pieces the leaflet's page has with them.
    pub(super) on_page: usize,
}

impl Pieces {
    /// A value's first piece takes the number of its room's; what is more goes behind those of the
    /// page, which has `own` without the values.
    pub(super) fn in_slots(rooms: &[PdfSlot], own: usize, sheet: &Sheet) -> Option<Self> {
        let mut numbers: Vec<usize> = Vec::with_capacity(sheet.owners.len());
        let mut firsts = BTreeSet::new();
        let mut on_page = own;
        let mut rooms = rooms.iter().zip(&sheet.tags).peekable();
        for (piece, owner) in sheet.owners.iter().enumerate() {
            let owner = owner.reference()?;
            // Only the tag itself can be the first that owns a piece of it: a value is one paragraph.
            if let Some((room, _)) = rooms.next_if(|(_, tag)| **tag == owner) {
                firsts.insert(piece);
                numbers.push(room.piece);
            } else {
                numbers.push(on_page);
                on_page += 1;
            }
        }
        rooms.next().is_none().then_some(Self {
            numbers,
            firsts,
            on_page,
        })
    }

    /// The number on the leaflet's page of the piece with this number on the sheet.
    pub(super) fn number(&self, on_sheet: usize) -> Option<usize> {
        self.numbers.get(on_sheet).copied()
    }
}

/// The page's content from the first room to the last, with the values of a sheet in the rooms; and before it what
/// stands on the sheet before the first value.
pub(super) fn content_in_slots(
    between: &[Vec<u8>],
    sheet_content: &[u8],
    sheet_resources: &Value,
    pieces: &Pieces,
) -> Option<(Vec<u8>, Vec<u8>)> {
    let names = resource_names(sheet_resources);
    let parts = renamed_parts(
        sheet_content,
        |old| pieces.number(old),
        |old| pieces.firsts.contains(&old),
        |name| names.iter().any(|own| own == name),
    )?;
    let (before, parts) = parts.split_first()?;
    if parts.len() != between.len() + 1 {
        return None;
    }
    let mut whole = Vec::with_capacity(sheet_content.len() * 2);
    for (at, part) in parts.iter().enumerate() {
        whole.extend_from_slice(part);
        if let Some(between) = between.get(at) {
            whole.push(b'\n');
            whole.extend_from_slice(between);
            whole.push(b'\n');
        }
    }
    Some((before.clone(), whole))
}

/// The page's resources with those of the values, under names of their own.
pub(super) fn resources_with(
    own: &Value,
    sheet: &Value,
    number: &impl Fn(usize) -> Option<usize>,
) -> Option<Value> {
    let mut resources = own.clone();
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
            let mut own_name = vec![RESOURCE_CHARACTER];
            own_name.extend_from_slice(name);
            let mut value = value.clone();
            value.renumber(number)?;
            entries.push((own_name, value));
        }
        resources.set(kind, Value::Dictionary(entries));
    }
    Some(resources)
}

/// The names under which a page knows its fonts, colour spaces and whatever else.
fn resource_names(resources: &Value) -> Vec<Vec<u8>> {
    let kinds = resources.entries().unwrap_or_default().iter();
    let entries = kinds.filter_map(|(_, value)| value.entries());
    entries.flatten().map(|(name, _)| name.clone()).collect()
}

/// Gives the marked pieces that a tag owns their numbers on the leaflet's page.
pub(super) fn renumber_pieces(
    value: &mut Value,
    piece: &impl Fn(usize) -> Option<usize>,
) -> Option<()> {
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
