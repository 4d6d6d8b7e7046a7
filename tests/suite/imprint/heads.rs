//! The running heads of personal leaflets: whose leaflet it is, on every page but the first.
//!
//! *What goes in and comes out*: people with short, long and absent names; what the heads of their leaflets say.
//! *What it promises*: the patient and the reference are there whole and nothing else of the person is; a leaflet
//! for everyone has the guide's title alone.
//! *Why this shape*: that both ways draw the same heads is held by the oracle; here it is said what they draw.

use super::*;
use crate::support::pdf_reading::Mark;

/// What the head of each page says, the words apart that are artifacts of their own.
fn heads(pdf: &FinishedPdf) -> Vec<String> {
    let pages = pdf.pages.iter().map(|page| {
        let head = page
            .pieces
            .iter()
            .filter(|piece| matches!(&piece.mark, Mark::Artifact { kind } if kind == "header"));
        let words: Vec<&str> = head.map(|piece| piece.text.as_str()).collect();
        words.join("|")
    });
    pages.collect()
}

fn heads_of(guide: &Guide, given: PersonGiven) -> (Vec<String>, bool) {
    let mut printed = guide.printed(&[given]);
    let pdf = FinishedPdf::read(printed.pop().unwrap());
    let is_imprint = likeness::imprinted_page(&pdf.document).is_some();
    (heads(&pdf), is_imprint)
}

#[test]
fn every_page_but_the_first_says_whose_leaflet_it_is() {
    let guide = Guide::built_in();
    let given = PersonGiven::default()
        .with(FactName::Patient, "Sample Patient")
        .with(FactName::Level, "L4–L5")
        .with(FactName::Reference, "REF-17");
    let (heads, is_imprint) = heads_of(&guide, given);
    assert!(is_imprint);
    assert_eq!(heads[0], "");
    assert!(heads.len() > 2);
    for head in &heads[1..] {
        let (person, title) = head.split_once('|').unwrap();
        assert_eq!(person, "Sample Patient · REF-17");
        assert!(
            title.starts_with("Minimally Invasive Spinal Fusion"),
            "{title}"
        );
    }
}

#[test]
fn a_long_name_is_never_shortened() {
    let guide = Guide::built_in();
    let name = "Sample Extraordinarily Longnamed Patient-Example of Elsewhere";
    assert!(name.len() >= 60);
    let given = PersonGiven::default()
        .with(FactName::Patient, name)
        .with(FactName::Reference, "REF 0017 26");
    let (heads, is_imprint) = heads_of(&guide, given);
    assert!(is_imprint);
    let spaceless = |text: &str| text.replace(char::is_whitespace, "");
    let whole = spaceless(&format!("{name} · REF 0017 26"));
    for head in &heads[1..] {
        let (person, title) = head.split_once('|').unwrap();
        assert_eq!(spaceless(person), whole);
        assert!(title.ends_with('…'), "{title}");
    }
}

#[test]
fn a_name_that_no_two_lines_hold_is_left_to_the_panel() {
    let guide = Guide::built_in();
    let given = PersonGiven::default().with(FactName::Patient, "Sample Patient ".repeat(20));
    let (heads, is_imprint) = heads_of(&guide, given);
    assert!(!is_imprint);
    for head in &heads[1..] {
        assert!(
            head.starts_with("Minimally") && !head.contains("Sample"),
            "{head}"
        );
    }
}

#[test]
fn without_a_name_and_a_reference_the_heads_have_the_title_alone() {
    let guide = Guide::built_in();
    for given in [
        PersonGiven::default(),
        PersonGiven::default().with(FactName::Level, "L4–L5"),
    ] {
        let (heads, _) = heads_of(&guide, given);
        assert_eq!(
            heads[1],
            "Minimally Invasive Spinal Fusion: A Patient Guide"
        );
    }
}
