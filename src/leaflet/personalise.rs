//! Makes a composed leaflet into that of one person, or of everyone.
//!
//! In: a [`Composed`] and a [`Person`]. Out: a [`Leaflet`]. Promise: nothing is read from disk and
//! nothing can go wrong, because what could was found when it was composed; no placeholder is left
//! (without a fact it takes the language's neutral wording); the guide's words are neither changed nor
//! left out; no words are added but the language's and the brand's. Why this shape: the person is
//! optional in every part, because a clinic also prints for the rack.

use std::cell::Cell;

use jiff::civil::Date;

use super::compose::{Composed, PrintedReviewer};
use super::direction::{self, isolate_leaflet, keep_days_together};
use super::{
    Leaflet, LeafletBlock, LeafletBullet, LeafletCode, LeafletContact, LeafletGlanceFact,
    LeafletLabel, LeafletMoment, LeafletPicture, LeafletRisk, LeafletSection, LeafletSquares,
    Masthead, PanelField, Piece, Words, squares,
};
use crate::base::invariant::PartOf;
use crate::model::brand::Brand;
use crate::model::fact::{FactKind, FactName};
use crate::model::guide::{
    self, Block, Bullet, Contact, Frequency, Guide, HowOften, Run, Telephone, Text,
    numbers_in_field, numbers_in_text, reading_minutes,
};
use crate::model::language::{Direction, Language, Phrase};
use crate::model::patient::Person;

/// Writes one leaflet.
struct Writer<'a> {
    composed: &'a Composed,
    guide: &'a Guide,
    brand: &'a Brand,
    language: &'a Language,
    person: &'a Person,
    /// Whether a placeholder was met.
    has_placeholders: Cell<bool>,
}

impl Composed {
    /// The leaflet for this person; with no fact, the one for everyone.
    pub fn personalise(&self, person: &Person) -> Leaflet {
        let writer = Writer {
            composed: self,
            guide: &self.guide,
            brand: &self.brand,
            language: &self.language,
            person,
            has_placeholders: Cell::new(false),
        };
        let mut leaflet = writer.leaflet();
        isolate_leaflet(&mut leaflet);
        leaflet
    }

    /// The personal panel of this person's leaflet.
    pub fn panel(&self, person: &Person) -> Vec<PanelField> {
        panel(&self.language, person)
    }
}

/// The personal panel: a field for each fact that is given, and none where none is.
fn panel(language: &Language, person: &Person) -> Vec<PanelField> {
    let fields = person.facts.iter().map(|(name, fact)| {
        let right_to_left = fact.is_right_to_left();
        let own = if right_to_left {
            Direction::RightToLeft
        } else {
            Direction::LeftToRight
        };
        let label = phrase(language, name.entry().label);
        let value = direction::running(fact.words(), own);
        // In the head it stands on a line with others.
        let in_line = || match own {
            own if own == language.direction => value.clone(),
            Direction::LeftToRight => direction::left_to_right(&value),
            Direction::RightToLeft => direction::right_to_left(&value),
        };
        let is_in_head = matches!(name.kind(), FactKind::Patient | FactKind::Number);
        PanelField {
            label: direction::running(label, language.direction),
            in_head: is_in_head.then(in_line),
            value,
            wide: name.kind() == FactKind::Patient,
            right_to_left,
        }
    });
    fields.collect()
}

/// A fixed phrase of a language.
fn phrase(language: &Language, phrase: Phrase) -> &str {
    &language.phrases[phrase].text
}

/// The clinic's name and place.
fn clinic(brand: &Brand, language: &Language) -> String {
    match &brand.place {
        Some(place) => with_more(&brand.name.text, &place.text, language),
        None => brand.name.text.clone(),
    }
}

/// A name and what is said of it, with the comma of the name's own writing.
fn with_more(name: &str, more: &str, language: &Language) -> String {
    let own = direction::own_direction(name);
    let separator = if own.is_some_and(|own| own != language.direction) {
        ", "
    } else {
        phrase(language, Phrase::ListSeparator)
    };
    format!("{name}{separator}{more}")
}

impl Writer<'_> {
    fn leaflet(&self) -> Leaflet {
        let (guide, brand, language) = (self.guide, self.brand, self.language);
        let plain = |words: &guide::Words| Piece::plain(words.text.as_str());
        let clinic = clinic(brand, language);
        let reviewer = self.composed.reviewer.as_ref();
        let number = self.number_to_call();
        let mut leaflet = Leaflet {
            language: language.tag.clone(),
            direction: language.direction,
            digits: language.digits.as_ref().map(|digits| digits.text.clone()),
            phrases: language.phrases.map(|_, words| words.text.clone()),
            prompts: language
                .prompts
                .iter()
                .map(|prompt| prompt.text.clone())
                .collect(),
            print: self.composed.print,
            design: self.composed.print.design(brand),
            masthead: self.masthead(&clinic),
            document_title: document_title(guide),
            document_date: guide
                .reviewed_on
                .map_or(self.composed.properties.default_date, |day| day.date),
            title: plain(&guide.title),
            cover: guide.icon,
            subtitle: guide.subtitle.as_ref().map(plain),
            category: guide.category.as_ref().map(plain),
            summary: guide.summary.as_ref().map(|text| self.text(text)),
            quiet: self.quiet_line(guide, reviewer),
            foot: self.foot(guide, &clinic, number.as_ref()),
            foot_kept: 1 + usize::from(number.is_some()),
            introduction: self.blocks(&guide.introduction, 1),
            sections: guide
                .sections
                .iter()
                .map(|section| LeafletSection {
                    heading: plain(&section.heading),
                    blocks: self.blocks(&section.blocks, 2),
                })
                .collect(),
            about: guide.feedback.iter().map(|text| self.text(text)).collect(),
            sources: guide
                .sources
                .iter()
                .map(|source| self.text_of_its_own(source))
                .collect(),
            contacts: self.contacts(&clinic),
            qr_code: self.code(),
            closing: vec![Piece::plain(self.phrase(Phrase::OtherFormats))],
            panel: panel(language, self.person),
            has_placeholders: false,
            pictures: self.composed.pictures.files.clone(),
            author: clinic,
        };
        leaflet.has_placeholders = self.has_placeholders.get();
        leaflet
    }

    /// The QR code of the brand's website.
    fn code(&self) -> Option<LeafletCode> {
        let address = self.brand.qr_code.as_ref()?.text.as_str();
        let code = self.composed.code.as_ref()?;
        let words = self.value(address);
        Some(LeafletCode {
            picture: code.picture.path.clone(),
            width: code.width,
            address: vec![Piece::Link {
                address: address.to_owned(),
                words,
            }],
        })
    }

    fn masthead(&self, clinic: &str) -> Masthead {
        let brand = self.brand;
        let value = |words: &guide::Words| Piece::plain(self.value(&words.text));
        let person = brand
            .masthead_person
            .and_then(|index| brand.people.get(index));
        let mark = self.composed.pictures.logo.as_ref();
        Masthead {
            name: Piece::plain(self.value(clinic)),
            tagline: brand.tagline.as_ref().map(value),
            colours: brand.colours,
            logo: brand
                .logo
                .as_ref()
                .zip(mark)
                .map(|(logo, path)| (path.clone(), logo.alternative_text.text.clone())),
            person: person.map(|person| {
                let lines = [&person.title, &person.credentials];
                let lines = lines.into_iter().flatten();
                let telephone = person.telephone.iter();
                let telephone = telephone.map(|line| self.telephone_line(&line.text));
                (
                    value(&person.name),
                    lines.map(value).chain(telephone).collect(),
                )
            }),
        }
    }

    /// The guide's contacts, and behind them the clinic's own lines.
    fn contacts(&self, clinic: &str) -> Vec<LeafletContact> {
        let contacts = self.guide.contacts.iter();
        let mut contacts: Vec<LeafletContact> = contacts
            .map(|contact| self.contact(contact, CLOSING_CONTACT_LEVEL))
            .collect();
        if !self.brand.contacts.is_empty() {
            let lines = self.brand.contacts.iter().map(|line| {
                let numbers = numbers_in_text(&line.text);
                if numbers.is_empty() {
                    Piece::plain(self.value(&line.text))
                } else {
                    with_telephones(&line.text, &numbers, self.language.direction)
                }
            });
            contacts.push(LeafletContact {
                name: Piece::plain(self.value(clinic)),
                lines: lines.collect(),
                level: CLOSING_CONTACT_LEVEL,
            });
        }
        contacts
    }

    fn phrase(&self, phrase: Phrase) -> &str {
        self::phrase(self.language, phrase)
    }

    /// A phrase with its variable filled in.
    fn filled(&self, phrase: Phrase, value: &str) -> Words {
        let value = self.value(value);
        Piece::plain(phrase.filled(self.phrase(phrase), &value))
    }

    /// A value that has a direction of its own, for a line of the leaflet.
    fn value(&self, value: &str) -> String {
        direction::value(value, self.language.direction)
    }

    /// A phrase with a date filled in, as the language writes it. What stands in a date runs as the line
    /// does.
    fn dated(&self, phrase: Phrase, date: Date) -> Words {
        let date = keep_days_together(&self.language.format_date(date));
        Piece::plain(phrase.filled(self.phrase(phrase), &date))
    }

    fn quiet_line(&self, guide: &Guide, reviewer: Option<&PrintedReviewer>) -> Vec<Words> {
        let minutes = guide
            .reading_minutes
            .unwrap_or_else(|| reading_minutes(guide));
        let mut parts = self.under_review();
        parts.push(self.filled(
            Phrase::ReadingTime,
            &self.language.figures(&minutes.to_string()),
        ));
        if let Some(PrintedReviewer { name, title }) = reviewer {
            let name = match title {
                Some(title) => with_more(name, title, self.language),
                None => name.clone(),
            };
            parts.push(self.filled(Phrase::ReviewedBy, &name));
        }
        if !guide.also_known_as.is_empty() {
            let names = guide.also_known_as.iter();
            let names: Vec<String> = names.map(|name| self.value(&name.text)).collect();
            let names = names.join(self.phrase(Phrase::ListSeparator));
            let known_as = self.phrase(Phrase::AlsoKnownAs);
            parts.push(Piece::plain(Phrase::AlsoKnownAs.filled(known_as, &names)));
        }
        parts.extend(self.code_and_version(guide));
        let dates = [
            (Phrase::ReviewedOn, guide.reviewed_on),
            (Phrase::NextReview, guide.next_review),
        ];
        for (key, day) in dates {
            if let Some(day) = day {
                parts.push(self.dated(key, day.date));
            }
        }
        parts
    }

    fn code_and_version(&self, guide: &Guide) -> Vec<Words> {
        let code = guide
            .code
            .as_ref()
            .map(|code| self.filled(Phrase::Code, &code.text));
        let version = guide
            .version
            .as_ref()
            .map(|version| self.filled(Phrase::Version, &version.text));
        code.into_iter().chain(version).collect()
    }

    /// That the leaflet is under review, strongly, if it is.
    fn under_review(&self) -> Vec<Words> {
        let words = || {
            vec![Piece::Strong(Piece::plain(
                self.phrase(Phrase::UnderReview),
            ))]
        };
        self.composed
            .properties
            .is_under_review
            .then(words)
            .into_iter()
            .collect()
    }

    /// Clinic, number to call, code and version, for every foot; and that it is under review, if it is.
    fn foot(&self, guide: &Guide, clinic: &str, number: Option<&Words>) -> Vec<Words> {
        let mut parts = vec![Piece::plain(self.value(clinic))];
        parts.extend(number.cloned());
        parts.extend(self.code_and_version(guide));
        parts.extend(self.under_review());
        parts
    }

    /// The first number to call, of the guide's contacts and then of the clinic's.
    fn number_to_call(&self) -> Option<Words> {
        /// A line of the clinic's that is longer has no room in the foot.
        const LONGEST_LINE: usize = 50;
        let of_guide = self.guide.contacts.iter();
        let mut of_guide = of_guide.filter_map(|contact| contact.telephone.first());
        if let Some(number) = of_guide.next() {
            return Some(self.telephone_line(&number.text));
        }
        let lines = self.brand.contacts.iter().map(|line| &line.text);
        let mut lines = lines.filter(|line| line.chars().count() <= LONGEST_LINE);
        lines.find_map(|line| {
            let numbers = numbers_in_text(line);
            (!numbers.is_empty()).then(|| with_telephones(line, &numbers, self.language.direction))
        })
    }

    /// The blocks under a heading of this level. Levels are ours, not the author's: a sub-heading
    /// is one below its section, a question one below what it stands under, and none is skipped.
    fn blocks(&self, blocks: &[Block], heading_level: u8) -> Vec<LeafletBlock> {
        let mut level = heading_level;
        let mut made = Vec::with_capacity(blocks.len());
        for (index, block) in blocks.iter().enumerate() {
            let next = blocks.get(index + 1);
            let left_out = self.composed.print.edition.selection.left_out;
            if left_out.contains(&block.kind().name) {
                continue;
            }
            if let Block::SubHeading(sub_heading) = block {
                level = heading_level + 1;
                let heading = Piece::plain(sub_heading.heading.text.as_str());
                made.push(LeafletBlock::SubHeading { level, heading });
            } else {
                self.block(block, next, level + 1, &mut made);
            }
        }
        made
    }

    /// A picture of a figure, if its file could be read.
    fn picture(&self, one: &guide::FigurePicture) -> Option<LeafletPicture> {
        let plain = |words: &guide::Words| Piece::plain(words.text.as_str());
        let path = self.composed.pictures.of_figure(&one.picture.text)?;
        let labels = one.labels.iter().map(|label| LeafletLabel {
            words: plain(&label.words),
            at: label.at,
            side: label.side,
        });
        Some(LeafletPicture {
            picture: path.to_owned(),
            alternative_text: one.alternative_text.text.clone(),
            heading: one.heading.as_ref().map(plain),
            labels: labels.collect(),
        })
    }

    fn block(&self, block: &Block, next: Option<&Block>, level: u8, made: &mut Vec<LeafletBlock>) {
        match block {
            Block::Paragraph(paragraph) => {
                let leads = leads_into(&paragraph.text, next);
                made.push(LeafletBlock::Paragraph {
                    text: self.text(&paragraph.text),
                    leads,
                });
            }
            Block::Bullets(bullets) => {
                made.push(LeafletBlock::Bullets(self.bullets(&bullets.bullets)));
            }
            Block::ProcedureSteps(steps) => made.push(LeafletBlock::ProcedureSteps(
                steps
                    .steps
                    .iter()
                    .map(|step| (self.text(&step.step), self.optional(step.text.as_ref())))
                    .collect(),
            )),
            Block::Risks(risks) => made.push(LeafletBlock::Risks(
                risks.risks.iter().map(|risk| self.risk(risk)).collect(),
            )),
            Block::Comparison(comparison) => made.push(LeafletBlock::Comparison {
                first_column: match &comparison.first_column {
                    Some(head) => Piece::plain(head.text.as_str()),
                    None => Piece::plain(self.phrase(Phrase::ComparisonPoint)),
                },
                columns: comparison
                    .columns
                    .iter()
                    .map(|column| Piece::plain(column.text.as_str()))
                    .collect(),
                rows: comparison
                    .rows
                    .iter()
                    .map(|row| {
                        let cells = row.cells.iter();
                        let cells = cells.map(|cell| self.optional(cell.as_ref())).collect();
                        (Piece::plain(row.point.text.as_str()), cells)
                    })
                    .collect(),
            }),
            Block::Figure(figure) => {
                let pictures = figure.pictures.iter();
                let pictures: Vec<LeafletPicture> =
                    pictures.filter_map(|one| self.picture(one)).collect();
                if !pictures.is_empty() {
                    made.push(LeafletBlock::Figure {
                        pictures,
                        caption: self.optional(figure.caption.as_ref()),
                        width: figure.width,
                    });
                }
            }
            Block::WarningSigns(warning) => made.push(LeafletBlock::WarningSigns {
                level,
                signs: warning
                    .signs
                    .iter()
                    .map(|sign| {
                        (
                            self.text(&sign.sign),
                            self.optional(sign.what_to_do.as_ref()),
                        )
                    })
                    .collect(),
            }),
            Block::AtAGlance(glance) => made.push(LeafletBlock::AtAGlance {
                level,
                facts: glance
                    .facts
                    .iter()
                    .map(|fact| LeafletGlanceFact {
                        label: Piece::plain(fact.label.text.as_str()),
                        words: Piece::plain(fact.words.text.as_str()),
                        icon: fact.icon,
                    })
                    .collect(),
            }),
            Block::Prepare(prepare) => made.push(LeafletBlock::Prepare(
                prepare
                    .preparations
                    .iter()
                    .map(|one| (self.optional(one.when.as_ref()), self.texts(&one.to_do)))
                    .collect(),
            )),
            Block::DoAndDont(lists) => made.push(LeafletBlock::DoAndDont {
                level,
                to_do: self.texts(&lists.to_do),
                not_to_do: self.texts(&lists.not_to_do),
            }),
            Block::Timeline(timeline) => made.push(LeafletBlock::Timeline(
                timeline
                    .moments
                    .iter()
                    .map(|moment| LeafletMoment {
                        when: self.text(&moment.when),
                        what: self.text(&moment.what),
                        icon: moment.icon,
                    })
                    .collect(),
            )),
            Block::Medicines(medicines) => made.push(self.medicines(medicines)),
            Block::Benefits(benefits) => {
                made.push(LeafletBlock::Benefits(self.texts(&benefits.benefits)));
            }
            Block::Terms(terms) => made.push(LeafletBlock::Terms(
                terms
                    .terms
                    .iter()
                    .map(|term| {
                        let name = Piece::plain(term.term.text.as_str());
                        (name, self.text(&term.meaning))
                    })
                    .collect(),
            )),
            Block::Urgent(urgent) => made.push(LeafletBlock::Urgent {
                level,
                text: self.text(&urgent.text),
            }),
            Block::KeyPoint(key_point) => {
                made.push(LeafletBlock::KeyPoint(self.text(&key_point.text)));
            }
            Block::Question(question) => made.push(LeafletBlock::Question {
                level,
                question: Piece::plain(question.question.text.as_str()),
                answer: self.blocks(&question.answer, level),
            }),
            Block::Contact(contact) => {
                made.push(LeafletBlock::Contact(self.contact(contact, level)));
            }
            // The caller keeps count of these.
            Block::SubHeading(_) => {}
        }
    }

    /// A table of medicines, with columns for what is said of any of them only.
    fn medicines(&self, medicines: &guide::Medicines) -> LeafletBlock {
        let medicines = &medicines.medicines;
        let heads = [
            Phrase::MedicineMorning,
            Phrase::MedicineMidday,
            Phrase::MedicineEvening,
            Phrase::MedicineNight,
        ];
        let is_said = |time: &usize| {
            let mut cells = medicines.iter().map(|one| one.at.get(*time));
            cells.any(|cell| cell.is_some_and(Option::is_some))
        };
        let times: Vec<usize> = (0..heads.len()).filter(is_said).collect();
        let has_notes = medicines.iter().any(|medicine| medicine.note.is_some());
        let said = times.iter().filter_map(|time| heads.get(*time));
        let note = has_notes.then_some(Phrase::MedicineNote);
        let head = std::iter::once(Phrase::Medicine)
            .chain(said.copied())
            .chain(note);
        let rows = medicines.iter().map(|medicine| {
            let at = times.iter().filter_map(|time| medicine.at.get(*time));
            let note = has_notes.then_some(&medicine.note);
            let cells = at.chain(note);
            let cells = cells.map(|cell| self.optional(cell.as_ref())).collect();
            (Piece::plain(medicine.medicine.text.as_str()), cells)
        });
        LeafletBlock::Medicines {
            head: head.map(|one| Piece::plain(self.phrase(one))).collect(),
            has_notes,
            rows: rows.collect(),
        }
    }

    fn bullets(&self, bullets: &[Bullet]) -> Vec<LeafletBullet> {
        bullets
            .iter()
            .map(|bullet| LeafletBullet {
                text: self.text(&bullet.text),
                bullets: self.bullets(&bullet.bullets),
            })
            .collect()
    }

    fn risk(&self, risk: &guide::Risk) -> LeafletRisk {
        let labelled = |key: Phrase, text: &Text| {
            let mut words = vec![Piece::Strong(Piece::plain(format!(
                "{}:",
                self.phrase(key)
            )))];
            words.push(Piece::Words(" ".to_owned()));
            words.extend(self.text(text));
            words
        };
        let how_often = risk.how_often.and_then(|often| self.how_often(often));
        let squares = risk.squares.zip(how_often.as_ref());
        LeafletRisk {
            squares: squares.map(|(squares, words)| LeafletSquares {
                picture: squares::path(squares),
                width: squares::width(squares, self.composed.print, self.language.direction),
                alternative_text: direction::plain(words.clone()).replace(direction::is_unseen, ""),
            }),
            risk: self.text(&risk.risk),
            leads_to: risk
                .leads_to
                .as_ref()
                .map(|text| labelled(Phrase::RiskLeadsTo, text)),
            how_often,
            source: risk
                .source
                .as_ref()
                .map(|source| self.around(Phrase::Source, source)),
        }
    }

    /// How often something happens, in the form in which the guide says it.
    fn how_often(&self, often: HowOften) -> Option<Words> {
        let number = |number: u32| self.language.format_number(number.into());
        match often.frequency {
            Frequency::OneIn(whole) => Some(self.filled(Phrase::OneIn, &number(whole))),
            Frequency::PerCent(percent) => Some(Piece::plain(percent.to_string())),
            Frequency::SoManyIn { count, whole } => {
                let phrase = self.language.so_many_in.as_ref()?;
                let words = phrase
                    .text
                    .replace("{count}", &number(count))
                    .replace("{number}", &number(whole));
                Some(Piece::plain(words))
            }
        }
    }

    /// A contact, whose name is a heading of this level.
    fn contact(&self, contact: &Contact, level: u8) -> LeafletContact {
        let labelled = |key: Phrase, words: Words| {
            let mut line = vec![Piece::Words(format!("{}: ", self.phrase(key)))];
            line.extend(words);
            line
        };
        let link = |address: String, words: &guide::Words| {
            vec![Piece::Link {
                address,
                words: self.value(&words.text),
            }]
        };
        let mut lines = Vec::new();
        // Of several lines the first has the label.
        for (at, words) in contact.telephone.iter().enumerate() {
            lines.push(if at == 0 {
                self.telephone_line(&words.text)
            } else {
                let numbers = numbers_in_field(&words.text);
                with_telephones(&words.text, &numbers, self.language.direction)
            });
        }
        lines.extend(contact.email.as_ref().map(|email| {
            labelled(
                Phrase::ContactEmail,
                link(format!("mailto:{}", email.text), email),
            )
        }));
        lines.extend(
            contact.website.as_ref().map(|website| {
                labelled(Phrase::ContactWebsite, link(website.text.clone(), website))
            }),
        );
        for (at, words) in contact.hours.iter().enumerate() {
            let words = Piece::plain(self.value(&words.text));
            lines.push(if at == 0 {
                labelled(Phrase::ContactHours, words)
            } else {
                words
            });
        }
        lines.extend(contact.note.iter().map(|note| self.text(note)));
        LeafletContact {
            name: Piece::plain(self.value(&contact.name.text)),
            lines,
            level,
        }
    }

    /// A telephone number behind its label.
    fn telephone_line(&self, number: &str) -> Words {
        let mut line = vec![Piece::Words(format!(
            "{}: ",
            self.phrase(Phrase::ContactTelephone)
        ))];
        // The label and words before a number are one piece, so that no seam shows.
        let numbers = numbers_in_field(number);
        for piece in with_telephones(number, &numbers, self.language.direction) {
            match piece {
                Piece::Words(words) => push_words(&mut line, &words),
                other => line.push(other),
            }
        }
        line
    }

    /// A phrase around a guide's text, which may hold marks.
    fn around(&self, phrase: Phrase, text: &Text) -> Words {
        let (before, after) = phrase.around(self.phrase(phrase));
        let mut words = Words::new();
        if !before.is_empty() {
            words.push(Piece::Words(before.to_owned()));
        }
        words.extend(self.text_of_its_own(text));
        if !after.is_empty() {
            words.push(Piece::Words(after.to_owned()));
        }
        words
    }

    fn optional(&self, text: Option<&Text>) -> Option<Words> {
        text.map(|text| self.text(text))
    }

    fn texts(&self, texts: &[Text]) -> Vec<Words> {
        texts.iter().map(|text| self.text(text)).collect()
    }

    fn text(&self, text: &Text) -> Words {
        self.runs(&text.runs)
    }

    /// A text that has a direction of its own, such as a source.
    fn text_of_its_own(&self, text: &Text) -> Words {
        let mut words = self.text(text);
        direction::isolate_value(&mut words, self.language.direction);
        words
    }

    fn runs(&self, runs: &[Run]) -> Words {
        let mut pieces = Words::new();
        for run in runs {
            match run {
                Run::Words(words) => {
                    let numbers = numbers_in_text(words);
                    for piece in with_telephones(words, &numbers, self.language.direction) {
                        match piece {
                            Piece::Words(words) => push_words(&mut pieces, &words),
                            other => pieces.push(other),
                        }
                    }
                }
                Run::Strong(inner) => pieces.push(Piece::Strong(self.runs(inner))),
                Run::Link { address, words } => pieces.push(Piece::Link {
                    address: address.clone(),
                    words: words.clone(),
                }),
                Run::Superscript(words) => pieces.push(Piece::Superscript(words.clone())),
                Run::Subscript(words) => pieces.push(Piece::Subscript(words.clone())),
                Run::Placeholder(placeholder) => self.push_said(&mut pieces, *placeholder),
            }
        }
        pieces
    }

    /// Puts what a placeholder says: the fact, held apart from a line that runs the other way, or
    /// the language's neutral wording.
    fn push_said(&self, pieces: &mut Words, fact: FactName) {
        self.has_placeholders.set(true);
        match &self.person.facts[fact] {
            Some(fact) => {
                let words = keep_days_together(fact.words());
                push_words(pieces, &self.value(&words));
            }
            None => push_words(pieces, self.language.neutral(fact)),
        }
    }
}

/// The guide's title and subtitle, for the document's properties.
fn document_title(guide: &Guide) -> String {
    let title = &guide.title.text;
    match &guide.subtitle {
        Some(subtitle) => format!("{title}: {}", subtitle.text),
        None => title.clone(),
    }
}

/// Whether a paragraph stays with what follows it: it leads into a list, because it ends with a colon
/// or is no longer than two lines; or it stands before a figure, which it then speaks of, and is short
/// enough that both find room on a page.
fn leads_into(text: &Text, next: Option<&Block>) -> bool {
    let plain = text.plain();
    let is_within = |lines: usize| plain.chars().count() <= lines * LINE;
    match next {
        Some(
            Block::Bullets(_)
            | Block::ProcedureSteps(_)
            | Block::Timeline(_)
            | Block::Prepare(_)
            | Block::DoAndDont(_)
            | Block::Medicines(_)
            | Block::Risks(_)
            | Block::Benefits(_)
            | Block::Terms(_)
            | Block::Comparison(_),
        ) => plain.ends_with([':', '：']) || is_within(2),
        Some(Block::Figure(_)) => is_within(LINES_BEFORE_A_FIGURE),
        _ => false,
    }
}

/// Characters of a line of the text column.
const LINE: usize = 65;

/// Lines of a paragraph that goes to the next page with its figure: a sixth of a page, because the
/// room it leaves is white.
const LINES_BEFORE_A_FIGURE: usize = 7;

/// The level of the headings of contacts at the end: below "Contacts", which is below "About this
/// leaflet".
const CLOSING_CONTACT_LEVEL: u8 = 3;

/// Words in which telephone numbers can be pressed. The words themselves stay as they are; in a line from
/// right to left a number keeps its order.
fn with_telephones(words: &str, numbers: &[Telephone], line: Direction) -> Words {
    let mut pieces = Words::new();
    let mut end = 0;
    for number in numbers {
        push_words(&mut pieces, words.part(end..number.range.start));
        pieces.push(Piece::Link {
            address: number.address.clone(),
            words: direction::dialled(words.part(number.range.clone()), line),
        });
        end = number.range.end;
    }
    push_words(&mut pieces, words.part(end..));
    pieces
}

/// Adds words to the words before them, so that no seam shows where a placeholder was.
fn push_words(pieces: &mut Words, words: &str) {
    if let Some(Piece::Words(before)) = pieces.last_mut() {
        before.push_str(words);
    } else if !words.is_empty() {
        pieces.push(Piece::Words(words.to_owned()));
    }
}
