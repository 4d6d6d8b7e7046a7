//! What stands in the clinic's content folder, and what of it is never used.
//!
//! In: the folder. Out: the names of its guides, brands and languages, and [`Unused`] things: files
//! that somebody put there and that the program would otherwise pass over without a word. Promise:
//! a folder that cannot be listed is a failure, never an empty one; a link that leads out of the
//! content folder is not followed. Files that nobody takes for content (notes, pictures, hidden
//! files) are left alone.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

use super::{BRAND_FILE, ContentProblem, Workplace, leads_out};
use crate::base::diagnostic::harmless;
use crate::model::language::is_language_tag;

/// The folders of a content folder.
const KINDS: [&str; 3] = ["guides", "brands", "languages"];

/// Something in the content folder that is never used.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Unused {
    /// One sentence: what is not used, and why.
    pub message: String,
    /// What to do next.
    pub hint: String,
}

/// The clinic's content folder, looked through.
#[derive(Debug, Clone, Default)]
pub(super) struct Survey {
    /// The folder as it was named.
    pub(super) folder: PathBuf,
    /// Where that name begins.
    workplace: Workplace,
    /// Each guide's languages.
    pub(super) guides: BTreeMap<String, BTreeSet<String>>,
    /// The brands.
    pub(super) brands: BTreeSet<String>,
    /// The languages' tags.
    pub(super) languages: BTreeSet<String>,
    /// What is never used.
    pub(super) unused: Vec<Unused>,
    /// Whether there is a folder of guides, brands or languages at all.
    pub(super) is_content: bool,
}

/// One thing in a folder.
struct Entry {
    name: String,
    /// As it is named to the author.
    path: PathBuf,
    is_folder: bool,
    leads_out: bool,
}

impl Entry {
    /// The name without this ending, if it is a file.
    fn stem(&self, ending: &str) -> Option<&str> {
        self.name.strip_suffix(ending).filter(|_| !self.is_folder)
    }

    fn is_yaml(&self) -> bool {
        self.stem(".yaml").or_else(|| self.stem(".yml")).is_some()
    }
}

impl Survey {
    /// Looks through a folder.
    ///
    /// # Errors
    /// [`ContentProblem::Unreadable`], if it or a folder in it cannot be listed.
    pub(super) fn of(folder: &Path, workplace: &Workplace) -> Result<Self, ContentProblem> {
        let mut survey = Self {
            folder: folder.to_owned(),
            workplace: workplace.clone(),
            ..Self::default()
        };
        for entry in survey.entries(folder)? {
            if KINDS.contains(&entry.name.as_str()) && entry.is_folder {
                survey.is_content = true;
            } else if entry.is_folder {
                survey.pass_over(
                    &entry,
                    "is not one of the folders `guides`, `brands` and `languages`",
                    "rename the folder, or move it out of the content folder",
                );
            } else if entry.is_yaml() {
                survey.pass_over(
                    &entry,
                    "is not in any of the folders `guides`, `brands` and `languages`",
                    "move it, for example to guides/my-guide/en.yaml",
                );
            }
        }
        if !survey.is_content {
            // One sentence instead of one for each file of a folder that is about other things.
            survey.unused = vec![Unused {
                message: format!(
                    "the folder `{}` contains no guides, brands or languages",
                    folder.display()
                ),
                hint: "put them into the folders `guides`, `brands` and `languages` inside it"
                    .to_owned(),
            }];
            return Ok(survey);
        }
        survey.look_at_guides()?;
        survey.look_at_brands()?;
        survey.look_at_languages()?;
        Ok(survey)
    }

    fn look_at_guides(&mut self) -> Result<(), ContentProblem> {
        for guide in self.kind("guides")? {
            if self.is_oddly_named(&guide) {
                // Told.
            } else if guide.leads_out {
                self.guides.entry(guide.name.clone()).or_default();
            } else if guide.is_folder {
                self.look_at_guide(&guide)?;
            } else if guide.is_yaml() {
                let name = guide.name.split('.').next().unwrap_or_default();
                let hint = format!("move it to guides/{name}/en.yaml, if it is in English");
                self.pass_over(&guide, "is not in a folder of its own", &hint);
            }
        }
        Ok(())
    }

    fn look_at_guide(&mut self, guide: &Entry) -> Result<(), ContentProblem> {
        let mut languages = BTreeSet::new();
        let told = self.unused.len();
        for file in self.entries(&guide.path)? {
            if file.is_folder && !file.leads_out {
                for inner in self.entries(&file.path)? {
                    if inner.is_yaml() {
                        self.pass_over(
                            &inner,
                            "is in a folder inside a guide's folder",
                            "move it up into the guide's folder",
                        );
                    }
                }
            } else if let Some(stem) = file.stem(".yaml") {
                if is_language_tag(stem) {
                    languages.insert(stem.to_owned());
                } else {
                    self.pass_over(&file, "is not named after a language", NAME_BY_LANGUAGE);
                }
            } else {
                self.pass_over_ending(&file);
            }
        }
        if languages.is_empty() {
            if self.unused.len() == told {
                self.pass_over(guide, "contains no guide", NAME_BY_LANGUAGE);
            }
        } else {
            self.guides.insert(guide.name.clone(), languages);
        }
        Ok(())
    }

    fn look_at_brands(&mut self) -> Result<(), ContentProblem> {
        for brand in self.kind("brands")? {
            if self.is_oddly_named(&brand) {
                // Told.
            } else if brand.leads_out {
                self.brands.insert(brand.name);
            } else if brand.is_folder {
                let files = self.entries(&brand.path)?;
                if files.iter().any(|file| file.name == BRAND_FILE) {
                    self.brands.insert(brand.name);
                    continue;
                }
                let other = files
                    .iter()
                    .find(|file| file.is_yaml() || file.stem(".yaml.txt").is_some());
                let hint = match other {
                    Some(file) => format!("rename `{}` to `{BRAND_FILE}`", file.name),
                    None => format!("add `{BRAND_FILE}` to it, or delete the folder"),
                };
                self.pass_over(&brand, &format!("does not contain `{BRAND_FILE}`"), &hint);
            } else if brand.is_yaml() {
                let name = brand.name.split('.').next().unwrap_or_default();
                let hint = format!("move it to brands/{name}/{BRAND_FILE}");
                self.pass_over(&brand, "is not in a folder of its own", &hint);
            }
        }
        Ok(())
    }

    fn look_at_languages(&mut self) -> Result<(), ContentProblem> {
        for language in self.kind("languages")? {
            if language.is_folder {
                self.pass_over(
                    &language,
                    "is a folder, but a language is a single file",
                    "name the file after the language, for example languages/hi.yaml",
                );
            } else if let Some(stem) = language.stem(".yaml") {
                if is_language_tag(stem) {
                    self.languages.insert(stem.to_owned());
                } else {
                    self.pass_over(&language, "is not named after a language", NAME_BY_LANGUAGE);
                }
            } else {
                self.pass_over_ending(&language);
            }
        }
        Ok(())
    }

    /// Whether a folder cannot be asked for by its name, or its name would be obeyed by a terminal or a
    /// build's log; that is told, and nobody else's guide suffers for it.
    fn is_oddly_named(&mut self, entry: &Entry) -> bool {
        let is_odd =
            |character: char| matches!(character, ':' | '\\') || harmless(character) != character;
        let is_odd = entry.is_folder && entry.name.contains(is_odd);
        if is_odd {
            self.pass_over(
                entry,
                "has a character in its name that is not allowed in names",
                "rename the folder; use small letters a to z, digits and hyphens",
            );
        }
        is_odd
    }

    /// A file that would be read but for its ending.
    fn pass_over_ending(&mut self, file: &Entry) {
        for (ending, why) in [
            (".yml", "ends in .yml, but the program looks only for .yaml"),
            (
                ".yaml.txt",
                "ends in .txt, which some editors add to a file name",
            ),
        ] {
            if let Some(stem) = file.stem(ending) {
                let hint = format!("rename it to `{stem}.yaml`");
                self.pass_over(file, why, &hint);
            }
        }
    }

    fn pass_over(&mut self, entry: &Entry, why: &str, hint: &str) {
        self.unused.push(Unused {
            message: format!("`{}` is not used: it {why}", entry.path.display()),
            hint: hint.to_owned(),
        });
    }

    /// What stands in the folder of one kind; nothing if there is no such folder.
    fn kind(&mut self, kind: &str) -> Result<Vec<Entry>, ContentProblem> {
        let folder = self.folder.join(kind);
        match self.workplace.path(&folder).symlink_metadata() {
            Err(error) if error.kind() == std::io::ErrorKind::NotFound => Ok(Vec::new()),
            _ => self.entries(&folder),
        }
    }

    /// What stands in a folder, in the order of names, without hidden files.
    fn entries(&mut self, folder: &Path) -> Result<Vec<Entry>, ContentProblem> {
        let unreadable = |error| ContentProblem::Unreadable {
            path: folder.to_owned(),
            error,
        };
        let mut entries = Vec::new();
        let within = self.workplace.path(&self.folder);
        for entry in std::fs::read_dir(self.workplace.path(folder)).map_err(unreadable)? {
            let entry = entry.map_err(unreadable)?;
            let (lies, path) = (entry.path(), folder.join(entry.file_name()));
            let Ok(name) = entry.file_name().into_string() else {
                self.unused.push(Unused {
                    message: format!("`{}` is not used: its name is not in UTF-8", path.display()),
                    hint: "rename it, using plain letters".to_owned(),
                });
                continue;
            };
            if name.starts_with('.') {
                continue;
            }
            entries.push(Entry {
                is_folder: lies.is_dir(),
                leads_out: leads_out(&lies, &within),
                name,
                path,
            });
        }
        entries.sort_by(|one, other| one.name.cmp(&other.name));
        Ok(entries)
    }
}

const NAME_BY_LANGUAGE: &str = "name the file after its language, for example `en.yaml`";
