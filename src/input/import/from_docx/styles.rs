//! What the styles and lists of a file of Word say of a paragraph and of words in it.
//!
//! In: the parts `styles.xml` and `numbering.xml`. Out: for a paragraph its [`Form`] and its place in a
//! list; for words whether they are hidden, struck out or strong. Promise: names of styles are taken by
//! their English names, which Word writes in every language; a style that is based on another is what
//! that one is; a ring of styles ends.

use std::collections::BTreeMap;

use roxmltree::{Document, Node};

use super::parts::{attribute, child, is, switch, value};
use crate::input::import::list_marker::{MarkerKind, list_marker};
use crate::input::import::page::LeftKind;
use crate::input::import::typeface::Typeface;

/// Most styles that are based on one another: Word's own are three deep.
const BASED_ON: usize = 20;

/// The levels of Word's lists.
const LEVELS: u8 = 9;

/// What a paragraph is by its style.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Form {
    Plain,
    Title,
    Heading(u8),
    /// A further paragraph of an item.
    ListContinued,
    Quote,
    Left(LeftKind),
}

/// A place in a list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct InList {
    /// Which list.
    pub(super) list: String,
    /// How deep, from 0.
    pub(super) level: u8,
    pub(super) is_numbered: bool,
    /// The number of the first item.
    pub(super) first: u32,
    /// The form that counts; lists of one form count on.
    pub(super) form: String,
    /// The number that this list begins with, whatever was counted before.
    pub(super) begun: Option<u32>,
    /// What is drawn before its items, with `%1` for the number of the first level.
    pub(super) label: String,
}

impl InList {
    /// Whether the label says something in words: `Day %1:`.
    pub(super) fn has_words(&self) -> bool {
        let letters = self
            .label
            .chars()
            .filter(|character| character.is_alphabetic());
        let least = if self.label.contains('%') { 1 } else { 2 };
        letters.count() >= least
    }

    /// Whether another list draws another sign before its items, so that both say something else.
    pub(super) fn is_drawn_like(&self, other: &Self) -> bool {
        let is_plain = |label: &str| {
            let line = format!("{label} x");
            label.is_empty()
                || list_marker(&line).is_some_and(|found| {
                    matches!(found.kind, MarkerKind::Bullet | MarkerKind::Company)
                        && !label
                            .starts_with(|character| ('\u{f000}'..='\u{f0ff}').contains(&character))
                })
        };
        self.label == other.label || (is_plain(&self.label) && is_plain(&other.label))
    }

    /// Whether a cross stands before its items.
    pub(super) fn is_crossed(&self) -> bool {
        let line = format!("{} x", self.label);
        list_marker(&line).is_some_and(|found| found.kind == MarkerKind::Cross)
    }
}

#[derive(Debug, Default)]
struct Style {
    name: String,
    based_on: Option<String>,
    list: Option<String>,
    level: Option<u8>,
    outline: Option<u8>,
    is_strong: Option<bool>,
    is_hidden: Option<bool>,
    is_struck: Option<bool>,
}

#[derive(Debug, Clone)]
struct Level {
    is_numbered: bool,
    /// How it counts, as Word names it, and what is drawn before its items.
    counting: String,
    label: String,
    /// A level without sign or number is no list.
    is_silent: bool,
    first: u32,
}

/// All styles and lists.
#[derive(Debug, Default)]
pub(super) struct Styles {
    styles: BTreeMap<String, Style>,
    /// The style of paragraphs that name none.
    usual: Option<String>,
    /// Which of `forms` a list has, and the numbers that it begins with instead.
    lists: BTreeMap<String, (String, BTreeMap<u8, u32>)>,
    forms: BTreeMap<String, BTreeMap<u8, Level>>,
}

impl Styles {
    pub(super) fn read(styles: Option<&Document<'_>>, numbering: Option<&Document<'_>>) -> Self {
        let mut all = Self::default();
        for node in elements(styles, "style") {
            let Some(id) = attribute(node, "styleId") else {
                continue;
            };
            let of_paragraph = child(node, "pPr");
            let of_words = child(node, "rPr");
            let list = of_paragraph.and_then(|properties| child(properties, "numPr"));
            let style = Style {
                name: value(Some(node), "name").unwrap_or_default().to_lowercase(),
                based_on: value(Some(node), "basedOn").map(str::to_owned),
                list: value(list, "numId").map(str::to_owned),
                level: number(value(list, "ilvl")),
                outline: number(value(of_paragraph, "outlineLvl")),
                is_strong: switch(of_words, "b"),
                is_hidden: switch(of_words, "vanish"),
                is_struck: struck(of_words),
            };
            let is_usual = attribute(node, "type") == Some("paragraph")
                && attribute(node, "default").is_some_and(|value| value == "1" || value == "true");
            if is_usual {
                all.usual = Some(id.to_owned());
            }
            all.styles.insert(id.to_owned(), style);
        }
        for node in elements(numbering, "abstractNum") {
            let levels = node.children().filter(|child| is(*child, "lvl"));
            let levels = levels.filter_map(|level| {
                let form = value(Some(level), "numFmt").unwrap_or("decimal");
                let described = Level {
                    counting: form.to_owned(),
                    label: label_of(level),
                    is_numbered: form != "bullet",
                    is_silent: form == "none",
                    first: number(value(Some(level), "start")).unwrap_or(1),
                };
                Some((number(attribute(level, "ilvl"))?, described))
            });
            let id = attribute(node, "abstractNumId").unwrap_or_default();
            all.forms.insert(id.to_owned(), levels.collect());
        }
        for node in elements(numbering, "num") {
            let begun = node.children().filter(|child| is(*child, "lvlOverride"));
            let begun = begun.filter_map(|level| {
                let first = number(value(Some(level), "startOverride"))?;
                Some((number(attribute(level, "ilvl"))?, first))
            });
            let (Some(id), Some(form)) =
                (attribute(node, "numId"), value(Some(node), "abstractNumId"))
            else {
                continue;
            };
            all.lists
                .insert(id.to_owned(), (form.to_owned(), begun.collect()));
        }
        all
    }

    /// A style and those it is based on, nearest first.
    fn chain<'s>(&'s self, id: Option<&'s str>) -> impl Iterator<Item = &'s Style> {
        let mut next = id;
        let chain = std::iter::from_fn(move || {
            let style = self.styles.get(next?)?;
            next = style.based_on.as_deref();
            Some(style)
        });
        chain.take(BASED_ON)
    }

    fn of_paragraph<'s>(
        &'s self,
        properties: Option<Node<'s, '_>>,
    ) -> impl Iterator<Item = &'s Style> {
        self.chain(value(properties, "pStyle").or(self.usual.as_deref()))
    }

    /// What a paragraph is.
    pub(super) fn form(&self, properties: Option<Node<'_, '_>>) -> Form {
        if let Some(outline) = number::<u8>(value(properties, "outlineLvl"))
            && outline < LEVELS
        {
            return Form::Heading(outline + 1);
        }
        for style in self.of_paragraph(properties) {
            let name = style.name.as_str();
            let of_level = |beginning: &str| -> Option<u8> {
                name.strip_prefix(beginning)?.trim().parse().ok()
            };
            if name == "title" {
                return Form::Title;
            } else if let Some(level) = of_level("heading") {
                return Form::Heading(level.clamp(1, 6));
            } else if name == "toc heading" || of_level("toc").is_some() {
                return Form::Left(LeftKind::Menu);
            } else if name == "caption" {
                return Form::Left(LeftKind::Caption);
            } else if name == "header" {
                return Form::Left(LeftKind::PaperHead);
            } else if name == "footer" {
                return Form::Left(LeftKind::PaperFoot);
            } else if matches!(name, "quote" | "intense quote") {
                return Form::Quote;
            } else if name == "list paragraph" || name.starts_with("list continue") {
                return Form::ListContinued;
            }
            if let Some(outline) = style.outline
                && outline < LEVELS
            {
                return Form::Heading((outline + 1).min(6));
            }
        }
        Form::Plain
    }

    /// The place of a paragraph in a list, if it is an item.
    pub(super) fn in_list(&self, properties: Option<Node<'_, '_>>) -> Option<InList> {
        let own = properties.and_then(|properties| child(properties, "numPr"));
        let by_style =
            |of: fn(&Style) -> Option<String>| self.of_paragraph(properties).find_map(of);
        let list = value(own, "numId")
            .map(str::to_owned)
            .or_else(|| by_style(|style| style.list.clone()))?;
        let level = number(value(own, "ilvl"))
            .or_else(|| self.of_paragraph(properties).find_map(|style| style.level))
            .unwrap_or(0)
            .min(LEVELS - 1);
        let (form, begun) = self.lists.get(&list)?;
        let described = self.forms.get(form).and_then(|levels| levels.get(&level));
        let described = described.cloned().unwrap_or(Level {
            counting: String::new(),
            label: String::new(),
            is_numbered: false,
            is_silent: false,
            first: 1,
        });
        (!described.is_silent).then(|| InList {
            is_numbered: described.is_numbered,
            first: described.first,
            form: form.clone(),
            begun: begun.get(&level).copied(),
            label: described.label,
            list,
            level,
        })
    }

    /// How a level of a form counts, and the number that it begins with.
    pub(super) fn counting(&self, form: &str, level: u8) -> Option<(&str, u32)> {
        let level = self.forms.get(form)?.get(&level)?;
        Some((&level.counting, level.first))
    }

    /// Whether words are strong.
    pub(super) fn is_strong(
        &self,
        paragraph: Option<Node<'_, '_>>,
        words: Option<Node<'_, '_>>,
    ) -> bool {
        self.says(paragraph, words, switch(words, "b"), |style| {
            style.is_strong
        })
    }

    /// Why words are not among what a reader of the page reads.
    pub(super) fn gone(
        &self,
        paragraph: Option<Node<'_, '_>>,
        words: Option<Node<'_, '_>>,
    ) -> Option<LeftKind> {
        if self.says(paragraph, words, switch(words, "vanish"), |style| {
            style.is_hidden
        }) {
            return Some(LeftKind::Hidden);
        }
        self.says(paragraph, words, struck(words), |style| style.is_struck)
            .then_some(LeftKind::Struck)
    }

    /// What the words themselves say, else their style, else the paragraph's.
    fn says(
        &self,
        paragraph: Option<Node<'_, '_>>,
        words: Option<Node<'_, '_>>,
        own: Option<bool>,
        of: fn(&Style) -> Option<bool>,
    ) -> bool {
        own.or_else(|| self.chain(value(words, "rStyle")).find_map(of))
            .or_else(|| self.of_paragraph(paragraph).find_map(of))
            .unwrap_or(false)
    }
}

/// What a level draws before its items, as it is seen.
fn label_of(level: Node<'_, '_>) -> String {
    let written = value(Some(level), "lvlText").unwrap_or_default();
    let fonts = child(level, "rPr").and_then(|properties| child(properties, "rFonts"));
    let named = |fonts| attribute(fonts, "ascii").or_else(|| attribute(fonts, "hAnsi"));
    let typeface = fonts.and_then(named).and_then(Typeface::named);
    let seen = typeface.map(|typeface| typeface.seen(written).into_owned());
    seen.unwrap_or_else(|| written.to_owned()).trim().to_owned()
}

fn struck(words: Option<Node<'_, '_>>) -> Option<bool> {
    switch(words, "strike").or_else(|| switch(words, "dstrike"))
}

fn elements<'a, 't>(
    tree: Option<&'a Document<'t>>,
    name: &'static str,
) -> impl Iterator<Item = Node<'a, 't>> {
    let root = tree.map(|tree| tree.root_element());
    root.into_iter()
        .flat_map(|root| root.children())
        .filter(move |node| is(*node, name))
}

fn number<N: std::str::FromStr>(written: Option<&str>) -> Option<N> {
    written?.trim().parse().ok()
}
