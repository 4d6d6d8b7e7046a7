//! A leaflet as the elements it is read by: headings, paragraphs, lists, tables, notes, figures.
//!
//! In: a [`Leaflet`]. Out: its elements, in the order in which a screen reader meets them in the PDF, the language's
//! own phrases among them. Promise: every word of the leaflet that is read is there, once and in its place; what is
//! drawn for the eye or the pen alone (rules, tick boxes, lines to write on, head and foot of a page) is not.
//!
//! Why this shape: a format goes through elements and knows no kind of block, and a kind of block says here what its
//! elements are and knows no format. So a new kind is in every format, and a new format has every kind. The PDF draws
//! the blocks with templates of their own, and what is nothing but elements with one for all.

use super::part::Part;
use super::{
    Leaflet, LeafletBlock, LeafletBullet, LeafletContact, LeafletPicture, LeafletRisk, Masthead,
    PanelField, Piece, SEPARATOR, Words,
};
use crate::model::language::Phrase;

/// One element of a leaflet.
#[derive(Debug, Clone)]
pub enum Element {
    /// A heading.
    Heading {
        /// Its level, from 1 for the title.
        level: u8,
        /// Its words.
        words: Words,
    },
    /// A paragraph.
    Paragraph(Words),
    /// Short lines that belong together, one under the other.
    Lines(Vec<Words>),
    /// A list.
    List {
        /// What stands before each of its items.
        marks: Marks,
        /// What is said once of all items, before the first.
        head: Vec<Words>,
        /// The items, each of one or more elements.
        items: Vec<Vec<Self>>,
    },
    /// A table whose first column says what each row is about.
    Table {
        /// The head of each column, the first one included.
        head: Vec<Words>,
        /// The rows: what it is about, and a cell for each further column; `None` for one that says nothing.
        rows: Vec<(Words, Vec<Option<Words>>)>,
    },
    /// Something that is set apart, with a label over it.
    Note {
        /// The level of its label, where that is a heading.
        level: Option<u8>,
        /// Its label.
        label: Words,
        /// What it says.
        elements: Vec<Self>,
    },
    /// A picture, or two side by side.
    Figure {
        /// The pictures, each read with the words over it before and its labels behind.
        pictures: Vec<LeafletPicture>,
        /// The line under it, which is read first.
        caption: Option<Words>,
    },
    /// What is known of the patient, each with its label. It holds personal data.
    Facts(Vec<PanelField>),
}

/// What stands before each item of a list.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Marks {
    /// A bullet.
    Bullets,
    /// Its number, from 1.
    Numbers,
    /// A box to tick, for the eye alone: the items are gone through one by one.
    Boxes,
}

/// The elements of a leaflet, in the order of its edition.
pub fn elements(leaflet: &Leaflet) -> Vec<Element> {
    let mut list = Vec::new();
    for part in leaflet.print.edition.selection.parts {
        match part {
            Part::Opening => opening(leaflet, &mut list),
            Part::Introduction => list.extend(of_blocks(leaflet, &leaflet.introduction)),
            Part::WhomToCall => whom_to_call(leaflet, &mut list),
            Part::Sections => {
                for section in &leaflet.sections {
                    list.push(heading(2, &section.heading));
                    list.extend(of_blocks(leaflet, &section.blocks));
                }
            }
            Part::Questions => {
                list.push(heading(2, &phrase(leaflet, Phrase::YourQuestions)));
                let prompts = leaflet.prompts.iter();
                list.extend(
                    prompts.map(|prompt| Element::Paragraph(Piece::plain(prompt.as_str()))),
                );
            }
            Part::About => about(leaflet, &mut list),
        }
    }
    list
}

/// Masthead, title, panel, summary and quiet line.
fn opening(leaflet: &Leaflet, list: &mut Vec<Element>) {
    let Masthead {
        name,
        tagline,
        logo,
        person,
        ..
    } = &leaflet.masthead;
    list.extend(
        logo.iter()
            .map(|(picture, alternative_text)| Element::Figure {
                pictures: vec![LeafletPicture::alone(picture, alternative_text)],
                caption: None,
            }),
    );
    let clinic = [name].into_iter().chain(tagline);
    list.push(Element::Lines(clinic.cloned().collect()));
    if let Some((name, lines)) = person {
        let person = [name].into_iter().chain(lines);
        list.push(Element::Lines(person.cloned().collect()));
    }
    list.extend(leaflet.category.iter().map(paragraph));
    list.push(heading(1, &leaflet.title));
    list.extend(leaflet.subtitle.iter().map(paragraph));
    if !leaflet.panel.is_empty() {
        list.push(Element::Facts(leaflet.panel.clone()));
    }
    list.extend(leaflet.summary.iter().map(paragraph));
    if !leaflet.quiet.is_empty() {
        list.push(Element::Paragraph(joined(&leaflet.quiet)));
    }
}

/// Whom to call, and the lines that go with it.
fn whom_to_call(leaflet: &Leaflet, list: &mut Vec<Element>) {
    list.push(heading(2, &phrase(leaflet, Phrase::Contacts)));
    for one in &leaflet.contacts {
        contact(one, list);
    }
    list.extend(leaflet.closing.iter().map(paragraph));
}

/// What there is to say of the leaflet itself.
fn about(leaflet: &Leaflet, list: &mut Vec<Element>) {
    if leaflet.about.is_empty() && leaflet.sources.is_empty() {
        return;
    }
    list.push(heading(2, &phrase(leaflet, Phrase::AboutThisLeaflet)));
    if !leaflet.about.is_empty() {
        list.push(Element::Lines(leaflet.about.clone()));
    }
    if !leaflet.sources.is_empty() {
        list.push(heading(3, &phrase(leaflet, Phrase::Sources)));
        list.push(Element::List {
            marks: Marks::Numbers,
            head: Vec::new(),
            items: leaflet
                .sources
                .iter()
                .map(|source| vec![paragraph(source)])
                .collect(),
        });
    }
}

/// The elements of blocks, in their order.
fn of_blocks(leaflet: &Leaflet, blocks: &[LeafletBlock]) -> Vec<Element> {
    let mut list = Vec::new();
    for block in blocks {
        of_block(leaflet, block, &mut list);
    }
    list
}

/// Adds the elements of one block.
fn of_block(leaflet: &Leaflet, block: &LeafletBlock, list: &mut Vec<Element>) {
    match block {
        LeafletBlock::Paragraph { text, .. } => list.push(paragraph(text)),
        LeafletBlock::Bullets(items) => list.push(bullets(items)),
        LeafletBlock::ProcedureSteps(steps) => list.push(Element::List {
            marks: Marks::Numbers,
            head: Vec::new(),
            items: steps
                .iter()
                .map(|(step, text)| [step].into_iter().chain(text).map(paragraph).collect())
                .collect(),
        }),
        LeafletBlock::Risks(risks) => list.push(Element::List {
            marks: Marks::Boxes,
            head: match LeafletRisk::have_figures(risks) {
                true => &[Phrase::RiskTick, Phrase::RiskWhat, Phrase::RiskHowOften][..],
                false => &[Phrase::RiskTick],
            }
            .iter()
            .map(|one| phrase(leaflet, *one))
            .collect(),
            items: risks.iter().map(risk).collect(),
        }),
        LeafletBlock::Comparison {
            first_column,
            columns,
            rows,
        } => list.push(Element::Table {
            head: [first_column].into_iter().chain(columns).cloned().collect(),
            rows: rows.clone(),
        }),
        LeafletBlock::Figure {
            pictures, caption, ..
        } => list.push(Element::Figure {
            pictures: pictures.clone(),
            caption: caption.clone(),
        }),
        LeafletBlock::WarningSigns { level, signs } => {
            let items = signs.iter().map(|(sign, what_to_do)| {
                let what_to_do = what_to_do.iter();
                let what_to_do = what_to_do.map(|words| Element::Paragraph(what(leaflet, words)));
                [paragraph(sign)].into_iter().chain(what_to_do).collect()
            });
            list.push(Element::Note {
                level: Some(*level),
                label: phrase(leaflet, Phrase::WarningSigns),
                elements: vec![Element::List {
                    marks: Marks::Bullets,
                    head: Vec::new(),
                    items: items.collect(),
                }],
            });
        }
        LeafletBlock::AtAGlance { level, facts } => list.push(Element::Note {
            level: Some(*level),
            label: phrase(leaflet, Phrase::AtAGlance),
            elements: vec![Element::List {
                marks: Marks::Bullets,
                head: Vec::new(),
                items: facts
                    .iter()
                    .map(|fact| vec![paragraph(&fact.label), paragraph(&fact.words)])
                    .collect(),
            }],
        }),
        LeafletBlock::Prepare(preparations) => {
            for (when, to_do) in preparations {
                list.extend(when.iter().map(paragraph));
                list.push(plain_list(Marks::Boxes, Vec::new(), to_do));
            }
        }
        LeafletBlock::DoAndDont {
            level,
            to_do,
            not_to_do,
        } => {
            for (label, items) in [(Phrase::ToDo, to_do), (Phrase::NotToDo, not_to_do)] {
                list.push(Element::Note {
                    level: Some(*level),
                    label: phrase(leaflet, label),
                    elements: vec![plain_list(Marks::Bullets, Vec::new(), items)],
                });
            }
        }
        LeafletBlock::Timeline(moments) => list.push(Element::List {
            marks: Marks::Bullets,
            head: Vec::new(),
            items: moments
                .iter()
                .map(|moment| vec![paragraph(&moment.when), paragraph(&moment.what)])
                .collect(),
        }),
        LeafletBlock::Medicines { head, rows, .. } => list.push(Element::Table {
            head: head.clone(),
            rows: rows.clone(),
        }),
        LeafletBlock::Benefits(benefits) => list.push(plain_list(
            Marks::Bullets,
            vec![phrase(leaflet, Phrase::Benefits)],
            benefits,
        )),
        LeafletBlock::Terms(terms) => list.push(Element::List {
            marks: Marks::Bullets,
            head: Vec::new(),
            items: terms
                .iter()
                .map(|(term, meaning)| vec![paragraph(term), paragraph(meaning)])
                .collect(),
        }),
        LeafletBlock::Urgent { level, text } => list.push(Element::Note {
            level: Some(*level),
            label: phrase(leaflet, Phrase::Urgent),
            elements: vec![paragraph(text)],
        }),
        LeafletBlock::KeyPoint(text) => list.push(Element::Note {
            level: None,
            label: phrase(leaflet, Phrase::KeyPoint),
            elements: vec![paragraph(text)],
        }),
        LeafletBlock::Question {
            level,
            question,
            answer,
        } => {
            list.push(heading(*level, question));
            list.extend(of_blocks(leaflet, answer));
        }
        LeafletBlock::Contact(entry) => contact(entry, list),
        LeafletBlock::SubHeading {
            level,
            heading: words,
        } => list.push(heading(*level, words)),
        LeafletBlock::Elements(elements) => list.extend(elements.iter().cloned()),
    }
}

fn heading(level: u8, words: &Words) -> Element {
    Element::Heading {
        level,
        words: words.clone(),
    }
}

fn paragraph(words: &Words) -> Element {
    Element::Paragraph(words.clone())
}

/// A list of which each item is one text.
fn plain_list(marks: Marks, head: Vec<Words>, items: &[Words]) -> Element {
    Element::List {
        marks,
        head,
        items: items.iter().map(|item| vec![paragraph(item)]).collect(),
    }
}

fn bullets(items: &[LeafletBullet]) -> Element {
    let items = items.iter().map(
        |LeafletBullet {
             text,
             bullets: inner,
         }| {
            let inner = (!inner.is_empty()).then(|| bullets(inner));
            [paragraph(text)].into_iter().chain(inner).collect()
        },
    );
    Element::List {
        marks: Marks::Bullets,
        head: Vec::new(),
        items: items.collect(),
    }
}

fn risk(risk: &LeafletRisk) -> Vec<Element> {
    let LeafletRisk {
        risk,
        leads_to,
        how_often,
        source,
    } = risk;
    let texts = [risk].into_iter().chain(leads_to).chain(how_often);
    texts.chain(source).map(paragraph).collect()
}

/// What is to be done, behind the phrase that says so.
fn what(leaflet: &Leaflet, words: &Words) -> Words {
    let mut line = phrase(leaflet, Phrase::WhatToDo);
    line.push(Piece::Words(": ".to_owned()));
    let mut line = vec![Piece::Strong(line)];
    line.extend(words.iter().cloned());
    line
}

fn contact(contact: &LeafletContact, list: &mut Vec<Element>) {
    let LeafletContact { name, lines, level } = contact;
    if !name.is_empty() {
        list.push(heading(*level, name));
    }
    if !lines.is_empty() {
        list.push(Element::Lines(lines.clone()));
    }
}

/// Parts of one line, with a sign between them.
fn joined(parts: &[Words]) -> Words {
    let mut line = Words::new();
    for part in parts {
        if !line.is_empty() {
            line.push(Piece::Words(SEPARATOR.to_owned()));
        }
        line.extend(part.iter().cloned());
    }
    line
}

/// A fixed phrase of the leaflet's language.
fn phrase(leaflet: &Leaflet, phrase: Phrase) -> Words {
    Piece::plain(leaflet.phrases[phrase].as_str())
}
