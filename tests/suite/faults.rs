//! A broken guide, brand or language is refused with all its faults, each at its place, quickly
//! and with nothing written.

use std::path::{Path, PathBuf};
use std::time::Duration;

use serde_json::Value;

use crate::explain::guide_around;
use crate::support::workbench::{Finished, Workbench};

/// What reading a broken file may take.
const MEBIBYTES: usize = 300;
const TIME: Duration = Duration::from_secs(2);

fn fixtures(folder: &str, wanted: &str) -> Vec<PathBuf> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("tests/fixtures")
        .join(folder);
    let mut files: Vec<PathBuf> = std::fs::read_dir(&folder)
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .filter(|path| path.extension().is_some_and(|ending| ending == wanted))
        .collect();
    files.sort();
    files
}

fn stem(file: &Path) -> String {
    file.file_stem().unwrap().to_string_lossy().into_owned()
}

/// The faults a run reported in a file, as `line:column rule`.
fn reported(run: &Finished<'_>, file: &str) -> Vec<String> {
    run.errors()
        .lines()
        .map(|line| serde_json::from_str::<Value>(line).unwrap_or_else(|_| panic!("{line}")))
        .filter(|fault| fault["severity"] == "error")
        .filter(|fault| {
            fault["file"]
                .as_str()
                .is_some_and(|name| name.ends_with(file))
        })
        .map(|fault| {
            format!(
                "{}:{} {}",
                fault["line"],
                fault["column"],
                fault["rule"].as_str().unwrap()
            )
        })
        .collect()
}

/// A broken file, with what must be reported of it.
struct Broken {
    name: String,
    bytes: Vec<u8>,
    expected: String,
}

/// Every fixture of the folder must report just what its sidecar says.
fn check(folder: &str, run: impl for<'a> Fn(&'a Workbench, &[u8]) -> (Finished<'a>, &'static str)) {
    let files = fixtures(folder, "yaml").into_iter().map(|file| Broken {
        name: format!("{folder}/{}", stem(&file)),
        bytes: std::fs::read(&file).unwrap(),
        expected: std::fs::read_to_string(file.with_extension("expected")).unwrap(),
    });
    check_each(files.collect(), run);
}

fn check_each(
    files: Vec<Broken>,
    run: impl for<'a> Fn(&'a Workbench, &[u8]) -> (Finished<'a>, &'static str),
) {
    assert!(!files.is_empty());
    let mut wrong = Vec::new();
    for file in files {
        let bench = Workbench::new();
        let (finished, name) = run(&bench, &file.bytes);
        finished
            .exits_with(1)
            .makes_nothing()
            .stays_under(MEBIBYTES, TIME);
        let reported = reported(&finished, name).join("\n");
        if reported.trim() != file.expected.trim() {
            let Broken { name, expected, .. } = file;
            wrong.push(format!(
                "{name}: expected\n{expected}\nreported\n{reported}\n"
            ));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// The built-in English without its remarks and empty lines, so that a change need not quote them.
fn english() -> Vec<String> {
    let text = include_str!("../../content/languages/en.yaml");
    let lines = text
        .lines()
        .map(|line| line.split(" #").next().unwrap().trim_end());
    let lines = lines.filter(|line| !line.is_empty() && !line.starts_with('#'));
    lines.map(str::to_owned).collect()
}

/// The place that must be reported, in a line of a change.
const MARK: char = '‸';

/// A text with a change made in it, and what must be reported, a line each: see the fixtures' README.
fn changed(text: &[String], change: &str) -> (String, String) {
    let mut lines = text.to_vec();
    let mut at = 0;
    let (mut places, mut rules) = (Vec::new(), Vec::new());
    for change in change.lines() {
        let (sign, words) = change.split_at(1);
        let line = words.replace(MARK, "");
        if sign == "!" {
            rules.push(words.trim().to_owned());
            continue;
        }
        if sign == "+" {
            lines.insert(at, line);
        } else {
            let found = lines.iter().skip(at).position(|known| *known == line);
            at += found.unwrap_or_else(|| panic!("no line `{line}` behind line {at}"));
        }
        if let Some(before) = words.find(MARK) {
            places.push((at + 1, words[..before].chars().count() + 1));
        }
        match sign {
            "-" => drop(lines.remove(at)),
            "+" | " " => at += 1,
            _ => panic!("{change}"),
        }
    }
    assert_eq!(places.len(), rules.len(), "{change}");
    let expected = places.iter().zip(rules);
    let expected = expected.map(|((line, column), rule)| format!("{line}:{column} {rule}\n"));
    (lines.join("\n") + "\n", expected.collect())
}

fn make_guide<'a>(bench: &'a Workbench, guide: &[u8]) -> (Finished<'a>, &'static str) {
    let faults = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/faults");
    bench.put("guide.yaml", guide);
    for picture in ["pot.svg", "mark.svg"] {
        for folder in ["guides", "three", "brands", "."] {
            if let Ok(bytes) = std::fs::read(faults.join(folder).join(picture)) {
                bench.put(picture, bytes);
            }
        }
    }
    (
        bench
            .leaflet(["make", "guide.yaml", "--message-format", "json"])
            .run(),
        "guide.yaml",
    )
}

#[test]
fn every_fault_of_a_guide_is_reported_at_its_place() {
    check("faults/guides", make_guide);
}

#[test]
fn three_faults_are_reported_in_one_run() {
    assert!(fixtures("faults/three", "yaml").len() >= 10);
    check("faults/three", make_guide);
}

#[test]
fn every_fault_of_a_brand_is_reported_at_its_place() {
    let mark = include_bytes!("../fixtures/faults/brands/mark.svg");
    check("faults/brands", |bench, brand| {
        bench.put("content/brands/broken/brand.yaml", brand);
        bench.put("content/brands/broken/mark.svg", mark);
        let guide = "minimally-invasive-spinal-fusion";
        let arguments = [
            "make",
            guide,
            "--brand",
            "broken",
            "--message-format",
            "json",
        ];
        (bench.leaflet(arguments).run(), "brand.yaml")
    });
}

#[test]
fn every_fault_of_a_language_is_reported_at_its_place() {
    let files = fixtures("faults/languages", "change");
    assert!(files.len() >= 19);
    let broken = files.iter().map(|file| {
        let change = std::fs::read_to_string(file).unwrap();
        let (text, expected) = changed(&english(), &change);
        Broken {
            name: stem(file),
            bytes: text.into_bytes(),
            expected,
        }
    });
    check_each(broken.collect(), |bench, language| {
        bench.put("content/languages/en.yaml", language);
        let guide = "minimally-invasive-spinal-fusion";
        (
            bench
                .leaflet(["make", guide, "--message-format", "json"])
                .run(),
            "en.yaml",
        )
    });
}

#[test]
fn what_is_unusual_and_right_is_accepted() {
    for file in fixtures("accepted", "yaml") {
        let bench = Workbench::new();
        bench.put("guide.yaml", std::fs::read(&file).unwrap());
        let run = bench
            .leaflet(["make", "guide.yaml", "-o", "leaflet.pdf"])
            .run();
        assert_eq!(run.code(), Some(0), "{}: {}", file.display(), run.errors());
    }
}

#[test]
fn bombs_are_refused_quickly() {
    let nested = |open: &str, count: usize| format!("title: {}", open.repeat(count));
    let mut alias = "a: &a [x,x,x,x,x,x,x,x,x]\n".to_owned();
    for letter in "bcdefghi".chars() {
        let before = char::from_u32(u32::from(letter) - 1).unwrap();
        let list = vec![format!("*{before}"); 9].join(",");
        alias.push_str(&format!("{letter}: &{letter} [{list}]\n"));
    }
    let wrong_risk = "          - { risk: a, how_often: often }\n".repeat(15_000);
    let head =
        "title: T\nsections:\n  - heading: H\n    roles: [risks]\n    blocks:\n      - risks:\n";
    let letters: String = ('\u{4e00}'..'\u{9b00}').collect();
    let strange = format!("          - {{ risk: {letters} }}\n").repeat(34);
    let bombs: Vec<(&str, Vec<u8>)> = vec![
        (
            "signs that no typeface has",
            format!("{head}{strange}").into_bytes(),
        ),
        ("aliases", alias.into_bytes()),
        ("brackets", nested("[", 100_000).into_bytes()),
        ("braces", nested("{a: ", 100_000).into_bytes()),
        ("dashes", "- ".repeat(100_000).into_bytes()),
        (
            "commas",
            format!("title: [{}", ",".repeat(2_000_000)).into_bytes(),
        ),
        (
            "keys",
            (0..100_000)
                .map(|n| format!("k{n}: x\n"))
                .collect::<String>()
                .into_bytes(),
        ),
        ("one key", "k: x\n".repeat(100_000).into_bytes()),
        ("faults", format!("{head}{wrong_risk}").into_bytes()),
        (
            "one word",
            format!("title: {}", "x".repeat(2_000_000)).into_bytes(),
        ),
        (
            "marks",
            format!("title: T\nsummary: \"{}\"", "**[a](b{^~".repeat(1_900)).into_bytes(),
        ),
        ("tabs", "\t".repeat(2_000_000).into_bytes()),
        ("nul", vec![0; 2_000_000]),
        ("quotes", "\"".repeat(2_000_000).into_bytes()),
        ("colons", "a: b: c\n".repeat(200_000).into_bytes()),
        ("too large", vec![b'a'; 100 * 1024 * 1024]),
    ];
    for (name, bomb) in bombs {
        let bench = Workbench::new().with_file("guide.yaml", bomb);
        let run = bench.leaflet(["make", "guide.yaml"]).run();
        eprintln!("{name}: {:?}, {} MiB", run.took(), run.peak_memory() >> 20);
        run.exits_with(1)
            .makes_nothing()
            .stays_under(MEBIBYTES, TIME);
    }
}

#[test]
fn a_fault_is_drawn_with_its_line_and_a_caret() {
    let guide = "title: A sample\nsections:\n  - heading: What\n    roles: [risk]\n    blocks:\n      - paragraf: words\n";
    let bench = Workbench::new().with_file("guide.yaml", guide);
    bench
        .leaflet(["make", "guide.yaml"])
        .run()
        .exits_with(1)
        .output_is("")
        .makes_nothing()
        .errors_have("guide.yaml:4:13")
        .errors_have("roles: [risk]")
        .errors_have("^")
        .errors_have("did you mean `risks`?")
        .errors_have("guide.yaml:6:9")
        .errors_have("did you mean `paragraph`?");
}

#[test]
fn what_is_quoted_stands_in_the_file() {
    // The second line is mended in a copy to look for more; no message shows that copy.
    let guide = guide_around("- bullets:\n    – One thing\n    - text: \"Another thing\"\n");
    let bench = Workbench::new().with_file("guide.yaml", guide);
    bench
        .leaflet(["make", "guide.yaml"])
        .run()
        .exits_with(1)
        .errors_have("found the text `– One thing`")
        .never_says(";")
        .makes_nothing();
}

#[test]
fn hundreds_of_signs_on_one_letter_are_refused_at_their_place() {
    let heap = format!("क{}", "\u{0941}".repeat(400));
    let bench = Workbench::new();
    bench.put(
        "guide.yaml",
        guide_around(&format!("- paragraph: {heap}\n")),
    );
    bench
        .leaflet(["make", "guide.yaml"])
        .run()
        .exits_with(1)
        .errors_have("error[unprintable-character]")
        .errors_have("guide.yaml:")
        .never_says("the program failed")
        .makes_nothing();
    bench
        .leaflet([
            "make",
            "minimally-invasive-spinal-fusion",
            "--patient",
            &heap,
        ])
        .run()
        .exits_with(1)
        .never_says("the program failed")
        .never_says("\u{0941}")
        .makes_nothing();
}
