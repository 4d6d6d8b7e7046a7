//! The draft of a guide, before it is written as YAML: what the page's pieces were recognised as.
//!
//! In: nothing; the recogniser fills it. Out: the fields and blocks of a guide, each with what a person
//! is to look at, what was left out of it, and what happened on the way. It is no guide: a [`Draft`] may
//! lack a title, and its texts still carry the page's addresses, good or not.

use std::ops::Range;

use super::page::{LeftKind, Notice};
use super::page_words::PageWords;
use crate::model::guide::Role;

/// A guide in the making.
#[derive(Debug, Default)]
pub(super) struct Draft {
    pub(super) title: Option<Guessed<String>>,
    pub(super) category: Option<Guessed<String>>,
    pub(super) also_known_as: Vec<String>,
    pub(super) summary: Option<Guessed<PageWords>>,
    pub(super) reviewed_by: Option<String>,
    pub(super) reading_minutes: Option<u32>,
    pub(super) introduction: Vec<DraftBlock>,
    pub(super) sections: Vec<DraftSection>,
    /// What was left out, in the page's order.
    pub(super) left: Vec<Left>,
    /// Words of the page that are markers or labels in it, and that the guide says by its form.
    pub(super) markers: Vec<String>,
    /// Words of the page of which a guide keeps a part: the word, and what is kept of it.
    pub(super) cut: Vec<(String, String)>,
    /// Words of the page in two parts that are one in the guide: both parts, and the whole.
    pub(super) joined: Vec<([String; 2], String)>,
    /// Words that the guide says again, because a table says them once for several cells.
    pub(super) again: Vec<String>,
    /// What a person should look at, with its place in the file.
    pub(super) notices: Vec<Notice>,
}

/// Something taken from the page, and whether it was guessed what it is.
#[derive(Debug, Clone)]
pub(super) struct Guessed<T> {
    pub(super) value: T,
    pub(super) is_guess: bool,
}

/// A section.
#[derive(Debug, Default)]
pub(super) struct DraftSection {
    /// The heading; `None` where the page has none.
    pub(super) heading: Option<String>,
    pub(super) roles: Vec<Role>,
    /// Why a person should look at the heading.
    pub(super) check: Option<&'static str>,
    pub(super) blocks: Vec<DraftBlock>,
    /// The bytes of the heading in the file.
    pub(super) place: Range<usize>,
}

/// A block with what is to be looked at.
#[derive(Debug)]
pub(super) struct DraftBlock {
    pub(super) kind: DraftKind,
    /// Why a person should look at it, as half a sentence; it becomes a remark.
    pub(super) check: Option<&'static str>,
    pub(super) place: Range<usize>,
}

/// What a block holds.
#[derive(Debug)]
pub(super) enum DraftKind {
    Paragraph(PageWords),
    Bullets(Vec<DraftBullet>),
    Steps(Vec<DraftStep>),
    Risks(Vec<DraftRisk>),
    WarningSigns(Vec<PageWords>),
    Comparison {
        columns: Vec<String>,
        rows: Vec<(String, Vec<PageWords>)>,
    },
    DoAndDont {
        to_do: Vec<PageWords>,
        not_to_do: Vec<PageWords>,
    },
    Terms(Vec<DraftTerm>),
    KeyPoint(PageWords),
    Question {
        question: String,
        answer: Vec<PageWords>,
    },
    SubHeading(String),
}

/// A bullet.
#[derive(Debug, Clone)]
pub(super) struct DraftBullet {
    pub(super) words: PageWords,
    pub(super) bullets: Vec<DraftBullet>,
}

/// A risk.
#[derive(Debug, Clone)]
pub(super) struct DraftRisk {
    pub(super) risk: PageWords,
    pub(super) leads_to: Option<PageWords>,
    /// How often it happens, in the form that a guide takes.
    pub(super) how_often: Option<String>,
}

impl DraftRisk {
    /// A risk of which nothing more is said.
    pub(super) fn new(risk: PageWords) -> Self {
        Self {
            risk,
            leads_to: None,
            how_often: None,
        }
    }
}

/// A word that is explained.
#[derive(Debug, Clone)]
pub(super) struct DraftTerm {
    pub(super) term: String,
    pub(super) meaning: PageWords,
}

/// A step.
#[derive(Debug, Clone)]
pub(super) struct DraftStep {
    pub(super) step: PageWords,
    pub(super) text: Option<PageWords>,
}

/// Something left out.
#[derive(Debug)]
pub(super) struct Left {
    pub(super) kind: LeftKind,
    pub(super) words: String,
    pub(super) place: Range<usize>,
    /// What it speaks of, if a patient may miss it.
    pub(super) holds: Option<&'static str>,
}
