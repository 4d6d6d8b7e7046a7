//! The words that a leaflet has to say, in the order of print.
//!
//! In: a [`Leaflet`]. Out: its texts, each with the part it stands in. Promise: they come from the leaflet
//! and not from its pages, so that what the pages or the finished file say can be held against them.

use crate::leaflet::direction::is_unseen;
use crate::leaflet::{
    Element, Leaflet, LeafletBlock, LeafletBullet, LeafletContact, LeafletPicture, Piece, Words,
};
use crate::model::page_facts::{ExpectedText, Part};

/// The texts of a leaflet for everyone; alternative texts of pictures are among them, the panel is not.
pub fn expected(leaflet: &Leaflet) -> Vec<ExpectedText> {
    let mut list = List {
        part: Part::Opening,
        texts: Vec::new(),
    };
    list.all(&leaflet.category);
    list.words(&leaflet.title);
    list.all(&leaflet.subtitle);
    list.all(&leaflet.summary);
    list.all(&leaflet.quiet);
    leaflet
        .contacts
        .iter()
        .for_each(|contact| list.contact(contact));
    list.all(&leaflet.closing);
    let sections = leaflet.sections.iter().enumerate();
    let mut number = list.blocks(&leaflet.introduction, 0);
    for (index, section) in sections {
        list.part = Part::SectionHeading(index);
        list.words(&section.heading);
        number = list.blocks(&section.blocks, number);
    }
    list.part = Part::Closing;
    leaflet.prompts.iter().for_each(|prompt| list.plain(prompt));
    list.all(leaflet.about.iter().chain(&leaflet.sources));
    list.texts
}

struct List {
    part: Part,
    texts: Vec<ExpectedText>,
}

impl List {
    /// Adds blocks, whose first has this number; gives the number of the next.
    fn blocks(&mut self, blocks: &[LeafletBlock], first: usize) -> usize {
        for (index, block) in blocks.iter().enumerate() {
            self.part = Part::Block(first + index);
            self.block(block);
        }
        first + blocks.len()
    }

    fn block(&mut self, block: &LeafletBlock) {
        match block {
            LeafletBlock::Paragraph { text, .. }
            | LeafletBlock::Urgent { text, .. }
            | LeafletBlock::KeyPoint(text) => self.words(text),
            LeafletBlock::AtAGlance { facts, .. } => {
                for fact in facts {
                    self.words(&fact.label);
                    self.words(&fact.words);
                }
            }
            LeafletBlock::Prepare(preparations) => {
                for (when, to_do) in preparations {
                    self.all(when.iter().chain(to_do));
                }
            }
            LeafletBlock::DoAndDont {
                to_do, not_to_do, ..
            } => self.all(to_do.iter().chain(not_to_do)),
            LeafletBlock::Timeline(moments) => {
                for moment in moments {
                    self.words(&moment.when);
                    self.words(&moment.what);
                }
            }
            LeafletBlock::Medicines { head, rows, .. } => {
                self.all(head);
                for (medicine, cells) in rows {
                    self.words(medicine);
                    self.all(cells.iter().flatten());
                }
            }
            LeafletBlock::Benefits(benefits) => self.all(benefits),
            LeafletBlock::Terms(terms) => {
                for (term, meaning) in terms {
                    self.words(term);
                    self.words(meaning);
                }
            }
            LeafletBlock::Bullets(bullets) => self.bullets(bullets),
            LeafletBlock::ProcedureSteps(steps) => {
                for (step, text) in steps {
                    self.words(step);
                    self.all(text);
                }
            }
            LeafletBlock::Risks(risks) => {
                for risk in risks {
                    self.words(&risk.risk);
                    let more = risk.leads_to.iter().chain(&risk.how_often);
                    self.all(more.chain(&risk.source));
                }
            }
            LeafletBlock::Comparison {
                first_column,
                columns,
                rows,
            } => {
                self.words(first_column);
                self.all(columns);
                for (point, cells) in rows {
                    self.words(point);
                    self.all(cells.iter().flatten());
                }
            }
            LeafletBlock::Figure {
                pictures, caption, ..
            } => self.figure(pictures, caption.as_ref()),
            LeafletBlock::WarningSigns { signs, .. } => {
                for (sign, what_to_do) in signs {
                    self.words(sign);
                    self.all(what_to_do);
                }
            }
            LeafletBlock::Question {
                question, answer, ..
            } => {
                self.words(question);
                answer.iter().for_each(|part| self.block(part));
            }
            LeafletBlock::Contact(contact) => self.contact(contact),
            LeafletBlock::SubHeading { heading, .. } => self.words(heading),
            LeafletBlock::Elements(elements) => self.elements(elements),
        }
    }

    fn elements(&mut self, elements: &[Element]) {
        for element in elements {
            match element {
                Element::Heading { words, .. } | Element::Paragraph(words) => self.words(words),
                Element::Lines(lines) => self.all(lines),
                Element::List { head, items, .. } => {
                    self.all(head);
                    items.iter().for_each(|item| self.elements(item));
                }
                Element::Table { head, rows } => {
                    self.all(head);
                    for (point, cells) in rows {
                        self.words(point);
                        self.all(cells.iter().flatten());
                    }
                }
                Element::Note {
                    label, elements, ..
                } => {
                    self.words(label);
                    self.elements(elements);
                }
                Element::Figure { pictures, caption } => self.figure(pictures, caption.as_ref()),
                // The panel is not among the texts.
                Element::Facts(_) => {}
            }
        }
    }

    fn figure(&mut self, pictures: &[LeafletPicture], caption: Option<&Words>) {
        self.all(caption);
        for picture in pictures {
            self.all(&picture.heading);
            self.plain(&picture.alternative_text);
            self.all(picture.labels.iter().map(|label| &label.words));
        }
    }

    fn bullets(&mut self, bullets: &[LeafletBullet]) {
        for bullet in bullets {
            self.words(&bullet.text);
            self.bullets(&bullet.bullets);
        }
    }

    fn contact(&mut self, contact: &LeafletContact) {
        self.words(&contact.name);
        self.all(&contact.lines);
    }

    fn all<'a>(&mut self, texts: impl IntoIterator<Item = &'a Words>) {
        texts.into_iter().for_each(|text| self.words(text));
    }

    fn words(&mut self, words: &Words) {
        let mut text = String::new();
        collect(words, &mut text);
        self.plain(&text);
    }

    fn plain(&mut self, text: &str) {
        if !text.is_empty() {
            self.texts.push(ExpectedText {
                part: self.part,
                text: text
                    .chars()
                    .filter(|character| !is_unseen(*character))
                    .collect(),
            });
        }
    }
}

fn collect(pieces: &[Piece], text: &mut String) {
    for piece in pieces {
        match piece {
            Piece::Words(words)
            | Piece::Link { words, .. }
            | Piece::Superscript(words)
            | Piece::Subscript(words) => text.push_str(words),
            Piece::Strong(inner) => collect(inner, text),
        }
    }
}
