//! Which letters the codes of a font stand for.
//!
//! In: a font of an opened file. Out: its ToUnicode table (ISO 32000-1, 9.10.3). Promise: nothing panics.

use std::collections::BTreeMap;

use super::file::WrittenFile;
use super::object::is_space;
use super::string::{string_bytes, utf16};

/// The letters that each code of a font stands for.
pub(crate) struct LettersByCode {
    /// How many bytes of a string are one code.
    pub(crate) bytes_of_code: usize,
    /// The letters of each code that has some.
    pub(crate) letters: BTreeMap<u32, String>,
}

impl LettersByCode {
    /// Reads a font's ToUnicode table.
    pub(crate) fn of_font(file: &WrittenFile<'_>, font: usize) -> Option<Self> {
        let font = file.value(font)?;
        let is_composite = font.get("Subtype")?.is_name("Type0");
        let table = file.unpacked(font.get("ToUnicode")?.reference()?)?;
        Some(Self {
            bytes_of_code: if is_composite { 2 } else { 1 },
            letters: letters_of_table(&table),
        })
    }
}

/// The letters by code that a ToUnicode table says.
pub(crate) fn letters_of_table(table: &[u8]) -> BTreeMap<u32, String> {
    let mut letters = BTreeMap::new();
    let mut rest = table;
    let mut pair = Vec::new();
    let mut is_inside = false;
    while let Some((value, behind)) = next_of_table(rest) {
        rest = behind;
        match value {
            TableWord::Word(b"beginbfchar") => is_inside = true,
            TableWord::Word(b"endbfchar") => is_inside = false,
            TableWord::Code(bytes) if is_inside => {
                pair.push(bytes);
                if let [code, units] = pair.as_slice() {
                    let code = code
                        .iter()
                        .fold(0, |code, byte| code << 8 | u32::from(*byte));
                    letters.insert(code, utf16(units));
                    pair.clear();
                }
            }
            _ => {}
        }
    }
    letters
}

/// A word of a ToUnicode table.
enum TableWord<'a> {
    /// `<…>`, as bytes.
    Code(Vec<u8>),
    /// Anything else.
    Word(&'a [u8]),
}

fn next_of_table(bytes: &[u8]) -> Option<(TableWord<'_>, &[u8])> {
    let start = bytes.iter().position(|byte| !is_space(*byte))?;
    let bytes = bytes.get(start..)?;
    if bytes.first() == Some(&b'<') && bytes.get(1) != Some(&b'<') {
        let length = bytes.iter().position(|byte| *byte == b'>')? + 1;
        let code = string_bytes(bytes.get(..length)?)?;
        return Some((TableWord::Code(code), bytes.get(length..)?));
    }
    let ends = |byte: &u8| is_space(*byte) || *byte == b'<';
    let length = bytes
        .iter()
        .skip(1)
        .position(ends)
        .map_or(bytes.len(), |at| at + 1);
    Some((TableWord::Word(bytes.get(..length)?), bytes.get(length..)?))
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn pairs_between_their_marks_are_read_and_nothing_else() {
        let table = b"<0000> <ffff>\n2 beginbfchar\n<0001> <0915094d>\n<0010> <0041>\nendbfchar\n<0002> <0042>";
        let found = letters_of_table(table);
        let expected = [(1, "\u{915}\u{94d}".to_owned()), (16, "A".to_owned())];
        assert_eq!(found, BTreeMap::from(expected));
    }

    proptest! {
        #[test]
        fn no_bytes_make_it_panic(bytes in proptest::collection::vec(any::<u8>(), 0..300)) {
            let _letters = letters_of_table(&bytes);
            let _word = next_of_table(&bytes);
        }
    }
}
