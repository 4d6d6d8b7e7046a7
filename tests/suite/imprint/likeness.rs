//! Compares two finished files of one leaflet: in all that a reader sees, hears or copies.
//!
//! *What goes in and comes out*: the bytes of two files go in; a sentence for each difference comes
//! out, none if they are alike.
//! *What it promises*: pictures of the pages are compared dot by dot, in colour; every glyph's place,
//! every word, every tag with its marked content, every property, bookmark and link too. Numbers of
//! objects and the names that files have for themselves may differ.
//! *Why this shape*: the imprint says that it is the leaflet set whole; only the bytes may tell.

use hayro::hayro_interpret::InterpreterSettings;
use hayro::hayro_syntax::Pdf;
use hayro::vello_cpu::color::palette::css::WHITE;
use hayro::{RenderCache, RenderSettings, render};
use lopdf::{Document, Object, ObjectId};

use crate::support::pdf_reading::{Element, FinishedPdf, Node};

/// Dots an inch of all pages, and of the one with the panel.
const ALL_PAGES: f32 = 36.0;
const PANEL_PAGE: f32 = 110.0;

/// How far, in points, two readings of one place may lie apart.
const NOISE: f32 = 0.004;

/// What differs between two files; `panel_page` is counted from 1.
pub(super) fn differences(
    imprint: &FinishedPdf,
    whole: &FinishedPdf,
    panel_page: usize,
) -> Vec<String> {
    let mut found = Vec::new();
    let mut note = |differs: bool, what: &str| {
        if differs {
            found.push(what.to_owned());
        }
    };
    if imprint.pages.len() != whole.pages.len() {
        return vec![format!(
            "{} pages and {}",
            imprint.pages.len(),
            whole.pages.len()
        )];
    }
    note(imprint.page_sizes() != whole.page_sizes(), "sizes of pages");
    note(
        imprint.text_in_tag_order() != whole.text_in_tag_order(),
        "words in the order of tags",
    );
    note(
        words_in_content_order(imprint) != words_in_content_order(whole),
        "words in the order of contents",
    );
    note(
        imprint.all_information() != whole.all_information(),
        "properties",
    );
    note(imprint.language() != whole.language(), "language");
    note(imprint.bookmarks() != whole.bookmarks(), "bookmarks");
    note(imprint.links() != whole.links(), "links");
    note(metadata(imprint) != metadata(whole), "metadata");
    let names = |pdf: &FinishedPdf| {
        let fonts = pdf.fonts().into_iter();
        let mut names: Vec<(String, bool)> = fonts.map(|font| (font.name, font.embedded)).collect();
        names.sort();
        names.dedup();
        names
    };
    note(names(imprint) != names(whole), "typefaces");
    found.extend(different_tags(&imprint.tag_tree(), &whole.tag_tree(), "").err());
    found.extend(different_glyphs(imprint, whole));
    found.extend(different_dots(&imprint.bytes, &whole.bytes, panel_page));
    found
}

/// The words as they are drawn, line by line. The head of an imprint is two artifacts, the person and the title, and
/// that of a leaflet that is set whole is one, in which words from right to left are turned round together: so of a
/// head the letters are told without their order, which the glyphs tell.
fn words_in_content_order(pdf: &FinishedPdf) -> Vec<String> {
    let text = pdf.text_in_content_order();
    let lines: Vec<&str> = text.lines().collect();
    let is_head = |line: &str| line.starts_with("(header) ");
    let runs = lines.chunk_by(|one, next| is_head(one) && is_head(next));
    let runs = runs.map(|run| {
        let mut letters: Vec<char> = run
            .iter()
            .flat_map(|line| line.trim_start_matches("(header) ").chars())
            .collect();
        if run.iter().any(|line| is_head(line)) {
            letters.sort_unstable();
        }
        letters.into_iter().collect()
    });
    runs.collect()
}

/// The metadata without the names that the file has for itself.
fn metadata(pdf: &FinishedPdf) -> String {
    let mut metadata = pdf.metadata();
    let ids = pdf.document.trailer.get(b"ID").and_then(Object::as_array);
    for id in ids.into_iter().flatten() {
        let id = String::from_utf8_lossy(id.as_str().unwrap_or_default()).into_owned();
        metadata = metadata.replace(&id, "(own name)");
    }
    metadata
}

/// The first difference of two trees of tags: roles, languages, alternative texts, attributes, order,
/// and how the words lie in pieces of marked content.
fn different_tags(ours: &Element, theirs: &Element, path: &str) -> Result<(), String> {
    let path = format!("{path}/{}", theirs.role);
    let says = |element: &Element| {
        (
            element.role.clone(),
            element.standard_role.clone(),
            element.language.clone(),
            element.alternative_text.clone(),
            element.actual_text.clone(),
            element.attributes.clone(),
            element.children.len(),
        )
    };
    if says(ours) != says(theirs) {
        return Err(format!(
            "the tag {path}: {:?} and {:?}",
            says(ours),
            says(theirs)
        ));
    }
    for (at, (ours, theirs)) in ours.children.iter().zip(&theirs.children).enumerate() {
        match (ours, theirs) {
            (Node::Element(ours), Node::Element(theirs)) => {
                different_tags(ours, theirs, &format!("{path}[{at}]"))?;
            }
            (
                Node::Words {
                    text,
                    language,
                    page,
                },
                Node::Words {
                    text: other,
                    language: other_language,
                    page: other_page,
                },
            ) => {
                if (text, language, page) != (other, other_language, other_page) {
                    return Err(format!(
                        "the words {at} of {path}: {text:?} on page {page}, {other:?} on {other_page}"
                    ));
                }
            }
            (Node::Object { address, .. }, Node::Object { address: other, .. })
                if address == other => {}
            _ => return Err(format!("what {path} holds at {at} is of another kind")),
        }
    }
    Ok(())
}

/// The first glyph that stands elsewhere, is another, or is marked otherwise.
fn different_glyphs(ours: &FinishedPdf, theirs: &FinishedPdf) -> Option<String> {
    for (ours, theirs) in ours.pages.iter().zip(&theirs.pages) {
        let number = ours.number;
        if ours.glyphs.len() != theirs.glyphs.len() {
            return Some(format!(
                "page {number} has {} glyphs and {}",
                ours.glyphs.len(),
                theirs.glyphs.len()
            ));
        }
        if ours.pictures.len() != theirs.pictures.len() {
            return Some(format!("page {number} has other pictures"));
        }
        for (ours, theirs) in ours.glyphs.iter().zip(&theirs.glyphs) {
            let far = |one: f32, other: f32| (one - other).abs() > NOISE;
            if ours.text != theirs.text
                || ours.is_content() != theirs.is_content()
                || far(ours.size, theirs.size)
                || far(ours.left, theirs.left)
                || far(ours.right, theirs.right)
                || far(ours.baseline, theirs.baseline)
            {
                return Some(format!(
                    "page {number}: `{}` at {:.3}, {:.3} and `{}` at {:.3}, {:.3}",
                    ours.text, ours.left, ours.baseline, theirs.text, theirs.left, theirs.baseline
                ));
            }
        }
    }
    None
}

/// The pages whose pictures differ, with how many dots and by how much.
fn different_dots(ours: &[u8], theirs: &[u8], panel_page: usize) -> Vec<String> {
    let (ours, theirs) = (opened(ours), opened(theirs));
    let (cache, other_cache) = (RenderCache::new(), RenderCache::new());
    let mut found = Vec::new();
    for at in 0..theirs.pages().len() {
        let dots_per_inch = if at + 1 == panel_page {
            PANEL_PAGE
        } else {
            ALL_PAGES
        };
        let ours = drawn(&ours, at, dots_per_inch, &cache);
        let theirs = drawn(&theirs, at, dots_per_inch, &other_cache);
        if ours != theirs {
            let pairs = ours.iter().zip(&theirs);
            let apart: Vec<u8> = pairs
                .filter_map(|(ours, theirs)| {
                    let apart = ours.abs_diff(*theirs);
                    (apart > 0).then_some(apart)
                })
                .collect();
            found.push(format!(
                "page {} at {dots_per_inch} dots an inch: {} values differ, by {:?} at the most",
                at + 1,
                apart.len(),
                apart.iter().max()
            ));
        }
    }
    found
}

fn opened(bytes: &[u8]) -> Pdf {
    match Pdf::new(bytes.to_vec()) {
        Ok(pdf) => pdf,
        Err(_) => panic!("the file cannot be drawn"),
    }
}

/// The dots of a page in colour.
fn drawn<'a>(pdf: &'a Pdf, page: usize, dots_per_inch: f32, cache: &RenderCache<'a>) -> Vec<u8> {
    // A point is 1/72 inch.
    let scale = dots_per_inch / 72.0;
    let settings = RenderSettings {
        x_scale: scale,
        y_scale: scale,
        bg_color: WHITE,
        ..Default::default()
    };
    let page = &pdf.pages()[page];
    let drawn = render(page, cache, &InterpreterSettings::default(), &settings);
    let dots = drawn.data().iter();
    dots.flat_map(|dot| [dot.r, dot.g, dot.b, dot.a]).collect()
}

/// The page into which values were printed, counted from 1; `None` if the file was set whole: the
/// engine gives each page one stream of contents, and an imprint three.
pub(super) fn imprinted_page(document: &Document) -> Option<usize> {
    let pages: Vec<ObjectId> = document.page_iter().collect();
    let streams = |page: &ObjectId| document.get_page_contents(*page).len();
    pages
        .iter()
        .position(|page| streams(page) == 3)
        .map(|at| at + 1)
}
