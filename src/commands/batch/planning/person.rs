//! Whose leaflet a row asks for, and what its file is called.
//!
//! In: a row. Out: a person, and a name; else faults at the row's cells. Promise: a surgeon of the brand is known
//! by id and by name; the same warning of many rows is told once; no cell is quoted.

use super::{Planning, WARNED_ONE_BY_ONE};
use crate::base::advice::{Advice, Control};
use crate::base::diagnostic::{Diagnostic, Diagnostics, Severity, rule};
use crate::commands::file_names::given_name;
use crate::commands::make::{PersonGiven, PersonRead, SurgeonGiven, looks_like_an_id};
use crate::input::roster::{Column, Roster, Row};
use crate::model::fact::{FactName, Facts};
use crate::model::patient::Person;

impl Planning<'_> {
    /// The row's person; faults and warnings are told at their cells. Where the guide is not known, the
    /// facts are looked at as far as no language is needed.
    pub(super) fn person(
        &mut self,
        row: &Row,
        guide: Option<usize>,
        found: &mut Diagnostics,
    ) -> Person {
        let given = PersonGiven {
            facts: Facts::each(|fact| match fact {
                FactName::Date => self.defaults.date.clone(),
                _ => row.facts[fact].clone(),
            }),
            surgeon: self.surgeon(row, found),
        };
        let read = match guide.and_then(|at| self.guides.get(at)) {
            Some(planned) => planned.ready.person(&given),
            None => PersonRead::of(&given, Some(&self.brand), None),
        };
        for (name, told) in read.found {
            let Some(column) = column_of(name, row) else {
                found.push(told);
                continue;
            };
            let message = told.message.strip_prefix(name.words());
            let message = message.unwrap_or(&told.message).trim_start();
            if told.severity == Severity::Warning
                && self.was_warned(told.rule, row, column, message)
            {
                continue;
            }
            let hints = told.hints.as_slice();
            found.push(
                self.roster
                    .told(row, column, told.severity, told.rule, message, hints),
            );
        }
        read.person
    }

    /// Takes a warning down; whether enough rows were told of it one by one.
    fn was_warned(&mut self, rule: &'static str, row: &Row, column: Column, message: &str) -> bool {
        let key = (rule, column, message.to_owned());
        let (rows, place) = self.warnings.entry(key).or_default();
        rows.push(row.number);
        let is_beyond = rows.len() > WARNED_ONE_BY_ONE;
        if is_beyond {
            place.get_or_insert(self.roster.span(row, column));
        }
        is_beyond
    }

    /// The surgeon of a row: somebody of the brand by id or by name, or somebody else by name; without
    /// one, the command's.
    fn surgeon(&mut self, row: &Row, found: &mut Diagnostics) -> Option<SurgeonGiven> {
        let Some(words) = &row.facts[FactName::Surgeon] else {
            // One who stood there and is lost is nobody else.
            return self
                .defaults
                .surgeon
                .clone()
                .filter(|_| !row.is_surgeon_lost());
        };
        let people = &self.brand.people;
        let form = name_form(words, true);
        let listed = people
            .iter()
            .find(|person| person.id.text == *words || name_form(&person.name.text, true) == form);
        if let Some(person) = listed {
            return Some(SurgeonGiven::Listed(person.id.text.clone()));
        }
        if looks_like_an_id(words) {
            let known: Vec<&str> = people
                .iter()
                .map(|person| person.id.text.as_str())
                .collect();
            found.push(self.roster.fault(
                row,
                Column::SURGEON,
                rule::ROSTER_CELL,
                "looks like a short name, but the brand has nobody with that name",
                &[
                    &format!("the brand has: {}", known.join(", ")),
                    "for somebody else, write the name with capitals, as it should be printed",
                ],
            ));
            return None;
        }
        let plain = name_form(words, false);
        let mut meant = people
            .iter()
            .filter(|person| !plain.is_empty() && name_form(&person.name.text, false) == plain);
        // The same person with other titles, as long as there is one only.
        if let (Some(person), None) = (meant.next(), meant.next()) {
            return Some(SurgeonGiven::Listed(person.id.text.clone()));
        }
        Some(SurgeonGiven::Named(words.clone()))
    }

    /// The name that the row gives its file.
    pub(super) fn file_given(&mut self, row: &Row, found: &mut Diagnostics) -> Option<String> {
        let words = row.output.as_deref()?;
        let name = given_name(words);
        if name.is_none() {
            found.push(self.roster.fault(
                row,
                Column::Output,
                rule::ROSTER_OUTPUT,
                "is not a plain file name",
                &[
                    Advice::from(
                        "use letters, digits, `-` and `_`, without a folder and without spaces",
                    ),
                    Advice::naming(
                        "or leave it empty: the file is then named by the pattern of {}",
                        &[Control::NamePattern],
                    ),
                ],
            ));
        } else if !self.warned {
            self.warned = true;
            found.push(self.roster.told(
                row,
                Column::Output,
                Severity::Warning,
                rule::NAMES_IN_NAMES,
                "names its file, and other rows may do so too: everybody who sees the files can \
                 read what is in this column",
                &["do not put patients' names into it, or leave the column out"],
            ));
        }
        name
    }
}

/// The fault of a row without a number of the list's own, where the pattern asks for one.
pub(super) fn no_serial(roster: &Roster, row: &Row) -> Diagnostic {
    let message = match roster.has(Column::Serial) {
        true => "is empty or not a whole number, but the pattern of file names contains `{serial}`",
        false => "is missing, but the pattern of file names contains `{serial}`",
    };
    roster.fault(
        row,
        Column::Serial,
        rule::ROSTER_CELL,
        message,
        &[
            "give each row a number in a column headed `S.No`, or name its header in `leaflet.yaml` under \
             `columns:` as `serial`",
            "or write `{row}` instead of `{serial}` in the pattern",
        ],
    )
}

/// The column that a fact of this row comes from; `None` if it comes from the command.
fn column_of(name: FactName, row: &Row) -> Option<Column> {
    let is_of_row = match name {
        FactName::Surgeon => row.facts[name].is_some(),
        _ => !name.entry().headers.is_empty(),
    };
    is_of_row.then_some(Column::Fact(name))
}

/// A name as two are compared: in small letters, without points and commas; with its titles or without.
fn name_form(words: &str, has_titles: bool) -> Vec<String> {
    const TITLES: &[&str] = &[
        "dr",
        "prof",
        "professor",
        "mr",
        "mrs",
        "ms",
        "miss",
        "doctor",
    ];
    let small = words.to_lowercase().replace(['.', ','], " ");
    let parts = small.split_whitespace();
    let kept = parts.filter(|part| has_titles || !TITLES.contains(part));
    kept.map(str::to_owned).collect()
}
