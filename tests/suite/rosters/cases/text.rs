//! Lists as text: separators, encodings, quotes, headers, and rows that do not fit.

use super::{Case, case, counted, text};

fn utf16(text: &str, bytes_of: fn(u16) -> [u8; 2]) -> Vec<u8> {
    text.encode_utf16().flat_map(bytes_of).collect()
}

fn repeated(header: &str, row: &str, rows: usize) -> String {
    format!("{header}\n{}", format!("{row}\n").repeat(rows))
}

const TWO_ROWS: &[&str] = &[
    "2 guide=\"fusion\" patient=\"Qxanna José\"",
    "3 guide=\"fusion\" patient=\"Qxमीरा\"",
];

pub(super) fn cases() -> Vec<Case> {
    let mut cases = encodings();
    cases.extend(quotes());
    cases.extend(headers());
    cases.extend(rows());
    cases.extend(sizes());
    cases
}

fn encodings() -> Vec<Case> {
    let list = "guide;patient\r\nfusion;Qxanna José\r\nfusion;Qxमीरा\r\n";
    let mark = format!("\u{feff}{list}");
    let old = b"guide;patient\r\nfusion;Qxjos\xe9 \x96\r\n";
    let half = [
        utf16("patient\nQxanna\n", u16::to_le_bytes),
        vec![0, 0xd8, 65, 0],
    ]
    .concat();
    vec![
        text("semicolons", list, TWO_ROWS),
        text("commas", list.replace(';', ","), TWO_ROWS),
        text("tabs", list.replace(';', "\t"), TWO_ROWS),
        text("byte-order mark", mark.as_str(), TWO_ROWS),
        text("line feeds alone", list.replace('\r', ""), TWO_ROWS),
        text("carriage returns alone", list.replace('\n', ""), TWO_ROWS),
        text(
            "UTF-16, little end first",
            utf16(&mark, u16::to_le_bytes),
            TWO_ROWS,
        ),
        text(
            "UTF-16, big end first",
            utf16(&mark, u16::to_be_bytes),
            TWO_ROWS,
        ),
        text(
            "UTF-16 without a mark",
            utf16(list, u16::to_le_bytes),
            TWO_ROWS,
        ),
        text(
            "UTF-16 of Excel, with tabs",
            utf16(&mark.replace(';', "\t"), u16::to_le_bytes),
            TWO_ROWS,
        ),
        text(
            "Windows-1252",
            old,
            &[
                "error list.csv:2:1: the file is not UTF-8: line 2 contains a byte that is not a \
                 letter in UTF-8",
            ],
        ),
        case(
            "Windows-1252, said",
            "list.csv",
            old,
            &["--encoding", "windows-1252"],
            &["2 guide=\"fusion\" patient=\"Qxjosé –\""],
        ),
        case(
            "Latin-1, said",
            "list.csv",
            old,
            &["--encoding", "iso-8859-1"],
            &["2 guide=\"fusion\" patient=\"Qxjosé –\""],
        ),
        case(
            "UTF-8, said to be Windows-1252",
            "list.csv",
            list,
            &["--encoding", "windows-1252"],
            &["error list.csv: the file is UTF-8, not windows-1252"],
        ),
        case(
            "a byte-order mark wins over what is said",
            "list.csv",
            mark.as_str(),
            &["--encoding", "windows-1252"],
            TWO_ROWS,
        ),
        text(
            "is damaged: it contains half a UTF-16 character",
            half,
            &["error list.csv:3:1: line 3 is damaged: it contains half a UTF-16 character"],
        ),
        text(
            "a zero byte",
            "patient\nQx\0anna\n",
            &["error list.csv:2:1: line 2 contains a zero byte, which does not occur in text"],
        ),
        text(
            "a letter lost before",
            "patient,level\nQxj\u{fffd}rg,L4\nQxanna,\u{fffd}\n",
            &[
                "2! level=\"L4\"",
                "3! patient=\"Qxanna\"",
                "error list.csv:2:1: row 2, column `patient` contains the mark for a letter that \
                 was lost (U+FFFD)",
                "error list.csv:3:8: row 3, column `level` contains the mark for a letter that \
                 was lost (U+FFFD)",
            ],
        ),
        text(
            "letters that were garbled before",
            "patient,level\nQxjosÃ©,L4\nQxo&#39;muster,L4\nQx???,L4\nQxa,L4â€“L5\nQx=C3=A9,L4\nQxjosé João AT&T,L4\n",
            &[
                "2! level=\"L4\"",
                "3! level=\"L4\"",
                "4! level=\"L4\"",
                "5! patient=\"Qxa\"",
                "6! level=\"L4\"",
                "7 patient=\"Qxjosé João AT&T\" level=\"L4\"",
                "error list.csv:2:1: row 2, column `patient` contains wrong letters: the text was \
                 read in a wrong encoding and saved again",
                "error list.csv:3:1: row 3, column `patient` contains letters in the code of web \
                 pages, with `&` and `;`",
                "error list.csv:4:1: row 4, column `patient` contains question marks in place of \
                 lost letters",
                "error list.csv:5:5: row 5, column `level` contains wrong letters: the text was \
                 read in a wrong encoding and saved again",
                "error list.csv:6:1: row 6, column `patient` contains letters in the code of a \
                 mail, a web address or a program",
            ],
        ),
        case(
            "garbled letters put right",
            "list.csv",
            "patient,level\nQxjosÃ©,L4\nQxo&#39;muster,L4\nQxa,L4Ã¢â‚¬â€œL5\nQxé JosÃ©,L4\n",
            &["--repair-encoding"],
            &[
                "2 patient=\"Qxjosé\" level=\"L4\"",
                "3 patient=\"Qxo'muster\" level=\"L4\"",
                "4 patient=\"Qxa\" level=\"L4–L5\"",
                "5! level=\"L4\"",
                "warning list.csv:2:1: row 2, column `patient`: letters read in a wrong encoding \
                 were repaired, because of `--repair-encoding`",
                "warning list.csv:3:1: row 3, column `patient`: letters in the code of web pages \
                 were repaired, because of `--repair-encoding`",
                "warning list.csv:4:5: row 4, column `level`: letters read in a wrong encoding \
                 were repaired, because of `--repair-encoding`",
                "error list.csv:5:1: row 5, column `patient` contains wrong letters: the text was \
                 read in a wrong encoding and saved again",
            ],
        ),
        text(
            "cells that are no values",
            "patient,side,level,MRN,surgeon,guide\nQxa,#VALUE!,-,1.23457E+11,#N/A,fusion\n\
             Qxb,left,N/A,'00123,null,NULL\nQxc,########,0,1001.0,garg,#REF!\nnull,left,L4,12,garg,fusion\n\
             Null,left,L4,12,garg,fusion\n#NAME?,left,L4,12,garg,fusion\n",
            &[
                "2 guide=\"fusion\" patient=\"Qxa\"",
                "3 patient=\"Qxb\" side=\"left\" reference=\"00123\"",
                "4! patient=\"Qxc\" surgeon=\"garg\" reference=\"1001\"",
                "5! guide=\"fusion\" surgeon=\"garg\" level=\"L4\" side=\"left\" reference=\"12\"",
                "6 guide=\"fusion\" patient=\"Null\" surgeon=\"garg\" level=\"L4\" side=\"left\" reference=\"12\"",
                "7! guide=\"fusion\" surgeon=\"garg\" level=\"L4\" side=\"left\" reference=\"12\"",
                "warning list.csv:2:5: row 2, column `side`: a spreadsheet error instead of a \
                 value; nothing will be printed for it",
                "warning list.csv:2:13: rows 2 to 4, column `level`: a word that programs write \
                 when there is no value; nothing will be printed for it",
                "warning list.csv:2:15: row 2, column `MRN`: a number that was shortened, so its \
                 last digits are lost; nothing will be printed for it",
                "warning list.csv:2:27: row 2, column `surgeon`: a spreadsheet error instead of a \
                 value; no surgeon will be printed",
                "warning list.csv:3:14: row 3, column `MRN`: the apostrophe in front of the \
                 digits comes from the spreadsheet and is left out",
                "warning list.csv:3:21: row 3, column `surgeon`: a word that programs write when \
                 there is no value; the cell counts as empty",
                "warning list.csv:3:26: row 3, column `guide`: a word that programs write when \
                 there is no value; the cell counts as empty",
                "warning list.csv:4:5: row 4, column `side`: the hash signs that a spreadsheet \
                 shows when a column is too narrow; nothing will be printed for it",
                "warning list.csv:4:16: row 4, column `MRN`: `.0` after a whole number was added \
                 by a program and is left out",
                "error list.csv:4:28: row 4, column `guide` contains a spreadsheet error instead of \
                 a value",
                "error list.csv:5:1: row 5, column `patient` contains a word that programs write \
                 when there is no value",
                "error list.csv:7:1: row 7, column `patient` contains a spreadsheet error instead of \
                 a value",
            ],
        ),
    ]
}

fn quotes() -> Vec<Case> {
    vec![
        text(
            "quotes round separators, line ends and quotes",
            "patient,level\n\"Qxrao, Anna\",\"L4\nL5\"\n \"Qx \"\"Anni\"\" M\" , L4\n\"\",\n\"Qxend\"",
            &[
                "2 patient=\"Qxrao, Anna\" level=\"L4\\nL5\"",
                "3 patient=\"Qx \\\"Anni\\\" M\" level=\"L4\"",
                "5 patient=\"Qxend\"",
                "warning list.csv:6:1: row 5 contains only a name, but the other rows contain more",
            ],
        ),
        text(
            "a quote inside a cell without quotes",
            "patient,level\nQxanna 5\" M,L4\n",
            &["2 patient=\"Qxanna 5\\\" M\" level=\"L4\""],
        ),
        text(
            "a quote that is not closed",
            "patient,level\nQxanna,L4\nQxberta,\"L4\nQxclara,L5\n",
            &[
                "error list.csv:3:9: a quote opens here and is not closed, so the program cannot \
                 separate the rows after it",
            ],
        ),
        text(
            "a quote that closes rows later",
            "patient,level\n\"Qxanna,L4\nQxberta,\"L4\n",
            &[
                "error list.csv:2:1: a quote opens here and is not closed, so the program cannot \
                 separate the rows after it",
            ],
        ),
        text(
            "words behind a closing quote",
            "patient,level\n\"Qxanna \"Anni\" M\",L4\nQxberta,L5\n",
            &[
                "2!",
                "3 patient=\"Qxberta\" level=\"L5\"",
                "error list.csv:2:1: row 2 has words after the closing quote of a cell",
            ],
        ),
        text(
            "Excel's line for the separator",
            "sep=;\r\nguide;patient\r\nfusion;Qxrao, Anna\r\n",
            &["2 guide=\"fusion\" patient=\"Qxrao, Anna\""],
        ),
        text(
            "commas in a list of semicolons",
            "guide;patient;appointment, time\nfusion;Qxrao, A, B;\n",
            &[
                "2 guide=\"fusion\" patient=\"Qxrao, A, B\"",
                "warning list.csv:1:15: the column `appointment, time` is unknown and is not used",
            ],
        ),
        text(
            "formulas",
            "patient,reference,level\nQxanna,=\"00123\",L4\nQxberta,=A1,\"=B1\"\n=1+1,,\n",
            &[
                "2 patient=\"Qxanna\" level=\"L4\" reference=\"00123\"",
                "3! patient=\"Qxberta\"",
                "4!",
                "error list.csv:3:9: row 3, column `reference` begins with an equals sign, like a formula",
                "error list.csv:3:13: row 3, column `level` begins with an equals sign, like a formula",
                "error list.csv:4:1: row 4, column `patient` begins with an equals sign, like a formula",
            ],
        ),
    ]
}

fn headers() -> Vec<Case> {
    vec![
        text(
            "every column, in another order and writing",
            "Output_File,SIDE,Ref. No.,Level,Date of surgery,Appointment-Time,Edition,lang,Consultant,\
             Patient’s  name:,GUIDE\nq-1,left,00123,L4,2026-03-31,09:30,short,hi,garg,Qxanna,fusion\n",
            &[
                "2 guide=\"fusion\" patient=\"Qxanna\" surgeon=\"garg\" language=\"hi\" edition=\"short\" \
                 appointment=\"09:30:00\" procedure date=\"2026-03-31\" level=\"L4\" side=\"left\" \
                 reference=\"00123\" output=\"q-1\"",
            ],
        ),
        text(
            "one header twice",
            "patient,guide,Patient\nQxanna,fusion,Qxberta\n",
            &["error list.csv:1:15: the columns A and C both have a header that means `patient`"],
        ),
        text(
            "two headers that mean the same",
            "name,full name\nQxanna,Qxberta\n",
            &["error list.csv:1:6: the columns A and B both have a header that means `patient`"],
        ),
        text(
            "two headers that mean one optional thing",
            "Patient ID,MRN,patient,Side,Side,Level,Level\n17,A-1,Qxa,left,right,L4,L4\n18,A-2,Qxb,left,,L5,\n",
            &[
                "2 patient=\"Qxa\" level=\"L4\" reference=\"A-1\"",
                "3 patient=\"Qxb\" level=\"L5\" reference=\"A-2\"",
                "warning list.csv:1:1: `MRN` is used as `reference`, so the column `Patient ID` is not used",
                "warning list.csv:1:29: the columns D and E both have the header `Side` but \
                 different contents, so neither is used as `side`",
                "warning list.csv:1:40: `Level` is used as `level`, so the column `Level` is not used",
            ],
        ),
        text(
            "a name in several columns",
            "Title,First Name,Middle Name,Last Name,UHID No.\nMrs,Qxanna,M,Muster,1\n,Qxberta,-,Muster,2\n\
             Dr.,Qxclara,,.,3\n,,,Qxdora,4\nMr,,,,5\n,Qxeva,null,Muster,6\n",
            &[
                "2 patient=\"Mrs Qxanna M Muster\" reference=\"1\"",
                "3 patient=\"Qxberta Muster\" reference=\"2\"",
                "4 patient=\"Dr. Qxclara\" reference=\"3\"",
                "5 patient=\"Qxdora\" reference=\"4\"",
                "6! reference=\"5\"",
                "7! reference=\"6\"",
                "warning list.csv:4:1: rows 4, 5, column `Title`: one of the columns of the name is empty, so the name is printed without it",
                "error list.csv:6:1: row 6, column `Title` is empty",
                "error list.csv:7:1: row 7, column `Middle Name` contains a word that programs write \
                 when there is no value",
            ],
        ),
        text(
            "a name beside a surname",
            "Surname,Name\nMuster,Qxanna\nMuster,Qxberta\nMuster,Qxclara Muster\n",
            &[
                "2 patient=\"Qxanna Muster\"",
                "3 patient=\"Qxberta Muster\"",
                "4 patient=\"Qxclara Muster\"",
            ],
        ),
        text(
            "whole names beside a surname",
            "Patient Name,Surname,Title\nQxanna Muster,Muster,Consultation\nQxberta Prove,Prove,\n",
            &[
                "2 patient=\"Qxanna Muster\"",
                "3 patient=\"Qxberta Prove\"",
                "warning list.csv:1:14: the columns `Surname` and `Title` are unknown and are not \
                 used",
            ],
        ),
        text(
            "a part of a name alone",
            "First Name,MRN\nQxanna,1\n",
            &[
                "error list.csv:1:1: no column has the header `patient`",
                "warning list.csv:1:1: the column A is unknown and is not used",
            ],
        ),
        text(
            "a file number is the hospital's",
            "File,Name,O.P.D. Date\n1234/26,Qxanna,2026-03-31\n",
            &["2 patient=\"Qxanna\" appointment=\"2026-03-31\" reference=\"1234/26\""],
        ),
        text(
            "no header",
            "fusion,Qxanna Beispiel,garg\nfusion,Qxberta,garg\n",
            &["error list.csv:1:1: row 1 does not name any known column, so it is not the header"],
        ),
        text(
            "no header, but a cell that could be one",
            "fusion,Qxanna Beispiel,surgeon\n",
            &[
                "error list.csv:1:1: no column has the header `patient`",
                "warning list.csv:1:1: the columns A and B are unknown and are not used",
            ],
        ),
        text(
            "a title above the header",
            "\nTheatre list of Qxberg\n\nguide,patient\nfusion,Qxanna\n",
            &[
                "5 guide=\"fusion\" patient=\"Qxanna\"",
                "note list.csv:2:1: row 2 is above the header in row 4 and is not a patient",
            ],
        ),
        text(
            "no column of patients",
            "guide,surgeon,Naam\nfusion,garg,Qxanna\n",
            &[
                "error list.csv:1:1: no column has the header `patient`",
                "warning list.csv:1:15: the column `Naam` is unknown and is not used",
            ],
        ),
        text(
            "columns that are not known",
            "patient,surgoen,Ward,Bed\nQxanna,garg,7,2\n",
            &[
                "2 patient=\"Qxanna\"",
                "warning list.csv:1:9: the columns B, C and D are unknown and are not used",
            ],
        ),
        text(
            "columns without a header",
            "patient,,level,\nQxanna,Qxnote,L4,\nQxberta,,L5,Qxnote\n",
            &[
                "2 patient=\"Qxanna\" level=\"L4\"",
                "3 patient=\"Qxberta\" level=\"L5\"",
                "warning list.csv:1:1: the columns B and D have no header, so their cells are not \
                 used",
            ],
        ),
        text("nothing", "", &["error list.csv: the list is empty"]),
        text(
            "blank lines",
            "\r\n ,  \r\n\r\n",
            &["error list.csv: the list is empty"],
        ),
        text(
            "a header alone",
            "guide,patient\n\n",
            &["error list.csv:1:1: the list has no rows below the header"],
        ),
    ]
}

fn rows() -> Vec<Case> {
    vec![
        text(
            "blank rows everywhere",
            "\n,\n\nguide,patient\n\n ,\nfusion,Qxanna\n\n\nfusion,Qxberta\n,\n\n",
            &[
                "7 guide=\"fusion\" patient=\"Qxanna\"",
                "10 guide=\"fusion\" patient=\"Qxberta\"",
            ],
        ),
        text(
            "rows without a patient",
            "guide,patient\nfusion,\n,Qxanna\nfusion\n",
            &[
                "2! guide=\"fusion\"",
                "3 patient=\"Qxanna\"",
                "4! guide=\"fusion\"",
                "error list.csv:2:1: row 2, column `patient` is empty",
                "error list.csv:4:1: row 4, column `patient` is empty",
            ],
        ),
        text(
            "a separator too many",
            "patient,level\nQxrao, Anna,L4\nQxberta,L5\nQxclara,L5,\n",
            &[
                "2!",
                "3 patient=\"Qxberta\" level=\"L5\"",
                "4 patient=\"Qxclara\" level=\"L5\"",
                "error list.csv:2:1: row 2 has more cells than the header",
            ],
        ),
        text(
            "a separator at the end of every row",
            "patient,level\nQxanna,L4,\nQxberta,L5,\n",
            &[
                "2 patient=\"Qxanna\" level=\"L4\"",
                "3 patient=\"Qxberta\" level=\"L5\"",
            ],
        ),
        text(
            "cells too few",
            "patient,level,side\nQxanna\nQxberta,L5\nQxclara,L4,left\n",
            &[
                "2 patient=\"Qxanna\"",
                "3 patient=\"Qxberta\" level=\"L5\"",
                "4 patient=\"Qxclara\" level=\"L4\" side=\"left\"",
                "warning list.csv:2:1: row 2 contains only a name, but the other rows contain more",
            ],
        ),
        text(
            "a row broken by a line end",
            "guide,patient,side\nfusion,Qxanna,left\nfusion,Qxberta\nMüller,left\nfusion,Qxclara,right\n",
            &[
                "2 guide=\"fusion\" patient=\"Qxanna\" side=\"left\"",
                "3!",
                "4!",
                "5 guide=\"fusion\" patient=\"Qxclara\" side=\"right\"",
                "error list.csv:3:1: row 3 and the row next to it are too short; together they \
                 look like one row",
                "error list.csv:4:1: row 4 and the row next to it are too short; together they \
                 look like one row",
            ],
        ),
        text(
            "names with a comma in a list of one column",
            "patient\nQxrao, Anna\nQxberta\n",
            &[
                "2!",
                "3 patient=\"Qxberta\"",
                "error list.csv:2:1: row 2 has more cells than the header",
            ],
        ),
        text(
            "paths in cells, as they stand",
            "guide,patient,output\n../../etc/passwd,Qxanna,C:\\Windows\\x\n/dev/null,../Qx,~/x\n",
            &[
                "2 guide=\"../../etc/passwd\" patient=\"Qxanna\" output=\"C:\\\\Windows\\\\x\"",
                "3 guide=\"/dev/null\" patient=\"../Qx\" output=\"~/x\"",
            ],
        ),
        text(
            "signs of all kinds",
            "patient\n\u{202e}Qx\u{1b}[31m\n#eval(\"Qx\")\n=\u{1f600}\n\u{a0} Qxمحمد\u{3000}\n",
            &[
                "2 patient=\"\\u{202e}Qx\\u{1b}[31m\"",
                "3 patient=\"#eval(\\\"Qx\\\")\"",
                "4!",
                "5 patient=\"Qxمحمد\"",
                "error list.csv:4:1: row 4, column `patient` begins with an equals sign, like a formula",
            ],
        ),
    ]
}

fn sizes() -> Vec<Case> {
    let long = "Qxa".repeat(350_000);
    let wide = format!("patient{},x\n", ",".repeat(199));
    let cells = format!("patient{}\n", ",note".repeat(199));
    let cells = format!(
        "{cells}{}",
        format!("Q{}\n", ",x".repeat(199)).repeat(10_001)
    );
    vec![
        text(
            "a cell of a megabyte",
            format!("patient,level\n{long},L4\nQxanna,L5\n"),
            &[
                "2! level=\"L4\"",
                "3 patient=\"Qxanna\" level=\"L5\"",
                "error list.csv:2:1: row 2, column `patient` has more than 20000 characters",
            ],
        ),
        text(
            "a cell of a megabyte that is not used",
            format!("patient,notes\nQxanna,\"{long}\"\n"),
            &[
                "2 patient=\"Qxanna\"",
                "warning list.csv:1:9: the column `notes` is unknown and is not used",
            ],
        ),
        counted(
            "a hundred thousand rows",
            "list.csv",
            repeated(
                "guide,patient,surgeon,language,edition,appointment,procedure date,level,side,reference,\
                 output",
                "minimally-invasive-spinal-fusion,Qxanna Priya Beispiel-Rao,bhavuk-garg,en,short,09:30,\
                 2026-03-31,L4/L5,left,0012345,leaflet-12345",
                100_000,
            ),
            (100_000, 0, 0),
        ),
        text(
            "a row too many",
            repeated("guide,patient", "fusion,Qxanna", 100_001),
            &[
                "error list.csv:100002:1: the list has more than 100000 rows, the most that the \
                 program reads",
            ],
        ),
        counted(
            "a hundred thousand rows with faults in every cell",
            "list.csv",
            repeated(
                "patient,procedure date,appointment,level",
                ",03/04/26,soon,=1",
                100_000,
            ),
            (100_000, 100_000, 200_002),
        ),
        counted(
            "a hundred thousand dates that must be asked for",
            "list.csv",
            repeated("patient,procedure date", "Qxanna,03/04/2026", 100_000),
            (100_000, 100_000, 1),
        ),
        text(
            "more bytes than are read",
            repeated("patient", &"Qx".repeat(50_000), 210),
            &[
                "error list.csv: the file has more than 20000000 bytes, the most that the program \
                reads",
            ],
        ),
        text(
            "a column too many",
            wide,
            &[
                "error list.csv:1:208: column 201 is not empty, but the program reads at most 200 \
                columns",
            ],
        ),
        text(
            "cells too many",
            cells,
            &[
                "error list.csv:7501:1: the list has more than 1500000 filled cells, the most \
                 that the program reads",
            ],
        ),
        text(
            "twenty million separators",
            format!("patient\n{}", ",".repeat(19_000_000)),
            &["error list.csv:1:1: the list has no rows below the header"],
        ),
        text(
            "ten million line ends",
            "\n".repeat(19_000_000),
            &["error list.csv: the list is empty"],
        ),
        text(
            "twenty million quotes",
            "\"".repeat(19_000_001),
            &[
                "error list.csv:1:1: a quote opens here and is not closed, so the program cannot \
                 separate the rows after it",
            ],
        ),
    ]
}
