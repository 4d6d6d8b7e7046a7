//! The values of one person in the rooms of a copy.
//!
//! In: the rooms of a plate, the first number of a copy's objects, and a page of a file of values, on which the words
//! of the heads stand first where the plate has heads. Out: the objects that hold them, in the job. Promise: nothing is put before all is known to fit, but for
//! what is shared. Why this shape: as in a single file ([`super::super::stock`]), values are further
//! pieces of the page's content, whose tags take the places of the rooms'.

use std::collections::BTreeMap;
use std::io::Write;

use super::super::head::form;
use super::super::slots::{Pieces, Sheet, content_in_slots, renumber_pieces, resources_with};
use super::compact::CompactFile;
use super::plate::{CONTENT, HEAD, PlateSlots, RESOURCES};
use super::shared::{Opened, Shared};
use super::{JobFault, known};
use crate::pages::pdf::file::packed;
use crate::pages::pdf::object::{Value, is_space};

/// The tags of a person's values.
struct ValueTags {
    /// The number in the job of each tag, and of the page, by its number in the file of values.
    numbers: BTreeMap<usize, usize>,
    /// Each tag's number in the job, the tag, and its holder's number if that is a tag of the leaflet.
    tags: Vec<(usize, Value, Option<usize>)>,
}

/// An object that is ready to be put: its number, itself, and its bytes if it is a stream.
type Object = (usize, Value, Option<Vec<u8>>);

/// Puts the objects of a copy that hold its values.
pub(super) fn fill<W: Write>(
    file: &mut CompactFile<W>,
    shared: &mut Shared,
    rooms: &PlateSlots,
    first: usize,
    values: &mut Opened<'_>,
    page: usize,
) -> Result<(), JobFault> {
    let sheet = known(values.tagged.sheet(page, rooms.rooms.len()))?;
    if sheet.page_value.get("MediaBox") != Some(&rooms.media_box) {
        return Err(JobFault::Unfit);
    }
    let tags = known(ValueTags::find(file, rooms, first, values, &sheet))?;
    let mut resources = sheet.resources.clone();
    shared.renumber(file, values, &mut resources)?;
    let objects = known(objects(rooms, first, values, &sheet, tags, &resources))?;
    for (number, value, stream) in objects {
        let mut text = Vec::new();
        value.write(&mut text);
        match stream {
            Some(stream) => file.put_stream(number, &text, &stream)?,
            None => file.put(number, &text)?,
        }
    }
    Ok(())
}

impl ValueTags {
    /// Gives every tag of the values its number: the outermost take those of the rooms'.
    fn find<W: Write>(
        file: &mut CompactFile<W>,
        rooms: &PlateSlots,
        first: usize,
        values: &Opened<'_>,
        sheet: &Sheet,
    ) -> Option<Self> {
        let values = &values.tagged.file;
        let mut numbers = BTreeMap::from([(sheet.page, first + rooms.page)]);
        let mut tags = Vec::with_capacity(sheet.tags.len());
        for (room, tag) in rooms.rooms.iter().zip(&sheet.tags) {
            numbers.insert(*tag, first + room.tag);
            let mut value = values.value(*tag)?;
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
                let value = values.value(object)?;
                if !value.get("Type")?.is_name("StructElem") {
                    return None;
                }
                let number = file.reserve(1);
                numbers.insert(object, number);
                tags.push((number, value, None));
            }
        }
        Some(Self { numbers, tags })
    }
}

/// The objects of a copy that hold its values; `resources` have the numbers of the job.
fn objects(
    rooms: &PlateSlots,
    first: usize,
    values: &Opened<'_>,
    sheet: &Sheet,
    tags: ValueTags,
    resources: &Value,
) -> Option<Vec<Object>> {
    let ValueTags { numbers, tags } = tags;
    let number = |object: usize| numbers.get(&object).copied();
    let pieces = Pieces::in_slots(&rooms.rooms, rooms.owners.len(), sheet)?;
    let owners = rooms.owners.iter().map(|owner| first + owner);
    let mut owners: Vec<Value> = owners.map(Value::Reference).collect();
    owners.resize(pieces.on_page, Value::Integer(0));
    for (piece, owner) in sheet.owners.iter().enumerate() {
        let place = owners.get_mut(pieces.number(piece)?)?;
        *place = Value::Reference(number(owner.reference()?)?);
    }
    let content = sheet.page_value.get("Contents")?.reference()?;
    let content = values.tagged.file.unpacked(content)?;
    let (before, content) = content_in_slots(&rooms.between, &content, resources, &pieces)?;
    let (head, content) = packed(&content)?;
    let sheet_resources = resources;
    let resources = resources_with(&rooms.resources, resources, &Some)?;
    let mut objects = vec![
        (first + CONTENT, head, Some(content)),
        (first + RESOURCES, resources, None),
        (first + rooms.owners_list, Value::Array(owners), None),
    ];
    if rooms.has_head {
        let (value, stream) = form(before, sheet_resources, &Some, &rooms.media_box)?;
        objects.push((first + HEAD, value, Some(stream)));
    } else if !before.iter().copied().all(is_space) {
        return None;
    }
    for (new, mut value, holder) in tags {
        renumber_pieces(&mut value, &|piece| pieces.number(piece))?;
        value.renumber(&number)?;
        if let Some(holder) = holder {
            value.set("P", Value::Reference(holder));
        }
        objects.push((new, value, None));
    }
    Some(objects)
}
