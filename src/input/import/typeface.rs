//! Characters that a page draws with a typeface of symbols: Symbol and Wingdings put other pictures in the places
//! of letters, so that `³ 38` is read as "≥ 38", and `m` before a `g` as "µg".
//!
//! In: words, and the name of their typeface. Out: the characters that a reader sees. Promises: only words that
//! the page itself puts in such a typeface are turned; a longer word of letters is left as it is, because
//! many programs draw it as letters; whoever reads the page tells what was turned
//! ([`Turned`]), because no program can see what its author saw.
//!
//! The tables are those of the typefaces themselves: Adobe's Symbol encoding, and Microsoft's Wingdings as
//! far as leaflets use it.

use std::borrow::Cow;
use std::collections::BTreeSet;
use std::ops::Range;

use super::page::Notice;
use crate::base::diagnostic::rule;

/// Most letters of a word that is taken for symbols; a longer one is a word.
const MOST_LETTERS: usize = 3;

/// Where the private codes of such typefaces begin (U+F000), as Word writes them.
const PRIVATE: u32 = 0xf000;

/// A typeface of symbols.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Typeface {
    /// Greek letters and mathematical symbols.
    Symbol,
    /// Ticks, crosses, arrows and hands.
    Wingdings,
}

/// Adobe's Symbol from 0x21 on; a space where a place is empty or holds a piece of a character.
const SYMBOL: [&str; 2] = [
    "!∀#∃%&∋()∗+,−./0123456789:;<=>?≅ΑΒΧΔΕΦΓΗΙϑΚΛΜΝΟΠΘΡΣΤΥςΩΞΨΖ[∴]⊥_ αβχδεφγηιϕκλμνοπθρστυϖωξψζ{|}∼",
    " ϒ′≤⁄∞ƒ♣♦♥♠↔←↑→↓°±″≥×∝∂•÷≠≡≈…  ↵ℵℑℜ℘⊗⊕∅∩∪⊃⊇⊄⊂⊆∈∉∠∇®©™∏√⋅¬∧∨⇔⇐⇑⇒⇓◊〈®©™∑",
];

/// Where the two halves of Symbol begin.
const STARTS: [u32; 2] = [0x21, 0xa0];

/// The characters of Wingdings that stand in running text and before lines.
const WINGDINGS: &[(u32, char)] = &[
    (0x28, '☎'),
    (0x29, '☎'),
    (0x2a, '✉'),
    (0x4a, '☺'),
    (0x4c, '☹'),
    (0x6c, '●'),
    (0x6e, '■'),
    (0x6f, '□'),
    (0x71, '❑'),
    (0x72, '❒'),
    (0x73, '◆'),
    (0x75, '◆'),
    (0x76, '❖'),
    (0x77, '◆'),
    (0x9f, '•'),
    (0xa7, '▪'),
    (0xa8, '□'),
    (0xd8, '➢'),
    (0xdf, '←'),
    (0xe0, '→'),
    (0xe1, '↑'),
    (0xe2, '↓'),
    (0xe8, '➔'),
    (0xef, '⇦'),
    (0xf0, '⇨'),
    (0xfb, '✗'),
    (0xfc, '✓'),
    (0xfd, '☒'),
    (0xfe, '☑'),
];

impl Typeface {
    /// The typeface of this name, or `None` for one that draws letters as letters.
    pub(super) fn named(name: &str) -> Option<Self> {
        let name = name
            .trim_matches(|character: char| character.is_whitespace() || "'\"".contains(character));
        match name.to_ascii_lowercase().as_str() {
            "symbol" | "symbolmt" | "standard symbols l" | "standard symbols ps" => {
                Some(Self::Symbol)
            }
            "wingdings" => Some(Self::Wingdings),
            _ => None,
        }
    }

    /// What the style of an element of a web page says of its typeface: `Some(None)` for one that draws
    /// letters. What Word says of a character wins, for it names another typeface for the letters beside.
    pub(super) fn of_style(style: &str) -> Option<Option<Self>> {
        let style = style.to_ascii_lowercase();
        let value = |wanted: &str| {
            let mut parts = style.rsplit(';').filter_map(|part| part.split_once(':'));
            parts.find_map(|(name, value)| (name.trim() == wanted).then_some(value))
        };
        if let Some(of_sign) = value("mso-symbol-font-family").and_then(Self::named) {
            return Some(Some(of_sign));
        }
        let family = value("font-family").or_else(|| {
            // A shorthand ends with the families: `font: 7pt "Times New Roman"`.
            let font = value("font")?;
            let is_figure =
                |part: &&str| part.starts_with(|character: char| character.is_ascii_digit());
            let size = font.split_whitespace().find(is_figure)?;
            font.split_once(size).map(|(_, families)| families)
        })?;
        Some(Self::named(family.split(',').next().unwrap_or_default()))
    }

    /// The words as they are seen.
    pub(super) fn seen(self, words: &str) -> Cow<'_, str> {
        let is_words = |word: &str| {
            self == Self::Symbol
                && word.len() > MOST_LETTERS
                && word.bytes().all(|byte| byte.is_ascii_alphabetic())
        };
        if words.split_whitespace().any(is_words) {
            return words.into();
        }
        words
            .chars()
            .map(|character| self.character(character))
            .collect()
    }

    fn character(self, written: char) -> char {
        let code = u32::from(written);
        let code = if (PRIVATE..PRIVATE + 0x100).contains(&code) {
            code - PRIVATE
        } else {
            code
        };
        let seen = match self {
            Self::Symbol => SYMBOL.iter().zip(STARTS).find_map(|(characters, start)| {
                let at = usize::try_from(code.checked_sub(start)?).ok()?;
                characters
                    .chars()
                    .nth(at)
                    .filter(|character| *character != ' ')
            }),
            Self::Wingdings => {
                let known = WINGDINGS.iter().find(|(known, _)| *known == code);
                // A letter there is a picture that nobody writes in words.
                let private =
                    || char::from_u32(PRIVATE + code).filter(|_| (0x21..0x100).contains(&code));
                known.map(|(_, character)| *character).or_else(private)
            }
        };
        seen.unwrap_or(written)
    }
}

/// The characters that were turned, as they are seen, and how many there were.
#[derive(Debug, Default)]
pub(super) struct Turned {
    seen: BTreeSet<char>,
    count: usize,
    first: Option<Range<usize>>,
}

impl Turned {
    /// Takes down what became of words.
    pub(super) fn add(&mut self, written: &str, seen: &str, place: Range<usize>) {
        for (written, seen) in written.chars().zip(seen.chars()) {
            if written != seen && is_of_text(seen) {
                self.seen.insert(seen);
                self.count += 1;
                self.first.get_or_insert_with(|| place.clone());
            }
        }
    }

    /// What a person should look at, if anything was turned.
    pub(super) fn notice(self) -> Option<Notice> {
        let place = self.first?;
        let characters: Vec<String> = self
            .seen
            .iter()
            .map(|character| format!("`{character}`"))
            .collect();
        let characters = characters.join(", ");
        let message = match self.count {
            1 => format!(
                "one character used the typeface Symbol or Wingdings; the draft has the character \
                 that it looked like: {characters}"
            ),
            count => format!(
                "{count} characters used the typefaces Symbol or Wingdings; the draft has the \
                 characters that they looked like: {characters}"
            ),
        };
        Some(Notice {
            rule: rule::IMPORT_LETTERS,
            message,
            hint: Some(
                "compare these places with the page: they may be limits, such as ≥ 38 °C, or units",
            ),
            place,
        })
    }
}

/// Whether a character says something, and is no dot before a line.
fn is_of_text(character: char) -> bool {
    !super::list_marker::is_bullet(character) && !('\u{f000}'..='\u{f0ff}').contains(&character)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn signs_are_those_that_are_seen() {
        for (typeface, written, seen) in [
            (Typeface::Symbol, "³", "≥"),
            (Typeface::Symbol, "\u{f0b3}", "≥"),
            (Typeface::Symbol, "£ 38", "≤ 38"),
            (Typeface::Symbol, "m", "μ"),
            (Typeface::Symbol, "a-b", "α−β"),
            (Typeface::Symbol, "±", "±"),
            (Typeface::Symbol, "®", "→"),
            (Typeface::Symbol, "·", "•"),
            (Typeface::Symbol, "°", "°"),
            (Typeface::Symbol, "»", "≈"),
            (Typeface::Symbol, "¹", "≠"),
            (Typeface::Symbol, "S", "Σ"),
            (Typeface::Symbol, "å", "∑"),
            (Typeface::Symbol, "≥", "≥"),
            (Typeface::Symbol, "Words of a page", "Words of a page"),
            (Typeface::Symbol, "\u{f0ff}", "\u{f0ff}"),
            (Typeface::Wingdings, "ü", "✓"),
            (Typeface::Wingdings, "\u{f0fb}", "✗"),
            (Typeface::Wingdings, "à", "→"),
            (Typeface::Wingdings, "K", "\u{f04b}"),
        ] {
            assert_eq!(typeface.seen(written), seen, "{typeface:?} {written}");
        }
    }

    #[test]
    fn styles_say_which_typeface_it_is() {
        let symbol = Some(Some(Typeface::Symbol));
        for (style, expected) in [
            ("font-family:Symbol", symbol),
            ("font-family: 'Symbol', serif; color: red", symbol),
            ("color:red;FONT-FAMILY:SYMBOL", symbol),
            (
                "font-family:\"Times New Roman\";mso-char-type:symbol;mso-symbol-font-family:Symbol",
                symbol,
            ),
            ("font:12.0pt Symbol", symbol),
            ("font:7.0pt \"Times New Roman\"", Some(None)),
            ("font-family:Wingdings", Some(Some(Typeface::Wingdings))),
            ("font-family:Arial, Symbol", Some(None)),
            ("font-family:\"Segoe UI Symbol\"", Some(None)),
            ("font-size:12pt", None),
            ("", None),
        ] {
            assert_eq!(Typeface::of_style(style), expected, "{style}");
        }
    }
}
