//! What every measured way written in Rust has in common: its input and how it is called.
//!
//! In: the command line, `one WORK FILE`, `loop WORK FOLDER` or `batch WORK FOLDER COUNT THREADS
//! SHARE/SHARES`, where `WORK` is the folder that `bench-prepare` filled. Out: with `one`, the leaflet
//! of the first patient as `FILE`, and nothing is said; with `loop`, a patient's leaflet for each line
//! that arrives on standard input, the next patient each time, written into `FOLDER`, and a line
//! `NANOSECONDS<tab>BYTES` for each on standard output, or `failed<tab>WHY` where the way cannot make
//! it; with `batch`, see [`Tally`]; no threads at all are one whose engine may begin its own. Promise: the clock runs from the order for a leaflet to the end of
//! writing its file, and nothing else is inside it. `ways/way.py` is the same for Python.

use std::io::{BufRead, Write};
use std::ops::Range;
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::time::Instant;

use serde::{Deserialize, Serialize};

/// Why something could not be measured, in one sentence.
pub type Problem = Box<dyn std::error::Error>;

/// Where the personal panel belongs in `document.html`.
pub const PANEL_MARK: &str = "<!--panel-->";

/// Where a way's style belongs in `document.html`.
pub const STYLE_MARK: &str = "<!--style-->";

/// What is answered in the place of a time where there is no leaflet.
pub const FAILED: &str = "failed";

/// One way to make the leaflet.
pub trait Way: Sized {
    /// What is done once a process; `patients` are the ones that will be asked for.
    ///
    /// # Errors
    /// The prepared folder is not as it should be, or the way's own problem.
    fn open(work: &Path, patients: Vec<Patient>) -> Result<Self, Problem>;

    /// The leaflet of the patient at this place of the list.
    ///
    /// # Errors
    /// The way's own problem.
    fn make(&mut self, patient: usize) -> Result<Vec<u8>, Problem>;

    /// Does the work of one thread of several. A way that begins threads of its own keeps to one
    /// here.
    ///
    /// # Errors
    /// The way's own problem.
    fn on_one_thread<R: Send>(work: impl FnOnce() -> R + Send) -> Result<R, Problem> {
        Ok(work())
    }
}

/// Whom a leaflet is for. The names are invented; see `tests/fixtures/names.tsv`.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Patient {
    /// The name.
    pub name: String,
    /// The typeface that has the name's letters, for ways that cannot find it themselves.
    pub regular: PathBuf,
    /// The same, bold.
    pub bold: PathBuf,
    /// Labels and values of the personal panel, as printed; the name is one of the values.
    pub panel: Vec<(String, String)>,
    /// The panel as HTML, for [`PANEL_MARK`].
    pub panel_markup: String,
}

/// What one thread of a batch did: the line `FAILED<tab>LATER<tab>NANOSECONDS` on standard output.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Tally {
    /// The leaflets that the way could not make.
    pub failed: usize,
    /// The leaflets after the first quarter, when everything is warm.
    pub later: usize,
    /// The time from the end of the first quarter to the end of the last one's file.
    pub nanoseconds: u64,
}

impl Tally {
    /// The line of a thread, read.
    ///
    /// # Errors
    /// It is not such a line.
    pub fn read(line: &str) -> Result<Self, Problem> {
        let parts: Vec<&str> = line.split('\t').collect();
        let [failed, later, nanoseconds] = parts[..] else {
            return Err("a way did not say what it did".into());
        };
        Ok(Self {
            failed: failed.parse()?,
            later: later.parse()?,
            nanoseconds: nanoseconds.parse()?,
        })
    }
}

/// The words of the leaflet, for ways that do not read our guides: what our own leaflet prints, in
/// its order, without the ruled lines for the patient's questions and the clinic's mark.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Document {
    /// The language, as HTML names it.
    pub language: String,
    /// The clinic.
    pub clinic: String,
    /// What stands under the clinic's name.
    pub tagline: String,
    /// Whom the head of the first page names, and the lines under the name.
    pub masthead_person: Vec<String>,
    /// The line over the title.
    pub category: String,
    /// The title.
    pub title: String,
    /// The key message.
    pub summary: String,
    /// Reading time, reviewer and the like.
    pub quiet: String,
    /// Everything below.
    pub parts: Vec<Part>,
    /// The left of every foot.
    pub foot: String,
    /// The right of every foot, with `{page}` and `{pages}`.
    pub page_of: String,
}

/// A piece of the leaflet's body.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub enum Part {
    /// A heading and its level.
    Heading(u8, String),
    /// A paragraph.
    Paragraph(String),
    /// A list with bullets.
    Bullets(Vec<String>),
    /// A numbered list: a lead-in in bold, and the text.
    Steps(Vec<(String, String)>),
}

/// The document that was prepared.
///
/// # Errors
/// The file is missing or not what `bench-prepare` wrote.
pub fn document(work: &Path) -> Result<Document, Problem> {
    Ok(serde_json::from_slice(&std::fs::read(
        work.join("document.json"),
    )?)?)
}

/// All patients, in the order in which they are measured.
///
/// # Errors
/// The file is missing or not what `bench-prepare` wrote.
pub fn patients(work: &Path) -> Result<Vec<Patient>, Problem> {
    Ok(serde_json::from_slice(&std::fs::read(
        work.join("patients.json"),
    )?)?)
}

/// The typeface of the leaflet's own words, in the place of a patient's.
///
/// # Errors
/// The file is missing or not what `bench-prepare` wrote.
pub fn body_face(work: &Path) -> Result<Patient, Problem> {
    Ok(serde_json::from_slice(&std::fs::read(
        work.join("body.json"),
    )?)?)
}

/// The whole of a way's `main`.
pub fn run<W: Way>() -> ExitCode {
    match ordered::<W>() {
        Ok(()) => ExitCode::SUCCESS,
        Err(problem) => {
            complain(&problem);
            ExitCode::FAILURE
        }
    }
}

/// Says on standard error why nothing was made.
pub fn complain(problem: &Problem) {
    let _unheard = writeln!(std::io::stderr(), "{problem}");
}

fn ordered<W: Way>() -> Result<(), Problem> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let arguments: Vec<&str> = arguments.iter().map(String::as_str).collect();
    match arguments[..] {
        ["one", work, file] => one::<W>(Path::new(work), Path::new(file)),
        ["loop", work, folder] => in_a_loop::<W>(Path::new(work), Path::new(folder)),
        ["batch", work, folder, count, threads, share] => {
            let (share, shares) = share.split_once('/').ok_or("a share is like 1/2")?;
            batch::<W>(
                Path::new(work),
                Path::new(folder),
                count.parse()?,
                threads.parse()?,
                (share.parse()?, shares.parse()?),
            )
        }
        _ => Err("usage: one WORK FILE | loop WORK FOLDER \
                  | batch WORK FOLDER COUNT THREADS SHARE/SHARES"
            .into()),
    }
}

fn one<W: Way>(work: &Path, file: &Path) -> Result<(), Problem> {
    let mut first = patients(work)?;
    first.truncate(1);
    std::fs::write(file, W::open(work, first)?.make(0)?)?;
    Ok(())
}

fn in_a_loop<W: Way>(work: &Path, folder: &Path) -> Result<(), Problem> {
    let patients = patients(work)?;
    let count = patients.len();
    let mut way = W::open(work, patients)?;
    let mut answers = std::io::stdout().lock();
    for (patient, order) in (0..count).zip(std::io::stdin().lock().lines()) {
        order?;
        let file = folder.join(format!("{patient}.pdf"));
        let start = Instant::now();
        match way.make(patient) {
            Ok(bytes) => {
                std::fs::write(&file, &bytes)?;
                let taken = start.elapsed().as_nanos();
                writeln!(answers, "{taken}\t{}", bytes.len())?;
            }
            Err(problem) => writeln!(answers, "{FAILED}\t{problem}")?,
        }
        answers.flush()?;
    }
    Ok(())
}

/// The share of this process of the first `count` patients, by so many threads. Each thread opens the
/// way for itself.
fn batch<W: Way>(
    work: &Path,
    folder: &Path,
    count: usize,
    threads: usize,
    (share, shares): (usize, usize),
) -> Result<(), Problem> {
    let mut patients = patients(work)?;
    patients.truncate(count);
    let tallies = if threads == 0 {
        let places: Vec<usize> = (0..patients.len()).collect();
        vec![some::<W>(work, folder, patients, &places)?]
    } else {
        // Those of one thread are as far apart as all threads of all processes are many.
        let workers = threads * shares;
        let first = share.checked_sub(1).ok_or("the first share is 1")? * threads;
        side_by_side::<W>(work, folder, &patients, first..first + threads, workers)?
    };
    let mut answers = std::io::stdout().lock();
    for tally in tallies {
        writeln!(
            answers,
            "{}\t{}\t{}",
            tally.failed, tally.later, tally.nanoseconds
        )?;
    }
    Ok(())
}

/// What these of all workers do, each on a thread of its own.
fn side_by_side<W: Way>(
    work: &Path,
    folder: &Path,
    patients: &[Patient],
    these: Range<usize>,
    workers: usize,
) -> Result<Vec<Tally>, Problem> {
    let one = |worker: usize| {
        let places: Vec<usize> = (worker..patients.len()).step_by(workers).collect();
        W::on_one_thread(|| {
            some::<W>(work, folder, patients.to_vec(), &places)
                .map_err(|problem| problem.to_string())
        })
        .map_err(|problem| problem.to_string())?
    };
    let one = &one;
    std::thread::scope(|scope| {
        let running: Vec<_> = these
            .map(|worker| scope.spawn(move || one(worker)))
            .collect();
        running
            .into_iter()
            .map(|thread| thread.join().map_err(|_| "a thread panicked")?)
            .map(|tally: Result<Tally, String>| tally.map_err(Problem::from))
            .collect()
    })
}

/// The leaflets at these places, one after the other.
fn some<W: Way>(
    work: &Path,
    folder: &Path,
    patients: Vec<Patient>,
    places: &[usize],
) -> Result<Tally, Problem> {
    let mut way = W::open(work, patients)?;
    let early = places.len() / 4;
    let mut failed = 0;
    let mut start = Instant::now();
    for (made, patient) in places.iter().enumerate() {
        if made == early {
            start = Instant::now();
        }
        match way.make(*patient) {
            Ok(bytes) => std::fs::write(folder.join(format!("{patient}.pdf")), bytes)?,
            Err(_) => failed += 1,
        }
    }
    Ok(Tally {
        failed,
        later: places.len() - early,
        nanoseconds: u64::try_from(start.elapsed().as_nanos())?,
    })
}
