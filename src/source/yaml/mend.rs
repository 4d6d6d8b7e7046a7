//! A copy of a file in which slips are mended, and the way back to the places of the file.
//!
//! The copy starts as the file's text. Each mending replaces pieces of the copy; the list of all
//! pieces replaced so far tells where a byte of the copy stands in the file. The copy only serves
//! to find further faults: a file that needed mending is refused, and its words are never printed.

use std::rc::Rc;

use crate::source::{FileId, Span};

/// Put before a text that begins with a character that YAML uses; taken off again when the tree is built.
/// U+2060 (word joiner) begins no YAML construct and is unlikely in a guide.
pub(super) const SHIELD: char = '\u{2060}';

/// One piece of the copy to be replaced.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Edit {
    start: usize,
    end: usize,
    new: String,
}

impl Edit {
    /// Replaces the bytes `start..end`.
    pub(super) fn replace(start: usize, end: usize, new: impl Into<String>) -> Self {
        Self {
            start,
            end,
            new: new.into(),
        }
    }

    /// Replaces the bytes `start..end` by as many spaces.
    pub(super) fn blank(start: usize, end: usize) -> Self {
        Self::replace(start, end, " ".repeat(end.saturating_sub(start)))
    }

    /// Puts the [`SHIELD`] before the text at `at`.
    pub(super) fn shield(at: usize) -> Self {
        Self::replace(at, at, SHIELD.to_string())
    }
}

/// From `copy` on, a byte of the copy stands at `original + (byte - copy)` of the file, but not
/// behind `limit`.
#[derive(Debug, Clone, Copy)]
struct Anchor {
    copy: usize,
    original: usize,
    limit: usize,
}

/// The text that is parsed.
#[derive(Debug, Clone)]
pub(super) struct Copy {
    file: FileId,
    original: Rc<str>,
    text: String,
    anchors: Vec<Anchor>,
    loses_lines: bool,
}

impl Copy {
    /// An untouched copy.
    pub(super) fn new(file: FileId, text: &str) -> Self {
        let anchors = vec![Anchor {
            copy: 0,
            original: 0,
            limit: text.len(),
        }];
        Self {
            file,
            original: Rc::from(text),
            text: text.to_owned(),
            anchors,
            loses_lines: false,
        }
    }

    /// The copy as it stands now.
    pub(super) fn text(&self) -> &str {
        &self.text
    }

    /// Whether a mending took lines out, so that a field may be missing by our doing only.
    pub(super) fn loses_lines(&self) -> bool {
        self.loses_lines
    }

    /// Puts spaces, as many as it has bytes, in the place of every character that is chosen.
    pub(super) fn blank_characters(&mut self, chosen: impl Fn(char) -> bool) {
        let mut text = String::with_capacity(self.text.len());
        for character in self.text.chars() {
            if chosen(character) {
                text.extend(std::iter::repeat_n(' ', character.len_utf8()));
            } else {
                text.push(character);
            }
        }
        self.text = text;
    }

    /// The place in the file of the bytes `start..end` of the copy: whole characters of the file, also
    /// where spaces stand in the copy for the bytes of one character.
    pub(super) fn span(&self, start: usize, end: usize) -> Span {
        let start = self.original(start);
        let end = self.original(end).max(start);
        let whole_start = self.original.floor_char_boundary(start);
        // An empty place inside a character is the place before it.
        let whole_end = if end == start {
            whole_start
        } else {
            self.original.ceil_char_boundary(end)
        };
        Span {
            file: self.file,
            start: whole_start,
            end: whole_end,
        }
    }

    fn original(&self, byte: usize) -> usize {
        let next = self.anchors.partition_point(|anchor| anchor.copy <= byte);
        match self.anchors.get(next.saturating_sub(1)) {
            Some(anchor) => (anchor.original + (byte - anchor.copy)).min(anchor.limit),
            None => byte,
        }
    }

    /// Applies edits, which must not overlap; one that does not fit the text is left out.
    pub(super) fn apply(&mut self, mut edits: Vec<Edit>, loses_lines: bool) {
        self.loses_lines |= loses_lines;
        if edits.is_empty() {
            return;
        }
        edits.sort_by_key(|edit| (edit.start, edit.end));
        let mut text = String::with_capacity(self.text.len() + edits.len());
        let mut anchors = Vec::with_capacity(self.anchors.len() + 2 * edits.len());
        let mut done = 0;
        for edit in &edits {
            let Some(kept) = self.text.get(done..edit.start) else {
                continue;
            };
            if !self.text.is_char_boundary(edit.end) || edit.end < edit.start {
                continue;
            }
            self.keep_anchors(done, edit.start, text.len(), &mut anchors);
            text.push_str(kept);
            let original = self.original(edit.start);
            let limit = self.original(edit.end).max(original);
            anchors.push(Anchor {
                copy: text.len(),
                original,
                limit,
            });
            text.push_str(&edit.new);
            done = edit.end;
        }
        self.keep_anchors(done, self.text.len() + 1, text.len(), &mut anchors);
        text.push_str(self.text.get(done..).unwrap_or_default());
        self.text = text;
        self.anchors = anchors;
    }

    /// Carries over the anchors for the kept bytes `from..to`, which now begin at `at`.
    fn keep_anchors(&self, from: usize, to: usize, at: usize, anchors: &mut Vec<Anchor>) {
        let first = self.anchors.partition_point(|anchor| anchor.copy <= from);
        if let Some(anchor) = self.anchors.get(first.saturating_sub(1)) {
            anchors.push(Anchor {
                copy: at,
                original: self.original(from),
                limit: anchor.limit,
            });
        }
        for anchor in self
            .anchors
            .iter()
            .skip(first)
            .take_while(|anchor| anchor.copy < to)
        {
            anchors.push(Anchor {
                copy: at + (anchor.copy - from),
                ..*anchor
            });
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::source::SourceSet;

    fn place(copy: &Copy, needle: &str) -> (usize, usize) {
        let at = copy.text().find(needle).unwrap();
        let span = copy.span(at, at + needle.len());
        (span.start, span.end)
    }

    #[test]
    fn places_survive_several_mendings() {
        let text = "\ta: *b\n\tc: d\n";
        let mut sources = SourceSet::new();
        let mut copy = Copy::new(sources.add("f", text), text);
        copy.apply(
            vec![Edit::replace(0, 1, "    "), Edit::replace(7, 8, "    ")],
            false,
        );
        assert_eq!(copy.text(), "    a: *b\n    c: d\n");
        assert_eq!(place(&copy, "a"), (1, 2));
        assert_eq!(place(&copy, "d"), (11, 12));
        let star = copy.text().find('*').unwrap();
        copy.apply(vec![Edit::shield(star)], false);
        assert_eq!(place(&copy, "*b"), (4, 6));
        assert_eq!(place(&copy, "c: d"), (8, 12));
        let c = copy.text().find('c').unwrap();
        copy.apply(vec![Edit::blank(c, c + 1)], true);
        assert_eq!(place(&copy, "d"), (11, 12));
        assert_eq!(
            copy.span(copy.text().len(), copy.text().len()).start,
            text.len()
        );
        assert!(copy.loses_lines());
    }

    #[test]
    fn places_are_whole_characters_where_spaces_stand_for_one() {
        let text = "{\u{feff}\n}a\na[";
        let mut sources = SourceSet::new();
        let mut copy = Copy::new(sources.add("f", text), text);
        copy.blank_characters(|character| character == '\u{feff}');
        assert_eq!(copy.text(), "{   \n}a\na[");
        let place = |start, end| {
            let span = copy.span(start, end);
            (span.start, span.end)
        };
        assert_eq!(place(1, 2), (1, 4));
        assert_eq!(place(2, 3), (1, 4));
        assert_eq!(place(3, 5), (1, 5));
        assert_eq!(place(2, 2), (1, 1));
        assert_eq!(place(4, 5), (4, 5));
    }
}
