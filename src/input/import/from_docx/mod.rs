//! A file of Word (`.docx`): from its parts to the one stream of pieces.
//!
//! In: the bytes of the file. Out: its text, one line for each paragraph, by which places are told; and
//! its [`Page`]. Promises: what the author sees on the page is kept with its form (headings, lists with
//! their numbers and depth, tables, footnotes behind the paragraph that they belong to, text boxes behind
//! theirs); words that were deleted while Word kept track of changes, hidden or struck out, and remarks in
//! the margin, never enter the guide and are told; no part is unpacked beyond what is read, and XML that
//! nests or grows without end is refused.
//!
//! Why this shape: the parts are small (a leaflet's text is some hundred kilobytes of XML), so they are
//! read as trees, and a tree can be walked twice: once for the pieces, and once, in another way, for all
//! the words that the account is held against.

mod body;
mod parts;
mod shown;
mod styles;

use super::page::Page;
use parts::Parts;
use styles::Styles;

/// A file of Word, read.
#[derive(Debug)]
pub(super) struct WordFile {
    /// Its paragraphs, each on a line of its own.
    pub(super) text: String,
    pub(super) page: Page,
}

/// Why a file of Word cannot be read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum WordProblem {
    /// It is damaged, or no file of Word at all.
    Damaged,
    /// It is locked by a password.
    Locked,
    /// One of its parts is larger than is read.
    TooLarge,
}

impl WordProblem {
    /// What is wrong, as the rest of a sentence about the file.
    pub(super) fn message(self) -> &'static str {
        match self {
            Self::Damaged => "this Word file is damaged",
            Self::Locked => "this Word file is protected by a password",
            Self::TooLarge => "this Word file contains more text than the program can read",
        }
    }

    /// What to do next.
    pub(super) fn hint(self) -> &'static str {
        match self {
            Self::Damaged => "open it in Word and save it again as `Word document (.docx)`",
            Self::Locked => "open it in Word, remove the password, and save it again",
            Self::TooLarge => "save it in parts, one for each treatment, and import each part",
        }
    }
}

/// Reads a file of Word.
pub(super) fn read(bytes: &[u8]) -> Result<WordFile, WordProblem> {
    let mut parts = Parts::open(bytes)?;
    let texts = parts.texts()?;
    let trees = texts.trees()?;
    let styles = Styles::read(trees.styles.as_ref(), trees.numbering.as_ref());
    let mut walk = body::Walk::new(&styles, &trees);
    walk.whole_file();
    let mut file = walk.finished();
    // What is drawn before items and notes stands in no paragraph.
    let drawn = std::mem::take(&mut file.page.shown);
    file.page.shown = shown::shown(&trees, &styles) + " " + &drawn;
    Ok(file)
}

#[cfg(test)]
mod tests;
