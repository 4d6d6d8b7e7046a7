//! How much room words take at the most, reckoned from the widths of their letters.
//!
//! In: words, and for lines the width they have. Out: ems and lines that are never too few. Promise:
//! a word that fits by this reckoning fits when it is set, and so do lines; what does not fit by it
//! is left to the templates, which measure. Why this shape: to measure, the engine sets the words
//! once more, with all that stands round them; most words are far from any limit, and one look at
//! their letters says so.

use std::sync::{LazyLock, OnceLock};

use typst::layout::Abs;
use typst::text::{FontInstance, FontVariations};
use unicode_script::{Script, UnicodeScript};

use super::fonts::{FACES, FAMILIES, first_family_with};
use crate::leaflet::{Piece, Words};

/// What a letter may be wider when it is set than by itself, as a factor: kerning moves Latin
/// letters apart by some hundredths of an em, and signs that Indic and Arabic writing joins can
/// come out a little wider than each alone.
const SET_WIDER: f64 = 1.05;
const JOINED_WIDER: f64 = 1.3;

/// How much larger a name that runs from right to left is set; the same figure is in the templates.
pub(super) const RIGHT_TO_LEFT_SCALE: f64 = 1.2;

/// The width of a letter that no face has, in ems: the widest dash.
const UNKNOWN_LETTER: f64 = 1.1;

/// The bold face of a family, which is the wider one, made ready when the first of its letters is met.
fn bold_face(family: usize) -> Option<&'static FontInstance> {
    static READY: [OnceLock<FontInstance>; FAMILIES.len()] =
        [const { OnceLock::new() }; FAMILIES.len()];
    let font = FACES.fonts.get(2 * family + 1)?;
    let ready = READY.get(family)?.get_or_init(|| {
        let variant = font.info().variant;
        font.clone()
            .instantiate(variant, Abs::pt(12.0), &FontVariations::default())
    });
    Some(ready)
}

/// The widths of the letters that most words are written with, in ems.
static ASCII: LazyLock<[f64; 128]> = LazyLock::new(|| {
    let mut widths = [UNKNOWN_LETTER; 128];
    for (code, width) in (0_u8..).zip(widths.iter_mut()) {
        *width = look_up(char::from(code));
    }
    widths
});

fn look_up(letter: char) -> f64 {
    let Some(face) = first_family_with(letter).and_then(bold_face) else {
        return UNKNOWN_LETTER;
    };
    let glyph = face.ttf().glyph_index(letter);
    let advance = glyph.and_then(|glyph| face.x_advance(glyph.0));
    let factor = match letter.script() {
        Script::Latin | Script::Greek | Script::Cyrillic | Script::Common => SET_WIDER,
        _ => JOINED_WIDER,
    };
    advance.map_or(UNKNOWN_LETTER, |advance| advance.get() * factor)
}

fn width_of_letter(letter: char) -> f64 {
    match ASCII.get(letter as usize) {
        Some(width) => *width,
        None => look_up(letter),
    }
}

/// The most ems a text can be wide on one line, set bold.
pub(super) fn widest(text: &str) -> f64 {
    text.chars().map(width_of_letter).sum()
}

/// The most lines of `width` ems that words can take.
pub(super) fn most_lines(words: &Words, width: f64) -> usize {
    let mut lines = 1;
    let mut filled = 0.0;
    let mut word = 0.0;
    let mut end_word = |word: &mut f64| {
        if filled + *word > width {
            lines += 1 + (*word / width) as usize;
            filled = word.rem_euclid(width);
        } else {
            filled += *word;
        }
        *word = 0.0;
    };
    each_letter(words, &mut |letter, scale| {
        word += width_of_letter(letter) * scale;
        if letter == ' ' {
            end_word(&mut word);
        }
    });
    end_word(&mut word);
    lines
}

/// Tells every letter, and how much larger it is set than the text around it.
fn each_letter(words: &[Piece], tell: &mut impl FnMut(char, f64)) {
    for piece in words {
        let (words, scale) = match piece {
            Piece::RightToLeft(words) => (words, RIGHT_TO_LEFT_SCALE),
            Piece::Words(words)
            | Piece::Superscript(words)
            | Piece::Subscript(words)
            | Piece::Link { words, .. } => (words, 1.0),
            Piece::Strong(inner) => {
                each_letter(inner, tell);
                continue;
            }
        };
        words.chars().for_each(|letter| tell(letter, scale));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn wide_letters_are_wider_and_no_letter_is_forgotten() {
        assert!(widest("WWWW") > 1.9 * widest("iiii"));
        assert!((3.0..5.0).contains(&widest("WWWW")), "{}", widest("WWWW"));
        assert!(widest("नमूना") > 1.0);
        assert!(widest("\u{1f600}") > 1.0);
    }

    #[test]
    fn lines_grow_with_the_words() {
        let lines = |text: &str, width| most_lines(&Piece::plain(text), width);
        assert_eq!(lines("", 20.0), 1);
        assert_eq!(lines("a few words", 20.0), 1);
        assert!(lines("a few words ".repeat(20).as_str(), 20.0) >= 6);
        assert!(lines(&"m".repeat(200), 20.0) >= 9);
        let name = vec![Piece::RightToLeft("نمونہ".repeat(20))];
        assert!(most_lines(&name, 20.0) > most_lines(&Piece::plain("نمونہ".repeat(20)), 20.0) - 1);
    }
}
