//! The command line: exit codes, where words go, names of files, help, and what happens when the
//! machine is in the way.

use std::time::Duration;

use crate::support::workbench::Workbench;

const GUIDE: &str = "minimally-invasive-spinal-fusion";

#[test]
fn the_path_is_all_that_standard_output_says() {
    let bench = Workbench::new();
    bench
        .leaflet(["make", GUIDE])
        .run()
        .succeeds()
        .output_is(&format!("{GUIDE}-en.pdf\n"))
        .errors_have("the guide does not give")
        .makes(&[&format!("{GUIDE}-en.pdf")]);
    bench
        .leaflet(["make", GUIDE, "-q", "--patient", "Sample"])
        .run()
        .succeeds()
        .errors_are("")
        .output_is(&format!("{GUIDE}-en-personal.pdf\n"));
}

#[test]
fn a_taken_name_gets_a_number() {
    let bench = Workbench::new();
    for expected in ["", "-2", "-3"] {
        let expected = format!("{GUIDE}-en{expected}.pdf");
        bench
            .leaflet(["make", GUIDE])
            .run()
            .succeeds()
            .makes(&[&expected]);
    }
}

#[test]
fn an_existing_file_is_replaced_only_when_told() {
    let bench = Workbench::new().with_file("a.pdf", "mine");
    bench
        .leaflet(["make", GUIDE, "-o", "a.pdf"])
        .run()
        .exits_with(2)
        .output_is("")
        .makes_nothing()
        .errors_have("`a.pdf` is there already")
        .errors_have("--force");
    bench
        .leaflet(["make", GUIDE, "-o", "a.pdf", "--force"])
        .run()
        .succeeds()
        .makes(&["a.pdf"]);
}

#[test]
fn a_link_a_folder_and_a_missing_folder_are_refused() {
    let bench = Workbench::new()
        .with_file("real.pdf", "mine")
        .with_folder("folder.pdf");
    std::os::unix::fs::symlink("real.pdf", bench.path().join("link.pdf")).unwrap();
    for name in ["link.pdf", "folder.pdf"] {
        bench
            .leaflet(["make", GUIDE, "-o", name, "--force"])
            .run()
            .exits_with(2)
            .makes_nothing()
            .errors_have("is a folder, a link or a device");
    }
    bench
        .leaflet(["make", GUIDE, "-o", "none/a.pdf"])
        .run()
        .exits_with(2)
        .makes_nothing()
        .errors_have("there is no folder `none`");
}

#[test]
fn standard_output_takes_the_leaflet_itself() {
    let bench = Workbench::new();
    let run = bench.leaflet(["make", GUIDE, "-o", "-"]).run();
    run.succeeds().makes_nothing();
    assert!(run.output_bytes().starts_with(b"%PDF-1.7"));
    bench
        .leaflet(["make", GUIDE, "-o", "-"])
        .with_closed_output()
        .run()
        .succeeds();
    bench
        .leaflet(["make", GUIDE])
        .with_closed_output()
        .run()
        .succeeds();
}

#[test]
fn mistyped_names_are_met_with_the_right_ones() {
    let bench = Workbench::new();
    for (arguments, expected) in [
        (
            vec!["make", "minimally-invasive-spinal-fusoin"],
            "did you mean `minimally-invasive-spinal-fusion`?",
        ),
        (
            vec!["make", GUIDE, "--brand", "max-hospital-deli"],
            "did you mean `max-hospital-delhi`?",
        ),
        (
            vec!["make", GUIDE, "--surgeon", "bavuk-garg"],
            "did you mean `bhavuk-garg`?",
        ),
        (vec!["make", GUIDE, "--language", "xx"], "there are: en"),
        (vec!["make", "no-such-guide.yaml"], "cannot be read"),
        (vec!["mak", GUIDE], "make"),
        (vec!["make", GUIDE, "--patint", "Zyxwvut"], "--patient"),
    ] {
        bench
            .leaflet(arguments)
            .run()
            .exits_with(2)
            .output_is("")
            .makes_nothing()
            .errors_have(expected)
            .never_says("Zyxwvut");
    }
}

#[test]
fn half_a_name_is_not_repeated() {
    Workbench::new()
        .leaflet(["make", GUIDE, "--patient", "Abcdefg", "Zyxwvut"])
        .run()
        .exits_with(2)
        .makes_nothing()
        .never_says("Zyxwvut")
        .never_says("Abcdefg")
        .errors_have("put quotes round a name");
}

#[test]
fn dates_are_asked_back_and_never_guessed() {
    let bench = Workbench::new();
    for date in [
        "03/04/2026",
        "3.4.2026",
        "2026-02-30",
        "20260304",
        "03-04-26",
    ] {
        bench
            .leaflet(["make", GUIDE, "--procedure-date", date])
            .run()
            .exits_with(1)
            .makes_nothing()
            .never_says(date)
            .errors_have("the date of the procedure")
            .errors_have("2026-03-31");
    }
    bench
        .leaflet([
            "make",
            GUIDE,
            "--date",
            "2026-03-01",
            "--procedure-date",
            "next Monday",
            "-o",
            "a.pdf",
        ])
        .run()
        .succeeds();
    let text = bench.pdf("a.pdf").text_in_tag_order();
    assert!(
        text.contains("1 March 2026") && text.contains("next Monday"),
        "{text}"
    );
}

#[test]
fn lists_name_what_there_is() {
    let bench = Workbench::new();
    for (what, expected) in [
        ("guides", "minimally-invasive-spinal-fusion\ten\n"),
        ("brands", "max-hospital-delhi\n"),
        ("surgeons", "bhavuk-garg\tDr. Prof. Bhavuk Garg\n"),
        ("languages", "en\n"),
    ] {
        bench
            .leaflet(["list", what])
            .run()
            .succeeds()
            .output_is(expected)
            .errors_are("");
    }
    for (what, expected) in [
        ("blocks", "procedure_steps"),
        ("fonts", "Noto Sans Devanagari"),
        ("scripts", "Malayalam"),
    ] {
        bench
            .leaflet(["list", what])
            .run()
            .succeeds()
            .output_has(expected);
    }
}

#[test]
fn help_has_examples_and_the_exit_codes() {
    let bench = Workbench::new();
    bench
        .leaflet(["--help"])
        .run()
        .succeeds()
        .output_has("Examples:")
        .output_has("130  interrupted")
        .errors_are("");
    bench
        .leaflet(["make", "--help"])
        .run()
        .succeeds()
        .output_has("--procedure-date");
    bench
        .leaflet(["--version"])
        .run()
        .succeeds()
        .output_has("leaflet ");
    bench.leaflet::<&str>([]).run().exits_with(2);
}

#[test]
fn an_interruption_ends_it_at_once_with_130() {
    let bench = Workbench::new();
    bench
        .leaflet(["make", GUIDE, "--patient", "-"])
        .interrupted_after(Duration::from_millis(300))
        .run()
        .exits_with(130)
        .makes_nothing();
}

#[test]
fn messages_for_machines_are_json() {
    let bench = Workbench::new().with_file("guide.yaml", "title: x\n");
    let run = bench
        .leaflet(["make", "guide.yaml", "--message-format", "json"])
        .run();
    run.exits_with(1).output_is("");
    for line in run.errors().lines() {
        let message: serde_json::Value = serde_json::from_str(line).unwrap();
        assert_eq!(message["version"], 1);
        assert!(
            message["rule"].is_string() && message["hints"].is_array(),
            "{line}"
        );
    }
}

#[test]
fn a_folder_of_the_clinics_own_wins() {
    let bench = Workbench::new().with_file(
        "content/guides/minimally-invasive-spinal-fusion/en.yaml",
        "title: Our own\nsections:\n  - heading: What\n    roles: [other]\n    blocks:\n      - paragraph: Ours.\n",
    );
    bench
        .leaflet(["make", GUIDE, "-o", "a.pdf"])
        .run()
        .succeeds();
    assert!(bench.pdf("a.pdf").text_in_tag_order().contains("Our own"));
}

#[test]
fn a_placeholder_takes_the_fact_or_the_neutral_wording() {
    let bench = Workbench::new().with_file(
        "guide.yaml",
        "title: T\nsections:\n  - heading: What\n    roles: [other]\n    blocks:\n      - paragraph: \"Ask {surgeon}, {patient}.\"\n",
    );
    bench
        .leaflet(["make", "guide.yaml", "-o", "a.pdf"])
        .run()
        .succeeds();
    assert!(
        bench
            .pdf("a.pdf")
            .text_in_tag_order()
            .contains("Ask your surgeon, the patient.")
    );
    bench
        .leaflet([
            "make",
            "guide.yaml",
            "-o",
            "b.pdf",
            "--surgeon",
            "bhavuk-garg",
        ])
        .with(["--patient", "نمونہ مریض"])
        .run()
        .succeeds();
    let text = bench.pdf("b.pdf").text_in_tag_order();
    assert!(text.contains("Ask Dr. Prof. Bhavuk Garg, "), "{text}");
    assert!(text.contains("نمونہ"), "{text}");
}
