//! The oracle on other guides: with pictures, links, placeholders, tall heads, other papers, languages.
//!
//! *What goes in and comes out*: guides put together from the repository's own, and a few people; the
//! oracle compares both ways.
//! *What it promises*: each guide takes the way it should, and the test says which that is.
//! *Why this shape*: what stands around the panel decides what the quick way must cope with.

use leaflet::leaflet::PAPERS;
use leaflet::model::fact::FactName;

use super::people::people;
use super::*;

const DRAWING: &str = "<svg xmlns='http://www.w3.org/2000/svg' width='9' height='9'><rect width='9' height='9'/></svg>";
const GUIDE_TEXT: &str =
    include_str!("../../../content/guides/minimally-invasive-spinal-fusion/en.yaml");
const LANGUAGE_TEXT: &str = include_str!("../../../content/languages/en.yaml");
const EXAMPLE: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/examples/every-block");

/// A folder of content that holds one guide in one language.
fn with_guide(text: &str) -> Workbench {
    Workbench::new().with_file("guides/sample/en.yaml", text)
}

fn opened(bench: &Workbench) -> Guide {
    Guide::open(&Order::new("sample"), Some(bench.path()))
}

/// A short guide whose first page is filled by its summary up to the panel, and so on.
fn short_guide(summary_words: usize, rest: &str) -> String {
    let summary = "word ".repeat(summary_words);
    let summary = match summary_words {
        0 => String::new(),
        _ => format!("summary: {summary}\n"),
    };
    format!(
        "title: Sample\n{summary}sections:\n  - heading: What\n    roles: [other]\n    blocks:\n{rest}"
    )
}

/// The example with every kind of block, its placeholders put into words, with a link before the panel.
fn every_block() -> Workbench {
    let read = |name: &str| std::fs::read(format!("{EXAMPLE}/{name}")).unwrap();
    let guide = String::from_utf8(read("guides/every-block/en.yaml")).unwrap();
    let guide = without_placeholders(&guide).replacen(
        "This sample shows ",
        "This [sample](https://example.org/before-the-panel) shows ",
        1,
    );
    assert!(guide.contains("before-the-panel"));
    let mut bench = with_guide(&guide);
    for (folder, to) in [
        ("guides/every-block", "guides/sample"),
        ("brands/sample-clinic", "brands/sample-clinic"),
    ] {
        for entry in std::fs::read_dir(format!("{EXAMPLE}/{folder}")).unwrap() {
            let name = entry.unwrap().file_name().into_string().unwrap();
            if name != "en.yaml" {
                bench = bench.with_file(&format!("{to}/{name}"), read(&format!("{folder}/{name}")));
            }
        }
    }
    bench
}

/// Words in the place of `{name}`.
fn without_placeholders(text: &str) -> String {
    let mut words = text.to_owned();
    for name in [
        "patient",
        "surgeon",
        "date",
        "procedure_date",
        "level",
        "side",
        "reference",
    ] {
        words = words.replace(&format!("{{{name}}}"), "somebody");
    }
    words
}

#[test]
fn letter_paper_is_printed_into_as_well() {
    let mut order = Order::new(GUIDE);
    order.print.paper = PAPERS.iter().find(|paper| paper.name == "letter").unwrap();
    let compared = compare(&Guide::open(&order, None), &people(8));
    assert_eq!(compared.imprinted, [1; 8]);
}

#[test]
fn pictures_links_and_every_block_are_printed_into_as_well() {
    let bench = every_block();
    let mut order = Order::new("sample");
    order.brand = Some("sample-clinic".to_owned());
    let guide = Guide::open(&order, Some(bench.path()));
    let mut everyone = people(6);
    for person in &mut everyone {
        // The example's brand has nobody of the first brand's.
        person.surgeon = None;
    }
    everyone.retain(|person| !guide.composed.panel(&guide.person(person)).is_empty());
    let compared = compare(&guide, &everyone);
    assert_eq!(compared.imprinted, vec![1; everyone.len()]);
    let pdf = FinishedPdf::read(compared.samples[0].clone());
    let links = pdf.links();
    let first = links.iter().find(|link| link.page == 1).unwrap();
    assert_eq!(first.owner.as_deref(), Some("Link"));
    assert!(pdf.picture_count() > 0);
}

#[test]
fn a_guide_with_placeholders_is_set_whole_for_each() {
    let guide = Guide::open(&Order::new("every-block"), Some(Path::new(EXAMPLE)));
    assert!(guide.master.has_placeholders());
    let bench = Workbench::new().with_file(
        "list.csv",
        "patient,output\nSample Patient,one\nमन्नत मिसाल,two\n",
    );
    bench
        .leaflet([
            "batch",
            "list.csv",
            "--guide",
            "every-block",
            "--content",
            EXAMPLE,
        ])
        .run()
        .succeeds();
    for (name, file) in [("Sample Patient", "one"), ("मन्नत मिसाल", "two")] {
        let given = PersonGiven::default().with(FactName::Patient, name);
        let made = bench.bytes(&format!("patients/{file}.pdf"));
        assert!(made == guide.whole(&given), "{file}");
        let text = FinishedPdf::read(made).text_in_tag_order();
        // In the panel and in running text.
        assert!(text.matches(name).count() >= 2, "{text}");
    }
}

#[test]
fn a_panel_that_is_pushed_to_the_second_page_is_set_whole_where_heads_name_the_patient() {
    let rest = "      - paragraph: Something is said here.\n";
    let long = format!("title: {}\n", "words ".repeat(140));
    let bench = with_guide(&short_guide(0, rest).replace("title: Sample\n", &long));
    let mut everyone = people(8);
    everyone.retain(|given| given.facts[FactName::Patient].is_some());
    let compared = compare(&opened(&bench), &everyone);
    assert_eq!(compared.imprinted, Vec::<usize>::new());
    assert_eq!(compared.whole, everyone.len());
}

#[test]
fn a_panel_stays_on_the_first_page_however_long_the_summary_is() {
    let rest = "      - paragraph: Something is said here.\n";
    let bench = with_guide(&short_guide(640, rest));
    let compared = compare(&opened(&bench), &people(5));
    assert_eq!(compared.imprinted, [1; 5]);
}

#[test]
fn a_panel_that_ends_its_page_is_filled_alike() {
    // How far down a page is used decides whether it is set closer. Here the panel ends its page, where
    // a line more or less of the surgeon's name is what decides.
    let drawing = "<svg xmlns='http://www.w3.org/2000/svg' width='9' height='3'><rect width='9' height='3'/></svg>";
    let rest = format!(
        "      - figure: {{ picture: a.svg, alternative_text: A bar }}\n      - paragraph: {}\n",
        "Words that fill the rest of it. ".repeat(46)
    );
    let one = PersonGiven::default()
        .with(FactName::Patient, "Sample Patient")
        .with_surgeon(SurgeonGiven::Named(
            "Dr. Several Words In Four Lines Of It".to_owned(),
        ));
    for words in [204, 217, 230] {
        let bench =
            with_guide(&short_guide(words, &rest)).with_file("guides/sample/a.svg", drawing);
        let compared = compare(&opened(&bench), std::slice::from_ref(&one));
        assert_eq!(compared.imprinted, [1], "{words}");
    }
}

#[test]
fn values_that_are_too_high_are_set_whole() {
    let long = "Sample Patient ".repeat(40);
    let high = PersonGiven::default()
        .with(FactName::Patient, long.trim())
        .with(FactName::Level, long.trim());
    let compared = compare(&Guide::built_in(), &[high]);
    assert_eq!((compared.imprinted.len(), compared.whole), (0, 1));
}

#[test]
fn a_guide_that_says_what_a_room_says_is_set_whole() {
    let mark = leaflet::pages::typeset::slot_mark(0);
    let rest = format!("      - figure: {{ picture: a.svg, alternative_text: \"{mark}\" }}\n");
    let drawing = "<svg xmlns='http://www.w3.org/2000/svg' width='9' height='9'><rect width='9' height='9'/></svg>";
    let bench = with_guide(&short_guide(10, &rest)).with_file("guides/sample/a.svg", drawing);
    let compared = compare(&opened(&bench), &people(1));
    assert_eq!((compared.imprinted.len(), compared.whole), (0, 1));
}

#[test]
fn a_language_from_right_to_left_is_printed_into_as_well() {
    let language = LANGUAGE_TEXT
        .replace("\ntag: en ", "\ntag: ur ")
        .replace("\nname: English ", "\nname: اردو ")
        .replace("\ndirection: left-to-right ", "\ndirection: right-to-left ")
        .replace("prepared_for: Prepared for ", "prepared_for: مریض کا نام ")
        .replace("  level: Level ", "  level: مقام ");
    let guide = GUIDE_TEXT.replacen("title: \"", "title: \"نمونہ ", 1);
    let bench = Workbench::new()
        .with_file("guides/sample/ur.yaml", guide)
        .with_file("guides/sample/spine-before.svg", DRAWING)
        .with_file("guides/sample/spine-after.svg", DRAWING)
        .with_file("languages/ur.yaml", language);
    let mut order = Order::new("sample");
    order.language = Some("ur".to_owned());
    let compared = compare(&Guide::open(&order, Some(bench.path())), &people(10));
    assert!(compared.imprinted.iter().all(|page| *page == 1));
    // One of the people has words that take more lines than a panel surely keeps whole.
    assert_eq!((compared.imprinted.len(), compared.whole), (9, 1));
    let pdf = FinishedPdf::read(compared.samples[0].clone());
    assert_eq!(pdf.language().as_deref(), Some("ur"));
}
