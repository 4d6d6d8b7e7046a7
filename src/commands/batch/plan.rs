//! What a roster asks for, found and checked before the first page is set.
//!
//! In: the rows of a roster, and what the command says for all of them. Out: a [`Plan`]: each good row
//! with its guide, its person and its file's name, and everything that is wrong with the others. Promise:
//! each guide is read once; every row is looked at whatever is wrong with another; signs without a shape
//! are found here and not while pages are set; no message holds a word of the roster.
//!
//! What a row costs: the roster itself is let go of when it is planned, before the first page is set. A
//! planned row takes at most 112 bytes, and what is its own of words (the patient's name, the reference,
//! the file's name: some 75 bytes) stands with that of all others in one text ([`super::kept`]). With the
//! share and the report (52 bytes) that is a quarter of a kilobyte, 2.4 megabytes for ten thousand rows.

use std::cell::OnceCell;
use std::collections::BTreeMap;

use super::kept::{Keeping, Kept, TooManyWords, Wording};
use crate::base::diagnostic::{Diagnostic, Diagnostics, Severity, quoted, rule};
use crate::base::failure::Failure;
use crate::base::invariant::Certain;
use crate::commands::file_names::{NameParts, NamePattern, collisions, given_name};
use crate::commands::make::{
    FactName, GuideNames, Order, PersonGiven, PersonRead, ReadyGuide, SurgeonGiven, language_named,
    read_brand,
};
use crate::input::content::Content;
use crate::input::roster::{
    Appointment, Column, Doubt, Place, Roster, Row, row_fault, rows_in_words,
};
use crate::leaflet::{EDITIONS, Edition, PAPERS, Paper};
use crate::model::brand::Brand;
use crate::model::patient::{Fact, Person};
use crate::pages::press::Master;
use crate::source::{FileId, SourceSet, Span};

/// Rows with the same warning are told one by one up to this many.
const WARNED_ONE_BY_ONE: usize = 3;

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

/// A row that can be made. Whose leaflet it is and what its file is called, [`Plan::person`] and
/// [`Plan::file`] say.
pub struct PlannedRow {
    /// When the patient comes.
    pub appointment: Option<Appointment>,
    place: Place,
    number: u32,
    /// The list's own number.
    serial: Option<u32>,
    guide: u32,
    /// Facts in the order of [`facts_of`].
    facts: [Option<Kept>; FACTS],
    file: Option<Kept>,
}

/// How many facts a person has.
const FACTS: usize = 7;

impl PlannedRow {
    /// Its number in the list.
    pub fn number(&self) -> usize {
        self.number as usize
    }

    /// The list's own number of it, if the list has a column of such numbers.
    pub fn serial(&self) -> Option<u32> {
        self.serial
    }

    /// Its guide, by its place in [`Plan::guides`].
    pub fn guide(&self) -> usize {
        self.guide as usize
    }
}

/// What is to be made.
pub struct Plan {
    /// The list's file, as it is known to the `SourceSet`.
    list: FileId,
    wording: Wording,
    /// The guides that rows ask for.
    pub guides: Vec<PlannedGuide>,
    /// The good rows, in the list's order.
    pub rows: Vec<PlannedRow>,
    /// How many rows the list has below its header.
    pub asked: usize,
    /// How many of them were left out, because they are no patients or are not to be seen.
    pub left_out: usize,
    /// The good rows that people would not expect, by reason, each by its number.
    pub doubts: Vec<(Doubt, Vec<usize>)>,
    /// Whether two rows would write one file: then nothing may be written.
    pub has_collisions: bool,
}

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
            keeping: Keeping::for_rows(roster.rows().len()),
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

    /// How many rows have a fault, so that they are not planned.
    pub fn bad(&self) -> usize {
        self.asked - self.left_out - self.rows.len()
    }

    /// Those of some rows that are planned.
    fn made_of(&self, doubts: &[(Doubt, Vec<usize>)]) -> Vec<(Doubt, Vec<usize>)> {
        let is_planned = |number: &usize| {
            let found = self.rows.binary_search_by_key(number, PlannedRow::number);
            found.is_ok()
        };
        let planned = doubts.iter().map(|(doubt, rows)| {
            let rows = rows.iter().copied().filter(is_planned).collect();
            (*doubt, rows)
        });
        planned
            .filter(|(_, rows): &(_, Vec<usize>)| !rows.is_empty())
            .collect()
    }

    /// Whose leaflet a row asks for.
    pub fn person(&self, row: &PlannedRow) -> Person {
        let [
            patient,
            surgeon,
            date,
            procedure_date,
            level,
            side,
            reference,
        ] = row
            .facts
            .map(|fact| Some(Fact::again(self.wording.words(fact?))));
        Person {
            patient,
            surgeon,
            date,
            procedure_date,
            level,
            side,
            reference,
        }
    }

    /// The name of a row's file, with ending.
    pub fn file(&self, row: &PlannedRow) -> &str {
        self.wording.words(row.file.certain())
    }

    /// Where a row begins in the list.
    pub fn span(&self, row: &PlannedRow) -> Span {
        row.place.span(self.list)
    }

    /// What is wrong with a row: an error at its place, whose sentence begins with the row.
    pub fn row_fault(
        &self,
        row: &PlannedRow,
        rule: &'static str,
        message: &str,
        hints: &[&str],
    ) -> Diagnostic {
        row_fault(row.number(), self.span(row), rule, message, hints)
    }

    /// The fault of rows that would write one file, at the first.
    fn told_alike(&self, alike: &[usize]) -> Option<Diagnostic> {
        let mut rows = alike.iter().filter_map(|at| self.rows.get(*at));
        let first = rows.next()?;
        let others: Vec<String> = rows.map(|row| row.number.to_string()).collect();
        let message = format!(
            "would write the same file as row {}, so nothing is written",
            others.join(", ")
        );
        Some(self.row_fault(
            first,
            rule::ROSTER_OUTPUT,
            &message,
            &["put `{row}` into the pattern of `--name`, or give each row a name of its own"],
        ))
    }
}

/// The facts of a person, each with whether other rows may well have the same.
fn facts_of(person: &Person) -> [(&Option<Fact>, bool); FACTS] {
    [
        (&person.patient, false),
        (&person.surgeon, true),
        (&person.date, true),
        (&person.procedure_date, true),
        (&person.level, true),
        (&person.side, true),
        (&person.reference, false),
    ]
}

fn too_many_words() -> Failure {
    Failure::usage(
        "the list holds too many words",
        vec!["divide it into several lists".to_owned()],
    )
}

/// What makes two warnings one: the rule, the column, and what is said.
type WarningKey = (&'static str, Column, String);

struct Planning<'a> {
    keeping: Keeping,
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
            told.push(no_serial(self.roster, row));
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
                reference: person.reference.as_ref().map(Fact::words),
                patient: person.patient.as_ref().map(Fact::words),
            })
        });
        let mut facts = [None; FACTS];
        for (kept, (fact, may_repeat)) in facts.iter_mut().zip(facts_of(&person)) {
            *kept = match fact {
                Some(fact) if may_repeat => self.keeping.keep_repeated(fact.words())?,
                Some(fact) => self.keeping.keep(fact.words())?,
                None => None,
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
            file: self.keeping.keep(&format!("{stem}.pdf"))?,
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
                let leaflet = ready.leaflet(&Person::default(), &mut told);
                leaflet.map(|leaflet| {
                    told.append(ready.remarks_for_printing());
                    let master = Master::new(leaflet);
                    self.guides.push(PlannedGuide { ready, master });
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
                    "of the guide `{guide}`, which {} for, no leaflet can be made",
                    match rows.len() {
                        1 => format!("{} asks", rows_in_words(rows)),
                        _ => format!("{} ask", rows_in_words(rows)),
                    }
                ),
            );
            fault.hints = vec![
                "what is wrong with the guide is told too; mend it, then run the command again"
                    .to_owned(),
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
                    "the same of column {} in {}: {message}",
                    quoted(self.roster.header(*column)),
                    rows_in_words(rows)
                ),
            );
            warning.hints = vec!["check the printed lines".to_owned()];
            found.push(warning);
        }
    }

    /// What a row orders: a guide that exists, in a language in which it is written, in an edition that
    /// is known; else a fault. Cells are not quoted: a column may have been mistaken for another.
    fn order(&mut self, row: &Row, found: &mut Diagnostics) -> Option<Order> {
        let roster = self.roster;
        let mut order = self.defaults.order.clone();
        let guides = &self.written;
        let mut is_known = true;
        match &row.guide {
            Some(name) if self.guide_named(name).is_some() => {
                self.guide_named(name)
                    .unwrap_or_default()
                    .clone_into(&mut order.guide);
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
                is_known = false;
            }
            // What is wrong with the cell was told.
            None if row.has_fault_in(Column::Guide) => is_known = false,
            None if self.defaults.has_guide => {}
            None => {
                let message = match roster.has(Column::Guide) {
                    true => "is empty, and the command names no guide",
                    false => "is not there, and the command names no guide",
                };
                found.push(roster.fault(
                    row,
                    Column::Guide,
                    rule::ROSTER_CELL,
                    message,
                    &[
                        "give one for all such rows with `--guide`, or under `batch:` in `leaflet.yaml`",
                        "`leaflet list guides` shows them all",
                    ],
                ));
                is_known = false;
            }
        }
        if let Some(asked) = &row.language {
            let written = guides.get(&order.guide).filter(|_| is_known);
            let meant = language_named(asked, written.unwrap_or(&self.languages));
            let language = &meant.unwrap_or(asked).to_owned();
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
                is_known = false;
            } else if !is_known && !self.languages.contains(language) {
                found.push(roster.fault(
                    row,
                    Column::Language,
                    rule::ROSTER_CELL,
                    "names no language that there is",
                    &[&format!("there are: {}", self.languages.join(", "))],
                ));
            }
            order.language = Some(language.clone());
        }
        self.print(row, &mut order, found);
        is_known.then_some(order)
    }

    /// Says the new way where editions are sheets.
    fn tell_sheets_as_editions(&self, found: &mut Diagnostics) {
        let rows = &self.sheets_as_editions;
        if rows.is_empty() {
            return;
        }
        let message = format!(
            "the edition of {} is a sheet of paper, and is taken for it",
            rows_in_words(rows)
        );
        let told = Diagnostic::new(rule::SHEET_AS_EDITION, Severity::Note, None, message);
        found.push(told.hint("write sheets into a column `paper`"));
    }

    /// The edition and the sheet of a row.
    fn print(&mut self, row: &Row, order: &mut Order, found: &mut Diagnostics) {
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
                        "names no edition that there is",
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
                        "names no sheet that there is",
                        &[&format!("the sheets are: {}", known.join(", "))],
                    ));
                }
            }
        }
    }

    /// The row's person; faults and warnings are told at their cells. Where the guide is not known, the
    /// facts are looked at as far as no language is needed.
    fn person(&mut self, row: &Row, guide: Option<usize>, found: &mut Diagnostics) -> Person {
        let given = PersonGiven {
            patient: row.patient.clone(),
            surgeon: self.surgeon(row, found),
            date: self.defaults.date.clone(),
            procedure_date: row.procedure_date.clone(),
            level: row.level.clone(),
            side: row.side.clone(),
            reference: row.reference.clone(),
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
            let hints: Vec<&str> = told.hints.iter().map(String::as_str).collect();
            found.push(
                self.roster
                    .told(row, column, told.severity, told.rule, message, &hints),
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
        let Some(words) = &row.surgeon else {
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

/// The fault of a row without a number of the list's own, where the pattern asks for one.
fn no_serial(roster: &Roster, row: &Row) -> Diagnostic {
    let message = match roster.has(Column::Serial) {
        true => "is empty or no whole number, and the pattern of names asks for `{serial}`",
        false => "is not there, and the pattern of names asks for `{serial}`",
    };
    roster.fault(
        row,
        Column::Serial,
        rule::ROSTER_CELL,
        message,
        &[
            "give each row a number in a column headed `S.No`, or name its header in `leaflet.yaml` under \
             `columns:` as `serial`",
            "or let the pattern say `{row}` in place of `{serial}`",
        ],
    )
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
        Some((message, mut hints)) => {
            // The option for somebody else is one of `leaflet make`; a list has a column for it.
            hints.retain(|hint| !hint.contains("--surgeon-name"));
            hints.push(
                "somebody else's name stands in the list, in the column `surgeon`".to_owned(),
            );
            Err(Failure::usage(message, hints))
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
                format!("there are: {}", known.join(", ")),
                "`leaflet list languages` shows them all".to_owned(),
            ],
        )),
        _ => Ok(()),
    }
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

fn looks_like_an_id(words: &str) -> bool {
    words
        .chars()
        .all(|sign| sign.is_ascii_lowercase() || sign.is_ascii_digit() || sign == '-')
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::commands::batch::FileThere;

    #[test]
    fn a_row_costs_what_is_said() {
        assert!(size_of::<PlannedRow>() <= 112);
        // And its place in the share.
        assert!(size_of::<FileThere>() + size_of::<usize>() <= 52);
    }
}
