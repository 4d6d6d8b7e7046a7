//! Lines of a text that were meant as items of a list.
//!
//! YAML takes a line that begins with a dash for words of the text above when it stands further in
//! than the dash of that text, and prints `Stop aspirin - Keep taking metformin`. Takes the place of a
//! text; reports each such line. Texts in quotes are left alone: there a dash is meant as one. A
//! number begins an item only where it counts on from the line before, or is 1: a year or a dose at
//! the start of a line is none.

use super::Builder;
use crate::base::diagnostic::{Diagnostic, quoted, rule};
use crate::source::{ScalarStyle, Span};

/// Characters that begin an item when a space follows.
const ITEM_CHARACTERS: &[char] = &['-', '*', '•', '▪', '●', '◦', '‣'];

impl Builder<'_> {
    /// Reports lines of a text that begin like an item of a list.
    pub(super) fn items_in_text(&mut self, span: Span, style: ScalarStyle) {
        let written = self.source.slice(span.start, span.end);
        if style == ScalarStyle::Quoted {
            return;
        }
        let mut faults = Vec::new();
        let mut number_before = 0;
        let mut at = span.start;
        for (index, line) in written.split_inclusive(['\n', '\r']).enumerate() {
            let words = line.trim_start_matches([' ', '\t']);
            let start = at + (line.len() - words.len());
            at += line.len();
            if words.trim().is_empty() {
                continue;
            }
            let number = item_number(words);
            let is_item = match number {
                Some(number) => number == 1 || number == number_before + 1,
                None => begins_with_character(words),
            };
            number_before = number.unwrap_or_default();
            // The first line of a plain text stands behind its name or dash, where it belongs.
            if is_item && (index > 0 || style != ScalarStyle::Plain) {
                let character = words.split(' ').next().unwrap_or_default();
                let place = Span {
                    start,
                    end: start + character.len(),
                    ..span
                };
                faults.push(item_in_text(place, character, style));
            }
        }
        self.faults.extend(faults);
    }
}

/// The fault of one such line.
fn item_in_text(place: Span, character: &str, style: ScalarStyle) -> Diagnostic {
    let fault = Diagnostic::error(
        rule::LIST_IN_TEXT,
        place,
        format!(
            "this line begins with {}, like an item in a list, but is read as part of a text",
            quoted(character)
        ),
    );
    let fault = if style == ScalarStyle::Plain {
        fault.hint("for an item in the list, begin the line with `- ` exactly below the dash above")
    } else {
        fault
    };
    fault
        .hint("for a separate list, make it a block `bullets:` or `procedure_steps:`")
        .hint("if it is part of the text, put the whole text in quotes: \"…\"")
}

fn begins_with_character(words: &str) -> bool {
    words
        .strip_prefix(ITEM_CHARACTERS)
        .is_some_and(|behind| behind.starts_with([' ', '\t', '\u{a0}']))
}

/// The number of a line that begins as in `2. ` or `2) `.
fn item_number(words: &str) -> Option<u32> {
    let digits = words.bytes().take_while(u8::is_ascii_digit).count();
    let (number, behind) = words.split_at_checked(digits)?;
    let behind = behind.strip_prefix(['.', ')'])?;
    if !behind.starts_with([' ', '\t', '\u{a0}']) {
        return None;
    }
    number.parse().ok()
}
