//! What is copied from the paper by hand, or from the file, is what was written: addresses, dates and long
//! words at the ends of lines.

use crate::right_to_left::lines_on_paper;
use crate::support::workbench::Workbench;

const ENGLISH: &str = include_str!("../../content/languages/en.yaml");

/// A folder with a language that says what English says, with one change.
fn with_language(bench: Workbench, tag: &str, from: &str, to: &str) -> Workbench {
    let text = ENGLISH
        .replacen("tag: en ", &format!("tag: {tag} "), 1)
        .replacen(from, to, 1);
    bench.with_file(&format!("content/languages/{tag}.yaml"), text)
}

const LONG: &str =
    "https://www.example.org/tratamiento/efectos-secundarios/cambios-de-piel/otra-pagina-mas-larga";
const SHORT: &str = "https://consejos-de-salud.example.org";

#[test]
fn a_broken_address_has_no_sign_that_was_not_written() {
    let guide = format!(
        "title: A\nsources:\n  - \"{LONG}\"\n  - \"Un texto bastante largo ante la dirección \
         {SHORT}\"\n  - \"{SHORT}\"\ncontacts:\n  - {{ name: B, website: \"{LONG}\" }}\nsections:\n  \
         - heading: C\n    roles: [other]\n    blocks:\n      - paragraph: \"Ver {LONG} o {LONG}.\"\n      \
         - paragraph: \"Escriba a una-persona-de-nombre-largo@correo.example.org, o llame al número \
         siguiente: https://corto.example/a.\"\n"
    );
    for tag in ["es", "pt", "pl", "cs", "hr", "sk", "dsb", "fr", "en"] {
        let bench = Workbench::new().with_file(&format!("content/guides/a/{tag}.yaml"), &guide);
        let bench = if tag == "en" {
            bench
        } else {
            with_language(bench, tag, "", "")
        };
        bench
            .leaflet(["make", "a", "--language", tag, "-o", "a.pdf"])
            .run()
            .succeeds();
        let pdf = bench.pdf("a.pdf");
        let text = pdf.text_in_tag_order();
        assert!(!text.contains('\u{200b}'), "{tag}");
        assert_eq!(text.matches(LONG).count(), 4, "{tag}: {text}");
        let lines = lines_on_paper(&pdf);
        assert!(
            lines.iter().any(|line| line.ends_with('-')),
            "{tag}: {lines:?}"
        );
        for line in &lines {
            assert!(
                !line.starts_with('-') && !line.contains(" -"),
                "{tag}: {line}"
            );
        }
        // What fits its line is not broken.
        let whole = lines.iter().filter(|line| line.contains(SHORT)).count();
        assert_eq!(whole, 2, "{tag}: {lines:?}");
        for address in [
            "una-persona-de-nombre-largo@correo.example.org",
            "https://corto.example/a",
        ] {
            assert!(
                lines.iter().any(|line| line.contains(address)),
                "{tag}: {lines:?}"
            );
        }
    }
}

#[test]
fn a_day_is_never_parted_from_its_month() {
    for length in 0..8 {
        let name = "Sample ".repeat(length) + "Name";
        let guide = format!(
            "title: A\nalso_known_as: [\"{name}\"]\nreviewed_on: 2018-10-19\nnext_review: 2028-10-27\n\
             sections:\n  - heading: C\n    roles: [other]\n    blocks: [{{paragraph: d}}]\n"
        );
        let bench = Workbench::new().with_file("en.yaml", guide);
        bench
            .leaflet(["make", "./en.yaml", "-o", "a.pdf"])
            .run()
            .succeeds();
        let pdf = bench.pdf("a.pdf");
        assert!(
            pdf.text_in_tag_order()
                .contains("Reviewed on 19 October 2018")
        );
        let lines = lines_on_paper(&pdf);
        for day in ["19 October", "27 October"] {
            let count = lines.iter().filter(|line| line.contains(day)).count();
            assert_eq!(count, 1, "{length}: {lines:?}");
        }
    }
}

#[test]
fn a_telephone_number_is_never_broken() {
    for length in 0..14 {
        let before = "xx ".repeat(20 + length);
        let guide = format!(
            "title: A\nsections:\n  - heading: C\n    roles: [other]\n    blocks:\n      \
             - paragraph: \"{before}call +91 11 4055 4055 or [98200 12345](tel:+919820012345) now\"\n"
        );
        let bench = Workbench::new().with_file("en.yaml", guide);
        bench
            .leaflet(["make", "./en.yaml", "-o", "a.pdf"])
            .run()
            .succeeds();
        let pdf = bench.pdf("a.pdf");
        let words = "call +91 11 4055 4055 or 98200 12345 now";
        assert!(pdf.text_in_tag_order().contains(words), "{length}");
        let lines = lines_on_paper(&pdf);
        for number in ["+91 11 4055 4055", "98200 12345"] {
            let whole = lines.iter().any(|line| line.contains(number));
            assert!(whole, "{length}: {number}: {lines:?}");
        }
    }
}

#[test]
fn the_head_over_the_boxes_does_not_break_inside_a_word() {
    let guide = "title: A\nsections:\n  - heading: C\n    roles: [risks]\n    blocks:\n      \
                 - risks: [{risk: d}]\n";
    let head = "Besprochenheitsbestätigung";
    let bench = Workbench::new().with_file("content/guides/a/de.yaml", guide);
    let bench = with_language(
        bench,
        "de",
        "risk_tick: Discussed",
        &format!("risk_tick: {head}"),
    );
    bench
        .leaflet(["make", "a", "--language", "de", "-o", "a.pdf"])
        .run()
        .succeeds();
    let lines = lines_on_paper(&bench.pdf("a.pdf"));
    assert!(lines.iter().any(|line| line == head), "{lines:?}");
}

#[test]
fn a_line_of_a_table_holds_as_many_words_as_fit() {
    let risk = "இறப்பு விகிதம் 70 வயதிற்கு மேற்பட்டவர்களுக்கு மிகவும் அதிகமாக உள்ளது, ஆனால் 40 \
                வயதிற்குட்பட்டவர்களுக்குக் கணிசமாகக் குறைவாக உள்ளது.";
    let guide = format!(
        "title: A\nsections:\n  - heading: C\n    roles: [risks]\n    blocks:\n      - risks: \
         [{{risk: \"{risk}\"}}]\n"
    );
    let bench = Workbench::new().with_file("content/guides/a/ta.yaml", guide);
    let bench = with_language(bench, "ta", "", "");
    bench
        .leaflet(["make", "a", "--language", "ta", "-o", "a.pdf"])
        .run()
        .succeeds();
    let lines = lines_on_paper(&bench.pdf("a.pdf"));
    let line = lines.iter().find(|line| line.contains("70")).unwrap();
    let before = line.split("70").next().unwrap();
    assert_eq!(before.split_whitespace().count(), 2, "{lines:?}");
}
