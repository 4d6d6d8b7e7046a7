//! The stack of open elements.
//!
//! In: start and end tags. Out: the stack, and lists, tables and headings begun and ended. Promise: as many
//! are kept open as [`MAXIMUM_OPEN_ELEMENTS`] says, whatever a page nests.

use std::rc::Rc;

use html5gum::StartTag;

use super::meaning::Names;
use super::text::{address_of, is_icon, sum_of};
use super::{Pressed, Treatment, Walk, is_heading};
use crate::input::import::dress::TokenRole;
use crate::input::import::html_tokens::{APART, BLOCKS, VOIDS, attribute, name_of};
use crate::input::import::page::{Hint, LeftKind, PageCell, PageList, PieceKind};
use crate::input::import::page_words::Shift;
use crate::input::import::word_page::WordClass;

/// Most names of parts of a page that are kept, for the tabs that lead there.
const MAXIMUM_NAMES_OF_PARTS: usize = 20_000;

/// Most elements that are kept open at once. Pages of editors that nest one box in another reach forty.
const MAXIMUM_OPEN_ELEMENTS: usize = 100;

/// An element that is open.
pub(super) struct Element {
    pub(super) name: String,
    /// Whether it begins and ends on lines of its own.
    pub(super) is_block: bool,
    pub(super) left: Treatment,
    /// The suspect part that it is, and what it is suspected to be.
    pub(super) part: Option<(usize, LeftKind)>,
    /// What it is pressed for.
    pub(super) pressed: Pressed,
    /// Whether it is the head of a part that opens.
    pub(super) is_head_of_part: bool,
    /// What Word calls the paragraph.
    pub(super) word: WordClass,
    pub(super) hint: Hint,
    /// What it does to the style of words in it.
    pub(super) strong: bool,
    pub(super) shift: Shift,
    pub(super) address: Option<Rc<str>>,
    /// Whether it is the page's text, or stands in it.
    pub(super) in_text: bool,
}

/// A list, by what its element says of it.
fn list_of(tag: &StartTag<usize>, is_numbered: bool) -> PageList {
    let classes = attribute(tag, "class").unwrap_or_default();
    // Google's texts call the parts of a list by one name and their depth: `lst-kix_abc-1`.
    let google = classes.split_whitespace().find_map(|class| {
        let (family, depth) = class.strip_prefix("lst-kix_")?.rsplit_once('-')?;
        Some((family.to_owned(), depth.parse::<u8>().ok()?))
    });
    let (family, depth) = match google {
        Some((family, depth)) => (Some(family), depth),
        // Word's own page editor puts every item into a list of its own.
        None if classes.contains("ListStyle") => (Some("word".to_owned()), 0),
        None => (None, 0),
    };
    PageList {
        is_numbered,
        first: attribute(tag, "start")
            .and_then(|start| start.parse().ok())
            .unwrap_or(1),
        is_uneven: attribute(tag, "reversed").is_some(),
        family,
        depth,
        items: Vec::new(),
    }
}

/// How deep an item says that it stands, beside its place in lists.
fn depth_of_item(tag: &StartTag<usize>) -> u8 {
    let level = attribute(tag, "aria-level").or_else(|| attribute(tag, "data-aria-level"));
    if let Some(level) = level.and_then(|level| level.parse::<u8>().ok()) {
        return level;
    }
    let classes = attribute(tag, "class").unwrap_or_default();
    let mut indents = classes
        .split_whitespace()
        .filter_map(|class| class.strip_prefix("ql-indent-")?.parse::<u8>().ok());
    indents.next().unwrap_or_default()
}

impl<'s> Walk<'s> {
    pub(super) fn start(&mut self, tag: &StartTag<usize>) {
        let name = name_of(&tag.name);
        if let Some((_, plural)) = APART.iter().find(|(apart, _)| *apart == name) {
            self.page.count_apart(plural, 1);
            self.apart += 1;
            return;
        }
        if self.apart > 0 {
            return;
        }
        let at = tag.span.start;
        match name.as_str() {
            "br" if matches!(self.dress, TokenRole::Gone(_)) => return,
            "br" if self.behind_break => self.flush(),
            "br" => {
                let line = std::mem::take(&mut self.words).finished();
                self.lines.push((line, self.line_picture.take()));
                self.behind_break = true;
                return;
            }
            "img" => return self.picture(tag),
            "html" => self.page.language = attribute(tag, "lang").filter(|tag| !tag.is_empty()),
            _ => {}
        }
        if self.words.is_empty() && is_icon(tag, &name) {
            self.line_picture = Some(sum_of(&Names::of(tag).classes));
        }
        if !BLOCKS.contains(&name.as_str()) {
            if !VOIDS.contains(&name.as_str()) {
                self.open_element(tag, name);
            }
            return;
        }
        let picture = self.line_picture.filter(|_| name == "svg");
        self.flush();
        self.line_picture = picture;
        self.close_implied(&name);
        if VOIDS.contains(&name.as_str()) {
            return;
        }
        let is_kept = self.open_element(tag, name.clone());
        if !is_kept {
            return;
        }
        let left = self.left();
        match name.as_str() {
            "ul" | "menu" | "dir" | "ol" => {
                self.builder
                    .start_list(list_of(tag, name == "ol"), at, left);
            }
            "li" => {
                self.builder.start_item(at, left);
                let value = attribute(tag, "value").and_then(|value| value.parse().ok());
                self.builder.describe_item(depth_of_item(tag), value);
            }
            "table" => {
                self.builder.start_table(at, left);
                let role = attribute(tag, "role").unwrap_or_default();
                if matches!(role.as_str(), "presentation" | "none") {
                    self.builder.table_is_layout();
                }
            }
            "tr" => {
                let is_head = self.open.iter().any(|element| element.name == "thead");
                self.builder.start_row(is_head);
            }
            "td" | "th" => {
                let number = |name| attribute(tag, name).and_then(|number| number.parse().ok());
                let cell = PageCell {
                    is_head: name == "th",
                    across: number("colspan").unwrap_or(1),
                    down: number("rowspan").unwrap_or(1),
                    ..PageCell::default()
                };
                self.builder.start_cell(cell, at);
            }
            _ => {}
        }
    }

    /// Ends what a new element ends without saying so.
    fn close_implied(&mut self, name: &str) {
        let (closed, limits): (&[&str], &[&str]) = match name {
            "li" => (&["li"], &["ul", "ol", "menu", "dir", "table"]),
            "dt" | "dd" => (&["dt", "dd"], &["dl", "table"]),
            "tr" => (&["tr"], &["table"]),
            "td" | "th" => (&["td", "th"], &["tr", "table"]),
            "tbody" | "thead" | "tfoot" => (&["tbody", "thead", "tfoot"], &["table"]),
            "option" => (&["option"], &["select"]),
            _ => (&[], &[]),
        };
        if let Some(found) = self.find(closed, limits) {
            self.close_through(found);
        }
        if let Some(found) = self.innermost_block()
            && self
                .open
                .get(found)
                .is_some_and(|element| element.name == "p")
        {
            self.close_through(found);
        }
    }

    pub(super) fn end(&mut self, name: &str) {
        if let Some((_, _)) = APART.iter().find(|(apart, _)| *apart == name) {
            self.apart = self.apart.saturating_sub(1);
            return;
        }
        if self.apart > 0 {
            return;
        }
        let is_block = BLOCKS.contains(&name);
        if is_block {
            self.flush();
        }
        let found = if is_heading(name) {
            self.find(&["h1", "h2", "h3", "h4", "h5", "h6"], &["table", "li"])
        } else if !is_block {
            let found = self.find(&[name], &[]);
            let block = self.innermost_block();
            found.filter(|found| block.is_none_or(|block| *found > block))
        } else if matches!(name, "table" | "td" | "th" | "tr") {
            self.find(&[name], &[])
        } else {
            self.find(&[name], &["table", "td", "th"])
        };
        if let Some(found) = found {
            self.close_through(found);
        }
    }

    /// The innermost open element of these names, unless one of the limits stands within.
    pub(super) fn find(&self, names: &[&str], limits: &[&str]) -> Option<usize> {
        for (at, element) in self.open.iter().enumerate().rev() {
            if names.contains(&element.name.as_str()) {
                return Some(at);
            }
            if limits.contains(&element.name.as_str()) {
                return None;
            }
        }
        None
    }

    pub(super) fn innermost_block(&self) -> Option<usize> {
        self.open.iter().rposition(|element| element.is_block)
    }

    fn close_through(&mut self, at: usize) {
        while self.open.len() > at {
            self.close_innermost();
        }
    }

    pub(super) fn close_innermost(&mut self) {
        let Some(element) = self.open.pop() else {
            return;
        };
        match element.name.as_str() {
            "ul" | "ol" | "menu" | "dir" => self.builder.end_list(),
            "li" => self.builder.end_item(),
            "td" | "th" => self.builder.end_cell(),
            "table" => self.builder.end_table(),
            _ => {}
        }
    }

    /// Keeps an element open; gives whether there was room for it.
    fn open_element(&mut self, tag: &StartTag<usize>, name: String) -> bool {
        if tag.self_closing && name == "svg" {
            return false;
        }
        if self.open.len() >= MAXIMUM_OPEN_ELEMENTS {
            return false;
        }
        let in_text = self.in_text() || matches!(name.as_str(), "main" | "article");
        let is_block = BLOCKS.contains(&name.as_str());
        let meaning = self.meaning(tag, &name, in_text);
        let names = Names::of(tag);
        let pressed = self.pressed_for(tag, &name, &names);
        let is_head_of_part = names.is_head_of_part();
        let shown = names.id.clone();
        let is_paragraph = name == "p";
        self.open.push(Element {
            strong: matches!(name.as_str(), "b" | "strong"),
            shift: self.sheet.shift(tag, &name),
            address: (name == "a").then(|| address_of(tag)).flatten(),
            is_block,
            name,
            left: meaning.left,
            part: meaning.part,
            hint: meaning.hint,
            pressed,
            is_head_of_part,
            word: if is_paragraph && attribute(tag, "class").as_deref() == Some("Title") {
                // What LibreOffice calls a title.
                WordClass::Title
            } else {
                WordClass::of(&names.classes, attribute(tag, "style").as_deref())
            },
            in_text,
        });
        if is_block && !shown.is_empty() {
            self.begin_shown(shown, tag.span.start);
        }
        true
    }

    /// Begins what a tab shows, with the tab's name as its heading.
    fn begin_shown(&mut self, name: String, at: usize) {
        if let Some(looking) = &mut self.looking {
            if looking.shown.len() < MAXIMUM_NAMES_OF_PARTS {
                looking.shown.insert(name.clone());
                looking.begun.push(name);
            }
        } else if let Some(words) = self.looked.tabs.get(&name).cloned()
            && self.headed_by_tab.insert(name)
        {
            let level = self.level_of_what_is_pressed();
            self.builder_add(PieceKind::Heading(level), words, at..at, None);
        }
    }
}
