//! Where guides, brands and languages are found: in a folder of the clinic's, or in the program.
//!
//! In: the clinic's content folder, if there is one. Out: lists of what there is, and the bytes of
//! what is asked for. Promise: a file of the clinic's wins over the embedded one of the same name;
//! nothing outside the named folder is read, whatever a file asks for; with no folder at all the
//! program works alone.

mod picture;

use std::collections::BTreeMap;
use std::io::Read;
use std::path::{Path, PathBuf};

use include_dir::{Dir, include_dir};

pub use picture::{PictureFormat, PictureProblem, recognise};

/// What is built in.
static EMBEDDED: Dir<'_> = include_dir!("$CARGO_MANIFEST_DIR/content");

/// The name of the content folder looked for in the working folder.
pub const FOLDER: &str = "content";

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
}

/// A folder on disk or in the program.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Folder {
    /// On disk.
    Disk(PathBuf),
    /// In the program, relative to the embedded content.
    Embedded(String),
}

/// Why a file could not be found or read.
#[derive(Debug)]
pub enum ContentProblem {
    /// There is none of this name; these are the names there are.
    Unknown {
        /// What was asked for.
        name: String,
        /// What there is.
        known: Vec<String>,
    },
    /// It is there, but cannot be read.
    Unreadable {
        /// The file.
        path: PathBuf,
        /// What the machine says.
        error: std::io::Error,
    },
}

/// The clinic's content and the embedded content behind it.
#[derive(Debug, Clone, Default)]
pub struct Content {
    own: Option<PathBuf>,
}

impl Content {
    /// Content of this folder before the embedded content; `None` for the embedded alone.
    pub fn new(own: Option<PathBuf>) -> Self {
        Self { own }
    }

    /// Every guide's name, with the languages it is written in.
    pub fn guides(&self) -> BTreeMap<String, Vec<String>> {
        let mut guides: BTreeMap<String, Vec<String>> = BTreeMap::new();
        for path in self.files("guides") {
            let Some((guide, file)) = path.split_once('/') else {
                continue;
            };
            if let Some(language) = file.strip_suffix(".yaml") {
                guides
                    .entry(guide.to_owned())
                    .or_default()
                    .push(language.to_owned());
            }
        }
        for languages in guides.values_mut() {
            languages.sort();
            languages.dedup();
        }
        guides
    }

    /// Every brand's name.
    pub fn brands(&self) -> Vec<String> {
        let paths = self.files("brands");
        sorted(
            paths
                .iter()
                .filter_map(|path| path.strip_suffix("/brand.yaml")),
        )
    }

    /// The brand to take when none is named: the clinic's only one, or else the only embedded one.
    pub fn only_brand(&self) -> Option<String> {
        let own = Self::own_files(self.own.as_deref(), "brands");
        let own = sorted(
            own.iter()
                .filter_map(|path| path.strip_suffix("/brand.yaml")),
        );
        let candidates = if own.is_empty() { self.brands() } else { own };
        match candidates.as_slice() {
            [only] => Some(only.clone()),
            _ => None,
        }
    }

    /// Every language's tag.
    pub fn languages(&self) -> Vec<String> {
        let paths = self.files("languages");
        sorted(paths.iter().filter_map(|path| path.strip_suffix(".yaml")))
    }

    /// A guide in a language.
    ///
    /// # Errors
    /// [`ContentProblem`]; the known names are the guides, or the languages of a known guide.
    pub fn guide(&self, guide: &str, language: &str) -> Result<Found, ContentProblem> {
        let guides = self.guides();
        match guides.get(guide) {
            None => Err(unknown(guide, guides.into_keys().collect())),
            Some(languages) => self.find(
                &format!("guides/{guide}"),
                &format!("{language}.yaml"),
                || unknown(language, languages.clone()),
            ),
        }
    }

    /// A guide at a path.
    ///
    /// # Errors
    /// [`ContentProblem::Unreadable`].
    pub fn guide_at(path: &Path) -> Result<Found, ContentProblem> {
        let folder = path.parent().unwrap_or(Path::new("")).to_owned();
        read_text(path).map(|bytes| Found {
            name: path.display().to_string(),
            bytes,
            beside: Folder::Disk(folder),
        })
    }

    /// A brand.
    ///
    /// # Errors
    /// [`ContentProblem`].
    pub fn brand(&self, brand: &str) -> Result<Found, ContentProblem> {
        self.find(&format!("brands/{brand}"), "brand.yaml", || {
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
            let path = own.join(folder).join(file);
            if path.exists() {
                return read_text(&path).map(|bytes| Found {
                    name: path.display().to_string(),
                    bytes,
                    beside: Folder::Disk(own.join(folder)),
                });
            }
        }
        match EMBEDDED.get_file(format!("{folder}/{file}")) {
            Some(embedded) => Ok(Found {
                name: format!("{FOLDER}/{folder}/{file}"),
                bytes: embedded.contents().to_vec(),
                beside: Folder::Embedded(folder.to_owned()),
            }),
            None => Err(missing()),
        }
    }

    /// Paths below a content folder, the clinic's and the embedded ones, with `/` between parts.
    fn files(&self, below: &str) -> Vec<String> {
        let mut files = Self::own_files(self.own.as_deref(), below);
        if let Some(folder) = EMBEDDED.get_dir(below) {
            embedded_files(folder, below, &mut files);
        }
        files.sort();
        files.dedup();
        files
    }

    fn own_files(own: Option<&Path>, below: &str) -> Vec<String> {
        let mut files = Vec::new();
        if let Some(own) = own {
            disk_files(&own.join(below), "", 0, &mut files);
        }
        files
    }
}

impl Folder {
    /// A picture that a file of this folder names.
    ///
    /// # Errors
    /// [`PictureProblem`]: not there, outside the folder, too large.
    pub fn picture(&self, name: &str) -> Result<Vec<u8>, PictureProblem> {
        if name.contains('\\') || !name.split('/').all(is_plain_name) {
            return Err(PictureProblem::Outside);
        }
        match self {
            Self::Embedded(folder) => EMBEDDED
                .get_file(format!("{folder}/{name}"))
                .map(|file| file.contents().to_vec())
                .ok_or(PictureProblem::Missing),
            Self::Disk(folder) => {
                let path = folder.join(name);
                let metadata = path.metadata().map_err(|error| match error.kind() {
                    std::io::ErrorKind::NotFound => PictureProblem::Missing,
                    _ => PictureProblem::Unreadable(error.to_string()),
                })?;
                if !metadata.is_file() {
                    return Err(PictureProblem::Missing);
                }
                if metadata.len() > PICTURE_BYTES {
                    return Err(PictureProblem::TooLarge(metadata.len()));
                }
                read_at_most(&path, PICTURE_BYTES)
                    .map_err(|error| PictureProblem::Unreadable(error.to_string()))
            }
        }
    }
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

fn read_text(path: &Path) -> Result<Vec<u8>, ContentProblem> {
    read_at_most(path, TEXT_BYTES).map_err(|error| ContentProblem::Unreadable {
        path: path.to_owned(),
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

/// Folders inside each other that are looked through: a guide's file stands two deep.
const DEPTH: usize = 2;

fn disk_files(folder: &Path, prefix: &str, depth: usize, files: &mut Vec<String>) {
    let Ok(entries) = std::fs::read_dir(folder) else {
        return;
    };
    for entry in entries.flatten() {
        let Ok(name) = entry.file_name().into_string() else {
            continue;
        };
        let path = entry.path();
        if path.is_dir() {
            if depth < DEPTH {
                disk_files(&path, &format!("{prefix}{name}/"), depth + 1, files);
            }
        } else {
            files.push(format!("{prefix}{name}"));
        }
    }
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

fn sorted<'a>(names: impl Iterator<Item = &'a str>) -> Vec<String> {
    let mut names: Vec<String> = names.map(str::to_owned).collect();
    names.sort();
    names.dedup();
    names
}

#[cfg(test)]
mod tests {
    use super::*;

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
    }

    #[test]
    fn no_name_leads_out_of_the_content_folder() {
        let content = Content::new(Some(PathBuf::from("src")));
        for name in ["..", "../src", "/etc/passwd", "a/b", "", "."] {
            assert!(content.brand(name).is_err(), "{name}");
        }
        let folder = Folder::Disk(PathBuf::from("src"));
        for name in [
            "../Cargo.toml",
            "/etc/passwd",
            "..",
            "a/../../Cargo.toml",
            "C:\\x",
        ] {
            assert!(
                matches!(folder.picture(name), Err(PictureProblem::Outside)),
                "{name}"
            );
        }
    }

    #[test]
    #[expect(
        clippy::disallowed_methods,
        reason = "a test writes the files it needs"
    )]
    fn the_clinics_own_file_wins() {
        let folder = tempfile::tempdir().unwrap();
        let languages = folder.path().join("languages");
        std::fs::create_dir_all(&languages).unwrap();
        std::fs::write(languages.join("en.yaml"), "tag: own").unwrap();
        let content = Content::new(Some(folder.path().to_owned()));
        assert_eq!(content.language("en").unwrap().bytes, b"tag: own");
        assert_eq!(content.languages(), ["en"]);
    }
}
