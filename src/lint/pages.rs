//! The pages of a leaflet, set and measured, for rules that look at the print.
//!
//! In: a leaflet for everyone. Out: [`Pages`]: what is on its pages, what they have to say, and what the
//! finished file says to software that reads it aloud. Promise: the very pages and the very file that
//! `leaflet make` gives are measured; nothing is reckoned from the guide. A page is named as a patient
//! counts it, from 1.

use std::collections::BTreeMap;

use super::Subject;
use crate::export;
use crate::imprint::readback::{ReadPiece, read_back};
use crate::leaflet::Leaflet;
use crate::source::Span;
use crate::typeset::inspect::{
    ExpectedText, PageFacts, ParagraphKind, Part, PrintedLine, PrintedParagraph, expected, inspect,
};
use crate::typeset::{Refusal, Workshop, typeset};

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
    /// Sets a leaflet for everyone, finishes its file, and measures both.
    ///
    /// # Errors
    /// What the engine or the standards refuse.
    pub fn set(leaflet: &Leaflet, workshop: &Workshop) -> Result<Self, Refusal> {
        let pages = typeset(leaflet, workshop)?;
        let pdf = export::pdf(&pages, leaflet.document_date)?;
        Ok(Self {
            facts: inspect(&pages, leaflet),
            expected: expected(leaflet),
            read_back: read_back(&pdf),
        })
    }

    /// The running text: paragraphs of the guide's blocks, bullets and steps among them, but no markers,
    /// headings, tables and captions.
    pub(super) fn running_text(&self) -> impl Iterator<Item = &PrintedParagraph> {
        let paragraphs = self.facts.paragraphs.iter();
        paragraphs
            .filter(|one| one.kind == ParagraphKind::Text && matches!(one.part, Part::Block(_)))
    }

    /// The size in which most of the running text is set, in points; `None` where there is none.
    pub(super) fn body_size(&self) -> Option<f64> {
        // A tenth of a point is less than the eye sees.
        let mut letters: BTreeMap<u64, usize> = BTreeMap::new();
        for line in self.running_text().flat_map(|one| &one.lines) {
            for run in line.runs.iter().filter(|run| !run.is_shifted) {
                let tenths = (run.size * 10.0).round().max(0.0) as u64;
                *letters.entry(tenths).or_default() += run.text.chars().count();
            }
        }
        let most = letters.into_iter().max_by_key(|(_, letters)| *letters);
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
