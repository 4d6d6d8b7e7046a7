//! Files that authors give in place of a guide: documents of Word, web pages, Markdown, PDFs.
//!
//! In: the bytes of a file. Out: what it is, if it is none of ours, and the fault that says so and what
//! leads on from there. Promise: a file of ours is never taken for another: each of them has a name with
//! a colon at the beginning of a line, and none of these kinds is looked for where one is.

use super::Span;
use crate::base::advice::{Advice, Control};
use crate::base::diagnostic::{Diagnostic, rule};

/// Most bytes looked at.
const LOOKED_AT: usize = 64 * 1024;

/// A kind of file that is none of ours.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Foreign {
    Zip,
    Pdf,
    OldWord,
    RichText,
    WebPage,
    WebArchive,
    Markdown,
}

impl Foreign {
    /// Tells the kind by the beginning of the file (the signatures of PKWARE's APPNOTE, of ISO 32000, of
    /// Microsoft's compound files and of its Rich Text Format), or by what a text looks like.
    pub(super) fn of(bytes: &[u8]) -> Option<Self> {
        match bytes {
            [b'P', b'K', 3, 4, ..] => return Some(Self::Zip),
            [b'%', b'P', b'D', b'F', ..] => return Some(Self::Pdf),
            [0xD0, 0xCF, 0x11, 0xE0, ..] => return Some(Self::OldWord),
            _ => {}
        }
        let bytes = bytes.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(bytes);
        let text = String::from_utf8_lossy(bytes.get(..LOOKED_AT).unwrap_or(bytes));
        let text = text.trim_start();
        let begins = |with: &str| {
            let beginning = text.get(..with.len());
            beginning.is_some_and(|beginning| beginning.eq_ignore_ascii_case(with))
        };
        if begins("{\\rtf") {
            return Some(Self::RichText);
        }
        const TAGS: [&str; 6] = ["<!doctype html", "<html", "<head", "<body", "<?xml", "<!--"];
        if TAGS.iter().any(|tag| begins(tag)) {
            return Some(Self::WebPage);
        }
        if begins("MIME-Version:") || begins("From: <Saved by") {
            return Some(Self::WebArchive);
        }
        is_markdown(text).then_some(Self::Markdown)
    }

    fn name(self) -> &'static str {
        match self {
            Self::Zip => "a Word document or a ZIP archive",
            Self::Pdf => "a PDF",
            Self::OldWord => "a document of an old version of Word",
            Self::RichText => "a document in Rich Text Format (RTF)",
            Self::WebPage => "a web page",
            Self::WebArchive => "a web page saved in one file",
            Self::Markdown => "a text with headings in Markdown",
        }
    }

    /// What leads to a guide from a file of this name.
    pub(super) fn hint(self, name: &str) -> Advice {
        // A name that ends as a guide's does not say what kind of page it is.
        let ending = name.rsplit_once('.').map(|(_, ending)| ending);
        let form = match self {
            _ if !matches!(ending, Some("yaml" | "yml")) => None,
            Self::Markdown => Some("md"),
            Self::Zip => Some("docx"),
            _ => Some("html"),
        };
        let import = |before| match form {
            Some(form) => Advice::from(before).control_of(Control::ImportAs, [name, form]),
            None => Advice::from(before).control_with(Control::Import, name),
        };
        match self {
            Self::WebPage | Self::WebArchive | Self::Markdown => {
                import("to make a draft guide from it, run ")
            }
            Self::Zip => import("if it is a Word document, ").words(" makes a draft guide from it"),
            Self::RichText | Self::OldWord => Advice::naming(
                "open it in Word and save it as a Word document (.docx) or as a web page; then {} \
                 makes a draft guide from that file",
                &[Control::Import],
            ),
            Self::Pdf => Advice::naming(
                "copy its words into a plain text file, for example with Notepad; then {} makes a \
                 draft guide from that file",
                &[Control::Import],
            ),
        }
    }
}

/// Whether a text has headings of Markdown and no name with a colon at the beginning of a line. A text that
/// holds nothing but remarks is none: a remark of ours looks like a heading.
fn is_markdown(text: &str) -> bool {
    let is_heading = |line: &str| {
        let words = line.trim_start_matches('#');
        let characters = line.len() - words.len();
        (1..=6).contains(&characters)
            && words
                .strip_prefix(' ')
                .is_some_and(|words| words.starts_with(char::is_alphanumeric))
    };
    let has_name = |line: &str| {
        let words = line.trim_start_matches(['"', '\'', '{', '-', ' ']);
        let length = words
            .bytes()
            .take_while(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'_' | b'-'))
            .count();
        let behind = words.get(length..).unwrap_or_default();
        let behind = behind.trim_start_matches(['"', '\'', ' ']);
        let value = behind.strip_prefix(':');
        length > 0 && value.is_some_and(|value| value.is_empty() || value.starts_with([' ', '\t']))
    };
    let is_words = |line: &str| {
        let words = line.trim();
        !words.is_empty() && !words.starts_with('#') && words != "---"
    };
    let begins_with_heading = text.lines().next().is_some_and(is_heading);
    let has_lower_heading = text
        .lines()
        .any(|line| line.starts_with("##") && is_heading(line));
    (begins_with_heading || has_lower_heading)
        && text.lines().any(is_words)
        && !text.lines().any(has_name)
}

/// The refusal of a file that is none of ours.
pub(super) fn not_a_text(span: Span, kind: Foreign, hint: Advice) -> Diagnostic {
    Diagnostic::error(
        rule::NOT_A_TEXT,
        span,
        format!(
            "this file is {}, but a guide must be plain text",
            kind.name()
        ),
    )
    .hint(hint)
    .hint(Advice::explaining("guide", " shows how to write a guide"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn documents_of_other_programs_are_known() {
        for (text, kind) in [
            ("{\\rtf1\\ansi\\deff0 title: Knee}", Foreign::RichText),
            ("\u{feff}<!DOCTYPE html>\n<html>", Foreign::WebPage),
            ("  <HTML lang=en>", Foreign::WebPage),
            ("From: <Saved by Blink>\nSubject: Knee", Foreign::WebArchive),
            ("MIME-Version: 1.0\n", Foreign::WebArchive),
            ("# Your knee\n\nIt is a joint.\n", Foreign::Markdown),
            (
                "# Your knee\n\n## Before\n- Eat\n- Sleep\n",
                Foreign::Markdown,
            ),
            ("Your knee\n\n## Before\n\nSleep well.\n", Foreign::Markdown),
        ] {
            assert_eq!(Foreign::of(text.as_bytes()), Some(kind), "{text}");
        }
    }

    #[test]
    fn files_of_ours_are_never_taken_for_another() {
        for text in [
            "title: Knee\n",
            "# A remark\n# and another\ntitle: Knee\nsections:\n  - heading: A\n",
            "# The guide\n\ntitle : Knee\n",
            "# The guide\n\"title\": Knee\n## off\n",
            "# nothing but remarks\n#brand: my-clinic\n",
            "## Settings\n\n#brand: my-clinic\n",
            "---\n# A guide\ntitle: Knee\n",
            "# One line\n{title: Knee}",
            "",
            "words alone\n",
        ] {
            assert_eq!(Foreign::of(text.as_bytes()), None, "{text}");
        }
    }
}
