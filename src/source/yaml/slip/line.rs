//! One line of the copy, taken apart the way authors see it: indentation, dashes, name, value.
//!
//! The slips are told by the look of their line, not by the parser's state. A [`Line`] is found by
//! any byte in it; [`lines_back`] gives the lines above, nearest first and bounded, so that looking
//! back costs the same in a long file as in a short one.

/// Most lines looked back for a quote or bracket that was never closed.
pub(super) const LINES_LOOKED_BACK: usize = 60;

/// One line of the copy, without its ending.
#[derive(Debug, Clone, Copy)]
pub(super) struct Line<'t> {
    pub(super) start: usize,
    pub(super) end: usize,
    pub(super) text: &'t str,
}

impl<'t> Line<'t> {
    pub(super) fn at(text: &'t str, byte: usize) -> Self {
        let byte = (0..=byte.min(text.len()))
            .rev()
            .find(|b| text.is_char_boundary(*b))
            .unwrap_or(0);
        let start = text
            .get(..byte)
            .and_then(|before| before.rfind(['\n', '\r']))
            .map_or(0, |ending| ending + 1);
        let rest = text.get(start..).unwrap_or_default();
        let length = rest.find(['\n', '\r']).unwrap_or(rest.len());
        Self {
            start,
            end: start + length,
            text: rest.get(..length).unwrap_or_default(),
        }
    }

    /// All lines in order.
    pub(super) fn all(text: &'t str) -> impl Iterator<Item = Line<'t>> {
        let mut start = 0;
        text.split(['\n', '\r']).map(move |line| {
            let this = Line {
                start,
                end: start + line.len(),
                text: line,
            };
            start = this.end + 1;
            this
        })
    }

    pub(super) fn indentation(&self) -> &'t str {
        let length = self.text.len() - self.text.trim_start_matches([' ', '\t']).len();
        self.text.get(..length).unwrap_or_default()
    }

    pub(super) fn is_blank(&self) -> bool {
        let words = self.text.trim_start();
        words.is_empty() || words.starts_with('#')
    }

    pub(super) fn begins_with_dash(&self) -> bool {
        let words = self.text.trim_start();
        words == "-" || words.starts_with("- ")
    }

    /// Bytes before the name or text: indentation and the dashes of bullets.
    pub(super) fn dashes_end(&self) -> usize {
        let mut at = self.indentation().len();
        while self
            .text
            .get(at..)
            .is_some_and(|rest| rest.starts_with("- "))
        {
            at += 1;
            let rest = self.text.get(at..).unwrap_or_default();
            at += rest.len() - rest.trim_start_matches(' ').len();
        }
        at
    }

    /// Length of the name and its colon at `dashes_end`, if there is one.
    pub(super) fn name_length(&self) -> Option<usize> {
        let rest = self.text.get(self.dashes_end()..)?;
        let length = rest.find(|c: char| !c.is_ascii_alphanumeric() && c != '_' && c != '-')?;
        let behind = rest.get(length..)?.strip_prefix(':')?;
        (length > 0 && (behind.is_empty() || behind.starts_with([' ', '\t']))).then_some(length + 1)
    }

    pub(super) fn has_name(&self) -> bool {
        self.name_length().is_some()
    }

    /// Whether a name and words behind it stand in this line.
    pub(super) fn has_value(&self) -> bool {
        self.has_name() && !self.value().is_empty()
    }

    /// Bytes before the value: indentation, dashes, name and colon.
    pub(super) fn value_start(&self) -> usize {
        let at = self.dashes_end() + self.name_length().unwrap_or(0);
        let rest = self.text.get(at..).unwrap_or_default();
        at + rest.len() - rest.trim_start_matches([' ', '\t']).len()
    }

    pub(super) fn value(&self) -> &'t str {
        self.text.get(self.value_start()..).unwrap_or_default()
    }
}

/// The line that holds a byte and those above it, nearest first, as far as is looked back.
pub(super) fn lines_back(text: &str, byte: usize) -> impl Iterator<Item = Line<'_>> {
    let first = Line::at(text, byte);
    std::iter::successors(Some(first), move |line| {
        (line.start > 0).then(|| Line::at(text, line.start - 1))
    })
    .take(LINES_LOOKED_BACK)
}
