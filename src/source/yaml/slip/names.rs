//! Names and colons: a colon in a text without quotes, and a name without its colon.
//!
//! YAML ends a name at `: `, wherever it stands. Whether the author meant a name or a text is told by
//! the look of the line: a single word of small letters is a name, anything else is a text.

use super::super::build::Stop;
use super::super::mend::{Copy, Edit};
use super::line::{Line, lines_back};
use super::{Slip, unknown};
use crate::base::diagnostic::{Diagnostic, quoted, rule};
use crate::source::{is_unusual_space, space_beside};

/// `: ` where no name can stand: in a text, or in a line that begins too far in.
pub(super) fn colon(copy: &Copy, line: &Line<'_>, stop: &Stop) -> Slip {
    let text = copy.text();
    let before = text.get(line.start..stop.at).unwrap_or_default();
    let start = line.start + line.dashes_end();
    let word = text.get(start..stop.at).unwrap_or_default();
    if is_name(word)
        && line.start > 0
        && let Some(above) = lines_back(text, line.start - 1).find(|l| !l.is_blank())
        && !above.has_name()
        && above.dashes_end() == line.dashes_end()
    {
        return nameless(copy, &above);
    }
    if is_name(word)
        && let Some(above) = lines_back(text, line.start.saturating_sub(1)).find(|l| !l.is_blank())
        && line.start > 0
        && above.has_value()
    {
        let column = above.dashes_end();
        return Slip {
            faults: vec![
                Diagnostic::error(
                    rule::WRONG_INDENTATION,
                    copy.span(start, stop.at),
                    format!("{} is indented too far", quoted(word)),
                )
                .hint(format!(
                    "begin it in column {}, like the line above",
                    column + 1
                ))
                .hint("if it belongs to the text above, put that whole text in quotes"),
            ],
            edits: if line.dashes_end() == line.indentation().len() {
                vec![Edit::replace(line.start, start, " ".repeat(column))]
            } else {
                Vec::new()
            },
            loses_lines: true,
        };
    }
    let rest = text.get(stop.at..line.end).unwrap_or_default();
    let edits = rest
        .match_indices(':')
        .filter(|(at, _)| {
            rest.get(at + 1..)
                .is_none_or(|b| b.is_empty() || b.starts_with(' '))
        })
        .map(|(at, _)| Edit::replace(stop.at + at, stop.at + at + 1, ";"))
        .collect();
    let value = line.value();
    if let Some(open) = value
        .chars()
        .next()
        .filter(|first| "“”„‘‚".contains(*first))
    {
        let at = line.start + line.value_start();
        return Slip::mended(
            Diagnostic::error(
                rule::CURLY_QUOTES,
                copy.span(at, at + open.len_utf8()),
                format!(
                    "{} begins with a curly quote, which YAML does not accept",
                    quoted(value)
                ),
            )
            .hint("use straight quotes: \"…\""),
            edits,
        );
    }
    let words = before
        .rsplit(": ")
        .next()
        .unwrap_or(before)
        .trim_start_matches([' ', '-']);
    Slip::mended(
        Diagnostic::error(
            rule::UNQUOTED_COLON,
            copy.span(stop.at, stop.at + 1),
            format!(
                "a text without quotes contains a colon and a space, after {}",
                quoted(words)
            ),
        )
        .hint("put the whole text in quotes: \"…: …\"")
        .hint("or use a dash or a full stop instead of the colon"),
        edits,
    )
}

/// A line of a map without a colon.
pub(super) fn missing_colon(copy: &Copy, stop: &Stop) -> Slip {
    let text = copy.text();
    let here = Line::at(text, stop.at);
    let stands_here = !here.is_blank() && stop.at > here.start + here.indentation().len();
    let Some(line) = lines_back(text, stop.at)
        .skip(usize::from(!stands_here))
        .find(|line| !line.is_blank())
    else {
        return unknown(copy, &here, stop);
    };
    nameless(copy, &line)
}

/// A line that must begin with a name and a colon, and does not.
fn nameless(copy: &Copy, line: &Line<'_>) -> Slip {
    let text = copy.text();
    let start = line.start + line.dashes_end();
    let words = text.get(start..line.end).unwrap_or_default().trim_end();
    let place = copy.span(start, start + words.len());
    if let Some((name, rest)) = words.split_once(':')
        && is_name(name)
        && !rest.starts_with(' ')
    {
        let at = start + name.len() + 1;
        if let Some(space) = rest.chars().next().filter(|space| is_unusual_space(*space)) {
            let end = at + space.len_utf8();
            let what = format!("after the colon of `{name}`");
            return Slip::mended(
                space_beside(copy.span(at, end), space, &what),
                vec![Edit::replace(at, end, " ")],
            );
        }
        return Slip::mended(
            Diagnostic::error(
                rule::MISSING_COLON,
                copy.span(start, at),
                format!("{} needs a space after the colon", quoted(words)),
            )
            .hint(format!("write `{name}: …`")),
            vec![Edit::replace(at, at, " ")],
        );
    }
    let first = words.chars().next().unwrap_or(' ');
    Slip {
        faults: vec![
            Diagnostic::error(
                rule::MISSING_COLON,
                place,
                "a name and a colon are expected here",
            )
            .hint("write `name: text`, with a space after the colon")
            .hint("if it belongs to the text above, indent it further than the name of that text"),
        ],
        edits: vec![Edit::replace(start, start + first.len_utf8(), "#")],
        loses_lines: true,
    }
}

/// Whether a word can only be a name: small letters and underscores.
fn is_name(word: &str) -> bool {
    !word.is_empty() && word.bytes().all(|b| b.is_ascii_lowercase() || b == b'_')
}
