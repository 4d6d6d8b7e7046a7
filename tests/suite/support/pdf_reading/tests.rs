//! Tests of the reader with a file that is known word for word.

use lopdf::Object;

use super::super::sample;
use super::super::snapshots::assert_reads_like;
use super::*;

fn sample_file() -> FinishedPdf {
    FinishedPdf::read(sample::PDF.to_vec())
}

#[test]
fn the_tag_tree_is_read_word_for_word() {
    assert_reads_like("sample-tags", &sample_file().tag_tree().to_snapshot());
}

#[test]
fn metadata_and_settings_are_read() {
    let pdf = sample_file();
    assert_eq!(pdf.information("Title").as_deref(), Some("Sample of tags"));
    let keys: Vec<String> = pdf
        .all_information()
        .into_iter()
        .map(|(key, _)| key)
        .collect();
    assert_eq!(
        keys,
        ["Author", "CreationDate", "Creator", "ModDate", "Title"]
    );
    assert!(
        pdf.metadata().contains("<pdfuaid:part>1</pdfuaid:part>"),
        "{}",
        pdf.metadata()
    );
    assert_eq!(pdf.language().as_deref(), Some("en"));
    assert!(pdf.says_that_it_is_tagged());
    assert!(pdf.shows_its_title());
}

#[test]
fn bookmarks_pages_and_pictures_are_read() {
    let pdf = sample_file();
    let bookmarks: Vec<(usize, String, Option<usize>)> = pdf
        .bookmarks()
        .into_iter()
        .map(|bookmark| (bookmark.level, bookmark.title, bookmark.page))
        .collect();
    assert_eq!(
        bookmarks,
        [
            (1, "First heading".to_owned(), Some(1)),
            (2, "Scripts".to_owned(), Some(1)),
            (1, "Second heading".to_owned(), Some(2)),
        ]
    );
    // A4 is 210 x 297 mm, which is 595.28 x 841.89 points.
    for (width, height) in pdf.page_sizes() {
        assert!((width - 595.28).abs() < 0.01 && (height - 841.89).abs() < 0.01);
    }
    assert_eq!(pdf.pages.len(), 2);
    assert_eq!(pdf.picture_count(), 1);
}

#[test]
fn fonts_are_read_with_their_embedding() {
    let fonts = sample_file().fonts();
    let names: Vec<&str> = fonts.iter().map(|font| font.name.as_str()).collect();
    assert_eq!(
        names,
        [
            "NotoNaskhArabic-Regular",
            "NotoSans-Bold",
            "NotoSans-Regular",
            "NotoSansDevanagari-Regular",
        ]
    );
    assert!(fonts.iter().all(|font| font.embedded && font.subset));
}

#[test]
fn a_font_that_is_not_embedded_is_told() {
    let mut pdf = sample_file();
    let mut found = 0;
    for object in pdf.document.objects.values_mut() {
        if let Ok(descriptor) = object.as_dict_mut() {
            found += usize::from(descriptor.remove(b"FontFile2").is_some());
        }
    }
    assert_eq!(found, 4);
    assert!(pdf.fonts().iter().all(|font| !font.embedded));
}

#[test]
fn links_are_read_with_their_owner() {
    let links = sample_file().links();
    assert_eq!(links.len(), 2);
    assert_eq!(links[0].page, 1);
    assert_eq!(links[0].address.as_deref(), Some("https://example.org/a"));
    assert_eq!(links[0].owner.as_deref(), Some("Link"));
    assert!(links[0].description.is_some());
    assert!(links[0].rectangle[0] < links[0].rectangle[2]);
    assert_eq!((links[1].page, links[1].address.as_deref()), (2, None));
    assert_eq!(
        sample_file().tag_tree().addresses(),
        ["https://example.org/a"]
    );
}

#[test]
fn text_is_read_in_both_orders() {
    let pdf = sample_file();
    let tagged = pdf.text_in_tag_order();
    let lines: Vec<&str> = tagged.lines().collect();
    assert_eq!(lines[0], "First heading");
    assert!(lines[1].starts_with("A paragraph with strong words, a link and H2O, which goes on"));
    assert!(lines.contains(&"Name: प्रिया क्षत्रिय."), "{tagged}");
    assert!(lines.contains(&"محمد علی"), "{tagged}");
    assert!(
        !tagged.contains("Sample Clinic"),
        "the page's head is an artifact"
    );

    let drawn = pdf.text_in_content_order();
    assert!(drawn.starts_with("(header) Sample Clinic\n"), "{drawn}");
    assert!(drawn.ends_with("(footer) Page 2 of 2"), "{drawn}");
    assert!(!drawn.contains("(unmarked)"), "{drawn}");
}

#[test]
fn elements_are_found_by_role() {
    let tree = sample_file().tag_tree();
    assert_eq!(tree.texts("H1"), ["First heading", "Second heading"]);
    assert_eq!(tree.texts("TD"), ["Infection", "1 in 100"]);
    assert_eq!(tree.all("TH")[0].attributes["Scope"], "Column");
    assert_eq!(
        tree.all("Figure")[0].alternative_text.as_deref(),
        Some("A red square")
    );
    // The file's role map makes `Strong` a Span.
    assert!(
        tree.all("Span")
            .iter()
            .any(|element| element.role == "Strong")
    );
    assert!(tree.all("P").iter().all(|element| element.id.is_some()));
}

#[test]
fn passages_know_their_language_and_page() {
    let tree = sample_file().tag_tree();
    let urdu: Vec<String> = tree
        .passages()
        .into_iter()
        .filter(|passage| passage.language.as_deref() == Some("ur"))
        .map(|passage| passage.text)
        .collect();
    assert_eq!(urdu, ["محمد علی"]);
    let headings: Vec<Vec<usize>> = tree
        .all("H1")
        .iter()
        .map(|heading| heading.pages())
        .collect();
    assert_eq!(headings, [[1], [2]]);
    assert_eq!(tree.pages(), [1, 2]);
}

#[test]
fn glyphs_know_their_place_and_size() {
    let pdf = sample_file();
    // The sample's margins are 25 mm, which is 70.87 points; head and foot lie in them.
    let margin = 70.87;
    let outside = pdf.glyphs_outside([margin; 4], Glyph::is_content);
    assert!(outside.is_empty(), "{outside:#?}");
    assert!(
        !pdf.glyphs_outside([margin; 4], |_| true).is_empty(),
        "the head lies in the margin"
    );
    let wider = pdf.glyphs_outside([margin + 1.0, margin, margin, margin], Glyph::is_content);
    assert!(wider[0].contains("page 1: `F` in"), "{wider:#?}");

    let glyphs: Vec<&Glyph> = pdf.pages[0].glyphs.iter().collect();
    let heading = glyphs.iter().find(|glyph| glyph.is_content()).unwrap();
    // The first heading is 1.4 times the body's 12 points.
    assert_eq!((heading.text.as_str(), heading.size), ("F", 16.8));
    assert!(heading.font.ends_with("+NotoSans-Bold"));
    assert!(heading.right > heading.left && heading.baseline > 700.0);
}

#[test]
fn traces_are_found_wherever_they_are() {
    let pdf = sample_file();
    assert_eq!(pdf.traces_of("Nobody's name"), []);
    assert!(pdf.traces_off_the_pages("First bullet").is_empty());
    assert!(
        pdf.traces_of("First bullet")
            .iter()
            .any(|trace| trace.on_a_page)
    );
    let title = pdf.traces_off_the_pages("Sample of tags").join("; ");
    assert!(
        title.contains("the raw bytes") && title.contains("/Title"),
        "{title}"
    );
    assert!(
        title.contains("the stream"),
        "the title stands in the XMP metadata too: {title}"
    );

    let mut hidden = sample_file();
    let name = lopdf::text_string("प्रिया");
    hidden
        .document
        .trailer
        .set("Hidden", Object::Array(vec![name]));
    assert_eq!(hidden.traces_off_the_pages("प्रिया"), ["the trailer/Hidden"]);
}

#[test]
#[should_panic(expected = "this is no PDF that can be read")]
fn what_is_no_pdf_is_told() {
    FinishedPdf::read(b"hello".to_vec());
}
