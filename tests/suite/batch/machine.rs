//! The machine in the way: no room, no leave to write, damaged files, another run. What is told is
//! clear, and what was made stays.

use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::Duration;

use super::{bench, bytes, ends, hidden, list, name, numbers, paths};
use crate::support::workbench::Workbench;

/// A small disk of its own; it goes with the value. `None` where the machine gives none, which is said.
struct Disk(PathBuf);

impl Disk {
    fn new(folder: &Path, options: &str) -> Option<Disk> {
        std::fs::create_dir_all(folder).unwrap();
        let mounted = Command::new("mount")
            .args(["-t", "tmpfs", "-o", options, "tmpfs"])
            .arg(folder)
            .stderr(Stdio::null())
            .status();
        if mounted.is_ok_and(|status| status.success()) {
            Some(Disk(folder.to_owned()))
        } else {
            eprintln!("skipped: no disk can be mounted here");
            None
        }
    }

    fn again(&self, options: &str) {
        let mounted = Command::new("mount")
            .args(["-o", &format!("remount,{options}")])
            .arg(&self.0)
            .status();
        assert!(mounted.unwrap().success());
    }
}

impl Drop for Disk {
    fn drop(&mut self) {
        let _ = Command::new("umount").arg(&self.0).status();
    }
}

#[test]
fn a_full_disk_is_told_once_and_what_was_made_stays() {
    let bench = bench().with_file("today.csv", list(60));
    bench
        .leaflet(["batch", "today.csv", "--output-dir", "good"])
        .run()
        .succeeds();
    let good = bytes(&bench.path().join("good"));
    let folder = bench.path().join("small");
    let Some(disk) = Disk::new(&folder, "size=600k") else {
        return;
    };
    let arguments = ["batch", "today.csv", "--output-dir", "small"];
    let run = bench.leaflet(arguments).run();
    run.exits_with(2)
        .errors_have("were not made: its leaflet could not be written: No space left on device")
        .errors_have("free some space on the disk, then run the command again")
        .never_says("part-");
    assert!(
        run.errors().matches("No space left").count() <= 5,
        "{}",
        run.errors()
    );
    let there = bytes(&folder);
    assert!(!there.is_empty() && there.len() < 60, "{}", there.len());
    assert!(there.iter().all(|(name, bytes)| good[name] == *bytes));
    assert!(
        hidden(&folder)
            .iter()
            .all(|name| !name.starts_with("part-"))
    );
    // With room again the same command finishes the list.
    disk.again("size=60m");
    let run = bench
        .leaflet(arguments)
        .with(["--message-format", "json"])
        .run();
    run.succeeds();
    assert_eq!(numbers(&run)["unchanged"], there.len());
    assert!(bytes(&folder) == good);
}

#[test]
fn files_larger_than_allowed_are_told_and_nothing_half_stays() {
    // A limit that every leaflet is beyond, so that each write fails in its middle.
    let bench = bench().with_file("today.csv", list(6));
    let run = bench
        .program("sh")
        .with(["-c", "trap '' XFSZ; ulimit -f 8; exec \"$@\"", "sh"])
        .with([env!("CARGO_BIN_EXE_leaflet"), "batch", "today.csv"])
        .run();
    run.exits_with(2)
        .errors_have("its leaflet could not be written: File too large");
    ends(&run, "6 leaflets asked for: 0 made, 0 unchanged, 6 failed");
    let folder = bench.path().join("patients");
    assert!(bytes(&folder).is_empty());
    assert!(
        hidden(&folder)
            .iter()
            .all(|name| !name.starts_with("part-"))
    );
}

#[test]
fn a_folder_that_cannot_be_written_is_told_before_any_work() {
    let bench = bench()
        .with_file("today.csv", list(3))
        .with_file("file", "mine");
    let run = bench
        .leaflet(["batch", "today.csv", "--output-dir", "file"])
        .run();
    run.exits_with(2)
        .makes_nothing()
        .errors_have("`file` is not a folder");
    let run = bench
        .leaflet(["batch", "today.csv", "--output-dir", "file/in"])
        .run();
    run.exits_with(2)
        .makes_nothing()
        .errors_have("`file/in` could not be written");
    bench.put("odd/.leaflet", "mine");
    let run = bench
        .leaflet(["batch", "today.csv", "--output-dir", "odd"])
        .run();
    run.exits_with(2)
        .makes_nothing()
        .errors_have("`odd/.leaflet` is a link or something else that this program did not make");
    std::fs::create_dir(bench.path().join("linked")).unwrap();
    std::os::unix::fs::symlink("../odd", bench.path().join("linked/.leaflet")).unwrap();
    let run = bench
        .leaflet(["batch", "today.csv", "--output-dir", "linked"])
        .run();
    run.exits_with(2).makes_nothing().errors_have(
        "`linked/.leaflet` is a link or something else that this program did not make",
    );
    let folder = bench.path().join("sealed");
    if let Some(_disk) = Disk::new(&folder, "size=1m,ro") {
        let run = bench
            .leaflet(["batch", "today.csv", "--output-dir", "sealed"])
            .run();
        run.exits_with(2)
            .makes_nothing()
            .errors_have("`sealed/.leaflet` could not be written: Read-only file system")
            .errors_have("with `--output-dir`, choose a folder that you are allowed to write to");
    }
}

#[test]
fn a_damaged_key_is_told_and_purged() {
    let bench = bench().with_file("today.csv", list(6));
    bench.leaflet(["batch", "today.csv"]).run().succeeds();
    let before = bytes(&bench.path().join("patients"));
    for key in [&b""[..], b"short", &[7; 33]] {
        bench.put("patients/.leaflet/key", key);
        let run = bench.leaflet(["batch", "today.csv"]).run();
        run.exits_with(2)
            .makes_nothing()
            .output_is("")
            .errors_have("`patients/.leaflet/key` is damaged")
            .errors_have("`leaflet purge` with the folder deletes it; the leaflets are kept");
    }
    bench.leaflet(["purge", "patients"]).run().succeeds();
    let run = bench.leaflet(["batch", "today.csv"]).run();
    ends(&run, "6 leaflets asked for: 0 made, 6 unchanged, 0 failed");
    assert!(bytes(&bench.path().join("patients")) == before);
}

#[test]
fn a_damaged_ledger_costs_a_look_and_nothing_else() {
    let bench = bench().with_file("today.csv", list(6));
    bench.leaflet(["batch", "today.csv"]).run().succeeds();
    let good = bench.bytes("patients/.leaflet/ledger-whole");
    let mut noise = vec![0; 3000];
    for (at, byte) in noise.iter_mut().enumerate() {
        *byte = (at * at * 31 + at / 7) as u8;
    }
    let half = &good[..good.len() - 40];
    for damaged in [&noise[..], half, b"", &[&noise[..], half].concat()] {
        bench.put("patients/.leaflet/ledger-whole", damaged);
        let run = bench.leaflet(["batch", "today.csv"]).run();
        run.succeeds().output_is(&paths("patients", 2..=7));
        ends(&run, "6 leaflets asked for: 0 made, 6 unchanged, 0 failed");
        // It is mended: a change is known as a change of ours.
        bench.put("today.csv", list(6).replace("Qx4 Example", "Qx4 Else"));
        let run = bench.leaflet(["batch", "today.csv"]).run();
        ends(&run, "6 leaflets asked for: 1 made, 5 unchanged, 0 failed");
        bench.put("today.csv", list(6));
        bench.leaflet(["batch", "today.csv"]).run().succeeds();
    }
    // A folder in its place is no ledger.
    let ledger = bench.path().join("patients/.leaflet/ledger-whole");
    std::fs::remove_file(&ledger).unwrap();
    std::fs::create_dir(&ledger).unwrap();
    let run = bench.leaflet(["batch", "today.csv"]).run();
    run.exits_with(2)
        .makes_nothing()
        .errors_have("`patients/.leaflet/ledger-whole`");
}

#[test]
fn two_runs_of_the_same_work_do_not_meet() {
    let bench = bench().with_file("today.csv", list(3000));
    let arguments = ["batch", "today.csv", "--jobs", "1"];
    let mut first = Command::new(env!("CARGO_BIN_EXE_leaflet"))
        .args(arguments)
        .current_dir(bench.path())
        .stdin(Stdio::null())
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .spawn()
        .unwrap();
    let begun = bench.path().join("patients").join(name(2));
    while !begun.exists() {
        assert!(
            first.try_wait().unwrap().is_none(),
            "it ended without a leaflet"
        );
        std::thread::sleep(Duration::from_millis(2));
    }
    let told = "another run is writing leaflets into `patients`";
    for second in [&["batch", "today.csv"][..], &["purge", "patients"]] {
        let run = bench.leaflet(second).run();
        run.exits_with(2)
            .output_is("")
            .errors_have(told)
            .errors_have("wait until it is finished, then run the command again");
    }
    let is_at_work = first.try_wait().unwrap().is_none();
    first.kill().unwrap();
    first.wait().unwrap();
    assert!(is_at_work, "the first run ended too soon to prove anything");
    // A killed run holds no lock.
    let less = Workbench::new().with_file("today.csv", "");
    drop(less);
    bench.put("today.csv", list(3));
    bench.leaflet(["batch", "today.csv"]).run().succeeds();
}
