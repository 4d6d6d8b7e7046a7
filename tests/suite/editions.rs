//! Editions: one that differs in its measures has names, keys, fingerprints and pages of its own, and nothing but
//! its own values is written for it.

use std::collections::BTreeSet;

use leaflet::base::diagnostic::Diagnostics;
use leaflet::commands::library::LibraryPlan;
use leaflet::commands::make::{self, Made, Order, ReadyGuide};
use leaflet::commands::project::Project;
use leaflet::input::content::Content;
use leaflet::leaflet::{
    EDITIONS, Edition, Imposition, Measures, PAPERS, Paper, Part, Print, Selection,
};
use leaflet::model::design::DESIGNS;
use leaflet::pages::typeset::Engine;
use leaflet::source::SourceSet;

use crate::support::pdf_reading::FinishedPdf;
use crate::support::workbench::Workbench;

const GUIDE: &str = "minimally-invasive-spinal-fusion";

/// An edition that is in no list: larger letters, and neither questions nor steps.
fn dummy() -> &'static Edition {
    let usual = Print::usual().edition;
    Box::leak(Box::new(Edition {
        name: "dummy",
        purpose: "a test",
        measures: Measures {
            body: 17.0,
            small: 14.0,
            head: 13.0,
            table_head: 13.0,
            top_margin: 30.0,
            ..usual.measures.clone()
        },
        selection: Selection {
            parts: &[
                Part::Opening,
                Part::Introduction,
                Part::Sections,
                Part::About,
            ],
            left_out: &["procedure_steps"],
        },
        imposition: Imposition::PageByPage,
        formats: usual.formats,
    }))
}

fn order(print: Print) -> Order {
    Order {
        print,
        ..Order::new(GUIDE)
    }
}

fn made(print: Print) -> Made {
    let mut sources = SourceSet::new();
    make::make(
        &order(print),
        &Content::default(),
        &Engine::new(),
        &mut sources,
    )
    .unwrap()
}

#[test]
fn an_edition_is_its_own_values_and_no_other_file() {
    let print = Print {
        edition: dummy(),
        paper: Paper::usual(),
        design: None,
    };
    let (usual, other) = (made(Print::usual()), made(print));
    assert_eq!(usual.file_stem, format!("{GUIDE}-en"));
    assert_eq!(other.file_stem, format!("{GUIDE}-en-dummy"));
    let (usual, other) = (
        FinishedPdf::read(usual.file().to_vec()),
        FinishedPdf::read(other.file().to_vec()),
    );
    let (usual_text, text) = (usual.text_in_tag_order(), other.text_in_tag_order());
    // What it leaves out is out, and nothing else.
    assert!(
        usual_text.contains("What I was told today") && !text.contains("What I was told today")
    );
    let step = "Anaesthesia and positioning";
    assert!(usual_text.contains(step) && !text.contains(step));
    assert!(text.contains("Recovery is gradual"));
    // Its letters are as large as it says.
    let sizes = |pdf: &FinishedPdf| {
        let glyphs = pdf.pages.iter().flat_map(|page| &page.glyphs);
        let sizes = glyphs.map(|glyph| (glyph.size * 10.0).round() as u32);
        sizes.collect::<BTreeSet<u32>>()
    };
    assert!(sizes(&usual).contains(&120) && !sizes(&usual).contains(&170));
    assert!(sizes(&other).contains(&170) && !sizes(&other).contains(&120));

    // It is known by another name, in every place where leaflets are told apart.
    let fingerprint = |print: Print| {
        let mut found = Diagnostics::new();
        let ready = ReadyGuide::open(
            &order(print),
            &Content::default(),
            &mut SourceSet::new(),
            &mut found,
        );
        ready.unwrap().fingerprint()
    };
    assert_ne!(fingerprint(Print::usual()), fingerprint(print));
    let project = Project {
        editions: vec![dummy(), Print::usual().edition],
        papers: PAPERS.iter().collect(),
        ..Project::default()
    };
    let plan = LibraryPlan::of(&project, &Content::default(), &mut Diagnostics::new());
    let files: Vec<&str> = plan
        .leaflets
        .iter()
        .map(|leaflet| leaflet.file.as_str())
        .collect();
    let expected = ["", "-letter", "-dummy", "-dummy-letter"];
    let mut expected = expected.map(|end| format!("{GUIDE}-en{end}.pdf"));
    expected.sort();
    let mut sorted = files.clone();
    sorted.sort_unstable();
    assert_eq!(sorted, expected);
    let names: BTreeSet<String> = plan.leaflets.iter().map(|one| one.print.name()).collect();
    assert_eq!(names.len(), 4);
}

#[test]
fn every_file_of_an_edition_or_a_design_has_its_line() {
    let files = |folder: &str, others: usize| {
        let folder = format!("{}/src/{folder}", env!("CARGO_MANIFEST_DIR"));
        std::fs::read_dir(folder).unwrap().count() - others
    };
    // Beside them stand `mod.rs`, and what all editions share.
    assert_eq!(files("leaflet/edition", 2), EDITIONS.len());
    assert_eq!(files("model/design", 1), DESIGNS.len());
}

#[test]
fn editions_are_listed_and_asked_for_by_name() {
    let bench = Workbench::new();
    let listed = bench.leaflet(["list", "editions"]).run();
    listed.succeeds();
    for edition in EDITIONS {
        listed.output_has(&format!("{}\t{}\n", edition.name, edition.purpose));
    }
    let make = |options: &[&str], file: &str| {
        let run = bench
            .leaflet(["make", GUIDE, "-o", file])
            .with(options)
            .run();
        run.succeeds();
        bench.bytes(file)
    };
    let usual = make(&[], "a.pdf");
    assert!(usual == make(&["--edition", "standard"], "b.pdf"));
    assert!(usual == make(&["--edition", "Standard", "--paper", "A4"], "c.pdf"));
    bench
        .leaflet(["make", GUIDE, "--edition", "a4"])
        .run()
        .exits_with(2)
        .errors_have("standard");
    bench
        .leaflet(["build", "--edition", "standard", "--output-dir", "made"])
        .run()
        .succeeds();
    assert!(usual == bench.bytes(&format!("made/{GUIDE}-en.pdf")));
}

#[test]
fn sheets_in_the_place_of_editions_are_understood_and_told() {
    let list =
        "patient,edition,paper\nAsha Test,letter,\nRavi Test,standard,letter\nMeena Test,,\n";
    let bench = Workbench::new().with_file("list.csv", list);
    bench
        .leaflet(["batch", "list.csv", "--guide", GUIDE])
        .run()
        .succeeds()
        .errors_have("the edition of row 2 is a paper size, and is used as the paper size")
        .errors_have("write paper sizes into a column `paper`");
    let width = |row: usize| {
        let pdf = bench.pdf(&format!("patients/{row:04}-{GUIDE}-en.pdf"));
        pdf.page_sizes()[0].0.round() as u32
    };
    assert_eq!([2, 3, 4].map(width), [612, 612, 595]);
    let bench = Workbench::new().with_file("leaflet.yaml", "editions: [letter]\n");
    bench
        .leaflet(["build"])
        .run()
        .succeeds()
        .errors_have("`letter` is a paper size, not an edition")
        .errors_have("list paper sizes under `papers:`");
    assert!(
        bench
            .path()
            .join(format!("leaflets/{GUIDE}-en-letter.pdf"))
            .is_file()
    );
    let bench = Workbench::new().with_file(
        "list.csv",
        "patient,edition,paper\nAsha Test,a5,\nRavi Test,,foolscap\n",
    );
    bench
        .leaflet(["batch", "list.csv", "--guide", GUIDE])
        .run()
        .exits_with(1)
        .errors_have("names an edition that does not exist")
        .errors_have("the editions are: standard")
        .errors_have("names a paper size that does not exist")
        .errors_have("the paper sizes are: a4, letter");
}
