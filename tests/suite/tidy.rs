//! The repository's own rules, checked: documented modules, who may do what, complete registries.

use std::path::{Path, PathBuf};

fn repository() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

fn files(folder: &str, ending: &str) -> Vec<PathBuf> {
    let mut found = Vec::new();
    let mut folders = vec![repository().join(folder)];
    while let Some(folder) = folders.pop() {
        for entry in std::fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                folders.push(path);
            } else if path.extension().is_some_and(|found| found == ending) {
                found.push(path);
            }
        }
    }
    found.sort();
    found
}

/// The program's part of a source file, without its unit tests.
fn program(path: &Path) -> String {
    let text = std::fs::read_to_string(path).unwrap();
    text.split("#[cfg(test)]")
        .next()
        .unwrap_or_default()
        .to_owned()
}

fn inside(path: &Path, folders: &[&str]) -> bool {
    let path = path.strip_prefix(repository().join("src")).unwrap();
    folders.iter().any(|folder| path.starts_with(folder))
}

#[test]
fn every_file_opens_with_what_it_is() {
    for path in files("src", "rs").into_iter().chain(files("tests", "rs")) {
        let text = std::fs::read_to_string(&path).unwrap();
        assert!(text.starts_with("//! "), "{}", path.display());
    }
    for path in files("src", "typ") {
        let text = std::fs::read_to_string(&path).unwrap();
        assert!(text.starts_with("// "), "{}", path.display());
    }
}

#[test]
fn each_thing_is_done_in_its_place() {
    let rules: &[(&str, &[&str])] = &[
        ("typst", &["typeset", "export"]),
        ("saphyr_parser", &["source"]),
        ("std::fs", &["content", "output"]),
        ("std::env", &["cli", "main.rs"]),
        ("std::net", &[]),
        ("SystemTime", &[]),
        ("println!", &[]),
        ("stdout", &["cli"]),
        ("stderr", &["cli"]),
        ("unsafe", &[]),
    ];
    for path in files("src", "rs") {
        let text = program(&path);
        for (word, folders) in rules {
            let code = text
                .lines()
                .filter(|line| !line.trim_start().starts_with("//"));
            let used = code.filter(|line| line.contains(word)).collect::<Vec<_>>();
            assert!(
                used.is_empty() || inside(&path, folders),
                "{} has `{word}`: {used:?}",
                path.display()
            );
        }
    }
}

#[test]
fn every_kind_of_block_has_its_template_and_its_line() {
    let kinds: Vec<&str> = leaflet::guide::KINDS.iter().map(|kind| kind.name).collect();
    let mut expected: Vec<String> = kinds.iter().map(|kind| (*kind).to_owned()).collect();
    expected.push("kinds".to_owned());
    expected.sort();
    let templates: Vec<String> = files("src/typeset/templates/blocks", "typ")
        .iter()
        .map(|path| path.file_stem().unwrap().to_string_lossy().into_owned())
        .collect();
    assert_eq!(templates, expected);
    let registry = include_str!("../../src/typeset/templates/blocks/kinds.typ");
    let example = include_str!("../../examples/every-block/guides/every-block/en.yaml");
    for kind in kinds {
        assert!(
            registry.contains(&format!("{kind}: {kind}.render")),
            "{kind}"
        );
        assert!(
            example.contains(&format!("- {kind}:")),
            "the example has no {kind}"
        );
    }
}

#[test]
fn every_template_is_embedded() {
    let world = include_str!("../../src/typeset/world.rs");
    let folder = repository().join("src/typeset/templates");
    for path in files("src/typeset/templates", "typ") {
        let name = path
            .strip_prefix(&folder)
            .unwrap()
            .to_string_lossy()
            .into_owned();
        assert!(world.contains(&format!("templates/{name}")), "{name}");
    }
}

#[test]
fn every_font_has_its_licence() {
    for entry in std::fs::read_dir(repository().join("fonts")).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            let licence = std::fs::read_to_string(path.join("OFL.txt")).unwrap();
            assert!(
                licence.contains("SIL OPEN FONT LICENSE"),
                "{}",
                path.display()
            );
        }
    }
}

#[test]
fn the_margins_are_said_once_and_the_same() {
    let style = include_str!("../../src/typeset/templates/style.typ");
    let fit = include_str!("../../src/typeset/fit.rs");
    for (name, constant) in [
        ("top-margin", "TOP_MARGIN"),
        ("bottom-margin", "BOTTOM_MARGIN"),
    ] {
        let in_style = style.split(&format!("#let {name} = ")).nth(1).unwrap();
        let in_style: f64 = in_style.split("mm").next().unwrap().parse().unwrap();
        let in_fit = fit
            .split(&format!("const {constant}: f64 = "))
            .nth(1)
            .unwrap();
        let in_fit: f64 = in_fit.split(';').next().unwrap().parse().unwrap();
        assert!((in_style - in_fit).abs() < f64::EPSILON, "{name}");
    }
}

#[test]
fn every_limit_is_in_the_manual() {
    let manual = include_str!("../../docs/limits.md");
    let mut count = 0;
    for path in files("src", "rs") {
        let text = std::fs::read_to_string(&path).unwrap();
        for line in text
            .lines()
            .filter(|line| line.starts_with("pub const MAXIMUM_"))
        {
            let name = line["pub const ".len()..].split(':').next().unwrap();
            let value = line.split('=').nth(1).unwrap().trim().trim_end_matches(';');
            // What bounds the program's own work, or is said in other words, is named here.
            let shown = match name {
                "MAXIMUM_FILE_BYTES" => "2 MiB".to_owned(),
                "MAXIMUM_BYTES_PARSED" | "MAXIMUM_KEPT" => continue,
                _ => value.replace('_', ","),
            };
            assert!(
                manual.contains(&format!(" {shown} ")) || manual.contains(&format!("{shown};")),
                "{name} = {shown}"
            );
            count += 1;
        }
    }
    assert!(count > 20, "{count}");
}

#[test]
fn every_rule_that_is_told_is_in_the_list_of_rules() {
    let known: Vec<&str> = leaflet::diagnostic::rule::RULES
        .iter()
        .map(|rule| rule.name)
        .collect();
    let mut told = 0;
    for path in files("src", "rs") {
        let text = program(&path);
        for call in ["Diagnostic::error(", "Diagnostic::new("] {
            for behind in text.split(call).skip(1) {
                told += 1;
                let Some(literal) = behind.trim_start().strip_prefix('"') else {
                    continue;
                };
                let name = literal.split('"').next().unwrap_or_default();
                assert!(known.contains(&name), "{}: {name}", path.display());
            }
        }
    }
    assert!(told > 50, "{told}");
}
