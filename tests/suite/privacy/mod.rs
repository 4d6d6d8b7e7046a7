//! Nothing of a list of patients is anywhere but on the pages of their own leaflets.
//!
//! *What goes in and comes out*: lists whose every cell is a word that exists nowhere else, run through
//! `leaflet batch` with every option, broken in every way and broken off in every way. Then everything
//! that was said and every byte that was written is searched.
//! *What it promises*: names of files, words on both outputs, the hidden folder, files in the making, the
//! manifest, the folder for temporary files, and every object and unpacked stream of every PDF; [`search`]
//! says how.
//! *Why this shape*: a leak is wherever nobody thought of looking, so everything is looked at, and a
//! control shows that the search finds what it should.

mod search;

use std::os::unix::fs::PermissionsExt;
use std::path::Path;
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use search::{hidden_words, is_telling, told_in, told_off_the_pages};

use crate::support::workbench::{Finished, Run, Workbench};

const GUIDE: &str = "minimally-invasive-spinal-fusion";

/// Where lists lie, which hold the words.
const LISTS: &str = "lists/";

/// In every cell, in these or in capital letters; no language has it.
const LATIN: &str = "zqxv";

/// Names in other scripts; each stands once in the list, with the row's number.
const SCRIPTS: [&str; 6] = ["झ्षळ्हथ", "ঝ্ষঢ়থ", "ஞ்ஷழ்ஹ", "ژڑغظ", "Ξψζχθ", "Щъэжћ"];

const HEADER: &str =
    "guide,patient,surgeon,edition,appointment,procedure date,level,side,reference";

/// A good row, which stands in a list in the line of its number, below the header.
fn row(number: usize) -> String {
    let script = SCRIPTS[number % SCRIPTS.len()];
    let minute = number % 60;
    format!(
        "{GUIDE},Zqxvpatient{number:04} {script}{number},Dr. Zqxvsurgeon{number:04},a4,09:{minute:02},\
         2026-12-09,Zqxvlevel{number:04},Zqxvside{number:04},ZQXVREF{number:04}"
    )
}

/// Rows of [`faulty_rows`] that are made: two with a warning (an appointment only orders), and two
/// whose day is told in words.
const MADE_ALL_THE_SAME: usize = 4;

/// Rows with a fault each: of the list, of the guide, of the person.
fn faulty_rows() -> Vec<String> {
    let with = |at: usize, cell: &str| {
        let row = row(900 + at);
        let mut cells: Vec<&str> = row.split(',').collect();
        cells[at] = cell;
        cells.join(",")
    };
    vec![
        with(0, "Zqxvguide"),
        with(0, "zqxv-guide"),
        with(1, "Zqxvpatient田"),
        with(1, "\"Zqxvpatient\nSecond\""),
        with(1, "Zqxvpat\u{202e}ient"),
        with(1, "=Zqxvformula"),
        with(1, ""),
        with(2, "zqxv-surgeon"),
        with(2, "Zqxvsurgeon😀"),
        with(3, "Zqxvedition"),
        with(4, "Zqxv o'clock"),
        with(5, "Zqxvday"),
        with(5, "03/04/2026"),
        with(5, "31 Zqxvember 2026"),
        with(6, "Zqxvlevel\u{7}"),
        with(8, "Zqxv\u{fff9}"),
        format!("{},Zqxvextra,Zqxvmore", row(990)),
        "Zqxvalone".to_owned(),
    ]
}

fn list(rows: impl IntoIterator<Item = String>) -> String {
    let rows: Vec<String> = rows.into_iter().collect();
    format!("{HEADER}\n{}\n", rows.join("\n"))
}

/// A workbench with good rows, faulty ones, and a folder for temporary files.
fn bench(good: usize) -> Workbench {
    let numbers = || (2..good + 2).map(row);
    let faulty = numbers().chain(faulty_rows());
    Workbench::new()
        .with_folder("tmp")
        .with_file("lists/good.csv", list(numbers()))
        .with_file("lists/faulty.csv", list(faulty))
}

/// The program at its most talkative.
fn batch<'a>(bench: &'a Workbench, roster: &str, arguments: &[&str]) -> Run<'a> {
    bench
        .leaflet(["batch", &format!("{LISTS}{roster}")])
        .with(arguments)
        .env("TMPDIR", bench.path().join("tmp"))
        .env("RUST_LOG", "trace")
        .env("RUST_BACKTRACE", "full")
        .umask("022")
}

/// Demands that a run said nothing and left nothing.
#[track_caller]
fn is_silent(run: &Finished<'_>, bench: &Workbench) {
    assert_eq!(is_telling(run.output_bytes()), None, "{}", run.output());
    assert_eq!(
        is_telling(run.errors().as_bytes()),
        None,
        "{}",
        run.errors()
    );
    assert_eq!(told_in(bench, &run.made()), Vec::<String>::new());
    let temporary = std::fs::read_dir(bench.path().join("tmp")).unwrap().count();
    assert_eq!(
        temporary, 0,
        "files are left in the folder for temporary files"
    );
}

/// The mode of a file or folder.
fn mode(path: &Path) -> u32 {
    std::fs::metadata(path).unwrap().permissions().mode() & 0o777
}

/// Demands that leaflets, ledgers, keys and manifests are their owner's alone.
#[track_caller]
fn is_the_owners(bench: &Workbench, folder: &str) {
    let folder = bench.path().join(folder);
    assert_eq!(mode(&folder.join(".leaflet")), 0o700);
    let mut leaflets = 0;
    for name in bench
        .files()
        .into_iter()
        .filter(|name| !name.starts_with(LISTS))
    {
        let path = bench.path().join(&name);
        // The lock is empty, and every share of the work must be able to take it.
        if name.contains("/lock-") {
            assert_eq!(std::fs::metadata(&path).unwrap().len(), 0);
            continue;
        }
        leaflets += usize::from(name.ends_with(".pdf"));
        assert_eq!(mode(&path), 0o600, "{name}");
    }
    assert!(leaflets > 0);
}

#[test]
fn a_list_with_every_kind_of_fault_is_told_without_a_word_of_it() {
    let bench = bench(3);
    let runs: [(&[&str], i32); 5] = [
        (&["--dry-run"], 1),
        (&["--strict"], 1),
        (&["--strict", "--message-format", "json"], 1),
        (&["--manifest", "made.json", "--message-format", "json"], 1),
        (&["--output-dir", "again", "--no-ledger"], 1),
    ];
    for (arguments, code) in runs {
        let run = batch(&bench, "faulty.csv", arguments).run();
        // To people one cause is told once, to machines row by row.
        let rows = match arguments.contains(&"json") {
            true => "row 5",
            false => "rows 5, 6",
        };
        run.exits_with(code).errors_have(rows);
        is_silent(&run, &bench);
    }
    is_the_owners(&bench, "patients");
    // The words are on the pages of the good rows, or nothing would have been proved.
    for number in 2..=4 {
        let text = bench
            .pdf(&format!("patients/000{number}-{GUIDE}-en.pdf"))
            .text_in_tag_order();
        for part in ["patient", "surgeon", "level", "side"] {
            assert!(text.contains(&format!("Zqxv{part}000{number}")), "{text}");
        }
    }
    let manifest = String::from_utf8(bench.bytes("made.json")).unwrap();
    assert_eq!(manifest.matches("\"row\"").count(), 3 + MADE_ALL_THE_SAME);
}

#[test]
fn lists_that_cannot_be_read_are_refused_without_a_word_of_them() {
    let bench = bench(2);
    let good = String::from_utf8(bench.bytes("lists/good.csv")).unwrap();
    let utf16: Vec<u8> = std::iter::once(0xfeff)
        .chain(good.encode_utf16())
        .flat_map(u16::to_le_bytes)
        .collect();
    let without_header = good.split_once('\n').unwrap().1.to_owned();
    let latin = good.replace(|sign: char| !sign.is_ascii(), "");
    // A capital letter with an accent, as Windows-1252 writes it.
    let latin = latin.replace("Dr. Z", "Dr. \u{1}Z").into_bytes();
    let latin = latin
        .into_iter()
        .map(|byte| if byte == 1 { 0xc9 } else { byte });
    let latin: Vec<u8> = latin.collect();
    let lists: [(&str, &[u8], &[&str], i32); 14] = [
        ("utf-16.csv", &utf16, &[], 0),
        ("utf-16-cut.csv", &utf16[..utf16.len() - 7], &[], 1),
        ("utf-16-unmarked.csv", &utf16[2..], &[], 0),
        ("latin.csv", &latin, &[], 1),
        (
            "latin.csv",
            &latin,
            &["--encoding", "windows-1252", "--force"],
            0,
        ),
        ("headless.csv", without_header.as_bytes(), &[], 1),
        (
            "unknown.csv",
            b"patient,Zqxvunknown\nZqxvpatient,Zqxvcell\n",
            &["--guide", GUIDE, "--dry-run"],
            0,
        ),
        (
            "quote.csv",
            b"patient,level\n\"Zqxvpatient,Zqxvlevel\nZqxvpatient,\"Zqxv\" level\n",
            &["--guide", GUIDE],
            1,
        ),
        (
            "nul.csv",
            b"patient\nZqxv\0patient\n",
            &["--guide", GUIDE],
            1,
        ),
        (
            "twice.csv",
            b"patient,name\nZqxvpatient,Zqxvother\n",
            &["--guide", GUIDE],
            1,
        ),
        ("book.xlsx", b"PK\x03\x04Zqxvpatient", &[], 1),
        ("old.xls", b"\xd0\xcf\x11\xe0Zqxvpatient", &[], 1),
        (
            "semicolons.tsv",
            b"patient;level\nZqxvpatient;Zqxv;level\n",
            &["--guide", GUIDE],
            1,
        ),
        ("good.csv", good.as_bytes(), &["--encoding", "zqxv"], 2),
    ];
    for (name, bytes, arguments, code) in lists {
        bench.put(&format!("{LISTS}{name}"), bytes);
        let run = batch(&bench, name, arguments).run();
        run.exits_with(code);
        // A header's own words may be told where the row is surely a header.
        if name == "unknown.csv" {
            run.never_says("Zqxvpatient").never_says("Zqxvcell");
            continue;
        }
        is_silent(&run, &bench);
    }
    let run = bench
        .leaflet(["batch", "-", "--output-dir", "from-input"])
        .env("TMPDIR", bench.path().join("tmp"))
        .input(bench.bytes("lists/faulty.csv"))
        .run();
    run.exits_with(1);
    is_silent(&run, &bench);
}

#[test]
fn names_of_files_hold_what_a_flag_allows_and_say_so_once() {
    let bench = bench(3);
    let warned = |run: &Finished<'_>, what: &str| {
        let count = run.errors().matches("is part of the file names").count();
        assert_eq!(count, 1, "{}", run.errors());
        run.errors_have(what);
    };
    for (pattern, flag) in [
        ("{reference}", "--references-in-names"),
        ("{patient}-{row}", "--patients-in-names"),
    ] {
        let run = batch(&bench, "good.csv", &["--name", pattern]).run();
        run.exits_with(2).makes_nothing().errors_have(flag);
        is_silent(&run, &bench);
        // The other flag does not allow it.
        let other = match flag {
            "--references-in-names" => "--patients-in-names",
            _ => "--references-in-names",
        };
        let run = batch(&bench, "good.csv", &["--name", pattern, other]).run();
        run.exits_with(2).makes_nothing();
        is_silent(&run, &bench);
    }
    let names = |folder: &str| -> Vec<String> {
        let files = bench.files().into_iter();
        files
            .filter(|name| name.starts_with(folder) && name.ends_with(".pdf"))
            .collect()
    };
    let arguments = [
        "--name",
        "{reference}",
        "--references-in-names",
        "--output-dir",
        "by-reference",
    ];
    let run = batch(&bench, "good.csv", &arguments).run();
    run.succeeds();
    warned(&run, "reference");
    assert_eq!(
        is_telling(run.errors().as_bytes()),
        None,
        "{}",
        run.errors()
    );
    assert_eq!(
        names("by-reference/"),
        ["2", "3", "4"].map(|row| format!("by-reference/ZQXVREF000{row}.pdf"))
    );
    let arguments = [
        "--name",
        "{patient}",
        "--patients-in-names",
        "--output-dir",
        "by-name",
    ];
    let run = batch(&bench, "good.csv", &arguments).run();
    run.succeeds();
    warned(&run, "patient's name");
    assert_eq!(
        is_telling(run.errors().as_bytes()),
        None,
        "{}",
        run.errors()
    );
    let by_name = names("by-name/");
    assert!(
        by_name
            .iter()
            .all(|name| name.contains("Zqxvpatient") && !name.contains("REF"))
    );
    // But for the names of the leaflets, nothing is told.
    for name in bench.files() {
        if name.contains(".leaflet/") {
            assert_eq!(is_telling(name.as_bytes()), None);
            assert_eq!(is_telling(&bench.bytes(&name)), None, "{name}");
        } else if name.ends_with(".pdf") {
            let pdf = bench.pdf(&name);
            assert_eq!(told_off_the_pages(&pdf, "a leaflet"), Vec::<String>::new());
        }
    }
}

#[test]
fn two_rows_of_one_name_are_told_without_it() {
    let bench = bench(1);
    let same = [row(2), row(3).replace("ZQXVREF0003", "zqxvref0002")];
    bench.put("lists/same.csv", list(same));
    let arguments = ["--name", "{reference}", "--references-in-names"];
    for format in ["human", "json"] {
        let run = batch(&bench, "same.csv", &arguments)
            .with(["--message-format", format])
            .run();
        run.exits_with(1).makes_nothing().errors_have("row 3");
        is_silent(&run, &bench);
    }
}

#[test]
fn shares_second_runs_and_folders_that_refuse_leave_no_word() {
    let bench = bench(4);
    for shard in ["1/2", "2/2"] {
        let run = batch(&bench, "good.csv", &["--shard", shard]).run();
        run.succeeds();
        is_silent(&run, &bench);
    }
    for arguments in [
        &["--join", "--manifest", "all.json"][..],
        &["--combined", "print.pdf", "--separator-sheets"],
        &["--combined", "print-in-parts.pdf", "--combined-max", "2"],
        &["--combined", "again.pdf", "--reprint", "3-4"],
        &["--force", "--message-format", "json"],
    ] {
        let run = batch(&bench, "good.csv", arguments).run();
        run.succeeds();
        is_silent(&run, &bench);
    }
    is_the_owners(&bench, "patients");

    // A leaflet that somebody changed, and one that is missing.
    let file = |row: usize| format!("patients/000{row}-{GUIDE}-en.pdf");
    bench.put(&file(2), b"%PDF-1.4 another");
    std::fs::remove_file(bench.path().join(file(3))).unwrap();
    for (arguments, code) in [(&["--join"][..], 1), (&[], 2)] {
        let run = batch(&bench, "good.csv", arguments).run();
        run.exits_with(code);
        is_silent(&run, &bench);
    }
    let run = bench.leaflet(["purge", "patients"]).run();
    run.succeeds();
    is_silent(&run, &bench);
    // Where a leaflet should go there is a folder; where the folder should be there is a file.
    std::fs::create_dir(bench.path().join("other")).unwrap();
    std::fs::create_dir(bench.path().join(file(4).replace("patients", "other"))).unwrap();
    bench.put("plain", "no folder");
    for folder in ["other", "plain", "plain/below"] {
        let run = batch(&bench, "good.csv", &["--output-dir", folder]).run();
        run.exits_with(2);
        is_silent(&run, &bench);
    }
}

#[test]
fn a_run_that_is_broken_off_leaves_no_word() {
    let count = 600;
    let bench = bench(count);
    let start = || {
        Command::new(env!("CARGO_BIN_EXE_leaflet"))
            .args(["batch", "lists/good.csv", "--message-format", "json"])
            .current_dir(bench.path())
            .env_clear()
            .env("TMPDIR", bench.path().join("tmp"))
            .env("RUST_LOG", "trace")
            .env("RUST_BACKTRACE", "full")
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .unwrap()
    };
    let made = || {
        let folder = std::fs::read_dir(bench.path().join("patients"));
        folder.map_or(0, Iterator::count)
    };
    for signal in ["-KILL", "-INT", "-KILL"] {
        let before = made();
        let child = start();
        let started = Instant::now();
        // Some were made, and others are in the making.
        while made() < before + 20 {
            assert!(
                started.elapsed() < Duration::from_secs(30),
                "nothing is made"
            );
            std::thread::sleep(Duration::from_millis(1));
        }
        let sent = Command::new("kill")
            .args([signal, &child.id().to_string()])
            .status();
        assert!(sent.unwrap().success());
        let ended = child.wait_with_output().unwrap();
        assert_eq!(ended.status.code(), (signal == "-INT").then_some(130));
        for said in [&ended.stdout, &ended.stderr] {
            assert_eq!(is_telling(said), None);
        }
        assert!(
            made() < count,
            "the run was over before it could be broken off"
        );
        // Leaflets in the making have their pages' words too, and nobody but the owner reads them.
        for name in bench.files() {
            if name.contains("/part-") {
                assert_eq!(mode(&bench.path().join(&name)), 0o600, "{name}");
            }
        }
        assert_eq!(hidden_words(&bench), Vec::<String>::new());
        assert_eq!(
            std::fs::read_dir(bench.path().join("tmp")).unwrap().count(),
            0
        );
    }
    let run = batch(&bench, "good.csv", &["-q"]).run();
    run.succeeds().errors_are("");
    let left: Vec<String> = bench
        .files()
        .into_iter()
        .filter(|name| name.contains("/part-"))
        .collect();
    assert_eq!(left, Vec::<String>::new());
    assert_eq!(hidden_words(&bench), Vec::<String>::new());
    // Some leaflets are searched in full.
    for number in (2..count + 2).step_by(40) {
        let name = format!("patients/{number:04}-{GUIDE}-en.pdf");
        assert_eq!(
            told_off_the_pages(&bench.pdf(&name), "a leaflet"),
            Vec::<String>::new()
        );
    }
}
