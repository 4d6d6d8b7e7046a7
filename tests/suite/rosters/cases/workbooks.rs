//! Workbooks of Excel: what they hold, and what they are made to hide.

use super::{Case, case, counted};
use crate::rosters::workbook::{Xlsx, archive, number, row, words};

const DAMAGED: &str = "error list.xlsx: the workbook is damaged and cannot be read to its end";
const UNPACKS: &str = "error list.xlsx: unpacked, the workbook has more than 160000000 bytes or \
    too many parts for the program to read";

pub(super) fn cases() -> Vec<Case> {
    let mut cases = values();
    cases.extend(sheets());
    cases.extend(hidden_and_merged());
    cases.extend(hostile());
    cases.extend(large());
    cases
}

fn xlsx(name: &'static str, bytes: Vec<u8>, expected: &[&str]) -> Case {
    case(name, "list.xlsx", bytes, &[], expected)
}

/// A sheet's inside with these rows, each the XML of its cells.
fn rows(rows: &[&str]) -> String {
    let rows: String = rows
        .iter()
        .map(|cells| format!("<row>{cells}</row>"))
        .collect();
    format!("<sheetData>{rows}</sheetData>")
}

fn shared(index: usize) -> String {
    format!("<c t=\"s\"><v>{index}</v></c>")
}

fn values() -> Vec<Case> {
    let header = row(&[
        "patient",
        "procedure date",
        "appointment",
        "level",
        "reference",
    ]);
    let many = Xlsx::new().sheet(
        "Today",
        &[
            &header,
            &[
                words("Qxanna"),
                number("46112", 1),
                number("0.395833333333333", 2),
                number("4.5", 0),
                number("123", 4),
            ]
            .concat(),
            &[
                words("Qxberta"),
                number("46112", 3),
                number("46112.604166666664", 3),
                number("12", 7),
                number("12.0", 0),
            ]
            .concat(),
            &[
                words("Qxclara"),
                words("31 March 2026"),
                words("2026-03-31 9:30"),
                "<c t=\"b\"><v>1</v></c>".to_owned(),
                number("123456789012345", 0),
            ]
            .concat(),
        ],
    );
    let odd = Xlsx::new().sheet(
        "Today",
        &[
            &row(&["patient", "level"]),
            &(words("Qxa") + &number("46112", 1)),
            &(words("Qxb") + &number("1234", 5)),
            &(words("Qxc") + &number("1234567890123456", 0)),
            &(words("Qxd") + &number("1.5", 6)),
            &(words("Qxe") + "<c t=\"e\"><f>NA()</f><v>#N/A</v></c>"),
            &(words("Qxf") + "<c><f>A1&amp;B1</f></c>"),
            &(words("Qxg") + "<c t=\"str\"><f>\"L\"&amp;4</f><v>L4</v></c>"),
            &(words("Qxh") + "<c t=\"str\"><f>\"\"</f><v></v></c>"),
            &(words("Qxi") + "<c t=\"d\"><v>2026-03-31</v></c>"),
        ],
    );
    let text = Xlsx::new()
        .strings(&[
            "<t>patient</t>",
            "<t>level</t>",
            "<r><t>Qx</t></r><r><rPr><b/></rPr><t xml:space=\"preserve\"> anna &amp; M</t></r>\
             <rPh sb=\"0\" eb=\"1\"><t>Qxphonetic</t></rPh>",
            "<t>L4_x000D_\nL5 _x005F_x000D_ &#x915;</t>",
            "<t/>",
            "<t><![CDATA[Qx<c>]]></t>",
        ])
        .sheet(
            "Today",
            &[
                &(shared(0) + &shared(1)),
                &(shared(2) + &shared(3)),
                &(shared(4) + &shared(4)),
                &(shared(5) + "<c t=\"s\"><v></v></c>"),
            ],
        );
    let places = Xlsx::new().data(
        "Today",
        "",
        "<dimension ref=\"A1:XFD1048576\"/><sheetData><row r=\"3\"><c r=\"B3\" t=\"inlineStr\"><is><t>\
         patient</t></is></c><c r=\"D3\" t=\"inlineStr\"><is><t>side</t></is></c></row><row r=\"5\"/>\
         <row r=\"17\"><c r=\"B17\" s=\"1\"/><c r=\"D17\" t=\"inlineStr\"><is><t>left</t></is></c></row>\
         <row r=\"1048576\"><c r=\"B1048576\" t=\"inlineStr\"><is><t>Qxanna</t></is></c></row>\
         </sheetData>",
    );
    let prefixed = archive(&[
        ("[Content_Types].xml", b"<Types/>"),
        ("_rels/.rels", b"<Relationships><Relationship Id=\"r\" Type=\"http://purl.oclc.org/ooxml/\
          officeDocument/relationships/officeDocument\" Target=\"/Book/main.xml\"/></Relationships>"),
        ("book/main.xml", b"<x:workbook xmlns:x=\"x\"><x:sheets><x:sheet name=\"A\" r:id=\"q\"/>\
          </x:sheets></x:workbook>"),
        ("book/_rels/main.xml.rels", b"<p:Relationships><p:Relationship Id=\"q\" Type=\"http://purl.\
          oclc.org/ooxml/officeDocument/relationships/worksheet\" Target=\"/BOOK/one.xml\"/>\
          </p:Relationships>"),
        ("book/one.xml", b"<x:worksheet><x:sheetData><x:row><x:c t=\"str\"><x:v>patient</x:v></x:c>\
          </x:row><x:row><x:c t=\"str\"><x:v>Qxanna</x:v></x:c></x:row></x:sheetData></x:worksheet>"),
    ]);
    vec![
        xlsx(
            "days, times, numbers",
            many.bytes(),
            &[
                "2 patient=\"Qxanna\" appointment=\"09:30:00\" procedure date=\"2026-03-31\" level=\"4.5\" \
                 reference=\"00123\"",
                "3 patient=\"Qxberta\" appointment=\"2026-03-31 14:30:00\" procedure date=\"2026-03-31\" \
                 level=\"12\" reference=\"12\"",
                "4 patient=\"Qxclara\" appointment=\"2026-03-31 09:30:00\" procedure date=\"2026-03-31\" \
                 reference=\"123456789012345\"",
                "warning list.xlsx: row 2, column C: row 2, column `appointment`: this is a time \
                 without a date, but other rows have a date: these leaflets come last in the \
                 print job",
                "warning list.xlsx: row 4, column D: row 4, column `level`: a word that programs \
                 write when there is no value; nothing will be printed for it",
            ],
        ),
        xlsx(
            "days counted from 1904",
            Xlsx::new()
                .counting_from_1904()
                .sheet(
                    "Today",
                    &[
                        &row(&["patient", "procedure date"]),
                        &(words("Qxanna") + &number("44650", 1)),
                    ],
                )
                .bytes(),
            &["2 patient=\"Qxanna\" procedure date=\"2026-03-31\""],
        ),
        xlsx(
            "dates of a workbook beside dates in words",
            Xlsx::new()
                .sheet(
                    "Today",
                    &[
                        &row(&["patient", "procedure date"]),
                        &(words("Qxanna") + &number("46115", 1)),
                        &(words("Qxberta") + &words("31/03/2026")),
                        &(words("Qxclara") + &words("2 April 2026")),
                        &words("Qxdora"),
                    ],
                )
                .bytes(),
            &[
                "2! patient=\"Qxanna\"",
                "3! patient=\"Qxberta\"",
                "4! patient=\"Qxclara\"",
                "5 patient=\"Qxdora\"",
                "error list.xlsx: row 2, column B: rows 2 to 4, column `procedure date`: some of \
                 these cells are real dates of a spreadsheet and others are text, so day and \
                 month may be swapped in some",
                "warning list.xlsx: row 5: row 5 contains only a name, but the other rows contain \
                 more",
            ],
        ),
        xlsx(
            "a typeface that shows different letters",
            Xlsx::new()
                .sheet(
                    "Today",
                    &[
                        &row(&["patient", "reference"]),
                        "<c t=\"str\" s=\"8\"><v>Qxuewuk</v></c><c t=\"str\" s=\"8\"><v>1001</v></c>",
                        "<c t=\"str\" s=\"8\"><v>नमूना</v></c><c s=\"8\"><v>1002</v></c>",
                        "<c t=\"str\" s=\"7\"><v>Qxanna</v></c><c t=\"str\" s=\"8\"><v>A-1</v></c>",
                    ],
                )
                .bytes(),
            &[
                "2! reference=\"1001\"",
                "3 patient=\"नम\\u{942}ना\" reference=\"1002\"",
                "4! patient=\"Qxanna\"",
                "error list.xlsx: row 2, column A: row 2, column `patient` is in a typeface that \
                 shows different letters from those in the file, so the leaflet would show \
                 different words from the list",
                "error list.xlsx: row 4, column B: row 4, column `reference` is in a typeface \
                 that shows different letters from those in the file, so the leaflet would show \
                 different words from the list",
            ],
        ),
        xlsx(
            "cells that cannot be used",
            odd.bytes(),
            &[
                "2! patient=\"Qxa\"",
                "3! patient=\"Qxb\"",
                "4 patient=\"Qxc\"",
                "5! patient=\"Qxd\"",
                "6 patient=\"Qxe\"",
                "7! patient=\"Qxf\"",
                "8 patient=\"Qxg\" level=\"L4\"",
                "9 patient=\"Qxh\"",
                "10! patient=\"Qxi\"",
                "error list.xlsx: row 2, column B: row 2, column `level` is a date or a time",
                "error list.xlsx: row 3, column B: row 3, column `level` is a number that is \
                 displayed in a format other than its plain digits",
                "warning list.xlsx: row 4, column B: row 4, column `level`: a number that was \
                 shortened, so its last digits are lost; nothing will be printed for it",
                "error list.xlsx: row 5, column B: row 5, column `level` is a number that is \
                 displayed in a format other than its plain digits",
                "warning list.xlsx: row 6, column B: row 6, column `level`: a spreadsheet error \
                 instead of a value; nothing will be printed for it",
                "error list.xlsx: row 7, column B: row 7, column `level` is a formula without a stored value",
                "warning list.xlsx: row 9: row 9 contains only a name, but the other rows contain \
                 more",
                "error list.xlsx: row 10, column B: row 10, column `level` is a date or a time",
            ],
        ),
        xlsx(
            "words of all kinds",
            text.bytes(),
            &[
                "2 patient=\"Qx anna & M\" level=\"L4\\r\\nL5 _x000D_ क\"",
                "4 patient=\"Qx<c>\"",
            ],
        ),
        xlsx(
            "rows and cells far apart",
            places.bytes(),
            &[
                "17! side=\"left\"",
                "1048576 patient=\"Qxanna\"",
                "error list.xlsx: row 17, column B: row 17, column `patient` is empty",
            ],
        ),
        xlsx(
            "prefixes and paths of other programs",
            prefixed,
            &["2 patient=\"Qxanna\""],
        ),
    ]
}

fn sheets() -> Vec<Case> {
    let rows_of = |name: &str| [row(&["patient"]), row(&[name])];
    let (first, second) = (rows_of("Qxanna"), rows_of("Qxberta"));
    let first: Vec<&str> = first.iter().map(String::as_str).collect();
    let second: Vec<&str> = second.iter().map(String::as_str).collect();
    let two = Xlsx::new()
        .sheet("Qxmonday", &first)
        .sheet("Empty", &["<c s=\"1\"/>"])
        .sheet("Qx Tuesday", &second)
        .bytes();
    let hidden = Xlsx::new()
        .data("Lists", "state=\"hidden\"", &rows(&second))
        .data("Older", "state=\"veryHidden\"", &rows(&second))
        .sheet("Today", &first)
        .bytes();
    let of = |name, bytes: &[u8], arguments, expected: &[&str]| {
        case(name, "list.xlsx", bytes, arguments, expected)
    };
    vec![
        of(
            "two sheets",
            &two,
            &[],
            &[
                "error list.xlsx: it is not clear which sheet is meant: these sheets are not \
                 empty: 1 and 3",
            ],
        ),
        of(
            "two sheets, by number",
            &two,
            &["--sheet", "3"],
            &["2 patient=\"Qxberta\""],
        ),
        of(
            "two sheets, by name",
            &two,
            &["--sheet", "qx tuesday"],
            &["2 patient=\"Qxberta\""],
        ),
        of(
            "a sheet that is empty",
            &two,
            &["--sheet", "2"],
            &["error list.xlsx: the sheet that was asked for is empty"],
        ),
        of(
            "a sheet that is not there",
            &two,
            &["--sheet", "Wednesday"],
            &[
                "error list.xlsx: the workbook has no sheet with the name or number that was \
                 asked for",
            ],
        ),
        of(
            "hidden sheets beside the list",
            &hidden,
            &[],
            &["2 patient=\"Qxanna\""],
        ),
        of(
            "a hidden sheet, by name",
            &hidden,
            &["--sheet", "lists"],
            &["2 patient=\"Qxberta\""],
        ),
        xlsx(
            "an empty workbook",
            Xlsx::new().sheet("Today", &[]).bytes(),
            &["error list.xlsx: the workbook contains nothing that is visible"],
        ),
    ]
}

fn hidden_and_merged() -> Vec<Case> {
    let hidden = format!(
        "<sheetData><row r=\"1\">{}</row><row r=\"2\" hidden=\"1\">{}</row><row r=\"3\">{}</row></sheetData>",
        row(&["patient"]),
        row(&["Qxanna"]),
        row(&["Qxberta"])
    );
    let merged = format!(
        "{}<mergeCells count=\"2\"><mergeCell ref=\"B2:B3\"/><mergeCell ref=\"C4:XFD1048576\"/></mergeCells>",
        rows(&[
            &row(&["patient", "surgeon", "side"]),
            &row(&["Qxanna", "garg", "left"]),
            &row(&["Qxberta", "", "left"]),
            &row(&["Qxclara", "garg", "left"]),
            &row(&["Qxdora", "garg", ""]),
        ])
    );
    let merged_cell = "is empty: it is merged with another cell, and only the first of the merged cells \
         contains the words";
    vec![
        xlsx(
            "rows that a filter hides",
            Xlsx::new().data("Today", "", &hidden).bytes(),
            &[
                "2 patient=\"Qxanna\"",
                "3 patient=\"Qxberta\"",
                "warning list.xlsx: row 2: row 2 is hidden in the workbook, but is read like the \
                 others",
            ],
        ),
        xlsx(
            "merged cells",
            Xlsx::new().data("Today", "", &merged).bytes(),
            &[
                "2 patient=\"Qxanna\" surgeon=\"garg\" side=\"left\"",
                "3! patient=\"Qxberta\" side=\"left\"",
                "4 patient=\"Qxclara\" surgeon=\"garg\" side=\"left\"",
                "5! patient=\"Qxdora\" surgeon=\"garg\"",
                &format!("error list.xlsx: row 3, column B: row 3, column `surgeon` {merged_cell}"),
                &format!("error list.xlsx: row 5, column C: row 5, column `side` {merged_cell}"),
            ],
        ),
    ]
}

fn hostile() -> Vec<Case> {
    let list = rows(&[&row(&["patient"]), &row(&["Qxanna"])]);
    let sheet = |inside: &str| Xlsx::new().data("Today", "", inside).bytes();
    let good = sheet(&list);
    let long = "Qxa".repeat(6_000);
    let quadratic: String = format!("<row>{}</row>", shared(1).repeat(30)).repeat(500);
    let with_strings = |strings: &str, inside: &str| {
        Xlsx::new()
            .strings_part(strings)
            .data("Today", "", inside)
            .bytes()
    };
    let laughs = "<!DOCTYPE x [<!ENTITY a \"Qx\"><!ENTITY b \"&a;&a;&a;&a;&a;&a;&a;&a;\">\
                  <!ENTITY c \"&b;&b;&b;&b;&b;&b;&b;&b;\">]>\
                  <sst><si><t>&c;&c;&c;&c;&c;&c;&c;&c;</t></si></sst>";
    vec![
        xlsx(
            "a sheet that unpacks to rows without end",
            sheet(&format!("<sheetData>{}", "<row/>".repeat(28_000_000))),
            &[DAMAGED],
        ),
        xlsx(
            "a sheet that unpacks to elements without end",
            sheet(&format!("<sheetData>{}", "<a/>".repeat(42_000_000))),
            &[UNPACKS],
        ),
        xlsx(
            "a sheet that unpacks to empty cells without end",
            sheet(&format!("<sheetData><row>{}", "<c/>".repeat(42_000_000))),
            &[DAMAGED],
        ),
        xlsx(
            "a sheet that unpacks to one cell without end",
            sheet(&format!("<sheetData><row><c t=\"str\"><v>{}", "Qx".repeat(90_000_000))),
            &["error list.xlsx: one cell or another part of the workbook has more than 4000000 bytes"],
        ),
        xlsx(
            "a cell of a megabyte in a workbook",
            sheet(&rows(&[&row(&["patient"]), &words(&"Qxa".repeat(350_000))])),
            &[
                "2!",
                "error list.xlsx: row 2, column A: row 2, column `patient` has more than 20000 characters",
            ],
        ),
        xlsx(
            "shared strings that claim to be many",
            with_strings("<sst uniqueCount=\"99999999999\"><si><t>Qxanna</t></si></sst>", &rows(&[&row(&["patient"]), &shared(0)])),
            &["2 patient=\"Qxanna\""],
        ),
        xlsx(
            "one long shared string in many cells",
            with_strings(&format!("<sst><si><t>patient</t></si><si><t>{long}</t></si></sst>"), &format!("<sheetData><row>{}</row>{quadratic}</sheetData>", shared(0))),
            &[
                "error list.xlsx: row 76, column C: together the cells contain more than 40000000 \
                 bytes of text, the most that the program reads",
            ],
        ),
        xlsx("entities that multiply", with_strings(laughs, &rows(&[&shared(0)])), &[DAMAGED]),
        xlsx("an entity that is not known", sheet(&rows(&[&words("&Qx;")])), &[DAMAGED]),
        xlsx("a string that is not there", with_strings("<sst/>", &rows(&[&shared(7)])), &[DAMAGED]),
        xlsx("elements inside one another", sheet(&"<a>".repeat(2_000_000)), &[DAMAGED]),
        xlsx("a sheet that is cut off", sheet("<sheetData><row><c><v>1</v></c>"), &[DAMAGED]),
        xlsx("an archive without its end", good[..good.len() - 30].to_vec(), &[DAMAGED]),
        xlsx("bytes changed in an archive", changed(&good), &[DAMAGED]),
        xlsx("rows out of order", sheet("<sheetData><row r=\"5\"/><row r=\"4\"/></sheetData>"), &[DAMAGED]),
        xlsx("cells out of order", sheet("<sheetData><row r=\"1\"><c r=\"B1\"/><c r=\"A1\"/></row></sheetData>"), &[DAMAGED]),
        xlsx("a row far outside", sheet("<sheetData><row r=\"4294967295\"/></sheetData>"), &[DAMAGED]),
        xlsx("a cell outside", sheet("<sheetData><row r=\"1\"><c r=\"XFE1\"/></row></sheetData>"), &[DAMAGED]),
        xlsx(
            "something in the last cell",
            sheet(
                "<sheetData><row r=\"1\"><c r=\"A1\" t=\"str\"><v>patient</v></c></row><row r=\"1048576\">\
                 <c r=\"XFD1048576\" t=\"str\"><v>Qx</v></c></row></sheetData>",
            ),
            &[
                "error list.xlsx: row 1048576, column XFD: column 16384 is not empty, but the \
                 program reads at most 200 columns",
            ],
        ),
        xlsx("a workbook without its sheet", archive(&[
            ("xl/workbook.xml", b"<workbook><sheets><sheet name=\"a\" r:id=\"r\"/></sheets></workbook>"),
            ("xl/_rels/workbook.xml.rels", b"<Relationships><Relationship Id=\"r\" Type=\"x/worksheet\" Target=\"gone.xml\"/></Relationships>"),
        ]), &[DAMAGED]),
    ]
}

/// The same bytes with some in the middle changed.
fn changed(bytes: &[u8]) -> Vec<u8> {
    let mut changed = bytes.to_vec();
    let at = bytes
        .windows(11)
        .rposition(|window| window == b"sheet1.xml\x1d" || window == b"sheet1.xml\xed");
    let at = at.unwrap_or(bytes.len() / 2) + 40;
    for byte in &mut changed[at..at + 20] {
        *byte ^= 0x55;
    }
    changed
}

fn large() -> Vec<Case> {
    let header = row(&[
        "guide",
        "patient",
        "surgeon",
        "language",
        "edition",
        "appointment",
        "procedure date",
        "level",
        "side",
        "reference",
        "output",
    ]);
    let mut rows = format!("<row r=\"1\" spans=\"1:11\">{header}</row>");
    for number in 2..=100_001 {
        use std::fmt::Write as _;
        write!(
            rows,
            "<row r=\"{number}\" spans=\"1:11\" x14ac:dyDescent=\"0.25\">"
        )
        .unwrap();
        for (column, letter) in ('A'..='K').enumerate() {
            let (style, kind, value) = match column {
                5 => (2, "n", "0.395833333333333".to_owned()),
                6 => (1, "n", "46112".to_owned()),
                1 | 9 => (7, "s", (number * 2 + column / 9).to_string()),
                _ => (0, "s", "0".to_owned()),
            };
            write!(
                rows,
                "<c r=\"{letter}{number}\" s=\"{style}\" t=\"{kind}\"><v>{value}</v></c>"
            )
            .unwrap();
        }
        rows += "</row>";
    }
    let strings: String = (0..200_010)
        .map(|number| format!("<si><t>Qxword number {number}</t></si>"))
        .collect();
    let workbook = Xlsx::new()
        .strings_part(&format!(
            "<sst count=\"900000\" uniqueCount=\"200010\">{strings}</sst>"
        ))
        .data("Today", "", &format!("<sheetData>{rows}</sheetData>"));
    vec![counted(
        "a hundred thousand rows of Excel",
        "list.xlsx",
        workbook.bytes(),
        (100_000, 0, 0),
    )]
}
