//! How much one guide may hold in all.
//!
//! Takes the words and blocks of a guide; reports the first entry, the first block and the first text beyond
//! what a leaflet can hold. Each list and each text has its own limit where it is read; many lists at their
//! limits together would keep the layout busy for a minute and take gigabytes: 3,000 risks took 46 s and
//! 4.8 GB when measured, 120 bullets of 15,000 characters 10 s and 0.9 GB.

use super::{Block, Bullet, Contact, Run, Section, Text, Words};
use crate::base::diagnostic::{Diagnostic, rule};
use crate::source::{Reading, Span};

/// Most entries of all lists and tables of a guide together: bullets, steps, risks, rows, warning signs and the like. The largest honest guide
/// has fewer than 200; twice as many fill some 20 pages and are laid out in a few seconds.
pub const MAXIMUM_ENTRIES: usize = 400;

/// Most blocks of a guide, sections and introduction together: 25 on each of 40 pages.
pub const MAXIMUM_BLOCKS_OF_A_GUIDE: usize = 1_000;

/// Most characters of all words of a guide together, marks and addresses counted: 40 dense pages, and eight
/// times the first guide. Of the kinds that were measured (running text, tables, links, marks, words without
/// an end, in Latin, Devanagari and Arabic letters) the hungriest takes 250 MB at this limit.
pub const MAXIMUM_CHARACTERS_OF_A_GUIDE: usize = 120_000;

/// What a guide holds.
pub(super) struct Held<'g> {
    /// Its plain words outside of blocks.
    pub(super) words: Vec<&'g Words>,
    /// Its running texts outside of blocks.
    pub(super) texts: Vec<&'g Text>,
    pub(super) contacts: &'g [Contact],
    pub(super) introduction: &'g [Block],
    pub(super) sections: &'g [Section],
}

/// Reports a guide that holds too much.
pub(super) fn check(reading: &mut Reading<'_>, held: &Held<'_>) {
    check_characters(reading, held);
    let blocks: Vec<&Block> = held
        .introduction
        .iter()
        .chain(held.sections.iter().flat_map(|section| &section.blocks))
        .collect();
    let places: Vec<Span> = blocks.iter().map(|block| block.span()).collect();
    let mut entries = Vec::new();
    for block in blocks {
        entries_of(block, &mut entries);
    }
    let limits = [
        (entries, MAXIMUM_ENTRIES, "entries of lists and tables"),
        (places, MAXIMUM_BLOCKS_OF_A_GUIDE, "blocks"),
    ];
    for (places, most, what) in limits {
        if let Some(extra) = places.get(most) {
            let fault = Diagnostic::error(
                rule::TOO_MANY_ITEMS,
                reading.visible(*extra),
                format!(
                    "this guide has {} {what} in all; at most {most} are allowed",
                    places.len()
                ),
            )
            .hint(
                "divide it into several guides, or leave out what is least important for \
                patients",
            );
            reading.fault(fault);
        }
    }
}

/// Reports the text with which a guide has too many characters.
fn check_characters(reading: &mut Reading<'_>, held: &Held<'_>) {
    let mut texts = Texts(Vec::new());
    held.words.iter().for_each(|words| texts.words(words));
    held.texts.iter().for_each(|text| texts.text(text));
    held.contacts.iter().for_each(|one| texts.contact(one));
    held.introduction.iter().for_each(|one| texts.block(one));
    for section in held.sections {
        texts.words(&section.heading);
        section.blocks.iter().for_each(|one| texts.block(one));
    }
    let Texts(mut texts) = texts;
    texts.sort_by_key(|(span, _)| span.start);
    let all: usize = texts.iter().map(|(_, characters)| characters).sum();
    let mut counted = 0;
    let beyond = texts.iter().find(|(_, characters)| {
        counted += characters;
        counted > MAXIMUM_CHARACTERS_OF_A_GUIDE
    });
    if let Some((span, _)) = beyond {
        let fault = Diagnostic::error(
            rule::TEXT_TOO_LONG,
            reading.visible(*span),
            format!(
                "this guide has {all} characters in all; with this text it has more than the \
                 {MAXIMUM_CHARACTERS_OF_A_GUIDE} that are allowed"
            ),
        )
        .hint("divide it into several guides, or leave out what is least important for patients");
        reading.fault(fault);
    }
}

/// The texts of a guide: where each is, and how many characters it has.
struct Texts(Vec<(Span, usize)>);

impl Texts {
    fn words(&mut self, words: &Words) {
        self.0.push((words.span, words.text.chars().count()));
    }

    fn text(&mut self, text: &Text) {
        self.0.push((text.span, characters(&text.runs)));
    }

    fn contact(&mut self, contact: &Contact) {
        self.words(&contact.name);
        let lines = contact.telephone.iter().chain(&contact.hours);
        let lines = lines.chain(&contact.email).chain(&contact.website);
        lines.for_each(|line| self.words(line));
        contact.note.iter().for_each(|line| self.text(line));
    }

    fn bullet(&mut self, bullet: &Bullet) {
        self.text(&bullet.text);
        bullet.bullets.iter().for_each(|inner| self.bullet(inner));
    }

    fn block(&mut self, block: &Block) {
        match block {
            Block::Paragraph(paragraph) => self.text(&paragraph.text),
            Block::Bullets(bullets) => bullets.bullets.iter().for_each(|one| self.bullet(one)),
            Block::ProcedureSteps(steps) => {
                for step in &steps.steps {
                    self.text(&step.step);
                    step.text.iter().for_each(|text| self.text(text));
                }
            }
            Block::Risks(risks) => {
                for risk in &risks.risks {
                    self.text(&risk.risk);
                    let more = risk.leads_to.iter().chain(&risk.source);
                    more.for_each(|text| self.text(text));
                }
            }
            Block::Comparison(table) => {
                let head = table.first_column.iter().chain(&table.columns);
                head.for_each(|words| self.words(words));
                for row in &table.rows {
                    self.words(&row.point);
                    row.cells.iter().flatten().for_each(|cell| self.text(cell));
                }
            }
            Block::Figure(figure) => {
                for picture in &figure.pictures {
                    self.words(&picture.alternative_text);
                    picture.heading.iter().for_each(|words| self.words(words));
                    picture
                        .labels
                        .iter()
                        .for_each(|label| self.words(&label.words));
                }
                figure.caption.iter().for_each(|text| self.text(text));
            }
            Block::WarningSigns(signs) => {
                for sign in &signs.signs {
                    self.text(&sign.sign);
                    sign.what_to_do.iter().for_each(|text| self.text(text));
                }
            }
            Block::AtAGlance(glance) => {
                for fact in &glance.facts {
                    self.words(&fact.label);
                    self.words(&fact.words);
                }
            }
            Block::Prepare(prepare) => {
                for preparation in &prepare.preparations {
                    let texts = preparation.when.iter().chain(&preparation.to_do);
                    texts.for_each(|text| self.text(text));
                }
            }
            Block::DoAndDont(lists) => {
                let things = lists.to_do.iter().chain(&lists.not_to_do);
                things.for_each(|text| self.text(text));
            }
            Block::Timeline(timeline) => {
                for moment in &timeline.moments {
                    self.text(&moment.when);
                    self.text(&moment.what);
                }
            }
            Block::Medicines(medicines) => {
                for medicine in &medicines.medicines {
                    self.words(&medicine.medicine);
                    medicine.texts().for_each(|text| self.text(text));
                }
            }
            Block::Benefits(benefits) => {
                benefits.benefits.iter().for_each(|text| self.text(text));
            }
            Block::Terms(terms) => {
                for term in &terms.terms {
                    self.words(&term.term);
                    self.text(&term.meaning);
                }
            }
            Block::Urgent(urgent) => self.text(&urgent.text),
            Block::KeyPoint(point) => self.text(&point.text),
            Block::Question(question) => {
                self.words(&question.question);
                question.answer.iter().for_each(|block| self.block(block));
            }
            Block::Contact(contact) => self.contact(contact),
            Block::SubHeading(heading) => self.words(&heading.heading),
        }
    }
}

/// The characters of runs, about as they are written: with the marks round them, and with addresses.
fn characters(runs: &[Run]) -> usize {
    let of = |run: &Run| match run {
        Run::Words(words) => words.chars().count(),
        Run::Strong(inner) => characters(inner) + 4,
        Run::Link { address, words } => address.chars().count() + words.chars().count() + 4,
        Run::Superscript(words) | Run::Subscript(words) => words.chars().count() + 2,
        Run::Placeholder(placeholder) => placeholder.name().chars().count() + 2,
    };
    runs.iter().map(of).sum()
}

/// The places of a block's entries, in order.
fn entries_of(block: &Block, places: &mut Vec<Span>) {
    match block {
        Block::Bullets(bullets) => bullets_of(&bullets.bullets, places),
        Block::ProcedureSteps(steps) => {
            places.extend(steps.steps.iter().map(|step| step.step.span));
        }
        Block::Risks(risks) => places.extend(risks.risks.iter().map(|risk| risk.risk.span)),
        Block::Comparison(comparison) => {
            places.extend(comparison.rows.iter().map(|row| row.point.span));
        }
        Block::Figure(figure) => {
            let labels = figure.pictures.iter().flat_map(|picture| &picture.labels);
            places.extend(labels.map(|label| label.words.span));
        }
        Block::AtAGlance(glance) => places.extend(glance.facts.iter().map(|fact| fact.label.span)),
        Block::Prepare(prepare) => {
            let things = prepare.preparations.iter().flat_map(|one| &one.to_do);
            places.extend(things.map(|text| text.span));
        }
        Block::DoAndDont(lists) => {
            let things = lists.to_do.iter().chain(&lists.not_to_do);
            places.extend(things.map(|text| text.span));
        }
        Block::Timeline(timeline) => {
            places.extend(timeline.moments.iter().map(|moment| moment.when.span));
        }
        Block::Medicines(medicines) => {
            places.extend(medicines.medicines.iter().map(|one| one.medicine.span));
        }
        Block::Benefits(benefits) => {
            places.extend(benefits.benefits.iter().map(|text| text.span));
        }
        Block::Terms(terms) => places.extend(terms.terms.iter().map(|term| term.term.span)),
        Block::WarningSigns(signs) => places.extend(signs.signs.iter().map(|sign| sign.sign.span)),
        Block::Question(question) => {
            for block in &question.answer {
                entries_of(block, places);
            }
        }
        Block::Paragraph(_)
        | Block::KeyPoint(_)
        | Block::Urgent(_)
        | Block::Contact(_)
        | Block::SubHeading(_) => {}
    }
}

fn bullets_of(bullets: &[Bullet], places: &mut Vec<Span>) {
    for bullet in bullets {
        places.push(bullet.text.span);
        bullets_of(&bullet.bullets, places);
    }
}

#[cfg(test)]
mod tests {
    use super::MAXIMUM_CHARACTERS_OF_A_GUIDE;
    use crate::model::guide::Guide;
    use crate::source::SourceSet;

    /// What is found in a guide of so many sections of so many blocks.
    fn found(sections: usize, blocks: &str) -> Vec<String> {
        let section = format!("  - heading: H\n    roles: [other]\n    blocks:\n{blocks}");
        let mut sources = SourceSet::new();
        let file = sources.add(
            "g",
            format!("title: T\nsections:\n{}", section.repeat(sections)),
        );
        let (_, found) = Guide::read(&sources, file);
        found
            .iter()
            .map(|one| {
                let (line, _) = one.span.map(|s| sources.position(s)).unwrap_or_default();
                format!("{line} {}", one.rule)
            })
            .collect()
    }

    #[test]
    fn all_lists_of_a_guide_together_are_bounded() {
        let risks = format!("      - risks:\n{}", "          - risk: a\n".repeat(50));
        assert_eq!(found(8, &risks), Vec::<String>::new());
        // Each section has 54 lines; the first risk of the ninth is the 401st.
        assert_eq!(found(9, &risks), ["439 too-many-items"]);
    }

    #[test]
    fn lists_in_answers_count() {
        let lists = format!(
            "            - bullets:\n{}",
            "                - a\n".repeat(100)
        );
        let answer = |lists: &str| {
            format!("      - question:\n          question: Q\n          answer:\n{lists}")
        };
        assert_eq!(found(1, &answer(&lists.repeat(4))), Vec::<String>::new());
        // The first bullet of the fifth list is the 401st.
        assert_eq!(found(1, &answer(&lists.repeat(5))), ["414 too-many-items"]);
    }

    #[test]
    fn all_characters_of_a_guide_together_are_bounded() {
        // The title and each heading have one character: 1 + 11 * (1 + 10,908) are 120,000.
        let paragraph = |length: usize| format!("      - paragraph: {}\n", "a".repeat(length));
        assert_eq!(found(11, &paragraph(10_908)), Vec::<String>::new());
        // Each section has four lines; the text of the eleventh is the one that is too much.
        let told = found(11, &paragraph(10_909));
        assert_eq!(told, ["46 text-too-long"]);
    }

    #[test]
    fn all_kinds_of_text_count() {
        let long = "a".repeat(9_000);
        let kinds = [
            format!(
                "      - bullets:\n          - {long}\n          - text: {long}\n            bullets: [{long}]\n"
            ),
            format!(
                "      - procedure_steps:\n          - step: {long}\n            text: {long}\n"
            ),
            format!("      - risks:\n          - risk: {long}\n            leads_to: {long}\n"),
            format!(
                "      - comparison:\n          columns: [a]\n          rows:\n            - point: a\n              cells: [{long}]\n"
            ),
            format!(
                "      - warning_signs:\n          - sign: {long}\n            what_to_do: {long}\n"
            ),
            format!("      - key_point: {long}\n"),
            format!("      - question:\n          question: a\n          answer: {long}\n"),
            format!(
                "      - contact:\n          name: a\n          telephone: \"112\"\n          note: {long}\n"
            ),
            format!("      - paragraph: \"**{long}** [{long}](https://a.example)\"\n"),
        ];
        for kind in kinds {
            let texts = kind.matches(&long).count();
            let most = MAXIMUM_CHARACTERS_OF_A_GUIDE / (texts * long.len());
            assert_eq!(found(most, &kind), Vec::<String>::new(), "{kind:.40}");
            let told = found(most + 1, &kind);
            assert!(
                told.len() == 1 && told[0].ends_with(" text-too-long"),
                "{told:?} {kind:.40}"
            );
        }
    }

    #[test]
    fn all_blocks_of_a_guide_together_are_bounded() {
        let paragraphs = "      - paragraph: a\n".repeat(100);
        assert_eq!(found(10, &paragraphs), Vec::<String>::new());
        assert_eq!(found(11, &paragraphs), ["1036 too-many-items"]);
    }
}
