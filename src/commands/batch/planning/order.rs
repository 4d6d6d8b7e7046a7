//! What a row orders: guide, language, edition and sheet.
//!
//! In: a row. Out: an [`Order`] of things that exist; else faults at the row's cells. Promise: cells are not
//! quoted, because a column may have been mistaken for another.

use super::Planning;
use crate::base::advice::{Advice, Control};
use crate::base::diagnostic::{Diagnostic, Diagnostics, Severity, rule};
use crate::commands::make::{Order, language_named};
use crate::input::roster::{Column, Row, rows_in_words};
use crate::leaflet::{EDITIONS, Edition, PAPERS, Paper};

impl Planning<'_> {
    /// What a row orders: a guide that exists, in a language in which it is written, in an edition that
    /// is known; else a fault. Cells are not quoted: a column may have been mistaken for another.
    pub(super) fn order(&mut self, row: &Row, found: &mut Diagnostics) -> Option<Order> {
        let mut order = self.defaults.order.clone();
        let is_guide = self.order_guide(row, &mut order, found);
        let is_language = self.order_language(row, is_guide, &mut order, found);
        self.print(row, &mut order, found);
        (is_guide && is_language).then_some(order)
    }

    /// The guide that a row orders; whether it is known.
    fn order_guide(&self, row: &Row, order: &mut Order, found: &mut Diagnostics) -> bool {
        let roster = self.roster;
        let named = row.guide.as_ref().map(|name| self.guide_named(name));
        match named {
            Some(Some(name)) => {
                name.clone_into(&mut order.guide);
                order.guide_text = None;
                return true;
            }
            Some(None) => {
                let known = self.written.keys().map(String::as_str).take(12);
                let known: Vec<&str> = known.collect();
                found.push(roster.fault(
                    row,
                    Column::Guide,
                    rule::ROSTER_CELL,
                    "names a guide that does not exist",
                    &[
                        Advice::from(format!("there are: {}", known.join(", "))),
                        Advice::listing("guides", " shows them all"),
                    ],
                ));
            }
            // What is wrong with the cell was told.
            None if row.has_fault_in(Column::Guide) => {}
            None if self.defaults.has_guide => return true,
            None => {
                let message = match roster.has(Column::Guide) {
                    true => "is empty, and the command does not name a guide",
                    false => "is missing, and the command does not name a guide",
                };
                found.push(roster.fault(
                    row,
                    Column::Guide,
                    rule::ROSTER_CELL,
                    message,
                    &[
                        Advice::naming(
                            "name one guide for all such rows with {}, or under `batch:` in \
                             `leaflet.yaml`",
                            &[Control::GuideOfRows],
                        ),
                        Advice::listing("guides", " shows them all"),
                    ],
                ));
            }
        }
        false
    }

    /// The language that a row orders; whether the guide, if that is known, is written in it.
    fn order_language(
        &self,
        row: &Row,
        is_guide_known: bool,
        order: &mut Order,
        found: &mut Diagnostics,
    ) -> bool {
        let Some(asked) = &row.language else {
            return true;
        };
        let written = self.written.get(&order.guide).filter(|_| is_guide_known);
        let meant = language_named(asked, written.unwrap_or(&self.languages));
        let language = meant.unwrap_or(asked).to_owned();
        let (message, hint) = match written {
            Some(written) if !written.contains(&language) => (
                "asks for a language that the guide is not written in",
                format!("it is written in: {}", written.join(", ")),
            ),
            None if !is_guide_known && !self.languages.contains(&language) => (
                "names a language that does not exist",
                format!("there are: {}", self.languages.join(", ")),
            ),
            _ => {
                order.language = Some(language);
                return true;
            }
        };
        order.language = Some(language);
        let column = Column::Language;
        found.push(
            self.roster
                .fault(row, column, rule::ROSTER_CELL, message, &[&hint]),
        );
        false
    }

    /// Says the new way where editions are sheets.
    pub(super) fn tell_sheets_as_editions(&self, found: &mut Diagnostics) {
        let rows = &self.sheets_as_editions;
        if rows.is_empty() {
            return;
        }
        let message = format!(
            "the edition of {} is a paper size, and is used as the paper size",
            rows_in_words(rows)
        );
        let told = Diagnostic::new(rule::SHEET_AS_EDITION, Severity::Note, None, message);
        found.push(told.hint("write paper sizes into a column `paper`"));
    }

    /// The edition and the sheet of a row.
    pub(super) fn print(&mut self, row: &Row, order: &mut Order, found: &mut Diagnostics) {
        let roster = self.roster;
        if let Some(name) = &row.edition {
            match (Edition::named(name), Paper::named(name)) {
                (Some(edition), _) => order.print.edition = edition,
                // As it was written before there were editions.
                (None, Some(paper)) => {
                    order.print.paper = paper;
                    self.sheets_as_editions.push(row.number);
                }
                (None, None) => {
                    let known: Vec<&str> = EDITIONS.iter().map(|edition| edition.name).collect();
                    found.push(roster.fault(
                        row,
                        Column::Edition,
                        rule::ROSTER_CELL,
                        "names an edition that does not exist",
                        &[&format!("the editions are: {}", known.join(", "))],
                    ));
                }
            }
        }
        if let Some(name) = &row.paper {
            match Paper::named(name) {
                Some(paper) => order.print.paper = paper,
                None => {
                    let known: Vec<&str> = PAPERS.iter().map(|paper| paper.name).collect();
                    found.push(roster.fault(
                        row,
                        Column::Paper,
                        rule::ROSTER_CELL,
                        "names a paper size that does not exist",
                        &[&format!("the paper sizes are: {}", known.join(", "))],
                    ));
                }
            }
        }
    }
}
