//! Reads a finished PDF file back, inside the test process.
//!
//! *What is here*: `FinishedPdf`, which opens a file and answers for its metadata, bookmarks, pages,
//! fonts, links and pictures; the modules beside it read the page contents (`contents`), the fonts'
//! tables (`font_tables`), the tag tree (`tag_tree`) and search the file for words (`traces`).
//! *What goes in and comes out*: the bytes of a PDF go in, plain Rust values come out; nothing of
//! the PDF library shows outside, except the document itself for tests that break a file on purpose.
//! *What it promises*: text is decoded as a reader's software decodes it (ToUnicode tables,
//! ActualText, reversed right-to-left runs); a file that cannot be read fails the test in words.
//! *Why this shape*: an outside reader hides the marks (what is an artifact, which element owns
//! which words), and those are what most tests of an accessible file are about.

mod contents;
mod drawing_state;
mod font_tables;
mod page_items;
mod tag_snapshot;
mod tag_tree;
mod traces;

#[cfg(test)]
mod tests;

use std::collections::BTreeSet;
use std::path::Path;

use lopdf::{Dictionary, Document, Object, ObjectId, decode_text_string};

pub(crate) use font_tables::FontTables;
pub(crate) use page_items::{Glyph, Mark, PageContents};
pub(crate) use tag_tree::{Element, Node};

/// A finished PDF file, opened and read.
pub(crate) struct FinishedPdf {
    /// The file as it was written.
    pub(crate) bytes: Vec<u8>,
    /// The file's objects, streams still packed.
    pub(crate) document: Document,
    /// What stands on each page, in page order.
    pub(crate) pages: Vec<PageContents>,
}

/// One bookmark (outline entry).
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Bookmark {
    /// How deep it stands, 1 for the outermost.
    pub(crate) level: usize,
    /// The words shown.
    pub(crate) title: String,
    /// The page it leads to, counted from 1, if it leads to one.
    pub(crate) page: Option<usize>,
}

/// One font of the file.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Font {
    /// The PostScript name without the subset's prefix.
    pub(crate) name: String,
    /// Whether the font's own program is in the file.
    pub(crate) embedded: bool,
    /// Whether the name has the prefix of a subset (six capitals and a plus sign).
    pub(crate) subset: bool,
}

/// One link annotation.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Link {
    /// The page it lies on, counted from 1.
    pub(crate) page: usize,
    /// The address, where it leads out of the file.
    pub(crate) address: Option<String>,
    /// The annotation's own description, which PDF/UA demands.
    pub(crate) description: Option<String>,
    /// Left, bottom, right and top in points from the page's lower left corner.
    pub(crate) rectangle: [f32; 4],
    /// The role of the element that holds its object reference, if one does.
    pub(crate) owner: Option<String>,
}

impl FinishedPdf {
    /// Opens the file at `path`; a file that cannot be read fails the test.
    #[track_caller]
    pub(crate) fn open(path: &Path) -> FinishedPdf {
        match std::fs::read(path) {
            Ok(bytes) => FinishedPdf::read(bytes),
            Err(error) => panic!("{} cannot be read: {error}", path.display()),
        }
    }

    /// Reads a file from its bytes; bytes that are no PDF fail the test.
    #[track_caller]
    pub(crate) fn read(bytes: Vec<u8>) -> FinishedPdf {
        match Document::load_mem(&bytes) {
            Ok(document) => FinishedPdf::from_parts(bytes, document),
            Err(error) => panic!("this is no PDF that can be read: {error}"),
        }
    }

    fn from_parts(bytes: Vec<u8>, document: Document) -> FinishedPdf {
        let page_ids: Vec<ObjectId> = document.page_iter().collect();
        let pages = page_ids
            .iter()
            .enumerate()
            .map(|(index, id)| PageContents::read(&document, index + 1, *id))
            .collect();
        FinishedPdf {
            bytes,
            document,
            pages,
        }
    }

    /// The document's catalog, the root of everything.
    pub(crate) fn catalog(&self) -> &Dictionary {
        self.document.catalog().expect("the file has a catalog")
    }

    /// One entry of the document information dictionary, such as `Title` or `Author`.
    pub(crate) fn information(&self, key: &str) -> Option<String> {
        let info = self.document.trailer.get(b"Info").ok()?;
        let info = resolve(&self.document, info).as_dict().ok()?;
        text_of(&self.document, info, key)
    }

    /// All entries of the document information dictionary, sorted by key.
    pub(crate) fn all_information(&self) -> Vec<(String, String)> {
        let Ok(info) = self.document.trailer.get(b"Info") else {
            return Vec::new();
        };
        let Ok(info) = resolve(&self.document, info).as_dict() else {
            return Vec::new();
        };
        let mut entries: Vec<(String, String)> = info
            .iter()
            .filter_map(|(key, _)| {
                let key = String::from_utf8_lossy(key).into_owned();
                let value = text_of(&self.document, info, &key)?;
                Some((key, value))
            })
            .collect();
        entries.sort();
        entries
    }

    /// The XMP metadata as text; empty when there is none.
    pub(crate) fn metadata(&self) -> String {
        let Ok(stream) = self.catalog().get(b"Metadata") else {
            return String::new();
        };
        match resolve(&self.document, stream).as_stream() {
            Ok(stream) => String::from_utf8_lossy(&plain_bytes(stream)).into_owned(),
            Err(_) => String::new(),
        }
    }

    /// The document's language, a BCP 47 tag.
    pub(crate) fn language(&self) -> Option<String> {
        text_of(&self.document, self.catalog(), "Lang")
    }

    /// Whether the file says that it is tagged (MarkInfo / Marked).
    pub(crate) fn says_that_it_is_tagged(&self) -> bool {
        flag(&self.document, self.catalog(), "MarkInfo", "Marked")
    }

    /// Whether a viewer is told to show the title instead of the file's name.
    pub(crate) fn shows_its_title(&self) -> bool {
        flag(
            &self.document,
            self.catalog(),
            "ViewerPreferences",
            "DisplayDocTitle",
        )
    }

    /// What the file asks of a print dialogue: its scaling, and its sides.
    pub(crate) fn print_preferences(&self) -> [Option<String>; 2] {
        let preferences = self.catalog().get(b"ViewerPreferences").ok();
        let preferences = preferences.and_then(|found| self.resolved(found).as_dict().ok());
        [b"PrintScaling".as_slice(), b"Duplex"].map(|name| {
            let value = preferences?.get(name).ok()?.as_name().ok()?;
            Some(String::from_utf8_lossy(value).into_owned())
        })
    }

    /// The bookmarks in their order, outer before inner.
    pub(crate) fn bookmarks(&self) -> Vec<Bookmark> {
        let mut bookmarks = Vec::new();
        if let Some(outlines) = self
            .catalog()
            .get(b"Outlines")
            .ok()
            .map(|o| self.resolved(o))
            && let Ok(outlines) = outlines.as_dict()
        {
            self.bookmarks_below(outlines, 1, &mut bookmarks);
        }
        bookmarks
    }

    fn bookmarks_below(&self, parent: &Dictionary, level: usize, found: &mut Vec<Bookmark>) {
        assert!(level < 20, "the bookmarks are nested without an end");
        let mut next = parent.get(b"First").ok();
        while let Some(entry) = next {
            let Ok(entry) = self.resolved(entry).as_dict() else {
                return;
            };
            found.push(Bookmark {
                level,
                title: text_of(&self.document, entry, "Title").unwrap_or_default(),
                page: entry
                    .get(b"Dest")
                    .ok()
                    .and_then(|target| self.page_of(target)),
            });
            assert!(found.len() < 10_000, "the bookmarks go round in a circle");
            self.bookmarks_below(entry, level + 1, found);
            next = entry.get(b"Next").ok();
        }
    }

    /// The number of the page that an explicit destination leads to.
    fn page_of(&self, target: &Object) -> Option<usize> {
        let target = self.resolved(target).as_array().ok()?;
        let page = target.first()?.as_reference().ok()?;
        self.pages
            .iter()
            .position(|candidate| candidate.id == page)
            .map(|index| index + 1)
    }

    /// Width and height of each page in points.
    pub(crate) fn page_sizes(&self) -> Vec<(f32, f32)> {
        self.pages
            .iter()
            .map(|page| (page.width, page.height))
            .collect()
    }

    /// Every font of the file, each once, in the order of their names.
    pub(crate) fn fonts(&self) -> Vec<Font> {
        let fonts: BTreeSet<Font> = self
            .document
            .objects
            .values()
            .filter_map(|object| object.as_dict().ok())
            .filter(|font| font.has_type(b"Font") && !is_descendant_font(font))
            .map(|font| self.font(font))
            .collect();
        fonts.into_iter().collect()
    }

    fn font(&self, font: &Dictionary) -> Font {
        let full = String::from_utf8_lossy(name_in(font, b"BaseFont")).into_owned();
        let descendant = font
            .get(b"DescendantFonts")
            .ok()
            .and_then(|list| self.resolved(list).as_array().ok())
            .and_then(|list| list.first())
            .and_then(|first| self.resolved(first).as_dict().ok());
        let descriptor = descendant
            .unwrap_or(font)
            .get(b"FontDescriptor")
            .ok()
            .and_then(|descriptor| self.resolved(descriptor).as_dict().ok());
        let embedded = name_in(font, b"Subtype") == b"Type3"
            || descriptor.is_some_and(|descriptor| {
                [&b"FontFile"[..], b"FontFile2", b"FontFile3"]
                    .iter()
                    .any(|key| descriptor.has(key))
            });
        let subset = full.len() > 7
            && full.as_bytes()[6] == b'+'
            && full.as_bytes()[..6].iter().all(u8::is_ascii_uppercase);
        // The name of a composite font may end in its encoding, which is no part of the font.
        let bare = if subset { &full[7..] } else { &full[..] };
        let name = bare.trim_end_matches("-Identity-H").to_owned();
        Font {
            name,
            embedded,
            subset,
        }
    }

    /// Every link annotation, in page order and the page's own order.
    pub(crate) fn links(&self) -> Vec<Link> {
        let owners = self.tag_tree().owners_of_objects();
        let mut links = Vec::new();
        for (index, page) in self.pages.iter().enumerate() {
            for (id, annotation) in annotations(&self.document, page.id) {
                if name_in(annotation, b"Subtype") != b"Link" {
                    continue;
                }
                let action = annotation
                    .get(b"A")
                    .ok()
                    .map(|action| self.resolved(action));
                let address = action
                    .and_then(|action| action.as_dict().ok())
                    .and_then(|action| text_of(&self.document, action, "URI"));
                let mut rectangle = [0.0; 4];
                if let Ok(numbers) = annotation
                    .get(b"Rect")
                    .map(|numbers| self.resolved(numbers))
                    && let Ok(numbers) = numbers.as_array()
                {
                    for (place, number) in rectangle.iter_mut().zip(numbers) {
                        *place = number.as_float().unwrap_or(0.0);
                    }
                }
                links.push(Link {
                    page: index + 1,
                    address,
                    description: text_of(&self.document, annotation, "Contents"),
                    rectangle,
                    owner: id.and_then(|id| owners.get(&id).cloned()),
                });
            }
        }
        links
    }

    /// How many pictures made of pixels the pages show, each showing counted.
    pub(crate) fn picture_count(&self) -> usize {
        self.pages.iter().map(|page| page.pictures.len()).sum()
    }

    /// The tag tree; its root is not part of the file and has the role `(root)`.
    pub(crate) fn tag_tree(&self) -> Element {
        tag_tree::read(&self.document, &self.pages)
    }

    /// The whole text in the order of the tags, one line for each element that holds words of its
    /// own. This is what a screen reader reads.
    pub(crate) fn text_in_tag_order(&self) -> String {
        self.tag_tree().text_by_element().join("\n")
    }

    /// The whole text in the order of the page contents, one line for each marked piece; artifacts
    /// (head, foot, ornament) are marked as such, and so is anything that has no mark at all.
    pub(crate) fn text_in_content_order(&self) -> String {
        let mut lines = Vec::new();
        for page in &self.pages {
            for piece in &page.pieces {
                if piece.text.trim().is_empty() {
                    continue;
                }
                lines.push(match &piece.mark {
                    Mark::Content { .. } => piece.text.clone(),
                    Mark::Artifact { kind } => format!("({kind}) {}", piece.text),
                    Mark::None => format!("(unmarked) {}", piece.text),
                });
            }
        }
        lines.join("\n")
    }

    /// One sentence for each glyph with ink that lies outside an area of its page.
    ///
    /// `edges` are the widths, in points, of the forbidden strips at the left, bottom, right and
    /// top; `applies` picks the glyphs that are judged, for example only those that are content.
    pub(crate) fn glyphs_outside(
        &self,
        edges: [f32; 4],
        applies: impl Fn(&Glyph) -> bool,
    ) -> Vec<String> {
        // Positions are stored with about seven digits, so a hundredth of a point is noise.
        const NOISE: f32 = 0.02;
        let [left, bottom, right, top] = edges;
        let mut sentences = Vec::new();
        for page in &self.pages {
            for glyph in page
                .glyphs
                .iter()
                .filter(|glyph| !glyph.is_blank() && applies(glyph))
            {
                if glyph.left < left - NOISE
                    || glyph.right > page.width - right + NOISE
                    || glyph.baseline < bottom - NOISE
                    || glyph.baseline + glyph.size * CAPITAL_HEIGHT > page.height - top + NOISE
                {
                    sentences.push(format!(
                        "page {}: `{}` in {} at {:.1} pt lies at {:.1} to {:.1}, baseline {:.1}",
                        page.number,
                        glyph.text,
                        glyph.font,
                        glyph.size,
                        glyph.left,
                        glyph.right,
                        glyph.baseline
                    ));
                }
            }
        }
        sentences
    }

    fn resolved<'a>(&'a self, object: &'a Object) -> &'a Object {
        resolve(&self.document, object)
    }
}

/// The height of a capital letter as a share of the font's size: 0.714 in Noto Sans, whose OS/2
/// table gives 714 of 1000 units.
const CAPITAL_HEIGHT: f32 = 0.714;

/// What an object stands for once references are followed.
pub(crate) fn resolve<'a>(document: &'a Document, object: &'a Object) -> &'a Object {
    document
        .dereference(object)
        .map_or(&Object::Null, |(_, target)| target)
}

/// A stream's bytes, unpacked.
pub(crate) fn plain_bytes(stream: &lopdf::Stream) -> Vec<u8> {
    stream
        .get_plain_content()
        .unwrap_or_else(|_| stream.content.clone())
}

/// A name of a dictionary; empty when there is none.
pub(crate) fn name_in<'a>(dictionary: &'a Dictionary, key: &[u8]) -> &'a [u8] {
    dictionary
        .get(key)
        .and_then(Object::as_name)
        .unwrap_or_default()
}

/// A text string of a dictionary, decoded from whichever of its three encodings it has.
pub(crate) fn text_of(document: &Document, dictionary: &Dictionary, key: &str) -> Option<String> {
    let object = resolve(document, dictionary.get(key.as_bytes()).ok()?);
    match object {
        Object::String(..) => decode_text_string(object).ok(),
        Object::Name(name) => Some(String::from_utf8_lossy(name).into_owned()),
        _ => None,
    }
}

/// The annotations of a page, each with its object number where it has one.
pub(crate) fn annotations(
    document: &Document,
    page: ObjectId,
) -> Vec<(Option<ObjectId>, &Dictionary)> {
    let Ok(page) = document.get_dictionary(page) else {
        return Vec::new();
    };
    let Ok(list) = page.get(b"Annots") else {
        return Vec::new();
    };
    let Ok(list) = resolve(document, list).as_array() else {
        return Vec::new();
    };
    list.iter()
        .filter_map(|entry| {
            let id = entry.as_reference().ok();
            Some((id, resolve(document, entry).as_dict().ok()?))
        })
        .collect()
}

fn flag(document: &Document, catalog: &Dictionary, group: &str, key: &str) -> bool {
    catalog
        .get(group.as_bytes())
        .ok()
        .and_then(|group| resolve(document, group).as_dict().ok())
        .and_then(|group| group.get(key.as_bytes()).ok())
        .and_then(|value| resolve(document, value).as_bool().ok())
        .unwrap_or(false)
}

fn is_descendant_font(font: &Dictionary) -> bool {
    [&b"CIDFontType0"[..], b"CIDFontType2"].contains(&name_in(font, b"Subtype"))
}
