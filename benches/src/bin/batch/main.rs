//! Measures a roster of personal leaflets, and prints three tables in Markdown.
//!
//! In: the folder prepared for the roster, the repository, the built programs and the Python of the
//! ways that are Python packages. Out, on standard output: how fast each way is with one thread and
//! with two, how much memory the program takes for rosters of different lengths, and how large a print
//! job is. Promise: the ways take turns, in whole processes from a new folder to the last file, which are
//! counted; nothing that one way leaves to the disk is written or removed while another is measured; a
//! number in a table is a median. Where the program has no command for a roster, the tables say so.

mod rates;
mod rounds;
mod tables;
mod way;

use std::io::Write as _;
use std::process::ExitCode;

use leaflet_benches::measuring::{Places, say};
use leaflet_benches_way::Problem;

use rounds::Bench;
use way::{BARE_PROCESSES, BARE_SPREAD, CONTROL};

/// How often each way is measured, unless the variable says something else.
const ROUNDS: usize = 5;
const ROUNDS_VARIABLE: &str = "LEAFLET_BENCH_ROUNDS";

/// What stands where there is no number.
const NOT_AVAILABLE: &str = "not available";

fn main() -> ExitCode {
    let measured = match Places::given() {
        Some(places) => measure(&places),
        None => Err(format!("usage: bench-batch {}", Places::USAGE).into()),
    };
    match measured {
        Ok(tables) => {
            let _unheard = std::io::stdout().write_all(tables.as_bytes());
            ExitCode::SUCCESS
        }
        Err(problem) => {
            leaflet_benches_way::complain(&problem);
            ExitCode::FAILURE
        }
    }
}

fn measure(places: &Places) -> Result<String, Problem> {
    let rounds = match std::env::var(ROUNDS_VARIABLE) {
        Ok(rounds) => rounds.parse()?,
        Err(_) => ROUNDS,
    };
    let bench = Bench::new(places);
    let has_batch = bench.has_batch()?;
    let mut ways = way::ways(places, has_batch)?;
    for round in 1..=rounds {
        say(&format!("rosters, round {round} of {rounds}"));
        let mut turn: Vec<_> = ways.iter_mut().enumerate().collect();
        // The other way round every second time, so that nobody always comes after the same.
        if round % 2 == 0 {
            turn.reverse();
        }
        for (place, way) in turn {
            // The other forms of the bare engine and of ours are the same with one thread.
            let fewest = match place {
                BARE_PROCESSES | BARE_SPREAD | CONTROL => 2,
                _ => 1,
            };
            for threads in fewest..=2 {
                bench.measure(way, threads)?;
            }
        }
    }
    let mut tables = rates::table(&ways, rounds)?;
    tables.push('\n');
    if has_batch {
        tables.push_str(&tables::memory(&bench, rounds)?);
        tables.push('\n');
        tables.push_str(&tables::print_job(&bench)?);
    } else {
        tables.push_str(&format!(
            "Peak memory and the print job: {NOT_AVAILABLE}, this program has no `leaflet batch`.\n"
        ));
    }
    bench.end()?;
    Ok(tables)
}
