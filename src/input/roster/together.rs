//! One cause, told once with all its rows.
//!
//! In: what was found in a list, a message for each row. Out: the same, those messages put together that
//! differ in their row alone. Promise: nothing is lost: every row is named, or counted where there are very
//! many; what is told of one row stays as it is.

use std::collections::BTreeMap;

use super::row_numbers::rows_in_words;
use crate::base::advice::Advice;
use crate::base::diagnostic::{Diagnostic, Diagnostics, Severity};

/// What makes messages one: rule, severity, what is said behind the row, and the hints.
type Cause<'d> = (&'static str, Severity, &'d str, &'d [Advice]);

/// Puts messages of one cause together, at the place of the first.
pub fn told_together(found: &Diagnostics) -> Diagnostics {
    let mut rows: BTreeMap<Cause<'_>, Vec<usize>> = BTreeMap::new();
    for told in found.iter() {
        if let Some((cause, row)) = cause(told) {
            rows.entry(cause).or_default().push(row);
        }
    }
    let mut together = Diagnostics::new();
    for told in found.iter() {
        let Some((of, row)) = cause(told) else {
            together.push(told.clone());
            continue;
        };
        let all = rows.get(&of).map_or(&[][..], Vec::as_slice);
        if all.first() != Some(&row) {
            continue;
        }
        let mut told = told.clone();
        if all.len() > 1 {
            let message = of.2;
            let column = message.strip_prefix("column `");
            told.message = match column.and_then(|rest| rest.split_once("` ")) {
                Some((column, rest)) => {
                    format!("{}, column `{column}`: {rest}", rows_in_words(all))
                }
                None => format!("{}, each of them: {message}", rows_in_words(all)),
            };
        }
        together.push(told);
    }
    together.count_beyond(found);
    together
}

/// The cause of a message that begins with one row, and the row.
fn cause(told: &Diagnostic) -> Option<(Cause<'_>, usize)> {
    let rest = told.message.strip_prefix("row ")?;
    let end = rest.find(|character: char| !character.is_ascii_digit())?;
    let (row, rest) = rest.split_at(end);
    let rest = rest.strip_prefix(", ").or_else(|| rest.strip_prefix(' '))?;
    let is_of_one_row = !rest.starts_with("and ") && !rest.starts_with("to ");
    // What stands in one row only, such as another row's number, makes it another cause by itself.
    let cause = (told.rule, told.severity, rest, told.hints.as_slice());
    Some((cause, row.parse().ok()?)).filter(|_| is_of_one_row)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::base::diagnostic::rule;

    fn told(message: &str) -> Diagnostic {
        Diagnostic::new(rule::ROSTER_CELL, Severity::Error, None, message).hint("mend it")
    }

    #[test]
    fn one_cause_is_told_once_and_others_stay() {
        let mut found = Diagnostics::new();
        for row in [2, 3, 4, 9] {
            found.push(told(&format!("row {row}, column `guide` is empty")));
        }
        found.push(told("row 5, column `side` is empty"));
        found.push(told("row 6 is odd"));
        found.push(told("row 8 is odd"));
        found.push(told("rows 6 and 7 are left out: a total"));
        let together = told_together(&found);
        let mut messages: Vec<&str> = together.iter().map(|told| told.message.as_str()).collect();
        messages.sort_unstable();
        assert_eq!(
            messages,
            [
                "row 5, column `side` is empty",
                "rows 2 to 4 and 9, column `guide`: is empty",
                "rows 6 and 7 are left out: a total",
                "rows 6 and 8, each of them: is odd",
            ]
        );
        assert!(together.has_errors());
    }
}
