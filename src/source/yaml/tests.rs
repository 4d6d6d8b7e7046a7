//! Tests of the YAML reading as a whole: which faults a text gives, at which places.

use super::*;

/// `line:column rule` of every fault in file order.
fn faults(text: &str) -> Vec<String> {
    let mut sources = SourceSet::new();
    let file = sources.add("f.yaml", text);
    let mut diagnostics = Diagnostics::new();
    let _ = read(&sources, file, &mut diagnostics);
    let place = |span: Option<Span>| span.map(|span| sources.position(span)).unwrap_or_default();
    let shown = diagnostics.iter().map(|found| {
        let (line, column) = place(found.span);
        format!("{line}:{column} {}", found.rule)
    });
    shown.collect()
}

#[test]
fn each_slip_is_named_and_the_next_one_is_found_too() {
    for (text, expected) in [
        ("a: b: c\n", vec!["1:5 unquoted-colon"]),
        (
            "a: b: c: d: e\nf: g: h\n",
            vec!["1:5 unquoted-colon", "2:5 unquoted-colon"],
        ),
        ("a: b\n  and on: c\n", vec!["2:9 unquoted-colon"]),
        (
            "title: A\nsubtitle\nsections: b\n",
            vec!["2:1 missing-colon"],
        ),
        ("title:A\nsub: b\n", vec!["1:1 missing-colon"]),
        ("title A\nsub: b\n", vec!["1:1 missing-colon"]),
        (
            "title: A\n  sub: b\nx: y: z\n",
            vec!["2:3 wrong-indentation", "3:5 unquoted-colon"],
        ),
        (
            "x:\n  - a: b\n    c: d\n   e: f\n",
            vec!["4:4 wrong-indentation"],
        ),
        ("x:\n  - a\n - b\n  - c\ny: d: e\n", {
            vec!["3:2 wrong-indentation", "5:5 unquoted-colon"]
        }),
        ("- a\nb: c\n", vec!["2:1 wrong-indentation"]),
        ("a: b\n- c\n", vec!["2:1 wrong-indentation"]),
        (
            "a: >-\n  foo\n bar\nb: c: d\n",
            vec!["3:2 wrong-indentation", "4:5 unquoted-colon"],
        ),
        ("s:\n\t- h: B\n\t  r: [x]\n", vec!["2:1 tab", "3:1 tab"]),
        ("a:\tb\nc: d: e\n", vec!["1:3 tab", "2:5 unquoted-colon"]),
        (
            "a: |\n\tfoo\nb: c: d\n",
            vec!["2:1 tab", "3:5 unquoted-colon"],
        ),
        (
            "x: \"foo\ny: z\nb: c: d\n",
            vec!["1:4 unclosed-quote", "3:5 unquoted-colon"],
        ),
        (
            "x: \"foo\ny: \"z\"\nb: c: d\n",
            vec!["1:4 unclosed-quote", "3:5 unquoted-colon"],
        ),
        ("x: 'the patient's guide'\nb: c: d\n", {
            vec!["1:17 text-after-quote", "2:5 unquoted-colon"]
        }),
        ("a: 'b' c: d\n", vec!["1:8 text-after-quote"]),
        (
            "x: \"\\d foo\"\nb: c: d\n",
            vec!["1:5 unknown-escape", "2:5 unquoted-colon"],
        ),
        ("x: “foo: bar”\ny: “foo”\nz: \"foo”\n", {
            vec!["1:4 curly-quotes", "2:4 curly-quotes", "3:8 curly-quotes"]
        }),
        (
            "x: [a, b\ny: c: d\n",
            vec!["1:4 unclosed-bracket", "2:5 unquoted-colon"],
        ),
        ("x: [a,\n  b\ny: c\n", vec!["1:4 unclosed-bracket"]),
        ("x: [a,\n  b]\ny: c: d\n", vec!["3:5 unquoted-colon"]),
        (
            "x: {a: b\ny: c: d\n",
            vec!["1:4 unclosed-bracket", "2:5 unquoted-colon"],
        ),
        (
            "a: b # c\n  d\ne: f: g\n",
            vec!["1:6 needs-quotes", "3:5 unquoted-colon"],
        ),
        (
            "a: &x b\nc: *x\nd: !foo e\n",
            vec!["1:4 alias", "2:4 alias", "3:4 yaml-tag"],
        ),
        ("a: b\na: c\n", vec!["2:1 duplicate-key"]),
        ("a: b\n---\nc: d\n", vec!["2:1 second-document"]),
        ("a: b\n...\nc\n", vec!["3:1 second-document"]),
        (
            "%YAML 1.1\n---\na: b: c\n",
            vec!["1:1 yaml-directive", "3:5 unquoted-colon"],
        ),
        ("a: [“b, c”, d]\n", vec!["1:5 curly-quotes"]),
        (
            "%foo\na: b: c",
            vec!["1:1 yaml-directive", "2:5 unquoted-colon"],
        ),
        ("a: \"\\0 \\e\"\nb: \u{202e}\u{1b}\n", {
            vec!["1:5 control-character", "1:8 control-character"]
                .into_iter()
                .chain(["2:4 control-character", "2:5 control-character"])
                .collect()
        }),
        ("\u{feff}a: b\r\nc: é d: e\r\n", vec!["2:7 unquoted-colon"]),
        ("", vec!["1:1 empty-guide"]),
        ("# only a comment\n", vec!["1:1 empty-guide"]),
        ("!x ékey: ", vec!["1:1 yaml-tag"]),
    ] {
        assert_eq!(faults(text), expected, "{text}");
    }
}

#[test]
fn a_text_that_begins_with_a_character_of_yaml_wants_quotes() {
    for character in [
        "**foo** bar",
        "& foo",
        "@foo",
        "%foo",
        "`foo`",
        "[a](b) c",
        "{patient} does",
    ] {
        let text = format!("- {character}\n- ok\n- {character}\n");
        assert_eq!(
            faults(&text),
            ["1:3 needs-quotes", "3:3 needs-quotes"],
            "{character}"
        );
    }
    for character in ["> 5 days", "| a", ", a", "] a", "} a"] {
        assert_eq!(
            faults(&format!("- {character}\n")),
            ["1:3 needs-quotes"],
            "{character}"
        );
    }
    assert_eq!(
        faults("- *foo\n- &foo a\n- !foo a\n"),
        ["1:3 alias", "2:3 alias", "3:3 yaml-tag"]
    );
}

#[test]
fn sound_yaml_of_every_shape_has_no_faults() {
    for text in [
        "a: b\n -c\n",
        "a: \"b\n - c\n * d\"\n",
        "a: b\n 12. c\n 2026. d\n 3.5 e\n",
        "a: >-\n  b\n  -c - d\n  **e**\n",
        "a: >-\n  b: c\n  # d\ne: |2\n    f\n",
        "a: 'it''s'\nb: \"say \\\"x\\\"\"\n",
        "{a: [b, {c: d}], \"e\": 'f'}",
        "a:\n- b\n- c: d\n  e: f\n",
        "? a\n: b\n",
        "--- # start\na: b\n...\n",
        "a: http://b.org:80/c#d\n",
        "a: “b” and “c”\n",
        "a: b ‘c’\n",
    ] {
        assert_eq!(faults(text), Vec::<String>::new(), "{text}");
    }
}

#[test]
fn lines_that_begin_like_items_are_told_from_words() {
    for (text, places) in [
        ("a: b\n - c\n", vec!["2:2"]),
        ("- a\n  - b\n  * c\n", vec!["2:3", "3:3"]),
        ("- a\n  - b\n- c\r\n  • d\r\n", vec!["2:3", "4:3"]),
        ("a: >-\n  - b\n  c\n", vec!["2:3"]),
        ("a: |\n  b\n\n  1. c\n  2) d\n  4. e\n", vec!["4:3", "5:3"]),
        ("a: 1. b\n  2. c\n", vec!["2:3"]),
    ] {
        let expected: Vec<String> = places
            .iter()
            .map(|place| format!("{place} list-in-text"))
            .collect();
        assert_eq!(faults(text), expected, "{text}");
    }
}

#[test]
fn what_cannot_be_mended_says_that_the_rest_was_not_read() {
    let mut sources = SourceSet::new();
    let file = sources.add("f.yaml", "- a\nb: c\n");
    let mut diagnostics = Diagnostics::new();
    let _ = read(&sources, file, &mut diagnostics);
    let hints = diagnostics.iter().flat_map(|found| &found.hints);
    let hints: Vec<String> = hints.map(ToString::to_string).collect();
    assert!(
        hints.iter().any(|hint| hint.contains("was not read")),
        "{hints:?}"
    );
}
