//! A guide: what the clinic's authors write about one treatment, for any patient.
//!
//! [`Guide::read`] takes a YAML file and gives the typed guide, or every fault in it, in file order,
//! each at its place. A [`Guide`] in hand is sound in form: every text is typed, every figure has
//! its alternative text, every placeholder is known. What is merely absent (a date, a contact) is no
//! fault; [`Guide::absent`] names it. Figures are named here and loaded elsewhere.
//!
//! The kinds of blocks live in `block`, one file each.

mod attestation;
pub mod block;
mod empty;
mod icon;
mod link;
mod marks;
mod prompt;
mod reading_time;
mod run;
mod section;
mod size;
mod telephone;
mod text;
mod wording;

#[cfg(test)]
mod tests;

pub use attestation::{ATTESTED, Attestation, Attested, MAXIMUM_ATTESTATIONS};
pub use block::{
    AtAGlance, Benefits, Block, BlockKind, Bullet, Bullets, Comparison, ComparisonRow, Contact,
    DoAndDont, Figure, FigureLabel, FigurePicture, FigureWidth, Frequency, GlanceFact, HowOften,
    KINDS, KeyPoint, LabelSide, Medicine, Medicines, Moment, Paragraph, PerCent, Preparation,
    Prepare, ProcedureStep, ProcedureSteps, Question, Risk, Risks, SubHeading, TIMES_OF_DAY, Term,
    Terms, Timeline, Urgent, WarningSign, WarningSigns,
};
pub use icon::{ICONS, Icon, icons_documentation};
pub use reading_time::{WORDS_A_MINUTE, reading_minutes};
pub use run::Run;
pub use section::{ROLES, Role, SECTION_DOCUMENTATION, Section};
pub use size::{MAXIMUM_BLOCKS_OF_A_GUIDE, MAXIMUM_CHARACTERS_OF_A_GUIDE, MAXIMUM_ENTRIES};
pub use text::{Text, Words};
pub use wording::Wording;

pub(crate) use block::{PICTURE_NAME, picture_name};
pub(crate) use link::link_problem;
pub(crate) use marks::{escaped, holds_no_marks, read_back};
pub(crate) use telephone::{Telephone, digit, numbers_in_field, numbers_in_text};
pub(crate) use text::{read_lines_of_words, read_words};

use jiff::civil::Date;

use crate::base::diagnostic::{Diagnostic, Diagnostics, rule};
use crate::source::{
    FieldForm, Fields, FileId, ISO_DATE, MapForm, Node, NodeKind, Reading, SourceSet, Span,
    ValueForm, WHOLE_GUIDE, names_of,
};
use attestation::{ATTESTATION, read_attestation};
use block::{BLOCKS, CONTACT, read_blocks, read_contact};
use section::{SECTION, read_section};
use text::read_text;

/// Most sections of a guide: 200 headings fill 40 pages, more than any patient reads.
pub const MAXIMUM_SECTIONS: usize = 200;

/// Most other names of a treatment; they stand on one quiet line.
pub const MAXIMUM_OTHER_NAMES: usize = 20;

/// Most sources of a guide: two pages of small print.
pub const MAXIMUM_SOURCES: usize = 100;

/// Most contacts of a guide or brand: a page full.
pub const MAXIMUM_CONTACTS: usize = 50;

/// Longest reading time an author can give, in minutes: two hours.
pub const MAXIMUM_READING_MINUTES: u32 = 120;

/// The form of a guide's file.
pub(crate) const GUIDE: MapForm = MapForm {
    what: WHOLE_GUIDE,
    documentation: None,
    fields: &[
        FieldForm::needed("title", ValueForm::WORDS),
        FieldForm::optional("subtitle", ValueForm::WORDS),
        FieldForm::optional("category", ValueForm::WORDS),
        FieldForm::optional("icon", ValueForm::Choice(|| names_of(ICONS))),
        FieldForm::optional(
            "also_known_as",
            ValueForm::Either(&[
                ValueForm::WORDS,
                ValueForm::list_or_none(MAXIMUM_OTHER_NAMES, &ValueForm::WORDS),
            ]),
        ),
        FieldForm::optional("summary", ValueForm::Text),
        FieldForm::optional(
            "reviewed_by",
            ValueForm::Either(&[ValueForm::WORDS, ValueForm::Map(&REVIEWER)]),
        ),
        FieldForm::optional(
            "reading_minutes",
            ValueForm::Number {
                least: 1,
                most: MAXIMUM_READING_MINUTES,
            },
        ),
        FieldForm::optional("code", ValueForm::WORDS),
        FieldForm::optional("version", ValueForm::WORDS),
        FieldForm::optional("reviewed_on", ValueForm::Written(&ISO_DATE)),
        FieldForm::optional("next_review", ValueForm::Written(&ISO_DATE)),
        FieldForm::optional(
            "sources",
            ValueForm::Either(&[
                ValueForm::Text,
                ValueForm::list_or_none(MAXIMUM_SOURCES, &ValueForm::Text),
            ]),
        ),
        FieldForm::optional(
            "contacts",
            ValueForm::list_or_none(MAXIMUM_CONTACTS, &ValueForm::Map(&CONTACT)),
        ),
        FieldForm::optional("feedback", ValueForm::Text),
        FieldForm::optional(
            "attestations",
            ValueForm::list_or_none(MAXIMUM_ATTESTATIONS, &ValueForm::Map(&ATTESTATION)),
        ),
        FieldForm::optional("introduction", BLOCKS),
        FieldForm::needed(
            "sections",
            ValueForm::list(MAXIMUM_SECTIONS, &ValueForm::Map(&SECTION)),
        ),
    ],
};

/// The form of a reviewer who is one of the brand's people.
const REVIEWER: MapForm = MapForm {
    what: "a reviewer",
    documentation: None,
    fields: &[FieldForm::needed("person", ValueForm::WORDS)],
};

/// A guide, read and sound in form.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Guide {
    /// The whole file.
    pub span: Span,
    /// The title.
    pub title: Words,
    /// The line under the title.
    pub subtitle: Option<Words>,
    /// What kind of leaflet it is, in a few words.
    pub category: Option<Words>,
    /// A drawing beside the title.
    pub icon: Option<&'static Icon>,
    /// Other names of the treatment.
    pub also_known_as: Vec<Words>,
    /// The key message.
    pub summary: Option<Text>,
    /// Who reviewed it.
    pub reviewer: Option<Reviewer>,
    /// The author's own figure of how many minutes it takes to read, 1 to 120.
    pub reading_minutes: Option<u32>,
    /// The clinic's code of the leaflet.
    pub code: Option<Words>,
    /// The version, in the clinic's own counting.
    pub version: Option<Words>,
    /// The day of the last review.
    pub reviewed_on: Option<Day>,
    /// The day by which it is to be reviewed again.
    pub next_review: Option<Day>,
    /// Where its facts come from.
    pub sources: Vec<Text>,
    /// Whom to call or write to.
    pub contacts: Vec<Contact>,
    /// Where readers can say what they think of the leaflet.
    pub feedback: Option<Text>,
    /// What people have judged of it.
    pub attestations: Vec<Attestation>,
    /// What stands before the first section.
    pub introduction: Vec<Block>,
    /// The sections, at least one.
    pub sections: Vec<Section>,
}

/// A day and its place.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Day {
    /// Where it stands.
    pub span: Span,
    /// The day.
    pub date: Date,
}

/// Who reviewed a guide.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Reviewer {
    /// The name as the author wrote it.
    AsWritten(Words),
    /// The id of one of the brand's people.
    Person(Words),
}

/// Something good to have that a guide lacks. It is no fault.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Absent {
    /// No key message.
    Summary,
    /// No reviewer.
    Reviewer,
    /// No code.
    Code,
    /// No version.
    Version,
    /// No day of the last review.
    ReviewedOn,
    /// No day of the next review.
    NextReview,
    /// No sources.
    Sources,
    /// No contacts, neither for the whole guide nor in a section.
    Contacts,
    /// No warning signs.
    WarningSigns,
}

impl Absent {
    /// What is absent, as the author would write it in the guide.
    pub fn name(self) -> &'static str {
        match self {
            Self::Summary => "summary",
            Self::Reviewer => "reviewed_by",
            Self::Code => "code",
            Self::Version => "version",
            Self::ReviewedOn => "reviewed_on",
            Self::NextReview => "next_review",
            Self::Sources => "sources",
            Self::Contacts => "contacts",
            Self::WarningSigns => "warning_signs",
        }
    }
}

impl Guide {
    /// Reads a guide: the guide, unless there are faults, and everything found, in file order.
    ///
    /// Errors are diagnostics of the severity `Error`; with one of them there is no guide.
    pub fn read(sources: &SourceSet, file: FileId) -> (Option<Self>, Diagnostics) {
        let (mut reading, root) = Reading::open(sources, file);
        let length = sources.get(file).text().len();
        let guide = root.and_then(|root| {
            let fields = reading.map(&root, &GUIDE)?;
            read_guide(
                &mut reading,
                &fields,
                Span {
                    file,
                    start: 0,
                    end: length,
                },
            )
        });
        reading.close(guide)
    }

    /// Every block, the introduction first; blocks hold no blocks.
    pub fn blocks(&self) -> impl Iterator<Item = &Block> {
        self.introduction
            .iter()
            .chain(self.sections.iter().flat_map(|section| &section.blocks))
    }

    /// The names of its pictures, as often as it names them.
    pub fn pictures(&self) -> impl Iterator<Item = &Words> {
        let figures = self.blocks().filter_map(|block| match block {
            Block::Figure(figure) => Some(&figure.pictures),
            _ => None,
        });
        figures.flatten().map(|picture| &picture.picture)
    }

    /// What is merely absent, in the order in which it would be printed.
    pub fn absent(&self) -> Vec<Absent> {
        let has_contact = !self.contacts.is_empty()
            || self
                .blocks()
                .any(|block| matches!(block, Block::Contact(_)));
        let has_signs = self.blocks().any(Block::warns);
        [
            (self.summary.is_some(), Absent::Summary),
            (self.reviewer.is_some(), Absent::Reviewer),
            (self.code.is_some(), Absent::Code),
            (self.version.is_some(), Absent::Version),
            (self.reviewed_on.is_some(), Absent::ReviewedOn),
            (self.next_review.is_some(), Absent::NextReview),
            (!self.sources.is_empty(), Absent::Sources),
            (has_contact, Absent::Contacts),
            (has_signs, Absent::WarningSigns),
        ]
        .into_iter()
        .filter_map(|(present, absent)| (!present).then_some(absent))
        .collect()
    }
}

fn read_guide(reading: &mut Reading<'_>, fields: &Fields<'_>, span: Span) -> Option<Guide> {
    let title = reading.required(fields, "title");
    let title = title.and_then(|node| read_words(reading, node, "title"));
    let subtitle = optional_words(reading, fields, "subtitle");
    let category = optional_words(reading, fields, "category");
    let icon = reading.optional(fields, "icon");
    let icon = icon.and_then(|node| reading.choice(node, "icon", rule::UNKNOWN_CHOICE, ICONS));
    let also_known_as = texts_or_one(
        reading,
        fields,
        "also_known_as",
        MAXIMUM_OTHER_NAMES,
        |reading, item| read_words(reading, item, "also_known_as"),
    );
    let summary = reading.optional(fields, "summary");
    let summary = summary.and_then(|node| read_text(reading, node, "summary"));
    let reviewer = reading.optional(fields, "reviewed_by");
    let reviewer = reviewer.and_then(|node| read_reviewer(reading, node));
    let reading_minutes = reading
        .optional(fields, "reading_minutes")
        .and_then(|node| {
            reading.whole_number(node, "reading_minutes", 1..=MAXIMUM_READING_MINUTES)
        });
    let code = optional_words(reading, fields, "code");
    let version = optional_words(reading, fields, "version");
    let (reviewed_on, next_review) = read_review_dates(reading, fields);
    let sources = texts_or_one(
        reading,
        fields,
        "sources",
        MAXIMUM_SOURCES,
        |reading, item| read_text(reading, item, "sources"),
    );
    let contacts = list(reading, fields, "contacts", MAXIMUM_CONTACTS, read_contact);
    let feedback = optional_text(reading, fields, "feedback");
    let attestations = list(
        reading,
        fields,
        "attestations",
        MAXIMUM_ATTESTATIONS,
        read_attestation,
    );
    let introduction = reading.optional(fields, "introduction");
    let introduction = introduction
        .map(|node| read_blocks(reading, node, None))
        .unwrap_or_default();
    let sections = reading.required(fields, "sections");
    let sections = sections
        .map(|node| reading.each(node, "sections", MAXIMUM_SECTIONS, read_section))
        .unwrap_or_default();
    let names = [&title, &subtitle, &category, &code, &version];
    let held = size::Held {
        words: names.into_iter().flatten().chain(&also_known_as).collect(),
        texts: summary.iter().chain(&sources).chain(&feedback).collect(),
        contacts: &contacts,
        introduction: &introduction,
        sections: &sections,
    };
    size::check(reading, &held);
    Some(Guide {
        span,
        title: title?,
        subtitle,
        category,
        icon,
        also_known_as,
        summary,
        reviewer,
        reading_minutes,
        code,
        version,
        reviewed_on,
        next_review,
        sources,
        contacts,
        feedback,
        attestations,
        introduction,
        sections,
    })
}

/// An optional field of plain words.
pub(crate) fn optional_words(
    reading: &mut Reading<'_>,
    fields: &Fields<'_>,
    key: &str,
) -> Option<Words> {
    let node = reading.optional(fields, key)?;
    read_words(reading, node, key)
}

/// An optional field of running text.
fn optional_text(reading: &mut Reading<'_>, fields: &Fields<'_>, key: &str) -> Option<Text> {
    let node = reading.optional(fields, key)?;
    read_text(reading, node, key)
}

/// An optional field that is a list of texts, of which a single one may stand there by itself.
fn texts_or_one<T>(
    reading: &mut Reading<'_>,
    fields: &Fields<'_>,
    key: &str,
    most: usize,
    mut read: impl FnMut(&mut Reading<'_>, &Node) -> Option<T>,
) -> Vec<T> {
    match reading.optional(fields, key) {
        Some(node) if matches!(node.kind, NodeKind::Scalar(_)) => {
            read(reading, node).into_iter().collect()
        }
        Some(_) => list(reading, fields, key, most, read),
        None => Vec::new(),
    }
}

/// An optional field that is a list; each item that can be read. `[]` says that there are none.
pub(crate) fn list<T>(
    reading: &mut Reading<'_>,
    fields: &Fields<'_>,
    key: &str,
    most: usize,
    read: impl FnMut(&mut Reading<'_>, &Node) -> Option<T>,
) -> Vec<T> {
    let Some(node) = reading.optional(fields, key) else {
        return Vec::new();
    };
    if reading.is_empty_list(node) {
        return Vec::new();
    }
    reading.each(node, key, most, read)
}

fn read_reviewer(reading: &mut Reading<'_>, node: &Node) -> Option<Reviewer> {
    if matches!(node.kind, NodeKind::Map(_)) {
        let fields = reading.map(node, &REVIEWER)?;
        let person = reading.required(&fields, "person")?;
        return read_words(reading, person, "person").map(Reviewer::Person);
    }
    read_words(reading, node, "reviewed_by").map(Reviewer::AsWritten)
}

fn read_review_dates(reading: &mut Reading<'_>, fields: &Fields<'_>) -> (Option<Day>, Option<Day>) {
    let reviewed_on = optional_day(reading, fields, "reviewed_on");
    let next_review = optional_day(reading, fields, "next_review");
    if let (Some(reviewed), Some(next)) = (reviewed_on, next_review)
        && next.date < reviewed.date
    {
        reading.fault(
            Diagnostic::error(
                rule::WRONG_DATE,
                next.span,
                format!(
                    "`next_review` is {}, before `reviewed_on`, which is {}",
                    next.date, reviewed.date
                ),
            )
            .hint("check whether the two dates were swapped"),
        );
    }
    (reviewed_on, next_review)
}

/// An optional field that is a day.
fn optional_day(reading: &mut Reading<'_>, fields: &Fields<'_>, key: &str) -> Option<Day> {
    let node = reading.optional(fields, key)?;
    read_day(reading, node, key)
}

/// A day; `what` is the name of its field.
fn read_day(reading: &mut Reading<'_>, node: &Node, what: &str) -> Option<Day> {
    Some(Day {
        span: node.span,
        date: reading.date(node, what)?,
    })
}
