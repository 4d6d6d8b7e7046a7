//! Composes a leaflet before its person is known: what is the same for everyone, once.
//!
//! In: guide, brand and language that were read without a fault, a print, and the folders of pictures.
//! Out: a [`Composed`], of which leaflets for people are made. Promise: this is where the disk is read
//! and where faults are found, all of them; whoever has a [`Composed`] can make a leaflet of it for
//! anybody, as often as wanted, without either. Each picture is read and decoded once, whatever number
//! of leaflets follows. Why this shape: of a list with a thousand people only the people differ.

use std::sync::Arc;

use jiff::civil::Date;

use super::Print;
use super::carried::carried;
use super::pictures::{PictureSource, Pictures};
use super::{qr, squares};
use crate::base::diagnostic::{Diagnostic, Diagnostics, rule};
use crate::model::brand::{Brand, unknown_person};
use crate::model::guide::{Block, Frequency, Guide, Reviewer};
use crate::model::language::{Language, SO_MANY_IN};

/// What is known of a leaflet beside its texts.
#[derive(Debug, Clone, Copy)]
pub struct Properties {
    /// The document's date where the guide has no date of review.
    pub default_date: Date,
    /// Whether the day of the guide's next review has passed, which is then printed.
    pub is_under_review: bool,
}

/// A leaflet before its person: nothing of it is missing, and its pictures are ready to print.
pub struct Composed {
    pub(super) guide: Arc<Guide>,
    pub(super) brand: Arc<Brand>,
    pub(super) language: Arc<Language>,
    pub(super) print: Print,
    pub(super) properties: Properties,
    pub(super) reviewer: Option<PrintedReviewer>,
    pub(super) pictures: Pictures,
    /// The QR code of the brand's website, whose drawing is one of the pictures.
    pub(super) code: Option<qr::Code>,
}

/// The reviewer as printed.
pub(super) struct PrintedReviewer {
    pub(super) name: String,
    pub(super) title: Option<String>,
}

impl Composed {
    /// Composes a leaflet; `None` if `found` holds an error already, or if a picture, a reviewer or a
    /// phrase that it needs is missing, which is then in `found`.
    pub fn compose(
        guide: &Arc<Guide>,
        brand: &Arc<Brand>,
        language: &Arc<Language>,
        print: Print,
        source: PictureSource<'_>,
        properties: Properties,
        found: &mut Diagnostics,
    ) -> Option<Self> {
        let reviewer = reviewer(guide, brand, found);
        let mut pictures = Pictures::read(guide, brand, print, source, found);
        let drawn = squares::drawings(guide, print, language.direction);
        pictures.files.extend(drawn);
        let address = brand.qr_code.as_ref();
        let code = address.and_then(|address| qr::code(&address.text));
        pictures
            .files
            .extend(code.as_ref().map(|code| code.picture.clone()));
        check_figures(guide, language, print, found);
        (!found.has_errors()).then(|| Self {
            guide: Arc::clone(guide),
            brand: Arc::clone(brand),
            language: Arc::clone(language),
            print,
            properties,
            reviewer,
            pictures,
            code,
        })
    }
}

/// The reviewer's name as printed and title, if there is one.
fn reviewer(guide: &Guide, brand: &Brand, found: &mut Diagnostics) -> Option<PrintedReviewer> {
    match guide.reviewer.as_ref()? {
        Reviewer::AsWritten(name) => Some(PrintedReviewer {
            name: name.text.clone(),
            title: None,
        }),
        Reviewer::Person(id) => {
            let Some(person) = brand.person(&id.text) else {
                found.push(unknown_person(&id.text, id.span, &brand.people));
                return None;
            };
            Some(PrintedReviewer {
                name: person.name.text.clone(),
                title: person.title.as_ref().map(|title| title.text.clone()),
            })
        }
    }
}

/// Whether the language can say how often each risk happens, in the form in which the guide says it.
fn check_figures(guide: &Guide, language: &Language, print: Print, found: &mut Diagnostics) {
    if language.so_many_in.is_some() {
        return;
    }
    for block in carried(guide, print) {
        let Block::Risks(risks) = block else {
            continue;
        };
        for often in risks.risks.iter().filter_map(|risk| risk.how_often) {
            let Frequency::SoManyIn { count, whole } = often.frequency else {
                continue;
            };
            found.push(
                Diagnostic::error(
                    rule::MISSING_FIELD,
                    often.span,
                    format!(
                        "the language `{}` does not say how to write a figure such as {count} in \
                         {whole}",
                        language.tag
                    ),
                )
                .hint(format!(
                    "add the phrase `{SO_MANY_IN}` to the language's file, after `one_in`, with \
                     `{{count}}` and `{{number}}` in it"
                ))
                .hint("the English one is `so_many_in: \"{count} in {number}\"`"),
            );
        }
    }
}

#[cfg(test)]
mod tests {
    use std::path::Path;

    use crate::base::diagnostic::Diagnostics;
    use crate::commands::make::{Order, PersonGiven, ReadyGuide};
    use crate::input::content::{Content, PREPARED};
    use crate::model::fact::FactName;
    use crate::source::SourceSet;

    #[test]
    fn pictures_are_read_and_decoded_once_for_all_people() {
        let content = Content::open(Some(Path::new("examples/every-block"))).unwrap();
        let (mut sources, mut found) = (SourceSet::new(), Diagnostics::new());
        let order = Order::new("every-block");
        let ready = ReadyGuide::open(&order, &content, &mut sources, &mut found).unwrap();
        let before = PREPARED.get();
        let composed = ready.compose(&mut found).unwrap();
        let pictures = PREPARED.get() - before;
        // Two drawings are the program's own: the squares of a risk, and the QR code of the brand's address.
        let drawn = 2;
        assert_eq!(composed.pictures.files.len(), pictures + drawn);
        for name in ["Sample Patient One", "Sample Patient Two", "नमूना रोगी"] {
            let given = PersonGiven::default().with(FactName::Patient, name);
            let leaflet = composed.personalise(&ready.person(&given).person);
            assert!(
                leaflet.has_placeholders,
                "the guide asks for the person in its text"
            );
            assert_eq!(leaflet.pictures.len(), pictures + drawn);
        }
        assert_eq!(PREPARED.get() - before, pictures);
    }
}
