//! A code of its own for each pair of a shape and its letters.
//!
//! In: a finished file of the engine. Out: the same file, in which the codes inside each span with an
//! ActualText say the letters that [`super::deal`] gives them. Promise: numbers of objects stay, every
//! code draws the shape that it drew before, and nothing changes where no span is; the same file gives the
//! same bytes. A file that is not of the engine's form is left as it is.
//!
//! How (ISO 32000-1, 9.7.4.3): what a code draws is looked up in a CIDToGIDMap, in which further codes
//! stand behind those of the shapes; the widths of their shapes and their letters are added to the font.
//! The set of shapes (CIDSet), which would be untrue then and is not asked for, gives its place to that
//! map.

use std::collections::hash_map::Entry;
use std::collections::{BTreeMap, HashMap};
use std::ops::Range;

use super::deal::Dealer;
use super::flow::{REVERSED, Widths, flowing};
use crate::pages::pdf::file::{WrittenFile, packed, write_object};
use crate::pages::pdf::letters::letters_of_table;
use crate::pages::pdf::object::{Value, write_number};
use crate::pages::pdf::string::{string_bytes, text_string, write_hex};
use crate::pages::pdf::token::{TokenKind, Tokens};

/// What opens every span that counts here.
const MARK: &[u8] = b"/ActualText";

/// How wide a code is said to be whose shape takes no room, in thousandths of the type's size: as much as
/// font and file may differ (ISO 19005-2, 6.2.11.5). A reader (pdfminer) begins a new line between two
/// neighbours without any width.
const HAIR: usize = 1;

/// Most pairs that one block of a table may have (Adobe's technical note 5014, 2.2).
const MOST_PAIRS: usize = 100;

/// Whether the content of pages that are written again is packed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::pages::export) enum Content {
    /// For a file that is handed out.
    Packed,
    /// For a file whose content is read again at once, and packed then.
    Open,
}

/// The file, in which every code says the letters of its own shape.
pub(in crate::pages::export) fn with_own_codes(pdf: Vec<u8>, content: Content) -> Vec<u8> {
    rewritten(&pdf, content).unwrap_or(pdf)
}

/// `None` where nothing is to be changed, or the file is not of the known form.
fn rewritten(pdf: &[u8], packing: Content) -> Option<Vec<u8>> {
    let file = WrittenFile::open(pdf)?;
    let mut codes = Codes {
        file: &file,
        fonts: BTreeMap::new(),
    };
    let mut changed: BTreeMap<usize, Changed> = BTreeMap::new();
    for page in file.roots()?.pages {
        let page = file.value(page)?;
        let Some(contents) = page.get("Contents") else {
            continue;
        };
        let number = contents.reference()?;
        let content = file.unpacked(number)?;
        let has = |mark: &[u8]| content.windows(mark.len()).any(|window| window == mark);
        if !has(MARK) && !has(REVERSED) {
            continue;
        }
        let resources = file.resolved(page.get("Resources")?)?;
        let fonts = file.resolved(resources.get("Font")?)?;
        let with_codes = codes.of_page(&content, &fonts)?;
        let mut widths = FontsOfPage {
            codes: &mut codes,
            fonts: &fonts,
        };
        let with_codes = flowing(&with_codes, &mut widths)?;
        if with_codes != content {
            let with_codes = match packing {
                Content::Packed => Changed::stream(&with_codes)?,
                Content::Open => Changed::open(with_codes),
            };
            changed.insert(number, with_codes);
        }
    }
    if changed.is_empty() {
        return None;
    }
    for font in codes.fonts.values().flatten() {
        font.write(&file, &mut changed)?;
    }
    file.with_changed(|number, out| match changed.get(&number) {
        Some(changed) => {
            write_object(out, number, &changed.value, changed.stream.as_deref());
            true
        }
        None => false,
    })
}

/// An object that is written again.
struct Changed {
    value: Value,
    stream: Option<Vec<u8>>,
}

impl Changed {
    fn value(value: Value) -> Self {
        Self {
            value,
            stream: None,
        }
    }

    fn open(bytes: Vec<u8>) -> Self {
        Self {
            value: Value::dictionary([("Length", Value::number(bytes.len()))]),
            stream: Some(bytes),
        }
    }

    fn stream(bytes: &[u8]) -> Option<Self> {
        let (value, stream) = packed(bytes)?;
        Some(Self {
            value,
            stream: Some(stream),
        })
    }
}

/// The codes of a file.
struct Codes<'a> {
    file: &'a WrittenFile<'a>,
    /// By the number of their objects; `None` for those whose codes stay as they are.
    fonts: BTreeMap<usize, Option<Font>>,
}

/// The fonts of a page by their names there.
struct FontsOfPage<'a, 'b> {
    codes: &'a mut Codes<'b>,
    fonts: &'a Value,
}

impl Widths for FontsOfPage<'_, '_> {
    fn width(&mut self, font: &[u8], code: u16) -> Option<f64> {
        let (_, number) = self
            .fonts
            .entries()?
            .iter()
            .find(|(name, _)| name == font)?;
        Some(self.codes.font(number.reference()?)?.width(code))
    }
}

/// A span with an ActualText, while it is read.
struct Span {
    letters: String,
    /// How many marks are open with it.
    depth: usize,
    shown: Vec<Shown>,
}

/// A string of codes.
struct Shown {
    range: Range<usize>,
    font: usize,
    /// Whether shifts may stand beside it.
    in_array: bool,
}

/// A page's content that is copied with other codes.
struct Copy<'a> {
    content: &'a [u8],
    out: Vec<u8>,
    /// Up to where it is copied.
    copied: usize,
}

impl Copy<'_> {
    /// Puts codes in the place of a string. Behind each that is a hair wide, the hair is taken back.
    fn replace(
        &mut self,
        shown: &Shown,
        codes: &[u16],
        is_hair: impl Fn(u16) -> bool,
    ) -> Option<()> {
        self.out
            .extend_from_slice(self.content.get(self.copied..shown.range.start)?);
        let ends = |code: &u16, _: &u16| !(shown.in_array && is_hair(*code));
        let mut is_first = true;
        for part in codes.chunk_by(ends) {
            if !is_first {
                write_number(&mut self.out, HAIR);
            }
            is_first = false;
            write_hex(
                &mut self.out,
                part.iter().flat_map(|code| code.to_be_bytes()),
            );
        }
        if shown.in_array && codes.last().is_some_and(|code| is_hair(*code)) {
            write_number(&mut self.out, HAIR);
            self.out.push(b' ');
        }
        self.copied = shown.range.end;
        Some(())
    }
}

impl Codes<'_> {
    /// A page's content with other codes; the content as it was where nothing changes.
    fn of_page(&mut self, content: &[u8], fonts: &Value) -> Option<Vec<u8>> {
        let mut copy = Copy {
            content,
            out: Vec::with_capacity(content.len() + content.len() / 8),
            copied: 0,
        };
        let mut span: Option<Span> = None;
        // How many marks and dictionaries are open.
        let (mut depth, mut dictionaries) = (0_usize, 0_usize);
        // The letters of a span that may begin, and whether they come next.
        let mut letters: Option<String> = None;
        let mut is_next = false;
        let mut in_array = false;
        let mut name: &[u8] = b"";
        let mut font = None;
        for token in Tokens::of(content) {
            let token = token?;
            let text = content.get(token.range.clone())?;
            match token.kind {
                TokenKind::Name => {
                    is_next = text == MARK;
                    name = text.get(1..)?;
                }
                TokenKind::String if is_next => {
                    letters = text_string(&Value::Plain(text.to_vec()));
                    is_next = false;
                }
                TokenKind::String if dictionaries == 0 => {
                    if let (Some(span), Some(font)) = (&mut span, font) {
                        let range = token.range;
                        span.shown.push(Shown {
                            range,
                            font,
                            in_array,
                        });
                    }
                }
                TokenKind::Other if text == b"[" => in_array = true,
                TokenKind::Other if text == b"]" => in_array = false,
                TokenKind::Other if text == b"<<" => dictionaries += 1,
                TokenKind::Other if text == b">>" => dictionaries = dictionaries.checked_sub(1)?,
                TokenKind::Word => match text {
                    b"BDC" | b"BMC" => {
                        depth += 1;
                        if let (Some(letters), None) = (letters.take(), &span) {
                            let shown = Vec::new();
                            span = Some(Span {
                                letters,
                                depth,
                                shown,
                            });
                        }
                    }
                    b"EMC" => {
                        if let Some(ended) = span.take_if(|span| span.depth == depth) {
                            self.of_span(&ended, &mut copy)?;
                        }
                        depth = depth.checked_sub(1)?;
                    }
                    b"Tf" => {
                        let mut entries = fonts.entries()?.iter();
                        let (_, found) = entries.find(|(own, _)| own == name)?;
                        font = Some(found.reference()?);
                    }
                    _ => {}
                },
                TokenKind::String | TokenKind::Other => {}
            }
        }
        copy.out.extend_from_slice(content.get(copy.copied..)?);
        Some(copy.out)
    }

    /// Gives the codes of a span letters of their own.
    fn of_span(&mut self, span: &Span, copy: &mut Copy<'_>) -> Option<()> {
        if span.letters.is_empty() {
            return Some(());
        }
        let mut with_room = Vec::with_capacity(span.shown.len());
        let mut strings = Vec::with_capacity(span.shown.len());
        for shown in &span.shown {
            let Some(font) = self.font(shown.font) else {
                return Some(());
            };
            let bytes = string_bytes(copy.content.get(shown.range.clone())?)?;
            let codes = bytes.chunks_exact(2);
            let code = |pair: &[u8]| {
                pair.iter()
                    .fold(0, |code, byte| code << 8 | u16::from(*byte))
            };
            let codes: Vec<u16> = codes.map(code).collect();
            with_room.extend(codes.iter().map(|code| font.width(*code) != 0.0));
            strings.push((shown, codes));
        }
        let dealt = Dealer::shared(|dealer| dealer.deal(&span.letters, &with_room));
        let mut letters = dealt.letters.into_iter();
        for (shown, codes) in strings {
            let font = self.fonts.get_mut(&shown.font)?.as_mut()?;
            let own = codes.iter().zip(&mut letters);
            let own: Option<Vec<u16>> = own
                .map(|(code, letters)| font.code(*code, letters))
                .collect();
            let own = own?;
            if own != codes {
                copy.replace(shown, &own, |code| font.is_hair(code))?;
            }
        }
        Some(())
    }

    /// The font with this number; `None` if its codes stay as they are.
    fn font(&mut self, number: usize) -> Option<&mut Font> {
        let file = self.file;
        let font = self.fonts.entry(number);
        font.or_insert_with(|| Font::open(file, number)).as_mut()
    }
}

/// A font, and the codes that it is given.
struct Font {
    descendant: usize,
    descriptor: usize,
    /// The object that becomes the map from codes to shapes.
    map: usize,
    table: usize,
    /// The table of letters as it was written, and what it says.
    written: Vec<u8>,
    letters: BTreeMap<u32, String>,
    widths: WrittenWidths,
    /// The width of each shape.
    advances: Vec<f64>,
    /// The first code that no shape has.
    first: u16,
    /// Further codes: the shape of each, and its letters.
    further: Vec<(u16, String)>,
    known: HashMap<(u16, String), u16>,
}

/// The widths of a font's codes, as the file writes them: a first code, a last, and the width.
type WrittenWidths = Vec<(usize, usize, Value)>;

impl Font {
    /// A font of the form that the engine writes.
    fn open(file: &WrittenFile<'_>, number: usize) -> Option<Self> {
        let font = file.value(number)?;
        let [descendant] = font.get("DescendantFonts")?.items()? else {
            return None;
        };
        let descendant = descendant.reference()?;
        let value = file.value(descendant)?;
        let is_known = font.get("Encoding")?.is_name("Identity-H")
            && value.get("Subtype")?.is_name("CIDFontType2")
            && value.get("CIDToGIDMap")?.is_name("Identity");
        if !is_known {
            return None;
        }
        let descriptor = value.get("FontDescriptor")?.reference()?;
        let map = file.value(descriptor)?.get("CIDSet")?.reference()?;
        let table = font.get("ToUnicode")?.reference()?;
        let written = file.unpacked(table)?;
        let letters = letters_of_table(&written);
        let (last, _) = letters.last_key_value()?;
        let widths = widths(value.get("W")?)?;
        let mut advances = vec![0.0; usize::try_from(*last).ok()? + 1];
        for (first, last, width) in &widths {
            let width = match width {
                Value::Integer(whole) => f64::from(i32::try_from(*whole).ok()?),
                Value::Plain(text) => std::str::from_utf8(text).ok()?.parse().ok()?,
                _ => return None,
            };
            for advance in advances.get_mut(*first..=*last)? {
                *advance = width;
            }
        }
        Some(Self {
            descendant,
            descriptor,
            map,
            table,
            first: u16::try_from(last + 1).ok()?,
            written,
            letters,
            widths,
            advances,
            further: Vec::new(),
            known: HashMap::new(),
        })
    }

    fn written_width(&self, shape: u16) -> Option<&Value> {
        let shape = usize::from(shape);
        let mut widths = self.widths.iter();
        widths
            .find(|(first, last, _)| (*first..=*last).contains(&shape))
            .map(|(_, _, width)| width)
    }

    /// The shape of a code that is one of the further ones.
    fn further_shape(&self, code: u16) -> Option<u16> {
        let behind = code.checked_sub(self.first)?;
        let (shape, _) = self.further.get(usize::from(behind))?;
        Some(*shape)
    }

    fn advance(&self, shape: u16) -> f64 {
        let advance = self.advances.get(usize::from(shape));
        advance.copied().unwrap_or_default()
    }

    /// Whether a code is a hair wide although its shape takes no room.
    fn is_hair(&self, code: u16) -> bool {
        let shape = self.further_shape(code);
        shape.is_some_and(|shape| self.advance(shape) == 0.0)
    }

    /// How wide a code is, in thousandths of the type's size.
    fn width(&self, code: u16) -> f64 {
        if self.is_hair(code) {
            return HAIR as f64;
        }
        self.advance(self.further_shape(code).unwrap_or(code))
    }

    /// The code that draws the shape of this one and says these letters.
    fn code(&mut self, shape: u16, letters: String) -> Option<u16> {
        let own = self.letters.get(&u32::from(shape))?;
        // A space that no line may end at is a space to whoever searches.
        let is_blank = |letters: &str| letters.chars().all(char::is_whitespace);
        let stays = *own == letters && self.advance(shape) != 0.0;
        if stays || (is_blank(own) && is_blank(&letters)) {
            return Some(shape);
        }
        match self.known.entry((shape, letters)) {
            Entry::Occupied(known) => Some(*known.get()),
            Entry::Vacant(place) => {
                let behind = u16::try_from(self.further.len()).ok()?;
                let code = self.first.checked_add(behind)?;
                self.further.push(place.key().clone());
                Some(*place.insert(code))
            }
        }
    }

    /// Writes what has changed.
    fn write(&self, file: &WrittenFile<'_>, changed: &mut BTreeMap<usize, Changed>) -> Option<()> {
        if self.further.is_empty() {
            return Some(());
        }
        let mut descendant = file.value(self.descendant)?;
        descendant.set("CIDToGIDMap", Value::Reference(self.map));
        descendant.set("W", self.all_widths());
        changed.insert(self.descendant, Changed::value(descendant));

        let mut descriptor = file.value(self.descriptor)?;
        descriptor.remove("CIDSet");
        changed.insert(self.descriptor, Changed::value(descriptor));

        let further = self.further.iter().map(|(shape, _)| *shape);
        let shapes = (0..self.first).chain(further);
        let map: Vec<u8> = shapes.flat_map(u16::to_be_bytes).collect();
        changed.insert(self.map, Changed::stream(&map)?);

        let mut table = file.value(self.table)?;
        let (head, stream) = packed(&self.all_letters()?)?;
        table.set("Length", head.get("Length")?.clone());
        let stream = Some(stream);
        let table_of_letters = Changed {
            value: table,
            stream,
        };
        changed.insert(self.table, table_of_letters);
        Some(())
    }

    fn all_widths(&self) -> Value {
        let mut widths = self.widths.clone();
        for (code, (shape, _)) in (usize::from(self.first)..).zip(&self.further) {
            let hair = Value::number(HAIR);
            let width = self.written_width(*shape).unwrap_or(&hair);
            match widths.last_mut() {
                Some((_, last, same)) if *last + 1 == code && same == width => *last = code,
                _ => widths.push((code, code, width.clone())),
            }
        }
        let widths = widths
            .into_iter()
            .flat_map(|(first, last, width)| [Value::number(first), Value::number(last), width]);
        Value::Array(widths.collect())
    }

    /// The table of letters with those of the further codes.
    fn all_letters(&self) -> Option<Vec<u8>> {
        let end = b"endcmap";
        let at = self
            .written
            .windows(end.len())
            .rposition(|window| window == end)?;
        let mut table = self.written.get(..at)?.to_vec();
        let further: Vec<(u16, &String)> = (self.first..)
            .zip(self.further.iter().map(|(_, letters)| letters))
            .collect();
        for block in further.chunks(MOST_PAIRS) {
            write_number(&mut table, block.len());
            table.extend_from_slice(b" beginbfchar\n");
            for (code, letters) in block {
                write_hex(&mut table, code.to_be_bytes());
                table.push(b' ');
                let units = letters.encode_utf16();
                write_hex(&mut table, units.flat_map(u16::to_be_bytes));
                table.push(b'\n');
            }
            table.extend_from_slice(b"endbfchar\n");
        }
        table.extend_from_slice(self.written.get(at..)?);
        Some(table)
    }
}

/// The widths of a font, which the engine writes with a first and a last code each.
fn widths(value: &Value) -> Option<WrittenWidths> {
    let items = value.items()?;
    let triples = items.chunks(3).map(|triple| match triple {
        [first, last, width @ (Value::Integer(_) | Value::Plain(_))] => {
            Some((first.count()?, last.count()?, width.clone()))
        }
        _ => None,
    });
    triples.collect()
}
