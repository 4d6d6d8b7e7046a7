//! One part of a workbook, read as XML in one pass.
//!
//! In: the part's bytes, as they are unpacked. Out: tokens: an element begins, words, an element ends.
//! Promises: no more is unpacked or told apart than the workbook may still give; one tag or run of words has at most
//! [`TOKEN`] bytes and elements stand at most [`DEPTH`] deep, so that memory stays small whatever comes;
//! a document type, by which entities could multiply, is refused; the end before the last element is
//! closed is damage and not an end.

use std::borrow::Cow;
use std::cell::Cell;
use std::io::{self, BufRead, BufReader, Read};

use quick_xml::XmlVersion;
use quick_xml::escape::resolve_xml_entity;
use quick_xml::events::{BytesStart, Event};
use quick_xml::reader::Reader;

use super::damaged::{SAVE_ALONE, damaged};
use super::{MAXIMUM_CELL_CHARACTERS, MAXIMUM_UNPACKED_BYTES, Refusal, rule};
use crate::base::invariant::PartOf;

/// Most bytes of one tag or one run of words.
const TOKEN: usize = 4_000_000;

/// Most tokens of all parts of a workbook together: a cell takes five to seven, so that the most cells
/// that are read fit. It bounds the time as the bytes bound the memory.
const TOKENS: usize = 11_000_000;

/// Most elements inside one another: a workbook has some ten, a drawing in it a few more.
const DEPTH: usize = 200;

/// Bytes that surely hold more characters than a cell may have.
const SURELY_TOO_LONG: usize = 4 * (MAXIMUM_CELL_CHARACTERS + 1);

pub(super) struct Part<'p> {
    reader: Reader<Metered<'p>>,
    buffer: Vec<u8>,
    depth: usize,
    left: &'p Allowance,
}

/// How much may still be read of all parts of a workbook.
pub(super) struct Allowance {
    bytes: Cell<usize>,
    tokens: Cell<usize>,
}

impl Allowance {
    pub(super) fn new() -> Self {
        Self {
            bytes: Cell::new(MAXIMUM_UNPACKED_BYTES),
            tokens: Cell::new(TOKENS),
        }
    }
}

/// A piece of a part.
pub(super) enum Token<'t> {
    /// An element begins; one without content ends right after.
    Start(Element<'t>),
    /// The last element that began ends; so many are still open.
    End(usize),
    /// Words.
    Words(Cow<'t, str>),
    /// A remark or another thing that means nothing here.
    Nothing,
    /// There is no more.
    EndOfPart,
}

/// The beginning of an element.
pub(super) struct Element<'t>(BytesStart<'t>);

impl Element<'_> {
    /// Whether it has this name, whatever the prefix.
    pub(super) fn is(&self, name: &str) -> bool {
        without_prefix(self.0.name().as_ref()) == name
    }

    /// The value of an attribute of this name, whatever the prefix.
    pub(super) fn attribute(&self, name: &str) -> Option<String> {
        // Without the check for doubles, whose time grows with the square of their number.
        let mut attributes = self.0.attributes();
        let found = attributes
            .with_checks(false)
            .flatten()
            .find(|attribute| without_prefix(attribute.key.as_ref()) == name)?;
        let value = found.normalized_value(XmlVersion::Implicit1_0).ok()?;
        Some(value.into_owned())
    }

    /// Calls `look` with the name, whatever the prefix, and the raw value of each attribute.
    pub(super) fn each_attribute(&self, mut look: impl FnMut(&str, &str)) {
        let mut attributes = self.0.attributes();
        for attribute in attributes.with_checks(false).flatten() {
            look(without_prefix(attribute.key.as_ref()), &attribute.value);
        }
    }
}

/// A name behind its prefix. Names are a few letters, and there are millions.
fn without_prefix(name: &str) -> &str {
    match name.bytes().position(|character| character == b':') {
        Some(colon) => name.part(colon + 1..),
        None => name,
    }
}

impl<'p> Part<'p> {
    pub(super) fn new(bytes: Box<dyn Read + 'p>, left: &'p Allowance) -> Self {
        let mut reader = Reader::from_reader(Metered {
            inner: BufReader::with_capacity(32 * 1024, bytes),
            left: &left.bytes,
            token: 0,
            is_spent: false,
        });
        reader.config_mut().expand_empty_elements = true;
        Self {
            reader,
            buffer: Vec::new(),
            depth: 0,
            left,
        }
    }

    /// How many elements are open.
    pub(super) fn depth(&self) -> usize {
        self.depth
    }

    pub(super) fn next(&mut self) -> Result<Token<'_>, Refusal> {
        self.buffer.clear();
        self.reader.get_mut().token = 0;
        let left = self.left.tokens.get();
        if left == 0 {
            return Err(too_much());
        }
        self.left.tokens.set(left - 1);
        let event = match self.reader.read_event_into(&mut self.buffer) {
            Ok(event) => event,
            Err(_) if self.reader.get_ref().token > TOKEN => return Err(too_long()),
            Err(_) if self.reader.get_ref().is_spent => return Err(too_much()),
            Err(_) => return Err(damaged()),
        };
        Ok(match event {
            Event::Start(start) => {
                self.depth += 1;
                if self.depth > DEPTH {
                    return Err(damaged());
                }
                Token::Start(Element(start))
            }
            Event::End(_) => {
                self.depth = self.depth.saturating_sub(1);
                Token::End(self.depth)
            }
            Event::Text(text) => Token::Words(text.xml10_content()),
            Event::CData(text) => Token::Words(text.xml10_content()),
            Event::GeneralRef(reference) => {
                if let Some(words) = resolve_xml_entity(&reference) {
                    Token::Words(Cow::Borrowed(words))
                } else {
                    match reference.resolve_char_ref() {
                        Ok(Some(character)) => Token::Words(Cow::Owned(character.into())),
                        _ => return Err(damaged()),
                    }
                }
            }
            Event::DocType(_) => return Err(damaged()),
            Event::Eof if self.depth > 0 => return Err(damaged()),
            Event::Eof => Token::EndOfPart,
            Event::Empty(_) | Event::Comment(_) | Event::Decl(_) | Event::PI(_) => Token::Nothing,
        })
    }

    /// Calls `each` with every element that begins, at any depth.
    pub(super) fn each_element(
        &mut self,
        mut each: impl FnMut(&Element<'_>) -> Result<(), Refusal>,
    ) -> Result<(), Refusal> {
        loop {
            match self.next()? {
                Token::Start(element) => each(&element)?,
                Token::EndOfPart => return Ok(()),
                _ => {}
            }
        }
    }

    /// Passes over what is left of the element that began last.
    pub(super) fn skip(&mut self) -> Result<(), Refusal> {
        let inside = self.depth;
        while self.depth >= inside {
            self.next()?;
        }
        Ok(())
    }

    /// Adds the words of the element that began last, its own and no inner element's. What is surely
    /// too long for a cell is not gathered to its end.
    pub(super) fn own_words(&mut self, words: &mut String) -> Result<(), Refusal> {
        let inside = self.depth;
        loop {
            let own = self.depth == inside;
            match self.next()? {
                Token::Words(more) if own => add(words, &more),
                Token::End(_) if own => return Ok(()),
                _ => {}
            }
        }
    }
}

/// The refusal of a workbook that holds more than is read.
fn too_much() -> Refusal {
    Refusal::new(
        rule::ROSTER_TOO_LARGE,
        format!(
            "unpacked, the workbook has more than {MAXIMUM_UNPACKED_BYTES} bytes or too many \
             parts for the program to read"
        ),
    )
    .hint(SAVE_ALONE)
}

fn too_long() -> Refusal {
    Refusal::new(
        rule::ROSTER_TOO_LARGE,
        format!("one cell or another part of the workbook has more than {TOKEN} bytes"),
    )
    .hint(SAVE_ALONE)
}

/// Adds words, unless there are far too many already.
pub(super) fn add(words: &mut String, more: &str) {
    if words.len() < SURELY_TOO_LONG {
        words.push_str(more);
    }
}

/// The unpacked bytes, counted.
struct Metered<'p> {
    inner: BufReader<Box<dyn Read + 'p>>,
    /// How much may still be unpacked, of all parts.
    left: &'p Cell<usize>,
    /// Bytes of the token that is being read.
    token: usize,
    is_spent: bool,
}

impl Read for Metered<'_> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let mut there = self.fill_buf()?;
        let read = there.read(buffer)?;
        self.consume(read);
        Ok(read)
    }
}

impl BufRead for Metered<'_> {
    fn fill_buf(&mut self) -> io::Result<&[u8]> {
        if self.left.get() == 0 || self.token > TOKEN {
            self.is_spent = true;
            return Err(io::ErrorKind::QuotaExceeded.into());
        }
        self.inner.fill_buf()
    }

    fn consume(&mut self, amount: usize) {
        self.left.set(self.left.get().saturating_sub(amount));
        self.token = self.token.saturating_add(amount);
        self.inner.consume(amount);
    }
}
