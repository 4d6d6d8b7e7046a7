//! A finished file of the engine, opened: its objects by number, its pages, its tree of tags.
//!
//! In: the bytes of a PDF that the engine has just written. Out: a [`WrittenFile`], or `None` where a
//! file is not of that form. Promise: nothing outside the bytes is reached and nothing panics.
//! ISO 32000-1 says what stands where: 7.5 (file), 7.7 (pages), 14.7 (tags).

use std::cell::RefCell;
use std::io::Read;
use std::ops::Range;

use flate2::read::ZlibDecoder;
use flate2::{Compress, Compression, FlushCompress, Status};

use super::object::{Value, integer, is_regular, is_space, write_number};

/// Most bytes that the content of one page may have, unpacked; the first guide's pages have 20,000.
const MOST_CONTENT: u64 = 16 * 1024 * 1024;

/// A file, opened.
pub(crate) struct WrittenFile<'a> {
    pub(crate) bytes: &'a [u8],
    /// What stands before the first object.
    pub(crate) head: Range<usize>,
    /// Where each object stands, by its number; number 0 is no object.
    pub(crate) places: Vec<Range<usize>>,
    /// The trailer.
    pub(crate) trailer: Value,
}

/// The page tree's root, the root of the tags, and what else the catalogue leads to.
pub(crate) struct Roots {
    pub(crate) pages: Vec<usize>,
    pub(crate) tags: usize,
    pub(crate) metadata: usize,
}

impl<'a> WrittenFile<'a> {
    /// Opens a file.
    pub(crate) fn open(bytes: &'a [u8]) -> Option<Self> {
        let tail_from = bytes.len().saturating_sub(64);
        let tail = bytes.get(tail_from..)?;
        let mark = b"startxref\n";
        let at = tail
            .windows(mark.len())
            .rposition(|window| window == mark)?;
        let table_at = leading_number(tail.get(at + mark.len()..)?)?;
        let (starts, trailer) = read_table(bytes.get(table_at..)?)?;
        let mut order: Vec<usize> = (1..starts.len()).collect();
        order.sort_by_key(|number| starts.get(*number).copied());
        let mut places = vec![0..0; starts.len()];
        let mut end = table_at;
        for number in order.into_iter().rev() {
            let start = *starts.get(number)?;
            if start >= end {
                return None;
            }
            *places.get_mut(number)? = start..end;
            end = start;
        }
        Some(Self {
            bytes,
            head: 0..end,
            places,
            trailer,
        })
    }

    /// One more than the highest number of an object.
    pub(crate) fn size(&self) -> usize {
        self.places.len()
    }

    /// An object as it stands, from its number to behind its `endobj`.
    pub(crate) fn raw(&self, number: usize) -> Option<&'a [u8]> {
        self.bytes.get(self.places.get(number)?.clone())
    }

    /// What stands between an object's `obj` and its end; `None` where the object does not say this number.
    pub(crate) fn body(&self, number: usize) -> Option<&'a [u8]> {
        let raw = self.raw(number)?;
        let length = raw.iter().take_while(|byte| **byte != b'\n').count();
        let (line, body) = (raw.get(..length)?, raw.get(length + 1..)?);
        let own = line.strip_suffix(b" 0 obj")?;
        let own = usize::try_from(integer(own)?).ok()?;
        (own == number).then_some(body)
    }

    /// An object's value; of a stream, its dictionary.
    pub(crate) fn value(&self, number: usize) -> Option<Value> {
        Value::read(self.body(number)?).map(|(value, _)| value)
    }

    /// An object's value, and its bytes if it is a stream.
    pub(crate) fn value_and_stream(&self, number: usize) -> Option<(Value, Option<&'a [u8]>)> {
        let (value, rest) = Value::read(self.body(number)?)?;
        let start = rest.iter().take_while(|byte| is_space(**byte)).count();
        let Some(behind) = rest.get(start..)?.strip_prefix(b"stream\n") else {
            return Some((value, None));
        };
        let length = value.get("Length")?.count()?;
        let stream = behind.get(..length)?;
        Some((value, Some(stream)))
    }

    /// The unpacked bytes of a stream.
    pub(crate) fn unpacked(&self, number: usize) -> Option<Vec<u8>> {
        let (value, stream) = self.value_and_stream(number)?;
        let Some(filter) = value.get("Filter") else {
            return Some(stream?.to_vec());
        };
        if !filter.is_name("FlateDecode") {
            return None;
        }
        let mut unpacked = Vec::new();
        let mut decoder = ZlibDecoder::new(stream?).take(MOST_CONTENT + 1);
        decoder.read_to_end(&mut unpacked).ok()?;
        (unpacked.len() as u64 <= MOST_CONTENT).then_some(unpacked)
    }

    /// The value behind a key: itself, or what it refers to.
    pub(crate) fn resolved(&self, value: &Value) -> Option<Value> {
        match value.reference() {
            Some(number) => self.value(number),
            None => Some(value.clone()),
        }
    }

    /// The numbers of the objects that refer to an object, in order.
    pub(crate) fn users(&self, wanted: usize) -> Vec<usize> {
        let refers = |number: &usize| {
            let mut found = false;
            if let Some(value) = self.value(*number) {
                value.each_reference(&mut |other| found |= other == wanted);
            }
            found
        };
        (1..self.size()).filter(refers).collect()
    }

    /// The objects that everything else hangs on. The page tree must be flat.
    pub(crate) fn roots(&self) -> Option<Roots> {
        let catalogue = self.value(self.trailer.get("Root")?.reference()?)?;
        let pages = self.value(catalogue.get("Pages")?.reference()?)?;
        let kids = pages.get("Kids")?.items()?;
        let kids: Option<Vec<usize>> = kids.iter().map(Value::reference).collect();
        let kids = kids?;
        if pages.get("Count")?.count()? != kids.len() {
            return None;
        }
        Some(Roots {
            pages: kids,
            tags: catalogue.get("StructTreeRoot")?.reference()?,
            metadata: catalogue.get("Metadata")?.reference()?,
        })
    }

    /// The file with some objects written again; `change` writes one with this number, or says that it
    /// stays as it is.
    pub(crate) fn with_changed(
        &self,
        mut change: impl FnMut(usize, &mut Vec<u8>) -> bool,
    ) -> Option<Vec<u8>> {
        let mut out = Vec::with_capacity(self.bytes.len() + self.bytes.len() / 16);
        out.extend_from_slice(self.bytes.get(self.head.clone())?);
        let mut order: Vec<usize> = (1..self.size()).collect();
        order.sort_by_key(|number| self.places.get(*number).map(|place| place.start));
        let mut starts = vec![0_usize; self.size()];
        for number in order {
            *starts.get_mut(number)? = out.len();
            if !change(number, &mut out) {
                out.extend_from_slice(self.raw(number)?);
            }
        }
        write_ending(&mut out, &table(&starts), self.trailer.clone());
        Some(out)
    }

    /// The object that says, for a page or an annotation with this key, whose its marked pieces are.
    pub(crate) fn owners(&self, tags: &Value, key: usize) -> Option<usize> {
        let tree = self.resolved(tags.get("ParentTree")?)?;
        let pairs = tree.get("Nums")?.items()?;
        let found = pairs
            .chunks_exact(2)
            .find(|pair| pair.first().and_then(Value::count) == Some(key))?;
        found.get(1)?.reference()
    }
}

/// The offsets of all objects, and the trailer (ISO 32000-1, 7.5.4 and 7.5.5).
fn read_table(bytes: &[u8]) -> Option<(Vec<usize>, Value)> {
    let rest = bytes.strip_prefix(b"xref\n0 ")?;
    let count = leading_number(rest)?;
    let line = rest.iter().position(|byte| *byte == b'\n')? + 1;
    let entries = rest.get(line..line.checked_add(count.checked_mul(ENTRY)?)?)?;
    let mut starts = Vec::with_capacity(count);
    for (number, entry) in entries.chunks_exact(ENTRY).enumerate() {
        let is_free = entry.get(17) != Some(&b'n');
        if is_free != (number == 0) {
            return None;
        }
        starts.push(usize::try_from(integer(entry.get(..10)?)?).ok()?);
    }
    let trailer = rest.get(line + count * ENTRY..)?;
    let (trailer, _) = Value::read(trailer.strip_prefix(b"trailer\n")?)?;
    (trailer.get("Size")?.count()? == count).then_some((starts, trailer))
}

/// Bytes of an entry of the table of objects.
pub(crate) const ENTRY: usize = 20;

fn leading_number(bytes: &[u8]) -> Option<usize> {
    let length = bytes.iter().take_while(|byte| is_regular(**byte)).count();
    usize::try_from(integer(bytes.get(..length)?)?).ok()
}

/// The compression of what is written again: the engine's.
const LEVEL: u32 = 6;

thread_local! {
    /// What packs streams. It has a third of a megabyte to clear, which takes longer than to pack a person's words; so
    /// each thread makes it once.
    static PACKER: RefCell<Compress> = RefCell::new(Compress::new(Compression::new(LEVEL), true));
}

/// Bytes that a packed stream may have more than the open one, beside a thousandth of it.
const MOST_ADDED: usize = 64;

fn packed_by(packer: &mut Compress, bytes: &[u8]) -> Option<Vec<u8>> {
    packer.reset();
    let mut packed = Vec::with_capacity(bytes.len() + bytes.len() / 1_000 + MOST_ADDED);
    loop {
        let taken = usize::try_from(packer.total_in()).ok()?;
        let left = bytes.get(taken..)?;
        let flush = if left.is_empty() {
            FlushCompress::Finish
        } else {
            FlushCompress::None
        };
        packed.reserve(MOST_ADDED);
        if packer.compress_vec(left, &mut packed, flush).ok()? == Status::StreamEnd {
            return Some(packed);
        }
    }
}

/// A stream's dictionary and its packed bytes.
pub(crate) fn packed(bytes: &[u8]) -> Option<(Value, Vec<u8>)> {
    let packed = PACKER.with(|packer| packed_by(&mut *packer.try_borrow_mut().ok()?, bytes))?;
    let head = Value::dictionary([
        ("Length", Value::number(packed.len())),
        ("Filter", Value::name("FlateDecode")),
    ]);
    Some((head, packed))
}

/// Writes an object with its number, and its bytes if it is a stream.
pub(crate) fn write_object(out: &mut Vec<u8>, number: usize, value: &Value, stream: Option<&[u8]>) {
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
pub(crate) fn table(starts: &[usize]) -> Vec<u8> {
    let mut table = Vec::with_capacity(starts.len() * ENTRY);
    table.extend_from_slice(b"0000000000 65535 f \n");
    for start in starts.iter().skip(1) {
        table.extend_from_slice(&entry(*start));
    }
    table
}

/// An entry of the table of objects.
pub(crate) fn entry(start: usize) -> [u8; ENTRY] {
    let mut entry = *b"0000000000 00000 n \n";
    let mut start = start;
    for place in entry.iter_mut().take(10).rev() {
        *place = b'0' + u8::try_from(start % 10).unwrap_or_default();
        start /= 10;
    }
    entry
}

/// Writes the table of objects and the trailer, with how many objects there are.
pub(crate) fn write_ending(out: &mut Vec<u8>, table: &[u8], mut trailer: Value) {
    let size = table.len() / ENTRY;
    let start = out.len();
    out.extend_from_slice(b"xref\n0 ");
    write_number(out, size);
    out.push(b'\n');
    out.extend_from_slice(table);
    trailer.set("Size", Value::number(size));
    out.extend_from_slice(b"trailer\n");
    trailer.write(out);
    out.extend_from_slice(b"\nstartxref\n");
    write_number(out, start);
    out.extend_from_slice(b"\n%%EOF");
}

#[cfg(test)]
mod tests {
    use std::io::Write;

    use super::*;
    use proptest::prelude::*;

    #[test]
    fn what_was_packed_before_changes_nothing() {
        let words: Vec<u8> = (0..90_000_u32)
            .flat_map(|number| (number * number % 977).to_string().into_bytes())
            .collect();
        let fresh = |bytes: &[u8]| {
            let mut encoder = flate2::write::ZlibEncoder::new(Vec::new(), Compression::new(LEVEL));
            encoder.write_all(bytes).unwrap();
            encoder.finish().unwrap()
        };
        for length in [0, 1, 3, 500, words.len(), 40_000, 7] {
            for from in [0, 3] {
                let bytes = words.get(from..length).unwrap_or_default();
                let (head, packed) = packed(bytes).unwrap();
                assert_eq!(packed, fresh(bytes), "{from}..{length}");
                assert_eq!(
                    head.get("Length").and_then(Value::count),
                    Some(packed.len())
                );
            }
        }
    }

    #[test]
    fn an_object_says_its_number() {
        let with_head = |head: &str| {
            let start = format!("%PDF-1.7\n{head}\n<<>>\nendobj\n");
            format!(
                "{start}xref\n0 2\n0000000000 65535 f \n0000000009 00000 n \ntrailer\n<</Size 2>>\nstartxref\n{}\n%%EOF",
                start.len()
            )
        };
        for (head, is_read) in [("1 0 obj", true), ("2 0 obj", false), ("1 0 (bj", false)] {
            let text = with_head(head);
            let file = WrittenFile::open(text.as_bytes()).unwrap();
            assert_eq!(file.value(1).is_some(), is_read, "{head}");
        }
    }

    proptest! {
        #[test]
        fn no_bytes_make_it_panic(bytes in proptest::collection::vec(any::<u8>(), 0..300)) {
            let _file = WrittenFile::open(&bytes);
        }

        #[test]
        fn no_table_makes_it_panic(
            offsets in proptest::collection::vec(0_usize..400, 0..6),
            size in 0_usize..8,
            at in 0_usize..40,
        ) {
            let mut text = String::from("%PDF-1.7\n1 0 obj\n<<>>\nendobj\n");
            let table = text.len() + at;
            text.push_str(&format!("xref\n0 {size}\n0000000000 65535 f \n"));
            for offset in offsets {
                text.push_str(&format!("{offset:010} 00000 n \n"));
            }
            text.push_str(&format!("trailer\n<</Size {size}/Root 1 0 R>>\nstartxref\n{table}\n%%EOF"));
            if let Some(file) = WrittenFile::open(text.as_bytes()) {
                for number in 0..file.size() + 1 {
                    let _value = file.value_and_stream(number);
                }
                let _roots = file.roots();
            }
        }
    }
}
