//! The first guide is complete: every sentence of the clinic's page stands in the leaflet, in the
//! page's order, and every other word comes from the language, the brand or the running head.

use std::collections::BTreeSet;

use crate::support::outside;
use crate::support::pdf_reading::{FinishedPdf, Mark};
use crate::support::workbench::Workbench;

const SOURCE: &str = include_str!("../fixtures/seed/minimally-invasive-spinal-fusion.txt");
const FURNITURE: &str = include_str!("../fixtures/seed/furniture.txt");
const REPEATED: &str = include_str!("../fixtures/seed/repeated.txt");
const LANGUAGE: &str = include_str!("../../content/languages/en.yaml");
const BRAND: &str = include_str!("../../content/brands/max-hospital-delhi/brand.yaml");

/// Words with letters or figures in them, without the punctuation that stands alone.
fn words(text: &str) -> Vec<String> {
    text.split_whitespace()
        .filter(|word| word.chars().any(char::is_alphanumeric))
        .map(str::to_owned)
        .collect()
}

/// The pieces that a file of the fixture names.
fn pieces(file: &str) -> impl Iterator<Item = &str> {
    file.lines()
        .map(str::trim)
        .filter(|line| !line.is_empty() && !line.starts_with('#'))
}

/// The page's text without its furniture and without the labels of its lists.
fn source_sentences() -> Vec<Vec<String>> {
    let mut source = SOURCE.to_owned();
    for piece in pieces(FURNITURE) {
        let place = source.find(piece);
        let place = place.unwrap_or_else(|| panic!("the page holds no furniture `{piece}`"));
        source.replace_range(place..place + piece.len(), "\n");
    }
    source
        .lines()
        .map(|line| {
            let line = line.trim();
            let label_end = line.find(' ').filter(|end| {
                let label = &line[..*end];
                label == "•"
                    || label
                        .strip_suffix('.')
                        .is_some_and(|number| number.parse::<u8>().is_ok())
            });
            label_end.map_or(line, |end| &line[end..])
        })
        .flat_map(|line| line.split_inclusive(". "))
        .map(words)
        .filter(|sentence| !sentence.is_empty())
        .collect()
}

/// Takes the sentences out of the text, in order; what is left are the words of others.
fn without_sentences(text: &[String], sentences: &[Vec<String>]) -> Vec<String> {
    let mut left = Vec::new();
    let mut at = 0;
    for sentence in sentences {
        let found = (at..=text.len().saturating_sub(sentence.len()))
            .find(|start| text[*start..*start + sentence.len()] == sentence[..]);
        let found = found.unwrap_or_else(|| {
            panic!(
                "`{}` is not in the leaflet, or not in its place",
                sentence.join(" ")
            )
        });
        left.extend_from_slice(&text[at..found]);
        at = found + sentence.len();
    }
    left.extend_from_slice(&text[at..]);
    left
}

/// Takes out of the words what is said a second time, in order; each piece must be a phrase of the page.
fn without_repeated(mut left: Vec<String>) -> Vec<String> {
    let page = words(SOURCE).join(" ").to_lowercase();
    let mut at = 0;
    for piece in pieces(REPEATED) {
        assert!(
            page.contains(&piece.to_lowercase()),
            "the page does not say `{piece}`"
        );
        let said = words(piece);
        let found = left[at..]
            .windows(said.len())
            .position(|window| window == said);
        let found = found.unwrap_or_else(|| panic!("`{piece}` is not said again in its place"));
        at += found;
        left.drain(at..at + said.len());
    }
    left
}

fn plain_leaflet(bench: &Workbench) -> FinishedPdf {
    bench
        .leaflet(["make", "minimally-invasive-spinal-fusion"])
        .run()
        .succeeds();
    bench.pdf("minimally-invasive-spinal-fusion-en.pdf")
}

/// The words that language and brand may add: the values of their files, without names of keys and
/// remarks.
fn allowed_words() -> BTreeSet<String> {
    let mut allowed: BTreeSet<String> = [LANGUAGE, BRAND]
        .into_iter()
        .flat_map(str::lines)
        .map(|line| line.split(" #").next().unwrap_or_default().trim())
        .filter(|line| !line.starts_with('#'))
        .map(|line| line.split_once(": ").map_or(line, |(_, value)| value))
        .flat_map(|value| value.split([' ', '"']).map(str::to_owned))
        .collect();
    allowed.extend(words("Delhi Hospital, 1 2 3 4 5 6 7 8 9"));
    allowed
}

#[test]
fn every_sentence_stands_in_order_and_no_other_word_is_invented() {
    let bench = Workbench::new();
    let pdf = plain_leaflet(&bench);
    let text = words(&pdf.text_in_tag_order());
    let sentences = source_sentences();
    assert!(
        sentences.len() > 100,
        "the page has {} sentences",
        sentences.len()
    );
    let left = without_repeated(without_sentences(&text, &sentences));
    let reviewer = words("Reviewed by Dr. Bhavuk Garg");
    let allowed = allowed_words();
    let invented: Vec<&String> = left
        .iter()
        .filter(|word| !allowed.contains(*word) && !reviewer.contains(word))
        .collect();
    assert!(invented.is_empty(), "words that nobody wrote: {invented:?}");
    assert!(
        left.len() < 80,
        "more is added than labels and the end: {left:?}"
    );
}

#[test]
fn head_and_foot_hold_the_title_the_clinic_and_the_page_alone() {
    let bench = Workbench::new();
    let pdf = plain_leaflet(&bench);
    let mut allowed = allowed_words();
    allowed.extend(words("Minimally Invasive Spinal Fusion: A Patient Guide"));
    let pieces = pdf.pages.iter().flat_map(|page| &page.pieces);
    let artifacts = pieces
        .filter(|piece| !matches!(piece.mark, Mark::Content { .. }))
        // Clinic and page stand at the two ends of one line, without a space between; so do heads of columns that
        // are drawn again on the next page.
        .flat_map(|piece| words(&piece.text.replace("Page", " Page").replace("What", " What")))
        .collect::<Vec<_>>();
    assert!(artifacts.len() > 12);
    let invented: Vec<&String> = artifacts
        .iter()
        .filter(|word| !allowed.contains(*word))
        .collect();
    assert!(invented.is_empty(), "words that nobody wrote: {invented:?}");
    assert!(!pdf.text_in_content_order().contains("(unmarked)"));
}

#[test]
fn another_reader_finds_the_same_sentences() {
    let bench = Workbench::new();
    plain_leaflet(&bench);
    let file = bench.path().join("minimally-invasive-spinal-fusion-en.pdf");
    let Ok(text) = outside::pdftotext(&file) else {
        return;
    };
    // That reader mixes in head and foot, so each sentence is looked for in the words alone.
    let text = words(&text).join(" ");
    let title = "Minimally Invasive Spinal Fusion: A Patient Guide";
    let page = |number: usize| format!("Max Hospital, Delhi Page {number} of");
    let mut cleaned = text;
    for number in 1..20 {
        while let Some(start) = cleaned.find(&page(number)) {
            let end = cleaned[start + page(number).len()..].trim_start();
            let rest = end.split_once(' ').map_or("", |(_, rest)| rest);
            let rest = rest
                .strip_prefix(title)
                .unwrap_or(rest)
                .trim_start()
                .to_owned();
            cleaned = format!("{}{rest}", &cleaned[..start]);
        }
    }
    // The first line is that of the masthead, whose columns that reader mixes on some pages.
    for sentence in source_sentences()
        .iter()
        .skip(1)
        .filter(|sentence| sentence.len() > 3)
    {
        let sentence = sentence.join(" ");
        assert!(cleaned.contains(&sentence), "`{sentence}` is not read back");
    }
}
