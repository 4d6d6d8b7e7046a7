//! The words of a finished file, read back as a screen reader meets them.
//!
//! In: the bytes of a PDF that the engine has just written. Out: its [`ReadPiece`]s, in the order of the
//! tags: what each paragraph, heading, label or cell says, by the file alone; `None` where the file is not
//! of the engine's form. Promise: nothing is taken from anywhere but the bytes; nothing panics, and no file
//! keeps it busy for longer than its own length explains. The rules are those of ISO 32000-1: a letter is
//! what the font's ToUnicode table says of its code (9.10.3), unless an ActualText stands over it
//! (14.9.4), and codes inside ReversedChars are turned round (14.8.2.3.3).
//!
//! Why this shape: whether a patient's software can read a leaflet aloud shows in the finished file only,
//! and the files are our own, so that the reader of `crate::pages::pdf::file` is enough. Forms and pictures are not
//! looked into: the templates put no words there, and a form in the running head is an artifact.

use std::collections::btree_map::Entry;
use std::collections::{BTreeMap, BTreeSet};

use crate::model::page_facts::ReadPiece;
use crate::pages::pdf::file::WrittenFile;
use crate::pages::pdf::letters::LettersByCode;
use crate::pages::pdf::object::{Value, is_space};
use crate::pages::pdf::string::{string_bytes, text_string};

/// Deepest nesting of tags that is followed. The templates go twelve deep.
const DEEPEST_TAG: usize = 64;

/// Tags inside a paragraph: what they hold belongs to the words around it (ISO 32000-1, 14.8.4.4).
const INLINE: &[&[u8]] = &[
    b"Span",
    b"Strong",
    b"Em",
    b"Link",
    b"Sub",
    b"Code",
    b"Quote",
    b"Reference",
    b"Annot",
];

/// Reads the words of a finished file.
pub fn read_back(pdf: &[u8]) -> Option<Vec<ReadPiece>> {
    let file = WrittenFile::open(pdf)?;
    let roots = file.roots()?;
    let mut tables = BTreeMap::new();
    let mut pages = BTreeMap::new();
    for (index, number) in roots.pages.iter().enumerate() {
        let words = words_of_page(&file, *number, &mut tables)?;
        pages.insert(*number, (index, words));
    }
    let mut reading = TagReading {
        file: &file,
        pages: &pages,
        seen: BTreeSet::new(),
        open: None,
        pieces: Vec::new(),
    };
    let tags = file.value(roots.tags)?;
    reading.kids(tags.get("K")?, None, DEEPEST_TAG);
    reading.close();
    Some(reading.pieces)
}

/// What the marked pieces of a page say, by their number.
type WordsOfPage = BTreeMap<usize, String>;

/// The way down the tree of tags.
struct TagReading<'a> {
    file: &'a WrittenFile<'a>,
    pages: &'a BTreeMap<usize, (usize, WordsOfPage)>,
    seen: BTreeSet<usize>,
    /// The piece that words are added to.
    open: Option<ReadPiece>,
    pieces: Vec<ReadPiece>,
}

impl TagReading<'_> {
    /// Whatever stands under a tag: numbers of marked pieces, and further tags.
    fn kids(&mut self, kids: &Value, page: Option<usize>, deepest: usize) {
        match kids {
            Value::Array(kids) => kids.iter().for_each(|kid| self.kid(kid, page, deepest)),
            kid => self.kid(kid, page, deepest),
        }
    }

    fn kid(&mut self, kid: &Value, page: Option<usize>, deepest: usize) {
        match kid {
            Value::Integer(_) => self.marked(kid, page),
            Value::Dictionary(_) => {
                let own = kid.get("Pg").and_then(Value::reference);
                if let Some(number) = kid.get("MCID") {
                    self.marked(number, own.or(page));
                }
            }
            Value::Reference(number) => {
                if let Some(deepest) = deepest.checked_sub(1).filter(|_| self.seen.insert(*number))
                {
                    self.tag(*number, deepest);
                }
            }
            Value::Array(_) | Value::Name(_) | Value::Plain(_) => {}
        }
    }

    fn marked(&mut self, number: &Value, page: Option<usize>) {
        let place = page.and_then(|page| self.pages.get(&page));
        let words = place.and_then(|(index, words)| Some((*index, words.get(&number.count()?)?)));
        if let (Some((index, words)), Some(open)) = (words, &mut self.open) {
            open.page.get_or_insert(index);
            open.text.push_str(words);
        }
    }

    fn tag(&mut self, number: usize, deepest: usize) {
        let Some(tag) = self.file.value(number) else {
            return;
        };
        let Some(Value::Name(name)) = tag.get("S") else {
            return;
        };
        let page = tag.get("Pg").and_then(Value::reference);
        let is_inline = INLINE.contains(&name.as_slice());
        if !is_inline {
            self.close();
            self.open = Some(ReadPiece {
                tag: String::from_utf8_lossy(name).into_owned(),
                page: None,
                text: String::new(),
            });
        }
        // An alternative text or an ActualText stands for everything below.
        let instead = ["ActualText", "Alt"]
            .into_iter()
            .find_map(|key| text_string(tag.get(key)?));
        let is_link = name == b"Link";
        match (instead.filter(|_| !is_link), &mut self.open) {
            (Some(instead), Some(open)) => {
                let index = page.and_then(|page| self.pages.get(&page));
                open.page = open.page.or(index.map(|(index, _)| *index));
                open.text.push_str(&instead);
            }
            _ => {
                if let Some(kids) = tag.get("K") {
                    self.kids(kids, page, deepest);
                }
            }
        }
        if !is_inline {
            self.close();
        }
    }

    /// Puts the open piece away, if it says anything.
    fn close(&mut self) {
        let done = self.open.take();
        self.pieces
            .extend(done.filter(|piece| !piece.text.is_empty()));
    }
}

type Tables = BTreeMap<usize, LettersByCode>;

/// Reads a page: what its marked pieces say.
fn words_of_page(file: &WrittenFile<'_>, page: usize, tables: &mut Tables) -> Option<WordsOfPage> {
    let page = file.value(page)?;
    let mut fonts = BTreeMap::new();
    let resources = page.get("Resources").and_then(|value| file.resolved(value));
    let listed = resources.and_then(|resources| file.resolved(resources.get("Font")?));
    for (name, font) in listed.as_ref().and_then(Value::entries).unwrap_or_default() {
        let number = font.reference()?;
        if let Entry::Vacant(place) = tables.entry(number) {
            place.insert(LettersByCode::of_font(file, number)?);
        }
        fonts.insert(name.clone(), number);
    }
    let content = match page.get("Contents") {
        Some(content) => file.unpacked(content.reference()?)?,
        None => Vec::new(),
    };
    let mut reading = ContentReading {
        fonts: &fonts,
        tables,
        font: None,
        marks: Vec::new(),
        pieces: BTreeMap::new(),
    };
    reading.run(&content)?;
    Some(reading.into_words())
}

/// What is open around a code.
enum Mark {
    /// A piece with this number.
    Piece(usize),
    /// These letters stand for all codes inside; they are put where the first is shown.
    ActualText(Option<String>),
    /// Codes that are shown from left to right and read from right to left.
    Reversed,
    /// Anything else.
    Other,
}

/// The way through the operators of a page.
struct ContentReading<'a> {
    fonts: &'a BTreeMap<Vec<u8>, usize>,
    tables: &'a Tables,
    font: Option<&'a LettersByCode>,
    marks: Vec<Mark>,
    /// The letters of each piece, code by code, and whether they run from right to left.
    pieces: BTreeMap<usize, Vec<(String, bool)>>,
}

impl ContentReading<'_> {
    /// Reads all operators; `None` where the content is broken.
    fn run(&mut self, content: &[u8]) -> Option<()> {
        let mut rest = content;
        let mut operands = Vec::new();
        while let Some((value, behind)) = Value::read(rest) {
            rest = behind;
            match &value {
                Value::Plain(word) if word.first().is_some_and(u8::is_ascii_alphabetic) => {
                    self.step(word, &operands);
                    operands.clear();
                }
                _ => operands.push(value),
            }
        }
        rest.iter().all(|byte| is_space(*byte)).then_some(())
    }

    fn step(&mut self, operator: &[u8], operands: &[Value]) {
        match operator {
            b"Tf" => {
                if let Some(Value::Name(name)) = operands.first() {
                    let number = self.fonts.get(name);
                    self.font = number.and_then(|number| self.tables.get(number));
                }
            }
            b"Tj" => self.show(operands.first()),
            b"TJ" => {
                let parts = operands.first().and_then(Value::items).unwrap_or_default();
                parts.iter().for_each(|part| self.show(Some(part)));
            }
            b"BMC" | b"BDC" => self.open(operands),
            b"EMC" => {
                // What stands for no code at all still stands for something.
                if let Some(letters) = self.given() {
                    self.put(letters);
                }
                self.marks.pop();
            }
            _ => {}
        }
    }

    fn open(&mut self, operands: &[Value]) {
        let properties = operands.get(1);
        let key = |key| properties.and_then(|properties| properties.get(key));
        if let Some(number) = key("MCID").and_then(Value::count) {
            self.marks.push(Mark::Piece(number));
            self.pieces.entry(number).or_default();
        } else if let Some(text) = key("ActualText").and_then(text_string) {
            // Inside another it says nothing of its own.
            let text = (!self.is_given()).then_some(text);
            self.marks.push(Mark::ActualText(text));
        } else if operands
            .first()
            .is_some_and(|tag| tag.is_name("ReversedChars"))
        {
            self.marks.push(Mark::Reversed);
        } else {
            self.marks.push(Mark::Other);
        }
    }

    /// Whether an ActualText stands over what follows.
    fn is_given(&self) -> bool {
        let is_given = |mark: &Mark| matches!(mark, Mark::ActualText(_));
        self.marks.iter().any(is_given)
    }

    /// The letters of the ActualText that is open, once.
    fn given(&mut self) -> Option<String> {
        self.marks.iter_mut().find_map(|mark| match mark {
            Mark::ActualText(letters) => letters.take(),
            Mark::Piece(_) | Mark::Reversed | Mark::Other => None,
        })
    }

    fn show(&mut self, shown: Option<&Value>) {
        let (Some(Value::Plain(written)), Some(font)) = (shown, self.font) else {
            return;
        };
        let Some(codes) = string_bytes(written) else {
            return;
        };
        if self.is_given() {
            if let Some(letters) = self.given() {
                self.put(letters);
            }
            return;
        }
        for code in codes.chunks(font.bytes_of_code) {
            let code = code
                .iter()
                .fold(0, |code, byte| code << 8 | u32::from(*byte));
            if let Some(letters) = font.letters.get(&code) {
                self.put(letters.clone());
            }
        }
    }

    /// Adds letters to the piece that is open, if one is.
    fn put(&mut self, letters: String) {
        let is_reversed = self.marks.iter().any(|mark| matches!(mark, Mark::Reversed));
        let piece = self.marks.iter().rev().find_map(|mark| match mark {
            Mark::Piece(number) => Some(*number),
            Mark::ActualText(_) | Mark::Reversed | Mark::Other => None,
        });
        if let Some(piece) = piece {
            self.pieces
                .entry(piece)
                .or_default()
                .push((letters, is_reversed));
        }
    }

    /// What each piece says. Where reversed codes follow each other, they are turned round together,
    /// though the engine marks each word by itself: it writes the words of a line from left to right.
    fn into_words(self) -> WordsOfPage {
        let in_order = |letters: Vec<(String, bool)>| -> String {
            let runs = letters.chunk_by(|(_, one), (_, next)| one == next);
            let runs = runs.map(|run| -> String {
                let words = run.iter().map(|(letters, _)| letters.as_str());
                match run.first() {
                    Some((_, true)) => words.rev().collect(),
                    _ => words.collect(),
                }
            });
            runs.collect()
        };
        let pieces = self.pieces.into_iter();
        pieces
            .map(|(number, letters)| (number, in_order(letters)))
            .collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    /// What the pieces of this content say, with a font whose codes are the letters' own.
    fn words(content: &str) -> WordsOfPage {
        let letters = ('a'..='z').map(|letter| (u32::from(letter), letter.to_string()));
        let tables = Tables::from([(
            7,
            LettersByCode {
                bytes_of_code: 1,
                letters: letters.collect(),
            },
        )]);
        let fonts = BTreeMap::from([(b"f0".to_vec(), 7)]);
        let mut reading = ContentReading {
            fonts: &fonts,
            tables: &tables,
            font: None,
            marks: Vec::new(),
            pieces: BTreeMap::new(),
        };
        let _whole = reading.run(content.as_bytes());
        reading.into_words()
    }

    #[test]
    fn letters_are_what_the_font_and_the_marks_say() {
        let found = words(
            "/f0 12 Tf /Artifact BMC (no) Tj EMC /Span<</MCID 3>>BDC [(a)20<62>] TJ \
             /Span<</ActualText<FEFF0915094D>>>BDC (xyz) Tj EMC /ReversedChars BMC (fe) Tj EMC /ReversedChars BMC (d) Tj EMC EMC",
        );
        assert_eq!(found, WordsOfPage::from([(3, "abक्def".to_owned())]));
    }

    proptest! {
        #[test]
        fn no_bytes_make_it_panic(bytes in proptest::collection::vec(any::<u8>(), 0..300)) {
            let _pieces = read_back(&bytes);
        }

        #[test]
        fn no_operators_make_it_panic(
            parts in proptest::collection::vec("(/Span|/MCID|[0-9]|BDC|BMC|EMC|Tj|TJ|Tf|\\(a|\\)|<<|>>|\\[|\\]|/f0|/ReversedChars)", 0..40)
        ) {
            let _words = words(&parts.join(" "));
        }
    }
}
