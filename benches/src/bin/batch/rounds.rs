//! Runs the ways: whole processes, from an empty folder to the last file.
//!
//! In: a way, or a roster for our own command. Out: the time, the processors' time and the memory of
//! one round. Promise: a round that did not make every leaflet stops the measuring; every round writes
//! into a folder of its own, and before it begins all that was written earlier is on the disk; nothing is
//! removed before the last round is done, because a file system may take longer to make files where
//! others were removed a moment ago (ext4 passes over their inodes one by one for a minute).

use std::cell::Cell;
use std::ffi::OsString;
use std::fs;
use std::io::Read as _;
use std::path::PathBuf;
use std::process::{Child, Command, Stdio};
use std::time::Instant;

use leaflet_benches::measuring::{Places, say};
use leaflet_benches::{ROSTER_FOLDER, ROSTER_ROWS, roster_file};
use leaflet_benches_way::{Problem, Tally};
use wait4::Wait4;

use crate::way::{Call, Way};

/// What was measured in one round.
pub(crate) struct Round {
    pub(crate) seconds: f64,
    processor_seconds: f64,
    pub(crate) peak_bytes: u64,
    tallies: Vec<Tally>,
}

/// Where things are while it is measured.
pub(crate) struct Bench<'a> {
    places: &'a Places,
    prepared: PathBuf,
    /// Where every round has its folder, and the print job lies.
    pub(crate) results: PathBuf,
    /// How many rounds were begun.
    begun: Cell<usize>,
}

impl<'a> Bench<'a> {
    pub(crate) fn new(places: &'a Places) -> Self {
        Self {
            places,
            prepared: places.work.join(ROSTER_FOLDER),
            results: places.work.join("results/batch"),
            begun: Cell::new(0),
        }
    }

    pub(crate) fn has_batch(&self) -> Result<bool, Problem> {
        let status = Command::new(&self.places.leaflet)
            .args(["batch", "--help"])
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .status()?;
        Ok(status.success())
    }

    /// One round of a way.
    pub(crate) fn measure(&self, way: &mut Way, threads: usize) -> Result<(), Problem> {
        if matches!(way.call, Call::Missing) {
            return Ok(());
        }
        self.begin()?;
        let commands = match &way.call {
            Call::Missing => Vec::new(),
            Call::Leaflet(options) => vec![self.batch(ROSTER_ROWS, threads, options)],
            Call::Shares => (1..=threads)
                .map(|share| {
                    let mut command = self.batch(ROSTER_ROWS, 1, &[]);
                    command.extend(["--shard".into(), format!("{share}/{threads}").into()]);
                    command
                })
                .collect(),
            Call::Threads(program) => vec![self.share(program, way.count, threads, "1/1")],
            Call::Spread(program) => vec![self.share(program, way.count, 0, "1/1")],
            Call::Processes(program) => (1..=threads)
                .map(|share| self.share(program, way.count, 1, &format!("{share}/{threads}")))
                .collect(),
        };
        let keeps_to_threads = matches!(way.call, Call::Threads(_) | Call::Processes(_));
        let round = self.round(way.short, &commands, keeps_to_threads)?;
        let failed: usize = round.tallies.iter().map(|tally| tally.failed).sum();
        let made = self.files()?.len();
        if made + failed != way.count {
            return Err(format!("{} made {made} of {} leaflets", way.short, way.count).into());
        }
        let busy = round.processor_seconds / round.seconds;
        say(&format!(
            "{}, {threads}: {} leaflets in {:.2} s, {busy:.2} processors busy, {} MB",
            way.short,
            way.count,
            round.seconds,
            round.peak_bytes >> 20,
        ));
        let seen = &mut way.seen[threads - 1];
        seen.seconds.push(reckoned(&round, way.count));
        seen.busy.push(busy);
        seen.peaks.push(round.peak_bytes as f64);
        seen.failed = failed;
        Ok(())
    }

    /// Where the leaflets of this round go.
    fn folder(&self) -> PathBuf {
        self.results.join(format!("round-{}", self.begun.get()))
    }

    /// Our own command for a roster.
    pub(crate) fn batch(&self, rows: usize, threads: usize, options: &[&str]) -> Vec<OsString> {
        let mut command: Vec<OsString> = vec![
            self.places.leaflet.clone().into(),
            "batch".into(),
            self.prepared.join(roster_file(rows)).into(),
            "--output-dir".into(),
            self.folder().into(),
            "--jobs".into(),
            threads.to_string().into(),
            "--quiet".into(),
        ];
        command.extend(options.iter().map(OsString::from));
        command
    }

    /// A share of the leaflets, by a program as `way` says.
    fn share(
        &self,
        program: &[PathBuf],
        count: usize,
        threads: usize,
        share: &str,
    ) -> Vec<OsString> {
        let mut command: Vec<OsString> = program.iter().map(OsString::from).collect();
        command.extend([
            "batch".into(),
            self.prepared.clone().into(),
            self.folder().into(),
            count.to_string().into(),
            threads.to_string().into(),
            share.into(),
        ]);
        command
    }

    /// Runs the commands side by side; their folder is that of the round that was begun.
    pub(crate) fn round(
        &self,
        way: &str,
        commands: &[Vec<OsString>],
        keeps_to_threads: bool,
    ) -> Result<Round, Problem> {
        let start = Instant::now();
        let mut running = Vec::new();
        for command in commands {
            let (program, arguments) = command.split_first().ok_or("there is no program")?;
            let mut child = Command::new(program);
            if keeps_to_threads {
                // The engine would otherwise take all cores for one document. Our own command keeps
                // to its `--jobs` by itself, or the processors that it keeps busy tell.
                child.env("RAYON_NUM_THREADS", "1");
            }
            let child = child
                .args(arguments)
                .current_dir(&self.results)
                .stdin(Stdio::null())
                .stdout(Stdio::piped())
                .stderr(Stdio::inherit())
                .spawn()?;
            running.push(child);
        }
        let mut round = Round {
            seconds: 0.0,
            processor_seconds: 0.0,
            peak_bytes: 0,
            tallies: Vec::new(),
        };
        for child in running {
            wait(way, child, &mut round)?;
        }
        round.seconds = start.elapsed().as_secs_f64();
        Ok(round)
    }

    /// Begins a round: its folder is new, and nothing is left for the disk to do.
    pub(crate) fn begin(&self) -> Result<(), Problem> {
        self.begun.set(self.begun.get() + 1);
        fs::create_dir_all(&self.results)?;
        fs::create_dir(self.folder())?;
        let flushed = Command::new("sync").status()?;
        if !flushed.success() {
            return Err("what was written before could not be flushed".into());
        }
        Ok(())
    }

    /// Removes what all rounds made, after the last.
    pub(crate) fn end(&self) -> Result<(), Problem> {
        Ok(fs::remove_dir_all(&self.results)?)
    }

    /// The sizes of the leaflets of this round.
    pub(crate) fn files(&self) -> Result<Vec<u64>, Problem> {
        let mut sizes = Vec::new();
        for entry in fs::read_dir(self.folder())? {
            let entry = entry?;
            if entry.path().extension().is_some_and(|it| it == "pdf") {
                sizes.push(entry.metadata()?.len());
            }
        }
        Ok(sizes)
    }

    /// A round of our own command whose leaflets are counted.
    pub(crate) fn own_round(&self, rows: usize, options: &[&str]) -> Result<Round, Problem> {
        self.begin()?;
        let round = self.round("leaflet", &[self.batch(rows, 2, options)], false)?;
        let made = self.files()?.len();
        if made != rows {
            return Err(format!("leaflet made {made} of {rows} leaflets").into());
        }
        Ok(round)
    }
}

/// Waits for one process of a way and adds what it took.
fn wait(way: &str, mut child: Child, round: &mut Round) -> Result<(), Problem> {
    // Read to its end before the process is waited for: a full pipe would hold it up.
    let mut told = String::new();
    if let Some(mut answers) = child.stdout.take() {
        answers.read_to_string(&mut told)?;
    }
    let ended = child.wait4()?;
    if !ended.status.success() {
        return Err(format!("{way} failed: {}", ended.status).into());
    }
    let used = ended.rusage;
    round.processor_seconds += (used.utime + used.stime).as_secs_f64();
    round.peak_bytes += used.maxrss;
    // Our own command says nothing of the kind.
    round.tallies.extend(told.lines().flat_map(Tally::read));
    Ok(())
}

/// The time for the whole roster. Where only a part of it was made, the rest is reckoned by the pace
/// of what came when everything was warm.
fn reckoned(round: &Round, count: usize) -> f64 {
    let later: usize = round.tallies.iter().map(|tally| tally.later).sum();
    let left = ROSTER_ROWS.saturating_sub(count);
    if left == 0 || later == 0 {
        return round.seconds;
    }
    // Side by side, so the pace of one is shared by all.
    let nanoseconds: u64 = round.tallies.iter().map(|tally| tally.nanoseconds).sum();
    let pace = nanoseconds as f64 / 1e9 / later as f64 / round.tallies.len() as f64;
    round.seconds + left as f64 * pace
}
