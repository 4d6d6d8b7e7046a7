//! What a screen reader meets: the tag tree against the guide, and against an accepted snapshot.

use crate::support::pdf_reading::FinishedPdf;
use crate::support::snapshots;
use crate::support::workbench::Workbench;

const SECTIONS: [&str; 9] = [
    "What is minimally invasive spinal fusion?",
    "Who is a candidate?",
    "How the procedure is performed",
    "Minimally invasive vs open",
    "Benefits and risks",
    "Alternatives",
    "Recovery and outlook",
    "When to seek a specialist opinion",
    "Frequently asked questions",
];

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
    let title = "Minimally Invasive Spinal Fusion: A Patient Guide";
    assert_eq!(tree.texts("H1"), [title]);
    let mut headings: Vec<String> = SECTIONS.iter().map(|&heading| heading.to_owned()).collect();
    headings.extend(["Your questions".to_owned(), "About this leaflet".to_owned()]);
    assert_eq!(tree.texts("H2"), headings);
    let questions = tree.texts("H3");
    assert_eq!(questions.len(), 8, "{questions:?}");
    assert!(
        questions.iter().all(|question| question.ends_with('?')),
        "{questions:?}"
    );

    let lists = tree.all("L");
    let items: Vec<usize> = lists.iter().map(|list| list.all("LI").len()).collect();
    assert_eq!(items, [5, 7, 7], "bullets, steps, risks");
    for item in lists.iter().flat_map(|list| list.all("LI")) {
        assert_eq!(item.all("Lbl").len(), 1);
        assert_eq!(item.all("LBody").len(), 1);
        assert!(!item.all("LBody")[0].text().trim().is_empty());
    }
    let steps = lists[1].texts("Lbl");
    assert_eq!(steps, ["1", "2", "3", "4", "5", "6", "7"]);
    assert_eq!(
        lists[1].all("LBody")[3].texts("P"),
        [
            "Decompression.",
            "Where nerves are compressed, bone and ligament are removed to free them."
        ]
    );
    assert_eq!(
        lists[2].texts("LBody"),
        [
            "Infection or bleeding.",
            "Dural tear with leakage of spinal fluid.",
            "Nerve irritation or injury.",
            "Problems with screws, rods or cages, such as malposition or loosening.",
            "Failure of the bone to fuse (non-union), which may require further surgery.",
            "Blood clots in the legs or lungs.",
            "Adjacent-segment problems, where neighbouring levels come under additional stress \
             over time.",
        ]
    );
    assert!(
        tree.texts("Span").is_empty(),
        "a paragraph alone became a span: {:?}",
        tree.texts("Span")
    );
}

#[test]
fn the_tree_reads_as_accepted() {
    let pdf = leaflet(&["--patient", "Sample Patient", "--surgeon", "bhavuk-garg"]);
    snapshots::assert_reads_like("personal-leaflet-tags", &pdf.tag_tree().to_snapshot());
}

#[test]
fn the_panel_is_read_between_the_quiet_line_and_the_introduction() {
    let pdf = leaflet(&["--patient", "Sample Patient", "--level", "L4–L5"]);
    let text = pdf.text_in_tag_order();
    let at = |words: &str| {
        text.find(words)
            .unwrap_or_else(|| panic!("`{words}` is not read"))
    };
    let order = [
        "Max Hospital, Delhi",
        "Treatment · lumbar",
        "min read",
        "Prepared for",
        "Sample Patient",
        "Level",
        "L4–L5",
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
        .collect();
    assert_eq!(bookmarks[..SECTIONS.len()], SECTIONS);
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
