//! Texts without quotes that begin with a character that YAML uses, such as `**`, `{`, `[` or `@`.
//!
//! They are the commonest slip of authors who use the inline marks. The fault shows the text as it
//! is to be written; the edit puts a shield before it, so that the parser takes it as plain words.

use super::super::build::Stop;
use super::super::mend::{Copy, Edit};
use super::Slip;
use super::line::Line;
use crate::base::diagnostic::{Diagnostic, quoted, rule};

/// A text without quotes that begins with a character that YAML uses.
pub(super) fn needs_quotes(copy: &Copy, line: &Line<'_>, stop: &Stop) -> Option<Slip> {
    let value = line.value();
    let at = line.start + line.value_start();
    if at > stop.at {
        return None;
    }
    let first = value.chars().next()?;
    let inside = value.get(first.len_utf8()..).unwrap_or_default();
    let word = |text: &str| {
        !text.is_empty()
            && text
                .chars()
                .all(|c| c.is_alphanumeric() || c == '_' || c == '-')
    };
    let (rule, message) = match first {
        '*' | '&' if word(inside.trim_end()) => {
            let (rule, what) = if first == '*' {
                (rule::ALIAS, "is a YAML alias")
            } else {
                (rule::ALIAS, "is a YAML anchor")
            };
            (
                rule,
                format!(
                    "{} {what}, which is not allowed here",
                    quoted(value.trim_end())
                ),
            )
        }
        '!' if word(inside.split_whitespace().next().unwrap_or_default()) => {
            let tag = value.split_whitespace().next().unwrap_or_default();
            (
                rule::TAG,
                format!("{} is a YAML tag, which is not allowed here", quoted(tag)),
            )
        }
        '|' | '>' if is_block_header(inside) => return None,
        '[' if !inside.contains("](") => return None,
        '{' if !begins_with_placeholder(value) => return None,
        '@' | '`' | '%' | '*' | '&' | '!' | '[' | '{' | ']' | '}' | ',' | '|' | '>' => (
            rule::NEEDS_QUOTES,
            format!("a text that begins with `{first}` must be in quotes"),
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
    let behind = behind
        .trim_start_matches(['+', '-'])
        .trim_start_matches(|c: char| c.is_ascii_digit());
    let behind = behind.trim_start_matches(['+', '-']);
    behind.trim_start().is_empty() || behind.trim_start().starts_with('#')
}

/// Whether a text begins with `{letters}`.
fn begins_with_placeholder(value: &str) -> bool {
    let Some(inside) = value.strip_prefix('{') else {
        return false;
    };
    let Some((name, _)) = inside.split_once('}') else {
        return false;
    };
    !name.is_empty()
        && name
            .chars()
            .all(|c| c.is_alphabetic() || c == '_' || c == ' ')
}

/// The value in quotes as the author should write it, cut when long.
fn in_quotes(value: &str) -> String {
    let quote = if value.contains('"') || value.contains('\\') {
        '\''
    } else {
        '"'
    };
    let value = value.trim_end();
    let shown: String = value
        .chars()
        .take(30)
        .map(crate::base::diagnostic::harmless)
        .collect();
    let shown = if quote == '\'' {
        shown.replace('\'', "''")
    } else {
        shown
    };
    let dots = if value.chars().nth(30).is_some() {
        " …"
    } else {
        ""
    };
    format!("{quote}{shown}{dots}{quote}")
}
