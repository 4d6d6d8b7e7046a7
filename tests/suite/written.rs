//! What authors write, and what becomes of it on the page: signs, lists in answers, tables, figures of
//! risks, lines of addresses, telephone numbers, brands; and texts that a new file begins with.

use crate::standards::broken_rules;
use crate::support::structure_check::faults_of_structure;
use crate::support::workbench::Workbench;

/// A guide with these blocks.
fn guide(blocks: &str) -> String {
    let blocks = blocks.replace('\n', "\n      ");
    format!(
        "title: Pots and plants\nsections:\n  - heading: What is it?\n    roles: [other]\n    blocks:\n      \
         {blocks}\n"
    )
}

/// Makes the leaflet of a guide with these blocks; gives its words in the order of its tags.
#[track_caller]
fn words(bench: &Workbench, blocks: &str) -> String {
    bench.put("pots.yaml", guide(blocks));
    bench
        .leaflet(["make", "pots.yaml", "-o", "pots.pdf", "--force"])
        .run()
        .succeeds();
    bench.pdf("pots.pdf").text_in_tag_order()
}

#[track_caller]
fn keeps_to_the_standards(bench: &Workbench, name: &str) {
    assert_eq!(broken_rules(&bench.bytes(name)), Vec::<String>::new());
    let faults = faults_of_structure(&bench.pdf(name));
    assert!(faults.is_empty(), "{faults:?}");
}

#[test]
fn signs_are_printed_and_read_in_both_weights() {
    let bench = Workbench::new();
    let signs = "≤ ≥ ≈ ≠ → ← ↑ ↓ ✓ ✔ ✗ ⚠ ± × ÷ ° µ ½ ¼ ¾ ² ³ ☐ ☑ ♥ ★ − ☎ ♀ ♂ ①";
    let blocks = format!(
        "- paragraph: \"Regular {signs} end\"\n- paragraph: \"**Bold {signs} end**\"\n- bullets:\n    - \
         ✓ Walk a little\n    - ✗ Lift nothing\n- key_point: \"Fever ≥ 38 °C → call ⚠\u{fe0f}\""
    );
    let text = words(&bench, &blocks);
    for expected in [
        format!("Regular {signs} end"),
        format!("Bold {signs} end"),
        "✓ Walk a little".to_owned(),
        "Fever ≥ 38 °C → call ⚠".to_owned(),
    ] {
        assert!(text.contains(&expected), "{expected} is not in {text}");
    }
    keeps_to_the_standards(&bench, "pots.pdf");
}

#[test]
fn a_sign_that_no_typeface_has_is_told_with_one_to_write_instead() {
    let bench = Workbench::new();
    bench.put(
        "pots.yaml",
        guide("- paragraph: ✅ Water it. ❌ No salt. 👉 Go on."),
    );
    bench
        .leaflet(["make", "pots.yaml"])
        .run()
        .exits_with(1)
        .errors_have("write the character ✓ instead")
        .errors_have("write the character ✗ instead")
        .errors_have("write the character → instead");
}

#[test]
fn an_answer_holds_paragraphs_bullets_and_steps() {
    let bench = Workbench::new();
    let text = words(
        &bench,
        "- question:\n    question: What should I bring?\n    answer:\n      - \"Please bring:\"\n      - \
         bullets:\n          - a pot\n          - text: seeds\n            bullets:\n              - \
         beans\n      - Then go on.\n      - procedure_steps:\n          - step: Dig.\n            text: \
         Not deep.\n          - step: Sow.\n- question:\n    question: And then?\n    answer: >-\n      \
         Wait a week.\n\n      Water it.",
    );
    assert!(text.contains("Please bring:"), "{text}");
    let tree = bench.pdf("pots.pdf").tag_tree();
    assert_eq!(tree.all("L").len(), 3, "two lists and one in a list");
    assert_eq!(tree.all("LI").len(), 5);
    keeps_to_the_standards(&bench, "pots.pdf");
}

#[test]
fn a_table_may_have_two_columns_and_cells_that_say_nothing() {
    let bench = Workbench::new();
    let text = words(
        &bench,
        "- comparison:\n    first_column: Kind of pot\n    columns: [Weight]\n    rows:\n      - point: \
         Clay\n        cells: [heavy]\n- comparison:\n    columns: [Clay, Plastic]\n    rows:\n      - \
         point: Price\n        cells: [\"\", low]\n      - point: Colour\n        cells:\n          - \
         red\n          -",
    );
    assert!(text.contains("Kind of pot"), "{text}");
    assert_eq!(text.matches("What we compare").count(), 1, "{text}");
    let tree = bench.pdf("pots.pdf").tag_tree();
    assert_eq!(tree.all("TR").len(), 2 + 3);
    assert_eq!(
        tree.all("TD").len(),
        1 + 4,
        "an empty cell is a cell of its row"
    );
    keeps_to_the_standards(&bench, "pots.pdf");
}

#[test]
fn figures_of_risks_are_printed_as_they_are_written() {
    let bench = Workbench::new();
    let risks = |figures: &[&str]| {
        let items = figures.iter().map(|figure| {
            format!("\n    - risk: A pot may fall.\n      how_often: {figure}\n      source: The shed book")
        });
        format!("- risks:{}", items.collect::<String>())
    };
    let figures = [
        "3 in 100",
        "15 in 1,000",
        "2 in 10000",
        "1 in 250",
        "2.5%",
        "0,5 %",
    ];
    let text = words(&bench, &risks(&figures));
    for figure in [
        "3 in 100",
        "15 in 1,000",
        "2 in 10,000",
        "1 in 250",
        "2.5%",
        "0,5 %",
    ] {
        assert!(text.contains(figure), "{figure} is not in {text}");
    }
    bench.put(
        "pots.yaml",
        guide("- risks:\n    - risk: A pot may fall.\n      how_often: 5 in 20"),
    );
    bench
        .leaflet(["make", "pots.yaml"])
        .run()
        .exits_with(1)
        .errors_have("5 in 20 is the same as `1 in 4` or `25 in 100`");
    bench.put(
        "pots.yaml",
        guide("- risks:\n    - risk: A pot may fall.\n      how_often: 5%"),
    );
    bench
        .leaflet(["make", "pots.yaml"])
        .run()
        .exits_with(1)
        .errors_have("the percentage `5%` has no `source`");
}

#[test]
fn a_language_without_the_phrase_for_such_figures_says_so() {
    let bench = Workbench::new();
    let english = include_str!("../../content/languages/en.yaml");
    let lines = english.lines().filter(|line| !line.contains("so_many_in"));
    let other = lines.map(|line| format!("{line}\n")).collect::<String>();
    bench.put(
        "content/languages/nl.yaml",
        other.replace("tag: en ", "tag: nl "),
    );
    let risk = "- risks:\n    - risk: A pot may fall.\n      how_often: ";
    let order = [
        "make",
        "pots.yaml",
        "--language",
        "nl",
        "-o",
        "pots.pdf",
        "--force",
    ];
    bench.put("pots.yaml", guide(&format!("{risk}3 in 100")));
    bench
        .leaflet(order)
        .run()
        .exits_with(1)
        .errors_have("the language `nl` does not say how to write a figure such as 3 in 100");
    bench.put("pots.yaml", guide(&format!("{risk}1 in 100")));
    bench.leaflet(order).run().succeeds();
}

#[test]
fn lines_of_an_address_stay_lines_and_telephone_numbers_can_be_pressed() {
    let bench = Workbench::new();
    bench.put(
        "content/brands/shed/brand.yaml",
        "name: The Shed\ncolours: { brand: \"#0b4f58\" }\ncontacts:\n  - |\n    1 Garden Lane\n    New Town \
         110001\n  - \"Telephone 011 5555 0000\"\npeople:\n  - id: a-person\n    name: A Person\n    \
         telephone: 011 5555 0001\nmasthead_person: a-person\n",
    );
    let text = words(
        &bench,
        "- paragraph: \"Call 011 5555 0002 on 01-02-2026, ISBN 0-306-40615-2.\"\n- contact:\n    name: \
         Ward\n    telephone: 108\n    hours: |\n      Monday 9 to 5\n      Sunday 9 to 12\n    note: |\n      \
         Garden House\n      Room 12, second floor",
    );
    for line in [
        "Hours: Monday 9 to 5",
        "Sunday 9 to 12",
        "Garden House",
        "New Town 110001",
    ] {
        assert!(text.lines().any(|one| one.trim() == line), "{line}: {text}");
    }
    let pdf = bench.pdf("pots.pdf").tag_tree().addresses().join(" ");
    for address in [
        "tel:01155550000",
        "tel:01155550001",
        "tel:01155550002",
        "tel:108",
    ] {
        assert!(pdf.contains(address), "{address}: {pdf}");
    }
    assert_eq!(pdf.matches("tel:").count(), 4, "{pdf}");
    let headings = bench.pdf("pots.pdf").tag_tree();
    assert!(
        !headings.all("H3").is_empty(),
        "the name of a contact is a heading"
    );
    keeps_to_the_standards(&bench, "pots.pdf");
}

#[test]
fn files_of_other_programs_lead_to_import() {
    let bench = Workbench::new();
    for (name, text, says) in [
        (
            "page.html",
            "<!DOCTYPE html><html><body>Pots</body></html>",
            "`leaflet import page.html`",
        ),
        (
            "pots.md",
            "# Pots\n\nA pot holds earth.\n",
            "`leaflet import pots.md`",
        ),
        (
            "pots.yaml",
            "{\\rtf1\\ansi title: Pots\\par}",
            "Rich Text Format",
        ),
        (
            "pots.docx",
            "PK\u{3}\u{4}word",
            "`leaflet import pots.docx`",
        ),
    ] {
        bench.put(name, text);
        bench
            .leaflet(["make", name])
            .run()
            .exits_with(1)
            .errors_have("error[not-a-text]")
            .errors_have(says);
    }
    bench.put(
        "merged.yaml",
        "title: Pots\n<<<<<<< HEAD\ncode: A\n=======\ncode: B\n>>>>>>> spring\n",
    );
    bench
        .leaflet(["make", "merged.yaml"])
        .run()
        .exits_with(1)
        .errors_have("here git has marked two versions of the same lines, one below the other");
}

#[test]
fn guides_whose_names_look_like_languages_are_guides() {
    let bench = Workbench::new();
    for name in [
        "hip",
        "tkr",
        "mri-scan",
        "acl-repair",
        "ear-tubes",
        "hip-2024",
        "ivf",
    ] {
        let file = format!("{name}.yaml");
        bench.put(&file, guide("- paragraph: Words."));
        bench
            .leaflet(["make", &file])
            .run()
            .succeeds()
            .output_is(&format!("{name}-en.pdf\n"));
    }
    // Names of languages that are not there are not taken for English.
    for name in ["hi.yaml", "pt-BR.yaml"] {
        bench.put(name, guide("- paragraph: Words."));
        bench
            .leaflet(["make", name])
            .run()
            .exits_with(2)
            .errors_have("there is no language");
    }
}

#[test]
fn one_role_needs_no_brackets_and_empty_lists_mean_none() {
    let bench = Workbench::new();
    bench.put(
        "pots.yaml",
        "title: Pots\nsources: The shed book\nalso_known_as: Jars\ncontacts: []\nattestations: \
         []\nsections:\n  - heading: One\n    roles: what it is\n    blocks:\n      - paragraph: !!str Words.\n",
    );
    bench.leaflet(["make", "pots.yaml"]).run().succeeds();
    let text = bench.pdf("pots-en.pdf").text_in_tag_order();
    assert!(
        text.contains("The shed book") && text.contains("Jars"),
        "{text}"
    );
}

#[test]
fn a_brand_is_told_its_prompts_its_pale_mark_and_a_colour_that_will_do() {
    let bench = Workbench::new();
    bench.put("content/guides/pots/en.yaml", guide("- paragraph: Words."));
    bench
        .leaflet(["make", "pots"])
        .run()
        .succeeds()
        .errors_have("note[built-in-brand]");
    bench.leaflet(["new", "brand", "shed"]).run().succeeds();
    bench
        .leaflet(["make", "pots", "--brand", "shed"])
        .run()
        .succeeds()
        .errors_have("warning[prompt-left]")
        .never_says("built-in-brand");
    let brand = |colour: &str, more: &str| {
        format!("name: The Shed\ncolours: {{ brand: \"{colour}\" }}\n{more}")
    };
    bench.put("content/brands/shed/brand.yaml", brand("#ff6600", ""));
    bench
        .leaflet(["make", "pots", "--brand", "shed"])
        .run()
        .exits_with(1)
        .errors_have("the nearest colour that is dark enough is \"#");
    bench.put(
        "content/brands/shed/brand.yaml",
        brand("#0b4f58", "people:\n  - { id: Dr-Rekha, name: Dr Rekha }\n"),
    );
    bench
        .leaflet(["make", "pots", "--brand", "shed"])
        .run()
        .exits_with(1)
        .errors_have("write it as `dr-rekha`");
    let logo = "logo: { picture: mark.svg, alternative_text: Our mark }\n";
    bench.put("content/brands/shed/brand.yaml", brand("#0b4f58", logo));
    let mark = |colour: &str| {
        format!(
            "<?xml version=\"1.0\"?>\n<!DOCTYPE svg PUBLIC \"-//W3C//DTD SVG 1.1//EN\" \
             \"http://www.w3.org/Graphics/SVG/1.1/DTD/svg11.dtd\" [\n<!ENTITY ns \
             \"http://www.w3.org/2000/svg\">\n]>\n<svg xmlns=\"&ns;\" viewBox=\"0 0 9 9\"><path \
             fill=\"{colour}\" d=\"M0 0L9 0L9 9Z\"/></svg>"
        )
    };
    for (colour, is_told) in [("#ffffff", true), ("#f4f0e0", true), ("#0b4f58", false)] {
        bench.put("content/brands/shed/mark.svg", mark(colour));
        let run = bench
            .leaflet([
                "make", "pots", "--brand", "shed", "-o", "pots.pdf", "--force",
            ])
            .run();
        run.succeeds();
        assert_eq!(
            run.errors().contains("warning[low-contrast]"),
            is_told,
            "{colour}"
        );
    }
    keeps_to_the_standards(&bench, "pots.pdf");
}

#[test]
fn built_in_texts_can_be_had_and_changed() {
    let bench = Workbench::new();
    let guide = "minimally-invasive-spinal-fusion";
    bench
        .leaflet(["new", "guide", guide])
        .run()
        .exits_with(2)
        .errors_have("--from minimally-invasive-spinal-fusion");
    bench
        .leaflet(["new", "guide", guide, "--from", guide])
        .run()
        .succeeds()
        .errors_have("`reviewed_by`");
    let text = String::from_utf8(bench.bytes(&format!("content/guides/{guide}/en.yaml"))).unwrap();
    assert!(
        text.starts_with(&format!("# The guide `{guide}`, started with the text of")),
        "{text}"
    );
    assert!(!text.contains("tests/fixtures"), "{text}");
    bench
        .leaflet(["new", "brand", "mine", "--from", "max-hospital-delhi"])
        .run()
        .succeeds();
    assert!(!bench.bytes("content/brands/mine/mark.svg").is_empty());
    bench
        .leaflet(["new", "language", "en", "--from", "en"])
        .run()
        .succeeds();
    bench
        .leaflet(["make", guide, "--brand", "mine"])
        .run()
        .succeeds();
    let text = bench.pdf(&format!("{guide}-en.pdf")).text_in_tag_order();
    assert!(text.contains("Max Hospital"), "{text}");
    // Another language begins with the guide's own words, in brackets.
    bench
        .leaflet(["new", "guide", guide, "--language", "hi"])
        .run()
        .succeeds()
        .errors_have("replace the words in brackets");
    let text = String::from_utf8(bench.bytes(&format!("content/guides/{guide}/hi.yaml"))).unwrap();
    let first = text.lines().nth(1).unwrap_or_default();
    assert!(
        first.ends_with(&format!("leaflet make {guide} --language hi")),
        "{first}"
    );
    assert!(
        text.contains("title: \"[Minimally Invasive Spinal Fusion: A Patient Guide]\""),
        "{text}"
    );
    bench.leaflet(["new", "language", "hi"]).run().succeeds();
    bench
        .leaflet(["make", guide, "--language", "hi", "--brand", "mine"])
        .run()
        .succeeds()
        .errors_have("texts are still prompts in brackets");
    // What is there is never changed.
    bench
        .leaflet(["new", "guide", guide, "--from", guide])
        .run()
        .exits_with(2);
}

#[test]
fn marks_of_markdown_and_web_pages_are_told_by_check() {
    let bench = Workbench::new();
    bench.put(
        "content/guides/pots/en.yaml",
        guide(
            "- paragraph: Do *not* drive. Do __not__ lift <b>pots</b>.\n- paragraph: \"## After\"",
        ),
    );
    let run = bench.leaflet(["check", "pots"]).run();
    for sign in ["*not*", "__not__", "<b>", "##"] {
        assert!(
            run.output().contains(sign) || run.errors().contains(sign),
            "{sign}"
        );
    }
    assert!(run.output().contains("leftover-markup") || run.errors().contains("leftover-markup"));
}
