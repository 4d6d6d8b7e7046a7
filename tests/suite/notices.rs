//! Third parties: what the program is made of, and under which licences.
//!
//! *What goes in and comes out*: the resolved dependencies (`cargo metadata`), the licence files that
//! their packages bring, and those of the typefaces; out comes the text that `leaflet licences` prints,
//! `assets/notices.txt`. *What it promises*: the text is made, never typed: a crate that is added,
//! removed or moved to another version fails the first test until UPDATE=1 has written the text anew;
//! no crate whose business is the network is among them. *Why this shape*: whoever hands the program on
//! must hand on these notices, so they are inside it; and a rule that looks at what each crate says of
//! itself holds for crates that nobody has thought of, where a list of names does not.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;
use std::path::{Path, PathBuf};
use std::process::Command;

use serde_json::Value;

use crate::support::snapshots::accepts_changes;
use crate::support::workbench::Workbench;

/// Words of a crate's own categories that mean the network.
const NETWORK_CATEGORIES: &[&str] = &[
    "network-programming",
    "web-programming::http-client",
    "web-programming::http-server",
    "web-programming::websocket",
    "email",
];

/// Crates that name such a category and open no connection for us.
const NO_CONNECTION: &[(&str, &str)] = &[
    (
        "bincode",
        "a format of bytes; the engine's colouring of program text brings it",
    ),
    ("charset", "tables of encodings, for `mailparse`"),
    ("quoted_printable", "a code of letters, for `mailparse`"),
    (
        "mailparse",
        "a format of text; pages that were saved in one file are mails by form",
    ),
    (
        "rustix",
        "calls of the system; its feature `net` is off, which a test here holds",
    ),
];

/// Calls that open a connection or wait for one. The runtime's own `socketpair`, with `sendmsg` and
/// `recvmsg`, by which it starts another program, is none of them.
const NETWORK_CALLS: &[&str] = &[
    "socket",
    "connect",
    "bind",
    "listen",
    "accept",
    "accept4",
    "getaddrinfo",
    "sendto",
    "recvfrom",
];

struct Package {
    name: String,
    version: String,
    licence: String,
    authors: Vec<String>,
    folder: PathBuf,
    categories: Vec<String>,
    features: BTreeSet<String>,
}

fn words(value: &Value) -> Vec<String> {
    let list = value.as_array().into_iter().flatten();
    list.filter_map(Value::as_str).map(str::to_owned).collect()
}

/// All crates that go into the program on any system: reached without the needs of tests and builds.
fn linked_packages() -> Vec<Package> {
    let cargo = std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into());
    let output = Command::new(cargo)
        .args(["metadata", "--locked", "--format-version", "1"])
        .current_dir(env!("CARGO_MANIFEST_DIR"))
        .output()
        .unwrap();
    assert!(
        output.status.success(),
        "{}",
        String::from_utf8_lossy(&output.stderr)
    );
    let metadata: Value = serde_json::from_slice(&output.stdout).unwrap();
    let by_id = |list: &Value| -> BTreeMap<String, Value> {
        let list = list.as_array().unwrap().iter();
        list.map(|found| (found["id"].as_str().unwrap().to_owned(), found.clone()))
            .collect()
    };
    let packages = by_id(&metadata["packages"]);
    let nodes = by_id(&metadata["resolve"]["nodes"]);
    let root = metadata["resolve"]["root"].as_str().unwrap().to_owned();
    let mut reached = BTreeSet::new();
    let mut next = vec![root.clone()];
    while let Some(id) = next.pop() {
        if !reached.insert(id.clone()) {
            continue;
        }
        for needed in nodes[&id]["deps"].as_array().unwrap() {
            let kinds = needed["dep_kinds"].as_array().unwrap();
            if kinds.iter().any(|kind| kind["kind"].is_null()) {
                next.push(needed["pkg"].as_str().unwrap().to_owned());
            }
        }
    }
    reached.remove(&root);
    let mut found: Vec<Package> = reached
        .iter()
        .map(|id| {
            let package = &packages[id];
            let text = |name: &str| package[name].as_str().unwrap_or_default().to_owned();
            Package {
                name: text("name"),
                version: text("version"),
                licence: text("license").replace('/', " OR ").replace("  ", " "),
                authors: words(&package["authors"]),
                folder: Path::new(&text("manifest_path"))
                    .parent()
                    .unwrap()
                    .to_owned(),
                categories: words(&package["categories"]),
                features: words(&nodes[id]["features"]).into_iter().collect(),
            }
        })
        .collect();
    found.sort_by(|a, b| (&a.name, &a.version).cmp(&(&b.name, &b.version)));
    found
}

/// The text of a licence without the spaces that differ from package to package.
fn tidied(text: &str) -> String {
    let lines = text.lines().map(str::trim_end).collect::<Vec<_>>();
    let text = lines.join("\n");
    let text = text.trim_matches('\n');
    let mut tidy = String::new();
    let mut empty = 0;
    for line in text.lines() {
        empty = if line.is_empty() { empty + 1 } else { 0 };
        if empty < 2 {
            writeln!(tidy, "{line}").unwrap();
        }
    }
    tidy
}

/// The notices that a package brings: of several licences to choose from, the shortest is taken.
fn texts_of(package: &Package) -> Vec<String> {
    let mut files: Vec<(String, PathBuf)> = std::fs::read_dir(&package.folder)
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .filter(|path| path.is_file())
        .map(|path| {
            let name = path.file_name().unwrap().to_string_lossy().to_uppercase();
            (name, path)
        })
        .filter(|(name, _)| {
            [
                "LICENSE",
                "LICENCE",
                "COPYING",
                "NOTICE",
                "UNLICENSE",
                "COPYRIGHT",
            ]
            .iter()
            .any(|beginning| name.starts_with(beginning))
        })
        .collect();
    files.sort();
    let free_choice = package.licence.contains(" OR ") && !package.licence.contains(" AND ");
    if free_choice && package.licence.contains("MIT") {
        let is_mit = |name: &str| name.contains("MIT") && !name.contains("MIT-0");
        if files.iter().any(|(name, _)| is_mit(name)) {
            files.retain(|(name, _)| is_mit(name) || name.starts_with("NOTICE"));
        }
    }
    let texts = files.iter().map(|(_, path)| {
        let bytes = std::fs::read(path).unwrap();
        tidied(&String::from_utf8_lossy(&bytes))
    });
    texts.filter(|text| !text.is_empty()).collect()
}

/// What stands for a package that brings no text: who wrote it, and the licence it names.
fn without_text(package: &Package) -> String {
    let authors: Vec<&str> = package
        .authors
        .iter()
        .map(|author| author.split(" <").next().unwrap())
        .collect();
    let authors = if authors.is_empty() {
        format!("the authors of {}", package.name)
    } else {
        authors.join(", ")
    };
    format!(
        "Copyright (c) {authors}. The package brings no text of its licence, and names: {}.\n\
         These licences stand with other packages here.\n",
        package.licence
    )
}

/// All notices, as `leaflet licences` prints them.
fn notices() -> String {
    let mut texts: Vec<(String, Vec<String>)> = Vec::new();
    let mut note =
        |text: String, of: String| match texts.iter_mut().find(|(known, _)| *known == text) {
            Some((_, users)) => users.push(of),
            None => texts.push((text, vec![of])),
        };
    let packages = linked_packages();
    let mut list = String::new();
    for package in &packages {
        let name = format!("{} {}", package.name, package.version);
        writeln!(list, "  {name}: {}", package.licence).unwrap();
        let found = texts_of(package);
        if found.is_empty() {
            note(without_text(package), name);
        } else {
            for text in found {
                note(text, name.clone());
            }
        }
    }
    let fonts = Path::new(env!("CARGO_MANIFEST_DIR")).join("fonts");
    let mut families: Vec<PathBuf> = std::fs::read_dir(&fonts)
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .filter(|path| path.is_dir())
        .collect();
    families.sort();
    let mut typefaces = String::new();
    for family in families {
        let name = family.file_name().unwrap().to_string_lossy().into_owned();
        writeln!(typefaces, "  {name}: OFL-1.1").unwrap();
        let text = std::fs::read_to_string(family.join("OFL.txt")).unwrap();
        note(tidied(&text), format!("typeface {name}"));
    }
    let apache = Path::new(env!("CARGO_MANIFEST_DIR")).join("LICENSE-APACHE");
    note(
        tidied(&std::fs::read_to_string(apache).unwrap()),
        "every package above that names Apache-2.0 and brings no text".to_owned(),
    );
    let mut all = format!(
        "Notices of third parties\n\n\
         The program is made of {} Rust packages and {} families of typefaces. Not every package is in \
         the program\nfor every system. Their licences, then the texts of these:\n\n{list}\nTypefaces:\n\n{typefaces}",
        packages.len(),
        typefaces.lines().count(),
    );
    for (text, users) in texts {
        let rule = "-".repeat(80);
        write!(all, "\n{rule}\n{}\n\n{text}", wrapped(&users)).unwrap();
    }
    all
}

/// Names with commas between them, in lines of some 80 letters.
fn wrapped(names: &[String]) -> String {
    let mut lines = vec![String::new()];
    for (number, name) in names.iter().enumerate() {
        let comma = if number + 1 < names.len() { "," } else { "" };
        let word = format!("{name}{comma}");
        let line = lines.last_mut().unwrap();
        if line.is_empty() {
            line.push_str(&word);
        } else if line.len() + 1 + word.len() <= 80 {
            line.push(' ');
            line.push_str(&word);
        } else {
            lines.push(word);
        }
    }
    lines.join("\n")
}

#[test]
fn the_notices_are_those_of_what_is_linked() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("assets/notices.txt");
    let made = notices();
    let there = std::fs::read_to_string(&path).unwrap_or_default();
    if there.replace("\r\n", "\n") == made {
        return;
    }
    if accepts_changes() {
        std::fs::write(&path, made).unwrap();
        panic!("assets/notices.txt was written; look at it and run the tests again");
    }
    panic!("assets/notices.txt is not what the dependencies ask for; UPDATE=1 writes it");
}

#[test]
fn the_program_prints_the_notices() {
    let bench = Workbench::new();
    let run = bench.leaflet(["licences"]).run();
    let text = run.succeeds().errors_are("").output();
    assert!(text.starts_with("leaflet "), "{text:.80}");
    for words in [
        "  typst 0.15.1: Apache-2.0",
        "noto-sans-devanagari: OFL-1.1",
        "Apache License",
    ] {
        assert!(text.contains(words), "{words}");
    }
    bench.leaflet(["licenses"]).run().output_is(&text);
}

#[test]
fn no_crate_is_made_for_the_network() {
    let mut exempt: BTreeSet<&str> = NO_CONNECTION.iter().map(|(name, _)| *name).collect();
    for package in linked_packages() {
        let is_of_the_network = |category: &String| NETWORK_CATEGORIES.contains(&category.as_str());
        if package.categories.iter().any(is_of_the_network) {
            let known = NO_CONNECTION.iter().any(|(name, _)| *name == package.name);
            assert!(
                known,
                "{} says of itself: {:?}",
                package.name, package.categories
            );
            exempt.remove(package.name.as_str());
        }
        let switches = ["net", "network", "http", "tls", "fetch", "download"];
        for switch in switches {
            assert!(
                !package.features.contains(switch),
                "{} with `{switch}`",
                package.name
            );
        }
    }
    assert!(exempt.is_empty(), "not needed any more: {exempt:?}");
}

/// The names of what the program asks of shared libraries stand in it one after the other, each with
/// a zero byte before and behind.
#[cfg(target_os = "linux")]
#[test]
fn the_program_cannot_open_a_connection() {
    let bytes = std::fs::read(env!("CARGO_BIN_EXE_leaflet")).unwrap();
    let has = |name: &str| {
        let name = format!("\0{name}\0").into_bytes();
        bytes.windows(name.len()).any(|window| window == name)
    };
    assert!(has("fsync"), "the names are found in this way");
    for call in NETWORK_CALLS {
        assert!(!has(call), "the program asks the system for `{call}`");
    }
}

/// Names of patients stand in the memory of a process; none may reach the disk when it breaks down.
#[cfg(target_os = "linux")]
#[test]
fn a_process_that_breaks_down_leaves_no_image_of_its_memory() {
    use std::process::Stdio;
    use std::time::{Duration, Instant};

    // The shell raises the limit first, as far as the system lets it.
    let mut process = Command::new("sh")
        .args(["-c", "ulimit -c unlimited 2>/dev/null; exec \"$@\"", "sh"])
        .args([env!("CARGO_BIN_EXE_leaflet"), "make", "-", "-o", "-"])
        .stdin(Stdio::piped())
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .spawn()
        .unwrap();
    // It waits for its guide meanwhile.
    let input = process.stdin.take();
    let limits = format!("/proc/{}/limits", process.id());
    let started = Instant::now();
    let found = loop {
        let text = std::fs::read_to_string(&limits).unwrap();
        let line = text
            .lines()
            .find(|line| line.starts_with("Max core file size"));
        let values: Vec<String> = line
            .unwrap()
            .split_whitespace()
            .skip(4)
            .take(2)
            .map(str::to_owned)
            .collect();
        if values == ["0", "0"] || started.elapsed() > Duration::from_secs(20) {
            break values;
        }
        std::thread::sleep(Duration::from_millis(5));
    };
    drop(input);
    process.wait().unwrap();
    assert_eq!(found, ["0", "0"]);
}
