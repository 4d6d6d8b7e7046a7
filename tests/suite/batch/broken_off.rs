//! Runs that break off: killed at any moment, or asked to stop. No file is ever half, and the same
//! command again finishes the list.

use std::collections::BTreeMap;
use std::io::{BufRead, BufReader};
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use super::{bench, bytes, hidden, list, name, numbers};
use crate::support::outside::qpdf_faults;
use crate::support::workbench::Workbench;

/// Starts the program on `today.csv`, with messages for machines.
fn start(bench: &Workbench, arguments: &[&str]) -> Child {
    Command::new(env!("CARGO_BIN_EXE_leaflet"))
        .args(["batch", "today.csv", "--message-format", "json"])
        .args(arguments)
        .current_dir(bench.path())
        .env_clear()
        .stdin(Stdio::null())
        .stdout(Stdio::null())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap()
}

/// Sends a signal by its name.
fn signal(child: &Child, name: &str) {
    let sent = Command::new("kill")
        .args([&format!("-{name}"), &child.id().to_string()])
        .status();
    assert!(sent.unwrap().success());
}

/// Waits until the program told of so many rows; gives what is told further.
fn until_told(child: &mut Child, rows: usize) -> BufReader<std::process::ChildStderr> {
    let mut told = BufReader::new(child.stderr.take().unwrap());
    let mut seen = 0;
    let mut line = String::new();
    while seen < rows {
        line.clear();
        assert!(
            told.read_line(&mut line).unwrap() > 0,
            "it ended after {seen} rows"
        );
        seen += usize::from(line.contains("\"event\":\"made\""));
    }
    told
}

/// Demands that readers of PDF find nothing wrong with any file of a folder.
fn all_are_sound(folder: &Path) {
    for (name, bytes) in bytes(folder) {
        let document = lopdf::Document::load_mem(&bytes);
        assert!(
            document.is_ok_and(|it| !it.get_pages().is_empty()),
            "{name} is broken"
        );
        if let Ok(faults) = qpdf_faults(&folder.join(&name)) {
            assert_eq!(faults, Vec::<String>::new(), "{name}");
        }
    }
}

/// Demands that each file of a folder is, to the byte, the one of an undisturbed run, whose files are
/// sound; gives how many there are.
fn all_are_whole(folder: &Path, undisturbed: &BTreeMap<String, Vec<u8>>) -> usize {
    let files = bytes(folder);
    for (name, bytes) in &files {
        assert!(undisturbed.get(name) == Some(bytes), "{name} is not whole");
    }
    files.len()
}

/// Numbers that look like chance and are the same in every run: a linear congruence (Knuth, MMIX).
struct Chance(u64);

impl Chance {
    fn below(&mut self, end: u64) -> u64 {
        self.0 = self
            .0
            .wrapping_mul(6364136223846793005)
            .wrapping_add(1442695040888963407);
        (self.0 >> 33) % end.max(1)
    }
}

/// What kills did.
#[derive(Debug, Default)]
struct Kills {
    killed: usize,
    in_time: usize,
    with_parts: usize,
    leaflets_seen: usize,
}

/// Kills runs over the list at moments that chance chooses, and looks at the folder after each. When a
/// run ends before it is killed, the folder is emptied, so that the next begins anew.
fn kill(
    bench: &Workbench,
    kills: usize,
    whole_run: Duration,
    undisturbed: &BTreeMap<String, Vec<u8>>,
) -> Kills {
    let folder = bench.path().join("patients");
    let mut chance = Chance(4);
    let mut done = Kills::default();
    while done.killed < kills {
        let mut child = start(bench, &[]);
        let wait = chance.below(whole_run.as_micros() as u64);
        std::thread::sleep(Duration::from_micros(wait));
        let has_ended = child.try_wait().unwrap().is_some();
        let _ = child.kill();
        child.wait().unwrap();
        done.leaflets_seen += all_are_whole(&folder, undisturbed);
        if has_ended {
            done.in_time += 1;
            std::fs::remove_dir_all(&folder).unwrap();
            continue;
        }
        done.killed += 1;
        let parts = hidden(&folder);
        done.with_parts += usize::from(parts.iter().any(|name| name.starts_with("part-")));
    }
    done
}

#[test]
fn a_killed_run_leaves_no_half_leaflet_and_is_finished_by_the_next() {
    let kills = std::env::var("LEAFLET_KILLS").ok();
    let kills = kills.and_then(|kills| kills.parse().ok());
    let (kills, rows) = kills.map_or((15, 120), |kills| (kills, 500));
    let bench = bench().with_file("today.csv", list(rows));
    let started = Instant::now();
    let undisturbed = ["batch", "today.csv", "--output-dir", "undisturbed"];
    bench.leaflet(undisturbed).run().succeeds();
    let whole_run = started.elapsed();
    all_are_sound(&bench.path().join("undisturbed"));
    let undisturbed = bytes(&bench.path().join("undisturbed"));
    let before = Instant::now();
    let done = kill(&bench, kills, whole_run, &undisturbed);
    eprintln!(
        "{done:?} over {rows} rows in {:?}, a whole run in {whole_run:?}",
        before.elapsed()
    );
    let json = ["--message-format", "json"];
    let run = bench.leaflet(["batch", "today.csv"]).with(json).run();
    run.succeeds();
    assert_eq!(numbers(&run)["asked"], rows);
    let folder = bench.path().join("patients");
    assert_eq!(all_are_whole(&folder, &undisturbed), rows);
    assert_eq!(hidden(&folder), ["key", "ledger-whole", "lock-whole"]);
    let run = bench.leaflet(["batch", "today.csv"]).with(json).run();
    assert_eq!(numbers(&run)["unchanged"], rows);
}

#[test]
fn what_a_killed_share_left_is_taken_away_by_a_run_of_all() {
    let bench = bench().with_file("today.csv", list(20));
    bench
        .leaflet(["batch", "today.csv", "--shard", "1/2"])
        .run()
        .succeeds();
    for left in [
        "part-1-of-2-aBc123",
        "part-2-of-2-aBc123",
        "part-whole-aBc123",
        "key-aBc123",
    ] {
        bench.put(&format!("patients/.leaflet/{left}"), "%PDF-1.7 Qx half");
    }
    bench.put("patients/.leaflet/lock-2-of-2", "");
    bench
        .leaflet(["batch", "today.csv", "--shard", "1/2"])
        .run()
        .succeeds();
    let folder = bench.path().join("patients");
    let left = |names: Vec<String>| names.iter().filter(|name| name.contains("aBc123")).count();
    assert_eq!(
        left(hidden(&folder)),
        3,
        "a share takes its own away and no other's"
    );
    bench.leaflet(["batch", "today.csv"]).run().succeeds();
    assert_eq!(left(hidden(&folder)), 0);
}

#[test]
fn a_run_that_is_asked_to_stop_ends_soon_and_says_what_is_done() {
    for (name, twice) in [("INT", false), ("TERM", false), ("INT", true)] {
        let bench = bench().with_file("today.csv", list(4000));
        let mut child = start(&bench, &[]);
        let told = until_told(&mut child, 40);
        let asked = Instant::now();
        signal(&child, name);
        if twice {
            signal(&child, name);
        }
        let rest: Vec<String> = told.lines().map(Result::unwrap).collect();
        let status = child.wait().unwrap();
        let took = asked.elapsed();
        eprintln!("{name}, twice: {twice}: ended after {took:?}");
        assert_eq!(status.code(), Some(130), "{rest:?}");
        assert!(took < Duration::from_secs(5), "{name}: {took:?}");
        let folder = bench.path().join("patients");
        let there = bytes(&folder).len();
        assert!((40..4000).contains(&there), "{there}");
        assert!(
            hidden(&folder)
                .iter()
                .all(|name| !name.starts_with("part-"))
        );
        if twice {
            continue;
        }
        let summary: serde_json::Value = serde_json::from_str(rest.last().unwrap()).unwrap();
        assert_eq!(summary["stopped"], true);
        assert_eq!(summary["made"], there, "{summary}");
        assert_eq!(summary["not_begun"], 4000 - there, "{summary}");
    }
}

#[test]
fn a_list_that_was_stopped_is_finished_by_the_same_command() {
    let bench = bench().with_file("today.csv", list(600));
    let mut child = start(&bench, &["--jobs", "1"]);
    let told = until_told(&mut child, 16);
    signal(&child, "TERM");
    drop(told);
    child.wait().unwrap();
    let there = bytes(&bench.path().join("patients")).len() as u64;
    assert!((16..600).contains(&there), "{there}");
    let json = ["--message-format", "json"];
    let run = bench.leaflet(["batch", "today.csv"]).with(json).run();
    run.succeeds();
    let told = numbers(&run);
    assert_eq!(told["unchanged"], there);
    assert_eq!(told["made"], 600 - there);
    assert!(bench.path().join("patients").join(name(601)).exists());
}

#[test]
fn people_are_told_how_to_go_on() {
    let bench = bench().with_file("today.csv", list(6000));
    let run = bench
        .leaflet(["batch", "today.csv", "--jobs", "1"])
        .interrupted_after(Duration::from_millis(700))
        .run();
    if run.code() == Some(0) {
        // A machine that makes 6,000 leaflets in that time has nothing to be interrupted.
        return;
    }
    run.exits_with(130).never_says("Qx");
    // An interruption before the first page is set ends the program at once, without a word.
    if run.errors().contains("list-done") {
        run.errors_have("stopped; 6000 leaflets asked for: ")
            .errors_have(" not started")
            .errors_have("run the same command again to finish the list");
    }
}

#[test]
fn a_print_job_that_is_stopped_leaves_no_file_and_says_so() {
    let bench = bench().with_file("today.csv", list(6000));
    let job = ["--combined", "job.pdf", "--reprint", "2-6001"];
    let child = start(&bench, &job);
    let begun = Instant::now();
    let locked = |bench: &Workbench| {
        let files = bench.files();
        files
            .iter()
            .any(|name| name.starts_with(".leaflet-") && name.ends_with(".lock"))
    };
    while !locked(&bench) {
        assert!(begun.elapsed() < Duration::from_secs(60), "it never began");
        std::thread::sleep(Duration::from_millis(5));
    }
    std::thread::sleep(Duration::from_millis(300));
    signal(&child, "INT");
    let asked = Instant::now();
    let ended = child.wait_with_output().unwrap();
    let took = asked.elapsed();
    let told = String::from_utf8(ended.stderr).unwrap();
    assert_eq!(ended.status.code(), Some(130), "{told}");
    assert!(took < Duration::from_secs(20), "{took:?}");
    assert!(told.contains("the print job was not written"), "{told}");
    assert!(!bench.path().join("job.pdf").exists());
    let left = bench.files();
    assert!(
        left.iter().all(|name| !name.starts_with(".leaflet-")),
        "{left:?}"
    );
}
