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
                "error list.csv:3:9: row 3, column `procedure date` is a date in digits, and it \
                 is not clear which number is the day and which the month; this is also true of 1 \
                 more below",
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
                "error list.csv:4:9: row 4, column `procedure date` is not a date if it is read \
                 month-first, as you chose",
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
            "patient,procedure date\nQxa,3/4/6\nQxb,2026-02-30\nQxc,31032026\nQxd,31 March 2026\n\
             Qxe,2026-03-31 00:00:00\nQxf,2026-03-31 09:30\nQxg,०३/०४/२०२६\nQxh,32/13/2026\n\
             Qxi,Monday 31 March 2026\nQxj,2026-03-30T18:30:00Z\nQxk,in spring\n",
            &[
                "2! patient=\"Qxa\"",
                "3! patient=\"Qxb\"",
                "4! patient=\"Qxc\"",
                "5 patient=\"Qxd\" procedure date=\"2026-03-31\"",
                "6 patient=\"Qxe\" procedure date=\"2026-03-31\"",
                "7 patient=\"Qxf\" procedure date=\"2026-03-31\"",
                "8! patient=\"Qxg\"",
                "9! patient=\"Qxh\"",
                "10! patient=\"Qxi\"",
                "11! patient=\"Qxj\"",
                "12 patient=\"Qxk\" procedure date=\"in spring\"",
                "error list.csv:2:5: row 2, column `procedure date` is not a date that the \
                 program understands",
                "error list.csv:3:5: row 3, column `procedure date` is a date that does not exist",
                "error list.csv:4:5: row 4, column `procedure date` is not a date that the \
                 program understands",
                "warning list.csv:7:5: row 7, column `procedure date`: the time after the date is \
                 not printed",
                "error list.csv:8:5: row 8, column `procedure date` is a date in digits, and it \
                 is not clear which number is the day and which the month",
                "error list.csv:9:5: row 9, column `procedure date` is a date that does not exist",
                "error list.csv:10:5: row 10, column `procedure date` has a weekday that does not \
                 fit its date",
                "error list.csv:11:5: row 11, column `procedure date` is in Greenwich time, so \
                 the date may be different from the date here",
            ],
        ),
        case(
            "dates with names of months, short years and time stamps have one form",
            "list.csv",
            "patient,procedure date\nQxa,22-Nov-26\nQxb,22/11/26\nQxc,Sun 22 Nov 2026\n\
             Qxd,2026-11-22T09:30:00+05:30\nQxe,\"November 22nd, 2026\"\nQxf,20261122\nQxg,22/11/99\n",
            &["--dates", "day-first"],
            &[
                "2 patient=\"Qxa\" procedure date=\"2026-11-22\"",
                "3 patient=\"Qxb\" procedure date=\"2026-11-22\"",
                "4 patient=\"Qxc\" procedure date=\"2026-11-22\"",
                "5 patient=\"Qxd\" procedure date=\"2026-11-22\"",
                "6 patient=\"Qxe\" procedure date=\"2026-11-22\"",
                "7 patient=\"Qxf\" procedure date=\"2026-11-22\"",
                "8! patient=\"Qxg\"",
                "warning list.csv:5:5: row 5, column `procedure date`: the time after the date is \
                 not printed",
                "error list.csv:8:5: row 8, column `procedure date` has a year with two digits, \
                 so it is not clear which century is meant",
            ],
        ),
        case(
            "days that a spreadsheet may have exchanged, in a text",
            "list.csv",
            "patient,Date of surgery\nQxa,04-Mar-26\nQxb,31/03/2026\nQxc,\n",
            &["--dates", "day-first"],
            &[
                "2! patient=\"Qxa\"",
                "3! patient=\"Qxb\"",
                "4 patient=\"Qxc\"",
                "error list.csv:2:5: rows 2, 3, column `Date of surgery`: some of these cells are \
                 real dates of a spreadsheet and others are text, so day and month may be swapped \
                 in some",
                "warning list.csv:4:1: row 4 contains only a name, but the other rows contain more",
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
                "warning list.csv:4:1: row 4 contains only a name, but the other rows contain more",
            ],
        ),
        text(
            "appointments with and without a day",
            "patient,appointment\nQxanna,2026-03-31 9:30\nQxberta,08:15\nQxclara,2026-03-31\n",
            &[
                "2 patient=\"Qxanna\" appointment=\"2026-03-31 09:30:00\"",
                "3 patient=\"Qxberta\" appointment=\"08:15:00\"",
                "4 patient=\"Qxclara\" appointment=\"2026-03-31\"",
                "warning list.csv:3:9: row 3, column `appointment`: this is a time without a \
                 date, but other rows have a date: these leaflets come last in the print job",
            ],
        ),
        text(
            "appointments that are none",
            "patient,appointment\nQxa,soon\nQxb,9.5\nQxc,25:00\nQxd,03/04/2026 9:30\nQxe,2026-02-30\n",
            &[
                "2 patient=\"Qxa\"",
                "3 patient=\"Qxb\"",
                "4 patient=\"Qxc\"",
                "5 patient=\"Qxd\" appointment=\"09:30:00\"",
                "6 patient=\"Qxe\"",
                "warning list.csv:2:5: rows 2 to 4 and 6, column `appointment`: this cannot be \
                 read as a date or a time, so these leaflets come last in the print job",
            ],
        ),
        text(
            "a day and a time in two columns, a date beside a time",
            "Date,Time,patient,DOB\n2026-03-31,14:00,Qxa,1970-01-01\n31-Mar-26,9:00 am,Qxb,1971-01-01\n",
            &[
                "2 patient=\"Qxa\" appointment=\"2026-03-31 14:00:00\"",
                "3 patient=\"Qxb\" appointment=\"2026-03-31 09:00:00\"",
                "warning list.csv:1:19: the column `DOB` is unknown and is not used",
            ],
        ),
        text(
            "times of twelve hours in the list's own order",
            "patient,OPD Time\nQxa,9:00\nQxb,12:15\nQxc,1:15\nQxd,2:00\n",
            &[
                "2 patient=\"Qxa\" appointment=\"09:00:00\"",
                "3 patient=\"Qxb\" appointment=\"12:15:00\"",
                "4 patient=\"Qxc\" appointment=\"13:15:00\"",
                "5 patient=\"Qxd\" appointment=\"14:00:00\"",
                "warning list.csv:4:5: rows 4, 5, column `OPD Time`: this is taken as a time \
                 after noon, because of its place in the list",
            ],
        ),
    ]
}
