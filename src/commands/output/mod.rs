//! Where a finished leaflet goes: files that are whole or absent.
//!
//! In: bytes and a [`Target`]. Out: the paths that were written. Promise: the bytes are written
//! beside the target, flushed and renamed, so that nobody ever sees half a leaflet; a file that is
//! there is not overwritten unless told, and never if it is of another kind; a link is not followed;
//! a personal leaflet can be read by its owner only, from its first byte on.

mod atomic;
mod draft;
pub mod folder;
mod growing;
mod hidden;
pub mod ledger;
mod lists;
mod own;
pub mod place;
mod private;
mod random;
mod system;

use std::fmt;
use std::io::{self, Read};
use std::path::{Path, PathBuf};

use crate::base::advice::{Advice, Control};
use crate::base::failure::{Explanation, Failure};
use crate::input::content::Workplace;
use crate::leaflet::format::{Files, Format, KnownBy, PDF};

pub use atomic::{hold_back_interruption, try_writing};
pub use draft::{PlaceLock, abandon};
pub use folder::{NewFile, OutputFolder};
pub use growing::{FileBefore, GrowingFile, file_before, keep_private};
pub use lists::{ListKind, check_list, write_list};
pub use own::OwnFile;
pub use private::NotOurs;

/// What a file is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum FileKind {
    /// A leaflet in a format.
    Leaflet(&'static Format),
    /// A list for machines, in JSON.
    Json,
    /// What files are made of, as rules for `make`.
    Rules,
}

impl FileKind {
    /// What is always a PDF, whatever the format of leaflets: a print job, a quality record.
    pub const PDF: Self = Self::Leaflet(&PDF);

    /// The usual ending of such a file, without the dot.
    pub fn ending(self) -> &'static str {
        match self {
            Self::Leaflet(format) => format.ending(),
            Self::Json => "json",
            Self::Rules => "d",
        }
    }

    /// Whether a file's name ends as its kind's do.
    pub fn is_ending_of(self, path: &Path) -> bool {
        match self {
            Self::Leaflet(format) => format.is_ending_of(path),
            Self::Json | Self::Rules => {
                let ending = path.extension().and_then(|ending| ending.to_str());
                ending.is_some_and(|ending| ending.eq_ignore_ascii_case(self.ending()))
            }
        }
    }

    /// What people call such a file.
    fn name(self) -> &'static str {
        match self {
            Self::Leaflet(format) => format.called,
            Self::Json => "JSON",
            Self::Rules => "list of dependencies",
        }
    }

    /// How many files one is.
    fn files(self) -> Files {
        match self {
            Self::Leaflet(format) => format.files,
            Self::Json | Self::Rules => Files::One,
        }
    }

    /// How a file is known to be one.
    fn known_by(self) -> KnownBy {
        match self {
            Self::Leaflet(format) => format.known_by,
            Self::Json => KnownBy::Beginning(b"{"),
            Self::Rules => KnownBy::Beginning(RULES_BEGINNING.as_bytes()),
        }
    }
}

/// What every file of [`FileKind::Rules`] begins with, so that no other file is taken for one.
pub const RULES_BEGINNING: &str = "# Made by `leaflet build`";

/// What stands for the page's number in the name of a page's file.
pub const PAGE_NUMBER: &str = "{n}";

/// Where a leaflet is to be written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Target {
    /// This file; `overwrite` says whether an existing one may be replaced.
    File {
        /// The file; with [`PAGE_NUMBER`] in it where there is one for each page.
        path: PathBuf,
        /// Whether an existing file is replaced.
        overwrite: bool,
    },
    /// A file of this name, without its ending, in a folder; taken names get `-2`, `-3` and so on.
    Free {
        /// The folder.
        folder: PathBuf,
        /// The name without its ending and without the page's number.
        stem: String,
    },
}

/// Who may read the file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Readers {
    /// Whoever the machine's settings (the umask) allow.
    AsUsual,
    /// The owner alone: mode 0600.
    OwnerOnly,
}

/// Why a leaflet could not be written.
#[derive(Debug)]
pub enum WriteProblem {
    /// The file is there already.
    Exists(PathBuf),
    /// The file is there, is to be replaced, and is none of this kind.
    OtherKind(PathBuf, FileKind),
    /// Several pages are to be written, and the name has no place for their numbers.
    NoNumber(PathBuf),
    /// A file of the pattern's names that is no page of this leaflet would stand among its pages.
    Stray(PathBuf),
    /// The page's number is asked for in the name of a folder.
    NumberInFolder(PathBuf),
    /// Something that is no file stands at the path.
    NotAFile(PathBuf),
    /// The folder is missing.
    NoFolder(PathBuf),
    /// Another run is at work in the folder.
    Busy(PathBuf),
    /// Another run is writing this very file.
    BusyPlace(PathBuf),
    /// A hidden folder or a file in it is not believed.
    NotOurs(PathBuf, NotOurs),
    /// A list for machines is to be written, and a file is there that is no such list of this program's.
    OtherList(PathBuf),
    /// A file or folder cannot be taken away.
    NotRemoved(PathBuf, io::Error),
    /// Something that is no folder stands where a folder is needed.
    NotAFolder(PathBuf),
    /// A file that is there, or its folder, cannot be read.
    Unreadable(PathBuf, io::Error),
    /// What should be the secret key of a folder of leaflets is none.
    NoKey(PathBuf),
    /// The machine would not.
    Machine(PathBuf, io::Error),
}

impl WriteProblem {
    /// What to do next, where a folder of leaflets is written, each file of it named after its row.
    pub fn hint_for_list(&self) -> Advice {
        match self {
            Self::Exists(_) => Advice::naming(
                "look at it; then delete it, or add {} to replace it",
                &[Control::Force],
            ),
            Self::NotAFile(_) => "move or delete it, then run the command again".into(),
            Self::NoFolder(_) => "check its name, or create the folder first".into(),
            Self::Machine(_, error) => match error.kind() {
                io::ErrorKind::PermissionDenied | io::ErrorKind::ReadOnlyFilesystem => {
                    Advice::naming(
                        "with {}, choose a folder that you are allowed to write to",
                        &[Control::OutputFolder],
                    )
                }
                io::ErrorKind::InvalidFilename => {
                    Advice::naming("give shorter names with {}", &[Control::NamePattern])
                }
                _ => self.hint(),
            },
            _ => self.hint(),
        }
    }

    /// What to do next.
    pub fn hint(&self) -> Advice {
        match self {
            Self::NotAFile(_) => {
                Advice::naming("give the name of a file with {}, or ", &[Control::Output])
                    .control_with(Control::Output, "-")
                    .words(" for standard output")
            }
            _ => self.hint_naming(Control::Output),
        }
    }

    /// What to do next, where the file was named by this control.
    pub fn hint_naming(&self, named: Control) -> Advice {
        let naming = |sentence| Advice::naming(sentence, &[named]);
        match self {
            Self::Exists(_) => Advice::naming(
                "add {} to replace it, or give another name with {}",
                &[Control::Force, named],
            ),
            Self::OtherKind(..) => naming(
                "give another name with {}, or move or delete the file \
                first",
            ),
            Self::NoNumber(_) => Advice::from("put `{n}` where the number goes, for example ")
                .control_with(named, "page-{n}.png"),
            Self::Stray(_) => naming(
                "move or delete it and other files like it first, or give another name \
                    with {}",
            ),
            Self::NumberInFolder(_) => {
                Advice::from("put `{n}` in the name of the file only, for example ")
                    .control_with(named, "page-{n}.png")
            }
            Self::NotAFile(_) => naming("give the name of a file with {}"),
            Self::NoFolder(_) => naming("create the folder first, or give another with {}"),
            Self::Busy(_) | Self::BusyPlace(_) => {
                "wait until it is finished, then run the command again".into()
            }
            Self::NotOurs(..) => {
                "somebody else may have put it there: delete it, or choose another folder".into()
            }
            Self::OtherList(_) => Advice::naming(
                "give another name, or add {} to replace it",
                &[Control::Force],
            ),
            Self::NotRemoved(..) => "make sure that you are allowed to delete it, then run the \
                command again"
                .into(),
            Self::NotAFolder(_) => "choose another folder, or move or delete what is there".into(),
            Self::Unreadable(..) => {
                "make sure that you are allowed to read it, then run the command again".into()
            }
            Self::NoKey(_) => Advice::naming(
                "{} with the folder deletes it; the leaflets are kept",
                &[Control::Purge],
            ),
            Self::Machine(_, error) => match error.kind() {
                io::ErrorKind::PermissionDenied | io::ErrorKind::ReadOnlyFilesystem => {
                    naming("with {}, choose a folder that you are allowed to write to")
                }
                io::ErrorKind::StorageFull | io::ErrorKind::QuotaExceeded => {
                    "free some space on the disk, then run the command again".into()
                }
                io::ErrorKind::InvalidFilename => naming("give a shorter or simpler name with {}"),
                _ => "check the folder, then run the command again".into(),
            },
        }
    }

    /// The same with its path as it is named in this folder.
    #[must_use]
    pub fn named_in(mut self, workplace: &Workplace) -> Self {
        let path = self.path();
        *path = workplace.named(path).to_owned();
        self
    }

    /// The file or folder that it is about.
    fn path(&mut self) -> &mut PathBuf {
        match self {
            Self::Exists(path)
            | Self::OtherKind(path, _)
            | Self::NoNumber(path)
            | Self::Stray(path)
            | Self::NumberInFolder(path)
            | Self::NotAFile(path)
            | Self::NoFolder(path)
            | Self::Busy(path)
            | Self::BusyPlace(path)
            | Self::NotOurs(path, _)
            | Self::OtherList(path)
            | Self::NotRemoved(path, _)
            | Self::NotAFolder(path)
            | Self::Unreadable(path, _)
            | Self::NoKey(path)
            | Self::Machine(path, _) => path,
        }
    }

    /// The failure of whatever needed the file, with what to do next.
    pub fn failure(&self, hint: impl Into<Advice>) -> Failure {
        let mut explanation = Explanation::new(self.to_string(), vec![hint]);
        explanation.remark = match self {
            Self::OtherKind(_, kind) if *kind != FileKind::Json => Some(Advice::naming(
                "{} replaces leaflets only",
                &[Control::Force],
            )),
            _ => None,
        };
        Failure::System(explanation)
    }

    /// The problem without the file's path, for where the path may hold a person's words.
    pub fn without_path(&self) -> String {
        match self {
            Self::Machine(_, error) => {
                format!("its leaflet could not be written: {}", said(error))
            }
            Self::Unreadable(_, error) => {
                format!("a file with the name of its leaflet exists and cannot be read: {error}")
            }
            Self::Exists(_) => "a file with the name of its leaflet already exists".to_owned(),
            Self::NotAFile(_) => {
                "something that is not a file has the name of its leaflet".to_owned()
            }
            other => other.to_string(),
        }
    }
}

impl fmt::Display for WriteProblem {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Exists(path) => write!(formatter, "`{}` already exists", path.display()),
            Self::OtherKind(path, FileKind::Json) => {
                write!(
                    formatter,
                    "`{}` is not a JSON file, so it was not replaced",
                    path.display()
                )
            }
            Self::OtherKind(path, kind) => {
                write!(formatter, "`{}` is not a {}", path.display(), kind.name())
            }
            Self::NoNumber(path) => write!(
                formatter,
                "the leaflet has several pages, and `{}` has no place for their numbers",
                path.display()
            ),
            Self::Stray(path) => write!(
                formatter,
                "`{}` would be mixed with the pages of this leaflet, but is not one of them",
                path.display()
            ),
            Self::NumberInFolder(path) => write!(
                formatter,
                "`{}` has the page number in the name of a folder",
                path.display()
            ),
            Self::NotAFile(path) => {
                write!(
                    formatter,
                    "`{}` is a folder, a link or a device",
                    path.display()
                )
            }
            Self::NoFolder(path) => write!(formatter, "there is no folder `{}`", path.display()),
            Self::NotAFolder(path) => write!(formatter, "`{}` is not a folder", path.display()),
            Self::Busy(path) => write!(
                formatter,
                "another run is writing leaflets into `{}`",
                path.display()
            ),
            Self::BusyPlace(path) => {
                write!(formatter, "another run is writing `{}`", path.display())
            }
            Self::NotOurs(path, why) => {
                write!(formatter, "`{}` {}", path.display(), why.words())
            }
            Self::OtherList(path) => write!(
                formatter,
                "`{}` already exists, and this program did not write it",
                path.display()
            ),
            Self::NotRemoved(path, error) => write!(
                formatter,
                "`{}` could not be deleted: {error}",
                path.display()
            ),
            Self::Unreadable(path, error) => {
                write!(formatter, "`{}` cannot be read: {error}", path.display())
            }
            Self::NoKey(path) => write!(
                formatter,
                "`{}` is damaged: it is not the key of a folder of leaflets",
                path.display()
            ),
            Self::Machine(path, error) => {
                write!(
                    formatter,
                    "`{}` could not be written: {}",
                    path.display(),
                    said(error)
                )
            }
        }
    }
}

impl std::error::Error for WriteProblem {}

/// What the machine says, without the name of a file in the making, which `tempfile` puts behind it: it
/// means nothing to anybody, and would make a reason of its own for each file.
fn said(error: &io::Error) -> String {
    let words = error.to_string();
    match words.split_once(" at path \"") {
        Some((words, _)) => words.to_owned(),
        None => words,
    }
}

/// Names tried before giving up, so that a folder full of leaflets cannot keep us for ever.
const FREE_NAMES: u32 = 10_000;

/// Writes the files of one leaflet, all of them or none: one PDF, or a picture for each page. Gives
/// the paths they have then.
///
/// # Errors
/// [`WriteProblem`]; then nothing new was written and nothing is left behind.
pub fn write(
    target: &Target,
    kind: FileKind,
    files: &[Vec<u8>],
    readers: Readers,
) -> Result<Vec<PathBuf>, WriteProblem> {
    match target {
        Target::File { path, overwrite } => {
            let paths = numbered(path, kind, files.len())?;
            for path in &paths {
                check_file(path, kind, *overwrite)?;
            }
            if let Some(stray) = stray(path, kind, &paths)? {
                return Err(WriteProblem::Stray(stray));
            }
            atomic::write_all(&pairs(&paths, files), readers, *overwrite)?;
            Ok(paths)
        }
        Target::Free { folder, stem } => {
            let page = match kind.files() {
                Files::One => String::new(),
                Files::EachPage => format!("-page-{PAGE_NUMBER}"),
            };
            for number in 1..=FREE_NAMES {
                let again = if number == 1 {
                    String::new()
                } else {
                    format!("-{number}")
                };
                let name = format!("{stem}{again}{page}.{}", kind.ending());
                let pattern = folder.join(name);
                let paths = numbered(&pattern, kind, files.len())?;
                let is_taken = paths.iter().any(|path| path.symlink_metadata().is_ok());
                if is_taken || stray(&pattern, kind, &paths)?.is_some() {
                    continue;
                }
                match atomic::write_all(&pairs(&paths, files), readers, false) {
                    // Somebody else took the name a moment ago.
                    Err(WriteProblem::Exists(_)) => {}
                    Err(problem) => return Err(problem),
                    Ok(()) => return Ok(paths.iter().map(|path| tidy(path)).collect()),
                }
            }
            Err(WriteProblem::Exists(
                folder.join(format!("{stem}.{}", kind.ending())),
            ))
        }
    }
}

fn pairs<'a>(paths: &'a [PathBuf], files: &'a [Vec<u8>]) -> Vec<(&'a Path, &'a [u8])> {
    let paths = paths.iter().map(PathBuf::as_path);
    paths.zip(files.iter().map(Vec::as_slice)).collect()
}

/// The names of `count` files, in order. Numbers have as many digits as the last, so that a list of
/// the files by name is in the order of the pages.
fn numbered(pattern: &Path, kind: FileKind, count: usize) -> Result<Vec<PathBuf>, WriteProblem> {
    let pattern_text = match (kind.files(), pattern.to_str()) {
        (Files::EachPage, Some(text)) if text.contains(PAGE_NUMBER) => text,
        _ if count == 1 => return Ok(vec![pattern.to_owned()]),
        _ => return Err(WriteProblem::NoNumber(pattern.to_owned())),
    };
    let digits = count.to_string().len();
    let number = |number: usize| format!("{number:0digits$}");
    let names = (1..=count).map(|page| pattern_text.replace(PAGE_NUMBER, &number(page)));
    Ok(names.map(PathBuf::from).collect())
}

/// The first file of a pattern's names that a leaflet left which is not to be replaced: with a page
/// more, or with numbers of another width. Nobody should find it among the pages of another patient.
fn stray(
    pattern: &Path,
    kind: FileKind,
    replaced: &[PathBuf],
) -> Result<Option<PathBuf>, WriteProblem> {
    let there = pages_there(pattern, kind)?.into_iter();
    let mut paths = there.map(|(path, _)| path);
    Ok(paths.find(|path| !replaced.contains(path)))
}

/// The files that bear a name of the pattern, whatever their numbers, with these; none where the
/// pattern has no place for a number.
fn pages_there(pattern: &Path, kind: FileKind) -> Result<Vec<(PathBuf, String)>, WriteProblem> {
    let name = pattern.file_name().and_then(|name| name.to_str());
    let (Files::EachPage, Some(name)) = (kind.files(), name) else {
        return Ok(Vec::new());
    };
    let Some((before, _)) = name.split_once(PAGE_NUMBER) else {
        return Ok(Vec::new());
    };
    let folder = place::folder_of(pattern);
    let machine = |error| WriteProblem::Machine(folder.to_owned(), error);
    let mut there = Vec::new();
    for entry in std::fs::read_dir(folder).map_err(machine)? {
        let entry = entry.map_err(machine)?;
        let found = entry.file_name();
        let Some(found) = found.to_str() else {
            continue;
        };
        let behind = found.strip_prefix(before).unwrap_or_default();
        let digits = behind.bytes().take_while(u8::is_ascii_digit).count();
        // What follows the number may begin with digits too, so each length is tried.
        let number = (1..=digits)
            .map(|length| &behind[..length])
            .find(|number| name.replace(PAGE_NUMBER, number) == found);
        if let Some(number) = number
            && !entry.file_type().is_ok_and(|kind| kind.is_dir())
        {
            there.push((pattern.with_file_name(found), number.to_owned()));
        }
    }
    there.sort();
    Ok(there)
}

/// Writes files that are not there yet, all of them or none, and makes the folders they stand in.
///
/// # Errors
/// [`WriteProblem`]; then nothing was written, and no folder that was made for it stays.
pub fn write_new(files: &[(PathBuf, Vec<u8>)]) -> Result<(), WriteProblem> {
    for (path, _) in files {
        if path.symlink_metadata().is_ok() {
            return Err(WriteProblem::Exists(path.clone()));
        }
        let mut folders = path.ancestors().skip(1);
        let nearest = folders.find(|folder| folder.symlink_metadata().is_ok());
        if let Some(folder) = nearest.filter(|folder| !folder.is_dir()) {
            return Err(WriteProblem::NotAFolder(folder.to_owned()));
        }
    }
    let mut made = Vec::new();
    let written = files
        .iter()
        .try_for_each(|(path, _)| make_folders(path, &mut made))
        .and_then(|()| {
            let files: Vec<(&Path, &[u8])> = files
                .iter()
                .map(|(path, bytes)| (path.as_path(), bytes.as_slice()))
                .collect();
            atomic::write_all(&files, Readers::AsUsual, false)
        });
    if written.is_err() {
        for folder in made {
            // Only an empty folder goes; one that somebody else put a file into stays.
            let _gone = std::fs::remove_dir(folder);
        }
    }
    written
}

/// The file by which git leaves files out.
const IGNORED_BY_GIT: &str = ".gitignore";

/// What it says in a folder of patients' leaflets.
const IGNORE_ALL: &str = "# Patients' leaflets: they are nobody else's business.\n*\n";

/// Keeps a folder out of git, if it lies in a folder of git and holds no file yet that says what git is to
/// leave out; gives whether that was done now.
///
/// # Errors
/// What the machine says.
pub fn keep_from_git(folder: &Path) -> Result<bool, WriteProblem> {
    let place = folder.join(IGNORED_BY_GIT);
    let Ok(there) = folder.canonicalize() else {
        return Ok(false);
    };
    let is_in_git = there.ancestors().any(|folder| folder.join(".git").exists());
    if !is_in_git || place.symlink_metadata().is_ok() {
        return Ok(false);
    }
    let file = [(place.as_path(), IGNORE_ALL.as_bytes())];
    match atomic::write_all(&file, Readers::AsUsual, false) {
        Ok(()) => Ok(true),
        // Another share did it a moment ago.
        Err(WriteProblem::Exists(_)) => Ok(false),
        Err(problem) => Err(problem),
    }
}

/// How many leaflets in the usual format lie in a folder; 0 if it cannot be read.
pub fn count_of_leaflets(folder: &Path) -> usize {
    let entries = std::fs::read_dir(folder).into_iter().flatten().flatten();
    let is_usual = |name: &std::ffi::OsString| Format::usual().is_ending_of(Path::new(name));
    entries.filter(|entry| is_usual(&entry.file_name())).count()
}

/// Takes the lock of a place, so that this run alone writes it.
///
/// # Errors
/// [`WriteProblem::BusyPlace`], if another run has it; that its folder is missing.
pub fn lock_place(place: &Path) -> Result<PlaceLock, WriteProblem> {
    let folder = place::folder_of(place);
    if !folder.is_dir() {
        return Err(WriteProblem::NoFolder(folder.to_owned()));
    }
    match PlaceLock::take(place) {
        Ok(Some(lock)) => Ok(lock),
        Ok(None) => Err(WriteProblem::BusyPlace(place.to_owned())),
        Err(error) => Err(WriteProblem::Machine(place.to_owned(), error)),
    }
}

/// Makes the folders a file stands in; those that were not there are added to `made`, the innermost
/// first.
fn make_folders<'a>(path: &'a Path, made: &mut Vec<&'a Path>) -> Result<(), WriteProblem> {
    let is_missing =
        |folder: &&Path| !folder.as_os_str().is_empty() && folder.symlink_metadata().is_err();
    let missing: Vec<&Path> = path.ancestors().skip(1).take_while(is_missing).collect();
    let Some(folder) = missing.first().copied() else {
        return Ok(());
    };
    made.splice(0..0, missing);
    atomic::make_folder(folder).map_err(|error| WriteProblem::Machine(path.to_owned(), error))
}

/// Whether a leaflet may be written here, asked before any work is done. How many pages it will have
/// is not known then: of the pages' files the first is looked at, and any other is in the way unless
/// it may be replaced. [`write()`] asks again when the number is known.
///
/// # Errors
/// Every [`WriteProblem`] but [`WriteProblem::NoNumber`] and [`WriteProblem::NotAFolder`].
pub fn check_free(path: &Path, kind: FileKind, overwrite: bool) -> Result<(), WriteProblem> {
    let has_number = |part: &Path| part.to_str().is_some_and(|text| text.contains(PAGE_NUMBER));
    if kind.files() != Files::EachPage || !has_number(path) {
        return check_file(path, kind, overwrite);
    }
    if path.parent().is_some_and(has_number) {
        return Err(WriteProblem::NumberInFolder(path.to_owned()));
    }
    for first in numbered(path, kind, 1)? {
        check_file(&first, kind, overwrite)?;
    }
    for (there, number) in pages_there(path, kind)? {
        if number.trim_start_matches('0') == "1" {
            check_file(&there, kind, overwrite)?;
        } else if !overwrite {
            return Err(WriteProblem::Stray(there));
        }
    }
    Ok(())
}

/// Whether this very file may be written.
fn check_file(path: &Path, kind: FileKind, overwrite: bool) -> Result<(), WriteProblem> {
    match path.symlink_metadata() {
        Ok(metadata) if !metadata.is_file() => Err(WriteProblem::NotAFile(path.to_owned())),
        Ok(_) if !overwrite => Err(WriteProblem::Exists(path.to_owned())),
        Ok(_) => match is_replaceable(path, kind) {
            Ok(true) => Ok(()),
            Ok(false) => Err(WriteProblem::OtherKind(path.to_owned(), kind)),
            Err(error) => Err(WriteProblem::Machine(path.to_owned(), error)),
        },
        Err(_) => match path.parent() {
            Some(folder) if !folder.as_os_str().is_empty() && !folder.is_dir() => {
                Err(WriteProblem::NoFolder(folder.to_owned()))
            }
            _ => Ok(()),
        },
    }
}

/// Whether a file is of the kind or empty: a guide named by a slip is neither.
fn is_replaceable(path: &Path, kind: FileKind) -> io::Result<bool> {
    let mut file = system::open_file(path, system::OpenFor::Reading)?;
    let mut bytes = Vec::new();
    match kind.known_by() {
        KnownBy::Beginning(beginning) => {
            file.take(beginning.len() as u64).read_to_end(&mut bytes)?;
            Ok(bytes.is_empty() || bytes == beginning)
        }
        KnownBy::Whole(is_one) => {
            file.read_to_end(&mut bytes)?;
            Ok(bytes.is_empty() || is_one(&bytes))
        }
    }
}

/// The path without a leading `./`.
fn tidy(path: &Path) -> PathBuf {
    path.strip_prefix(".").unwrap_or(path).to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::leaflet::format::PNG;

    #[test]
    fn pages_are_numbered_so_that_their_names_sort() {
        let names = |pattern: &str, count| {
            let paths = numbered(Path::new(pattern), FileKind::Leaflet(&PNG), count).unwrap();
            let names = paths.iter().map(|path| path.display().to_string());
            names.collect::<Vec<_>>().join(" ")
        };
        assert_eq!(
            names("a/page-{n}.png", 3),
            "a/page-1.png a/page-2.png a/page-3.png"
        );
        assert!(names("{n}.png", 12).starts_with("01.png 02.png"));
        assert_eq!(names("only.png", 1), "only.png");
        let problem = numbered(Path::new("page.png"), FileKind::Leaflet(&PNG), 2);
        assert!(matches!(problem, Err(WriteProblem::NoNumber(_))));
        let one = numbered(Path::new("{n}.pdf"), FileKind::PDF, 1).unwrap();
        assert_eq!(one, [Path::new("{n}.pdf")]);
    }
}
