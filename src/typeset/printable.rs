//! Whether the built-in typefaces have every sign of a guide, a brand and a language.
//!
//! In: what was read. Out: a fault at the place of each text that holds a sign nobody can print.
//! Promise: what passes here is not refused by the engine for a missing shape. The person's facts
//! are checked where they are read, with messages that do not quote them.

use super::fonts::unprintable;
use crate::brand::Brand;
use crate::diagnostic::{Diagnostic, Diagnostics, harmless};
use crate::guide::Guide;
use crate::language::Language;
use crate::source::Span;

/// Checks every text that is printed; `language_file` is the place of the language, whose phrases
/// keep none of their own.
pub fn check(
    guide: &Guide,
    brand: &Brand,
    language: &Language,
    language_file: Span,
) -> Diagnostics {
    let mut found = Diagnostics::new();
    for (span, text) in guide.wording() {
        found.extend(unprintable_at(span, text));
    }
    let lines = [
        Some(&brand.name),
        brand.place.as_ref(),
        brand.tagline.as_ref(),
    ];
    let people = brand.people.iter().flat_map(|person| {
        [
            Some(&person.name),
            person.title.as_ref(),
            person.credentials.as_ref(),
        ]
    });
    for words in lines
        .into_iter()
        .chain(people)
        .flatten()
        .chain(&brand.contacts)
    {
        found.extend(unprintable_at(words.span, &words.text));
    }
    let phrases = language.phrases.values().chain(&language.prompts);
    for phrase in phrases
        .chain(&language.months)
        .chain(language.neutral.values())
    {
        found.extend(unprintable_at(language_file, phrase));
    }
    found
}

fn unprintable_at(span: Span, text: &str) -> Option<Diagnostic> {
    let sign = unprintable(text)?;
    let message = format!(
        "no built-in typeface has the sign `{}` (U+{:04X}, {})",
        harmless(sign.character),
        u32::from(sign.character),
        sign.script(),
    );
    let hint = "say it in words, or use a sign of a script that `leaflet list scripts` shows";
    Some(Diagnostic::error("unprintable-character", span, message).hint(hint))
}
