//! Running words of a page with their styles, and what counts as a word.
//!
//! In: pieces of text as a page holds them, in order, each with its [`Style`]. Out: [`PageWords`] in
//! which white space is folded and nothing stands that a guide refuses, and [`words`], the one answer to
//! the question what a word is. Promise: no letter is changed. What is taken out are invisible characters and
//! the marks of letters that were lost before, and both are counted by whoever asks.
//!
//! A word is what stands between white space. So a number with its unit behind a no-break space is two,
//! and `L4–L5` is one; whoever counts a page and its guide must only count alike.

use std::ops::Range;
use std::rc::Rc;

use unicode_normalization::UnicodeNormalization;

use crate::base::diagnostic::forbidden;
use crate::base::invariant::PartOf;

/// How words of a page stand out.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Style {
    /// Strong words.
    pub(super) strong: bool,
    /// The address they lead to, as the page has it.
    pub(super) address: Option<Rc<str>>,
    /// Raised or lowered.
    pub(super) shift: Shift,
}

/// Whether words stand on the line.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) enum Shift {
    /// On the line.
    #[default]
    None,
    /// Above it.
    Raised,
    /// Below it.
    Lowered,
}

/// Words of one style.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct PageRun {
    pub(super) text: String,
    pub(super) style: Style,
}

/// Running words: single spaces between them and none at the ends, no run empty.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct PageWords {
    runs: Vec<PageRun>,
    /// Whether a soft hyphen was pushed last. Before white space it stays, so that the word which it
    /// broke can be joined.
    ends_soft: bool,
}

/// The words of a text, in order: what stands between white space, in the form NFC, without characters that
/// no guide may hold.
pub(super) fn words(text: &str) -> Vec<String> {
    let shown: String = text
        .chars()
        .filter_map(|character| {
            if character.is_whitespace() {
                Some(' ')
            } else {
                forbidden(character).is_none().then_some(character)
            }
        })
        .collect();
    shown
        .split(' ')
        .filter(|word| !word.is_empty())
        .map(|word| word.nfc().collect())
        .collect()
}

/// Whether a space of this kind holds words together on a line; a guide keeps it as it is.
fn is_binding_space(character: char) -> bool {
    matches!(character, '\u{a0}' | '\u{202f}')
}

impl PageWords {
    /// Plain words.
    pub(super) fn plain_words(text: &str) -> Self {
        let mut all = Self::default();
        all.push(text, &Style::default());
        all.finished()
    }

    /// Adds a piece of the page. White space is folded across pieces.
    pub(super) fn push(&mut self, text: &str, style: &Style) {
        let mut ends_in_space = self.ends_in_space();
        let mut added = String::new();
        for character in text.chars() {
            if character.is_whitespace() && std::mem::take(&mut self.ends_soft) && !ends_in_space {
                added.push('\u{ad}');
            } else if forbidden(character).is_none() {
                self.ends_soft = false;
            } else if character == '\u{ad}' {
                self.ends_soft = true;
            }
            if is_binding_space(character) && !ends_in_space {
                added.push(character);
                ends_in_space = true;
            } else if character.is_whitespace() {
                if !ends_in_space {
                    added.push(' ');
                    ends_in_space = true;
                }
            } else if forbidden(character).is_none() {
                added.push(character);
                ends_in_space = false;
            }
        }
        match self.runs.last_mut() {
            _ if added.is_empty() => {}
            Some(run) if run.style == *style => run.text.push_str(&added),
            _ => self.runs.push(PageRun {
                text: added,
                style: style.clone(),
            }),
        }
    }

    /// Adds other words behind a space.
    pub(super) fn append(&mut self, others: &Self) {
        // A space inside one link, or between strong words, is of their kind; none is raised, for two raised
        // words would be one.
        let style = match (self.runs.last(), others.runs.first()) {
            (Some(last), Some(first))
                if last.style == first.style && last.style.shift == Shift::None =>
            {
                last.style.clone()
            }
            _ => Style::default(),
        };
        self.push(" ", &style);
        for run in &others.runs {
            self.push(&run.text, &run.style);
        }
    }

    /// Whether nothing or white space was pushed last.
    fn ends_in_space(&self) -> bool {
        let last = self
            .runs
            .last()
            .and_then(|run| run.text.chars().next_back());
        last.is_none_or(char::is_whitespace)
    }

    /// The same without white space at its end and before a space.
    pub(super) fn finished(mut self) -> Self {
        self.ends_soft = false;
        while let Some(run) = self.runs.last_mut() {
            run.text.truncate(run.text.trim_end().len());
            if !run.text.is_empty() {
                break;
            }
            self.runs.pop();
        }
        self
    }

    /// The runs, in order.
    pub(super) fn runs(&self) -> &[PageRun] {
        &self.runs
    }

    /// The words without their styles, in the form NFC.
    pub(super) fn plain(&self) -> String {
        self.runs.iter().flat_map(|run| run.text.nfc()).collect()
    }

    /// The words without raised ones, such as marks of notes.
    pub(super) fn without_raised(&self) -> String {
        let runs = self.runs.iter();
        let runs = runs.filter(|run| run.style.shift != Shift::Raised);
        let text: String = runs.flat_map(|run| run.text.nfc()).collect();
        text.trim_end().to_owned()
    }

    /// The marks of notes: raised words behind a space that binds them. Their bytes with the space.
    pub(super) fn marks(&self) -> Vec<Range<usize>> {
        let mut marks = Vec::new();
        let mut at = 0;
        let mut is_bound = false;
        for run in &self.runs {
            let end = at + run.text.len();
            let is_mark = run.style.shift == Shift::Raised && is_bound;
            if is_mark && !run.text.trim().contains(char::is_whitespace) {
                marks.push(at - '\u{a0}'.len_utf8()..at + run.text.trim_end().len());
            }
            is_bound = run.text.ends_with('\u{a0}');
            at = end;
        }
        marks
    }

    /// How many words there are.
    pub(super) fn count(&self) -> usize {
        let text: String = self.runs.iter().map(|run| run.text.as_str()).collect();
        words(&text).len()
    }

    /// Whether there are no words.
    pub(super) fn is_empty(&self) -> bool {
        self.runs.is_empty()
    }

    /// The words of these bytes of the runs' joined texts, which end before or behind a whole letter.
    pub(super) fn part(&self, bytes: Range<usize>) -> Self {
        let mut part = Self::default();
        let mut at = 0;
        for run in &self.runs {
            let start = bytes.start.max(at).saturating_sub(at);
            let end = bytes.end.saturating_sub(at).min(run.text.len());
            if start < end {
                let text = run.text.part(start..end);
                part.push(text, &run.style);
            }
            at += run.text.len();
        }
        part.finished()
    }

    /// The same without these bytes of the runs' joined texts, which stand in order.
    pub(super) fn without(&self, bytes: &[Range<usize>]) -> Self {
        let mut runs = Vec::with_capacity(self.runs.len());
        let mut taken = bytes.iter().peekable();
        let mut start = 0;
        for run in &self.runs {
            let mut text = String::new();
            for (at, character) in run.text.char_indices() {
                while taken.next_if(|bytes| bytes.end <= start + at).is_some() {}
                let is_taken = taken
                    .peek()
                    .is_some_and(|bytes| bytes.contains(&(start + at)));
                if !is_taken {
                    text.push(character);
                }
            }
            start += run.text.len();
            if !text.is_empty() {
                runs.push(PageRun {
                    text,
                    style: run.style.clone(),
                });
            }
        }
        Self {
            runs,
            ends_soft: false,
        }
        .finished()
    }

    /// The runs' texts as they are, joined: what [`Self::part`] counts its bytes in.
    pub(super) fn joined(&self) -> String {
        self.runs.iter().map(|run| run.text.as_str()).collect()
    }

    /// Whether all words are strong.
    pub(super) fn is_strong(&self) -> bool {
        !self.runs.is_empty() && self.runs.iter().all(|run| run.style.strong)
    }

    /// Whether all words belong to links.
    pub(super) fn is_link(&self) -> bool {
        !self.runs.is_empty()
            && self
                .runs
                .iter()
                .all(|run| run.style.address.is_some() || run.text.trim().is_empty())
    }

    /// The same words, none of them strong.
    pub(super) fn without_strong(&self) -> Self {
        let mut all = Self::default();
        for run in &self.runs {
            let style = Style {
                strong: false,
                ..run.style.clone()
            };
            all.push(&run.text, &style);
        }
        all
    }

    /// Where the strong words end with which the text begins, in bytes of [`Self::joined`].
    pub(super) fn strong_beginning(&self) -> usize {
        let strong = self.runs.iter().take_while(|run| run.style.strong);
        strong.map(|run| run.text.len()).sum()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn white_space_is_folded_across_styles_and_no_letter_is_changed() {
        let strong = Style {
            strong: true,
            ..Style::default()
        };
        let mut all = PageWords::default();
        for (text, style) in [
            (" \n\u{200b}Closure. ", &strong),
            (" The\u{a0}wound \u{a0}", &Style::default()),
            ("\tis\u{ad} shut \u{a0}", &Style::default()),
        ] {
            all.push(text, style);
        }
        let all = all.finished();
        // A soft hyphen stays where it may have broken a word.
        assert_eq!(all.plain(), "Closure. The\u{a0}wound is\u{ad} shut");
        assert_eq!(all.count(), 5);
        let soft = all.joined().find('\u{ad}').unwrap();
        let soft = soft..soft + '\u{ad}'.len_utf8();
        let all = all.without(std::slice::from_ref(&soft));
        assert_eq!(all.plain(), "Closure. The\u{a0}wound is shut");
        let beginning = all.strong_beginning();
        assert_eq!(all.part(0..beginning).plain(), "Closure.");
        assert_eq!(all.part(beginning..99).plain(), "The\u{a0}wound is shut");
        assert!(all.part(0..beginning).is_strong() && !all.is_strong());
    }

    #[test]
    fn raised_words_that_are_put_together_stay_two() {
        let raised = Style {
            shift: Shift::Raised,
            ..Style::default()
        };
        let mut all = PageWords::plain_words("10");
        all.push("2", &raised);
        let mut note = PageWords::default();
        note.push("3", &raised);
        all.append(&note);
        let shifts: Vec<(&str, Shift)> = all
            .runs()
            .iter()
            .map(|run| (run.text.as_str(), run.style.shift))
            .collect();
        assert_eq!(
            shifts,
            [
                ("10", Shift::None),
                ("2", Shift::Raised),
                (" ", Shift::None),
                ("3", Shift::Raised)
            ]
        );
        assert_eq!(all.without_raised(), "10");
    }

    #[test]
    fn words_are_what_stands_between_white_space() {
        assert_eq!(
            words(" 5\u{a0}mm\u{2028}L4–L5 \u{200b} e\u{301}"),
            ["5", "mm", "L4–L5", "é"]
        );
        assert!(words("\u{ad}\u{7f} ").is_empty());
    }
}
