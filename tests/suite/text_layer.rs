//! What software reads from a leaflet that does not heed ActualText: each code's letters, in the order in
//! which they are drawn. Twenty words of each script come out right, with the blanks between them, from
//! the leaflet for everyone, from personal ones and from the print job.
//!
//! No reader is asked here but `pdftotext`, which heeds ActualText; `tests/tools/readers` asks seven others.

use std::collections::BTreeMap;

use lopdf::content::Content;
use lopdf::{Document, Object};
use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

use crate::support::outside;
use crate::support::pdf_reading::{FontTables, resolve};
use crate::support::workbench::Workbench;

/// The words of each script.
fn words_by_script() -> BTreeMap<&'static str, Vec<&'static str>> {
    let lines = include_str!("../fixtures/words.tsv").lines();
    let lines = lines.filter(|line| !line.is_empty() && !line.starts_with('#'));
    lines
        .map(|line| {
            let (script, words) = line.split_once('\t').unwrap();
            (script, words.split(' ').collect())
        })
        .collect()
}

/// Four words each, as they stand in a text.
fn phrases(words: &[&str]) -> Vec<String> {
    words.chunks(4).map(|words| words.join(" ")).collect()
}

fn is_from_right(script: &str) -> bool {
    matches!(script, "Arabic" | "Urdu")
}

/// The letters of every code of a file's pages, in the order in which they are drawn, by ToUnicode alone.
fn drawn_letters(pdf: &[u8]) -> Vec<String> {
    let document = Document::load_mem(pdf).unwrap();
    let mut letters = Vec::new();
    for page in document.page_iter() {
        let fonts = document.get_page_fonts(page).unwrap();
        let tables: BTreeMap<Vec<u8>, FontTables> = fonts
            .into_iter()
            .map(|(name, font)| (name, FontTables::read(&document, font)))
            .collect();
        let content = Content::decode(&document.get_page_content(page)).unwrap();
        let mut font = None;
        for operation in &content.operations {
            let first = operation.operands.first();
            match (operation.operator.as_str(), first) {
                ("Tf", Some(Object::Name(name))) => font = tables.get(name),
                ("Tj", Some(shown)) => letters.extend(letters_of(shown, font)),
                ("TJ", Some(shown)) => {
                    for shown in resolve(&document, shown).as_array().unwrap() {
                        letters.extend(letters_of(shown, font));
                    }
                }
                _ => {}
            }
        }
    }
    letters
}

fn letters_of(shown: &Object, font: Option<&FontTables>) -> Vec<String> {
    let (Object::String(codes, _), Some(font)) = (shown, font) else {
        return Vec::new();
    };
    font.codes(codes).map(|code| font.letters(code)).collect()
}

/// Which of these phrases a reader does not find who joins what is drawn. Of a script from right to left the
/// letters are joined from the end, and single words without vowel marks are looked for: the pieces of a
/// line, of which marks are some, stand in reading order (`typeset/order.rs`), the letters of each from
/// left to right.
fn missing(pdf: &[u8], script: &str, phrases: &[String]) -> Vec<String> {
    let letters = drawn_letters(pdf);
    let is_missing = |text: &str, words: &str| !text.contains(words);
    if is_from_right(script) {
        let text: String = letters.into_iter().rev().collect();
        let text: String = text.nfc().collect();
        let words = phrases.iter().flat_map(|phrase| phrase.split(' '));
        let words = words.filter(|word| !word.chars().any(is_combining_mark));
        words
            .filter(|word| is_missing(&text, word))
            .map(str::to_owned)
            .collect()
    } else {
        let text: String = letters.concat().nfc().collect();
        let phrases = phrases.iter().filter(|phrase| is_missing(&text, phrase));
        phrases.cloned().collect()
    }
}

#[test]
fn words_of_every_script_are_read_from_the_leaflet_for_everyone() {
    let mut guide = String::from("title: A\nsections:\n");
    for (script, words) in words_by_script() {
        assert_eq!(words.len(), 20, "{script}");
        guide.push_str(&format!(
            "  - heading: {script}\n    roles: [other]\n    blocks:\n"
        ));
        for phrase in phrases(&words) {
            guide.push_str(&format!("      - paragraph: {phrase}\n"));
        }
    }
    let bench = Workbench::new().with_file("en.yaml", guide);
    for file in ["a.pdf", "b.pdf"] {
        bench
            .leaflet(["make", "./en.yaml", "-o", file])
            .run()
            .succeeds();
    }
    let pdf = bench.pdf("a.pdf").bytes;
    assert_eq!(pdf, bench.pdf("b.pdf").bytes);
    let heeding = outside::pdftotext(&bench.path().join("a.pdf"));
    let mut read_by_poppler = 0;
    for (script, words) in words_by_script() {
        let phrases = phrases(&words);
        assert_eq!(
            missing(&pdf, script, &phrases),
            Vec::<String>::new(),
            "{script}"
        );
        if let Ok(text) = &heeding {
            let text: String = text.nfc().collect();
            read_by_poppler += words.iter().filter(|word| text.contains(**word)).count();
        }
    }
    // Fourteen lists of twenty; what poppler misses stands in docs/limits.md.
    assert!(
        heeding.is_err() || read_by_poppler >= 255,
        "{read_by_poppler}"
    );
}

#[test]
fn names_of_every_script_are_read_from_personal_leaflets_and_the_print_job() {
    let mut list = String::from("patient,output\n");
    let mut files = Vec::new();
    for (script, words) in words_by_script() {
        for (number, phrase) in phrases(&words).into_iter().enumerate() {
            list.push_str(&format!("{phrase},{script}-{number}\n"));
            files.push((script, number, phrase));
        }
    }
    let guide = "title: A\nsections:\n  - heading: A\n    roles: [other]\n    blocks:\n      - paragraph: A\n";
    let bench = Workbench::new()
        .with_file("content/guides/a/en.yaml", guide)
        .with_file("list.csv", list);
    bench
        .leaflet(["batch", "list.csv", "--guide", "a"])
        .with(["--output-dir", "leaflets", "--combined", "job.pdf"])
        .run()
        .succeeds();
    let job = bench.pdf("job.pdf").bytes;
    for (script, number, phrase) in files {
        let pdf = bench.pdf(&format!("leaflets/{script}-{number}.pdf")).bytes;
        let phrase = [phrase];
        assert_eq!(
            missing(&pdf, script, &phrase),
            Vec::<String>::new(),
            "{script} {number}"
        );
        assert_eq!(
            missing(&job, script, &phrase),
            Vec::<String>::new(),
            "{script} {number}"
        );
    }
}

#[test]
fn an_address_is_read_without_what_lets_its_line_end() {
    let bench = Workbench::new().with_file(
        "en.yaml",
        "title: A\nsections:\n  - heading: A\n    roles: [other]\n    blocks:\n      \
         - paragraph: \"See https://www.example.org/leaflets/after-the-operation/index.html for more.\"\n",
    );
    bench
        .leaflet(["make", "./en.yaml", "-o", "a.pdf"])
        .run()
        .succeeds();
    let pdf = bench.pdf("a.pdf");
    let text = drawn_letters(&pdf.bytes).concat();
    assert!(!text.contains('\u{200b}'), "{text}");
    assert!(!pdf.text_in_tag_order().contains('\u{200b}'));
}
