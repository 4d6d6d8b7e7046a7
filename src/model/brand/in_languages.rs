//! Values that may be given for each language.
//!
//! In: a value of a brand's file, and the tag of the language it is wanted in. Out: the value in that
//! language. Promise: every value that is written is read, and its faults are told, whichever is wanted. A
//! language without a value of its own gets that of the nearest tag: `pt` for `pt-BR`; else the first that
//! is written, because a leaflet without the clinic's name would be worse.

use crate::base::diagnostic::{Diagnostic, quoted, rule};
use crate::model::guide::{Words, read_words};
use crate::model::language::is_language_tag;
use crate::source::{Fields, Node, NodeKind, Reading};

/// A value that is given once, or for each language as `{en: …, hi: …}`.
pub(super) fn in_language<T>(
    reading: &mut Reading<'_>,
    node: &Node,
    what: &str,
    language: &str,
    mut read: impl FnMut(&mut Reading<'_>, &Node) -> Option<T>,
) -> Option<T> {
    let NodeKind::Map(map) = &node.kind else {
        return read(reading, node);
    };
    if map.entries.is_empty() && map.complete {
        let fault = Diagnostic::error(
            rule::EMPTY_VALUE,
            node.span,
            format!("`{what}` has no text in any language"),
        );
        reading.fault(fault.hint(form(what)));
    }
    let mut values = Vec::with_capacity(map.entries.len());
    for entry in &map.entries {
        if !is_language_tag(&entry.key) {
            let fault = Diagnostic::error(
                rule::WRONG_LANGUAGE_TAG,
                reading.visible(entry.key_span),
                format!("{} in `{what}` is not a language tag", quoted(&entry.key)),
            );
            reading.fault(fault.hint(form(what)));
            continue;
        }
        if let Some(node) = reading.present(entry)
            && let Some(value) = read(reading, node)
        {
            values.push((entry.key.as_str(), value));
        }
    }
    let place = nearest(values.iter().map(|(tag, _)| *tag), language);
    (place < values.len()).then(|| values.swap_remove(place).1)
}

fn form(what: &str) -> String {
    format!(
        "write `{what}: …` for all languages, or `{what}: {{en: …, hi: …}}` with a text for \
        each language"
    )
}

/// The place of the tag that is nearest to a language: itself, its language in any region, or else the
/// first.
fn nearest<'a>(tags: impl Iterator<Item = &'a str>, language: &str) -> usize {
    let primary = |tag: &str| {
        tag.split('-')
            .next()
            .unwrap_or_default()
            .to_ascii_lowercase()
    };
    let tags: Vec<&str> = tags.collect();
    let same = tags
        .iter()
        .position(|tag| tag.eq_ignore_ascii_case(language));
    let plain = || {
        let wanted = primary(language);
        tags.iter()
            .position(|tag| tag.eq_ignore_ascii_case(&wanted))
    };
    let related = || {
        tags.iter()
            .position(|tag| primary(tag) == primary(language))
    };
    same.or_else(plain).or_else(related).unwrap_or(0)
}

/// Plain words that may be left out.
pub(super) fn optional_in_language(
    reading: &mut Reading<'_>,
    fields: &Fields<'_>,
    key: &str,
    language: &str,
) -> Option<Words> {
    let node = reading.optional(fields, key)?;
    words(reading, node, key, language)
}

/// Plain words that must be there.
pub(super) fn required_in_language(
    reading: &mut Reading<'_>,
    fields: &Fields<'_>,
    key: &str,
    language: &str,
) -> Option<Words> {
    let node = reading.required(fields, key)?;
    words(reading, node, key, language)
}

fn words(reading: &mut Reading<'_>, node: &Node, key: &str, language: &str) -> Option<Words> {
    in_language(reading, node, key, language, |reading, node| {
        read_words(reading, node, key)
    })
}
