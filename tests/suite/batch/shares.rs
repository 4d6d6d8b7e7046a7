//! Shares: every row in one of them, all of them at once, joined to the very folder of one run.

use std::collections::BTreeSet;
use std::process::{Child, Command, Stdio};

use super::{bench, bytes, ends, guide, hidden, line, list, name, numbers};
use crate::support::workbench::Workbench;

const ROWS: usize = 43;

/// The files that a share would make.
fn share(bench: &Workbench, share: &str) -> Vec<String> {
    let run = bench
        .leaflet(["batch", "today.csv", "--dry-run", "--shard", share])
        .run();
    run.succeeds().makes_nothing();
    run.output().lines().map(str::to_owned).collect()
}

/// The words of the patients of a share.
fn patients(list: &str, files: &[String]) -> BTreeSet<String> {
    let lines: Vec<&str> = list.lines().collect();
    let row = |path: &String| -> usize {
        let name = path.rsplit('/').next().unwrap();
        name[..4].parse().unwrap()
    };
    files
        .iter()
        .map(|path| lines[row(path) - 1].to_owned())
        .collect()
}

#[test]
fn shares_are_disjoint_complete_balanced_and_do_not_depend_on_the_order() {
    let forwards = list(ROWS);
    let backwards: String = std::iter::once("guide,patient,level,side\n".to_owned())
        .chain((0..ROWS).rev().map(|row| line(row + 2)))
        .collect();
    let one = bench().with_file("today.csv", &forwards);
    let other = bench().with_file("today.csv", &backwards);
    for count in 1..=7 {
        let mut all = BTreeSet::new();
        let mut sizes = Vec::new();
        for index in 1..=count {
            let files = share(&one, &format!("{index}/{count}"));
            let mut sorted = files.clone();
            sorted.sort();
            assert_eq!(files, sorted, "in the list's order");
            sizes.push(files.len());
            let theirs = share(&other, &format!("{index}/{count}"));
            assert_eq!(patients(&forwards, &files), patients(&backwards, &theirs));
            all.extend(files);
        }
        assert_eq!(all.len(), ROWS, "of {count}");
        assert_eq!(sizes.iter().sum::<usize>(), ROWS, "of {count}");
        assert!(
            sizes.iter().max().unwrap() - sizes.iter().min().unwrap() <= 1,
            "{sizes:?}"
        );
    }
}

fn start(bench: &Workbench, share: &str) -> Child {
    Command::new(env!("CARGO_BIN_EXE_leaflet"))
        .args(["batch", "today.csv", "-q", "--jobs", "1", "--shard", share])
        .current_dir(bench.path())
        .stdin(Stdio::null())
        .stdout(Stdio::null())
        .spawn()
        .unwrap()
}

#[test]
fn shares_at_work_at_once_make_the_folder_of_one_run() {
    let bench = bench().with_file("today.csv", list(ROWS));
    let whole = ["--output-dir", "whole", "--manifest", "whole.json"];
    bench
        .leaflet(["batch", "today.csv"])
        .with(whole)
        .run()
        .succeeds();
    let mut shares: Vec<Child> = (1..=5)
        .map(|index| start(&bench, &format!("{index}/5")))
        .collect();
    for share in &mut shares {
        assert!(share.wait().unwrap().success());
    }
    let join = ["batch", "today.csv", "--join", "--manifest", "joined.json"];
    let run = bench.leaflet(join).run();
    run.succeeds().makes(&[
        "joined.json",
        "patients/.leaflet/ledger-whole",
        "patients/.leaflet/lock-whole",
    ]);
    ends(&run, "43 leaflets asked for: 43 exist, 0 missing");
    assert!(bytes(&bench.path().join("patients")) == bytes(&bench.path().join("whole")));
    assert_eq!(bench.bytes("joined.json"), bench.bytes("whole.json"));
    assert_eq!(hidden(&bench.path().join("patients")).len(), 1 + 2 * 6);
    // The whole list knows what the shares made.
    let run = bench.leaflet(["batch", "today.csv"]).run();
    ends(
        &run,
        "43 leaflets asked for: 0 made, 43 unchanged, 0 failed",
    );
}

#[test]
fn joining_names_what_is_missing_and_its_share() {
    let bench = bench().with_file("today.csv", list(ROWS));
    for index in [1, 3] {
        let shard = format!("{index}/3");
        let run = bench
            .leaflet(["batch", "today.csv", "--shard", &shard])
            .run();
        run.succeeds();
    }
    let missing = share(&bench, "2/3");
    let run = bench.leaflet(["batch", "today.csv", "--join"]).run();
    run.exits_with(1).makes(&[
        "patients/.leaflet/ledger-whole",
        "patients/.leaflet/lock-whole",
    ]);
    let made = ROWS - missing.len();
    ends(
        &run,
        &format!(
            "43 leaflets asked for: {made} exist, {} missing",
            missing.len()
        ),
    );
    run.errors_have("run its share again, `--shard 2/3`, then join")
        .never_says("Qx");
    bench
        .leaflet(["batch", "today.csv", "--shard", "2/3"])
        .run()
        .succeeds();
    bench
        .leaflet(["batch", "today.csv", "--join"])
        .run()
        .succeeds()
        .makes_nothing();

    // Gone, changed by hand, of an older guide: none of these is what would be made today.
    let folder = bench.path().join("patients");
    std::fs::remove_file(folder.join(name(10))).unwrap();
    bench.put(&format!("patients/{}", name(12)), "%PDF-1.7 other");
    let run = bench.leaflet(["batch", "today.csv", "--join"]).run();
    run.exits_with(1)
        .makes_nothing()
        .errors_have("row 10 was not made")
        .errors_have("row 12 was not made");
    ends(&run, "43 leaflets asked for: 41 exist, 2 missing");
    bench
        .leaflet(["batch", "today.csv", "--force"])
        .run()
        .succeeds();
    bench.put("content/guides/hip/en.yaml", guide("Said better."));
    let json = ["--join", "--message-format", "json"];
    let run = bench.leaflet(["batch", "today.csv"]).with(json).run();
    run.exits_with(1).makes_nothing();
    assert_eq!(numbers(&run)["failed"], 21);
    // An older line of the whole run hides none of the shares' newer ones.
    for index in 1..=3 {
        let shard = format!("{index}/3");
        bench
            .leaflet(["batch", "today.csv", "--shard", &shard])
            .run()
            .succeeds();
    }
    bench
        .leaflet(["batch", "today.csv", "--join"])
        .run()
        .succeeds();
}

#[test]
fn there_is_nothing_to_join_in_a_folder_that_is_not_there() {
    let bench = bench().with_file("today.csv", list(3));
    let run = bench
        .leaflet(["batch", "today.csv", "--join", "--output-dir", "none"])
        .run();
    run.exits_with(2)
        .makes_nothing()
        .errors_have("there is no folder `none`");
    assert!(!bench.path().join("none").exists());
    bench.put("some/notes.txt", "mine");
    let run = bench
        .leaflet(["batch", "today.csv", "--join", "--output-dir", "some"])
        .run();
    run.exits_with(1)
        .errors_have("run the list without `--join` to make it, then join again");
    ends(&run, "3 leaflets asked for: 0 exist, 3 missing");
}

#[test]
fn a_share_counts_its_own_rows() {
    let bench = bench().with_file("today.csv", list(ROWS) + "knee,,L1,left\n");
    let json = ["--message-format", "json"];
    let mut asked = 0;
    for index in 1..=4 {
        let shard = format!("{index}/4");
        let run = bench
            .leaflet(["batch", "today.csv", "--shard", &shard])
            .with(json)
            .run();
        // A row with a fault is nobody's share: the join says it once more.
        run.succeeds()
            .errors_have("row 45, column `patient` is empty");
        let told = numbers(&run);
        assert_eq!(told["asked"], told["made"]);
        asked += told["asked"].as_u64().unwrap();
    }
    assert_eq!(asked, ROWS as u64);
    let run = bench.leaflet(["batch", "today.csv", "--join"]).run();
    run.exits_with(1);
    ends(&run, "44 leaflets asked for: 43 exist, 1 missing");
    for wrong in ["0/4", "5/4", "1", "1/0", "a/b", "1/99999"] {
        let run = bench
            .leaflet(["batch", "today.csv", "--shard", wrong])
            .run();
        run.exits_with(2).makes_nothing();
    }
}
