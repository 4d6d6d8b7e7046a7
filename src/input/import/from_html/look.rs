//! The first look at a page: what stands in each of its parts.
//!
//! In: the words and elements of a part, as the walk meets them. Out: for each part whether it is the text
//! or the website's. Promise: a name alone decides nothing.

use std::collections::{BTreeMap, BTreeSet};

use super::{Pressed, Walk};
use crate::input::import::dress::Sheet;
use crate::input::import::furniture::{self, Evidence, Form, Part};
use crate::input::import::page_words::PageWords;

/// Most tabs whose words are kept.
const MAXIMUM_TABS: usize = 500;

/// What a first reading of a page found out.
#[derive(Debug, Default)]
pub(super) struct Look {
    /// Whether each suspect part is text, in the order in which they begin.
    pub(super) verdicts: Vec<bool>,
    /// The words of tabs, by the names of what they show.
    pub(super) tabs: BTreeMap<String, PageWords>,
    /// Whether everything that is pressed is a question.
    pub(super) asks_only: bool,
}

/// What a first reading gathers.
#[derive(Debug, Default)]
pub(super) struct Looking {
    pub(super) parts: Vec<Part>,
    /// What stands in no suspect part.
    pub(super) all: Evidence,
    pub(super) tabs: BTreeMap<String, PageWords>,
    /// The names of parts that are there, and those that begin with a heading.
    pub(super) shown: BTreeSet<String>,
    pub(super) headed: BTreeSet<String>,
    /// Parts whose first words were not met yet.
    pub(super) begun: Vec<String>,
    /// How many things are pressed, and how many of them are questions.
    pub(super) presses: usize,
    pub(super) questions: usize,
}

impl Look {
    pub(super) fn at(text: &str, sheet: &Sheet, heeds_names: bool) -> Self {
        let mut walk = Walk::new(sheet, heeds_names, None);
        walk.take_all(text);
        let mut looking = walk.looking.take().unwrap_or_default();
        // A tab gives its name to what it shows only where that is there and has no heading yet.
        let headed = std::mem::take(&mut looking.headed);
        let shown = std::mem::take(&mut looking.shown);
        looking
            .tabs
            .retain(|name, _| shown.contains(name) && !headed.contains(name));
        Self {
            verdicts: furniture::verdicts(looking.parts, looking.all),
            tabs: looking.tabs,
            asks_only: looking.presses == looking.questions,
        }
    }
}

impl<'s> Walk<'s> {
    /// Remembers the level of a heading.
    pub(super) fn note_level(&mut self, level: u8, is_pressed: bool) {
        self.level = level;
        if is_pressed {
            self.level_of_pressed = Some(level);
        } else if self
            .level_of_pressed
            .is_some_and(|pressed| level <= pressed)
        {
            self.level_of_pressed = None;
        }
    }

    /// Takes a piece as evidence for the parts that it stands in.
    pub(super) fn look(&mut self, words: &PageWords, pressed: Option<&Pressed>) {
        let is_heading = self.heading_level().is_some();
        let form = if is_heading || pressed == Some(&Pressed::Part) {
            Form::Heading
        } else if self.find(&["li"], &["table"]).is_some() {
            Form::Item
        } else {
            Form::Running
        };
        let plain = words.plain();
        let part = self.open.iter().rev().find_map(|element| element.part);
        let (count, is_link) = (words.count(), words.is_link());
        let evidence = match part {
            Some(_) => Evidence::of(form, &plain, count, is_link),
            None => Evidence::of_text(form, count, is_link),
        };
        let Some(looking) = &mut self.looking else {
            return;
        };
        let begun = std::mem::take(&mut looking.begun);
        if is_heading {
            looking.headed.extend(begun);
        }
        match pressed {
            Some(Pressed::Tab(shown)) => {
                if looking.tabs.len() < MAXIMUM_TABS && !looking.tabs.contains_key(shown) {
                    looking.tabs.insert(shown.clone(), words.clone());
                }
                return;
            }
            Some(Pressed::Part) if !is_heading => {
                looking.presses += 1;
                looking.questions += usize::from(plain.ends_with('?'));
            }
            _ => {}
        }
        match part.and_then(|(part, _)| looking.parts.get_mut(part)) {
            Some(part) => part.evidence.add(&evidence),
            None => looking.all.add(&evidence),
        }
    }
}
