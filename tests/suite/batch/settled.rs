//! What need not be typed each morning, and what is told once: settings for lists, guides by their titles,
//! one message for one cause, and lists shown by their shape.

use super::morning::list;
use super::{bench, ends, guide, lying, numbers};
use crate::support::workbench::Workbench;

const SETTINGS: &str = "batch:\n  guide: About KNEES\n  dates: day-first\n  output: today\n  \
                        print_job: today/print.pdf\n  separator_sheets: yes\n";

fn knees() -> Workbench {
    let text = guide("About the knee.").replace("The knee", "About knees");
    bench().with_file("content/guides/knee/en.yaml", text)
}

#[test]
fn the_lists_name_alone_is_enough() {
    let bench = knees()
        .with_file("leaflet.yaml", SETTINGS)
        .with_file("list.xlsx", list());
    let run = bench.leaflet(["batch", "list.xlsx"]).run();
    run.succeeds().never_says("Qx").never_says("note[absent]");
    let names: Vec<String> = lying(&bench.path().join("today")).into_keys().collect();
    assert_eq!(names.len(), 7, "{names:?}");
    assert!(names.contains(&"print.pdf".to_owned()));
    let seen = format!("{SETTINGS}  visible_only: yes\n").replace("today", "seen");
    bench.put("leaflet.yaml", seen);
    let run = bench.leaflet(["batch", "list.xlsx"]).run();
    run.succeeds();
    ends(
        &run,
        "11 leaflets asked for: 3 made, 0 unchanged, 0 failed, 8 left out",
    );
    assert_eq!(lying(&bench.path().join("seen")).len(), 4);
    // What is said in a command wins.
    let run = bench
        .leaflet([
            "batch",
            "list.xlsx",
            "--guide",
            "hip",
            "--output-dir",
            "other",
        ])
        .run();
    run.succeeds();
    assert!(bench.path().join("other/0006-hip-en.pdf").exists());
    bench.put(
        "leaflet.yaml",
        SETTINGS.replace("About KNEES", "About nees"),
    );
    let run = bench.leaflet(["batch", "list.xlsx"]).run();
    run.exits_with(1)
        .errors_have("there is no guide `About nees`")
        .errors_have("leaflet.yaml:2");
    bench.put("leaflet.yaml", "batch:\n  strict: maybe\n  header_row: 0\n");
    let run = bench.leaflet(["batch", "list.xlsx"]).run();
    run.exits_with(1)
        .errors_have("`maybe` is not a known value for `strict`")
        .errors_have("`header_row` must be a whole number from 1");
}

#[test]
fn the_only_guide_is_taken_and_of_several_one_is_asked_for_once() {
    let bench = Workbench::new()
        .with_file("content/guides/knee/en.yaml", guide("About the knee."))
        .with_file(
            "list.csv",
            "patient,side\nQxa,left\nQxb,left\nQxc,left\nQxd,right\nTotal,4\n",
        );
    let run = bench.leaflet(["batch", "list.csv"]).run();
    run.succeeds().errors_have(
        "the list does not name a guide, so the only guide that exists is used: \
            `knee`",
    );
    bench.put("content/guides/hip/en.yaml", guide("About the hip."));
    let run = bench.leaflet(["batch", "list.csv", "--dry-run"]).run();
    run.exits_with(1).errors_have(
        "rows 2 to 5, column `guide`: is missing, and the command does not name a \
            guide",
    );
    assert_eq!(
        run.errors().matches("does not name a guide").count(),
        1,
        "{}",
        run.errors()
    );
    let json = ["--message-format", "json"];
    let run = bench
        .leaflet(["batch", "list.csv", "--dry-run"])
        .with(json)
        .run();
    assert_eq!(run.errors().matches("does not name a guide").count(), 4);
    assert_eq!(numbers(&run)["failed"], 4);
}

#[test]
fn guides_languages_and_surgeons_are_found_by_the_words_that_people_use() {
    let bench = knees().with_file(
        "list.csv",
        "patient,guide,language,surgeon\nQxa,About Knees,English,Dr Bhavuk Garg\nQxb,KNEE,EN,bhavuk garg\n\
         Qxc,knee,en-IN,Dr. Else\nQxd,About elbows,Tamil,\nQxe,About elbows,,\n",
    );
    let run = bench.leaflet(["batch", "list.csv"]).run();
    run.exits_with(1)
        .never_says("Qx")
        .errors_have("rows 5, 6, column `guide`: names a guide that does not exist")
        .errors_have("row 5, column `language` names a language that does not exist");
    for row in 2..=4 {
        let text = bench
            .pdf(&format!("patients/{row:04}-knee-en.pdf"))
            .text_in_tag_order();
        assert!(text.contains("About knees"), "{text}");
    }
}

#[test]
fn a_look_at_a_list_tells_its_columns_and_shapes_and_no_word() {
    let bench = knees().with_file("list.xlsx", list());
    let run = bench
        .leaflet(["batch", "list.xlsx", "--guide", "knee", "--dry-run"])
        .run();
    run.succeeds().makes_nothing().never_says("Qx");
    for told in [
        "`patient` from column C",
        "`appointment` from column B",
        "`reference` from column E",
        "row 6: patient `Xxxxxx Xxxxxxx`, appointment a time, procedure date `9999-99-99`, side `xxxx`, \
         reference `99999`",
    ] {
        run.errors_have(told);
    }
}

#[test]
fn a_word_that_may_be_a_name_is_not_told_back_and_a_slip_is_helped() {
    let bench = knees().with_file("OPD list.csv", "patient\nQxa\n");
    let run = bench
        .leaflet(["make", "knee", "--patient", "Qxanna", "-Qxmaria"])
        .run();
    run.exits_with(2)
        .never_says("Qx")
        .errors_have("put quotes around a name of several words");
    let run = bench.leaflet(["batch", "OPD list.csv", "--dry-rum"]).run();
    run.exits_with(2).errors_have("did you mean `--dry-run`?");
    let run = bench
        .leaflet(["batch", "OPD lists.csv", "--guide", "knee"])
        .run();
    run.exits_with(2)
        .errors_have("there is no file `OPD lists.csv`")
        .errors_have("did you mean `OPD list.csv`?");
    let run = bench.leaflet(["print", "x.pdf"]).run();
    run.exits_with(2)
        .errors_have("`leaflet batch LIST --combined print.pdf`");
    let run = bench.leaflet(["make", "knee", "-o", "page-{n}.jpg"]).run();
    run.exits_with(2)
        .makes_nothing()
        .errors_have("pictures of its pages are PNG");
    let run = bench.leaflet(["explain", "columns"]).run();
    run.succeeds().errors_are("");
    assert!(run.output().contains("uhid"), "{}", run.output());
}

#[test]
fn the_lists_own_numbers_name_files_and_separator_sheets() {
    let list =
        "S.No,patient,guide,appointment\n7.,Qxa,knee,2026-12-01 9:30\n008,Qxb,hip,\n9),Qxc,knee,\n";
    let bench = bench().with_file("list.csv", list);
    let named = ["batch", "list.csv", "--name", "{serial}-{guide}"];
    let job = ["--combined", "patients/print.pdf", "--separator-sheets"];
    bench.leaflet(named).with(job).run().succeeds();
    let names: Vec<String> = lying(&bench.path().join("patients")).into_keys().collect();
    assert_eq!(
        names,
        [
            "0007-knee.pdf",
            "0008-hip.pdf",
            "0009-knee.pdf",
            "print.pdf"
        ]
    );
    let text = bench.pdf("patients/print.pdf").text_in_tag_order();
    for number in ["7(2)", "8(3)", "9(4)"] {
        assert!(text.replace(' ', "").contains(number), "{number} in {text}");
    }
    assert!(text.contains("1 December 2026 09:30"), "{text}");
    // A row put in above renames nobody.
    bench.put("list.csv", list.replace("7.,Qxa", "6,Qxd,hip,\n7.,Qxa"));
    let run = bench.leaflet(named).run();
    run.succeeds();
    ends(&run, "4 leaflets asked for: 1 made, 3 unchanged, 0 failed");
    // The settings say it once; a row without a number is told, and so are two rows of one.
    bench.put("leaflet.yaml", "batch:\n  names: '{serial}-{guide}'\n");
    bench.put(
        "list.csv",
        "S.No,patient,guide\n7,Qxa,knee\nA-8,Qxb,hip\n,Qxc,knee\n9,Qxd,hip\n9,Qxe,hip\n",
    );
    let run = bench
        .leaflet(["batch", "list.csv", "--output-dir", "other"])
        .run();
    run.exits_with(1)
        .never_says("Qx")
        .errors_have("rows 3, 4, column `S.No`: is empty or not a whole number");
    assert!(!bench.path().join("other/0009-hip.pdf").exists());
    // It is printed on no leaflet, so that nothing in it stops one that asks for no number.
    bench.put("leaflet.yaml", "");
    bench.put(
        "list.csv",
        "S.No,patient,guide\n#REF!,Qxa,knee\n????,Qxb,hip\n",
    );
    let run = bench
        .leaflet(["batch", "list.csv", "--output-dir", "free"])
        .run();
    run.succeeds();
    assert!(bench.path().join("free/0002-knee-en.pdf").exists());
}

#[test]
fn what_an_earlier_list_left_is_told_where_nothing_is_made() {
    let bench = bench()
        .with_file(
            "leaflet.yaml",
            "batch:\n  print_job: patients/print.pdf\n  prune: yes\n",
        )
        .with_file("list.csv", "patient,guide\nQxa,knee\nQxb,hip\n");
    bench.leaflet(["batch", "list.csv"]).run().succeeds();
    let told = "nothing was made from this list, and these older files are still there: 2 leaflets in `patients`, \
                and the print job `patients/print.pdf`";
    for (list, more) in [
        ("patient,guide\n12345,knee\nnull,hip\n", vec![]),
        ("patient,guide\nQxc,knee\n12345,hip\n", vec!["--strict"]),
        ("no,header\n", vec![]),
    ] {
        bench.put("list.csv", list);
        let run = bench.leaflet(["batch", "list.csv"]).with(more).run();
        run.exits_with(1).errors_have(told);
    }
    let run = bench.leaflet(["batch", "list.csv", "--dry-run"]).run();
    run.exits_with(1).never_says("nothing was made");
}

#[test]
fn an_encoding_that_is_settled_is_that_of_lists_that_need_one() {
    let bench = bench()
        .with_file(
            "leaflet.yaml",
            "batch:\n  encoding: windows-1252\n  guide: knee\n",
        )
        .with_file("old.csv", b"patient\nJos\xe9 Qx\n".as_slice())
        .with_file("new.csv", "patient\nJosé Qx\n");
    for list in ["old.csv", "new.csv"] {
        let run = bench
            .leaflet(["batch", list, "--output-dir", list.trim_end_matches(".csv")])
            .run();
        run.succeeds();
        let path = format!("{}/0002-knee-en.pdf", list.trim_end_matches(".csv"));
        assert!(bench.pdf(&path).text_in_tag_order().contains("José Qx"));
    }
}
