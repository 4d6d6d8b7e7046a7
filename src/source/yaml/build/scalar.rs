//! The texts of the tree, and the faults a text has whatever it means.
//!
//! Takes the parser's value and its place; puts a text into the tree, or a refused node when it is too
//! long. Reports control characters that came in by an escape (those in the file itself have been
//! reported before parsing) and texts that stand wholly in curly quotes.

use saphyr_parser::ScalarStyle as ParserStyle;

use super::super::mend::SHIELD;
use super::super::tree::{Node, NodeKind, Scalar, ScalarStyle};
use super::super::{MAXIMUM_CONTROL_CHARACTERS, MAXIMUM_TEXT_CHARACTERS, control_character};
use super::{Builder, Open};
use crate::base::diagnostic::{Diagnostic, forbidden, quoted, rule};
use crate::source::Span;

impl Builder<'_> {
    pub(super) fn scalar(
        &mut self,
        value: &str,
        style: ParserStyle,
        start: usize,
        span: Span,
    ) -> bool {
        let style_here = match style {
            ParserStyle::Plain => ScalarStyle::Plain,
            ParserStyle::SingleQuoted | ParserStyle::DoubleQuoted => ScalarStyle::Quoted,
            ParserStyle::Literal => ScalarStyle::Literal,
            ParserStyle::Folded => ScalarStyle::Folded,
        };
        // A shield was put there by mending if it stands nowhere in the file; else it is the author's.
        let shield = self.copy.span(start, start + SHIELD.len_utf8());
        let shielded = shield.start == shield.end;
        let value = if shielded {
            value.strip_prefix(SHIELD).unwrap_or(value)
        } else {
            value
        };
        let span = self.trimmed(span, style_here);

        if value.len() > MAXIMUM_TEXT_CHARACTERS
            && value.chars().nth(MAXIMUM_TEXT_CHARACTERS).is_some()
        {
            let characters = value.chars().count();
            self.faults.push(
                Diagnostic::error(
                    rule::TEXT_TOO_LONG,
                    span,
                    format!(
                        "this text has {characters} characters; at most \
                         {MAXIMUM_TEXT_CHARACTERS} are allowed"
                    ),
                )
                .hint("divide it into several paragraphs"),
            );
            return self.value(Node {
                span,
                kind: NodeKind::Refused,
            });
        }
        let mut value = value.to_owned();
        if style == ParserStyle::DoubleQuoted && value.contains(|c| forbidden(c).is_some()) {
            self.escaped_control_characters(&value, span);
            value.retain(|character| forbidden(character).is_none());
        }
        if style == ParserStyle::Plain {
            self.curly_quotes(&value, span);
            self.words_read_as_remark(span);
        }
        self.items_in_text(span, style_here);
        let scalar = Scalar {
            value,
            style: style_here,
        };
        self.value(Node {
            span,
            kind: NodeKind::Scalar(scalar),
        })
    }

    /// Cuts line ends and spaces off the end of a text's place.
    fn trimmed(&self, span: Span, style: ScalarStyle) -> Span {
        if style == ScalarStyle::Quoted {
            return span;
        }
        let written = self.source.slice(span.start, span.end);
        Span {
            end: span.start + written.trim_end().len(),
            ..span
        }
    }

    fn escaped_control_characters(&mut self, value: &str, span: Span) {
        let written = self.source.slice(span.start, span.end);
        let mut escapes = written
            .char_indices()
            .filter_map(|(at, character)| (character == '\\').then_some(at));
        let mut behind_escape = 0;
        for character in value.chars() {
            if self.control_characters >= MAXIMUM_CONTROL_CHARACTERS {
                return;
            }
            let Some(reason) = forbidden(character) else {
                continue;
            };
            // The escapes of a text come in the order of its characters; the next one that could
            // have made this character is the one to show.
            let place = escapes.by_ref().find_map(|at| {
                if at < behind_escape {
                    return None;
                }
                let (length, makes) = escape_at(written.get(at..).unwrap_or_default());
                behind_escape = at + length;
                (makes == Some(character)).then_some(Span {
                    file: span.file,
                    start: span.start + at,
                    end: span.start + at + length,
                })
            });
            self.control_characters += 1;
            let fault = control_character(place.unwrap_or(span), character, reason);
            self.faults.push(fault);
        }
    }

    /// Whether the list that is being read stands in brackets.
    fn in_brackets(&self) -> bool {
        let Some(Open::List { span, .. }) = self.open.last() else {
            return false;
        };
        self.source.slice(span.start, span.start + 1) == "["
    }

    /// A number sign behind a plain text begins a remark in YAML, and what follows is dropped without
    /// a word. A remark has a space behind its sign; `room #4` was meant to be printed.
    fn words_read_as_remark(&mut self, span: Span) {
        let behind = self.source.text().get(span.end..).unwrap_or_default();
        let line = behind.lines().next().unwrap_or_default();
        let remark = line.trim_start_matches([' ', '\t']);
        let begins = remark
            .strip_prefix('#')
            .and_then(|rest| rest.chars().next());
        if begins.is_none_or(|character| {
            character.is_whitespace() || character == '#' || character == '!'
        }) {
            return;
        }
        let start = span.end + (line.len() - remark.len());
        let place = Span {
            start,
            end: start + 1,
            ..span
        };
        let word = remark.split_whitespace().next().unwrap_or_default();
        self.faults.push(
            Diagnostic::error(
                rule::WORDS_AS_REMARK,
                place,
                format!(
                    "{} is read as a comment and would not be printed",
                    quoted(word)
                ),
            )
            .hint("put quotes around the whole text: \"…\"")
            .hint("if it is a comment, put a space after the `#`"),
        );
    }

    /// A plain text that is wholly enclosed in curly quotes was meant to be quoted.
    fn curly_quotes(&mut self, value: &str, span: Span) {
        let Some(open) = value.chars().next() else {
            return;
        };
        let closing: &[char] = match open {
            '“' | '”' | '„' | '‟' => &['“', '”', '"'],
            '‘' | '’' | '‚' | '‛' => &['‘', '’', '\''],
            _ => return,
        };
        let inside = value.get(open.len_utf8()..).unwrap_or_default();
        let closed = inside.chars().filter(|c| closing.contains(c)).count();
        // Between brackets the comma of a quoted text has divided it: its end is another item.
        let divided = closed == 0 && !matches!(open, '‘' | '’' | '‚' | '‛') && self.in_brackets();
        if !divided && (closed != 1 || !inside.ends_with(closing)) {
            return;
        }
        let place = Span {
            end: span.start + open.len_utf8(),
            ..span
        };
        self.faults.push(
            Diagnostic::error(
                rule::CURLY_QUOTES,
                place,
                format!(
                    "{} is in curly quotes, which YAML does not accept",
                    quoted(value)
                ),
            )
            .hint("use straight quotes: \"…\"")
            .hint(
                "if you want to print the curly quotes, put straight quotes around them: \"“…”\"",
            ),
        );
    }
}

/// Length in bytes of the escape at the start of `text`, and the character it makes.
fn escape_at(text: &str) -> (usize, Option<char>) {
    let digits = match text.as_bytes().get(1) {
        Some(b'0') => return (2, Some('\0')),
        Some(b'a') => return (2, Some('\u{7}')),
        Some(b'b') => return (2, Some('\u{8}')),
        Some(b'v') => return (2, Some('\u{b}')),
        Some(b'f') => return (2, Some('\u{c}')),
        Some(b'e') => return (2, Some('\u{1b}')),
        Some(b'N') => return (2, Some('\u{85}')),
        Some(b'x') => 2,
        Some(b'u') => 4,
        Some(b'U') => 8,
        _ => return (2, None),
    };
    let code = text
        .get(2..2 + digits)
        .and_then(|digits| u32::from_str_radix(digits, 16).ok());
    (2 + digits, code.and_then(char::from_u32))
}
