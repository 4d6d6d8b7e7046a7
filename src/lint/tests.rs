//! What holds for every rule: it is listed, explained, named well, and tried on guides in which it fires
//! and in which it stays silent.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use jiff::civil::Date;

use super::{Check, Family, HEADINGS, PROFILES, Profile, RULES, Rule, Selection, Subject, check};
use crate::base::diagnostic::{Diagnostics, rule};
use crate::commands::check::measure;
use crate::input::content::{Content, Folder};
use crate::leaflet::{Composed, PictureSource, Print, Properties};
use crate::model::brand::Brand;
use crate::model::guide::Guide;
use crate::model::language::Language;
use crate::model::patient::Person;
use crate::pages::typeset::Engine;
use crate::source::SourceSet;

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

/// Runs one rule over a fixture, and compares the lines; gives whether it found anything, and what is unlike.
fn try_fixture(rule: &'static Rule, path: &Path) -> (bool, Option<String>) {
    let text = std::fs::read_to_string(path).unwrap();
    let head = head(&text, path);
    let setting = |name: &str| head.settings.get(name).map(String::as_str);
    let mut sources = SourceSet::new();
    let guide_file = sources.add("guide.yaml", text.as_str());
    let own_brand = path.with_file_name(setting("brand").unwrap_or("brand.yaml"));
    let brand_text = std::fs::read_to_string(own_brand).unwrap_or_else(|_| EMPTY_BRAND.to_owned());
    let brand_file = sources.add("brand.yaml", brand_text);
    let tag = setting("language").unwrap_or("en");
    // The phrases are English ones in every language: no rule of words reads them.
    let language = Content::default().language("en").unwrap();
    let language_file = sources.add_bytes("language.yaml", &language.bytes).unwrap();
    let (language, _) = Language::read(&sources, language_file, "en");
    let (guide, faults) = Guide::read(&sources, guide_file);
    let told: Vec<&str> = faults.iter().map(|one| one.message.as_str()).collect();
    let guide = guide.unwrap_or_else(|| panic!("{}: {told:?}", path.display()));
    let (brand, faults) = Brand::read(&sources, brand_file, "sample", "en");
    let told: Vec<&str> = faults.iter().map(|one| one.message.as_str()).collect();
    let brand = brand.unwrap_or_else(|| panic!("{}: {told:?}", path.display()));
    let profile = setting("profile").map_or(Profile::usual(), |name| Profile::named(name).unwrap());
    let today: Date = setting("today").unwrap_or("2027-01-31").parse().unwrap();
    let mut language = language.unwrap();
    language.tag = tag.to_owned();
    let most_pages = setting("most pages").map(|most| most.parse().unwrap());
    let (guide, brand, language) = (Arc::new(guide), Arc::new(brand), Arc::new(language));
    let subject = Subject::new(&guide, &brand, &language, profile, today, &sources)
        .with_most_pages(most_pages);
    let selection = Selection {
        only: vec![rule.name],
        ..Selection::default()
    };
    let pages = (!matches!(rule.check, Check::Guide(_))).then(|| {
        let beside = path.parent().unwrap().to_path_buf();
        let beside = Folder::Disk {
            folder: beside.clone(),
            within: beside,
        };
        let mut found = Diagnostics::new();
        let composed = Composed::compose(
            &guide,
            &brand,
            &language,
            Print::usual(),
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
        let leaflet = composed.unwrap().personalise(&Person::default());
        measure(&leaflet, &Engine::new()).unwrap()
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
    let is_alike = lines == head.lines && brand_lines == head.brand_lines;
    let unlike = (!is_alike).then(|| {
        format!(
            "{}: found in {lines:?} and in the brand in {brand_lines:?}: {messages:#?}",
            path.display()
        )
    });
    (!messages.is_empty(), unlike)
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
    "small-text",
    "stranded-heading",
    "text-not-read-back",
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
    let mut wrong = Vec::new();
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
                let (fires, unlike) = try_fixture(rule, &path);
                if fires != (kind == "fires") {
                    wrong.push(format!("{} should be {kind}", path.display()));
                }
                wrong.extend(unlike);
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
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// Rules whose advice is to leave out, to move or to divide something, in no words that could be tried.
const ADVICE_WITHOUT_WORDS: &[&str] = &[
    "buried-warning-signs",
    "centred-text",
    "coarse-picture",
    "empty-section",
    "hidden-warning-signs",
    "justified-text",
    "leftover-placeholder",
    "leftover-prompt",
    "long-lines",
    "long-list",
    "long-paragraph",
    "missing-glyph",
    "nearly-empty-last-page",
    "no-contact",
    "no-key-message",
    "no-sources",
    "no-warning-signs",
    "pale-words",
    "personal-data-in-content",
    "promotional-line",
    "review-in-future",
    "review-overdue",
    "single-line-left-over",
    "small-body-text",
    "small-text",
    "small-text",
    "split-step",
    "split-word",
    "stranded-heading",
    "text-not-read-back",
    "tight-leading",
    "too-many-pages",
    "unbalanced-risks",
    "warning-signs-without-number",
    "web-furniture",
    "wrong-reading-time",
];

/// What a rule advises to write, each with the mark in the guide at which it is tried, or the name of the
/// field whose line it takes.
fn advised(rule: &Rule) -> Vec<(String, String)> {
    let documentation = rule.documentation();
    let (_, advice) = documentation.split_once("## Write instead\n").unwrap();
    let advice = advice.split_whitespace().collect::<Vec<_>>().join(" ");
    let mut tried = Vec::new();
    let is_of_characters =
        rule.family == Family::Safety || rule.name == "warning-signs-hard-to-read";
    let sentence = |words: &str| {
        if is_of_characters {
            (
                "sign".to_owned(),
                format!(
                    "          - sign: Your back hurts more and more.\n            what_to_do: {words:?}\n"
                ),
            )
        } else {
            (
                "paragraph".to_owned(),
                format!("      - paragraph: {words:?}\n"),
            )
        }
    };
    let is_said = |words: &str| !words.contains(['…', '{', '[']) && words.contains(' ');
    let mut risk: Vec<String> = Vec::new();
    for (at, span) in advice.split('`').enumerate() {
        if at % 2 == 0 {
            let quoted = span.split(['"', '“', '”']).enumerate();
            let quoted = quoted.filter(|(at, words)| at % 2 == 1 && is_said(words));
            tried.extend(quoted.map(|(_, words)| sentence(words)));
            continue;
        }
        let Some((field, value)) = span.split_once(':') else {
            if span.starts_with('[') || span.starts_with("**") {
                tried.push((
                    "paragraph".to_owned(),
                    format!("      - paragraph: {span:?}\n"),
                ));
            }
            continue;
        };
        match field {
            _ if value.is_empty() || value.contains('…') => {}
            "risk" | "leads_to" | "how_often" | "source" => risk.push(format!("{field}:{value}")),
            "roles" => {
                let role = value.trim().trim_matches(['[', ']']).to_owned();
                tried.push(("role".to_owned(), role));
            }
            "code" | "version" | "feedback" | "reviewed_by" | "reviewed_on" | "next_review" => {
                tried.push((field.to_owned(), format!("{field}:{value}\n")));
            }
            _ if span.starts_with('[') || span.starts_with("**") => {
                tried.push((
                    "paragraph".to_owned(),
                    format!("      - paragraph: {span:?}\n"),
                ));
            }
            _ => {}
        }
    }
    if !risk.is_empty() {
        if !risk.iter().any(|line| line.starts_with("risk:")) {
            risk.insert(0, "risk: A clot in a vein of your leg.".to_owned());
        }
        if !risk.iter().any(|line| line.starts_with("leads_to:")) {
            risk.push("leads_to: You take a drug that thins the blood.".to_owned());
        }
        if !risk.iter().any(|line| line.starts_with("how_often:")) {
            risk.push("how_often: 1 in 50".to_owned());
        }
        let lines = risk.join("\n            ");
        tried.push(("risk".to_owned(), format!("          - {lines}\n")));
    }
    if tried.is_empty() && !ADVICE_WITHOUT_WORDS.contains(&rule.name) {
        tried.push(sentence(&advice));
    }
    tried
}

/// A guide as every rule finds it, its pages among them: the findings.
fn found_in_guide(text: &str, profile: &'static Profile) -> Vec<String> {
    let mut sources = SourceSet::new();
    let guide_file = sources.add("guide.yaml", text);
    let beside = folder("tests/fixtures/advice");
    let brand = std::fs::read_to_string(beside.join("brand.yaml")).unwrap();
    let brand_file = sources.add("brand.yaml", brand);
    let language = Content::default().language("en").unwrap();
    let language_file = sources.add_bytes("language.yaml", &language.bytes).unwrap();
    let language = Language::read(&sources, language_file, "en").0.unwrap();
    let (guide, faults) = Guide::read(&sources, guide_file);
    let told: Vec<&str> = faults.iter().map(|one| one.message.as_str()).collect();
    let guide = guide.unwrap_or_else(|| panic!("{told:?}\n{text}"));
    let brand = Brand::read(&sources, brand_file, "sample", "en").0.unwrap();
    let today: Date = "2027-01-31".parse().unwrap();
    let (guide, brand, language) = (Arc::new(guide), Arc::new(brand), Arc::new(language));
    let subject = Subject::new(&guide, &brand, &language, profile, today, &sources);
    let folder = Folder::Disk {
        folder: beside.clone(),
        within: beside,
    };
    let mut found = Diagnostics::new();
    let composed = Composed::compose(
        &guide,
        &brand,
        &language,
        Print::usual(),
        PictureSource {
            guide: &folder,
            brand: &folder,
        },
        Properties {
            default_date: today,
            is_under_review: false,
        },
        &mut found,
    );
    let Some(composed) = composed else {
        let told = found.iter();
        return told
            .map(|one| format!("{}: {}", one.rule, one.message))
            .collect();
    };
    let leaflet = composed.personalise(&Person::default());
    let pages = measure(&leaflet, &Engine::new()).unwrap();
    let checked = check(&subject, Some(&pages), &Selection::default());
    let told = checked.found.iter();
    told.map(|one| format!("{}: {}", one.rule, one.message))
        .collect()
}

/// The guide without its marks, or with words at one of them.
fn guide_with(base: &str, mark: &str, words: &str) -> String {
    let mut text = String::new();
    for line in base.lines() {
        let is_marked = line.trim_start().starts_with(&format!("### {mark}"))
            || line.starts_with(&format!("{mark}:"));
        if is_marked {
            text.push_str(words);
        } else if !line.trim_start().starts_with("### ") {
            text.push_str(line);
            text.push('\n');
        }
    }
    text
}

#[test]
fn no_advice_sets_off_another_rule() {
    let base = std::fs::read_to_string(folder("tests/fixtures/advice/guide.yaml")).unwrap();
    let mut wrong = Vec::new();
    let mut without = BTreeSet::new();
    let mut tries = vec![("no rule", "nothing".to_owned(), String::new())];
    for rule in RULES {
        let advised = advised(rule);
        if advised.is_empty() {
            without.insert(rule.name);
        }
        tries.extend(
            advised
                .into_iter()
                .map(|(mark, words)| (rule.name, mark, words)),
        );
    }
    for (rule, mark, words) in tries {
        if mark == "role" {
            assert!(base.contains(&words), "{rule}: {words}");
            continue;
        }
        let text = guide_with(&base, &mark, &words);
        assert!(text.contains(&words), "{rule}: {mark}");
        for profile in PROFILES {
            let found = found_in_guide(&text, profile);
            if !found.is_empty() {
                wrong.push(format!("{rule} ({}): {words}\n{found:#?}", profile.name));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    let known: BTreeSet<&str> = ADVICE_WITHOUT_WORDS.iter().copied().collect();
    assert_eq!(without, known);
}
