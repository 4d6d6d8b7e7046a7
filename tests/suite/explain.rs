//! `leaflet explain`: what it says is the documentation beside the code, and every example in it
//! makes a leaflet that shows its words.

use leaflet::commands::explain::topics;
use leaflet::model::guide::KINDS;

use crate::support::workbench::Workbench;

/// A drawing for the example of a figure.
const DRAWING: &str = include_str!("../fixtures/manual/spine.svg");
const AFTER: &str = include_str!("../fixtures/manual/spine-after.svg");

/// A guide around the example of a block.
pub(crate) fn guide_around(example: &str) -> String {
    let blocks: String = example
        .lines()
        .map(|line| format!("      {line}\n"))
        .collect();
    format!(
        "title: Example\nsections:\n  - heading: Heading\n    roles: [other]\n    blocks:\n{blocks}"
    )
}

/// A bench with the pictures that examples name.
pub(crate) fn bench_with_pictures() -> Workbench {
    Workbench::new()
        .with_file("spine.svg", DRAWING)
        .with_file("spine-after.svg", AFTER)
}

/// The words an example puts on the page: what stands behind its names, without marks.
fn words_of(example: &str) -> Vec<String> {
    let mut words = Vec::new();
    for line in example.lines() {
        let line = line.trim_start_matches([' ', '-']);
        let line = match line.split_once(':') {
            Some(("picture" | "width" | "at" | "side" | "shown_as", _)) => continue,
            Some((name, behind)) if !name.contains(' ') => behind,
            _ => line,
        };
        let line = line.trim().trim_matches('"').replace("**", "");
        let is_word = |word: &&str| word.chars().any(char::is_alphanumeric);
        words.extend(
            line.split([' ', '[', ']', ','])
                .filter(is_word)
                .map(str::to_owned),
        );
    }
    words
}

#[test]
fn every_example_makes_a_leaflet_with_its_words() {
    for kind in KINDS {
        let bench = bench_with_pictures();
        let shown = bench.leaflet(["explain", kind.name]).run();
        shown.succeeds().errors_are("");
        let output = shown.output();
        let example: String = output
            .split("EXAMPLE\n")
            .nth(1)
            .unwrap()
            .lines()
            .filter_map(|line| line.strip_prefix("    "))
            .map(|line| format!("{line}\n"))
            .collect();
        bench.put("guide.yaml", guide_around(&example));
        bench
            .leaflet(["make", "guide.yaml", "-o", "a.pdf"])
            .run()
            .succeeds();
        let pdf = bench.pdf("a.pdf");
        let mut text = pdf.text_in_tag_order();
        for figure in pdf.tag_tree().all("Figure") {
            text.extend(figure.alternative_text.clone());
        }
        let words = words_of(&example);
        assert!(words.len() > 4, "{}: {words:?}", kind.name);
        for word in words {
            assert!(text.contains(&word), "{}: {word} in {text}", kind.name);
        }
    }
}

#[test]
fn everything_is_listed_and_explained() {
    let bench = Workbench::new();
    let overview = bench.leaflet(["explain"]).run();
    overview.succeeds().errors_are("");
    for topic in topics() {
        overview.output_has(&format!("  {} ", topic.name));
        overview.output_has(topic.summary());
        let run = bench.leaflet(["explain", topic.name]).run();
        run.succeeds().errors_are("").output_has(&topic.plain());
        for word in topic.also_called {
            bench
                .leaflet(["explain", word])
                .run()
                .succeeds()
                .output_is(&run.output());
        }
    }
    // Each line fits a terminal of usual width; examples of files may be longer.
    for kind in KINDS {
        let longest = kind.documentation.lines().map(|line| line.chars().count());
        assert!(longest.max().unwrap_or_default() <= 90, "{}", kind.name);
    }
}

#[test]
fn the_list_of_blocks_shows_where_they_stand() {
    let bench = Workbench::new();
    let run = bench.leaflet(["list", "blocks"]).run();
    let output = run.succeeds().output();
    let (kinds, skeleton) = output
        .split_once(
            "Blocks go under the headings of a guide, indented \
        like this:",
        )
        .unwrap();
    for kind in KINDS {
        assert!(kinds.contains(kind.summary()), "{}", kind.name);
        for line in kind.example().lines() {
            assert!(kinds.contains(line), "{}: {line}", kind.name);
        }
    }
    let guide: String = skeleton
        .lines()
        .filter_map(|line| line.strip_prefix("    "))
        .map(|line| format!("{line}\n"))
        .collect();
    bench.put("guide.yaml", guide);
    bench.leaflet(["make", "guide.yaml"]).run().succeeds();
    run.output_has("`leaflet new guide NAME`");
}

#[test]
fn a_sentence_for_a_block_is_told_how_to_be_a_paragraph() {
    let bench = Workbench::new().with_file(
        "guide.yaml",
        guide_around("- Before you come, call us: we are there\n"),
    );
    bench
        .leaflet(["make", "guide.yaml"])
        .run()
        .exits_with(1)
        .errors_have("if this is a text with a colon in it")
        .never_says("did you mean");
}

#[test]
fn an_unknown_name_is_met_with_the_right_one() {
    let bench = Workbench::new();
    for (word, expected) in [
        ("bulets", "did you mean `leaflet explain bullets`?"),
        ("photos", "did you mean `leaflet explain figure`?"),
        ("rainbow", "`leaflet explain` lists everything"),
    ] {
        bench
            .leaflet(["explain", word])
            .run()
            .exits_with(2)
            .output_is("")
            .errors_have(expected);
    }
}

#[test]
fn a_guide_with_a_word_people_use_is_told_the_kind() {
    for (word, kind) in [
        ("list", "bullets"),
        ("table", "comparison"),
        ("image", "figure"),
        ("steps", "procedure_steps"),
        ("faq", "question"),
        ("red flags", "warning_signs"),
    ] {
        let bench =
            Workbench::new().with_file("guide.yaml", guide_around(&format!("- {word}: words\n")));
        bench
            .leaflet(["make", "guide.yaml"])
            .run()
            .exits_with(1)
            .errors_have(&format!("`{word}` is not a known kind of block"))
            .errors_have(&format!("did you mean `{kind}`?"));
    }
}
