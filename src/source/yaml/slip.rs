//! What the parser says → what the author did, and how to read on.
//!
//! Takes the copy and the place where the parser stopped; gives the faults in an author's words and
//! the edits that let the next parsing go on behind them. The parser's own sentences ("mapping
//! values are not allowed in this context") are never shown. The line itself says more than they
//! do, so it is looked at first: what its value begins with, whether a quote or bracket opened
//! there is closed, where it begins. Only then the sentence decides.

use super::build::{Stop, deep_nesting, reach};
use super::mend::{Copy, Edit};
use crate::diagnostic::{Diagnostic, quoted, rule};

/// Most lines looked back for a quote or bracket that was never closed.
const LINES_LOOKED_BACK: usize = 60;

/// Most bytes looked ahead for a closing quote; a longer text is refused anyway.
const BYTES_LOOKED_AHEAD: usize = super::MAXIMUM_TEXT_CHARACTERS * 4;

/// Widths in spaces that are tried for a tab, the most usual first.
const TAB_WIDTHS: [usize; 6] = [2, 4, 8, 3, 1, 0];

/// Longest text for which all tab widths are tried; a longer one takes the first.
const TRIED_BYTES: usize = 512 * 1024;

/// Most lines with tabs that are reported.
const TAB_LINES: usize = 200;

/// An explained stop.
#[derive(Debug)]
pub(super) struct Slip {
    /// At least one fault, in the places of the file.
    pub(super) faults: Vec<Diagnostic>,
    /// What mends the copy; empty when nothing does.
    pub(super) edits: Vec<Edit>,
    /// Whether the edits take words out, so that fields may be missing by our doing.
    pub(super) loses_lines: bool,
}

impl Slip {
    fn mended(fault: Diagnostic, edits: Vec<Edit>) -> Self {
        Self { faults: vec![fault], edits, loses_lines: false }
    }

    fn final_fault(fault: Diagnostic) -> Self {
        Self::mended(fault, Vec::new())
    }
}

/// Explains why the parser stopped.
pub(super) fn explain(copy: &Copy, stop: &Stop) -> Slip {
    let text = copy.text();
    let line = Line::at(text, stop.at);
    let said = stop.said.as_str();
    if said.contains("recursion limit") {
        let place = copy.span(stop.at, stop.at + 1);
        return Slip::final_fault(deep_nesting(place));
    }
    if let Some(slip) = tab(copy, &line, stop) {
        return slip;
    }
    let culprits = [unclosed_quote, escape, needs_quotes, words_after_quote, unclosed_bracket];
    if let Some(slip) = culprits.iter().find_map(|culprit| culprit(copy, &line, stop)) {
        return slip;
    }
    if said.contains("mapping values are not allowed") || said.contains("illegal placement of ':'")
    {
        return colon(copy, &line, stop);
    }
    if said.contains("comment intercepting") {
        let at = text.get(stop.at..line.end).and_then(|rest| rest.find('#'));
        let at = stop.at + at.unwrap_or_default();
        return Slip::mended(
            Diagnostic::error(
                rule::NEEDS_QUOTES,
                copy.span(at, at + 1),
                "a `#` behind a space begins a comment, but the text goes on in the next line",
            )
            .hint("if the `#` belongs to the text, put the whole text in quotes")
            .hint("if it is a comment, move it to a line of its own above the text"),
            vec![Edit::replace(at, at + 1, ";")],
        );
    }
    if said.contains("simple key") {
        return missing_colon(copy, stop);
    }
    if said.contains("directive") || said.contains("TAG") || said.contains("<document start>") {
        return Slip::final_fault(
            Diagnostic::error(
                rule::DIRECTIVE,
                copy.span(line.start, line.end),
                "lines that begin with `%` are instructions to YAML, which are not used here",
            )
            .hint("delete the line; if it is a text that begins with `%`, put it in quotes"),
        );
    }
    if said.contains("expected key")
        || said.contains("indentation")
        || said.contains("'-' indicator")
        || said.contains("sequence entries are not allowed")
        || said.contains("wrongly indented")
    {
        return indentation(copy, &line, stop);
    }
    unknown(copy, &line, stop)
}

/// A tab in the indentation, or behind a colon or dash.
///
/// A tab further up is looked at too: the parser may take it for a space and stumble later only.
fn tab(copy: &Copy, line: &Line<'_>, stop: &Stop) -> Option<Slip> {
    let text = copy.text();
    let said_tab = stop.said.contains("tab");
    let is_indented_by_tab =
        |line: &Line<'_>| !line.is_blank() && line.indentation().contains('\t');
    let far_away =
        || said_tab && !line.text.contains('\t') && Line::all(text).any(|l| is_indented_by_tab(&l));
    if lines_back(text, stop.at).any(|l| is_indented_by_tab(&l)) || far_away() {
        let mut faults = Vec::new();
        let mut tabs = Vec::new();
        for line in Line::all(text) {
            let indentation = line.indentation();
            let Some(first) = indentation.find('\t') else { continue };
            if !is_indented_by_tab(&line) {
                continue;
            }
            if faults.len() < TAB_LINES {
                let start = line.start + first;
                faults.push(
                    Diagnostic::error(
                        rule::TAB,
                        copy.span(start, start + 1),
                        "this line begins with a tab; YAML wants spaces",
                    )
                    .hint("replace the tab by spaces, as many as the lines beside it have")
                    .hint("most editors do this for you: `indent with spaces` or `.editorconfig`"),
                );
            }
            tabs.extend(indentation.match_indices('\t').map(|(at, _)| line.start + at));
        }
        let widths: &[usize] = if text.len() > TRIED_BYTES { &[2] } else { &TAB_WIDTHS };
        let edits = |width: usize| -> Vec<Edit> {
            tabs.iter().map(|at| Edit::replace(*at, *at + 1, " ".repeat(width))).collect()
        };
        // The width that lets the parser come furthest, measured in places of the file.
        let mut best: Option<(usize, usize)> = None;
        for width in widths {
            let mut tried = copy.clone();
            tried.apply(edits(*width), false);
            let reached = reach(tried.text());
            let reached = tried.span(reached, reached).start;
            if best.is_none_or(|(furthest, _)| reached > furthest) {
                best = Some((reached, *width));
            }
        }
        let width = best.map_or(2, |(_, width)| width);
        return Some(Slip { faults, edits: edits(width), loses_lines: false });
    }
    if !said_tab && !stop.said.contains("valid YAML whitespace") {
        return None;
    }
    let before = text.get(line.start..stop.at).unwrap_or_default();
    let at = match before.rfind('\t') {
        Some(at) => line.start + at,
        None => line.start + line.text.find('\t')?,
    };
    Some(Slip::mended(
        Diagnostic::error(
            rule::TAB,
            copy.span(at, at + 1),
            "a tab stands here; YAML wants a space",
        )
        .hint("replace the tab by one space"),
        vec![Edit::blank(at, at + 1)],
    ))
}

/// A quoted text that was never closed, or closed by a curly quote.
fn unclosed_quote(copy: &Copy, _line: &Line<'_>, stop: &Stop) -> Option<Slip> {
    let text = copy.text();
    let line = lines_back(text, stop.at).find(|line| {
        let value = line.value();
        let Some(quote) = value.chars().next().filter(|first| matches!(first, '"' | '\'')) else {
            return false;
        };
        if closing_quote(value, quote).is_some() {
            return false;
        }
        // It is the culprit only if the text it opens reaches to where the parser stopped.
        let start = line.start + line.value_start();
        let far = (start + BYTES_LOOKED_AHEAD).min(stop.at.max(start) + 1).min(text.len());
        let far = (far..=text.len()).find(|end| text.is_char_boundary(*end)).unwrap_or(start);
        let rest = text.get(start..far).unwrap_or_default();
        closing_quote(rest, quote).is_none_or(|length| {
            let end = start + length;
            end <= stop.at && Line::at(text, end).start == Line::at(text, stop.at).start
                || end > stop.at
        })
    })?;
    let at = line.start + line.value_start();
    let value = line.value();
    let quote = value.chars().next()?;
    let curly: &[char] = if quote == '"' { &['”', '“'] } else { &['’', '‘'] };
    if let Some(last) = value.trim_end().chars().next_back().filter(|last| curly.contains(last)) {
        let place = line.start + line.value_start() + value.trim_end().len() - last.len_utf8();
        let end = place + last.len_utf8();
        return Some(Slip::mended(
            Diagnostic::error(
                rule::CURLY_QUOTES,
                copy.span(place, end),
                format!("this text is opened by {quote} and closed by the curly quote {last}"),
            )
            .hint(format!("close it with a straight quote: {quote}")),
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
            format!("the text opened by {quote} here is never closed"),
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
            edits.push(Edit::replace(next.start, next.start, " ".repeat(least - column)));
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
        "the text in quotes goes on here, but this line does not begin far enough in",
    )
    .hint(format!("begin it in column {} or further in", least + 1));
    Some(Slip::mended(fault, edits))
}

/// A backslash in double quotes that means nothing to YAML.
fn escape(copy: &Copy, _line: &Line<'_>, stop: &Stop) -> Option<Slip> {
    let said = &stop.said;
    if !said.contains("escape") && !said.contains("hexadecimal") || said.contains("tag") {
        return None;
    }
    // The parser names the start of the text or of the escape: walk to the first unknown escape.
    let text = copy.text();
    let rest = text.get(stop.at..)?;
    let rest = if rest.starts_with('"') { rest.get(1..)? } else { rest };
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
        let code: String = characters.clone().take(digits).map(|(_, digit)| digit).collect();
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
                format!("{} means nothing between double quotes", quoted(&format!("\\{next}"))),
            )
            .hint("put the text in single quotes: there a backslash stays as it is written")
            .hint("or write the backslash twice: `\\\\`"),
            vec![Edit::replace(at, at + 1, "/")],
        ));
    }
    None
}

/// A text without quotes that begins with a sign of YAML.
fn needs_quotes(copy: &Copy, line: &Line<'_>, stop: &Stop) -> Option<Slip> {
    let value = line.value();
    let at = line.start + line.value_start();
    if at > stop.at {
        return None;
    }
    let first = value.chars().next()?;
    let inside = value.get(first.len_utf8()..).unwrap_or_default();
    let word = |text: &str| {
        !text.is_empty() && text.chars().all(|c| c.is_alphanumeric() || c == '_' || c == '-')
    };
    let (rule, message) = match first {
        '*' | '&' if word(inside.trim_end()) => {
            let (rule, what) = if first == '*' {
                (rule::ALIAS, "is a YAML alias")
            } else {
                (rule::ALIAS, "is a YAML anchor")
            };
            (rule, format!("{} {what}, which is not used here", quoted(value.trim_end())))
        }
        '!' if word(inside.split_whitespace().next().unwrap_or_default()) => {
            let tag = value.split_whitespace().next().unwrap_or_default();
            (rule::TAG, format!("{} is a YAML tag, which is not used here", quoted(tag)))
        }
        '|' | '>' if is_block_header(inside) => return None,
        '[' if !inside.contains("](") => return None,
        '{' if !begins_with_placeholder(value) => return None,
        '@' | '`' | '%' | '*' | '&' | '!' | '[' | '{' | ']' | '}' | ',' | '|' | '>' => (
            rule::NEEDS_QUOTES,
            format!("a text that begins with `{first}` must stand in quotes"),
        ),
        _ => return None,
    };
    Some(Slip::mended(
        Diagnostic::error(rule, copy.span(at, at + first.len_utf8()), message)
            .hint(format!("write {}", in_quotes(value))),
        vec![Edit::shield(at)],
    ))
}

/// Whether what follows `|` or `>` makes it announce a text on the lines below.
fn is_block_header(behind: &str) -> bool {
    let behind = behind.trim_start_matches(['+', '-']).trim_start_matches(|c: char| c.is_ascii_digit());
    let behind = behind.trim_start_matches(['+', '-']);
    behind.trim_start().is_empty() || behind.trim_start().starts_with('#')
}

/// Whether a text begins with `{letters}`.
fn begins_with_placeholder(value: &str) -> bool {
    let Some(inside) = value.strip_prefix('{') else { return false };
    let Some((name, _)) = inside.split_once('}') else { return false };
    !name.is_empty() && name.chars().all(|c| c.is_alphabetic() || c == '_' || c == ' ')
}

/// The value in quotes as the author should write it, cut when long.
fn in_quotes(value: &str) -> String {
    let quote = if value.contains('"') || value.contains('\\') { '\'' } else { '"' };
    let value = value.trim_end();
    let shown: String = value.chars().take(30).map(crate::diagnostic::harmless).collect();
    let shown = if quote == '\'' { shown.replace('\'', "''") } else { shown };
    let dots = if value.chars().nth(30).is_some() { " …" } else { "" };
    format!("{quote}{shown}{dots}{quote}")
}

/// A quoted text with more words behind its closing quote.
fn words_after_quote(copy: &Copy, line: &Line<'_>, stop: &Stop) -> Option<Slip> {
    let value = line.value();
    let at = line.start + line.value_start();
    let quote = value.chars().next().filter(|first| matches!(first, '"' | '\''))?;
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
            .hint("an apostrophe between single quotes is written twice: `''`")
            .hint("or put the whole text in double quotes")
    } else {
        fault
            .hint("put the whole text in single quotes; then \" may stand in it")
            .hint("or write \\\" for a quote that shall be printed")
    };
    let rest = more.match_indices(": ").map(|(colon, _)| start + colon);
    let edits = std::iter::once(Edit::shield(at))
        .chain(rest.map(|colon| Edit::replace(colon, colon + 1, ";")))
        .collect();
    Some(Slip::mended(fault, edits))
}

/// A list or map in brackets that is still open at the end of the line where the parser stopped.
fn unclosed_bracket(copy: &Copy, here: &Line<'_>, stop: &Stop) -> Option<Slip> {
    let text = copy.text();
    let line = lines_back(text, stop.at).find(|line| line.value().starts_with(['[', '{']))?;
    let at = line.start + line.value_start();
    let far = here.end.min(at + BYTES_LOOKED_AHEAD);
    let mut open = Vec::new();
    for character in text.get(at..far)?.chars() {
        match character {
            '[' => open.push(']'),
            '{' => open.push('}'),
            ']' | '}' if open.last() == Some(&character) => {
                open.pop();
                if open.is_empty() {
                    return None;
                }
            }
            _ => {}
        }
        if open.len() > super::MAXIMUM_DEPTH {
            return Some(Slip::final_fault(deep_nesting(copy.span(at, at + 1))));
        }
    }
    // Lines with names of their own are no part of the list: then it ends in its first line.
    let last = lines_back(text, stop.at)
        .take_while(|above| above.start > line.start)
        .filter(|above| above.start < here.start || here.start == line.start)
        .find(|above| !above.is_blank() && !above.has_name())
        .unwrap_or(line);
    let missing: String = open.iter().rev().collect();
    let opening = line.value().chars().next()?;
    Some(Slip::mended(
        Diagnostic::error(
            rule::UNCLOSED_BRACKET,
            copy.span(at, at + 1),
            format!("the bracket `{opening}` opened here is not closed"),
        )
        .hint(format!("put `{missing}` at the end"))
        .hint(format!("if this is a text that begins with `{opening}`, put it in quotes")),
        vec![Edit::replace(last.start + last.text.trim_end().len(), last.end, missing)],
    ))
}

/// `: ` where no name can stand: in a text, or in a line that begins too far in.
fn colon(copy: &Copy, line: &Line<'_>, stop: &Stop) -> Slip {
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
                    format!("{} begins further in than its place allows", quoted(word)),
                )
                .hint(format!("begin it in column {}, like the line above", column + 1))
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
        .filter(|(at, _)| rest.get(at + 1..).is_none_or(|b| b.is_empty() || b.starts_with(' ')))
        .map(|(at, _)| Edit::replace(stop.at + at, stop.at + at + 1, ";"))
        .collect();
    let value = line.value();
    if let Some(open) = value.chars().next().filter(|first| "“”„‘‚".contains(*first)) {
        let at = line.start + line.value_start();
        return Slip::mended(
            Diagnostic::error(
                rule::CURLY_QUOTES,
                copy.span(at, at + open.len_utf8()),
                format!("{} begins with a curly quote, which YAML does not know", quoted(value)),
            )
            .hint("use straight quotes: \"…\""),
            edits,
        );
    }
    let words = before.rsplit(": ").next().unwrap_or(before).trim_start_matches([' ', '-']);
    Slip::mended(
        Diagnostic::error(
            rule::UNQUOTED_COLON,
            copy.span(stop.at, stop.at + 1),
            format!("a colon and a space stand in a text without quotes, after {}", quoted(words)),
        )
        .hint("put the whole text in quotes: \"…: …\"")
        .hint("or use a dash or a full stop instead of the colon"),
        edits,
    )
}

/// A line of a map without a colon.
fn missing_colon(copy: &Copy, stop: &Stop) -> Slip {
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
                format!("a name and a colon are expected here, found {}", quoted(words)),
            )
            .hint("write `name: text`, with a space after the colon")
            .hint("if it belongs to the text above, begin it further in than that text's name"),
        ],
        edits: vec![Edit::replace(start, start + first.len_utf8(), "#")],
        loses_lines: true,
    }
}

/// A line that begins where nothing can begin.
fn indentation(copy: &Copy, line: &Line<'_>, stop: &Stop) -> Slip {
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
            let fits = if is_dash { above.begins_with_dash() } else { above.has_name() };
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
    let found = if is_dash { "this bullet".to_owned() } else { quoted(first) };
    let fault = Diagnostic::error(
        rule::WRONG_INDENTATION,
        copy.span(begin, begin + first.len()),
        format!("{found} begins in column {}, where nothing can begin", column + 1),
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
    Slip { faults: vec![fault], edits, loses_lines: true }
}

/// A stop that none of the above explains.
fn unknown(copy: &Copy, line: &Line<'_>, stop: &Stop) -> Slip {
    let text = copy.text();
    let length = text.get(stop.at..).and_then(|rest| rest.chars().next()).map_or(0, char::len_utf8);
    let at = stop.at.clamp(line.start, line.end.max(line.start));
    let length = if at == stop.at { length } else { 0 };
    let words = text.get(line.start..line.end).unwrap_or_default().trim();
    let message = if words.is_empty() {
        "the file cannot be read as YAML up to this place".to_owned()
    } else {
        format!("this line cannot be read as YAML: {}", quoted(words))
    };
    Slip::final_fault(
        Diagnostic::error(rule::YAML_SYNTAX, copy.span(at, at + length), message)
            .hint("look in this line and the one above for a missing quote, colon, space or bracket")
            .hint("when in doubt, put the text in double quotes"),
    )
}

/// Whether a word can only be a name: small letters and underscores.
fn is_name(word: &str) -> bool {
    !word.is_empty() && word.bytes().all(|b| b.is_ascii_lowercase() || b == b'_')
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

/// One line of the copy, without its ending.
#[derive(Debug, Clone, Copy)]
struct Line<'t> {
    start: usize,
    end: usize,
    text: &'t str,
}

impl<'t> Line<'t> {
    fn at(text: &'t str, byte: usize) -> Self {
        let byte = (0..=byte.min(text.len())).rev().find(|b| text.is_char_boundary(*b)).unwrap_or(0);
        let start = text
            .get(..byte)
            .and_then(|before| before.rfind(['\n', '\r']))
            .map_or(0, |ending| ending + 1);
        let rest = text.get(start..).unwrap_or_default();
        let length = rest.find(['\n', '\r']).unwrap_or(rest.len());
        Self { start, end: start + length, text: rest.get(..length).unwrap_or_default() }
    }

    /// All lines in order.
    fn all(text: &'t str) -> impl Iterator<Item = Line<'t>> {
        let mut start = 0;
        text.split(['\n', '\r']).map(move |line| {
            let this = Line { start, end: start + line.len(), text: line };
            start = this.end + 1;
            this
        })
    }

    fn indentation(&self) -> &'t str {
        let length = self.text.len() - self.text.trim_start_matches([' ', '\t']).len();
        self.text.get(..length).unwrap_or_default()
    }

    fn is_blank(&self) -> bool {
        let words = self.text.trim_start();
        words.is_empty() || words.starts_with('#')
    }

    fn begins_with_dash(&self) -> bool {
        let words = self.text.trim_start();
        words == "-" || words.starts_with("- ")
    }

    /// Bytes before the name or text: indentation and the dashes of bullets.
    fn dashes_end(&self) -> usize {
        let mut at = self.indentation().len();
        while self.text.get(at..).is_some_and(|rest| rest.starts_with("- ")) {
            at += 1;
            let rest = self.text.get(at..).unwrap_or_default();
            at += rest.len() - rest.trim_start_matches(' ').len();
        }
        at
    }

    /// Length of the name and its colon at `dashes_end`, if there is one.
    fn name_length(&self) -> Option<usize> {
        let rest = self.text.get(self.dashes_end()..)?;
        let length = rest.find(|c: char| !c.is_ascii_alphanumeric() && c != '_' && c != '-')?;
        let behind = rest.get(length..)?.strip_prefix(':')?;
        (length > 0 && (behind.is_empty() || behind.starts_with([' ', '\t']))).then_some(length + 1)
    }

    fn has_name(&self) -> bool {
        self.name_length().is_some()
    }

    /// Whether a name and words behind it stand in this line.
    fn has_value(&self) -> bool {
        self.has_name() && !self.value().is_empty()
    }

    /// Bytes before the value: indentation, dashes, name and colon.
    fn value_start(&self) -> usize {
        let at = self.dashes_end() + self.name_length().unwrap_or(0);
        let rest = self.text.get(at..).unwrap_or_default();
        at + rest.len() - rest.trim_start_matches([' ', '\t']).len()
    }

    fn value(&self) -> &'t str {
        self.text.get(self.value_start()..).unwrap_or_default()
    }
}

/// The line that holds a byte and those above it, nearest first, as far as is looked back.
fn lines_back(text: &str, byte: usize) -> impl Iterator<Item = Line<'_>> {
    let first = Line::at(text, byte);
    std::iter::successors(Some(first), move |line| {
        (line.start > 0).then(|| Line::at(text, line.start - 1))
    })
    .take(LINES_LOOKED_BACK)
}
