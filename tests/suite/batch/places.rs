//! Where the print job and the list of what was made are to stand: never in the place of a patient's
//! leaflet, of each other or of somebody's file; one run at a time; nothing of an earlier job unnoticed.

use std::process::{Child, Command, Stdio};
use std::time::Duration;

use super::{bench, bytes, ends, list, lying, name};
use crate::support::workbench::{Finished, Workbench};

fn batch<'a>(bench: &'a Workbench, arguments: &[&str]) -> Finished<'a> {
    bench.leaflet(["batch", "today.csv"]).with(arguments).run()
}

/// How many pages a file has.
fn pages(bench: &Workbench, file: &str) -> usize {
    let document = lopdf::Document::load_mem(&bench.bytes(file)).unwrap();
    document.get_pages().len()
}

#[test]
fn a_print_job_never_takes_the_place_of_a_leaflet() {
    let bench = bench()
        .with_file(
            "today.csv",
            "guide,patient,output\nknee,Qxa,\nknee,Qxb,print\n",
        )
        .with_folder("deep");
    std::os::unix::fs::symlink("patients", bench.path().join("link")).unwrap();
    let whole = bench.path().join("patients/print.pdf");
    let whole = whole.to_string_lossy().into_owned();
    // Before there is anything, and when all is there; `--force` is no reason either.
    for _ in 0..2 {
        for named in [
            "patients/print.pdf",
            "patients/PRINT.pdf",
            "patients/print.PDF",
            "./patients/../patients/print.pdf",
            "deep/../patients/print.pdf",
            "patients/print.pdf.",
            "patients/0002-knee-en.pdf",
            "link/print.pdf",
            whole.as_str(),
        ] {
            for further in [&["--force"][..], &[]] {
                let is_linked = named.starts_with("link") && !bench.path().join("link").exists();
                if is_linked {
                    continue;
                }
                let run = batch(&bench, &["--combined", named]);
                run.exits_with(2)
                    .makes_nothing()
                    .output_is("")
                    .errors_have("is needed for the leaflet of row")
                    .errors_have("give `--combined` another name");
                let run = bench
                    .leaflet(["batch", "today.csv", "--manifest", named])
                    .with(further)
                    .run();
                run.exits_with(2).makes_nothing();
            }
        }
        batch(&bench, &[]).succeeds();
    }
    // A part of it is a file of it.
    let numbered = "guide,patient,output\nknee,Qxa,\nknee,Qxb,all-2\n";
    bench.put("today.csv", numbered);
    batch(&bench, &["--combined", "patients/all.pdf"]).succeeds();
    let run = batch(
        &bench,
        &["--combined", "patients/all.pdf", "--combined-max", "1"],
    );
    run.exits_with(2)
        .makes_nothing()
        .errors_have("`patients/all-2.pdf` is needed for the leaflet of row 3");
}

#[test]
fn a_print_job_takes_no_leaflets_place_of_an_earlier_list() {
    let bench = bench().with_file("today.csv", list(4));
    batch(&bench, &[]).succeeds();
    let old = format!("patients/{}", name(5));
    let leaflet = bench.bytes(&old);
    bench.put("today.csv", list(2));
    for further in [&[][..], &["--force"]] {
        let run = batch(&bench, &[&["--combined", &old], further].concat());
        run.exits_with(2)
            .makes_nothing()
            .errors_have("is the leaflet of one patient, so a print job does not replace it");
    }
    assert!(bench.bytes(&old) == leaflet);
}

#[test]
fn no_list_takes_anothers_place() {
    let bench = bench().with_file("today.csv", list(2));
    for (arguments, whose) in [
        (
            ["--combined", "a.pdf", "--manifest", "A.pdf"],
            "the print job of `--combined`",
        ),
        (
            ["--combined", "a.pdf", "--manifest", "./today.csv"],
            "the list of patients",
        ),
        (
            ["--manifest", "a.json", "--combined", "TODAY.csv"],
            "the list of patients",
        ),
    ] {
        batch(&bench, &arguments)
            .exits_with(2)
            .makes_nothing()
            .errors_have(&format!("is needed for {whose}, so nothing is written"));
    }
}

#[test]
fn what_stands_in_a_print_jobs_place_is_told_with_the_right_option() {
    let bench = bench()
        .with_file("today.csv", list(2))
        .with_file("notes.txt", "mine");
    bench.put("other.pdf", "%PDF-1.4 of another program");
    for further in [&[][..], &["--force"]] {
        let run = batch(&bench, &[&["--combined", "notes.txt"], further].concat());
        run.exits_with(2)
            .errors_have("`notes.txt` is not a PDF; --force replaces leaflets only")
            .errors_have("give another name with `--combined`, or move or delete the file first")
            .never_says("`-o`");
    }
    let run = batch(&bench, &["--combined", "other.pdf"]);
    run.exits_with(2)
        .errors_have(
            "`other.pdf` already exists, and it is not a print job that was made here, \
            or it was changed later",
        )
        .errors_have("add `--force` to replace it, or give `--combined` another name")
        .never_says("`-o`");
    for (job, told) in [
        ("content", "`content` is a folder, a link or a device"),
        ("nowhere/a.pdf", "there is no folder `nowhere`"),
        (&*"j".repeat(256), "could not be written"),
    ] {
        batch(&bench, &["--combined", job])
            .exits_with(2)
            .errors_have(told)
            .never_says("`-o`");
    }
    assert_eq!(bench.bytes("notes.txt"), b"mine");
    assert_eq!(bench.bytes("other.pdf"), b"%PDF-1.4 of another program");
    batch(&bench, &["--combined", "other.pdf", "--force"]).succeeds();
    assert_eq!(pages(&bench, "other.pdf"), 4);
    // A name as long as the system takes.
    let long = format!("{}.pdf", "j".repeat(251));
    batch(&bench, &["--combined", &long]).succeeds();
    batch(&bench, &["--combined", &long]).succeeds();
}

#[test]
fn a_file_that_is_called_like_ours_in_the_making_is_kept() {
    let bench = bench().with_file("today.csv", list(2));
    for mine in [".job.pdf.part", "job.pdf.part", ".job.pdf.lock"] {
        bench.put(mine, "mine");
    }
    batch(&bench, &["--combined", "job.pdf"]).succeeds();
    for mine in [".job.pdf.part", "job.pdf.part", ".job.pdf.lock"] {
        assert_eq!(bench.bytes(mine), b"mine", "{mine}");
    }
}

#[test]
fn parts_of_an_earlier_job_are_told_and_taken_away_by_force() {
    let bench = bench().with_file("today.csv", list(8));
    let job = |further: &[&str]| {
        let named = ["--combined", "print.pdf", "--combined-max", "2"];
        batch(&bench, &[&named, further].concat())
    };
    job(&[]).succeeds().never_says("other-parts");
    bench.put("print-5.pdf", "%PDF-1.4 somebody's own");
    bench.put("print-6.pdf", "no PDF");
    bench.put("today.csv", list(3));
    job(&[])
        .succeeds()
        .errors_have(
            "these files are numbered like parts of this print job, but do not belong to it: \
             `print-3.pdf`, `print-4.pdf`\n",
        )
        .errors_have(
            "they may contain patients of an earlier list; do not print them with this \
            job",
        )
        .errors_have("add `--force` to delete them, or delete them yourself")
        .errors_have("do not belong to it: `print-5.pdf`\n");
    job(&["--force"])
        .succeeds()
        .errors_have(
            "deleted, because it was part of an earlier print job: `print-3.pdf`, \
            `print-4.pdf`",
        )
        .errors_have("do not belong to it: `print-5.pdf`\n")
        .never_says("print-6");
    let there = bench.files();
    let parts = there.iter().filter(|name| name.starts_with("print"));
    let parts: Vec<&String> = parts.collect();
    assert_eq!(
        parts,
        ["print-2.pdf", "print-5.pdf", "print-6.pdf", "print.pdf"]
    );
    // Without parts at all the second is one too many.
    let run = batch(&bench, &["--combined", "print.pdf"]);
    run.succeeds().errors_have("`print-2.pdf`");
}

#[test]
fn rows_that_are_printed_again_do_not_replace_the_whole_job() {
    let bench = bench().with_file("today.csv", list(5));
    batch(&bench, &["--combined", "print.pdf"]).succeeds();
    let whole = bench.bytes("print.pdf");
    let again = |further: &[&str]| {
        let named = ["--combined", "print.pdf", "--reprint", "3-4"];
        batch(&bench, &[&named, further].concat())
    };
    again(&[])
        .exits_with(2)
        .makes_nothing()
        .errors_have(
            "`print.pdf` is the print job of the whole list, so a print job of some of its rows \
             does not replace it",
        )
        .errors_have("give `--combined` another name when you print rows again");
    assert!(bench.bytes("print.pdf") == whole);
    again(&["--force"]).succeeds();
    assert_eq!(pages(&bench, "print.pdf"), 4);
    // A job of some rows is replaced by another and by the whole job.
    let other = ["--combined", "print.pdf", "--reprint", "5"];
    batch(&bench, &other).succeeds();
    assert_eq!(pages(&bench, "print.pdf"), 2);
    batch(&bench, &["--combined", "print.pdf"]).succeeds();
    assert!(bench.bytes("print.pdf") == whole);
}

#[test]
fn a_job_of_another_folder_is_not_replaced_unasked() {
    let bench = bench().with_file("today.csv", list(3));
    let job = ["--combined", "print.pdf"];
    batch(&bench, &[&job[..], &["--output-dir", "monday"]].concat()).succeeds();
    let monday = bench.bytes("print.pdf");
    bench.put("today.csv", list(4));
    let tuesday = [&job[..], &["--output-dir", "tuesday"]].concat();
    batch(&bench, &tuesday).exits_with(2).errors_have(
        "`print.pdf` already exists, and it is not a print job that was made here, \
            or it was changed later",
    );
    assert!(bench.bytes("print.pdf") == monday);
    batch(&bench, &[&tuesday[..], &["--force"]].concat()).succeeds();
}

/// Starts a run of a list into a folder of its own, with one print job.
fn start(bench: &Workbench, list: &str, folder: &str, job: &str) -> Child {
    Command::new(env!("CARGO_BIN_EXE_leaflet"))
        .args(["batch", list, "--output-dir", folder, "--combined", job])
        .current_dir(bench.path())
        .stdin(Stdio::null())
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .spawn()
        .unwrap()
}

#[test]
fn two_runs_with_one_print_job_do_not_meet() {
    let bench = bench()
        .with_file("today.csv", list(3000))
        .with_file("few.csv", list(3))
        .with_folder("deep");
    let mut first = start(&bench, "today.csv", "one", "print.pdf");
    let begun = bench.path().join("one").join(name(2));
    while !begun.exists() {
        assert!(first.try_wait().unwrap().is_none(), "it ended too soon");
        std::thread::sleep(Duration::from_millis(2));
    }
    for named in ["print.pdf", "PRINT.pdf", "deep/../print.pdf"] {
        let run = bench
            .leaflet([
                "batch",
                "few.csv",
                "--output-dir",
                "two",
                "--combined",
                named,
            ])
            .run();
        run.exits_with(2)
            .output_is("")
            .errors_have(&format!("another run is writing `{named}`"))
            .errors_have("wait until it is finished, then run the command again");
    }
    let is_at_work = first.try_wait().unwrap().is_none();
    first.kill().unwrap();
    first.wait().unwrap();
    assert!(is_at_work, "the first run ended too soon to prove anything");
    assert!(!bench.path().join("two").join(name(2)).exists());
    // A killed run holds no place.
    let run = bench
        .leaflet([
            "batch",
            "few.csv",
            "--output-dir",
            "two",
            "--combined",
            "print.pdf",
        ])
        .run();
    run.succeeds();
    assert_eq!(bytes(&bench.path().join("two")).len(), 3);
    let hidden = bench.files();
    assert!(
        !hidden.iter().any(|name| name.starts_with(".leaflet-")),
        "{hidden:?}"
    );
    ends(&run, "3 leaflets asked for: 3 made, 0 unchanged, 0 failed");
    assert!(
        lying(&bench.path().join("two"))
            .values()
            .all(|it| it.mode == 0o600)
    );
}

#[test]
fn every_list_can_be_replaced_by_the_same_run() {
    let bench = bench().with_file("today.csv", list(3));
    let lists = [
        "--combined",
        "a.pdf",
        "--manifest",
        "a.json",
        "--combined-max",
        "2",
    ];
    for rows in [3, 3, 5] {
        bench.put("today.csv", list(rows));
        batch(&bench, &lists).succeeds();
    }
    let made: serde_json::Value = serde_json::from_slice(&bench.bytes("a.json")).unwrap();
    assert_eq!(made["leaflets"].as_array().unwrap().len(), 5);
}
