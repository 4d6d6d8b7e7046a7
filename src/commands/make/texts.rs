//! The three texts of a leaflet as they lie on the disk: found, and not read yet.
//!
//! In: an order. Out: [`Texts`], with sums of what they hold. Promise: with the names of the pictures,
//! known from an earlier reading of the same texts, the sum is to the bit that of the
//! [`ReadyGuide`](super::ReadyGuide) that reading would give. Why this shape: a library of hundreds of guides finds out
//! that nothing changed without reading one of them.

use std::path::PathBuf;

use jiff::civil::Date;

use super::find::{Asked, brand_name, find_brand, find_named};
use super::review::due_in;
use super::{CONSTANT_DATE, Order};
use crate::base::failure::Failure;
use crate::base::fingerprint::{Fingerprint, Pieces};
use crate::input::content::{Content, Folder, Found};
use crate::leaflet::format::Format;
use crate::leaflet::{Print, Properties};
use crate::pages::press::program;

/// The names of the pictures that a guide and its brand hold, as often as they name them.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct PictureNames {
    /// Those of the guide, in its order.
    pub figures: Vec<String>,
    /// The brand's mark.
    pub logo: Option<String>,
}

/// The texts of guide, brand and language.
pub struct Texts {
    pub(super) asked: Asked,
    pub(super) brand_name: String,
    pub(super) brand_file: Found,
    print: Print,
    format: &'static Format,
    default_date: Date,
}

impl Texts {
    /// Finds the texts of an order; its guide is taken for a name of the content alone: no folder or file
    /// of the working folder is taken in its place.
    ///
    /// # Errors
    /// [`Failure`]: one of them is not there, or cannot be had.
    pub fn named(order: &Order, content: &Content) -> Result<Self, Failure> {
        Self::beside(find_named(order, content)?, order, content)
    }

    /// The texts of a guide that was found.
    pub(super) fn beside(asked: Asked, order: &Order, content: &Content) -> Result<Self, Failure> {
        order.check_format()?;
        let brand_name = brand_name(order.brand.as_deref(), content)?;
        Ok(Self {
            brand_file: find_brand(&brand_name, content)?,
            asked,
            brand_name,
            print: order.print,
            format: order.format,
            default_date: order.default_date.unwrap_or(CONSTANT_DATE),
        })
    }

    /// Whether the guide's file says that its review was due before a day.
    pub fn is_overdue(&self, today: Date) -> bool {
        due_in(&self.asked.file.bytes).is_some_and(|due| due < today)
    }

    /// A sum of the texts alone.
    pub fn fingerprint(&self) -> Fingerprint {
        Pieces::new()
            .with(&self.asked.file.bytes)
            .with(&self.brand_file.bytes)
            .with(&self.asked.language_file.bytes)
            .finish()
    }

    /// A sum of everything that goes into leaflets but the person, as
    /// [`ReadyGuide::fingerprint`](super::ReadyGuide::fingerprint) gives it, if these are the names of the
    /// pictures.
    pub fn fingerprint_with(&self, pictures: &PictureNames) -> Fingerprint {
        input(
            self.fingerprint(),
            &self.asked.name,
            &self.asked.language,
            (self.print, self.format),
            Properties {
                default_date: self.default_date,
                is_under_review: false,
            },
            self.pictures(pictures),
        )
    }

    /// Every file on disk that goes into leaflets, if these are the names of the pictures.
    pub fn files(&self, pictures: &PictureNames) -> Vec<PathBuf> {
        let mut files = self.paths();
        let pictures = self.pictures(pictures);
        files.extend(pictures.filter_map(|(folder, name)| folder.picture_path(name)));
        files
    }

    /// Where the texts lie, of those that are not built in.
    pub(super) fn paths(&self) -> Vec<PathBuf> {
        let files = [
            &self.asked.file,
            &self.brand_file,
            &self.asked.language_file,
        ];
        files
            .into_iter()
            .filter_map(|file| file.path.clone())
            .collect()
    }

    fn pictures<'a>(
        &'a self,
        names: &'a PictureNames,
    ) -> impl Iterator<Item = (&'a Folder, &'a str)> {
        let figures = names.figures.iter();
        let figures = figures.map(|name| (&self.asked.file.beside, name.as_str()));
        let logo = names.logo.iter();
        figures.chain(logo.map(|name| (&self.brand_file.beside, name.as_str())))
    }
}

/// The sum of everything that goes into leaflets but the person.
pub(super) fn input<'a>(
    texts: Fingerprint,
    name: &str,
    language: &str,
    (print, format): (Print, &Format),
    properties: Properties,
    pictures: impl Iterator<Item = (&'a Folder, &'a str)>,
) -> Fingerprint {
    let mut pieces = Pieces::new()
        .with(program().bytes())
        .with(texts.bytes())
        .with(name)
        .with(language)
        .with(print.name())
        .with(print.edition.measures.to_json().to_string())
        .with(properties.default_date.to_string());
    // What was made before there were others is known by its sum still.
    if !format.is_usual() {
        pieces = pieces.with(format.name);
    }
    if let Some(design) = print.design {
        pieces = pieces.with(design.to_json().to_string());
    }
    if properties.is_under_review {
        pieces = pieces.with("under review");
    }
    for (folder, name) in pictures {
        // One that cannot be read is a fault that is told when the leaflet is made.
        let bytes = folder.picture(name).unwrap_or_default();
        pieces = pieces.with(name).with(bytes);
    }
    pieces.finish()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::base::diagnostic::Diagnostics;
    use crate::source::SourceSet;

    #[test]
    fn the_sum_is_that_of_the_guide_that_was_read() {
        let content = Content::default();
        let order = Order::new("minimally-invasive-spinal-fusion");
        let texts = Texts::named(&order, &content).unwrap();
        let (sum, files) = (texts.fingerprint(), texts.files(&PictureNames::default()));
        assert!(files.is_empty());
        let mut sources = SourceSet::new();
        let ready = Texts::named(&order, &content).unwrap().open(
            &order,
            &mut sources,
            &mut Diagnostics::new(),
        );
        let ready = ready.unwrap_or_else(|_| panic!("the built-in guide has no fault"));
        let names = ready.picture_names();
        assert!(names.logo.is_some());
        assert_eq!(texts.fingerprint_with(&names), ready.fingerprint());
        let fewer = texts.fingerprint_with(&PictureNames::default());
        assert_ne!(fewer, ready.fingerprint());
        assert_eq!(ready.texts(), sum);
    }
}
