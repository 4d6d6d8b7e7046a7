//! The words of a guide as passages: what rules about words look at.
//!
//! In: a guide. Out: its [`Passage`]s in the order of print, each with its kind, its place, and the section
//! in which it stands. Promise: every word that is printed of the guide itself is in one passage, with two
//! exceptions that are no prose: the addresses, numbers and hours of contacts, and the code and version.
//! A placeholder stands as `{name}`.

use crate::model::guide::{Block, Bullet, Contact, Guide, Run, Text, Words};
use crate::source::Span;

/// The passages of a guide.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Prose {
    passages: Vec<Passage>,
}

/// A piece of a guide that stands by itself: a heading, a paragraph, a bullet, a cell.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Passage {
    /// What it is.
    pub kind: PassageKind,
    /// Where it stands.
    pub span: Span,
    /// Its words, without marks.
    pub text: String,
    /// Its links, in order.
    pub links: Vec<PassageLink>,
    /// The section it stands in, by its place among the guide's sections; `None` before the first.
    pub section: Option<usize>,
    /// The block it stands in, by its place in that section or in the introduction; `None` for what is in
    /// no block.
    pub block: Option<usize>,
}

/// Words of a passage that lead somewhere.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PassageLink {
    /// Where they lead: an address with its scheme.
    pub address: String,
    /// What is shown.
    pub words: String,
}

/// What a passage is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum PassageKind {
    /// The guide's title.
    Title,
    /// The line under it.
    Subtitle,
    /// The kind of leaflet.
    Category,
    /// Another name of the treatment.
    OtherName,
    /// The key message at the beginning.
    Summary,
    /// A section's heading.
    Heading,
    /// A heading inside a section.
    SubHeading,
    /// A paragraph.
    Paragraph,
    /// What a fact at a glance is about.
    FactLabel,
    /// A fact at a glance.
    Fact,
    /// A sentence in the box that nobody may miss.
    Urgent,
    /// When something is to be prepared.
    PreparationTime,
    /// A thing to prepare.
    Preparation,
    /// A thing to do.
    ToDo,
    /// A thing not to do.
    NotToDo,
    /// When something happens.
    Moment,
    /// What happens then.
    MomentText,
    /// The name of a medicine.
    Medicine,
    /// What to take of it at a time of day.
    Dose,
    /// What more is said of it.
    MedicineNote,
    /// A benefit.
    Benefit,
    /// A word that is explained.
    Term,
    /// What it means.
    Meaning,
    /// A point set apart.
    KeyPoint,
    /// A bullet.
    Bullet,
    /// The lead-in of a procedure step.
    Step,
    /// What more is said of a step.
    StepText,
    /// A risk.
    Risk,
    /// What a risk leads to.
    LeadsTo,
    /// The source of a risk's figure.
    RiskSource,
    /// What is compared: the head of a column.
    Column,
    /// In what it is compared: the head of a row.
    Point,
    /// A cell of a comparison.
    Cell,
    /// The line under a figure.
    Caption,
    /// The words over one of two pictures.
    PictureHeading,
    /// The words beside a picture that name a place in it.
    PictureLabel,
    /// A sign that needs action.
    WarningSign,
    /// What to do then.
    WhatToDo,
    /// A question.
    Question,
    /// A paragraph of an answer.
    Answer,
    /// Who a contact is, and what is said of it.
    Contact,
    /// Where readers can say what they think of the leaflet.
    Feedback,
    /// A source of the whole guide.
    Source,
}

impl PassageKind {
    /// Whether it is made of sentences that a patient reads through: not a heading, a label or a source.
    pub fn is_running_text(self) -> bool {
        matches!(
            self,
            Self::Summary
                | Self::Paragraph
                | Self::KeyPoint
                | Self::Urgent
                | Self::Bullet
                | Self::Preparation
                | Self::ToDo
                | Self::NotToDo
                | Self::MomentText
                | Self::MedicineNote
                | Self::Benefit
                | Self::Meaning
                | Self::StepText
                | Self::Risk
                | Self::LeadsTo
                | Self::Cell
                | Self::Caption
                | Self::WarningSign
                | Self::WhatToDo
                | Self::Answer
        )
    }

    /// Whether it stands in a box that says what a patient must not wait with.
    pub fn warns(self) -> bool {
        matches!(self, Self::WarningSign | Self::WhatToDo | Self::Urgent)
    }

    /// Whether it heads what follows.
    pub fn is_heading(self) -> bool {
        matches!(
            self,
            Self::Title
                | Self::Heading
                | Self::SubHeading
                | Self::Question
                | Self::Step
                | Self::PreparationTime
                | Self::Moment
        )
    }

    /// Whether the reading measures count it: all a patient reads but names, labels of tables and sources.
    pub fn is_read(self) -> bool {
        self.is_running_text() || self.is_heading() || self == Self::Subtitle
    }
}

impl Prose {
    /// The passages of a guide.
    pub(super) fn of(guide: &Guide) -> Self {
        let mut list = List {
            passages: Vec::new(),
            section: None,
            block: None,
        };
        list.guide(guide);
        Self {
            passages: list.passages,
        }
    }

    /// All passages, in the order of print.
    pub fn all(&self) -> &[Passage] {
        &self.passages
    }

    /// The passages of a section, its heading first.
    pub fn of_section(&self, section: usize) -> impl Iterator<Item = &Passage> {
        let passages = self.passages.iter();
        passages.filter(move |passage| passage.section == Some(section))
    }

    /// The passages before the first section: title, key message, introduction.
    pub fn opening(&self) -> impl Iterator<Item = &Passage> {
        let passages = self.passages.iter();
        passages.filter(|passage| {
            let is_at_the_end = matches!(
                passage.kind,
                PassageKind::Contact | PassageKind::Feedback | PassageKind::Source
            );
            passage.section.is_none() && !(is_at_the_end && passage.block.is_none())
        })
    }

    /// The passages that are made of sentences.
    pub fn running_text(&self) -> impl Iterator<Item = &Passage> {
        let passages = self.passages.iter();
        passages.filter(|passage| passage.kind.is_running_text())
    }
}

struct List {
    passages: Vec<Passage>,
    section: Option<usize>,
    block: Option<usize>,
}

impl List {
    fn guide(&mut self, guide: &Guide) {
        self.words(PassageKind::Category, guide.category.as_ref());
        self.words(PassageKind::Title, [&guide.title]);
        self.words(PassageKind::Subtitle, guide.subtitle.as_ref());
        self.words(PassageKind::OtherName, &guide.also_known_as);
        self.texts(PassageKind::Summary, &guide.summary);
        self.blocks(&guide.introduction);
        for (at, section) in guide.sections.iter().enumerate() {
            self.section = Some(at);
            self.block = None;
            self.words(PassageKind::Heading, [&section.heading]);
            self.blocks(&section.blocks);
        }
        (self.section, self.block) = (None, None);
        for contact in &guide.contacts {
            self.contact(contact);
        }
        self.texts(PassageKind::Feedback, &guide.feedback);
        self.texts(PassageKind::Source, &guide.sources);
    }

    fn blocks(&mut self, blocks: &[Block]) {
        for (at, block) in blocks.iter().enumerate() {
            self.block = Some(at);
            self.one_block(block);
        }
    }

    fn one_block(&mut self, block: &Block) {
        match block {
            Block::Paragraph(paragraph) => self.texts(PassageKind::Paragraph, [&paragraph.text]),
            Block::Bullets(bullets) => self.bullets(&bullets.bullets),
            Block::ProcedureSteps(steps) => {
                for step in &steps.steps {
                    self.texts(PassageKind::Step, [&step.step]);
                    self.texts(PassageKind::StepText, &step.text);
                }
            }
            Block::Risks(risks) => {
                for risk in &risks.risks {
                    self.texts(PassageKind::Risk, [&risk.risk]);
                    self.texts(PassageKind::LeadsTo, &risk.leads_to);
                    self.texts(PassageKind::RiskSource, &risk.source);
                }
            }
            Block::Comparison(comparison) => {
                self.words(PassageKind::Column, &comparison.columns);
                for row in &comparison.rows {
                    self.words(PassageKind::Point, [&row.point]);
                    self.texts(PassageKind::Cell, row.cells.iter().flatten());
                }
            }
            Block::Figure(figure) => {
                self.texts(PassageKind::Caption, &figure.caption);
                for picture in &figure.pictures {
                    self.words(PassageKind::PictureHeading, &picture.heading);
                    let labels = picture.labels.iter().map(|label| &label.words);
                    self.words(PassageKind::PictureLabel, labels);
                }
            }
            Block::WarningSigns(warning) => {
                for sign in &warning.signs {
                    self.texts(PassageKind::WarningSign, [&sign.sign]);
                    self.texts(PassageKind::WhatToDo, &sign.what_to_do);
                }
            }
            Block::AtAGlance(glance) => {
                for fact in &glance.facts {
                    self.words(PassageKind::FactLabel, [&fact.label]);
                    self.words(PassageKind::Fact, [&fact.words]);
                }
            }
            Block::Prepare(prepare) => {
                for preparation in &prepare.preparations {
                    self.texts(PassageKind::PreparationTime, &preparation.when);
                    self.texts(PassageKind::Preparation, &preparation.to_do);
                }
            }
            Block::DoAndDont(lists) => {
                self.texts(PassageKind::ToDo, &lists.to_do);
                self.texts(PassageKind::NotToDo, &lists.not_to_do);
            }
            Block::Timeline(timeline) => {
                for moment in &timeline.moments {
                    self.texts(PassageKind::Moment, [&moment.when]);
                    self.texts(PassageKind::MomentText, [&moment.what]);
                }
            }
            Block::Medicines(medicines) => {
                for medicine in &medicines.medicines {
                    self.words(PassageKind::Medicine, [&medicine.medicine]);
                    self.texts(PassageKind::Dose, medicine.at.iter().flatten());
                    self.texts(PassageKind::MedicineNote, &medicine.note);
                }
            }
            Block::Benefits(benefits) => self.texts(PassageKind::Benefit, &benefits.benefits),
            Block::Terms(terms) => {
                for term in &terms.terms {
                    self.words(PassageKind::Term, [&term.term]);
                    self.texts(PassageKind::Meaning, [&term.meaning]);
                }
            }
            Block::Urgent(urgent) => self.texts(PassageKind::Urgent, [&urgent.text]),
            Block::KeyPoint(point) => self.texts(PassageKind::KeyPoint, [&point.text]),
            Block::Question(question) => {
                self.words(PassageKind::Question, [&question.question]);
                for part in &question.answer {
                    match part {
                        Block::Paragraph(text) => self.texts(PassageKind::Answer, [&text.text]),
                        list => self.one_block(list),
                    }
                }
            }
            Block::Contact(contact) => self.contact(contact),
            Block::SubHeading(heading) => self.words(PassageKind::SubHeading, [&heading.heading]),
        }
    }

    fn bullets(&mut self, bullets: &[Bullet]) {
        for bullet in bullets {
            self.texts(PassageKind::Bullet, [&bullet.text]);
            self.bullets(&bullet.bullets);
        }
    }

    fn contact(&mut self, contact: &Contact) {
        self.words(PassageKind::Contact, [&contact.name]);
        self.texts(PassageKind::Contact, &contact.note);
    }

    fn words<'a>(&mut self, kind: PassageKind, words: impl IntoIterator<Item = &'a Words>) {
        for words in words {
            self.push(kind, words.span, words.text.clone(), Vec::new());
        }
    }

    fn texts<'a>(&mut self, kind: PassageKind, texts: impl IntoIterator<Item = &'a Text>) {
        for text in texts {
            let mut links = Vec::new();
            collect_links(&text.runs, &mut links);
            self.push(kind, text.span, text.plain(), links);
        }
    }

    fn push(&mut self, kind: PassageKind, span: Span, text: String, links: Vec<PassageLink>) {
        self.passages.push(Passage {
            kind,
            span,
            text,
            links,
            section: self.section,
            block: self.block,
        });
    }
}

fn collect_links(runs: &[Run], links: &mut Vec<PassageLink>) {
    for run in runs {
        match run {
            Run::Link { address, words } => links.push(PassageLink {
                address: address.clone(),
                words: words.clone(),
            }),
            Run::Strong(inner) => collect_links(inner, links),
            _ => {}
        }
    }
}
