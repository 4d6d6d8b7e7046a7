//! What a roster asks for, found and checked before the first page is set.
//!
//! In: the rows of a roster, and what the command says for all of them. Out: a [`Plan`]: each good row
//! with its guide, its person and its file's name, and everything that is wrong with the others. Promise:
//! each guide is read once; every row is looked at whatever is wrong with another; signs without a shape
//! are found here and not while pages are set; no message holds a word of the roster.

use std::collections::BTreeMap;

use super::naming::{NameParts, NamePattern, collisions, given_name};
use crate::content::Content;
use crate::diagnostic::{Diagnostic, Diagnostics, Severity, rule};
use crate::leaflet::{PAPERS, Paper};
use crate::make::{FactName, Failure, Order, PersonGiven, ReadyGuide, SurgeonGiven, read_brand};
use crate::patient::Person;
use crate::press::Master;
use crate::roster::{Column, Roster, Row};
use crate::source::SourceSet;

/// What holds for every row that does not say otherwise.
pub struct Defaults {
    /// The guide, brand, language, paper and dates: an order without a person.
    pub order: Order,
    /// Whether the command names a guide; else the order's is not looked at.
    pub has_guide: bool,
    /// The surgeon of the command or of the settings.
    pub surgeon: Option<SurgeonGiven>,
    /// The date on every leaflet, as typed.
    pub date: Option<String>,
    /// How files are named.
    pub names: NamePattern,
}

/// A guide in one language and edition, ready to be printed for the rows that ask for it.
pub struct PlannedGuide {
    /// The guide.
    pub ready: ReadyGuide,
    /// Its leaflet without a person.
    pub master: Master,
}

/// A row that can be made.
pub struct PlannedRow {
    /// Its number in the list.
    pub number: usize,
    /// Its place among the roster's rows, which is the order of the list.
    pub index: usize,
    /// Its guide, by its place in [`Plan::guides`].
    pub guide: usize,
    /// Whose leaflet it is.
    pub person: Person,
    /// The name of its file, with ending.
    pub file: String,
}

/// What is to be made.
pub struct Plan {
    /// The guides that rows ask for.
    pub guides: Vec<PlannedGuide>,
    /// The good rows, in the list's order.
    pub rows: Vec<PlannedRow>,
    /// How many rows the list has.
    pub asked: usize,
    /// Whether two rows would write one file: then nothing may be written.
    pub has_collisions: bool,
}

/// Which guide a row asks for: its name, its language, its edition.
type GuideKey = (String, Option<String>, &'static str);

impl Plan {
    /// Plans a roster; everything that is wrong or worth knowing goes to `found`.
    ///
    /// # Errors
    /// [`Failure`], if the brand, or the guide that the command names, cannot be had.
    pub fn of(
        roster: &Roster,
        defaults: &Defaults,
        content: &Content,
        sources: &mut SourceSet,
        found: &mut Diagnostics,
    ) -> Result<Self, Failure> {
        // A brand or a guide that the command or the settings name wrongly is no fault of the rows.
        read_brand(defaults.order.brand.as_deref(), content, sources)?;
        if defaults.has_guide {
            ReadyGuide::open(&defaults.order, content, sources, &mut Diagnostics::new())?;
        }
        let mut planning = Planning {
            roster,
            defaults,
            content,
            guides: Vec::new(),
            known: BTreeMap::new(),
            warned: false,
        };
        let mut rows = Vec::with_capacity(roster.rows().len());
        for (index, row) in roster.rows().iter().enumerate() {
            if row.has_fault {
                planning.look_at_facts(row, sources, found);
            } else {
                rows.extend(planning.row(index, row, sources, found));
            }
        }
        let names = rows.iter().enumerate();
        let shared = collisions(names.map(|(at, row)| (at, row.file.as_str())));
        let has_collisions = !shared.is_empty();
        for alike in shared {
            let alike: Vec<&PlannedRow> = alike.iter().filter_map(|at| rows.get(*at)).collect();
            found.extend(told_alike(roster, &alike));
        }
        Ok(Self {
            guides: planning.guides,
            rows,
            asked: roster.rows().len(),
            has_collisions,
        })
    }
}

/// The fault of rows that would write one file, at the first.
fn told_alike(roster: &Roster, alike: &[&PlannedRow]) -> Option<Diagnostic> {
    let (first, others) = alike.split_first()?;
    let row = roster.rows().get(first.index)?;
    let others: Vec<String> = others.iter().map(|row| row.number.to_string()).collect();
    let message = format!(
        "would write the same file as row {}, so nothing is written",
        others.join(", ")
    );
    Some(roster.row_fault(
        row,
        rule::ROSTER_OUTPUT,
        &message,
        &["put `{row}` into the pattern of `--name`, or give each row a name of its own"],
    ))
}

struct Planning<'a> {
    roster: &'a Roster,
    defaults: &'a Defaults,
    content: &'a Content,
    guides: Vec<PlannedGuide>,
    /// The guides that were asked for; `None` for one with faults, which were told.
    known: BTreeMap<GuideKey, Option<usize>>,
    /// Whether it was said that files are named after cells.
    warned: bool,
}

impl Planning<'_> {
    fn row(
        &mut self,
        index: usize,
        row: &Row,
        sources: &mut SourceSet,
        found: &mut Diagnostics,
    ) -> Option<PlannedRow> {
        let mut told = Diagnostics::new();
        let guide = self.guide(row, sources, &mut told);
        let given = self.file_given(row, &mut told);
        let planned = guide.and_then(|at| Some((at, self.guides.get(at)?)));
        let planned = planned.map(|(at, planned)| {
            let person = self.person(row, &planned.ready, &mut told);
            (at, &planned.ready, person)
        });
        let has_errors = told.has_errors();
        found.append(told);
        let (at, ready, person) = planned.filter(|_| !has_errors)?;
        let words =
            |fact: &Option<crate::patient::Fact>| fact.as_ref().map(|fact| fact.words().to_owned());
        let stem = given.unwrap_or_else(|| {
            self.defaults.names.name(&NameParts {
                row: row.number,
                guide: &ready.name,
                language: &ready.language.tag,
                edition: ready.paper.name,
                reference: words(&person.reference).as_deref(),
                patient: words(&person.patient).as_deref(),
            })
        });
        Some(PlannedRow {
            number: row.number,
            index,
            guide: at,
            person,
            file: format!("{stem}.pdf"),
        })
    }

    /// Looks at the facts of a row that has a fault already, so that all that is wrong with it is told.
    fn look_at_facts(&mut self, row: &Row, sources: &mut SourceSet, found: &mut Diagnostics) {
        if row.guide.is_none() && !self.defaults.has_guide {
            return;
        }
        let guide = self.guide(row, sources, found);
        if let Some(planned) = guide.and_then(|at| self.guides.get(at)) {
            self.person(row, &planned.ready, found);
        }
    }

    /// The guide of a row, read when the first row asks for it.
    fn guide(
        &mut self,
        row: &Row,
        sources: &mut SourceSet,
        found: &mut Diagnostics,
    ) -> Option<usize> {
        let order = self.order(row, found)?;
        let key = (
            order.guide.clone(),
            order.language.clone(),
            order.paper.name,
        );
        if let Some(known) = self.known.get(&key) {
            if known.is_none() {
                found.push(self.guide_with_faults(row, &order.guide));
            }
            return *known;
        }
        let mut told = Diagnostics::new();
        let opened = ReadyGuide::open(&order, self.content, sources, &mut told);
        let guide = match opened {
            Ok(ready) => {
                let leaflet = ready.leaflet(&Person::default(), &mut told);
                leaflet.map(|leaflet| {
                    told.append(ready.remarks());
                    let master = Master::new(leaflet);
                    self.guides.push(PlannedGuide { ready, master });
                    self.guides.len() - 1
                })
            }
            Err(Failure::Content(faults)) => {
                told.append(faults);
                None
            }
            Err(Failure::Usage { message, hints }) => {
                let mut fault = Diagnostic::new(rule::USAGE, Severity::Error, None, message);
                fault.hints = hints;
                told.push(fault);
                None
            }
        };
        found.append(told);
        if guide.is_none() {
            found.push(self.guide_with_faults(row, &order.guide));
        }
        self.known.insert(key, guide);
        guide
    }

    /// The fault of a row whose guide exists and has faults of its own. The guide's name is one of those
    /// that there are, so that it can be said.
    fn guide_with_faults(&self, row: &Row, guide: &str) -> Diagnostic {
        self.roster.row_fault(
            row,
            rule::ROSTER_ROW,
            &format!("asks for the guide `{guide}`, of which no leaflet can be made"),
            &["what is wrong with the guide is told above; mend it, then run the command again"],
        )
    }

    /// What a row orders: a guide that exists, in a language in which it is written, in an edition that
    /// is known; else a fault. Cells are not quoted: a column may have been mistaken for another.
    fn order(&self, row: &Row, found: &mut Diagnostics) -> Option<Order> {
        let roster = self.roster;
        let mut order = self.defaults.order.clone();
        let guides = self.content.guides();
        match &row.guide {
            Some(name) if guides.contains_key(name) => {
                order.guide.clone_from(name);
                order.guide_text = None;
            }
            Some(_) => {
                let known: Vec<&str> = guides.keys().map(String::as_str).take(12).collect();
                found.push(roster.fault(
                    row,
                    Column::Guide,
                    rule::ROSTER_CELL,
                    "names no guide that there is",
                    &[
                        &format!("there are: {}", known.join(", ")),
                        "`leaflet list guides` shows them all",
                    ],
                ));
                return None;
            }
            None if self.defaults.has_guide => {}
            None => {
                found.push(roster.fault(
                    row,
                    Column::Guide,
                    rule::ROSTER_CELL,
                    "is empty, and the command names no guide",
                    &["write the guide's name, or give one for all such rows with `--guide`"],
                ));
                return None;
            }
        }
        if let Some(language) = &row.language {
            let written = guides.get(&order.guide);
            if let Some(written) = written
                && !written.contains(language)
            {
                found.push(roster.fault(
                    row,
                    Column::Language,
                    rule::ROSTER_CELL,
                    "asks for a language in which the guide is not written",
                    &[&format!("it is written in: {}", written.join(", "))],
                ));
                return None;
            }
            order.language = Some(language.clone());
        }
        if let Some(edition) = &row.edition {
            let Some(paper) = paper_named(edition) else {
                let known: Vec<&str> = PAPERS.iter().map(|paper| paper.name).collect();
                found.push(roster.fault(
                    row,
                    Column::Edition,
                    rule::ROSTER_CELL,
                    "names no edition that there is",
                    &[&format!("the editions are: {}", known.join(", "))],
                ));
                return None;
            };
            order.paper = paper;
        }
        Some(order)
    }

    /// The row's person; faults and warnings are told at their cells.
    fn person(&self, row: &Row, ready: &ReadyGuide, found: &mut Diagnostics) -> Person {
        let read = ready.person(&PersonGiven {
            patient: row.patient.clone(),
            surgeon: self.surgeon(row, ready, found),
            date: self.defaults.date.clone(),
            procedure_date: row.procedure_date.clone(),
            level: row.level.clone(),
            side: row.side.clone(),
            reference: row.reference.clone(),
        });
        for (name, told) in read.found {
            let Some(column) = column_of(name, row) else {
                found.push(told);
                continue;
            };
            let message = told.message.strip_prefix(name.words());
            let hints: Vec<&str> = told.hints.iter().map(String::as_str).collect();
            found.push(self.roster.told(
                row,
                column,
                told.severity,
                told.rule,
                message.unwrap_or(&told.message).trim_start(),
                &hints,
            ));
        }
        read.person
    }

    /// The surgeon of a row: somebody of the brand by id or by name, or somebody else by name; without
    /// one, the command's.
    fn surgeon(
        &self,
        row: &Row,
        ready: &ReadyGuide,
        found: &mut Diagnostics,
    ) -> Option<SurgeonGiven> {
        let Some(words) = &row.surgeon else {
            return self.defaults.surgeon.clone();
        };
        let people = &ready.brand.people;
        let listed = people
            .iter()
            .find(|person| person.id.text == *words || person.name.text == *words);
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
                Column::Surgeon,
                rule::ROSTER_CELL,
                "is written like a short name, and the brand has nobody of that",
                &[
                    &format!("the brand has: {}", known.join(", ")),
                    "write somebody else's name as it is to be printed, with capitals",
                ],
            ));
            return None;
        }
        Some(SurgeonGiven::Named(words.clone()))
    }

    /// The name that the row gives its file.
    fn file_given(&mut self, row: &Row, found: &mut Diagnostics) -> Option<String> {
        let words = row.output.as_deref()?;
        let name = given_name(words);
        if name.is_none() {
            found.push(self.roster.fault(
                row,
                Column::Output,
                rule::ROSTER_OUTPUT,
                "is no plain name for a file",
                &[
                    "use letters, digits, `-` and `_`, without a folder and without spaces",
                    "or leave it empty: the pattern of `--name` gives a name then",
                ],
            ));
        } else if !self.warned {
            self.warned = true;
            found.push(self.roster.told(
                row,
                Column::Output,
                Severity::Warning,
                rule::NAMES_IN_NAMES,
                "names its file, and others may too: what stands in that column can be read in every \
                 list of files",
                &["let it name no patient, or leave the column out"],
            ));
        }
        name
    }
}

/// The sheet of an edition's name, in whatever letters.
pub fn paper_named(name: &str) -> Option<&'static Paper> {
    PAPERS
        .iter()
        .find(|paper| paper.name.eq_ignore_ascii_case(name))
}

/// The column that a fact of this row comes from; `None` if it comes from the command.
fn column_of(name: FactName, row: &Row) -> Option<Column> {
    match name {
        FactName::Patient => Some(Column::Patient),
        FactName::Surgeon => row.surgeon.is_some().then_some(Column::Surgeon),
        FactName::Date => None,
        FactName::ProcedureDate => Some(Column::ProcedureDate),
        FactName::Level => Some(Column::Level),
        FactName::Side => Some(Column::Side),
        FactName::Reference => Some(Column::Reference),
    }
}

fn looks_like_an_id(words: &str) -> bool {
    words
        .chars()
        .all(|sign| sign.is_ascii_lowercase() || sign.is_ascii_digit() || sign == '-')
}
