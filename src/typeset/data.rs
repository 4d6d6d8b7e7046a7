//! A leaflet as the data files the templates read.
//!
//! In: a [`Leaflet`] and how its pages are to be filled. Out: JSON, `/leaflet.json` for what is the
//! same for every patient, `/person.json` for the personal panel and `/fit.json` for the filling. Promise: words are strings,
//! whatever signs they hold. A word that could be wider than its line is handed over as its
//! graphemes, so that the template can measure it and break it only if it must; a word with a hyphen
//! is marked, so that the line does not break inside it: clear print does not split words (UKAAF).

use serde_json::{Map, Value, json};
use unicode_segmentation::UnicodeSegmentation;

use super::fit::Fit;
use super::fonts::{FAMILIES, Family};
use crate::guide::FigureWidth;
use crate::language::Direction;
use crate::leaflet::{
    Leaflet, LeafletBlock, LeafletBullet, LeafletContact, LeafletRisk, Piece, Words,
};

/// Where the templates find the leaflet.
pub(super) const LEAFLET_PATH: &str = "/leaflet.json";
/// Where the templates find how the pages are to be filled.
pub(super) const FIT_PATH: &str = "/fit.json";
/// Where the templates find the personal panel.
pub(super) const PERSON_PATH: &str = "/person.json";

/// Graphemes a word may have before its width is measured, by where it stands. The text column and
/// the title hold 18 of the widest letters; a field of the panel 12; the narrowest cell, in a
/// comparison of three things, 7 of them in bold.
#[derive(Clone, Copy)]
enum Place {
    /// Across the text column or wider.
    Column,
    /// In a field of the personal panel, a third of its width.
    Field,
    /// In a cell of a table, or a label over one.
    Cell,
}

impl Place {
    fn longest_unmeasured(self) -> usize {
        match self {
            Self::Column => 15,
            Self::Field => 10,
            Self::Cell => 6,
        }
    }
}

/// The data of the leaflet without its person.
pub(super) fn leaflet(leaflet: &Leaflet) -> Vec<u8> {
    let masthead = &leaflet.masthead;
    let mut subtags = leaflet.language.split('-');
    let primary = subtags.next().unwrap_or_default();
    // A region has two letters; a script has four and is not the engine's business.
    let region = subtags.find(|subtag| subtag.len() == 2);
    let phrases: Map<String, Value> = leaflet
        .phrases
        .iter()
        .map(|(key, phrase)| ((*key).to_owned(), in_cell(phrase)))
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
    let page_of = leaflet.phrases.iter().find(|(key, _)| *key == "page_of");
    let value = json!({
        "fonts": families,
        "fonts_right_to_left": right_to_left_families,
        "paper": { "width_mm": leaflet.paper.width, "height_mm": leaflet.paper.height },
        "language": {
            "primary": primary,
            "region": region,
            "direction": match leaflet.direction {
                Direction::LeftToRight => "left-to-right",
                Direction::RightToLeft => "right-to-left",
            },
            "page_of": page_of.map(|(_, phrase)| phrase),
            "phrases": phrases,
            "prompts": leaflet.prompts.iter().map(|prompt| in_column(prompt)).collect::<Vec<_>>(),
        },
        "brand": {
            "name": words(&masthead.name),
            "tagline": optional(masthead.tagline.as_ref()),
            "colours": {
                "brand": masthead.colours.brand.to_string(),
                "tint": masthead.colours.tint.to_string(),
                "warning": masthead.colours.warning.to_string(),
            },
            "logo": masthead.logo.as_ref().map(|(picture, alternative_text)| json!({
                "picture": picture, "alternative_text": alternative_text,
            })),
            "masthead_person": masthead.person.as_ref().map(|(name, lines)| json!({
                "name": words(name), "lines": all(lines),
            })),
        },
        "document_title": leaflet.document_title,
        "author": leaflet.author,
        "title": words(&leaflet.title),
        "subtitle": optional(leaflet.subtitle.as_ref()),
        "category": optional(leaflet.category.as_ref()),
        "summary": optional(leaflet.summary.as_ref()),
        "quiet": all(&leaflet.quiet),
        "foot": words(&leaflet.foot),
        "introduction": leaflet.introduction.iter().map(block).collect::<Vec<_>>(),
        "sections": leaflet.sections.iter().map(|section| json!({
            "heading": words(&section.heading),
            "blocks": section.blocks.iter().map(block).collect::<Vec<_>>(),
        })).collect::<Vec<_>>(),
        "about": all(&leaflet.about),
        "sources": all(&leaflet.sources),
        "contacts": leaflet.contacts.iter().map(contact).collect::<Vec<_>>(),
        "closing": all(&leaflet.closing),
    });
    value.to_string().into_bytes()
}

/// How the pages are to be filled.
pub(super) fn fit(fit: Fit) -> Vec<u8> {
    let value = json!({
        "density": fit.density,
        "keep_steps": fit.keep_steps,
        "keep_risks": fit.keep_risks,
        "lines_per_prompt": fit.lines_per_prompt,
    });
    value.to_string().into_bytes()
}

/// The data of the personal panel.
pub(super) fn person(leaflet: &Leaflet) -> Vec<u8> {
    let fields: Vec<Value> = leaflet
        .panel
        .iter()
        .map(|field| {
            json!({
                "label": in_field(&field.label),
                "value": in_field(&field.value),
                "wide": field.wide,
                "right_to_left": field.right_to_left,
            })
        })
        .collect();
    json!({ "fields": fields }).to_string().into_bytes()
}

fn block(block: &LeafletBlock) -> Value {
    match block {
        LeafletBlock::Paragraph { text, leads } => {
            json!({ "kind": "paragraph", "text": words(text), "leads": leads })
        }
        LeafletBlock::Bullets(bullets) => {
            json!({ "kind": "bullets", "items": bullets.iter().map(bullet).collect::<Vec<_>>() })
        }
        LeafletBlock::ProcedureSteps(steps) => json!({
            "kind": "procedure_steps",
            "items": steps.iter().map(|(step, text)| json!({
                "step": words(step), "text": optional(text.as_ref()),
            })).collect::<Vec<_>>(),
        }),
        LeafletBlock::Risks(risks) => {
            json!({ "kind": "risks", "items": risks.iter().map(risk).collect::<Vec<_>>() })
        }
        LeafletBlock::Comparison { columns, rows } => json!({
            "kind": "comparison",
            "columns": cells(columns),
            "rows": rows.iter().map(|(point, row)| json!({
                "point": cell(point), "cells": cells(row),
            })).collect::<Vec<_>>(),
        }),
        LeafletBlock::Figure {
            picture,
            alternative_text,
            caption,
            width,
        } => json!({
            "kind": "figure",
            "picture": picture,
            "alternative_text": alternative_text,
            "caption": optional(caption.as_ref()),
            "width": match width {
                FigureWidth::Column => "column",
                FigureWidth::Full => "full",
            },
        }),
        LeafletBlock::WarningSigns { level, signs } => json!({
            "kind": "warning_signs",
            "level": level,
            "items": signs.iter().map(|(sign, what_to_do)| json!({
                "sign": words(sign), "what_to_do": optional(what_to_do.as_ref()),
            })).collect::<Vec<_>>(),
        }),
        LeafletBlock::KeyPoint(text) => json!({ "kind": "key_point", "text": words(text) }),
        LeafletBlock::Question {
            level,
            question,
            answer,
        } => json!({
            "kind": "question",
            "level": level,
            "question": words(question),
            "answer": all(answer),
        }),
        LeafletBlock::Contact(entry) => {
            let mut value = contact(entry);
            value["kind"] = Value::from("contact");
            value
        }
        LeafletBlock::SubHeading { level, heading } => {
            json!({ "kind": "sub_heading", "level": level, "heading": words(heading) })
        }
    }
}

fn bullet(bullet: &LeafletBullet) -> Value {
    json!({
        "text": words(&bullet.text),
        "bullets": bullet.bullets.iter().map(self::bullet).collect::<Vec<_>>(),
    })
}

fn risk(risk: &LeafletRisk) -> Value {
    json!({
        "risk": words(&risk.risk),
        "leads_to": optional(risk.leads_to.as_ref()),
        "how_often": risk.how_often.as_ref().map(cell),
        "source": risk.source.as_ref().map(cell),
    })
}

fn contact(contact: &LeafletContact) -> Value {
    json!({ "name": words(&contact.name), "lines": all(&contact.lines) })
}

fn all(list: &[Words]) -> Value {
    list.iter().map(words).collect()
}

fn optional(text: Option<&Words>) -> Value {
    text.map_or(Value::Null, words)
}

fn words(text: &Words) -> Value {
    runs(text, Place::Column)
}

fn cell(text: &Words) -> Value {
    runs(text, Place::Cell)
}

fn cells(list: &[Words]) -> Value {
    list.iter().map(cell).collect()
}

fn in_column(text: &str) -> Value {
    runs(&Piece::plain(text), Place::Column)
}

fn in_field(text: &str) -> Value {
    runs(&Piece::plain(text), Place::Field)
}

fn in_cell(text: &str) -> Value {
    runs(&Piece::plain(text), Place::Cell)
}

/// Running text as the templates' runs.
///
/// A line breaks on either side of a boxed word; so pieces that touch without a space, and together
/// hold a hyphen, are boxed together, and inside strong words or links that touch nothing is boxed.
fn runs(text: &[Piece], place: Place) -> Value {
    let mut values = Vec::new();
    let mut touching: Vec<Value> = Vec::new();
    let mut hyphen = false;
    for piece in text {
        match piece {
            Piece::Words(words) => {
                for part in words.split_inclusive(' ') {
                    let word = part.trim_end_matches(' ');
                    if !word.is_empty() {
                        hyphen |= word.contains(HYPHENS);
                        touching.push(single_word(word, place));
                    }
                    if word.len() < part.len() {
                        values.extend(chunk(std::mem::take(&mut touching), hyphen));
                        hyphen = false;
                        values.push(Value::from(&part[word.len()..]));
                    }
                }
            }
            Piece::RightToLeft(words) => {
                let inner = runs(&Piece::plain(words.as_str()), place);
                touching.push(json!({ "right_to_left": inner }));
            }
            Piece::Strong(inner) => touching.push(json!({ "strong": runs(inner, place) })),
            Piece::Link { address, words } => touching.push(json!({
                "link": { "address": address, "words": runs(&Piece::plain(words.as_str()), place) },
            })),
            Piece::Superscript(words) => touching.push(json!({ "superscript": [words] })),
            Piece::Subscript(words) => touching.push(json!({ "subscript": [words] })),
        }
    }
    values.extend(chunk(touching, hyphen));
    Value::from(joined(values))
}

/// What stands between two spaces: boxed if it holds a hyphen, unless a part of it has a tag of its
/// own. A single long word looks after itself.
fn chunk(touching: Vec<Value>, hyphen: bool) -> Vec<Value> {
    let apart = |run: &Value| run.get("strong").is_some() || run.get("link").is_some();
    let single = touching.len() == 1 && touching[0].get("long").is_some();
    if hyphen && !single && !touching.iter().any(apart) {
        vec![json!({ "whole": touching })]
    } else {
        touching
    }
}

/// The signs behind which a line may break inside a word.
const HYPHENS: [char; 2] = ['-', '–'];

/// One word: a string, or its graphemes where it has to be measured.
fn single_word(word: &str, place: Place) -> Value {
    let graphemes: Vec<&str> = word.graphemes(true).collect();
    if graphemes.len() > place.longest_unmeasured() {
        json!({ "long": graphemes, "hyphen": word.contains(HYPHENS) })
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
    joined
}

#[cfg(test)]
mod tests {
    use super::*;

    fn column(text: &str) -> Value {
        in_column(text)
    }

    #[test]
    fn only_long_words_are_taken_apart() {
        assert_eq!(column("a b  c"), json!(["a b  c"]));
        let long = "x".repeat(16);
        let values = column(&format!("a {long} b"));
        assert_eq!(values[0], json!("a "));
        assert_eq!(values[1]["long"].as_array().unwrap().len(), 16);
        assert_eq!(values[2], json!(" b"));
        assert_eq!(
            in_cell("instability")[0]["long"].as_array().unwrap().len(),
            11
        );
    }

    #[test]
    fn a_word_with_a_hyphen_stays_whole() {
        assert_eq!(
            column("a non-union, b"),
            json!(["a ", { "whole": ["non-union,"] }, " b"])
        );
    }

    #[test]
    fn what_touches_a_word_with_a_hyphen_stays_with_it() {
        let text = [
            Piece::Words("a T".to_owned()),
            Piece::Subscript("2".to_owned()),
            Piece::Words("-weighted b".to_owned()),
        ];
        assert_eq!(
            runs(&text, Place::Column),
            json!(["a ", { "whole": ["T", { "subscript": ["2"] }, "-weighted"] }, " b"])
        );
    }

    #[test]
    fn signs_of_the_engine_stay_words() {
        assert_eq!(
            column("#panic(\"x\") *_$<b>"),
            json!(["#panic(\"x\") *_$<b>"])
        );
    }
}
