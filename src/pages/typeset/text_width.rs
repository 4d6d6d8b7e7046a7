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
use unicode_normalization::char::is_combining_mark;
use unicode_script::{Script, UnicodeScript};

use super::fonts::{FACES, FAMILIES, first_family_with};
use crate::leaflet::direction::is_unseen;
use crate::leaflet::{ARABIC_LARGER, Piece, RIGHT_TO_LEFT_NARROWER, Words};

/// What a letter may be wider when it is set than by itself, as a factor: kerning moves Latin
/// letters apart by some hundredths of an em; characters that Indic and Arabic writing joins come out up
/// to 1.73 times as wide as the two alone (Kannada RA with vocalic R).
const SET_WIDER: f64 = 1.05;
const JOINED_WIDER: f64 = 1.75;

/// What a character on a letter may add to its own width, in ems: where it has no letter to stand on, it is
/// set on a dotted circle.
const DOTTED_CIRCLE: f64 = 0.9;

/// The least a letter of joined writing counts, in ems: the dot reph of Malayalam has no width of its
/// own, and gets one from the letter it stands for.
const LEAST_JOINED: f64 = 0.6;

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
    if is_unseen(letter) {
        return 0.0;
    }
    let glyph = face.ttf().glyph_index(letter);
    let advance = glyph.and_then(|glyph| face.x_advance(glyph.0));
    let advance = advance.map_or(UNKNOWN_LETTER, |advance| advance.get());
    match letter.script() {
        Script::Latin | Script::Greek | Script::Cyrillic | Script::Common => advance * SET_WIDER,
        Script::Arabic => {
            (advance * JOINED_WIDER).max(LEAST_JOINED) * ARABIC_LARGER * RIGHT_TO_LEFT_NARROWER
        }
        _ if is_combining_mark(letter) => advance * JOINED_WIDER + DOTTED_CIRCLE,
        _ => (advance * JOINED_WIDER).max(LEAST_JOINED),
    }
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
    each_letter(words, &mut |letter| {
        word += width_of_letter(letter);
        if letter == ' ' {
            end_word(&mut word);
        }
    });
    end_word(&mut word);
    lines
}

/// Tells every letter.
pub(super) fn each_letter(words: &[Piece], tell: &mut impl FnMut(char)) {
    for piece in words {
        match piece {
            Piece::Words(words)
            | Piece::Superscript(words)
            | Piece::Subscript(words)
            | Piece::Link { words, .. } => words.chars().for_each(&mut *tell),
            Piece::Strong(inner) => each_letter(inner, tell),
        }
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
        // Arabic letters are set larger.
        assert!(widest("نمونہ") > 1.5 * widest("nmwnh"));
        assert_eq!(widest("\u{2067}نمونہ\u{2069}"), widest("نمونہ"));
    }

    #[test]
    fn what_is_joined_is_never_wider_than_reckoned() {
        // Every letter with every character that may follow it, in the order of the typefaces.
        for (family, named) in FAMILIES.iter().enumerate().skip(1) {
            let face = bold_face(family).unwrap();
            let coverage = &FACES.fonts[2 * family + 1].info().coverage;
            let own: Vec<char> = coverage
                .iter()
                .filter_map(char::from_u32)
                .filter(|letter| first_family_with(*letter) == Some(family))
                .filter(|letter| !matches!(letter.script(), Script::Common | Script::Latin))
                .collect();
            let is_character = |letter: &char| is_combining_mark(*letter);
            let (characters, letters): (Vec<char>, Vec<char>) =
                own.iter().partition(|one| is_character(one));
            let alone = characters.iter().map(|character| character.to_string());
            let pairs = letters.iter().flat_map(|letter| {
                let signed = characters
                    .iter()
                    .map(move |character| format!("{letter}{character}"));
                signed.chain([letter.to_string()])
            });
            for text in alone.chain(pairs) {
                let mut buffer = rustybuzz::UnicodeBuffer::new();
                buffer.push_str(&text);
                buffer.guess_segment_properties();
                let glyphs = rustybuzz::shape(face.rusty(), &[], buffer);
                let units: i32 = glyphs.glyph_positions().iter().map(|at| at.x_advance).sum();
                let ems = f64::from(units) / face.units_per_em();
                assert!(
                    ems <= widest(&text) + 1e-9,
                    "{text} in {}: {ems:.2} of {:.2}",
                    named.name,
                    widest(&text)
                );
            }
        }
    }
}
