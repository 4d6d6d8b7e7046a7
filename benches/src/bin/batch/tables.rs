//! The tables of our own command alone: its memory, and its print job.
//!
//! In: the bench. Out: tables in Markdown. Promise: every run that is measured here has made every
//! leaflet of its roster.

use std::fmt::Write as _;
use std::fs;

use leaflet_benches::measuring::{median, say};
use leaflet_benches::{LONG_ROSTER_ROWS, PRINT_JOB_ROWS, ROSTER_ROWS, SHORT_ROSTER_ROWS};
use leaflet_benches_way::Problem;

use crate::rounds::Bench;

/// How often the memory for one roster is measured, at the most.
const MEMORY_ROUNDS: usize = 3;

/// The program's peak memory by the length of the roster.
pub(crate) fn memory(bench: &Bench<'_>, rounds: usize) -> Result<String, Problem> {
    let rounds = rounds.min(MEMORY_ROUNDS);
    let mut table = String::from(
        "| rows of the roster | peak memory | against the shortest | leaflets a second |\n\
         |--:|--:|--:|--:|\n",
    );
    let mut shortest = None;
    for rows in [SHORT_ROSTER_ROWS, ROSTER_ROWS, LONG_ROSTER_ROWS] {
        say(&format!("peak memory, {rows} rows"));
        let (mut peaks, mut seconds) = (Vec::new(), Vec::new());
        for _ in 0..rounds {
            let round = bench.own_round(rows, &[])?;
            peaks.push(round.peak_bytes as f64);
            seconds.push(round.seconds);
        }
        let peak = median(&peaks);
        writeln!(
            table,
            "| {rows} | {:.1} MB | {:.2} | {:.0} |",
            megabytes(peak),
            peak / *shortest.get_or_insert(peak),
            rows as f64 / median(&seconds),
        )?;
    }
    writeln!(
        table,
        "\n`leaflet batch --jobs 2` with its ledger; medians of {rounds}."
    )?;
    Ok(table)
}

/// The size of one print job beside that of the single files.
pub(crate) fn print_job(bench: &Bench<'_>) -> Result<String, Problem> {
    say("the print job");
    let single = bench.own_round(PRINT_JOB_ROWS, &["--no-ledger"])?;
    let single_bytes: u64 = bench.files()?.iter().sum();
    let job = bench.results.join("job.pdf");
    bench.begin()?;
    let mut command = bench.batch(PRINT_JOB_ROWS, 2, &["--no-ledger", "--combined"]);
    command.push(job.clone().into());
    let combined = bench.round("leaflet", &[command], false)?;
    let job_bytes = fs::metadata(&job)?.len();
    let mut table = String::from(
        "| what is written | size | a leaflet | share | the whole run |\n|---|--:|--:|--:|--:|\n",
    );
    for (name, bytes, round) in [
        ("single files", single_bytes, &single),
        ("one print job", job_bytes, &combined),
    ] {
        writeln!(
            table,
            "| {PRINT_JOB_ROWS} leaflets, {name} | {:.1} MB | {:.1} KB | {:.1} % | {:.2} s |",
            bytes as f64 / 1e6,
            bytes as f64 / 1e3 / PRINT_JOB_ROWS as f64,
            bytes as f64 / single_bytes as f64 * 100.0,
            round.seconds,
        )?;
    }
    let others = bench.files()?.len();
    writeln!(
        table,
        "\n`leaflet batch --jobs 2 --no-ledger`; the run that made the print job wrote {others} \
         single files beside it."
    )?;
    Ok(table)
}

pub(crate) fn megabytes(bytes: f64) -> f64 {
    bytes / f64::from(1 << 20)
}
