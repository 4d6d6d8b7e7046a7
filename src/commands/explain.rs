//! What authors are told of the things they write: `leaflet explain`, and the authors' manual.
//!
//! In: the word somebody asks with. Out: a [`Topic`], whose text comes from the one place where the
//! thing is documented: a kind of block from the Markdown beside its code, a rule of `leaflet check` from
//! the head of its own file, a whole file from the commented starter that `leaflet new` writes. Promise: nothing is said here a second time, so that
//! code, manual and answer cannot differ. The text is light Markdown; [`Topic::plain`] is the same
//! for a terminal.

use std::fmt::Write as _;

use crate::base::diagnostic::{nearest, rule as faults};
use crate::commands::starter::{self, Starter};
use crate::input::roster::headers_documentation;
use crate::lint::{Check, FAMILIES, Family, PROFILES, RULES, Rule};
use crate::model::guide::{BlockKind, KINDS, SECTION_DOCUMENTATION, icons_documentation};

/// Something that can be explained.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Topic {
    /// Its name.
    pub name: &'static str,
    /// Other words by which people look for it.
    pub also_called: &'static [&'static str],
    /// Its documentation in Markdown; the first line is a sentence that says what it is.
    pub documentation: String,
}

/// A file that is explained by its commented starter.
const FILES: &[(&str, Starter, &str)] = &[
    (
        "guide",
        Starter::Guide,
        "Everything a leaflet says, in one language, for any patient.",
    ),
    (
        "brand",
        Starter::Brand,
        "The clinic's name, colours, logo and people.",
    ),
    (
        "language",
        Starter::Language,
        "Every phrase of a leaflet that does not come from the guide.",
    ),
    (
        "project",
        Starter::Project,
        "The settings of a working folder, in its file `leaflet.yaml`.",
    ),
];

impl Topic {
    /// Everything that is no kind of block: the files, and the section of a guide.
    pub fn others() -> Vec<Self> {
        let section = Self {
            name: "section",
            also_called: &["sections", "roles", "role", "chapter", "part"],
            documentation: SECTION_DOCUMENTATION.to_owned(),
        };
        let mut topics: Vec<Self> = FILES
            .iter()
            .map(|(name, starter, sentence)| Self::of_file(name, *starter, sentence))
            .collect();
        topics.insert(1, section);
        topics.push(Self {
            name: "columns",
            also_called: &[
                "column", "lists", "roster", "rosters", "batch", "headers", "csv", "excel",
                "workbook",
            ],
            documentation: lists(),
        });
        topics.push(Self {
            name: "icons",
            also_called: &["icon", "pictograms", "symbols"],
            documentation: icons(),
        });
        topics.push(Self {
            name: "rules",
            also_called: &["check", "checks", "rule", "findings", "lint"],
            documentation: rules(),
        });
        topics
    }

    /// The topic that somebody asks for by its name, or by a word that people use for it.
    ///
    /// # Errors
    /// The name nearest to the word, if any is near.
    pub fn named(word: &str) -> Result<Self, Option<&'static str>> {
        let plain = word.trim().to_lowercase().replace([' ', '-'], "_");
        let others = Self::others();
        let other = others
            .iter()
            .find(|topic| topic.name == plain || topic.also_called.contains(&plain.as_str()));
        if let Some(kind) = BlockKind::named(&plain).or_else(|| BlockKind::called(word)) {
            return Ok(Self::from(kind));
        }
        if let Some(topic) = other {
            return Ok(topic.clone());
        }
        let hyphened = plain.replace('_', "-");
        if let Some(rule) = Rule::named(&hyphened) {
            return Ok(Self::from(rule));
        }
        if let Some(fault) = faults::RULES.iter().find(|fault| fault.name == hyphened) {
            return Ok(Self::from(fault));
        }
        let kinds = KINDS.iter().map(|kind| kind.name);
        let names = kinds.chain(others.iter().map(|topic| topic.name));
        let meant = nearest(word, names.chain(RULES.iter().map(|rule| rule.name)));
        let meant = meant.or_else(|| BlockKind::meant_by(word).map(|kind| kind.name));
        Err(meant.or_else(|| nearest(word, faults::RULES.iter().map(|fault| fault.name))))
    }

    fn of_file(name: &'static str, starter: Starter, sentence: &str) -> Self {
        let also_called: &[&str] = match starter {
            Starter::Guide => &["leaflet", "template", "skeleton", "blocks"],
            Starter::Brand => &["clinic", "logo", "colours", "surgeon", "people"],
            Starter::Language => &["translation", "phrases", "languages"],
            Starter::Project => &["leaflet.yaml", "settings", "config", "configuration"],
        };
        let command = match starter {
            Starter::Guide => "leaflet new guide NAME",
            Starter::Brand => "leaflet new brand NAME",
            Starter::Language => "leaflet new language TAG",
            Starter::Project => "leaflet new project",
        };
        let file = starter::text(
            starter,
            if starter == Starter::Language {
                "TAG"
            } else {
                "NAME"
            },
        );
        Self {
            name,
            also_called,
            documentation: format!(
                "{sentence}\n\n`{command}` writes this file; in it, each name is explained at its \
                 place.\n\n## The file\n\n```yaml\n{file}```\n"
            ),
        }
    }

    /// What it is, in one line without a full stop.
    pub fn summary(&self) -> &str {
        let line = self.documentation.lines().next().unwrap_or_default();
        line.trim_end_matches('.')
    }

    /// The documentation for a terminal: headings in capitals, examples set in by four columns.
    pub fn plain(&self) -> String {
        let mut plain = format!("{}: ", self.name);
        let mut is_example = false;
        for line in self.documentation.lines() {
            if line.starts_with("```") {
                is_example = !is_example;
            } else if is_example && !line.is_empty() {
                plain.push_str(&format!("    {line}\n"));
            } else if let Some(heading) = line.strip_prefix("## ") {
                plain.push_str(&format!("{}\n", heading.to_uppercase()));
            } else {
                plain.push_str(&format!("{line}\n"));
            }
        }
        plain
    }
}

impl From<&'static BlockKind> for Topic {
    fn from(kind: &'static BlockKind) -> Self {
        Self {
            name: kind.name,
            also_called: kind.also_called,
            documentation: kind.documentation.to_owned(),
        }
    }
}

impl From<&'static Rule> for Topic {
    fn from(rule: &'static Rule) -> Self {
        let documentation = rule.documentation();
        let (sentence, more) = documentation.split_once('\n').unwrap_or_default();
        Self {
            name: rule.name,
            also_called: &[],
            documentation: format!("{sentence}\n\n{}{more}", standing(rule)),
        }
    }
}

impl From<&'static faults::Rule> for Topic {
    fn from(fault: &'static faults::Rule) -> Self {
        let explanation = fault.explanation;
        let told = "The message gives its place and says what to do. The settings cannot switch \
            it off.";
        Self {
            name: fault.name,
            also_called: &[],
            documentation: format!("{explanation}\n\n{told}\n"),
        }
    }
}

/// Where a rule stands: its family, how grave its findings are, and what it can read.
pub fn standing(rule: &Rule) -> String {
    let grave = rule.severity.name();
    let mut text = format!("Family: {}. Usually: {grave}.", rule.family.name());
    for profile in PROFILES {
        let given = profile.severities.iter();
        for (_, severity) in given.filter(|(name, _)| *name == rule.name) {
            // Writing to a string cannot fail.
            let _ = write!(text, " For {}: {}.", profile.name, severity.name());
        }
    }
    if !rule.languages.is_empty() {
        let _ = write!(text, " Languages: {}.", rule.languages.join(", "));
    }
    if matches!(rule.check, Check::Templates(_)) {
        text.push_str(
            " It is checked only if you name it with `--rule`: no author can correct what it \
             finds.",
        );
    }
    text.push('\n');
    text
}

/// The rules of a family, in the order of the manual.
pub fn rules_of(family: Family) -> impl Iterator<Item = &'static Rule> {
    RULES.iter().filter(move |rule| rule.family == family)
}

/// Every rule with a line, by family.
fn rules() -> String {
    let mut text = String::from(
        "What `leaflet check` looks for, grouped by subject.\n\n`leaflet explain NAME` says more \
         about a rule: why it matters, where it comes from, and what to write\ninstead. In \
         `leaflet.yaml` you can make a rule more or less severe, or switch it off with a reason.\n",
    );
    for (family, name, question) in FAMILIES {
        if rules_of(*family).next().is_none() {
            continue;
        }
        // Writing to a string cannot fail.
        let _ = writeln!(text, "\n## {name}\n\n{question}\n");
        for rule in rules_of(*family) {
            let _ = writeln!(text, "- {}: {}", rule.name, rule.summary());
        }
    }
    text
}

/// Every topic but the rules and faults, the kinds of blocks first.
pub fn topics() -> Vec<Topic> {
    let kinds = KINDS.iter().map(Topic::from);
    kinds.chain(Topic::others()).collect()
}

/// The columns of a list of patients.
fn icons() -> String {
    format!(
        "Small drawings that a fact at a glance can have beside it, each with what it shows.\n\nAn icon stands \
         beside words that say the same, so it is not read aloud.\n\n## The icons\n\n{}",
        icons_documentation()
    )
}

fn lists() -> String {
    format!(
        "A list of patients; `leaflet batch` makes a leaflet for each row.\n\nCSV, TSV, XLSX or \
         ODS, with a row that names the columns, in any order. Every column except `patient` can \
         be left out.\n\n## The columns, and the headers that are recognised for them\n\n{}\nYou \
         can set other headers in `leaflet.yaml`, under `columns:`.\n",
        headers_documentation()
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_that_people_use_lead_to_the_topic() {
        for (word, name) in [
            ("list", "bullets"),
            ("faq", "question"),
            ("Red Flags", "warning_signs"),
            ("leaflet.yaml", "project"),
            ("roles", "section"),
            ("logo", "brand"),
        ] {
            assert_eq!(Topic::named(word).unwrap().name, name, "{word}");
        }
        assert_eq!(Topic::named("bulets"), Err(Some("bullets")));
        assert_eq!(Topic::named("guid"), Err(Some("guide")));
        assert_eq!(Topic::named("rainbow"), Err(None));
        for topic in topics() {
            let found = Topic::named(topic.name);
            assert_eq!(found.map(|found| found.name), Ok(topic.name));
        }
        assert_eq!(Topic::named("Key-Point").unwrap().name, "key_point");
    }

    #[test]
    fn no_word_leads_to_two_topics() {
        let topics = topics();
        let mut seen = std::collections::BTreeSet::new();
        for topic in &topics {
            assert!(seen.insert(topic.name), "{}", topic.name);
        }
        for word in topics.iter().flat_map(|topic| topic.also_called) {
            assert!(seen.insert(*word), "{word}");
        }
    }

    #[test]
    fn rules_and_faults_are_found_by_name_and_by_what_is_near() {
        for rule in RULES {
            let topic = Topic::named(rule.name).unwrap();
            assert_eq!(topic.name, rule.name);
            assert!(topic.documentation.contains("\n## Why it matters\n"));
            assert!(topic.documentation.contains(&standing(rule)));
            let listed = format!("- {}: {}\n", rule.name, rule.summary());
            assert!(rules().contains(&listed), "{listed}");
        }
        assert_eq!(Topic::named("Long list").unwrap().name, "long-list");
        assert_eq!(Topic::named("long-lists"), Err(Some("long-list")));
        assert_eq!(Topic::named("unknown-key").unwrap().name, "unknown-key");
        assert_eq!(Topic::named("check").unwrap().name, "rules");
        let standing = standing(Rule::named("long-list").unwrap());
        assert_eq!(standing, "Family: structure. Usually: warning.\n");
    }

    #[test]
    fn plain_text_has_no_fences_and_sets_examples_in() {
        let plain = Topic::named("key_point").unwrap().plain();
        assert!(plain.starts_with("key_point: A point set apart from the text.\n\n"));
        assert!(
            plain.contains("\nEXAMPLE\n\n    - key_point: Bring "),
            "{plain}"
        );
        assert!(!plain.contains("```"));
    }
}
