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
    let folder = bench.path().join("patients");
    let before = lying(&folder);
    for arguments in [&[][..], &["--force"], &["--jobs", "1"], &["--strict"]] {
        let run = again(&bench, arguments);
        run.succeeds()
            .makes_nothing()
            .output_is(&paths("patients", 2..=13));
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
    let folder = bench.path().join("patients");
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
        .pdf(&format!("patients/{}", name(7)))
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
    let folder = bench.path().join("patients");
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
    let folder = bench.path().join("patients");
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
    let folder = bench.path().join("patients");
    let good = bytes(&folder);
    // Somebody wrote a note into one leaflet, and one is of another program.
    let noted = [&good[&name(4)][..], b"\n% a note"].concat();
    bench.put(&format!("patients/{}", name(4)), &noted);
    bench.put(
        &format!("patients/{}", name(6)),
        "%PDF-1.4 of another program",
    );
    let before = lying(&folder);
    let run = again(&bench, &[]);
    run.exits_with(2)
        .makes_nothing()
        .errors_have(
            "row 4 was not made: a file with the name of its leaflet already exists, and \
            it was not made here or was changed later",
        )
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
    bench.put(&format!("patients/{}", name(2)), "the notes of somebody");
    bench.put("elsewhere.pdf", "%PDF-1.4 somebody's");
    std::fs::create_dir(bench.path().join("patients").join(name(3))).unwrap();
    let link = bench.path().join("patients").join(name(4));
    std::os::unix::fs::symlink("../elsewhere.pdf", &link).unwrap();
    let loose = bench.path().join("patients").join(name(5));
    std::os::unix::fs::symlink("../nowhere.pdf", &loose).unwrap();
    for arguments in [&[][..], &["--force"]] {
        let run = again(&bench, arguments);
        run.exits_with(2)
            .errors_have(
                "row 2 was not made: a file with the name of its leaflet already exists, and it is not a PDF",
            )
            .errors_have("move or delete it; `--force` replaces leaflets only")
            .errors_have(
                "row 3 was not made: something that is not a file has the name of its \
                leaflet",
            )
            .errors_have(
                "row 4 was not made: something that is not a file has the name of its \
                leaflet",
            )
            .errors_have(
                "row 5 was not made: something that is not a file has the name of its \
                leaflet",
            )
            .errors_have("move or delete it, then run the command again")
            .never_says("`-o`")
            .output_is(&paths("patients", 6..=7));
    }
    assert_eq!(
        bench.bytes(&format!("patients/{}", name(2))),
        b"the notes of somebody"
    );
    assert_eq!(bench.bytes("elsewhere.pdf"), b"%PDF-1.4 somebody's");
    assert!(link.is_symlink() && loose.is_symlink());
    assert!(!bench.path().join("nowhere.pdf").exists());
}

#[test]
fn leaflets_of_an_earlier_list_are_told_and_kept() {
    let bench = made();
    let folder = bench.path().join("patients");
    bench.put("patients/own.pdf", "%PDF-1.7 the clinic's own");
    let job = again(&bench, &["--combined", "patients/print.pdf"]);
    job.succeeds().never_says("other-leaflets");
    bench.put("today.csv", list(10) + "knee,,L1,left\n");
    let run = again(&bench, &[]);
    run.exits_with(1)
        .errors_have(
            "the folder also contains 2 leaflets that were made here and do not belong to this \
             list: `0012-knee-en.pdf`, `0013-hip-en.pdf`",
        )
        .errors_have(
            "`--prune` deletes them; use a separate folder for each list to keep them \
            apart:",
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
fn leaflets_of_an_earlier_list_are_taken_away_where_that_is_wanted() {
    let bench = made();
    let folder = bench.path().join("patients");
    bench.put("patients/own.pdf", "%PDF-1.7 the clinic's own");
    again(&bench, &["--combined", "patients/print.pdf"]).succeeds();
    // Somebody wrote a note into one that is of no row any more.
    let noted = [
        &bench.bytes(&format!("patients/{}", name(12)))[..],
        b"% a note",
    ]
    .concat();
    bench.put(&format!("patients/{}", name(12)), &noted);
    bench.put("today.csv", list(9));
    let run = again(&bench, &["--prune", "--dry-run"]);
    run.succeeds().makes_nothing();
    assert_eq!(lying(&folder).len(), 14);
    let run = again(&bench, &["--prune"]);
    run.succeeds()
        .errors_have("2 leaflets of earlier lists deleted")
        .never_says("--prune");
    let names: Vec<String> = lying(&folder).into_keys().collect();
    let mut expected: Vec<String> = (2..=10).map(name).collect();
    expected.push(name(12));
    expected.extend(["own.pdf", "print.pdf"].map(str::to_owned));
    assert_eq!(names, expected);
    assert_eq!(bench.bytes(&format!("patients/{}", name(12))), noted);
    let run = again(&bench, &["--prune"]);
    run.succeeds().makes_nothing().never_says("other-leaflets");
    for other in ["--no-ledger", "--shard=1/2"] {
        again(&bench, &["--prune", other]).exits_with(2);
    }
}

#[test]
fn names_that_a_list_gave_are_counted_and_not_said() {
    let bench = bench().with_file("today.csv", "guide,patient\nknee,QxAnna\nknee,QxBen\n");
    let named = ["--name", "{patient}", "--patients-in-names"];
    again(&bench, &named).succeeds();
    bench.put("today.csv", "guide,patient\nknee,QxAnna\n");
    let run = again(&bench, &["--name", "{patient}", "--patients-in-names"]);
    run.succeeds()
        .errors_have(
            "a leaflet that was made here and does not belong to this list: 1 with a name that a list gave",
        )
        .never_says("QxBen");
}

#[test]
fn a_file_that_now_holds_another_patient_is_told() {
    let line = |name: &str, side: &str| format!("knee,Qx{name},L1,{side}\n");
    let names = ["a", "b", "c", "d", "e", "f"];
    let today = |lines: &[String]| format!("guide,patient,level,side\n{}", lines.concat());
    let mut lines: Vec<String> = names.iter().map(|name| line(name, "left")).collect();
    let bench = bench().with_file("today.csv", today(&lines));
    again(&bench, &[]).succeeds().never_says("other-patient");
    // A patient is put in between, another is taken out, and a side is corrected.
    lines.insert(2, line("New", "left"));
    lines.remove(4);
    lines[0] = line("a", "right");
    bench.put("today.csv", today(&lines));
    let run = again(&bench, &[]);
    run.succeeds()
        .errors_have(
            "[other-patient]: the files of rows 4, 5 contained another patient's leaflet until now",
        )
        .errors_have(
            "copies that were printed or sent before are not for the patient who is in that row \
             now",
        )
        .never_says("Qx");
    // Only once.
    again(&bench, &[]).succeeds().never_says("other-patient");
    lines.remove(2);
    bench.put("today.csv", today(&lines));
    again(&bench, &[])
        .succeeds()
        .errors_have("the files of rows 4 to 6 contained another");
}

#[test]
fn a_leaflet_that_others_can_read_is_narrowed() {
    use std::os::unix::fs::PermissionsExt;

    let bench = made();
    let folder = bench.path().join("patients");
    again(&bench, &["--combined", "print.pdf"]).succeeds();
    let before = bytes(&folder);
    let wide = [folder.join(name(3)), bench.path().join("print.pdf")];
    for file in &wide {
        std::fs::set_permissions(file, std::fs::Permissions::from_mode(0o644)).unwrap();
    }
    let run = again(&bench, &["--combined", "print.pdf"]);
    run.succeeds();
    ends(
        &run,
        "12 leaflets asked for: 0 made, 12 unchanged, 0 failed",
    );
    assert!(lying(&folder).values().all(|lying| lying.mode == 0o600));
    for file in &wide {
        let mode = std::fs::metadata(file).unwrap().permissions().mode();
        assert_eq!(mode & 0o777, 0o600, "{}", file.display());
    }
    assert!(bytes(&folder) == before);
}

#[test]
fn the_ledger_does_not_grow_with_the_same_run() {
    let bench = made();
    let job = ["--combined", "print.pdf", "--manifest", "made.json"];
    again(&bench, &job).succeeds();
    let ledger = bench.bytes("patients/.leaflet/ledger-whole");
    for _ in 0..3 {
        again(&bench, &job).succeeds();
    }
    assert!(bench.bytes("patients/.leaflet/ledger-whole") == ledger);
}

#[test]
fn files_and_lines_that_were_exchanged_are_not_taken_for_right() {
    let bench = made();
    let good = bytes(&bench.path().join("patients"));
    let (two, four) = (name(2), name(4));
    let sum = |name: &str| leaflet::base::fingerprint::Fingerprint::of(&good[name]).to_string();
    // The plain sums of the files are nowhere in it, so that nobody proves a guess.
    let ledger = String::from_utf8(bench.bytes("patients/.leaflet/ledger-whole")).unwrap();
    for name in good.keys() {
        assert!(!ledger.contains(&sum(name)));
    }
    let lines: Vec<Vec<&str>> = ledger
        .lines()
        .map(|line| line.split(' ').collect())
        .collect();
    let knees: Vec<usize> = (0..lines.len())
        .filter(|at| lines[*at].len() == 8)
        .collect();
    for (one, other) in [(knees[0], knees[2]), (knees[2], knees[4])] {
        let mut exchanged = lines.clone();
        (exchanged[one][4], exchanged[other][4]) = (lines[other][4], lines[one][4]);
        let text: Vec<String> = exchanged.iter().map(|line| line.join(" ")).collect();
        bench.put("patients/.leaflet/ledger-whole", text.join("\n") + "\n");
        bench.put(&format!("patients/{two}"), &good[&four]);
        bench.put(&format!("patients/{four}"), &good[&two]);
        // What nobody can vouch for is looked at, and told where it is another's.
        let run = again(&bench, &["--join"]);
        run.exits_with(1).never_says("0 missing");
        again(&bench, &["--force"]).succeeds();
        assert!(bytes(&bench.path().join("patients")) == good);
    }
}

#[test]
fn a_ledger_of_the_earlier_form_is_read_verified_and_written_anew() {
    let bench = made();
    let folder = bench.path().join("patients");
    let before = lying(&folder);
    let sum = |bytes: &[u8]| leaflet::base::fingerprint::Fingerprint::of(bytes).to_string();
    let mut earlier = "leaflet ledger 1\n".to_owned();
    for (name, lying) in &before {
        let (row, file) = (sum(name.as_bytes()), sum(&lying.bytes));
        earlier += &format!("{row} {} 0.1.0 {file} 1\n", sum(b"content"));
    }
    bench.put("patients/.leaflet/ledger-whole", &earlier);
    bench.put("today.csv", list(ROWS).replace("Qx7 Example", "Qx7 Else"));
    let run = again(&bench, &[]);
    run.succeeds();
    ends(
        &run,
        "12 leaflets asked for: 1 made, 11 unchanged, 0 failed",
    );
    assert_eq!(changed(&before, &lying(&folder)), [name(7)]);
    let ledger = String::from_utf8(bench.bytes("patients/.leaflet/ledger-whole")).unwrap();
    assert!(ledger.starts_with("leaflet ledger 2\n"), "{ledger}");
    let all = before.values().map(|lying| sum(&lying.bytes));
    assert!(all.into_iter().all(|sum| !ledger.contains(&sum)));
}

#[test]
fn without_a_ledger_leaflets_are_compared() {
    let bench = bench().with_file("today.csv", list(ROWS));
    let folder = bench.path().join("patients");
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
    let folder = bench.path().join("patients");
    let before = lying(&folder);
    assert_eq!(hidden(&folder), ["key", "ledger-whole", "lock-whole"]);
    let run = bench.leaflet(["purge", "patients"]).run();
    run.succeeds()
        .output_is("")
        .errors_have("the ledger and its key were deleted; the leaflets are kept");
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
        ("today.csv", 2, "`today.csv` is not a folder"),
        ("content", 0, "`content` contains no ledger"),
    ] {
        let run = bench.leaflet(["purge", name]).run();
        run.exits_with(code).makes_nothing().errors_have(told);
    }
}
