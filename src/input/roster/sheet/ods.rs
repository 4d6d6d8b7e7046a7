//! From a workbook of LibreOffice to a sheet.
//!
//! In: the bytes, and which sheet is meant. Out: the filled cells of that sheet, numbers as LibreOffice
//! shows them, days and times as such, and which of them are struck out. One pass over `content.xml`. Promise: rows and cells that a file
//! says to be repeated are put in one by one, so that the limits count them; empty ones cost nothing.

use std::collections::{BTreeMap, BTreeSet};

use super::choice::Choice;
use super::container::Container;
use super::damaged::damaged;
use super::number::{self, Shown};
use super::strike::{Runs, Struck};
use super::xml::{Element, Part, Token, add};
use super::{Filling, MAXIMUM_CELL_CHARACTERS, Merged, Place, Refusal, Unreadable, rule};

/// The largest sheet of LibreOffice: rows and columns.
const SHEET: (u32, u32) = (1_048_576, 16_384);

/// Most styles that are taken down.
const STYLES: usize = 70_000;

/// What stands round rows and columns.
const GROUPS: [&str; 6] = [
    "table-row-group",
    "table-rows",
    "table-header-rows",
    "table-column-group",
    "table-columns",
    "table-header-columns",
];

/// Most merged areas; each takes memory.
const MERGED: usize = 100_000;

pub(super) fn read(
    bytes: &[u8],
    sheet: Option<&str>,
    filling: &mut Filling,
) -> Result<(), Refusal> {
    let mut container = Container::open(bytes)?;
    refuse_locked(&mut container)?;
    let mut styles = Styles::default();
    // Styles with a name of their own stand in a part of their own.
    if let Some(mut part) = container.part("styles.xml")? {
        part.each_element(|element| styles.take_down(element))?;
    }
    let mut part = container.needed("content.xml")?;
    let mut choice = Choice::new(sheet);
    loop {
        match part.next()? {
            Token::Start(element)
                if ["style", "table-properties", "text-properties"]
                    .iter()
                    .any(|name| element.is(name)) =>
            {
                styles.take_down(&element)?;
            }
            // They hold tables too, which are no sheets.
            Token::Start(element) if element.is("dde-links") || element.is("tracked-changes") => {
                part.skip()?;
            }
            Token::Start(element) if element.is("table") => {
                let name = element.attribute("name").unwrap_or_default();
                let style = element.attribute("style-name").unwrap_or_default();
                if choice.wants(&name, styles.hidden.contains(&style)) {
                    let mut table = Table {
                        styles: &styles,
                        filling,
                        column: 0,
                        column_styles: Vec::new(),
                        only_whether_filled: choice.has_one(),
                        is_filled: false,
                        row: 0,
                        cells: Vec::new(),
                    };
                    table.read(&mut part)?;
                    let is_filled = table.is_filled;
                    choice.seen(is_filled);
                } else {
                    part.skip()?;
                }
            }
            Token::EndOfPart => return choice.close(),
            _ => {}
        }
    }
}

/// Refuses a workbook locked with a password: its list of parts says so.
fn refuse_locked(container: &mut Container<'_>) -> Result<(), Refusal> {
    let mut is_locked = container.has("encrypted-package");
    if let Some(mut manifest) = container.part("META-INF/manifest.xml")? {
        manifest.each_element(|element| {
            is_locked |= element.is("encryption-data");
            Ok(())
        })?;
    }
    if is_locked {
        return Err(Refusal::new(
            rule::ROSTER_KIND,
            "this file is a workbook locked with a password, not a list that the program can read",
        )
        .hint("in LibreOffice: `Save as`, and clear the box `Save with password`"));
    }
    Ok(())
}

/// The styles that matter, by their names.
#[derive(Default)]
struct Styles {
    /// The one that is read.
    name: Option<String>,
    /// Those of tables that are hidden.
    hidden: BTreeSet<String>,
    /// Those of cells and words that say whether these are struck out.
    struck: BTreeMap<String, bool>,
}

impl Styles {
    fn take_down(&mut self, element: &Element<'_>) -> Result<(), Refusal> {
        if element.is("style") {
            self.name = element.attribute("name");
            // What it does not say itself, it has from its parent, which stands before it.
            let parent = element.attribute("parent-style-name");
            let inherited = parent.and_then(|parent| self.struck.get(&parent).copied());
            if let (Some(name), Some(is_struck)) = (&self.name, inherited) {
                self.struck.insert(name.clone(), is_struck);
            }
        } else if element.is("table-properties") {
            let is_shown = element.attribute("display");
            if is_shown.is_some_and(|value| value == "false") {
                self.hidden.extend(self.name.clone());
            }
        } else if element.is("text-properties") {
            let line = ["text-line-through-style", "text-line-through-type"];
            let line = line.iter().find_map(|name| element.attribute(name));
            if let (Some(line), Some(name)) = (line, &self.name) {
                self.struck.insert(name.clone(), line != "none");
            }
        }
        match self.struck.len().max(self.hidden.len()) > STYLES {
            true => Err(damaged()),
            false => Ok(()),
        }
    }

    fn is_struck(&self, name: Option<&str>) -> Option<bool> {
        name.and_then(|name| self.struck.get(name).copied())
    }
}

struct Table<'f> {
    styles: &'f Styles,
    /// Columns met so far, and from which on each has which style for its cells.
    column: u32,
    column_styles: Vec<(u32, bool)>,
    filling: &'f mut Filling,
    /// Whether another sheet is in the filling already: then nothing is put in.
    only_whether_filled: bool,
    is_filled: bool,
    /// Rows met so far.
    row: u32,
    /// The filled cells of the row that is read: first column, how many, whether struck out, what it shows.
    cells: Vec<(u32, u32, bool, Shown)>,
}

impl Table<'_> {
    fn read(&mut self, part: &mut Part<'_>) -> Result<(), Refusal> {
        let inside = part.depth();
        loop {
            match part.next()? {
                Token::Start(element) if element.is("table-row") => {
                    let repeats = repeats(&element, "number-rows-repeated");
                    let is_hidden = is_hidden(&element);
                    let style = element.attribute("default-cell-style-name");
                    self.read_row(part, self.styles.is_struck(style.as_deref()))?;
                    self.put_row(repeats, is_hidden)?;
                }
                Token::Start(element) if element.is("table-column") => self.take_column(&element),
                Token::Start(element) if GROUPS.iter().any(|group| element.is(group)) => {}
                Token::Start(_) => part.skip()?,
                Token::End(depth) if depth < inside => return Ok(()),
                _ => {}
            }
        }
    }

    fn take_column(&mut self, element: &Element<'_>) {
        let first = self.column;
        let repeats = repeats(element, "number-columns-repeated");
        self.column = first.saturating_add(repeats).min(SHEET.1);
        if self.only_whether_filled || first == self.column {
            return;
        }
        if is_hidden(element) {
            self.filling
                .hide_columns(first as usize, self.column as usize - 1);
        }
        let style = element.attribute("default-cell-style-name");
        let is_struck = self.styles.is_struck(style.as_deref()).unwrap_or(false);
        if self
            .column_styles
            .last()
            .map_or(is_struck, |(_, last)| *last != is_struck)
        {
            self.column_styles.push((first, is_struck));
        }
    }

    /// Whether the cells of a column are struck out where they do not say it themselves.
    fn is_column_struck(&self, column: u32) -> bool {
        let from = self
            .column_styles
            .partition_point(|(first, _)| *first <= column);
        let style = from
            .checked_sub(1)
            .and_then(|at| self.column_styles.get(at));
        style.is_some_and(|(_, is_struck)| *is_struck)
    }

    fn read_row(
        &mut self,
        part: &mut Part<'_>,
        row_is_struck: Option<bool>,
    ) -> Result<(), Refusal> {
        self.cells.clear();
        let inside = part.depth();
        let mut column: u32 = 0;
        loop {
            match part.next()? {
                Token::Start(element) if element.is("table-cell") => {
                    let head = CellHead::read(&element);
                    let style = element.attribute("style-name");
                    let own = self.styles.is_struck(style.as_deref());
                    let own = if style.is_some() {
                        own.or(Some(false))
                    } else {
                        row_is_struck
                    };
                    let is_struck = own.unwrap_or_else(|| self.is_column_struck(column));
                    let mut runs = Runs::default();
                    let shown = head.shown(part, self.styles, &mut runs)?;
                    let struck = runs.within(is_struck);
                    let shown = shown.map(|shown| match struck {
                        Struck::Part => Shown::Unreadable(Unreadable::PartlyStruck),
                        _ => shown,
                    });
                    if head.rows > 1 || head.columns > 1 {
                        self.merge(column, &head)?;
                    }
                    if let Some(shown) = shown {
                        let is_struck = struck == Struck::All;
                        self.cells.push((column, head.repeats, is_struck, shown));
                    }
                    column = column.saturating_add(head.repeats).min(SHEET.1);
                }
                Token::Start(element) if element.is("covered-table-cell") => {
                    let repeats = repeats(&element, "number-columns-repeated");
                    column = column.saturating_add(repeats).min(SHEET.1);
                    part.skip()?;
                }
                Token::Start(_) => part.skip()?,
                Token::End(depth) if depth < inside => return Ok(()),
                _ => {}
            }
        }
    }

    fn merge(&mut self, column: u32, head: &CellHead) -> Result<(), Refusal> {
        if self.only_whether_filled {
            return Ok(());
        }
        if self.filling.sheet.merged.len() >= MERGED {
            return Err(damaged());
        }
        let (row, column) = (self.row as usize + 1, column as usize);
        self.filling.sheet.merged.push(Merged {
            rows: (row, row + head.rows as usize - 1),
            columns: (column, column + head.columns as usize - 1),
        });
        Ok(())
    }

    /// Puts in the row that was read, as often as it stands there.
    fn put_row(&mut self, repeats: u32, is_hidden: bool) -> Result<(), Refusal> {
        let first = self.row;
        self.row = first.saturating_add(repeats).min(SHEET.0);
        if self.cells.is_empty() {
            return Ok(());
        }
        self.is_filled = true;
        if self.only_whether_filled {
            return Ok(());
        }
        for row in first + 1..=self.row {
            let begun = self.filling.begin_row(row, Place::line(row))?;
            begun.is_hidden = is_hidden;
            for (column, repeats, is_struck, shown) in &self.cells {
                self.filling.is_struck = *is_struck;
                for column in *column..column.saturating_add(*repeats) {
                    let place = Place {
                        line: row,
                        column: column + 1,
                    };
                    self.filling.put_shown(column as usize, place, shown)?;
                }
            }
        }
        Ok(())
    }
}

/// A cell's own attributes.
struct CellHead {
    kind: String,
    /// The value as a program reads it.
    value: Option<String>,
    repeats: u32,
    /// Rows and columns that it is shown over.
    rows: u32,
    columns: u32,
    is_error: bool,
}

impl CellHead {
    fn read(element: &Element<'_>) -> Self {
        let mut head = Self {
            kind: String::new(),
            value: None,
            repeats: 1,
            rows: 1,
            columns: 1,
            is_error: false,
        };
        let mut has_value = false;
        let count = |value: &str| value.parse().unwrap_or(1).clamp(1, SHEET.0);
        element.each_attribute(|name, value| match name {
            // LibreOffice gives the kind twice, and `error` the second time only.
            "value-type" if value == "error" => head.is_error = true,
            "value-type" => value.clone_into(&mut head.kind),
            "value" | "date-value" | "time-value" | "boolean-value" | "string-value" => {
                has_value = true;
            }
            "number-columns-repeated" => head.repeats = count(value),
            "number-rows-spanned" => head.rows = count(value),
            "number-columns-spanned" => head.columns = count(value),
            _ => {}
        });
        if has_value {
            let names = [
                "date-value",
                "time-value",
                "boolean-value",
                "string-value",
                "value",
            ];
            head.value = names.iter().find_map(|name| element.attribute(name));
        }
        head
    }

    /// What the cell shows; its element is read to the end.
    fn shown(
        &self,
        part: &mut Part<'_>,
        styles: &Styles,
        runs: &mut Runs,
    ) -> Result<Option<Shown>, Refusal> {
        let mut words = String::new();
        paragraphs(part, &mut words, styles, runs)?;
        if self.is_error {
            return Ok(Some(Shown::Unreadable(Unreadable::ErrorValue)));
        }
        let value = self.value.as_deref().unwrap_or_default();
        let shown = match self.kind.as_str() {
            "date" => number::iso(value),
            "time" => number::clock(value),
            _ if words.trim().is_empty() && value.trim().is_empty() => return Ok(None),
            "float" if words.contains("E+") => Shown::Unreadable(Unreadable::TooManyFigures),
            _ if words.trim().is_empty() => Shown::Words(value.to_owned()),
            _ => Shown::Words(words),
        };
        Ok(Some(shown))
    }
}

/// The paragraphs of a cell, one below the other; remarks and drawings are left out.
fn paragraphs(
    part: &mut Part<'_>,
    words: &mut String,
    styles: &Styles,
    runs: &mut Runs,
) -> Result<(), Refusal> {
    let inside = part.depth();
    let mut is_first = true;
    loop {
        match part.next()? {
            Token::Start(element) if element.is("p") || element.is("h") => {
                if !is_first {
                    add(words, "\n");
                }
                is_first = false;
                paragraph(part, words, styles, runs)?;
            }
            Token::Start(_) => part.skip()?,
            Token::End(depth) if depth < inside => return Ok(()),
            _ => {}
        }
    }
}

fn paragraph(
    part: &mut Part<'_>,
    words: &mut String,
    styles: &Styles,
    runs: &mut Runs,
) -> Result<(), Refusal> {
    let inside = part.depth();
    // The runs that are open, each with its depth and whether it is struck out.
    let mut open: Vec<(usize, Option<bool>)> = Vec::new();
    loop {
        match part.next()? {
            Token::Words(more) => {
                runs.add(
                    &more,
                    open.iter().rev().find_map(|(_, is_struck)| *is_struck),
                );
                add(words, &more);
            }
            Token::Start(element) if element.is("span") => {
                let style = element.attribute("style-name");
                let is_struck = styles.is_struck(style.as_deref());
                open.push((part.depth(), is_struck));
            }
            Token::Start(element) if element.is("s") => {
                let count = element.attribute("c").and_then(|count| count.parse().ok());
                let most = MAXIMUM_CELL_CHARACTERS + 1;
                add(words, &" ".repeat(count.unwrap_or(1).min(most)));
            }
            Token::Start(element) if element.is("tab") => add(words, "\t"),
            Token::Start(element) if element.is("line-break") => add(words, "\n"),
            Token::Start(element)
                if ["annotation", "frame", "note", "ruby-text"]
                    .iter()
                    .any(|other| element.is(other)) =>
            {
                part.skip()?;
            }
            Token::End(depth) if depth < inside => return Ok(()),
            Token::End(depth) => open.retain(|(from, _)| *from <= depth),
            _ => {}
        }
    }
}

/// Whether a row or a column is hidden, by hand or by a filter.
fn is_hidden(element: &Element<'_>) -> bool {
    let visibility = element.attribute("visibility");
    visibility.is_some_and(|value| value != "visible")
}

fn repeats(element: &Element<'_>, name: &str) -> u32 {
    let count = element.attribute(name).and_then(|count| count.parse().ok());
    count.unwrap_or(1).clamp(1, SHEET.0)
}
