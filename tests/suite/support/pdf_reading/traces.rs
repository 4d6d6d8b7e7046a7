//! Searches a finished file for words that must not be in it, or only on its pages.
//!
//! *What goes in and comes out*: a word goes in; every place where it stands comes out, as a sentence
//! and with the answer whether that place is the page's own contents.
//! *What it promises*: raw bytes, unpacked streams and all strings of all objects are searched, in
//! UTF-8, UTF-16 of both orders and Latin-1, also as hexadecimal digits; letters shown by glyph
//! numbers are read through the fonts' tables.
//! *Why this shape*: a name may be seen on the paper and nowhere else, so the answer must tell the
//! page from everything else.

use lopdf::{Dictionary, Object, ObjectId, decode_text_string};

use super::{FinishedPdf, name_in, plain_bytes};

/// One place where searched words stand.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Trace {
    /// Where, in words.
    pub(crate) place: String,
    /// Whether it is the contents of a page, where a person's name belongs.
    pub(crate) on_a_page: bool,
}

impl FinishedPdf {
    /// Every place where `words` stand in the file, in any encoding a PDF can hold them in.
    pub(crate) fn traces_of(&self, words: &str) -> Vec<Trace> {
        assert!(!words.is_empty(), "there is nothing to search for");
        let needles = needles(words);
        let holds = |bytes: &[u8]| needles.iter().any(|needle| contains(bytes, needle));
        let mut traces = Vec::new();
        if holds(&self.bytes) {
            traces.push(Trace {
                place: "the raw bytes of the file".to_owned(),
                on_a_page: false,
            });
        }
        for page in &self.pages {
            let letters: String = page
                .pieces
                .iter()
                .map(|piece| piece.text.as_str())
                .collect();
            if letters.contains(words) {
                let place = format!("the words of page {}", page.number);
                traces.push(Trace {
                    place,
                    on_a_page: true,
                });
            }
        }
        let page_streams = self.page_streams();
        for (id, object) in &self.document.objects {
            if let Object::Stream(stream) = object
                && holds(&plain_bytes(stream))
            {
                let on_a_page = page_streams.contains(id);
                traces.push(Trace {
                    place: format!("the stream {} {}", id.0, id.1),
                    on_a_page,
                });
            }
            let mut path = format!("the object {} {}", id.0, id.1);
            search_strings(object, &mut path, words, &holds, &mut traces);
        }
        let trailer = Object::Dictionary(self.document.trailer.clone());
        search_strings(
            &trailer,
            &mut "the trailer".to_owned(),
            words,
            &holds,
            &mut traces,
        );
        traces
    }

    /// The places outside the pages' contents where `words` stand, as sentences; empty is good.
    pub(crate) fn traces_off_the_pages(&self, words: &str) -> Vec<String> {
        let traces = self.traces_of(words).into_iter();
        traces
            .filter(|trace| !trace.on_a_page)
            .map(|trace| trace.place)
            .collect()
    }

    /// The streams that hold what is drawn: page contents and forms.
    fn page_streams(&self) -> Vec<ObjectId> {
        let mut streams = Vec::new();
        for page in &self.pages {
            streams.extend(self.document.get_page_contents(page.id));
        }
        let forms = self.document.objects.iter().filter(|(_, object)| {
            object
                .as_stream()
                .is_ok_and(|stream| name_in(&stream.dict, b"Subtype") == b"Form")
        });
        streams.extend(forms.map(|(id, _)| *id));
        streams
    }
}

fn search_strings(
    object: &Object,
    path: &mut String,
    words: &str,
    holds: &impl Fn(&[u8]) -> bool,
    traces: &mut Vec<Trace>,
) {
    let mut inside = |dictionary: &Dictionary, path: &mut String| {
        for (key, value) in dictionary {
            let before = path.len();
            path.push('/');
            path.push_str(&String::from_utf8_lossy(key));
            search_strings(value, path, words, holds, traces);
            path.truncate(before);
        }
    };
    match object {
        Object::String(bytes, _) => {
            let decoded = decode_text_string(object).unwrap_or_default();
            if holds(bytes) || decoded.contains(words) {
                traces.push(Trace {
                    place: path.clone(),
                    on_a_page: false,
                });
            }
        }
        Object::Name(bytes) => {
            if holds(bytes) {
                traces.push(Trace {
                    place: path.clone(),
                    on_a_page: false,
                });
            }
        }
        Object::Array(values) => {
            for value in values {
                search_strings(value, path, words, holds, traces);
            }
        }
        Object::Dictionary(dictionary) => inside(dictionary, path),
        Object::Stream(stream) => inside(&stream.dict, path),
        Object::Null
        | Object::Boolean(_)
        | Object::Integer(_)
        | Object::Real(_)
        | Object::Reference(_) => {}
    }
}

/// The forms in which the words can stand in a file.
fn needles(words: &str) -> Vec<Vec<u8>> {
    let units: Vec<u16> = words.encode_utf16().collect();
    let big: Vec<u8> = units.iter().flat_map(|unit| unit.to_be_bytes()).collect();
    let little: Vec<u8> = units.iter().flat_map(|unit| unit.to_le_bytes()).collect();
    let hex = |bytes: &[u8]| -> String { bytes.iter().map(|byte| format!("{byte:02X}")).collect() };
    let mut needles = vec![
        words.as_bytes().to_vec(),
        hex(words.as_bytes()).into_bytes(),
        hex(words.as_bytes()).to_lowercase().into_bytes(),
        hex(&big).into_bytes(),
        hex(&big).to_lowercase().into_bytes(),
        big,
        little,
    ];
    let latin: Option<Vec<u8>> = words
        .chars()
        .map(|letter| u8::try_from(u32::from(letter)).ok())
        .collect();
    needles.extend(latin);
    needles.sort();
    needles.dedup();
    needles
}

fn contains(bytes: &[u8], needle: &[u8]) -> bool {
    bytes.windows(needle.len()).any(|window| window == needle)
}
