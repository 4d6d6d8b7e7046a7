//! Runs the outside tools that judge a finished file (poppler, qpdf, veraPDF, ZXing, Python's `jsonschema`, and
//! readers of reports), and the one that makes system calls fail (`strace`).
//!
//! *What goes in and comes out*: paths of files go in; text, pictures or faults come out.
//! *What it promises*: a tool that is not installed makes the answer `Skipped` and says so on stderr;
//! where the environment variable CI is set, it fails the test instead, so that a build machine
//! cannot pass by having no judges.
//! *Why this shape*: the tests must run on a machine that has Rust and nothing else, and must not
//! fall silent on the one machine whose answer counts.

use std::fmt;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};

/// Says that a tool was absent and nothing was judged.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Skipped;

/// One rule that a file breaks, as veraPDF words it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct BrokenRule {
    /// `ua1` or `2a`.
    pub(crate) profile: String,
    /// The file's name without its folders.
    pub(crate) file: String,
    /// The clause and the test number, such as `7.1-3`.
    pub(crate) rule: String,
    /// How often it is broken.
    pub(crate) times: usize,
    /// What the rule says, and the first place that breaks it.
    pub(crate) message: String,
}

impl fmt::Display for BrokenRule {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let BrokenRule {
            profile,
            file,
            rule,
            times,
            message,
        } = self;
        write!(
            formatter,
            "{file}: {profile} {rule}, {times} times: {message}"
        )
    }
}

/// The text that `pdftotext` reads, with its default settings.
pub(crate) fn pdftotext(file: &Path) -> Result<String, Skipped> {
    let output = run(
        "pdftotext",
        Command::new("pdftotext")
            .args(["-enc", "UTF-8"])
            .arg(file)
            .arg("-"),
    )?;
    assert!(
        output.status.success(),
        "pdftotext failed: {}",
        complaint(&output)
    );
    Ok(String::from_utf8_lossy(&output.stdout).into_owned())
}

/// What a script says that `bash` runs, without the files of whoever runs the tests.
pub(crate) fn bash(script: &str) -> Result<String, Skipped> {
    let output = run(
        "bash",
        Command::new("bash").args(["--norc", "--noprofile", "-c", script]),
    )?;
    assert!(
        output.status.success(),
        "bash failed: {}",
        complaint(&output)
    );
    Ok(complaint(&output))
}

/// Which values Python's `jsonschema` accepts, in their order. The input is JSON with a `schema`, which
/// is held against the meta-schema of draft-07 first, and `values`.
pub(crate) fn json_schema_verdicts(input: &str) -> Result<Vec<bool>, Skipped> {
    const SCRIPT: &str = "\
import json, sys
try:
    from jsonschema import Draft7Validator
except ImportError:
    sys.exit(3)
given = json.load(sys.stdin)
Draft7Validator.check_schema(given['schema'])
judge = Draft7Validator(given['schema'])
print(json.dumps([judge.is_valid(value) for value in given['values']]))
";
    let mut command = Command::new("python3");
    command.args(["-c", SCRIPT]).stdin(Stdio::piped());
    command.stdout(Stdio::piped()).stderr(Stdio::piped());
    let mut child = match command.spawn() {
        Ok(child) => child,
        Err(_) => return Err(skipped("python3")),
    };
    // It reads everything before it writes anything, so neither waits for the other.
    let sent = child.stdin.take().unwrap().write_all(input.as_bytes());
    let output = child.wait_with_output().unwrap();
    if output.status.code() == Some(3) {
        return Err(skipped("Python's jsonschema"));
    }
    assert!(
        sent.is_ok() && output.status.success(),
        "jsonschema failed: {}",
        complaint(&output)
    );
    Ok(serde_json::from_slice(&output.stdout).unwrap())
}

/// What `qpdf --check` complains of; an empty list is good.
pub(crate) fn qpdf_faults(file: &Path) -> Result<Vec<String>, Skipped> {
    let output = run("qpdf", Command::new("qpdf").arg("--check").arg(file))?;
    if output.status.success() {
        return Ok(Vec::new());
    }
    Ok(complaint(&output).lines().map(str::to_owned).collect())
}

/// Draws one page, counted from 1, as a PNG into `folder`, and returns the picture's path.
pub(crate) fn pdftoppm(
    file: &Path,
    page: usize,
    dots_per_inch: u32,
    folder: &Path,
) -> Result<PathBuf, Skipped> {
    let root = folder.join(format!("page-{page}"));
    let mut command = Command::new("pdftoppm");
    command.args(["-png", "-singlefile", "-r", &dots_per_inch.to_string()]);
    command
        .args(["-f", &page.to_string(), "-l", &page.to_string()])
        .arg(file)
        .arg(&root);
    let output = run("pdftoppm", &mut command)?;
    assert!(
        output.status.success(),
        "pdftoppm failed: {}",
        complaint(&output)
    );
    Ok(root.with_extension("png"))
}

/// A QR code that is read off a picture.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct ReadCode {
    /// What it says.
    pub(crate) text: String,
    /// Its width without the white round it, in dots.
    pub(crate) width: f32,
}

/// The QR codes that ZXing reads off a picture, which is a PNG.
pub(crate) fn qr_codes(picture: &Path) -> Result<Vec<ReadCode>, Skipped> {
    let mut command = Command::new("ZXingReader");
    let output = run(
        "ZXingReader",
        command.args(["-format", "QRCode"]).arg(picture),
    )?;
    // Its exit status is not 0 for a picture without a code.
    let said = String::from_utf8_lossy(&output.stdout);
    let values = |name: &'static str| {
        let lines = said.lines().filter_map(move |line| line.strip_prefix(name));
        lines.map(str::trim).collect::<Vec<_>>()
    };
    let (texts, places) = (values("Text:"), values("Position:"));
    assert!(
        texts.len() == places.len() && (!texts.is_empty() || said.contains("No barcode found")),
        "ZXingReader failed: {}",
        complaint(&output)
    );
    // The first two corners are those above: `120x80 360x80 …`.
    let width = |place: &str| {
        let corners = place.split_whitespace().take(2);
        let across: Vec<f32> = corners
            .map(|corner| corner.split_once('x').unwrap().0.parse().unwrap())
            .collect();
        across[1] - across[0]
    };
    let read = texts.iter().zip(places).map(|(text, place)| ReadCode {
        text: text.trim_matches('"').to_owned(),
        width: width(place),
    });
    Ok(read.collect())
}

/// The rules of PDF/UA-1 and PDF/A-2a that the files break, as veraPDF judges; an empty list is
/// good. A start of veraPDF takes about three seconds, so all files go in at once.
pub(crate) fn verapdf_faults(files: &[&Path]) -> Result<Vec<BrokenRule>, Skipped> {
    let script = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/tools/verapdf");
    let ready = Command::new("bash").arg(&script).arg("--ready").output();
    if !ready.is_ok_and(|output| output.status.success()) {
        return Err(skipped(
            "veraPDF (prepare it with `tests/tools/verapdf --prepare`)",
        ));
    }
    let output = run(
        "bash",
        Command::new("bash")
            .arg(&script)
            .args(["ua1,2a"])
            .args(files),
    )?;
    let told = String::from_utf8_lossy(&output.stdout);
    let mut judged = 0;
    let mut broken = Vec::new();
    for line in told.lines() {
        let fields: Vec<&str> = line.split('\t').collect();
        match fields.as_slice() {
            ["conforms" | "breaks", _, _] => judged += 1,
            ["rule", profile, file, rule, times, message] => broken.push(BrokenRule {
                profile: (*profile).to_owned(),
                file: file.rsplit('/').next().unwrap_or(file).to_owned(),
                rule: (*rule).to_owned(),
                times: times.parse().unwrap_or(1),
                message: (*message).to_owned(),
            }),
            _ => panic!("veraPDF said something unexpected: {line}"),
        }
    }
    // Two profiles judge each file; fewer answers mean that it stopped on the way.
    assert_eq!(
        judged,
        files.len() * 2,
        "veraPDF stopped: {}",
        complaint(&output)
    );
    Ok(broken)
}

/// What readers of reports say of a file: what they read, or its faults, a line each. The form is
/// `junit`, `sarif`, or the file of a JSON Schema.
pub(crate) fn report_faults(form: &str, file: &Path) -> Result<String, Skipped> {
    let script = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/tools/check-reports");
    let ready = Command::new("bash").arg(&script).arg("--ready").output();
    if !ready.is_ok_and(|output| output.status.success()) {
        return Err(skipped(
            "what reads reports (prepare it with `tests/tools/check-reports --prepare`)",
        ));
    }
    let mut command = Command::new("bash");
    let output = run("bash", command.arg(&script).arg(form).arg(file))?;
    let told = String::from_utf8_lossy(&output.stdout).into_owned();
    assert!(!told.is_empty(), "nothing was read: {}", complaint(&output));
    Ok(told)
}

/// Runs the program under `strace`, which kills it at its first call of this kind; whether there was one.
pub(crate) fn killed_at_call(call: &str, folder: &Path, command: &[&str]) -> Result<bool, Skipped> {
    let inject = format!("{call}:signal=KILL:when=1");
    let output = strace(&inject, folder, command)?;
    Ok(output.status.code().is_none_or(|code| code == 128 + 9))
}

/// Runs the program under `strace`, which makes calls fail as `inject` says (the form of its option of that
/// name).
pub(crate) fn with_failing_call(
    inject: &str,
    folder: &Path,
    command: &[&str],
) -> Result<Output, Skipped> {
    strace(inject, folder, command)
}

fn strace(inject: &str, folder: &Path, command: &[&str]) -> Result<Output, Skipped> {
    let call = inject.split(':').next().unwrap_or(inject);
    let mut strace = Command::new("strace");
    strace
        .args(["-f", "-qq", "-o", "/dev/null"])
        .args([
            "-e",
            &format!("trace={call}"),
            "-e",
            &format!("inject={inject}"),
        ])
        .arg(env!("CARGO_BIN_EXE_leaflet"))
        .args(command)
        .current_dir(folder)
        .stdin(Stdio::null());
    run("strace", &mut strace)
}

fn run(name: &str, command: &mut Command) -> Result<Output, Skipped> {
    match command.output() {
        Ok(output) => Ok(output),
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => Err(skipped(name)),
        Err(error) => panic!("{name} cannot be run: {error}"),
    }
}

/// Says that a tool is absent; fails the test where that is not allowed.
fn skipped(name: &str) -> Skipped {
    let must_be_there = std::env::var_os("CI").is_some_and(|value| !value.is_empty());
    assert!(!must_be_there, "{name} is not installed, and CI is set");
    eprintln!("skipped: {name} is not installed");
    Skipped
}

fn complaint(output: &Output) -> String {
    let mut words = String::from_utf8_lossy(&output.stdout).into_owned();
    words.push_str(&String::from_utf8_lossy(&output.stderr));
    words
}

#[cfg(test)]
mod tests {
    use super::super::sample;
    use super::super::workbench::Workbench;
    use super::*;

    #[test]
    fn text_is_read_by_poppler() {
        let bench = Workbench::new().with_file("sample.pdf", sample::PDF);
        let Ok(text) = pdftotext(&bench.path().join("sample.pdf")) else {
            return;
        };
        assert!(text.contains("First bullet"), "{text}");
    }

    #[test]
    fn a_page_is_drawn_by_poppler() {
        let bench = Workbench::new().with_file("sample.pdf", sample::PDF);
        let sample = bench.path().join("sample.pdf");
        let Ok(picture) = pdftoppm(&sample, 2, 30, bench.path()) else {
            return;
        };
        assert!(picture.is_file());
    }

    #[test]
    fn a_broken_file_is_found_by_qpdf() {
        let cut = &sample::PDF[..sample::PDF.len() / 2];
        let bench = Workbench::new()
            .with_file("whole.pdf", sample::PDF)
            .with_file("cut.pdf", cut);
        let Ok(faults) = qpdf_faults(&bench.path().join("whole.pdf")) else {
            return;
        };
        assert_eq!(faults, Vec::<String>::new());
        let Ok(faults) = qpdf_faults(&bench.path().join("cut.pdf")) else {
            return;
        };
        assert!(!faults.is_empty());
    }

    #[test]
    fn a_file_that_breaks_a_rule_is_found_by_verapdf() {
        let mut document = lopdf::Document::load_mem(sample::PDF).unwrap();
        document.catalog_mut().unwrap().remove(b"ViewerPreferences");
        let mut bytes = Vec::new();
        document.save_to(&mut bytes).unwrap();
        let bench = Workbench::new()
            .with_file("good.pdf", sample::PDF)
            .with_file("bad.pdf", bytes);
        let files = [bench.path().join("good.pdf"), bench.path().join("bad.pdf")];
        let Ok(broken) = verapdf_faults(&[&files[0], &files[1]]) else {
            return;
        };
        assert!(!broken.is_empty() && broken.iter().all(|rule| rule.file == "bad.pdf"));
        let title = broken.iter().find(|rule| rule.rule == "7.1-10").unwrap();
        assert_eq!((title.profile.as_str(), title.times), ("ua1", 1));
        assert!(
            title
                .to_string()
                .starts_with("bad.pdf: ua1 7.1-10, 1 times: The document")
        );
    }
}
