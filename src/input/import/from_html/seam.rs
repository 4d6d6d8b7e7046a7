//! Where words of a web page stand apart although no space is between them.
//!
//! In: the tokens in their order. Out: what parts two of them. Promise: what a browser shows on two lines,
//! or as two words, is not one word.

use html5gum::Token;

use super::meaning::{opens_a_part, shown_by_tab};
use crate::input::import::html_tokens::{BLOCKS, name_of};

/// What stands between a token and the one before it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Parting {
    None,
    /// A space.
    Space,
    /// The end of a line.
    Break,
}

/// Where words of neighbouring elements would run into one another, though a browser draws them apart:
/// `5 min read</span><span>Reviewed by`, and the names of tabs and of parts that are pressed to open.
#[derive(Default)]
pub(super) struct Seam {
    pub(super) is_open: bool,
    /// Whether words came since the last line began.
    pub(super) has_words: bool,
    /// The name of an element that is pressed, and how many of that name are open.
    pub(super) pressed: Option<(String, usize)>,
}

/// Whether an element begins a line where it begins, and another where it ends.
fn begins_line(name: &str) -> bool {
    name == "br" || BLOCKS.contains(&name)
}

impl Seam {
    /// Takes the next token and says what stands before it.
    pub(super) fn parting(&mut self, token: &Token<usize>) -> Parting {
        let was_open = std::mem::take(&mut self.is_open);
        match token {
            Token::EndTag(tag) => {
                let name = name_of(&tag.name);
                self.has_words &= !begins_line(&name);
                self.is_open = matches!(name.as_str(), "span" | "a");
                if let Some((pressed, open)) = &mut self.pressed
                    && *pressed == name
                {
                    *open -= 1;
                    if *open == 0 {
                        self.pressed = None;
                    }
                    self.has_words = false;
                    return Parting::Break;
                }
                Parting::None
            }
            Token::StartTag(tag) => {
                let name = name_of(&tag.name);
                self.has_words &= !begins_line(&name);
                let is_beside = matches!(name.as_str(), "span" | "a");
                if let Some((pressed, open)) = &mut self.pressed
                    && *pressed == name
                {
                    *open += 1;
                } else if self.pressed.is_none()
                    && is_beside
                    && !self.has_words
                    && (shown_by_tab(tag).is_some() || opens_a_part(tag))
                {
                    self.pressed = Some((name, 1));
                    return Parting::Break;
                }
                if was_open && is_beside {
                    Parting::Space
                } else {
                    Parting::None
                }
            }
            Token::String(string) => {
                self.has_words |= !string.value.iter().all(u8::is_ascii_whitespace);
                Parting::None
            }
            _ => Parting::None,
        }
    }
}
