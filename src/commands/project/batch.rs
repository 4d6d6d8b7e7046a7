//! What `leaflet.yaml` says of lists of patients: the clinic's morning, settled once.
//!
//! In: the map `batch`. Out: [`BatchSettings`], each with its place where it can turn out to be wrong later.
//! Promise: what was said on the command line wins; that is for the caller to see to.

use super::{FOLDER, home_sign};
use crate::base::diagnostic::{Diagnostic, rule};
use crate::commands::file_names::NamePattern;
use crate::input::roster::{DATE_ORDERS, DateOrder};
use crate::model::guide::{Words, optional_words};
use crate::source::{
    FieldForm, Fields, MAXIMUM_PLAIN_CHARACTERS, MapForm, Node, Reading, ValueForm, WrittenForm,
};

/// The form of the map `batch`.
pub(super) const BATCH: MapForm = MapForm {
    what: "`batch`",
    documentation: None,
    fields: &[
        FieldForm::optional("guide", ValueForm::WORDS),
        FieldForm::optional("dates", ValueForm::Choice(date_orders)),
        FieldForm::optional("output", ValueForm::Written(&FOLDER)),
        FieldForm::optional("print_job", ValueForm::Written(&FOLDER)),
        FieldForm::optional("separator_sheets", ValueForm::Choice(answers)),
        FieldForm::optional("prune", ValueForm::Choice(answers)),
        FieldForm::optional("visible_only", ValueForm::Choice(answers)),
        FieldForm::optional("strict", ValueForm::Choice(answers)),
        FieldForm::optional(
            "header_row",
            ValueForm::Number {
                least: 1,
                most: MOST_ROWS,
            },
        ),
        FieldForm::optional("sheet", ValueForm::WORDS),
        FieldForm::optional("encoding", ValueForm::WORDS),
        FieldForm::optional("repair_encoding", ValueForm::Choice(answers)),
        FieldForm::optional("names", ValueForm::Written(&NAMES)),
    ],
};

/// The form of a pattern of names, in which something must tell one row from another.
const NAMES: WrittenForm = WrittenForm {
    pattern: concat!(
        r"^(?:[^{}]|\{[a-z]+\})*",
        r"\{(?:row|serial|reference|patient)\}",
        r"(?:[^{}]|\{[a-z]+\})*$"
    ),
    most: MAXIMUM_PLAIN_CHARACTERS,
    may_look_like_a_number: false,
    hint: "write it like {row}-{guide}-{language}, or use {serial} for the list's own number",
};

/// Rows of the largest workbook.
const MOST_ROWS: u32 = 1_048_576;

/// The answers to a question of yes or no.
const ANSWERS: &[(&str, bool)] = &[("yes", true), ("no", false)];

/// What is settled of lists; what is absent is not set.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct BatchSettings {
    /// The guide of rows that name none.
    pub guide: Option<Words>,
    /// In which order the figures of dates stand.
    pub dates: Option<DateOrder>,
    /// The folder of the leaflets, from the working folder.
    pub output: Option<Words>,
    /// The file of the print job, from the working folder.
    pub print_job: Option<Words>,
    /// Whether a sheet stands before each leaflet of the print job.
    pub separator_sheets: bool,
    /// Whether leaflets of earlier lists are taken away.
    pub prune: bool,
    /// Whether what a workbook hides is left out.
    pub visible_only: bool,
    /// Whether nothing is made if any row has a fault.
    pub strict: bool,
    /// The number of the header's row.
    pub header_row: Option<u32>,
    /// The sheet of a workbook that has several.
    pub sheet: Option<Words>,
    /// The encoding of lists that are not Unicode.
    pub encoding: Option<Words>,
    /// Whether letters that were read in a wrong encoding are put right.
    pub repair_encoding: bool,
    /// The pattern of the files' names, as `--name` takes it.
    pub names: Option<NamePattern>,
}

impl BatchSettings {
    /// Reads the map.
    pub(super) fn read(reading: &mut Reading<'_>, node: &Node) -> Option<Self> {
        let fields = reading.map(node, &BATCH)?;
        let guide = optional_words(reading, &fields, "guide");
        let dates = reading.optional(&fields, "dates");
        let dates =
            dates.and_then(|node| reading.choice(node, "dates", rule::UNKNOWN_CHOICE, DATE_ORDERS));
        let output = optional_words(reading, &fields, "output");
        let print_job = optional_words(reading, &fields, "print_job");
        for path in [&output, &print_job].into_iter().flatten() {
            if path.text.starts_with('~') {
                reading.fault(home_sign(path));
            }
        }
        let separator_sheets = is_yes(reading, &fields, "separator_sheets");
        let prune = is_yes(reading, &fields, "prune");
        let visible_only = is_yes(reading, &fields, "visible_only");
        let strict = is_yes(reading, &fields, "strict");
        let header_row = reading.optional(&fields, "header_row");
        let header_row =
            header_row.and_then(|node| reading.whole_number(node, "header_row", 1..=MOST_ROWS));
        let sheet = optional_words(reading, &fields, "sheet");
        let encoding = optional_words(reading, &fields, "encoding");
        let repair_encoding = is_yes(reading, &fields, "repair_encoding");
        let names = reading.optional(&fields, "names");
        let names = names.and_then(|node| read_names(reading, node));
        Some(Self {
            guide,
            dates,
            output,
            print_job,
            separator_sheets,
            prune,
            visible_only,
            strict,
            header_row,
            sheet,
            encoding,
            repair_encoding,
            names,
        })
    }
}

fn read_names(reading: &mut Reading<'_>, node: &Node) -> Option<NamePattern> {
    let pattern = reading.scalar(node, "names")?;
    match NamePattern::read(&pattern.value) {
        Ok(names) => Some(names),
        Err(problem) => {
            reading.fault(
                Diagnostic::error(rule::WRONG_NAMES, node.span, problem.message())
                    .hint(problem.hint()),
            );
            None
        }
    }
}

fn is_yes(reading: &mut Reading<'_>, fields: &Fields<'_>, key: &str) -> bool {
    let node = reading.optional(fields, key);
    let answer = node.and_then(|node| reading.choice(node, key, rule::UNKNOWN_CHOICE, ANSWERS));
    answer.unwrap_or(false)
}

fn answers() -> Vec<&'static str> {
    ANSWERS.iter().map(|(name, _)| *name).collect()
}

fn date_orders() -> Vec<&'static str> {
    DATE_ORDERS.iter().map(|(name, _)| *name).collect()
}
