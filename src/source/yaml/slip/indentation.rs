//! Lines that begin where nothing can begin.
//!
//! Gathers the columns in which a line could begin here, those of the lines above that are still
//! open, and names the nearest one; a line that is off by a few spaces is moved there in the copy.

use super::super::build::Stop;
use super::super::mend::{Copy, Edit};
use super::line::{Line, lines_back};
use super::{Slip, unknown};
use crate::base::diagnostic::{Diagnostic, quoted, rule};

/// The name at the beginning of a line, behind its dashes, if a word of small letters stands there.
fn line_name<'t>(line: &Line<'t>) -> Option<&'t str> {
    let length = line.name_length()?;
    let at = line.dashes_end();
    let name = line.text.get(at..at + length - 1)?;
    let is_name = name.bytes().all(|b| b.is_ascii_lowercase() || b == b'_');
    is_name.then_some(name)
}

/// How unlike two lines are by what they begin with: 0 for the same name, 1 where both have a name or
/// both have none, 2 otherwise.
fn unlikeness(one: Option<&str>, other: Option<&str>) -> usize {
    match (one, other) {
        (Some(one), Some(other)) if one == other => 0,
        (Some(_), Some(_)) | (None, None) => 1,
        _ => 2,
    }
}

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
    let name = line_name(line);
    // Columns in which a line may begin here, those of the lines above that are still open; and how
    // unlike this line the line there is.
    let mut open: Vec<(usize, usize)> = Vec::new();
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
                let at = if is_dash { column } else { above.dashes_end() };
                open.push((at, unlikeness(name, line_name(&above))));
            }
        } else if column == limit && is_dash {
            // An earlier item of a list that is still open.
            let unlike = unlikeness(name, line_name(&above));
            if let Some(known) = open.iter_mut().find(|(at, _)| *at == column) {
                known.1 = known.1.min(unlike);
            }
        }
    }
    let column = begin - line.start;
    let nearest = open
        .into_iter()
        .filter(|(candidate, _)| *candidate != column)
        // Of two that are about as near, the one where such lines stand; else the outer one.
        .min_by_key(|(candidate, unlike)| {
            let distance = candidate.abs_diff(column);
            (distance.div_ceil(3), *unlike, distance, *candidate)
        })
        .map(|(candidate, _)| candidate);
    let found = if is_dash {
        "this bullet".to_owned()
    } else {
        quoted(first)
    };
    let fault = Diagnostic::error(
        rule::WRONG_INDENTATION,
        copy.span(begin, begin + first.len()),
        format!(
            "{found} begins in column {}, but nothing can begin there",
            column + 1
        ),
    );
    let fault = match nearest {
        Some(nearest) => fault.hint(format!(
            "begin it in column {}, exactly below the line that it belongs to",
            nearest + 1
        )),
        None => fault.hint("begin it exactly below the line that it belongs to"),
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
