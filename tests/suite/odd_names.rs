//! Names of files and folders that somebody else chose: a terminal and a build's log obey none of their
//! signs, one of them stops nobody else's guide, and a file of another's is not replaced.

use crate::support::workbench::Workbench;

const GUIDE: &str = "title: The knee\nsections:\n  - heading: What\n    roles: [other]\n    blocks:\n      - paragraph: About the knee.\n";

/// Names that a terminal, a build's log or a file system obeys.
const ODD: [&str; 5] = [
    "knee: total",
    "a\u{1b}[31mred",
    "x\n::error::planted",
    "back\u{202e}wards",
    "tab\there",
];

fn bench() -> Workbench {
    Workbench::new().with_file("content/guides/hip/en.yaml", GUIDE)
}

/// Demands that nothing is told that a terminal obeys.
#[track_caller]
fn is_harmless(told: &str, of: &str) {
    let obeyed =
        |sign: char| (sign.is_control() && sign != '\n' && sign != '\t') || sign == '\u{202e}';
    assert!(!told.contains(obeyed), "{of}: {told:?}");
    let is_command = |line: &str| line.starts_with("::error::");
    assert!(!told.lines().any(is_command), "{of}: {told:?}");
}

#[test]
fn an_odd_folder_is_told_and_stops_no_other_guide() {
    for odd in ODD {
        let bench = bench().with_file(&format!("content/guides/{odd}/en.yaml"), GUIDE);
        bench.put(&format!("content/brands/{odd}/brand.yaml"), "name: x\n");
        for command in [
            &["list", "guides"][..],
            &["list", "brands"],
            &["check"],
            &["build"],
            &["build", "--check"],
            &["make", "hip"],
            &["doctor"],
        ] {
            let run = bench.leaflet(command).run();
            is_harmless(&run.output(), &format!("{command:?}"));
            is_harmless(run.errors(), &format!("{command:?}"));
        }
        let listed = bench.leaflet(["list", "guides"]).run();
        listed
            .errors_have("has a character in its name that is not allowed in names")
            .errors_have("rename the folder; use small letters a to z, digits and hyphens");
        assert!(
            listed.output().starts_with("hip\ten\tThe knee\n"),
            "{}",
            listed.output()
        );
        // The other guide's findings are there.
        let checked = bench.leaflet(["check", "--message-format", "json"]).run();
        assert!(
            checked.output().contains("\"hip\""),
            "{odd:?}: {}",
            checked.output()
        );
        assert!(checked.code().is_some_and(|code| code < 2), "{odd:?}");
    }
}

#[test]
fn a_guide_at_an_odd_path_gives_a_plain_file() {
    for odd in &ODD[1..] {
        let path = format!("elsewhere/{odd}/en.yaml");
        let bench = bench().with_file(&path, GUIDE);
        let run = bench.leaflet(["make", path.as_str()]).run();
        run.succeeds();
        is_harmless(&run.output(), odd);
        let made = run.made();
        assert_eq!(made.len(), 1, "{made:?}");
        is_harmless(&made[0], odd);
        let named = format!("{odd}.pdf");
        let run = bench.leaflet(["make", "hip", "-o", named.as_str()]).run();
        run.succeeds();
        is_harmless(&run.output(), odd);
    }
}

#[test]
fn json_of_somebody_else_is_replaced_by_force_alone() {
    let package = "{\n  \"name\": \"page\",\n  \"version\": \"1.0.0\"\n}\n";
    let bench = bench().with_file("package.json", package);
    for command in [
        &["schema", "guide", "-o", "package.json"][..],
        &["schema", "check-report", "-o", "package.json"],
        &["build", "--manifest", "package.json"],
    ] {
        let run = bench.leaflet(command).run();
        run.exits_with(2)
            .makes_nothing()
            .errors_have("`package.json` already exists, and this program did not write it");
        assert_eq!(bench.bytes("package.json"), package.as_bytes());
    }
    let force = |command: &[&str]| {
        bench.leaflet(command).with(["--force"]).run().succeeds();
        // And again without.
        bench.leaflet(command).run().succeeds();
        bench.put("package.json", package);
    };
    force(&["schema", "guide", "-o", "package.json"]);
    force(&["build", "--manifest", "package.json"]);
    // A schema is no list of leaflets.
    bench
        .leaflet(["schema", "guide", "-o", "a.json"])
        .run()
        .succeeds();
    let run = bench.leaflet(["build", "--manifest", "a.json"]).run();
    run.exits_with(2);
    bench.put("notes.txt", "mine");
    for further in [&[][..], &["--force"]] {
        let schema = ["schema", "guide", "-o", "notes.txt"];
        let run = bench.leaflet(schema).with(further).run();
        run.exits_with(2)
            .errors_have("; only JSON files are replaced");
    }
    assert_eq!(bench.bytes("notes.txt"), b"mine");
}
