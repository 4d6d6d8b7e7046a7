//! Reads what stands on a page: words with their marks, glyphs with their places, pictures.
//!
//! *What goes in and comes out*: the page's content stream, and the forms it draws, go in; marked
//! pieces of text, placed glyphs and pictures come out, in the order in which they are drawn.
//! *What it promises*: an ActualText stands for the glyphs it covers; codes inside `ReversedChars`
//! are turned round into reading order; every glyph knows whether it is content or an artifact.
//! *Why this shape*: one pass with a small state machine serves the tag tree, the plain text and
//! the margin tests alike. Kerning moves the pen but never makes or removes a space.

use std::collections::BTreeMap;
use std::rc::Rc;

use lopdf::content::{Content, Operation};
use lopdf::{Dictionary, Document, Object, ObjectId, decode_text_string};

use super::drawing_state::{IDENTITY, State, chain, inherited, matrix, page_size};
use super::font_tables::FontTables;
use super::page_items::{Glyph, Mark, PageContents, Piece, PlacedPicture};
use super::{name_in, plain_bytes, resolve};

impl PageContents {
    /// Reads one page.
    pub(crate) fn read(document: &Document, number: usize, id: ObjectId) -> PageContents {
        let (width, height) = page_size(document, id);
        let mut reading = Reading {
            document,
            fonts: BTreeMap::new(),
            state: State::new(),
            saved: Vec::new(),
            marks: Vec::new(),
            clusters: Vec::new(),
            form_depth: 0,
            page: PageContents {
                number,
                id,
                width,
                height,
                pieces: Vec::new(),
                glyphs: Vec::new(),
                pictures: Vec::new(),
                placed: Vec::new(),
                openings: BTreeMap::new(),
                faults_of_nesting: Vec::new(),
            },
        };
        let resources =
            inherited(document, id, b"Resources").and_then(|found| found.as_dict().ok());
        reading.run(id, resources, &document.get_page_content(id));
        reading.finish_piece();
        reading.page
    }
}

/// One open `BMC` or `BDC`.
enum Open {
    /// A mark of its own: content or artifact.
    Mark(Mark, Option<String>),
    /// A cluster whose letters are given; the flag tells whether they were put out already.
    ActualText { letters: String, written: bool },
    /// Codes that are shown from left to right and read from right to left.
    Reversed,
    /// Anything else.
    Other,
}

struct Cluster {
    letters: String,
    reversed: bool,
}

struct Reading<'a> {
    document: &'a Document,
    fonts: BTreeMap<(usize, Vec<u8>), Option<Rc<FontTables>>>,
    state: State,
    saved: Vec<State>,
    marks: Vec<Open>,
    /// The letters of the piece that is being read, one entry for each code or ActualText.
    clusters: Vec<Cluster>,
    form_depth: usize,
    page: PageContents,
}

impl<'a> Reading<'a> {
    fn run(&mut self, stream: ObjectId, resources: Option<&'a Dictionary>, bytes: &[u8]) {
        let content = match Content::decode(bytes) {
            Ok(content) => content,
            Err(error) => panic!(
                "the contents of page {} are broken: {error}",
                self.page.number
            ),
        };
        let depth = self.marks.len();
        for operation in &content.operations {
            self.step(stream, resources, operation);
        }
        if self.marks.len() != depth {
            self.fault("a mark is opened and not closed");
            self.marks.truncate(depth);
        }
    }

    fn step(&mut self, stream: ObjectId, resources: Option<&'a Dictionary>, step: &Operation) {
        let operands = &step.operands;
        let number = |index: usize| -> f32 {
            operands
                .get(index)
                .and_then(|operand| operand.as_float().ok())
                .unwrap_or(0.0)
        };
        match step.operator.as_str() {
            "q" => self.saved.push(self.state.clone()),
            "Q" => {
                if let Some(saved) = self.saved.pop() {
                    self.state = saved;
                }
            }
            "cm" => self.state.placement = chain(matrix(operands), self.state.placement),
            "BT" => (self.state.text, self.state.line) = (IDENTITY, IDENTITY),
            "Tf" => {
                if let Some(Object::Name(name)) = operands.first() {
                    self.state.font = self.font(resources, name);
                }
                self.state.size = number(1);
            }
            "Tc" => self.state.letter_spacing = number(0),
            "Tw" => self.state.word_spacing = number(0),
            "Tz" => self.state.stretch = number(0) / 100.0,
            "TL" => self.state.leading = number(0),
            "Ts" => self.state.rise = number(0),
            "Td" => self.next_line(number(0), number(1)),
            "TD" => {
                self.state.leading = -number(1);
                self.next_line(number(0), number(1));
            }
            "T*" => self.next_line(0.0, -self.state.leading),
            "Tm" => {
                self.state.text = matrix(operands);
                self.state.line = self.state.text;
            }
            "Tj" => self.show_operand(operands.first()),
            "'" => {
                self.next_line(0.0, -self.state.leading);
                self.show_operand(operands.first());
            }
            "\"" => {
                (self.state.word_spacing, self.state.letter_spacing) = (number(0), number(1));
                self.next_line(0.0, -self.state.leading);
                self.show_operand(operands.get(2));
            }
            "TJ" => {
                let Some(Object::Array(parts)) = operands.first() else {
                    return;
                };
                for part in parts {
                    match part.as_float() {
                        Ok(kerning) => {
                            let back = kerning / 1000.0 * self.state.size * self.state.stretch;
                            self.advance(-back);
                        }
                        Err(_) => self.show_operand(Some(part)),
                    }
                }
            }
            "BMC" | "BDC" => self.open(stream, resources, operands),
            "EMC" => self.close(),
            "Do" => {
                if let Some(Object::Name(name)) = operands.first() {
                    self.draw(resources, name);
                }
            }
            "BI" => {
                let mark = self.mark();
                self.page.pictures.push(mark);
            }
            _ => {}
        }
    }

    fn next_line(&mut self, right: f32, up: f32) {
        self.state.line = chain([1.0, 0.0, 0.0, 1.0, right, up], self.state.line);
        self.state.text = self.state.line;
    }

    fn advance(&mut self, right: f32) {
        self.state.text = chain([1.0, 0.0, 0.0, 1.0, right, 0.0], self.state.text);
    }

    fn font(&mut self, resources: Option<&'a Dictionary>, name: &[u8]) -> Option<Rc<FontTables>> {
        let fonts = resolve(self.document, resources?.get(b"Font").ok()?)
            .as_dict()
            .ok()?;
        // A resource dictionary is known by its address: forms have their own.
        let key = (std::ptr::from_ref(fonts).addr(), name.to_vec());
        let document = self.document;
        let read = || {
            let font = resolve(document, fonts.get(name).ok()?).as_dict().ok()?;
            Some(Rc::new(FontTables::read(document, font)))
        };
        self.fonts.entry(key).or_insert_with(read).clone()
    }

    fn show_operand(&mut self, operand: Option<&Object>) {
        let (Some(Object::String(shown, _)), Some(font)) = (operand, self.state.font.clone())
        else {
            return;
        };
        for code in font.codes(shown) {
            self.show(&font, code);
        }
    }

    fn show(&mut self, font: &FontTables, code: u32) {
        let own = font.letters(code);
        let blank = own.chars().all(char::is_whitespace);
        let replacement = self.marks.iter_mut().rev().find_map(|open| match open {
            Open::ActualText { letters, written } => {
                let first = !std::mem::replace(written, true);
                Some(if first {
                    letters.clone()
                } else {
                    String::new()
                })
            }
            _ => None,
        });
        let letters = replacement.unwrap_or(own);
        let state = &self.state;
        let mut width = font.width(code) / 1000.0 * state.size + state.letter_spacing;
        if font.is_word_space(code) {
            width += state.word_spacing;
        }
        width *= state.stretch;
        let place = chain([1.0, 0.0, 0.0, 1.0, 0.0, state.rise], state.text);
        let place = chain(place, state.placement);
        let end = chain([1.0, 0.0, 0.0, 1.0, width, 0.0], place);
        let glyph = Glyph {
            text: letters.clone(),
            left: place[4].min(end[4]),
            right: place[4].max(end[4]),
            baseline: place[5],
            size: state.size * place[2].hypot(place[3]),
            font: font.name.clone(),
            mark: self.mark(),
            blank,
        };
        self.page.glyphs.push(glyph);
        self.push_cluster(letters);
        self.advance(width);
    }

    /// The mark that holds here: the innermost one, except that an artifact covers all it holds.
    fn mark(&self) -> Mark {
        let mut marks = self.marks.iter().filter_map(|open| match open {
            Open::Mark(mark, _) => Some(mark),
            _ => None,
        });
        marks
            .clone()
            .find(|mark| matches!(mark, Mark::Artifact { .. }))
            .or_else(|| marks.next_back())
            .cloned()
            .unwrap_or(Mark::None)
    }

    fn open(&mut self, stream: ObjectId, resources: Option<&'a Dictionary>, operands: &[Object]) {
        let tag = operands
            .first()
            .and_then(|tag| tag.as_name().ok())
            .unwrap_or_default();
        let properties = operands
            .get(1)
            .and_then(|given| self.properties(resources, given));
        let entry = |key: &[u8]| properties.as_ref().and_then(|found| found.get(key).ok());
        let text = |key: &[u8]| entry(key).and_then(|found| decode_text_string(found).ok());
        let language = text(b"Lang").or_else(|| {
            // The engine writes the language as a name in some places.
            let name = entry(b"Lang")?.as_name().ok()?;
            Some(String::from_utf8_lossy(name).into_owned())
        });
        let number = entry(b"MCID").and_then(|number| number.as_i64().ok());
        let letters = text(b"ActualText");
        let kind = entry(b"Subtype")
            .or_else(|| entry(b"Type"))
            .and_then(|kind| kind.as_name().ok());
        let kind = String::from_utf8_lossy(kind.unwrap_or(b"artifact")).to_lowercase();

        let opened = if tag == b"Artifact" {
            if matches!(self.mark(), Mark::Content { .. }) {
                self.fault("an artifact stands inside marked content");
            }
            Open::Mark(Mark::Artifact { kind }, language)
        } else if let Some(number) = number {
            match self.mark() {
                Mark::Artifact { .. } => {
                    self.fault(&format!(
                        "the marked content {number} stands inside an artifact"
                    ));
                }
                Mark::Content { number: outer, .. } => {
                    self.fault(&format!(
                        "the marked content {number} stands inside {outer}"
                    ));
                }
                Mark::None => {}
            }
            *self.page.openings.entry((stream, number)).or_insert(0) += 1;
            Open::Mark(Mark::Content { stream, number }, language)
        } else if let Some(letters) = letters {
            Open::ActualText {
                letters,
                written: false,
            }
        } else if tag == b"ReversedChars" {
            Open::Reversed
        } else {
            Open::Other
        };
        if matches!(opened, Open::Mark(..)) {
            self.finish_piece();
        }
        self.marks.push(opened);
    }

    fn push_cluster(&mut self, letters: String) {
        let reversed = self.marks.iter().any(|open| matches!(open, Open::Reversed));
        self.clusters.push(Cluster { letters, reversed });
    }

    /// The properties of a mark, given in place or by a name in the resources.
    fn properties(&self, resources: Option<&'a Dictionary>, given: &Object) -> Option<Dictionary> {
        match given {
            Object::Dictionary(properties) => Some(properties.clone()),
            Object::Name(name) => {
                let named = resolve(self.document, resources?.get(b"Properties").ok()?);
                let found = resolve(self.document, named.as_dict().ok()?.get(name).ok()?);
                found.as_dict().ok().cloned()
            }
            _ => None,
        }
    }

    fn close(&mut self) {
        match self.marks.last() {
            None => self.fault("a mark is closed that was not opened"),
            Some(Open::Mark(..)) => self.finish_piece(),
            Some(Open::ActualText {
                letters,
                written: false,
            }) => {
                let letters = letters.clone();
                self.push_cluster(letters);
            }
            Some(Open::ActualText { .. } | Open::Reversed | Open::Other) => {}
        }
        self.marks.pop();
    }

    /// Puts away the letters read so far as one piece under the mark that holds here.
    fn finish_piece(&mut self) {
        if self.clusters.is_empty() {
            return;
        }
        let language = self.marks.iter().rev().find_map(|open| match open {
            Open::Mark(_, language) => language.clone(),
            _ => None,
        });
        let text = in_reading_order(std::mem::take(&mut self.clusters));
        self.page.pieces.push(Piece {
            mark: self.mark(),
            language,
            text,
        });
    }

    /// Draws a form or a picture.
    fn draw(&mut self, resources: Option<&'a Dictionary>, name: &[u8]) {
        let document = self.document;
        let found = resources
            .and_then(|resources| resources.get(b"XObject").ok())
            .and_then(|objects| resolve(document, objects).as_dict().ok())
            .and_then(|objects| objects.get(name).ok());
        let Some(found) = found else {
            self.fault(&format!(
                "it draws `{}`, which is not there",
                String::from_utf8_lossy(name)
            ));
            return;
        };
        let Ok(stream) = resolve(document, found).as_stream() else {
            return;
        };
        if name_in(&stream.dict, b"Subtype") == b"Image" {
            let mark = self.mark();
            self.page.pictures.push(mark);
            if let Ok(object) = found.as_reference() {
                let [a, b, c, d, _, _] = self.state.placement;
                self.page.placed.push(PlacedPicture {
                    object,
                    width: a.hypot(b),
                    height: c.hypot(d),
                });
            }
            return;
        }
        assert!(
            self.form_depth < 20,
            "the forms of page {} draw themselves",
            self.page.number
        );
        let own = stream.dict.get(b"Resources").ok();
        let own = own.and_then(|own| resolve(document, own).as_dict().ok());
        let placement = stream
            .dict
            .get(b"Matrix")
            .ok()
            .map(|matrix| resolve(document, matrix));
        let before = self.state.clone();
        if let Some(Object::Array(numbers)) = placement {
            self.state.placement = chain(matrix(numbers), self.state.placement);
        }
        self.form_depth += 1;
        let id = found.as_reference().unwrap_or(self.page.id);
        self.run(id, own.or(resources), &plain_bytes(stream));
        self.form_depth -= 1;
        self.state = before;
    }

    fn fault(&mut self, words: &str) {
        self.page
            .faults_of_nesting
            .push(format!("page {}: {words}", self.page.number));
    }
}

/// Joins clusters; neighbours that are read from right to left are turned round together, because a
/// line of several such words is stored from its left end.
fn in_reading_order(clusters: Vec<Cluster>) -> String {
    let mut text = String::new();
    for run in clusters.chunk_by(|one, next| one.reversed == next.reversed) {
        if run[0].reversed {
            text.extend(run.iter().rev().map(|cluster| cluster.letters.as_str()));
        } else {
            text.extend(run.iter().map(|cluster| cluster.letters.as_str()));
        }
    }
    text
}
