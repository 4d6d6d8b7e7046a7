//! Lists of every kind: each is read, or refused with a sentence, and never makes the program fail.

use std::time::Duration;

use super::{bench, ends, guide, list, paths};
use crate::rosters::{Expected, cases};
use crate::support::workbench::Workbench;

#[test]
fn a_list_comes_from_standard_input() {
    let bench = bench();
    let run = bench.leaflet(["batch", "-"]).input(list(3)).run();
    run.succeeds().output_is(&paths("patients", 2..=4));
    let run = bench
        .leaflet(["batch", "-"])
        .input("guide,patient\nknee,\n")
        .run();
    run.exits_with(1)
        .errors_have("--> standard input:2:")
        .makes_nothing();
    let run = bench.leaflet(["batch", "-"]).input("").run();
    run.exits_with(1).makes_nothing();
}

#[test]
fn tabs_and_the_encoding_of_excel_are_read() {
    let tabs = list(3).replace(',', "\t");
    let excel = format!("\u{feff}{tabs}").replace('\n', "\r\n");
    let excel: Vec<u8> = excel.encode_utf16().flat_map(u16::to_le_bytes).collect();
    for words in [tabs.into_bytes(), excel] {
        let bench = bench().with_file("today.txt", words);
        let run = bench.leaflet(["batch", "today.txt"]).run();
        run.succeeds().output_is(&paths("patients", 2..=4));
    }
}

#[test]
fn an_old_encoding_is_refused_until_it_is_named() {
    let bench = bench().with_file("today.csv", b"guide;patient\r\nknee;Jos\xe9 Sample\r\n");
    let run = bench.leaflet(["batch", "today.csv"]).run();
    run.exits_with(1)
        .makes_nothing()
        .errors_have("--encoding windows-1252")
        .never_says("Jos");
    let run = bench
        .leaflet(["batch", "today.csv", "--encoding", "windows-1252"])
        .run();
    run.succeeds();
    let text = bench.pdf("patients/0002-knee-en.pdf").text_in_tag_order();
    assert!(text.contains("José Sample"), "{text}");
}

#[test]
fn what_is_no_list_is_refused() {
    let bench = bench().with_folder("folder");
    for (name, told) in [
        ("gone.csv", "there is no file `gone.csv`"),
        ("folder", "`folder` cannot be read"),
        ("gone/today.csv", "there is no file `gone/today.csv`"),
    ] {
        let run = bench.leaflet(["batch", name]).run();
        run.exits_with(2)
            .makes_nothing()
            .output_is("")
            .errors_have(told)
            .errors_have("hint: ");
    }
}

/// The rows and the rows with a fault that must come of a case; `None` where no list comes of it.
fn rows_of(expected: &Expected) -> Option<(usize, usize)> {
    let (rows, faulty) = match expected {
        Expected::Counted(rows, faulty, _) => (*rows, *faulty),
        Expected::Shown(shown) => {
            let rows = shown
                .lines()
                .map(|line| line.split(' ').next().unwrap_or_default())
                .filter(|first| first.trim_end_matches('!').parse::<usize>().is_ok());
            let faulty = rows.clone().filter(|first| first.ends_with('!')).count();
            (rows.count(), faulty)
        }
    };
    (rows > 0).then_some((rows, faulty))
}

#[test]
fn every_roster_is_planned_or_refused() {
    let mut is_made = [("csv", false), ("xlsx", false), ("ods", false)];
    for case in cases() {
        let bench = Workbench::new()
            .with_file("content/guides/fusion/en.yaml", guide("About it."))
            .with_file(case.file, &case.bytes);
        // Some lists have no column for the guide.
        let arguments = [
            "batch",
            case.file,
            "--guide",
            "fusion",
            "--output-dir",
            "made",
        ];
        let json = ["--message-format", "json", "--dry-run"];
        let dry = bench
            .leaflet(arguments)
            .with(case.arguments)
            .with(json)
            .time_limit(Duration::from_secs(30))
            .run();
        dry.makes_nothing()
            .never_says("Qx")
            .never_says("the program failed unexpectedly");
        let code = dry.code();
        assert!(
            matches!(code, Some(0..=1)),
            "{}: {code:?} {}",
            case.name,
            dry.errors()
        );
        let Some((rows, faulty)) = rows_of(&case.expected) else {
            assert_eq!(code, Some(1), "{}: {}", case.name, dry.errors());
            continue;
        };
        let told = super::numbers(&dry);
        let number = |key: &str| told[key].as_u64().unwrap();
        let asked = number("asked") - number("left_out");
        assert_eq!(asked, rows as u64, "{}: {told}", case.name);
        // More rows can fall out when guides and facts are looked at; none can come back.
        assert!(
            told["failed"].as_u64() >= Some(faulty as u64),
            "{}: {told}",
            case.name
        );
        let kind = is_made
            .iter_mut()
            .find(|(kind, done)| !done && case.file.ends_with(kind));
        if let Some((_, done)) = kind.filter(|_| code == Some(0) && rows < 10) {
            *done = true;
            let run = bench.leaflet(arguments).with(case.arguments).run();
            run.succeeds().output_is(&dry.output());
            ends(
                &run,
                &format!(
                    "{rows} leaflet{} asked for: {rows} made, 0 unchanged, 0 failed",
                    if rows == 1 { "" } else { "s" }
                ),
            );
        }
    }
    assert_eq!(is_made.map(|(_, done)| done), [true; 3], "{is_made:?}");
}
