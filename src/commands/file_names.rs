//! Names of the files that a roster's leaflets get.
//!
//! In: a pattern and what may stand in it. Out: a plain file name for each row, or what is wrong.
//! Promise: a name never leads out of its folder, is legal on every system a clinic has, and is never
//! silently the name of another row; a patient's words enter it only where the pattern was allowed to.
//! The characters are a list of those allowed, not of those forbidden: letters and digits of any
//! script, `-`, `_` and single spaces' hyphens.

use unicode_normalization::UnicodeNormalization;
use unicode_segmentation::UnicodeSegmentation;

use crate::base::advice::{Advice, Control};
use crate::base::fingerprint::Fingerprint;
use crate::commands::output::place::folded;
use crate::leaflet::format::without_ending;

/// The pattern that names only what nobody has to hide.
pub const USUAL_PATTERN: &str = "{row}-{guide}-{language}";

/// Most graphemes and bytes of a name without its ending: file systems allow 255 bytes, and a mail
/// program adds its own.
const MOST_GRAPHEMES: usize = 80;
const MOST_BYTES: usize = 200;

/// Figures of a row's number, so that names are in the order of the list.
const ROW_FIGURES: usize = 4;

/// What may stand in a pattern.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Part {
    Row,
    Serial,
    Guide,
    Language,
    Edition,
    Reference,
    Patient,
}

/// Every part, by the word between the brackets.
const PARTS: &[(&str, Part)] = &[
    ("row", Part::Row),
    ("serial", Part::Serial),
    ("guide", Part::Guide),
    ("language", Part::Language),
    ("edition", Part::Edition),
    ("reference", Part::Reference),
    ("patient", Part::Patient),
];

/// A pattern of file names.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NamePattern {
    pieces: Vec<Piece>,
}

#[derive(Debug, Clone, PartialEq, Eq)]
enum Piece {
    Words(String),
    Part(Part),
}

/// What a row gives for its name.
pub struct NameParts<'a> {
    /// The row's number.
    pub row: usize,
    /// The list's own number of the row, if it has one.
    pub serial: Option<&'a str>,
    /// The guide's name.
    pub guide: &'a str,
    /// The language's tag.
    pub language: &'a str,
    /// The edition's name.
    pub edition: &'a str,
    /// The clinic's reference, if the row has one.
    pub reference: Option<&'a str>,
    /// The patient's name.
    pub patient: Option<&'a str>,
}

/// What is wrong with a pattern.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum PatternProblem {
    /// A bracket that is not closed, or names nothing that is known.
    UnknownPart(String),
    /// It holds a character that no file name may have.
    Character(char),
    /// Nothing in it tells one row from another.
    SameForAll,
}

impl PatternProblem {
    /// One sentence: what is wrong.
    pub fn message(&self) -> String {
        match self {
            Self::UnknownPart(part) => format!("the pattern of file names contains `{part}`"),
            Self::Character(character) => {
                format!(
                    "the pattern of file names contains `{}`",
                    crate::base::diagnostic::harmless(*character)
                )
            }
            Self::SameForAll => "the pattern would give every leaflet the same name".to_owned(),
        }
    }

    /// What to do next.
    pub fn hint(&self) -> Advice {
        match self {
            Self::UnknownPart(_) => {
                let known: Vec<String> = PARTS
                    .iter()
                    .map(|(word, _)| format!("`{{{word}}}`"))
                    .collect();
                format!("the parts are {}", known.join(", ")).into()
            }
            Self::Character(_) => Advice::naming(
                "use letters, digits, `-` and `_`; the folder is {}",
                &[Control::OutputFolder],
            ),
            Self::SameForAll => "put `{row}` or `{serial}` into it".into(),
        }
    }
}

impl NamePattern {
    /// Reads a pattern such as `{row}-{guide}-{language}`; an ending such as `.pdf` may stand or be left out.
    ///
    /// # Errors
    /// [`PatternProblem`].
    pub fn read(pattern: &str) -> Result<Self, PatternProblem> {
        let mut rest = without_ending(pattern);
        let mut pieces = Vec::new();
        while let Some((words, behind)) = rest.split_once('{') {
            let (word, after) = behind
                .split_once('}')
                .ok_or_else(|| PatternProblem::UnknownPart(format!("{{{behind}")))?;
            let part = PARTS.iter().find(|(known, _)| *known == word);
            let (_, part) =
                part.ok_or_else(|| PatternProblem::UnknownPart(format!("{{{word}}}")))?;
            pieces.push(Piece::Words(plain(words)?));
            pieces.push(Piece::Part(*part));
            rest = after;
        }
        pieces.push(Piece::Words(plain(rest)?));
        let pattern = Self { pieces };
        if [Part::Row, Part::Serial, Part::Reference, Part::Patient]
            .iter()
            .any(|part| pattern.has(*part))
        {
            Ok(pattern)
        } else {
            Err(PatternProblem::SameForAll)
        }
    }

    /// Whether the patient's name stands in it.
    pub fn names_patients(&self) -> bool {
        self.has(Part::Patient)
    }

    /// Whether the clinic's reference stands in it.
    pub fn names_references(&self) -> bool {
        self.has(Part::Reference)
    }

    /// Whether the list's own numbers stand in it, so that every row needs one.
    pub fn names_serials(&self) -> bool {
        self.has(Part::Serial)
    }

    fn has(&self, part: Part) -> bool {
        self.pieces.contains(&Piece::Part(part))
    }

    /// A row's name, without its ending. What the row does not give is left out.
    pub fn name(&self, parts: &NameParts<'_>) -> String {
        let mut name = String::new();
        for piece in &self.pieces {
            match piece {
                Piece::Words(words) => name.push_str(words),
                Piece::Part(part) => {
                    let words = match part {
                        Part::Row => format!("{:0ROW_FIGURES$}", parts.row),
                        Part::Serial => {
                            format!("{:0>ROW_FIGURES$}", parts.serial.unwrap_or_default())
                        }
                        Part::Guide => parts.guide.to_owned(),
                        Part::Language => parts.language.to_owned(),
                        Part::Edition => parts.edition.to_owned(),
                        Part::Reference => parts.reference.unwrap_or_default().to_owned(),
                        Part::Patient => parts.patient.unwrap_or_default().to_owned(),
                    };
                    name.push_str(&words);
                }
            }
        }
        harmless_name(&name)
    }
}

/// The words between the parts, if a file name may hold them.
fn plain(words: &str) -> Result<String, PatternProblem> {
    match words
        .chars()
        .find(|character| !is_allowed(*character) && *character != '.')
    {
        Some(character) => Err(PatternProblem::Character(character)),
        None => Ok(words.to_owned()),
    }
}

/// Letters and digits of any script with their marks, and two other characters.
fn is_allowed(character: char) -> bool {
    character.is_alphanumeric()
        || matches!(character, '-' | '_' | '\u{200c}' | '\u{200d}')
        || unicode_normalization::char::is_combining_mark(character)
}

/// Words as a name without ending that every system takes: what is not allowed becomes a hyphen, hyphens
/// in a row become one, none stands at an end; cut to a length; never the name of a device; never empty.
pub fn harmless_name(words: &str) -> String {
    let composed: String = words.nfc().collect();
    let mut name = String::new();
    for grapheme in composed.graphemes(true).take(MOST_GRAPHEMES) {
        let is_harmless = grapheme
            .chars()
            .all(|character| is_allowed(character) || character == '.');
        let piece = if is_harmless { grapheme } else { "-" };
        if name.len() + piece.len() > MOST_BYTES {
            break;
        }
        if piece == "-" && name.ends_with('-') {
            continue;
        }
        name.push_str(piece);
    }
    let trimmed =
        name.trim_matches(|character| matches!(character, '-' | '.' | '\u{200c}' | '\u{200d}'));
    match trimmed {
        "" => "leaflet".to_owned(),
        device if is_device(device) => format!("{device}_"),
        other => other.to_owned(),
    }
}

/// Whether a system takes this for a device, whatever its ending (Windows: CON, NUL, COM1 and others).
fn is_device(name: &str) -> bool {
    let stem = name.split('.').next().unwrap_or_default().to_uppercase();
    let numbered = |device: &str| {
        stem.strip_prefix(device).is_some_and(|number| {
            matches!(
                number,
                "0" | "1" | "2" | "3" | "4" | "5" | "6" | "7" | "8" | "9" | "¹" | "²" | "³"
            )
        })
    };
    matches!(
        stem.as_str(),
        "CON" | "PRN" | "AUX" | "NUL" | "CONIN$" | "CONOUT$"
    ) || numbered("COM")
        || numbered("LPT")
}

/// A name that a row gives itself, if it is plain: without folders, devices and characters that some system
/// refuses. With the ending of a format behind it or without.
pub fn given_name(words: &str) -> Option<String> {
    let stem = without_ending(words);
    let composed: String = stem.nfc().collect();
    (!composed.is_empty() && harmless_name(&composed) == composed).then_some(composed)
}

/// The rows that share a name with another: of each such name the rows, in order. Names are alike if any
/// system takes them for one: in capitals or small, composed or not, with points or spaces at the end.
pub fn collisions<'a>(names: impl IntoIterator<Item = (usize, &'a str)>) -> Vec<Vec<usize>> {
    let folded = |name: &str| Fingerprint::of(folded(name).as_bytes());
    // Sums in the place of names, which would be many small pieces of memory.
    let names = names.into_iter();
    let mut rows: Vec<(Fingerprint, usize)> =
        names.map(|(row, name)| (folded(name), row)).collect();
    rows.sort_unstable();
    let alike = rows.chunk_by(|(one, _), (other, _)| one == other);
    let alike = alike.filter(|alike| alike.len() > 1);
    let mut shared: Vec<Vec<usize>> = alike
        .map(|alike| alike.iter().map(|(_, row)| *row).collect())
        .collect();
    shared.sort();
    shared
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn parts() -> NameParts<'static> {
        NameParts {
            serial: None,
            row: 17,
            guide: "knee",
            language: "en",
            edition: "a4",
            reference: Some("../../etc/passwd"),
            patient: Some("Sample  Patient/#1"),
        }
    }

    fn named(pattern: &str) -> String {
        NamePattern::read(pattern).unwrap().name(&parts())
    }

    #[test]
    fn a_pattern_is_filled() {
        assert_eq!(named(USUAL_PATTERN), "0017-knee-en");
        assert_eq!(named("{row}.pdf"), "0017");
        assert_eq!(named("{row}.txt"), "0017");
        assert_eq!(named("{reference}"), "etc-passwd");
        assert_eq!(named("{patient}-{edition}"), "Sample-Patient-1-a4");
    }

    #[test]
    fn a_wrong_pattern_says_why() {
        let problem = |pattern: &str| NamePattern::read(pattern).unwrap_err();
        assert_eq!(
            problem("{nam}-{row}"),
            PatternProblem::UnknownPart("{nam}".to_owned())
        );
        assert_eq!(
            problem("{row"),
            PatternProblem::UnknownPart("{row".to_owned())
        );
        assert_eq!(problem("a/{row}"), PatternProblem::Character('/'));
        assert_eq!(problem("{guide}"), PatternProblem::SameForAll);
    }

    #[test]
    fn names_are_legal_everywhere() {
        for (words, name) in [
            ("..", "leaflet"),
            ("a\\b:c*d", "a-b-c-d"),
            ("con", "con_"),
            ("COM1.x", "COM1.x_"),
            ("-rf", "rf"),
            ("नाम  नमूना", "नाम-नमूना"),
        ] {
            assert_eq!(harmless_name(words), name, "{words}");
        }
        assert!(harmless_name(&"é".repeat(500)).len() <= MOST_BYTES);
    }

    #[test]
    fn a_given_name_is_plain_or_refused() {
        assert_eq!(given_name("bed-12.pdf").as_deref(), Some("bed-12"));
        for wrong in ["", "../a", "a/b", "a b", "nul", ".hidden", "a.", "C:a"] {
            assert_eq!(given_name(wrong), None, "{wrong}");
        }
    }

    #[test]
    fn names_that_some_system_takes_for_one_are_found() {
        let names = ["A", "b", "a", "e\u{301}", "é", "a."];
        let shared = collisions(names.iter().enumerate().map(|(row, name)| (row, *name)));
        assert_eq!(shared, [vec![0, 2, 5], vec![3, 4]]);
    }

    proptest! {
        #[test]
        fn every_name_is_harmless(words in "\\PC{0,120}|[\\x00-\\x7f]{0,60}") {
            let name = harmless_name(&words);
            prop_assert!(!name.is_empty() && name.len() <= MOST_BYTES + 1);
            prop_assert!(!name.contains(['/', '\\', ':', '\0', ' ']));
            prop_assert!(!name.starts_with(['.', '-']) && !name.ends_with('.'));
            prop_assert_eq!(harmless_name(&name), name);
        }
    }
}
