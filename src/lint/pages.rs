//! The pages of a leaflet, set and measured, for rules that look at the print.
//!
//! In: plain facts of pages, which `check` measures. Out: [`Pages`]: what is on its pages, what they have to say,
//! and what the finished file says to software that reads it aloud; with them, what several rules ask of pages.
//! Promise: nothing is computed from the guide. A page is named as a patient counts it, from 1.

use std::collections::BTreeMap;

use super::Subject;
use crate::model::page_facts::{
    ExpectedText, PageFacts, ParagraphKind, Part, PrintedLine, PrintedParagraph, PrintedRun,
    ReadPiece,
};
use crate::source::Span;

/// The pages of a leaflet, measured.
#[derive(Debug, Clone, Default)]
pub struct Pages {
    /// What is on them.
    pub facts: PageFacts,
    /// What they have to say.
    pub expected: Vec<ExpectedText>,
    /// What the finished file says; `None` if it cannot be read back.
    pub read_back: Option<Vec<ReadPiece>>,
}

impl Pages {
    /// Every piece that looks alike, with the part it stands in and its page, counted from 1.
    pub(super) fn runs(&self) -> impl Iterator<Item = (Part, usize, &PrintedRun)> {
        let paragraphs = self.facts.paragraphs.iter();
        let lines = paragraphs.flat_map(|one| one.lines.iter().map(|line| (one.part, line)));
        lines.flat_map(|(part, line)| line.runs.iter().map(move |run| (part, line.page + 1, run)))
    }

    /// The running text: paragraphs of the guide's blocks, bullets and steps among them, but no markers,
    /// headings, tables and captions.
    pub(super) fn running_text(&self) -> impl Iterator<Item = &PrintedParagraph> {
        let paragraphs = self.facts.paragraphs.iter();
        paragraphs
            .filter(|one| one.kind == ParagraphKind::Text && matches!(one.part, Part::Block(_)))
    }

    /// The size in which most of the running text is set, in points; `None` where there is none. An item
    /// of a list counts by its largest letters: what a risk leads to stands smaller below the risk.
    pub(super) fn body_size(&self) -> Option<f64> {
        let mut items: BTreeMap<(Part, Option<usize>, usize), (f64, usize)> = BTreeMap::new();
        for (index, paragraph) in self.running_text().enumerate() {
            let apart = if paragraph.item.is_some() { 0 } else { index };
            let key = (paragraph.part, paragraph.item, apart);
            let (size, letters) = items.entry(key).or_insert((0.0, 0));
            for line in &paragraph.lines {
                *size = size.max(line.size());
                *letters += line.text().chars().count();
            }
        }
        // A tenth of a point is less than the eye sees.
        let mut sizes: BTreeMap<u64, usize> = BTreeMap::new();
        for (size, letters) in items.into_values() {
            *sizes
                .entry((size * 10.0).round().max(0.0) as u64)
                .or_default() += letters;
        }
        let most = sizes.into_iter().max_by_key(|(_, letters)| *letters);
        most.map(|(tenths, _)| tenths as f64 / 10.0)
    }

    /// The full lines of running text of the body's size: the last lines of paragraphs are not among
    /// them, nor are those of columns that are narrower than two thirds of the widest line.
    pub(super) fn full_lines(&self) -> Vec<&PrintedLine> {
        let Some(body) = self.body_size() else {
            return Vec::new();
        };
        let full = self.running_text().flat_map(PrintedParagraph::full_lines);
        let full: Vec<&PrintedLine> = full
            .filter(|line| (line.size() - body).abs() < 0.1)
            .collect();
        let width = |line: &PrintedLine| line.right - line.left;
        let widest = full.iter().map(|line| width(line)).fold(0.0, f64::max);
        full.into_iter()
            .filter(|line| width(line) >= widest * 2.0 / 3.0)
            .collect()
    }
}

/// The place in the guide of what stands in a part: these words where they can be found there, else the
/// block, or the title for what belongs to no block.
pub(super) fn place(subject: &Subject<'_>, part: Part, words: &str) -> Span {
    let within = match part {
        Part::Block(number) => subject.guide.blocks().nth(number).map(|block| block.span()),
        Part::SectionHeading(number) => {
            let section = subject.guide.sections.get(number);
            section.map(|section| section.heading.span)
        }
        Part::Opening | Part::Closing | Part::Head | Part::Foot => None,
    };
    match within {
        Some(within) => subject.place_of(words.trim(), within),
        None => subject.title(),
    }
}

/// A number to one place behind the point, which it does without where it can.
pub(super) fn tenths(number: f64) -> f64 {
    (number * 10.0).round() / 10.0
}

/// Pages made by hand, for rules whose fault the templates do not let a guide cause.
#[cfg(test)]
pub(in crate::lint) mod by_hand {
    use super::*;
    use crate::base::diagnostic::Severity;
    use crate::input::content::Content;
    use crate::lint::{Profile, Rule, Selection, check};
    use crate::model::brand::{Brand, Colour};
    use crate::model::guide::Guide;
    use crate::model::language::Language;
    use crate::model::page_facts::PrintedPage;
    use crate::source::SourceSet;

    /// Words as the templates set them.
    pub(in crate::lint) fn run(text: &str) -> PrintedRun {
        PrintedRun {
            text: text.to_owned(),
            size: 12.0,
            is_shifted: false,
            family: "Noto Sans".to_owned(),
            weight: 400,
            is_italic: false,
            is_underlined: false,
            colour: Colour::parse("#000000").unwrap(),
            ground: Colour::WHITE,
            missing: 0,
            widest_space: 1.0,
        }
    }

    /// A line on a page, counted from 0, so many millimetres down; letters are 2 mm wide.
    pub(in crate::lint) fn line(page: usize, baseline: f64, run: PrintedRun) -> PrintedLine {
        PrintedLine {
            page,
            left: 45.0,
            right: 45.0 + 2.0 * run.text.trim_end().chars().count() as f64,
            baseline,
            runs: vec![run],
        }
    }

    /// A paragraph of the guide's first block.
    pub(in crate::lint) fn paragraph(lines: Vec<PrintedLine>) -> PrintedParagraph {
        PrintedParagraph {
            part: Part::Block(0),
            kind: ParagraphKind::Text,
            item: None,
            lines,
        }
    }

    /// Full pages with these paragraphs.
    pub(in crate::lint) fn pages(count: usize, paragraphs: Vec<PrintedParagraph>) -> Pages {
        let page = PrintedPage {
            width: 210.0,
            height: 297.0,
            filled: 0.9,
        };
        Pages {
            facts: PageFacts {
                pages: vec![page; count],
                paragraphs,
                pictures: Vec::new(),
            },
            ..Pages::default()
        }
    }

    /// What a rule finds on pages, and where in this guide: the lines.
    pub(in crate::lint) fn found(
        rule: &'static Rule,
        pages: &Pages,
    ) -> Vec<(Severity, usize, String)> {
        const GUIDE: &str = "title: A\nsections:\n  - heading: B\n    roles: [other]\n    blocks:\n      \
                             - paragraph: first words\n      - paragraph: second words\n";
        let mut sources = SourceSet::new();
        let guide = sources.add("guide.yaml", GUIDE);
        let brand = sources.add(
            "brand.yaml",
            "name: A\ncolours:\n  brand: \"#0b4f58\"\n".to_owned(),
        );
        let bytes = Content::default().language("en").unwrap().bytes;
        let language = sources.add_bytes("language.yaml", &bytes).unwrap();
        let language = Language::read(&sources, language, "en").0.unwrap();
        let guide = Guide::read(&sources, guide).0.unwrap();
        let brand = Brand::read(&sources, brand, "a", "en").0.unwrap();
        let day = "2027-01-31".parse().unwrap();
        let usual = Profile::usual();
        let subject = Subject::new(&guide, &brand, &language, usual, day, &sources);
        let selection = Selection {
            only: vec![rule.name],
            ..Selection::default()
        };
        let checked = check(&subject, Some(pages), &selection);
        let found = checked.found.iter().map(|one| {
            assert!(!one.hints.is_empty(), "{}", one.message);
            let (line, _) = sources.position(one.span.unwrap());
            (one.severity, line, one.message.clone())
        });
        found.collect()
    }
}
