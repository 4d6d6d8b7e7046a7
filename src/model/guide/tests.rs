//! Tests of the guide's reading as a whole: a sound guide, and each fault at its place.

use proptest::prelude::*;

use super::*;
use crate::base::diagnostic::harmless;
use crate::model::brand::Brand;
use crate::model::language::Language;
use crate::source::messages::{human, json};

const SOUND: &str = "title: A\nsections:\n  - heading: B\n    roles: [other]\n    blocks:\n";

/// `line:column rule` of every fault in file order.
fn faults(text: &str) -> Vec<String> {
    let mut sources = SourceSet::new();
    let file = sources.add("guide.yaml", text);
    let (guide, found) = Guide::read(&sources, file);
    assert_eq!(guide.is_none(), found.has_errors(), "{text}");
    found
        .iter()
        .map(|one| {
            assert!(
                !one.message.is_empty() && !one.message.ends_with('.'),
                "{}",
                one.message
            );
            assert!(!one.hints.is_empty(), "no hint: {}", one.message);
            let (line, column) = one
                .span
                .map(|span| sources.position(span))
                .unwrap_or_default();
            format!("{line}:{column} {}", one.rule)
        })
        .collect()
}

/// The faults of one block in an otherwise sound guide; its first line is line 6.
fn faults_of_block(block: &str) -> Vec<String> {
    let lines: Vec<String> = block
        .lines()
        .map(|line| format!("      {line}\n"))
        .collect();
    faults(&format!("{SOUND}{}", lines.concat()))
}

#[test]
fn a_short_guide_is_sound_and_lacks_only_what_is_good_to_have() {
    let mut sources = SourceSet::new();
    let text = format!("\u{feff}{SOUND}      - paragraph: c\n").replace('\n', "\r\n");
    let file = sources.add("guide.yaml", text);
    let (guide, found) = Guide::read(&sources, file);
    assert!(found.is_empty());
    let guide = guide.unwrap();
    assert_eq!(guide.title.text, "A");
    assert_eq!(sources.position(guide.title.span), (1, 8));
    assert_eq!(guide.sections[0].roles, [Role::Other]);
    assert_eq!(guide.absent().len(), 9);
}

#[test]
fn scalars_stay_as_they_are_written() {
    for word in [
        "no", "1.10", "0755", "1:30", "2026", "yes", "0x1F", "1e3", ".inf",
    ] {
        let mut sources = SourceSet::new();
        let file = sources.add(
            "g",
            format!("version: {word}\n{SOUND}      - key_point: c\n"),
        );
        let (guide, _) = Guide::read(&sources, file);
        assert_eq!(guide.unwrap().version.unwrap().text, word);
    }
}

#[test]
fn a_blank_line_begins_a_new_paragraph() {
    for (text, line) in [
        ("- paragraph: >-\n    one\n    and on\n\n    two\n", 10),
        ("- paragraph: |\n    one\n    and on\n\n    two\n", 10),
        ("- paragraph: \"one\n    and on\n\n    two\"\n", 9),
    ] {
        let lines: Vec<String> = text.lines().map(|line| format!("      {line}\n")).collect();
        let mut sources = SourceSet::new();
        let file = sources.add("g", format!("{SOUND}{}", lines.concat()));
        let (guide, _) = Guide::read(&sources, file);
        let blocks = guide.unwrap().sections.remove(0).blocks;
        let words: Vec<String> = blocks
            .iter()
            .map(|block| match block {
                Block::Paragraph(paragraph) => paragraph.text.plain(),
                other => other.kind().name.to_owned(),
            })
            .collect();
        assert_eq!(words, ["one and on", "two"], "{text}");
        assert_eq!(sources.position(blocks[1].span()).0, line, "{text}");
    }
}

#[test]
fn faults_of_the_whole_file() {
    let blocks = "      - paragraph: c\n";
    for (text, expected) in [
        (String::new(), vec!["1:1 empty-guide"]),
        ("# nothing\n".to_owned(), vec!["1:1 empty-guide"]),
        ("just words\n".to_owned(), vec!["1:1 wrong-type"]),
        ("- a\n- b\n".to_owned(), vec!["1:1 wrong-type"]),
        ("title: A\n".to_owned(), vec!["1:1 missing-field"]),
        (
            "title: A\nsections: []\n".to_owned(),
            vec!["2:11 empty-value"],
        ),
        (
            format!("titel: A\n{}{blocks}", &SOUND[9..]),
            vec!["1:1 unknown-key"],
        ),
        (
            format!("{SOUND}{blocks}title: again\n"),
            vec!["7:1 duplicate-key"],
        ),
        (format!("{SOUND}{blocks}code:\n"), vec!["7:1 empty-value"]),
        (
            format!("{SOUND}{blocks}code: ''\n"),
            vec!["7:7 empty-value"],
        ),
        (
            format!("{SOUND}{blocks}code: [a]\n"),
            vec!["7:7 needs-quotes"],
        ),
        (
            format!("{SOUND}{blocks}code:\n  - a\n"),
            vec!["8:3 wrong-type"],
        ),
        (
            format!("{SOUND}{blocks}contacts: a\n"),
            vec!["7:11 wrong-type"],
        ),
        (
            format!("{SOUND}{blocks}reading_minutes: 121\n"),
            vec!["7:18 wrong-number"],
        ),
        (
            format!("{SOUND}{blocks}reviewed_on: 31.3.26\n"),
            vec!["7:14 wrong-date"],
        ),
        (
            format!("{SOUND}{blocks}reviewed_on: 2026-03-31\nnext_review: 2025-03-31\n"),
            vec!["8:14 wrong-date"],
        ),
        (
            format!("{SOUND}{blocks}---\na: b\n"),
            vec!["7:1 second-document"],
        ),
        (
            format!("{SOUND}{blocks}code: &x a\nversion: *x\n"),
            vec!["7:7 alias", "8:10 alias"],
        ),
        (
            format!("{SOUND}{blocks}code: !!binary a\n"),
            vec!["7:7 yaml-tag"],
        ),
        (
            format!("{SOUND}{blocks}code: !include a\n"),
            vec!["7:7 yaml-tag"],
        ),
        (
            format!("{SOUND}{blocks}code: {}\n", "[".repeat(40)),
            vec!["7:22 deep-nesting"],
        ),
        (
            format!("{SOUND}{blocks}code: a\u{1b}b\n"),
            vec!["7:8 control-character"],
        ),
        (format!("{SOUND}{blocks}code: \"a\\0b\\eé\\u202E\"\n"), {
            vec![
                "7:9 control-character",
                "7:12 control-character",
                "7:15 control-character",
            ]
        }),
        (format!("{SOUND}{blocks}code: \u{2067}a\u{fffe}\n"), {
            vec!["7:7 control-character", "7:9 control-character"]
        }),
        (
            format!("{SOUND}{blocks}code: “a”\n"),
            vec!["7:7 curly-quotes"],
        ),
        (
            format!("{SOUND}{blocks}code: “a: b”\n"),
            vec!["7:7 curly-quotes"],
        ),
        (
            format!("{SOUND}{blocks}code: {}\n", "x".repeat(20_001)),
            vec!["7:7 text-too-long"],
        ),
        (
            format!("{SOUND}{blocks}code: {}\n", "x".repeat(1_001)),
            vec!["7:7 text-too-long"],
        ),
        (
            format!("{SOUND}{blocks}also_known_as: [{}]\n", "a, ".repeat(21)),
            { vec!["7:77 too-many-items"] },
        ),
        (
            format!("{SOUND}{blocks}reviewed_by: {{persn: a}}\n"),
            vec!["7:15 unknown-key"],
        ),
    ] {
        assert_eq!(faults(&text), expected, "{text}");
    }
}

#[test]
fn faults_of_yaml_do_not_hide_those_behind_them() {
    for (block, expected) in [
        (
            "- paragraph: a: b\n- paragaph: c",
            vec!["6:21 unquoted-colon", "7:9 unknown-block"],
        ),
        (
            "\t- paragraph: a\n- paragaph: c",
            vec!["6:7 tab", "7:9 unknown-block"],
        ),
        (
            "- paragraph: **a** b\n- bulets: [c]",
            vec!["6:20 needs-quotes", "7:9 unknown-block"],
        ),
        (
            "- paragraph: \"a\n- bulets: [c]",
            vec!["6:20 unclosed-quote", "7:9 unknown-block"],
        ),
        (
            "- paragraph: 'it's'\n- bulets: [c]",
            vec!["6:24 text-after-quote", "7:9 unknown-block"],
        ),
        (
            "- paragraph: \"\\*a\"\n- bulets: [c]",
            vec!["6:21 unknown-escape", "7:9 unknown-block"],
        ),
        (
            "- bullets: [a\n- bulets: [c]",
            vec!["6:18 unclosed-bracket", "7:9 unknown-block"],
        ),
        (
            "- paragraph: @a\n- key_point: `b`",
            vec!["6:20 needs-quotes", "7:20 needs-quotes"],
        ),
        (
            "- paragraph:a\n- bulets: [c]",
            vec!["6:9 missing-colon", "7:9 unknown-block"],
        ),
        (
            "- figure:\n    picture: a.png\n    alternative_text b\n- bulets: [c]",
            vec!["8:11 missing-colon", "9:9 unknown-block"],
        ),
    ] {
        assert_eq!(faults_of_block(block), expected, "{block}");
    }
}

#[test]
fn faults_of_blocks() {
    for (block, expected) in [
        ("- paragaph: a", vec!["6:9 unknown-block"]),
        ("- words", vec!["6:9 wrong-block"]),
        ("- \u{a0}paragraph: a", vec!["6:9 wrong-indentation"]),
        ("- key_point: a\n- [b]: c", vec!["7:9 wrong-type"]),
        ("- paragraph", vec!["6:9 wrong-block"]),
        ("- paragraph: a\n  key_point: b", vec!["7:9 wrong-block"]),
        ("- figure:\n  picture: a.png", vec!["7:9 wrong-block"]),
        ("- paragraph:", vec!["6:9 empty-value"]),
        ("- paragraph: \"**a\"", vec!["6:21 unclosed-strong"]),
        ("- paragraph: a [b](c) d", vec!["6:26 wrong-link"]),
        ("- paragraph: a {surgoen}", vec!["6:22 unknown-placeholder"]),
        (
            "- paragraph: a [{patient}](https://b.org)",
            vec!["6:23 placeholder-not-here"],
        ),
        (
            "- sub_heading: \"{patient}\"\n- key_point: a",
            vec!["6:23 placeholder-not-here"],
        ),
        ("- sub_heading: a", vec!["6:9 sub-heading-without-content"]),
        ("- sub_heading: a\n- sub_heading: b\n- key_point: c", {
            vec!["6:9 sub-heading-without-content"]
        }),
        ("- key_point: \"a\n\n    b\"", vec!["8:11 one-paragraph"]),
        (
            "- key_point: \"a\n  b\n  c\"",
            vec!["7:9 wrong-indentation"],
        ),
        (
            "- bullets:\n    - Before the operation:",
            vec!["7:33 bullet-colon"],
        ),
        (
            "- bullets:\n    - Before: nothing",
            vec!["7:19 unquoted-colon"],
        ),
        ("- bullets:\n    - {patient}", vec!["7:13 needs-quotes"]),
        ("- bullets:\n    -\n    - a", vec!["7:12 empty-value"]),
        (
            "- figure:\n    picture: a.png",
            vec!["7:11 figure-without-alternative-text"],
        ),
        (
            "- figure:\n    picture: a.png\n    alternative_text: ''",
            vec!["8:11 figure-without-alternative-text"],
        ),
        (
            "- figure:\n    picture: /etc/passwd\n    alternative_text: a\n    width: wide",
            vec!["7:20 wrong-picture-name", "9:18 unknown-choice"],
        ),
        (
            "- figure:\n    pictures: a.png\n    caption: b",
            vec!["7:21 wrong-type"],
        ),
        (
            "- figure:\n    picture: a.png\n    alternative_text: a\n    labels: [rim]",
            vec!["9:20 wrong-type"],
        ),
        (
            "- risks:\n    - risk: a\n      how_often: 5 %",
            vec!["8:24 missing-field"],
        ),
        (
            "- risks:\n    - risk: a\n      how_often: 5 in 20",
            vec!["8:24 wrong-frequency"],
        ),
        (
            "- risks:\n    - risk: a\n      how_often: 1 in 0",
            vec!["8:24 wrong-frequency"],
        ),
        (
            "- risks:\n    - risk: a\n      how_often: 1 in 10,000,001",
            { vec!["8:24 wrong-frequency"] },
        ),
        (
            "- risks:\n    - risk: a\n      source: b",
            vec!["8:13 missing-field"],
        ),
        (
            "- comparison:\n    columns: [a, b, c, d]\n    rows: [{point: b, cells: [c]}]",
            { vec!["7:11 wrong-columns"] },
        ),
        (
            "- comparison:\n    columns: [a, b]\n    rows: [{point: b, cells: [c]}]",
            { vec!["8:29 wrong-columns"] },
        ),
        (
            "- contact:\n    name: a\n    website: b.org\n    email: c",
            { vec!["8:20 wrong-link", "9:18 wrong-email"] },
        ),
        ("- question:\n    question: a", vec!["7:11 missing-field"]),
        (
            "- warning_signs:\n    - what_to_do: a",
            vec!["7:13 missing-field"],
        ),
        (
            "- procedure_steps:\n    - text: a",
            vec!["7:13 missing-field"],
        ),
    ] {
        assert_eq!(faults_of_block(block), expected, "{block}");
    }
}

#[test]
fn faults_of_sections() {
    for (section, expected) in [
        (
            "  - heading: B\n    roles: [other]\n",
            vec!["3:5 heading-without-content"],
        ),
        (
            "  - heading: B\n    roles: [other]\n    blocks:\n",
            vec!["3:5 heading-without-content"],
        ),
        (
            "  - heading: B\n    roles: [risk]\n    blocks: [{key_point: a}]\n",
            vec!["4:13 unknown-role"],
        ),
        (
            "  - heading: B\n    blocks: [{key_point: a}]\n",
            vec!["3:5 missing-field"],
        ),
        (
            "  - roles: [other]\n    blocks: [{key_point: a}]\n",
            vec!["3:5 missing-field"],
        ),
    ] {
        assert_eq!(
            faults(&format!("title: A\nsections:\n{section}")),
            expected,
            "{section}"
        );
    }
}

#[test]
fn what_was_not_reached_is_not_called_missing() {
    let text = "title: A\nsections:\n  - heading: B\n    roles: [other]\n    %what\n: -\n";
    let found = faults(text);
    assert!(
        found.iter().all(|fault| !fault.ends_with("missing-field")),
        "{found:?}"
    );
    let mut sources = SourceSet::new();
    let file = sources.add("g", "- a\ntitle: A\n");
    let (_, found) = Guide::read(&sources, file);
    let stopped = found
        .iter()
        .find(|one| one.rule == rule::WRONG_INDENTATION)
        .unwrap();
    assert!(
        stopped
            .hints
            .iter()
            .any(|hint| hint.to_string().contains("was not read")),
        "{stopped:?}"
    );
}

#[test]
#[expect(
    clippy::disallowed_methods,
    reason = "the time that reading takes is what is tested"
)]
fn bombs_are_refused_quickly() {
    let bombs = [
        format!("a: {}", "[".repeat(100_000)),
        "[".repeat(2_000_000),
        format!(
            "a: &x {}\nb: [{}]\n",
            "y".repeat(100_000),
            "*x,".repeat(20_000)
        ),
        format!("a: \"{}\"", "x".repeat(2_000_000)),
        "- ".repeat(1_000_000),
        "k: v\n".repeat(400_000),
        "\ta: b\n".repeat(300_000),
        "\u{1b}".repeat(2_000_000),
        format!("[{}", "&a ".repeat(600_000)),
        format!("a: \"{}\"", "\\q".repeat(1_000_000)),
        format!("{SOUND}{}", "      - paragraph: \"**** \"\n".repeat(60_000)),
        "a: 'x\n".repeat(300_000),
        "x".repeat(MAXIMUM_BYTES_AND_MORE),
    ];
    for bomb in bombs {
        let started = std::time::Instant::now();
        let mut sources = SourceSet::new();
        let file = sources.add("bomb", bomb.as_str());
        let (guide, found) = Guide::read(&sources, file);
        assert!(guide.is_none() && found.has_errors());
        let _ = human::render(&found, &sources, true);
        let head: String = bomb.chars().take(20).collect();
        assert!(
            started.elapsed().as_secs_f64() < 2.0,
            "{head}: {:?}",
            started.elapsed()
        );
    }
}

const MAXIMUM_BYTES_AND_MORE: usize = crate::source::MAXIMUM_FILE_BYTES + 1;

/// Reads bytes as everything that can be read, and draws what was found.
fn read_as_everything(bytes: &[u8]) {
    let mut sources = SourceSet::new();
    let mut found = Diagnostics::new();
    match sources.add_yaml("any\u{1b}.yaml", bytes) {
        Ok(file) => {
            found.append(Guide::read(&sources, file).1);
            found.append(Brand::read(&sources, file, "any", "en").1);
            found.append(Language::read(&sources, file, "en").1);
        }
        Err(fault) => found.push(fault),
    }
    let drawn = human::render(&found, &sources, false);
    assert!(drawn.chars().all(|c| c == '\n' || c == harmless(c)));
    for line in json::render(&found, &sources).lines() {
        assert!(serde_json::from_str::<serde_json::Value>(line).is_ok());
    }
    for one in found.iter() {
        if let Some(span) = one.span {
            let text = sources.get(span.file).text();
            assert!(span.start <= span.end && span.end <= text.len(), "{one:?}");
            assert!(text.is_char_boundary(span.start) && text.is_char_boundary(span.end));
        }
    }
}

const EXAMPLES: [&str; 3] = [
    include_str!("../../../examples/every-block/guides/every-block/en.yaml"),
    include_str!("../../../examples/every-block/brands/sample-clinic/brand.yaml"),
    include_str!("../../../content/languages/en.yaml"),
];

/// Pieces that matter to YAML or to the marks.
const PIECES: [&str; 40] = [
    ": ",
    "- ",
    "\n",
    "\t",
    "\"",
    "'",
    "[",
    "]",
    "{",
    "}",
    "**",
    "\\",
    "# ",
    "| ",
    "> ",
    "&a ",
    "*a ",
    "!x ",
    "? ",
    "%",
    "@",
    "`",
    "---\n",
    "...\n",
    "\r\n",
    "\r",
    "\u{feff}",
    "\u{202e}",
    "“",
    "”",
    "  ",
    "      ",
    "{patient}",
    "[a](b)",
    "^",
    "~",
    "é",
    "\\u202e",
    "\0",
    "key: ",
];

proptest! {
    #![proptest_config(ProptestConfig { cases: ProptestConfig::default().cases * 2, ..ProptestConfig::default() })]

    #[test]
    fn any_bytes_are_read_without_panic(bytes in prop::collection::vec(any::<u8>(), 0..400)) {
        read_as_everything(&bytes);
    }

    #[test]
    fn any_pieces_are_read_without_panic(
        pieces in prop::collection::vec((0..PIECES.len(), "[a-c]{0,3}"), 0..60)
    ) {
        let text: String =
            pieces.iter().map(|(piece, word)| format!("{}{word}", PIECES[*piece])).collect();
        read_as_everything(text.as_bytes());
    }

    #[test]
    fn any_mutation_of_an_example_is_read_without_panic(
        example in 0..EXAMPLES.len(),
        edits in prop::collection::vec((any::<prop::sample::Index>(), 0_usize..12, 0..PIECES.len()), 1..6)
    ) {
        let mut bytes = EXAMPLES[example].as_bytes().to_vec();
        for (at, removed, piece) in edits {
            let at = at.index(bytes.len());
            let end = (at + removed).min(bytes.len());
            bytes.splice(at..end, PIECES[piece].bytes());
        }
        read_as_everything(&bytes);
    }
}
