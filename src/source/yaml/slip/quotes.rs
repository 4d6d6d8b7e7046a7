//! Quoted texts that go wrong: never closed, closed by a curly quote, closed too early, or holding a
//! backslash that YAML does not know.
//!
//! Each function looks at the line where the text opens, gives the fault at the character that causes it,
//! and edits after which the rest of the file reads.

use super::super::build::Stop;
use super::super::mend::{Copy, Edit};
use super::line::{LINES_LOOKED_BACK, Line, lines_back};
use super::{BYTES_LOOKED_AHEAD, Slip};
use crate::base::diagnostic::{Diagnostic, quoted, rule};

/// A quoted text that was never closed, or closed by a curly quote.
pub(super) fn unclosed_quote(copy: &Copy, _line: &Line<'_>, stop: &Stop) -> Option<Slip> {
    let text = copy.text();
    let line = lines_back(text, stop.at).find(|line| {
        let value = line.value();
        let Some(quote) = value
            .chars()
            .next()
            .filter(|first| matches!(first, '"' | '\''))
        else {
            return false;
        };
        if closing_quote(value, quote).is_some() {
            return false;
        }
        // It is the culprit only if the text it opens reaches to where the parser stopped.
        let start = line.start + line.value_start();
        let far = (start + BYTES_LOOKED_AHEAD)
            .min(stop.at.max(start) + 1)
            .min(text.len());
        let far = (far..=text.len())
            .find(|end| text.is_char_boundary(*end))
            .unwrap_or(start);
        let rest = text.get(start..far).unwrap_or_default();
        closing_quote(rest, quote).is_none_or(|length| {
            let end = start + length;
            end > stop.at || Line::at(text, end).start == Line::at(text, stop.at).start
        })
    })?;
    let at = line.start + line.value_start();
    let value = line.value();
    let quote = value.chars().next()?;
    let curly: &[char] = if quote == '"' {
        &['”', '“']
    } else {
        &['’', '‘']
    };
    if let Some(last) = value
        .trim_end()
        .chars()
        .next_back()
        .filter(|last| curly.contains(last))
    {
        let place = line.start + line.value_start() + value.trim_end().len() - last.len_utf8();
        let end = place + last.len_utf8();
        return Some(Slip::mended(
            Diagnostic::error(
                rule::CURLY_QUOTES,
                copy.span(place, end),
                format!("this text begins with {quote} but ends with the curly quote {last}"),
            )
            .hint(format!("end it with a straight quote: {quote}")),
            vec![Edit::replace(place, end, quote.to_string())],
        ));
    }
    if let Some(slip) = quoted_text_too_far_out(copy, &line, quote) {
        return Some(slip);
    }
    Some(Slip::mended(
        Diagnostic::error(
            rule::UNCLOSED_QUOTE,
            copy.span(at, at + 1),
            format!("the text that begins here with {quote} has no closing quote"),
        )
        .hint(format!("put {quote} at its end")),
        vec![Edit::replace(line.end, line.end, quote.to_string())],
    ))
}

/// A quoted text that is closed further down, whose lines do not begin far enough in.
fn quoted_text_too_far_out(copy: &Copy, line: &Line<'_>, quote: char) -> Option<Slip> {
    let text = copy.text();
    let least = line.dashes_end() + 2;
    let mut place = None;
    let mut edits = Vec::new();
    let mut start = line.end;
    for _ in 0..LINES_LOOKED_BACK {
        start += text.get(start..)?.find(['\n', '\r'])? + 1;
        let next = Line::at(text, start);
        if next.has_name() || next.begins_with_dash() {
            return None;
        }
        let column = next.indentation().len();
        if !next.text.trim().is_empty() && column < line.dashes_end() + 1 {
            place.get_or_insert((next.start + column, next.start + next.text.trim_end().len()));
            edits.push(Edit::replace(
                next.start,
                next.start,
                " ".repeat(least - column),
            ));
        }
        if closing_quote(&format!("{quote}{}", next.text), quote).is_some() {
            break;
        }
        start = next.end;
    }
    let (start, end) = place?;
    let fault = Diagnostic::error(
        rule::WRONG_INDENTATION,
        copy.span(start, end),
        "the text in quotes continues here, but this line is not indented far enough",
    )
    .hint(format!(
        "begin it in column {} or further to the right",
        least + 1
    ));
    Some(Slip::mended(fault, edits))
}

/// A backslash in double quotes that means nothing to YAML.
pub(super) fn escape(copy: &Copy, _line: &Line<'_>, stop: &Stop) -> Option<Slip> {
    let said = &stop.said;
    if !said.contains("escape") && !said.contains("hexadecimal") || said.contains("tag") {
        return None;
    }
    // The parser names the start of the text or of the escape: walk to the first unknown escape.
    let text = copy.text();
    let rest = text.get(stop.at..)?;
    let rest = if rest.starts_with('"') {
        rest.get(1..)?
    } else {
        rest
    };
    let offset = text.len() - rest.len();
    let mut characters = rest.char_indices();
    while let Some((at, character)) = characters.next() {
        if character != '\\' {
            continue;
        }
        let next = characters.next().map_or(' ', |(_, next)| next);
        let digits = match next {
            'x' => 2,
            'u' => 4,
            'U' => 8,
            '\n' | '\r' | '\t' => continue,
            _ if "0abtnvfre \"/\\N_LP".contains(next) => continue,
            _ => 0,
        };
        let code: String = characters
            .clone()
            .take(digits)
            .map(|(_, digit)| digit)
            .collect();
        let code_point = u32::from_str_radix(&code, 16).ok().and_then(char::from_u32);
        if digits > 0 && code.chars().all(|c| c.is_ascii_hexdigit()) && code_point.is_some() {
            continue;
        }
        let at = offset + at;
        let end = at + 1 + next.len_utf8();
        return Some(Slip::mended(
            Diagnostic::error(
                rule::UNKNOWN_ESCAPE,
                copy.span(at, end),
                format!(
                    "{} has no meaning between double quotes",
                    quoted(&format!("\\{next}"))
                ),
            )
            .hint("put the text in single quotes, where a backslash is printed as it is written")
            .hint("or write the backslash twice: `\\\\`"),
            vec![Edit::replace(at, at + 1, "/")],
        ));
    }
    None
}

/// A quoted text with more words behind its closing quote.
pub(super) fn words_after_quote(copy: &Copy, line: &Line<'_>, stop: &Stop) -> Option<Slip> {
    let value = line.value();
    let at = line.start + line.value_start();
    let quote = value
        .chars()
        .next()
        .filter(|first| matches!(first, '"' | '\''))?;
    let length = closing_quote(value, quote)?;
    let behind = value.get(length..)?;
    let more = behind.trim_start();
    if more.is_empty() || more.starts_with('#') || stop.at < at + length {
        return None;
    }
    let start = at + length + (behind.len() - more.len());
    let fault = Diagnostic::error(
        rule::TEXT_AFTER_QUOTE,
        copy.span(start, start + more.trim_end().len()),
        format!("the text in quotes ends before {}", quoted(more.trim_end())),
    );
    let fault = if quote == '\'' {
        fault
            .hint("between single quotes, write an apostrophe twice: `''`")
            .hint("or put the whole text in double quotes")
    } else {
        fault
            .hint("put the whole text in single quotes; then you can use \" inside it")
            .hint("or write \\\" for a quote that should be printed")
    };
    let rest = more.match_indices(": ").map(|(colon, _)| start + colon);
    let edits = std::iter::once(Edit::shield(at))
        .chain(rest.map(|colon| Edit::replace(colon, colon + 1, ";")))
        .collect();
    Some(Slip::mended(fault, edits))
}

/// Length of a quoted text at the start of `text`, both quotes included; `None` when not closed.
fn closing_quote(text: &str, quote: char) -> Option<usize> {
    let mut characters = text.char_indices().skip(1).peekable();
    while let Some((at, character)) = characters.next() {
        if character == '\\' && quote == '"' {
            characters.next();
        } else if character == quote {
            if quote == '\'' && characters.peek().is_some_and(|(_, next)| *next == '\'') {
                characters.next();
            } else {
                return Some(at + 1);
            }
        }
    }
    None
}
