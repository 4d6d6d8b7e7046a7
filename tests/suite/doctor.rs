//! `leaflet doctor`: it says what was found, in words and for machines, ends as the manual says, and
//! changes nothing.

use jiff::civil::date;
use leaflet::commands::doctor::{DoctorOptions, examine};
use leaflet::input::content::Workplace;
use leaflet::pages::typeset::fonts::FAMILIES;
use serde_json::Value;

use crate::support::workbench::{Finished, Workbench};

/// A guide without a fault.
const GUIDE: &str =
    "title: T\nsections:\n  - heading: H\n    roles: [other]\n    blocks:\n      - paragraph: P\n";

/// The lines of a topic, as they stand on the page, with one space between words.
fn lines(run: &Finished<'_>, topic: &str) -> Vec<String> {
    let output = run.output();
    let lines = output.lines().map(|line| line.split_whitespace());
    let lines = lines.map(|words| words.collect::<Vec<_>>().join(" "));
    let of_topic = |line: &String| line.split(' ').nth(1) == Some(topic);
    lines.filter(of_topic).collect()
}

#[test]
fn an_empty_folder_is_healthy() {
    let bench = Workbench::new();
    let run = bench.leaflet(["doctor"]).run();
    run.succeeds().errors_are("").makes_nothing();
    assert_eq!(
        lines(&run, "summary"),
        ["ok summary leaflets can be made here"]
    );
    let program = format!("leaflet {}", env!("CARGO_PKG_VERSION"));
    assert!(lines(&run, "program")[0].starts_with(&format!("ok program {program}")));
    assert!(lines(&run, "settings")[0].contains("there is no `leaflet.yaml`"));
    assert!(lines(&run, "trial")[0].contains("6 pages"));
    for script in FAMILIES.iter().flat_map(|family| family.scripts) {
        assert!(lines(&run, "scripts")[0].contains(script), "{script}");
    }
    assert!(lines(&run, "languages")[0].ends_with("read without a fault: en"));
    assert!(lines(&run, "brands")[0].ends_with("read without a fault: max-hospital-delhi"));
    assert!(lines(&run, "guides")[0].contains("1 text read without a fault"));
    // The folder's name is nobody's business.
    let name = bench.path().file_name().unwrap().to_string_lossy();
    run.never_says(&name);
    let marks = ["ok", "look", "fault", "hint:"];
    for line in run.output().lines() {
        let first = line.split_whitespace().next().unwrap();
        assert!(marks.contains(&first), "{line}");
    }
}

#[test]
fn programs_that_judge_files_are_found_and_not_needed() {
    let bench = Workbench::new().with_file("programs/qpdf", "");
    let path = bench.path().join("programs");
    let run = bench
        .leaflet(["doctor"])
        .env("PATH", path.as_os_str())
        .run();
    run.succeeds();
    assert_eq!(
        lines(&run, "validators"),
        [
            "ok validators veraPDF is not here; it is not needed to make leaflets",
            "ok validators qpdf is here; it is not needed to make leaflets",
            "ok validators pdftoppm is not here; it is not needed to make leaflets",
        ]
    );
}

#[test]
fn faults_of_content_are_counted_and_the_rest_is_looked_at() {
    let bench = Workbench::new()
        .with_file("content/guides/good/en.yaml", GUIDE)
        .with_file("content/guides/bad/en.yaml", "titel: T\nsections: []\n")
        .with_file(
            "content/guides/picture/en.yaml",
            GUIDE.replace(
                "- paragraph: P",
                "- figure: { picture: gone.png, alternative_text: A }",
            ),
        )
        .with_file("content/guides/hindi/hi.yaml", GUIDE)
        .with_file("content/guides/notepad/en.yaml.txt", GUIDE)
        .with_file("content/brands/ours/brand.yaml", "nam: Ours\n")
        .with_file("content/languages/mr.yaml", "tag: mr\n");
    let run = bench
        .leaflet(["doctor", "--brand", "max-hospital-delhi"])
        .run();
    run.exits_with(1).makes_nothing();
    assert_eq!(
        lines(&run, "content")[0],
        "ok content the folder `content` contains 4 guides made by the clinic"
    );
    assert!(lines(&run, "content")[1].starts_with("look content `content/guides/notepad/"));
    let guides = lines(&run, "guides");
    let has = |beginning: &str| guides.iter().any(|line| line.starts_with(beginning));
    assert!(has("ok guides 1 text read without a fault"), "{guides:?}");
    assert!(has("fault guides `bad` in `en` has "), "{guides:?}");
    assert!(
        has("fault guides `picture` in `en` has 1 fault:"),
        "{guides:?}"
    );
    assert!(has("look guides `hindi` is written in `hi`"), "{guides:?}");
    run.output_has("hint: `leaflet check bad --language en` shows each with its place");
    assert!(lines(&run, "brands")[0].starts_with("fault brands the brand `ours` has "));
    assert!(lines(&run, "languages")[0].starts_with("fault languages the text in mr has "));
    assert!(lines(&run, "summary")[0].starts_with("fault summary"));
    // Nothing else was kept from being looked at.
    assert_eq!(lines(&run, "validators").len(), 3);
}

#[test]
fn settings_are_read_as_every_command_reads_them() {
    let bench = Workbench::new();
    let found = |settings: &str, code: i32| {
        bench.put("leaflet.yaml", settings);
        let run = bench.leaflet(["doctor"]).run();
        run.exits_with(code).makes_nothing();
        lines(&run, "settings").join("\n")
    };
    assert_eq!(
        found("language: en\n", 0),
        "ok settings `leaflet.yaml` can be read"
    );
    let told = found("brend: x\n", 1);
    assert!(
        told.starts_with("fault settings `leaflet.yaml` has 1 fault: `brend`"),
        "{told}"
    );
    let told = found("brand: x\n", 1);
    assert!(
        told.contains("has 1 fault: there is no brand `x`"),
        "{told}"
    );
    let told = found("surgeon: nobody\n", 1);
    assert!(
        told.contains("has 1 fault: `nobody` is not one of the brand's people"),
        "{told}"
    );
    // A content folder that is set and not there is a fault of the settings, one that is named is not.
    bench.put("leaflet.yaml", "content: gone\n");
    let run = bench.leaflet(["doctor"]).run();
    run.exits_with(1).output_has("there is no folder `gone`");
    let run = bench.leaflet(["doctor", "--content", "missing"]).run();
    run.exits_with(2).output_has("there is no folder `missing`");
}

#[test]
fn folders_are_tried_and_left_as_they_were() {
    let bench = Workbench::new()
        .with_folder("leaflets")
        .with_file("taken", "a file");
    let run = bench.leaflet(["doctor"]).run();
    run.succeeds().makes_nothing();
    assert_eq!(
        lines(&run, "folders"),
        [
            "ok folders files can be written in the working folder",
            "ok folders files can be written in `leaflets`",
        ]
    );
    let run = bench.leaflet(["doctor", "--output-dir", "new/below"]).run();
    run.succeeds().makes_nothing();
    assert!(lines(&run, "folders")[1].contains(
        "`new/below` does not exist yet; the command that \
        needs it creates it"
    ));
    let run = bench
        .leaflet(["doctor", "--output-dir", "taken/below"])
        .run();
    run.exits_with(2).makes_nothing();
    assert_eq!(
        lines(&run, "folders")[1],
        "fault folders `taken/below` is not a folder"
    );
    bench.put("leaflet.yaml", "output: taken\n");
    bench
        .leaflet(["doctor"])
        .run()
        .exits_with(2)
        .output_has("`taken` is not a folder");
}

/// A folder into which even the administrator cannot write.
#[test]
#[cfg(target_os = "linux")]
fn a_folder_that_cannot_be_written_is_a_fault() {
    let run = Workbench::new();
    let run = run.leaflet(["doctor", "--output-dir", "/proc"]).run();
    run.exits_with(2);
    let told = &lines(&run, "folders")[1];
    assert!(
        told.starts_with("fault folders no file can be written in `/proc`:"),
        "{told}"
    );
}

#[test]
fn the_environment_is_looked_at() {
    let bench = Workbench::new();
    let told = |name: &str, value: &str, topic: &str, code: i32| {
        let run = bench.leaflet(["doctor"]).env(name, value).run();
        run.exits_with(code);
        lines(&run, topic).pop().unwrap()
    };
    let ok = "ok letters messages can show all letters: `LC_ALL` is set to UTF-8";
    assert_eq!(told("LC_ALL", "en_IN.utf8", "letters", 0), ok);
    assert!(told("LC_ALL", "C", "letters", 0).starts_with("look letters"));
    let date = told("SOURCE_DATE_EPOCH", "0", "dates", 0);
    assert!(
        date.starts_with("look dates") && date.contains("1970-01-01"),
        "{date}"
    );
    let date = told("SOURCE_DATE_EPOCH", "soon", "dates", 2);
    assert!(date.starts_with("fault dates SOURCE_DATE_EPOCH"), "{date}");
}

#[test]
fn machines_get_an_object_a_line() {
    let bench = Workbench::new().with_file("leaflet.yaml", "brend: x\n");
    let run = bench.leaflet(["doctor", "--message-format", "json"]).run();
    run.exits_with(1).errors_are("");
    let output = run.output();
    let objects: Vec<Value> = output
        .lines()
        .map(|line| serde_json::from_str(line).unwrap())
        .collect();
    assert!(objects.len() > 8, "{output}");
    for object in &objects {
        assert_eq!(object["version"], 1);
        assert!(["ok", "look", "fault"].contains(&object["mark"].as_str().unwrap()));
        assert!(object["topic"].is_string() && object["message"].is_string());
        assert!(object["hints"].is_array());
    }
    let settings = objects.iter().find(|object| object["topic"] == "settings");
    let settings = settings.unwrap();
    assert_eq!(settings["mark"], "fault");
    assert!(!settings["hints"].as_array().unwrap().is_empty());
}

#[test]
fn a_folder_that_is_not_the_processs_own_is_looked_at() {
    let bench = Workbench::new()
        .with_file("out", "a file")
        .with_file("content/guides/knee/en.yaml", GUIDE);
    let options = |output_folder: &str| DoctorOptions {
        workplace: Workplace::at(bench.path()),
        content: None,
        brand: None,
        output_folder: Some(output_folder.into()),
        today: date(2026, 12, 1),
    };
    let told = |output_folder: &str| -> Vec<String> {
        let page = examine(&options(output_folder));
        page.lines.into_iter().map(|line| line.message).collect()
    };
    let lines = told("out");
    assert!(
        lines.iter().any(|line| line == "`out` is not a folder"),
        "{lines:#?}"
    );
    let own = "the folder `content` contains 1 guide made by the clinic";
    assert!(lines.iter().any(|line| line == own), "{lines:#?}");
    // This is one of the folder in which the tests run.
    let lines = told("tests");
    let absent = "`tests` does not exist yet; the command that needs it creates it";
    assert!(lines.iter().any(|line| line == absent), "{lines:#?}");
}
