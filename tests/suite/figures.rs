//! Labels beside pictures: they are text like any other, stand apart from each other, on their side, in every
//! language; and two pictures stand side by side.

use crate::support::pdf_reading::{FinishedPdf, Glyph, PageContents};
use crate::support::workbench::{Finished, Workbench};

/// A drawing twice as wide as high, all dark, so that nothing of it can be read.
const DARK: &str = "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 200 100\" width=\"200\" height=\"100\">\
                    <path fill=\"#222222\" d=\"M0 0h200v100h-200z\"/></svg>";

/// Points of 12 pt type.
const BODY: f32 = 12.0;

fn guide(figure: &str) -> String {
    format!(
        "title: Example\nsections:\n  - heading: Heading\n    roles: [other]\n    blocks:\n      - figure:\n{figure}"
    )
}

fn labels(list: &[(&str, u8, u8, &str)]) -> String {
    let label = |(words, x, y, side): &(&str, u8, u8, &str)| {
        format!(
            "            - words: {words}\n              at: [{x}, {y}]\n              side: {side}\n"
        )
    };
    list.iter().map(label).collect()
}

fn one_picture(list: &[(&str, u8, u8, &str)]) -> String {
    guide(&format!(
        "          picture: dark.svg\n          alternative_text: A dark ground\n          caption: caption\n          labels:\n{}",
        labels(list)
    ))
}

fn bench(guide: &str) -> Workbench {
    Workbench::new()
        .with_file("dark.svg", DARK)
        .with_file("guide.yaml", guide)
}

fn made(bench: &Workbench) -> FinishedPdf {
    let run: Finished<'_> = bench.leaflet(["make", "guide.yaml", "-o", "a.pdf"]).run();
    run.succeeds();
    bench.pdf("a.pdf")
}

/// How many figures have the picture's alternative text.
fn dark_grounds(pdf: &FinishedPdf) -> usize {
    let tree = pdf.tag_tree();
    let figures = tree.all("Figure");
    let texts = figures.iter().map(|one| one.alternative_text.as_deref());
    texts.filter(|text| *text == Some("A dark ground")).count()
}

/// The letters of a label that is one word, which stands nowhere else.
fn letters<'p>(page: &'p PageContents, word: &str) -> Vec<&'p Glyph> {
    let seen: Vec<&Glyph> = page
        .glyphs
        .iter()
        .filter(|glyph| !glyph.is_blank())
        .collect();
    let count = word.chars().count();
    let at = (0..=seen.len().saturating_sub(count)).find(|at| {
        let text: String = seen[*at..at + count]
            .iter()
            .map(|one| one.text.as_str())
            .collect();
        text == word
    });
    let at = at.unwrap_or_else(|| panic!("{word} is not on the page"));
    seen[at..at + count].to_vec()
}

#[test]
fn labels_are_read_behind_their_picture_and_lines_are_not() {
    let bench = bench(&one_picture(&[
        ("upperlabel", 10, 20, "left"),
        ("lowerlabel", 90, 80, "right"),
    ]));
    let pdf = made(&bench);
    let tree = pdf.tag_tree();
    assert_eq!(dark_grounds(&pdf), 1);
    let text = pdf.text_in_tag_order();
    let place = |word: &str| text.find(word).unwrap();
    assert!(place("caption") < place("upperlabel"), "{text}");
    assert!(place("upperlabel") < place("lowerlabel"), "{text}");
    let lists = tree.all("L");
    assert_eq!(lists.len(), 1);
    assert_eq!(lists[0].all("LI").len(), 2);
    let page = &pdf.pages[0];
    for label in ["upperlabel", "lowerlabel"] {
        for glyph in letters(page, label) {
            assert!(glyph.is_content(), "{label}");
            assert!(glyph.size >= BODY, "{label}: {} pt", glyph.size);
        }
    }
    // Nothing stands on the page that is neither content nor an artifact.
    assert!(!pdf.text_in_content_order().contains("(unmarked)"));
    bench
        .leaflet(["make", "guide.yaml", "--format", "text", "-o", "a.txt"])
        .run()
        .succeeds();
    let text = String::from_utf8(bench.bytes("a.txt")).unwrap();
    assert!(
        text.contains("caption\n[A dark ground]\n• upperlabel\n• lowerlabel\n"),
        "{text}"
    );
}

#[test]
fn labels_that_want_the_same_place_stand_apart_and_in_order() {
    let names: Vec<String> = (0..12)
        .map(|number| format!("label{}", (b'a' + number) as char))
        .collect();
    let list: Vec<(&str, u8, u8, &str)> = names
        .iter()
        .map(|name| (name.as_str(), 50, 98, "right"))
        .collect();
    let pdf = made(&bench(&one_picture(&list)));
    let page = &pdf.pages[0];
    let baselines: Vec<f32> = names
        .iter()
        .map(|name| letters(page, name)[0].baseline)
        .collect();
    for pair in baselines.windows(2) {
        assert!(pair[0] - pair[1] >= BODY, "{baselines:?}");
    }
    // They go on below the picture, and the caption stands below them.
    let caption = letters(page, "caption")[0].baseline;
    assert!(
        *baselines.last().unwrap() - caption >= BODY,
        "{caption} {baselines:?}"
    );
}

#[test]
fn long_words_of_a_label_break_and_stay_on_the_page() {
    let long = "pneumonoultramicroscopicsilicovolcanocon";
    let pdf = made(&bench(&one_picture(&[
        (long, 50, 50, "left"),
        (long, 50, 50, "right"),
    ])));
    let text = pdf.text_in_tag_order().replace([' ', '\n', '\u{200b}'], "");
    assert_eq!(text.matches(long).count(), 2, "{text}");
    let (width, _) = pdf.page_sizes()[0];
    for glyph in &pdf.pages[0].glyphs {
        assert!(
            glyph.is_blank() || (glyph.left > 40.0 && glyph.right < width - 40.0),
            "{glyph:?}"
        );
    }
}

#[test]
fn two_pictures_stand_side_by_side_under_their_headings() {
    let picture = |heading: &str, label: &str| {
        let label = labels(&[(label, 50, 50, "left")]).replace("\n ", "\n     ");
        format!(
            "            - picture: dark.svg\n              alternative_text: A dark ground\n              heading: {heading}\n              labels:\n    {label}\n"
        )
    };
    let both = format!(
        "          pictures:\n{}{}",
        picture("Headone", "labelone"),
        picture("Headtwo", "labeltwo")
    );
    let bench = bench(&guide(&both));
    let pdf = made(&bench);
    let page = &pdf.pages[0];
    let left = |word: &str| letters(page, word)[0].left;
    let baseline = |word: &str| letters(page, word)[0].baseline;
    assert!((baseline("Headone") - baseline("Headtwo")).abs() < 0.1);
    assert!((baseline("labelone") - baseline("labeltwo")).abs() < 0.1);
    assert!(left("labelone") < left("labeltwo"));
    assert!(left("Headone") < left("Headtwo"));
    assert!(letters(page, "Headone")[0].font.contains("Bold"));
    let text = pdf.text_in_tag_order();
    let places =
        ["Headone", "labelone", "Headtwo", "labeltwo"].map(|word| text.find(word).unwrap());
    assert!(places.is_sorted(), "{text}");
    assert_eq!(dark_grounds(&pdf), 2);
}

#[test]
fn sides_are_those_of_the_picture_where_lines_run_from_right_to_left() {
    const FIXTURE: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/fixtures/right-to-left");
    let guide = one_picture(&[("يسار", 10, 20, "left"), ("يمين", 90, 20, "right")]);
    let bench = Workbench::new();
    for file in ["languages/ur.yaml", "brands/sample/brand.yaml"] {
        bench.put(
            &format!("content/{file}"),
            std::fs::read(format!("{FIXTURE}/{file}")).unwrap(),
        );
    }
    bench.put("content/guides/dark/ur.yaml", guide);
    bench.put("content/guides/dark/dark.svg", DARK);
    bench
        .leaflet([
            "make",
            "dark",
            "--language",
            "ur",
            "--brand",
            "sample",
            "-o",
            "a.pdf",
        ])
        .run()
        .succeeds();
    let pdf = bench.pdf("a.pdf");
    let (width, _) = pdf.page_sizes()[0];
    let of_label = |letter: &str| {
        let glyphs = pdf.pages[0]
            .glyphs
            .iter()
            .filter(|glyph| glyph.text.contains(letter));
        glyphs.map(|glyph| glyph.left).collect::<Vec<f32>>()
    };
    // Letters of which each stands in one of the labels alone.
    let (left, right) = (of_label("س"), of_label("ن"));
    assert!(left.iter().any(|at| *at < width / 2.0), "{left:?}");
    assert!(right.iter().any(|at| *at > width / 2.0), "{right:?}");
}
