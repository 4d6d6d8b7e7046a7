//! `leaflet.yaml`: what it sets, that options win, and how its faults are told.

use crate::support::workbench::Workbench;

const GUIDE: &str = "minimally-invasive-spinal-fusion";

/// A brand with one person.
fn brand(name: &str, person: &str) -> String {
    format!(
        "name: {name}\ncolours: {{ brand: \"#24475b\" }}\npeople: [{{ id: {person}, name: Dr. {person} }}]\n"
    )
}

/// A bench with two brands, so that one must be named.
fn bench(settings: &str) -> Workbench {
    Workbench::new()
        .with_file("ours/brands/one/brand.yaml", brand("One", "first-one"))
        .with_file("ours/brands/two/brand.yaml", brand("Two", "first-two"))
        .with_file("leaflet.yaml", settings)
}

#[test]
fn settings_hold_and_options_win() {
    let bench = bench(
        "# ours\ncontent: ours\nbrand: two\nlanguage: en\npaper: letter\nsurgeon: first-two\n",
    );
    bench
        .leaflet(["make", GUIDE, "-o", "a.pdf"])
        .run()
        .succeeds();
    let pdf = bench.pdf("a.pdf");
    let text = pdf.text_in_tag_order();
    assert!(text.starts_with("Two"), "{text}");
    assert!(text.contains("Dr. first-two"), "{text}");
    assert_eq!(pdf.page_sizes()[0].0.round(), 612.0);

    let options = ["--brand", "one", "--surgeon", "first-one", "--paper", "a4"];
    bench
        .leaflet(["make", GUIDE, "-o", "b.pdf"])
        .with(options)
        .run()
        .succeeds();
    let pdf = bench.pdf("b.pdf");
    let text = pdf.text_in_tag_order();
    assert!(text.starts_with("One") && text.contains("Dr. first-one"));
    assert!(!text.contains("first-two"), "{text}");
    assert_eq!(pdf.page_sizes()[0].0.round(), 595.0);

    bench
        .leaflet(["make", GUIDE, "-o", "c.pdf", "--surgeon-name", "Dr. Else"])
        .run()
        .succeeds();
    let text = bench.pdf("c.pdf").text_in_tag_order();
    assert!(text.contains("Dr. Else") && !text.contains("first-two"));
    bench
        .leaflet(["list", "surgeons"])
        .run()
        .succeeds()
        .output_is("first-two\tDr. first-two\n");
    bench
        .leaflet(["list", "surgeons", "--brand", "one"])
        .run()
        .succeeds()
        .output_is("first-one\tDr. first-one\n");
}

#[cfg(unix)]
#[test]
fn settings_behind_a_link_without_an_end_are_not_passed_over() {
    let bench = Workbench::new();
    std::os::unix::fs::symlink("gone.yaml", bench.path().join("leaflet.yaml")).unwrap();
    bench
        .leaflet(["make", GUIDE])
        .run()
        .exits_with(2)
        .makes_nothing()
        .errors_have(
            "`leaflet.yaml` cannot be read: it is a link to something that does not exist",
        );
}

#[cfg(unix)]
#[test]
fn a_surgeon_of_the_settings_makes_no_leaflet_personal() {
    use std::os::unix::fs::PermissionsExt;

    let bench = bench("content: ours\nbrand: one\nsurgeon: first-one\n");
    bench
        .leaflet(["make", GUIDE])
        .umask("022")
        .run()
        .succeeds()
        .output_is(&format!("{GUIDE}-en.pdf\n"));
    let mode = |name: String| {
        let metadata = std::fs::metadata(bench.path().join(name)).unwrap();
        metadata.permissions().mode() & 0o777
    };
    assert_eq!(mode(format!("{GUIDE}-en.pdf")), 0o644);
    bench
        .leaflet(["make", GUIDE, "--patient", "Sample"])
        .run()
        .succeeds()
        .output_is(&format!("{GUIDE}-en-personal.pdf\n"));
    assert_eq!(mode(format!("{GUIDE}-en-personal.pdf")), 0o600);
}

#[test]
fn all_faults_are_told_at_their_places() {
    let bench = Workbench::new().with_file(
        "leaflet.yaml",
        "contents: ours\npaper: a5\nsurgeon:\nlanguage: [en]\n",
    );
    for arguments in [
        vec!["make", GUIDE],
        vec!["list", "guides"],
        vec!["new", "guide", "knee"],
    ] {
        bench
            .leaflet(arguments)
            .run()
            .exits_with(1)
            .output_is("")
            .makes_nothing()
            .errors_have("leaflet.yaml:1:1")
            .errors_have("`contents` is not known in `leaflet.yaml`")
            .errors_have("did you mean `content`?")
            .errors_have("leaflet.yaml:2:8")
            .errors_have("choose from `a4`, `letter`")
            .errors_have("leaflet.yaml:3:1")
            .errors_have("leaflet.yaml:4:11");
    }
    // What explains and begins things works all the same.
    for arguments in [vec!["explain", "project"], vec!["--help"]] {
        bench.leaflet(arguments).run().succeeds().errors_are("");
    }
}

#[test]
fn names_that_do_not_exist_are_told_at_their_places() {
    for (settings, place, expected) in [
        ("brand: on", "leaflet.yaml:2:8", "did you mean `one`?"),
        ("brand: three", "leaflet.yaml:2:8", "`leaflet list brands`"),
        (
            "language: xx",
            "leaflet.yaml:2:11",
            "`leaflet list languages`",
        ),
        (
            "brand: one\nsurgeon: frist-one",
            "leaflet.yaml:3:10",
            "did you mean `first-one`?",
        ),
        (
            "brand: one\nsurgeon: nobody-else",
            "leaflet.yaml:3:10",
            "name another with `--surgeon`",
        ),
    ] {
        bench(&format!("content: ours\n{settings}\n"))
            .leaflet(["make", GUIDE])
            .run()
            .exits_with(1)
            .output_is("")
            .makes_nothing()
            .errors_have(place)
            .errors_have(expected);
    }
    for (folder, expected) in [
        ("uors", "there is no folder `uors`"),
        ("leaflet.yaml", "`leaflet.yaml` is a file, not a folder"),
        ("empty", "contains no guides, brands or languages"),
    ] {
        bench(&format!("content: {folder}\n"))
            .with_folder("empty")
            .leaflet(["make", GUIDE])
            .run()
            .exits_with(1)
            .makes_nothing()
            .errors_have("leaflet.yaml:1:10")
            .errors_have(expected);
    }
    // An option says it instead, so that what is set there is not asked for.
    let bench = bench("content: ours\nbrand: three\nlanguage: xx\nsurgeon: nobody\n");
    bench
        .leaflet(["make", GUIDE, "--brand", "one", "--language", "en"])
        .with(["--surgeon", "first-one"])
        .run()
        .succeeds();
    bench
        .leaflet(["list", "brands"])
        .run()
        .succeeds()
        .output_is("max-hospital-delhi\none\ntwo\n");
}

#[test]
fn the_language_that_is_set_is_asked_for_and_a_file_keeps_its_own() {
    let language = include_str!("../../content/languages/en.yaml")
        .replace("\ntag: en", "\ntag: hi")
        .replace("\nname: English", "\nname: Hindi");
    let words = |title: &str| {
        format!(
            "title: {title}\nsections:\n  - heading: H\n    roles: [other]\n    blocks:\n      - paragraph: P\n"
        )
    };
    let bench = Workbench::new()
        .with_file("leaflet.yaml", "language: hi\n")
        .with_file("content/languages/hi.yaml", language)
        .with_file("content/guides/both/en.yaml", words("English"))
        .with_file("content/guides/both/hi.yaml", words("Hindi"))
        .with_file("content/guides/one/en.yaml", words("English"));
    for (arguments, made) in [
        (vec!["make", "both"], "both-hi.pdf\n"),
        (vec!["make", "both", "--language", "en"], "both-en.pdf\n"),
        (vec!["make", "one", "--language", "en"], "one-en.pdf\n"),
        (vec!["make", "content/guides/one/en.yaml"], "one-en-2.pdf\n"),
    ] {
        bench.leaflet(arguments).run().succeeds().output_is(made);
    }
    bench
        .leaflet(["make", "one"])
        .run()
        .exits_with(2)
        .makes_nothing()
        .errors_have("the guide `one` is not written in `hi`")
        .errors_have("`leaflet.yaml` sets this language; `--language` asks for another");
    bench
        .leaflet(["make", "-"])
        .input(words("Given"))
        .run()
        .succeeds()
        .output_is("guide-hi.pdf\n");
}

#[test]
fn a_file_that_cannot_be_read_is_not_passed_over() {
    Workbench::new()
        .with_folder("leaflet.yaml")
        .leaflet(["make", GUIDE])
        .run()
        .exits_with(2)
        .makes_nothing()
        .errors_have("`leaflet.yaml` cannot be read");
    Workbench::new()
        .with_file("leaflet.yaml", b"brand: \xff\n")
        .leaflet(["make", GUIDE])
        .run()
        .exits_with(1)
        .makes_nothing()
        .errors_have("not UTF-8");
    let large = "#".repeat(2 * 1024 * 1024 + 1);
    Workbench::new()
        .with_file("leaflet.yaml", large)
        .leaflet(["make", GUIDE])
        .run()
        .exits_with(1)
        .makes_nothing()
        .errors_have("more than 2 MiB");
    // Only the working folder's file counts.
    Workbench::new()
        .with_file("leaflet.yaml", "paper: a5\n")
        .with_folder("below")
        .leaflet(["make", GUIDE])
        .in_folder("below")
        .run()
        .succeeds();
}
