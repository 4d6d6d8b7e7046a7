//! `leaflet new`: what it writes makes a leaflet at once, as written and with every line switched on,
//! and it never touches what is there.

use crate::standards::broken_rules;
use crate::support::structure_check::faults_of_structure;
use crate::support::workbench::Workbench;

/// Demands that a leaflet keeps to both standards.
#[track_caller]
fn keeps_to_the_standards(bench: &Workbench, name: &str) {
    assert_eq!(broken_rules(&bench.bytes(name)), Vec::<String>::new());
    let faults = faults_of_structure(&bench.pdf(name));
    assert!(faults.is_empty(), "{faults:?}");
}

/// The same with every line switched on that a starter has switched off, as its author would do it.
fn switched_on(text: &[u8]) -> String {
    let text = String::from_utf8(text.to_vec()).unwrap();
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

#[test]
fn a_new_guide_makes_a_leaflet_at_once() {
    let bench = Workbench::new();
    bench
        .leaflet(["new", "guide", "knee-replacement"])
        .run()
        .succeeds()
        .output_is("content/guides/knee-replacement/en.yaml\n")
        .errors_have("`leaflet make knee-replacement`")
        .errors_have("`leaflet new brand my-clinic`")
        .makes(&[
            "content/guide.schema.json",
            "content/guides/knee-replacement/en.yaml",
        ]);
    let made = bench.leaflet(["make", "knee-replacement"]).run();
    made.succeeds()
        .output_is("knee-replacement-en.pdf\n")
        .errors_have("warning[prompt-left]")
        .errors_have("texts are still prompts in brackets");
    keeps_to_the_standards(&bench, "knee-replacement-en.pdf");
    let text = bench.pdf("knee-replacement-en.pdf").text_in_tag_order();
    assert!(text.contains("[Name of the treatment]"), "{text}");
    assert!(text.contains("ask your surgeon whatever"), "{text}");
    bench
        .leaflet(["new", "guide", "quiet", "-q"])
        .run()
        .succeeds()
        .errors_are("")
        .output_is("content/guides/quiet/en.yaml\n");
}

#[test]
fn every_line_of_the_starters_is_good() {
    let bench = Workbench::new();
    for arguments in [
        ["new", "guide", "full"].as_slice(),
        &["new", "brand", "my-clinic"],
        &["new", "project"],
    ] {
        bench.leaflet(arguments).run().succeeds();
    }
    let drawing = include_str!("../fixtures/manual/spine.svg");
    bench.put("content/guides/full/picture.svg", drawing);
    bench.put("content/brands/my-clinic/mark.svg", drawing);
    for name in [
        "content/guides/full/en.yaml",
        "content/brands/my-clinic/brand.yaml",
        "leaflet.yaml",
    ] {
        let on = switched_on(&bench.bytes(name));
        assert!(!on.lines().any(|line| line.trim_start().starts_with("#-")));
        bench.put(name, on);
    }
    bench
        .leaflet(["make", "full", "--today", "2000-06-01"])
        .run()
        .succeeds()
        .errors_have("warning[prompt-left]")
        .never_says("note[")
        .output_is("full-en.pdf\n");
    keeps_to_the_standards(&bench, "full-en.pdf");
    let pdf = bench.pdf("full-en.pdf");
    let text = pdf.text_in_tag_order();
    // What stands in brackets reaches the page, alternative texts and names of files aside.
    let guide = switched_on(&bench.bytes("content/guides/full/en.yaml"));
    let mut count = 0;
    for line in guide.lines() {
        let line = line.trim_start();
        if line.starts_with('#') || line.starts_with("alternative_text") || !line.contains("\"[") {
            continue;
        }
        for prompt in line.split("\"[").skip(1) {
            let prompt = prompt.split(']').next().unwrap();
            assert!(text.contains(prompt), "{prompt} is not in {text}");
            count += 1;
        }
    }
    assert!(count > 40, "{count} prompts");
    assert!(pdf.picture_count() > 0 || !pdf.tag_tree().all("Figure").is_empty());
}

#[test]
fn a_new_language_and_a_guide_in_it() {
    let bench = Workbench::new();
    bench
        .leaflet(["new", "guide", "knee", "--language", "hi"])
        .run()
        .succeeds()
        .output_is("content/guides/knee/hi.yaml\n")
        .errors_have("`leaflet new language hi`")
        .errors_have("`leaflet make knee`");
    bench
        .leaflet(["make", "knee"])
        .run()
        .exits_with(2)
        .errors_have("there is no language `hi`");
    bench
        .leaflet(["new", "language", "hi"])
        .run()
        .succeeds()
        .output_is("content/languages/hi.yaml\n")
        .errors_have("translate each phrase")
        .errors_have("`leaflet new guide NAME --language hi`");
    bench
        .leaflet(["make", "knee"])
        .run()
        .succeeds()
        .output_is("knee-hi.pdf\n")
        .errors_have("warning[prompt-left]");
    assert_eq!(bench.pdf("knee-hi.pdf").language().as_deref(), Some("hi"));
    bench
        .leaflet(["new", "guide", "knee"])
        .run()
        .succeeds()
        .output_is("content/guides/knee/en.yaml\n")
        .errors_have("`leaflet make knee`");
    bench
        .leaflet(["list", "guides"])
        .run()
        .output_has("knee\ten hi\t");
}

#[test]
fn a_new_brand_is_used_at_once() {
    let bench = Workbench::new();
    bench
        .leaflet(["new", "brand", "my-clinic"])
        .run()
        .succeeds();
    bench.leaflet(["new", "guide", "knee"]).run().succeeds();
    bench.leaflet(["make", "knee"]).run().succeeds();
    let text = bench.pdf("knee-en.pdf").text_in_tag_order();
    assert!(text.contains("[Name of the clinic]"), "{text}");
}

#[test]
fn what_is_there_is_never_changed_or_hidden() {
    let bench = Workbench::new()
        .with_file("content/guides/knee/en.yaml", "mine")
        .with_file("content/brands/mine/brand.yaml", "mine")
        .with_file("content/languages/hi.yaml", "mine");
    bench.put("leaflet.yaml", "# mine\n");
    for arguments in [
        ["new", "guide", "knee"].as_slice(),
        &["new", "brand", "mine"],
        &["new", "language", "hi"],
        &["new", "project"],
    ] {
        bench
            .leaflet(arguments)
            .run()
            .exits_with(2)
            .output_is("")
            .makes_nothing()
            .errors_have("already exists")
            .errors_have("it was not changed: continue to write in it, or choose another name");
    }
    for arguments in [
        ["new", "guide", "minimally-invasive-spinal-fusion"].as_slice(),
        &["new", "brand", "max-hospital-delhi"],
        &["new", "language", "en"],
    ] {
        bench
            .leaflet(arguments)
            .run()
            .exits_with(2)
            .makes_nothing()
            .errors_have("is built in")
            .errors_have("choose another name");
    }
    // Another language of a guide that is built in is a translation, and welcome.
    bench
        .leaflet(["new", "guide", "minimally-invasive-spinal-fusion"])
        .with(["--language", "ur"])
        .run()
        .succeeds()
        .errors_have("--language ur`");
}

#[test]
fn names_that_nobody_could_type_are_refused() {
    let bench = Workbench::new();
    for (name, expected) in [
        ("Knee Replacement", "`leaflet new guide knee-replacement`"),
        ("../knee", "`leaflet new guide knee`"),
        ("knee_2", "`leaflet new guide knee-2`"),
        ("con", "is the name of a device"),
        ("", "is empty"),
        ("घुटना", "small letters a to z, digits"),
        ("a--b", "a hyphen that joins nothing"),
    ] {
        bench
            .leaflet(["new", "guide", name])
            .run()
            .exits_with(2)
            .output_is("")
            .makes_nothing()
            .errors_have(expected)
            .errors_have(
                "use small letters a to z, digits, and hyphens between them; the name is \
                typed in commands and becomes the name of a folder",
            );
    }
    for tag in ["con", "nul"] {
        for arguments in [
            vec!["new", "language", tag],
            vec!["new", "guide", "knee", "--language", tag],
        ] {
            bench
                .leaflet(arguments)
                .run()
                .exits_with(2)
                .makes_nothing()
                .errors_have("is the name of a device");
        }
    }
    for arguments in [["new", "language", "Hindi"], ["new", "language", "../en"]] {
        bench
            .leaflet(arguments)
            .run()
            .exits_with(2)
            .makes_nothing()
            .errors_have("is not a language tag");
    }
}

#[test]
fn the_content_folder_is_the_one_that_is_named_or_set() {
    let bench = Workbench::new();
    bench
        .leaflet(["new", "guide", "knee", "--content", "our leaflets"])
        .run()
        .succeeds()
        .output_is("our leaflets/guides/knee/en.yaml\n")
        .errors_have("`leaflet make knee --content 'our leaflets'`");
    bench.put("leaflet.yaml", "content: ours\nlanguage: en\n");
    bench
        .leaflet(["new", "guide", "knee"])
        .run()
        .succeeds()
        .output_is("ours/guides/knee/en.yaml\n");
    bench.leaflet(["make", "knee"]).run().succeeds();
}

#[test]
fn nothing_stays_of_a_file_that_could_not_be_written() {
    let bench = Workbench::new().with_file("content/guides", "a file");
    bench
        .leaflet(["new", "guide", "knee"])
        .run()
        .exits_with(2)
        .output_is("")
        .makes_nothing()
        .errors_have("hint: ");
    // A folder in which nothing can be written: the folders made before it go again.
    let bench = Workbench::new();
    let long = "x".repeat(250);
    let folder = format!("a/{long}/{long}x{long}");
    bench
        .leaflet(["new", "brand", "b", "--content", &folder])
        .run()
        .exits_with(2)
        .makes_nothing();
    assert!(!bench.path().join("a").exists());
}
