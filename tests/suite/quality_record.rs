//! The quality record of a guide: one page that keeps to the standards, says what was found and what it was held
//! against, and never takes the place of another file.

use std::path::{Path, PathBuf};

use crate::standards::broken_rules;
use crate::support::outside;
use crate::support::pdf_reading::FinishedPdf;
use crate::support::structure_check::faults_of_structure;
use crate::support::workbench::{Finished, Workbench};

const LONG: &str = include_str!("../fixtures/lint/long-list/fires.yaml");

const GUIDE: &str = "minimally-invasive-spinal-fusion";

/// A guide in which one rule finds a great deal, under headings without end.
fn full_guide() -> String {
    let mut guide = format!("title: {}\nsections:\n", "Very long title ".repeat(12));
    for number in 0..40 {
        let bullets = "          - point\n".repeat(9);
        guide.push_str(&format!(
            "  - heading: {} {number}\n    roles: [other]\n    blocks:\n      - bullets:\n{bullets}",
            "A heading ".repeat(9)
        ));
    }
    guide
}

/// A bench with an Urdu and a Hindi guide, whose languages have English phrases.
fn bench() -> Workbench {
    let bench = Workbench::new()
        .with_file("long.yaml", LONG)
        .with_file("full.yaml", full_guide());
    for (tag, title) in [("hi", "रीढ़ की सर्जरी"), ("ur", "ریڑھ کی سرجری")]
    {
        bench.leaflet(["new", "language", tag]).run().succeeds();
        bench.put(
            &format!("content/guides/spine/{tag}.yaml"),
            LONG.replace("title: A", &format!("title: {title}")),
        );
    }
    bench
}

fn quality_record<'a>(bench: &'a Workbench, guide: &str, options: &[&str]) -> Finished<'a> {
    bench
        .leaflet(["check", guide, "--today", "2026-03-31", "--report", "p.pdf"])
        .with(options)
        .run()
}

#[test]
fn every_quality_record_keeps_to_the_standards_and_to_its_page() {
    let bench = bench();
    let mut files: Vec<PathBuf> = Vec::new();
    for (name, guide, options) in [
        ("plain", GUIDE, &["--profile", "india"][..]),
        ("letter", GUIDE, &["--paper", "letter"]),
        ("long", "long.yaml", &[]),
        ("full", "full.yaml", &["--no-pages"]),
        ("hindi", "spine", &["--language", "hi"]),
        ("urdu", "spine", &["--language", "ur"]),
    ] {
        let run = quality_record(&bench, guide, options);
        assert!(
            matches!(run.code(), Some(0 | 1)),
            "{name}: {}",
            run.errors()
        );
        run.errors_have("the quality record is in p.pdf");
        let bytes = bench.bytes("p.pdf");
        std::fs::remove_file(bench.path().join("p.pdf")).unwrap();
        bench.put(&format!("{name}.pdf"), &bytes);
        let pdf = FinishedPdf::read(bytes);
        // A second page only where what was found fills the first.
        assert!((1..=2).contains(&pdf.page_sizes().len()), "{name}");
        assert_eq!(broken_rules(&pdf.bytes), Vec::<String>::new(), "{name}");
        assert_eq!(faults_of_structure(&pdf), Vec::<String>::new(), "{name}");
        let glyphs = pdf.pages.iter().flat_map(|page| &page.glyphs);
        for glyph in glyphs.filter(|glyph| glyph.is_content() && !glyph.is_blank()) {
            // The masthead keeps the sizes that it has on a leaflet.
            assert!(glyph.size > 10.4, "{name}: {glyph:?}");
        }
        for font in pdf.fonts() {
            assert!(font.embedded && font.subset, "{name}: {font:?}");
        }
        files.push(bench.path().join(format!("{name}.pdf")));
    }
    let paths: Vec<&Path> = files.iter().map(PathBuf::as_path).collect();
    if let Ok(faults) = outside::verapdf_faults(&paths) {
        let faults: Vec<String> = faults.iter().map(ToString::to_string).collect();
        assert!(faults.is_empty(), "{}", faults.join("\n"));
    }
    let words = |name: &str| bench.pdf(&format!("{name}.pdf")).text_in_tag_order();
    let plain = words("plain");
    for said in [
        "Quality record of a patient guide",
        "(profile india)",
        "Fingerprint:",
        ", the most severe first.",
        "2026-03-31",
        "What people attest",
        "What people must judge",
    ] {
        assert!(plain.contains(said), "{said}: {plain}");
    }
    for word in ["certified", "compliant", "approved"] {
        assert!(!plain.to_lowercase().contains(word), "{word}: {plain}");
    }
    let long = words("long");
    assert!(long.contains("1 error: No code"), "{long}");
    for word in ["`", "[no-code]", "and 74 more", "form:"] {
        assert!(
            !plain.contains(word) && !long.contains(word),
            "{word}: {plain} {long}"
        );
    }
    // The gravest rule stands before the lightest, whatever their lines are.
    let place = |words: &str| {
        plain
            .find(words)
            .unwrap_or_else(|| panic!("{words}: {plain}"))
    };
    assert!(
        place("Warning signs without a number to call") < place("No code"),
        "{plain}"
    );
    assert!(
        place("Warning signs without a number to call") < place("more years of school"),
        "{plain}"
    );
    assert!(
        words("full").contains("40 warnings: A list of more than seven"),
        "{}",
        words("full")
    );
    assert!(words("hindi").contains("रीढ़"), "{}", words("hindi"));
    assert!(words("urdu").contains("ریڑھ"), "{}", words("urdu"));
}

#[test]
fn the_same_day_gives_the_same_quality_record() {
    let bench = bench();
    let made = |day: &str| {
        let run = bench
            .leaflet([
                "check",
                "long.yaml",
                "--rule",
                "long-list",
                "--report",
                "p.pdf",
                "--force",
                "--today",
                day,
            ])
            .run();
        run.succeeds();
        bench.bytes("p.pdf")
    };
    let first = made("2026-03-31");
    assert!(first == made("2026-03-31"));
    assert!(first != made("2026-04-01"));
    assert!(made("0001-01-01").starts_with(b"%PDF-1.7"));
}

#[test]
fn a_quality_record_takes_no_other_files_place() {
    let bench = bench().with_file("p.pdf", "not a quality record");
    quality_record(&bench, "long.yaml", &[])
        .exits_with(2)
        .output_is("")
        .makes_nothing()
        .errors_have("`p.pdf` already exists")
        .errors_have("with `--report`");
    quality_record(&bench, "long.yaml", &["--force"])
        .exits_with(2)
        .makes_nothing()
        .errors_have("is not a PDF");
    assert_eq!(bench.bytes("p.pdf"), b"not a quality record");
}

#[test]
fn a_quality_record_is_of_one_guide_that_can_be_read() {
    let bench = bench().with_file("broken.yaml", "title: A\nsection: []\n");
    quality_record(&bench, "broken.yaml", &[])
        .exits_with(2)
        .makes_nothing()
        .output_has("error[")
        .errors_have("the guide cannot be read");
    quality_record(&bench, "spine", &[])
        .exits_with(2)
        .makes_nothing()
        .output_is("")
        .errors_have("a quality record is about one guide, but 2 guides are to be checked");
}

#[test]
fn the_fingerprint_is_the_guides_own() {
    let bench = bench();
    let shown = |guide: &str| {
        quality_record(&bench, guide, &["--force"]);
        let words = bench.pdf("p.pdf").text_in_tag_order();
        let (_, behind) = words.split_once("Fingerprint:").unwrap();
        behind.trim_start().chars().take(39).collect::<String>()
    };
    let first = shown("long.yaml");
    assert_eq!(first.split(' ').count(), 8, "{first}");
    assert_eq!(first, shown("long.yaml"));
    bench.put("other.yaml", LONG.replace("title: A", "title: B"));
    assert_ne!(first, shown("other.yaml"));
    let run = bench
        .leaflet(["check", "long.yaml", "--message-format", "json"])
        .run();
    let report: serde_json::Value = serde_json::from_slice(run.output_bytes()).unwrap();
    let sum = report["guides"][0]["fingerprint"].as_str().unwrap();
    assert!(sum.starts_with(&first.replace(' ', "")), "{sum} {first}");
}
