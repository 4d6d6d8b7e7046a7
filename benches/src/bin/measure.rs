//! Measures all ways of making one leaflet in one run and prints one table in Markdown.
//!
//! In: the prepared folder, the repository, the built programs and the Python of the ways that are
//! Python packages. Out: the table on standard output, what is being done on standard error.
//! Promise: the ways take turns, so that a busy machine is busy for all of them; each first run is
//! thrown away; a number in the table is a median. The files that were measured are the ones that are
//! judged.

use std::fmt::Write as _;
use std::fs;
use std::io::{BufRead, BufReader, Write as _};
use std::path::{Path, PathBuf};
use std::process::{Child, ChildStdin, ChildStdout, Command, ExitCode, Stdio};
use std::time::Instant;

use leaflet_benches::measuring::{Places, in_lock, machine, median, milliseconds, report, say};
use leaflet_benches::{GUIDE, SURGEON};
use leaflet_benches_way::{FAILED, Patient, Problem};
use wait4::Wait4;

/// How many processes of each way are measured, after one that is not.
const PROCESSES: usize = 15;

/// How many leaflets a way makes in a loop before another way takes its turn.
const TURN: usize = 8;

/// One way to make the leaflet.
struct Way {
    /// What stands in the table.
    name: String,
    /// A word for file names and standard error.
    short: &'static str,
    /// Makes the first patient's leaflet as this file, as a process of its own.
    one: Vec<PathBuf>,
    /// Makes leaflets as it is told.
    many: Vec<PathBuf>,
    file: PathBuf,
    folder: PathBuf,
    seen: Seen,
}

/// What was measured of a way.
#[derive(Default)]
struct Seen {
    processes: Vec<f64>,
    peak_kibibytes: u64,
    loops: Vec<f64>,
    loop_peak_kibibytes: u64,
    /// The leaflets that the way could not make.
    failed: usize,
    bytes: u64,
    pages: String,
    is_tagged: bool,
    is_accessible: bool,
}

fn main() -> ExitCode {
    let measured = match Places::given() {
        Some(places) => measure(&places),
        None => Err(format!("usage: bench-measure {}", Places::USAGE).into()),
    };
    match measured {
        Ok(table) => {
            let _unheard = std::io::stdout().write_all(table.as_bytes());
            ExitCode::SUCCESS
        }
        Err(problem) => {
            leaflet_benches_way::complain(&problem);
            ExitCode::FAILURE
        }
    }
}

fn measure(places: &Places) -> Result<String, Problem> {
    let patients = leaflet_benches_way::patients(&places.work)?;
    let mut ways = ways(places, &patients)?;
    processes(&mut ways, &places.work)?;
    let leaflets = loops(&mut ways, &places.work, patients.len())?;
    judge(&mut ways, places)?;
    let same = same_files(&ways[0].folder, &ways[1].folder, patients.len())?;
    say(&format!(
        "{same} of {} personal leaflets of `leaflet` and of the bare engine are the same bytes",
        patients.len()
    ));
    table(&ways, leaflets, patients.len())
}

fn ways(places: &Places, patients: &[Patient]) -> Result<Vec<Way>, Problem> {
    let first = patients.first().ok_or("there are no patients")?;
    let mut leaflet = Way::new(
        places.said_version()?,
        "leaflet",
        vec![places.ours.join("bench-leaflet")],
        places,
    )?;
    // The program itself is what a clinic starts; only the loop is the library's.
    leaflet.one = vec![places.leaflet.clone()];
    leaflet.one.extend(
        [
            "make",
            GUIDE,
            "--surgeon",
            SURGEON,
            "--patient",
            &first.name,
            "-o",
        ]
        .map(PathBuf::from),
    );
    leaflet.one.push(leaflet.file.clone());
    Ok(vec![
        leaflet,
        Way::new(
            format!("the engine bare (Typst {})", in_lock("typst", "")?),
            "bare",
            vec![places.ours.join("bench-bare")],
            places,
        )?,
        Way::new(
            format!(
                "genpdf {} + printpdf {}",
                in_lock("genpdf", "")?,
                in_lock("printpdf", "0.3.")?
            ),
            "genpdf",
            vec![places.baselines.join("bench-genpdf")],
            places,
        )?,
        Way::new(
            format!(
                "printpdf {}, its HTML layout",
                in_lock("printpdf", "0.12.")?
            ),
            "printpdf",
            vec![places.baselines.join("bench-printpdf")],
            places,
        )?,
        Way::new(
            format!("WeasyPrint {}", places.of_python("weasyprint")?),
            "weasyprint",
            places.python_way("weasyprint_way.py"),
            places,
        )?,
        Way::new(
            format!("Python binding of Typst {}", places.of_python("typst")?),
            "typst-py",
            places.python_way("typst_way.py"),
            places,
        )?,
    ])
}

impl Way {
    /// A way whose program is called as `way` says.
    fn new(
        name: String,
        short: &'static str,
        program: Vec<PathBuf>,
        places: &Places,
    ) -> Result<Self, Problem> {
        let results = places.work.join("results");
        let file = results.join(format!("{short}.pdf"));
        let folder = results.join(short);
        fs::create_dir_all(&folder)?;
        let called = |order: &str, target: &Path| {
            let mut command = program.clone();
            command.extend([order.into(), places.work.clone(), target.to_owned()]);
            command
        };
        Ok(Self {
            name,
            short,
            one: called("one", &file),
            many: called("loop", &folder),
            file,
            folder,
            seen: Seen::default(),
        })
    }
}

/// Whole processes, in turns.
fn processes(ways: &mut [Way], work: &Path) -> Result<(), Problem> {
    for round in 0..=PROCESSES {
        say(&format!("processes, round {round} of {PROCESSES}"));
        for way in ways.iter_mut() {
            if way.file.exists() {
                fs::remove_file(&way.file)?;
            }
            let start = Instant::now();
            let mut child = Command::new(&way.one[0])
                .args(&way.one[1..])
                .current_dir(work)
                .stdin(Stdio::null())
                .stdout(Stdio::null())
                .stderr(Stdio::null())
                .spawn()?;
            let ended = child.wait4()?;
            let taken = start.elapsed();
            if !ended.status.success() {
                return Err(format!("{} failed: {:?}", way.short, way.one).into());
            }
            if round > 0 {
                way.seen.processes.push(taken.as_secs_f64() * 1000.0);
                let peak = ended.rusage.maxrss / 1024;
                way.seen.peak_kibibytes = way.seen.peak_kibibytes.max(peak);
            }
        }
    }
    for way in ways.iter_mut() {
        way.seen.bytes = fs::metadata(&way.file)?.len();
        report(way.short, "whole process", &way.seen.processes);
    }
    Ok(())
}

/// A process that makes leaflets as it is told.
struct Loop {
    child: Child,
    orders: ChildStdin,
    answers: BufReader<ChildStdout>,
}

impl Loop {
    /// The next leaflet, in milliseconds; `None` if the way cannot make it.
    fn next(&mut self) -> Result<Option<f64>, Problem> {
        self.orders.write_all(b"\n")?;
        self.orders.flush()?;
        let mut answer = String::new();
        self.answers.read_line(&mut answer)?;
        match answer.split('\t').next().unwrap_or_default() {
            FAILED => Ok(None),
            nanoseconds => Ok(Some(nanoseconds.parse::<f64>()? / 1e6)),
        }
    }
}

/// Personal leaflets in a loop, in turns; says how many of each way were measured.
fn loops(ways: &mut [Way], work: &Path, patients: usize) -> Result<usize, Problem> {
    let turns = patients / TURN - 1;
    let thrown_away = patients - turns * TURN;
    let mut running = Vec::new();
    for way in ways.iter() {
        let mut child = Command::new(&way.many[0])
            .args(&way.many[1..])
            .current_dir(work)
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::inherit())
            .spawn()?;
        let (Some(orders), Some(answers)) = (child.stdin.take(), child.stdout.take()) else {
            return Err("a way has no standard input or output".into());
        };
        running.push(Loop {
            child,
            orders,
            answers: BufReader::new(answers),
        });
    }
    for turn in 0..=turns {
        say(&format!("loops, turn {turn} of {turns}"));
        for (way, running) in ways.iter_mut().zip(&mut running) {
            let leaflets = if turn == 0 { thrown_away } else { TURN };
            for _ in 0..leaflets {
                let taken = running
                    .next()
                    .map_err(|problem| format!("{}: {problem}", way.short))?;
                match taken {
                    None => way.seen.failed += 1,
                    Some(taken) if turn > 0 => way.seen.loops.push(taken),
                    Some(_) => {}
                }
            }
        }
    }
    for (way, running) in ways.iter_mut().zip(running) {
        drop(running.orders);
        let mut child = running.child;
        way.seen.loop_peak_kibibytes = child.wait4()?.rusage.maxrss / 1024;
        report(way.short, "in a loop", &way.seen.loops);
    }
    Ok(turns * TURN)
}

/// Tags, pages and PDF/UA-1 of the first patient's files.
fn judge(ways: &mut [Way], places: &Places) -> Result<(), Problem> {
    say("the files are judged");
    let mut command = Command::new(places.repository.join("tests/tools/verapdf"));
    command.arg("ua1");
    command.args(ways.iter().map(|way| &way.file));
    let output = command.stderr(Stdio::null()).output()?;
    let told = String::from_utf8_lossy(&output.stdout).into_owned();
    for way in ways.iter_mut() {
        let name = way.file.file_name().unwrap_or_default().to_string_lossy();
        let check_options = |verdict: &str| {
            told.lines()
                .filter_map(|line| line.strip_prefix(verdict))
                .filter_map(|line| line.strip_prefix("\tua1\t"))
                .any(|file| file.ends_with(&*name))
        };
        way.seen.is_accessible = check_options("conforms");
        if way.seen.is_accessible == check_options("breaks") {
            return Err(format!("veraPDF did not judge {name}").into());
        }
        let output = Command::new("pdfinfo").arg(&way.file).output()?;
        let told = String::from_utf8_lossy(&output.stdout).into_owned();
        let value = |key: &str| {
            let mut lines = told.lines();
            lines
                .find_map(|line| line.strip_prefix(key))
                .map(|value| value.trim().to_owned())
                .ok_or_else(|| format!("pdfinfo does not say {key} of {name}"))
        };
        way.seen.is_tagged = value("Tagged:")? == "yes";
        way.seen.pages = value("Pages:")?;
    }
    Ok(())
}

fn same_files(one: &Path, other: &Path, patients: usize) -> Result<usize, Problem> {
    let mut same = 0;
    for patient in 0..patients {
        let file = format!("{patient}.pdf");
        same += usize::from(fs::read(one.join(&file))? == fs::read(other.join(&file))?);
    }
    Ok(same)
}

fn table(ways: &[Way], leaflets: usize, patients: usize) -> Result<String, Problem> {
    let ours = &ways[0].seen;
    let bare = &ways[1].seen;
    let mut table = String::from(
        "| way | one leaflet, whole process | × ours | each further personal leaflet | × ours \
         | file | pages | peak memory: one, many | tagged | PDF/UA-1 |\n\
         |---|--:|--:|--:|--:|--:|--:|--:|---|---|\n",
    );
    for way in ways {
        let seen = &way.seen;
        let (process, in_a_loop) = (median(&seen.processes), median(&seen.loops));
        writeln!(
            table,
            "| {} | {} ms | {:.2} | {} ms | {:.2} | {} KB | {} | {}, {} MB | {} | {} |",
            way.name,
            milliseconds(process),
            process / median(&ours.processes),
            milliseconds(in_a_loop),
            in_a_loop / median(&ours.loops),
            seen.bytes.div_ceil(1000),
            seen.pages,
            seen.peak_kibibytes / 1024,
            seen.loop_peak_kibibytes / 1024,
            yes(seen.is_tagged),
            yes(seen.is_accessible),
        )?;
    }
    writeln!(
        table,
        "\nOurs takes {:.2} times the time of the bare engine as a process and {:.2} times in a \
         loop. Medians of {PROCESSES} processes and of {leaflets} leaflets for different people in \
         thirteen scripts, the ways taking turns; {}.",
        median(&ours.processes) / median(&bare.processes),
        median(&ours.loops) / median(&bare.loops),
        machine()?,
    )?;
    for way in ways.iter().filter(|way| way.seen.failed > 0) {
        writeln!(
            table,
            "{} made no leaflet for {} of the {patients} names; its median is of the others.",
            way.name, way.seen.failed,
        )?;
    }
    Ok(table)
}

fn yes(is_so: bool) -> &'static str {
    if is_so { "yes" } else { "no" }
}
