//! The hidden folder of a folder of leaflets is believed only if it is this user's own: nobody else can
//! have a file written to, a key known beforehand, or a run held up.

use std::os::unix::fs::{MetadataExt, PermissionsExt, chown, symlink};
use std::path::Path;
use std::process::Command;
use std::time::Duration;

use super::{bench, bytes, ends, hidden, list};
use crate::support::workbench::{Finished, Workbench};

/// Long enough for a run, and far too short for one that waits for somebody.
const SOON: Duration = Duration::from_secs(60);

fn batch(bench: &Workbench) -> Finished<'_> {
    let run = bench.leaflet(["batch", "today.csv", "--output-dir", "o"]);
    run.time_limit(SOON).run()
}

/// Demands that no leaflet was made; a lock and a key may be there.
#[track_caller]
fn makes_no_leaflet(run: &Finished<'_>) {
    let made = run.made();
    assert!(!made.iter().any(|name| name.ends_with(".pdf")), "{made:?}");
}

fn mode(path: &Path, mode: u32) {
    std::fs::set_permissions(path, std::fs::Permissions::from_mode(mode)).unwrap();
}

fn mode_of(path: &Path) -> u32 {
    std::fs::symlink_metadata(path).unwrap().mode() & 0o777
}

fn pipe(path: &Path) {
    let made = Command::new("mkfifo").arg(path).status();
    assert!(made.unwrap().success());
}

/// Gives a file to another user; `false` where that is not allowed, which is said.
fn give_away(path: &Path) -> bool {
    let given = chown(path, Some(65_534), None).is_ok();
    if !given {
        eprintln!("skipped: only the administrator can give files away");
    }
    given
}

/// What a test plants in the hidden folder's file of this name.
type Plant = fn(&Path);

#[test]
fn links_pipes_and_folders_in_it_are_refused_at_once() {
    let plants: [(&str, Plant); 4] = [
        ("a link", |path| symlink("../../victim", path).unwrap()),
        ("a loose link", |path| {
            symlink("../../nowhere", path).unwrap()
        }),
        ("a pipe", pipe),
        ("a folder", |path| std::fs::create_dir(path).unwrap()),
    ];
    for file in ["ledger-whole", "lock-whole", "key", "ledger-x"] {
        for (what, plant) in plants {
            let bench = bench()
                .with_file("today.csv", list(2))
                .with_file("victim", "words of mine\n");
            let folder = bench.path().join("o/.leaflet");
            std::fs::create_dir_all(&folder).unwrap();
            plant(&folder.join(file));
            let run = batch(&bench);
            makes_no_leaflet(&run);
            run.exits_with(2)
                .output_is("")
                .errors_have(&format!(
                    "`o/.leaflet/{file}` is a link or something else that this program did not make"
                ))
                .errors_have("delete it, or choose another folder");
            assert_eq!(bench.bytes("victim"), b"words of mine\n", "{what}");
            assert!(!bench.path().join("nowhere").exists(), "{what}");
        }
    }
    // Where nobody opens it, it is in nobody's way.
    for (what, plant) in plants {
        let bench = bench().with_file("today.csv", list(2));
        let folder = bench.path().join("o/.leaflet");
        std::fs::create_dir_all(&folder).unwrap();
        plant(&folder.join("part-whole-x"));
        batch(&bench).succeeds();
        assert!(
            what == "a folder" || !folder.join("part-whole-x").exists(),
            "{what}"
        );
    }
}

#[test]
fn a_hidden_folder_that_is_a_link_or_somebody_elses_is_refused() {
    let bench = bench().with_file("today.csv", list(2)).with_folder("o");
    let folder = bench.path().join("o/.leaflet");
    std::fs::create_dir(bench.path().join("elsewhere")).unwrap();
    symlink("../elsewhere", &folder).unwrap();
    batch(&bench)
        .exits_with(2)
        .makes_nothing()
        .errors_have("`o/.leaflet` is a link or something else that this program did not make");
    bench
        .leaflet(["purge", "o"])
        .run()
        .exits_with(2)
        .makes_nothing();
    assert_eq!(
        std::fs::read_dir(bench.path().join("elsewhere"))
            .unwrap()
            .count(),
        0
    );
    std::fs::remove_file(&folder).unwrap();
    std::fs::create_dir(&folder).unwrap();
    mode(&folder, 0o777);
    if !give_away(&folder) {
        return;
    }
    let run = batch(&bench);
    run.exits_with(2)
        .makes_nothing()
        .errors_have(
            "`o/.leaflet` belongs to another user of this computer, so the program does \
            not use it",
        )
        .errors_have("somebody else may have put it there: delete it, or choose another folder");
    bench
        .leaflet(["build", "--output-dir", "o"])
        .run()
        .exits_with(2)
        .makes_nothing();
    bench
        .leaflet(["purge", "o"])
        .run()
        .exits_with(2)
        .makes_nothing();
    // Looking needs no record, and believes none of somebody else's.
    let looked = bench
        .leaflet(["build", "--output-dir", "o", "--check"])
        .run();
    looked.exits_with(1).makes_nothing();
}

#[test]
fn a_file_of_somebody_else_in_it_is_refused() {
    for file in ["key", "ledger-whole", "lock-whole"] {
        let bench = bench().with_file("today.csv", list(2));
        let path = bench.path().join("o/.leaflet").join(file);
        bench.put(&format!("o/.leaflet/{file}"), [7; 32]);
        mode(&path, 0o666);
        if !give_away(&path) {
            return;
        }
        let run = batch(&bench);
        makes_no_leaflet(&run);
        run.exits_with(2).errors_have(&format!(
            "`o/.leaflet/{file}` belongs to another user of this computer"
        ));
        assert_eq!(std::fs::read(&path).unwrap(), [7; 32]);
    }
}

#[test]
fn what_is_ours_and_too_wide_is_narrowed() {
    let bench = bench().with_file("today.csv", list(3));
    batch(&bench).succeeds();
    let before = bytes(&bench.path().join("o"));
    let folder = bench.path().join("o/.leaflet");
    for file in hidden(&bench.path().join("o")) {
        mode(&folder.join(file), 0o666);
    }
    mode(&folder, 0o755);
    let run = batch(&bench);
    run.succeeds().never_says("read-by-others");
    ends(&run, "3 leaflets asked for: 0 made, 3 unchanged, 0 failed");
    assert_eq!(mode_of(&folder), 0o700);
    for file in hidden(&bench.path().join("o")) {
        assert_eq!(mode_of(&folder.join(&file)), 0o600, "{file}");
    }
    assert!(bytes(&bench.path().join("o")) == before);
}

#[test]
fn a_pipe_in_a_leaflets_place_holds_nobody_up() {
    let bench = bench().with_file("today.csv", list(3)).with_folder("o");
    pipe(&bench.path().join("o").join(super::name(3)));
    pipe(&bench.path().join("o/print.pdf"));
    let run = bench
        .leaflet([
            "batch",
            "today.csv",
            "--output-dir",
            "o",
            "--combined",
            "o/print.pdf",
        ])
        .time_limit(SOON)
        .run();
    run.exits_with(2)
        .errors_have("`o/print.pdf` is a folder, a link or a device");
    let run = batch(&bench);
    run.exits_with(2).errors_have(
        "row 3 was not made: something that is not a file has the name of its leaflet",
    );
    for command in [
        &["build", "--manifest", "o/print.pdf"][..],
        &["schema", "guide", "-o", "o/print.pdf"],
        &["make", "knee", "-o", "o/print.pdf", "--force"],
    ] {
        let run = bench.leaflet(command).time_limit(SOON).run();
        run.exits_with(2);
    }
}
