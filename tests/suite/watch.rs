//! `leaflet watch` on a real file system: what is saved, in whichever way an editor saves it, becomes the
//! leaflet; a guide with faults leaves the last good one; nothing of somebody else's is replaced.

use std::path::Path;
use std::time::{Duration, SystemTime};

use crate::support::pdf_reading::FinishedPdf;
use crate::support::workbench::{Running, Workbench};

const FILE: &str = "content/guides/knee/en.yaml";
const PDF: &str = "knee-en.pdf";

/// A guide with this title.
fn guide(title: &str) -> String {
    format!(
        "title: {title}\nsections:\n  - heading: H\n    roles: [other]\n    blocks:\n      - paragraph: P\n"
    )
}

/// A bench with a guide.
fn bench() -> Workbench {
    Workbench::new().with_file(FILE, guide("First"))
}

/// Starts to watch, and waits for the first leaflet.
fn watched(bench: &Workbench, options: &[&str]) -> Running {
    let mut run = bench.leaflet(["watch", "knee"]).with(options).start();
    run.says("watching; the leaflet has", 1);
    run
}

/// Whether a finished leaflet says these words.
fn has(path: &Path, words: &str) -> bool {
    let Ok(bytes) = std::fs::read(path) else {
        return false;
    };
    FinishedPdf::read(bytes).text_in_tag_order().contains(words)
}

/// Waits until the leaflet says these words.
#[track_caller]
fn becomes(run: &mut Running, bench: &Workbench, words: &str) {
    let path = bench.path().join(PDF);
    run.wait_until(words, || has(&path, words));
}

#[test]
fn each_save_makes_the_leaflet_anew_in_its_place() {
    let bench = bench();
    let mut run = watched(&bench, &[]);
    assert_eq!(run.output(), format!("{PDF}\n"));
    assert!(has(&bench.path().join(PDF), "First"));
    for (number, title) in (1..).zip(["Second", "Third", "Fourth"]) {
        bench.put(FILE, guide(title));
        becomes(&mut run, &bench, title);
        run.says(&format!("; changed: {FILE}\n"), number);
    }
    let (code, output, errors) = run.interrupt();
    assert_eq!(code, Some(130), "{errors}");
    assert_eq!(output, format!("{PDF}\n"));
    // What is as before is told once.
    assert_eq!(errors.matches("[absent]").count(), 1, "{errors}");
    assert_eq!(bench.files(), [FILE, PDF]);
    // What was watched is what `make` makes.
    bench
        .leaflet(["make", "knee", "-o", "made.pdf"])
        .run()
        .succeeds();
    assert!(bench.bytes("made.pdf") == bench.bytes(PDF));
}

#[test]
fn a_guide_with_faults_leaves_the_last_good_leaflet() {
    let bench = bench();
    let mut run = watched(&bench, &[]);
    let good = bench.bytes(PDF);
    bench.put(FILE, "title: [\n");
    run.says(
        &format!("not made again: the last good leaflet, {PDF}, is kept; changed: {FILE}"),
        1,
    );
    assert!(run.errors().contains("error[unclosed-bracket]"));
    assert!(run.errors().contains(&format!("{FILE}:1:8")));
    assert!(bench.bytes(PDF) == good);
    bench.put(FILE, guide("Mended"));
    becomes(&mut run, &bench, "Mended");
    assert_eq!(bench.files(), [FILE, PDF]);
}

#[test]
fn a_guide_that_begins_with_faults_is_waited_for() {
    let bench = Workbench::new().with_file(FILE, "title: [\n");
    let mut run = bench.leaflet(["watch", "knee"]).start();
    run.says("no leaflet yet", 1);
    assert_eq!(bench.files(), [FILE]);
    bench.put(FILE, guide("Mended"));
    becomes(&mut run, &bench, "Mended");
    run.says("watching; the leaflet has", 1);
}

#[test]
fn every_way_of_saving_is_seen() {
    let bench = bench();
    let mut run = watched(&bench, &[]);
    let file = bench.path().join(FILE);
    let beside = |name: &str| file.with_file_name(name);
    // As many editors save: a new file takes the place of the old one.
    bench.put("content/guides/knee/.en.yaml.tmp", guide("Renamed over"));
    std::fs::rename(beside(".en.yaml.tmp"), &file).unwrap();
    becomes(&mut run, &bench, "Renamed over");
    // As vim does with a copy kept: the old one goes aside, the new one is written, the old one goes.
    bench.put("content/guides/knee/4913", "");
    std::fs::remove_file(beside("4913")).unwrap();
    std::fs::rename(&file, beside("en.yaml~")).unwrap();
    bench.put(FILE, guide("Aside"));
    std::fs::remove_file(beside("en.yaml~")).unwrap();
    becomes(&mut run, &bench, "Aside");
    // Deleted and made again at once.
    std::fs::remove_file(&file).unwrap();
    bench.put(FILE, guide("Made again"));
    becomes(&mut run, &bench, "Made again");
    // In pieces.
    bench.put(FILE, "");
    bench.put(FILE, "title: In pieces\n");
    bench.put(FILE, guide("In pieces"));
    becomes(&mut run, &bench, "In pieces");
    // Of the same length and date as before, which is all that some network folders tell.
    let date = std::fs::metadata(&file).and_then(|file| file.modified());
    bench.put(FILE, guide("Ni seceip"));
    let opened = std::fs::File::options().append(true).open(&file).unwrap();
    opened.set_modified(date.unwrap()).unwrap();
    becomes(&mut run, &bench, "Ni seceip");
    let (_, _, errors) = run.interrupt();
    assert!(!errors.contains("unreadable"), "{errors}");
    assert_eq!(bench.files(), [FILE, PDF]);
}

#[test]
fn a_guide_that_is_gone_is_told_and_waited_for() {
    let bench = bench();
    let mut run = watched(&bench, &[]);
    let good = bench.bytes(PDF);
    std::fs::remove_dir_all(bench.path().join("content/guides/knee")).unwrap();
    run.says("there is no guide `knee`", 1);
    run.says(
        "not made again: the last good leaflet, knee-en.pdf, is kept",
        1,
    );
    assert!(bench.bytes(PDF) == good);
    bench.put(FILE, guide("Back"));
    becomes(&mut run, &bench, "Back");
}

#[test]
fn brand_picture_language_and_settings_are_watched_too() {
    let square = |side: u32| {
        format!(
            "<svg xmlns='http://www.w3.org/2000/svg' width='{side}' height='9'><rect width='9' height='9'/></svg>"
        )
    };
    let with_figure = guide("First").replace(
        "- paragraph: P",
        "- figure: { picture: new.svg, alternative_text: A }",
    );
    let english = include_str!("../../content/languages/en.yaml");
    let bench = bench();
    let mut run = watched(&bench, &[]);
    let mut count = 0;
    let mut changes = |run: &mut Running, name: &str, words: &str| {
        bench.put(name, words);
        count += 1;
        run.says("made again", count);
        let told = run.errors();
        let line = told.lines().last().unwrap();
        let mut parts = Path::new(name).ancestors().map(Path::to_string_lossy);
        assert!(
            parts.any(|part| !part.is_empty() && line.contains(&*part)),
            "{name}: {line}"
        );
    };
    let brand = |name: &str| format!("name: {name}\ncolours: {{ brand: \"#24475b\" }}\n");
    // A brand and a language of the clinic's own come, and change.
    changes(&mut run, "content/brands/ours/brand.yaml", &brand("Ours"));
    changes(
        &mut run,
        "content/brands/ours/brand.yaml",
        &brand("Still Ours"),
    );
    changes(
        &mut run,
        "content/languages/en.yaml",
        &english.replace("your_questions: Your", "your_questions: All your"),
    );
    changes(&mut run, "leaflet.yaml", "paper: letter\n");
    assert_eq!(bench.pdf(PDF).page_sizes()[0].0.round(), 612.0);
    // A picture that is missing is waited for, and seen when it changes.
    bench.put(FILE, &with_figure);
    run.says("is kept; changed", 1);
    changes(&mut run, "content/guides/knee/new.svg", &square(9));
    changes(&mut run, "content/guides/knee/new.svg", &square(99));
    // Faults of the settings are told like others.
    bench.put("leaflet.yaml", "sheets: letter\n");
    run.says("error[unknown-key]", 1);
    run.says("is kept; changed: leaflet.yaml", 1);
}

#[test]
fn many_saves_in_a_row_end_with_the_last() {
    let bench = bench();
    let mut run = watched(&bench, &[]);
    for number in 0..30 {
        bench.put(FILE, guide(&format!("Number {number}.")));
        std::thread::sleep(Duration::from_millis(5));
    }
    becomes(&mut run, &bench, "Number 29.");
    // Saved without a change: nothing is said of it.
    bench.put(FILE, guide("Number 29."));
    bench.put(FILE, guide("The end"));
    becomes(&mut run, &bench, "The end");
    run.says(FILE, 2);
    let (_, _, errors) = run.interrupt();
    let times = errors.matches("made again").count();
    assert!((1..30).contains(&times), "{times}: {errors}");
}

#[test]
fn what_somebody_else_wrote_is_kept() {
    let bench = bench();
    let mut run = watched(&bench, &[]);
    bench.put(PDF, "%PDF-1.7 of somebody else");
    bench.put(FILE, guide("Second"));
    let second = bench.path().join("knee-en-2.pdf");
    run.wait_until("the second name", || has(&second, "Second"));
    assert_eq!(bench.bytes(PDF), b"%PDF-1.7 of somebody else");
    bench.put(FILE, guide("Third"));
    run.wait_until("the third leaflet", || has(&second, "Third"));
    let (_, output, _) = run.interrupt();
    assert_eq!(output, "knee-en.pdf\nknee-en-2.pdf\n");

    // Under a name that was given it is told.
    let mut run = watched(&bench, &["-o", "draft.pdf"]);
    bench.put("draft.pdf", "%PDF-1.7 of somebody else");
    bench.put(FILE, guide("Fourth"));
    run.says("`draft.pdf` already exists", 1);
    assert_eq!(bench.bytes("draft.pdf"), b"%PDF-1.7 of somebody else");
    drop(run);
    bench
        .leaflet(["watch", "knee", "-o", "draft.pdf"])
        .run()
        .exits_with(2)
        .makes_nothing()
        .errors_have("`draft.pdf` already exists");
    let mut run = watched(&bench, &["-o", "draft.pdf", "--force"]);
    let draft = bench.path().join("draft.pdf");
    run.wait_until("the leaflet in its place", || has(&draft, "Fourth"));
}

#[test]
fn a_leaflet_that_is_as_it_would_be_made_is_taken_up_again() {
    let bench = bench();
    for _ in 0..2 {
        let run = watched(&bench, &[]);
        let (code, output, _) = run.interrupt();
        assert_eq!((code, output), (Some(130), format!("{PDF}\n")));
        assert_eq!(bench.files(), [FILE, PDF]);
    }
    // Taken away while it is watched, it comes back with the next save.
    let mut run = watched(&bench, &[]);
    std::fs::remove_file(bench.path().join(PDF)).unwrap();
    bench.put(FILE, guide("Second"));
    becomes(&mut run, &bench, "Second");
}

#[test]
fn a_leaflet_that_cannot_be_written_is_tried_again() {
    let bench = bench().with_folder("out");
    let mut run = watched(&bench, &["-o", "out/draft.pdf"]);
    let (folder, away) = (bench.path().join("out"), bench.path().join("away"));
    std::fs::rename(&folder, &away).unwrap();
    bench.put(FILE, guide("Second"));
    run.says("could not be written", 1);
    run.says("close it there", 1);
    std::fs::rename(&away, &folder).unwrap();
    // Nothing is saved for it.
    let draft = folder.join("draft.pdf");
    run.wait_until("the leaflet in its folder", || has(&draft, "Second"));
    run.says("made again, 1 page", 1);
}

#[test]
fn what_the_check_finds_is_told_when_it_is_new() {
    let long_list = |count| {
        let bullets: String = (0..count).map(|_| "          - B\n").collect();
        guide("Lists").replace("- paragraph: P\n", &format!("- bullets:\n{bullets}"))
    };
    let bench = Workbench::new().with_file(FILE, long_list(3));
    let mut run = watched(&bench, &["--today", "2026-01-01"]);
    assert!(!run.errors().contains("[long-list]"));
    bench.put(FILE, long_list(20));
    run.says("[long-list]", 1);
    run.says(" new", 1);
    assert!(
        run.errors().contains(&format!("{FILE}:7:")),
        "{}",
        run.errors()
    );
    bench.put(FILE, long_list(4));
    run.says(" gone", 1);
    let (_, _, errors) = run.interrupt();
    assert_eq!(errors.matches("[long-list]").count(), 1, "{errors}");
}

#[test]
fn what_cannot_be_watched_is_refused() {
    let bench = bench().with_file("taken.pdf", "no leaflet");
    for (arguments, said) in [
        (vec!["-"], "cannot be watched"),
        (vec!["knee", "-o", "-"], "needs a file"),
        (vec!["kne"], "did you mean `knee`?"),
        (
            vec!["knee", "-o", "nowhere/a.pdf"],
            "there is no folder `nowhere`",
        ),
        (
            vec!["knee", "-o", "taken.pdf", "--force"],
            "`taken.pdf` is not a PDF",
        ),
        (vec!["knee", "--patient", "Sample"], "--patient"),
    ] {
        bench
            .leaflet(["watch"])
            .with(arguments)
            .run()
            .exits_with(2)
            .output_is("")
            .makes_nothing()
            .errors_have(said);
    }
    bench
        .leaflet(["watch", "knee"])
        .env("SOURCE_DATE_EPOCH", "soon")
        .run()
        .exits_with(2)
        .makes_nothing();
}

#[test]
#[cfg(target_os = "linux")]
fn the_first_leaflet_alone_is_opened() {
    use std::os::unix::fs::PermissionsExt;

    let opener = "#!/bin/sh\nprintf '%s\\n' \"$1\" >> opened.txt\n";
    let bench = bench().with_file("programs/xdg-open", opener);
    let program = bench.path().join("programs/xdg-open");
    std::fs::set_permissions(&program, PermissionsExt::from_mode(0o755)).unwrap();
    let mut run = bench
        .leaflet(["watch", "knee", "--open"])
        .env("PATH", bench.path().join("programs").as_os_str())
        .start();
    let opened = bench.path().join("opened.txt");
    let words = || std::fs::read_to_string(&opened).unwrap_or_default();
    run.wait_until("the leaflet to be opened", || words() == "knee-en.pdf\n");
    bench.put(FILE, guide("Second"));
    becomes(&mut run, &bench, "Second");
    run.says("made again", 1);
    assert_eq!(words(), "knee-en.pdf\n");
}

#[test]
fn machines_get_an_object_a_change() {
    let bench = bench();
    let mut run = bench
        .leaflet(["watch", "knee", "--message-format", "json"])
        .start();
    run.says("\"event\":\"made\"", 1);
    bench.put(FILE, "title: [\n");
    run.says("\"event\":\"kept\"", 1);
    let (code, output, errors) = run.interrupt();
    assert_eq!((code, output), (Some(130), format!("{PDF}\n")));
    let lines = errors.lines();
    let objects: Vec<serde_json::Value> = lines
        .map(|line| serde_json::from_str(line).unwrap())
        .collect();
    let last = objects.last().unwrap();
    assert_eq!(last["event"], "kept");
    assert_eq!(last["file"], PDF);
    assert_eq!(last["changed"][0], FILE);
    assert!(
        objects
            .iter()
            .any(|object| object["rule"] == "unclosed-bracket")
    );
}

#[test]
fn it_ends_at_once_whatever_it_does() {
    let bench = bench();
    for pause in [0, 30, 90, 150, 400] {
        let run = bench
            .leaflet(["watch", "knee", "-o", "a.pdf", "--force"])
            .start();
        std::thread::sleep(Duration::from_millis(pause));
        bench.put(FILE, guide(&format!("After {pause}")));
        let started = SystemTime::now();
        let (code, _, errors) = run.interrupt();
        assert_eq!(code, Some(130), "{errors}");
        assert!(started.elapsed().unwrap() < Duration::from_secs(20));
        let files = bench.files();
        assert!(
            files.iter().all(|file| file == FILE || file == "a.pdf"),
            "{files:?}"
        );
    }
}
