//! The arrows between the rooms of the library: which room may use which, and no circle of files.
//!
//! In: the sources as text. Out: every reference that is not allowed, and every circle. Why the sources are read
//! and not asked of the compiler: one package knows no arrows. Unit tests may use what they like; a folder and
//! the files in it are one thing, so a file may use what stands in the `mod.rs` above it.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

use crate::support::snapshots::assert_made_part;

/// Each room, and the rooms that it may use. A room stands below those that it uses.
const ROOMS: &[(&str, &[&str])] = &[
    ("base", &[]),
    ("reading", &["base"]),
    ("source", &["base"]),
    ("model", &["base", "source"]),
    ("input", &["base", "source", "model", "reading"]),
    ("lint", &["base", "source", "model", "reading"]),
    ("leaflet", &["base", "source", "model", "input"]),
    ("pages", &["base", "source", "model", "leaflet"]),
    (
        "commands",
        &[
            "base", "source", "model", "input", "reading", "lint", "leaflet", "pages",
        ],
    ),
    (
        "cli",
        &[
            "base", "source", "model", "input", "lint", "leaflet", "pages", "commands",
        ],
    ),
];

/// A file as a module: its path in the crate, such as `["model", "guide", "text"]`.
type Module = Vec<String>;

/// The program's part of every file under `src`, without comments and unit tests.
fn sources() -> BTreeMap<Module, String> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let mut found = BTreeMap::new();
    let mut folders = vec![root.clone()];
    while let Some(folder) = folders.pop() {
        for entry in std::fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                folders.push(path);
            } else if let Some(module) = module(path.strip_prefix(&root).unwrap()) {
                let text = std::fs::read_to_string(path).unwrap();
                found.insert(module, program(&text));
            }
        }
    }
    found
}

/// The module of a file; `None` of one that holds tests or is the crate's own.
fn module(path: &Path) -> Option<Module> {
    let stem = path.to_str()?.strip_suffix(".rs")?;
    let mut parts: Module = PathBuf::from(stem)
        .iter()
        .map(|part| part.to_str().unwrap().to_owned())
        .collect();
    if parts.last().is_some_and(|last| last == "mod") {
        parts.pop();
    }
    let last = parts.last()?.as_str();
    (!matches!(last, "tests" | "lib" | "main")).then_some(parts)
}

fn program(text: &str) -> String {
    let tests = [
        "#[cfg(test)]\nmod ",
        "#[cfg(test)]\npub(in",
        "#[cfg(test)]\n#[",
    ];
    let end = tests
        .iter()
        // A module of tests in a file of its own is named among the others.
        .filter_map(|tests| {
            text.match_indices(tests)
                .find(|(at, _)| text[*at..].contains("{\n"))
        })
        .map(|(at, _)| at)
        .filter(|at| !text[*at..].lines().nth(1).unwrap_or("").ends_with(';'))
        .min();
    let lines = text[..end.unwrap_or(text.len())].lines();
    let lines = lines.map(|line| line.split("//").next().unwrap_or_default());
    lines.collect::<Vec<_>>().join("\n")
}

/// What a file names of others: paths as they are written, and whether it only hands them on.
fn paths(text: &str) -> Vec<(String, bool)> {
    let mut found = Vec::new();
    let mut rest = String::new();
    let mut statement: Option<(String, bool)> = None;
    for line in text.lines() {
        let trimmed = line.trim_start();
        if statement.is_none() {
            let is_public = trimmed.starts_with("pub");
            let begun = match trimmed.find("use ") {
                Some(0) => Some(&trimmed[4..]),
                Some(at) if is_public && !trimmed[..at].contains(['{', '=', '"']) => {
                    Some(&trimmed[at + 4..])
                }
                _ => None,
            };
            match begun {
                Some(begun) => statement = Some((begun.to_owned(), is_public)),
                None => {
                    rest.push_str(line);
                    rest.push('\n');
                    continue;
                }
            }
        } else if let Some((words, _)) = &mut statement {
            words.push_str(trimmed);
        }
        if let Some((words, is_public)) = statement.take_if(|(words, _)| words.contains(';')) {
            let tree = words.split(';').next().unwrap_or_default();
            found.extend(leaves("", tree).into_iter().map(|path| (path, is_public)));
        }
    }
    for start in ["crate::", "super::"] {
        for (at, _) in rest.match_indices(start) {
            let is_path = |character: char| character.is_alphanumeric() || "_:".contains(character);
            let end = rest[at..].find(|character| !is_path(character));
            let path = &rest[at..][..end.unwrap_or(rest.len() - at)];
            // The second half of `super::super::` is no path of its own.
            if !rest[..at].ends_with("::") {
                found.push((path.trim_end_matches(':').to_owned(), false));
            }
        }
    }
    found
}

/// The paths of a tree such as `a::{b, c::{d, e}}`.
fn leaves(before: &str, tree: &str) -> Vec<String> {
    let mut parts = vec![String::new()];
    let mut depth = 0;
    for character in tree.chars() {
        match character {
            '{' => depth += 1,
            '}' => depth -= 1,
            ',' if depth == 0 => {
                parts.push(String::new());
                continue;
            }
            _ => {}
        }
        parts.last_mut().unwrap().push(character);
    }
    let parts = parts
        .iter()
        .map(|part| part.trim())
        .filter(|part| !part.is_empty());
    parts
        .flat_map(|part| match part.split_once('{') {
            Some((head, inner)) => {
                let inner = inner.rsplit_once('}').map_or(inner, |(inner, _)| inner);
                leaves(&format!("{before}{head}"), inner)
            }
            None => vec![format!("{before}{part}")],
        })
        .collect()
}

/// A path from the crate's top; `None` where it leads out of the crate or stands for something near.
fn from_top(module: &[String], path: &str, all: &BTreeMap<Module, String>) -> Option<Module> {
    let path = path.split(" as ").next().unwrap_or_default();
    let parts: Module = path
        .split("::")
        .map(|part| part.trim().to_owned())
        .collect();
    let ups = parts.iter().take_while(|part| *part == "super").count();
    let (base, named) = match parts.first()?.as_str() {
        "crate" => (&module[..0], &parts[1..]),
        "super" => (&module[..module.len().checked_sub(ups)?], &parts[ups..]),
        "self" => (module, &parts[1..]),
        first if all.contains_key(&[module, &[first.to_owned()]].concat()) => (module, &parts[..]),
        _ => return None,
    };
    Some([base, named].concat())
}

/// References between rooms that the list does not allow.
fn forbidden(all: &BTreeMap<Module, String>) -> Vec<String> {
    let mut found = Vec::new();
    for (module, text) in all {
        let room = module.first().unwrap();
        let Some((_, allowed)) = ROOMS.iter().find(|(name, _)| name == room) else {
            found.push(format!("{} stands in no room", module.join("::")));
            continue;
        };
        for (path, _) in paths(text) {
            let target = from_top(module, &path, all);
            let Some(other) = target.as_ref().and_then(|target| target.first()) else {
                continue;
            };
            let is_room = ROOMS.iter().any(|(name, _)| name == other);
            if is_room && other != room && !allowed.contains(&other.as_str()) {
                found.push(format!("{} uses {path}", module.join("::")));
            }
        }
    }
    found
}

/// Which file uses which: names that a file hands on are followed to where they stand.
fn uses(all: &BTreeMap<Module, String>) -> BTreeMap<Module, BTreeSet<Module>> {
    let mut handed_on: BTreeMap<(Module, String), Module> = BTreeMap::new();
    for (module, text) in all {
        for (path, is_public) in paths(text) {
            if let Some(target) = from_top(module, &path, all).filter(|_| is_public) {
                let name = path.rsplit("::").next().unwrap_or_default();
                let name = name.rsplit(" as ").next().unwrap_or_default().trim();
                handed_on.insert((module.clone(), name.to_owned()), target);
            }
        }
    }
    let resolve = |target: Module| {
        let mut target = target;
        for _ in 0..8 {
            let longest = (1..=target.len()).rev();
            let at = longest
                .into_iter()
                .find(|at| all.contains_key(&target[..*at]))?;
            let (file, rest) = target.split_at(at);
            let next = rest.first().map(|name| (file.to_vec(), name.clone()));
            match next.and_then(|next| handed_on.get(&next)) {
                Some(further) => target = [further.as_slice(), &rest[1..]].concat(),
                None => return Some(file.to_vec()),
            }
        }
        None
    };
    let mut uses: BTreeMap<Module, BTreeSet<Module>> = BTreeMap::new();
    for (module, text) in all {
        let targets = paths(text).into_iter().filter(|(_, is_public)| !is_public);
        let targets = targets.filter_map(|(path, _)| resolve(from_top(module, &path, all)?));
        let others = targets.filter(|target| !module.starts_with(target));
        uses.entry(module.clone()).or_default().extend(others);
    }
    uses
}

/// What is left when everything that uses nothing, or is used by nothing, is taken away again and again:
/// the circles, and what lies between two of them.
fn circles(mut uses: BTreeMap<Module, BTreeSet<Module>>) -> Vec<String> {
    loop {
        let used: BTreeSet<Module> = uses.values().flatten().cloned().collect();
        let before = uses.len();
        uses.retain(|module, targets| !targets.is_empty() && used.contains(module));
        let left: BTreeSet<Module> = uses.keys().cloned().collect();
        for targets in uses.values_mut() {
            targets.retain(|target| left.contains(target));
        }
        if uses.len() == before {
            break;
        }
    }
    let lines = uses.iter().map(|(module, targets)| {
        let targets: Vec<String> = targets.iter().map(|target| target.join("::")).collect();
        format!("{} uses {}", module.join("::"), targets.join(", "))
    });
    lines.collect()
}

#[test]
fn the_arrows_between_rooms_are_those_of_the_list() {
    assert_eq!(forbidden(&sources()), Vec::<String>::new());
    // A room uses rooms above it in the list alone, so that there is no circle of rooms.
    for (at, (room, allowed)) in ROOMS.iter().enumerate() {
        let above: Vec<&str> = ROOMS[..at].iter().map(|(name, _)| *name).collect();
        assert!(allowed.iter().all(|name| above.contains(name)), "{room}");
    }
}

#[test]
fn no_files_use_each_other_in_a_circle() {
    let uses = uses(&sources());
    assert!(uses.values().map(BTreeSet::len).sum::<usize>() > 1_500);
    assert_eq!(circles(uses), Vec::<String>::new());
}

#[test]
fn an_arrow_that_is_planted_is_seen() {
    let mut all = sources();
    let plant = |all: &mut BTreeMap<Module, String>, module: &str, line: &str| {
        let module: Module = module.split("::").map(str::to_owned).collect();
        all.get_mut(&module).unwrap().push_str(line);
    };
    plant(
        &mut all,
        "lint::pages",
        "\nuse crate::pages::typeset::Engine;\n",
    );
    plant(
        &mut all,
        "base::share",
        "\nfn f() { crate::source::iso_date(); }\n",
    );
    assert_eq!(
        forbidden(&all),
        [
            "base::share uses crate::source::iso_date",
            "lint::pages uses crate::pages::typeset::Engine"
        ]
    );
    let mut all = sources();
    plant(
        &mut all,
        "model::guide::run",
        "\nuse crate::model::guide::Text;\n",
    );
    let circle = circles(uses(&all)).join("\n");
    assert!(circle.contains("model::guide::run uses"), "{circle}");
    assert!(circle.contains("model::guide::text uses"), "{circle}");
}

#[test]
fn the_picture_in_the_architecture_is_drawn_from_the_list() {
    let mut picture = String::new();
    for (room, allowed) in ROOMS.iter().rev() {
        let file = format!("{}/src/{room}/mod.rs", env!("CARGO_MANIFEST_DIR"));
        let text = std::fs::read_to_string(file).unwrap();
        let line = text.lines().next().unwrap().trim_start_matches("//! ");
        picture.push_str(&format!("{room:<8} {}\n", line.trim_end_matches('.')));
        if !allowed.is_empty() {
            picture.push_str(&format!("{:<8}   uses {}\n", "", allowed.join(", ")));
        }
    }
    assert_made_part(
        "ARCHITECTURE.md",
        "the rooms",
        &format!("```\n{picture}```\n"),
    );
}
