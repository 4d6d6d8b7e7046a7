//! The block `figure`, and how it is read. What authors are told of it:
//!
#![doc = include_str!("figure.md")]

use super::{Block, BlockKind};
use crate::base::diagnostic::{Diagnostic, quoted, rule};
use crate::model::guide::text::{Text, Words, read_words};
use crate::model::guide::{list, optional_text};
use crate::source::{
    FieldForm, Fields, MAXIMUM_PLAIN_CHARACTERS, MapForm, Node, NodeKind, Reading, Span, ValueForm,
    WrittenForm, names_of,
};

/// Most labels of a picture; more leave no room for them to stand apart.
const MAXIMUM_LABELS: usize = 12;

/// Most characters of a label, and of the heading over a picture of a pair: three lines of their column.
const MAXIMUM_LABEL_CHARACTERS: usize = 40;

/// Pictures of a pair.
const PAIR_OF_PICTURES: usize = 2;

/// A picture, or two side by side.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Figure {
    /// Where it stands.
    pub span: Span,
    /// The pictures, one or two.
    pub pictures: Vec<FigurePicture>,
    /// The line under it.
    pub caption: Option<Text>,
    /// How wide it stands.
    pub width: FigureWidth,
}

/// A picture of a figure.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FigurePicture {
    /// The picture's file, relative to the folder of the guide's file.
    pub picture: Words,
    /// What it shows, for those who do not see it.
    pub alternative_text: Words,
    /// The words over it, where two stand side by side.
    pub heading: Option<Words>,
    /// The labels beside it, in the order in which they are read.
    pub labels: Vec<FigureLabel>,
}

/// Words beside a picture that name a place in it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FigureLabel {
    /// The words.
    pub words: Words,
    /// The place: how far from the left and from the top, in per cent of the picture, 0 to 100.
    pub at: [u8; 2],
    /// On which side of the picture they stand.
    pub side: LabelSide,
}

/// The side of a picture on which a label stands, in every language the same: a picture is not mirrored.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum LabelSide {
    /// On the left.
    Left,
    /// On the right.
    Right,
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

/// The form of a label's words, and of a heading over a picture.
const SHORT: ValueForm = ValueForm::Words {
    most: MAXIMUM_LABEL_CHARACTERS,
};

/// The form of a label.
const LABEL: MapForm = MapForm {
    what: "a label of a picture",
    documentation: None,
    fields: &[
        FieldForm::needed("words", SHORT),
        FieldForm::needed(
            "at",
            ValueForm::List {
                least: 2,
                most: 2,
                once: false,
                item: &ValueForm::Number {
                    least: 0,
                    most: 100,
                },
            },
        ),
        FieldForm::optional("side", ValueForm::Choice(|| names_of(SIDES))),
    ],
};

/// The form of the labels of a picture.
const LABELS: ValueForm = ValueForm::list_or_none(MAXIMUM_LABELS, &ValueForm::Map(&LABEL));

/// The form of a figure of one picture.
const FIGURE: MapForm = MapForm {
    what: "a figure",
    documentation: None,
    fields: &[
        FieldForm::needed("picture", ValueForm::Written(&PICTURE_NAME)),
        FieldForm::needed("alternative_text", ValueForm::WORDS),
        FieldForm::optional("labels", LABELS),
        FieldForm::optional("caption", ValueForm::Text),
        FieldForm::optional("width", ValueForm::Choice(|| names_of(WIDTHS))),
    ],
};

/// The form of a figure of two pictures.
const PAIR: MapForm = MapForm {
    what: "a figure of two pictures",
    documentation: None,
    fields: &[
        FieldForm::needed(
            "pictures",
            ValueForm::List {
                least: PAIR_OF_PICTURES,
                most: PAIR_OF_PICTURES,
                once: false,
                item: &ValueForm::Map(&PICTURE_OF_PAIR),
            },
        ),
        FieldForm::optional("caption", ValueForm::Text),
    ],
};

/// The names of both forms, so that a name of the other one is told as that.
const PAIR_OR_SINGLE: MapForm = MapForm {
    fields: &[
        PAIR.fields[0],
        FIGURE.fields[0],
        FIGURE.fields[1],
        FIGURE.fields[2],
        FIGURE.fields[3],
        FIGURE.fields[4],
    ],
    ..PAIR
};

/// The form of a picture of such a figure.
const PICTURE_OF_PAIR: MapForm = MapForm {
    what: "a picture of a pair",
    documentation: None,
    fields: &[
        FieldForm::needed("picture", ValueForm::Written(&PICTURE_NAME)),
        FieldForm::needed("alternative_text", ValueForm::WORDS),
        FieldForm::optional("heading", SHORT),
        FieldForm::optional("labels", LABELS),
    ],
};

/// The words for the width of a figure.
const WIDTHS: &[(&str, FigureWidth)] =
    &[("column", FigureWidth::Column), ("full", FigureWidth::Full)];

/// The words for the side of a label.
const SIDES: &[(&str, LabelSide)] = &[("left", LabelSide::Left), ("right", LabelSide::Right)];

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
    form: ValueForm::Either(&[ValueForm::Map(&FIGURE), ValueForm::Map(&PAIR)]),
    read,
};

fn read(reading: &mut Reading<'_>, node: &Node) -> Vec<Block> {
    read_figure(reading, node)
        .into_iter()
        .map(Block::Figure)
        .collect()
}

fn read_figure(reading: &mut Reading<'_>, node: &Node) -> Option<Figure> {
    let is_pair = matches!(&node.kind, NodeKind::Map(map)
        if map.entries.iter().any(|entry| entry.key == "pictures"));
    if is_pair {
        return read_pair(reading, node);
    }
    let fields = reading.map(node, &FIGURE)?;
    let picture = read_picture(reading, &fields, None);
    let caption = optional_text(reading, &fields, "caption");
    let width = reading.optional(&fields, "width");
    let width = width.and_then(|node| reading.choice(node, "width", rule::UNKNOWN_CHOICE, WIDTHS));
    Some(Figure {
        span: node.span,
        pictures: vec![picture?],
        caption,
        width: width.unwrap_or_default(),
    })
}

fn read_pair(reading: &mut Reading<'_>, node: &Node) -> Option<Figure> {
    let fields = reading.map(node, &PAIR_OR_SINGLE)?;
    for entry in fields.entries() {
        let is_named_in = |form: &MapForm| form.fields.iter().any(|field| field.name == entry.key);
        let is_of_single = is_named_in(&FIGURE) && !is_named_in(&PAIR);
        if is_of_single {
            let hint = if entry.key == "width" {
                "delete this line: two pictures stand across the whole width"
            } else {
                "write it in one of the two items of `pictures`, or delete `pictures`"
            };
            let fault = Diagnostic::error(
                rule::WRONG_PAIR,
                entry.key_span,
                format!("{} has no place beside `pictures`", quoted(&entry.key)),
            );
            reading.fault(fault.hint(hint));
        }
    }
    let list = reading.required(&fields, "pictures");
    let mut outside = [LabelSide::Left, LabelSide::Right].into_iter();
    let mut pictures = Vec::new();
    if let Some(list) = list {
        let is_single =
            matches!(&list.kind, NodeKind::List(list) if list.complete && list.items.len() == 1);
        if is_single {
            let fault = Diagnostic::error(
                rule::WRONG_PAIR,
                reading.visible(list.span),
                "`pictures` holds two pictures, found 1",
            );
            reading.fault(fault.hint(
                "add the second picture, or write `picture: …` and `alternative_text: …` right \
                 under `figure`",
            ));
        }
        pictures = reading.each(list, "pictures", PAIR_OF_PICTURES, |reading, item| {
            let side = outside.next();
            let fields = reading.map(item, &PICTURE_OF_PAIR)?;
            read_picture(reading, &fields, side)
        });
    }
    let caption = optional_text(reading, &fields, "caption");
    (!pictures.is_empty()).then_some(Figure {
        span: node.span,
        pictures,
        caption,
        width: FigureWidth::Full,
    })
}

/// Reads a picture; `outside` is the side on which its labels stand where nothing else is said, if it is one of two.
fn read_picture(
    reading: &mut Reading<'_>,
    fields: &Fields<'_>,
    outside: Option<LabelSide>,
) -> Option<FigurePicture> {
    let picture = reading.required(fields, "picture");
    let picture = picture.and_then(|node| picture_name(reading, node));
    let alternative_text = alternative_text(reading, fields);
    let heading = reading.optional(fields, "heading");
    let heading = heading.and_then(|node| read_short(reading, node, "heading"));
    let labels = list(
        reading,
        fields,
        "labels",
        MAXIMUM_LABELS,
        |reading, item| read_label(reading, item, outside),
    );
    Some(FigurePicture {
        picture: picture?,
        alternative_text: alternative_text?,
        heading,
        labels,
    })
}

fn read_label(
    reading: &mut Reading<'_>,
    node: &Node,
    outside: Option<LabelSide>,
) -> Option<FigureLabel> {
    let fields = reading.map(node, &LABEL)?;
    let words = reading.required(&fields, "words");
    let words = words.and_then(|node| read_short(reading, node, "words"));
    if fields.lacks("at") {
        let fault = Diagnostic::error(
            rule::MISSING_FIELD,
            reading.visible(fields.span),
            "a label of a picture needs `at`, which is missing",
        );
        reading.fault(fault.hint(PLACE_HINT));
    }
    let at = reading.optional(&fields, "at");
    let at = at.and_then(|node| read_place(reading, node));
    let side = reading.optional(&fields, "side");
    let side = side.and_then(|node| reading.choice(node, "side", rule::UNKNOWN_CHOICE, SIDES));
    let at = at?;
    let nearest = if at[0] < 50 {
        LabelSide::Left
    } else {
        LabelSide::Right
    };
    Some(FigureLabel {
        words: words?,
        at,
        side: side.or(outside).unwrap_or(nearest),
    })
}

/// How the place of a label is written.
const PLACE_HINT: &str = "write two numbers, such as `at: [30, 55]`: how far the place is from the \
    left and from the top, in per cent of the picture";

/// The place to which a label points.
fn read_place(reading: &mut Reading<'_>, node: &Node) -> Option<[u8; 2]> {
    let NodeKind::List(list) = &node.kind else {
        if !matches!(node.kind, NodeKind::Refused) {
            let fault = Diagnostic::error(
                rule::WRONG_LABEL,
                reading.visible(node.span),
                "`at` must be two numbers in brackets",
            );
            reading.fault(fault.hint(PLACE_HINT));
        }
        return None;
    };
    if list.complete && list.items.len() != 2 {
        let fault = Diagnostic::error(
            rule::WRONG_LABEL,
            reading.visible(node.span),
            format!("`at` must be two numbers, found {}", list.items.len()),
        );
        reading.fault(fault.hint(PLACE_HINT));
    }
    let mut numbers = Vec::new();
    for item in &list.items {
        if matches!(item.kind, NodeKind::Refused) {
            continue;
        }
        let written = match &item.kind {
            NodeKind::Scalar(scalar) => scalar.value.trim(),
            _ => "",
        };
        let is_whole = !written.is_empty() && written.bytes().all(|byte| byte.is_ascii_digit());
        let number = written.parse::<u8>().ok();
        match number.filter(|number| is_whole && *number <= 100) {
            Some(number) => numbers.push(number),
            None => {
                let fault = Diagnostic::error(
                    rule::WRONG_LABEL,
                    reading.visible(item.span),
                    format!(
                        "a number of `at` must be a whole number from 0 to 100, found {}",
                        quoted(written)
                    ),
                );
                reading.fault(fault.hint(PLACE_HINT));
            }
        }
    }
    <[u8; 2]>::try_from(numbers).ok()
}

/// Reads words that stand in a narrow place.
fn read_short(reading: &mut Reading<'_>, node: &Node, what: &str) -> Option<Words> {
    let words = read_words(reading, node, what)?;
    let characters = words.text.chars().count();
    if (MAXIMUM_LABEL_CHARACTERS + 1..=MAXIMUM_PLAIN_CHARACTERS).contains(&characters) {
        let fault = Diagnostic::error(
            rule::TEXT_TOO_LONG,
            reading.visible(node.span),
            format!(
                "this `{what}` beside a picture has {characters} characters; at most \
                 {MAXIMUM_LABEL_CHARACTERS} are allowed"
            ),
        );
        reading.fault(fault.hint("say it in a few words here, and the rest in the caption"));
    }
    Some(words)
}

fn alternative_text(reading: &mut Reading<'_>, fields: &Fields<'_>) -> Option<Words> {
    let entry = fields
        .entries()
        .iter()
        .find(|entry| entry.key == "alternative_text");
    let is_given = entry.is_some_and(|entry| {
        !matches!(&entry.value.kind, NodeKind::Scalar(scalar)
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
