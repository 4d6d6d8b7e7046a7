//! The block `bullets`, and how it is read. What authors are told of it:
//!
#![doc = include_str!("bullets.md")]

use super::{Block, BlockKind};
use crate::base::diagnostic::{Diagnostic, rule};
use crate::model::guide::text::{Text, read_text};
use crate::source::{FieldForm, MapForm, Node, NodeKind, Reading, Span, ValueForm};

/// Most bullets in one list: two pages.
pub const MAXIMUM_BULLETS: usize = 100;

/// Deepest nesting of bullets in bullets, the outermost list counted.
pub const MAXIMUM_BULLET_DEPTH: usize = 3;

/// Characters that are bullets in other programs; the last two are those of the fonts Symbol and Wingdings
/// in Word, which stand in the private area of Unicode.
const BULLET_CHARACTERS: &[char] = &[
    '•', '‣', '▪', '▫', '■', '□', '●', '○', '◦', '◆', '➢', '·', '\u{f0b7}', '\u{f0a7}',
];

/// A bulleted list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Bullets {
    /// Where it stands.
    pub span: Span,
    /// Its bullets, at least one.
    pub bullets: Vec<Bullet>,
}

/// One bullet, perhaps with bullets of its own.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Bullet {
    /// Its words.
    pub text: Text,
    /// The bullets below it; often none.
    pub bullets: Vec<Bullet>,
}

/// The form of the outermost list.
const BULLETS: ValueForm = ValueForm::list(
    MAXIMUM_BULLETS,
    &ValueForm::Either(&[ValueForm::Text, ValueForm::Map(&BULLET)]),
);

/// The forms of a bullet that is no bare text, by its depth: bullets stand in the innermost no more.
const _: [&MapForm; MAXIMUM_BULLET_DEPTH] = [&BULLET, &INNER_BULLET, &INNERMOST_BULLET];

/// The form of a bullet of the outermost list; a reader lets the names of all bullets pass by it, and
/// says of a list that stands too deep that it does.
const BULLET: MapForm = bullet(&[
    FieldForm::needed("text", ValueForm::Text),
    FieldForm::optional(
        "bullets",
        ValueForm::list(
            MAXIMUM_BULLETS,
            &ValueForm::Either(&[ValueForm::Text, ValueForm::Map(&INNER_BULLET)]),
        ),
    ),
]);

/// The form of a bullet in one.
const INNER_BULLET: MapForm = bullet(&[
    FieldForm::needed("text", ValueForm::Text),
    FieldForm::optional(
        "bullets",
        ValueForm::list(
            MAXIMUM_BULLETS,
            &ValueForm::Either(&[ValueForm::Text, ValueForm::Map(&INNERMOST_BULLET)]),
        ),
    ),
]);

/// The form of a bullet in one of these.
const INNERMOST_BULLET: MapForm = bullet(&[FieldForm::needed("text", ValueForm::Text)]);

const fn bullet(fields: &'static [FieldForm]) -> MapForm {
    MapForm {
        what: "a bullet",
        documentation: None,
        fields,
    }
}

pub(super) const KIND: BlockKind = BlockKind {
    name: "bullets",
    documentation: include_str!("bullets.md"),
    also_called: &[
        "list",
        "points",
        "items",
        "bullet list",
        "unordered list",
        "ul",
        "dots",
    ],
    form: BULLETS,
    read,
};

fn read(reading: &mut Reading<'_>, node: &Node) -> Vec<Block> {
    let bullets = read_bullets(reading, node, 1);
    if bullets.is_empty() {
        return Vec::new();
    }
    vec![Block::Bullets(Bullets {
        span: node.span,
        bullets,
    })]
}

fn read_bullets(reading: &mut Reading<'_>, node: &Node, depth: usize) -> Vec<Bullet> {
    if depth > MAXIMUM_BULLET_DEPTH {
        let span = reading.visible(node.span);
        reading.fault(
            Diagnostic::error(
                rule::NESTED_BULLETS,
                span,
                format!("bullets are nested more than {MAXIMUM_BULLET_DEPTH} levels deep here"),
            )
            .hint("move these bullets one level out, or give them their own sub-heading"),
        );
        return Vec::new();
    }
    reading.each(node, KIND.name, MAXIMUM_BULLETS, |reading, item| {
        read_bullet(reading, item, depth)
    })
}

/// Reads the words of a bullet; a bullet character that was pasted along is a fault.
fn read_bullet_text(reading: &mut Reading<'_>, node: &Node, what: &str) -> Option<Text> {
    let text = read_text(reading, node, what)?;
    if let NodeKind::Scalar(scalar) = &node.kind
        && let Some((at, character)) = scalar
            .value
            .char_indices()
            .find(|(_, c)| !c.is_whitespace())
        && BULLET_CHARACTERS.contains(&character)
    {
        let places = reading.value_places(node, scalar);
        let span = places.span(at, at + character.len_utf8());
        reading.fault(
            Diagnostic::error(
                rule::BULLET_CHARACTER,
                reading.visible(span),
                format!(
                    "this bullet begins with the character `{character}` (U+{:04X}), but the \
                     program adds the bullet itself",
                    u32::from(character)
                ),
            )
            .hint("delete the character"),
        );
    }
    Some(text)
}

fn read_bullet(reading: &mut Reading<'_>, node: &Node, depth: usize) -> Option<Bullet> {
    if matches!(&node.kind, NodeKind::List(list) if list.complete) && !reading.is_in_brackets(node)
    {
        let span = reading.visible(node.span);
        reading.fault(
            Diagnostic::error(
                rule::WRONG_TYPE,
                span,
                "there is a list here instead of a bullet, without the text that it belongs to",
            )
            .hint("write `- text: \"…\"`, and under it `bullets:` with these bullets")
            .hint("or write each of them as `- …` right under the bullets above"),
        );
        return None;
    }
    let NodeKind::Map(map) = &node.kind else {
        return read_bullet_text(reading, node, "bullet").map(|text| Bullet {
            text,
            bullets: Vec::new(),
        });
    };
    if let [entry] = map.entries.as_slice()
        && !matches!(entry.key.as_str(), "text" | "bullets")
    {
        // `- Before the operation: …` was meant as a text, not as a name with a value.
        return read_bullet_text(reading, node, "bullet").map(|text| Bullet {
            text,
            bullets: Vec::new(),
        });
    }
    let fields = reading.map(node, &BULLET)?;
    let text = reading.required(&fields, "text");
    let text = text.and_then(|node| read_bullet_text(reading, node, "text"));
    let bullets = reading.optional(&fields, "bullets");
    let bullets = bullets
        .map(|node| read_bullets(reading, node, depth + 1))
        .unwrap_or_default();
    Some(Bullet {
        text: text?,
        bullets,
    })
}
