//! The README is true: its two commands are there, its make command runs as written, and the
//! pictures and files it names exist.

use std::path::Path;
use std::process::Command;

use crate::support::workbench::Workbench;

const README: &str = include_str!("../../README.md");
const MAKE: &str = "cargo run --release -- make minimally-invasive-spinal-fusion \
                    --patient \"Sample Patient\" --surgeon bhavuk-garg";
const TEST: &str = "cargo test --release";

fn repository() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

#[test]
fn the_two_commands_are_there() {
    let commands: Vec<&str> = README.lines().map(str::trim).collect();
    assert!(commands.contains(&MAKE));
    assert!(commands.contains(&TEST));
}

#[test]
fn the_make_command_runs_as_written() {
    // Inside the repository, so that cargo finds it; in a folder of its own, so that nothing stays.
    let folder = tempfile::Builder::new()
        .prefix(".readme-")
        .tempdir_in(repository())
        .unwrap();
    let output = Command::new("sh")
        .args(["-c", MAKE])
        .current_dir(folder.path())
        .env_remove("CARGO_MANIFEST_DIR")
        .output()
        .unwrap();
    let said = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "{said}");
    let name = String::from_utf8(output.stdout).unwrap();
    let bytes = std::fs::read(folder.path().join(name.trim())).unwrap();
    assert!(bytes.starts_with(b"%PDF-1.7"));

    // The program alone, in an empty folder elsewhere, makes the same bytes.
    let bench = Workbench::new();
    bench
        .leaflet([
            "make",
            "minimally-invasive-spinal-fusion",
            "--patient",
            "Sample Patient",
        ])
        .with(["--surgeon", "bhavuk-garg", "-o", "alone.pdf"])
        .run()
        .succeeds();
    assert!(
        bytes == bench.bytes("alone.pdf"),
        "the program alone makes other bytes"
    );
}

#[test]
fn every_file_it_names_is_there() {
    let mut links = 0;
    for part in README.split("](").skip(1) {
        let Some((target, _)) = part.split_once(')') else {
            continue;
        };
        if !target.starts_with("http") && !target.starts_with('#') {
            assert!(repository().join(target).exists(), "{target}");
            links += 1;
        }
    }
    assert!(links > 3, "{links} links");
}
