//! The command line: exit codes, where words go, names of files, help, and what happens when the
//! machine is in the way.

use std::os::unix::fs::symlink;
use std::process::{Command, Stdio};
use std::time::Duration;

use crate::support::workbench::Workbench;

const GUIDE: &str = "minimally-invasive-spinal-fusion";

/// A guide of one section.
fn guide(title: &str, block: &str) -> String {
    format!(
        "title: {title}\nsections:\n  - heading: What\n    roles: [other]\n    blocks:\n      - {block}\n"
    )
}

/// The built-in language under another tag.
fn language(tag: &str, name: &str) -> String {
    include_str!("../../content/languages/en.yaml")
        .replace("\ntag: en", &format!("\ntag: {tag}"))
        .replace("\nname: English", &format!("\nname: {name}"))
}

#[test]
fn a_name_that_is_not_there_leads_to_the_list_of_its_kind() {
    let bench = Workbench::new();
    let cases = [
        (vec!["make", "knees"], "guides"),
        (
            vec!["make", "minimally-invasive-spinal-fusion", "--brand", "x"],
            "brands",
        ),
        (
            vec![
                "make",
                "minimally-invasive-spinal-fusion",
                "--language",
                "x",
            ],
            "languages",
        ),
    ];
    for (arguments, list) in cases {
        let run = bench.leaflet(arguments).run();
        run.exits_with(2)
            .errors_have(&format!("`leaflet list {list}` shows them all"));
    }
}

#[test]
fn the_path_is_all_that_standard_output_says() {
    let bench = Workbench::new();
    bench
        .leaflet(["make", GUIDE])
        .run()
        .succeeds()
        .output_is(&format!("{GUIDE}-en.pdf\n"))
        .errors_have("the guide does not give")
        .makes(&[&format!("{GUIDE}-en.pdf")]);
    bench
        .leaflet(["make", GUIDE, "-q", "--patient", "Sample"])
        .run()
        .succeeds()
        .errors_are("")
        .output_is(&format!("{GUIDE}-en-personal.pdf\n"));
}

#[test]
fn a_taken_name_gets_a_number() {
    let bench = Workbench::new();
    for expected in ["", "-2", "-3"] {
        let expected = format!("{GUIDE}-en{expected}.pdf");
        bench
            .leaflet(["make", GUIDE])
            .run()
            .succeeds()
            .makes(&[&expected]);
    }
}

#[test]
fn an_existing_file_is_replaced_only_when_told() {
    let bench = Workbench::new().with_file("a.pdf", "%PDF-1.4 mine");
    bench
        .leaflet(["make", GUIDE, "-o", "a.pdf"])
        .run()
        .exits_with(2)
        .output_is("")
        .makes_nothing()
        .errors_have("`a.pdf` already exists")
        .errors_have("--force");
    bench
        .leaflet(["make", GUIDE, "-o", "a.pdf", "--force"])
        .run()
        .succeeds()
        .makes(&["a.pdf"]);
}

#[test]
fn only_a_leaflet_is_ever_replaced() {
    let bench = Workbench::new()
        .with_file("g.yaml", "title: x\n")
        .with_file("empty.pdf", "");
    bench
        .leaflet(["make", GUIDE, "-o", "g.yaml", "--force"])
        .run()
        .exits_with(2)
        .makes_nothing()
        .errors_have("`g.yaml` is not a PDF; --force replaces leaflets only");
    bench
        .leaflet(["make", GUIDE, "-o", "empty.pdf", "--force"])
        .run()
        .succeeds()
        .makes(&["empty.pdf"]);
}

#[test]
fn a_link_a_folder_and_a_missing_folder_are_refused() {
    let bench = Workbench::new()
        .with_file("real.pdf", "mine")
        .with_folder("folder.pdf");
    symlink("real.pdf", bench.path().join("link.pdf")).unwrap();
    for name in ["link.pdf", "folder.pdf"] {
        bench
            .leaflet(["make", GUIDE, "-o", name, "--force"])
            .run()
            .exits_with(2)
            .makes_nothing()
            .errors_have("is a folder, a link or a device");
    }
    bench
        .leaflet(["make", GUIDE, "-o", "none/a.pdf"])
        .run()
        .exits_with(2)
        .makes_nothing()
        .errors_have("there is no folder `none`");
}

#[test]
fn standard_output_takes_the_leaflet_itself() {
    let bench = Workbench::new();
    let run = bench.leaflet(["make", GUIDE, "-o", "-"]).run();
    run.succeeds().makes_nothing();
    assert!(run.output_bytes().starts_with(b"%PDF-1.7"));
    bench
        .leaflet(["make", GUIDE, "-o", "-"])
        .with_closed_output()
        .run()
        .succeeds();
    bench
        .leaflet(["make", GUIDE])
        .with_closed_output()
        .run()
        .succeeds();
}

#[test]
fn mistyped_names_are_met_with_the_right_ones() {
    let bench = Workbench::new();
    for (arguments, expected) in [
        (
            vec!["make", "minimally-invasive-spinal-fusoin"],
            "did you mean `minimally-invasive-spinal-fusion`?",
        ),
        (
            vec!["make", GUIDE, "--brand", "max-hospital-deli"],
            "did you mean `max-hospital-delhi`?",
        ),
        (
            vec!["make", GUIDE, "--surgeon", "bavuk-garg"],
            "did you mean `bhavuk-garg`?",
        ),
        (vec!["make", GUIDE, "--language", "xx"], "there are: en"),
        (
            vec!["make", GUIDE, "--language", "xx"],
            "`leaflet list languages` shows",
        ),
        (vec!["make", "no-such-guide.yaml"], "cannot be read"),
        (vec!["mak", GUIDE], "make"),
        (vec!["make", GUIDE, "--patint", "Zyxwvut"], "--patient"),
    ] {
        bench
            .leaflet(arguments)
            .run()
            .exits_with(2)
            .output_is("")
            .makes_nothing()
            .errors_have(expected)
            .never_says("Zyxwvut");
    }
}

#[test]
fn half_a_name_is_not_repeated() {
    Workbench::new()
        .leaflet(["make", GUIDE, "--patient", "Abcdefg", "Zyxwvut"])
        .run()
        .exits_with(2)
        .makes_nothing()
        .never_says("Zyxwvut")
        .never_says("Abcdefg")
        .errors_have("put quotes around a name");
}

#[test]
fn dates_are_asked_back_and_never_guessed() {
    let bench = Workbench::new();
    for date in [
        "03/04/2026",
        "3.4.2026",
        "2026-02-30",
        "20260304",
        "03-04-26",
    ] {
        bench
            .leaflet(["make", GUIDE, "--procedure-date", date])
            .run()
            .exits_with(1)
            .makes_nothing()
            .never_says(date)
            .errors_have("the date of the procedure")
            .errors_have("2026-03-31");
    }
    bench
        .leaflet([
            "make",
            GUIDE,
            "--date",
            "2026-03-01",
            "--procedure-date",
            "next Monday",
            "-o",
            "a.pdf",
        ])
        .run()
        .succeeds();
    let text = bench.pdf("a.pdf").text_in_tag_order();
    assert!(
        text.contains("1 March 2026") && text.contains("next Monday"),
        "{text}"
    );
}

#[test]
fn lists_name_what_there_is() {
    let bench = Workbench::new();
    for (what, expected) in [
        (
            "guides",
            "minimally-invasive-spinal-fusion\ten\tMinimally Invasive Spinal Fusion: A Patient Guide\n",
        ),
        ("brands", "max-hospital-delhi\n"),
        ("surgeons", "bhavuk-garg\tDr. Prof. Bhavuk Garg\n"),
        ("languages", "en\tEnglish\n"),
    ] {
        bench
            .leaflet(["list", what])
            .run()
            .succeeds()
            .output_is(expected)
            .errors_are("");
    }
    for (what, expected) in [
        ("blocks", "procedure_steps"),
        ("fonts", "Noto Sans Devanagari"),
        ("scripts", "Malayalam"),
    ] {
        bench
            .leaflet(["list", what])
            .run()
            .succeeds()
            .output_has(expected);
    }
}

#[test]
fn help_has_examples_and_the_exit_codes() {
    let bench = Workbench::new();
    bench
        .leaflet(["--help"])
        .run()
        .succeeds()
        .output_has("Examples:")
        .output_has("130  interrupted")
        .errors_are("");
    bench
        .leaflet(["make", "--help"])
        .run()
        .succeeds()
        .output_has("--procedure-date");
    bench
        .leaflet(["--version"])
        .run()
        .succeeds()
        .output_has("leaflet ");
    bench
        .leaflet::<&str>([])
        .run()
        .exits_with(2)
        .output_is("")
        .errors_have("Examples:");
}

#[test]
fn an_interruption_ends_it_at_once_with_130() {
    let bench = Workbench::new();
    bench
        .leaflet(["make", GUIDE, "--patient", "-"])
        .interrupted_after(Duration::from_millis(300))
        .run()
        .exits_with(130)
        .makes_nothing();
}

#[test]
fn messages_for_machines_are_json() {
    let bench = Workbench::new().with_file("guide.yaml", "title: x\n");
    let run = bench
        .leaflet(["make", "guide.yaml", "--message-format", "json"])
        .run();
    run.exits_with(1).output_is("");
    for line in run.errors().lines() {
        let message: serde_json::Value = serde_json::from_str(line).unwrap();
        assert_eq!(message["version"], 1);
        assert!(
            message["rule"].is_string() && message["hints"].is_array(),
            "{line}"
        );
    }
}

#[test]
fn a_folder_of_the_clinics_own_wins() {
    let bench = Workbench::new().with_file(
        "content/guides/minimally-invasive-spinal-fusion/en.yaml",
        "title: Our own\nsections:\n  - heading: What\n    roles: [other]\n    blocks:\n      - paragraph: Ours.\n",
    );
    bench
        .leaflet(["make", GUIDE, "-o", "a.pdf"])
        .run()
        .succeeds();
    assert!(bench.pdf("a.pdf").text_in_tag_order().contains("Our own"));
}

#[test]
fn a_placeholder_takes_the_fact_or_the_neutral_wording() {
    let bench = Workbench::new().with_file(
        "guide.yaml",
        "title: T\nsections:\n  - heading: What\n    roles: [other]\n    blocks:\n      - paragraph: \"Ask {surgeon}, {patient}.\"\n",
    );
    bench
        .leaflet(["make", "guide.yaml", "-o", "a.pdf"])
        .run()
        .succeeds();
    assert!(
        bench
            .pdf("a.pdf")
            .text_in_tag_order()
            .contains("Ask your surgeon, the patient.")
    );
    bench
        .leaflet([
            "make",
            "guide.yaml",
            "-o",
            "b.pdf",
            "--surgeon",
            "bhavuk-garg",
        ])
        .with(["--patient", "نمونہ مریض"])
        .run()
        .succeeds();
    let text = bench.pdf("b.pdf").text_in_tag_order();
    assert!(text.contains("Ask Dr. Prof. Bhavuk Garg, "), "{text}");
    assert!(text.contains("نمونہ"), "{text}");
}

#[test]
fn a_content_folder_that_is_not_there_is_never_passed_over() {
    let bench = Workbench::new()
        .with_file("file", "x")
        .with_folder("other/brand");
    symlink("nowhere", bench.path().join("dangling")).unwrap();
    for command in [vec!["make", GUIDE], vec!["list", "brands"]] {
        for (folder, expected) in [
            ("contnet", "there is no folder `contnet`"),
            ("file", "`file` is a file, not a folder"),
            ("dangling", "`dangling` cannot be read"),
            (
                "other",
                "the folder `other` contains no guides, brands or languages",
            ),
        ] {
            bench
                .leaflet(&command)
                .with(["--content", folder])
                .run()
                .exits_with(2)
                .output_is("")
                .makes_nothing()
                .errors_have(expected)
                .errors_have("hint: ");
        }
    }
    symlink("nowhere", bench.path().join("content")).unwrap();
    bench
        .leaflet(["make", GUIDE])
        .run()
        .exits_with(2)
        .makes_nothing()
        .errors_have("`content` cannot be read");
    let bench = Workbench::new().with_file("content/guides", "a file");
    bench
        .leaflet(["list", "guides"])
        .run()
        .succeeds()
        .errors_have("contains no guides, brands or languages");
    std::fs::create_dir(bench.path().join("content/brands")).unwrap();
    bench
        .leaflet(["list", "guides"])
        .run()
        .exits_with(2)
        .output_is("")
        .errors_have("`content/guides` cannot be read");
}

#[test]
fn a_file_of_the_clinics_that_cannot_be_read_is_not_replaced() {
    let own = format!("content/guides/{GUIDE}/en.yaml");
    let bench = Workbench::new().with_folder(&format!("content/guides/{GUIDE}"));
    symlink("nowhere", bench.path().join(&own)).unwrap();
    bench
        .leaflet(["make", GUIDE])
        .run()
        .exits_with(2)
        .makes_nothing()
        .errors_have(&format!("`{own}` cannot be read"));
    let bench = Workbench::new().with_folder("content/languages/en.yaml");
    bench
        .leaflet(["make", GUIDE])
        .run()
        .exits_with(2)
        .makes_nothing()
        .errors_have("`content/languages/en.yaml` cannot be read");
}

#[test]
fn no_link_leads_out_of_the_content_folder() {
    let outside = Workbench::new()
        .with_file("en.yaml", guide("Elsewhere", "paragraph: Words."))
        .with_file(
            "brand/brand.yaml",
            "name: A\ncolours: {brand: \"#0b4f58\"}\n",
        )
        .with_file("pot.svg", POT);
    let bench = Workbench::new()
        .with_folder("content/guides/linked")
        .with_file("content/guides/real/kept.yaml.txt", "x")
        .with_file(
            "content/guides/real/en.yaml",
            guide(
                "Real",
                "figure: {picture: pot.svg, alternative_text: A pot}",
            ),
        )
        .with_folder("content/brands");
    let link = |from: &str, to: &str| {
        symlink(outside.path().join(from), bench.path().join(to)).unwrap();
    };
    link("en.yaml", "content/guides/linked/en.yaml");
    link("pot.svg", "content/guides/real/pot.svg");
    bench
        .leaflet(["make", "linked"])
        .run()
        .exits_with(2)
        .makes_nothing()
        .errors_have("leads out of the content folder");
    bench
        .leaflet(["make", "real"])
        .run()
        .exits_with(1)
        .makes_nothing()
        .errors_have("`pot.svg` is outside the folder");
    link("brand", "content/brands/linked");
    bench
        .leaflet(["make", GUIDE])
        .run()
        .exits_with(2)
        .makes_nothing()
        .errors_have("leads out of the content folder");
    // A link inside the folder is as good as a file, and so is a link to the whole folder.
    let bench = Workbench::new()
        .with_file("own/guides/one/en.yaml", guide("One", "paragraph: Words."))
        .with_folder("own/guides/two");
    symlink(
        "../one/en.yaml",
        bench.path().join("own/guides/two/en.yaml"),
    )
    .unwrap();
    symlink("own", bench.path().join("content")).unwrap();
    bench
        .leaflet(["make", "two"])
        .run()
        .succeeds()
        .makes(&["two-en.pdf"]);
}

#[test]
fn what_is_never_used_is_said() {
    let bench = Workbench::new()
        .with_file("content/brands/ours/brand.yml", "name: Ours\n")
        .with_file("content/guides/loose.yaml", "title: x\n")
        .with_file("content/guides/x/sub/en.yaml", "title: x\n")
        .with_file("content/guides/x/en.yml", "title: x\n")
        .with_file("content/guides/notes.txt", "x");
    for command in [["make", GUIDE], ["list", "guides"]] {
        bench
            .leaflet(command)
            .run()
            .succeeds()
            .errors_have("`content/brands/ours` is not used: it does not contain `brand.yaml`")
            .errors_have("rename `brand.yml` to `brand.yaml`")
            .errors_have("`content/guides/loose.yaml` is not used")
            .errors_have("`content/guides/x/en.yml` is not used")
            .errors_have("`content/guides/x/sub/en.yaml` is not used")
            .never_says("sub/en\n")
            .never_says("notes.txt");
    }
    bench
        .leaflet(["list", "guides", "-q"])
        .run()
        .succeeds()
        .output_is(&format!(
            "{GUIDE}\ten\tMinimally Invasive Spinal Fusion: A Patient Guide\n"
        ))
        .errors_are("");
}

#[test]
fn languages_are_listed_with_their_own_names() {
    let bench = Workbench::new().with_file("content/languages/hi.yaml", language("hi", "हिन्दी"));
    bench
        .leaflet(["list", "languages"])
        .run()
        .succeeds()
        .output_is("en\tEnglish\nhi\tहिन्दी\n");
    bench.put("content/languages/hi.yaml", "tag: hi\n");
    bench
        .leaflet(["list", "languages"])
        .run()
        .exits_with(1)
        .output_is("en\tEnglish\nhi\n")
        .errors_have("content/languages/hi.yaml:1:1");
}

#[test]
fn a_guide_is_found_by_path_folder_or_name() {
    let words = guide("T", "paragraph: Words.");
    let bench = Workbench::new()
        .with_file("my-guide/en.yaml", &words)
        .with_file("my-guide/hi.yaml", &words)
        .with_file("draft", &words)
        .with_file("acl.yaml", &words)
        .with_folder("nothing");
    for (folder, arguments, made) in [
        (".", vec!["my-guide"], "my-guide-en.pdf"),
        (".", vec!["my-guide/"], "my-guide-en-2.pdf"),
        (".", vec!["my-guide/en.yaml"], "my-guide-en-3.pdf"),
        ("my-guide", vec!["en.yaml"], "my-guide/my-guide-en.pdf"),
        ("my-guide", vec!["."], "my-guide/my-guide-en-2.pdf"),
        (".", vec!["draft"], "draft-en.pdf"),
        (".", vec!["acl.yaml", "--language", "en"], "acl-en.pdf"),
    ] {
        bench
            .leaflet(["make"])
            .with(&arguments)
            .in_folder(folder)
            .run()
            .succeeds()
            .makes(&[made]);
    }
    for (arguments, expected) in [
        (vec!["my-guide/hi.yaml"], "there is no language `hi`"),
        (vec!["my-guide/hi.yaml"], "`leaflet list languages`"),
        (
            vec!["my-guide", "--language", "hi"],
            "there is no language `hi`",
        ),
        (vec!["nothing"], "the folder `nothing` contains no guide"),
        (
            vec!["my-guide/en.yaml", "--language", "hi"],
            "the guide `my-guide/en.yaml` is not written in `hi`",
        ),
    ] {
        bench
            .leaflet(["make"])
            .with(&arguments)
            .run()
            .exits_with(2)
            .makes_nothing()
            .errors_have(expected);
    }
    bench.put("content/languages/hi.yaml", language("hi", "Hindi"));
    bench
        .leaflet(["make", "my-guide/hi.yaml"])
        .run()
        .succeeds()
        .makes(&["my-guide-hi.pdf"]);
    bench
        .leaflet(["make", GUIDE, "--language", "hi"])
        .run()
        .exits_with(2)
        .makes_nothing()
        .errors_have(&format!("the guide `{GUIDE}` is not written in `hi`"))
        .errors_have("it is written in: en")
        .errors_have("`leaflet list guides`");
}

/// A drawing without a fault.
const POT: &str =
    "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 9 9\"><path d=\"M0 0H9V9Z\"/></svg>";

#[test]
fn a_picture_that_cannot_be_printed_is_told_at_its_name() {
    let shelf = include_bytes!("../../examples/every-block/guides/every-block/shelf.png");
    let words = POT.replace("<path", "<text>L4</text><path");
    let bench = Workbench::new()
        .with_file("cut.png", &shelf[..shelf.len() / 2])
        .with_file("words.svg", words)
        .with_file("pot.svg", POT)
        .with_file("fine.png", shelf);
    for (picture, expected) in [
        ("cut.png", "is a PNG file that is cut off or damaged"),
        ("words.svg", "is an SVG file that contains words as letters"),
    ] {
        let block = format!("figure: {{picture: {picture}, alternative_text: A pot}}");
        bench.put("guide.yaml", guide("T", &block));
        bench
            .leaflet(["make", "guide.yaml"])
            .run()
            .exits_with(1)
            .makes_nothing()
            .errors_have("guide.yaml:6:27")
            .errors_have(expected)
            .never_says("fault in the program");
    }
    for picture in ["pot.svg", "fine.png"] {
        let block = format!("figure: {{picture: {picture}, alternative_text: A pot}}");
        bench.put("guide.yaml", guide("T", &block));
        bench.leaflet(["make", "guide.yaml"]).run().succeeds();
    }
}

#[test]
fn every_signal_that_ends_programs_ends_it_cleanly() {
    for signal in ["-TERM", "-HUP"] {
        let bench = Workbench::new();
        let mut child = Command::new(env!("CARGO_BIN_EXE_leaflet"))
            .args(["make", GUIDE, "--patient", "-"])
            .current_dir(bench.path())
            .stdin(Stdio::piped())
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .spawn()
            .unwrap();
        std::thread::sleep(Duration::from_millis(500));
        let process = child.id().to_string();
        let sent = Command::new("kill").args([signal, &process]).status();
        assert!(sent.unwrap().success(), "{signal}");
        let status = child.wait().unwrap();
        assert_eq!(status.code(), Some(130), "{signal}: {status:?}");
        assert!(bench.files().is_empty(), "{signal}: {:?}", bench.files());
    }
}

#[test]
fn what_may_be_a_name_is_not_said_again() {
    let bench = Workbench::new();
    for surgeon in ["Zyxwvut Abcdefg", "Zyxwvut", "zyxwvut abcdefg"] {
        bench
            .leaflet(["make", GUIDE, "--surgeon", surgeon])
            .run()
            .exits_with(2)
            .makes_nothing()
            .never_says(surgeon)
            .errors_have("the brand has no surgeon with this id")
            .errors_have("--surgeon-name");
    }
}

#[test]
fn faults_of_the_command_keep_to_the_form_of_messages() {
    let bench = Workbench::new();
    for arguments in [
        vec!["--message-format", "json", "mak", GUIDE],
        vec!["make", GUIDE, "stray", "--message-format=json"],
        vec!["make", "--message-format", "json"],
        vec!["make", GUIDE, "--message-format", "json", "--paper", "a5"],
        vec!["--message-format", "json"],
    ] {
        let run = bench.leaflet(&arguments).run();
        run.exits_with(2).output_is("").makes_nothing();
        assert_eq!(run.errors().lines().count(), 1, "{}", run.errors());
        let message: serde_json::Value = serde_json::from_str(run.errors()).unwrap();
        assert_eq!(message["rule"], "usage");
        assert!(!message["message"].as_str().unwrap().contains("error:"));
        assert!(!message["hints"].as_array().unwrap().is_empty());
    }
}

#[test]
fn a_name_on_standard_input_is_read_as_utf8() {
    let bench = Workbench::new();
    bench
        .leaflet(["make", GUIDE, "--patient", "-"])
        .input(b"Zyxwvut \xff\n")
        .run()
        .exits_with(1)
        .makes_nothing()
        .never_says("Zyxwvut")
        .errors_have("is not UTF-8");
    bench
        .leaflet(["make", GUIDE, "--patient", "-", "-q", "-o", "a.pdf"])
        .input("नमूना रोगी\n")
        .run()
        .succeeds()
        .errors_are("");
}

#[test]
fn at_a_terminal_it_says_that_it_waits_for_the_name() {
    let bench = Workbench::new();
    let program = env!("CARGO_BIN_EXE_leaflet");
    let command = format!("'{program}' make {GUIDE} --patient - -o a.pdf");
    // `script` runs a program at a terminal of its own; not every machine has it.
    let has_script = Command::new("script").arg("--version").output().is_ok();
    if has_script {
        bench
            .program("script")
            .with(["-q", "-e", "-c", &command, "/dev/null"])
            .input("Sample Patient\n")
            .run()
            .succeeds()
            .output_has("waiting for the patient's name");
        assert!(
            bench
                .pdf("a.pdf")
                .text_in_tag_order()
                .contains("Sample Patient")
        );
    }
}

#[test]
fn the_date_of_the_build_system_is_understood_or_refused_truly() {
    let bench = Workbench::new();
    bench
        .leaflet(["make", GUIDE, "-o", "a.pdf"])
        .env("SOURCE_DATE_EPOCH", "")
        .run()
        .succeeds();
    for (seconds, expected) in [
        ("99999999999999999999", "is outside the years 1970 to 9998"),
        ("-1", "is outside the years 1970 to 9998"),
        ("soon", "is not a number of seconds"),
    ] {
        bench
            .leaflet(["make", GUIDE, "-o", "b.pdf"])
            .env("SOURCE_DATE_EPOCH", seconds)
            .run()
            .exits_with(2)
            .makes_nothing()
            .errors_have(expected);
    }
}

#[test]
fn one_run_tells_the_faults_of_guide_person_and_pictures() {
    let brand = "name: A\ncolours: {brand: \"#0b4f58\"}\nlogo: {picture: none.svg, alternative_text: A mark}\n";
    let bench = Workbench::new()
        .with_file("content/brands/ours/brand.yaml", brand)
        .with_file("guide.yaml", "title: T\n");
    bench
        .leaflet(["make", "guide.yaml", "--date", "03/04/2026"])
        .with(["--surgeon", "nobody"])
        .run()
        .exits_with(1)
        .makes_nothing()
        .errors_have("guide.yaml:1:1")
        .errors_have("the date is written in digits")
        .errors_have("the brand has no surgeon `nobody`")
        .errors_have("brand.yaml:3:17")
        .errors_have("`none.svg` does not exist");
    bench
        .leaflet(["make", GUIDE, "--brand", "max-hospital-delhi"])
        .with(["--surgeon", "nobody", "--date", "03/04/2026"])
        .run()
        .exits_with(1)
        .makes_nothing()
        .errors_have("the date is written in digits")
        .errors_have("the brand has no surgeon `nobody`");
    let block = "figure: {picture: none.png, alternative_text: A pot}";
    bench.put("guide.yaml", guide("T", block));
    bench.put("content/brands/ours/brand.yaml", "name: A\n");
    bench
        .leaflet(["make", "guide.yaml", "--patient", "a\u{1}b"])
        .run()
        .exits_with(1)
        .makes_nothing()
        .errors_have("brand.yaml:1:1")
        .errors_have("the patient's name contains a control character")
        .errors_have("`none.png` does not exist");
}

#[test]
fn what_the_engine_is_given_can_be_kept_for_whoever_debugs_a_template() {
    let bench = Workbench::new();
    bench
        .leaflet(["make", GUIDE, "-o", "a.pdf", "--keep-engine-files", "kept"])
        .run()
        .succeeds();
    for file in [
        "leaflet.typ",
        "style.typ",
        "blocks/risks.typ",
        "leaflet.json",
        "measures.json",
        "design.json",
        "fit.json",
        "person.json",
    ] {
        assert!(bench.path().join("kept").join(file).is_file(), "{file}");
    }
    let data = String::from_utf8(bench.bytes("kept/leaflet.json")).unwrap();
    assert!(data.contains("Anaesthesia and positioning"));
    // Never of a person, and never over what is there.
    bench
        .leaflet([
            "make",
            GUIDE,
            "--patient",
            "Qx Test",
            "--keep-engine-files",
            "other",
        ])
        .run()
        .exits_with(2)
        .makes_nothing();
    bench
        .leaflet(["make", GUIDE, "-o", "b.pdf", "--keep-engine-files", "kept"])
        .run()
        .exits_with(2)
        .errors_have("already exists");
}
