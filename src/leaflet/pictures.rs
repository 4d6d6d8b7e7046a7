//! The pictures of a leaflet, read and prepared for print.
//!
//! In: the guide's figures and the brand's mark, and the folders in which their files are. Out:
//! [`Pictures`]; what is wrong with one is told at its place. Promise: the same file is there once,
//! whatever it is called and wherever it stands, with the dots for the largest of its places; their
//! number and the memory that they take together are bounded.

use std::collections::BTreeMap;

use super::carried::carried;
use super::{Picture, Print, figure_size, logo_size};
use crate::base::diagnostic::Diagnostics;
use crate::base::fingerprint::Fingerprint;
use crate::input::content::{
    Folder, MAXIMUM_PICTURE_MEMORY, MAXIMUM_PICTURES, PictureProblem, PrintSize, prepare_picture,
};
use crate::model::brand::Brand;
use crate::model::guide::{self, Block, Guide};

/// The folders in which pictures are looked for.
#[derive(Debug, Clone, Copy)]
pub struct PictureSource<'a> {
    /// The guide's folder.
    pub guide: &'a Folder,
    /// The brand's folder.
    pub brand: &'a Folder,
}

/// The pictures of a leaflet, and where each stands.
#[derive(Default)]
pub(super) struct Pictures {
    /// Each file once.
    pub(super) files: Vec<Picture>,
    /// The path of the brand's mark among them, if it has one.
    pub(super) logo: Option<String>,
    /// The path of each figure's picture, by the name that the guide calls it.
    figures: BTreeMap<String, String>,
}

impl Pictures {
    /// Reads and prepares them. What is wrong with one goes to `found`, and it is left out.
    pub(super) fn read(
        guide: &Guide,
        brand: &Brand,
        print: Print,
        source: PictureSource<'_>,
        found: &mut Diagnostics,
    ) -> Self {
        let mut reader = Reader::default();
        let logo = brand.logo.as_ref().and_then(|logo| {
            let size = logo_size(&print.edition.measures);
            reader.picture(source.brand, &logo.picture, size, found)
        });
        let mut figures = BTreeMap::new();
        for block in carried(guide, print) {
            if let Block::Figure(figure) = block {
                let size = figure_size(figure, print);
                for one in &figure.pictures {
                    if let Some(path) = reader.picture(source.guide, &one.picture, size, found) {
                        figures.insert(one.picture.text.clone(), path);
                    }
                }
            }
        }
        Self {
            files: reader.pictures,
            logo,
            figures,
        }
    }

    /// The path of the picture that the guide calls by this name.
    pub(super) fn of_figure(&self, name: &str) -> Option<&str> {
        self.figures.get(name).map(String::as_str)
    }
}

/// A picture file that was read, to know it again.
struct PictureFile {
    fingerprint: Fingerprint,
    /// The largest size that it was prepared for.
    size: PrintSize,
    /// Bytes of memory it takes.
    memory: u64,
    /// Its place among the leaflet's pictures, or why it cannot be printed.
    index: Result<usize, PictureProblem>,
}

#[derive(Default)]
struct Reader {
    pictures: Vec<Picture>,
    files: Vec<PictureFile>,
    /// Bytes of memory the pictures take together.
    memory: u64,
}

impl Reader {
    /// Prepares a picture for the size it is printed in; gives its path inside the leaflet.
    fn picture(
        &mut self,
        folder: &Folder,
        name: &guide::Words,
        size: PrintSize,
        found: &mut Diagnostics,
    ) -> Option<String> {
        let prepared = folder
            .picture(&name.text)
            .and_then(|bytes| self.prepare(&bytes, size));
        match prepared {
            Ok(index) => self.pictures.get(index).map(|known| known.path.clone()),
            Err(problem) => {
                found.push(problem.told(&name.text, name.span));
                None
            }
        }
    }

    /// The place of a picture among the leaflet's pictures. The same file is there once, whatever it
    /// is called and wherever it stands, with the dots for the largest of its places.
    fn prepare(&mut self, bytes: &[u8], size: PrintSize) -> Result<usize, PictureProblem> {
        let fingerprint = Fingerprint::of(bytes);
        let known = self
            .files
            .iter_mut()
            .find(|file| file.fingerprint == fingerprint);
        if let Some(file) = known {
            let index = file.index.clone()?;
            let larger = file.size.or_larger(size);
            if larger != file.size {
                let prepared = prepare_picture(bytes, larger)?;
                let together = self.memory - file.memory + prepared.memory;
                if together > MAXIMUM_PICTURE_MEMORY {
                    return Err(PictureProblem::TooMuchTogether);
                }
                self.memory = together;
                file.memory = prepared.memory;
                file.size = larger;
                if let Some(picture) = self.pictures.get_mut(index) {
                    picture.bytes = prepared.bytes.into();
                }
            }
            return Ok(index);
        }
        let index = self.pictures.len();
        if index == MAXIMUM_PICTURES {
            return Err(PictureProblem::TooManyPictures);
        }
        let prepared = prepare_picture(bytes, size).and_then(|prepared| {
            let is_within = self.memory + prepared.memory <= MAXIMUM_PICTURE_MEMORY;
            is_within
                .then_some(prepared)
                .ok_or(PictureProblem::TooMuchTogether)
        });
        let memory = prepared.as_ref().map_or(0, |prepared| prepared.memory);
        self.memory += memory;
        let index = prepared.map(|prepared| {
            self.pictures.push(Picture {
                path: format!("/pictures/{}.{}", index + 1, prepared.format.ending()),
                bytes: prepared.bytes.into(),
            });
            index
        });
        self.files.push(PictureFile {
            fingerprint,
            size,
            memory,
            index: index.clone(),
        });
        index
    }
}
