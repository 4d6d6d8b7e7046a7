//! Whether the built-in typefaces have every character of a guide, a brand and a language.
//!
//! In: what was read, and its files. Out: a fault at the place of each character that nobody can print,
//! once for each text, with words to say instead where the character is a common one. Promise: what passes
//! here is not refused by the engine for a missing shape. The person's facts are checked where they
//! are read, with messages that do not quote them.

use super::fonts::{UnprintableCharacter, all_unprintable};
use crate::base::advice::{Advice, Control};
use crate::base::diagnostic::{Diagnostic, Diagnostics, harmless, rule};
use crate::base::invariant::PartOf;
use crate::model::brand::Brand;
use crate::model::guide::Guide;
use crate::model::language::Language;
use crate::source::{SourceSet, Span};

/// Most characters told of one text. A text in a script that no typeface has would tell each of its
/// letters, and looking all of them up in a file of two megabytes takes ten seconds.
const MAXIMUM_CHARACTERS_OF_A_TEXT: usize = 100;

/// Checks every text that is printed; `sources` holds the files the three were read from.
pub fn check(
    guide: &Guide,
    brand: &Brand,
    language: &Language,
    sources: &SourceSet,
) -> Diagnostics {
    let words = brand.wording().chain(language.wording());
    let pieces = guide.wording().into_iter();
    let pieces = pieces.chain(words.map(|words| (words.span, words.text.as_str())));
    let mut found = Diagnostics::new();
    // The runs of one text share its place, and so do its repeated characters: the doubles are taken out
    // by the collection.
    let mut text_before = None;
    let mut characters = 0;
    for (span, words) in pieces {
        if text_before.replace(span) != Some(span) {
            characters = 0;
        }
        for character in all_unprintable(words).take(MAXIMUM_CHARACTERS_OF_A_TEXT - characters) {
            let end = character.offset + character.length;
            let written = words.part(character.offset..end);
            found.push(fault(place(sources, span, written), character, written));
            characters += 1;
        }
    }
    found
}

/// Where a character first stands in a text; the whole text when it is written in another way there, by
/// an escape for example.
fn place(sources: &SourceSet, text: Span, character: &str) -> Span {
    let written = sources.get(text.file).slice(text.start, text.end);
    match written.find(character) {
        Some(at) => Span {
            start: text.start + at,
            end: text.start + at + character.len(),
            ..text
        },
        None => text,
    }
}

fn fault(place: Span, found: UnprintableCharacter, written: &str) -> Diagnostic {
    let message = if found.is_covered_alone {
        let written: String = written.chars().map(harmless).collect();
        format!("no built-in typeface can print the characters `{written}` together")
    } else {
        format!(
            "no built-in typeface has the character `{}` (U+{:04X}, {})",
            harmless(found.character),
            u32::from(found.character),
            found.script(),
        )
    };
    let fault = Diagnostic::error(rule::UNPRINTABLE_CHARACTER, place, message);
    let ordinary = found.in_ordinary_letters();
    match (instead(found.character), ordinary) {
        (Some(instead), _) => fault.hint(instead),
        (None, Some(ordinary)) => {
            fault.hint(format!("write it with ordinary letters: `{ordinary}`"))
        }
        (None, None) => fault.hint(
            Advice::from("say it in words, or use a character of a script that ")
                .control_with(Control::List, "scripts")
                .words(" shows"),
        ),
    }
}

/// What to write for the characters that authors of leaflets use most.
fn instead(character: char) -> Option<&'static str> {
    Some(match character {
        '👉' | '⇨' | '⏩' | '⟹' | '🡒' | '🠖' => "write the character → instead",
        '✅' => "write the character ✓ instead",
        '❌' | '❎' | '🚫' | '⛔' => "write the character ✗ instead",
        '🔲' | '🔳' | '◻' | '⬜' => "write the character ☐ instead",
        '❗' | '🚨' | '⛑' => {
            "write the character ⚠ instead, or make it a block `warning_signs:`"
        }
        '❓' | '❔' => "write a question mark instead",
        '📞' | '📱' | '🕿' => "write the character ☎ instead, or make it a block `contact:`",
        '📧' | '📨' | '🖂' => "write the character ✉ instead, or make it a block `contact:`",
        '🌟' => "write the character ★ instead",
        '💡' | '📌' | '📍' => "delete the character, or make it a block `key_point:`",
        '🔵' | '🔴' | '🟢' | '⚫' | '🔹' | '🔸' => {
            "delete the character; a list under `bullets:` gets its dots automatically"
        }
        '\u{f000}'..='\u{f0ff}' => {
            "it is a character of a Word font, perhaps ≥ or ≤: look at it in the file that it \
             came from, and type the character that you see there"
        }
        _ => return None,
    })
}
