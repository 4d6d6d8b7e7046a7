//! What holds for every rule: it is listed, explained, named well, and tried on guides in which it fires
//! and in which it stays silent.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

use jiff::civil::Date;

use super::{HEADINGS, Look, PROFILES, Pages, Profile, RULES, Rule, Selection, Subject, check};
use crate::brand::Brand;
use crate::content::{Content, Folder};
use crate::diagnostic::{Diagnostics, rule};
use crate::guide::Guide;
use crate::language::Language;
use crate::leaflet::{PAPERS, PictureSource, Properties, personalise};
use crate::patient::Person;
use crate::source::SourceSet;
use crate::typeset::Workshop;

/// The brand of fixtures that have none of their own: nothing in it gives a rule cause.
const EMPTY_BRAND: &str = "name: Sample Clinic\ncolours:\n  brand: \"#0b4f58\"\n";

fn folder(of: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join(of)
}

#[test]
fn every_file_is_a_rule_of_the_list_under_its_own_name() {
    let mut files = BTreeSet::new();
    for family in std::fs::read_dir(folder("src/lint/rules")).unwrap() {
        let family = family.unwrap().path();
        if !family.is_dir() {
            continue;
        }
        for file in std::fs::read_dir(&family).unwrap() {
            let stem = file.unwrap().path().file_stem().unwrap().to_owned();
            let family = family.file_name().unwrap().to_str().unwrap();
            let stem = stem.to_str().unwrap();
            files.insert(format!("{family}/{}", stem.replace('_', "-")));
        }
    }
    let listed: BTreeSet<String> = RULES
        .iter()
        .map(|rule| format!("{}/{}", rule.family.name(), rule.name))
        .collect();
    assert_eq!(files, listed);
    assert_eq!(listed.len(), RULES.len(), "a rule is listed twice");
    for rule in rule::RULES {
        assert!(
            Rule::named(rule.name).is_none(),
            "{} is a rule of reading too",
            rule.name
        );
    }
}

#[test]
fn rules_stand_family_by_family() {
    let mut families: Vec<_> = RULES.iter().map(|rule| rule.family).collect();
    let sorted = {
        let mut sorted = families.clone();
        sorted.sort();
        sorted
    };
    assert_eq!(families, sorted);
    families.dedup();
}

#[test]
fn every_rule_is_explained_under_the_same_headings() {
    for rule in RULES {
        let text = rule.documentation();
        let headings: Vec<&str> = text
            .lines()
            .filter_map(|line| line.strip_prefix("## "))
            .collect();
        assert_eq!(headings, HEADINGS, "{}", rule.name);
        for part in text.split("## ").skip(1) {
            let words = part.lines().skip(1).collect::<String>();
            assert!(words.trim().len() > 15, "{}: {part}", rule.name);
        }
        let summary = text.lines().next().unwrap();
        assert!(
            summary.ends_with('.') && summary.len() <= 100,
            "{}: {summary}",
            rule.name
        );
    }
}

#[test]
fn profiles_name_rules_that_there_are() {
    for profile in PROFILES {
        for (name, _) in profile.severities {
            assert!(Rule::named(name).is_some(), "{}: {name}", profile.name);
        }
    }
}

/// What a fixture's head says.
struct Head {
    lines: Vec<usize>,
    brand_lines: Vec<usize>,
    settings: BTreeMap<String, String>,
}

fn numbers(words: &str) -> Vec<usize> {
    if words == "nothing" {
        return Vec::new();
    }
    words
        .split(", ")
        .map(|number| number.parse().unwrap())
        .collect()
}

fn head(text: &str, path: &Path) -> Head {
    let mut settings = BTreeMap::new();
    for line in text.lines().map_while(|line| line.strip_prefix("# ")) {
        let (name, value) = line
            .split_once(": ")
            .unwrap_or_else(|| panic!("{}", path.display()));
        settings.insert(name.to_owned(), value.trim().to_owned());
    }
    let lines = settings.remove("finds");
    let lines = lines.unwrap_or_else(|| panic!("{}: no `# finds:`", path.display()));
    Head {
        lines: numbers(&lines),
        brand_lines: settings
            .remove("finds in brand")
            .map(|lines| numbers(&lines))
            .unwrap_or_default(),
        settings,
    }
}

/// Runs one rule over a fixture, and compares the lines.
fn try_fixture(rule: &'static Rule, path: &Path) -> bool {
    let text = std::fs::read_to_string(path).unwrap();
    let head = head(&text, path);
    let setting = |name: &str| head.settings.get(name).map(String::as_str);
    let mut sources = SourceSet::new();
    let guide_file = sources.add("guide.yaml", text.as_str());
    let own_brand = path.with_file_name(setting("brand").unwrap_or("brand.yaml"));
    let brand_text = std::fs::read_to_string(own_brand).unwrap_or_else(|_| EMPTY_BRAND.to_owned());
    let brand_file = sources.add("brand.yaml", brand_text);
    let tag = setting("language").unwrap_or("en");
    let language = Content::default().language(tag).unwrap();
    let language_file = sources.add_bytes("language.yaml", &language.bytes).unwrap();
    let (language, _) = Language::read(&sources, language_file, tag);
    let (guide, faults) = Guide::read(&sources, guide_file);
    let told: Vec<&str> = faults.iter().map(|one| one.message.as_str()).collect();
    let guide = guide.unwrap_or_else(|| panic!("{}: {told:?}", path.display()));
    let (brand, faults) = Brand::read(&sources, brand_file, "sample", "en");
    let told: Vec<&str> = faults.iter().map(|one| one.message.as_str()).collect();
    let brand = brand.unwrap_or_else(|| panic!("{}: {told:?}", path.display()));
    let profile = setting("profile").map_or(Profile::usual(), |name| Profile::named(name).unwrap());
    let today: Date = setting("today").unwrap_or("2027-01-31").parse().unwrap();
    let language = language.unwrap();
    let most_pages = setting("most pages").map(|most| most.parse().unwrap());
    let subject = Subject::new(&guide, &brand, &language, profile, today, &sources)
        .with_most_pages(most_pages);
    let selection = Selection {
        only: vec![rule.name],
        ..Selection::default()
    };
    let pages = matches!(rule.look, Look::Pages(_)).then(|| {
        let beside = path.parent().unwrap().to_path_buf();
        let beside = Folder::Disk {
            folder: beside.clone(),
            within: beside,
        };
        let mut found = Diagnostics::new();
        let leaflet = personalise(
            &guide,
            &brand,
            &language,
            &Person::default(),
            &PAPERS[0],
            PictureSource {
                guide: &beside,
                brand: &beside,
            },
            Properties {
                default_date: today,
                is_under_review: false,
            },
            &mut found,
        );
        Pages::set(&leaflet.unwrap(), &Workshop::new()).unwrap()
    });
    let checked = check(&subject, pages.as_ref(), &selection);
    let (mut lines, mut brand_lines) = (Vec::new(), Vec::new());
    for finding in checked.found.iter() {
        assert_eq!(finding.rule, rule.name);
        assert!(
            !finding.hints.is_empty(),
            "{}: {}",
            path.display(),
            finding.message
        );
        assert!(!finding.message.ends_with('.'), "{}", finding.message);
        let span = finding.span.unwrap();
        let (line, _) = sources.position(span);
        if span.file == guide_file {
            lines.push(line);
        } else {
            brand_lines.push(line);
        }
    }
    let messages: Vec<&str> = checked
        .found
        .iter()
        .map(|one| one.message.as_str())
        .collect();
    assert_eq!(lines, head.lines, "{}: {messages:#?}", path.display());
    assert_eq!(
        brand_lines,
        head.brand_lines,
        "{}: {messages:#?}",
        path.display()
    );
    !messages.is_empty()
}

/// Rules whose fault no guide can cause, because the templates or the readers see to it: their own files
/// try them on pages made by hand.
const OF_THE_TEMPLATES: &[&str] = &[
    "centred-text",
    "justified-text",
    "leaning-letters",
    "long-lines",
    "missing-glyph",
    "nearly-empty-last-page",
    "pale-words",
    "single-line-left-over",
    "small-body-text",
    "stranded-heading",
    "tight-leading",
    "underlined-words",
];

#[test]
fn every_rule_fires_and_stays_silent() {
    let mut folders = BTreeSet::new();
    for entry in std::fs::read_dir(folder("tests/fixtures/lint")).unwrap() {
        folders.insert(entry.unwrap().file_name().into_string().unwrap());
    }
    let names: BTreeSet<String> = RULES.iter().map(|rule| rule.name.to_owned()).collect();
    assert_eq!(
        folders, names,
        "a folder of fixtures for each rule, and for nothing else"
    );
    for rule in RULES {
        let mut tried = BTreeMap::new();
        let folder = folder("tests/fixtures/lint").join(rule.name);
        for entry in std::fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            let name = path.file_stem().unwrap().to_str().unwrap();
            if let Some(kind) = ["fires", "silent"]
                .into_iter()
                .find(|kind| name.starts_with(kind))
            {
                let fires = try_fixture(rule, &path);
                assert_eq!(fires, kind == "fires", "{}", path.display());
                tried.insert(kind, ());
            } else {
                let is_picture = path.extension().is_some_and(|ending| ending == "png");
                assert!(
                    name.starts_with("brand") || is_picture,
                    "{}",
                    path.display()
                );
            }
        }
        if OF_THE_TEMPLATES.contains(&rule.name) {
            let by_hand = "fn it_fires_on_pages_made_by_hand()";
            assert!(rule.file.contains(by_hand), "{}", rule.name);
            tried.insert("fires", ());
        }
        assert_eq!(
            tried.len(),
            2,
            "{} needs fires.yaml and silent.yaml",
            rule.name
        );
    }
}
