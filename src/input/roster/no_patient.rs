//! Which rows of a list are no patients.
//!
//! In: the rows below the header, and where the columns stand. Out: for each row a [`RowKind`]. Promise: a
//! row is left out only if the whole row says that it is no patient, and then it is told; a name that is
//! none beside real facts is a fault and never left out in silence; a row with a name and any fact of a
//! patient is a patient, whatever the name is.
//!
//! The table by which it is decided. *Fact*: anything that is of one patient: a reference, level, side or
//! day of procedure, or words in a column that is not known and that differ from those of the rows above
//! and below. *Slot*: time, surgeon, guide, language, edition, state and number of the row: a free slot has
//! them too.
//!
//! | the row holds | it is |
//! |---|---|
//! | in every cell what the header holds there, or another name of the patient's column and nothing else | the header again |
//! | in every cell another header of this list | another table: a fault, with all rows below |
//! | characters without a letter or figure in every cell | a line |
//! | words of a total (`Total patients: 2`, `2 rows affected`, `कुल`), and figures at most beside them | a total |
//! | words of a free or blocked slot (`vacant`, `tea break`, `OPD closed`) or a dash as name, and slots at most beside them | a free slot |
//! | figures as name, and the row's own number at most beside them | a number |
//! | the row's own number and nothing else | a number |
//! | words of a program or clerk (`Printed on …`, `Page 1 of 2`, `Note: …`) alone, or before one other cell | a remark |
//! | alone, where other rows have more: a doctor's or ward's name, a weekday, words over merged cells, words left of the names | a heading |
//! | alone, where other rows have more: words of a sentence | a remark |
//! | a name alone, where all other rows have more | a patient, with a warning |
//! | as name figures, a dash, a total, or a free slot that no person is called after; and facts | a fault |
//! | as name a word that a person may be called (`Lunch`), and facts | a patient |
//! | everything else: Mr Date, Mrs Page, Total Singh, every name in a list of names alone | a patient |

use std::collections::HashSet;
use std::sync::LazyLock;

use super::column::Columns;
use super::safe::{is_safe, plain};
use super::sheet::{Cell, MAXIMUM_ROSTER_COLUMNS, Sheet, SheetRow};
use super::{COLUMNS, Column, words};
use crate::base::invariant::PartOf;

/// What a row is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum RowKind {
    /// A patient, as far as the row says.
    Patient,
    /// A patient of whom only the name is there, where all other rows have more.
    NameAlone,
    /// No patient.
    No(NoPatient),
    /// Words in the place of the name that are none, beside facts.
    NoName,
    /// A name beside words in the place of the row's number, and nothing that belongs to a patient.
    BesideLabel,
    /// Another table begins here, with other columns.
    OtherTable,
}

/// Why a row is no patient.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum NoPatient {
    /// The header again.
    HeaderAgain,
    /// A total or a count.
    Total,
    /// A line of dashes or other characters.
    Line,
    /// A number alone.
    Number,
    /// A heading of a group.
    Heading,
    /// A remark of a program or a clerk.
    Remark,
    /// A slot that nobody has.
    FreeSlot,
}

impl NoPatient {
    /// What it is, in a sentence about one row.
    pub(super) fn words(self) -> &'static str {
        match self {
            Self::HeaderAgain => "the header again",
            Self::Total => "a total or a count",
            Self::Line => "a line without letters",
            Self::Number => "a number alone",
            Self::Heading => "a heading of a group",
            Self::Remark => "a remark",
            Self::FreeSlot => "a free or blocked slot",
        }
    }
}

/// What a cell looks like.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Look {
    /// Characters without a letter or a figure.
    Line,
    /// Figures, with characters or a currency.
    Figures,
    /// A day or a time.
    When,
    /// A total.
    Total { may_be_a_name: bool },
    /// A free slot.
    Free { may_be_a_name: bool },
    /// What a program or a clerk writes.
    Remark,
    /// Other words.
    Words,
}

/// What a column holds, as far as it matters here.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Role {
    Name,
    Slot,
    /// The row's own number.
    Serial,
    Fact,
    /// Not known.
    Other,
}

/// Judges the rows of a list.
pub(super) struct Judge<'s> {
    sheet: &'s Sheet,
    /// The header's cells: column, and words as they are compared.
    header: Vec<(usize, String)>,
    roles: Vec<Role>,
    /// What each column is taken for.
    meant: Vec<Option<Column>>,
    /// Whether some row has more than one cell that says something.
    has_fuller_rows: bool,
    /// The columns that every row with more than one cell fills, besides names.
    always_filled: Vec<usize>,
}

impl<'s> Judge<'s> {
    pub(super) fn new(sheet: &'s Sheet, header: &SheetRow<'s>, columns: &Columns) -> Self {
        let mut roles = vec![Role::Other; MAXIMUM_ROSTER_COLUMNS];
        let mut meant = vec![None; MAXIMUM_ROSTER_COLUMNS];
        let header: Vec<(usize, String)> = header
            .cells()
            .map(|(column, _, cell)| (column, words_of(cell).map(plain).unwrap_or_default()))
            .collect();
        for (column, words) in &header {
            if words::SERIALS.contains(&words.as_str())
                && let Some(role) = roles.get_mut(*column)
            {
                *role = Role::Serial;
            }
        }
        for known in COLUMNS {
            for column in columns.all(known.column) {
                if let (Some(role), Some(meant)) = (roles.get_mut(column), meant.get_mut(column)) {
                    *role = role_of(known.column);
                    *meant = Some(known.column);
                }
            }
        }
        let mut judge = Self {
            sheet,
            header,
            roles,
            meant,
            has_fuller_rows: false,
            always_filled: Vec::new(),
        };
        judge.look_at_all();
        judge
    }

    fn look_at_all(&mut self) {
        let mut counts = vec![0_usize; self.roles.len()];
        let mut full = 0;
        for row in self.sheet.rows() {
            if !self.has_more_than_one(&row) || self.is_header_again(&row) || self.is_of_few(&row) {
                continue;
            }
            full += 1;
            for (column, _, _) in row.cells() {
                if let Some(count) = counts.get_mut(column) {
                    *count += 1;
                }
            }
        }
        self.has_fuller_rows = full > 0;
        // One row says nothing of what the others have.
        if full < 2 {
            return;
        }
        let filled = counts.iter().enumerate();
        let filled =
            filled.filter(|(column, count)| **count == full && self.role(*column) != Role::Name);
        self.always_filled = filled.map(|(column, _)| column).collect();
    }

    /// Whether a row of few cells holds a total, a remark or a free slot.
    fn is_of_few(&self, row: &SheetRow<'_>) -> bool {
        let mut cells = row.cells();
        row.filled() <= 3
            && cells.any(|(column, _, cell)| {
                Seen::new(column, self.role(column), cell).look != Look::Words
                    && words_of(cell).is_some_and(|words| {
                        !matches!(look(words), Look::Figures | Look::When | Look::Words)
                    })
            })
    }

    /// Whether a column is one of those that are read, or the rows' own numbers.
    pub(super) fn is_known(&self, column: usize) -> bool {
        self.role(column) != Role::Other
    }

    fn role(&self, column: usize) -> Role {
        self.roles.get(column).copied().unwrap_or(Role::Other)
    }

    /// Whether more than one cell of a row says something, beside its own number.
    fn has_more_than_one(&self, row: &SheetRow<'_>) -> bool {
        let mut telling = row
            .cells()
            .filter(|(column, _, _)| self.role(*column) != Role::Serial);
        telling.next().is_some() && telling.next().is_some()
    }

    /// What a row is; with the rows above and below it, if there are.
    pub(super) fn of(
        &self,
        row: &SheetRow<'s>,
        above: Option<&SheetRow<'s>>,
        below: Option<&SheetRow<'s>>,
    ) -> RowKind {
        if self.is_plainly_a_patient(row) {
            return RowKind::Patient;
        }
        let cells: Vec<Seen<'s>> = row
            .cells()
            .map(|(column, _, cell)| Seen::new(column, self.role(column), cell))
            .collect();
        if self.is_header_again(row) {
            return RowKind::No(NoPatient::HeaderAgain);
        }
        match self.other_header(&cells) {
            Some(true) => return RowKind::No(NoPatient::HeaderAgain),
            Some(false) => return RowKind::OtherTable,
            None => {}
        }
        let is = |look: Look| move |cell: &Seen<'_>| cell.look == look;
        let every = |test: &dyn Fn(&Seen<'_>) -> bool| cells.iter().all(test);
        let any = |test: &dyn Fn(&Seen<'_>) -> bool| cells.iter().any(test);
        if every(&is(Look::Line)) {
            return RowKind::No(NoPatient::Line);
        }
        let is_total = |cell: &Seen<'_>| matches!(cell.look, Look::Total { .. });
        let is_sure = |cell: &Seen<'_>| {
            matches!(
                cell.look,
                Look::Total {
                    may_be_a_name: false
                }
            )
        };
        let is_beside =
            |cell: &Seen<'_>| matches!(cell.look, Look::Figures | Look::Line | Look::When);
        if any(&is_total)
            && every(&|cell| is_total(cell) || is_beside(cell))
            && (any(&is_sure) || !any(&|cell| cell.role == Role::Fact))
        {
            return RowKind::No(NoPatient::Total);
        }
        let names: Vec<&Seen<'_>> = cells
            .iter()
            .filter(|cell| cell.role == Role::Name)
            .collect();
        if self.is_free(&cells, &names, above, below) {
            return RowKind::No(NoPatient::FreeSlot);
        }
        let is_number = |cell: &Seen<'_>| {
            matches!(cell.role, Role::Name | Role::Serial) && cell.look == Look::Figures
                || cell.look == Look::Line
        };
        if every(&is_number) {
            return RowKind::No(NoPatient::Number);
        }
        if let Some(verdict) = self.alone_or_remark(row, &cells, &names) {
            return verdict;
        }
        let is_no_name = |cell: &&Seen<'_>| match cell.look {
            Look::Line | Look::Figures => true,
            // A day of the workbook has a fault of its own.
            Look::When => cell.words.is_some(),
            Look::Total { may_be_a_name } | Look::Free { may_be_a_name } => !may_be_a_name,
            Look::Remark | Look::Words => false,
        };
        if !names.is_empty() && names.iter().all(is_no_name) {
            return RowKind::NoName;
        }
        // Words in place of the row's number, and nothing that belongs to a patient: `Prepared by` and who.
        let is_label = |cell: &Seen<'_>| {
            let words = cell.words.unwrap_or_default();
            let is_of_words =
                |character: char| character.is_alphabetic() || " .:-".contains(character);
            cell.role == Role::Serial
                && words.chars().all(is_of_words)
                && words
                    .chars()
                    .filter(|character| character.is_alphabetic())
                    .count()
                    > 2
        };
        if any(&is_label) && !any(&|cell| cell.role == Role::Fact) {
            return RowKind::BesideLabel;
        }
        RowKind::Patient
    }

    /// Whether every cell holds what the header holds there, or the patient's cell alone another of its
    /// headers.
    fn is_header_again(&self, row: &SheetRow<'_>) -> bool {
        let mut cells = row.cells();
        let mut has_name = false;
        let is_header = cells.all(|(column, _, cell)| {
            let Some(words) = words_of(cell) else {
                return false;
            };
            has_name |= self.role(column) == Role::Name;
            let header = self.header.iter().find(|(of, _)| *of == column);
            header.is_some_and(|(_, header)| could_equal(header, words) && *header == plain(words))
        });
        if is_header && has_name {
            return true;
        }
        let mut cells = row.cells();
        match (cells.next(), cells.next()) {
            (Some((column, _, cell)), None) if self.role(column) == Role::Name => {
                let words = words_of(cell).map(plain).unwrap_or_default();
                column_called(&words) == Some(Column::PATIENT)
            }
            _ => false,
        }
    }

    /// Whether a row has a name that is nothing else, other cells, and before the name no words in a column
    /// that is not known: what most rows are, found soon.
    fn is_plainly_a_patient(&self, row: &SheetRow<'_>) -> bool {
        let mut has_name = false;
        for (column, _, cell) in row.cells() {
            let words = words_of(cell);
            match self.role(column) {
                Role::Name => {
                    let Some(text) = words else {
                        return false;
                    };
                    let words = plain(text);
                    let is_own_header = self.header.iter().any(|(_, header)| *header == words);
                    if is_own_header || !is_plainly_a_name(text, &words) {
                        return false;
                    }
                    has_name = true;
                }
                Role::Serial | Role::Other if !has_name => {
                    let is_figures = words.is_none_or(|words| look(words) == Look::Figures);
                    if !is_figures {
                        return false;
                    }
                }
                _ => {}
            }
        }
        has_name && self.has_more_than_one(row)
    }

    /// Whether a row names columns, the patient's among them: `Some(true)` if they stand where those of the
    /// header stand, `Some(false)` if elsewhere.
    fn other_header(&self, cells: &[Seen<'_>]) -> Option<bool> {
        let (mut has_patient, mut is_same) = (false, true);
        let mut known = 0;
        let has_figures = |cell: &Seen<'_>| {
            let words = cell.words.unwrap_or_default();
            words.chars().any(char::is_numeric)
        };
        // A row of nothing but words of headers, without a figure, heads another table even where it names
        // no patient: staff on duty, beds, telephones.
        let is_all_of_headers = cells.len() > 2 && !cells.iter().any(has_figures);
        for cell in cells {
            let words = plain(cell.words?);
            let of_own = |(of, header): &(usize, String)| {
                (*header == words).then(|| self.meant.get(*of).copied().flatten())
            };
            let own = self.header.iter().find_map(of_own);
            let column = own.flatten().or_else(|| column_called(&words));
            if own.is_none() && column.is_none() && !is_safe(&words) {
                return None;
            }
            has_patient |= column == Some(Column::PATIENT);
            if column.is_some() {
                known += 1;
                is_same &= self.meant.get(cell.column).copied().flatten() == column;
            }
        }
        match has_patient {
            true => (known > 1 || cells.len() > 1 && is_same).then_some(is_same),
            false => (is_all_of_headers && known > 0).then_some(false),
        }
    }

    fn is_free(
        &self,
        cells: &[Seen<'_>],
        names: &[&Seen<'_>],
        above: Option<&SheetRow<'_>>,
        below: Option<&SheetRow<'_>>,
    ) -> bool {
        let is_free = |look: Look| matches!(look, Look::Free { .. });
        let says_so = cells.iter().any(|cell| is_free(cell.look))
            || names.iter().any(|cell| cell.look == Look::Line);
        if !says_so
            || !names
                .iter()
                .all(|name| is_free(name.look) || name.look == Look::Line)
        {
            return false;
        }
        cells.iter().all(|cell| {
            is_free(cell.look)
                || cell.look == Look::Line
                || matches!(cell.role, Role::Name | Role::Slot | Role::Serial)
                || cell.role == Role::Other
                    && (cell.look == Look::When || cell.is_in(above) || cell.is_in(below))
        })
    }

    /// What a row with one cell that says something is; and a remark in two.
    fn alone_or_remark(
        &self,
        row: &SheetRow<'_>,
        cells: &[Seen<'_>],
        names: &[&Seen<'_>],
    ) -> Option<RowKind> {
        let mut telling = cells
            .iter()
            .filter(|cell| cell.role != Role::Serial || cell.look != Look::Figures);
        let (first, second, third) = (telling.next()?, telling.next(), telling.next());
        if first.look == Look::Remark {
            // `Printed by:` and who did, in two cells.
            return match (second, third) {
                (None, _) => Some(RowKind::No(NoPatient::Remark)),
                (Some(_), None) if first.is_label() => Some(RowKind::No(NoPatient::Remark)),
                _ if first.role == Role::Name && first.is_label() => Some(RowKind::NoName),
                _ => None,
            };
        }
        if second.is_some() || !self.has_fuller_rows || self.header.len() < 2 {
            return None;
        }
        let words = first.words.map(plain);
        let is_merged = self.sheet.merged().iter().any(|area| {
            area.rows == (row.number(), row.number())
                && area.columns.1 > area.columns.0
                && (area.columns.0..=area.columns.1).contains(&first.column)
        });
        let is_heading = match &words {
            Some(words) => is_heading(words),
            // A day over the patients of that day.
            None => first.look == Look::When && first.role != Role::Slot,
        };
        if is_heading || is_merged {
            return Some(RowKind::No(NoPatient::Heading));
        }
        let (Some(text), Some(words)) = (first.words, &words) else {
            return None;
        };
        if is_sentence(text, words) {
            return Some(RowKind::No(NoPatient::Remark));
        }
        if first.role == Role::Name {
            return (first.look == Look::Words && !self.always_filled.is_empty())
                .then_some(RowKind::NameAlone);
        }
        // Words that stand left of the names, over them: no other cell of the row holds anything.
        let name = self.roles.iter().position(|role| *role == Role::Name);
        let is_left = name.is_some_and(|name| first.column < name);
        let may_be_heading =
            matches!(first.role, Role::Serial | Role::Other) || first.is_titled(words);
        (names.is_empty() && is_left && may_be_heading && first.look == Look::Words)
            .then_some(RowKind::No(NoPatient::Heading))
    }
}

/// The column that these words name.
fn column_called(words: &str) -> Option<Column> {
    let mut known = COLUMNS.iter();
    known
        .find(|known| known.name == words || known.also_called.contains(&words))
        .map(|known| known.column)
}

fn role_of(column: Column) -> Role {
    match column {
        Column::PATIENT => Role::Name,
        Column::Guide
        | Column::SURGEON
        | Column::Language
        | Column::Edition
        | Column::Paper
        | Column::Appointment
        | Column::Status => Role::Slot,
        Column::Serial => Role::Serial,
        _ => Role::Fact,
    }
}

/// A cell of a row that is judged.
struct Seen<'s> {
    column: usize,
    role: Role,
    look: Look,
    cell: Cell<'s>,
    words: Option<&'s str>,
}

impl<'s> Seen<'s> {
    fn new(column: usize, role: Role, cell: Cell<'s>) -> Self {
        let words = words_of(cell);
        let look = match (cell, words) {
            (_, Some(words)) => look(words),
            (Cell::Day(_) | Cell::Moment(_) | Cell::Time(_), _) => Look::When,
            _ => Look::Words,
        };
        Self {
            column,
            role,
            look,
            cell,
            words,
        }
    }

    /// Whether a row holds the same in this column.
    fn is_in(&self, row: Option<&SheetRow<'_>>) -> bool {
        let there = row.and_then(|row| row.cell(self.column));
        there.is_some_and(|(_, cell)| cell == self.cell)
    }

    fn is_label(&self) -> bool {
        self.words.is_some_and(|words| words.ends_with([':', '：']))
    }

    /// Whether it begins with a doctor's title, or stands in the doctors' column.
    fn is_titled(&self, words: &str) -> bool {
        self.role == Role::Slot
            && first_of(words).is_some_and(|first| words::TITLES.contains(&first))
    }
}

fn words_of(cell: Cell<'_>) -> Option<&str> {
    match cell {
        Cell::Text(words) => Some(words),
        _ => None,
    }
}

/// Whether words can be the header's: a quick look before they are put into the form that is compared.
fn could_equal(header: &str, words: &str) -> bool {
    let (header, words) = (header.len(), words.len());
    words + 8 >= header && words <= header * 2 + 16
}

fn look(words: &str) -> Look {
    if !words.chars().any(char::is_alphanumeric) {
        return Look::Line;
    }
    let words_alone = plain(words);
    if is_surely_other(words, &words_alone) {
        return Look::Words;
    }
    let tokens = || words_alone.split(' ');
    let is_number = |token: &str| token.chars().all(|character| character.is_numeric());
    // A currency or a sign for thousands counts for nothing.
    let is_figure =
        |token: &str| is_number(token) || matches!(token, "rs" | "inr" | "usd" | "eur" | "gbp");
    if tokens().all(is_figure) && tokens().any(is_number) {
        return match is_when(words) {
            true => Look::When,
            false => Look::Figures,
        };
    }
    if is_total(&words_alone) {
        return Look::Total {
            may_be_a_name: words::MAY_BE_NAMES.contains(&words_alone.as_str()),
        };
    }
    if words_alone.ends_with(" on leave") {
        return Look::Free {
            may_be_a_name: false,
        };
    }
    if let Some(free) = words::FREE.iter().find(|free| free.words == words_alone) {
        return Look::Free {
            may_be_a_name: free.may_be_a_name,
        };
    }
    match is_remark(words, &words_alone) {
        true => Look::Remark,
        false => Look::Words,
    }
}

/// Whether words begin with none of those that mean something here: what nearly all names do.
fn is_surely_other(text: &str, words: &str) -> bool {
    static BEGINNINGS: LazyLock<HashSet<&'static str>> = LazyLock::new(|| {
        let free = words::FREE.iter().map(|free| free.words);
        let tables = [
            words::TOTALS,
            words::COUNTED,
            words::BESIDE_TOTALS,
            words::REMARKS,
        ];
        let lines = tables.into_iter().flatten().copied().chain(free);
        lines
            .filter_map(first_of)
            .chain(["page", "sub", "grand"])
            .collect()
    });
    let first = first_of(words).unwrap_or_default();
    !first.is_empty()
        && !words.ends_with(" on leave")
        && !first.starts_with(char::is_numeric)
        && !BEGINNINGS.contains(first)
        && !text.contains([':', '：', '©'])
}

/// Whether words are a name and nothing else that is looked for here, a header neither.
fn is_plainly_a_name(text: &str, words: &str) -> bool {
    static HEADERS: LazyLock<HashSet<&'static str>> = LazyLock::new(|| {
        let names = COLUMNS.iter().flat_map(|known| {
            let others = known.also_called.iter().copied();
            others.chain([known.name])
        });
        let words = words::OF_HEADERS.iter().copied();
        names.filter_map(first_of).chain(words).collect()
    });
    is_surely_other(text, words) && !HEADERS.contains(first_of(words).unwrap_or_default())
}

/// Whether figures are parted as those of a day or a time are.
fn is_when(words: &str) -> bool {
    let parted = words.split([':', '/', '-', '.']);
    let parts: Vec<&str> = parted.map(str::trim).collect();
    let is_part = |part: &&str| (1..=4).contains(&part.len());
    matches!(parts.len(), 2 | 3)
        && parts.iter().all(is_part)
        && (words.contains(':') || parts.len() == 3)
}

fn is_total(words: &str) -> bool {
    // `Subtotal - Ward 4`: whatever it is of.
    if ["subtotal ", "sub total ", "grand total "]
        .iter()
        .any(|begin| words.starts_with(begin))
    {
        return true;
    }
    let tokens = || words.split(' ');
    let is_number = |token: &&str| token.chars().all(char::is_numeric);
    let is_strong = |token: &str| words::TOTALS.contains(&token);
    let is_counted = |token: &str| words::COUNTED.contains(&token);
    let is_beside = |token: &str| words::BESIDE_TOTALS.contains(&token);
    if !tokens().all(|it| is_number(&it) || is_strong(it) || is_counted(it) || is_beside(it)) {
        return false;
    }
    let has_number = tokens().any(|token| is_number(&token) || matches!(token, "no" | "number"));
    tokens().any(is_strong)
        || has_number && tokens().any(is_counted) && words != "no patients" && words != "no patient"
}

/// Whether words are what a program or a clerk writes below a list, by how they begin.
fn is_remark(text: &str, words: &str) -> bool {
    let begins = words::REMARKS.iter().any(|begin| {
        words
            .strip_prefix(begin)
            .is_some_and(|rest| rest.starts_with(' '))
    });
    let is_page = words.strip_prefix("page ").is_some_and(|rest| {
        let mut tokens = rest.split(' ');
        tokens.all(|it| matches!(it, "of" | "no") || it.chars().all(char::is_numeric))
    });
    let label = text.split_once([':', '：']).map(|(label, _)| plain(label));
    let is_label = label.is_some_and(|label| words::LABELS.contains(&label.as_str()));
    begins || is_page || is_label || text.starts_with('©')
}

/// Whether words say that they are a heading: a doctor's title, a numbered place, or words of which
/// headings are made.
fn is_heading(words: &str) -> bool {
    let tokens = || words.split(' ');
    let is_number = |token: &str| token.chars().any(char::is_numeric);
    let Some(first) = tokens().next() else {
        return false;
    };
    if words::TITLES.contains(&first) && tokens().count() > 1 {
        return true;
    }
    let mut rest = tokens().skip(1);
    if words::NUMBERED_PLACES.contains(&first)
        && tokens().count() > 1
        && rest.all(|token| is_number(token) || token.chars().count() < 2)
    {
        return true;
    }
    tokens().all(|token| is_number(token) || words::HEADINGS.contains(&token))
        && (tokens()
            .any(|token| words::HEADINGS.contains(&token) && !words::NOT_ALONE.contains(&token))
            || tokens().count() > 1 && tokens().any(is_number))
}

/// Whether words are a sentence and no name.
fn is_sentence(text: &str, words: &str) -> bool {
    let tokens = || words.split(' ');
    let of_sentences = tokens()
        .filter(|token| words::OF_SENTENCES.contains(token))
        .count();
    let ends =
        text.trim_end().ends_with(['!', '?', '।']) || text.trim_start().starts_with(['*', '#']);
    let count = tokens().count();
    (of_sentences > 0 && count > 2) || (ends && count > 1) || of_sentences > 0 && ends
}

fn first_of(words: &str) -> Option<&str> {
    words.split(' ').next()
}

/// Whether a name says in brackets, behind a dash or as a whole that the patient does not come.
pub(super) fn says_not_coming(name: &str) -> bool {
    let in_brackets = name.split_once('(').map(|(_, inside)| inside);
    let in_brackets = in_brackets.and_then(|inside| inside.split_once(')'));
    let behind_a_dash = name.rsplit_once([',', ';', '–', '—', '*']);
    let behind_a_dash = behind_a_dash.or_else(|| name.rsplit_once(" - "));
    is_away_alone(name)
        || in_brackets.is_some_and(|(inside, _)| is_away_alone(inside))
        || behind_a_dash.is_some_and(|(_, behind)| is_away_alone(behind))
}

/// Whether a cell of a column that is not known says that the patient does not come, and nothing else.
pub(super) fn is_away_alone(words: &str) -> bool {
    static STATES: LazyLock<HashSet<&'static str>> =
        LazyLock::new(|| words::NOT_COMING.iter().copied().collect());
    words.len() <= LONGEST_STATE
        && !words.bytes().any(|character| character.is_ascii_digit())
        && STATES.contains(plain(words).as_str())
}

/// Most bytes of the words that say that a patient does not come.
const LONGEST_STATE: usize = 80;

/// Whether the words of a state say that the patient does not come.
pub(super) fn is_not_coming(state: &str) -> bool {
    let state = format!(" {} ", plain(state));
    words::NOT_COMING.iter().any(|words| {
        let at = state.find(&format!(" {words} "));
        at.is_some_and(|at| {
            let before = state.part(..at).trim_end();
            let before = before.rsplit(' ').next().unwrap_or_default();
            !words::TURNED_ROUND.contains(&before)
        })
    })
}
