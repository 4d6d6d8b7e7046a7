//! What the programs that measure have in common: where things are, versions, medians and words.
//!
//! In: the command line, numbers. Out: what stands in a table, and what is said on standard error.
//! Promise: a version is read from the lock file, the program or the package, and not typed.

use std::fs;
use std::io::Write as _;
use std::path::PathBuf;
use std::process::Command;

use leaflet_benches_way::Problem;

/// Where things are; the arguments in their order.
pub struct Places {
    /// The folder that `bench-prepare` filled.
    pub work: PathBuf,
    /// The clone.
    pub repository: PathBuf,
    /// The program.
    pub leaflet: PathBuf,
    /// The folder with our programs of this crate.
    pub ours: PathBuf,
    /// The folder with genpdf's and printpdf's.
    pub baselines: PathBuf,
    /// The Python that has the ways' packages.
    pub python: PathBuf,
}

impl Places {
    /// How they are given on the command line.
    pub const USAGE: &str = "WORK REPOSITORY LEAFLET OURS BASELINES PYTHON";

    /// What the command line says; `None` if it is not six places.
    pub fn given() -> Option<Self> {
        let arguments: Vec<PathBuf> = std::env::args_os().skip(1).map(PathBuf::from).collect();
        let [work, repository, leaflet, ours, baselines, python] =
            <[PathBuf; 6]>::try_from(arguments).ok()?;
        Some(Self {
            work,
            repository,
            leaflet,
            ours,
            baselines,
            python,
        })
    }

    /// A way that is a Python program.
    pub fn python_way(&self, script: &str) -> Vec<PathBuf> {
        let scripts = self.repository.join("benches/ways");
        vec![self.python.clone(), scripts.join(script)]
    }

    /// The version that the program says of itself, with its name.
    ///
    /// # Errors
    /// It cannot be started.
    pub fn said_version(&self) -> Result<String, Problem> {
        let output = Command::new(&self.leaflet).arg("--version").output()?;
        Ok(String::from_utf8(output.stdout)?.trim().to_owned())
    }

    /// The version of a Python package.
    ///
    /// # Errors
    /// There is no such package.
    pub fn of_python(&self, package: &str) -> Result<String, Problem> {
        let output = Command::new(&self.python)
            .args([
                "-c",
                "import importlib.metadata as m, sys; print(m.version(sys.argv[1]))",
            ])
            .arg(package)
            .output()?;
        let version = String::from_utf8(output.stdout)?.trim().to_owned();
        if version.is_empty() {
            return Err(format!("the Python package {package} is missing").into());
        }
        Ok(version)
    }
}

/// The version of a crate in this crate's lock file; `start` tells two versions apart.
///
/// # Errors
/// It is not there.
pub fn in_lock(name: &str, start: &str) -> Result<String, Problem> {
    let lock = include_str!("../Cargo.lock");
    let entry = format!("name = \"{name}\"\nversion = \"{start}");
    let (_, behind) = lock
        .split_once(&entry)
        .ok_or_else(|| format!("{name} {start} is not in Cargo.lock"))?;
    let rest = behind.split('"').next().unwrap_or_default();
    Ok(format!("{start}{rest}"))
}

/// Two figures at the least.
pub fn milliseconds(value: f64) -> String {
    if value < 10.0 {
        format!("{value:.1}")
    } else {
        format!("{value:.0}")
    }
}

/// The value in the middle.
pub fn median(values: &[f64]) -> f64 {
    quantile(values, 0.5)
}

/// The value below which this share lies. Between two values it is the one between them.
pub fn quantile(values: &[f64], share: f64) -> f64 {
    let mut sorted = values.to_vec();
    sorted.sort_by(f64::total_cmp);
    let place = (sorted.len().saturating_sub(1)) as f64 * share;
    match (
        sorted.get(place.floor() as usize),
        sorted.get(place.ceil() as usize),
    ) {
        (Some(below), Some(above)) => below + (above - below) * place.fract(),
        _ => f64::NAN,
    }
}

/// Says on standard error how a way did and how much that varied.
pub fn report(way: &str, what: &str, values: &[f64]) {
    say(&format!(
        "{way}, {what}: least {:.2}, quarter {:.2}, median {:.2}, three quarters {:.2} ms",
        quantile(values, 0.0),
        quantile(values, 0.25),
        median(values),
        quantile(values, 0.75),
    ));
}

/// Says something on standard error.
pub fn say(words: &str) {
    let _unheard = writeln!(std::io::stderr(), "{words}");
}

/// The machine and the month, for the line under a table.
///
/// # Errors
/// The system does not say how many cores there are, or what month it is.
pub fn machine() -> Result<String, Problem> {
    let told = fs::read_to_string("/proc/cpuinfo").unwrap_or_default();
    let processor = told
        .lines()
        .find_map(|line| line.strip_prefix("model name"))
        .and_then(|line| line.split_once(':'))
        .map_or("a processor without a name", |(_, name)| name.trim());
    let output = Command::new("date")
        .arg("+%B %Y")
        .env("LC_ALL", "C")
        .output()?;
    Ok(format!(
        "{processor}, {} cores, {}",
        std::thread::available_parallelism()?,
        String::from_utf8(output.stdout)?.trim()
    ))
}
