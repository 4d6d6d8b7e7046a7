//! A new brand or language: a starter, or the text of one that is there.
//!
//! In: a name, and perhaps what to begin from. Out: a plan of the files to write. Promise: a copy keeps every word of
//! the text that it is made of; only the remarks at its top are the program's.

use super::checks::{check_free, check_name, check_tag};
use super::{BRACKETS, COPIED, Call, Place, Plan, added, copied};
use crate::base::advice::{Advice, Control};
use crate::base::failure::Failure;
use crate::commands::make::{USUAL_LANGUAGE, content_failure};
use crate::commands::schema::Described;
use crate::commands::starter::{self, Starter};
use crate::model::brand::Brand;
use crate::source::SourceSet;

/// Plans the files of a new brand.
pub(super) fn plan_brand(
    place: &Place<'_>,
    from: Option<&str>,
    sources: &mut SourceSet,
) -> Result<Plan, Failure> {
    let Place { name, word, .. } = place;
    check_name("brand", name)?;
    let folder = place.folder.join("brands").join(name);
    let path = folder.join("brand.yaml");
    let is_known = place.known.brands().iter().any(|one| one == name);
    check_free("brand", name, &path, is_known && from.is_none())?;
    let make = word(Call::Make {
        guide: "GUIDE",
        language: None,
        brand: Some(name),
    });
    let (text, pictures, first) = match from {
        Some(from) => {
            let found = place
                .known
                .brand(from)
                .map_err(|problem| content_failure("brand", problem, "brands"))?;
            let file = added(sources, &found)?;
            let (brand, faults) = Brand::read(sources, file, from, USUAL_LANGUAGE);
            let brand = brand.ok_or(Failure::Content(faults))?;
            let text = sources.get(file).text();
            let text = if found.path.is_none() {
                starter::without_opening(text)
            } else {
                text
            };
            let opening = format!("started with the brand `{from}`");
            let text = starter::continued_brand(text, name, &opening, &make);
            let logo = brand.logo.iter().map(|logo| logo.picture.text.as_str());
            (text, copied(&found.beside, logo, &folder)?, COPIED)
        }
        None => (starter::text(Starter::Brand, name), Vec::new(), BRACKETS),
    };
    Ok(Plan {
        path,
        text,
        pictures,
        schema: Some(place.schema(Described::Brand)),
        first,
        next: vec![
            format!("`{make}`").into(),
            format!("a line `brand: {name}` in `leaflet.yaml`, to use it always").into(),
        ],
    })
}

/// Plans the file of a new language.
pub(super) fn plan_language(place: &Place<'_>, from: Option<&str>) -> Result<Plan, Failure> {
    let Place { name, word, .. } = place;
    check_tag(name)?;
    let path = place.folder.join("languages").join(format!("{name}.yaml"));
    let is_known = place.known.languages().iter().any(|one| one == name);
    check_free("language", name, &path, is_known && from.is_none())?;
    let calls = [
        word(Call::NewGuide {
            name: "NAME",
            language: name,
        }),
        word(Call::Make {
            guide: "NAME",
            language: Some(name),
            brand: None,
        }),
    ];
    let next = calls.map(|call| Advice::from(format!("`{call}`")));
    // English is what every language begins with.
    let other = from.filter(|from| *from == place.name || *from != USUAL_LANGUAGE);
    let (text, first) = match other {
        Some(from) => {
            let found = place
                .known
                .language(from)
                .map_err(|problem| content_failure("language", problem, "languages"))?;
            let text = String::from_utf8(found.bytes).map_err(|_| {
                Failure::usage(
                    format!("`{}` is not a text in UTF-8", found.name),
                    vec![Advice::naming(
                        "{} says what is wrong with it",
                        &[Control::Doctor],
                    )],
                )
            })?;
            let text = starter::language_from(&text, from, name);
            let first = if from == place.name {
                "change the phrases that you want to word differently; then continue with"
            } else {
                TRANSLATE_PHRASES
            };
            (text, first)
        }
        None => (starter::text(Starter::Language, name), TRANSLATE_PHRASES),
    };
    Ok(Plan {
        path,
        text,
        pictures: Vec::new(),
        schema: None,
        first,
        next: next.into(),
    })
}

/// What to do with the phrases of another language.
const TRANSLATE_PHRASES: &str = "translate each phrase after its colon; then continue with";
