//! Rosters of every kind, right, odd and broken: each is read rightly or refused in clear words.
//!
//! [`cases`] is the table of them, for whatever else is to be tried with all: its files can be given to
//! the program with the arguments of each case. Every word in a cell that would be a patient's begins
//! with `Qx`, and nothing that is told may hold it.

mod cases;
pub(crate) mod workbook;

use std::fmt::Write as _;
use std::time::{Duration, Instant};

use leaflet::base::diagnostic::Diagnostics;
use leaflet::input::roster::sheet::{Cell, Encoding, Sheet, SheetOptions};
use leaflet::input::roster::{
    COLUMNS, Column, ColumnNames, DATE_ORDERS, DateOrder, Roster, RowChoice,
};
use leaflet::source::SourceSet;
use leaflet::source::messages::{human, json};
use proptest::prelude::*;

pub(crate) use cases::{Case, Expected, cases};

/// What came of a roster.
struct Outcome {
    roster: Option<Roster>,
    found: Diagnostics,
    sources: SourceSet,
}

fn read(case: &Case) -> Outcome {
    let argument = |name: &str| {
        let at = case.arguments.iter().position(|argument| *argument == name);
        at.map(|at| case.arguments[at + 1])
    };
    let order: Option<DateOrder> = argument("--dates").map(|name| {
        let known = DATE_ORDERS.iter().find(|(known, _)| *known == name);
        known.unwrap().1
    });
    let choice = RowChoice {
        header_row: argument("--header-row").map(|row| row.parse().unwrap()),
        visible_only: case.arguments.contains(&"--visible-only"),
        is_strict: case.arguments.contains(&"--strict"),
    };
    let options = SheetOptions {
        encoding: argument("--encoding").map(|name| Encoding::named(name).unwrap()),
        sheet: argument("--sheet"),
    };
    let mut sources = SourceSet::new();
    let (roster, found) = match Sheet::read(case.file, &case.bytes, &options, &mut sources) {
        Ok(sheet) => {
            assert!(!format!("{sheet:?}").contains("Qx"));
            let repairs = case.arguments.contains(&"--repair-encoding");
            Roster::read_chosen(&sheet, &ColumnNames::default(), order, repairs, choice)
        }
        Err(refusal) => {
            let mut found = Diagnostics::new();
            found.push(refusal);
            (None, found)
        }
    };
    Outcome {
        roster,
        found,
        sources,
    }
}

impl Outcome {
    /// Each row and each thing told, on a line of its own.
    fn shown(&self) -> String {
        let mut shown = String::new();
        for row in self.roster.iter().flat_map(Roster::rows) {
            write!(shown, "{}", row.number).unwrap();
            if row.has_fault {
                shown.push('!');
            }
            let appointment = row.appointment.map(|it| match (it.day, it.time) {
                (Some(day), Some(time)) => format!("{day} {time}"),
                (Some(day), None) => day.to_string(),
                (None, Some(time)) => time.to_string(),
                (None, None) => format!("slot {}", it.slot.unwrap()),
            });
            for known in COLUMNS {
                let value = match known.column {
                    Column::Fact(fact) => &row.facts[fact],
                    Column::Guide => &row.guide,
                    Column::Language => &row.language,
                    Column::Edition => &row.edition,
                    Column::Paper => &row.paper,
                    Column::Appointment => &appointment,
                    Column::Output => &row.output,
                    Column::Status | Column::Serial => &None,
                };
                if let Some(value) = value {
                    write!(shown, " {}={value:?}", known.name).unwrap();
                }
            }
            shown.push('\n');
        }
        for told in self.found.iter() {
            let span = told.span.unwrap();
            let place = self
                .sources
                .get(span.file)
                .private_place(span.start)
                .unwrap();
            writeln!(shown, "{} {place}: {}", told.severity.name(), told.message).unwrap();
        }
        shown
    }

    /// Everything that is ever told of it.
    fn told(&self) -> String {
        let mut told = human::render(&self.found, &self.sources, false);
        told += &json::render(&self.found, &self.sources);
        write!(told, "{:?}", self.found).unwrap();
        if let Some(roster) = &self.roster {
            write!(told, "{roster:?} {:?}", self.sources).unwrap();
        }
        told
    }
}

#[test]
fn every_roster_is_read_rightly_or_refused_in_clear_words() {
    let cases = cases();
    assert!(cases.len() >= 40, "{}", cases.len());
    let mut names = std::collections::BTreeSet::new();
    let mut wrong = Vec::new();
    for case in &cases {
        assert!(names.insert(case.name), "{}", case.name);
        let before = Instant::now();
        let outcome = read(case);
        let took = before.elapsed();
        // The aim is two seconds; the machine may be busy with other tests. What is found here is work that
        // grows faster than the list: then it is minutes.
        if took > Duration::from_secs(20) {
            wrong.push(format!("{}: took {took:?}", case.name));
        }
        if outcome.told().contains("Qx") {
            wrong.push(format!("{}: tells a patient's words", case.name));
        }
        let is_right = match &case.expected {
            Expected::Shown(expected) => outcome.shown() == *expected,
            Expected::Counted(rows, faults, told) => {
                let all = outcome.roster.as_ref().map_or(&[][..], Roster::rows);
                let faulty = all.iter().filter(|row| row.has_fault).count();
                (all.len(), faulty, outcome.found.len()) == (*rows, *faults, *told)
            }
        };
        if !is_right {
            let shown: String = outcome.shown().chars().take(3_000).collect();
            wrong.push(format!(
                "{}: {:#?}\nfound\n{shown}",
                case.name, case.expected
            ));
        }
        for told in outcome.found.iter() {
            if told.hints.is_empty() {
                wrong.push(format!("{}: no hint for: {}", case.name, told.message));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n\n"));
}

proptest! {
    #![proptest_config(ProptestConfig::default())]

    #[test]
    fn no_bytes_make_it_panic(bytes in proptest::collection::vec(any::<u8>(), 0..300)) {
        let case = Case {
            name: "any bytes",
            file: "list.csv",
            bytes,
            arguments: &[],
            expected: Expected::Counted(0, 0, 0),
        };
        let outcome = read(&case);
        prop_assert!(outcome.roster.is_some() || outcome.found.has_errors());
    }

    #[test]
    fn no_signs_of_a_list_make_it_panic(
        text in "(patient|level|[\",;\t\n\r =a-c\u{feff}\u{fffd}é]){0,40}",
    ) {
        let case = Case {
            name: "any signs",
            file: "list.csv",
            bytes: text.into_bytes(),
            arguments: &["--dates", "day-first"],
            expected: Expected::Counted(0, 0, 0),
        };
        let outcome = read(&case);
        prop_assert!(outcome.roster.is_some() || outcome.found.has_errors());
    }

    #[test]
    fn a_changed_workbook_is_read_or_refused(
        at in any::<prop::sample::Index>(),
        sign in any::<u8>(),
        is_ods in any::<bool>(),
    ) {
        let row = ["patient", "level"];
        let content = if is_ods {
            workbook::content(&[&(workbook::ods_row(&row) + &workbook::ods_row(&["Qx", "L4"]))])
        } else {
            format!("<worksheet><sheetData><row>{}</row></sheetData></worksheet>", workbook::row(&row))
        };
        let mut content = content.into_bytes();
        let at = at.index(content.len());
        content[at] = sign;
        let bytes = if is_ods {
            workbook::archive(&[
                ("mimetype", b"application/vnd.oasis.opendocument.spreadsheet"),
                ("content.xml", &content),
            ])
        } else {
            workbook::archive(&[
                ("xl/workbook.xml", b"<workbook><sheet name=\"a\" r:id=\"r\"/></workbook>"),
                (
                    "xl/_rels/workbook.xml.rels",
                    b"<R><Relationship Id=\"r\" Type=\"x/worksheet\" Target=\"a.xml\"/></R>",
                ),
                ("xl/a.xml", &content),
            ])
        };
        let case = Case {
            name: "a changed workbook",
            file: "list.xlsx",
            bytes,
            arguments: &[],
            expected: Expected::Counted(0, 0, 0),
        };
        let outcome = read(&case);
        prop_assert!(outcome.roster.is_some() || outcome.found.has_errors());
    }

    #[test]
    fn a_changed_archive_is_read_or_refused(
        changes in proptest::collection::vec((any::<prop::sample::Index>(), any::<u8>()), 1..4),
    ) {
        let rows = [workbook::row(&["patient"]), workbook::row(&["Qx"])];
        let mut bytes = workbook::Xlsx::new().sheet("a", &[&rows[0], &rows[1]]).bytes();
        for (at, sign) in changes {
            let at = at.index(bytes.len());
            bytes[at] = sign;
        }
        let case = Case {
            name: "a changed archive",
            file: "list.xlsx",
            bytes,
            arguments: &[],
            expected: Expected::Counted(0, 0, 0),
        };
        let outcome = read(&case);
        prop_assert!(outcome.roster.is_some() || outcome.found.has_errors());
    }

    /// Written by another program, read here: the same cells.
    #[test]
    fn a_list_written_as_csv_reads_back_the_same(
        rows in proptest::collection::vec(
            proptest::collection::vec("[a-zA-Z;,\t\"'\n =é अ]{0,8}", 4),
            1..12,
        ),
        separator in prop::sample::select(&b",;\t"[..]),
        always_quoted in any::<bool>(),
        line_end in prop::sample::select(&[csv::Terminator::CRLF, csv::Terminator::Any(b'\n'), csv::Terminator::Any(b'\r')][..]),
    ) {
        let style = if always_quoted { csv::QuoteStyle::Always } else { csv::QuoteStyle::Necessary };
        let mut writer = csv::WriterBuilder::new()
            .delimiter(separator)
            .quote_style(style)
            .terminator(line_end)
            .from_writer(Vec::new());
        let header = ["guide", "patient", "level", "side"];
        writer.write_record(header).unwrap();
        for row in &rows {
            writer.write_record(row).unwrap();
        }
        let bytes = writer.into_inner().unwrap();
        let mut sources = SourceSet::new();
        let sheet = Sheet::read("list.csv", &bytes, &SheetOptions::default(), &mut sources).unwrap();
        let expected: Vec<Vec<(usize, String)>> = std::iter::once(header.map(str::to_owned).to_vec())
            .chain(rows.clone())
            // A row of nothing but separators is blank, whichever separator the list has.
            .filter(|row| row.concat().contains(|sign: char| !" ;,\t\n".contains(sign)))
            .map(|row| {
                // `="…"` is how programs keep Excel from changing figures.
                let plain = |words: &str| {
                    let inner = words.strip_prefix("=\"").and_then(|rest| rest.strip_suffix('"'));
                    inner.filter(|inner| !inner.contains('"')).unwrap_or(words).trim().to_owned()
                };
                let cells = row.iter().enumerate().map(|(column, words)| (column, plain(words.trim())));
                cells.filter(|(_, words)| !words.is_empty()).collect()
            })
            .collect();
        let read: Vec<Vec<(usize, String)>> = sheet
            .rows()
            .map(|row| {
                let cells = row.cells().map(|(column, _, cell)| match cell {
                    Cell::Text(words) => (column, words.to_owned()),
                    // An equals sign begins a formula; the words are not told.
                    _ => (column, String::new()),
                });
                cells.collect()
            })
            .collect();
        prop_assert_eq!(read.len(), expected.len());
        for (read, expected) in read.iter().zip(&expected) {
            prop_assert_eq!(read.len(), expected.len());
            for ((column, read), (expected_column, expected)) in read.iter().zip(expected) {
                prop_assert_eq!(column, expected_column);
                prop_assert!(read == expected || (read.is_empty() && expected.starts_with('=')));
            }
        }
    }
}
