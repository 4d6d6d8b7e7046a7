//! Workbooks of LibreOffice: what they hold, and what they are made to hide.

use super::{Case, case, counted};
use crate::rosters::workbook::{content, ods, ods_row, ods_with};

const DAMAGED: &str = "error list.ods: the workbook is damaged and cannot be read to its end";
const UNPACKS: &str = "error list.ods: unpacked, the workbook has more than 160000000 bytes or \
    too many parts for the program to read";

pub(super) fn cases() -> Vec<Case> {
    let mut cases = odd();
    cases.push(large());
    cases
}

fn libre(name: &'static str, bytes: Vec<u8>, expected: &[&str]) -> Case {
    case(name, "list.ods", bytes, &[], expected)
}

fn odd() -> Vec<Case> {
    let value = |kind: &str, attribute: &str, words: &str| {
        format!(
            "<table:table-cell office:value-type=\"{kind}\" {attribute} calcext:value-type=\"{kind}\">\
             <text:p>{words}</text:p></table:table-cell>"
        )
    };
    let list = [
        "<table:table-column table:number-columns-repeated=\"16384\"/>".to_owned(),
        format!("<table:table-header-rows>{}</table:table-header-rows>", ods_row(&["patient", "procedure date", "appointment", "level", "reference"])),
        format!(
            "<table:table-row>{}{}{}{}{}</table:table-row>",
            value("string", "", "Qx<text:s text:c=\"2\"/>anna<text:span> M</text:span>"),
            value("date", "office:date-value=\"2026-03-31\"", "31.03.26"),
            value("time", "office:time-value=\"PT09H30M00S\"", "09:30"),
            value("float", "office:value=\"4.5\"", "4.5"),
            value("float", "office:value=\"123\"", "00123"),
        ),
        "<table:table-row table:number-rows-repeated=\"3\"><table:table-cell \
         table:number-columns-repeated=\"16384\"/></table:table-row>"
            .to_owned(),
        format!(
            "<table:table-row table:visibility=\"filter\">{}{}{}{}{}</table:table-row>",
            value("string", "", "Qxb</text:p><text:p>second<office:annotation><text:p>Qxnote</text:p></office:annotation>"),
            value("date", "office:date-value=\"2026-03-31T09:30:00\"", "x"),
            value("float", "office:value=\"9.5\"", "9.5"),
            "<table:table-cell table:formula=\"of:=NA()\" office:value-type=\"string\" \
             office:string-value=\"\" calcext:value-type=\"error\"><text:p>#N/A</text:p></table:table-cell>",
            value("float", "office:value=\"1234567890123456\"", "1.23456789012346E+15"),
        ),
        "<table:table-row table:number-rows-repeated=\"1048500\"><table:table-cell \
         table:number-columns-repeated=\"16384\"/></table:table-row>"
            .to_owned(),
    ]
    .concat();
    let repeated = ods_row(&["patient", "side"])
        + "<table:table-row table:number-rows-repeated=\"2\"><table:table-cell \
           office:value-type=\"string\" table:number-columns-repeated=\"2\"><text:p>Qxsame</text:p>\
           </table:table-cell></table:table-row>";
    let one =
        "<table:table-cell office:value-type=\"string\"><text:p>Qxa</text:p></table:table-cell>";
    let spanned = ods_row(&["patient", "side"])
        + &format!(
            "<table:table-row>{one}<table:table-cell table:number-rows-spanned=\"2\" \
             office:value-type=\"string\"><text:p>left</text:p></table:table-cell></table:table-row>\
             <table:table-row>{one}<table:covered-table-cell/></table:table-row>"
        );
    let many = |repeats: &str| {
        format!(
            "{}<table:table-row {repeats}>{one}</table:table-row>",
            ods_row(&["patient"])
        )
    };
    let spaces = ods_row(&["patient"])
        + &format!(
            "<table:table-row>{}</table:table-row>",
            value("string", "", "Qx<text:s text:c=\"4000000000\"/>a")
        );
    let hidden = content(&[&ods_row(&["patient"])]).replace(
        "</office:spreadsheet>",
        &format!(
            "<table:table table:name=\"b\" table:style-name=\"ta9\">{}</table:table></office:spreadsheet>",
            ods_row(&["Qx"])
        ),
    );
    let cut = content(&[&many("")]);
    let locked = "<m:manifest><m:file-entry><m:encryption-data/></m:file-entry></m:manifest>";
    vec![
        libre(
            "a list of LibreOffice",
            ods(&[&list]),
            &[
                "2 patient=\"Qx  anna M\" appointment=\"09:30:00\" procedure date=\"2026-03-31\" \
                 level=\"4.5\" reference=\"00123\"",
                "6 patient=\"Qxb\\nsecond\" procedure date=\"2026-03-31\"",
                "warning list.ods: row 6: row 6 is hidden in the workbook, but is read like the \
                 others",
                "warning list.ods: row 6, column B: row 6, column `procedure date`: the time \
                 after the date is not printed",
                "warning list.ods: row 6, column C: row 6, column `appointment`: this cannot be \
                 read as a date or a time, so these leaflets come last in the print job",
                "warning list.ods: row 6, column D: row 6, column `level`: a spreadsheet error \
                 instead of a value; nothing will be printed for it",
                "warning list.ods: row 6, column E: row 6, column `reference`: a number that was \
                 shortened, so its last digits are lost; nothing will be printed for it",
            ],
        ),
        libre(
            "rows and cells that are repeated",
            ods(&[&repeated]),
            &[
                "2 patient=\"Qxsame\" side=\"Qxsame\"",
                "3 patient=\"Qxsame\" side=\"Qxsame\"",
            ],
        ),
        libre(
            "merged cells of LibreOffice",
            ods(&[&spanned]),
            &[
                "2 patient=\"Qxa\" side=\"left\"",
                "3! patient=\"Qxa\"",
                "error list.ods: row 3, column B: row 3, column `side` is empty: it is merged \
                 with another cell, and only the first of the merged cells contains the words",
            ],
        ),
        libre(
            "a row repeated a million times",
            ods(&[&many("table:number-rows-repeated=\"1048575\"")]),
            &[
                "error list.ods: row 100002: the list has more than 100000 rows, the most that \
                 the program reads",
            ],
        ),
        libre(
            "a cell repeated over all columns",
            ods(&[&many("").replace(
                "office:value-type=\"string\"><text:p>Qxa",
                "office:value-type=\"string\" table:number-columns-repeated=\"16384\"><text:p>Qxa",
            )]),
            &[
                "error list.ods: row 2, column GS: column 201 is not empty, but the program reads \
                 at most 200 columns",
            ],
        ),
        libre(
            "four thousand million spaces",
            ods(&[&spaces]),
            &[
                "2!",
                "error list.ods: row 2, column A: row 2, column `patient` has more than 20000 characters",
            ],
        ),
        libre(
            "two tables",
            ods(&[&many(""), "", &many("")]),
            &[
                "error list.ods: it is not clear which sheet is meant: these sheets are not \
                 empty: 1 and 3",
            ],
        ),
        case(
            "two tables, by number",
            "list.ods",
            ods(&[&many(""), "", &many("")]),
            &["--sheet", "3"],
            &["2 patient=\"Qxa\""],
        ),
        libre(
            "a hidden table",
            ods_with(&hidden, "<m/>"),
            &["error list.ods: row 1: the list has no rows below the header"],
        ),
        libre(
            "a list of LibreOffice with a password",
            ods_with("Qx", locked),
            &[
                "error list.ods: this file is a workbook locked with a password, not a list that \
                 the program can read",
            ],
        ),
        libre(
            "a list of LibreOffice that is cut off",
            ods_with(&cut[..cut.len() - 80], "<m/>"),
            &[DAMAGED],
        ),
        libre(
            "a remark that is cut off",
            ods_with(
                "<office:document-content><table:table><table:table-row><table:table-cell><office:annotation>",
                "<m/>",
            ),
            &[DAMAGED],
        ),
        libre(
            "a list of parts without end",
            ods_with("<a/>", &"<f></f>".repeat(25_000_000)),
            &[UNPACKS],
        ),
    ]
}

fn large() -> Case {
    let cell = "<table:table-cell office:value-type=\"string\" calcext:value-type=\"string\"><text:p>\
                Qxanna Beispiel</text:p></table:table-cell>";
    let side = "<table:table-cell office:value-type=\"date\" office:date-value=\"2026-03-31\" \
                calcext:value-type=\"date\"><text:p>31.03.2026</text:p></table:table-cell>";
    let many = ods_row(&["patient", "procedure date", "side", "level", "surgeon"])
        + &format!("<table:table-row table:style-name=\"ro1\">{cell}{side}{cell}{cell}{cell}</table:table-row>")
            .repeat(100_000);
    counted(
        "a hundred thousand rows of LibreOffice",
        "list.ods",
        ods(&[&many]),
        (100_000, 0, 0),
    )
}
