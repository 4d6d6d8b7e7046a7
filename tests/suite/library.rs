//! `leaflet build`: what is made, what is left alone, what is told, and what a sudden end leaves.

use std::collections::BTreeMap;
use std::os::unix::fs::MetadataExt;
use std::time::{Duration, SystemTime};

use jiff::civil::date;
use leaflet::base::share::Share;
use leaflet::base::stop::Stop;
use leaflet::commands::library::{LibraryEvent, LibraryOrder, LibraryOutcome, LibraryWork, run};
use leaflet::input::content::Workplace;
use leaflet::source::SourceSet;
use serde_json::Value;

use crate::support::workbench::{Finished, Workbench};

const SEED: &str = include_str!("../../content/guides/minimally-invasive-spinal-fusion/en.yaml");
const SEED_PICTURES: [(&str, &str); 2] = [
    (
        "spine-before.svg",
        include_str!("../../content/guides/minimally-invasive-spinal-fusion/spine-before.svg"),
    ),
    (
        "spine-after.svg",
        include_str!("../../content/guides/minimally-invasive-spinal-fusion/spine-after.svg"),
    ),
];

/// A guide of one section.
fn guide(title: &str) -> String {
    guide_with(title, "paragraph: Words that are the same everywhere.")
}

fn guide_with(title: &str, block: &str) -> String {
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

fn brand(name: &str) -> String {
    format!(
        "name: {name}\ncolours: {{ brand: \"#24475b\" }}\npeople:\n  - {{ id: first-one, name: Dr. First One }}\n  - {{ id: second-one, name: Dr. Second One }}\n"
    )
}

fn drawing(colour: &str) -> String {
    format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"90\" height=\"60\"><rect width=\"90\" height=\"60\" fill=\"{colour}\"/></svg>"
    )
}

/// A clinic's content: three guides in English, the first in Hindi too, the second with a picture.
fn clinic() -> Workbench {
    let figure = "figure: { picture: shape.svg, alternative_text: A dark shape }";
    Workbench::new()
        .with_file("content/brands/ours/brand.yaml", brand("Our Clinic"))
        .with_file("content/languages/hi.yaml", language("hi", "Hindi"))
        .with_file("content/guides/ankle/en.yaml", guide("Ankle"))
        .with_file("content/guides/ankle/hi.yaml", guide("Takhna"))
        .with_file("content/guides/hip/en.yaml", guide_with("Hip", figure))
        .with_file("content/guides/hip/shape.svg", drawing("#203040"))
        .with_file("content/guides/knee/en.yaml", guide("Knee"))
}

const CLINICS: [&str; 4] = ["ankle-en", "ankle-hi", "hip-en", "knee-en"];

/// Which leaflets a run made again, by their paths on standard output; the files must say the same.
#[track_caller]
fn made(run: &Finished<'_>) -> Vec<String> {
    let told: Vec<String> = run.output().lines().map(str::to_owned).collect();
    let changed = run.made();
    let changed: Vec<&String> = changed
        .iter()
        .filter(|name| name.ends_with(".pdf"))
        .collect();
    assert_eq!(changed, told.iter().collect::<Vec<_>>());
    let stem = |path: &String| path["leaflets/".len()..path.len() - ".pdf".len()].to_owned();
    told.iter().map(stem).collect()
}

/// The leaflets that are there, with their bytes.
fn leaflets(bench: &Workbench) -> BTreeMap<String, Vec<u8>> {
    let names = bench.files().into_iter();
    let names = names.filter(|name| name.starts_with("leaflets/") && name.ends_with(".pdf"));
    names
        .map(|name| (name.clone(), bench.bytes(&name)))
        .collect()
}

/// Which file stands at each name, and when it was written last.
fn identities(bench: &Workbench) -> BTreeMap<String, (u64, SystemTime)> {
    let names = leaflets(bench).into_keys();
    let identity = |name: &String| {
        let metadata = std::fs::metadata(bench.path().join(name)).unwrap();
        (metadata.ino(), metadata.modified().unwrap())
    };
    names.map(|name| (name.clone(), identity(&name))).collect()
}

#[track_caller]
fn is_fresh(bench: &Workbench) {
    let run = bench.leaflet(["build", "--check"]).run();
    run.succeeds().output_is("").makes_nothing();
    run.errors_have(" fresh\n").never_says("stale");
}

#[test]
fn of_fifty_guides_only_the_one_that_changed_is_made() {
    let bench = Workbench::new();
    let seed = |title: &str| {
        let (_, rest) = SEED.split_once("\ntitle: ").unwrap();
        let (_, rest) = rest.split_once('\n').unwrap();
        format!("title: {title}\n{rest}")
    };
    for number in 1..=50 {
        let name = format!("content/guides/guide-{number:02}/en.yaml");
        bench.put(&name, seed(&format!("Guide {number}")));
        for (picture, bytes) in SEED_PICTURES {
            bench.put(
                &format!("content/guides/guide-{number:02}/{picture}"),
                bytes,
            );
        }
    }
    let first = bench.leaflet(["build"]).run();
    first.succeeds().errors_have("50 made, 0 unchanged\n");
    assert_eq!(made(&first).len(), 50);
    assert_eq!(made(&first)[6], "guide-07-en");

    let before = identities(&bench);
    let mut fastest = Duration::MAX;
    for _ in 0..5 {
        let again = bench.leaflet(["build"]).run();
        again.succeeds().output_is("").makes_nothing();
        again.errors_have("0 made, 50 unchanged\n");
        fastest = fastest.min(again.took());
    }
    eprintln!("50 guides, nothing changed: {fastest:?}");
    assert!(fastest < Duration::from_millis(200), "{fastest:?}");
    assert_eq!(identities(&bench), before);
    is_fresh(&bench);

    bench.put("content/guides/guide-07/en.yaml", seed("Guide seven"));
    bench
        .leaflet(["build", "--check"])
        .run()
        .exits_with(1)
        .makes_nothing()
        .output_has("stale\tleaflets/guide-07-en.pdf\tits guide, brand,")
        .errors_have("49 fresh, 1 stale\n");
    let changed = bench.leaflet(["build"]).run();
    changed.succeeds().errors_have("1 made, 49 unchanged\n");
    eprintln!("50 guides, one changed: {:?}", changed.took());
    assert_eq!(made(&changed), ["guide-07-en"]);
    let mut after = identities(&bench);
    let mut others = before;
    let name = "leaflets/guide-07-en.pdf";
    assert_ne!(after.remove(name), others.remove(name));
    assert_eq!(after, others);
    is_fresh(&bench);
}

#[test]
fn a_leaflet_is_to_the_byte_what_make_gives() {
    let bench = clinic().with_file(
        "leaflet.yaml",
        "editions: [letter, a4]\nsurgeon: second-one\nlanguages: [hi, en]\n",
    );
    let run = bench.leaflet(["build"]).run();
    run.succeeds().errors_have("8 made, 0 unchanged");
    for stem in CLINICS {
        let (guide, language) = stem.split_once('-').unwrap();
        for (paper, ending) in [("a4", ""), ("letter", "-letter")] {
            bench
                .leaflet(["make", guide, "--language", language, "--paper", paper])
                .with(["-o", "made.pdf", "--force"])
                .run()
                .succeeds();
            let built = bench.bytes(&format!("leaflets/{stem}{ending}.pdf"));
            assert!(built == bench.bytes("made.pdf"), "{stem} {paper}");
        }
    }
    let pdf = bench.pdf("leaflets/hip-en-letter.pdf");
    assert!(pdf.text_in_tag_order().contains("Dr. Second One"));

    // A date from outside is an option too.
    let dated = bench.leaflet(["build"]).env("SOURCE_DATE_EPOCH", "86400");
    dated.run().succeeds().errors_have("8 made, 0 unchanged");
}

#[test]
fn what_changed_decides_what_is_made() {
    let bench = clinic();
    bench.leaflet(["build"]).run().succeeds();
    let build = || {
        let run = bench.leaflet(["build"]).run();
        run.succeeds();
        made(&run)
    };
    assert_eq!(build(), Vec::<String>::new());

    bench.put("content/guides/hip/shape.svg", drawing("#405060"));
    assert_eq!(build(), ["hip-en"]);
    bench.put("content/guides/ankle/hi.yaml", guide("Takhne"));
    assert_eq!(build(), ["ankle-hi"]);
    let phrases = language("hi", "Hindi").replace("Page {page} of", "Panna {page} of");
    bench.put("content/languages/hi.yaml", phrases);
    assert_eq!(build(), ["ankle-hi"]);
    bench.put("content/brands/ours/brand.yaml", brand("Our New Clinic"));
    assert_eq!(build(), CLINICS);
    bench.put("leaflet.yaml", "surgeon: first-one\n");
    assert_eq!(build(), CLINICS);
    bench.put("leaflet.yaml", "surgeon: first-one\npaper: letter\n");
    let letter = CLINICS.map(|stem| format!("{stem}-letter"));
    assert_eq!(build(), letter);
    // A remark changes no byte of the leaflet, and so no file.
    bench.put("content/guides/knee/en.yaml", guide("Knee") + "# seen\n");
    assert_eq!(build(), Vec::<String>::new());
}

#[test]
fn a_file_that_is_missing_or_was_changed_is_made_again() {
    let bench = clinic();
    bench.leaflet(["build"]).run().succeeds();
    let right = leaflets(&bench);
    std::fs::remove_file(bench.path().join("leaflets/hip-en.pdf")).unwrap();
    bench.put("leaflets/knee-en.pdf", "%PDF-1.7 changed by hand");
    bench
        .leaflet(["build", "--check"])
        .run()
        .exits_with(1)
        .makes_nothing()
        .output_is(
            "missing\tleaflets/hip-en.pdf\tit does not exist\nstale\tleaflets/knee-en.pdf\tthe \
             file was changed after it was made\n",
        )
        .errors_have("2 fresh, 1 stale, 1 missing");
    let run = bench.leaflet(["build"]).run();
    run.succeeds();
    assert_eq!(made(&run), ["hip-en", "knee-en"]);
    assert!(leaflets(&bench) == right);
}

#[test]
fn a_guide_with_faults_does_not_stop_the_others() {
    let bench = clinic()
        .with_file(
            "content/guides/ankle/en.yaml",
            "title: Ankle\nsections: none\n",
        )
        .with_file("content/guides/hip/en.yaml", "titel: Hip\n")
        .with_file("content/languages/pa.yaml", "tag: pa\n")
        .with_file("content/guides/knee/pa.yaml", guide("Goda"))
        .with_file("content/guides/ankle/pa.yaml", guide("Gitta"));
    let run = bench.leaflet(["build"]).run();
    run.exits_with(1)
        .output_is("leaflets/ankle-hi.pdf\nleaflets/knee-en.pdf\n")
        .errors_have("content/guides/ankle/en.yaml:2:11")
        .errors_have("content/guides/hip/en.yaml:1:1")
        .errors_have("2 made, 0 unchanged, 4 failed");
    // What concerns two leaflets is said once.
    assert_eq!(
        run.errors().matches("needs `name`").count(),
        1,
        "{}",
        run.errors()
    );
    bench
        .leaflet(["build", "--check"])
        .run()
        .exits_with(1)
        .makes_nothing()
        .output_has("faulty\tleaflets/ankle-pa.pdf\tit cannot be made or read\n")
        .errors_have("2 fresh, 4 faulty");
    // An old leaflet stays until its guide is right again.
    let bench = clinic();
    bench.leaflet(["build"]).run().succeeds();
    bench.put("content/guides/knee/en.yaml", "titel: Knee\n");
    bench
        .leaflet(["build"])
        .run()
        .exits_with(1)
        .makes_nothing()
        .never_says("does not belong to any guide of the library");
    bench.put("content/guides/knee/en.yaml", guide("Knee, mended"));
    let run = bench.leaflet(["build"]).run();
    run.succeeds();
    assert_eq!(made(&run), ["knee-en"]);
    // A brand with faults is everybody's, and told once.
    bench.put("content/brands/ours/brand.yaml", "nome: Ours\n");
    let run = bench.leaflet(["build"]).run();
    run.exits_with(1).makes_nothing();
    assert_eq!(run.errors().matches("`nome`").count(), 1);
    // So is a surgeon.
    bench.put("content/brands/ours/brand.yaml", brand("Ours"));
    bench.put("leaflet.yaml", "surgeon: frist-one\n");
    bench
        .leaflet(["build"])
        .run()
        .exits_with(1)
        .makes_nothing()
        .errors_have("leaflet.yaml:1:10")
        .errors_have("did you mean `first-one`?");
}

#[test]
fn a_leaflet_of_a_guide_that_is_gone_is_named_and_taken_away_only_when_told() {
    let bench = clinic();
    bench.leaflet(["build"]).run().succeeds();
    let guides = bench.path().join("content/guides");
    std::fs::remove_dir_all(guides.join("hip")).unwrap();
    std::fs::remove_dir_all(guides.join("knee")).unwrap();
    bench.put("leaflets/price-list.pdf", "%PDF-1.4 the clinic's own");
    bench.put("leaflets/knee-en.pdf", "%PDF-1.7 changed by hand");
    bench
        .leaflet(["build"])
        .run()
        .succeeds()
        .makes_nothing()
        .errors_have(
            "note[orphan]: `leaflets/hip-en.pdf` does not belong to any guide of the \
            library",
        )
        .errors_have("`leaflets/knee-en.pdf`")
        .never_says("price-list");
    let orphaned = "orphaned\tleaflets/hip-en.pdf\tno guide belongs to \
        it\norphaned\tleaflets/knee-en.pdf\tno guide belongs to it\n";
    bench
        .leaflet(["build", "--check"])
        .run()
        .exits_with(1)
        .makes_nothing()
        .output_is(orphaned)
        .errors_have("2 fresh, 2 orphaned");
    bench
        .leaflet(["build", "--prune"])
        .run()
        .succeeds()
        .errors_have("`leaflets/knee-en.pdf` does not belong to any guide of the library")
        .errors_have("delete it yourself")
        .errors_have("0 made, 2 unchanged, 1 deleted");
    let left: Vec<String> = leaflets(&bench).into_keys().collect();
    assert_eq!(
        left,
        ["ankle-en", "ankle-hi", "knee-en", "price-list"]
            .map(|stem| format!("leaflets/{stem}.pdf"))
    );

    // A clone without the record shows the same; but not among the leaflets of a list.
    std::fs::remove_dir_all(bench.path().join("leaflets/.leaflet")).unwrap();
    let check = || bench.leaflet(["build", "--check"]).run();
    check()
        .exits_with(1)
        .output_is("orphaned\tleaflets/knee-en.pdf\tno guide belongs to it\n");
    bench.put("leaflets/.leaflet/lock-whole", "");
    check().succeeds().output_is("").never_says("knee");
}

#[test]
fn what_is_not_ours_is_kept() {
    let bench = clinic()
        .with_file("leaflets/hip-en.pdf", "%PDF-1.4 somebody's")
        .with_file("leaflets/knee-en.pdf", "title: no leaflet\n")
        .with_folder("leaflets/ankle-hi.pdf");
    let run = bench.leaflet(["build"]).run();
    run.exits_with(2)
        .output_is("leaflets/ankle-en.pdf\n")
        .errors_have("`leaflets/hip-en.pdf` already exists")
        .errors_have("add `--force` to replace it")
        .errors_have("`leaflets/ankle-hi.pdf` is a folder, a link or a device")
        .errors_have("1 made, 0 unchanged, 3 failed");
    bench
        .leaflet(["build", "--force"])
        .run()
        .exits_with(2)
        .output_is("leaflets/hip-en.pdf\n")
        .errors_have("`leaflets/knee-en.pdf` is not a PDF")
        .errors_have("1 made, 1 unchanged, 2 failed");
    assert_eq!(bench.bytes("leaflets/knee-en.pdf"), b"title: no leaflet\n");

    // What equals the leaflet is taken for ours, whoever made it.
    let bench = clinic().with_folder("leaflets");
    bench
        .leaflet(["make", "knee", "-o", "leaflets/knee-en.pdf"])
        .run()
        .succeeds();
    let run = bench.leaflet(["build"]).run();
    run.succeeds().errors_have("3 made, 1 unchanged");
    assert_eq!(made(&run), ["ankle-en", "ankle-hi", "hip-en"]);
    bench.put("content/guides/knee/en.yaml", guide("Knee, second edition"));
    let run = bench.leaflet(["build"]).run();
    run.succeeds();
    assert_eq!(made(&run), ["knee-en"]);
}

#[test]
fn a_check_needs_no_record() {
    let bench = clinic();
    bench.leaflet(["build"]).run().succeeds();
    std::fs::remove_dir_all(bench.path().join("leaflets/.leaflet")).unwrap();
    is_fresh(&bench);
    bench.put("content/guides/hip/shape.svg", drawing("#405060"));
    bench
        .leaflet(["build", "--check"])
        .run()
        .exits_with(1)
        .makes_nothing()
        .output_is("stale\tleaflets/hip-en.pdf\tit is different from what would be made now\n");
    let run = bench
        .leaflet(["build", "--check", "--message-format", "json"])
        .run();
    run.exits_with(1).makes_nothing();
    let finding: Value = serde_json::from_str(&run.output()).unwrap();
    assert_eq!(finding["verdict"], "stale");
    assert_eq!(finding["file"], "leaflets/hip-en.pdf");
    let summary: Value = serde_json::from_str(run.errors()).unwrap();
    assert_eq!(summary["event"], "summary");
    assert_eq!([&summary["fresh"], &summary["stale"]], [3, 1]);

    // Before the first build there is not even a folder, and a check makes none.
    let bench = clinic();
    let run = bench.leaflet(["build", "--check", "-q"]).run();
    run.exits_with(1).makes_nothing().errors_are("");
    assert_eq!(run.output().matches("missing\t").count(), 4);
    assert!(!bench.path().join("leaflets").exists());
}

#[test]
fn the_list_of_leaflets_is_the_same_whoever_makes_it() {
    let bench = clinic().with_file(
        "content/guides/knee/en.yaml",
        "version: \"3.1\"\n".to_owned() + &guide("Knee"),
    );
    bench
        .leaflet(["build", "--manifest", "list.json"])
        .run()
        .succeeds();
    let text = bench.bytes("list.json");
    let list: Value = serde_json::from_slice(&text).unwrap();
    let entries = list["leaflets"].as_array().unwrap();
    let files: Vec<&str> = entries
        .iter()
        .map(|entry| entry["file"].as_str().unwrap())
        .collect();
    assert_eq!(files, CLINICS.map(|stem| format!("{stem}.pdf")));
    let knee = &entries[3];
    assert_eq!(knee["guide"], "knee");
    assert_eq!(knee["language"], "en");
    assert_eq!(knee["edition"], "a4");
    assert_eq!(knee["version"], "3.1");
    let bytes = bench.bytes("leaflets/knee-en.pdf");
    let pages = bench.pdf("leaflets/knee-en.pdf").page_sizes().len();
    assert_eq!(knee["pages"], pages);
    assert_eq!(knee["bytes"], bytes.len());
    assert_eq!(
        knee["output"],
        leaflet::base::fingerprint::Fingerprint::of(&bytes).to_string()
    );
    assert_eq!(entries[0]["version"], Value::Null);

    // From the record, and from another number of threads.
    bench
        .leaflet(["build", "--manifest", "again.json"])
        .run()
        .succeeds();
    assert_eq!(bench.bytes("again.json"), text);
    let other = clinic().with_file(
        "content/guides/knee/en.yaml",
        "version: \"3.1\"\n".to_owned() + &guide("Knee"),
    );
    other
        .leaflet(["build", "--manifest", "list.json", "--jobs", "3"])
        .run()
        .succeeds();
    assert_eq!(other.bytes("list.json"), text);
    // A slip costs no guide, and is told before anything is made.
    bench.put("content/guides/hip/en.yaml", guide("Hip, changed"));
    for option in ["--manifest", "--deps"] {
        for (path, told) in [
            (
                "content/guides/knee/en.yaml",
                "already exists and is not a list of this kind",
            ),
            ("nowhere/list", "there is no folder `nowhere`"),
        ] {
            bench
                .leaflet(["build", option, path])
                .run()
                .exits_with(2)
                .makes_nothing()
                .errors_have(told);
        }
    }
}

#[test]
fn make_is_told_what_each_leaflet_is_made_of() {
    let odd = "odd $name #1 100%";
    let bench = clinic()
        .with_file(&format!("content/guides/{odd}/en.yaml"), guide("Odd"))
        .with_file("leaflet.yaml", "brand: ours\n")
        .with_file(
            "Makefile",
            "leaflets/%.pdf:\n\t@echo remade\n\ninclude library.d\n",
        );
    bench
        .leaflet(["build", "--deps", "library.d"])
        .run()
        .succeeds();
    let rules = String::from_utf8(bench.bytes("library.d")).unwrap();
    for file in [
        "content/guides/hip/en.yaml",
        "content/guides/hip/shape.svg",
        "content/languages/hi.yaml",
        "content/brands/ours/brand.yaml",
        "leaflet.yaml",
    ] {
        assert!(rules.contains(&format!("\n{file}:\n")), "{file}: {rules}");
    }
    if std::process::Command::new("make")
        .arg("--version")
        .output()
        .is_err()
    {
        eprintln!("skipped: there is no make");
        return;
    }
    let targets = ["ankle-en", "ankle-hi", "hip-en", "knee-en", odd];
    let targets = targets.map(|stem| match stem == odd {
        true => format!("leaflets/{odd}-en.pdf"),
        false => format!("leaflets/{stem}.pdf"),
    });
    let out_of_date = || {
        let is_old = |target: &&String| {
            let run = bench.program("make").with(["-q", target.as_str()]).run();
            assert!(
                matches!(run.code(), Some(0 | 1)),
                "{target}: {}",
                run.errors()
            );
            run.code() == Some(1)
        };
        let old = targets.iter().filter(is_old);
        old.map(|target| target["leaflets/".len()..].to_owned())
            .collect::<Vec<_>>()
    };
    let touch = |name: &str, later: u64| {
        let file = std::fs::File::options()
            .append(true)
            .open(bench.path().join(name))
            .unwrap();
        file.set_modified(SystemTime::now() + Duration::from_secs(later))
            .unwrap();
    };
    assert_eq!(out_of_date(), Vec::<String>::new());
    touch("content/guides/hip/shape.svg", 10);
    assert_eq!(out_of_date(), ["hip-en.pdf"]);
    touch(&format!("content/guides/{odd}/en.yaml"), 10);
    assert_eq!(
        out_of_date(),
        ["hip-en.pdf".to_owned(), format!("{odd}-en.pdf")]
    );
    touch("content/languages/hi.yaml", 10);
    assert_eq!(out_of_date()[0], "ankle-hi.pdf");
    touch("leaflet.yaml", 10);
    assert_eq!(out_of_date().len(), 5);
    // A picture that is gone is no error to make.
    std::fs::remove_file(bench.path().join("content/guides/hip/shape.svg")).unwrap();
    assert_eq!(out_of_date().len(), 5);
}

#[test]
fn the_manuals_rules_for_make_work_as_written() {
    let manual = include_str!("../../docs/library.md");
    let (_, behind) = manual.split_once("```make\n").unwrap();
    let (rules, _) = behind.split_once("```").unwrap();
    let bench = clinic().with_file("Makefile", rules);
    if std::process::Command::new("make")
        .arg("--version")
        .output()
        .is_err()
    {
        eprintln!("skipped: there is no make");
        return;
    }
    let program = std::path::Path::new(env!("CARGO_BIN_EXE_leaflet"));
    let path = format!("{}:/usr/bin:/bin", program.parent().unwrap().display());
    let make = |argument: &str| {
        bench
            .program("make")
            .env("PATH", &path)
            .with([argument])
            .run()
    };
    make("all").succeeds().output_has("leaflets/hip-en.pdf\n");
    assert_eq!(leaflets(&bench).len(), 4);
    make("-q").succeeds();
    bench.put("content/guides/hip/shape.svg", drawing("#405060"));
    make("-q").exits_with(1);
    let run = make("all");
    run.succeeds()
        .output_has("leaflets/hip-en.pdf\n")
        .never_says("knee-en.pdf");
    make("-q").succeeds();
}

#[test]
fn shares_together_are_the_whole() {
    let many = || {
        let bench = Workbench::new();
        for number in 1..=20 {
            bench.put(
                &format!("content/guides/guide-{number}/en.yaml"),
                guide(&format!("G {number}")),
            );
        }
        bench
    };
    let whole = many();
    whole.leaflet(["build"]).run().succeeds();
    let shared = many();
    let script =
        "for i in 1 2 3; do \"$0\" build --shard $i/3 --manifest list-$i.json & done; wait";
    shared
        .program("sh")
        .with(["-c", script, env!("CARGO_BIN_EXE_leaflet")])
        .run()
        .succeeds();
    assert!(leaflets(&shared) == leaflets(&whole));
    let mut listed = Vec::new();
    for share in 1..=3 {
        let list: Value =
            serde_json::from_slice(&shared.bytes(&format!("list-{share}.json"))).unwrap();
        assert_eq!(list["share"], format!("{share}/3"));
        let entries = list["leaflets"].as_array().unwrap();
        assert!((6..=7).contains(&entries.len()), "{}", entries.len());
        listed.extend(
            entries
                .iter()
                .map(|entry| entry["file"].as_str().unwrap().to_owned()),
        );
    }
    listed.sort();
    listed.dedup();
    assert_eq!(listed.len(), 20);
    // Whoever comes later knows what the shares made.
    shared
        .leaflet(["build"])
        .run()
        .succeeds()
        .errors_have("0 made, 20 unchanged");
    is_fresh(&shared);
    let script = "for i in 1 2 3; do \"$0\" build --check --shard $i/3 || exit; done";
    shared
        .program("sh")
        .with(["-c", script, env!("CARGO_BIN_EXE_leaflet")])
        .run()
        .succeeds()
        .makes_nothing();
    for share in ["0/3", "4/3", "3", "x/y"] {
        shared
            .leaflet(["build", "--shard", share])
            .run()
            .exits_with(2)
            .makes_nothing();
    }
}

#[test]
fn a_killed_build_is_finished_by_the_next() {
    let many = |title: &str| {
        let bench = Workbench::new();
        for number in 1..=40 {
            bench.put(
                &format!("content/guides/guide-{number:02}/en.yaml"),
                guide(&format!("{title} {number}")),
            );
        }
        bench
    };
    let (old, new) = (many("Old"), many("New"));
    old.leaflet(["build"]).run().succeeds();
    new.leaflet(["build"]).run().succeeds();
    let (old, new) = (leaflets(&old), leaflets(&new));
    let mut partial = 0;
    for start in [0, 40] {
        // From nothing, and over an older library.
        for hundredths in (4..120).step_by(8) {
            let bench = many("Old");
            if start > 0 {
                bench.leaflet(["build"]).run().succeeds();
                for number in 1..=40 {
                    bench.put(
                        &format!("content/guides/guide-{number:02}/en.yaml"),
                        guide(&format!("New {number}")),
                    );
                }
            }
            let wanted = if start > 0 { &new } else { &old };
            let seconds = format!("{}.{:02}", hundredths / 100, hundredths % 100);
            let run = bench
                .program("timeout")
                .with([
                    "-s",
                    "KILL",
                    &seconds,
                    env!("CARGO_BIN_EXE_leaflet"),
                    "build",
                ])
                .run();
            let there = leaflets(&bench);
            let right = there
                .iter()
                .filter(|(name, bytes)| wanted.get(*name) == Some(*bytes));
            let right = right.count();
            for (name, bytes) in &there {
                assert!(
                    [&old, &new]
                        .iter()
                        .any(|whole| whole.get(name) == Some(bytes)),
                    "{name}"
                );
            }
            if right > 0 && right < 40 {
                partial += 1;
            }
            let finished = run.code() == Some(0);
            let again = bench.leaflet(["build"]).run();
            again.succeeds();
            assert!(leaflets(&bench) == *wanted, "killed after {seconds} s");
            let stray = bench
                .files()
                .into_iter()
                .find(|name| name.contains("part-"));
            assert_eq!(stray, None);
            is_fresh(&bench);
            if finished {
                break;
            }
        }
    }
    assert!(partial > 0, "no run was killed half-way");
}

#[test]
fn the_settings_say_what_the_library_has() {
    let bench = clinic().with_file(
        "leaflet.yaml",
        "guides: [knee, minimally-invasive-spinal-fusion]\nlanguages: [en]\noutput: out/made\n",
    );
    bench
        .leaflet(["build"])
        .run()
        .succeeds()
        .output_is("out/made/knee-en.pdf\nout/made/minimally-invasive-spinal-fusion-en.pdf\n");
    bench
        .leaflet(["build", "--output-dir", "elsewhere", "-q"])
        .run()
        .succeeds()
        .errors_are("")
        .output_has("elsewhere/knee-en.pdf\n");
    for (settings, place, expected) in [
        (
            "guides: [nkee]\n",
            "leaflet.yaml:1:10",
            "did you mean `knee`?",
        ),
        (
            "languages: [en, xx]\n",
            "leaflet.yaml:1:17",
            "`leaflet list languages`",
        ),
        (
            "editions: [a5]\n",
            "leaflet.yaml:1:12",
            "choose from `standard`, `a4`, `letter`",
        ),
    ] {
        bench.put("leaflet.yaml", settings);
        bench
            .leaflet(["build"])
            .run()
            .exits_with(1)
            .makes_nothing()
            .errors_have(place)
            .errors_have(expected);
    }
    bench.put("leaflet.yaml", "guides: [knee]\nlanguages: [hi]\n");
    bench
        .leaflet(["build"])
        .run()
        .exits_with(2)
        .makes_nothing()
        .errors_have("the library has no leaflets");

    // Without content the library is what is built in; with a brand alone too.
    let bench = Workbench::new();
    let spinal = "leaflets/minimally-invasive-spinal-fusion-en.pdf\n";
    bench.leaflet(["build"]).run().succeeds().output_is(spinal);
    let bench = Workbench::new().with_file("content/brands/ours/brand.yaml", brand("Ours"));
    bench.leaflet(["build"]).run().succeeds().output_is(spinal);
}

#[test]
fn a_language_without_a_file_is_left_out_and_told() {
    let bench = clinic().with_file("content/guides/knee/ta.yaml", guide("Muzhangal"));
    bench
        .leaflet(["build"])
        .run()
        .succeeds()
        .errors_have(
            "no leaflet of the guide `knee` is made in `ta`: there is no language with \
            this name",
        )
        .errors_have("`leaflet new language ta`")
        .errors_have("4 made");
}

#[test]
fn two_leaflets_never_become_one_file() {
    let bench = clinic().with_file("content/guides/Knee/en.yaml", guide("Another knee"));
    bench
        .leaflet(["build"])
        .run()
        .exits_with(1)
        .output_is("leaflets/ankle-en.pdf\nleaflets/ankle-hi.pdf\nleaflets/hip-en.pdf\n")
        .errors_have("on some computers, `Knee-en.pdf` and `knee-en.pdf` would be the same file")
        .errors_have("3 made, 0 unchanged, 2 failed");
    let bench = clinic()
        .with_file("content/languages/en-hi.yaml", language("en-hi", "Mixed"))
        .with_file("content/guides/hip/en-hi.yaml", guide("Hip"))
        .with_file("content/guides/hip-en/hi.yaml", guide("Hip, the other"));
    bench
        .leaflet(["build"])
        .run()
        .exits_with(1)
        .errors_have("two leaflets would get the name `hip-en-hi.pdf`")
        .errors_have("4 made, 0 unchanged, 2 failed");
}

#[test]
fn a_folder_beside_the_content_is_no_guide_of_the_library() {
    let bench = clinic().with_file("knee/en.yaml", "titel: a draft\n");
    bench
        .leaflet(["build"])
        .run()
        .succeeds()
        .errors_have("4 made");
}

#[test]
fn machines_hear_of_every_leaflet() {
    let bench = clinic().with_file("content/guides/hip/en.yaml", "titel: Hip\n");
    bench.leaflet(["build"]).run().exits_with(1);
    bench.put("content/guides/knee/en.yaml", guide("Knee again"));
    let run = bench.leaflet(["build", "--message-format", "json"]).run();
    run.exits_with(1).output_is("leaflets/knee-en.pdf\n");
    let lines: Vec<Value> = run
        .errors()
        .lines()
        .map(|line| serde_json::from_str(line).unwrap())
        .collect();
    let events: Vec<String> = lines
        .iter()
        .filter_map(|line| {
            let file = line["file"].as_str().unwrap_or_default();
            Some(format!("{} {file}", line["event"].as_str()?))
        })
        .collect();
    assert_eq!(
        events,
        [
            "unchanged leaflets/ankle-en.pdf",
            "unchanged leaflets/ankle-hi.pdf",
            "failed leaflets/hip-en.pdf",
            "made leaflets/knee-en.pdf",
            "summary "
        ]
    );
    let summary = lines.last().unwrap();
    for (count, expected) in [("asked", 4), ("made", 1), ("unchanged", 2), ("failed", 1)] {
        assert_eq!(summary[count], expected, "{count}");
    }
    assert!(lines.iter().any(|line| line["rule"] == "unknown-key"));
}

#[test]
fn two_libraries_are_made_in_two_folders_of_one_process() {
    let make = |bench: &Workbench| {
        let order = LibraryOrder {
            workplace: Workplace::at(bench.path()),
            content: None,
            brand: None,
            edition: None,
            format: None,
            folder: Some("out".into()),
            work: LibraryWork::Make {
                force: false,
                prune: false,
                manifest: Some("list.json".into()),
                rules: None,
            },
            share: Share::WHOLE,
            threads: 1,
            today: date(2026, 12, 1),
            default_date: None,
            stop: Stop::new(),
        };
        let mut made = Vec::new();
        let mut hear = |event: LibraryEvent<'_>| {
            if let LibraryEvent::Leaflet(_, path) = event {
                made.push(path.to_owned());
            }
            Ok(())
        };
        let outcome = run(&order, &mut SourceSet::new(), &mut hear).unwrap();
        assert!(matches!(outcome, LibraryOutcome::Made { .. }));
        made
    };
    let benches = ["Knee", "Hip"]
        .map(|title| Workbench::new().with_file("content/guides/joint/en.yaml", guide(title)));
    let [knee, hip] = &benches;
    std::thread::scope(|scope| {
        let other = scope.spawn(|| make(hip));
        assert_eq!(make(knee).len(), 1);
        assert_eq!(other.join().unwrap().len(), 1);
    });
    for bench in &benches {
        let made = bench.bytes("out/joint-en.pdf");
        assert!(!bench.bytes("list.json").is_empty());
        bench
            .leaflet(["build", "--output-dir", "again"])
            .run()
            .succeeds();
        assert!(bench.bytes("again/joint-en.pdf") == made);
    }
    assert!(knee.bytes("out/joint-en.pdf") != hip.bytes("out/joint-en.pdf"));
}
