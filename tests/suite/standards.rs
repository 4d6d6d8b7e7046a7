//! The finished files keep to the standards: judged by veraPDF and qpdf, by our own check of the
//! structure, and by what fonts they hold.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use page_validation::{ValidationOptions, ValidationProfile, validate_pdf_bytes};

use crate::names::names_by_script;
use crate::support::outside;
use crate::support::pdf_reading::FinishedPdf;
use crate::support::structure_check::faults_of_structure;
use crate::support::workbench::Workbench;

/// The largest plain leaflet that is easily mailed and sent by telephone.
const PLAIN_LEAFLET_BYTES: usize = 120 * 1024;

/// The rules of both standards that a file breaks, judged inside the test, without other programs.
pub(crate) fn broken_rules(bytes: &[u8]) -> Vec<String> {
    [ValidationProfile::PdfUa1, ValidationProfile::PdfA2a]
        .into_iter()
        .flat_map(|profile| {
            let options = ValidationOptions::default().profile(profile);
            validate_pdf_bytes(bytes, &options).unwrap().failures
        })
        // A packed stream whose last byte happens to be a carriage return is misjudged here;
        // veraPDF and qpdf judge the length of streams.
        .filter(|failure| !failure.rule_id.ends_with(":6.1.7.1:1"))
        .map(|failure| failure.to_string())
        .collect()
}

/// The plain leaflet, the every-block example on both papers, and a personal leaflet a script.
fn make_all(bench: &Workbench) -> Vec<PathBuf> {
    let guide = "minimally-invasive-spinal-fusion";
    let content = concat!(env!("CARGO_MANIFEST_DIR"), "/examples/every-block");
    bench
        .leaflet(["make", guide, "-o", "plain.pdf"])
        .run()
        .succeeds();
    for paper in ["a4", "letter"] {
        bench
            .leaflet([
                "make",
                "every-block",
                "--content",
                content,
                "--paper",
                paper,
                "-o",
            ])
            .with([format!("every-block-{paper}.pdf")])
            .run()
            .succeeds();
    }
    for (script, names) in names_by_script() {
        let name = names.join(" ");
        bench
            .leaflet([
                "make",
                guide,
                "--surgeon",
                "bhavuk-garg",
                "--patient",
                &name,
                "-o",
            ])
            .with([format!("{script}.pdf")])
            .run()
            .succeeds();
    }
    bench
        .files()
        .into_iter()
        .map(|file| bench.path().join(file))
        .collect()
}

#[test]
fn every_leaflet_keeps_to_the_standards() {
    let bench = Workbench::new();
    let files = make_all(&bench);
    assert!(files.len() >= 16, "{files:?}");
    for file in &files {
        let pdf = FinishedPdf::open(file);
        let name = file.file_name().unwrap().to_string_lossy();
        assert_eq!(broken_rules(&pdf.bytes), Vec::<String>::new(), "{name}");
        assert_eq!(faults_of_structure(&pdf), Vec::<String>::new(), "{name}");
        for font in pdf.fonts() {
            assert!(font.embedded && font.subset, "{name}: {font:?}");
        }
        if let Ok(faults) = outside::qpdf_faults(file) {
            assert!(faults.is_empty(), "{name}: {faults:?}");
        }
    }
    let paths: Vec<&Path> = files.iter().map(PathBuf::as_path).collect();
    if let Ok(faults) = outside::verapdf_faults(&paths) {
        let faults: Vec<String> = faults.iter().map(ToString::to_string).collect();
        assert!(faults.is_empty(), "{}", faults.join("\n"));
    }
}

#[test]
fn every_file_asks_to_be_printed_at_its_size_and_on_both_sides() {
    let note = "title: A\nsections:\n  - heading: B\n    roles: [other]\n    blocks:\n      - paragraph: c\n";
    let bench = Workbench::new()
        .with_file("note.yaml", note)
        .with_file("list.csv", "patient\nSample One\nSample Two\n");
    let guide = "minimally-invasive-spinal-fusion";
    let made: [&[&str]; 4] = [
        &["make", guide, "-o", "plain.pdf"],
        &["make", guide, "--patient", "Sample", "-o", "personal.pdf"],
        &["make", "note.yaml", "-o", "note.pdf"],
        &["batch", "list.csv", "--guide", guide],
    ];
    for arguments in made {
        bench.leaflet(arguments).run().succeeds();
    }
    let files = bench.files().into_iter();
    let files: Vec<_> = files.filter(|file| file.ends_with(".pdf")).collect();
    assert!(files.len() >= 5, "{files:?}");
    for file in files {
        let pdf = bench.pdf(&file);
        let is_single = pdf.pages.len() == 1;
        let sides = (!is_single).then(|| "DuplexFlipLongEdge".to_owned());
        let expected = [Some("None".to_owned()), sides];
        assert_eq!(pdf.print_preferences(), expected, "{file}");
        assert!(pdf.shows_its_title(), "{file}");
    }
}

#[test]
fn a_file_that_breaks_a_standard_is_found() {
    // The judge must be able to say no: the same leaflet without its claim to be tagged.
    let bench = Workbench::new();
    bench
        .leaflet([
            "make",
            "minimally-invasive-spinal-fusion",
            "-o",
            "plain.pdf",
        ])
        .run()
        .succeeds();
    let mut document = bench.pdf("plain.pdf").document;
    document.catalog_mut().unwrap().remove(b"MarkInfo");
    document.save(bench.path().join("broken.pdf")).unwrap();
    assert!(!broken_rules(&bench.bytes("broken.pdf")).is_empty());
    if let Ok(faults) = outside::verapdf_faults(&[&bench.path().join("broken.pdf")]) {
        let profiles: BTreeSet<String> = faults
            .iter()
            .map(|fault| fault.profile.to_string())
            .collect();
        assert_eq!(profiles.len(), 2, "both profiles must object: {profiles:?}");
    }
}

#[test]
fn the_plain_leaflet_is_small() {
    let bench = Workbench::new();
    bench
        .leaflet([
            "make",
            "minimally-invasive-spinal-fusion",
            "-o",
            "plain.pdf",
        ])
        .run()
        .succeeds();
    let bytes = bench.bytes("plain.pdf").len();
    assert!(bytes <= PLAIN_LEAFLET_BYTES, "{bytes} bytes");
}
