//! Leaflets whose lines run from right to left: every text is read in its order, and a number stands on the
//! paper as it is dialled.

use std::path::{Path, PathBuf};

use leaflet::pages::imprint::readback::read_back;
use regex::Regex;
use serde_json::Value;
use unicode_normalization::UnicodeNormalization;

use crate::support::outside;
use crate::support::pdf_reading::FinishedPdf;
use crate::support::workbench::Workbench;
use crate::support::yaml_value::value_of;

const FIXTURES: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/fixtures/right-to-left");
const GUIDES: [&str; 5] = ["knee", "heart", "eye", "diabetes", "discharge"];
const LANGUAGES: [&str; 2] = ["ar", "ur"];

/// What is given on the command line, and so stands on the leaflet.
const PATIENT: &str = "Mr. Sample Patient (Jr.)";
const REFERENCE: &str = "HS/2026-0417 B";

fn fixture(name: &str) -> PathBuf {
    Path::new(FIXTURES).join(name)
}

/// Makes one of the leaflets.
fn make(bench: &Workbench, guide: &str, language: &str) -> FinishedPdf {
    let file = format!("{guide}-{language}.pdf");
    bench
        .leaflet(["make", guide, "--content", FIXTURES, "--brand", "sample"])
        .with(["--language", language, "--surgeon", "nadia-sample"])
        .with(["--patient", PATIENT, "--reference", REFERENCE])
        .with(["--procedure-date", "2026-11-22", "-o", &file])
        .run()
        .succeeds();
    bench.pdf(&file)
}

/// Text without what cannot be seen and without white space.
fn visible(text: &str) -> String {
    let is_seen = |sign: &char| {
        !sign.is_whitespace()
            && !matches!(sign, '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{2069}')
    };
    text.nfc().filter(is_seen).collect()
}

/// The texts of a guide's file that are printed as they are written, without marks, and in parts where a
/// placeholder stands.
fn texts_of(guide: &str, language: &str) -> Vec<String> {
    let bytes = std::fs::read(fixture(&format!("guides/{guide}/{language}.yaml"))).unwrap();
    let mut written = Vec::new();
    value_of(&bytes)
        .unwrap()
        .iter()
        .for_each(|value| collect(value, &mut written));
    let link = Regex::new(r"\[([^\]]*)\]\([^)]*\)").unwrap();
    let marks = Regex::new(r"\*\*|[\^~]").unwrap();
    let placeholder = Regex::new(r"\{[a-z_]+\}").unwrap();
    let mut texts = Vec::new();
    for text in written {
        let text = link.replace_all(&text, "$1");
        let text = marks.replace_all(&text, "");
        texts.extend(placeholder.split(&text).map(str::to_owned));
    }
    texts.retain(|text| !visible(text).is_empty());
    texts
}

/// Every text but those that are printed in another form.
fn collect(value: &Value, texts: &mut Vec<String>) {
    match value {
        Value::String(text) => texts.push(text.clone()),
        Value::Array(items) => items.iter().for_each(|item| collect(item, texts)),
        Value::Object(map) => {
            let in_another_form = ["roles", "how_often", "reviewed_on", "next_review", "person"];
            let printed = map
                .iter()
                .filter(|(name, _)| !in_another_form.contains(&name.as_str()));
            printed.for_each(|(_, value)| collect(value, texts));
        }
        _ => {}
    }
}

/// The lines of a page as the eye meets them, each from left to right.
pub(crate) fn lines_on_paper(pdf: &FinishedPdf) -> Vec<String> {
    let mut lines = Vec::new();
    for page in &pdf.pages {
        let mut glyphs: Vec<_> = page
            .glyphs
            .iter()
            .filter(|glyph| !glyph.is_blank())
            .collect();
        glyphs.sort_by(|one, next| {
            (next.baseline.round(), one.left)
                .partial_cmp(&(one.baseline.round(), next.left))
                .unwrap()
        });
        for line in glyphs.chunk_by(|one, next| one.baseline.round() == next.baseline.round()) {
            let mut text = String::new();
            let mut end = f32::MAX;
            for glyph in line {
                if glyph.left - end > glyph.size * 0.15 {
                    text.push(' ');
                }
                text.push_str(&glyph.text);
                end = glyph.right;
            }
            lines.push(text);
        }
    }
    lines
}

/// Numbers that are dialled, in a text.
fn dialled_in(text: &str) -> Vec<String> {
    let number = Regex::new(r"[+(*]*[0-9][0-9 ()-]{4,}[0-9]#?|\*[0-9]+#").unwrap();
    let is_dialled = |found: &&str| {
        let figures = found.chars().filter(char::is_ascii_digit).count();
        figures >= 7 || found.starts_with('*')
    };
    let found = number.find_iter(text).map(|found| found.as_str());
    found.filter(is_dialled).map(str::to_owned).collect()
}

#[test]
fn every_text_of_ten_leaflets_is_read_in_its_order() {
    let bench = Workbench::new();
    let brand = [
        (
            "ar",
            "Hill-side Clinic (Sample), Block D-7, Sampletown 110099.",
        ),
        ("ur", "پہاڑی کلینک (نمونہ)، بلاک D-7، نمونہ نگر"),
    ];
    let surgeon = [
        ("ar", "Dr. (Mrs.) Nadia Sample-Jones, Jr."),
        ("ur", "ڈاکٹر نادیہ نمونہ (ایم ایس)"),
    ];
    let of = |table: [(&str, &str); 2], language: &str| {
        table
            .into_iter()
            .find(|(tag, _)| *tag == language)
            .unwrap()
            .1
            .to_owned()
    };
    for guide in GUIDES {
        for language in LANGUAGES {
            let pdf = make(&bench, guide, language);
            let by_tags = visible(&pdf.text_in_tag_order());
            // The program reads back what it sets whole: the leaflet for everyone.
            bench
                .leaflet(["make", guide, "--content", FIXTURES, "--brand", "sample"])
                .with(["--language", language, "-o", "all.pdf", "--force"])
                .run()
                .succeeds();
            let own: String = read_back(&bench.bytes("all.pdf"))
                .unwrap()
                .into_iter()
                .map(|piece| visible(&piece.text))
                .collect();
            let mut texts = texts_of(guide, language);
            assert!(texts.len() > 5, "{guide} {language}: {texts:?}");
            texts.push(of(brand, language));
            texts.push("7/2 Orchard Road, Sampletown - 110099 (Sampleland).".to_owned());
            texts.push("Tel.: +99 11 5550 0100 (24 h), ext. 5".to_owned());
            for text in &texts {
                assert!(own.contains(&visible(text)), "{guide} {language}: {text}");
            }
            texts.extend([
                PATIENT.to_owned(),
                REFERENCE.to_owned(),
                of(surgeon, language),
            ]);
            for text in &texts {
                assert!(
                    by_tags.contains(&visible(text)),
                    "{guide} {language}: {text}"
                );
            }
        }
    }
}

#[test]
fn numbers_stand_on_the_paper_as_they_are_dialled() {
    let bench = Workbench::new();
    let mut count = 0;
    for guide in GUIDES {
        for language in LANGUAGES {
            let pdf = make(&bench, guide, language);
            let lines = lines_on_paper(&pdf).join("\n");
            let mut numbers = vec!["+99 11 5550 0100".to_owned(), "011 5550 0101".to_owned()];
            for text in texts_of(guide, language) {
                numbers.extend(dialled_in(&text));
            }
            count += numbers.len();
            for number in numbers {
                assert!(
                    lines.contains(&number),
                    "{guide} {language}: {number}\n{lines}"
                );
            }
        }
    }
    assert!(count > 35, "{count}");
}

#[test]
fn names_figures_and_spans_stand_as_they_are_read() {
    let bench = Workbench::new();
    let pdf = make(&bench, "knee", "ar");
    let lines = lines_on_paper(&pdf).join("\n");
    for whole in [
        "Hill-side Clinic (Sample)",
        "MIS-TLIF and OLIF",
        "L4-L5 level",
        "80%",
        "> 100 °F",
        "aspirin, warfarin",
        "Sample guideline SG59 (2020), pages 12–14.",
        "7/2 Orchard Road",
        "Ward 4-B (Orthopaedics)",
        "17:00–9:00",
        "24 hours a day, 7 days a week!",
        PATIENT,
        REFERENCE,
    ] {
        assert!(lines.contains(whole), "{whole}\n{lines}");
    }
}

#[test]
fn other_software_finds_the_words_too() {
    let bench = Workbench::new();
    make(&bench, "heart", "ur");
    let Ok(text) = outside::pdftotext(&bench.path().join("heart-ur.pdf")) else {
        return;
    };
    let text = visible(&text);
    for words in [
        "سینےمیںدرد",
        "02155500110",
        "Samplemol500mg",
        "دلکیاینجیوگرافی",
    ] {
        assert!(text.contains(words), "{words}\n{text}");
    }
}

#[test]
fn check_finds_nothing_that_is_not_read_back() {
    let bench = Workbench::new();
    for guide in GUIDES {
        for language in LANGUAGES {
            let run = bench
                .leaflet(["check", guide, "--content", FIXTURES, "--brand", "sample"])
                .with(["--language", language])
                .run();
            let told = format!("{}{}", run.output(), run.errors());
            for rule in ["text-not-read-back", "long-lines", "still-english"] {
                assert!(!told.contains(rule), "{guide} {language}: {told}");
            }
        }
    }
}

#[test]
fn arabic_words_in_a_leaflet_from_left_to_right_are_read_in_their_order() {
    let text = "Ask أحمد (طبيب) or فاطمة-الزهراء for 80% نسبة now; call 011 5550 0101.";
    let guide = format!(
        "title: A\nsections:\n  - heading: أحمد (طبيب)\n    roles: [other]\n    blocks:\n      \
         - paragraph: \"{text}\"\n      - paragraph: \"مُحَمَّد كَتَبَ (رِسَالَةً) إِلَى أَخِيهِ.\"\n"
    );
    let bench = Workbench::new().with_file("en.yaml", guide);
    bench
        .leaflet(["make", "./en.yaml", "-o", "a.pdf"])
        .run()
        .succeeds();
    let pdf = bench.pdf("a.pdf");
    let by_tags = pdf.text_in_tag_order();
    for text in [text, "أحمد (طبيب)", "مُحَمَّد كَتَبَ (رِسَالَةً) إِلَى أَخِيهِ."]
    {
        assert!(
            visible(&by_tags).contains(&visible(text)),
            "{text}\n{by_tags}"
        );
    }
    let lines = lines_on_paper(&pdf).join("\n");
    assert!(lines.contains("011 5550 0101."), "{lines}");
}
