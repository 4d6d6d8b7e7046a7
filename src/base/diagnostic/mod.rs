//! What is told to the author: one fault, warning or note, with its place and what to do.
//!
//! Readers put [`Diagnostic`]s into [`Diagnostics`], which hands them out in file order without
//! doubles; `messages` writes them as text. The sentences start small, have no full
//! stop, use the author's words and quote what was found.
//!
//! Promise: [`quoted`] makes control characters harmless, so that no guide can colour, retitle or rewrite the
//! terminal it is shown in.

mod nearest;
mod paths;
pub mod rule;

pub use nearest::nearest;
pub use paths::{harmless_path, quoted_path};

use crate::base::advice::{Advice, Control};
use crate::base::span::Span;

/// Most diagnostics of one run that are drawn; a last line says how many more there are.
///
/// Nobody mends more than this in one go, and drawing is slow compared with reading.
pub const MAXIMUM_SHOWN: usize = 1_000;

/// Most diagnostics that are kept; further ones are only counted.
///
/// A file can be made to hold a million slips; ten thousand of them take some 5 MB.
pub const MAXIMUM_KEPT: usize = 10_000;

/// Most characters of the author's words repeated in a sentence; the rest becomes an ellipsis.
const QUOTED_CHARACTERS: usize = 48;

/// How grave a diagnostic is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Severity {
    /// The file is refused.
    Error,
    /// The file is used, but a person should look.
    Warning,
    /// Better done otherwise.
    Advice,
    /// Something to know.
    Note,
}

impl Severity {
    /// The word shown: `error`, `warning`, `advice` or `note`.
    pub fn name(self) -> &'static str {
        match self {
            Self::Error => "error",
            Self::Warning => "warning",
            Self::Advice => "advice",
            Self::Note => "note",
        }
    }
}

/// One thing to tell the author.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Diagnostic {
    /// Stable name of the kind of fault, from [`rule`].
    pub rule: &'static str,
    /// How grave it is.
    pub severity: Severity,
    /// Where it is; `None` when it concerns no file.
    pub span: Option<Span>,
    /// One sentence: what is wrong, with the value found.
    pub message: String,
    /// What to do next, most useful first.
    pub hints: Vec<Advice>,
}

impl Diagnostic {
    /// A fault at a place.
    pub fn error(rule: &'static str, span: Span, message: impl Into<String>) -> Self {
        Self::new(rule, Severity::Error, Some(span), message)
    }

    /// A diagnostic of any severity, with or without a place.
    pub fn new(
        rule: &'static str,
        severity: Severity,
        span: Option<Span>,
        message: impl Into<String>,
    ) -> Self {
        Self {
            rule,
            severity,
            span,
            message: message.into(),
            hints: Vec::new(),
        }
    }

    /// The same with one more hint.
    #[must_use]
    pub fn hint(mut self, hint: impl Into<Advice>) -> Self {
        self.hints.push(hint.into());
        self
    }
}

/// Everything found in one run, in file order and without doubles.
#[derive(Debug, Clone, Default)]
pub struct Diagnostics {
    found: Vec<Diagnostic>,
    /// How many were found beyond [`MAXIMUM_KEPT`].
    beyond: usize,
    has_errors: bool,
}

impl Diagnostics {
    /// Nothing found yet.
    pub fn new() -> Self {
        Self::default()
    }

    /// Adds one.
    pub fn push(&mut self, diagnostic: Diagnostic) {
        self.has_errors |= diagnostic.severity == Severity::Error;
        if self.found.len() < MAXIMUM_KEPT {
            self.found.push(diagnostic);
        } else {
            self.beyond += 1;
        }
    }

    /// Adds each of some diagnostics.
    pub fn extend(&mut self, others: impl IntoIterator<Item = Diagnostic>) {
        for diagnostic in others {
            self.push(diagnostic);
        }
    }

    /// Adds all of another collection, and what it only counted.
    pub fn append(&mut self, others: Self) {
        self.has_errors |= others.has_errors;
        self.beyond += others.beyond;
        self.extend(others.found);
    }

    /// Counts what another collection only counted.
    pub fn count_beyond(&mut self, other: &Self) {
        self.has_errors |= other.has_errors;
        self.beyond += other.beyond;
    }

    /// Gives back the memory that is set aside for more.
    pub fn shrink(&mut self) {
        self.found.shrink_to_fit();
        for found in &mut self.found {
            found.message.shrink_to_fit();
            found.hints.shrink_to_fit();
            for hint in &mut found.hints {
                hint.shrink();
            }
        }
    }

    /// The same with the names that a front has for the controls of its hints.
    #[must_use]
    pub fn worded(mut self, name: &impl Fn(Control, &[String]) -> String) -> Self {
        for hint in self.found.iter_mut().flat_map(|found| &mut found.hints) {
            *hint = Advice::from(hint.worded(name));
        }
        self
    }

    /// Whether anything found is an error, so that the file is refused.
    pub fn has_errors(&self) -> bool {
        self.has_errors
    }

    /// Whether nothing was found.
    pub fn is_empty(&self) -> bool {
        self.found.is_empty()
    }

    /// How many were found beyond the [`MAXIMUM_SHOWN`] that are shown.
    pub fn not_shown(&self) -> usize {
        self.len().saturating_sub(MAXIMUM_SHOWN)
    }

    /// How many were found, doubles not counted.
    pub fn len(&self) -> usize {
        self.in_file_order().len() + self.beyond
    }

    /// All in file order: first those without a place, then by file and place. Of two that say
    /// the same of the same place only the first is kept.
    pub fn iter(&self) -> impl Iterator<Item = &Diagnostic> {
        self.in_file_order().into_iter()
    }

    fn in_file_order(&self) -> Vec<&Diagnostic> {
        let mut sorted: Vec<&Diagnostic> = self.found.iter().collect();
        let start_of = |span: Span| (span.file, span.start);
        sorted.sort_by_key(|found| (found.span.map(start_of), found.rule));
        sorted.dedup_by(|later, earlier| {
            later.rule == earlier.rule
                && later.message == earlier.message
                && later.span.map(start_of) == earlier.span.map(start_of)
        });
        sorted
    }
}

/// The author's words between back quotes: harmless, on one line, and cut when long.
pub fn quoted(words: &str) -> String {
    let mut kept: String = words
        .chars()
        .take(QUOTED_CHARACTERS)
        .map(harmless)
        .collect();
    if words.chars().nth(QUOTED_CHARACTERS).is_some() {
        kept.push('…');
    }
    format!("`{kept}`")
}

/// A character that a terminal shows and does not obey; all others stay as they are.
///
/// Control characters become their pictures; bidirectional controls, byte-order marks, line
/// separators and code points that are no characters become U+FFFD. One character gives one
/// character, so that carets stay below what they point at.
pub fn harmless(character: char) -> char {
    match character {
        '\0'..='\u{1f}' => {
            char::from_u32(0x2400 + character as u32).unwrap_or(char::REPLACEMENT_CHARACTER)
        }
        '\u{7f}' => '\u{2421}',
        '\u{80}'..='\u{9f}' | '\u{2028}' | '\u{2029}' | '\u{200e}' | '\u{200f}' => {
            char::REPLACEMENT_CHARACTER
        }
        _ if forbidden(character).is_some() => char::REPLACEMENT_CHARACTER,
        _ => character,
    }
}

/// Why a character may not stand in a guide, a brand or a language; `None` when it may.
///
/// Zero-width joiner and non-joiner may: Indic scripts and Persian need them. The same is true of
/// the left-to-right and right-to-left marks, which reorder nothing by themselves.
pub fn forbidden(character: char) -> Option<&'static str> {
    match character {
        '\t' | '\n' | '\r' => None,
        '\0'..='\u{1f}' | '\u{7f}'..='\u{9f}' => Some("a control character"),
        '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' | '\u{61c}' => {
            Some("an invisible character that changes the order of letters")
        }
        '\u{feff}' => Some("a byte-order mark inside the text"),
        '\u{ad}' => Some("a soft hyphen, which is invisible until it breaks a word"),
        '\u{200b}' => Some("a space without width, which is invisible"),
        char::REPLACEMENT_CHARACTER => Some("the mark for a letter that was lost in copying"),
        '\u{fdd0}'..='\u{fdef}' => Some("a code that is not a character"),
        _ if character as u32 & 0xfffe == 0xfffe => Some("a code that is not a character"),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::source::SourceSet;

    #[test]
    fn diagnostics_come_in_file_order_without_doubles() {
        let mut sources = SourceSet::new();
        let file = sources.add("a", "abc");
        let at = |start| Span {
            file,
            start,
            end: start + 1,
        };
        let mut found = Diagnostics::new();
        found.push(Diagnostic::error(rule::TAB, at(2), "second"));
        found.push(Diagnostic::error(rule::TAB, at(0), "first"));
        found.push(Diagnostic::error(rule::TAB, at(0), "first"));
        found.push(Diagnostic::new(
            rule::TAB,
            Severity::Note,
            None,
            "without a place",
        ));
        let messages: Vec<&str> = found.iter().map(|found| found.message.as_str()).collect();
        assert_eq!(messages, ["without a place", "first", "second"]);
        assert!(found.has_errors());
    }

    #[test]
    fn what_is_only_counted_is_not_lost_when_collections_are_joined() {
        let mut many = Diagnostics::new();
        for number in 0..MAXIMUM_KEPT + 5 {
            let message = number.to_string();
            many.push(Diagnostic::new(rule::TAB, Severity::Note, None, message));
        }
        let mut all = Diagnostics::new();
        all.append(many);
        assert_eq!(all.len(), MAXIMUM_KEPT + 5);
        assert_eq!(all.not_shown(), MAXIMUM_KEPT + 5 - MAXIMUM_SHOWN);
    }

    #[test]
    fn quoted_words_are_harmless_and_short() {
        assert_eq!(
            quoted("a\u{1b}[31m\u{9b}\u{202e}b"),
            "`a␛[31m\u{fffd}\u{fffd}b`"
        );
        assert_eq!(
            quoted(&"x".repeat(200)).chars().count(),
            QUOTED_CHARACTERS + 3
        );
    }

    #[test]
    fn joiners_are_allowed_and_noncharacters_are_not() {
        assert_eq!(forbidden('\u{200d}'), None);
        assert_eq!(forbidden('\u{200c}'), None);
        for character in [
            '\u{fffe}',
            '\u{1ffff}',
            '\u{feff}',
            '\u{61c}',
            '\u{ad}',
            '\u{200b}',
            '\u{fffd}',
            '\u{85}',
            '\0',
        ] {
            assert!(forbidden(character).is_some(), "{character:?}");
        }
    }
}
