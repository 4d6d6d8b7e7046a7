//! Lists with days and times: asked back, said, and wrong.

use super::{Case, case, text};

pub(super) fn cases() -> Vec<Case> {
    let figures =
        "patient,procedure date\nQxanna,2026-03-31\nQxberta,03/04/2026\nQxclara,31.03.2026\n";
    let appointments =
        "patient,appointment\nQxanna,9:30 am\nQxberta,08.15\nQxclara,\nQxdora,14:00\n";
    vec![
        text(
            "dates in figures",
            figures,
            &[
                "2 patient=\"Qxanna\" procedure date=\"2026-03-31\"",
                "3! patient=\"Qxberta\"",
                "4! patient=\"Qxclara\"",
                "error list.csv:3:9: row 3, column `procedure date` is a date in figures, and the order of day and month is not said; so are 1 more below",
            ],
        ),
        case(
            "dates in figures, the day first",
            "list.csv",
            figures,
            &["--dates", "day-first"],
            &[
                "2 patient=\"Qxanna\" procedure date=\"2026-03-31\"",
                "3 patient=\"Qxberta\" procedure date=\"2026-04-03\"",
                "4 patient=\"Qxclara\" procedure date=\"2026-03-31\"",
            ],
        ),
        case(
            "dates in figures, the month first",
            "list.csv",
            figures,
            &["--dates", "month-first"],
            &[
                "2 patient=\"Qxanna\" procedure date=\"2026-03-31\"",
                "3 patient=\"Qxberta\" procedure date=\"2026-03-04\"",
                "4! patient=\"Qxclara\"",
                "error list.csv:4:9: row 4, column `procedure date` is no date when it is read \
                 month-first, as was said",
            ],
        ),
        case(
            "dates in figures, the year first",
            "list.csv",
            "patient,procedure date\nQxanna,2026/3/31\n",
            &["--dates", "year-first"],
            &["2 patient=\"Qxanna\" procedure date=\"2026-03-31\""],
        ),
        text(
            "dates that are none",
            "patient,procedure date\nQxa,03/04/26\nQxb,2026-02-30\nQxc,20260331\nQxd,31 March 2026\n\
             Qxe,2026-03-31 00:00:00\nQxf,2026-03-31 09:30\nQxg,०३/०४/२०२६\nQxh,32/13/2026\n",
            &[
                "2! patient=\"Qxa\"",
                "3! patient=\"Qxb\"",
                "4! patient=\"Qxc\"",
                "5 patient=\"Qxd\" procedure date=\"31 March 2026\"",
                "6 patient=\"Qxe\" procedure date=\"2026-03-31\"",
                "7! patient=\"Qxf\"",
                "8! patient=\"Qxg\"",
                "9! patient=\"Qxh\"",
                "error list.csv:2:5: row 2, column `procedure date` has a year of two figures",
                "error list.csv:3:5: row 3, column `procedure date` names a day that is not in the calendar",
                "error list.csv:4:5: row 4, column `procedure date` is no date that can be understood",
                "error list.csv:7:5: row 7, column `procedure date` has a time behind the day",
                "error list.csv:8:5: row 8, column `procedure date` is no date that can be understood",
                "error list.csv:9:5: row 9, column `procedure date` names a day that is not in the calendar",
            ],
        ),
        text(
            "times of appointments",
            appointments,
            &[
                "2 patient=\"Qxanna\" appointment=\"09:30:00\"",
                "3 patient=\"Qxberta\" appointment=\"08:15:00\"",
                "4 patient=\"Qxclara\"",
                "5 patient=\"Qxdora\" appointment=\"14:00:00\"",
                "warning list.csv:4:1: row 4 holds a name alone, where the other rows have more",
            ],
        ),
        text(
            "appointments with and without a day",
            "patient,appointment\nQxanna,2026-03-31 9:30\nQxberta,08:15\nQxclara,2026-03-31\n",
            &[
                "2 patient=\"Qxanna\" appointment=\"2026-03-31 09:30:00\"",
                "3 patient=\"Qxberta\" appointment=\"08:15:00\"",
                "4 patient=\"Qxclara\" appointment=\"2026-03-31\"",
                "warning list.csv:3:9: row 3, column `appointment` is a time without a day, while other rows have a day: those without come behind the others",
            ],
        ),
        text(
            "appointments that are none",
            "patient,appointment\nQxa,soon\nQxb,9.5\nQxc,25:00\nQxd,03/04/2026 9:30\nQxe,2026-02-30\n",
            &[
                "2! patient=\"Qxa\"",
                "3! patient=\"Qxb\"",
                "4! patient=\"Qxc\"",
                "5! patient=\"Qxd\"",
                "6! patient=\"Qxe\"",
                "error list.csv:2:5: row 2, column `appointment` is neither a day nor a time that can be \
                 understood",
                "error list.csv:3:5: row 3, column `appointment` is neither a day nor a time that can be \
                 understood",
                "error list.csv:4:5: row 4, column `appointment` is neither a day nor a time that can be \
                 understood",
                "error list.csv:5:5: row 5, column `appointment` is a date in figures, and the order of \
                 day and month is not said",
                "error list.csv:6:5: row 6, column `appointment` names a day that is not in the calendar",
            ],
        ),
    ]
}
