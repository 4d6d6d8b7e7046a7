//! The repository's own rules, checked: documented modules, who may do what, complete registries.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::process::Command;

use leaflet::input::roster::COLUMNS;
use leaflet::model::fact::{FACTS, FactEntry};
use leaflet::model::guide::KINDS;
use leaflet::model::language::{PHRASES, Phrase};

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
    // A module of tests in a file of its own is named among the others, at the top.
    let tests = ["#[cfg(test)]\nmod tests {", "#[cfg(test)]\n#["];
    let end = tests.iter().filter_map(|tests| text.find(tests)).min();
    text[..end.unwrap_or(text.len())].to_owned()
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

/// Each crate that `cargo tree` names for these kinds of dependencies, with its features.
fn crates_and_features(kinds: &str) -> BTreeSet<String> {
    let run = Command::new(env!("CARGO"))
        .args(["tree", "--offline", "--locked", "--edges", kinds])
        .args(["--prefix", "none", "--format", "{p} {f}"])
        .current_dir(repository())
        .output()
        .unwrap();
    assert!(run.status.success(), "{run:?}");
    let text = String::from_utf8(run.stdout).unwrap();
    let lines = text.lines().map(|line| line.trim_end_matches(" (*)"));
    lines.map(str::to_owned).collect()
}

#[test]
fn the_tests_change_no_crate_of_the_program() {
    let program = crates_and_features("normal");
    let with_tests = crates_and_features("normal,dev");
    let changed: Vec<_> = program.difference(&with_tests).collect();
    assert!(
        changed.is_empty(),
        "name these features in [dependencies]: {changed:?}"
    );
}

#[test]
fn each_thing_is_done_in_its_place() {
    let rules: &[(&str, &[&str])] = &[
        ("typst", &["pages/typeset", "pages/export"]),
        ("saphyr_parser", &["source"]),
        (
            "std::fs",
            &["input/content", "commands/output", "lint/tests.rs"],
        ),
        ("tempfile", &["commands/output"]),
        ("std::env", &["cli", "main.rs"]),
        ("std::net", &[]),
        ("SystemTime", &[]),
        ("::now()", &["cli/environment.rs", "model/guide/tests.rs"]),
        ("getrandom", &["commands/output/random.rs"]),
        // A watcher sleeps between two looks.
        ("std::thread", &["base/workers.rs", "commands/watch/mod.rs"]),
        ("rayon", &["base/workers.rs"]),
        ("ctrlc", &["cli/host/native.rs"]),
        ("indicatif", &["cli/host/native.rs"]),
        ("open::that", &["cli/host/native.rs"]),
        ("clap", &["cli"]),
        ("anstream", &["cli"]),
        ("println!", &[]),
        ("io::stdout", &["cli/terminal.rs"]),
        ("stderr", &["cli/terminal.rs", "cli/host/native.rs"]),
        ("unsafe", &[]),
    ];
    for path in files("src", "rs") {
        let text = program(&path);
        for (word, folders) in rules {
            let code = text
                .lines()
                .filter(|line| !line.trim_start().starts_with("//"));
            // What the program was built for is no part of the environment.
            let used = code
                .filter(|line| line.replace("std::env::consts", "").contains(word))
                .collect::<Vec<_>>();
            assert!(
                used.is_empty() || inside(&path, folders),
                "{} has `{word}`: {used:?}",
                path.display()
            );
        }
    }
}

/// Asking the disk is touching it, and paths ask it by themselves. The command line is still to be held to it.
#[test]
fn a_path_is_asked_about_only_where_files_are_read_and_written() {
    let asking = [
        ".canonicalize()",
        ".exists()",
        ".is_dir()",
        ".is_file()",
        ".metadata()",
        ".read_dir()",
        ".read_link()",
        ".symlink_metadata()",
        ".try_exists()",
    ];
    let doors = ["cli", "input/content", "commands/output", "lint/tests.rs"];
    for path in files("src", "rs") {
        let text = program(&path);
        let code: String = text
            .lines()
            .filter(|line| !line.trim_start().starts_with("//"))
            .collect();
        let asked: Vec<_> = asking.iter().filter(|ask| code.contains(*ask)).collect();
        assert!(
            asked.is_empty() || inside(&path, &doors),
            "{} asks the disk: {asked:?}",
            path.display()
        );
    }
}

/// Texts outside `cli/` that may name an option, each with its reason.
const OPTIONS_ARE_NAMED: &[(&str, &str)] = &[
    // What the report says to people on a command line; other forms have fields.
    ("commands/report/human.rs", "--strict counts"),
    // The documentation of the command line.
    ("commands/explain.rs", "`--rule`"),
    // By these words a schema is known again that an earlier version wrote.
    ("commands/output/lists.rs", "--message-format json"),
    // Sentences that say which wish was kept to. They are no advice, and their words are to stay.
    ("commands/batch/list.rs", "`--encoding`"),
    ("commands/batch/places.rs", "`--combined`"),
    ("input/roster/cell.rs", "`--repair-encoding`"),
    // What people type in the place of a name.
    ("model/patient/no_value.rs", "--do--"),
];

#[test]
fn only_the_command_line_names_its_options() {
    for path in files("src", "rs") {
        if inside(&path, &["cli"]) {
            continue;
        }
        let text = program(&path);
        let is_test = path.file_stem().is_some_and(|stem| stem == "tests");
        let lines = text.lines().filter(|_| !is_test);
        for line in lines.filter(|line| !line.trim_start().starts_with("//")) {
            let mut words = line.match_indices("--").filter(|(at, _)| {
                let behind = line[at + 2..].starts_with(|sign: char| sign.is_ascii_lowercase());
                behind && !line[..*at].ends_with(|sign: char| sign.is_alphanumeric())
            });
            let names_one = words.next().is_some() || line.contains("`-o");
            let may = OPTIONS_ARE_NAMED.iter().any(|(file, words)| {
                path.ends_with(Path::new("src").join(file)) && line.contains(words)
            });
            assert!(!names_one || may, "{}: {line}", path.display());
        }
    }
    for (file, words) in OPTIONS_ARE_NAMED {
        let text = std::fs::read_to_string(repository().join("src").join(file)).unwrap();
        assert!(text.contains(words), "{file} names {words} no more");
    }
}

/// Most lines of a file of the command line: it holds options and words, and no work.
const MOST_LINES_OF_A_FRONT: usize = 250;

#[test]
fn the_command_line_does_no_work() {
    for path in files("src/cli", "rs") {
        let text = std::fs::read_to_string(&path).unwrap();
        let is_list_of_options = path.ends_with("args.rs");
        assert!(
            is_list_of_options || text.lines().count() <= MOST_LINES_OF_A_FRONT,
            "{}: {} lines; what a command does belongs to commands/",
            path.display(),
            text.lines().count()
        );
    }
}

#[test]
fn every_kind_of_block_has_its_template_and_its_line() {
    let kinds: Vec<&str> = leaflet::model::guide::KINDS
        .iter()
        .map(|kind| kind.name)
        .collect();
    let mut expected: Vec<String> = kinds.iter().map(|kind| (*kind).to_owned()).collect();
    expected.push("kinds".to_owned());
    expected.sort();
    let templates: Vec<String> = files("src/pages/typeset/templates/blocks", "typ")
        .iter()
        .map(|path| path.file_stem().unwrap().to_string_lossy().into_owned())
        .collect();
    assert_eq!(templates, expected);
    let registry = include_str!("../../src/pages/typeset/templates/blocks/kinds.typ");
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
fn every_kind_of_block_is_documented_in_one_form() {
    let kinds = KINDS
        .iter()
        .map(|kind| (kind.name, format!("src/model/guide/block/{}", kind.name)));
    let section = [("section", "src/model/guide/section".to_owned())];
    for (name, path) in kinds.chain(section) {
        let documentation =
            std::fs::read_to_string(repository().join(format!("{path}.md"))).unwrap();
        let code = program(&repository().join(format!("{path}.rs")));
        assert!(
            code.contains(&format!("#![doc = include_str!(\"{name}.md\")]")),
            "{name}: the code's own documentation is another"
        );
        let first = documentation.lines().next().unwrap();
        assert!(first.ends_with('.'), "{name}: {first}");
        let headings: Vec<&str> = documentation
            .lines()
            .filter(|line| line.starts_with('#'))
            .collect();
        assert_eq!(
            headings,
            [
                "## What the patient sees",
                "## How it is written",
                "## Example"
            ],
            "{name}"
        );
        assert_eq!(documentation.matches("```yaml\n").count(), 1, "{name}");
        assert!(documentation.ends_with("```\n"), "{name}");
        // What the code limits, the documentation says.
        for line in code
            .lines()
            .filter(|line| line.starts_with("pub const MAXIMUM_"))
        {
            let value = line.split('=').nth(1).unwrap().trim().trim_end_matches(';');
            let value = value.replace('_', ",");
            let says = documentation
                .split(|sign: char| !sign.is_ascii_digit() && sign != ',')
                .any(|word| word.trim_end_matches(',') == value);
            assert!(says, "{name} does not say {value}");
        }
    }
    for (role, _) in leaflet::model::guide::ROLES {
        let documentation = leaflet::model::guide::SECTION_DOCUMENTATION;
        let flat = documentation.replace("\n  ", " ");
        assert!(flat.contains(&format!("`{role}`")), "{role}");
    }
}

/// The names that a file's code accepts, by the forms it gives to the reader; the schemas are made of
/// the same forms.
fn names_known_in(path: &str) -> Vec<String> {
    let code = program(&repository().join(path));
    assert!(
        !code.contains("reading.fields("),
        "{path}: names that no schema knows; read the map with `reading.map` and a `MapForm`"
    );
    let forms = ["FieldForm::needed(", "FieldForm::optional("];
    let names = forms.iter().flat_map(|form| {
        let behind = code.split(form).skip(1);
        // Names of a list are asked for by what the list holds.
        let named = behind.filter_map(|behind| behind.trim_start().strip_prefix('"'));
        named.map(|behind| behind.split('"').next().unwrap().to_owned())
    });
    names.filter(|name| !name.is_empty()).collect()
}

#[test]
fn every_name_is_documented_and_stands_in_a_starter() {
    let guide_starter = include_str!("../../assets/starters/guide.yaml");
    let mut count = 0;
    for kind in KINDS {
        assert!(
            guide_starter.contains(&format!("- {}:", kind.name)),
            "the starter has no {}",
            kind.name
        );
        for name in names_known_in(&format!("src/model/guide/block/{}.rs", kind.name)) {
            let documented = format!("- `{name}` (");
            assert!(
                kind.documentation.contains(&documented),
                "{}: {name}",
                kind.name
            );
            let in_starter = [format!("{name}:"), format!("`{name}`")];
            assert!(
                in_starter.iter().any(|form| guide_starter.contains(form)),
                "the starter does not know {name}"
            );
            count += 1;
        }
    }
    let starters = [
        ("src/model/guide/mod.rs", guide_starter),
        ("src/model/guide/section.rs", guide_starter),
        (
            "src/model/brand/mod.rs",
            include_str!("../../assets/starters/brand.yaml"),
        ),
        (
            "src/commands/project/mod.rs",
            include_str!("../../assets/starters/leaflet.yaml"),
        ),
    ];
    for (path, starter) in starters {
        for name in names_known_in(path) {
            assert!(starter.contains(&format!("{name}:")), "{path}: {name}");
            count += 1;
        }
    }
    for known in COLUMNS {
        let line = format!("#  {}: ", known.name);
        assert!(starters[3].1.contains(&line), "{}", known.name);
        count += 1;
    }
    assert!(count > 60, "{count} names");
}

#[test]
fn every_template_is_embedded() {
    let world = include_str!("../../src/pages/typeset/world.rs");
    let folder = repository().join("src/pages/typeset/templates");
    for path in files("src/pages/typeset/templates", "typ") {
        let name = path
            .strip_prefix(&folder)
            .unwrap()
            .to_string_lossy()
            .into_owned();
        assert!(world.contains(&format!("templates/{name}")), "{name}");
    }
}

/// The words behind `phrases.` in the templates' code.
fn phrases_named_by_templates() -> BTreeSet<String> {
    let mut names = BTreeSet::new();
    for path in files("src/pages/typeset/templates", "typ") {
        let text = std::fs::read_to_string(&path).unwrap();
        let code = text
            .lines()
            .filter(|line| !line.trim_start().starts_with("//"));
        for line in code {
            // What is handed over under the name is `language.phrases` itself.
            for behind in line.split("phrases.").skip(1) {
                let is_name = |sign: &char| sign.is_ascii_alphanumeric() || *sign == '_';
                names.insert(behind.chars().take_while(is_name).collect());
            }
        }
    }
    names
}

#[test]
fn templates_name_phrases_that_there_are_and_every_phrase_is_used() {
    let named = phrases_named_by_templates();
    assert!(named.len() > 5, "{named:?}");
    let keys: BTreeSet<String> = PHRASES
        .iter()
        .map(|phrase| phrase.key().to_owned())
        .collect();
    let unknown: Vec<_> = named.difference(&keys).collect();
    assert!(unknown.is_empty(), "templates name no phrases: {unknown:?}");
    let code: String = files("src", "rs")
        .iter()
        .filter(|path| !path.ends_with("language/phrase.rs"))
        .map(|path| program(path))
        .collect();
    let is_used = |phrase: &Phrase| {
        let case = format!("Phrase::{phrase:?}");
        let mut found = code.match_indices(&case);
        let is_label = |entry: &FactEntry| entry.label == *phrase;
        named.contains(phrase.key())
            || FACTS.iter().any(is_label)
            || found.any(|(at, _)| {
                let next = code[at + case.len()..].chars().next();
                !next.is_some_and(char::is_alphanumeric)
            })
    };
    let unused: Vec<_> = PHRASES.iter().filter(|phrase| !is_used(phrase)).collect();
    assert!(unused.is_empty(), "nothing prints {unused:?}");
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
                "MAXIMUM_PAGE_BYTES" => "64 MiB".to_owned(),
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
    let known: Vec<&str> = leaflet::base::diagnostic::rule::RULES
        .iter()
        .map(|rule| rule.name)
        .collect();
    let mut told = 0;
    for path in files("src", "rs") {
        if path.ends_with("tests.rs") {
            continue;
        }
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

#[test]
fn the_drawings_of_the_guides_are_the_programs() {
    let guides = [
        "examples/every-block/guides/every-block",
        "content/guides/minimally-invasive-spinal-fusion",
    ];
    let mut count = 0;
    for entry in std::fs::read_dir(repository().join("assets/drawings")).unwrap() {
        let path = entry.unwrap().path();
        for guide in guides {
            let shown = repository().join(guide).join(path.file_name().unwrap());
            if path.extension().is_some_and(|ending| ending == "svg") && shown.exists() {
                let shown = std::fs::read(shown).unwrap();
                assert!(shown == std::fs::read(&path).unwrap(), "{}", path.display());
                count += 1;
            }
        }
    }
    assert!(count >= 4, "{count}");
}
