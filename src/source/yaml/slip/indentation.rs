//! Lines that begin where nothing can begin.
//!
//! Gathers the columns in which a line could begin here, those of the lines above that are still
//! open, and names the nearest one; a line that is off by a few spaces is moved there in the copy.

use super::super::build::Stop;
use super::super::mend::{Copy, Edit};
use super::line::{Line, lines_back};
use super::{Slip, unknown};
use crate::diagnostic::{Diagnostic, quoted, rule};

/// A line that begins where nothing can begin.
pub(super) fn indentation(copy: &Copy, line: &Line<'_>, stop: &Stop) -> Slip {
    let text = copy.text();
    let begin = line.start + line.indentation().len();
    if stop.at > line.start + line.dashes_end() || line.is_blank() {
        return unknown(copy, line, stop);
    }
    let words = text.get(begin..line.end).unwrap_or_default();
    let first = words.split_whitespace().next().unwrap_or_default();
    let is_dash = first == "-";
    // Columns in which a line may begin here: those of the lines above that are still open.
    let mut open: Vec<usize> = Vec::new();
    let mut limit = usize::MAX;
    for above in lines_back(text, line.start.saturating_sub(1)).filter(|l| !l.is_blank()) {
        if line.start == 0 {
            break;
        }
        let column = above.indentation().len();
        if column < limit {
            limit = column;
            let fits = if is_dash {
                above.begins_with_dash()
            } else {
                above.has_name()
            };
            if fits {
                open.push(if is_dash { column } else { above.dashes_end() });
            }
        }
    }
    let column = begin - line.start;
    let nearest = open
        .into_iter()
        .filter(|candidate| *candidate != column)
        .min_by_key(|candidate| candidate.abs_diff(column));
    let found = if is_dash {
        "this bullet".to_owned()
    } else {
        quoted(first)
    };
    let fault = Diagnostic::error(
        rule::WRONG_INDENTATION,
        copy.span(begin, begin + first.len()),
        format!(
            "{found} begins in column {}, where nothing can begin",
            column + 1
        ),
    );
    let fault = match nearest {
        Some(nearest) => fault.hint(format!(
            "begin it in column {}, exactly below the line it belongs with",
            nearest + 1
        )),
        None => fault.hint("begin it exactly below the line it belongs with"),
    };
    let edits = match nearest {
        Some(nearest) if nearest.abs_diff(column) <= 3 => {
            vec![Edit::replace(line.start, begin, " ".repeat(nearest))]
        }
        _ => Vec::new(),
    };
    Slip {
        faults: vec![fault],
        edits,
        loses_lines: true,
    }
}
