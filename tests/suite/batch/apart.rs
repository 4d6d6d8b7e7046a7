//! Patients' leaflets and those for everyone lie in folders of their own, and the first never in git.

use super::{bench, bytes, list, name};
use crate::support::workbench::Workbench;

const APART: &str = "would be passed on with them";

#[test]
fn without_options_the_two_go_to_folders_of_their_own() {
    let bench = bench().with_file("today.csv", list(2));
    bench.leaflet(["batch", "today.csv"]).run().succeeds();
    bench.leaflet(["build"]).run().succeeds();
    let patients = bytes(&bench.path().join("patients"));
    assert_eq!(patients.into_keys().collect::<Vec<_>>(), [name(2), name(3)]);
    let everyone = bytes(&bench.path().join("leaflets"));
    assert_eq!(
        everyone.into_keys().collect::<Vec<_>>(),
        ["hip-en.pdf", "knee-en.pdf"]
    );
    // And again.
    bench.leaflet(["batch", "today.csv"]).run().succeeds();
    bench.leaflet(["build"]).run().succeeds();
}

#[test]
fn neither_writes_into_the_others_folder() {
    let bench = bench().with_file("today.csv", list(2));
    bench.leaflet(["build"]).run().succeeds();
    let everyone = bytes(&bench.path().join("leaflets"));
    for further in [&[][..], &["--force"], &["--dry-run"], &["--no-ledger"]] {
        let run = bench
            .leaflet(["batch", "today.csv", "--output-dir", "leaflets"])
            .with(further)
            .run();
        run.exits_with(2)
            .makes_nothing()
            .output_is("")
            .errors_have(
                "`leaflets` contains leaflets for everyone, made by `leaflet build`; patients' \
                 leaflets are not made there",
            )
            .errors_have(APART)
            .errors_have("without it the leaflets go to `patients`");
    }
    assert!(bytes(&bench.path().join("leaflets")) == everyone);
    for further in [&[][..], &["--no-ledger"]] {
        let folder = if further.is_empty() {
            "with"
        } else {
            "without"
        };
        let batch = ["batch", "today.csv", "--output-dir", folder];
        bench.leaflet(batch).with(further).run().succeeds();
        let run = bench
            .leaflet(["build", "--output-dir", folder, "--force"])
            .run();
        run.exits_with(2)
            .makes_nothing()
            .output_is("")
            .errors_have(
                "contains patients' leaflets, made by `leaflet batch`; the library is \
                not made there",
            )
            .errors_have(APART)
            .errors_have(&format!("`leaflet purge {folder}`"));
    }
    // What was forgotten is nobody's.
    bench.leaflet(["purge", "with"]).run().succeeds();
    bench
        .leaflet(["build", "--output-dir", "with"])
        .run()
        .succeeds();
}

#[test]
fn the_folder_that_the_settings_give_the_library_is_kept_for_it() {
    let bench = bench()
        .with_file("today.csv", list(2))
        .with_file("leaflet.yaml", "output: public/leaflets\n");
    let run = bench
        .leaflet(["batch", "today.csv", "--output-dir", "./public/Leaflets"])
        .run();
    run.exits_with(2)
        .makes_nothing()
        .errors_have("is the folder for leaflets for everyone, set as `output` in `leaflet.yaml`")
        .errors_have(APART);
    bench.leaflet(["batch", "today.csv"]).run().succeeds();
}

fn ignored(bench: &Workbench, folder: &str) -> Option<String> {
    let text = std::fs::read_to_string(bench.path().join(folder).join(".gitignore"));
    text.ok()
}

#[test]
fn patients_leaflets_are_kept_out_of_git() {
    let bench = bench().with_file("today.csv", list(2));
    bench
        .leaflet(["batch", "today.csv"])
        .run()
        .succeeds()
        .never_says("git");
    assert_eq!(ignored(&bench, "patients"), None);
    std::fs::create_dir(bench.path().join(".git")).unwrap();
    let run = bench.leaflet(["batch", "today.csv"]).run();
    run.succeeds().errors_have(
        "`patients` is inside a git folder; a file `.gitignore` keeps the leaflets \
            out of git",
    );
    let text = ignored(&bench, "patients").unwrap();
    assert_eq!(text.lines().last(), Some("*"), "{text}");
    bench
        .leaflet(["batch", "today.csv"])
        .run()
        .succeeds()
        .never_says("git");
    // What the clinic wrote itself stays.
    bench.put("own/.gitignore", "*.tmp\n");
    let run = bench
        .leaflet(["batch", "today.csv", "--output-dir", "own"])
        .run();
    run.succeeds().never_says("git");
    assert_eq!(ignored(&bench, "own").unwrap(), "*.tmp\n");
    bench.leaflet(["build"]).run().succeeds();
    assert_eq!(ignored(&bench, "leaflets"), None);
}
