//! The manual of rules is true: it says of each rule what stands at the head of its own file.
//!
//! With UPDATE set, the made part is written and the test fails once, so that a person looks at it.

use std::path::Path;

use leaflet::explain::{rules_of, standing};
use leaflet::lint::{FAMILIES, RULES, Rule};

use crate::support::snapshots::accepts_changes;

fn chapter(rule: &Rule) -> String {
    let documentation = rule.documentation();
    let (sentence, more) = documentation.split_once('\n').unwrap();
    format!(
        "### `{}`\n\n{sentence}\n\n{}{}",
        rule.name,
        standing(rule),
        more.replace("\n## ", "\n#### ")
    )
}

fn made_part() -> String {
    let mut text = String::new();
    for (family, name, question) in FAMILIES {
        let chapters: Vec<String> = rules_of(*family).map(chapter).collect();
        if !chapters.is_empty() {
            text.push_str(&format!("\n## {name}\n\n{question}\n\n"));
            text.push_str(&chapters.join("\n"));
        }
    }
    text
}

#[test]
fn the_manual_of_rules_says_what_the_rules_say() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("docs/rules.md");
    let manual = std::fs::read_to_string(&path).unwrap();
    let made = made_part();
    for rule in RULES {
        assert!(made.contains(&format!("### `{}`\n", rule.name)));
    }
    let opening = "<!-- made by a test from here: rules -->\n";
    let (before, rest) = manual.split_once(opening).unwrap();
    let (_, behind) = rest.split_once("<!-- to here -->").unwrap();
    let expected = format!("{before}{opening}{made}\n<!-- to here -->{behind}");
    if manual == expected {
        return;
    }
    assert!(
        accepts_changes(),
        "docs/rules.md says something else than the rules; set UPDATE=1 to write it anew"
    );
    std::fs::write(&path, expected).unwrap();
    panic!("docs/rules.md was written; look at it and run the tests again");
}
