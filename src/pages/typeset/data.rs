//! A leaflet as the data files the templates read.
//!
//! In: a [`Leaflet`] and how its pages are to be filled. Out: JSON, `/leaflet.json` for what is the
//! same for every patient, `/person.json` for the personal panel and `/fit.json` for the filling.
//! Promise: words are strings, whatever signs they hold. A word that could be wider than its line is
//! handed over as its graphemes, so that the template can measure it and break it only if it must; a
//! word with a hyphen is marked, so that the line does not break inside it: clear print does not split
//! words (UKAAF). What surely fits is marked too, so that nothing is measured for it.

use std::borrow::Cow;

use serde_json::{Map, Value, json};
use typst::foundations::Bytes;
use unicode_segmentation::UnicodeSegmentation;

use super::fit::Fit;
use super::fonts::{FAMILIES, Family};
use super::text_width;
use super::widths::Widths;
use crate::base::invariant::PartOf;
use crate::leaflet::Edition;
use crate::leaflet::direction::{JOINER, is_arabic, is_unseen};
use crate::leaflet::{
    Element, Leaflet, LeafletBlock, LeafletBullet, LeafletContact, LeafletPicture, LeafletRisk,
    Marks, PanelField, Piece, Words, words_in_head,
};
use crate::model::guide::{FigureWidth, LabelSide};
use crate::model::language::{Direction, Phrase};

/// Where the templates find the leaflet.
const LEAFLET_PATH: &str = "/leaflet.json";
/// Where the templates find how the pages are to be filled.
pub(super) const FIT_PATH: &str = "/fit.json";
/// Where the templates find the measures of the edition.
const MEASURES_PATH: &str = "/measures.json";
/// Where the templates find the design.
const DESIGN_PATH: &str = "/design.json";
/// Where the templates find the personal panel.
pub(super) const PERSON_PATH: &str = "/person.json";
/// Where the templates find values of the panel that stand by themselves.
pub(super) const VALUES_PATH: &str = "/values.json";
/// Where the templates find what stands on separator sheets.
pub(super) const SEPARATORS_PATH: &str = "/separators.json";
/// Where the templates find what a quality record says.
pub(super) const QUALITY_RECORD_PATH: &str = "/quality_record.json";

/// The part of a line that a wide word takes.
const WIDE: f64 = 0.45;

/// What every page of a leaflet is made of beside its person: its data, its measures and its design.
pub(super) fn look(leaflet: &Leaflet) -> [(String, Bytes); 3] {
    let Edition { measures, .. } = leaflet.print.edition;
    [
        (LEAFLET_PATH, self::leaflet(leaflet)),
        (MEASURES_PATH, measures.to_json().to_string().into_bytes()),
        (
            DESIGN_PATH,
            leaflet.design.to_json().to_string().into_bytes(),
        ),
    ]
    .map(|(path, bytes)| (path.to_owned(), Bytes::new(bytes)))
}

/// The data of the leaflet without its person.
fn leaflet(leaflet: &Leaflet) -> Vec<u8> {
    let w = &Widths::of(&leaflet.print.edition.measures);
    let masthead = &leaflet.masthead;
    let mut subtags = leaflet.language.split('-');
    let primary = subtags.next().unwrap_or_default();
    // A region has two letters; a script has four and is not the engine's business.
    let region = subtags.find(|subtag| subtag.len() == 2);
    let phrases: Map<String, Value> = leaflet
        .phrases
        .iter()
        .map(|(phrase, text)| {
            let text = label(w, &Piece::plain(text.as_str()));
            (phrase.key().to_owned(), text)
        })
        .collect();
    let families: Vec<&str> = FAMILIES.iter().map(|family| family.name).collect();
    let (first, then): (Vec<&Family>, Vec<&Family>) = FAMILIES
        .iter()
        .partition(|family| family.is_right_to_left());
    let right_to_left_families: Vec<&str> = first
        .into_iter()
        .chain(then)
        .map(|family| family.name)
        .collect();
    let value = json!({
        "parts": leaflet.print.edition.selection.parts.iter().map(|part| part.name()).collect::<Vec<_>>(),
        "fonts": families,
        "fonts_right_to_left": right_to_left_families,
        "paper": { "width_mm": leaflet.print.paper.width, "height_mm": leaflet.print.paper.height },
        "language": {
            "primary": primary,
            "region": region,
            "direction": match leaflet.direction {
                Direction::LeftToRight => "left-to-right",
                Direction::RightToLeft => "right-to-left",
            },
            "page_of": leaflet.phrases[Phrase::PageOf],
            "digits": leaflet.digits.as_ref().map(|digits| digits.chars().map(String::from).collect::<Vec<_>>()),
            "phrases": phrases,
            "prompts": leaflet.prompts.iter().map(|prompt| prompt_for_questions(w, prompt)).collect::<Vec<_>>(),
        },
        "brand": {
            "name": cell(w, &masthead.name),
            "tagline": masthead.tagline.as_ref().map(|one| cell(w, one)),
            "colours": {
                "brand": masthead.colours.brand.to_string(),
                "tint": masthead.colours.tint.to_string(),
                "warning": masthead.colours.warning.to_string(),
            },
            "logo": masthead.logo.as_ref().map(|(picture, alternative_text)| json!({
                "picture": picture, "alternative_text": alternative_text,
            })),
            "masthead_person": masthead.person.as_ref().map(|(name, lines)| json!({
                "name": words(w, name), "lines": all(w, lines),
            })),
        },
        "document_title": leaflet.document_title,
        "author": leaflet.author,
        "title": words(w, &leaflet.title),
        "cover": leaflet.cover.map(|icon| icon.drawing),
        "subtitle": optional(w, leaflet.subtitle.as_ref()),
        "category": optional(w, leaflet.category.as_ref()),
        "summary": optional(w, leaflet.summary.as_ref()),
        "quiet": all(w, &leaflet.quiet),
        "foot": all(w, &leaflet.foot),
        "foot_kept": leaflet.foot_kept,
        "introduction": blocks(w, &leaflet.introduction),
        "sections": leaflet.sections.iter().map(|section| json!({
            "heading": words(w, &section.heading),
            "blocks": blocks(w, &section.blocks),
        })).collect::<Vec<_>>(),
        "about": all(w, &leaflet.about),
        "sources": all(w, &leaflet.sources),
        "contacts": leaflet.contacts.iter().map(|one| contact(w, one)).collect::<Vec<_>>(),
        "qr_code": leaflet.qr_code.as_ref().map(|code| json!({
            "picture": code.picture,
            "alternative_text": leaflet.phrases[Phrase::QrCode],
            "width_mm": code.width,
            "address": runs(&code.address, w.figure_label),
        })),
        "closing": all(w, &leaflet.closing),
    });
    value.to_string().into_bytes()
}

/// How the pages are to be filled.
pub(super) fn fit(fit: &Fit) -> Vec<u8> {
    let value = json!({
        "opening": fit.opening,
        "densities": fit.densities,
        "section_breaks": fit.section_breaks,
        "block_breaks": fit.block_breaks,
        "lines_per_prompt": fit.lines_per_prompt,
        "questions_before": fit.questions_before,
        "contents": fit.contents,
    });
    value.to_string().into_bytes()
}

/// The data of the personal panel, and of the person in the running head.
pub(super) fn person(leaflet: &Leaflet) -> Vec<u8> {
    let w = &Widths::of(&leaflet.print.edition.measures);
    let fields: Vec<Value> = leaflet
        .panel
        .iter()
        .map(|field| {
            let mut data = value(w, field);
            data["label"] = in_field(w, &field.label);
            data
        })
        .collect();
    let mut head = head(w, &words_in_head(&leaflet.panel));
    if let Some(parts) = parts_of_head(has_one_type(leaflet), &leaflet.panel) {
        head["parts"] = parts.into_iter().map(|field| value(w, field)).collect();
    }
    let data = json!({ "fields": fields, "head": head });
    data.to_string().into_bytes()
}

/// What the heads of the pages say of the person, whether two short lines are surely enough for it, and the most
/// lines that it takes at full width.
fn head(w: &Widths, words: &str) -> Value {
    let lines = |width| text_width::most_lines(&Piece::plain(words), width);
    let is_short = lines(w.head_short) <= 2;
    let most_lines = if is_short { 2 } else { lines(w.head_full) };
    json!({ "words": in_field(w, words), "is_short": is_short, "most_lines": most_lines })
}

/// Whether the heads of a leaflet are set in the type of its panel, and from left to right.
pub(super) fn has_one_type(leaflet: &Leaflet) -> bool {
    let measures = &leaflet.print.edition.measures;
    let apart = (measures.head - measures.body).abs();
    apart < f64::EPSILON && leaflet.direction == Direction::LeftToRight
}

/// The fields of a panel whose values, as they are, stand in the heads on one line, if they have room; `None` where
/// the head sets their words in another way.
pub(super) fn parts_of_head(has_one_type: bool, panel: &[PanelField]) -> Option<Vec<&PanelField>> {
    let fields = panel.iter().filter(|field| field.in_head.is_some());
    let fields: Vec<&PanelField> = fields.collect();
    let is_plain = |field: &&PanelField| {
        !field.right_to_left
            && field.in_head.as_ref() == Some(&field.value)
            && !field.value.contains(is_unseen)
    };
    (has_one_type && !fields.is_empty() && fields.iter().all(is_plain)).then_some(fields)
}

/// A room for the person in the head.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum HeadRoom {
    /// Beside the title: that of nearly everybody.
    Short,
    /// Beside less of the title.
    Long,
    /// The whole width, without the title.
    Full,
}

impl HeadRoom {
    /// Its name in the templates.
    fn name(self) -> &'static str {
        match self {
            Self::Short => "short",
            Self::Long => "long",
            Self::Full => "full",
        }
    }

    /// The next wider one.
    pub(super) fn wider(self) -> Option<Self> {
        match self {
            Self::Short => Some(Self::Long),
            Self::Long => Some(Self::Full),
            Self::Full => None,
        }
    }
}

/// What is set by itself.
pub(super) enum Alone<'a> {
    /// The value of a field.
    Value(&'a PanelField),
    /// What stands in the heads between the name and the reference.
    Between,
    /// The words that the heads of the pages say of the person, in one of the rooms.
    Head(&'a str, HeadRoom),
}

/// The data of what is set by itself.
pub(super) fn values(w: &Widths, alone: &[Alone<'_>]) -> Vec<u8> {
    let values = alone.iter().map(|alone| match alone {
        Alone::Value(field) => value(w, field),
        Alone::Between => json!({ "between": true }),
        Alone::Head(words, room) => json!({ "head": in_field(w, words), "room": room.name() }),
    });
    Value::from_iter(values).to_string().into_bytes()
}

fn value(w: &Widths, field: &PanelField) -> Value {
    json!({
        "value": in_field(w, &field.value),
        "wide": field.wide,
        "right_to_left": field.right_to_left,
    })
}

/// The data of a personal panel with room for its values: of each field the label, whether it is wide,
/// the height of the room in points, and the text by which the room is found in the finished file. In the
/// running head the person's room is so many points wide.
pub(super) fn rooms<'a>(
    w: &Widths,
    fields: impl IntoIterator<Item = (&'a str, bool, f64, String)>,
    head: f64,
) -> Vec<u8> {
    let fields: Vec<Value> = fields
        .into_iter()
        .map(|(label, wide, height, mark)| {
            json!({ "label": in_field(w, label), "wide": wide, "room": height, "mark": mark })
        })
        .collect();
    let data = json!({ "fields": fields, "head": { "room": head } });
    data.to_string().into_bytes()
}

/// Blocks in their order.
fn blocks(w: &Widths, blocks: &[LeafletBlock]) -> Value {
    blocks.iter().map(|one| block(w, one)).collect()
}

/// Whether the text of each step follows its lead-in on the same line: where the author ends every lead-in that has a
/// text as a sentence.
fn run_in(steps: &[(Words, Option<Words>)]) -> bool {
    let ends = |step: &Words| match step.last() {
        Some(Piece::Words(words) | Piece::Link { words, .. }) => words
            .trim_end()
            .ends_with(['.', '!', '?', ':', '।', '۔', '؟']),
        _ => false,
    };
    let mut leads = steps.iter().filter(|(_, text)| text.is_some()).peekable();
    leads.peek().is_some() && leads.all(|(step, _)| ends(step))
}

fn block(w: &Widths, block: &LeafletBlock) -> Value {
    match block {
        LeafletBlock::Paragraph { text, leads } => {
            json!({ "kind": "paragraph", "text": words(w, text), "leads": leads })
        }
        LeafletBlock::Bullets(bullets) => {
            json!({ "kind": "bullets", "items": bullet_items(w, bullets, 1) })
        }
        LeafletBlock::ProcedureSteps(steps) => {
            let items = steps.iter().map(|(step, text)| {
                json!({
                    "step": words(w, step), "text": optional(w, text.as_ref()),
                    "short": are_short(w, [Some(step), text.as_ref()], w.column),
                })
            });
            let items: Vec<Value> = items.collect();
            json!({ "kind": "procedure_steps", "items": items, "run_in": run_in(steps) })
        }
        LeafletBlock::Risks(risks) => {
            let items: Vec<Value> = risks.iter().map(|one| risk(w, one)).collect();
            let has_figures = LeafletRisk::have_figures(risks);
            json!({ "kind": "risks", "items": items, "has_figures": has_figures })
        }
        LeafletBlock::Comparison {
            first_column,
            columns,
            rows,
        } => json!({
            "kind": "comparison",
            "first_column": label(w, first_column),
            "columns": cells(w, columns),
            "rows": rows.iter().map(|(point, row)| json!({
                "point": cell(w, point),
                "cells": row.iter().map(|one| one.as_ref().map(|one| cell(w, one))).collect::<Vec<_>>(),
                "has_wide_words": row.iter().flatten().any(|cell| has_wide_words(w, cell, w.compared)),
            })).collect::<Vec<_>>(),
        }),
        LeafletBlock::Figure {
            pictures,
            caption,
            width,
        } => json!({
            "kind": "figure",
            "pictures": pictures.iter().map(|one| picture(w, one)).collect::<Vec<_>>(),
            "caption": optional(w, caption.as_ref()),
            "width": match width {
                FigureWidth::Column => "column",
                FigureWidth::Full => "full",
            },
        }),
        LeafletBlock::WarningSigns { level, signs } => json!({
            "kind": "warning_signs",
            "level": level,
            "items": signs.iter().map(|(sign, what_to_do)| json!({
                "sign": words(w, sign), "what_to_do": optional(w, what_to_do.as_ref()),
                "short": are_short(w, [Some(sign), what_to_do.as_ref()], w.sign),
            })).collect::<Vec<_>>(),
        }),
        LeafletBlock::AtAGlance { level, facts } => json!({
            "kind": "at_a_glance",
            "level": level,
            "items": facts.iter().map(|fact| json!({
                "label": words(w, &fact.label),
                "words": words(w, &fact.words),
                "icon": fact.icon.map(|icon| icon.drawing),
            })).collect::<Vec<_>>(),
        }),
        LeafletBlock::Prepare(preparations) => json!({
            "kind": "prepare",
            "items": preparations.iter().map(|(when, to_do)| json!({
                "when": optional(w, when.as_ref()),
                "to_do": to_do.iter().map(|thing| json!({
                    "text": words(w, thing), "short": are_short(w, [Some(thing)], w.column),
                })).collect::<Vec<_>>(),
                "short": are_short(w, when.iter().chain(to_do).map(Some), w.column),
            })).collect::<Vec<_>>(),
        }),
        LeafletBlock::DoAndDont {
            level,
            to_do,
            not_to_do,
        } => json!({
            "kind": "do_and_dont",
            "level": level,
            "to_do": cells(w, to_do),
            "not_to_do": cells(w, not_to_do),
        }),
        LeafletBlock::Timeline(moments) => json!({
            "kind": "timeline",
            "items": moments.iter().map(|moment| json!({
                "when": words(w, &moment.when),
                "what": words(w, &moment.what),
                "icon": moment.icon.map(|icon| icon.drawing),
                "short": are_short(w, [Some(&moment.when), Some(&moment.what)], w.column),
            })).collect::<Vec<_>>(),
        }),
        LeafletBlock::Medicines {
            head,
            has_notes,
            rows,
        } => {
            let cell = |text: &Words| runs(text, w.medicine);
            json!({
                "kind": "medicines",
                "head": head.iter().map(cell).collect::<Vec<_>>(),
                "has_notes": has_notes,
                "rows": rows.iter().map(|(medicine, row)| json!({
                    "medicine": cell(medicine),
                    "cells": row.iter().map(|one| one.as_ref().map(cell)).collect::<Vec<_>>(),
                })).collect::<Vec<_>>(),
            })
        }
        LeafletBlock::Benefits(benefits) => json!({
            "kind": "benefits",
            "items": benefits.iter().map(|benefit| json!({
                "text": words(w, benefit), "short": are_short(w, [Some(benefit)], w.column),
            })).collect::<Vec<_>>(),
        }),
        LeafletBlock::Terms(terms) => json!({
            "kind": "terms",
            "items": terms.iter().map(|(term, meaning)| json!({
                "term": words(w, term), "meaning": words(w, meaning),
            })).collect::<Vec<_>>(),
        }),
        LeafletBlock::Urgent { level, text } => json!({
            "kind": "urgent",
            "level": level,
            "text": words(w, text),
        }),
        LeafletBlock::KeyPoint(text) => json!({
            "kind": "key_point",
            "text": words(w, text),
            "short": are_short(w, [Some(text)], w.key_point),
        }),
        LeafletBlock::Question {
            level,
            question,
            answer,
        } => json!({
            "kind": "question",
            "level": level,
            "question": words(w, question),
            "answer": blocks(w, answer),
        }),
        LeafletBlock::Contact(entry) => {
            let mut value = contact(w, entry);
            value["kind"] = Value::from("contact");
            value
        }
        LeafletBlock::SubHeading { level, heading } => {
            json!({ "kind": "sub_heading", "level": level, "heading": words(w, heading) })
        }
        LeafletBlock::Elements(list) => {
            json!({ "kind": "elements", "elements": elements(w, list) })
        }
    }
}

/// Elements, for the template that draws what has none of its own.
fn elements(w: &Widths, list: &[Element]) -> Value {
    list.iter().map(|one| element(w, one)).collect()
}

fn element(w: &Widths, element: &Element) -> Value {
    match element {
        Element::Heading { level, words } => {
            json!({ "element": "heading", "level": level, "words": self::words(w, words) })
        }
        Element::Paragraph(words) => {
            json!({ "element": "paragraph", "words": self::words(w, words) })
        }
        Element::Lines(lines) => json!({ "element": "lines", "lines": all(w, lines) }),
        Element::List { marks, head, items } => json!({
            "element": "list",
            "marks": match marks {
                Marks::Bullets => "bullets",
                Marks::Numbers => "numbers",
                Marks::Boxes => "boxes",
            },
            "head": all(w, head),
            "items": items.iter().map(|item| elements(w, item)).collect::<Vec<_>>(),
        }),
        Element::Table { head, rows } => json!({
            "element": "table",
            "head": cells(w, head),
            "rows": rows.iter().map(|(point, row)| json!({
                "point": cell(w, point),
                "cells": row.iter().map(|one| one.as_ref().map(|one| cell(w, one))).collect::<Vec<_>>(),
            })).collect::<Vec<_>>(),
        }),
        Element::Note {
            level,
            label,
            elements,
        } => json!({
            "element": "note",
            "level": level,
            "label": words(w, label),
            "elements": self::elements(w, elements),
        }),
        Element::Figure { pictures, caption } => json!({
            "element": "figure",
            "pictures": pictures.iter().map(|one| picture(w, one)).collect::<Vec<_>>(),
            "caption": optional(w, caption.as_ref()),
        }),
        Element::Facts(facts) => json!({
            "element": "facts",
            "facts": facts.iter().map(|fact| json!({
                "label": in_field(w, &fact.label),
                "value": in_field(w, &fact.value),
            })).collect::<Vec<_>>(),
        }),
    }
}

fn picture(w: &Widths, picture: &LeafletPicture) -> Value {
    json!({
        "picture": picture.picture,
        "alternative_text": picture.alternative_text,
        "heading": picture.heading.as_ref().map(|one| runs(one, w.figure_label)),
        "labels": picture.labels.iter().map(|label| json!({
            "words": runs(&label.words, w.figure_label),
            "x": label.at[0],
            "y": label.at[1],
            "side": match label.side {
                LabelSide::Left => "left",
                LabelSide::Right => "right",
            },
        })).collect::<Vec<_>>(),
    })
}

/// The bullets of a list that stands `depth` deep, from 1.
fn bullet_items(w: &Widths, bullets: &[LeafletBullet], depth: u8) -> Value {
    let width = w.column - f64::from(depth) * w.bullet_indent;
    let items = bullets.iter().map(|bullet| {
        json!({
            "text": words(w, &bullet.text),
            "short": are_short(w, [Some(&bullet.text)], width),
            "bullets": bullet_items(w, &bullet.bullets, depth + 1),
        })
    });
    items.collect()
}

fn risk(w: &Widths, risk: &LeafletRisk) -> Value {
    let what = are_short(w, [Some(&risk.risk), risk.leads_to.as_ref()], w.risk);
    let how_often = are_short(
        w,
        [risk.how_often.as_ref(), risk.source.as_ref()],
        w.how_often,
    );
    let mut texts = [&risk.risk].into_iter().chain(&risk.leads_to);
    let has_wide_words = texts.any(|words| has_wide_words(w, words, w.risk));
    json!({
        "risk": words(w, &risk.risk),
        "leads_to": optional(w, risk.leads_to.as_ref()),
        "how_often": risk.how_often.as_ref().map(|one| cell(w, one)),
        "source": risk.source.as_ref().map(|one| cell(w, one)),
        "squares": risk.squares.as_ref().map(|squares| json!({
            "picture": squares.picture,
            "alternative_text": squares.alternative_text,
            "width_mm": squares.width,
        })),
        "short": what && how_often,
        "has_wide_words": has_wide_words,
    })
}

/// Whether a word takes so much of a line that the engine, weighing all lines of a paragraph against each
/// other, finds every way bad and leaves a line nearly empty. Such words are put on a line as long as they
/// fit. In a cell this is asked of words in other letters than English ones alone.
fn has_wide_words(w: &Widths, words: &Words, width: f64) -> bool {
    let mut text = String::new();
    text_width::each_letter(words, &mut |letter| text.push(letter));
    let is_cell = width < w.risk;
    text.split(' ')
        .filter(|word| !(is_cell && word.is_ascii()))
        .any(|word| text_width::widest(word) > width * WIDE)
}

fn contact(w: &Widths, contact: &LeafletContact) -> Value {
    let lines = contact.lines.iter().chain([&contact.name]).map(Some);
    json!({
        "name": words(w, &contact.name),
        "lines": all(w, &contact.lines),
        "level": contact.level,
        "short": are_short(w, lines, w.column),
    })
}

/// A prompt above the patient's own lines; with them it is short if it takes half the room.
fn prompt_for_questions(w: &Widths, prompt: &str) -> Value {
    let words = Piece::plain(prompt);
    json!({
        "text": self::words(w, &words),
        "short": text_width::most_lines(&words, w.column) <= w.short_lines / 2,
    })
}

/// Whether paragraphs one under the other are surely less than half a page high.
fn are_short<'a>(
    w: &Widths,
    paragraphs: impl IntoIterator<Item = Option<&'a Words>>,
    width: f64,
) -> bool {
    let paragraphs = paragraphs.into_iter().flatten();
    // A paragraph's distance from the next is less than a line.
    let lines = paragraphs.map(|words| text_width::most_lines(words, width) + 1);
    lines.sum::<usize>() <= w.short_lines
}

pub(super) fn all(w: &Widths, list: &[Words]) -> Value {
    list.iter().map(|one| words(w, one)).collect()
}

fn optional(w: &Widths, text: Option<&Words>) -> Value {
    text.map_or(Value::Null, |one| words(w, one))
}

pub(super) fn words(w: &Widths, text: &Words) -> Value {
    runs(text, w.across)
}

pub(super) fn cell(w: &Widths, text: &Words) -> Value {
    runs(text, w.cell)
}

fn cells(w: &Widths, list: &[Words]) -> Value {
    list.iter().map(|one| cell(w, one)).collect()
}

pub(super) fn in_field(w: &Widths, text: &str) -> Value {
    runs(&Piece::plain(text), w.field)
}

fn label(w: &Widths, text: &Words) -> Value {
    runs(text, w.label)
}

/// Running text as the templates' runs.
///
/// A line breaks on either side of a boxed word; so pieces that touch without a space, and together
/// hold a hyphen, are boxed together, and inside strong words or links that touch nothing is boxed.
fn runs(text: &[Piece], width: f64) -> Value {
    runs_inside(text, width, &mut Vec::new())
}

/// The same inside isolates that are `open`, which are changed to those that are open behind it.
fn runs_inside(text: &[Piece], width: f64, open: &mut Vec<char>) -> Value {
    let mut values = Vec::new();
    let mut touching = Touching::inside(open, width);
    for piece in text {
        match piece {
            Piece::Words(words) => {
                for part in parts(words) {
                    let word = part.trim_end_matches([' ', JOINER]);
                    touching.add_word(word);
                    if word.len() < part.len() {
                        values.extend(touching.take());
                        values.extend(said_and_unseen(&part[word.len()..]));
                    }
                }
            }
            Piece::Strong(inner) => {
                let inner = runs_inside(inner, width, &mut touching.open);
                touching.push(json!({ "strong": inner }));
            }
            Piece::Link { address, words } => {
                let words = Piece::plain(one_line_number(address, words, width).as_ref());
                let words = runs_inside(&words, width, &mut touching.open);
                touching.push(json!({ "link": { "address": address, "words": words } }));
            }
            Piece::Superscript(words) => {
                let raised = Piece::plain(words.as_str());
                let raised = runs_inside(&raised, width, &mut touching.open);
                touching.add(words, json!({ "superscript": raised }));
            }
            Piece::Subscript(words) => {
                let lowered = Piece::plain(words.as_str());
                let lowered = runs_inside(&lowered, width, &mut touching.open);
                touching.add(words, json!({ "subscript": lowered }));
            }
        }
    }
    values.extend(touching.take());
    *open = touching.open;
    Value::from(joined(values))
}

/// A telephone number that is a link, with its groups kept on one line where the place is wide enough.
fn one_line_number<'w>(address: &str, words: &'w str, width: f64) -> Cow<'w, str> {
    let is_number = address.starts_with("tel:")
        // In an isolate it is one word already.
        && !words.contains(|character| char::is_alphabetic(character) || is_unseen(character));
    if is_number && text_width::widest(words) <= width {
        return Cow::Owned(words.replace(' ', &format!(" {JOINER}")));
    }
    Cow::Borrowed(words)
}

/// Words with the spaces behind them. A number in an isolate, such as one that is dialled, is one word with
/// its spaces.
fn parts(words: &str) -> Vec<&str> {
    let mut parts = Vec::new();
    let mut start = 0;
    let mut kept = 0;
    for (at, character) in words.char_indices() {
        if at < kept {
            continue;
        }
        if character == '\u{2066}' {
            let behind = words.part(at..);
            let number = behind.find('\u{2069}').and_then(|end| behind.get(..end));
            let is_number = |text: &&str| {
                text.contains(char::is_numeric) && !text.contains(char::is_alphabetic)
            };
            kept = number
                .filter(is_number)
                .map_or(kept, |number| at + number.len());
        } else if matches!(character, ' ' | JOINER) {
            let end = at + character.len_utf8();
            parts.extend(words.get(start..end));
            start = end;
        }
    }
    parts.extend(words.get(start..).filter(|rest| !rest.is_empty()));
    parts
}

/// What stands between two spaces.
struct Touching {
    /// The width of the place, in ems.
    width: f64,
    /// Parts that are complete.
    done: Vec<Value>,
    /// The part that is added to. It ends where an isolate begins or ends.
    values: Vec<Value>,
    /// The most ems it is wide.
    widest: f64,
    /// Whether a line could end inside it.
    breaks: bool,
    /// The isolates in which it stands.
    around: Vec<char>,
    /// The isolates that are open now.
    open: Vec<char>,
}

impl Touching {
    fn inside(open: &[char], width: f64) -> Self {
        Self {
            width,
            done: Vec::new(),
            values: Vec::new(),
            widest: 0.0,
            breaks: false,
            around: Vec::new(),
            open: open.to_vec(),
        }
    }

    fn add(&mut self, words: &str, value: Value) {
        self.push(value);
        self.widest += text_width::widest(words);
        self.breaks |= may_break(words);
    }

    fn push(&mut self, value: Value) {
        if self.values.is_empty() {
            self.around.clone_from(&self.open);
            // No line ends between two parts of a word.
            if self.done.iter().any(|one| one.get("unseen").is_none()) {
                self.done.push(unseen(JOINER));
            }
        }
        self.values.push(value);
    }

    /// Adds a word, and the isolates that begin or end in it.
    fn add_word(&mut self, word: &str) {
        let mut rest = word;
        while let Some(first) = rest.chars().next() {
            if is_unseen(first) {
                self.end_part();
                match first {
                    '\u{2069}' | '\u{202c}' => {
                        self.open.pop();
                    }
                    '\u{2066}'..='\u{2068}' | '\u{202a}'..='\u{202e}' => self.open.push(first),
                    _ => {}
                }
                self.done.push(unseen(first));
                rest = &rest[first.len_utf8()..];
            } else {
                let (seen, behind) = rest.split_at(rest.find(is_unseen).unwrap_or(rest.len()));
                self.add(seen, single_word(seen, self.width));
                rest = behind;
            }
        }
    }

    /// Ends the word: what there is, leaving behind which isolates are open.
    fn take(&mut self) -> Vec<Value> {
        self.end_part();
        std::mem::take(&mut self.done)
    }

    /// Ends a part: boxed if a line could end inside it, unless a piece of it has a tag of its own; `boxed`
    /// where it surely fits its line, `whole` where that is to be measured. A single long word looks after
    /// itself. Inside a box a line begins anew, and the isolates with it.
    fn end_part(&mut self) {
        let mut values = std::mem::take(&mut self.values);
        let (widest, breaks) = (self.widest, self.breaks);
        (self.widest, self.breaks) = (0.0, false);
        let has = |run: &Value, kind| run.get(kind).is_some();
        let is_apart = |run: &Value| ["strong", "link"].into_iter().any(|kind| has(run, kind));
        let is_long = |run: &Value| has(run, "long");
        let opened = || self.around.iter().copied();
        let closed = || self.around.iter().rev().map(|character| end_of(*character));
        if let [single] = values.as_mut_slice()
            && is_long(single)
        {
            if !self.around.is_empty() {
                single["around"] =
                    json!([opened().collect::<String>(), closed().collect::<String>()]);
            }
        } else if breaks && !values.iter().any(is_apart) {
            let kind = if widest <= self.width && !values.iter().any(is_long) {
                "boxed"
            } else {
                "whole"
            };
            let inner: Vec<Value> = opened()
                .map(unseen)
                .chain(written(values))
                .chain(closed().map(unseen))
                .collect();
            values = vec![json!({ kind: inner })];
        }
        self.done.extend(values);
    }
}

/// A character that is not seen and orders or joins what stands round it.
fn unseen(character: char) -> Value {
    json!({ "unseen": character.to_string() })
}

/// The character that ends what this one begins.
fn end_of(character: char) -> char {
    match character {
        '\u{202a}'..='\u{202e}' => '\u{202c}',
        _ => '\u{2069}',
    }
}

/// Spaces, and characters among them that are not seen.
fn said_and_unseen(spaces: &str) -> impl Iterator<Item = Value> {
    spaces.chars().map(|character| {
        if is_unseen(character) {
            unseen(character)
        } else {
            Value::from(character.to_string())
        }
    })
}

/// Whether a line could end inside a word: behind a hyphen, in an address behind a stroke, in a number behind
/// a space.
fn may_break(word: &str) -> bool {
    word.contains(HYPHENS) || word.contains(' ') || is_address(word)
}

/// Whether a word is a web address or an email address.
fn is_address(word: &str) -> bool {
    word.contains("://") || word.contains("www.") || word.contains('@')
}

/// The characters behind which a line may break inside a word.
const HYPHENS: [char; 2] = ['-', '–'];

/// One word: a string, or its graphemes where it has to be measured.
fn single_word(word: &str, width: f64) -> Value {
    if text_width::widest(word) > width {
        let graphemes: Vec<&str> = word.graphemes(true).collect();
        json!({
            "long": graphemes,
            "keep": may_break(word),
            "repeats_hyphen": word.chars().all(|character| character.is_alphabetic() || HYPHENS.contains(&character)),
        })
    } else {
        Value::from(word)
    }
}

/// Neighbouring strings as one, so that the engine shapes them together.
fn joined(values: Vec<Value>) -> Vec<Value> {
    let mut joined: Vec<Value> = Vec::with_capacity(values.len());
    for value in values {
        match (joined.last_mut(), value) {
            (Some(Value::String(before)), Value::String(after)) => before.push_str(&after),
            (_, value) => joined.push(value),
        }
    }
    written(joined)
}

/// Strings of Arabic letters, told apart: they have their own typeface and size.
fn written(values: Vec<Value>) -> Vec<Value> {
    let values = values.into_iter().map(|value| match value {
        Value::String(text) if is_arabic(&text) => json!({ "arabic": text }),
        value => value,
    });
    values.collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn widths() -> Widths {
        Widths::of(&crate::leaflet::Print::usual().edition.measures)
    }

    fn column(text: &str) -> Value {
        runs(&Piece::plain(text), widths().across)
    }

    #[test]
    fn only_wide_words_are_taken_apart() {
        assert_eq!(column("a b  c"), json!(["a b  c"]));
        assert_eq!(
            column("a pseudohypoparathyroidism b"),
            json!(["a pseudohypoparathyroidism b"])
        );
        let long = "x".repeat(40);
        let values = column(&format!("a {long} b"));
        assert_eq!(values[0], json!("a "));
        assert_eq!(values[1]["long"].as_array().unwrap().len(), 40);
        assert_eq!(values[2], json!(" b"));
        assert_eq!(
            label(&widths(), &Piece::plain("misunderstanding"))[0]["long"]
                .as_array()
                .unwrap()
                .len(),
            16
        );
        assert_eq!(label(&widths(), &Piece::plain("tick")), json!(["tick"]));
    }

    #[test]
    fn a_word_with_a_hyphen_stays_whole() {
        assert_eq!(
            column("a non-union, b"),
            json!(["a ", { "boxed": ["non-union,"] }, " b"])
        );
        let wide = "non-union-".repeat(4);
        assert!(column(&wide)[0]["keep"] == json!(true));
    }

    #[test]
    fn what_touches_a_word_with_a_hyphen_stays_with_it() {
        let text = [
            Piece::Words("a T".to_owned()),
            Piece::Subscript("2".to_owned()),
            Piece::Words("-weighted b".to_owned()),
        ];
        let boxed = json!(["T", { "subscript": ["2"] }, "-weighted"]);
        assert_eq!(
            runs(&text, widths().across),
            json!(["a ", { "boxed": boxed }, " b"])
        );
        // Together they may be wider than their place, though no part of them is.
        assert_eq!(runs(&text, 5.5)[1], json!({ "whole": boxed }));
    }

    #[test]
    fn isolates_stand_round_boxes_and_inside_them() {
        let character = |character: &str| json!({ "unseen": character });
        let (left, end, joiner) = (
            character("\u{2066}"),
            character("\u{2069}"),
            character("\u{2060}"),
        );
        assert_eq!(
            column("(\u{2066}L4-L5 level\u{2069} نمونہ)"),
            json!([
                "(", left, joiner, { "boxed": [left, "L4-L5", end] }, " level", end,
                { "arabic": " نمونہ)" }
            ])
        );
        // A number that is dialled keeps its groups together.
        assert_eq!(
            column("نمونہ \u{2066}011 4055\u{2069}."),
            json!([
                { "arabic": "نمونہ " }, left, { "boxed": [left, "011 4055", end] }, end, joiner, "."
            ])
        );
        let long = format!("\u{2066}https://{}/\u{2069}", "a".repeat(40));
        assert_eq!(column(&long)[1]["around"], json!(["\u{2066}", "\u{2069}"]));
    }

    #[test]
    fn short_pieces_are_known_without_setting_them() {
        let short = |text: &str| {
            let w = widths();
            are_short(&w, [Some(&Piece::plain(text))], w.column)
        };
        assert!(short("one line"));
        assert!(short(&"some words ".repeat(30)));
        assert!(!short(&"some words ".repeat(200)));
    }

    #[test]
    fn signs_of_the_engine_stay_words() {
        assert_eq!(
            column("#panic(\"x\") *_$<b>"),
            json!(["#panic(\"x\") *_$<b>"])
        );
    }
}
