//! Looks at what the rows of a roster ask for, before the first page is set.
//!
//! In: the rows of a roster, and what the command says for all of them. Out: a [`Plan`], and everything that is
//! wrong with rows that are not in it. Promise: each guide is read once; every row is looked at whatever is wrong
//! with another; characters without a shape are found here and not while pages are set; no message holds a word of the
//! roster.

mod order;
mod person;

use std::cell::OnceCell;
use std::collections::BTreeMap;

use super::plan::{Defaults, Plan, PlannedGuide, PlannedRow};
use super::string_pool::{PoolBuilder, TooManyWords};
use crate::base::advice::{Advice, Control};
use crate::base::diagnostic::{Diagnostic, Diagnostics, Severity, quoted, rule};
use crate::base::failure::Failure;
use crate::commands::file_names::{NameParts, collisions};
use crate::commands::make::{GuideNames, PersonGiven, PersonRead, ReadyGuide, read_brand};
use crate::input::content::Content;
use crate::input::roster::{Column, Roster, Row, rows_in_words};
use crate::model::brand::Brand;
use crate::model::fact::{FactName, Facts};
use crate::source::{SourceSet, Span};

/// Rows with the same warning are told one by one up to this many.
const WARNED_ONE_BY_ONE: usize = 3;

/// Which guide a row asks for: its name, its language, its edition.
type GuideKey = (String, Option<String>, String);

impl Plan {
    /// Plans a roster; everything that is wrong or worth knowing goes to `found`.
    ///
    /// # Errors
    /// [`Failure`], if the brand, or the guide, language or surgeon that the command names, cannot be
    /// had.
    pub fn of(
        roster: &Roster,
        defaults: &Defaults,
        content: &Content,
        sources: &mut SourceSet,
        found: &mut Diagnostics,
    ) -> Result<Self, Failure> {
        // What the command or the settings name wrongly is no fault of the rows.
        let brand = read_brand(defaults.order.brand.as_deref(), content, sources)?;
        check_surgeon(defaults, &brand)?;
        check_language(defaults, content)?;
        if defaults.has_guide {
            ReadyGuide::open(&defaults.order, content, sources, &mut Diagnostics::new())?;
        }
        let mut planning = Planning {
            keeping: PoolBuilder::for_rows(roster.rows().len()),
            roster,
            defaults,
            content,
            brand,
            written: content.guides(),
            languages: content.languages(),
            guides: Vec::new(),
            known: BTreeMap::new(),
            names: OnceCell::new(),
            without_guide: BTreeMap::new(),
            warnings: BTreeMap::new(),
            warned: false,
            sheets_as_editions: Vec::new(),
        };
        let mut rows = Vec::with_capacity(roster.rows().len());
        for row in roster.rows() {
            // Of a row whose cells may stand in others' places, all was said when it was read.
            if !row.is_shifted() {
                let planned = planning.row(row, sources, found);
                rows.extend(planned.map_err(|TooManyWords| too_many_words())?);
            }
        }
        planning.tell_groups(found);
        planning.tell_sheets_as_editions(found);
        let mut plan = Self {
            list: roster.file(),
            wording: planning.keeping.finish(),
            guides: planning.guides,
            rows,
            asked: roster.rows().len() + roster.left_out(),
            left_out: roster.left_out(),
            doubts: Vec::new(),
            has_collisions: false,
        };
        plan.doubts = plan.made_of(roster.doubts());
        let names = plan.rows.iter().enumerate();
        let shared = collisions(names.map(|(at, row)| (at, plan.file(row))));
        plan.has_collisions = !shared.is_empty();
        for alike in shared {
            found.extend(plan.told_alike(&alike));
        }
        Ok(plan)
    }
}

fn too_many_words() -> Failure {
    Failure::usage(
        "the list contains too much text",
        vec!["divide it into several lists".to_owned()],
    )
}

/// What makes two warnings one: the rule, the column, and what is said.
type WarningKey = (&'static str, Column, String);

struct Planning<'a> {
    keeping: PoolBuilder,
    roster: &'a Roster,
    defaults: &'a Defaults,
    content: &'a Content,
    brand: Brand,
    /// The guides there are, with their languages.
    written: BTreeMap<String, Vec<String>>,
    /// The languages there are.
    languages: Vec<String>,
    guides: Vec<PlannedGuide>,
    /// What guides are called, once a row names one in another way than by its name.
    names: OnceCell<GuideNames>,
    /// The guides that were asked for; `None` for one with faults, which were told.
    known: BTreeMap<GuideKey, Option<usize>>,
    /// The rows that ask for a guide with faults, by the guide's name.
    without_guide: BTreeMap<String, Vec<usize>>,
    /// The rows of each warning, by rule, column and message; and where the first stands of those that are
    /// not told one by one.
    warnings: BTreeMap<WarningKey, (Vec<usize>, Option<Span>)>,
    /// Whether it was said that files are named after cells.
    warned: bool,
    /// Rows whose edition is a sheet.
    sheets_as_editions: Vec<usize>,
}

impl Planning<'_> {
    /// Looks at everything a row says, and plans it if nothing is wrong with it.
    fn row(
        &mut self,
        row: &Row,
        sources: &mut SourceSet,
        found: &mut Diagnostics,
    ) -> Result<Option<PlannedRow>, TooManyWords> {
        let mut told = Diagnostics::new();
        let guide = self.guide(row, sources, &mut told);
        let given = self.file_given(row, &mut told);
        if given.is_none() && row.serial.is_none() && self.defaults.names.names_serials() {
            told.push(person::no_serial(self.roster, row));
        }
        let person = self.person(row, guide, &mut told);
        let is_good = !row.has_fault && !told.has_errors();
        found.append(told);
        let Some(at) = guide.filter(|_| is_good) else {
            return Ok(None);
        };
        let Some(PlannedGuide { ready, .. }) = self.guides.get(at) else {
            return Ok(None);
        };
        let stem = given.unwrap_or_else(|| {
            self.defaults.names.name(&NameParts {
                row: row.number,
                serial: row.serial.as_deref(),
                guide: &ready.name,
                language: &ready.language.tag,
                edition: &ready.print.name(),
                reference: person.words(FactName::Reference),
                patient: person.words(FactName::Patient),
            })
        });
        let mut facts = Facts::default();
        for (name, fact) in person.facts.iter() {
            facts[name] = match name.kind().is_shared() {
                true => self.keeping.keep_repeated(fact.words())?,
                false => self.keeping.keep(fact.words())?,
            };
        }
        Ok(Some(PlannedRow {
            appointment: row.appointment,
            place: row.place,
            number: u32::try_from(row.number).map_err(|_| TooManyWords)?,
            serial: row
                .serial
                .as_deref()
                .and_then(|figures| figures.parse().ok()),
            guide: u32::try_from(at).map_err(|_| TooManyWords)?,
            facts,
            file: self
                .keeping
                .keep(&format!("{stem}.{}", ready.format.ending()))?,
        }))
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
            order.print.name(),
        );
        if let Some(known) = self.known.get(&key).copied() {
            if known.is_none() {
                self.note_guide_with_faults(row, order.guide);
            }
            return known;
        }
        let mut told = Diagnostics::new();
        let opened = ReadyGuide::open(&order, self.content, sources, &mut told);
        let guide = match opened {
            Ok(ready) => {
                let composed = ready.compose(&mut told);
                composed.map(|composed| {
                    told.append(ready.remarks_for_printing());
                    self.guides.push(PlannedGuide::new(ready, composed));
                    self.guides.len() - 1
                })
            }
            Err(Failure::Content(faults)) => {
                told.append(faults);
                None
            }
            Err(Failure::Usage(advice) | Failure::System(advice) | Failure::Program(advice)) => {
                told.push(advice.into_diagnostic());
                None
            }
            Err(Failure::Interrupted) => None,
        };
        found.append(told);
        if guide.is_none() {
            self.note_guide_with_faults(row, order.guide);
        }
        self.known.insert(key, guide);
        guide
    }

    /// The guide that a cell names: by its name, in whatever letters, or by its title.
    fn guide_named(&self, words: &str) -> Option<&str> {
        if let Some((name, _)) = self.written.get_key_value(words) {
            return Some(name);
        }
        let names = self.names.get_or_init(|| GuideNames::of(self.content));
        names.named(words)
    }

    fn note_guide_with_faults(&mut self, row: &Row, guide: String) {
        self.without_guide
            .entry(guide)
            .or_default()
            .push(row.number);
    }

    /// Tells what many rows have in common, once: the guides with faults, and warnings. A guide's name
    /// is one of those that there are, so that it can be said.
    fn tell_groups(&self, found: &mut Diagnostics) {
        for (guide, rows) in &self.without_guide {
            let mut fault = Diagnostic::new(
                rule::ROSTER_ROW,
                Severity::Error,
                None,
                format!(
                    "no leaflet can be made from the guide `{guide}`, which {} for",
                    match rows.len() {
                        1 => format!("{} asks", rows_in_words(rows)),
                        _ => format!("{} ask", rows_in_words(rows)),
                    }
                ),
            );
            fault.hints = vec![
                "other messages say what is wrong with the guide; correct it, then run the \
                 command again"
                    .into(),
            ];
            found.push(fault);
        }
        for ((rule, column, message), (rows, place)) in &self.warnings {
            let rows = rows.get(WARNED_ONE_BY_ONE..).unwrap_or_default();
            if rows.is_empty() {
                continue;
            }
            let mut warning = Diagnostic::new(
                rule,
                Severity::Warning,
                *place,
                format!(
                    "the same for column {} in {}: {message}",
                    quoted(self.roster.header(*column)),
                    rows_in_words(rows)
                ),
            );
            warning.hints = vec!["check the printed lines".into()];
            found.push(warning);
        }
    }
}

/// Refuses a surgeon of the command or of the settings whom the brand does not list.
fn check_surgeon(defaults: &Defaults, brand: &Brand) -> Result<(), Failure> {
    let given = PersonGiven {
        surgeon: defaults.surgeon.clone(),
        ..PersonGiven::default()
    };
    let read = PersonRead::of(&given, Some(brand), None);
    let mut found = Diagnostics::new();
    found.extend(read.found.into_iter().map(|(_, told)| told));
    if found.has_errors() {
        return Err(Failure::Content(found));
    }
    match read.unknown_surgeon {
        None => Ok(()),
        Some(mut unknown) => {
            // For somebody else a list has a column.
            let hints = &mut unknown.hints;
            hints.retain(|hint| !hint.names(Control::SurgeonInWords));
            hints.push(
                "write the name of any other surgeon into the list, in the column `surgeon`".into(),
            );
            Err(Failure::Usage(unknown))
        }
    }
}

/// Refuses a language of the command that there is not.
fn check_language(defaults: &Defaults, content: &Content) -> Result<(), Failure> {
    let known = content.languages();
    match &defaults.order.language {
        Some(tag) if !known.contains(tag) => Err(Failure::usage(
            format!("there is no language `{tag}`"),
            vec![
                Advice::from(format!("there are: {}", known.join(", "))),
                Advice::listing("languages", " shows them all"),
            ],
        )),
        _ => Ok(()),
    }
}
