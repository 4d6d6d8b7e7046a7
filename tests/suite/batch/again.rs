//! The same command again: what is there stays as it is, to the very file; what changed is made; what
//! somebody else put there is never lost.

use super::{bench, bytes, changed, ends, guide, hidden, line, list, lying, name, paths};
use crate::support::workbench::{Finished, Workbench};

const ROWS: usize = 12;

/// A workbench in which the list was made.
fn made() -> Workbench {
    let bench = bench().with_file("today.csv", list(ROWS));
    bench.leaflet(["batch", "today.csv"]).run().succeeds();
    bench
}

fn again<'a>(bench: &'a Workbench, arguments: &[&str]) -> Finished<'a> {
    bench.leaflet(["batch", "today.csv"]).with(arguments).run()
}

#[test]
fn a_second_run_touches_nothing() {
    let bench = made();
    let folder = bench.path().join("leaflets");
    let before = lying(&folder);
    for arguments in [&[][..], &["--force"], &["--jobs", "1"], &["--strict"]] {
        let run = again(&bench, arguments);
        run.succeeds()
            .makes_nothing()
            .output_is(&paths("leaflets", 2..=13));
        ends(
            &run,
            "12 leaflets asked for: 0 made, 12 unchanged, 0 failed",
        );
        assert_eq!(changed(&before, &lying(&folder)), Vec::<String>::new());
    }
}

#[test]
fn only_the_row_that_changed_is_made_again() {
    let bench = made();
    let folder = bench.path().join("leaflets");
    let before = lying(&folder);
    bench.put("today.csv", list(ROWS).replace("Qx7 Example", "Qx7 Else"));
    let run = again(&bench, &[]);
    run.succeeds().never_says("other-leaflets");
    ends(
        &run,
        "12 leaflets asked for: 1 made, 11 unchanged, 0 failed",
    );
    assert_eq!(changed(&before, &lying(&folder)), [name(7)]);
    let text = bench
        .pdf(&format!("leaflets/{}", name(7)))
        .text_in_tag_order();
    assert!(text.contains("Qx7 Else"), "{text}");
    // And back again: what was made before that is known too.
    bench.put("today.csv", list(ROWS));
    ends(
        &again(&bench, &[]),
        "12 leaflets asked for: 1 made, 11 unchanged, 0 failed",
    );
    assert!(bytes(&folder) == bytes_of(&before));
}

fn bytes_of(
    lying: &std::collections::BTreeMap<String, super::Lying>,
) -> std::collections::BTreeMap<String, Vec<u8>> {
    let files = lying.iter();
    files
        .map(|(name, lying)| (name.clone(), lying.bytes.clone()))
        .collect()
}

#[test]
fn only_the_leaflets_of_a_guide_that_changed_are_made_again() {
    let bench = made();
    let folder = bench.path().join("leaflets");
    let before = lying(&folder);
    bench.put("content/guides/hip/en.yaml", guide("Said better."));
    let run = again(&bench, &[]);
    run.succeeds();
    ends(&run, "12 leaflets asked for: 6 made, 6 unchanged, 0 failed");
    let hips: Vec<String> = (3..=13).step_by(2).map(name).collect();
    assert_eq!(changed(&before, &lying(&folder)), hips);
}

#[test]
fn a_leaflet_that_is_gone_is_made_again() {
    let bench = made();
    let folder = bench.path().join("leaflets");
    let before = lying(&folder);
    std::fs::remove_file(folder.join(name(5))).unwrap();
    ends(
        &again(&bench, &[]),
        "12 leaflets asked for: 1 made, 11 unchanged, 0 failed",
    );
    let after = lying(&folder);
    assert_eq!(changed(&before, &after), [name(5)]);
    assert!(bytes_of(&before) == bytes_of(&after));
}

#[test]
fn what_was_not_made_here_is_replaced_only_when_told() {
    let bench = made();
    let folder = bench.path().join("leaflets");
    let good = bytes(&folder);
    // Somebody wrote a note into one leaflet, and one is of another program.
    let noted = [&good[&name(4)][..], b"\n% a note"].concat();
    bench.put(&format!("leaflets/{}", name(4)), &noted);
    bench.put(
        &format!("leaflets/{}", name(6)),
        "%PDF-1.4 of another program",
    );
    let before = lying(&folder);
    let run = again(&bench, &[]);
    run.exits_with(2)
        .makes_nothing()
        .errors_have("row 4 was not made: a file of its leaflet's name is there, and it is none that was made here, or was changed since")
        .errors_have("row 6 was not made")
        .errors_have("add `--force` to replace it");
    ends(
        &run,
        "12 leaflets asked for: 0 made, 10 unchanged, 2 failed",
    );
    assert!(lying(&folder) == before);
    let run = again(&bench, &["--force"]);
    run.succeeds();
    ends(
        &run,
        "12 leaflets asked for: 2 made, 10 unchanged, 0 failed",
    );
    assert!(bytes(&folder) == good);
}

#[test]
fn what_is_no_leaflet_is_never_replaced() {
    let bench = bench().with_file("today.csv", list(6));
    bench.put(&format!("leaflets/{}", name(2)), "the notes of somebody");
    bench.put("elsewhere.pdf", "%PDF-1.4 somebody's");
    std::fs::create_dir(bench.path().join("leaflets").join(name(3))).unwrap();
    let link = bench.path().join("leaflets").join(name(4));
    std::os::unix::fs::symlink("../elsewhere.pdf", &link).unwrap();
    let loose = bench.path().join("leaflets").join(name(5));
    std::os::unix::fs::symlink("../nowhere.pdf", &loose).unwrap();
    for arguments in [&[][..], &["--force"]] {
        let run = again(&bench, arguments);
        run.exits_with(2)
            .errors_have(
                "row 2 was not made: a file of its leaflet's name is there, and it is no PDF",
            )
            .errors_have("take it away; `--force` replaces leaflets only")
            .errors_have("row 3 was not made: something that is no file has its leaflet's name")
            .errors_have("row 4 was not made: something that is no file has its leaflet's name")
            .errors_have("row 5 was not made: something that is no file has its leaflet's name")
            .errors_have("take it away, then run the command again")
            .never_says("`-o`")
            .output_is(&paths("leaflets", 6..=7));
    }
    assert_eq!(
        bench.bytes(&format!("leaflets/{}", name(2))),
        b"the notes of somebody"
    );
    assert_eq!(bench.bytes("elsewhere.pdf"), b"%PDF-1.4 somebody's");
    assert!(link.is_symlink() && loose.is_symlink());
    assert!(!bench.path().join("nowhere.pdf").exists());
}

#[test]
fn leaflets_of_an_earlier_list_are_told_and_kept() {
    let bench = made();
    let folder = bench.path().join("leaflets");
    bench.put("leaflets/own.pdf", "%PDF-1.7 the clinic's own");
    let job = again(&bench, &["--combined", "leaflets/print.pdf"]);
    job.succeeds().never_says("other-leaflets");
    bench.put("today.csv", list(10) + "knee,,L1,left\n");
    let run = again(&bench, &[]);
    run.exits_with(1).errors_have(
        "the folder also holds 2 leaflets that were made here and are not of this list",
    );
    ends(
        &run,
        "11 leaflets asked for: 0 made, 10 unchanged, 1 failed",
    );
    // Neither a file of somebody's own nor a print job is taken for one.
    assert_eq!(lying(&folder).len(), 14);
    bench.put("today.csv", list(ROWS));
    again(&bench, &[]).succeeds().never_says("other-leaflets");
}

#[test]
fn without_a_ledger_leaflets_are_compared() {
    let bench = bench().with_file("today.csv", list(ROWS));
    let folder = bench.path().join("leaflets");
    ends(
        &again(&bench, &["--no-ledger"]),
        "12 leaflets asked for: 12 made, 0 unchanged, 0 failed",
    );
    // The lock alone stays: it is empty, and taking it away would let two runs in.
    assert_eq!(hidden(&folder), ["lock-whole"]);
    let before = lying(&folder);
    ends(
        &again(&bench, &["--no-ledger"]),
        "12 leaflets asked for: 0 made, 12 unchanged, 0 failed",
    );
    assert!(lying(&folder) == before);
    bench.put("today.csv", list(ROWS).replace("Qx7 Example", "Qx7 Else"));
    let run = again(&bench, &["--no-ledger"]);
    run.exits_with(2)
        .makes_nothing()
        .errors_have("row 7 was not made");
    ends(
        &again(&bench, &["--no-ledger", "--force"]),
        "12 leaflets asked for: 1 made, 11 unchanged, 0 failed",
    );
}

#[test]
fn a_folder_forgets_how_its_leaflets_were_made() {
    let bench = made();
    let folder = bench.path().join("leaflets");
    let before = lying(&folder);
    assert_eq!(hidden(&folder), ["key", "ledger-whole", "lock-whole"]);
    let run = bench.leaflet(["purge", "leaflets"]).run();
    run.succeeds()
        .output_is("")
        .errors_have("the ledger and its key are gone; the leaflets stay");
    assert!(!folder.join(".leaflet").exists());
    assert!(lying(&folder) == before);
    let run = again(&bench, &[]);
    run.succeeds();
    ends(
        &run,
        "12 leaflets asked for: 0 made, 12 unchanged, 0 failed",
    );
    assert!(lying(&folder) == before);
    // They are known again, so that a changed row is made without further ado.
    bench.put(
        "today.csv",
        list(ROWS).replace(&line(9), "hip,Qx9 Else,L1,left\n"),
    );
    ends(
        &again(&bench, &[]),
        "12 leaflets asked for: 1 made, 11 unchanged, 0 failed",
    );
    for (name, code, told) in [
        ("nowhere", 2, "there is no folder `nowhere`"),
        ("today.csv", 2, "`today.csv` is no folder"),
        ("content", 0, "`content` holds no ledger"),
    ] {
        let run = bench.leaflet(["purge", name]).run();
        run.exits_with(code).makes_nothing().errors_have(told);
    }
}
