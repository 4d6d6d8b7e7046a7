//! The engine's only window on the world: the templates, the leaflet's data and its pictures.
//!
//! In: a [`Engine`] and the virtual files of one leaflet. Out: what the engine
//! asks for. Promise: no disk, no network, no clock, no package; a file that is not given does not
//! exist. The person comes as a file with one fixed name, because a change of a file costs the
//! engine far less than a change of its library, and because file ids are never freed.

use serde_json::Value;
use typst::diag::{FileError, FileResult};
use typst::foundations::{Bytes, Datetime, Duration};
use typst::syntax::{FileId, RootedPath, Source, VirtualPath, VirtualRoot};
use typst::text::{Font, FontBook};
use typst::utils::LazyHash;
use typst::{Library, LibraryExt, World};

use super::fonts::FACES;
use crate::base::invariant::Certain;

/// The templates, embedded, by the path they have inside the engine.
const TEMPLATES: &[(&str, &str)] = &[
    (MAIN, include_str!("templates/leaflet.typ")),
    ("/style.typ", include_str!("templates/style.typ")),
    ("/marks.typ", include_str!("templates/marks.typ")),
    ("/words.typ", include_str!("templates/words.typ")),
    ("/furniture.typ", include_str!("templates/furniture.typ")),
    ("/panel.typ", include_str!("templates/panel.typ")),
    ("/head.typ", include_str!("templates/head.typ")),
    ("/elements.typ", include_str!("templates/elements.typ")),
    (VALUES, include_str!("templates/values.typ")),
    (SEPARATORS, include_str!("templates/separator.typ")),
    (QUALITY_RECORD, include_str!("templates/quality_record.typ")),
    (
        "/blocks/kinds.typ",
        include_str!("templates/blocks/kinds.typ"),
    ),
    (
        "/blocks/paragraph.typ",
        include_str!("templates/blocks/paragraph.typ"),
    ),
    (
        "/blocks/bullets.typ",
        include_str!("templates/blocks/bullets.typ"),
    ),
    (
        "/blocks/procedure_steps.typ",
        include_str!("templates/blocks/procedure_steps.typ"),
    ),
    (
        "/blocks/risks.typ",
        include_str!("templates/blocks/risks.typ"),
    ),
    (
        "/blocks/comparison.typ",
        include_str!("templates/blocks/comparison.typ"),
    ),
    (
        "/blocks/figure.typ",
        include_str!("templates/blocks/figure.typ"),
    ),
    ("/qr.typ", include_str!("templates/qr.typ")),
    ("/labels.typ", include_str!("templates/labels.typ")),
    (
        "/blocks/warning_signs.typ",
        include_str!("templates/blocks/warning_signs.typ"),
    ),
    (
        "/blocks/at_a_glance.typ",
        include_str!("templates/blocks/at_a_glance.typ"),
    ),
    (
        "/blocks/prepare.typ",
        include_str!("templates/blocks/prepare.typ"),
    ),
    (
        "/blocks/do_and_dont.typ",
        include_str!("templates/blocks/do_and_dont.typ"),
    ),
    (
        "/blocks/timeline.typ",
        include_str!("templates/blocks/timeline.typ"),
    ),
    (
        "/blocks/medicines.typ",
        include_str!("templates/blocks/medicines.typ"),
    ),
    (
        "/blocks/benefits.typ",
        include_str!("templates/blocks/benefits.typ"),
    ),
    (
        "/blocks/terms.typ",
        include_str!("templates/blocks/terms.typ"),
    ),
    (
        "/blocks/urgent.typ",
        include_str!("templates/blocks/urgent.typ"),
    ),
    (
        "/blocks/key_point.typ",
        include_str!("templates/blocks/key_point.typ"),
    ),
    (
        "/blocks/question.typ",
        include_str!("templates/blocks/question.typ"),
    ),
    (
        "/blocks/contact.typ",
        include_str!("templates/blocks/contact.typ"),
    ),
    (
        "/blocks/sub_heading.typ",
        include_str!("templates/blocks/sub_heading.typ"),
    ),
];

/// The texts of the templates, in the order of the list.
pub(super) fn templates() -> impl Iterator<Item = (&'static str, &'static [u8])> {
    TEMPLATES
        .iter()
        .map(|(path, text)| (*path, text.as_bytes()))
}

const MAIN: &str = "/leaflet.typ";

const VALUES: &str = "/values.typ";

const SEPARATORS: &str = "/separator.typ";

const QUALITY_RECORD: &str = "/quality_record.typ";

/// What is typeset.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Sheet {
    /// A whole leaflet.
    Leaflet,
    /// Values of the personal panel, each by itself.
    Values,
    /// Sheets that part the leaflets of a print job.
    Separators,
    /// What was found in a guide, on one page.
    QualityRecord,
}

/// What does not change from leaflet to leaflet: the engine's library and the parsed templates.
///
/// Make one and use it for a whole batch; making it anew empties the engine's caches.
pub struct Engine {
    library: LazyHash<Library>,
    templates: Vec<(FileId, Source)>,
}

impl Engine {
    /// Sets the engine up.
    pub fn new() -> Self {
        let features = [typst::Feature::A11yExtras].into_iter().collect();
        let templates: Vec<(FileId, Source)> = TEMPLATES
            .iter()
            .map(|(path, text)| {
                let id = file_id(path);
                (id, Source::new(id, (*text).to_owned()))
            })
            .collect();
        Self {
            library: LazyHash::new(Library::builder().with_features(features).build()),
            templates,
        }
    }
}

#[cfg(test)]
impl Engine {
    /// A engine in which a template has one more line, and that line's number.
    pub(super) fn with_line(path: &str, line: &str) -> (Self, usize) {
        let mut engine = Self::new();
        let id = file_id(path);
        let (_, source) = engine
            .templates
            .iter_mut()
            .find(|(template, _)| *template == id)
            .unwrap();
        let text = format!("{}\n{line}\n", source.text().trim_end());
        let number = text.lines().count();
        *source = Source::new(id, text);
        (engine, number)
    }
}

impl Default for Engine {
    fn default() -> Self {
        Self::new()
    }
}

/// The world of one leaflet.
pub(super) struct LeafletWorld<'a> {
    engine: &'a Engine,
    main: FileId,
    files: Vec<(FileId, Bytes)>,
}

impl<'a> LeafletWorld<'a> {
    /// A world with these files beside the templates.
    pub(super) fn new(
        engine: &'a Engine,
        sheet: Sheet,
        files: impl IntoIterator<Item = (String, Bytes)>,
    ) -> Self {
        let main = match sheet {
            Sheet::Leaflet => MAIN,
            Sheet::Values => VALUES,
            Sheet::Separators => SEPARATORS,
            Sheet::QualityRecord => QUALITY_RECORD,
        };
        let files = files
            .into_iter()
            .map(|(path, bytes)| (file_id(&path), bytes))
            .collect();
        Self {
            engine,
            main: file_id(main),
            files,
        }
    }

    /// Puts other bytes in the place of a file.
    pub(super) fn replace(&mut self, path: &str, bytes: Bytes) {
        let id = file_id(path);
        for file in self.files.iter_mut().filter(|file| file.0 == id) {
            file.1 = bytes.clone();
        }
    }

    /// Whether these words stand in the data that the templates are given.
    pub(super) fn data_holds(&self, words: &str) -> bool {
        let words = words.trim();
        let mut data = self
            .files
            .iter()
            .filter_map(|(_, bytes)| std::str::from_utf8(bytes).ok());
        !words.is_empty() && data.any(|text| text.contains(words))
    }

    /// Whether a sentence holds a text of the data that the templates are given, whole.
    pub(super) fn data_is_in(&self, sentence: &str) -> bool {
        fn is_in(value: &Value, sentence: &str) -> bool {
            match value {
                Value::String(text) => text.trim().len() > 1 && sentence.contains(text.trim()),
                Value::Array(values) => values.iter().any(|value| is_in(value, sentence)),
                Value::Object(entries) => entries.values().any(|value| is_in(value, sentence)),
                _ => false,
            }
        }
        let mut data = self.files.iter();
        data.any(|(_, bytes)| {
            serde_json::from_slice(bytes).is_ok_and(|value: Value| is_in(&value, sentence))
        })
    }

    /// The files beside the templates, by their path.
    pub(super) fn into_files(self) -> Vec<(String, Bytes)> {
        let path = |id: FileId| id.get().vpath().get_with_slash().to_owned();
        let files = self.files.into_iter();
        files.map(|(id, bytes)| (path(id), bytes)).collect()
    }
}

impl World for LeafletWorld<'_> {
    fn library(&self) -> &LazyHash<Library> {
        &self.engine.library
    }

    fn book(&self) -> &LazyHash<FontBook> {
        &FACES.book
    }

    fn main(&self) -> FileId {
        self.main
    }

    fn source(&self, id: FileId) -> FileResult<Source> {
        self.engine
            .templates
            .iter()
            .find(|(template, _)| *template == id)
            .map(|(_, source)| source.clone())
            .ok_or_else(|| FileError::NotFound(id.get().vpath().get_without_slash().into()))
    }

    fn file(&self, id: FileId) -> FileResult<Bytes> {
        self.files
            .iter()
            .find(|(file, _)| *file == id)
            .map(|(_, bytes)| bytes.clone())
            .ok_or_else(|| FileError::NotFound(id.get().vpath().get_without_slash().into()))
    }

    fn font(&self, index: usize) -> Option<Font> {
        FACES.fonts.get(index).cloned()
    }

    fn today(&self, _offset: Option<Duration>) -> Option<Datetime> {
        None
    }
}

/// The engine's number for a file; every path is one of ours.
fn file_id(path: &str) -> FileId {
    let path = VirtualPath::new(path).ok().certain();
    RootedPath::new(VirtualRoot::Project, path).intern()
}
