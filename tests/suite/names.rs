//! Names print exactly as given, in every script; what cannot be printed is refused without being
//! quoted; and a name is nowhere but on the page.

use std::collections::BTreeMap;

use crate::support::outside;
use crate::support::pdf_reading::FinishedPdf;
use crate::support::pictures::{Picture, picture_of_page};
use crate::support::workbench::Workbench;

const NAMES: &str = include_str!("../fixtures/names.tsv");
const ODD_NAMES: &str = include_str!("../fixtures/odd-names.tsv");
const GUIDE: &str = "minimally-invasive-spinal-fusion";

/// Scripts whose letters `pdftotext` gives back in another spelling; they are compared as pictures.
const MISREAD_SCRIPTS: [&str; 3] = ["Bengali", "Odia", "Telugu"];

/// Where the name stands in the panel of the first page, below its label: left, top, width and height in points.
#[track_caller]
fn name_line(pdf: &FinishedPdf) -> [f32; 4] {
    let page = &pdf.pages[0];
    let glyphs = &page.glyphs;
    let letters: String = glyphs
        .iter()
        .map(|glyph| glyph.text.chars().next().unwrap_or('\u{fffd}'))
        .collect();
    let at = letters.find(LABEL).expect("the label of the name");
    let label = &glyphs[letters[..at].chars().count()];
    let top = page.height - label.baseline + 3.0;
    [label.left - 8.0, top, 300.0, 28.0]
}

/// The label over the name.
const LABEL: &str = "Prepared for";

fn rows(table: &str) -> impl Iterator<Item = Vec<&str>> {
    table
        .lines()
        .filter(|line| !line.is_empty() && !line.starts_with('#'))
        .map(|line| line.split('\t').collect())
}

/// The invented names, by script.
pub(crate) fn names_by_script() -> BTreeMap<&'static str, Vec<&'static str>> {
    let mut names: BTreeMap<&str, Vec<&str>> = BTreeMap::new();
    for row in rows(NAMES) {
        names.entry(row[0]).or_default().push(row[1]);
    }
    names
}

/// The odd names that print as they are given.
pub(crate) fn printable_odd_names() -> Vec<String> {
    rows(ODD_NAMES)
        .filter(|row| row[2] == "prints")
        .map(|row| serde_json::from_str(row[1]).unwrap())
        .collect()
}

/// Text as a reader gives it, without what cannot be seen and without white space.
fn visible(text: &str) -> String {
    use unicode_normalization::UnicodeNormalization;
    text.nfc()
        .filter(|character| {
            !matches!(character,
                '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}'
                | '\u{2066}'..='\u{2069}' | '\u{feff}' | '\u{61c}')
                && !character.is_whitespace()
        })
        .collect()
}

#[test]
fn every_script_has_three_names() {
    let names = names_by_script();
    let scripts = [
        "Latin",
        "Devanagari",
        "Bengali",
        "Gurmukhi",
        "Gujarati",
        "Odia",
        "Tamil",
        "Telugu",
        "Kannada",
        "Malayalam",
        "Arabic",
        "Greek",
        "Cyrillic",
    ];
    for script in scripts {
        assert!(names[script].len() >= 3, "{script}");
    }
}

#[test]
fn names_print_and_are_read_back_in_every_script() {
    let bench = Workbench::new();
    let mut unlike = Vec::new();
    let mut lines: Vec<Picture> = Vec::new();
    for (script, names) in names_by_script() {
        for (number, name) in names.iter().enumerate() {
            let file = format!("{script}-{number}.pdf");
            bench
                .leaflet(["make", GUIDE, "--patient", name, "-o", &file])
                .run()
                .succeeds();
            let pdf = bench.pdf(&file);
            assert_eq!(
                pdf.traces_off_the_pages(name),
                Vec::<String>::new(),
                "{script} {number}"
            );
            // The engine tells the letters of an Arabic word with vowel marks one by one, as they
            // stand on the line: such a name too is judged by its picture.
            let is_pointed = name
                .chars()
                .any(|letter| ('\u{64b}'..='\u{652}').contains(&letter));
            if is_pointed || MISREAD_SCRIPTS.contains(&script) {
                if number < 3 {
                    let page = picture_of_page(&pdf.bytes, 1, 150.0);
                    let reference = format!("name-{script}-{number}").to_lowercase();
                    let line = page.cut(name_line(&pdf));
                    // What is compared is the name, and not what stands beside it on every leaflet.
                    let is_new = |other: &Picture| other.difference(&line) > 0;
                    assert!(lines.iter().all(is_new), "{script} {number}");
                    if std::panic::catch_unwind(|| line.looks_like(&reference)).is_err() {
                        unlike.push(reference);
                    }
                    lines.push(line);
                }
            } else if let Ok(text) = outside::pdftotext(&bench.path().join(&file)) {
                assert!(
                    visible(&text).contains(&visible(name)),
                    "{script} {number}: {name}"
                );
            }
            // The page's own words, read by the rules of the format alone. The engine doubles some
            // Telugu letters there, as it does for the reader above.
            let text = visible(&pdf.text_in_tag_order());
            assert!(
                is_pointed || script == "Telugu" || text.contains(&visible(name)),
                "{script} {number}: {name}"
            );
        }
    }
    assert!(unlike.is_empty(), "{unlike:?}");
}

#[test]
fn odd_names_have_the_outcome_they_should() {
    let bench = Workbench::new();
    let mut rows = rows(ODD_NAMES);
    assert_eq!(rows.next().unwrap()[0], "id");
    let mut count = 0;
    for row in rows {
        let [id, name, outcome, reason, printed] = row[..5] else {
            panic!("{row:?}")
        };
        let name: String = serde_json::from_str(name).unwrap();
        let file = format!("{id}.pdf");
        let run = bench
            .leaflet(["make", GUIDE, "--patient", "-", "-o", &file])
            .input(&name)
            .run();
        count += 1;
        if outcome == "refused" {
            run.exits_with(1).makes_nothing();
            let word = name.trim();
            if word.chars().count() > 1 && word.chars().any(char::is_alphanumeric) {
                run.never_says(word);
            }
            let reason = match reason {
                "empty" => "is empty",
                "control" => "control character",
                "too-long" => "characters",
                "not-covered" => "no built-in typeface",
                "web-page" => "in the code of web pages",
                "markup" => "tags of a web page",
                "no-value" => "when there is no value",
                "no-letter" => "contains no letter",
                "lost" => "U+FFFD",
                other => panic!("{id}: {other}"),
            };
            assert!(
                run.errors().contains(reason) || run.errors().contains("more than one line"),
                "{id}: {}",
                run.errors()
            );
            continue;
        }
        run.succeeds();
        let warned = run.errors().contains("removed before printing");
        assert_eq!(
            warned,
            outcome == "prints-with-warning",
            "{id}: {}",
            run.errors()
        );
        let printed: String = serde_json::from_str(printed).unwrap();
        let pdf = bench.pdf(&file);
        // The engine tells a bracket in a right-to-left name by the shape it has there.
        let read = |text: &str| visible(text).replace(['(', ')'], "|");
        let text = read(&pdf.text_in_tag_order());
        assert!(text.contains(&read(&printed)), "{id}: {printed}");
        // In the head, two lines of a long name come nearer to the upper edge than one, and so do marks that stand on
        // one another.
        let above = if id == "stacked-marks" { 8.0 } else { 20.0 };
        let outside = pdf.glyphs_outside([40.0, 27.0, 40.0, above], |_| true);
        assert!(outside.is_empty(), "{id}: {outside:?}");
        if printed.chars().count() > 2 {
            run.never_says(&printed);
            assert_eq!(
                pdf.traces_off_the_pages(&printed),
                Vec::<String>::new(),
                "{id}"
            );
        }
    }
    assert!(count >= 30, "{count} odd names");
}

#[test]
fn a_name_may_fill_pages_and_a_file_given_by_mistake_may_not() {
    let bench = Workbench::new();
    let long = "Sample ".repeat(500);
    let run = |name: &str| {
        bench
            .leaflet(["make", GUIDE, "-o", "a.pdf", "--patient", name])
            .run()
    };
    run(&"W".repeat(4_001))
        .exits_with(1)
        .makes_nothing()
        .errors_have("4001 characters");
    run(&long).succeeds();
    let text = bench.pdf("a.pdf").text_in_tag_order();
    assert_eq!(text.matches("Sample").count(), 500);
}

#[test]
fn every_personal_fact_stays_on_the_page() {
    let bench = Workbench::new();
    let facts = [
        ("--patient", "Zyxwvut Patient"),
        ("--surgeon-name", "Dr. Qwertz Surgeon"),
        ("--date", "31 March 1999"),
        ("--procedure-date", "1 April 1999"),
        ("--level", "L9–L10"),
        ("--side", "Leftmost"),
        ("--reference", "REF-31415"),
    ];
    let arguments = facts.iter().flat_map(|(option, fact)| [*option, *fact]);
    let run = bench.leaflet(["make", GUIDE]).with(arguments).run();
    run.succeeds();
    let files = run.made();
    assert_eq!(files, [format!("{GUIDE}-en-personal.pdf")]);
    let pdf = bench.pdf(&files[0]);
    let text = pdf.text_in_tag_order();
    for (option, fact) in facts {
        assert!(text.contains(fact), "{option}");
        assert_eq!(
            pdf.traces_off_the_pages(fact),
            Vec::<String>::new(),
            "{option}"
        );
        run.never_says(fact);
    }
}

#[test]
fn a_personal_file_is_its_owners_alone() {
    use std::os::unix::fs::PermissionsExt;

    let bench = Workbench::new();
    bench
        .leaflet(["make", GUIDE, "--patient", "Sample", "-o", "a.pdf"])
        .run()
        .succeeds();
    bench
        .leaflet(["make", GUIDE, "-o", "b.pdf"])
        .umask("022")
        .run()
        .succeeds();
    let mode = |name: &str| {
        std::fs::metadata(bench.path().join(name))
            .unwrap()
            .permissions()
            .mode()
            & 0o777
    };
    assert_eq!(mode("a.pdf"), 0o600);
    assert_eq!(mode("b.pdf"), 0o644);
}
