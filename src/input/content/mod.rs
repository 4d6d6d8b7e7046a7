//! Where guides, brands and languages are found: in a folder of the clinic's, or in the program.
//!
//! In: the clinic's content folder, if there is one. Out: lists of what there is, the bytes of what
//! is asked for, and what of the folder is never used. Promise: a file of the clinic's wins over the
//! embedded one of the same name, and one that is there but cannot be read is a failure, never
//! replaced by the embedded one; no file outside the named folder is read, whatever a file asks for
//! and wherever a link in it leads; with no folder at all the program works alone.

mod folder;
mod picture;
mod survey;
mod there;
mod watched_files;
mod workplace;

use std::collections::{BTreeMap, BTreeSet};
use std::io::{ErrorKind, Read};
use std::path::{Path, PathBuf};

use include_dir::{Dir, include_dir};

pub use folder::Folder;
#[cfg(test)]
pub(crate) use picture::PREPARED;
pub use picture::{
    DOTS_PER_INCH, MAXIMUM_PICTURE_MEMORY, MAXIMUM_PICTURES, MAXIMUM_PIXELS, MAXIMUM_SIDE,
    PictureFormat, PictureProblem, PreparedPicture, PrintSize, darkest_colour, prepare_picture,
};
pub use survey::Unused;
pub use there::{is_folder, is_there, whole_path};
pub use watched_files::{Change, WatchedFiles};
pub use workplace::Workplace;

use crate::model::language::is_language_tag;
use survey::Survey;

/// What is built in.
static EMBEDDED: Dir<'_> = include_dir!("$CARGO_MANIFEST_DIR/content");

/// The name of the content folder looked for in the working folder.
pub const FOLDER: &str = "content";

/// The name of the settings' file looked for in the working folder.
pub const PROJECT_FILE: &str = "leaflet.yaml";

/// The name of a brand's file in the brand's folder.
const BRAND_FILE: &str = "brand.yaml";

/// Most bytes read of a guide, brand or language: one more than a reader accepts, so that the
/// reader is the one to say that a file is too large.
const TEXT_BYTES: u64 = crate::source::MAXIMUM_FILE_BYTES as u64 + 1;

/// Most bytes of a picture. A photograph of 40 megapixels stays under it; more is no illustration.
pub const PICTURE_BYTES: u64 = 20 * 1024 * 1024;

/// A file that was found.
#[derive(Debug, Clone)]
pub struct Found {
    /// The file as it is named to the author.
    pub name: String,
    /// Its bytes.
    pub bytes: Vec<u8>,
    /// Where the files stand that it names.
    pub beside: Folder,
    /// Where it lies; `None` if it is built in or comes from no file.
    pub path: Option<PathBuf>,
}

/// Why a file or folder could not be found or read.
#[derive(Debug)]
pub enum ContentProblem {
    /// There is none of this name; these are the names there are.
    Unknown {
        /// What was asked for.
        name: String,
        /// What there is.
        known: Vec<String>,
    },
    /// The guide is there, but not in this language.
    NotWritten {
        /// The guide.
        guide: String,
        /// The language that was asked for.
        language: String,
        /// The languages it is written in.
        written: Vec<String>,
    },
    /// It is there, but cannot be read.
    Unreadable {
        /// The file or folder.
        path: PathBuf,
        /// What the machine says.
        error: std::io::Error,
    },
    /// It is a link, or stands behind one, that leads out of the content folder.
    LeadsOut(PathBuf),
    /// There is no content folder of this name.
    NoFolder(PathBuf),
    /// What was named as the content folder is a file.
    NotAFolder(PathBuf),
    /// The folder holds no guides, brands or languages.
    NoContent(PathBuf),
}

/// The clinic's content and the embedded content behind it. The default is the embedded alone.
#[derive(Debug, Clone, Default)]
pub struct Content {
    own: Option<Survey>,
    workplace: Workplace,
}

impl Content {
    /// Content as [`Content::open_in`] gives it, of the process's own folder.
    ///
    /// # Errors
    /// As of [`Content::open_in`].
    pub fn open(named: Option<&Path>) -> Result<Self, ContentProblem> {
        Self::open_in(&Workplace::of_process(), named)
    }

    /// The embedded content alone, for work in this folder.
    pub fn embedded_in(workplace: &Workplace) -> Self {
        Self {
            own: None,
            workplace: workplace.clone(),
        }
    }

    /// Content of the named folder before the embedded content. Where none is named, [`FOLDER`] in
    /// the working folder is taken if there is such a folder.
    ///
    /// # Errors
    /// [`ContentProblem`]: a named folder is missing, is a file or holds no content, or the folder
    /// cannot be read.
    pub fn open_in(workplace: &Workplace, named: Option<&Path>) -> Result<Self, ContentProblem> {
        let folder = named.unwrap_or(Path::new(FOLDER));
        let path = workplace.path(folder);
        let metadata = match path.metadata() {
            Ok(metadata) => metadata,
            Err(error) if error.kind() == ErrorKind::NotFound => {
                // A link without an end is there, and somebody meant it to be read.
                let is_link = path.symlink_metadata().is_ok();
                return match named {
                    Some(folder) if !is_link => Err(ContentProblem::NoFolder(folder.to_owned())),
                    None if !is_link => Ok(Self::embedded_in(workplace)),
                    _ => Err(ContentProblem::Unreadable {
                        path: folder.to_owned(),
                        error,
                    }),
                };
            }
            Err(error) => {
                return Err(ContentProblem::Unreadable {
                    path: folder.to_owned(),
                    error,
                });
            }
        };
        if !metadata.is_dir() {
            return match named {
                Some(folder) => Err(ContentProblem::NotAFolder(folder.to_owned())),
                // A file that happens to be called so is none of ours.
                None => Ok(Self::embedded_in(workplace)),
            };
        }
        let survey = Survey::of(folder, workplace)?;
        if named.is_some() && !survey.is_content {
            return Err(ContentProblem::NoContent(folder.to_owned()));
        }
        Ok(Self {
            own: Some(survey),
            workplace: workplace.clone(),
        })
    }

    /// The folder in which one works with this content.
    pub fn workplace(&self) -> &Workplace {
        &self.workplace
    }

    /// The clinic's folder, as it was named, if there is one.
    pub fn own_folder(&self) -> Option<&Path> {
        self.own.as_ref().map(|own| own.folder.as_path())
    }

    /// What the clinic's folder holds and the program never uses.
    pub fn unused(&self) -> &[Unused] {
        self.own.as_ref().map_or(&[], |own| &own.unused)
    }

    /// Every guide's name, with the languages it is written in.
    pub fn guides(&self) -> BTreeMap<String, Vec<String>> {
        let mut guides = self
            .own
            .as_ref()
            .map_or_else(BTreeMap::new, |own| own.guides.clone());
        for path in embedded("guides") {
            if let Some((guide, file)) = path.split_once('/')
                && let Some(language) = file.strip_suffix(".yaml")
                && is_language_tag(language)
            {
                guides
                    .entry(guide.to_owned())
                    .or_default()
                    .insert(language.to_owned());
            }
        }
        guides
            .into_iter()
            .map(|(guide, languages)| (guide, languages.into_iter().collect()))
            .collect()
    }

    /// The names of the clinic's own guides.
    pub fn own_guides(&self) -> BTreeSet<String> {
        let own = self.own.as_ref();
        own.map_or_else(BTreeSet::new, |own| own.guides.keys().cloned().collect())
    }

    /// Every brand's name.
    pub fn brands(&self) -> Vec<String> {
        let mut brands = self.own_brands();
        brands.extend(embedded("brands").iter().filter_map(|path| {
            let (brand, file) = path.split_once('/')?;
            (file == BRAND_FILE).then(|| brand.to_owned())
        }));
        brands.into_iter().collect()
    }

    /// The brand to take when none is named: the clinic's only one, or else the only embedded one.
    pub fn only_brand(&self) -> Option<String> {
        let own: Vec<String> = self.own_brands().into_iter().collect();
        let candidates = if own.is_empty() { self.brands() } else { own };
        match candidates.as_slice() {
            [only] => Some(only.clone()),
            _ => None,
        }
    }

    fn own_brands(&self) -> BTreeSet<String> {
        self.own
            .as_ref()
            .map_or_else(BTreeSet::new, |own| own.brands.clone())
    }

    /// Every language's tag.
    pub fn languages(&self) -> Vec<String> {
        let mut languages = self
            .own
            .as_ref()
            .map_or_else(BTreeSet::new, |own| own.languages.clone());
        languages.extend(
            embedded("languages")
                .iter()
                .filter_map(|path| path.strip_suffix(".yaml").map(str::to_owned)),
        );
        languages.into_iter().collect()
    }

    /// A guide in a language.
    ///
    /// # Errors
    /// [`ContentProblem`]; the known names are the guides.
    pub fn guide(&self, guide: &str, language: &str) -> Result<Found, ContentProblem> {
        self.find(
            &format!("guides/{guide}"),
            &format!("{language}.yaml"),
            || {
                let mut guides = self.guides();
                match guides.remove(guide) {
                    None => unknown(guide, guides.into_keys().collect()),
                    Some(written) => ContentProblem::NotWritten {
                        guide: guide.to_owned(),
                        language: language.to_owned(),
                        written,
                    },
                }
            },
        )
    }

    /// A guide at a path.
    ///
    /// # Errors
    /// [`ContentProblem::Unreadable`].
    pub fn guide_at(workplace: &Workplace, named: &Path) -> Result<Found, ContentProblem> {
        let path = workplace.path(named);
        let folder = match path.parent() {
            Some(folder) if !folder.as_os_str().is_empty() => folder.to_owned(),
            _ => PathBuf::from("."),
        };
        read_text(&path, workplace).map(|bytes| Found {
            name: named.display().to_string(),
            bytes,
            beside: Folder::Disk {
                within: folder.clone(),
                folder,
            },
            path: Some(path),
        })
    }

    /// A guide that comes from no file; its pictures are those of the working folder.
    pub fn guide_given(workplace: &Workplace, bytes: Vec<u8>) -> Found {
        let here = workplace.path(Path::new("."));
        Found {
            name: "<standard input>".to_owned(),
            bytes,
            path: None,
            beside: Folder::Disk {
                folder: here.clone(),
                within: here,
            },
        }
    }

    /// The languages a guide is written in that stands in this folder, wherever the folder is: the
    /// names of its files `<language>.yaml`. `None` if the path is no folder.
    ///
    /// # Errors
    /// [`ContentProblem::Unreadable`].
    pub fn languages_in(
        workplace: &Workplace,
        named: &Path,
    ) -> Result<Option<Vec<String>>, ContentProblem> {
        let folder = workplace.path(named);
        if !folder.is_dir() {
            return Ok(None);
        }
        let unreadable = |error| ContentProblem::Unreadable {
            path: named.to_owned(),
            error,
        };
        let mut languages = BTreeSet::new();
        for entry in std::fs::read_dir(&folder).map_err(unreadable)? {
            let name = entry.map_err(unreadable)?.file_name();
            if let Some(language) = name.to_str().and_then(|name| name.strip_suffix(".yaml"))
                && is_language_tag(language)
            {
                languages.insert(language.to_owned());
            }
        }
        Ok(Some(languages.into_iter().collect()))
    }

    /// A brand.
    ///
    /// # Errors
    /// [`ContentProblem`].
    pub fn brand(&self, brand: &str) -> Result<Found, ContentProblem> {
        self.find(&format!("brands/{brand}"), BRAND_FILE, || {
            unknown(brand, self.brands())
        })
    }

    /// A language.
    ///
    /// # Errors
    /// [`ContentProblem`].
    pub fn language(&self, tag: &str) -> Result<Found, ContentProblem> {
        self.find("languages", &format!("{tag}.yaml"), || {
            unknown(tag, self.languages())
        })
    }

    fn find(
        &self,
        folder: &str,
        file: &str,
        missing: impl FnOnce() -> ContentProblem,
    ) -> Result<Found, ContentProblem> {
        // A name is one part of a path: nothing else can lead out of the content folder.
        if !folder.split('/').chain([file]).all(is_plain_name) {
            return Err(missing());
        }
        if let Some(own) = &self.own {
            // As it is named, and where it lies.
            let named = own.folder.join(folder).join(file);
            let path = self.workplace.path(&named);
            let within = self.workplace.path(&own.folder);
            match path.symlink_metadata() {
                Err(error) if error.kind() == ErrorKind::NotFound => {}
                Err(error) => return Err(ContentProblem::Unreadable { path: named, error }),
                Ok(_) if leads_out(&path, &within) => {
                    return Err(ContentProblem::LeadsOut(named));
                }
                // A pipe would keep us waiting for ever.
                Ok(_) if path.metadata().is_ok_and(|metadata| !metadata.is_file()) => {
                    let error = std::io::Error::other("it is not a file");
                    return Err(ContentProblem::Unreadable { path: named, error });
                }
                Ok(_) => {
                    return read_text(&path, &self.workplace).map(|bytes| Found {
                        name: named.display().to_string(),
                        bytes,
                        beside: Folder::Disk {
                            folder: within.join(folder),
                            within,
                        },
                        path: Some(path),
                    });
                }
            }
        }
        match EMBEDDED.get_file(format!("{folder}/{file}")) {
            Some(embedded) => Ok(Found {
                name: format!("{FOLDER}/{folder}/{file}"),
                bytes: embedded.contents().to_vec(),
                path: None,
                beside: Folder::Embedded(folder.to_owned()),
            }),
            None => Err(missing()),
        }
    }
}

/// Where content of a leaflet stands or may come to stand: the folder, those of guides, brands and
/// languages in it, that of the guide, and those of the brands. The guide may also be a path by itself.
pub fn places(folder: &Path, guide: &str) -> BTreeSet<PathBuf> {
    let brands = folder.join("brands");
    let mut places = BTreeSet::from([
        folder.to_owned(),
        folder.join("guides"),
        folder.join("languages"),
        PathBuf::from(guide),
    ]);
    if is_plain_name(guide) {
        places.insert(folder.join("guides").join(guide));
    }
    // A brand's file may come later than its folder.
    for brand in std::fs::read_dir(&brands).into_iter().flatten().flatten() {
        places.insert(brand.path());
    }
    places.insert(brands);
    places
}

fn unknown(name: &str, known: Vec<String>) -> ContentProblem {
    ContentProblem::Unknown {
        name: name.to_owned(),
        known,
    }
}

/// One part of a path that leads neither up nor elsewhere.
fn is_plain_name(part: &str) -> bool {
    !part.is_empty() && part != "." && part != ".." && !part.contains(['/', '\\', ':', '\0'])
}

/// Whether a link on the way to this path leads out of the folder. A link without an end leads
/// nowhere: reading it fails by itself.
fn leads_out(path: &Path, folder: &Path) -> bool {
    match (path.canonicalize(), folder.canonicalize()) {
        (Ok(path), Ok(folder)) => !path.starts_with(folder),
        _ => false,
    }
}

fn read_text(path: &Path, workplace: &Workplace) -> Result<Vec<u8>, ContentProblem> {
    read_at_most(path, TEXT_BYTES).map_err(|error| ContentProblem::Unreadable {
        path: workplace.named(path).to_owned(),
        error,
    })
}

fn read_at_most(path: &Path, limit: u64) -> std::io::Result<Vec<u8>> {
    let mut bytes = Vec::new();
    std::fs::File::open(path)?
        .take(limit)
        .read_to_end(&mut bytes)?;
    Ok(bytes)
}

/// Paths of the embedded files of one kind, with `/` between parts.
fn embedded(kind: &str) -> Vec<String> {
    let mut files = Vec::new();
    if let Some(folder) = EMBEDDED.get_dir(kind) {
        embedded_files(folder, kind, &mut files);
    }
    files
}

fn embedded_files(folder: &Dir<'_>, below: &str, files: &mut Vec<String>) {
    for file in folder.files() {
        if let Some(path) = file.path().to_str()
            && let Some(path) = path.strip_prefix(below)
        {
            files.push(path.trim_start_matches('/').to_owned());
        }
    }
    for inner in folder.dirs() {
        embedded_files(inner, below, files);
    }
}

#[cfg(test)]
#[expect(
    clippy::disallowed_methods,
    reason = "a test writes the files it needs"
)]
mod tests {
    use super::*;

    fn folder_with(files: &[&str]) -> tempfile::TempDir {
        let folder = tempfile::tempdir().unwrap();
        for file in files {
            let path = folder.path().join(file);
            std::fs::create_dir_all(path.parent().unwrap()).unwrap();
            std::fs::write(path, "tag: own").unwrap();
        }
        folder
    }

    #[test]
    fn the_program_carries_its_content() {
        let content = Content::default();
        assert!(
            content
                .guides()
                .contains_key("minimally-invasive-spinal-fusion")
        );
        assert_eq!(content.only_brand().as_deref(), Some("max-hospital-delhi"));
        assert_eq!(content.languages(), ["en"]);
        assert!(content.unused().is_empty());
    }

    #[test]
    fn no_name_leads_out_of_the_content_folder() {
        let folder = folder_with(&["brands/a/brand.yaml", "brand.yaml"]);
        let content = Content::open(Some(folder.path())).unwrap();
        assert!(content.brand("a").is_ok());
        for name in ["..", "../brands/a", "/etc/passwd", "a/b", "", "."] {
            assert!(content.brand(name).is_err(), "{name}");
        }
    }

    #[test]
    fn the_clinics_own_file_wins() {
        let folder = folder_with(&["languages/en.yaml"]);
        let content = Content::open(Some(folder.path())).unwrap();
        assert_eq!(content.language("en").unwrap().bytes, b"tag: own");
        assert_eq!(content.languages(), ["en"]);
    }

    #[test]
    fn what_is_never_used_is_named() {
        let folder = folder_with(&[
            "en.yaml",
            "brand/brand.yaml",
            "guides/loose.yaml",
            "guides/notepad/en.yaml.txt",
            "guides/short/en.yml",
            "guides/deep/en.yaml",
            "guides/deep/sub/hi.yaml",
            "guides/deep/pictures/pot.svg",
            "guides/draft/first-draft.yaml",
            "guides/nothing/pot.svg",
            "guides/README.md",
            "brands/yml/brand.yml",
            "brands/txt/brand.yaml.txt",
            "brands/loose.yaml",
            "languages/hi.yml",
            "languages/.hidden.yml",
            "languages/Hindi.yaml",
        ]);
        let content = Content::open(Some(folder.path())).unwrap();
        let named: Vec<String> = content
            .unused()
            .iter()
            .map(|unused| {
                let path = unused.message.split('`').nth(1).unwrap();
                let path = Path::new(path).strip_prefix(folder.path()).unwrap();
                path.display().to_string()
            })
            .collect();
        assert_eq!(
            named,
            [
                "brand",
                "en.yaml",
                "guides/deep/sub/hi.yaml",
                "guides/draft/first-draft.yaml",
                "guides/loose.yaml",
                "guides/notepad/en.yaml.txt",
                "guides/nothing",
                "guides/short/en.yml",
                "brands/loose.yaml",
                "brands/txt",
                "brands/yml",
                "languages/Hindi.yaml",
                "languages/hi.yml",
            ]
        );
        assert_eq!(content.guides()["deep"], ["en"]);
        assert!(!content.guides().contains_key("draft"));
    }
}
