//! `leaflet schema`: the schemas say of every file what the readers say of it.
//!
//! Every guide, brand and file of settings that lies here, sound or broken, is given to the reader and
//! to the schema, and so are thousands of files that differ from a sound one in one place. They agree,
//! but for what [`BEYOND`] lists: each of its lines says why no schema can tell such a fault, and has a
//! case. An editor marks a file as well where its YAML cannot be read at all; that counts as refused.

mod changes;
mod command;

use std::path::{Path, PathBuf};

use leaflet::commands::project::Project;
use leaflet::commands::schema::{self, Described};
use leaflet::commands::starter::{self, Starter};
use leaflet::model::brand::Brand;
use leaflet::model::guide::Guide;
use leaflet::source::SourceSet;
use serde_json::{Value, json};

use crate::support::json_schema::JsonSchema;
use crate::support::outside;
use crate::support::yaml_value::value_of;

/// A fault that the reader tells and no schema can.
struct Beyond {
    /// The rule of the reader.
    rule: &'static str,
    /// Why the schema cannot tell it.
    why: &'static str,
    /// The cases that it lets pass; none where it lets pass every case of the rule.
    only: &'static [&'static str],
}

const fn beyond(rule: &'static str, why: &'static str, only: &'static [&'static str]) -> Beyond {
    Beyond { rule, why, only }
}

/// Everything that the reader refuses and the schema accepts.
const BEYOND: &[Beyond] = &[
    // How the file is written: an editor hands the schema what YAML made of it.
    beyond("alias", "YAML puts in what an alias stands for", &[]),
    beyond("yaml-tag", "YAML takes tags off", &[]),
    beyond("yaml-directive", "YAML takes directives off", &[]),
    beyond("second-document", "each document is judged alone", &[]),
    beyond(
        "control-character",
        "YAML allows some that no page shows",
        &[],
    ),
    beyond("curly-quotes", "to YAML they are letters", &[]),
    beyond("words-as-remark", "YAML takes remarks off", &[]),
    beyond("list-in-text", "to YAML the dashes are words", &[]),
    beyond("bullet-sign", "to YAML it is a letter of the text", &[]),
    // What stands inside a text.
    beyond("mark-not-here", "marks are made of ordinary signs", &[]),
    beyond("unclosed-strong", "marks are made of ordinary signs", &[]),
    beyond(
        "wrong-link",
        "links in a text are made of ordinary signs",
        &[],
    ),
    beyond("placeholder-not-here", "braces are ordinary signs", &[]),
    beyond("unknown-placeholder", "braces are ordinary signs", &[]),
    beyond("one-paragraph", "line ends are ordinary signs", &[]),
    // What one place says of another.
    beyond(
        "sub-heading-without-content",
        "it is about what stands next",
        &[],
    ),
    beyond("doubled-person", "it compares one value of two maps", &[]),
    beyond("unknown-person", "it looks a value up elsewhere", &[]),
    beyond("roster-columns", "it compares values", &[]),
    beyond("low-contrast", "it reckons with two values", &[]),
    beyond(
        "wrong-columns",
        "it counts in two places",
        &["comparison-cell-too-many", "comparison-cell-missing"],
    ),
    beyond(
        "empty-value",
        "it looks at all cells of a row",
        &["comparison-row-of-nothing"],
    ),
    beyond(
        "missing-field",
        "it looks at what another value says",
        &["one-in-percent", "medicine-that-says-nothing"],
    ),
    beyond(
        "wrong-date",
        "it compares two values",
        &["dates-changed-places"],
    ),
    beyond(
        "too-many-items",
        "it counts over a whole guide",
        &["many-risks", "many-blocks"],
    ),
    beyond("too-many-nodes", "it counts over a whole file", &[]),
    // How a value was written, which YAML does not keep.
    beyond(
        "wrong-number",
        "5 and 5.0 are one number; in quotes it is compared with nothing",
        &["number-with-a-point", "number-in-quotes"],
    ),
    beyond(
        "wrong-person-id",
        "an id without quotes may be a number",
        &["id-that-is-a-number"],
    ),
];

/// Files that lie nowhere and are the case of a line of [`BEYOND`].
const CASES: &[(&str, Described, &str)] = &[
    (
        "number-with-a-point",
        Described::Guide,
        "reading_minutes: 5.0\n",
    ),
    (
        "number-in-quotes",
        Described::Guide,
        "reading_minutes: \"121\"\n",
    ),
    (
        "id-that-is-a-number",
        Described::Brand,
        "people:\n  - id: 1.5\n    name: A\n",
    ),
    (
        "columns-alike",
        Described::Project,
        "columns:\n  patient: A\n  side: a\n",
    ),
];

const SOUND_GUIDE: &str =
    "title: A\nsections:\n  - heading: B\n    roles: [other]\n    blocks:\n      - key_point: c\n";
const SOUND_BRAND: &str = "name: A\ncolours:\n  brand: \"#0b4f58\"\n";

/// One file that is judged by both.
struct Case {
    name: String,
    described: Described,
    bytes: Vec<u8>,
}

fn repository() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// The rules that a reader tells; none for a file that it accepts.
fn told_by_reader(described: Described, bytes: &[u8]) -> Vec<&'static str> {
    let mut sources = SourceSet::new();
    let file = match sources.add_yaml("file.yaml", bytes) {
        Ok(file) => file,
        Err(fault) => return vec![fault.rule],
    };
    let found = match described {
        Described::Guide => Guide::read(&sources, file).1,
        Described::Brand => Brand::read(&sources, file, "x", "en").1,
        Described::Project => Project::read(&sources, file).1,
    };
    found.iter().map(|fault| fault.rule).collect()
}

/// What an editor tells; nothing for a file that it accepts.
fn told_by_editor(schema: &JsonSchema, bytes: &[u8]) -> Vec<String> {
    match value_of(bytes) {
        Ok(values) => values
            .iter()
            .flat_map(|value| schema.faults(value))
            .collect(),
        Err(fault) => vec![fault],
    }
}

fn schema_of(described: Described) -> JsonSchema {
    JsonSchema::new(&schema::text(described))
}

/// Files with this ending below a folder.
fn below(folder: &str) -> Vec<PathBuf> {
    let mut found = Vec::new();
    let mut folders = vec![repository().join(folder)];
    while let Some(folder) = folders.pop() {
        for entry in std::fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                folders.push(path);
            } else if path.extension().is_some_and(|ending| ending == "yaml") {
                found.push(path);
            }
        }
    }
    found.sort();
    found
}

/// The same with every line switched on that a starter has switched off.
fn switched_on(text: &str) -> String {
    let lines = text.lines().map(|line| {
        let behind = line.trim_start().strip_prefix('#').unwrap_or_default();
        let is_remark = behind.starts_with(' ') && !behind.starts_with("  ");
        if behind.is_empty() || is_remark {
            line.to_owned()
        } else {
            line.replacen('#', "", 1)
        }
    });
    lines.map(|line| line + "\n").collect()
}

/// Every file that there is.
fn cases() -> Vec<Case> {
    let mut cases = Vec::new();
    let folders = [
        ("content/guides", Described::Guide),
        ("content/brands", Described::Brand),
        ("examples/every-block/guides", Described::Guide),
        ("examples/every-block/brands", Described::Brand),
        ("examples/mended-spinal-fusion/guides", Described::Guide),
        ("examples/mended-spinal-fusion/brands", Described::Brand),
        ("tests/fixtures/accepted", Described::Guide),
        ("tests/fixtures/faults/guides", Described::Guide),
        ("tests/fixtures/faults/three", Described::Guide),
        ("tests/fixtures/faults/brands", Described::Brand),
    ];
    for (folder, described) in folders {
        let files = below(folder);
        assert!(!files.is_empty(), "{folder}");
        cases.extend(files.iter().map(|path| Case {
            name: path.file_stem().unwrap().to_string_lossy().into_owned(),
            described,
            bytes: std::fs::read(path).unwrap(),
        }));
    }
    let starters = [
        (Starter::Guide, Described::Guide),
        (Starter::Brand, Described::Brand),
        (Starter::Project, Described::Project),
    ];
    for (starter, described) in starters {
        let text = starter::text(starter, "xx");
        for text in [switched_on(&text), text] {
            cases.push(Case {
                name: format!("starter {starter:?}"),
                described,
                bytes: text.into_bytes(),
            });
        }
    }
    for (name, described, text) in CASES {
        let before = match described {
            Described::Guide => SOUND_GUIDE,
            Described::Brand => SOUND_BRAND,
            Described::Project => "",
        };
        cases.push(Case {
            name: (*name).to_owned(),
            described: *described,
            bytes: format!("{before}{text}").into_bytes(),
        });
    }
    cases.push(Case {
        name: "two-guides".to_owned(),
        described: Described::Guide,
        bytes: format!("{SOUND_GUIDE}---\n{SOUND_GUIDE}").into_bytes(),
    });
    let (head, section) = SOUND_GUIDE.split_at(SOUND_GUIDE.find("  - ").unwrap());
    let section = format!("{section}{}", "      - key_point: a\n".repeat(100));
    cases.push(Case {
        name: "many-blocks".to_owned(),
        described: Described::Guide,
        bytes: format!("{head}{}", section.repeat(100)).into_bytes(),
    });
    let risks = format!("      - risks:\n{}", "          - risk: a\n".repeat(50)).repeat(9);
    cases.push(Case {
        name: "many-risks".to_owned(),
        described: Described::Guide,
        bytes: format!("{SOUND_GUIDE}{risks}").into_bytes(),
    });
    cases
}

/// Whether the schema may let a fault of this rule pass in this case.
fn is_beyond(rule: &str, case: &str) -> bool {
    let mut lines = BEYOND.iter().filter(|line| line.rule == rule);
    lines.any(|line| line.only.is_empty() || line.only.contains(&case))
}

#[test]
fn schema_and_reader_agree_on_every_file() {
    let mut wrong = Vec::new();
    let mut passed: Vec<(String, &str)> = Vec::new();
    let (mut sound, mut broken) = (0, 0);
    for case in cases() {
        let reader = told_by_reader(case.described, &case.bytes);
        let editor = told_by_editor(&schema_of(case.described), &case.bytes);
        match (reader.is_empty(), editor.is_empty()) {
            (true, true) => sound += 1,
            (true, false) => wrong.push(format!("{}: only the schema: {editor:?}", case.name)),
            (false, false) => broken += 1,
            (false, true) => {
                broken += 1;
                if reader.iter().all(|rule| is_beyond(rule, &case.name)) {
                    passed.extend(reader.iter().map(|rule| (case.name.clone(), *rule)));
                } else {
                    wrong.push(format!("{}: only the reader: {reader:?}", case.name));
                }
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    assert!(sound > 20 && broken > 200, "{sound} sound, {broken} broken");
    // Each line of the list has a case, and each case it names is one.
    let mut idle = Vec::new();
    for line in BEYOND {
        assert!(!line.why.is_empty());
        let cases = passed.iter().filter(|(_, rule)| *rule == line.rule);
        let cases: Vec<&str> = cases.map(|(case, _)| case.as_str()).collect();
        if cases.is_empty() || !line.only.iter().all(|name| cases.contains(name)) {
            idle.push((line.rule, cases));
        }
    }
    assert!(idle.is_empty(), "these lines have no case: {idle:?}");
}

/// The reader folds white space before it compares and counts; a schema takes a text as it stands. This
/// is the one thing that a schema refuses and the reader accepts.
#[test]
fn only_white_space_is_accepted_by_the_reader_alone() {
    let words = format!("a{}b", " ".repeat(1_000));
    for text in [
        SOUND_GUIDE.replace("[other]", "[\"what  it is\"]"),
        SOUND_GUIDE.replace("title: A", &format!("title: \"{words}\"")),
        format!("{SOUND_GUIDE}reviewed_on: \" 2026-03-31\"\n"),
    ] {
        let folded: Vec<&str> = text.split(' ').filter(|piece| !piece.is_empty()).collect();
        assert!(folded.len() < text.split(' ').count());
        assert_eq!(told_by_reader(Described::Guide, text.as_bytes()), [""; 0]);
        assert!(!told_by_editor(&schema_of(Described::Guide), text.as_bytes()).is_empty());
    }
}

/// Python's `jsonschema` finds each schema true to draft-07, and judges every file as the tests do.
#[test]
fn another_validator_judges_the_same() {
    let mut count = 0;
    for described in [Described::Guide, Described::Brand, Described::Project] {
        let schema = schema_of(described);
        let cases = cases()
            .into_iter()
            .filter(|case| case.described == described);
        let values: Vec<Value> = cases
            .filter_map(|case| value_of(&case.bytes).ok())
            .flatten()
            .collect();
        let input = json!({ "schema": schema.root(), "values": values });
        let Ok(verdicts) = outside::json_schema_verdicts(&input.to_string()) else {
            return;
        };
        let ours: Vec<bool> = values
            .iter()
            .map(|value| schema.faults(value).is_empty())
            .collect();
        assert_eq!(verdicts, ours, "{described:?}");
        count += ours.len();
    }
    assert!(count > 150, "{count}");
}
