//! The engine bare: our templates, data, typefaces and options, and nothing around them.
//!
//! In: `engine/common/` and `engine/N/` in the prepared folder, the very files that our typesetting
//! gave the engine for all patients and for patient N. Out: see `way`. Promise: compile, export and a
//! plain write, once; no guide is read, no word is checked and no page is looked at. So this is the
//! least that a leaflet from our templates takes where the engine sets every page of it; the run says
//! how many of its files are ours to the last byte. A thread beside others keeps the engine's own
//! threads to itself: work of one document must not be mixed with another's.

use std::fs;
use std::path::Path;
use std::process::ExitCode;

use include_dir::{Dir, include_dir};
use leaflet_benches_way::{Patient, Problem, Way};
use typst::diag::{FileError, FileResult};
use typst::foundations::{Bytes, Datetime, Duration, Smart};
use typst::syntax::{FileId, RootedPath, Source, VirtualPath, VirtualRoot};
use typst::text::{Font, FontBook};
use typst::utils::LazyHash;
use typst::{Library, LibraryExt, World};
use typst_layout::PagedDocument;
use typst_pdf::{PdfOptions, PdfStandard, PdfStandards, Timestamp};

static TEMPLATES: Dir<'_> = include_dir!("$CARGO_MANIFEST_DIR/../src/pages/typeset/templates");
static FONTS: Dir<'_> = include_dir!("$CARGO_MANIFEST_DIR/../fonts");

const MAIN: &str = "/leaflet.typ";

/// How many documents old a cached result may grow, as in `src/pages/typeset`.
const CACHE_AGE: usize = 10;

struct Bare {
    library: LazyHash<Library>,
    book: LazyHash<FontBook>,
    fonts: Vec<Font>,
    main: FileId,
    templates: Vec<(FileId, Source)>,
    /// The files beside the templates that are the same for all patients.
    common: Vec<(FileId, Bytes)>,
    /// For each patient the others.
    patients: Vec<Vec<(FileId, Bytes)>>,
    /// Whose files the engine sees.
    patient: usize,
    options: PdfOptions,
}

impl Way for Bare {
    fn open(work: &Path, patients: Vec<Patient>) -> Result<Self, Problem> {
        let fonts = files(&FONTS)
            .into_iter()
            .filter(|(path, _)| path.extension().is_some_and(|ending| ending == "ttf"))
            .flat_map(|(_, bytes)| Font::iter(Bytes::new(bytes)))
            .collect::<Vec<_>>();
        let templates = files(&TEMPLATES)
            .into_iter()
            .map(|(path, bytes)| {
                let id = file_id(path)?;
                Ok((id, Source::new(id, std::str::from_utf8(bytes)?.to_owned())))
            })
            .collect::<Result<Vec<_>, Problem>>()?;
        Ok(Self {
            library: LazyHash::new(
                Library::builder()
                    .with_features([typst::Feature::A11yExtras].into_iter().collect())
                    .build(),
            ),
            book: LazyHash::new(FontBook::from_fonts(&fonts)),
            fonts,
            main: file_id(MAIN)?,
            templates,
            common: given_files(&work.join("engine/common"))?,
            patients: (0..patients.len())
                .map(|patient| given_files(&work.join("engine").join(patient.to_string())))
                .collect::<Result<_, Problem>>()?,
            patient: 0,
            options: options(work)?,
        })
    }

    fn make(&mut self, patient: usize) -> Result<Vec<u8>, Problem> {
        self.patient = patient;
        let pages = typst::compile::<PagedDocument>(&*self)
            .output
            .map_err(|faults| format!("the engine refused: {faults:?}"))?;
        let pdf = typst_pdf::pdf(&pages, &self.options)
            .map_err(|faults| format!("the engine refused: {faults:?}"))?;
        comemo::evict(CACHE_AGE);
        Ok(pdf)
    }

    fn on_one_thread<R: Send>(work: impl FnOnce() -> R + Send) -> Result<R, Problem> {
        let pool = rayon::ThreadPoolBuilder::new().num_threads(1).build()?;
        Ok(pool.install(work))
    }
}

impl World for Bare {
    fn library(&self) -> &LazyHash<Library> {
        &self.library
    }

    fn book(&self) -> &LazyHash<FontBook> {
        &self.book
    }

    fn main(&self) -> FileId {
        self.main
    }

    fn source(&self, id: FileId) -> FileResult<Source> {
        found(&self.templates, id)
    }

    fn file(&self, id: FileId) -> FileResult<Bytes> {
        found(&self.patients[self.patient], id).or_else(|_| found(&self.common, id))
    }

    fn font(&self, index: usize) -> Option<Font> {
        self.fonts.get(index).cloned()
    }

    fn today(&self, _offset: Option<Duration>) -> Option<Datetime> {
        None
    }
}

fn found<T: Clone>(files: &[(FileId, T)], id: FileId) -> FileResult<T> {
    files
        .iter()
        .find(|(file, _)| *file == id)
        .map(|(_, file)| file.clone())
        .ok_or_else(|| FileError::NotFound(id.get().vpath().get_without_slash().into()))
}

/// The options of `src/pages/export/pdf.rs`; what the file says of itself is as `bench-prepare` found it.
fn options(work: &Path) -> Result<PdfOptions, Problem> {
    let about: serde_json::Value = serde_json::from_slice(&fs::read(work.join("pdf.json"))?)?;
    let part = |name: &str| {
        about[name]
            .as_u64()
            .and_then(|part| u8::try_from(part).ok())
    };
    let midnight = about["year"]
        .as_i64()
        .zip(part("month"))
        .zip(part("day"))
        .and_then(|((year, month), day)| {
            Datetime::from_ymd_hms(i32::try_from(year).ok()?, month, day, 0, 0, 0)
        });
    Ok(PdfOptions {
        ident: Smart::Auto,
        creator: Smart::Custom(about["creator"].as_str().map(str::to_owned)),
        timestamp: midnight.map(Timestamp::new_utc),
        page_ranges: None,
        standards: PdfStandards::new(&[PdfStandard::Ua_1, PdfStandard::A_2a])
            .map_err(|problem| format!("{problem:?}"))?,
        tagged: true,
        pretty: false,
    })
}

/// All files of an embedded folder, by their path from it, in the order of their paths.
fn files(folder: &Dir<'static>) -> Vec<(&'static Path, &'static [u8])> {
    let mut found: Vec<_> = folder
        .files()
        .map(|file| (file.path(), file.contents()))
        .chain(folder.dirs().flat_map(files))
        .collect();
    found.sort();
    found
}

/// All files of a folder on the disk, by their path from it.
fn given_files(folder: &Path) -> Result<Vec<(FileId, Bytes)>, Problem> {
    let mut found = Vec::new();
    let mut folders = vec![folder.to_owned()];
    while let Some(inner) = folders.pop() {
        for entry in fs::read_dir(inner)? {
            let path = entry?.path();
            if path.is_dir() {
                folders.push(path);
            } else {
                let id = file_id(path.strip_prefix(folder)?)?;
                found.push((id, Bytes::new(fs::read(&path)?)));
            }
        }
    }
    Ok(found)
}

fn file_id(path: impl AsRef<Path>) -> Result<FileId, Problem> {
    let path = path.as_ref().to_str().ok_or("a path is no text")?;
    let path = VirtualPath::new(path).map_err(|problem| format!("{problem:?}"))?;
    Ok(RootedPath::new(VirtualRoot::Project, path).intern())
}

fn main() -> ExitCode {
    leaflet_benches_way::run::<Bare>()
}
