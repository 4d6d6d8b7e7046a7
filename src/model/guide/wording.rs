//! Every word of a guide that is printed, with its place, in the guide's order.
//!
//! In: a guide. Out: its words, piece by piece. It serves whatever looks at words and not at what
//! they are for: whether they can be printed, how long they take to read. Promise: no printed word
//! is left out; alternative texts, addresses and names of files are not printed and not here.

use super::{Block, Bullet, Contact, Guide, Reviewer, Run, Text, Words};
use crate::source::Span;

/// A piece of a guide's words and where it stands.
pub type Wording<'a> = (Span, &'a str);

impl Guide {
    /// All words that are printed, in order. Placeholders hold none.
    pub fn wording(&self) -> Vec<Wording<'_>> {
        let mut list = List { pieces: Vec::new() };
        list.guide(self);
        list.pieces
    }
}

struct List<'a> {
    pieces: Vec<Wording<'a>>,
}

impl<'a> List<'a> {
    fn guide(&mut self, guide: &'a Guide) {
        self.words([
            Some(&guide.title),
            guide.subtitle.as_ref(),
            guide.category.as_ref(),
        ]);
        self.words([guide.code.as_ref(), guide.version.as_ref()]);
        self.words(guide.also_known_as.iter().map(Some));
        if let Some(Reviewer::AsWritten(name)) = &guide.reviewer {
            self.words([Some(name)]);
        }
        self.texts(guide.summary.iter().chain(&guide.sources));
        for contact in &guide.contacts {
            self.contact(contact);
        }
        self.texts(&guide.feedback);
        self.blocks(&guide.introduction);
        for section in &guide.sections {
            self.words([Some(&section.heading)]);
            self.blocks(&section.blocks);
        }
    }

    fn blocks(&mut self, blocks: &'a [Block]) {
        for block in blocks {
            match block {
                Block::Paragraph(paragraph) => self.texts([&paragraph.text]),
                Block::Bullets(bullets) => self.bullets(&bullets.bullets),
                Block::ProcedureSteps(steps) => {
                    for step in &steps.steps {
                        self.texts([&step.step].into_iter().chain(&step.text));
                    }
                }
                Block::Risks(risks) => {
                    for risk in &risks.risks {
                        let more = risk.leads_to.iter().chain(&risk.source);
                        self.texts([&risk.risk].into_iter().chain(more));
                    }
                }
                Block::Comparison(comparison) => {
                    self.words(comparison.columns.iter().map(Some));
                    for row in &comparison.rows {
                        self.words([Some(&row.point)]);
                        self.texts(row.cells.iter().flatten());
                    }
                }
                Block::Figure(figure) => {
                    self.texts(&figure.caption);
                    for picture in &figure.pictures {
                        self.words([picture.heading.as_ref()]);
                        self.words(picture.labels.iter().map(|label| Some(&label.words)));
                    }
                }
                Block::WarningSigns(warning) => {
                    for sign in &warning.signs {
                        self.texts([&sign.sign].into_iter().chain(&sign.what_to_do));
                    }
                }
                Block::AtAGlance(glance) => {
                    for fact in &glance.facts {
                        self.words([Some(&fact.label), Some(&fact.words)]);
                    }
                }
                Block::Prepare(prepare) => {
                    for preparation in &prepare.preparations {
                        self.texts(preparation.when.iter().chain(&preparation.to_do));
                    }
                }
                Block::DoAndDont(lists) => {
                    self.texts(lists.to_do.iter().chain(&lists.not_to_do));
                }
                Block::Timeline(timeline) => {
                    for moment in &timeline.moments {
                        self.texts([&moment.when, &moment.what]);
                    }
                }
                Block::Medicines(medicines) => {
                    for medicine in &medicines.medicines {
                        self.words([Some(&medicine.medicine)]);
                        self.texts(medicine.texts());
                    }
                }
                Block::Benefits(benefits) => self.texts(&benefits.benefits),
                Block::Terms(terms) => {
                    for term in &terms.terms {
                        self.words([Some(&term.term)]);
                        self.texts([&term.meaning]);
                    }
                }
                Block::Urgent(urgent) => self.texts([&urgent.text]),
                Block::KeyPoint(key_point) => self.texts([&key_point.text]),
                Block::Question(question) => {
                    self.words([Some(&question.question)]);
                    self.blocks(&question.answer);
                }
                Block::Contact(contact) => self.contact(contact),
                Block::SubHeading(heading) => self.words([Some(&heading.heading)]),
            }
        }
    }

    fn bullets(&mut self, bullets: &'a [Bullet]) {
        for bullet in bullets {
            self.texts([&bullet.text]);
            self.bullets(&bullet.bullets);
        }
    }

    fn contact(&mut self, contact: &'a Contact) {
        self.words([Some(&contact.name)]);
        self.words(contact.telephone.iter().map(Some));
        self.words([contact.email.as_ref(), contact.website.as_ref()]);
        self.words(contact.hours.iter().map(Some));
        self.texts(&contact.note);
    }

    fn words(&mut self, words: impl IntoIterator<Item = Option<&'a Words>>) {
        for words in words.into_iter().flatten() {
            self.pieces.push((words.span, words.text.as_str()));
        }
    }

    fn texts(&mut self, texts: impl IntoIterator<Item = &'a Text>) {
        for text in texts {
            self.runs(text.span, &text.runs);
        }
    }

    fn runs(&mut self, span: Span, runs: &'a [Run]) {
        for run in runs {
            match run {
                Run::Words(words)
                | Run::Link { words, .. }
                | Run::Superscript(words)
                | Run::Subscript(words) => self.pieces.push((span, words.as_str())),
                Run::Strong(inner) => self.runs(span, inner),
                Run::Placeholder(_) => {}
            }
        }
    }
}
