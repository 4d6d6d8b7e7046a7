//! The blocks of a guide: one kind a file, one line each in [`KINDS`].
//!
//! A block in YAML is a map of one name, its kind: `- paragraph: …`. `read_blocks` takes the list
//! of them and gives [`Block`]s in order, with every fault. To add a kind, write its file (fields, the form
//! of its value, and `KIND`) with its documentation beside it (`<kind>.md`, which is also what `leaflet explain` and the
//! authors' manual say), add its variant to [`Block`] and its line to [`KINDS`]; matches on `Block`
//! have no wildcard, so the compiler shows every place that must know it, and a test parses every
//! example.

mod at_a_glance;
mod benefits;
mod bullets;
mod comparison;
mod contact;
mod do_and_dont;
mod figure;
mod key_point;
mod medicines;
mod paragraph;
mod prepare;
mod procedure_steps;
mod question;
mod risks;
mod sub_heading;
mod terms;
mod timeline;
mod urgent;
mod warning_signs;

pub use at_a_glance::{AtAGlance, GlanceFact};
pub use benefits::Benefits;
pub use bullets::{Bullet, Bullets, MAXIMUM_BULLET_DEPTH, MAXIMUM_BULLETS};
pub use comparison::{Comparison, ComparisonRow, MAXIMUM_HEAD_CHARACTERS, MAXIMUM_ROWS};
pub use contact::Contact;
pub use do_and_dont::{DoAndDont, MAXIMUM_DEEDS};
pub use figure::{Figure, FigureLabel, FigurePicture, FigureWidth, LabelSide};
pub use key_point::KeyPoint;
pub use medicines::{Medicine, Medicines, TIMES_OF_DAY};
pub use paragraph::Paragraph;
pub use prepare::{Preparation, Prepare};
pub use procedure_steps::{MAXIMUM_STEPS, ProcedureStep, ProcedureSteps};
pub use question::{MAXIMUM_ANSWER_PARAGRAPHS, Question};
pub use risks::{
    Frequency, HowOften, MAXIMUM_DECIMALS, MAXIMUM_FREQUENCY, MAXIMUM_RISKS, PerCent, Risk, Risks,
    WHOLES,
};
pub use sub_heading::SubHeading;
pub use terms::{MAXIMUM_TERMS, Term, Terms};
pub use timeline::{Moment, Timeline};
pub use urgent::Urgent;
pub use warning_signs::{MAXIMUM_SIGNS, WarningSign, WarningSigns};

pub(crate) use contact::{CONTACT, read_contact};
pub(crate) use figure::{PICTURE_NAME, picture_name};

use super::empty::{sub_heading_without_content, without_content};
use super::text::{Text, read_text};
use crate::base::advice::Advice;
use crate::base::diagnostic::{Diagnostic, nearest, quoted, rule};
use crate::source::{
    Entry, KindForm, KindsForm, Node, NodeKind, Reading, Span, ValueForm, is_null,
    is_unusual_space, space_beside, unusual_space,
};

/// Most blocks under one heading: some ten pages.
pub const MAXIMUM_BLOCKS: usize = 200;

/// One piece of a guide.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Block {
    /// One paragraph.
    Paragraph(Paragraph),
    /// A bulleted list.
    Bullets(Bullets),
    /// Numbered steps.
    ProcedureSteps(ProcedureSteps),
    /// A list of risks.
    Risks(Risks),
    /// A table that compares two or three ways.
    Comparison(Comparison),
    /// A picture.
    Figure(Figure),
    /// Signs that need action.
    WarningSigns(WarningSigns),
    /// Facts to see at a glance.
    AtAGlance(AtAGlance),
    /// A sentence that nobody may miss.
    Urgent(Urgent),
    /// A checklist of preparations.
    Prepare(Prepare),
    /// What to do, and what not to do.
    DoAndDont(DoAndDont),
    /// What happens when.
    Timeline(Timeline),
    /// Medicines by the time of day.
    Medicines(Medicines),
    /// A list of benefits.
    Benefits(Benefits),
    /// Words explained.
    Terms(Terms),
    /// A point set apart.
    KeyPoint(KeyPoint),
    /// A question and its answer.
    Question(Question),
    /// Somebody to call or write to.
    Contact(Contact),
    /// A heading inside a section.
    SubHeading(SubHeading),
}

/// A kind of block.
#[derive(Debug, Clone, Copy)]
pub struct BlockKind {
    /// Its name in YAML.
    pub name: &'static str,
    /// What authors are told of it, in Markdown: a line that says what it is, what it is for, what
    /// the patient sees, how it is written, and an example.
    pub documentation: &'static str,
    /// Other words by which people look for it, in small letters.
    pub also_called: &'static [&'static str],
    /// The form of the value behind its name.
    form: ValueForm,
    /// Reads the value behind its name: mostly one block, several for a text with blank lines.
    read: fn(&mut Reading<'_>, &Node) -> Vec<Block>,
}

/// Every kind of block, in the order of the manual.
pub const KINDS: &[BlockKind] = &[
    paragraph::KIND,
    bullets::KIND,
    procedure_steps::KIND,
    prepare::KIND,
    do_and_dont::KIND,
    timeline::KIND,
    medicines::KIND,
    risks::KIND,
    benefits::KIND,
    comparison::KIND,
    figure::KIND,
    warning_signs::KIND,
    urgent::KIND,
    at_a_glance::KIND,
    key_point::KIND,
    terms::KIND,
    question::KIND,
    contact::KIND,
    sub_heading::KIND,
];

/// What a list of blocks holds.
const BLOCK: KindsForm = KindsForm {
    name: "block",
    kinds: || {
        let kinds = KINDS.iter().map(|kind| KindForm {
            name: kind.name,
            value: kind.form,
            documentation: kind.documentation,
            example: kind.example(),
        });
        kinds.collect()
    },
};

/// The list of blocks under one heading.
pub(super) const BLOCKS: ValueForm = ValueForm::list(MAXIMUM_BLOCKS, &ValueForm::OneOf(&BLOCK));

impl BlockKind {
    /// The kind of this name.
    pub fn named(name: &str) -> Option<&'static Self> {
        KINDS.iter().find(|kind| kind.name == name)
    }

    /// The kind that people call by this word.
    pub fn called(word: &str) -> Option<&'static Self> {
        let written = word.trim().to_lowercase().replace(['_', '-'], " ");
        let used = |kind: &&Self| kind.also_called.contains(&written.as_str());
        KINDS.iter().find(used)
    }

    /// The kind that somebody probably meant who wrote this: by the words people use for it, else by
    /// the name nearest to it, else by the nearest of those words.
    pub fn meant_by(word: &str) -> Option<&'static Self> {
        let by_name = || Self::named(nearest(word, KINDS.iter().map(|kind| kind.name))?);
        let words = || KINDS.iter().flat_map(|kind| kind.also_called).copied();
        // Several words are a sentence sooner than a slip of the pen.
        let by_word = || Self::called(nearest(word, words()).filter(|_| !word.contains(' '))?);
        Self::called(word).or_else(by_name).or_else(by_word)
    }

    /// What it is, in one line without a full stop.
    pub fn summary(&self) -> &'static str {
        let line = self.documentation.lines().next().unwrap_or_default();
        line.trim_end_matches('.')
    }

    /// Its example in YAML: a list of one or more blocks, the first of this kind.
    pub fn example(&self) -> &'static str {
        let behind = self.documentation.split_once("```yaml\n");
        let example = behind.and_then(|(_, behind)| behind.split_once("```"));
        example.map_or("", |(example, _)| example)
    }
}

impl Block {
    /// The block's kind.
    pub fn kind(&self) -> &'static BlockKind {
        match self {
            Self::Paragraph(_) => &paragraph::KIND,
            Self::Bullets(_) => &bullets::KIND,
            Self::ProcedureSteps(_) => &procedure_steps::KIND,
            Self::Risks(_) => &risks::KIND,
            Self::Comparison(_) => &comparison::KIND,
            Self::Figure(_) => &figure::KIND,
            Self::WarningSigns(_) => &warning_signs::KIND,
            Self::AtAGlance(_) => &at_a_glance::KIND,
            Self::Urgent(_) => &urgent::KIND,
            Self::Prepare(_) => &prepare::KIND,
            Self::DoAndDont(_) => &do_and_dont::KIND,
            Self::Timeline(_) => &timeline::KIND,
            Self::Medicines(_) => &medicines::KIND,
            Self::Benefits(_) => &benefits::KIND,
            Self::Terms(_) => &terms::KIND,
            Self::KeyPoint(_) => &key_point::KIND,
            Self::Question(_) => &question::KIND,
            Self::Contact(_) => &contact::KIND,
            Self::SubHeading(_) => &sub_heading::KIND,
        }
    }

    /// Whether it says, in a box of its own, what a patient must not wait with.
    pub fn warns(&self) -> bool {
        matches!(self, Self::WarningSigns(_) | Self::Urgent(_))
    }

    /// Where the block stands.
    pub fn span(&self) -> Span {
        match self {
            Self::Paragraph(paragraph) => paragraph.text.span,
            Self::Bullets(bullets) => bullets.span,
            Self::ProcedureSteps(steps) => steps.span,
            Self::Risks(risks) => risks.span,
            Self::Comparison(comparison) => comparison.span,
            Self::Figure(figure) => figure.span,
            Self::WarningSigns(signs) => signs.span,
            Self::AtAGlance(glance) => glance.span,
            Self::Urgent(urgent) => urgent.text.span,
            Self::Prepare(prepare) => prepare.span,
            Self::DoAndDont(lists) => lists.span,
            Self::Timeline(timeline) => timeline.span,
            Self::Medicines(medicines) => medicines.span,
            Self::Benefits(benefits) => benefits.span,
            Self::Terms(terms) => terms.span,
            Self::KeyPoint(point) => point.text.span,
            Self::Question(question) => question.span,
            Self::Contact(contact) => contact.span,
            Self::SubHeading(heading) => heading.heading.span,
        }
    }
}

/// Reads the blocks of the introduction, or of a section whose heading and its place are given:
/// there an empty list is the fault of a heading without content.
pub(super) fn read_blocks(
    reading: &mut Reading<'_>,
    node: &Node,
    heading: Option<(Span, &str)>,
) -> Vec<Block> {
    let what = if heading.is_some() {
        "blocks"
    } else {
        "introduction"
    };
    let is_empty = match &node.kind {
        NodeKind::List(list) => list.items.is_empty() && list.complete,
        NodeKind::Scalar(_) | NodeKind::Map(_) | NodeKind::Refused => is_null(node),
    };
    if let Some((place, heading)) = heading.filter(|_| is_empty) {
        reading.fault(without_content(place, heading));
        return Vec::new();
    }
    let Some(list) = reading.items(node, what, MAXIMUM_BLOCKS) else {
        return Vec::new();
    };
    let mut blocks = Vec::new();
    // The sub-heading that still waits for something to stand under it.
    let mut waiting: Option<Span> = None;
    for item in list.items.iter().take(MAXIMUM_BLOCKS) {
        for entry in entries_of_block(reading, item) {
            if let Some(empty) = waiting.take()
                && entry.key == sub_heading::KIND.name
            {
                reading.fault(sub_heading_without_content(empty));
            }
            if entry.key == sub_heading::KIND.name {
                waiting = Some(entry.key_span);
            }
            blocks.extend(read_block(reading, entry));
        }
        if matches!(item.kind, NodeKind::Refused | NodeKind::Scalar(_)) {
            waiting = None;
        }
    }
    if let Some(empty) = waiting.filter(|_| list.complete) {
        reading.fault(sub_heading_without_content(empty));
    }
    blocks
}

/// What is said of a block that names no kind.
const NAMELESS_BLOCK: &str = "a block must begin with the name of its kind, which is missing here";

/// Where the kinds are found.
fn every_kind() -> Advice {
    Advice::listing("blocks", " shows every kind with an example")
}

fn nameless_block(place: Span) -> Diagnostic {
    Diagnostic::error(rule::WRONG_BLOCK, place, NAMELESS_BLOCK)
        .hint("for a paragraph write `- paragraph: …`")
}

/// The entries of one item of a list of blocks: one if it is well formed.
fn entries_of_block<'t>(reading: &mut Reading<'_>, item: &'t Node) -> Vec<&'t Entry> {
    let map = match &item.kind {
        NodeKind::Map(map) => map,
        NodeKind::Refused => return Vec::new(),
        NodeKind::Scalar(scalar) if scalar.is_null() => return Vec::new(),
        NodeKind::Scalar(_) | NodeKind::List(_) => {
            let span = reading.visible(item.span);
            let words = match &item.kind {
                NodeKind::Scalar(scalar) => scalar.value.trim(),
                NodeKind::List(_) | NodeKind::Map(_) | NodeKind::Refused => "",
            };
            let (name, behind) = words.split_once(':').unwrap_or((words, ""));
            let space = behind
                .chars()
                .next()
                .filter(|character| is_unusual_space(*character));
            let fault = if let Some(space) = space.filter(|_| known(name)) {
                let what = format!("after the colon of {}", quoted(name));
                space_beside(span, space, &what)
            } else if known(name) && name != words {
                Diagnostic::error(
                    rule::MISSING_COLON,
                    span,
                    format!("{} needs a space after the colon", quoted(words)),
                )
                .hint(format!("write `- {name}: …`"))
            } else {
                if known(name) {
                    Diagnostic::error(rule::WRONG_BLOCK, span, NAMELESS_BLOCK)
                        .hint(format!("put a colon after it: `- {name}: …`"))
                } else {
                    nameless_block(span)
                }
            };
            reading.fault(fault.hint(every_kind()));
            return Vec::new();
        }
    };
    match map.entries.as_slice() {
        [] => {
            if map.complete {
                let span = reading.visible(item.span);
                reading.fault(nameless_block(span).hint(every_kind()));
            }
            Vec::new()
        }
        [entry] => vec![entry],
        [first, second, ..] if known(&first.key) && is_null(&first.value) => {
            reading.fault(
                Diagnostic::error(
                    rule::WRONG_BLOCK,
                    second.key_span,
                    format!(
                        "{} is next to {}, not under it",
                        quoted(&second.key),
                        quoted(&first.key)
                    ),
                )
                .hint(format!(
                    "indent the lines that belong to `{}` by two spaces more than its name",
                    first.key
                )),
            );
            Vec::new()
        }
        [first, rest @ ..] => {
            for entry in rest {
                let fault = Diagnostic::error(
                    rule::WRONG_BLOCK,
                    entry.key_span,
                    format!(
                        "{} is in the block {}",
                        quoted(&entry.key),
                        quoted(&first.key)
                    ),
                );
                let fault = if known(&entry.key) {
                    fault.hint(format!("begin a new block: `- {}: …`", entry.key))
                } else {
                    fault.hint(format!(
                        "if it belongs to `{}`, indent the line by two spaces more than that name",
                        first.key
                    ))
                };
                reading.fault(fault);
            }
            map.entries
                .iter()
                .filter(|entry| known(&entry.key))
                .collect()
        }
    }
}

/// Reads a list of texts, of which a single one may stand there by itself; `what` is the name of their field.
fn texts(reading: &mut Reading<'_>, node: &Node, what: &str, most: usize) -> Vec<Text> {
    if matches!(node.kind, NodeKind::Scalar(_)) {
        return read_text(reading, node, what).into_iter().collect();
    }
    reading.each(node, what, most, |reading, item| {
        read_text(reading, item, what)
    })
}

fn known(name: &str) -> bool {
    BlockKind::named(name).is_some()
}

fn read_block(reading: &mut Reading<'_>, entry: &Entry) -> Vec<Block> {
    if let Some(kind) = BlockKind::named(&entry.key) {
        let Some(value) = reading.present(entry) else {
            return Vec::new();
        };
        return (kind.read)(reading, value);
    }
    if entry.key.is_empty() {
        reading.nameless(entry);
        return Vec::new();
    }
    if let Some(fault) = unusual_space(entry) {
        reading.fault(fault);
        return Vec::new();
    }
    let span = reading.visible(entry.key_span);
    let fault = Diagnostic::error(
        rule::UNKNOWN_BLOCK,
        span,
        format!("{} is not a known kind of block", quoted(&entry.key)),
    );
    let is_sentence = entry.key.contains(' ');
    let fault = match BlockKind::meant_by(&entry.key) {
        Some(meant) => fault.hint(format!("did you mean `{}`?", meant.name)),
        None if is_sentence => fault,
        None => {
            let names: Vec<String> = KINDS
                .iter()
                .map(|kind| format!("`{}`", kind.name))
                .collect();
            fault.hint(format!("the kinds are {}", names.join(", ")))
        }
    };
    let fault = if is_sentence {
        fault.hint("if this is a text with a colon in it, write `- paragraph: \"…: …\"`")
    } else {
        fault
    };
    reading.fault(fault);
    Vec::new()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::guide::Guide;
    use crate::source::SourceSet;

    #[test]
    fn every_example_is_a_sound_block_of_its_kind() {
        for kind in KINDS {
            let indented: Vec<String> = kind
                .example()
                .lines()
                .map(|line| format!("      {line}"))
                .collect();
            // A sub-heading needs a block after it; the last one is there for that.
            let text = format!(
                "title: A\nsections:\n  - heading: B\n    roles: [other]\n    blocks:\n{}\n      \
                 - key_point: end\n",
                indented.join("\n")
            );
            let mut sources = SourceSet::new();
            let file = sources.add("example.yaml", text);
            let (guide, found) = Guide::read(&sources, file);
            let shown = crate::source::messages::human::render(&found, &sources, false);
            let guide = guide.unwrap_or_else(|| panic!("{}:\n{shown}", kind.name));
            let first = &guide.sections[0].blocks[0];
            assert_eq!(first.kind().name, kind.name);
            assert!(first.span().end > first.span().start, "{}", kind.name);
        }
    }

    #[test]
    fn words_that_people_use_find_their_kind() {
        for (word, meant) in [
            ("list", "bullets"),
            ("table", "comparison"),
            ("Picture", "figure"),
            ("steps", "procedure_steps"),
            ("FAQ", "question"),
            ("red_flags", "warning_signs"),
            ("Red-Flags", "warning_signs"),
            ("paragaph", "paragraph"),
            ("warning", "warning_signs"),
            ("title", "sub_heading"),
            ("lst", "bullets"),
            ("complication", "risks"),
            ("glossary", "terms"),
            ("Dos and don'ts", "do_and_dont"),
            ("medication", "medicines"),
        ] {
            let found = BlockKind::meant_by(word).map(|kind| kind.name);
            assert_eq!(found, Some(meant), "{word}");
        }
        assert!(BlockKind::meant_by("rainbow").is_none());
        assert!(BlockKind::meant_by("Before you come, call us").is_none());
        assert!(BlockKind::meant_by("").is_none());
    }

    #[test]
    fn no_word_stands_for_two_kinds() {
        let mut seen = std::collections::BTreeSet::new();
        for word in KINDS.iter().flat_map(|kind| kind.also_called) {
            assert!(seen.insert(word), "{word}");
            assert_eq!(*word, word.to_lowercase());
            assert!(BlockKind::named(word).is_none(), "{word} is a kind itself");
        }
    }

    #[test]
    fn names_are_unique() {
        for (at, kind) in KINDS.iter().enumerate() {
            assert!(KINDS[at + 1..].iter().all(|other| other.name != kind.name));
            assert!(
                kind.name
                    .chars()
                    .all(|c| c.is_ascii_lowercase() || c == '_')
            );
        }
    }
}
