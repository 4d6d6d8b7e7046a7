//! How a web page shows words: raised, struck out, hidden, as the label of an item or the mark of a note.
//!
//! In: the tokens of a page, and the rules of its own styles (`<style>`) for classes. Out: for each token
//! what holds for its words. Promises: of styles only the simplest rules are read (`.T4`, `span.T4`, and
//! lists of such), and of these only what raises, strikes out or hides; whoever gathers the words of a
//! page asks here, so that all of them part words at the same places.

use std::collections::BTreeMap;

use html5gum::{StartTag, Token};

use super::html_tokens::{APART, BLOCKS, Seen, attribute, holds, name_of, plain_tokens};
use super::page::LeftKind;
use super::page_words::Shift;

/// Most rules for classes that are kept.
const MAXIMUM_RULES: usize = 20_000;

/// Most characters of a note's mark: `[12]`.
const MARK_CHARACTERS: usize = 5;

/// Elements whose words are crossed out.
const STRUCK: &[&str] = &["del", "s", "strike"];

/// Parts of the names of anchors that notes have.
const NOTES: &[&str] = &["ftn", "fn", "note", "edn", "cite", "ref"];

/// What a style says of words.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
struct Look {
    shift: Option<Shift>,
    is_struck: bool,
    is_hidden: Option<bool>,
}

impl Look {
    /// What declarations say: `vertical-align: super; display: none`.
    fn of(declarations: &str) -> Self {
        let mut look = Self::default();
        let declarations = declarations.to_ascii_lowercase();
        for declaration in declarations.split(';') {
            let Some((name, value)) = declaration.split_once(':') else {
                continue;
            };
            let value = value.replace("!important", "");
            let first = value.split_whitespace().next().unwrap_or_default();
            match name.trim() {
                "vertical-align" => {
                    look.shift = match first {
                        "super" | "text-top" => Some(Shift::Raised),
                        "sub" => Some(Shift::Lowered),
                        _ => Some(Shift::None),
                    }
                }
                "text-decoration" | "text-decoration-line" => {
                    look.is_struck = value.contains("line-through");
                }
                "display" => look.is_hidden = Some(first == "none"),
                "visibility" => look.is_hidden = Some(first == "hidden"),
                _ => {}
            }
        }
        look
    }

    /// The same with what a later rule says.
    fn with(self, later: Self) -> Self {
        Self {
            shift: later.shift.or(self.shift),
            is_struck: self.is_struck || later.is_struck,
            is_hidden: later.is_hidden.or(self.is_hidden),
        }
    }
}

/// The rules of a page's own styles.
#[derive(Debug, Default)]
pub(super) struct Sheet {
    /// By the class and, where the rule names one, the element.
    rules: BTreeMap<(String, String), Look>,
}

impl Sheet {
    /// The rules in the elements `style` of a page.
    pub(super) fn of_page(text: &str) -> Self {
        let mut sheet = Self::default();
        if !holds(text, "<style") {
            return sheet;
        }
        let mut in_style = false;
        let mut rules = String::new();
        for token in plain_tokens(text) {
            match &token {
                Token::StartTag(tag) => in_style = name_of(&tag.name) == "style",
                Token::EndTag(_) => in_style = false,
                Token::String(string) if in_style => {
                    rules.push_str(&String::from_utf8_lossy(&string.value));
                    rules.push('\n');
                }
                _ => {}
            }
        }
        sheet.read(&rules);
        sheet
    }

    fn read(&mut self, rules: &str) {
        let rules = without_remarks(rules);
        let mut rest = rules.as_str();
        // How deep the rules stand in others, such as those for paper.
        let mut depth = 0_usize;
        while let Some(at) = rest.find(['{', '}']) {
            let (before, behind) = rest.split_at(at);
            let is_end = behind.starts_with('}');
            rest = behind.get(1..).unwrap_or_default();
            if is_end {
                depth = depth.saturating_sub(1);
                continue;
            }
            // A line such as `@import "a";` may stand before the names.
            let names = before.rsplit(';').next().unwrap_or_default().trim();
            if names.starts_with('@') {
                depth += 1;
                continue;
            }
            let end = rest.find('}').unwrap_or(rest.len());
            let (declarations, behind) = rest.split_at(end);
            rest = behind.get(1..).unwrap_or_default();
            if depth == 0 {
                self.add(names, Look::of(declarations));
            }
        }
    }

    fn add(&mut self, names: &str, look: Look) {
        if look == Look::default() {
            return;
        }
        for name in names.split(',') {
            let Some((element, class)) = name.trim().split_once('.') else {
                continue;
            };
            let is_simple = |name: &str| {
                name.chars()
                    .all(|character| character.is_alphanumeric() || matches!(character, '-' | '_'))
            };
            if class.is_empty() || !is_simple(element) || !is_simple(class) {
                continue;
            }
            let key = (class.to_owned(), element.to_ascii_lowercase());
            if self.rules.len() < MAXIMUM_RULES || self.rules.contains_key(&key) {
                let known = self.rules.entry(key).or_default();
                *known = known.with(look);
            }
        }
    }

    fn look(&self, tag: &StartTag<usize>, name: &str) -> Look {
        let mut look = Look::default();
        if !self.rules.is_empty() {
            for class in attribute(tag, "class")
                .unwrap_or_default()
                .split_whitespace()
            {
                for element in ["", name] {
                    if let Some(found) = self.rules.get(&(class.to_owned(), element.to_owned())) {
                        look = look.with(*found);
                    }
                }
            }
        }
        match attribute(tag, "style") {
            Some(style) => look.with(Look::of(&style)),
            None => look,
        }
    }

    /// How an element shifts its words, if it does.
    pub(super) fn shift(&self, tag: &StartTag<usize>, name: &str) -> Shift {
        match name {
            "sup" => Shift::Raised,
            "sub" => Shift::Lowered,
            _ if BLOCKS.contains(&name) => Shift::None,
            _ => self.look(tag, name).shift.unwrap_or_default(),
        }
    }

    /// Why the words of an element are left out; `None` if what holds around it holds inside too.
    fn gone(&self, tag: &StartTag<usize>, name: &str) -> Option<Option<LeftKind>> {
        let classes = attribute(tag, "class").unwrap_or_default();
        if classes.contains("annotation_style_by_filter") {
            return Some(Some(LeftKind::Remark));
        }
        let look = self.look(tag, name);
        if STRUCK.contains(&name) || look.is_struck {
            return Some(Some(LeftKind::Struck));
        }
        // Whole parts are hidden until they are pressed; words in a sentence, which nothing names, are not.
        let is_hidden = look.is_hidden == Some(true)
            && !BLOCKS.contains(&name)
            && attribute(tag, "id").is_none();
        is_hidden.then_some(Some(LeftKind::Hidden))
    }
}

fn without_remarks(rules: &str) -> String {
    let mut bare = String::with_capacity(rules.len());
    let mut rest = rules;
    while let Some((before, remark)) = rest.split_once("/*") {
        bare.push_str(before);
        rest = remark.split_once("*/").map_or("", |(_, behind)| behind);
    }
    bare.push_str(rest);
    // What hides styles from very old browsers is no part of a name.
    bare.replace("<!--", " ").replace("-->", " ")
}

/// What holds for the words of a token.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum TokenRole {
    /// Nothing.
    Plain,
    /// They are left out.
    Gone(LeftKind),
    /// They are the label of an item, or text beside other text: they stand apart.
    Label,
    /// They are the mark of a note; whether it stands before the note itself.
    Mark { is_of_note: bool },
}

/// Takes the tokens of a page in order and says what holds for their words.
pub(super) struct Dressing<'s> {
    gone: Seen<'s, LeftKind>,
    labels: Seen<'s, ()>,
    /// Links inside the page, and whether their names are those of notes.
    links: Seen<'s, bool>,
    raised: Seen<'s, ()>,
    apart: usize,
    /// Whether words came since the last line began.
    has_words: bool,
}

impl<'s> Dressing<'s> {
    pub(super) fn new(sheet: &'s Sheet) -> Self {
        Self {
            gone: Seen::new(move |tag, name| sheet.gone(tag, name)),
            labels: Seen::new(label_by),
            links: Seen::new(note_by),
            raised: Seen::new(|_, name| (name == "sup").then_some(Some(()))),
            apart: 0,
            has_words: false,
        }
    }

    pub(super) fn pass(&mut self, token: &Token<usize>) -> TokenRole {
        let (name, is_end) = match token {
            Token::StartTag(tag) => (name_of(&tag.name), false),
            Token::EndTag(tag) => (name_of(&tag.name), true),
            Token::String(string) if self.apart == 0 => {
                let words = String::from_utf8_lossy(&string.value);
                let dress = self.of(&words);
                self.has_words |= !words.trim().is_empty() && !matches!(dress, TokenRole::Gone(_));
                return dress;
            }
            _ => return TokenRole::Plain,
        };
        if APART.iter().any(|(known, _)| *known == name) {
            self.apart = match is_end {
                true => self.apart.saturating_sub(1),
                false => self.apart + 1,
            };
        }
        if self.apart == 0 {
            self.gone.pass_named(token, &name);
            self.labels.pass_named(token, &name);
            self.links.pass_named(token, &name);
            self.raised.pass_named(token, &name);
        }
        let dress = self
            .gone
            .innermost()
            .map_or(TokenRole::Plain, TokenRole::Gone);
        if BLOCKS.contains(&name.as_str()) || (name == "br" && dress == TokenRole::Plain) {
            self.has_words = false;
        }
        dress
    }

    fn of(&self, words: &str) -> TokenRole {
        if let Some(kind) = self.gone.innermost() {
            return TokenRole::Gone(kind);
        }
        let is_note = match self.links.innermost() {
            Some(is_named) => is_named || self.raised.innermost().is_some(),
            None => false,
        };
        if is_note && is_mark(words) {
            let is_of_note = !self.has_words;
            return TokenRole::Mark { is_of_note };
        }
        match self.labels.innermost() {
            Some(()) if !words.trim().is_empty() => TokenRole::Label,
            _ => TokenRole::Plain,
        }
    }
}

/// Whether an element holds the label of an item as words, as LibreOffice writes it, or text above other
/// text.
fn label_by(tag: &StartTag<usize>, name: &str) -> Option<Option<()>> {
    if matches!(name, "rt" | "rp") {
        return Some(Some(()));
    }
    if name != "span" {
        return None;
    }
    let is_label = attribute(tag, "class")
        .is_some_and(|classes| classes.to_ascii_lowercase().contains("listlabel"));
    let style = attribute(tag, "style").unwrap_or_default();
    let style: String = style.to_ascii_lowercase().split_whitespace().collect();
    (is_label || style.contains("float:left") || style.contains("display:block"))
        .then_some(Some(()))
}

/// Whether an element leads to a place in the page, and whether that is a note by its names.
fn note_by(tag: &StartTag<usize>, name: &str) -> Option<Option<bool>> {
    let attribute = |name| {
        attribute(tag, name)
            .unwrap_or_default()
            .to_ascii_lowercase()
    };
    let says_so = ["footnote", "endnote"];
    let title = attribute("title");
    if says_so.iter().any(|word| title.starts_with(word)) {
        return Some(Some(true));
    }
    if name != "a" {
        return None;
    }
    let href = attribute("href");
    let (_, place) = href.split_once('#')?;
    let classes = attribute("class");
    let is_named = NOTES.iter().any(|part| place.contains(part))
        || attribute("role") == "doc-noteref"
        || classes.contains("footnote")
        || classes.contains("endnote")
        || classes.contains("noteref");
    Some(Some(is_named))
}

/// Whether words are the mark of a note: a number, a letter or a symbol.
fn is_mark(words: &str) -> bool {
    let words = words.trim();
    let count = words.chars().count();
    let bare = words.trim_matches(|character| "[]().".contains(character));
    let is_number = !bare.is_empty() && bare.bytes().all(|byte| byte.is_ascii_digit());
    let is_roman = !bare.is_empty() && bare.bytes().all(|byte| b"ivxIVX".contains(&byte));
    let is_character =
        !bare.is_empty() && bare.chars().all(|character| "*†‡§¶#".contains(character));
    let is_letter = bare.chars().count() == 1 && bare.chars().all(char::is_alphabetic);
    (1..=MARK_CHARACTERS).contains(&count) && (is_number || is_roman || is_character || is_letter)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rules_for_classes_are_read_and_no_others() {
        let page = "<style>@import 'x'; .T4 { vertical-align:super; font-size:58% } /* .a{display:none} */ \
                    span.T1, .u:hover, p .v, .w { text-decoration: underline LINE-THROUGH; } @media print { .x { \
                    display: none } } td{vertical-align:sub} .y{visibility:hidden}</style><p class=z>.q{display:none}";
        let sheet = Sheet::of_page(page);
        let mut known: Vec<(String, String)> = sheet.rules.keys().cloned().collect();
        known.sort();
        let pair = |class: &str, element: &str| (class.to_owned(), element.to_owned());
        assert_eq!(
            known,
            [
                pair("T1", "span"),
                pair("T4", ""),
                pair("w", ""),
                pair("y", "")
            ]
        );
        assert_eq!(sheet.rules[&pair("T4", "")].shift, Some(Shift::Raised));
        assert!(sheet.rules[&pair("T1", "span")].is_struck);
        assert_eq!(sheet.rules[&pair("y", "")].is_hidden, Some(true));
    }

    #[test]
    fn marks_are_numbers_letters_and_signs() {
        for mark in ["1", "[12]", "(a)", "*", "†", "iv", "b"] {
            assert!(is_mark(mark), "{mark}");
        }
        for words in ["", "page 2", "here", "1 tablet", "2000000"] {
            assert!(!is_mark(words), "{words}");
        }
    }
}
