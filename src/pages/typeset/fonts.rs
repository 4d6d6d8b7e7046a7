//! The typefaces that are built into the program, and which characters they can print.
//!
//! In: nothing; the faces are part of the binary. Out: the engine's fonts and font book, the order
//! in which families are tried, and for any text the characters that cannot be printed.
//! Promise: no font of the machine is ever used, so that the same guide gives the same bytes
//! everywhere. A family is added by putting its folder under `fonts/` and one line in [`FAMILIES`];
//! a test compares the folders with the list.

use std::collections::{HashMap, HashSet};
use std::sync::{LazyLock, PoisonError, RwLock};

use typst::foundations::Bytes;
use typst::text::{Font, FontBook};
use typst::utils::LazyHash;
use unicode_normalization::UnicodeNormalization;
use unicode_script::{Script, UnicodeScript};
use unicode_segmentation::UnicodeSegmentation;

/// One family of typefaces: its name, the scripts it is there for, and its two faces.
pub struct Family {
    /// The family's name, as the engine knows it.
    pub name: &'static str,
    /// The folder under `fonts/` that holds the faces and their licence.
    pub folder: &'static str,
    /// The scripts the family is there for, in the words of a clinic.
    pub scripts: &'static [&'static str],
    regular: &'static [u8],
    bold: &'static [u8],
}

impl Family {
    /// Whether the family is there for writing that runs from right to left.
    pub fn is_right_to_left(&self) -> bool {
        self.scripts
            .iter()
            .any(|script| script.starts_with("Arabic"))
    }
}

macro_rules! family {
    ($name:literal, $folder:literal, $stem:literal, $scripts:expr) => {
        Family {
            name: $name,
            folder: $folder,
            scripts: &$scripts,
            regular: include_bytes!(concat!(
                "../../../fonts/",
                $folder,
                "/",
                $stem,
                "-Regular.ttf"
            )),
            bold: include_bytes!(concat!("../../../fonts/", $folder, "/", $stem, "-Bold.ttf")),
        }
    };
}

/// Every embedded family, in the order in which the engine tries them for a character.
pub const FAMILIES: &[Family] = &[
    family!(
        "Noto Sans",
        "noto-sans",
        "NotoSans",
        ["Latin", "Greek", "Cyrillic"]
    ),
    family!(
        "Noto Sans Devanagari",
        "noto-sans-devanagari",
        "NotoSansDevanagari",
        ["Devanagari"]
    ),
    family!(
        "Noto Sans Bengali",
        "noto-sans-bengali",
        "NotoSansBengali",
        ["Bengali"]
    ),
    family!(
        "Noto Sans Gurmukhi",
        "noto-sans-gurmukhi",
        "NotoSansGurmukhi",
        ["Gurmukhi"]
    ),
    family!(
        "Noto Sans Gujarati",
        "noto-sans-gujarati",
        "NotoSansGujarati",
        ["Gujarati"]
    ),
    family!(
        "Noto Sans Oriya",
        "noto-sans-oriya",
        "NotoSansOriya",
        ["Odia"]
    ),
    family!(
        "Noto Sans Tamil",
        "noto-sans-tamil",
        "NotoSansTamil",
        ["Tamil"]
    ),
    family!(
        "Noto Sans Telugu",
        "noto-sans-telugu",
        "NotoSansTelugu",
        ["Telugu"]
    ),
    family!(
        "Noto Sans Kannada",
        "noto-sans-kannada",
        "NotoSansKannada",
        ["Kannada"]
    ),
    family!(
        "Noto Sans Malayalam",
        "noto-sans-malayalam",
        "NotoSansMalayalam",
        ["Malayalam"]
    ),
    family!(
        "Noto Naskh Arabic",
        "noto-naskh-arabic",
        "NotoNaskhArabic",
        ["Arabic (Urdu)"]
    ),
    family!(
        "Leaflet Signs",
        "leaflet-signs",
        "LeafletSigns",
        ["symbols of medicine and everyday life"]
    ),
];

/// The bytes of the embedded faces, in the order of the list.
pub(super) fn faces() -> impl Iterator<Item = &'static [u8]> {
    FAMILIES
        .iter()
        .flat_map(|family| [family.regular, family.bold])
}

/// The engine's view of the embedded faces, made once a process.
pub(crate) struct Faces {
    pub(crate) book: LazyHash<FontBook>,
    pub(crate) fonts: Vec<Font>,
}

/// The faces of [`FAMILIES`].
pub(crate) static FACES: LazyLock<Faces> = LazyLock::new(|| {
    let fonts: Vec<Font> = FAMILIES
        .iter()
        .flat_map(|family| [family.regular, family.bold])
        .flat_map(|bytes| Font::iter(Bytes::new(bytes)))
        .collect();
    Faces {
        book: LazyHash::new(FontBook::from_fonts(&fonts)),
        fonts,
    }
});

/// A character that no embedded face can print where it stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct UnprintableCharacter {
    /// The character itself. It may be part of a patient's name: a message about personal data
    /// names its script instead.
    pub character: char,
    /// Where the character it belongs to starts in the text, in bytes.
    pub offset: usize,
    /// How many bytes that character has: a letter is one with its vowel signs.
    pub length: usize,
    /// Whether some face has it by itself, and only the characters together are in none.
    pub is_covered_alone: bool,
}

impl UnprintableCharacter {
    /// The same in ordinary letters, where it is a letter of another width or several letters in one
    /// character, such as the Roman numeral four.
    pub fn in_ordinary_letters(self) -> Option<String> {
        let plain: String = std::iter::once(self.character).nfkc().collect();
        let is_other = !plain.starts_with(self.character);
        (is_other && unprintable(&plain).is_none()).then_some(plain)
    }

    /// The script the character belongs to, in English, for a message that must not quote it.
    pub fn script(self) -> &'static str {
        match self.character.script() {
            Script::Common | Script::Inherited | Script::Unknown => "symbols or emoji",
            script => script.full_name(),
        }
    }
}

/// The first character of `text` that cannot be printed, if there is one.
pub fn unprintable(text: &str) -> Option<UnprintableCharacter> {
    all_unprintable(text).next()
}

/// Most characters that may stand on one letter: no writing puts more than a handful there, and the engine
/// cannot set some hundreds.
const MOST_CHARACTERS: usize = 30;

/// The characters of `text` that cannot be printed, each once, in the order in which they first stand.
///
/// Characters that belong together (a letter and its vowel signs, an emoji and its colour) must stand
/// in one face, because the engine shapes them as one.
pub fn all_unprintable(text: &str) -> impl Iterator<Item = UnprintableCharacter> {
    let mut seen = HashSet::new();
    text.grapheme_indices(true)
        .filter_map(move |(offset, grapheme)| {
            if !seen.insert(grapheme) {
                return None;
            }
            let shown = || grapheme.chars().filter(|one| !is_ignorable(*one));
            if shown().count() > MOST_CHARACTERS {
                return Some(UnprintableCharacter {
                    character: shown().nth(MOST_CHARACTERS)?,
                    offset,
                    length: grapheme.len(),
                    is_covered_alone: true,
                });
            }
            let in_all = shown().fold(u64::MAX, |faces, one| faces & faces_with(one));
            if in_all != 0 {
                return None;
            }
            let uncovered = shown().find(|one| faces_with(*one) == 0);
            Some(UnprintableCharacter {
                character: uncovered.or_else(|| shown().next())?,
                offset,
                length: grapheme.len(),
                is_covered_alone: uncovered.is_none(),
            })
        })
}

/// The faces that have a character, one bit each: bit n is face n of [`FACES`].
///
/// To look through all faces takes some microseconds, so each character is looked up once a process.
fn faces_with(character: char) -> u64 {
    static KNOWN: LazyLock<RwLock<HashMap<char, u64>>> = LazyLock::new(RwLock::default);
    let known = KNOWN.read().unwrap_or_else(PoisonError::into_inner);
    if let Some(faces) = known.get(&character) {
        return *faces;
    }
    drop(known);
    let has_it = |font: &Font| font.info().coverage.contains(u32::from(character));
    let faces = FACES.fonts.iter().enumerate();
    let faces = faces
        .filter(|(_, font)| has_it(font))
        .fold(0, |faces, (face, _)| faces | 1 << face);
    let mut known = KNOWN.write().unwrap_or_else(PoisonError::into_inner);
    known.insert(character, faces);
    faces
}

/// The first family that has a character, as its index in [`FAMILIES`].
pub(super) fn first_family_with(character: char) -> Option<usize> {
    let faces = faces_with(character);
    (faces != 0).then(|| faces.trailing_zeros() as usize / 2)
}

/// What has no shape of its own: the joiners that Indic and Persian writing needs, and the two characters
/// that other programs put behind a character such as ✔ to say whether it is meant in colour.
fn is_ignorable(character: char) -> bool {
    matches!(
        character,
        '\u{200c}' | '\u{200d}' | '\u{fe0e}' | '\u{fe0f}' | '\n'
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_face_is_read_and_bears_the_name_of_its_family() {
        assert_eq!(FACES.fonts.len(), FAMILIES.len() * 2);
        assert!(FACES.fonts.len() < 64, "each face has a bit of a number");
        for (index, font) in FACES.fonts.iter().enumerate() {
            assert_eq!(font.info().family.as_str(), FAMILIES[index / 2].name);
        }
    }

    #[test]
    fn the_folders_are_the_list() {
        let mut folders: Vec<String> = std::fs::read_dir("fonts")
            .unwrap()
            .map(|entry| entry.unwrap())
            .filter(|entry| entry.path().is_dir())
            .map(|entry| entry.file_name().into_string().unwrap())
            .collect();
        folders.sort();
        let mut listed: Vec<&str> = FAMILIES.iter().map(|family| family.folder).collect();
        listed.sort();
        assert_eq!(folders, listed);
    }

    #[test]
    fn unprintable_characters_are_found_by_script() {
        assert_eq!(unprintable("नमूना रोगी, O’Connor, மாதிரி, نمونہ"), None);
        let found = unprintable("ab 毛").unwrap();
        assert_eq!((found.offset, found.script()), (3, "Han"));
        assert_eq!(
            unprintable("\u{1f600}").unwrap().script(),
            "symbols or emoji"
        );
        assert!(unprintable("a\u{093c}").unwrap().is_covered_alone);
        let marked = |characters| format!("क{}", "\u{0941}".repeat(characters));
        assert_eq!(unprintable(&marked(MOST_CHARACTERS - 1)), None);
        assert!(unprintable(&marked(MOST_CHARACTERS)).is_some());
        let all: Vec<usize> = all_unprintable("✅ a 🚨 b")
            .map(|character| character.offset)
            .collect();
        assert_eq!(all, [0, 6]);
    }

    #[test]
    fn letters_of_another_width_are_known_in_ordinary_ones() {
        let plain = |text: &str| unprintable(text).unwrap().in_ordinary_letters();
        assert_eq!(plain("Ａsha").as_deref(), Some("A"));
        assert_eq!(plain("Stage Ⅳ").as_deref(), Some("IV"));
        assert_eq!(plain("毛"), None);
        assert_eq!(plain("😀"), None);
    }

    #[test]
    fn the_characters_of_medical_texts_are_there_in_both_weights() {
        let characters = "≤≥≈≠→←↑↓↔⇒✓✔✗✘⚠±×÷−°µ½¼¾²³☐☑☒□•♥★☆∞√≡☎✉♀♂①⑩❶①●○◆▶►▲▼➔➜⟶☞✎♿";
        for character in characters.chars() {
            let faces = faces_with(character);
            let both = |family: usize| faces >> (2 * family) & 0b11 == 0b11;
            assert!((0..FAMILIES.len()).any(both), "{character}");
        }
        // As they come from telephones and web pages, with the character for colour behind them.
        assert_eq!(unprintable("⚠\u{fe0f} ✔\u{fe0f} ♥\u{fe0e}"), None);
    }

    #[test]
    fn a_character_of_two_parts_is_drawn_by_the_typeface_that_has_it_whole() {
        use unicode_normalization::UnicodeNormalization;
        let style = include_str!("templates/style.typ");
        let covers = style.split("covers: regex(\"").nth(1).unwrap();
        let covers = covers.split('"').next().unwrap();
        let characters = FAMILIES.iter().position(|one| one.name == "Leaflet Signs");
        let coverage = &FACES.fonts[2 * characters.unwrap()].info().coverage;
        let of_parts = |code: &u32| char::from_u32(*code).is_some_and(|it| it.nfd().count() > 1);
        let parted: Vec<u32> = coverage.iter().filter(of_parts).collect();
        assert!(!parted.is_empty());
        for code in parted {
            let character = char::from_u32(code).unwrap();
            assert!(covers.contains(character), "{character}");
        }
    }

    #[test]
    fn characters_make_no_line_taller_than_letters_do() {
        let heights = |font: &Font| {
            let size = typst::layout::Abs::pt(12.0);
            let variant = font.info().variant;
            let variations = typst::text::FontVariations::default();
            let set = font.clone().instantiate(variant, size, &variations);
            let face = set.ttf();
            let capitals = face.tables().os2.unwrap().capital_height();
            (capitals, face.ascender(), face.descender())
        };
        let of = |name: &str| {
            let family = FAMILIES.iter().position(|one| one.name == name).unwrap();
            heights(&FACES.fonts[2 * family])
        };
        assert_eq!(of("Leaflet Signs"), of("Noto Sans"));
    }
}
