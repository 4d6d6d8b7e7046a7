//! Tables: risks, a comparison, or a list where a guide has no such table.
//!
//! In: a table of a page. Out: a block. Promise: every cell is said once, in a list with the head of its
//! column.

use std::ops::Range;

use super::before::can_be_plain;
use super::{Recogniser, is_long};
use crate::input::import::cues::ListOf;
use crate::input::import::draft::{DraftBullet, DraftKind, DraftRisk};
use crate::input::import::page::{LeftKind, PageTable};
use crate::input::import::page_words::{PageWords, Style, words};
use crate::input::import::tables::{self, Grid, GridCell, RiskColumns};
use crate::model::guide::block::{MAXIMUM_BULLETS, MAXIMUM_RISKS};

impl Recogniser {
    pub(super) fn table(&mut self, table: PageTable, place: Range<usize>) {
        self.end_answer();
        let grid = Grid::of(&table);
        let is_long = grid.rows.iter().flatten().any(|cell| is_long(&cell.words));
        if is_long {
            self.not_understood(
                "a table with a very long text, kept as paragraphs",
                &grid.first_words(),
                &place,
            );
            let rows = grid.rows.into_iter().flatten();
            let cells = rows.filter(|cell| !cell.is_again).map(|cell| cell.words);
            let heads = grid.heads.into_iter().map(|head| {
                // A head above several columns is said once.
                let own = words(&head.words.plain()).into_iter().zip(head.is_again);
                let own: Vec<String> = own
                    .filter(|(_, again)| !again)
                    .map(|(word, _)| word)
                    .collect();
                PageWords::plain_words(&own.join(" "))
            });
            for words in heads.chain(cells) {
                if !words.is_empty() {
                    self.running(words, place.clone(), DraftKind::Paragraph, None);
                }
            }
            return;
        }
        for cell in grid.rows.iter().flatten().filter(|cell| cell.is_again) {
            self.draft.again.extend(words(&cell.words.plain()));
        }
        let is_below_risks = self.list_of() == Some(ListOf::Risks);
        if let Some(columns) = grid.risk_columns(is_below_risks) {
            self.run_together(&grid, &place);
            self.table_of_risks(&grid, columns, &place);
        } else if grid.is_comparison(&can_be_plain) {
            self.run_together(&grid, &place);
            self.comparison(grid, place);
        } else {
            self.table_as_list(&grid, &place);
        }
    }

    /// Tells of cells whose paragraphs stand in one text.
    fn run_together(&mut self, grid: &Grid, place: &Range<usize>) {
        for cell in grid.rows.iter().flatten() {
            if cell.parts.len() > 1 && !cell.is_again {
                self.not_understood(
                    "the lines of one table cell are joined in the guide",
                    &cell.words.plain(),
                    place,
                );
            }
        }
    }

    fn comparison(&mut self, grid: Grid, place: Range<usize>) {
        let mut heads = grid.heads.into_iter();
        if let Some(name) = heads.next() {
            self.leave(LeftKind::PointColumn, &name.words.plain(), &place);
        }
        let rows = grid.rows.into_iter().filter_map(|row| {
            let mut cells = row.into_iter().map(|cell| cell.words);
            Some((cells.next()?.plain(), cells.collect()))
        });
        let kind = DraftKind::Comparison {
            columns: heads.map(|head| head.words.plain()).collect(),
            rows: rows.collect(),
        };
        self.put(kind, None, place);
    }

    /// A table of risks, each with how often it occurs and what it leads to.
    fn table_of_risks(&mut self, grid: &Grid, columns: RiskColumns, place: &Range<usize>) {
        for head in &grid.heads {
            self.leave(LeftKind::PointColumn, &head.words.plain(), place);
        }
        let mut risks = Vec::new();
        for row in &grid.rows {
            let Some(first) = Grid::cell(row, 0) else {
                continue;
            };
            let mut risk = DraftRisk::new(first.words.clone());
            risk.leads_to = columns
                .leads_to
                .and_then(|column| Grid::cell(row, column))
                .map(|cell| cell.words.clone());
            let often = columns.often.and_then(|column| Grid::cell(row, column));
            if let Some(often) = often {
                // The mark of a note at its end goes with the risk.
                let joined = often.words.joined();
                let marks = often.words.marks();
                let mark = marks.first().filter(|mark| mark.end == joined.len());
                let end = mark.map_or(joined.len(), |mark| mark.start);
                let written = often.words.part(0..end).plain();
                if tables::one_in(&written).is_some() {
                    risk.how_often = Some(written);
                    if mark.is_some() {
                        risk.risk.append(&often.words.part(end..joined.len()));
                    }
                } else {
                    // What no figure of a guide can say stands with the risk.
                    risk.risk = self.named(&first.words, ":", &often.words, &[]);
                }
            }
            risks.push(risk);
        }
        let check = Some("a table of risks on the page");
        for risks in risks.chunks(MAXIMUM_RISKS) {
            self.put(DraftKind::Risks(risks.to_vec()), check, place.clone());
        }
    }

    /// A table as a list: each row by its first cell, the others below it, named by their columns.
    fn table_as_list(&mut self, grid: &Grid, place: &Range<usize>) {
        self.not_understood(
            "a table that does not compare two or three ways, kept as a list",
            &grid.first_words(),
            place,
        );
        let mut is_said = vec![false; grid.heads.len()];
        let mut bullets: Vec<DraftBullet> = Vec::new();
        for row in &grid.rows {
            let mut inner = Vec::new();
            // A cell that takes several columns names its row where others stand beside it; one of several
            // lines does not where there are heads, for it holds what its column is about.
            let is_single = row.iter().filter(|cell| !cell.words.is_empty()).count() == 1;
            let point = Grid::cell(row, 0).filter(|cell| {
                (cell.across == 1 || !is_single) && (cell.parts.len() < 2 || grid.heads.is_empty())
            });
            for cell in row.iter().filter(|cell| !cell.words.is_empty()) {
                if point.is_none_or(|point| point.column != cell.column) {
                    inner.extend(self.bullets_of_cell(grid, cell, &mut is_said));
                }
            }
            match point {
                Some(point) => bullets.push(DraftBullet {
                    words: point.words.clone(),
                    bullets: inner,
                }),
                None => bullets.extend(inner),
            }
        }
        for (column, head) in grid.heads.iter().enumerate() {
            if !is_said.get(column).copied().unwrap_or_default() {
                let own = words(&head.words.plain()).into_iter().zip(&head.is_again);
                let own: Vec<String> = own
                    .filter(|(_, again)| !**again)
                    .map(|(word, _)| word)
                    .collect();
                self.leave(LeftKind::PointColumn, &own.join(" "), place);
            }
        }
        self.put_bullets(bullets, Some("a table on the page"), place);
    }

    /// The bullets of a cell, named by its columns: one, or one for each of its lines below the name.
    fn bullets_of_cell(
        &mut self,
        grid: &Grid,
        cell: &GridCell,
        is_said: &mut [bool],
    ) -> Vec<DraftBullet> {
        let plain = |words| DraftBullet {
            words,
            bullets: Vec::new(),
        };
        if cell.parts.len() < 2 || cell.parts.len() > MAXIMUM_BULLETS {
            if cell.parts.len() > 1 {
                self.not_understood(
                    "the lines of one table cell are joined in the guide",
                    &cell.words.plain(),
                    &(0..0),
                );
            }
            return vec![plain(self.named_by_column(grid, cell, is_said))];
        }
        let parts: Vec<DraftBullet> = cell.parts.iter().cloned().map(plain).collect();
        let nameless = GridCell {
            words: PageWords::default(),
            ..cell.clone()
        };
        let name = self.named_by_column(grid, &nameless, is_said);
        if name.is_empty() {
            return parts;
        }
        vec![DraftBullet {
            words: name,
            bullets: parts,
        }]
    }

    /// The words of a cell behind the heads of its columns.
    fn named_by_column(&mut self, grid: &Grid, cell: &GridCell, is_said: &mut [bool]) -> PageWords {
        let mut words = cell.words.clone();
        let columns = (cell.column..cell.column + cell.across).rev();
        for column in columns {
            let (Some(head), Some(is_said)) = (grid.heads.get(column), is_said.get_mut(column))
            else {
                continue;
            };
            if !head.words.is_empty() {
                let character = if column + 1 == cell.column + cell.across {
                    ":"
                } else {
                    ","
                };
                let all_again = vec![true; head.is_again.len()];
                let is_again = if *is_said { &all_again } else { &head.is_again };
                words = self.named(&head.words, character, &words, is_again);
                *is_said = true;
            }
        }
        words
    }

    /// Words behind a name and a mark, a colon mostly. `is_again` is, for each word of the name, whether
    /// it was said before.
    fn named(
        &mut self,
        name: &PageWords,
        character: &str,
        behind: &PageWords,
        is_again: &[bool],
    ) -> PageWords {
        let plain = name.plain();
        let all = words(&plain);
        let mut named = name.clone();
        let has_end = plain.ends_with([':', '?', '.', '!', '–', '-', ',', ';']);
        if !has_end {
            named.push(character, &Style::default());
        }
        for (number, word) in all.iter().enumerate() {
            let said = if number + 1 == all.len() && !has_end {
                format!("{word}{character}")
            } else {
                word.clone()
            };
            if is_again.get(number).copied().unwrap_or_default() {
                self.draft.again.push(said);
            } else if said != *word {
                self.draft.cut.push((word.clone(), said));
            }
        }
        named.append(behind);
        named.finished()
    }
}
