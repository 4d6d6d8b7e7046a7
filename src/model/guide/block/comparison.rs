//! The block `comparison`, and how it is read. What authors are told of it:
//!
#![doc = include_str!("comparison.md")]

use super::{Block, BlockKind};
use crate::base::diagnostic::{Diagnostic, rule};
use crate::model::guide::text::{Text, Words, read_text, read_words};
use crate::source::{
    FieldForm, MAXIMUM_PLAIN_CHARACTERS, MapForm, Node, NodeKind, Reading, Span, ValueForm, is_null,
};

/// Most rows of a comparison: two pages.
pub const MAXIMUM_ROWS: usize = 50;

/// Most characters of the name of a column or a point: four short lines. The head of a table is
/// printed again on each page and cannot break over pages itself.
pub const MAXIMUM_HEAD_CHARACTERS: usize = 80;

/// Fewest and most columns beside the column of points.
const COLUMNS: std::ops::RangeInclusive<usize> = 1..=3;

/// A comparison, or a table of points with what is said of each.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Comparison {
    /// Where it stands.
    pub span: Span,
    /// The head of the column of points, where it has one of its own.
    pub first_column: Option<Words>,
    /// What is compared: one to three.
    pub columns: Vec<Words>,
    /// The points, at least one.
    pub rows: Vec<ComparisonRow>,
}

/// One point of a comparison.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ComparisonRow {
    /// In what they are compared.
    pub point: Words,
    /// What is said of each column, as many as there are columns; `None` for a cell that is empty. At
    /// least one of a row is not.
    pub cells: Vec<Option<Text>>,
}

/// The form of a comparison.
const COMPARISON: MapForm = MapForm {
    what: "a comparison",
    documentation: None,
    fields: &[
        FieldForm::optional("first_column", HEAD),
        FieldForm::needed("columns", one_each(&HEAD)),
        FieldForm::needed("rows", ValueForm::list(MAXIMUM_ROWS, &ValueForm::Map(&ROW))),
    ],
};

/// The form of one row.
const ROW: MapForm = MapForm {
    what: "a row",
    documentation: None,
    fields: &[
        FieldForm::needed("point", HEAD),
        FieldForm::needed(
            "cells",
            one_each(&ValueForm::Either(&[ValueForm::Text, ValueForm::Nothing])),
        ),
    ],
};

/// The form of the name of a column or a point.
const HEAD: ValueForm = ValueForm::Words {
    most: MAXIMUM_HEAD_CHARACTERS,
};

/// The form of a list with an item for each column.
const fn one_each(item: &'static ValueForm) -> ValueForm {
    ValueForm::List {
        least: *COLUMNS.start(),
        most: *COLUMNS.end(),
        once: false,
        item,
    }
}

pub(super) const KIND: BlockKind = BlockKind {
    name: "comparison",
    documentation: include_str!("comparison.md"),
    also_called: &[
        "table",
        "options",
        "versus",
        "vs",
        "pros and cons",
        "choices",
    ],
    form: ValueForm::Map(&COMPARISON),
    read,
};

fn read(reading: &mut Reading<'_>, node: &Node) -> Vec<Block> {
    read_comparison(reading, node)
        .into_iter()
        .map(Block::Comparison)
        .collect()
}

fn read_comparison(reading: &mut Reading<'_>, node: &Node) -> Option<Comparison> {
    let fields = reading.map(node, &COMPARISON)?;
    let first_column = reading.optional(&fields, "first_column");
    let first_column = first_column.and_then(|node| read_head(reading, node, "first_column"));
    let heads = reading.required(&fields, "columns");
    let heads = heads.and_then(|node| reading.items(node, "columns", MAXIMUM_ROWS));
    let count = heads
        .filter(|list| list.complete)
        .map(|list| list.items.len());
    if let Some(count) = count.filter(|count| !COLUMNS.contains(count)) {
        reading.fault(
            Diagnostic::error(
                rule::WRONG_COLUMNS,
                fields.key_span("columns"),
                format!(
                    "a comparison has one to three columns in addition to its points; this \
                    one has {count}"
                ),
            )
            .hint("divide the table into two, or turn it into bullets"),
        );
    }
    let columns = heads.map(|list| {
        let items = list.items.iter().filter(|item| !is_null(item));
        items
            .filter_map(|item| read_head(reading, item, "columns"))
            .collect()
    });
    let rows = reading.required(&fields, "rows");
    let count = count.filter(|count| COLUMNS.contains(count));
    let rows = rows.map(|node| {
        reading.each(node, "rows", MAXIMUM_ROWS, |reading, item| {
            read_row(reading, item, count)
        })
    });
    Some(Comparison {
        span: node.span,
        first_column,
        columns: columns?,
        rows: rows?,
    })
}

/// Whether a cell is empty: nothing, or quotes with nothing between them.
fn is_gap(node: &Node) -> bool {
    is_null(node)
        || matches!(&node.kind, NodeKind::Scalar(scalar) if scalar.value.trim().is_empty())
}

/// Reads the name of a column or a point.
fn read_head(reading: &mut Reading<'_>, node: &Node, what: &str) -> Option<Words> {
    let words = read_words(reading, node, what)?;
    let characters = words.text.chars().count();
    if (MAXIMUM_HEAD_CHARACTERS + 1..=MAXIMUM_PLAIN_CHARACTERS).contains(&characters) {
        let span = reading.visible(node.span);
        reading.fault(
            Diagnostic::error(
                rule::TEXT_TOO_LONG,
                span,
                format!(
                    "this table heading has {characters} characters; at most \
                     {MAXIMUM_HEAD_CHARACTERS} are allowed"
                ),
            )
            .hint("use a few words, and write the rest in the cells or in a paragraph"),
        );
    }
    Some(words)
}

fn read_row(
    reading: &mut Reading<'_>,
    node: &Node,
    columns: Option<usize>,
) -> Option<ComparisonRow> {
    let fields = reading.map(node, &ROW)?;
    let point = reading.required(&fields, "point");
    let point = point.and_then(|node| read_head(reading, node, "point"));
    let cells = reading.required(&fields, "cells");
    let cells = cells.and_then(|node| reading.items_or_gaps(node, "cells", MAXIMUM_ROWS));
    if let (Some(columns), Some(cells)) = (columns, cells.filter(|list| list.complete))
        && cells.items.len() != columns
        && !cells.items.is_empty()
    {
        let found = cells.items.len();
        reading.fault(
            Diagnostic::error(
                rule::WRONG_COLUMNS,
                fields.key_span("cells"),
                format!("the comparison has {columns} columns, but this row has {found} cells"),
            )
            .hint(
                "write one cell for each column, and `\"\"` if there is nothing to say; put a \
                 text that contains a comma in quotes",
            ),
        );
    }
    if let Some(cells) = cells
        && cells.complete
        && !cells.items.is_empty()
        && cells.items.iter().all(is_gap)
    {
        reading.fault(
            Diagnostic::error(
                rule::EMPTY_VALUE,
                fields.key_span("cells"),
                "every cell of this row is empty",
            )
            .hint("write what there is to say about this point, or delete the row"),
        );
    }
    let cells = cells.map(|list| {
        let cells = list.items.iter().map(|item| {
            if is_gap(item) {
                None
            } else {
                read_text(reading, item, "cells")
            }
        });
        cells.collect()
    });
    Some(ComparisonRow {
        point: point?,
        cells: cells?,
    })
}
