//! The manual of rules is true: it says of each rule what stands at the head of its own file.
//!
//! With UPDATE set, the made part is written and the test fails once, so that a person looks at it.

use leaflet::commands::explain::{rules_of, standing};
use leaflet::lint::{FAMILIES, RULES, Rule};

use crate::support::snapshots::assert_made_part;

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
    let made = made_part();
    for rule in RULES {
        assert!(made.contains(&format!("### `{}`\n", rule.name)));
    }
    assert_made_part("docs/rules.md", "rules", &made);
}
