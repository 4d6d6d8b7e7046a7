//! Languages as a clinic adds them: what a new one begins with, and what is told of one that is not said
//! anew; and brands with words for each language.

use crate::support::workbench::Workbench;

const GUIDE: &str = "title: A\nsections:\n  - heading: B\n    roles: [other]\n    blocks:\n      \
                     - paragraph: c\n";

#[test]
fn a_new_language_knows_direction_figures_and_signs() {
    let bench = Workbench::new();
    for (tag, lines) in [
        (
            "ur",
            vec!["direction: right-to-left ", "list_separator: \"، \""],
        ),
        (
            "fa",
            vec!["direction: right-to-left ", "digits: \"۰۱۲۳۴۵۶۷۸۹\""],
        ),
        (
            "mr",
            vec!["direction: left-to-right ", "digits: \"०१२३४५६७८९\""],
        ),
        (
            "de",
            vec!["number_grouping: \".\"", "list_separator: \", \""],
        ),
        (
            "hi",
            vec!["direction: left-to-right ", "number_grouping: \",\""],
        ),
    ] {
        bench.leaflet(["new", "language", tag]).run().succeeds();
        let file = format!("content/languages/{tag}.yaml");
        let text = String::from_utf8(bench.bytes(&file)).unwrap();
        for line in lines {
            assert!(text.contains(line), "{tag}: {line}");
        }
        assert_eq!(
            text.contains("digits:"),
            tag == "fa" || tag == "mr",
            "{tag}"
        );
    }
}

#[test]
fn dates_pages_and_steps_are_in_the_figures_of_the_language() {
    let bench = Workbench::new();
    bench.leaflet(["new", "language", "mr"]).run().succeeds();
    let guide = format!(
        "reviewed_on: 2026-03-19\n{GUIDE}      - procedure_steps: [{{step: d}}, {{step: e}}]\n"
    );
    bench.put("content/guides/a/mr.yaml", guide);
    bench
        .leaflet(["make", "a", "--language", "mr", "-o", "a.pdf"])
        .run()
        .succeeds();
    let pdf = bench.pdf("a.pdf");
    let text = pdf.text_in_tag_order();
    assert!(text.contains("Reviewed on १९ March २०२६"), "{text}");
    assert!(text.lines().any(|line| line.trim() == "२"), "{text}");
    assert!(pdf.text_in_content_order().contains("Page १ of"), "{text}");
}

#[test]
fn phrases_that_are_still_english_are_named_by_every_command() {
    let bench = Workbench::new();
    bench.leaflet(["new", "language", "hi"]).run().succeeds();
    bench.put(
        "content/guides/a/hi.yaml",
        GUIDE.replace("title: A", "title: घुटना"),
    );
    let make = bench
        .leaflet(["make", "a", "--language", "hi", "-o", "a.pdf"])
        .run();
    make.succeeds();
    let check = bench.leaflet(["check", "a", "--language", "hi"]).run();
    let doctor = bench.leaflet(["doctor"]).run();
    for run in [make, check, doctor] {
        let told = format!("{}{}", run.output(), run.errors());
        let told = told.split_whitespace().collect::<Vec<_>>().join(" ");
        assert!(told.contains("are still in English"), "{told}");
        for name in [
            "`contact_hours`",
            "`other_formats`",
            "`months`",
            "`neutral surgeon`",
        ] {
            assert!(told.contains(name), "{name}: {told}");
        }
        assert!(!told.contains("`list_separator`"), "{told}");
    }
}

#[test]
fn letters_that_run_against_the_language_are_told() {
    let bench = Workbench::new();
    bench.leaflet(["new", "language", "ur"]).run().succeeds();
    let file = "content/languages/ur.yaml";
    let text = String::from_utf8(bench.bytes(file)).unwrap();
    bench.put(
        file,
        text.replace("direction: right-to-left ", "direction: left-to-right "),
    );
    bench.put(
        "content/guides/a/ur.yaml",
        GUIDE.replace("title: A", "title: گھٹنے کا آپریشن"),
    );
    for command in ["make", "check"] {
        let run = bench.leaflet([command, "a", "--language", "ur"]).run();
        let told = format!("{}{}", run.output(), run.errors());
        assert!(told.contains("against-direction"), "{command}: {told}");
        assert!(
            told.contains("direction: right-to-left"),
            "{command}: {told}"
        );
    }
}

#[test]
fn a_brand_says_its_name_in_the_language_of_the_leaflet() {
    let bench = Workbench::new()
        .with_file(
            "content/brands/b/brand.yaml",
            "name: { en: Sample Clinic, hi: नमूना क्लिनिक }\ntagline: { en: Care, hi: देखभाल }\n\
             colours: { brand: \"#0b4f58\" }\ncontacts:\n  - { en: One Street, hi: एक सड़क }\n  \
             - 011 5550 0100\npeople:\n  - id: asha\n    name: { en: Dr Asha Sample, hi: डॉ आशा नमूना }\n    \
             title: { en: Surgeon, hi: सर्जन }\nmasthead_person: asha\n",
        )
        .with_file("content/guides/a/en.yaml", GUIDE)
        .with_file("content/guides/a/hi.yaml", GUIDE);
    bench.leaflet(["new", "language", "hi"]).run().succeeds();
    let english = [
        "Sample Clinic",
        "Care",
        "One Street",
        "Dr Asha Sample",
        "Surgeon",
    ];
    let hindi = ["नमूना क्लिनिक", "देखभाल", "एक सड़क", "डॉ आशा नमूना", "सर्जन"];
    for (tag, said, not_said) in [("en", english, hindi), ("hi", hindi, english)] {
        bench
            .leaflet(["make", "a", "--language", tag, "-o", "a.pdf", "--force"])
            .with(["--surgeon", "asha"])
            .run()
            .succeeds();
        let text = bench.pdf("a.pdf").text_in_tag_order();
        for words in said {
            assert!(text.contains(words), "{tag}: {words}\n{text}");
        }
        for words in not_said {
            assert!(!text.contains(words), "{tag}: {words}\n{text}");
        }
        assert!(text.contains("011 5550 0100"));
    }
}

#[test]
fn the_built_in_brand_on_a_guide_of_the_clinic_is_told() {
    let bench = Workbench::new().with_file("content/guides/a/en.yaml", GUIDE);
    for command in ["make", "check"] {
        let run = bench.leaflet([command, "a"]).run();
        let told = format!("{}{}", run.output(), run.errors());
        assert!(told.contains("built-in-brand"), "{command}: {told}");
    }
    bench.leaflet(["new", "brand", "mine"]).run().succeeds();
    let run = bench.leaflet(["make", "a", "--force"]).run();
    run.never_says("built-in-brand");
    // The built-in guide is the built-in brand's own.
    let plain = Workbench::new();
    let run = plain
        .leaflet(["make", "minimally-invasive-spinal-fusion"])
        .run();
    run.never_says("built-in-brand");
}
