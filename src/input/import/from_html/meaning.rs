//! What an element says of the words in it, by its own name and the names of its classes.
//!
//! In: a start tag. Out: whether its words are left out and why, what they are, and whether they are
//! pressed to open a part.

use html5gum::StartTag;

use super::{Pressed, Treatment, Walk, is_heading};
use crate::input::import::furniture::{self, Evidence, Part};
use crate::input::import::html_tokens::{BLOCKS, attribute};
use crate::input::import::page::{Hint, LeftKind};

/// Names of classes that say what a text is.
const HINT_NAMES: &[(&str, Hint)] = &[
    ("lead", Hint::Summary),
    ("lede", Hint::Summary),
    ("standfirst", Hint::Summary),
    ("summary", Hint::Summary),
    ("excerpt", Hint::Summary),
    ("category", Hint::Category),
    ("eyebrow", Hint::Category),
    ("kicker", Hint::Category),
    ("callout", Hint::KeyPoint),
    ("key-point", Hint::KeyPoint),
    ("key-message", Hint::KeyPoint),
    ("takeaway", Hint::KeyPoint),
    ("important", Hint::KeyPoint),
];

/// Words in the names of classes by which what is pressed to open a part is known.
const PRESSED_NAMES: &[&str] = &[
    "accordion",
    "collapsible",
    "expander",
    "collapse",
    "toggle",
    "faq",
];

/// Words in the names of classes of heads of such parts.
const HEAD_NAMES: &[&str] = &[
    "header", "heading", "title", "trigger", "button", "btn", "summary", "head",
];

/// Words in the names of classes of what opens a menu and no part of the text.
const MENU_NAMES: &[&str] = &[
    "menu", "nav", "navbar", "search", "dropdown", "share", "cookie",
];

/// What an element says of the words in it, and which suspect part it is.
pub(super) struct Meaning {
    pub(super) left: Treatment,
    pub(super) part: Option<(usize, LeftKind)>,
    pub(super) hint: Hint,
}

/// The names of an element.
pub(super) struct Names {
    pub(super) classes: String,
    pub(super) id: String,
}

/// What a tab shows, by the tab's attributes.
pub(super) fn shown_by_tab(tag: &StartTag<usize>) -> Option<String> {
    let toggle = attribute(tag, "data-toggle").or_else(|| attribute(tag, "data-bs-toggle"));
    let is_tab = attribute(tag, "role").as_deref() == Some("tab")
        || matches!(toggle.as_deref(), Some("tab" | "pill"));
    if !is_tab {
        return None;
    }
    let names = ["aria-controls", "data-bs-target", "data-target", "href"];
    let mut shown = names.iter().filter_map(|name| attribute(tag, name));
    let shown = shown.find_map(|name| {
        let name = name.trim_start_matches('#');
        let is_name = !name.is_empty() && !name.contains(char::is_whitespace);
        is_name.then(|| name.to_owned())
    })?;
    Some(shown)
}

/// Whether an element says that pressing it opens a part of the page.
pub(super) fn opens_a_part(tag: &StartTag<usize>) -> bool {
    let toggle = attribute(tag, "data-toggle").or_else(|| attribute(tag, "data-bs-toggle"));
    attribute(tag, "aria-expanded").is_some() || toggle.as_deref() == Some("collapse")
}

impl<'s> Walk<'s> {
    /// What an element is pressed for, by its attributes and its place.
    pub(super) fn pressed_for(&self, tag: &StartTag<usize>, name: &str, names: &Names) -> Pressed {
        if is_heading(name) && names.has(PRESSED_NAMES) {
            return Pressed::Part;
        }
        if is_heading(name) || matches!(name, "html" | "body" | "input") {
            return Pressed::Nothing;
        }
        let is_in_menu = matches!(
            self.left(),
            Some(LeftKind::Menu | LeftKind::PageFoot | LeftKind::Sharing | LeftKind::Cookies)
        );
        if let Some(shown) = shown_by_tab(tag) {
            return Pressed::Tab(shown);
        }
        if name == "summary" {
            return Pressed::Part;
        }
        if is_in_menu || names.has(MENU_NAMES) || attribute(tag, "aria-haspopup").is_some() {
            return Pressed::Nothing;
        }
        let role = attribute(tag, "role").unwrap_or_default();
        let is_button = name == "button" || role == "button";
        let is_link = name == "a";
        let opens = opens_a_part(tag) && (is_button || is_link || self.stands_for_itself(name));
        let is_named = names.has(PRESSED_NAMES)
            && (is_button
                || (names.has(HEAD_NAMES) && matches!(name, "div" | "a" | "span" | "dt")));
        let in_head = is_button
            && self
                .open
                .iter()
                .rev()
                .take(3)
                .any(|one| one.is_head_of_part);
        // The label of a box that is ticked to open a part, outside of any form.
        let is_label = name == "label"
            && attribute(tag, "for").is_some()
            && self.find(&["form", "fieldset"], &[]).is_none();
        if opens || is_named || in_head || is_label {
            Pressed::Part
        } else {
            Pressed::Nothing
        }
    }

    /// Whether an element among words may be pressed as a whole line.
    fn stands_for_itself(&self, name: &str) -> bool {
        BLOCKS.contains(&name) || (self.words.is_empty() && self.lines.is_empty())
    }

    /// The level of the headings that are pressed: that of the first of them, as long as no higher
    /// heading begins another part of the page.
    pub(super) fn level_of_what_is_pressed(&mut self) -> u8 {
        let below = self.level.saturating_add(1).min(6);
        *self.level_of_pressed.get_or_insert(below)
    }

    /// What an element says of the words in it.
    pub(super) fn meaning(&mut self, tag: &StartTag<usize>, name: &str, in_text: bool) -> Meaning {
        let outer = self.open.last().map(|element| element.hint);
        let outer = outer
            .filter(|hint| *hint == Hint::InHead)
            .unwrap_or_default();
        let silent = |hint| Meaning {
            left: Treatment::Silent,
            part: None,
            hint,
        };
        if matches!(name, "html" | "body" | "main" | "article") {
            return silent(Hint::None);
        }
        let classes = attribute(tag, "class").unwrap_or_default().to_lowercase();
        let id = attribute(tag, "id").unwrap_or_default().to_lowercase();
        let role = attribute(tag, "role").unwrap_or_default();
        let hint = HINT_NAMES
            .iter()
            .find(|(hinting, _)| classes.split_whitespace().any(|class| class == *hinting))
            .map(|(_, hint)| *hint);
        if furniture::is_alert(&role) {
            return Meaning {
                left: Treatment::Text,
                ..silent(hint.unwrap_or_default())
            };
        }
        if let Some(hint) = hint.filter(|_| self.heeds_names) {
            return silent(hint);
        }
        let parts = || {
            let names = classes.split_whitespace().chain([id.as_str()]);
            names.flat_map(|name| name.split(['-', '_']))
        };
        let is_head = !in_text
            && (name == "header"
                || role == "banner"
                || (self.heeds_names && parts().any(|part| part == "header" || part == "banner")));
        let hint = if is_head { Hint::InHead } else { outer };
        // A heading is the text's, whatever it is called, and so is what stands in it.
        let in_heading = is_heading(name)
            || name == "summary"
            || self.heading_level().is_some()
            || self.find(&["summary"], &[]).is_some();
        if in_heading {
            return silent(hint);
        }
        let claim = furniture::claim(name, &role, &classes, &id, in_text, self.heeds_names);
        let Some(claim) = claim else {
            return silent(hint);
        };
        // The head and the body of a window are parts of it.
        let around = self.open.iter().rev().find_map(|element| element.part);
        let is_inner = claim.kind == LeftKind::Window
            && claim.is_by_name()
            && around.is_some_and(|(_, kind)| kind == claim.kind);
        if is_inner {
            return silent(hint);
        }
        let part = self.parts;
        self.parts += 1;
        if let Some(looking) = &mut self.looking {
            let outer = around.map(|(part, _)| part);
            looking.parts.push(Part {
                claim,
                outer,
                evidence: Evidence::default(),
            });
        }
        let is_text = self.looked.verdicts.get(part).copied().unwrap_or_default();
        Meaning {
            left: if is_text {
                Treatment::Silent
            } else {
                Treatment::Left(claim.kind)
            },
            part: Some((part, claim.kind)),
            hint,
        }
    }
}

impl Names {
    pub(super) fn of(tag: &StartTag<usize>) -> Self {
        Self {
            classes: attribute(tag, "class").unwrap_or_default().to_lowercase(),
            id: attribute(tag, "id").unwrap_or_default(),
        }
    }

    /// Whether one of these words is part of a class.
    pub(super) fn has(&self, words: &[&str]) -> bool {
        let classes = self.classes.split_whitespace();
        let mut parts = classes.flat_map(|class| class.split(['-', '_']));
        parts.any(|part| words.contains(&part))
    }

    /// Whether a class names the head of a part that opens: `accordion-header`, `card-header`.
    pub(super) fn is_head_of_part(&self) -> bool {
        self.classes.split_whitespace().any(|class| {
            let parts = || class.split(['-', '_']);
            parts().any(|part| HEAD_NAMES.contains(&part))
                && parts()
                    .any(|part| PRESSED_NAMES.contains(&part) || matches!(part, "card" | "panel"))
        })
    }
}
