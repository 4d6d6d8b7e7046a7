//! What a screen reader meets: the tag tree against the guide, and against an accepted snapshot.

use leaflet::model::guide::{Block, Guide, Text};
use leaflet::source::SourceSet;

use crate::support::pdf_reading::FinishedPdf;
use crate::support::snapshots;
use crate::support::workbench::Workbench;

const SOURCE: &str = include_str!("../../content/guides/minimally-invasive-spinal-fusion/en.yaml");

fn guide() -> Guide {
    let mut sources = SourceSet::new();
    let file = sources.add("en.yaml", SOURCE);
    Guide::read(&sources, file).0.unwrap()
}

/// The words of each entry of the lists of a guide, list by list.
fn lists(guide: &Guide) -> Vec<Vec<String>> {
    guide
        .blocks()
        .filter_map(|block| match block {
            Block::Bullets(list) => Some(
                list.bullets
                    .iter()
                    .map(|bullet| bullet.text.plain())
                    .collect(),
            ),
            Block::ProcedureSteps(list) => Some(
                list.steps
                    .iter()
                    .map(|step| {
                        let text = step.text.as_ref().map(Text::plain);
                        // Each lead-in is a sentence, so that its text follows on the same line.
                        format!("{} {}", step.step.plain(), text.unwrap_or_default())
                    })
                    .collect(),
            ),
            Block::Risks(list) => Some(list.risks.iter().map(|risk| risk.risk.plain()).collect()),
            _ => None,
        })
        .collect()
}

fn leaflet(arguments: &[&str]) -> FinishedPdf {
    let bench = Workbench::new();
    bench
        .leaflet([
            "make",
            "minimally-invasive-spinal-fusion",
            "-o",
            "leaflet.pdf",
        ])
        .with(arguments)
        .run()
        .succeeds();
    bench.pdf("leaflet.pdf")
}

#[test]
fn the_tree_is_the_guide() {
    let tree = leaflet(&[]).tag_tree();
    let guide = guide();
    assert_eq!(tree.texts("H1").join(" | "), guide.title.text);
    let mut headings = vec!["Whom to call".to_owned(), "At a glance".to_owned()];
    headings.extend(
        guide
            .sections
            .iter()
            .map(|section| section.heading.text.clone()),
    );
    // The room for the patient's own questions stands where the pages have it.
    let mut found = tree.texts("H2");
    let questions = found.iter().position(|heading| heading == "Your questions");
    found.remove(questions.expect("room for questions"));
    assert_eq!(found, headings);
    let asked: Vec<(String, String)> = guide
        .blocks()
        .filter_map(|block| match block {
            Block::Question(question) => Some((
                question.question.text.clone(),
                question.answer_texts()[0].plain(),
            )),
            _ => None,
        })
        .collect();
    assert_eq!(asked.len(), 8);
    let questions: Vec<String> = asked.iter().map(|(question, _)| question.clone()).collect();
    let mut sub_headings = vec!["Urgent".to_owned()];
    sub_headings.extend(questions);
    assert_eq!(tree.texts("H3"), sub_headings);
    let paragraphs = tree.texts("P");
    for (question, answer) in asked {
        assert!(paragraphs.contains(&answer), "{question}");
    }

    let expected = lists(&guide);
    let counts: Vec<usize> = expected.iter().map(Vec::len).collect();
    assert_eq!(counts, [5, 7, 7], "bullets, steps, risks");
    let found: Vec<Vec<String>> = tree
        .all("L")
        .iter()
        .map(|list| list.texts("LBody"))
        .collect();
    // Before them stand the labels of the two pictures.
    assert_eq!(found[2..], expected);
    for item in tree.all("LI") {
        assert_eq!((item.all("Lbl").len(), item.all("LBody").len()), (1, 1));
    }
    assert_eq!(
        tree.all("L")[3].texts("Lbl"),
        ["1", "2", "3", "4", "5", "6", "7"]
    );
    let spans = tree.texts("Span");
    assert!(!spans.is_empty(), "words that are stressed");
    for span in &spans {
        // What stands at a glance is said again in the text.
        let is_at_a_glance =
            ["within a few weeks", "develops over months"].contains(&span.as_str());
        assert!(
            is_at_a_glance || !paragraphs.contains(span),
            "a paragraph alone became a span: {span}"
        );
    }
}

#[test]
fn the_tree_reads_as_accepted() {
    let pdf = leaflet(&["--patient", "Sample Patient", "--surgeon", "bhavuk-garg"]);
    snapshots::assert_reads_like("personal-leaflet-tags", &pdf.tag_tree().to_snapshot());
}

#[test]
fn the_panel_is_read_between_the_title_and_the_summary() {
    let pdf = leaflet(&["--patient", "Sample Patient", "--level", "L4–L5"]);
    let text = pdf.text_in_tag_order();
    let at = |words: &str| {
        text.find(words)
            .unwrap_or_else(|| panic!("`{words}` is not read"))
    };
    let order = [
        "Max Hospital, Delhi",
        "Treatment · lumbar",
        "Prepared for",
        "Sample Patient",
        "Level",
        "L4–L5",
        "into one stable segment",
        "min read",
        "is a family of techniques",
    ];
    for pair in order.windows(2) {
        assert!(
            at(pair[0]) < at(pair[1]),
            "`{}` before `{}`",
            pair[0],
            pair[1]
        );
    }
}

#[test]
fn the_properties_say_what_it_is_and_from_whom() {
    let pdf = leaflet(&["--patient", "Sample Patient"]);
    let title = "Minimally Invasive Spinal Fusion: A Patient Guide";
    assert_eq!(pdf.information("Title").as_deref(), Some(title));
    assert_eq!(
        pdf.information("Author").as_deref(),
        Some("Max Hospital, Delhi")
    );
    assert_eq!(pdf.language().as_deref(), Some("en"));
    assert!(pdf.says_that_it_is_tagged());
    assert!(pdf.shows_its_title());
    let bookmarks: Vec<String> = pdf
        .bookmarks()
        .into_iter()
        .filter(|bookmark| bookmark.level == 2)
        .map(|bookmark| bookmark.title)
        .filter(|title| title != "Your questions")
        .collect();
    let sections: Vec<String> = guide()
        .sections
        .iter()
        .map(|section| section.heading.text.clone())
        .collect();
    assert_eq!(bookmarks[..2], ["Whom to call", "At a glance"]);
    assert_eq!(bookmarks[2..], sections);
}

#[test]
fn every_block_has_its_tags() {
    let bench = Workbench::new();
    let content = concat!(env!("CARGO_MANIFEST_DIR"), "/examples/every-block");
    bench
        .leaflet([
            "make",
            "every-block",
            "--content",
            content,
            "-o",
            "leaflet.pdf",
        ])
        .run()
        .succeeds();
    let pdf = bench.pdf("leaflet.pdf");
    let tree = pdf.tag_tree();
    snapshots::assert_reads_like("every-block-tags", &tree.to_snapshot());
    assert_eq!(tree.all("H1").len(), 1);
    let alternatives: Vec<String> = tree
        .all("Figure")
        .iter()
        .filter_map(|figure| figure.alternative_text.clone())
        .collect();
    assert_eq!(
        alternatives.len(),
        tree.all("Figure").len(),
        "a picture has no words"
    );
    for table in tree.all("Table") {
        let scopes: Vec<_> = table
            .all("TH")
            .iter()
            .map(|cell| cell.attributes.get("Scope").cloned())
            .collect();
        assert!(scopes.iter().all(Option::is_some), "{scopes:?}");
        assert!(scopes.iter().flatten().any(|scope| scope == "Row"));
        assert!(scopes.iter().flatten().any(|scope| scope == "Column"));
    }
    for link in pdf.links() {
        assert_eq!(link.owner.as_deref(), Some("Link"), "{link:?}");
    }
    let levels: Vec<u8> = tree
        .walk()
        .iter()
        .filter_map(|element| element.role.strip_prefix('H')?.parse().ok())
        .collect();
    assert!(
        levels.windows(2).all(|pair| pair[1] <= pair[0] + 1),
        "{levels:?}"
    );
}

#[test]
fn a_right_to_left_language_mirrors_the_page() {
    let english = include_str!("../../content/languages/en.yaml");
    let mirrored = english.replace("direction: left-to-right", "direction: right-to-left");
    assert_ne!(mirrored, english);
    let example = concat!(env!("CARGO_MANIFEST_DIR"), "/examples/every-block");
    let bench = Workbench::new().with_file("content/languages/en.yaml", mirrored);
    for file in [
        "guides/every-block/en.yaml",
        "guides/every-block/shelf.png",
        "guides/every-block/three-pots.svg",
        "guides/every-block/lumbar-fusion.svg",
        "guides/every-block/spine-before.svg",
        "guides/every-block/spine-after.svg",
        "guides/every-block/spine-from-the-side.svg",
        "brands/sample-clinic/brand.yaml",
        "brands/sample-clinic/mark.svg",
    ] {
        let bytes = std::fs::read(format!("{example}/{file}")).unwrap();
        bench.put(&format!("content/{file}"), bytes);
    }
    bench
        .leaflet(["make", "every-block", "-o", "leaflet.pdf"])
        .run()
        .succeeds();
    let pdf = bench.pdf("leaflet.pdf");
    let outside = pdf.glyphs_outside([56.0, 22.0, 56.0, 22.0], |_| true);
    assert!(outside.is_empty(), "{outside:?}");
    let numeral = pdf
        .pages
        .iter()
        .flat_map(|page| &page.glyphs)
        .find(|glyph| glyph.text == "4" && glyph.size > 12.9 && glyph.size < 13.1)
        .expect("a numeral in its ring");
    // The hanging column takes the last 45 points of the text's width, which ends 521 points from the left.
    assert!(
        numeral.left > 475.0,
        "numerals stand in the right margin: {}",
        numeral.left
    );
}
