//! The settings of a working folder: what `leaflet.yaml` says of every leaflet made there.
//!
//! [`Project::read`] takes the file and gives the settings, or every fault in it; a file that holds
//! nothing but remarks sets nothing. Each setting keeps its place, so that one which turns out to be
//! wrong later (a brand that does not exist) is told there. [`Project::check`] finds such names among
//! the content. What was said on the command line wins; that is for the caller to see to.
//!
//! To add a setting, add its field, its line in [`Project::read`] and in `PROJECT`, and say
//! in the starter (`assets/starters/leaflet.yaml`) what it does; a test looks that it stands there.

mod batch;

pub use batch::BatchSettings;

use crate::base::advice::Advice;
use crate::base::diagnostic::{Diagnostic, Diagnostics, nearest, quoted, rule};
use crate::base::span::Span;
use crate::input::content::Content;
use crate::input::roster::{COLUMNS, Column, ColumnNames, KnownColumn};
use crate::leaflet::format::{FORMATS, Format};
use crate::leaflet::{EDITIONS, Edition, PAPERS, Paper, Print};
use crate::lint::{GRADES, Grade, PROFILES, Profile, RULES, RuleSetting};
use crate::model::guide::{Words, list, optional_words, read_words};
use crate::source::{
    FieldForm, Fields, FileId, MAXIMUM_PLAIN_CHARACTERS, MapForm, Node, NodeKind, Reading,
    SourceSet, ValueForm, WrittenForm,
};

/// The form of the file.
pub(crate) const PROJECT: MapForm = MapForm {
    what: "`leaflet.yaml`",
    documentation: None,
    fields: &[
        FieldForm::optional("content", ValueForm::Written(&FOLDER)),
        FieldForm::optional("brand", ValueForm::WORDS),
        FieldForm::optional("language", ValueForm::WORDS),
        FieldForm::optional("paper", ValueForm::Choice(paper_names)),
        FieldForm::optional("surgeon", ValueForm::WORDS),
        FieldForm::optional(
            "guides",
            ValueForm::list_or_none(MOST_ITEMS, &ValueForm::WORDS),
        ),
        FieldForm::optional(
            "languages",
            ValueForm::list_or_none(MOST_ITEMS, &ValueForm::WORDS),
        ),
        FieldForm::optional(
            "editions",
            ValueForm::list_or_none(MOST_ITEMS, &ValueForm::Choice(edition_names)),
        ),
        FieldForm::optional(
            "papers",
            ValueForm::list_or_none(MOST_ITEMS, &ValueForm::Choice(paper_names)),
        ),
        FieldForm::optional(
            "formats",
            ValueForm::list_or_none(MOST_ITEMS, &ValueForm::Choice(format_names)),
        ),
        FieldForm::optional("output", ValueForm::Written(&FOLDER)),
        FieldForm::optional("columns", ValueForm::Map(&COLUMN_HEADERS)),
        FieldForm::optional("batch", ValueForm::Map(&batch::BATCH)),
        FieldForm::optional("profile", ValueForm::Choice(profile_names)),
        FieldForm::optional(
            "rules",
            ValueForm::Named {
                names: rule_names,
                value: &RULE_GRADE,
            },
        ),
        FieldForm::optional(
            "most_pages",
            ValueForm::Number {
                least: 1,
                most: MAXIMUM_PAGES,
            },
        ),
        FieldForm::optional(
            "warn_before_review",
            ValueForm::Number {
                least: 0,
                most: MAXIMUM_DAYS,
            },
        ),
    ],
};

/// The form of the map `columns`: its names are those of the columns of a roster.
const COLUMN_HEADERS: MapForm = MapForm {
    what: "`columns`",
    documentation: None,
    fields: &HEADER_FIELDS,
};

/// A field for each column.
const HEADER_FIELDS: [FieldForm; COLUMNS.len()] = {
    let mut fields = [FieldForm::optional("", ValueForm::WORDS); COLUMNS.len()];
    let mut at = 0;
    while at < COLUMNS.len() {
        let column = &COLUMNS[at];
        let value = match may_be_several(column.column) {
            true => HEADERS,
            false => ValueForm::WORDS,
        };
        fields[at] = FieldForm::optional(column.name, value);
        at += 1;
    }
    fields
};

/// Whether several columns of a list may be put together to this one.
const fn may_be_several(column: Column) -> bool {
    matches!(column, Column::PATIENT | Column::Appointment)
}

/// The form of a header, or of several whose cells are put together.
const HEADERS: ValueForm = ValueForm::Either(&[
    ValueForm::WORDS,
    ValueForm::list_or_none(MOST_HEADERS, &ValueForm::WORDS),
]);

/// Most columns of a list that make one: a title, names, and what is between.
const MOST_HEADERS: usize = 6;

/// The form of a folder's path: a tilde at its start is refused.
const FOLDER: WrittenForm = WrittenForm {
    pattern: r"^[^~\s]",
    most: MAXIMUM_PLAIN_CHARACTERS,
    may_look_like_a_number: true,
    hint: "write the full path, without a tilde at its start",
};

/// The form of what is settled of one rule. `off` alone is none: it needs its reason.
const RULE_GRADE: ValueForm = ValueForm::Either(&[
    ValueForm::Choice(severity_names),
    ValueForm::Map(&RULE_SETTING),
]);

/// The form of a rule's setting with its reason.
const RULE_SETTING: MapForm = MapForm {
    what: "a rule's setting",
    documentation: None,
    fields: &[
        FieldForm::needed("severity", ValueForm::Choice(grade_names)),
        FieldForm::optional("reason", ValueForm::WORDS),
    ],
};

fn profile_names() -> Vec<&'static str> {
    PROFILES.iter().map(|profile| profile.name).collect()
}

fn rule_names() -> Vec<(&'static str, &'static str)> {
    RULES
        .iter()
        .map(|rule| (rule.name, rule.summary()))
        .collect()
}

fn grade_names() -> Vec<&'static str> {
    GRADES.iter().map(|(name, _)| *name).collect()
}

fn severity_names() -> Vec<&'static str> {
    let severities = GRADES.iter().filter(|(_, severity)| severity.is_some());
    severities.map(|(name, _)| *name).collect()
}

/// Most pages that a leaflet can be allowed: more is a book.
const MAXIMUM_PAGES: u32 = 100;

/// Most days before a review at which it is warned of: two years.
const MAXIMUM_DAYS: u32 = 731;

/// How many days before a review it is warned of it, where nothing is set: the time in which
/// somebody reads a guide and a printer prints it.
pub const USUAL_DAYS_BEFORE_REVIEW: u32 = 60;

/// Most items of a list of settings.
const MOST_ITEMS: usize = 5_000;

/// The settings of a working folder; what is absent is not set.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Project {
    /// The content folder, from the working folder.
    pub content: Option<Words>,
    /// The brand.
    pub brand: Option<Words>,
    /// The language's tag.
    pub language: Option<Words>,
    /// The sheet.
    pub paper: Option<&'static Paper>,
    /// The surgeon's id.
    pub surgeon: Option<Words>,
    /// The guides of the library; none where they are not set.
    pub guides: Vec<Words>,
    /// The languages of the library; none where they are not set.
    pub languages: Vec<Words>,
    /// The editions of the library; none where they are not set.
    pub editions: Vec<&'static Edition>,
    /// The sheets of the library.
    pub papers: Vec<&'static Paper>,
    /// The formats of the library; none where they are not set.
    pub formats: Vec<&'static Format>,
    /// Where `editions` names a sheet, as it did before there were editions, and which.
    pub sheet_as_edition: Option<(Span, &'static str)>,
    /// The library's folder, from the working folder.
    pub output: Option<Words>,
    /// The clinic's own headers for the columns of a roster.
    pub columns: ColumnNames,
    /// What is settled of lists of patients.
    pub batch: BatchSettings,
    /// By whose demands guides are judged.
    pub profile: Option<&'static Profile>,
    /// How grave the findings of single rules are.
    pub rules: Vec<RuleSetting>,
    /// Most pages of a leaflet that pass the check.
    pub most_pages: Option<usize>,
    /// From how many days before a guide's next review on it is warned of; 0 for its day alone.
    pub warn_before_review: Option<u32>,
}

impl Project {
    /// What is printed where nothing else is asked for: the usual edition on the sheet of `paper`.
    pub fn print(&self) -> Print {
        self.paper.map_or_else(Print::usual, Print::on)
    }

    /// From how many days before a guide's review on it is warned of; 0 for its day alone.
    pub fn days_before_review(&self) -> u32 {
        self.warn_before_review.unwrap_or(USUAL_DAYS_BEFORE_REVIEW)
    }

    /// What the library prints of each guide: each edition on each sheet, each once, in the program's order.
    pub fn prints(&self) -> Vec<Print> {
        let usual = self.print();
        let mut editions = self.editions.clone();
        if editions.is_empty() {
            editions.push(usual.edition);
        }
        let mut papers = self.papers.clone();
        if papers.is_empty() {
            papers.push(usual.paper);
        }
        editions
            .sort_by_key(|edition| EDITIONS.iter().position(|known| known.name == edition.name));
        papers.sort_by_key(|paper| PAPERS.iter().position(|known| known.name == paper.name));
        editions.dedup();
        papers.dedup();
        let prints = editions.iter().flat_map(|edition| {
            let on = papers.iter().map(|paper| Print {
                edition,
                paper,
                ..usual
            });
            on.collect::<Vec<_>>()
        });
        prints.collect()
    }

    /// The formats the library is made in, each once, in the program's order; the usual one where none is set.
    pub fn formats(&self) -> Vec<&'static Format> {
        let known = FORMATS.iter().copied();
        let set: Vec<&'static Format> = known
            .filter(|format| self.formats.contains(format))
            .collect();
        if set.is_empty() {
            vec![Format::usual()]
        } else {
            set
        }
    }

    /// Reads the file: the settings, unless there are faults, and everything found, in file order.
    pub fn read(sources: &SourceSet, file: FileId) -> (Option<Self>, Diagnostics) {
        if holds_nothing(sources.get(file).text()) {
            return (Some(Self::default()), Diagnostics::new());
        }
        let (mut reading, root) = Reading::open(sources, file);
        let project = root.and_then(|root| {
            let fields = reading.map(&root, &PROJECT)?;
            let papers: Vec<(&str, &'static Paper)> =
                PAPERS.iter().map(|paper| (paper.name, paper)).collect();
            let content = optional_words(&mut reading, &fields, "content");
            let brand = optional_words(&mut reading, &fields, "brand");
            let language = optional_words(&mut reading, &fields, "language");
            let paper = reading.optional(&fields, "paper");
            let paper =
                paper.and_then(|node| reading.choice(node, "paper", rule::UNKNOWN_CHOICE, &papers));
            let surgeon = optional_words(&mut reading, &fields, "surgeon");
            let guides = names(&mut reading, &fields, "guides");
            let languages = names(&mut reading, &fields, "languages");
            let known = known_editions();
            let listed = list(
                &mut reading,
                &fields,
                "editions",
                MOST_ITEMS,
                |reading, node| {
                    let chosen = reading.choice(node, "editions", rule::UNKNOWN_CHOICE, &known)?;
                    Some((chosen, node.span))
                },
            );
            let mut editions: Vec<&'static Edition> = Vec::new();
            let mut sheet_as_edition = None;
            let mut listed_papers: Vec<&'static Paper> = list(
                &mut reading,
                &fields,
                "papers",
                MOST_ITEMS,
                |reading, node| reading.choice(node, "papers", rule::UNKNOWN_CHOICE, &papers),
            );
            for (chosen, span) in listed {
                match chosen {
                    EditionOrSheet::Edition(edition) => editions.push(edition),
                    EditionOrSheet::Sheet(sheet) => {
                        sheet_as_edition.get_or_insert((span, sheet.name));
                        listed_papers.push(sheet);
                    }
                }
            }
            let known = known_formats();
            let formats = list(
                &mut reading,
                &fields,
                "formats",
                MOST_ITEMS,
                |reading, node| reading.choice(node, "formats", rule::UNKNOWN_CHOICE, &known),
            );
            let output = optional_words(&mut reading, &fields, "output");
            for folder in [&content, &output].into_iter().flatten() {
                if folder.text.starts_with('~') {
                    reading.fault(home_sign(folder));
                }
            }
            let columns = reading.optional(&fields, "columns");
            let columns = columns.and_then(|node| read_columns(&mut reading, node));
            let batch = reading.optional(&fields, "batch");
            let batch = batch.and_then(|node| BatchSettings::read(&mut reading, node));
            let profiles: Vec<(&str, &'static Profile)> = PROFILES
                .iter()
                .map(|profile| (profile.name, profile))
                .collect();
            let profile = reading.optional(&fields, "profile");
            let profile = profile
                .and_then(|node| reading.choice(node, "profile", rule::UNKNOWN_CHOICE, &profiles));
            let rules = reading.optional(&fields, "rules");
            let rules = rules.map(|node| read_rules(&mut reading, node));
            let most_pages = reading.optional(&fields, "most_pages");
            let most_pages = most_pages
                .and_then(|node| reading.whole_number(node, "most_pages", 1..=MAXIMUM_PAGES));
            let days = reading.optional(&fields, "warn_before_review");
            let days = days.and_then(|node| {
                reading.whole_number(node, "warn_before_review", 0..=MAXIMUM_DAYS)
            });
            Some(Self {
                content,
                brand,
                language,
                paper,
                surgeon,
                guides,
                languages,
                editions,
                papers: listed_papers,
                formats,
                sheet_as_edition,
                output,
                columns: columns.unwrap_or_default(),
                batch: batch.unwrap_or_default(),
                profile,
                rules: rules.unwrap_or_default(),
                most_pages: most_pages.map(|most| most as usize),
                warn_before_review: days,
            })
        });
        reading.close(project)
    }

    /// The brand and the language that are set here and do not exist, each at its place. The surgeon
    /// is found out when the brand is read.
    pub fn check(&self, content: &Content) -> Diagnostics {
        let mut found = Diagnostics::new();
        let named = [
            ("brand", &self.brand, content.brands()),
            ("language", &self.language, content.languages()),
        ];
        for (what, setting, known) in named {
            if let Some(words) = setting
                && !known.contains(&words.text)
            {
                found.push(unknown(what, words, &known));
            }
        }
        found
    }

    /// The guides and languages of the library that are set here and do not exist, each at its place.
    pub fn check_library(&self, content: &Content) -> Diagnostics {
        let mut found = Diagnostics::new();
        let guides: Vec<String> = content.guides().into_keys().collect();
        let named = [
            ("guide", &self.guides, guides),
            ("language", &self.languages, content.languages()),
        ];
        for (what, setting, known) in named {
            let strange = setting.iter().filter(|words| !known.contains(&words.text));
            found.extend(strange.map(|words| unknown(what, words, &known)));
        }
        found
    }
}

/// The names of the sheets.
fn paper_names() -> Vec<&'static str> {
    PAPERS.iter().map(|paper| paper.name).collect()
}

/// The formats a library can be made in, by name.
fn known_formats() -> Vec<(&'static str, &'static Format)> {
    let formats = FORMATS.iter().copied();
    let formats = formats.filter(|format| format.fits_a_library());
    formats.map(|format| (format.name, format)).collect()
}

/// The names of those formats.
fn format_names() -> Vec<&'static str> {
    known_formats().into_iter().map(|(name, _)| name).collect()
}

/// What may stand in `editions`: an edition, or a sheet, as before there were editions.
#[derive(Clone, Copy)]
enum EditionOrSheet {
    Edition(&'static Edition),
    Sheet(&'static Paper),
}

fn known_editions() -> Vec<(&'static str, EditionOrSheet)> {
    let editions = EDITIONS
        .iter()
        .map(|edition| (edition.name, EditionOrSheet::Edition(edition)));
    let sheets = PAPERS
        .iter()
        .map(|paper| (paper.name, EditionOrSheet::Sheet(paper)));
    editions.chain(sheets).collect()
}

/// The names of the editions, and of the sheets, which were called so once.
fn edition_names() -> Vec<&'static str> {
    known_editions().into_iter().map(|(name, _)| name).collect()
}

/// A list of names; none where it is not set.
fn names(reading: &mut Reading<'_>, fields: &Fields<'_>, key: &str) -> Vec<Words> {
    list(reading, fields, key, MOST_ITEMS, |reading, node| {
        read_words(reading, node, key)
    })
}

/// The clinic's own headers; two columns cannot have the same.
fn read_columns(reading: &mut Reading<'_>, node: &Node) -> Option<ColumnNames> {
    let fields = reading.map(node, &COLUMN_HEADERS)?;
    let mut names = ColumnNames::default();
    for known in COLUMNS {
        for header in headers(reading, &fields, known) {
            set_header(reading, &mut names, known, header);
        }
    }
    Some(names)
}

/// The header of a column; of a patient's name and of an appointment there may be several.
fn headers(reading: &mut Reading<'_>, fields: &Fields<'_>, known: &KnownColumn) -> Vec<Words> {
    let mut entries = fields.entries().iter();
    let entry = entries.find(|entry| entry.key == known.name);
    let is_list = entry.is_some_and(|entry| matches!(entry.value.kind, NodeKind::List(_)));
    if may_be_several(known.column) && is_list {
        return list(
            reading,
            fields,
            known.name,
            MOST_HEADERS,
            |reading, node| read_words(reading, node, known.name),
        );
    }
    optional_words(reading, fields, known.name)
        .into_iter()
        .collect()
}

/// Takes a header down, unless it is set for another column.
fn set_header(
    reading: &mut Reading<'_>,
    names: &mut ColumnNames,
    known: &KnownColumn,
    header: Words,
) {
    if let Some(other) = names.column(&header.text) {
        reading.fault(
            Diagnostic::error(
                rule::ROSTER_COLUMNS,
                header.span,
                format!(
                    "{} is set for `{}` and for `{}`",
                    quoted(&header.text),
                    other.name(),
                    known.name
                ),
            )
            .hint("a column of the list can be only one of them"),
        );
    }
    names.set(known.column, header);
}

/// What is settled of single rules: a severity alone, or a map with `severity` and `reason`. A rule that is
/// switched off needs a reason, because every report says it.
fn read_rules(reading: &mut Reading<'_>, node: &Node) -> Vec<RuleSetting> {
    let known: Vec<&str> = RULES.iter().map(|rule| rule.name).collect();
    let Some(fields) = reading.named(node, "`rules`", &known) else {
        return Vec::new();
    };
    let mut settings = Vec::new();
    for rule in RULES {
        if let Some(value) = reading.optional(&fields, rule.name)
            && let Some(grade) = read_grade(reading, value, rule.name)
        {
            settings.push(RuleSetting {
                rule: rule.name,
                grade,
            });
        }
    }
    settings
}

fn read_grade(reading: &mut Reading<'_>, node: &Node, name: &'static str) -> Option<Grade> {
    let (severity, reason) = if matches!(node.kind, NodeKind::Map(_)) {
        let fields = reading.map(node, &RULE_SETTING)?;
        let severity = reading.required(&fields, "severity");
        (severity?, optional_words(reading, &fields, "reason"))
    } else {
        (node, None)
    };
    match (
        reading.choice(severity, "severity", rule::UNKNOWN_CHOICE, GRADES)?,
        reason,
    ) {
        (Some(severity), _) => Some(Grade::As(severity)),
        (None, Some(reason)) => Some(Grade::Off(reason.text)),
        (None, None) => {
            let message = format!("the rule {} is off without a reason", quoted(name));
            let fault = Diagnostic::error(rule::MISSING_FIELD, severity.span, message);
            reading.fault(fault.hint(format!(
                "give the reason, because every report shows it: `{name}: {{ severity: off, \
                 reason: … }}`"
            )));
            None
        }
    }
}

/// The fault of a folder written with the character that only a shell understands.
fn home_sign(folder: &Words) -> Diagnostic {
    Diagnostic::error(
        rule::WRONG_FOLDER,
        folder.span,
        format!(
            "the folder name {} begins with a tilde",
            quoted(&folder.text)
        ),
    )
    .hint("write the full path; a tilde means your own folder only in a shell")
}

/// Whether a file holds blank lines and remarks only.
fn holds_nothing(text: &str) -> bool {
    text.lines()
        .map(str::trim)
        .all(|line| line.is_empty() || line.starts_with('#'))
}

fn unknown(what: &str, words: &Words, known: &[String]) -> Diagnostic {
    let fault = Diagnostic::error(
        rule::UNKNOWN_CHOICE,
        words.span,
        format!("there is no {what} {}", quoted(&words.text)),
    );
    let fault = match nearest(&words.text, known.iter().map(String::as_str)) {
        Some(meant) => fault.hint(format!("did you mean `{meant}`?")),
        None => fault,
    };
    fault.hint(Advice::listing(&format!("{what}s"), " shows them all"))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::fact::FactName;

    fn read(text: &str) -> (Option<Project>, Vec<String>) {
        let mut sources = SourceSet::new();
        let file = sources.add("leaflet.yaml", text);
        let (project, found) = Project::read(&sources, file);
        let shown = found
            .iter()
            .map(|one| {
                let (line, column) = one.span.map(|s| sources.position(s)).unwrap_or_default();
                format!("{line}:{column} {}", one.rule)
            })
            .collect();
        (project, shown)
    }

    #[test]
    fn every_setting_is_read() {
        let (project, faults) =
            read("content: ours\nbrand: b\nlanguage: hi\npaper: letter\nsurgeon: first-last\n");
        assert_eq!(faults, Vec::<String>::new());
        let project = project.unwrap();
        assert_eq!(project.paper.unwrap().name, "letter");
        let words = [
            &project.content,
            &project.brand,
            &project.language,
            &project.surgeon,
        ];
        let words = words.map(|words| words.as_ref().unwrap().text.as_str());
        assert_eq!(words, ["ours", "b", "hi", "first-last"]);
    }

    #[test]
    fn the_settings_of_the_library_are_read_with_their_faults() {
        let (project, faults) = read(
            "guides: [a, b]\nlanguages:\n  - en\n  - pt-BR\neditions: [letter, a4]\noutput: made\n",
        );
        assert_eq!(faults, Vec::<String>::new());
        let project = project.unwrap();
        let texts = |words: &[Words]| {
            let texts = words.iter().map(|words| words.text.as_str());
            texts.collect::<Vec<_>>().join(" ")
        };
        // An empty list says what its absence says.
        assert_eq!(read("languages: []\ncolumns:\n  patient: []\n").1, [""; 0]);
        assert_eq!(texts(&project.guides), "a b");
        assert_eq!(texts(&project.languages), "en pt-BR");
        let prints: Vec<String> = project.prints().into_iter().map(Print::name).collect();
        assert_eq!(prints, ["a4", "letter"]);
        assert!(project.sheet_as_edition.is_some());
        let new_way = read("editions: [standard]\npapers: [letter]\n").0.unwrap();
        let prints: Vec<String> = new_way.prints().into_iter().map(Print::name).collect();
        assert_eq!(prints, ["letter"]);
        assert!(new_way.sheet_as_edition.is_none());
        assert_eq!(project.output.unwrap().text, "made");
        for (text, expected) in [
            ("editions: [a4, a5]\n", "1:16 unknown-choice"),
            ("languages: en\n", "1:12 wrong-type"),
            ("guides:\n  - a: b\n", "2:6 unquoted-colon"),
            ("output:\n", "1:1 empty-value"),
            ("output: ~/made\n", "1:9 wrong-folder"),
        ] {
            assert_eq!(read(text).1, [expected], "{text}");
        }
        let (project, _) =
            read("guides: [minimally-invasive-spinal-fusoin]\nlanguages: [en, xx]\n");
        let found = project.unwrap().check_library(&Content::default());
        let told: Vec<&str> = found.iter().map(|one| one.message.as_str()).collect();
        assert_eq!(
            told,
            [
                "there is no guide `minimally-invasive-spinal-fusoin`",
                "there is no language `xx`"
            ]
        );
    }

    #[test]
    fn what_is_settled_of_rules_is_read_with_its_faults() {
        let (project, faults) = read(
            "profile: uk\nrules:\n  long-list: advice\n  no-sources: { severity: off, reason: On a form }\n\
             most_pages: 6\nwarn_before_review: 90\n",
        );
        assert_eq!(faults, Vec::<String>::new());
        let project = project.unwrap();
        assert_eq!(project.profile.unwrap().name, "uk");
        assert_eq!(project.most_pages, Some(6));
        assert_eq!(project.warn_before_review, Some(90));
        let grades: Vec<(&str, &Grade)> = project
            .rules
            .iter()
            .map(|setting| (setting.rule, &setting.grade))
            .collect();
        let off = Grade::Off("On a form".to_owned());
        assert!(grades.contains(&(
            "long-list",
            &Grade::As(crate::base::diagnostic::Severity::Advice)
        )));
        assert!(grades.contains(&("no-sources", &off)));
        for (text, expected) in [
            ("most_pages: 0\n", "1:13 wrong-number"),
            ("warn_before_review: 800\n", "1:21 wrong-number"),
            ("profile: france\n", "1:10 unknown-choice"),
            ("rules:\n  long-lists: off\n", "2:3 unknown-key"),
            ("rules:\n  long-list: grave\n", "2:14 unknown-choice"),
            ("rules:\n  long-list: off\n", "2:14 missing-field"),
            (
                "rules:\n  long-list: { severity: off }\n",
                "2:26 missing-field",
            ),
            ("rules:\n  long-list: { reason: a }\n", "2:16 missing-field"),
            ("rules: strict\n", "1:8 wrong-type"),
        ] {
            assert_eq!(read(text).1, [expected], "{text}");
        }
    }

    #[test]
    fn the_headers_of_a_roster_are_read_with_their_faults() {
        let names: Vec<&str> = COLUMNS.iter().map(|known| known.name).collect();
        let known: Vec<&str> = COLUMN_HEADERS
            .fields
            .iter()
            .map(|field| field.name)
            .collect();
        assert_eq!(names, known);
        let (project, faults) = read("columns:\n  patient: Naam\n  procedure date: OP-Datum\n");
        assert_eq!(faults, Vec::<String>::new());
        let columns = project.unwrap().columns;
        let header = |column| columns.header(column).map(|words| words.text.as_str());
        assert_eq!(header(Column::PATIENT), Some("Naam"));
        assert_eq!(header(Column::PROCEDURE_DATE), Some("OP-Datum"));
        assert_eq!(header(Column::Fact(FactName::Side)), None);
        let (project, faults) = read("columns:\n  patient: [First Name, Last Name]\n");
        assert_eq!(faults, Vec::<String>::new());
        let columns = project.unwrap().columns;
        let headers: Vec<&str> = columns
            .headers(Column::PATIENT)
            .map(|words| words.text.as_str())
            .collect();
        assert_eq!(headers, ["First Name", "Last Name"]);
        for (text, expected) in [
            ("columns:\n  patiënt: Naam\n", "2:3 unknown-key"),
            ("columns:\n  patient: A\n  side: a\n", "3:9 roster-columns"),
            ("columns:\n  patient: [A, a]\n", "2:16 roster-columns"),
            ("columns:\n  side: [A, B]\n", "2:9 needs-quotes"),
            ("columns: Naam\n", "1:10 wrong-type"),
            ("columns:\n  patient:\n", "2:3 empty-value"),
        ] {
            assert_eq!(read(text).1, [expected], "{text}");
        }
    }

    #[test]
    fn a_file_of_remarks_sets_nothing() {
        for text in ["", "\u{feff}# nothing\n\n  # yet\r\n", "\n\n"] {
            assert_eq!(read(text), (Some(Project::default()), Vec::new()), "{text}");
        }
    }

    #[test]
    fn all_faults_are_told_at_their_places() {
        let (project, faults) = read("contents: ours\npaper: a5\nlanguage:\nbrand: [a, b]\n");
        assert!(project.is_none());
        assert_eq!(
            faults,
            [
                "1:1 unknown-key",
                "2:8 unknown-choice",
                "3:1 empty-value",
                "4:8 needs-quotes"
            ]
        );
        assert_eq!(read("content: ~/ours\n").1, ["1:10 wrong-folder"]);
    }

    #[test]
    fn names_that_do_not_exist_are_told_at_their_places() {
        let (project, _) = read("brand: max-hospital-deli\nlanguage: en\n");
        let found = project.unwrap().check(&Content::default());
        let told: Vec<&Diagnostic> = found.iter().collect();
        assert_eq!(told.len(), 1);
        assert!(told[0].span.is_some());
        assert_eq!(
            told[0].hints[0].to_string(),
            "did you mean `max-hospital-delhi`?"
        );
    }
}
