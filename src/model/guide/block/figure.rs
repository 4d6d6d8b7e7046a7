//! The block `figure`, and how it is read. What authors are told of it:
//!
#![doc = include_str!("figure.md")]

use super::{Block, BlockKind};
use crate::base::diagnostic::{Diagnostic, quoted, rule};
use crate::model::guide::optional_text;
use crate::model::guide::text::{Text, Words, read_words};
use crate::source::{
    FieldForm, Fields, MAXIMUM_PLAIN_CHARACTERS, MapForm, Node, Reading, Span, ValueForm,
    WrittenForm, names_of,
};

/// A picture.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Figure {
    /// Where it stands.
    pub span: Span,
    /// The picture's file, relative to the folder of the guide's file.
    pub picture: Words,
    /// What it shows, for those who do not see it.
    pub alternative_text: Words,
    /// The line under it.
    pub caption: Option<Text>,
    /// How wide it stands.
    pub width: FigureWidth,
}

/// How wide a figure stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum FigureWidth {
    /// As wide as the text.
    #[default]
    Column,
    /// As wide as the page allows.
    Full,
}

/// The form of a figure.
const FIGURE: MapForm = MapForm {
    what: "a figure",
    documentation: None,
    fields: &[
        FieldForm::needed("picture", ValueForm::Written(&PICTURE_NAME)),
        FieldForm::needed("alternative_text", ValueForm::WORDS),
        FieldForm::optional("caption", ValueForm::Text),
        FieldForm::optional("width", ValueForm::Choice(|| names_of(WIDTHS))),
    ],
};

/// The words for the width of a figure.
const WIDTHS: &[(&str, FigureWidth)] =
    &[("column", FigureWidth::Column), ("full", FigureWidth::Full)];

/// The form of a picture's name, as [`picture_name`] reads it: no part of the path is empty, `.` or
/// `..`, and none holds a colon or a backslash.
pub(crate) const PICTURE_NAME: WrittenForm = WrittenForm {
    pattern: concat!(
        r"^(?:(?:[^/:\\.][^/:\\]*|\.[^/:\\.][^/:\\]*|\.\.[^/:\\]+)/)*",
        r"(?:[^/:\\.][^/:\\]*|\.[^/:\\.][^/:\\]*|\.\.[^/:\\]+)$"
    ),
    most: MAXIMUM_PLAIN_CHARACTERS,
    may_look_like_a_number: true,
    hint: "write the name of a file in the folder of this file, such as `spine.svg` or \
        `pictures/spine.svg`",
};

pub(super) const KIND: BlockKind = BlockKind {
    name: "figure",
    documentation: include_str!("figure.md"),
    also_called: &[
        "image",
        "picture",
        "photo",
        "photograph",
        "drawing",
        "illustration",
        "diagram",
        "img",
        "graphic",
    ],
    form: ValueForm::Map(&FIGURE),
    read,
};

fn read(reading: &mut Reading<'_>, node: &Node) -> Vec<Block> {
    read_figure(reading, node)
        .into_iter()
        .map(Block::Figure)
        .collect()
}

fn read_figure(reading: &mut Reading<'_>, node: &Node) -> Option<Figure> {
    let fields = reading.map(node, &FIGURE)?;
    let picture = reading.required(&fields, "picture");
    let picture = picture.and_then(|node| picture_name(reading, node));
    let alternative_text = alternative_text(reading, &fields);
    let caption = optional_text(reading, &fields, "caption");
    let width = reading.optional(&fields, "width");
    let width = width.and_then(|node| reading.choice(node, "width", rule::UNKNOWN_CHOICE, WIDTHS));
    Some(Figure {
        span: node.span,
        picture: picture?,
        alternative_text: alternative_text?,
        caption,
        width: width.unwrap_or_default(),
    })
}

fn alternative_text(reading: &mut Reading<'_>, fields: &Fields<'_>) -> Option<Words> {
    let entry = fields
        .entries()
        .iter()
        .find(|entry| entry.key == "alternative_text");
    let is_given = entry.is_some_and(|entry| {
        !matches!(&entry.value.kind, crate::source::NodeKind::Scalar(scalar)
            if scalar.is_null() || scalar.value.trim().is_empty())
    });
    if let Some(entry) = entry.filter(|_| is_given) {
        return read_words(reading, &entry.value, "alternative_text");
    }
    if entry.is_some() || fields.lacks("alternative_text") {
        reading.fault(
            Diagnostic::error(
                rule::FIGURE_WITHOUT_ALTERNATIVE_TEXT,
                fields.key_span("alternative_text"),
                "this figure has no alternative text",
            )
            .hint("add `alternative_text: …` and say in one sentence what the picture shows")
            .hint("it is read aloud to people who cannot see the picture"),
        );
    }
    None
}

/// The name of a picture file: a relative path that stays inside the folder.
pub(crate) fn picture_name(reading: &mut Reading<'_>, node: &Node) -> Option<Words> {
    let name = read_words(reading, node, "picture")?;
    let text = name.text.as_str();
    let problem = if text.contains("://") {
        Some("is an address on the web")
    } else if text.starts_with('/') || text.contains(':') {
        Some("is not in the folder of this file")
    } else if text.contains('\\') {
        Some("contains a backslash")
    } else if text.split('/').any(|part| matches!(part, "" | "." | "..")) {
        Some("leads out of this folder")
    } else {
        None
    };
    let Some(problem) = problem else {
        return Some(name);
    };
    reading.fault(
        Diagnostic::error(
            rule::WRONG_PICTURE_NAME,
            name.span,
            format!("the picture {} {problem}", quoted(text)),
        )
        .hint(
            "put the picture file into the folder of this file and write only its name, such as \
            `spine.svg`",
        )
        .hint("for a folder inside this folder, write `pictures/spine.svg`"),
    );
    None
}
