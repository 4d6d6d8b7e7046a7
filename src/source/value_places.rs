//! From the words of a text back to where they are written.
//!
//! A fault in an inline mark is known by its bytes in the text's value; the author wants to see it in
//! the file. Value and file differ by quotes, escapes, folded lines and indentation. Both are walked
//! side by side, once for each text that has a fault. Where they disagree (in the copy a slip was
//! mended) both go on by one character, so that a place is at worst a little off, never outside.

use super::yaml::{Scalar, ScalarStyle};
use super::{SourceFile, Span};

/// For each byte of a text's value, the place in the file where its character is written.
///
/// Value and file differ by quotes, escapes, folded lines and indentation. Both are walked side by
/// side once; where they disagree (in the copy a slip was mended) both go on by one character.
pub(crate) struct ValuePlaces {
    span: Span,
    starts: Vec<usize>,
}

impl ValuePlaces {
    pub(super) fn new(source: &SourceFile, span: Span, scalar: &Scalar) -> Self {
        let written = source.slice(span.start, span.end);
        // The place of a text behind `|` or `>` begins with its first word, not with the character.
        let offset = usize::from(scalar.style == ScalarStyle::Quoted);
        let body = written.get(offset..).unwrap_or_default();
        let quote = written
            .chars()
            .next()
            .filter(|_| scalar.style == ScalarStyle::Quoted);
        let mut file = body.char_indices().peekable();
        let mut starts = Vec::with_capacity(scalar.value.len() + 1);
        let mut value = scalar.value.chars().peekable();
        while let Some(character) = value.next() {
            // Indentation and line ends that the value does not have; in double quotes a backslash
            // at the end of a line takes that line end away.
            while let Some((_, written)) = file.peek().copied() {
                let mut behind = file.clone();
                behind.next();
                let hidden = quote == Some('"')
                    && written == '\\'
                    && behind
                        .peek()
                        .is_some_and(|(_, next)| matches!(next, '\n' | '\r'));
                if !hidden && (character.is_whitespace() || !written.is_whitespace()) {
                    break;
                }
                file.next();
            }
            let at = file.peek().map_or(body.len(), |(at, _)| *at);
            starts.extend(std::iter::repeat_n(
                span.start + offset + at,
                character.len_utf8(),
            ));
            let Some((_, first)) = file.next() else {
                continue;
            };
            if quote == Some('"') && first == '\\' {
                let skipped = match file.next().map(|(_, escape)| escape) {
                    Some('x') => 2,
                    Some('u') => 4,
                    Some('U') => 8,
                    _ => 0,
                };
                for _ in 0..skipped {
                    file.next();
                }
            } else if quote == Some('\'') && first == '\'' {
                file.next();
            } else if character.is_whitespace() && first.is_whitespace() {
                let more_in_value = value.peek().is_some_and(|next| next.is_whitespace());
                while !more_in_value && file.peek().is_some_and(|(_, next)| next.is_whitespace()) {
                    file.next();
                }
            }
        }
        starts.push(span.start + offset + file.peek().map_or(body.len(), |(at, _)| *at));
        Self { span, starts }
    }

    /// The place of the bytes `start..end` of the value.
    pub(crate) fn span(&self, start: usize, end: usize) -> Span {
        let place = |at: usize| self.starts.get(at).copied().unwrap_or(self.span.end);
        let start = place(start).min(self.span.end);
        Span {
            start,
            end: place(end).clamp(start, self.span.end),
            ..self.span
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::source::{Reading, SourceSet};

    fn places_of(text: &str, needle: &str) -> (String, (usize, usize)) {
        let mut sources = SourceSet::new();
        let file = sources.add("f", text);
        let (mut reading, root) = Reading::open(&sources, file);
        let root = root.unwrap();
        let fields = reading.fields(&root, "a test", &["a"]).unwrap();
        let node = reading.required(&fields, "a").unwrap();
        let scalar = reading.scalar(node, "a").unwrap();
        let at = scalar.value.find(needle).unwrap();
        let span = reading
            .value_places(node, scalar)
            .span(at, at + needle.len());
        let source = sources.get(file);
        (
            source.slice(span.start, span.end).to_owned(),
            sources.position(span),
        )
    }

    #[test]
    fn words_of_a_value_are_found_again_in_the_file() {
        for text in [
            "a: one **two** three\n",
            "a: one\n  **two** three\n",
            "a: \"one \\u00e9 \\\\ **two** x\"\n",
            "a: 'it''s **two** x'\n",
            "a: >\n  one\n  **two** x\n",
            "a: |\n  one\n\n  **two** x\n",
            "a: >-  # note\n  é one\n\n  **two** x\n",
            "a: \"one\n\n   **two**\"\n",
            "a: \"one \\\n   **two**\"\n",
        ] {
            let (found, _) = places_of(text, "**two**");
            assert_eq!(found, "**two**", "{text}");
        }
        assert_eq!(places_of("a: >\n  one\n  **two** x\n", "**two**").1, (3, 3));
    }
}
