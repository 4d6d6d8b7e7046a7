//! Rows that are no patients, beside rows that only look so: each list as a program or a clerk writes it.

use super::{Case, case, text};

pub(super) fn cases() -> Vec<Case> {
    let mut cases = left_out();
    cases.extend(patients_all_the_same());
    cases.extend(faults());
    cases.extend(headers());
    cases.extend(broken_headers());
    cases
}

/// What a roster tells of rows that are left out.
fn out(line: usize, rows: &str, what: &str) -> String {
    format!("warning list.csv:{line}:1: {rows} left out: {what}")
}

fn left_out() -> Vec<Case> {
    vec![
        text(
            "the header again, twice",
            "Patient Name,Reference\nQxa,1\nPatient Name,Reference\nQxb,2\nPATIENT NAME , reference\nQxc,3\n",
            &[
                "2 patient=\"Qxa\" reference=\"1\"",
                "4 patient=\"Qxb\" reference=\"2\"",
                "6 patient=\"Qxc\" reference=\"3\"",
                &out(3, "rows 3 and 5 are", "the header again"),
            ],
        ),
        text(
            "what database programs add",
            "Patient Name,Reference\n------------,---------\nQxa,1\nQxb,2\n\n(2 rows affected)\n",
            &[
                "3 patient=\"Qxa\" reference=\"1\"",
                "4 patient=\"Qxb\" reference=\"2\"",
                &out(2, "row 2 is", "a line without letters"),
                &out(6, "row 6 is", "a total or a count"),
            ],
        ),
        text(
            "totals in many forms",
            "S.No,Patient,Reference\n1,Qxa,1\n2,Qxb,2\nTotal,2,\nTotal patients: 2,,\n,2 patients,\n\
             Grand Total,,2\n,कुल,2\n,कुल मरीज: 2,\nCount,2,\n,मोट,\n,No. of patients,2\n,மொத்தம் 2,\n,Sub-total,\n",
            &[
                "2 patient=\"Qxa\" reference=\"1\"",
                "3 patient=\"Qxb\" reference=\"2\"",
                "11 patient=\"मोट\"",
                &out(4, "rows 4 to 10 and 12 to 14 are", "a total or a count"),
                "warning list.csv:11:1: row 11 contains only a name, but the other rows contain more",
            ],
        ),
        text(
            "headings of groups",
            "Patient,Reference,Appointment\nDr. Sample One,,\nQxa,1001,09:00\nProf Sample Two,,\nQxb,1002,09:15\n\
             Ward 4B,,\nQxc,1003,09:30\nOrthopaedics OPD,,\nQxd,1004,\nMonday 30 November,,\nQxe,1005,10:00\n",
            &[
                "3 patient=\"Qxa\" appointment=\"09:00:00\" reference=\"1001\"",
                "5 patient=\"Qxb\" appointment=\"09:15:00\" reference=\"1002\"",
                "7 patient=\"Qxc\" appointment=\"09:30:00\" reference=\"1003\"",
                "9 patient=\"Qxd\" reference=\"1004\"",
                "11 patient=\"Qxe\" appointment=\"10:00:00\" reference=\"1005\"",
                &out(2, "rows 2, 4, 6, 8 and 10 are", "a heading of a group"),
            ],
        ),
        text(
            "headings left of the names",
            "S.No,Patient,Reference\nSample Unit Two,,\n1,Qxa,1\nडॉ. नमूना,,\n2,Qxb,2\n",
            &[
                "3 patient=\"Qxa\" reference=\"1\"",
                "5 patient=\"Qxb\" reference=\"2\"",
                &out(2, "rows 2 and 4 are", "a heading of a group"),
            ],
        ),
        text(
            "remarks below the table",
            "Patient,Reference\nQxa,1\nQxb,2\n\nPrinted on 31 March 2026 by reception,\nPage 1 of 1,\n\
             Note: fasting patients first,\n* bring the old files,\nPrinted by:,Reception\n\
             Please call the ward before ten,\nThe files are in room 3,\nमुद्रित दिनांक 31-03-2026,\n",
            &[
                "2 patient=\"Qxa\" reference=\"1\"",
                "3 patient=\"Qxb\" reference=\"2\"",
                &out(5, "rows 5 to 12 are", "a remark"),
            ],
        ),
        text(
            "slots that nobody has",
            "Time,Patient,Doctor,Reference\n09:00,Qxa,Dr. Sample,1\n09:15,vacant,Dr. Sample,\n09:30,-,Dr. Sample,\n\
             10:00,TEA BREAK,,\n10:15,OPD closed,Dr. Sample,\n13:00,Lunch,,\n14:00,खाली,Dr. Sample,\n\
             14:15,N/A,,\n14:30,(blocked),,-\n14:45,No patient,,\n15:00,cancelled slot,,\n",
            &[
                "2 patient=\"Qxa\" surgeon=\"Dr. Sample\" appointment=\"09:00:00\" reference=\"1\"",
                &out(3, "rows 3 to 12 are", "a free or blocked slot"),
            ],
        ),
        text(
            "free slots told in a column of remarks, in a room that all rows have",
            "Time,Room,Patient,Reference,Remarks\n9:00,3,Qxa,1,\n9:15,3,,,Vacant\n9:30,3,Qxb,2,\n9:45,3,,,lunch break\n",
            &[
                "2 patient=\"Qxa\" appointment=\"09:00:00\" reference=\"1\"",
                "4 patient=\"Qxb\" appointment=\"09:30:00\" reference=\"2\"",
                "warning list.csv:1:6: the columns `Room` and `Remarks` are unknown and are not \
                 used",
                &out(3, "rows 3 and 5 are", "a free or blocked slot"),
            ],
        ),
        text(
            "numbers alone",
            "Sl No,Patient\n1,Qxa\n2,12345\n3,\n4,Qxb\n",
            &[
                "2 patient=\"Qxa\"",
                "5 patient=\"Qxb\"",
                &out(3, "rows 3, 4 are", "a number alone"),
            ],
        ),
        text(
            "a list of names alone",
            "Patient\nQxa\nDate\nMr Date\nMrs Page\nMr Total Singh\nDr. Sample\nWard\nLunch\n----\n12345\nName\n\
             Total: 9\nPrinted on Monday\nMay\n",
            &[
                "2 patient=\"Qxa\"",
                "3 patient=\"Date\"",
                "4 patient=\"Mr Date\"",
                "5 patient=\"Mrs Page\"",
                "6 patient=\"Mr Total Singh\"",
                "7 patient=\"Dr. Sample\"",
                "8 patient=\"Ward\"",
                "15 patient=\"May\"",
                &out(9, "row 9 is", "a free or blocked slot"),
                &out(10, "row 10 is", "a line without letters"),
                &out(11, "row 11 is", "a number alone"),
                &out(12, "row 12 is", "the header again"),
                &out(13, "row 13 is", "a total or a count"),
                &out(14, "row 14 is", "a remark"),
            ],
        ),
        case(
            "under --strict what is left out is a fault",
            "list.csv",
            "patient,reference\nQxa,1\nTotal,1\n",
            &["--strict"],
            &[
                "2 patient=\"Qxa\" reference=\"1\"",
                "error list.csv:3:1: row 3 is left out: a total or a count",
            ],
        ),
    ]
}

fn patients_all_the_same() -> Vec<Case> {
    vec![
        text(
            "names that look like something else, with facts",
            "patient,reference,level\nLunch,1,L4\nPage,2,L4\nTotal Singh,A-3,L4\nMs Free,4,L4\nFree,5,L4\nCount,6,L4\n\
             Ward,7,L4\nDr. Sample,8,L4\nApril May,9,L4\nMonday,10,L4\nNone Singh,11,L4\nHoliday,12,L4\n",
            &[
                "2 patient=\"Lunch\" level=\"L4\" reference=\"1\"",
                "3 patient=\"Page\" level=\"L4\" reference=\"2\"",
                "4 patient=\"Total Singh\" level=\"L4\" reference=\"A-3\"",
                "5 patient=\"Ms Free\" level=\"L4\" reference=\"4\"",
                "6 patient=\"Free\" level=\"L4\" reference=\"5\"",
                "7 patient=\"Count\" level=\"L4\" reference=\"6\"",
                "8 patient=\"Ward\" level=\"L4\" reference=\"7\"",
                "9 patient=\"Dr. Sample\" level=\"L4\" reference=\"8\"",
                "10 patient=\"April May\" level=\"L4\" reference=\"9\"",
                "11 patient=\"Monday\" level=\"L4\" reference=\"10\"",
                "12 patient=\"None Singh\" level=\"L4\" reference=\"11\"",
                "13 patient=\"Holiday\" level=\"L4\" reference=\"12\"",
            ],
        ),
        text(
            "a name alone at the end",
            "patient,reference\nQxa,1\nQxb,2\n\nQxlate\n",
            &[
                "2 patient=\"Qxa\" reference=\"1\"",
                "3 patient=\"Qxb\" reference=\"2\"",
                "5 patient=\"Qxlate\"",
                "warning list.csv:5:1: row 5 contains only a name, but the other rows contain more",
            ],
        ),
        text(
            "facts that only one row has, beside words of a free slot",
            "time,patient,phone\n9:00,Qxa,98100\n9:15,Lunch,98101\n9:30,Qxb,98102\n",
            &[
                "2 patient=\"Qxa\" appointment=\"09:00:00\"",
                "3 patient=\"Lunch\" appointment=\"09:15:00\"",
                "4 patient=\"Qxb\" appointment=\"09:30:00\"",
                "warning list.csv:1:14: the column `phone` is unknown and is not used",
            ],
        ),
    ]
}

fn faults() -> Vec<Case> {
    let other_fact = |line: usize| {
        format!(
            "error list.csv:{line}:1: row {line}, column `patient` contains something that is not a \
             name, such as an age, a side, a time or an address"
        )
    };
    let no_letter = |line: usize, column: usize| {
        format!(
            "error list.csv:{line}:{column}: row {line}, column `patient` contains no letter, so it \
             is not a name"
        )
    };
    let no_name = |line: usize, column: usize| {
        format!(
            "error list.csv:{line}:{column}: row {line}, column `patient` contains no name, \
             although other cells of the row belong to a patient"
        )
    };
    vec![
        text(
            "no names beside facts",
            "reference,patient,side\n1,9810012345,left\n2,-,left\n3,Total patients,right\n4,OPD closed,left\n\
             5,12/11/1960,left\n6,Qxa,left\n7,,left\n",
            &[
                "2! side=\"left\" reference=\"1\"",
                "3! side=\"left\" reference=\"2\"",
                "4! side=\"right\" reference=\"3\"",
                "5! side=\"left\" reference=\"4\"",
                "6! side=\"left\" reference=\"5\"",
                "7 patient=\"Qxa\" side=\"left\" reference=\"6\"",
                "8! side=\"left\" reference=\"7\"",
                &no_letter(2, 3),
                &no_letter(3, 3),
                &no_name(4, 3),
                &no_name(5, 3),
                &no_letter(6, 3),
                "error list.csv:8:1: row 8, column `patient` is empty",
            ],
        ),
        text(
            "other facts in the place of names",
            "patient,reference\nF/45,1\nUH00127,2\nL4-L5,3\n9:30 AM,4\nQxa (cancelled),5\n-do-,6\nAsha Male,7\n\
             Baby 2 of Qxa,8\nCancelled,9\nL = left,R = right\n",
            &[
                "2! reference=\"1\"",
                "3! reference=\"2\"",
                "4! reference=\"3\"",
                "5! reference=\"4\"",
                "6! reference=\"5\"",
                "7! reference=\"6\"",
                "8 patient=\"Asha Male\" reference=\"7\"",
                "9 patient=\"Baby 2 of Qxa\" reference=\"8\"",
                "10! reference=\"9\"",
                "11! reference=\"R = right\"",
                &other_fact(2),
                &other_fact(3),
                &other_fact(4),
                &other_fact(5),
                "error list.csv:6:1: row 6, column `patient` says that the patient does not come",
                "error list.csv:7:1: row 7, column `patient` contains a mark that means `the same as \
                 above`",
                "error list.csv:10:1: row 10, column `patient` says that the patient does not come",
                &other_fact(11),
            ],
        ),
        text(
            "facts that are none",
            "patient,surgeon,level,side,reference\nQxa,Dr. Sample,4-May,left,1\nQxb,-do-,L4,same,2\nQxc,45/F,L4,TBD,May-26\n",
            &[
                "2! patient=\"Qxa\" surgeon=\"Dr. Sample\" side=\"left\" reference=\"1\"",
                "3 patient=\"Qxb\" level=\"L4\" reference=\"2\"",
                "4! patient=\"Qxc\" level=\"L4\"",
                "error list.csv:2:16: row 2, column `level` is a date or a time",
                "warning list.csv:3:5: row 3, column `surgeon`: a mark that means `the same as \
                 above`; no surgeon will be printed",
                "warning list.csv:3:13: row 3, column `side`: a mark that means `the same as \
                 above`; nothing will be printed for it",
                "warning list.csv:4:5: row 4, column `surgeon`: something that is not a name, \
                 such as an age, a side, a time or an address; no surgeon will be printed",
                "warning list.csv:4:13: row 4, column `side`: a word that programs write when \
                 there is no value; nothing will be printed for it",
                "error list.csv:4:17: row 4, column `reference` is a date or a time",
            ],
        ),
        text(
            "a table of other people below",
            "S.No,Patient Name,MRN,Side\n1,Qxa,1,left\nS.No,Staff,Duty,Phone\n1,Qxb,Morning,2\n",
            &[
                "2 patient=\"Qxa\" side=\"left\" reference=\"1\"",
                "4!",
                "error list.csv:3:1: in row 3 another table with other columns begins: row 4 is \
                 not used",
            ],
        ),
        text(
            "words in the place of the row's number",
            "S.No,Patient,Reference\n1,Qxa,1\nPrepared by,Qxb,\nDate,30 Nov,\n2A,Qxc,2\n",
            &[
                "2 patient=\"Qxa\" reference=\"1\"",
                "3!",
                "4!",
                "5 patient=\"Qxc\" reference=\"2\"",
                "error list.csv:3:13: row 3, column `Patient` may not be a patient: the row has \
                 words where its number should be",
                "error list.csv:4:6: row 4, column `Patient` contains something that is not a name, \
                 such as an age, a side, a time or an address",
            ],
        ),
        text(
            "another table below",
            "patient,reference\nQxa,1\n\nTime,Patient\n9:00,Qxb\n9:15,Qxc\n",
            &[
                "2 patient=\"Qxa\" reference=\"1\"",
                "5!",
                "6!",
                "error list.csv:4:1: in row 4 another table with other columns begins: rows 5, 6 \
                 are not used",
            ],
        ),
        text(
            "the header again with a column more that is not used",
            "patient,reference\nQxa,1\nPatient,Reference,Remarks\nQxb,2\n",
            &[
                "2 patient=\"Qxa\" reference=\"1\"",
                "4 patient=\"Qxb\" reference=\"2\"",
                "warning list.csv:3:1: row 3 is left out: the header again",
            ],
        ),
    ]
}

fn headers() -> Vec<Case> {
    vec![
        text(
            "facts above the header",
            "Doctor:,Dr. Sample One,\nDate:,31/03/2026,\n\nTime,Patient,Reference\n09:00,Qxa,1\n09:15,Qxb,2\n",
            &[
                "5 patient=\"Qxa\" appointment=\"09:00:00\" reference=\"1\"",
                "6 patient=\"Qxb\" appointment=\"09:15:00\" reference=\"2\"",
                "note list.csv:1:1: rows 1, 2 are above the header in row 4 and are not patients",
            ],
        ),
        text(
            "a title with a comma, in a list of semicolons",
            "Sample Hospital, Delhi\nOPD list of 31 March 2026\nPatient;Reference;Time\nQxa;1;09:00\nQxb;2;09:15\n",
            &[
                "4 patient=\"Qxa\" appointment=\"09:00:00\" reference=\"1\"",
                "5 patient=\"Qxb\" appointment=\"09:15:00\" reference=\"2\"",
                "note list.csv:1:1: rows 1, 2 are above the header in row 3 and are not patients",
            ],
        ),
        text(
            "a name and a value above the header of one known column",
            "Name:,Sample Hospital\nSr,Patient,Ward\n1,Qxa,4\n",
            &[
                "3 patient=\"Qxa\"",
                "note list.csv:1:1: row 1 is above the header in row 2 and is not a patient",
                "warning list.csv:2:12: the column `Ward` is unknown and is not used",
            ],
        ),
        text(
            "a header that was sorted into the list",
            "Qxa,1,left\nQxb,2,right\npatient,reference,side\nQxc,3,left\n",
            &[
                "error list.csv:1:1: row 1 is above the header in row 3, but looks like a \
                 patient's row",
            ],
        ),
        case(
            "the header's row, said",
            "list.csv",
            "Qxhospital,Qxtown,left\nUnit,Two,left\npatient,reference,side\nQxc,3,left\n",
            &["--header-row", "3"],
            &[
                "4 patient=\"Qxc\" side=\"left\" reference=\"3\"",
                "note list.csv:1:1: rows 1, 2 are above the header in row 3 and are not patients",
            ],
        ),
        case(
            "a header's row that is not there",
            "list.csv",
            "patient\n\nQxc\n",
            &["--header-row", "2"],
            &["error list.csv: row 2, which you gave as the header, is empty"],
        ),
        text(
            "upright strokes",
            "patient|appointment|reference\nQxa, M|9:00|1\nQxb|9:10|2\n",
            &[
                "2 patient=\"Qxa, M\" appointment=\"09:00:00\" reference=\"1\"",
                "3 patient=\"Qxb\" appointment=\"09:10:00\" reference=\"2\"",
            ],
        ),
        text(
            "empty cells behind the last of some rows",
            "patient,reference\nQxa,1,,\nQxb,2\nQxc,3,,\n",
            &[
                "2 patient=\"Qxa\" reference=\"1\"",
                "3 patient=\"Qxb\" reference=\"2\"",
                "4 patient=\"Qxc\" reference=\"3\"",
            ],
        ),
        text(
            "a name with a comma that pushes an empty cell behind the last",
            "patient,reference,level\nQxrao, Anna,1,\nQxb,2,L4\n",
            &[
                "2!",
                "3 patient=\"Qxb\" level=\"L4\" reference=\"2\"",
                "error list.csv:2:1: row 2 has more cells than the header",
            ],
        ),
        text(
            "a formula in quotes",
            "patient,reference\n\"=HYPERLINK(\"\"Qx\"\",\"\"Qx\"\")\",1\nQxb,\"=\"\"00123\"\"\"\n",
            &[
                "2! reference=\"1\"",
                "3 patient=\"Qxb\" reference=\"00123\"",
                "error list.csv:2:1: row 2, column `patient` begins with an equals sign, like a formula",
            ],
        ),
        text(
            "headers of the clinic that no column is meant by",
            "patient,procedure,Date\nQxa,x,y\n",
            &[
                "2 patient=\"Qxa\"",
                "warning list.csv:1:9: the columns `procedure` and `Date` are unknown and are not \
                 used",
            ],
        ),
    ]
}

fn broken_headers() -> Vec<Case> {
    vec![
        text(
            "a list on its side",
            "Patient,Qxa Sample,Qxb Sample\nReference,1,2\nTime,9:00,9:15\nWard,4,4\n",
            &[
                "error list.csv:1:1: rows and columns of the list are swapped: the names of the \
                 columns are in the first column, and each patient has a column",
            ],
        ),
        text(
            "a list on its side of which only one line is known",
            "Patient,Qxa Sample,Qxb Sample\nQxhobby,1,2\n",
            &[
                "2 patient=\"Qxhobby\"",
                "warning list.csv:1:9: the columns B and C are unknown and are not used",
            ],
        ),
        text(
            "a lost line end behind the header",
            "patient,time,reference Qxa,09:00,1\nQxb,09:15,2\nQxc,09:30,3\n",
            &[
                "error list.csv:1:1: row 1 names the columns and continues with a patient: the \
                 line break between them is missing",
            ],
        ),
        text(
            "a header that is longer than the rows",
            "patient,time,reference,phone number,remarks of ward\nQxb,09:15,2\nQxc,09:30,3\n",
            &[
                "2 patient=\"Qxb\" appointment=\"09:15:00\" reference=\"2\"",
                "3 patient=\"Qxc\" appointment=\"09:30:00\" reference=\"3\"",
                "warning list.csv:1:24: the columns `phone number` and `remarks of ward` are \
                 unknown and are not used",
            ],
        ),
    ]
}
