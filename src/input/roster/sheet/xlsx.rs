//! From a workbook of Excel to a sheet.
//!
//! In: the bytes, and which sheet is meant. Out: the filled cells of that sheet, as Excel shows them:
//! stored values of formulas, days and times by the number format of their cell, rich text without its
//! form but for what is struck out, phonetic aids left out. Read with `zip` and `quick-xml` in one pass over each part, because
//! the ready reader of workbooks, calamine, takes a file's word for how much memory it needs.
//! Promise: rows and cells come in order and within the limits, or the workbook is refused.

use std::collections::BTreeMap;

use super::choice::Choice;
use super::container::Container;
use super::damaged::{SAVE_ALONE, damaged};
use super::number::{Epoch, Form};
use super::strike::{Runs, Struck};
use super::typeface;
use super::xml::{Element, Part, Token, add};
use super::{
    Filling, MAXIMUM_ROSTER_TEXT_BYTES, Merged, Place, Refusal, Unreadable, Value, is_too_long,
    rule,
};
use crate::base::invariant::PartOf;

/// Most number formats and cell styles: Excel itself allows 65,490.
const STYLES: usize = 70_000;

/// Most merged areas; each takes memory.
const MERGED: usize = 100_000;

/// Most sheets of a workbook: each is looked at.
const SHEETS: usize = 1_000;

/// The largest sheet of Excel.
const SHEET: (u32, u32) = (1_048_576, 16_384);

pub(super) fn read(
    bytes: &[u8],
    sheet: Option<&str>,
    filling: &mut Filling,
) -> Result<(), Refusal> {
    let mut container = Container::open(bytes)?;
    let workbook = Workbook::read(&mut container)?;
    let strings = SharedStrings::read(&mut container, &workbook.folder)?;
    let styles = read_styles(&mut container, &workbook.folder)?;
    let other_letters = typeface::of_excel(&mut container, &workbook.folder)?;
    let mut choice = Choice::new(sheet);
    for found in &workbook.sheets {
        if !choice.wants(&found.name, found.is_hidden) {
            continue;
        }
        let mut part = container.needed(&found.path)?;
        let mut reading = Reading {
            strings: &strings,
            styles: &styles,
            other_letters: &other_letters,
            epoch: workbook.epoch,
            filling,
            only_whether_filled: choice.has_one(),
            row: 0,
            words: String::new(),
            stored: String::new(),
        };
        let is_filled = reading.sheet(&mut part)?;
        choice.seen(is_filled);
    }
    choice.close()
}

/// What a workbook says of itself.
struct Workbook {
    /// The folder of its parts, with a stroke at the end.
    folder: String,
    epoch: Epoch,
    sheets: Vec<SheetFound>,
}

struct SheetFound {
    name: String,
    path: String,
    is_hidden: bool,
}

impl Workbook {
    fn read(container: &mut Container<'_>) -> Result<Self, Refusal> {
        let mut main = "xl/workbook.xml".to_owned();
        if let Some(mut part) = container.part("_rels/.rels")? {
            part.each_element(|element| {
                let kind = element.attribute("Type").unwrap_or_default();
                if element.is("Relationship") && kind.ends_with("/officeDocument") {
                    main = element.attribute("Target").unwrap_or_default();
                }
                Ok(())
            })?;
        }
        let main = main.trim_start_matches('/').to_owned();
        let (folder, name) = match main.rfind('/') {
            Some(at) => main.split_at(at + 1),
            None => ("", main.as_str()),
        };
        let targets = Self::targets(container, &format!("{folder}_rels/{name}.rels"))?;
        let mut epoch = Epoch::Of1900;
        let mut sheets = Vec::new();
        container.needed(&main)?.each_element(|element| {
            if element.is("workbookPr") {
                let is_1904 = element.attribute("date1904");
                if is_1904.is_some_and(|value| value == "1" || value == "true") {
                    epoch = Epoch::Of1904;
                }
            } else if element.is("sheet") {
                let target = element.attribute("id").and_then(|id| targets.get(&id));
                let (target, is_worksheet) = target.ok_or_else(damaged)?;
                if *is_worksheet {
                    sheets.push(SheetFound {
                        name: element.attribute("name").unwrap_or_default(),
                        path: match target.strip_prefix('/') {
                            Some(path) => path.to_owned(),
                            None => format!("{folder}{target}"),
                        },
                        is_hidden: element.attribute("state").is_some_and(|it| it != "visible"),
                    });
                    if sheets.len() > SHEETS {
                        return Err(damaged());
                    }
                }
            }
            Ok(())
        })?;
        Ok(Self {
            folder: folder.to_owned(),
            epoch,
            sheets,
        })
    }

    /// The parts that the workbook names by id, and whether each is a sheet of cells.
    fn targets(
        container: &mut Container<'_>,
        path: &str,
    ) -> Result<BTreeMap<String, (String, bool)>, Refusal> {
        let mut targets = BTreeMap::new();
        container.needed(path)?.each_element(|element| {
            if let (true, Some(id)) = (element.is("Relationship"), element.attribute("Id")) {
                let kind = element.attribute("Type").unwrap_or_default();
                let target = element.attribute("Target").unwrap_or_default();
                targets.insert(id, (target, kind.ends_with("/worksheet")));
            }
            Ok(())
        })?;
        Ok(targets)
    }
}

/// The words that cells share, one behind the other.
#[derive(Default)]
struct SharedStrings {
    words: String,
    /// Where each begins and ends; `None` for one that is too long for a cell.
    places: Vec<Option<(u32, u32)>>,
    /// Of those with a look of their own, by their place.
    runs: BTreeMap<usize, Runs>,
}

impl SharedStrings {
    fn read(container: &mut Container<'_>, folder: &str) -> Result<Self, Refusal> {
        let mut strings = Self::default();
        let Some(mut part) = container.part(&format!("{folder}sharedStrings.xml"))? else {
            return Ok(strings);
        };
        let mut words = String::new();
        loop {
            match part.next()? {
                Token::Start(element) if element.is("si") => {
                    words.clear();
                    let runs = rich_text(&mut part, &mut words)?;
                    if runs.is_told() {
                        strings.runs.insert(strings.places.len(), runs);
                    }
                    strings.push(&words)?;
                }
                Token::EndOfPart => return Ok(strings),
                _ => {}
            }
        }
    }

    fn push(&mut self, words: &str) -> Result<(), Refusal> {
        if is_too_long(words) {
            self.places.push(None);
            return Ok(());
        }
        let start = self.words.len();
        let end = start + words.len();
        if end > MAXIMUM_ROSTER_TEXT_BYTES {
            return Err(Refusal::new(
                rule::ROSTER_TOO_LARGE,
                format!(
                    "the workbook contains more than {MAXIMUM_ROSTER_TEXT_BYTES} bytes of text, \
                     the most that the program reads"
                ),
            )
            .hint(SAVE_ALONE));
        }
        self.words.push_str(words);
        let bound = |at| u32::try_from(at).unwrap_or(u32::MAX);
        self.places.push(Some((bound(start), bound(end))));
        Ok(())
    }

    /// The words of a number, `None` within for those that are too long for a cell; and how they look.
    fn get(&self, index: &str) -> Result<(Option<&str>, Runs), Refusal> {
        let index = index.trim().parse::<usize>().map_err(|_| damaged())?;
        let place = self.places.get(index).ok_or_else(damaged)?;
        let words = place.and_then(|(start, end)| self.words.get(start as usize..end as usize));
        Ok((words, self.runs.get(&index).copied().unwrap_or_default()))
    }
}

/// The words of an element that holds rich text: those of its `t`, and of the `t` in its `r`; and which of
/// them are struck out.
fn rich_text(part: &mut Part<'_>, words: &mut String) -> Result<Runs, Refusal> {
    let outside = part.depth() - 1;
    let from = words.len();
    let mut runs = Runs::default();
    let mut is_struck = None;
    loop {
        match part.next()? {
            Token::Start(element) if element.is("t") => {
                let before = words.len();
                part.own_words(words)?;
                runs.add(words.part(before..), is_struck);
            }
            Token::Start(element) if element.is("rPh") => part.skip()?,
            Token::Start(element) if element.is("r") => is_struck = None,
            Token::Start(element) if element.is("rPr") => is_struck = Some(false),
            Token::Start(element) if element.is("strike") => {
                is_struck = Some(is_on(element.attribute("val").as_deref().unwrap_or("1")));
            }
            Token::End(depth) if depth == outside => break,
            _ => {}
        }
    }
    if words.get(from..).is_some_and(|added| added.contains("_x")) {
        let plain = without_escapes(words.part(from..));
        words.truncate(from);
        words.push_str(&plain);
    }
    Ok(runs)
}

/// Whether an attribute that says yes or no says yes.
fn is_on(value: &str) -> bool {
    matches!(value, "1" | "true")
}

/// Excel writes a character that XML cannot hold as `_x000D_`, and `_x005F_` for the underscore that would
/// look like the beginning of one.
fn without_escapes(words: &str) -> String {
    let mut plain = String::with_capacity(words.len());
    let mut left = words;
    while let Some(at) = left.find("_x") {
        let (before, rest) = left.split_at(at);
        plain.push_str(before);
        let code = rest
            .get(2..6)
            .filter(|code| code.bytes().all(|it| it.is_ascii_hexdigit()));
        let is_closed = rest.as_bytes().get(6) == Some(&b'_');
        let character = code
            .filter(|_| is_closed)
            .and_then(|code| u32::from_str_radix(code, 16).ok())
            .map(|code| char::from_u32(code).unwrap_or(char::REPLACEMENT_CHARACTER));
        let length = if let Some(character) = character {
            plain.push(character);
            7
        } else {
            plain.push_str("_x");
            2
        };
        left = rest.get(length..).unwrap_or_default();
    }
    plain.push_str(left);
    plain
}

/// The look of a cell, as far as it matters.
#[derive(Clone, Default)]
struct Style {
    form: Form,
    is_struck: bool,
}

/// The looks of cells, by their number.
fn read_styles(container: &mut Container<'_>, folder: &str) -> Result<Vec<Style>, Refusal> {
    let mut styles = Vec::new();
    let Some(mut part) = container.part(&format!("{folder}styles.xml"))? else {
        return Ok(styles);
    };
    let mut own: BTreeMap<u32, Form> = BTreeMap::new();
    // Which fonts strike their words out.
    let mut fonts: Vec<bool> = Vec::new();
    let (mut of_cells, mut of_fonts) = (None, None);
    loop {
        match part.next()? {
            Token::Start(element) if element.is("numFmt") => {
                let number = element.attribute("numFmtId").and_then(|id| id.parse().ok());
                let code = element.attribute("formatCode").unwrap_or_default();
                if let Some(number) = number {
                    own.insert(number, Form::of_code(&code));
                }
            }
            Token::Start(element) if element.is("font") && of_fonts.is_some() => fonts.push(false),
            Token::Start(element) if element.is("strike") && of_fonts.is_some() => {
                if let Some(font) = fonts.last_mut() {
                    *font = is_on(element.attribute("val").as_deref().unwrap_or("1"));
                }
            }
            Token::Start(element) if element.is("xf") && of_cells.is_some() => {
                let number = element.attribute("numFmtId").and_then(|id| id.parse().ok());
                let number: u32 = number.unwrap_or_default();
                let font = element.attribute("fontId").and_then(|id| id.parse().ok());
                let form = own.get(&number).cloned();
                styles.push(Style {
                    form: form.unwrap_or_else(|| Form::built_in(number)),
                    is_struck: fonts.get(font.unwrap_or(0_usize)).copied().unwrap_or(false),
                });
            }
            Token::Start(element) if element.is("cellXfs") => of_cells = Some(part.depth()),
            Token::Start(element) if element.is("fonts") => of_fonts = Some(part.depth()),
            Token::End(depth) => {
                of_cells = of_cells.filter(|of| depth >= *of);
                of_fonts = of_fonts.filter(|of| depth >= *of);
            }
            Token::EndOfPart => return Ok(styles),
            _ => {}
        }
        if styles.len().max(own.len()).max(fonts.len()) > STYLES {
            return Err(damaged());
        }
    }
}

/// The reading of one sheet.
struct Reading<'r> {
    strings: &'r SharedStrings,
    /// Which looks of cells draw other letters; empty where none does.
    other_letters: &'r [bool],
    styles: &'r [Style],
    epoch: Epoch,
    filling: &'r mut Filling,
    /// Whether another sheet is in the filling already: then nothing is put in.
    only_whether_filled: bool,
    /// The row that was begun in the filling last, from 1.
    row: u32,
    words: String,
    stored: String,
}

/// A cell's own attributes.
#[derive(Default)]
struct CellHead {
    column: Option<u32>,
    row: Option<u32>,
    style: usize,
    kind: Kind,
}

#[derive(Default, Clone, Copy, PartialEq, Eq)]
enum Kind {
    #[default]
    Number,
    Shared,
    Words,
    Boolean,
    Error,
    IsoDate,
}

impl Reading<'_> {
    /// Reads a sheet; says whether it has a filled cell.
    fn sheet(&mut self, part: &mut Part<'_>) -> Result<bool, Refusal> {
        let mut is_filled = false;
        let (mut row, mut column, mut is_hidden) = (0, 0, false);
        loop {
            match part.next()? {
                Token::Start(element) if element.is("c") => {
                    let head = CellHead::read(&element)?;
                    let at = head.column.unwrap_or(column);
                    if at < column || at >= SHEET.1 || head.row.is_some_and(|it| it != row) {
                        return Err(damaged());
                    }
                    column = at + 1;
                    if self.cell(part, &head, row, at, is_hidden)? {
                        is_filled = true;
                        if self.only_whether_filled {
                            return Ok(true);
                        }
                    }
                }
                Token::Start(element) if element.is("row") => {
                    let next = element
                        .attribute("r")
                        .and_then(|number| number.parse().ok());
                    let next = next.unwrap_or(row + 1);
                    if next <= row || next > SHEET.0 {
                        return Err(damaged());
                    }
                    (row, column) = (next, 0);
                    is_hidden = is_hidden_by(&element, "ht");
                }
                Token::Start(element)
                    if element.is("col")
                        && !self.only_whether_filled
                        && is_hidden_by(&element, "width") =>
                {
                    let number = |name| element.attribute(name).and_then(|it| it.parse().ok());
                    if let (Some(first), Some(last)) = (number("min"), number("max")) {
                        let (first, last): (usize, usize) = (first, last);
                        let last = last.saturating_sub(1);
                        self.filling.hide_columns(first.saturating_sub(1), last);
                    }
                }
                Token::Start(element) if element.is("mergeCell") => {
                    if let (false, Some(area)) = (self.only_whether_filled, merged(&element)) {
                        if self.filling.sheet.merged.len() >= MERGED {
                            return Err(damaged());
                        }
                        self.filling.sheet.merged.push(area);
                    }
                }
                Token::EndOfPart => return Ok(is_filled),
                _ => {}
            }
        }
    }

    /// Reads a cell; says whether it holds something.
    fn cell(
        &mut self,
        part: &mut Part<'_>,
        head: &CellHead,
        row: u32,
        column: u32,
        is_hidden: bool,
    ) -> Result<bool, Refusal> {
        let draws = self.other_letters.get(head.style).copied();
        self.filling.draws_other_letters = draws.unwrap_or(false);
        self.words.clear();
        self.stored.clear();
        let (mut is_formula, mut has_value) = (false, false);
        let mut runs = Runs::default();
        let outside = part.depth() - 1;
        loop {
            match part.next()? {
                Token::Start(element) if element.is("v") => {
                    has_value = true;
                    part.own_words(&mut self.stored)?;
                }
                Token::Start(element) if element.is("is") => {
                    has_value = true;
                    runs = rich_text(part, &mut self.words)?;
                }
                Token::Start(element) => {
                    is_formula |= element.is("f");
                    part.skip()?;
                }
                Token::End(depth) if depth == outside => break,
                _ => {}
            }
        }
        if head.kind == Kind::Shared && has_value && !self.stored.trim().is_empty() {
            runs = self.strings.get(&self.stored)?.1;
        }
        let struck = runs.within(self.styles.get(head.style).is_some_and(|it| it.is_struck));
        self.filling.is_struck = struck == Struck::All;
        if struck == Struck::Part {
            let value = Value::Unreadable(Unreadable::PartlyStruck);
            return self.put(row, column, is_hidden, |filling, column, place| {
                filling.put(column, place, value)
            });
        }
        if is_formula && !has_value {
            let value = Value::Unreadable(Unreadable::NotCalculated);
            return self.put(row, column, is_hidden, |filling, column, place| {
                filling.put(column, place, value)
            });
        }
        self.value(head, row, column, is_hidden)
    }

    fn value(
        &mut self,
        head: &CellHead,
        row: u32,
        column: u32,
        is_hidden: bool,
    ) -> Result<bool, Refusal> {
        let stored = std::mem::take(&mut self.stored);
        let mut words = std::mem::take(&mut self.words);
        let is_blank = stored.trim().is_empty() && words.trim().is_empty();
        let put = if is_blank {
            Ok(false)
        } else if !words.is_empty() {
            self.put_words(row, column, is_hidden, &words)
        } else {
            match head.kind {
                Kind::Shared => match self.strings.get(&stored)?.0 {
                    Some(shared) if shared.trim().is_empty() => Ok(false),
                    Some(shared) => self.put_words(row, column, is_hidden, shared),
                    None => self.put(row, column, is_hidden, |filling, column, place| {
                        filling.put(column, place, Value::Unreadable(Unreadable::TooLong))
                    }),
                },
                Kind::Words => {
                    add(&mut words, &without_escapes(&stored));
                    self.put_words(row, column, is_hidden, &words)
                }
                Kind::Boolean => {
                    let is_true = matches!(stored.trim(), "1" | "true");
                    let shown = if is_true { "TRUE" } else { "FALSE" };
                    self.put_words(row, column, is_hidden, shown)
                }
                Kind::Error => self.put(row, column, is_hidden, |filling, column, place| {
                    filling.put(column, place, Value::Unreadable(Unreadable::ErrorValue))
                }),
                Kind::IsoDate => {
                    let shown = super::number::iso(&stored);
                    self.put(row, column, is_hidden, |filling, column, place| {
                        filling.put_shown(column, place, &shown)
                    })
                }
                Kind::Number => {
                    let form = self.styles.get(head.style).map(|style| &style.form);
                    let form = form.unwrap_or(&Form::Plain);
                    let shown = super::number::shown(&stored, form, self.epoch);
                    self.put(row, column, is_hidden, |filling, column, place| {
                        filling.put_shown(column, place, &shown)
                    })
                }
            }
        };
        // The buffers are used again for the next cell.
        (self.stored, self.words) = (stored, words);
        put
    }

    fn put_words(
        &mut self,
        row: u32,
        column: u32,
        is_hidden: bool,
        words: &str,
    ) -> Result<bool, Refusal> {
        self.put(row, column, is_hidden, |filling, column, place| {
            filling.put_words(column, place, words)
        })
    }

    /// Puts a filled cell where it belongs, beginning its row if it is the first there.
    fn put(
        &mut self,
        row: u32,
        column: u32,
        is_hidden: bool,
        put: impl FnOnce(&mut Filling, usize, Place) -> Result<(), Refusal>,
    ) -> Result<bool, Refusal> {
        if self.only_whether_filled {
            return Ok(true);
        }
        if self.row != row {
            self.row = row;
            self.filling.begin_row(row, Place::line(row))?.is_hidden = is_hidden;
        }
        let place = Place {
            line: row,
            column: column + 1,
        };
        put(self.filling, column as usize, place)?;
        Ok(true)
    }
}

impl CellHead {
    fn read(element: &Element<'_>) -> Result<Self, Refusal> {
        let mut head = Self::default();
        let mut is_right = true;
        element.each_attribute(|name, value| match name {
            "r" => match position(value) {
                Some((column, row)) => (head.column, head.row) = (Some(column), Some(row)),
                None => is_right = false,
            },
            "s" => head.style = value.parse().unwrap_or(usize::MAX),
            "t" => match value {
                "s" => head.kind = Kind::Shared,
                "str" | "inlineStr" => head.kind = Kind::Words,
                "b" => head.kind = Kind::Boolean,
                "e" => head.kind = Kind::Error,
                "d" => head.kind = Kind::IsoDate,
                "n" => head.kind = Kind::Number,
                _ => is_right = false,
            },
            _ => {}
        });
        if is_right { Ok(head) } else { Err(damaged()) }
    }
}

/// Whether a row or a column is hidden, or drawn to no size.
fn is_hidden_by(element: &Element<'_>, size: &str) -> bool {
    let size = element
        .attribute(size)
        .and_then(|it| it.parse::<f64>().ok());
    element
        .attribute("hidden")
        .is_some_and(|value| is_on(&value))
        || size == Some(0.0)
}

/// Column, from 0, and row, from 1, of a name such as `B17`.
fn position(name: &str) -> Option<(u32, u32)> {
    let digits = name.find(|character: char| character.is_ascii_digit())?;
    let (letters, row) = name.split_at(digits);
    if letters.is_empty()
        || letters.len() > 3
        || !letters.bytes().all(|it| it.is_ascii_alphabetic())
    {
        return None;
    }
    let column = letters.bytes().fold(0, |column, letter| {
        column * 26 + u32::from(letter.to_ascii_uppercase() - b'A') + 1
    });
    let row = row.parse().ok()?;
    Some((column - 1, row))
}

/// An area that is shown as one cell, from its name, such as `A1:B2`.
fn merged(element: &Element<'_>) -> Option<Merged> {
    let area = element.attribute("ref")?;
    let (from, to) = area.split_once(':')?;
    let (from, to) = (position(from)?, position(to)?);
    Some(Merged {
        rows: (from.1 as usize, to.1 as usize),
        columns: (from.0 as usize, to.0 as usize),
    })
}
