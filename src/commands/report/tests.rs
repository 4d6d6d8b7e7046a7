//! What holds of every form of a report, and what the summary says.

use jiff::civil::date;

use super::*;
use crate::base::diagnostic::{Diagnostics, rule};
use crate::commands::check::{ReadingGrades, SectionGrade};
use crate::lint::{RULES, SwitchedOff};
use crate::reading::GradeRange;
use crate::source::Span;

const PLAIN: TextStyle = TextStyle {
    colour: false,
    drawn: false,
};

fn terms() -> Terms {
    Terms {
        profile: Profile::usual(),
        today: date(2026, 3, 31),
        is_strict: false,
        errors_only: false,
        with_pages: true,
        folder: Some(PathBuf::from("/clinic/leaflets")),
    }
}

fn guide(name: &str, found: Diagnostics) -> CheckedGuide {
    CheckedGuide {
        name: name.to_owned(),
        language: "en".to_owned(),
        title: Some("Title".to_owned()),
        found,
        switched_off: Vec::new(),
        silent: Vec::new(),
        rules_run: vec!["long-list"],
        grades: None,
        fingerprint: None,
        attestations: None,
        review: None,
        ready: None,
    }
}

/// What a function writes.
fn written(write: impl FnOnce(&mut dyn Write) -> io::Result<()>) -> String {
    let mut text = Vec::new();
    write(&mut text).unwrap();
    String::from_utf8(text).unwrap()
}

fn text_of(form: &ReportFormat, report: &Report<'_>) -> String {
    written(|out| (form.write)(report, PLAIN, out))
}

/// Two guides that wear one brand: its finding stands with both, and the first has one of its own.
fn two_guides(sources: &mut SourceSet) -> Vec<CheckedGuide> {
    let brand = sources.add("/clinic/leaflets/content/brand.yaml", "name: A\n");
    let own = sources.add("/elsewhere/a guide&\u{9b}.yaml", "title: <b>\n");
    let at = |file, start| Span {
        file,
        start,
        end: start + 1,
    };
    let mut shared = Diagnostics::new();
    let words = "odd & <odd>\u{1b}[31m \u{202e}";
    shared.push(Diagnostic::error(rule::TAB, at(brand, 6), words).hint("mend \"it\""));
    let mut first = shared.clone();
    let finding = Diagnostic::new("long-list", Severity::Warning, Some(at(own, 7)), "long");
    first.push(finding.hint("divide it"));
    first.push(Diagnostic::new(
        rule::ABSENT,
        Severity::Note,
        None,
        "absent",
    ));
    vec![guide("one", first), guide("two", shared)]
}

#[test]
fn a_finding_of_two_guides_is_told_once() {
    let mut sources = SourceSet::new();
    let guides = two_guides(&mut sources);
    let terms = terms();
    let report = Report::new(&terms, &guides, &sources);
    let of: Vec<(&str, &[usize])> = report
        .findings
        .iter()
        .map(|finding| (finding.diagnostic.rule, finding.guides.as_slice()))
        .collect();
    assert_eq!(
        of,
        [
            (rule::TAB, &[0, 1][..]),
            ("long-list", &[0]),
            (rule::ABSENT, &[0]),
        ]
    );
    assert!(report.has_failed());
    assert_eq!(
        report.counts().in_words(),
        "1 error, 1 warning, 1 note",
        "advice is not there and not named"
    );
}

#[test]
fn warnings_fail_where_they_are_to() {
    let mut sources = SourceSet::new();
    let file = sources.add("a", "a");
    let span = Span {
        file,
        start: 0,
        end: 1,
    };
    for (severity, strict, fails) in [
        (Severity::Error, false, true),
        (Severity::Warning, false, false),
        (Severity::Warning, true, true),
        (Severity::Advice, true, false),
    ] {
        let mut found = Diagnostics::new();
        found.push(Diagnostic::new("long-list", severity, Some(span), "long"));
        let guides = [guide("one", found)];
        let terms = Terms {
            is_strict: strict,
            ..terms()
        };
        let report = Report::new(&terms, &guides, &sources);
        assert_eq!(report.has_failed(), fails, "{severity:?} {strict}");
        let junit = written(|out| junit::write(&report, out));
        assert_eq!(junit.contains("<failure "), fails, "{junit}");
        assert_eq!(junit.contains("<system-out>"), !fails, "{junit}");
    }
}

#[test]
fn no_form_lets_words_become_commands_or_marks() {
    let mut sources = SourceSet::new();
    let guides = two_guides(&mut sources);
    let terms = terms();
    let report = Report::new(&terms, &guides, &sources);
    for form in REPORT_FORMATS {
        let text = text_of(form, &report);
        let is_safe = |character: char| {
            character == '\n' || character == crate::base::diagnostic::harmless(character)
        };
        assert!(text.chars().all(is_safe), "{}: {text:?}", form.name);
        assert!(text.ends_with('\n'), "{}", form.name);
        let told = [rule::TAB, "long-list", rule::ABSENT];
        for name in told {
            assert!(text.contains(name), "{}: {name}", form.name);
        }
    }
    let junit = written(|out| junit::write(&report, out));
    let tree = roxmltree::Document::parse(&junit).unwrap();
    let failure = tree.descendants().find(|node| node.has_tag_name("failure"));
    let failure = failure.unwrap();
    assert!(
        failure
            .attribute("message")
            .unwrap()
            .contains("odd & <odd>")
    );
    assert!(failure.text().unwrap().contains("  hint: mend \"it\"\n"));
}

#[test]
fn machines_are_told_no_path_from_the_root() {
    let mut sources = SourceSet::new();
    let guides = two_guides(&mut sources);
    let terms = terms();
    let report = Report::new(&terms, &guides, &sources);
    assert_eq!(report.name_of_file("./a/b.yaml"), "a/b.yaml");
    assert_eq!(report.name_of_file("/clinic/leaflets/a.yaml"), "a.yaml");
    assert_eq!(report.name_of_file("/other/a.yaml"), "a.yaml");
    let sarif: serde_json::Value =
        serde_json::from_str(&written(|out| sarif::write(&report, out))).unwrap();
    let results = sarif["runs"][0]["results"].as_array().unwrap();
    let uri = |at: usize| {
        let location = &results[at]["locations"][0]["physicalLocation"];
        location["artifactLocation"]["uri"].as_str().unwrap()
    };
    assert_eq!(uri(0), "content/brand.yaml");
    assert_eq!(uri(1), "a%20guide%26%C2%9B.yaml");
    assert!(results[2]["locations"].as_array().unwrap().is_empty());
    let rules = sarif["runs"][0]["tool"]["driver"]["rules"]
        .as_array()
        .unwrap();
    for result in results {
        let at = result["ruleIndex"].as_u64().unwrap();
        let at = usize::try_from(at).unwrap();
        assert_eq!(rules[at]["id"], result["ruleId"]);
    }
    assert!(rules.len() > RULES.len());
}

#[test]
fn errors_alone_are_told_where_that_is_asked() {
    let mut sources = SourceSet::new();
    let guides = two_guides(&mut sources);
    let terms = Terms {
        errors_only: true,
        ..terms()
    };
    let report = Report::new(&terms, &guides, &sources);
    for form in REPORT_FORMATS.iter().filter(|form| form.name != "sarif") {
        let text = text_of(form, &report);
        assert!(!text.contains("divide it"), "{}: {text}", form.name);
        assert!(text.contains("[31m"), "{}: {text}", form.name);
    }
    let text = human::write(&report, PLAIN);
    assert!(!text.contains("What was found"), "{text}");
}

#[test]
fn the_summary_fits_a_terminal_and_says_what_helps_most() {
    let mut sources = SourceSet::new();
    let mut guides = two_guides(&mut sources);
    let section = |heading: &str, low, high| SectionGrade {
        heading: heading.to_owned(),
        range: GradeRange { low, high },
    };
    guides[0].grades = Some(ReadingGrades {
        whole: GradeRange {
            low: 7.4,
            high: 9.2,
        },
        sections: vec![
            section("Short", 4.0, 5.0),
            section(&"Very long heading ".repeat(9), 12.0, 40.0),
            section("विषय", -1.0, 0.2),
        ],
    });
    guides[0].switched_off.push(SwitchedOff {
        rule: "long-list",
        reason: "the hospital's own list of ".repeat(9),
    });
    guides[1].silent.push("long-list");
    let terms = terms();
    let report = Report::new(&terms, &guides, &sources);
    let text = human::write(&report, PLAIN);
    let (_, summary) = text.split_once("2 guides checked against").unwrap();
    for line in summary.lines() {
        assert!(line.chars().count() <= 80, "{line}");
    }
    let strange: String = summary
        .chars()
        .filter(|character| !character.is_ascii())
        .collect();
    assert_eq!(strange, "विषय", "the author's own words alone");
    for said in [
        "  Short                         4 to 5 ########==  |   |\n",
        "  the whole guide              7 to 10 ###############===\n",
        "  Very long heading Very l... 12 to 40 ########################============\n",
        "  1. There is a tab where YAML needs spaces: 1 error; `leaflet explain tab` says\n",
        "  2. A list of more than seven points: 1 warning; `leaflet explain long-list`\n     says more\n",
        "Can the patient read it? not looked at\n",
        "Can the patient find things in it? 1 warning\n",
        "Switched off in leaflet.yaml\n  long-list: the hospital's own list of",
        "Not checked, because the rules cannot read `en`\n  long-list\n",
        "What people must judge\n",
    ] {
        assert!(summary.contains(said), "{said}\n{summary}");
    }
    let order = ["1. There is a tab", "2. A list"].map(|words| summary.find(words));
    assert!(order[0] < order[1]);
    let drawn = human::write(
        &report,
        TextStyle {
            colour: false,
            drawn: true,
        },
    );
    assert!(drawn.contains("████████░░"), "{drawn}");
}

#[test]
fn no_form_calls_a_guide_good() {
    let sources = SourceSet::new();
    let guides = [guide("one", Diagnostics::new())];
    let terms = terms();
    let report = Report::new(&terms, &guides, &sources);
    assert!(!report.has_failed());
    for form in REPORT_FORMATS {
        let text = text_of(form, &report).to_lowercase();
        for word in ["certified", "compliant", "approved", "guaranteed"] {
            // The documentation of rules stands in one form, and may speak of such words.
            let told = form.name != "sarif" && text.contains(word);
            assert!(!told, "{}: {word}", form.name);
        }
    }
}

/// Guides with these findings of rules, each at a line of its own.
fn guides_of(
    sources: &mut SourceSet,
    guides: &[&[(&'static str, Severity, &str)]],
) -> Vec<CheckedGuide> {
    let made = guides.iter().enumerate().map(|(number, findings)| {
        let name = format!("guide-{number}");
        let file = sources.add(format!("{name}.yaml"), "a\n".repeat(findings.len() + 1));
        let mut found = Diagnostics::new();
        for (at, (rule, severity, message)) in findings.iter().enumerate() {
            let span = Span {
                file,
                start: 2 * at,
                end: 2 * at + 1,
            };
            found.push(Diagnostic::new(rule, *severity, Some(span), *message).hint("mend it"));
        }
        guide(&name, found)
    });
    made.collect()
}

#[test]
fn what_may_harm_the_patient_comes_first_in_every_form() {
    let mut sources = SourceSet::new();
    let error = Severity::Error;
    let findings: [&[(&'static str, Severity, &str)]; 1] = [&[
        ("no-code", error, "the guide has no code"),
        ("vague-wording", Severity::Advice, "vague"),
        ("reading-grade-high", error, "hard to read"),
        ("guarantee-words", error, "a promise"),
        ("hidden-warning-signs", Severity::Warning, "on page 4"),
        ("missing-risks", error, "no risks"),
        ("no-warning-signs", error, "no signs"),
        ("no-contact", error, "nobody to call"),
        ("buried-warning-signs", error, "buried"),
    ]];
    let guides = guides_of(&mut sources, &findings);
    let terms = terms();
    let report = Report::new(&terms, &guides, &sources);
    let rules: Vec<&str> = report
        .findings
        .iter()
        .map(|one| one.diagnostic.rule)
        .collect();
    let expected = [
        "no-contact",
        "no-warning-signs",
        "buried-warning-signs",
        "guarantee-words",
        "missing-risks",
        "reading-grade-high",
        "no-code",
        "hidden-warning-signs",
        "vague-wording",
    ];
    assert_eq!(rules, expected);
    let helps: Vec<&str> = report.helps().iter().map(|help| help.rule).collect();
    assert_eq!(
        helps,
        expected[..3],
        "by harm, and not by how many there are"
    );
    for form in REPORT_FORMATS
        .iter()
        .filter(|form| form.name != "junit" && form.name != "sarif")
    {
        let text = text_of(form, &report);
        let place = |words: &str| {
            text.find(words)
                .unwrap_or_else(|| panic!("{}: {words}", form.name))
        };
        assert!(
            place("nobody to call") < place("hard to read"),
            "{}",
            form.name
        );
        assert!(place("buried") < place("on page 4"), "{}", form.name);
    }
    let junit = written(|out| junit::write(&report, out));
    assert!(
        junit.find("\"no-contact\"") < junit.find("\"reading-grade-high\""),
        "{junit}"
    );
    let sarif: serde_json::Value =
        serde_json::from_str(&written(|out| sarif::write(&report, out))).unwrap();
    assert_eq!(sarif["runs"][0]["results"][0]["ruleId"], "no-contact");
}

#[test]
fn of_several_guides_each_is_a_line_and_what_they_share_is_told_once() {
    let mut sources = SourceSet::new();
    let error = Severity::Error;
    let findings: [&[(&'static str, Severity, &str)]; 3] = [
        &[("no-code", error, "the guide has no code")],
        &[
            ("no-contact", error, "nobody to call"),
            (
                "vague-wording",
                Severity::Advice,
                "`some` can mean different things to different readers",
            ),
            (
                "vague-wording",
                Severity::Advice,
                "`some` can mean different things to different readers",
            ),
            ("no-code", error, "the guide has no code"),
        ],
        &[("long-list", Severity::Warning, "long")],
    ];
    let mut guides = guides_of(&mut sources, &findings);
    let mut broken = Diagnostics::new();
    broken.push(Diagnostic::new(rule::TAB, error, None, "a tab"));
    guides.push(guide("broken", broken));
    let terms = terms();
    let report = Report::new(&terms, &guides, &sources);
    let text = human::write(&report, PLAIN);
    let table = "The guides, the worst first\n  errors  warnings  advice\n       1         0       0  broken (en): \
                 cannot be read or set\n       2         0       2  guide-1 (en)\n       1         0       0  \
                 guide-0 (en)\n       0         1       0  guide-2 (en)\n\n";
    assert!(text.starts_with(table), "{text}");
    assert_eq!(text.matches("error[no-code]").count(), 1, "{text}");
    assert!(
        text.contains("  = the same in 1 other guide: guide-1 (en) line 4\n"),
        "{text}"
    );
    assert_eq!(
        text.matches("advice[vague-wording]").count(),
        2,
        "two places in one guide: {text}"
    );
    let last = text.lines().rev().take(2).collect::<Vec<_>>();
    assert!(
        last[1].starts_with("Result: 1 of 4 guides could not be read"),
        "{text}"
    );
    for form in ["short", "github"] {
        let form = REPORT_FORMATS.iter().find(|one| one.name == form).unwrap();
        let text = text_of(form, &report);
        assert_eq!(
            text.matches("the guide has no code").count(),
            2,
            "machines: every place: {text}"
        );
    }
}

#[test]
fn the_result_says_why_the_program_ends_as_it_does() {
    let error = Severity::Error;
    for (findings, is_strict, expected, words) in [
        (
            &[][..],
            false,
            "no-errors",
            "no errors were found (exit code 0)",
        ),
        (
            &[("no-code", error, "a")],
            false,
            "errors",
            "errors were found in the guide (exit code 1)",
        ),
        (
            &[(rule::TAB, error, "a")],
            false,
            "not-readable",
            "the guide could not be read",
        ),
        (
            &[("long-list", Severity::Warning, "a")],
            false,
            "no-errors",
            "no errors",
        ),
        (
            &[("long-list", Severity::Warning, "a")],
            true,
            "warnings",
            "counts as errors",
        ),
    ] {
        let mut sources = SourceSet::new();
        let guides = guides_of(&mut sources, &[findings]);
        let terms = Terms {
            is_strict,
            ..terms()
        };
        let report = Report::new(&terms, &guides, &sources);
        assert_eq!(report.result().name(), expected);
        let is_good = report.result() == CheckResult::NoErrors;
        assert_eq!(report.has_failed(), !is_good, "{expected}");
        let text = human::write(&report, PLAIN).replace('\n', " ");
        assert!(text.contains(words), "{words}: {text}");
        let json: serde_json::Value =
            serde_json::from_str(&written(|out| json::write(&report, out))).unwrap();
        assert_eq!(json["result"], expected);
        assert_eq!(json["guides"][0]["read"], expected != "not-readable");
    }
}
