//! Reports of `leaflet check`, read as those read them who take them in: JUnit and SARIF by their
//! schemas and by other people's readers, the program's own document by its published schema.

use crate::support::outside::report_faults;
use crate::support::workbench::{Finished, Workbench};

const LONG: &str = include_str!("../fixtures/lint/long-list/fires.yaml");

/// A brand of the bench's own: of the built-in one a note would stand among the findings.
const BRAND: &str = "name: Sample Clinic\ncolours:\n  brand: \"#0b4f58\"\n";

/// A guide whose only findings are of one rule, one that cannot be read, and one without any.
fn bench() -> Workbench {
    Workbench::new()
        .with_file("content/brands/sample/brand.yaml", BRAND)
        .with_file("long, odd: 100%.yaml", LONG)
        .with_file("broken.yaml", "title: <A> & \"B\"\nsection: []\n")
        .with_file(
            "short.yaml",
            "title: A\nsections:\n  - heading: B\n    roles: [other]\n    blocks:\n      - paragraph: C.\n",
        )
}

const GUIDES: [&str; 3] = ["long, odd: 100%.yaml", "broken.yaml", "short.yaml"];

fn checked<'a>(bench: &'a Workbench, options: &[&str]) -> Finished<'a> {
    bench
        .leaflet(["check", "--today", "2026-03-31", "--rule", "long-list"])
        .with(GUIDES)
        .with(options)
        .run()
}

/// What a run says on standard output, in a file, and what an outside reader has against it.
fn judged(form: &str, schema: &str, options: &[&str]) -> Option<String> {
    let bench = bench();
    let run = checked(&bench, &[&["--message-format", form], options].concat());
    run.exits_with(1).errors_are("");
    bench.put("report", run.output());
    report_faults(schema, &bench.path().join("report")).ok()
}

#[test]
fn junit_is_read_by_its_schema_and_by_a_reader() {
    let read = judged("junit", "junit", &[]);
    assert!(read.is_none_or(|read| read == "report: 3 cases, 1 failed, 0 skipped\n"));
    let read = judged("junit", "junit", &["--strict"]);
    assert!(read.is_none_or(|read| read == "report: 3 cases, 2 failed, 0 skipped\n"));
}

#[test]
fn a_rule_that_does_not_look_is_a_skipped_case_with_its_reason() {
    let bench = bench().with_file(
        "leaflet.yaml",
        "rules:\n  long-list:\n    severity: off\n    reason: our \"own\" <lists>\n",
    );
    let run = checked(&bench, &["--message-format", "junit"]);
    let output = run.exits_with(1).output();
    let skipped = "<skipped message=\"switched off: our &quot;own&quot; &lt;lists&gt;\"/>";
    assert_eq!(output.matches(skipped).count(), 2, "{output}");
    bench.put("report", &output);
    if let Ok(read) = report_faults("junit", &bench.path().join("report")) {
        assert_eq!(read, "report: 3 cases, 1 failed, 2 skipped\n");
    }
    let run = checked(&bench, &["--message-format", "sarif"]);
    bench.put("report", run.output());
    run.output_has("\"reason\": \"our \\\"own\\\" <lists>\"");
    if let Ok(read) = report_faults("sarif", &bench.path().join("report")) {
        assert!(read.starts_with("report: 1 results of "), "{read}");
    }
}

#[test]
fn sarif_is_read_by_the_schema_of_the_standard() {
    let read = judged("sarif", "sarif", &[]);
    assert!(read.is_none_or(|read| read.starts_with("report: 3 results of ")));
}

#[test]
fn the_document_is_read_by_its_published_schema() {
    let schema = concat!(
        env!("CARGO_MANIFEST_DIR"),
        "/assets/schemas/check-report.schema.json"
    );
    let read = judged("json", schema, &[]);
    assert!(read.is_none_or(|read| read == "report: 3 findings\n"));
    let read = judged("json", schema, &["--quiet", "--profile", "india"]);
    assert!(read.is_none_or(|read| read == "report: 1 findings\n"));
}

#[test]
fn the_schema_is_printed() {
    Workbench::new()
        .leaflet(["schema", "check-report"])
        .run()
        .succeeds()
        .output_is(include_str!(
            "../../assets/schemas/check-report.schema.json"
        ));
}

#[test]
fn outside_readers_can_say_no() {
    let bench = Workbench::new();
    let schema = concat!(
        env!("CARGO_MANIFEST_DIR"),
        "/assets/schemas/check-report.schema.json"
    );
    for (form, words) in [
        (
            "junit",
            "<testsuites tests=\"1\" failures=\"0\"><testsuite name=\"a\" tests=\"1\" failures=\"0\" \
             errors=\"0\" skipped=\"0\"><testcase/></testsuite></testsuites>",
        ),
        (
            "sarif",
            "{\"version\":\"2.1.0\",\"runs\":[{\"tool\":{\"driver\":{\"rules\":[]}},\"results\":[]}]}",
        ),
        (schema, "{\"version\":2,\"findings\":[],\"guides\":[]}"),
    ] {
        bench.put("report", words);
        if let Ok(read) = report_faults(form, &bench.path().join("report")) {
            assert!(read.contains("required"), "{form}: {read}");
        }
    }
}

#[test]
fn the_forms_of_lines_say_one_finding_a_line() {
    let bench = bench();
    let run = checked(&bench, &["--message-format", "short"]);
    let output = run.exits_with(1).output();
    let lines: Vec<&str> = output.lines().collect();
    assert_eq!(lines.len(), 3, "{output}");
    assert_eq!(
        lines[1],
        "long, odd: 100%.yaml:8:11: warning: this list has 8 bullets; more than 7 are hard to \
         remember [long-list]"
    );
    assert!(lines[0].starts_with("broken.yaml:2:1: error: "), "{output}");
    let run = checked(&bench, &["--message-format", "github"]);
    let output = run.exits_with(1).output();
    let lines: Vec<&str> = output.lines().collect();
    assert_eq!(lines.len(), 5, "{output}");
    assert!(
        lines[1].starts_with("::warning file=long%2C odd%3A 100%25.yaml,line=8,col=11,endLine="),
        "{output}"
    );
    assert!(lines[3].starts_with("3 guides checked against"), "{output}");
    assert!(
        lines[4].starts_with("Result: 1 of 3 guides could not be read"),
        "{output}"
    );
}

#[test]
fn the_summary_is_ascii_where_no_colour_is_wanted() {
    let bench = bench();
    let run = checked(&bench, &[]);
    run.exits_with(1)
        .output_has(
            "3 guides checked against the profile `generic` as of \
            2026-03-31:",
        )
        .output_has("What would help most first\n")
        .output_has("`leaflet explain long-list`")
        .output_has("What people must judge\n");
    assert!(run.output().is_ascii(), "{}", run.output());
    let quiet = checked(&bench, &["-q"]);
    quiet.exits_with(1).never_says("What").never_says("warning");
}

#[test]
fn other_commands_refuse_the_forms_of_findings() {
    let bench = bench();
    for form in ["junit", "sarif"] {
        bench
            .leaflet(["make", "short.yaml", "--message-format", form])
            .run()
            .exits_with(2)
            .output_is("")
            .makes_nothing()
            .errors_have(&format!(
                "the format `{form}` is for the findings of `leaflet check`"
            ));
        bench
            .leaflet(["check", "--rule", "none-such", "--message-format", form])
            .run()
            .exits_with(2)
            .output_is("")
            .errors_have("error[usage]: there is no rule `none-such`");
    }
    for (form, begins) in [
        ("short", "broken.yaml:2:1: error: "),
        ("github", "::error file=broken.yaml,line=2,"),
    ] {
        bench
            .leaflet(["make", "broken.yaml", "--message-format", form])
            .run()
            .exits_with(1)
            .errors_have(begins);
    }
}

#[test]
fn summary_and_findings_say_the_same_grades() {
    let bench = Workbench::new();
    let run = bench
        .leaflet(["check", "minimally-invasive-spinal-fusion", "--no-pages"])
        .with(["--rule", "reading-grade-high", "--message-format", "json"])
        .run();
    let report: serde_json::Value =
        serde_json::from_slice(run.exits_with(1).output_bytes()).unwrap();
    let messages: Vec<&str> = report["findings"]
        .as_array()
        .unwrap()
        .iter()
        .map(|finding| finding["message"].as_str().unwrap())
        .collect();
    let grades = &report["guides"][0]["reading_grades"];
    let told = |name: &str, range: &serde_json::Value| {
        let end = |key: &str| range[key].as_f64().unwrap();
        let (low, high) = (end("low").floor(), end("high").ceil());
        format!("{name} needs school grade {low} to {high} to read;")
    };
    let whole = told("the guide as a whole", &grades["whole"]);
    let sections = grades["sections"].as_array().unwrap().iter();
    let mut expected: Vec<String> = sections
        .map(|section| {
            let heading = section["heading"].as_str().unwrap();
            told(&format!("the section `{heading}`"), section)
        })
        .collect();
    assert_eq!(expected.len(), 9);
    expected.push(whole);
    for words in expected {
        assert!(
            messages.iter().any(|message| message.starts_with(&words)),
            "{words}: {messages:#?}"
        );
    }
}

#[test]
fn builds_on_github_mark_the_guide_whose_leaflet_is_not_as_it_would_be_made() {
    let bench = Workbench::new().with_file(
        "content/guides/knee/en.yaml",
        "title: A\nsections:\n  - heading: B\n    roles: [other]\n    blocks:\n      - paragraph: C.\n",
    );
    bench
        .leaflet(["build", "--check", "--message-format", "github"])
        .run()
        .exits_with(1)
        .output_has("::error file=content/guides/knee/en.yaml,line=1,title=missing::")
        .output_has("knee-en.pdf");
}

#[test]
fn a_guide_that_cannot_be_opened_does_not_keep_the_others_from_being_checked() {
    let bench = bench();
    let run = bench
        .leaflet([
            "check",
            "short.yaml",
            "no-such-guide",
            "--message-format",
            "json",
        ])
        .with(["--rule", "no-code", "--today", "2026-03-31"])
        .run();
    let report: serde_json::Value =
        serde_json::from_slice(run.exits_with(1).output_bytes()).unwrap();
    assert_eq!(report["result"], "not-readable");
    assert_eq!(report["guides"][0]["read"], true);
    assert_eq!(report["guides"][1]["read"], false);
    let rules: Vec<&str> = report["findings"]
        .as_array()
        .unwrap()
        .iter()
        .map(|finding| finding["rule"].as_str().unwrap())
        .collect();
    assert_eq!(rules, ["usage", "no-code"]);
    bench
        .leaflet(["check", "no-such-guide"])
        .run()
        .exits_with(2)
        .output_is("");
}

#[test]
fn what_the_templates_decide_is_looked_at_only_where_it_is_named() {
    let bench = Workbench::new();
    let guide = "minimally-invasive-spinal-fusion";
    let all = bench
        .leaflet(["check", guide, "--message-format", "short"])
        .run();
    all.never_says("[small-text]").never_says("[long-lines]");
}
