//! A new guide: prompts in brackets, or the text of a guide that is there.
//!
//! In: a name, a language, and perhaps the guide to begin from. Out: a plan of the files to write. Promise: what is
//! to be filled in stands in brackets, so that no medical word of a guide is the program's own.

use std::path::{Path, PathBuf};

use super::checks::{check_free, check_name, check_tag};
use super::{BRACKETS, COPIED, Call, Place, Plan, REPLACE_BRACKETS, added, copied};
use crate::base::advice::{Advice, Control};
use crate::base::failure::Failure;
use crate::commands::make::{USUAL_LANGUAGE, content_failure};
use crate::commands::schema::Described;
use crate::commands::starter::{self, Starter};
use crate::input::content::Content;
use crate::model::guide::Guide;
use crate::source::{SourceSet, bracketed};

/// Plans the files of a new guide.
pub(super) fn plan(
    place: &Place<'_>,
    language: Option<&str>,
    from: Option<&str>,
    sources: &mut SourceSet,
) -> Result<Plan, Failure> {
    let Place {
        name, known, word, ..
    } = place;
    check_name("guide", name)?;
    let usual = place.set_language.as_deref().unwrap_or(USUAL_LANGUAGE);
    let language = language.unwrap_or(usual);
    check_tag(language)?;
    let written = known.guides().remove(*name).unwrap_or_default();
    let folder = place.folder.join("guides").join(name);
    let path = folder.join(format!("{language}.yaml"));
    let is_known = written.iter().any(|one| one == language);
    check_free("guide", name, &path, is_known && from.is_none())?;
    let mut next = Vec::new();
    if !known.languages().iter().any(|one| one == language) {
        let call = word(Call::NewLanguage(language));
        next.push(Advice::from(format!("`{call}`")));
    }
    // A guide in one language is made in that one, unless the settings name another.
    let is_found = language == usual || (written.is_empty() && place.set_language.is_none());
    let make = word(Call::Make {
        guide: name,
        language: (!is_found).then_some(language),
        brand: None,
    });
    next.push(format!("`{make}`").into());
    // What it begins with: the text that is named, else the guide's own in another language.
    let from = match from {
        Some(from) => Some(from),
        None => (!written.is_empty()).then_some(*name),
    };
    let begun = from
        .map(|from| Beginning::of(place, from, language, usual, &folder, sources))
        .transpose()?;
    let (text, pictures, first) = match begun {
        Some(begun) => {
            let text = starter::continued(&begun.text, name, &begun.opening, &make);
            next.extend(begun.claims().map(Advice::from));
            let first = match begun.is_bracketed {
                true => REPLACE_BRACKETS,
                false => COPIED,
            };
            (text, begun.pictures, first)
        }
        None => {
            let text = starter::text(Starter::Guide, name).replacen(
                &format!("leaflet make {name}\n"),
                &format!("{make}\n"),
                1,
            );
            (text, Vec::new(), BRACKETS)
        }
    };
    next.push(Advice::naming(
        "{}, which explains every kind of block",
        &[Control::Explain],
    ));
    if known.brands() == Content::default().brands() {
        let call = word(Call::NewBrand("my-clinic"));
        next.push(format!("`{call}`, which puts your clinic's name on it").into());
    }
    Ok(Plan {
        path,
        text,
        pictures,
        schema: Some(place.schema(Described::Guide)),
        first,
        next,
    })
}

/// What a guide begins with that is not a starter.
struct Beginning {
    text: String,
    /// Where the text comes from, in half a sentence.
    opening: String,
    /// Whether its texts stand in brackets, because they are to be said in another language.
    is_bracketed: bool,
    pictures: Vec<(PathBuf, Vec<u8>)>,
}

/// Names of a guide under which no words stand that are said anew in another language.
const NO_WORDS: &[&str] = &[
    "roles",
    "picture",
    "icon",
    "at",
    "side",
    "width",
    "how_often",
    "telephone",
    "email",
    "website",
    "code",
    "version",
    "reviewed_on",
    "next_review",
    "reviewed_by",
    "reading_minutes",
    "attestations",
    "sources",
    "source",
];

impl Beginning {
    /// The text of the guide `from`, for a file in this language in this folder: the one in the language
    /// itself if there is one, else the usual one, else the first.
    fn of(
        place: &Place<'_>,
        from: &str,
        language: &str,
        usual: &str,
        folder: &Path,
        sources: &mut SourceSet,
    ) -> Result<Self, Failure> {
        let written = place.known.guides().remove(from).unwrap_or_default();
        let is_written = |tag: &&str| written.iter().any(|one| one == tag);
        let found_in = [language, usual, USUAL_LANGUAGE]
            .into_iter()
            .find(is_written)
            .or(written.first().map(String::as_str))
            .unwrap_or(language);
        let found = place
            .known
            .guide(from, found_in)
            .map_err(|problem| content_failure("guide", problem, "guides"))?;
        let is_built_in = found.path.is_none();
        let file = added(sources, &found)?;
        let (guide, faults) = Guide::read(sources, file);
        let guide = guide.ok_or(Failure::Content(faults))?;
        let is_bracketed = found_in != language;
        let text = if is_bracketed {
            bracketed(sources, file, NO_WORDS)
        } else {
            None
        };
        let text = text.unwrap_or_else(|| sources.get(file).text().to_owned());
        let text = if is_built_in {
            starter::without_opening(&text)
        } else {
            &text
        };
        let opening = match (is_bracketed, from == place.name) {
            (true, true) => {
                format!("in `{language}`; the words in brackets are still in `{found_in}`")
            }
            (true, false) => format!(
                "in `{language}`, started with the guide `{from}`; the words in brackets are \
                 still in `{found_in}`"
            ),
            (false, _) => format!("started with the text of the guide `{from}`"),
        };
        let pictures = guide.pictures().map(|name| name.text.as_str());
        let pictures = copied(&found.beside, pictures, folder)?;
        Ok(Self {
            text: text.to_owned(),
            opening,
            is_bracketed,
            pictures,
        })
    }

    /// That somebody else's review is no review of this text, if the text names one.
    fn claims(&self) -> Option<String> {
        let names = [
            "reviewed_by",
            "reviewed_on",
            "next_review",
            "attestations",
            "code",
            "version",
        ];
        let has = |name: &&&str| {
            let begins = |line: &str| line.starts_with(&format!("{name}:"));
            self.text.lines().any(begins)
        };
        let there: Vec<String> = names
            .iter()
            .filter(has)
            .map(|name| format!("`{name}`"))
            .collect();
        (!there.is_empty()).then(|| {
            format!(
                "a check of {}: what is written there is about the other text, not about this one",
                there.join(", ")
            )
        })
    }
}
