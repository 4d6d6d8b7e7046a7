//! What stands in cells and is no value, garbled words, names in two columns, days and times: from the list to
//! the words on paper.

use super::{bench, ends};
use crate::support::workbench::{Finished, Workbench};

/// A workbench with a list.
fn with(list: &str) -> Workbench {
    bench().with_file("today.csv", list)
}

/// Runs the list, which asks for `knee`.
fn made<'b>(bench: &'b Workbench, more: &[&str]) -> Finished<'b> {
    bench
        .leaflet(["batch", "today.csv", "--guide", "knee"])
        .with(more.iter().copied())
        .run()
}

/// The words of the leaflet of a row.
fn words(bench: &Workbench, row: usize) -> String {
    bench
        .pdf(&format!("patients/{row:04}-knee-en.pdf"))
        .text_in_tag_order()
}

#[test]
fn what_is_no_value_is_never_on_paper() {
    let bench = with(
        "patient,side,level,reference,procedure date\n\
         Qxanna Muster,#VALUE!,n/a,1.23457E+11,########\n\
         Qxberta Muster,left,L4,'00123,1900-01-00\n\
         Null,[object Object],--,1001.0,2026-03-31T09:30:00+05:30\n",
    );
    let run = made(&bench, &[]);
    run.succeeds().never_says("Qx").errors_have("rows 2 and 4");
    let first = words(&bench, 2);
    for wrong in ["#", "n/a", "E+", "Side", "Level", "Reference", "Date of"] {
        assert!(!first.contains(wrong), "{wrong}: {first}");
    }
    let second = words(&bench, 3);
    assert!(
        second.contains("00123") && !second.contains('\''),
        "{second}"
    );
    assert!(!second.contains("1900"), "{second}");
    let third = words(&bench, 4);
    assert!(
        third.contains("Null") && third.contains("1001") && !third.contains("1001.0"),
        "{third}"
    );
    assert!(
        third.contains("31 March 2026") && !third.contains("09:30"),
        "{third}"
    );
}

#[test]
fn a_surgeon_who_is_lost_is_nobody_else() {
    let bench = bench().with_file("today.csv", "patient,surgeon\nQxa,#N/A\nQxb,\n");
    bench
        .leaflet([
            "batch",
            "today.csv",
            "--guide",
            "knee",
            "--surgeon",
            "bhavuk-garg",
        ])
        .run()
        .succeeds()
        .errors_have("row 2, column `surgeon`: a spreadsheet error instead of a value; no surgeon");
    assert!(!words(&bench, 2).contains("Your surgeon"));
    assert!(words(&bench, 3).contains("Your surgeon"));
}

#[test]
fn a_surgeon_has_the_brands_titles_whatever_the_list_says() {
    let bench = bench().with_file(
        "today.csv",
        "patient,surgeon\nQxa,Dr Bhavuk Garg\nQxb,dr. prof. bhavuk garg\nQxc,Bhavuk Garg\nQxd,Dr. Bhavuk Gerg\n",
    );
    bench
        .leaflet(["batch", "today.csv", "--guide", "knee"])
        .run()
        .succeeds()
        .never_says("row 2")
        .never_says("row 3");
    for row in 2..=4 {
        assert!(words(&bench, row).contains("Dr. Prof. Bhavuk Garg"));
        assert!(!words(&bench, row).contains("Dr Bhavuk Garg"));
    }
    // Somebody of another name is somebody else.
    assert!(words(&bench, 5).contains("Dr. Bhavuk Gerg"));
}

#[test]
fn a_guide_that_is_lost_is_not_the_usual_one() {
    let bench = with("patient,guide\nQxa,#REF!\nQxb,null\n");
    let run = made(&bench, &[]);
    run.exits_with(1)
        .errors_have("row 2, column `guide` contains a spreadsheet error instead of a value");
    let bench = with("patient,guide\nQxb,null\n");
    made(&bench, &[]);
    assert!(words(&bench, 2).contains("About the knee."));
}

#[test]
fn garbled_words_are_faults_and_are_put_right_where_that_is_exact() {
    let list = "patient,reference\nQxjosÃ© Muster,1\nQxo&#39;muster,2\nà¤¨à¤®à¥‚à¤¨à¤¾,3\nQxé JosÃ©,4\n\
                Qx João Ærø AT&T,5\n????? ????,6\n";
    let bench = with(list);
    let run = made(&bench, &[]);
    run.exits_with(1)
        .never_says("Qx")
        .errors_have("or add `--repair-encoding`");
    ends(&run, "6 leaflets asked for: 1 made, 0 unchanged, 5 failed");
    let bench = with(list);
    let run = made(&bench, &["--repair-encoding"]);
    run.exits_with(1)
        .never_says("Qx")
        .errors_have(
            "rows 2 and 4, column `patient`: letters read in a wrong encoding were repaired",
        )
        .errors_have(
            "row 3, column `patient`: letters in the code of web pages were repaired, \
            because of `--repair-encoding`",
        );
    ends(&run, "6 leaflets asked for: 4 made, 0 unchanged, 2 failed");
    for (row, name) in [
        (2, "Qxjosé Muster"),
        (3, "Qxo'muster"),
        (4, "नमूना"),
        (6, "Qx João Ærø AT&T"),
    ] {
        assert!(words(&bench, row).contains(name), "{name}");
    }
}

#[test]
fn facts_of_one_leaflet_are_judged_like_those_of_a_list() {
    for (option, value) in [
        ("--patient", "????? ????"),
        ("--patient", "Si\u{fffd}n Muster"),
        ("--patient", "JosÃ© Muster"),
        ("--patient", "undefined"),
        ("--surgeon-name", "O&#39;Muster"),
        ("--side", "#REF!"),
        ("--reference", "1.23457E+11"),
        ("--procedure-date", "2026-11-22T09:30:00"),
    ] {
        let bench = bench();
        let run = bench.leaflet(["make", "knee", option, value]).run();
        run.exits_with(1).errors_have("error[unprintable-fact]");
        assert!(!run.errors().contains(value), "{}", run.errors());
    }
    let bench = bench();
    bench
        .leaflet([
            "make",
            "knee",
            "--patient",
            "Nan Null",
            "--procedure-date",
            "22-Nov-26",
            "-o",
            "a.pdf",
        ])
        .run()
        .succeeds();
    let text = bench.pdf("a.pdf").text_in_tag_order();
    assert!(
        text.contains("Nan Null") && text.contains("22 November 2026"),
        "{text}"
    );
}

#[test]
fn a_name_in_two_columns_is_whole() {
    let bench = with("Surname,Name,UHID No.\nMuster,Qxanna,1\n");
    let run = made(&bench, &[]);
    run.succeeds();
    assert!(words(&bench, 2).contains("Qxanna Muster"));
    let bench = super::bench()
        .with_file("leaflet.yaml", "columns:\n  patient: [Nachname, Rufname]\n")
        .with_file("today.csv", "Rufname;Nachname\nQxanna;Muster\n");
    bench
        .leaflet(["batch", "today.csv", "--guide", "knee"])
        .run()
        .succeeds()
        .never_says("not used");
    assert!(
        words(&bench, 2).contains("Muster Qxanna"),
        "in the order of the settings"
    );
}

#[test]
fn an_appointment_orders_and_never_costs_a_leaflet() {
    let list =
        "Date,Time,patient\n2026-04-01,08:30,Qxa\n2026-03-31,14:00,Qxb\n2026-03-31,soon,Qxc\n";
    let bench = with(list);
    let run = made(&bench, &["--combined", "job.pdf", "--separator-sheets"]);
    run.succeeds()
        .errors_have(
            "row 4, column `Date`: this cannot be read as a date or a time, so these \
            leaflets come last in the print job",
        )
        .never_says("procedure date");
    let shown = bench.pdf("job.pdf").text_in_content_order();
    let at = |name: &str| shown.find(name).unwrap();
    assert!(at("Qxb") < at("Qxa") && at("Qxa") < at("Qxc"), "{shown}");
}
