//! Tests of the YAML reading as a whole: which faults a text gives, at which places.

use super::*;

/// `line:column rule` of every fault in file order.
fn faults(text: &str) -> Vec<String> {
    let mut sources = SourceSet::new();
    let file = sources.add("f.yaml", text);
    let mut diagnostics = Diagnostics::new();
    let _ = read(&sources, file, &mut diagnostics);
    let place = |span: Option<Span>| span.map(|span| sources.position(span)).unwrap_or_default();
    diagnostics
        .iter()
        .map(|found| {
            let (line, column) = place(found.span);
            format!("{line}:{column} {}", found.rule)
        })
        .collect()
}

#[test]
fn scratch() {
    for text in [
        "a: b: c\n",
        "title: A\nsubtitle\nsections: b\n",
        "title:A\nsub: b\n",
        "title: A\n  sub: b\nx: y\n",
        "title: A\nsections:\n  - heading: B\n    roles: x\n   blocks: c\n  - heading: c\n",
        "title: A\nsections:\n\t- heading: B\n\t  roles: [x]\n",
        "title: A\nx: \"foo\ny: z\nb: c: d\n",
        "title: A\nx: \"foo\ny: \"z\"\nb: c: d\n",
        "x: 'the patient's guide'\nb: c: d\n",
        "x: \"\\d foo\"\nb: c: d\n",
        "x: **foo** bar\nb: c: d\n",
        "- **foo** bar\n- *foo\n- &foo\n- & foo\n- @foo\n- %foo\n- `foo`\n- [a](b) c\n- {patient} does\n- > 5\n- | a\n- ! foo\n- !bar foo\n- !!x:y foo",
        "x: [a, b\ny: c\n",
        "x: {a: b\ny: c: d\n",
        "x: \u{201c}foo: bar\u{201d}\ny: \u{201c}foo\u{201d}\nz: \"foo\u{201d}\n",
        "a: \"\\0 \\e \\u202E\"\nb: \u{202e}\u{1b}\n",
        "a: b\n---\nc: d\n",
        "a: &x b\nc: *x\nd: !foo e\n",
        "a: b\na: c\n",
        "# only\n",
        "",
        "a: b\n- c\n",
        "- a\nb: c\n",
        "a:\tb\nc: d: e\n",
        "a: |\n\tfoo\nb: c: d\n",
        "\u{feff}a: b\r\nc: é d: e\r\n",
        "%foo\na: b", "title A\nsub: b\n","x: [a,\n  b\ny: c\n","x: [a,\n  b]\ny: c: d\n",
        "x:\n  - a\n - b\n  - c\ny: d: e\n","a: |foo\nb: c: d\n","a: >-\n  foo\n bar\nb: c: d\n","a: 'x\ny: z\n",
        "a: b # c\n  d\ne: f: g\n", "a: 'b' c: d\n", "a: b\n - c\n", "x:\n- heading: a\n- b: c\n  d: e\n f: g\n",
        "a: b\n...\nc\n",
    ] {
        println!("---- {text:?}\n{:?}", faults(text));
    }
}
