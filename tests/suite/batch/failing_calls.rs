//! System calls that fail: whatever the system refuses, no file is half there, none is lost, and what is
//! said is true. `tests/tools/failing-calls` does the same at every call and not at a few.

use std::collections::BTreeMap;

use super::{bench, list};
use crate::support::outside;
use crate::support::workbench::Workbench;

/// The calls by which files are made, and what each fails with.
const CALLS: [(&str, &str); 8] = [
    ("openat", "EMFILE"),
    ("openat", "EACCES"),
    ("write", "ENOSPC"),
    ("fsync", "EIO"),
    ("linkat", "ENOSPC"),
    ("rename", "EIO"),
    ("mkdirat", "EDQUOT"),
    ("flock", "ENOLCK"),
];

/// What a command writes, by name; what is hidden is not looked at.
fn written(bench: &Workbench) -> BTreeMap<String, Vec<u8>> {
    let files = bench.files().into_iter();
    let files = files.filter(|name| !name.starts_with("content/") && !name.contains(".leaflet/"));
    files
        .map(|name| (name.clone(), bench.bytes(&name)))
        .collect()
}

fn bench_for(before: bool) -> Workbench {
    bench()
        .with_file("today.csv", list(if before { 3 } else { 4 }))
        .with_file("page.txt", "Rest\n\nLie down for a day.\n")
}

#[test]
fn a_call_that_fails_leaves_whole_files_and_true_words() {
    let commands: [&[&str]; 5] = [
        &["make", "knee", "-o", "made.pdf", "--force"],
        &[
            "batch",
            "today.csv",
            "--combined",
            "print.pdf",
            "--manifest",
            "list.json",
        ],
        &["build", "--manifest", "all.json"],
        &["check", "knee", "--report", "quality-record.pdf", "--force"],
        &["import", "page.txt", "-o", "draft.yaml"],
    ];
    let (mut failed, mut complete) = (0, 0);
    for command in commands {
        let good = bench_for(false);
        good.leaflet(command).run();
        let good = written(&good);
        for (call, error) in CALLS {
            for when in ["2", "9+"] {
                let bench = bench_for(false);
                let inject = format!("{call}:error={error}:when={when}");
                let run = outside::with_failing_call(&inject, bench.path(), command);
                let Ok(run) = run else {
                    return;
                };
                let said = String::from_utf8_lossy(&run.stderr).into_owned();
                let told = format!("{command:?} {inject}: {said}");
                assert!(!said.contains("panicked"), "{told}");
                let there = written(&bench);
                for (name, bytes) in &there {
                    let is_left = name.ends_with(".part") || name.ends_with(".lock");
                    assert!(!is_left || bytes.is_empty(), "{name} is left: {told}");
                    let is_partial_list = name.ends_with(".json") || name == "print.pdf";
                    assert!(
                        is_left || good.get(name) == Some(bytes) || is_partial_list,
                        "{name}: {told}"
                    );
                }
                match run.status.code() {
                    Some(0 | 1) if there.len() >= good.len() => complete += 1,
                    // The loader and the runtime end so when a call of theirs fails.
                    Some(2 | 101 | 127 | 134) | None => failed += 1,
                    // An import whose page cannot be opened, a guide whose file cannot.
                    Some(1) => failed += 1,
                    code => panic!("{code:?} with {} files: {told}", there.len()),
                }
                // With the system well again the same command ends as if nothing had been.
                bench.leaflet(command).run();
                assert!(written(&bench) == good, "{told}");
            }
        }
    }
    assert!(
        failed > 10 && complete > 10,
        "{failed} failed, {complete} complete"
    );
}
