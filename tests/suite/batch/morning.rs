//! A list as clinics have them, from the one command of the morning to the right leaflets and the right
//! words about the rest.

use super::{bench, ends, lying, numbers};
use crate::rosters::workbook::{Xlsx, number, row, struck, words};
use crate::support::workbench::Workbench;

/// Title rows, a serial number, days and times of Excel, Hindi names, a hidden row, a struck-out row, a
/// cancelled patient, a free slot, a doctor's heading, the header again, and a total.
pub(super) fn list() -> Vec<u8> {
    let header = row(&[
        "S.No",
        "Time",
        "Patient Name",
        "Status",
        "UHID",
        "Date of surgery",
        "Side",
    ]);
    let patient = |serial: &str, time: &str, name: &str, status: &str, uhid: &str, side: &str| {
        let cells = [
            number(serial, 0),
            number(time, 2),
            name.to_owned(),
            words(status),
            number(uhid, 4),
            number("46358", 1),
            words(side),
        ];
        cells.concat()
    };
    let rows = [
        ("", words("Sample Hospital, Delhi")),
        ("", words("OPD list of 30 November")),
        ("", String::new()),
        ("", header.clone()),
        ("", words("Dr. Sample Surgeon")),
        (
            "",
            patient(
                "1",
                "0.375",
                &words("Qxanna Example"),
                "Booked",
                "123",
                "left",
            ),
        ),
        (
            "",
            patient(
                "2",
                "0.3854166667",
                &words("Qxमीरा नमूना"),
                "Booked",
                "124",
                "right",
            ),
        ),
        (
            "hidden=\"1\"",
            patient(
                "3",
                "0.3958333333",
                &words("Qxhidden"),
                "Booked",
                "125",
                "left",
            ),
        ),
        (
            "",
            patient("4", "0.40625", &struck("Qxstruck"), "Booked", "126", "left"),
        ),
        (
            "",
            patient(
                "5",
                "0.4166666667",
                &words("Qxaway"),
                "Cancelled by patient",
                "127",
                "left",
            ),
        ),
        (
            "",
            number("6", 0) + &number("0.4270833333", 2) + &words("vacant"),
        ),
        ("", header),
        (
            "",
            patient("7", "0.4375", &words("Qxमोहन"), "Arrived", "128", "left"),
        ),
        ("", words("Total") + &words("") + &words("7 patients")),
        ("", words("Printed on 29 November by reception")),
    ];
    let rows = rows.map(|(attributes, cells)| format!("<row {attributes}>{cells}</row>"));
    let merged = "<mergeCells><mergeCell ref=\"A1:G1\"/><mergeCell ref=\"A5:G5\"/></mergeCells>";
    let inside = format!("<sheetData>{}</sheetData>{merged}", rows.concat());
    Xlsx::new().data("Today", "", &inside).bytes()
}

fn morning() -> Workbench {
    bench().with_file("list.xlsx", list())
}

const GUIDE: [&str; 4] = ["--guide", "knee", "--output-dir", "today"];

#[test]
fn the_list_of_a_clinic_gives_the_right_leaflets_and_tells_the_rest() {
    let bench = morning();
    let run = bench.leaflet(["batch", "list.xlsx"]).with(GUIDE).run();
    run.succeeds().never_says("Qx");
    for told in [
        "rows 1, 2 are above the header in row 4 and are not patients",
        "row 5 is left out: a heading of a group",
        "row 8 is hidden in the workbook, but is read like the others",
        "row 9 is struck out in the workbook, but is read like the others",
        "row 10 is cancelled or not attended, as the list says, but is read like the others",
        "row 11 is left out: a free or blocked slot",
        "row 12 is left out: the header again",
        "row 14 is left out: a total or a count",
        "row 15 is left out: a remark",
    ] {
        run.errors_have(told);
    }
    ends(
        &run,
        "11 leaflets asked for: 6 made, 0 unchanged, 0 failed, 5 left out; row 8 is hidden in the workbook; \
         row 9 is struck out in the workbook; row 10 is cancelled or not attended, as the list says",
    );
    let names: Vec<String> = lying(&bench.path().join("today")).into_keys().collect();
    let expected = [6, 7, 8, 9, 10, 13].map(|row| format!("{row:04}-knee-en.pdf"));
    assert_eq!(names, expected);
    let text = bench.pdf("today/0007-knee-en.pdf").text_in_tag_order();
    for fact in ["Qxमीरा नमूना", "00124", "2 December 2026", "right"] {
        assert!(text.contains(fact), "{fact}: {text}");
    }
}

#[test]
fn only_what_is_to_be_seen_is_made_where_that_is_asked_for() {
    let bench = morning();
    let json = ["--message-format", "json"];
    let run = bench
        .leaflet(["batch", "list.xlsx", "--visible-only"])
        .with(GUIDE)
        .run();
    run.succeeds().never_says("Qx");
    ends(
        &run,
        "11 leaflets asked for: 3 made, 0 unchanged, 0 failed, 8 left out",
    );
    let names: Vec<String> = lying(&bench.path().join("today")).into_keys().collect();
    let expected = [6, 7, 13].map(|row| format!("{row:04}-knee-en.pdf"));
    assert_eq!(names, expected);
    let again = bench
        .leaflet(["batch", "list.xlsx", "--visible-only"])
        .with(GUIDE)
        .with(json)
        .run();
    let summary = numbers(&again);
    assert_eq!(summary["left_out"], 8);
    assert_eq!(summary["unchanged"], 3);
    assert_eq!(summary["doubtful_rows"]["hidden"], serde_json::json!([]));
    let all = bench
        .leaflet(["batch", "list.xlsx"])
        .with(GUIDE)
        .with(json)
        .run();
    let summary = numbers(&all);
    assert_eq!(
        summary["doubtful_rows"]["struck_out"],
        serde_json::json!([9])
    );
    assert_eq!(
        summary["doubtful_rows"]["not_coming"],
        serde_json::json!([10])
    );
}

#[test]
fn under_strict_nothing_is_made_of_such_a_list() {
    let bench = morning();
    let run = bench
        .leaflet(["batch", "list.xlsx", "--strict"])
        .with(GUIDE)
        .run();
    run.exits_with(1).makes_nothing().never_says("Qx");
    for told in [
        "error[no-patient]: row 14 is left out: a total or a count",
        "error[hidden-rows]: row 8 is hidden in the workbook",
        "error[struck-rows]: row 9 is struck out in the workbook",
        "error[not-coming]: row 10 is cancelled",
    ] {
        run.errors_have(told);
    }
    ends(
        &run,
        "11 leaflets asked for: 0 made, 0 unchanged, 0 failed, 5 left out, 6 not started",
    );
}

#[test]
fn marks_of_other_programs_beside_a_list_are_named() {
    let bench = bench()
        .with_file("~$list.xlsx", "x")
        .with_file(".~lock.list.ods#", "x")
        .with_file("._list.csv", "x");
    for (file, whose) in [
        (
            "~$list.xlsx",
            "a temporary file that Excel makes while the list is open, not the list",
        ),
        (
            ".~lock.list.ods#",
            "a temporary file that LibreOffice makes while the list is open, not the list",
        ),
        (
            "._list.csv",
            "a file that macOS puts next to a list, not the list",
        ),
    ] {
        let run = bench.leaflet(["batch", file]).with(GUIDE).run();
        run.exits_with(2).makes_nothing().errors_have(whose);
    }
}

#[test]
fn shares_of_such_a_list_count_their_own_rows_and_the_join_all() {
    let bench = morning();
    let mut made = 0;
    for share in ["1/2", "2/2"] {
        let run = bench
            .leaflet(["batch", "list.xlsx", "--visible-only", "--shard", share])
            .with(GUIDE)
            .with(["--message-format", "json"])
            .run();
        let summary = numbers(&run);
        assert_eq!(summary["left_out"], 0);
        made += summary["made"].as_u64().unwrap();
    }
    assert_eq!(made, 3);
    let run = bench
        .leaflet(["batch", "list.xlsx", "--visible-only", "--join"])
        .with(GUIDE)
        .run();
    run.succeeds();
    ends(
        &run,
        "11 leaflets asked for: 3 exist, 0 missing, 8 left out",
    );
}
