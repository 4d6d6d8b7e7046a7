//! The authors' manual is true: what is said of blocks, sections and files is the documentation
//! beside the code, and each picture shows what an example becomes.
//!
//! With UPDATE set, the made parts and the pictures are written and the test fails once, so that a
//! person looks at them.

use std::path::{Path, PathBuf};

use leaflet::commands::starter::{self, Starter};
use leaflet::model::fact::{FACTS, FactKind};
use leaflet::model::guide::{BlockKind, KINDS, SECTION_DOCUMENTATION};

use crate::explain::{bench_with_pictures, guide_around};
use crate::support::pdf_reading::PageContents;
use crate::support::pictures::{Picture, picture_of_page};
use crate::support::snapshots::accepts_changes;

/// The resolution of the pictures: text as wide as a page of the manual.
const DOTS_PER_INCH: f32 = 96.0;

/// White around a picture, in dots.
const MARGIN: usize = 8;

fn docs() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("docs")
}

/// A block's part of the manual: its documentation, with a picture below what the patient sees.
fn chapter(kind: &BlockKind) -> String {
    let picture = format!(
        "![The example of {0} below, as it is printed](pictures/block-{0}.png)\n\n## How it is written",
        kind.name
    );
    let documentation = kind.documentation.replace("## How it is written", &picture);
    format!(
        "### `{}`\n\n{}",
        kind.name,
        documentation.replace("\n## ", "\n#### ")
    )
}

/// The table of placeholders, with the options that fill them.
fn placeholders() -> String {
    let rows = FACTS.iter().map(|entry| {
        let option = entry.name.replace('_', "-");
        let other = match entry.kind {
            FactKind::Surgeon => " or `--surgeon-name`",
            _ => "",
        };
        format!("| `{{{}}}` | `--{option}`{other} |\n", entry.name)
    });
    let head = "| placeholder | filled by |\n|---|---|\n".to_owned();
    std::iter::once(head).chain(rows).collect()
}

/// The made parts of the manual, each behind the words of its opening remark.
fn made_parts() -> Vec<(&'static str, String)> {
    let file = |starter| format!("```yaml\n{}```\n", starter::text(starter, "NAME"));
    let chapters: Vec<String> = KINDS.iter().map(chapter).collect();
    vec![
        ("the file of a guide", file(Starter::Guide)),
        ("sections", SECTION_DOCUMENTATION.replace("\n## ", "\n### ")),
        ("blocks", chapters.join("\n")),
        ("placeholders", placeholders()),
        ("settings", file(Starter::Project)),
    ]
}

#[test]
fn the_manual_says_what_the_code_says() {
    let path = docs().join("authors.md");
    let manual = std::fs::read_to_string(&path).unwrap();
    let mut expected = manual.clone();
    for (name, text) in made_parts() {
        let opening = format!("<!-- made by a test from here: {name} -->\n");
        let (before, rest) = expected.split_once(&opening).expect(name);
        let (_, behind) = rest.split_once("<!-- to here -->").expect(name);
        expected = format!("{before}{opening}\n{text}\n<!-- to here -->{behind}");
    }
    if manual == expected {
        return;
    }
    assert!(
        accepts_changes(),
        "docs/authors.md says something else than the code; set UPDATE=1 to write it again"
    );
    std::fs::write(&path, expected).unwrap();
    panic!("docs/authors.md was written; look at it and run the tests again");
}

#[test]
fn the_manual_names_what_there_is() {
    let manual = std::fs::read_to_string(docs().join("authors.md")).unwrap();
    let mut links = 0;
    for part in manual.split("](").skip(1) {
        let target = part.split(')').next().unwrap();
        if !target.contains("//")
            && !target.contains('…')
            && !target.starts_with("tel:")
            && !target.starts_with('#')
        {
            assert!(docs().join(target).exists(), "{target}");
            links += 1;
        }
    }
    assert!(links > KINDS.len(), "{links} links");
}

#[test]
fn its_commands_run_as_written_one_after_the_other() {
    let manual = std::fs::read_to_string(docs().join("authors.md")).unwrap();
    let bench = bench_with_pictures();
    let mut count = 0;
    let mut fence = None;
    for line in manual.lines() {
        match (fence, line.strip_prefix("```")) {
            (None, Some(kind)) => fence = Some(kind),
            (Some(_), Some(_)) => fence = None,
            (Some(""), None) => {
                let words = line.strip_prefix("leaflet ").expect(line);
                bench.leaflet(words.split(' ')).run().succeeds();
                count += 1;
            }
            _ => {}
        }
    }
    assert!(count > 5, "{count} commands");
}

/// The height of the baseline on which some words stand, from the page's foot.
fn baseline_of(page: &PageContents, words: &str) -> Option<f32> {
    let visible: Vec<_> = page
        .glyphs
        .iter()
        .filter(|glyph| !glyph.is_blank())
        .collect();
    let wanted: String = words.split(' ').collect();
    (0..visible.len()).find_map(|at| {
        let text: String = visible[at..]
            .iter()
            .take(wanted.chars().count())
            .map(|glyph| glyph.text.trim())
            .collect();
        text.starts_with(&wanted).then(|| visible[at].baseline)
    })
}

/// The block of an example on its page: what stands below the heading and above what follows.
fn picture_of(kind: &BlockKind) -> Picture {
    let bench = bench_with_pictures();
    bench.put("guide.yaml", guide_around(kind.example()));
    bench
        .leaflet(["make", "guide.yaml", "-o", "a.pdf"])
        .run()
        .succeeds();
    let pdf = bench.pdf("a.pdf");
    let page = &pdf.pages[0];
    let heading = baseline_of(page, "Heading").unwrap();
    let below = baseline_of(page, "Your questions").map(|baseline| baseline + 34.0);
    // Neither the rule above what follows nor the foot of the page is part of the block.
    let foot = baseline_of(page, "Page 1").unwrap() + 18.0;
    let top = page.height - heading + 5.0;
    let height = heading - 5.0 - below.unwrap_or(foot);
    let drawn = picture_of_page(&bench.bytes("a.pdf"), 1, DOTS_PER_INCH);
    drawn
        .cut([0.0, top, page.width - 1.0, height])
        .trimmed(MARGIN)
}

#[test]
fn every_picture_shows_what_the_example_becomes() {
    let mut wrong = Vec::new();
    for kind in KINDS {
        let reference = docs().join(format!("pictures/block-{}.png", kind.name));
        let picture = picture_of(kind);
        let looked = std::panic::catch_unwind(|| picture.looks_like_file(&reference));
        if looked.is_err() {
            wrong.push(kind.name);
        }
    }
    assert!(wrong.is_empty(), "{wrong:?}");
    // A picture of a kind that is no more would stay unseen.
    let kept = std::fs::read_dir(docs().join("pictures")).unwrap().count();
    assert_eq!(kept, KINDS.len());
}
