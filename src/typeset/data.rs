//! A leaflet as the data files the templates read.
//!
//! In: a [`Leaflet`] and how its pages are to be filled. Out: JSON, `/leaflet.json` for what is the
//! same for every patient and `/person.json` for the personal panel. Promise: words are strings,
//! whatever signs they hold. A word that could be wider than the narrowest column is handed over
//! as its graphemes, so that the template can measure it and break it only if it must.

use serde_json::{Map, Value, json};
use unicode_segmentation::UnicodeSegmentation;

use super::fit::Fit;
use super::fonts::FAMILIES;
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

/// Graphemes a word may have before its width is measured: the narrowest column, a third of the
/// panel, holds 17 wide letters.
const LONG_WORD: usize = 15;

/// The data of the leaflet without its person.
pub(super) fn leaflet(leaflet: &Leaflet) -> Vec<u8> {
    let masthead = &leaflet.masthead;
    let primary = leaflet.language.split('-').next().unwrap_or_default();
    let phrases: Map<String, Value> = leaflet
        .phrases
        .iter()
        .map(|(key, phrase)| ((*key).to_owned(), Value::from(phrase.as_str())))
        .collect();
    let families: Vec<&str> = FAMILIES.iter().map(|family| family.name).collect();
    let mut right_to_left_families = families.clone();
    right_to_left_families.rotate_right(1);
    let value = json!({
        "fonts": families,
        "fonts_right_to_left": right_to_left_families,
        "paper": { "width_mm": leaflet.paper.width, "height_mm": leaflet.paper.height },
        "language": {
            "primary": primary,
            "direction": match leaflet.direction {
                Direction::LeftToRight => "left-to-right",
                Direction::RightToLeft => "right-to-left",
            },
            "phrases": phrases,
            "prompts": leaflet.prompts,
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
                "label": field.label,
                "value": words(&Piece::plain(field.value.as_str())),
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
            "columns": all(columns),
            "rows": rows.iter().map(|(point, cells)| json!({
                "point": words(point), "cells": all(cells),
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
        "how_often": optional(risk.how_often.as_ref()),
        "source": optional(risk.source.as_ref()),
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
    text.iter()
        .flat_map(|piece| match piece {
            Piece::Words(words) => split_at_long_words(words),
            Piece::RightToLeft(words) => {
                vec![json!({ "right_to_left": split_at_long_words(words) })]
            }
            Piece::Strong(inner) => vec![json!({ "strong": self::words(inner) })],
            Piece::Link { address, words } => vec![json!({
                "link": { "address": address, "words": split_at_long_words(words) },
            })],
            Piece::Superscript(words) => {
                vec![json!({ "superscript": split_at_long_words(words) })]
            }
            Piece::Subscript(words) => vec![json!({ "subscript": split_at_long_words(words) })],
        })
        .collect()
}

/// Words as strings, each long word among them as `{"long": [graphemes]}`, and each shorter word
/// that a line could break inside, because it has a hyphen, as `{"whole": word}`: clear print does
/// not split words (UKAAF).
fn split_at_long_words(text: &str) -> Vec<Value> {
    let mut values = Vec::new();
    let mut plain = String::new();
    for part in text.split_inclusive(' ') {
        let word = part.trim_end_matches(' ');
        let graphemes: Vec<&str> = word.graphemes(true).collect();
        let special = if graphemes.len() > LONG_WORD {
            json!({ "long": graphemes })
        } else if word.contains(['-', '–']) {
            json!({ "whole": word })
        } else {
            plain.push_str(part);
            continue;
        };
        if !plain.is_empty() {
            values.push(Value::from(std::mem::take(&mut plain)));
        }
        values.push(special);
        plain.push_str(&part[word.len()..]);
    }
    if !plain.is_empty() {
        values.push(Value::from(plain));
    }
    values
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_long_words_are_taken_apart() {
        assert_eq!(split_at_long_words("a b  c"), vec![json!("a b  c")]);
        let long = "x".repeat(LONG_WORD + 1);
        let values = split_at_long_words(&format!("a {long} b"));
        assert_eq!(values[0], json!("a "));
        assert_eq!(values[1]["long"].as_array().unwrap().len(), LONG_WORD + 1);
        assert_eq!(values[2], json!(" b"));
    }

    #[test]
    fn a_word_with_a_hyphen_stays_whole() {
        assert_eq!(
            split_at_long_words("a non-union, b"),
            vec![json!("a "), json!({ "whole": "non-union," }), json!(" b")]
        );
    }

    #[test]
    fn signs_of_the_engine_stay_words() {
        assert_eq!(
            split_at_long_words("#panic(\"x\") *_$<b>"),
            vec![json!("#panic(\"x\") *_$<b>")]
        );
    }
}
