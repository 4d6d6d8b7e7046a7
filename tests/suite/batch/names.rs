//! Names of files: harmless ones by themselves, personal ones only where that was allowed, two never
//! alike, and none that leads out of its folder.

use super::{bench, hidden, lying};

/// What the folder holds, by name.
fn names(bench: &crate::support::workbench::Workbench) -> Vec<String> {
    lying(&bench.path().join("patients")).into_keys().collect()
}

#[test]
fn a_row_can_name_its_file_and_is_warned_once() {
    let bench = bench().with_file(
        "today.csv",
        "guide,patient,output\nknee,Qxa,bed-1\nhip,Qxb,bed-2.pdf\nhip,Qxc,\n",
    );
    let run = bench.leaflet(["batch", "today.csv"]).run();
    run.succeeds()
        .output_is("patients/bed-1.pdf\npatients/bed-2.pdf\npatients/0004-hip-en.pdf\n")
        .errors_have(
            "names its file, and other rows may do so too: everybody who sees the files \
            can read what is in this column",
        );
    assert_eq!(run.errors().matches("[names-in-names]").count(), 1);
}

#[test]
fn a_pattern_names_the_files() {
    let bench = bench().with_file("today.csv", "guide,patient,edition\nknee,Qxa,letter\n");
    for (pattern, name) in [
        ("{row}", "0002.pdf"),
        ("{guide}_{row}.pdf", "knee_0002.pdf"),
        ("{language}-{edition}-{row}", "en-letter-0002.pdf"),
    ] {
        let run = bench
            .leaflet(["batch", "today.csv", "--name", pattern])
            .run();
        run.succeeds()
            .output_is(&format!("patients/{name}\n"))
            .never_says("names-in-names");
    }
}

#[test]
fn personal_words_enter_names_only_where_that_is_allowed() {
    let bench = bench().with_file(
        "today.csv",
        "guide,patient,reference\nknee,Anna Sample,R/17\nhip,Otto Sample,R/18\n",
    );
    for (part, option, told) in [
        ("{patient}", "--patients-in-names", "the patient's name"),
        ("{reference}", "--references-in-names", "the reference"),
    ] {
        let run = bench.leaflet(["batch", "today.csv", "--name", part]).run();
        run.exits_with(2)
            .makes_nothing()
            .errors_have(&format!(
                "the pattern would put {told} into the names of files"
            ))
            .errors_have(&format!("add `{option}`"));
        let run = bench
            .leaflet(["batch", "today.csv", "--name", part, option])
            .run();
        run.succeeds()
            .errors_have(&format!("{told} is part of the file names"));
        assert_eq!(run.errors().matches("[names-in-names]").count(), 1);
    }
    assert_eq!(
        names(&bench),
        ["Anna-Sample.pdf", "Otto-Sample.pdf", "R-17.pdf", "R-18.pdf"]
    );
    // Allowed, and not asked for: nothing to warn of.
    let run = bench
        .leaflet(["batch", "today.csv", "--patients-in-names"])
        .run();
    run.succeeds()
        .never_says("names-in-names")
        .never_says("Sample");
}

#[test]
fn two_rows_that_would_write_one_file_stop_everything() {
    for (first, second) in [
        ("bed-1", "bed-1"),
        ("bed-1", "BED-1.pdf"),
        ("cafe\u{301}", "caf\u{e9}"),
        ("\u{fb01}ve", "five"),
    ] {
        let bench = bench().with_file(
            "today.csv",
            format!("guide,patient,output\nknee,Qxa,{first}\nknee,Qxb,x\nknee,Qxc,{second}\n"),
        );
        let run = bench.leaflet(["batch", "today.csv"]).run();
        run.exits_with(1)
            .makes_nothing()
            .output_is("")
            .never_says("bed-1")
            .errors_have("row 2 would get the same file name as row 4, so nothing is written");
        super::ends(
            &run,
            "3 leaflets asked for: 0 made, 0 unchanged, 0 failed, 3 not started",
        );
        assert!(!bench.path().join("patients").exists());
    }
    // Names of the pattern too: the same name twice among the patients.
    let bench = bench().with_file("today.csv", "guide,patient\nknee,QxAnna\nhip,qxanna \n");
    let pattern = ["--name", "{patient}", "--patients-in-names"];
    let run = bench.leaflet(["batch", "today.csv"]).with(pattern).run();
    run.exits_with(1)
        .makes_nothing()
        .errors_have("put `{row}` into the pattern");
}

#[test]
fn no_path_leads_out_of_the_folder() {
    let wrong = [
        "../x",
        "/etc/x",
        "a/b",
        "C:\\x",
        "..\\x",
        "..",
        ".",
        "~",
        "nul",
        "COM1.pdf",
        "x.",
        ".x",
        "-x",
        "a b",
        "x\u{202e}fdp",
    ];
    // Points and a tilde alone are what programs write for nothing.
    let outputs: Vec<&str> = wrong
        .iter()
        .copied()
        .filter(|name| name.contains(char::is_alphabetic))
        .collect();
    let rows: String = outputs
        .iter()
        .map(|name| format!("knee,Qx,{name}\n"))
        .collect();
    let bench = bench().with_file("deep/today.csv", format!("guide,patient,output\n{rows}"));
    let run = bench
        .leaflet(["batch", "today.csv", "--content", "../content"])
        .in_folder("deep")
        .run();
    run.exits_with(1).makes_nothing().output_is("");
    let last = 1 + outputs.len();
    run.errors_have(&format!(
        "rows 2 to {last}, column `output`: is not a plain file name"
    ));
    // What patients and references are called is made harmless.
    let rows: String = wrong
        .iter()
        .enumerate()
        .map(|(at, name)| format!("knee,{name},{name}{at}\n"))
        .collect();
    bench.put("deep/today.csv", format!("guide,patient,reference\n{rows}"));
    let pattern = "{reference}{patient}";
    let run = bench
        .leaflet([
            "batch",
            "today.csv",
            "--content",
            "../content",
            "--name",
            pattern,
        ])
        .with(["--references-in-names", "--patients-in-names"])
        .in_folder("deep")
        .run();
    // What has no letter is no name, and its row is not made.
    let has_letter = |name: &&&str| name.contains(char::is_alphabetic);
    let named = wrong.iter().filter(has_letter).count();
    assert!(named < wrong.len());
    run.exits_with(1);
    let outside = run
        .made()
        .into_iter()
        .filter(|name| !name.starts_with("deep/patients/"));
    assert_eq!(outside.collect::<Vec<_>>(), Vec::<String>::new());
    let folder = bench.path().join("deep/patients");
    assert_eq!(lying(&folder).len(), named);
    assert_eq!(hidden(&folder).len(), 3);
    // A zero byte is in no text, and so in no list.
    bench.put("deep/today.csv", "guide,patient,output\nknee,Qx,a\u{0}b\n");
    let run = bench
        .leaflet(["batch", "today.csv"])
        .in_folder("deep")
        .run();
    run.exits_with(1)
        .makes_nothing()
        .errors_have("line 2 contains a zero byte, which does not occur in text");
}
