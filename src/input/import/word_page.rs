//! Pages that writing programs save, Word and Google's: what the names of their styles say.
//!
//! In: the classes and the style of a paragraph. Out: whether it is a title, a heading, an item of a list
//! and how deep, or no part of the text. Word writes lists as paragraphs with a sign before them, and
//! keeps their depth in the style: `mso-list:l0 level2 lfo1`, or a wider margin where the page was saved
//! as "filtered". Google's texts call their title `title`, beside the
//! numbered classes (`c4`) that every paragraph of theirs has. Promise: only such names count, and only
//! what they say.

use super::page::LeftKind;

/// The margin of one more level of a list, in points: half an inch, Word's own.
const MARGIN_OF_LEVEL: f64 = 36.0;

/// Deepest level of Word's lists.
const DEEPEST: u8 = 9;

/// What a paragraph is.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) enum WordClass {
    /// No paragraph of Word's, or one of which nothing is said.
    #[default]
    None,
    Title,
    Heading(u8),
    /// An item, from 1.
    Item(u8),
    Left(LeftKind),
}

impl WordClass {
    /// What the classes and the style of a paragraph say.
    pub(super) fn of(classes: &str, style: Option<&str>) -> Self {
        let mut names = classes.split_whitespace();
        let is_numbered = |name: &str| {
            let digits = name.strip_prefix('c').unwrap_or_default();
            !digits.is_empty() && digits.bytes().all(|byte| byte.is_ascii_digit())
        };
        if names.clone().any(|name| name == "title") && names.clone().any(is_numbered) {
            return Self::Title;
        }
        let Some(name) = names.find_map(|name| name.strip_prefix("mso")) else {
            return Self::None;
        };
        let digit = name.bytes().last().filter(u8::is_ascii_digit);
        let digit = digit.map_or(1, |digit| digit - b'0').max(1);
        if name == "title" || name.starts_with("titlecxsp") {
            Self::Title
        } else if name.starts_with("heading") {
            Self::Heading(digit.min(6))
        } else if name.starts_with("toc") {
            Self::Left(LeftKind::Menu)
        } else if name == "header" {
            Self::Left(LeftKind::PaperHead)
        } else if name == "footer" {
            Self::Left(LeftKind::PaperFoot)
        } else if name == "caption" {
            Self::Left(LeftKind::Caption)
        } else if name.starts_with("commenttext") || name.starts_with("commentsubject") {
            Self::Left(LeftKind::Comments)
        } else if name.starts_with("list") {
            let by_name = if name.starts_with("listparagraph") {
                1
            } else {
                digit
            };
            Self::Item(style.and_then(depth).unwrap_or(by_name).clamp(1, DEEPEST))
        } else if style
            .is_some_and(|style| style.contains("mso-list:") && !style.contains("mso-list:none"))
        {
            Self::Item(style.and_then(depth).unwrap_or(1).clamp(1, DEEPEST))
        } else {
            Self::None
        }
    }

    /// The level of a heading.
    pub(super) fn heading(self) -> Option<u8> {
        match self {
            Self::Title => Some(1),
            Self::Heading(level) => Some(level),
            _ => None,
        }
    }

    /// The depth of an item.
    pub(super) fn depth(self) -> Option<u8> {
        match self {
            Self::Item(depth) => Some(depth),
            _ => None,
        }
    }

    /// What it was if it is no part of the text.
    pub(super) fn left(self) -> Option<LeftKind> {
        match self {
            Self::Left(kind) => Some(kind),
            _ => None,
        }
    }
}

/// The depth of an item by its style.
fn depth(style: &str) -> Option<u8> {
    let style = style.to_lowercase();
    if let Some((_, list)) = style.split_once("mso-list:") {
        let list = list.split(';').next().unwrap_or_default();
        let level = list
            .split_whitespace()
            .find_map(|word| word.strip_prefix("level"));
        if let Some(level) = level {
            return level.parse().ok();
        }
    }
    let margin = style.split(';').find_map(|declaration| {
        let (name, value) = declaration.split_once(':')?;
        let value = value.trim();
        match name.trim() {
            "margin-left" => Some(value),
            // top, right, bottom, left
            "margin" => value.split_whitespace().nth(3),
            _ => None,
        }
    })?;
    let digits = margin.find(|character: char| !character.is_ascii_digit() && character != '.');
    let (number, unit) = margin.split_at_checked(digits.unwrap_or(margin.len()))?;
    let number: f64 = number.parse().ok()?;
    let points = match unit {
        "pt" => number,
        "in" => number * 72.0,
        "cm" => number * 72.0 / 2.54,
        "mm" => number * 72.0 / 25.4,
        _ => return None,
    };
    let level = (points / MARGIN_OF_LEVEL)
        .round()
        .clamp(1.0, f64::from(DEEPEST));
    (1..=DEEPEST).find(|whole| f64::from(*whole) >= level)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn styles_say_what_paragraphs_are() {
        for (classes, style, expected) in [
            ("msotitle", None, WordClass::Title),
            ("msoheading7", None, WordClass::Heading(6)),
            ("msolistparagraphcxspfirst", None, WordClass::Item(1)),
            (
                "msolistparagraph",
                Some("text-indent:-18pt;mso-list:l0 level2 lfo1"),
                WordClass::Item(2),
            ),
            (
                "msolistparagraph",
                Some("margin-left:72.0pt;text-indent:-18.0pt"),
                WordClass::Item(2),
            ),
            ("msolistbullet3", None, WordClass::Item(3)),
            ("msonormal", Some("margin-left:72.0pt"), WordClass::None),
            (
                "msonormal",
                Some("mso-list:l1 level1 lfo3"),
                WordClass::Item(1),
            ),
            ("c4 title", None, WordClass::Title),
            ("card title", None, WordClass::None),
            ("msotoc2", None, WordClass::Left(LeftKind::Menu)),
            ("some", None, WordClass::None),
        ] {
            assert_eq!(
                WordClass::of(classes, style),
                expected,
                "{classes} {style:?}"
            );
        }
    }
}
