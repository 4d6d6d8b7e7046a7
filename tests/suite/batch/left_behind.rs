//! What a killed or twice interrupted run leaves: nothing with a patient's words, and nothing that the next
//! run, `purge` or `doctor` would not know.

use std::os::unix::fs::PermissionsExt;
use std::process::{Child, Command, Stdio};
use std::time::Duration;

use super::{bench, hidden, list};
use crate::support::outside;
use crate::support::workbench::Workbench;

/// The files outside of content that no command named, and those of hidden folders that are half-made.
fn left(bench: &Workbench) -> Vec<String> {
    let files = bench.files().into_iter();
    let is_half = |name: &String| {
        let name = name.rsplit('/').next().unwrap_or(name);
        name.ends_with(".part") || name.starts_with("part-") || name.ends_with(".lock")
    };
    files.filter(is_half).collect()
}

fn signal(id: u32, name: &str) {
    let sent = Command::new("kill")
        .args([&format!("-{name}"), &id.to_string()])
        .status();
    assert!(sent.unwrap().success());
}

/// Waits until a run writes a file in the bench that has no name yet, or one of its own; whether it does.
fn is_writing(child: &mut Child, bench: &Workbench) -> bool {
    let folder = bench.path().canonicalize().unwrap();
    let descriptors = format!("/proc/{}/fd", child.id());
    while child.try_wait().unwrap().is_none() {
        let open = std::fs::read_dir(&descriptors).into_iter().flatten();
        let mut links = open.filter_map(|entry| std::fs::read_link(entry.ok()?.path()).ok());
        let is_nameless = links.any(|link| {
            link.starts_with(&folder) && link.to_string_lossy().ends_with(" (deleted)")
        });
        if is_nameless || left(bench).iter().any(|name| name.ends_with(".part")) {
            return true;
        }
        std::thread::sleep(Duration::from_millis(1));
    }
    false
}

#[test]
fn a_print_job_that_is_interrupted_twice_or_killed_leaves_nothing() {
    for signals in [&["INT", "INT"][..], &["TERM", "HUP"], &["KILL"]] {
        let mut was_stopped = false;
        // A run may end between the look and the signal.
        for _ in 0..5 {
            was_stopped |= stopped_job_leaves_nothing(signals);
        }
        assert!(was_stopped, "{signals:?}: no run was stopped in the middle");
    }
}

/// Stops a run while it writes the print job, and looks at what is there; whether it was stopped.
fn stopped_job_leaves_nothing(signals: &[&str]) -> bool {
    let bench = bench().with_file("today.csv", list(300));
    bench.leaflet(["batch", "today.csv"]).run().succeeds();
    let mut child = Command::new(env!("CARGO_BIN_EXE_leaflet"))
        .args([
            "batch",
            "today.csv",
            "--combined",
            "print.pdf",
            "--jobs",
            "1",
        ])
        .current_dir(bench.path())
        .stdin(Stdio::null())
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .spawn()
        .unwrap();
    // The leaflets are there, so that what it writes is the job.
    if is_writing(&mut child, &bench) {
        for name in signals {
            signal(child.id(), name);
            std::thread::sleep(Duration::from_millis(5));
        }
    }
    child.wait().unwrap();
    if bench.path().join("print.pdf").exists() {
        return false;
    }
    let left_there = left(&bench);
    let has_words = left_there
        .iter()
        .filter(|name| !bench.bytes(name).is_empty());
    assert_eq!(has_words.count(), 0, "{signals:?}: {left_there:?}");
    if *signals != ["KILL"] {
        assert_eq!(left_there, Vec::<String>::new(), "{signals:?}");
    }
    bench
        .leaflet(["batch", "today.csv", "--combined", "print.pdf"])
        .run()
        .succeeds();
    assert_eq!(left(&bench), Vec::<String>::new());
    true
}

/// Puts files where a killed run leaves them on a system without files that have no name.
fn leave(bench: &Workbench) {
    for file in [
        ".leaflet-aBc123.part",
        ".leaflet-0123456789abcdef.part",
        ".leaflet-0123456789abcdef.lock",
    ] {
        bench.put(file, "%PDF-1.7 Qx half");
        let path = bench.path().join(file);
        std::fs::set_permissions(path, std::fs::Permissions::from_mode(0o600)).unwrap();
    }
}

#[test]
fn the_next_run_of_any_command_takes_away_what_was_left() {
    let commands: [&[&str]; 7] = [
        &["make", "knee"],
        &["make", "knee", "--patient", "Qx", "--format", "png"],
        &["batch", "today.csv", "--output-dir", "."],
        &["batch", "today.csv", "--combined", "print.pdf"],
        &["batch", "today.csv", "--manifest", "list.json"],
        &["build", "--output-dir", "."],
        &["check", "knee", "--report", "quality-record.pdf"],
    ];
    for command in commands {
        let bench = bench().with_file("today.csv", list(2));
        leave(&bench);
        let run = bench.leaflet(command).run();
        assert!(
            run.code().is_some_and(|code| code < 2),
            "{command:?}: {}",
            run.errors()
        );
        assert_eq!(left(&bench), Vec::<String>::new(), "{command:?}");
    }
}

#[test]
fn what_is_left_is_named_by_doctor_and_taken_by_purge() {
    let bench = bench().with_file("today.csv", list(2));
    bench.leaflet(["batch", "today.csv"]).run().succeeds();
    leave(&bench);
    bench.put("patients/.leaflet/part-whole-0123", "%PDF-1.7 Qx half");
    let run = bench.leaflet(["doctor"]).run();
    run.output_has(
        "an interrupted run left `.leaflet-aBc123.part`; it may contain a patient's \
        data",
    )
    .output_has("left `patients/.leaflet/part-whole-0123`")
    .output_has("`leaflet purge .` takes it away")
    .output_has("`leaflet purge patients` takes it away");
    assert_eq!(left(&bench).len(), 4);
    bench
        .leaflet(["purge", "."])
        .run()
        .succeeds()
        .errors_have("`.` contains no ledger")
        .errors_have("3 half-made files from earlier runs were deleted too");
    let run = bench.leaflet(["purge", "patients"]).run();
    run.succeeds()
        .errors_have("a half-made file from an earlier run was deleted too");
    assert_eq!(left(&bench), Vec::<String>::new());
    assert_eq!(hidden(&bench.path().join("patients")), Vec::<String>::new());
    let run = bench.leaflet(["doctor"]).run();
    run.output_has("files can be written in the working folder");
    assert!(!run.output().contains("broken off"), "{}", run.output());
}

/// Kills a command at its first call of this kind, and says whether there was one.
fn killed_at(bench: &Workbench, call: &str, command: &[&str]) -> Result<bool, outside::Skipped> {
    outside::killed_at_call(call, bench.path(), command)
}

#[test]
fn a_run_that_is_killed_at_the_worst_moment_leaves_nothing_for_long() {
    let commands: [&[&str]; 5] = [
        &[
            "make",
            "knee",
            "--patient",
            "Qx",
            "-o",
            "made.pdf",
            "--force",
        ],
        &[
            "make",
            "knee",
            "--patient",
            "Qx",
            "-o",
            "page-{n}.png",
            "--force",
        ],
        &["batch", "today.csv", "--combined", "print.pdf"],
        &["batch", "today.csv", "--manifest", "list.json"],
        &["check", "knee", "--report", "made.pdf", "--force"],
    ];
    let mut killed = 0;
    for command in commands {
        for call in ["linkat", "rename", "unlink", "fsync"] {
            for is_there in [false, true] {
                let bench = bench().with_file("today.csv", list(2));
                if is_there {
                    let code = bench.leaflet(command).run().code();
                    assert!(code.is_some_and(|code| code < 2), "{command:?}");
                    bench.put("today.csv", list(3).replace("Qx", "Qy"));
                }
                let Ok(was_killed) = killed_at(&bench, call, command) else {
                    return;
                };
                killed += usize::from(was_killed);
                let run = bench.leaflet(command).run();
                let code = run.code();
                assert!(
                    code.is_some_and(|code| code < 2),
                    "{command:?}: {}",
                    run.errors()
                );
                assert_eq!(left(&bench), Vec::<String>::new(), "{command:?} {call}");
            }
        }
    }
    assert!(killed > 12, "{killed}");
}
