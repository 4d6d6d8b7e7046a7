//! Pictures of pages, and opening what was made.

use std::collections::BTreeMap;

use crate::support::workbench::Workbench;

const GUIDE: &str = "minimally-invasive-spinal-fusion";

/// Width and height in dots, and the kinds of chunks, of a PNG file (ISO/IEC 15948, 5.3).
fn look(png: &[u8]) -> ((u32, u32), BTreeMap<String, usize>) {
    assert!(png.starts_with(b"\x89PNG\r\n\x1a\n"), "no PNG");
    let number = |at: usize| u32::from_be_bytes(png[at..at + 4].try_into().unwrap());
    let mut chunks = BTreeMap::new();
    let mut at = 8;
    while at < png.len() {
        let kind = String::from_utf8_lossy(&png[at + 4..at + 8]).into_owned();
        *chunks.entry(kind).or_insert(0) += 1;
        at += number(at) as usize + 12;
    }
    ((number(16), number(20)), chunks)
}

#[test]
fn each_page_becomes_a_picture_of_its_size() {
    let bench = Workbench::new();
    bench
        .leaflet(["make", GUIDE, "--format", "png", "--dpi", "72", "--quiet"])
        .run()
        .succeeds();
    let names = bench.files();
    assert_eq!(names.len(), 6, "{names:?}");
    for (number, name) in (1..).zip(&names) {
        assert_eq!(*name, format!("{GUIDE}-en-page-{number}.png"));
        let ((width, height), chunks) = look(&bench.bytes(name));
        // A4 has 595.3 by 841.9 points.
        assert!((595..=596).contains(&width), "{width}");
        assert!((841..=842).contains(&height), "{height}");
        // Nothing but the picture and its printed size.
        let kinds: Vec<&str> = chunks.keys().map(String::as_str).collect();
        assert_eq!(kinds, ["IDAT", "IEND", "IHDR", "pHYs"]);
    }
    // The same again stands beside the first.
    bench
        .leaflet(["make", GUIDE, "--format", "png", "--dpi", "72", "--quiet"])
        .run()
        .succeeds()
        .output_has(&format!("{GUIDE}-en-2-page-1.png\n"));
    assert!(
        bench.bytes(&names[0]) == bench.bytes(&format!("{GUIDE}-en-2-page-1.png")),
        "the same leaflet has other pictures"
    );
}

#[test]
fn the_ending_asks_for_pictures_and_n_is_the_page() {
    let bench = Workbench::new();
    bench
        .leaflet(["make", GUIDE, "-o", "page-{n}.png", "--dpi", "20"])
        .run()
        .succeeds()
        .makes(&[
            "page-1.png",
            "page-2.png",
            "page-3.png",
            "page-4.png",
            "page-5.png",
            "page-6.png",
        ])
        .output_has("page-1.png\npage-2.png\n");
    bench
        .leaflet(["make", GUIDE, "-o", "page-{n}.png", "--dpi", "20"])
        .run()
        .exits_with(2)
        .errors_have("`page-1.png` already exists")
        .makes_nothing();
    bench
        .leaflet(["make", GUIDE, "-o", "page.png"])
        .run()
        .exits_with(2)
        .errors_have("has no place for their numbers")
        .errors_have("-o page-{n}.png")
        .makes_nothing();
}

#[test]
fn no_page_of_another_leaflet_stays_among_the_pages() {
    let bench = Workbench::new();
    let make = ["make", GUIDE, "-o", "p-{n}.png", "--dpi", "20"];
    bench.leaflet(make).run().succeeds();
    // A seventh page of another leaflet, and one numbered as leaflets of ten pages are.
    for stray in ["p-7.png", "p-01.png"] {
        bench.put(stray, bench.bytes("p-1.png"));
        bench
            .leaflet(make)
            .with(["--force"])
            .run()
            .exits_with(2)
            .errors_have(&format!("`{stray}` would be mixed with the pages"))
            .errors_have(
                "move or delete it and other files like it first, or give another name \
                with",
            )
            .makes_nothing();
        std::fs::remove_file(bench.path().join(stray)).unwrap();
    }
    bench.put("q-3.png", bench.bytes("p-1.png"));
    bench
        .leaflet(["make", GUIDE, "-o", "q-{n}.png"])
        .run()
        .exits_with(2)
        .errors_have(
            "`q-3.png` would be mixed with the pages of this leaflet, but is not one of \
            them",
        )
        .makes_nothing();
    // Names that only look alike are no pages.
    bench.put("p-7a.png", bench.bytes("p-1.png"));
    bench.put("p-.png", bench.bytes("p-1.png"));
    bench.leaflet(make).with(["--force"]).run().succeeds();
}

#[test]
fn names_of_pages_are_looked_at_before_the_guide() {
    let bench = Workbench::new().with_file("p-1.png", "no picture");
    for (name, said) in [
        ("d{n}/p.png", "in the name of a folder"),
        ("none/p-{n}.png", "there is no folder `none`"),
        ("p-{n}.png", "`p-1.png` already exists"),
    ] {
        bench
            .leaflet(["make", "no-such-guide", "-o", name])
            .run()
            .exits_with(2)
            .errors_have(said)
            .makes_nothing();
    }
}

#[test]
fn force_replaces_pictures_and_nothing_else() {
    let bench = Workbench::new()
        .with_file("page-1.png", "")
        .with_file("page-4.png", "A guide, saved under a wrong name.");
    let again = [
        "make",
        GUIDE,
        "-o",
        "page-{n}.png",
        "--force",
        "--dpi",
        "20",
    ];
    bench
        .leaflet(again)
        .run()
        .exits_with(2)
        .errors_have("`page-4.png` is not a PNG")
        .makes_nothing();
    assert!(bench.bytes("page-1.png").is_empty());
    bench.put("page-4.png", bench.bytes("page-1.png"));
    bench.leaflet(again).run().succeeds();
    look(&bench.bytes("page-4.png"));
    bench
        .leaflet([
            "make",
            GUIDE,
            "-o",
            "page-1.png",
            "--format",
            "pdf",
            "--force",
        ])
        .run()
        .exits_with(2)
        .errors_have("`page-1.png` is not a PDF");
}

#[test]
fn options_that_do_not_go_together_are_told_before_any_work() {
    for (options, said) in [
        (["--dpi", "100", "-o", "a.pdf"], "a PDF has no dots"),
        (
            ["--format", "png", "-o", "-"],
            "each page becomes a separate file, so the pages cannot go to standard output",
        ),
        (["--open", "--force", "-o", "-"], "cannot be opened"),
        (["--format", "png", "--dpi", "19"], "19 is not in 20..=400"),
    ] {
        Workbench::new()
            .leaflet(["make", GUIDE])
            .with(options)
            .run()
            .exits_with(2)
            .errors_have(said)
            .makes_nothing();
    }
}

#[test]
#[cfg(unix)]
fn pictures_of_a_personal_leaflet_are_for_their_owner_alone() {
    use std::os::unix::fs::PermissionsExt;

    let bench = Workbench::new();
    bench
        .leaflet(["make", GUIDE, "--format", "png", "--dpi", "20"])
        .with(["--patient", "Sample Patient"])
        .umask("000")
        .run()
        .succeeds()
        .never_says("Sample Patient");
    for name in bench.files() {
        assert!(name.contains("-personal-page-"), "{name}");
        let mode = bench.path().join(&name).metadata().unwrap().permissions();
        assert_eq!(mode.mode() & 0o777, 0o600, "{name}");
    }
}

#[test]
#[cfg(target_os = "linux")]
fn the_leaflet_is_opened_in_the_program_the_computer_names() {
    use std::os::unix::fs::PermissionsExt;
    use std::time::{Duration, Instant};

    let opener = "#!/bin/sh\nprintf '%s' \"$1\" > opened.txt\n";
    let bench = Workbench::new().with_file("programs/xdg-open", opener);
    let program = bench.path().join("programs/xdg-open");
    std::fs::set_permissions(&program, PermissionsExt::from_mode(0o755)).unwrap();
    bench
        .leaflet(["make", GUIDE, "--open", "-o", "it.pdf"])
        .env("PATH", bench.path().join("programs").as_os_str())
        .run()
        .succeeds()
        .output_is("it.pdf\n");
    let asked = Instant::now();
    let opened = bench.path().join("opened.txt");
    while std::fs::read_to_string(&opened).unwrap_or_default() != "it.pdf" {
        assert!(asked.elapsed() < Duration::from_secs(20), "not opened");
        std::thread::sleep(Duration::from_millis(20));
    }
    // Without such a program the leaflet is there all the same.
    bench
        .leaflet(["make", GUIDE, "--open", "-o", "other.pdf"])
        .env("PATH", bench.path().join("nothing").as_os_str())
        .run()
        .exits_with(2)
        .errors_have("the leaflet was made, but this computer has no program to open it");
    assert!(bench.bytes("other.pdf").starts_with(b"%PDF-"));
}

#[test]
fn a_name_that_no_program_knows_is_noted() {
    let bench = Workbench::new();
    bench
        .leaflet(["make", GUIDE, "-o", "SAMPLE-000"])
        .run()
        .succeeds()
        .errors_have("note[odd-ending]: the file name given with `-o` does not end in `.pdf`")
        .makes(&["SAMPLE-000"]);
    bench
        .leaflet(["make", GUIDE, "-o", "SAMPLE-000.PDF"])
        .run()
        .succeeds()
        .never_says("odd-ending");
}

#[test]
fn the_help_names_the_place_of_the_number() {
    for asked in ["--help", "-h"] {
        let bench = Workbench::new();
        let run = bench.leaflet(["make", asked]).run();
        run.succeeds();
        assert_eq!(run.output().matches("{n}").count(), 2, "{}", run.output());
        assert!(!run.output().contains('\u{1b}'));
    }
}
