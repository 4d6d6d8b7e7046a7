//! What every measured way written in Rust has in common: its input and how it is called.
//!
//! In: the command line, `one WORK FILE` or `loop WORK FOLDER`, where `WORK` is the folder that
//! `bench-prepare` filled. Out: with `one`, the leaflet of the first patient as `FILE`, and nothing
//! is said; with `loop`, a patient's leaflet for each line that arrives on standard input, the next
//! patient each time, written into `FOLDER`, and a line `NANOSECONDS<tab>BYTES` for each on standard
//! output, or `failed<tab>WHY` where the way cannot make it. Promise: the clock runs from the order for a leaflet to the end of writing its file, and
//! nothing else is inside it. `ways/way.py` is the same for Python.

use std::io::{BufRead, Write};
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::time::Instant;

use serde::{Deserialize, Serialize};

/// Why something could not be measured, in one sentence.
pub type Problem = Box<dyn std::error::Error>;

/// What stands in the prepared text where the patient's name belongs.
pub const PATIENT_MARK: &str = "{patient}";

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
    /// Labels and values of the personal panel; the patient's value is [`PATIENT_MARK`].
    pub panel: Vec<(String, String)>,
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
        _ => Err("usage: one WORK FILE | loop WORK FOLDER".into()),
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
