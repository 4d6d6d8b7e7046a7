//! The command: what it prints and writes, and the schemas that come with new files and the example.

use leaflet::commands::schema::{self, Described};

use super::repository;
use crate::support::snapshots::accepts_changes;
use crate::support::workbench::Workbench;

/// The first remark by which an editor finds a schema.
fn named_schema(text: &str) -> &str {
    let behind = text
        .split("\n# yaml-language-server: $schema=")
        .nth(1)
        .unwrap();
    behind.lines().next().unwrap()
}

#[test]
fn a_schema_is_printed_or_written() {
    for (name, described) in [
        ("guide", Described::Guide),
        ("brand", Described::Brand),
        ("project", Described::Project),
    ] {
        let bench = Workbench::new();
        let text = schema::text(described);
        bench
            .leaflet(["schema", name])
            .run()
            .succeeds()
            .output_is(&text)
            .makes_nothing();
        bench
            .leaflet(["schema", name, "-o", "-"])
            .run()
            .succeeds()
            .output_is(&text);
        bench
            .leaflet(["schema", name, "-o", "x.json"])
            .run()
            .succeeds()
            .output_is("x.json\n")
            .makes(&["x.json"]);
        assert_eq!(bench.bytes("x.json"), text.as_bytes());
    }
}

#[test]
fn an_earlier_schema_is_replaced_and_nothing_else() {
    let bench = Workbench::new()
        .with_file(
            "old.json",
            "{\n  \"$comment\": \"Made by `leaflet schema`, version 0.0.1.\"\n}\n",
        )
        .with_file("guide.yaml", "title: A\n");
    bench
        .leaflet(["schema", "guide", "-o", "old.json"])
        .run()
        .succeeds();
    assert!(bench.bytes("old.json").len() > 1_000);
    bench
        .leaflet(["schema", "guide", "-o", "guide.yaml"])
        .run()
        .exits_with(2)
        .output_is("")
        .makes_nothing()
        .errors_have("`guide.yaml` is not a JSON file, so it was not replaced")
        .errors_have("give another name with `-o`");
    bench
        .leaflet(["schema", "guide", "-o", "nowhere/x.json"])
        .run()
        .exits_with(2)
        .makes_nothing();
    bench
        .leaflet(["schema", "language"])
        .run()
        .exits_with(2)
        .output_is("")
        .makes_nothing();
}

#[test]
fn a_new_file_names_the_schema_that_is_written_with_it() {
    let bench = Workbench::new();
    for (arguments, file, described) in [
        (
            &["new", "guide", "knee"][..],
            "content/guides/knee/en.yaml",
            Described::Guide,
        ),
        (
            &["new", "brand", "ours"],
            "content/brands/ours/brand.yaml",
            Described::Brand,
        ),
        (&["new", "project"], "leaflet.yaml", Described::Project),
    ] {
        bench
            .leaflet(arguments)
            .run()
            .succeeds()
            .output_is(&format!("{file}\n"));
        let text = String::from_utf8(bench.bytes(file)).unwrap();
        let folder = bench.path().join(file).parent().unwrap().to_owned();
        let schema = folder.join(named_schema(&text));
        assert_eq!(
            std::fs::read_to_string(schema).unwrap(),
            schema::text(described)
        );
    }
    // One that is there serves the next file too, and is left as it is.
    bench.put("content/guide.schema.json", "{}");
    bench
        .leaflet(["new", "guide", "hip"])
        .run()
        .succeeds()
        .makes(&["content/guides/hip/en.yaml"]);
    assert_eq!(bench.bytes("content/guide.schema.json"), b"{}");
    // Without it the guide is as good as before, and nobody speaks of it.
    std::fs::remove_file(bench.path().join("content/guide.schema.json")).unwrap();
    bench
        .leaflet(["make", "hip"])
        .run()
        .succeeds()
        .never_says("schema");
}

#[test]
fn no_schema_leads_to_the_web() {
    for described in [Described::Guide, Described::Brand, Described::Project] {
        let text = schema::text(described);
        let addresses =
            text.matches("://").count() - text.matches("://json-schema.org/draft-07").count();
        let shown =
            text.matches("https://www.example.org").count() + text.matches("(https://…").count();
        let patterns = text.matches("?://[").count();
        let prefixes = text.matches("`https://`").count();
        assert_eq!(addresses, shown + patterns + prefixes, "{described:?}");
        assert!(!text.contains("\"$id\""));
    }
}

#[test]
fn the_example_carries_its_schemas() {
    let example = repository().join("examples/every-block");
    let mut written = Vec::new();
    for (file, described) in [
        ("guides/every-block/en.yaml", Described::Guide),
        ("brands/sample-clinic/brand.yaml", Described::Brand),
    ] {
        let text = std::fs::read_to_string(example.join(file)).unwrap();
        let schema = example
            .join(file)
            .parent()
            .unwrap()
            .join(named_schema(&text));
        let expected = schema::text(described);
        if std::fs::read_to_string(&schema).unwrap_or_default() == expected {
            continue;
        }
        assert!(
            accepts_changes(),
            "{} is not what the program writes; set UPDATE=1 to write it again",
            schema.display()
        );
        std::fs::write(&schema, expected).unwrap();
        written.push(schema);
    }
    assert!(
        written.is_empty(),
        "{written:?} were written; look at them and run the tests again"
    );
}
