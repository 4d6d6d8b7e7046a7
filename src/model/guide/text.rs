//! Words of a guide: plain ones for headings and names, marked ones for running text.
//!
//! [`Words`] are plain: no marks and no placeholders, because they also become bookmarks, labels and
//! alternative texts. [`Text`] is running text as [`Run`]s, typed when it is read. Both keep their
//! place. The functions here take a node of the located tree and report every fault at the very
//! words that cause it.

use super::marks::{MarkFault, MarkKind, Marked, read_marks};
use super::run::{Run, plain};
use crate::base::diagnostic::{Diagnostic, quoted, rule};
use crate::base::invariant::PartOf;
use crate::source::{
    MAXIMUM_PLAIN_CHARACTERS, Node, Reading, Scalar, ScalarStyle, Span, folded, is_foldable_space,
};

/// Plain words and their place. White space is folded, the form is NFC.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Words {
    /// Where they stand.
    pub span: Span,
    /// The words.
    pub text: String,
}

/// One paragraph of running text and its place.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Text {
    /// Where it stands.
    pub span: Span,
    /// Its runs, none of them empty.
    pub runs: Vec<Run>,
}

impl Text {
    /// The words without their marks; a placeholder stands as `{name}`.
    pub fn plain(&self) -> String {
        plain(&self.runs)
    }
}

/// Reads plain words; `what` is the name of their field.
pub(crate) fn read_words(reading: &mut Reading<'_>, node: &Node, what: &str) -> Option<Words> {
    let scalar = reading.scalar(node, what)?;
    let paragraphs = paragraphs_of(scalar);
    let mut faults = Vec::new();
    for (offset, paragraph) in &paragraphs {
        marks_in_plain_words(paragraph, *offset, what, &mut faults);
    }
    second_paragraph(&paragraphs, what, &mut faults);
    report(reading, node, scalar, faults);
    let text = folded(&scalar.value);
    check_length(reading, node, what, &text);
    Some(Words {
        span: node.span,
        text,
    })
}

/// Reads plain words, of which each line is kept that stands by itself behind `|`.
pub(crate) fn read_lines_of_words(
    reading: &mut Reading<'_>,
    node: &Node,
    what: &str,
) -> Vec<Words> {
    let Some(scalar) = reading.scalar(node, what) else {
        return Vec::new();
    };
    let mut faults = Vec::new();
    let mut lines = Vec::new();
    for (offset, span, line) in lines_of(reading, node, scalar, what, &mut faults) {
        marks_in_plain_words(line, offset, what, &mut faults);
        lines.push(Words {
            span,
            text: folded(line),
        });
    }
    report(reading, node, scalar, faults);
    for line in &lines {
        check_length(reading, node, what, &line.text);
    }
    lines
}

/// Reads running text, of which each line is kept that stands by itself behind `|`.
pub(crate) fn read_lines_of_text(reading: &mut Reading<'_>, node: &Node, what: &str) -> Vec<Text> {
    let Some(scalar) = reading.scalar(node, what) else {
        return Vec::new();
    };
    let mut faults = Vec::new();
    let mut lines = Vec::new();
    for (offset, span, line) in lines_of(reading, node, scalar, what, &mut faults) {
        let marked = read_marks(line, offset);
        faults.extend(marked.faults);
        lines.push(Text {
            span,
            runs: marked.runs,
        });
    }
    report(reading, node, scalar, faults);
    lines
}

/// The lines of a value that stands behind `|`, blank ones left out, else its one paragraph: each with
/// the byte at which it starts and its place in the file.
fn lines_of<'v>(
    reading: &Reading<'_>,
    node: &Node,
    scalar: &'v Scalar,
    what: &str,
    faults: &mut Vec<MarkFault>,
) -> Vec<(usize, Span, &'v str)> {
    let pieces = if scalar.style == ScalarStyle::Literal {
        let mut offset = 0;
        let lines = scalar.value.split_inclusive(['\n', '\r']).map(|line| {
            offset += line.len();
            (offset - line.len(), line)
        });
        let is_blank = |line: &str| line.trim_matches(is_foldable_space).is_empty();
        lines.filter(|(_, line)| !is_blank(line)).collect()
    } else {
        let paragraphs = paragraphs_of(scalar);
        second_paragraph(&paragraphs, what, faults);
        paragraphs
    };
    let places = (pieces.len() > 1).then(|| reading.value_places(node, scalar));
    let lines = pieces.into_iter().map(|(offset, line)| {
        let span = match &places {
            Some(places) => places.span(offset, offset + line.trim_end().len()),
            None => node.span,
        };
        (offset, span, line)
    });
    lines.collect()
}

/// Finds the marks in words that are plain; each is a fault. The words begin at byte `offset` of their
/// value.
fn marks_in_plain_words(words: &str, offset: usize, what: &str, faults: &mut Vec<MarkFault>) {
    for mark in read_marks(words, offset).marks {
        let written = words.part(mark.start - offset..mark.end - offset);
        let (rule, message, hint) = match mark.kind {
            MarkKind::Placeholder => (
                rule::PLACEHOLDER_NOT_HERE,
                format!(
                    "the placeholder {} is not allowed in `{what}`",
                    quoted(written)
                ),
                "use placeholders in running text, such as paragraphs and bullets",
            ),
            MarkKind::Strong => (
                rule::MARK_NOT_HERE,
                format!("stars for bold words are not allowed in `{what}`"),
                "delete the stars: this text cannot be formatted",
            ),
            MarkKind::Link => (
                rule::MARK_NOT_HERE,
                format!("a link is not allowed in `{what}`"),
                "write only the words, and put the link into a paragraph",
            ),
            MarkKind::Raised | MarkKind::Lowered => (
                rule::MARK_NOT_HERE,
                format!(
                    "the marks of {} are not allowed in `{what}`",
                    quoted(written)
                ),
                "this text cannot be formatted: use the characters themselves, such as ² or ₂",
            ),
        };
        faults.push(MarkFault {
            start: mark.start,
            end: mark.end,
            rule,
            message,
            hints: vec![hint.to_owned()],
        });
    }
}

/// Reports plain words that are too long.
fn check_length(reading: &mut Reading<'_>, node: &Node, what: &str, text: &str) {
    let characters = text.chars().count();
    if characters > MAXIMUM_PLAIN_CHARACTERS {
        let span = reading.visible(node.span);
        reading.fault(
            Diagnostic::error(
                rule::TEXT_TOO_LONG,
                span,
                format!(
                    "`{what}` has {characters} characters; at most {MAXIMUM_PLAIN_CHARACTERS} are \
                     allowed"
                ),
            )
            .hint("keep it short, and put the rest into a paragraph"),
        );
    }
}

/// Reads one paragraph of running text; a blank line in it is a fault.
pub(crate) fn read_text(reading: &mut Reading<'_>, node: &Node, what: &str) -> Option<Text> {
    let scalar = reading.scalar(node, what)?;
    let paragraphs = paragraphs_of(scalar);
    let mut faults = Vec::new();
    let mut runs = Vec::new();
    for (offset, paragraph) in &paragraphs {
        let marked = read_marks(paragraph, *offset);
        faults.extend(marked.faults);
        runs.extend(marked.runs);
    }
    second_paragraph(&paragraphs, what, &mut faults);
    report(reading, node, scalar, faults);
    Some(Text {
        span: node.span,
        runs,
    })
}

/// Reads running text in which a blank line begins a new paragraph.
pub(crate) fn read_paragraphs(reading: &mut Reading<'_>, node: &Node, what: &str) -> Vec<Text> {
    let Some(scalar) = reading.scalar(node, what) else {
        return Vec::new();
    };
    let mut faults = Vec::new();
    let mut texts = Vec::new();
    let pieces = paragraphs_of(scalar);
    let places = (pieces.len() > 1).then(|| reading.value_places(node, scalar));
    for (offset, paragraph) in pieces {
        let Marked {
            runs,
            faults: found,
            ..
        } = read_marks(paragraph, offset);
        faults.extend(found);
        let span = match &places {
            Some(places) => places.span(offset, offset + paragraph.len()),
            None => node.span,
        };
        texts.push(Text { span, runs });
    }
    report(reading, node, scalar, faults);
    texts
}

/// The paragraphs of a value with the byte at which each starts; blank ones are left out.
///
/// YAML folds a line end into a space and a blank line into a line end, except behind `|`, where
/// line ends stay: there a blank line is two of them.
fn paragraphs_of(scalar: &Scalar) -> Vec<(usize, &str)> {
    let mut paragraphs: Vec<(usize, &str)> = Vec::new();
    let mut start: Option<usize> = None;
    let mut end = 0;
    let mut offset = 0;
    for line in scalar.value.split_inclusive(['\n', '\r']) {
        let blank = line.trim_matches(is_foldable_space).is_empty();
        let begins_new = blank || scalar.style != ScalarStyle::Literal;
        if begins_new && let Some(begun) = start.take() {
            paragraphs.push((begun, scalar.value.part(begun..end)));
        }
        if !blank {
            start.get_or_insert(offset);
            end = offset + line.len();
        }
        offset += line.len();
    }
    if let Some(begun) = start {
        paragraphs.push((begun, scalar.value.part(begun..end)));
    }
    paragraphs
}

fn second_paragraph(paragraphs: &[(usize, &str)], what: &str, faults: &mut Vec<MarkFault>) {
    if let Some((start, paragraph)) = paragraphs.get(1) {
        faults.push(MarkFault {
            start: *start,
            end: start + paragraph.trim_end().len(),
            rule: rule::ONE_PARAGRAPH,
            message: format!(
                "a second paragraph begins here, but `{what}` can have only one \
                paragraph"
            ),
            hints: vec![
                "delete the blank line, or turn this text into its own paragraph, bullet or item"
                    .to_owned(),
            ],
        });
    }
}

/// Reports faults of a value at their places in the file.
fn report(reading: &mut Reading<'_>, node: &Node, scalar: &Scalar, faults: Vec<MarkFault>) {
    if faults.is_empty() {
        return;
    }
    let places = reading.value_places(node, scalar);
    for fault in faults {
        let span = reading.visible(places.span(fault.start, fault.end));
        let mut diagnostic = Diagnostic::error(fault.rule, span, fault.message);
        diagnostic.hints = fault.hints.into_iter().map(Into::into).collect();
        reading.fault(diagnostic);
    }
}
