//! From a workbook of LibreOffice to a sheet.
//!
//! In: the bytes, and which sheet is meant. Out: the filled cells of that sheet, numbers as LibreOffice
//! shows them, days and times as such. One pass over `content.xml`. Promise: rows and cells that a file
//! says to be repeated are put in one by one, so that the limits count them; empty ones cost nothing.

use std::collections::BTreeSet;

use super::choice::Choice;
use super::container::{Container, damaged};
use super::number::{self, Shown};
use super::xml::{Element, Part, Token, add};
use super::{Filling, MAXIMUM_CELL_CHARACTERS, Merged, Place, Refusal, Unreadable, rule};

/// The largest sheet of LibreOffice: rows and columns.
const SHEET: (u32, u32) = (1_048_576, 16_384);

/// Most merged areas; each takes memory.
const MERGED: usize = 100_000;

pub(super) fn read(
    bytes: &[u8],
    sheet: Option<&str>,
    filling: &mut Filling,
) -> Result<(), Refusal> {
    let mut container = Container::open(bytes)?;
    refuse_locked(&mut container)?;
    let mut part = container.needed("content.xml")?;
    let mut choice = Choice::new(sheet);
    let mut style = None;
    let mut hidden_styles = BTreeSet::new();
    loop {
        match part.next()? {
            Token::Start(element) if element.is("style") => style = element.attribute("name"),
            Token::Start(element) if element.is("table-properties") => {
                let is_shown = element.attribute("display");
                if is_shown.is_some_and(|value| value == "false") {
                    hidden_styles.extend(style.clone());
                }
            }
            // They hold tables too, which are no sheets.
            Token::Start(element) if element.is("dde-links") || element.is("tracked-changes") => {
                part.skip()?;
            }
            Token::Start(element) if element.is("table") => {
                let name = element.attribute("name").unwrap_or_default();
                let style = element.attribute("style-name").unwrap_or_default();
                if choice.wants(&name, hidden_styles.contains(&style)) {
                    let mut table = Table {
                        filling,
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
            "this file is a workbook locked with a password, not a list that can be read",
        )
        .hint("in LibreOffice: `Save as`, and take the tick from `Save with password`"));
    }
    Ok(())
}

struct Table<'f> {
    filling: &'f mut Filling,
    /// Whether another sheet is in the filling already: then nothing is put in.
    only_whether_filled: bool,
    is_filled: bool,
    /// Rows met so far.
    row: u32,
    /// The filled cells of the row that is read.
    cells: Vec<(u32, u32, Shown)>,
}

impl Table<'_> {
    fn read(&mut self, part: &mut Part<'_>) -> Result<(), Refusal> {
        let inside = part.depth();
        loop {
            match part.next()? {
                Token::Start(element) if element.is("table-row") => {
                    let repeats = repeats(&element, "number-rows-repeated");
                    let visibility = element.attribute("visibility");
                    let is_hidden = visibility.is_some_and(|value| value != "visible");
                    self.read_row(part)?;
                    self.put_row(repeats, is_hidden)?;
                }
                Token::Start(element)
                    if ["table-row-group", "table-rows", "table-header-rows"]
                        .iter()
                        .any(|group| element.is(group)) => {}
                Token::Start(_) => part.skip()?,
                Token::End(depth) if depth < inside => return Ok(()),
                _ => {}
            }
        }
    }

    fn read_row(&mut self, part: &mut Part<'_>) -> Result<(), Refusal> {
        self.cells.clear();
        let inside = part.depth();
        let mut column: u32 = 0;
        loop {
            match part.next()? {
                Token::Start(element) if element.is("table-cell") => {
                    let head = CellHead::read(&element);
                    let shown = head.shown(part)?;
                    if head.rows > 1 || head.columns > 1 {
                        self.merge(column, &head)?;
                    }
                    if let Some(shown) = shown {
                        self.cells.push((column, head.repeats, shown));
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
            for (column, repeats, shown) in &self.cells {
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
    fn shown(&self, part: &mut Part<'_>) -> Result<Option<Shown>, Refusal> {
        let mut words = String::new();
        paragraphs(part, &mut words)?;
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
fn paragraphs(part: &mut Part<'_>, words: &mut String) -> Result<(), Refusal> {
    let inside = part.depth();
    let mut is_first = true;
    loop {
        match part.next()? {
            Token::Start(element) if element.is("p") || element.is("h") => {
                if !is_first {
                    add(words, "\n");
                }
                is_first = false;
                paragraph(part, words)?;
            }
            Token::Start(_) => part.skip()?,
            Token::End(depth) if depth < inside => return Ok(()),
            _ => {}
        }
    }
}

fn paragraph(part: &mut Part<'_>, words: &mut String) -> Result<(), Refusal> {
    let inside = part.depth();
    loop {
        match part.next()? {
            Token::Words(more) => add(words, &more),
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
            _ => {}
        }
    }
}

fn repeats(element: &Element<'_>, name: &str) -> u32 {
    let count = element.attribute(name).and_then(|count| count.parse().ok());
    count.unwrap_or(1).clamp(1, SHEET.0)
}
