//! What a workbook shows and hides: rows, columns, words that are struck out, and numbers in forms.

use super::{Case, case};
use crate::rosters::workbook::{
    Xlsx, content, number, ods_cells, ods_with, row, struck, struck_words, words,
};

const HEADER: &[&str] = &["patient", "side", "status"];

pub(super) fn cases() -> Vec<Case> {
    let mut cases = of_excel();
    cases.extend(of_libre_office());
    cases
}

/// A sheet with a hidden row, a struck-out name, a struck-out row, a cancelled patient, one who is not
/// cancelled, and a hidden column.
fn excel() -> Vec<u8> {
    let row_of = |attributes: &str, cells: &str| format!("<row {attributes}>{cells}</row>");
    let rows = [
        row_of("", &row(HEADER)),
        row_of("hidden=\"1\"", &row(&["Qxhidden", "left", ""])),
        row_of("", &(struck("Qxstruck") + &words("left"))),
        row_of("", &(struck("Qxall") + &struck("left") + &struck("booked"))),
        row_of("", &row(&["Qxaway", "left", "Cancelled by patient"])),
        row_of("", &row(&["Qxhere", "right", "not cancelled"])),
        row_of("", &(words("Qxpart") + &struck("left"))),
        row_of("", &(struck_words("Qxold", "Qxnew") + &words("left"))),
        row_of("ht=\"0\" customHeight=\"1\"", &row(&["Qxflat", "left"])),
        row_of("", &row(&["", "Total", ""])),
    ];
    let inside = format!(
        "<cols><col min=\"2\" max=\"2\" width=\"9\" hidden=\"1\"/></cols><sheetData>{}</sheetData>",
        rows.concat()
    );
    Xlsx::new().data("Today", "", &inside).bytes()
}

fn of_excel() -> Vec<Case> {
    let of =
        |name, arguments, expected: &[&str]| case(name, "list.xlsx", excel(), arguments, expected);
    let forms = Xlsx::new().sheet(
        "Today",
        &[
            &row(&["patient", "reference"]),
            &(words("Qxa") + &number("123", 9)),
            &(words("Qxb") + &number("123456", 10)),
            &(words("Qxc") + &number("123", 4)),
            &(words("Qxd") + &number("0.5", 9)),
        ],
    );
    let merged = format!(
        "<sheetData><row>{}</row><row>{}</row><row>{}</row><row>{}</row></sheetData>\
         <mergeCells><mergeCell ref=\"A2:C2\"/></mergeCells>",
        row(&["patient", "reference", "side"]),
        row(&["Sample Team"]),
        row(&["Qxa", "1", "left"]),
        row(&["Qxb", "2", "left"]),
    );
    vec![
        of(
            "what Excel hides and strikes out, read all the same",
            &[],
            &[
                "2 patient=\"Qxhidden\" side=\"left\"",
                "3 patient=\"Qxstruck\" side=\"left\"",
                "4 patient=\"Qxall\" side=\"left\"",
                "5 patient=\"Qxaway\" side=\"left\"",
                "6 patient=\"Qxhere\" side=\"right\"",
                "7! patient=\"Qxpart\"",
                "8! side=\"left\"",
                "9 patient=\"Qxflat\" side=\"left\"",
                "warning list.xlsx: row 1: column B, `side`, is hidden in the workbook, but is \
                 read like the others",
                "warning list.xlsx: row 2: rows 2 and 9 are hidden in the workbook, but are read \
                 like the others",
                "warning list.xlsx: row 3: rows 3, 4 are struck out in the workbook, but are read \
                 like the others",
                "warning list.xlsx: row 5: row 5 is cancelled or not attended, as the list says, \
                 but is read like the others",
                "error list.xlsx: row 7, column B: row 7, column `side` is struck out in the \
                 workbook, but the rest of the row is not",
                "error list.xlsx: row 8, column A: row 8, column `patient` has words that are \
                 partly struck out",
                "warning list.xlsx: row 10: row 10 is left out: a total or a count",
            ],
        ),
        of(
            "only what Excel shows",
            &["--visible-only"],
            &[
                "6 patient=\"Qxhere\"",
                "7 patient=\"Qxpart\"",
                "8!",
                "note list.xlsx: row 1: column B, `side`, is left out: hidden in the workbook",
                "note list.xlsx: row 2: rows 2 and 9 are left out: hidden in the workbook",
                "note list.xlsx: row 3: rows 3, 4 are left out: struck out in the workbook",
                "note list.xlsx: row 5: row 5 is left out: cancelled or not attended, as the list says",
                "error list.xlsx: row 8, column A: row 8, column `patient` has words that are \
                 partly struck out",
                "warning list.xlsx: row 10: row 10 is left out: a total or a count",
            ],
        ),
        case(
            "numbers in forms of their own",
            "list.xlsx",
            forms.bytes(),
            &[],
            &[
                "2 patient=\"Qxa\" reference=\"MRN 00123\"",
                "3 patient=\"Qxb\" reference=\"123-456\"",
                "4 patient=\"Qxc\" reference=\"00123\"",
                "5! patient=\"Qxd\"",
                "error list.xlsx: row 5, column B: row 5, column `reference` is a number that is \
                 displayed in a format other than its plain digits",
            ],
        ),
        case(
            "a heading over merged cells",
            "list.xlsx",
            Xlsx::new().data("Today", "", &merged).bytes(),
            &["--strict"],
            &[
                "3 patient=\"Qxa\" side=\"left\" reference=\"1\"",
                "4 patient=\"Qxb\" side=\"left\" reference=\"2\"",
                "error list.xlsx: row 2: row 2 is left out: a heading of a group",
            ],
        ),
    ]
}

fn of_libre_office() -> Vec<Case> {
    let styles = "<style:style style:name=\"ce1\" style:family=\"table-cell\"><style:text-properties \
                  style:text-line-through-style=\"solid\"/></style:style>\
                  <style:style style:name=\"T1\" style:family=\"text\"><style:text-properties \
                  style:text-line-through-style=\"solid\"/></style:style>\
                  <style:style style:name=\"ce2\" style:parent-style-name=\"ce1\"/>";
    let rows = [
        "<table:table-column/><table:table-column table:visibility=\"collapse\"/>".to_owned(),
        ods_cells(&[("patient", ""), ("side", ""), ("status", "")], ""),
        ods_cells(
            &[("Qxfiltered", ""), ("left", "")],
            "table:visibility=\"filter\"",
        ),
        ods_cells(&[("Qxstruck", "ce1"), ("left", "")], ""),
        ods_cells(&[("Qxinherited", "ce2"), ("left", "")], ""),
        ods_cells(
            &[
                ("<text:span text:style-name=\"T1\">Qxspan</text:span>", ""),
                ("left", ""),
            ],
            "",
        ),
        ods_cells(
            &[(
                "Qxnew <text:span text:style-name=\"T1\">Qxold</text:span>",
                "",
            )],
            "",
        ),
        ods_cells(&[("Qxaway", ""), ("left", ""), ("did not attend", "")], ""),
        ods_cells(&[("Qxhere", ""), ("right", ""), ("arrived", "")], ""),
    ]
    .concat();
    let content = content(&[&rows]).replace(
        "<office:automatic-styles>",
        &format!("<office:automatic-styles>{styles}"),
    );
    let bytes = ods_with(&content, "<manifest:manifest/>");
    vec![
        case(
            "what LibreOffice hides and strikes out, read all the same",
            "list.ods",
            bytes.clone(),
            &[],
            &[
                "2 patient=\"Qxfiltered\" side=\"left\"",
                "3 patient=\"Qxstruck\" side=\"left\"",
                "4 patient=\"Qxinherited\" side=\"left\"",
                "5 patient=\"Qxspan\" side=\"left\"",
                "6!",
                "7 patient=\"Qxaway\" side=\"left\"",
                "8 patient=\"Qxhere\" side=\"right\"",
                "warning list.ods: row 1: column B, `side`, is hidden in the workbook, but is \
                 read like the others",
                "warning list.ods: row 2: row 2 is hidden in the workbook, but is read like the \
                 others",
                "warning list.ods: row 3: rows 3 to 5 are struck out in the workbook, but are \
                 read like the others",
                "error list.ods: row 6, column A: row 6, column `patient` has words that are \
                 partly struck out",
                "warning list.ods: row 7: row 7 is cancelled or not attended, as the list says, \
                 but is read like the others",
            ],
        ),
        case(
            "only what LibreOffice shows",
            "list.ods",
            bytes,
            &["--visible-only", "--strict"],
            &[
                "6!",
                "8 patient=\"Qxhere\"",
                "note list.ods: row 1: column B, `side`, is left out: hidden in the workbook",
                "note list.ods: row 2: row 2 is left out: hidden in the workbook",
                "note list.ods: row 3: rows 3 to 5 are left out: struck out in the workbook",
                "error list.ods: row 6, column A: row 6, column `patient` has words that are \
                 partly struck out",
                "note list.ods: row 7: row 7 is left out: cancelled or not attended, as the list says",
            ],
        ),
    ]
}
