//! A PDF file in the compact form: small objects packed together, and one table for all of them.
//!
//! In: objects, each once, in any order. Out: a file, written as it grows. Promise: nothing is kept in memory
//! but a few bytes for each row of objects that are packed one behind the other; a number that was reserved
//! and never used is written as free. Why our own: a print job has some hundred small objects a leaflet, alike from one to the next, which
//! take a tenth of their size when they are packed together (ISO 32000-1, 7.5.7 and 7.5.8).

use std::io::{self, BufWriter, Write};

use flate2::Compression;
use flate2::write::ZlibEncoder;

use super::places::{Place, Places};
use crate::pages::pdf::object::{Value, write_number};

/// Bytes of small objects that are packed together. More is smaller by little: what packs them looks
/// back 32 KB. A reader unpacks all to see one.
const TOGETHER: usize = 192 * 1024;

/// The compression of what is packed: the engine's.
const LEVEL: u32 = 6;

/// A file in the making.
pub(super) struct CompactFile<W: Write> {
    out: W,
    /// Of every byte that was written.
    hasher: blake3::Hasher,
    written: u64,
    /// Where each object is, by its number.
    places: Places,
    /// The small objects that wait to be packed: the number of each, and where it begins.
    waiting: Vec<(usize, usize)>,
    texts: Vec<u8>,
}

impl<W: Write> CompactFile<W> {
    /// Begins a file.
    ///
    /// # Errors
    /// What the writer says.
    pub(super) fn begin(out: W) -> io::Result<Self> {
        let mut file = Self {
            out,
            hasher: blake3::Hasher::new(),
            written: 0,
            places: Places::default(),
            waiting: Vec::new(),
            texts: Vec::new(),
        };
        // Number 0 is no object.
        file.reserve(1);
        // The comment's four bytes tell every program that the file is no text (ISO 32000-1, 7.5.2).
        file.write(b"%PDF-1.7\n%\x80\x80\x80\x80\n")?;
        Ok(file)
    }

    /// Numbers for so many objects, one after the other; the first is returned.
    pub(super) fn reserve(&mut self, count: usize) -> usize {
        self.places.reserve(count)
    }

    /// Puts a small object, which is no stream, under a number that was reserved.
    ///
    /// # Errors
    /// What the writer says.
    pub(super) fn put(&mut self, number: usize, text: &[u8]) -> io::Result<()> {
        self.waiting.push((number, self.texts.len()));
        self.texts.extend_from_slice(text);
        self.texts.push(b'\n');
        if self.texts.len() >= TOGETHER {
            self.pack()?;
        }
        Ok(())
    }

    /// Puts a value under a number that was reserved.
    ///
    /// # Errors
    /// What the writer says.
    pub(super) fn put_value(&mut self, number: usize, value: &Value) -> io::Result<()> {
        let mut text = Vec::new();
        value.write(&mut text);
        self.put(number, &text)
    }

    /// Puts a stream under a number that was reserved; the text of its dictionary says its length.
    ///
    /// # Errors
    /// What the writer says.
    pub(super) fn put_stream(
        &mut self,
        number: usize,
        head: &[u8],
        bytes: &[u8],
    ) -> io::Result<()> {
        self.places.mark(number, Place::At(self.written));
        let mut text = Vec::with_capacity(head.len() + 64);
        write_number(&mut text, number);
        text.extend_from_slice(b" 0 obj\n");
        text.extend_from_slice(head);
        text.extend_from_slice(b"\nstream\n");
        self.write(&text)?;
        self.write(bytes)?;
        self.write(b"\nendstream\nendobj\n\n")
    }

    /// A name for the file as it is until now: the same bytes give the same name.
    pub(super) fn name(&self) -> String {
        let mut name = self.hasher.finalize().to_hex().to_string();
        name.truncate(32);
        name
    }

    /// Writes the table of objects, with these entries beside its own, and ends the file.
    ///
    /// # Errors
    /// What the writer says.
    pub(super) fn finish(mut self, entries: Vec<(&str, Value)>) -> io::Result<W> {
        self.pack()?;
        let start = self.written;
        let number = self.reserve(1);
        self.places.mark(number, Place::At(start));
        let bytes = self.table()?;
        let mut head = Value::dictionary([
            ("Type", Value::name("XRef")),
            ("Size", Value::number(self.places.count())),
            (
                "W",
                Value::Array(ROW.iter().map(|width| Value::number(*width)).collect()),
            ),
            ("Length", Value::number(bytes.len())),
            ("Filter", Value::name("FlateDecode")),
            (
                "DecodeParms",
                Value::dictionary([
                    ("Predictor", Value::number(12)),
                    ("Columns", Value::number(ROW.iter().sum())),
                ]),
            ),
        ]);
        for (key, value) in entries {
            head.set(key, value);
        }
        let mut text = Vec::new();
        head.write(&mut text);
        self.put_stream(number, &text, &bytes)?;
        self.write(format!("startxref\n{start}\n%%EOF\n").as_bytes())?;
        Ok(self.out)
    }

    /// The table's rows, packed; each is told as what has changed since the one before it, which packs well.
    fn table(&self) -> io::Result<Vec<u8>> {
        let encoder = ZlibEncoder::new(Vec::new(), Compression::new(LEVEL));
        let all = self
            .places
            .count()
            .saturating_mul(ROW.iter().sum::<usize>() + 1);
        let mut rows = BufWriter::with_capacity(all.min(MOST_ROWS), encoder);
        let mut before = [0_u8; 9];
        for (number, place) in self.places.iter().enumerate() {
            let (kind, first, second) = match place {
                // What is free is never used again but by number 0, which heads the list of it.
                Place::Free => (0, 0, if number == 0 { 65_535 } else { 0 }),
                Place::At(start) => (1, start, 0),
                Place::In(stream, index) => (2, u64::from(stream), u64::from(index)),
            };
            let mut row = [0_u8; 9];
            let fields = [(kind, 0..1), (first, 1..6), (second, 6..9)];
            for (value, range) in fields {
                let bytes = value.to_be_bytes();
                let from = bytes.len() - range.len();
                if let (Some(to), Some(from)) = (row.get_mut(range), bytes.get(from..)) {
                    to.copy_from_slice(from);
                }
            }
            let mut told = [2_u8; 10];
            let changes = row.iter().zip(before);
            for (told, (now, before)) in told.iter_mut().skip(1).zip(changes) {
                *told = now.wrapping_sub(before);
            }
            rows.write_all(&told)?;
            before = row;
        }
        let encoder = rows.into_inner().map_err(io::IntoInnerError::into_error)?;
        encoder.finish()
    }

    /// Packs what waits.
    fn pack(&mut self) -> io::Result<()> {
        if self.waiting.is_empty() {
            return Ok(());
        }
        let number = self.reserve(1);
        let waiting = std::mem::take(&mut self.waiting);
        let mut bytes = Vec::with_capacity(self.texts.len() + waiting.len() * 12);
        for (index, (object, start)) in waiting.iter().enumerate() {
            let (number, index) = (u32::try_from(number), u32::try_from(index));
            let (Ok(number), Ok(index)) = (number, index) else {
                return Err(io::ErrorKind::FileTooLarge.into());
            };
            self.places.mark(*object, Place::In(number, index));
            write_number(&mut bytes, *object);
            bytes.push(b' ');
            write_number(&mut bytes, *start);
            bytes.push(b'\n');
        }
        let first = bytes.len();
        bytes.append(&mut self.texts);
        let bytes = packed(&bytes)?;
        let head = Value::dictionary([
            ("Type", Value::name("ObjStm")),
            ("N", Value::number(waiting.len())),
            ("First", Value::number(first)),
            ("Length", Value::number(bytes.len())),
            ("Filter", Value::name("FlateDecode")),
        ]);
        let mut text = Vec::new();
        head.write(&mut text);
        self.put_stream(number, &text, &bytes)
    }

    fn write(&mut self, bytes: &[u8]) -> io::Result<()> {
        self.hasher.update(bytes);
        self.written += bytes.len() as u64;
        self.out.write_all(bytes)
    }
}

/// Most bytes of the table's rows that are handed to the packing in one go: those of seven thousand leaflets.
/// With another number the packed table of a longer job would differ by a few bytes.
const MOST_ROWS: usize = 16 * 1024 * 1024;

/// Bytes of the fields of the table: what an object is, where it is, and its place there. With them a
/// file can be a terabyte long.
const ROW: [usize; 3] = [1, 5, 3];

fn packed(bytes: &[u8]) -> io::Result<Vec<u8>> {
    let mut encoder = ZlibEncoder::new(Vec::new(), Compression::new(LEVEL));
    encoder.write_all(bytes)?;
    encoder.finish()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_put_is_found_by_another_reader() {
        let mut file = CompactFile::begin(Vec::new()).unwrap();
        let [catalogue, pages, page, content, unused] = [0; 5].map(|_| file.reserve(1));
        let put = |file: &mut CompactFile<Vec<u8>>, number, text: &str| {
            file.put(number, text.as_bytes()).unwrap();
        };
        put(
            &mut file,
            catalogue,
            &format!("<</Type/Catalog/Pages {pages} 0 R>>"),
        );
        put(
            &mut file,
            pages,
            &format!("<</Type/Pages/Count 1/Kids[{page} 0 R]>>"),
        );
        file.put_stream(content, b"<</Length 3>>", b"q Q").unwrap();
        let text = format!("<</Type/Page/Parent {pages} 0 R/Contents {content} 0 R>>");
        put(&mut file, page, &text);
        // More than is packed together.
        let many = file.reserve(20_000);
        for number in many..many + 20_000 {
            put(&mut file, number, &format!("<</Number {number}>>"));
        }
        let root = Value::Reference(catalogue);
        let bytes = file.finish(vec![("Root", root)]).unwrap();

        let read = lopdf::Document::load_mem(&bytes).unwrap();
        assert_eq!(read.get_pages().len(), 1);
        assert_eq!(read.get_page_content(read.get_pages()[&1]), b"q Q\n");
        assert!(read.get_object((unused as u32, 0)).is_err());
        for number in [many, many + 19_999] {
            let found = read.get_dictionary((number as u32, 0)).unwrap();
            assert_eq!(
                found.get(b"Number").unwrap().as_i64().unwrap(),
                number as i64
            );
        }
    }
}
