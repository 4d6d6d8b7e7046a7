//! The table of how fast the ways are.
//!
//! In: the ways, measured. Out: a table in Markdown with what must be known beside it. Promise: of the
//! ways to keep two processors busy with the bare engine, the best one is shown.

use std::fmt::Write as _;

use leaflet_benches::ROSTER_ROWS;
use leaflet_benches::measuring::{machine, median, quantile, say};
use leaflet_benches_way::Problem;

use crate::NOT_AVAILABLE;
use crate::tables::megabytes;
use crate::way::{BARE, BARE_PROCESSES, BARE_SPREAD, CONTROL, Call, FEW, LEDGER, Way};

/// The table of how fast the ways are.
pub(crate) fn table(ways: &[Way], rounds: usize) -> Result<String, Problem> {
    let seconds = |way: usize, threads: usize| median(&ways[way].seen[threads - 1].seconds);
    let ours = [seconds(0, 1), seconds(0, 2)];
    let forms = [BARE, BARE_PROCESSES, BARE_SPREAD];
    let bare = forms
        .into_iter()
        .min_by(|one, other| seconds(*one, 2).total_cmp(&seconds(*other, 2)))
        .unwrap_or(BARE);
    let mut table = String::from(
        "| way | 1 thread: a second | a leaflet | × ours | 2 threads: a second | a leaflet | × ours \
         | 2 against 1 | processors busy | peak memory |\n\
         |---|--:|--:|--:|--:|--:|--:|--:|--:|--:|\n",
    );
    for (place, way) in ways.iter().enumerate() {
        if forms.contains(&place) && place != BARE {
            continue;
        }
        if matches!(way.call, Call::Missing) {
            let cells = format!(" {NOT_AVAILABLE} |").repeat(9);
            writeln!(table, "| {} |{cells}", way.name)?;
            continue;
        }
        // One process with one thread is our command as it is.
        let with_one = if place == CONTROL { &ways[LEDGER] } else { way };
        let one = &with_one.seen[0];
        let with_two = if place == BARE { &ways[bare] } else { way };
        let two = &with_two.seen[1];
        write!(table, "| {} |", way.name)?;
        for (seen, ours) in [one, two].into_iter().zip(ours) {
            let seconds = median(&seen.seconds);
            write!(
                table,
                " {} | {} ms | {} |",
                rate(ROSTER_ROWS as f64 / seconds),
                fine_milliseconds(seconds * 1000.0 / ROSTER_ROWS as f64),
                ratio(seconds / ours),
            )?;
        }
        writeln!(
            table,
            " {:.2} | {:.2}, {:.2} | {:.0}, {:.0} MB |",
            median(&one.seconds) / median(&two.seconds),
            median(&one.busy),
            median(&two.busy),
            megabytes(median(&one.peaks)),
            megabytes(median(&two.peaks)),
        )?;
        for (threads, (short, seen)) in [(with_one.short, one), (with_two.short, two)]
            .into_iter()
            .enumerate()
        {
            say(&format!(
                "{}, {}: least {:.2}, median {:.2}, most {:.2} ms a leaflet",
                short,
                threads + 1,
                quantile(&seen.seconds, 0.0),
                median(&seen.seconds),
                quantile(&seen.seconds, 1.0),
            ));
        }
    }
    below(&mut table, ways, bare, rounds)?;
    Ok(table)
}

/// What stands under the table.
fn below(table: &mut String, ways: &[Way], bare: usize, rounds: usize) -> Result<(), Problem> {
    let second = |way: usize, threads: usize| {
        ROSTER_ROWS as f64 / median(&ways[way].seen[threads - 1].seconds)
    };
    if !matches!(ways[0].call, Call::Missing) {
        writeln!(
            table,
            "\nOurs makes {:.1} times as many leaflets a second as the bare engine with one thread and \
             {:.1} times as many with two.",
            second(0, 1) / second(BARE, 1),
            second(0, 2) / second(bare, 2),
        )?;
    }
    if !matches!(ways[CONTROL].call, Call::Missing) {
        writeln!(
            table,
            "\nTwo processes of ours with one thread and half the rows each, which have nothing in common \
             but the machine, make {:.2} times as many a second as one: what this machine gives a second \
             thread. Two threads of one process make {:.2} times as many; all with their ledgers.",
            second(CONTROL, 2) / second(LEDGER, 1),
            second(LEDGER, 2) / second(LEDGER, 1),
        )?;
    }
    writeln!(
        table,
        "\n{ROSTER_ROWS} leaflets for {ROSTER_ROWS} people, from the start of a process to its end, \
         every leaflet a file; medians of {rounds} rounds, the ways taking turns. genpdf and \
         WeasyPrint make {FEW} in a round, and the time of the others is reckoned from the last three \
         quarters of these. Two threads are two processes for genpdf and for Python. To keep two processors \
         busy with the bare engine, two threads made {} a second, two processes {}, and one thread whose \
         engine spreads each leaflet over both {}; the table has the best. {}.",
        rate(second(BARE, 2)),
        rate(second(BARE_PROCESSES, 2)),
        rate(second(BARE_SPREAD, 2)),
        machine()?,
    )?;
    for way in ways {
        let failed = way.seen[0].failed.max(way.seen[1].failed);
        if failed > 0 {
            writeln!(
                table,
                "\n{} made no leaflet for {failed} of {} people.",
                way.name, way.count
            )?;
        }
    }
    Ok(())
}

/// Three figures at the least.
fn rate(a_second: f64) -> String {
    if a_second < 10.0 {
        format!("{a_second:.2}")
    } else if a_second < 100.0 {
        format!("{a_second:.1}")
    } else {
        format!("{a_second:.0}")
    }
}

/// Three figures where there are a few milliseconds.
fn fine_milliseconds(value: f64) -> String {
    if value < 10.0 {
        format!("{value:.2}")
    } else if value < 100.0 {
        format!("{value:.1}")
    } else {
        format!("{value:.0}")
    }
}

/// How many times ours; there may be no ours.
fn ratio(value: f64) -> String {
    if value.is_nan() {
        "–".to_owned()
    } else {
        format!("{value:.2}")
    }
}
