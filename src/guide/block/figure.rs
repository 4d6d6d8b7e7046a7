//! The block `figure`, and how it is read. What authors are told of it:
//!
#![doc = include_str!("figure.md")]

use super::{Block, BlockKind};
use crate::diagnostic::{Diagnostic, quoted, rule};
use crate::guide::optional_text;
use crate::guide::text::{Text, Words, read_words};
use crate::source::{Fields, Node, Reading, Span};

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
    read,
};

fn read(reading: &mut Reading<'_>, node: &Node) -> Vec<Block> {
    read_figure(reading, node)
        .into_iter()
        .map(Block::Figure)
        .collect()
}

fn read_figure(reading: &mut Reading<'_>, node: &Node) -> Option<Figure> {
    let known = ["picture", "alternative_text", "caption", "width"];
    let fields = reading.fields(node, "a figure", &known)?;
    let picture = reading.required(&fields, "picture");
    let picture = picture.and_then(|node| picture_name(reading, node));
    let alternative_text = alternative_text(reading, &fields);
    let caption = optional_text(reading, &fields, "caption");
    let width = reading.optional(&fields, "width");
    let width = width.and_then(|node| {
        let choices = [("column", FigureWidth::Column), ("full", FigureWidth::Full)];
        reading.choice(node, "width", rule::UNKNOWN_CHOICE, &choices)
    });
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
            .hint("add `alternative_text: …`: say in a sentence what the picture shows")
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
        Some("is not a place beside this file")
    } else if text.contains('\\') {
        Some("holds a backslash")
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
        .hint("put the picture file beside this file and write only its name, such as `spine.svg`")
        .hint("for a folder below this one write `pictures/spine.svg`"),
    );
    None
}
