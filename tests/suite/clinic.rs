//! The clinic's manual is true: its commands run as written, one after the other, in an empty
//! folder, and its list of messages is the program's own.
//!
//! With UPDATE set, the list is written and the test fails once, so that a person looks at it.

use std::path::Path;

use leaflet::base::diagnostic::rule::RULES;

use crate::support::snapshots::accepts_changes;
use crate::support::workbench::Workbench;

const MANUAL: &str = include_str!("../../docs/clinic.md");

/// The lines of the fenced parts, which are commands.
fn commands() -> Vec<&'static str> {
    let parts = MANUAL.split("\n```\n").skip(1).step_by(2);
    parts.flat_map(str::lines).collect()
}

#[test]
#[cfg(unix)]
fn its_commands_run_as_written_one_after_the_other() {
    let program = Path::new(env!("CARGO_BIN_EXE_leaflet"));
    let beside = program.parent().unwrap().display();
    let path = format!("{beside}:{}", std::env::var("PATH").unwrap());
    let bench = Workbench::new().with_file("name.txt", "Sample Patient\n");
    let commands = commands();
    assert!(commands.len() > 7, "{commands:?}");
    for command in commands {
        assert!(command.starts_with("leaflet "), "{command}");
        bench
            .program("sh")
            .with(["-c", command])
            .env("PATH", &path)
            .run()
            .succeeds();
    }
    let files = bench.files();
    for made in [
        "minimally-invasive-spinal-fusion-en.pdf",
        "minimally-invasive-spinal-fusion-en-personal.pdf",
        "minimally-invasive-spinal-fusion-en-personal-2.pdf",
        "SAMPLE-000.pdf",
        "page-1.png",
        "leaflet.yaml",
    ] {
        assert!(files.iter().any(|file| file == made), "{made}: {files:?}");
    }
}

#[test]
fn it_tells_what_the_program_says() {
    let bench = Workbench::new();
    let said = |arguments: &[&str]| {
        let run = bench
            .leaflet(["make", "minimally-invasive-spinal-fusion"])
            .with(arguments)
            .run();
        run.exits_with(2);
        run.errors().to_owned()
    };
    let surgeon = said(&["--surgeon", "bhavuk-gard"]);
    for line in MANUAL.lines().filter_map(|line| line.strip_prefix("> ")) {
        assert!(surgeon.contains(line), "{line} in {surgeon}");
    }
    bench.put("taken.pdf", "%PDF-1.7");
    assert!(said(&["-o", "taken.pdf"]).contains("already exists"));
    assert!(said(&["--patient", "Sample", "Patient"]).contains("one word too many"));
}

#[test]
fn its_list_of_messages_is_the_programs() {
    let rows: String = RULES
        .iter()
        .map(|rule| format!("| `{}` | {} |\n", rule.name, rule.explanation))
        .collect();
    let table = format!("\n| name | what it means |\n|---|---|\n{rows}\n");
    let opening = "<!-- made by a test from here: messages -->\n";
    let (before, rest) = MANUAL.split_once(opening).unwrap();
    let (_, behind) = rest.split_once("<!-- to here -->").unwrap();
    let expected = format!("{before}{opening}{table}<!-- to here -->{behind}");
    if MANUAL == expected {
        return;
    }
    assert!(
        accepts_changes(),
        "docs/clinic.md lists other messages than the program has; set UPDATE=1 to write it again"
    );
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("docs/clinic.md");
    std::fs::write(path, expected).unwrap();
    panic!("docs/clinic.md was written; look at it and run the tests again");
}

#[test]
fn the_headers_in_the_manual_of_lists_are_the_programs() {
    let manual = include_str!("../../docs/lists.md");
    let opening = "<!-- made by a test from here: headers -->\n";
    let (before, rest) = manual.split_once(opening).unwrap();
    let (_, behind) = rest.split_once("<!-- to here -->").unwrap();
    let headers = leaflet::input::roster::headers_documentation();
    let expected = format!("{before}{opening}\n{headers}\n<!-- to here -->{behind}");
    if manual == expected {
        return;
    }
    assert!(
        accepts_changes(),
        "docs/lists.md lists other headers than the program knows; set UPDATE=1 to write it again"
    );
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("docs/lists.md");
    std::fs::write(path, expected).unwrap();
    panic!("docs/lists.md was written; look at it and run the tests again");
}
