//! Reads what a font's dictionary says about its codes: which letters they stand for, how wide
//! they are.
//!
//! *What goes in and comes out*: a font dictionary goes in, a `FontTables` comes out; a shown
//! string is cut into codes, and each code answers with its letters and its width.
//! *What it promises*: composite fonts with two-byte codes and simple fonts with one-byte codes;
//! a code that the tables do not know has no letters, and says so as U+FFFD.
//! *Why this shape*: the PDF library joins neighbouring codes that stand for the same letters and
//! then counts the last letter up, which is wrong for split Indic clusters, so the table is read
//! here.

use std::collections::BTreeMap;

use lopdf::{Dictionary, Document, Object};

use super::{plain_bytes, resolve};

/// What a font says about its codes.
pub(crate) struct FontTables {
    /// The font's name, prefix of the subset included.
    pub(crate) name: String,
    bytes_per_code: usize,
    letters: BTreeMap<u32, String>,
    widths: BTreeMap<u32, f32>,
    default_width: f32,
}

impl FontTables {
    /// Reads the tables of one font.
    pub(crate) fn read(document: &Document, font: &Dictionary) -> FontTables {
        let name = font
            .get(b"BaseFont")
            .and_then(Object::as_name)
            .unwrap_or_default();
        let letters = font
            .get(b"ToUnicode")
            .ok()
            .and_then(|table| resolve(document, table).as_stream().ok())
            .map(|table| letters_of(&String::from_utf8_lossy(&plain_bytes(table))))
            .unwrap_or_default();
        let mut tables = FontTables {
            name: String::from_utf8_lossy(name).into_owned(),
            bytes_per_code: 1,
            letters,
            widths: BTreeMap::new(),
            default_width: 0.0,
        };
        let descendant = font
            .get(b"DescendantFonts")
            .ok()
            .and_then(|list| resolve(document, list).as_array().ok())
            .and_then(|list| list.first())
            .and_then(|first| resolve(document, first).as_dict().ok());
        if let Some(descendant) = descendant {
            tables.bytes_per_code = 2;
            // Without an entry of its own the standard sets 1000 (ISO 32000-1, table 117).
            tables.default_width = number(document, descendant, b"DW").unwrap_or(1000.0);
            tables.read_composite_widths(document, descendant);
        } else {
            tables.read_simple_widths(document, font);
        }
        tables
    }

    fn read_composite_widths(&mut self, document: &Document, font: &Dictionary) {
        let Ok(list) = font.get(b"W").map(|list| resolve(document, list)) else {
            return;
        };
        let Ok(list) = list.as_array() else { return };
        let mut rest = list.iter().map(|entry| resolve(document, entry));
        while let Some(first) = rest.next().and_then(code) {
            match rest.next() {
                Some(Object::Array(widths)) => {
                    for (index, width) in (0u32..).zip(widths) {
                        self.widths
                            .insert(first + index, width.as_float().unwrap_or(0.0));
                    }
                }
                Some(last) => {
                    let width = rest.next().and_then(|width| width.as_float().ok());
                    for index in first..=code(last).unwrap_or(first) {
                        self.widths.insert(index, width.unwrap_or(0.0));
                    }
                }
                None => return,
            }
        }
    }

    fn read_simple_widths(&mut self, document: &Document, font: &Dictionary) {
        let first = font.get(b"FirstChar").ok().and_then(code).unwrap_or(0);
        let Ok(list) = font.get(b"Widths").map(|list| resolve(document, list)) else {
            return;
        };
        let Ok(list) = list.as_array() else { return };
        for (index, width) in (first..).zip(list) {
            self.widths.insert(index, width.as_float().unwrap_or(0.0));
        }
    }

    /// Cuts a shown string into its codes.
    pub(crate) fn codes<'a>(&'a self, shown: &'a [u8]) -> impl Iterator<Item = u32> + 'a {
        shown.chunks(self.bytes_per_code).map(|bytes| {
            bytes
                .iter()
                .fold(0, |code, byte| code << 8 | u32::from(*byte))
        })
    }

    /// The letters that a code stands for.
    pub(crate) fn letters(&self, code: u32) -> String {
        match self.letters.get(&code) {
            Some(letters) => letters.clone(),
            // A simple font without a table is read as Latin, as viewers do.
            None if self.bytes_per_code == 1 => char::from_u32(code).into_iter().collect(),
            None => "\u{FFFD}".to_owned(),
        }
    }

    /// The advance of a code in thousandths of the font's size.
    pub(crate) fn width(&self, code: u32) -> f32 {
        self.widths
            .get(&code)
            .copied()
            .unwrap_or(self.default_width)
    }

    /// Whether a code is the one-byte space, to which word spacing applies.
    pub(crate) fn is_word_space(&self, code: u32) -> bool {
        self.bytes_per_code == 1 && code == 32
    }
}

/// Reads the `bfchar` and `bfrange` sections of a ToUnicode table.
fn letters_of(table: &str) -> BTreeMap<u32, String> {
    let mut letters = BTreeMap::new();
    let mut entries: Vec<Entry> = Vec::new();
    for word in words_of(table) {
        match word.as_str() {
            "beginbfchar" | "beginbfrange" => entries.clear(),
            "endbfchar" => {
                for pair in entries.chunks_exact(2) {
                    if let [Entry::Hex(code), Entry::Hex(target)] = pair {
                        letters.insert(value(code), utf16(target));
                    }
                }
            }
            "endbfrange" => read_ranges(&entries, &mut letters),
            "[" => entries.push(Entry::Open),
            "]" => entries.push(Entry::Close),
            _ => {
                if let Some(hex) = word.strip_prefix('<') {
                    entries.push(Entry::Hex(bytes_of(hex)));
                }
            }
        }
    }
    letters
}

enum Entry {
    Hex(Vec<u8>),
    Open,
    Close,
}

fn read_ranges(entries: &[Entry], letters: &mut BTreeMap<u32, String>) {
    let mut rest = entries.iter();
    while let (Some(Entry::Hex(first)), Some(Entry::Hex(last))) = (rest.next(), rest.next()) {
        match rest.next() {
            Some(Entry::Hex(target)) => {
                for (step, code) in (value(first)..=value(last)).enumerate() {
                    let mut target = target.clone();
                    if let Some(end) = target.last_mut() {
                        *end = end.wrapping_add(step as u8);
                    }
                    letters.insert(code, utf16(&target));
                }
            }
            Some(Entry::Open) => {
                let targets = rest.by_ref().map_while(|entry| match entry {
                    Entry::Hex(target) => Some(target),
                    Entry::Open | Entry::Close => None,
                });
                for (code, target) in (value(first)..).zip(targets) {
                    letters.insert(code, utf16(target));
                }
            }
            Some(Entry::Close) | None => return,
        }
    }
}

/// Cuts the table into words; a hexadecimal string becomes `<` and its digits.
fn words_of(table: &str) -> Vec<String> {
    let mut words = Vec::new();
    for line in table.lines().filter(|line| !line.starts_with('%')) {
        let spaced = line
            .replace('<', " <")
            .replace('>', " ")
            .replace('[', " [ ");
        words.extend(
            spaced
                .replace(']', " ] ")
                .split_whitespace()
                .map(str::to_owned),
        );
    }
    words
}

fn bytes_of(hex: &str) -> Vec<u8> {
    let digits: Vec<u8> = hex
        .chars()
        .filter_map(|digit| digit.to_digit(16))
        .map(|digit| digit as u8)
        .collect();
    digits
        .chunks(2)
        .map(|pair| pair.iter().fold(0, |byte, digit| byte << 4 | digit))
        .collect()
}

fn value(bytes: &[u8]) -> u32 {
    bytes
        .iter()
        .fold(0, |value, byte| value << 8 | u32::from(*byte))
}

fn utf16(bytes: &[u8]) -> String {
    let units: Vec<u16> = bytes.chunks(2).map(|unit| value(unit) as u16).collect();
    String::from_utf16_lossy(&units)
}

fn code(object: &Object) -> Option<u32> {
    object
        .as_i64()
        .ok()
        .and_then(|number| u32::try_from(number).ok())
}

fn number(document: &Document, dictionary: &Dictionary, key: &[u8]) -> Option<f32> {
    resolve(document, dictionary.get(key).ok()?).as_float().ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_table_is_read_with_single_codes_ranges_and_lists() {
        let letters = letters_of(
            "% comment <0001> <0041>\n2 beginbfchar\n<0001> <092A094D>\n<0002> <092A094D>\nendbfchar\n\
             2 beginbfrange\n<0010> <0012> <0061>\n<0020> <0021> [<0041> <D83DDE00>]\nendbfrange",
        );
        let read: Vec<(u32, &str)> = letters
            .iter()
            .map(|(code, text)| (*code, text.as_str()))
            .collect();
        assert_eq!(
            read,
            [
                (1, "प्"),
                (2, "प्"),
                (16, "a"),
                (17, "b"),
                (18, "c"),
                (32, "A"),
                (33, "😀"),
            ]
        );
    }
}
